"""The pieces that other sites may show, each with the line to copy."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Story
from generator.publish.citations import Citations
from generator.publish.embeds import pieces
from generator.publish.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceOnPage:
    """A piece: what it says, the address of its page, the height of its frame in pixels, the line to copy."""

    text: str
    href: str
    height: int
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``embed.md.jinja``; each group is pieces of one kind."""

    cite: Citations
    drawings: tuple[PieceOnPage, ...]
    comparisons: tuple[PieceOnPage, ...]
    statements: tuple[PieceOnPage, ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``embed.md``."""
    site_url = presenter.options.site_url
    groups: dict[str, list[PieceOnPage]] = {}
    for piece in pieces(presenter):
        shown = PieceOnPage(
            text=piece.text, href=cite.href(piece.path), height=piece.height, line=piece.line(site_url)
        )
        groups.setdefault(piece.kind, []).append(shown)
    return Context(
        cite=cite,
        drawings=(*groups.get("timeline", ()), *groups.get("map", ())),
        comparisons=tuple(groups.get("comparison", ())),
        statements=tuple(groups.get("statement", ())),
    )
