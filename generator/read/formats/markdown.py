"""Markdown: a run of lines is one paragraph, unless headings or list items part it; marks are no words.

In come decoded lines, out go raw blocks, headings with their level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.read.encoding import Decoded
from generator.read.formats import Format
from generator.read.sentences import Group, RawBlock, make_block, runs

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+|>[ \t]?")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*\Z")
# Every repetition is bounded, so that no text takes more than linear time.
_MARKS = re.compile(
    r"!?\[(?P<link>[^\[\]]{0,400})\]\([^()\s]{0,600}(?:\s[\"'][^\"']{0,200}[\"'])?\)"
    r"|(?P<stars>\*{1,3})(?=[^\s*])(?P<strong>[^*]{0,500}[^\s*])(?P=stars)"
    r"|(?<!\w)(?P<lines>_{1,2})(?=[^\s_])(?P<emphasis>[^_]{0,500}[^\s_])(?P=lines)(?!\w)"
    r"|(?P<ticks>`)(?P<code>[^`]{1,300})`"
)
# "[^1]" leads to a note.
_NOTES = re.compile(r"\[\^[\w-]{1,20}\](?!:)")
_KEPT = ("link", "strong", "emphasis", "code")


def cut(decoded: Decoded, first_line: int) -> list[RawBlock]:
    """The blocks from a line (0-based) on, in order."""
    groups = (group for run in runs(decoded, first_line) for group in _groups(decoded, run))
    blocks = [_block(decoded, group) for group in groups]
    return [block for block in blocks if block.text]


FORMAT = Format(media_type="text/markdown", suffixes=(".md",), cut=cut)


def _block(decoded: Decoded, group: Group) -> RawBlock:
    start, end = decoded.lines[group.first][0] + group.skip, decoded.lines[group.last][1]
    if group.level and group.skip:
        end = start + len(decoded.text[start:end].rstrip().rstrip("#"))
    return make_block(decoded, start, end, group.level, marks)


def _groups(decoded: Decoded, run: list[int]) -> list[Group]:
    groups: list[Group] = []
    open_paragraph = False
    for number in run:
        line = decoded.text[slice(*decoded.lines[number])]
        indent = len(line) - len(line.lstrip())
        heading = _HEADING.match(line, indent)
        underline = _UNDERLINE.match(line, indent)
        item = _ITEM.match(line, indent)
        if heading:
            groups.append(Group(number, number, heading.end(), len(heading[1])))
        elif underline and open_paragraph:
            groups[-1].level = 1 if underline[1].startswith("=") else 2
        elif open_paragraph and not item:
            groups[-1].last = number
            continue
        else:
            groups.append(Group(number, number, item.end() if item else 0))
        open_paragraph = not (heading or underline)
    return groups


def marks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a Markdown text that are marks, in order; marks within marks included.

    Example:
        >>> text = "**Bold** and [a link](https://example.org/)"
        >>> [text[a:b] for a, b in marks(text)]
        ['**', '**', '[', '](https://example.org/)']
    """
    notes = (match.span() for match in _NOTES.finditer(text))
    yield from sorted([*_marks(text, 0, len(text), 0), *notes])


def _marks(text: str, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    for match in _MARKS.finditer(text, start, end):
        inner = next(name for name in _KEPT if match[name] is not None)
        a, b = match.span(inner)
        yield (match.start(), a)
        if depth < len(_KEPT):
            yield from _marks(text, a, b, depth + 1)
        yield (b, match.end())
