"""A statement, or a quotation, read for what another may say otherwise: words, names, figures, days, how it is put.

And a statement beside a quotation that speaks of the same: what all ways of comparing the two ask of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from generator.catalog import MONTH_NAMES, WEEKDAY_NAMES
from generator.claims.terms import common_words
from generator.data import table
from generator.language import lexicon
from generator.language.governing import Effect, Governor, governors
from generator.language.lexicon import irregular_bases, listed, modals, verbs
from generator.language.numbers import ClockTime, cardinals, clock_times
from generator.language.phrases import Token, stem, synonyms, tokens
from generator.language.polarity import Polarity, denies_before, is_negation, read_polarity
from generator.language.quantities import Quantity, bears_out, read_quantities, within
from generator.model import Timex

_CALENDAR = frozenset(word.casefold() for word in (*MONTH_NAMES, *WEEKDAY_NAMES))
# So far behind a verb stands what it is about.
_WEIGHED = 5
_WAYS = (Polarity.PLANNED, Polarity.ASKED)
# So much of the shorter one's words are the other's where both surely tell of one thing.
SURE = 0.6
# Words behind a place that are looked at.
BEHIND = 3
# Shorter words have other words that end like them.
_PREFIXED = 3
# A verb with one of these has the forms of the verb without it: "rebuilt".
_AGAIN = ("re", "over", "under", "out", "mis")
Told = tuple[str, str]
"""What the statement says, and what the source says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A run of capitalized words.

    Attributes:
        first: Its first token.
        last: The token after it.
        keys: Its words without case.
    """

    first: int
    last: int
    keys: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text as words with their meanings.

    Attributes:
        tokens: Its tokens.
        meanings: For each token what it tells: a set of synonyms, or its stem; ``""`` for small words, names, figures.
        content: Those that are not empty.
    """

    text: str
    tokens: tuple[Token, ...]
    meanings: tuple[str, ...]
    content: frozenset[str]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[ClockTime, ...]
    dates: tuple[Timex, ...] = field(repr=False)

    def at(self, meaning: str) -> int:
        """The first token with a meaning."""
        return self.meanings.index(meaning)

    def turned(self, i: int) -> str:
        """The words that deny what token ``i`` tells, or ``""``."""
        token = self.tokens[i]
        found = (
            item for item in _governors(self.text, token.start, token.end) if item.effect is Effect.TURNS
        )
        # "Knew nothing of it"
        if denies_before(self.key(i + 1)):
            return self.tokens[i + 1].text
        # "The council | rejected" is what the council did.
        return next(
            (item.words for item in found if item.start < token.start or _has_negation(item.words)), ""
        )

    def is_open(self) -> bool:
        """Whether anything in the text is denied, unclear or a condition."""
        open_ways = (Polarity.DENIED, Polarity.NEGATED, Polarity.UNCLEAR, Polarity.CONDITIONAL)
        return any(mark.polarity in open_ways for mark in read_polarity(self.text, 0, len(self.text)))

    def is_planned(self, i: int) -> bool:
        """Whether token ``i`` is told as a plan, a wish or a request."""
        token = self.tokens[i]
        before = i - 2 if self.key(i - 1) == "be" else i - 1
        if self.key(before) == "to" and self.key(before - 1) in listed("polarity", "be"):
            return True
        if self.is_arranged() or self._is_weighed(i):
            return True
        marks = read_polarity(self.text, 0, len(self.text))
        if any(mark.polarity in _WAYS and mark.cue_start < token.start < mark.end for mark in marks):
            return True
        # "May cancel" leaves it to come; "may have cancelled" does not.
        if self.key(i - 1) in modals() and self.tokens[i - 1].text.islower():
            return True
        return any(
            item.effect is Effect.WEAKENS
            and (item.words.casefold().endswith(" to") or token.key.endswith("ing"))
            for item in _governors(self.text, token.start, token.end)
        )

    def _is_weighed(self, i: int) -> bool:
        """Whether token ``i`` is only thought about, or put off: "considering a fine", "the return is postponed"."""
        if any(self.key(k) in verbs("weighs") for k in range(i - _WEIGHED, i)):
            return True
        be, off = listed("polarity", "be"), verbs("puts_off", "cancels", forms="n") | {"pending"}
        return any(
            self.key(k) in be
            and not off.isdisjoint((self.key(k + 1), f"{self.key(k + 1)} {self.key(k + 2)}"))
            for k in range(i, len(self.tokens))
        )

    def is_arranged(self) -> bool:
        """Whether the text only tells for when something is arranged: "the launch is scheduled for June"."""
        be, arranged = listed("polarity", "be"), listed("differences", "ways", "arranged")
        return any(
            self.key(k) in arranged and self.key(k - 1) in be and self.key(k + 1) in ("for", "in", "on")
            for k in range(1, len(self.tokens))
        )

    def key(self, i: int) -> str:
        """The word of token ``i``; ``""`` outside the text."""
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""


def _has_negation(words: str) -> bool:
    return any(map(is_negation, words.casefold().split()))


@functools.lru_cache(maxsize=65536)
def _governors(text: str, start: int, end: int) -> tuple[Governor, ...]:
    return governors(text, (0, len(text)), start, end)


def names_inside(texts: Iterable[str]) -> frozenset[str]:
    """The words that have a capital inside a sentence, without case."""
    found = set()
    for text in texts:
        sequence = tokens(text, 0, len(text))
        for before, token in pairwise(sequence):
            if token.word and token.capitalized and not before.mark:
                found.add(token.key)
    return frozenset(found)


def read_wording(text: str, dates: Sequence[Timex], capitals: frozenset[str]) -> Wording:
    """Read a text.

    Args:
        text: A statement, or the words of a quotation.
        dates: The time expressions in it, by their place in it.
        capitals: Words that are names where they begin a sentence as well.
    """
    sequence = tokens(text, 0, len(text))
    days = [(item.start, item.end) for item in dates]
    times = clock_times(text)
    taken = [*days, *((item.start, item.end) for item in times)]
    quantities = read_quantities(text, sequence, taken)
    names = _names(sequence, capitals)
    used = {k for name in names for k in range(name.first, name.last)}
    spans = [*taken, *((item.start, item.end) for item in quantities)]
    meanings = _meanings(sequence, used, spans)
    return Wording(
        text=text,
        tokens=sequence,
        meanings=meanings,
        content=frozenset(filter(None, meanings)),
        names=names,
        quantities=quantities,
        times=times,
        dates=tuple(dates),
    )


def _meanings(sequence: Sequence[Token], used: set[int], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    stop, numbers = listed("same_words", "stop"), cardinals()
    named: dict[int, str] = {}
    for first, last, meaning in synonyms().find(sequence):
        named.update({k: meaning if k == last - 1 else "" for k in range(first, last)})
    found = []
    for k, token in enumerate(sequence):
        small = not token.word or token.key in stop or token.key in numbers or token.key in _CALENDAR
        if small or k in used or within(token.start, spans):
            found.append("")
        else:
            base = irregular_bases().get(token.key)
            found.append(named.get(k, stem(base) if base else token.stem))
    return tuple(found)


def _names(sequence: Sequence[Token], capitals: frozenset[str]) -> tuple[Name, ...]:
    found, k = [], 0
    while k < len(sequence):
        first = k
        while k < len(sequence) and _is_name(sequence, k, capitals):
            k += 1
        if k > first:
            found.append(
                Name(
                    first=first, last=k,
                    keys=frozenset(token.key for token in sequence[first:k]),
                    text=" ".join(token.text for token in sequence[first:k]),
                )
            )  # fmt: skip
        else:
            k += 1
    return tuple(found)


def _is_name(sequence: Sequence[Token], k: int, capitals: frozenset[str]) -> bool:
    token = sequence[k]
    if not token.word or not token.capitalized or token.key in _CALENDAR or token.key in cardinals():
        return False
    if token.text in table("claim_words")["common_capitals"]:
        return False
    opens = k == 0 or (sequence[k - 1].mark and sequence[k - 1].text != ",")
    return (
        not opens or token.key in capitals or (token.key not in common_words() and not _is_plain(sequence, k))
    )


def _is_plain(sequence: Sequence[Token], k: int) -> bool:
    """Whether a word that opens a sentence may owe its capital to that: what follows is no name."""
    follows = sequence[k + 1] if k + 1 < len(sequence) else None
    if follows is not None and follows.capitalized:
        return False
    token = sequence[k]
    return bool(synonyms().find([token])) or token.key.endswith(("s", "ed", "ing", "ers"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A statement and a quotation that speaks of the same.

    Attributes:
        known: All that the quotation's source is cited for in the claim.
        shared: What both tell.
        likeness: How much of the shorter one that is.
        governed: Words outside the quotation say how it is meant: what is denied or planned is told by these.
    """

    statement: Wording
    quotation: Wording
    known: tuple[Wording, ...]
    shared: frozenset[str]
    likeness: float
    alike: Mapping[str, str]
    governed: bool


def are_opposed(one: Wording, other: Wording) -> bool:
    """Whether each has a word that is opposed to one of the other's."""
    sides = opposed_words()
    words = [{token.key for token in wording.tokens} for wording in (one, other)]
    keys = with_opposites(one), with_opposites(other)
    return prefixed(*words) is not None or any(b in sides[a] for a, b in product(*keys))


def with_opposites(wording: Wording) -> dict[str, int]:
    """The words of a text, and pairs of them ("turned down"), that have an opposite, each with its first token."""
    sides, found = opposed_words(), dict[str, int]()
    for k in range(len(wording.tokens)):
        for key in (wording.key(k), f"{wording.key(k)} {wording.key(k + 1)}"):
            if key in sides:
                found.setdefault(key, k)
    return found


def prefixed(mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, str] | None:
    """A word of one side alone and its opposite by a prefix of the other's: "hurt" and "unhurt"."""
    own, others = set(mine), set(theirs)
    for prefix in table("differences")["opposed"]["prefixes"]:
        for key in sorted(own - others):
            if len(key) > _PREFIXED and prefix + key in others - own:
                return key, prefix + key
            bare = key.removeprefix(prefix)
            if bare != key and len(bare) > _PREFIXED and bare in others - own:
                return key, bare
    return None


def same_side(one: str, other: str) -> bool:
    """Whether two words are opposed to the same."""
    return bool(opposed_words()[one] & opposed_words()[other])


@functools.cache
def opposed_words() -> dict[str, frozenset[str]]:
    """For each word of a pair of opposites those that are opposed to it."""
    found: dict[str, set[str]] = {}
    pairs = [*table("differences")["opposed"]["pairs"], *table("opposites")["pairs"].values()]
    for left, right in pairs:
        for a, b in product(left, right):
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return {word: frozenset(words) for word, words in found.items()}


def is_past(wording: Wording, i: int) -> bool:
    """Whether token ``i`` has the form of a past, or of a participle behind "has" and "had"."""
    key = wording.key(i)
    if lexicon.is_past(key):
        return True
    known = irregular_bases()
    done = key in known or any(key.removeprefix(prefix) in known for prefix in _AGAIN)
    had = not listed("governing", "have").isdisjoint((wording.key(i - 1), wording.key(i - 2)))
    return done and had


def is_going_on(wording: Wording, i: int) -> bool:
    """Whether token ``i`` is told as going on: "is building"."""
    return wording.key(i).endswith("ing") and wording.key(i - 1) in ("is", "are")


def fits(stated: Quantity, known: Quantity) -> bool:
    """Whether one of two figures bears out the other."""
    return bears_out(stated, known) or bears_out(known, stated)
