"""The background: what came before, questions, who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.catalog import _, ngettext
from generator.model import (
    Article,
    Claim,
    ClaimOrigin,
    Evidence,
    NameEntry,
    Question,
    Section,
    Story,
)
from generator.publish.citations import Citations
from generator.publish.presenters.presenter import Presenter


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
class Context:
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


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``background.md``."""
    return Context(
        cite=cite,
        standfirst=presenter.standfirst(),
        quoted=presenter.quoted,
        sections=tuple(
            told
            for section in presenter.story.sections
            if (told := _told(section, presenter.story.claims)).paragraphs
        ),
        also=presenter.extracted(),
        answers=tuple(
            (item, tuple(presenter.claims[name] for name in item.answer))
            for item in presenter.story.questions
        ),
        names=tuple(_name(presenter, item) for item in presenter.story.names),
    )


def _name(presenter: Presenter, item: NameEntry) -> NameOnPage:
    return NameOnPage(
        name=item.name,
        role=item.role,
        evidence=item.evidence,
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


def _told(section: Section, claims: Sequence[Claim]) -> ToldSection:
    paragraphs: list[list[Claim]] = []
    for claim in claims:
        if claim.section != section.id:
            continue
        if claim.opens_paragraph or not paragraphs or claim.origin is ClaimOrigin.EXTRACTED:
            paragraphs.append([])
        paragraphs[-1].append(claim)
    return ToldSection(section=section, paragraphs=tuple(tuple(group) for group in paragraphs))
