"""Which words of quotations that are set side by side carry the difference, for the pages to mark.

The editor's choice first (``mark:``); else the words that the comparison's own title names and a side lacks; else what
no other side has. Words are compared by their stems, figures by their value; function words, and names and dates that
both sides have, are never marked.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.language.lexicon import listed
from generator.language.numbers import cardinals
from generator.language.phrases import Token, tokens
from generator.language.spelling import same_word
from generator.model import Comparison, Evidence
from generator.publish.citations import span_id

_QUOTED = re.compile(r"“([^“”]+)”")
# Pieces of names, such as "al", tell no difference.
_SHORTEST = 3
_Words = tuple[Token, ...]
Spans = tuple[tuple[int, int], ...]


def marked_quotation(evidence: Evidence, comparison: Comparison) -> Markup:
    """The words of a piece of evidence, escaped, with those marked that carry the difference."""
    text, at, parts = evidence.quote.exact, 0, []
    for start, end in marks(evidence, comparison):
        parts += [Markup.escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    parts.append(Markup.escape(text[at:]))
    return Markup('<q class="quote" data-quote="{}">{}</q>').format(span_id(evidence), Markup("").join(parts))


def marks(evidence: Evidence, comparison: Comparison) -> Spans:
    """The spans of a quotation that carry the difference, in order; neighboring words are one span."""
    if any(item.marked for item in comparison.evidence):
        return evidence.marked
    if not RELATION_KINDS[comparison.relation].differs:
        return ()
    focus = () if comparison.found else _content(comparison.title)
    if any(_named_by(item, comparison.evidence, focus) for item in comparison.evidence):
        return _joined(evidence.quote.exact, _named_by(evidence, comparison.evidence, focus))
    return differing(evidence, _others(evidence, comparison), named=_named(comparison))


def _named_by(evidence: Evidence, every: Sequence[Evidence], focus: _Words) -> list[Token]:
    """The words that the title names and not every quotation has."""
    wanted = {_value(word) for word in focus}
    common = set.intersection(*({_value(word) for word in _content(item.quote.exact)} for item in every))
    return [word for word in _content(evidence.quote.exact) if _value(word) in wanted - common]


def differing(evidence: Evidence, others: Sequence[Evidence], named: Sequence[str] = ()) -> Spans:
    """The spans of a quotation that none of the others has, in order; neighboring words are one span.

    Args:
        evidence: The quotation.
        others: Those that it is set against.
        named: Words that are known to make the difference: among them alone is marked where most of the words differ.
    """
    text = evidence.quote.exact
    own = _content(text)
    shared: set[int] = set()
    for other in others:
        shared |= _shared(own, _content(other.quote.exact))
    apart = [
        word
        for number, word in enumerate(own)
        if number not in shared and (not word.word or len(word.text) >= _SHORTEST)
    ]
    if 2 * len(shared) < len(own):
        within = [(start, end) for words in named for start, end in _places(text, words)]
        known = [word for word in apart if any(start <= word.start < end for start, end in within)]
        # Marks on everything would say no more than the two quotations themselves.
        if known or not shared:
            return _joined(text, known)
    return _joined(text, apart)


def _named(comparison: Comparison) -> tuple[str, ...]:
    """What the comparison's own text quotes."""
    return tuple(part for words in _QUOTED.findall(comparison.text) for part in words.split(" … "))


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand, whole words each."""
    found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return [(match.start(), match.end()) for match in found]


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


def _joined(text: str, words: Sequence[Token]) -> Spans:
    """The spans of words, those with nothing but white space between them as one."""
    spans: list[tuple[int, int]] = []
    for word in words:
        if spans and not text[spans[-1][1] : word.start].strip():
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
