"""Surnames that a town shares: one article gives the first name that another leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.annotate.places.gazetteer import entries
from generator.annotate.places.names import Name, find_people
from generator.annotate.places.tokens import Words, split_words
from generator.annotate.places.word_lists import words
from generator.model import Article, PlaceKind

_WELL_KNOWN = 1_000_000


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
