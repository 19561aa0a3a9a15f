"""``explainer status``: what new articles would add, as text for an editor."""

from __future__ import annotations

from collections.abc import Iterator

from generator.claims.edited.new_articles import NewSentence, SeedStatus, story_status
from generator.model import Story

_ORDER = ("contradicts", "updates", "refines", "corroborates", "new")


def list_status(story: Story) -> str:
    """The new articles, passage by passage, and the coverage before and after."""
    if not story.edited:
        return "There is no story.yml: `explainer draft` writes one from the articles."
    status = story_status(story)
    if not status.seeds:
        return f"No new article. {_coverage(status.after)}"
    lines = [line for seed in status.seeds for line in _seed(seed)]
    lines.append(f"Before: {_coverage(status.before)}")
    lines.append(f"With the new articles: {_coverage(status.after)}")
    lines.append("`explainer draft` adds a claim for each open sentence, for you to rewrite.")
    return "\n".join(lines)


def _seed(seed: SeedStatus) -> Iterator[str]:
    counts = {verdict: sum(item.verdict == verdict for item in seed.passages) for verdict in _ORDER}
    said = ", ".join(f"{number} {verdict}" for verdict, number in counts.items() if number)
    yield f"{seed.item.article.seed.path}: no claim cites it; {len(seed.passages)} passages ({said})"
    for passage in sorted(seed.passages, key=lambda item: _ORDER.index(item.verdict)):
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
