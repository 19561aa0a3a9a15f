"""Reporting without a verb of saying of one's own: phrases, nouns, passives, quotations of others.

In comes a sentence, out go the findings of cues such as "according to", "a claim that", "it was noted", "reportedly".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from generator.annotate.attribution.memory import Memory
from generator.annotate.attribution.reported_content import (
    NOBODY,
    Finding,
    around,
    behind_document,
    clause_until,
    quotes,
    rest,
)
from generator.annotate.attribution.speakers import identify
from generator.annotate.attribution.subjects import before_verb, leading_subject, subject_of
from generator.annotate.attribution.voucher_kind import is_plural
from generator.language.lexicon import listed, verbs
from generator.language.tokens import TokenKind, View

_NEAR = 8
# Words of a full name: "Jane Doe", "Jan van der Berg".
_NAME_WORDS = (2, 4)


def source_phrases(view: View, memory: Memory) -> Iterator[Finding]:
    """``According to the ministry, …`` and ``…, according to the ministry``."""
    phrases = _source_phrases()
    for i, key in enumerate(view.word_keys):
        if key not in phrases:
            continue
        counts = (phrase.count(" ") + 1 for phrase in phrases[key] if view.reads(i, phrase))
        length = next(counts, 0)
        if not length:
            continue
        stop = _behind_name(view, view.words_until(i + length))
        first = behind_document(view, i + length, stop)
        named = _without_account(view, first, stop)
        tokens = [
            token.bare() if k == named - 1 != stop - 1 else token
            for k, token in enumerate(view.tokens[first:named], first)
        ]
        speaker = identify(tokens, view.text, memory)
        if speaker:
            yield Finding(
                speaker=speaker,
                cue=view.span(i, first - 1),
                position=view.tokens[i].start,
                contents=around(view, i, stop),
                source=(view.tokens[first].start, tokens[-1].end),
            )


def _behind_name(view: View, comma: int) -> int:
    """Past the name that follows a role: "according to the mayor, Jane Doe"; else the comma."""
    role = view.tokens[comma - 1]
    if view.kind(comma) is not TokenKind.COMMA or role.capitalized or is_plural(role):
        return comma
    stop = view.words_until(comma + 1)
    name = view.tokens[comma + 1 : stop]
    named = _NAME_WORDS[0] <= len(name) <= _NAME_WORDS[1] and all(token.capitalized for token in name)
    return stop if named else comma


def _without_account(view: View, first: int, stop: int) -> int:
    """The end of whoever gives the account in "according to the captain's account"."""
    told = listed("reporting", "nouns", "reporting") | listed("speakers", "document")
    owned = stop - first > 1 and view.key(stop - 1) in told and view.key(stop - 2).endswith(("'s", "s'"))
    return stop - 1 if owned else stop


def reporting_nouns(view: View, memory: Memory) -> Iterator[Finding]:
    """``The ministry's claim that …``, ``a warning by the police that …``, ``their belief that …``."""
    nouns = listed("reporting", "nouns", "reporting")
    for i, key in enumerate(view.word_keys):
        if key not in nouns:
            continue
        finding = _owned(view, i, memory) or _given(view, i, memory)
        if finding:
            yield finding


def _owned(view: View, noun: int, memory: Memory) -> Finding | None:
    if view.key(noun + 1) != "that":
        return None
    if view.key(noun - 1) in listed("reporting", "words", "possessives"):
        subject = leading_subject(view, noun, memory)
        if subject is None or subject.first >= noun - 1:
            return None
        return Finding(
            speaker=subject.speaker,
            cue=view.span(noun, noun + 1),
            position=view.tokens[noun].start,
            contents=rest(view, noun + 2),
            source=view.span(noun - 1, noun - 1),
        )
    if not view.key(noun - 1).endswith(("'s", "s'")):
        return None
    first = _phrase_start(view, noun - 1)
    tokens = [*view.tokens[first : noun - 1], view.tokens[noun - 1].bare()]
    speaker = identify(tokens, view.text, memory, lenient=True)
    if speaker is None:
        return None
    return Finding(
        speaker=speaker,
        cue=view.span(noun, noun + 1),
        position=view.tokens[first].start,
        contents=clause_until(view, noun + 2, leads=first == 0),
        source=(tokens[0].start, tokens[-1].end),
    )


def _phrase_start(view: View, last: int) -> int:
    """Back over the words of a noun phrase that ends with ``last``."""
    stop = listed("reporting", "words", "prepositions") | listed("reporting", "words", "subordinators")
    first = last
    while first > 0 and view.key(first - 1) and view.key(first - 1) not in stop and last - first < _NEAR:
        first -= 1
        if view.key(first) in listed("speakers", "determiners"):
            break
    return first


def _given(view: View, noun: int, memory: Memory) -> Finding | None:
    if view.key(noun + 1) not in listed("reporting", "nouns", "givers"):
        return None
    stop = view.words_until(noun + 2)
    that = next((k for k in range(noun + 3, min(stop, noun + 3 + _NEAR)) if view.key(k) == "that"), None)
    # "A report of a fire that …" has no speaker; "a report by a cashier that …" has.
    lenient = view.key(noun + 1) == "by"
    speaker = identify(view.tokens[noun + 2 : that], view.text, memory, lenient) if that else None
    if that is None or speaker is None:
        return None
    return Finding(
        speaker=speaker,
        cue=view.span(noun, noun + 1),
        position=view.tokens[noun].start,
        contents=clause_until(view, that + 1, leads=noun < 2),
        source=view.span(noun + 2, that - 1),
    )


def quoted_others(view: View, memory: Memory) -> Iterator[Finding]:
    """``The paper quoted officials as saying that …`` and ``The mayor was quoted (by the paper) as saying …``."""
    cites = verbs("cites")
    for i, key in enumerate(view.word_keys):
        if key not in cites:
            continue
        near = range(i + 1, i + 2 + _NEAR)
        saying = next((k for k in near if view.key(k) in verbs("saying")), None)
        before = before_verb(view, i)
        if saying is None or before is None:
            continue
        stop = saying - (view.key(saying - 1) == "as")
        passive = view.key(before) in listed("reporting", "words", "be")
        finding = (_was_quoted if passive else _quoted)(view, (i, before, stop, saying), memory)
        if finding:
            yield finding


def _quoted(view: View, at: tuple[int, int, int, int], memory: Memory) -> Finding | None:
    verb, before, stop, saying = at
    speaker = identify(view.tokens[verb + 1 : stop], view.text, memory, lenient=stop < saying)
    if speaker is None or stop <= verb + 1:
        return None
    last = saying + (view.key(saying + 1) == "that")
    contents = rest(view, last + 1)
    outer = subject_of(view, before, memory, lenient=True)
    within = (
        None
        if outer is None
        else Finding(
            speaker=outer.speaker,
            cue=view.span(verb, verb),
            position=view.tokens[outer.first].start,
            contents=contents,
            source=view.span(outer.first, before),
        )
    )
    position = view.tokens[verb + 1].start
    return Finding(
        speaker=speaker,
        cue=view.span(stop, last),
        position=position,
        contents=contents,
        source=view.span(verb + 1, stop - 1),
        within=within,
    )


def _was_quoted(view: View, at: tuple[int, int, int, int], memory: Memory) -> Finding | None:
    verb, be, stop, saying = at
    end = be - (view.key(be - 1) in listed("reporting", "words", "auxiliaries"))
    subject = subject_of(view, end - 1, memory, lenient=True) if end > 0 else None
    if subject is None:
        return None
    last = saying + (view.key(saying + 1) == "that")
    contents, within = rest(view, last + 1), None
    if view.kind(subject.first - 1) is TokenKind.QUOTE:
        # "…," she was quoted as saying by the paper
        contents = quotes(view, 0)
        stop, verb = (view.words_until(last + 1), last) if view.key(last + 1) == "by" else (stop, verb)
    if view.key(verb + 1) == "by" and stop > verb + 2:
        outer = identify(view.tokens[verb + 2 : stop], view.text, memory, lenient=True)
        within = (
            None
            if outer is None
            else Finding(
                speaker=outer,
                cue=view.span(be, verb + 1),
                position=view.tokens[be].start,
                contents=contents,
                source=view.span(verb + 2, stop - 1),
            )
        )
    return Finding(
        speaker=subject.speaker,
        cue=view.span(be, last),
        position=view.tokens[subject.first].start,
        contents=contents,
        source=view.span(subject.first, end - 1),
        within=within,
    )


def impersonal(view: View, memory: Memory) -> Iterator[Finding]:
    """``It was noted that …``, ``Reporters were told that …`` and ``… was confirmed by the ministry``."""
    participles = verbs("quotes", "is_told", "is_said")
    for i, key in enumerate(view.word_keys):
        how = _passive(view, i) if key in participles else ""
        be = _passive_be(view, i) if how else None
        if be is None:
            continue
        it = view.key(be - 1) == "it"
        if view.key(i + 1) == "that" and (how == "told" or it):
            cue, start = view.span(be - it, i + 1), view.tokens[be].start
            yield Finding(speaker=NOBODY, cue=cue, position=start, contents=rest(view, i + 2))
        elif view.key(i + 1) == "by" and (finding := _by_somebody(view, (be, i), memory, how)):
            yield finding


def _passive(view: View, i: int) -> str:
    """What a participle may make of somebody's words: "quoted", "told" or "said"; ``""`` for another word."""
    if view.key(i) in verbs("quotes") and view.key(i + 1) == "by":
        return "quoted"
    if view.key(i) in verbs("is_told"):
        return "told"
    return "said" if view.key(i) in verbs("is_said") else ""


def _passive_be(view: View, participle: int) -> int | None:
    """The first token of "was" or "has been" before a participle, if one stands there."""
    be = before_verb(view, participle)
    if be is None or view.key(be) not in listed("reporting", "words", "be"):
        return None
    return be - (view.key(be - 1) in listed("reporting", "words", "auxiliaries"))


def _by_somebody(view: View, verb: tuple[int, int], memory: Memory, how: str) -> Finding | None:
    """``It was noted by the mayor that …``, ``The firm was told by the mayor that …``, ``… was denied by him``."""
    be, last = verb
    stop = view.words_until(last + 2)
    that = how != "said" or view.key(be - 1) == "it"
    cut = listed("reporting", "words", "source_ends") if that else frozenset()
    stop = next((k for k in range(last + 2, stop) if view.key(k) in cut), stop)
    speaker = identify(view.tokens[last + 2 : stop], view.text, memory)
    if speaker is None:
        return None
    if how == "quoted":
        contents = quotes(view, last + 2)
    elif that:
        contents = rest(view, stop + 1) if view.key(stop) == "that" else ()
    else:
        contents = ((view.start, view.tokens[be - 1].end),) if be else ()
    return Finding(
        speaker=speaker,
        cue=view.span(be, last + 1),
        position=view.tokens[be].start,
        contents=contents,
        source=view.span(last + 2, stop - 1),
    )


def hearsay(view: View) -> Iterator[Finding]:
    """``… reportedly …`` and ``… is said to …``: nobody is named, and the whole sentence is attributed to them."""
    for i, token in enumerate(view.tokens):
        raising = token.key in verbs("is_said_to") and view.key(i + 1) == "to"
        be = before_verb(view, i) if raising else None
        if be is not None and view.key(be) in listed("reporting", "words", "be"):
            cue = view.span(be, i + 1)
        elif token.key in listed("reporting", "phrases", "hearsay"):
            cue = view.span(i, i)
        else:
            continue
        yield Finding(speaker=NOBODY, cue=cue, position=view.start, contents=((view.start, view.end),))
        return


def other_cues() -> frozenset[str]:
    """The first words of everything here that may report."""
    listings = [verbs("cites", "is_said", "is_told", "is_said_to", "quotes")]
    listings += [listed("reporting", "phrases", kind) for kind in ("sources", "hearsay")]
    listings.append(listed("reporting", "nouns", "reporting"))
    return frozenset(cue.split()[0] for cues in listings for cue in cues)


@functools.cache
def _source_phrases() -> dict[str, tuple[str, ...]]:
    """Phrases after which a source is named, by their first word."""
    phrases = sorted(listed("reporting", "phrases", "sources"))
    return {
        first: tuple(p for p in phrases if p.split()[0] == first) for first in (p.split()[0] for p in phrases)
    }
