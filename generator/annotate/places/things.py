"""What a place's name is part of: a state's code behind a town, a region, a street, a school, a battalion.

In come the words of a sentence and a position, out goes what the words beside it make of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from generator.annotate.places.gazetteer import Entry, entries, fold, smaller
from generator.annotate.places.word_lists import Token, Words, abbreviations, postal_codes, words
from generator.language.lexicon import verbs
from generator.language.names import capital_runs, run_start
from generator.model import PlaceKind

_TOWN_WORDS = 3
_STREET_WORDS = 5
_PART_REACH = 5
_DATELINE = re.compile(r"(?: ?[—–]| -{1,2} |--| ?\([A-Z])")
# Shorter words in capitals are initials; up to the other length they may be.
_SURELY_INITIALS = 3
_PERHAPS_INITIALS = 5
_GREAT_CITY = 100_000


def coded_divisions(sentence: Words, index: int) -> tuple[Entry, ...]:
    """The state or province whose code stands at ``index`` behind a town that lies in it: "Athens, GA"."""
    token = sentence.tokens[index]
    if not (token.capitalized and _follows_comma(sentence, index)) or _is_shouted(sentence.joined(index + 1)):
        return ()
    names = _names_of_code(token.text)
    if not names:
        return ()
    inner = _rows_until(sentence, index - 1)
    for name in names:
        wider = next((row for row in entries(name) if row.place.kind is PlaceKind.REGION), None)
        if wider and any(_lies_in(row, wider, name) for row in inner):
            return (wider,)
    return ()


def _follows_comma(sentence: Words, index: int) -> bool:
    start = sentence.tokens[index].start
    return index > 0 and sentence.text[sentence.tokens[index - 1].end : start] == ", "


def _lies_in(entry: Entry, division: Entry, name: str) -> bool:
    return entry.place.country == division.place.country and fold(entry.division) == fold(name)


def _is_shouted(token: Token | None) -> bool:
    """Whether a word is written in capitals, more than one."""
    return token is not None and len(token.text) > 1 and token.text.isupper()


def is_code(text: str) -> bool:
    """Whether a word is a state's code or abbreviation, wherever it stands."""
    return bool(_names_of_code(text)) or text in abbreviations()


@cache
def has_code(name: str) -> bool:
    """Whether a name is that of a state or province with a code, which is told behind its towns: "Ludlow, Vermont"."""
    names = {full for found in postal_codes().values() for full in found} | set(abbreviations().values())
    return fold(name) in {fold(full) for full in names}


@cache
def _names_of_code(text: str) -> tuple[str, ...]:
    full = abbreviations().get(f"{text}.")
    return postal_codes().get(text) or ((full,) if full else ())


def _rows_until(sentence: Words, last: int) -> list[Entry]:
    """The rows of the names that end with a word."""
    begins = run_start(sentence.tokens, last + 1, sentence.joined)
    found: list[Entry] = []
    for first in range(last, max(begins - 1, last - _TOWN_WORDS), -1):
        found += named_rows(sentence.text[sentence.tokens[first].start : sentence.tokens[last].end])
    return found


def named_rows(phrase: str) -> list[Entry]:
    """Every row of a name, of lesser towns too, "St." also written out."""
    long = re.sub(r"^(St|Ste|Mt|Ft)\.? ", lambda match: f"{_LONG[match[1]]} ", phrase, flags=re.IGNORECASE)
    spellings = dict.fromkeys((phrase, long))
    return [row for name in spellings for row in (*entries(name), *smaller(name))]


_LONG = {"St": "Saint", "Ste": "Sainte", "Mt": "Mount", "Ft": "Fort"}
_LONG |= {short.upper(): full for short, full in _LONG.items()}


def region_rows(sentence: Words, first: int, last: int, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Of a name's rows the regions, where words beside it say that it is one: "state of Ohio", "Ohio's governor"."""
    before = sentence.before(first)
    head = sentence.before(first - 1) if before and before.lower == "of" else None
    of_region = head is not None and head.lower in words("region_words") | words("region_offices")
    if not (of_region or _names_region_behind(sentence, last)):
        return ()
    return tuple(row for row in found if row.place.kind is PlaceKind.REGION)


def _names_region_behind(sentence: Words, last: int) -> bool:
    """Whether what follows says that a name is a region's: "Kharkiv region", "Ohio's governor"."""
    if sentence.possessive(last):
        # The "s" of "Ohio's" is a word of its own here.
        office = sentence.joined(last + 2)
        return office is not None and office.lower in words("region_offices")
    after = sentence.joined(last + 1)
    return after is not None and any(
        after.lower in words(kind) for kind in ("region_words", "region_offices")
    )


def street_end(sentence: Words, first: int) -> int:
    """The last word of a street's or square's name that begins at ``first``, or -1: "Hutcheson Road"."""
    for index in range(first + 1, min(first + _STREET_WORDS, len(sentence.tokens))):
        token = sentence.joined(index)
        if token is None or not token.capitalized or sentence.possessive(index - 1):
            return -1
        if token.lower in words("streets"):
            after = sentence.joined(index + 1)
            return -1 if after and after.capitalized else index
    return -1


def is_part(sentence: Words, first: int, last: int) -> bool:
    """Whether a name is a part's of a city: "the Haren district of the capital", "Cairo's Maadi quarter"."""
    after = sentence.joined(last + 1)
    if after is None or after.lower not in words("city_parts"):
        return False
    if after.lower != "district":
        return True
    start = sentence.tokens[first].start
    behind = (sentence.joined(index) for index in range(last + 2, last + 2 + _PART_REACH))
    whole = [token.lower for token in behind if token]
    owned = sentence.text[max(0, start - 3) : start] in ("'s ", "’s ")
    return owned or (whole[:1] == ["of"] and not words("wholes").isdisjoint(whole))


def is_sites(sentence: Words, last: int) -> bool:
    """Whether the word behind a name makes it a building's or an airport's; of most it must have a capital."""
    token = sentence.joined(last + 1)
    if token and token.capitalized and token.lower in words("before_sites"):
        token = sentence.joined(last + 2)
    if token and token.capitalized and token.lower in words("streets"):
        # "Madison Square Garden", "the Jackson Street Bridge"
        behind = sentence.joined(last + 2)
        return behind is not None and behind.capitalized
    if token is None or token.lower not in words("sites"):
        return False
    return token.capitalized or token.lower in words("sites_anywhere")


def is_called_after(sentence: Words, first: int, last: int) -> bool:
    """Whether a unit, an animal, a dish or a saint's house has the name: "the Azov battalion", "Canada geese"."""
    before, after = sentence.before(first), sentence.joined(last + 1)
    kind = after is not None and after.lower in words("units") | words("kinds")
    kind = kind or (before is not None and before.lower in words("units"))
    return kind or _is_saints(sentence, first, last)


def _is_saints(sentence: Words, first: int, last: int) -> bool:
    """Whether a name is a saint's that a church, a school or a hospital has: "St. Paul's Hospital"."""
    # The "s" is a word of its own here.
    house = sentence.joined(last + 2) if sentence.possessive(last) else None
    return bool(
        house
        and house.capitalized
        and sentence.tokens[first].text.rstrip(".") in _LONG
        and house.lower in words("organization") | words("sites")
    )


def is_joined_firm(sentence: Words, index: int) -> bool:
    """Whether a name is one of a firm's that "&" joins: "Ames, Lufkin & Poe"."""
    pairs = pairwise(sentence.tokens[max(0, index - 1) : index + 2])
    return any(
        one.capitalized and other.capitalized and sentence.text[one.end : other.start] == " & "
        for one, other in pairs
    )


def runs_in(sentences: Sequence[Words]) -> tuple[tuple[Words, int, int], ...]:
    """The runs of capitalized words in sentences that are no headline: the sentence, the first word, the one behind."""
    return tuple(
        (sentence, first, stop)
        for sentence in sentences
        if not sentence.headline
        for first, stop in capital_runs(sentence.tokens, sentence.joined)
    )


def firms_in(runs: Iterable[tuple[Words, int, int]]) -> frozenset[str]:
    """The first words, in lower case, of the firms that an article names in full: "Nashua Corp."."""
    return frozenset(
        sentence.tokens[first].lower
        for sentence, first, stop in runs
        if (stop - first > 1 and sentence.tokens[stop - 1].lower.rstrip(".") in words("firms"))
        or ((after := sentence.joined(first + 1)) and after.lower in words("of_firms"))
    )


def bodies_in(runs: Iterable[tuple[Words, int, int]]) -> frozenset[str]:
    """The first words, in lower case, of bodies named in full that they speak for: "Nashua Health", "Nashua said"."""
    bodies: set[str] = set()
    speaking: set[str] = set()
    speaks = verbs("speaks", "of_powers", forms="d")
    for sentence, first, stop in runs:
        if stop - first > 1 and sentence.tokens[stop - 1].lower in words("organization"):
            bodies.add(sentence.tokens[first].lower)
        elif (after := sentence.joined(first + 1)) and after.lower in speaks:
            speaking.add(sentence.tokens[first].lower)
    return frozenset(bodies & speaking)


def is_dateline(sentence: Words, last: int) -> bool:
    """Whether the words up to ``last`` open the sentence in capitals, before a dash or an agency: "OSLO (AP)"."""
    opening = sentence.text[sentence.tokens[0].start : sentence.tokens[last].end]
    return opening.isupper() and bool(_DATELINE.match(sentence.text, sentence.tokens[last].end))


def opens_shouted(sentence: Words, last: int) -> bool:
    """Whether the words up to ``last`` are a dateline without a mark behind: "DETROIT The plant closed"."""
    after = sentence.joined(last + 1)
    opening = sentence.text[sentence.tokens[0].start : sentence.tokens[last].end]
    return bool(after and after.capitalized and not after.text.isupper() and opening.isupper()) and last < 2


def is_acronym(sentence: Words, index: int, found: tuple[Entry, ...]) -> bool:
    """Whether a word in capitals among others is initials rather than a town: "UN", "EST"."""
    token = sentence.tokens[index]
    among_others = _is_shouted(sentence.before(index)) or _is_shouted(sentence.joined(index + 1))
    size = len(token.text)
    if not token.text.isupper() or among_others or size > _PERHAPS_INITIALS or "." in token.text:
        return False
    if any(row.place.kind is PlaceKind.COUNTRY for row in found[:1]):
        return False
    if size <= _SURELY_INITIALS:
        return True
    known = bool(found) and (found[0].capital or found[0].place.population >= _GREAT_CITY)
    return not (known and _stands_as_place(sentence, index))


def _stands_as_place(sentence: Words, index: int) -> bool:
    """Whether a word in capitals stands where a town's name does: behind "in", or as a dateline."""
    before, end = sentence.before(index), sentence.tokens[index].end
    if before is not None and before.lower in words("stands_in_place"):
        return True
    comma = index == 0 and sentence.text[end : end + 1] == ","
    return comma or is_dateline(sentence, index) or opens_shouted(sentence, index)
