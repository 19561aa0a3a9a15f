"""What the rules about place names look at: a sentence as words with their neighbors, and lists of words.

In comes a stretch of text, out go its words, each with what parts it from the one before; of the name of a list, its
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from generator.data import table, text
from generator.language.lexicon import verbs
from generator.language.names import titles_before_names
from generator.language.tokens import PLACE_WORDS

_JOINTS = (" ", "-", "‐", "‑", "\N{NO-BREAK SPACE}")
# Shorter lines are too little to tell a headline's capitals from a name's.
_HEADLINE_WORDS = 4
_MOSTLY = 0.85


class Token(NamedTuple):
    """A word; a tuple, for a story has a hundred thousand.

    Attributes:
        joint: What stands between it and the word before: ``" "``, ``"-"``, or ``""`` for anything else.
        lower: The word in lower case.
        capitalized: Whether the word begins with a capital.
    """

    text: str
    start: int
    end: int
    joint: str
    lower: str
    capitalized: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a sentence.

    Attributes:
        headline: Capitals tell nothing here: words are capitalized as in a headline.
    """

    text: str
    tokens: tuple[Token, ...]
    headline: bool

    def joined(self, index: int) -> Token | None:
        """The word at ``index`` if only a space or hyphen parts it from the word before."""
        if 0 < index < len(self.tokens) and self.tokens[index].joint:
            return self.tokens[index]
        return None

    def before(self, index: int) -> Token | None:
        """The word before ``index`` if only a space or hyphen parts them."""
        return self.tokens[index - 1] if self.joined(index) else None

    def possessive(self, index: int) -> bool:
        """Whether the word at ``index`` ends in the genitive's "'s"."""
        end = self.tokens[index].end
        return self.text[end : end + 2] in ("'s", "’s")


def split_words(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``; positions count from the beginning of ``text``."""
    tokens: list[Token] = []
    for match in PLACE_WORDS.finditer(text, start, end):
        first, last = match.span()
        word = match.group()
        if text[last : last + 1] == "." and f"{word}." in abbreviations():
            word, last = f"{word}.", last + 1
        tokens.append(
            Token(
                text=word,
                start=first,
                end=last,
                joint=_joint(text, tokens, first),
                lower=word.lower(),
                capitalized=word[0].isupper(),
            )
        )
    return Words(
        text=text, tokens=tuple(tokens), headline=text[end - 1 : end] != "." and _is_headline(tokens)
    )


def _joint(text: str, tokens: list[Token], first: int) -> str:
    if not tokens:
        return ""
    between = text[tokens[-1].end : first]
    before = tokens[-1]
    stopped = between == ". " and (before.text in words("stopped") or before.lower in titles_before_names())
    if between in _JOINTS or stopped:
        return "-" if between in _JOINTS[1:4] else " "
    return ""


def _is_headline(tokens: list[Token]) -> bool:
    """Whether nearly every word that carries meaning has a capital."""
    small = words("before_place") | before_places()
    content = [token for token in tokens if len(token.text) > 2 and token.lower not in small]
    return len(content) >= _HEADLINE_WORDS and sum(token.capitalized for token in content) > _MOSTLY * len(
        content
    )


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``places.toml``.

    >>> "airport" in words("geographic")
    True
    """
    return frozenset(table("places")[name])


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviated names with their full stops, and the names they stand for."""
    return dict(table("places")["abbreviations"])


@cache
def postal_codes() -> dict[str, tuple[str, ...]]:
    """Codes of states and provinces, and the names each may stand for.

    >>> postal_codes()["WA"]
    ('Washington', 'Western Australia')
    """
    return {code: tuple(names) for code, names in table("places")["postal"].items()}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and names of people, plurals too, and the place they belong to.

    >>> demonyms()["Norwegians"]
    'Norway'
    """
    rows = (line.split("\t") for line in text("demonyms.tsv").splitlines() if not line.startswith("#"))
    pairs = dict(rows)
    plurals = {
        f"{word}s": place for word, place in pairs.items() if not word.endswith(("s", "ese", "ish", "ch"))
    }
    return {**plurals, **pairs}


@cache
def outlets() -> frozenset[str]:
    """Names of news agencies and outlets in lower case, which some town shares: "Xinhua", "Al-Ahram".

    >>> "xinhua" in outlets()
    True
    """
    agencies = (name for row in table("agencies")["agency"] for name in (row["name"], *row.get("also", ())))
    return frozenset(name.casefold() for name in (*agencies, *table("outlets")["names"]))


@cache
def before_places() -> frozenset[str]:
    """What stands before a place where something is: prepositions, and verbs such as "reached"."""
    return words("locative") | verbs("place_follows")
