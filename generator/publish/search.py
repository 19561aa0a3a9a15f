"""The index of the site's search: a record for each thing a reader may look for, with its own address.

The script ``theme/js/search.js`` loads it when the search is opened, folds case and accents away, and ranks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.publish.htmlreader import HtmlReader
from generator.publish.pages import EVERYTHING, HOME, PAGES, relative
from generator.publish.phrases import SEARCH_KINDS, SEARCH_PAGES, SEARCH_SAYS

SEARCH = "assets/explainer/search.json"
"""Where the index lies."""

_HEADING = re.compile(r"<h[23]\b.*?</h[23]>", re.DOTALL)
_NO_TEXT = frozenset(("script", "style", "svg"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """A thing that can be found.

    Attributes:
        kind: A key of ``phrases.SEARCH_KINDS``.
        title: What it is called, or says.
        address: Site path and anchor, such as ``map.md#x``.
        detail: Shown below the title, and searched.
        hidden: Searched, not shown: further spellings, quoted words, the text of a page.
        mentions: Titles of the places and names that it speaks of; their spellings find it too.
    """

    kind: str
    title: str
    address: str
    detail: str = ""
    hidden: str = ""
    mentions: tuple[str, ...] = ()


def each_once(records: Sequence[SearchRecord]) -> tuple[SearchRecord, ...]:
    """The records, of one address only the first; of the page that holds all the others itself alone."""
    first: dict[str, SearchRecord] = {}
    for item in records:
        if not item.address.startswith(f"{EVERYTHING.at()}#"):
            first.setdefault(item.address if item.kind in ("place", "source", "page") else repr(item), item)
    # A question has its heading on the page that answers it.
    questions = {item.address for item in records if item.kind == "question"}
    return tuple(item for item in first.values() if item.kind != "page" or item.address not in questions)


def page_records(html: str, title: str, path: str, *, text: bool) -> tuple[SearchRecord, ...]:
    """A rendered page and its sections.

    Args:
        html: What stands in the page.
        title: Its title.
        path: Such as ``about.md``.
        text: Whether its running text is searched too; not where the story's records already hold it.
    """
    reader = _SectionReader(title)
    # Where its text is not searched, its headings alone are read.
    reader.feed(html if text else "".join(_HEADING.findall(html)))
    reader.close()
    return tuple(
        SearchRecord(
            kind="page",
            title=_line(section.heading),
            address=f"{path}#{section.anchor}" if section.anchor else path,
            detail=title if section.anchor else "",
            hidden=" ".join(
                filter(
                    None, (_line(section.words) if text else "", "" if section.anchor else _also_called(path))
                )
            ),
        )
        for section in reader.sections
    )


def named_after(records: Sequence[SearchRecord], story: str) -> tuple[SearchRecord, ...]:
    """The records of one story of several: each says which it is of."""
    return tuple(replace(record, detail=joined(record.detail, story)) for record in records)


def _also_called(path: str) -> str:
    """Other words by which a reader may look for a page."""
    return next((SEARCH_PAGES[row.key] for row in PAGES if row.at() == path and row.key in SEARCH_PAGES), "")


def search_index(records: Sequence[SearchRecord], *, directory_urls: bool) -> bytes:
    """The index as the script reads it; addresses count from the site's root.

    ``records`` is a list of ``[kind, title, address, detail, hidden, mentions]``: the kind is a place
    in ``kinds``, the mentions are places in ``records``.
    """
    kinds = list(SEARCH_KINDS)
    numbers = {
        item.title: number
        for number, item in reversed(list(enumerate(records)))
        if item.kind in ("place", "name")
    }
    rows = [
        [
            kinds.index(item.kind),
            item.title,
            relative(HOME.path, item.address, directory_urls=directory_urls),
            item.detail,
            item.hidden,
            [numbers[title] for title in item.mentions if title in numbers],
        ]
        for item in records
    ]
    data = {"kinds": list(SEARCH_KINDS.values()), "says": dict(SEARCH_SAYS), "records": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def write_index(site_dir: str, records: Sequence[SearchRecord], *, directory_urls: bool) -> None:
    """Write the index into the folder of a site."""
    path = Path(site_dir, SEARCH)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(search_index(each_once(records), directory_urls=directory_urls))


def _line(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


def joined(*parts: str) -> str:
    """What is said of a thing, each once."""
    return " · ".join(dict.fromkeys(part for part in parts if part))


@dataclass(slots=True)
class _Section:
    anchor: str = ""
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class _SectionReader(HtmlReader):
    """The headings of a page that have an address, each with the text up to the next."""

    minds = re.compile("[ \\n]id=")

    def __init__(self, title: str) -> None:
        super().__init__()
        self.sections = [_Section(heading=[title])]
        self._in_heading = False
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in _NO_TEXT
        if tag in ("h2", "h3") and (anchor := dict(attrs).get("id")):
            self.sections.append(_Section(anchor=anchor))
            self._in_heading = True

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in _NO_TEXT
        self._in_heading = self._in_heading and tag not in ("h2", "h3")
        self.sections[-1].words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            section = self.sections[-1]
            (section.heading if self._in_heading else section.words).append(data)
