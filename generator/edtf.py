"""Dates in EDTF: a notation in, days out, and the notation of given days; ``edtf_words`` says it to a reader.

Supported of ISO 8601-2 / EDTF:

* level 0: year, month, day; intervals ``a/b``;
* level 1: ``~``, ``?`` and ``%`` at the end of a date, also inside intervals;
  unspecified digits from the right (``201X``, ``20XX``, ``2026-XX``, ``2026-01-XX``,
  ``2026-XX-XX``); the open end ``..`` of an interval; seasons 21 to 24;
* level 2: one of a set, ``[a,b]``, and all of a set, ``{a,b}``, with single dates or ``a..b`` as members;
  quarters 33 to 36; halves 40 and 41.

Years go from -9999 to 9999; as in ISO 8601, 0000 is 1 BC and -0043 is 44 BC. The Gregorian calendar is carried back.
Not supported: times of day, longer years, the unknown (empty) end of an interval, and the rest of level 2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from generator.catalog import MONTH_NAMES, format_year
from generator.model import Edtf

# After 400 years the Gregorian calendar comes back to the same weekday.
_CYCLE, _CYCLE_DAYS = 400, 146_097
FIRST_YEAR = -9999
_POINT = re.compile(r"(-?(?:\d{4}|\d{3}X|\d{2}XX))(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)\Z", re.ASCII)

# First and last month of the codes that stand in the month's place: seasons, quarters, halves. Winter (24)
# begins in December and ends in February of the next year, so that it stays one stretch of time.
_GROUPED_MONTHS = {
    **{21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)},
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},
    **{40: (1, 6), 41: (7, 12)},
}

_DATE_IN_TEXT = re.compile(r"([\dX-]+)[~?%]?", re.ASCII)


class EarlyDay(date):
    """A day before the year 1, which ``datetime.date`` cannot hold; it sorts before every ``date``.

    The Gregorian calendar is carried back, and years are astronomical: 0 is 1 BC. Made by ``day_of``.

    >>> day_of(-43, 3, 15), day_of(-43, 3, 15) < date(1, 1, 1), date(1, 1, 1) - day_of(0, 12, 31)
    (EarlyDay(-43, 3, 15), True, datetime.timedelta(days=1))
    """

    __slots__ = ("_cycles",)
    _cycles: int

    def __new__(cls, year: int, month: int, day: int) -> EarlyDay:
        """The day; the base holds the same one of the years 1 to 400."""
        cycles = -((year - 1) // _CYCLE)
        made = super().__new__(cls, year + cycles * _CYCLE, month, day)
        made._cycles = cycles
        return made

    @property
    def year(self) -> int:
        """The year, 0 or below."""
        return super().year - self._cycles * _CYCLE

    def toordinal(self) -> int:
        """Days since the last day of 1 BC, 0 or below."""
        return super().toordinal() - self._cycles * _CYCLE_DAYS

    def isoformat(self) -> str:
        """The day as EDTF has it."""
        return f"{year_text(self.year)}-{self.month:02}-{self.day:02}"

    __str__ = isoformat

    def __repr__(self) -> str:
        return f"EarlyDay({self.year}, {self.month}, {self.day})"

    def __reduce__(self) -> tuple[Any, ...]:
        return EarlyDay, (self.year, self.month, self.day)

    def __hash__(self) -> int:
        return hash(self.toordinal())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self.toordinal() == other.toordinal()

    def __lt__(self, other: date) -> bool:
        return self.toordinal() < other.toordinal()

    def __le__(self, other: date) -> bool:
        return self.toordinal() <= other.toordinal()

    def __gt__(self, other: date) -> bool:
        return self.toordinal() > other.toordinal()

    def __ge__(self, other: date) -> bool:
        return self.toordinal() >= other.toordinal()

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]  # not always an EarlyDay
        return day_at(self.toordinal() + other.days)

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        return timedelta(days=self.toordinal() - other.toordinal())

    def __rsub__(self, other: date) -> timedelta:
        return timedelta(days=other.toordinal() - self.toordinal())


def day_of(year: int, month: int, day: int) -> date:
    """A day of any year from -9999 to 9999.

    Raises:
        ValueError: When there is no such day.
    """
    if year > 0:
        return date(year, month, day)
    if year < FIRST_YEAR:
        raise ValueError(f"year {year}")
    return EarlyDay(year, month, day)


def day_at(ordinal: int) -> date:
    """The day of a proleptic Gregorian ordinal, as ``date.fromordinal``, before the year 1 too.

    Raises:
        OverflowError: When it lies outside the years -9999 to 9999.
    """
    if ordinal > 0:
        return date.fromordinal(ordinal)
    cycles = -ordinal // _CYCLE_DAYS + 1
    same = date.fromordinal(ordinal + cycles * _CYCLE_DAYS)
    if same.year - cycles * _CYCLE < FIRST_YEAR:
        raise OverflowError(f"day {ordinal}")
    return EarlyDay(same.year - cycles * _CYCLE, same.month, same.day)


def year_text(year: int) -> str:
    """A year in EDTF: ``0122``, ``-0043``."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return day_of(year, month, monthrange(year, month)[1])


class EdtfError(ValueError):
    """The text is no EDTF, or none that is supported; says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """One date of an EDTF expression: the days it covers and how sure they are."""

    first: date
    last: date
    approximate: bool
    uncertain: bool


def parse_edtf(text: str) -> Edtf:
    """Read an EDTF string.

    Args:
        text: Such as ``2026-01-27``, ``2024-12~``, ``../2026-01-22``, ``[2026-01-21,2026-01-22]``.

    Returns:
        The date with its earliest and latest day.

    Raises:
        EdtfError: (a ``ValueError``) saying what is wrong.

    >>> parse_edtf("2024-12").latest
    datetime.date(2024, 12, 31)
    >>> parse_edtf("../2026-01-22").earliest is None
    True
    """
    text = text.strip()
    if (text[:1], text[-1:]) in (("[", "]"), ("{", "}")):
        ends = [end for member in text[1:-1].split(",") for end in _set_member(member.strip(), text)]
        return _hull(text, ends)
    return _hull(text, _both_ends(text) if text.count("/") == 1 else [_point(text)])


def _both_ends(text: str) -> list[_Point | None]:
    """The ends of an interval, of which one may be open."""
    sides = text.split("/")
    if "" in sides:
        raise EdtfError(f'"{text}" leaves an end empty; one that is open is written ".."')
    first, last = (None if side == ".." else _point(side) for side in sides)
    if first is None and last is None:
        raise EdtfError(f'"{text}" is open at both ends')
    if first and last and first.first > last.last:
        raise EdtfError(f'"{text}" ends before it begins')
    return [first, last]


def _set_member(member: str, whole: str) -> list[_Point | None]:
    """The ends of one member of a one-of-a-set: a date, or ``a..b`` with either side open."""
    if ".." not in member:
        return [_point(member)]
    left, _, right = member.partition("..")
    if not left and not right:
        raise EdtfError(f'"{whole}" is open at both ends')
    return [_point(left) if left else None, _point(right) if right else None]


def _hull(text: str, ends: Sequence[_Point | None]) -> Edtf:
    """The expression over its dates; ``None`` first or last is an open end."""
    points = [point for point in ends if point]
    return Edtf(
        text=text,
        earliest=min(point.first for point in points) if ends[0] else None,
        latest=max(point.last for point in points) if ends[-1] else None,
        approximate=any(point.approximate for point in points),
        uncertain=any(point.uncertain for point in points),
    )


def _point(text: str) -> _Point:
    """One date, or an error that names it."""
    match = _POINT.match(text)
    if not match:
        raise EdtfError(f'"{text}" is not an EDTF date such as 2026-01-27, 2026-01 or 2024~')
    year, month, day, sign = match.groups()
    if month == "XX" and day not in (None, "XX"):
        raise EdtfError(f'"{text}" has a day but no month')
    if "X" in year and month:
        raise EdtfError(f'"{text}" has a month but no certain year')
    first, last = _days(text, year, month, day)
    return _Point(first=first, last=last, approximate=sign in ("~", "%"), uncertain=sign in ("?", "%"))


def _days(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """First and last day of a date."""
    if year == "-0000":
        raise EdtfError(f'"{text}": the year 1 BC is written 0000')
    low, high = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    if "X" in year and low == 0:
        # The years of the first century of our era, none of the one before.
        low = 1
    if month in (None, "XX"):
        return day_of(low, 1, 1), day_of(high, 12, 31)
    code = int(month or 0)
    if code in _GROUPED_MONTHS and day is None:
        start, end = _GROUPED_MONTHS[code]
        return day_of(low, start, 1), month_end(low + (end - 1) // 12, (end - 1) % 12 + 1)
    if not 1 <= code <= 12:
        raise EdtfError(f'"{text}": there is no month {month}')
    if day in (None, "XX"):
        return day_of(low, code, 1), month_end(low, code)
    try:
        only = day_of(low, code, int(day or 0))
    except ValueError:
        named = f"{MONTH_NAMES[code - 1]} {format_year(low)}"
        raise EdtfError(f'"{text}": {named} has no day {day}') from None
    return only, only


# ---------------------------------------------------------------- making


def day_edtf(day: date) -> Edtf:
    """A single day.

    >>> day_edtf(date(2026, 1, 27)).text
    '2026-01-27'
    """
    return interval_edtf(day, day)


def interval_edtf(
    earliest: date | None, latest: date | None, *, approximate: bool = False, uncertain: bool = False
) -> Edtf:
    """The days from ``earliest`` to ``latest``, both included, in the shortest notation.

    A whole month, quarter or year is written as such; ``None`` is an open end.

    Raises:
        EdtfError: When both ends are open, or the end comes before the beginning.

    >>> interval_edtf(date(2024, 12, 1), date(2024, 12, 31)).text
    '2024-12'
    >>> interval_edtf(date(2024, 10, 1), date(2024, 12, 31), approximate=True).text
    '2024-10~/2024-12~'
    """
    if earliest is None and latest is None:
        raise EdtfError("an interval cannot be open at both ends")
    if earliest and latest and earliest > latest:
        raise EdtfError(f'"{earliest}/{latest}" ends before it begins')
    sign = qualifier(approximate=approximate, uncertain=uncertain)
    text = _single(earliest, latest)
    if text is None:
        left, right = _ends(earliest, latest)
        text = f"{left + sign if left else '..'}/{right + sign if right else '..'}"
    else:
        text += sign
    return Edtf(text=text, earliest=earliest, latest=latest, approximate=approximate, uncertain=uncertain)


def one_of_edtf(days: Sequence[date], *, approximate: bool = False) -> Edtf:
    """One of several single days, in order ("21 or 22 January").

    >>> one_of_edtf([date(2026, 1, 21), date(2026, 1, 22)], approximate=True).text
    '[2026-01-21~,2026-01-22~]'
    """
    sign = qualifier(approximate=approximate, uncertain=False)
    ordered = sorted(days)
    return Edtf(
        text="[" + ",".join(day.isoformat() + sign for day in ordered) + "]",
        earliest=ordered[0],
        latest=ordered[-1],
        approximate=approximate,
    )


def all_of_edtf(days: Sequence[date]) -> Edtf:
    """All of several single days, in order ("21 and 22 January").

    >>> all_of_edtf([date(2026, 1, 21), date(2026, 1, 24)]).text
    '{2026-01-21,2026-01-24}'
    """
    ordered = sorted(days)
    text = ",".join(day.isoformat() for day in ordered)
    return Edtf(text=f"{{{text}}}", earliest=ordered[0], latest=ordered[-1])


def each_of(edtf: Edtf) -> tuple[Edtf, ...]:
    """The members of a date that is all of a set, each as a date of its own; any other date alone.

    >>> [item.text for item in each_of(parse_edtf("{2026-03-05,2026-03-09..2026-03-11}"))]
    ['2026-03-05', '2026-03-09/2026-03-11']
    """
    if not edtf.text.startswith("{"):
        return (edtf,)
    members = (member.strip() for member in edtf.text[1:-1].split(","))
    return tuple(parse_edtf(_as_interval(member)) for member in members)


def _as_interval(member: str) -> str:
    """A member of a set by itself: ``a..b`` is the interval ``a/b``, either side may be open."""
    if ".." not in member:
        return member
    left, _, right = member.partition("..")
    return f"{left or '..'}/{right or '..'}"


def stated_days(edtf: Edtf) -> tuple[date, date]:
    """First and last day of what a date states: where a side is open, those of the dates it names.

    >>> [day.isoformat() for day in stated_days(parse_edtf("2024-12/.."))]
    ['2024-12-01', '2024-12-31']
    """
    if edtf.earliest and edtf.latest:
        return edtf.earliest, edtf.latest
    points = [_point(match[0]) for match in _DATE_IN_TEXT.finditer(edtf.text)]
    return min(point.first for point in points), max(point.last for point in points)


def qualified(edtf: Edtf, *, approximate: bool = False, uncertain: bool = False) -> Edtf:
    """The same date, marked approximate or uncertain as well.

    >>> qualified(parse_edtf("../2026-01-22"), uncertain=True).text
    '../2026-01-22?'
    """
    approximate, uncertain = edtf.approximate or approximate, edtf.uncertain or uncertain
    sign = qualifier(approximate=approximate, uncertain=uncertain)
    return replace(
        edtf,
        text=_DATE_IN_TEXT.sub(lambda match: match[1] + sign, edtf.text),
        approximate=approximate,
        uncertain=uncertain,
    )


def qualifier(*, approximate: bool, uncertain: bool) -> str:
    """The EDTF sign: ``~`` approximate, ``?`` uncertain, ``%`` both."""
    return {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}[
        approximate, uncertain
    ]


def _single(earliest: date | None, latest: date | None) -> str | None:
    """The one date that covers exactly these days, if there is one."""
    if earliest is None or latest is None:
        return None
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day != 1 or latest != month_end(latest.year, latest.month):
        return None
    year, months = earliest.year, (latest.year - earliest.year) * 12 + latest.month - earliest.month + 1
    if months == 1:
        return f"{year_text(year)}-{earliest.month:02}"
    return _years(year, latest.year) if earliest.month == 1 and months in (12, 120, 1200) else None


def _years(first: int, last: int) -> str | None:
    """A year, or the years that share their first figures: 0200 to 0299, -0299 to -0200."""
    size = last - first + 1
    digits = len(str(size)) - 1
    low = first if first > 0 else last
    if size > 1 and (low % size or first == 0):
        return None
    text = year_text(low) if first >= 0 or low < 0 else "-0000"
    return text[: -digits or None] + "X" * digits


def _ends(earliest: date | None, latest: date | None) -> tuple[str, str]:
    """Both ends of an interval, as months where whole months begin and end it."""
    if earliest and latest and earliest.day == 1 and latest == month_end(latest.year, latest.month):
        cut = len("-MM-DD") if earliest.month == 1 and latest.month == 12 else len("-DD")
        return earliest.isoformat()[:-cut], latest.isoformat()[:-cut]
    return (earliest.isoformat() if earliest else "", latest.isoformat() if latest else "")
