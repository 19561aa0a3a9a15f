"""Sentences that answer the one before them in the same article: a denial of it, or another count.

“The firm denied this.” has no word in common with what it denies; only its place says what is meant.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from generator.claims.across.passages import Passage
from generator.claims.across.quantities import Kind
from generator.claims.across.relations import Finding
from generator.claims.across.titles import clause
from generator.data import table
from generator.model import Relation

_QUOTES = '"“„«'
# A denial is answered to what stands at most so many sentences before it.
_NEAR = 2


def answers(text: str, passages: Sequence[Passage]) -> Iterator[tuple[tuple[Passage, ...], Finding]]:
    """What one article says against itself by the mouths of two, with all sentences involved, in order.

    Args:
        text: The article's.
        passages: Its sentences in order; headings and captions left out.
    """
    for number, answer in enumerate(passages):
        before = passages[max(0, number - _NEAR) : number]
        denial = _denials().search(text, answer.start, answer.end)
        count = _counts().search(text, answer.start, answer.end)
        if denial and before and not _denials().search(text, before[-1].start, before[-1].end):
            behind = passages[number + 1 : number + 2]
            more = tuple(part for part in behind if text[part.start] in _QUOTES)
            words = (clause(text[before[-1].start : before[-1].end]), denial.group())
            yield (before[-1], answer, *more), Finding(relation=Relation.TENSION, words=words)
        elif count and before and (finding := _other_count(before[-1], answer)):
            yield (before[-1], answer), finding


def _other_count(one: Passage, other: Passage) -> Finding | None:
    """Two counts of which the second is said to be of the same as the first."""
    counts = [
        [part for part in passage.quantities if part.kind is Kind.COUNT and part.stated]
        for passage in (one, other)
    ]
    if not counts[0] or len(counts[1]) != 1:
        return None
    mine, theirs = counts[0][0], counts[1][0]
    words = (mine.words, theirs.words)
    return Finding(relation=Relation.NUMBER, words=words) if mine.stated != theirs.stated else None


@functools.cache
def _denials() -> re.Pattern[str]:
    """Words that deny what stands before them, as opposed to what follows ("denied that he …")."""
    words = table("certainty")["answers"]
    verbs, things, outright = ("|".join(map(re.escape, words[key])) for key in ("deny", "what", "outright"))
    return re.compile(
        rf"\b(?:{verbs}) (?:(?:this|that|it)(?=[.,;:]| and\b| but\b)|(?:the|those|these|such|all) (?:{things})\b)"
        rf"|\b(?:{outright})\b",
        re.IGNORECASE,
    )


@functools.cache
def _counts() -> re.Pattern[str]:
    things = "|".join(map(re.escape, table("certainty")["answers"]["counted"]))
    return re.compile(rf"\b(?:put|puts|gave|gives|estimated|estimates) the (?:{things})(?: \w+){{0,3}} at\b")
