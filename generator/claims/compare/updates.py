"""What a newer article makes of an older one's words: the state of a thing that another took the place of.

Comes in: two sentences that speak of the same thing, the older first. Goes out: the words for both states.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from generator.data import table
from generator.language.lexicon import listed, verbs
from generator.language.phrases import Phrases, Token, tokens
from generator.language.polarity import Polarity, is_negation, read_polarity

# A state that did not come about, or is only hoped for, is none.
_UNREAL = (Polarity.NEGATED, Polarity.PLANNED, Polarity.ASKED, Polarity.CONDITIONAL)
# Of what is called off, the older state is a plan.
PLANS = "to_come"
# A denial stands so near before the state that it denies: "have not yet been found".
_NEGATION_NEAR = 4
_ARTICLE_NEAR = 2
# "Two of the three people who had been missing were found": so near before a state stands what it follows.
_RELATIVE_NEAR = 3
# "The last of three people missing since Tuesday": so far before a state that follows its noun.
_NOUN_NEAR = 5
# Tokens before and behind a state among which stands what it is of.
_SUBJECT_BEFORE = 18
_SUBJECT_BEHIND = 4


def changed(old: str, new: str) -> tuple[str, str] | None:
    """The words of two sentences for two states, of which the second took the place of the first.

    Args:
        old: A sentence of the older article.
        new: One of the newer article on the same thing.

    >>> changed("Two men were still missing on Thursday.", "The two missing men were found alive, police said.")
    ('missing', 'were found alive')
    >>> changed("Two men were missing.", "The two men were not found alive.") is None
    True
    """
    was, became = _found(old, 0), _found(new, 1)
    if not was.keys() & became.keys():
        return None
    before, after = (tokens(text, 0, len(text)) for text in (old, new))
    gone = _found(old, 1)
    still = {change for change, at in _spots(_states(0), after) if not _is_attribute(after, at)}
    for change, spot in was.items():
        settled = change in became and change not in gone and change not in still
        if settled and _of_one_thing(_around(before, spot), _around(after, became[change])):
            return _text(old, before, spot), _text(new, after, became[change])
    return None


@functools.lru_cache(maxsize=65536)
def states_told(text: str, side: int) -> frozenset[str]:
    """The changes of which a text has a word for what things were (0) or became (1), told as real or not."""
    found = _states(side).find(tokens(text, 0, len(text)))
    return frozenset(change for _, _, meaning in found for change in meaning.split(","))


def _of_one_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what stands around two states has a word in common; of a bare state nothing is known."""
    return not one or not other or bool(one & other)


def _text(text: str, sequence: Sequence[Token], spot: tuple[int, int]) -> str:
    return text[sequence[spot[0]].start : sequence[spot[1] - 1].end]


def _around(sequence: Sequence[Token], spot: tuple[int, int]) -> frozenset[str]:
    """What a state may be of: the telling words near it."""
    first, last = spot
    near = (*sequence[max(0, first - _SUBJECT_BEFORE) : first], *sequence[last : last + _SUBJECT_BEHIND])
    small = listed("same_words", "stop") | listed("function_words", "words")
    return frozenset(token.stem for token in near if token.word and token.key not in small)


@functools.lru_cache(maxsize=65536)
def _found(text: str, side: int) -> Mapping[str, tuple[int, int]]:
    """The changes of which a sentence tells a state as real, each with its tokens: "were found alive"."""
    found: dict[str, tuple[int, int]] = {}
    sequence = tokens(text, 0, len(text))
    spans = _states(side).find(sequence)
    unreal = [mark for mark in read_polarity(text, 0, len(text)) if mark.polarity in _UNREAL] if spans else []
    for first, last, meaning in spans:
        start = sequence[first].start
        if any(is_negation(token.key) for token in sequence[max(0, first - _NEGATION_NEAR) : first]):
            continue
        polarities = {mark.polarity for mark in unreal if mark.start <= start < mark.end}
        for change in _real(meaning, polarities):
            begins, ends = found.get(change, (first, first))
            found[change] = (begins, last if ends == first else ends)
    return found


def _real(meaning: str, polarities: Set[Polarity]) -> Iterator[str]:
    """The changes that a word belongs to, of what is only planned those of plans alone."""
    for change in meaning.split(","):
        if not polarities or (change == PLANS and polarities <= {Polarity.PLANNED}):
            yield change


def _spots(states: Phrases, sequence: Sequence[Token]) -> Iterator[tuple[str, int]]:
    for _, last, meaning in states.find(sequence):
        yield from ((change, last) for change in meaning.split(","))


def _is_attribute(sequence: Sequence[Token], behind: int) -> bool:
    """Whether a state only says which thing is meant: "the two missing men", "those who were missing"."""
    named = sequence[behind : behind + 1]
    before = {token.key for token in sequence[max(0, behind - 1 - _ARTICLE_NEAR) : behind - 1]}
    pronoun = {token.key for token in sequence[max(0, behind - 1 - _RELATIVE_NEAR) : behind - 1]}
    if pronoun & listed("states", "articles", "relatives"):
        return True
    is_noun = any(token.word and token.key not in listed("same_words", "stop") for token in named)
    if is_noun and before & listed("states", "articles", "words"):
        return True
    led = sequence[max(0, behind - 1 - _NOUN_NEAR) : behind - 1]
    follows = bool(led) and led[-1].word and led[-1].key not in listed("same_words", "stop")
    return follows and "the" in {token.key for token in led}


def may_grow(words: Iterable[str]) -> bool:
    """Whether words without case speak of what is counted again and again, like the dead of a disaster."""
    return not (listed("states", "counts", "grow") | verbs("states")).isdisjoint(words)


def may_fall(words: Iterable[str]) -> bool:
    """Whether words without case speak of what is counted down, like the missing."""
    return not listed("states", "counts", "fall").isdisjoint(words)


@functools.cache
def _states(side: int) -> Phrases:
    """The words for what things were (0) or became (1); a word may belong to several changes."""
    meanings: dict[str, list[str]] = {}
    for change, sides in table("states")["changes"].items():
        for words in sides[side]:
            meanings.setdefault(words, []).append(change)
    return Phrases(((words, ",".join(found)) for words, found in meanings.items()), stems=False)
