"""What travels in this room: the bytes an editor brings, and what is taken from them for a seed.

In comes a file or an answer, out go its bytes under a name; the formats give back blocks. Zipped documents and the XML
in them are read so that no file, however it was made, costs more than it may.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, urlsplit

from generator.characters import only_text
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
    return " ".join(only_text(text).split())


def address_parts(url: str) -> SplitResult | None:
    """The parts of an address of the web, or ``None`` where it is none.

    >>> [address_parts(url) is not None for url in ("https://a.example/", "http://", "https://[a/", "ftp://a/")]
    [True, False, False, False]
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def refusal(name: str, code: str, message: str, *hints: str) -> GeneratorError:
    """The error that an original cannot be taken, to be raised."""
    return GeneratorError([error(name, 0, code, message, *hints)])


_ENTRIES_AT_MOST = 5000
# Of a document with 20 MB of pictures the parts that are text have a few hundred kilobytes.
_UNPACKED_AT_MOST = 100 * 1024 * 1024
_XML_AT_MOST = 30 * 1024 * 1024


def open_archive(original: Original) -> zipfile.ZipFile:
    """The archive, with no more in it than a document has, and no XML in it that defines entities.

    Raises:
        GeneratorError: It is damaged, protected, or too large when unpacked.
    """
    name = original.name
    try:
        archive = zipfile.ZipFile(io.BytesIO(original.raw))
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _ENTRIES_AT_MOST or size > _UNPACKED_AT_MOST:
            message = f"the file unpacks to {len(entries)} files with {size:,} bytes"
            hint = f"At most {_ENTRIES_AT_MOST} files and {_UNPACKED_AT_MOST:,} bytes are read."
            raise refusal(name, "intake-size", message, hint)
        if any(entry.flag_bits & 1 for entry in entries):
            raise protected(name)
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                read_xml(archive, entry.filename, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise damaged(name, problem) from problem
    return archive


def read_xml(archive: zipfile.ZipFile, entry: str, name: str) -> Any:
    """The root of an XML file of the archive; entities, DTDs and addresses in it are never followed.

    Raises:
        GeneratorError: It is no XML, too large, or defines entities, which no program writes into a document.
        KeyError: There is no such file.
    """
    from lxml import etree  # noqa: PLC0415 - an extra

    if archive.getinfo(entry).file_size > _XML_AT_MOST:
        raise refusal(name, "intake-size", f'"{entry}" in it has more than {_XML_AT_MOST:,} bytes')
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(archive.read(entry), parser)
    except etree.XMLSyntaxError as problem:
        raise damaged(name, problem) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        message = f'"{entry}" in it defines entities of its own'
        raise refusal(
            name, "intake-damaged", message, "No word processor writes that: do not trust the file."
        )
    return root


def damaged(name: str, problem: Exception) -> Exception:
    """The error that a file cannot be read as what it says it is, to be raised."""
    said = " ".join(str(problem).split())[:160]
    message = f'the file is damaged: "{said or type(problem).__name__}"'
    return refusal(name, "intake-damaged", message, "Open it in its own program and save it again.")


def protected(name: str) -> Exception:
    """The error that a file has a password, to be raised."""
    hint = "Open it in its own program and save it without one."
    return refusal(name, "intake-protected", "the file is protected with a password", hint)
