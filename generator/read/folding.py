"""The two changes cleaning makes inside a kept block, NFC and white space, with the way back to the bytes.

In comes a block with the bytes of its characters, out goes its text as the article has it, with theirs.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.read.encoding import Decoded

_SPACE = re.compile(r"\s+")
# Unicode's Stream-Safe Text Format (UAX #15) allows this many combining marks in a row. Normalizing longer
# runs takes quadratic time, and no language has them: they are cut, and each piece is normalized alone.
_MARKS_AT_MOST = 30
_HANGUL_VOWELS_AND_FINALS = frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Text after folding.

    Attributes:
        text: Unicode NFC; each run of white space is one space; none at the ends.
        starts: For each code point, its first byte in the seed.
        ends: For each code point, the byte after it in the seed.
    """

    text: str
    starts: array[int]
    ends: array[int]


class TextBuilder:
    """Puts a text together from pieces, each with the bytes it comes from."""

    def __init__(self) -> None:
        """Start empty."""
        self._pieces: list[str] = []
        self._starts, self._ends = array("L"), array("L")

    def __len__(self) -> int:
        """The number of code points so far."""
        return len(self._starts)

    @property
    def last_byte(self) -> int:
        """The byte after the last code point so far."""
        return self._ends[-1]

    def add(self, text: str, starts: array[int], ends: array[int]) -> None:
        """Append a text whose code points each have their own bytes."""
        self._pieces.append(text)
        self._starts.extend(starts)
        self._ends.extend(ends)

    def add_whole(self, text: str, start: int, end: int) -> None:
        """Append a text whose code points all stand for the bytes from ``start`` to ``end``."""
        self.add(text, array("L", [start]) * len(text), array("L", [end]) * len(text))

    def build(self) -> Folded:
        """The text so far."""
        return Folded(text="".join(self._pieces), starts=self._starts, ends=self._ends)


def fold(decoded: Decoded, start: int, end: int, left_out: Sequence[tuple[int, int]] = ()) -> Folded:
    """Fold ``decoded.text[start:end]`` without the spans ``left_out``, which are in order.

    A code point that normalization made of several stands for all their
    bytes, and a space for all the white space it replaces. Where a group of
    code points changes, each code point of the outcome stands for the group.
    """
    composed = _composed(_part(decoded, start, end, left_out))
    text, starts, ends = composed.text, composed.starts, composed.ends
    if text == " ".join(text.split()):
        return composed
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    builder = TextBuilder()
    for match in _SPACE.finditer(text, first, last):
        a, b = match.span()
        builder.add(text[first:a], starts[first:a], ends[first:a])
        builder.add_whole(" ", starts[a], ends[b - 1])
        first = b
    builder.add(text[first:last], starts[first:last], ends[first:last])
    return builder.build()


def _part(decoded: Decoded, start: int, end: int, left_out: Sequence[tuple[int, int]]) -> Folded:
    if not left_out:
        return Folded(
            text=decoded.text[start:end], starts=decoded.starts[start:end], ends=decoded.ends[start:end]
        )
    builder = TextBuilder()
    for a, b in (*left_out, (end, end)):
        builder.add(decoded.text[start:a], decoded.starts[start:a], decoded.ends[start:a])
        start = b
    return builder.build()


def _composed(part: Folded) -> Folded:
    text, starts, ends = part.text, part.starts, part.ends
    if unicodedata.is_normalized("NFC", text):
        return part
    builder = TextBuilder()
    for a, b in _groups(text):
        before = text[a:b]
        after = unicodedata.normalize("NFC", before)
        if after == before:
            builder.add(after, starts[a:b], ends[a:b])
        else:
            builder.add_whole(after, starts[a], ends[b - 1])
    return builder.build()


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Spans that normalize independently: a code point and those after it that may combine with it."""
    start = 0
    joining = _joining()
    for i in range(1, len(text)):
        char = text[i]
        if (unicodedata.combining(char) or char in joining) and i - start <= _MARKS_AT_MOST:
            continue
        yield (start, i)
        start = i
    if text:
        yield (start, len(text))


@functools.cache
def _joining() -> frozenset[str]:
    """The code points of class 0 that may combine with the one before (UAX #15: NFC_Quick_Check=Maybe)."""
    found = set(_HANGUL_VOWELS_AND_FINALS)
    for code in range(0x20000):  # no canonical pair is defined beyond the supplementary multilingual plane
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second = chr(int(parts[1], 16))
            if not unicodedata.combining(second):
                found.add(second)
    return frozenset(found)
