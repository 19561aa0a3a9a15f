"""Ids that the templates and the theme use themselves: no claim, section, comparison or place may take one."""

from __future__ import annotations

import re

RESERVED = frozenset((
    "alone", "also-reported", "as-reported", "before-the-news", "by-place", "changed", "check",
    "cite-this-site", "computed", "conventions", "corrections", "coverage", "dates", "differences",
    "downloads", "earlier", "headings", "how", "how-we-know", "interactive", "known", "left-open",
    "licenses", "main", "method", "names", "newest", "open", "other-places", "overruled", "panel-body",
    "passages", "places", "questions", "removed", "rests", "search", "search-query", "search-title",
    "overview", "shared", "short-answer", "site-pages", "sources", "still-to-come", "tables", "the-news",
    "told-differently", "unused", "what-changed", "where-and-when", "who-says-what", "whos-who", "wording",
))  # fmt: skip
_PATTERN = re.compile(
    r"(?:at|cite|name|question|term)-\d+|answer-(?:what|now|stays|why|next)|"
    r"(?:date|embed|map|mkdocs|only|part|properdocs|subhead|year)-.*|.*-at-\d+"
)


def is_reserved(name: str) -> bool:
    """Whether an id is the site's own.

    >>> is_reserved("cite-1"), is_reserved("bridge-closed")
    (True, False)
    """
    return name in RESERVED or _PATTERN.fullmatch(name) is not None
