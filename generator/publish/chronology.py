"""The entries of the chronology: their order, their letters, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.catalog import _, ngettext
from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf, format_roughly
from generator.model import Claim, ClaimDate, DateOrigin, Edtf, Place, Section, Story
from generator.publish import phrases
from generator.publish.pages import CHRONOLOGY
from generator.publish.timeline import ON_A_PHONE, TimelineEntry, draw_timeline, track_class
from generator.publish.vouchers import told_by

# A track of more entries is folded by month, so that a reader can find a day in it.
FOLDED_FROM = 40
# Sorts before every day.
_UNDATED = -(10**7)
# Marks of a drawing that stays readable; of a longer chronology, those of the most central entries.
_MOST_DRAWN = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the chronology; ``letter`` is the same in the drawing and in the list.

    Attributes:
        day: The one day that it is dated to, as ``YYYY-MM-DD``, or ``""``.
        tags: Class and words of what is to be known of its date.
        color: The class of its track's color.
        told_by: Who stands behind it, in a sentence, or ``""``.
        places: Those that it links to.
        dates: What each source dates it to, in a sentence, where they differ; else ``""``.
        working: Label of each source, and how its date was found.
        more: How many sources' working is left out.
    """

    letter: str
    claim: Claim
    date_text: str
    day: str
    tags: tuple[tuple[str, str], ...]
    color: str
    told_by: str
    places: tuple[Place, ...]
    dates: str
    working: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A track of the chronology; ``folds`` are its entries by month, each with its heading."""

    section: Section
    color: str
    folds: tuple[tuple[str, tuple[Entry, ...]], ...]


def chronology_entries(
    story: Story, *, most: int | None = None, sayers: bool = False, placed: bool = True
) -> tuple[Entry, ...]:
    """The dated claims of the tracks in order of time, lettered.

    Args:
        story: The story.
        most: Sources of an entry that are told with their dates; by default all.
        sayers: Whether an entry tells who stands behind it.
        placed: Whether an entry links to the map.
    """
    dated = [(claim, claim.when) for claim in story.claims if claim.track and claim.when]
    dated.sort(key=lambda item: _when_key(*item))
    classes = {track.id: track_class(number) for number, track in enumerate(story.tracks)}
    labels = {item.article.id: item.article.label for item in story.articles}
    return tuple(
        Entry(
            letter=_letter(number),
            claim=claim,
            date_text=format_roughly(when.edtf),
            day=_day(when.edtf),
            tags=phrases.date_tags(claim),
            color=classes.get(claim.track, ""),
            told_by=_told_by(claim, when, labels) if sayers else "",
            places=claim.where if placed else (),
            dates=_differing_dates(when, most),
            working=tuple((labels[item.article_id], item.working) for item in when.per_source[:most]),
            more=len(when.per_source[most:]) if most else 0,
        )
        for number, (claim, when) in enumerate(dated)
    )


def _day(when: Edtf) -> str:
    day = when.earliest
    # HTML has no dates before the year 1.
    return day.isoformat() if day and day == when.latest and day.year > 0 else ""


def _told_by(claim: Claim, when: ClaimDate, labels: Mapping[str, str]) -> str:
    """Who stands behind a claim: each article with the sources that it names."""
    said = ". ".join(
        _("{article}: {phrases}", article=labels[name], phrases=_("; ").join(found))
        for name, found in told_by(claim.evidence)
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


def tracks(story: Story, entries: Sequence[Entry]) -> tuple[Track, ...]:
    """The tracks that have entries, in the story's order."""
    found = []
    for section in story.tracks:
        own = tuple(entry for entry in entries if entry.claim.track == section.id)
        if own:
            found.append(Track(section=section, color=own[0].color, folds=folded(own)))
    return tuple(found)


def folded(entries: Sequence[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries of a track by month, each with its heading; a short track as it is, without a heading.

    Entries in order of time; a stretch of days counts by its first, a date open to the past by its last.
    """
    if len(entries) < FOLDED_FROM:
        return (("", tuple(entries)),)
    return tuple((month, tuple(own)) for month, own in groupby(entries, key=_month))


def _month(entry: Entry) -> str:
    when = entry.claim.when.edtf if entry.claim.when else None
    day = (when.earliest or when.latest) if when else None
    return format_edtf(parse_edtf(day.isoformat().removesuffix(f"-{day.day:02}"))) if day else ""


def most_central(story: Story, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """As many entries as a drawing can hold: those told first, then those of the most sources."""
    named = {*story.summary, *story.newest, *story.also}
    ranked = sorted(entries, key=lambda entry: (entry.claim.id not in named, -len(entry.claim.source_ids)))
    wanted = {entry.letter for entry in ranked[:_MOST_DRAWN]}
    return tuple(entry for entry in entries if entry.letter in wanted)


def draw_entries(
    story: Story,
    entries: Sequence[Entry],
    href: Callable[[str], str],
    *,
    apart: float = ON_A_PHONE,
    extra: str = "",
    brief: bool = False,
) -> Markup:
    """The timeline of these entries.

    Args:
        story: The story.
        entries: What is drawn.
        href: From a site path to an address relative to the page.
        apart: As for ``draw_timeline``.
        extra: As for ``draw_timeline``.
        brief: The marks say their day alone, for a list beside the drawing tells the rest.
    """
    titles = {track.id: track.title for track in story.tracks}
    marks = [
        TimelineEntry(
            letter=entry.letter,
            track=titles[entry.claim.track],
            when=entry.claim.when.edtf,
            style=entry_style(entry),
            label=entry.date_text if brief else f"{entry.date_text}. {phrases.claim_text(entry.claim)}",
            href=href(CHRONOLOGY.at(entry.claim.id)),
        )
        for entry in entries
        if entry.claim.when
    ]
    as_of = story.as_of.latest if story.as_of else None
    return draw_timeline(marks, list(titles.values()), as_of, apart=apart, extra=extra)


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB …: letters, because numbers are the citations'."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def _when_key(claim: Claim, when: ClaimDate) -> tuple[int, int, int]:
    first = when.edtf.earliest or when.edtf.latest
    last = when.edtf.latest or when.edtf.earliest
    return (first.toordinal() if first else _UNDATED, last.toordinal() if last else _UNDATED, claim.line)


def entry_style(entry: Entry) -> str:
    """How an entry is drawn: planned before computed before stated."""
    classes = [name for name, _words in entry.tags]
    if "planned" in classes:
        return "planned"
    return "computed" if {"computed", "inferred"} & set(classes) else "stated"
