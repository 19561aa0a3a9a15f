"""Everything on one page: the bodies of the other pages one under another, to be printed or read offline."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.publish.links import relative

EVERYTHING = "everything.md"
_HEADING = re.compile(r"^(#{1,4}) (?=\S)", re.MULTILINE)
_TAG = re.compile(r"(</?h)([2-5])(?=[\s>])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page as a part of the one.

    Attributes:
        id: Its anchor.
        body: Renders it when the template comes to it, so that citations are numbered in the order of the page.
    """

    id: str
    title: str
    body: Callable[[], Markup]


def part_id(path: str) -> str:
    """The anchor of a page among the others.

    >>> part_id("sources/index.md"), part_id("chronology.md")
    ('part-sources', 'part-chronology')
    """
    stem = path.removesuffix(".md").removesuffix("/index")
    return f"part-{posixpath.basename(stem)}"


def demoted(markdown: str, anchor: str) -> Markup:
    """The Markdown of a page with its headings one level lower; its title gets the anchor.

    Quotations cannot hold a tag or begin a line with ``#``: they are escaped and stand within an element.
    """
    text = _TAG.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", _HEADING.sub(r"#\1 ", markdown.strip()))
    title, newline, rest = text.partition("\n")
    return Markup(f"{title} {{: #{anchor} }}{newline}{rest}\n")


def address(target: str, parts: frozenset[str], *, directory_urls: bool) -> str:
    """The address of a page or an anchor: on this page where the page is one of its parts."""
    path, _, anchor = target.partition("#")
    if path in parts:
        return f"#{anchor or part_id(path)}"
    return relative(EVERYTHING, target, directory_urls=directory_urls)
