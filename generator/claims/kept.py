"""What was read of each article, for the next build of the same process: an edit touches one article of many."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from generator.model import AnnotatedArticle

_Read = TypeVar("_Read")
_One = TypeVar("_One")


@dataclass(slots=True)
class Kept:
    """Readings of articles; one is taken again while the article is the very same and all it rests on equal."""

    _found: dict[tuple[str, str], tuple[AnnotatedArticle, Any, Any]] = field(default_factory=dict)
    _of_story: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    # What this build made of parts of the story, and what the last one did.
    _now: dict[tuple[str, Hashable], tuple[tuple[object, ...], Any]] = field(default_factory=dict)
    _before: dict[tuple[str, Hashable], tuple[tuple[object, ...], Any]] = field(default_factory=dict)

    def only(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Forget what was read of other articles than these, and what the last build did not ask for."""
        # One that ended before it asked for anything leaves what the one before it made.
        if self._now:
            self._before, self._now = self._now, {}
        names = {item.article.id for item in articles}
        self._found = {key: known for key, known in self._found.items() if key[1] in names}

    def read(self, kind: str, item: AnnotatedArticle, rests_on: object, read: Callable[[], _Read]) -> _Read:
        """What is read of an article.

        Args:
            kind: What is read.
            item: The article.
            rests_on: What the reading depends on besides the article, compared by its value.
            read: Reads it.
        """
        known = self._found.get((kind, item.article.id))
        if known is None or known[0] is not item or known[1] != rests_on:
            known = (item, rests_on, read())
            self._found[kind, item.article.id] = known
        found: _Read = known[2]
        return found

    def of_story(self, kind: str, parts: Sequence[object], make: Callable[[], _Read]) -> _Read:
        """What is made of a whole story, while all it rests on is the very same.

        Args:
            kind: What is made.
            parts: What it rests on; nothing for what the builds remember together.
            make: Makes it.
        """
        known = self._of_story.get(kind)
        if known is None or [id(part) for part in known[0]] != [id(part) for part in parts]:
            known = (tuple(parts), make())
            self._of_story[kind] = known
        found: _Read = known[1]
        return found

    def of_parts(
        self, kind: str, name: Hashable, parts: tuple[object, ...], make: Callable[[], _Read]
    ) -> _Read:
        """What is made of some parts of a story, while all of them are equal to those of the last build.

        Args:
            kind: What is made.
            name: Of what, as an id.
            parts: All that it rests on, compared by value; none of it, nor what is made, may be changed.
            make: Makes it.
        """
        key = (kind, name)
        known = self._now.get(key) or self._before.get(key)
        if known is None or known[0] != parts:
            known = (parts, make())
        self._now[key] = known
        found: _Read = known[1]
        return found

    def of_two(self, ask: Callable[[_One, _One], _Read], one: _One, other: _One) -> _Read:
        """What is asked of two of the same things as in the last build, and of nothing else."""
        return self.of_parts("two", (ask, id(one), id(other)), (one, other), partial(ask, one, other))

    def same(self, kind: str, name: str, value: _Read) -> _Read:
        """A value, or the equal one of the last build: what was made of that is found by its identity."""
        return self.of_parts(kind, name, (value,), lambda: value)
