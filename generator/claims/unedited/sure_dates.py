"""Dates that may not be the day of what a sentence tells: past, planned, spoken, counted from something else.

Comes in: units with their dates. Goes out: for each date that is not sure, why it is withheld.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from generator.claims.dates import published
from generator.claims.terms import term_pattern, terms
from generator.claims.unedited.claim_status import claim_status, was_planned
from generator.claims.unedited.clauses import is_past, relative_pronouns
from generator.claims.unedited.event_dates import told_dates
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.claims.unedited.named_dates import is_behind_after
from generator.data import table
from generator.language.lexicon import listed, modals, verbs
from generator.language.tokens import CLAUSE_WORDS, in_direct_speech, quotations
from generator.model import (
    ClaimStatus,
    Edtf,
    Modality,
    Sentence,
    Timex,
    TimexType,
    VoucherKind,
    WithheldReason,
)

# Days that two accounts of one event may lie apart: the clocks of two continents.
ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# A weekday or a month that was read wrongly lies so little before the event; what lies further back was another one.
_MISREAD = timedelta(days=14)
# Words behind "after" among which the event is named.
_NEAR = 5
# Characters beside a date in which the time of a page's publication stands: "21.14 BST".
_BESIDE = 25
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d,? (?:GMT|UTC|[A-Z]{1,3}T)\b")
_FULL_DATE = re.compile(r"\d{1,2} \w+,? \d{4}|\w+ \d{1,2},? \d{4}")
# "Is running for re-election in November"
_GOING_ON = re.compile(r"\b(?:is|are) \w+ing\b")
# "Up from one yesterday", "compared with 20 on Monday", "eight fewer than in 2019": the day of what is compared.
_COMPARED = re.compile(
    r"(?<!later )(?<!earlier )(?<!sooner )\bthan (?:(?:at|during|for|in|on) )?(?:the same \w+ )?$|"
    r"\b(?:(?:up|down|changes?|rise|increase) from|compared (?:with|to)|from \d[\d,.]*"
    r"|(?:up|down) [\d.,]+ ?(?:%|per cent|percent) on) (?:\S+ ){0,3}$"
)
# "Prior to Thursday": what holds up to a day begins on none.
_UP_TO = re.compile(r"\b(?:prior to|before|ahead of|up to|until|till) (?:the )?$", re.IGNORECASE)
# "The newly weds", and not "Weds".
_SMALL_DAY = re.compile(r"mon|tues?|weds?|thurs?|fri|sat|sun")
_LAST_DAY = re.compile(r"last \w+day")
# Right before its date these lead to one to come.
_LEADS_ON = re.compile(r"\b(?:until|by|from) (?:the )?$")
# "Your stories Sunday 17 January The delivery of aid"
_DAY_AND_MONTH = re.compile(r"\w+day,? \d{1,2} [A-Z]\w+")
_GOES_ON = re.compile(r" [A-Z][a-z]* [a-z]")
# Not "mine": where it is no place that miners work in, another of these words is seldom far.
_OWN_SELF = re.compile(r"my|myself|we(?:['’](?:re|ve|d|ll))?|ours?|us|ourselves")
# At the head of a sentence, and not in a title: "The Monster at Our Door".
_OPENS_OWN = re.compile(r"(?:^|[.!?:;] )\W*(?:My|Myself|We|Our)\b")
_SELF = re.compile(r"I(?:['’](?:m|ve|d|ll))?")


def wrong_date(unit: Unit, main: date | None, heads: frozenset[str]) -> WithheldReason | None:
    """Why the date of a unit may not be the day of what it tells; ``None`` for one that is sure.

    Args:
        unit: Whose date.
        main: The day of the main event.
        heads: The words that most headlines share.
    """
    when = unit.date.edtf if unit.date else None
    if when is None:
        return None
    timexes = [timex for timex in told_dates(unit.item, unit.shown).dates if timex.edtf]
    if any(_is_either_week(unit, timex) for timex in timexes):
        return WithheldReason.COUNTED_FROM
    if _lies_ahead(unit, when) and claim_status(unit.item, unit.core) is ClaimStatus.REPORTED:
        return None if _is_to_come(unit) else WithheldReason.AFTER_ARTICLE
    status = unit_status(unit)
    if _is_open(unit, when) and status is ClaimStatus.REPORTED:
        return WithheldReason.AFTER_ARTICLE
    if main and _lies_close(when, main) and _follows_main(unit, heads):
        return WithheldReason.BEFORE_CAUSE
    if any(_is_of_saying(unit, timex, status) for timex in timexes):
        return WithheldReason.DAY_OF_SAYING
    if any(_is_counted(unit, timex) or _is_of_another(unit, timex, main) for timex in timexes):
        return WithheldReason.COUNTED_FROM
    return None


def _is_of_another(unit: Unit, timex: Timex, main: date | None) -> bool:
    """Whether a clause of a unit that tells of another event than the main one has a date."""
    text, edtf = unit.item.article.text, timex.edtf
    if main is not None and edtf is not None and edtf.earliest == main == edtf.latest:
        return False
    return any(
        is_behind_after(text, part, timex) for part in unit.core if part.start <= timex.start < part.end
    )


def _is_open(unit: Unit, when: Edtf) -> bool:
    """Whether a date without a beginning ends after the unit's article: "ordered the schools shut until 6 May"."""
    appeared = unit.item.article.date_published.edtf
    last = appeared.latest if appeared else None
    return bool(when.earliest is None and when.latest and last and when.latest >= last)


def _lies_ahead(unit: Unit, when: Edtf) -> bool:
    """Whether a date lies after the day of the unit's article."""
    appeared = unit.item.article.date_published.edtf
    last = appeared.latest if appeared else None
    return last is not None and when.earliest is not None and when.earliest > last + ONE_DAY


def _lies_close(when: Edtf, main: date) -> bool:
    """Whether a date lies so little before the main event that it may have been misread."""
    return (
        when.earliest is not None
        and when.latest is not None
        and timedelta(0) < main - when.latest <= _MISREAD
    )


def shared_heads(units: Iterable[Unit]) -> frozenset[str]:
    """The words that most headlines share."""
    heads = {unit.item.article.id: unit.item.article.headline or "" for unit in units}
    counts = Counter(word for head in heads.values() for word in terms(head))
    return frozenset(word for word, count in counts.items() if count > 1 and count * 2 >= len(heads))


def _is_to_come(unit: Unit) -> bool:
    """Whether the words speak of something to come, whatever the verb's form: "is due on Friday"."""
    said = unit.said.casefold().replace("’", "'")
    if was_planned(said):
        return False
    text = unit.item.article.text.casefold()
    dates = told_dates(unit.item, unit.shown).dates
    if any(timex.ahead for timex in dates):
        return True
    if any(_LEADS_ON.search(text[max(0, timex.start - _BESIDE) : timex.start]) for timex in dates):
        return True
    planned = verbs("plans", forms="n")
    coming = _to_come().search(said) or _GOING_ON.search(said)
    return coming is not None or not planned.isdisjoint(said.split())


@functools.cache
def _to_come() -> re.Pattern[str]:
    return term_pattern(table("context_dependence")["to_come"])


def _follows_main(unit: Unit, heads: frozenset[str]) -> bool:
    """Whether a unit tells what followed the main event: "after the quake", by a word of most headlines."""
    words = [match.group() for match in CLAUSE_WORDS.finditer(unit.said.casefold().replace("’", "'"))]
    following = listed("context_dependence", "following")
    return any(
        word in following and heads.intersection(terms(" ".join(words[number + 1 : number + 1 + _NEAR])))
        for number, word in enumerate(words)
    )


# ---------------------------------------------------------------- plans


def _is_of_saying(unit: Unit, timex: Timex, status: ClaimStatus) -> bool:
    """Whether the date of a plan is not its day: that of its announcing, one gone by, or one of a condition."""
    if timex.modality is Modality.CONDITIONAL:
        return True
    appeared, last = published(unit.item.article), timex.edtf.latest if timex.edtf else None
    planned = status is ClaimStatus.PLANNED or timex.modality is Modality.SCHEDULED
    if not planned or appeared is None or last is None or last > appeared:
        return False
    first = timex.edtf.earliest if timex.edtf else None
    return last < appeared or (first is not None and first < last) or _is_outside(unit, timex)


def _is_outside(unit: Unit, timex: Timex) -> bool:
    """Whether a unit lays something to a source, and the date stands beside that: "said on Monday that it will"."""
    held = [
        item
        for item in unit.item.attributions
        if item.kind is not VoucherKind.HEADLINE_ONLY
        and item.cue_span is not None
        and item.start < unit.end
        and unit.core[0].start < item.end
    ]
    return bool(held) and not any(item.start <= timex.start < item.end for item in held)


# ---------------------------------------------------------------- speech, pages, hours


def _is_counted(unit: Unit, timex: Timex) -> bool:
    """Whether a date is counted from the speaking, from the page's appearing, or in hours from something else."""
    words = timex.text.casefold().replace("’", "'").split()
    if _is_vague(words) or _is_measure(unit, timex) or _is_nowadays(unit, timex):
        return True
    if _is_past_of_no_past(unit, timex):
        return True
    hours, counted = listed("context_dependence", "hours"), listed("context_dependence", "counted_from")
    if not hours.isdisjoint(words) and not counted.isdisjoint(words):
        return True
    if _is_day_of_no_day(timex, words):
        return True
    spoken = " ".join(words) in listed("context_dependence", "spoken_days") or words[-1:] == ["ago"]
    return (spoken and in_direct_speech(unit.item.article.text, timex.start)) or _is_of_page(unit, timex)


def _is_past_of_no_past(unit: Unit, timex: Timex) -> bool:
    """Whether a weekday was read as one gone by, in words that tell no past: "is here for the vote on Friday"."""
    appeared, day = published(unit.item.article), timex.edtf.latest if timex.edtf else None
    bare = timex.text.casefold() in listed("dates", "weekdays")
    if not bare or appeared is None or day is None or day >= appeared:
        return False
    part = _sentence_of(unit, timex)
    if part is None:
        return False
    said = CLAUSE_WORDS.findall(unit.item.article.text[part.start : part.end].casefold())
    helps = listed("context_dependence", "helping_verbs") - listed("reporting", "words", "be")
    return not any(is_past(word) or word in helps for word in said)


def _is_day_of_no_day(timex: Timex, words: Sequence[str]) -> bool:
    """Whether days are counted from a date that is none: "a day later", "that day", behind "in February"."""
    first, last = (timex.edtf.earliest, timex.edtf.latest) if timex.edtf else (None, None)
    if first is None or last is None or last - first <= _WEEK:
        return False
    hour = (timex.type is TimexType.TIME and words[:1] == ["that"]) or words[-1:] == ["day"]
    counted = listed("context_dependence", "counted_from")
    return hour or (words[-2:-1] in (["day"], ["days"]) and not counted.isdisjoint(words))


def _is_measure(unit: Unit, timex: Timex) -> bool:
    """Whether a date is what something is compared with, or holds up to, or none: "prior to Monday", "newly weds"."""
    before = unit.item.article.text[unit.start : timex.start]
    closed = timex.edtf is not None and timex.edtf.earliest is not None
    paper = timex.text.rstrip(".") == "Sun" and before.endswith("the ")
    compares = timex.text.endswith(("earlier", "later")) and unit.item.article.text.startswith(
        " than", timex.end
    )
    if paper or compares or _SMALL_DAY.fullmatch(timex.text) or _COMPARED.search(before):
        return True
    # "Before dawn on Tuesday" is on Tuesday.
    return closed and timex.type is not TimexType.TIME and _UP_TO.search(before) is not None


def _is_nowadays(unit: Unit, timex: Timex) -> bool:
    """Whether "today" is the present age: "Today elms are rare", "the cells that make up trees today"."""
    part = _sentence_of(unit, timex)
    if part is None or timex.text.casefold() != "today":
        return False
    text = unit.item.article.text
    before = CLAUSE_WORDS.findall(text[part.start : timex.start].casefold())
    behind = text[timex.end : part.end].casefold()
    at = max((number for number, word in enumerate(before) if word in relative_pronouns()), default=None)
    if (at is None and before) or behind.startswith(("'", "’")):
        return False
    # "Today, elms are rare", "Today there are few elms"
    clause = behind if before else behind.removeprefix(",")
    words = [*before[at or 0 :], *CLAUSE_WORDS.findall(clause.partition(",")[0])]
    return not _GOING_ON.search(" ".join(words)) and not _tells_of_deed(words)


def _tells_of_deed(words: Sequence[str]) -> bool:
    """Whether words have a modal verb or one of the past, "is made" being none."""
    own = (word for before, word in pairwise(["", *words]) if before not in ("is", "are"))
    return any(word in modals() or is_past(word) for word in own)


def _sentence_of(unit: Unit, timex: Timex) -> Sentence | None:
    return next((part for part in unit.core if part.start <= timex.start < part.end), None)


def _is_either_week(unit: Unit, timex: Timex) -> bool:
    """Whether "last Tuesday", said later in a week, may be the day of that week or of the one before.

    No daily paper calls the day six days ahead by its bare name, which was yesterday's, too.
    """
    appeared, day = published(unit.item.article), timex.edtf.earliest if timex.edtf else None
    if appeared is None or day is None:
        return False
    words = timex.text.casefold().split()
    if day - appeared == _WEEK - ONE_DAY and words[-1] in listed("dates", "weekdays") and "next" not in words:
        return True
    if not _LAST_DAY.fullmatch(timex.text.casefold()):
        return False
    return day < appeared and day.isocalendar()[:2] == appeared.isocalendar()[:2]


def _is_vague(words: Sequence[str]) -> bool:
    """Whether words name a season of no year, or lie centuries back: no date that anybody can check."""
    bare = set(words) - listed("context_dependence", "around_seasons")
    seasons, far = listed("context_dependence", "seasons"), listed("context_dependence", "far_back")
    return (bool(bare) and bare <= seasons) or (not far.isdisjoint(words) and "ago" in words)


def _is_of_page(unit: Unit, timex: Timex) -> bool:
    """Whether a date is when the page appeared: "1 May 2009 21.14 BST", "Your stories Sunday 17 January The aid"."""
    appeared = published(unit.item.article)
    day = timex.edtf.earliest if timex.edtf else None
    if appeared is None or day is None or abs(appeared - day) > ONE_DAY:
        return False
    text = unit.item.article.text
    before, behind = text[max(0, timex.start - _BESIDE) : timex.start], text[timex.end : timex.end + _BESIDE]
    if _FULL_DATE.search(timex.text) and _CLOCK.search(f"{before}{timex.text}{behind}"):
        return True
    led = before.casefold().split()[-1:] == ["on"]
    return not led and _DAY_AND_MONTH.fullmatch(timex.text) is not None and _GOES_ON.match(behind) is not None


@functools.lru_cache(maxsize=65536)
def is_of_writer(text: str) -> bool:
    """Whether a text tells, outside quotation marks, what its writer lived through: a letter, a column.

    >>> is_of_writer("When I moved to Oslo, it rained."), is_of_writer("“I moved,” said Ada Moss of World War I fame.")
    (True, False)
    >>> is_of_writer("Water broke into the mine on Friday.")
    False
    """
    own, at = [], 0
    for start, end in quotations(text, 0, len(text)):
        own.append(text[at:start])
        at = end
    bare = " ".join((*own, text[at:]))
    words = CLAUSE_WORDS.findall(bare)
    # "World War I", and not "When I heard".
    before = ["", "", *words[1:]]
    return _OPENS_OWN.search(bare) is not None or any(
        _OWN_SELF.fullmatch(word) is not None
        or (_SELF.fullmatch(word) is not None and not last[:1].isupper())
        for last, word in zip(before, words, strict=False)
    )
