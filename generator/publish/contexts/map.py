"""The map with its table of places."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.model import (
    Claim,
    Place,
    Story,
)
from generator.publish import maps
from generator.publish.citations import Citations
from generator.publish.exports.interactive_map import EXPORT as INTERACTIVE_MAP
from generator.publish.exports.interactive_map import embed_line
from generator.publish.phrases import (
    MAP_MARKS,
    PLACE_KINDS,
    count_statements,
)
from generator.publish.places import PlaceRow, draw_map, map_view, place_rows
from generator.publish.presenters.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnPage:
    """A place of the map's page, in words."""

    place: Place
    precision: str
    distance: str
    coordinates: str
    origin: str
    count: str
    told: tuple[Claim, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``map.md.jinja``."""

    cite: Citations
    standfirst: str
    wide: Markup
    narrow: Markup
    legend: tuple[tuple[Markup, str], ...]
    places: tuple[PlaceOnPage, ...]
    borders_note: str
    interactive: str
    interactive_note: Markup
    embed: str


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``map.md``."""
    view = map_view(presenter.story, lambda place: f"#{place.id}")
    center = presenter.story.center
    interactive = cite.href(INTERACTIVE_MAP.path)
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
        places=tuple(_place(row) for row in place_rows(presenter.story, presenter.most_told)),
        borders_note=_(maps.DE_FACTO),
        interactive=interactive,
        interactive_note=Markup(
            _(
                "Needs JavaScript; loads nothing from other hosts. The table below says the same. "
                'It is <a href="{address}" download>one file</a> that can be saved and sent.',
                address=escape(interactive),
            )
        ),
        embed=embed_line(view.title, presenter.options.site_url) if view else "",
    )


def _place(row: PlaceRow) -> PlaceOnPage:
    place = row.place
    kind = PLACE_KINDS[place.kind]
    distance = row.distance or "–"
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
        origin=_("{origin}; chosen because {reason}", origin=place.origin, reason=place.reason)
        if place.reason
        else place.origin,
        count=count_statements(len(row.claims)) if row.claims else "",
        told=row.told,
        more=ngettext("And {number} more.", "And {number} more.", left) if left else "",
    )
