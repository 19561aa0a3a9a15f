"""Reading ``gold.yml``: the passages of a story, found in its articles' cleaned texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.model import AnnotatedArticle

RELATIONS = ("agree", "precision", "scope", "tension", "number")
FACTUALITIES = ("stated", "unclear", "denied", "planned", "inference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A span of an article's text in code points, end excluded."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of an article, and where else they say the same.

    Attributes:
        spots: Where it stands, the quoted place first; then its repetition in the same article, then the
            same words in reprints. Empty when the cleaned text no longer has the words.
    """

    file: str
    quote: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """Who vouches for a passage; any of the kinds, sources and factualities is right."""

    passage: Passage
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    factualities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """How two passages stand to each other."""

    a: Passage
    b: Passage
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """A dated event; any of the EDTF strings is right, the first is the best."""

    dates: tuple[str, ...]
    passages: tuple[Passage, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """A person or organization, the best name first among its spellings."""

    kind: str
    spellings: tuple[str, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What an attentive reader finds in a story.

    Attributes:
        either: Passages of which any two may stand together or apart.
        copies: Reprint → original, by article id.
    """

    groups: tuple[tuple[Passage, ...], ...]
    single: tuple[Passage, ...]
    either: tuple[tuple[Passage, ...], ...]
    attributions: tuple[GoldAttribution, ...]
    relations: tuple[GoldRelation, ...]
    only: tuple[Passage, ...]
    events: tuple[GoldEvent, ...]
    unknowns: tuple[Passage, ...]
    headlines: tuple[Passage, ...]
    actors: tuple[GoldActor, ...]
    copies: Mapping[str, str]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence that carries the story, once."""
        return (*(passage for group in self.groups for passage in group), *self.single)


def folded(text: str) -> str:
    """The text as the site cleans it: NFC, white space folded."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Finder:
    """Finds the passages of one story in its articles."""

    def __init__(self, raw: Mapping[str, Any], articles: Mapping[str, AnnotatedArticle]) -> None:
        self.articles = articles
        self.copies = {copy: part["of"] for part in raw["reprints"] for copy in part["copies"]}
        listed = [item for group in raw["groups"] for item in group["passages"]]
        self.again = {(item["file"], item["quote"]): item["again"] for item in listed if "again" in item}

    def spot(self, file: str, quote: str) -> tuple[Spot, ...]:
        """Where the words stand in the article; nothing unless exactly once."""
        article = self.articles[file].article
        words = folded(quote)
        if article.text.count(words) != 1:
            return ()
        start = article.text.index(words)
        return (Spot(article_id=article.id, start=start, end=start + len(words)),)

    def passage(self, item: Mapping[str, str]) -> Passage:
        file, quote = item["file"], item["quote"]
        spots = self.spot(file, quote)
        if (file, quote) in self.again:
            spots += self.spot(file, self.again[file, quote])
        for copy, original in self.copies.items():
            if original == file:
                spots += self.spot(copy, quote)
        return Passage(file=file, quote=quote, spots=spots)

    def passages(self, items: list[Mapping[str, str]]) -> tuple[Passage, ...]:
        return tuple(self.passage(item) for item in items)


def read_gold(folder: Path, articles: tuple[AnnotatedArticle, ...]) -> Gold:
    """Read ``folder/gold.yml`` and find its passages in the story's articles."""
    raw = yaml.safe_load((folder / "gold.yml").read_text("utf-8"))
    by_file = {Path(item.article.seed.path).name: item for item in articles}
    find = _Finder(raw, by_file)
    return Gold(
        groups=tuple(find.passages(group["passages"]) for group in raw["groups"]),
        single=find.passages(raw["single"]),
        either=tuple(find.passages(items) for items in raw["either"]),
        attributions=tuple(_attribution(find, item) for item in raw["attribution"]),
        relations=tuple(
            GoldRelation(a=find.passage(item["a"]), b=find.passage(item["b"]), relation=item["relation"])
            for item in raw["relations"]
        ),
        only=find.passages(raw["only"]),
        events=tuple(_event(find, item) for item in raw["chronology"]),
        unknowns=find.passages(raw["unknowns"]),
        headlines=find.passages(raw["headline_exceeds"]),
        actors=tuple(
            GoldActor(kind=item["kind"], spellings=tuple(item["spellings"]), titles=item["titles"])
            for item in raw["actors"]
        ),
        copies={by_file[copy].article.id: by_file[of].article.id for copy, of in find.copies.items()},
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _attribution(find: _Finder, item: Mapping[str, Any]) -> GoldAttribution:
    return GoldAttribution(
        passage=find.passage(item),
        kinds=_several(item["kind"]),
        sources=_several(item["source"]),
        factualities=_several(item["factuality"]),
    )


def _event(find: _Finder, item: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        dates=(item["date"], *item.get("also", [])),
        passages=find.passages(item["quotes"]),
        optional=item.get("optional", False),
    )
