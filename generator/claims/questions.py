"""The questions that readers of news ask everywhere, and the claims that speak to each."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from generator.claims.compare.polarity import unknown_cues
from generator.claims.terms import term_pattern, terms
from generator.data import table
from generator.diagnostics import Diagnostic, Severity
from generator.language.lexicon import listed
from generator.language.numbers import cardinals
from generator.language.phrases import tokens
from generator.language.polarity import subordinating_words
from generator.language.tokens import CLAUSE_WORDS, WORDS_NUMBERS_SIGNS
from generator.model import Claim, ClaimOrigin, ClaimStatus, Edtf, Evidence, NameEntry, Place, Question

_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\b\d{1,2}:\d\d\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₹]\s?\d|(?<![\w.])\d+(?:[.,]\d+)*\s?(?:%|percent\b|per cent\b|[$€£¥₹])")
_ANSWERS = 2
# Telling words that a clause shares at least with what tells the event.
_SHARED = 2
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A question of news, asked of every story.

    Attributes:
        text: As readers ask it.
        missing: What is said where no claim speaks to it.
        words: How a question of the editor's own is known to ask the same.
    """

    text: str
    missing: str
    words: tuple[str, ...]


WHO = Standard(text="Who is involved?", missing="No sentence names a person or organization.", words=("who",))
WHEN = Standard(text="When was it?", missing="No sentence gives a day.", words=("when", "since when"))
WHERE = Standard(text="Where was it?", missing="No sentence names a place.", words=("where",))
WHY = Standard(text="Why?", missing="No sentence was found that gives a cause or a reason.", words=("why",))
HOW_MANY = Standard(
    text="How many, how much?",
    missing="No sentence was found that gives a number.",
    words=("how many", "how much"),
)
NEXT = Standard(
    text="What comes next?",
    missing="No sentence was found that announces or expects anything.",
    words=("next", "will", "going to"),
)


def claims_answering(
    claims: Sequence[Claim], names: Sequence[NameEntry]
) -> tuple[tuple[Standard, tuple[Claim, ...]], ...]:
    """For each standard question the claims that speak to it, in their order.

    That a claim speaks to a question is read from its evidence: names, dates, places, words that give a
    reason, counted things, plans. Of a claim that the articles make alone, only the words shown are read.
    """
    reasons = term_pattern(table("claim_words")["reasons"])
    spelled = term_pattern(item.term for name in names for item in name.spellings) if names else None
    words = {claim.id: " ".join(item.quote.exact for item in claim.evidence) for claim in claims}
    tests = {
        WHO: lambda claim: bool(spelled and spelled.search(words[claim.id])),
        WHEN: lambda claim: claim.when is not None,
        WHERE: lambda claim: bool(claim.where),
        WHY: lambda claim: not claim.status.doubtful and reasons.search(_shown(claim)) is not None,
        HOW_MANY: lambda claim: not claim.status.doubtful and _counts(_timeless(claim)),
        NEXT: lambda claim: claim.status is ClaimStatus.PLANNED,
    }
    return tuple((question, tuple(filter(test, claims))) for question, test in tests.items())


def standard_questions(
    claims: Sequence[Claim],
    main: Claim | None,
    title: str,
    as_of: Edtf | None,
    headlines: Iterable[str] = (),
    reported: Mapping[str, date] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """The questions that the articles of a story without an editor answer: why, how many, what next.

    A sentence answers only where its main clause does: it gives the cause or the count of the main event, or tells
    a plan for a day to come. What no sentence answers is not asked.

    Args:
        claims: The most telling first.
        main: What tells the main event.
        title: The headline that the story is called by.
        as_of: The day of information.
        headlines: Those of the articles. Of an event that harmed nobody by them, or by what tells it, a count must
            share a word more with it.
        reported: By the claims' ids the day on which the newest article that tells them appeared.
    """
    event = event_words(main, title)
    day = as_of.latest if as_of else None
    harmed = term_pattern(table("claim_words")["harmed"])
    harms = main is not None and any(map(harmed.search, (main.text, *headlines)))
    tests = {
        WHY: lambda claim: (
            main is not None and gives_cause(_shown(claim), event, of_the_day=tells_of(claim, main))
        ),
        HOW_MANY: lambda claim: main is not None and _gives_count(claim, event, main, harms=harms),
        NEXT: lambda claim: _is_to_come(claim, day),
    }
    firm = [claim for claim in claims if not claim.status.doubtful]
    answers = {question: list(filter(test, firm)) for question, test in tests.items()}
    answers[HOW_MANY] = _newest(answers[HOW_MANY], reported)
    asked = ((question, _told_once(found)) for question, found in answers.items())
    return tuple(
        Question(text=question.text, answer=tuple(claim.id for claim in found), note=question.missing)
        for question, found in asked
        if found
    )


def event_words(main: Claim | None, title: str) -> frozenset[str]:
    """The telling words of what tells the main event and of the story's headline."""
    return frozenset(terms(f"{main.text}\n{title}")) if main else frozenset()


def gives_cause(text: str, event: frozenset[str], *, of_the_day: bool) -> bool:
    """Whether the main clause of a text gives the cause of an event.

    Args:
        text: A sentence or two.
        event: The telling words of the event; the clause before the reason shares several.
        of_the_day: Whether the text tells of the event's day. Otherwise only "was caused by" and its like give a
            cause, or a clause of the event's words alone: "is prone to quakes due to its place" is about all of them.
    """
    lists = table("claim_words")
    reason = term_pattern(lists["reasons"] + lists["of_an_event"]).search(text)
    if reason is None:
        return False
    told = text[: reason.start()]
    words = {match.group() for match in CLAUSE_WORDS.finditer(told.casefold())}
    # Behind "who", "while", "if" it explains something else, and in direct speech it is the speaker's business.
    if words & subordinating_words() or told.count("“") > told.count("”") or told.count('"') % 2:
        return False
    telling = frozenset(terms(told))
    if term_pattern(lists["of_an_event"]).search(text):
        return bool(event & telling)
    return len(event & telling) >= _SHARED and (of_the_day or telling <= event)


def tells_of(claim: Claim, main: Claim) -> bool:
    """Whether a claim tells the main event, or is dated to a day of it."""
    if claim.id == main.id:
        return True
    spans = [(item.when.edtf.earliest, item.when.edtf.latest) for item in (claim, main) if item.when]
    days = [(first, last) for first, last in spans if first and last]
    return len(days) > 1 and days[1][0] <= days[0][0] and days[0][1] <= days[1][1]


def _newest(claims: Sequence[Claim], reported: Mapping[str, date]) -> list[Claim]:
    """The claims that were told within a day of the newest of them: counts are overtaken."""
    last = max((reported.get(claim.id, date.min) for claim in claims), default=date.min)
    return [claim for claim in claims if last - reported.get(claim.id, last) <= _A_DAY]


def _gives_count(claim: Claim, event: frozenset[str], main: Claim, *, harms: bool) -> bool:
    """Whether the main clause of a claim counts whom the event harmed; what is told of the time before does not."""
    if claim.section:
        return False
    head = _main_clause(_shown(claim))
    for source in claim.when.per_source if claim.when else ():
        head = head.replace(source.words, ";")
    if not term_pattern(table("claim_words")["harmed"]).search(head):
        # Of other things that sentences count, two in three were not what the event is measured by.
        return False
    # Whoever was harmed was harmed by the event, unless the sentence tells of another day.
    least = 0 if claim.when is None else 1 if tells_of(claim, main) else _SHARED
    least += not harms
    asks = term_pattern(HOW_MANY.words).search(head)
    counts = not _MONEY.search(head) and _counts(_CLOCK.sub(";", head))
    return not asks and counts and len(event.intersection(terms(head))) >= least


@functools.lru_cache(maxsize=65536)
def _main_clause(text: str) -> str:
    """A sentence up to the first word that opens another clause."""
    openers = subordinating_words()
    for match in CLAUSE_WORDS.finditer(text):
        if match.start() and match.group().casefold() in openers:
            return text[: match.start()]
    return text


@functools.lru_cache(maxsize=65536)
def says_unknown(text: str) -> bool:
    """Whether a sentence says of anything that it is not known."""
    return bool(unknown_cues().find(tokens(text, 0, len(text))))


def says_only_unknown(text: str) -> bool:
    """Whether a sentence says that something is not known, and tells nothing else beside it.

    >>> says_only_unknown("The cause of the fire is not known.")
    True
    >>> says_only_unknown("Two men were held, but it was not clear why.")
    False
    """
    words = tokens(text, 0, len(text))
    cues = unknown_cues().find(words)
    if not cues:
        return False
    openers, joins = listed("polarity", "clause_openers"), listed("reporting", "words", "conjunctions")
    before, after = words[: cues[0][0]], words[cues[0][1] :]
    told_before = any(
        word.key in openers and (word.key not in joins or last.mark) for last, word in pairwise(before)
    )
    goes_on = any(last.mark and word.key in openers for last, word in pairwise(after))
    return not told_before and not goes_on and all(word.text != ";" for word in after)


def _is_to_come(claim: Claim, day: date | None) -> bool:
    """Whether a claim tells a plan for days that lie after the day of information."""
    first = claim.when.edtf.earliest if claim.when else None
    return claim.status is ClaimStatus.PLANNED and bool(first and day and first > day)


def _told_once(found: Iterable[Claim]) -> list[Claim]:
    """The first few claims, none of which shows words that another one shows."""
    kept: list[Claim] = []
    for claim in found:
        if not any(claim.text in other.text or other.text in claim.text for other in kept):
            kept.append(claim)
    return kept[:_ANSWERS]


def check_questions(
    path: str,
    claims: Sequence[Claim],
    names: Sequence[NameEntry],
    places: Sequence[Place],
    asked: Sequence[str],
) -> Iterator[Diagnostic]:
    """Remark on each standard question to which no claim speaks and that the editor has not asked."""
    own = " ".join(asked)
    for question, found in claims_answering(claims, names):
        named = (question is WHO and names) or (question is WHERE and places)
        if not found and not named and not term_pattern(question.words).search(own):
            yield Diagnostic(
                path=path,
                line=0,
                message=f'no claim speaks to "{question.text}"',
                code="question-standard",
                hints=(
                    "Readers ask it of every story.",
                    "Add a claim, or the question with `answer: not-addressed`.",
                ),
                severity=Severity.INFO,
            )


def _quotations(claim: Claim) -> tuple[Evidence, ...]:
    """The quotations that are read: all that carry an edited claim, of another the one that is shown."""
    return claim.evidence[:1] if claim.origin is ClaimOrigin.EXTRACTED else claim.evidence


def _shown(claim: Claim) -> str:
    return " ".join(item.quote.exact for item in _quotations(claim))


def _timeless(claim: Claim) -> str:
    """The quotations that are read, without their dates, spans of time and times of day."""
    text = _shown(claim)
    for source in claim.when.per_source if claim.when else ():
        text = text.replace(source.words, ";")
    return _CLOCK.sub(";", text)


def _counts(words: str) -> bool:
    """Whether something is counted or measured: a figure and the thing, a sum of money, a share."""
    if _MONEY.search(words):
        return True
    lists = table("claim_words")
    if re.search(r"\d", words) and term_pattern(lists["counting"]).search(words):
        return True
    tokens = WORDS_NUMBERS_SIGNS.findall(words)
    return any(_counts_thing(*around) for around in zip(["", *tokens], tokens, tokens[1:], strict=False))


def _counts_thing(before: str, token: str, thing: str) -> bool:
    """Whether a word is a number that counts the word behind it."""
    lists = table("claim_words")
    written = token.casefold() in cardinals()
    if not (token[0].isdigit() or written) or token.casefold() == "one":
        return False
    if written and before.casefold() in lists["known"]:
        return False
    return thing.islower() and thing not in cardinals() and thing not in lists["uncounted"]
