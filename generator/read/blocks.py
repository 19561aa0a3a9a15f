"""Raw blocks: which lines of a decoded seed belong together, whatever they are.

How lines are grouped is each format's own; what all share stands here, the debris of careless exports included.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.read.encoding import Decoded
from generator.read.folding import Folded, fold

# What a list written out as program text leaves around its strings: quotes, commas and brackets.
_ALONE = re.compile(r"[\s'\",\[\]\\]+\Z")
_HEAD = re.compile(r"\[?\s*['\"]\s*,\s*['\"]\s*|\[\s*['\"]")
_TAIL = re.compile(r"(?:['\"]\s*,\s*['\"]?|(?<=[.!?…])['\"]?\s*\]|(?<=[.!?…])['\"]\s*,)\s*\Z")
_LIST_START = re.compile(r"\[\s*['\"]")
_SEAM = re.compile(r"['\"],\s?['\"]|(?:\\n)+")
_AT_MOST = 24

Marks = Callable[[str], Iterator[tuple[int, int]]]
"""The spans of a text that are marks of its format, in order: no words of the article."""


def no_marks(_text: str) -> Iterator[tuple[int, int]]:
    """Nothing: every character of a plain text is its own."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A stretch of the seed between breaks.

    Attributes:
        start: Its first code point in the decoded text.
        end: The code point after its last one.
        line: 1-based line it begins in.
        level: Heading level; 0 where the block is not marked as a heading.
        marks: What is left out of its folded text.
        folded: Its text as it would be kept.
    """

    start: int
    end: int
    line: int
    level: int
    marks: Marks
    folded: Folded

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def part(self, decoded: Decoded, start: int, end: int) -> RawBlock:
        """A part of this block as a block of its own."""
        return make_block(decoded, start, end, self.level, self.marks)


def make_block(decoded: Decoded, start: int, end: int, level: int = 0, marks: Marks = no_marks) -> RawBlock:
    """A raw block without white space at its ends."""
    text = decoded.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    end = max(start, end)
    left_out = [(start + a, start + b) for a, b in marks(decoded.text[start:end])]
    first, beyond = bisect_right(decoded.seams, (start, end)), bisect_left(decoded.seams, (end, end))
    left_out += [(a, b) for a, b in decoded.seams[first:beyond] if b < end]
    return RawBlock(
        start=start,
        end=end,
        line=decoded.line(start),
        level=level,
        marks=marks,
        folded=fold(decoded, start, end, sorted(left_out)),
    )


@dataclass(slots=True)
class Group:
    """Lines that belong together.

    Attributes:
        first: The number of the first, from 0.
        last: That of the last.
        skip: How many characters of the first are marks.
        level: Heading level, 0 for none.
    """

    first: int
    last: int
    skip: int = 0
    level: int = 0


def runs(decoded: Decoded, first_line: int) -> Iterator[list[int]]:
    """The numbers of the lines from ``first_line`` (0-based) on, run by run: blank lines part the runs."""
    run: list[int] = []
    for number in range(first_line, len(decoded.lines)):
        if decoded.text[slice(*decoded.lines[number])].strip():
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def apart_from_debris(decoded: Decoded, blocks: list[RawBlock]) -> Iterator[tuple[RawBlock, bool]]:
    """The blocks without such notation at their ends, and the notation, in order.

    Where the file begins with an opening bracket and quote, the text is a list
    from the start, and the seams between its strings separate blocks.

    Yields:
        A block, and whether it is debris.
    """
    is_list = bool(blocks) and _LIST_START.match(decoded.text, blocks[0].start, blocks[0].end) is not None
    for block in blocks:
        text = decoded.text[block.start : block.end]
        if len(text) <= _AT_MOST and _ALONE.match(text):
            yield block, True
            continue
        head, tail = _HEAD.match(text[:_AT_MOST]), _TAIL.search(text[-_AT_MOST:])
        cuts = [(block.start, block.start + len(head[0]))] if head else []
        end = block.end - (len(tail[0]) if tail else 0)
        if is_list:
            begin = cuts[0][1] if cuts else block.start
            cuts.extend(match.span() for match in _SEAM.finditer(decoded.text, begin, end))
        if tail:
            cuts.append((end, block.end))
        yield from _cut(decoded, block, cuts) if cuts else ((block, False),)


def _cut(decoded: Decoded, block: RawBlock, cuts: list[tuple[int, int]]) -> Iterator[tuple[RawBlock, bool]]:
    position = block.start
    for a, b in [*cuts, (block.end, block.end)]:
        for piece, debris in ((block.part(decoded, position, a), False), (block.part(decoded, a, b), True)):
            if piece.text:
                yield piece, debris
        position = b
