"""How a sentence puts what it tells: clause by clause, denied, planned, unknown, with one of two opposites."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.data import table
from generator.language.lexicon import listed, verbs
from generator.language.phrases import Phrases, Token
from generator.language.polarity import Mark, Polarity
from generator.language.quantities import within
from generator.model import Modality, Timex

# Fewer words of content do not tell a report by themselves.
_CLAUSE_SAYS = 4


class Side(NamedTuple):
    """Which of two opposites a passage stands for (0 or 1), by which word, and whether it denies that word."""

    number: int
    word: str
    denied: bool


def clauses(
    found: Sequence[tuple[int, str]], kept: Sequence[Token], said: Sequence[tuple[int, int]]
) -> tuple[frozenset[str], ...]:
    """The features of each clause, where a sentence tells several things."""
    cuts = {start for start, _ in said} | _clause_starts(kept)
    bounds = [*sorted(cuts), kept[-1].end if kept else 0]
    parts = [
        frozenset(feature for start, feature in found if first <= start < last)
        for first, last in pairwise(bounds)
    ]
    telling = [part for part in parts if sum(feature[0] in "wenodq" for feature in part) >= _CLAUSE_SAYS]
    return tuple(telling) if len(parts) > 1 else ()


def _clause_starts(kept: Sequence[Token]) -> set[int]:
    """Where a clause opens behind a mark, or by a word that opens one."""
    after_comma, anywhere = (
        listed("comparison", "clauses", "after_comma"),
        listed("comparison", "clauses", "anywhere"),
    )
    return {
        other.start
        for one, other in pairwise(kept)
        if one.text in (";", "–", "—")
        or (one.text == "," and other.key in after_comma)
        or other.key in anywhere
    }


def denies(cue: str) -> bool:
    """Whether reporting words deny what they report."""
    return bool(verbs("denies", "rejects") & set(cue.casefold().split()))


def negations(
    kept: Sequence[Token], marks: Sequence[Mark], denied: Sequence[tuple[int, int]], *, whole: bool
) -> tuple[tuple[int, int], ...]:
    """The spans of a passage that it denies; ``whole`` where its speaker denies what they are said to have done.

    Args:
        kept: The passage's tokens.
        marks: How the sentence puts what it tells.
        denied: What somebody denies in it.
        whole: Whether whoever speaks denies.
    """
    spans = list(denied)
    if whole and kept:
        denying = verbs("denies", "rejects")
        begins = next((token.end for token in kept if token.key in denying), kept[0].start)
        spans.append((begins, kept[-1].end))
    starts = {token.start for token in kept}
    spans += [
        (mark.start, mark.end)
        for mark in marks
        if mark.polarity is Polarity.NEGATED and mark.cue_start in starts
    ]
    ends = [*_speech_starts(kept), *_undenied(kept)]
    return tuple((start, min([last, *(end for end in ends if end > start)])) for start, last in spans)


def _speech_starts(kept: Sequence[Token]) -> list[int]:
    """As in "denied the charges and told the court that …": what is told behind is not denied."""
    spoke = verbs("says", "reports", "says_that", "tells", "accuses", forms="sd")
    return [one.start for one, other in pairwise(kept) if one.key == "and" and other.key in spoke]


def _undenied(kept: Sequence[Token]) -> Iterator[int]:
    """Where what is told behind a denial is not denied.

    As in "rejected the vote as a fraud", "denied any part in the killing", "no sign that those who killed him knew".
    """
    rejecting = False
    parts, relatives = listed("comparison", "denials", "parts"), listed("states", "articles", "relatives")
    for one, other in pairwise(kept):
        rejecting = rejecting or one.key in verbs("rejects")
        if (rejecting and other.key == "as") or one.key in parts or other.key in relatives:
            yield other.start


def undecided(marks: Sequence[Mark]) -> tuple[tuple[int, int], ...]:
    """The spans of a sentence that tell what is open or asked for: "whether to appeal", "asked them to stay"."""
    return tuple(
        (mark.start, mark.end) for mark in marks if mark.polarity in (Polarity.ASKED, Polarity.CONDITIONAL)
    )


def plans(
    kept: Sequence[Token], timexes: Sequence[Timex], marks: Sequence[Mark]
) -> tuple[tuple[int, int], ...]:
    """The stretches of a passage that tell what is to come; all of it where a date is one to come."""
    if kept and any(timex.modality is Modality.SCHEDULED for timex in timexes):
        return ((kept[0].start, kept[-1].end),)
    starts = {token.start for token in kept}
    return tuple(
        (mark.start, mark.end)
        for mark in marks
        if mark.polarity is Polarity.PLANNED and mark.cue_start in starts
    )


def opposites(
    kept: Sequence[Token], denied: Sequence[tuple[int, int]], left_open: Sequence[tuple[int, int]]
) -> dict[str, Side]:
    """The pairs of opposites of which a passage has a word, each with its side; those with both are left out.

    A word that is denied stands for the other side; one that is left open stands for none.
    """
    found: dict[str, dict[int, Side]] = {}
    for first, last, meaning in _sides().find(kept):
        if within(kept[first].start, left_open):
            continue
        turned = within(kept[first].start, denied)
        for part in meaning.split(","):
            pair, side = part.split("/")
            words = " ".join(token.text for token in kept[first:last])
            stands_for = 1 - int(side) if turned else int(side)
            found.setdefault(pair, {}).setdefault(stands_for, Side(stands_for, words, turned))
    return {pair: next(iter(sides.values())) for pair, sides in found.items() if len(sides) == 1}


@functools.cache
def _sides() -> Phrases:
    """The words of the opposites; a word may belong to several pairs."""
    meanings: dict[str, list[str]] = {}
    for pair, sides in table("opposites")["pairs"].items():
        for side, words in enumerate(sides):
            for word in words:
                meanings.setdefault(word, []).append(f"{pair}/{side}")
    return Phrases(((word, ",".join(found)) for word, found in meanings.items()), stems=False)


@functools.cache
def unknown_cues() -> Phrases:
    """The ways of saying that something is not known or not said."""
    return Phrases(((cue, cue) for cue in table("certainty")["unknown"]["cues"]), stems=False)
