"""Headings and captions that say more than the sentences of their own article.

Only what a reader can see by laying the two side by side is listed: a bound or a hedge that is gone, a figure sharper
than any in the text, a cause that the text does not name, and words that the text attributes to somebody unnamed. Where
any sentence of the text is as strong as the heading, nothing is listed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalog import N_, _
from generator.claims.compare.passages import Passage, read_passages
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.evidence import evidence_for
from generator.claims.terms import term_pattern
from generator.data import table
from generator.language.lexicon import verbs
from generator.language.quantities import Fit, Quantity, fit
from generator.model import (
    AnnotatedArticle,
    BlockKind,
    Comparison,
    Relation,
    Sentence,
    VoucherKind,
)

_SAYS = N_("The {heading} says “{said}”; the text says “{told}”.")
_SAYS_ONLY = N_("The {heading} gives a figure, “{said}”; the text says only “{told}”.")
# A sentence tells what a heading tells when it has this share of what the heading is about.
_TELLS = 0.6
_FEATURES_AT_LEAST = 2
_TELLING_FIGURE = 20
_UNSURE = (VoucherKind.UNNAMED, VoucherKind.PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Excess:
    """What a heading says beyond its text: the passage it is set against, and the words for the reader."""

    passage: Passage
    text: str


def headline_excess(
    item: AnnotatedArticle, passages: Sequence[Passage] | None = None
) -> tuple[Comparison, ...]:
    """The headings and captions of an article that say more than its sentences, in order; at most one point each.

    Args:
        item: The article.
        passages: All of its sentences, where they are read already.
    """
    sentences = item.article.sentences
    passages = read_passages([item], sentences) if passages is None else passages
    body = [p for p, s in zip(passages, sentences, strict=True) if s.kind is BlockKind.PARAGRAPH]
    found: dict[tuple[int, str], Comparison] = {}
    for passage, sentence in zip(passages, sentences, strict=True):
        if sentence.kind is BlockKind.PARAGRAPH or not body:
            continue
        excess = next(_excesses(item, passage, body), None)
        if excess:
            # A caption that repeats the heading says the same too much.
            point = (excess.passage.start, excess.text.partition(" ")[2].partition(" ")[2])
            found.setdefault(point, _comparison(item, sentence, excess))
    return tuple(found.values())


def _comparison(item: AnnotatedArticle, sentence: Sentence, excess: _Excess) -> Comparison:
    article = item.article
    return Comparison(
        id=f"heading-{article.id}-{sentence.start}",
        title=f"“{article.text[sentence.start : sentence.end]}”",
        relation=Relation.HEADLINE,
        text=excess.text,
        evidence=(
            evidence_for(item, sentence.start, sentence.end),
            evidence_for(item, excess.passage.start, excess.passage.end),
        ),
        found=True,
        doubt=RELATION_KINDS[Relation.HEADLINE].doubt,
    )


def _excesses(item: AnnotatedArticle, heading: Passage, body: Sequence[Passage]) -> Iterator[_Excess]:
    """What a heading says beyond the text, the plainest kind first."""
    text = item.article.text
    what = _("heading") if heading.heading else _("caption")
    yield from _figures(text, heading, body, what)
    about = {name: weight for name, weight in heading.features.items() if name[0] in "wenq" and weight >= 1.0}
    telling = [passage for passage in body if _tells(about, passage)]
    if not telling:
        return
    if any(_same_words(heading, passage) for passage in telling):
        return
    yield from _hedges(text, heading, telling, what)
    yield from _causes(text, heading, body, telling, what)
    yield from _sources(item, heading, telling, what)


def _figures(text: str, heading: Passage, body: Sequence[Passage], what: str) -> Iterator[_Excess]:
    """A figure whose bound is gone, or that is sharper than any of the text for the same thing."""
    every = [(passage, quantity) for passage in body for quantity in passage.quantities]
    for mine in heading.quantities:
        if mine.stated is None or mine.bounded:
            continue
        alike = [found for found in every if _same_figure(mine, found[1])]
        found, form = (_all_bounded(alike), _SAYS) if alike else (_all_rough(mine, every), _SAYS_ONLY)
        if found:
            passage, other = found
            said, told = text[mine.start : mine.end], text[other.start : other.end]
            yield _Excess(passage=passage, text=_(form, heading=what, said=said, told=told))


def _all_bounded(alike: Sequence[tuple[Passage, Quantity]]) -> tuple[Passage, Quantity] | None:
    """The first of the same figures of the text, where each has a bound."""
    return alike[0] if all(other.bounded for _, other in alike) else None


def _all_rough(mine: Quantity, every: Sequence[tuple[Passage, Quantity]]) -> tuple[Passage, Quantity] | None:
    """The first figure of the text for the same thing, where each is a vague word or bound for the heading's."""
    counted = [found for found in every if found[1].kind is mine.kind and found[1].units & mine.units]
    rough = [found for found in every if _rough_for(mine, found[1])]
    return rough[0] if rough and len(rough) == len(counted) else None


def _same_figure(one: Quantity, other: Quantity) -> bool:
    # A large figure is not met by chance twice.
    shared = bool(one.units & other.units) or not one.units or (one.stated or 0) >= _TELLING_FIGURE
    return one.kind is other.kind and one.stated == other.stated and shared


def _rough_for(one: Quantity, other: Quantity) -> bool:
    """Whether a quantity of the text is a vague word or bound for the figure of the heading."""
    rough = other.stated is None or other.bounded
    return (
        rough
        and one.kind is other.kind
        and bool(one.units & other.units)
        and fit(one, other) is Fit.PRECISION
    )


def _tells(about: Mapping[str, float], passage: Passage) -> bool:
    """Whether a sentence has most of what a heading is about."""
    shared = [weight for name, weight in about.items() if name in passage.features]
    return len(shared) >= _FEATURES_AT_LEAST and sum(shared) >= _TELLS * sum(about.values())


def _same_words(heading: Passage, passage: Passage) -> bool:
    """Whether a sentence has the heading's words one after the other."""
    mine = " ".join(token.key for token in heading.tokens if not token.mark)
    return f" {mine} " in f" {' '.join(token.key for token in passage.tokens if not token.mark)} "


def _hedges(text: str, heading: Passage, telling: Sequence[Passage], what: str) -> Iterator[_Excess]:
    """A "may", "alleged" or "suspected" that every sentence of the text has and the heading has not."""
    if _hedged(text, heading) or _says_whose(text, heading):
        return
    hedges = [_hedged(text, passage) for passage in telling]
    if all(hedges):
        yield _Excess(
            passage=telling[0],
            text=_("The {heading} says it outright; the text says “{told}”.", heading=what, told=hedges[0]),
        )


def _hedged(text: str, passage: Passage) -> str:
    """The hedge of a sentence, or ``""``; a question mark hedges a heading."""
    said = text[passage.start : passage.end]
    if said.endswith("?"):
        return "?"
    # With a capital letter inside a sentence, "May" is the month.
    hedges = (
        found.group()
        for found in _hedge_pattern().finditer(said)
        if found.group() != "May" or (found.start() == 0 and not said[3:].lstrip()[:1].isdigit())
    )
    return next(hedges, "")


def _causes(
    text: str, heading: Passage, body: Sequence[Passage], telling: Sequence[Passage], what: str
) -> Iterator[_Excess]:
    """A cause, where the text has no word of cause at all."""
    causal = term_pattern([*table("claim_words")["causal"], *verbs("causes")])
    found = causal.search(text[heading.start : heading.end])
    if found and not any(causal.search(text[passage.start : passage.end]) for passage in body):
        yield _Excess(
            passage=telling[0],
            text=_(
                "The {heading} makes a cause with “{words}”; the text names none.",
                heading=what,
                words=found.group(),
            ),
        )


def _sources(
    item: AnnotatedArticle, heading: Passage, telling: Sequence[Passage], what: str
) -> Iterator[_Excess]:
    """What the text attributes to unnamed sources or to a side, and the heading to nobody."""
    evidence = [evidence_for(item, passage.start, passage.end) for passage in telling]
    vouchers = [found.voucher for found in evidence]
    text = item.article.text
    named = _hedged(text, heading) or _says_whose(text, heading)
    if named or not all(found.kind in _UNSURE and found.source for found in vouchers):
        return
    yield _Excess(
        passage=telling[0],
        text=_(
            "The {heading} says it in its own voice; the text attributes it to “{source}”.",
            heading=what,
            source=vouchers[0].source,
        ),
    )


def _says_whose(text: str, heading: Passage) -> bool:
    """Whether a heading quotes, or names a speaker before a colon."""
    return any(mark in text[heading.start : heading.end] for mark in ":“\"'‘")


@functools.cache
def _hedge_pattern() -> re.Pattern[str]:
    hedges = table("certainty")
    return term_pattern([*hedges["possible"], *hedges["alleged"], *verbs("alleges")])
