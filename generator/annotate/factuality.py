"""Which passages of an article are less than stated: unclear, denied, planned, or the article's own inference.

In come an article and its attributions, out go marks: how the sentences put it, and who says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from generator.language.polarity import WEAKEST_FIRST, Mark, Polarity, prevailing, read_polarity
from generator.model import Article, Attribution, Factuality, FactualityMark, VoucherKind

_NOT_SPEECH = (VoucherKind.OWN_VOICE, VoucherKind.HEADLINE_ONLY)
_FACTUALITY = {
    Polarity.DENIED: Factuality.DENIED,
    Polarity.UNCLEAR: Factuality.UNCLEAR,
    Polarity.PLANNED: Factuality.PLANNED,
    Polarity.INFERRED: Factuality.INFERRED,
}
_WEAKEST_FIRST = tuple(_FACTUALITY[polarity] for polarity in WEAKEST_FIRST)


def read_factuality(article: Article, attributions: Sequence[Attribution]) -> tuple[FactualityMark, ...]:
    """The marked passages of the article, headings among them, in order of their start.

    Args:
        article: The article.
        attributions: Who says what in it: what a source calls likely is no inference of the
            article's, and what is attributed to a source ends the passage.
    """
    if article.language.split("-")[0].lower() != "en":
        return ()
    speech = sorted(
        (item for item in attributions if item.kind not in _NOT_SPEECH),
        key=lambda item: (item.start, item.end),
    )
    starts = [item.start for item in speech]
    found: list[FactualityMark] = []
    for sentence in article.sentences:
        marks = read_polarity(article.text, sentence.start, sentence.end)
        near = speech[max(0, bisect_right(starts, sentence.start) - 2) : bisect_right(starts, sentence.end)]
        found.extend(_marked_once([one for mark in marks for one in _of_article(article.id, mark, near)]))
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))


def factuality_of(marks: Sequence[FactualityMark], start: int, end: int) -> Factuality:
    """How a span is put: as the marks that cover at least half of it say, else ``STATED``.

    Of several the one that covers most; of equals, a denial before what is unclear, inferred or planned.
    """
    spans = ((item.start, item.end, item.factuality) for item in marks)
    return prevailing(spans, start, end, _WEAKEST_FIRST) or Factuality.STATED


def _of_article(article_id: str, mark: Mark, speech: Sequence[Attribution]) -> Iterator[FactualityMark]:
    """What a mark means in an article, where whoever holds the words is known."""
    factuality = _FACTUALITY.get(mark.polarity)
    if factuality is None:
        return
    held = _holder(speech, mark.cue_start)
    # "Would" is a plan, and "likely" an inference, by who says it.
    if held is None and mark.cue.casefold().split()[0] == "would":
        return
    if held and factuality is Factuality.INFERRED:
        return
    start, end = (max(mark.start, held.start), min(mark.end, held.end)) if held else (mark.start, mark.end)
    if start < end:
        yield FactualityMark(
            article_id=article_id,
            start=start,
            end=end,
            factuality=factuality,
            cue=mark.cue,
            cue_start=mark.cue_start,
        )


def _marked_once(found: Sequence[FactualityMark]) -> Iterator[FactualityMark]:
    """The marks, but no plan or inference inside what is unclear or denied, and none twice."""
    firm = [mark for mark in found if mark.factuality in (Factuality.UNCLEAR, Factuality.DENIED)]
    done: set[tuple[Factuality, int]] = set()
    for mark in found:
        inside = mark not in firm and any(other.start <= mark.cue_start < other.end for other in firm)
        if not inside and (mark.factuality, mark.end) not in done:
            done.add((mark.factuality, mark.end))
            yield mark


def _holder(speech: Sequence[Attribution], position: int) -> Attribution | None:
    """The shortest attribution whose content holds the position."""
    held = [item for item in speech if item.start <= position < item.end]
    return min(held, key=lambda item: item.end - item.start, default=None)
