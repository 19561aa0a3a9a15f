"""Dates that name their place on the calendar: days, months, years, decades, holidays."""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.dates.calendar import Unit
from generator.annotate.dates.lexicon import GRAMMAR, DECADES, HOLIDAYS, MONTHS, SEASONS, UNITS, WEEKDAYS
from generator.annotate.dates.numbers import DASHES, ordinal, spelled_year
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    Holiday,
    MonthReference,
    Reading,
    SeasonReference,
    YearSpan,
)
from generator.annotate.dates.tokens import Tokens

Found = tuple[Reading, int] | None

# Words that are a month or a weekday only with a capital letter.
_NEED_CAPITAL = GRAMMAR["need_capital"]
_ABBREVIATED = GRAMMAR["abbreviated_months"]
_TITLES = GRAMMAR["titles"]
_YEAR_BEFORE = GRAMMAR["before_year"]
# What a figure counts rather than dates when it stands in front of these.
_COUNTED = GRAMMAR["counted"]


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A month name, its full stop included; the month and the index after it."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None or (word in _NEED_CAPITAL and not tokens.capital(index)):
        return None
    after = index + 1
    if word in _ABBREVIATED and tokens.words[after] == "." and tokens.glued(after):
        after += 1
    return month, after


def day_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month, 1 to 31, in figures or as an ordinal."""
    words = tokens.words
    word = words[index]
    found = ordinal(tokens, index)
    if found:
        return found if 1 <= found[0] <= 31 else None
    if not (word.isdigit() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    if words[index + 1] in (":", ".", ",", "/", "%") and _figure_follows(tokens, index + 1):
        return None
    return int(word), index + 1


def _figure_follows(tokens: Tokens, index: int) -> bool:
    """Whether a sign and then a figure stand here without a gap, or a percent sign."""
    if not tokens.glued(index):
        return False
    return tokens.words[index] == "%" or (tokens.words[index + 1].isdigit() and tokens.glued(index + 1))


def figure_year(tokens: Tokens, index: int, low: int = 1000) -> int | None:
    """A year of four figures."""
    word = tokens.words[index]
    if len(word) != 4 or not (word.isdigit() and word.isascii()) or not low <= int(word) <= 2199:
        return None
    after = index + 1
    if tokens.words[after] in (",", ".", ":", "/") and _figure_follows(tokens, after):
        return None
    return int(word)


def weekday_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A weekday, its full stop included."""
    words = tokens.words
    word = words[index]
    number = WEEKDAYS.get(word)
    if number is None or (len(word) <= 3 and not tokens.capital(index)):
        return None
    after = index + 1
    if len(word) <= 5:
        dotted = words[after] == "." and tokens.glued(after)
        after = after + 1 if dotted else after
        # "Sun", "Sat", "Wed" are words of their own; a date must follow.
        if word in ("sun", "sat", "wed", "mon") and not dotted:
            at = after + 1 if words[after] == "," else after
            return (number, after) if month_at(tokens, at) or day_at(tokens, at) else None
    return number, after


def calendar_date(tokens: Tokens, index: int) -> Found:
    """A date with a month name, a weekday in front of it included."""
    words = tokens.words
    weekday = weekday_at(tokens, index)
    start = index
    if weekday:
        start = weekday[1]
        if words[start] in (",", "the"):
            start += 1
        if words[start] == "the":
            start += 1
    found = _month_first(tokens, start) or _day_first(tokens, start)
    if found is None or weekday is None:
        return found
    reading, after = found
    if not isinstance(reading, CalendarDate) or reading.day is None:
        return None
    return replace(reading, weekday=weekday[0]), after


def _month_first(tokens: Tokens, index: int) -> Found:
    """ "January 27, 2026", "Jan. 27", "Jan. 3-5", "January 2026", "January"."""
    words = tokens.words
    named = month_at(tokens, index)
    if named is None:
        return None
    month, after = named
    at = after + 1 if words[after] == "the" else after
    day = day_at(tokens, at)
    if day and not (words[day[1]] in UNITS or words[day[1]] == "percent"):
        return _finish_day(tokens, month, *day)
    at = after + 1 if words[after] in (",", "of", "in") else after
    year = _year_after(tokens, at)
    if year:
        return CalendarDate(year=year[0], month=month), year[1]
    if words[after] == "'" and len(words[after + 1]) == 2 and words[after + 1].isdigit():
        return CalendarDate(year=int(words[after + 1]), month=month, short_year=True), after + 2
    shifted = _shifted_year(tokens, after)
    if shifted:
        return MonthReference(month=month, relation=shifted[0]), shifted[1]
    return (CalendarDate(month=month), after) if _stands_alone(tokens, index, after) else None


def _shifted_year(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """ "last year", "this year", "next year" after a month."""
    words = tokens.words
    if words[index] in ("last", "this", "next") and words[index + 1] == "year":
        return f"{words[index]} year", index + 2
    if words[index : index + 3] == ["of", "this", "year"] or words[index : index + 3] == [
        "of",
        "last",
        "year",
    ]:
        return f"{words[index + 1]} year", index + 3
    return None


def _stands_alone(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a month name without a figure is a month and not a word, a verb or a person."""
    words = tokens.words
    word = words[index]
    if word in _ABBREVIATED and word not in ("sept",) and words[after - 1] != ".":
        return False
    before = words[index - 1] if index else ""
    if before == "." and index > 1 and words[index - 2] in _TITLES:
        return False
    if word in ("may", "march", "august") and before == "":
        return False
    named = (
        word in ("april", "june", "may", "august", "jan") and words[after].isalpha() and tokens.capital(after)
    )
    return not named and before not in _TITLES


def _finish_day(tokens: Tokens, month: int, day: int, after: int) -> Found:
    """What may follow "January 27": a second day, and the year."""
    words = tokens.words
    last = None
    if words[after] in DASHES or words[after] in ("to", "through", "and", "or"):
        second = day_at(tokens, after + 1)
        plain = second and words[after + 1].isdigit() and not month_at(tokens, second[1])
        if second and plain and second[0] > day and words[second[1]] not in UNITS:
            if words[after] not in ("and", "or") or words[second[1]] not in ("people",):
                last, after = second
    at = after + 1 if words[after] == "," else after
    year = _year_after(tokens, at)
    if year:
        after = year[1]
    return _days(year[0] if year else None, month, day, last), after


def _days(year: int | None, month: int, day: int, last: int | None) -> Reading:
    """One day, or a run of days of one month."""
    first = CalendarDate(year=year, month=month, day=day)
    return DateRange(first=first, last=CalendarDate(year=year, month=month, day=last)) if last else first


def _year_after(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The year behind a month or a day."""
    year = figure_year(tokens, index)
    return (year, index + 1) if year else spelled_year(tokens, index)


def _day_first(tokens: Tokens, index: int) -> Found:
    """ "27 January 2026", "the 27th of January", "3-5 March", "3 and 5 March"."""
    words = tokens.words
    if tokens.glued(index) and words[index - 1] in ("$", ".", ",", "/", ":"):
        return None
    day = day_at(tokens, index)
    if day is None:
        return None
    first, after = day
    last = None
    if words[after] in DASHES or words[after] in ("to", "and", "or"):
        second = day_at(tokens, after + 1)
        if second and second[0] > first:
            last, after = second
    if words[after] == "of":
        after += 1
    named = month_at(tokens, after)
    if named is None or words[index] == "second":
        return None
    month, after = named
    at = after + 1 if words[after] == "," else after
    year = _year_after(tokens, at)
    return _days(year[0] if year else None, month, first, last), (year[1] if year else after)


def numeric_date(tokens: Tokens, index: int, day_first: bool | None) -> Found:
    """ "2026-01-27", "27.01.2026", "27/1/26": three figures joined by one sign, with no gaps."""
    words = tokens.words
    sign = words[index + 1]
    if sign not in ("-", ".", "/") or words[index + 3 : index + 4] != [sign]:
        return None
    if not all(tokens.glued(at) for at in range(index + 1, index + 5)):
        return None
    parts = [words[index], words[index + 2], words[index + 4]]
    if not all(part.isdigit() and part.isascii() and len(part) in (1, 2, 4) for part in parts):
        return None
    if tokens.glued(index) and words[index - 1] in (sign, "$"):
        return None
    found = _order(parts, sign, day_first)
    return (found, index + 5) if found else None


def _order(parts: list[str], sign: str, day_first: bool | None) -> CalendarDate | None:
    """Which figure is what; ``None`` where the order cannot be told."""
    one, two, three = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return CalendarDate(year=one, month=two, day=three) if two <= 12 and 0 < three <= 31 else None
    if len(parts[2]) == 1 or len(parts[0]) == 4 or len(parts[1]) == 4:
        return None
    if one > 12 or sign == ".":
        day, month = one, two
    elif two > 12:
        day, month = two, one
    elif one == two or day_first is not None:
        day, month = (two, one) if day_first is False else (one, two)
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return CalendarDate(year=three, month=month, day=day, short_year=len(parts[2]) == 2)


def year_alone(tokens: Tokens, index: int) -> Found:
    """ "1988", "1985-87", "the year 2000" in figures or words; not a number that counts things."""
    words = tokens.words
    year = figure_year(tokens, index, 1500)
    if year is None:
        found = spelled_year(tokens, index)
        return (CalendarDate(year=found[0]), found[1]) if found else None
    before = words[index - 1] if index else ""
    after = index + 1
    if words[after] == "s" and tokens.glued(after):
        return YearSpan(unit=Unit.DECADE, start=year), after + 1
    if tokens.glued(index) and before not in ("(", "-", "–", "—", "'", '"', "“", "[", "`"):
        return None
    if words[after] in _COUNTED or words[after] in UNITS:
        return None
    if before not in _YEAR_BEFORE and not _year_like(tokens, index):
        return None
    if words[after] in DASHES and tokens.glued(after) and tokens.glued(after + 1):
        end = _range_end(words[after + 1], year)
        if end:
            return DateRange(first=CalendarDate(year=year), last=CalendarDate(year=end)), after + 2
    return CalendarDate(year=year), after


def _year_like(tokens: Tokens, index: int) -> bool:
    """Whether a figure with no word of time before it may still be a year."""
    if not 1800 <= int(tokens.words[index]) <= 2099:
        return False
    before = tokens.words[index - 1] if index else ""
    return before.isalpha() and (not tokens.capital(index - 1) or index == 1 or tokens.words[index - 2] == "")


def _range_end(word: str, year: int) -> int | None:
    """The second year of "1985-87" or "2019-2021"."""
    if not (word.isdigit() and word.isascii()) or len(word) not in (2, 4):
        return None
    end = int(word) if len(word) == 4 else year // 100 * 100 + int(word)
    return end if year < end <= year + 200 else None


def decade_or_century(tokens: Tokens, index: int) -> Found:
    """ "the '80s", "the nineties", "the 20th century"; "the" not included."""
    words = tokens.words
    if words[index] in ("'", "‘") and words[index + 1].isdigit() and words[index + 2] == "s":
        if len(words[index + 1]) == 2 and words[index + 1].endswith("0"):
            return YearSpan(unit=Unit.DECADE, start=int(words[index + 1]), short=True), index + 3
    if words[index] in DECADES:
        return YearSpan(unit=Unit.DECADE, start=DECADES[words[index]], short=True), index + 1
    number = ordinal(tokens, index)
    if number:
        at = number[1] + 1 if words[number[1]] in DASHES else number[1]
        if words[at] in ("century", "centuries") and number[0] <= 30:
            return YearSpan(unit=Unit.CENTURY, start=(number[0] - 1) * 100), at + 1
    return None


def season(tokens: Tokens, index: int) -> Found:
    """ "winter 1994", "the summer of 2019", a season alone behind "the", "in" or "over"."""
    words = tokens.words
    name = SEASONS.get(words[index])
    if name is None:
        return None
    at = index + 2 if words[index + 1] == "of" else index + 1
    year = _year_after(tokens, at)
    if year:
        return SeasonReference(code=name, year=year[0]), year[1]
    shifted = _shifted_year(tokens, index + 1)
    if shifted:
        return SeasonReference(code=name, relation=shifted[0]), shifted[1]
    before = words[index - 1] if index else ""
    follows = words[index + 1]
    if before in ("the", "in", "over", "by", "since", "until", "during", "early", "late", "mid") and not (
        words[index] in ("fall", "spring") and follows in ("in", "of", "from", "to", "by", "on")
    ):
        return SeasonReference(code=name), index + 1
    return None


def holiday(tokens: Tokens, index: int) -> Found:
    """A feast that the table knows, a year behind it included."""
    words = tokens.words
    for phrase, rule in HOLIDAYS.get(words[index], ()):
        after = index + len(phrase)
        if tuple(words[index:after]) == phrase and (tokens.capital(index) or words[index] == "the"):
            at = after + 1 if words[after] in (",", "of", "in") else after
            year = _year_after(tokens, at)
            name = tokens.text[tokens.starts[index] : tokens.ends[after - 1]]
            return Holiday(rule=rule, name=name, year=year[0] if year else None), year[1] if year else after
    return None
