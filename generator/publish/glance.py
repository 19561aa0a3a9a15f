"""The head of the home page: what happened, when, how that is known, and what nobody knows.

Nothing is written here: the statements are those of the story, found by rule, and the rest is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog import format_number, ngettext
from generator.claims.terms import terms
from generator.edtf_words import format_roughly
from generator.model import Claim, ClaimOrigin, ClaimStatus, Evidence, Question, Story, VoucherKind
from generator.publish.phrases import RESTS_ON

_MOST_OPEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The four answers; each may be empty, and is then left out.

    Attributes:
        happened: The first statement of the short answer; without an editor, the one nearest to the title.
        day: Its own date, where it has one.
        dated: Else the first dated statement of the short answer, or the earliest of the first track.
        statements: How many statements are told.
        rests_on: How many of them rest on whom, in words, the most first; one may rest on several.
        questions: The first that the sources leave open.
        unclear: Without such questions, the first statement that something is not known.
        unknown: The same of a story without an editor, in the article's words.
        rest: What the short answer says beyond ``happened`` and ``dated``.
    """

    happened: Claim | None
    day: str
    dated: Claim | None
    statements: int
    rests_on: tuple[str, ...]
    questions: tuple[Question, ...]
    unclear: Claim | None
    unknown: Evidence | None
    rest: tuple[Claim, ...]


def glance(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> Glance:
    """Find the answers.

    Args:
        story: The story.
        summary: The claims of its short answer, in order.
        entries: The claims of its chronology, in order of time.
    """
    happened = _lead(story, summary)
    day = format_roughly(happened.when.edtf) if happened and happened.when else ""
    dated = None if day else _first_dated(story, summary, entries)
    told = _told(story)
    questions = tuple(item for item in story.questions if not item.answer)[:_MOST_OPEN]
    unclear = next((claim for claim in summary if claim.status is ClaimStatus.UNCLEAR), None)
    if story.edited and not unclear:
        unclear = next((claim for claim in told if claim.status is ClaimStatus.UNCLEAR), None)
    return Glance(
        happened=happened,
        day=day,
        dated=dated,
        statements=len(told),
        rests_on=_rests_on(told),
        questions=questions if story.edited else (),
        unclear=unclear if story.edited and not questions else None,
        unknown=None if story.edited else next(iter(story.unknowns), None),
        rest=tuple(claim for claim in summary if claim not in (happened, dated)),
    )


def _lead(story: Story, summary: Sequence[Claim]) -> Claim | None:
    """The editor's first statement; of the articles alone, the one nearest to the title's words."""
    if story.edited or not summary:
        return next(iter(summary), None)
    title = frozenset(terms(story.title))
    return max(summary, key=lambda claim: len(title.intersection(terms(claim.text))))


def _told(story: Story) -> tuple[Claim, ...]:
    kind = ClaimOrigin.EDITED if story.edited else ClaimOrigin.EXTRACTED
    return tuple(claim for claim in story.claims if claim.origin is kind)


def _first_dated(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> Claim | None:
    main = story.tracks[0].id if story.tracks else ""
    earliest = (claim for claim in entries if claim.track == main)
    return next((claim for claim in summary if claim.when), next(earliest, None))


def _rests_on(claims: Sequence[Claim]) -> tuple[str, ...]:
    counts = dict.fromkeys(VoucherKind, 0)
    for claim in claims:
        for kind in {item.voucher.kind for item in claim.evidence if item.supports}:
            counts[kind] += 1
    # Of equal numbers the strongest tie to the event comes first, as in RESTS_ON.
    kinds = sorted((kind for kind in RESTS_ON if counts[kind]), key=lambda kind: -counts[kind])
    first = [
        ngettext("{number} rests {whom}", "{number} rest {whom}", counts[kind], whom=RESTS_ON[kind])
        for kind in kinds[:1]
    ]
    return (*first, *(f"{format_number(counts[kind])} {RESTS_ON[kind]}" for kind in kinds[1:]))
