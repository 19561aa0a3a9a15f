"""The last check: every quotation reached its page unchanged.

Reads a rendered page as a browser would and compares the text of each element that
carries ``data-quote="source:start-end"`` with that span of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.diagnostics import Diagnostic, error
from generator.model import Article
from generator.publish.htmlreader import HtmlReader

_SPAN = re.compile(r"(?P<source>[^:]+):(?P<start>\d+)-(?P<end>\d+)\Z")
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
                  "A template or another plugin dropped them.")
        )  # fmt: skip
    return tuple(problems)
