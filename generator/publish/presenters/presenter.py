"""What the pages of a story show and say, whoever tells it; where the two kinds of story part, a class each decides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, TypedDict

from generator.catalog import _
from generator.claims.carried import Carriers
from generator.claims.kept import Kept
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Comparison,
    Evidence,
    NameEntry,
    Story,
)
from generator.publish.chronology import chronology_entries
from generator.publish.options import PublishOptions
from generator.publish.page_index import cited_by_article, claims_by_article
from generator.publish.pages import PAGES, PageRow
from generator.publish.presenters.home_summary import HomeSummary, home_summary
from generator.publish.shown import Reach, shown_of

# Tables with a column for each article go up to this many; beyond, they only count.
_MOST_COLUMNS = 6


class HomeWords(TypedDict):
    """What of the home page depends on who tells the story."""

    asked: str
    numbers_note: str
    known_heading: str
    differ_heading: str
    open_heading: str
    sources_heading: str


class CompareWords(TypedDict):
    """What of the comparison depends on who tells the story."""

    points_note: str
    silent_note: str
    alone_heading: str


class Presenter(ABC):
    """What the contexts of one story's pages are built from.

    Attributes:
        most_told: Claims told of a place; ``None`` for all.
        most_dates: Sources of an entry of the chronology that are told; ``None`` for all.
        names_sayers: Whether an entry of the chronology tells who stands behind it.
        most_known: Statements of several articles that the home page tells besides.
        most_pairs: Differences on the home page.
        most_cards: Articles that have a card on the home page.
        lists_answered: Whether the home page lists the questions that the background answers.
        quoted: Whether the claims are told as quotations, one a paragraph.
        kept: What earlier builds of this process made of the story.
        shown: What the site shows of each article, by its id.
    """

    most_told: int | None = None
    most_dates: int | None = None
    names_sayers = False
    most_known = 5
    most_pairs = 3
    most_cards = 12
    lists_answered = True
    quoted = False

    def __init__(self, story: Story, options: PublishOptions) -> None:
        self.story = story
        self.options = options
        self.articles = {item.article.id: item for item in story.articles}
        self.claims = {claim.id: claim for claim in story.claims}
        self.coverage = {item.article_id: item for item in story.coverage}
        self.by_article = len(story.articles) <= _MOST_COLUMNS
        self.carriers = Carriers(story)
        self.entries = chronology_entries(
            story, most=self.most_dates, sayers=self.names_sayers, placed=self.links_places()
        )
        self.drawn = self.entries
        self.cited = cited_by_article(story, self.unknowns(), options.left_out)
        self.carried = claims_by_article(story)
        self.kept = options.kept or Kept()
        self.shown = shown_of(story, self.cited, self.kept)

    @property
    def bare(self) -> frozenset[str]:
        """Ids of the articles of which nothing is shown but the words that statements quote."""
        return frozenset(name for name, shown in self.shown.items() if shown.reach is Reach.WORDS)

    def rows(self) -> Sequence[PageRow[Any]]:
        """The pages there are, in the order of the navigation."""
        return [row for row in PAGES if not self.options.left_out.has(row.path)]

    @abstractmethod
    def summary(self) -> Sequence[Claim]:
        """The claims of the short answer."""

    def home_summary(self) -> HomeSummary:
        """The head of the home page."""
        return home_summary(self.story, self.summary(), [entry.claim for entry in self.entries])

    @abstractmethod
    def home_words(self, known: Sequence[Claim], differs: Sequence[Comparison]) -> HomeWords:
        """The headings of the home page's parts."""

    @abstractmethod
    def told_first(self) -> Sequence[Claim]:
        """The claims among which those of several sources are shown on the home page."""

    @abstractmethod
    def standfirst(self) -> str:
        """The first lines of the background."""

    @abstractmethod
    def points(self) -> Sequence[Claim]:
        """The claims that are set against the sources."""

    @abstractmethod
    def compare_words(self, rows: int) -> CompareWords:
        """What is said of the points and of empty cells; ``rows`` is how many points there are."""

    @abstractmethod
    def about_words(self) -> tuple[str, str]:
        """How a statement is checked, and how the statements came about."""

    def unknowns(self) -> Sequence[Evidence]:
        """What the articles say is not known, where no editor has told it."""
        return ()

    def links_places(self) -> bool:
        """Whether the chronology links to the map."""
        return True

    def extracted(self) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """Of each article the sentences that the background tells besides the statements."""
        return ()

    @abstractmethod
    def told_alone(self, shown: frozenset[str]) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """The first things that only one article says, of those that are not ``shown`` already."""

    def spelled_names(self) -> Sequence[NameEntry]:
        """The names whose spellings are compared."""
        return self.story.names

    def cited_by(self, *claims: Claim) -> tuple[AnnotatedArticle, ...]:
        """The articles that claims cite, in order of first citation."""
        names = dict.fromkeys(item.article_id for claim in claims for item in claim.evidence)
        return tuple(self.articles[name] for name in names)

    def resting_on(self, article: Article) -> tuple[Claim, ...]:
        """The claims that an article's page lists."""
        return tuple(self.carried[article.id])

    def known_heading(self) -> str:
        """What is said above the statements of several articles."""
        if len(self.story.articles) == 2:
            return _("Both articles also say")
        return _("More than one article also says")
