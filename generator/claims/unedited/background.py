"""What the articles tell about the time before the news: by its dates, its subheads, its paragraphs, its words."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from generator.claims.unedited.events import told_dates
from generator.claims.unedited.extracted_claims import Unit
from generator.data import table
from generator.model import Edtf

# The news of a daily paper reaches back some weeks; what lies further back is its background.
LONG_BEFORE = timedelta(days=30)


def background_units(units: Sequence[Unit], as_of: Edtf | None) -> frozenset[str]:
    """Ids of the units that tell of the time before the news.

    A unit does when all its dates lie more than ``LONG_BEFORE`` before its article. One without a date
    does when its words say so, when it follows one that does in its paragraph, or when it stands under a
    subhead whose dated units all do. What others tell as news is news.
    """
    verdicts = {unit.id: _by_date(unit, as_of) for unit in units}
    subheads = _all_earlier(units, verdicts)
    news = {unit.group for unit in units if unit.group and verdicts[unit.id] is False}
    found: set[str] = set()
    before: Unit | None = None
    for unit in units:
        verdict = verdicts[unit.id]
        if verdict is None and unit.group not in news:
            goes_on = before is not None and before.id in found and _paragraph(before) == _paragraph(unit)
            verdict = goes_on or _subhead(unit) in subheads or _says_so(unit.text)
        if verdict and unit.group not in news:
            found.add(unit.id)
        before = unit
    return frozenset(found)


def _by_date(unit: Unit, as_of: Edtf | None) -> bool | None:
    """Whether a unit's dates lie long before the news; ``None`` without one."""
    dates = [timex.edtf for timex in told_dates(unit.item, unit.core).dates if timex.edtf]
    news = _day(unit.item.article.date_published.edtf) or _day(as_of)
    if not dates or news is None:
        return None
    return all(item.latest is not None and news - item.latest > LONG_BEFORE for item in dates)


def _day(edtf: Edtf | None) -> date | None:
    return (edtf.earliest or edtf.latest) if edtf else None


Key = tuple[str, int] | None
"""A place in an article: its id and a number."""


def _paragraph(unit: Unit) -> Key:
    return (unit.item.article.id, unit.passage.paragraph)


def _subhead(unit: Unit) -> Key:
    return (unit.item.article.id, unit.passage.subhead.start) if unit.passage.subhead else None


def _all_earlier(units: Iterable[Unit], verdicts: dict[str, bool | None]) -> frozenset[Key]:
    """The subheads whose dated units all tell of earlier times."""
    dated: Counter[Key] = Counter()
    earlier: Counter[Key] = Counter()
    for unit in units:
        if (where := _subhead(unit)) is not None and verdicts[unit.id] is not None:
            dated[where] += 1
            earlier[where] += verdicts[unit.id] is True
    return frozenset(where for where, count in dated.items() if count == earlier[where])


def _says_so(text: str) -> bool:
    return _cues().search(text.casefold()) is not None


@functools.cache
def _cues() -> re.Pattern[str]:
    """Ways to speak of earlier times, as whole words."""
    cues = "|".join(re.escape(cue) for cue in table("context_dependence")["before"])
    return re.compile(rf"(?<!\w)(?:{cues})(?!\w)")
