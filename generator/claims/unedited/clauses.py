"""The clauses of a sentence: where each begins, which is the main one, which words are verbs of the past."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.language import lexicon
from generator.language.lexicon import is_participle, listed, verbs
from generator.language.polarity import subordinating_words
from generator.language.tokens import CLAUSE_WORDS
from generator.model import Sentence, Timex

# Letters before and behind a date among which stand the words that are looked at.
REACHES = 400


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a clause begins, as an offset into its article's text, and whether it is a main one."""

    start: int
    main: bool


def clauses_of(text: str, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, cut before words that open one; a subordinate one in front ends at its comma."""
    joining = listed("reporting", "words", "conjunctions")
    openers = subordinating_words()
    relatives = listed("reporting", "words", "relatives")
    clauses = [Clause(sentence.start, main=True)]
    before, leads, aside = "", False, False
    for match in CLAUSE_WORDS.finditer(text, sentence.start, sentence.end):
        word = match.group().casefold()
        if not before:
            leads = word in openers
            clauses = [Clause(sentence.start, main=not leads)]
        elif before == "," and leads:
            leads = False
            clauses.append(Clause(match.start(), main=True))
        elif before in (";", ":") or (word in joining and before == ","):
            clauses.append(Clause(match.start(), main=True))
        elif word in openers:
            aside = before == "," and word in relatives
            clauses.append(Clause(match.start(), main=False))
        elif before == "," and aside:
            # "The jury, which has been out since Friday, asked"
            aside = False
            clauses.append(Clause(match.start(), main=True))
        before = word
    return clauses


def clause_at(text: str, sentence: Sentence, position: int) -> Clause:
    """The clause of a sentence that a position in it lies in."""
    return [part for part in clauses_of(text, sentence) if part.start <= position][-1]


def words_in_reach(text: str, sentence: Sentence, timex: Timex) -> list[str]:
    """The words of a sentence before a date, without case; of many the nearest."""
    return CLAUSE_WORDS.findall(text[max(sentence.start, timex.start - REACHES) : timex.start].casefold())


def since_comma(text: str, sentence: Sentence, timex: Timex) -> list[str]:
    """The words before a date, from the last comma on."""
    words = words_in_reach(text, sentence, timex)
    return words[len(words) - words[::-1].index(",") :] if "," in words else words


def put_off_at(words: Sequence[str], within: int) -> int:
    """The index of the verb by which words, without case, put something off to another day, or -1.

    >>> put_off_at("the vote was put off until April".split(), 1), put_off_at("it was delayed by rain".split(), 1)
    (3, -1)
    """
    moved, leads = verbs("puts_off", forms="d"), listed("dates", "grammar", "put_off_to")
    for at, word in enumerate(words):
        behind = at + 1 + (" ".join(words[at : at + 2]) in moved)
        if (word in moved or behind > at + 1) and not leads.isdisjoint(words[behind : behind + within]):
            return at
    return -1


def relative_pronouns() -> frozenset[str]:
    """The words that open a relative clause."""
    return listed("reporting", "words", "relatives") | {"that"}


def is_past(words: str) -> bool:
    """Whether words begin with a verb of the past, which makes a clause: "since it entered service in 2017"."""
    first = CLAUSE_WORDS.search(words)
    return first is not None and lexicon.is_past(first.group())


def is_finite(word: str) -> bool:
    """Whether a word right behind a date is the verb of the clause."""
    helps = listed("context_dependence", "helping_verbs")
    return word in helps or is_past(word) or word in verbs("says", "reports", "denies", "rebuts")


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
