"""What the site's configuration says of the pages, who and where the site is, and the days it was changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from generator.model import Story
from generator.publish import maps
from generator.publish.host.disk_cache import DiskCache
from generator.publish.pages import HOME, relative

if TYPE_CHECKING:
    # A build that makes nothing loads nothing that makes a story.
    from generator.claims.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The pages that the settings leave out, by the patterns of ``exclude_docs``; the last that fits decides.

    Attributes:
        patterns: Regular expressions of paths, each with whether it leaves out or takes in again.
        below: Path of the story's pages below the site's root, or ``""``.
    """

    patterns: tuple[tuple[bool, str], ...] = ()
    below: str = ""

    def has(self, target: str) -> bool:
        """Whether a page, with or without ``#anchor``, is left out.

        >>> LeftOut(patterns=((True, "map.md$"),)).has("map.md#x")
        True
        """
        if not self.patterns:
            return False
        page = target.partition("#")[0]
        path = f"{self.below}/{page}" if self.below else page
        fitting = (left_out for left_out, pattern in reversed(self.patterns) if re.match(pattern, path))
        return page.endswith(".md") and next(fitting, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What the site's configuration says of it.

    Attributes:
        url: The site's absolute address, ending in ``/``; ``""`` when it is not known.
        name: Its name, where it differs from the story's title.
        author: Who answers for it, or ``""``.
        directory_urls: MkDocs' ``use_directory_urls``.
        left_out: The pages that have no address.
    """

    url: str = ""
    name: str = ""
    author: str = ""
    directory_urls: bool = True
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def public_url(self) -> str:
        """The site's address to be cited by: ``""`` for one that leads to the machine of whoever opens it."""
        return public_address(self.url)

    def address(self, target: str) -> str:
        """The absolute address of a page or file, with or without ``#anchor``.

        It is ``""`` where that of the site is not known, and for a page that is left out.

        >>> Identity(url="https://example.org/repo/").address("map.md#x")
        'https://example.org/repo/map/#x'
        """
        return (
            urljoin(self.url, relative(HOME.path, target, directory_urls=self.directory_urls))
            if self.url and target and not self.left_out.has(target)
            else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What the site's configuration says of the pages.

    Attributes:
        directory_urls: Whether ``map.md`` is published as ``map/`` (MkDocs' ``use_directory_urls``).
        site_url: Address of the site's root, or ``""``.
        feedback: Where readers suggest a correction: a mail address, or an address with ``{address}`` and
            ``{statement}`` in it; ``""`` for nowhere.
        tiles: A tile server for the interactive map; ``None`` draws bundled coasts and borders.
        site_name: The site's name, or ``""``.
        author: Who answers for the site, or ``""``.
        below: Path of the story's pages below the root of its site, ``""`` for the root; ``site_url`` has it too.
        pdf: Whether a PDF of everything will lie beside the pages.
        templates: A folder whose templates win over the package's, or ``None``.
        left_out: The pages that the settings leave out.
        docs: The folder of hand-written pages, where an editor's pictures lie; ``None`` where none is known.
        cache: Drawings of earlier builds.
        kept: What earlier builds of this process made of the story; ``None`` for nothing.
    """

    directory_urls: bool = True
    site_url: str = ""
    site_name: str = ""
    author: str = ""
    below: str = ""
    feedback: str = ""
    pdf: bool = False
    tiles: maps.Tiles | None = None
    templates: str | PathLike[str] | None = None
    docs: Path | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    cache: DiskCache = field(default_factory=DiskCache)
    kept: Kept | None = field(default=None, repr=False, compare=False)

    @property
    def settings(self) -> str:
        """All that is said here, without what is only remembered."""
        return repr(replace(self, cache=None))  # type: ignore[arg-type]

    def correction(self, address: str, statement: str) -> str:
        """The address at which a reader suggests a correction to a statement, or to the site; ``""`` where none is set.

        >>> PublishOptions(feedback="desk@example.org").correction("https://a.example/#x", "It & I")
        'mailto:desk@example.org?subject=It%20%26%20I&body=https%3A%2F%2Fa.example%2F%23x'
        >>> PublishOptions(feedback="https://b.example/new?title={statement}").correction("", "It & I")
        'https://b.example/new?title=It%20%26%20I'
        """
        if not self.feedback:
            return ""
        at, said = quote(address, safe=""), quote(statement, safe="")
        if "://" not in self.feedback:
            return f"mailto:{self.feedback}?subject={said}&body={at}"
        return self.feedback.replace("{address}", at).replace("{statement}", said)

    @property
    def identity(self) -> Identity:
        """What the exports and the pages' heads tell of the site."""
        return Identity(
            url=self.site_url,
            name=self.site_name,
            author=self.author,
            directory_urls=self.directory_urls,
            left_out=self.left_out,
        )


def last_day(story: Story) -> str:
    """The day of its newest information or correction, never that of the build: ``YYYY-MM-DD``, or ``""``."""
    return max(last_change(story), information_day(story))


def last_change(story: Story) -> str:
    """The day of the last correction or addition that the editor dates; as ``last_day``."""
    return max((update.date for update in story.updates), default="")


def information_day(story: Story) -> str:
    """The day up to which the site tells, which is none of its own; as ``last_day``."""
    return story.as_of.latest.isoformat() if story.as_of and story.as_of.latest else ""


def public_address(site_url: str) -> str:
    """The site's address where others can open it, else ``""``.

    >>> public_address("https://example.org/repo/"), public_address("http://127.0.0.1:8000/")
    ('https://example.org/repo/', '')
    """
    return "" if _is_local(urlsplit(site_url).hostname or "") else site_url


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
