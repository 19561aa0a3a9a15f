"""Web pages: what they say of themselves by our own reading, their text by trafilatura."""

from __future__ import annotations

import codecs
import re
from importlib.metadata import version

from generator.characters import LANGUAGE_TAG
from generator.intake.formats import IntakeFormat
from generator.intake.original import Found, Original, Taken, refusal
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


def _take(original: Original) -> Taken:
    return take_page(original)


def take_page(original: Original) -> Taken:
    """Take the article of a page.

    Raises:
        GeneratorError: No words of an article are in it.
    """
    from lxml import etree, html  # noqa: PLC0415 - an extra

    from generator.intake.page_data import read_page_data  # noqa: PLC0415
    from generator.intake.page_facts import read_facts  # noqa: PLC0415
    from generator.intake.page_text import article_blocks, blocks_of_page  # noqa: PLC0415

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


FORMAT = IntakeFormat(
    name="a web page (HTML)",
    suffixes=(".htm", ".html", ".xhtml"),
    needs=("trafilatura", "lxml_html_clean"),
    is_one=is_web_page,
    take=_take,
)
