"""Who stands behind a passage, and how it is put: the story against its gold."""

from __future__ import annotations

import re

from stories.gold import Gold, GoldAttribution, Passage
from stories.tally import Tally, judged, overlap, supporting, told

from generator.annotate.attribution import voucher_for
from generator.model import Attribution, Claim, Evidence, Story

# The story's own words for what the gold calls otherwise.
SAME_FACTUALITY = {"reported": "stated", "inferred": "inference"}
# Where the head of a source ends: "two officials | on condition", "an engineer, | who …".
_HEAD_ENDS = re.compile(r"[,;(]| (?:of|on|in|at|from|for|with|who|which|that|close|familiar|briefed)\b")
_SMALL = frozenset(
    ["a", "an", "the", "its", "his", "her", "their", "our", "this", "that", "some", "one", "two", "several"]
)


def attribution(story: Story, gold: Gold) -> Tally:
    """Passages whose voucher has the right kind and source."""
    return judged(gold.attributions, lambda item: _attribution_miss(story, item))


def voucher_kinds(story: Story, gold: Gold) -> Tally:
    """Passages whose voucher has the right kind, whatever its name."""

    def miss(item: GoldAttribution) -> str:
        found = voucher(story, item.passage)
        return "" if found and str(found.kind) in item.kinds else _attribution_text(item, found)

    return judged(gold.attributions, miss)


def factuality(story: Story, gold: Gold) -> Tally:
    """Passages told as stated, said to be unclear, denied, planned or inferred, as the article has them."""

    def miss(item: GoldAttribution) -> str:
        found = told_as(story, item.passage)
        if found in item.factualities:
            return ""
        return f"{'/'.join(item.factualities)}, not {found or 'untold'}: {told(item.passage)}"

    return judged(gold.attributions, miss)


def voucher(story: Story, passage: Passage) -> Attribution | None:
    """Who stands behind the passage: as its claim has it, or else as the article was read."""
    best = _best_evidence(story, passage)
    if best:
        return best[1].voucher
    for annotated in story.articles:
        for spot in passage.spots[:1]:
            if spot.article_id == annotated.article.id:
                return voucher_for(annotated.attributions, annotated.article, spot.start, spot.end)
    return None


def told_as(story: Story, passage: Passage) -> str:
    """The factuality with which the passage is told, in the gold's words; ``""`` when it is not told."""
    best = _best_evidence(story, passage)
    if not best:
        return ""
    claim, item = best
    own = getattr(item, "factuality", None) or getattr(claim, "factuality", None) or claim.status
    return SAME_FACTUALITY.get(str(own), str(own))


def same_source(gold: str, found: str) -> bool:
    """Whether two names of a source can stand for one: the head words of one are in the other."""
    if not gold or not found:
        return gold == found
    return _head(gold) <= _words(found) or _head(found) <= _words(gold)


def _attribution_miss(story: Story, item: GoldAttribution) -> str:
    found = voucher(story, item.passage)
    right = (
        found
        and str(found.kind) in item.kinds
        and any(same_source(source, found.source) for source in item.sources)
    )
    return "" if right else _attribution_text(item, found)


def _attribution_text(item: GoldAttribution, found: Attribution | None) -> str:
    has = f'{found.kind} "{found.source}"' if found else "nothing"
    return f'{"/".join(item.kinds)} "{" / ".join(item.sources)}", not {has}: {told(item.passage)}'


def _best_evidence(story: Story, passage: Passage) -> tuple[Claim, Evidence] | None:
    """The piece that has most in common with the quoted place, and its claim."""
    quoted = Passage(file=passage.file, quote=passage.quote, spots=passage.spots[:1])
    found = [
        (overlap(item, spot_of), claim, item)
        for spot_of in (quoted, passage)
        for claim in story.claims
        for item in supporting(claim)
    ]
    best = max(found, key=lambda entry: entry[0], default=None)
    return (best[1], best[2]) if best and best[0] else None


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold().replace("’s", "").replace("'s", ""))
    return frozenset(words) - _SMALL or frozenset(words)


def _head(text: str) -> frozenset[str]:
    return _words(_HEAD_ENDS.split(text, maxsplit=1)[0] or text)
