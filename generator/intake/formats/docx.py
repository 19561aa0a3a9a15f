"""Word documents, by mammoth, which reads what was inserted and leaves out what was deleted and commented."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from generator.intake.formats import IntakeFormat
from generator.intake.original import BlockKind, Found, Original, Taken, TakenBlock, plain, refusal

_STYLES = "p[style-name='Title'] => h1:fresh"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CORE = "docProps/core.xml"
_KINDS = {"li": BlockKind.ITEM, "p": BlockKind.PARAGRAPH, **{f"h{n}": BlockKind.HEADING for n in range(1, 7)}}


def _blocks(root: Any) -> Iterator[TakenBlock]:
    for element in root.iter(*_KINDS):
        text = plain(element.text_content())
        if text and not any(parent.tag in _KINDS for parent in element.iterancestors()):
            yield TakenBlock(kind=_KINDS[element.tag], text=text)


def _take(original: Original) -> Taken:
    import mammoth  # noqa: PLC0415 - an extra
    from lxml import html  # noqa: PLC0415

    from generator.intake.original import open_archive, read_xml  # noqa: PLC0415

    with open_archive(original) as archive:
        core = read_xml(archive, _CORE, original.name) if _CORE in archive.namelist() else None
    converted = mammoth.convert_to_html(
        io.BytesIO(original.raw),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
    )
    root = html.fragment_fromstring(converted.value, create_parent="div")
    notes = root.xpath(".//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]")
    for element in [*notes, *root.xpath(".//sup[a[starts-with(@href, '#')]]")]:
        element.drop_tree()
    blocks = list(_blocks(root))
    if not blocks:
        raise refusal(original.name, "intake-empty", "the document holds no text")
    doubts = [f"Footnotes are left out: {len(notes)}."] if notes else []
    title, author = (_said(core, key) for key in ("title", "creator"))
    first = next((block.text for block in blocks if block.kind is BlockKind.HEADING), "")
    if title and title != first:
        doubts.append(f'The properties of the document have the title "{title}".')
    if author:
        # Whoever made the file: not seldom somebody else than the author of the article.
        doubts.append(
            f'Its author, by the properties of the document, is "{author}"; if so, add byline: {author}.'
        )
    return Taken(
        converter=f"mammoth {version('mammoth')}",
        blocks=tuple(blocks),
        headline=Found(value=first, how="the first heading") if first == blocks[0].text else None,
        dropped=len(notes),
        doubts=tuple(doubts),
    )


def _said(core: object, key: str) -> str:
    if core is None:
        return ""
    return plain(core.findtext(f"{_DUBLIN_CORE}{key}") or "")  # type: ignore[attr-defined]


FORMAT = IntakeFormat(
    name="a Word document (.docx)",
    suffixes=(".docx",),
    needs=("mammoth", "lxml"),
    is_one=lambda raw: raw.startswith(b"PK\x03\x04") and bool(re.search(rb"word/document\d*\.xml", raw)),
    take=_take,
)
