"""Files that are no plain text, whatever their name ends in: what they are, and how to bring their words in.

In come bytes, out goes the name of their format with a way on, or ``None``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAMPLE = 1 << 16
_AS_TEXT = "Open it in its own program and save the article as plain text (.txt, UTF-8)."
_BY_HAND = "Copy the article's words into a .txt file."
_ADDED = "`explainer add {file}` takes the article out of it."

ADDABLE = (".docx", ".eml", ".htm", ".html", ".mht", ".mhtml", ".odt", ".pdf", ".xhtml")
"""Endings of files that are not read, and that ``explainer add`` makes articles of."""

# First bytes, as the formats' own specifications fix them.
_SIGNATURES = (
    (b"%PDF-", "a PDF document", _ADDED),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"%!PS", "a PostScript document", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", _AS_TEXT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _BY_HAND),
    (b"\xff\xd8\xff", "a JPEG image", _BY_HAND),
    (b"GIF87a", "a GIF image", _BY_HAND),
    (b"GIF89a", "a GIF image", _BY_HAND),
    (b"II*\x00", "a TIFF image", _BY_HAND),
    (b"MM\x00*", "a TIFF image", _BY_HAND),
    (b"\x1f\x8b", "a gzip archive", "Unpack it."),
    (b"BZh91AY&SY", "a bzip2 archive", "Unpack it."),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it."),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it."),
    (b"ID3\x03", "a sound file", _BY_HAND),
    (b"ID3\x04", "a sound file", _BY_HAND),
    (b"OggS", "a sound file", _BY_HAND),
)
_ZIP = b"PK\x03\x04"
# What the first entries of a zip file are called where it is a document.
_ZIPPED = (
    (b"word/", "a Word document (.docx)", _ADDED),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _ADDED),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_TEXT),
    (b"application/epub+zip", "an EPUB book", _AS_TEXT),
    (b"xl/", "an Excel sheet (.xlsx)", _AS_TEXT),
    (b"[Content_Types].xml", "an Office document", _AS_TEXT),
)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n.{0,4000}?\n(?:---|\.\.\.)[ \t]*\r?\n\s*", re.DOTALL)
_MARKUP = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(!doctype\s+html|html|head|body|svg|rss|feed|item|entry|\?xml)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:p|div|span|a|br|h[1-6]|ul|ol|li|td|tr|table|img|script|style|section|article|figure|figcaption"
    rb"|strong|em|b|i|time|header|footer|nav|main)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_XML = (b"svg", b"rss", b"feed", b"item", b"entry", b"?xml")
_LEADING = b"\xff\xfe \t\r\n"
_ADDRESS = re.compile(r"(https?://\S{3,2000})")
# What Windows writes where an address is dragged to a folder.
_SHORTCUT = re.compile(r"(?s:\[InternetShortcut\]\s.{0,400}?URL=)(https?://\S{3,2000})(?s:\s.{0,400})?")
# Markdown may hold some HTML: a picture, a line break, a table. An article saved with its tags has one about
# every sentence, and paragraphs among them.
_TAGS_FROM = 6
_LETTERS_A_TAG = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFormat:
    """A format that is not read.

    Attributes:
        name: With its article, for messages.
        remedy: What the editor may do, a sentence; ``{file}`` stands for the file.
        line: The 1-based line in which markup begins; 0 where the file as a whole is no text.
    """

    name: str
    remedy: str
    line: int = 0


def other_format(raw: bytes) -> OtherFormat | None:
    """The format of a file by its first bytes or its tags, where it is another than plain text or Markdown.

    >>> other_format(b"%PDF-1.7 ...").name
    'a PDF document'
    """
    for start, name, remedy in _SIGNATURES:
        if raw.startswith(start):
            return OtherFormat(name=name, remedy=remedy)
    if raw.startswith(_ZIP):
        sample = raw[:_SAMPLE]
        named = ((name, remedy) for mark, name, remedy in _ZIPPED if mark in sample)
        name, remedy = next(named, ("a zip archive", "Unpack it."))
        return OtherFormat(name=name, remedy=remedy)
    if raw[:4] == b"RIFF" and raw[8:12] in (b"WEBP", b"WAVE"):
        return OtherFormat(name="a WebP image" if raw[8:12] == b"WEBP" else "a sound file", remedy=_BY_HAND)
    if raw[:3] == b"\x00\x00\x00" and raw[4:8] == b"ftyp":
        return OtherFormat(name="an image or a film", remedy=_BY_HAND)
    return _markup(raw)


def is_web_page(raw: bytes) -> bool:
    """Whether bytes are a web page or a part of one.

    >>> is_web_page(b"<!DOCTYPE html><title>A</title>"), is_web_page(b"A page of <b>text</b>")
    (True, False)
    """
    found = _markup(raw)
    return found is not None and found.remedy == _ADDED


def only_address(text: str) -> str:
    r"""The address that is all there is in a text, or ``""``.

    >>> only_address("\n https://example.org/a?b=1 \n"), only_address("See https://example.org/")
    ('https://example.org/a?b=1', '')
    """
    stripped = text.strip("\ufeff \t\r\n<>")
    found = _ADDRESS.fullmatch(stripped) or _SHORTCUT.fullmatch(stripped)
    return found[1] if found else ""


def _markup(raw: bytes) -> OtherFormat | None:
    """HTML and XML, behind front matter too; UTF-16 by its letters alone."""
    sample = raw[:_SAMPLE].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    begin = len(sample) - len(sample.lstrip(_LEADING))
    front = _FRONT_MATTER.match(sample, begin)
    begin = front.end() if front else begin
    begun = _MARKUP.match(sample, begin)
    if begun:
        if begun[1].lower() in _XML:
            return OtherFormat(name="an XML file", remedy=_BY_HAND, line=_line(sample, begin))
        return OtherFormat(name="a web page (HTML)", remedy=_ADDED, line=_line(sample, begin))
    tags = list(_TAG.finditer(sample, begin))
    letters = len(sample) - begin - sum(len(tag[0]) for tag in tags)
    paragraphs = sum(tag[0][:2].lower() == b"<p" or tag[0][:4].lower() == b"<div" for tag in tags)
    many = len(tags) >= _TAGS_FROM and letters < _LETTERS_A_TAG * len(tags)
    # However short, what begins and ends with that of a paragraph is no text with some HTML in it.
    enclosed = sample[begin : begin + 2].lower() == b"<p" and sample.rstrip()[-4:].lower() == b"</p>"
    if paragraphs and (many or enclosed):
        return OtherFormat(
            name="part of a web page (HTML)", remedy=_ADDED, line=_line(sample, tags[0].start())
        )
    return None


def _line(sample: bytes, at: int) -> int:
    return sample[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
