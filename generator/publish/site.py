"""Everything a story publishes: its pages and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model import Story
from generator.publish import maps
from generator.publish.exports.jsonld import story_jsonld
from generator.publish.links import relative
from generator.publish.pages import Page, PublishOptions, render_pages
from generator.publish.places import map_view

MAP_PAGE = "assets/explainer/map.html"
STORY_DATA = "assets/explainer/story.json"
LEAFLET = "assets/explainer/leaflet"


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
    view = map_view(
        story, lambda place: relative(MAP_PAGE, f"map.md#{place.id}", directory_urls=options.directory_urls)
    )
    if view is not None:
        tiles = options.tiles
        html = options.memo.recall(
            "interactive",
            (view, tiles),
            lambda: maps.interactive_map(view, leaflet_url="leaflet", tiles=tiles),
        )
        assets.append(Asset(path=MAP_PAGE, content=html.encode()))
        assets += [Asset(path=f"{LEAFLET}/{name}", content=path) for name, path in maps.leaflet_files()]
    return Site(pages=render_pages(story, options), assets=tuple(assets))
