"""The questions that readers of news ask everywhere, and the claims that speak to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.claims.wording import term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, Severity
from generator.model import Claim, ClaimStatus, NameEntry, Place, Question

_FIGURE = re.compile(r"(?<![\w:.])\d+(?:[.,]\d+)*(?![\w:])")
_ANSWERS = 3


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


def speaking_to(
    claims: Sequence[Claim], names: Sequence[NameEntry]
) -> tuple[tuple[Standard, tuple[Claim, ...]], ...]:
    """For each standard question the claims that speak to it, in their order.

    That a claim speaks to a question is read from its evidence: names, dates, places, causal words, figures
    that are no dates, plans.
    """
    causal = term_pattern(table("claim_words")["causal"])
    spelled = term_pattern(item.term for name in names for item in name.spellings) if names else None
    words = {claim.id: " ".join(item.quote.exact for item in claim.evidence) for claim in claims}
    tests = {
        WHO: lambda claim: bool(spelled and spelled.search(words[claim.id])),
        WHEN: lambda claim: claim.when is not None,
        WHERE: lambda claim: bool(claim.where),
        WHY: lambda claim: causal.search(words[claim.id]) is not None,
        HOW_MANY: lambda claim: _counts(claim, words[claim.id]),
        NEXT: lambda claim: claim.status is ClaimStatus.PLANNED,
    }
    return tuple((question, tuple(filter(test, claims))) for question, test in tests.items())


def asked_of(claims: Sequence[Claim], names: Sequence[NameEntry]) -> tuple[Question, ...]:
    """The questions for a story without an editor: why, how many, what next; and what nobody speaks to.

    Args:
        claims: The most telling first.
        names: Its people and organizations.
    """
    return tuple(
        Question(
            text=question.text, answer=tuple(claim.id for claim in found[:_ANSWERS]), note=question.missing
        )
        for question, found in speaking_to(claims, names)
        if question in (WHY, HOW_MANY, NEXT) or not found
    )


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
    for question, found in speaking_to(claims, names):
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


def _counts(claim: Claim, words: str) -> bool:
    """Whether a quotation has a figure that belongs to no date."""
    for source in claim.when.per_source if claim.when else ():
        words = words.replace(source.words, " ")
    return any(not 1900 < _value(figure) < 2100 for figure in _FIGURE.findall(words))


def _value(figure: str) -> float:
    return float(figure.replace(",", "").split(".")[0])
