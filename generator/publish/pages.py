"""The pages of the site: one table, PAGES, and the ways between them.

A page is a row here, a template, and a module of its key in ``contexts``. Nobody else writes a page's path:
Python says ``MAP.at("x")``, a template ``cite.page("map", "x")``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from generator.catalog import _
from generator.model import AnnotatedArticle, Section, Story

_Subject = TypeVar("_Subject")


def _story_alone(story: Story) -> Sequence[Any]:
    return (story,)


def _tracks(story: Story) -> Sequence[Section]:
    """The tracks that have entries, where there are several."""
    used = {claim.track for claim in story.claims if claim.when}
    found = [track for track in story.tracks if track.id in used]
    return found if len(found) > 1 else ()


def track_slug(story: Story, track: Section) -> str:
    """What the address of a track's page calls it: its id, without ``track-`` where no other is called so."""
    short = track.id.removeprefix("track-")
    return short if all(short != other.id for other in story.tracks if other is not track) else track.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow(Generic[_Subject]):
    """A page, or one page for each article or track.

    Attributes:
        key: What templates call it, its module in ``contexts``, and its anchor where everything stands on one page.
        path: Below the documentation folder; ``{id}`` is the article's or the track's.
        template: Below ``templates/``.
        title: From what the page is about.
        description: As ``title``, for search engines.
        part: Whether it is a part of the page that holds everything.
        of: What there is one such page for: the story itself, or each of its articles or tracks.
        slug: What stands for ``{id}``, from the story and what the page is about.
        left_out: Whether a story that no editor wrote has nothing to show on it.
        listed: Whether it stands in the navigation.
        addressed: Whether it is of use only where the site knows its own address.
    """

    key: str
    path: str
    template: str
    title: Callable[[_Subject], str]
    description: Callable[[_Subject], str]
    part: bool = False
    of: Callable[[Story], Sequence[_Subject]] = _story_alone
    slug: Callable[[Story, Any], str] = lambda _story, subject: subject.article.id
    left_out: Callable[[Story], bool] = lambda _story: False
    listed: bool = True
    addressed: bool = False

    @property
    def of_each(self) -> bool:
        """Whether each article, or each track, has such a page."""
        return "{id}" in self.path

    def at(self, anchor: str = "", *, of: str = "") -> str:
        """The page's path, with an anchor; of a page of each article, that of the article ``of``.

        >>> MAP.at("x"), SOURCE.at(of="aa")
        ('map.md#x', 'sources/aa.md')
        """
        path = self.path.replace("{id}", of)
        return f"{path}#{anchor}" if anchor else path


HOME: PageRow[Story] = PageRow(
    key="home",
    path="index.md",
    template="index.md.jinja",
    title=lambda story: story.title,
    description=lambda story: story.question or _("What is reported: {title}", title=story.title),
)
BACKGROUND: PageRow[Story] = PageRow(
    key="background",
    path="background.md",
    template="background.md.jinja",
    title=lambda _story: _("Background"),
    description=lambda story: _("What came before: {title}", title=story.title),
    part=True,
    left_out=lambda story: (
        not (
            story.names
            or any(item.answer for item in story.questions)
            or any(claim.section for claim in story.claims)
        )
    ),
)
MAP: PageRow[Story] = PageRow(
    key="map",
    path="map.md",
    template="map.md.jinja",
    title=lambda _story: _("Map"),
    description=lambda story: _("Where it happens: {title}", title=story.title),
    left_out=lambda story: not story.center,
)
CHRONOLOGY: PageRow[Story] = PageRow(
    key="chronology",
    path="chronology.md",
    template="chronology.md.jinja",
    title=lambda _story: _("Chronology"),
    description=lambda story: _("When it happened, and how that is known: {title}", title=story.title),
    part=True,
    left_out=lambda story: not any(claim.track for claim in story.claims),
)
TRACK: PageRow[Section] = PageRow(
    key="track",
    path="chronology/{id}.md",
    template="chronology.md.jinja",
    title=lambda track: _("Chronology: {track}", track=track.title),
    description=lambda track: _("When it happened, and how that is known: {title}", title=track.title),
    of=_tracks,
    slug=track_slug,
    listed=False,
)
COMPARE: PageRow[Story] = PageRow(
    key="compare",
    path="compare.md",
    template="compare.md.jinja",
    title=lambda _story: _("Sources compared"),
    description=lambda story: _("What the sources share and where they differ: {title}", title=story.title),
    part=True,
    left_out=lambda story: len(story.articles) < 2,
)
SOURCES: PageRow[Story] = PageRow(
    key="sources",
    path="sources/index.md",
    template="sources/index.md.jinja",
    title=lambda _story: _("Sources"),
    description=lambda story: _("The articles this site rests on: {title}", title=story.title),
    part=True,
)
SOURCE: PageRow[AnnotatedArticle] = PageRow(
    key="source",
    path="sources/{id}.md",
    template="sources/source.md.jinja",
    title=lambda item: item.article.label,
    description=lambda item: _(
        "{article}: what is quoted from it, and what rests on it", article=item.article.label
    ),
    of=lambda story: story.articles,
)
ABOUT: PageRow[Story] = PageRow(
    key="about",
    path="about.md",
    template="about.md.jinja",
    title=lambda _story: _("About"),
    description=lambda _story: _("How this site was made, and how to check it"),
    part=True,
)
EVERYTHING: PageRow[Story] = PageRow(
    key="everything",
    path="everything.md",
    template="everything.md.jinja",
    title=lambda _story: _("Everything on one page"),
    description=lambda story: _("To print or to keep: {title}", title=story.title),
    listed=False,
)
EMBED: PageRow[Story] = PageRow(
    key="embed",
    path="embed.md",
    template="embed.md.jinja",
    title=lambda _story: _("Pieces to embed"),
    description=lambda story: _("To show on another site: {title}", title=story.title),
    listed=False,
    addressed=True,
    left_out=lambda _story: True,
)
PAGES: tuple[PageRow[Any], ...] = (
    HOME, BACKGROUND, MAP, CHRONOLOGY, TRACK, COMPARE, SOURCES, SOURCE, ABOUT, EVERYTHING, EMBED,
)  # fmt: skip
"""Every page, in the order of the navigation."""
_BY_KEY = {row.key: row for row in PAGES}


def page_path(key: str, anchor: str = "", *, of: str = "") -> str:
    """The path of the page of that key, as ``PageRow.at``."""
    return _BY_KEY[key].at(anchor, of=of)


def part_id(key: str) -> str:
    """The anchor of a page where everything stands on one."""
    return f"part-{key}"


def relative(page: str, target: str, *, directory_urls: bool) -> str:
    """The address of one page from another, so that the site works below any base path.

    Args:
        page: Path of the page that links, such as ``sources/aa.md``.
        target: Path of the page or file linked to, with or without ``#anchor``.
        directory_urls: MkDocs' ``use_directory_urls``.

    >>> relative("sources/aa.md", "map.md#x", directory_urls=True)
    '../../map/#x'
    >>> relative("map.md", "map.md#x", directory_urls=True)
    '#x'
    >>> relative("sources/aa.md", "map.md", directory_urls=False)
    '../map.html'
    """
    path, _hash, anchor = target.partition("#")
    anchor = f"#{anchor}" if anchor else ""
    if path == page and anchor:
        return anchor
    return _way(page, path, directory_urls) + anchor


@lru_cache(maxsize=4096)
def _way(page: str, path: str, directory_urls: bool) -> str:
    here = _published(page, directory_urls=directory_urls)
    there = _published(path, directory_urls=directory_urls)
    base = posixpath.dirname(here)
    shown = posixpath.relpath("/" + there, "/" + base)
    if there.endswith("/") or there == "":
        shown = "./" if shown == "." else shown + "/"
    return shown


def _published(path: str, *, directory_urls: bool) -> str:
    """Where MkDocs publishes a file of Markdown; other files stay where they are."""
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    if name == "index":
        return (
            f"{folder}/"
            if folder and directory_urls
            else (posixpath.join(folder, "index.html") if not directory_urls else "")
        )
    return posixpath.join(folder, name) + ("/" if directory_urls else ".html")
