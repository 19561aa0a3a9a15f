"""What the search finds of a story: a record for each place, name, statement, comparison, question and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from generator.annotate.places.gazetteer import fold, spellings
from generator.claims.compare.relation_kinds import relation_label
from generator.claims.kept import Kept
from generator.edtf_words import format_roughly
from generator.model import Claim, Place, Story
from generator.publish.citations import claim_address
from generator.publish.host.disk_cache import DiskCache
from generator.publish.options import LeftOut
from generator.publish.pages import BACKGROUND, COMPARE, MAP, SOURCE
from generator.publish.phrases import PLACE_KINDS, claim_text, how_told, own_words, published_phrase
from generator.publish.search import SearchRecord, joined


def story_records(
    story: Story, cache: DiskCache, left_out: LeftOut, kept: Kept | None = None
) -> tuple[SearchRecord, ...]:
    """The story's places, names, statements, comparisons, questions and sources.

    Args:
        story: The story.
        cache: What the gazetteer has of its places.
        left_out: The pages that the settings leave out.
        kept: What earlier builds of this process made of the story.
    """
    kept = kept or Kept()
    known = (*_places(story, cache), *_names(story))
    written = (
        *(place.names for place in story.places),
        *((name.name, *(item.term for item in name.spellings)) for name in story.names),
    )
    labels = {item.article.id: item.article.label for item in story.articles}
    # The very same for all statements: what is kept of each is asked for by its identity.
    around = kept.same("search", "", (known, written, labels, left_out))
    spelled = kept.of_parts("search", "spelled", (around,), lambda: _Spelled(known, written))
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
        *(
            kept.of_parts(
                "search", claim.id, (claim, around), partial(_statement, claim, labels, spelled, left_out)
            )
            for claim in story.claims
        ),
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
            detail=joined(PLACE_KINDS[place.kind], *place.names[1:]),
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
            detail=joined(*(item.term for item in name.spellings if item.term != name.name))
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


def _statement(claim: Claim, labels: dict[str, str], spelled: _Spelled, left_out: LeftOut) -> SearchRecord:
    mentions = spelled.titles(_words(claim.text), frozenset(MAP.at(place.id) for place in claim.where))
    return SearchRecord(
        kind="statement",
        title=claim_text(claim),
        address=claim_address(claim, left_out),
        detail=joined(format_roughly(claim.when.edtf) if claim.when else "", how_told(claim, labels)),
        hidden=" ".join(dict.fromkeys(item.quote.exact for item in claim.evidence)),
        mentions=tuple(dict.fromkeys(mentions)),
    )


_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    """The folded words of a text; a genitive's "s" is one of them."""
    return " ".join(fold(_NOT_WORD.sub(" ", text)).split())
