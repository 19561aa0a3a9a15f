"""What a reporting clause lays to its speaker: the spans before, after and around it."""

from __future__ import annotations

from generator.annotate.clauses import TokenKind, View, listed
from generator.annotate.nouns import categories
from generator.annotate.subjects import is_introduction

_ADJUNCT_AT_MOST = 8
_NEAR = 5

Spans = tuple[tuple[int, int], ...]


def preceding(view: View, subject: int, verb: int) -> Spans:
    """What stands before subject and verb, if the clause comes after or inside what it reports."""
    if view.kind(subject - 1) is TokenKind.QUOTE:
        return quotes(view, 0)
    if view.key(subject - 1) == "as" and view.kind(verb + 1) is TokenKind.COMMA:
        return around(view, subject - 1, verb + 1)
    if view.kind(subject - 1) is not TokenKind.COMMA:
        return ()
    before = (view.start, view.tokens[subject - 1].start)
    stop = _behind_adjunct(view, verb + 1)
    leads_up = stop > verb + 1 and _only_leads_up(view, subject - 1, stop)
    told_before: Spans = (before,) if before[0] < before[1] and not leads_up else ()
    if view.kind(stop) in (None, TokenKind.MARK):
        return told_before
    if view.kind(stop) is not TokenKind.COMMA or view.kind(stop + 1) is not TokenKind.WORD:
        return ()
    joined = view.key(stop + 1) in listed("reporting", "words", "conjunctions")
    return told_before if joined else (*told_before, *rest(view, stop + 1))


def following(view: View, verb: int, kind: str) -> tuple[int, Spans]:
    """What follows the verb, and the last token of the reporting words."""
    first = verb + 1
    that = _that(view, first)
    if that is not None and kind != "quoting":
        return that, rest(view, that + 1)
    if kind == "verdict":
        return verb, ()
    if kind == "object":
        first = _behind_object(view, first)
    lead = first + (view.kind(first) in (TokenKind.COMMA, TokenKind.MARK))
    if view.kind(lead) is TokenKind.QUOTE:
        return verb, rest(view, lead)
    empty = listed("reporting", "words", "adjuncts") | listed("reporting", "words", "empty")
    clause = view.key(first) and view.key(first) not in empty
    if clause and kind in ("speaking", "telling", "object"):
        return verb, rest(view, first)
    return verb, quotes(view, first)


def _only_leads_up(view: View, comma: int, stop: int) -> bool:
    """Whether what stands before a clause is no content: each piece between commas is like "After the vote".

    Before a colon the first piece tells, since the content may follow.
    """
    if view.kind(stop) is TokenKind.MARK and view.tokens[stop].text == ":":
        return is_introduction(view, 0)
    starts = [0, *(i + 1 for i in range(comma) if view.kind(i) is TokenKind.COMMA)]
    return all(is_introduction(view, i) for i in starts)


def _behind_adjunct(view: View, first: int) -> int:
    """The token after words like "on Tuesday" or "in a statement" that reach up to punctuation; else ``first``."""
    stop = view.words_until(first)
    reaches = view.key(first) in listed("reporting", "words", "adjuncts") and stop - first <= _ADJUNCT_AT_MOST
    return stop if reaches and "that" not in view.word_keys[first:stop] else first


def _that(view: View, first: int) -> int | None:
    """The "that" of a reporting clause: at once, or after words like "on Tuesday" or "reporters in a note"."""
    stop = first
    while stop < first + _ADJUNCT_AT_MOST and (view.key(stop) or view.kind(stop) is TokenKind.COMMA):
        if view.key(stop) == "that":
            adjunct = view.key(first) in listed("reporting", "words", "adjuncts")
            return stop if stop == first or adjunct or _is_object(view, first) else None
        stop += 1
    return None


def _is_object(view: View, i: int) -> bool:
    return bool(categories(view.tokens[i : i + 2])) or view.tokens[i].capitalized


def _behind_object(view: View, first: int) -> int:
    """The token after the person or body that is told something."""
    last = first
    for i in range(first, min(first + _NEAR, view.words_until(first))):
        if view.tokens[i].capitalized or categories([view.tokens[i]]):
            last = i
        elif last > first or view.key(i) in listed("reporting", "words", "adjuncts"):
            break
    return last + 1


def behind_document(view: View, first: int, stop: int) -> int:
    """Past "a statement from", so that whoever gave it out is the source."""
    for i in range(first, min(first + _NEAR, stop)):
        document = view.key(i) in listed("speakers", "document")
        if document and view.key(i + 1) in ("from", "by", "of") and i + 2 < stop:
            return i + 2
    return first


def rest(view: View, first: int) -> Spans:
    """From a token to the end of the sentence, or of the quotation that it begins or that reaches beyond."""
    if first >= len(view) or all(token.kind is TokenKind.MARK for token in view.tokens[first:]):
        return ()
    end = max([view.end, *(token.end for token in view.tokens[first:])])
    return ((view.tokens[first].start, end),)


def around(view: View, first: int, stop: int) -> Spans:
    """What stands before and after a phrase set off by commas."""
    before = view.start, view.tokens[first - 1].end if first else view.start
    if first and view.kind(first - 1) is TokenKind.COMMA:
        before = view.start, view.tokens[first - 1].start
    after = rest(view, stop + 1) if view.kind(stop) is TokenKind.COMMA else ()
    return (*((before,) if before[0] < before[1] else ()), *after)


def quotes(view: View, first: int) -> Spans:
    """The quotations from a token on."""
    return tuple((t.start, t.end) for t in view.tokens[first:] if t.kind is TokenKind.QUOTE)
