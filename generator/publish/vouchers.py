"""Who stands behind words, said to a reader in running words: "two fighters told the agency".

The words are the site's own and claim no more than the article: "said by" only where it has a verb of saying.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.catalog import ENGLISH, N_, _, locale
from generator.data import table
from generator.language.lexicon import verbs
from generator.model import Attribution, Evidence, VoucherKind

_NOBODY = {
    VoucherKind.EYEWITNESS: N_("according to reporters on the spot"),
    VoucherKind.OFFICIAL: N_("according to an official source"),
    VoucherKind.PARTY: N_("according to a party to it"),
    VoucherKind.NAMED_PERSON: N_("according to a named person"),
    VoucherKind.UNNAMED: N_("the article does not say who says so"),
}
_PLAIN = {
    VoucherKind.HEADLINE_ONLY: N_("in a headline, subhead or caption"),
    VoucherKind.COMPUTED: N_("computed by this site"),
    VoucherKind.OWN_VOICE: N_("in the article’s own voice"),
}
LEADS = (
    N_("alleged by {who}"),
    N_("announced by {who}"),
    N_("believed by {who}"),
    N_("claimed by {who}"),
    N_("estimated by {who}"),
    N_("expected by {who}"),
    N_("hinted at by {who}"),
    N_("hoped by {who}"),
    N_("predicted by {who}"),
    N_("promised by {who}"),
    N_("a guess of {who}"),
    N_("suggested by {who}"),
    N_("thought by {who}"),
    N_("a warning of {who}"),
)
"""What the site makes of the reporting words that ``leads`` in ``reporting.toml`` gives: no more than they say."""

_PLAINLY = (N_("said by {who}"), N_("according to {who}"))


def voucher_phrase(voucher: Attribution) -> str:
    """Who stands behind the words: ``said by Jane Doe, a nurse``, ``in the article’s own voice``.

    It begins with a small letter where it is no name, to stand behind a label or in a sentence.
    """
    if voucher.kind in _PLAIN:
        return _(_PLAIN[voucher.kind])
    if not voucher.source.strip():
        nobody = _(_NOBODY[voucher.kind])
        return _("{phrase} (“{words}”)", phrase=nobody, words=voucher.cue) if voucher.cue else nobody
    who = _who(voucher)
    denied = _first(voucher.cue) in verbs("denies") | {"denial"}
    outer = voucher.within
    if outer is None or not outer.source.strip():
        return _(_lead(voucher, denied), who=who)
    return _passed_on(voucher, outer, who, denied)


def brief_voucher(voucher: Attribution, quoted: str) -> str:
    """Who stands behind words beside which they are named: ``police``; ``""`` where the words name them themselves.

    The role and who passes it on stand in the note; what is denied or alleged is said to be so.
    """
    if voucher.kind in _PLAIN:
        return ""
    source = voucher.source.strip()
    said = " ".join(quoted.split()).casefold()
    if " ".join((source or voucher.cue).split()).casefold() in said:
        return ""
    if not source:
        return voucher_phrase(voucher)
    who = in_running_text(_without_pointing(source)).split(", ")[0]
    if locale() != ENGLISH:
        who = f"“{who}”"
    elif who.casefold() in _pronouns():
        return _("somebody called only “{word}”", word=who.casefold())
    lead = _lead(voucher, _first(voucher.cue) in verbs("denies") | {"denial"})
    return who if lead in _PLAINLY else _(lead, who=who)


def is_nameless(voucher: Attribution) -> bool:
    """Whether somebody stands behind the words of whom nothing but a pronoun is told."""
    return voucher.kind not in _PLAIN and voucher.source.strip().casefold() in _pronouns() | {""}


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
    return kept if kept and last in table("reporting")["words"]["itself"] else source


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
    """The source with its role, where the name does not hold that already; in other languages its own words."""
    if locale() != ENGLISH:
        role = f" ({voucher.role})" if voucher.role and voucher.role not in voucher.source else ""
        return f"“{voucher.source.strip()}{role}”"
    who = in_running_text(_without_pointing(voucher.source))
    if who.casefold() in _pronouns():
        return _("somebody called only “{word}”", word=who.casefold())
    if voucher.kind is VoucherKind.EYEWITNESS:
        return _eyewitness(who)
    role = in_running_text(voucher.role)
    told = role.casefold() in who.casefold() or _first(role) in table("reporting")["words"]["possessives"]
    return who if told else f"{who}, {role}"


def _eyewitness(who: str) -> str:
    """Who saw it, said to have been there where the words do not tell."""
    words, known = set(who.split()), table("reporting")["words"]
    if "," in who or not words.isdisjoint(known["on_the_spot"]):
        return who
    if words.isdisjoint(known["several_on_the_spot"]):
        return _("{who}, who was there", who=who)
    return _("{who}, who were there", who=who)


def _lead(voucher: Attribution, denied: bool) -> str:
    """The phrase around the source, as strong as the article's own: what is believed is not said to be so."""
    if denied:
        return N_("denied by {who}")
    cue = _first(voucher.cue)
    for lead, stems in table("reporting")["leads"].items():
        if cue.startswith(tuple(stems)):
            return str(lead)
    document = not set(voucher.source.casefold().split()).isdisjoint(table("speakers")["document"])
    return N_("said by {who}") if cue in verbs("passes_on") and not document else N_("according to {who}")


def _passed_on(voucher: Attribution, outer: Attribution, who: str, denied: bool) -> str:
    """The source and the outlet that passes its words on."""
    outlet = in_running_text(outer.source) if locale() == ENGLISH else f"“{outer.source.strip()}”"
    said = _(_lead(voucher, denied), who=who)
    cue = _first(outer.cue)
    if cue in verbs("tells"):
        if ", " in who:
            return _("{who}, told {outlet}", who=who, outlet=outlet)
        return _("{who} told {outlet}", who=who, outlet=outlet)
    words = outer.cue[:1].lower() + outer.cue[1:]
    if cue in verbs("had_before"):
        return _("{said} {words} {outlet}", said=said, words=words, outlet=outlet)
    if cue in table("reporting")["words"]["speaking_to"]:
        return _("{said}, {words} {outlet}", said=said, words=words, outlet=outlet)
    return _("{said}, as reported by {outlet}", said=said, outlet=outlet)


def _first(cue: str) -> str:
    words = [word for word in cue.casefold().split() if word not in verbs("helps")]
    return words[0].strip(",") if words else ""


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
    return frozenset(words | set(speakers["plain_openings"])) - set(speakers["name_openings"])
