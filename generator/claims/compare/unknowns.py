"""What the sources say is not known or not said, and the order in which readers ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.claims.compare.polarity import unknown_cues
from generator.claims.evidence import evidence_for
from generator.claims.questions import says_unknown
from generator.claims.terms import share_in_common, term_pattern, terms
from generator.data import table
from generator.known import once
from generator.language.phrases import tokens
from generator.model import AnnotatedArticle, BlockKind, Evidence, Factuality, Sentence, VoucherKind

# Two sentences of one speaker that share more than this of the shorter one's words say the same.
_TOO_ALIKE = 0.5


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


@once
def _says_unknown(item: AnnotatedArticle, sentence: Sentence) -> bool:
    if unknown_cues().find(tokens(item.article.text, sentence.start, sentence.end)):
        return True
    return any(
        mark.factuality is Factuality.UNCLEAR
        and sentence.start <= mark.start < sentence.end
        and says_unknown(mark.cue)  # not "may", "reportedly"
        for mark in item.factuality
    )


def ranked_unknowns(unknowns: Sequence[Evidence], worth: Callable[[str], float]) -> tuple[Evidence, ...]:
    """What happened and why first, then by how central it is; who only says nothing comes last.

    Args:
        unknowns: Sentences that tell what is not known, in the articles' order.
        worth: How central words are to what the articles are about.

    Returns:
        Each sentence once, and of one speaker's sentences that say the same the first.
    """
    lists = table("claim_words")
    silent, first = term_pattern(lists["silent"] + lists["unanswered"]), term_pattern(lists["asked_first"])

    def key(item: Evidence) -> tuple[bool, bool, float]:
        words = item.quote.exact
        return (silent.search(words) is not None, first.search(words) is None, -worth(words))

    kept: list[Evidence] = []
    for item in sorted(unknowns, key=key):
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    return tuple(kept)


def _same(one: Evidence, other: Evidence) -> bool:
    if " ".join(one.quote.exact.split()).casefold() == " ".join(other.quote.exact.split()).casefold():
        return True
    return _speaker(one) == _speaker(other) != "" and (
        share_in_common(terms(one.quote.exact), terms(other.quote.exact)) > _TOO_ALIKE
    )


def _speaker(item: Evidence) -> str:
    voucher = item.voucher
    if voucher is None or voucher.kind is VoucherKind.OWN_VOICE:
        return ""
    return voucher.source.casefold()
