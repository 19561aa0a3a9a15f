"""The marks of Markdown within a line, which are no words of the article: emphasis, code, links, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every repetition is bounded, so that no text takes more than linear time.
_MARKS = re.compile(
    r"!?\[(?P<link>[^\[\]]{0,400})\]\([^()\s]{0,600}(?:\s[\"'][^\"']{0,200}[\"'])?\)"
    r"|(?P<stars>\*{1,3})(?=[^\s*])(?P<strong>[^*]{0,500}[^\s*])(?P=stars)"
    r"|(?<!\w)(?P<lines>_{1,2})(?=[^\s_])(?P<emphasis>[^_]{0,500}[^\s_])(?P=lines)(?!\w)"
    r"|(?P<ticks>`)(?P<code>[^`]{1,300})`"
)
_KEPT = ("link", "strong", "emphasis", "code")


def marks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a Markdown text that are marks, in order; marks within marks included.

    Example:
        >>> text = "**Bold** and [a link](https://example.org/)"
        >>> [text[a:b] for a, b in marks(text)]
        ['**', '**', '[', '](https://example.org/)']
    """
    yield from _marks(text, 0, len(text), 0)


def _marks(text: str, start: int, end: int, depth: int) -> Iterator[tuple[int, int]]:
    for match in _MARKS.finditer(text, start, end):
        inner = next(name for name in _KEPT if match[name] is not None)
        a, b = match.span(inner)
        yield (match.start(), a)
        if depth < len(_KEPT):
            yield from _marks(text, a, b, depth + 1)
        yield (b, match.end())
