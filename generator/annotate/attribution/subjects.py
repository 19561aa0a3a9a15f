"""The subject of a reporting verb: the phrase that names who speaks.

In come a sentence and the place of the verb, out goes the speaker and the token with which the phrase begins.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.attribution.phrases import auxiliaries, is_time, trailing_name
from generator.annotate.attribution.speakers import identify
from generator.annotate.attribution.voucher_kind import categories
from generator.annotate.places.word_lists import demonyms
from generator.language.lexicon import listed, modals, verbs
from generator.language.names import in_name, name_start
from generator.language.tokens import Token, TokenKind, View
from generator.model import VoucherKind
from generator.read import dateline_end

_PARENTHESIS_AT_MOST = 6
_NAME_AT_LEAST = 2
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A speaker named by the tokens from ``first`` on."""

    speaker: Speaker
    first: int


def before_verb(view: View, verb: int) -> int | None:
    """The last token before a verb and its auxiliaries; ``None`` if the verb is negated, modal or has none."""
    passed, negations = (
        listed("reporting", "words", "auxiliaries"),
        listed("reporting", "words", "negations") | modals(),
    )
    i = verb - 1
    nouns = listed("reporting", "words", "ly_nouns")
    while view.key(i) and (
        view.key(i) in passed or (view.key(i).endswith("ly") and view.key(i) not in nouns)
    ):
        i -= 1
    negated = view.key(i) in negations and view.tokens[i].text != "May"
    return None if i < 0 or negated or _is_counted(view, verb) else i


def _is_counted(view: View, verb: int) -> bool:
    """Whether what may be a verb is a noun in the plural with its number: "people in 12 states"."""
    before = view.key(verb - 1)
    number = before[:1].isdigit() or (before != "one" and before in listed("reporting", "words", "numbers"))
    return number and view.key(verb).endswith("s")


def subject_of(view: View, last: int, memory: Memory, lenient: bool) -> Subject | None:
    """The subject that ends with token ``last``.

    Args:
        view: The sentence.
        last: The last token before the verb and its auxiliaries.
        memory: Who was named before.
        lenient: Whether the verb is one only speakers can have.
    """
    if view.kind(last) is TokenKind.COMMA:
        return _before_comma(view, last, memory)
    last = _before_parenthesis(view, last)
    key = view.key(last)
    if key == "who" and view.kind(last - 1) is TokenKind.COMMA:
        return _antecedent(view, last - 1, memory)
    relatives = listed("reporting", "words", "relatives")
    if key in relatives | {""} or key.endswith(("'s", "s'")):
        return None
    if key in listed("reporting", "words", "conjunctions"):
        return None if _is_wanted(view, last + 1) else leading_subject(view, last, memory)
    first = _clause_start(view, last)
    if view.key(first) in relatives:
        return None
    first = _name_before_role(view, _behind_time(view, first, last))
    if _is_thought(view, first):
        return None
    speaker = identify(_unbracketed(view.tokens[first : last + 1]), view.text, memory, lenient)
    return Subject(speaker, first) if speaker and not _ends_list(view, first, speaker) else None


def _behind_time(view: View, first: int, last: int) -> int:
    """Past "After the vote" in "After the vote Ann Roe said"."""
    if first != 1 or view.key(0) not in listed("reporting", "words", "time_links"):
        return first
    name = trailing_name(list(view.tokens[first : last + 1]))
    begin = last + 1 - len(name)
    # "After the game coach Jane Doe said", and not "After police chief Jane Doe said"
    while begin > first and categories(view.tokens[begin - 1 : begin]) and view.key(first) in _articles():
        begin -= 1
    left = view.tokens[first:begin]
    return begin if len(name) > 1 and not categories(left) and (not left or len(left) > 1) else first


@functools.cache
def _articles() -> frozenset[str]:
    return listed("reporting", "words", "articles")


def _is_thought(view: View, first: int) -> bool:
    """Whether a clause is what a noun tells: "he rejected the suggestion that Jane Doe believes …"."""
    return view.key(first - 1) == "that" and view.key(first - 2) in listed("reporting", "nouns", "reporting")


def _ends_list(view: View, first: int, speaker: Speaker) -> bool:
    """Whether an unknown plural is only the end of "a maker of combs and other cosmetic products"."""
    unknown = speaker.kind is VoucherKind.UNNAMED and not categories(view.tokens[first : first + _NEAR])
    joined = view.key(first - 1) == "and" and view.kind(first - 2) is TokenKind.WORD
    opens = listed("speakers", "determiners") | _pronouns()
    return unknown and joined and view.key(first) not in opens and not view.tokens[first].capitalized


def _is_wanted(view: View, verb: int) -> bool:
    """Whether a verb belongs to a modal before it: "They should keep calm and tell people what they know"."""
    base = view.key(verb) in verbs("says", "reports", "tells", "says_that", forms="b")
    helping = listed("reporting", "words", "helping") | modals()
    return base and any(view.key(i) in helping and view.tokens[i].text.islower() for i in range(verb))


def _name_before_role(view: View, first: int) -> int:
    """``Jane Doe, director of the board said``: where the name begins that a role follows without a second comma."""
    opens = view.tokens[first]
    role = opens.text.islower() and [kind for _, kind in categories([opens])] == ["role"]
    if not role or view.kind(first - 1) is not TokenKind.COMMA:
        return first
    name = name_start(view.tokens, first - 1)
    return name if first - 1 - name >= _NAME_AT_LEAST else first


def _antecedent(view: View, comma: int, memory: Memory) -> Subject | None:
    """``… annoyed Justice Poe, who said``: the name right before the comma."""
    first = name_start(view.tokens, comma)
    if comma - first < _NAME_AT_LEAST and (comma == first or view.key(first) not in memory.names):
        return None
    speaker = identify(view.tokens[first:comma], view.text, memory)
    return Subject(speaker, first) if speaker and speaker.person else None


def relative_subject(view: View, verb: int, before: int, memory: Memory) -> Subject | None:
    """The subject inside a relative clause, as in ``the bridge, which the mayor said was safe``.

    Args:
        view: The sentence.
        verb: The verb of saying.
        before: The last token before it and its auxiliaries.
        memory: Who was named before.
    """
    relatives, stop = listed("reporting", "words", "relatives"), listed("reporting", "words", "subordinators")
    first = before
    while first > 1 and view.key(first - 1) and view.key(first - 1) not in relatives | stop:
        first -= 1
    opener = view.key(first - 1)
    if opener == "that":
        if not _is_relative_that(view, first - 1, verb):
            return None
    elif opener not in relatives - {"whose"} or first > before or view.kind(before) is not TokenKind.WORD:
        return None
    if not _may_begin_subject(view, first):
        return None
    speaker = identify(view.tokens[first : before + 1], view.text, memory, lenient=True)
    return Subject(speaker, first) if speaker else None


def _is_relative_that(view: View, that: int, verb: int) -> bool:
    """Whether a "that" goes with the noun before it: "a bridge that the mayor said was safe"."""
    noun = view.key(that - 1)
    if not noun or noun in _phrase_ends() or noun in listed("reporting", "nouns", "reporting"):
        return False
    follows = view.key(verb + 1)
    return follows in auxiliaries()


def _may_begin_subject(view: View, first: int) -> bool:
    opening = view.tokens[first]
    names = opening.capitalized or opening.key in listed("speakers", "determiners") | _pronouns()
    return names or bool(categories([opening]))


def leading_subject(view: View, limit: int, memory: Memory) -> Subject | None:
    """The subject of the sentence, found without its verb: the first phrase that names somebody.

    Args:
        view: The sentence.
        limit: The token before which it must end.
        memory: Who was named before.
    """
    first = limit if view.kind(0) is TokenKind.QUOTE else _behind_dateline(view)
    while first < limit:
        stop = min(view.words_until(first), limit)
        leads = is_introduction(view, first) or is_time(list(view.tokens[first:stop]))
        if first < stop and not leads:
            last = _behind_body(view, _phrase_end(view, first, stop), stop)
            last = _behind_holder(view, last, stop)
            apposition = (
                view.words_until(stop + 1) if view.kind(stop) is TokenKind.COMMA and last == stop else last
            )
            speaker = identify(view.tokens[first : min(apposition, limit)], view.text, memory)
            return Subject(speaker, first) if speaker else None
        first = stop + 1
    return None


def _behind_dateline(view: View) -> int:
    """The token with which the sentence begins; of "OSLO (Reuters) - The port" the one behind the dash."""
    if not view.tokens or not view.tokens[0].capitalized:
        return 0
    start = view.tokens[0].start
    end = dateline_end(view.text[start : view.tokens[-1].end])
    return next((i for i, token in enumerate(view.tokens) if token.start >= start + end), 0) if end else 0


def _behind_body(view: View, last: int, stop: int) -> int:
    """Past "of Health" in "The Ministry of Health opened", and "of the Monetary Fund" before a comma."""
    if view.key(last) not in listed("speakers", "within_names"):
        return last
    if view.kind(stop) is not TokenKind.COMMA:
        body = view.tokens[last - 1].capitalized and bool(categories(view.tokens[last - 1 : last]))
        end = last + 1
        while body and end < stop and view.tokens[end].capitalized:
            end += 1
        return end if end > last + 1 else last
    small = listed("reporting", "words", "articles") | listed("speakers", "within_names")
    named = all(view.tokens[i].capitalized or view.key(i) in small for i in range(last, stop))
    return stop if named else last


def _behind_holder(view: View, last: int, stop: int) -> int:
    """Past "of State Jane Doe" behind "Secretary"."""
    end = last + 1
    while end < stop and view.tokens[end].capitalized:
        end += 1
    return end if view.key(last) == "of" and end - last > _NAME_AT_LEAST + 1 else last


def is_bare_phrase(view: View, first: int, stop: int) -> bool:
    """Whether the tokens are a noun phrase that ends with its noun or name, and no clause."""
    tokens = view.tokens[first:stop]
    head = tokens[: view.words_until(first) - first]
    relative = listed("reporting", "words", "relatives")
    head = head[: next((i for i, token in enumerate(head) if token.key in relative), len(head))]
    if not head:
        return False
    clause = auxiliaries() | verbs("tells")
    if not clause.isdisjoint(token.key for token in head if token.text != "May"):
        return False
    found = categories(head)
    # "The mayor, Jan Berg, expects a report in January" ends with no name.
    month = head[-1].key in listed("reporting", "words", "hours") | listed("reporting", "words", "times")
    return (head[-1].capitalized and not month) or bool(found and found[-1][0] == len(head) - 1)


def _before_comma(view: View, comma: int, memory: Memory) -> Subject | None:
    """``Jane Doe, the mayor of the town, said``: the earliest phrase between commas that names somebody."""
    start = comma
    while start > 0 and view.kind(_before_parenthesis(view, start - 1)) in (TokenKind.WORD, TokenKind.COMMA):
        # "Jane Doe, head of the Met Office (MO), said"
        start = _before_parenthesis(view, start - 1)
    first = start
    while first < comma:
        stop = view.words_until(first)
        clause = _clause_start(view, stop - 1) if stop > first else first
        named = first < stop and clause < stop and not is_introduction(view, clause)
        if named and not _is_owned_thing(view, clause, stop):
            speaker = identify(_unbracketed(view.tokens[clause:comma]), view.text, memory)
            if speaker:
                return Subject(speaker, clause)
        first = stop + 1
    return None


def _unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without those in brackets."""
    depths = accumulate((token.text == "(") - (token.text == ")") for token in tokens)
    return [token for token, depth in zip(tokens, depths, strict=True) if not depth]


def _is_owned_thing(view: View, first: int, stop: int) -> bool:
    """Whether a phrase is like "the company's plant in Oslo": what is owned is nobody."""
    prepositions = listed("reporting", "words", "prepositions")
    end = next((i for i in range(first, stop) if view.key(i) in prepositions), stop)
    head = view.tokens[max(first, end - 1) : end]
    owned = any(view.key(i).endswith(("'s", "s'")) for i in range(first, end - 1))
    return owned and all(token.text.islower() for token in head) and not categories(head)


def _before_parenthesis(view: View, last: int) -> int:
    """Past a short parenthesis, such as the age in ``Jane Doe (42) said``."""
    if view.tokens[last].text != ")":
        return last
    opening = (i for i in range(last, max(0, last - _PARENTHESIS_AT_MOST), -1) if view.tokens[i].text == "(")
    return next(opening, last + 1) - 1


def _clause_start(view: View, last: int) -> int:
    """Where the words that end with ``last`` begin: after punctuation, a quotation or a subordinator."""
    subordinators = listed("reporting", "words", "subordinators")
    said = verbs("says") - listed("reporting", "nouns", "reporting")
    first = last
    while first > 0 and view.key(_before_parenthesis(view, first - 1)):
        if view.tokens[first - 1].text == ")":
            # "Officers from the Weather Service (WS) in Oslo said", and not "Oslo (CNN) Officers said"
            if view.tokens[first].capitalized:
                break
            first = _before_parenthesis(view, first - 1) + 1
            continue
        # "The paper said officials believe that …"
        if view.key(first - 1) in said and view.tokens[first - 1].text.islower():
            break
        joined = _joins_names(view, first - 1)
        if view.key(first - 1) in subordinators and not joined:
            break
        if _begins_sentence(view, first):
            break
        first -= 1
    return first


def _begins_sentence(view: View, i: int) -> bool:
    """Whether a word with a capital that no name has begins a sentence, behind a line that ends without a full stop."""
    opens = (
        view.key(i) in listed("speakers", "determiners") | _pronouns() and view.tokens[i].text[0].isupper()
    )
    return opens and view.tokens[i - 1].text.islower() and view.key(i - 1) not in _phrase_ends()


def _joins_names(view: View, i: int) -> bool:
    """Whether an "and" stands between two names or nouns of speakers rather than two clauses."""
    last = _before_parenthesis(view, i - 1) if i else -1
    if view.key(i) != "and" or last < 0 or not view.key(last):
        return False
    named = view.key(i + 1) == "the" and view.tokens[i + 2].capitalized if i + 2 < len(view) else False
    before, after = view.tokens[last : last + 1], view.tokens[i + 1 : i + 3 + named]
    person = before[0].key in listed("speakers", "singular_pronouns")
    return (person or _may_be_name(before)) and (named or _may_be_name(after))


def _may_be_name(tokens: Sequence[Token]) -> bool:
    """Whether tokens begin with a name or are a noun of speakers."""
    return bool(tokens) and (tokens[0].capitalized or bool(categories(tokens)))


def is_introduction(view: View, first: int) -> bool:
    """Whether the words from ``first`` on only lead up to a clause, as in ``After the vote, …``."""
    key = view.key(first)
    subordinators = listed("reporting", "words", "subordinators")
    # "But Jane Doe …" is a sentence, "…, but Jane Doe" no introduction either.
    joins = first == 0 and key in listed("reporting", "words", "conjunctions")
    return (
        (key in listed("reporting", "words", "prepositions") and not _is_rough_number(view, first))
        or (key in subordinators and not joins)
        or (key in listed("reporting", "words", "openings") and not view.key(first + 1))
    )


def _is_rough_number(view: View, first: int) -> bool:
    """Whether it is like "At least three people" or "About 40 people"; not "About 3 p.m."."""
    key, following = view.key(first), view.key(first + 1)
    if key == "at":
        return following in listed("reporting", "words", "bounds")
    number = following[:1].isdigit() or following in listed("reporting", "words", "numbers")
    rough = number and key in listed("reporting", "words", "rough")
    return (
        rough
        and bool(view.key(first + 2))
        and view.key(first + 2) not in listed("reporting", "words", "hours")
    )


def _phrase_end(view: View, first: int, stop: int) -> int:
    """Where a phrase without its verb ends: at a word no phrase goes on with, or behind its noun or name."""
    ends = _phrase_ends()
    if view.key(first) in _pronouns():
        return first + 1
    named, tokens = False, view.tokens[:stop]
    for i in range(first, stop):
        noun = _is_known_noun(view, i, stop)
        known = noun or tokens[i].capitalized or in_name(tokens, i)
        # "The United States" is no verb.
        if (view.key(i) in ends and view.tokens[i].text.islower()) or (named and not known):
            return i
        named = named or noun or (known and _ends_name(tokens[first : i + 1]))
    return stop


def _ends_name(tokens: Sequence[Token]) -> bool:
    """Whether words with capitals are more than one and no people: not "North Korean" of "North Korean state media"."""
    return len(tokens) > 1 and " ".join(token.text for token in tokens) not in demonyms()


def _is_known_noun(view: View, i: int, stop: int) -> bool:
    """Whether a word is a noun for speakers, and no rank before one: "senior officials"."""
    rank = i + 1 < stop and view.key(i) in listed("speakers", "ranks")
    return not rank and bool(categories([view.tokens[i]]))


@functools.cache
def _pronouns() -> frozenset[str]:
    return listed("speakers", "singular_pronouns") | listed("speakers", "plural_pronouns")


@functools.cache
def _phrase_ends() -> frozenset[str]:
    words = ("prepositions", "auxiliaries", "negations", "be", "relatives")
    lists = [modals(), *(listed("reporting", "words", key) for key in words)]
    # Verbs that are nouns as well ("a report", "the posts") do not end a phrase.
    speaking = ("says", "reports", "says_that", "tells", "quotes", "attends", "issues", "cites")
    lists.append(verbs(*speaking) - listed("speakers", "document"))
    return frozenset().union(*lists)
