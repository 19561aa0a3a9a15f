"""Reading rendered pages: as ``html.parser`` does, without its positions and faster on the tags that nearly all are."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import ClassVar

# What stands in these is no markup, or not in all versions of the parser.
_TEXT_ONLY = "script|style|textarea|title|iframe|noembed|noframes|noscript|plaintext|xmp"
# The text before a tag, and a tag in small letters with its values in double quotes: no parser takes it otherwise.
_PLAIN = re.compile(
    r"(?P<text>[^<]*)<(?:/(?P<end>[a-z][a-z0-9]*)"
    rf"|(?!(?:{_TEXT_ONLY})\b)(?P<start>[a-z][a-z0-9]*)"
    r'(?P<written>(?:[ \n]+[a-z][a-z0-9:_-]*(?:="[^"<>]*")?)*+)[ \n]*(?P<slash>/?))>'
)
# Any other piece of markup, from its "<" on: the parser is fed with it as a whole.
_OTHER = re.compile(
    rf"<(?:!--.*?-->|(?P<name>{_TEXT_ONLY})\b.*?</(?P=name)[ \n]*>|(?!(?:{_TEXT_ONLY})\b)[^>]*>)", re.DOTALL
)
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9:_-]*)(?:=("[^"]*"))?')


class HtmlReader(HTMLParser):
    """A parser for checks of whole sites, each fed with one page; ``getpos`` tells nothing.

    Attributes:
        minds: Where this is not found in what a plain tag's attributes are written as, the reader is told of none.
    """

    minds: ClassVar[re.Pattern[str]] = re.compile("")

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - its name is the parser's
        """Count no lines."""
        return j

    def feed(self, data: str) -> None:
        """Read a page: plain tags at once; what is not plain, and what it leaves open, as the parser does."""
        at = 0
        while not self.rawdata and self.cdata_elem is None:
            at = self._read_plain(data, at)
            other = _OTHER.match(data, at)
            if other is None:
                break
            super().feed(other[0])
            at = other.end()
        super().feed(data[at:])

    def _read_plain(self, data: str, at: int) -> int:
        """Tell of the texts and plain tags from there on; where they end."""
        match, minds = _PLAIN.match, self.minds.search
        start, end, text = self.handle_starttag, self.handle_endtag, self.handle_data
        while found := match(data, at):
            before, closed, opened, written, slash = found.groups()
            if before:
                text(unescape(before) if "&" in before else before)
            if closed:
                end(closed)
            else:
                start(opened, _attributes(written) if written and minds(written) else [])
                if slash:
                    end(opened)
            at = found.end()
        # The text before what is not plain is told with it, but for the last of the page, which the parser ends.
        nearest = data.find("<", at)
        if nearest > at:
            text(unescape(data[at:nearest]))
            return nearest
        return at


def _attributes(written: str) -> list[tuple[str, str | None]]:
    # A name alone has no value, which is not the same as one that is empty.
    return [
        (name, (unescape(value[1:-1]) if "&" in value else value[1:-1]) if value else None)
        for name, value in _ATTRIBUTE.findall(written)
    ]
