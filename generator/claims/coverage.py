"""How much of each article the site's statements carry, and what nobody has taken up yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model import Article, BlockKind, Coverage, Evidence, Sentence, UnusedPassage


def measure_coverage(
    articles: Sequence[Article], evidence: Iterable[Evidence], unused: Iterable[UnusedPassage]
) -> tuple[Coverage, ...]:
    """Sort every sentence of every article into carried, unused and open.

    A sentence is carried when a quotation overlaps it, unused when a passage that the editor
    set aside does, and open otherwise. Headings and captions count like sentences.
    """
    cited: dict[str, list[tuple[int, int]]] = {article.id: [] for article in articles}
    for item in evidence:
        cited[item.article_id].append((item.position.start, item.position.end))
    aside: dict[str, list[UnusedPassage]] = {article.id: [] for article in articles}
    for passage in unused:
        aside[passage.article_id].append(passage)
    return tuple(_article_coverage(article, cited[article.id], aside[article.id]) for article in articles)


def open_content(coverage: Coverage) -> tuple[Sentence, ...]:
    """The open sentences that say something of their own: paragraphs, not headings or captions."""
    return tuple(sentence for sentence in coverage.open if sentence.kind is BlockKind.PARAGRAPH)


def merge_spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The union of spans, in order, overlapping ones joined.

    >>> merge_spans([(5, 9), (0, 2), (7, 12)])
    ((0, 2), (5, 12))
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _article_coverage(
    article: Article, cited: Sequence[tuple[int, int]], aside: Sequence[UnusedPassage]
) -> Coverage:
    carried, unused, still_open = [], [], []
    for sentence in article.sentences:
        reasons = [
            item.reason for item in aside if _overlap(sentence, item.position.start, item.position.end)
        ]
        if any(_overlap(sentence, start, end) for start, end in cited):
            carried.append(sentence)
        elif reasons:
            unused.append((sentence, reasons[0]))
        else:
            still_open.append(sentence)
    union = merge_spans(cited)
    return Coverage(
        article_id=article.id,
        carried=tuple(carried),
        unused=tuple(unused),
        open=tuple(still_open),
        cited_words=sum(len(article.text[start:end].split()) for start, end in union),
        words=len(article.text.split()),
    )


def _overlap(sentence: Sentence, start: int, end: int) -> bool:
    return start < sentence.end and sentence.start < end
