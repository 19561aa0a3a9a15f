"""The head of the home page: what happened, when, how that is known, and what nobody knows.

Nothing is written here: the statements are those of the story, found by rule; the witnesses are those behind them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog import _
from generator.edtf_words import format_roughly
from generator.model import Claim, Evidence, Question, Story, VoucherKind
from generator.publish.vouchers import voucher_phrase

_MOST_WITNESSES = 3
_WITNESSES = (
    VoucherKind.EYEWITNESS,
    VoucherKind.OFFICIAL,
    VoucherKind.PARTY,
    VoucherKind.NAMED_PERSON,
    VoucherKind.UNNAMED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSummary:
    """The four answers; each may be empty, and is then left out.

    Attributes:
        happened: The first statement of the short answer; without an editor, the one nearest to the title.
        day: Its own date, where it has one.
        dated: Else the first dated statement of the short answer, or the earliest of the first track.
        how_known: Who the witnesses are, in an editor's words.
        witnesses: Without these, each article of the short answer with those who stand behind it, a clause each.
        rest: What the short answer says beyond ``happened`` and ``dated``.
        questions: The first that the sources leave open.
        unclear: Without such questions, the first statement that something is not known.
        unknown: The same of a story without an editor, in the article's words.
    """

    happened: Claim | None
    day: str
    dated: Claim | None
    how_known: Claim | None
    witnesses: tuple[str, ...]
    rest: tuple[Claim, ...]
    questions: tuple[Question, ...] = ()
    unclear: Claim | None = None
    unknown: Evidence | None = None


def home_summary(
    story: Story,
    summary: Sequence[Claim],
    *,
    entries: Sequence[Claim],
    happened: Claim | None,
) -> HomeSummary:
    """The answers that do not depend on who tells the story; what is not known is for the presenters to add.

    Args:
        story: The story.
        summary: The claims of its short answer, in order.
        entries: The claims of its chronology, in order of time.
        happened: What the answer begins with.
    """
    day = format_roughly(happened.when.edtf) if happened and happened.when else ""
    dated = None if day else _first_dated(story, summary, entries)
    return HomeSummary(
        happened=happened,
        day=day,
        dated=dated,
        how_known=story.how_we_know,
        witnesses=_witnesses(story, summary),
        rest=tuple(claim for claim in summary if claim not in (happened, dated)),
    )


def _first_dated(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> Claim | None:
    main = story.tracks[0].id if story.tracks else ""
    earliest = (claim for claim in entries if claim.track == main)
    return next((claim for claim in summary if claim.when), next(earliest, None))


def _witnesses(story: Story, summary: Sequence[Claim]) -> tuple[str, ...]:
    """Of each article behind the short answer those who stand behind its words, the strongest tie to the event first.

    What an article tells in its own voice is said so only where it names nobody.
    """
    found: dict[str, dict[str, VoucherKind]] = {}
    for item in (item for claim in summary for item in claim.evidence if item.supports):
        found.setdefault(item.article_id, {}).setdefault(voucher_phrase(item.voucher), item.voucher.kind)
    said = []
    for article in (item.article for item in story.articles if item.article.id in found):
        phrases = found[article.id]
        ranked = sorted(phrases, key=lambda phrase: list(VoucherKind).index(phrases[phrase]))
        named = [phrase for phrase in ranked if phrases[phrase] in _WITNESSES]
        shown = named[:_MOST_WITNESSES] or ranked[:1]
        said.append(_("{article}: {phrases}", article=article.label, phrases=_("; ").join(shown)))
    return tuple(said)
