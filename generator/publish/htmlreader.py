"""Reading rendered pages: as ``html.parser`` does, without its positions and faster on the tags that nearly all are."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

# What stands in these is no markup, or not in all versions of the parser.
_TEXT_ONLY = "script|style|textarea|title|iframe|noembed|noframes|noscript|plaintext|xmp"
_START = re.compile(rf'<(?!(?:{_TEXT_ONLY})\b)([a-z][a-z0-9]*)((?:[ \n][a-z][a-z-]*="[^"<>]*")*)>')
_END = re.compile(r"</([a-z][a-z0-9]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


class HtmlReader(HTMLParser):
    """A parser for checks of whole sites; ``getpos`` tells nothing."""

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - its name is the parser's
        """Count no lines."""
        return j

    def parse_starttag(self, i: int) -> int:
        """A tag in small letters with all its values in double quotes at once, any other as it comes."""
        match = _START.match(self.rawdata, i)
        if match is None:
            return super().parse_starttag(i)
        tag, written = match.groups()
        attributes: list[tuple[str, str | None]] = [
            (name, unescape(value) if "&" in value else value) for name, value in _ATTRIBUTE.findall(written)
        ]
        self.handle_starttag(tag, attributes)
        return match.end()

    def parse_endtag(self, i: int) -> int:
        """Likewise; the end of a script or style sheet is the parser's to know."""
        match = _END.match(self.rawdata, i) if self.cdata_elem is None else None
        if match is None:
            return super().parse_endtag(i)
        self.handle_endtag(match[1])
        return match.end()
