"""What the pages of a story show and say that the articles tell alone: their own sentences, the most central first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.catalog import _, ngettext
from generator.claims.unedited.extracted_claims import without_contained
from generator.model import Article, Claim, Comparison, Evidence, NameEntry
from generator.publish.matrix import worth_comparing
from generator.publish.pages import PageRow
from generator.publish.presenters.presenter import CompareWords, HomeWords, Presenter

# Of more articles than this nothing is listed that one says alone: their own pages have it.
_MOST_COMPARED = 30
_MOST_ALONE = 3


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
        """What several articles tell, what is told first, and what differs."""
        return worth_comparing(self.story, self.carriers)

    def compare_words(self, rows: int) -> CompareWords:
        """Only some points are there."""
        return {
            "points_note": ngettext(
                "Of the {number} point compared:",
                "Of the {number} points compared:",
                rows,
            ),
            "silent_note": _("no words on this point were found"),
            "alone_heading": _("Found in one article"),
        }

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
