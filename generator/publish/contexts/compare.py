"""The sources compared: who says what, where they differ, which words they use."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog import _
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.compare.reprints import reprint_note
from generator.model import (
    Article,
    Claim,
    ClaimOrigin,
    Comparison,
    DateOrigin,
    Evidence,
    Story,
)
from generator.publish.citations import Citations
from generator.publish.matrix import CountTable, RowGroup, Tally, count_table, matrix, tally
from generator.publish.presenters.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonOnPage:
    """A comparison with each side's words; ``sides`` are the labels of the articles and their evidence."""

    item: Comparison
    tag: str
    sides: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``compare.md.jinja``.

    Attributes:
        rows: How many points there are.
        silent_note: What an empty cell means.
        by_article: Whether each article has a column.
        tally: Of each article how many points it tells.
        reprints: Ids of the articles that print another's text.
        reprint_notes: The same in sentences.
        alone: What only one article says.
        alone_note: What that means.
        wording_note: What the table of words counts.
    """

    cite: Citations
    rows: int
    points_note: str
    silent_note: str
    by_article: bool
    points: tuple[RowGroup, ...]
    tally: tuple[Tally, ...]
    reprints: tuple[str, ...]
    reprint_notes: tuple[str, ...]
    differences: tuple[ComparisonOnPage, ...]
    dates: tuple[ComparisonOnPage, ...]
    headings: tuple[ComparisonOnPage, ...]
    alone: tuple[tuple[Article, tuple[Claim, ...]], ...]
    alone_note: str
    computed: tuple[Claim, ...]
    wording: CountTable
    wording_note: str
    spellings: CountTable


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``compare.md``."""
    computed = tuple(
        claim
        for claim in presenter.story.claims
        if claim.origin is ClaimOrigin.EDITED and claim.when and claim.when.origin is DateOrigin.COMPUTED
    )
    carriers = presenter.carriers
    points = matrix(
        presenter.story, (claim for claim in presenter.points() if claim not in computed), carriers
    )
    rows = sum(len(group.rows) for group in points)
    differ = [item for item in presenter.story.comparisons if not item.claim_dated]
    labels = {name: item.article.label for name, item in presenter.articles.items()}
    return Context(
        cite=cite,
        rows=rows,
        by_article=presenter.by_article,
        points=points,
        tally=tally(presenter.story, points, carriers),
        reprints=tuple(item.article_id for item in presenter.story.reprints),
        reprint_notes=tuple(reprint_note(item, labels) for item in presenter.story.reprints),
        differences=tuple(
            _on_page(presenter, item) for item in differ if RELATION_KINDS[item.relation].of_sources
        ),
        dates=tuple(_on_page(presenter, item) for item in presenter.story.comparisons if item.claim_dated),
        headings=tuple(
            _on_page(presenter, item) for item in differ if not RELATION_KINDS[item.relation].of_sources
        ),
        alone=tuple(
            (article, claims)
            for article, claims in presenter.told_alone(
                frozenset(row.claim.id for group in points for row in group.rows)
            )
            if claims
        ),
        alone_note=_(
            "The first further things that no other article was found to say; an article’s page has all "
            "of it. That none was found does not mean that none is there: the program compares words."
        ),
        computed=computed,
        wording=_wording(presenter),
        wording_note=_(
            "How often each article’s file has these words, repeated headlines and captions included; a short term "
            "is counted within a longer one, too. Terms marked “quoted only” stand on this site in quotation marks "
            "alone."
        ),
        spellings=_spellings(presenter),
        **presenter.compare_words(rows),
    )


def _on_page(presenter: Presenter, item: Comparison) -> ComparisonOnPage:
    said: dict[str, list[Evidence]] = {}
    for evidence in item.evidence:
        said.setdefault(evidence.article_id, []).append(evidence)
    return ComparisonOnPage(
        item=item,
        tag=RELATION_KINDS[item.relation].tag,
        sides=tuple(
            (found.article.label, tuple(said[name]))
            for name, found in presenter.articles.items()
            if name in said
        ),
    )


def _wording(presenter: Presenter) -> CountTable:
    things = (
        (row.thing, [(term.term, term.quote_only, term.counts) for term in row.terms])
        for row in presenter.story.wording
    )
    return count_table(presenter.story, things, by_article=presenter.by_article)


def _spellings(presenter: Presenter) -> CountTable:
    things = (
        (name.name, [(spelling.term, False, spelling.counts) for spelling in name.spellings])
        for name in presenter.spelled_names()
    )
    return count_table(presenter.story, things, by_article=presenter.by_article)
