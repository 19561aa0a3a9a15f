"""The words of a passage in the form in which passages are compared: stems, and things expressed in several words.

A stretch of a text in, its tokens out, each with key and stem; and lists of words and phrases to look up in them.
"""

from __future__ import annotations

import functools
import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from importlib import resources
from operator import attrgetter
from typing import NamedTuple

import snowballstemmer

from generator.language.tokens import COMPARED

_STEMMER = snowballstemmer.stemmer("english")
_START = attrgetter("start")
_MARKS = frozenset(',.;:!?()“”"–—')


class Token(NamedTuple):
    """A word, number, sign of currency or punctuation mark; a tuple, for a story has a hundred thousand.

    Attributes:
        key: Without case, possessive ending and dots of abbreviation.
        stem: The stem of ``key``; the key itself where it is no word.
        word: It is made of letters.
        capitalized: It begins with a capital letter.
        mark: It is punctuation.
        start: Its span in the article's text.
    """

    text: str
    key: str
    stem: str
    word: bool
    capitalized: bool
    mark: bool
    start: int
    end: int


@functools.lru_cache(maxsize=65536)
def stem(key: str) -> str:
    """The stem of a word without case.

    >>> stem("withdrawals")
    'withdraw'
    """
    return str(_STEMMER.stemWord(key)) if key.isalpha() else key


@functools.lru_cache(maxsize=65536)
def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of ``text[start:end]``, in order."""
    return tuple(Token(*_form(match[0]), *match.span()) for match in COMPARED.finditer(text, start, end))


def token_at(sequence: Sequence[Token], place: int) -> int:
    """The index of the first token that begins at a place of the text or behind it."""
    return bisect_left(sequence, place, key=_START)


@functools.lru_cache(maxsize=65536)
def _form(words: str) -> tuple[str, str, str, bool, bool, bool]:
    """What of a token is the same wherever it stands."""
    key, is_word = words.casefold().replace("’", "'"), words[0].isalpha()
    if is_word:
        key = key.replace(".", "").removesuffix("'s").removesuffix("'")
    return words, key, stem(key), is_word, words[0].isupper(), words in _MARKS


def keys(words: str) -> tuple[str, ...]:
    """The keys of the words of an entry of a list."""
    return tuple(token.key for token in tokens(words, 0, len(words)))


class Phrases:
    """A list of words and phrases, looked up in a sequence of tokens; the longest that begins at a place wins."""

    def __init__(self, entries: Iterable[tuple[str, str]], *, stems: bool = True) -> None:
        """Make the list.

        Args:
            entries: Words, and what they stand for.
            stems: Compare stems; otherwise the words as they are written, case aside.
        """
        self._stems = stems
        # By the first word, and by the second: many phrases begin with one of a few words. "" is for one word alone.
        # The longest stand first.
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        split = ((keys(words), meaning) for words, meaning in entries)
        self._add((tuple(map(stem, parts)) if stems else parts, meaning) for parts, meaning in split)

    @classmethod
    def of_forms(cls, entries: Iterable[tuple[tuple[str, ...], str]]) -> Phrases:
        """A list of words and phrases whose stems are known."""
        found = cls(())
        found._add(entries)
        return found

    def _add(self, entries: Iterable[tuple[tuple[str, ...], str]]) -> None:
        for parts, meaning in sorted(entries, key=lambda entry: -len(entry[0])):
            second = parts[1] if len(parts) > 1 else ""
            self._by_first.setdefault(parts[0], {}).setdefault(second, []).append((parts, meaning))

    @property
    def first_words(self) -> Set[str]:
        """The words with which an entry begins, as they are compared."""
        return self._by_first.keys()

    @property
    def single_words(self) -> frozenset[str]:
        """The entries of one word, as they are compared."""
        return frozenset(first for first, going_on in self._by_first.items() if "" in going_on)

    def find(self, sequence: Sequence[Token]) -> tuple[tuple[int, int, str], ...]:
        """First token, token after the last, and meaning of each entry found; no two overlap."""
        forms = [token.stem for token in sequence] if self._stems else [token.key for token in sequence]
        if self._by_first.keys().isdisjoint(forms):
            return ()
        found, behind = [], 0
        for i, form in enumerate(forms):
            if form not in self._by_first or i < behind:
                continue
            going_on = self._by_first[form]
            behind_it = forms[i + 1] if i + 1 < len(forms) else ""
            for parts, meaning in (*going_on.get(behind_it, ()), *going_on.get("", ())):
                if len(parts) == 1 or tuple(forms[i : i + len(parts)]) == parts:
                    behind = i + len(parts)
                    found.append((i, behind, meaning))
                    break
        return tuple(found)


@functools.cache
def synonyms() -> Phrases:
    """The sets of words of general English that tell the same, each under its commonest word."""
    return Phrases.of_forms(_related())


@functools.cache
def general_stems() -> frozenset[str]:
    """The stems of the words of general English that :func:`synonyms` holds."""
    return synonyms().single_words


def _related() -> Iterator[tuple[tuple[str, ...], str]]:
    """Each word or phrase as stems, and the name of its set; see ``tools/build_word_relations.py``."""
    file = resources.files("generator").joinpath("data", "word_relations.tsv.gz")
    for row in gzip.decompress(file.read_bytes()).decode().splitlines():
        name, _, words = row.partition("\t")
        yield from ((tuple(form.split()), name) for form in words.split("|"))


def words_of(tokens: tuple[Token, ...]) -> str:
    """The words of some tokens."""
    return " ".join(token.text for token in tokens)
