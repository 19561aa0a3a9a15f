"""What governs a stretch of a sentence from outside it: a span in, the words that turn or weaken it out.

English only, by ``governing.toml`` and the reader of polarity.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.data import table
from generator.language.lexicon import listed, modals
from generator.language.polarity import Polarity, is_negation, phrase_end, read_polarity
from generator.language.polarity import stands_for as stands_in_polarity
from generator.language.tokens import TokenKind, View, view_of

# A word governs what begins so many words behind it.
_FAR = 9
_NEAR = 4
# Longer sentences that follow tell something of their own.
_TAKES_BACK_AT_MOST = 16
# Phrases of more words may leave out their "that".
_LONG = 2
_TURNING = (Polarity.DENIED, Polarity.NEGATED, Polarity.CONDITIONAL)
_WEAKENING = (Polarity.UNCLEAR,)
_PARTS = frozenset(";:—–()")


class Effect(StrEnum):
    """What is lost with the words that govern a stretch."""

    TURNS = "turns"
    WEAKENS = "weakens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """Words outside a stretch that say how it is meant.

    Attributes:
        words: As the text has them.
        start: Where they begin.
    """

    effect: Effect
    words: str
    start: int
    end: int


def governors(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[Governor, ...]:
    """What governs ``text[start:end]`` from outside it, what turns it first.

    >>> text = "It is not true that the army has left the town, which fell in May."
    >>> governors(text, (0, len(text)), 20, 47)[0].words, governors(text, (0, len(text)), 0, 47)
    ('is not true that', ())
    """
    view = _view(text, sentence)
    found = [*_listed(view, start, end), *_marked(view, sentence, start, end), *_whole(view, start, end)]
    found.sort(key=lambda item: (item.effect is Effect.WEAKENS, -(item.end - item.start)))
    return tuple(found)


def taken_back(text: str, sentence: tuple[int, int]) -> str:
    """The words of a short sentence by which it takes back the one before it, or ``""``.

    >>> taken_back("That was a lie, the court found.", (0, 32)), taken_back("That was a success.", (0, 19))
    ('was a lie', '')
    """
    view = _view(text, sentence)
    words = [key for key in view.word_keys if key]
    pointing = table("governing")["takes_back"]["points"]
    head = words[:3]
    if len(words) > _TAKES_BACK_AT_MOST or not (
        set(head[:2]) & set(pointing) or set(head) & listed("governing", "report")
    ):
        return ""
    found = next(iter(_found(view, "takes_back.says")), None)
    return view.between(*found) if found else ""


def left_open(text: str, sentence: tuple[int, int]) -> str:
    """The words of a short sentence by which it leaves open, or denies, what the one before it says, or ``""``.

    >>> left_open("That has not been confirmed.", (0, 28)), left_open("It rained.", (0, 10))
    ('has not been confirmed', '')
    """
    view = _view(text, sentence)
    if sum(map(bool, view.word_keys)) > _TAKES_BACK_AT_MOST:
        return ""
    # "The council denied it." – but not "It denied it had paid".
    denied = (
        (first, last)
        for first, last in _found(view, "leaves_open.denies")
        if not any(view.key(k) for k in range(last + 1, len(view)))
    )
    found = next(denied, next(iter(_found(view, "leaves_open.says")), None))
    return view.between(*found) if found else ""


def _listed(view: View, start: int, end: int) -> Iterator[Governor]:
    yield from _before_or_behind(view, start, end)
    for first, last in _found(view, "weakens.adjoining", stop=start):
        if all(view.tokens[k].start >= start for k in range(last + 1, len(view))):
            yield _governor(view, Effect.WEAKENS, first, last)
    for first, last in _found(view, "turns.anywhere"):
        if _is_condition(view, first, last, (start, end)):
            yield _governor(view, Effect.TURNS, first, last)
    # "…, but engineers say that is wrong"
    pointing = set(table("governing")["takes_back"]["points"]) - {"not", "but"}
    for first, last in _found(view, "takes_back.says", start=end):
        if view.key(first - 1) in pointing and view.tokens[first - 1].start >= end:
            yield _governor(view, Effect.TURNS, first - 1, last)


def _before_or_behind(view: View, start: int, end: int) -> Iterator[Governor]:
    """What has its effect from the one side or the other, as the list of each effect says."""
    for effect in Effect:
        for first, last in _found(view, f"{effect}.before", stop=start):
            if _reaches(view, first, last, start):
                yield _governor(view, effect, first, last)
        for first, last in _found(view, f"{effect}.after", start=end):
            if _reaches_back(view, first, end):
                yield _governor(view, effect, first, last)


def _whole(view: View, start: int, end: int) -> Iterator[Governor]:
    """What makes a condition or a question of the whole sentence: "Had he known, …", "Has anyone shown that …?"."""
    if len(view) < 2 or view.tokens[0].end > start:
        return
    opening = view.key(0)
    behind = [view.key(k) for k in range(2, len(view))]
    if opening in listed("governing", "inverted") and not modals("depends").isdisjoint(behind):
        yield _governor(view, Effect.TURNS, 0, 1)
    asks = opening in listed("governing", "asking") | modals() and view.text[: view.tokens[-1].end].endswith(
        "?"
    )
    within = [view.key(k) for k in range(len(view)) if view.tokens[k].end <= start]
    given = listed("governing", "given") | listed("governing", "factive")
    if asks and view.tokens[-1].start >= end and given.isdisjoint(within):
        yield _governor(view, Effect.TURNS, 0, 1)


def _is_condition(view: View, first: int, last: int, stretch: tuple[int, int]) -> bool:
    """Whether an "if" outside a stretch makes it depend on something."""
    start, end = stretch
    if view.tokens[first].start >= end:
        return not _parted_back(view, first, end) and _opens(view, first, end)
    if view.tokens[last].end > start or _parted(view, last, start):
        return False
    # "We don't know if it was Russia or | the base": far from it, only a clause before the main one is a condition.
    commas = [k for k in range(last + 1, len(view)) if view.kind(k) is TokenKind.COMMA]
    leads = first == 0 or view.key(first - 1) in listed("governing", "openers")
    return _reaches(view, first, last, start) or (
        leads and any(view.tokens[k].end <= start for k in commas) and _near_comma(view, commas, start)
    )


def _near_comma(view: View, commas: list[int], start: int) -> bool:
    """Whether the stretch begins right behind the comma that ends the condition."""
    at = next(k for k in commas)
    return sum(view.tokens[at].end <= token.start < start for token in view.tokens) <= _NEAR


def _opens(view: View, first: int, end: int) -> bool:
    """Whether what stands between a stretch and an "if" behind it is no clause of its own."""
    between = [view.key(k) for k in range(first) if view.tokens[k].start >= end]
    return listed("polarity", "clause_openers").isdisjoint(between) and len(between) <= _NEAR


def _marked(view: View, sentence: tuple[int, int], start: int, end: int) -> Iterator[Governor]:
    """What the reader of polarity finds outside that covers the beginning of the stretch, or most of it."""
    for mark in read_polarity(view.text, *sentence):
        cue_end = mark.cue_start + len(mark.cue)
        if mark.cue_start < end and cue_end > start:
            continue
        tokens = [k for k in range(len(view)) if mark.cue_start <= view.tokens[k].start < cue_end]
        if cue_end <= start and not _reaches(view, tokens[0], tokens[-1], start, any_distance=True):
            continue
        shared = min(mark.end, end) - max(mark.start, start)
        covers = mark.start <= start < mark.end if cue_end <= start else 2 * shared >= end - start
        if covers and mark.polarity in (*_TURNING, *_WEAKENING):
            effect = Effect.TURNS if mark.polarity in _TURNING else Effect.WEAKENS
            yield Governor(effect=effect, words=mark.cue, start=mark.cue_start, end=cue_end)


def _governor(view: View, effect: Effect, first: int, last: int) -> Governor:
    start, end = view.span(first, last)
    return Governor(effect=effect, words=view.between(first, last), start=start, end=end)


def _leads(view: View, first: int) -> bool:
    """Whether a token begins the sentence, with words such as "Contrary to"."""
    return first == 0 and any(view.reads(0, words) for words in table("governing")["leading"])


def _reaches(view: View, first: int, last: int, start: int, *, any_distance: bool = False) -> bool:
    """Whether what begins at ``start`` depends on the words from token ``first`` to ``last``."""
    between = _tokens_between(view, last, start)
    leads = _leads(view, first)
    # "Under a plan that has yet to be approved, | the group …"
    at_comma = leads and bool(between) and view.kind(between[-1]) is TokenKind.COMMA
    far = at_comma or view.key(last) in listed("governing", "openers")
    if not any_distance and len(between) > (_FAR if far else _NEAR):
        return False
    if (
        _is_barred(view, first, last, leads=leads)
        or _parted(view, last, start)
        or _is_relative(view, between)
    ):
        return False
    return _are_commas_paired(view, between, leads=leads) and (at_comma or _is_one_clause(view, between))


def _tokens_between(view: View, last: int, start: int) -> list[int]:
    """The tokens behind ``last`` that end before ``start``."""
    return [k for k in range(last + 1, len(view)) if view.tokens[k].end <= start]


def _is_barred(view: View, first: int, last: int, *, leads: bool) -> bool:
    """Whether words govern nothing here: those that only do at the head of a sentence, and denials of a doubt."""
    inside = not leads and view.key(first) in listed("governing", "only_leading")
    return inside or _is_sure(view, first, last)


def _are_commas_paired(view: View, between: list[int], *, leads: bool) -> bool:
    """Whether commas only set something off: not in "He refused to resign, | the paper said".

    Behind words that lead a sentence one alone may stand: "Contrary to reports, | …".
    """
    commas = sum(view.kind(k) is TokenKind.COMMA for k in between)
    return commas in ((0, 1, 2) if leads else (0, 2))


def _is_one_clause(view: View, between: list[int]) -> bool:
    """Whether no clause begins between; "that" may stand last: "points to the fact that | the driver slept"."""
    keys = [view.key(k) for k in between]
    others = (
        listed("polarity", "clause_openers") | listed("governing", "joins") | listed("governing", "factive")
    )
    return others.isdisjoint(keys[:-1] if keys[-1:] == ["that"] else keys)


def _is_sure(view: View, first: int, last: int) -> bool:
    """Whether a denial denies a doubt: "no secret that", "not surprised that"."""
    sure = listed("governing", "sure")
    if view.key(first) in sure and is_negation(view.key(first - 1)):
        return True
    than = listed("governing", "sure_with_than")
    return is_negation(view.key(first)) and any(
        view.key(k) in sure or (view.key(k) in than and view.key(k + 1) == "than")
        for k in range(first + 1, last + 4)
    )


def _is_relative(view: View, between: list[int]) -> bool:
    """Whether the words lead on to a thing that a clause describes: "did not name the firm that | built it"."""
    keys = [view.key(k) for k in between]
    if "that" not in keys[1:]:
        return False
    at = len(keys) - 1 - keys[::-1].index("that")
    return not listed("polarity", "article").isdisjoint(keys[:at]) and keys[at - 1] not in (
        listed("governing", "report") | listed("governing", "evidence")
    )


def _reaches_back(view: View, first: int, end: int) -> bool:
    between = [k for k in range(first) if view.tokens[k].start >= end]
    keys = [view.key(k) for k in between]
    # "…, the army denied", but not "… and the army refused to leave".
    if not listed("polarity", "clause_openers").isdisjoint(keys):
        return False
    return len(between) <= _NEAR + 1 and not _parted_back(view, first, end)


def _parted(view: View, last: int, start: int) -> bool:
    """Whether a mark that ends a clause, or "but", stands between."""
    between = range(last + 1, len(view))
    return any(
        view.tokens[k].text in _PARTS or view.key(k) in listed("governing", "contrasts")
        for k in between
        if view.tokens[k].end <= start
    )


def _parted_back(view: View, first: int, end: int) -> bool:
    return any(view.tokens[k].text in _PARTS for k in range(first) if view.tokens[k].start >= end)


# ---------------------------------------------------------------- phrases


@functools.lru_cache(maxsize=512)
def _view(text: str, sentence: tuple[int, int]) -> View:
    """The sentence as tokens; each is asked about many of its stretches."""
    return view_of(text, *sentence, ())


def _found(view: View, name: str, *, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """First and last token of each phrase of a list in a part of the sentence, the longest that begins at a place."""
    stop = view.end if stop is None else stop
    for first, ends in _ends(view, name):
        if view.tokens[first].start >= start and view.tokens[first].end <= stop:
            inside = [last for last in ends if view.tokens[last].end <= stop]
            if inside:
                yield first, max(inside)


@functools.lru_cache(maxsize=4096)
def _ends(view: View, name: str) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Where phrases of a list begin in a sentence, and the last token of each that begins there."""
    by_first = _phrases(name)
    # Nearly all of the phrases that begin with a word of the sentence have another that is not in it.
    present = set(view.word_keys)
    found = []
    for i, key in enumerate(view.word_keys):
        phrases = filter(present.issuperset, by_first.get(key, ()))
        ends = [phrase_end(view, i, words) if len(words) > 1 else i for words in phrases]
        if name == "turns.before" and is_negation(key):
            ends.append(i)
        found.append((i, tuple(last for last in ends if last is not None and not _is_of_speaker(view, last))))
    return tuple(item for item in found if item[1])


def _is_of_speaker(view: View, last: int) -> bool:
    """Whether a phrase says on what terms somebody spoke: "said | on condition | of anonymity"."""
    return view.key(last) == "condition" and view.key(last + 1) == "of"


@functools.cache
def _phrases(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    part, _, key = name.partition(".")
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in table("governing")[part][key]:
        for words in _spelled(tuple(text.split())):
            found.setdefault(words[0], []).append(words)
            # "It is possible | the fault lay in the brakes"
            if len(words) > _LONG and words[-1] == "that":
                found[words[0]].append(words[:-1])
    return {first: tuple(phrases) for first, phrases in found.items()}


def _spelled(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase with each of its words in capitals replaced by the words that it stands for."""
    spelled: list[tuple[str, ...]] = [()]
    for word in words:
        forms = sorted(_stands_for(word)) if word.isupper() else [word]
        spelled = [(*head, form) for head in spelled for form in forms]
    yield from spelled


def _stands_for(word: str) -> frozenset[str]:
    if word.lower() in table("governing"):
        return listed("governing", word.lower())
    return stands_in_polarity(word)
