"""Which words of quotations that are set side by side carry the difference, for the pages to mark.

The editor's choice first (``mark:``); else the words that the comparison's own title names and a side lacks; else what
no other side has. Words are compared by their stems, figures by their value; function words, and names and dates that
both sides have, are never marked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from markupsafe import Markup

from generator.catalog import _
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.language.lexicon import listed
from generator.language.numbers import cardinals
from generator.language.phrases import Token, tokens
from generator.language.spans import merge_spans
from generator.language.spelling import same_word
from generator.model import Comparison, Evidence, Relation
from generator.publish.citations import span_id
from generator.publish.phrases import shown_marks

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"“([^“”]+)”")
# Pieces of names, such as "al", tell no difference.
_SHORTEST = 3
_EDGES = " ,;:.“”\"'()–—-"
_LAST_WORD = re.compile(r"\w+$")
_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_PARENTHESES = re.compile(r"[()]")
# Longer words are no heading.
_MOST_TITLE_WORDS = 7
_Words = tuple[Token, ...]
Spans = tuple[tuple[int, int], ...]


def marked_quotation(evidence: Evidence, comparison: Comparison) -> Markup:
    """The words of a piece of evidence, escaped, with those marked that carry the difference."""
    text, at, parts = evidence.quote.exact, 0, []
    for start, end in marks(evidence, comparison):
        parts += [shown_marks(text[at:start]), Markup("<mark>{}</mark>").format(shown_marks(text[start:end]))]
        at = end
    parts.append(shown_marks(text[at:]))
    return Markup('<q class="quote" data-quote="{}">{}</q>').format(span_id(evidence), Markup("").join(parts))


def marks(evidence: Evidence, comparison: Comparison) -> Spans:
    """The spans of a quotation that carry the difference, in order; neighboring words are one span."""
    if any(item.marked for item in comparison.evidence):
        return evidence.marked
    return _found_marks(evidence, comparison) if RELATION_KINDS[comparison.relation].differs else ()


def _found_marks(evidence: Evidence, comparison: Comparison) -> Spans:
    """What carries the difference: by the comparison's title, else by the words that its text names, else by all."""
    every, text = comparison.evidence, evidence.quote.exact
    focus = () if comparison.found or comparison.claim_dated else _content(comparison.title)
    if any(_in_title(item, every, focus) for item in every):
        return _joined(text, _in_title(evidence, every, focus), comparison.title)
    named = [words for quoted in _QUOTED.findall(comparison.text) for words in quoted.split(" … ")]
    if comparison.claim_dated:
        # Of dates all that dates is read against all that dates: "five or six days", not "or six".
        return _places(text, named)
    if any(_places(item.quote.exact, named) for item in every):
        return _cut(evidence, _others(evidence, comparison), _places(text, named))
    return differing(evidence, _others(evidence, comparison))


def differing_stretch(evidence: Evidence, comparison: Comparison) -> tuple[int, int] | None:
    """The stretch of a quotation that differs: the words that the comparison names, else what is marked."""
    spans = _places(evidence.quote.exact, _QUOTED.findall(comparison.text)) or marks(evidence, comparison)
    return (spans[0][0], spans[-1][1]) if spans else None


def difference_title(comparison: Comparison) -> str:
    """What heads a difference: an editor's title; of a found one the words on its two sides, where these are few."""
    sides = list(dict.fromkeys(_QUOTED.findall(comparison.text)))
    updated = comparison.relation is Relation.UPDATE
    # Of several updates the first count and the last.
    sides = [*sides[:1], *(sides[1:][-1:] if updated else sides[1:2])]
    few = all(len(words.split()) <= _MOST_TITLE_WORDS for words in sides)
    if not comparison.found or len(sides) < 2 or not few:
        return comparison.title
    if updated:
        return _("“{first}”, then “{second}”", first=sides[0], second=sides[1])
    return _("“{first}” or “{second}”?", first=sides[0], second=sides[1])


def _in_title(evidence: Evidence, every: Sequence[Evidence], focus: _Words) -> list[Token]:
    """The words that the title names and not every quotation has."""
    wanted = {_value(word) for word in focus}
    common = set.intersection(*({_value(word) for word in _content(item.quote.exact)} for item in every))
    return [word for word in _content(evidence.quote.exact) if _value(word) in wanted - common]


def _cut(evidence: Evidence, others: Sequence[Evidence], spans: Spans) -> Spans:
    """Of the stretches that are known to differ what is left without the words that every other side has."""
    text = evidence.quote.exact
    own = _content(text)
    sides: dict[str, set[int]] = {}
    for item in others:
        sides.setdefault(item.article_id, set()).update(_shared(own, _content(item.quote.exact)))
    shared = [own[number] for number in sorted(set.intersection(*sides.values()))] if sides else []
    tidy = (part for span in spans for left in _around(span, shared) for part in _tidied(text, *left))
    return merge_spans((start, end) for start, end in tidy if any(start <= word.start < end for word in own))


def _around(span: tuple[int, int], shared: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of a span between the words that are shared."""
    at, end = span
    for word in (word for word in shared if span[0] <= word.start < end):
        yield at, word.start
        at = word.end
    yield at, end


def _tidied(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span outside and inside its brackets, with whole compounds, without words that only lead on."""
    bounds = [start, *(start + match.start() for match in _PARENTHESES.finditer(text[start:end])), end]
    function_words = listed("function_words", "words")
    for first, last in pairwise(bounds):
        at, to = _trimmed(text, first, last)
        # Of "south of" before a name the last word leads on; that of "unaccounted for." does not.
        while (
            text[to : to + 1].isspace()
            and (word := _LAST_WORD.search(text, at, to))
            and (word[0].casefold() in function_words)
        ):
            at, to = _trimmed(text, at, word.start())
        whole = [item.span() for item in _COMPOUND.finditer(text) if item.start() < to and at < item.end()]
        if at < to:
            yield min([at, *(item[0] for item in whole)]), max([to, *(item[1] for item in whole)])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without marks and white space at its edges."""
    words = text[start:end].rstrip(_EDGES)
    return start + len(words) - len(words.lstrip(_EDGES)), start + len(words)


def differing(evidence: Evidence, others: Sequence[Evidence]) -> Spans:
    """The spans of a quotation that none of the others has; none where most of its words are its own.

    Marks on everything would say no more than the two quotations themselves.
    """
    own = _content(evidence.quote.exact)
    shared: set[int] = set()
    for other in others:
        shared |= _shared(own, _content(other.quote.exact))
    apart = [
        word
        for number, word in enumerate(own)
        if number not in shared and (not word.word or len(word.text) >= _SHORTEST)
    ]
    return _joined(evidence.quote.exact, apart) if 2 * len(shared) >= len(own) else ()


def _places(text: str, named: Sequence[str]) -> Spans:
    """Where these words stand, whole words each, overlapping ones as one."""
    found = (re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text) for words in named)
    return merge_spans((match.start(), match.end()) for matches in found for match in matches)


def _value(word: Token) -> str:
    """What a word is compared by: its stem, a number's value."""
    return str(cardinals()[word.key]) if word.key in cardinals() else word.stem


def _others(evidence: Evidence, comparison: Comparison) -> list[Evidence]:
    """The other articles' words; where all are of one article, its other words."""
    apart = [item for item in comparison.evidence if item.article_id != evidence.article_id]
    return apart or [item for item in comparison.evidence if item is not evidence]


# The words of one comparison are asked for once for each of its quotations.
@functools.lru_cache(maxsize=256)
def _content(text: str) -> _Words:
    common = listed("function_words", "words")
    return tuple(
        token
        for token in tokens(text, 0, len(text))
        if not token.mark and (token.key not in common or not token.word)
    )


def _shared(own: _Words, other: _Words) -> set[int]:
    """Numbers of the own words that the other side has too."""
    stems, theirs = [_value(word) for word in own], [_value(word) for word in other]
    found: set[int] = set()
    for block in SequenceMatcher(None, stems, theirs, autojunk=False).get_matching_blocks():
        found.update(range(block.a, block.a + block.size))
    there, names = set(theirs), [word.text for word in other if word.text[:1].isupper()]
    return found | {
        number
        for number, word in enumerate(own)
        if word.word and (_value(word) in there or _is_one_of(word, names))
    }


def _is_one_of(word: Token, names: Sequence[str]) -> bool:
    """Whether a word with a capital is a name that the other side spells its own way."""
    return word.text[:1].isupper() and any(same_word(word.text.casefold(), name.casefold()) for name in names)


def _joined(text: str, words: Sequence[Token], title: str = "") -> Spans:
    """The spans of words, those as one with nothing but white space, or other words of the title, between them."""
    said = frozenset(_WORD.findall(title.casefold()))
    spans: list[tuple[int, int]] = []
    for word in words:
        between = text[spans[-1][1] : word.start].casefold() if spans else "."
        if not _WORD.sub("", between).strip() and said.issuperset(_WORD.findall(between)):
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
