"""Where and when a story is set: its places, their center, the day up to which it is informed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.model import Article, Claim, Edtf, Place, PlaceKind


def newest_date(articles: Sequence[Article]) -> Edtf | None:
    """The latest date of publication, as known."""
    dates = [article.date_published.edtf for article in articles if article.date_published.edtf]
    return max(dates, key=lambda item: str(item.latest or item.earliest or ""), default=None)


def places_of(claims: Sequence[Claim], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that claims speak of: the story's own first, in its order."""
    spoken = dict.fromkeys(place for claim in claims for place in claim.where)
    own = set(places)
    return (
        *(place for place in places if place in spoken),
        *(place for place in spoken if place not in own),
    )


def center_of(claims: Sequence[Claim]) -> Place | None:
    """The site or town that most claims speak of, the first named of equals."""
    points = Counter(
        place for claim in claims for place in claim.where if place.kind in (PlaceKind.SITE, PlaceKind.TOWN)
    )
    return max(points, key=points.__getitem__, default=None)
