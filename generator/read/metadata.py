"""What is known of an article besides its text: publication date, agencies, the name it goes by."""

from __future__ import annotations

import calendar
import re
from datetime import date

from generator.diagnostics import Diagnostic
from generator.model import BlockKind, DateBasis, Edtf, PublicationDate, SourceOverrides
from generator.read import agencies, datelines
from generator.read.clean import Cleaned
from generator.read.datelines import WrittenDate

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T\S+)?(?P<mark>[?~%]?)\Z")
_ROLES = ("published", "", "updated")
_LABEL_AT_MOST = 60


def publication_date(
    cleaned: Cleaned, said: SourceOverrides, path: str
) -> tuple[PublicationDate, tuple[Diagnostic, ...]]:
    """The date an editor states, else that of a date line, else that of a dateline in the text, else none.

    Args:
        cleaned: The cleaned seed.
        said: What editors say of it.
        path: The seed's path, for messages.
    """
    if said.date is not None:
        edtf = parse_edtf(said.date)
        if edtf is None:
            return _unknown(), (_bad_date(path, said.date),)
        reason = f"The editor states the date {said.date}."
        return PublicationDate(edtf=edtf, basis=DateBasis.STATED, reasons=(reason,)), ()
    found = sorted(cleaned.dates, key=lambda item: _ROLES.index(item.role)) or list(_dateline_dates(cleaned))
    if not found:
        return _unknown(), ()
    chosen = found[0]
    day, why = datelines.settle(chosen, said.day_first)
    if day is None:
        return _unknown(), (_ambiguous(path, chosen),)
    origin = "date line" if cleaned.dates else "dateline"
    reason = f'The file carries the {origin} "{chosen.line_text}"{"; " + why if why else ""}.'
    return PublicationDate(edtf=_exactly(day), basis=DateBasis.STATED, reasons=(reason,)), ()


def parse_edtf(text: str) -> Edtf | None:
    """Read an ISO 8601 or EDTF date: year, month or day, maybe with ``?``, ``~`` or ``%``, or two of them.

    A time of day is accepted and left out. ``None`` if it is no such date.

    Example:
        >>> parse_edtf("2026-01").latest
        datetime.date(2026, 1, 31)
    """
    halves = [_half(part) for part in text.strip().split("/")]
    if len(halves) > 2 or None in halves:
        return None
    ends = [half for half in halves if half]
    if ends[0][0] > ends[-1][1]:
        return None
    marks = "".join(mark for *_, mark in ends)
    return Edtf(
        text="/".join(re.sub(r"T[^?~%/]*", "", part) for part in text.strip().split("/")),
        earliest=ends[0][0],
        latest=ends[-1][1],
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


def label(
    said: SourceOverrides,
    credited: tuple[str, ...],
    rests_on: tuple[str, ...],
    headline: str | None,
    name: str,
) -> str:
    """The short name of an article on the site: stated, or the best that can be told from the file."""
    if said.label:
        return said.label
    if credited:
        return " / ".join(credited)
    if said.publisher:
        return said.publisher
    if rests_on:
        return f"Unnamed outlet, citing {' and '.join(rests_on)}"
    return _shortened(headline) if headline else name


def cited_agencies(cleaned: Cleaned) -> tuple[str, ...]:
    """Full names of agencies whose reporting the text mentions, without those it is credited to."""
    own = {agencies.full_name(name) for name in cleaned.agencies}
    return tuple(name for name in agencies.cited(cleaned.text) if name not in own)


def _dateline_dates(cleaned: Cleaned) -> tuple[WrittenDate, ...]:
    first = next((block for block in cleaned.blocks if block.kind is BlockKind.PARAGRAPH), None)
    return datelines.dates_in(agencies.dateline_place(cleaned.text[first.start : first.end])) if first else ()


def _half(part: str) -> tuple[date, date, str] | None:
    match = _ISO.match(part)
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    try:
        last_month = month or 12
        last_day = day or calendar.monthrange(year, last_month)[1]
        return (date(year, month or 1, day or 1), date(year, last_month, last_day), match["mark"])
    except ValueError:
        return None


def _exactly(day: date) -> Edtf:
    return Edtf(text=day.isoformat(), earliest=day, latest=day)


def _unknown() -> PublicationDate:
    return PublicationDate(edtf=None, basis=DateBasis.UNKNOWN)


def _shortened(headline: str) -> str:
    if len(headline) <= _LABEL_AT_MOST:
        return headline.rstrip(".")
    return headline[:_LABEL_AT_MOST].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _ambiguous(path: str, written: WrittenDate) -> Diagnostic:
    readings = [day for day in (written.day_first, written.month_first) if day]
    return Diagnostic(
        path=path,
        line=written.line,
        message=f'the date "{written.written}" can be read in two ways',
        code="date-ambiguous",
        hints=(
            f"It is {' or '.join(map(_spelled, readings))}.",
            "In seeds/story.yml, give this source day_first: true or false, "
            f"or the date itself, such as date: {readings[0].isoformat()}.",
        ),
    )


def _spelled(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def _bad_date(path: str, value: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        message=f'the date "{value}" stated for this source is none',
        code="date-invalid",
        hints=("Expected a date such as 2026-01-27, or a month such as 2026-01.",),
    )
