"""The index of the site's search: a record for each thing a reader may look for, with its own address.

The script ``theme/js/search.js`` loads it when the search is opened, folds case and accents away, and ranks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.annotate.places.gazetteer import fold, spellings
from generator.claims.compare.relation_kinds import relation_label
from generator.edtf_words import format_roughly
from generator.model import Claim, Place, Story
from generator.publish.citations import claim_address
from generator.publish.host.disk_cache import DiskCache
from generator.publish.htmlreader import HtmlReader
from generator.publish.options import LeftOut
from generator.publish.pages import BACKGROUND, COMPARE, EVERYTHING, HOME, MAP, PAGES, SOURCE, relative
from generator.publish.phrases import (
    PLACE_KINDS,
    SEARCH_KINDS,
    SEARCH_PAGES,
    SEARCH_SAYS,
    claim_text,
    how_told,
    own_words,
    published_phrase,
)

SEARCH = "assets/explainer/search.json"
"""Where the index lies."""

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


def story_records(story: Story, cache: DiskCache, left_out: LeftOut) -> tuple[SearchRecord, ...]:
    """The story's places, names, statements, comparisons, questions and sources."""
    known = (*_places(story, cache), *_names(story))
    written = [
        *(place.names for place in story.places),
        *((name.name, *(item.term for item in name.spellings)) for name in story.names),
    ]
    spelled = _Spelled(known, written)
    labels = {item.article.id: item.article.label for item in story.articles}
    comparisons = (
        SearchRecord(
            kind="comparison",
            title=own_words(item.title),
            address=COMPARE.at(item.id),
            detail=relation_label(item.relation),
            hidden=item.text,
        )
        for item in story.comparisons
    )
    questions = (
        SearchRecord(
            kind="question", title=item.text, address=BACKGROUND.at(f"question-{number}"),
            detail=own_words(item.note),
        )
        for number, item in enumerate(story.questions, start=1)
    )  # fmt: skip
    sources = (
        SearchRecord(
            kind="source",
            title=item.article.label,
            address=SOURCE.at(of=item.article.id),
            detail=" · ".join(filter(None, (_quoted(item.article.headline), published_phrase(item.article)))),
            hidden=" ".join((item.article.publisher or "", *item.article.agencies)),
        )
        for item in story.articles
    )
    return (
        *known,
        *(_statement(claim, labels, spelled, left_out) for claim in story.claims),
        *comparisons,
        *questions,
        *sources,
    )


def _quoted(words: str | None) -> str:
    return f"“{words}”" if words else ""


def _places(story: Story, cache: DiskCache) -> tuple[SearchRecord, ...]:
    return tuple(
        SearchRecord(
            kind="place",
            title=place.name,
            address=MAP.at(place.id),
            detail=_joined(PLACE_KINDS[place.kind], *place.names[1:]),
            hidden=" | ".join(_gazetteer(place, cache)),
        )
        for place in story.places
    )


def _gazetteer(place: Place, cache: DiskCache) -> list[str]:
    """The gazetteer's spellings of a place; looking through all of it is worth remembering."""
    found = cache.recall(
        "spellings",
        place,
        lambda: "|".join(name for own in place.names for name in spellings(own, place.lat, place.lon)),
    )
    return list(dict.fromkeys(found.split("|"))) if found else []


def _names(story: Story) -> tuple[SearchRecord, ...]:
    return tuple(
        SearchRecord(
            kind="name",
            title=name.name,
            address=BACKGROUND.at(f"name-{number}"),
            detail=_joined(*(item.term for item in name.spellings if item.term != name.name))
            or own_words(name.role),
            hidden=name.role,
        )
        for number, name in enumerate(story.names, start=1)
    )


class _Spelled:
    """The records of places and names, looked up by the first word of each of their spellings."""

    def __init__(self, records: Sequence[SearchRecord], written: Iterable[Iterable[str]]) -> None:
        self._records = records
        self._at = {record.address: number for number, record in enumerate(records)}
        self._by_first: dict[str, list[tuple[str, int]]] = {}
        for number, spellings_ in enumerate(written):
            for words in dict.fromkeys(map(_words, spellings_)):
                self._by_first.setdefault(words.partition(" ")[0], []).append((f" {words} ", number))

    def titles(self, text: str, addresses: frozenset[str]) -> list[str]:
        """The titles of what a text without case names, and of the records at these addresses, in their order."""
        found = {self._at[address] for address in addresses & self._at.keys()}
        whole = f" {text} "
        for word in dict.fromkeys(("", *text.split(" "))):
            found.update(number for words, number in self._by_first.get(word, ()) if words in whole)
        return [self._records[number].title for number in sorted(found)]


def _statement(
    claim: Claim,
    labels: dict[str, str],
    spelled: _Spelled,
    left_out: LeftOut,
) -> SearchRecord:
    mentions = spelled.titles(_words(claim.text), frozenset(MAP.at(place.id) for place in claim.where))
    return SearchRecord(
        kind="statement",
        title=claim_text(claim),
        address=claim_address(claim, left_out),
        detail=_joined(
            format_roughly(claim.when.edtf) if claim.when else "",
            how_told(claim, labels),
        ),
        hidden=" ".join(dict.fromkeys(item.quote.exact for item in claim.evidence)),
        mentions=tuple(dict.fromkeys(mentions)),
    )


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
    reader.feed(html)
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
    return tuple(replace(record, detail=_joined(record.detail, story)) for record in records)


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


def _words(text: str) -> str:
    """The folded words of a text; a genitive's "s" is one of them."""
    parts = "".join(char if char.isalnum() else " " for char in text)
    return " ".join(fold(parts).split())


def _line(pieces: Sequence[str]) -> str:
    return " ".join("".join(pieces).split())


def _joined(*parts: str) -> str:
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
