"""What there is to show: which pages have material, what cites each article, what only one of them says.

Everything is gathered in one pass over the story, so that a folder of hundreds of articles costs no more
per article than one of two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.claims.unedited.extracted_claims import without_contained
from generator.model import Article, Claim, Story
from generator.publish.citations import claim_address
from generator.publish.passages import Cited
from generator.publish.phrases import claim_text

# Tables with a column for each article go up to this many; beyond, they only count.
MOST_COLUMNS = 6
_MOST_COMPARED = 30
_MOST_ALONE = 6


def pages_without_material(story: Story) -> frozenset[str]:
    """Paths of the pages that would be empty. An editor's story has them all: what is missing is theirs to fill."""
    if story.edited:
        return frozenset()
    material = {
        "background.md": story.names
        or any(item.answer for item in story.questions)
        or any(claim.section for claim in story.claims),
        "map.md": story.center,
        "chronology.md": any(claim.track for claim in story.claims),
        "compare.md": len(story.articles) > 1,
    }
    return frozenset(path for path, there in material.items() if not there)


def cited_by_article(story: Story) -> Mapping[str, tuple[Cited, ...]]:
    """Everything that cites each article: the evidence, and the address and title of what rests on it."""
    cited: dict[str, list[Cited]] = {item.article.id: [] for item in story.articles}
    for claim in story.claims:
        for item in claim.evidence:
            cited[item.article_id].append((item, claim_address(claim), claim_text(claim)))
    for comparison in story.comparisons:
        for item in comparison.evidence:
            cited[item.article_id].append((item, f"compare.md#{comparison.id}", comparison.title))
    for name in story.names:
        for item in name.evidence:
            cited[item.article_id].append((item, "background.md#whos-who", name.name))
    for item in () if story.edited else story.unknowns:
        cited[item.article_id].append((item, "index.md", story.title))
    return {name: tuple(found) for name, found in cited.items()}


def claims_by_article(story: Story) -> Mapping[str, tuple[Claim, ...]]:
    """The claims that each article carries, in the story's order."""
    carried: dict[str, list[Claim]] = {item.article.id: [] for item in story.articles}
    for claim in story.claims:
        for name in claim.source_ids:
            carried[name].append(claim)
    return {name: tuple(found) for name, found in carried.items()}


def told_alone(
    story: Story, carried: Mapping[str, Sequence[Claim]], shown: frozenset[str]
) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
    """The first things that only one article says, of those that are not ``shown`` already.

    An editor's statements are all shown. Of more than ``_MOST_COMPARED`` articles nothing is listed: their own
    pages have it.
    """
    if story.edited or len(story.articles) > _MOST_COMPARED:
        return ()
    alone = []
    for item in story.articles:
        own = [
            claim
            for claim in carried[item.article.id]
            if claim.id not in shown and claim.source_ids == (item.article.id,)
        ]
        alone.append((item.article, without_contained(own)[:_MOST_ALONE]))
    return tuple(alone)
