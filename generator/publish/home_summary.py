"""The head of the home page: what happened, the state now, what stays, why, what next; and how that is known.

Nothing is written here: the statements are those of the story, found by rule; the witnesses are those behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.catalog import _
from generator.claims.dates import newest_date
from generator.claims.unedited.selection import MOST_QUOTED
from generator.edtf_words import format_roughly
from generator.language.lexicon import listed
from generator.model import AnswerKind, Claim, ClaimOrigin, ClaimStatus, HomeAnswer, Story, VoucherKind
from generator.publish.vouchers import brief_voucher, is_nameless, voucher_phrase

_MOST_WITNESSES = 3
# Quotations of the short answer of a story without an editor, and the articles whose witnesses stand beside it.
_MOST_TOLD = 5
_MOST_WITNESSED = 3
_WITNESSES = (
    VoucherKind.EYEWITNESS,
    VoucherKind.OFFICIAL,
    VoucherKind.PARTY,
    VoucherKind.NAMED_PERSON,
    VoucherKind.UNNAMED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSummary:
    """The answers, and what stands beside them; each may be empty, and is then left out.

    Attributes:
        answers: An editor's; else what happened (an editor's first statement of the short answer, and the first dated
            one where that has no day; the main event of articles alone), and what is planned for a day to come.
        days: Where no editor answers, the day of what happened and that of the state now, or on which it was reported.
        how_known: Who the witnesses are, in an editor's words.
        witnesses: Without these, each article of the short answer with those who stand behind it, a clause each.
        rest: What the short answer says beyond the answers.
        parted: Whether each statement of an answer is a paragraph of its own, being a quotation.
    """

    answers: tuple[HomeAnswer, ...]
    days: Mapping[AnswerKind, str]
    how_known: Claim | None
    witnesses: tuple[str, ...]
    rest: tuple[Claim, ...]
    parted: bool


def home_summary(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> HomeSummary:
    """The answers, whoever tells the story.

    Args:
        story: The story.
        summary: The claims of its short answer, in order.
        entries: The claims of its chronology, in order of time.
    """
    own = story.home_answers if story.edited else ()
    answers = own or tuple(_found(story, summary, entries))
    told = [claim for answer in answers for claim in answer.claims]
    # An answer of the articles' own words may quote the sentence before it, too.
    quoted = () if story.edited else told
    rest = tuple(
        claim
        for claim in summary
        if claim not in told and not any(claim.text in item.text for item in quoted)
    )
    return HomeSummary(
        answers=answers,
        days={} if own else _days_told(story, answers),
        how_known=story.how_we_know,
        witnesses=_witnesses(story, summary),
        rest=rest if story.edited else rest[: max(0, _MOST_TOLD - len(told))],
        parted=not story.edited,
    )


def _days_told(story: Story, answers: Sequence[HomeAnswer]) -> dict[AnswerKind, str]:
    """The days of what happened and of the state now, for readers."""
    told = {item.kind: item.claims[0] for item in answers if item.claims}
    days = {kind: told[kind].when for kind in (AnswerKind.WHAT, AnswerKind.NOW) if kind in told}
    found: dict[AnswerKind, str] = {kind: format_roughly(when.edtf) for kind, when in days.items() if when}
    now = told.get(AnswerKind.NOW)
    if now and now.when is None:
        reported = newest_date([item.article for item in story.articles if item.article.id in now.source_ids])
        found |= {AnswerKind.NOW: format_roughly(reported)} if reported else {}
    return found


def _found(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> Iterator[HomeAnswer]:
    """The answers that follow from the story without an editor's word.

    Articles alone answer what happened where they agree on what it was.
    """
    if not summary:
        return
    sure = (_happened(story, summary, entries),) if story.edited else story.home_answers
    yield from sure
    told = tuple(claim for answer in sure for claim in answer.claims)
    # What several articles announce before what one does, and the nearest day of these.
    ranked = sorted(entries, key=lambda claim: -len(claim.source_ids))
    coming = (claim for claim in (*summary, *ranked) if claim not in told and _is_to_come(claim, story))
    if (planned := next(coming, None)) is not None:
        yield HomeAnswer(kind=AnswerKind.NEXT, claims=(planned,))


def _happened(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> HomeAnswer:
    """An editor's first statement, and the first dated one where that has no day."""
    first = summary[0]
    dated = None if first.when else _first_dated(story, summary, entries)
    return HomeAnswer(kind=AnswerKind.WHAT, claims=(first, dated) if dated and dated != first else (first,))


def _is_to_come(claim: Claim, story: Story) -> bool:
    """Whether a statement tells a plan for days that all lie after the day of information."""
    day = story.as_of.latest if story.as_of else None
    first = claim.when.edtf.earliest if claim.when else None
    if (claim.origin is ClaimOrigin.EDITED) is not story.edited or not (story.edited or _is_plain(claim)):
        return False
    return claim.status is ClaimStatus.PLANNED and day is not None and first is not None and first > day


def _is_plain(claim: Claim) -> bool:
    """Whether a quotation is short enough for the head of the page, and says more than that something may be."""
    # "May" is a month, too.
    words = claim.text.split()
    return len(words) <= MOST_QUOTED and listed("context_dependence", "only_possible").isdisjoint(words)


def _first_dated(story: Story, summary: Sequence[Claim], entries: Sequence[Claim]) -> Claim | None:
    main = story.tracks[0].id if story.tracks else ""
    earliest = (claim for claim in entries if claim.track == main)
    return next((claim for claim in summary if claim.when), next(earliest, None))


def _witnesses(story: Story, summary: Sequence[Claim]) -> tuple[str, ...]:
    """Of each article behind the short answer those who stand behind its words, the strongest tie to the event first.

    What an article tells in its own voice is said so only where it names nobody. Without an editor a few articles that
    name somebody have one each: their witnesses stand beside the quotations too.
    """
    if story.overview:
        # Of many articles one statement stands there, with who says it below it.
        return ()
    found: dict[str, dict[str, VoucherKind]] = {}
    carrying = (item for claim in summary for item in claim.carrying)
    for item in carrying if story.edited else (item for item in carrying if not is_nameless(item.voucher)):
        phrase = voucher_phrase(item.voucher) if story.edited else brief_voucher(item.voucher, "")
        found.setdefault(item.article_id, {}).setdefault(phrase, item.voucher.kind)
    said: list[str] = []
    for article in (item.article for item in story.articles if item.article.id in found):
        phrases = found[article.id]
        ranked = sorted(phrases, key=lambda phrase: list(VoucherKind).index(phrases[phrase]))
        # Beside the quotations "a man" tells nothing of him.
        worth = _WITNESSES if story.edited else _WITNESSES[:-1]
        named = [phrase for phrase in ranked if phrases[phrase] in worth]
        shown = (named or ranked[:1])[: _MOST_WITNESSES if story.edited else 1]
        if named or story.edited:
            said.append(_("{article}: {phrases}", article=article.label, phrases=_("; ").join(shown)))
    return tuple(said if story.edited else said[:_MOST_WITNESSED])
