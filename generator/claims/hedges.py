"""What a claim may not drop of the words that carry it: doubt, bounds of numbers, denials; and who is said to agree."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence

from generator.claims.terms import terms
from generator.claims.wording import outside_quotation_marks, term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, warning
from generator.language.numbers import cardinals
from generator.model import Claim, ClaimStatus, Evidence

_CLAUSE = re.compile(r"[;:—–.!?]\s|,\s|\s(?:but|although|though|while|whereas|and)\s")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?![\w])")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OPEN = (ClaimStatus.UNCLEAR, ClaimStatus.DENIED, ClaimStatus.INFERENCE)
_SHARED_OF_A_DENIAL = 2

Hedge = Callable[[str], str]
"""The hedging word of a clause, or ``""``."""


def check_hedges(path: str, claim: Claim) -> Iterator[Diagnostic]:
    """Warn of a hedge that every supporting quotation has and the claim has no word for.

    Doubt may be told in other words of doubt, or by naming who says it; a number or a day keeps its own bound.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
    """
    quotes = [" ".join(item.quote.exact.split()) for item in claim.evidence if item.supports]
    if not quotes:
        return
    for word in dict.fromkeys(filter(None, _dropped(claim, quotes))):
        yield warning(
            path, claim.line, "hedge-dropped",
            f'claim "{claim.id}" leaves out "{word}", which its evidence says',
            "Without it the statement says more than the words that carry it.",
            "Say it as openly as the source does, or `accept:` the check with the reason.",
        )  # fmt: skip


def _dropped(claim: Claim, quotes: Sequence[str]) -> Iterator[str]:
    said = frozenset(terms(claim.text))
    if claim.status not in _OPEN:
        if not _pattern("doubt", "left_open", "attributing").search(claim.text):
            yield _hedge_of_all(quotes, said, _doubt, 1)
        if not _denies(claim.text):
            yield _hedge_of_all(quotes, said, _denial, min(_SHARED_OF_A_DENIAL, len(said)))
    own = outside_quotation_marks(claim.text)
    yield from _bounds(own, quotes)
    yield from _days(own, quotes)


def _hedge_of_all(quotes: Sequence[str], said: frozenset[str], hedge: Hedge, least: int) -> str:
    """The first hedge, where each quotation hedges the clause that has most of the claim's words; else ``""``."""
    found = []
    for quote in quotes:
        shared = [(len(said.intersection(terms(clause))), clause) for clause in _CLAUSE.split(quote)]
        most = max(number for number, _ in shared)
        if most < max(least, 1):
            continue  # What shares no word with the claim carries none of it that could be weighed.
        words = [hedge(clause) for number, clause in shared if number == most]
        if not all(words):
            return ""
        found += words
    return found[0] if found else ""


def _doubt(clause: str) -> str:
    # "May" with a capital is the month more often than the verb.
    plain = _pattern("no_doubt").sub(" ", clause).replace("May", " ")
    match = _pattern("doubt").search(plain)
    return match.group() if match else ""


def _denial(clause: str) -> str:
    if re.search(r"\b(?:until|unless)\b", clause):
        return ""
    plain = _pattern("no_denial").sub(" ", clause)
    match = _pattern("denial").search(plain) or re.search(r"\b[a-z]+n['’]t\b", plain)
    return match.group() if match else ""


def _denies(text: str) -> bool:
    return bool(_pattern("denying").search(text) or re.search(r"n['’]t\b", text))


# ---------------------------------------------------------------- numbers and days


def _bounds(own: str, quotes: Sequence[str]) -> Iterator[str]:
    """Bounds that stand at a number wherever the quotations have it."""
    bounded = _pattern("bounds_anywhere").search(own) or any(
        _bound_before(own, start) for _, start, _ in _numbers(own)
    )
    if bounded:
        return
    told = [(number, quote, start, end) for quote in quotes for number, start, end in _numbers(quote)]
    for number in dict.fromkeys(value for value, _, _ in _numbers(own)):
        at = [(quote, start, end) for value, quote, start, end in told if value == number]
        words = [(_bound_before(quote, start), quote[start:end]) for quote, start, end in at]
        if words and all(bound for bound, _ in words):
            yield " ".join(words[0])


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Each number as digits, with its start and end; written numbers but for "one", which counts nothing mostly."""
    for match in _NUMBER.finditer(text):
        yield match.group().replace(",", ""), match.start(), match.end()
    words = cardinals()
    for match in _number_words().finditer(text):
        yield str(words[match.group().casefold()]), match.start(), match.end()


@functools.cache
def _number_words() -> re.Pattern[str]:
    return term_pattern(word for word in cardinals() if word != "one")


def _bound_before(text: str, start: int) -> str:
    found = list(_pattern("bounds").finditer(text[max(0, start - 30) : start]))
    before = text[max(0, start - 30) : start]
    return found[-1].group() if found and not before[found[-1].end() :].strip(" $€£") else ""


def _days(own: str, quotes: Sequence[str]) -> Iterator[str]:
    """Days that the claim puts an event on, and every quotation before, by or after."""
    off = "|".join(map(re.escape, table("claim_words")["off_the_day"]))
    for day in _DAYS:
        if not re.search(rf"\bon {day}\b", own):
            continue
        told = [found for quote in quotes for found in re.finditer(rf"(?:\b({off}) )?\b{day}\b", quote)]
        if told and all(found.group(1) for found in told):
            yield told[0].group()


# ---------------------------------------------------------------- agreement


def check_agreement(path: str, claim: Claim, articles: int) -> Iterator[Diagnostic]:
    """Warn of "both articles say" and the like, where the supporting evidence is not of so many.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        articles: How many articles the story has.
    """
    carrying = [item for item in claim.evidence if item.supports]
    for match in _agreement().finditer(outside_quotation_marks(claim.text)):
        many, who = match["many"].casefold(), match["who"].casefold()
        if _agree(many, who, carrying, articles):
            continue
        yield warning(
            path, claim.line, "agreement-unsupported",
            f'claim "{claim.id}" says "{match.group()}", which its evidence does not bear out',
            f"It comes from: {', '.join(dict.fromkeys(item.article_id for item in carrying)) or 'no article'}.",
            "Cite each of them, say who says it, or `accept:` the check with the reason.",
        )  # fmt: skip


def _agree(many: str, who: str, carrying: Sequence[Evidence], articles: int) -> bool:
    cited = len({item.article_id for item in carrying})
    if who.rsplit(maxsplit=1)[-1] in table("claim_words")["agreeing_articles"]:
        return cited >= (articles if many.startswith("all") else 2)
    if _pattern("together").search(" ".join(item.quote.exact for item in carrying)):
        return True
    return len({item.voucher.source for item in carrying if item.voucher.source}) > 1


@functools.cache
def _agreement() -> re.Pattern[str]:
    verbs = "|".join(table("claim_words")["agreeing"])
    return re.compile(
        r"\b(?P<many>both(?: of)?(?: the)?|all(?: of)?(?: the)?) "
        rf"(?P<who>(?:[a-z-]{{2,20}} )?[a-z-]{{2,20}}s) (?:{verbs})\b",
        re.IGNORECASE,
    )


@functools.cache
def _pattern(*lists: str) -> re.Pattern[str]:
    return term_pattern(word for name in lists for word in table("claim_words")[name])
