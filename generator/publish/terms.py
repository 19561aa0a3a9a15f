"""Terms explained where they first stand on a page: names that an editor explains, articles with a note on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog import _
from generator.model import Evidence, Story

_QUOTED = re.compile(r"(“[^”]*”)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A name with what is said of it.

    Attributes:
        words: Its spellings.
        text: The explanation, in the site's words.
        evidence: What carries it.
        article: Id of the article that the term is the label of, or ``""``.
    """

    words: tuple[str, ...]
    text: str
    evidence: tuple[Evidence, ...] = ()
    article: str = ""


def terms_of(story: Story) -> tuple[Term, ...]:
    """The story's terms: its editor's, and the labels of articles with a note."""
    return (*_explained(story), *_labels(story))


def _explained(story: Story) -> Iterator[Term]:
    for name in story.names:
        words = tuple(dict.fromkeys((name.name, *(item.term for item in name.spellings))))
        if name.about:
            yield Term(words=words, text=name.about.text, evidence=name.about.evidence)
        elif name.unexplained:
            yield Term(words=words, text=_("Not explained in the articles."))


def _labels(story: Story) -> Iterator[Term]:
    for item in story.articles:
        if story.edited and (note := story.source_notes.get(item.article.id)):
            yield Term(words=(item.article.label,), text=note, article=item.article.id)


class TermFinder:
    """Finds the first place of each term in the texts of one page, outside quotations."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._by_word = {word: number for number, term in enumerate(terms) for word in term.words}
        longest_first = sorted(self._by_word, key=len, reverse=True)
        self._pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?![\w-])" for word in longest_first))
        self._seen: set[int] = set()

    def pieces(self, text: str) -> Iterator[tuple[str, int | None]]:
        """The text in pieces; with a piece that is a term, there for the first time, the term's number.

        >>> finder = TermFinder((Term(words=("SDF",), text="A force."),))
        >>> list(finder.pieces("“the SDF” and the SDF, SDF"))
        [('“the SDF”', None), (' and the ', None), ('SDF', 0), (', SDF', None)]
        """
        for index, part in enumerate(_QUOTED.split(text)):
            at = 0
            for match in self._pattern.finditer(part) if self._by_word and not index % 2 else ():
                number = self._by_word[match[0]]
                if number not in self._seen:
                    self._seen.add(number)
                    yield part[at : match.start()], None
                    yield match[0], number
                    at = match.end()
            if part[at:]:
                yield part[at:], None
