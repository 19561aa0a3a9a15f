"""How much of each article the site shows: every word once, on whatever page or in whatever file it stands.

Comes in: a story and what cites its articles. Goes out: for each article how far its excerpts may reach around the
words that statements quote, so that the editor's limit is kept where it can be, and the words that are shown then;
where they stand in its file, counted in characters, for those who read the file and not the site.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.catalog import _
from generator.claims.coverage import hidden_spans, quoted_windows, share_of, words_in
from generator.claims.kept import Kept
from generator.language.spans import Covered
from generator.model import AnnotatedArticle, Article, Attribution, Coverage, Evidence, Story
from generator.publish.page_index import Cited


class Reach(IntEnum):
    """What of an article is shown besides the words that statements quote; each leaves out more than the one before."""

    ALL = 0
    """Also the sentences that no statement takes up."""
    CONTEXT = 1
    """The quoted words in their whole sentences, with some words around them."""
    WORDS = 2
    """The quoted words alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the site shows of an article.

    Attributes:
        reach: How far its excerpts reach.
        spans: Everything of its text that is shown.
        words: How many words that is.
        of: How many the article has.
        limit: Percent of them that may be shown; ``None`` for all.
        full: Whether the article's page has all of it.
    """

    reach: Reach
    spans: Covered
    words: int
    of: int
    limit: int | None
    full: bool = False

    @property
    def percent(self) -> int:
        """The share, rounded to the nearest percent."""
        return share_of(self.words, self.of)

    @property
    def phrase(self) -> str:
        """How many words of the article are shown."""
        return _(
            "{part} of {whole} ({percent} percent)", part=self.words, whole=self.of, percent=self.percent
        )

    def has(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether all of these stretches are shown."""
        return all(self.spans.holds(start, end) for start, end in spans)

    def has_words(self, text: str, start: int, end: int) -> bool:
        """Whether all words of a stretch of the article's text are shown."""
        first = max(start, 0)
        return all(self.spans.touches(first + low, first + high) for low, high in words_in(text[first:end]))


def shown_of(
    story: Story, cited: Mapping[str, Sequence[Cited]], kept: Kept | None = None
) -> dict[str, Shown]:
    """What the site shows of each article, by its id.

    Args:
        story: The story.
        cited: Everything that cites each article, as ``page_index.cited_by_article`` finds it.
        kept: What earlier builds made of the story.
    """
    kept = kept or Kept()
    return {
        item.article.id: _kept(kept, story, item, coverage, cited[item.article.id])
        for item, coverage in zip(story.articles, story.coverage, strict=True)
    }


def _kept(
    kept: Kept, story: Story, item: AnnotatedArticle, coverage: Coverage, cited: Sequence[Cited]
) -> Shown:
    """What is shown of an article, made anew only where what it rests on has changed."""
    name = item.article.id
    evidence = tuple(part for part, _at, _text in cited)
    limit, full = story.quote_limits.get(name), name in story.full_text
    parts = (item, coverage, evidence, limit, full, story.only_edited)
    return kept.of_parts(
        "shown", name, parts, lambda: _shown(story, item, coverage, evidence, limit, full=full)
    )


def _shown(
    story: Story,
    item: AnnotatedArticle,
    coverage: Coverage,
    cited: Sequence[Evidence],
    limit: int | None,
    *,
    full: bool,
) -> Shown:
    """The furthest reach with which an article's limit is kept, or the shortest."""
    article = item.article
    words = words_in(article.text)
    found = None
    for reach in Reach:
        spans = Covered(_spans(story, item, coverage, cited, reach, full=full))
        shown = sum(spans.touches(*word) for word in words)
        found = Shown(reach=reach, spans=spans, words=shown, of=len(words), limit=limit, full=full)
        if limit is None or shown * 100 <= limit * len(words):
            break
    assert found is not None  # noqa: S101 - there is a reach
    return found


def _spans(
    story: Story,
    item: AnnotatedArticle,
    coverage: Coverage,
    cited: Sequence[Evidence],
    reach: Reach,
    *,
    full: bool,
) -> Iterator[tuple[int, int]]:
    article = item.article
    hidden = hidden_spans(coverage)
    yield from ((part.position.start, part.position.end) for part in cited)
    for block in article.blocks if full else ():
        yield from hidden.left(block.start, block.end)
    if reach is Reach.WORDS:
        return
    for block in article.blocks:
        yield from quoted_windows(article, block, cited, hidden)
    if reach is Reach.ALL:
        yield from _open_spans(story, item, coverage)


def _open_spans(story: Story, item: AnnotatedArticle, coverage: Coverage) -> Iterator[tuple[int, int]]:
    """What no statement takes up, and what is attributed to somebody, but for what an editor hides."""
    if not story.only_edited:
        yield from ((sentence.start, sentence.end) for sentence in coverage.open)
    hides = hidden_spans(coverage, also_open=story.only_edited)
    for part in item.attributions:
        spans = *sentences_around(item.article, part), (part.start, part.end)
        if not any(hides.touches(*span) for span in spans):
            yield from spans


def sentences_around(article: Article, part: Attribution) -> list[tuple[int, int]]:
    """The spans of the sentences that a passage touches."""
    return [
        (sentence.start, sentence.end)
        for sentence in article.sentences
        if part.start < sentence.end and sentence.start < part.end
    ]


class FileText:
    """An article's file as text, decoded with its ``encoding``; a byte order mark is no part of it."""

    def __init__(self, article: Article, spans: Iterable[tuple[int, int]]) -> None:
        """Decode the file once."""
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
