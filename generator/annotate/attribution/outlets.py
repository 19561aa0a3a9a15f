"""Outlets that pass on what others say: "told the Courier", "Reuters, citing officials, reported", "seen by the Post".

In comes what the reporting clauses of a sentence give, out goes the same with the outlet as what it lies within.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from generator.annotate.attribution.memory import Speaker
from generator.annotate.attribution.reported_content import Finding, Spans
from generator.annotate.attribution.voucher_kind import outlet_at
from generator.language.lexicon import listed
from generator.language.tokens import TokenKind, View
from generator.model import VoucherKind


def cited_by_outlets(view: View, found: Sequence[Finding]) -> list[Finding]:
    """``Reuters, citing officials, reported that …``: the officials' words, passed on by Reuters."""
    found = _according_to_outlet(view, found)
    citing = _citing(view, found)
    if citing is None:
        return list(found)
    others = [item for item in found if item is not citing]
    quoting = _cue(view, citing) == "quoting"
    passing = next((item for item in others if quoting or item.speaker.outlet), None)
    if passing is None:
        return others or [citing]
    inside = replace(
        citing, contents=_without(passing.contents, view, citing), within=passing, position=passing.position
    )
    return [inside if item is passing else item for item in others]


def _citing(view: View, found: Sequence[Finding]) -> Finding | None:
    citing_words = listed("reporting", "words", "citing_others")
    return next((item for item in found if _cue(view, item) in citing_words), None)


def _according_to_outlet(view: View, found: Sequence[Finding]) -> list[Finding]:
    """``The envoy said, according to the Courier, that …``: the envoy's words, passed on by the paper."""
    by = next((item for item in found if item.speaker.outlet and _cue(view, item) == "according to"), None)
    others = [item for item in found if item is not by]
    if by is None or not others:
        return list(found)
    return [
        replace(
            item,
            contents=_without(item.contents, view, by),
            within=item.within or replace(by, contents=item.contents),
        )
        for item in others
    ]


def _cue(view: View, finding: Finding) -> str:
    return view.text[slice(*finding.cue)].casefold()


def _without(contents: Spans, view: View, citing: Finding) -> Spans:
    """The contents ended before the comma and the words that cite somebody."""
    cut = max(
        (t.end for t in view.tokens if t.end <= citing.cue[0] and t.kind is not TokenKind.COMMA), default=0
    )
    return tuple((a, cut if a < cut < b and a < citing.cue[0] < b else b) for a, b in contents)


def passed_on(view: View, finding: Finding) -> Finding:
    """The finding within the outlet that was spoken to, or that had the document before it."""
    if finding.within is not None or finding.speaker.outlet:
        return finding
    for i in range(len(view)):
        at = _spoken_to(view, i)
        if at:
            outer = _outlet(view, (i, at[0] - 1), at, finding.contents)
            return replace(finding, contents=_before_tail(view, finding.contents, i), within=outer)
    if finding.source is None:
        return finding
    for i, token in enumerate(view.tokens):
        count = _seen_by(view, i) if finding.source[0] < token.start < finding.source[1] else 0
        last = outlet_at(view, i + count) if count else None
        if last is not None:
            outer = _outlet(view, (i, i + count - 1), (i + count, last), finding.contents)
            end = view.tokens[i - 1].end
            kind = VoucherKind.UNNAMED if finding.speaker.kind is VoucherKind.PARTY else finding.speaker.kind
            speaker = replace(finding.speaker, name=view.text[finding.source[0] : end], kind=kind)
            return replace(finding, speaker=speaker, source=(finding.source[0], end), within=outer)
    return finding


def _spoken_to(view: View, i: int) -> tuple[int, int] | None:
    """The first and last token of the outlet that words like "in an interview with" lead up to from ``i``."""
    for phrase in _by_first("spoken_to").get(view.key(i), ()):
        if view.reads(i, phrase):
            first = i + phrase.count(" ") + 1
            last = outlet_at(view, first)
            return None if last is None else (first, last)
    return None


def _seen_by(view: View, i: int) -> int:
    """How many words like "obtained by" begin with token ``i``."""
    phrases = _by_first("seen_by").get(view.key(i), ())
    return next((phrase.count(" ") + 1 for phrase in phrases if view.reads(i, phrase)), 0)


@functools.cache
def _by_first(key: str) -> dict[str, tuple[str, ...]]:
    phrases = sorted(listed("outlets", key))
    return {p.split()[0]: tuple(q for q in phrases if q.split()[0] == p.split()[0]) for p in phrases}


def _outlet(view: View, cue: tuple[int, int], at: tuple[int, int], contents: Spans) -> Finding:
    speaker = Speaker(name=view.between(*at), kind=VoucherKind.PARTY, outlet=True)
    return Finding(
        speaker=speaker,
        cue=view.span(*cue),
        position=view.tokens[cue[0]].start,
        contents=contents,
        source=view.span(*at),
    )


def _before_tail(view: View, contents: Spans, i: int) -> Spans:
    """The contents without ", in comments to the paper" at their end."""
    start = view.tokens[i].start
    if i == 0 or view.kind(i - 1) is not TokenKind.COMMA:
        return contents
    return tuple((a, view.tokens[i - 1].start if a < start < b else b) for a, b in contents)
