"""Everything a story publishes: its pages and the files beside them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from generator.catalog import _, speaking
from generator.model import Story
from generator.publish import maps, phrases
from generator.publish.exports.card import Card, draw_card
from generator.publish.exports.feed import atom_feed
from generator.publish.exports.identity import CARD, FEED, Identity
from generator.publish.exports.jsonld import story_jsonld
from generator.publish.exports.search import SearchRecord, story_records
from generator.publish.links import MAP_PAGE
from generator.publish.options import PublishOptions
from generator.publish.pages import Page, render_pages
from generator.publish.places import interactive_view, map_view

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
    """What is handed to MkDocs, or written to disk.

    Attributes:
        records: What the search finds besides the text of pages.
    """

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    identity: Identity
    records: tuple[SearchRecord, ...]

    def write(self, folder: str | PathLike[str]) -> None:
        """Write the pages, as Markdown, and the files beside them into ``folder``."""
        files: list[tuple[str, bytes | Path]] = [(page.path, page.markdown.encode()) for page in self.pages]
        files += [(asset.path, asset.content) for asset in self.assets]
        for path, content in files:
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())


def publish(story: Story, options: PublishOptions) -> Site:
    """Render a story, in its language."""
    with speaking(story.language):
        return _publish(story, options)


def _publish(story: Story, options: PublishOptions) -> Site:
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
    identity = Identity(
        url=options.site_url,
        name=options.site_name,
        author=options.author,
        directory_urls=options.directory_urls,
    )
    # All of these are of use with absolute addresses only.
    if identity.url:
        assets.append(Asset(path=CARD, content=_card(story, options)))
        assets.append(Asset(path=FEED, content=atom_feed(story, identity)))
        assets.append(Asset(path="robots.txt", content=_robots(identity)))
    pages = render_pages(story, options)
    made = {page.path for page in pages}
    records = (item for item in story_records(story, options.memo) if item.address.partition("#")[0] in made)
    return Site(pages=pages, assets=tuple(assets), identity=identity, records=tuple(records))


def _card(story: Story, options: PublishOptions) -> bytes:
    named = options.site_name not in ("", story.title)
    count = phrases.count_articles(len(story.articles))
    card = Card(
        headline=phrases.own_words(story.title),
        kicker=options.site_name if named else _(phrases.CARD_KICKER),
        foot=f"{phrases.as_of_phrase(story.as_of)} · {count}" if story.as_of else count,
        view=map_view(story, lambda _: ""),
    )
    packed = options.memo.recall("card", card, lambda: base64.b64encode(draw_card(card)).decode("ascii"))
    return base64.b64decode(packed)


def _robots(site: Identity) -> bytes:
    """For a site at its host's root; below a base path no crawler asks for it."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.address('sitemap.xml')}\n".encode()
