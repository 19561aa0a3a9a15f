"""``explainer status``: what new articles would add, or what is too unsure to be shown, as text for an editor."""

from __future__ import annotations

from collections.abc import Iterator

from generator.claims.compare.relation_kinds import DOUBTS, RELATION_KINDS, Verdict
from generator.claims.edited.new_articles import NewSentence, SeedStatus, story_status
from generator.claims.unedited.gate import WITHHELD
from generator.model import Story


def list_status(story: Story) -> str:
    """The new articles, passage by passage, and the coverage before and after.

    Of a story without an editor: what was found and is not shown to readers, each with the reason.
    """
    if not story.edited:
        return "\n".join(_unsure(story))
    status = story_status(story)
    if not status.seeds:
        return f"No new article. {_coverage(status.after)}"
    lines = [line for seed in status.seeds for line in _seed(seed)]
    lines.append(f"Before: {_coverage(status.before)}")
    lines.append(f"With the new articles: {_coverage(status.after)}")
    lines.append("`explainer draft` adds a claim for each open sentence, for you to rewrite.")
    return "\n".join(lines)


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


def _seed(seed: SeedStatus) -> Iterator[str]:
    counts = {verdict: sum(item.verdict == verdict for item in seed.passages) for verdict in Verdict}
    said = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    yield f"{seed.item.article.seed.path}: no claim cites it; {len(seed.passages)} passages ({said})"
    order = list(Verdict)
    for passage in sorted(seed.passages, key=lambda item: order.index(item.verdict)):
        yield from _passage(seed, passage)


def _passage(seed: SeedStatus, passage: NewSentence) -> Iterator[str]:
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
