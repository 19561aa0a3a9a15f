"""The words that tell what a text is about, in a form in which their inflections meet."""

from __future__ import annotations

import functools
import re

from generator.data import table

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDINGS = ("ings", "ing", "ed", "es", "s")
_SHORTEST = 4


def terms(text: str) -> tuple[str, ...]:
    """The telling words of a text, each once, in order of first use.

    >>> terms("The strikes stopped at the port, said the ports' union.")
    ('strik', 'stopp', 'port', 'union')
    """
    common = common_words()
    words = (match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))
    return tuple(dict.fromkeys(_stem(word) for word in words if len(word) > 2 and word not in common))


@functools.lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """A word without its most usual endings: crude, and the same for every use of the word."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > _SHORTEST else word


@functools.cache
def common_words() -> frozenset[str]:
    """Words that tell nothing about a text's subject."""
    return frozenset(table("common_words")["words"])
