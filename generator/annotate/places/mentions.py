"""From an article to its place mentions: names, then homonyms, then literal or not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from generator.annotate.places.disambiguation import Choice, choose_places
from generator.annotate.places.names import Name, find_names
from generator.annotate.places.senses import is_literal
from generator.annotate.places.storynames import StoryNames
from generator.annotate.places.tokens import Words, split_words
from generator.model import Article, Place, PlaceMention


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
        if name.marked and choice.place is None:
            unresolved.setdefault(mention.text, mention)
        if name.feature or not name.marked or choice.place is not None:
            mentions.append(mention)
    return PlaceReading(mentions=tuple(mentions), unresolved=tuple(unresolved.values()))


def _mention(article: Article, sentence: Words, name: Name, choice: Choice) -> PlaceMention:
    place = choice.place
    if place is not None and name.place is None:
        place = replace(place, reason=choice.reason)
    return PlaceMention(
        article_id=article.id,
        start=name.start,
        end=name.end,
        text=article.text[name.start : name.end],
        literal=is_literal(sentence, name, place),
        place=place,
        reason=choice.reason,
    )
