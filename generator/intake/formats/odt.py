"""OpenDocument texts: the format is one XML file in an archive, read by lxml alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from generator.intake.formats import IntakeFormat
from generator.intake.original import BlockKind, Found, Original, Taken, TakenBlock, plain, refusal

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
# OpenDocument 1.3, part 3: what is no part of the running text.
_LEFT_OUT = {
    f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_DRAW}frame",
    f"{_TEXT}table-of-content", f"{_TEXT}ruby-text",
}  # fmt: skip
_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}


def _blocks(content: Any) -> Iterator[TakenBlock]:
    for element in content.iter(f"{_TEXT}p", f"{_TEXT}h"):
        around = {parent.tag for parent in element.iterancestors()}
        text = plain("".join(_texts(element)))
        if not text or around & _LEFT_OUT:
            continue
        heading = element.tag == f"{_TEXT}h" or element.get(f"{_TEXT}style-name") == "Title"
        kind = BlockKind.ITEM if f"{_TEXT}list-item" in around else BlockKind.PARAGRAPH
        yield TakenBlock(kind=BlockKind.HEADING if heading else kind, text=text)


def _take(original: Original) -> Taken:
    from generator.intake.original import open_archive, protected, read_xml  # noqa: PLC0415

    with open_archive(original) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise protected(original.name)
        content = read_xml(archive, "content.xml", original.name)
        meta = read_xml(archive, "meta.xml", original.name) if "meta.xml" in names else None
    blocks = list(_blocks(content))
    if not blocks:
        raise refusal(original.name, "intake-empty", "the document holds no text")
    author = _said(meta, f"{_META}initial-creator") or _said(meta, f"{_DUBLIN_CORE}creator")
    notes = sum(1 for _ in content.iter(f"{_TEXT}note"))
    first = blocks[0] if blocks[0].kind is BlockKind.HEADING else None
    return Taken(
        converter=f"lxml {version('lxml')}",
        blocks=tuple(blocks),
        headline=Found(value=first.text, how="the first heading") if first else None,
        dropped=notes,
        doubts=(
            *((f"Footnotes are left out: {notes}.",) if notes else ()),
            # Whoever made the file: not seldom somebody else than the author of the article.
            *(
                (
                    f'Its author, by the properties of the document, is "{author}"; if so, add byline: {author}.',
                )
                if author
                else ()
            ),
        ),
    )


def _texts(element: Any) -> list[str]:
    found = [element.text or ""]
    for child in element:
        if child.tag in _SPACES:
            found.append(" ")
        elif child.tag not in _LEFT_OUT:
            found += _texts(child)
        found.append(child.tail or "")
    return found


def _said(meta: Any, key: str) -> str:
    return plain(meta.findtext(f".//{key}") or "") if meta is not None else ""


FORMAT = IntakeFormat(
    name="an OpenDocument text (.odt)",
    suffixes=(".odt",),
    needs=("lxml",),
    is_one=lambda raw: (
        raw.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.text" in raw[: 1 << 16]
    ),
    take=_take,
)
