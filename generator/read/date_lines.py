"""Lines that say when an article appeared: a line in, the dates it holds out, and which day each means."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date

from generator.catalog import _, format_weekday
from generator.data import table
from generator.language.tokens import LETTERS
from generator.read import word_lists

_NUMERIC = r"(?<![\w.])(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{4}|\d{2})(?!\d)"
_DAY_MONTH = (
    r"(?<!\w)(?P<day>\d{1,2})(?:(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?|[/-])"
    r"(?P<month>[^\W\d_]{3,12})(?:\.?,?\s(?:de\s)?|[/-])(?P<year>\d{4})\b"
)
_MONTH_DAY = r"\b(?P<month2>[^\W\d_]{3,12})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year2>\d{4})\b"
_DATE = re.compile(f"{_NUMERIC}|{_DAY_MONTH}|{_MONTH_DAY}", re.IGNORECASE)
# With the zone, whatever letters it has: "8:45 PM PHT", "22:42 GMT+2".
_TIME = re.compile(
    r"(?:(?<!\d)\d{1,2}(?:[:.h] ?\d{2}){1,2}(?:\.\d+)?|\b\d{1,2}(?=\s?[ap]\.?m\b))"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?\(?(?-i:[A-Z]{2,5})\b(?:[+-]\d{1,2}\b)?\)?)?"
    r"|[+-]\d{2}:?\d{2}\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:\d{1,3}|an?|one) (?:minute|hour|day|week)s? ago\b", re.IGNORECASE)
# "11 / 10 / 11": one date with spaces in it.
_SPACED = re.compile(r"(?<!\d)(\d{1,4}) ?/ ?(\d{1,2}) ?/ ?(\d{2,4})(?!\d)")
_NO_YEAR = re.compile(
    r"(?<!\w)(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?P<month>[^\W\d_]{3,9})|(?P<month2>[^\W\d_]{3,9})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?![\w:])(?!,?\s\d{4})"
)
LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as a line has it.

    Attributes:
        line_text: The whole line.
        written: The date's own words.
        day_first: The day meant if the day comes first; ``None`` if there is no such day.
        month_first: The same for the month; equal to ``day_first`` where the order is not in doubt.
        first: The first of the two doubtful numbers.
        second: The second.
        role: ``published``, ``updated`` or ``""``.
        weekday: The day of the week beside it, Monday 0; ``None`` where there is none.
        line: 1-based line of the seed.
    """

    line_text: str
    written: str
    day_first: date | None
    month_first: date | None
    first: int = 0
    second: int = 0
    role: str = ""
    weekday: int | None = None
    line: int = 0


def dates_in(line: str) -> tuple[WrittenDate, ...]:
    """The full dates in a line of text, in order, whatever else stands in it."""
    found: list[WrittenDate] = []
    behind = 0
    for match in _DATE.finditer(line[:LONGEST]):
        before = line[behind : match.start()]
        written = _written(match, line, _role(before), _weekday(before))
        if written:
            found.append(written)
            behind = match.end()
    return tuple(found)


def has_full_date(text: str) -> bool:
    """Whether a day with its year stands anywhere in a text."""
    return any(_written(match, "", "", None) for match in _DATE.finditer(text))


def day_without_year(text: str) -> str:
    """The day and month in a text that has no year behind them, or ``""``.

    Example:
        >>> day_without_year("OSLO, Feb 3"), day_without_year("OSLO, 3 February 2026"), day_without_year("OSLO")
        ('Feb 3', '', '')
    """
    found = _NO_YEAR.search(text)
    return found[0] if found and day_in_year(found[0], 2000) else ""


def day_in_year(written: str, year: int) -> date | None:
    """The day that such words mean in a year; ``None`` where there is none.

    Example:
        >>> day_in_year("Feb 3", 2026), day_in_year("29 February", 2026)
        (datetime.date(2026, 2, 3), None)
    """
    found = _NO_YEAR.fullmatch(written)
    if found is None:
        return None
    month = _numbers("months").get(word_lists.folded(found["month"] or found["month2"]), 0)
    return _day(year, month, int(found["day"] or found["day2"]))


def read_date_line(line: str) -> tuple[WrittenDate, ...]:
    """The dates of a line that holds nothing but dates, times and the words that go with them; else nothing.

    Example:
        >>> [item.written for item in read_date_line("Updated: March 3, 2026 at 2:05 p.m. EST")]
        ['March 3, 2026']
        >>> read_date_line("The bridge opened on March 3, 2026")
        ()
    """
    found, rest = beside_dates(line)
    if not found or re.search(r"\d", rest):
        return ()
    known = _beside()
    return found if all(word_lists.folded(word) in known for word in LETTERS.findall(rest)) else ()


def is_age(line: str) -> bool:
    """Whether a line says nothing but how long ago the page appeared: "Updated 3 hours ago"."""
    if len(line) > LONGEST or not _AGO.search(line):
        return False
    return all(_is_beside(word) for word in _AGO.sub(" ", line).split())


def is_label(line: str) -> bool:
    """Whether a line is nothing but the label of a date under it: "Published", "Last updated on"."""
    said = line.split()
    labels = word_lists.listed("date_lines", "labels")
    return bool(said) and all(map(_is_beside, said)) and not labels.isdisjoint(word_lists.words(line))


def is_day_without_year(line: str, labeled: bool = False) -> bool:
    """Whether a line says only on which day the page appeared, and a time or a label tells that it is that.

    Args:
        line: The line.
        labeled: Whether a label stands above it.

    Example:
        >>> is_day_without_year("Jun 13, 4:03 PM EDT"), is_day_without_year("3 December")
        (True, False)
    """
    day = day_without_year(line) if len(line) <= LONGEST else ""
    rest = line.replace(day, " ", 1)
    told = labeled or _TIME.search(rest) is not None or _role(rest) != ""
    return bool(day) and told and all(map(_is_beside, _TIME.sub(" ", rest).replace(",", " ").split()))


def beside_dates(line: str) -> tuple[tuple[WrittenDate, ...], str]:
    """The full dates of a line, and what else it says, without times of day; no dates where it is too long."""
    if len(line) > LONGEST:
        return (), line
    joined = _SPACED.sub(r"\1/\2/\3", line)
    found = tuple(replace(item, line_text=line) for item in dates_in(joined))
    rest = joined
    for item in found:
        rest = rest.replace(item.written, " ", 1)
    said = _TIME.sub(" ", _AGO.sub(" ", rest)).replace(",", " , ").split()
    while said and _is_beside(said[-1]):
        said.pop()
    return found, " ".join(said).replace(" ,", ",")


def _is_beside(word: str) -> bool:
    return not word[0].isalnum() or word_lists.folded(word).replace(".", "") in _beside()


def settle(written: WrittenDate, day_first: bool | None) -> tuple[date | None, str]:
    """The day meant and, where its reading needed one, the reason as a clause; ``None`` if it stays open.

    Args:
        written: The date.
        day_first: What an editor says of the order; ``None`` if nothing.
    """
    options = (written.day_first, written.month_first)
    if options[0] == options[1]:
        return options[0], ""
    if options[1] is None:
        return options[0], _("{number} is no month, so the day comes first", number=written.first)
    if options[0] is None:
        return options[1], _("{number} is no month, so the month comes first", number=written.second)
    if day_first is not None:
        said = (
            _("the editor says that the day comes first"),
            _("the editor says that the month comes first"),
        )
        return (options[0], said[0]) if day_first else (options[1], said[1])
    american = word_lists.listed("date_lines", "beside", "month_first")
    if any(word in american for word in word_lists.plain(written.line_text).split()):
        return options[1], _("the time beside it is of the United States, so the month comes first")
    return _by_weekday(options[0], options[1], written.weekday)


def _by_weekday(day_first: date, month_first: date, weekday: int | None) -> tuple[date | None, str]:
    """Which of two days is of the weekday that is written beside them, and the reason."""
    fits = day_first.weekday() == weekday, month_first.weekday() == weekday
    if weekday is None or fits[0] == fits[1]:
        return None, ""
    name = format_weekday(weekday + 1)
    if fits[0]:
        return day_first, _("that was a {weekday} only if the day comes first", weekday=name)
    return month_first, _("that was a {weekday} only if the month comes first", weekday=name)


def _written(match: re.Match[str], line: str, role: str, weekday: int | None) -> WrittenDate | None:
    first = second = 0
    if match["mark"]:
        a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
        if len(match["a"]) == 4:
            by_day = by_month = _day(a, b, c)
        elif len(match["a"]) < 3:
            year = c if len(match["c"]) == 4 else 2000 + c
            by_day, by_month = _day(year, b, a), _day(year, a, b)
            if match["mark"] == "." and by_day:
                by_month = by_day  # Nobody writes the month first with full stops.
            first, second = a, b
        else:
            return None
    else:
        names = _numbers("months")
        month = names.get(word_lists.folded(match["month"] or match["month2"]), 0)
        by_day = by_month = _day(
            int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"])
        )
    if by_day is None and by_month is None:
        return None
    return WrittenDate(
        line_text=line,
        written=match[0],
        day_first=by_day,
        month_first=by_month,
        first=first,
        second=second,
        role=role,
        weekday=weekday,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _role(before: str) -> str:
    for word in reversed(LETTERS.findall(word_lists.folded(before))):
        for role in ("updated", "published"):
            if word in word_lists.listed("date_lines", "labels", role):
                return role
    return ""


def _weekday(before: str) -> int | None:
    numbers = _numbers("weekdays")
    return next(
        (numbers[w] for w in reversed(LETTERS.findall(word_lists.folded(before))) if w in numbers), None
    )


@functools.cache
def _numbers(key: str) -> dict[str, int]:
    return {
        word_lists.folded(name): int(number)
        for number, names in table("date_lines")[key].items()
        for name in names
    }


@functools.cache
def _beside() -> frozenset[str]:
    lists = (word_lists.listed("date_lines", key) for key in ("labels", "beside", "weekdays"))
    return frozenset().union(*lists)
