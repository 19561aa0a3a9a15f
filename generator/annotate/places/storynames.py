"""The names that the story file settles: its places, and its people and organizations, which are no places."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from generator.model import Place


class StoryNames:
    """The spellings of the story's own places, longest first."""

    def __init__(self, places: Sequence[Place], others: Collection[str] = ()) -> None:
        """Prepare the search for every spelling of every place, and of names that are no places."""
        self._places: dict[str, Place | None] = {self._key(name): None for name in others if name}
        self._places |= {self._key(name): place for place in reversed(places) for name in place.names}
        self._upper = {self._key(name) for place in places for name in place.names if name[:1].isupper()}
        spellings = sorted((re.escape(key) for key in self._places), key=lambda key: (-len(key), key))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spellings)})(?!\w)") if spellings else None

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, Place | None]]:
        """Spans of ``text[start:end]`` that spell a place of the story, and the place; ``None`` for other names."""
        if self._pattern is None:
            return []
        sentence = text[start:end]
        found = []
        for match in self._pattern.finditer(self._key(sentence)):
            capital = sentence[match.start()].isupper()
            if capital or match.group() not in self._upper:
                found.append((start + match.start(), start + match.end(), self._places[match.group()]))
        return found

    @staticmethod
    def _key(name: str) -> str:
        """The name in a form of equal length in which case, hyphens and apostrophes do not differ."""
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in name)
        return re.sub(r"[-‐‑–\N{NO-BREAK SPACE}]", " ", lowered.replace("’", "'"))
