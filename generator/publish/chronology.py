"""The entries of the chronology: their order, their letters, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from markupsafe import Markup

from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf, format_roughly
from generator.model import Claim, Story
from generator.publish import phrases
from generator.publish.contexts import Entry
from generator.publish.timeline import ON_A_PHONE, TimelineEntry, draw_timeline, track_class

# A track of more entries is folded by month, so that a reader can find a day in it.
FOLDED_FROM = 40
# Marks of a drawing that stays readable; of a longer chronology, those of the most central entries.
_MOST_DRAWN = 24


def chronology_entries(story: Story) -> tuple[Entry, ...]:
    """The dated claims of the tracks in order of time, lettered."""
    dated = [claim for claim in story.claims if claim.track and claim.when]
    dated.sort(key=_when_key)
    classes = {track.id: track_class(number) for number, track in enumerate(story.tracks)}
    return tuple(
        Entry(
            letter=_letter(number),
            claim=claim,
            date_text=format_roughly(claim.when.edtf) if claim.when else "",
            tags=phrases.date_tags(claim),
            color=classes.get(claim.track, ""),
            dates=_differing_dates(claim),
        )
        for number, claim in enumerate(dated)
    )


def _differing_dates(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Label and date of each source, where they do not all give the same."""
    dates = claim.when.per_source if claim.when else ()
    spans = {(item.edtf.earliest, item.edtf.latest) for item in dates}
    return tuple((item.label, format_roughly(item.edtf)) for item in dates) if len(spans) > 1 else ()


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
    return format_edtf(parse_edtf(f"{day:%Y-%m}")) if day else ""


def drawn_entries(story: Story, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries of the drawing: all that an editor wrote; of the articles' own, the most central."""
    if story.edited or len(entries) <= _MOST_DRAWN:
        return entries
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
            href=href(f"chronology.md#{entry.claim.id}"),
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


def _when_key(claim: Claim) -> tuple[str, str, int]:
    when = claim.when.edtf if claim.when else None
    first = (when.earliest or when.latest) if when else None
    last = (when.latest or when.earliest) if when else None
    return (first.isoformat() if first else "", last.isoformat() if last else "", claim.line)


def entry_style(entry: Entry) -> str:
    """How an entry is drawn: planned before computed before stated."""
    classes = [name for name, _ in entry.tags]
    if "planned" in classes:
        return "planned"
    return "computed" if {"computed", "inferred"} & set(classes) else "stated"
