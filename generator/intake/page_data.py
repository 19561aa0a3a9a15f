"""What a web page says of itself for machines: JSON-LD, meta elements, headings, its own address.

In comes a page as a tree, out go its data under the names that the other modules ask for.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from generator.intake.original import address_parts, plain

_ARTICLES = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|LiveBlogPosting)\Z")
_COMMENT = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_LAST_COMMA = re.compile(r",\s*([}\]])")
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)(\S{1,2000}?) -->")
_DEPTH = 8
# Of what a page says of itself, more is made to be long.
_VALUE_AT_MOST = 1000
_ELEMENTS_AT_MOST = 50
_NODES_AT_MOST = 2000
# Parts of an article's data that are about other things than the article.
_OTHERS = {
    "hasPart",
    "itemListElement",
    "liveBlogUpdate",
    "comment",
    "mentions",
    "citation",
    "relatedLink",
    "about",
}
_INLINE = {"a", "abbr", "b", "em", "font", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "u"}
_OFF_PAGE = {"nav", "footer", "aside", "form", "template", "noscript"}


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says of itself.

    Attributes:
        root: The page's tree; not to be changed.
        meta: ``name``, ``property`` or ``itemprop`` of meta elements, in small letters, to their first content.
        nodes: The objects of its JSON-LD, in order, by their ``@id`` where they have one.
        article: The object that is the article, or an empty one.
        address: The page's address, absolute, and how it is known.
    """

    root: Any = field(repr=False)
    meta: dict[str, str]
    nodes: tuple[dict[str, Any], ...]
    article: dict[str, Any]
    address: tuple[str, str]

    def named(self, value: Any) -> list[str]:
        """The names that a value of JSON-LD stands for: texts, objects with a name, references to such."""
        if isinstance(value, list):
            return [name for item in value for name in self.named(item)]
        if isinstance(value, str):
            return [] if re.match(r"https?://", value) else [clean(value)]
        if not isinstance(value, dict):
            return []
        if value.get("name"):
            return self.named(value["name"])
        reference = value.get("@id")
        nodes = (node for node in self.nodes if node.get("@id") == reference and node.get("name"))
        return self.named(next(nodes, {}).get("name")) if reference else []

    def headings(self) -> list[str]:
        """The texts of its ``h1``, in order."""
        texts = (text_of(item)[:_VALUE_AT_MOST] for item in islice(self.root.iter("h1"), _ELEMENTS_AT_MOST))
        return [text for text in texts if text]


def read_page_data(root: Any, raw: bytes, url: str) -> PageData:
    """Read them.

    Args:
        root: The page's tree, of lxml.
        raw: Its bytes: browsers note in a comment before the page where they saved it from.
        url: Where it is known to come from, or ``""``.
    """
    meta: dict[str, str] = {}
    for item in root.iter("meta"):
        key = (item.get("property") or item.get("name") or item.get("itemprop") or "").strip().lower()
        if key and item.get("content"):
            meta.setdefault(key, short(item.get("content")))
    nodes = tuple(islice(_nodes(root), _NODES_AT_MOST))
    saved = _SAVED_FROM.search(raw[:4000])
    base = url or (saved[1].decode("ascii", "ignore") if saved else "")
    address = _address(root, meta, base)
    return PageData(root, meta, nodes, _article(root, nodes, address[0]), address)


def clean(text: str) -> str:
    """A value on one line; some systems write their entities twice."""
    return plain(entities.unescape(text))


def short(text: str) -> str:
    """A value that stands for a title, a name or a day: what is longer is none of them."""
    return clean(text[:_VALUE_AT_MOST])


def text_of(element: Any) -> str:
    """The text that a reader sees of an element, words of neighboring blocks apart."""
    return plain(_running_text(element))


def _running_text(element: Any) -> str:
    """Text and tails in their order, a space around what is no part of a line."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "template"):
        return ""
    found = [element.text or ""]
    for child in element:
        gap = "" if child.tag in _INLINE or not isinstance(child.tag, str) else " "
        found += [gap, _running_text(child), gap, child.tail or ""]
    return "".join(found)


def off_page(element: Any) -> bool:
    """Whether an element stands in a menu, a footer or a side column."""
    return any(parent.tag in _OFF_PAGE for parent in element.iterancestors())


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = _COMMENT.sub("", script.text or "")
            # Some systems leave a comma behind the last part.
            for written in (text, _LAST_COMMA.sub(r"\1", text)):
                try:
                    data = json.loads(written, strict=False)
                except (ValueError, RecursionError):
                    continue
                yield from _flat(data, _DEPTH)
                break


def _flat(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for item in data:
            yield from _flat(item, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key not in _OTHERS and isinstance(value, dict | list):
                yield from _flat(value, depth - 1)


def _article(root: Any, nodes: tuple[dict[str, Any], ...], address: str) -> dict[str, Any]:
    """The object that is the article: with its address, or headline, or the first that has a headline."""
    articles = [
        node for node in nodes if any(_ARTICLES.match(kind) for kind in _types(node)) and node.get("headline")
    ]
    if not articles:
        return {}
    headings = {text_of(item) for item in islice(root.iter("h1"), _ELEMENTS_AT_MOST)}

    def rank(node: dict[str, Any]) -> tuple[bool, bool]:
        return (not _is_of(node, address), clean(str(node["headline"])) not in headings)

    best = min(articles, key=rank)
    # Of several that are all about other pages, such as a list of news, none is.
    return {} if len(articles) > 1 and rank(best) == (True, True) else best


def _is_of(node: dict[str, Any], address: str) -> bool:
    """Whether an object says that it is about the page of an address."""
    own = node.get("mainEntityOfPage") or node.get("url") or ""
    own = own.get("@id") or own.get("url") or "" if isinstance(own, dict) else own
    return isinstance(own, str) and bool(address) and own.split("#")[0].rstrip("/") == address.rstrip("/")


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _canonical(root: Any) -> str:
    links = (item for item in root.iter("link") if "canonical" in (item.get("rel") or "").lower().split())
    return next((item.get("href") or "" for item in links), "")


def _joined(base: str, address: str) -> str:
    """An address made absolute, or ``""`` where it is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _address(root: Any, meta: dict[str, str], base: str) -> tuple[str, str]:
    found = (
        (_canonical(root), 'the link "canonical"'),
        (meta.get("og:url", ""), '"og:url"'),
        (base, "where it was saved from"),
    )
    base = base if address_parts(base) else ""
    listed = [(_joined(base, value.strip()), how) for value, how in found if value]
    listed = [(value, how) for value, how in listed if address_parts(value) and not re.search(r"\s", value)]
    # Some systems give every page the front page's address.
    deep = [item for item in listed if urlsplit(item[0]).path.strip("/")]
    return (deep or listed or [("", "")])[0]
