"""Everything a story publishes: its pages and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from generator.catalog import speaking
from generator.model import Story
from generator.publish.exports import exports
from generator.publish.options import Identity, PublishOptions
from generator.publish.pictures import Picture
from generator.publish.rendering import Page, Renderer
from generator.publish.search import SearchRecord, story_records


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file beside the pages.

    Attributes:
        path: Below the documentation folder.
        content: Its bytes.
    """

    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What is handed to MkDocs, or written to disk.

    Attributes:
        records: What the search finds besides the text of pages.
        pictures: Those of the story.
        bare: Ids of the articles of which nothing is shown but the words that statements quote.
    """

    pages: tuple[Page, ...]
    assets: tuple[Asset, ...]
    identity: Identity
    records: tuple[SearchRecord, ...]
    pictures: tuple[Picture, ...] = ()
    bare: frozenset[str] = frozenset()

    def write(self, folder: str | PathLike[str]) -> None:
        """Write the pages, as Markdown, and the files beside them into ``folder``."""
        files = [(page.path, page.markdown.encode()) for page in self.pages]
        files += [(asset.path, asset.content) for asset in self.assets]
        for path, content in files:
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def publish(story: Story, options: PublishOptions) -> Site:
    """Render a story, in its language."""
    with speaking(story.language):
        return _publish(story, options)


def _publish(story: Story, options: PublishOptions) -> Site:
    renderer = Renderer(story, options)
    pages = renderer.pages()
    files = [
        *(
            (export.path, export.content(renderer.presenter))
            for export in exports()
            if export.content is not None and export.made(story, options)
        ),
        *renderer.pieces(),
    ]
    made = {page.path for page in pages}
    known = story_records(story, options.cache, options.left_out)
    records = (item for item in known if item.address.partition("#")[0] in made)
    return Site(
        pages=pages,
        assets=tuple(Asset(path=path, content=content) for path, content in files),
        identity=options.identity,
        records=tuple(records),
        pictures=tuple(renderer.pictures.values()),
        bare=renderer.presenter.bare,
    )
