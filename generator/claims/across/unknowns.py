"""What the sources say is not known, or not said."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotate.attribution import voucher_for
from generator.claims.across.manner import unknown_cues
from generator.claims.across.words import tokens
from generator.claims.evidence import selectors
from generator.model import AnnotatedArticle, BlockKind, Evidence, Factuality, Sentence


def unknowns(articles: Sequence[AnnotatedArticle]) -> tuple[Evidence, ...]:
    """The sentences in which a source says that something is unknown, unclear or not disclosed.

    Whole sentences of paragraphs, in the order of the articles and their texts; the same sentence of two
    articles twice.
    """
    return tuple(
        evidence_for(item, sentence.start, sentence.end)
        for item in articles
        for sentence in item.article.sentences
        if sentence.kind is BlockKind.PARAGRAPH and _says_unknown(item, sentence)
    )


def evidence_for(item: AnnotatedArticle, start: int, end: int) -> Evidence:
    """The words of a span as evidence, with who stands behind them."""
    quote, position = selectors(item.article, start, end)
    return Evidence(
        article_id=item.article.id,
        quote=quote,
        position=position,
        voucher=voucher_for(item.attributions, item.article, start, end),
    )


def _says_unknown(item: AnnotatedArticle, sentence: Sentence) -> bool:
    if unknown_cues().find(tokens(item.article.text, sentence.start, sentence.end)):
        return True
    return any(
        mark.factuality is Factuality.UNCLEAR
        and sentence.start <= mark.start < sentence.end
        and _lacks_knowledge(mark.cue)
        for mark in item.factuality
    )


def _lacks_knowledge(cue: str) -> bool:
    """Whether a cue speaks of what is not known; "may" and "reportedly" do not."""
    return bool(unknown_cues().find(tokens(cue, 0, len(cue))))
