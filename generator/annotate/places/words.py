"""The word lists of places, read once from ``generator/data``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def _text(name: str) -> str:
    return resources.files("generator").joinpath("data", name).read_text("utf-8")


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(_text("places.toml"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``places.toml``, in lower case.

    >>> "airport" in words("geographic")
    True
    """
    return frozenset(_lists()[name])


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated names with their full stops, and the names they stand for."""
    return dict(_lists()["abbreviations"])


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and names of people, plurals too, and the place they belong to.

    >>> demonyms()["Norwegians"]
    'Norway'
    """
    rows = (line.split("\t") for line in _text("demonyms.tsv").splitlines() if not line.startswith("#"))
    pairs = dict(rows)
    plurals = {
        f"{word}s": place for word, place in pairs.items() if not word.endswith(("s", "ese", "ish", "ch"))
    }
    return {**plurals, **pairs}
