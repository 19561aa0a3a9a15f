"""How an article puts what a claim quotes: as a fact, as a plan, as unclear, denied or inferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.annotate.attribution.clauses import listed
from generator.annotate.factuality import factuality_of
from generator.model import (
    AnnotatedArticle,
    ClaimStatus,
    Factuality,
    FactualityMark,
    Sentence,
    VoucherKind,
)

_STATUSES = {
    Factuality.STATED: ClaimStatus.REPORTED,
    Factuality.UNCLEAR: ClaimStatus.UNCLEAR,
    Factuality.DENIED: ClaimStatus.DENIED,
    Factuality.PLANNED: ClaimStatus.PLANNED,
    Factuality.INFERRED: ClaimStatus.INFERENCE,
}


def status_of(item: AnnotatedArticle, core: Sequence[Sentence]) -> ClaimStatus:
    """The status of sentences that are quoted together: that of most of their words, the first of equals."""
    sizes: Counter[Factuality] = Counter()
    for sentence in core:
        sizes[factuality_in(item, sentence)] += sentence.end - sentence.start
    return _STATUSES[max(sizes, key=sizes.__getitem__)]


def factuality_in(item: AnnotatedArticle, sentence: Sentence) -> Factuality:
    """How a sentence is put: as the marks on most of what it tells say, the reporting clause aside.

    Who denies something tells no more than that: such a sentence is a denial, however long what follows.
    """
    marks = [mark for mark in item.factuality if sentence.start <= mark.cue_start < sentence.end]
    if not marks:
        return Factuality.STATED
    start, end = _told(item, sentence)
    if any(_denies(item, sentence, mark) for mark in marks):
        return Factuality.DENIED
    # The words that say so are part of what is so put: "it is not known who won".
    return factuality_of([_with_cue(mark) for mark in marks], start, end)


def _told(item: AnnotatedArticle, sentence: Sentence) -> tuple[int, int]:
    """The span of what a sentence lays to its source; the whole sentence where it does so to nobody."""
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
    return not held and listed("factuality", "clause_openers").isdisjoint(before)


def _with_cue(mark: FactualityMark) -> FactualityMark:
    return FactualityMark(
        article_id=mark.article_id,
        start=min(mark.start, mark.cue_start),
        end=max(mark.end, mark.cue_start + len(mark.cue)),
        factuality=mark.factuality,
        cue=mark.cue,
        cue_start=mark.cue_start,
    )
