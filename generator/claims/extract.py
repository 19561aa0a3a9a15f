"""Claims from the articles alone: every sentence that no edited claim takes up, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.annotate.attribution import voucher_for
from generator.annotate.factuality import factuality_of
from generator.claims.coverage import open_content
from generator.claims.evidence import selectors
from generator.claims.when import dated, only_date, planned_words
from generator.model import (
    AnnotatedArticle,
    Claim,
    ClaimOrigin,
    ClaimStatus,
    Coverage,
    Evidence,
    Factuality,
    Place,
    Section,
)

TRACK = Section(id="as-reported", title="As the articles tell it")
"""The track of the chronology for sentences with a date that no editor has taken up."""


_STATUSES = {
    Factuality.UNCLEAR: ClaimStatus.UNCLEAR,
    Factuality.DENIED: ClaimStatus.DENIED,
    Factuality.INFERRED: ClaimStatus.INFERENCE,
}


def extract_claims(articles: Sequence[AnnotatedArticle], coverage: Sequence[Coverage]) -> tuple[Claim, ...]:
    """One claim for each open sentence of a paragraph, in the articles' order.

    Its text and its evidence are the sentence; its places and its date are those the sentence names.
    """
    measured = {item.article_id: item for item in coverage}
    by_id = {item.article.id: item for item in articles}
    return tuple(
        _claim(by_id, item, sentence.start, sentence.end)
        for item in articles
        for sentence in open_content(measured[item.article.id])
    )


def places_named(articles: Mapping[str, AnnotatedArticle], evidence: Sequence[Evidence]) -> tuple[Place, ...]:
    """The places that the quotations name and mean as places, each once."""
    return tuple(
        dict.fromkeys(
            mention.place
            for item in evidence
            for mention in articles[item.article_id].places
            if mention.literal
            and mention.place is not None
            and item.position.start <= mention.start
            and mention.end <= item.position.end
        )
    )


def _claim(articles: Mapping[str, AnnotatedArticle], item: AnnotatedArticle, start: int, end: int) -> Claim:
    article = item.article
    quote, position = selectors(article, start, end)
    voucher = voucher_for(item.attributions, article, start, end)
    evidence = (Evidence(article_id=article.id, quote=quote, position=position, voucher=voucher),)
    read = dated(evidence, articles)
    put = _STATUSES.get(factuality_of(item.factuality, start, end), ClaimStatus.REPORTED)
    when = only_date(read, {article.id: article.label})
    return Claim(
        id=f"{article.id}-at-{start}",
        text=quote.exact,
        origin=ClaimOrigin.EXTRACTED,
        status=ClaimStatus.PLANNED if planned_words(None, read) else put,
        evidence=evidence,
        when=when,
        where=places_named(articles, evidence),
        track=TRACK.id if when else "",
    )
