"""Dates that date no event: they tell which thing is meant, or stand in what a sentence says beside its event.

"The agreement of 2022", "the man arrested on Monday", "the first since 2005".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, pairwise

from generator.claims.dates import LONG_BEFORE, published
from generator.claims.unedited.clauses import (
    REACHES,
    clause_at,
    clauses_of,
    is_finite,
    is_past,
    relative_pronouns,
    since_comma,
    words_in_reach,
)  # fmt: skip
from generator.claims.unedited.perfects import stands_before_perfect, stands_behind_perfect
from generator.data import table
from generator.language.lexicon import is_participle, listed, modals, present_verbs, speech_verbs, verbs
from generator.language.names import words as name_words
from generator.language.tokens import CLAUSE_WORDS
from generator.model import AnnotatedArticle, Factuality, Modality, Sentence, Timex, TimexType
from generator.read import dateline_end

# "Since its very founding in 1949"
_NAMED_WITHIN = 4
# Letters behind a date among which stand these words.
_BEHIND, _INSERTED = 30, 80
_ARTICLE = len(" the ")
# "Was, for a time, held"
_HELPED_WITHIN = 3
_OWNED = ("'s", "’s")
_OFF = listed("context_dependence", "behind_averted")
# What went before, or came behind: "follows a march (on Sunday)", "came after troops left", "ahead of the opening".
_FOLLOWING = re.compile(
    r"\b(?:follow(?:s|ed|ing) (?!by\b|on\b|in\b|up\b)|(?:came|comes) after |ahead of \w+ )\w"
)
_OWNERS = listed("context_dependence", "owners")
_DETERMINERS = _OWNERS | listed("reporting", "words", "articles") | {"s"}
_AT_FEASTS = listed("context_dependence", "before_feasts")
_BY_NOW = listed("context_dependence", "by_now")
_SUBJECTS = listed("speakers", "singular_pronouns") | listed("speakers", "plural_pronouns") | {"it"}
_DASHED = re.compile(r"(?<=[\w,]) ?(?:[–—]|--| - ) ?[a-z][^–—\n]{2,120}? ?(?:[–—]|--| - ) ?(?=[a-z])")
_BEFORE_FIRST = listed("comparison", "dates", "before_first")
_SUPERLATIVES = listed("dates", "grammar", "superlatives")
_FEASTS = frozenset(chain.from_iterable(table("dates")["holidays"].values()))
_BARE_YEAR = re.compile(r"\d{4}")
_MONTH_OR_YEAR = re.compile(r"(?:[A-Z][a-z]+ )?\d{4}|" + "|".join(table("dates")["months"]), re.IGNORECASE)
# What a relative clause tells of the time before its sentence's event.
_BEFORE_THEN = frozenset({"had", "already"})
# What may follow a date in a participle's phrase, up to the comma that ends it.
_UNTIL_COMMA = re.compile(r"[^,;:–—]{0,60},\s(?!and\b|or\b|but\b)")
_PRESENT = present_verbs(but=frozenset())[0] | _BY_NOW
_BESIDE = re.compile(r",\s(?:was|were|is|are|has|have|had)\b")
_WILL = re.compile(r"\b(?:will|shall)\b")


def is_no_event(item: AnnotatedArticle, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date dates nothing that a sentence tells to have happened, or only a thing that it names."""
    text = item.article.text
    of = text[timex.start - 4 : timex.start] == " of "
    names = of and _BARE_YEAR.fullmatch(timex.text) is not None
    vague = timex.type is TimexType.DURATION and "X" in timex.value
    open_plan = timex.modality in (Modality.CONDITIONAL, Modality.SCHEDULED) and any(
        mark.factuality is Factuality.UNCLEAR and mark.start <= timex.start < mark.end
        for mark in item.factuality
    )
    # A fiscal year is no year of the calendar: "by the end of fiscal 2026".
    vague = vague or timex.text.casefold().startswith("fiscal ")
    # "It is like the 1980s"
    vague = vague or (timex.text.endswith(" later") and not _tells_past(text, sentence))
    before = text[max(sentence.start, timex.start - _ARTICLE) : timex.start].casefold().split()
    vague = vague or before[-2:] == ["like", "the"] or before[-1:] == ["like"]
    # "BBC Radio 4's Today program"
    titled = timex.text == "Today" and sentence.start < timex.start and text[timex.start - 1] == " "
    beside = _is_long_while(item, timex) or _is_counted_to(text, timex) or _only_named(text, sentence, timex)
    return names or vague or open_plan or titled or beside


def _is_long_while(item: AnnotatedArticle, timex: Timex) -> bool:
    """Whether years lead up to the article's day, or months from it: "the past 20 years", "over the next two years"."""
    first, last = (timex.edtf.earliest, timex.edtf.latest) if timex.edtf else (None, None)
    if first is None or last is None:
        return False
    up_to = last == published(item.article) and last - first > 24 * LONG_BEFORE
    ahead = first == published(item.article) and timex.value.startswith("P")
    return up_to or (ahead and last - first > LONG_BEFORE)


def _is_counted_to(text: str, timex: Timex) -> bool:
    """Whether the day is told by what it came before or after: "the Sunday following the vote"."""
    before = text[max(0, timex.start - _ARTICLE) : timex.start].casefold().split()[-1:]
    behind = text[timex.end : timex.end + _BEHIND].split(maxsplit=1)[:1]
    return before == ["the"] and behind in (["following"], ["after"], ["before"]) and "day" in timex.text


def _tells_past(text: str, sentence: Sentence) -> bool:
    """Whether a sentence has a verb of the past, and not a rule alone: "a booster is due a year later"."""
    return any(map(is_past, CLAUSE_WORDS.findall(text[sentence.start : sentence.end].casefold())))


def in_dateline(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date is that of the writing, at an article's head: "OSLO, 3 March 2026 — The mayor resigned"."""
    if sentence.start and text[sentence.start - 1] != "\n":
        return False
    return timex.start < sentence.start + dateline_end(text[sentence.start : sentence.end])


def is_aside(item: AnnotatedArticle, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to what a sentence says beside its event."""
    text = item.article.text
    if any(test(text, sentence, timex) for test in _asides()):
        return True
    appeared, edtf = published(item.article), timex.edtf
    first, last = (edtf.earliest, edtf.latest) if edtf else (None, None)
    if appeared is None or first is None or last is None or last >= appeared:
        return False
    words, openers = words_in_reach(text, sentence, timex), relative_pronouns() | {"where"}
    if appeared - last > LONG_BEFORE and relative_at(words, openers):
        # "The raid hit the heights, which the army took in 1967": long gone by, it tells which thing is meant.
        return True
    return stands_behind_perfect(text, sentence, timex) or _of_deed(text, sentence, timex)


@cache
def _asides() -> tuple[Callable[[str, Sentence, Timex], bool], ...]:
    """The ways in which a date belongs to what is said beside an event."""
    return (
        _of_a_thing, _tells_apart, _is_owned, _in_side_clause, _in_relative, _in_clause_of_subject, _is_averted,
        _is_counted_from, _is_followed, _in_front, _in_participle, _ends_participle, stands_before_perfect,
        _in_bare_clause, _between_dashes, _behind_plan,
    )  # fmt: skip


def _behind_plan(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a side clause has a day gone by, behind a plan: "will be counted anew where he lost on Monday"."""
    if timex.ahead or timex.modality is not Modality.ASSERTED:
        return False
    clause = clause_at(text, sentence, timex.start)
    return not clause.main and _WILL.search(text, sentence.start, clause.start) is not None


def _in_participle(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a participle without its own verb has the date, and the sentence's verb stands behind it.

    "The men held on Sunday deny it", "The painting, stolen in 1990 by night, goes back on show".
    """
    before = words_in_reach(text, sentence, timex)
    behind = CLAUSE_WORDS.findall(text[timex.end : min(sentence.end, timex.end + _BEHIND)].casefold())[:2]
    past = max((number for number, word in enumerate(before) if _may_describe(word)), default=0)
    if past == 0 or before[past + 1 :] == [] or "," in before[past:]:
        return False
    beside = before[past - 1] == ","
    if _has_doer(before, past):
        return True
    led = before[past + 1] in listed("context_dependence", "behind_participles") and len(behind) == 2
    if beside and _UNTIL_COMMA.match(text, timex.end, sentence.end):
        return led
    return led and is_finite(behind[0]) and _stands_alone(before, past)


def _may_describe(word: str) -> bool:
    """Whether a word is a participle, and not the "said" of "Ada Moss, the owner, said on Monday"."""
    return is_participle(word) and word not in verbs("says")


def _ends_participle(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the date ends a participle's phrase before the verb: "The man killed last month, was named"."""
    words = words_in_reach(text, sentence, timex)
    slain = bool(words) and is_participle(words[-1])
    return slain and _BESIDE.match(text, timex.end, sentence.end) is not None


def _has_doer(words: Sequence[str], past: int) -> bool:
    """Whether a participle behind a sentence's verb has who did it: "It has stopped a law signed by the mayor"."""
    by = words.index("by", past) - past if "by" in words[past:-1] else 0
    near = by <= _HELPED_WITHIN if words[past - 1] == "," else by == 1 and _stands_alone(words, past)
    return by > 0 and near and any(map(is_finite, words[:past]))


def _stands_alone(words: Sequence[str], at: int) -> bool:
    """Whether a verb of the past has neither a helping verb nor a word that makes it its clause's verb."""
    helps, joined = (listed("context_dependence", key) for key in ("helping_verbs", "before_verbs"))
    return helps.isdisjoint(words[max(0, at - _HELPED_WITHIN) : at]) and words[at - 1] not in joined


def _opens_content(words: Sequence[str], at: int) -> bool:
    """Whether a "that" opens what somebody says, and does not tell of a thing: "said that", "that the port"."""
    told = words[at - 1] in speech_verbs() or words[at - 1] in verbs("shows")
    behind = words[at + 1 : at + 2]
    return told or (words[at] == "that" and bool(behind) and not is_finite(behind[0]))


def _is_counted_from(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the event lies so long after or before the date: "came two days after a bomb went off on Sunday"."""
    starts = [part.start for part in clauses_of(text, sentence) if sentence.start < part.start <= timex.start]
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
    """Whether a relative clause tells since when a thing is so, what is to come of it, or what had been before.

    "The bakery, which has been closed since Tuesday, lost its oven", "The law, which takes effect in July, passed",
    "They hit the mill, which had burned on Friday". One that ends before the main verb only tells what is meant: "The
    bill, which passed on Monday, needs no more".
    """
    words = words_in_reach(text, sentence, timex)
    at = relative_at(words, relative_pronouns())
    behind = words[at + 1 :]
    since = listed("comparison", "dates", "since")
    before = words[at : at + 1] != ["that"] and not _BEFORE_THEN.isdisjoint(behind)
    if at == 0 or before or not since.isdisjoint(behind[-2:]):
        return at > 0
    inside, _comma, rest = text[timex.end : min(sentence.end, timex.end + _INSERTED)].partition(",")
    verb = "".join(CLAUSE_WORDS.findall(rest.casefold())[:1])
    ends = not any(mark in inside for mark in ".;:–—") and (is_finite(verb) or verb in modals())
    return (words[at - 1] == "," and (timex.ahead or ends)) or _is_agreed(words[:at], behind)


def _is_agreed(done: Sequence[str], clause: Sequence[str]) -> bool:
    """Whether a clause tells what is to come of what was done: "signed a truce that is to take effect on Friday"."""
    comes = clause[1:2] == ["to"] or not modals().isdisjoint(clause[:1])
    return comes and any(map(is_past, done))


def relative_at(words: Sequence[str], openers: frozenset[str]) -> int:
    """Where the relative clause that words end in begins; 0 where they end in none."""
    at = max((number for number, word in enumerate(words) if word in openers), default=0)
    # "Said that the port has been closed since Tuesday"
    behind = words[at + 1 :]
    closed = at == 0 or _opens_content(words, at) or "," in behind or _comes_back(behind)
    return 0 if closed else at


def _is_followed(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the date is that of what went before, or came behind: "The meeting follows a march on Sunday".

    "His threat comes after troops left on Sunday", "Guards had been told even before the fire broke out on Sunday".
    """
    said = " ".join(since_comma(text, sentence, timex))
    if _FOLLOWING.search(said):
        return True
    # "Before the fire broke out on Sunday, guards were told" is of one day; of a month or year it need not be.
    opens = text.startswith("Before ", sentence.start) and "," not in text[sentence.start : timex.start]
    opens = opens and timex.edtf is not None and timex.edtf.earliest == timex.edtf.latest
    behind = f" {said}".rpartition(" before ")[2].split() if " before " in f" {said}" and not opens else []
    return modals().isdisjoint(behind) and any(is_past(word) or word == "s" for word in behind)


def _in_front(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether what a sentence rests on has the date: "Under a deal struck in Oslo on Sunday, the mill will close".

    "Founded in 1949, the firm has ten mills", and not "Speaking on Sunday, the mayor said no".
    """
    words = words_in_reach(text, sentence, timex)
    words = words[1:] if words[:1] in (["first"], ["originally"]) else words
    if not words or "," in words:
        return False
    led = not listed("context_dependence", "behind_participles").isdisjoint(words[1:2])
    fronted = is_participle(words[0]) and words[0] != "asked" and text.startswith(",", timex.end)
    # "Before the vote on Sunday, he was unknown"
    bounds = words[0] in ("before", "prior") and not any(map(is_past, words))
    return bounds or words[0] in ("under", "despite", "unlike", "like") or (led and fronted)


def _of_deed(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the date is that of a deed that is only named: "was convicted of robbing the bank in March 2011"."""
    words = CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - REACHES) : timex.start])
    leads, times = (listed("context_dependence", key) for key in ("before_deeds", "parts_of_time"))
    for number in range(len(words) - 3, 0, -1):
        word, behind = words[number], words[number + 1 :]
        if word.endswith("ing") and words[number - 1] in leads and word.islower():
            noun = behind[0] in name_words("prepositions") or word in times
            return not noun and "," not in behind and not any(map(is_finite, behind))
    return False


def _in_bare_clause(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a relative clause without its pronoun has the date: "as many as in the vote she faced last month"."""
    words = CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - _BEHIND) : timex.start].casefold())
    at = len(words) - 2 - (words[-1:] in (["on"], ["in"], ["out"], ["up"]))
    if at < 2 or words[at] not in _SUBJECTS or not is_participle(words[at + 1]):
        return False
    noun = words[at - 1]
    opens = listed("polarity", "clause_openers") | listed("reporting", "words", "conjunctions") | {"that"}
    said = speech_verbs()
    return noun.isalpha() and noun not in opens | said and not is_past(noun)


def _between_dashes(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether what stands between two dashes has the date: "smoke – due to last until Friday – closed the schools"."""
    return any(
        found.start() < timex.start and timex.end <= found.end()
        for found in _DASHED.finditer(text, sentence.start, sentence.end)
    )


def is_behind_after(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a clause with "after", behind a comma, tells what had happened: ", after four others left on Sunday".

    Without the comma it tells the event itself: "killed after a train left the rails on Sunday".
    """
    clause = max(
        (part for part in clauses_of(text, sentence) if part.start <= timex.start),
        key=lambda part: part.start,
    )
    words = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    before = CLAUSE_WORDS.findall(text[sentence.start : clause.start].casefold())
    if words[:1] != ["after"] or before[-1:] != [","] or not any(map(is_past, words)):
        return False
    # "Two died, officials said, after a train left the rails on Sunday"
    inserted = _behind_last(before[:-1], frozenset({","}))
    return speech_verbs().isdisjoint(inserted)


def _in_clause_of_subject(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether the relative clause of a subject has the date, and what it is or has done by now stands behind.

    "The firm that ran a trip in 1999 that killed ten has closed", "The heat, which came on Monday, is to last".
    """
    words = CLAUSE_WORDS.findall(text[sentence.start : timex.start].casefold())
    at = next((number for number, word in enumerate(words) if word in relative_pronouns()), 0)
    before, own = words[:at], words[at + 1 :]
    behind = CLAUSE_WORDS.findall(text[timex.end : sentence.end].casefold())
    told = not _BY_NOW.isdisjoint(behind) or behind[:1] in (["had"], ["was"], ["were"])
    if not told or not before or any(map(is_finite, before)):
        return False
    helps = listed("context_dependence", "helping_verbs")
    its_verbs = [
        number
        for number, word in enumerate(own)
        if is_finite(word) and helps.isdisjoint(own[max(0, number - _HELPED_WITHIN) : number])
    ]
    return its_verbs == [0] and (before[-1] != "," or "," not in own)


def _behind_last(words: Sequence[str], marks: frozenset[str]) -> Sequence[str]:
    """The words behind the last of some marks; none where there is no mark, or it begins them."""
    at = max((number for number, word in enumerate(words) if word in marks), default=0)
    return words[at + 1 :] if at else ()


def _is_averted(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether what was done leads up to a day that is to come: "signed a deal, averting a strike next week"."""
    if timex.modality is Modality.ASSERTED and not timex.ahead:
        return False
    done, _comma, rest = text[sentence.start : timex.start].casefold().rpartition(", ")
    leads = rest.split(maxsplit=1)[:1]
    return bool(leads) and leads[0].endswith("ing") and any(map(is_past, CLAUSE_WORDS.findall(done)))


def _only_named(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to something that the sentence only names.

    "The investigation of Sunday's crash", "since its founding in 1949", "the first since 2005".
    """
    before = _words_before(text, sentence.start, timex.start)
    if not before:
        return False
    about, joins, since = (listed("comparison", "dates", key) for key in ("about", "joins", "since"))
    if text.startswith(_OWNED, timex.end):
        return before[-1] in about or _is_object(before)
    if before[-1] in since:
        # "The first since 2005", and not "has only been there since 2005".
        every = CLAUSE_WORDS.findall(text[sentence.start : timex.start].casefold())
        return any(
            one in _BEFORE_FIRST and (other in _SUPERLATIVES or other.endswith("est"))
            for one, other in pairwise(every)
        )
    if before[-1] not in joins or is_past(
        text[timex.end : min(sentence.end, timex.end + REACHES)].casefold()
    ):
        return False
    for word in reversed(before[-_NAMED_WITHIN - 1 : -1]):
        if word in since:
            return True
        if not word.isalpha() or is_past(word):
            break
    return False


def _is_object(before: Sequence[str]) -> bool:
    """Whether a deed is done to what stands behind the words: "left Saturday's talks", "called off Sunday's march"."""
    at = -2 if before[-1] in _OFF and len(before) > 1 else -1
    verb = before[at]
    return (is_past(verb) or verb.endswith("ing")) and verb not in verbs(
        "says", "reports", "says_that", "shows"
    )


def _words_before(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch without case: of a long one the last alone, where a date may follow each."""
    if end - start > REACHES:
        # The first of them may be cut.
        found = CLAUSE_WORDS.findall(text[end - REACHES : end].casefold())[1:]
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
    # "With best-by dates through August 20"
    if "dates" in before[-2:]:
        return True
    if before[-1] == "of":
        return before[-2] not in listed("context_dependence", "parts_of_time") and before[-2].isalpha()
    behind = CLAUSE_WORDS.findall(text[timex.end : sentence.end])[:2]
    noun = behind[1:] if behind[:1] == [","] else behind[:1]
    if before[-1] != "the" or not noun:
        return False
    # "The 1968 Hong Kong flu"
    return _may_be_thing(noun[0]) or (_BARE_YEAR.fullmatch(timex.text) is not None and noun[0][:1].isupper())


def _tells_apart(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date stands within the name of a thing: "under a 2007 contract", "poor May figures", "a 9 May vote".

    What the sentence begins with is what it tells of, unless it tells of now: "The 1991 flood killed nine", and not
    "The 1991 bridge carries 9,000 cars a day". "In a 2012 election" the thing is the event.
    """
    before = CLAUSE_WORDS.findall(text[sentence.start : timex.start].casefold())
    noun, *behind = CLAUSE_WORDS.findall(text[timex.end : sentence.end])[: _NAMED_WITHIN + 1] or [""]
    bare = _MONTH_OR_YEAR.fullmatch(timex.text) is not None or before[-1:] == ["a"]
    if not bare or not _may_be_noun(noun, named=timex.text.isdigit()):
        return False
    if len(before) <= _NAMED_WITHIN and relative_pronouns().isdisjoint(before):
        return before == ["the"] and not _PRESENT.isdisjoint(behind)
    leads = name_words("prepositions") | listed("reporting", "words", "prepositions")
    if before[-1] not in _DETERMINERS and before[-1] not in leads and not is_finite(before[-1]):
        # "The poor May figures"
        before.pop()
    return before[-1] in _DETERMINERS and before[-2] not in ("in", "during", "at")


def _may_be_noun(word: str, named: bool = False) -> bool:
    """Whether a word right behind a date may be the thing that it tells apart, one with a name if so asked."""
    lower = word.casefold()
    other = (
        listed("same_words", "stop")
        | listed("context_dependence", "parts_of_time")
        | name_words("prepositions")
    )
    return word.isalpha() and (named or word.islower()) and lower not in other and not is_finite(lower)


def _is_owned(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a year is somebody's, or a feast a thing: "the mayor's 2016 race", "their Christmas", "Easter eggs"."""
    before = "".join(text[sentence.start : timex.start].casefold().split()[-1:])
    if timex.text.casefold() in _FEASTS:
        leads = name_words("prepositions") | listed("reporting", "words", "prepositions") | _AT_FEASTS
        behind = "".join(CLAUSE_WORDS.findall(text[timex.end : sentence.end])[:1])
        return before.isalpha() and (before not in leads or _may_be_noun(behind))
    return _BARE_YEAR.fullmatch(timex.text) is not None and (before in _OWNERS or before.endswith(_OWNED))


def stands_before_thing(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date stands between "the" and what it tells apart: "the 8 October gig"."""
    if text[max(sentence.start, timex.start - _ARTICLE) : timex.start].casefold().strip() != "the":
        return False
    behind = CLAUSE_WORDS.findall(text[timex.end : min(sentence.end, timex.end + _BEHIND)])[:1]
    noun = "".join(behind)
    return noun.islower() and noun not in listed("same_words", "stop") and not is_past(noun)


def _only_describes(before: Sequence[str], behind: Sequence[str]) -> bool:
    """As in "shootings in Oslo last November that killed 30", "after November militant attacks", "born in 1988"."""
    # "Elections due next month", and not "are due next month".
    due = before[-1] == "due" and before[-2] not in listed("context_dependence", "helping_verbs")
    if due or before[-2] in ("born", "starting", "beginning"):
        return True
    described = behind[:1] == ["that"] and any(map(_may_be_thing, before[-_NAMED_WITHIN:]))
    # "Before November militant attacks": two words with small letters, the second a thing that may happen.
    return described or (
        len(behind) > 1 and behind[0].islower() and _may_be_thing(behind[1]) and not is_past(behind[0])
    )


def _may_be_thing(word: str) -> bool:
    """Whether a word behind "the 13 November" is the thing that the date tells apart."""
    return word.islower() and word in listed("context_dependence", "events_named")


def _in_side_clause(text: str, sentence: Sentence, timex: Timex) -> bool:
    """Whether a date belongs to what only says who or what is meant.

    "The town mourned Ada Moss, who retired in May", "held the man arrested on Monday".
    """
    parts = [part for part in clauses_of(text, sentence) if part.start <= timex.start]
    clause = parts[-1]
    words = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    if words[:1] == ["as"] and not any(map(is_past, words)):
        # "Who was fired as clerk in May": no clause of its own.
        clause = parts[-2] if len(parts) > 1 else clause
        words = CLAUSE_WORDS.findall(text[clause.start : timex.start].casefold())
    if not clause.main and words and words[0] in listed("context_dependence", "side_clauses"):
        return "," not in words[1:] and not _comes_back(words)
    if any(map(_only_compares, words, words[1:])):
        return True
    if not speech_verbs().isdisjoint(words):
        return False
    # A second verb of the past that joins nothing, between a noun and a preposition, is "(that was) used in".
    # Behind an article stands no verb: "when an overloaded ferry sank in the storm".
    articles = listed("reporting", "words", "articles")
    past = [
        number
        for number, word in enumerate(words)
        if is_past(word) and words[max(0, number - 1)] not in articles
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
    return word == "those" and is_past(following)
