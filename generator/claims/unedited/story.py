"""The story that the articles tell alone, with no editor: what is chosen, and how it is ordered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.claims.compare.comparisons import Compared, compare_sources
from generator.claims.compare.passages import Spot
from generator.claims.compare.relation_kinds import RELATION_KINDS, gravity
from generator.claims.compare.unknowns import ranked_unknowns
from generator.claims.coverage import center_of, is_hidden, measure_coverage
from generator.claims.dates import newest_date
from generator.claims.kept import Kept
from generator.claims.people.actors import find_actors
from generator.claims.questions import says_only_unknown, says_unknown, standard_questions
from generator.claims.terms import share_in_common, term_pattern, terms
from generator.claims.unedited.answers import long_answer, short_answer
from generator.claims.unedited.background import background_sections, background_units
from generator.claims.unedited.claim_status import shown_status
from generator.claims.unedited.extracted_claims import TRACKS, Unit, extract_units
from generator.claims.unedited.gate import pass_units
from generator.claims.unedited.leads import Leads
from generator.claims.unedited.main_event import main_day, main_event, news_day
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.overview import (
    MOST_ENTRIES,
    chosen_entries,
    days_that_matter,
    of_the_overview,
    of_the_story,
)
from generator.claims.unedited.reports import report_claims
from generator.claims.unedited.salience import Subject, is_speech
from generator.claims.unedited.same_event import LONG_STORY
from generator.claims.unedited.selection import (
    Candidate,
    most_central,
    newest,
    rest,
)
from generator.claims.unedited.self_contained import depends_on_context
from generator.claims.unedited.story_places import most_told_places
from generator.claims.unedited.sure_dates import is_of_writer
from generator.claims.unedited.title import story_title
from generator.data import table
from generator.language.lexicon import listed
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
    Story,
)

MOST_COMPARISONS = 40
# Two sentences on what is not known that share more than this of the shorter one's words say the same.
_SAME_UNKNOWN = 0.7
_ASKS_OF_UNNAMED = re.compile(r"\b(?:whether|how|why|what|where|when|if) (?:he|she|they|it)\b")


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
    candidates = report_claims(units, subject, earlier, compared.reprints, overtaking, leading)
    sections, candidates = background_sections(candidates)
    days = days_that_matter(candidates, annotated)
    candidates = _tracks(candidates, as_of, chosen_entries(days), overtaking)
    event = main_event(candidates, units, overtaking, earlier, leads)
    main = event[0] if event else None
    title, source = story_title(articles, subject, event, overtaking)
    short = (
        long_answer(candidates, event, annotated)
        if len(articles) >= LONG_STORY
        else short_answer(candidates, event, title, source, annotated)
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
        named=bool(source),
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
    return Leads(units, news_day(units, earlier), earlier, overtaking) if few else None


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
