"""What a list written out as program text leaves around its strings: quotes, commas and brackets.

Articles are often stored as a list of strings; a careless export keeps parts of the notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.read.blocks import RawBlock
from generator.read.encoding import Decoded

_ALONE = re.compile(r"[\s'\",\[\]\\]+\Z")
_HEAD = re.compile(r"\[?\s*['\"]\s*,\s*['\"]\s*|\[\s*['\"]")
_TAIL = re.compile(r"(?:['\"]\s*,\s*['\"]?|(?<=[.!?…])['\"]?\s*\]|(?<=[.!?…])['\"]\s*,)\s*\Z")
_LIST_START = re.compile(r"\[\s*['\"]")
_SEAM = re.compile(r"['\"],\s?['\"]|(?:\\n)+")
_AT_MOST = 24


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
