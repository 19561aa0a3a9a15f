"""The reporting clauses of one sentence put together: which stands, which lies inside another."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from generator.annotate.attribution.clauses import TokenKind, View, listed
from generator.annotate.attribution.findings import Finding
from generator.annotate.attribution.other_cues import (
    hearsay,
    impersonal,
    quoted_others,
    reporting_nouns,
    source_phrases,
    wording_cues,
)
from generator.annotate.attribution.outlets import outlet_at, seen_by, spoken_to
from generator.annotate.attribution.reported_content import Spans
from generator.annotate.attribution.speakers import Memory, Speaker
from generator.annotate.attribution.verbs import (
    issued_texts,
    objections,
    participles,
    reporting_verbs,
    verb_cues,
)
from generator.model import VoucherKind

# No sentence of an article is longer; what is, is a table or a list.
_TOKENS_AT_MOST = 500
_WAYS = (
    reporting_verbs,
    issued_texts,
    quoted_others,
    participles,
    source_phrases,
    reporting_nouns,
    impersonal,
)


def read_sentence(view: View, memory: Memory) -> list[Finding]:
    """The findings of a sentence in order; one that lies inside another keeps it as its ``within``.

    Args:
        view: The sentence.
        memory: Who was named before; not changed.
    """
    if len(view) > _TOKENS_AT_MOST or _cue_words().isdisjoint(view.word_keys):
        return []
    found = [finding for way in _WAYS for finding in way(view, memory) if finding.contents]
    kept: list[Finding] = []
    for finding in sorted(_cited_by_outlets(view, found), key=lambda item: item.position):
        kept = [other for other in kept if not _holds(finding, other.position)]
        outer = next((other for other in kept if _overlap(finding, other)), None)
        if outer is None:
            kept.append(finding)
        elif _begins_clause(view, finding.position):
            kept = [*(_cut(view, other, finding.position) for other in kept), finding]
        else:
            kept = _nested(view, kept, outer, finding)
    kept = [finding for finding in kept if finding.contents]
    kept = kept or list(objections(view, memory)) or list(hearsay(view))
    return [_passed_on(view, finding) for finding in kept]


def _nested(view: View, kept: list[Finding], outer: Finding, inner: Finding) -> list[Finding]:
    """The findings with ``inner`` set inside ``outer``, or left out where it says nothing new."""
    same = inner.speaker.name == outer.speaker.name or inner.speaker.name in ("", "it", "It")
    pronoun = inner.source is not None and view.text[slice(*inner.source)].casefold() in _pronouns()
    personal = pronoun and (outer.speaker.person or outer.speaker.plural or not inner.speaker.person)
    clipped = _clipped(inner.contents, outer.contents)
    if same or personal or not clipped or outer.within is not None or not _holds(outer, inner.position):
        return kept
    inside = replace(inner, contents=clipped, within=replace(outer, within=inner.within))
    beyond = tuple(span for span in outer.contents if not _reaches(inner, span))
    # What is left of the outer's content besides the inner clause stays its own.
    left = _cut(view, outer, inner.position).contents
    rest_of_outer = tuple(dict.fromkeys((*(s for s in left if s not in beyond and _tells(view, s)), *beyond)))
    others = [replace(o, contents=rest_of_outer) if o is outer else o for o in kept]
    return [*(o for o in others if o.contents), inside]


def _tells(view: View, span: tuple[int, int]) -> bool:
    """Whether a span has words of its own besides a conjunction or comma."""
    joining = listed("reporting", "words", "conjunctions") | listed("reporting", "words", "subordinators")
    inside = [t for t in view.tokens if span[0] <= t.start < span[1] and t.kind is not TokenKind.COMMA]
    return any(t.kind is TokenKind.QUOTE or (t.key and t.key not in joining) for t in inside)


def _clipped(contents: Spans, limits: Spans) -> Spans:
    pieces = ((max(a, c), min(b, d)) for a, b in contents for c, d in limits)
    return tuple(sorted({(a, b) for a, b in pieces if a < b}))


def _reaches(finding: Finding, span: tuple[int, int]) -> bool:
    a, b = span
    return a <= finding.position < b or any(c < b and a < d for c, d in finding.contents)


def _cited_by_outlets(view: View, found: Sequence[Finding]) -> list[Finding]:
    """``Reuters, citing officials, reported that …``: the officials' words, passed on by Reuters."""
    found = _according_to_outlet(view, found)
    citing = next(
        (item for item in found if view.text[slice(*item.cue)].casefold() in ("citing", "quoting")), None
    )
    if citing is None:
        return list(found)
    others = [item for item in found if item is not citing]
    quoting = view.text[slice(*citing.cue)].casefold() == "quoting"
    passing = next((item for item in others if item.speaker.outlet or quoting), None)
    if passing is None:
        return others or [citing]
    inside = replace(
        citing, contents=_without(passing.contents, view, citing), within=passing, position=passing.position
    )
    return [inside if item is passing else item for item in others]


def _according_to_outlet(view: View, found: Sequence[Finding]) -> list[Finding]:
    """``The envoy said, according to the Courier, that …``: the envoy's words, passed on by the paper."""
    by = next(
        (f for f in found if f.speaker.outlet and view.text[slice(*f.cue)].casefold() == "according to"), None
    )
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


def _without(contents: Spans, view: View, citing: Finding) -> Spans:
    """The contents ended before the comma and the words that cite somebody."""
    cut = max(
        (t.end for t in view.tokens if t.end <= citing.cue[0] and t.kind is not TokenKind.COMMA), default=0
    )
    return tuple((a, cut if a < cut < b and a < citing.cue[0] < b else b) for a, b in contents)


def _passed_on(view: View, finding: Finding) -> Finding:
    """The finding within the outlet that was spoken to, or that had the document before it."""
    if finding.within is not None or finding.speaker.outlet:
        return finding
    for i in range(len(view)):
        at = spoken_to(view, i)
        if at:
            outer = _outlet(view, (i, at[0] - 1), at, finding.contents)
            return replace(finding, contents=_before_tail(view, finding.contents, i), within=outer)
    if finding.source is None:
        return finding
    for i, token in enumerate(view.tokens):
        count = seen_by(view, i) if finding.source[0] < token.start < finding.source[1] else 0
        last = outlet_at(view, i + count) if count else None
        if last is not None:
            outer = _outlet(view, (i, i + count - 1), (i + count, last), finding.contents)
            end = view.tokens[i - 1].end
            kind = VoucherKind.UNNAMED if finding.speaker.kind is VoucherKind.PARTY else finding.speaker.kind
            speaker = replace(finding.speaker, name=view.text[finding.source[0] : end], kind=kind)
            return replace(finding, speaker=speaker, source=(finding.source[0], end), within=outer)
    return finding


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


@functools.cache
def _cue_words() -> frozenset[str]:
    """The first words of everything that may report."""
    return verb_cues() | wording_cues()


@functools.cache
def _pronouns() -> frozenset[str]:
    kinds = ("singular_pronouns", "plural_pronouns", "thing_pronouns")
    return frozenset().union(*(listed("speakers", kind) for kind in kinds))


def _holds(finding: Finding, position: int) -> bool:
    return any(a <= position < b for a, b in finding.contents)


def _overlap(one: Finding, other: Finding) -> bool:
    return _holds(other, one.position) or any(
        a < d and c < b for a, b in one.contents for c, d in other.contents
    )


def _begins_clause(view: View, position: int) -> bool:
    """Whether a new main clause begins there: after a comma and a conjunction, or a semicolon."""
    i = next(k for k, token in enumerate(view.tokens) if token.start >= position)
    after_mark = i > 0 and view.tokens[i - 1].text == ";"
    joined = view.key(i - 1) in listed("reporting", "words", "conjunctions") | {"while"}
    return after_mark or (joined and view.kind(i - 2) is TokenKind.COMMA)


def _cut(view: View, finding: Finding, position: int) -> Finding:
    """The finding with its contents ended before ``position`` and the comma and conjunction that lead up to it."""
    last = max(
        (
            t.end
            for t in view.tokens
            if t.end <= position
            and t.kind is not TokenKind.COMMA
            and t.key not in listed("reporting", "words", "conjunctions") | {"while", ";"}
        ),
        default=position,
    )
    contents = tuple((a, min(b, last) if b > position else b) for a, b in finding.contents if a < last)
    return replace(finding, contents=contents)
