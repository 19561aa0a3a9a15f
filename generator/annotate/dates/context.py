"""What the words around an expression say: past or to come, and whether it is told as a fact.

Looks at a bounded number of words to either side, within the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from generator.annotate.dates.tables import GRAMMAR, VERBS
from generator.annotate.dates.tokens import Tokens
from generator.model import Modality

_REACH = 24
# "not", "if" and auxiliaries stand at most this far in front of their verb.
_VERB_GROUP = 4
_PAST = VERBS["past"]
_FUTURE = VERBS["future"]
_ARRANGED = VERBS["arranged"]
_ARRANGED_TO = VERBS["arranged_to"]
_ANNOUNCING = VERBS["announcing"]
_MODAL = VERBS["modal"]
_PASSIVE = VERBS["passive"]
_LASTING = VERBS["lasting"]
_CONDITION = VERBS["condition"]
_POSSIBLE = VERBS["possible"]
_DENIAL = VERBS["denial"]
_COMPARISON = VERBS["comparison"]
_BACKSHIFT = frozenset({"was", "were", "had", "been"})
_ARRANGEMENT_FOLLOWS = frozenset({"to", "for", "on", "in", "at", "by"})
_TO_BE = frozenset({"is", "are", "was", "were"})
_CANCELED = VERBS["canceled"]
_DETERMINERS = GRAMMAR["determiners"]
_NOT_PAST = GRAMMAR["not_past"]
_CLAUSE_STARTS = GRAMMAR["clause_starts"]
# "did not meet", "agreed to meet", "stayed open": what stands before decides; "Monday's vote" is a noun.
_NO_ANNOUNCEMENT = frozenset({"not", "t", "did", "to", "s", "stayed", "remained", "kept"})
# "called a march for Tuesday": what is set for a day is still to come.
_SET_FOR = frozenset({"call", "calls", "called", "announced", "announces", "convened", "summoned", "fixed"})
# "could not be reached on Friday": what was tried and failed.
_TRIED = frozenset({"reached", "contacted", "found", "verified", "confirmed", "determined", "established"})
_UNTIL = frozenset({"until", "till"})
# "until at least Friday": so many words may stand between.
_UNTIL_REACH = 3
_SENTENCE_ENDS = frozenset({"", ";", "—", "–"})


def _before(words: list[str], first: int) -> range:
    """Positions before an expression, nearest first, to the start of its sentence."""
    stop = max(first - 1 - _REACH, -1)
    for index in range(first - 1, stop, -1):
        if words[index] in _SENTENCE_ENDS:
            return range(first - 1, index, -1)
    return range(first - 1, stop, -1)


def _behind(words: list[str], after: int) -> range:
    """Positions behind an expression, nearest first, to the end of its sentence."""
    stop = min(after + _REACH, len(words) - 1)
    for index in range(after, stop):
        if words[index] in _SENTENCE_ENDS:
            return range(after, index)
    return range(after, stop)


# ---------------------------------------------------------------- past or to come


def direction(tokens: Tokens, first: int, after: int) -> int:
    """Whether the event lies before the day of speech (-1), after it (1), or cannot be told (0)."""
    words = tokens.words
    at = first - 1 if first and words[first - 1] == "on" else first
    if at and words[at - 1] in ("is", "are"):
        return 1
    if first and words[first - 1] == "for" and any(words[i] in _SET_FOR for i in _before(words, first)):
        return 1
    lasts = not _UNTIL.isdisjoint(words[max(first - _UNTIL_REACH, 0) : first])
    for positions in (_before(words, first), _behind(words, after)):
        for index in positions:
            found = 1 if lasts and _is_lasting(words, index) else _cue(words, index)
            if found:
                return found
    return 0


def _is_lasting(words: list[str], index: int) -> bool:
    """Whether a word in front of "until" tells of something that still lasts: "remains", "has been"."""
    word = words[index]
    return word in _LASTING or (word == "been" and index > 0 and words[index - 1] in ("has", "have"))


def _cue(words: list[str], index: int) -> int:
    """What one word says of the direction; 0 when nothing."""
    word = words[index]
    before = words[index - 1] if index else ""
    if word == "could" and words[index + 1 : index + 3] == ["not", "be"] and words[index + 3] in _TRIED:
        return -1
    if word in _FUTURE or word in _MODAL or (word == "be" and before == "to"):
        return 1
    if _is_arrangement(words, index):
        return -1 if _shifted_back(words, index) else 1
    if word in _ANNOUNCING and before not in _NO_ANNOUNCEMENT and before not in _DETERMINERS:
        return 1
    if word in ("is", "are") and words[index + 1] == "to":
        return 1
    return -1 if _is_past(words, index) else 0


def _is_past(words: list[str], index: int) -> bool:
    """Whether a word is a verb of the past, and not a participle that only describes."""
    word = words[index]
    before = words[index - 1] if index else ""
    if before in _PASSIVE:
        return False
    if word in _PAST:
        return word not in ("has", "have")
    if not word.endswith("ed") or len(word) <= 4 or word in _NOT_PAST:
        return False
    return before not in _DETERMINERS and not word.startswith("un")


def _is_arrangement(words: list[str], index: int) -> bool:
    """Whether a word and the one behind it announce something: "scheduled for", "agreed to"."""
    word, following = words[index], words[index + 1]
    if word in _ARRANGED:
        return following in _ARRANGEMENT_FOLLOWS
    return word in _ARRANGED_TO and following == "to"


def _shifted_back(words: list[str], index: int) -> bool:
    """Whether the arrangement itself is told as past: "was scheduled to"."""
    return any(word in _BACKSHIFT for word in words[max(index - 3, 0) : index])


def told_past(tokens: Tokens, first: int, after: int) -> bool:
    """Whether the nearest verb of the expression's own clause is one of the past: "three days earlier he had"."""
    words = tokens.words
    opens = first > 0 and words[first - 1] in _CLAUSE_STARTS
    back = () if opens else _clause(words, _before(words, first))
    for positions in (back, _clause(words, _behind(words, after))):
        for index in positions:
            if _is_finite(words, index):
                return _is_past(words, index)
    return False


def compares(tokens: Tokens, first: int) -> bool:
    """Whether the words before an expression set figures side by side."""
    words = tokens.words
    return any(words[index] in _COMPARISON for index in _before(words, first))


# ---------------------------------------------------------------- told as a fact or not


def modality(tokens: Tokens, first: int, after: int) -> Modality:
    """How the sentence tells the event: as a fact, as planned, as possible, or as denied.

    The nearest verb of the expression's own clause decides, together with what stands in
    front of that verb: "was to have met", "did not meet", "if they meet".
    """
    words = tokens.words
    back = list(_clause(words, _before(words, first)))
    ahead = list(_clause(words, _behind(words, after)))
    for positions in (back, ahead):
        verb = next((at for at, index in enumerate(positions) if _is_finite(words, index)), None)
        if verb is not None:
            return _told(words, first, after, positions, verb)
    return Modality.CONDITIONAL if any(words[index] in _CONDITION for index in back) else Modality.ASSERTED


def _clause(words: list[str], positions: Iterable[int]) -> Iterable[int]:
    """The positions up to the next word that begins another clause, behind a comma."""
    for index in positions:
        if words[index] in _CLAUSE_STARTS and words[index - 1] == ",":
            return
        yield index


def _is_finite(words: list[str], index: int) -> bool:
    """Whether a word is a verb that carries its clause."""
    word = words[index]
    if word in _FUTURE or word in _MODAL or word in _POSSIBLE or _is_arrangement(words, index):
        return True
    return _is_past(words, index) or word in ("has", "have", "is", "are", "does", "do")


def _told(words: list[str], first: int, after: int, positions: list[int], verb: int) -> Modality:
    """The modality that the verb found and the words of its group give."""
    index = positions[verb]
    low, high = min(index, first), max(index, after)
    group = words[max(low - _VERB_GROUP, 0) : low]
    between = [words[at] for at in positions[:verb]]
    near = {word for word in (*group, words[index], *between, *words[index + 1 : index + 3]) if word}
    if between[:2] == ["until", "not"]:
        # "not until Tuesday" is on Tuesday.
        near.discard("not")
    conditional_sentence = any(
        words[at] in _CONDITION for at in (*_before(words, low), *_behind(words, high))
    )
    planned = words[index] in _FUTURE or words[index] in _MODAL or _plan_in(words, index, group)
    if near & _CONDITION or words[index] in _POSSIBLE or ("have" in between and near & _MODAL):
        return Modality.CONDITIONAL
    if planned and conditional_sentence:
        return Modality.CONDITIONAL
    if near & _DENIAL - {words[index]} or (planned and _CANCELED & set(words[high : high + _VERB_GROUP])):
        return Modality.DENIED
    if near & _POSSIBLE:
        return Modality.CONDITIONAL
    return Modality.SCHEDULED if planned else Modality.ASSERTED


def _plan_in(words: list[str], index: int, group: list[str]) -> bool:
    """Whether the verb or what stands before it makes the event a plan."""
    if _is_arrangement(words, index) or any(
        _is_arrangement([*group, words[index]], at) for at in range(len(group))
    ):
        return True
    pairs = pairwise([*group, words[index], words[index + 1]])
    return any(verb in _TO_BE and particle == "to" for verb, particle in pairs)
