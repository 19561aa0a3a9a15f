"""The entries of the chronology: their order, how each is drawn, and what of a long one is folded."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, groupby

from markupsafe import Markup

from generator.catalog import _, ngettext
from generator.claims.dates import Agreement, combine
from generator.edtf import each_of, parse_edtf
from generator.edtf_words import format_edtf, format_roughly
from generator.language.lexicon import listed
from generator.model import (
    Claim,
    ClaimDate,
    ClaimOrigin,
    DateOrigin,
    Edtf,
    Place,
    Section,
    SourceDate,
    Story,
    VoucherKind,
)
from generator.publish import phrases
from generator.publish.pages import CHRONOLOGY, track_slug
from generator.publish.timeline import (
    MOST_NAMED,
    NARROW,
    PANEL,
    WIDE,
    TimelineEntry,
    date_shape,
    draw_timeline,
    track_class,
)
from generator.publish.vouchers import told_by

_PLAIN_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
# Sorts before every day.
_UNDATED = -(10**7)
# A longer chronology shows the entries of each year, or month, that matter; the others are folded.
MOST_UNFOLDED = 60
_MOST_OF_EACH = 3
# A year with more entries has a heading for each month.
_MOST_OF_A_YEAR = 12
# Where the year, and where the month, ends in a day's text, from its end.
_YEAR, _MONTH = -6, -3
_MOST_BRIEF = 6
_NAME_WORDS = 14
# Of a sentence in a drawing as wide as the text, and in one for a phone or a panel.
_MOST_LETTERS, _FEW_LETTERS = 44, 32
_OWN = VoucherKind.OWN_VOICE
# A day, a month or a year, which HTML writes as EDTF does.
_PLAIN = re.compile(r"[1-9]\d{3}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the chronology.

    Attributes:
        day: The one day, month or year that it is dated to, as HTML has it, or ``""``.
        machine: Its date for programs (EDTF), where that says more than ``day``; else ``""``.
        shape: As ``TimelineEntry.shape``.
        style: As ``TimelineEntry.style``.
        unbounded: As ``TimelineEntry.unbounded``.
        name: The editor's few words for it, or ``""``.
        tags: Class and words of what is to be known of its date.
        track: The track it is an entry of.
        color: The class of its track's color.
        rank: How much it matters among the entries, 0 first.
        told_by: Who stands behind it, in a sentence, or ``""``.
        places: Those that it links to.
        dates: What each source dates it to, in a sentence, where they differ; else ``""``.
        notes: What else is to be known of its date.
        working: Label of each source, and how its date was found.
        more: How many sources' working is left out.
    """

    claim: Claim
    date_text: str
    day: str
    machine: str
    shape: str
    style: str
    unbounded: tuple[bool, bool]
    name: str
    tags: tuple[tuple[str, str], ...]
    track: Section
    color: str
    rank: int
    told_by: str
    places: tuple[Place, ...]
    dates: str
    notes: tuple[str, ...]
    working: tuple[tuple[str, str], ...]
    more: int

    @property
    def read_from(self) -> str:
        """The words of its tags that say what its date was read from, or ``""``."""
        return next((words for name, words in self.tags if name == "stated"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Entries that follow one another; ``folded`` says how many and when, ``""`` where they are shown."""

    entries: tuple[Entry, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A year or a month of the list."""

    id: str
    title: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A track that has entries."""

    section: Section
    slug: str
    color: str
    count: int


def chronology_entries(
    story: Story, *, most: int | None = None, sayers: bool = False, placed: bool = True
) -> tuple[Entry, ...]:
    """The dated claims of the tracks in order of time.

    Args:
        story: The story.
        most: Sources of an entry that are told with their dates; by default all.
        sayers: Whether an entry tells who stands behind it.
        placed: Whether an entry links to the map.
    """
    dated = [(claim, claim.when) for claim in story.claims if claim.track and claim.when]
    dated.sort(key=lambda item: _when_key(*item))
    classes = {track.id: track_class(number) for number, track in enumerate(story.tracks)}
    sections = {track.id: track for track in story.tracks}
    labels = {item.article.id: item.article.label for item in story.articles}
    ranks = _ranks(story, [claim for claim, _when in dated])
    return tuple(
        Entry(
            claim=claim,
            date_text=format_roughly(when.edtf),
            day=_day(when.edtf),
            machine=_machine(when.edtf),
            shape=date_shape(when.edtf),
            style=phrases.date_style(claim),
            unbounded=_unbounded(when),
            name=claim.short,
            tags=phrases.date_tags(claim),
            track=sections[claim.track],
            color=classes[claim.track],
            rank=ranks[claim.id],
            told_by=_told_by(claim, when, labels) if sayers else "",
            places=claim.where if placed else (),
            dates=_differing_dates(when, most),
            notes=_notes(when),
            working=_working(claim, when.per_source[:most], labels),
            more=len(when.per_source[most:]) if most else 0,
        )
        for claim, when in dated
    )


def _working(
    claim: Claim, sources: Sequence[SourceDate], labels: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The working of each source, with its name, the same of several once.

    One article's sentence needs no name, and no working if it has the date.
    """
    named = len(sources) > 1 or claim.origin is ClaimOrigin.EDITED
    if not named and all(_is_plain(item) for item in sources) and not (claim.when and claim.when.notes):
        return ()
    found: dict[str, list[str]] = {}
    for item in sources:
        found.setdefault(item.working, []).append(labels[item.article_id])
    return tuple((_(", ").join(who) if named else "", working) for working, who in found.items())


def _is_plain(source: SourceDate) -> bool:
    """Whether the words of a source are the date as it is shown: "4 April 1949"."""
    year = source.edtf.text[:4]
    return _PLAIN_DATE.fullmatch(source.edtf.text) is not None and year in source.words


def _ranks(story: Story, claims: Sequence[Claim]) -> Mapping[str, int]:
    """How much each claim matters: what is told first, what most sources tell, what lies nearest to the news."""
    first = {*story.summary, *story.newest, *story.also}
    news = story.as_of.latest if story.as_of else None

    def far(claim: Claim) -> int:
        day = claim.when and (claim.when.edtf.latest or claim.when.edtf.earliest)
        return abs((day - news).days) if day and news else 0

    ranked = sorted(claims, key=lambda claim: (claim.id not in first, -len(claim.source_ids), far(claim)))
    return {claim.id: rank for rank, claim in enumerate(ranked)}


def _unbounded(when: ClaimDate) -> tuple[bool, bool]:
    """Whether a source leaves open what came before and what follows, where the date of all of them does not.

    A side that the editor bounds is bounded.
    """
    dates = [item.edtf for item in when.per_source] if when.origin is not DateOrigin.EDITOR else []
    before = when.edtf.earliest is not None and any(item.earliest is None for item in dates)
    after = when.edtf.latest is not None and any(item.latest is None for item in dates)
    return (before, after)


def _machine(when: Edtf) -> str:
    return "" if _PLAIN.fullmatch(when.text) else when.text


def _day(when: Edtf) -> str:
    if _PLAIN.fullmatch(when.text):
        return when.text
    day = when.earliest
    # HTML has no dates before the year 1.
    return day.isoformat() if day and day == when.latest and day.year > 0 else ""


def _told_by(claim: Claim, when: ClaimDate, labels: Mapping[str, str]) -> str:
    """Who stands behind a claim: each article with the sources that it names, if any."""
    citing = {item.article_id for item in claim.carrying if item.voucher.kind is not _OWN}
    told = told_by(claim.evidence)
    said = ". ".join(
        [
            *filter(None, [_(", ").join(labels[name] for name, _found in told if name not in citing)]),
            *(
                _("{article}: {phrases}", article=labels[name], phrases=_("; ").join(found))
                for name, found in told
                if name in citing
            ),
        ]
    )
    if when.origin is DateOrigin.COMPUTED:
        return _("Computed by this site from words of:") + f" {said}"
    return said


def _differing_dates(when: ClaimDate, most: int | None) -> str:
    """Label and date of each source, where they do not all give the same."""
    dates = when.per_source
    if len({(item.edtf.earliest, item.edtf.latest) for item in dates}) < 2:
        return ""
    head = _("The sources’ dates exclude each other:") if when.conflict else _("By source:")
    said = _("; ").join(
        _("{article}, {date}", article=item.label, date=format_roughly(item.edtf)) for item in dates[:most]
    )
    left = len(dates[most:]) if most else 0
    return " ".join(
        filter(None, (head, said, ngettext("and {number} more", "and {number} more", left) if left else ""))
    )


def _notes(when: ClaimDate) -> tuple[str, ...]:
    """The sentences on a date, without the one that lists again what each source gives: it stands in the entry."""
    if len({(item.edtf.earliest, item.edtf.latest) for item in when.per_source}) < 2:
        return when.notes
    found = combine(when.per_source)
    repeats = found.agreement is Agreement.PRECISION
    return tuple(note for note in when.notes if not (repeats and note == found.note))


def tracks(story: Story, entries: Sequence[Entry]) -> tuple[Track, ...]:
    """The tracks that have entries, in the story's order."""
    found = []
    for section in story.tracks:
        own = [entry for entry in entries if entry.claim.track == section.id]
        if own:
            slug = track_slug(story, section)
            found.append(Track(section=section, slug=slug, color=own[0].color, count=len(own)))
    return tuple(found)


def periods(entries: Sequence[Entry]) -> tuple[Period, ...]:
    """The entries by year, those of a crowded year by month; of very many only those that matter unfolded.

    Entries in order of time; a stretch of days counts by its first, a date open to the past by its last.
    """
    years = [own for _year, own in _by_name(entries, _YEAR)]
    named: list[tuple[str, list[Entry]]] = []
    for own in years:
        named += _by_name(own, _YEAR if len(own) <= _MOST_OF_A_YEAR else _MONTH)
    if len(entries) <= MOST_UNFOLDED:
        return tuple(_period(name, [Run(entries=tuple(own))]) for name, own in named)
    if len(named) * _MOST_OF_EACH > MOST_UNFOLDED:
        # Years where months would be too many, and where years are, some of them together.
        together = -(-len(years) * _MOST_OF_EACH // MOST_UNFOLDED) if len(years) > MOST_UNFOLDED else 1
        joined = [
            list(chain.from_iterable(years[at : at + together])) for at in range(0, len(years), together)
        ]
        named = [(_sorted_day(own[0])[:_YEAR], own) for own in joined]
    each = min(_MOST_OF_EACH, MOST_UNFOLDED // len(named))
    return tuple(_period(name, _folded(own, each)) for name, own in named)


def _by_name(entries: Iterable[Entry], length: int) -> list[tuple[str, list[Entry]]]:
    """Entries in order of time with the year or month that they have in common."""
    found = groupby(entries, key=lambda entry: _sorted_day(entry)[:length])
    return [(name, list(own)) for name, own in found]


def _period(name: str, runs: Iterable[Run]) -> Period:
    found = tuple(runs)
    last = _sorted_day(found[-1].entries[-1])
    title = format_edtf(parse_edtf(name))
    if not last.startswith(name):
        title = f"{title}–{format_edtf(parse_edtf(last[:-6]))}"
    return Period(id=f"year-{name}", title=title, runs=found)


def _folded(entries: Sequence[Entry], shown: int) -> Iterator[Run]:
    """The entries in runs: those that matter most as they are, what lies between folded."""
    kept = {entry.claim.id for entry in sorted(entries, key=lambda entry: entry.rank)[:shown]}
    for is_kept, run in groupby(entries, key=lambda entry: entry.claim.id in kept):
        own = tuple(run)
        yield Run(entries=own, folded="" if is_kept else _fold_words(own))


def _fold_words(entries: Sequence[Entry]) -> str:
    first, last = entries[0].date_text, entries[-1].date_text
    if first == last:
        return ngettext("{number} more: {date}", "{number} more: {date}", len(entries), date=first)
    return ngettext(
        "{number} more: {first} – {last}",
        "{number} more: {first} – {last}",
        len(entries),
        first=first,
        last=last,
    )


def _sorted_day(entry: Entry) -> str:
    """The day by which it is sorted, ``YYYY-MM-DD``."""
    when = entry.claim.when.edtf if entry.claim.when else None
    day = (when.earliest or when.latest) if when else None
    assert day is not None  # noqa: S101 - entries are the dated claims
    return day.isoformat()


def draw_entries(
    story: Story,
    entries: Sequence[Entry],
    href: Callable[[str], str],
    *,
    page: str = "",
    narrow: bool = False,
    brief: bool = False,
    named: int = MOST_NAMED,
) -> Markup:
    """The timeline of these entries; each mark has ``data-claim`` and ``data-days``, each day of the axis ``data-day``.

    Args:
        story: The story.
        entries: What is drawn.
        href: From a site path to an address relative to the page.
        page: Site path of the page whose entries the marks lead to; by default the chronology.
        narrow: For a phone; else for a column as wide as the text.
        brief: Only what matters most, for a panel beside a text that tells the rest.
        named: Of more marks the others are bundled.
    """
    letters = _FEW_LETTERS if narrow or brief else _MOST_LETTERS
    marks = drawn_marks(entries, href, page=page, letters=letters)
    as_of = story.as_of.latest if story.as_of else None
    if brief:
        first = sorted(marks, key=lambda mark: mark.rank)[:_MOST_BRIEF]
        return draw_timeline([mark for mark in marks if mark in first], as_of, width=PANEL, css="tl-strip")
    return draw_timeline(
        marks, as_of, width=NARROW if narrow else WIDE, css="tl-narrow" if narrow else "tl-wide", named=named
    )


def drawn_marks(
    entries: Sequence[Entry],
    href: Callable[[str], str] = str,
    *,
    page: str = "",
    letters: int = _MOST_LETTERS,
) -> tuple[TimelineEntry, ...]:
    """The marks of a drawing: of an editor's statements one each, of the articles' own sentences one for a date.

    These are named by the first words of the sentence that matters most, as many as ``letters`` hold.
    """
    marks: dict[tuple[object, ...], TimelineEntry] = {}
    for entry in entries:
        quoted = entry.claim.origin is ClaimOrigin.EXTRACTED
        name = _first_words(entry.claim.text, letters) if quoted else entry_name(entry.claim)
        for mark in _marks_of(entry, href(f"{page or CHRONOLOGY.at()}#{entry.claim.id}"), name):
            key = (mark.date, mark.span, mark.style, mark.fades) if quoted else (mark.id, mark.date)
            marks[key] = _joined(marks[key], mark) if key in marks else mark
    return tuple(marks.values())


def _marks_of(entry: Entry, address: str, name: str) -> Iterator[TimelineEntry]:
    """The marks of one entry: one, or one for each day where its date is all of a set of them."""
    when = entry.claim.when
    members = each_of(when.edtf) if when else ()
    for member in members:
        yield TimelineEntry(
            id=entry.claim.id,
            name=name,
            date=entry.date_text if len(members) == 1 else format_roughly(member),
            when=member,
            style=entry.style,
            color=entry.color,
            href=address,
            rank=entry.rank,
            unbounded=entry.unbounded,
        )


def _joined(one: TimelineEntry, other: TimelineEntry) -> TimelineEntry:
    """Two entries of one date as one mark, which leads to the one that matters most."""
    return replace(
        min(one, other, key=lambda mark: mark.rank),
        id=f"{one.id} {other.id}",
        color=one.color if one.color == other.color else "",
        count=one.count + other.count,
    )


def _first_words(text: str, letters: int) -> str:
    """The first words of a sentence, in quotation marks, without those at their end that only lead on.

    >>> _first_words("Divers ended the search for the last two passengers on Tuesday.", 32)
    '“Divers ended the search …”'
    """
    words = textwrap.shorten(text, letters, placeholder="").split()
    while len(words) > 1 and words[-1].casefold() in listed("function_words", "words"):
        words.pop()
    left_out = " …" if len(words) < len(text.split()) else ""
    return f"“{phrases.inner_marks(' '.join(words).rstrip(',;:–—'))}{left_out}”"


def day_id(claim_id: str, number: int) -> str:
    """The id of one of the days of an entry, counted from 1: the claim's own, with a number from the second on."""
    return claim_id if number == 1 else f"{claim_id}-{number}"


def entry_name(claim: Claim) -> str:
    """What a drawing calls an editor's statement: the few words given for it, else the first of its own."""
    return claim.short or phrases.claim_text(claim, most=_NAME_WORDS)


def _when_key(claim: Claim, when: ClaimDate) -> tuple[int, int, int]:
    """What is open to the past counts by its last day, what is open to what follows ends after all others."""
    first = when.edtf.earliest or when.edtf.latest
    last = when.edtf.latest or date.max
    return (first.toordinal() if first else _UNDATED, last.toordinal(), claim.line)
