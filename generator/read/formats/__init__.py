"""The formats of articles: the ending of a file's name in, how its text is cut into blocks out.

A format is one module of this folder that has a ``FORMAT``; it is found by being here. What is in none of them is
told by ``unread``.
"""

from __future__ import annotations

import functools
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from generator.read.encoding import Decoded
from generator.read.sentences import RawBlock

PLAIN_TEXT = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One input format.

    Attributes:
        media_type: Its name in a seed.
        suffixes: The endings of its files' names, in small letters, with the dot.
        cut: Cuts a decoded text from a line (0-based) on into blocks, in order; each leads back to its characters.
    """

    media_type: str
    suffixes: tuple[str, ...]
    cut: Callable[[Decoded, int], list[RawBlock]]


@functools.cache
def formats() -> tuple[Format, ...]:
    """Every format that is read, plain text first, since anybody can save it."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda item: (item.media_type != PLAIN_TEXT, item.suffixes)))


def format_of_file(suffix: str) -> Format | None:
    """The format of files whose names end so, in whatever letters; ``None`` if they are not read.

    >>> format_of_file(".TXT").media_type
    'text/plain'
    """
    return next((item for item in formats() if suffix.lower() in item.suffixes), None)


def format_of(media_type: str) -> Format:
    """The format of this media type."""
    return next(item for item in formats() if item.media_type == media_type)


def named_suffixes() -> str:
    """The endings of articles' names, for messages: ``.txt or .md``."""
    *others, last = (suffix for item in formats() for suffix in item.suffixes)
    return f"{', '.join(others)} or {last}"
