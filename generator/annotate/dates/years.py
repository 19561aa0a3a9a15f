"""Years in figures and words, and with their era: what of the words beside a figure makes it one; decades, centuries.

In: tokens at an index. Out: a reading and the index behind it; of a reading in its scene, an outcome.
"""

from __future__ import annotations

from dataclasses import replace

from generator.annotate.dates.periods import (
    Period,
    Unit,
    period_of,
)
from generator.annotate.dates.readings import (
    CalendarDate,
    DateRange,
    Found,
    YearSpan,
)
from generator.annotate.dates.scene import (
    Outcome,
    Scene,
    convention,
    exactly,
    resolves,
    unresolved,
)
from generator.annotate.dates.tokens import (
    DASHES,
    DECADES,
    GRAMMAR,
    NUMBERS,
    RELATIONS,
    UNITS,
    Tokens,
    figure_goes_on,
    is_figure,
    ordinal,
    spelled_number,
)
from generator.edtf import day_of, interval_edtf
from generator.language.quantities import units_of_measure

_CENTURY_JOINTS = (*DASHES, "or", "to", "and")
_NEIGHBORS = GRAMMAR["neighbors"]
_YEARS = range(1000, 2200)
_BEFORE_YEAR = GRAMMAR["before_year"]
_AFTER_FIGURE = GRAMMAR["after_day"]
# What is counted, or measured: "2019 votes", "2000 rupees", "1950 feet".
_COUNTED = GRAMMAR["counted"] | {word for word in units_of_measure() if word.endswith("s")}
# "was", "has" and "is" are no plurals.
_SHORTEST_PLURAL = 3
# The words of a street's name.
_STREET_WORDS = 4
# Signs that may touch a year from the left.
_OPENING = frozenset("([-–—'\"“`")
# Four figures below this are years only behind a month.
_FIRST_BARE_YEAR = 1500
_BEFORE_OLD_YEAR = GRAMMAR["before_old_year"]
# Behind any lower-case word, only figures in this range are years.
_LIKELY_YEARS = range(1800, 2100)
# "1985-87" and "2019-2021" are stretches of time, "1500-2000" may be anything.
_LONGEST_RANGE = 200
_LONGEST_ERA_RANGE = 1000
YEAR_SHIFTS = {"last year": -1, "this year": 0, "next year": 1}


# ---------------------------------------------------------------- finding


def year_alone(tokens: Tokens, index: int) -> Found:
    """A year in figures or words ("1988", "1985-87", "nineteen ninety-six"), and no number that counts things."""
    return _years_of_era(tokens, index) or _plain_year(tokens, index)


def _plain_year(tokens: Tokens, index: int) -> Found:
    """A year without its era."""
    words = tokens.words
    year = figure_year(tokens, index)
    if year is None:
        return _year_in_words(tokens, index)
    before = _word_before(tokens, index)
    after = index + 1
    if words[after] == "s" and tokens.glued(after) and year % 10 == 0:
        return YearSpan(
            unit=Unit.CENTURY if year % 100 == 0 and year < 2000 else Unit.DECADE, start=year
        ), after + 1
    if not _is_year(tokens, index, year, before):
        return None
    if words[after] in DASHES or words[after] == "/":
        end = _range_end(tokens, after, year)
        if end:
            return DateRange(first=CalendarDate(year=year), last=CalendarDate(year=end)), after + 2
    return CalendarDate(year=year), after


def era_at(tokens: Tokens, index: int) -> tuple[bool, int] | None:
    """Whether the era that stands here is the one before Christ, and the index behind it: "BC", "B.C.E.", "AD"."""
    words = tokens.words
    name, after = words[index], index + 1
    if len(name) == 1 and words[after] == ".":
        while words[after] == "." and len(words[after + 1]) == 1 and words[after + 1].isalpha():
            name, after = name + words[after + 1], after + 2
        after += words[after] == "." and tokens.glued(after)
    elif not tokens.text[tokens.starts[index] : tokens.ends[index]].isupper():
        return None
    if name in GRAMMAR["before_christ"]:
        return True, after
    return (False, after) if name in GRAMMAR["our_era"] else None


def _glued_to_word(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index - 1] not in _OPENING


def _year_in_words(tokens: Tokens, index: int) -> Found:
    spelled = _spelled_year(tokens, index)
    if spelled is None or _counts(tokens, *spelled):
        return None
    return CalendarDate(year=spelled[0]), spelled[1]


def _is_year(tokens: Tokens, index: int, year: int, before: str) -> bool:
    """Whether a figure is a year, by its size and the words beside it: not "2019 cars", nor a house's number."""
    following = tokens.words[index + 1]
    if year < _FIRST_BARE_YEAR and not _old_year(tokens, index):
        return False
    if (tokens.glued(index) and before not in _OPENING) or following in _COUNTED or following in UNITS:
        return False
    if tokens.glued(index + 1) and following.isalpha():
        # "the 1500m"
        return False
    if _is_score(tokens.words, index):
        return False
    return (before in _BEFORE_YEAR or _likely(tokens, index)) and not _numbers_house(tokens, index)


def _is_score(words: list[str], index: int) -> bool:
    """Whether a figure counts with the other one beside "to": "1987 to 1654", "by 1987 votes to 1654"."""
    if words[index + 1] == "to" and _four_figures(words[index + 2]):
        return int(words[index + 2]) <= int(words[index])
    if index < 2 or words[index - 1] != "to":
        return False
    first = index - 2 if is_figure(words[index - 2]) else index - 3
    # What is counted stands between: "1987 votes to 1654".
    counts = first >= 0 and _four_figures(words[first]) and words[first - 1] not in _BEFORE_OLD_YEAR
    return counts and (first == index - 3 or int(words[first]) >= int(words[index]))


def _four_figures(word: str) -> bool:
    return len(word) == 4 and is_figure(word)


def year_of_era(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year with its era, counted astronomically: "44 BC" (-43), "AD 122", "753 B.C.E."."""
    words = tokens.words
    ahead = era_at(tokens, index)
    if ahead and ahead[0]:
        return None
    at = ahead[1] if ahead else index
    if not _is_low_figure(tokens, at):
        return None
    behind = era_at(tokens, at + 1)
    if behind is None and (not ahead or figure_goes_on(tokens, at + 1)):
        return None
    if behind and words[behind[1] - 1] != "." and _names_more(tokens, index, behind[1]):
        return None
    before_christ, after = behind or (False, at + 1)
    return _astronomical(int(words[at]), before_christ=before_christ), after


def _is_low_figure(tokens: Tokens, index: int) -> bool:
    """Whether up to four figures, not all of them 0, stand here alone."""
    word = tokens.words[index]
    return is_figure(word) and len(word) <= 4 and int(word) > 0 and not _glued_to_word(tokens, index)


def _astronomical(year: int, *, before_christ: bool) -> int:
    """A year as EDTF counts it: 1 BC is 0."""
    return 1 - year if before_christ else year


def _names_more(tokens: Tokens, index: int, after: int) -> bool:
    """Whether the letters behind a low figure belong to a noun: "5 BC schools", "10 CE credits"."""
    following = tokens.words[after]
    return (
        len(tokens.words[index]) < 4
        and following.isalpha()
        and following not in _AFTER_FIGURE
        and not tokens.capital(after)
        and _word_before(tokens, index) not in _BEFORE_OLD_YEAR
    )


def _years_of_era(tokens: Tokens, index: int) -> Found:
    """A year, or two, with their era: "264-241 BC"."""
    words = tokens.words
    alone = year_of_era(tokens, index)
    if alone:
        return CalendarDate(year=alone[0]), alone[1]
    at = index + 1
    if not (is_figure(words[index]) and words[at] in DASHES and tokens.glued(at) and tokens.glued(at + 1)):
        return None
    last, era = year_of_era(tokens, at + 1), era_at(tokens, at + 2)
    if last is None or era is None or len(words[index]) > 4 or tokens.glued(index):
        return None
    first = _astronomical(int(words[index]), before_christ=era[0])
    if not 0 < last[0] - first <= _LONGEST_ERA_RANGE:
        return None
    return DateRange(first=CalendarDate(year=first), last=CalendarDate(year=last[0])), last[1]


def _word_before(tokens: Tokens, index: int) -> str:
    """The word in front of a year; "circa" for "c."."""
    words = tokens.words
    if index > 1 and words[index - 1] == "." and words[index - 2] in GRAMMAR["short_hedges"]:
        return "circa"
    return words[index - 1] if index else ""


def _counts(tokens: Tokens, year: int, after: int) -> bool:
    """Whether a round number in words counts what follows: "two thousand people"."""
    following = tokens.words[after]
    return year % 100 == 0 and following.isalpha() and following not in _AFTER_FIGURE


def _old_year(tokens: Tokens, index: int) -> bool:
    """Whether four figures too low for most years stand where only a year can: "in 1203."."""
    words = tokens.words
    return _word_before(tokens, index) in _BEFORE_OLD_YEAR and (
        not words[index + 1].isalpha() or words[index + 1] in _AFTER_FIGURE
    )


def _likely(tokens: Tokens, index: int) -> bool:
    """Whether four figures are a year although no word of time stands before them."""
    if int(tokens.words[index]) not in _LIKELY_YEARS or tokens.words[index - 1] in GRAMMAR["numbering"]:
        return False
    before = tokens.words[index - 1] if index else ""
    if _counts_plural(tokens, index + 1):
        return False
    # "That 1978 resolution" at the head of a sentence, and not "Tram 2003".
    return before.isalpha() and (not tokens.capital(index - 1) or before in RELATIONS)


def _counts_plural(tokens: Tokens, index: int) -> bool:
    """Whether a plural stands here that a figure in front counts: "has 1999 rooms"; not "2019 was"."""
    word = tokens.words[index]
    plural = len(word) > _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return plural and word.isalpha() and not tokens.capital(index)


def _numbers_house(tokens: Tokens, index: int) -> bool:
    """Whether four figures number a house: "at 2015 Elm Street", and not "in 1984 Elm Street was closed"."""
    words = tokens.words
    if index and words[index - 1] in GRAMMAR["no_house"]:
        return False
    at = index + 1
    while at <= index + _STREET_WORDS and words[at].isalnum() and tokens.capital(at):
        if at > index + 1 and words[at] in GRAMMAR["streets"]:
            return True
        at += 1
    return False


def _range_end(tokens: Tokens, index: int, year: int) -> int | None:
    """The second year of "1985-87", "2019-2021" or "2024/25"."""
    word = tokens.words[index + 1]
    if not (tokens.glued(index) and tokens.glued(index + 1) and is_figure(word)):
        return None
    if len(word) not in (2, 4):
        return None
    end = int(word) if len(word) == 4 else year // 100 * 100 + int(word)
    longest = 1 if tokens.words[index] == "/" else _LONGEST_RANGE
    return end if year < end <= year + longest else None


def year_named(tokens: Tokens, index: int) -> Found:
    """A year that says it is one: "the year 2000"."""
    if tokens.words[index : index + 2] != ["the", "year"]:
        return None
    of = tokens.words[index + 2] == "of"
    found = year_at(tokens, index + 2 + of) or (None if of else _early_year(tokens, index + 2))
    return (CalendarDate(year=found[0]), found[1]) if found else None


def _early_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year of two or three figures behind "the year"."""
    word = tokens.words[index]
    if len(word) not in (2, 3) or not is_figure(word) or figure_goes_on(tokens, index + 1):
        return None
    following = tokens.words[index + 1]
    if following.isalpha() and following not in _AFTER_FIGURE and not tokens.capital(index + 1):
        # "by the end of the year 40 had left"
        return None
    return int(word), index + 1


# ---------------------------------------------------------------- figures and words of a year


def year_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in figures or words, with its era where that is said."""
    of_era = year_of_era(tokens, index)
    if of_era:
        return of_era
    year = figure_year(tokens, index)
    return (year, index + 1) if year else _spelled_year(tokens, index)


def figure_year(tokens: Tokens, index: int) -> int | None:
    """A year of four figures."""
    word = tokens.words[index]
    if len(word) != 4 or not (is_figure(word)) or int(word) not in _YEARS:
        return None
    following = tokens.words[index + 1]
    if following in GRAMMAR["zones"] and tokens.text[tokens.starts[index + 1] :][: len(following)].isupper():
        # "1130 GMT" is a time.
        return None
    return None if figure_goes_on(tokens, index + 1, ",.:") else int(word)


def _spelled_year(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in words: "nineteen ninety-six", "two thousand", "twenty twenty-six"."""
    words = tokens.words
    head = NUMBERS.get(words[index], 0)
    if words[index + 1] == "thousand" and head == 2:
        found = spelled_number(tokens, index)
        return found if found and 2000 <= found[0] <= 2099 else None
    if not (17 <= head <= 20) or words[index + 1] not in NUMBERS:
        return None
    if words[index + 1] == "hundred":
        return (head * 100, index + 2) if head < 20 else None
    tail = spelled_number(tokens, index + 1)
    if tail is None or not 10 <= tail[0] <= 99:
        return None
    return head * 100 + tail[0], tail[1]


def shifted_year(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A year given from this one: "last year", "of this year"; a relation such as ``last year``."""
    words = tokens.words
    at = index + 1 if words[index] == "of" else index
    if words[at] in _NEIGHBORS and words[at + 1] == "year":
        return f"{words[at]} year", at + 2
    return None


def near_century(short: int, year: int) -> int:
    """The year with these last two figures that is nearest to a year.

    >>> near_century(98, 2026), near_century(26, 2026)
    (1998, 2026)
    """
    century = year // 100 * 100
    return min(
        (century - 100 + short, century + short, century + 100 + short), key=lambda guess: abs(guess - year)
    )


# ---------------------------------------------------------------- decades and centuries


def _is_decade(words: list[str], index: int) -> bool:
    """Whether a figure and an "s" stand there: "80s"."""
    figure = words[index]
    return len(figure) == 2 and is_figure(figure) and figure.endswith("0") and words[index + 1] == "s"


def decade_or_century(tokens: Tokens, index: int) -> Found:
    """Forms such as "'80s", "nineties", "20th century"; "the" not included."""
    words = tokens.words
    word = words[index]
    if word in ("'", "‘"):
        figure = words[index + 1]
        if _is_decade(words, index + 1):
            return YearSpan(unit=Unit.DECADE, start=int(figure), short=True), index + 3
        return None
    if _is_decade(words, index):
        # "in his 80s" is an age.
        said = index > 0 and words[index - 1] in GRAMMAR["before_season"] and tokens.glued(index + 1)
        if said and not _is_age(tokens, index):
            return YearSpan(unit=Unit.DECADE, start=int(word), short=True), index + 2
        return None
    if word in DECADES:
        decade = YearSpan(unit=Unit.DECADE, start=DECADES[word], short=True)
        return None if _is_age(tokens, index) else (decade, index + 1)
    return _century(tokens, index)


def _century(tokens: Tokens, index: int) -> Found:
    """A century, or two that go together: "20th century", "2nd or 3rd century BC"."""
    words = tokens.words
    number = ordinal(tokens, index)
    if number is None or not 1 <= number[0] <= 30:
        return None
    second = ordinal(tokens, number[1] + 1) if words[number[1]] in _CENTURY_JOINTS else None
    if second:
        last = _century(tokens, number[1] + 1)
        if last is None or not isinstance(last[0], YearSpan):
            return None
        return replace(last[0], other=_first_year(number[0], before_christ=last[0].start < 0)), last[1]
    at = number[1] + 1 if words[number[1]] in DASHES else number[1]
    if words[at] not in ("century", "centuries"):
        return None
    before_christ, after = era_at(tokens, at + 1) or (False, at + 1)
    return YearSpan(unit=Unit.CENTURY, start=_first_year(number[0], before_christ=before_christ)), after


def _first_year(century: int, *, before_christ: bool) -> int:
    return 1 - century * 100 if before_christ else (century - 1) * 100


def _is_age(tokens: Tokens, index: int) -> bool:
    """Whether a decade behind its owner is an age: "in his early 30s", "in her mid-thirties"."""
    words = tokens.words
    at = index
    while at and (words[at - 1] in GRAMMAR["parts"] or words[at - 1] in DASHES):
        at -= 1
    return at > 0 and words[at - 1] in GRAMMAR["owners"]


@resolves(YearSpan)
def _resolve_span(reading: YearSpan, scene: Scene) -> Outcome:
    """A decade or a century; of "the eighties", the latest that has begun."""
    start = reading.start
    if reading.short:
        if scene.day is None:
            return unresolved(f"XX{start // 10}")
        start = near_century(start, scene.day.year)
        if start > scene.day.year:
            start -= 100
    period = period_of(reading.unit, day_of(start or 1, 1, 1))
    if reading.other is not None:
        return _either_century(period, period_of(reading.unit, day_of(reading.other or 1, 1, 1)))
    if reading.unit is Unit.CENTURY:
        return exactly(period, convention("century"), relative=False)
    return exactly(period, relative=reading.short)


def _either_century(one: Period, other: Period) -> Outcome:
    """The years of two centuries, in order."""
    first, last = sorted((one, other), key=lambda period: period.first)
    return Outcome(
        value=f"{first.value}/{last.value}",
        edtf=interval_edtf(first.first, last.last),
        steps=(convention("century"),),
    )
