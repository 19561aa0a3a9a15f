"""Cuts a decoded seed into raw blocks: which lines belong together, whatever they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.read.encoding import Decoded
from generator.read.folding import Folded, fold

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
        folded: Its text as it would be kept.
    """

    start: int
    end: int
    line: int
    level: int
    folded: Folded

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text


def make_block(decoded: Decoded, start: int, end: int, line: int, level: int = 0) -> RawBlock:
    """A raw block without white space at its ends."""
    text = decoded.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
    return RawBlock(
        start=start, end=max(start, end), line=line, level=level, folded=fold(decoded, start, end)
    )


def cut(decoded: Decoded, first_line: int, markdown: bool) -> list[RawBlock]:
    """Cut the lines from ``first_line`` (0-based) on into blocks, in order.

    Blank lines separate blocks. Within a run of lines, each line is a block,
    unless the run was wrapped by hand: then lines that were broken only for
    width are joined. In Markdown a run of lines is one paragraph, as the
    language has it.
    """
    blocks: list[RawBlock] = []
    run: list[int] = []
    for number in range(first_line, len(decoded.lines) + 1):
        if number < len(decoded.lines) and not _blank(decoded, number):
            run.append(number)
        elif run:
            groups = _markdown_groups(decoded, run) if markdown else _plain_groups(decoded, run)
            blocks.extend(_block(decoded, *group) for group in groups)
            run = []
    return [block for block in blocks if block.text]


def _block(decoded: Decoded, first: int, last: int, skip: int, level: int) -> RawBlock:
    start, end = decoded.lines[first][0] + skip, decoded.lines[last][1]
    if level and skip:
        end = start + len(decoded.text[start:end].rstrip().rstrip("#"))
    return make_block(decoded, start, end, first + 1, level)


def _blank(decoded: Decoded, number: int) -> bool:
    start, end = decoded.lines[number]
    return not decoded.text[start:end].strip()


def _plain_groups(decoded: Decoded, run: list[int]) -> list[tuple[int, int, int, int]]:
    lines = [decoded.text[slice(*decoded.lines[number])].strip() for number in run]
    width = max(map(len, lines))
    groups: list[tuple[int, int, int, int]] = []
    for i, number in enumerate(run):
        if i and _wrapped(lines[i - 1], lines[i], width):
            groups[-1] = (groups[-1][0], number, 0, 0)
        else:
            groups.append((number, number, 0, 0))
    return groups


def _wrapped(line: str, following: str, width: int) -> bool:
    """Whether ``line`` was broken for width: the first word that follows had no room left in it."""
    if not _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST or line.isupper() != following.isupper():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _markdown_groups(decoded: Decoded, run: list[int]) -> list[tuple[int, int, int, int]]:
    groups: list[tuple[int, int, int, int]] = []
    open_paragraph = False
    for number in run:
        start, end = decoded.lines[number]
        line = decoded.text[start:end]
        indent = len(line) - len(line.lstrip())
        heading = _MARKDOWN_HEADING.match(line, indent)
        underline = _UNDERLINE.match(line, indent)
        item = _MARKDOWN_ITEM.match(line, indent)
        if heading:
            groups.append((number, number, heading.end(), len(heading[1])))
            open_paragraph = False
        elif underline and open_paragraph:
            first, last, skip, _ = groups[-1]
            groups[-1] = (first, last, skip, 1 if underline[1].startswith("=") else 2)
            open_paragraph = False
        elif open_paragraph and not item:
            groups[-1] = (groups[-1][0], number, groups[-1][2], 0)
        else:
            groups.append((number, number, item.end() if item else 0, 0))
            open_paragraph = True
    return groups
