"""Dates that name their place on the calendar, by a month's name or in figures; what is left out is filled in.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates import tense
from generator.annotate.dates.periods import (
    Period,
    Unit,
    days_apart,
    nearest,
    period_at,
    period_of,
    shifted,
    toward,
)
from generator.annotate.dates.readings import CalendarDate, DateRange, DayList, Found, MonthReference, Reading
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    resolves,
    seen_from,
    unresolved,
)
from generator.annotate.dates.tokens import (
    DASHES,
    GRAMMAR,
    MONTHS,
    SIDES,
    UNITS,
    Tokens,
    day_at,
    figure_goes_on,
    is_figure,
    month_at,
    stands_alone,
    weekday_at,
)
from generator.annotate.dates.years import YEAR_SHIFTS, near_century, shifted_year, year_at
from generator.edtf import all_of_edtf, interval_edtf, one_of_edtf

_JOINTS = DASHES | GRAMMAR["date_joints"]
# Signs in front of a figure that make it part of a number.
_NUMBER_SIGNS = frozenset("$.,/:")
_SPANS = GRAMMAR["spans"]
# "the quarter ended Oct. 31" is over.
_PAST_FOR_CERTAIN = GRAMMAR["past_for_certain"]
_UP_TO = GRAMMAR["spans"] | {"by"}
_MONTHS_ON = {"last": -1, "this": 0, "next": 1}
_LISTED_AT_MOST = 6
_AFTER_DAY = GRAMMAR["after_day"]
_FIGURE_LENGTHS = (1, 2, 4)
_FILLERS = GRAMMAR["parts"] | GRAMMAR["span_fillers"]


# ---------------------------------------------------------------- finding


def calendar_date(tokens: Tokens, index: int) -> Found:
    """A date with a month name, a weekday in front of it included."""
    words = tokens.words
    weekday = weekday_at(tokens, index)
    if weekday is None:
        return _month_first(tokens, index) or day_month_date(tokens, index)
    start = weekday[1]
    if words[start] == ",":
        start += 1
    if words[start] == "the":
        start += 1
    found = _list_of_days(tokens, start) or _month_first(tokens, start) or day_month_date(tokens, start)
    if found and isinstance(found[0], DayList):
        return replace(found[0], first=replace(found[0].first, weekday=weekday[0])), found[1]
    if found is None or not isinstance(found[0], CalendarDate) or found[0].day is None:
        return None
    return replace(found[0], weekday=weekday[0]), found[1]


def _month_first(tokens: Tokens, index: int) -> Found:
    """Forms such as "January 27, 2026", "Jan. 3-5", "January 2026", "January to March", "January"."""
    words = tokens.words
    named = month_at(tokens, index)
    if named is None:
        return None
    month, after = named
    day = day_at(tokens, after + 1 if words[after] == "the" else after)
    if day and words[day[1]] not in UNITS and words[day[1]] != "percent":
        listed = _listed(tokens, after, months_follow=False)
        days, joint, behind = (listed[0], "and", listed[1]) if listed else _second_day(tokens, *day)
        return _with_year(tokens, month, days, joint, behind)
    found = _month_of_year(tokens, month, after) or _month_span(tokens, month, after)
    if found:
        return found
    ahead = _year_ahead(tokens, month, after)
    if ahead:
        return CalendarDate(year=ahead, month=month), after
    return (CalendarDate(month=month), after) if stands_alone(tokens, index, after) else None


def _month_of_year(tokens: Tokens, month: int, after: int) -> Found:
    """A month whose year stands behind it: "January 2026", "January '26", "January of last year"."""
    words = tokens.words
    year = year_at(tokens, after + 1 if words[after] in (",", "of", "in") else after)
    if year:
        return CalendarDate(year=year[0], month=month), year[1]
    if words[after] == "'" and len(words[after + 1]) == 2 and is_figure(words[after + 1]):
        return CalendarDate(year=int(words[after + 1]), month=month, short_year=True), after + 2
    shifted = shifted_year(tokens, after)
    return (MonthReference(month=month, relation=shifted[0]), shifted[1]) if shifted else None


def _year_ahead(tokens: Tokens, month: int, index: int) -> int | None:
    """The year of a later month behind a joint, where it holds for the first too: "March through June 2024".

    Args:
        tokens: The text.
        month: The first month.
        index: The token behind it, or behind its day.
    """
    words = tokens.words
    for _count in range(_LISTED_AT_MOST):
        joint, at = index, _past_joint(words, index)
        day = day_at(tokens, at)
        second = month_at(tokens, day[1] if day else at) if at > joint else None
        if second is None or second[0] < month:
            return None
        month, index = second
        if not day and (behind := day_at(tokens, index)):
            index = behind[1]
        year = year_at(tokens, index + 1 if words[index] == "," else index)
        if year:
            return year[0]
    return None


def _past_joint(words: list[str], index: int) -> int:
    """The index behind what joins two dates: "to the end of", ", and"; the same where nothing does."""
    at = index + (words[index] == ",")
    if words[at] in _SPANS or words[at] in _JOINTS:
        at += 1
    while at > index and (words[at] in _FILLERS or words[at] in DASHES):
        at += 1
    return at


def _month_span(tokens: Tokens, month: int, index: int) -> Found:
    """What follows a month in "January-March 2025", "November to January"."""
    if tokens.words[index] not in DASHES and tokens.words[index] != "to":
        return None
    second = month_at(tokens, index + 1)
    if second is None or second[0] <= month or day_at(tokens, second[1]):
        return None
    year = year_at(tokens, second[1])
    first = CalendarDate(year=year[0] if year else None, month=month)
    return DateRange(first=first, last=CalendarDate(month=second[0])), year[1] if year else second[1]


def _second_day(tokens: Tokens, day: int, index: int) -> tuple[list[int], str, int]:
    """A day that may go on to a second one behind a joint: the days, the joint, the index behind."""
    words = tokens.words
    joint = words[index]
    if joint in _JOINTS and joint != "and" and is_figure(words[index + 1]):
        second = day_at(tokens, index + 1)
        # "on May 3 or 12 days later": the second figure counts.
        counts = second and joint == "or" and words[second[1]].isalpha()
        if (
            second
            and second[0] > day
            and not (counts or words[second[1]] in UNITS or month_at(tokens, second[1]))
        ):
            return [day, second[0]], joint, second[1]
    return [day], "", index


def _with_year(tokens: Tokens, month: int, days: list[int], joint: str, index: int) -> Found:
    """One day of a month or several, with the year behind them, if there is one."""
    words = tokens.words
    year = year_at(tokens, index + 1 if words[index] == "," else index)
    if year:
        return _days(year[0], month, days, joint), year[1]
    short = _short_year(tokens, index) if len(days) == 1 else None
    if short:
        return CalendarDate(year=short[0], month=month, day=days[0], short_year=True), short[1]
    shifted = shifted_year(tokens, index)
    if shifted and len(days) == 1:
        return MonthReference(month=month, day=days[0], relation=shifted[0]), shifted[1]
    ahead = _year_ahead(tokens, month, index) if len(days) == 1 or joint == "and" else None
    return _days(ahead, month, days, joint), index


def _short_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year of two figures behind its month: "14 Feb. '24"; "5 Feb 24" where nothing follows that it could count."""
    words = tokens.words
    at = index + (words[index : index + 2] == [",", "'"])
    at += words[at] == "'" and tokens.glued(at + 1)
    if len(words[at]) != 2 or not is_figure(words[at]) or figure_goes_on(tokens, at + 1):
        return None
    alone = not words[at + 1].isalnum() and words[at + 1] not in DASHES
    return (int(words[at]), at + 1) if at > index or alone else None


def _days(year: int | None, month: int, days: list[int], joint: str) -> Reading:
    """One day, a run of days of one month, all of several days, or one of two."""
    first = CalendarDate(year=year, month=month, day=days[0])
    if len(days) == 1:
        return first
    if joint == "and":
        return DayList(first=first, others=tuple(days[1:]))
    return DateRange(first=first, last=CalendarDate(month=month, day=days[-1]), either=joint == "or")


def day_month_date(tokens: Tokens, index: int) -> Found:
    """Forms such as "27 January 2026", "the 27th of January", "3-5 March", "3 and 5 March"."""
    words = tokens.words
    if tokens.glued(index) and words[index - 1] in _NUMBER_SIGNS:
        return None
    day = day_at(tokens, index)
    if day is None or (words[index] == "second" and words[index + 1] != "of"):
        return None
    return _compact_date(tokens, *day) or _list_of_days(tokens, index) or _one_or_two(tokens, index, *day)


def _one_or_two(tokens: Tokens, index: int, first: int, after: int) -> Found:
    """A day, or two behind a joint, with their month: "27 January", "3-5 March", "the 3rd to the 5th of March"."""
    words = tokens.words
    days, joint = [first], ""
    if words[after] in _JOINTS:
        at = after + 1 + (words[after + 1] == "the")
        if words[after] == "to" and tense.is_moved_from(words, index):
            # "was moved from 2 to 9 April": the second day is read by itself.
            new = day_month_date(tokens, at)
            return (replace(new[0], day=first), after) if new and isinstance(new[0], CalendarDate) else None
        second = day_at(tokens, at)
        if second and second[0] > first:
            days, joint, after = [first, second[0]], words[after], second[1]
    named = month_at(tokens, after + 1 if words[after] == "of" else after)
    return _with_year(tokens, named[0], days, joint, named[1]) if named else None


def _listed(tokens: Tokens, index: int, *, months_follow: bool) -> tuple[list[int], int] | None:
    """Days of a list that ends with "and", each behind its weekday where that is said, and the index behind the last.

    Args:
        tokens: The text.
        index: The first day.
        months_follow: Whether the month stands behind the list; otherwise the last figure must count nothing.
    """
    words = tokens.words
    days: list[int] = []
    joint, at, end = "", index, index
    for _count in range(_LISTED_AT_MOST):
        day = day_at(tokens, _past_weekday(tokens, at))
        if day is None or day[0] <= max(days, default=0) or words[day[1]] in DASHES:
            # "April 19, 26 and May 7"
            goes_on = len(days) > 1 and not months_follow and month_at(tokens, at)
            return (days, end) if goes_on else None
        days.append(day[0])
        end = day[1]
        joint_before, (joint, at) = joint, _joint(words, end)
        if joint_before == "and" and (months_follow or not _counts_on(words, end)):
            return days, end
        if not joint:
            break
    return None


def _past_weekday(tokens: Tokens, index: int) -> int:
    """The index of a day behind its weekday: "Saturday, 21"; behind "the"."""
    weekday = weekday_at(tokens, index)
    if weekday:
        index = weekday[1] + (tokens.words[weekday[1]] == ",")
    return index + (tokens.words[index] == "the")


def _joint(words: list[str], index: int) -> tuple[str, int]:
    """The "and" or comma of a list, the last word of it where both stand, and the index behind."""
    after = index
    while words[after] in (",", "and") and after < index + 2:
        after += 1
    return (words[after - 1] if after > index else ""), after


def _counts_on(words: list[str], index: int) -> bool:
    """Whether the figure in front counts what stands here: "on May 3 and 12 others", "May 3 and 5 of them"."""
    following = words[index]
    return following == "of" or (following.isalpha() and following not in _AFTER_DAY)


def day_in_full(tokens: Tokens, index: int) -> CalendarDate | None:
    """A day with its month that begins here, an article before it left out."""
    start = index + (tokens.words[index] == "the")
    found = _month_first(tokens, start) or day_month_date(tokens, start)
    named = found[0] if found else None
    return named if isinstance(named, CalendarDate) and named.day and named.month else None


def falls_on(day: CalendarDate, weekday: int) -> bool:
    """Whether a day may be of a weekday (1 is Monday); where no year is said, it is in some year."""
    if day.year is None or day.short_year:
        return True
    period = period_at(day.year, day.month, day.day)
    return period is not None and period.first.isoweekday() == weekday


def _list_of_days(tokens: Tokens, index: int) -> Found:
    """Days with their month behind them: "12, 13 and 14 July", "Saturday, 21, and Sunday, 22 March 2026"."""
    listed = _listed(tokens, index, months_follow=True)
    if listed is None:
        return None
    days, after = listed
    named = month_at(tokens, after + 1 if tokens.words[after] == "of" else after)
    return _with_year(tokens, named[0], days, "and", named[1]) if named else None


def year_first(tokens: Tokens, index: int) -> Found:
    """A year before its month and day: "2018 March 18"."""
    words = tokens.words
    year = year_at(tokens, index)
    sign = words[year[1]] in DASHES if year else 0
    named = month_at(tokens, year[1] + sign) if year and is_figure(words[index]) else None
    day = day_at(tokens, named[1] + (words[named[1]] in DASHES if sign else 0)) if named else None
    if year is None or named is None or day is None or year_at(tokens, day[1]):
        return None
    return CalendarDate(year=year[0], month=named[0], day=day[0]), day[1]


def _compact_date(tokens: Tokens, day: int, index: int) -> Found:
    """A date as logs write it, without gaps: "29Mar22", "3-Mar-2025"."""
    words = tokens.words
    at = index + 1 if words[index] in DASHES else index
    word = words[at]
    end = at + 2 if words[at + 1] in DASHES else at + 1
    year = words[end]
    if word not in MONTHS or not is_figure(year) or len(year) not in (2, 4):
        return None
    # "03 Mar 25" is a log's as well: no count is written with a naught.
    spaced = len(year) == 2 and words[index - 1].startswith("0") and words[end - 1] == word
    if not spaced and not all(tokens.glued(place) for place in range(index, end + 1)):
        return None
    return CalendarDate(year=int(year), month=MONTHS[word], day=day, short_year=len(year) == 2), end + 1


def numeric_date(tokens: Tokens, index: int, day_first: bool | None) -> Found:
    """Three figures joined by one sign without gaps: "2026-01-27", "27.01.2026", "27/1/26"."""
    words = tokens.words
    sign = words[index + 1]
    if sign not in ("-", ".", "/") or words[index + 3] != sign:
        return None
    if not all(tokens.glued(at) for at in range(index + 1, index + 5)):
        return None
    parts = [words[index], words[index + 2], words[index + 4]]
    if not all(is_figure(part) and len(part) in _FIGURE_LENGTHS for part in parts):
        return None
    if tokens.glued(index) and words[index - 1] in (sign, "$"):
        return None
    found = _ordered(parts, sign, day_first)
    return (found, index + 5) if found else None


def _may_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _ordered(parts: list[str], sign: str, day_first: bool | None) -> CalendarDate | None:
    """Which figure is the year, the month and the day; ``None`` where that is not clear."""
    one, two, three = map(int, parts)
    if len(parts[0]) == 4:
        return CalendarDate(year=one, month=two, day=three) if _may_be(two, three) else None
    if len(parts[1]) == 4 or len(parts[2]) == 1:
        return None
    if one > 12 or sign == ".":
        day, month = one, two
    elif two > 12:
        day, month = two, one
    elif one == two or day_first is not None:
        day, month = (two, one) if day_first is False else (one, two)
    else:
        return None
    if not _may_be(month, day):
        return None
    return CalendarDate(year=three, month=month, day=day, short_year=len(parts[2]) == 2)


def day_of_month(tokens: Tokens, index: int) -> Found:
    """A day alone behind "the": "on the 27th" (of the month at hand), where nothing follows that it could count."""
    words = tokens.words
    if day_month_date(tokens, index + 1):
        # "the 3rd of August" is read from its figure on.
        return None
    day = day_at(tokens, index + 1)
    if day and (month := _placed_month(tokens, day[1])):
        return MonthReference(month=0, day=day[0], relation=month), day[1] + 3
    if (
        day is None
        or words[day[1] - 1] not in ("st", "nd", "rd", "th")
        or words[index - 1] not in GRAMMAR["before_day_alone"]
    ):
        return None
    following = words[day[1]]
    recurs = following == "of" and words[day[1] + 1] in GRAMMAR["recurring_starts"]
    if recurs or (following.isalpha() and following not in _AFTER_DAY):
        return None
    return CalendarDate(day=day[0]), day[1]


def _placed_month(tokens: Tokens, index: int) -> str:
    """The word that places the month behind a day: "last" of "the 15th of last month"."""
    of, word, unit = tokens.words[index : index + 3]
    return word if of == "of" and word in GRAMMAR["neighbors"] and unit == "month" else ""


# ---------------------------------------------------------------- resolving


def _day_alone(day: int, scene: Scene, today: date) -> Outcome:
    """A day of a month that is not said: "the 27th"."""
    named = scene.day_named_before()
    if named:
        return _day_beside(day, named, later=scene.word_before in _UP_TO)
    return _day_of_month(day, today, _side_of_speech(scene))


def _end_of_run(month: int | None, day: int | None, scene: Scene) -> Outcome | None:
    """The end of "Jan. 5 through Jan. 9": the first such day from the beginning on."""
    begun = scene.run_from()
    if not begun or month is None or day is None:
        return None
    days = [period_at(guess, month, day) for guess in (begun.first.year, begun.first.year + 1)]
    ended = next((item for item in days if item and item.first > begun.first), None)
    return exactly(ended, arithmetic(seen_from(begun.first), ended.edtf)) if ended else None


@resolves(CalendarDate)
def _resolve_date(reading: CalendarDate, scene: Scene) -> Outcome:
    """A date; where no year is said, that of the nearest such date."""
    year, month, day = reading.year, reading.month, reading.day
    if year is not None and not reading.short_year:
        period = period_at(year, month, day)
        return exactly(period, relative=False) if period else unresolved(_written(reading))
    if scene.day is None:
        return unresolved(_written(reading))
    if month is None and day is not None:
        return _day_alone(day, scene, scene.day)
    if year is not None:
        period = period_at(near_century(year, scene.day.year), month, day)
        return exactly(period, convention("short-year")) if period else unresolved(_written(reading))
    ended = _end_of_run(month, day, scene)
    if ended:
        return ended
    # What something has lasted since has been, however near the next one is.
    choose = toward if _is_over(scene) else nearest
    found = choose(
        lambda guess: _on_weekday(period_at(guess, month, day), reading.weekday),
        scene.day,
        _side_of_speech(scene),
    )
    if found is None:
        return unresolved(_written(reading))
    return exactly(found[0], arithmetic(seen_from(scene.day), found[0].edtf), convention(found[1]))


def _is_over(scene: Scene) -> bool:
    """Whether the date has been, whatever lies nearest: "since May"; "by May, prices had doubled"."""
    if scene.word_before == "by":
        return tense.done_by(scene.tokens.plain, scene.first, scene.after)
    return scene.word_before in _PAST_FOR_CERTAIN


def _side_of_speech(scene: Scene) -> int:
    """On which side of the day of speech the date lies."""
    if scene.moved_from():
        return 0
    side = SIDES.get(scene.word_before) or (0 if scene.committed() else scene.direction())
    if side > 0 and scene.word_before in SIDES and scene.direction() < 0:
        # "Rain fell until 9 January": the nearest.
        side = -1 if _is_over(scene) else 0
    # "rising to $42 in June from $29 in March"
    return -1 if side == 0 and _named_past(scene) and not scene.committed() else side


def _named_past(scene: Scene) -> bool:
    """Whether the date named before lies before the day of speech."""
    named = scene.named_before()
    return named is not None and scene.day is not None and named.last < scene.day


def _on_weekday(period: Period | None, weekday: int | None) -> Period | None:
    """The period, unless it falls on another weekday than the text says."""
    return period if period and weekday in (None, period.first.isoweekday()) else None


def _day_beside(day: int, named: Period, *, later: bool) -> Outcome:
    """A day without a month beside one that the sentence names: "from 1 June 2000 until the 3rd"."""
    month = period_of(Unit.MONTH, named.first)
    if later and day <= named.first.day:
        month = shifted(month, 1)
    period = period_at(month.first.year, month.first.month, day)
    if period is None:
        return unresolved(f"XXXX-XX-{day:02}")
    return exactly(period, arithmetic(seen_from(named.first), period.edtf))


def _day_of_month(day: int, today: date, direction: int) -> Outcome:
    """A day without a month: the nearest one on the side the sentence looks to."""
    around = [shifted(period_of(Unit.MONTH, today), count) for count in (0, -1, 1, -2, 2)]
    days = [period_at(month.first.year, month.first.month, day) for month in around]
    fitting = [item for item in days if item and (item.first - today).days * direction >= 0]
    chosen = min(fitting, key=lambda item: days_apart(item, today), default=None)
    if chosen is None:
        return unresolved(f"XXXX-XX-{day:02}")
    return exactly(chosen, arithmetic(seen_from(today), chosen.edtf))


@resolves(DateRange)
def _resolve_range(reading: DateRange, scene: Scene) -> Outcome:
    """From one date to another, or one of two; the year said once holds for both."""
    first = _resolve_date(reading.first, scene)
    start = first.period
    if start is None:
        return first
    year = start.first.year if reading.last.year is None else reading.last.year
    last = period_at(year, reading.last.month, reading.last.day)
    if last is None or last.last < start.first:
        return first
    edtf = one_of_edtf([start.first, last.last]) if reading.either else interval_edtf(start.first, last.last)
    return Outcome(
        value=f"{start.value}/{last.value}",
        edtf=edtf,
        period=last,
        steps=first.steps,
        relative=first.relative,
    )


@resolves(DayList)
def _resolve_list(reading: DayList, scene: Scene) -> Outcome:
    """All of several days; "between 5 and 9 March" is from one to the other."""
    first = _resolve_date(reading.first, scene)
    start = first.period
    if start is None:
        return first
    rest = [period_at(start.first.year, start.first.month, day) for day in reading.others]
    days = [start.first, *(period.first for period in rest if period)]
    if len(days) <= len(rest):
        return first
    in_a_row = (days[-1] - days[0]).days < len(days)
    between = scene.word_before == "between" and len(days) == 2
    named = [day.isoformat() for day in days]
    return replace(
        first,
        value=f"{named[0]}/{named[-1]}" if in_a_row or between else ",".join(named),
        edtf=interval_edtf(days[0], days[-1]) if between else all_of_edtf(days),
        period=Period(Unit.DAY, days[-1], days[-1]),
    )


@resolves(MonthReference)
def _resolve_month(reading: MonthReference, scene: Scene) -> Outcome:
    """A month or a day of it by its place: "last April", "this September", "3 July last year"."""
    unknown = unresolved(_written(CalendarDate(month=reading.month or None, day=reading.day)))
    if scene.day is None:
        return unknown
    if not reading.month:
        month = shifted(period_of(Unit.MONTH, scene.day), _MONTHS_ON[reading.relation]).first
        period = period_at(month.year, month.month, reading.day)
    else:
        year = _year_of(reading.relation, reading.month, scene.day)
        period = period_at(year, reading.month, reading.day)
    return exactly(period, arithmetic(seen_from(scene.day), period.edtf)) if period else unknown


def _year_of(relation: str, month: int, today: date) -> int:
    """The year of a month behind a word that places it."""
    if relation in YEAR_SHIFTS:
        return today.year + YEAR_SHIFTS[relation]
    if relation in ("last", "previous"):
        # Of the month just gone one says "last month".
        return today.year if month < today.month - 1 else today.year - 1
    if relation in ("next", "following"):
        return today.year if month > today.month else today.year + 1
    return today.year


def _written(reading: CalendarDate) -> str:
    """The TIMEX3 value of an incomplete date."""
    if reading.month is None and reading.day is not None:
        return f"XXXX-XX-{reading.day:02}"
    year = "XXXX" if reading.year is None or reading.short_year else f"{reading.year:04}"
    if reading.month is None:
        return year
    return f"{year}-{reading.month:02}" + (f"-{reading.day:02}" if reading.day else "")
