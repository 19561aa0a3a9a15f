"""The page of one source: the article, what is quoted from it, what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.catalog import _, ngettext
from generator.claims.coverage import hidden_spans
from generator.model import AnnotatedArticle, Article, Claim, ClaimOrigin, Coverage, Sentence, Story
from generator.publish.citations import Citations
from generator.publish.page_index import Passage, full_passages, quoted_passages
from generator.publish.phrases import file_phrase
from generator.publish.presenter import Presenter
from generator.publish.shown import Reach, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``sources/source.md.jinja``."""

    cite: Citations
    article: Article
    file: Markup
    carried: str
    passages_heading: str
    passages: tuple[Passage, ...]
    left_out: tuple[str, ...]
    open: tuple[Sentence, ...]
    rests_heading: str
    claims: tuple[Claim, ...]


def context(presenter: Presenter, cite: Citations, item: AnnotatedArticle) -> Context:
    """The page of one source."""
    article = item.article
    cited, coverage = presenter.cited[article.id], presenter.coverage[article.id]
    shown, hidden = presenter.shown[article.id], hidden_spans(coverage)
    claims = presenter.resting_on(article)
    written = bool(coverage.unused) or not claims or claims[0].origin is ClaimOrigin.EDITED
    return Context(
        cite=cite,
        article=article,
        file=file_phrase(article),
        carried=_(
            "{carried} of {sentences} sentences, headings and captions; {cited} of {words} words are quoted",
            carried=len(coverage.carried),
            sentences=len(article.sentences),
            cited=coverage.cited_words,
            words=coverage.words,
        ),
        passages_heading=_("The article") if shown.full else _heading(shown),
        passages=full_passages(article, cited, hidden)
        if shown.full
        else quoted_passages(article, cited, hidden, context=shown.reach is not Reach.WORDS),
        left_out=tuple(_left_out(presenter.story, coverage, shown)),
        open=coverage.open if _shows_open(presenter.story, shown) else (),
        rests_heading=_("What rests on this source") if written else _("What other articles tell too"),
        claims=claims,
    )


def _heading(shown: Shown) -> str:
    return _("The quoted words") if shown.reach is Reach.WORDS else _("The quoted words, in their context")


def _shows_open(story: Story, shown: Shown) -> bool:
    return shown.reach is Reach.ALL and not story.only_edited


def _left_out(story: Story, coverage: Coverage, shown: Shown) -> Iterator[str]:
    """What is said in the place of words that are not shown: the editor's reasons, how many sentences, and why."""
    for reason, number in Counter(reason for _sentence, reason in coverage.unused).items():
        yield ngettext(
            "{number} sentence is not shown: {reason}",
            "{number} sentences are not shown: {reason}",
            number,
            reason=reason,
        )
    number = len(coverage.open)
    if number and story.only_edited:
        yield ngettext(
            "{number} sentence is not shown: this site shows only what its editor chose.",
            "{number} sentences are not shown: this site shows only what its editor chose.",
            number,
        )
    elif number and not _shows_open(story, shown):
        yield ngettext(
            "{number} sentence is not shown, so that no more of the article is quoted than need be.",
            "{number} sentences are not shown, so that no more of the article is quoted than need be.",
            number,
        )
