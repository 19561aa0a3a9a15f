"""From an article to its place mentions: names, then homonyms, then literal or not."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotate.places.homonyms import choose_places
from generator.annotate.places.names import StoryNames, find_names
from generator.annotate.places.senses import is_literal
from generator.annotate.places.tokens import split_words
from generator.model import Article, Place, PlaceMention


def read_places(article: Article, places: Sequence[Place] = ()) -> tuple[PlaceMention, ...]:
    """The places that an article names.

    Args:
        article: Read and cut into sentences.
        places: The story's own places; their names win over the gazetteer's.

    Returns:
        Mentions in order of ``start``, without overlap. Metonyms ("Oslo said"), names of peoples
        ("Norwegian") and places in an organization's name are there with ``literal=False``.
    """
    sentences = [split_words(article.text, sentence.start, sentence.end) for sentence in article.sentences]
    names = find_names(sentences, StoryNames(places))
    meant = choose_places(sentences, names, places)
    return tuple(
        PlaceMention(
            article_id=article.id,
            start=name.start,
            end=name.end,
            text=article.text[name.start : name.end],
            literal=is_literal(sentences[name.sentence], name, place),
            place=place,
        )
        for name, place in zip(names, meant, strict=True)
    )
