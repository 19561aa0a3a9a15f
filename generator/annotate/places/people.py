"""Whether a name that is also a place's is a person's: "President Chad", "Chad, his cousin", "said Chad".

In come the words of a sentence and a position, or all names of an article; out goes what is a person's, and the names
without those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.annotate.places.gazetteer import Entry, is_city, is_great
from generator.annotate.places.word_lists import Token, Words, before_places, words
from generator.language.lexicon import listed, verbs
from generator.language.names import after_initial, in_name, titles, titles_before_names
from generator.language.names import words as actor_words

if TYPE_CHECKING:
    from generator.annotate.places.names import Name

# An age has fewer.
_YEAR_FIGURES = 4
_DESCRIBED_AT_MOST = 6


def without_people(
    sentences: Sequence[Words], names: Sequence[Name], people: Set[str], others: Set[str]
) -> list[Name]:
    """The place names of an article without people's names that a place shares.

    Args:
        sentences: The article's.
        names: All of them, in order.
        people: The words in lower case that are people's names in it.
        others: Surnames known from the story's other articles, in lower case.
    """
    cities = {word for word in people & placed_words(sentences, names) if is_city(word)}
    people = (people - cities) | others
    return [name for name in names if not _is_person(sentences[name.sentence], name, people)]


def placed_words(sentences: Sequence[Words], names: Sequence[Name]) -> set[str]:
    """The words, in lower case, of which a sentence says that they are a place: "in Oslo", "the Oslo region"."""
    placed = set()
    for name in names:
        sentence = sentences[name.sentence]
        after, index = sentence.joined(name.last + 1), name.first
        while (before := sentence.before(index)) and before.lower in words("place_adjectives"):
            index -= 1
        within = before is not None and before.lower in words("stands_in_place")
        region = (
            after is not None and after.lower in words("geographic") and not sentence.possessive(name.last)
        )
        if name.first == name.last and (within or region):
            placed.add(sentence.tokens[name.first].lower)
    return placed


def _holds_office(word: str, entry: Entry) -> bool:
    """Whether a word is a title that nobody has by a place's name, but for a great place's."""
    return word in titles() and not is_great(entry)


def _is_person(sentence: Words, name: Name, people: Set[str]) -> bool:
    alone = name.first == name.last and name.place is None and not name.adjective
    return alone and sentence.tokens[name.first].lower in people


def is_speaking(sentence: Words, last: int) -> bool:
    """Whether it goes on like "said he" or "says she": a person of that name."""
    verb, pronoun = sentence.joined(last + 1), sentence.joined(last + 2)
    return bool(
        verb and pronoun and verb.lower in verbs("of_powers") and pronoun.lower in words("personal_pronouns")
    )


def is_titled(sentence: Words, first: int) -> bool:
    """Whether a title or a word for a relative stands before: "President Chad", "his cousin Chad"."""
    before = sentence.before(first)
    if before is None:
        return False
    return before.lower in (titles_before_names() if before.capitalized else actor_words("kin"))


def _is_age(sentence: Words, index: int, figure: Token) -> bool:
    """As in "Jordan, 12, was ill", and not "in Jordan, 12, 13 and 14 miles off"."""
    before = sentence.before(index)
    placed = before is not None and before.lower in before_places()
    return not placed and sentence.text[figure.end : figure.end + 1] == ","


def is_described(sentence: Words, index: int, last: int, entry: Entry) -> bool:
    """Whether what follows says who it is: "Chad, his cousin"; of lesser places also "Bush, the former mayor"."""
    opener = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    comma = sentence.text[sentence.tokens[last].end : sentence.tokens[last].end + 2] == ", "
    if index != last or opener is None or not comma or opener.capitalized:
        return False
    if opener.text.isdigit() and len(opener.text) < _YEAR_FIGURES:
        return _is_age(sentence, index, opener)
    phrase = list(takewhile(lambda token: token.lower not in _behind_head(), _until_mark(sentence, last + 1)))
    if len(phrase) < 2:
        return False
    first, head = opener.lower, phrase[-1].lower
    kin = first in listed("reporting", "words", "possessives") and head in actor_words("kin")
    return kin or (first in listed("speakers", "determiners") and _holds_office(head, entry))


def _until_mark(sentence: Words, first: int) -> Iterator[Token]:
    """The words from ``first`` up to punctuation, a few at most."""
    for index in range(first, min(first + _DESCRIBED_AT_MOST, len(sentence.tokens))):
        if index > first and sentence.joined(index) is None:
            return
        yield sentence.tokens[index]


def ends_name(sentence: Words, first: int) -> bool:
    """Whether an initial or a small word of a person's name stands before: "P. Moss", "Maria dos Santos"."""
    initial = after_initial(sentence.text, sentence.tokens[first].start, sentence.tokens[0].start)
    return initial or in_name(sentence.tokens, first - 1)


@cache
def _behind_head() -> frozenset[str]:
    """Words behind which what is said of somebody names others: "the former mayor of Oslo", "a man who fled"."""
    return listed("reporting", "words", "prepositions") | listed("reporting", "words", "relatives")
