"""Times of day: a text in, its minutes out, so that 22.00, 10 p.m. and ten o'clock in the evening are the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.data import table
from generator.language.numbers import cardinals

_HALF_DAY = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime:
    """A time of day.

    Attributes:
        minutes: Since midnight or noon.
        half: 0 before noon, 1 from noon on; ``None`` where the words do not say.
        start: Its span in the text.
    """

    minutes: int
    half: int | None
    start: int
    end: int

    def fits(self, other: ClockTime) -> bool:
        """Whether two times may be the same."""
        return self.minutes == other.minutes and (None in (self.half, other.half) or self.half == other.half)


def clock_times(text: str) -> tuple[ClockTime, ...]:
    """The times of day in a text, in order.

    >>> evening, ten, half = (clock_times(text)[0] for text in ("at 22.00", "10 p.m.", "half past five"))
    >>> evening.fits(ten), half.fits(clock_times("5:30")[0]), half.fits(ten)
    (True, True, False)
    """
    # Most sentences have no sign of a form, and each form tries every number at every word.
    low = text.casefold()
    forms = [form for sign, form in _forms() if sign.search(low)]
    return tuple(_read(text, forms)) if forms else ()


def _read(text: str, forms: Sequence[re.Pattern[str]]) -> Iterator[ClockTime]:
    taken = -1
    for match in sorted((found for form in forms for found in form.finditer(text)), key=_place):
        time = _time(match) if match.start() >= taken else None
        if time is not None:
            taken = time.end
            yield time


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start("time"), -match.end()


def _time(match: re.Match[str]) -> ClockTime | None:
    found = match.groupdict()
    half = (found.get("half") or "")[:1].casefold()
    late = {"a": 0, "p": 1}.get(half)
    if found.get("noon"):
        hour, minute, late = (0, 0, 0) if found["noon"].casefold() == "midnight" else (12, 0, 1)
    elif found.get("by"):
        hour, minute = _value(found["hour"]), _value(found["by"])
        if (found["way"] or "").casefold() == "to":
            hour, minute = hour - 1, 60 - minute
    else:
        hour, minute = _value(found["hour"]), int(found.get("minute") or 0)
    if not 0 <= hour <= 24 or not 0 <= minute <= 60:
        return None
    late = _half(found, hour) if late is None else late
    return ClockTime(
        minutes=(hour * 60 + minute) % _HALF_DAY, half=late, start=match.start("time"), end=match.end()
    )


def _half(found: dict[str, str], hour: int) -> int | None:
    """The half of the day that an hour is of by its form: "03:20" and "15:20" are of a day of 24 hours."""
    if hour > 12:
        return 1
    return 0 if found.get("minute") and found["hour"].startswith("0") else None


def _value(words: str) -> int:
    words = words.casefold()
    parts: dict[str, int] = table("numbers")["parts_of_an_hour"]
    return int(words) if words.isdigit() else parts.get(words, cardinals().get(words, 99))


@functools.cache
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The forms, each with something that a text without case has wherever it has a time of that form."""
    small = "|".join(
        sorted((word for word, value in cardinals().items() if value <= 30), key=len, reverse=True)
    )
    parts = "|".join(table("numbers")["parts_of_an_hour"])
    before, units = ("|".join(table("numbers")[name]) for name in ("before_times", "no_times_before"))
    forms = (
        (rf"(?:{parts}) (?:past|to)",
         rf"\b(?P<time>(?P<by>{parts}) (?P<way>past|to) (?P<hour>\d{{1,2}}|{small}))\b"),
        ("past|minutes to",
         rf"\b(?P<time>(?P<by>\d{{1,2}}|{small}) (?:minutes (?P<way>past|to)|past) (?P<hour>\d{{1,2}}|{small}))\b"),
        ("noon|midday|midnight",
         r"\b(?P<time>(?P<noon>noon|midday|midnight))\b"),
        (r"clock|[ap](?:\.\s?m|m)\b",
         rf"\b(?P<time>(?P<hour>\d{{1,2}}|{small})(?:[:.](?P<minute>[0-5]\d))?"
         r"(?: ?(?P<half>[ap])(?:\.\s?m\b\.?|m\b)| o['’]clock))"),
        (r"\d:\d",
         r"(?<![\d:])(?P<time>(?P<hour>\d{1,2}):(?P<minute>[0-5]\d))(?![\d:])"),
        (r"\d\.\d",
         rf"\b(?:{before}) (?P<time>(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d))(?![\d%]|,\d)(?! (?:{units})\b)"),
    )  # fmt: skip
    return tuple((re.compile(sign), re.compile(form, re.IGNORECASE)) for sign, form in forms)
