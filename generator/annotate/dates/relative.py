"""Expressions that point at time from the day of speech or from another date of the text."""

from __future__ import annotations

from generator.annotate.dates.absolute import (
    Found,
    calendar_date,
    day_at,
    figure_year,
    month_at,
    weekday_at,
)
from generator.annotate.dates.calendar import Unit
from generator.annotate.dates.lexicon import (
    GRAMMAR,
    BOUNDS,
    LENGTHS,
    OPENERS,
    RECURRING,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from generator.annotate.dates.numbers import DASHES, count, ordinal
from generator.annotate.dates.readings import (
    CalendarDate,
    Count,
    DayWord,
    Distance,
    Duration,
    MonthReference,
    NumberedUnit,
    Reading,
    Recurring,
    SeasonReference,
    UnitReference,
    Vague,
    Weekday,
)
from generator.annotate.dates.tokens import Tokens

RELATIONS = {
    "last": "last",
    "past": "last",
    "this": "this",
    "current": "this",
    "next": "next",
    "coming": "next",
    "previous": "previous",
    "preceding": "previous",
    "prior": "previous",
    "following": "following",
    "subsequent": "following",
    "same": "same",
    "that": "same",
    "latest": "latest",
}
# Adjectives that may stand between a count and its unit without changing the length of time.
_FILLERS = GRAMMAR["fillers"]
_ADDED = frozenset({"additional", "extra", "further", "whole", "full"})
# "the 1988 quarter" counts no quarters.
_FIRST_YEAR = 1500
# Before a bare plural that is a length of time: "for months", "within weeks".
_PLURAL_OPENERS = frozenset(
    {"for", "in", "within", "after", "follows", "following", "took", "taken", "takes", "lasted"}
)
_QUOTES = frozenset({'"', "“", "`"})
_PAST_WINDOW = frozenset({"past", "last", "previous", "preceding", "latest", "prior"})
_FUTURE_WINDOW = frozenset({"next", "coming", "following"})
_DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_CALENDAR_UNITS = frozenset(
    {
        Unit.DAY,
        Unit.WEEK,
        Unit.WEEKEND,
        Unit.MONTH,
        Unit.QUARTER,
        Unit.HALF,
        Unit.YEAR,
        Unit.DECADE,
        Unit.CENTURY,
    }
)


def day_word(tokens: Tokens, index: int) -> Found:
    """Yesterday, today, tomorrow and the day before or after."""
    words = tokens.words
    if words[index] in _DAY_WORDS:
        return DayWord(offset=_DAY_WORDS[words[index]]), index + 1
    at = index + 1 if words[index] == "the" else index
    if words[at : at + 3] == ["day", "after", "tomorrow"]:
        return DayWord(offset=2), at + 3
    if words[at : at + 3] == ["day", "before", "yesterday"]:
        return DayWord(offset=-2), at + 3
    return None


def vague(tokens: Tokens, index: int) -> Found:
    """Now, recently, soon and their like."""
    words = tokens.words
    for table in (VAGUE, LENGTHS):
        for phrase, value in table.get(words[index], ()):
            after = index + len(phrase)
            if tuple(words[index:after]) == phrase:
                return None if _mere_order(words, index, after) else (Vague(value=value), after)
    return None


def _mere_order(words: list[str], index: int, after: int) -> bool:
    """Whether "soon", "now" and their like only order things: "soon after", "as soon as", "now-interim"."""
    word = words[index]
    if word in ("soon", "shortly"):
        return words[after] in ("after", "before", "thereafter", "as") or words[index - 1] in (
            "as",
            "how",
            "too",
        )
    if word == "future" and not words[after].isalpha():
        return True
    return words[after - 1] in ("time", "moment") and words[after] == "of" or words[after] in DASHES


def unit_at(tokens: Tokens, index: int) -> tuple[Unit, int] | None:
    """A unit of time, an adjective in front of it included."""
    words = tokens.words
    if words[index] in _FILLERS:
        index += 1
    unit = UNITS.get(words[index])
    return (unit, index + 1) if unit else None


def bound_at(tokens: Tokens, index: int) -> tuple[str, int]:
    """The words before a count that bound it ("at least"); ``""`` and the same index where none stand."""
    words = tokens.words
    for phrase, mod in BOUNDS.get(words[index], ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return mod, index + len(phrase)
    return "", index


def distance_or_duration(tokens: Tokens, index: int) -> Found:
    """ "at least 5 days ago", "four-day", "a year and a half", "the past several days"."""
    words = tokens.words
    mod, at = bound_at(tokens, index)
    bound_words = " ".join(words[index:at])
    if at > index and bound_words in ("over", "around", "about", "under", "beyond", "some"):
        # "over the past week" is no more than that week.
        if words[at] == "the" or words[at] in RELATIONS:
            return None
    if words[at] == "the" or words[at] in RELATIONS:
        return _window(tokens, at, mod, bound_words)
    found = _measured(tokens, at)
    if found is None:
        return None
    number, unit, after = found
    approximate = words[after : after + 2] == ["or", "so"]
    if approximate:
        after, mod, bound_words = after + 2, mod or "APPROX", "or so"
    sign, anchor, end = _direction(tokens, after)
    if sign:
        return Distance(
            count=number, unit=unit, sign=sign, anchor=anchor, bound=mod, bound_words=bound_words
        ), end
    old = after + 1 if words[after] in DASHES else after
    if words[old] == "old":
        # "37 years old" is an age; "an 8-month-old truce" began then.
        if unit is Unit.YEAR or old == after:
            return None
        after = old + 1
    elif words[old] == "long" and old > after:
        after = old + 1
    if not _is_length(tokens, index, at, after, number):
        return None
    return Duration(count=number, unit=unit, bound=mod, bound_words=bound_words), after


def _is_length(tokens: Tokens, index: int, at: int, after: int, number: Count) -> bool:
    """Whether a count and a unit are a length of time, and no rate ("$5 a year"), share or year."""
    words = tokens.words
    before = words[index - 1] if index else ""
    unit = UNITS[words[after - 1]] if words[after - 1] in UNITS else None
    if unit is Unit.QUARTER and (
        (words[after] == "of" and _singular(words[after - 1]))
        or (number.low == 3 and words[after - 2] in DASHES)
    ):
        return False
    if words[at] in ("a", "an") and at == index and after == at + 2:
        return before == "" or not before[0].isalnum() or before in OPENERS
    return number.low < _FIRST_YEAR or words[after - 1].endswith("s")


def _measured(tokens: Tokens, index: int) -> tuple[Count, Unit, int] | None:
    """A count with its unit."""
    words = tokens.words
    more = words[index] in ("a", "an") and words[index + 1] in _ADDED
    number = count(tokens, index + 2 if more and words[index + 2] not in UNITS else index)
    if number is None:
        return None
    amount, at = number
    if (words[at] in DASHES and tokens.glued(at)) or (words[at] == "of" and amount.vague):
        at += 1
    unit = unit_at(tokens, at)
    if unit is None or words[at] == "fiscal" or (words[at] == "second" and amount.low == 1):
        return None
    name, after = unit
    if words[index] in ("a", "an") and name is Unit.SECOND:
        return None
    if words[index] in ("a", "an") and words[after : after + 2] == ["or", "two"]:
        return Count(low=1, high=2), name, after + 2
    if words[after : after + 3] == ["and", "a", "half"] and not amount.half:
        amount, after = Count(low=amount.low, high=amount.high, half=True), after + 3
    return amount, name, after


def _direction(tokens: Tokens, index: int) -> tuple[int, str, int]:
    """The word that makes a length a distance: its sign, what it is measured from, the index after it."""
    words = tokens.words
    word = words[index]
    if word == "ago":
        return -1, "speech", index + 1
    if word in DASHES and words[index + 1] in ("ago", "earlier") and tokens.glued(index):
        return -1, "speech" if words[index + 1] == "ago" else "text", index + 2
    if word == "from" and words[index + 1] in ("now", "today"):
        return 1, "speech", index + 2
    if word == "hence":
        return 1, "speech", index + 1
    if word in ("earlier", "previously"):
        return -1, "text", index + 1
    if word == "before" and (words[index + 1] in ("", ".", ",", ";", '"') or words[index + 1] == ")"):
        return -1, "text", index + 1
    if word in ("later", "afterward", "afterwards"):
        return 1, "text", index + 1
    return 0, "", index


def _window(tokens: Tokens, index: int, mod: str, bound_words: str) -> Found:
    """ "the past several days", "the next two weeks", "the first nine months"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    relation = words[at]
    number = ordinal(tokens, at)
    window = "past" if relation in _PAST_WINDOW else "future" if relation in _FUTURE_WINDOW else ""
    if window or number:
        at = number[1] if number and not window else at + 1
    elif at == index:
        return None
    if not window and not number and words[at] in ("full", "entire", "whole"):
        at += 1
    found = _measured(tokens, at)
    if found is None or words[at] in ("a", "an"):
        return None
    amount, unit, after = found
    if words[after : after + 2] == ["or", "so"]:
        after, mod, bound_words = after + 2, "APPROX", "or so"
    if after < len(words) and words[after] == "ago":
        return None
    return Duration(count=amount, unit=unit, window=window, bound=mod, bound_words=bound_words), after


def bare_plural(tokens: Tokens, index: int) -> Found:
    """ "recent weeks", "coming months", "months ago", "in years"."""
    words = tokens.words
    word = words[index]
    if word in ("recent", "coming", "past", "previous") and words[index + 1] in UNITS:
        unit = UNITS[words[index + 1]]
        if not words[index + 1].endswith(("s", "a", "ies")) or word == "previous":
            return None
        window = "future" if word == "coming" else "past"
        return Duration(count=_plural(), unit=unit, window=window), index + 2
    unit_word = UNITS.get(word)
    if unit_word is None or not word.endswith("s") or word in ("yrs", "hrs", "seconds", "minutes"):
        return None
    sign, anchor, after = _direction(tokens, index + 1)
    if sign:
        return Distance(count=_plural(), unit=unit_word, sign=sign, anchor=anchor), after
    if index and words[index - 1] in _PLURAL_OPENERS:
        if words[after] in ("or", "and") and words[after + 1] in UNITS:
            after += 2
        return Duration(count=_plural(), unit=unit_word), after
    return None


def _plural() -> Count:
    """What a plural without a number stands for."""
    return Count(low=2, high=10, vague="plural")


def related(tokens: Tokens, index: int) -> Found:
    """ "last week", "this September", "next Friday", "the same day", "the year"; "the" included."""
    words = tokens.words
    article = words[index] == "the"
    at = index + 1 if article else index
    if article and words[at].endswith("s") and words[at] in UNITS and words[at + 1] == "ahead":
        return Duration(count=_plural(), unit=UNITS[words[at]], window="future"), at + 2
    relation = RELATIONS.get(words[at])
    if relation is None:
        return _article_unit(tokens, at) if article else None
    after = at + 1
    if relation == "this" and words[after] in ("past", "coming", "same"):
        relation = {"past": "last", "coming": "next", "same": "same"}[words[after]]
        after += 1
    if index and words[index - 1] in _QUOTES and tokens.capital(after):
        # "This Week", a program.
        return None
    return _related_name(tokens, after, relation, words[at])


def _related_name(tokens: Tokens, index: int, relation: str, word: str) -> Found:
    """What stands behind "last", "this" or "next": a weekday, month, season or unit."""
    words = tokens.words
    name = weekday_at(tokens, index)
    if name and relation != "latest" and word != "current":
        if words[name[1]] == ",":
            full = calendar_date(tokens, index)
            if full:
                return full
        return Weekday(number=name[0], relation=relation), name[1]
    month = month_at(tokens, index)
    if month and relation in ("last", "this", "next", "previous", "following"):
        day = day_at(tokens, month[1])
        if day:
            return MonthReference(month=month[0], relation=relation, day=day[0]), day[1]
        return MonthReference(month=month[0], relation=relation), month[1]
    if words[index] in SEASONS and relation in ("last", "this", "next", "previous", "following"):
        return SeasonReference(code=SEASONS[words[index]], relation=relation), index + 1
    if relation == "latest" and words[index] == "period":
        return UnitReference(unit=Unit.QUARTER, relation=relation), index + 1
    unit = unit_at(tokens, index)
    if unit is None or unit[0] not in _CALENDAR_UNITS or not _singular(words[unit[1] - 1]):
        return None
    if word == "that" and unit[0] is Unit.DAY and words[unit[1]].isalpha() and words[unit[1]] in ("s",):
        return None
    return UnitReference(unit=unit[0], relation=relation), unit[1]


def _singular(word: str) -> bool:
    """Whether a unit's word is in the singular."""
    return not word.endswith("s") and word not in ("millennia",)


def _article_unit(tokens: Tokens, index: int) -> Found:
    """ "the quarter", "the weekend": a unit behind "the" alone."""
    words = tokens.words
    unit = unit_at(tokens, index)
    if unit is None or not _singular(words[unit[1] - 1]):
        return None
    if unit[0] not in (Unit.WEEKEND, Unit.WEEK, Unit.QUARTER, Unit.YEAR, Unit.MONTH, Unit.DAY):
        return None
    return UnitReference(unit=unit[0], relation="the"), unit[1]


def numbered(tokens: Tokens, index: int) -> Found:
    """ "third-quarter", "the second half of 1989", "next year's first quarter"."""
    words = tokens.words
    at = index + 1 if words[index] == "the" else index
    owner: tuple[Reading, int] | None = None
    if words[at] in ("last", "this", "next") and words[at + 1 : at + 4] == ["year", "'", "s"]:
        owner = UnitReference(unit=Unit.YEAR, relation=RELATIONS[words[at]]), at + 4
    elif at > index and (year := figure_year(tokens, at, 1800)):
        owner = CalendarDate(year=year), at + 1
    if owner:
        at = owner[1]
        if words[at] in ("quarter", "period"):
            return NumberedUnit(unit=Unit.QUARTER, number=0, year=owner[0]), at + 1
    if words[at] == "fiscal":
        at = at + 2 if words[at + 1] in DASHES else at + 1
    number = (-1, at + 1) if words[at] in ("last", "final", "closing") else ordinal(tokens, at)
    if number is None:
        return None
    after = number[1] + 1 if words[number[1]] in DASHES else number[1]
    if words[after] in ("fiscal", "calendar"):
        after += 1
    unit = Unit.HALF if words[after] == "half" else UNITS.get(words[after])
    if unit not in (Unit.QUARTER, Unit.HALF) or words[after] == "quarters":
        return None
    if not (number[0] == -1 or 1 <= number[0] <= (4 if unit is Unit.QUARTER else 2)):
        return None
    after += 1
    behind = _owner(tokens, after)
    if owner:
        return NumberedUnit(unit=unit, number=number[0], year=owner[0]), after
    owner = behind
    if owner is None and number[0] == -1:
        return None
    year, after = owner or (None, after)
    return NumberedUnit(unit=unit, number=number[0], year=year), after


def _owner(tokens: Tokens, index: int) -> tuple[Reading, int] | None:
    """The year that a quarter belongs to: "of 1989", "1989", "of last year", "of this year"."""
    words = tokens.words
    at = index + 1 if words[index] == "of" else index
    year = figure_year(tokens, at, 1800)
    if year and (at > index or at == index):
        return CalendarDate(year=year), at + 1
    if words[at] in ("last", "this", "next") and words[at + 1] == "year":
        return UnitReference(unit=Unit.YEAR, relation=RELATIONS[words[at]]), at + 2
    if words[at : at + 2] == ["the", "year"]:
        return UnitReference(unit=Unit.YEAR, relation="the"), at + 2
    return None


def recurring(tokens: Tokens, index: int) -> Found:
    """ "daily", "every Friday", "each year", "twice a week", "Tuesday nights"."""
    words = tokens.words
    word = words[index]
    if word in RECURRING:
        # "the annual report", "its quarterly dividend" name a thing, not a time; "daily flights" do both.
        if (
            word not in ("daily", "nightly", "hourly")
            and words[index + 1].isalpha()
            and words[index + 1] not in OPENERS
        ):
            return None
        return Recurring(value=RECURRING[word]), index + 1
    if word in ("every", "each"):
        return _every(tokens, index + 1)
    if word in ("once", "twice") and words[index + 1] in ("a", "an", "every"):
        unit = UNITS.get(words[index + 2])
        return (Recurring(value=_once(unit)), index + 3) if unit else None
    if word in WEEKDAYS and word.endswith("days") and tokens.capital(index):
        return Recurring(value=f"XXXX-WXX-{WEEKDAYS[word]}"), index + 1
    return None


def _every(tokens: Tokens, index: int) -> Found:
    """What stands behind "every"."""
    words = tokens.words
    name = weekday_at(tokens, index)
    if name:
        return Recurring(value=f"XXXX-WXX-{name[0]}"), name[1]
    month = month_at(tokens, index)
    if month:
        return Recurring(value=f"XXXX-{month[0]:02}"), month[1]
    if words[index] in SEASONS:
        return Recurring(value=f"XXXX-{SEASONS[words[index]]}"), index + 1
    if words[index] == "other" and words[index + 1] in UNITS:
        return Recurring(value=_once(UNITS[words[index + 1]], "2")), index + 2
    found = _measured(tokens, index)
    if found and not found[0].half:
        return Recurring(value=_once(found[1], found[0].value)), found[2]
    if words[index] in UNITS and _singular(words[index]):
        return Recurring(value=_once(UNITS[words[index]])), index + 1
    return None


def _once(unit: Unit, times: str = "1") -> str:
    """The TIMEX3 value of "once per so many units"."""
    return (
        f"PT{times}{unit[0].upper()}"
        if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND)
        else f"P{times}{_LETTERS[unit]}"
    )


_LETTERS = {
    Unit.DAY: "D",
    Unit.NIGHT: "D",
    Unit.WEEKEND: "WE",
    Unit.WEEK: "W",
    Unit.FORTNIGHT: "W",
    Unit.MONTH: "M",
    Unit.QUARTER: "Q",
    Unit.HALF: "H",
    Unit.YEAR: "Y",
    Unit.DECADE: "E",
    Unit.CENTURY: "C",
    Unit.MILLENNIUM: "L",
}


def dated(tokens: Tokens, index: int) -> Found:
    """A day in any of the forms that a part of the day or a time by the clock may stand beside."""
    date = calendar_date(tokens, index)
    if date:
        return date
    name = weekday_at(tokens, index)
    if name:
        return Weekday(number=name[0]), name[1]
    return day_word(tokens, index) or related(tokens, index)
