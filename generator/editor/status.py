"""``explainer check``: how much the statements carry; ``explainer status``: what articles would add, or is too unsure.

As text for an editor or, as data, for a program.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.claims.compare.passages import Spot
from generator.claims.compare.relation_kinds import DOUBTS, RELATION_KINDS, Verdict
from generator.claims.coverage import open_content
from generator.claims.edited.check_sources import Together, cited_sentences, same_reports
from generator.claims.kept import Kept
from generator.claims.terms import terms
from generator.claims.unedited.gate import WITHHELD
from generator.claims.unedited.reports import Untold, untold
from generator.diagnostics import Diagnostic, GeneratorError, Severity, error
from generator.editor.verdicts import Bearing, bearings
from generator.model import AnnotatedArticle, Claim, Coverage, Sentence, Story, WithheldReason
from generator.publish.host.verify import verify_built
from generator.publish.made import Site
from generator.publish.options import PublishOptions
from generator.publish.presenter import presenter_of

_SHARED_WORDS = 2
# What a sentence may do to a claim for no more reason than that the two are alike.
_BY_LIKENESS = (Verdict.CORROBORATES, Verdict.REFINES)


def list_status(story: Story, kept: Kept | None = None) -> str:
    """The new articles, passage by passage, and the coverage before and after.

    Of a story without an editor: what was found and is not shown to readers, each with the reason.
    """
    if not story.edited:
        return "\n".join(_unsure(story))
    status = story_status(story, kept)
    if not status.seeds:
        return f"No new article. {_coverage(status.after)}"
    lines = [line for seed in status.seeds for line in _seed_lines(seed)]
    lines.append(f"Before: {_coverage(status.before)}")
    lines.append(f"With the new articles: {_coverage(status.after)}")
    lines.append("`explainer draft` adds a claim for each open sentence, for you to rewrite.")
    return "\n".join(lines)


def json_status(story: Story, kept: Kept | None = None) -> dict[str, Any]:
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
    status = story_status(story, kept)
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
        yield f"Left out, shown without a date, or told alone ({len(story.withheld)}):"
    yield from (f"    {line}" for line in withheld_lines(story, WITHHELD))
    yield "There is no story.yml: `explainer draft` writes one from the articles."


def withheld_lines(story: Story, reasons: Iterable[WithheldReason]) -> Iterator[str]:
    """For each reason for which something is not shown as it stands a line, and below it the sentences, indented."""
    articles = {item.article.id: item.article for item in story.articles}
    for reason in reasons:
        found = [item for item in story.withheld if item.reason is reason]
        yield from [WITHHELD[reason]] if found else []
        for item in found:
            article = articles[item.article_id]
            words = " ".join(item.quote.exact.split())
            yield f"    {article.seed.path}:{article.line(item.position.start)}: {words}"


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


def story_status(story: Story, kept: Kept | None = None, beside: Untold | None = None) -> Status:
    """Set the articles that no claim cites against the claims.

    Args:
        story: As ``edited_story`` makes it; one without an editor has no status, all of it is new.
        kept: What was read of its articles when it was made.
        beside: What no claim cites, where it is known already.
    """
    same = same_reports(story.articles, kept)
    fresh = [part for part in story.coverage if not part.carried and not part.unused]
    names = {part.article_id for part in fresh}
    items = {item.article.id: item for item in story.articles}
    old = [part for part in story.coverage if part.article_id not in names]
    bearing = _bearing(story, names, same, beside) if fresh else {}
    open_questions = [item.text for item in story.questions if not item.answer]
    return Status(
        seeds=tuple(_seed(items[part.article_id], part, bearing, open_questions) for part in fresh),
        before=_settled(old),
        after=_settled(story.coverage),
    )


def _seed(
    item: AnnotatedArticle, part: Coverage, bearing: dict[Spot, Bearing], open_questions: Sequence[str]
) -> SeedStatus:
    """A new article with its passages."""
    passages = (_passage(item, sentence, bearing, open_questions) for sentence in open_content(part))
    return SeedStatus(item=item, passages=tuple(passages))


def _bearing(story: Story, names: set[str], same: Together, beside: Untold | None) -> dict[Spot, Bearing]:
    """How the articles of these names bear on the claims."""
    known = beside or untold(story.articles, story.coverage, same)
    return _surely(story, bearings(story, names, same), known)


def _surely(story: Story, found: dict[Spot, Bearing], beside: Untold) -> dict[Spot, Bearing]:
    """The bearings; likeness alone bears out no claim, where readers of articles alone would not be told so either."""
    told = {spot for claim, _cited in beside.again for spot in cited_spots(story, claim)}
    return {
        spot: replace(item, verdict=Verdict.MAY_CONCERN)
        if item.verdict in _BY_LIKENESS and not item.alike and spot not in told
        else item
        for spot, item in found.items()
    }


def cited_spots(story: Story, claim: Claim) -> list[Spot]:
    """Where the sentences stand that a claim cites."""
    items = {item.article.id: item.article for item in story.articles}
    return [
        (item.article_id, sentence.start)
        for item in claim.evidence
        for sentence in cited_sentences(items[item.article_id], item.position.start, item.position.end)
    ]


def _settled(coverage: Iterable[Coverage]) -> tuple[int, int]:
    parts = [(len(item.carried) + len(item.unused), len(item.open)) for item in coverage]
    done = sum(settled for settled, _ in parts)
    return done, done + sum(left for _, left in parts)


def _passage(
    item: AnnotatedArticle, sentence: Sentence, bearing: dict[Spot, Bearing], questions: Sequence[str]
) -> NewSentence:
    known = bearing.get((item.article.id, sentence.start), Bearing(verdict=Verdict.NEW, claim_ids=()))
    said = frozenset(terms(item.article.text[sentence.start : sentence.end]))
    return NewSentence(
        sentence=sentence,
        verdict=known.verdict,
        claim_ids=known.claim_ids,
        text=known.text,
        questions=tuple(text for text in questions if len(said.intersection(terms(text))) >= _SHARED_WORDS),
    )


# ---------------------------------------------------------------- how much of each article is shown


def list_shown(story: Story) -> Iterator[str]:
    """For each article how many of its words the site shows, each once, and how many it may."""
    for row in json_shown(story):
        limit = "" if row["limit"] is None else f"; at most {row['limit']} percent are to be"
        yield f"{row['path']}: {row['words_shown']} of {row['words']} words shown ({row['percent']} percent{limit})"


def json_shown(story: Story) -> list[dict[str, Any]]:
    """The same in types of JSON."""
    shown = presenter_of(story, PublishOptions()).shown
    return [
        {
            "path": item.article.seed.path,
            "words": shown[item.article.id].of,
            "words_shown": shown[item.article.id].words,
            "percent": shown[item.article.id].percent,
            "limit": shown[item.article.id].limit,
        }
        for item in story.articles
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """What was found in a built site.

    Attributes:
        pages: How many of the story's pages are there.
        quotations: How many they have at least.
        diagnostics: A warning for each page that is not there.
    """

    pages: int
    quotations: int
    diagnostics: tuple[Diagnostic, ...]


def check_built(folder: Path, story: Story, site: Site) -> BuiltSite:
    """Compare the quotations of a built site with the articles.

    Raises:
        GeneratorError: One is changed or lost, or no page of the story is there.
    """
    pages = {page.path: page.quotations for page in site.pages}
    articles = {item.article.id: item.article for item in story.articles}
    found, there = verify_built(folder, pages, articles)
    if not there:
        hint = "Name the folder where the story's home page lies, such as site/dam."
        found = (error(str(folder), 0, "site-without-story", "no page of the story is in the folder", hint),)
    if problems := [item for item in found if item.severity is Severity.ERROR]:
        raise GeneratorError(problems)
    return BuiltSite(pages=len(there), quotations=sum(pages[path] for path in there), diagnostics=found)


def list_check(story: Story, site: Site) -> Iterator[str]:
    """The articles with what is carried, set aside and open of each, and how each is dated, a line each."""
    for item, coverage in _covered(story):
        total = len(item.article.sentences)
        settled = len(coverage.carried) + len(coverage.unused)
        yield (
            f"{item.article.seed.path}: {settled} of {total} sentences and headings settled "
            f"({len(coverage.carried)} carried, {len(coverage.unused)} set aside), "
            f"{coverage.cited_words} of {coverage.words} words quoted"
        )
        for sentence in coverage.open:
            line = item.article.line(sentence.start)
            yield f"    line {line}, open: {item.article.text[sentence.start : sentence.end]}"
        published = item.article.date_published
        for reason in (f"date {published.basis.value}", *published.reasons):
            yield f"    {reason}"
    claims = "1 claim" if len(story.claims) == 1 else f"{len(story.claims)} claims"
    yield f"{claims}, {_quotations(site)} quotations on {len(site.pages)} pages, every one exact"


def json_check(story: Story, site: Site, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The same, with the diagnostics, in types of JSON."""
    return {
        "articles": [_article(item, coverage) for item, coverage in _covered(story)],
        "claims": len(story.claims),
        "quotations": _quotations(site),
        "pages": len(site.pages),
        **json_diagnostics(diagnostics),
    }


def json_diagnostics(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The diagnostics in types of JSON, in order of file and line."""
    return {"diagnostics": [dataclasses.asdict(item) for item in sorted(diagnostics)]}


def is_open(story: Story) -> bool:
    """Whether a sentence of an article is neither carried nor set aside."""
    return any(coverage.open for coverage in story.coverage)


def _covered(story: Story) -> Iterator[tuple[AnnotatedArticle, Coverage]]:
    return zip(story.articles, story.coverage, strict=True)


def _quotations(site: Site) -> int:
    return sum(page.quotations for page in site.pages)


def _article(item: AnnotatedArticle, coverage: Coverage) -> dict[str, Any]:
    article = item.article
    published = article.date_published
    return {
        "path": article.seed.path,
        "id": article.id,
        "sentences": len(article.sentences),
        "carried": len(coverage.carried),
        "set_aside": len(coverage.unused),
        "open": [
            {"line": article.line(part.start), "text": article.text[part.start : part.end]}
            for part in coverage.open
        ],
        "words": coverage.words,
        "words_quoted": coverage.cited_words,
        "date": published.edtf.text if published.edtf else None,
        "date_basis": published.basis.value,
        "date_reasons": list(published.reasons),
    }
