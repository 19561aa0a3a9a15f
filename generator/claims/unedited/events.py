"""What a sentence tells as an event: how it is put (a fact, a plan, unclear, denied, inferred), and its dates.

The day of the saying and the dates of things that are only named ("the agreement of 2022") date no event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from generator.annotate.factuality import factuality_of
from generator.claims.dates import Dated, published
from generator.data import table
from generator.edtf import interval_edtf
from generator.known import once
from generator.language.lexicon import irregular_bases, irregular_pasts, listed, verbs
from generator.language.spans import begun_within
from generator.language.tokens import CLAUSE_WORDS, quotations
from generator.model import (
    AnnotatedArticle,
    ClaimStatus,
    Factuality,
    FactualityMark,
    Modality,
    Sentence,
    Timex,
    TimexType,
    VoucherKind,
)
from generator.read import dateline_end

_STATUSES = {
    Factuality.STATED: ClaimStatus.REPORTED,
    Factuality.UNCLEAR: ClaimStatus.UNCLEAR,
    Factuality.DENIED: ClaimStatus.DENIED,
    Factuality.PLANNED: ClaimStatus.PLANNED,
    Factuality.INFERRED: ClaimStatus.INFERENCE,
}
# "Since its very founding in 1949"
_NAMED_WITHIN = 4
# Letters before and behind a date among which stand these words.
_REACHES = 400
_BEHIND = 30
_ARTICLE = len(" the ")
# Letters around a position among which the marks of a speech stand.
_SPEECH = 2_000
# "Ruled out a ban, saying it would do little"
_ADDS = re.compile(
    r", (?:saying|adding|arguing|warning|noting|insisting) [^,;]*$|\b[Aa]sked (?:if|whether)\b"
)
# "Was, for a time, held"
_HELPED_WITHIN = 3
# A sentence of more dates is a list, and none of them stands in a clause of its own.
_MOST_WEIGHED = 8
# The news of a daily paper reaches back some weeks.
_NEWS = timedelta(days=30)
_OWNED = ("'s", "’s")
_MAIN_VERB = re.compile(r"(?P<comma>,)?\s(?:has|have|had|was|were)\b")
_BEFORE_FIRST = listed("comparison", "dates", "before_first")
_PASTS = irregular_pasts()
_PARTICIPLES = _PASTS | irregular_bases().keys()
_SUPERLATIVES = listed("dates", "grammar", "superlatives")
_BARE_YEAR = re.compile(r"\d{4}")


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
        if sentence.start <= mark.cue_start < sentence.end and not _is_no_plan(item, sentence, mark)
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


def _marks_what_is_told(text: str, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether a mark is of the main clause, or of one behind it, and says more than that something may be."""
    if mark.factuality is Factuality.UNCLEAR and _only_possible(mark.cue):
        return False
    before = [part for part in _clauses(text, sentence) if part.start <= mark.cue_start]
    home = max(before, key=lambda part: part.start)
    # "What appears to be a new form"
    led = text[sentence.start : mark.cue_start].casefold().split()[-1:] == ["what"]
    return not led and (home.main or home.start > sentence.start)


def _only_possible(cue: str) -> bool:
    """Whether a cue says that something is possible: "may have", and not "could not be verified"."""
    words = cue.casefold().split()
    return words[0] in listed("context_dependence", "only_possible") and "be" not in words[2:]


# ---------------------------------------------------------------- plans that are none


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


def _is_beside(text: str, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether a plan was one then, is denied, asked for, or told in a speaker's own words or beside the main clause."""
    before = CLAUSE_WORDS.findall(text[sentence.start : mark.cue_start].casefold())
    told = _ADDS.search(text, sentence.start, mark.cue_start) is None and {"had", "no"}.isdisjoint(
        before[-2:]
    )
    # "Signed a deal that will raise wages": what was done is told, and then what it is about.
    about = "".join(before[-1:]) in _relatives() and any(map(_is_past, before[:-1]))
    return not told or about or in_direct_speech(text, mark.cue_start)


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


def in_direct_speech(text: str, at: int) -> bool:
    """Whether a position lies in direct speech, whose marks may stand in other sentences of the paragraph."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    start, end = max(start, at - _SPEECH), min(end if end >= 0 else len(text), at + _SPEECH)
    if any(first <= at < last for first, last in quotations(text, start, end)):
        return True
    closing = text.find("”", at, end)
    return closing >= 0 and "“" not in text[start:closing]


def _told(item: AnnotatedArticle, sentence: Sentence) -> tuple[int, int]:
    """The span of what a sentence attributes to its source; the whole sentence where it does so to nobody."""
    inside = [
        (max(held.start, sentence.start), min(held.end, sentence.end))
        for held in item.attributions
        if held.kind is not VoucherKind.HEADLINE_ONLY
        and held.start < sentence.end
        and sentence.start < held.end
    ]
    if not inside:
        return sentence.start, sentence.end
    return min(start for start, _ in inside), max(end for _, end in inside)


def _denies(item: AnnotatedArticle, sentence: Sentence, mark: FactualityMark) -> bool:
    """Whether the sentence itself is the denial: its verb stands in the main clause, in the article's voice."""
    if mark.factuality is not Factuality.DENIED:
        return False
    before = item.article.text[sentence.start : mark.cue_start].casefold().split()
    held = any(one.start <= mark.cue_start < one.end for one in item.attributions)
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


# ---------------------------------------------------------------- the dates of what it tells


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    main: bool


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
        if timex.end <= sentence.end and not _is_no_event(item, sentence, timex)
    ]
    inside = [timex for timex in inside if not _in_dateline(text, sentence, timex)]
    if len(inside) <= _MOST_WEIGHED:
        inside = [timex for timex in inside if not _is_aside(text, sentence, timex)]
    if len([timex for timex in inside if timex.edtf]) < 2:
        return inside
    told = _ranges(text, _without_denied(inside))
    # "The 8 October gig was announced on Monday"
    told = [timex for timex in told if not _stands_before_thing(text, sentence, timex)] or told
    told = _of_contents(item, sentence, told)
    told = _of_main_clause(text, sentence, told)
    return _of_day(item, _closed(told))


def _without_denied(timexes: list[Timex]) -> list[Timex]:
    """The dates without the denied one: "put off from 18 to 25 March", "not on Monday but on Tuesday"."""
    return [timex for timex in timexes if timex.modality is not Modality.DENIED] or timexes


# ---------------------------------------------------------------- what dates no event


def _is_no_event(item: AnnotatedArticle, sentence: Sentence, timex: Timex) -> bool:
    text = item.article.text
    names = _BARE_YEAR.fullmatch(timex.text) is not None and text[timex.start - 4 : timex.start].endswith(
        " of "
    )
    vague = timex.type is TimexType.DURATION and "X" in timex.value
    open_plan = timex.modality in (Modality.CONDITIONAL, Modality.SCHEDULED) and any(
        mark.factuality is Factuality.UNCLEAR and mark.start <= timex.start < mark.end
        for mark in item.factuality
    )
    # "It is like the 1980s"
    before = text[max(sentence.start, timex.start - _ARTICLE) : timex.start].casefold().split()
    vague = vague or before[-2:] == ["like", "the"] or before[-1:] == ["like"]
    # "BBC Radio 4's Today program"
    titled = timex.text == "Today" and sentence.start < timex.start and text[timex.start - 1] == " "
    return names or vague or open_plan or titled or _only_named(text, sentence, timex)


def _in_dateline(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date is that of the writing, at an article's head: "OSLO, 3 March 2026 — The mayor resigned"."""
    if sentence.start and text[sentence.start - 1] != "\n":
        return False
    return timex.start < sentence.start + dateline_end(text[sentence.start : sentence.end])


def _is_aside(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to what a sentence says beside its event."""
    return (
        _of_a_thing(text, sentence, timex)
        or _in_side_clause(text, sentence, timex)
        or _in_relative(text, sentence, timex)
        or _ends_side_clause(text, sentence, timex)
        or _is_averted(text, sentence, timex)
        or _is_counted_from(text, sentence, timex)
        or _in_participle(text, sentence, timex)
    )


def _in_participle(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a participle without its own verb has the date, and the sentence's verb stands behind it.

    "The men held on Sunday deny it", "The painting, stolen in 1990, goes back on show".
    """
    before = CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - _REACHES) : timex.start].casefold())
    behind = CLAUSE_WORDS.findall(text[timex.end : min(sentence.end, timex.end + _BEHIND)].casefold())[:2]
    past = max((number for number, word in enumerate(before) if _is_participle(word)), default=0)
    if past == 0 or before[past + 1 :] == [] or len(behind) < 2:
        return False
    led = before[past + 1] in listed("context_dependence", "behind_participles") and "," not in before[past:]
    if behind[0] == ",":
        return led and before[past - 1] == ","
    return led and _is_finite(behind[0]) and _stands_alone(before, past)


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or word.endswith("ed")


def _is_finite(word: str) -> bool:
    """Whether a word right behind a date is the verb of the clause."""
    helps = listed("context_dependence", "helping_verbs")
    return word in helps or _is_past(word) or word in verbs("says", "reports", "denies", "rebuts")


def _stands_alone(words: Sequence[str], at: int) -> bool:
    """Whether a verb of the past has neither a helping verb nor a word that makes it its clause's verb."""
    helps, joined = (listed("context_dependence", key) for key in ("helping_verbs", "before_verbs"))
    return helps.isdisjoint(words[max(0, at - _HELPED_WITHIN) : at]) and words[at - 1] not in joined


def _opens_content(words: Sequence[str], at: int) -> bool:
    """Whether a "that" opens what somebody says, and does not tell of a thing: "said that", "that the port"."""
    told = words[at - 1] in verbs("says", "reports", "says_that", "tells", "speaks", "shows")
    behind = words[at + 1 : at + 2]
    helps = listed("context_dependence", "helping_verbs")
    return told or (words[at] == "that" and bool(behind) and helps.isdisjoint(behind))


def _is_counted_from(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the event lies so long after or before the date: "came two days after a bomb went off on Sunday"."""
    starts = [part.start for part in _clauses(text, sentence) if sentence.start < part.start <= timex.start]
    if not starts:
        return False
    words = CLAUSE_WORDS.findall(text[max(sentence.start, starts[-1] - _BEHIND) : starts[-1]].casefold())
    opener = CLAUSE_WORDS.match(text, starts[-1])
    counts = listed("context_dependence", "turns")
    return (
        opener is not None
        and opener.group() in counts
        and words[-1:] != []
        and words[-1] in listed("context_dependence", "lengths")
    )


def _in_relative(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a relative clause tells since when a thing is so, or what is to come of it.

    "The bakery, which has been closed since Tuesday, lost its oven", "The law, which takes effect in July, passed".
    """
    words = CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - _REACHES) : timex.start].casefold())
    at = max((number for number, word in enumerate(words) if word in _relatives()), default=0)
    # "Said that the port has been closed since Tuesday"
    behind = words[at + 1 :]
    if at == 0 or _opens_content(words, at) or "," in behind or _comes_back(behind):
        return False
    since = listed("comparison", "dates", "since")
    return not since.isdisjoint(behind[-2:]) or (timex.ahead and words[at - 1] == ",")


def _ends_side_clause(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a side clause that says what is meant ends with the date, and the main verb follows.

    "A dam that burst on Wednesday had been checked", "The pictures, stolen on Tuesday, have not been found".
    """
    verb = _MAIN_VERB.match(text, timex.end, sentence.end)
    if verb is None:
        return False
    words = CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - _REACHES) : timex.start].casefold())
    if verb["comma"]:
        clause = _behind_last(words, frozenset({","}))
        first = "".join(clause[:1])
        return first in _relatives() or _is_participle(first)
    clause = _behind_last(words, _relatives())
    return "," not in clause and _is_past("".join(clause[:1]))


def _behind_last(words: Sequence[str], marks: frozenset[str]) -> Sequence[str]:
    """The words behind the last of some marks; none where there is no mark, or it begins them."""
    at = max((number for number, word in enumerate(words) if word in marks), default=0)
    return words[at + 1 :] if at else ()


def _relatives() -> frozenset[str]:
    return listed("reporting", "words", "relatives") | {"that"}


def _is_averted(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether what was done leads up to a day that is to come: "signed a deal, averting a strike next week"."""
    if timex.modality is Modality.ASSERTED and not timex.ahead:
        return False
    done, _comma, rest = text[sentence.start : timex.start].casefold().rpartition(", ")
    leads = rest.split(maxsplit=1)[:1]
    return bool(leads) and leads[0].endswith("ing") and any(map(_is_past, CLAUSE_WORDS.findall(done)))


def _only_named(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to something that the sentence only names.

    "The investigation of Sunday's crash", "since its founding in 1949", "the first since 2005".
    """
    before = _words_before(text, sentence.start, timex.start)
    if not before:
        return False
    about, joins, since = (listed("comparison", "dates", key) for key in ("about", "joins", "since"))
    if text.startswith(_OWNED, timex.end):
        return before[-1] in about
    if before[-1] in since:
        # "The first since 2005", and not "has only been there since 2005".
        every = CLAUSE_WORDS.findall(text[sentence.start : timex.start].casefold())
        return any(one in _BEFORE_FIRST and other in _SUPERLATIVES for one, other in pairwise(every))
    if before[-1] not in joins or _is_past(
        text[timex.end : min(sentence.end, timex.end + _REACHES)].casefold()
    ):
        return False
    for word in reversed(before[-_NAMED_WITHIN - 1 : -1]):
        if word in since:
            return True
        if not word.isalpha() or _is_past(word):
            break
    return False


def _words_before(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch without case: of a long one the last alone, where a date may follow each."""
    if end - start > _REACHES:
        # The first of them may be cut.
        found = CLAUSE_WORDS.findall(text[end - _REACHES : end].casefold())[1:]
        if len(found) > _NAMED_WITHIN:
            return found
    return CLAUSE_WORDS.findall(text[start:end].casefold())


def _of_a_thing(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date only tells which thing is meant: "built the bombs of the attacks of 13 November".

    What the sentence begins with is what it tells of: "The attacks of 13 November killed 30."
    """
    before = CLAUSE_WORDS.findall(text[sentence.start : timex.start].casefold())
    if len(before) <= _NAMED_WITHIN or timex.value.startswith("P"):
        return False
    if _only_describes(before, CLAUSE_WORDS.findall(text[timex.end : sentence.end])[:_NAMED_WITHIN]):
        return True
    if before[-1] == "of":
        return before[-2] not in listed("context_dependence", "parts_of_time") and before[-2].isalpha()
    behind = CLAUSE_WORDS.findall(text[timex.end : sentence.end])[:2]
    noun = behind[1:] if behind[:1] == [","] else behind[:1]
    if before[-1] != "the" or not noun:
        return False
    # "The 1968 Hong Kong flu"
    return _may_be_thing(noun[0]) or (_BARE_YEAR.fullmatch(timex.text) is not None and noun[0][:1].isupper())


def _stands_before_thing(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date stands between "the" and what it tells apart: "the 8 October gig"."""
    if text[max(sentence.start, timex.start - _ARTICLE) : timex.start].casefold().strip() != "the":
        return False
    behind = CLAUSE_WORDS.findall(text[timex.end : min(sentence.end, timex.end + _BEHIND)])[:1]
    noun = "".join(behind)
    return noun.islower() and noun not in listed("same_words", "stop") and not _is_past(noun)


def _only_describes(before: Sequence[str], behind: Sequence[str]) -> bool:
    """As in "shootings in Oslo last November that killed 30", "after November militant attacks", "born in 1988"."""
    # "Elections due next month", and not "are due next month".
    due = before[-1] == "due" and before[-2] not in listed("context_dependence", "helping_verbs")
    if due or before[-2] == "born":
        return True
    described = behind[:1] == ["that"] and any(map(_may_be_thing, before[-_NAMED_WITHIN:]))
    # "Before November militant attacks": two words with small letters, the second a thing that may happen.
    return described or (
        len(behind) > 1 and behind[0].islower() and _may_be_thing(behind[1]) and not _is_past(behind[0])
    )


def _may_be_thing(word: str) -> bool:
    """Whether a word behind "the 13 November" is the thing that the date tells apart."""
    return word.islower() and word in listed("context_dependence", "events_named")


def _in_side_clause(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to what only says who or what is meant.

    "The town mourned Ada Moss, who retired in May", "held the man arrested on Monday".
    """
    parts = [part for part in _clauses(text, sentence) if part.start <= timex.start]
    clause = max(parts, key=lambda part: part.start)
    words = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    if words[:1] == ["as"] and not any(map(_is_past, words)):
        # "Who was fired as clerk in May": no clause of its own.
        clause = max(
            (part for part in parts if part is not clause), key=lambda part: part.start, default=clause
        )
        words = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    if not clause.main and words and words[0] in listed("context_dependence", "side_clauses"):
        return "," not in words[1:] and not _comes_back(words)
    if any(map(_only_compares, words, words[1:])):
        return True
    if not verbs("says", "reports", "says_that", "tells", "speaks").isdisjoint(words):
        return False
    # A second verb of the past that joins nothing, between a noun and a preposition, is "(that was) used in".
    # Behind an article stands no verb: "when an overloaded ferry sank in the storm".
    articles = listed("reporting", "words", "articles")
    past = [
        number
        for number, word in enumerate(words)
        if _is_past(word) and words[max(0, number - 1)] not in articles
    ]
    if len(past) < 2 or past[-1] == 0:
        return False
    last = past[-1]
    helps = listed("context_dependence", "helping_verbs")
    joined = words[last - 1] in listed("context_dependence", "before_verbs")
    behind = words[last + 1 : last + 2] or ["on"]
    finite = joined or not helps.isdisjoint(words[max(0, last - _HELPED_WITHIN) : last + 1])
    return not finite and behind[0] in listed("context_dependence", "behind_participles")


def _comes_back(words: Sequence[str]) -> bool:
    """Whether a clause has given way to the main one: "(a hiker) who had been missing for days was found"."""
    helps = listed("context_dependence", "helping_verbs")
    before = listed("context_dependence", "before_verbs")
    at = [number for number, word in enumerate(words) if word in helps]
    return any(
        second - first > _HELPED_WITHIN and words[second - 1] not in before for first, second in pairwise(at)
    )


def _only_compares(word: str, following: str) -> bool:
    """Whether two words begin what others are like: "of the same kind as those used on Thursday"."""
    return word == "those" and _is_past(following)


def _is_past(words: str) -> bool:
    """Whether words begin with a verb of the past, which makes a clause: "since it entered service in 2017"."""
    first = CLAUSE_WORDS.search(words)
    return first is not None and (first.group().endswith("ed") or first.group() in _PASTS)


# ---------------------------------------------------------------- two that are one


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


# ---------------------------------------------------------------- the saying, the clauses


def _of_contents(item: AnnotatedArticle, sentence: Sentence, timexes: Sequence[Timex]) -> list[Timex]:
    """The dates of what is attributed to a source, where it has any; else all."""
    contents = [
        held
        for held in item.attributions
        if held.kind is not VoucherKind.HEADLINE_ONLY
        and held.cue_span is not None
        and held.start < sentence.end
        and sentence.start < held.end
    ]
    held = [
        timex for timex in timexes if timex.edtf and any(c.start <= timex.start < c.end for c in contents)
    ]
    return held or list(timexes)


def _of_main_clause(text: str, sentence: Sentence, timexes: Sequence[Timex]) -> list[Timex]:
    """The dates of the first main clause that has one, or of the first clause that has."""
    if len(timexes) < 2:
        return list(timexes)
    clauses = _clauses(text, sentence)
    home = {
        timex.start: max((i for i, clause in enumerate(clauses) if clause.start <= timex.start), default=0)
        for timex in timexes
    }
    dated = sorted({home[timex.start] for timex in timexes if timex.edtf})
    chosen = next((i for i in dated if clauses[i].main), dated[0] if dated else 0)
    return [timex for timex in timexes if home[timex.start] == chosen]


def _clauses(text: str, sentence: Sentence) -> list[_Clause]:
    """The clauses of a sentence, cut before words that open one; a subordinate one in front ends at its comma."""
    openers = listed("polarity", "clause_openers")
    joining = listed("reporting", "words", "conjunctions")
    relatives = listed("reporting", "words", "relatives")
    clauses = [_Clause(sentence.start, main=True)]
    before, leads, aside = "", False, False
    for match in CLAUSE_WORDS.finditer(text, sentence.start, sentence.end):
        word = match.group().casefold()
        if not before:
            leads = word in openers - joining
            clauses = [_Clause(sentence.start, main=not leads)]
        elif before == "," and leads:
            leads = False
            clauses.append(_Clause(match.start(), main=True))
        elif before in (";", ":") or (word in joining and before == ","):
            clauses.append(_Clause(match.start(), main=True))
        elif word in openers - joining:
            aside = before == "," and word in relatives
            clauses.append(_Clause(match.start(), main=False))
        elif before == "," and aside:
            # "The jury, which has been out since Friday, asked"
            aside = False
            clauses.append(_Clause(match.start(), main=True))
        before = word
    return clauses


def _closed(timexes: Sequence[Timex]) -> list[Timex]:
    """Without those that are open at one end, where another is not: "closed since 2019, opened on Friday"."""
    closed = [timex for timex in timexes if timex.edtf and timex.edtf.earliest and timex.edtf.latest]
    return closed or list(timexes)


def _of_day(item: AnnotatedArticle, timexes: list[Timex]) -> list[Timex]:
    """Of a day of the news and months or years before it, named behind it, the day.

    "A man was arrested on Tuesday over a theft in 2019": the later words tell which theft.
    """
    day, appeared = _day_of(timexes[0]) if timexes else None, published(item.article)
    if day is None or appeared is None or not timedelta(0) <= appeared - day <= _NEWS:
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
    weighed = [(part, told) for part in core if len(told := _of_sentence(item, part)) <= _MOST_WEIGHED]
    return any(_is_since(item, part, timex) for part, told in weighed for timex in told)


def _is_since(item: AnnotatedArticle, sentence: Sentence, timex: Timex) -> bool:
    text = item.article.text
    clause = [part.start for part in _clauses(text, sentence) if part.start <= timex.start][-1]
    words = CLAUSE_WORDS.findall(text[clause : timex.start].casefold())
    # "Since early on Monday" gives the day; what says more names a thing, or tells what happened then.
    says_more = len(words) > _NAMED_WITHIN or any(map(_is_past, words[1:]))
    if any(clause < other.start < timex.start for other in begun_within(item.timexes, clause, timex.start)):
        # "Missing since Saturday was found on Tuesday"
        return False
    return bool(words) and words[0] in listed("comparison", "dates", "since") and says_more


def told_dates(item: AnnotatedArticle, core: Sequence[Sentence]) -> Dated:
    """The time expressions that date what some sentences tell."""
    return Dated(timexes=event_dates(item, core))
