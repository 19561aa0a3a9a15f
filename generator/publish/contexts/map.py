"""The map with its table of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.model import Claim, Place, Story
from generator.publish import maps
from generator.publish.citations import Citations
from generator.publish.exports.interactive_map import EXPORT as INTERACTIVE_MAP
from generator.publish.exports.interactive_map import embed_line
from generator.publish.phrases import MAP_MARKS, PLACE_KINDS, count_statements
from generator.publish.places import PlaceRow, draw_map, map_view, place_rows
from generator.publish.presenter import Presenter

# Beyond so many the least told places are folded together; beyond so many places, or letters of what is told of
# them, each has a line that opens, and only the first stand open.
_MOST_PLACES = 30
_MOST_OPEN_PLACES = 14
_MOST_LETTERS = 5000
_OPEN_LETTERS = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnPage:
    """A place of the map's page, in words.

    Attributes:
        told: Statements told here.
        elsewhere: Under which other places those stand that are told there: each statement is told once.
        more: How many the page does not tell.
        open: Whether it stands open where ``folds``.
    """

    place: Place
    precision: str
    distance: str
    coordinates: str
    origin: str
    count: str
    told: tuple[Claim, ...]
    elsewhere: Markup
    more: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``map.md.jinja``.

    Attributes:
        places: Those told most.
        folds: Whether each place has a line that opens.
        rest: The others, folded; ``rest_words`` says how many.
    """

    cite: Citations
    standfirst: str
    wide: Markup
    narrow: Markup
    legend: tuple[tuple[Markup, str], ...]
    places: tuple[PlaceOnPage, ...]
    folds: bool
    rest: tuple[PlaceOnPage, ...]
    rest_words: str
    borders_note: str
    interactive: str
    interactive_note: Markup
    embed: str


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``map.md``."""
    view = map_view(presenter.story, lambda place: f"#{place.id}")
    center = presenter.story.center
    interactive = cite.href(INTERACTIVE_MAP.path)
    rows = place_rows(presenter.story, presenter.most_told)
    told = {
        row.place.id
        for row in sorted(rows, key=lambda row: (not row.central, -len(row.claims)))[:_MOST_PLACES]
    }
    first, rest = (
        [row for row in rows if row.place.id in told],
        [row for row in rows if row.place.id not in told],
    )
    places = _places([*first, *rest])
    return Context(
        cite=cite,
        standfirst=_("Distances are measured from {place}, as the crow flies.", place=center.name)
        if center
        else _("The places that the articles name."),
        wide=draw_map(presenter.options, view) if view else Markup(""),
        narrow=draw_map(presenter.options, maps.compact(view)) if view else Markup(""),
        legend=tuple((Markup(drawing), MAP_MARKS[kind]) for kind, drawing in maps.legend(view))
        if view
        else (),
        places=places[: len(first)],
        folds=_many(rows),
        rest=places[len(first) :],
        rest_words=ngettext("{number} other place", "{number} other places", len(rest)),
        borders_note=_(maps.DE_FACTO),
        interactive=interactive,
        interactive_note=Markup(
            _(
                'The map to move is <a href="{address}" download>one file</a> that can be saved and sent. '
                "It needs JavaScript and loads nothing from other hosts.",
                address=escape(interactive),
            )
        ),
        embed=embed_line(view.title, presenter.options.site_url) if view else "",
    )


def _many(rows: Sequence[PlaceRow]) -> bool:
    told = {claim.id: len(claim.text) for row in rows for claim in row.told}
    return len(rows) > _MOST_OPEN_PLACES or sum(told.values()) > _MOST_LETTERS


def _places(rows: Sequence[PlaceRow]) -> tuple[PlaceOnPage, ...]:
    """The places in order, each statement at the first of them that it speaks of."""
    where: dict[str, Place] = {}
    for row in rows:
        for claim in row.told:
            where.setdefault(claim.id, row.place)
    found, letters = [], 0
    for row in rows:
        own = tuple(claim for claim in row.told if where[claim.id] == row.place)
        letters += sum(len(claim.text) for claim in own)
        found.append(_place(row, own, where, is_open=letters <= _OPEN_LETTERS))
    return tuple(found)


def _place(
    row: PlaceRow, told: tuple[Claim, ...], where: Mapping[str, Place], *, is_open: bool
) -> PlaceOnPage:
    place = row.place
    kind = PLACE_KINDS[place.kind]
    distance = row.distance
    if row.central:
        distance = _("measured from here")
    elif row.distance and place.approximate:
        distance = _("about {distance}", distance=row.distance)
    left = len(row.claims) - len(row.told)
    return PlaceOnPage(
        place=place,
        precision=_("{kind}, approximate", kind=kind) if place.approximate and row.coordinates else kind,
        distance=distance,
        coordinates=row.coordinates,
        origin=_origin(row),
        count=count_statements(len(row.claims)) if row.claims else "",
        told=told,
        elsewhere=_elsewhere(row, where),
        more=ngettext("And {number} more.", "And {number} more.", left) if left else "",
        open=is_open,
    )


def _origin(row: PlaceRow) -> str:
    """Where its coordinates come from; what has none on the page says nothing of a point."""
    place = row.place
    if not row.coordinates and len(place.area) < 3:
        return _("named only, no point on the map")
    return (
        _("{origin}; chosen because {reason}", origin=place.origin, reason=place.reason)
        if place.reason
        else place.origin
    )


def _elsewhere(row: PlaceRow, where: Mapping[str, Place]) -> Markup:
    """How many statements of a place are told under others, with links to these; empty where there are none."""
    counts = Counter(where[claim.id].id for claim in row.told if where[claim.id] != row.place)
    names = {place.id: place.name for place in where.values()}
    if not counts:
        return Markup("")
    links = Markup(_(", ")).join(
        Markup('<a href="#{}">{}</a>').format(name, names[name])
        + (Markup(" ({})").format(number) if len(counts) > 1 else "")
        for name, number in counts.items()
    )
    said = ngettext(
        "{number} statement about it stands under {places}.",
        "{number} statements about it stand under {places}.",
        counts.total(),
        places=links,
    )
    return Markup(said)
