"""The main event: its day, the sentence that tells it, and whether later articles took that back.

Comes in: units and claims with their salience. Goes out: the claim that the home page begins with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import fsum, sqrt

from generator.claims.compare.figures import read_tolls
from generator.claims.dates import as_long_before, published
from generator.claims.terms import terms
from generator.claims.unedited.clauses import main_clauses
from generator.claims.unedited.event_dates import names_by_day
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.claims.unedited.leads import Leads, days_of
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.overview import (
    best_of_day,
    day_told_most,
    first_sentence,
    is_widely_told,
    subject_of,
    told_by_most,
)
from generator.claims.unedited.salience import is_reaction, is_speech
from generator.claims.unedited.same_event import LONG_STORY
from generator.claims.unedited.selection import MOST_QUOTED, Candidate, single_day
from generator.language.spans import begun_within
from generator.model import AnnotatedArticle, ClaimStatus, Edtf

# The first paragraphs of an article tell what it is about; a day further down counts for less, that of a plan too.
_HEAD = 3
_BELOW = 0.4
# So many of the articles, and such a share of them, come back to the day of the event, and so many times as many as to
# any other day.
_LEAST_RECALLING = 3
_RECALLED = 0.2
_FAR_MORE = 1.5
# Words; keeps a short sentence of shared words from being the nearest of all.
_SMOOTHING = 5
# What tells less of the headlines and leads than this is no event that the articles share.
_SURE = 0.5
# It tells so large a share of what the sentence nearest to all the headlines and leads does.
_OF_ALL = 0.7
# Of what tells this share of the best as well, the newest is told. In the place of what later articles took back
# stands a newer count, be it told less well, or what tells nearly as much.
_AS_MUCH = 0.9
_COUNTED_AGAIN = 0.25
_AS_WELL = 0.8
# So many words of what it stands for at least has what tells less well.
_ALIKE = 2
_THE_SAME = 4
# What begins an article and counts the dead of an event whose best sentence counts none.
_COUNTED = 0.5
# What a reaction to the event, or speech, counts for; and a sentence of more words than a reader takes in.
_REACTION = 0.5
_TOO_LONG = 0.9
# What only names the event by its day: "after Tuesday's quake".
_NAMED = 0.6
# So many articles tell their main event by the day that they share; fewer, unless they come back to one, by a lead.
_MANY = 8
# The first reports of an event appear within these days.
_FIRST_REPORTS = timedelta(days=2)
# What happened on no day that is given is what articles share that appeared within so many.
_ONE_NEWS = timedelta(days=3)


def main_day(units: Sequence[Unit]) -> date | None:
    """The day of the main event: the one that later articles come back to, or that most tell of at their head."""
    return recalled_day(units) or max(
        (votes := _votes(units)), key=lambda day: (votes[day], -day.toordinal()), default=None
    )


def news_day(units: Sequence[Unit], earlier: frozenset[str]) -> date | None:
    """The day of the main event by all but the units, by their ids, that tell of the time before the news."""
    return main_day([unit for unit in units if unit.id not in earlier])


def recalled_day(units: Sequence[Unit]) -> date | None:
    """The day that later articles come back to, far more of them than to any other; ``None`` where there is none.

    What lies further before the first article than the last one does behind it is no news of theirs.
    """
    articles = {unit.item.article.id: unit.item for unit in units}
    later = _come_back_to(tuple(articles.values()), units)
    (day, most), (_, second) = [*later.most_common(2), (None, 0), (None, 0)][:2]
    least = max(_LEAST_RECALLING, _RECALLED * len(articles), _FAR_MORE * second)
    if day is None or most < least:
        return None
    # What half of the articles tell at their head is the news, whatever day it goes back to.
    led = (other for other, worth in _votes(units).items() if 2 * worth >= len(articles))
    return day if all(other == day for other in led) else None


def _come_back_to(articles: Sequence[AnnotatedArticle], units: Sequence[Unit]) -> Counter[date]:
    """How many later articles speak of each day that some unit is dated to; of no day where all are of one news."""
    later: Counter[date] = Counter()
    appeared = {item.article.id: day for item in articles if (day := published(item.article))}
    begin = _first_of_the_news(appeared.values())
    sure = {single_day(unit.date.edtf) for unit in units if unit.date}
    for item in articles:
        days = {single_day(timex.edtf) for timex in item.timexes} & sure
        end = appeared.get(item.article.id, date.min)
        later.update(day for day in days if day and begin <= day < end)
    return later


def _first_of_the_news(news: Collection[date]) -> date:
    """The day that lies as long before the first of some days as the last lies behind it; of one news, none does."""
    first, last = min(news, default=date.max), max(news, default=date.max)
    if last - first < _ONE_NEWS:
        return date.max
    return as_long_before(first, last)


def _votes(units: Sequence[Unit]) -> dict[date, float]:
    """How many articles tell of each day, as a fact at their head rather than further down or as a plan."""
    votes: dict[date, dict[str, float]] = {}
    for unit in units:
        days = days_of(unit.date.edtf) if unit.date else ()
        for day in days:
            fact = unit_status(unit) is not ClaimStatus.PLANNED
            weight = 1.0 if fact and unit.passage.paragraph == 0 else _BELOW
            by = votes.setdefault(day, {})
            by[unit.item.article.id] = max(weight, by.get(unit.item.article.id, 0.0))
    return {day: fsum(by.values()) for day, by in votes.items()}


def main_event(
    candidates: Sequence[Candidate],
    units: Sequence[Unit],
    overtaking: Overtaking,
    earlier: frozenset[str],
    leads: Leads | None = None,
) -> tuple[Candidate, ...]:
    """What tells the main event best: of what happened on its day, what headlines and leads of that day share.

    Of those that tell about as much, the one of the newest article: figures are overtaken.

    Args:
        candidates: Every claim.
        units: All that the articles say.
        overtaking: Which of them later articles take back.
        earlier: Ids of the units that tell of the time before the news; their days are not the event's.
        leads: What the articles tell, where they are few: the best lead goes before all else.

    Returns:
        What tells it, and behind it what gives its day where that does not; nothing where headlines and leads of
        several articles share no event.
    """
    articles = tuple({unit.item.article.id: unit.item for unit in units}.values())
    many = len(articles) >= _MANY or recalled_day(units) is not None
    shared = _of_many(candidates, units, articles, overtaking) if many else ()
    if shared or len(articles) >= LONG_STORY:
        return shared
    return _of_few(candidates, news_day(units, earlier), articles, overtaking, leads)


def _of_few(
    candidates: Sequence[Candidate],
    day: date | None,
    articles: Sequence[AnnotatedArticle],
    overtaking: Overtaking,
    leads: Leads | None,
) -> tuple[Candidate, ...]:
    """Of a few articles the best lead, or what is nearest to the headlines and leads of the event's day."""
    firm = _firm(candidates)
    told = [item for item in candidates if item.when and day in days_of(item.when)]
    ids = {item.claim.id for item in told}
    of_day = [item for item in firm if item.claim.id in ids]
    if len(articles) > 1 and not of_day and any(item.earlier for item in told):
        # The event lies before the news: what is told of a day of fewer articles is not what they share.
        return told_by_most(candidates, articles)
    ranking = _Ranking(_first_words(day, articles), of_day or firm)
    best = leads.best if leads else None
    if best and (lead := next((item for item in candidates if item.unit.id == best.id), None)):
        fresh = [item for item in of_day if lead.when or _is_fresh(lead, item)]
        leading = _with_count(lead, fresh, firm, ranking, overtaking)
        return _with_day(leading, fresh, firm, ranking, overtaking)
    first = ranking.newest(_AS_MUCH, of_day or firm)
    sure = _is_of(leads, first) or _is_sure(first, ranking, candidates, articles)
    strange = leads is not None and first is not None and not leads.touches(first.unit)
    if strange or not sure:
        return told_by_most(candidates, articles)
    if first is None:
        return tuple(sorted(of_day or firm, key=lambda item: (-item.score, item.number))[:1])
    return _with_count(first, of_day, firm, ranking, overtaking)


def _of_many(
    candidates: Sequence[Candidate],
    units: Sequence[Unit],
    articles: Sequence[AnnotatedArticle],
    overtaking: Overtaking,
) -> tuple[Candidate, ...]:
    """Of many articles what tells best of the day that they come back to, or most of them speak of."""
    day = (
        recalled_day(units) or day_told_most(candidates, articles) or _widely_led(candidates, units, articles)
    )
    first = best_of_day(day, candidates, articles) if day and subject_of(articles) else None
    if first is None:
        return ()
    firm = _firm(candidates)
    of_day = [item for item in firm if item.when and day in days_of(item.when)]
    ranking = _Ranking(_first_words(day, articles), of_day or firm)
    return _with_count(first, of_day, firm, ranking, overtaking)


def _widely_led(
    candidates: Sequence[Candidate], units: Sequence[Unit], articles: Sequence[AnnotatedArticle]
) -> date | None:
    """The day that most articles tell of at their head, where a good part of them speak of it."""
    day = main_day(units)
    return day if day and is_widely_told(day, candidates, articles) else None


def _with_count(
    first: Candidate,
    of_day: Sequence[Candidate],
    firm: Sequence[Candidate],
    ranking: _Ranking,
    overtaking: Overtaking,
) -> tuple[Candidate, ...]:
    """What tells the event, and behind it what counts its dead where it does not, or what later articles counted since.

    What counts them stands first where its main clauses say where, unless it is of a later day, and alone where it
    gives the day as well.
    """
    standing = [item for item in of_day if not _is_taken_back(item, overtaking)]
    taken_back = _is_taken_back(first, overtaking)
    counting = _counting(first, standing, firm, ranking, overtaking)
    dated = _standing_for(first, standing, ranking) if taken_back else first
    later = first.when is not None and first not in of_day and overtaking.count(first.unit) > 0
    if later and not (counting or taken_back):
        # It counts on a later day: what gives the day of the event stands behind it.
        counting, dated = first, _standing_for(first, standing, ranking)
    if not (counting and dated) or counting is dated:
        return (counting or dated or first,)
    if _says_where(counting) and counting.when == dated.when and ranking.enough(_COUNTED, (counting,)):
        return (counting,)
    # A toll of a later day leads with that day, not with the event's.
    late = counting.when is not None and _is_later(counting.when, dated.when)
    leads = _says_where(counting) or not ranking.enough(_AS_WELL, (dated,))
    return (counting, dated) if leads and not late else (dated, counting)


def _with_day(
    told: tuple[Candidate, ...],
    of_day: Sequence[Candidate],
    firm: Sequence[Candidate],
    ranking: _Ranking,
    overtaking: Overtaking,
) -> tuple[Candidate, ...]:
    """What tells the event, and behind it what tells the same with its day where nothing of it gives one."""
    if any(item.when for item in told):
        return told
    first = told[0]
    found = [item for item in firm if _goes_on(first, item)]
    found = found or [item for item in of_day if item is not first and _tells_the_same(first, item)]
    standing = (item for item in found if not _is_taken_back(item, overtaking))
    dated = max(standing, key=lambda item: (ranking.worth(item), -item.number), default=None)
    return (*told, dated) if dated else told


def _goes_on(lead: Candidate, item: Candidate) -> bool:
    """Whether a claim goes on from a lead in the next paragraph, with the day of the news."""
    one, other = lead.unit, item.unit
    return (
        one.item is other.item
        and other.passage.paragraph == one.passage.paragraph + 1
        and _is_fresh(lead, item)
        and not is_reaction(other.said)
        and not is_speech(other.said)
    )


def _tells_the_same(lead: Candidate, item: Candidate) -> bool:
    """Whether a claim has enough words of a lead; fewer at the head of an article, of a day of the news."""
    shared = len(set(terms(lead.unit.said)).intersection(terms(item.unit.said)))
    head = item.unit.passage.paragraph < _HEAD and _is_fresh(lead, item)
    return shared >= (_ALIKE if head else _THE_SAME)


def _is_fresh(lead: Candidate, item: Candidate) -> bool:
    """Whether a claim is of the day on which the article of a lead appeared, or of the one before."""
    appeared, days = published(lead.unit.item.article), days_of(item.when) if item.when else ()
    return appeared is not None and any(timedelta(0) <= appeared - day < _FIRST_REPORTS for day in days)


def _counting(
    first: Candidate,
    standing: Sequence[Candidate],
    firm: Sequence[Candidate],
    ranking: _Ranking,
    overtaking: Overtaking,
) -> Candidate | None:
    """What counts the dead of the event where its best sentence does not, or more of them: the newest and largest."""
    taken_back = _is_taken_back(first, overtaking)
    # What begins a newer article tells of the event, be its day named or not.
    heads = [
        item
        for item in firm
        if item.unit.passage.paragraph < (_HEAD if taken_back else 1)
        and _is_later(item.when, first.when)
        and not _is_taken_back(item, overtaking)
    ]
    counted = overtaking.count(first.unit) > 0
    of_its_day = _AS_WELL if counted and not taken_back else _COUNTED_AGAIN
    of_heads = _COUNTED_AGAIN if taken_back else _AS_WELL if counted else _COUNTED
    among = (*ranking.enough(of_its_day, standing), *ranking.enough(of_heads, heads))
    return max(
        (item for item in among if overtaking.counts_on(first.unit, item.unit)),
        key=lambda item: (
            _spoken_on(item.unit),
            overtaking.count(item.unit),
            ranking.worth(item),
            -item.number,
        ),
        default=None,
    )


def _is_taken_back(item: Candidate, overtaking: Overtaking) -> bool:
    return overtaking.overtake(item.unit) or overtaking.counted_again(item.unit)


def _is_later(when: Edtf | None, event: Edtf | None) -> bool:
    """Whether a date is none, or lies behind the event's."""
    if when is None:
        return True
    last = event.latest if event else None
    return last is not None and when.earliest is not None and when.earliest > last


def _standing_for(first: Candidate, standing: Sequence[Candidate], ranking: _Ranking) -> Candidate | None:
    """What no later article takes back and tells of the day, in the place of what one did or beside a count."""
    words = set(terms(first.unit.said))
    alike = [item for item in standing if len(words.intersection(terms(item.unit.said))) >= _ALIKE]
    enough = ranking.enough(_COUNTED_AGAIN, alike)
    return ranking.newest(_AS_WELL, standing) or max(enough, key=ranking.worth, default=None)


def _says_where(item: Candidate) -> bool:
    """Whether the main clauses of a claim count somebody and name a place."""
    main = main_clauses(item.unit.said)
    if not read_tolls(main):
        return False
    inside = begun_within(item.unit.item.places, item.unit.core[0].start, item.unit.end)
    return any(mention.text in main for mention in inside)


def _is_sure(
    first: Candidate | None,
    ranking: _Ranking,
    candidates: Sequence[Candidate],
    articles: Sequence[AnnotatedArticle],
) -> bool:
    """Whether headlines and leads share what tells the event; one article is sure of its own.

    Those of all articles tell of it, too: else the day's few articles are about something beside the story. Where no
    day is given, they are of some days.
    """
    if len(articles) == 1:
        return True
    if first is None or ranking.worth(first) < _SURE:
        return False
    days = [appeared for item in articles if (appeared := published(item.article))]
    if first.when is None and days and max(days) - min(days) > _ONE_NEWS:
        return False
    of_all = _Ranking(_first_words(None, articles), candidates)
    return of_all.newest(_OF_ALL, (first,)) is not None


def _firm(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What is told as a fact of the news, the readable where there is some."""
    firm = [item for item in candidates if item.claim.status is ClaimStatus.REPORTED and not item.earlier]
    return [item for item in firm if item.readable] or firm


def _is_of(leads: Leads | None, first: Candidate | None) -> bool:
    """Whether most of the articles speak of the day of a claim."""
    when = first.when if first else None
    return leads is not None and when is not None and leads.day in days_of(when)


class _Ranking:
    """How well claims tell what headlines and leads share, beside the best of some of them."""

    def __init__(self, shared: Mapping[str, float], among: Iterable[Candidate]) -> None:
        self._shared = shared
        self._best = max((self.worth(item) for item in among), default=0.0)

    def worth(self, item: Candidate) -> float:
        """How much of the headlines and leads a claim tells."""
        return _first_worth(item, self._shared)

    def newest(self, least: float, among: Iterable[Candidate]) -> Candidate | None:
        """Of the claims that tell so large a share of what the best one tells, that of the newest article."""
        return max(
            self.enough(least, among),
            key=lambda item: (_spoken_on(item.unit), self.worth(item), -item.number),
            default=None,
        )

    def enough(self, least: float, among: Iterable[Candidate]) -> list[Candidate]:
        """The claims that tell so large a share of what the best one tells."""
        return [item for item in among if self._best > 0 and self.worth(item) >= least * self._best]


def _spoken_on(unit: Unit) -> int:
    day = published(unit.item.article)
    return day.toordinal() if day else 0


def _first_worth(item: Candidate, shared: Mapping[str, float]) -> float:
    """How much of the headlines and leads a claim tells for its length; less of a reaction, and of speech."""
    text = item.unit.said
    words = terms(text)
    worth = fsum(shared.get(word, 0.0) for word in words) / sqrt(len(words) + _SMOOTHING)
    if is_reaction(text):
        worth *= _REACTION
    if is_speech(text):
        worth *= _REACTION
    if item.when and names_by_day(item.unit.item, item.unit.shown):
        worth *= _NAMED
    return worth * (_TOO_LONG if len(text.split()) > MOST_QUOTED else 1.0)


def _first_words(day: date | None, articles: Iterable[AnnotatedArticle]) -> dict[str, float]:
    """For each word, in what share of the articles of a day and the next ones it stands in headline or lead."""
    every = list(articles)
    near = [item for item in every if day and _is_near(published(item.article), day)]
    chosen = near if len(near) > 1 else every
    counts: Counter[str] = Counter()
    for item in chosen:
        counts.update(terms(item.article.headline or ""))
        counts.update(terms(first_sentence(item)))
    heads = sum(bool(item.article.headline) for item in chosen)
    return {word: count / (heads + len(chosen)) for word, count in counts.items()}


def _is_near(appeared: date | None, day: date) -> bool:
    return appeared is not None and timedelta(0) <= appeared - day <= _FIRST_REPORTS
