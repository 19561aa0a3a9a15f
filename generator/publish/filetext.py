"""Where an article's words stand in its file, counted in characters: for those who read the file and not the site."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from generator.model import Article


class FileText:
    """An article's file as text, decoded with its ``encoding``; a byte order mark is no part of it."""

    def __init__(self, article: Article, spans: Iterable[tuple[int, int]]) -> None:
        """Decode the file once.

        Args:
            article: The article.
            spans: The spans of its text that will be asked for.
        """
        self._article = article
        bounds = {bound for start, end in spans for bound in article.original(start, end)}
        decoder = codecs.getincrementaldecoder(article.seed.encoding)("replace")
        pieces, at, size = list[str](), 0, 0
        self._points: dict[int, int] = {}
        for bound in sorted(bounds):
            pieces.append(decoder.decode(article.seed.raw[at:bound]))
            at, size = bound, size + len(pieces[-1])
            self._points[bound] = size
        pieces.append(decoder.decode(article.seed.raw[at:], final=True))
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text`` that ``article.text[start:end]`` came from, the end excluded."""
        first, last = self._article.original(start, end)
        return self._points[first], self._points[last]
