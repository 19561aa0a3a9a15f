"""The words of time, from ``data/dates.toml``, and the conventions, from ``data/conventions.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from generator.annotate.dates.periods import Unit
from generator.data import table
from generator.language.lexicon import modals, verbs
from generator.language.numbers import cardinals, ordinals


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """One row of the conventions table.

    Attributes:
        reader: What the convention says, as a clause for the reader.
        low: The least a vague number stands for.
        high: The most it stands for.
        readers: More telling clauses, by the period's unit.
        parts: First and last part of a period, counted from 1, by the period's unit.
    """

    reader: str
    low: int = 0
    high: int = 0
    readers: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


@cache
def conventions() -> dict[str, Convention]:
    """The conventions by key."""
    return {
        key: Convention(
            reader=row["reader"],
            low=row.get("low", 0),
            high=row.get("high", 0),
            readers=row.get("readers", {}),
            parts={unit: (ends[0], ends[1]) for unit, ends in row.items() if isinstance(ends, list)},
        )
        for key, row in table("conventions").items()
    }


_WORDS = table("dates")

MONTHS: dict[str, int] = _WORDS["months"]
WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
SEASONS: dict[str, str] = _WORDS["seasons"]
UNITS: dict[str, Unit] = {word: Unit(unit) for word, unit in _WORDS["units"].items()}
DAYPARTS: dict[str, str] = _WORDS["dayparts"]
NUMBERS: dict[str, int] = cardinals()
WINDOWS: dict[str, str] = _WORDS["windows"]
DAY_WORDS: dict[str, int] = _WORDS["day_words"]
DAYPART_OFFSETS: dict[str, int] = _WORDS["daypart_offsets"]
DAYPART_RELATIONS: dict[str, str] = _WORDS["daypart_relations"]
SIDES: dict[str, int] = _WORDS["sides"]
OPEN_ENDS: dict[str, str] = _WORDS["open_ends"]
ORDINALS: dict[str, int] = ordinals()
DECADES: dict[str, int] = _WORDS["decades"]
ABBREVIATIONS: frozenset[str] = frozenset(_WORDS["abbreviations"])

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(table: dict[str, list[str]]) -> Phrases:
    """Phrases by their first word, longest first, each with the key it stands under."""
    found: Phrases = {}
    for key, phrases in table.items():
        for phrase in phrases:
            words = tuple(re.findall(r"\w+|[^\w\s]", phrase))
            found.setdefault(words[0], []).append((words, key))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _rows(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    """Phrases cut into words, each with the key it stands under."""
    return {tuple(phrase.split()): key for key, phrases in table.items() for phrase in phrases}


def _of_modals(key: str) -> frozenset[str]:
    said = _WORDS["modal_roles"].get(key)
    return modals(said) if said else frozenset()


def phrase_at(phrases: Phrases, words: list[str], index: int) -> tuple[str, int] | None:
    """The key of the longest phrase of a table that begins at a word, and the index behind it."""
    for phrase, key in phrases.get(words[index], ()):
        after = index + len(phrase)
        if tuple(words[index:after]) == phrase:
            return key, after
    return None


BOUNDS = _phrases(_WORDS["bounds"])
DISTANCES = _phrases(_WORDS["distances"])
VAGUE = _phrases(_WORDS["vague"])
LENGTHS = _phrases(_WORDS["lengths"])
HOLIDAYS = _phrases(_WORDS["holidays"])
EDGES: dict[str, str] = _WORDS["edges"]
RELATIONS: dict[str, str] = _WORDS["relations"]
RECURRING: dict[str, str] = _WORDS["recurring"]
VERBS: dict[str, frozenset[str]] = {
    key: frozenset(_WORDS["verbs"].get(key, ())) | verbs(*_WORDS["verb_roles"].get(key, ())) | _of_modals(key)
    for key in {**_WORDS["verbs"], **_WORDS["verb_roles"], **_WORDS["modal_roles"]}
}
# Phrases as words, with the key they stand under.
LIMIT_PHRASES: dict[tuple[str, ...], str] = _rows(_WORDS["limit_phrases"])
BEYOND: dict[tuple[str, ...], str] = _rows(_WORDS["beyond"])
GRAMMAR: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in _WORDS["grammar"].items()}
