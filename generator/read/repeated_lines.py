"""Lines that stand in several articles of a story: the articles in, such lines out, folded.

A footer or a reader's notice that every page of an outlet carries is no corroboration. What two articles share because
the one prints the other's text is no such line: there many stand together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set

from generator.known import once
from generator.language.tokens import QUOTATION_MARKS
from generator.model import Article, BlockKind
from generator.read import word_lists
from generator.read.short_names import ends_sentence

_FIGURES = re.compile(r"\d+")
# Longer blocks are paragraphs of a report that two outlets print.
_WORDS_AT_MOST = 40
# So many articles have it; of two, one may have copied the other, unless they share little else.
_ARTICLES_AT_LEAST = 3
_OF_TWO_AT_MOST = 3
# And so many of a story's articles, or of one outlet's.
_OF_ALL = 0.5
# It stands among so many last blocks of each.
_EDGE = 3
# More of an article than this share is its text, whoever else has it.
_SHARE = 0.75


def _may_stand(lines: Sequence[str], number: int, counts: Mapping[str, int]) -> bool:
    """Whether a line is short, at an end of its article, and shares nothing else beside it."""
    short = _at_end(number, len(lines)) and len(lines[number].split()) <= _WORDS_AT_MOST
    return short and not _in_a_run(lines, number, counts)


def standing_lines(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """Which lines of each article stand in others too, at their ends and with nothing else shared beside them.

    Args:
        articles: The story's.

    Returns:
        Folded lines by the article's id; articles without any are left out.
    """
    blocks = {article.id: _folded(article) for article in articles}
    found: dict[str, set[str]] = {article.id: set() for article in articles}
    for shelf in (articles, *_by_outlet(articles)):
        counts = _counts([blocks[article.id] for article in shelf])
        least = max(_ARTICLES_AT_LEAST, _OF_ALL * len(shelf))
        for article in shelf:
            lines = blocks[article.id]
            in_two = _enough_in_two(article, lines, counts, one_outlet=shelf is not articles)
            for number, line in enumerate(lines):
                enough = counts[line] >= (2 if line in in_two else least)
                if enough and _may_stand(lines, number, counts):
                    found[article.id].add(line)
    return {name: frozenset(lines) for name, lines in found.items() if _is_little(lines, blocks[name])}


def _counts(articles: Sequence[Sequence[str]]) -> Counter[str]:
    """How many of the articles have each line."""
    return Counter(line for lines in articles for line in dict.fromkeys(lines))


def _enough_in_two(
    article: Article, lines: Sequence[str], counts: Mapping[str, int], *, one_outlet: bool
) -> Set[str]:
    """The lines that it is enough for one other article to have: none where it has much of this one."""
    shared = sum(counts[line] > 1 for line in set(lines) - {""})
    return _of_the_page(article, one_outlet=one_outlet) if shared <= _OF_TWO_AT_MOST else frozenset()


@once
def _of_the_page(article: Article, *, one_outlet: bool) -> frozenset[str]:
    """The lines that two articles may share without the one being a copy.

    They speak to the reader in nobody's quoted words, or, of one outlet's articles, are no sentence.
    """
    reader = word_lists.listed("furniture", "to_readers")
    texts = (article.text[block.start : block.end] for block in article.blocks)
    return frozenset(
        folded_line(text)
        for text in texts
        if not any(mark in text for mark in QUOTATION_MARKS.replace("'", "").replace("’", ""))
        and (not reader.isdisjoint(word_lists.words(text)) or (one_outlet and not ends_sentence(text)))
    )


def _by_outlet(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles of each outlet that is known."""
    found: dict[str, list[Article]] = {}
    for article in articles:
        if article.publisher:
            found.setdefault(article.publisher, []).append(article)
    return list(found.values())


def _is_little(lines: Set[str], blocks: Sequence[str]) -> bool:
    """Whether lines are a small part of an article: of two copies of one text nothing is left out."""
    if not lines:
        return False
    standing = sum(len(line.split()) for line in blocks if line in lines)
    if len(lines) == 1 and len([line for line in blocks if line]) > 1:
        return True
    return standing <= _SHARE * sum(len(line.split()) for line in blocks)


@once
def _folded(article: Article) -> Sequence[str]:
    """The article's blocks as words, its headline left out: it may be another's too."""
    return [
        "" if block.kind is BlockKind.HEADLINE else folded_line(article.text[block.start : block.end])
        for block in article.blocks
    ]


def folded_line(text: str) -> str:
    """A line as it is compared: its words without case, figures and names of days and months as one sign.

    >>> folded_line("Page 3, Monday 4 May 2026") == folded_line("Page 12, Sunday 17 April 2026")
    True
    """
    days = word_lists.listed("date_lines", "months") | word_lists.listed("date_lines", "weekdays")
    plain = _FIGURES.sub("0", word_lists.plain(text))
    return " ".join("0" if word in days else word for word in plain.split())


def _at_end(number: int, size: int) -> bool:
    """Whether a block is among the last: what several outlets print first is an agency's report."""
    return number > 0 and number >= size - _EDGE


def _in_a_run(lines: Sequence[str], number: int, counts: Mapping[str, int]) -> bool:
    """Whether long blocks beside a line are shared as well: then the text is another's."""
    beside = [*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3]]
    return any(counts[line] > 1 and len(line.split()) > _WORDS_AT_MOST // 2 for line in beside if line)
