"""The numbers of a sentence as they are written: figures, number words, and words such as "dozens"."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.claims.compare.tokens import Phrases, Token, listed, stem
from generator.data import table

# Words of the longest entry of the list ("a quarter of a million").
_LONGEST = 5
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}


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


def read_figure(sequence: Sequence[Token], i: int) -> Figure | None:
    """The number that begins at a token; two of them ("five or six") are taken together."""
    for first, last, words in _phrases().find(sequence[i : i + _LONGEST]):
        if first == 0:
            low, high, kind = _phrase_values()[words]
            stated = low if low == high else None
            return Figure(first=i, last=i + last, least=low, most=high, stated=stated, parts=kind == "parts")
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
        and i > 0
        and sequence[i - 1].key in listed("quantity_words", "context", "before_length")
    )


def _is_pair(sequence: Sequence[Token], i: int) -> bool:
    """Whether "both" counts the things behind it."""
    behind = sequence[i + 1 : i + 2]
    plural = bool(behind) and behind[0].key.endswith("s") and stem(behind[0].key) != behind[0].key
    return sequence[i].key == "both" and plural


def _number(sequence: Sequence[Token], i: int) -> tuple[float | None, int]:
    """The value of a figure, or of number words such as "twenty-five thousand", and the token after it."""
    words: dict[str, int] = table("claim_words")["numbers"]
    value: float | None = None
    while i < len(sequence):
        token = sequence[i]
        joined = i > 0 and token.start == sequence[i - 1].end
        more = _first_value(token, words) if value is None else _more(value, token, words, joined=joined)
        if more is None:
            break
        value = more
        i += 1
    if value is not None and [token.key for token in sequence[i : i + 3]] == ["and", "a", "half"]:
        return value + 0.5, i + 3
    return value, i


def _first_value(token: Token, words: Mapping[str, int]) -> float | None:
    if token.text[0].isdigit():
        return _figure(token.text)
    return float(words[token.key]) if token.key in words else None


def _more(value: float, token: Token, words: Mapping[str, int], *, joined: bool) -> float | None:
    """A number with another word of it: "25 thousand", "twenty-five", "5m"; ``None`` where it is none."""
    number = words.get(token.key)
    if number is not None and number >= 100:
        return value * number
    if number is not None and number < 10 and value >= 20:
        return value + number
    return value * _SUFFIXES[token.key] if value and joined and token.key in _SUFFIXES else None


def _figure(text: str) -> float:
    """A figure with thousands and decimals as English writes them.

    >>> _figure("3,000"), _figure("4.5")
    (3000.0, 4.5)
    """
    plain = text.replace(",", "")
    try:
        return float(plain)
    except ValueError:  # such as "1.2.3", a version and no quantity
        return float(plain.split(".")[0])


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
