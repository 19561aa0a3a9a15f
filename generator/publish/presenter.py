"""What the pages of a story show and say, whoever tells it; where the two kinds of story part, a class each decides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, TypedDict

from generator.catalog import _
from generator.claims.carried import Carriers
from generator.claims.kept import Kept
from generator.claims.unedited.extracted_claims import without_contained
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimOrigin,
    Comparison,
    Evidence,
    NameEntry,
    Story,
)
from generator.publish.chronology import chronology_entries
from generator.publish.home_summary import HomeSummary, home_summary
from generator.publish.matrix import worth_comparing
from generator.publish.options import PublishOptions
from generator.publish.page_index import cited_by_article, claims_by_article
from generator.publish.pages import PAGES, PageRow
from generator.publish.shown import Reach, shown_of

# Tables with a column for each article go up to this many; beyond, they only count.
_MOST_COLUMNS = 6
_MOST_SUMMARY = 5
# Of more articles than this nothing is listed that one says alone: their own pages have it.
_MOST_COMPARED = 30
_MOST_ALONE = 3


class HomeWords(TypedDict):
    """What of the home page depends on who tells the story."""

    asked: str
    numbers_note: str
    known_heading: str
    differ_heading: str
    open_heading: str
    sources_heading: str


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


class EditedPresenter(Presenter):
    """Pages of a story with an editor: each is there, because what is missing is the editor's to fill."""

    names_sayers = True

    def __init__(self, story: Story, options: PublishOptions) -> None:
        self._written = tuple(claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED)
        super().__init__(story, options)

    def summary(self) -> Sequence[Claim]:
        """The editor's, or the first statements."""
        return [self.claims[name] for name in self.story.summary] or self._written[:_MOST_SUMMARY]

    def home_words(self, known: Sequence[Claim], differs: Sequence[Comparison]) -> HomeWords:  # noqa: ARG002
        """What the articles share stands beside the differences, on a page of its own."""
        return {
            "sources_heading": _("How we know"),
            "asked": self.story.question,
            "numbers_note": _("Each number opens the words that carry the statement."),
            "known_heading": "",
            "differ_heading": _("Where the articles differ") if differs else "",
            "open_heading": _("What nobody says")
            if any(not item.answer for item in self.story.questions)
            else "",
        }

    def told_first(self) -> Sequence[Claim]:
        """What the editor wrote."""
        return self._written

    def standfirst(self) -> str:
        """What the page holds: what the story is about, home has said."""
        return _(
            "The story in order, then questions and names. Each number opens the words that carry a statement."
        )

    def points(self) -> Sequence[Claim]:
        """What the editor wrote."""
        return self._written

    def about_words(self) -> tuple[str, str]:
        """Statements have numbers, and stand in the editor's file."""
        return (
            _(
                "Each statement ends in a small number. It opens the exact words of the article that carry the "
                "statement, says who stands behind them, and leads to the passage on the article’s own page."
            ),
            _("The statements stand in a file, <code>story.yml</code>, beside the articles they cite."),
        )

    def extracted(self) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """What the editor has not taken up, under the article whose words are shown."""
        found = [claim for claim in self.story.claims if claim.origin is ClaimOrigin.EXTRACTED]
        groups = (
            (item.article, tuple(claim for claim in found if claim.source_ids[0] == item.article.id))
            for item in self.story.articles
        )
        return tuple((article, claims) for article, claims in groups if claims)

    def told_alone(self, shown: frozenset[str]) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:  # noqa: ARG002
        """Nothing: an editor's statements are all shown."""
        return ()


class UneditedPresenter(Presenter):
    """Pages of a story without an editor: those with something to show."""

    most_told = 12
    most_dates = 3
    # Each fact once: what several articles tell is told by the short answer and what follows it.
    most_known = 0
    most_pairs = 2
    most_cards = 6
    lists_answered = False
    quoted = True

    def rows(self) -> Sequence[PageRow[Any]]:
        """The pages that have something to show."""
        return [row for row in super().rows() if not row.left_out(self.story)]

    def summary(self) -> Sequence[Claim]:
        """The most central sentences."""
        return [self.claims[name] for name in self.story.summary]

    def home_words(self, known: Sequence[Claim], differs: Sequence[Comparison]) -> HomeWords:
        """Only the parts that have content."""
        return {
            "asked": "",
            "sources_heading": _("Who the articles cite"),
            "numbers_note": "",
            "known_heading": self.known_heading() if known else "",
            "differ_heading": _("Where the articles differ") if differs else "",
            "open_heading": _("Said to be unknown") if self.story.unknowns else "",
        }

    def told_first(self) -> Sequence[Claim]:
        """Every sentence that was chosen."""
        return self.story.claims

    def standfirst(self) -> str:
        """What the page holds."""
        return _("What came before, and who takes part, in the articles’ own words.")

    def points(self) -> Sequence[Claim]:
        """What several articles tell."""
        return worth_comparing(self.story, self.carriers)

    def about_words(self) -> tuple[str, str]:
        """Statements are quotations, chosen by the program."""
        return (
            _(
                "A link beside each quotation leads to its passage on the article’s own page. Where several articles "
                "tell the same, a small number opens the exact words of the article that carry the statement, says "
                "who stands behind them, and leads to the passage on the article’s own page."
            ),
            _(
                "No editor has written for this site: its statements are sentences of the articles, in quotation "
                "marks. The program chose the most central by their place in the article, by the words they share "
                "with the headlines and with the other articles, and by how many articles tell the same; it quotes "
                "a sentence that cannot stand alone together with the one before it."
            ),
        )

    def unknowns(self) -> Sequence[Evidence]:
        """The sentences that say so."""
        return self.story.unknowns

    def links_places(self) -> bool:
        """Only where there is a map."""
        return self.story.center is not None

    def told_alone(self, shown: frozenset[str]) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """The first few of each article."""
        if len(self.story.articles) > _MOST_COMPARED:
            return ()
        alone = []
        for item in self.story.articles:
            own = [
                claim
                for claim in self.carried[item.article.id]
                if claim.id not in shown
                and claim.source_ids == (item.article.id,)
                and not self.carriers.found_elsewhere(claim)
            ]
            alone.append((item.article, without_contained(own)[:_MOST_ALONE]))
        return tuple(alone)

    def spelled_names(self) -> Sequence[NameEntry]:
        """Those with more than one spelling."""
        return [name for name in self.story.names if len(name.spellings) > 1]

    def resting_on(self, article: Article) -> tuple[Claim, ...]:
        """What other articles tell too: the others are the passages on the page."""
        return without_contained(
            [claim for claim in self.carried[article.id] if len(self.carriers.counted(claim.source_ids)) > 1]
        )


def presenter_of(story: Story, options: PublishOptions) -> Presenter:
    """The presenter of a story: the one place that asks whether an editor wrote it."""
    return EditedPresenter(story, options) if story.edited else UneditedPresenter(story, options)
