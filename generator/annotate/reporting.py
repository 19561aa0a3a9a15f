"""The reporting clauses of one sentence: who speaks, by which words, and what is laid to them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.annotate.clauses import TokenKind, View, listed
from generator.annotate.contents import Spans, around, behind_document, following, preceding, quotes, rest
from generator.annotate.speakers import Memory, Speaker, identify
from generator.annotate.subjects import (
    before_verb,
    is_bare_phrase,
    leading_subject,
    subject_of,
)
from generator.model import VoucherKind

_VERBS = ("speaking", "telling", "object", "that", "verdict", "quoting", "witnessing")
_ADJUNCT_AT_MOST = 8
_NEAR = 5
# No sentence of an article is longer; what is, is a table or a list.
_TOKENS_AT_MOST = 500
_NOBODY = Speaker(name="", kind=VoucherKind.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A speaker and what is laid to them.

    Attributes:
        speaker: Who; their name is ``""`` where nobody is named.
        cue: The reporting words.
        position: Where the clause that names the speaker begins.
        contents: The spans of what is laid to them, in order.
    """

    speaker: Speaker
    cue: str
    position: int
    contents: Spans


def read_sentence(view: View, memory: Memory) -> list[Finding]:
    """The findings of a sentence in order; where one lies inside another, the outer one.

    Args:
        view: The sentence.
        memory: Who was named before; not changed.
    """
    if len(view) > _TOKENS_AT_MOST or _cue_words().isdisjoint(view.word_keys):
        return []
    ways = (_verbs, _issued, _cited, _participles, _phrases, _impersonal)
    found = [finding for way in ways for finding in way(view, memory) if finding.contents]
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda item: item.position):
        kept = [other for other in kept if not _holds(finding, other.position)]
        if any(_overlap(finding, other) for other in kept):
            if not _begins_clause(view, finding.position):
                continue
            kept = [_cut(view, other, finding.position) for other in kept]
        kept.append(finding)
    return [finding for finding in kept if finding.contents] or list(_hearsay(view))


# ---------------------------------------------------------------- ways of reporting


def _verbs(view: View, memory: Memory) -> Iterator[Finding]:
    for i in range(len(view)):
        verb = _verb_kind(view, i)
        before = before_verb(view, i) if verb else None
        if verb is None or before is None or view.key(before) in listed("reporting", "words", "be"):
            continue
        kind, count = verb
        finding = _inverted(view, i, before, memory) or _direct(
            view, (i, i + count - 1), before, kind, memory
        )
        if finding:
            yield finding


def _direct(view: View, verb: tuple[int, int], before: int, kind: str, memory: Memory) -> Finding | None:
    """``The mayor said (that) …``, ``The mayor told reporters: "…"`` and ``"…," the mayor said``."""
    things_too = view.key(verb[0]) in listed("reporting", "verbs", "inanimate") or kind in (
        "telling",
        "witnessing",
    )
    subject = subject_of(view, before, memory, lenient=not things_too)
    if subject is None or (kind == "verdict" and not _names_court(view, subject.first, before)):
        return None
    speaker = _if_present(view, subject.speaker, subject.first, verb[0])
    first, last = verb
    if kind == "witnessing":
        contents = rest(view, last + 1) if speaker.kind is VoucherKind.EYEWITNESS else ()
    else:
        contents = preceding(view, subject.first, last)
        if not contents:
            last, contents = following(view, last, kind)
    return Finding(
        speaker=speaker,
        cue=view.between(first, last),
        position=view.tokens[subject.first].start,
        contents=contents,
    )


def _inverted(view: View, verb: int, before: int, memory: Memory) -> Finding | None:
    """``"…," said the mayor`` and ``…, said the mayor``."""
    quoted = view.kind(before) is TokenKind.QUOTE
    if before != verb - 1 or not (quoted or view.kind(before) is TokenKind.COMMA):
        return None
    stop = next((i for i in range(verb + 1, len(view)) if view.kind(i) is TokenKind.QUOTE), len(view))
    if not quoted and not is_bare_phrase(view, verb + 1, stop):
        return None
    speaker = identify(view.tokens[verb + 1 : stop], view.text, memory, lenient=quoted)
    if speaker is None:
        return None
    contents = quotes(view, 0) if quoted else ((view.start, view.tokens[before].start),)
    return Finding(
        speaker=speaker, cue=view.between(verb, verb), position=view.tokens[verb].start, contents=contents
    )


def _issued(view: View, memory: Memory) -> Iterator[Finding]:
    """``The ministry issued a statement clarifying that …``."""
    for i in range(len(view)):
        before = before_verb(view, i) if view.key(i) in listed("reporting", "verbs", "issuing") else None
        near = range(i + 1, i + 1 + _NEAR)
        document = next((k for k in near if view.key(k) in listed("speakers", "document")), None)
        if before is None or document is None:
            continue
        last = document + 1
        if not view.key(last).endswith("ing") and view.key(last) != "that":
            continue
        last += view.key(last + 1) == "that"
        subject = subject_of(view, before, memory, lenient=True)
        if subject:
            yield Finding(
                speaker=subject.speaker,
                cue=view.between(i, last),
                position=view.tokens[subject.first].start,
                contents=rest(view, last + 1),
            )


def _participles(view: View, memory: Memory) -> Iterator[Finding]:
    """``The mayor toured the port, saying that …``: the subject of the sentence speaks."""
    for i in range(1, len(view)):
        if view.key(i) not in listed("reporting", "verbs", "participles"):
            continue
        that = view.key(i + 1) == "that"
        quote = view.kind(i + 1) is TokenKind.QUOTE
        if view.kind(i - 1) is not TokenKind.COMMA or not (that or quote):
            continue
        subject = leading_subject(view, i - 1, memory)
        if subject:
            last = i + 1 if that else i
            yield Finding(
                speaker=subject.speaker,
                cue=view.between(i, last),
                position=view.tokens[i].start,
                contents=rest(view, last + 1),
            )


def _cited(view: View, memory: Memory) -> Iterator[Finding]:
    """``The paper quoted officials as saying that …``."""
    for i in range(len(view)):
        if view.key(i) not in listed("reporting", "verbs", "citing"):
            continue
        near = range(i + 2, i + 2 + _ADJUNCT_AT_MOST)
        saying = next((k for k in near if view.key(k) in listed("reporting", "verbs", "participles")), None)
        if saying is None:
            continue
        stop = saying - (view.key(saying - 1) == "as")
        speaker = identify(view.tokens[i + 1 : stop], view.text, memory)
        if speaker:
            last = saying + (view.key(saying + 1) == "that")
            yield Finding(
                speaker=speaker,
                cue=view.between(stop, last),
                position=view.tokens[i + 1].start,
                contents=rest(view, last + 1),
            )


def _phrases(view: View, memory: Memory) -> Iterator[Finding]:
    """``According to the ministry, …`` and ``…, according to the ministry``."""
    phrases = _source_phrases()
    for i in range(len(view)):
        counts = (phrase.count(" ") + 1 for phrase in phrases.get(view.key(i), ()) if view.reads(i, phrase))
        length = next(counts, 0)
        if not length:
            continue
        stop = view.words_until(i + length)
        first = behind_document(view, i + length, stop)
        speaker = identify(view.tokens[first:stop], view.text, memory)
        if speaker:
            yield Finding(
                speaker=speaker,
                cue=view.between(i, first - 1),
                position=view.tokens[i].start,
                contents=around(view, i, stop),
            )


def _impersonal(view: View, memory: Memory) -> Iterator[Finding]:
    """``It was noted that …`` and ``… was confirmed by the ministry``."""
    for i in range(len(view)):
        be = before_verb(view, i) if view.key(i) in listed("reporting", "verbs", "impersonal") else None
        if be is None or view.key(be) not in listed("reporting", "words", "be"):
            continue
        be -= view.key(be - 1) in listed("reporting", "words", "auxiliaries")
        cue, start = view.between(be, i + 1) if i + 1 < len(view) else "", view.tokens[be].start
        follows = view.key(i + 1)
        if follows == "that" and view.key(be - 1) == "it":
            cue = view.between(be - 1, i + 1)
            yield Finding(speaker=_NOBODY, cue=cue, position=start, contents=rest(view, i + 2))
        elif follows == "by":
            speaker = identify(view.tokens[i + 2 : view.words_until(i + 2)], view.text, memory)
            if speaker:
                yield Finding(
                    speaker=speaker,
                    cue=cue,
                    position=start,
                    contents=((view.start, view.tokens[be - 1].end),),
                )


def _hearsay(view: View) -> Iterator[Finding]:
    """``… reportedly …`` and ``… is said to …``: nobody is named, and the whole sentence is laid to them."""
    for i, token in enumerate(view.tokens):
        raising = token.key in listed("reporting", "verbs", "raising") and view.key(i + 1) == "to"
        be = before_verb(view, i) if raising else None
        if be is not None and view.key(be) in listed("reporting", "words", "be"):
            cue = view.between(be, i + 1)
        elif token.key in listed("reporting", "phrases", "hearsay"):
            cue = token.text
        else:
            continue
        yield Finding(speaker=_NOBODY, cue=cue, position=view.start, contents=((view.start, view.end),))
        return


# ---------------------------------------------------------------- helpers


def _verb_kind(view: View, i: int) -> tuple[str, int] | None:
    """The kind of the reporting verb that begins at token ``i``, and how many words it has."""
    if not view.key(i) or not view.tokens[i].text[0].islower():
        return None
    kinds = _verb_kinds()
    count = next((count for count in (2, 1) if view.keys(i, count) in kinds), 0)
    return (kinds[view.keys(i, count)], count) if count else None


@functools.cache
def _verb_kinds() -> dict[str, str]:
    return {verb: kind for kind in reversed(_VERBS) for verb in listed("reporting", "verbs", kind)}


@functools.cache
def _cue_words() -> frozenset[str]:
    """The first words of everything that may report."""
    verbs = ("issuing", "citing", "participles", "impersonal", "raising", *_VERBS)
    listings = [listed("reporting", "verbs", kind) for kind in verbs]
    listings += [listed("reporting", "phrases", kind) for kind in ("sources", "hearsay")]
    return frozenset(cue.split()[0] for cues in listings for cue in cues)


@functools.cache
def _source_phrases() -> dict[str, tuple[str, ...]]:
    """Phrases after which a source is named, by their first word."""
    phrases = sorted(listed("reporting", "phrases", "sources"))
    return {
        first: tuple(p for p in phrases if p.split()[0] == first) for first in (p.split()[0] for p in phrases)
    }


def _if_present(view: View, speaker: Speaker, first: int, verb: int) -> Speaker:
    """Journalists are eyewitnesses where the sentence says, up to the verb, that they were there."""
    presence = listed("reporting", "verbs", "presence")
    if speaker.journalist and any(view.key(i) in presence for i in range(first, verb + 1)):
        return replace(speaker, kind=VoucherKind.EYEWITNESS)
    return speaker


def _names_court(view: View, first: int, last: int) -> bool:
    return not listed("speakers", "courts").isdisjoint(view.word_keys[first : last + 1])


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
