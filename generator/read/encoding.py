"""Which character encoding the bytes of a seed are in, and the text they give, with the way back.

In come bytes, out go characters, each with the bytes that it stands for.
"""

from __future__ import annotations

import codecs
import html
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, compress, count

from generator.characters import BREAK, HIDDEN, UNTEXT
from generator.read import word_lists

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Bytes that Windows-1252 and Windows-1254 read differently: Ğ İ Ş ğ ı ş against Ð Ý Þ ð ý þ.
_DISPUTED = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe")
_UNDEFINED_IN_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_UNDEFINED_IN_1254 = _UNDEFINED_IN_1252 | frozenset(b"\x8e\x9e")
# A character of two bytes whose second is, in Windows-1252, a mark that follows a capital letter: ``É”``, ``Ü …``.
_CAPITAL_AND_MARK = re.compile(b"[\xc3-\xdf][\x85\x91-\x97\xa0\xab\xbb]")
# Of Windows-1250 ``ł ą ż ś ź Ł Ś Ź`` in the middle of a word, where Windows-1252 has ``³ ¹ ¿ œ Ÿ £ Œ`` and nothing.
_SIGN_WITHIN_WORD = re.compile(b"[A-Za-z\xe0-\xff][\xb3\xb9\xbf\x9f\x8f\xa3][a-z\xe0-\xff]")
# UTF-8 read as Windows-1252: "Ã©", "Â£", "â€™"; a quotation mark behind a letter is none of it.
_MISREAD = re.compile("Ã[¡-ª¬-º¼-¿]|Â[\xa0-ª¬-º¼-¿]|â€[^\x00-\x7f]")
# ASCII, and quotation marks, dashes, an ellipsis and a hard space.
_MARKS_IN_1252 = frozenset(range(0x80)) | frozenset(b"\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xab\xbb")
# What C1 control characters in UTF-8 are meant for: the characters of Windows-1252 at their places.
_C1 = {code: bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if code not in _UNDEFINED_IN_1252}
del _C1[0x85]
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_SAMPLE = 1 << 16
# 1 for each byte with which a character of UTF-8 begins.
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a seed before any cleaning.

    Attributes:
        text: The decoded text without what no reader sees, such as byte order marks.
        starts: First byte of each code point.
        ends: Byte after each code point.
        lines: Spans of the lines in ``text`` without their breaks, which are those of ``str.splitlines``.
        controls: How many C1 control characters were read as the characters that Windows-1252 has there.
        seams: What is left out where lines are joined within a word, in order.
    """

    text: str
    starts: array[int]
    ends: array[int]
    lines: tuple[tuple[int, int], ...]
    controls: int = 0
    seams: tuple[tuple[int, int], ...] = ()

    def line(self, position: int) -> int:
        """The 1-based line in which a code point stands."""
        return bisect_right(self.lines, (position, len(self.text)))


def detect(raw: bytes) -> str:
    """Name the codec of ``raw``: UTF-8, UTF-16, Windows-1250, -1251, -1252 or -1254, KOI8-R, or Latin-1.

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
    # "idna" is no encoding of texts, and says so here.
    b"a".decode(name, "replace")
    return detect(raw) if name in ("utf-8", "utf-8-sig", "utf-16") else name


def _edges(raw: bytes, text: str, name: str) -> array[int]:
    """The byte at which each character begins, and where the last one ends."""
    if name == "utf-8":
        return array("L", [*compress(count(), raw.translate(_BEGINS)), len(raw)])
    if name.startswith("utf-16"):
        widths: Iterable[int] = (2 if c < "\U00010000" else 4 for c in text)
    elif len(text) == len(raw):
        return array("L", range(len(raw) + 1))
    else:
        widths = (len(c.encode(name)) for c in text)
    return array("L", accumulate(widths, initial=0))


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
    edges = _edges(raw, text, name)
    if edges[-1] != len(raw):
        raise LookupError(name)
    marked = text.startswith("\ufeff")
    text, starts, ends = text[marked:], edges[marked:-1], edges[1 + marked :]
    meant = text.translate(_C1)
    controls = sum(one != other for one, other in zip(text, meant, strict=True)) if meant != text else 0
    text, starts, ends = _without_hidden(*_without_entities(meant, starts, ends))
    return Decoded(text=text, starts=starts, ends=ends, lines=_lines(text), controls=controls)


def _without_entities(text: str, starts: array[int], ends: array[int]) -> tuple[str, array[int], array[int]]:
    """The text with each HTML entity as the character it stands for, which has all the entity's bytes."""
    if not _ENTITY.search(text):
        return text, starts, ends
    said: list[str] = []
    firsts, lasts = array("L"), array("L")
    position = 0
    for match in [*_ENTITY.finditer(text), None]:
        stop = match.start() if match else len(text)
        said.append(text[position:stop])
        firsts.extend(starts[position:stop])
        lasts.extend(ends[position:stop])
        if match is None:
            break
        char = html.unescape(match[0])
        if char == match[0] or len(char) != 1 or UNTEXT.match(char):
            char, position = match[0][0], match.start() + 1
            firsts.append(starts[match.start()])
            lasts.append(ends[match.start()])
        else:
            position = match.end()
            firsts.append(starts[match.start()])
            lasts.append(ends[match.end() - 1])
        said.append(char)
    return "".join(said), firsts, lasts


def _without_hidden(text: str, starts: array[int], ends: array[int]) -> tuple[str, array[int], array[int]]:
    """The text without what no reader sees, such as what turns the direction of words."""
    left_out = {match.start() for match in HIDDEN.finditer(text)}
    if not left_out:
        return text, starts, ends
    kept = [position for position in range(len(text)) if position not in left_out]
    return (
        HIDDEN.sub("", text),
        array("L", [starts[position] for position in kept]),
        array("L", [ends[position] for position in kept]),
    )


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
    high = sum(byte >= 0xC0 for byte in raw)
    if high > sum(chr(byte).isalpha() for byte in raw if byte < 0x80):
        # Most letters are none of the Latin alphabet's: in each code the small ones are the more.
        small = sum(byte >= 0xE0 for byte in raw)
        return "cp1251" if 2 * small > high else "koi8-r"
    if _central_european(raw):
        return "cp1250"
    if present & _UNDEFINED_IN_1252:
        return "iso8859-1"
    if not present & _DISPUTED or present & _UNDEFINED_IN_1254:
        return "cp1252"
    return "cp1254" if _turkish(raw) else "cp1252"


def _central_european(raw: bytes) -> bool:
    """Whether bytes stand within words that in Windows-1252 are signs, or both ``š`` or ``ž`` and ``č``."""
    if _SIGN_WITHIN_WORD.search(raw):
        return True
    return bool(set(raw) & set(b"\x8a\x8e\x9a\x9e")) and bool(set(raw) & set(b"\xc8\xe8\xe6\xf0"))


def is_sure(raw: bytes, name: str) -> bool:
    """Whether a codec that was found is beyond doubt: Unicode, or an eight-bit one used for marks alone."""
    if name.startswith("utf"):
        return True
    return name == "cp1252" and set(raw) <= _MARKS_IN_1252


def misread_utf8(text: str) -> tuple[int, int, str] | None:
    """The first characters of UTF-8 that were read as Windows-1252: where they stand, and what they mean.

    Example:
        >>> misread_utf8("The cafÃ© is shut."), misread_utf8("“CAFÉ” and «MANHÃ»")
        ((7, 9, 'é'), None)
    """
    for match in _MISREAD.finditer(text):
        try:
            return match.start(), match.end(), match[0].encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
    return None


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
