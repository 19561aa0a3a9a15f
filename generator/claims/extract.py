"""Claims from the articles alone: every sentence that no edited claim takes up, in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotate.attribution import voucher_for
from generator.claims.coverage import open_content
from generator.claims.evidence import selectors
from generator.model import AnnotatedArticle, Claim, ClaimOrigin, ClaimStatus, Coverage, Evidence


def extract_claims(articles: Sequence[AnnotatedArticle], coverage: Sequence[Coverage]) -> tuple[Claim, ...]:
    """One claim for each open sentence of a paragraph, in the articles' order.

    Its text and its evidence are the sentence; its places are those the sentence names.
    """
    measured = {item.article_id: item for item in coverage}
    return tuple(
        _claim(item, sentence.start, sentence.end, number)
        for item in articles
        for number, sentence in enumerate(open_content(measured[item.article.id]), 1)
    )


def _claim(item: AnnotatedArticle, start: int, end: int, number: int) -> Claim:
    article = item.article
    quote, position = selectors(article, start, end)
    voucher = voucher_for(item.attributions, article, start, end)
    places = [
        mention.place
        for mention in item.places
        if mention.literal and mention.place and start <= mention.start and mention.end <= end
    ]
    return Claim(
        id=f"{article.id}-s{number}",
        text=quote.exact,
        origin=ClaimOrigin.EXTRACTED,
        status=ClaimStatus.REPORTED,
        evidence=(Evidence(article_id=article.id, quote=quote, position=position, voucher=voucher),),
        when=None,
        where=tuple(dict.fromkeys(places)),
    )
