"""How the sources call things: counts of terms and spellings, and terms the site may only quote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model import Article, TermCount

_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"')


def term_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds whole terms, longest first, letter case aside."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(term) for term in ordered)})(?!\w)", re.IGNORECASE)


def count_terms(
    articles: Sequence[Article], terms: Sequence[str], quote_only: Sequence[str] = ()
) -> tuple[TermCount, ...]:
    """How often each article has each term; a longer term is not counted again as a shorter one.

    Args:
        articles: In the story's order; ``counts`` follows it.
        terms: In the order wanted; ``quote_only`` terms come after them.
        quote_only: Terms that the site itself may only quote.
    """
    every = tuple(dict.fromkeys([*terms, *quote_only]))
    if not every:
        return ()
    pattern, forbidden = term_pattern(every), {term.casefold() for term in quote_only}
    found = [[match.group().casefold() for match in pattern.finditer(article.text)] for article in articles]
    return tuple(
        TermCount(
            term=term,
            counts=tuple(words.count(term.casefold()) for words in found),
            quote_only=term.casefold() in forbidden,
        )
        for term in every
    )


def outside_quotation_marks(text: str) -> str:
    """The text with everything between quotation marks blanked out."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def inside_quotation_marks(text: str) -> tuple[str, ...]:
    """The words between quotation marks, in order."""
    return tuple(match.group()[1:-1] for match in _QUOTED.finditer(text))
