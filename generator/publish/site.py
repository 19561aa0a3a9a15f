"""Everything a story publishes: its pages and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model import Story
from generator.publish import maps
from generator.publish.exports.jsonld import story_jsonld
from generator.publish.links import MAP_PAGE
from generator.publish.pages import Page, PublishOptions, render_pages
from generator.publish.places import interactive_view

STORY_DATA = "assets/explainer/story.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file beside the pages.

    Attributes:
        path: Below the documentation folder.
        content: Its bytes, or the packaged file that holds them.
    """

    path: str
    content: bytes | Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is handed to MkDocs, or written to disk."""

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]


def publish(story: Story, options: PublishOptions) -> Site:
    """Render a story."""
    assets = [Asset(path=STORY_DATA, content=story_jsonld(story).encode())]
    view = interactive_view(story, directory_urls=options.directory_urls)
    if view is not None:
        tiles, site_url = options.tiles, options.site_url
        html = options.memo.recall(
            "interactive",
            (view, tiles, site_url),
            lambda: maps.interactive_map(view, path=MAP_PAGE, site_url=site_url, tiles=tiles),
        )
        assets.append(Asset(path=MAP_PAGE, content=html.encode()))
    return Site(pages=render_pages(story, options), assets=tuple(assets))
