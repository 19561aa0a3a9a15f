"""Who stands behind words, said to a reader in running words: "two fighters told the agency".

The words are the site's own and claim no more than the article: "said by" only where it has a verb of saying.
"""

from __future__ import annotations

import functools

from generator.data import table
from generator.model import Attribution, VoucherKind

_NOBODY = {
    VoucherKind.EYEWITNESS: "according to reporters on the spot",
    VoucherKind.OFFICIAL: "according to an official source",
    VoucherKind.PARTY: "according to a party to it",
    VoucherKind.NAMED_PERSON: "according to a named person",
    VoucherKind.UNNAMED: "the article does not say who says so",
}
_PLAIN = {
    VoucherKind.HEADLINE_ONLY: "in a headline, subhead or caption",
    VoucherKind.COMPUTED: "computed by this site",
    VoucherKind.OWN_VOICE: "in the article’s own voice",
}
_DENYING = ("denied", "denies", "deny", "denial")
_TELLING = ("told", "tells", "tell")
_SPEAKING_TO = ("in", "speaking", "talking")
_HAD_BEFORE = ("seen", "obtained", "reviewed", "shared", "leaked", "provided", "viewed", "published")
_AGAIN = ("his ", "her ", "its ", "their ")


def voucher_phrase(voucher: Attribution) -> str:
    """Who stands behind the words: ``said by Jane Doe, a nurse``, ``in the article’s own voice``.

    It begins with a small letter where it is no name, to stand behind a label or in a sentence.
    """
    if voucher.kind in _PLAIN:
        return _PLAIN[voucher.kind]
    if not voucher.source.strip():
        hedged = f" (“{voucher.cue}”)" if voucher.cue else ""
        return f"{_NOBODY[voucher.kind]}{hedged}"
    who = _who(voucher)
    denied = _first(voucher.cue) in _DENYING
    outer = voucher.within
    if outer is None or not outer.source.strip():
        return f"{_lead(voucher, denied)} {who}"
    return _passed_on(voucher, outer, who, denied)


def in_running_text(source: str) -> str:
    """A source as it is written within a sentence: ``Local sources`` become ``local sources``.

    Only words known to be no names lose their capital, and no title before a name does.
    """
    first, _, others = source.strip().partition(" ")
    plain = first.casefold() in _plain_words() and not first.isupper()
    article = first.casefold() in table("speakers")["determiners"]
    if article or (plain and not others[:1].isupper()):
        return f"{first[:1].lower()}{first[1:]} {others}".strip()
    return source.strip()


def _who(voucher: Attribution) -> str:
    """The source with its role, where the name does not hold that already."""
    who = in_running_text(voucher.source)
    if voucher.kind is VoucherKind.EYEWITNESS:
        return f"{who}, who were there" if _several(who) else f"{who}, who was there"
    role = in_running_text(voucher.role)
    known = not role or role.casefold() in who.casefold() or role.casefold().startswith(_AGAIN)
    return who if known else f"{who}, {role}"


def _several(who: str) -> bool:
    return any(
        word in who.split() for word in ("journalists", "reporters", "correspondents", "photographers")
    )


def _lead(voucher: Attribution, denied: bool) -> str:
    if denied:
        return "denied by"
    return "said by" if _first(voucher.cue) in _saying() else "according to"


def _passed_on(voucher: Attribution, outer: Attribution, who: str, denied: bool) -> str:
    """The source and the outlet that passes its words on."""
    outlet = in_running_text(outer.source)
    cue = _first(outer.cue)
    if cue in _TELLING:
        return f"{who} told {outlet}"
    if cue in (*_SPEAKING_TO, *_HAD_BEFORE):
        words = outer.cue[:1].lower() + outer.cue[1:]
        comma = "" if cue in _HAD_BEFORE else ","
        return f"{_lead(voucher, denied)} {who}{comma} {words} {outlet}"
    return f"{_lead(voucher, denied)} {who}, as {outlet} has it"


def _first(cue: str) -> str:
    words = [word for word in cue.casefold().split() if word not in ("was", "were", "has", "have", "had")]
    return words[0].strip(",") if words else ""


@functools.cache
def _saying() -> frozenset[str]:
    """Verbs after which "said by" is no more than the article has."""
    verbs = table("reporting")["verbs"]
    said = (
        "said",
        "says",
        "say",
        "stated",
        "states",
        "added",
        "adds",
        "saying",
        "stating",
        "adding",
        "quoted",
    )
    spoken = {verb for kind in ("quoting", "object") for verb in verbs[kind]}
    return frozenset((*said, *spoken)) - {
        "called",
        "calls",
        "described",
        "describes",
        "asked",
        "asks",
        "urged",
    }


@functools.cache
def _plain_words() -> frozenset[str]:
    """Words that begin a source and are no names."""
    speakers = table("speakers")
    kinds = (
        "official",
        "role",
        "party",
        "person",
        "witness",
        "journalist",
        "document",
        "former",
        "ranks",
        "some_of",
    )
    words = {part for kind in kinds for word in speakers[kind] for part in word.split()[:1]}
    return frozenset(words | {"these", "those", "rescue", "satellite", "official", "unnamed"}) - {
        "white",
        "kremlin",
        "pentagon",
        "met",
    }
