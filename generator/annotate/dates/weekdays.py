"""Weekdays: "Friday", "Monday last week", "Tuesday week"; which one is meant, also by the order that a sentence tells.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.annotate.dates import tense
from generator.annotate.dates.calendar import day_in_full, falls_on
from generator.annotate.dates.periods import Period, Unit, period_of, step
from generator.annotate.dates.readings import CalendarDate, Found, Weekday
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    arithmetic,
    convention,
    exactly,
    in_text,
    resolves,
    seen_from,
    unresolved,
    within,
)
from generator.annotate.dates.tokens import (
    BEYOND,
    DASHES,
    DAYPARTS,
    GRAMMAR,
    OPEN_ENDS,
    WEEKDAYS,
    Tokens,
    weekday_at,
)
from generator.catalog import N_, _, format_day, format_weekday
from generator.edtf import qualified

_NEIGHBORS = GRAMMAR["neighbors"]
_WEEKS = {
    "last week": (-1, N_("the {weekday} of the week before {date}")),
    "this week": (0, N_("the {weekday} of the same week as {date}")),
    "next week": (1, N_("the {weekday} of the week after {date}")),
}
SHIFTS = {"last": -1, "previous": -1, "next": 1, "following": 1, "before last": -2, "after next": 2}
_WEEK_DAYS = 7
# Words that place a day or unit beside the date that the text named last.
TEXTUAL = frozenset({"previous", "following", "same"})
# In the past tense, a weekday so soon after the article's stated day is that day, and the text was changed later.
_DAYS_AFTER = 1
# What was to be on a weekday just gone and is said to be off was to be on that day.
_OFF_WITHIN = 3
# "vowed to fight on Saturday", said on Sunday or Monday: it was vowed then; the next one would be called the next.
_COMMITTED_WITHIN = 2
_AFTER = GRAMMAR["order_after"]
_BEFORE = GRAMMAR["order_before"]
_BREAKS = GRAMMAR["order_breaks"]
_RELATIVES = GRAMMAR["order_relatives"]
# "Monday evening's close vote (2 March)": so many tokens may stand before the date.
_OWNED_WITHIN = 7
# Words to either side of a day among which stands what it is told before or after.
_FARTHEST = 300


def _is_week_behind(words: Sequence[str], at: int) -> bool:
    """Whether "week" stands there and ends its phrase."""
    if words[at] != "week" or words[at + 1] in DASHES:
        return False
    return words[at + 1] in GRAMMAR["after_week"] or not words[at + 1][:1].isalnum()


def weekday(tokens: Tokens, index: int) -> Found:
    """A weekday, with the week it is of: "Friday", "Monday last week", "Friday of next week"."""
    words = tokens.words
    name = weekday_at(tokens, index)
    if name is None:
        return None
    number, after = name
    if words[index - 1] in ("a", "an") and not words[after].isalpha():
        # "On 6 February 2023, a Monday".
        return None
    figures = after + (words[after] == ",")
    if words[figures + 1] in ("/", ".", "-") and words[figures + 1] == words[figures + 3]:
        # "Monday 9/2/2021" is no Monday of this week.
        return None
    at = after + 1 if words[after] == "of" else after
    if words[at] in _NEIGHBORS and words[at + 1] == "week":
        return Weekday(number=number, relation=f"{words[at]} week"), at + 2
    beyond = BEYOND.get((words[after], words[after + 1]))
    if beyond:
        return Weekday(number=number, relation=beyond), after + 2
    if _is_week_behind(words, after):
        # "Tuesday week" is a week from Tuesday.
        return Weekday(number=number, relation="after next"), after + 1
    own = Weekday(number=number, relation=_week_of_run(tokens, after))
    return _date_beside(tokens, number, after) or own, after


def _week_of_run(tokens: Tokens, index: int) -> str:
    """The week that is said of the last day of a run: "from Monday to Wednesday last week"."""
    words = tokens.words
    last = weekday_at(tokens, index + 1) if words[index] in GRAMMAR["spans"] else None
    placed = last is not None and words[last[1]] in _NEIGHBORS and words[last[1] + 1] == "week"
    return f"{words[last[1]]} week" if last and placed else ""


def _date_beside(tokens: Tokens, number: int, index: int) -> CalendarDate | None:
    """The date that is said of a weekday behind it: "on Monday (June 9, 2025)", "Monday's vote (2 March 2026)"."""
    words = tokens.words
    at = index + (words[index] in DAYPARTS)
    owned = tokens.owns(at)
    if owned:
        at += 2
        while at < index + _OWNED_WITHIN and words[at].isalpha():
            at += 1
    if words[at] != "(" and not (owned and words[at : at + 2] == [",", "on"]):
        return None
    found = day_in_full(tokens, at + 1 + (words[at] == ","))
    if found is None or (owned and found.year is None):
        return None
    return replace(found, weekday=number) if falls_on(found, number) else None


# ---------------------------------------------------------------- resolving


def _days_back(weekday: int, today: date) -> int:
    """From a day to the last such weekday before it, negative."""
    return -((today.isoweekday() - weekday) % 7 or 7)


def _days_ahead(weekday: int, today: date) -> int:
    """From a day to the next such weekday behind it."""
    return (weekday - today.isoweekday()) % 7 or 7


@resolves(Weekday)
def _resolve_weekday(reading: Weekday, scene: Scene) -> Outcome:
    """A weekday: the latest one, today included, or the next one when the sentence looks ahead."""
    number, relation = reading.number, reading.relation
    base = scene.base(SHIFTS.get(relation, 0)) if relation in TEXTUAL else None
    if base:
        return _beside_last(number, relation, *base)
    if scene.day is None:
        return unresolved(f"XXXX-WXX-{number}")
    if not relation:
        return _plain_weekday(number, scene, scene.day)
    today, name = scene.day, format_weekday(number)
    if relation in _WEEKS:
        weeks, how = _WEEKS[relation]
        day = step(today, number - today.isoweekday() + 7 * weeks)
    elif relation == "this":
        day, how = step(today, number - today.isoweekday()), _WEEKS["this week"][1]
    elif relation in BEYOND.values():
        back = relation == "before last"
        day = step(today, _days_back(number, today) - 7 if back else _days_ahead(number, today) + 7)
        period = period_of(Unit.DAY, day)
        return exactly(period, arithmetic(seen_from(today), period.edtf))
    elif SHIFTS.get(relation, 1) < 0:
        day = step(today, _days_back(number, today))
        how = N_("the {weekday} before {date}")
    else:
        day = step(today, _days_ahead(number, today))
        how = N_("the first {weekday} after {date}")
    period = period_of(Unit.DAY, day)
    said = _(how, weekday=name, date=format_day(today))
    return exactly(period, arithmetic(said, period.edtf))


def _runs_until(scene: Scene) -> int:
    """The weekday up to which a run of days goes from the one at hand: "Monday through Friday"; 0 without one."""
    words = scene.tokens.words
    joint = words[scene.after]
    opened = scene.word_before in ("from", "between") or joint == "through"
    if joint not in GRAMMAR["spans"] or not opened:
        return 0
    return WEEKDAYS.get(words[scene.after + 1], 0)


def _end_of_run(number: int, scene: Scene, today: date) -> Outcome | None:
    """A weekday that ends or begins a run: "Monday through Friday"."""
    name = format_weekday(number)
    begun = None if scene.put_off() else scene.run_from()
    if begun and scene.second_before in WEEKDAYS:
        period = period_of(Unit.DAY, step(begun.first, (number - begun.first.isoweekday()) % 7 or 7))
        how = _("the first {weekday} after {date}", weekday=name, date=format_day(begun.first))
        return exactly(period, arithmetic(how, period.edtf))
    until = _runs_until(scene)
    if until and scene.direction() <= 0:
        # What ran up to a day that has been began before it.
        last = step(today, -((today.isoweekday() - until) % 7))
        period = period_of(Unit.DAY, step(last, -((until - number) % 7 or 7)))
        how = N_("the {weekday} before {date}")
        return exactly(period, arithmetic(_(how, weekday=name, date=format_day(last)), period.edtf))
    return None


def _plain_weekday(number: int, scene: Scene, today: date) -> Outcome:
    """A weekday without a word beside it."""
    name, said = format_weekday(number), format_day(today)
    end = _end_of_run(number, scene, today)
    if end:
        return end
    gone = (today.isoweekday() - number) % 7
    off = 0 < gone <= _OFF_WITHIN and scene.called_off()
    if 0 < gone <= _COMMITTED_WITHIN and scene.committed():
        period = period_of(Unit.DAY, step(today, -gone))
        how = _("the latest {weekday} up to {date}", weekday=name, date=said)
        found = exactly(period, arithmetic(how, period.edtf), convention("weekday-past"))
        return replace(found, edtf=qualified(period.edtf, uncertain=True))
    if scene.direction() > 0 and not off:
        period = period_of(Unit.DAY, step(today, (number - today.isoweekday()) % 7))
        how = _("the next {weekday} from {date} on", weekday=name, date=said)
        rule = "weekday-future"
    elif scene.direction() < 0 and (bound := _latest_by_order(scene, today)):
        return _latest_up_to(number, today, bound)
    elif 0 < (ahead := (number - today.isoweekday()) % 7) <= _DAYS_AFTER and scene.later_text():
        # No daily paper calls the day six days ago by its bare name: the text is later than its date.
        period = period_of(Unit.DAY, step(today, ahead))
        how = _("the next {weekday} from {date} on", weekday=name, date=said)
        found = exactly(period, arithmetic(how, period.edtf), convention("weekday-future"))
        return replace(found, edtf=qualified(period.edtf, uncertain=True))
    else:
        period = period_of(Unit.DAY, step(today, -((today.isoweekday() - number) % 7)))
        how = _("the latest {weekday} up to {date}", weekday=name, date=said)
        rule = "weekday-past"
    if period.first == today:
        how = _("said of the article's own day")
    return exactly(period, arithmetic(how, period.edtf), convention(rule))


def _latest_up_to(number: int, today: date, bound: date) -> Outcome:
    """The latest weekday, not after what the sentence tells as later; uncertain where that moves it."""
    latest = step(today, -((today.isoweekday() - number) % 7))
    moved = latest > bound
    period = period_of(Unit.DAY, step(bound, -((bound.isoweekday() - number) % 7)) if moved else latest)
    name, said = format_weekday(number), format_day(bound if moved else today)
    how = arithmetic(_("the latest {weekday} up to {date}", weekday=name, date=said), period.edtf)
    found = exactly(period, how, convention("order" if moved else "weekday-past"))
    return replace(found, edtf=qualified(period.edtf, uncertain=True)) if moved else found


def _beside_last(number: int, relation: str, last: Period, relative: bool) -> Outcome:
    """A weekday before, after or at the date that the text named last; of a longer one than a week, any."""
    if (last.last - last.first).days >= _WEEK_DAYS:
        ends = {"previous": (-_WEEK_DAYS, -1), "following": (1, _WEEK_DAYS)}.get(relation, (0, 0))
        return within(last, step(last.first, ends[0]), step(last.last, ends[1]), relative)
    if relation == "previous":
        day = step(last.first, -((last.first.isoweekday() - number) % 7 or 7))
    elif relation == "following":
        day = step(last.last, (number - last.last.isoweekday()) % 7 or 7)
    else:
        day = step(last.first, (number - last.first.isoweekday()) % 7)
    return in_text(period_of(Unit.DAY, day), relative)


# ---------------------------------------------------------------- by the order of events


def _orders(scene: Scene, between: range, joints: frozenset[str], opened: bool) -> bool:
    """Whether a joint stands between two clauses, or a comma where the first is opened by one."""
    return _joins(scene, between, joints) or (opened and _has_comma(scene, between))


def _latest_by_order(scene: Scene, today: date) -> date | None:
    """The day on or before which a past event of a weekday lies, by what its sentence puts after it.

    Args:
        scene: Stands at a weekday without a word beside it.
        today: The day of speech.
    """
    start, stop = _sentence(scene)
    named = scene.day_named_before()
    if named and named.last <= today and not _is_owner(scene, scene.ended):
        opened = _opens(scene, start, scene.ended) in _BEFORE
        if _orders(scene, range(scene.ended, scene.first), _AFTER, opened):
            # "broke on Tuesday after the storm hit on Wednesday"
            return named.last
    words = scene.tokens.words
    following = next((at for at in range(scene.after, stop) if words[at] in WEEKDAYS), None)
    if following is None or _is_owner(scene, following + 1):
        return None
    if tense.direction(scene.tokens.plain, following, following + 1) >= 0:
        return None
    opened = _opens(scene, start, scene.first) in _AFTER
    if _orders(scene, range(scene.after, following), _BEFORE, opened):
        # "After the storm hit on Wednesday, the dam broke on Tuesday"
        weekday = WEEKDAYS[words[following]]
        return step(today, -((today.isoweekday() - weekday) % 7))
    return None


def _is_owner(scene: Scene, after: int) -> bool:
    """Whether the day that ends there tells which thing is meant, and not when: "the toll of Tuesday's crash rose"."""
    return scene.tokens.words[after : after + 2] == ["'", "s"]


def _sentence(scene: Scene) -> tuple[int, int]:
    """The first token of the sentence, and the one that ends it; of a list without end what stands near."""
    words = scene.tokens.words
    start, stop = scene.first, scene.after
    while start > scene.first - _FARTHEST and start and words[start - 1]:
        start -= 1
    while stop < scene.after + _FARTHEST and words[stop]:
        stop += 1
    return start, stop


def _opens(scene: Scene, start: int, stop: int) -> str:
    """The word with which the sentence opens, where no comma parts it from what follows."""
    words = scene.tokens.words[start:stop]
    return "" if not words or "," in words else words[0]


def _has_comma(scene: Scene, between: range) -> bool:
    return any(scene.tokens.words[at] == "," for at in between)


def _joins(scene: Scene, between: range, joints: frozenset[str]) -> bool:
    """Whether one of the words joins two events, and nothing behind it begins another."""
    words = scene.tokens.words
    for at in reversed(between):
        if words[at] in joints:
            # "after Wednesday" bounds the day itself; "the following" joins nothing.
            return at + 1 < between.stop and words[at - 1] not in GRAMMAR["determiners"]
        apart = words[at] == "," and words[at + 1] not in _RELATIVES
        if apart or words[at] in _BREAKS or (words[at] in OPEN_ENDS and at + 1 < between.stop):
            return False
    return False
