"""Days from the year -9999 to 9999: ``datetime.date``, and a day of the same kind before its first year.

Years are astronomical, as in ISO 8601: 0 is 1 BC. The Gregorian calendar is carried back.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

# After 400 years the Gregorian calendar comes back to the same weekday.
_CYCLE, _CYCLE_DAYS = 400, 146_097
FIRST_YEAR = -9999


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
