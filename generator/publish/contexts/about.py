"""The page about the site: how a statement is checked, how the site was made, what it is made from."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.annotate.dates import conventions
from generator.catalog import _
from generator.model import Answer, Coverage, Story, Update
from generator.publish.citations import Citations
from generator.publish.exports.sources_csl import cite_site
from generator.publish.pages import EMBED
from generator.publish.presenter import Presenter

# A table of more articles is folded.
_MOST_COVERAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``about.md.jinja``.

    Attributes:
        checking: How a statement is checked.
        making: How the site was made.
        conventions: How words of time are read, as far as it was done.
        coverage: Of each article how much is carried, how much is shown, and how much may be.
        coverage_folds: Whether that table is folded, being long.
        set_aside: Whether a sentence is set aside with a reason.
        limited: Whether something is set on how much may be shown.
        answers: Where the editor overruled a check.
        updates: Corrections and additions.
        cited_as: The site as a reference, by style.
        correct: Where a reader suggests a correction, or ``""``.
        embeds: Address of the page with the pieces to embed, or ``""``.
        places_license: Where places and lines come from.
    """

    cite: Citations
    checking: tuple[Markup, ...]
    making: tuple[Markup, ...]
    conventions: tuple[str, ...]
    coverage: tuple[tuple[Coverage, str, str], ...]
    coverage_folds: bool
    set_aside: bool
    limited: bool
    answers: tuple[Answer, ...]
    updates: tuple[Update, ...]
    cited_as: tuple[tuple[str, str], ...]
    embeds: str
    correct: str
    places_license: Markup


def context(presenter: Presenter, cite: Citations, story: Story) -> Context:
    """``about.md``."""
    checking, making = presenter.about_words()
    quotations = sum(len(claim.evidence) for claim in story.claims)
    limits = {item.article_id: _limit(presenter, item.article_id) for item in story.coverage}
    return Context(
        cite=cite,
        checking=(Markup(checking), Markup(_checked(quotations, len(story.claims)))),
        making=(Markup(making), Markup(_program())),
        conventions=_applied_conventions(story),
        coverage=tuple(
            (item, presenter.shown[item.article_id].phrase, limits[item.article_id])
            for item in story.coverage
        ),
        coverage_folds=len(story.coverage) > _MOST_COVERAGE,
        set_aside=any(item.unused for item in story.coverage),
        limited=any(limits.values()),
        answers=story.answers,
        updates=story.updates,
        correct=presenter.options.correction(presenter.options.site_url, story.title),
        embeds=cite.page(EMBED.key) if EMBED in presenter.rows() and presenter.options.site_url else "",
        cited_as=cite_site(story, presenter.options.identity),
        places_license=Markup(
            _(
                'Places: <a href="https://www.geonames.org/">GeoNames</a>, CC BY 4.0, and the airport list of '
                'airportsdata, MIT. Coast and borders: <a href="https://www.naturalearthdata.com/">Natural Earth</a>, '
                "public domain."
            )
        ),
    )


def _limit(presenter: Presenter, name: str) -> str:
    """How much of an article may be shown, as the editor has it; ``""`` where nothing is set."""
    limit = presenter.story.quote_limits.get(name)
    if limit is not None:
        return _("{number} percent", number=limit)
    if license_ := presenter.articles[name].article.license:
        return _("all: {license}", license=license_)
    return _("all") if presenter.shown[name].full else ""


def _checked(quotations: int, statements: int) -> str:
    return _(
        "The site was built by a program that refuses to build when a quotation is not in its article, letter by "
        "letter. It checked {quotations} quotations of {statements} statements, once against the articles and once "
        "more on the finished pages.",
        quotations=escape(quotations),
        statements=escape(statements),
    )


def _program() -> str:
    return _(
        "The program that builds the site uses no language model. It read the articles, worked out dates from their "
        "words (“five or six days ago”, in a text of a known day) and shows the working; found the places in a "
        "gazetteer; noted whom each passage cites. It used no network while building: the same articles give the "
        "same pages, byte for byte."
    )


def _applied_conventions(story: Story) -> tuple[str, ...]:
    """How words of time are read, as far as some date of the story was read so."""
    applied = {step.convention for item in story.articles for timex in item.timexes for step in timex.working}
    return tuple(_(row.reader) for key, row in conventions().items() if key in applied)
