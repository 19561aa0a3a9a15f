"""Claims from the articles alone: their own sentences, quoted with what they need, dated and placed.

Comes in: articles and what is open in them. Goes out: units, each at one place, and the claims that rest on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from generator.annotate.attribution import attributions_in, voucher_for
from generator.annotate.places.gazetteer import entries
from generator.claims.compare.sameness import Group, Member
from generator.claims.coverage import hidden_starts, open_content
from generator.claims.dates import only_date, stated_date
from generator.claims.evidence import selectors
from generator.claims.unedited.claim_status import dated_status, factuality_in
from generator.claims.unedited.event_dates import told_dates
from generator.claims.unedited.page_lines import lines_end
from generator.claims.unedited.self_contained import QuotedPassage, leans_on_another, self_contained_passages
from generator.claims.unedited.told_places import told_places
from generator.diagnostics import working_on
from generator.edtf import each_of, interval_edtf
from generator.known import once
from generator.language.lexicon import irregular_pasts
from generator.language.names import CAPITAL_WORD
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
    Place,
    Section,
    Sentence,
    SourceDate,
)
from generator.read import dateline_end

TRACK = Section(id="as-reported", title="As the articles tell it")
"""The track of the chronology for sentences with a date that no editor has taken up."""
TRACKS = (
    Section(id="before-the-news", title="Before the news"),
    Section(id="the-news", title="The news"),
    Section(id="still-to-come", title="Announced or expected"),
)
"""Those of a story without an editor."""
# Words below which a sentence says too little to be told apart from others: "They waited."
_COMPARABLE = 4
# So many articles give the day of a sentence that names none.
_AGREEING = 2
_OPENING = 200
# Whoever names a whole year means the year.
_A_MONTH = timedelta(days=31)
_CREDIT = re.compile(r"^(?:[A-Z]\w+ ){1,3}?[A-Z]\w+/[A-Z]\w+ (?=[A-Z])|^[A-Z]\w+/[A-Z]\w+ (?=[A-Z])")
_IN_CAPITALS = re.compile(
    r"(?P<place>[A-Z]{3,}(?:[ -][A-Z]{2,}){0,2})(?P<land>, [A-Z][a-z]+\.?)? (?=[A-Z][a-z]*[ .'’])"
)
# "Oslo, Norway- The ferry", "OSLO: The ferry": how an article may open.
_OPENS_WITH_PLACE = re.compile(
    rf"(?P<place>{CAPITAL_WORD}(?:[ -]{CAPITAL_WORD}){{0,2}})(?:, {CAPITAL_WORD})?(?: ?(?:[–—]|--?) ?| ?: )(?=[A-Z])"
)


# Without slots, for what is asked of it many times.
@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def id(self) -> str:
        """The id of a claim that rests on this unit first."""
        return f"{self.item.article.id}-at-{self.core[0].start}"

    @cached_property
    def said(self) -> str:
        """The words of the core."""
        return self.item.article.text[max(self.start, self.core[0].start) : self.end]

    @cached_property
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
    return left != right


def claim_from(units: Sequence[Unit], *, track: str = "", dated_by: Sequence[Unit] = ()) -> Claim:
    """A claim that several articles, or one, carry.

    Args:
        units: The one whose words are shown first.
        dated_by: Others that speak of the same event and give its day where none of these does.
        track: Id of its track if it is dated.
    """
    with working_on(units[0].item.article.seed.path):
        return _claim(units, track, dated_by)


def _claim(units: Sequence[Unit], track: str, dated_by: Sequence[Unit]) -> Claim:
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
        track=track if when else "",
    )


def unit_status(unit: Unit) -> ClaimStatus:
    """How the article puts what the unit tells; a date still to come makes a plan of a plain statement."""
    return dated_status(unit.item, unit.core, unit.shown)


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
    near = attributions_in(item.attributions, core[0].start, end)
    held = [said for said in near if said.cue_span is None or not core[0].start <= said.cue_span[0] < opens]
    voucher = voucher_for(
        held if len(held) < len(near) else item.attributions, article, max(core[0].start, opens), end
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
        for place in told_places(unit.item, unit.shown):
            told.setdefault(place, set()).add(unit.item.article.id)
    shown = frozenset(told_places(units[0].item, units[0].shown))
    countries = {place.country for place in shown if place.country}
    return tuple(
        place
        for place, names in told.items()
        if not shown or place in shown or len(names) > 1 or place.country in countries
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
