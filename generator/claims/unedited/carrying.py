"""Which sentences of a report carry what the one that is shown tells: only their articles stand behind it.

Sentences are grouped by the event they speak of, and one may only mention it: "Talks began a day after the vote" is not
carried by "The party lost the vote". So words of the main clauses are held against the other sentence.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import filterfalse, product

from generator.claims.terms import terms
from generator.claims.unedited.clauses import main_clauses
from generator.claims.unedited.extracted_claims import Unit
from generator.language.phrases import tokens
from generator.language.quantities import (
    Kind,
    Quantity,
    bears_out,
    measure_features,
    quantities_of,
    read_quantities,
)
from generator.language.spans import begun_within
from generator.language.tokens import QUOTATION_MARKS

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
            carried = carries(shown.said, unit.said) and not _counts_otherwise(shown, unit)
            carried = carried and (not whole or carries_most(shown.said, unit.said))
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


def _counts_otherwise(shown: Unit, other: Unit) -> bool:
    """Whether two units count, not in miles, and no figures bear each other out: "145 people", "142 sailors"."""
    pairs = list(product(_counts(shown), _counts(other)))
    return bool(pairs) and not any(bears_out(*pair) or bears_out(*reversed(pair)) for pair in pairs)


def _counts(unit: Unit) -> list[Quantity]:
    text, start = unit.item.article.text, unit.core[0].start
    dates = [(timex.start, timex.end) for timex in begun_within(unit.item.timexes, start, unit.end)]
    found = read_quantities(text, tokens(text, start, unit.end), dates)
    # "One" is rarely a number, "ET302" is a flight; miles may be kilometers.
    counts = (item for item in found if item.kind is Kind.COUNT and item.raw != 1)
    counts = (item for item in counts if not text[max(0, item.start - 1) : item.start].isalnum())
    return [item for item in counts if measure_features().isdisjoint(item.units)]


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


def _is_name(word: str) -> bool:
    return word.lstrip(f"{QUOTATION_MARKS}(")[:1].isupper()
