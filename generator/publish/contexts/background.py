"""The background: what came before, questions, who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.catalog import _, ngettext
from generator.edtf import each_of, parse_edtf, stated_days
from generator.edtf_words import format_edtf, format_roughly
from generator.geo import great_circle_km
from generator.model import (
    Article,
    Claim,
    ClaimOrigin,
    Edtf,
    Evidence,
    NameEntry,
    Place,
    PlaceKind,
    Question,
    Section,
    Story,
)
from generator.publish import maps
from generator.publish.chronology import Entry
from generator.publish.citations import Citations
from generator.publish.places import draw_map, map_view
from generator.publish.presenter import Presenter

_ONE_MARK_KM = 60
"""A place that lies no farther from another's mark on the small map is shown by it."""
_WHOLE_MONTH = 27


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Claims that are told together; an article's own sentences are a paragraph each.

    Attributes:
        places: Ids of the places on the panel's map that they speak of, with spaces between.
        when: The first of their dates, and the name of the first place, for the strip of a narrow window.
    """

    claims: tuple[Claim, ...]
    places: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section of the primer."""

    section: Section
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date of the panel.

    Attributes:
        claims: Ids of the claims of that date.
        short: As it stands below its month.
        date: In full.
    """

    claims: tuple[str, ...]
    short: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Where and when the page is: a small map, and the days by month."""

    locator: Markup
    months: tuple[tuple[str, tuple[Day, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOnPage:
    """A name with its spellings, each with how often and where it stands."""

    name: str
    role: str
    about: str
    evidence: tuple[Evidence, ...]
    spellings: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``background.md.jinja``.

    Attributes:
        quoted: Whether the claims are told as quotations, one a paragraph.
        panel: What stays in view beside the text, where an editor's statements have places or days.
        also: Of each article the sentences that no statement takes up.
        once: Of articles alone those names that one article has once and says nothing about, by its label.
    """

    cite: Citations
    standfirst: str
    quoted: bool
    panel: Panel | None
    sections: tuple[ToldSection, ...]
    also: tuple[tuple[Article, tuple[Claim, ...]], ...]
    answers: tuple[tuple[Question, tuple[Claim, ...]], ...]
    names: tuple[NameOnPage, ...]
    once: tuple[tuple[str, tuple[str, ...]], ...]


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``background.md``."""
    view = map_view(presenter.story, lambda place: cite.page("map", place.id))
    small = maps.locator(view) if view else None
    shown = [entry.place for entry in small.entries] if small else []
    claims = _told_here(presenter, cite)
    names, once = _parted_names(presenter)
    return Context(
        cite=cite,
        standfirst=presenter.standfirst(),
        quoted=presenter.quoted,
        panel=None if presenter.quoted else _panel(presenter, small),
        sections=tuple(
            told for section in presenter.story.sections if (told := _told(section, claims, shown)).paragraphs
        ),
        also=presenter.extracted(),
        answers=tuple(
            (item, tuple(presenter.claims[name] for name in item.answer))
            for item in presenter.story.questions
            # Where everything is on one page, the statements stand above.
            if not (cite.printed and item.answer)
        ),
        names=tuple(_name(presenter, item) for item in names),
        once=once,
    )


def _told_here(presenter: Presenter, cite: Citations) -> Sequence[Claim]:
    """The claims; where everything is on one page, a quotation with a date stands in the chronology alone."""
    claims = presenter.story.claims
    if not (cite.printed and presenter.quoted):
        return claims
    return tuple(claim for claim in claims if not (claim.track and claim.when))


def _parted_names(presenter: Presenter) -> tuple[list[NameEntry], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The names with something to tell of them, and by article those that it has but once."""
    names, once = list[NameEntry](), dict[str, list[str]]()
    for item in presenter.story.names:
        counts = [spelling.counts for spelling in item.spellings]
        if not presenter.quoted or item.evidence or item.role or item.about or sum(map(sum, counts)) != 1:
            names.append(item)
            continue
        label = presenter.story.articles[counts[0].index(1)].article.label
        # An outlet that names itself once tells nothing.
        if item.name != label:
            once.setdefault(label, []).append(item.name)
    if not names:
        return list(presenter.story.names), ()
    return names, tuple((label, tuple(told)) for label, told in once.items())


def _name(presenter: Presenter, item: NameEntry) -> NameOnPage:
    return NameOnPage(
        name=item.name,
        role=item.role,
        about=item.about.text if item.about else "",
        evidence=tuple(dict.fromkeys((*item.evidence, *(item.about.evidence if item.about else ())))),
        spellings=tuple((spelling.term, _counted(presenter, spelling.counts)) for spelling in item.spellings),
    )


def _counted(presenter: Presenter, counts: Sequence[int]) -> Markup:
    """How often and where a spelling stands."""
    if not presenter.by_article:
        number = sum(map(bool, counts))
        said = ngettext(
            "{times}× in {number} article", "{times}× in {number} articles", number, times=sum(counts)
        )
        return Markup(said)
    return Markup(_(", ")).join(
        Markup("<bdi>{}</bdi> {}×").format(item.article.label, count)
        for item, count in zip(presenter.story.articles, counts, strict=True)
        if count
    )


def _told(section: Section, claims: Sequence[Claim], shown: Sequence[Place]) -> ToldSection:
    paragraphs: list[list[Claim]] = []
    for claim in claims:
        if claim.section != section.id:
            continue
        if claim.opens_paragraph or not paragraphs or claim.origin is ClaimOrigin.EXTRACTED:
            paragraphs.append([])
        paragraphs[-1].append(claim)
    return ToldSection(
        section=section, paragraphs=tuple(_paragraph(tuple(group), shown) for group in paragraphs)
    )


def _paragraph(claims: tuple[Claim, ...], shown: Sequence[Place]) -> Paragraph:
    where = [place for claim in claims for place in claim.where]
    marks = (at for place in where if (at := _mark_of(place, shown)))
    dates = (format_roughly(claim.when.edtf) for claim in claims if claim.track and claim.when)
    names = (place.name for place in where)
    return Paragraph(
        claims=claims,
        places=" ".join(dict.fromkeys(at.id for at in marks)),
        when=" · ".join(filter(None, (next(names, ""), next(dates, "")))),
    )


def _mark_of(place: Place, shown: Sequence[Place]) -> Place | None:
    """The mark that stands for a place: its own, or of a point that of its nearest neighbor."""
    if place in shown:
        return place
    if place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY):
        return None
    far = {item.id: great_circle_km(place.lat, place.lon, item.lat, item.lon) for item in shown}
    near = [item for item in shown if far[item.id] <= _ONE_MARK_KM]
    return min(near, key=lambda item: far[item.id], default=None)


def _panel(presenter: Presenter, small: maps.MapView | None) -> Panel | None:
    """The map and the days; ``None`` where there is neither."""
    dated = [(_calendar(entry.claim.when.edtf), entry) for entry in presenter.entries if entry.claim.when]
    months = tuple(
        (month, tuple(_days(list(found)))) for month, found in groupby(dated, key=lambda item: item[0][0])
    )
    locator = draw_map(presenter.options, small) if small else Markup("")
    return Panel(locator=locator, months=months) if locator or months else None


def _days(dated: Sequence[tuple[tuple[str, str], Entry]]) -> Iterator[Day]:
    """The dates of a month, each once."""
    by_day: dict[str, list[Entry]] = {}
    for (_month, short), entry in dated:
        by_day.setdefault(short, []).append(entry)
    for short, same in by_day.items():
        yield Day(claims=tuple(entry.claim.id for entry in same), short=short, date=same[0].date_text)


def _calendar(when: Edtf) -> tuple[str, str]:
    """The month of a date and its days in it; a date that is wider, or open, is told in full, without a month.

    >>> from generator.edtf import parse_edtf
    >>> _calendar(parse_edtf("2026-01-21/2026-01-22")), _calendar(parse_edtf("2024-12")), _calendar(parse_edtf("2016~"))
    (('January 2026', '21–22'), ('', 'December 2024'), ('', 'about 2016'))
    """
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return "", format_roughly(when)
    if (first.year, first.month) != (last.year, last.month) or (last - first).days >= _WHOLE_MONTH:
        return "", format_roughly(when)
    ends = [stated_days(member) for member in each_of(when)]
    days = ", ".join(str(one.day) if one == other else f"{one.day}–{other.day}" for one, other in ends)
    return format_edtf(parse_edtf(first.isoformat().removesuffix(f"-{first.day:02}"))), days
