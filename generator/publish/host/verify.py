"""The last check: every quotation reached its page unchanged.

Reads a page as a browser would and compares the text of each element that carries ``data-quote="source:start-end"``
with that span of the article, as the page is written at last, whatever changed it on the way.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from os import PathLike
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Diagnostic, error, warning
from generator.model import Article
from generator.publish.htmlreader import HtmlReader

_SPAN = re.compile(r"(?P<source>[^:]+):(?P<start>\d+)-(?P<end>\d+)\Z")
MARKED = re.compile(r'(?P<tag><[A-Za-z][^<>]*)(?= data-quote="(?P<source>[^":]+):)')
"""The tag of each quotation, up to its mark."""
_TO_ANCHOR = re.compile(r'\bhref="(?P<page>[^"#]*)#(?P<anchor>[^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')
_ANCHORS_SHOWN = 12
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


class _QuoteReader(HtmlReader):
    """Collects the text content of every element with ``data-quote``."""

    minds = re.compile("data-quote")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: list[tuple[str, str]] = []
        self._open: list[str] = []
        # Of the quotations among them: how many elements are open around each, its span, its text so far.
        self._quoted: list[tuple[int, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if attrs and (span := dict(attrs).get("data-quote")) is not None:
            self._quoted.append((len(self._open), span, []))
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        for _, _, text in self._quoted:
            text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        while self._quoted and self._quoted[-1][0] >= len(self._open):
            _, span, text = self._quoted.pop()
            self.quotes.append((span, "".join(text)))


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
    folder: str | PathLike[str],
    pages: Mapping[str, tuple[str, int]],
    articles: Mapping[str, Article],
    read: Callable[[str], tuple[tuple[str, str], ...]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Check the pages as they are written: Markdown, a template, another plugin or its hook may have changed them.

    Args:
        folder: The site's.
        pages: For each file of a page, from ``folder``, its path for messages and how many quotations it had.
        articles: By id.
        read: What finds the quotations of a page, where some are known from another build.
    """
    problems: list[Diagnostic] = []
    for name, (path, expected) in pages.items():
        written = Path(folder, name)
        html = written.read_text(encoding="utf-8") if expected and written.is_file() else ""
        found = (read or quotations_in)(html) if expected else ()
        problems += check_quotations(found, expected, articles, path) if expected else ()
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
    return check_quotations(quotations_in(html), expected, articles, path)


def check_quotations(
    found: Sequence[tuple[str, str]], expected: int, articles: Mapping[str, Article], path: str
) -> tuple[Diagnostic, ...]:
    """The same of quotations that are read from their page already."""
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


def verify_built(
    folder: str | PathLike[str], pages: Mapping[str, int], articles: Mapping[str, Article]
) -> tuple[tuple[Diagnostic, ...], tuple[str, ...]]:
    """Check the pages of a site that another generator built, or that lies on a server's disk.

    Args:
        folder: Where the story's home page lies.
        pages: The path of each page of the story, in Markdown, and how many quotations it has.
        articles: By id.

    Returns:
        An error for each changed or lost quotation, a warning for each page that is not there; and the
        paths of those that are.
    """
    problems: list[Diagnostic] = []
    there: list[str] = []
    for path, expected in pages.items():
        stem = path.removesuffix(".md")
        homes = (f"{stem}.html", f"{stem}/index.html")
        written = next((name for name in homes if Path(folder, name).is_file()), None)
        if written is None:
            hint = "A page that is left out on purpose needs no mending."
            problems.append(
                warning(homes[-1], 0, "page-missing", f'the built site has no page for "{path}"', hint)
            )
            continue
        there.append(path)
        html = Path(folder, written).read_text(encoding="utf-8", errors="replace")
        problems += verify_page(html, expected, articles, written)
    return tuple(problems), tuple(there)


# ---------------------------------------------------------------- a page in the place of ours


def missing_anchors(
    folder: str | PathLike[str], replaced: Mapping[str, str], written: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Warn of each page of the editor's own, in the place of one of ours, that lacks what other pages link to.

    Args:
        folder: The site's.
        replaced: Those pages: the path for messages of each, by its file from ``folder``.
        written: The files of all pages.
    """
    wanted: dict[str, Counter[str]] = {name: Counter() for name in replaced}
    for page in written if replaced else ():
        for match in _TO_ANCHOR.finditer(Path(folder, page).read_text(encoding="utf-8")):
            name = _file_at(page, unescape(match["page"]))
            if name in wanted:
                wanted[name][unquote(unescape(match["anchor"]))] += 1
    told = []
    for name, path in replaced.items():
        html = Path(folder, name).read_text(encoding="utf-8") if wanted[name] else ""
        missing = wanted[name]
        for found in _ID.findall(html):
            del missing[unescape(found)]
        if missing:
            links = sum(missing.values())
            shown = ", ".join(sorted(missing)[:_ANCHORS_SHOWN])
            more = f" and {len(missing) - _ANCHORS_SHOWN} more" if len(missing) > _ANCHORS_SHOWN else ""
            message = (
                f"the page takes the place of the site's own, to whose anchors {links} "
                f"{'link leads' if links == 1 else 'links lead'} that it lacks: {shown}{more}"
            )
            hint = "Give a heading each, such as `## Where {: #ID }`; these links lead to the top of the page else."
            told.append(warning(path, 0, "page-anchors", message, hint))
    return tuple(told)


def _file_at(page: str, address: str) -> str:
    """The file that an address on a page leads to, both from the site's root; ``""`` for another host."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    path = posixpath.normpath(
        posixpath.join(posixpath.dirname(page), unquote(parts.path) or posixpath.basename(page))
    )
    path = "" if path == "." else path
    return path if path.endswith(".html") else posixpath.join(path, "index.html")
