"""Cuts a decoded seed into raw blocks: which lines belong together, whatever they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from generator.read.encoding import Decoded
from generator.read.folding import Folded, fold
from generator.read.markup import marks

# Lines longer than this were not broken by hand: each is a paragraph of its own.
_WRAP_AT_MOST = 120
_WRAP_AT_LEAST = 40
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+")
_MARKDOWN_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+|>[ \t]?")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A stretch of the seed between breaks.

    Attributes:
        start: Its first code point in the decoded text.
        end: The code point after its last one.
        line: 1-based line it begins in.
        level: Markdown heading level; 0 where the block is no marked heading.
        markdown: Whether marks of Markdown are left out of its folded text.
        folded: Its text as it would be kept.
    """

    start: int
    end: int
    line: int
    level: int
    markdown: bool
    folded: Folded

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def part(self, decoded: Decoded, start: int, end: int) -> RawBlock:
        """A part of this block as a block of its own."""
        return make_block(decoded, start, end, self.level, self.markdown)


def make_block(decoded: Decoded, start: int, end: int, level: int = 0, markdown: bool = False) -> RawBlock:
    """A raw block without white space at its ends."""
    text = decoded.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    left_out = [(start + a, start + b) for a, b in marks(decoded.text[start:end])] if markdown else []
    return RawBlock(
        start=start,
        end=max(start, end),
        line=decoded.line(start),
        level=level,
        markdown=markdown,
        folded=fold(decoded, start, max(start, end), left_out),
    )


@dataclass(slots=True)
class _Group:
    """Lines that belong together: the first and the last, what to skip in the first, the heading level."""

    first: int
    last: int
    skip: int = 0
    level: int = 0


def cut(decoded: Decoded, first_line: int, markdown: bool) -> list[RawBlock]:
    """Cut the lines from ``first_line`` (0-based) on into blocks, in order.

    Blank lines separate blocks. Within a run of lines, each line is a block,
    unless the run was wrapped: then lines that were broken only for width are
    joined. In Markdown a run of lines is one paragraph, as the
    language has it.
    """
    blocks: list[RawBlock] = []
    run: list[int] = []
    for number in range(first_line, len(decoded.lines) + 1):
        if number < len(decoded.lines) and not _blank(decoded, number):
            run.append(number)
        elif run:
            groups = _markdown_groups(decoded, run) if markdown else _plain_groups(decoded, run)
            blocks.extend(_block(decoded, group, markdown) for group in groups)
            run = []
    return [block for block in blocks if block.text]


def _block(decoded: Decoded, group: _Group, markdown: bool) -> RawBlock:
    start, end = decoded.lines[group.first][0] + group.skip, decoded.lines[group.last][1]
    if group.level and group.skip:
        end = start + len(decoded.text[start:end].rstrip().rstrip("#"))
    return make_block(decoded, start, end, group.level, markdown)


def _blank(decoded: Decoded, number: int) -> bool:
    start, end = decoded.lines[number]
    return not decoded.text[start:end].strip()


def _plain_groups(decoded: Decoded, run: list[int]) -> list[_Group]:
    lines = [decoded.text[slice(*decoded.lines[number])].strip() for number in run]
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    wrapped = _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST and any(
        _broken_for_width(*pair, width) and _runs_on(*pair) for pair in pairs
    )
    groups: list[_Group] = []
    for i, number in enumerate(run):
        if i and wrapped and _broken_for_width(*pairs[i - 1], width):
            groups[-1].last = number
        else:
            groups.append(_Group(number, number))
    return groups


def _broken_for_width(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room left in this one."""
    if line.isupper() != following.isupper():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence plainly goes on in the following line: the sign that a run was wrapped at all."""
    return (line[-1].isalnum() or line[-1] == ",") and following[0].islower()


def _markdown_groups(decoded: Decoded, run: list[int]) -> list[_Group]:
    groups: list[_Group] = []
    open_paragraph = False
    for number in run:
        line = decoded.text[slice(*decoded.lines[number])]
        indent = len(line) - len(line.lstrip())
        heading = _MARKDOWN_HEADING.match(line, indent)
        underline = _UNDERLINE.match(line, indent)
        item = _MARKDOWN_ITEM.match(line, indent)
        if heading:
            groups.append(_Group(number, number, heading.end(), len(heading[1])))
        elif underline and open_paragraph:
            groups[-1].level = 1 if underline[1].startswith("=") else 2
        elif open_paragraph and not item:
            groups[-1].last = number
            continue
        else:
            groups.append(_Group(number, number, item.end() if item else 0))
        open_paragraph = not (heading or underline)
    return groups
