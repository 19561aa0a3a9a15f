"""The head of the home page: what happened, when, how that is known, and what nobody knows.

Nothing is written here: the statements are those of the story, found by rule, and the rest is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog import format_number, ngettext
from generator.edtf_words import format_roughly
from generator.model import Claim, Evidence, Question, Story, VoucherKind
from generator.publish.phrases import RESTS_ON


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSummary:
    """The four answers; each may be empty, and is then left out.

    Attributes:
        happened: The first statement of the short answer; without an editor, the one nearest to the title.
        day: Its own date, where it has one.
        dated: Else the first dated statement of the short answer, or the earliest of the first track.
        statements: How many statements are told.
        rests_on: How many of them rest on whom, in words, the most first; one may rest on several.
        rest: What the short answer says beyond ``happened`` and ``dated``.
        questions: The first that the sources leave open.
        unclear: Without such questions, the first statement that something is not known.
        unknown: The same of a story without an editor, in the article's words.
    """

    happened: Claim | None
    day: str
    dated: Claim | None
    statements: int
    rests_on: tuple[str, ...]
    rest: tuple[Claim, ...]
    questions: tuple[Question, ...] = ()
    unclear: Claim | None = None
    unknown: Evidence | None = None


def home_summary(
    story: Story,
    summary: Sequence[Claim],
    told: Sequence[Claim],
    *,
    entries: Sequence[Claim],
    happened: Claim | None,
) -> HomeSummary:
    """The answers that do not depend on who tells the story; what is not known is for the presenters to add.

    Args:
        story: The story.
        summary: The claims of its short answer, in order.
        told: The claims that are counted.
        entries: The claims of its chronology, in order of time.
        happened: What the answer begins with.
    """
    day = format_roughly(happened.when.edtf) if happened and happened.when else ""
    dated = None if day else _first_dated(story, summary, entries)
    return HomeSummary(
        happened=happened,
        day=day,
        dated=dated,
        statements=len(told),
        rests_on=_rests_on(told),
        rest=tuple(claim for claim in summary if claim not in (happened, dated)),
    )


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
