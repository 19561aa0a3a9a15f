"""A quotation is not cut against its sentence: what governs the quoted words outside them is told by the claim.

Comes in: a claim and the articles. Goes out: an error where a cut turns the meaning, a warning where it drops a hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.claims.edited.check_sources import cited_sentences
from generator.claims.terms import outside_quotation_marks, term_pattern, terms
from generator.data import table
from generator.diagnostics import Diagnostic, error, warning
from generator.language.governing import Effect, Governor, governors, left_open, taken_back
from generator.language.lexicon import listed, verbs
from generator.language.polarity import Polarity, is_negation, read_polarity
from generator.language.quantities import bound_before
from generator.language.tokens import WORDS
from generator.model import AnnotatedArticle, Article, Claim, ClaimStatus, Evidence, Sentence, VoucherKind

_SENTENCE_SHOWN = 300
_NAMELESS = re.compile(r"According to [^.;:]*, ?\Z", re.IGNORECASE)


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
