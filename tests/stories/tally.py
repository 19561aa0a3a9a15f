"""Counts of a measure, and when words of the story are those of the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stories.gold import Passage, Spot

from generator.model import Claim, Evidence, Story

LEAST_SHARED = 0.5

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one measure, and its misses in words.

    Attributes:
        hits: Gold items that the story has right.
        wanted: Gold items.
        right: Story items that are borne out.
        made: Story items that could be judged.
        misses: One text for each that is wrong or missing.
    """

    hits: int = 0
    wanted: int = 0
    right: int = 0
    made: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            hits=self.hits + other.hits,
            wanted=self.wanted + other.wanted,
            right=self.right + other.right,
            made=self.made + other.made,
            misses=self.misses + other.misses,
        )

    @property
    def recall(self) -> float:
        """Share of the gold that is right; 1 where there is none."""
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Share of what the story says that is borne out; 1 where it says nothing."""
        return self.right / self.made if self.made else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shared(spot: Spot, article_id: str, start: int, end: int) -> int:
    """Characters in common when they are at least half of the shorter, else 0."""
    size = min(end, spot.end) - max(start, spot.start)
    shorter = min(end - start, spot.end - spot.start)
    fits = spot.article_id == article_id and size > 0 and size >= LEAST_SHARED * shorter
    return size if fits else 0


def overlap(item: Evidence, passage: Passage) -> int:
    """Characters that the evidence has in common with one of the passage's places; 0 for no match."""
    position = item.position
    return max(
        (shared(spot, item.article_id, position.start, position.end) for spot in passage.spots), default=0
    )


def covers(evidence: Iterable[Evidence], passage: Passage) -> bool:
    """Whether one of the pieces matches the passage."""
    return any(overlap(item, passage) for item in evidence)


def supporting(claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that carries the claim."""
    return tuple(item for item in claim.evidence if item.supports)


def carriers(story: Story, passage: Passage) -> frozenset[str]:
    """Ids of the claims that rest on the passage."""
    return frozenset(claim.id for claim in story.claims if covers(supporting(claim), passage))


def pieces(story: Story, passage: Passage) -> frozenset[Spot]:
    """The quoted spans that match the passage."""
    return frozenset(
        Spot(article_id=item.article_id, start=item.position.start, end=item.position.end)
        for claim in story.claims
        for item in supporting(claim)
        if overlap(item, passage)
    )


def judged(items: Sequence[Item], miss: Callable[[Item], str]) -> Tally:
    """A tally of gold items; ``miss`` says what is wrong with one, or nothing."""
    texts = [miss(item) for item in items]
    wrong = tuple(text for text in texts if text)
    return Tally(hits=len(texts) - len(wrong), wanted=len(texts), misses=wrong)


def told(passage: Passage) -> str:
    """The passage for a list of misses."""
    return f"[{passage.file}] {passage.quote}"
