"""The article's own order of events: of a weekday, the day before which it must lie by "after", "following", "before".

In: a scene that stands at a weekday told as past. Out: the latest day that the order in its sentence leaves.
"""

from __future__ import annotations

from datetime import date

from generator.annotate.dates.periods import step
from generator.annotate.dates.scene import Scene, direction_at
from generator.annotate.dates.tables import GRAMMAR, OPEN_ENDS, WEEKDAYS

_AFTER = GRAMMAR["order_after"]
_BEFORE = GRAMMAR["order_before"]
_BREAKS = GRAMMAR["order_breaks"]
_RELATIVES = GRAMMAR["order_relatives"]
# Words to either side of a day among which stands what it is told before or after.
_FARTHEST = 300


def _orders(scene: Scene, between: range, joints: frozenset[str], opened: bool) -> bool:
    """Whether a joint stands between two clauses, or a comma where the first is opened by one."""
    return _joins(scene, between, joints) or (opened and _has_comma(scene, between))


def latest_by_order(scene: Scene, today: date) -> date | None:
    """The day on or before which a past event of a weekday lies, by what its sentence puts after it.

    Args:
        scene: Stands at a weekday without a word beside it.
        today: The day of speech.
    """
    start, stop = _sentence(scene)
    named = scene.day_named_before()
    if named and named.last <= today:
        opened = _opens(scene, start, scene.ended) in _BEFORE
        if _orders(scene, range(scene.ended, scene.first), _AFTER, opened):
            # "broke on Tuesday after the storm hit on Wednesday"
            return named.last
    words = scene.tokens.words
    following = next((at for at in range(scene.after, stop) if words[at] in WEEKDAYS), None)
    if following is None or direction_at(scene.tokens, following, following + 1) >= 0:
        return None
    opened = _opens(scene, start, scene.first) in _AFTER
    if _orders(scene, range(scene.after, following), _BEFORE, opened):
        # "After the storm hit on Wednesday, the dam broke on Tuesday"
        weekday = WEEKDAYS[words[following]]
        return step(today, -((today.isoweekday() - weekday) % 7))
    return None


def _sentence(scene: Scene) -> tuple[int, int]:
    """The first token of the sentence, and the one that ends it; of a list without end what stands near."""
    words = scene.tokens.words
    start, stop = scene.first, scene.after
    while start > scene.first - _FARTHEST and start and words[start - 1]:
        start -= 1
    while stop < scene.after + _FARTHEST and words[stop]:
        stop += 1
    return start, stop


def _opens(scene: Scene, start: int, stop: int) -> str:
    """The word with which the sentence opens, where no comma parts it from what follows."""
    words = scene.tokens.words[start:stop]
    return "" if not words or "," in words else words[0]


def _has_comma(scene: Scene, between: range) -> bool:
    return any(scene.tokens.words[at] == "," for at in between)


def _joins(scene: Scene, between: range, joints: frozenset[str]) -> bool:
    """Whether one of the words joins two events, and nothing behind it begins another."""
    words = scene.tokens.words
    for at in reversed(between):
        if words[at] in joints:
            # "after Wednesday" bounds the day itself; "the following" joins nothing.
            return at + 1 < between.stop and words[at - 1] not in GRAMMAR["determiners"]
        apart = words[at] == "," and words[at + 1] not in _RELATIVES
        if apart or words[at] in _BREAKS or (words[at] in OPEN_ENDS and at + 1 < between.stop):
            return False
    return False
