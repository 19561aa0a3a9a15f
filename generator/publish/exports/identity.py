"""Who and where the site is: absolute addresses, and the days it was informed and changed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from generator.catalog import direction
from generator.model import Story
from generator.publish.links import relative

CARD = "assets/explainer/card.png"
FEED = "feed.xml"
SEARCH = "assets/explainer/search.json"
"""Where the picture for shared links, the feed and the index of the search lie."""

CARD_SIZE = (1200, 630)
"""Pixels: what those who show links ask for, 1.91 to 1."""


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
            urljoin(self.url, relative("index.md", target, directory_urls=self.directory_urls))
            if self.url
            else ""
        )


def theme_facts(site: Identity, story: Story) -> dict[str, object]:
    """What the theme has to know of the files beside the pages, as keys of ``extra`` in ``mkdocs.yml``."""
    card: dict[str, object] = {
        "path": CARD,
        "width": CARD_SIZE[0],
        "height": CARD_SIZE[1],
        "alt": story.title,
    }
    facts: dict[str, object] = {
        "search": SEARCH,
        "language": story.language,
        "direction": direction(story.language),
    }
    return facts | {"card": card, "feed": FEED} if site.url else facts


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
