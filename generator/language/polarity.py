"""How each clause of a sentence puts what it tells: a stretch of text in, marks with their cues out. English only.

Denied by somebody, negated by the text itself, unclear, planned, asked for, conditional, or the text's own inference;
what no mark covers is asserted. By ``polarity.toml`` and the roles of ``verbs.toml``, in the categories of FactBank
(Saurí and Pustejovsky 2008).
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from generator.data import table
from generator.language.lexicon import listed, verbs
from generator.language.tokens import TokenKind, View, view_of

_PASSED_OVER_AT_MOST = 3
_BETWEEN_AT_MOST = 16
_CUT_MARKS = ";:—–"
# A negation reaches so many words.
_REACH = 6
_STOPS = frozenset('.,;:!?()“”"–—')
# No sentence of an article is longer; what is, is a table or a list.
_TOKENS_AT_MOST = 500


class Polarity(StrEnum):
    """How something is put."""

    ASSERTED = "asserted"
    DENIED = "denied"
    NEGATED = "negated"
    UNCLEAR = "unclear"
    PLANNED = "planned"
    ASKED = "asked"
    CONDITIONAL = "conditional"
    INFERRED = "inferred"


_Put = TypeVar("_Put")
# Where two marks cover as much, the earlier of these tells; cues of several words tell these alone.
WEAKEST_FIRST = (Polarity.DENIED, Polarity.UNCLEAR, Polarity.INFERRED, Polarity.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a cue says of a stretch of text.

    Attributes:
        start: First character of what is so put.
        end: The character behind it.
        cue: The words that say so, as the text has them.
        cue_start: Where they begin.
    """

    polarity: Polarity
    start: int
    end: int
    cue: str
    cue_start: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    scope: str
    polarity: Polarity


@functools.lru_cache(maxsize=65536)
def read_polarity(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """The marks of the sentence ``text[start:end]``, in order of their cues.

    >>> text = "The mayor denied that the bridge will close, but it did not open."
    >>> [(mark.polarity.value, mark.cue) for mark in read_polarity(text, 0, len(text))]
    [('denied', 'denied that'), ('planned', 'will'), ('negated', 'not')]
    """
    if not text[start:end].strip():
        return ()
    view = view_of(text, start, end, ())
    if len(view) > _TOKENS_AT_MOST:
        return ()
    return tuple(_marks(view))


def prevailing(
    spans: Iterable[tuple[int, int, _Put]], start: int, end: int, weakest_first: Sequence[_Put]
) -> _Put | None:
    """How a stretch is put: as what covers at least half of it is; ``None`` where nothing does.

    Args:
        spans: Start, end and how that is put.
        start: Where the stretch begins.
        end: Behind its last character.
        weakest_first: Of several that cover as much, the first in this order.
    """
    shared = [(min(end, last) - max(start, first), put) for first, last, put in spans]
    enough = [pair for pair in shared if pair[0] > 0 and 2 * pair[0] >= end - start]
    return min(enough, key=lambda pair: (-pair[0], weakest_first.index(pair[1])))[1] if enough else None


def _marks(view: View) -> Iterator[Mark]:
    starts = _starts()
    at = [i for i, key in enumerate(view.word_keys) if key in starts or key.endswith("n't")]
    edges = _edges(view) if at else []
    for i in at:
        cue = _between(view, i) or _at(view, i)
        if cue is not None:
            phrase, last = cue
            yield from _mark(view, phrase.polarity, _span(view, edges, phrase, i, last), i, last)
        yield from _reaching(view, i)


@functools.cache
def _starts() -> frozenset[str]:
    """The words with which a cue begins."""
    reaching = listed("polarity", "negated", "words") | listed("polarity", "conditional", "words")
    unreal = {words.split()[0] for words in table("polarity")["conditional"]["unreal"]}
    return reaching | unreal | verbs("asks") | verbs("brands") | _phrases().keys()


def _mark(view: View, polarity: Polarity, span: tuple[int, int], first: int, last: int) -> Iterator[Mark]:
    if span[0] < span[1]:
        yield Mark(
            polarity=polarity,
            start=span[0],
            end=span[1],
            cue=view.between(first, last),
            cue_start=view.tokens[first].start,
        )


def _reaching(view: View, i: int) -> Iterator[Mark]:
    """What one word does to those behind it: negated, asked for, made a condition."""
    key = view.key(i)
    if is_negation(key):
        stop = _negated_until(view, i)
        if stop > i + 1 and not _denies_nothing(view, i):
            # Of "no longer has to be boiled" it is the boiling that is denied.
            first = i + 2 if _tells_an_end(view, i) and stop > i + 2 else i + 1
            yield from _mark(view, Polarity.NEGATED, view.span(first, stop - 1), i, i)
    asks = _asks_for(view, i)
    if asks or key in listed("polarity", "conditional", "words"):
        yield from _up_to_mark(view, Polarity.ASKED if asks else Polarity.CONDITIONAL, i, i)
    unreal = next((words for words in table("polarity")["conditional"]["unreal"] if view.reads(i, words)), "")
    if unreal:
        yield from _up_to_mark(view, Polarity.CONDITIONAL, i, i + unreal.count(" "))


def _asks_for(view: View, i: int) -> bool:
    """Whether a verb leaves open what stands behind it; "asked why it had closed" takes it that it had."""
    return view.key(i) in verbs("asks") and view.key(i + 1) not in listed("polarity", "takes_as_given")


def _denies_nothing(view: View, i: int) -> bool:
    """Whether the words behind a negation take its force: "not only", "no later than"."""
    if view.key(i + 1) in listed("polarity", "negated", "denies_nothing"):
        return True
    compares = view.key(i + 1) in listed("polarity", "negated", "denies_nothing_with_than")
    return compares and view.key(i + 2) == "than"


def _tells_an_end(view: View, i: int) -> bool:
    """Whether a negation says that something is over: "no longer", "not any longer"."""
    return view.key(i + 1) in listed("polarity", "negated", "ends_a_state")


def _up_to_mark(view: View, polarity: Polarity, first: int, last: int) -> Iterator[Mark]:
    """The mark on what follows a cue, up to the next comma or other sign."""
    stop = next((k for k in range(last + 1, len(view)) if view.tokens[k].text in _STOPS), len(view))
    if stop > last + 1:
        yield from _mark(view, polarity, view.span(last + 1, stop - 1), first, last)


@functools.cache
def subordinating_words() -> frozenset[str]:
    """Words that open a clause of which another is the main one: "because", "who"; not "and"."""
    return listed("polarity", "clause_openers") - listed("reporting", "words", "conjunctions")


def condition_words() -> frozenset[str]:
    """Words that make what follows a condition: "if", "unless"."""
    return listed("polarity", "conditional", "words")


def negation_words() -> frozenset[str]:
    """Words that deny what follows; contracted ones are recognized by `is_negation` alone."""
    return listed("polarity", "negated", "words")


def is_negation(key: str) -> bool:
    """Whether a word, without case, negates what stands behind it.

    >>> is_negation("never"), is_negation("didn't"), is_negation("net")
    (True, True, False)
    """
    return key in listed("polarity", "negated", "words") or key.endswith("n't")


def denies_before(key: str) -> bool:
    """Whether a word, without case, says of the verb before it that it was not done: "knew nothing"."""
    return key in listed("polarity", "negated", "things")


def _negated_until(view: View, negation: int) -> int:
    """The token behind the words that a negation negates."""
    thing = view.key(negation) in listed("polarity", "negated", "before_things")
    before_things = thing and not _tells_an_end(view, negation)
    # "None of the people on board survived": its verb may stand far behind.
    subject = view.key(negation) in listed("polarity", "negated", "subjects")
    last = len(view) if subject else min(negation + 1 + _REACH, len(view))
    for k in range(negation + 1, last):
        key = view.key(k)
        if view.tokens[k].text in _STOPS or key in listed("polarity", "negated", "ends"):
            return k
        # "No complaint from the school" negates no school.
        if k > negation + 1 and before_things and key in listed("polarity", "negated", "prepositions"):
            return k
    return last


def _at(view: View, i: int) -> tuple[_Phrase, int] | None:
    """The longest phrase that begins with token ``i``, and its last token."""
    best: tuple[_Phrase, int] | None = None
    for phrase in _beginning(view.key(i), view.key(i + 1)):
        last = phrase_end(view, i, phrase.words)
        if last is not None and (best is None or last > best[1]):
            best = phrase, last
    if best is None or (view.key(i) in listed("polarity", "modals") and not _is_modal(view, i)):
        return None
    if view.key(i) in listed("polarity", "plan_nouns") and _is_noun(view, i):
        return None
    return None if _is_no_denial(view, i) or _is_no_plan(view, i, best[0]) else best


def _is_noun(view: View, i: int) -> bool:
    """Whether a word is a thing: "the plan a clerk drew up failed", "against a government plan to raise the fee"."""
    owned = view.key(i - 1) in listed("polarity", "nouns_follow")
    return owned or (view.key(i - 2) in ("a", "an") and view.kind(i - 1) is TokenKind.WORD)


def _is_no_denial(view: View, i: int) -> bool:
    """Whether something was withheld, and not said to be untrue: "he was denied a visa"."""
    return view.key(i) == "denied" and view.key(i - 1) in listed("polarity", "be")


def _is_no_plan(view: View, i: int, phrase: _Phrase) -> bool:
    """Whether a verb of planning is negated: "a guard who did not want to be named"."""
    verb = phrase.polarity is Polarity.PLANNED and view.key(i) not in listed("polarity", "modals")
    return verb and is_negation(view.key(i - 1))


def _is_modal(view: View, i: int) -> bool:
    """Whether "will" or "may" is no noun, name or month."""
    before = view.key(i - 1)
    return (
        view.tokens[i].text.islower()
        and view.keys(i, 2) != "would have"
        and before not in listed("polarity", "nouns_follow")
        and not before.endswith("'s")
        and bool(view.key(i + 1))
    )


def phrase_end(view: View, i: int, words: tuple[str, ...]) -> int | None:
    """The last token of a phrase that begins with token ``i``, adverbs between its words passed over."""
    position = i
    for word in words[1:]:
        position += 1
        passed = 0
        while not _same(view.key(position), word) and _is_passed_over(view.key(position)):
            position += 1
            passed += 1
            if passed > _PASSED_OVER_AT_MOST:
                return None
        if not _same(view.key(position), word):
            return None
    return position


def _same(key: str, word: str) -> bool:
    return key in stands_for(word) if word[0].isupper() else key == word


@functools.cache
def stands_for(word: str) -> frozenset[str]:
    """The words of the list, or of the verbs' role, that a word in capitals names."""
    name, _, forms = word.partition(".")
    name = name.lower()
    return listed("polarity", name) if name in table("polarity") else verbs(name, forms=forms)


def _is_passed_over(key: str) -> bool:
    return key in listed("polarity", "skipped") or (key.endswith("ly") and len(key) > 4)


def _between(view: View, i: int) -> tuple[_Phrase, int] | None:
    """``dismissed the reports as false``: what stands between the words is denied."""
    if view.key(i) not in verbs("brands"):
        return None
    endings = listed("polarity", "denied", "names")
    for k in range(i + 2, min(i + _BETWEEN_AT_MOST, len(view))):
        if not view.key(k):
            return None
        count = next((n for n in (3, 2, 1) if view.keys(k, n) in endings), 0)
        if count:
            words = (view.key(i), *(view.key(j) for j in range(k, k + count)))
            return _Phrase(words, "between", Polarity.DENIED), k + count - 1
    return None


# Of two words in a row: nearly all phrases of a word go on with another than the text does.
@functools.lru_cache(maxsize=16384)
def _beginning(key: str, following: str) -> tuple[_Phrase, ...]:
    """The phrases of the word list that begin with a word and may go on with another, or with what it leads to."""
    passed = _is_passed_over(following)
    return tuple(
        phrase
        for phrase in _phrases().get(key, ())
        if passed or len(phrase.words) == 1 or _same(following, phrase.words[1])
    )


@functools.cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases of the word list by their first word."""
    data = table("polarity")
    found: dict[str, list[_Phrase]] = {}
    for polarity in WEAKEST_FIRST:
        for scope in ("after", "onward", "clause"):
            for text in data[polarity.value].get(scope, ()):
                words = tuple(text.split())
                for first in stands_for(words[0]) if words[0][0].isupper() else words[:1]:
                    found.setdefault(first, []).append(_Phrase(words, scope, polarity))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _edges(view: View) -> list[int]:
    """The tokens with which a clause begins, the sentence's first and its length among them."""
    openers, bare = listed("polarity", "clause_openers"), listed("polarity", "bare_openers")
    found = [0]
    for i, (key, before) in enumerate(zip(view.word_keys[1:], view.tokens, strict=False), start=1):
        comma = before.kind is TokenKind.COMMA
        if (
            before.text in _CUT_MARKS
            or (comma and (key in openers or (key.endswith("ing") and len(key) > 5)))
            or key in bare
        ):
            found.append(i)
    return [*found, len(view)]


def _span(view: View, edges: Sequence[int], phrase: _Phrase, first: int, last: int) -> tuple[int, int]:
    """What a phrase from token ``first`` to ``last`` marks; ``(0, 0)`` for nothing."""
    if phrase.scope == "between":
        return view.tokens[first + 1].start, view.tokens[last - len(phrase.words) + 1].end
    place = bisect_right(edges, first)
    begin = edges[place - 1]
    stop = _clause_end(view, edges[place:], begin, last)
    if phrase.scope == "after":
        last += view.key(last + 1) == "that"
        return view.span(last + 1, stop) if stop > last else (0, 0)
    if phrase.scope == "onward":
        return view.span(first, _comma(view, last + 1, stop, stop + 1) - 1)
    opened = begin < first and view.key(begin) in listed("polarity", "clause_openers")
    return view.span(begin + opened, stop)


def _clause_end(view: View, edges: Sequence[int], begin: int, last: int) -> int:
    """The last word of the clause that begins with token ``begin`` and goes on behind token ``last``."""
    stop = next((edge for edge in edges if edge > last + 1), len(view)) - 1
    if begin and view.key(begin) in listed("reporting", "words", "relatives"):
        stop = _comma(view, last, stop, stop)
    while stop > last and view.kind(stop) is not TokenKind.WORD:
        stop -= 1
    return stop


def _comma(view: View, first: int, stop: int, otherwise: int) -> int:
    """The first comma from token ``first`` on and before token ``stop``."""
    return next((k for k in range(first, stop) if view.kind(k) is TokenKind.COMMA), otherwise)
