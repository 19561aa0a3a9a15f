"""The nouns that tell who may speak: their categories, organs of a state, abbreviations."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.annotate.attribution.clauses import Token, listed
from generator.annotate.places.word_lists import demonyms
from generator.data import table

_NOUNS = ("official", "role", "party", "person", "witness", "journalist", "document")


def categories(part: Sequence[Token]) -> list[tuple[int, str]]:
    """The known nouns of a phrase with their places; of two words together, the second's place."""
    nouns = _noun_categories()
    found: list[tuple[int, str]] = []
    for i, token in enumerate(part):
        bare = token.key.removesuffix("'s").removesuffix("'")
        category = (nouns.get(f"{part[i - 1].key} {token.key}") if i else None) or nouns.get(bare)
        if bare in listed("speakers", "state_bodies") and _is_of_state(part, i):
            category = "official"
        if category:
            found.append((i, category))
    return found


def _is_of_state(part: Sequence[Token], body: int) -> bool:
    """Whether a body is an organ of a state: "the German Weather Service", "the national water agency".

    Between an adjective or name of a state and the body there is a word that tells what it does;
    "the German agency" may be any. Nor is one of many ("a French agency") an organ of a state.
    """
    if part[0].key in ("a", "an") or " ".join(token.key for token in part[body - 1 : body + 1]) in _press():
        return False
    stop = listed("reporting", "words", "prepositions") | listed("speakers", "private")
    for i in range(body - 1, -1, -1):
        token = part[i]
        if token.key in stop or is_acronym(token):
            return False
        if token.key in listed("speakers", "of_the_state"):
            return True
        if i < body - 1 and _names_state(token, part[body].capitalized):
            return True
    return False


def _names_state(token: Token, proper: bool) -> bool:
    """Whether a word is like "German" or "Germany's"; within a proper name "Japan" is enough."""
    if token.text in demonyms() or is_state_abbreviation(token):
        return True
    owner = token.key.removesuffix("'s")
    return (proper or owner != token.key) and owner in listed("speakers", "states")


@functools.cache
def _press() -> frozenset[str]:
    """The last two words of the names of news agencies, such as "anadolu agency"."""
    names = (name for row in table("agencies")["agency"] for name in (row["name"], *row.get("also", ())))
    return frozenset(" ".join(name.casefold().split()[-2:]) for name in names)


@functools.cache
def _noun_categories() -> dict[str, str]:
    return {noun: category for category in reversed(_NOUNS) for noun in listed("speakers", category)}


def is_acronym(token: Token) -> bool:
    """Whether a word is an abbreviation in capitals that means no state."""
    letters = token.text.replace(".", "").replace("-", "").replace("/", "")
    return len(letters) > 1 and letters.isupper() and not is_state_abbreviation(token)


def is_state_abbreviation(token: Token) -> bool:
    """Whether a word is like "U.S."."""
    return token.text.rstrip(".") in listed("speakers", "state_abbreviations")


def is_plural(noun: Token) -> bool:
    """Whether a noun looks like a plural, or is a body of people."""
    return noun.key.endswith(("s", "people", "men", "women", "staff", "police")) and not noun.key.endswith(
        "ss"
    )
