"""How a sentence is put: as a fact, as planned, unclear or denied, as inferred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from generator.annotate.attribution import attributions_in
from generator.annotate.factuality import factuality_of
from generator.claims.dates import Dated, planned_words
from generator.claims.unedited.clauses import clauses_of, is_past, relative_pronouns
from generator.claims.unedited.event_dates import told_dates
from generator.claims.unedited.named_dates import relative_at
from generator.data import table
from generator.known import once
from generator.language.lexicon import listed, speech_verbs, verbs
from generator.language.spans import begun_within
from generator.language.tokens import CLAUSE_WORDS, in_direct_speech
from generator.model import (
    AnnotatedArticle,
    Attribution,
    ClaimStatus,
    Factuality,
    FactualityMark,
    Modality,
    Sentence,
    Timex,
    VoucherKind,
)

_STATUSES = {
    Factuality.STATED: ClaimStatus.REPORTED,
    Factuality.UNCLEAR: ClaimStatus.UNCLEAR,
    Factuality.DENIED: ClaimStatus.DENIED,
    Factuality.PLANNED: ClaimStatus.PLANNED,
    Factuality.INFERRED: ClaimStatus.INFERENCE,
}
# Letters behind a mark of a plan among which stand the words that tell whether it is one.
_REACHES = 400
_HAD_BEEN = re.compile(r"\bhad been (?:due|set|scheduled|expected|planned|slated)\b")
_ONE_DAY = timedelta(days=1)
# "Ruled out a ban, saying it would do little"
_ADDS = re.compile(
    r", (?:saying|adding|arguing|warning|noting|insisting) [^,;]*$|\b[Aa]sked (?:if|whether)\b"
)


def claim_status(item: AnnotatedArticle, core: Sequence[Sentence]) -> ClaimStatus:
    """The status of sentences that are quoted together: that of most of their words, the first of equals."""
    sizes: Counter[Factuality] = Counter()
    for sentence in core:
        sizes[factuality_in(item, sentence)] += sentence.end - sentence.start
    return _STATUSES[max(sizes, key=sizes.__getitem__)]


@once
def factuality_in(item: AnnotatedArticle, sentence: Sentence) -> Factuality:
    """How a sentence is put: as the marks on most of what it tells say, the reporting clause aside.

    Who denies something tells no more than that: such a sentence is a denial, however long what follows.
    """
    marks = [
        mark
        for mark in item.factuality
        if sentence.start <= mark.cue_start < sentence.end
        and not _is_no_plan(item, sentence, mark)
        and not _is_no_denial(item.article.text, sentence, mark)
    ]
    if not marks:
        return Factuality.STATED
    start, end = _told(item, sentence)
    if any(_denies(item, sentence, mark) for mark in marks):
        return Factuality.DENIED
    # The words that say so are part of what is so put: "it is not known who won".
    return factuality_of([_with_cue(mark) for mark in marks], start, end)


def shown_status(item: AnnotatedArticle, core: Sequence[Sentence]) -> ClaimStatus:
    """The status that readers are told: unclear only where the words say that something is not known.

    "May" and "apparently" stand in the words shown; what a clause in front concedes is not what is told.
    """
    status = claim_status(item, core)
    if status not in (ClaimStatus.UNCLEAR, ClaimStatus.INFERENCE):
        return status
    marks = [
        (sentence, mark)
        for sentence in core
        for mark in item.factuality
        if sentence.start <= mark.cue_start < sentence.end and _STATUSES[mark.factuality] is status
    ]
    told = any(_marks_what_is_told(item.article.text, sentence, mark) for sentence, mark in marks)
    return status if told else ClaimStatus.REPORTED


def only_says(item: AnnotatedArticle, core: Sequence[Sentence]) -> bool:
    """Whether sentences tell mainly what a person or a party said: "The mayor said the vote had shown"."""
    start, end = core[0].start, core[-1].end
    return any(
        held.cue_span is not None
        and start <= held.cue_span[0] < held.start < end
        and held.kind in (VoucherKind.NAMED_PERSON, VoucherKind.PARTY)
        and min(held.end, end) - held.start >= (end - start) / 2
        for held in attributions_in(item.attributions, start, end)
    )


def _marks_what_is_told(text: str, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether a mark is of the main clause, or of one behind it, and says more than that something may be."""
    if mark.factuality is Factuality.UNCLEAR and _only_possible(mark.cue):
        return False
    before = [part for part in clauses_of(text, sentence) if part.start <= mark.cue_start]
    home = max(before, key=lambda part: part.start)
    # "What appears to be a new form"
    led = text[sentence.start : mark.cue_start].casefold().split()[-1:] == ["what"]
    return not led and (home.main or home.start > sentence.start)


def _only_possible(cue: str) -> bool:
    """Whether a cue says that something is possible: "may have", and not "could not be verified"."""
    words = cue.casefold().split()
    return words[0] in listed("context_dependence", "only_possible") and "be" not in words[2:]


def _is_no_plan(item: AnnotatedArticle, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether the words that mark a plan tell none.

    What was planned then ("had been scheduled to fly", "was due to meet him"), what will not be, what somebody will
    need or hope, a cause ("was due to safety concerns"), a speaker's own words ("you will not be forgotten").
    """
    if mark.factuality is not Factuality.PLANNED:
        return False
    text, cue = item.article.text, mark.cue.casefold().replace("’", "'").split()
    end = mark.cue_start + len(mark.cue)
    behind = [word.casefold() for word in CLAUSE_WORDS.findall(text[end : min(sentence.end, end + _REACHES)])]
    first = behind[0] if behind else ""
    if first in listed("context_dependence", "no_plans") or cue == ["won't"]:
        return True
    if cue[-2:] == ["due", "to"] and first not in table("verbs")["verbs"]:
        return True
    # "Agreed to a truce" is done.
    if cue[-1] == "to" and first in listed("reporting", "words", "articles"):
        return True
    was = cue[0] in ("was", "were") and len(cue) > 1
    return _is_beside(text, sentence, mark) or (was and not _dated_from_now_on(item, sentence))


def _is_no_denial(text: str, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether what is denied only describes, or is asked for: "a fire that never was", "asked the mayor to deny it"."""
    if mark.factuality is not Factuality.DENIED:
        return False
    before = CLAUSE_WORDS.findall(text[sentence.start : mark.cue_start].casefold())
    while before and before[-1].endswith("ly"):
        before.pop()
    led = before[-2] if before[1:] and before[-1] == "to" else ""
    # "Continues to deny" is a denial.
    own = is_past(led) or led.endswith("ing") or led.startswith("continu")
    return (led != "" and not own) or relative_at(before, relative_pronouns()) > 0


def _is_beside(text: str, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether a plan was one then, is denied, asked for, or told in a speaker's own words or beside the main clause."""
    before = CLAUSE_WORDS.findall(text[sentence.start : mark.cue_start].casefold())
    told = _ADDS.search(text, sentence.start, mark.cue_start) is None and {"had", "no"}.isdisjoint(
        before[-2:]
    )
    # "Signed a deal that will raise wages": what was done is told, and then what it is about.
    about = "".join(before[-1:]) in relative_pronouns() and any(map(is_past, before[:-1]))
    # "Resigned and agreed to plead guilty": the first is done.
    joins = before[-1:] == ["and"] and any(map(_is_deed_done, before))
    return not told or about or joins or in_direct_speech(text, mark.cue_start)


def _is_deed_done(word: str) -> bool:
    """Whether a word is a verb of the past that tells a deed, and not that somebody said something."""
    return is_past(word) and word not in speech_verbs()


def _dated_from_now_on(item: AnnotatedArticle, sentence: Sentence) -> bool:
    """Whether a sentence names a day that is not before its article's."""
    appeared = item.article.date_published.edtf
    day = appeared.earliest if appeared else None
    return any(
        timex.edtf is not None
        and day is not None
        and timex.edtf.latest is not None
        and timex.edtf.latest >= day
        for timex in begun_within(item.timexes, sentence.start, sentence.end)
    )


def _told(item: AnnotatedArticle, sentence: Sentence) -> tuple[int, int]:
    """The span of what a sentence attributes to its source; the whole sentence where it does so to nobody."""
    inside = [
        (max(held.start, sentence.start), min(held.end, sentence.end))
        for held in attributions_in(item.attributions, sentence.start, sentence.end)
        if held.kind is not VoucherKind.HEADLINE_ONLY and not _only_adds(item, sentence, held)
    ]
    if not inside:
        return sentence.start, sentence.end
    return min(start for start, _ in inside), max(end for _, end in inside)


def _only_adds(item: AnnotatedArticle, sentence: Sentence, held: Attribution) -> bool:
    """Whether a sentence tells a deed first, and only then what was said: "raised its rate and said it would rise"."""
    cue = held.cue_span[0] if held.cue_span else sentence.start
    *before, last = ["", *CLAUSE_WORDS.findall(item.article.text[sentence.start : cue].casefold())]
    return last == "and" and any(map(is_past, before))


def _denies(item: AnnotatedArticle, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether the sentence itself is the denial: its verb stands in the main clause, in the article's voice."""
    if mark.factuality is not Factuality.DENIED:
        return False
    before = item.article.text[sentence.start : mark.cue_start].casefold().split()
    held = attributions_in(item.attributions, mark.cue_start, mark.cue_start + 1)
    return not held and listed("polarity", "clause_openers").isdisjoint(before)


def _with_cue(mark: FactualityMark) -> FactualityMark:
    return FactualityMark(
        article_id=mark.article_id,
        start=min(mark.start, mark.cue_start),
        end=max(mark.end, mark.cue_start + len(mark.cue)),
        factuality=mark.factuality,
        cue=mark.cue,
        cue_start=mark.cue_start,
    )


# ---------------------------------------------------------------- with its dates


@once
def dated_status(
    item: AnnotatedArticle, core: tuple[Sentence, ...], shown: tuple[Sentence, ...]
) -> ClaimStatus:
    """As ``claim_status``; but the dates of what is shown can make a plan of a fact, and a fact of a plan."""
    status = claim_status(item, core)
    if status is ClaimStatus.REPORTED and was_planned(item.article.text[core[0].start : core[-1].end]):
        return status
    dates = told_dates(item, shown)
    if status is ClaimStatus.REPORTED and planned_words(None, dates) and not _is_over(item, dates):
        return ClaimStatus.PLANNED
    if status is ClaimStatus.REPORTED and _is_to_come(item, core, dates):
        return ClaimStatus.PLANNED
    if status is ClaimStatus.PLANNED and _is_committed(item, core, dates):
        return ClaimStatus.REPORTED
    return status


def was_planned(text: str) -> bool:
    """Whether a text tells what was planned then: "had been due to get a new engine in 2030"."""
    return _HAD_BEEN.search(text) is not None


def _is_committed(item: AnnotatedArticle, core: Sequence[Sentence], dates: Dated) -> bool:
    """Whether sentences tell that somebody bound themselves on a day gone by: "on Monday agreed to buy"."""
    told = dates.dates
    if not told or not _is_over(item, dates) or any(item.modality is not Modality.ASSERTED for item in told):
        return False
    plans = [
        mark.cue.split()[0].casefold()
        for mark in item.factuality
        if mark.factuality is Factuality.PLANNED and core[0].start <= mark.cue_start < core[-1].end
    ]
    return bool(plans) and set(plans) <= verbs("commits", forms="d")


def _is_to_come(item: AnnotatedArticle, core: Sequence[Sentence], dates: Dated) -> bool:
    """Whether every date lies after the day of the article: "would not be fit for the match on Saturday".

    What is told as past on a day after the article's is of a text that is later than its date; where it is already the
    next day, only words of what is to come tell.
    """
    edtf = item.article.date_published.edtf
    day = (edtf.latest or edtf.earliest) if edtf else None
    first = min((timex.edtf.earliest or date.min for timex in dates.dates if timex.edtf), default=None)
    if day is None or first is None or first <= day:
        return False
    coming = first > day + _ONE_DAY or _speaks_of_coming(item.article.text[core[0].start : core[-1].end])
    return coming and not all(map(_is_later_text, dates.dates))


def _speaks_of_coming(text: str) -> bool:
    """Whether a text has words of what is to come: "will", "is due"; "believed to be there" is none."""
    cues = listed("context_dependence", "to_come") - {"to be"}
    return any(f" {cue} " in text.casefold() for cue in cues)


def _is_later_text(timex: Timex) -> bool:
    """Whether a day told as past lies after the article's only because its text is later than its date."""
    return timex.edtf is not None and timex.edtf.uncertain and timex.modality is Modality.ASSERTED


def _is_over(item: AnnotatedArticle, dates: Dated) -> bool:
    """Whether every date lies before the day of the article: no plan, whatever the verb looks like."""
    edtf = item.article.date_published.edtf
    day = (edtf.earliest or edtf.latest) if edtf else None
    days = [timex.edtf.latest for timex in dates.dates if timex.edtf]
    return day is not None and all(last is not None and last < day for last in days)
