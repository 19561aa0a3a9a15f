"""What governs a stretch of a sentence from outside it: a span in, the words that turn or weaken it out.

English only, by ``governing.toml`` and the reader of polarity.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.data import table
from generator.language.lexicon import listed
from generator.language.polarity import Polarity, is_negation, phrase_end, read_polarity
from generator.language.polarity import stands_for as stands_in_polarity
from generator.language.tokens import TokenKind, View, view_of

# A word governs what begins so many words behind it.
_FAR = 9
_NEAR = 4
# Longer sentences that follow tell something of their own.
_TAKES_BACK_AT_MOST = 16
_TURNING = (Polarity.DENIED, Polarity.NEGATED, Polarity.CONDITIONAL)
_WEAKENING = (Polarity.UNCLEAR, Polarity.INFERRED)
_PARTS = frozenset(";:—–()")


class Effect(StrEnum):
    """What is lost with the words that govern a stretch."""

    TURNS = "turns"
    WEAKENS = "weakens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """Words outside a stretch that say how it is meant.

    Attributes:
        words: As the text has them.
        start: Where they begin.
    """

    effect: Effect
    words: str
    start: int
    end: int


def governors(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[Governor, ...]:
    """What governs ``text[start:end]`` from outside it, what turns it first.

    >>> text = "It is not true that the army has left the town, which fell in May."
    >>> governors(text, (0, len(text)), 20, 47)[0].words, governors(text, (0, len(text)), 0, 47)
    ('is not true that', ())
    """
    view = view_of(text, *sentence, ())
    found = [*_listed(view, start, end), *_marked(text, sentence, start, end)]
    found.sort(key=lambda item: (item.effect is Effect.WEAKENS, -(item.end - item.start)))
    return tuple(found)


def taken_back(text: str, sentence: tuple[int, int]) -> str:
    """The words of a short sentence by which it takes back the one before it, or ``""``.

    >>> taken_back("That was a lie, the court found.", (0, 32)), taken_back("That was a success.", (0, 19))
    ('was a lie', '')
    """
    view = view_of(text, *sentence, ())
    words = [key for key in view.word_keys if key]
    pointing = table("governing")["takes_back"]["points"]
    head = words[:3]
    if len(words) > _TAKES_BACK_AT_MOST or not (
        set(head[:2]) & set(pointing) or set(head) & listed("governing", "report")
    ):
        return ""
    found = next(iter(_found(view, "takes_back.says")), None)
    return view.between(*found) if found else ""


def _listed(view: View, start: int, end: int) -> Iterator[Governor]:
    for effect in Effect:
        for first, last in _found(view, f"{effect}.before"):
            if view.tokens[last].end <= start and _reaches(view, last, start):
                yield _governor(view, effect, first, last)
        for first, last in _found(view, f"{effect}.after"):
            if view.tokens[first].start >= end and _reaches_back(view, first, end):
                yield _governor(view, effect, first, last)
    for first, last in _found(view, "turns.anywhere"):
        outside = view.tokens[last].end <= start or view.tokens[first].start >= end
        if outside and not _parted(view, last, start) and not _parted_back(view, first, end):
            yield _governor(view, Effect.TURNS, first, last)


def _marked(text: str, sentence: tuple[int, int], start: int, end: int) -> Iterator[Governor]:
    """What the reader of polarity finds outside that covers the beginning of the stretch, or most of it."""
    for mark in read_polarity(text, *sentence):
        cue_end = mark.cue_start + len(mark.cue)
        if mark.cue_start < end and cue_end > start:
            continue
        shared = min(mark.end, end) - max(mark.start, start)
        covers = mark.start <= start < mark.end if cue_end <= start else 2 * shared >= end - start
        if covers and mark.polarity in (*_TURNING, *_WEAKENING):
            effect = Effect.TURNS if mark.polarity in _TURNING else Effect.WEAKENS
            yield Governor(effect=effect, words=mark.cue, start=mark.cue_start, end=cue_end)


def _governor(view: View, effect: Effect, first: int, last: int) -> Governor:
    start, end = view.span(first, last)
    return Governor(effect=effect, words=view.between(first, last), start=start, end=end)


def _reaches(view: View, last: int, start: int) -> bool:
    """Whether what begins at ``start`` depends on the words that end with token ``last``."""
    between = [k for k in range(last + 1, len(view)) if view.tokens[k].end <= start]
    far = view.key(last) in listed("governing", "openers")
    if len(between) > (_FAR if far else _NEAR) or _parted(view, last, start):
        return False
    keys = [view.key(k) for k in between]
    # "He refused to resign, | the paper said" is another clause.
    commas = sum(view.kind(k) is TokenKind.COMMA for k in between)
    return (
        commas in (0, 2)
        and listed("polarity", "bare_openers").isdisjoint(keys)
        and listed("governing", "joins").isdisjoint(keys)
    )


def _reaches_back(view: View, first: int, end: int) -> bool:
    between = [k for k in range(first) if view.tokens[k].start >= end]
    keys = [view.key(k) for k in between]
    # "…, the army denied", but not "… and the army refused to leave".
    if not listed("polarity", "clause_openers").isdisjoint(keys):
        return False
    return len(between) <= _NEAR + 1 and not _parted_back(view, first, end)


def _parted(view: View, last: int, start: int) -> bool:
    """Whether a mark that ends a clause, or "but", stands between."""
    between = range(last + 1, len(view))
    return any(
        view.tokens[k].text in _PARTS or view.key(k) in listed("governing", "contrasts")
        for k in between
        if view.tokens[k].end <= start
    )


def _parted_back(view: View, first: int, end: int) -> bool:
    return any(view.tokens[k].text in _PARTS for k in range(first) if view.tokens[k].start >= end)


# ---------------------------------------------------------------- phrases


def _found(view: View, name: str) -> Iterator[tuple[int, int]]:
    """The first and last token of each phrase of a list, the longest that begins at a place."""
    by_first = _phrases(name)
    for i, key in enumerate(view.word_keys):
        ends = [last for words in by_first.get(key, ()) if (last := _end(view, i, words)) is not None]
        if ends:
            yield i, max(ends)
        elif name == "turns.before" and is_negation(key):
            yield i, i


def _end(view: View, i: int, words: tuple[str, ...]) -> int | None:
    return phrase_end(view, i, words) if len(words) > 1 else i


@functools.cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    part, _, key = name.partition(".")
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in table("governing")[part][key]:
        for words in _spelled(tuple(text.split())):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _spelled(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase with each of its words in capitals replaced by the words that it stands for."""
    spelled: list[tuple[str, ...]] = [()]
    for word in words:
        forms = sorted(_stands_for(word)) if word.isupper() else [word]
        spelled = [(*head, form) for head in spelled for form in forms]
    yield from spelled


def _stands_for(word: str) -> frozenset[str]:
    if word.lower() in table("governing"):
        return listed("governing", word.lower())
    return stands_in_polarity(word)
