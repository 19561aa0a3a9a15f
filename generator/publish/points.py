"""The points of the page that compares the sources: who says each, in words.

Comes in: rows, each with what every source says of one point. Goes out: points with "both", "West only" …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog import N_, _, ngettext
from generator.model import Claim, ClaimOrigin
from generator.publish.matrix import Cell, Row, Stand
from generator.publish.phrases import named_first

# Of more sources than this the first are named, and how many more there are.
_MOST_NAMED = 8
_MOST_LACKS = 3
# By whether it is newer than the words of the point; None where neither is an update of the other.
_DIFFERING = {
    None: N_("{article} differs"),
    True: N_("{article}, newer, has an update"),
    False: N_("{article}, older, differs"),
}


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

    Of two sources those alone that do not say all; beside an article's sentence those that say something else: who
    says the same is told with it.
    """
    if row.claim.origin is ClaimOrigin.EXTRACTED:
        # Who updates it is told with it too.
        return tuple(_differs(cell) for cell in row.told if cell.stand is Stand.DIFFERS and not cell.newer)
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
    return Said(words=_(_DIFFERING[cell.newer], article=cell.article.label), comparison=cell.comparison)


def _is_part(cell: Cell) -> bool:
    return cell.stand is Stand.PART


def _without(cell: Cell) -> Said:
    return Said(words=_("without: {words}", words=_(", ").join(cell.lacks[:_MOST_LACKS])))
