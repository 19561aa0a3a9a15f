"""What each template is given: one context per template.

The fields are the names that the template uses; a test checks it both ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Comparison,
    Coverage,
    Evidence,
    Question,
    Section,
    Story,
)
from generator.publish.citations import Citations
from generator.publish.everything import Part
from generator.publish.glance import Glance
from generator.publish.matrix import RowGroup
from generator.publish.passages import Passage
from generator.publish.places import PlaceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the chronology; ``letter`` is the same in the drawing and in the list.

    Attributes:
        tags: Class and words of what is to be known of its date.
        color: The class of its track's color.
        dates: Label and date of each source, where they differ.
    """

    letter: str
    claim: Claim
    date_text: str
    tags: tuple[tuple[str, str], ...]
    color: str = ""
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A section of the primer: its claims by paragraph; an article's own sentences are a paragraph each."""

    section: Section
    paragraphs: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeContext:
    """``index.md.jinja``."""

    story: Story
    cite: Citations
    glance: Glance
    newest: tuple[Claim, ...]
    also: tuple[Claim, ...]
    unknown: tuple[Evidence, ...]
    locator: Markup
    strip: Markup
    entries: tuple[Entry, ...]
    known: tuple[Claim, ...]
    differs: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundContext:
    """``background.md.jinja``."""

    story: Story
    cite: Citations
    by_article: bool
    sections: tuple[Told, ...]
    also: tuple[tuple[Article, tuple[Claim, ...]], ...]
    answers: tuple[tuple[Question, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapContext:
    """``map.md.jinja``."""

    story: Story
    cite: Citations
    wide: Markup
    narrow: Markup
    legend: tuple[tuple[Markup, str], ...]
    rows: tuple[PlaceRow, ...]
    borders_note: str
    embed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyContext:
    """``chronology.md.jinja``."""

    story: Story
    # Whether a reader may choose entries.
    choice: bool
    cite: Citations
    drawing: Markup
    narrow: Markup
    sources: tuple[Article, ...]
    drawn: int
    count: int
    tracks: tuple[tuple[Section, tuple[tuple[str, tuple[Entry, ...]], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareContext:
    """``compare.md.jinja``."""

    story: Story
    cite: Citations
    by_article: bool
    points: tuple[RowGroup, ...]
    tally: tuple[tuple[Article, int, int], ...]
    reprints: Mapping[str, str]
    computed: tuple[Claim, ...]
    alone: tuple[tuple[Article, tuple[Claim, ...]], ...]
    dates: tuple[Comparison, ...]
    differences: tuple[Comparison, ...]
    headings: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EverythingContext:
    """``everything.md.jinja``."""

    story: Story
    cite: Citations
    address: str
    summary: tuple[Claim, ...]
    map: Markup
    borders_note: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesContext:
    """``sources/index.md.jinja``."""

    story: Story
    cite: Citations
    coverage: dict[str, Coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceContext:
    """``sources/source.md.jinja``."""

    cite: Citations
    item: AnnotatedArticle
    coverage: Coverage
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutContext:
    """``about.md.jinja``."""

    story: Story
    cite: Citations
    quotation_count: int
    conventions: tuple[str, ...]
    coverage: tuple[Coverage, ...]
