"""When and where a passage says that something happened, in points: by the clock, the compass, the distance.

Comes in: a passage and the words of its sentence. Goes out: its values, each with what it is a value of.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from generator.catalog import MONTH_NAMES
from generator.claims.compare.passages import Passage
from generator.claims.compare.values import HALF_DAY, Value, ValueKind
from generator.data import table
from generator.known import once
from generator.language.lexicon import listed
from generator.language.names import CAPITAL_WORD, abbreviated_titles
from generator.language.numbers import clock_times
from generator.language.phrases import Token, keys, token_at
from generator.language.quantities import Kind, Quantity, length_words, measure, within
from generator.model import Timex

# Words behind "north of" among which the place is named.
_PLACE_REACHES = 5
# Words behind a distance among which stands from where it is, and letters of both together.
_FROM_REACHES = 9
_NAME_REACHES = 30
# Words from "depth" to its figure's last: "a depth of only about ten".
_DEPTH_REACHES = 5
_ABOUT_REACHES = 30
# The strength of an earthquake: "6.1-magnitude", "a magnitude of 6.1", "6.1 on the Richter scale".
_MAGNITUDE = re.compile(
    r"(?<![\d.,])(\d(?:\.\d)?)(?:[- ]magnitude\b| (?:degrees )?on the Richter\b)"
    r"|\bmagnitude(?:-| (?:(?:of|was|is|as|at|estimated at) )?)(\d(?:\.\d)?)\b(?![.,]?\d)",
    re.IGNORECASE,
)
# Somebody's age: "Ada Roe, 34,", "34-year-old Ada Roe".
_NAME = f"{CAPITAL_WORD}(?: {CAPITAL_WORD})*"
_AGE = re.compile(
    rf"(?P<name>{_NAME}), (?:aged )?(?P<age>\d{{1,3}})(?=[,.;)](?!\d))"
    rf"|(?P<also>{_NAME}), an? (?P<old>\d{{1,3}})-year-old\b"
    rf"|\b(?P<years>\d{{1,3}})-year-old (?:[a-z]+ ){{0,2}}(?P<named>{_NAME})"
)
# How deep a quake was.
DEPTH = "k:depth"
# Words behind a time among which stands that it is so long after another.
_LATER_REACHES = 5
# A passage with more dates is a list of days.
_MOST_DATES = 6
_DIGIT = re.compile(r"\d")
_A_MONTH = timedelta(days=31)
_ZONE = re.compile(r"\s*\(?(?:GMT|UTC|[A-Z]{1,2}[SD]?T)\b")
_NEARLY = re.compile(r"\b(?:shortly|just|little|soon) (?:before|after)$")
_NAME_END = re.compile(r"[\w'’-]*")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|shortly|just|nearly|almost|some)\b[^.,;]{0,12}$"
)


@once
def read_points(passage: Passage, text: str) -> tuple[Value, ...]:
    """The times by the clock, the directions and distances of a passage.

    Args:
        passage: A passage.
        text: Its article's.
    """
    figures = _DIGIT.search(text, passage.start, passage.end) is not None
    return (
        *_clock(passage, text),
        *_ways(passage.tokens, text),
        *(found for quantity in passage.quantities for found in _distance(passage.tokens, quantity, text)),
        *(found for timex in passage.dates for found in _begun(passage.tokens, timex, text)),
        *(_magnitude(passage, text) if figures else ()),
        *(_ages(passage, text) if figures else ()),
    )


def _clock(passage: Passage, text: str) -> Iterator[Value]:
    """The time by the clock of a passage that tells one event at one time, in no named zone."""
    said = text[passage.start : passage.end]
    found = clock_times(said)
    if len(found) != 1 or found[0].half is None or _ZONE.match(said, found[0].end):
        return
    (time,) = found
    if said[: time.start].endswith("as of "):
        return
    start, end = passage.start + time.start, passage.start + time.end
    # What the passage leaves out says when somebody spoke: "By 6am officials said".
    told = any(start <= token.start < end for token in passage.tokens)
    if not told or _is_in_sequence(passage, start, end):
        return
    roughly = _ABOUT.search(said, max(0, time.start - _ABOUT_REACHES), time.start)
    yield Value(
        kind=ValueKind.CLOCK,
        things=frozenset({"k:clock"}),
        stated=time.minutes + HALF_DAY * (time.half or 0),
        words=said[roughly.start() if roughly else time.start : time.end],
        start=passage.start + time.start,
        end=passage.start + time.end,
        rough=not time.minutes % 5 or roughly is not None,
    )


def _clause(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens from the mark before a stretch to the mark, or the word that opens a clause, behind it."""
    bounds = listed("states", "clock", "clauses")
    first, last = token_at(tokens, start), token_at(tokens, end)
    while first and not tokens[first - 1].mark:
        first -= 1
    while last < len(tokens) and not tokens[last].mark and tokens[last].key not in bounds:
        last += 1
    return first, last


def _is_in_sequence(passage: Passage, start: int, end: int) -> bool:
    """Whether the clause of a time tells it as one of several: "before", "until", "first"; not "shortly before 5"."""
    tokens, sequence = passage.tokens, listed("states", "clock", "sequence")
    behind = [token for token in tokens if token.start >= end][:_LATER_REACHES]
    after = any(one.stem in length_words() and other.key in sequence for one, other in pairwise(behind))
    if after and behind[0].mark:
        return True  # "at 3:30, eleven minutes after the alarm"
    first, last = _clause(tokens, start, end)
    clause = [token.key for token in tokens[first:last] if not start <= token.start < end]
    near = _NEARLY.search(" ".join(token.key for token in tokens[first:last] if token.start < start))
    if near:
        clause.remove(near.group().split()[1])
    return not sequence.isdisjoint(clause)


def _ways(tokens: Sequence[Token], text: str) -> Iterator[Value]:
    """Where something lies from a place: "55 km south of Bireun"."""
    points: dict[str, float] = table("comparison")["compass"]
    for k, token in enumerate(tokens):
        if token.key not in points or k + 2 >= len(tokens) or tokens[k + 1].key != "of":
            continue
        before = tokens[k - 1] if k else None
        both = f"{before.key}{token.key}" if before else ""
        place = _place_named(tokens[k + 2 : k + 2 + _PLACE_REACHES])
        if place is None:
            continue
        begin = before.start if before and both in points else token.start
        yield Value(
            kind=ValueKind.WAY,
            things=frozenset({f"k:of {place.key}"}),
            stated=points.get(both, points[token.key]),
            words=text[begin : place.end] + _NAME_END.findall(text[place.end : place.end + _NAME_REACHES])[0],
            start=begin,
            end=place.end,
        )


def _place_named(behind: Sequence[Token]) -> Token | None:
    """The first name behind "north of": "the town of Bireun"."""
    for token in behind:
        if token.mark:
            break
        if token.capitalized:
            return token
    return None


# ---------------------------------------------------------------- distances


def _distance(tokens: Sequence[Token], quantity: Quantity, text: str) -> Iterator[Value]:
    """How far something is from a place, in kilometers: "40 miles (65km) south-east of the capital"; how deep it is."""
    factor = table("comparison")["kilometers"].get(measure(tokens, quantity))
    last = next((k for k, token in enumerate(tokens) if token.start >= quantity.end), len(tokens))
    if quantity.kind is not Kind.COUNT or not quantity.stated or factor is None or _in_brackets(tokens, last):
        return
    deep = next((token for token in reversed(tokens[:last][-_DEPTH_REACHES:]) if token.key == "depth"), None)
    behind = tokens[last : last + _FROM_REACHES]
    at = _origin(behind)
    place = at and _landmark(tokens[last + at : last + at + _PLACE_REACHES])
    if deep or place:
        begin, end = deep.start if deep else quantity.start, place.end if place else behind[0].end
        least, most, stated = (part * factor for part in (quantity.least, quantity.most, quantity.stated))
        yield Value(
            kind=ValueKind.DISTANCE,
            things=frozenset({DEPTH if deep else f"k:from {place.key}" if place else ""}),
            stated=stated,
            words=text[begin:end],
            start=quantity.start,
            end=end,
            quantity=replace(quantity, least=least, most=most, stated=stated),
        )


def _in_brackets(tokens: Sequence[Token], last: int) -> bool:
    """Whether a figure only gives the one before it in another measure: "60 km (37 miles)"."""
    return any(token.text == "(" for token in tokens[max(0, last - 3) : last])


def _origin(behind: Sequence[Token]) -> int:
    """The token behind "from" or "south of", with nothing but a measure and a direction before it; 0 for none."""
    points, skipped = table("comparison")["compass"], 0
    for k, token in enumerate(behind):
        if token.text == "(":
            skipped += 1
        elif token.text == ")":
            skipped -= 1
        elif token.key in ("of", "from"):
            return k + 1
        elif k and not skipped and token.key not in points and token.key not in ("away", "to", "the"):
            return 0
    return 0


def _landmark(behind: Sequence[Token]) -> Token | None:
    """What a distance is counted from: a thing there is one of ("the Ethiopian capital"), else the first name."""
    ones = listed("comparison", "landmarks", "words")
    for token in behind:
        if token.mark:
            break
        if token.key in ones:
            return token
    return _place_named(behind)


# ---------------------------------------------------------------- beginnings


def _begun(tokens: Sequence[Token], timex: Timex, text: str) -> Iterator[Value]:
    """Since when something goes on: "has fought since June", "the war began in July"."""
    before = [token for token in tokens if token.end <= timex.start]
    days = _days_of(timex.value.partition("/")[0])
    if not before or days is None:
        return
    spoken = [token.key for token in before[-2:]]
    ranged = "/" in timex.value and spoken[-1] == "from"
    starts = spoken[-1] == "since" or ranged or not _begins().isdisjoint(spoken)
    if starts:
        first = before[-1] if spoken[-1] == "since" or ranged else before[-2]
        yield Value(
            kind=ValueKind.BEGUN,
            things=frozenset({"k:begun"}),
            stated=days[0].toordinal(),
            until=days[1].toordinal(),
            words=text[first.start : timex.end],
            start=timex.start,
            end=timex.end,
        )


@functools.cache
def _begins() -> frozenset[str]:
    return listed("comparison", "dates", "begins")


def _days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a year, a month or a day as TIMEX3 writes it; ``None`` for anything else."""
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value) is None:
        return None
    year, month, day = (int(part) for part in [*value.split("-"), "0", "0"][:3])
    if not year or month > 12:  # a week or a quarter is no month
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = monthrange(year, month)[1]
    return date(year, month, day or 1), date(year, month, day or last)


# ---------------------------------------------------------------- dates, ages, the strength of earthquakes


def read_dates(passage: Passage) -> Iterator[Value]:
    """The dates of a passage, each compared with its own sort: days and months by name, years, days later, ends."""
    for timex in passage.dates if len(passage.dates) <= _MOST_DATES else ():
        days = _days_of(timex.value)
        sort = _sort_of(passage, timex, days) if days else ""
        if days and sort:
            yield Value(
                kind=ValueKind.DATED, things=frozenset({f"k:{sort}"}), stated=days[0].toordinal(),
                until=days[1].toordinal(), words=timex.text, start=timex.start, end=timex.end,
            )  # fmt: skip


def _sort_of(passage: Passage, timex: Timex, days: tuple[date, date]) -> str:
    """The sort of a date; ``""`` for a weekday that is no end ("until Monday"), which may be another week's."""
    spoken = keys(timex.text)
    if days[1] - days[0] >= _A_MONTH:
        return "year" if timex.text.strip().isdecimal() else ""
    at = token_at(passage.tokens, timex.start)
    before = [token.key for token in passage.tokens[max(0, at - 1) : at]]
    ends = not listed("comparison", "dates", "deadline").isdisjoint((*before, *spoken[:1]))
    if not _months().isdisjoint(spoken) and list(spoken) != ["may"]:  # "May’s plan"
        return "end" if ends else "dated"
    if not listed("comparison", "dates", "of_the_telling").isdisjoint(spoken):
        return ""
    if "later" in spoken:
        return "later"
    return "end" if ends or within(timex.start, passage.plans) else ""


@functools.cache
def _months() -> frozenset[str]:
    names = {name.casefold() for name in MONTH_NAMES}
    return frozenset(names | {name[:3] for name in names} | {"sept"})


def _magnitude(passage: Passage, text: str) -> Iterator[Value]:
    """The strength of the earthquake that a passage tells of; none where it gives several."""
    found = list(_MAGNITUDE.finditer(text, passage.start, passage.end))
    if len(found) == 1:
        figure = found[0][1] or found[0][2]
        yield Value(
            kind=ValueKind.MAGNITUDE, things=frozenset({"k:magnitude"}), stated=float(figure),
            words=found[0].group(), start=found[0].start(), end=found[0].end(), rough="." not in figure,
        )  # fmt: skip


def _ages(passage: Passage, text: str) -> Iterator[Value]:
    """How old the people are whom a passage names."""
    for match in _AGE.finditer(text, passage.start, passage.end):
        name = _full_name(match["name"] or match["also"] or match["named"], text)
        if name:
            yield Value(
                kind=ValueKind.AGE, things=frozenset({f"k:age of {name}"}),
                stated=float(match["age"] or match["old"] or match["years"]),
                words=match.group(), start=match.start(), end=match.end(),
            )  # fmt: skip


def _full_name(name: str, text: str) -> str:
    """The first and last word of a name, without case; of a last name alone the first that its article gives."""
    words = [word for word in name.split() if word.casefold() not in abbreviated_titles()]
    if len(words) == 1:
        name = words[0]
        full = re.search(rf"\b({CAPITAL_WORD}) {re.escape(name)}\b", text)
        words = [full[1], name] if full else []
    return f"{words[0]} {words[-1]}".casefold() if words else ""
