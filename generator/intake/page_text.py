"""The article's words in a web page: trafilatura finds them; what it takes for the whole page is looked for again.

In comes a page, out go the blocks of its article, and what an editor should know of how they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from generator.intake.original import BlockKind, TakenBlock
from generator.intake.page_data import PageData, clean, off_page, text_of

_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.ITEM, "quote": BlockKind.QUOTE}
_PARTS = {"p", "head", "item", "quote", "row", "code"}
# Of a page with less than this the data of the page may hold more.
_WORDS_AT_LEAST = 60
_PROSE_WORDS = 8
_LINKS_AT_MOST = 0.5
_ELEMENTS_AT_MOST = 5000
_CHILDREN_AT_MOST = 4
_SHOWN = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "td", "a", "button")


def _has_more(own: Sequence[TakenBlock], shown: Sequence[TakenBlock]) -> bool:
    """Whether the page's JSON-LD has an article's text whole, or in paragraphs, and the page does not show it so."""
    joined = len(shown) == 1 < len(own) and _words(own) >= _words(shown)
    return joined or (_words(shown) < _WORDS_AT_LEAST and _words(own) > 2 * _words(shown))


def article_blocks(
    markup: str, page: PageData, headline: str
) -> tuple[tuple[TakenBlock, ...], tuple[str, ...]]:
    """The blocks of the article, and what an editor should know of how they were found."""
    import trafilatura  # noqa: PLC0415 - an extra

    found = trafilatura.bare_extraction(
        markup, url=page.address[0] or None, include_comments=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    blocks = [] if body is None else _apart(list(_blocks(body)))
    doubts: list[str] = []
    if _is_whole_page(blocks, headline):
        blocks = list(_prose(page.root))
        doubts.append("The page does not tell its article apart: only its paragraphs of prose were taken.")
    own = _article_body(page)
    if _has_more(own, blocks):
        blocks = own
        doubts.append("The text is that of the page's JSON-LD, since the page shows less of it.")
    if blocks and blocks[0].text.casefold() == headline.casefold():
        del blocks[0]
    standfirst = _standfirst(page)
    if standfirst and not any(standfirst in block.text for block in blocks):
        blocks.insert(0, TakenBlock(text=standfirst))
    if _words(blocks) < _WORDS_AT_LEAST:
        doubts.append(f"The text has only {_words(blocks)} words: is it behind a paywall, or loaded later?")
    return tuple(blocks), tuple(doubts)


def blocks_of_page(page: PageData) -> int:
    """How many blocks of words the page shows in all."""
    return sum(1 for item in page.root.iter(*_SHOWN) if (item.text or "").strip())


def prose(root: Any) -> tuple[TakenBlock, ...]:
    """All paragraphs of a tree that is no newsroom's page, such as a mail's."""
    return tuple(_prose(root, words=1))


def _standfirst(page: PageData) -> str:
    """The lines under the headline that the page also gives as its description, if its readers see them."""
    told = {page.meta.get(key, "") for key in ("description", "og:description", "twitter:description")}
    told |= {clean(str(page.article.get("description") or ""))}
    told = {text for text in told if len(text.split()) >= _PROSE_WORDS}
    if not told:
        return ""
    for element in islice(page.root.iter("p", "h2", "h3", "div", "span"), _ELEMENTS_AT_MOST):
        if len(element) <= _CHILDREN_AT_MOST and not off_page(element):
            text = text_of(element)
            if text in told:
                return text
    return ""


def _words(blocks: Sequence[TakenBlock]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _blocks(element: Any) -> Iterator[TakenBlock]:
    """The parts of an extracted body, the innermost where they lie in each other."""
    for part in element.iter(*_PARTS):
        if any(True for _ in part.iter(*_PARTS) if _ is not part):
            continue
        kind = next(
            (_KINDS[tag] for tag in (part.tag, *(up.tag for up in part.iterancestors())) if tag in _KINDS),
            None,
        )
        for text in _lines(part):
            yield TakenBlock(kind=kind or BlockKind.PARAGRAPH, text=text)


def _lines(part: Any) -> list[str]:
    """The text of a part, a line break of the page beginning another."""
    runs = [part.text or ""]
    for child in part.iter():
        if child is part:
            continue
        if child.tag == "lb":
            runs.append("")
        runs[-1] += child.text or ""
        runs[-1] += child.tail or ""
    return [text for text in map(clean, runs) if text]


def _apart(blocks: list[TakenBlock]) -> list[TakenBlock]:
    """The blocks, each line once: some pages hold the same for large and small screens."""
    seen: set[str] = set()
    kept: list[TakenBlock] = []
    for block in blocks:
        long = len(block.text.split()) >= _PROSE_WORDS
        if not (long and block.text in seen):
            kept.append(block)
        seen.add(block.text)
    return kept


def _is_whole_page(blocks: list[TakenBlock], headline: str) -> bool:
    """Whether what was found is the page's text in one piece, its menus and headline in it."""
    longest = max(blocks, key=lambda block: len(block.text), default=None)
    if longest is None or len(longest.text) * 10 < sum(len(block.text) for block in blocks) * 9:
        return False
    at = longest.text.find(headline) if headline else -1
    return at > 0 or (at == 0 and len(longest.text) > len(headline) * 3)


def _prose(root: Any, words: int = _PROSE_WORDS) -> Iterator[TakenBlock]:
    for element in root.iter("p", "figcaption", "h2", "h3", "li", "td", "pre"):
        if off_page(element) or any(True for _ in element.iter("p", "li", "td") if _ is not element):
            continue
        text = text_of(element)
        linked = sum(len(text_of(link)) for link in element.iter("a"))
        if len(text.split()) < words or linked > _LINKS_AT_MOST * len(text):
            continue
        yield TakenBlock(text=text)


def _article_body(page: PageData) -> list[TakenBlock]:
    body = page.article.get("articleBody")
    if not isinstance(body, str):
        return []
    return [TakenBlock(text=text) for text in map(clean, body.splitlines()) if text]
