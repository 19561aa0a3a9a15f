"""One claim for each report of an event: the sentence that tells it best, and who carries it.

Comes in: the units of the articles, grouped by what they report. Goes out: a candidate for each report; beside an
editor's statements, what of the articles these leave untold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from generator.claims.compare.exclusive import exclusive_pairs
from generator.claims.compare.passages import Passage, Spot
from generator.claims.compare.reprints import independent, reprints
from generator.claims.compare.sameness import Group
from generator.claims.dates import newest_date, published
from generator.claims.unedited.background import background_units
from generator.claims.unedited.carrying import carriers, carries
from generator.claims.unedited.claim_status import claim_status
from generator.claims.unedited.event_dates import dated_since, event_dates
from generator.claims.unedited.extracted_claims import TRACK, TRACKS, Unit, claim_from, extract_units
from generator.claims.unedited.gate import pass_units
from generator.claims.unedited.main_event import main_day
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.salience import Features, Subject
from generator.claims.unedited.selection import Candidate, representative
from generator.language.quantities import bears_out, quantities_of
from generator.language.spans import begun_within
from generator.model import AnnotatedArticle, Claim, Coverage, Edtf, Reprint

# What a quotation loses, in points of salience, when it needs another sentence.
_JOINED = 0.5


def report_claims(
    units: Sequence[Unit],
    subject: Subject,
    earlier: frozenset[str],
    copies: Sequence[Reprint],
    overtaking: Overtaking,
    leading: Unit | None = None,
) -> list[Candidate]:
    """One claim for each report, in the order of its first unit; the unit that tells it best is shown.

    Of the main event's report that is the one that leads. Where some of its units do not carry what that one tells,
    they make a claim of their own.
    """
    reports: dict[tuple[int, str], list[Unit]] = {}
    for unit in units:
        reports.setdefault((unit.group, "" if unit.group else unit.id), []).append(unit)
    placed = _placed(units)
    told: list[Candidate] = []
    waiting = list(reversed(reports.values()))
    while waiting:
        same = waiting.pop()
        # Who prints another's text again says nothing more than the other.
        names = tuple(dict.fromkeys(unit.item.article.id for unit in same))
        articles = len(independent(names, copies)) if len(names) > 1 else 1
        lead = next((unit for unit in same if unit is leading), None)
        first = lead or _telling(same, subject, articles, placed, overtaking)
        carrying, others, newer = _parted(first, same, overtaking, whole=first is leading)
        waiting += filter(None, (others, newer))
        scores = (
            subject.score(_features(unit, articles, placed=unit.id in placed, earlier=unit.id in earlier))
            for unit in carrying
        )
        told.append(
            Candidate(
                claim=_told_by(carrying, others),
                unit=first,
                score=max(scores),
                earlier=first.id in earlier,
                published=max(
                    filter(None, (published(unit.item.article) for unit in carrying)), default=None
                ),
                number=len(told),
            )
        )
    return told


def _telling(
    same: Sequence[Unit], subject: Subject, articles: int, placed: AbstractSet[str], overtaking: Overtaking
) -> Unit:
    """The unit of a report that tells it best."""
    if len(same) == 1:
        return same[0]
    shown = {unit.id: _shown(unit, subject, articles, placed=unit.id in placed) for unit in same}
    return representative(_standing(same, overtaking), shown)


def _parted(
    first: Unit, same: Sequence[Unit], overtaking: Overtaking, *, whole: bool
) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """Who carries what is shown, the whole of it or some; who only speaks of the same event; whose toll is newer."""
    newer = {unit.id for unit in same if overtaking.counts_on_later(first, unit)}
    left = _of(same, {unit.id for unit in same} - newer)
    carrying, others = carriers(first, left, whole=whole)
    if whole:
        # What counted fewer of the same before is no news of its own.
        before = {unit.id for unit in others if overtaking.overtake(unit) and carries(first.said, unit.said)}
        carrying += _of(others, before)
        others = _of(others, {unit.id for unit in others} - before)
    return carrying, others, [_without_day_of(first, unit) for unit in _of(same, newer)]


def _of(units: Sequence[Unit], ids: AbstractSet[str]) -> list[Unit]:
    return [unit for unit in units if unit.id in ids]


def _told_by(carrying: Sequence[Unit], others: Sequence[Unit]) -> Claim:
    """The claim of those that carry it; the others of its report give it a day where these have none."""
    own, beside = ([_dated_itself(unit) for unit in units] for units in (carrying, others))
    return claim_from(own, track=TRACKS[1].id, dated_by=beside)


def _without_day_of(event: Unit, unit: Unit) -> Unit:
    """A unit that counts on, without the day of the event that it counts for: "of Tuesday's quake, 24 are dead now"."""
    last = event.date.edtf.latest if event.date else None
    first = unit.date.edtf.earliest if unit.date else None
    return unit if last and first and first > last else replace(unit, date=None)


def _dated_itself(unit: Unit) -> Unit:
    """A unit without a date that what it tells is only counted from, or that is not that of what is quoted first."""
    if unit.date is None:
        return unit
    other = dated_since(unit.item, unit.shown) or _opens_on_another_day(unit, unit.date.edtf)
    return replace(unit, date=None) if other else unit


def _opens_on_another_day(unit: Unit, when: Edtf) -> bool:
    """Whether what a unit needs, quoted before it, tells of another day."""
    needed = begun_within(unit.item.article.sentences, unit.start, unit.core[0].start)
    return any(timex.edtf and timex.edtf != when for timex in event_dates(unit.item, needed))


def _standing(same: Sequence[Unit], overtaking: Overtaking) -> Sequence[Unit]:
    """The units of a report that no later article took back; all of them where nothing else tells it."""
    return [unit for unit in same if not overtaking.overtake(unit)] or same


def _placed(units: Sequence[Unit]) -> frozenset[str]:
    """The units that name a place, by their ids."""
    by_id = {unit.item.article.id: unit.item for unit in units}
    starts = {name: sorted(mention.start for mention in item.places) for name, item in by_id.items()}
    return frozenset(
        unit.id
        for unit in units
        if bisect_left(starts[unit.item.article.id], unit.start)
        < bisect_left(starts[unit.item.article.id], unit.end)
    )


def _shown(unit: Unit, subject: Subject, articles: int, *, placed: bool) -> float:
    """How well a unit tells its report: its place in the article aside, and rather without other sentences."""
    features = replace(_features(unit, articles, placed=placed, earlier=False), paragraph=0)
    return subject.score(features) - (_JOINED if unit.start < unit.core[-1].start else 0.0)


def _features(unit: Unit, articles: int, *, placed: bool, earlier: bool) -> Features:
    return Features(
        text=unit.said,
        paragraph=unit.passage.paragraph,
        articles=articles,
        dated=unit.date is not None,
        placed=placed,
        earlier=earlier,
        status=claim_status(unit.item, unit.core),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """What of the articles no statement of an editor cites.

    Attributes:
        claims: One for each report of which nothing is cited, in the articles' order.
        again: What tells a report that a statement cites in another article, each with these sentences.
    """

    claims: tuple[Claim, ...]
    again: tuple[tuple[Claim, tuple[Spot, ...]], ...]


def untold(
    annotated: Sequence[AnnotatedArticle],
    coverage: Sequence[Coverage],
    found: Sequence[tuple[Group, Sequence[Passage]]],
) -> Untold:
    """What the articles say beside an editor's statements, grouped as it is in a story without an editor.

    Args:
        annotated: The articles.
        coverage: What the editor's statements cite in them.
        found: Sentences that tell the same, as they were read.
    """
    copies = reprints(annotated)
    units, mine = _all_units(annotated, coverage, [group for group, _ in found])
    texts = {item.article.id: item.article.text for item in annotated}
    exclusive = exclusive_pairs((read for _, read in found), texts)
    passed = pass_units(units, copies, main_day, exclusive).units
    again = _told_again(passed, mine)
    earlier = background_units(passed, newest_date([item.article for item in annotated]))
    left = [unit for unit in passed if unit.id not in mine]
    alone = [unit for unit in left if unit.id not in again]
    fresh = report_claims(alone, Subject(annotated), earlier, copies, Overtaking(alone))
    return Untold(
        claims=tuple(_on_track(item.claim) for item in fresh),
        again=tuple((_of_core(unit), _spots(again[unit.id])) for unit in left if unit.id in again),
    )


def _all_units(
    annotated: Sequence[AnnotatedArticle], coverage: Sequence[Coverage], same: Sequence[Group]
) -> tuple[list[Unit], frozenset[str]]:
    """The units of what is cited and of what is open, in the articles' order, and the ids of the cited ones."""
    cited = [replace(item, open=item.carried, carried=()) for item in coverage]
    told = extract_units(annotated, cited, same)
    order = {item.article.id: number for number, item in enumerate(annotated)}
    units = sorted(
        (*told, *extract_units(annotated, coverage, same)),
        key=lambda unit: (order[unit.item.article.id], unit.core[0].start),
    )
    return units, frozenset(unit.id for unit in told)


def _told_again(units: Sequence[Unit], mine: frozenset[str]) -> dict[str, list[Unit]]:
    """For each unit that tells a cited report the cited ones; ``mine`` are the ids of these."""
    carried: dict[int, list[Unit]] = {}
    for unit in units:
        if unit.group and unit.id in mine:
            carried.setdefault(unit.group, []).append(unit)
    return {
        unit.id: carried[unit.group]
        for unit in units
        if unit.id not in mine and _is_told(unit, carried.get(unit.group, ()))
    }


def _is_told(unit: Unit, cited: Sequence[Unit]) -> bool:
    """Whether a unit gives no figure but those of what is cited of its report."""
    known = [item for part in cited for item in quantities_of(part.said)]
    return bool(cited) and all(
        any(bears_out(item, part) for part in known) for item in quantities_of(unit.said)
    )


def _spots(units: Sequence[Unit]) -> tuple[Spot, ...]:
    return tuple((part.article_id, part.start) for unit in units for part in unit.core)


def _of_core(unit: Unit) -> Claim:
    """A claim of a unit's own words, without what they need to be understood alone."""
    return claim_from((replace(unit, start=max(unit.start, unit.core[0].start)),))


def _on_track(claim: Claim) -> Claim:
    return replace(claim, track=TRACK.id if claim.when else "")
