"""What publishing a story makes: pages and the files beside them."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from generator.publish.host.filesystem import write_whole
from generator.publish.options import Identity
from generator.publish.pictures import Picture
from generator.publish.search import SearchRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as handed to MkDocs.

    Attributes:
        key: Of its row in ``PAGES``.
        path: Below the documentation folder, such as ``sources/index.md``.
        markdown: With front matter.
        quotations: How many marked quotations it has.
        listed: Whether it stands in the navigation.
    """

    key: str
    path: str
    title: str
    markdown: str
    quotations: int
    listed: bool = True


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
            write_whole(target, content, lasting=False)
