"""What was read of each article, for the next build of the same process: an edit touches one article of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from generator.model import AnnotatedArticle

_Read = TypeVar("_Read")


@dataclass(slots=True)
class Kept:
    """Readings of articles; one is taken again while the article is the very same and all it rests on equal."""

    _found: dict[tuple[str, str], tuple[AnnotatedArticle, Any, Any]] = field(default_factory=dict)
    _of_all: dict[str, tuple[tuple[AnnotatedArticle, ...], Any]] = field(default_factory=dict)
    _of_story: dict[str, Any] = field(default_factory=dict)

    def only(self, articles: Sequence[AnnotatedArticle]) -> None:
        """Forget what was read of other articles than these."""
        names = {item.article.id for item in articles}
        self._found = {key: known for key, known in self._found.items() if key[1] in names}

    def of_story(self, kind: str, make: Callable[[], _Read]) -> _Read:
        """What one build remembers of the whole story for the next; made by the first."""
        if kind not in self._of_story:
            self._of_story[kind] = make()
        found: _Read = self._of_story[kind]
        return found

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

    def read_all(self, kind: str, articles: Sequence[AnnotatedArticle], read: Callable[[], _Read]) -> _Read:
        """What is read of all articles together, while they are the very same.

        Args:
            kind: What is read.
            articles: The story's.
            read: Reads it.
        """
        known = self._of_all.get(kind)
        if known is None or [id(item) for item in known[0]] != [id(item) for item in articles]:
            known = (tuple(articles), read())
            self._of_all[kind] = known
        found: _Read = known[1]
        return found
