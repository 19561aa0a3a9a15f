"""What travels in this room: the bytes an editor brings, and what is taken from them for a seed.

In comes a file or an answer, out go its bytes under a name; the formats give back blocks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from generator.characters import SURROGATE, UNTEXT
from generator.diagnostics import GeneratorError, error
from generator.model import SourceOverrides
from generator.read.frontmatter import Provenance

LARGEST = 20 * 1024 * 1024
"""Bytes of one original: more than any article has, and what the libraries read in seconds."""


class BlockKind(StrEnum):
    """What a block of a taken text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBlock:
    """A block of text on one line, without marks."""

    kind: BlockKind = BlockKind.PARAGRAPH
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value of the original and where in it that was found, in words for the editor."""

    value: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What is to be taken.

    Attributes:
        name: A file's path or an address, for messages.
        raw: Its bytes.
        url: Where it was fetched from, if it was.
        charset: The encoding that whoever delivered it states, or ``""``.
    """

    name: str
    raw: bytes = field(repr=False)
    url: str = ""
    charset: str = ""

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a format takes from an original; what it does not find is ``None``.

    Attributes:
        converter: The library that read it, with its version.
        blocks: The text, in order.
        body: Markdown that is kept as it is, where the original is a text; then there are no ``blocks``.
        front: What front matter of the original itself says.
        noted: Where the original says that it was taken from.
        date: A day, ``2026-01-27``.
        retrieved: The day it was saved, where the original says so.
        dropped: How many blocks of the original are no part of the text.
        left: Of these, what was taken for page furniture by its words.
        doubts: What the editor should look at, a sentence each.
    """

    converter: str
    blocks: tuple[TakenBlock, ...] = ()
    body: str = ""
    front: SourceOverrides = field(default_factory=SourceOverrides)
    noted: Provenance = field(default_factory=Provenance)
    headline: Found | None = None
    publisher: Found | None = None
    byline: Found | None = None
    date: Found | None = None
    url: Found | None = None
    language: Found | None = None
    retrieved: str = ""
    dropped: int = 0
    left: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def plain(text: str) -> str:
    r"""A text of an original on one line, without the characters that no text has.

    >>> plain("The\x00 bridge\n is\u00ad closed")
    'The bridge is closed'
    """
    return " ".join(
        SURROGATE.sub("", UNTEXT.sub("", text)).replace("\u00ad", "").replace("\u200b", "").split()
    )


def refusal(name: str, code: str, message: str, *hints: str) -> GeneratorError:
    """The error that an original cannot be taken, to be raised."""
    return GeneratorError([error(name, 0, code, message, *hints)])
