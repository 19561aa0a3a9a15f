"""The home page: five answers, where and when, how that is known, what differs and is open, the sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf
from generator.model import (
    AnswerKind,
    Article,
    Claim,
    ClaimStatus,
    Comparison,
    Evidence,
    HomeAnswer,
    Place,
    Question,
    Relation,
    Story,
    Update,
    UpdateKind,
)
from generator.publish import maps, phrases
from generator.publish.chronology import draw_entries
from generator.publish.citations import Citations
from generator.publish.differing import difference_title, differing_stretch
from generator.publish.home_summary import HomeSummary
from generator.publish.pages import BACKGROUND
from generator.publish.phrases import (
    published_phrase,
)
from generator.publish.places import draw_map, map_view
from generator.publish.presenter import Presenter

_MOST_OPEN = 3
# Of more changes, the last; all of them stand on the page about the site.
_MOST_CHANGED = 3
_MOST_UNKNOWN = 2
_CARDS_OF_MANY = 3
# Not behind "St." or "U.S.".
_SENTENCE_END = re.compile(r"(?<=[a-z\d]{2})[.!?][\"”’]?\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCard:
    """An article on the home page.

    Attributes:
        headline: ``""`` where it has none, or is called by it.
        note: What readers should know of its file.
        day: ``""`` where the name by which it is called ends in it.
    """

    article: Article
    headline: str
    note: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A point on which the articles differ, as the first words of each of two; of words told above what differs."""

    comparison: Comparison
    title: str
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """A day of a long story; ``articles`` says how many tell of it, where that is known."""

    day: str
    claim: Claim
    articles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """``index.md.jinja``.

    Attributes:
        title_origin: Whose words the title is, and that no editor has written; else empty.
        asked: The question of an editor.
        answers: The answers, each with its heading.
        numbers_note: What the numbers are for.
        see_compare: Whether the sources are set side by side on a page.
        changed: The last corrections and additions, the newest first, each with its day for readers.
        unknown: Of the articles' own words those that something is not known.
        sources_heading: Of those who stand behind the short answer.
        days_heading: What the days are.
        days: Of a long story the days that matter; where no one event leads, what is told of the first days.
        known_heading: ``""`` leaves its part out, as the others.
        differ_heading: As ``known_heading``.
        all_differing: The words of the link to all the differences, where there are more.
        open_heading: As ``known_heading``.
        open: Questions without an answer, each with its anchor on the page that tells what is missing.
        answered: The others.
        more: The words of the link to all the sources where not all have a card.
    """

    story: Story
    cite: Citations
    title_origin: Markup
    asked: str
    answer: HomeSummary
    answers: tuple[tuple[str, HomeAnswer], ...]
    numbers_note: str
    see_compare: bool
    changed: tuple[tuple[str, Update], ...]
    days_heading: str
    days: tuple[DayShown, ...]
    newest: tuple[Claim, ...]
    also: tuple[Claim, ...]
    unknown: tuple[Evidence, ...]
    locator: Markup
    strip: Markup
    sources_heading: str
    known_heading: str
    known: tuple[Claim, ...]
    differ_heading: str
    differs: tuple[Pair, ...]
    all_differing: str
    open_heading: str
    open: tuple[tuple[str, Question], ...]
    answered: tuple[tuple[str, Question], ...]
    cards: tuple[SourceCard, ...]
    more: str


def context(presenter: Presenter, cite: Citations, _story: Story) -> Context:
    """``index.md``."""
    story, answer = presenter.story, presenter.home_summary()
    changed = sorted(story.updates, key=lambda item: item.date, reverse=True)[:_MOST_CHANGED]
    view = map_view(story, lambda place: cite.page("map", place.id))
    shown = {*story.summary, *story.newest, *story.also}
    # Weighing what each source carries is slow: no more claims than there is room for.
    others = (claim for claim in presenter.told_first() if claim.id not in shown)
    agreed = (claim for claim in others if presenter.most_known and presenter.carriers.agreeing(claim) > 1)
    known = list(islice(agreed, presenter.most_known))
    compared = [item for item in story.comparisons if not item.claim_dated]
    # What two people say in one article stands on the page of comparisons alone.
    differs = [item for item in compared if len({part.article_id for part in item.evidence}) > 1]
    # The first few of very many articles tell little of them.
    cards = _CARDS_OF_MANY if story.overview else presenter.most_cards
    differs = (_of_matters(differs) if presenter.quoted else differs)[: presenter.most_pairs]
    above = [claim for item in answer.answers for claim in item.claims] + [*answer.rest]
    told = {claim.id for claim in above}
    course = _course(presenter, answer)
    beside = [item for pair in differs for item in pair.evidence]
    return Context(
        story=story,
        cite=cite,
        title_origin=_title_origin(presenter, cite),
        answer=answer,
        answers=tuple((_(phrases.ANSWERS[item.kind]), item) for item in answer.answers),
        see_compare=len(story.articles) > 1,
        changed=tuple((_changed_day(item), item) for item in changed),
        days_heading=_("The days that matter") if story.overview else _("So far"),
        days=_overview(presenter) or tuple(map(_day_shown, course)),
        newest=tuple(presenter.claims[name] for name in story.newest),
        also=tuple(
            claim
            for name in story.also
            if name not in told
            and not _is_among(claim := presenter.claims[name], beside)
            and claim not in course
        ),
        unknown=tuple(presenter.unknowns()[:_MOST_UNKNOWN]),
        locator=_locator(presenter, maps.locator(view), answer) if view else Markup(""),
        strip=draw_entries(story, presenter.drawn, cite.href, brief=True),
        known=tuple(known),
        differs=tuple(_pair(item, above if presenter.quoted else ()) for item in differs),
        all_differing=_all_differing(len(compared), len(differs)),
        open=_questions(presenter, answered=False)[:_MOST_OPEN],
        answered=_questions(presenter, answered=True) if presenter.lists_answered else (),
        cards=tuple(_card(presenter, item.article) for item in story.articles[:cards]),
        more=_all_articles(len(story.articles), cards),
        **presenter.home_words(known, differs),
    )


def _locator(presenter: Presenter, view: maps.MapView, answer: HomeSummary) -> Markup:
    """The small map; from articles alone only with a place on it that the first answer or a headline names."""
    lead = [claim for item in answer.answers[:1] for claim in item.claims] or presenter.summary()[:1]
    if presenter.quoted and not any(_is_named(entry.place, lead, presenter.story) for entry in view.entries):
        return Markup("")
    return draw_map(presenter.options, view)


def _is_named(place: Place, lead: Iterable[Claim], story: Story) -> bool:
    """Whether claims tell of a place, or they or a headline have its name."""
    word = re.compile(rf"\b{re.escape(place.name)}\b")
    return any(place in claim.where or word.search(claim.text) for claim in lead) or any(
        word.search(item.article.headline or "") for item in story.articles
    )


def _changed_day(update: Update) -> str:
    """The day of a change, named as a correction where it is one."""
    corrected = update.kind is UpdateKind.CORRECTION
    return phrases.update_title(update) if corrected else format_edtf(parse_edtf(update.date))


def _of_matters(differs: Iterable[Comparison]) -> list[Comparison]:
    """The comparisons of which none quotes a sentence that one before it quotes."""
    chosen: list[Comparison] = []
    quoted: set[tuple[str, int]] = set()
    for item in differs:
        own = {(part.article_id, part.position.start) for part in item.evidence}
        if own.isdisjoint(quoted):
            chosen.append(item)
            quoted |= own
    return chosen


def _pair(comparison: Comparison, above: Iterable[Claim]) -> Pair:
    """The comparison with the first words of two of its articles, of an update the oldest and the newest.

    ``above`` is what the page has quoted.
    """
    first = {item.article_id: item for item in reversed(comparison.evidence)}
    order = list(dict.fromkeys(item.article_id for item in comparison.evidence))
    return Pair(
        comparison=comparison,
        title=difference_title(comparison),
        words=tuple(
            _what_differs(first[name], comparison)
            if any(_is_among(claim, [first[name]]) for claim in above)
            else first[name]
            for name in (order[0], order[-1 if comparison.relation is Relation.UPDATE else 1])
        ),
    )


def _is_among(claim: Claim, shown: Iterable[Evidence]) -> bool:
    """Whether the words by which a claim is quoted are among others."""
    own = claim.evidence[0]
    return any(
        item.article_id == own.article_id
        and item.position.start < own.position.end
        and own.position.start < item.position.end
        for item in shown
    )


def _what_differs(item: Evidence, comparison: Comparison) -> Evidence:
    """Of a quotation the sentence that carries the difference, up to there; all of it where none does.

    Alone "four" tells nobody of what: "The death toll rose to four".
    """
    text, stretch = item.quote.exact, differing_stretch(item, comparison)
    if stretch is None:
        return item
    first = max((found.end() for found in _SENTENCE_END.finditer(text, 0, stretch[0])), default=0)
    start = item.position.start
    return replace(
        item,
        quote=replace(item.quote, exact=text[first : stretch[1]]),
        position=replace(item.position, start=start + first, end=start + stretch[1]),
        marked=(),
    )


def _all_differing(count: int, most: int) -> str:
    """The words of the link to all the differences; ``""`` where each is shown."""
    if count <= most:
        return ""
    return _("All the differences")


def _course(presenter: Presenter, answer: HomeSummary) -> tuple[Claim, ...]:
    """What a story tells day by day of which no one event could be told; nothing of fewer than two days."""
    if answer.rest or any(item.kind is AnswerKind.WHAT for item in answer.answers):
        return ()
    told = (presenter.claims[name] for name in presenter.story.also)
    found = [claim for claim in told if claim.when and claim.status is not ClaimStatus.PLANNED]
    return tuple(found) if len({claim.when for claim in found}) > 1 else ()


def _day_shown(claim: Claim) -> DayShown:
    return DayShown(day=format_edtf(claim.when.edtf) if claim.when else "", claim=claim, articles="")


def _overview(presenter: Presenter) -> tuple[DayShown, ...]:
    """The days that matter, each with the sentence that tells it."""
    return tuple(
        DayShown(
            day=format_edtf(parse_edtf(part.day.isoformat())),
            claim=presenter.claims[part.claim],
            articles=ngettext("{number} article", "{number} articles", part.articles),
        )
        for part in presenter.story.overview
    )


def _title_origin(presenter: Presenter, cite: Citations) -> Markup:
    """Whose words the title is, where it is an article's, and that no editor wrote the rest either."""
    unwritten = _("No editor has written for this site: every statement is quoted from the articles.")
    item = presenter.articles.get(presenter.story.title_source)
    if item is None:
        return escape(unwritten) if presenter.quoted else Markup("")
    article = item.article
    label = article.label if article.label != article.headline else _("the article")
    link = Markup('<a href="{}">{}</a>').format(cite.page("source", of=article.id), label)
    # A label may have the day.
    day = published_phrase(article)
    link += "" if day in label else escape(_(", ") + day)
    origin = (
        _("Headline of {article}.", article=link)
        if article.headline
        else _("From the text of {article}.", article=link)
    )
    return Markup(f"{origin} {unwritten}")


def _questions(presenter: Presenter, *, answered: bool) -> tuple[tuple[str, Question], ...]:
    """The questions that the background answers, or those it leaves open, with their anchors, where there is one."""
    numbered = enumerate(presenter.story.questions, start=1)
    there = BACKGROUND in presenter.rows()
    return tuple(
        (f"question-{number}" if there else "", item)
        for number, item in numbered
        if bool(item.answer) == answered
    )


def _card(presenter: Presenter, article: Article) -> SourceCard:
    day = published_phrase(article)
    return SourceCard(
        day="" if day in article.label else day,
        article=article,
        headline=article.headline if article.headline and article.headline != article.label else "",
        note=presenter.story.source_notes.get(article.id, ""),
    )


def _all_articles(count: int, most: int) -> str:
    """The words of the link to all the articles; ``""`` where each has a card."""
    if count <= most:
        return ""
    return ngettext("All {number} article", "All {number} articles", count)
