"""More or less of a thing: the whole against a part, several against one, a place against one that is wider."""

from __future__ import annotations

import functools

from generator.claims.across.passages import Passage
from generator.claims.across.words import Phrases, Token
from generator.data import table
from generator.language.numbers import cardinals
from generator.model import Place, PlaceKind

_WIDTH = {
    PlaceKind.SITE: 0,
    PlaceKind.DISTRICT: 1,
    PlaceKind.TOWN: 1,
    PlaceKind.REGION: 2,
    PlaceKind.COUNTRY: 3,
}


def scope(one: Passage, other: Passage) -> tuple[str, str] | None:
    """The words by which one of two passages speaks of more than the other, of the one and of the other."""
    for first, second, turned in ((one, other, False), (other, one, True)):
        words = _whole_and_part(first, second) or _several_and_one(first, second) or _wider(first, second)
        if words:
            return (words[1], words[0]) if turned else words
    return None


def _whole_and_part(one: Passage, other: Passage) -> tuple[str, str] | None:
    """The whole ("all routes") against a part, or against routes of a place that the whole is not said of."""
    whole = next((found for found in _scopes().find(one.tokens) if found[2] == "whole"), None)
    if whole is None or any(name == "whole" for _, _, name in _scopes().find(other.tokens)):
        return None
    first, last, _ = whole
    said = words_of(one.tokens[first:last])
    spread = said.endswith("wide") or "country" in said
    reached = {name for name, words in one.features.items() if words} & set(other.features)
    behind = {token.text for token in one.tokens[last : last + 3]}
    for begin, end, name in _scopes().find(other.tokens):
        if name == "part":
            return said, words_of(other.tokens[begin:end])
    if not spread and not any(set(one.words[name].split()) & behind for name in reached):
        return None
    extra = [name for name in other.features if name[0] == "n" and name not in one.features]
    one_of = [token for token in other.tokens if token.key in ("a", "an", "one")]
    if extra:
        return said, other.words[extra[0]]
    return (said, one_of[0].text) if one_of and not spread else None


_OF_ONE = frozenset({"a", "an", "one", "its", "their", "his", "her"})


def _several_and_one(one: Passage, other: Passage) -> tuple[str, str] | None:
    """Several ("two bases") against one ("a base")."""
    singles: dict[str, tuple[str, str]] = {}
    for i, token in enumerate(other.tokens):
        before = [part.key for part in other.tokens[max(0, i - 2) : i]]
        if token.word and not token.key.endswith("s") and _OF_ONE & set(before):
            singles[token.stem] = (token.text, words_of(other.tokens[max(0, i - 2) : i + 1]))
    forms = {token.key for token in other.tokens}
    for i, token in enumerate(one.tokens):
        plural = token.key.endswith("s") and token.stem != token.key and token.key not in forms
        if plural and token.stem in singles and _noun(one.tokens, i):
            return words_of(one.tokens[max(0, i - 1) : i + 1]), singles[token.stem][1]
    return None


def _noun(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word in "s" is no verb: a number, a preposition or the like stands before it."""
    before = tokens[max(0, i - 2) : i]
    return any(
        token.text[0].isdigit() or token.key in cardinals() or token.key in _BEFORE_NOUNS for token in before
    )


_BEFORE_NOUNS = frozenset(
    {
        "the",
        "some",
        "many",
        "several",
        "all",
        "its",
        "their",
        "of",
        "from",
        "at",
        "in",
        "few",
        "various",
        "both",
    }
)


def _wider(one: Passage, other: Passage) -> tuple[str, str] | None:
    """A country or region against a place within it, where neither passage names the other's."""
    if not one.places or not other.places or set(one.places) & set(other.places):
        return None
    large, small = max(one.places, key=_width), max(other.places, key=_width)
    inside = large.country and large.country == small.country and _width(large) > _width(small)
    return (large.name, small.name) if inside and _width(large) >= 2 else None


def _width(place: Place) -> int:
    return _WIDTH[place.kind]


def words_of(tokens: tuple[Token, ...]) -> str:
    """The words of some tokens."""
    return " ".join(token.text for token in tokens)


@functools.cache
def _scopes() -> Phrases:
    scope: dict[str, list[str]] = table("quantity_words")["scope"]
    return Phrases(((words, name) for name, entries in scope.items() for words in entries), stems=False)
