"""The chronology: the drawn timeline and the list of its entries, from the oldest to the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from generator.catalog import N_, Phrases, _, ngettext
from generator.edtf_words import format_edtf
from generator.model import Article, DateBasis, Section, Story
from generator.publish.chronology import Entry, Period, Track, draw_entries, drawn_marks, periods, tracks
from generator.publish.citations import Citations
from generator.publish.pages import CHRONOLOGY, TRACK, part_id, track_slug
from generator.publish.presenter import Presenter
from generator.publish.timeline import MOST_NAMED

_KEYS = Phrases(
    {
        "range": N_("a bar: some time within it"),
        "open": N_("a faded end: open on that side"),
        "uncertain": N_("a core in an outline: counted from a day that is inferred"),
        "computed": N_("dashed: worked out, no article says so"),
        "planned": N_("hollow: planned"),
    }
)

# Fewer entries are seen at a glance.
_LEAST_CHOSEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``chronology.md.jinja``.

    Attributes:
        drawing: For a column as wide as the text; empty where ``narrow`` stands for every width.
        track: The one track that the page tells; ``None`` for all of them.
        keys: Name and words of each kind of mark that is drawn.
        caption: Sentences below the drawing.
        choice: Whether a reader may choose entries by their source; not of a few.
        sources: The articles that a reader may choose by; empty for one.
        count: How many entries there are.
        tracks: Each with the address of its page; empty for one.
        periods: Years and months with their entries.
        inferred: Of each article that states no date, how it is dated and how many entries are counted from it.
    """

    cite: Citations
    track: Section | None
    drawing: Markup
    narrow: Markup
    keys: tuple[tuple[str, str], ...]
    caption: tuple[str, ...]
    choice: bool
    sources: tuple[Article, ...]
    count: int
    tracks: tuple[tuple[str, Track], ...]
    periods: tuple[Period, ...]
    inferred: tuple[Markup, ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``chronology.md``."""
    return chronology(presenter, cite, presenter.entries, None)


def chronology(
    presenter: Presenter, cite: Citations, entries: Sequence[Entry], track: Section | None
) -> Context:
    """What the page tells of some entries: those of one track, or all."""
    story = presenter.story
    sources = tuple(
        item.article
        for item in story.articles
        if any(item.article.id in entry.claim.source_ids for entry in entries)
    )
    found = tracks(story, presenter.entries)
    page = TRACK.at(of=track_slug(story, track)) if track else CHRONOLOGY.at()
    return Context(
        cite=cite,
        track=track,
        # One drawing for paper and every window is the narrow one: it only grows.
        drawing=Markup("") if cite.printed else draw_entries(story, entries, cite.href, page=page),
        narrow=draw_entries(story, entries, cite.href, page=page, narrow=True),
        keys=_keys(entries),
        caption=_caption(story, entries),
        # To print or to keep is all of it.
        choice=not cite.printed and len(sources) > 1 and len(entries) >= _LEAST_CHOSEN,
        sources=sources if len(sources) > 1 else (),
        count=len(entries),
        tracks=tuple((cite.page(TRACK.key, of=item.slug), item) for item in found) if len(found) > 1 else (),
        periods=_named_apart(periods(entries)) if cite.printed else periods(entries),
        inferred=_inferred(presenter, cite, entries),
    )


def _named_apart(found: tuple[Period, ...]) -> tuple[Period, ...]:
    """The same under other anchors: the background's own years may stand on the same page."""
    return tuple(replace(period, id=part_id(period.id)) for period in found)


def _keys(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """The kinds of marks that there are."""
    drawn = {entry.style for entry in entries} | {entry.shape for entry in entries}
    if {"before", "after"} & drawn or any(any(entry.unbounded) for entry in entries):
        drawn.add("open")
    return tuple((kind, words) for kind, words in _KEYS.items() if kind in drawn)


def _caption(story: Story, entries: Sequence[Entry]) -> tuple[str, ...]:
    """What else is to be known of the drawing."""
    marks = drawn_marks(entries)
    said = [_("Days are drawn wider than years; ⁄⁄ marks a gap.")]
    if any(mark.count > 1 for mark in marks):
        said.append(_("“+2” marks two more entries of the same date."))
    if len(marks) > MOST_NAMED:
        said.append(
            _(
                "The {number} most important marks have names; a disc with a number stands for several others.",
                number=MOST_NAMED,
            )
        )
    if story.as_of:
        said.append(_("What lies after {date} had not happened when the articles were written.",
                      date=format_edtf(story.as_of, notes=False)))  # fmt: skip
    return tuple(said)


def _inferred(presenter: Presenter, cite: Citations, entries: Sequence[Entry]) -> tuple[Markup, ...]:
    """Said once for each article whose own date is inferred, and not at each date counted from it."""
    said = []
    for item in presenter.story.articles:
        published = item.article.date_published
        if published.basis is not DateBasis.INFERRED or published.edtf is None:
            continue
        counted = sum(_counted_from(entry, item.article.id) for entry in entries)
        if counted:
            said.append(
                Markup(
                    ngettext(
                        "{article} states no date of its own; it is read as a text of {date} "
                        '(<a href="{address}">why</a>). {number} date here is counted from that day.',
                        "{article} states no date of its own; it is read as a text of {date} "
                        '(<a href="{address}">why</a>). {number} dates here are counted from that day.',
                        counted,
                        article=escape(item.article.label),
                        date=escape(format_edtf(published.edtf, notes=False)),
                        address=escape(cite.page("source", of=item.article.id)),
                    )
                )
            )
    return tuple(said)


def _counted_from(entry: Entry, article_id: str) -> bool:
    when = entry.claim.when
    return when is not None and any(
        item.article_id == article_id and item.edtf.uncertain for item in when.per_source
    )
