"""Names of places as the articles write them: annotated articles in, the same with their letters ("Ormož") out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.annotate.places.gazetteer import fold
from generator.model import AnnotatedArticle, Place


def spelled_as_written(
    articles: Sequence[AnnotatedArticle], own: Sequence[Place]
) -> tuple[AnnotatedArticle, ...]:
    """Places whose name an article writes with marks that the gazetteer's has not, by that name in every article.

    Args:
        articles: A story's.
        own: The story file's places, whose names are the editor's.
    """
    kept = set(own)
    written: dict[Place, Place] = {}
    for item in articles:
        for mention in item.places:
            place = mention.place
            if place is None or place in kept or place in written or mention.text.isascii():
                continue
            if place.name.isascii() and fold(mention.text) == fold(place.name):
                written[place] = replace(place, name=mention.text)
    if not written:
        return tuple(articles)
    return tuple(
        replace(
            item,
            places=tuple(
                replace(mention, place=written[mention.place]) if mention.place in written else mention
                for mention in item.places
            ),
        )
        for item in articles
    )
