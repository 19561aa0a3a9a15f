"""What a sentence is about, in a form that can be compared: its features, dates, quantities, places and denials.

Features are strings with a kind: ``w:`` a stem, ``e:`` a thing told in other words too, ``n:`` a name, ``q:`` a
quantity, ``u:`` what a quantity counts, ``d:`` a day, month or year, ``c:`` a country, ``o:`` a pair of opposites,
``s:`` a speaker by name. Who is said to say so is kept apart, so that "police said on Tuesday" makes nothing alike.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from generator.claims.compare.polarity import (
    Side,
    clauses,
    denies,
    negations,
    opposites,
    plans,
    undecided,
    unknown_cues,
)
from generator.claims.compare.story_names import Names, names_of
from generator.claims.kept import Kept
from generator.known import once
from generator.language.lexicon import listed
from generator.language.numbers import cardinals
from generator.language.phrases import Token, synonyms, tokens
from generator.language.polarity import read_polarity
from generator.language.quantities import Quantity, number_feature, read_quantities
from generator.language.spans import Covered, Spans
from generator.model import (
    AnnotatedArticle,
    Attribution,
    Factuality,
    Place,
    PlaceKind,
    Sentence,
    Timex,
    TimexType,
    VoucherKind,
)
from generator.read import dateline_end

# Quotations of fewer words than this share of a sentence do not stand for it.
_CONTENT_AT_LEAST = 0.3
# What a feature of each kind counts for, found on the golden cases in tests/claims/sameness.
_WEIGHTS = {"n": 1.2, "e": 1.2, "w": 1.0, "q": 1.2, "d": 0.5, "c": 0.4, "o": 1.2, "u": 0.6, "s": 1.0}
_FAINT = 0.35
# So many words to either side of a date or figure may say what it dates or counts.
_AROUND = 9


Spot = tuple[str, int]
"""A place in a text: the article's id, and a position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence read for comparison.

    Attributes:
        article_id: Where it stands.
        start: Its span in the article's text.
        tokens: What it says, without who says so.
        features: Each feature with what its kind counts for.
        clauses: The features of each of its clauses that says enough by itself, where it has several.
        words: For each feature, the words it was read from.
        negated: The features that it denies, in the order of the text.
        undecided: Those that it leaves open ("whether …") or only asks for.
        named: Its names, each with the word before and the word behind it; ``""`` at the ends.
        denial: The words by which a speaker denies it all ("denied that"), or ``""``.
        opposites: For each pair of opposites it has a word of, the side.
        dates: Its dates; times of reporting left out.
        places: The places it names and means as places.
        unknown: It says first of all that something is not known or not said.
        plans: The stretches of it that tell what is to come.
        voices: Whom it is attributed to, without case.
        known: What was found of it, see ``known.once``; no part of its value.
    """

    article_id: str
    start: int
    end: int
    heading: bool
    tokens: tuple[Token, ...]
    features: dict[str, float] = field(repr=False)
    clauses: tuple[frozenset[str], ...] = field(repr=False)
    words: dict[str, str] = field(repr=False)
    negated: tuple[str, ...]
    undecided: frozenset[str]
    named: tuple[tuple[str, str, str], ...]
    denial: str
    opposites: dict[str, Side]
    dates: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    unknown: bool
    plans: tuple[tuple[int, int], ...]
    voices: frozenset[str]
    known: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def planned(self) -> bool:
        """Whether it tells what is to come."""
        return bool(self.plans)

    @property
    def spot(self) -> Spot:
        """Its article and where it begins there."""
        return self.article_id, self.start


def read_passages(
    articles: Sequence[AnnotatedArticle], candidates: Sequence[Sentence], names: Names | None = None
) -> tuple[Passage, ...]:
    """Read sentences for comparison, in the order given.

    Args:
        articles: All of the story's, from which its names are learned.
        candidates: Sentences of these articles.
        names: The names, where they are known already.
    """
    known = names_of(articles) if names is None else names
    marks = {item.article.id: _Marks(item) for item in articles}
    return tuple(_read(marks[sentence.article_id], sentence, known) for sentence in candidates)


def read_whole(articles: Sequence[AnnotatedArticle], names: Names, kept: Kept) -> tuple[Passage, ...]:
    """All sentences of the articles, read for comparison; ``kept`` is what was read of them before."""
    return tuple(
        passage
        for item in articles
        for passage in kept.read(
            "passages",
            item,
            names.of(item.article),
            functools.partial(read_passages, [item], item.article.sentences, names),
        )
    )


class _Marks:
    """An article's annotations, handed out sentence by sentence."""

    def __init__(self, item: AnnotatedArticle) -> None:
        self.text = item.article.text
        self._timexes = Spans(item.timexes)
        self._attributions = Spans(
            part for part in item.attributions if part.kind is not VoucherKind.HEADLINE_ONLY
        )
        self._places = Spans(mention for mention in item.places if mention.place)
        self._factuality = Spans(item.factuality)

    def opens_paragraph(self, start: int) -> bool:
        return start == 0 or self.text[start - 1] == "\n"

    def timexes(self, start: int, end: int) -> tuple[Timex, ...]:
        return tuple(self._timexes.inside(start, end))

    def attributions(self, start: int, end: int) -> tuple[Attribution, ...]:
        return tuple(self._attributions.touching(start, end))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        return tuple(mention.place for mention in self._places.inside(start, end) if mention.place)

    def countries(self, start: int, end: int) -> dict[int, str]:
        """Where a country or its people are named, and a name for it that no word has."""
        return {
            mention.start: f"@{mention.place.country}"
            for mention in self._places.inside(start, end)
            if mention.place and mention.place.kind is PlaceKind.COUNTRY
        }

    def literal_places(self, start: int, end: int) -> tuple[Place, ...]:
        return tuple(
            mention.place for mention in self._places.inside(start, end) if mention.literal and mention.place
        )

    def marked(self, start: int, end: int, kind: Factuality) -> tuple[tuple[int, int], ...]:
        return tuple(
            (mark.start, mark.end) for mark in self._factuality.inside(start, end) if mark.factuality is kind
        )


def _read(marks: _Marks, sentence: Sentence, names: Names) -> Passage:
    text, start, end = marks.text, sentence.start, sentence.end
    start += dateline_end(text[start:end]) if marks.opens_paragraph(start) else 0
    every = tokens(text, start, end)
    said = _contents(marks.attributions(start, end), start, end)
    told = Covered(said)
    # Most sentences are told whole: by the article itself, or by one who says all of it.
    kept = every if told.holds(start, end) else tuple(token for token in every if token.start in told)
    named = names.read(kept)
    timexes = marks.timexes(start, end)
    dates = tuple(t for t in timexes if _dated(t) and t.start in told)
    named_days = tuple((t.start, t.end) for t in timexes if _names_days(t))
    quantities = read_quantities(text, kept, named_days)
    denial = next((part.cue for part in marks.attributions(start, end) if denies(part.cue)), "")
    put = read_polarity(text, start, end)
    denied = negations(kept, put, marks.marked(start, end, Factuality.DENIED), whole=bool(denial))
    left_open = undecided(put)
    sides = opposites(kept, denied, left_open)
    features = Features()
    add_words(
        features,
        kept,
        text,
        named,
        marks.countries(start, end),
        days=named_days,
        figures=[(q.start, q.end) for q in quantities],
    )
    add_values(features, quantities, dates, marks.places(start, end))
    for pair, side in sides.items():
        features.add(f"o:{pair}", side.word, start)
    if kept is not every:
        add_speakers(features, tuple(token for token in every if token.start not in told), names)
    return Passage(
        article_id=sentence.article_id,
        start=sentence.start,
        end=end,
        heading=sentence.heading,
        tokens=kept,
        features=features.weights,
        clauses=clauses(features.at, kept, said),
        words=features.words,
        negated=tuple(dict.fromkeys(name for _, name in sorted(features.inside(denied)))),
        undecided=frozenset(name for _, name in features.inside(left_open)),
        named=_between(kept, named),
        denial=denial,
        opposites=sides,
        dates=dates,
        quantities=quantities,
        places=marks.literal_places(start, end),
        unknown=any(2 * first <= len(kept) for first, _, _ in unknown_cues().find(kept)),
        plans=plans(kept, timexes, put),
        voices=frozenset(part.source.casefold() for part in marks.attributions(start, end) if part.source),
    )


def _contents(attributions: Iterable[Attribution], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """What of a sentence is attributed to somebody; the whole of it where that is little or nothing."""
    spans = tuple((max(start, part.start), min(end, part.end)) for part in attributions)
    covered = sum(stop - begin for begin, stop in spans)
    return spans if covered >= _CONTENT_AT_LEAST * (end - start) else ((start, end),)


def _dated(timex: Timex) -> bool:
    """Whether an expression dates an event; "now" and "at noon" do not."""
    return (
        timex.edtf is not None
        and timex.day_given
        and timex.type in (TimexType.DATE, TimexType.TIME)
        and not timex.value.endswith("_REF")
    )


def _names_days(timex: Timex) -> bool:
    """Whether the numbers of an expression name days; "two thousand" is a count rather than a year."""
    if timex.type is TimexType.DURATION or timex.edtf is None:
        return False
    numbers = cardinals()
    return any(key not in numbers for key in timex.text.casefold().split())


def _between(
    kept: Sequence[Token], named: Sequence[tuple[int, int, str]]
) -> tuple[tuple[str, str, str], ...]:
    """The names of a passage, each with the word before and the word behind it."""
    around = ["", *(token.key for token in kept), ""]
    return tuple((name, around[first], around[last + 1]) for first, last, name in named)


class Surroundings:
    """What stands around stretches of a passage, looked up by place: a long one has many figures."""

    def __init__(self, passage: Passage) -> None:
        """Sort the passage's features by their words."""
        self._tokens = passage.tokens
        self._starts = [token.start for token in passage.tokens]
        self._features: dict[str, list[str]] = {}
        for name in passage.features:
            for word in passage.words[name].split() if name[0] in "wen" else ():
                self._features.setdefault(word, []).append(name)

    def features(self, start: int, end: int) -> frozenset[str]:
        """The words and names around a stretch: of what it dates or counts."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if first and self._tokens[first - 1].end > start:
            first -= 1
        around = (*self._tokens[max(0, first - _AROUND) : first], *self._tokens[last : last + _AROUND])
        return frozenset(name for token in around for name in self._features.get(token.text, ()))


@once
def surroundings(passage: Passage) -> Surroundings:
    """What stands around the stretches of a passage."""
    return Surroundings(passage)


def features_around(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The words and names around one stretch of a passage."""
    return surroundings(passage).features(start, end)


# ---------------------------------------------------------------- features


@dataclass(slots=True)
class Features:
    """Features as they are gathered.

    Attributes:
        weights: What each counts for.
        words: What each was read from.
        at: Every place at which one stands, in the order in which they were found.
    """

    weights: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    at: list[tuple[int, str]] = field(default_factory=list)

    def add(self, feature: str, words: str, start: int, factor: float = 1.0) -> None:
        """Take a feature read from ``words`` at ``start``, a place in the text; -1 for what stands at none."""
        weight = _WEIGHTS[feature[0]] * factor
        if weight > self.weights.get(feature, 0.0):
            self.weights[feature] = weight
            self.words[feature] = words
        self.at.append((start, feature))

    def inside(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
        """Those that stand in one of the spans, in the order in which they were found."""
        covered = Covered(spans)
        return [(at, name) for at, name in self.at if at >= 0 and at in covered]


def add_words(
    features: Features,
    kept: Sequence[Token],
    text: str,
    named: Sequence[tuple[int, int, str]],
    countries: Mapping[int, str],
    *,
    days: Sequence[tuple[int, int]],
    figures: Sequence[tuple[int, int]],
) -> None:
    """Names first, then things told in several words, then the other words."""
    used: set[int] = set()
    dated, valued = Covered(days), Covered([*days, *figures])
    for first, last, known in named:
        # "French" and "France" are one name: the country's.
        name = countries.get(kept[first].start, known)
        features.add(f"n:{name}", text[kept[first].start : kept[last - 1].end], kept[first].start)
        used.update(range(first, last))
    for first, last, thing in synonyms().find(kept):
        # "A week ago" and "next week" have no week in common.
        if used.isdisjoint(range(first, last)) and kept[first].start not in dated:
            factor = _faintness(kept[first].key) if last == first + 1 else 1.0
            words = text[kept[first].start : kept[last - 1].end]
            features.add(f"e:{thing}", words, kept[first].start, factor)
            used.update(range(first, last))
    for i, token in enumerate(kept):
        if i not in used and token.start not in valued:
            _add_word(features, token)


def _add_word(features: Features, token: Token) -> None:
    stop = listed("same_words", "stop")
    if token.mark or token.key in stop or token.stem in stop:
        return
    if token.word:
        features.add(f"w:{token.stem}", token.text, token.start, _faintness(token.key, token.stem))
    elif token.text.isdecimal() and len(token.text) == 4:
        features.add(f"q:{token.text}", token.text, token.start)


def _faintness(*forms: str) -> float:
    """What a word counts for: little where one of its forms tells little."""
    return 1.0 if listed("same_words", "faint").isdisjoint(forms) else _FAINT


def add_values(
    features: Features,
    quantities: Sequence[Quantity],
    dates: Sequence[Timex],
    places: Sequence[Place],
) -> None:
    """Quantities and what they count, the days that dates mean, and the countries of places."""
    for item in quantities:
        if item.raw:
            factor = 0.5 if item.raw <= 2 else 1.0
            features.add(number_feature(item), item.words, item.start, factor)
        for unit in sorted(item.units):
            if unit.startswith("e:"):
                features.add(f"u:{unit[2:]}", item.words, item.start)
    for timex in dates:
        for period in _periods(timex):
            features.add(f"d:{period}", timex.text, timex.start)
    for place in places:
        if place.country:
            features.add(f"c:{place.country}", place.name, -1)


def _periods(timex: Timex) -> Iterator[str]:
    """The days that a date means where they are few, else its month or year where it lies within one."""
    first, last = (timex.edtf.earliest, timex.edtf.latest) if timex.edtf else (None, None)
    first, last = first or last, last or first
    if first is None or last is None:
        return
    if last - first <= timedelta(days=3):
        for offset in range((last - first).days + 1):
            yield str(first + timedelta(days=offset))
    if (first.year, first.month) == (last.year, last.month):
        yield first.isoformat().removesuffix(f"-{first.day:02}")
    elif first.year == last.year:
        yield f"{first.year}"


def add_speakers(features: Features, left_out: Sequence[Token], names: Names) -> None:
    """Who says so, by name: two reports of one person's words share it, but it is not what they say."""
    for first, _, name in names.read(left_out):
        features.add(f"s:{name}", left_out[first].text, -1)
