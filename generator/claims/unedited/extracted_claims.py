"""Claims from the articles alone: their own sentences, quoted with what they need, dated and placed.

Comes in: articles and what is open in them. Goes out: units, each at one place, and the claims that rest on them.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.annotate.attribution import voucher_for
from generator.annotate.places.gazetteer import entries, fold, is_seat
from generator.annotate.places.word_lists import before_places
from generator.claims.compare.sameness import Group, Member
from generator.claims.coverage import hidden_starts, open_content
from generator.claims.dates import Dated, only_date, planned_words, stated_date
from generator.claims.evidence import selectors
from generator.claims.unedited.events import claim_status, factuality_in, told_dates
from generator.claims.unedited.page_lines import lines_end
from generator.claims.unedited.self_contained import QuotedPassage, leans_on_another, self_contained_passages
from generator.diagnostics import working_on
from generator.edtf import each_of, interval_edtf
from generator.geo import great_circle_km
from generator.known import once
from generator.language.lexicon import irregular_pasts, listed, verbs
from generator.language.names import CAPITAL_WORD, firm_words, titles_before_names
from generator.language.names import common as common_words
from generator.language.names import words as actor_words
from generator.language.phrases import general_stems, stem
from generator.language.spans import begun_within
from generator.model import (
    AnnotatedArticle,
    Article,
    BlockKind,
    Claim,
    ClaimDate,
    ClaimOrigin,
    ClaimStatus,
    Coverage,
    Edtf,
    Evidence,
    Factuality,
    Modality,
    Place,
    PlaceKind,
    PlaceMention,
    Section,
    Sentence,
    SourceDate,
    Timex,
)
from generator.read import dateline_end

TRACK = Section(id="as-reported", title="As the articles tell it")
"""The track of the chronology for sentences with a date that no editor has taken up."""
# Words below which a sentence says too little to be told apart from others: "They waited."
_COMPARABLE = 4
# So many articles give the day of a sentence that names none.
_AGREEING = 2
_OPENING = 200
# Whoever names a whole year means the year.
_A_MONTH, ONE_DAY = timedelta(days=31), timedelta(days=1)
_BESIDE = 60
# Inhabitants of a town that is known by its name alone; and how much larger the other one is that may be meant.
_LARGE = 300_000
_SMALL = 100_000
_SO_MUCH = 3
_AMONG_KM = 200.0
# So many other places tell where an article's events are.
_SEVERAL = 3
_CREDIT = re.compile(r"^(?:[A-Z]\w+ ){1,3}?[A-Z]\w+/[A-Z]\w+ (?=[A-Z])|^[A-Z]\w+/[A-Z]\w+ (?=[A-Z])")
_NAME_GOES_ON = re.compile(r"(?: [^\W\d_a-z][\w'’-]*){1,3}")
# "Leigh-on-Sea" is not Leigh.
_GOES_ON_SMALL = re.compile(r"-[a-z]{2,5}-[A-Z]")
_IN_CAPITALS = re.compile(
    r"(?P<place>[A-Z]{3,}(?:[ -][A-Z]{2,}){0,2})(?P<land>, [A-Z][a-z]+\.?)? (?=[A-Z][a-z]*[ .'’])"
)
# "Oslo, Norway- The ferry", "OSLO: The ferry": how an article may open.
_OPENS_WITH_PLACE = re.compile(
    rf"(?P<place>{CAPITAL_WORD}(?:[ -]{CAPITAL_WORD}){{0,2}})(?:, {CAPITAL_WORD})?(?: ?(?:[–—]|--?) ?| ?: )(?=[A-Z])"
)
_HALF = re.compile(r"([A-Z]\w*)-$")
_NAMED_OF = re.compile(r"[a-z,] ([A-Z][a-z]+) of $")
_NAME_OF = re.compile(r"(?P<comma>, )?(?P<word>[^\W\d_a-z][\w'’-]+) of $")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one article says at one place, as it is quoted.

    Attributes:
        start: Where the quotation begins, with what the core needs.
        core: The sentences that the date and the places are read from.
        date: Their date, where they name just one.
        group: Number of the group of sentences that tell the same; 0 for what is told once.
    """

    item: AnnotatedArticle
    passage: QuotedPassage
    start: int
    core: tuple[Sentence, ...]
    date: ClaimDate | None
    group: int = 0

    @property
    def end(self) -> int:
        """Where the quotation ends."""
        return self.core[-1].end

    @property
    def id(self) -> str:
        """The id of a claim that rests on this unit first."""
        return f"{self.item.article.id}-at-{self.core[0].start}"

    @property
    def said(self) -> str:
        """The words of the core."""
        return self.item.article.text[max(self.start, self.core[0].start) : self.end]

    @property
    def shown(self) -> tuple[Sentence, ...]:
        """The core without the lines of a page that the quotation leaves out; a dateline tells where and when."""
        first, text = self.core[0], self.item.article.text
        if self.start <= first.start + dateline_end(text[first.start : first.start + _OPENING]):
            return self.core
        return (replace(first, start=self.start), *self.core[1:])

    @property
    def text(self) -> str:
        """The quotation."""
        return self.item.article.text[self.start : self.end]


def extract_units(
    articles: Sequence[AnnotatedArticle], coverage: Sequence[Coverage], same: Sequence[Group] = ()
) -> tuple[Unit, ...]:
    """Cut what no editor has taken up into units, in the articles' order.

    Args:
        articles: The articles.
        coverage: What is open in them.
        same: Sentences that tell the same; without them, everything is told once. Of those that say "she" or "the man"
            only what stands word for word in another article, too: each has somebody else in mind.
    """
    measured = {item.article_id: item for item in coverage}
    chains = [
        (item, passage)
        for item in articles
        for passage in self_contained_passages(
            item.article,
            tuple(open_content(measured[item.article.id])),
            frozenset(hidden_starts(measured[item.article.id])),
        )
    ]
    numbers = _numbers(same, {item.article.id: item.article.text for item in articles})
    return tuple(unit for item, passage in chains for unit in _units(item, passage, numbers))


def _numbers(same: Sequence[Group], texts: Mapping[str, str]) -> dict[tuple[str, int], int]:
    """The number of the group of each sentence that others tell, too, by its article and start."""
    numbers: dict[tuple[str, int], int] = {}
    for number, group in enumerate(same, start=1):
        told = Counter(_words(texts, item) for item in group.members)
        members = [
            item
            for item in group.members
            if _is_comparable(words := _words(texts, item))
            and (told[words] > 1 or not leans_on_another(words))
        ]
        if len(members) > 1:
            numbers |= {(member.article_id, member.start): number for member in members}
    return numbers


def _words(texts: Mapping[str, str], member: Member) -> str:
    return texts[member.article_id][member.start : member.end]


def _is_comparable(words: str) -> bool:
    return len(words.split()) >= _COMPARABLE


def _units(
    item: AnnotatedArticle, passage: QuotedPassage, numbers: Mapping[tuple[str, int], int]
) -> Iterator[Unit]:
    """Cut a passage where a sentence is told by others too, or is dated or put otherwise than the next one."""
    core: list[Sentence] = []
    for number, sentence in enumerate(passage.sentences):
        core.append(sentence)
        group = numbers.get((item.article.id, sentence.start), 0)
        behind = passage.sentences[number + 1 : number + 2]
        told_by_others = group or (behind and (item.article.id, behind[0].start) in numbers)
        if behind and not told_by_others and not _parts(item, sentence, behind[0]):
            continue
        start = _behind_lines(item.article, passage.sentences[0])
        unit = Unit(item=item, passage=passage, start=start, core=tuple(core), date=None, group=group)
        yield replace(unit, date=_date(item, unit.shown))
        core = []


@once
def _date(item: AnnotatedArticle, shown: tuple[Sentence, ...]) -> ClaimDate | None:
    return only_date(told_dates(item, shown).dates, {item.article.id: item.article.label})


@once
def _behind_lines(article: Article, first: Sentence) -> int:
    """Where a quotation begins that would begin with "OSLO (Reuters) -", or with lines of the page."""
    start = first.start
    if start == 0 or article.text[start - 1] == "\n":
        start += dateline_end(article.text[start : start + _OPENING]) or _bare_dateline(article, start)
    return start + lines_end(article.text[start : first.end])


def _bare_dateline(article: Article, start: int) -> int:
    """How many characters a place in capitals takes that no mark parts from its sentence: "OSLO A ferry sank"."""
    opens = _OPENS_WITH_PLACE.match(article.text, start) if _is_lead(article, start) else None
    if opens and (opens.group()[-1] in " -–—") and entries(opens["place"]):
        return opens.end() - start
    match = _IN_CAPITALS.match(article.text, start)
    if not match or not entries(match["place"]):
        return 0
    # An organization's letters are no word elsewhere: NATO.
    place = match["place"].title()
    return match.end() - start if match["land"] or re.search(rf"\b{re.escape(place)}\b", article.text) else 0


def _is_lead(article: Article, start: int) -> bool:
    """Whether a position is where the first paragraph of an article begins."""
    leads = (block.start for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
    return next(leads, None) == start


@once
def _parts(item: AnnotatedArticle, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences differ in their dates, or one of them is told as a plan, as unclear, as denied."""
    return _dates_part(item, one, other) or factuality_in(item, one) is not factuality_in(item, other)


def _dates_part(item: AnnotatedArticle, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences have dates that are not the same."""
    left, right = (
        {timex.edtf.text for timex in told_dates(item, [part]).dates if timex.edtf} for part in (one, other)
    )
    return bool(left) and bool(right) and left != right


def claim_from(
    units: Sequence[Unit], *, section: str = "", track: str = "", dated_by: Sequence[Unit] = ()
) -> Claim:
    """A claim that several articles, or one, carry.

    Args:
        units: The one whose words are shown first.
        dated_by: Others that speak of the same event and give its day where none of these does.
        section: Id of the section it is told in.
        track: Id of its track if it is dated.
    """
    with working_on(units[0].item.article.seed.path):
        return _claim(units, section, track, dated_by)


def _claim(units: Sequence[Unit], section: str, track: str, dated_by: Sequence[Unit]) -> Claim:
    first = units[0]
    when = _when(units) or (_when((*units, *dated_by)) if dated_by else None)
    return Claim(
        id=first.id,
        text=first.text,
        origin=ClaimOrigin.EXTRACTED,
        status=unit_status(first),
        # Only the words that are shown need what makes them understood.
        evidence=tuple(
            _evidence(unit.item, unit.start if unit is first else unit.core[0].start, unit.start, unit.core)
            for unit in units
        ),
        when=when,
        where=_where(units),
        section=section,
        track=track if when else "",
    )


def unit_status(unit: Unit) -> ClaimStatus:
    """How the article puts what the unit tells; a date still to come makes a plan of a plain statement."""
    return _status(unit.item, unit.core, unit.shown)


@once
def _status(item: AnnotatedArticle, core: tuple[Sentence, ...], shown: tuple[Sentence, ...]) -> ClaimStatus:
    status = claim_status(item, core)
    dates = told_dates(item, shown)
    if status is ClaimStatus.REPORTED and planned_words(None, dates) and not _is_over(item, dates):
        return ClaimStatus.PLANNED
    if status is ClaimStatus.REPORTED and _is_to_come(item, core, dates):
        return ClaimStatus.PLANNED
    if status is ClaimStatus.PLANNED and _is_committed(item, core, dates):
        return ClaimStatus.REPORTED
    return status


def _is_committed(item: AnnotatedArticle, core: Sequence[Sentence], dates: Dated) -> bool:
    """Whether sentences tell that somebody bound themselves on a day gone by: "on Monday agreed to buy"."""
    told = dates.dates
    if not told or not _is_over(item, dates) or any(item.modality is not Modality.ASSERTED for item in told):
        return False
    plans = [
        mark.cue.split()[0].casefold()
        for mark in item.factuality
        if mark.factuality is Factuality.PLANNED and core[0].start <= mark.cue_start < core[-1].end
    ]
    return bool(plans) and set(plans) <= verbs("commits", forms="d")


def _is_to_come(item: AnnotatedArticle, core: Sequence[Sentence], dates: Dated) -> bool:
    """Whether every date lies after the day of the article: "would not be fit for the match on Saturday".

    What is told as past on a day after the article's is of a text that is later than its date; where it is already the
    next day, only words of what is to come tell.
    """
    edtf = item.article.date_published.edtf
    day = (edtf.latest or edtf.earliest) if edtf else None
    first = min((timex.edtf.earliest or date.min for timex in dates.dates if timex.edtf), default=None)
    if day is None or first is None or first <= day:
        return False
    coming = first > day + ONE_DAY or _speaks_of_coming(item.article.text[core[0].start : core[-1].end])
    return coming and not all(map(_is_later_text, dates.dates))


def _speaks_of_coming(text: str) -> bool:
    """Whether a text has words of what is to come: "will", "is due"; "believed to be there" is none."""
    cues = listed("context_dependence", "to_come") - {"to be"}
    return any(f" {cue} " in text.casefold() for cue in cues)


def _is_later_text(timex: Timex) -> bool:
    """Whether a day told as past lies after the article's only because its text is later than its date."""
    return timex.edtf is not None and timex.edtf.uncertain and timex.modality is Modality.ASSERTED


def _is_over(item: AnnotatedArticle, dates: Dated) -> bool:
    """Whether every date lies before the day of the article: no plan, whatever the verb looks like."""
    edtf = item.article.date_published.edtf
    day = (edtf.earliest or edtf.latest) if edtf else None
    days = [timex.edtf.latest for timex in dates.dates if timex.edtf]
    return day is not None and all(last is not None and last < day for last in days)


def _when(units: Sequence[Unit]) -> ClaimDate | None:
    """The date that the units give together, of each article the first that has one.

    What is shown is the first article's sentence, so the date shown is its own; where it has none, one that two of
    the others agree on. That they tell the same is likely, not sure.
    """
    sources: dict[str, SourceDate] = {}
    for unit in units:
        for source in unit.date.per_source if unit.date else ():
            sources.setdefault(source.article_id, source)
    own = units[0].date
    if own is not None:
        return replace(stated_date(tuple(sources.values())), edtf=_until_told(units[0], own.edtf))
    agreed = Counter(source.edtf.text for source in sources.values())
    if len(agreed) != 1 or agreed.total() < _AGREEING:
        return None
    return stated_date(tuple(sources.values()))


def _until_told(unit: Unit, when: Edtf) -> Edtf:
    """The date of a unit; of what it reports it ends with the day of its article: "was shut this month"."""
    published = unit.item.article.date_published.edtf
    day = published.latest if published else None
    if unit_status(unit) is not ClaimStatus.REPORTED or not (day and when.earliest and when.latest):
        return when
    if (
        len(each_of(when)) > 1
        or not when.earliest <= day < when.latest
        or when.latest - when.earliest > _A_MONTH
    ):
        return when
    return interval_edtf(when.earliest, day, approximate=when.approximate, uncertain=when.uncertain)


@once
def _evidence(item: AnnotatedArticle, start: int, opens: int, core: tuple[Sentence, ...]) -> Evidence:
    """The words from ``start`` on, and who says those from ``opens`` on, behind the lines of a page."""
    article, end = item.article, core[-1].end
    quote, position = selectors(article, start, end)
    # Who speaks in lines of the page before the quotation does not speak in it.
    held = [
        said
        for said in item.attributions
        if said.cue_span is None or not core[0].start <= said.cue_span[0] < opens
    ]
    voucher = voucher_for(
        held if len(held) < len(item.attributions) else item.attributions,
        article,
        max(core[0].start, opens),
        end,
    )
    # "Photograph: Ada Moss/AP Boris Sund, the mayor, said"
    voucher = replace(voucher, source=_CREDIT.sub("", voucher.source))
    first = voucher.source.split()[:1]
    if first and first[0] in irregular_pasts():
        # "The dam that burst above the town said": half a clause is nobody.
        voucher = replace(voucher, source="")
    return Evidence(article_id=article.id, quote=quote, position=position, voucher=voucher)


def _where(units: Sequence[Unit]) -> tuple[Place, ...]:
    """The places that the words shown name; of those that others name, what several name or what lies near.

    Near is within the countries that the words shown speak of; where they name no place, nothing is far.
    """
    told: dict[Place, set[str]] = {}
    for unit in units:
        for place in _places(unit.item, unit.shown):
            told.setdefault(place, set()).add(unit.item.article.id)
    shown = frozenset(_places(units[0].item, units[0].shown))
    countries = {place.country for place in shown if place.country}
    return tuple(
        place
        for place, names in told.items()
        if not shown or place in shown or len(names) > 1 or place.country in countries
    )


@once
def _places(item: AnnotatedArticle, shown: tuple[Sentence, ...]) -> tuple[Place, ...]:
    """The places that sentences name and mean as places, and that are no likelier another of that name."""
    first, last = shown[0].start, shown[-1].end
    text, inside = item.article.text, begun_within(item.places, first, last)
    countries = {
        mention.place.country
        for mention in inside
        if mention.place and mention.place.kind is not PlaceKind.TOWN
    }
    found = []
    for mention in inside:
        place = mention.place if mention.literal and mention.end <= last else None
        if place is None or any(stands(text, mention, place) for stands in _NO_PLACES):
            continue
        if place.country in countries or not _may_be_another(item, mention.text, place):
            found.append(place)
    return tuple(found)


def _may_be_another(item: AnnotatedArticle, name: str, place: Place) -> bool:
    return (_has_larger_namesake(name, place) and not _is_among(item, place)) or _is_far_from_all(item, place)


def _is_among(item: AnnotatedArticle, place: Place) -> bool:
    """Whether the article names two other towns of its country nearby: "Perth" beside Dundee and Inverness."""
    others = {other.place for other in item.places if other.place and other.place.name != place.name}
    near = [
        other
        for other in others
        if other.kind is PlaceKind.TOWN and other.country == place.country
        if great_circle_km(other.lat, other.lon, place.lat, place.lon) < _AMONG_KM
    ]
    return len(near) > 1


def _is_far_from_all(item: AnnotatedArticle, place: Place) -> bool:
    """Whether a smaller town is the only place of its country where an article names others several times."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = [
        other.place for other in item.places if other.place and other.place != place and other.place.country
    ]
    return len(others) >= _SEVERAL and all(other.country != place.country for other in others)


def _is_of_a_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town stands behind "of" and a name: "the Virgin of Guadalupe", and not "the Port of Oslo"."""
    named = _NAMED_OF.search(text[max(0, mention.start - _BESIDE) : mention.start])
    towns = listed("places", "leads_to_name") | listed("places", "kinds_of_towns")
    return place.kind is PlaceKind.TOWN and named is not None and named[1].casefold() not in towns


def _is_nickname(text: str, mention: PlaceMention, _place: Place) -> bool:
    """Whether a name stands in quotation marks of its own, or before an office: “Sun City”, "the Oslo mayor"."""
    before, behind = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    quoted = before != "" and before in "“‘\"'" and behind != "" and behind in "”’\"'"
    following = text[mention.end : mention.end + _BESIDE].split(maxsplit=1)[:1]
    return quoted or (behind == " " and "".join(following).casefold().strip(",.") in titles_before_names())


def _stands_for_power(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether the name of a seat of power stands for those who sit there: no word before it says where something is.

    "Oslo had placed", "Downing Street said"; "an ambassador to Oslo", "the courtesy of Oslo".
    """
    if not any(is_seat(name, place.lat, place.lon) for name in place.names):
        return False
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - _BESIDE) : mention.start].casefold().split()
    while before[-1:] and before[-1] in listed("places", "leads_to_name"):
        if before.pop().startswith("capital"):
            return False
    if not before:
        # It opens the paragraph: a dateline, or who does something.
        return not dateline_end(text[line : line + _OPENING])
    if not listed("places", "posted").isdisjoint(before[-2:-1]):
        return True
    opens = before[-1][-1:] in '.,;:(—–-”"'
    return not opens and before[-1] not in before_places() | listed("places", "leads_to_place")


def _is_bare_abbreviation(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether two capitals stand for a state with no town before them: "PA reports"."""
    short = place.kind is PlaceKind.REGION and len(mention.text) == 2 and mention.text.isupper()
    behind = text[mention.end : mention.end + _BESIDE].split(maxsplit=1)[:1]
    says = bool(behind) and behind[0].strip(",.") in verbs("says", "reports", "speaks")
    return short and (says or text[max(0, mention.start - 2) : mention.start] != ", ")


def _is_loosely_spelled(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town is only spelled nearly so, and nothing before the name says where something is: "The Monster"."""
    if place.kind is not PlaceKind.TOWN or fold(mention.text) in map(fold, place.names):
        return False
    before = text[max(0, mention.start - _BESIDE) : mention.start].casefold().split()[-1:]
    return not before or before[0] not in before_places() | listed("places", "leads_to_place") | {"of"}


def _is_firm(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether an article has a firm by the name of a smaller town: "Halden" of "Halden Foods"."""
    if place.kind is not PlaceKind.TOWN or place.population > _LARGE:
        return False
    owner = text[max(0, mention.start - _BESIDE) : mention.start].split()[-1:]
    if owner and owner[0][0].isupper() and owner[0].endswith(("'s", "’s")):
        # "The Children's Villages"
        return True
    behind = re.findall(rf"(?<!\w){re.escape(mention.text)} ([A-Z]\w+)", text)
    return not firm_words().isdisjoint(behind)


@functools.cache
def _has_larger_namesake(name: str, place: Place) -> bool:
    """Whether a place of another country goes by the name of a smaller town, too, and is so much larger."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = (entry.place for entry in entries(name) if entry.place.country != place.country)
    return any(
        other.kind is not PlaceKind.TOWN or other.population > _SO_MUCH * place.population for other in others
    )


def _is_description(_text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town goes by another name that common words make: "the Garden City" is said of many."""
    said = mention.text.casefold().split()
    if place.kind is not PlaceKind.TOWN or not {*place.name.casefold().split()}.isdisjoint(said):
        return False
    return len(said) > 1 and all(
        stem(word) in general_stems() or word in common_words() | actor_words("no_names") for word in said
    )


def _is_part_of_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a name is half of another one, or a town's other name that somebody bears: "RIA-Oslo", "Joanna Toole"."""
    first = _HALF.search(text[max(0, mention.start - _BESIDE) : mention.start])
    if (first and not tuple(entries(first[1]))) or _GOES_ON_SMALL.match(text, mention.end):
        return True
    if place.kind is not PlaceKind.TOWN or place.name.casefold() == mention.text.casefold():
        return False
    borne = rf"(?<![\w'’-]){re.escape(mention.text)} [A-Z][a-z]+"
    return " " not in mention.text and re.search(borne, text) is not None


def _only_in_a_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a place is named only in the name of an institution, of other mountains, or of somebody's office.

    "George Washington University", "the University of Leeds"; "the Southern Alps"; "Ada Moss, Bishop of Oslo,".
    """
    before, behind = (
        text[max(0, mention.start - _BESIDE) : mention.start],
        text[mention.end : mention.end + _BESIDE],
    )
    following = _NAME_GOES_ON.match(behind)
    words = actor_words("organization_words") | listed("places", "papers")
    if following and not words.isdisjoint(following.group().casefold().split()):
        return True
    titled = _NAME_OF.search(before)
    if titled and (titled["word"].casefold() in words | titles_before_names() or titled["comma"]):
        return True
    led = before.split()[-1:] if before.endswith(" ") else []
    return (
        not place.country
        and bool(led)
        and led[0][:1].isupper()
        and led[0].casefold() in actor_words("no_names")
    )


# What of a name in a text, meant as a place, shows that it is none that a statement can be put on the map for.
_NO_PLACES = (
    _is_description,
    _is_part_of_name,
    _only_in_a_name,
    _is_of_a_name,
    _is_nickname,
    _stands_for_power,
    _is_firm,
    _is_bare_abbreviation,
    _is_loosely_spelled,
)


def without_contained(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims whose words are not shown by another of them as well."""
    spans = [(claim.evidence[0].article_id, claim.evidence[0].position) for claim in claims]
    return tuple(
        claim
        for claim, (name, own) in zip(claims, spans, strict=True)
        if not any(
            name == other and position.start <= own.start and own.end <= position.end and position != own
            for other, position in spans
        )
    )
