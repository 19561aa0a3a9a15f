"""Plain text: each line is a block of its own, unless lines were broken only for width, which are joined.

In come decoded lines, out go raw blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.read.encoding import Decoded
from generator.read.formats import PLAIN_TEXT, Format
from generator.read.sentences import Group, RawBlock, make_block, runs

# Lines longer than this were not broken by hand: each is a paragraph of its own.
_WRAP_AT_MOST = 120
_WRAP_AT_LEAST = 40
_BULLET = re.compile(r"[•▪●■◦‣]\s+(?=\S)|[-–*]\s+(?=[\"“‘']?[^\W\d_a-z])")
_NEW_TAB = re.compile(r",? \(?opens (?:in )?(?:a )?new (?:tab|window)\b\)?", re.IGNORECASE)
_HYPHENS = "-‐\u00ad"


def cut(decoded: Decoded, first_line: int) -> list[RawBlock]:
    """The blocks from a line (0-based) on, in order."""
    groups = (group for run in runs(decoded, first_line) for group in _groups(decoded, run))
    blocks = [
        make_block(decoded, decoded.lines[group.first][0], decoded.lines[group.last][1], marks=_bullets)
        for group in groups
    ]
    return [block for block in blocks if block.text]


FORMAT = Format(media_type=PLAIN_TEXT, suffixes=(".txt",), cut=cut)


def _bullets(text: str) -> Iterator[tuple[int, int]]:
    """The mark of a list's item at the start of a block; what a browser adds to links in it."""
    if found := _BULLET.match(text):
        yield found.span()
    for found in _NEW_TAB.finditer(text):
        yield found.span()


def _groups(decoded: Decoded, run: list[int]) -> list[Group]:
    lines = [decoded.text[slice(*decoded.lines[number])].strip() for number in run]
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    wrapped = _WRAP_AT_LEAST <= width <= _WRAP_AT_MOST and any(
        _broken_for_width(*pair, width) and _runs_on(*pair) for pair in pairs
    )
    groups: list[Group] = []
    for i, number in enumerate(run):
        if i and wrapped and (_broken_for_width(*pairs[i - 1], width) or _goes_on(*pairs[i - 1], width)):
            groups[-1].last = number
        else:
            groups.append(Group(number, number))
    return groups


def _broken_for_width(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room left in this one, or is the end of its last."""
    if _parts_word(line, following):
        return True
    if line.isupper() != following.isupper():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line whose indent is lost, so that it looks shorter than it was, goes on in the following one."""
    return len(line) * 2 > width and _runs_on(line, following)


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence plainly goes on in the following line: the sign that a run was wrapped at all."""
    going_on = line[-1].isalnum() or line[-1] == "," or _parts_word(line, following)
    return going_on and following[0].islower()


def _parts_word(line: str, following: str) -> bool:
    """Whether a hyphen parts a word: "fire bri-" and "gade"."""
    return len(line) > 1 and line[-1] in _HYPHENS and line[-2].isalnum() and following[0].islower()
