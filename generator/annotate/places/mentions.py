"""From an article to its place mentions: names, then which place of that name, then literal or not.

Across articles, surnames that a town shares: one article gives the first name that another leaves out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.annotate.places.disambiguation import Choice, choose_places
from generator.annotate.places.gazetteer import entries, fold
from generator.annotate.places.names import Name, find_names, find_people
from generator.annotate.places.senses import is_literal
from generator.annotate.places.specs import StoryNames
from generator.annotate.places.tokens import Words, split_words
from generator.annotate.places.word_lists import words
from generator.model import Article, Place, PlaceKind, PlaceMention

_WELL_KNOWN = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """What is read of places in an article.

    Attributes:
        mentions: In order of ``start``, without overlap. Metonyms ("Oslo said"), names of peoples
            ("Norwegian") and places in an organization's name are there with ``literal=False``.
        unresolved: Names that the words around mark as a place's and that no source knows, each once.
    """

    mentions: tuple[PlaceMention, ...]
    unresolved: tuple[PlaceMention, ...]


def read_places(article: Article, places: Sequence[Place] = ()) -> tuple[PlaceMention, ...]:
    """The places that an article names.

    Args:
        article: Read and cut into sentences.
        places: The story's own places; their names win over the gazetteer's.
    """
    return read_all_places(article, places).mentions


def read_all_places(
    article: Article,
    places: Sequence[Place] = (),
    others: Collection[str] = (),
    people: frozenset[str] = frozenset(),
) -> PlaceReading:
    """The places that an article names, and the names that look like places but are not known.

    Args:
        article: Read and cut into sentences.
        places: The story's own places; their names win over the gazetteer's.
        others: Names of people and organizations, which are no places whatever they hold.
        people: Surnames from all articles, as ``story_people`` gives them.
    """
    sentences = [split_words(article.text, sentence.start, sentence.end) for sentence in article.sentences]
    names = find_names(sentences, StoryNames(places, others), people)
    mentions: list[PlaceMention] = []
    unresolved: dict[str, PlaceMention] = {}
    for name, choice in zip(names, choose_places(sentences, names, places), strict=True):
        mention = _mention(article, sentences[name.sentence], name, choice)
        if name.marked and not name.street and choice.place is None:
            unresolved.setdefault(mention.text, mention)
        if name.feature or not name.marked or choice.place is not None:
            mentions.append(mention)
    return PlaceReading(mentions=tuple(mentions), unresolved=tuple(unresolved.values()))


def _mention(article: Article, sentence: Words, name: Name, choice: Choice) -> PlaceMention:
    place = choice.place
    if place is not None and name.place is None:
        place = replace(
            place, name=_as_written(place, sentence.text[name.start : name.end]), reason=choice.reason
        )
    return PlaceMention(
        article_id=article.id,
        start=name.start,
        end=name.end,
        text=article.text[name.start : name.end],
        literal=is_literal(sentence, name, place),
        place=place,
        reason=choice.reason,
    )


def _as_written(place: Place, text: str) -> str:
    """The place's name, with the accents that the article gives it and the gazetteer's plain letters lack."""
    same = place.name.isascii() and not text.isascii() and fold(text) == fold(place.name)
    return text if same and not text.isupper() else place.name


def story_people(articles: Iterable[Article]) -> frozenset[str]:
    """The words, in lower case, that the articles use as people's names and that a lesser place shares.

    A word that any of them also puts behind "in" or before "region" stays a place's, and so do
    countries, capitals and great cities: "Washington said" is not about a Mr. Washington elsewhere.
    """
    people: set[str] = set()
    placed: set[str] = set()
    for article in articles:
        sentences = [split_words(article.text, item.start, item.end) for item in article.sentences]
        names, found = find_people(sentences)
        people |= found
        placed |= _placed(sentences, names)
    return frozenset(word for word in people - placed if not _well_known(word))


def _placed(sentences: Sequence[Words], names: Sequence[Name]) -> set[str]:
    placed = set()
    for name in names:
        sentence = sentences[name.sentence]
        before, after = sentence.before(name.first), sentence.joined(name.last + 1)
        within = before is not None and before.lower in words("stands_in_place")
        region = (
            after is not None and after.lower in words("geographic") and not sentence.possessive(name.last)
        )
        if name.first == name.last and (within or region):
            placed.add(sentence.tokens[name.first].lower)
    return placed


def _well_known(word: str) -> bool:
    found = entries(word)[:1]
    return any(
        item.capital or item.place.kind is PlaceKind.COUNTRY or item.place.population >= _WELL_KNOWN
        for item in found
    )
