"""Zipped documents and the XML in them, read so that no file, however it was made, costs more than it may.

In come the bytes of a document, out goes an open archive, or the root of an XML file in it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from generator.intake.original import Original, refusal

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
