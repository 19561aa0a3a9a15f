"""The story that the articles tell alone, with no editor: what is chosen, how it is ordered, what it is called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from generator.catalog import join_list
from generator.claims.compare.comparisons import Compared, compare_sources
from generator.claims.compare.exclusive import exclusive_pairs
from generator.claims.compare.figures import tells_of_dead
from generator.claims.compare.passages import Passage, Spot
from generator.claims.compare.relation_kinds import RELATION_KINDS, gravity
from generator.claims.compare.reprints import independent, reprints
from generator.claims.compare.sameness import Group
from generator.claims.compare.unknowns import ranked_unknowns
from generator.claims.coverage import center_of, is_hidden, measure_coverage
from generator.claims.dates import newest_date, published
from generator.claims.kept import Kept
from generator.claims.people.actors import find_actors
from generator.claims.questions import says_only_unknown, says_unknown, standard_questions
from generator.claims.terms import share_in_common, term_pattern, terms
from generator.claims.unedited.answers import long_answer, short_answer
from generator.claims.unedited.background import background_sections, background_units
from generator.claims.unedited.carrying import carriers, carries
from generator.claims.unedited.claim_status import claim_status, shown_status
from generator.claims.unedited.event_dates import dated_since, event_dates
from generator.claims.unedited.extracted_claims import TRACK, Unit, claim_from, extract_units
from generator.claims.unedited.gate import pass_units
from generator.claims.unedited.leads import Leads
from generator.claims.unedited.main_event import main_day, main_event
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.overview import (
    MOST_ENTRIES,
    chosen_entries,
    days_that_matter,
    of_the_overview,
    of_the_story,
)
from generator.claims.unedited.salience import Features, Subject, is_speech
from generator.claims.unedited.same_event import LONG_STORY
from generator.claims.unedited.selection import (
    Candidate,
    most_central,
    newest,
    representative,
    rest,
)
from generator.claims.unedited.self_contained import depends_on_context
from generator.claims.unedited.story_places import most_told_places
from generator.claims.unedited.sure_dates import is_of_writer
from generator.data import table
from generator.language.lexicon import listed
from generator.language.quantities import bears_out, quantities_of
from generator.language.spans import begun_within
from generator.language.tokens import quotations
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimStatus,
    Comparison,
    Coverage,
    DayTold,
    Edtf,
    Evidence,
    HiddenPassage,
    HomeAnswer,
    Question,
    Reprint,
    Section,
    Story,
)

TRACKS = (
    Section(id="before-the-news", title="Before the news"),
    Section(id="the-news", title="The news"),
    Section(id="still-to-come", title="Announced or expected"),
)
MOST_COMPARISONS = 40
# A title of more words than this is one only if nothing shorter is as central.
_TITLE_WORDS = 18
_TITLE_PENALTY = 0.02
# What a headline gains whose every word the main event has.
_TITLE_OF_EVENT = 0.8
# What one loses that asks instead of telling.
_TITLE_ASKS = 0.3
# Outlets that a story is called by which has neither a headline nor an event that its articles share.
_NAMED = 3
# Two sentences on what is not known that share more than this of the shorter one's words say the same.
_SAME_UNKNOWN = 0.7
_ASKS_OF_UNNAMED = re.compile(r"\b(?:whether|how|why|what|where|when|if) (?:he|she|they|it)\b")
# What a quotation loses, in points of salience, when it needs another sentence.
_JOINED = 0.5


def unedited_story(
    annotated: Sequence[AnnotatedArticle], hidden: Sequence[HiddenPassage] = (), kept: Kept | None = None
) -> Story:
    """The story that the articles tell alone: their own sentences, joined, grouped, dated and placed.

    Args:
        annotated: The articles.
        hidden: What of them is shown nowhere.
        kept: What was read of them before.
    """
    articles = [item.article for item in annotated]
    as_of = newest_date(articles)
    uncovered = measure_coverage(articles, (), hidden)
    compared = _without_hidden(compare_sources(annotated, kept=kept), uncovered)
    passed = pass_units(
        extract_units(annotated, uncovered, compared.groups),
        compared.reprints,
        main_day,
        compared.exclusive,
    )
    units = passed.units
    subject = Subject(annotated)
    overtaking = Overtaking(units)
    earlier = background_units(units, as_of)
    leads = _leads(units, earlier, overtaking)
    leading = leads.best if leads else None
    candidates = _claims(units, subject, earlier, compared.reprints, overtaking, leading)
    sections, candidates = background_sections(candidates)
    days = days_that_matter(candidates, annotated)
    candidates = _tracks(candidates, as_of, chosen_entries(days), overtaking)
    event = main_event(candidates, units, overtaking, leads)
    main = event[0] if event else None
    title, source = _title(_up_to_date(articles, event, overtaking), subject, event)
    short = (
        long_answer(candidates, event, annotated)
        if len(articles) >= LONG_STORY
        else short_answer(candidates, event, title, annotated)
    )
    answer = short.told
    overview = of_the_overview(days)
    told = (*answer, *(part.claims[0] for part in overview))
    latest = newest(of_the_story(candidates, annotated), told) if days else ()
    claims, places = most_told_places([_as_told(item) for item in candidates], annotated)
    hides = is_hidden(uncovered)
    names = tuple(name for name in find_actors(annotated, kept) if not any(map(hides, name.evidence)))
    evidence = [
        *(item for claim in claims for item in claim.evidence),
        *(item for name in names for item in name.evidence),
    ]
    return Story(
        title=title,
        title_source=source,
        question="",
        language=articles[0].language,
        as_of=as_of,
        summary=_ids(answer),
        newest=_ids(latest),
        also=() if days else _ids(rest(candidates, answer)),
        home_answers=_answered(short.answers, claims),
        edited=False,
        articles=tuple(annotated),
        claims=claims,
        sections=sections,
        tracks=TRACKS,
        comparisons=_differing(item for item in compared.comparisons if item.doubt is None)[
            :MOST_COMPARISONS
        ],
        unsure=_differing(item for item in compared.comparisons if item.doubt),
        withheld=passed.withheld,
        overview=tuple(
            DayTold(day=part.day, claim=part.claims[0].claim.id, articles=part.articles) for part in overview
        ),
        wording=compared.wording,
        reprints=compared.reprints,
        unknowns=_told_once(
            item
            for item in ranked_unknowns(compared.unknowns, subject.share)
            if _is_told_alone(item.quote.exact, subject)
        ),
        names=names,
        places=places,
        center=center_of(claims),
        questions=_questions(candidates, articles, main, title, overtaking),
        updates=(),
        coverage=measure_coverage(articles, evidence, hidden),
    )


def _questions(
    candidates: Sequence[Candidate],
    articles: Sequence[Article],
    main: Candidate | None,
    title: str,
    overtaking: Overtaking,
) -> tuple[Question, ...]:
    """The questions that the articles answer, by what no later one took back."""
    return standard_questions(
        _by_worth(item for item in candidates if not overtaking.overtake(item.unit)),
        main.claim if main else None,
        title,
        newest_date(articles),
        [item.headline for item in articles if item.headline],
        {item.claim.id: item.published for item in candidates if item.published},
    )


def _leads(units: Sequence[Unit], earlier: frozenset[str], overtaking: Overtaking) -> Leads | None:
    """What a few articles tell, to find the best lead."""
    few = 2 <= len({unit.item.article.id for unit in units}) < LONG_STORY
    return Leads(units, main_day(units), earlier, overtaking) if few else None


def _as_told(item: Candidate) -> Claim:
    """A claim with the status that readers are told."""
    shown = shown_status(item.unit.item, item.unit.core) if item.claim.status.doubtful else item.claim.status
    return replace(item.claim, status=shown)


def _without_hidden(compared: Compared, coverage: Sequence[Coverage]) -> Compared:
    """What was found in the articles without what rests on words that an editor hides."""
    hides = is_hidden(coverage)
    return replace(
        compared,
        comparisons=tuple(item for item in compared.comparisons if not any(map(hides, item.evidence))),
        unknowns=tuple(item for item in compared.unknowns if not hides(item)),
    )


def _told_once(unknowns: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The sentences that say nothing which one before them says."""
    kept: list[tuple[Evidence, Sequence[str]]] = []
    for item in unknowns:
        words = terms(item.quote.exact)
        if not any(share_in_common(words, others) > _SAME_UNKNOWN for _, others in kept):
            kept.append((item, words))
    return tuple(item for item, _ in kept)


def _is_told_alone(unknown: str, subject: Subject) -> bool:
    """Whether a sentence that says only what is not known is understood alone: by a name, or the headlines."""
    named = any(word[0].isupper() for word in unknown.split()[1:]) or subject.headline_share(unknown) > 0
    beside = listed("context_dependence", "times_open") | listed("context_dependence", "untold")
    pointing = not beside.isdisjoint(unknown.casefold().split())
    return (
        named
        and not pointing
        and says_only_unknown(unknown)
        and not depends_on_context(unknown)
        and not is_speech(unknown)
        and not is_of_writer(unknown)
        # Nobody is named whom "whether he knew" could mean: it is another than who says so.
        and _ASKS_OF_UNNAMED.search(unknown) is None
        # Who would not speak, and a speaker's "we don't know what to do", leave nothing open.
        and term_pattern(table("claim_words")["unanswered"]).search(unknown) is None
        and says_unknown(_without_speech(unknown))
    )


def _without_speech(text: str) -> str:
    spans = quotations(text, 0, len(text))
    return "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))


def _answered(answers: Iterable[HomeAnswer], claims: Iterable[Claim]) -> tuple[HomeAnswer, ...]:
    """The answers with the story's claims as they are shown."""
    shown = {claim.id: claim for claim in claims}
    return tuple(replace(item, claims=tuple(shown[claim.id] for claim in item.claims)) for item in answers)


def _by_worth(candidates: Iterable[Candidate]) -> list[Claim]:
    return [item.claim for item in sorted(candidates, key=lambda item: (-item.score, item.number))]


def _ids(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    return tuple(item.claim.id for item in candidates)


# ---------------------------------------------------------------- claims


def _claims(
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


# ---------------------------------------------------------------- beside an editor's statements


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
    fresh = _claims(alone, Subject(annotated), earlier, copies, Overtaking(alone))
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


# ---------------------------------------------------------------- where they are told


def _tracks(
    told: Sequence[Candidate], as_of: Edtf | None, chosen: frozenset[str], overtaking: Overtaking
) -> list[Candidate]:
    """Put each event into its track; plans called off, and the least central beyond ``MOST_ENTRIES``, have none.

    Args:
        told: Every claim.
        as_of: The day up to which the story is told.
        chosen: Ids of the entries of a long story; empty for others.
        overtaking: Which plans are called off.
    """
    events = [item for item in told if _is_event(item)]
    wanted = chosen.intersection(item.claim.id for item in events) or most_central(events, MOST_ENTRIES)
    last = as_of.latest if as_of else None
    tracked = []
    for item in told:
        claim = item.claim
        first = claim.when.edtf.earliest if claim.when else None
        if claim.id not in wanted or overtaking.calls_off(item.unit):
            track = ""
        elif item.earlier:
            track = TRACKS[0].id
        elif claim.status is ClaimStatus.PLANNED or (first and last and first > last):
            track = TRACKS[2].id
        else:
            track = TRACKS[1].id
        tracked.append(replace(item, claim=replace(claim, track=track)))
    return tracked


def _is_event(item: Candidate) -> bool:
    """Whether a claim tells what happens in a known time: no speech, nor what has held since a day or by one."""
    when = item.when
    if when is None or is_speech(item.claim.text):
        return False
    return item.claim.status is ClaimStatus.PLANNED or bool(when.earliest and when.latest)


def _differing(found: Iterable[Comparison]) -> tuple[Comparison, ...]:
    """Where the articles differ, the gravest first, then that in which most take part; what they agree on is claims.

    What differs from one sentence is one matter. Dates are compared with everything else that sentences say: a
    machine's claim may hold the dates of several events.
    """
    differ = [item for item in found if RELATION_KINDS[item.relation].differs]
    matters = _matters(differ)
    articles: dict[int, set[str]] = {}
    for item, matter in zip(differ, matters, strict=True):
        articles.setdefault(matter, set()).update(part.article_id for part in item.evidence)
    order = sorted(
        zip(differ, matters, strict=True),
        key=lambda pair: (gravity(pair[0].relation), -len(articles[pair[1]]), pair[1]),
    )
    return tuple(item for item, _ in order)


def _matters(differ: Sequence[Comparison]) -> list[int]:
    """For each comparison the number of the first one that a sentence, or several in turn, join with it."""
    first: dict[Spot, int] = {}
    leads = list(range(len(differ)))

    def lead(number: int) -> int:
        while leads[number] != number:
            number = leads[number]
        return number

    for number, item in enumerate(differ):
        for part in item.evidence:
            one, other = sorted(
                (lead(number), lead(first.setdefault((part.article_id, part.position.start), number)))
            )
            leads[other] = one
    return [lead(number) for number in range(len(differ))]


# ---------------------------------------------------------------- what the story is called


def _up_to_date(
    articles: Sequence[Article], event: Sequence[Candidate], overtaking: Overtaking
) -> list[Article]:
    """The articles whose headlines may count as many as the main event: where its toll rose, the newer ones.

    None from before its day, and none whose headline a later article outnumbers, or tells of dead that were counted on
    since, unless all do.
    """
    days = [published(item.unit.item.article) for item in event if overtaking.overtakes(item.unit)]
    day = max(filter(None, (*days, _first_day(event))), default=None)
    newer = [item for item in articles if day is None or (published(item) or day) >= day] or list(articles)
    return [item for item in newer if not _is_outnumbered(item, overtaking)] or newer


def _first_day(event: Sequence[Candidate]) -> date | None:
    return min((item.when.earliest for item in event if item.when and item.when.earliest), default=None)


def _is_outnumbered(article: Article, overtaking: Overtaking) -> bool:
    headline, day = article.headline or "", published(article)
    of_dead = tells_of_dead(headline) and overtaking.rose_after(day)
    return of_dead or overtaking.outnumbers(headline, day)


def _title(articles: Sequence[Article], subject: Subject, event: Sequence[Candidate]) -> tuple[str, str]:
    """The most central headline, rather of the main event, or what tells that; quoted, being an article's voice."""
    heads = [(article.headline, article.id) for article in articles if article.headline]
    if not heads:
        if not event:
            return join_list(
                list(dict.fromkeys(item.publisher or item.label for item in articles))[:_NAMED]
            ), ""
        heads = [(event[0].claim.text, event[0].claim.evidence[0].article_id)]
    told = frozenset(word for item in event for word in terms(item.claim.text))

    def worth(head: tuple[str, str]) -> float:
        words, long = terms(head[0]), max(len(head[0].split()) - _TITLE_WORDS, 0)
        of_event = sum(word in told for word in words) / max(1, len(words))
        asks = _TITLE_ASKS if head[0].rstrip().endswith("?") else 0.0
        return subject.share(head[0]) + _TITLE_OF_EVENT * of_event - asks - _TITLE_PENALTY * long

    text, source = max(heads, key=worth)
    # Sentences of two paragraphs may have been joined: a title has one line.
    return f"“{_without_stop(' '.join(text.split()))}”", source


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text
