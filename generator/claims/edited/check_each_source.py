"""Each source by itself against the statement it is cited for: what one of them says otherwise.

Comes in: a claim, the articles. Goes out: a warning for each quotation that has another number, day, name, unit,
degree, "not" or plan for the same thing. What a source only leaves out is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.annotate.dates import read_dates
from generator.claims.edited.check_context import governing
from generator.claims.edited.differing_figures import (
    differing_figures,
    differing_measures,
    differing_rates,
    differing_times,
)
from generator.claims.edited.differing_manner import (
    differing_degrees,
    differing_one_of,
    differing_opposed,
    differing_planned,
    differing_turned,
)
from generator.claims.edited.differing_parties import differing_named, differing_parties, differing_swapped
from generator.claims.edited.wordings import (
    SURE,
    Pair,
    Told,
    Wording,
    are_opposed,
    fits,
    names_inside,
    read_wording,
)
from generator.claims.evidence import normalize
from generator.claims.terms import inside_quotation_marks
from generator.diagnostics import Diagnostic, warning
from generator.language.numbers import cardinals
from generator.model import AnnotatedArticle, Claim, ClaimStatus, Edtf, Evidence, Sentence, Timex, TimexType

# So much of the shorter one's words must be the other's before they are held to speak of the same.
_SAME = 0.5
_LEAST = 1
# The same of sentences that nothing else says are of one thing.
_SURELY_ONE = 3


def check_each_source(
    path: str,
    claim: Claim,
    articles: Mapping[str, AnnotatedArticle],
    as_of: Edtf | None,
    spellings: Sequence[Sequence[str]],
) -> Iterator[Diagnostic]:
    """Warn of each quotation that says otherwise than the claim.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        articles: The story's, by id.
        as_of: The information cut-off, from which dates without a year are read.
        spellings: Names that are the same.
    """
    alike = {word.casefold(): names[0].casefold() for names in spellings for word in names}
    capitals = names_inside([claim.text, *(item.quote.exact for item in claim.evidence)])
    read = [
        (item, _quotation(item, articles[item.article_id], capitals))
        for item in claim.evidence
        if item.supports
    ]
    text = _unlabeled(claim.text, [item.article.label for item in articles.values()])
    dates = _as_quoted(_days(read_dates(text, (), as_of)), [quotation for _, quotation in read])
    statement = read_wording(text, dates, capitals)
    for item, quotation in read:
        known = tuple(other for part, other in read if part.article_id == item.article_id)
        governed = any(governing(item, articles[item.article_id].article))
        pair = _pair(statement, quotation, known, alike, governed=governed)
        if len(pair.shared) < _LEAST or pair.likeness < _SAME or _is_quoted(item, claim.text):
            continue
        found = next(_differences(pair, claim.status), None)
        if found is not None:
            article = articles[item.article_id].article
            place = f"{article.seed.path}:{article.line(item.position.start)}"
            yield warning(
                path, item.line, "evidence-differs",
                f'claim "{claim.id}" says "{found[0]}", where {article.label} says "{found[1]}"',
                f"Evidence that says otherwise does not carry the statement: {place}.",
                "Set `supports: false` on it, say what each says, or `accept:` the check with the reason.",
            )  # fmt: skip


def _is_quoted(item: Evidence, text: str) -> bool:
    """Whether a statement has these words between quotation marks: it says them as its source does."""
    words = normalize(item.quote.exact).rstrip(".,")
    return any(words in normalize(said) for said in inside_quotation_marks(text))


def _unlabeled(text: str, labels: Iterable[str]) -> str:
    """A statement without the names of the articles in it, which may hold days and numbers of their own.

    An article that is called by a bare number ("Six", its headline) is not meant where a statement counts six.
    """
    named = (label for label in labels if label.casefold() not in cardinals() and not label.isdecimal())
    for label in sorted(named, key=len, reverse=True):
        text = text.replace(label, " " * len(label))
    return text


def _as_quoted(dates: Sequence[Timex], quotations: Sequence[Wording]) -> list[Timex]:
    """The statement's dates; what it takes over from its evidence means the day that it means there."""
    known: dict[str, Timex] = {}
    for timex in (timex for quotation in quotations for timex in quotation.dates):
        known.setdefault(timex.text.casefold(), timex)
    return [replace(item, edtf=known.get(item.text.casefold(), item).edtf) for item in dates]


def sentence_differences(
    one: tuple[AnnotatedArticle, Sentence],
    other: tuple[AnnotatedArticle, Sentence],
    status: ClaimStatus,
    *,
    alike: bool,
) -> Iterator[Told]:
    """What two sentences of different articles say otherwise of the same thing, the words of each.

    Args:
        one: What a claim cites, and its article.
        other: A sentence of another article.
        status: How the claim puts what it tells.
        alike: They are known to speak of the same; else only what surely does is held against each other.
    """
    sides = (one, other)
    capitals = names_inside(item.article.text[part.start : part.end] for item, part in sides)
    statement, quotation = (_wording(item, part.start, part.end, capitals) for item, part in sides)
    pair = _pair(statement, quotation, (quotation,), {}, governed=False)
    least, share = (_LEAST, _SAME) if alike else (_SURELY_ONE, SURE)
    if len(pair.shared) >= least and pair.likeness >= share:
        yield from _differences(pair, status)


def _pair(
    statement: Wording,
    quotation: Wording,
    known: tuple[Wording, ...],
    alike: Mapping[str, str],
    *,
    governed: bool,
) -> Pair:
    return Pair(
        statement=statement, quotation=quotation, known=known, alike=alike, governed=governed,
        shared=statement.content & quotation.content, likeness=_likeness(statement, quotation),
    )  # fmt: skip


def _likeness(one: Wording, other: Wording) -> float:
    """How much of what the shorter one tells the other tells too; words that are opposed aside."""
    opposed = are_opposed(one, other)
    names = sum(any(a.keys & b.keys for b in other.names) for a in one.names)
    figures = sum(any(fits(a, b) for b in other.quantities) for a in one.quantities)
    shared = len(one.content & other.content) + names + figures
    sizes = [len(wording.content) + names + figures - opposed for wording in (one, other)]
    return shared / max(1, min(sizes))


def _quotation(item: Evidence, article: AnnotatedArticle, capitals: frozenset[str]) -> Wording:
    return _wording(article, item.position.start, item.position.end, capitals)


def _wording(article: AnnotatedArticle, start: int, end: int, capitals: frozenset[str]) -> Wording:
    """A span of an article's text, read."""
    inside = [
        replace(timex, start=timex.start - start, end=timex.end - start)
        for timex in article.timexes
        if start <= timex.start and timex.end <= end
    ]
    return read_wording(article.article.text[start:end], _days(inside), capitals)


def _days(timexes: Sequence[Timex]) -> list[Timex]:
    return [
        item
        for item in timexes
        if item.edtf is not None
        and item.type in (TimexType.DATE, TimexType.TIME)
        and item.day_given
        and not item.value.endswith("_REF")
    ]


def _differences(pair: Pair, status: ClaimStatus) -> Iterator[Told]:
    yield from differing_figures(pair)
    yield from differing_rates(pair)
    yield from differing_measures(pair)
    yield from differing_times(pair)
    if not pair.governed:
        yield from differing_turned(pair)
        yield from differing_opposed(pair)
    yield from differing_degrees(pair)
    yield from differing_one_of(pair)
    yield from differing_named(pair)
    yield from differing_parties(pair)
    yield from differing_swapped(pair)
    if not pair.governed and status in (ClaimStatus.REPORTED, ClaimStatus.PLANNED):
        yield from differing_planned(pair)
