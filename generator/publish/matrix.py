"""The claims against the sources: what each source says of each point, for the page that sets them side by side."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from generator.catalog import _
from generator.claims.carried import Carriers
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.model import Article, Claim, ClaimOrigin, Comparison, Evidence, Relation, Story

# Of the articles alone, so many rows: a table of more is not read.
_MOST_ROWS = 40


class Stand(StrEnum):
    """What a source says of a point."""

    SAYS = "says"
    PART = "part"
    DIFFERS = "differs"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One source on one point.

    Attributes:
        evidence: Its own words, in order; empty where it says nothing.
        lacks: What of the point its words do not have, in the point's own words.
        comparison: Id of the comparison that shows the difference, or ``""``.
    """

    article: Article
    stand: Stand
    evidence: tuple[Evidence, ...]
    lacks: tuple[str, ...] = ()
    comparison: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of the points one source tells; of the rest it says nothing.

    Attributes:
        whole: Of how many it says every part.
        part: Of how many it says a part only.
        differs: Of how many it says something else.
        alone: How many of all these no other source says anything of; reprints and a second article by the same
            agency are no others.
    """

    article: Article
    whole: int
    part: int
    differs: int
    alone: int


def _heading(claim: Claim, titles: Container[str]) -> str:
    """The section or track that a claim stands under; ``""`` where it has none."""
    return next((name for name in (claim.section, claim.track) if name in titles), "")


def matrix(story: Story, points: Iterable[Claim], carriers: Carriers) -> tuple[RowGroup, ...]:
    """What every source says of each of these claims, by section."""
    linked = _links(story)
    wanted = {claim.id for claim in points}
    originals = {reprint.article_id: reprint.original_id for reprint in story.reprints}
    articles = [(item.article, originals.get(item.article.id, "")) for item in story.articles]
    titles = {section.id: section.title for section in (*story.sections, *story.tracks)}
    groups: dict[str, list[Row]] = {name: [] for name in (*titles, "")}
    for claim in (claim for claim in story.claims if claim.id in wanted):
        name = _heading(claim, titles)
        touching = linked.get(claim.id, ())
        cells = tuple(_cell(article, claim, touching, source, carriers) for article, source in articles)
        groups[name].append(Row(claim=claim, cells=cells))
    return tuple(
        RowGroup(title=titles.get(name, ""), rows=tuple(rows)) for name, rows in groups.items() if rows
    )


def tally(story: Story, groups: Sequence[RowGroup], carriers: Carriers) -> tuple[Tally, ...]:
    """For each article what it tells of the points, counted from their cells."""
    rows = [row for group in groups for row in group.rows]
    told = [(row, carriers.counted(cell.article.id for cell in row.told)) for row in rows]
    found = []
    for item in story.articles:
        name = item.article.id
        stands = [cell.stand for row in rows for cell in row.cells if cell.article.id == name]
        found.append(
            Tally(
                article=item.article,
                whole=stands.count(Stand.SAYS),
                part=stands.count(Stand.PART),
                differs=stands.count(Stand.DIFFERS),
                alone=sum(
                    len(own) == 1 and any(cell.article.id == name for cell in row.told) for row, own in told
                ),
            )
        )
    return tuple(found)


def _links(story: Story) -> Mapping[str, tuple[Comparison, ...]]:
    """The comparisons of two or more articles that touch each claim: named by the editor, or citing its words."""
    cited: dict[str, list[tuple[Evidence, str]]] = {}
    for claim in story.claims:
        for item in claim.evidence:
            cited.setdefault(item.article_id, []).append((item, claim.id))
    linked: dict[str, list[Comparison]] = {}
    for comparison in filter(_is_of_several, story.comparisons):
        own = comparison.evidence if comparison.found else ()
        touched = (
            name
            for item in own
            for other, name in cited.get(item.article_id, ())
            if other.position.start < item.position.end and item.position.start < other.position.end
        )
        for name in dict.fromkeys((*comparison.claim_ids, *touched)):
            linked.setdefault(name, []).append(comparison)
    return {name: tuple(found) for name, found in linked.items()}


def _is_of_several(comparison: Comparison) -> bool:
    """Whether it shows a difference between two articles or more."""
    kind = RELATION_KINDS[comparison.relation]
    several = len({item.article_id for item in comparison.evidence}) > 1
    return kind.differs and kind.of_sources and several


def worth_comparing(story: Story, carriers: Carriers) -> list[Claim]:
    """Of the articles' own sentences those that several tell, what is told first before the others."""
    first = {*story.summary, *story.newest, *story.also}
    sources = {claim.id: len(carriers.counted(claim.source_ids)) for claim in story.claims}
    worth = [claim for claim in story.claims if sources[claim.id] > 1]
    ranked = sorted(worth, key=lambda claim: (-sources[claim.id], claim.id not in first))
    return ranked[:_MOST_ROWS]


def _own_evidence(article: Article, claim: Claim) -> tuple[Evidence, ...]:
    """What of an article carries a claim."""
    return tuple(item for item in claim.evidence if item.article_id == article.id and item.supports)


def _cell(
    article: Article, claim: Claim, linked: Sequence[Comparison], original: str, carriers: Carriers
) -> Cell:
    """What an article says of a point.

    Args:
        article: The article.
        claim: The point.
        linked: Comparisons that touch the claim.
        original: Id of the article that it reprints, or ``""``.
        carriers: How much of the point its words carry.
    """
    own = _own_evidence(article, claim)
    edited, first = claim.origin is ClaimOrigin.EDITED, claim.evidence[0].article_id
    shown = next((item for item in linked if _quotes(item, article, claim, own)), None)
    if not own:
        return _cell_without_evidence(article, shown)
    carried = carriers.of(claim, article.id)
    # An editor's claim says what its evidence carries; of the articles alone, the one whose words are shown says it.
    differs = carried.otherwise if edited else shown is not None and first not in (article.id, original)
    stand = Stand.SAYS if carried.whole else Stand.PART
    return Cell(
        article=article,
        stand=Stand.DIFFERS if differs else stand,
        evidence=own,
        # What a whole sentence has that another lacks is for the most part no point of its own.
        lacks=carried.lacks if edited else (),
        comparison=shown.id if shown else "",
    )


def _cell_without_evidence(article: Article, shown: Comparison | None) -> Cell:
    """Silent, but for what a comparison shows."""
    if shown is None:
        return Cell(article=article, stand=Stand.SILENT, evidence=())
    words = tuple(item for item in shown.evidence if item.article_id == article.id)
    return Cell(article=article, stand=Stand.DIFFERS, evidence=words, comparison=shown.id)


def _quotes(comparison: Comparison, article: Article, claim: Claim, own: Sequence[Evidence]) -> bool:
    """Whether a comparison shows on the claim's own point what the article says otherwise."""
    if all(item.article_id != article.id for item in comparison.evidence):
        return False
    if claim.origin is not ClaimOrigin.EDITED:
        # A sentence says more than the one thing on which another differs; that it is newer is certain.
        return _is_newer(comparison, article.id, claim.evidence[0].article_id) is not None
    # Another word for a thing that the point names is nothing said on the point.
    return bool(own) or RELATION_KINDS[comparison.relation].on_the_point


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """A term with how often each column has it."""

    term: str
    quote_only: bool
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountGroup:
    """The terms for one thing."""

    title: str
    rows: tuple[CountRow, ...]


def _is_newer(comparison: Comparison, article_id: str, than: str) -> bool | None:
    """Whether an article updates another in a comparison, whose evidence then stands in the order of time."""
    order = list(dict.fromkeys(item.article_id for item in comparison.evidence))
    if comparison.relation is not Relation.UPDATE or not comparison.found or than not in order:
        return None
    return order.index(article_id) > order.index(than)


def updates_of(story: Story) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """For each statement that a newer article updates the comparison's id, and the articles that do."""
    if not any(item.relation is Relation.UPDATE and item.found for item in story.comparisons):
        return {}
    found = {}
    first = {claim.id: claim.evidence[0].article_id for claim in story.claims if claim.evidence}
    for name, linked in _links(story).items():
        for comparison in linked:
            told = dict.fromkeys(item.article_id for item in comparison.evidence)
            if newer := tuple(other for other in told if _is_newer(comparison, other, first[name])):
                found[name] = comparison.id, newer
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """How often the articles have some terms.

    Attributes:
        columns: Labels of the articles; where these are too many, one for their sum.
        labels: The same where each article has a column, else empty.
        most: The greatest number of the table, 1 at least: its bars have one scale.
    """

    columns: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[CountGroup, ...]
    most: int


def count_table(
    story: Story, things: Iterable[tuple[str, Sequence[tuple[str, bool, Sequence[int]]]]], *, by_article: bool
) -> CountTable:
    """A table of numbers.

    Args:
        story: Its articles are the columns.
        things: What the terms stand for, and each term: its words, whether only quotations may use it, its numbers.
        by_article: Whether each article has a column.
    """
    labels = tuple(item.article.label for item in story.articles)
    groups = []
    for title, terms in things:
        rows = tuple(
            CountRow(term=term, quote_only=quote_only, counts=tuple(counts) if by_article else (sum(counts),))
            for term, quote_only, counts in terms
        )
        groups.append(CountGroup(title=title, rows=rows))
    return CountTable(
        columns=labels if by_article else (_("Times"),),
        labels=labels if by_article else (),
        groups=tuple(groups),
        most=max((count for group in groups for row in group.rows for count in row.counts), default=0) or 1,
    )


def bar(count: int, most: int, longest: int = 48) -> Markup:
    """A bar as long as a number; ``longest`` pixels for the greatest."""
    width = math.ceil(count * longest / most)
    return Markup(
        '<svg class="bar" width="{}" height="9" aria-hidden="true"><rect width="100%" height="9"/></svg>'
    ).format(width)
