"""The words of a phrase that may name a source: without words of time and manner, and none where they are a clause.

In come the tokens of a phrase, out go those that name somebody, or whether there are any.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.annotate.attribution.voucher_kind import categories, is_outlet, is_plural
from generator.language.lexicon import irregular_pasts, listed, modals, verbs
from generator.language.names import name_start
from generator.language.tokens import Token

_GERUND = "ing"
_ADVERB = "ly"
_NICKNAME_WORDS = 3
_WORD_AT_MOST = 40


def without_times(head: list[Token]) -> list[Token]:
    """``Last week Jane Doe``, ``the railway on Monday``, ``Jane Doe just``: the phrase without its words of time."""
    if is_outlet(head):
        return head
    head = head[_leading_time(head) :]
    clause = any(token.key in listed("reporting", "words", "relatives") for token in head)
    while len(head) > 1 and not clause and _trails(head):
        head = head[:-1]
    return head


def _leading_time(head: list[Token]) -> int:
    """How many words at the start only tell when; 0 if what follows them is no phrase of its own."""
    stop = _time_stop(head)
    if stop in (0, len(head)) or (head[0].key in listed("dates", "months") and not _is_number(head, 1)):
        return 0
    bare = head[0].key in listed("reporting", "words", "articles") and (stop < 3 or head[1].capitalized)
    alone = stop == 1 and head[0].key not in _days() and not head[0].text.islower()
    return 0 if bare or alone or not _opens_phrase(head[stop]) else stop


def _time_stop(head: list[Token]) -> int:
    """Where the words of time end that a phrase begins with."""
    words = _time_words()
    stop = next((i for i, token in enumerate(head) if not _of_time(token, words)), len(head))
    while stop > 0 and not _ends_time(head, stop - 1):
        stop -= 1
    return stop


def is_time(head: list[Token]) -> bool:
    """Whether a phrase of several words only tells when: "Late on Monday"."""
    return len(head) > 1 and _time_stop(head) == len(head)


def _opens_phrase(token: Token) -> bool:
    """Whether a noun phrase may begin with a word."""
    if token.key in listed("reporting", "words", "prepositions"):
        return False
    return token.capitalized or token.key in _openers() or bool(categories([token]))


def _of_time(token: Token, words: frozenset[str]) -> bool:
    return token.key in words or token.key.isdigit()


def _ends_time(head: list[Token], i: int) -> bool:
    """Whether words of time may end there."""
    key = head[i].key
    if key.isdigit():
        before = head[i - 1].key if i else ""
        return before in listed("dates", "months") or (len(key) == 4 and before in ("in", "since", "of"))
    return key in _time_ends()


def _is_number(head: list[Token], i: int) -> bool:
    return i < len(head) and head[i].key.isdigit()


def _trails(head: list[Token]) -> bool:
    """Whether the last word of a phrase tells when or how, and belongs to its verb."""
    last, before = head[-1], head[-2].key
    if last.key in _days() or (last.text.islower() and last.key in listed("reporting", "words", "trailing")):
        return True
    if _is_participle_behind(head) or _trails_date(head):
        return True
    if last.key in listed("dates", "units") | listed("dates", "dayparts"):
        return before in listed("reporting", "words", "before_times") or before in _days()
    return is_adverb(last)


def _trails_date(head: list[Token]) -> bool:
    """Whether a phrase ends in a month, a year or a day of a month: "Reuters on July 28", "the mayor in March".

    Not where the date belongs to a participle: "a study published in May".
    """
    if not head[-1].key.isdigit() and head[-1].key not in listed("dates", "months"):
        return False
    at = next((i for i in (len(head) - 2, len(head) - 3) if i > 0 and head[i].key in ("on", "in")), 0)
    return at > 0 and not head[at - 1].key.endswith("ed")


def _is_participle_behind(head: list[Token]) -> bool:
    """``a report released``: the last word of a phrase whose rest, words of time, is gone."""
    last, noun = head[-1], head[-2]
    return (
        last.text.islower()
        and noun.text.islower()
        and last.key.endswith("ed")
        and bool(categories([noun]))
        and not categories([last])
    )


def is_adverb(token: Token) -> bool:
    """Whether a word is like "calmly"."""
    adverb = token.key.endswith(_ADVERB) and token.key not in listed("reporting", "words", "ly_nouns")
    return adverb and token.text.islower()


@functools.cache
def _days() -> frozenset[str]:
    abbreviated = listed("dates", "grammar", "weekdays_that_are_words")
    return (listed("dates", "weekdays") - abbreviated) | listed("dates", "day_words")


@functools.cache
def _time_ends() -> frozenset[str]:
    kinds = ("units", "months", "dayparts", "seasons")
    ends = frozenset().union(*(listed("dates", kind) for kind in kinds))
    return ends | _days() | listed("reporting", "words", "time_ends")


@functools.cache
def _time_words() -> frozenset[str]:
    words = [listed("reporting", "words", kind) for kind in ("in_times", "articles", "numbers")]
    return _time_ends().union(*words)


@functools.cache
def _openers() -> frozenset[str]:
    kinds = ("determiners", "singular_pronouns", "plural_pronouns", "thing_pronouns", "some_of", "ranks")
    return frozenset().union(*(listed("speakers", kind) for kind in kinds))


def trailing_name(phrase: list[Token]) -> list[Token]:
    """The name or noun of people that ends a phrase behind a preposition: "second day officials"."""
    determiners = listed("speakers", "determiners")
    names = [i for i, token in enumerate(phrase) if token.key in determiners and i]
    if names:
        return phrase[names[-1] :]
    first = name_start(phrase, len(phrase))
    noun = first == len(phrase) and bool(categories(phrase[-1:]))
    if noun and phrase[0].key in determiners:
        return phrase[-1:] if is_plural(phrase[-1]) else phrase[-2:]
    return phrase[-2:] if len(phrase) > 3 else phrase


def is_no_phrase(head: Sequence[Token]) -> bool:
    """Whether words before a verb of saying are a clause or a piece of one: "the health ministry is Spain"."""
    if _ends_open(head[-1]) or head[0].key in _clause_openers() or _is_told(head[0]) or _compares(head):
        return True
    gerund = head[0].text.islower() and head[0].key.endswith(_GERUND)
    if gerund and len(head) > 1 and not categories(head[:1]):
        following = head[1]
        return following.capitalized or following.key in _openers() or following.key.isdigit()
    return _is_gerund(head) or _holds_clause(head)


def _compares(head: Sequence[Token]) -> bool:
    """Whether words hold others against each other: "three more than its papers (said)"; not "More than 40 people"."""
    than = next((i for i, token in enumerate(head[:-1]) if token.key == "than"), -1)
    if than < 0:
        return False
    following = head[than + 1].key
    return not following[:1].isdigit() and following not in listed("reporting", "words", "numbers")


def _is_told(first: Token) -> bool:
    """Whether words begin with another verb of saying: "(…, who had signed,) told investigators she (had asked)"."""
    return first.text.islower() and first.key in verbs("tells", forms="d")


def _holds_clause(head: Sequence[Token]) -> bool:
    """Whether a relative clause in a phrase goes beyond it, or a word behind its first is a verb."""
    relatives = listed("reporting", "words", "relatives") | {"that"}
    for i, token in enumerate(head):
        if i and token.key in relatives:
            return _goes_beyond(head[i + 1 :])
        if i and token.text.islower() and (_is_finite(token) or _is_past(head, i)):
            return True
    return False


def _is_gerund(head: Sequence[Token]) -> bool:
    """Whether words that begin a sentence are like "Basing final results"; not "Beijing officials"."""
    first = head[0]
    return (
        len(head) > 2
        and first.key.endswith(_GERUND)
        and head[1].text.islower()
        and first.key not in listed("speakers", "states") | listed("reporting", "words", "prepositions")
        and not any(kind != "document" for _, kind in categories(head))
    )


def _goes_beyond(clause: Sequence[Token]) -> bool:
    """Whether a relative clause has a second verb, which is the sentence's own: "who had been ill became"."""
    verbs_of_it = [
        i
        for i, token in enumerate(clause)
        if token.text.islower()
        and (_is_finite(token) or token.key in irregular_pasts())
        # "Who did not want to be named"
        and (i == 0 or clause[i - 1].key != "to")
    ]
    groups = [i for n, i in enumerate(verbs_of_it) if n == 0 or i - verbs_of_it[n - 1] > 2]
    return len(groups) > 1


def _ends_open(last: Token) -> bool:
    """Whether a word cannot be the last of a phrase: "a statement that", "are in"."""
    kinds = ("prepositions", "relatives", "conjunctions", "articles")
    return last.text[0].islower() and (
        last.key == "that" or any(last.key in listed("reporting", "words", k) for k in kinds)
    )


@functools.cache
def _clause_openers() -> frozenset[str]:
    words = listed("reporting", "words", "relatives") | listed("reporting", "words", "subordinators")
    return words - listed("reporting", "words", "conjunctions") | {"that"}


@functools.cache
def auxiliaries() -> frozenset[str]:
    """Forms of "to be", "have" and "do", and the modal verbs."""
    return listed("reporting", "words", "be") | listed("reporting", "words", "helping") | modals()


def _is_finite(token: Token) -> bool:
    return token.key in auxiliaries()


def _is_past(head: Sequence[Token], i: int) -> bool:
    """Whether a word is a past tense with an object: "residents expressed concern"; not "a report released Friday"."""
    key = head[i].key
    past = key in irregular_pasts() or (key.endswith("ed") and len(key) > 4)
    if not past or "-" in key or i + 1 == len(head):
        return False
    before, following = head[i - 1], head[i + 1]
    owner = before.key.endswith(("'s", "s'"))
    noun = not owner and (before.capitalized or bool(categories([before])) or is_plural(before))
    return noun and not _is_adjunct(following) and key not in listed("speakers", "naming")


def _is_adjunct(token: Token) -> bool:
    """Whether a word behind a verb tells where, when or how, and is no object."""
    links = listed("reporting", "words", "prepositions") | listed("reporting", "words", "before_times")
    return token.key in links or token.key in _days() or is_adverb(token)


def with_affiliation(core: list[Token], tail: list[Token]) -> list[Token]:
    """A person's name with what they belong to behind it: "Jane Doe of the Met Office"; not "at a rally in Oslo"."""
    links = bool(tail) and tail[0].key in listed("speakers", "belonging")
    links = links and (tail[0].key == "of" or not _is_setting(tail[1:3]))
    whose = links and any(token.capitalized for token in tail)
    leaving = (i for i, token in enumerate(tail) if token.key in _leaving() and not token.text.isupper())
    stop = next((i for i in leaving if not _joins_fields(tail, i)), len(tail))
    return [*core, *tail[:stop]] if whose else core


def _is_setting(noun: Sequence[Token]) -> bool:
    """Whether a noun phrase is no name's: "a rally", "her home", "the gate"."""
    article = noun[:1] and noun[0].key in listed("speakers", "determiners")
    return bool(article) and not any(token.capitalized for token in noun[1:]) and not categories(noun)


def _joins_fields(tail: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands between two words of a name: "the Bureau of Fisheries and Forests"."""
    beside = [*tail[at - 1 : at], *tail[at + 1 : at + 2]]
    return tail[at].key == "and" and len(beside) == 2 and all(token.capitalized for token in beside)


@functools.cache
def _leaving() -> frozenset[str]:
    return listed("reporting", "words", "subordinators") | listed("reporting", "words", "relatives")


def is_nickname(text: str, start: int, end: int) -> bool:
    """Whether a quotation is a name in marks: between two names, behind "called", or behind a noun and before a verb.

    >>> text = 'Ann "Rocky" Poe said: "Rocks fall."'
    >>> is_nickname(text, 4, 11), is_nickname(text, 22, 35)
    (True, False)
    """
    said = text[start + 1 : end - 1].rstrip(".,")
    words = said.split(maxsplit=_NICKNAME_WORDS)
    if not 0 < len(words) <= _NICKNAME_WORDS or not all(word[0].isupper() for word in words):
        return False
    before = text[max(0, start - _WORD_AT_MOST) : start].split()
    behind = text[end : end + _WORD_AT_MOST].split()[:1]
    if not before:
        return False
    # "Known as “Bear”", "calls himself “Moss”", "gave her name only as “Reed”".
    links = listed("speakers", "emphatic") | listed("speakers", "naming_links")
    naming = next((word.casefold() for word in reversed(before) if word.casefold() not in links), "")
    if naming in listed("speakers", "naming"):
        return True
    return bool(behind) and text[end - 2] not in ".,!?" and _is_within_name(before[-1], behind[0])


def _is_within_name(before: str, behind: str) -> bool:
    """Whether what stands between two words may be part of a name: between two names, or a noun and a verb."""
    if before[:1].isupper() and behind[:1].isupper():
        return True
    small = all(word.isalpha() and word.islower() for word in (before, behind))
    return small and before not in verbs("says", "tells", "says_that", "reports", "quotes", "speaks")
