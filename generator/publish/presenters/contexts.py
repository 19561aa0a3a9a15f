"""What each template is given: one context per template.

The fields are the names that the template uses; a test checks it both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import (
    Answer,
    Article,
    Claim,
    Comparison,
    Coverage,
    Evidence,
    Place,
    Question,
    Section,
    Story,
    Update,
)
from generator.publish.chronology import Entry, Track
from generator.publish.citations import Citations
from generator.publish.matrix import CountTable, RowGroup
from generator.publish.page_index import Passage
from generator.publish.presenters.home_summary import HomeSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """An article on the home page.

    Attributes:
        headline: ``""`` where it has none, or is called by it.
        note: What readers should know of its file.
    """

    article: Article
    headline: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContext:
    """``index.md.jinja``.

    Attributes:
        title_origin: Whose words the title is, and that no editor has written; else empty.
        asked: The question of an editor.
        how_known: What the short answer rests on.
        numbers_note: What the numbers are for.
        see_compare: Whether the sources are set side by side on a page.
        unknown: Of the articles' own words those that something is not known.
        standing: The heading of what is known, differs and is open; ``""`` to leave all of it out.
        known_heading: ``""`` leaves its part out, as the others.
        differ_heading: As ``known_heading``.
        open_heading: As ``known_heading``.
        open: Questions without an answer.
        answered: The others, each with its anchor on the page that answers it.
        more: The words of the link to all the sources where not all have a card.
    """

    story: Story
    cite: Citations
    title_origin: Markup
    asked: str
    answer: HomeSummary
    how_known: Markup
    numbers_note: str
    see_compare: bool
    newest: tuple[Claim, ...]
    also: tuple[Claim, ...]
    unknown: tuple[Evidence, ...]
    locator: Markup
    strip: Markup
    entries: tuple[Entry, ...]
    standing: str
    known_heading: str
    known: tuple[Claim, ...]
    differ_heading: str
    differs: tuple[Comparison, ...]
    open_heading: str
    open: tuple[Question, ...]
    answered: tuple[tuple[str, Question], ...]
    cards: tuple[SourceCard, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section of the primer: its claims by paragraph; an article's own sentences are a paragraph each."""

    section: Section
    paragraphs: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOnPage:
    """A name with its spellings, each with how often and where it stands."""

    name: str
    role: str
    evidence: tuple[Evidence, ...]
    spellings: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundContext:
    """``background.md.jinja``.

    Attributes:
        quoted: Whether the claims are told as quotations, one a paragraph.
        also: Of each article the sentences that no statement takes up.
    """

    cite: Citations
    standfirst: str
    quoted: bool
    sections: tuple[ToldSection, ...]
    also: tuple[tuple[Article, tuple[Claim, ...]], ...]
    answers: tuple[tuple[Question, tuple[Claim, ...]], ...]
    names: tuple[NameOnPage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnPage:
    """A place of the map's page, in words."""

    place: Place
    precision: str
    distance: str
    coordinates: str
    origin: str
    count: str
    told: tuple[Claim, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContext:
    """``map.md.jinja``."""

    cite: Citations
    standfirst: str
    wide: Markup
    narrow: Markup
    legend: tuple[tuple[Markup, str], ...]
    places: tuple[PlaceOnPage, ...]
    borders_note: str
    interactive: str
    interactive_note: Markup
    embed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyContext:
    """``chronology.md.jinja``.

    Attributes:
        caption: Sentences below the drawing.
        choice: Whether a reader may choose entries.
        choose_tracks: Whether by their track.
        sources: The articles that a reader may choose by; empty for one.
        count: How many entries there are.
    """

    cite: Citations
    drawing: Markup
    narrow: Markup
    caption: tuple[str, ...]
    choice: bool
    choose_tracks: bool
    sources: tuple[Article, ...]
    count: int
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonOnPage:
    """A comparison with each side's words; ``sides`` are the labels of the articles and their evidence."""

    item: Comparison
    tag: str
    sides: tuple[tuple[str, tuple[Evidence, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareContext:
    """``compare.md.jinja``.

    Attributes:
        rows: How many points there are.
        silent_note: What an empty cell means.
        by_article: Whether each article has a column.
        tally: Each article, how many points it tells, and how many it alone.
        reprints: Ids of the articles that print another's text.
        reprint_notes: The same in sentences.
        alone: What only one article says.
        alone_note: What that means.
        wording_note: What the table of words counts.
    """

    cite: Citations
    rows: int
    points_note: str
    silent_note: str
    by_article: bool
    points: tuple[RowGroup, ...]
    tally: tuple[tuple[Article, int, int], ...]
    reprints: tuple[str, ...]
    reprint_notes: tuple[str, ...]
    differences: tuple[ComparisonOnPage, ...]
    dates: tuple[ComparisonOnPage, ...]
    headings: tuple[ComparisonOnPage, ...]
    alone: tuple[tuple[Article, tuple[Claim, ...]], ...]
    alone_note: str
    computed: tuple[Claim, ...]
    wording: CountTable
    wording_note: str
    spellings: CountTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A page as a part of another.

    Attributes:
        id: Its anchor.
        context: Builds the context of its template.
    """

    id: str
    title: str
    template: str
    context: Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class EverythingContext:
    """``everything.md.jinja``.

    Attributes:
        address: Of the site's root, or ``""``.
        map_part: The anchor of the map.
    """

    story: Story
    cite: Citations
    address: str
    summary: tuple[Claim, ...]
    map: Markup
    map_part: str
    borders_note: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesContext:
    """``sources/index.md.jinja``.

    Attributes:
        sources: Each article with its note and how much of it is carried.
    """

    cite: Citations
    sources: tuple[tuple[Article, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContext:
    """``sources/source.md.jinja``."""

    cite: Citations
    article: Article
    file: Markup
    carried: str
    passages_heading: str
    passages: tuple[Passage, ...]
    coverage: Coverage
    rests_heading: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutContext:
    """``about.md.jinja``.

    Attributes:
        checking: How a statement is checked.
        making: How the site was made.
        conventions: How words of time are read, as far as it was done.
        answers: Where the editor overruled a check.
        updates: Corrections and additions.
        places_license: Where places and lines come from.
    """

    cite: Citations
    checking: tuple[Markup, ...]
    making: tuple[Markup, ...]
    conventions: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    answers: tuple[Answer, ...]
    updates: tuple[Update, ...]
    story_data: str
    places_license: Markup
