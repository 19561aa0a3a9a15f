"""What the articles tell about the time before the news: by its dates, its subheads, its paragraphs, its words.

Comes in: units, then the claims made of them. Goes out: which are earlier; the sections of the primer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.catalog import format_year
from generator.claims.dates import LONG_BEFORE
from generator.claims.terms import term_pattern
from generator.claims.unedited.event_dates import told_dates
from generator.claims.unedited.extracted_claims import Unit, without_contained
from generator.claims.unedited.selection import Candidate, most_central
from generator.data import table
from generator.language.lexicon import listed
from generator.model import Edtf, Section

# The primer holds the most central claims; the others are told on their sources' pages.
MOST_BACKGROUND = 24
_EARLIER = Section(id="earlier", title="Earlier")


def background_units(units: Sequence[Unit], as_of: Edtf | None) -> frozenset[str]:
    """Ids of the units that tell of the time before the news.

    A unit does when all its dates lie more than ``LONG_BEFORE`` before its article; one without a date, when its
    words say so. What others tell as news is news. What only stands beside such a unit, or under the same subhead,
    told of the news in more than half of 17 stories.
    """
    verdicts = {unit.id: _by_date(unit, as_of) for unit in units}
    news = {unit.group for unit in units if unit.group and verdicts[unit.id] is False}
    return frozenset(
        unit.id
        for unit in units
        if unit.group not in news
        and (verdicts[unit.id] or (verdicts[unit.id] is None and _says_so(unit.said)))
    )


def _by_date(unit: Unit, as_of: Edtf | None) -> bool | None:
    """Whether a unit's dates lie long before the news; ``None`` without one, which no date that is not sure is."""
    dates = [timex.edtf for timex in told_dates(unit.item, unit.shown).dates if timex.edtf]
    if unit.date is None and len({item.text for item in dates}) == 1:
        # The gate withheld it.
        return False
    news = _day(unit.item.article.date_published.edtf) or _day(as_of)
    if not dates or news is None:
        return None
    return all(item.latest is not None and news - item.latest > LONG_BEFORE for item in dates)


def _day(edtf: Edtf | None) -> date | None:
    return (edtf.earliest or edtf.latest) if edtf else None


def _says_so(text: str) -> bool:
    cue = _cues().search(text.casefold())
    if cue is None:
        return False
    # "Less gunfire than in the past", "the worst crisis for decades" measure the news.
    before = set(text[: cue.start()].casefold().split())
    return before.isdisjoint({"than", *listed("dates", "grammar", "superlatives")})


@functools.cache
def _cues() -> re.Pattern[str]:
    """Ways to speak of earlier times, as whole words."""
    return term_pattern(table("context_dependence")["before"])


# ---------------------------------------------------------------- the primer


def background_sections(candidates: Sequence[Candidate]) -> tuple[tuple[Section, ...], list[Candidate]]:
    """The primer: what lies before the news, by year.

    An article's subhead tells of what follows it there, and is often a link's text: five of nine did not fit.

    Args:
        candidates: Every claim, in the articles' order.

    Returns:
        The sections in order of time, and the claims, those of the primer with their section.
    """
    wanted = _told_in_primer([item for item in candidates if item.earlier])
    sections: dict[str, tuple[int, int, Section]] = {}
    placed = []
    for number, item in enumerate(candidates):
        if item.claim.id not in wanted:
            placed.append(item)
            continue
        day = _day(item.when)
        section = _section(item) or _EARLIER
        first = sections.get(section.id, (day.toordinal() if day else 0, number, section))
        sections[section.id] = (min(first[0], day.toordinal()) if day else first[0], first[1], section)
        placed.append(replace(item, claim=replace(item.claim, section=section.id)))
    ordered = sorted(sections.values(), key=lambda entry: entry[:2])
    return tuple(section for _, _, section in ordered), placed


def _told_in_primer(earlier: Sequence[Candidate]) -> frozenset[str]:
    """Ids of the most central claims, without those whose words another one shows."""
    wanted = most_central(earlier, MOST_BACKGROUND)
    shown = without_contained([item.claim for item in earlier if item.claim.id in wanted])
    return frozenset(claim.id for claim in shown)


def _section(item: Candidate) -> Section | None:
    """The section a claim is told in; ``None`` for one that names no year."""
    when = item.when
    # About a year is no year: 1918 is "about a century ago", too.
    days = [day for day in (when.earliest, when.latest) if day] if when and not when.approximate else []
    years = list(dict.fromkeys(day.year for day in days))
    title = "–".join(format_year(year) for year in years)
    return Section(id="-".join(("year", *map(str, years))), title=title) if years else None
