"""The page of one source: the article, what is quoted from it, what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.catalog import _
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimOrigin,
    Coverage,
)
from generator.publish.citations import Citations
from generator.publish.page_index import Passage, full_passages, quoted_passages
from generator.publish.phrases import (
    file_phrase,
)
from generator.publish.presenters.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
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


def context(presenter: Presenter, cite: Citations, item: AnnotatedArticle) -> Context:
    """The page of one source."""
    article = item.article
    cited, coverage = presenter.cited[article.id], presenter.coverage[article.id]
    full = article.id in presenter.story.full_text
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
        passages_heading=_("The article") if full else _("The quoted words, in their context"),
        passages=full_passages(article, cited) if full else quoted_passages(article, cited),
        coverage=coverage,
        rests_heading=_("What rests on this source") if written else _("What other articles tell too"),
        claims=claims,
    )
