"""How a quotation puts it otherwise than a statement: denied, opposed, to another degree, planned or going on."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set
from itertools import product

from generator.claims.edited.wordings import (
    BEHIND,
    SURE,
    Pair,
    Told,
    Wording,
    is_going_on,
    is_past,
    opposed_words,
    prefixed,
    same_side,
    with_opposites,
)
from generator.data import table
from generator.language.lexicon import inflected, listed, modals
from generator.language.polarity import is_negation
from generator.language.quantities import Kind, within


def _shared_words(pair: Pair) -> Iterator[tuple[int, int]]:
    """Where the two have words of one meaning; none where they are not surely of one thing."""
    if pair.likeness >= SURE:
        for meaning in sorted(pair.shared):
            yield pair.statement.at(meaning), pair.quotation.at(meaning)


def differing_turned(pair: Pair) -> Iterator[Told]:
    """What one denies and the other tells, but for two denials."""
    one, other = pair.statement, pair.quotation
    for i, j in _shared_words(pair):
        mine, theirs = one.turned(i), other.turned(j)
        if bool(mine) != bool(theirs) and _denies_nothing_else(pair, bool(mine)):
            words = one.tokens[i].text, other.tokens[j].text
            yield (
                f"{mine} … {words[0]}" if mine else words[0],
                f"{theirs} … {words[1]}" if theirs else words[1],
            )
            return
    yield from _plainly_denied(one, other)


def _plainly_denied(one: Wording, other: Wording) -> Iterator[Told]:
    """The same words with and without a denial: "the alarm went off", "the alarm never went off"."""
    words = [[token.key for token in wording.tokens if token.word] for wording in (one, other)]
    for mine, theirs in (words, words[::-1]):
        denials = [key for key in theirs if is_negation(key)]
        if len(denials) == 1 and [key for key in theirs if key != denials[0]] == mine:
            told = " ".join(mine), " ".join(theirs)
            yield told if mine is words[0] else told[::-1]
            return


def _denies_nothing_else(pair: Pair, in_statement: bool) -> bool:
    """Whether only one of the two has any denial or opposite at all: "stayed shut", "did not open"."""
    clear = pair.quotation if in_statement else pair.statement
    denied = pair.statement if in_statement else pair.quotation
    if clear.is_open() or any(clear.turned(k) for k, meaning in enumerate(clear.meanings) if meaning):
        return False
    sides = opposed_words()
    return not any(a in sides[b] for a, b in product(with_opposites(clear), with_opposites(denied)))


def differing_opposed(pair: Pair) -> Iterator[Told]:
    """Words that cannot both be true, neither of them denied, of which neither side has the other's."""
    one, other = pair.statement, pair.quotation
    if pair.likeness < SURE or _tells_both(pair):
        return
    keys = [{token.key: token.text for token in wording.tokens} for wording in (one, other)]
    if (turned := prefixed(keys[0], keys[1])) and not (one.is_open() or other.is_open()):
        yield keys[0][turned[0]], keys[1][turned[1]]
        return
    mine, theirs = with_opposites(one), with_opposites(other)
    for a, b in product(mine, theirs):
        excludes = _excludes(a, b, mine.keys(), theirs.keys())
        if excludes and not one.turned(mine[a]) and not other.turned(theirs[b]):
            yield one.tokens[mine[a]].text, other.tokens[theirs[b]].text
            return


def _tells_both(pair: Pair) -> bool:
    """Whether one thing may be so and then otherwise: "closed until Thursday", "opens on Friday"."""
    ends = listed("differences", "ways", "ends")
    words = {token.key for wording in (pair.statement, pair.quotation) for token in wording.tokens}
    return not ends.isdisjoint(words) or _became_other(pair.statement)


def _became_other(wording: Wording) -> bool:
    """Whether a text tells what was so at first and what later: "first denied this, and then said that it was so"."""
    keys = [token.key for token in wording.tokens]
    first, then, no_time = (listed("differences", "ways", name) for name in ("at_first", "then", "no_time"))
    at = next(
        (k for k, key in enumerate(keys) if key in first and (k == 0 or keys[k - 1] not in no_time)), None
    )
    return at is not None and not then.isdisjoint(keys[at + 1 :])


def _excludes(a: str, b: str, mine: Set[str], theirs: Set[str]) -> bool:
    """Whether two words cannot both be true, and neither side has the other's, or another on its own word's side."""
    sides = opposed_words()
    if b not in sides[a] or a in theirs or b in mine:
        return False
    return not any(b not in sides[key] and key not in sides[a] and same_side(key, a) for key in theirs)


def differing_degrees(pair: Pair) -> Iterator[Told]:
    """Another degree of the same: "partly destroyed", "destroyed completely"."""
    for ranks in ("degrees", "strengths"):
        mine, theirs = (_ranked(wording, ranks) for wording in (pair.statement, pair.quotation))
        for meaning in sorted(pair.shared | (mine.keys() & theirs.keys())):
            a, b = mine.get(meaning, ("", "")), theirs.get(meaning, ("", ""))
            other = bool(a[0] and b[0]) and a[0] != b[0]
            if other or (not a[0] and _is_left_out(pair, meaning, b[0], alone=not mine)):
                meant = meaning in pair.statement.meanings
                words = pair.statement.tokens[pair.statement.at(meaning)].text if meant else meaning
                yield f"{a[1]} {words}".strip(), f"{b[1]} {words}"
                return


def _is_left_out(pair: Pair, meaning: str, rank: str, *, alone: bool) -> bool:
    """Whether a statement without any degree says more, or less, than a quotation with one of this rank.

    Args:
        pair: The two.
        meaning: What is told to that degree.
        rank: Of the degree.
        alone: Whether the statement has no degree of anything.
    """
    if rank == "most":
        return meaning in pair.shared and is_past(pair.quotation, pair.quotation.at(meaning))
    # "One in two", "half of them"
    shares = any(item.kind is Kind.PERCENT for item in pair.statement.quantities)
    return alone and rank in ("part", "little", "half") and pair.likeness >= SURE and not shares


def _ranked(wording: Wording, ranks: str) -> dict[str, tuple[str, str]]:
    """For each meaning the rank of the degree that stands beside it, and its word."""
    groups: dict[str, list[str]] = table("differences")[ranks]
    names = {word: name for name, words in groups.items() for word in words}
    found: dict[str, tuple[str, str]] = {}
    for k, token in enumerate(wording.tokens):
        name = names.get(token.key, "")
        if token.key in ("part", "parts") and wording.key(k + 1) == "of":
            name = "part"
        # "Almost every"
        name = name and names.get(wording.key(k - 1), name)
        if name and not _bounds_number(wording, k) and (meant := _meant(wording, k)):
            found[meant] = (name, token.text)
    return found


def _bounds_number(wording: Wording, k: int) -> bool:
    """Whether a word stands before a number: "some 3,000 residents"."""
    following = wording.tokens[k + 1].start if k + 1 < len(wording.tokens) else -1
    return within(following, [(item.start, item.end) for item in wording.quantities])


def _meant(wording: Wording, k: int) -> str:
    """The meaning that stands nearest behind a word or right before it, else the word behind it."""
    around = [*wording.meanings[k + 1 : k + 1 + BEHIND], *wording.meanings[max(0, k - 1) : k]]
    behind = wording.key(k + 1) if k + 1 < len(wording.tokens) and wording.tokens[k + 1].word else ""
    return next(filter(None, around), behind)


def differing_planned(pair: Pair) -> Iterator[Told]:
    """What one tells as a plan and the other as having happened."""
    one, other = pair.statement, pair.quotation
    for i, j in _shared_words(pair):
        mine, theirs = one.is_planned(i), other.is_planned(j)
        # "Has built", "is building"
        mine, theirs = mine or is_going_on(one, i), theirs or is_going_on(other, j)
        if mine and not theirs and is_past(other, j):
            yield f"{_before(one, i)} {one.tokens[i].text}", other.tokens[j].text
        elif theirs and not mine and is_past(one, i):
            yield one.tokens[i].text, f"{_before(other, j)} {other.tokens[j].text}"
    yield from _light_verbs(one, other)


def _light_verbs(one: Wording, other: Wording) -> Iterator[Told]:
    """The same of verbs that tell little: "has gone into service", "will go into service"."""
    have = listed("governing", "have")
    for (k, verb), (j, same) in product(_small_verbs(one), _small_verbs(other)):
        before = one.key(k - 1), other.key(j - 1)
        pasts = inflected(verb)["past"]
        done = [(one.key(k) in pasts or before[0] in have), (other.key(j) in pasts or before[1] in have)]
        planned = [_is_to_come(one, k - 1), _is_to_come(other, j - 1)]
        if (
            verb == same
            and ((done[0] and planned[1]) or (done[1] and planned[0]))
            and planned[0] != planned[1]
        ):
            yield f"{before[0]} {one.key(k)}", f"{before[1]} {other.key(j)}"
            return


def _is_to_come(wording: Wording, i: int) -> bool:
    """Whether a word before a verb puts it off: "will go", "is to go"."""
    key = wording.key(i)
    after_be = key == "to" and wording.key(i - 1) in listed("polarity", "be")
    return after_be or key in modals()


def _small_verbs(wording: Wording) -> Iterator[tuple[int, str]]:
    """The verbs among the small words, each with its base."""
    for k, token in enumerate(wording.tokens):
        if token.word and not wording.meanings[k] and (verb := _light().get(token.key)):
            yield k, verb


@functools.cache
def _light() -> dict[str, str]:
    """The forms of the verbs that tell little, each with its base."""
    small: list[str] = table("differences")["ways"]["light"]
    return {
        form: verb
        for verb in small
        for name in ("base", "past", "participle")
        for form in inflected(verb)[name]
    }


def _before(wording: Wording, i: int) -> str:
    return " ".join(token.text for token in wording.tokens[max(0, i - 2) : i])
