"""How sure an edited claim may sound: no surer and no sharper than the words and the people behind it.

Dates, doubt, bounds of numbers and denials are kept; who is said to agree or to confirm must do so in the evidence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from generator.annotate.dates import read_dates
from generator.catalog import WEEKDAY_NAMES
from generator.claims.terms import outside_quotation_marks, term_pattern, terms
from generator.data import table
from generator.diagnostics import Diagnostic, error, warning
from generator.edtf_words import format_edtf
from generator.language.lexicon import verbs
from generator.language.numbers import cardinals
from generator.language.tokens import LONG_LETTERS
from generator.model import Claim, ClaimStatus, Edtf, Evidence, Modality, Timex, VoucherKind

_OWN_EYES = (VoucherKind.OWN_VOICE, VoucherKind.EYEWITNESS, VoucherKind.COMPUTED)
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[;:—–.!?]\s|,\s|\s(?:but|although|though|while|whereas|and)\s")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?![\w])")
# Lists that verbs belong to as well, by their role.
_ROLES = {"attributing": "attributes", "denying": "negates", "denial": "denies"}
_SHARED_OF_A_DENIAL = 2
Hedge = Callable[[str], str]
"""The hedging word of a clause, or ``""``."""


def check_certainty(
    path: str, claim: Claim, dates: Sequence[Edtf], labels: Sequence[str], as_of: Edtf | None
) -> Iterator[Diagnostic]:
    """Dates sharper than the evidence, wording stronger than the vouchers, hedges dropped, agreement without ground.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        dates: Every date read in its evidence, and those worked out from them.
        labels: What the site calls its sources.
        as_of: The information cut-off, from which dates without a year are read.
    """
    yield from _sharper_dates(path, claim, dates, as_of)
    yield from _weaker_vouchers(path, claim, labels)
    yield from _independence(path, claim)
    yield from check_hedges(path, claim)
    yield from check_agreement(path, claim, len(labels))


def _sharper_dates(
    path: str, claim: Claim, dates: Sequence[Edtf], as_of: Edtf | None
) -> Iterator[Diagnostic]:
    for timex in read_dates(outside_quotation_marks(claim.text), (), as_of):
        if not _names_days(timex) or any(_within(known, timex.edtf) for known in dates):
            continue
        wider = [known for known in dates if _within(timex.edtf, known)]
        if wider:
            message = f'claim "{claim.id}" says "{timex.text}", which is sharper than its evidence'
            read = "; ".join(dict.fromkeys(format_edtf(known) for known in wider))
            remedy = "Say the date as widely as the source does, or `accept:` the check with the reason."
            yield error(path, claim.line, "date-sharper", message, f"The evidence allows: {read}.", remedy)


def _names_days(timex: Timex) -> bool:
    """Whether an expression of the site names days of the calendar by figures."""
    return bool(timex.edtf and timex.day_given and _DIGIT.search(timex.text)) and (
        timex.modality is Modality.ASSERTED and not timex.value.startswith(("P", "X"))
    )


def _within(inner: Edtf | None, outer: Edtf | None) -> bool:
    """Whether every day that one date names is among those of the other."""
    if inner is None or outer is None:
        return False
    (first, last), (start, end) = _ends(inner), _ends(outer)
    return (
        start is not None
        and end is not None
        and first is not None
        and last is not None
        and (start <= first and last <= end)
    )


def _ends(edtf: Edtf) -> tuple[date | None, date | None]:
    """First and last day named; "since 3 May" and "by 3 May" name that day."""
    return edtf.earliest or edtf.latest, edtf.latest or edtf.earliest


def _weaker_vouchers(path: str, claim: Claim, labels: Sequence[str]) -> Iterator[Diagnostic]:
    """A claim told flatly, while every article attributes it to somebody else."""
    carrying = claim.carrying
    if claim.status is not ClaimStatus.REPORTED or not carrying:
        return
    if any(item.voucher.kind in _OWN_EYES for item in carrying) or says_who(claim.text, carrying, labels):
        return
    who = ", ".join(dict.fromkeys(item.voucher.source or "a headline alone" for item in carrying))
    yield warning(
        path, claim.line, "voucher-weaker",
        f'claim "{claim.id}" is told as a fact, but its articles only report it',
        f"They attribute it to: {who}.",
        "Say in the text who says so, or `accept:` the check with the reason.",
    )  # fmt: skip


def says_who(text: str, evidence: Sequence[Evidence], labels: Sequence[str]) -> bool:
    """Whether a statement lays what it says to somebody: an article, a speaker, whoever stands behind its evidence."""
    own = outside_quotation_marks(text)
    if term_pattern([*table("claim_words")["attributing"], *verbs("attributes"), *labels]).search(own):
        return True
    named = {
        word for item in evidence for word in LONG_LETTERS.findall(item.voucher.source) if word[0].isupper()
    }
    return bool(named & set(LONG_LETTERS.findall(own)))


def _independence(path: str, claim: Claim) -> Iterator[Diagnostic]:
    """Confirmation claimed, where no quotation speaks of one: that two articles say the same is no ground."""
    words = {*table("claim_words")["independence"], *verbs("confirms")}
    found = term_pattern(words).search(outside_quotation_marks(claim.text))
    evidence = " ".join(item.quote.exact for item in claim.evidence)
    if found and not term_pattern(words).search(evidence):
        message = f'claim "{claim.id}" says "{found.group()}", which none of its evidence does'
        why = "That several articles say the same does not make it confirmed."
        remedy = "Say how many articles report it, or quote the words that confirm it."
        yield error(path, claim.line, "independence-unsupported", message, why, remedy)


# ---------------------------------------------------------------- hedges


def check_hedges(path: str, claim: Claim) -> Iterator[Diagnostic]:
    """Warn of a hedge that every supporting quotation has and the claim has no word for.

    Doubt may be told in other words of doubt, or by naming who says it; a number or a day keeps its own bound.
    """
    quotes = [" ".join(item.quote.exact.split()) for item in claim.carrying]
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
    if not claim.status.doubtful:
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


def _is_bounded(text: str) -> bool:
    """Whether anything bounds a number of a statement."""
    if _pattern("bounds_anywhere").search(text):
        return True
    return any(_bound_before(text, start) for _, start, _ in _numbers(text))


def _bounds(own: str, quotes: Sequence[str]) -> Iterator[str]:
    """Bounds that stand at a number wherever the quotations have it."""
    if _is_bounded(own):
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
    for day in WEEKDAY_NAMES:
        if not re.search(rf"\bon {day}\b", own):
            continue
        told = [found for quote in quotes for found in re.finditer(rf"(?:\b({off}) )?\b{day}\b", quote)]
        if told and all(found.group(1) for found in told):
            yield told[0].group()


# ---------------------------------------------------------------- agreement


def check_agreement(path: str, claim: Claim, articles: int) -> Iterator[Diagnostic]:
    """Warn of "both articles say" and the like, where the supporting evidence is not of so many."""
    carrying = claim.carrying
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
    agreeing = "|".join(sorted(verbs("agrees")))
    return re.compile(
        r"\b(?P<many>both(?: of)?(?: the)?|all(?: of)?(?: the)?) "
        rf"(?P<who>(?:[a-z-]{{2,20}} )?[a-z-]{{2,20}}s) (?:{agreeing})\b",
        re.IGNORECASE,
    )


@functools.cache
def _pattern(*lists: str) -> re.Pattern[str]:
    words = [word for name in lists for word in table("claim_words")[name]]
    return term_pattern([*words, *(word for name in lists if name in _ROLES for word in verbs(_ROLES[name]))])
