"""Times of day ("10 p.m. Wednesday", "this morning"), and times that come again ("every Friday").

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.dates.calendar import calendar_date, day_month_date
from generator.annotate.dates.durations import measured, singular
from generator.annotate.dates.periods import Unit, add
from generator.annotate.dates.readings import (
    CalendarDate,
    DayWord,
    Found,
    MonthReference,
    Reading,
    Recurring,
    TimeOfDay,
    UnitReference,
    Weekday,
)
from generator.annotate.dates.relative import single_day
from generator.annotate.dates.scene import Outcome, Scene, arithmetic, exactly, resolve, resolves
from generator.annotate.dates.tokens import (
    BEYOND,
    DAYPART_OFFSETS,
    DAYPART_RELATIONS,
    DAYPARTS,
    GRAMMAR,
    NUMBERS,
    RECURRING,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Tokens,
    is_figure,
    month_at,
    weekday_at,
)
from generator.catalog import _
from generator.edtf import interval_edtf
from generator.model import StepKind, TimexType, WorkingStep

_ZONES = GRAMMAR["zones"]
_TELLING = GRAMMAR["telling"]
_OPENERS = GRAMMAR["before_length"]
# "Overnight funds" are lent from any day to the next.
_LENT = GRAMMAR["lent_overnight"]
_NEAR_CLOCK = GRAMMAR["near_clock"]
_CLOCK_LEADS = GRAMMAR["clock_leads"]
_CLOCK_SIDES = GRAMMAR["clock_sides"]
# Words that place a part of a day.
_PLACING = frozenset({*DAYPART_OFFSETS, *DAYPART_RELATIONS, "the"})
_NAMED_HOURS = {"noon": "12:00", "midnight": "24:00"}
_HALVES = {"morning": 0, "afternoon": 12, "evening": 12}
_SPOKEN_MINUTES = {"quarter": 15, "half": 30}
_SET_CODES = {
    Unit.SECOND: "T{}S",
    Unit.MINUTE: "T{}M",
    Unit.HOUR: "T{}H",
    Unit.DAY: "{}D",
    Unit.NIGHT: "{}D",
    Unit.WEEKEND: "{}WE",
    Unit.WEEK: "{}W",
    Unit.FORTNIGHT: "{}W",
    Unit.MONTH: "{}M",
    Unit.QUARTER: "{}Q",
    Unit.HALF: "{}M",
    Unit.YEAR: "{}Y",
    Unit.DECADE: "{}E",
    Unit.CENTURY: "{}C",
    Unit.MILLENNIUM: "{}L",
}


# ---------------------------------------------------------------- times of day


def time_of_day(tokens: Tokens, index: int) -> Found:
    """A time of day in any form: "10 p.m. Wednesday", "22:02", "tonight", "this morning", "Friday evening"."""
    return _clock_first(tokens, index) or _part_first(tokens, index) or _day_first(tokens, index)


def _clock_first(tokens: Tokens, index: int) -> Found:
    """A time by the clock, the zone and the day behind it included."""
    clock = _clock(tokens, index)
    if clock is None:
        return None
    code, zone, after = clock
    words = tokens.words
    at = after + 1 if words[after] in (",", "on", "of") else after
    if words[at] == "the" and words[at + 1] in DAYPARTS and words[at + 2] == "of":
        # "at 7:40 on the morning of 4 February"
        at += 3
    day = single_day(tokens, at)
    if day and _is_day(day[0]):
        return TimeOfDay(code=code, day=day[0], zone=zone), day[1]
    return TimeOfDay(code=code, zone=zone), after


def _clock(tokens: Tokens, index: int) -> tuple[str, str, int] | None:
    """A time by the clock: as TIMEX3 writes it behind the T, the zone or ``""``, the index behind."""
    found = _hour(tokens, index)
    if found is None:
        return None
    code, after = found
    words = tokens.words
    if _zone_at(tokens, after):
        return code, words[after].upper(), after + 1
    return code, "", after + 2 if words[after : after + 2] == ["local", "time"] else after


def _zone_at(tokens: Tokens, index: int) -> bool:
    """Whether a time zone in capitals stands here."""
    return tokens.words[index] in _ZONES and tokens.text[tokens.starts[index] : tokens.ends[index]].isupper()


def _is_four_figures(figure: str) -> bool:
    """Whether a figure is a time such as "1430"."""
    return len(figure) == 4 and int(figure) < 2400 and int(figure) % 100 < 60


def _hour(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The hour and minute of "noon", "10 p.m.", "22:02", "8 o'clock", "1430 GMT"."""
    words = tokens.words
    word = words[index]
    if word in _NAMED_HOURS:
        return _NAMED_HOURS[word], index + 1
    if word in NUMBERS or word in _SPOKEN_MINUTES:
        return _spoken_hour(tokens, index)
    if not is_figure(word) or (tokens.glued(index) and words[index - 1] in ":.-$/,"):
        return None
    if _is_four_figures(word) and _zone_at(tokens, index + 1):
        return f"{word[:2]}:{word[2:]}", index + 1
    return _hour_of_clock(tokens, index) if len(word) <= 2 and int(word) <= 24 else None


def _hour_of_clock(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The hour in figures, where what stands behind says that it is one: "10 p.m.", "8 o'clock", "22:02"."""
    words = tokens.words
    word = words[index]
    minute, after = _minute(tokens, index + 1)
    half = _half_of_day(tokens, after)
    if half and 1 <= int(word) <= 12:
        return f"{int(word) % 12 + half[0]:02}:{minute or 0:02}", half[1]
    if words[after : after + 3] == ["o", "'", "clock"]:
        half = _half_of_day(tokens, after + 3)
        return (f"{int(word) % 12 + half[0]:02}:00", half[1]) if half else (f"{int(word):02}:00", after + 3)
    if minute is not None and words[index + 1] == ":" and words[index - 1] not in GRAMMAR["no_clock"]:
        return f"{int(word):02}:{minute:02}", after
    return None


def _spoken_hour(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """The hour in words, where the half of the day is said: "quarter past seven in the evening"."""
    words = tokens.words
    minute, at = 0, index
    if words[index + 1] in ("past", "to"):
        minute, at = _SPOKEN_MINUTES.get(words[index]) or NUMBERS[words[index]], index + 2
        minute = minute if words[index + 1] == "past" else -minute
    hour = NUMBERS.get(words[at], 0)
    after = at + 4 if words[at + 1 : at + 4] == ["o", "'", "clock"] else at + 1
    half = _half_of_day(tokens, after)
    if half is None or not 1 <= hour <= 12 or abs(minute) >= 60:
        return None
    since_midnight = (hour % 12 + half[0]) * 60 + minute
    return f"{since_midnight // 60 % 24:02}:{since_midnight % 60:02}", half[1]


def _minute(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """The minutes behind an hour, seconds passed over: 2 of "22:02"; ``None`` where there are none."""
    words = tokens.words
    if words[index] not in (":", ".") or not (tokens.glued(index) and tokens.glued(index + 1)):
        return None, index
    figure = words[index + 1]
    if len(figure) != 2 or not is_figure(figure) or int(figure) > 59:
        return None, index
    after = index + 2
    if words[after] == ":" and tokens.glued(after) and is_figure(words[after + 1]):
        after += 2
    return int(figure), after


def _half_of_day(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The hours that "a.m." (0) or "p.m." (12) adds, and the index behind it."""
    words = tokens.words
    word = words[index]
    if word in ("am", "pm"):
        return 12 * (word == "pm"), index + 1
    if words[index : index + 2] == ["in", "the"] and words[index + 2] in _HALVES:
        return _HALVES[words[index + 2]], index + 3
    if word in ("a", "p") and words[index + 1 : index + 3] == [".", "m"]:
        dotted = words[index + 3] == "." and tokens.glued(index + 3)
        return 12 * (word == "p"), index + 4 if dotted else index + 3
    return None


def _part_first(tokens: Tokens, index: int) -> Found:
    """A part of a day named by itself: "tonight", "this morning", "last night", "mid-afternoon yesterday"."""
    words = tokens.words
    word = words[index]
    if word in ("tonight", "overnight"):
        return _night(tokens, index)
    hours = index + 1 if word == "the" else index
    if words[hours] in ("early", "small") and words[hours + 1 : hours + 3] == ["hours", "of"]:
        return _on_day(tokens, "MO", hours + 3)
    if word in _PLACING:
        return _placed_part(tokens, index)
    start = index
    if word == "mid":
        start = index + 2 if words[index + 1] == "-" else index + 1
    dated = _part_of_day(tokens, start)
    if dated or start == index or words[start] not in DAYPARTS:
        return dated
    return TimeOfDay(code=DAYPARTS[words[start]]), start + 1


def _part_of_day(tokens: Tokens, start: int) -> Found:
    """A part of a day with the day behind it: "afternoon of 3 March"."""
    words = tokens.words
    code = DAYPARTS.get(words[start])
    return (
        _on_day(tokens, code, start + 2 if words[start + 1] in ("on", "of") else start + 1) if code else None
    )


def _on_day(tokens: Tokens, code: str, index: int) -> tuple[TimeOfDay, int] | None:
    """The part of the day that stands at ``index``."""
    day = single_day(tokens, index)
    if day is None and tokens.words[index] == "the":
        day = day_month_date(tokens, index + 1)
    return (TimeOfDay(code=code, day=day[0]), day[1]) if day and _is_day(day[0]) else None


def _night(tokens: Tokens, index: int) -> Found:
    """Forms such as "tonight", "overnight" and "overnight on Friday"."""
    over = tokens.words[index] == "overnight"
    if over and tokens.words[index + 1] in _LENT:
        return None
    dated = _on_day(tokens, "NI", index + 2) if over and tokens.words[index + 1] == "on" else None
    if dated:
        return replace(dated[0], nights=True), dated[1]
    return TimeOfDay(code="NI", day=DayWord(offset=-1 if over else 0), nights=over), index + 1


def _placed_part(tokens: Tokens, index: int) -> Found:
    """A part of a day behind a word that places it: "last night", "the next morning"."""
    words = tokens.words
    at = index + (words[index] == "the" and words[index + 1] in DAYPART_RELATIONS)
    word, part = words[at], words[at + 1]
    code = DAYPARTS.get(part)
    if code is None or part == "overnight":
        return None
    dated = _on_day(tokens, code, at + 3) if words[at + 2] == "of" else None
    if dated:
        return dated
    if word in DAYPART_RELATIONS:
        return TimeOfDay(
            code=code, day=UnitReference(unit=Unit.DAY, relation=DAYPART_RELATIONS[word])
        ), at + 2
    if BEYOND.get((words[at + 2], words[at + 3])) == "before last":
        return TimeOfDay(code=code, day=DayWord(offset=-2)), at + 4
    # "They spent the night in tents" tells no night.
    if word == "the":
        return None if code == "NI" else (TimeOfDay(code=code, day=None), at + 2)
    if word == "last" and code != "NI":
        return None
    return TimeOfDay(code=code, day=DayWord(offset=DAYPART_OFFSETS[word])), at + 2


def _day_first(tokens: Tokens, index: int) -> Found:
    """A day with a part of it or a time behind: "Friday evening", "Jan. 3 at 10 a.m."."""
    return with_time(tokens, single_day(tokens, index))


def figure_time(tokens: Tokens, index: int) -> Found:
    """What of the forms of `time_of_day` begins with figures: "22:02", "3 January at noon"."""
    return _clock_first(tokens, index) or with_time(tokens, day_month_date(tokens, index))


def with_time(tokens: Tokens, found: Found) -> Found:
    """A day with a part of it or a time by the clock behind: "27.01.2026 22:02"; ``None`` without one."""
    if found is None or not _is_day(found[0]):
        return None
    words = tokens.words
    day, after = found
    code = DAYPARTS.get(words[after])
    if code and words[after] != "overnight":
        part = TimeOfDay(code=code, day=day)
        return _dated_part(tokens, part, after + 1)
    clock = _clock(tokens, _clock_behind(tokens, after))
    return (TimeOfDay(code=clock[0], day=day, zone=clock[1]), clock[2]) if clock else None


def _dated_part(tokens: Tokens, part: TimeOfDay, after: int) -> tuple[Reading, int]:
    """A part of a weekday, with the date behind it: "Monday morning, 3 March 2025"."""
    if isinstance(part.day, Weekday) and tokens.words[after] == ",":
        dated = calendar_date(tokens, after + 1 + (tokens.words[after + 1] == "the"))
        if dated and isinstance(dated[0], CalendarDate) and dated[0].day:
            return replace(part, day=replace(dated[0], weekday=part.day.number)), dated[1]
    return part, after


def _clock_behind(tokens: Tokens, index: int) -> int:
    """Where a time may begin behind a day: ", at 6 p.m.", ", shortly after 4 a.m."."""
    words = tokens.words
    at = index + 1 if words[index] == "," else index
    if words[at] in _NEAR_CLOCK or (words[at] == "t" and tokens.glued(at)):
        return at + 1
    start = at + 1 if words[at] in _CLOCK_LEADS else at
    return start + 1 if words[start] in _CLOCK_SIDES else at


def _is_day(reading: Reading) -> bool:
    """Whether a reading names a single day."""
    if isinstance(reading, CalendarDate | MonthReference):
        return reading.day is not None
    if isinstance(reading, UnitReference):
        return reading.unit is Unit.DAY
    return isinstance(reading, DayWord | Weekday)


# ---------------------------------------------------------------- times that come again


def recurring(tokens: Tokens, index: int) -> Found:
    """A word or phrase for a time that comes again."""
    words = tokens.words
    word, following = words[index], words[index + 1]
    if word in RECURRING:
        attribute = following.isalpha() and following not in _OPENERS and word not in _TELLING
        return None if attribute else (Recurring(value=RECURRING[word]), index + 1)
    if word in ("every", "each"):
        return _every(tokens, index + 1)
    if word in ("once", "twice") and following in ("a", "an", "every"):
        unit = UNITS.get(words[index + 2])
        return (Recurring(value=_times(unit)), index + 3) if unit else None
    return _weekday_plural(tokens, index)


def _weekday_plural(tokens: Tokens, index: int) -> Found:
    """Weekdays in the plural: "Tuesdays", "Tuesday nights"."""
    words = tokens.words
    plural = words[index].endswith("days") and WEEKDAYS.get(words[index].removesuffix("s"))
    if plural:
        return (Recurring(value=f"XXXX-WXX-{plural}"), index + 1) if tokens.capital(index) else None
    name = weekday_at(tokens, index)
    if name is None:
        return None
    code = DAYPARTS.get(words[name[1]].removesuffix("s"))
    if code and words[name[1]].endswith("s"):
        return Recurring(value=f"XXXX-WXX-{name[0]}T{code}"), name[1] + 1
    return None


def _every(tokens: Tokens, index: int) -> Found:
    """What stands behind "every" or "each"."""
    words = tokens.words
    word = words[index]
    name = weekday_at(tokens, index)
    if name:
        return Recurring(value=f"XXXX-WXX-{name[0]}"), name[1]
    month = month_at(tokens, index)
    if month:
        return Recurring(value=f"XXXX-{month[0]:02}"), month[1]
    if word in SEASONS:
        return Recurring(value=f"XXXX-{SEASONS[word]}"), index + 1
    if word == "other" and words[index + 1] in UNITS:
        return Recurring(value=_times(UNITS[words[index + 1]], "2")), index + 2
    found = measured(tokens, index)
    if found and not found[0].half:
        return Recurring(value=_times(found[1], found[0].value)), found[2]
    # "Every second pupil" is half of them.
    if word in UNITS and singular(word) and UNITS[word] is not Unit.SECOND:
        return Recurring(value=_times(UNITS[word])), index + 1
    return None


def _times(unit: Unit, number: str = "1") -> str:
    """The TIMEX3 value of "once per so many units"."""
    doubled = {Unit.FORTNIGHT: 2, Unit.HALF: 6}.get(unit)
    if doubled and number.isdecimal():
        number = str(int(number) * doubled)
    return "P" + _SET_CODES[unit].format(number)


# ---------------------------------------------------------------- resolving


@resolves(TimeOfDay)
def _resolve_time(reading: TimeOfDay, scene: Scene) -> Outcome:
    """A time of day, on its own day or on that of speech."""
    day = resolve(reading.day, scene) if reading.day else _borrowed_day(scene)
    if reading.nights and day.period:
        edtf = interval_edtf(day.period.first, add(day.period.last, 1, Unit.DAY))
        day = replace(
            day, edtf=edtf, steps=(arithmetic(_("the night that ends on the article's own day"), edtf),)
        )
    if reading.zone:
        said = WorkingStep(kind=StepKind.EXPRESSION, text=_("the time is {zone}", zone=reading.zone))
        day = replace(day, steps=(*day.steps, said))
    whole = day.period is None or day.period.unit is Unit.DAY
    given = reading.day is not None
    value = f"{day.value if whole else 'XXXX-XX-XX'}T{reading.code}"
    return replace(day, type=TimexType.TIME, value=value, day_given=given, aside=day.aside or not given)


def _borrowed_day(scene: Scene) -> Outcome:
    """The day that the sentence names before it, or that of speech, for a time of day that names none."""
    named = scene.day_named_before()
    if named:
        said = arithmetic(_("the date named before it"), named.edtf)
        return exactly(named, said, relative=scene.last_relative)
    day = resolve(DayWord(offset=0), scene)
    if day.edtf is None:
        return day
    return replace(
        day, steps=(arithmetic(_("put on the article's own day since no day is named"), day.edtf),)
    )


@resolves(Recurring)
def _resolve_recurring(reading: Recurring, _scene: Scene) -> Outcome:
    """A time that comes again."""
    return Outcome(type=TimexType.SET, value=reading.value)
