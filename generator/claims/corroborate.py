"""The dates that several sources give for one event, set against each other.

Nothing is averaged and nothing is made sharper than its source: dates that fit together
are intersected, a sharper one stays its own source's, and dates that exclude each other
are reported as a conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from generator.catalog import _
from generator.edtf import format_edtf, interval_edtf
from generator.model import Edtf, SourceDate

# How far "about" may reach, in days, by the length of what it is said of: a day, a month, more.
_SLACK = ((1, 2), (31, 15), (366, 366))
_MOST_SLACK = 3653


class Agreement(StrEnum):
    """How the dates of several sources stand to each other."""

    SINGLE = "single"
    SAME = "same"
    PRECISION = "precision"
    OVERLAP = "overlap"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class CombinedDate:
    """What the sources come to together.

    Attributes:
        agreement: How they stand to each other.
        shared: The days that every source's words allow for sure: the widest of them when one holds the
            others, their hull otherwise; ``None`` in a conflict.
        narrowed: The days that no source excludes; ``None`` in a conflict.
        carried_by: Ids of the articles that say ``narrowed`` by themselves; empty when it only follows
            from several together.
        conflicts: Pairs of article ids whose dates exclude each other.
        note: One sentence for the reader.
    """

    agreement: Agreement
    shared: Edtf | None
    narrowed: Edtf | None
    carried_by: tuple[str, ...]
    conflicts: tuple[tuple[str, str], ...]
    note: str


def combine(dates: Sequence[SourceDate]) -> CombinedDate:
    """Set the dates of several sources for one event against each other.

    Args:
        dates: At least one, in the order of the sources.

    Raises:
        ValueError: When there is none.
    """
    if not dates:
        raise ValueError("there is no date to combine")
    conflicts = tuple(
        (one.article_id, other.article_id)
        for one, other in combinations(dates, 2)
        if not _compatible(one.edtf, other.edtf)
    )
    if conflicts:
        note = _("The sources exclude each other: {dates}.", dates=_said(dates))
        return CombinedDate(
            agreement=Agreement.CONFLICT,
            shared=None,
            narrowed=None,
            carried_by=(),
            conflicts=conflicts,
            note=note,
        )
    narrowed = _intersection(dates)
    carriers = tuple(item.article_id for item in dates if _same_days(item.edtf, narrowed))
    agreement = _agreement(dates, carriers)
    return CombinedDate(
        agreement=agreement,
        shared=_hull(dates),
        narrowed=narrowed,
        carried_by=carriers,
        conflicts=(),
        note=_note(agreement, dates, narrowed),
    )


def _agreement(dates: Sequence[SourceDate], carriers: Sequence[str]) -> Agreement:
    """The kind of agreement of dates that do not conflict."""
    if len(dates) == 1:
        return Agreement.SINGLE
    if len(carriers) == len(dates):
        return Agreement.SAME
    return Agreement.PRECISION if carriers else Agreement.OVERLAP


def _compatible(one: Edtf, other: Edtf) -> bool:
    """Whether two dates can both be right; "about" gives way by a little."""
    slack = timedelta(days=_slack(one) + _slack(other))
    return _before_or_at(one.earliest, other.latest, slack) and _before_or_at(
        other.earliest, one.latest, slack
    )


def _before_or_at(first: date | None, last: date | None, slack: timedelta) -> bool:
    """Whether one end does not come after another; open ends never do."""
    return first is None or last is None or first - last <= slack


def _slack(edtf: Edtf) -> int:
    """The days by which an approximate date may be off."""
    if not edtf.approximate:
        return 0
    if edtf.earliest is None or edtf.latest is None:
        return _SLACK[0][1]
    length = (edtf.latest - edtf.earliest).days + 1
    return next((days for size, days in _SLACK if length <= size), _MOST_SLACK)


def _intersection(dates: Sequence[SourceDate]) -> Edtf:
    """The days that none excludes; of dates that only "about" reconciles, the sharpest as it stands."""
    starts = [item.edtf.earliest for item in dates if item.edtf.earliest]
    ends = [item.edtf.latest for item in dates if item.edtf.latest]
    first, last = max(starts, default=None), min(ends, default=None)
    for item in dates:
        if (item.edtf.earliest, item.edtf.latest) == (first, last):
            return item.edtf
    if first and last and first > last:
        exact = [item.edtf for item in dates if not item.edtf.approximate] or [item.edtf for item in dates]
        return min(exact, key=_length)
    approximate = any(item.edtf.approximate for item in dates)
    return interval_edtf(
        first, last, approximate=approximate, uncertain=any(item.edtf.uncertain for item in dates)
    )


def _length(edtf: Edtf) -> int:
    """Days of a date; open ones count as longest."""
    if edtf.earliest is None or edtf.latest is None:
        return timedelta.max.days
    return (edtf.latest - edtf.earliest).days


def _hull(dates: Sequence[SourceDate]) -> Edtf | None:
    """The days from the first that any source allows to the last; ``None`` when open both ways."""
    starts = [item.edtf.earliest for item in dates]
    ends = [item.edtf.latest for item in dates]
    first = None if None in starts else min(day for day in starts if day)
    last = None if None in ends else max(day for day in ends if day)
    if first is None and last is None:
        return None
    for item in dates:
        if (item.edtf.earliest, item.edtf.latest) == (first, last):
            return item.edtf
    return interval_edtf(first, last, approximate=any(item.edtf.approximate for item in dates))


def _same_days(one: Edtf, other: Edtf) -> bool:
    """Whether two dates allow the same days."""
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _note(agreement: Agreement, dates: Sequence[SourceDate], narrowed: Edtf) -> str:
    """The sentence for the reader."""
    if agreement is Agreement.SINGLE:
        return _(
            "Only {article} gives a date: {date}.", article=dates[0].label, date=format_edtf(dates[0].edtf)
        )
    if agreement is Agreement.SAME:
        return _("The sources agree: {date}.", date=format_edtf(narrowed))
    if agreement is Agreement.PRECISION:
        return _("The sources agree but differ in precision: {dates}.", dates=_said(dates))
    return _(
        "The sources overlap: {dates}; together they leave {date}.",
        dates=_said(dates),
        date=format_edtf(narrowed),
    )


def _said(dates: Sequence[SourceDate]) -> str:
    """Each source with its date."""
    return _("; ").join(
        _("{article}, {date}", article=item.label, date=format_edtf(item.edtf)) for item in dates
    )
