"""What the pages of a story show and say that an editor wrote: all of it, in the editor's words."""

from __future__ import annotations

from collections.abc import Sequence

from generator.catalog import _, ngettext
from generator.model import Article, Claim, ClaimOrigin, Comparison, Story
from generator.publish.options import PublishOptions
from generator.publish.presenters.presenter import CompareWords, HomeWords, Presenter

_MOST_SUMMARY = 5


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

    def compare_words(self, rows: int) -> CompareWords:
        """All points are there."""
        return {
            "points_note": ngettext(
                "{number} point, by who tells it:",
                "{number} points, by who tells them:",
                rows,
            ),
            "silent_note": _("no words on this point"),
            "alone_heading": _("What only one says"),
        }

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
