"""Who stands behind words, said to a reader in running words: "two fighters told the agency".

The words are the site's own and claim no more than the article: "said by" only where it has a verb of saying.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.data import table
from generator.model import Attribution, Evidence, VoucherKind

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
_WEAKER = (
    ("alleg", "alleged by"),
    ("announc", "announced by"),
    ("belie", "believed by"),
    ("claim", "claimed by"),
    ("estimat", "estimated by"),
    ("expect", "expected by"),
    ("hint", "hinted at by"),
    ("hope", "hoped by"),
    ("predict", "predicted by"),
    ("promise", "promised by"),
    ("speculat", "a guess of"),
    ("suggest", "suggested by"),
    ("think", "thought by"),
    ("thought", "thought by"),
    ("vow", "promised by"),
    ("warn", "a warning of"),
)
"""How the reporting words begin, and what the site makes of them: no more than they say."""
_DENYING = ("denied", "denies", "deny", "denial")
_TELLING = ("told", "tells", "tell")
_SPEAKING_TO = ("in", "speaking", "talking")
_HAD_BEFORE = ("seen", "obtained", "reviewed", "shared", "leaked", "provided", "viewed", "published")
_ITSELF = ("itself", "himself", "herself", "themselves")
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


def told_by(evidence: Sequence[Evidence]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who stands behind a statement: for each article that supports it, its id and its phrases, each once."""
    said: dict[str, dict[str, None]] = {}
    for item in evidence:
        if item.supports:
            said.setdefault(item.article_id, {})[voucher_phrase(item.voucher)] = None
    return tuple((name, tuple(phrases)) for name, phrases in said.items())


def _without_pointing(source: str) -> str:
    """A source without what only points back in its article: ``these fighters``, ``the court itself``.

    >>> _without_pointing("These fighters"), _without_pointing("this official"), _without_pointing("the court itself")
    ('fighters', 'the official', 'the court')
    """
    first, _, others = source.strip().partition(" ")
    if others and first.casefold() in ("these", "those"):
        return others
    if others and first.casefold() in ("this", "that"):
        return f"the {others}"
    kept, _, last = source.strip().rpartition(" ")
    return kept if kept and last in _ITSELF else source


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
    who = in_running_text(_without_pointing(voucher.source))
    if who.casefold() in _pronouns():
        return f"somebody called only “{who.casefold()}”"
    placed = not set(who.split()).isdisjoint(table("reporting")["words"]["on_the_spot"])
    if voucher.kind is VoucherKind.EYEWITNESS and (placed or "," in who):
        return who
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
    """The words before the source, as strong as the article's own: what is believed is not said to be so."""
    if denied:
        return "denied by"
    cue = _first(voucher.cue)
    for stem, lead in _WEAKER:
        if cue.startswith(stem):
            return lead
    document = not set(voucher.source.casefold().split()).isdisjoint(table("speakers")["document"])
    return "said by" if cue in _saying() and not document else "according to"


def _passed_on(voucher: Attribution, outer: Attribution, who: str, denied: bool) -> str:
    """The source and the outlet that passes its words on."""
    outlet = in_running_text(outer.source)
    cue = _first(outer.cue)
    if cue in _TELLING:
        return f"{who}, told {outlet}" if ", " in who else f"{who} told {outlet}"
    if cue in (*_SPEAKING_TO, *_HAD_BEFORE):
        words = outer.cue[:1].lower() + outer.cue[1:]
        comma = "" if cue in _HAD_BEFORE else ","
        return f"{_lead(voucher, denied)} {who}{comma} {words} {outlet}"
    return f"{_lead(voucher, denied)} {who}, as reported by {outlet}"


def _first(cue: str) -> str:
    words = [word for word in cue.casefold().split() if word not in ("was", "were", "has", "have", "had")]
    return words[0].strip(",") if words else ""


@functools.cache
def _saying() -> frozenset[str]:
    """Verbs after which "said by" is no more than the article has."""
    verbs = table("reporting")["verbs"]
    said = {
        "said",
        "says",
        "say",
        "saying",
        "stated",
        "states",
        "stating",
        "added",
        "adds",
        "adding",
        "quoted",
    }
    spoken = {verb for kind in ("quoting", "object") for verb in verbs[kind]}
    judged = {"called", "calls", "described", "describes", "dubbed", "labeled", "labelled"}
    return frozenset((said | spoken) - judged - {"asked", "asks", "wondered", "urged"})


@functools.cache
def _pronouns() -> frozenset[str]:
    speakers = table("speakers")
    return frozenset(
        word for kind in ("singular_pronouns", "plural_pronouns", "thing_pronouns") for word in speakers[kind]
    )


@functools.cache
def _plain_words() -> frozenset[str]:
    """Words that begin a source and are no names."""
    speakers = table("speakers")
    kinds = ("official", "role", "party", "person", "witness", "journalist", "document", "former", "ranks")
    words = {word.split()[0] for kind in (*kinds, "some_of") for word in speakers[kind]}
    return frozenset(words | {"these", "those", "rescue", "satellite"}) - {
        "white",
        "kremlin",
        "pentagon",
        "met",
    }
