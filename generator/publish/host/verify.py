"""The last check: every quotation reached its page unchanged.

Reads a page as a browser would and compares the text of each element that carries ``data-quote="source:start-end"``
with that span of the article: once as it is rendered, once as it is written, whatever changed it in between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.model import Article
from generator.publish.htmlreader import HtmlReader

_SPAN = re.compile(r"(?P<source>[^:]+):(?P<start>\d+)-(?P<end>\d+)\Z")
MARKED = re.compile(r'(?P<tag><[A-Za-z][^<>]*)(?= data-quote="(?P<source>[^":]+):)')
"""The tag of each quotation, up to its mark."""
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


class _QuoteReader(HtmlReader):
    """Collects the text content of every element with ``data-quote``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: list[tuple[str, str]] = []
        self._open: list[tuple[str, str | None, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("data-quote"), []))

    def handle_data(self, data: str) -> None:
        for _, span, text in self._open:
            if span is not None:
                text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _, _ in self._open):
            return
        while self._open:
            name, span, text = self._open.pop()
            if span is not None:
                self.quotes.append((span, "".join(text)))
            if name == tag:
                return


def quotations_in(html: str) -> tuple[tuple[str, str], ...]:
    """Every marked quotation of a page: the span it claims to be, and its text."""
    reader = _QuoteReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.quotes)


def quotations_marked(markdown: str) -> int:
    """How many tags of a page's Markdown claim to be quotations."""
    return len(MARKED.findall(markdown))


def verify_written(
    folder: str | PathLike[str], pages: Mapping[str, tuple[str, int]], articles: Mapping[str, Article]
) -> tuple[Diagnostic, ...]:
    """Check the pages again as they are written: a template, another plugin or its hook may have changed them.

    Args:
        folder: The site's.
        pages: For each file of a page, from ``folder``, its path for messages and how many quotations it had.
        articles: By id.
    """
    problems: list[Diagnostic] = []
    for name, (path, expected) in pages.items():
        written = Path(folder, name)
        html = written.read_text(encoding="utf-8") if expected and written.is_file() else ""
        problems += verify_page(html, expected, articles, path) if expected else ()
    return tuple(problems)


def verify_page(
    html: str, expected: int, articles: Mapping[str, Article], path: str
) -> tuple[Diagnostic, ...]:
    """Check the quotations of a rendered page.

    Args:
        html: The rendered page.
        expected: How many quotations its Markdown had.
        articles: By id.
        path: The page's path, for messages.

    Returns:
        An error for each quotation that is not the words of its span, and one when some are missing.
    """
    found = quotations_in(html)
    problems = []
    for span, text in found:
        match = _SPAN.match(span)
        article = articles.get(match["source"]) if match else None
        wanted = article.text[int(match["start"]) : int(match["end"])] if match and article else None
        if text != wanted:
            problems.append(
                error(path, 0, "quote-changed", f'the quotation "{text}" is not the words of {span}',
                      f'The article has "{wanted}".' if wanted else "There is no such span.",
                      "A Markdown extension or a template changed it: quotations are emitted as raw HTML.")
            )  # fmt: skip
    if len(found) < expected:
        problems.append(
            error(path, 0, "quote-lost", f"{expected - len(found)} of {expected} quotations did not reach the page",
                  "A template or another plugin dropped or changed them.")
        )  # fmt: skip
    return tuple(problems)
