"""The publication date of an article that carries none, from what it and the dated articles say.

A dated article puts an event on a certain day ("tomorrow"); the undated one tells the
same event by weekday ("on Wednesday"). That fixes the weekday, and with it a week of
possible days; the other weekdays the article names narrow it further. What is left is
the date when it is one day or a short run of days. Of a date in figures that can be read
as two days, the one near which the others appeared is meant. Nothing is guessed beyond that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.annotate.dates.reader import read_dates
from generator.catalog import N_, _, format_day, join_list, ngettext
from generator.edtf import day_edtf, interval_edtf
from generator.edtf_words import format_edtf
from generator.language.tokens import LONG_LETTERS
from generator.model import Article, DateBasis, PublicationDate, Sentence, Timex, WorkingStep
from generator.read import date_lines

# A weekday alone points at most six days back or ahead, so that it cannot be mistaken for another week's.
_DAYS_OF_A_WEEK = 7
# A run of days longer than a week says too little to count "yesterday" from.
_LONGEST_RUN = 7
# Two sentences tell the same event when they share this much: names, and stems of words in all.
_SHARED_NAMES = 2
_SHARED_STEMS = 4
_STEM = 5
# A sentence with more dates is a list of them, which tells no event.
_DATES_AT_MOST = 40
# Articles of one story appear within so many days of each other, or their dates say nothing of one another.
_NEAR = timedelta(days=31)
# TIMEX3 values of a weekday, and of "yesterday" and its like, that nothing was counted from.
_OPEN_DAY = re.compile(r"XXXX-WXX-([1-7])|XXXX-XX-XX")
_COMING = "weekday-future"
_PAST = "weekday-past"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """A day in a sentence, with the words that tell what happened on it."""

    article: Article
    timex: Timex
    names: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """An event on a certain day in a dated article, and the expression for it in the undated one."""

    dated: _Fact
    undated: _Fact
    day: date
    shared: tuple[str, ...]


def infer_dates(articles: Sequence[Article]) -> dict[str, PublicationDate]:
    """Work out when the undated articles were published.

    Args:
        articles: All articles of the story.

    Returns:
        For each article whose date is unknown, by its id: an inferred date with an uncertain
        EDTF, or an unknown one; in either case with the reasons, as sentences for the reader.
    """
    unknown = [item for item in articles if item.date_published.basis is DateBasis.UNKNOWN]
    if not unknown:
        return {}
    dated = [item for item in articles if _published_on(item)]
    told = [fact for article in dated for fact in _facts_in(article, _published_on(article))]
    return {article.id: _settled(article, dated) or _infer(article, dated, told) for article in unknown}


def _published_on(article: Article) -> date | None:
    """The day of a stated date; ``None`` where there is none, or more than one day."""
    published = article.date_published
    if published.basis is not DateBasis.STATED or published.edtf is None:
        return None
    return published.edtf.earliest if published.edtf.earliest == published.edtf.latest else None


def _settled(article: Article, dated: Sequence[Article]) -> PublicationDate | None:
    """The one of the days, as which an article's date can be read, near which the others appeared; else ``None``."""
    near = {
        day: other
        for other in dated
        if (appeared := _published_on(other))
        for day in _days_meant(article.date_published, appeared)
        if abs(appeared - day) <= _NEAR
    }
    if len(near) != 1:
        return None
    ((day, other),) = near.items()
    published = article.date_published
    two_days = N_(
        "The file has “{written}”, which can be read as two days. {article} appeared on {other}: "
        "within a month of it only {day}, as this site reads it."
    )
    no_year = N_(
        "The file has “{written}” without a year. {article} appeared on {other}: "
        "within a month of it {day}, as this site reads it."
    )
    reason = _(
        two_days if published.readings else no_year,
        written=published.written,
        article=other.label,
        other=format_day(_published_on(other) or day),
        day=format_day(day),
    )
    return PublicationDate(
        edtf=interval_edtf(day, day, uncertain=True), basis=DateBasis.INFERRED, reasons=(reason,)
    )


def _days_meant(published: PublicationDate, near: date) -> tuple[date, ...]:
    """The days as which a date can be read; one without a year in the years around a day."""
    years = range(near.year - 1, near.year + 2)
    days = (date_lines.day_in_year(published.written, year) for year in years if published.written)
    return published.readings or tuple(filter(None, days))


def _infer(article: Article, dated: Sequence[Article], told: Sequence[_Fact]) -> PublicationDate:
    """The date of one article."""
    if not dated:
        return _unknown(
            _("No article of the story carries a date from which this one's could be worked out.")
        )
    matches = _matches(article, told)
    if not matches:
        return _unknown(
            _(
                "None of its days is told of an event that a dated article puts on a certain day, "
                "so its date cannot be worked out."
            )
        )
    readings = _readings(article, matches[0].day)
    days = [day for day, timexes in readings.items() if all(_means(match, timexes) for match in matches)]
    if not days:
        return _unknown(
            _("The days it shares with the dated articles exclude each other, so its date stays open.")
        )
    kept = [day for day in days if _consistent(readings[day], day)]
    if not kept:
        return _unknown(_("No single publication date fits all the weekdays it names."))
    reasons = [*_match_reasons(matches), *_narrowing_reasons(readings[kept[-1]], len(kept) < len(days))]
    if (kept[-1] - kept[0]).days >= _LONGEST_RUN:
        return _unknown(*reasons, _("That leaves too many days."))
    edtf = interval_edtf(kept[0], kept[-1], uncertain=True)
    reasons.append(_("That leaves {date}.", date=format_edtf(edtf, notes=False)))
    return PublicationDate(edtf=edtf, basis=DateBasis.INFERRED, reasons=tuple(reasons))


def _unknown(*reasons: str) -> PublicationDate:
    return PublicationDate(edtf=None, basis=DateBasis.UNKNOWN, reasons=reasons)


# ---------------------------------------------------------------- the same event in two articles


def _facts_in(article: Article, day: date | None) -> list[_Fact]:
    """Each single day of an article, with the words of its sentence."""
    found = []
    read = [(timex, _sentence_of(article, timex)) for timex in _read(article, day)]
    dates = Counter(sentence.start for _, sentence in read if sentence)
    for timex, sentence in read:
        if sentence is None or dates[sentence.start] > _DATES_AT_MOST:
            continue
        if day is None or _single_day(timex):
            words = article.text[sentence.start : timex.start] + " " + article.text[timex.end : sentence.end]
            names, stems = _content(words)
            found.append(_Fact(article=article, timex=timex, names=names, stems=stems))
    return found


def _read(article: Article, day: date | None) -> tuple[Timex, ...]:
    """The article's dates as seen from a day."""
    reference = day_edtf(day) if day else None
    return read_dates(article.text, article.sentences, reference, article_id=article.id, stated=False)


def _sentence_of(article: Article, timex: Timex) -> Sentence | None:
    """The sentence that holds an expression."""
    at = bisect_right(article.sentences, timex.start, key=lambda item: item.start) - 1
    found = article.sentences[at] if at >= 0 else None
    return found if found and timex.start < found.end else None


def _single_day(timex: Timex) -> date | None:
    """The one day an expression means."""
    edtf = timex.edtf
    if edtf is None or edtf.approximate or edtf.earliest != edtf.latest:
        return None
    return edtf.earliest


def _content(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """The capitalized words of a passage, and the stems of all its longer words."""
    found = LONG_LETTERS.findall(words)
    return (
        frozenset(word for word in found if word[0].isupper()),
        frozenset(word.casefold()[:_STEM] for word in found),
    )


def _matches(article: Article, told: Sequence[_Fact]) -> list[_Match]:
    """Events that a dated article puts on a day and this article tells by an expression relative to its own."""
    own = [fact for fact in _facts_in(article, None) if _OPEN_DAY.fullmatch(fact.timex.value)]
    found = []
    for mine in own:
        best: tuple[int, _Fact] | None = None
        for other in told:
            names, stems = mine.names & other.names, mine.stems & other.stems
            if len(names) < _SHARED_NAMES or len(stems) < _SHARED_STEMS:
                continue
            if best is None or len(stems) > best[0]:
                best = (len(stems), other)
        if best:
            day = _single_day(best[1].timex)
            if day and _weekday(mine.timex) in (None, day.isoweekday()):
                shared = tuple(sorted(mine.names & best[1].names))
                found.append(_Match(dated=best[1], undated=mine, day=day, shared=shared))
    return found


def _weekday(timex: Timex) -> int | None:
    """The number of an unresolved weekday, 1 for Monday, from its TIMEX3 value."""
    found = _OPEN_DAY.fullmatch(timex.value)
    return int(found[1]) if found and found[1] else None


# ---------------------------------------------------------------- the days that are left


def _readings(article: Article, event: date) -> dict[date, tuple[Timex, ...]]:
    """The article's dates as seen from each day less than a week from an event, in order of the days."""
    reach = range(1 - _DAYS_OF_A_WEEK, _DAYS_OF_A_WEEK)
    return {day: _read(article, day) for day in (event + timedelta(days=count) for count in reach)}


def _means(match: _Match, timexes: Sequence[Timex]) -> bool:
    """Whether the matched expression, so read, means the day of the event."""
    start = match.undated.timex.start
    return any(timex.start == start and _single_day(timex) == match.day for timex in timexes)


def _consistent(timexes: Sequence[Timex], published: date) -> bool:
    """Whether the weekdays of an article fit a day of publication.

    Weekdays still to come are later days, or the article would not speak of them as to come;
    and all weekdays named alone lie within one week, or their names would be ambiguous.
    """
    coming = [day for timex in timexes if _convention(timex) == _COMING and (day := _single_day(timex))]
    past = [day for timex in timexes if _convention(timex) == _PAST and (day := _single_day(timex))]
    if any(day <= published for day in coming):
        return False
    named = coming + past
    return not named or (max(named) - min(named)).days < _DAYS_OF_A_WEEK


def _convention(timex: Timex) -> str | None:
    """The weekday convention that an expression rests on, if it does."""
    return next((step.convention for step in timex.working if _on_weekday(step)), None)


def _on_weekday(step: WorkingStep) -> bool:
    return step.convention in (_COMING, _PAST)


# ---------------------------------------------------------------- the reasons


def _match_reasons(matches: Sequence[_Match]) -> list[str]:
    """What the dated articles contribute."""
    reasons = []
    for match in matches:
        other = match.dated
        published = _published_on(other.article)
        said = (
            _(
                '{article}, {date}, says "{words}" of what this article puts on "{own}".',
                article=other.article.label,
                date=format_day(published),
                words=other.timex.text,
                own=match.undated.timex.text,
            )
            if published
            else _(
                '{article} says "{words}" of what this article puts on "{own}".',
                article=other.article.label,
                words=other.timex.text,
                own=match.undated.timex.text,
            )
        )
        concluded = _(
            "That both tell of the same event is concluded from words that the two sentences share: {words}. "
            "So that day is {date}.",
            words=join_list(match.shared),
            date=format_day(match.day),
        )
        reasons.append(f"{said} {concluded}")
    return reasons


def _narrowing_reasons(timexes: Sequence[Timex], narrowed: bool) -> list[str]:
    """What the article's own weekdays contribute."""
    if not narrowed:
        return []
    coming = _named(timexes, _COMING)
    past = _named(timexes, _PAST)
    reasons = []
    if coming:
        reasons.append(
            ngettext(
                "{words} is still to come in it, so it was written before.",
                "{words} are still to come in it, so it was written before.",
                len(coming),
                words=join_list(coming),
            )
        )
    if past:
        reasons.append(
            ngettext(
                "{words} is past in it, and weekdays named without a date "
                "are taken to lie within one week, or a reader could not tell which is meant.",
                "{words} are past in it, and weekdays named without a date "
                "are taken to lie within one week, or a reader could not tell which is meant.",
                len(past),
                words=join_list(past),
            )
        )
    return reasons


def _named(timexes: Sequence[Timex], key: str) -> list[str]:
    """The weekdays that an article names under a convention, each once."""
    return list(dict.fromkeys(f'"{timex.text}"' for timex in timexes if _convention(timex) == key))
