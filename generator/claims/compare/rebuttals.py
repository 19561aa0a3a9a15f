"""Sentences that answer the one before them in the same article: a denial of it, or another count.

“The firm denied this.” has no word in common with what it denies; only its place says what is meant.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from generator.claims.compare.incompatible import Finding
from generator.claims.compare.passages import Passage
from generator.data import table
from generator.language.lexicon import verbs
from generator.language.quantities import Kind
from generator.model import Relation

# A title of more words wraps to three lines on a phone.
_MOST_WORDS = 12
# Fewer words before a comma are an opening ("On Tuesday,"), not a clause.
_LEAST_WORDS = 6
_MARKS = (",", ";", ":")
# At most so long is what stands before a dateline's dash, and so many words name its place.
_DATELINE = re.compile(r"[A-Z][^\n()]{0,60}\([^\n()]{1,40}\) ?[-–—] ")
_QUOTES = '"“„«'
# A denial is answered to what stands at most so many sentences before it.
_NEAR = 2


def rebuttals(text: str, passages: Sequence[Passage]) -> Iterator[tuple[tuple[Passage, ...], Finding]]:
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
            words = (first_clause(text[before[-1].start : before[-1].end]), denial.group())
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
    things, outright = ("|".join(map(re.escape, words[key])) for key in ("what", "outright"))
    rebutting = "|".join(sorted(verbs("rebuts")))
    return re.compile(
        rf"\b(?:{rebutting}) (?:(?:this|that|it)(?=[.,;:]| and\b| but\b)|(?:the|those|these|such|all) (?:{things})\b)"
        rf"|\b(?:{outright})\b",
        re.IGNORECASE,
    )


@functools.cache
def _counts() -> re.Pattern[str]:
    things = "|".join(map(re.escape, table("certainty")["answers"]["counted"]))
    return re.compile(rf"\b(?:put|puts|gave|gives|estimated|estimates) the (?:{things})(?: \w+){{0,3}} at\b")


def first_clause(passage: str) -> str:
    """The first clause of a passage, of at most twelve words; what is left out is marked.

    >>> first_clause("Turnout was low.")
    'Turnout was low.'
    >>> first_clause("The ferry company, which runs the line, insisted that all boats had been sound when they left.")
    'The ferry company, which runs the line …'
    """
    dateline = _DATELINE.match(passage)
    words = passage[dateline.end() if dateline else 0 :].split()
    if len(words) <= _MOST_WORDS:
        return " ".join(words)
    ends = [at for at in range(_LEAST_WORDS, _MOST_WORDS + 1) if words[at - 1].endswith(_MARKS)]
    kept = words[: ends[-1] if ends else _MOST_WORDS]
    return f"{' '.join(kept).rstrip(',;:–— ')} …"
