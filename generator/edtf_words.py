"""EDTF in words for a reader, without reading the notation's fine print."""

from __future__ import annotations

from datetime import date

from generator.model import Edtf

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# First and last month of the codes that stand in the month's place. Winter (24) begins in
# December and ends in February of the next year, so that it stays one stretch of time.
GROUPED_MONTHS = {
    21: (3, 5, "spring"),
    22: (6, 8, "summer"),
    23: (9, 11, "autumn"),
    24: (12, 14, "winter"),
    33: (1, 3, "the first quarter of"),
    34: (4, 6, "the second quarter of"),
    35: (7, 9, "the third quarter of"),
    36: (10, 12, "the fourth quarter of"),
    40: (1, 6, "the first half of"),
    41: (7, 12, "the second half of"),
}


def format_day(day: date) -> str:
    """A day with its weekday: ``Tuesday, 27 January 2026``.

    >>> format_day(date(2026, 1, 27))
    'Tuesday, 27 January 2026'
    """
    return f"{WEEKDAY_NAMES[day.weekday()]}, {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def format_edtf(edtf: Edtf, *, notes: bool = True) -> str:
    """The date in words for a reader, with "(about)" and "(inferred)" behind it unless ``notes`` is false.

    >>> from generator.edtf import parse_edtf
    >>> format_edtf(parse_edtf("[2026-01-21~,2026-01-22~]"))
    '21 or 22 January 2026 (about)'
    >>> format_edtf(parse_edtf("../2026-01-22"))
    'by 22 January 2026'
    >>> format_edtf(parse_edtf("2026-01-01/2026-01-27"))
    'between 1 and 27 January 2026'
    >>> format_edtf(parse_edtf("2026-01"))
    'January 2026'
    """
    words = _say(edtf.text)
    marks = [mark for mark, holds in (("about", edtf.approximate), ("inferred", edtf.uncertain)) if holds]
    return f"{words} ({', '.join(marks)})" if notes and marks else words


def _say(text: str) -> str:
    """The words for an EDTF string, its qualifiers left out."""
    if text.startswith("["):
        return _join([_say_member(member.strip()) for member in text[1:-1].split(",")], "or")
    if "/" not in text:
        return _say_point(text)
    left, right = text.split("/")
    if left == "..":
        return f"by {_say_point(right)}" if _is_day(right) else f"in or before {_say_point(right)}"
    if right == "..":
        return f"from {_say_point(left)} on"
    return "between " + _join([_say_point(left), _say_point(right)], "and")


def _say_member(member: str) -> str:
    """The words for a member of a set."""
    left, dots, right = member.partition("..")
    return _say(f"{left or '..'}/{right or '..'}") if dots else _say_point(member)


def _is_day(text: str) -> bool:
    """Whether this is a single day."""
    return len(text.rstrip("~?%")) == len("2026-01-22") and "X" not in text


def _say_point(text: str) -> str:
    """The words for one date."""
    bare = text.rstrip("~?%").replace("-XX", "")
    parts = bare.split("-")
    if bare.endswith("XX"):
        return f"the {int(parts[0][:2]) * 100}s (the century)"
    if bare.endswith("X"):
        return f"the {parts[0][:3]}0s"
    year = str(int(parts[0]))
    if len(parts) == 1:
        return year
    month = int(parts[1])
    if month in GROUPED_MONTHS:
        return f"{GROUPED_MONTHS[month][2]} {year}"
    name = f"{MONTH_NAMES[month - 1]} {year}"
    return name if len(parts) == 2 else f"{int(parts[2])} {name}"


def _join(dates: list[str], word: str) -> str:
    """The dates as a list, what they share at the end said once: ``21 or 22 January 2026``."""
    split = [item.split() for item in dates]
    last = split[-1]
    short = []
    for item in split[:-1]:
        tail = 0
        while tail < min(len(item), len(last)) - 1 and item[-1 - tail] == last[-1 - tail]:
            tail += 1
        same_shape = len(item) == len(last)
        short.append(" ".join(item[: len(item) - tail]) if same_shape else " ".join(item))
    head = ", ".join(short)
    return f"{head} {word} {dates[-1]}" if head else dates[-1]
