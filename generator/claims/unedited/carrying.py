"""Which sentences of a report carry what the one that is shown tells: only their articles stand behind it.

Sentences are grouped by the event they speak of, and one may only mention it: "Talks began a day after the vote" is not
carried by "The party lost the vote". So words of the main clauses are held against the other sentence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from itertools import filterfalse

from generator.claims.terms import terms
from generator.claims.unedited.extracted_claims import Unit
from generator.language.lexicon import is_participle, listed
from generator.language.polarity import subordinating_words
from generator.language.quantities import bears_out, quantities_of
from generator.language.tokens import CLAUSE_WORDS, QUOTATION_MARKS

# Of main clauses with fewer telling words nothing is concluded: another report says the like in words of its own.
_TELLING = 3
# A smaller share of the words, of the main clauses and of all, only touches on the same.
_ENOUGH = 0.3
_MOST = 0.5


def carriers(shown: Unit, same: Sequence[Unit], *, whole: bool = False) -> tuple[list[Unit], list[Unit]]:
    """The units of a report that carry what one of them tells, this one first; and the others.

    Args:
        shown: The one that is shown.
        same: All units of the report.
        whole: They have its figures and half of all its words, too.
    """
    carrying, others = [shown], list[Unit]()
    for unit in same:
        if unit is not shown:
            carried = carries(shown.said, unit.said) and (not whole or carries_most(shown.said, unit.said))
            (carrying if carried else others).append(unit)
    return carrying, others


def carries_most(shown: str, other: str) -> bool:
    """Whether a sentence counts what another does alike, and has half of its telling words.

    >>> carries_most("Thieves broke in and took three paintings.", "Thieves took three paintings.")
    True
    >>> carries_most("Thieves broke in and took three paintings.", "Thieves took some paintings.")
    False
    """
    words = terms(shown)
    return _counts_alike(shown, other) and len(set(words).intersection(terms(other))) >= _MOST * len(words)


def _counts_alike(shown: str, other: str) -> bool:
    """Whether another sentence bears out the figures of one; "six miles" and "10 kilometers" may be the same."""
    known, has = quantities_of(other), frozenset(other.casefold().split())
    both = [
        item
        for item in quantities_of(shown)
        if not known or not has.isdisjoint(shown[item.end :].casefold().split()[:1])
    ]
    return all(any(bears_out(item, part) for part in known) for item in both)


def carries(shown: str, other: str) -> bool:
    """Whether a sentence has some of what another's main clauses tell, names aside, and enough of all its words.

    Of 205 pairs that one group held, most of them of real articles, this and the choice of what is shown parted 22 of
    the 37 that were wrong or told a part only, and one in ten of the others.

    >>> carries("Police seek a white van seen before three paintings were stolen.", "Thieves took three paintings.")
    False
    >>> carries("Thieves broke in and took three paintings.", "Police seek a van seen before the paintings were taken.")
    True
    """
    main, said = _main_words(shown), set(terms(other))
    if len(main) < _TELLING:
        return True
    shared = len(main & said) / len(main)
    words = terms(shown)
    return shared > 0 and (shared >= _ENOUGH or len(said.intersection(words)) >= _ENOUGH * len(words))


@functools.lru_cache(maxsize=65536)
def _main_words(text: str) -> frozenset[str]:
    """The telling words of a text's main clauses, without names."""
    told = main_clauses(text).split()
    return frozenset(terms(" ".join(filterfalse(_is_name, told))))


@functools.lru_cache(maxsize=65536)
def main_clauses(text: str) -> str:
    """A text's main clauses."""
    openers = subordinating_words()
    found = list(CLAUSE_WORDS.finditer(text))
    words = [match.group().casefold() for match in found]
    main, side, start = [], False, 0
    for number, word in enumerate(words):
        opens = (
            word in openers or _tells_which(words, number) or (not side and _describes_noun(words, number))
        )
        if opens and not side:
            main.append(text[start : found[number].start()])
            side = True
        elif side and not opens and _goes_on(words, number):
            side, start = False, found[number].start()
    return _joined(main if side else [*main, text[start:]])


def _joined(parts: Iterable[str]) -> str:
    """Parts of a sentence, parted where something is left out: "the toll rose to 38, …, an official said"."""
    return ", ".join(part.rstrip(" ,") for part in parts)


def _is_name(word: str) -> bool:
    return word.lstrip(f"{QUOTATION_MARKS}(")[:1].isupper()


def _goes_on(words: Sequence[str], number: int) -> bool:
    """Whether a main clause goes on: "…, which sank in May, said"; "…, killing two" belongs to what is before it."""
    return number > 0 and words[number - 1] in (",", ";", ":") and not words[number].endswith("ing")


def _describes_noun(words: Sequence[str], number: int) -> bool:
    """Whether a participle behind another verb says what a noun means: "look for a van seen near the museum"."""
    if not is_participle(words[number]) or number + 1 == len(words):
        return False
    helping, before = (listed("context_dependence", key) for key in ("helping_verbs", "before_verbs"))
    finite = any(word in helping or is_participle(word) for word in words[:number])
    link = words[number + 1] in listed("reporting", "words", "prepositions")
    return finite and link and words[number - 1] not in helping | before


def _tells_which(words: Sequence[str], number: int) -> bool:
    """Whether "that" begins what says which thing is meant: "the bridge that fell", and not "said that it fell"."""
    following = words[number + 1 : number + 2]
    return (
        words[number] == "that"
        and bool(following)
        and (following[0] in listed("context_dependence", "helping_verbs") or is_participle(following[0]))
    )
