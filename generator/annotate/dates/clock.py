"""Times of day: parts of a day, times by the clock, and the day they stand beside."""

from __future__ import annotations

from generator.annotate.dates.absolute import Found, weekday_at
from generator.annotate.dates.calendar import Unit
from generator.annotate.dates.lexicon import GRAMMAR, DAYPARTS, WEEKDAYS
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    DayWord,
    Reading,
    Recurring,
    TimeOfDay,
    UnitReference,
    Weekday,
)
from generator.annotate.dates.relative import dated
from generator.annotate.dates.tokens import Tokens

_ZONES = GRAMMAR["zones"]
_DAYS = (CalendarDate, DayWord, Weekday)


def time_of_day(tokens: Tokens, index: int) -> Found:
    """ "10 p.m. Wednesday", "noon Saturday", "22:02", "tonight", "this morning", "Friday evening"."""
    return _clock_first(tokens, index) or _part_word(tokens, index) or _day_then_part(tokens, index)


def _clock_first(tokens: Tokens, index: int) -> Found:
    """A time by the clock, the zone and the day behind it included."""
    clock = _clock(tokens, index)
    if clock is None:
        return None
    code, after = clock
    words = tokens.words
    zone = ""
    if words[after] in _ZONES and tokens.text[tokens.starts[after] : tokens.ends[after]].isupper():
        zone, after = words[after].upper(), after + 1
    if words[after : after + 2] == ["local", "time"]:
        after += 2
    at = after + 1 if words[after] in (",", "on") else after
    day = dated(tokens, at)
    if day and isinstance(day[0], _DAYS):
        return TimeOfDay(code=code, day=day[0], zone=zone), day[1]
    return TimeOfDay(code=code, zone=zone), after


def _clock(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A time by the clock as TIMEX3 writes it behind the T."""
    words = tokens.words
    word = words[index]
    if word == "noon":
        return "12:00", index + 1
    if word == "midnight":
        return "24:00", index + 1
    if not (word.isdigit() and word.isascii() and len(word) <= 2) or int(word) > 24:
        return None
    if tokens.glued(index) and words[index - 1] in (":", ".", "-", "$", "/", ","):
        return None
    hour, minute, after = int(word), None, index + 1
    if words[after] in (":", ".") and tokens.glued(after) and tokens.glued(after + 1):
        if len(words[after + 1]) == 2 and words[after + 1].isdigit() and int(words[after + 1]) < 60:
            minute, after = int(words[after + 1]), after + 2
    half = _meridiem(tokens, after)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
        return f"{hour:02}:{minute or 0:02}", half[1]
    if words[after : after + 3] == ["o", "'", "clock"]:
        return f"{hour:02}:00", after + 3
    if minute is not None and words[index + 1] == ":" and words[after] != ":":
        return f"{hour:02}:{minute:02}", after
    return None


def _meridiem(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """ "a.m.", "pm": its first letter and the index after it."""
    words = tokens.words
    if words[index] in ("am", "pm"):
        return words[index][0], index + 1
    if words[index] in ("a", "p") and words[index + 1 : index + 3] == [".", "m"]:
        return words[index], index + 4 if words[index + 3] == "." and tokens.glued(index + 3) else index + 3
    return None


def _part_word(tokens: Tokens, index: int) -> Found:
    """ "tonight", "overnight", "this morning", "last night", "the morning", "mid-afternoon yesterday"."""
    words = tokens.words
    word = words[index]
    if word == "tonight":
        return TimeOfDay(code="NI", day=DayWord(offset=0)), index + 1
    if word == "overnight":
        return TimeOfDay(code="NI", day=DayWord(offset=-1)), index + 1
    if word in ("this", "last", "the", "that", "tomorrow"):
        code = DAYPARTS.get(words[index + 1])
        if code is None or (word == "last" and code != "NI") or words[index + 1] == "overnight":
            return None
        if word == "that":
            return TimeOfDay(code=code, day=UnitReference(unit=Unit.DAY, relation="same")), index + 2
        return TimeOfDay(code=code, day=DayWord(offset={"last": -1, "tomorrow": 1}.get(word, 0))), index + 2
    start = index
    if word == "mid":
        start = index + 2 if words[index + 1] == "-" else index + 1
    code = DAYPARTS.get(words[start])
    if code is None:
        return None
    day = dated(tokens, start + 1)
    if day and isinstance(day[0], _DAYS):
        return TimeOfDay(code=code, day=day[0]), day[1]
    return (TimeOfDay(code=code), start + 1) if start > index else None


def _day_then_part(tokens: Tokens, index: int) -> Found:
    """ "Friday evening", "yesterday morning", "Jan. 3 at 10 a.m.", "Tuesday nights"."""
    words = tokens.words
    if words[index] in WEEKDAYS:
        name = weekday_at(tokens, index)
        if name and words[name[1]] in ("nights", "mornings", "evenings", "afternoons"):
            code = DAYPARTS[words[name[1]][:-1]]
            return Recurring(value=f"XXXX-WXX-{name[0]}T{code}"), name[1] + 1
    found = dated(tokens, index)
    if found is None or isinstance(found[0], DateRange) or not _is_day(found[0]):
        return None
    day, after = found
    code = DAYPARTS.get(words[after])
    if code and words[after] != "overnight":
        return TimeOfDay(code=code, day=day), after + 1
    at = after + 1 if words[after] in (",", "at") else after
    clock = _clock(tokens, at)
    if clock is None:
        return None
    after = clock[1]
    if words[after] in _ZONES:
        return TimeOfDay(code=clock[0], day=day, zone=words[after].upper()), after + 1
    return TimeOfDay(code=clock[0], day=day), after


def _is_day(reading: Reading) -> bool:
    """Whether a reading names a single day."""
    if isinstance(reading, CalendarDate):
        return reading.day is not None
    if isinstance(reading, UnitReference):
        return reading.unit is Unit.DAY
    return isinstance(reading, DayWord | Weekday)
