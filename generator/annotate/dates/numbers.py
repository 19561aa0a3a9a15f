"""Numbers in figures and words: counts ("five or six", "a few") and ordinals.

In: tokens at an index. Out: a `Count` or a number, and the index behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.annotate.dates.tables import GRAMMAR, NUMBERS, ORDINALS, conventions
from generator.annotate.dates.tokens import Tokens, is_figure
from generator.language import numbers as language

DASHES = frozenset("-–—")
# Longer runs of figures count nothing that news would call days or years.
_LONGEST_COUNT = 6
# Millions count nothing that a calendar has.
_MOST_SPELLED = 999_999
_JOINERS = frozenset({"-", "–", "to", "or"})
_VAGUE_COUNTS = GRAMMAR["vague_counts"]
_FIGURE_JOINTS = frozenset(".,/:$€£¥#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: from ``low`` to ``high``; ``vague`` is the convention behind a word such as "several"."""

    low: int
    high: int
    half: bool = False
    vague: str = ""

    @property
    def value(self) -> str:
        """The number as TIMEX3 writes it."""
        return "X" if self.vague and self.low != self.high else str(self.low)


def count(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """A count such as "five", "five or six", "2 1/2", "a few", "half a"; the index after it."""
    words = tokens.words
    word = words[index]
    if word in ("a", "an"):
        following = words[index + 1]
        if following in _VAGUE_COUNTS:
            return _vague(tokens, index + 1)
        return Count(low=1, high=1), index + 1
    if word == "half" and words[index + 1] in ("a", "an"):
        return Count(low=0, high=1, half=True), index + 2
    if word in _VAGUE_COUNTS:
        return _vague(tokens, index)
    first = _number(tokens, index)
    if first is None:
        return None
    return _range(tokens, *first)


def _range(tokens: Tokens, first: Count, after: int) -> tuple[Count, int]:
    """A count that may go on to a higher one: "five or six", "12 to 18", "two-three"."""
    words = tokens.words
    if words[after] in _JOINERS and not first.half:
        second = _number(tokens, after + 1)
        if second and second[0].low > first.low and not second[0].half:
            return Count(low=first.low, high=second[0].high), second[1]
    return first, after


def _vague(tokens: Tokens, index: int) -> tuple[Count, int]:
    """A word such as "several" with the numbers it stands for."""
    words = tokens.words
    key = words[index]
    row = conventions()[key]
    after = index + 1
    if words[after] == "of" and key in ("couple", "dozen"):
        after += 1
    return Count(low=row.low, high=row.high, vague=key), after


def _number(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """One number, with a half where it has one."""
    words = tokens.words
    if is_figure(words[index]):
        return _figure(tokens, index)
    spelled = spelled_number(tokens, index)
    if spelled is None:
        return None
    value, after = spelled
    if words[after : after + 3] == ["and", "a", "half"]:
        return Count(low=value, high=value, half=True), after + 3
    return Count(low=value, high=value), after


def _half_at(tokens: Tokens, index: int) -> int:
    """The index behind ".5", "1/2" or "½" at ``index``; ``index`` where there is none of them."""
    words = tokens.words
    if words[index] == "." and words[index + 1] == "5" and tokens.glued(index) and tokens.glued(index + 1):
        return index + 2
    if words[index : index + 3] == ["1", "/", "2"]:
        return index + 3
    return index + 1 if words[index] == "½" else index


def _thousands(tokens: Tokens, index: int) -> bool:
    """Whether a comma and three characters follow a figure without a space."""
    glued = tokens.words[index] == "," and tokens.glued(index) and tokens.glued(index + 1)
    return glued and len(tokens.words[index + 1]) == 3


def _figure(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """A number in figures, thousands commas and a half included."""
    words = tokens.words
    if len(words[index]) > _LONGEST_COUNT or not words[index].isascii():
        return None
    if tokens.glued(index) and words[index - 1] in _FIGURE_JOINTS:
        return None
    value, after = int(words[index]), index + 1
    if _thousands(tokens, after):
        if not is_figure(words[after + 1]):
            return Count(low=value, high=value), after
        value, after = value * 1000 + int(words[after + 1]), after + 2
    half = _half_at(tokens, after)
    if half > after:
        return Count(low=value, high=value, half=True), half
    goes_on = words[after] in _FIGURE_JOINTS and tokens.glued(after) and tokens.glued(after + 1)
    if goes_on and is_figure(words[after + 1]):
        return None
    return Count(low=value, high=value), after


def spelled_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A cardinal in words, up to thousands: "twenty-four", "two hundred and ten"."""
    found = language.spelled_number(tokens.words, index)
    return found if found and found[0] <= _MOST_SPELLED else None


def ordinal(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """An ordinal: "third", "twenty-first", "27th"."""
    words = tokens.words
    word = words[index]
    if word in ORDINALS:
        return ORDINALS[word], index + 1
    if is_figure(word) and len(word) <= 2 and words[index + 1] in ("st", "nd", "rd", "th"):
        return (int(word), index + 2) if tokens.glued(index + 1) else None
    tens = NUMBERS.get(word, 0)
    if 20 <= tens <= 90:
        after = index + 2 if words[index + 1] in DASHES else index + 1
        if 0 < ORDINALS.get(words[after], 0) < 10:
            return tens + ORDINALS[words[after]], after + 1
    return None


def figure_goes_on(tokens: Tokens, index: int, joints: str = ",.:/") -> bool:
    """Whether the figure before this token goes on, as in "3.5" or "12:30", or is a share."""
    if not tokens.glued(index):
        return False
    sign = tokens.words[index]
    if sign and sign in joints:
        return is_figure(tokens.words[index + 1]) and tokens.glued(index + 1)
    return sign == "%"
