"""The sources compared: where they differ, what several carry, what only one tells, which words they use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.catalog import N_, Phrases, _, ngettext
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.compare.reprints import reprint_note
from generator.model import (
    Article,
    BlockKind,
    Claim,
    ClaimDate,
    ClaimOrigin,
    Comparison,
    DateOrigin,
    Evidence,
    Relation,
    Story,
)
from generator.publish.citations import Citations
from generator.publish.differing import difference_title, marks
from generator.publish.matrix import Cell, CountTable, Row, RowGroup, Stand, Tally, count_table, matrix, tally
from generator.publish.phrases import claim_text, named_first, published_phrase
from generator.publish.presenter import Presenter

# Of more sources than this the first are named, and how many more there are.
_MOST_NAMED = 8
_MOST_LACKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one or several sources say of a point; ``comparison`` is the id of the one that shows a difference."""

    words: str
    comparison: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point; ``said`` tells of all its sources, ``apart`` of those alone that do not carry all of it."""

    claim: Claim
    said: tuple[Said, ...]
    apart: tuple[Said, ...]


def points_of(rows: Sequence[Row], every: int) -> tuple[Point, ...]:
    """The points of rows, with who says them; ``every`` is how many articles there are."""
    return tuple(Point(claim=row.claim, said=_said(row, every), apart=_apart(row, every)) for row in rows)


def _said(row: Row, every: int) -> tuple[Said, ...]:
    """Who says a point, in words: "both", "West only", "West; East in part"."""
    whole = [cell.article.label for cell in row.told if cell.stand is Stand.SAYS]
    if len(row.told) == 1:
        label = row.told[0].article.label
        return (Said(words=_("{article} only", article=label)), *map(_without, filter(_is_part, row.told)))
    if len(whole) == every:
        return (Said(words=_("both") if every == 2 else _("all {number}", number=every)),)
    return ((Said(words=named_first(whole, _MOST_NAMED)),) if whole else ()) + _others(row)


def _apart(row: Row, every: int) -> tuple[Said, ...]:
    """Who says a point, as far as what stands above or beside it does not tell.

    Of two sources those alone that do not say all; who says an article's own sentence is told with it.
    """
    if row.claim.origin is ClaimOrigin.EXTRACTED:
        return ()
    if every == 2:
        return tuple(map(_without, filter(_is_part, row.told))) if len(row.told) == 1 else _others(row)
    return _said(row, every) if len(row.told) > 1 else ()


def _others(row: Row) -> tuple[Said, ...]:
    """The sources that say a part of a point or something else."""
    if len(row.told) > 1 and all(map(_is_part, row.told)):
        # The statement itself tells which says what.
        return (Said(words=_("each says a part of it")),)
    part = [
        Said(
            words=_("{article} in part, {without}", article=cell.article.label, without=_without(cell).words)
        )
        if cell.lacks
        else Said(words=_("{article} in part", article=cell.article.label))
        for cell in row.told
        if _is_part(cell)
    ]
    differ = [_differs(cell) for cell in row.told if cell.stand is Stand.DIFFERS]
    shown = (part + differ)[:_MOST_NAMED]
    left = len(part) + len(differ) - len(shown)
    more = (Said(words=ngettext("and {number} more", "and {number} more", left)),) if left else ()
    return (*shown, *more)


def _differs(cell: Cell) -> Said:
    return Said(words=_("{article} differs", article=cell.article.label), comparison=cell.comparison)


def _is_part(cell: Cell) -> bool:
    return cell.stand is Stand.PART


def _without(cell: Cell) -> Said:
    return Said(words=_("without: {words}", words=_(", ").join(cell.lacks[:_MOST_LACKS])))


# The words of a statement that is the heading of its dates.
_MOST_TITLE = 16
_BLOCKS = Phrases(
    {
        BlockKind.HEADLINE: N_("headline"),
        BlockKind.SUBHEAD: N_("subhead"),
        BlockKind.CAPTION: N_("caption"),
        BlockKind.PARAGRAPH: N_("text"),
    }
)


# Of what each article tells alone, so much stands on the page that holds everything.
_MOST_PRINTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonOnPage:
    """A comparison with each side's words.

    Attributes:
        title: What it is about: an editor's title, or the statement whose dates are compared.
        text: What it means; ``""`` where the words beside it, marked, say it all.
        sides: Each with what it is called: an article, or a heading and a text of one; and its evidence.
        of_parts: Whether the sides are parts of one article.
    """

    item: Comparison
    tag: str
    title: str
    text: str
    sides: tuple[tuple[str, tuple[Evidence, ...]], ...]
    of_parts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the points have something in common, for the figures at the head of the page."""

    number: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``compare.md.jinja``.

    Attributes:
        rows: How many points there are: each is one of ``otherwise``, ``shared`` or ``alone``.
        shares: How many of each.
        points: All, by section.
        otherwise: Those of which some source says something else.
        shared: Those that several sources carry, in part at least.
        alone: Those that only one article tells, under what they are called.
        further: Of each article what else no other was found to say.
        further_note: What that means.
        agreed: Dates on which the articles agree; those on which they do not are ``dates``.
        tally: Of each article how many points it tells; empty of two, whose figures stand at the head.
        reprint_notes: Which article prints another's text.
        wording_note: What the table of words counts.
    """

    cite: Citations
    rows: int
    points_note: str
    shares: tuple[Share, ...]
    points: tuple[tuple[str, tuple[Point, ...]], ...]
    otherwise: tuple[Point, ...]
    shared: tuple[Point, ...]
    shared_heading: str
    alone_heading: str
    alone: tuple[tuple[Article, str, tuple[Point, ...]], ...]
    further: tuple[tuple[Article, tuple[Claim, ...]], ...]
    further_note: str
    tally: tuple[Tally, ...]
    reprint_notes: tuple[str, ...]
    differences: tuple[ComparisonOnPage, ...]
    dates: tuple[ComparisonOnPage, ...]
    agreed: tuple[ComparisonOnPage, ...]
    headings: tuple[ComparisonOnPage, ...]
    computed: tuple[Claim, ...]
    wording: CountTable
    wording_note: str
    spellings: CountTable


def context(presenter: Presenter, cite: Citations, story: Story) -> Context:
    """``compare.md``."""
    computed = tuple(filter(_is_computed, story.claims))
    every = len(presenter.articles)
    groups = matrix(
        story, (claim for claim in presenter.points() if claim not in computed), presenter.carriers
    )
    rows = [row for group in groups for row in group.rows]
    labels = {name: item.article.label for name, item in presenter.articles.items()}
    differences, headings, dates, agreed = _side_by_side(presenter)
    otherwise, shared, alone = _parted(presenter, rows)
    groups = _told(groups, (*otherwise, *shared, *chain.from_iterable(points for _article, points in alone)))
    rows = [row for group in groups for row in group.rows]
    # One point needs neither figures nor a table of them; of the articles alone not all points are known.
    counts = story.edited and len(rows) > 1
    return Context(
        cite=cite,
        rows=len(rows),
        points_note=ngettext(
            "{number} point, by who tells it:", "{number} points, by who tells them:", len(rows)
        ),
        shares=_shares(presenter, otherwise, shared, alone) if counts else (),
        points=tuple((group.title, points_of(group.rows, every)) for group in groups) if story.edited else (),
        otherwise=otherwise,
        shared=shared,
        shared_heading=_shared_heading(presenter),
        alone_heading=_("What only one says") if story.edited else _("Found in one article"),
        alone=tuple((article, _alone_label(article, points), points) for article, points in alone),
        further=_further(presenter, cite, rows),
        further_note=_(
            "For these statements no counterpart was found in another article. The comparison goes by words and can "
            "miss one. Everything an article says is on its own page."
        ),
        tally=tally(story, groups, presenter.carriers) if counts and len(labels) > 2 else (),
        reprint_notes=tuple(reprint_note(item, labels) for item in story.reprints),
        differences=differences,
        dates=dates,
        agreed=agreed,
        headings=headings,
        computed=computed,
        wording=_wording(presenter),
        wording_note=_(
            "How often each article’s file has these words, repeated headlines and captions included; a short term "
            "is counted within a longer one, too. Terms marked “quoted only” stand on this site in quotation marks "
            "alone."
        ),
        spellings=_spellings(presenter),
    )


def _is_computed(claim: Claim) -> bool:
    """Whether an editor's statement has a date that the site worked out."""
    edited = claim.origin is ClaimOrigin.EDITED
    return edited and claim.when is not None and claim.when.origin is DateOrigin.COMPUTED


def _side_by_side(presenter: Presenter) -> tuple[tuple[ComparisonOnPage, ...], ...]:
    """The comparisons: of sources, of a headline and its text, of dates that differ, of dates that agree."""
    groups: tuple[list[ComparisonOnPage], ...] = ([], [], [], [])
    for item in presenter.story.comparisons:
        kind = RELATION_KINDS[item.relation]
        number = (2 if kind.differs else 3) if item.claim_dated else (0 if kind.of_sources else 1)
        groups[number].append(_on_page(presenter, item))
    return tuple(map(tuple, groups))


def _further(
    presenter: Presenter, cite: Citations, rows: Sequence[Row]
) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
    """What else each article tells of which no other has many words."""
    most = _MOST_PRINTED if cite.printed else None
    told = presenter.told_alone(_told_above(presenter, cite, rows))
    return tuple((article, claims[:most]) for article, claims in told if claims)


_Alone = tuple[tuple[Article, tuple[Point, ...]], ...]


def _told_above(presenter: Presenter, cite: Citations, rows: Sequence[Row]) -> frozenset[str]:
    """Ids of the claims that the page has told already: those of its table; where everything is on one page, more."""
    told = {row.claim.id for row in rows}
    if cite.printed:
        told |= {
            *presenter.story.summary,
            *(item.id for item in presenter.story.claims if item.track or item.section),
        }
    return frozenset(told)


def _parted(presenter: Presenter, rows: Sequence[Row]) -> tuple[tuple[Point, ...], tuple[Point, ...], _Alone]:
    """The points of which a source says something else, those of several sources, and those of one; each once.

    Of the articles' own sentences those of several alone: the differences stand above, in their words.
    """
    every = len(presenter.articles)
    otherwise, shared, single = list[Row](), list[Row](), dict[str, list[Row]]()
    for row in rows:
        tell = presenter.carriers.counted(cell.article.id for cell in row.told)
        if row.claim.origin is ClaimOrigin.EXTRACTED:
            whole = (cell.article.id for cell in row.told if cell.stand is Stand.SAYS)
            if len(presenter.carriers.counted(whole)) > 1:
                shared.append(row)
        elif len(tell) == 1:
            single.setdefault(tell[0], []).append(row)
        elif any(cell.stand is Stand.DIFFERS for cell in row.told):
            otherwise.append(row)
        else:
            shared.append(row)
    alone = tuple(
        (item.article, points_of(single[name], every))
        for name, item in presenter.articles.items()
        if name in single
    )
    return points_of(otherwise, every), points_of(shared, every), alone


def _told(groups: Sequence[RowGroup], points: Iterable[Point]) -> tuple[RowGroup, ...]:
    """The rows of the points that are counted: what one article tells, and a reprint, is no point for readers."""
    told = {point.claim.id for point in points}
    kept = (replace(group, rows=tuple(row for row in group.rows if row.claim.id in told)) for group in groups)
    return tuple(group for group in kept if group.rows)


def _shares(
    presenter: Presenter, otherwise: Sequence[Point], shared: Sequence[Point], alone: _Alone
) -> tuple[Share, ...]:
    """How many points of each kind; of many sources those that only one tells are one figure."""
    only = [
        Share(
            number=len(points),
            words=_("only in {article}", article=article.label),
            anchor=f"only-{article.id}",
        )
        for article, points in alone
    ]
    if not presenter.by_article:
        only = [
            Share(number=sum(share.number for share in only), words=_("only in one article"), anchor="alone")
        ]
    both = _("in both") if len(presenter.articles) == 2 else _("in more than one article")
    found = (
        Share(number=len(otherwise), words=_("told differently"), anchor="told-differently"),
        Share(number=len(shared), words=both, anchor="shared"),
        *only,
    )
    return tuple(share for share in found if share.number)


def _alone_label(article: Article, points: Sequence[Point]) -> str:
    """Whose the points are."""
    return ngettext(
        "{article} only: {number} statement",
        "{article} only: {number} statements",
        len(points),
        article=article.label,
    )


def _shared_heading(presenter: Presenter) -> str:
    return (
        _("What both articles say") if len(presenter.articles) == 2 else _("What more than one article says")
    )


def _on_page(presenter: Presenter, item: Comparison) -> ComparisonOnPage:
    sides = _sides(presenter, item)
    dated = presenter.claims[item.claim_ids[0]] if item.claim_dated else None
    when = dated.when if dated else None
    return ComparisonOnPage(
        item=item,
        tag=RELATION_KINDS[item.relation].tag,
        title=(dated.short or claim_text(dated, _MOST_TITLE)) if dated else difference_title(item),
        text=_meaning(item, when),
        sides=sides,
        of_parts=len({evidence.article_id for evidence in item.evidence}) == 1,
    )


def _meaning(item: Comparison, when: ClaimDate | None) -> str:
    """What a comparison means; what each article says of a date stands beside it."""
    if when and when.notes:
        return " ".join(when.notes)
    return "" if item.found and all(marks(part, item) for part in item.evidence) else item.text


def _sides(presenter: Presenter, item: Comparison) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """The words of each article, or of each part where they are of different parts of one, with what it is called."""
    # The words of an update stand in the order of time, with their days.
    updated = item.relation is Relation.UPDATE
    ranked = [] if updated else list(presenter.articles)
    parts = [
        (presenter.articles[evidence.article_id].article, evidence)
        for evidence in sorted(item.evidence, key=lambda part: ranked and ranked.index(part.article_id))
    ]
    one = len({article.id for article, _evidence in parts}) == 1
    named = one and len({_block(article, evidence) for article, evidence in parts}) > 1
    said: dict[str, list[Evidence]] = {}
    for article, evidence in parts:
        name = article.label
        if named:
            name = _("{article}, {part}", article=article.label, part=_block(article, evidence))
        elif updated and (day := published_phrase(article)) not in name:
            name = _("{article}, {part}", article=article.label, part=day)
        said.setdefault(name, []).append(evidence)
    return tuple((label, tuple(found)) for label, found in said.items())


def _block(article: Article, evidence: Evidence) -> str:
    """What part of its article a piece of evidence stands in."""
    at = evidence.position.start
    kinds = (item.kind for item in article.sentences if item.start <= at < item.end)
    return _BLOCKS[next(kinds, BlockKind.PARAGRAPH)]


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
