"""Which words of quotations that are set side by side differ, for the pages to mark.

Words are compared by their stems, function words not at all. A word that the other side has elsewhere has only
moved, and is not marked, unless it is a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.language.lexicon import listed
from generator.language.phrases import Token, tokens
from generator.language.spans import merge_spans
from generator.model import Comparison, Evidence
from generator.publish.citations import span_id

_QUOTED = re.compile(r"“([^“”]+)”")
_Words = tuple[Token, ...]


def marked_quotation(evidence: Evidence, comparison: Comparison) -> Markup:
    """The words of a piece of evidence, escaped, with those marked in which it differs from the others."""
    spans: tuple[tuple[int, int], ...] = ()
    if RELATION_KINDS[comparison.relation].differs:
        spans = differing(evidence, _others(evidence, comparison), named=_named(comparison))
    text, at, parts = evidence.quote.exact, 0, []
    for start, end in spans:
        parts += [Markup.escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    parts.append(Markup.escape(text[at:]))
    return Markup('<q class="quote" data-quote="{}">{}</q>').format(span_id(evidence), Markup("").join(parts))


def differing(
    evidence: Evidence, others: Sequence[Evidence], named: Sequence[str] = ()
) -> tuple[tuple[int, int], ...]:
    """The spans of a quotation that none of the others has, in order; neighboring words are one span.

    Args:
        evidence: The quotation.
        others: Those that it is set against.
        named: Words that are known to make the difference: they alone are marked where most of the words differ.
    """
    text = evidence.quote.exact
    own = _content(text)
    shared: set[int] = set()
    for other in others:
        shared |= _shared(own, _content(other.quote.exact))
    if 2 * len(shared) < len(own):
        found = _spans_of(text, named)
        # Marks on everything would say no more than the two quotations themselves.
        if found or not shared:
            return found
    return _joined(text, [word for number, word in enumerate(own) if number not in shared])


def _named(comparison: Comparison) -> tuple[str, ...]:
    """What the comparison's own text quotes."""
    return tuple(part for words in _QUOTED.findall(comparison.text) for part in words.split(" … "))


def _spans_of(text: str, named: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where these words stand, whole words each, overlapping ones as one."""
    spans = (
        (match.start(), match.end())
        for words in named
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    )
    return merge_spans(spans)


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
    stems, theirs = [word.stem for word in own], [word.stem for word in other]
    found: set[int] = set()
    for block in SequenceMatcher(None, stems, theirs, autojunk=False).get_matching_blocks():
        found.update(range(block.a, block.a + block.size))
    there = set(theirs)
    return found | {number for number, word in enumerate(own) if word.word and word.stem in there}


def _joined(text: str, words: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """The spans of words, those with nothing but white space between them as one."""
    spans: list[tuple[int, int]] = []
    for word in words:
        if spans and not text[spans[-1][1] : word.start].strip():
            spans[-1] = (spans[-1][0], word.end)
        else:
            spans.append((word.start, word.end))
    return tuple(spans)
