"""Web pages: what they say of themselves by our own reading, their text by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any

from generator.characters import LANGUAGE_TAG
from generator.intake.formats import IntakeFormat
from generator.intake.original import BlockKind, Found, Original, Taken, TakenBlock, refusal
from generator.intake.page_data import PageData, clean, off_page, text_of
from generator.read import encoding
from generator.read.formats.unread import is_web_page
from generator.read.other_languages import other_language

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
# Pages saved as one file hold their pictures and fonts.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%]{100,}")
# Ten times the longest page of a newsroom; the libraries need ten seconds for it.
_MARKUP_AT_MOST = 4_000_000
# WHATWG Encoding: what pages call Latin-1 is Windows-1252.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
}
_KINDS = {"head": BlockKind.HEADING, "item": BlockKind.ITEM, "quote": BlockKind.QUOTE}
_PARTS = {"p", "head", "item", "quote", "row", "code"}
# Of a page with less than this the data of the page may hold more.
_WORDS_AT_LEAST = 60
_PROSE_WORDS = 8
_LINKS_AT_MOST = 0.5
_ELEMENTS_AT_MOST = 5000
_CHILDREN_AT_MOST = 4
_SHOWN = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "td", "a", "button")


def take_page(original: Original) -> Taken:
    """Take the article of a page.

    Raises:
        GeneratorError: No words of an article are in it.
    """
    from lxml import etree, html  # noqa: PLC0415 - an extra

    from generator.intake.formats.page import article_blocks, blocks_of_page  # noqa: PLC0415
    from generator.intake.page_data import read_page_data  # noqa: PLC0415
    from generator.intake.page_facts import read_facts  # noqa: PLC0415

    markup = _EMBEDDED.sub("data:,", decoded(original))
    if len(markup) > _MARKUP_AT_MOST:
        message = f"the page has {len(markup):,} characters without its pictures"
        raise refusal(original.name, "intake-size", message, f"At most {_MARKUP_AT_MOST:,} are read.")
    try:
        root = html.document_fromstring(markup.encode(), html.HTMLParser(encoding="utf-8", huge_tree=False))
    except (etree.ParserError, ValueError) as problem:
        raise refusal(original.name, "intake-empty", "the page holds no text") from problem
    page = read_page_data(root, original.raw, original.url)
    facts = read_facts(page)
    blocks, doubts = article_blocks(markup, page, facts.headline.value if facts.headline else "")
    if not blocks:
        hint = "Open it in a browser, and copy the article's words into a .txt file."
        raise refusal(original.name, "intake-empty", "no words of an article are found in the page", hint)
    language, unsure = _language(root.get("lang") or "", " ".join(block.text for block in blocks))
    return Taken(
        converter=f"trafilatura {version('trafilatura')}",
        blocks=blocks,
        headline=facts.headline,
        publisher=facts.publisher,
        byline=facts.byline,
        date=facts.date,
        url=Found(value=page.address[0], how=page.address[1]) if page.address[0] else None,
        language=language,
        dropped=max(0, blocks_of_page(page) - len(blocks)),
        doubts=(*facts.doubts, *doubts, *unsure),
    )


def decoded(original: Original) -> str:
    """The markup, in the encoding that whoever delivered it states, else the page itself, else the likeliest."""
    raw = original.raw
    found = _CHARSET.search(raw[:_HEAD])
    stated = [original.charset, found[1].decode("ascii", "ignore") if found else ""]
    if raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        stated = []
    for name in filter(None, stated):
        try:
            known = codecs.lookup(name).name
            return raw.decode(_MEANT.get(known, known), "strict" if known == "utf-8" else "replace")
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode(encoding.detect(raw), "replace").lstrip("\ufeff")


def _language(stated: str, text: str) -> tuple[Found | None, tuple[str, ...]]:
    """The language a page states, unless its words plainly are of another."""
    tag = stated.strip().replace("_", "-")
    if not re.fullmatch(LANGUAGE_TAG, tag):
        return None, ()
    seen = other_language(text)
    if seen and seen != tag.split("-")[0].lower():
        return None, (f'The page says that its language is "{tag}", and its words seem to be of "{seen}".',)
    return Found(value=tag, how='"lang" of the page'), ()


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


FORMAT = IntakeFormat(
    name="a web page (HTML)",
    suffixes=(".htm", ".html", ".xhtml"),
    needs=("trafilatura", "lxml_html_clean"),
    is_one=is_web_page,
    take=take_page,
)
