"""Which character encoding the bytes of a seed are in, and the text they give, with the way back."""

from __future__ import annotations

import codecs
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from generator.characters import BREAK
from generator.read import word_lists

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Bytes that Windows-1252 and Windows-1254 read differently: Ğ İ Ş ğ ı ş against Ð Ý Þ ð ý þ.
_DISPUTED = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_UNDEFINED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_UNDEFINED_IN_1254 = _UNDEFINED_IN_1252 | frozenset(b"\x8e\x9e")
# A character of two bytes whose second is, in Windows-1252, a mark that follows a capital letter: ``É”``, ``Ü …``.
_CAPITAL_AND_MARK = re.compile(b"[\xc3-\xdf][\x85\x91-\x97\xa0\xab\xbb]")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a seed before any cleaning.

    Attributes:
        text: The decoded text without byte order mark.
        starts: First byte of each code point.
        ends: Byte after each code point.
        lines: Spans of the lines in ``text`` without their breaks, which are those of ``str.splitlines``.
    """

    text: str
    starts: array[int]
    ends: array[int]
    lines: tuple[tuple[int, int], ...]

    def line(self, position: int) -> int:
        """The 1-based line in which a code point stands."""
        return bisect_right(self.lines, (position, len(self.text)))


def detect(raw: bytes) -> str:
    """Name the codec of ``raw``: UTF-8, UTF-16, Windows-1252 or -1254, or Latin-1.

    A byte order mark decides; then the zero bytes that UTF-16 leaves in every
    space and line break; then whether the bytes are valid UTF-8, which text
    in an eight-bit encoding practically never is; then the letters. A file
    with as many characters in UTF-8 as bytes that break it is a damaged
    UTF-8 file: no eight-bit text has so many of them by chance.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return name
    wide = _utf16_without_mark(raw)
    if wide:
        return wide
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _damaged_utf8(raw) else _eight_bit(raw)
    return "utf-8"


def resolve(raw: bytes, stated: str) -> str:
    """The codec an editor means by ``stated``; the bytes settle what the name leaves open.

    Raises:
        LookupError: There is no such encoding.
    """
    name = codecs.lookup(stated).name
    return detect(raw) if name in ("utf-8", "utf-8-sig", "utf-16") else name


def decode(raw: bytes, name: str) -> Decoded:
    """Decode ``raw`` and find the bytes of each code point.

    Args:
        raw: The bytes of a seed.
        name: A codec, as :func:`detect` or :func:`resolve` name it.

    Raises:
        UnicodeDecodeError: The bytes are not in this encoding.
        LookupError: There is no such encoding, or its characters have no bytes of their own.
    """
    text = raw.decode(name)
    if name == "utf-8":
        widths = (1 if c < "\x80" else 2 if c < "\u0800" else 3 if c < "\U00010000" else 4 for c in text)
    elif name.startswith("utf-16"):
        widths = (2 if c < "\U00010000" else 4 for c in text)
    elif len(text) == len(raw):
        widths = (1 for _ in text)
    else:
        widths = (len(c.encode(name)) for c in text)
    edges = array("L", accumulate(widths, initial=0))
    if edges[-1] != len(raw):
        raise LookupError(name)
    marked = text.startswith("\ufeff")
    text = text[marked:]
    return Decoded(text=text, starts=edges[marked:-1], ends=edges[1 + marked :], lines=_lines(text))


def _lines(text: str) -> tuple[tuple[int, int], ...]:
    spans, start = [], 0
    for match in BREAK.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def _utf16_without_mark(raw: bytes) -> str | None:
    """UTF-16 by its zero bytes: nearly all at one parity, and at least one code unit in ten has one."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(raw) % 2 or (even + odd) * 20 < len(sample):
        return None
    if odd > 10 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 10 * odd else None


def _damaged_utf8(raw: bytes) -> bool:
    """Whether characters of several bytes stand at least as often in ``raw`` as bytes that break UTF-8."""
    rest = raw.decode("utf-8", errors="replace")
    broken = rest.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    wide = sum(char > "\x7f" for char in rest) - rest.count("\ufffd")
    return wide - len(_CAPITAL_AND_MARK.findall(raw)) >= broken


def _eight_bit(raw: bytes) -> str:
    present = set(raw)
    if present & _UNDEFINED_IN_1252:
        return "iso8859-1"
    if not present & _DISPUTED or present & _UNDEFINED_IN_1254:
        return "cp1252"
    return "cp1254" if _turkish(raw) else "cp1252"


def _turkish(raw: bytes) -> bool:
    """Whether the disputed letters are Turkish ones rather than Icelandic.

    Common words of either language count most. A text in a third language
    that only mentions names is settled by where the letters stand: a ``ğ``
    follows a vowel; ``þ`` stands only at the start of a word; the accented
    vowels beside them are not Turkish. A tie goes to Turkish, the more
    common case in news.
    """
    text = word_lists.folded(raw.decode("cp1254"))
    counted = word_lists.words(text)
    score = 0
    for word in counted:
        score += 3 * (
            (word in word_lists.listed("encodings", "turkish"))
            - (word in word_lists.listed("encodings", "icelandic"))
        )
    score -= len(re.findall(r"[áéíóúæ]", text)) + len(re.findall(r"(?<=[b-df-hj-np-tv-z])ğ", text))
    score += len(re.findall(r"(?<=[a-zçöüğı])ş", text))
    return score >= 0
