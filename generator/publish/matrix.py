"""The claims against the sources: what each source says of each point, for the page that sets them side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.model import Article, Claim, ClaimOrigin, Comparison, Evidence, Relation, Story

# Of the articles alone, so many rows: a table of more is not read.
_MOST_ROWS = 40
# Relations in which nobody says anything else.
_NO_DIFFERENCE = (Relation.AGREE, Relation.VOUCHER, Relation.HEADLINE)


class Stand(StrEnum):
    """What a source says of a point."""

    SAYS = "says"
    DIFFERS = "differs"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One source on one point.

    Attributes:
        evidence: Its own words, in order; empty where it says nothing.
        comparison: Id of the comparison that shows the difference, or ``""``.
        reprint: It only prints another source's text again.
    """

    article: Article
    stand: Stand
    evidence: tuple[Evidence, ...]
    comparison: str = ""
    reprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One point, with a cell for each source in the story's order."""

    claim: Claim
    cells: tuple[Cell, ...]

    @property
    def told(self) -> tuple[Cell, ...]:
        """The cells of the sources that say anything."""
        return tuple(cell for cell in self.cells if cell.stand is not Stand.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """The rows of a section or track."""

    title: str
    rows: tuple[Row, ...]


def matrix(story: Story, left_out: Sequence[Claim] = ()) -> tuple[RowGroup, ...]:
    """Every point that is worth comparing, by section.

    All that an editor wrote; of the articles alone, what several tell, what is told first, and what differs.

    Args:
        story: The story.
        left_out: Claims that no source makes.
    """
    linked = _links(story)
    wanted = {claim.id for claim in _points(story, linked)} - {claim.id for claim in left_out}
    originals = {reprint.article_id: reprint.original_id for reprint in story.reprints}
    articles = [item.article for item in story.articles]
    titles = {section.id: section.title for section in (*story.sections, *story.tracks)}
    groups: dict[str, list[Row]] = {name: [] for name in (*titles, "")}
    for claim in story.claims:
        if claim.id in wanted:
            name = next((name for name in (claim.section, claim.track) if name in titles), "")
            cells = tuple(
                _cell(article, claim, linked.get(claim.id, ()), originals.get(article.id, ""))
                for article in articles
            )
            groups[name].append(Row(claim=claim, cells=cells))
    return tuple(
        RowGroup(title=titles.get(name, ""), rows=tuple(rows)) for name, rows in groups.items() if rows
    )


def tally(story: Story, groups: Sequence[RowGroup]) -> tuple[tuple[Article, int, int], ...]:
    """For each article: how many points it tells, and how many of them no other does; reprints are no others."""
    told: dict[str, int] = {}
    alone: dict[str, int] = {}
    for row in (row for group in groups for row in group.rows):
        own = [cell.article.id for cell in row.told if not cell.reprint]
        for cell in row.told:
            told[cell.article.id] = told.get(cell.article.id, 0) + 1
            if own == [cell.article.id]:
                alone[cell.article.id] = alone.get(cell.article.id, 0) + 1
    articles = [item.article for item in story.articles]
    return tuple((item, told.get(item.id, 0), alone.get(item.id, 0)) for item in articles)


def _links(story: Story) -> Mapping[str, tuple[Comparison, ...]]:
    """The comparisons of two or more articles that touch each claim: named by the editor, or citing its words."""
    cited: dict[str, list[tuple[int, int, str]]] = {}
    for claim in story.claims:
        for item in claim.evidence:
            cited.setdefault(item.article_id, []).append((item.position.start, item.position.end, claim.id))
    linked: dict[str, list[Comparison]] = {}
    for comparison in story.comparisons:
        if (
            comparison.relation in _NO_DIFFERENCE
            or len({item.article_id for item in comparison.evidence}) < 2
        ):
            continue
        touched = dict.fromkeys(comparison.claim_ids)
        for item in comparison.evidence if comparison.found else ():
            for start, end, name in cited.get(item.article_id, ()):
                if start < item.position.end and item.position.start < end:
                    touched[name] = None
        for name in touched:
            linked.setdefault(name, []).append(comparison)
    return {name: tuple(found) for name, found in linked.items()}


def _points(story: Story, linked: Mapping[str, object]) -> list[Claim]:
    if story.edited:
        return [claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED]
    first = {*story.summary, *story.newest, *story.also}
    worth = [
        claim
        for claim in story.claims
        if len(claim.source_ids) > 1 or claim.id in first or claim.id in linked
    ]
    ranked = sorted(worth, key=lambda claim: (-len(claim.source_ids), claim.id not in first))
    return ranked[:_MOST_ROWS]


def _cell(article: Article, claim: Claim, linked: Sequence[Comparison], original: str) -> Cell:
    """What an article says of a point.

    Args:
        article: The article.
        claim: The point.
        linked: Comparisons that touch the claim.
        original: Id of the article that it reprints, or ``""``.
    """
    own = tuple(item for item in claim.evidence if item.article_id == article.id and item.supports)
    quoting = [
        comparison
        for comparison in linked
        if any(item.article_id == article.id for item in comparison.evidence)
        # Another word for a thing that the point names is nothing said on the point.
        and (own or comparison.relation is not Relation.WORDING)
    ]
    shown = quoting[0].id if quoting else ""
    # An editor's claim says what its evidence carries; of the articles alone, the one whose words are shown says it.
    first = claim.evidence[0].article_id
    says = claim.origin is ClaimOrigin.EDITED or not quoting or first in (article.id, original)
    if own or not quoting:
        stand = (Stand.SAYS if says else Stand.DIFFERS) if own else Stand.SILENT
        return Cell(article=article, stand=stand, evidence=own, comparison=shown, reprint=bool(original))
    words = tuple(item for item in quoting[0].evidence if item.article_id == article.id)
    return Cell(
        article=article, stand=Stand.DIFFERS, evidence=words, comparison=shown, reprint=bool(original)
    )
