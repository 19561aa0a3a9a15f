"""Everything on one page: the pages that hold text, to print or to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.catalog import _
from generator.model import Claim, HomeAnswer, Story
from generator.publish import maps, phrases
from generator.publish.citations import Citations
from generator.publish.contexts import context_builder
from generator.publish.pages import MAP, part_id
from generator.publish.places import draw_map, map_view
from generator.publish.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page as a part of another.

    Attributes:
        id: Its anchor.
        context: Builds the context of its template.
    """

    id: str
    title: str
    template: str
    context: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``everything.md.jinja``.

    Attributes:
        address: Of the site's root, or ``""``.
        map_part: The anchor of the map.
    """

    story: Story
    cite: Citations
    address: str
    answers: tuple[tuple[str, HomeAnswer], ...]
    rest: tuple[Claim, ...]
    map: Markup
    map_part: str
    borders_note: str
    parts: tuple[Part, ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``everything.md``: the pages that hold text, on one."""
    answer = presenter.home_summary()
    view = map_view(presenter.story, lambda place: cite.page("map", place.id))
    return Context(
        story=presenter.story,
        cite=cite,
        address=presenter.options.site_url,
        answers=tuple((_(phrases.ANSWERS[item.kind]), item) for item in answer.answers),
        rest=answer.rest,
        map=draw_map(presenter.options, view) if view else Markup(""),
        map_part=part_id(MAP.key),
        borders_note=_(maps.DE_FACTO),
        parts=tuple(
            Part(
                id=part_id(row.key),
                title=row.title(presenter.story),
                template=row.template,
                context=partial(context_builder(row.key), presenter, cite, presenter.story),
            )
            for row in presenter.rows()
            if row.part
        ),
    )
