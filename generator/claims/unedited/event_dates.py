"""The dates of what a sentence tells as an event.

The day of the saying and the dates of things that are only named ("the agreement of 2022") date no event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.annotate.attribution import attributions_in
from generator.claims.dates import LONG_BEFORE, Dated, published
from generator.claims.unedited.clauses import clause_at, clauses_of, is_past, put_off_at
from generator.claims.unedited.named_dates import in_dateline, is_aside, is_no_event, stands_before_thing
from generator.data import table
from generator.edtf import interval_edtf
from generator.known import once
from generator.language.lexicon import listed
from generator.language.spans import begun_within
from generator.language.tokens import CLAUSE_WORDS
from generator.model import AnnotatedArticle, Attribution, Modality, Sentence, Timex, VoucherKind

# "Since its very founding in 1949"
_NAMED_WITHIN = 4
# A sentence of more dates is a list, and none of them stands in a clause of its own.
_MOST_WEIGHED = 8
_OWNED = ("'s", "’s")


def event_dates(item: AnnotatedArticle, sentences: Sequence[Sentence]) -> tuple[Timex, ...]:
    """The expressions that date what sentences tell, in their order.

    Of a sentence that attributes something to a source, the dates of what is attributed; the date of the saying
    only where that is all there is. Of several clauses, the dates of the main one. Left out: what only names a thing
    ("the agreement of 2022"), stretches without an end ("in recent years"), the day of what is not known to
    happen. "Between March and June" is one date.
    """
    return tuple(timex for sentence in sentences for timex in _of_sentence(item, sentence))


@once
def _of_sentence(item: AnnotatedArticle, sentence: Sentence) -> Sequence[Timex]:
    text = item.article.text
    inside = [
        timex
        for timex in begun_within(item.timexes, sentence.start, sentence.end)
        if timex.end <= sentence.end and not is_no_event(item, sentence, timex)
    ]
    inside = [timex for timex in inside if not in_dateline(text, sentence, timex)]
    if len(inside) <= _MOST_WEIGHED:
        inside = [timex for timex in inside if not is_aside(item, sentence, timex)]
    if len([timex for timex in inside if timex.edtf]) < 2:
        return inside
    told = _ranges(text, _without_moved(text, sentence, _without_denied(inside)))
    # "The 8 October gig was announced on Monday"
    told = [timex for timex in told if not stands_before_thing(text, sentence, timex)] or told
    told = _of_contents(item, sentence, told)
    told = _of_main_clause(text, sentence, told)
    return _of_day(item, _closed(told))


def _without_denied(timexes: list[Timex]) -> list[Timex]:
    """The dates without the denied one: "put off from 18 to 25 March", "not on Monday but on Tuesday"."""
    return [timex for timex in timexes if timex.modality is not Modality.DENIED] or timexes


def _without_moved(text: str, sentence: Sentence, timexes: list[Timex]) -> list[Timex]:
    """The dates without the one from which something moved: "the vote on 7 March has been put off until April"."""
    words = list(CLAUSE_WORDS.finditer(text, sentence.start, sentence.end))
    at = put_off_at([word.group().casefold() for word in words], 1)
    return [timex for timex in timexes if at < 0 or timex.start > words[at].start()] or timexes


def _ranges(text: str, timexes: Sequence[Timex]) -> list[Timex]:
    """The expressions, two that bound one stretch put together."""
    found: list[Timex] = []
    for timex in timexes:
        span = _range(text, found[-1], timex) if found else None
        if span is None:
            found.append(timex)
        else:
            found[-1] = span
    return found


def _range(text: str, one: Timex, other: Timex) -> Timex | None:
    before = CLAUSE_WORDS.findall(text[max(0, one.start - 12) : one.start].casefold())[-1:]
    joined = text[one.end : other.start].strip().casefold()
    # "Between March and June", "from 3 to 5 May"
    bounds = joined in table("comparison")["dates"]["ranges"].get("".join(before), ())
    first = one.edtf.earliest if one.edtf else None
    last = other.edtf.latest if other.edtf else None
    if not bounds or first is None or last is None or first > last:
        return None
    return replace(
        one, end=other.end, text=text[one.start : other.end], edtf=interval_edtf(first, last),
        working=(replace(one.working[0], text=text[one.start : other.end]),),
    )  # fmt: skip


def _of_contents(item: AnnotatedArticle, sentence: Sentence, timexes: Sequence[Timex]) -> list[Timex]:
    """The dates of what is attributed to a source, where it has any; else all."""
    contents = [
        held
        for held in attributions_in(item.attributions, sentence.start, sentence.end)
        if held.kind is not VoucherKind.HEADLINE_ONLY and held.cue_span is not None
    ]
    held = [
        timex for timex in timexes if timex.edtf and any(c.start <= timex.start < c.end for c in contents)
    ]
    return list(timexes) if _are_added(contents, held) else held


def _are_added(contents: Sequence[Attribution], held: Sequence[Timex]) -> bool:
    """Whether dates stand only in what somebody adds: "said no on Monday, adding that nobody had asked last year"."""
    adds = [one for one in contents if any(one.start <= timex.start < one.end for timex in held)]
    return all(one.cue.endswith("ing") and one.cue_span and one.cue_span[1] <= one.start for one in adds)


def _of_main_clause(text: str, sentence: Sentence, timexes: Sequence[Timex]) -> list[Timex]:
    """The dates of the first main clause that has one, or of the first clause that has."""
    if len(timexes) < 2:
        return list(timexes)
    clauses = clauses_of(text, sentence)
    home = {
        timex.start: max((i for i, clause in enumerate(clauses) if clause.start <= timex.start), default=0)
        for timex in timexes
    }
    dated = sorted({home[timex.start] for timex in timexes if timex.edtf})
    chosen = next((i for i in dated if clauses[i].main), dated[0] if dated else 0)
    return [timex for timex in timexes if home[timex.start] == chosen]


def _closed(timexes: Sequence[Timex]) -> list[Timex]:
    """Without those that are open at one end, where another is not: "closed since 2019, opened on Friday"."""
    closed = [timex for timex in timexes if timex.edtf and timex.edtf.earliest and timex.edtf.latest]
    return closed or list(timexes)


def _of_day(item: AnnotatedArticle, timexes: list[Timex]) -> list[Timex]:
    """Of a day of the news and months or years before it, named behind it, the day.

    "A man was arrested on Tuesday over a theft in 2019": the later words tell which theft.
    """
    day, appeared = _day_of(timexes[0]) if timexes else None, published(item.article)
    if day is None or appeared is None or not timedelta(0) <= appeared - day <= LONG_BEFORE:
        return timexes
    return timexes[:1] if all(_is_older_stretch(timex, day) for timex in timexes[1:]) else timexes


def _day_of(timex: Timex) -> date | None:
    """The one day that an expression means."""
    edtf = timex.edtf
    return edtf.earliest if edtf and edtf.earliest == edtf.latest else None


def _is_older_stretch(timex: Timex, day: date) -> bool:
    """Whether an expression means more than a day, all before another day."""
    first, last = (timex.edtf.earliest, timex.edtf.latest) if timex.edtf else (None, None)
    return first is not None and last is not None and first < last < day


def names_by_day(item: AnnotatedArticle, core: Sequence[Sentence]) -> bool:
    """Whether a date of some sentences only tells which thing they speak of: "after Tuesday's quake"."""
    return any(item.article.text.startswith(_OWNED, timex.end) for timex in event_dates(item, core))


def dated_since(item: AnnotatedArticle, core: Sequence[Sentence]) -> bool:
    """Whether a date of some sentences is what they count from: "has lost a third since the rig sank on 22 April"."""
    return _is_dated_since(item, tuple(core))


@once
def _is_dated_since(item: AnnotatedArticle, core: tuple[Sentence, ...]) -> bool:
    weighed = [(part, told) for part in core if len(told := _of_sentence(item, part)) <= _MOST_WEIGHED]
    return any(_is_since(item, part, timex) for part, told in weighed for timex in told)


def _is_since(item: AnnotatedArticle, sentence: Sentence, timex: Timex) -> bool:
    text = item.article.text
    clause = clause_at(text, sentence, timex.start).start
    words = CLAUSE_WORDS.findall(text[clause : timex.start].casefold())
    # "Since early on Monday" gives the day; what says more names a thing, or tells what happened then.
    says_more = len(words) > _NAMED_WITHIN or any(map(is_past, words[1:]))
    if any(clause < other.start < timex.start for other in begun_within(item.timexes, clause, timex.start)):
        # "Missing since Saturday was found on Tuesday"
        return False
    return bool(words) and words[0] in listed("comparison", "dates", "since") and says_more


def told_dates(item: AnnotatedArticle, core: Sequence[Sentence]) -> Dated:
    """The time expressions that date what some sentences tell."""
    return Dated(timexes=event_dates(item, core))
