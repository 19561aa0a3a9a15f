"""Each source by itself against the statement it is cited for: what it says otherwise, and what is cut from it.

Comes in: a claim, the articles. Goes out: a warning for each quotation that has another number, day, name, unit,
degree, "not" or plan for the same thing (what a source only leaves out is no difference); an error where a cut turns
what the quoted sentence says, a warning where it drops a hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.annotate.dates import read_dates
from generator.claims.edited.check_sources import cited_sentences
from generator.claims.edited.differing_figures import (
    differing_figures,
    differing_measures,
    differing_rates,
    differing_times,
)
from generator.claims.edited.differing_manner import (
    differing_degrees,
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
from generator.claims.terms import inside_quotation_marks, outside_quotation_marks, term_pattern, terms
from generator.data import table
from generator.diagnostics import Diagnostic, error, warning
from generator.language.governing import Effect, Governor, governors, left_open, taken_back
from generator.language.lexicon import listed, verbs
from generator.language.numbers import cardinals
from generator.language.polarity import Polarity, is_negation, read_polarity
from generator.language.quantities import bound_before
from generator.language.tokens import WORDS
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimStatus,
    Edtf,
    Evidence,
    Sentence,
    Timex,
    TimexType,
    VoucherKind,
)

# So much of the shorter one's words must be the other's before they are held to speak of the same.
_SAME = 0.5
_LEAST = 1
# The same of sentences that nothing else says are of one thing.
_SURELY_ONE = 3
_SENTENCE_SHOWN = 300
_NAMELESS = re.compile(r"According to [^.;:]*, ?\Z", re.IGNORECASE)


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
        (item, _wording(articles[item.article_id], item.position.start, item.position.end, capitals))
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
    yield from differing_named(pair)
    yield from differing_parties(pair)
    yield from differing_swapped(pair)
    if not pair.governed and status in (ClaimStatus.REPORTED, ClaimStatus.PLANNED):
        yield from differing_planned(pair)


def check_context(
    path: str, claim: Claim, articles: Mapping[str, AnnotatedArticle], labels: Sequence[str]
) -> Iterator[Diagnostic]:
    """Errors and warnings for quotations that leave out what their sentences say of them."""
    told: set[tuple[str, str]] = set()
    for item in claim.evidence if not claim.status.doubtful else ():
        if not item.supports:
            continue
        for found, sentence in _lost(claim, item, articles[item.article_id].article):
            words = articles[item.article_id].article.text[sentence.start : sentence.end]
            if (found.effect, words) in told or _is_told(claim, found, labels):
                continue
            told.add((found.effect, words))
            yield _diagnostic(path, item, found, words)
            break


def _diagnostic(path: str, item: Evidence, found: Governor, words: str) -> Diagnostic:
    shown = " ".join(words.split())[:_SENTENCE_SHOWN]
    if found.effect is Effect.TURNS:
        return error(
            path, item.line, "quote-turned",
            f'the quotation leaves out "{found.words}", which turns what it says',
            f'The article says: "{shown}"',
            "Quote these words too and say what they say, or `accept:` the check with the reason.",
        )  # fmt: skip
    return warning(
        path, item.line, "quote-weakened",
        f'the quotation leaves out "{found.words}", which makes it less than sure',
        f'The article says: "{shown}"',
        "Say it as openly as the article does, or `accept:` the check with the reason.",
    )  # fmt: skip


def _lost(claim: Claim, item: Evidence, article: Article) -> Iterator[tuple[Governor, Sentence]]:
    """What governs a quotation from outside it, and stands in no other quotation of the claim."""
    quoted = [
        (other.position.start, other.position.end)
        for other in claim.evidence
        if other.article_id == article.id
    ]
    for found, sentence in governing(item, article):
        if not any(begin < found.end and found.start < stop for begin, stop in quoted):
            yield found, sentence


def _bound(item: Evidence, article: Article, first: int) -> str:
    """The words between a sentence's start and a quotation that bound its number, or name nobody; ``""``: none."""
    start = item.position.start
    bound = bound_before(article.text, first, start)
    if bound:
        return bound
    before = article.text[first:start]
    # Whoever stands behind it is none of those that the site can name.
    nameless = item.voucher.kind is VoucherKind.OWN_VOICE and _NAMELESS.match(before)
    return before if nameless else ""


def governing(item: Evidence, article: Article) -> Iterator[tuple[Governor, Sentence]]:
    """What governs a quotation from outside it, with the sentence that says so."""
    start, end = item.position.start, item.position.end
    cited = cited_sentences(article, start, end)
    if not cited:
        return
    for sentence in dict.fromkeys((cited[0], cited[-1])):
        first, last = max(start, sentence.start), min(end, sentence.end)
        while first < last and not article.text[first].isalnum():
            first += 1
        for found in governors(article.text, (sentence.start, sentence.end), first, last):
            yield found, sentence
    bound = _bound(item, article, cited[0].start)
    if bound:
        yield (
            Governor(effect=Effect.WEAKENS, words=bound.strip(), start=start - len(bound), end=start),
            cited[0],
        )
    following = next((other for other in article.sentences if other.start >= cited[-1].end), None)
    if following is None:
        return
    span = following.start, following.end
    for effect, words in ((Effect.TURNS, taken_back), (Effect.WEAKENS, left_open)):
        if said := words(article.text, span):
            yield Governor(effect=effect, words=said, start=span[0], end=span[1]), following


def _turns(text: str) -> bool:
    """Whether a word of a statement denies something."""
    own = {match.group().casefold().replace("’", "'") for match in WORDS.finditer(text)}
    return any(map(is_negation, own)) or bool(own & verbs("denies", "rejects", "counters", "shuns"))


def _is_told(claim: Claim, found: Governor, labels: Sequence[str]) -> bool:
    """Whether the statement itself says what the quotation leaves out, in these words or others."""
    text = claim.text
    if set(terms(found.words)) & set(terms(text)):
        return True
    marks = {mark.polarity for mark in read_polarity(text, 0, len(text))}
    weak = {Polarity.UNCLEAR, Polarity.CONDITIONAL, Polarity.ASKED, Polarity.INFERRED}
    if (
        _turns(text)
        or Polarity.DENIED in marks
        or marks & weak
        or term_pattern(_words("turned")).search(text)
    ):
        return True
    if found.effect is Effect.TURNS:
        return False
    plans = claim.status is ClaimStatus.PLANNED or Polarity.PLANNED in marks
    leads = found.words.casefold() in listed("governing", "leading")
    if plans and not leads and found.words.casefold().endswith(tuple(_words("planning"))):
        return True
    # "May" with a capital is the month more often than the verb.
    outside = outside_quotation_marks(text).replace("May", " ")
    open_words = [*_words("doubt"), *_words("left_open"), *_words("attributing"), *_words("bounds_anywhere")]
    return term_pattern([*open_words, *verbs("attributes"), *labels]).search(outside) is not None


def _words(name: str) -> Sequence[str]:
    found: Sequence[str] = table("claim_words")[name]
    return found
