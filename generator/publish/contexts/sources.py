"""The list of the sources."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Article, Story
from generator.publish.citations import Citations
from generator.publish.phrases import carried_phrase
from generator.publish.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``sources/index.md.jinja``.

    Attributes:
        sources: Each article with its note and how much of it is carried.
    """

    cite: Citations
    sources: tuple[tuple[Article, str, str], ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``sources/index.md``."""
    notes = presenter.story.source_notes
    return Context(
        cite=cite,
        sources=tuple(
            (item.article, notes.get(name, ""), carried_phrase(presenter.coverage[name]))
            for name, item in presenter.articles.items()
        ),
    )
