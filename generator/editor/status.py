"""``explainer status``: what new articles would add, or what is too unsure to be shown, as text for an editor."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.claims.compare.comparisons import Compared, compare_sources
from generator.claims.compare.passages import Spot
from generator.claims.compare.relation_kinds import DOUBTS, RELATION_KINDS, Verdict
from generator.claims.coverage import open_content
from generator.claims.edited.check_sources import cited_sentences, reporting_sentences
from generator.claims.terms import term_pattern, terms
from generator.claims.unedited.gate import WITHHELD
from generator.data import table
from generator.language.lexicon import verbs
from generator.model import AnnotatedArticle, Article, Claim, ClaimOrigin, Coverage, Sentence, Story

_SHARED_WORDS = 2
_LEAST_SHARE = 0.25
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")


def list_status(story: Story) -> str:
    """The new articles, passage by passage, and the coverage before and after.

    Of a story without an editor: what was found and is not shown to readers, each with the reason.
    """
    if not story.edited:
        return "\n".join(_unsure(story))
    status = story_status(story)
    if not status.seeds:
        return f"No new article. {_coverage(status.after)}"
    lines = [line for seed in status.seeds for line in _seed_lines(seed)]
    lines.append(f"Before: {_coverage(status.before)}")
    lines.append(f"With the new articles: {_coverage(status.after)}")
    lines.append("`explainer draft` adds a claim for each open sentence, for you to rewrite.")
    return "\n".join(lines)


def json_status(story: Story) -> dict[str, Any]:
    """The same in types of JSON: ``articles`` of an edited story, ``unsure`` of one without an editor."""
    if not story.edited:
        lines = {item.article.id: item.article for item in story.articles}
        return {
            "edited": False,
            "unsure": [
                {
                    "relation": RELATION_KINDS[item.relation].label,
                    "doubt": DOUBTS[item.doubt] if item.doubt else None,
                    "evidence": [
                        {
                            "path": lines[part.article_id].seed.path,
                            "line": lines[part.article_id].line(part.position.start),
                            "quote": part.quote.exact,
                        }
                        for part in item.evidence
                    ],
                }
                for item in story.unsure
            ],
        }
    status = story_status(story)
    return {
        "edited": True,
        "articles": [
            {
                "path": seed.item.article.seed.path,
                "passages": [_json_passage(seed, passage) for passage in seed.passages],
            }
            for seed in status.seeds
        ],
        "settled_before": dict(zip(("settled", "of"), status.before, strict=True)),
        "settled_with_new": dict(zip(("settled", "of"), status.after, strict=True)),
    }


def _json_passage(seed: SeedStatus, passage: NewSentence) -> dict[str, Any]:
    article = seed.item.article
    return {
        "line": article.line(passage.sentence.start),
        "verdict": passage.verdict.value,
        "claims": list(passage.claim_ids),
        "text": article.text[passage.sentence.start : passage.sentence.end],
        "relation": passage.text or None,
        "questions": list(passage.questions),
    }


def _unsure(story: Story) -> Iterator[str]:
    lines = {item.article.id: item.article for item in story.articles}
    if story.unsure:
        yield f"Not shown to readers, being unsure ({len(story.unsure)}):"
    for item in story.unsure:
        reason = f": {DOUBTS[item.doubt]}" if item.doubt else ""
        yield f"    {RELATION_KINDS[item.relation].label}{reason}"
        for part in item.evidence:
            article = lines[part.article_id]
            yield f"        {article.seed.path}:{article.line(part.position.start)}: {part.quote.exact}"
    if story.withheld:
        yield f"Withheld from readers, or shown without their date or company ({len(story.withheld)}):"
    for held in story.withheld:
        article = lines[held.article_id]
        yield f"    {WITHHELD[held.reason]}"
        yield f"        {article.seed.path}:{article.line(held.position.start)}: {held.quote.exact}"
    yield "There is no story.yml: `explainer draft` writes one from the articles."


def _seed_lines(seed: SeedStatus) -> Iterator[str]:
    counts = {verdict: sum(item.verdict == verdict for item in seed.passages) for verdict in Verdict}
    said = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    yield f"{seed.item.article.seed.path}: no claim cites it; {len(seed.passages)} passages ({said})"
    order = list(Verdict)
    for passage in sorted(seed.passages, key=lambda item: order.index(item.verdict)):
        yield from _passage_lines(seed, passage)


def _passage_lines(seed: SeedStatus, passage: NewSentence) -> Iterator[str]:
    article = seed.item.article
    words = article.text[passage.sentence.start : passage.sentence.end]
    about = f" {', '.join(passage.claim_ids)}" if passage.claim_ids else ""
    yield f"    line {article.line(passage.sentence.start)}, {passage.verdict}{about}: {words}"
    if passage.text:
        yield f"        {passage.text}"
    for question in passage.questions:
        yield f"        may bear on the open question: {question}"


def _coverage(settled: tuple[int, int]) -> str:
    done, total = settled
    return f"{done} of {total} sentences and headings settled."


# ---------------------------------------------------------------- a verdict on each sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSentence:
    """A sentence that no claim carries, and what it does to the story.

    Attributes:
        verdict: What it does to the story.
        claim_ids: The claims it bears on; empty for ``new``.
        text: The relation in words, where there is one.
        questions: Open questions of readers whose words it shares.
    """

    sentence: Sentence
    verdict: Verdict
    claim_ids: tuple[str, ...] = ()
    text: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedStatus:
    """What an article that no claim cites would add."""

    item: AnnotatedArticle
    passages: tuple[NewSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """An edited story and its new articles.

    Attributes:
        seeds: The articles that nothing cites, in the story's order.
        before: Sentences settled and sentences in all, the new articles left aside.
        after: The same with them.
    """

    seeds: tuple[SeedStatus, ...]
    before: tuple[int, int]
    after: tuple[int, int]


def story_status(story: Story) -> Status:
    """Set the articles that no claim cites against the claims.

    Args:
        story: As ``edited_story`` makes it; one without an editor has no status, all of it is new.
    """
    fresh = [part for part in story.coverage if not part.carried and not part.unused]
    names = {part.article_id for part in fresh}
    items = {item.article.id: item for item in story.articles}
    old = [part for part in story.coverage if part.article_id not in names]
    bearing = _bearing(story, names) if fresh else {}
    open_questions = [item.text for item in story.questions if not item.answer]
    return Status(
        seeds=tuple(
            SeedStatus(
                item=items[part.article_id],
                passages=tuple(
                    _passage(items[part.article_id], sentence, bearing, open_questions)
                    for sentence in open_content(part)
                ),
            )
            for part in fresh
        ),
        before=_settled(old),
        after=_settled(story.coverage),
    )


def _settled(coverage: Iterable[Coverage]) -> tuple[int, int]:
    parts = [(len(item.carried) + len(item.unused), len(item.open)) for item in coverage]
    done = sum(settled for settled, _ in parts)
    return done, done + sum(left for _, left in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bearing:
    verdict: Verdict
    claim_ids: tuple[str, ...]
    text: str = ""


def _bearing(story: Story, fresh: set[str]) -> dict[Spot, _Bearing]:
    """What each sentence of a new article does to the claims; sentences that tell nothing known are left out."""
    compared = compare_sources(story.articles, reporting_sentences(story.articles))
    claims = _claims_by_spot(story)
    items = {item.article.id: item.article for item in story.articles}
    found: dict[Spot, _Bearing] = {}
    for spots, verdict, text in _told_together(compared):
        for spot in spots:
            if spot[0] in fresh and (borne := _best(items, spot, spots, claims)):
                updates = verdict is Verdict.CORROBORATES and _updates(items, spot, borne)
                ids = tuple(claim.id for claim in borne)
                found[spot] = _Bearing(
                    verdict=Verdict.UPDATES if updates else verdict, claim_ids=ids, text=text
                )
    return found


def _told_together(compared: Compared) -> Iterator[tuple[list[Spot], Verdict, str]]:
    """Sentences that speak of the same, what one of them does to the others, and how they stand in words."""
    for group in compared.groups:
        yield [(member.article_id, member.start) for member in group.members], Verdict.CORROBORATES, ""
    for comparison in compared.comparisons:
        spots = [(item.article_id, item.position.start) for item in comparison.evidence]
        yield spots, RELATION_KINDS[comparison.relation].verdict, comparison.text


def _best(
    items: Mapping[str, Article], spot: Spot, spots: Iterable[Spot], claims: Mapping[Spot, list[Claim]]
) -> tuple[Claim, ...]:
    """The claims of these sentences whose quotations the new passage covers best; none below the floor."""
    said = frozenset(terms(_words(items, spot)))
    shares = {claim.id: (claim, _share(claim, said)) for other in spots for claim in claims.get(other, ())}
    most = max((share for _, share in shares.values()), default=0.0)
    return tuple(claim for claim, share in shares.values() if share >= _LEAST_SHARE and share == most)


def _share(claim: Claim, said: frozenset[str]) -> float:
    """The share of telling words that the passage and the claim's nearest quotation have in common."""
    quotes = [frozenset(terms(item.quote.exact)) for item in claim.evidence if item.supports]
    return max((len(said & quote) / max(len(said | quote), 1) for quote in quotes), default=0.0)


def _updates(items: Mapping[str, Article], spot: Spot, borne: Sequence[Claim]) -> bool:
    """Whether a newer passage tells another number or another state of things than the claims' quotations."""
    evidence = [item for claim in borne for item in claim.evidence if item.supports]
    if not all(_appeared_before(items[item.article_id], items[spot[0]]) for item in evidence):
        return False
    new, old = _words(items, spot), " ".join(item.quote.exact for item in evidence)
    return any(
        (was := _found(pattern, old)) and (now := _found(pattern, new)) and not was & now
        for pattern in (_NUMBER, _states())
    )


def _appeared_before(one: Article, other: Article) -> bool:
    last, first = one.date_published.edtf, other.date_published.edtf
    return bool(last and last.latest and first and first.earliest and last.latest < first.earliest)


def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match.group().casefold() for match in pattern.finditer(text))


@functools.cache
def _states() -> re.Pattern[str]:
    return term_pattern([*table("claim_words")["states"], *verbs("states")])


def _words(items: Mapping[str, Article], spot: Spot) -> str:
    article = items[spot[0]]
    sentence = next(item for item in article.sentences if item.start == spot[1])
    return article.text[sentence.start : sentence.end]


def _claims_by_spot(story: Story) -> dict[Spot, list[Claim]]:
    """The edited claims that cite each sentence."""
    articles = {item.article.id: item.article for item in story.articles}
    claims: dict[Spot, list[Claim]] = {}
    for claim in story.claims:
        for item in claim.evidence if claim.origin is ClaimOrigin.EDITED else ():
            span = item.position.start, item.position.end
            for sentence in cited_sentences(articles[item.article_id], *span) if item.supports else ():
                claims.setdefault((item.article_id, sentence.start), []).append(claim)
    return claims


def _passage(
    item: AnnotatedArticle, sentence: Sentence, bearing: dict[Spot, _Bearing], questions: Sequence[str]
) -> NewSentence:
    known = bearing.get((item.article.id, sentence.start), _Bearing(verdict=Verdict.NEW, claim_ids=()))
    said = frozenset(terms(item.article.text[sentence.start : sentence.end]))
    return NewSentence(
        sentence=sentence,
        verdict=known.verdict,
        claim_ids=known.claim_ids,
        text=known.text,
        questions=tuple(text for text in questions if len(said.intersection(terms(text))) >= _SHARED_WORDS),
    )
