"""When a claim's event was: the dates its evidence gives, and those of several sources set against each other.

Nothing is averaged and nothing is made sharper than its source: dates that fit together are intersected, a sharper
one stays its own source's, and dates that exclude each other are reported as a conflict.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

from generator.annotate.dates import explain
from generator.catalog import _, join_list
from generator.claims.evidence import normalize
from generator.data import table
from generator.edtf import each_of, interval_edtf
from generator.edtf_words import format_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    ClaimDate,
    DateBasis,
    DateOrigin,
    Edtf,
    Evidence,
    Modality,
    SourceDate,
    Timex,
)

if TYPE_CHECKING:
    from generator.storyschema import WhenPart

# How far "about" may reach, in days, by the length of what it is said of: a day, a month, more.
_SLACK = ((1, 2), (31, 15), (366, 366))
_MOST_SLACK = 3653
# The news of a daily paper reaches back some weeks; what lies further back is its background.
LONG_BEFORE = timedelta(days=30)
# "as a consequence of the devastating dam failure of "
_CAUSE_REACH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The time expressions inside a claim's evidence, in the evidence's order.

    Attributes:
        of_causes: Those that date what led to the event: "died as a result of the breach of 1 April".
        beside: Those in words that do not carry the claim, and in no others.
    """

    timexes: tuple[Timex, ...]
    of_causes: tuple[Timex, ...] = ()
    beside: tuple[Timex, ...] = ()

    @property
    def dates(self) -> tuple[Timex, ...]:
        """Those that mean days of the calendar; "now", "recently" and a bare "at noon" do not.

        The date of a cause counts only where there is no other; several of words set against the claim are none.
        """
        days = tuple(filter(_is_day, self.timexes))
        days = tuple(item for item in days if item not in self.of_causes) or days
        unsettled = {item.article_id for item in several_dates([day for day in days if day in self.beside])}
        return tuple(item for item in days if item not in self.beside or item.article_id not in unsettled)

    def named(self, words: str) -> tuple[Timex, ...]:
        """Those that the editor means with ``words``: the same words, or a part of them."""
        wanted = normalize(words).casefold()
        return tuple(item for item in self.timexes if _same(normalize(item.text).casefold(), wanted))


def dated(evidence: Sequence[Evidence], articles: Mapping[str, AnnotatedArticle]) -> Dated:
    """The time expressions that lie inside the quotations, each once."""
    once = _inside(evidence, articles)
    causes = tuple(item for item in once if _of_cause(articles[item.article_id].article.text, item))
    carrying = _inside([item for item in evidence if item.supports], articles)
    return Dated(timexes=once, of_causes=causes, beside=tuple(item for item in once if item not in carrying))


def _inside(evidence: Sequence[Evidence], articles: Mapping[str, AnnotatedArticle]) -> tuple[Timex, ...]:
    found = [
        timex
        for item in evidence
        for timex in articles[item.article_id].timexes
        if item.position.start <= timex.start and timex.end <= item.position.end
    ]
    return tuple({(item.article_id, item.start): item for item in found}.values())


def _is_day(item: Timex) -> bool:
    return item.edtf is not None and item.day_given and not item.value.endswith("_REF")


def _of_cause(text: str, timex: Timex) -> bool:
    """Whether a date belongs to the noun behind "after the", "as a result of the" and the like."""
    return _cause().search(text, max(timex.start - _CAUSE_REACH, 0), timex.start) is not None


@functools.cache
def _cause() -> re.Pattern[str]:
    words = "|".join(re.escape(words) for words in table("claim_words")["before_causes"])
    return re.compile(
        rf"\b(?:{words}) (?:the|a|an|its|their|this)(?: [\w-]+){{1,3}} of (?:\w+day,? )?\Z", re.IGNORECASE
    )


def only_date(timexes: Sequence[Timex], labels: Mapping[str, str]) -> ClaimDate | None:
    """The date that expressions give together; ``None`` where one article has two that differ, or none has any."""
    return None if several_dates(timexes) else _stated(timexes, labels)


def several_dates(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The differing dates of the first article that has more than one."""
    by_article: dict[str, dict[str, Timex]] = {}
    for timex in timexes:
        if timex.edtf:
            by_article.setdefault(timex.article_id, {}).setdefault(timex.edtf.text, timex)
    return next((tuple(dates.values()) for dates in by_article.values() if len(dates) > 1), ())


def _stated(timexes: Sequence[Timex], labels: Mapping[str, str]) -> ClaimDate | None:
    """The date of expressions of which no article has two that differ."""
    first = {timex.article_id: timex for timex in reversed(timexes)}
    sources = [source_date(timex, labels) for timex in timexes if timex is first[timex.article_id]]
    return stated_date(sources) if sources else None


def stated_date(sources: Sequence[SourceDate]) -> ClaimDate:
    """The date that the sources state together, never sharper than they make it."""
    combined = combine(sources)
    notes: tuple[str, ...] = () if combined.agreement is Agreement.SINGLE else (combined.note,)
    if notes and any(item.edtf.uncertain for item in sources):
        inferred = join_list([item.label for item in sources if item.edtf.uncertain])
        notes += (
            _(
                "The date of the {article} is itself inferred from the others: that they fit is no confirmation.",
                article=inferred,
            ),
        )
    return ClaimDate(
        edtf=_shown(combined, sources),
        origin=DateOrigin.STATED,
        per_source=tuple(sources),
        notes=notes,
        conflict=combined.agreement is Agreement.CONFLICT,
    )


def _shown(combined: CombinedDate, sources: Sequence[SourceDate]) -> Edtf:
    """The date to show for what the sources come to.

    A narrower date stays its own source's: the wider one is shown. An open one ("at least
    five days ago") only bounds the narrower, which is then shown. A conflict shows the span of all;
    where that is open both ways there is none to show, and the first source's date stands, marked contested.
    """
    shared, narrowed = combined.shared, combined.narrowed
    if narrowed is None:
        first, last = _outer_days(sources)
        spans = (first or last) and not _set_among(sources)
        return interval_edtf(first, last) if spans else sources[0].edtf
    closed = shared is not None and shared.earliest is not None and shared.latest is not None
    return shared if shared is not None and closed and combined.agreement is Agreement.PRECISION else narrowed


def dates_of(when: ClaimDate | None) -> tuple[Edtf, ...]:
    """Every date that a claim's text may name."""
    return () if when is None else (when.edtf, *(item.edtf for item in when.per_source))


def planned_words(part: WhenPart | None, read: Dated) -> str:
    """The expression in the evidence whose sentence speaks of a plan, or ``""``."""
    words = part.words if part else ()
    chosen = [timex for word in words for timex in read.named(word)] or list(read.dates)
    return next((timex.text for timex in chosen if timex.modality is Modality.SCHEDULED), "")


def source_date(timex: Timex, labels: Mapping[str, str]) -> SourceDate:
    """An expression that dates something, as its article's."""
    if timex.edtf is None:
        raise ValueError(f"a time expression without a date: {timex.text!r}")
    label = labels[timex.article_id]
    return SourceDate(
        article_id=timex.article_id, label=label, edtf=timex.edtf, words=timex.text, working=explain(timex)
    )


def _same(text: str, wanted: str) -> bool:
    return text == wanted or f" {wanted} ".find(f" {text} ") >= 0 or f" {text} ".find(f" {wanted} ") >= 0


# ---------------------------------------------------------------- the dates of several sources


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
        note: One sentence for the reader.
    """

    agreement: Agreement
    shared: Edtf | None
    narrowed: Edtf | None
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
    if not all(_compatible(one.edtf, other.edtf) for one, other in combinations(dates, 2)):
        note = _("The sources exclude each other: {dates}.", dates=_said(dates))
        return CombinedDate(agreement=Agreement.CONFLICT, shared=None, narrowed=None, note=note)
    narrowed = _intersection(dates)
    agreement = _agreement([_same_days(item.edtf, narrowed) for item in dates])
    return CombinedDate(
        agreement=agreement,
        shared=_hull(dates),
        narrowed=narrowed,
        note=_note(agreement, dates, narrowed),
    )


def _agreement(carries: Sequence[bool]) -> Agreement:
    """The kind of agreement of dates that do not conflict, by which of them says by itself what all come to."""
    if len(carries) == 1:
        return Agreement.SINGLE
    if all(carries):
        return Agreement.SAME
    return Agreement.PRECISION if any(carries) else Agreement.OVERLAP


def _compatible(one: Edtf, other: Edtf) -> bool:
    """Whether two dates can both be right; "about" gives way by a little, and of a set of days one must fit."""
    if len(each_of(one)) > 1 or len(each_of(other)) > 1:
        return any(_compatible(item, part) for item in each_of(one) for part in each_of(other))
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
    first = max(filter(None, (item.edtf.earliest for item in dates)), default=None)
    last = min(filter(None, (item.edtf.latest for item in dates)), default=None)
    if found := _of_days(dates, first, last) or _set_among(dates):
        return found
    if first and last and first > last:
        exact = [item.edtf for item in dates if not item.edtf.approximate] or [item.edtf for item in dates]
        return min(exact, key=_length)
    return interval_edtf(first, last, **_signs(dates))


class _Signs(TypedDict):
    approximate: bool
    uncertain: bool


def _signs(dates: Sequence[SourceDate]) -> _Signs:
    """How sure the least sure of some dates is."""
    return {
        "approximate": any(item.edtf.approximate for item in dates),
        "uncertain": any(item.edtf.uncertain for item in dates),
    }


def _length(edtf: Edtf) -> int:
    """Days of a date; open ones count as longest."""
    if edtf.earliest is None or edtf.latest is None:
        return timedelta.max.days
    return (edtf.latest - edtf.earliest).days


def _hull(dates: Sequence[SourceDate]) -> Edtf | None:
    """The days from the first that any source allows to the last; ``None`` when open both ways."""
    first, last = _outer_days(dates)
    if first is None and last is None:
        return None
    approximate = any(item.edtf.approximate for item in dates)
    found = _of_days(dates, first, last) or _set_among(dates)
    return found or interval_edtf(first, last, approximate=approximate)


def _outer_days(dates: Sequence[SourceDate]) -> tuple[date | None, date | None]:
    """The first and last day that any source allows; ``None`` where one leaves that end open."""
    starts, ends = [item.edtf.earliest for item in dates], [item.edtf.latest for item in dates]
    first = None if None in starts else min(filter(None, starts))
    last = None if None in ends else max(filter(None, ends))
    return first, last


def _of_days(dates: Sequence[SourceDate], first: date | None, last: date | None) -> Edtf | None:
    """The first of the dates that allows just these days."""
    return next(
        (item.edtf for item in dates if (item.edtf.earliest, item.edtf.latest) == (first, last)), None
    )


def _set_among(dates: Sequence[SourceDate]) -> Edtf | None:
    """The first of the dates that is all of a set: no span says which days it means."""
    return next((item.edtf for item in dates if len(each_of(item.edtf)) > 1), None)


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


# ---------------------------------------------------------------- the days of articles


def newest_date(articles: Sequence[Article]) -> Edtf | None:
    """The latest date of publication: a stated one, unless an article surely appeared after all of those."""
    dates = [article.date_published for article in articles]
    stated = [item.edtf for item in dates if item.edtf and item.basis is DateBasis.STATED]
    others = [item.edtf for item in dates if item.edtf and item.basis is not DateBasis.STATED]
    newest = max(stated, key=_last_day, default=None)
    later = [item for item in others if newest is None or (item.earliest or date.min) > _last_day(newest)]
    return max(later, key=_last_day, default=newest)


def _last_day(edtf: Edtf) -> date:
    return edtf.latest or edtf.earliest or date.min


def as_long_before(first: date, last: date) -> date:
    """The day that lies as long before the first of two days as the last lies behind it; never before the year 1."""
    return date.fromordinal(max(1, 2 * first.toordinal() - last.toordinal()))


def published(article: Article) -> date | None:
    """The day on which an article appeared, if it is known."""
    edtf = article.date_published.edtf
    return (edtf.latest or edtf.earliest) if edtf else None
