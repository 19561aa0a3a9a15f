"""News outlets that pass words on: "told the Courier", "in an interview with state television"."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.annotate.attribution.clauses import Token, TokenKind, View, listed
from generator.data import table

_LONGEST_NAME = 6


def is_outlet(part: Sequence[Token]) -> bool:
    """Whether a noun phrase without what follows a preposition means a news outlet."""
    words = [token for token in part if token.kind is TokenKind.WORD]
    while words and words[0].key in ("the", "a", "an"):
        words = words[1:]
    if not words or len(words) > _LONGEST_NAME:
        return False
    keys = [token.key for token in words]
    if _ends_with_name(keys) and words[-1].capitalized:
        return True
    if words[-1].text in listed("outlets", "name_words"):
        return True
    noun = keys[-1] if keys[-1] in listed("outlets", "nouns") else " ".join(keys[-2:])
    if noun not in listed("outlets", "nouns"):
        # "the broadcaster NHK", "state television TVN"
        # "the paper Kolkata Star" too, but not "the station Kings Cross".
        said = _plain_nouns() | listed("outlets", "before_names")
        return words[-1].capitalized and any(key in said for key in keys[:-1])
    before = part[len(part) - 2].key if len(part) > 1 else ""
    return noun not in listed("outlets", "ambiguous") or before in listed("outlets", "before_ambiguous")


def outlet_at(view: View, first: int) -> int | None:
    """The last token of the outlet whose phrase begins with token ``first``, or ``None``."""
    limit = min(view.words_until(first), first + _LONGEST_NAME)
    return next((i for i in range(limit - 1, first - 1, -1) if is_outlet(view.tokens[first : i + 1])), None)


def spoken_to(view: View, i: int) -> tuple[int, int] | None:
    """The first and last token of the outlet that words like "in an interview with" lead up to from ``i``."""
    for phrase in _by_first("spoken_to").get(view.key(i), ()):
        if view.reads(i, phrase):
            first = i + phrase.count(" ") + 1
            last = outlet_at(view, first)
            return None if last is None else (first, last)
    return None


def seen_by(view: View, i: int) -> int:
    """How many words like "obtained by" begin with token ``i``."""
    phrases = _by_first("seen_by").get(view.key(i), ())
    return next((phrase.count(" ") + 1 for phrase in phrases if view.reads(i, phrase)), 0)


@functools.cache
def _by_first(key: str) -> dict[str, tuple[str, ...]]:
    phrases = sorted(listed("outlets", key))
    return {p.split()[0]: tuple(q for q in phrases if q.split()[0] == p.split()[0]) for p in phrases}


@functools.cache
def _plain_nouns() -> frozenset[str]:
    return listed("outlets", "nouns") - listed("outlets", "ambiguous")


@functools.cache
def _names() -> frozenset[str]:
    agencies = (
        name
        for row in table("agencies")["agency"]
        for name in (row["name"], *row.get("also", ()), *row.get("short", ()))
    )
    return listed("outlets", "names") | {name.casefold().removeprefix("the ") for name in agencies}


def _ends_with_name(keys: list[str]) -> bool:
    """Whether the words are a name, or a description and then a name ("the French daily Le Monde")."""
    if " ".join(keys) in _names():
        return True
    return any(
        " ".join(keys[k:]) in _names() and keys[k - 1] in listed("outlets", "nouns")
        for k in range(1, len(keys))
    )
