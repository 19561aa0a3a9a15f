"""Quotations whose speaker is shown by form alone: an unlisted verb, a colon, a dash, a line that announces them.

In comes a sentence with a quotation, or the one before or behind it; out go findings, or the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.attribution.reported_content import Finding, Spans, is_finite, quotes
from generator.annotate.attribution.speakers import identify
from generator.annotate.attribution.subjects import before_verb, subject_of
from generator.annotate.attribution.voucher_kind import categories
from generator.language.lexicon import is_past, listed, verbs
from generator.language.names import name_start
from generator.language.tokens import TokenKind, View
from generator.model import VoucherKind

_DASHES = ("–", "—", "―", "-")
_NAME_AT_MOST = 14
_VERB_AT_LEAST = 4
_LEAD_AT_MOST = 3
_NAME_WORDS = 2
_TOPIC = ("on", "about")
_SURE = (VoucherKind.NAMED_PERSON, VoucherKind.OFFICIAL, VoucherKind.PARTY)


def unlisted_verbs(view: View, memory: Memory) -> Iterator[Finding]:
    """``"It is too cold," grumbled Jane Doe`` and ``"It is late," Jane Doe fumed``: any verb says what is quoted."""
    for i in range(1, len(view)):
        if not _is_past(view, i):
            continue
        found = _verb_then_name(view, i, memory) or _name_then_verb(view, i, memory)
        found = found or _before_quotation(view, i, memory)
        if found:
            yield found
            return


def _verb_then_name(view: View, i: int, memory: Memory) -> Finding | None:
    """``"It is too cold," grumbled Jane Doe``, ``"Nobody came," lamented the farmer``."""
    stop = view.words_until(i + 1)
    if stop == i + 1 or view.kind(i - 1) is not TokenKind.QUOTE or not _goes_on(view, i - 1):
        return None
    noun = view.key(i + 1) in listed("speakers", "determiners")
    speaker = identify(view.tokens[i + 1 : stop], view.text, memory)
    speaker = speaker if noun else _named(speaker)
    return _quoted(view, i, speaker, i + 1, stop - 1, quotes(view, 0)) if speaker else None


def _name_then_verb(view: View, i: int, memory: Memory) -> Finding | None:
    """``"It is late," Jane Doe fumed.``."""
    quote = next((k for k in range(i - 1, -1, -1) if view.kind(k) is TokenKind.QUOTE), -1)
    if quote < 0 or view.kind(i + 1) is TokenKind.WORD:
        return None
    if not _goes_on(view, quote) or not view.words_until(quote + 1) > i > quote + 1:
        return None
    speaker = _named(_only_name(view, quote + 1, i, memory))
    return _quoted(view, i, speaker, quote + 1, i - 1, quotes(view, 0)) if speaker else None


def _before_quotation(view: View, i: int, memory: Memory) -> Finding | None:
    """``Jane Doe fumed: "It is late."``."""
    if i + 2 >= len(view) or view.tokens[i + 1].text not in (":", ","):
        return None
    before = before_verb(view, i) if view.kind(i + 2) is TokenKind.QUOTE else None
    subject = subject_of(view, before, memory, lenient=False) if before is not None else None
    if subject is None or before is None or not _named(subject.speaker):
        return None
    return _quoted(view, i, subject.speaker, subject.first, before, quotes(view, i))


def _quoted(view: View, verb: int, speaker: Speaker, first: int, last: int, contents: Spans) -> Finding:
    """What is quoted, attributed by a verb or colon to whom the tokens from ``first`` to ``last`` name."""
    return Finding(
        speaker=speaker,
        cue=view.span(verb, verb),
        position=view.tokens[first].start,
        contents=contents,
        source=view.span(first, last),
    )


def _is_past(view: View, i: int) -> bool:
    """Whether a word is a verb's past form; a form of "to be" before it makes it another thing."""
    key = view.key(i)
    if len(key) < _VERB_AT_LEAST or not view.tokens[i].text.islower():
        return False
    return is_past(key) and view.key(i - 1) not in listed("reporting", "words", "be")


def _goes_on(view: View, quote: int) -> bool:
    """Whether a quotation ends so that its speaker may follow."""
    token = view.tokens[quote]
    return view.text[token.end - 2 : token.end - 1] in (",", "?", "!", "–", "—")


def _named(speaker: Speaker | None) -> Speaker | None:
    """The speaker, if somebody who is named; who is not may be anything."""
    return speaker if speaker and speaker.kind in _SURE else None


def labeled_quotations(view: View, memory: Memory) -> Iterator[Finding]:
    """``In a statement, Jane Doe: "…"`` and ``Jane Doe: "…"``."""
    for i in range(1, len(view) - 1):
        if view.tokens[i].text != ":" or view.kind(i + 1) is not TokenKind.QUOTE:
            continue
        for stop in dict.fromkeys((i, _before_topic(view, i))):
            first = max((k + 1 for k in range(stop) if view.kind(k) is not TokenKind.WORD), default=0)
            name = _introduced(view, first, stop)
            speaker = _with_role(view, stop, memory) or _named(_only_name(view, name, stop, memory))
            speaker = speaker or _only_noun(view, stop, memory)
            if speaker:
                yield _quoted(view, i, speaker, first, stop - 1, quotes(view, i))
                return


def _before_topic(view: View, colon: int) -> int:
    """Where "on the arrest" begins in "Jane Doe on the arrest:"; the colon where nothing tells of what she speaks.

    The same of ", in a statement" in "Jane Doe, in a statement:".
    """
    comma = next((k for k in range(colon - 1, 0, -1) if view.kind(k) is TokenKind.COMMA), 0)
    if (
        comma
        and view.key(comma + 1) in listed("reporting", "words", "on_the_spot")
        and view.words_until(comma + 1) == colon
    ):
        return comma
    on = next((k for k in range(colon - 1, 0, -1) if view.key(k) in _TOPIC), 0)
    if not on or view.words_until(on) != colon or not _is_topic(view, on + 1, colon):
        return colon
    return on - (view.kind(on - 1) is TokenKind.COMMA)


def _is_topic(view: View, first: int, stop: int) -> bool:
    """Whether words are a noun phrase behind "on": not a day, nor a clause."""
    opens = view.key(first) in listed("speakers", "determiners") or view.tokens[first].text.islower()
    days = listed("dates", "weekdays") | listed("dates", "months")
    keys = view.word_keys[first:stop]
    return (
        first < stop
        and opens
        and days.isdisjoint(keys)
        and not any(is_finite(view, k) for k in range(first, stop))
    )


def _introduced(view: View, first: int, stop: int) -> int:
    """Where the name begins that a few words only introduce: "Here is Jane Doe", "This from Jane Doe"."""
    if first == 0 and view.key(0) in verbs("says", forms="sd"):
        # "Said Mayor Jane Doe: “…”"
        return 1
    name = name_start(view.tokens, stop)
    leads = listed("reporting", "words", "be") | {"from"}
    return (
        name
        if first < name < stop and name - first <= _LEAD_AT_MOST and view.key(name - 1) in leads
        else first
    )


def _with_role(view: View, colon: int, memory: Memory) -> Speaker | None:
    """``Jane Doe, a nurse: "…"``: the words before the colon, a name and what its bearer is."""
    comma = next((k for k in range(colon) if view.kind(k) is not TokenKind.WORD), colon)
    role = view.tokens[comma + 1 : comma + 2]
    described = bool(categories(role)) or view.key(comma + 1) in listed("speakers", "determiners")
    described = described or view.key(comma + 1).isdigit()
    # "Says Jane Doe, a nurse: “…”"
    first = int(view.key(0) in verbs("says", forms="s"))
    named = all(token.capitalized for token in view.tokens[first:comma]) and comma - first >= _NAME_WORDS
    if (
        not (described and named and view.kind(comma) is TokenKind.COMMA)
        or view.words_until(comma + 1) != colon
    ):
        return None
    return identify(view.tokens[first:colon], view.text, memory)


def _only_name(view: View, first: int, stop: int, memory: Memory) -> Speaker | None:
    """Whom a few words name, the last with a capital: no clause."""
    part = view.tokens[first:stop]
    if not 0 < len(part) <= _NAME_AT_MOST or not part[-1].capitalized:
        return None
    small = [token for token in part if not token.capitalized]
    if any(is_past(token.key) for token in small):
        return None
    return identify(part, view.text, memory)


def _only_noun(view: View, colon: int, memory: Memory) -> Speaker | None:
    """``The judge: "…"``: somebody's office or trade alone opens the sentence."""
    head = view.tokens[:colon]
    if not 1 < len(head) <= _LEAD_AT_MOST or head[0].key != "the" or view.words_until(0) != colon:
        return None
    speaker = identify(head, view.text, memory) if categories(head[-1:]) else None
    officer = head[-1].key in listed("speakers", "officers")
    return speaker if speaker and (officer or speaker.person) else None


def signed(view: View, memory: Memory) -> Speaker | None:
    """Whom a line behind a quotation names: ``— Jane Doe, mayor``."""
    first = next((i for i, token in enumerate(view.tokens) if token.text not in _DASHES), 0)
    if not first or len(view) > _NAME_AT_MOST:
        return None
    name = view.tokens[first : view.words_until(first)]
    if not name or not all(token.capitalized for token in name):
        return None
    return _named(identify(view.tokens[first:], view.text, memory))


def _behind_document(view: View, at: int) -> int:
    """Past "a statement" or "the full letter": the words that announce a text somebody wrote."""
    end = at + (view.key(at) in listed("speakers", "determiners"))
    for i in (end, end + 1):
        if view.key(i) in listed("speakers", "document"):
            return i + 1
    return at


def announced(view: View, memory: Memory) -> Speaker | None:
    """Whose words a line announces that is no sentence: ``And from Jane Doe:``, ``A statement by Jane Doe:``."""
    at = 1 if view.key(0) in listed("reporting", "words", "conjunctions") else 0
    at += view.key(at) == "this"
    at = _behind_document(view, at)
    if view.key(at) not in ("from", "by")[: 1 + (at > 0)]:
        return None
    at += 4 if view.keys(at + 1, 3) == "the desk of" else 1
    stop = next(
        (i for i in range(at, len(view)) if view.kind(i) not in (TokenKind.WORD, TokenKind.COMMA)), len(view)
    )
    if not 0 < stop - at <= _NAME_AT_MOST or stop + 1 < len(view):
        return None
    if any(_is_past(view, i) for i in range(at, stop)):
        return None
    return _named(identify(view.tokens[at : view.words_until(at)], view.text, memory))
