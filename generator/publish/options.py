"""What the site's configuration says of the pages, who and where the site is, and the days it was changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from urllib.parse import urljoin

from generator.model import Story
from generator.publish import maps
from generator.publish.host.disk_cache import DiskCache
from generator.publish.pages import HOME, relative


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the site's configuration says of it.

    Attributes:
        url: The site's absolute address, ending in ``/``; ``""`` when it is not known.
        name: Its name, where it differs from the story's title.
        author: Who answers for it, or ``""``.
        directory_urls: MkDocs' ``use_directory_urls``.
    """

    url: str = ""
    name: str = ""
    author: str = ""
    directory_urls: bool = True

    def address(self, target: str) -> str:
        """The absolute address of a page or file, with or without ``#anchor``; ``""`` where the site's is unknown.

        >>> Identity(url="https://example.org/repo/").address("map.md#x")
        'https://example.org/repo/map/#x'
        """
        return (
            urljoin(self.url, relative(HOME.path, target, directory_urls=self.directory_urls))
            if self.url
            else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What the site's configuration says of the pages.

    Attributes:
        directory_urls: Whether ``map.md`` is published as ``map/`` (MkDocs' ``use_directory_urls``).
        site_url: Address of the site's root, or ``""``.
        tiles: A tile server for the interactive map; ``None`` draws bundled coasts and borders.
        site_name: The site's name, or ``""``.
        author: Who answers for the site, or ``""``.
        templates: A folder whose templates win over the package's, or ``None``.
        docs: The folder of hand-written pages, where an editor's pictures lie; ``None`` where none is known.
        cache: Drawings of earlier builds.
    """

    directory_urls: bool = True
    site_url: str = ""
    site_name: str = ""
    author: str = ""
    tiles: maps.Tiles | None = None
    templates: str | PathLike[str] | None = None
    docs: Path | None = None
    cache: DiskCache = field(default_factory=DiskCache)

    @property
    def identity(self) -> Identity:
        """What the exports and the pages' heads tell of the site."""
        return Identity(
            url=self.site_url, name=self.site_name, author=self.author, directory_urls=self.directory_urls
        )


def first_day(story: Story) -> str:
    """The first day that the site is known to stand for, as ``YYYY-MM-DD``; ``""`` when no day is known."""
    return min(_days(story), default="")


def last_day(story: Story) -> str:
    """The day of its newest information or correction, never that of the build; as ``first_day``."""
    return max(_days(story), default="")


def _days(story: Story) -> list[str]:
    known = [update.date for update in story.updates]
    if story.as_of and story.as_of.latest:
        known.append(story.as_of.latest.isoformat())
    return known
