"""The terms of a text: found whole, counted in each article, blanked in quotation marks, or reduced to what tells.

The telling words of a text are those that are not common, in a form in which their inflections meet.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from generator.data import table
from generator.known import once
from generator.language.tokens import QUOTATION_MARKS, WORDS, quoted_spans
from generator.model import Article, RemovalReason, TermCount

_SAID_AGAIN = (RemovalReason.REPEATED_HEADLINE, RemovalReason.REPEATED_CAPTION)
_ENDINGS = ("ings", "ing", "ed", "es", "s")
_SHORTEST = 4


@functools.lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """The telling words of a text, each once, in order of first use.

    >>> terms("The strikes stopped at the port, said the ports' union.")
    ('strik', 'stopp', 'port', 'union')
    """
    return tuple(dict.fromkeys(filter(None, map(_term, WORDS.findall(text)))))


@functools.lru_cache(maxsize=65536)
def _term(written: str) -> str:
    """A telling word without its most usual endings: crude, and the same for every use of it; ``""`` for others."""
    word = written.casefold().replace("’", "'")
    if len(word) <= 2 or word in common_words():
        return ""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and not word.endswith("ss"):
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e") if len(word) > _SHORTEST else word


@functools.cache
def common_words() -> frozenset[str]:
    """Words that tell nothing about a text's subject."""
    return frozenset(table("common_words")["words"])


# ---------------------------------------------------------------- whole terms


def term_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whole terms, longest first, letter case aside."""
    return _compiled(tuple(sorted(terms, key=lambda term: (-len(term), term))))


class SearchedText:
    """A text in which many lists of terms are looked for."""

    def __init__(self, text: str) -> None:
        """Fold the text's letters once for all lists."""
        self._text = text
        self._letters = _letters(text)

    def has_term(self, terms: Iterable[str]) -> bool:
        """Whether it has one of the terms, whole and letter case aside."""
        # A look for letters is some ten times as fast as the pattern, and most texts have none of most terms.
        found = [term for term in terms if _letters_of(term) in self._letters]
        return bool(found) and term_pattern(found).search(self._text) is not None


def _letters(text: str) -> str:
    """The text as a pattern that minds no letter case takes its letters: nothing is found that is not in here."""
    # The Turkish letters a pattern takes for an "i", and folding does not.
    return text.replace("İ", "i").replace("ı", "i").casefold()


_letters_of = functools.lru_cache(maxsize=8192)(_letters)


@functools.lru_cache(maxsize=8192)
def _compiled(ordered: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(term) for term in ordered)})(?!\w)", re.IGNORECASE)


def count_terms(
    articles: Sequence[Article], terms: Sequence[str], quote_only: Sequence[str] = ()
) -> tuple[TermCount, ...]:
    """How often each article's file has each term as whole words, within longer terms too.

    What cleaning left out because the file says it twice, its headline or a caption, is counted as it stands there;
    notices and other lines that are not the article's are not.

    Args:
        articles: In the story's order; ``counts`` follows it.
        terms: In the order wanted; ``quote_only`` terms come after them.
        quote_only: Terms that the site itself may only quote.
    """
    every = tuple(dict.fromkeys([*terms, *quote_only]))
    if not every:
        return ()
    forbidden = {term.casefold() for term in quote_only}
    return tuple(
        TermCount(
            term=term,
            counts=tuple(_count(article, term) for article in articles),
            quote_only=term.casefold() in forbidden,
        )
        for term in every
    )


@once
def _count(article: Article, term: str) -> int:
    """How often an article's file has a term."""
    text, letters = _as_in_the_file(article)
    wanted = _letters_of(term)
    # Where the letters stand is found some ten times as fast as the pattern finds it.
    count, at = 0, letters.find(wanted)
    if at < 0:
        return 0
    pattern = term_pattern([term])
    if len(letters) != len(text):
        return len(pattern.findall(text))
    while at >= 0:
        match = pattern.match(text, at)
        count += match is not None
        at = letters.find(wanted, match.end() if match else at + 1)
    return count


@once
def _as_in_the_file(article: Article) -> tuple[str, str]:
    """An article's text and what of it stands in the file again, a block a line; and the same for a first look."""
    again = (block.text for block in article.removed if block.reason in _SAID_AGAIN)
    text = "\n".join([article.text, *(" ".join(text.split()) for text in again)])
    return text, _letters(text)


def outside_quotation_marks(text: str) -> str:
    """The text with everything between quotation marks blanked out."""
    for start, end in quoted_spans(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def inside_quotation_marks(text: str) -> tuple[str, ...]:
    """The words between quotation marks, in order.

    >>> inside_quotation_marks("They call it «a hoax», ‘a lie’ or the workers' “last")
    ('a hoax', 'a lie', 'last')
    """
    return tuple(text[start:end].strip(QUOTATION_MARKS) for start, end in quoted_spans(text))


def share_in_common(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words that two passages have in common, of the smaller one's, from 0 to 1."""
    left, right = set(one), set(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
