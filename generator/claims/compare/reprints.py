"""Articles that are one text printed twice, in whole or in part: their words count as one source.

Sentences are compared by their words alone. A pair of articles is looked at only when they share a rare sequence of
words, so that the cost grows with the number of articles and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from generator.catalog import _
from generator.diagnostics import Diagnostic, warning
from generator.known import once
from generator.language.phrases import tokens
from generator.model import AnnotatedArticle, Article, Reprint, Sentence

# Words of a sequence that hardly two writers choose alike.
_SHINGLE = 6
# A sequence in more articles than this is a phrase or a notice; pairs are then taken from neighbors only.
_NEIGHBORS = 6
# A sentence is the same when this share of its sequences stands in the other article.
_SENTENCE = 0.6
# An article is a reprint when this share of its sentences is the same; less suffices where both name an agency.
_ARTICLE = 0.6
_WITH_CREDIT = 0.45
# A file is another's article over again when this share of its sentences is the same.
_TWICE = 0.9
# Shorter sentences are the same by chance.
_WORDS_AT_LEAST = 8
_SENTENCES_AT_LEAST = 2


def reprints(articles: Sequence[AnnotatedArticle]) -> tuple[Reprint, ...]:
    """Find articles that share most of their sentences, in the order of the articles.

    Each article is a reprint of one other at most: the fullest it shares its text with, or of two as long the earlier
    published, or the first.
    """
    texts = [item.article for item in articles]
    sentences = [_by_sentence(article) for article in texts]
    shingles = [_all_of(article) for article in texts]
    found: dict[int, tuple[float, Reprint]] = {}
    for i, j in _pairs(shingles):
        for copy, original in _in_order(texts, i, j):
            reprint = _compare(texts[copy], texts[original], sentences[copy], shingles[original])
            if reprint is None:
                continue
            share = reprint.same / reprint.sentences
            if original not in found and (copy not in found or found[copy][0] < share):
                found[copy] = (share, reprint)
            break
    return tuple(found[i][1] for i in sorted(found))


def independent(article_ids: Sequence[str], found: Sequence[Reprint]) -> tuple[str, ...]:
    """The articles that count as sources of their own: a reprint stands behind the one it reprints.

    >>> independent(["a", "b"], [Reprint(article_id="b", original_id="a", same=9, sentences=9)])
    ('a',)
    """
    original = {item.article_id: item.original_id for item in found}
    return tuple(dict.fromkeys(_root(name, original) for name in article_ids))


def reprint_note(reprint: Reprint, labels: Mapping[str, str]) -> str:
    """What readers are told of a reprint; which of the two was first is seldom known.

    >>> reprint_note(Reprint(article_id="b", original_id="a", same=14, sentences=15), {"a": "A", "b": "B"})
    'B shares its text with A: 14 of 15 sentences are the same.'
    """
    copy, original = labels[reprint.article_id], labels[reprint.original_id]
    credit = " " + _("Both name {agency}.", agency=reprint.agency) if reprint.agency else ""
    return (
        _(
            "{copy} shares its text with {original}: {same} of {sentences} sentences are the same.",
            copy=copy,
            original=original,
            same=reprint.same,
            sentences=reprint.sentences,
        )
        + credit
    )


def check_twice(articles: Sequence[AnnotatedArticle], found: Sequence[Reprint]) -> Iterator[Diagnostic]:
    """Remark on two files of one article: alike to the word or nearly so, and no two outlets are named.

    Args:
        articles: The story's.
        found: Those that share their text.
    """
    by_id = {item.article.id: item.article for item in articles}
    first: dict[str, Article] = {}
    for article in by_id.values():
        if (there := first.setdefault(" ".join(article.text.split()), article)) is not article:
            yield from _twice(article, there, "has the same words")
    for item in found:
        copy, original = by_id[item.article_id], by_id[item.original_id]
        alike = " ".join(copy.text.split()) == " ".join(original.text.split())
        if item.same >= _TWICE * item.sentences and not alike:
            yield from _twice(copy, original, f"has {item.same} of its {item.sentences} sentences")


def _twice(article: Article, there: Article, what: str) -> Iterator[Diagnostic]:
    if article.publisher and there.publisher and article.publisher != there.publisher:
        return
    yield warning(
        article.seed.path, 0, "article-twice", f'"{there.seed.path}" {what}',
        "Two files of one article are one source: if they are, take one of them away.",
        "If two outlets print it, name both: `publisher:` in the front matter, or under `sources:` in story.yml.",
    )  # fmt: skip


def _root(name: str, original: Mapping[str, str]) -> str:
    seen = {name}
    while name in original and original[name] not in seen:
        name = original[name]
        seen.add(name)
    return name


@once
def _by_sentence(article: Article) -> Sequence[Sequence[int]]:
    """For each sentence of an article that is long enough, the hashes of its sequences of words."""
    found = (_of_sentence(article, sentence) for sentence in article.sentences)
    return [shingles for shingles in found if shingles]


@once
def _all_of(article: Article) -> frozenset[int]:
    return frozenset(chain.from_iterable(_by_sentence(article)))


def _of_sentence(article: Article, sentence: Sentence) -> list[int]:
    words = [token.key for token in tokens(article.text, sentence.start, sentence.end) if not token.mark]
    if len(words) < _WORDS_AT_LEAST:
        return []
    # Hashes live within one run only and never reach the output.
    return [hash(tuple(words[i : i + _SHINGLE])) for i in range(len(words) - _SHINGLE + 1)]


def _pairs(shingles: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of articles that share sequences of words, those that share most first."""
    counts = Counter(chain.from_iterable(shingles))
    several = {shingle for shingle, count in counts.items() if count > 1}
    places: dict[int, list[int]] = {}
    for number, found in enumerate(shingles):
        for shingle in found & several:
            places.setdefault(shingle, []).append(number)
    shared: dict[tuple[int, int], int] = {}
    for numbers in places.values():
        near = (
            combinations(numbers, 2)
            if len(numbers) <= _NEIGHBORS
            else [(numbers[0], other) for other in numbers[1:]]
        )
        for pair in near:
            shared[pair] = shared.get(pair, 0) + 1
    yield from (pair for pair in sorted(shared, key=lambda pair: (-shared[pair], pair)) if shared[pair] > 5)


def _in_order(texts: Sequence[Article], i: int, j: int) -> Iterator[tuple[int, int]]:
    """The pair as copy and original, the likelier way first: the shorter, later one is the copy."""
    one, other = texts[i], texts[j]

    def rank(article: Article) -> tuple[str, int]:
        edtf = article.date_published.edtf
        return (edtf.text if edtf else "9999", -len(article.sentences))

    if rank(other) < rank(one):
        yield i, j
        yield j, i
    else:
        yield j, i
        yield i, j


def _compare(
    copy: Article, original: Article, sentences: Sequence[Sequence[int]], known: frozenset[int]
) -> Reprint | None:
    """A reprint, where enough sentences of one article stand in the other.

    Args:
        copy: The article that may be a reprint.
        original: The one it may reprint.
        sentences: The hashes of the copy's sentences.
        known: Those of all of the original.
    """
    counted = len(sentences)
    same = sum(
        sum(shingle in known for shingle in shingles) >= _SENTENCE * len(shingles) for shingles in sentences
    )
    agency = _agency(copy, original)
    if same < _SENTENCES_AT_LEAST or same < (_WITH_CREDIT if agency else _ARTICLE) * counted:
        return None
    return Reprint(article_id=copy.id, original_id=original.id, same=same, sentences=counted, agency=agency)


def _agency(copy: Article, original: Article) -> str:
    """An agency that both name, or that one names and the other is published by."""
    mine = [*copy.agencies, *copy.rests_on]
    theirs = {name.casefold() for name in (*original.agencies, *original.rests_on)}
    return next((name for name in mine if name.casefold() in theirs), "")
