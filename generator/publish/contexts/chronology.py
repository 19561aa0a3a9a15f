"""The chronology: the drawn timeline and its entries by track."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.catalog import _
from generator.edtf_words import format_edtf
from generator.model import (
    Article,
    Story,
)
from generator.publish.chronology import Track, draw_entries, tracks
from generator.publish.citations import Citations
from generator.publish.presenters.presenter import Presenter
from generator.publish.timeline import ON_A_DESK


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``chronology.md.jinja``.

    Attributes:
        caption: Sentences below the drawing.
        choice: Whether a reader may choose entries.
        choose_tracks: Whether by their track.
        sources: The articles that a reader may choose by; empty for one.
        count: How many entries there are.
    """

    cite: Citations
    drawing: Markup
    narrow: Markup
    caption: tuple[str, ...]
    choice: bool
    choose_tracks: bool
    sources: tuple[Article, ...]
    count: int
    tracks: tuple[Track, ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``chronology.md``."""
    sources = tuple(
        item.article
        for item in presenter.story.articles
        if any(item.article.id in entry.claim.source_ids for entry in presenter.entries)
    )
    found = tracks(presenter.story, presenter.entries)
    return Context(
        cite=cite,
        drawing=draw_entries(presenter.story, presenter.drawn, cite.href, apart=ON_A_DESK, extra="tl-wide"),
        narrow=draw_entries(presenter.story, presenter.drawn, cite.href, extra="tl-narrow"),
        caption=_caption(presenter),
        # To print or to keep is all of it.
        choice=not cite.printed and (len(found) > 1 or len(sources) > 1),
        choose_tracks=len(found) > 1,
        sources=sources if len(sources) > 1 else (),
        count=len(presenter.entries),
        tracks=found,
    )


def _caption(presenter: Presenter) -> tuple[str, ...]:
    """What the drawn timeline shows."""
    said = [_("Each lane is one of the tracks below, each letter one of its entries.")]
    if len(presenter.drawn) < len(presenter.entries):
        said = [
            _(
                "Each lane is one of the tracks below, each letter one of its entries; "
                "drawn are the {drawn} most central of {count}.",
                drawn=len(presenter.drawn),
                count=len(presenter.entries),
            )
        ]
    said.append(
        _(
            "Bars: dates known only within limits. Filled: a source says so. Dashed: worked out. "
            "Hollow: planned."
        )
    )
    if presenter.story.as_of:
        day = format_edtf(presenter.story.as_of)
        said.append(_("The upright line: {date}, the day up to which this site is informed.", date=day))
    return tuple(said)
