"""What the articles say and readers are not shown, being unsure: one gate between reading and choosing.

Comes in: units as they were cut and grouped. Goes out: the ones that pass, without the dates and the company that they
may not keep, and what was withheld, each with its reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from generator.annotate.attribution import attributions_in
from generator.claims.compare.passages import Spot
from generator.claims.dates import published
from generator.claims.evidence import selectors
from generator.claims.terms import term_pattern
from generator.claims.unedited.event_dates import told_dates
from generator.claims.unedited.extracted_claims import Unit, unit_status
from generator.claims.unedited.overtaken import Overtaking
from generator.claims.unedited.page_lines import is_caption, is_glued, shows_picture
from generator.claims.unedited.same_event import one_event_each
from generator.claims.unedited.self_contained import names_nobody
from generator.claims.unedited.sure_dates import is_of_writer, shared_heads, wrong_date
from generator.data import table
from generator.known import once
from generator.language.lexicon import listed
from generator.language.names import abbreviated_titles
from generator.language.tokens import paragraph_before
from generator.model import (
    AnnotatedArticle,
    Article,
    ClaimStatus,
    Reprint,
    Sentence,
    Withheld,
    WithheldReason,
)
from generator.read import dateline_end

# "(18.03.2017) The mayor has left": how a page leads to an older article.
_OF_ANOTHER = re.compile(r"\(\d{1,2}\.\d{1,2}\.\d{4}\) ")
# "Not two,” she said": the first mark ends a speech.
_AMID_SPEECH = re.compile(r"[^\"“”]*[.,!?][\"”](?:\s|$)")
# Words that end with these go on: "She was asked by Sen."
_TITLES = sorted(f"{title}{several}" for title in abbreviated_titles() for several in ("", "s"))
# The Associated Press is no title.
_CUT = (":", "...", "…", *(f" {title.capitalize()}." for title in _TITLES if title != "press"))
# A sentence that stands word for word in so many articles, on so many days, belongs to the page.
_STANDING = 3
# A picture that was taken longer before an article shows no news.
_OF_THE_NEWS = timedelta(days=60)


WITHHELD: Mapping[WithheldReason, str] = {
    WithheldReason.STANDING: "the same words stand in articles of several days: a line of the page",
    WithheldReason.GLUED: "lines of the page stand in it, it begins amid a sentence or a speech, or is a caption",
    WithheldReason.OF_WRITER: "in the first person, as a letter or a blog is, whose writer it does not name",
    WithheldReason.QUESTION: "a question tells nothing",
    WithheldReason.NOTICE: "the text speaks of its own mistakes",
    WithheldReason.AFTER_ARTICLE: "told as past, with a date after its article: shown without the date",
    WithheldReason.BEFORE_CAUSE: "told as what followed the event, with a date before it: shown without the date",
    WithheldReason.DAY_OF_SAYING: "a plan, with the day of the saying or one gone by: shown without the date",
    WithheldReason.COUNTED_FROM: "the date is counted from when somebody spoke or from another event: shown without it",
    WithheldReason.OVERTAKEN: "a plan that a later article puts off or calls off: shown without the date",
    WithheldReason.OTHER_EVENT: "may tell of another event, or of another time, than what it resembles: told alone",
}
"""What an editor is told of each reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What may be shown, in the articles' order, and what may not."""

    units: tuple[Unit, ...]
    withheld: tuple[Withheld, ...]


def pass_units(
    units: Sequence[Unit],
    copies: Sequence[Reprint],
    day: Callable[[Sequence[Unit]], date | None],
    exclusive: Set[frozenset[Spot]] = frozenset(),
) -> Passed:
    """Hold every unit against the rules of the gate.

    Args:
        units: All that the articles say.
        copies: Which articles print another's text again; such a text is no standing line.
        day: Finds the day of the main event among units.
        exclusive: Pairs of sentences, by where they begin, that cannot carry one statement.
    """
    withheld: list[Withheld] = []
    kept: list[Unit] = []
    for unit, reason in _of_the_page(units, copies):
        if reason is None:
            kept.append(unit)
        else:
            withheld.append(_withheld(unit, reason))
    dated: list[Unit] = []
    main, heads, overtaking = day(kept), shared_heads(kept), Overtaking(kept)
    for unit in kept:
        reason = wrong_date(unit, main, heads) or _put_off(unit, overtaking)
        if reason is not None:
            withheld.append(_withheld(unit, reason))
        dated.append(replace(unit, date=None) if reason is not None else unit)
    grouped = one_event_each(dated, exclusive)
    withheld += [
        _withheld(unit, WithheldReason.OTHER_EVENT)
        for before, unit in zip(dated, grouped, strict=True)
        if before.group and not unit.group
    ]
    return Passed(units=tuple(grouped), withheld=tuple(withheld))


def _put_off(unit: Unit, overtaking: Overtaking) -> WithheldReason | None:
    """Whether a later article puts off or calls off a plan with a date."""
    planned = unit.date is not None and unit_status(unit) is ClaimStatus.PLANNED
    return WithheldReason.OVERTAKEN if planned and overtaking.overtake(unit) else None


def _withheld(unit: Unit, reason: WithheldReason) -> Withheld:
    quote, position = selectors(unit.item.article, unit.core[0].start, unit.end)
    return Withheld(article_id=unit.item.article.id, quote=quote, position=position, reason=reason)


# ---------------------------------------------------------------- what is not the story's


def _of_the_page(
    units: Sequence[Unit], copies: Sequence[Reprint]
) -> Iterator[tuple[Unit, WithheldReason | None]]:
    """Each unit, or what of it is the story's, and what is not with the reason."""
    standing = _standing(units, copies)
    for unit in units:
        reason, parts = _marks(unit.item, unit.start, unit.core, _quoted_with(unit))
        own = tuple(
            part
            for part, _ in takewhile(
                lambda pair: _is_own(*pair[1], standing), zip(unit.core, parts, strict=True)
            )
        )
        if reason is not None:
            yield unit, reason
        elif len(own) == len(unit.core):
            yield unit, None
        else:
            if own:
                yield replace(unit, core=own), None
            left = replace(unit, core=unit.core[len(own) :])
            yield left, _reason(unit, left.core[0], standing)


def _is_own(line: str, marked: bool, standing: Set[str]) -> bool:
    """Whether a sentence, as `_marks` has it, is the story's."""
    return not marked and line not in standing


@once
def _marks(
    item: AnnotatedArticle, start: int, core: tuple[Sentence, ...], before: tuple[Sentence, ...]
) -> tuple[WithheldReason | None, tuple[tuple[str, bool], ...]]:
    """What marks words as not the story's, whatever the other articles say.

    Args:
        item: Their article.
        start: Where their quotation begins.
        core: The sentences that tell something.
        before: Those that they are quoted with.

    Returns:
        The reason to withhold all; of each sentence its folded words and whether it is marked.
    """
    article, end = item.article, core[-1].end
    text, asks = article.text[start:end], _asks(article, before)
    parts = tuple(
        (_folded(article.text[part.start : part.end]), asks or _is_of_page(item, start, part))
        for part in core
    )
    # What follows a notice in its paragraph goes on with it.
    notice = paragraph_before(article.text, core[0].start) + article.text[core[0].start : end]
    if term_pattern(table("context_dependence")["corrections"]).search(_folded(notice)):
        return WithheldReason.NOTICE, parts
    if is_of_writer(text):
        return WithheldReason.OF_WRITER, parts
    cut = text.endswith(_CUT) or _AMID_SPEECH.match(text) is not None
    glued = cut or _speaks_unknown(item, start, core)
    return WithheldReason.GLUED if glued else None, parts


def _speaks_unknown(item: AnnotatedArticle, start: int, core: Sequence[Sentence]) -> bool:
    """Whether somebody speaks of whom the article has no more than "he" there: amid a speech."""
    return any(
        said.source.casefold() in listed("speakers", "singular_pronouns")
        and said.source_span is not None
        and names_nobody(item.article.text[start : said.source_span[0]])
        for said in attributions_in(item.attributions, core[0].start, core[-1].end)
    )


def _is_of_page(item: AnnotatedArticle, start: int, part: Sentence) -> bool:
    """Whether a sentence of a unit is the page's, holds lines of it, as what it needs may, or only asks."""
    article = item.article
    text = article.text[part.start : part.end]
    return (
        text.endswith("?")
        or _OF_ANOTHER.match(text) is not None
        # "KIEV, March 19. /TASS/. Troops left": the stop makes a sentence of the dateline.
        or dateline_end(f"{text.removesuffix('.')} The") == len(text)
        or (article.language.startswith("en") and _is_of_picture(item, start, part))
        or is_glued(article.text[start : part.end])
    )


def _is_of_picture(item: AnnotatedArticle, start: int, part: Sentence) -> bool:
    """Whether a sentence stands under a picture: nothing is told, or what was to be seen on a day of the news."""
    article = item.article
    if is_caption(article.text[part.start : part.end]):
        return True
    words, appeared = article.text[max(start, part.start) : part.end], published(article)
    if not shows_picture(words) and not (appeared and shows_picture(words, with_year=False)):
        return False
    days = [timex.edtf.earliest for timex in told_dates(item, [part]).dates if timex.edtf]
    return appeared is None or all(day and timedelta(0) <= appeared - day <= _OF_THE_NEWS for day in days)


def _quoted_with(unit: Unit) -> tuple[Sentence, ...]:
    """What a unit is quoted with, before its core."""
    return tuple(part for part in unit.passage.sentences if unit.start <= part.start < unit.core[0].start)


def _asks(article: Article, before: Sequence[Sentence]) -> bool:
    """Whether one of the sentences before others asks something: "Could that happen? It's possible"."""
    said = (article.text[part.start : part.end] for part in before)
    return any(words.endswith("?") and words[0].isalnum() for words in said)


def _reason(unit: Unit, part: Sentence, standing: Set[str]) -> WithheldReason:
    words = _words(unit, part)
    if _folded(words) in standing:
        return WithheldReason.STANDING
    asks = words.endswith("?") or _asks(unit.item.article, _quoted_with(unit))
    return WithheldReason.QUESTION if asks else WithheldReason.GLUED


def _standing(units: Sequence[Unit], copies: Sequence[Reprint]) -> frozenset[str]:
    """The sentences that stand word for word in articles of several days, none of which prints another again."""
    days: dict[str, set[date]] = defaultdict(set)
    articles: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)
    again = {copy.article_id for copy in copies}
    for unit in units:
        appeared = published(unit.item.article)
        if unit.item.article.id in again or appeared is None:
            continue
        for part in unit.core:
            line = _folded(_words(unit, part))
            articles[line].add(unit.item.article.id)
            days[line].add(appeared)
            if unit.date:
                told[line].add(unit.date.edtf.text)
    # What is told again with its own day is background, not furniture.
    return frozenset(
        line
        for line in days
        if len(told[line]) != 1 and min(len(days[line]), len(articles[line])) >= _STANDING
    )


def _words(unit: Unit, part: Sentence) -> str:
    return unit.item.article.text[part.start : part.end]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
