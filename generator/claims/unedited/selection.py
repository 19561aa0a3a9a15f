"""What is told first: the sentence that speaks for a report, and the claims of the short answer and of the newest.

Comes in: units that tell one report, or claims with their salience. Goes out: the ones to show, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.annotate.attribution import voucher_for
from generator.claims.dates import LONG_BEFORE, published
from generator.claims.questions import says_unknown
from generator.claims.terms import share_in_common, terms
from generator.claims.unedited.carrying import carries
from generator.claims.unedited.claim_status import claim_status
from generator.claims.unedited.event_dates import dated_since, names_by_day
from generator.claims.unedited.extracted_claims import Unit
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.page_lines import is_glued
from generator.model import Claim, ClaimStatus, Edtf, VoucherKind

# The first paragraphs of an article tell what it is about.
_HEAD = 3
MOST_QUOTED = 40
# Two claims that share more than this of the shorter one's words tell a reader the same twice.
_TOO_ALIKE = 0.5
# With a day or a figure in common a smaller share does.
_ALIKE = 0.25
_NEWEST = 2
_ALSO = 4
# Developments of these last days count as the newest.
_LATELY = timedelta(days=4)
# A date that leaves more days open is no date of the last days.
_VAGUE = timedelta(days=7)
# A later article's sentence speaks unless an earlier one's tells more by this many points of salience.
_MUCH_POORER = 1.0
# So many of those that tell enough are held against all of a report: each against each would take as long as the
# square of their number.
_MOST_WEIGHED = 24
# So many points does a sentence lose that says "last week" where another names the day.
_VAGUER = 1.5
_SHARP = timedelta(days=2)
_FIGURES = re.compile(r"\d[\d.,]*\d")
# Who has a side in the matter, and who is not named, speaks only where nobody else does.
_PARTIAL = frozenset({VoucherKind.PARTY, VoucherKind.UNNAMED, VoucherKind.HEADLINE_ONLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim with what its selection goes by.

    Attributes:
        unit: The one whose words are shown.
        score: Its salience.
        earlier: It tells of the time before the news.
        published: The day of the newest article that carries it.
        number: Its place in the articles' order.
    """

    claim: Claim
    unit: Unit
    score: float
    earlier: bool
    published: date | None
    number: int

    @property
    def when(self) -> Edtf | None:
        """The date of its event."""
        return self.claim.when.edtf if self.claim.when else None

    @property
    def day(self) -> date | None:
        """The last day its event may have been, or else the day it was reported."""
        when = self.when
        return ((when.latest or when.earliest) if when else None) or self.published

    @property
    def doubtful(self) -> bool:
        """Whether it is told as denied, unclear or inferred."""
        return self.claim.status.doubtful

    @property
    def readable(self) -> bool:
        """Whether its quotation is short and whole, not glued together."""
        text = self.claim.text
        marks = text.count('"') % 2 == 0 and text.count("“") == text.count("”")
        whole = marks and not is_glued(text)
        return whole and len(text.split()) <= MOST_QUOTED

    @property
    def weak(self) -> bool:
        """Whether it is doubtful and told by one article alone."""
        return self.doubtful and len(self.claim.source_ids) < 2


def most_central(candidates: Iterable[Candidate], most: int) -> frozenset[str]:
    """The ids of the claims of the highest salience, so many at most."""
    ranked = sorted(candidates, key=lambda item: (-item.score, item.number))
    return frozenset(item.claim.id for item in ranked[:most])


def single_day(when: Edtf | None) -> date | None:
    """The one day of a date; ``None`` for one that leaves several, or none."""
    return when.earliest if when and when.earliest == when.latest else None


def newest(candidates: Sequence[Candidate], told: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The newest developments that the short answer leaves out, the newest first.

    Args:
        candidates: Every claim.
        told: The short answer.

    Returns:
        Nothing where there is but one: a list of one is no list.
    """
    days = [item.published for item in candidates if item.published]
    if not days:
        return ()
    last = max(days)
    several = len(set(days)) > 1
    recent = [
        item
        for item in candidates
        if not item.earlier and item.day and item.day > last - _LATELY
        and item.claim.status is not ClaimStatus.PLANNED
        and item.readable and (_is_sharp(item.when) if item.when else several and _leads(item, last))
    ]  # fmt: skip
    recent.sort(key=lambda item: (item.weak, -(item.day or last).toordinal(), -item.score, item.number))
    found = _firm_first(diverse(recent, _NEWEST, told))
    return found if len(found) > 1 else ()


def _leads(item: Candidate, last: date) -> bool:
    """Whether an undated claim stands at the head of one of the newest articles."""
    return item.published == last and item.unit.passage.paragraph < _HEAD


def _firm_first(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same in their order, except that nothing doubtful stands before the first that is not."""
    lead = next((item for item in chosen if not item.doubtful), None)
    return (lead, *(item for item in chosen if item is not lead)) if lead else tuple(chosen)


def _is_sharp(when: Edtf) -> bool:
    """Whether a date is known to within some days."""
    return bool(when.earliest and when.latest and when.latest - when.earliest < _VAGUE)


def rest(candidates: Sequence[Candidate], told: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """What else is worth telling first, in the articles' order."""
    return tuple(sorted(diverse(worth_telling(candidates), _ALSO, tuple(told)), key=lambda item: item.number))


def worth_telling(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The claims of the news that a reader can take in, the most central first; none overtaken."""
    last = max((item.published for item in candidates if item.published), default=None)
    ranked = sorted(
        (
            item for item in candidates
            if item.readable and not item.earlier and not says_unknown(item.unit.said) and not _is_gone_by(item, last)
        ),
        key=lambda item: (item.weak, -item.score, item.number),
    )  # fmt: skip
    units = [item.unit for item in candidates]
    overtaking = Overtaking(units)
    return (item for item in ranked if not overtaking.overtake(item.unit))


def _is_gone_by(item: Candidate, last: date | None) -> bool:
    """Whether a plan was for a day before the newest article."""
    planned = item.claim.status is ClaimStatus.PLANNED
    return bool(planned and last and item.when and item.when.latest and item.when.latest < last)


def diverse(ranked: Iterable[Candidate], size: int, told: Sequence[Candidate]) -> list[Candidate]:
    """The first so many of a ranking that say nothing which is told already."""
    chosen: list[Candidate] = []
    known = [(item, terms(item.claim.text)) for item in told]
    for item in ranked:
        if len(chosen) == size:
            break
        words = terms(item.claim.text)
        if not any(_repeats(item, words, other, others) for other, others in known):
            chosen.append(item)
            known.append((item, words))
    return chosen


def _repeats(one: Candidate, words: Sequence[str], other: Candidate, others: Sequence[str]) -> bool:
    share = share_in_common(words, others)
    tied = _figures(one) & _figures(other) or (
        one.when and one.when == other.when and one.claim.status is other.claim.status
    )
    if one.claim.id == other.claim.id or share > (_ALIKE if tied else _TOO_ALIKE):
        return True
    mine, theirs = one.claim.evidence[0], other.claim.evidence[0]
    return (
        mine.article_id == theirs.article_id
        and mine.position.start < theirs.position.end
        and theirs.position.start < mine.position.end
    )


def _figures(item: Candidate) -> frozenset[str]:
    """The numbers of two figures and more of a claim."""
    return frozenset(_FIGURES.findall(item.claim.text))


# ---------------------------------------------------------------- the sentence that speaks for a report


def representative(same: Sequence[Unit], shown: Mapping[str, float]) -> Unit:
    """The unit whose words are shown for a report: of the best founded ones that tell enough the newest.

    What more articles carry goes first. Figures and states are overtaken, so of two sentences that tell about as
    much, that of the article published a day or more later is shown; weeks after the event it is retold, no more.

    Args:
        same: The units that tell the report, in the articles' order.
        shown: How well each tells it, by its id.
    """
    founded = _best_founded(same)
    sharp = any(_is_dated_sharply(unit) for unit in founded)
    worth = {
        unit.id: shown[unit.id] - (_VAGUER if sharp and unit.date and not _is_dated_sharply(unit) else 0.0)
        for unit in founded
    }
    enough = max(worth.values()) - _MUCH_POORER
    # Who prints a sentence again says nothing newer: its words are as old as where they stood first.
    days: dict[str, date] = {}
    retold = any(map(_is_long_ago, founded))
    for unit in founded:
        fresh = not retold or (unit.date is not None and not _is_long_ago(unit))
        day = published(unit.item.article) if fresh else None
        days[unit.said] = min(days.get(unit.said, date.max), day or date.min)
    telling = sorted((unit for unit in founded if worth[unit.id] >= enough), key=lambda unit: -worth[unit.id])
    return max(
        telling[:_MOST_WEIGHED],
        key=lambda unit: (
            sum(carries(unit.said, other.said) for other in same),
            days[unit.said],
            worth[unit.id],
        ),
    )


def _is_long_ago(unit: Unit) -> bool:
    """Whether a unit tells of what happened weeks before its article appeared."""
    appeared, last = published(unit.item.article), unit.date.edtf.latest if unit.date else None
    return appeared is not None and last is not None and appeared - last > LONG_BEFORE


def _is_dated_sharply(unit: Unit) -> bool:
    """Whether a unit is dated to within some days."""
    when = unit.date.edtf if unit.date else None
    return when is not None and bool(when.earliest and when.latest and when.latest - when.earliest <= _SHARP)


def _best_founded(same: Sequence[Unit]) -> list[Unit]:
    """The units with the fewest faults: need another sentence, leave it open, are a party's, date another thing."""
    faults = {
        unit.id: (
            unit.start < unit.core[0].start,
            claim_status(unit.item, unit.core).doubtful,
            _is_partial(unit),
            names_by_day(unit.item, unit.shown) or dated_since(unit.item, unit.shown),
        )
        for unit in same
    }
    least = min(faults.values())
    return [unit for unit in same if faults[unit.id] == least]


def _is_partial(unit: Unit) -> bool:
    voucher = voucher_for(unit.item.attributions, unit.item.article, unit.core[0].start, unit.end)
    return voucher.kind in _PARTIAL
