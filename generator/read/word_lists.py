"""The word lists of this room, read once from ``generator/data``, and the form words are compared in.

In comes the name of a list, out go its words; in comes a text, out goes its folded form.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

from generator.data import table
from generator.language.tokens import WORDS_AND_FIGURES

_NOT_WORD = re.compile(r"[\W_]+")


@functools.cache
def listed(name: str, *keys: str) -> frozenset[str]:
    """The strings under ``keys`` of a data file, folded; all of the table's strings below that point.

    Example:
        >>> "march" in listed("date_lines", "months")
        True
    """
    value: Any = table(name)
    for key in keys:
        value = value[int(key) if isinstance(value, list) else key]
    return frozenset(folded(item) for item in _strings(value))


def folded(text: str) -> str:
    """Case removed, the Turkish dotted capital included.

    Example:
        >>> folded("İSTANBUL")
        'istanbul'
    """
    return text.casefold().replace("i̇", "i")


# Asked of each line and each opening of a paragraph by one rule after another.
@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The words alone, folded, with one space around each: the form in which cue words are looked up.

    Example:
        >>> plain("We use cookies.")
        ' we use cookies '
    """
    return f" {_NOT_WORD.sub(' ', folded(text)).strip()} "


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return WORDS_AND_FIGURES.findall(folded(text))


@functools.cache
def cues(name: str, *keys: str) -> tuple[str, ...]:
    """The strings under ``keys`` of a data file in ``plain`` form, sorted: ready to be looked for in plain text."""
    return tuple(sorted(plain(item) for item in listed(name, *keys)))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
        return
    for item in value.values() if isinstance(value, dict) else value:
        yield from _strings(item)
