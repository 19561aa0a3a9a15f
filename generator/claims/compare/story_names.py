"""Which spellings in a story name the same: transliterations, and acronyms with what they stand for."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.known import once
from generator.language.lexicon import listed
from generator.language.names import capital_runs
from generator.language.phrases import Token, stem, tokens
from generator.language.spelling import plain_letters, same_word, skeleton
from generator.model import AnnotatedArticle, Article

# The words of a full name.
_LONGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of a story.

    Attributes:
        known: For each form of a name's word, the one it is known by.
        acronyms: For the words of a full name, its acronym.
        openings: The first words of those full names.
    """

    known: dict[str, str]
    acronyms: dict[tuple[str, ...], str]
    openings: frozenset[str]

    def read(self, sequence: Sequence[Token]) -> tuple[tuple[int, int, str], ...]:
        """The names in a sentence: first token, token after the last, and what the story knows them by."""
        found, behind = [], 0
        for i, token in enumerate(sequence):
            if not token.capitalized or i < behind:
                continue
            longest = min(_LONGEST, len(sequence) - i)
            sizes = range(longest, 1, -1) if token.key in self.openings else ()
            size = next((n for n in sizes if _parts(sequence[i : i + n]) in self.acronyms), 1)
            if size > 1:
                found.append((i, i + size, self.acronyms[_parts(sequence[i : i + size])]))
            elif name := self.known.get(folded(token.key)):
                found.append((i, i + 1, name))
            behind = i + size
        return tuple(found)

    def of(self, article: Article) -> tuple[object, ...]:
        """What of the names the reading of an article rests on: those of its own words."""
        forms, keys = _capitals(article)
        return (
            frozenset((form, self.known[form]) for form in forms & self.known.keys()),
            frozenset((parts, name) for parts, name in self.acronyms.items() if parts[0] in keys),
        )


@once
def _capitals(article: Article) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of an article's words with a capital, and these words without case."""
    every = (tokens(article.text, part.start, part.end) for part in article.sentences)
    keys = frozenset(token.key for sentence in every for token in sentence if token.capitalized)
    return frozenset(map(folded, keys)), keys


def names_of(articles: Iterable[AnnotatedArticle]) -> Names:
    """The names of a story, learned from all of its articles' sentences.

    A word is a name's when it has a capital inside a sentence and never stands in small letters.
    """
    seen = _Seen()
    for item in articles:
        seen.join(_seen_in(item.article))
    names = [key for key in seen.large if key not in seen.small or key in seen.acronyms]
    expanded = _expanded(seen.sequences, seen.acronyms)
    return Names(
        known=_known(names, seen.large), acronyms=expanded, openings=frozenset(parts[0] for parts in expanded)
    )


@once
def _seen_in(article: Article) -> _Seen:
    seen = _Seen()
    for part in article.sentences:
        sentence = tokens(article.text, part.start, part.end)
        words = [token for token in sentence if token.word]
        # A heading in capitals tells nothing of its words.
        if sum(token.capitalized for token in words) * 10 <= 6 * len(words) or len(words) <= 3:
            seen.add(sentence)
    return seen


@dataclass(slots=True)
class _Seen:
    """How the words of a story stand in it: in small letters, in large ones (counted), as acronyms, one by one."""

    small: set[str] = field(default_factory=set)
    large: Counter[str] = field(default_factory=Counter)
    acronyms: set[str] = field(default_factory=set)
    sequences: set[tuple[str, ...]] = field(default_factory=set)

    def join(self, other: _Seen) -> None:
        """Take what another has seen."""
        self.small |= other.small
        self.large.update(other.large)
        self.acronyms |= other.acronyms
        self.sequences |= other.sequences

    def add(self, sentence: Sequence[Token]) -> None:
        """Take the words of a sentence."""
        opens, stop = True, listed("same_words", "stop")
        for token in sentence:
            if not token.word:
                opens = not (token.text[0].isdigit() or token.text == ",")
                continue
            if not token.capitalized:
                self.small.add(token.key)
            elif token.text.isupper() and len(token.key) > 1:
                self.acronyms.add(token.key)
                self.large[token.key] += 1
            elif not opens and token.key not in stop:
                self.large[token.key] += 1
            opens = False
        self.sequences.update(_runs(sentence))


@functools.lru_cache(maxsize=65536)
def folded(key: str) -> str:
    """The stem of a name's word, without accents.

    >>> folded("müllers")
    'muller'
    """
    bare = plain_letters(key)
    return stem(bare) if bare.isalpha() else bare


def _known(names: Sequence[str], counts: Mapping[str, int]) -> dict[str, str]:
    """For each name's word, the most frequent of its spellings."""
    by_skeleton: dict[str, list[str]] = {}
    known: dict[str, str] = {}
    for name in sorted(names, key=lambda key: (-counts[key], key)):
        form = folded(name)
        if form in known:
            continue
        same = by_skeleton.setdefault(skeleton(form), [])
        leader = next((other for other in same if len(form) > 3 and same_word(form, other)), form)
        known[form] = leader
        if leader == form:
            same.append(form)
    return known


def _runs(sentence: Sequence[Token]) -> set[tuple[str, ...]]:
    """Sequences of two to six capitalized words, small words between them included."""
    links = listed("comparison", "names", "links")
    return {
        _parts(sentence[i : last + 1])
        for first, stop in capital_runs(sentence, links=lambda i: sentence[i].key in links)
        for i in range(first, stop)
        for last in range(i + 1, min(i + _LONGEST, stop))
        if sentence[i].capitalized and sentence[last].capitalized
    }


def _expanded(sequences: Iterable[tuple[str, ...]], acronyms: set[str]) -> dict[tuple[str, ...], str]:
    """The sequences whose initials are an acronym of the story."""
    found = {}
    for parts in sorted(sequences):
        initials = "".join(part[0] for part in parts if part not in listed("comparison", "names", "links"))
        every = "".join(part[0] for part in parts)
        for acronym in (initials, every):
            if len(acronym) > 1 and acronym in acronyms:
                found[parts] = acronym
    return found


def _parts(sequence: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.key for token in sequence)
