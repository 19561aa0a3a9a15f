"""The word lists of places, read once from ``generator/data``.

In comes the name of a list, out goes its words.
"""

from __future__ import annotations

from functools import cache

from generator.data import table, text
from generator.language.lexicon import verbs


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``places.toml``.

    >>> "airport" in words("geographic")
    True
    """
    return frozenset(table("places")[name])


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated names with their full stops, and the names they stand for."""
    return dict(table("places")["abbreviations"])


@cache
def postal_codes() -> dict[str, tuple[str, ...]]:
    """Codes of states and provinces, and the names each may stand for.

    >>> postal_codes()["WA"]
    ('Washington', 'Western Australia')
    """
    return {code: tuple(names) for code, names in table("places")["postal"].items()}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and names of people, plurals too, and the place they belong to.

    >>> demonyms()["Norwegians"]
    'Norway'
    """
    rows = (line.split("\t") for line in text("demonyms.tsv").splitlines() if not line.startswith("#"))
    pairs = dict(rows)
    plurals = {
        f"{word}s": place for word, place in pairs.items() if not word.endswith(("s", "ese", "ish", "ch"))
    }
    return {**plurals, **pairs}


@cache
def outlets() -> frozenset[str]:
    """Names of news agencies and outlets in lower case, which some town shares: "Xinhua", "Al-Ahram".

    >>> "xinhua" in outlets()
    True
    """
    agencies = (name for row in table("agencies")["agency"] for name in (row["name"], *row.get("also", ())))
    return frozenset(name.casefold() for name in (*agencies, *table("outlets")["names"]))


@cache
def before_places() -> frozenset[str]:
    """What stands before a place where something is: prepositions, and verbs such as "reached"."""
    return words("locative") | verbs("place_follows")
