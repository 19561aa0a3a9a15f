"""What a reporting clause attributes to its speaker: the spans before, after and around it.

In come a sentence and the tokens of subject and verb, out go spans of the article; a ``Finding`` holds them.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.annotate.attribution.memory import Speaker
from generator.annotate.attribution.phrases import auxiliaries
from generator.annotate.attribution.subjects import is_introduction
from generator.annotate.attribution.voucher_kind import categories, outlet_at
from generator.language.lexicon import irregular_pasts, listed
from generator.language.tokens import TokenKind, View
from generator.model import VoucherKind

_ADJUNCT_AT_MOST = 8
_NEAR = 5
_DESCRIBED_AT_LEAST = 5
# Verbs that may have whoever is told between them and "that".
_WITH_OBJECT = ("tells", "says_that", "quotes")

Spans = tuple[tuple[int, int], ...]
NOBODY = Speaker(name="", kind=VoucherKind.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A speaker and what a reporting clause attributes to them.

    Attributes:
        speaker: Who; their name is ``""`` where nobody is named.
        cue: Where the reporting words stand.
        position: Where the clause that names the speaker begins.
        contents: The spans of what is attributed to them, in order.
        source: Where the sentence names the speaker, if it does.
        within: Who passes the speaker's words on.
    """

    speaker: Speaker
    cue: tuple[int, int]
    position: int
    contents: Spans
    source: tuple[int, int] | None = None
    within: Finding | None = None


def preceding(view: View, subject: int, verb: int, kind: str) -> Spans:
    """What stands before subject and verb, if the clause comes after or inside what it reports."""
    if view.kind(subject - 1) is TokenKind.QUOTE:
        return quotes(view, 0)
    if view.key(subject - 1) == "as" and view.kind(verb + 1) is TokenKind.COMMA:
        return around(view, subject - 1, verb + 1)
    if view.kind(subject - 1) is not TokenKind.COMMA:
        return ()
    told = _behind_object(view, verb + 1) if kind == "tells" and view.key(verb + 1) else verb + 1
    stop = _behind_adjunct(view, told)
    before = _unless_leading_up(view, subject - 1, stop, adjunct=stop > told)
    if view.kind(stop) in (None, TokenKind.MARK):
        return before
    if view.kind(stop) is not TokenKind.COMMA or view.kind(stop + 1) is not TokenKind.WORD:
        return ()
    joined = view.key(stop + 1) in listed("reporting", "words", "conjunctions")
    return before if joined else (*before, *rest(view, stop + 1))


def _unless_leading_up(view: View, comma: int, stop: int, *, adjunct: bool) -> Spans:
    """What stands before the comma, unless it only leads up to a verb that has an adjunct of its own."""
    end = view.tokens[comma].start
    colon = view.kind(stop) is TokenKind.MARK and view.tokens[stop].text == ":"
    bare = comma == 1 and (
        is_introduction(view, 0) or view.key(0) in listed("reporting", "words", "openings")
    )
    if view.start >= end or bare or ((adjunct or colon) and _only_leads_up(view, comma, stop)):
        return ()
    return ((view.start, end),)


def following(view: View, verb: int, kind: str) -> tuple[int, Spans]:
    """What follows the verb, and the last token of the reporting words."""
    first = verb + 1
    if kind == "reports" and _is_pronoun(view, first):
        return verb, (view.span(first, first),)
    that = _that(view, first, kind)
    if that is not None and kind != "quotes":
        return that, rest(view, that + 1)
    if kind == "rules":
        return verb, ()
    if kind == "tells":
        if not listed("reporting", "nouns", "told_things").isdisjoint(view.word_keys[first : first + 3]):
            return verb, quotes(view, first)
        first = _behind_object(view, first)
    first = _behind_time(view, first)
    lead = first + (view.kind(first) in (TokenKind.COMMA, TokenKind.MARK))
    if view.kind(lead) is TokenKind.QUOTE:
        return verb, rest(view, lead)
    return verb, rest(view, first) if _opens_content(view, first, kind) else quotes(view, first)


def _opens_content(view: View, first: int, kind: str) -> bool:
    """Whether what is said begins with token ``first``, without "that"."""
    key = view.key(first)
    empty = listed("reporting", "words", "adjuncts") | listed("reporting", "words", "empty")
    # "said at least 12 people", but not "said at noon"
    bound = key == "at" and view.key(first + 1) in listed("reporting", "words", "bounds")
    if not key or (key in empty and not bound):
        return False
    # "experts warn it is too early"
    opened = key in listed("reporting", "words", "content_openers") and is_finite(view, first + 1)
    return kind in ("says", "reports", "tells") or (kind == "says_that" and opened)


def _is_pronoun(view: View, i: int) -> bool:
    """Whether a word stands for what is told: "denied this", "confirmed it on Monday"."""
    ends = not view.key(i + 1) or view.key(i + 1) in listed("reporting", "words", "before_times")
    return view.key(i) in listed("reporting", "words", "stand_ins") and ends


def _only_leads_up(view: View, comma: int, stop: int) -> bool:
    """Whether what stands before a clause is no content: each piece between commas is like "After the vote".

    Before a colon the first piece tells, since the content may follow.
    """
    if view.kind(stop) is TokenKind.MARK and view.tokens[stop].text == ":":
        return is_introduction(view, 0) or view.key(0).endswith(("ing", "ed"))
    starts = [0, *(i + 1 for i in range(comma) if view.kind(i) is TokenKind.COMMA)]
    return all(is_introduction(view, i) for i in starts)


def _behind_adjunct(view: View, first: int) -> int:
    """The token after words like "on Tuesday" or "in a statement" that reach up to punctuation; else ``first``."""
    stop = view.words_until(first)
    reaches = view.key(first) in listed("reporting", "words", "adjuncts") and stop - first <= _ADJUNCT_AT_MOST
    return stop if reaches and "that" not in view.word_keys[first:stop] else first


def _behind_time(view: View, first: int) -> int:
    """The token after words like "on Thursday"; ``first`` where a clause does not follow them."""
    times, before = listed("reporting", "words", "times"), listed("reporting", "words", "before_times")
    times |= listed("dates", "months")
    i = first + (view.key(first) in before)
    if view.key(i) not in times:
        return first
    while view.key(i) in times:
        i += 1
    opens = view.key(i) in listed("reporting", "words", "content_openers") | listed("speakers", "determiners")
    # "Said on Tuesday no trace was found"
    named = view.key(i) == "no" or (bool(view.key(i)) and view.tokens[i].capitalized)
    clause = named and any(is_finite(view, at) for at in range(i + 1, view.words_until(i)))
    return i if opens or clause else first


def _that(view: View, first: int, kind: str) -> int | None:
    """The "that" of a reporting clause: at once, or after words like "on Tuesday" or "reporters in a note"."""
    stop = first
    while stop < first + _ADJUNCT_AT_MOST and (view.key(stop) or view.kind(stop) is TokenKind.COMMA):
        if view.key(stop) == "that":
            opening = first + (view.kind(first) is TokenKind.COMMA)
            if stop != first and _is_relative(view, stop, opening):
                return None
            adjunct = any(
                view.key(opening) in listed("reporting", "words", k) for k in ("leading_to_that", "adjuncts")
            )
            told = kind in _WITH_OBJECT and _is_object(view, first, kind)
            return stop if stop == first or adjunct or told else None
        stop += 1
    return None


def _is_relative(view: View, that: int, opening: int) -> bool:
    """Whether a "that" goes with a noun: "hope to develop a plan that would help", not "said to reporters that"."""
    if view.key(that + 1) in auxiliaries():
        return True
    infinitive = view.key(opening) == "to" and not _is_object(view, opening + 1, "tells")
    return infinitive and view.key(opening + 1) not in listed("speakers", "determiners")


def _is_object(view: View, i: int, kind: str) -> bool:
    if kind == "tells" and view.key(i) in listed("speakers", "determiners"):
        return True
    near = view.tokens[i : i + 3]
    return (
        bool(categories(near)) or any(token.capitalized for token in near) or outlet_at(view, i) is not None
    )


def _behind_object(view: View, first: int) -> int:
    """The token after the person or body that is told something."""
    outlet = outlet_at(view, first)
    if outlet is not None:
        return outlet + 1
    last = first
    for i in range(first, min(first + _NEAR, view.words_until(first))):
        told = view.key(i) in listed("reporting", "nouns", "told_bodies")
        if told or view.tokens[i].capitalized or categories([view.tokens[i]]):
            last = i
        elif last > first or view.key(i) in listed("reporting", "words", "adjuncts"):
            break
    return last + 1


def behind_document(view: View, first: int, stop: int) -> int:
    """Past "a statement from", so that whoever gave it out is the source."""
    for i in range(first, min(first + _NEAR, stop)):
        document = view.key(i) in listed("speakers", "document")
        if document and view.key(i + 1) in listed("reporting", "nouns", "givers") and i + 2 < stop:
            return i + 2
    return first


def described(view: View, verb: int) -> Spans:
    """What somebody describes: a few words at least, and not "described it as"."""
    enough = len(view) - verb > _DESCRIBED_AT_LEAST and view.kind(verb + 1) is TokenKind.WORD
    return rest(view, verb + 1) if enough and "as" not in view.word_keys[verb:] else quotes(view, verb)


def relative_content(view: View, verb: int, relative: int) -> Spans:
    """What follows the verb of "which the mayor said was safe", as far as the relative clause goes."""
    first = verb + 1
    stop = len(view)
    if view.kind(relative - 1) is TokenKind.COMMA:
        stop = next((i for i in range(first, stop) if view.kind(i) is TokenKind.COMMA), stop)
    else:
        stop = _next_verb(view, first + 2, stop)
    return _up_to(view, first, stop)


def clause_until(view: View, first: int, leads: bool) -> Spans:
    """What follows "the claim that"; where that begins the sentence, up to the sentence's own verb."""
    if not leads:
        return rest(view, first)
    own = next((i for i in range(first, len(view)) if is_finite(view, i)), len(view))
    return _up_to(view, first, _next_verb(view, own + 1, len(view)))


def _up_to(view: View, first: int, stop: int) -> Spans:
    if stop >= len(view):
        return rest(view, first)
    return (view.span(first, stop - 1),) if stop > first else ()


def _next_verb(view: View, first: int, stop: int) -> int:
    """The first token that looks like a finite verb and belongs to no group with the one before."""
    return next((i for i in range(first, stop) if is_finite(view, i) and not is_finite(view, i - 1)), stop)


def is_finite(view: View, i: int) -> bool:
    """Whether a token looks like a finite verb."""
    key = view.key(i)
    known = key in auxiliaries() or key in irregular_pasts()
    before = view.key(i - 1)
    helped = before in auxiliaries()
    return (known and key not in listed("reporting", "words", "not_finite")) or (
        key.endswith("ed") and len(key) > 4 and not helped and before not in listed("speakers", "determiners")
    )


def rest(view: View, first: int) -> Spans:
    """From a token to the end of the sentence, or of the quotation that it begins or that reaches beyond."""
    if first >= len(view) or all(token.kind is TokenKind.MARK for token in view.tokens[first:]):
        return ()
    first += view.kind(first) is TokenKind.COMMA
    end = max([view.end, *(token.end for token in view.tokens[first:])])
    return ((view.tokens[first].start, end),)


def around(view: View, first: int, stop: int) -> Spans:
    """What stands before and after a phrase set off by commas."""
    before = view.start, view.tokens[first - 1].end if first else view.start
    if "that" in (view.key(first - 1), view.key(first - 2)):
        before = view.start, view.start
    elif first and view.kind(first - 1) is TokenKind.COMMA:
        before = view.start, view.tokens[first - 1].start
    apposition = before[0] < before[1] and _is_apposition(view, stop + 1)
    # "…, according to the board, but nobody minds", "…, according to Jane Doe, who chairs it": another clause.
    others = listed("reporting", "words", "conjunctions") | listed("reporting", "words", "relatives")
    joined = before[0] < before[1] and view.key(stop + 1) in others
    follows = view.kind(stop) is TokenKind.COMMA and not apposition and not joined
    after = rest(view, stop + 1) if follows else ()
    return (*((before,) if before[0] < before[1] else ()), *after)


def _is_apposition(view: View, first: int) -> bool:
    """Whether the end of the sentence from a token on is a noun phrase like "a firm in Genoa"."""
    ends = not any(token.kind is TokenKind.QUOTE for token in view.tokens[first:])
    verbless = not any(is_finite(view, i) for i in range(first, len(view)))
    return ends and verbless and view.key(first) in listed("speakers", "determiners")


def quotes(view: View, first: int) -> Spans:
    """The quotations from a token on."""
    return tuple((t.start, t.end) for t in view.tokens[first:] if t.kind is TokenKind.QUOTE)
