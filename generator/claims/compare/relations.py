"""How two passages of the same report stand to each other, and the words that make the difference.

Looked for in this order: what one denies, opposites, dates that exclude each other; other figures; a figure or date
that is narrower; more or less of a thing. Where nothing differs, they agree. Then what one article says against itself.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from generator.catalog import WEEKDAY_NAMES
from generator.claims.compare.incompatible import Finding, contradiction, dates_apart
from generator.claims.compare.passages import Passage, features_around
from generator.claims.dates import Agreement, combine
from generator.data import table
from generator.known import once
from generator.language.lexicon import listed, verbs
from generator.language.numbers import cardinals
from generator.language.phrases import Phrases, Token, keys, tokens, words_of
from generator.language.polarity import Polarity, is_negation, read_polarity
from generator.language.quantities import Fit, Kind, Quantity, fit
from generator.model import Place, PlaceKind, Relation, SourceDate, Timex

# What is so put nobody said or did.
_UNREAL = (Polarity.PLANNED, Polarity.ASKED, Polarity.CONDITIONAL)
_MARK = re.compile(r"[\"“”]")
_INFINITIVE = re.compile(r"\bto (?:\w+ly )?$")
# The figures of one thing are hardly further apart than this; beyond, they count different things.
_SAME_ORDER = 60
# From here on a bare number may be a sum of money.
_SUM = 10_000
_WIDTH = {
    PlaceKind.SITE: 0,
    PlaceKind.DISTRICT: 1,
    PlaceKind.TOWN: 1,
    PlaceKind.REGION: 2,
    PlaceKind.COUNTRY: 3,
}
# A title of more words wraps to three lines on a phone.
_MOST_WORDS = 12
# Fewer words before a comma are an opening ("On Tuesday,"), not a clause.
_LEAST_WORDS = 6
_MARKS = (",", ";", ":")
# Words behind the one that an answer takes up, to be quoted with it.
_WORDS_BEHIND = 3
# At most so long is what stands before a dateline's dash, and so many words name its place.
_DATELINE = re.compile(r"[A-Z][^\n()]{0,60}\([^\n()]{1,40}\) ?[-–—] ")
# More words before a denial of "it" make what it denies.
_OPENING = 8
_OF_ANYTHING = ("it", "this", "that")
_QUOTES = '"“„«'
# A denial is answered to what stands at most so many sentences before it.
_NEAR = 2


def relate(one: Passage, other: Passage) -> Finding:
    """How two passages that speak of the same thing stand to each other.

    Args:
        one: A passage.
        other: Another, of the same report or event.
    """
    found = contradiction(one, other)
    if found:
        return found
    order = (dates_exclude, _quantities, _dates_narrow, _hours_narrow, _scope)
    return next((found for step in order if (found := step(one, other))), Finding(relation=Relation.AGREE))


def dates_exclude(one: Passage, other: Passage) -> Finding | None:
    """Two single dates that cannot both be right."""
    if len(one.dates) != 1 or len(other.dates) != 1 or not dates_apart(one, other):
        return None
    mine, theirs = one.dates[0], other.dates[0]
    if combine([*_dated(mine), *_dated(theirs)]).agreement is not Agreement.CONFLICT:
        return None
    spoken, also = set(keys(mine.text)), set(keys(theirs.text))
    if spoken & also & _day_words():
        return None  # the same day's name, taken for another week's
    night = listed("comparison", "dates", "night")
    if bool(spoken & night) != bool(also & night) and dates_apart(one, other) == 1:
        return None  # a night belongs to two days
    return Finding(relation=Relation.TENSION, words=(mine.text, theirs.text))


def _dates_narrow(one: Passage, other: Passage) -> Finding | None:
    """Two dates that fit, of which one leaves fewer days than the other; none where any two are the same."""
    if one.planned != other.planned:
        return None
    found = None
    for mine, theirs in product(one.dates, other.dates):
        agreement = combine([*_dated(mine), *_dated(theirs)]).agreement
        if agreement is Agreement.SAME:
            return None
        same_day = set(keys(mine.text)) & set(keys(theirs.text)) & _day_words()
        of_one = one.planned or _deadline(one, mine) == _deadline(other, theirs)
        narrower = of_one and not same_day and agreement in (Agreement.PRECISION, Agreement.OVERLAP)
        if found is None and narrower and _near(one, mine) & _near(other, theirs):
            found = Finding(relation=Relation.PRECISION, words=(mine.text, theirs.text))
    return found


def _deadline(passage: Passage, timex: Timex) -> bool:
    """Whether a date only says until when: "by 17 May" tells no day."""
    before = [token.key for token in passage.tokens if token.end <= timex.start][-1:]
    return bool({*before, *keys(timex.text)[:1]} & listed("comparison", "dates", "deadline"))


def _near(passage: Passage, timex: Timex) -> frozenset[str]:
    """What stands around a date: the words and names of what it dates."""
    return features_around(passage, timex.start, timex.end)


def _hours_narrow(one: Passage, other: Passage) -> Finding | None:
    """The time of day by the clock against a part of the day: "9 p.m." and "late on Saturday"."""
    for first, second, turned in ((one, other, False), (other, one, True)):
        clock = _hour(first, _clock())
        part = _hour(second, _day_parts()) if clock else ""
        if part and not _hour(second, _clock()):
            return Finding(relation=Relation.PRECISION, words=(part, clock) if turned else (clock, part))
    return None


@once
def _hour(passage: Passage, pattern: re.Pattern[str]) -> str:
    found = pattern.search(" ".join(token.text for token in passage.tokens))
    return found.group() if found else ""


@functools.cache
def _clock() -> re.Pattern[str]:
    numbers = "|".join(word for word, value in cardinals().items() if value <= 30)
    figure = rf"(?:{numbers}|\d{{1,2}})"
    return re.compile(
        rf"\b\d{{1,2}}(?: ?[:.] ?\d\d)? ?[ap] ?\. ?m|\b\d{{1,2}} ?(?:am|pm)\b|\b{figure} o.clock\b"
        rf"|\b(?:{figure}|half|quarter) (?:past|to) {figure}\b",
        re.IGNORECASE,
    )


@functools.cache
def _day_parts() -> re.Pattern[str]:
    days, parts = "|".join(_day_words()), "|".join(table("comparison")["dates"]["day_parts"])
    return re.compile(
        rf"\b(?:early|late) (?:on )?(?:{days})\b|\b(?:{days}) (?:{parts})\b",
        re.IGNORECASE,
    )


def _dated(timex: Timex) -> Iterator[SourceDate]:
    if timex.edtf is not None:
        yield SourceDate(
            article_id=timex.article_id, label=timex.article_id, edtf=timex.edtf, words=timex.text
        )


def _quantities(one: Passage, other: Passage) -> Finding | None:
    """Figures of the same thing that differ, in number rather than in precision."""
    if _as_of(one) != _as_of(other):
        return None
    mine, theirs = _without_equal(one, other)
    found = [
        (a, b)
        for a, b in product(mine, theirs)
        if _comparable(a, b, alone=_alone(a, mine) and _alone(b, theirs))
    ]
    if not found:
        return None
    a, b = max(found, key=lambda pair: len(pair[0].units & pair[1].units))
    relation = Relation.NUMBER if fit(a, b) is Fit.DIFFERENT else Relation.PRECISION
    if {a.stated, b.stated} == {1, None}:
        relation = Relation.SCOPE  # "one", "several"
    return Finding(relation=relation, words=(a.words, b.words))


def _without_equal(one: Passage, other: Passage) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of two passages, those that both have left out."""
    mine, theirs = list(one.quantities), list(other.quantities)
    for a, b in product(one.quantities, other.quantities):
        if a in mine and b in theirs and _equal(a, b):
            mine.remove(a)
            theirs.remove(b)
    return mine, theirs


@once
def _as_of(passage: Passage) -> bool:
    """Whether a passage tells how things stood at another time: "by then"."""
    return bool(_then().find(passage.tokens))


@functools.cache
def _then() -> Phrases:
    return Phrases(((words, words) for words in table("quantity_words")["as_of"]["then"]), stems=False)


def _equal(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one: "12 million euros", and "12 million" without its currency too."""
    if one.kind is other.kind:
        return fit(one, other) is Fit.SAME
    return one.raw == other.raw and _may_be_sums(one, other)


def _may_be_sums(one: Quantity, other: Quantity) -> bool:
    """Whether of two quantities one is a sum of money, and the other may be one without its currency."""
    return Kind.MONEY in (one.kind, other.kind) and min(one.raw or 0, other.raw or 0) >= _SUM


def _alone(quantity: Quantity, among: list[Quantity]) -> bool:
    """Whether it is the only one of its kind; small counts beside it count something else."""
    return sum(other.kind is quantity.kind for other in among) == 1


def _comparable(one: Quantity, other: Quantity, *, alone: bool) -> bool:
    """Whether two quantities count the same: the same kind, and words in common around them or no others to count."""
    if one.kind is not other.kind:
        return alone and _may_be_sums(one, other)
    if one.heads and other.heads and not one.heads & other.heads:
        return False  # "one station", "two boxes"
    small, large = sorted((one.stated or one.least, other.stated or other.least))
    if small and large / small > _SAME_ORDER:
        return False
    return alone or (one.kind is not Kind.LENGTH and bool(one.units & other.units))


def _scope(one: Passage, other: Passage) -> Finding | None:
    words = _extent_words(one, other)
    return Finding(relation=Relation.SCOPE, words=words) if words else None


@functools.cache
def _day_words() -> frozenset[str]:
    return frozenset(day.casefold() for day in WEEKDAY_NAMES)


# ---------------------------------------------------------------- more or less of a thing


def _extent_words(one: Passage, other: Passage) -> tuple[str, str] | None:
    """The words by which one of two passages speaks of more than the other, of the one and of the other."""
    for first, second, turned in ((one, other, False), (other, one, True)):
        words = _whole_and_part(first, second) or _several_and_one(first, second) or _wider(first, second)
        if words:
            return (words[1], words[0]) if turned else words
    return None


def _whole_and_part(one: Passage, other: Passage) -> tuple[str, str] | None:
    """The whole ("all routes") against a part, or against routes of a place that the whole is not said of."""
    whole = _scope_words(one, "whole")
    if whole is None or _scope_words(other, "whole"):
        return None
    first, last = whole
    said = words_of(one.tokens[first:last])
    if part := _scope_words(other, "part"):
        return said, words_of(other.tokens[slice(*part)])
    spread = said.endswith("wide") or "country" in said
    if not spread and not _reached(one, other, last):
        return None
    named = _part_named(one, other, places_alone=spread)
    return (said, named) if named else None


def _part_named(one: Passage, other: Passage, *, places_alone: bool) -> str:
    """The name, else the word for one of several things, by which a passage speaks of a part; ``""`` for none."""
    named = next((name for name in other.features if name[0] == "n" and name not in one.features), "")
    if named:
        return other.words[named]
    one_of = listed("comparison", "nouns", "one_of") if not places_alone else frozenset()
    return next((token.text for token in other.tokens if token.key in one_of), "")


@once
def _scope_words(passage: Passage, kind: str) -> tuple[int, int] | None:
    """Where a passage first says that it speaks of the ``whole`` or of a ``part``."""
    found = _scopes().find(passage.tokens)
    return next(((first, last) for first, last, name in found if name == kind), None)


def _reached(one: Passage, other: Passage, last: int) -> bool:
    """Whether the words behind ``last`` in a passage, of which the whole is said, stand in the other too."""
    behind = {token.text for token in one.tokens[last : last + 3]}
    shared = {name for name, weight in one.features.items() if weight} & set(other.features)
    return any(set(one.words[name].split()) & behind for name in shared)


def _several_and_one(one: Passage, other: Passage) -> tuple[str, str] | None:
    """Several ("two bases") against one ("a base")."""
    singles, plurals = _singles(other), _plurals(one)
    if plurals.keys().isdisjoint(singles):
        return None
    forms = {token.key for token in other.tokens}
    for i in sorted(i for name in plurals.keys() & singles for i in plurals[name]):
        token = one.tokens[i]
        if token.key not in forms and _noun(one.tokens, i):
            return words_of(one.tokens[max(0, i - 1) : i + 1]), singles[token.stem]
    return None


@once
def _plurals(passage: Passage) -> Mapping[str, Sequence[int]]:
    """Where the words in "s" of a passage stand, by their stems."""
    found: dict[str, list[int]] = {}
    for i, token in enumerate(passage.tokens):
        if token.key.endswith("s") and token.stem != token.key:
            found.setdefault(token.stem, []).append(i)
    return found


@once
def _singles(passage: Passage) -> Mapping[str, str]:
    """The nouns of which a passage has one, by their stems, each with the words before it."""
    single = listed("comparison", "nouns", "single")
    found = {}
    for i, token in enumerate(passage.tokens):
        before = {part.key for part in passage.tokens[max(0, i - 2) : i]}
        if token.word and not token.key.endswith("s") and single & before:
            found[token.stem] = words_of(passage.tokens[max(0, i - 2) : i + 1])
    return found


def _noun(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word in "s" is no verb: a number, a preposition or the like stands before it."""
    numbers, plural = cardinals(), listed("comparison", "nouns", "before_plurals")
    return any(
        token.text[0].isdigit() or token.key in numbers or token.key in plural
        for token in tokens[max(0, i - 2) : i]
    )


def _wider(one: Passage, other: Passage) -> tuple[str, str] | None:
    """A country or region against a place within it, where neither passage names the other's."""
    if not one.places or not other.places or set(one.places) & set(other.places):
        return None
    large, small = max(one.places, key=_width), max(other.places, key=_width)
    inside = large.country and large.country == small.country and _width(large) > _width(small)
    return (large.name, small.name) if inside and _width(large) >= 2 else None


def _width(place: Place) -> int:
    return _WIDTH[place.kind]


@functools.cache
def _scopes() -> Phrases:
    scope: dict[str, list[str]] = table("quantity_words")["scope"]
    return Phrases(((words, name) for name, entries in scope.items() for words in entries), stems=False)


# ---------------------------------------------------------------- what answers the sentence before it


def rebuttals(text: str, passages: Sequence[Passage]) -> Iterator[tuple[tuple[Passage, ...], Finding]]:
    """What one article says against itself by the mouths of two, with all sentences involved, in order.

    “The firm denied this.” has no word in common with what it denies; only its place says what is meant.

    Args:
        text: The article's.
        passages: Its sentences in order; headings and captions left out.
    """
    for number, answer in enumerate(passages):
        before = passages[max(0, number - _NEAR) : number]
        denial = _denial_in(answer, text)
        if denial and before and not _is_not_answered(before[-1], text):
            behind = passages[number + 1 : number + 2]
            more = tuple(part for part in behind if text[part.start] in _QUOTES)
            words = _answered(text, before[-1], answer, denial)
            if words:
                yield (before[-1], answer, *more), Finding(relation=Relation.TENSION, words=words)
        elif before and (finding := _other_count(before[-1], answer)) and _gives_other_count(answer, text):
            yield (before[-1], answer), finding


@once
def _denial_in(passage: Passage, text: str) -> re.Match[str] | None:
    """What a passage answers by denying it; "asked him to reject the claims", "if the court rejects it" do not."""
    found = _denials().search(text, passage.start, passage.end)
    if found is None or _INFINITIVE.search(text, passage.start, found.start()):
        return None
    marks = read_polarity(text, passage.start, passage.end)
    return (
        found if not any(m.polarity in _UNREAL and m.start <= found.start() < m.end for m in marks) else None
    )


@once
def _is_not_answered(passage: Passage, text: str) -> bool:
    """Whether a passage tells a denial, which another one does not answer, or quotes; an accusation is no denial."""
    if _denials().search(text, passage.start, passage.end) or _MARK.search(text, passage.start, passage.end):
        return True
    denied = next((token.start for token in passage.tokens if is_negation(token.key)), None)
    return denied is not None and verbs("accuses").isdisjoint(
        token.key for token in tokens(text, passage.start, denied)
    )


@once
def _gives_other_count(passage: Passage, text: str) -> bool:
    return _counts().search(text, passage.start, passage.end) is not None


def _answered(text: str, before: Passage, answer: Passage, denial: re.Match[str]) -> tuple[str, str] | None:
    """What a denial answers and its own words; ``None`` for "no such thing" of which the other does not speak."""
    said = text[before.start : before.end]
    if _may_deny_another(before, answer, denial):
        return None
    *_, about = denial.group().casefold().split()
    if about != "such":
        return first_clause(said), denial.group()
    thing = next((token for token in answer.tokens if token.start >= denial.end()), None)
    at = next((token.start for token in before.tokens if thing and token.stem == thing.stem), None)
    if thing is None or at is None:
        return None
    return words_around(said, at - before.start), text[denial.start() : thing.end]


def _may_deny_another(before: Passage, answer: Passage, denial: re.Match[str]) -> bool:
    """Whether a denial may be of its own sentence's words, or no denial: "dismissed it" may be of a plan."""
    verb, *_, about = denial.group().casefold().split()
    opens = sum(token.start < denial.start() for token in answer.tokens)
    if about not in listed("certainty", "answers", "what") and opens > _OPENING:
        return True
    return about in _OF_ANYTHING and verb in verbs("rejects") and not before.voices


def _other_count(one: Passage, other: Passage) -> Finding | None:
    """Two counts, the only ones, of which the second is said to be of the same as the first."""
    counts = [[part for part in passage.quantities if part.kind is Kind.COUNT] for passage in (one, other)]
    if any(len(found) != 1 for found in counts):
        return None
    (mine,), (theirs,) = counts
    words = (mine.words, theirs.words)
    return Finding(relation=Relation.NUMBER, words=words) if fit(mine, theirs) is Fit.DIFFERENT else None


@functools.cache
def _denials() -> re.Pattern[str]:
    """Words that deny what stands before them, as opposed to what follows ("denied that he …")."""
    words = table("certainty")["answers"]
    things, outright = ("|".join(map(re.escape, words[key])) for key in ("what", "outright"))
    rebutting = "|".join(sorted(verbs("rebuts")))
    return re.compile(
        # "Did not deny it" denies nothing.
        rf"\b(?<!not )(?<!n't )(?<!n’t )(?<!never )(?:{rebutting}) "
        rf"(?:(?:this|that|it)(?=[.,;:]| and\b| but\b)|(?:the|those|these|such|all) (?:{things})\b)"
        rf"|(?<!thing )\b(?:{outright})\b",
        re.IGNORECASE,
    )


@functools.cache
def _counts() -> re.Pattern[str]:
    things = "|".join(map(re.escape, table("certainty")["answers"]["counted"]))
    return re.compile(rf"\b(?:put|puts|gave|gives|estimated|estimates) the (?:{things})(?: \w+){{0,3}} at\b")


# Marks within a quotation.
_WITHIN = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def words_around(passage: str, at: int) -> str:
    """At most twelve words of a passage, up to a few behind the one at a place; what is left out is marked.

    >>> words_around("He did not deny it, but said that it was his duty under an agreement of 1987.", 60)
    '… but said that it was his duty under an agreement of 1987.'
    """
    words = passage.translate(_WITHIN).split()
    number = len(passage[:at].split())
    last = min(len(words), number + _WORDS_BEHIND)
    first = max(0, last - _MOST_WORDS)
    kept = " ".join(words[first:last])
    return f"{'… ' if first else ''}{kept}{' …' if last < len(words) else ''}"


def first_clause(passage: str) -> str:
    """The first clause of a passage to be quoted, of at most twelve words; what is left out is marked.

    >>> first_clause("Turnout was low.")
    'Turnout was low.'
    >>> first_clause("The ferry company, which runs the line, insisted that all boats had been sound when they left.")
    'The ferry company, which runs the line …'
    """
    dateline = _DATELINE.match(passage)
    words = passage[dateline.end() if dateline else 0 :].translate(_WITHIN).split()
    if len(words) <= _MOST_WORDS:
        return " ".join(words)
    ends = [at for at in range(_LEAST_WORDS, _MOST_WORDS + 1) if words[at - 1].endswith(_MARKS)]
    kept = words[: ends[-1] if ends else _MOST_WORDS]
    return f"{' '.join(kept).rstrip(',;:–— ')} …"
