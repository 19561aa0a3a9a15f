"""What a newer article makes of what claims tell: a toll counted again, a plan put on another day.

Comes in: an edited story and a sentence of a new article. Goes out: the claims whose figure or day is out of date, with
the words of both sides. It takes the news of a few days only, and of each article the largest figure of its own event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from generator.claims.compare.figures import nth_toll, read_figures
from generator.claims.compare.passages import Passage, read_passages
from generator.claims.compare.values import Value, ValueKind
from generator.claims.dates import published
from generator.claims.edited.check_sources import cited_sentences, reporting_sentences
from generator.claims.edited.wordings import Told
from generator.claims.terms import terms
from generator.diagnostics import Diagnostic, Severity
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimOrigin,
    ClaimStatus,
    Edtf,
    Evidence,
    Modality,
    Sentence,
    Timex,
    TimexType,
)

# What happened longer before an article is not what its news counts.
_NEWS = timedelta(days=30)
# A figure of so much later is of another state of things, or of another event.
_DAYS = timedelta(days=10)
# Tolls that fall as they are counted again: the missing are found.
_FALLING = "missing"
_NAMED = 3
Spans = tuple[Edtf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim, the sentence of it that is out of date, and the words there and in the new sentence."""

    claim: Claim
    sentence: Sentence
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Toll:
    """A figure of the dead, the hurt or the missing, where it stands."""

    sentence: Sentence
    passage: Passage
    value: Value


def scene(item: AnnotatedArticle, sentence: Sentence) -> Spans:
    """The days that a sentence speaks of: its own, or else those of the last sentence before it in its paragraph."""
    article = item.article
    block = next((part for part in article.blocks if part.start <= sentence.start < part.end), None)
    before = [part for part in article.sentences if block and block.start <= part.start <= sentence.start]
    for part in reversed(before or [sentence]):
        if found := tuple(timex.edtf for timex in _dates(item, part) if timex.edtf):
            return found
    return ()


def _dates(item: AnnotatedArticle, sentence: Sentence) -> list[Timex]:
    return [
        timex
        for timex in item.timexes
        if sentence.start <= timex.start < sentence.end
        and timex.edtf is not None
        and timex.type in (TimexType.DATE, TimexType.TIME)
        and timex.day_given
        and not timex.value.endswith("_REF")
    ]


def are_apart(one: Spans, other: Spans) -> bool:
    """Whether two sentences speak of times that lie more than a month from each other, whichever is taken."""
    pairs = [(a, b) for a in one for b in other]
    return bool(pairs) and all(_gap(a, b) > _NEWS for a, b in pairs)


def _gap(one: Edtf, other: Edtf) -> timedelta:
    gaps = [
        first - last
        for first, last in ((one.earliest, other.latest), (other.earliest, one.latest))
        if first and last
    ]
    return max(gaps, default=timedelta())


def is_newer(article: Article, others: Iterable[Article]) -> bool:
    """Whether an article appeared after all the others."""
    first = article.date_published.edtf
    return bool(first and first.earliest) and all(
        (last := other.date_published.edtf)
        and last.latest
        and first
        and first.earliest
        and last.latest < first.earliest
        for other in others
    )


def check_newer(
    path: str, articles: Sequence[AnnotatedArticle], claims: Sequence[Claim], on_home: Collection[str]
) -> Iterator[Diagnostic]:
    """Warn of each claim whose figure or day a newer article, which no claim quotes for it, gives otherwise.

    Args:
        path: The story file, for messages.
        articles: The story's.
        claims: The editor's.
        on_home: Ids of those that the home page tells first; of the others it is only remarked.
    """
    behind = _behind(articles, claims)
    if claims and behind:
        yield _uncited(path, behind)
    newer, told = Newer(articles, claims), set[str]()
    for sentence in reporting_sentences(articles):
        for change in newer.changes(sentence):
            if change.claim.id not in told and not newer.is_told(sentence):
                told.add(change.claim.id)
                yield _out_of_date(path, change, sentence, newer, first=change.claim.id in on_home)


def _behind(articles: Sequence[AnnotatedArticle], claims: Sequence[Claim]) -> list[AnnotatedArticle]:
    """The articles that are newer than all that claims quote, and that none of them quotes."""
    cited = {item.article_id for claim in claims for item in claim.evidence}
    older = [item.article for item in articles if item.article.id in cited]
    return [item for item in articles if item.article.id not in cited and is_newer(item.article, older)]


def _uncited(path: str, behind: Sequence[AnnotatedArticle]) -> Diagnostic:
    named = ", ".join(item.article.seed.path for item in behind[:_NAMED])
    more = f" and {len(behind) - _NAMED} more" if len(behind) > _NAMED else ""
    what = "is" if len(behind) == 1 else "are"
    return Diagnostic(
        path=path, line=0, code="article-uncited", severity=Severity.INFO,
        message=f"{named}{more} {what} newer than every article that a statement quotes, and no statement quotes "
        + ("it" if len(behind) == 1 else "them"),
        hints=("Readers see an older state of things. `explainer status` lists which statements it may change.",),
    )  # fmt: skip


def _out_of_date(path: str, change: Change, sentence: Sentence, newer: Newer, *, first: bool) -> Diagnostic:
    old, new = (newer.article(part.article_id) for part in (change.sentence, sentence))
    where = f"{old.seed.path}:{old.line(change.sentence.start)}{', on the home page' if first else ''}"
    place = f"{new.seed.path}:{new.line(sentence.start)}"
    return Diagnostic(
        path=path, line=change.claim.line, code="claim-outdated",
        severity=Severity.WARNING if first else Severity.INFO,
        message=f'claim "{change.claim.id}" rests on “{change.told[0]}” ({where}); '
        f"{place}, which is newer, says “{change.told[1]}”",
        hints=(
            "Say how it stands now, and quote the newer article for it.",
            "Where the statement is to stay as it is, cite these words too, with `supports: false`.",
        ),
    )  # fmt: skip


class Newer:
    """Holds the newest figures and days of new articles against what claims cite."""

    def __init__(self, articles: Sequence[AnnotatedArticle], claims: Iterable[Claim]) -> None:
        """Read the articles' sentences once."""
        self._items: Mapping[str, AnnotatedArticle] = {item.article.id: item for item in articles}
        self._claims = [item for item in claims if item.origin is ClaimOrigin.EDITED]
        self._tolls: dict[tuple[str, int], list[_Toll]] = {}
        self._most: dict[tuple[str, str], float] = {}
        chosen = reporting_sentences(articles)
        for sentence, passage in zip(chosen, read_passages(articles, chosen), strict=True):
            item = self._items[sentence.article_id]
            if not (passage.planned or passage.unknown or _is_old(item, scene(item, sentence))):
                self._read(sentence, passage, item.article.text)

    def _read(self, sentence: Sentence, passage: Passage, text: str) -> None:
        """Note the tolls of a sentence, and which is the largest of its article."""
        counted = [item for item in read_figures(passage, text) if item.kind is ValueKind.TOLL]
        for value in (*counted, *filter(None, [nth_toll(text, sentence.start, sentence.end)])):
            toll = _Toll(sentence=sentence, passage=passage, value=value)
            self._tolls.setdefault((sentence.article_id, sentence.start), []).append(toll)
            for thing in value.things:
                key = sentence.article_id, thing
                self._most[key] = max(self._most.get(key, 0.0), value.stated)

    def changes(self, sentence: Sentence) -> list[Change]:
        """The claims that a sentence of a new article brings up to date."""
        return [
            Change(claim=claim, sentence=cited, told=told)
            for claim in self._claims
            if self._may_change(claim, sentence)
            for item, cited in self._cited(claim)
            if (told := self._counted_again(item, cited, sentence) or self._put_off(claim, cited, sentence))
        ]

    def article(self, name: str) -> Article:
        """The article of that id."""
        return self._items[name].article

    def _may_change(self, claim: Claim, sentence: Sentence) -> bool:
        """Whether a sentence's article is newer than what a claim rests on, and that is news."""
        sources = [self._items[item.article_id] for item in claim.carrying]
        dated = claim.when is not None and any(_is_old(item, (claim.when.edtf,)) for item in sources)
        return not dated and is_newer(
            self._items[sentence.article_id].article, (item.article for item in sources)
        )

    def _cited(self, claim: Claim, *, supporting: bool = True) -> Iterator[tuple[Evidence, Sentence]]:
        """The sentences that a claim cites words of, with these words."""
        for item in claim.evidence:
            if item.supports or not supporting:
                article = self._items[item.article_id].article
                for sentence in cited_sentences(article, item.position.start, item.position.end):
                    yield item, sentence

    def is_told(self, sentence: Sentence) -> bool:
        """Whether a claim quotes a new sentence, or one that gives its figure, if only as what does not carry it."""
        cited = [part for claim in self._claims for _item, part in self._cited(claim, supporting=False)]
        mine = {
            (thing, toll.value.stated)
            for toll in self._tolls.get((sentence.article_id, sentence.start), ())
            for thing in toll.value.things
        }
        told = {
            (thing, toll.value.stated)
            for part in cited
            for toll in self._tolls.get((part.article_id, part.start), ())
            for thing in toll.value.things
        }
        return sentence in cited or bool(mine & told)

    # ------------------------------------------------------------ tolls

    def _counted_again(self, item: Evidence, cited: Sentence, sentence: Sentence) -> Told | None:
        """The words for a quoted toll and for what it has become, where each is the whole of its article."""
        old, new = (self._items[part.article_id].article for part in (cited, sentence))
        days = published(old), published(new)
        if not (days[0] and days[1]) or days[1] - days[0] > _DAYS:
            return None
        for mine in self._tolls.get((cited.article_id, cited.start), ()):
            # Of a sentence quoted for something else the toll is not told.
            if mine.value.start < item.position.start or mine.value.end > item.position.end:
                continue
            for theirs in self._tolls.get((sentence.article_id, sentence.start), ()):
                if self._is_newer_count(mine, theirs):
                    return mine.value.words, theirs.value.words
        return None

    def _is_newer_count(self, mine: _Toll, theirs: _Toll) -> bool:
        things = mine.value.things & theirs.value.things
        if not things or not (self._is_whole(mine) and self._is_whole(theirs)):
            return False
        places = mine.passage.places, theirs.passage.places
        if all(places) and {place.country for place in places[0]}.isdisjoint(
            place.country for place in places[1]
        ):
            return False
        falls = any(_FALLING in thing for thing in things)
        more = theirs.value.stated > mine.value.stated
        return theirs.value.stated != mine.value.stated and more is not falls

    def _is_whole(self, toll: _Toll) -> bool:
        """Whether no larger figure of the same stands in the article; smaller ones are of a part."""
        return all(
            self._most[toll.sentence.article_id, thing] == toll.value.stated for thing in toll.value.things
        )

    # ------------------------------------------------------------ plans

    def _put_off(self, claim: Claim, cited: Sentence, sentence: Sentence) -> Told | None:
        """The words for the day of a plan and for the day that took its place."""
        if claim.status is not ClaimStatus.PLANNED or claim.when is None:
            return None
        old, new = (self._items[part.article_id] for part in (cited, sentence))
        said, told = (
            frozenset(terms(item.article.text[part.start : part.end]))
            for item, part in ((old, cited), (new, sentence))
        )
        if len(said & told) < 2:
            return None
        return _other_day(claim.when.edtf, _dates(old, cited), _dates(new, sentence))


def _other_day(day: Edtf, old: Sequence[Timex], new: Sequence[Timex]) -> Told | None:
    """The words of the older sentence for a day that the newer one denies, and those for the day it gives instead."""
    before = [timex.text for timex in old if timex.edtf == day]
    gone = [timex for timex in new if timex.modality is Modality.DENIED and timex.edtf == day]
    comes = [timex.text for timex in new if timex.modality is Modality.SCHEDULED]
    return (before[0], comes[0]) if before and gone and comes else None


def _is_old(item: AnnotatedArticle, days: Spans) -> bool:
    """Whether days lie long before an article: what it tells of them is no news."""
    day, ends = published(item.article), [span.latest for span in days]
    known = [end for end in ends if end is not None]
    return day is not None and bool(known) and len(known) == len(ends) and max(known) < day - _NEWS
