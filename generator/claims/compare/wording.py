"""The words in which the sources differ for the same thing, and the site's own voice against them.

Two ways: a documented list of terms that carry a judgment (``data/loaded_terms.toml``, where the criteria stand), and
what the sources themselves put before or after the same name ("the X-led Y", "the terrorist organization Y").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.claims.compare.story_names import Names, names_of
from generator.claims.kept import Kept
from generator.claims.terms import count_terms
from generator.data import table
from generator.language.lexicon import listed
from generator.language.phrases import Token, tokens
from generator.model import AnnotatedArticle, Article, TermCount, WordingRow

# A name is described by this many words before it at most ("the Western-backed interim").
_DESCRIPTION = 3
_DESCRIPTIONS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing that the list has terms for.

    Attributes:
        criterion: Why its loaded terms are listed: ``label``, ``verdict`` or ``voice``.
    """

    name: str
    criterion: str
    loaded: tuple[str, ...]
    plain: tuple[str, ...]


def found_wording(
    articles: Sequence[AnnotatedArticle], names: Names | None = None, kept: Kept | None = None
) -> tuple[WordingRow, ...]:
    """Terms for the same thing that the sources use differently, with counts per source.

    Rows of the list first, in its order, then names that the sources describe differently, in the order of the
    alphabet. A row has at least one loaded term, or at least two descriptions, and its counts differ between sources.
    """
    texts = [item.article for item in articles]
    if len(texts) < 2:
        return ()
    rows = (_row(thing, texts) for thing in contested_things())
    described = _described(articles, names_of(articles) if names is None else names, kept or Kept())
    return (*filter(None, rows), *described)


def _row(thing: Thing, texts: Sequence[Article]) -> WordingRow | None:
    """The terms for a thing that the texts use, where one of them is loaded and some text does without it."""
    counts = [
        term
        for term in count_terms(texts, (*thing.loaded, *thing.plain))
        # "Liberation" that never stands in small letters belongs to a name.
        if sum(term.counts) and any(term.term in article.text for article in texts)
    ]
    loaded = {term.casefold() for term in thing.loaded}
    if any(term.term.casefold() in loaded for term in counts) and _uneven(counts):
        return WordingRow(thing=thing.name, terms=tuple(counts))
    return None


def _uneven(terms: Sequence[TermCount]) -> bool:
    """Whether some source does without a term that another has."""
    return any(min(term.counts) == 0 for term in terms)


@functools.cache
def contested_things() -> tuple[Thing, ...]:
    """The things of the list, in its order."""
    return tuple(
        Thing(
            name=row["name"],
            criterion=row["criterion"],
            loaded=tuple(row["loaded"]),
            plain=tuple(row["plain"]),
        )
        for row in table("loaded_terms")["thing"]
    )


def _described(articles: Sequence[AnnotatedArticle], names: Names, kept: Kept) -> Iterator[WordingRow]:
    """Names that different sources describe in different words."""
    counts: dict[str, dict[str, list[int]]] = {}
    for number, item in enumerate(articles):
        read = functools.partial(_all_descriptions, item.article, names)
        for name, words in kept.read("descriptions", item, names.of(item.article), read):
            by_words = counts.setdefault(name, {})
            by_words.setdefault(words, [0] * len(articles))[number] += 1
    for name, by_words in sorted(counts.items()):
        users = {tuple(count > 0 for count in row) for row in by_words.values()}
        if len(by_words) > 1 and len(users) > 1:
            ordered = sorted(by_words, key=lambda words: (-sum(by_words[words]), words))
            yield WordingRow(
                thing=name if len(name) > 4 else name.upper(),
                terms=tuple(
                    TermCount(term=words, counts=tuple(by_words[words]))
                    for words in ordered[:_DESCRIPTIONS_SHOWN]
                ),
            )


def _all_descriptions(article: Article, names: Names) -> tuple[tuple[str, str], ...]:
    """The described names of an article with their words."""
    sentences = (tokens(article.text, part.start, part.end) for part in article.sentences)
    return tuple(found for part in sentences for found in _descriptions(part, names, article.text))


def _descriptions(sentence: Sequence[Token], names: Names, text: str) -> Iterator[tuple[str, str]]:
    """The names of a sentence that have a judging or classing word before them, and the words with the name."""
    if _before_names().isdisjoint([token.key for token in sentence]):
        return
    found = names.read(sentence)
    for number, (first, stop, known) in enumerate(found):
        if number and found[number - 1][1] == first:
            continue
        last, name = stop, known
        for begin, end, following in found[number + 1 :]:
            if begin != last:
                break
            last, name = end, following
        begin = _description(sentence, first)
        if begin < first:
            yield name, text[sentence[begin].start : sentence[last - 1].end]


def _description(sentence: Sequence[Token], first: int) -> int:
    """Where the description before a name begins; the name's own place where there is none."""
    for back in range(1, _DESCRIPTION + 1):
        at = first - back
        if at < 0 or sentence[at].mark or sentence[at].key in listed("same_words", "stop"):
            return first
        classing = sentence[at].key in _judging()
        joined = sentence[at].key in listed("comparison", "names", "ties")
        if classing and sentence[at].key == sentence[at].text:
            return at
        if joined and at > 0 and sentence[at - 1].end + 1 == sentence[at].start:
            return at - 1
    return first


@functools.cache
def _before_names() -> frozenset[str]:
    """The words of which every description has one."""
    return _judging() | listed("comparison", "names", "ties")


@functools.cache
def _judging() -> frozenset[str]:
    """Single words of the list, loaded and plain, that name a kind of group or person."""
    return frozenset(
        word
        for thing in contested_things()
        if thing.criterion in ("label", "verdict")
        for word in (*thing.loaded, *thing.plain)
        if " " not in word
    ) | listed("comparison", "names", "classing")
