"""Where the sources' dates for one event agree, differ in precision or exclude each other."""

from __future__ import annotations

from collections.abc import Sequence

from generator.edtf import format_edtf
from generator.model import Article, Claim, Comparison, Relation


def compare_dates(claims: Sequence[Claim], articles: Sequence[Article]) -> tuple[Comparison, ...]:
    """A comparison for each claim that two or more articles date, in the claims' order."""
    labels = {article.id: article.label for article in articles}
    found = []
    for claim in claims:
        dates = claim.when.per_source if claim.when else ()
        if claim.when is None or len({item.article_id for item in dates}) < 2:
            continue
        said = "; ".join(f"{labels[item.article_id]}: “{item.words}”" for item in dates)
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
