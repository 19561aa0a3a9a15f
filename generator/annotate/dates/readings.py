"""What the rules find in the words: expressions of time not yet tied to any day.

Each class is one way of pointing at time; the module that finds it also turns it into an outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.annotate.dates.periods import Unit
from generator.annotate.dates.tokens import Count, Tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A date in figures or names, whole or in part; ``weekday`` (1 is Monday) where it stands beside."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    short_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """From one date to another, both included; with ``either``, one of the two."""

    first: CalendarDate
    last: CalendarDate
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayList:
    """Several days of one month, all of them meant: "12, 13 and 14 July"; the year of the first holds for all."""

    first: CalendarDate
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week (1 is Monday); ``relation`` as in ``data/dates.toml``, or ``last week`` and the like."""

    number: int
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWord:
    """Yesterday (-1), today (0), tomorrow (1) and the days beyond them."""

    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReference:
    """A unit given by its place beside another: "last week", "this year", "the same day"."""

    unit: Unit
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedUnit:
    """A quarter or half given by its number: "the third quarter", "the second half of 1989".

    -1 is the last of the year, 0 the one the text speaks of ("the 1988 quarter"); ``fiscal`` where the year
    is a company's own.
    """

    unit: Unit
    number: int
    year: Reading | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReference:
    """A month or a day of it by its place: "last April", "July last year" (``relation`` is ``last year``).

    Without a month's name (0), ``relation`` places the month itself: "the 15th of last month".
    """

    month: int
    relation: str = ""
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonReference:
    """A season, with a neighbor word or a year."""

    code: str
    relation: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSpan:
    """A decade or a century by its first year; ``short`` where the century is left to the reader.

    ``other`` is the first year of a second one that it is one of, or goes up to.
    """

    unit: Unit
    start: int
    short: bool = False
    other: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """So long before or after something: "five or six days ago", "two weeks later".

    Attributes:
        sign: -1 before, +1 after.
        anchor: ``speech`` (ago, from now), ``text`` (earlier, later), ``compared`` (year-ago) or the
            date that it is measured from ("two days before Christmas").
        bound: TIMEX3 duration mod of the words before the count, or ``""``.
    """

    count: Count
    unit: Unit
    sign: int
    anchor: str | Reading = "speech"
    bound: str = ""
    bound_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time; ``window`` is past or future when it reaches from or to the day of speech.

    ``part`` is 1 or -1 for the first or last so much of something.
    """

    count: Count
    unit: Unit
    window: str = ""
    part: int = 0
    bound: str = ""
    bound_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """Now, recently, soon: a TIMEX3 reference value; or a length without a count ("a while")."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A time that comes again: TIMEX3 SET value."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """A part of a stretch: "late 2024", "the end of December", "earlier this month".

    ``part`` is early, mid, late, beginning, end, or ``earlier`` and ``later`` for the side of the speaker.
    """

    part: str
    whole: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedIn:
    """A day, week, month or weekday by its number in a period: "the first week of March", "the last Friday in May".

    ``number`` is -1 for the last; ``weekday`` (1 is Monday) stands with the unit day.
    """

    unit: Unit
    number: int
    whole: Reading
    weekday: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOf:
    """The week in which a day lies ("the week of March 2"), or the seven days that end (-1) or begin (1) with it."""

    day: Reading
    side: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedged:
    """A date with a word such as "about" before it."""

    date: Reading
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """A part of a day (``code``, such as ``MO``) or a time by the clock, on a day or on the day of speech.

    With ``nights``, a night that may reach into the next day ("overnight").
    """

    code: str
    day: Reading | None = None
    zone: str = ""
    nights: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A feast by its rule in ``data/dates.toml``."""

    rule: str
    year: int | None = None


Reading = (
    CalendarDate
    | DateRange
    | DayList
    | Weekday
    | DayWord
    | UnitReference
    | NumberedUnit
    | MonthReference
    | SeasonReference
    | YearSpan
    | Distance
    | Duration
    | Vague
    | Recurring
    | PartOf
    | NumberedIn
    | Hedged
    | WeekOf
    | TimeOfDay
    | Holiday
)

# What a rule returns: a reading and the index behind its last token.
Found = tuple[Reading, int] | None
Rule = Callable[[Tokens, int], Found]
