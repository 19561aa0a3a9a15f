"""What the words around an expression say: past or to come, and whether it is told as a fact.

Looks at a bounded number of words to either side, within the sentence.
"""

from __future__ import annotations

from generator.annotate.dates.lexicon import GRAMMAR, VERBS
from generator.annotate.dates.tokens import Tokens
from generator.model import Modality

_REACH = 24
_PAST = VERBS["past"]
_FUTURE = VERBS["future"]
_ARRANGED = VERBS["arranged"]
_ARRANGED_TO = VERBS["arranged_to"]
_ANNOUNCING = VERBS["announcing"]
_MODAL = VERBS["modal"]
_PASSIVE = VERBS["passive"]
_CONDITIONAL = VERBS["conditional"]
_DENIAL = VERBS["denial"]
_COMPARISON = VERBS["comparison"]
_BACKSHIFT = frozenset({"was", "were", "had", "been"})
_DETERMINERS = GRAMMAR["determiners"]
# "did not meet", "agreed to meet": what stands before decides.
_NO_ANNOUNCEMENT = frozenset({"not", "t", "did", "to"})
_ARRANGEMENT_FOLLOWS = frozenset({"to", "for", "on", "in", "at", "by"})
# Nouns and adjectives in -ed and -eed that are no verbs of the past.
_NOT_PAST = GRAMMAR["not_past"]
_CLAUSE_ENDS = frozenset({"", ";", "—", "–"})


def direction(tokens: Tokens, first: int, after: int) -> int:
    """Whether the event lies before the day of speech (-1), after it (1), or cannot be told (0)."""
    words = tokens.words
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if words[index] in _CLAUSE_ENDS:
            break
        found = _cue(words, index)
        if found:
            return found
    for index in range(after, after + _REACH):
        if index >= len(words) or words[index] in _CLAUSE_ENDS:
            break
        found = _cue(words, index)
        if found:
            return found
    return 0


def _cue(words: list[str], index: int) -> int:
    """What one word says of the direction; 0 when nothing."""
    word = words[index]
    if word in _FUTURE:
        return 1
    if _is_arrangement(words, index):
        return -1 if _shifted_back(words, index) else 1
    before = words[index - 1] if index else ""
    if word in _MODAL or (word in _ANNOUNCING and before not in _NO_ANNOUNCEMENT):
        return 1
    if word == "be" and before == "to":
        return 1
    if word in ("is", "are") and words[index + 1] == "to":
        return 1
    if word in _PAST:
        return 0 if before in _PASSIVE or word in ("has", "have") else -1
    if word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST:
        # "the announced plan", "an unspecified date": a participle that only describes.
        return 0 if before in _PASSIVE or before in _DETERMINERS or word.startswith("un") else -1
    return 0


def _shifted_back(words: list[str], index: int) -> bool:
    """Whether the arrangement itself is told as past: "was scheduled to"."""
    return any(word in _BACKSHIFT for word in words[max(index - 3, 0) : index])


def modality(tokens: Tokens, first: int, after: int) -> Modality:
    """How the sentence tells the event: as a fact, as planned, as a condition, or as denied."""
    words = tokens.words
    start, end = _clause(words, first, after)
    span = words[start:end]
    if any(word in _CONDITIONAL for word in span):
        return Modality.CONDITIONAL
    if any(_arranged(words, index) for index in range(start, end)):
        return Modality.SCHEDULED
    if any(word in _DENIAL for word in span):
        return Modality.DENIED
    return Modality.ASSERTED


def _clause(words: list[str], first: int, after: int) -> tuple[int, int]:
    """The stretch of words around an expression up to the next clause mark, both ways."""
    start = first
    while start > max(first - _REACH, 0) and words[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    end = after
    while end < min(after + _REACH, len(words)) and words[end] not in _CLAUSE_ENDS:
        end += 1
    return start, end


def _arranged(words: list[str], index: int) -> bool:
    """Whether a word makes the event a plan."""
    word = words[index]
    if word in _FUTURE:
        return True
    if word in ("is", "are", "was", "were") and words[index + 1] == "to":
        return True
    return _is_arrangement(words, index)


def _is_arrangement(words: list[str], index: int) -> bool:
    """Whether a word and the one behind it announce something: "scheduled for", "agreed to"."""
    word, following = words[index], words[index + 1]
    if word in _ARRANGED:
        return following in _ARRANGEMENT_FOLLOWS
    return word in _ARRANGED_TO and following == "to"


def compares(tokens: Tokens, first: int) -> bool:
    """Whether the words before an expression set figures side by side."""
    words = tokens.words
    for index in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if not words[index]:
            return False
        if words[index] in _COMPARISON:
            return True
    return False
