"""The questions that readers of news ask everywhere, and the claims that speak to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.claims.terms import term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, Severity
from generator.language.numbers import cardinals
from generator.language.spans import begun_within
from generator.language.tokens import WORDS_NUMBERS_SIGNS
from generator.model import (
    AnnotatedArticle,
    Claim,
    ClaimOrigin,
    ClaimStatus,
    Evidence,
    NameEntry,
    Place,
    Question,
)

_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|o['’]clock)|\b\d{1,2}:\d\d\b", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₹]\s?\d|(?<![\w.])\d+(?:[.,]\d+)*\s?(?:%|percent\b|per cent\b|[$€£¥₹])")
_ANSWERS = 3
# Characters of an expression of time that may begin before the words that are read.
_LONGEST_DATE = 200


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
    claims: Sequence[Claim], names: Sequence[NameEntry], articles: Sequence[AnnotatedArticle] = ()
) -> tuple[tuple[Standard, tuple[Claim, ...]], ...]:
    """For each standard question the claims that speak to it, in their order.

    That a claim speaks to a question is read from its evidence: names, dates, places, words that give a
    reason, counted things, plans. Of a claim that the articles make alone, only the words shown are read.

    Args:
        claims: The claims.
        names: The story's people and organizations.
        articles: The articles, whose time expressions are no counts.
    """
    reasons = term_pattern(table("claim_words")["reasons"])
    by_id = {item.article.id: item for item in articles}
    spelled = term_pattern(item.term for name in names for item in name.spellings) if names else None
    words = {claim.id: " ".join(item.quote.exact for item in claim.evidence) for claim in claims}
    tests = {
        WHO: lambda claim: bool(spelled and spelled.search(words[claim.id])),
        WHEN: lambda claim: claim.when is not None,
        WHERE: lambda claim: bool(claim.where),
        WHY: lambda claim: not claim.status.doubtful and reasons.search(_shown(claim)) is not None,
        HOW_MANY: lambda claim: not claim.status.doubtful and _counts(_timeless(claim, by_id)),
        NEXT: lambda claim: claim.status is ClaimStatus.PLANNED,
    }
    return tuple((question, tuple(filter(test, claims))) for question, test in tests.items())


def standard_questions(
    claims: Sequence[Claim], names: Sequence[NameEntry], articles: Sequence[AnnotatedArticle]
) -> tuple[Question, ...]:
    """The questions for a story without an editor: why, how many, what next; and what nobody speaks to.

    Args:
        claims: The most telling first.
        names: Its people and organizations.
        articles: Its articles.
    """
    return tuple(
        Question(
            text=question.text, answer=tuple(claim.id for claim in _told_once(found)), note=question.missing
        )
        for question, found in claims_answering(claims, names, articles)
        if question in (WHY, HOW_MANY, NEXT) or not found
    )


def _told_once(found: Sequence[Claim]) -> list[Claim]:
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
    """Remark on each standard question to which no claim speaks and that the editor has not asked.

    Args:
        path: The story file, for messages.
        claims: The edited ones.
        names: The story's.
        places: The story's.
        asked: The editor's own questions.
    """
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


def _timeless(claim: Claim, articles: Mapping[str, AnnotatedArticle]) -> str:
    """The quotations that are read, without their dates, spans of time and times of day."""
    said = []
    for item in _quotations(claim):
        words, start = item.quote.exact, item.position.start
        read = articles.get(item.article_id)
        begun = begun_within(read.timexes, start - _LONGEST_DATE, item.position.end) if read else ()
        for timex in begun:
            first, last = max(timex.start - start, 0), min(timex.end - start, len(words))
            if first < last:
                words = words[:first] + ";" * (last - first) + words[last:]
        said.append(words)
    text = " ".join(said)
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
