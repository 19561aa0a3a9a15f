"""Where the sources agree, differ or exclude each other: the dates of one claim, and everything else they report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalog import _
from generator.claims.across.comparing import Comparer
from generator.claims.across.headlines import headline_excess
from generator.claims.across.passages import Passage, read_passages
from generator.claims.across.reprints import reprints
from generator.claims.across.sameness import Group, grouped
from generator.claims.across.terms import found_wording
from generator.claims.across.unknowns import unknowns
from generator.edtf import format_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Comparison,
    Evidence,
    Relation,
    Reprint,
    Sentence,
    WordingRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the sources make of each other.

    Attributes:
        groups: The sentences that tell the same report; those that one source alone tells too.
        reprints: Articles that print another's text again.
        comparisons: Reports that two or more sources tell, contradictions, and headings that say more than their text.
        wording: Terms that the sources use differently.
        unknowns: What sources say is not known.
    """

    groups: tuple[Group, ...]
    reprints: tuple[Reprint, ...]
    comparisons: tuple[Comparison, ...]
    wording: tuple[WordingRow, ...]
    unknowns: tuple[Evidence, ...]


def compare_sources(
    articles: Sequence[AnnotatedArticle], candidates: Sequence[Sentence] | None = None
) -> Compared:
    """Set the articles side by side, with no editor's help.

    Args:
        articles: The story's, in order.
        candidates: The sentences to compare, in the order of the articles and their texts; default: all.
    """
    chosen = (
        [sentence for item in articles for sentence in item.article.sentences]
        if candidates is None
        else candidates
    )
    passages = read_passages(articles, chosen)
    found, copies = grouped(passages), reprints(articles)
    comparer = Comparer(articles, copies)
    return Compared(
        groups=tuple(group for group, _ in found),
        reprints=copies,
        comparisons=(
            *comparer.within(found),
            *comparer.between(passages, found),
            *comparer.answered(passages),
            *_headings(articles, passages if candidates is None else ()),
        ),
        wording=found_wording(articles),
        unknowns=unknowns(articles),
    )


def _headings(articles: Sequence[AnnotatedArticle], passages: Sequence[Passage]) -> Iterator[Comparison]:
    """Headings that say more than their text; ``passages`` are all of the articles', or none where not all are read."""
    read: dict[str, list[Passage]] = {}
    for passage in passages:
        read.setdefault(passage.article_id, []).append(passage)
    for item in articles:
        yield from headline_excess(item, read.get(item.article.id))


def compare_dates(claims: Sequence[Claim], articles: Sequence[Article]) -> tuple[Comparison, ...]:
    """A comparison for each claim that two or more articles date, in the claims' order."""
    labels = {article.id: article.label for article in articles}
    found = []
    for claim in claims:
        dates = claim.when.per_source if claim.when else ()
        if claim.when is None or len({item.article_id for item in dates}) < 2:
            continue
        said = _("; ").join(
            _("{article}: “{words}”", article=labels[item.article_id], words=item.words) for item in dates
        )
        spans = {(item.edtf.earliest, item.edtf.latest) for item in dates}
        relation = (
            Relation.TENSION
            if claim.when.conflict
            else Relation.PRECISION
            if len(spans) > 1
            else Relation.AGREE
        )
        if relation is Relation.AGREE and any(item.edtf.uncertain for item in dates):
            # An article dated by the others agrees with them by construction.
            continue
        found.append(
            Comparison(
                id=f"date-{claim.id}",
                title=f"{format_edtf(claim.when.edtf)}: {claim.text}",
                relation=relation,
                text=" ".join([said + ".", *claim.when.notes]),
                evidence=tuple(
                    item
                    for item in claim.evidence
                    if any(
                        item.article_id == date.article_id and date.words in item.quote.exact
                        for date in dates
                    )
                ),
                claim_ids=(claim.id,),
                claim_dated=True,
            )
        )
    return tuple(found)
