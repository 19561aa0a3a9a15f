"""The numbers of a sentence as they are written: figures, number words, and words such as "dozens"."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.data import table
from generator.language.lexicon import listed
from generator.language.numbers import cardinals, number_at
from generator.language.phrases import Phrases, Token, stem

# Words of the longest entry of the list ("a quarter of a million").
_LONGEST = 5
# Words of the longest number written out.
_WINDOW = 14
# The least number that an article may stand before.
_SCALE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a sequence of tokens.

    Attributes:
        first: Its first token.
        last: The token after it.
        least: The least it may be.
        most: The most it may be.
        stated: The number itself; ``None`` where it is a range or a vague word.
        parts: Whether it is a part of a whole, in percent.
    """

    first: int
    last: int
    least: float
    most: float
    stated: float | None
    parts: bool = False


def _phrase(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that a phrase of the list tells: "a dozen", "half a million"."""
    for first, last, words in _phrases().find(sequence[i : i + _LONGEST]):
        if first == 0:
            low, high, kind = _phrase_values()[words]
            stated = low if low == high else None
            return Figure(first=i, last=i + last, least=low, most=high, stated=stated, parts=kind == "parts")
    return None


def read_figure(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that begins at a token; two of them ("five or six") are taken together."""
    value, behind = _number(sequence, i + 1) if sequence[i].key in ("a", "an") else (None, i)
    if value is not None and value >= _SCALE and behind > i + 2:
        # "A hundred and twenty"; "a hundred" and "a million and a half" are phrases of the list.
        return Figure(first=i, last=behind, least=value, most=value, stated=value)
    phrase = _phrase(sequence, i)
    if phrase is not None:
        return phrase
    if _is_one_length(sequence, i) or _is_pair(sequence, i):
        one = 2.0 if sequence[i].key == "both" else 1.0
        return Figure(first=i, last=i + 1, least=one, most=one, stated=one)
    value, last = _number(sequence, i)
    if value is None:
        return None
    other, behind = _second(sequence, i, last)
    if other is not None and other > value:
        return Figure(first=i, last=behind, least=value, most=other, stated=None)
    return Figure(first=i, last=last, least=value, most=value, stated=value)


def _second(sequence: Sequence[Token], i: int, last: int) -> tuple[float | None, int]:
    """The number that one which begins at ``i`` and ends at ``last`` is joined to, and the token after it."""
    joint = sequence[last].key if last < len(sequence) else ""
    if joint not in listed("quantity_words", "context", "joins") or not sequence[i - 1 : i]:
        return None, last
    if joint == "and" and sequence[i - 1].key != "between":
        return None, last
    return _number(sequence, last + 1)


def _is_one_length(sequence: Sequence[Token], i: int) -> bool:
    """Whether an article stands for one: "more than a decade"."""
    behind = sequence[i + 1 : i + 2]
    return (
        sequence[i].key in ("a", "an")
        and bool(behind)
        and behind[0].key in table("quantity_words")["lengths"]
        and (
            behind[0].key in listed("quantity_words", "context", "only_length")
            or (i > 0 and sequence[i - 1].key in listed("quantity_words", "context", "before_length"))
        )
    )


def _is_pair(sequence: Sequence[Token], i: int) -> bool:
    """Whether "both" counts the things behind it."""
    behind = sequence[i + 1 : i + 2]
    plural = bool(behind) and behind[0].key.endswith("s") and stem(behind[0].key) != behind[0].key
    return sequence[i].key == "both" and plural


def _number(sequence: Sequence[Token], i: int) -> tuple[float | None, int]:
    """The value of the number that begins at a token, and the token after it."""
    if i >= len(sequence) or not (sequence[i].text[0].isdecimal() or sequence[i].key in cardinals()):
        return None, i
    window = sequence[i : i + _WINDOW]
    glued = [False, *(one.end == other.start for one, other in pairwise(window))]
    found = number_at([token.key for token in window], 0, glued)
    return (found[0], i + found[1]) if found else (None, i)


@functools.cache
def _phrases() -> Phrases:
    return Phrases(((words, words) for words in _phrase_values()), stems=False)


@functools.cache
def _phrase_values() -> dict[str, tuple[float, float, str]]:
    data = table("quantity_words")
    values: dict[str, tuple[float, float, str]] = {
        words: (low, high, "vague") for words, (low, high) in data["vague"].items()
    }
    for name in ("fixed", "parts"):
        values |= {words: (float(value), float(value), name) for words, value in data[name].items()}
    return values
