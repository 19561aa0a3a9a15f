"""What a site of several stories has besides them: the page that lists them, its names and places, a feed of all.

Comes in: the stories with where their pages lie. Goes out: pages and files at the site's root.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

import yaml

from generator.catalog import _, join_list, speaking
from generator.edtf_words import format_edtf
from generator.model import Story
from generator.publish.exports import card, feed
from generator.publish.made import Asset, Page
from generator.publish.options import Identity, PublishOptions, last_day
from generator.publish.pages import BACKGROUND, HOME, MAP, relative
from generator.publish.phrases import claim_text, own_words
from generator.publish.presenter import presenter_of
from generator.publish.rendering import environment

NAMES_PATH = "names.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story of the site.

    Attributes:
        name: What the site calls it.
        below: Path of its pages below the site's root.
        options: Its own, with its address.
    """

    name: str
    below: str
    story: Story
    options: PublishOptions

    def at(self, path: str) -> str:
        """The path, from the site's root, of one of its pages or files."""
        return f"{self.below}/{path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedStory:
    """A story on the front page."""

    name: str
    href: str
    answer: str
    as_of: str
    picture: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedName:
    """A name or place with each story that has it: the story's name, the address there, what it says of it."""

    name: str
    stories: tuple[tuple[str, str, str], ...]


def front_pages(stories: Sequence[Told], site: Identity, options: PublishOptions) -> tuple[Page, ...]:
    """The page that lists the stories, newest development first, and that of their names and places."""
    env = environment(options.templates)
    listed = sorted((_listed(item, options) for item in stories), key=lambda item: item.day, reverse=True)
    told = {"stories": listed, "names_href": _href(HOME.path, NAMES_PATH, options), "site_name": site.name}
    names = {"people": _shared(_names(stories, options)), "places": _shared(_places(stories, options))}
    front = env.get_template("_front.md.jinja").render(told)
    glossary = env.get_template("_names.md.jinja").render(names)
    titles = join_list([item.name for item in listed], "and")
    return (
        _page("front", HOME.path, site.name, _("Explainers: {titles}", titles=titles), front),
        _page("names", NAMES_PATH, _("Names and places"), _("Who and where, in every story"), glossary),
    )


def feed_of_all(stories: Sequence[Told], site: Identity, language: str) -> tuple[Asset, ...]:
    """The entries of every story's feed, the newest first; nothing without the site's address."""
    if not site.url:
        return ()
    entries: list[Tree.Element] = []
    for item in stories:
        with speaking(item.story.language):
            entries += feed.entries(item.story, item.options.identity)
    entries.sort(key=lambda entry: entry.findtext("updated") or "", reverse=True)
    day = max(last_day(item.story) for item in stories)
    content = feed.joined_feed(entries, site.name, day, language, site)
    return (Asset(path=feed.EXPORT.path, content=content),)


def _listed(item: Told, options: PublishOptions) -> ListedStory:
    with speaking(item.story.language):
        summary = presenter_of(item.story, item.options).summary()
        return ListedStory(
            name=own_words(item.name),
            href=_href(HOME.path, item.at(HOME.path), options),
            answer=claim_text(summary[0]) if summary else own_words(item.story.question),
            as_of=format_edtf(item.story.as_of) if item.story.as_of else "",
            picture=_href(HOME.path, item.at(card.EXPORT.path), options) if item.options.site_url else "",
            day=last_day(item.story),
        )


def _names(stories: Sequence[Told], options: PublishOptions) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for item in stories:
        for number, name in enumerate(item.story.names, start=1):
            target = BACKGROUND.at(f"name-{number}")
            address = _href(NAMES_PATH, item.at(target), options)
            if not item.options.left_out.has(target):
                yield name.name, (own_words(item.name), address, own_words(name.role))


def _places(stories: Sequence[Told], options: PublishOptions) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for item in stories:
        if item.story.center and not item.options.left_out.has(MAP.path):
            for place in item.story.places:
                address = _href(NAMES_PATH, item.at(MAP.at(place.id)), options)
                yield place.name, (own_words(item.name), address, "")


def _shared(found: Iterator[tuple[str, tuple[str, str, str]]]) -> list[SharedName]:
    by_name: dict[str, list[tuple[str, str, str]]] = {}
    shown: dict[str, str] = {}
    for name, where in found:
        key = name.casefold()
        shown.setdefault(key, name)
        by_name.setdefault(key, []).append(where)
    return [SharedName(name=shown[key], stories=tuple(by_name[key])) for key in sorted(by_name)]


def _href(page: str, target: str, options: PublishOptions) -> str:
    return relative(page, target, directory_urls=options.directory_urls)


def _page(key: str, path: str, title: str, description: str, body: str) -> Page:
    front = {"title": title, "description": description}
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000)
    return Page(key=key, path=path, title=title, markdown=f"---\n{head}---\n\n{body}", quotations=0)
