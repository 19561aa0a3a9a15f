"""Reporting verbs: "the mayor said that", "said the mayor", "told reporters", "issued a statement saying".

In comes a sentence, out go the findings of every verb of saying that has a subject that can speak.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace

from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.attribution.phrases import is_adverb
from generator.annotate.attribution.reported_content import (
    Finding,
    described,
    following,
    is_finite,
    preceding,
    quotes,
    relative_content,
    rest,
)
from generator.annotate.attribution.speakers import identify
from generator.annotate.attribution.subjects import (
    Subject,
    before_verb,
    is_bare_phrase,
    is_introduction,
    leading_subject,
    relative_subject,
    subject_of,
)
from generator.annotate.attribution.voucher_kind import categories, outlet_at
from generator.language.lexicon import irregular_pasts, listed, verbs
from generator.language.tokens import TokenKind, View
from generator.model import VoucherKind

_VERBS = ("says", "reports", "tells", "says_that", "rules", "quotes", "witnesses")
# Kinds that a verb may have besides its first, tried where that finds nothing.
_ALSO = ("shows", "describes")
# Kinds of what things do as well as people.
_THINGS_TOO = ("reports", "witnesses")
# "put the death toll at" is the longest.
_LONGEST_VERB = 5
_NEAR = 5


def reporting_verbs(view: View, memory: Memory) -> Iterator[Finding]:
    """Every verb of saying with a subject that can speak."""
    for i in range(len(view)):
        kind, count = _verb_kind(view, i)
        before = before_verb(view, i) if kind else None
        if before is None or view.key(before) in listed("reporting", "words", "be"):
            continue
        if view.keys(i + count, 2) in ("to be", "to have") or _is_no_verb(view, i, before):
            continue  # "with 88 people thought to be on board"
        finding = _of_subject(view, (i, i + count - 1), before, kind, memory)
        if finding is None or not finding.contents:
            finding = _shown_or_described(view, i, before, memory) or finding
        if finding:
            yield finding


def _of_subject(view: View, cue: tuple[int, int], before: int, kind: str, memory: Memory) -> Finding | None:
    """What the subject of a verb says, wherever it stands; the verb's tokens are ``cue``."""
    inverted = None if kind in ("tells", "witnesses") else _inverted(view, cue[0], before, memory)
    return inverted or _relative(view, cue[0], before, memory) or _direct(view, cue, before, kind, memory)


def _is_no_verb(view: View, i: int, before: int) -> bool:
    """Whether a word like a verb of saying is a participle or noun: "a point stressed by Poe", "a TV report says"."""
    key = view.key(i)
    # "Was found on Tuesday and later confirmed dead"
    if view.key(i + 1) in ("by", "dead", "missing"):
        return True
    first = before
    while first > 0 and view.key(first - 1) and view.key(first) not in listed("speakers", "determiners"):
        first -= 1
    one = view.key(first) in listed("speakers", "one_of_many")
    noun = key in listed("reporting", "nouns", "reporting") | listed("speakers", "document")
    if noun and one and not key.endswith("s"):
        return True
    # "Some earnings reports were late"
    return noun and is_finite(view, i + 1) and view.kind(i - 1) is TokenKind.WORD


def _direct(view: View, verb: tuple[int, int], before: int, kind: str, memory: Memory) -> Finding | None:
    """``The mayor said (that) …``, ``The mayor told reporters: "…"`` and ``"…," the mayor said``."""
    if kind in _ALSO:
        return None
    first, last = verb
    things_too = kind in _THINGS_TOO or view.key(first) in verbs("of_things")
    subject = subject_of(view, before, memory, lenient=not things_too)
    if subject is None or (kind == "rules" and not _names_court(view, subject.first, before)):
        return None
    speaker = _if_company(view, _if_present(view, subject, before, first), last)
    if kind == "witnesses":
        contents = rest(view, last + 1) if speaker.kind is VoucherKind.EYEWITNESS else ()
    else:
        contents = preceding(view, subject.first, last, kind)
        if not contents:
            last, contents = following(view, last, kind)
    return Finding(
        speaker=speaker,
        cue=view.span(first, last),
        position=view.tokens[subject.first].start,
        contents=contents,
        source=_source(view, subject.first, before),
        within=_told_outlet(view, verb[1], contents) if kind == "tells" else None,
    )


def _if_company(view: View, speaker: Speaker, verb: int) -> Speaker:
    """``Bavo said it would close``: no person."""
    one_word = speaker.kind is VoucherKind.NAMED_PERSON and " " not in speaker.name
    # "Poe said it was late"
    own = view.key(verb + 2) not in listed("reporting", "words", "be")
    if one_word and own and view.key(verb + 1) in listed("reporting", "words", "of_a_company"):
        return replace(speaker, kind=VoucherKind.PARTY, person=False)
    return speaker


def _told_outlet(view: View, verb: int, contents: tuple[tuple[int, int], ...]) -> Finding | None:
    """``told the Courier``: the outlet passes the words on."""
    last = outlet_at(view, verb + 1)
    if last is None:
        return None
    speaker = Speaker(name=view.between(verb + 1, last), kind=VoucherKind.PARTY, outlet=True)
    return Finding(
        speaker=speaker,
        cue=view.span(verb, verb),
        position=view.tokens[verb + 1].start,
        contents=contents,
        source=view.span(verb + 1, last),
    )


def _inverted(view: View, verb: int, before: int, memory: Memory) -> Finding | None:
    """``"…," said the mayor`` and ``…, said the mayor``."""
    quoted = view.kind(before) is TokenKind.QUOTE
    if before != verb - 1 or not (quoted or view.kind(before) is TokenKind.COMMA):
        return None
    stop = next((i for i in range(verb + 1, len(view)) if view.kind(i) is TokenKind.QUOTE), len(view))
    stop = _phrase_stop(view, verb + 1, stop)
    if not quoted and not is_bare_phrase(view, verb + 1, stop):
        return None
    if view.key(verb) in listed("speakers", "naming") or is_introduction(view, verb + 1):
        return None  # "a broadcast, called Radio One,", "Jane Doe, the mayor, said at a meeting in Oslo"
    speaker = identify(view.tokens[verb + 1 : stop], view.text, memory, lenient=quoted)
    if speaker is None:
        return None
    contents = quotes(view, 0) if quoted else ((view.start, view.tokens[before].start),)
    last = max(view.words_until(verb + 1) - 1, verb + 1)
    return Finding(
        speaker=speaker,
        cue=view.span(verb, verb),
        position=view.tokens[verb].start,
        contents=contents,
        source=view.span(verb + 1, min(last, stop - 1)),
    )


def _phrase_stop(view: View, first: int, stop: int) -> int:
    """Where the words behind "said" leave off to name somebody: "Jane Doe calmly", "Jane Doe as she left"."""
    ends = (
        listed("reporting", "words", "subordinators")
        - listed("reporting", "words", "conjunctions")
        - {"that"}
    )
    limit = min(view.words_until(first), stop)
    relative = (i for i in range(first, limit) if view.key(i) in listed("reporting", "words", "relatives"))
    near = range(first + 1, next(relative, limit))
    leaves = (i for i in near if view.key(i) in ends or is_adverb(view.tokens[i]))
    return next((i for i in leaves if not _goes_on_naming(view, i)), stop)


def _goes_on_naming(view: View, i: int) -> bool:
    """Whether a word belongs to "known as" or "known only as": "a driver known as “Tiny”"."""
    naming = listed("speakers", "naming")
    return view.key(i - 1) in naming or (view.key(i) == "as" and view.key(i - 2) in naming)


def _relative(view: View, verb: int, before: int, memory: Memory) -> Finding | None:
    """``the bridge, which the mayor said was safe``: what follows the verb is attributed to the mayor."""
    subject = relative_subject(view, verb, before, memory)
    if subject is None:
        return None
    return Finding(
        speaker=subject.speaker,
        cue=view.span(verb, verb),
        position=view.tokens[subject.first].start,
        contents=relative_content(view, verb, subject.first - 1),
        source=_source(view, subject.first, before),
    )


def _shown_or_described(view: View, verb: int, before: int, memory: Memory) -> Finding | None:
    """``Records show that …`` and ``Residents described a loud bang …``."""
    shown = view.key(verb + 1) in listed("reporting", "words", "shown")
    shows = shown and view.key(verb) in verbs("shows")
    describes = view.key(verb) in verbs("describes")
    subject = subject_of(view, before, memory, lenient=False) if shows or describes else None
    if subject is None:
        return None
    nouns = {kind for _, kind in categories(view.tokens[subject.first : before + 1])}
    speaker = subject.speaker
    if shows and "document" in nouns:
        last, contents = verb + 1, rest(view, verb + 2)
    elif describes and (speaker.person or speaker.plural) and nouns.isdisjoint(("party", "official")):
        last, contents = verb, described(view, verb)
    else:
        return None
    return Finding(
        speaker=speaker,
        cue=view.span(verb, last),
        position=view.tokens[subject.first].start,
        contents=contents,
        source=_source(view, subject.first, before),
    )


def objections(view: View, memory: Memory) -> Iterator[Finding]:
    """``The mayor blamed the storm``, ``The board spoke of delays``: what somebody known to speak names."""
    for i in range(len(view)):
        count = _objecting(view, i) if view.key(i) and view.tokens[i].text[0].islower() else 0
        before = before_verb(view, i) if count else None
        if before is None or view.key(before) in listed("reporting", "words", "be"):
            continue
        subject = subject_of(view, before, memory, lenient=False)
        if subject is None:
            continue
        yield Finding(
            speaker=subject.speaker,
            cue=view.span(i, i + count - 1),
            position=view.tokens[subject.first].start,
            contents=rest(view, i + count),
            source=_source(view, subject.first, before),
        )
        return


def is_objection(view: View, verb: int) -> bool:
    """Whether a verb sets its subject's word against another's: "disputed it", "put the number at ten"."""
    small = bool(view.key(verb)) and view.tokens[verb].text[0].islower()
    return small and (view.key(verb) in verbs("rebuts", "counters", forms="sd") or _objecting(view, verb) > 0)


def _objecting(view: View, verb: int) -> int:
    """How many words it has, if it is a verb as in "blamed the driver", "spoke of fog", "rejected the claims"."""
    if view.key(verb) not in _openings("objects"):
        return 0
    listed_verbs = verbs("objects")
    count = next((n for n in range(_LONGEST_VERB, 0, -1) if view.keys(verb, n) in listed_verbs), 0)
    if view.key(verb) in verbs("rejects"):
        charged = not listed("polarity", "charge").isdisjoint(view.word_keys[verb + 1 : verb + 4])
        return count if charged else 0
    if count and view.key(verb) in verbs("accuses"):
        # "She blamed the referee" says nothing; "for the delay" does. "A boy accused of theft" is accused.
        links = listed("reporting", "words", "charge_links")
        accused = view.key(verb + 1) in links
        return count if not (accused or links.isdisjoint(view.word_keys[verb + 2 :])) else 0
    following_key = view.key(verb + count)
    # "Four suspects left the country"
    no_object = listed("reporting", "words", "no_object") | irregular_pasts()
    follows = bool(following_key) and following_key not in no_object
    return count if follows else 0


def _source(view: View, first: int, before: int) -> tuple[int, int]:
    """Where the subject stands, without a comma behind it."""
    last = before - (view.kind(before) is TokenKind.COMMA and before > first)
    return view.span(first, last)


def issued_texts(view: View, memory: Memory) -> Iterator[Finding]:
    """``The ministry issued a statement clarifying that …``."""
    issues = verbs("issues")
    for i, key in enumerate(view.word_keys):
        if key not in issues:
            continue
        before = before_verb(view, i)
        near = range(i + 1, i + 1 + _NEAR)
        document = next((k for k in near if view.key(k) in listed("speakers", "document")), None)
        if before is None or document is None:
            continue
        last = document + 1
        if not view.key(last).endswith("ing") and view.key(last) != "that":
            continue
        last += view.key(last + 1) == "that"
        subject = subject_of(view, before, memory, lenient=True)
        if subject:
            yield Finding(
                speaker=subject.speaker,
                cue=view.span(i, last),
                position=view.tokens[subject.first].start,
                contents=rest(view, last + 1),
                source=_source(view, subject.first, before),
            )


def _opens_content(view: View, at: int) -> bool:
    """Whether a quotation or a clause begins there."""
    openers = listed("reporting", "words", "participle_openers") | listed("speakers", "determiners")
    if view.kind(at) is TokenKind.QUOTE or view.key(at) in openers:
        return True
    # "Saying Ada Moss was wrong", and not "adding Greece and Turkey"
    named = bool(view.key(at)) and view.tokens[at].capitalized
    return named and any(is_finite(view, i) for i in range(at + 1, view.words_until(at)))


def _is_mark(view: View, at: int) -> bool:
    """Whether a colon or comma leads to what is said: "…, saying: “The port is full”"."""
    return at < len(view) and view.tokens[at].text in (":", ",")


def participles(view: View, memory: Memory) -> Iterator[Finding]:
    """``The mayor toured the port, saying that …``: the subject of the sentence speaks."""
    saying = verbs("saying")
    for i, key in enumerate(view.word_keys):
        if not i or key not in saying:
            continue
        that = view.key(i + 1) == "that"
        mark = _is_mark(view, i + 1)
        if view.kind(i - 1) is not TokenKind.COMMA or not (that or _opens_content(view, i + 1 + mark)):
            continue
        before = before_verb(view, i - 2) if view.key(i - 2) in verbs("says", forms="sd") else None
        # "Ten were killed, an official said, adding that …"
        nearest = subject_of(view, before, memory, lenient=True) if before is not None else None
        subject = nearest or leading_subject(view, i - 1, memory)
        if subject:
            last = i + (that or mark)
            yield Finding(
                speaker=subject.speaker,
                cue=view.span(i, i + that),
                position=view.tokens[i].start,
                contents=rest(view, last + 1),
            )


def verb_cues() -> frozenset[str]:
    """The first words of the verbs that may report."""
    return _openings("issues", "saying", "objects", *_VERBS, *_ALSO)


def _verb_kind(view: View, i: int) -> tuple[str, int]:
    """The kind of the reporting verb that begins at token ``i``, and how many words it has."""
    if view.key(i) not in _openings(*_VERBS, *_ALSO) or not view.tokens[i].text[0].islower():
        return "", 0
    kinds = _verb_kinds()
    count = next((count for count in (2, 1) if view.keys(i, count) in kinds), 0)
    return (kinds[view.keys(i, count)], count) if count else ("", 0)


@functools.cache
def _openings(*roles: str) -> frozenset[str]:
    """The first words of the verbs of these roles."""
    return frozenset(verb.split()[0] for verb in verbs(*roles))


@functools.cache
def _verb_kinds() -> dict[str, str]:
    return {verb: kind for kind in reversed((*_VERBS, *_ALSO)) for verb in verbs(kind)}


def _if_present(view: View, subject: Subject, before: int, verb: int) -> Speaker:
    """Journalists are eyewitnesses where the sentence says, up to the verb, that they were there."""
    speaker = subject.speaker
    if not speaker.journalist:
        return speaker
    presence, spot = verbs("attends"), listed("reporting", "words", "on_the_spot")
    went = any(view.key(i) in presence for i in range(subject.first, verb + 1))
    placed = any(view.key(i) in spot for i in range(subject.first, before + 1))
    return replace(speaker, kind=VoucherKind.EYEWITNESS) if went or placed else speaker


def _names_court(view: View, first: int, last: int) -> bool:
    return not listed("speakers", "courts").isdisjoint(view.word_keys[first : last + 1])
