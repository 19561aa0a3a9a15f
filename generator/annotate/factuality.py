"""Which passages of an article are less than stated: unclear, denied, planned, or the article's own inference.

By word lists, in the categories of FactBank (Saurí and Pustejovsky 2008). In come an article and its attributions,
out go marks. English only.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.annotate.attribution.clauses import TokenKind, View, listed, view_of
from generator.data import table
from generator.language.lexicon import verbs
from generator.model import Article, Attribution, Factuality, FactualityMark, VoucherKind

_NOT_SPEECH = (VoucherKind.OWN_VOICE, VoucherKind.HEADLINE_ONLY)
_PASSED_OVER_AT_MOST = 3
_BETWEEN_AT_MOST = 16
# Where two marks cover as much, the earlier of these tells.
_WEAKEST_FIRST = (Factuality.DENIED, Factuality.UNCLEAR, Factuality.INFERRED, Factuality.PLANNED)
_CUT_MARKS = ";:—–"
# No sentence of an article is longer; what is, is a table or a list.
_TOKENS_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    scope: str
    factuality: Factuality


def read_factuality(article: Article, attributions: Sequence[Attribution]) -> tuple[FactualityMark, ...]:
    """The marked passages of the article, headings among them, in order of their start.

    Args:
        article: The article.
        attributions: Who says what in it: what a source calls likely is no inference of the
            article's, and what is attributed to a source ends the passage.
    """
    if article.language.split("-")[0].lower() != "en":
        return ()
    speech = sorted(
        (item for item in attributions if item.kind not in _NOT_SPEECH),
        key=lambda item: (item.start, item.end),
    )
    starts = [item.start for item in speech]
    found: list[FactualityMark] = []
    for sentence in article.sentences:
        if sentence.start < sentence.end:
            view = view_of(article.text, sentence.start, sentence.end, ())
            if len(view) > _TOKENS_AT_MOST:
                continue
            near = speech[
                max(0, bisect_right(starts, sentence.start) - 2) : bisect_right(starts, sentence.end)
            ]
            found.extend(_marks(article.id, view, near))
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))


def factuality_of(marks: Sequence[FactualityMark], start: int, end: int) -> Factuality:
    """How a span is put: as the marks that cover at least half of it say, else ``STATED``.

    Of several the one that covers most; of equals, a denial before what is unclear, inferred or planned.
    """
    shared = [(min(end, item.end) - max(start, item.start), item.factuality) for item in marks]
    enough = [pair for pair in shared if pair[0] > 0 and 2 * pair[0] >= end - start]
    if not enough:
        return Factuality.STATED
    return min(enough, key=lambda pair: (-pair[0], _WEAKEST_FIRST.index(pair[1])))[1]


def _marks(article_id: str, view: View, speech: Sequence[Attribution]) -> Iterator[FactualityMark]:
    edges = _edges(view)
    found: list[tuple[int, FactualityMark]] = []
    for i in range(len(view)):
        cue = _between(view, i) or _at(view, i)
        if cue is None:
            continue
        phrase, last = cue
        held = _holder(speech, view.tokens[i].start)
        if held is None and view.key(i) == "would":
            continue
        if held and phrase.factuality is Factuality.INFERRED:
            continue
        start, end = _span(view, edges, phrase, i, last)
        if held:
            start, end = max(start, held.start), min(end, held.end)
        if start < end:
            mark = FactualityMark(
                article_id=article_id,
                start=start,
                end=end,
                factuality=phrase.factuality,
                cue=view.between(i, last),
                cue_start=view.tokens[i].start,
            )
            found.append((view.tokens[i].start, mark))
    yield from _told_once(found)


def _told_once(found: Sequence[tuple[int, FactualityMark]]) -> Iterator[FactualityMark]:
    """The marks, but no plan or inference inside what is unclear or denied, and none twice."""
    firm = [mark for _, mark in found if mark.factuality in (Factuality.UNCLEAR, Factuality.DENIED)]
    done: set[tuple[Factuality, int]] = set()
    for position, mark in found:
        inside = mark not in firm and any(other.start <= position < other.end for other in firm)
        if not inside and (mark.factuality, mark.end) not in done:
            done.add((mark.factuality, mark.end))
            yield mark


def _at(view: View, i: int) -> tuple[_Phrase, int] | None:
    """The longest phrase that begins with token ``i``, and its last token."""
    best: tuple[_Phrase, int] | None = None
    for phrase in _phrases().get(view.key(i), ()):
        last = _matches(view, i, phrase.words)
        if last is not None and (best is None or last > best[1]):
            best = phrase, last
    if best and view.key(i) in listed("factuality", "modals") and not _is_modal(view, i):
        return None
    if view.key(i) in listed("factuality", "plan_nouns") and view.key(i - 1) in listed(
        "factuality", "nouns_follow"
    ):
        return None  # "The plan a clerk drew up failed."
    if view.key(i) == "denied" and view.key(i - 1) in listed("factuality", "be"):
        return None  # "He was denied a visa."
    return best


def _is_modal(view: View, i: int) -> bool:
    """Whether "will" or "may" is no noun, name or month."""
    before = view.key(i - 1)
    return (
        view.tokens[i].text.islower()
        and view.keys(i, 2) != "would have"
        and before not in listed("factuality", "nouns_follow")
        and not before.endswith("'s")
        and bool(view.key(i + 1))
    )


def _matches(view: View, i: int, words: tuple[str, ...]) -> int | None:
    position = i
    for word in words[1:]:
        position += 1
        passed = 0
        while not _same(view.key(position), word) and _is_passed_over(view, position):
            position += 1
            passed += 1
            if passed > _PASSED_OVER_AT_MOST:
                return None
        if not _same(view.key(position), word):
            return None
    return position


def _same(key: str, word: str) -> bool:
    return key in _stands_for(word) if word[0].isupper() else key == word


@functools.cache
def _stands_for(word: str) -> frozenset[str]:
    """The words of the list, or of the verbs' role, that a word in capitals names."""
    name, _, forms = word.partition(".")
    name = name.lower()
    return listed("factuality", name) if name in table("factuality") else verbs(name, forms=forms)


def _is_passed_over(view: View, i: int) -> bool:
    key = view.key(i)
    return key in listed("factuality", "skipped") or (key.endswith("ly") and len(key) > 4)


def _between(view: View, i: int) -> tuple[_Phrase, int] | None:
    """``dismissed the reports as false``: what stands between the words is denied."""
    if view.key(i) not in verbs("brands"):
        return None
    endings = listed("factuality", "denied", "names")
    for k in range(i + 2, min(i + _BETWEEN_AT_MOST, len(view))):
        if not view.key(k):
            return None
        count = next((n for n in (3, 2, 1) if view.keys(k, n) in endings), 0)
        if count:
            words = (view.key(i), *(view.key(j) for j in range(k, k + count)))
            return _Phrase(words, "between", Factuality.DENIED), k + count - 1
    return None


@functools.cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """The phrases of the word list by their first word."""
    data = table("factuality")
    found: dict[str, list[_Phrase]] = {}
    for factuality in _WEAKEST_FIRST:
        for scope in ("after", "onward", "clause"):
            for text in data[factuality.value].get(scope, ()):
                words = tuple(text.split())
                for first in _stands_for(words[0]) if words[0][0].isupper() else words[:1]:
                    found.setdefault(first, []).append(_Phrase(words, scope, factuality))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _edges(view: View) -> list[int]:
    """The tokens with which a clause begins, the sentence's first and its length among them."""
    openers, bare = listed("factuality", "clause_openers"), listed("factuality", "bare_openers")
    found = [0]
    for i in range(1, len(view)):
        key = view.key(i)
        comma = view.kind(i - 1) is TokenKind.COMMA
        if (
            view.tokens[i - 1].text in _CUT_MARKS
            or (comma and (key in openers or (key.endswith("ing") and len(key) > 5)))
            or key in bare
        ):
            found.append(i)
    return [*found, len(view)]


def _span(view: View, edges: Sequence[int], phrase: _Phrase, first: int, last: int) -> tuple[int, int]:
    """What a phrase from token ``first`` to ``last`` marks; ``(0, 0)`` for nothing."""
    if phrase.scope == "between":
        return view.tokens[first + 1].start, view.tokens[last - len(phrase.words) + 1].end
    place = bisect_right(edges, first)
    begin = edges[place - 1]
    stop = _clause_end(view, edges[place:], begin, last)
    if phrase.scope == "after":
        last += view.key(last + 1) == "that"
        return view.span(last + 1, stop) if stop > last else (0, 0)
    if phrase.scope == "onward":
        return view.span(first, _comma(view, last + 1, stop, stop + 1) - 1)
    opened = begin < first and view.key(begin) in listed("factuality", "clause_openers")
    return view.span(begin + opened, stop)


def _clause_end(view: View, edges: Sequence[int], begin: int, last: int) -> int:
    """The last word of the clause that begins with token ``begin`` and goes on behind token ``last``."""
    stop = next((edge for edge in edges if edge > last + 1), len(view)) - 1
    if begin and view.key(begin) in listed("reporting", "words", "relatives"):
        stop = _comma(view, last, stop, stop)
    while stop > last and view.kind(stop) is not TokenKind.WORD:
        stop -= 1
    return stop


def _comma(view: View, first: int, stop: int, otherwise: int) -> int:
    """The first comma from token ``first`` on and before token ``stop``."""
    return next((k for k in range(first, stop) if view.kind(k) is TokenKind.COMMA), otherwise)


def _holder(speech: Sequence[Attribution], position: int) -> Attribution | None:
    """The shortest attribution whose content holds the position."""
    held = [item for item in speech if item.start <= position < item.end]
    return min(held, key=lambda item: item.end - item.start, default=None)
