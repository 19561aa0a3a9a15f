"""What speaks against two passages telling the same: days apart, other names, a denial, words of opposites, no toll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from generator.claims.compare.figures import is_toll_word
from generator.claims.compare.passages import Passage, features_around
from generator.claims.compare.polarity import Side, unknown_cues
from generator.known import once
from generator.language import lexicon
from generator.language.lexicon import listed, verbs
from generator.language.phrases import stem, words_of
from generator.language.polarity import is_negation
from generator.language.quantities import Kind
from generator.model import Relation, Timex

# So much a feature counts for at least that a denial may turn on it; days and faint words do not.
_TELLING = 1.0
# Words before one among which a verb may refuse it.
_REFUSED_NEAR = 2
# Of one word alone, two passages may speak of two things.
_DENIED_AT_LEAST = 2


def dates_apart(one: Passage, other: Passage) -> int:
    """The fewest days between the dates of two passages; 0 where one has none, or an open one."""
    return days_apart(one.dates, other.dates)


def days_apart(one: Sequence[Timex], other: Sequence[Timex]) -> int:
    """The fewest days between some dates and others; 0 where there are none, or an open one."""
    if not one or not other:
        return 0
    gaps = []
    known = (dict.fromkeys(item.edtf for item in part if item.edtf) for part in (one, other))
    for mine, theirs in product(*known):
        gap = 0
        for first, last in ((mine.earliest, theirs.latest), (theirs.earliest, mine.latest)):
            if first and last:
                gap = max(gap, (first - last).days)
        if not gap:
            return 0
        gaps.append(gap)
    return min(gaps, default=0)


def denied_feature(one: Passage, other: Passage) -> str:
    """The feature that one of the passages denies and the other states, or ``""``.

    What is denied must be what the other tells: the word that the denial reaches first, or several, and half of all.
    """
    for met, _ in _denied(one, other):
        # "Denied that the boat had been overloaded": what was done says more than to what.
        return next((name for name in met if is_past(one.words[name]) and is_past(other.words[name])), met[0])
    return ""


def denies_the_same(one: Passage, other: Passage) -> bool:
    """Whether a denial is of the very thing that the other passage tells, with nothing else known of the two.

    It takes most of the denied words, or several, and one more word or name that both have.
    """
    shared = {name for name in one.features.keys() & other.features.keys() if name[0] in "wen"}
    return any(
        len(met) > 1 or (shared - set(met) and 2 * len(met) > len(denied))
        for met, denied in _denied(one, other)
    )


def denies_all(one: Passage, other: Passage) -> bool:
    """Whether one passage denies several things and the other tells all of them, be who did them named otherwise."""
    return any(
        len(met) > 1 and (len(met) == len(denied) or _all_but_who(met, denied, one, other))
        for met, denied in _denied(one, other)
    )


def _all_but_who(met: Sequence[str], denied: Sequence[str], one: Passage, other: Passage) -> bool:
    """Whether all that is denied but its first word is told, a deed among it: "denied that the ferry hit a reef"."""
    return list(denied[1:]) == list(met) and any(
        is_past(one.words[name]) and is_past(other.words[name]) for name in met
    )


def denies_the_deed(one: Passage, other: Passage) -> bool:
    """Whether one passage says that all was not done which the other tells as done: "did not pay the money back"."""
    if names_differ(one, other) or one.planned or other.planned:
        return False
    return any(_undoes(first, second) for first, second in ((one, other), (other, one)))


def _undoes(denying: Passage, stating: Passage) -> bool:
    """Whether all that one passage denies, a deed among it, is told by another that denies nothing."""
    denied = denials(denying)
    if len(denied) < _DENIED_AT_LEAST or not all(_states(stating, name) for name in denied):
        return False
    return _is_plain(denying, stating) and any(is_past(stating.words[name]) for name in denied)


def _is_plain(denying: Passage, stating: Passage) -> bool:
    """Whether a denial has no limit in time or number, and the other passage denies nothing."""
    # A hyphen may hide a denial: "labelled A/H1N1-not seen before".
    if any(is_negation(part) for token in stating.tokens for part in token.key.split("-")):
        return False
    return listed("states", "nobody", "limits").isdisjoint(token.key for token in denying.tokens)


def is_past(words: str) -> bool:
    """Whether a word is a verb in the past, as far as its form tells."""
    return lexicon.is_past(words.casefold().rpartition(" ")[2])


@once
def says_unknown(passage: Passage) -> bool:
    """Whether a passage says anywhere that something is not known or not said."""
    return bool(unknown_cues().find(passage.tokens))


@once
def denials(passage: Passage) -> tuple[str, ...]:
    """What a passage denies that tells enough to be denied."""
    return tuple(name for name in passage.negated if name[0] in "we" and passage.features[name] >= _TELLING)


def _denied(one: Passage, other: Passage) -> Iterator[tuple[list[str], Sequence[str]]]:
    """What either passage denies and the other states, and all that it denies."""
    for first, second in ((one, other), (other, one)):
        denied = denials(first)
        met = [name for name in denied if _states(second, name)]
        if met and 2 * len(met) >= len(denied) and (len(met) > 1 or met[0] == denied[0] or first.denial):
            yield met, denied


def _states(passage: Passage, feature: str) -> bool:
    """Whether a passage tells a thing, without denying it or leaving it open."""
    closed = feature not in passage.negated and feature not in passage.undecided
    return closed and passage.features.get(feature, 0.0) >= _TELLING and not _is_refused(passage, feature)


def _is_refused(passage: Passage, feature: str) -> bool:
    """Whether a verb that denies stands right before a word: "is to reject any suggestion"."""
    first = passage.words[feature].split(maxsplit=1)[0]
    at = next((k for k, token in enumerate(passage.tokens) if token.text == first), 0)
    before = {token.key for token in passage.tokens[max(0, at - _REFUSED_NEAR) : at]}
    return not before.isdisjoint(verbs("rebuts"))


def names_differ(one: Passage, other: Passage) -> bool:
    """Whether different names stand in the same place of two passages: "Lock Aster of", "Lock Birch of"."""
    if not one.named or not other.named:
        return False
    known, also = ({name for name, _, _ in passage.named} for passage in (one, other))
    return any(
        mine[1:] == theirs[1:] and mine[0] not in also and theirs[0] not in known
        for mine, theirs in product(one.named, other.named)
    )


def open_in_one(one: Passage, other: Passage) -> bool:
    """Whether one passage leaves open, or only asks for, what the other tells."""
    return any(
        first.undecided
        and not second.undecided
        and any(second.features.get(name, 0.0) >= _TELLING for name in first.undecided)
        for first, second in ((one, other), (other, one))
    )


def only_numbers(one: Passage, other: Passage) -> bool:
    """Whether two passages have nothing in common but numbers of different things: "five boxes", "five days"."""
    shared = one.features.keys() & other.features.keys()
    return all(name[0] == "q" for name in shared) and not any(
        mine.kind is theirs.kind and mine.raw == theirs.raw
        for mine, theirs in product(one.quantities, other.quantities)
    )


# ---------------------------------------------------------------- contradictions


# A negation stands so near before what it negates, to be quoted with it.
_NEGATION_NEAR = 7
# Words of content that a denial needs to say what it denies.
_SAYS_ENOUGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two passages stand to each other.

    Attributes:
        words: The words that differ, of the one and of the other; two empty strings where they agree.
        denied: One of them denies what the other says.
        about: The pair of opposites whose words they use, or ``""``.
        denier: Which of them (0 or 1) denies that: it denies the other's word, or one of the same side ("no one died").
    """

    relation: Relation
    words: tuple[str, str] = ("", "")
    denied: bool = False
    about: str = ""
    denier: int | None = None


def contradiction(one: Passage, other: Passage) -> Finding | None:
    """The opposites that two passages use, or what one of them denies and the other does not.

    What is not known contradicts nothing.
    """
    if not (one.negated or other.negated or one.opposites.keys() & other.opposites.keys()):
        return None
    if one.unknown or other.unknown:
        return None
    opposed = None
    for pair, mine in sorted(one.opposites.items()):
        theirs = other.opposites.get(pair)
        if theirs is None:
            continue
        if mine.number == theirs.number:
            return None  # "denied that it was opened", "stayed shut"
        words = (_word(one, mine), _word(other, theirs))
        denier = int(theirs.denied) if mine.denied != theirs.denied else None
        opposed = opposed or Finding(relation=Relation.TENSION, words=words, about=pair, denier=denier)
    feature = denied_feature(one, other)
    if opposed or not feature or _says_nothing(one) or _says_nothing(other):
        return opposed
    words = (_around(one, feature), _around(other, feature))
    denier = 0 if feature in one.negated else 1
    return Finding(relation=Relation.TENSION, words=words, denied=True, denier=denier)


def _says_nothing(passage: Passage) -> bool:
    """Whether a passage only denies what stands before it: "The firm denied this."."""
    return bool(passage.denial) and sum(name[0] in "we" for name in passage.features) < _SAYS_ENOUGH


def _around(passage: Passage, feature: str) -> str:
    """A word of a passage, with the negation before it if there is one."""
    words = passage.words[feature]
    return _denial_of(passage, words) if feature in passage.negated else words


def _word(passage: Passage, side: Side) -> str:
    """The word of a side, with the negation before it if there is one."""
    return _denial_of(passage, side.word) if side.denied else side.word


def _denial_of(passage: Passage, words: str) -> str:
    """The words that deny something, up to it."""
    said = [token.text for token in passage.tokens]
    first = words.split(maxsplit=1)[0]
    if first in said:
        i = said.index(first)
        for back in range(i - 1, max(-1, i - _NEGATION_NEAR), -1):
            if is_negation(passage.tokens[back].key):
                return words_of(passage.tokens[back : i + 1])
    return f"{passage.denial} … {words}" if passage.denial else words


# ---------------------------------------------------------------- nobody dead or hurt where another counts some


# The pairs of opposites in opposites.toml that tolls are told in.
_LIFE = "alive"
_LIVES = (_LIFE, "unhurt")


def denies_a_toll(denying: Passage, stating: Passage, about: str) -> bool:
    """Whether one passage has nobody dead or hurt at the place at which the other counts some."""
    if about not in _LIVES:
        return False
    of_all = about == _LIFE and all(token.key != "no" for token in denying.tokens)
    if _names_apart(denying, stating) or not (of_all or _denies_for_all(denying, stating)):
        return False
    return _counts(stating, stating.opposites[about].word)


def _denies_for_all(denying: Passage, stating: Passage) -> bool:
    """Whether a denial is of anybody ("nobody", "no injuries"), or of those whom the other counts: "no officer"."""
    keys = [token.key for token in denying.tokens]
    if not listed("states", "nobody", "words").isdisjoint(keys):
        return True
    denied = [token for one, token in pairwise(denying.tokens) if one.key == "no"]
    if any(is_toll_word(token.key) for token in denied):
        return True
    behind = {token.stem for token in denied}
    anybody = {stem(word) for word in listed("states", "nobody", "behind_no")}
    return not behind.isdisjoint(anybody | {token.stem for token in stating.tokens})


def _names_apart(one: Passage, other: Passage) -> bool:
    """Whether both passages name something, and nothing that both name: "no Briton died" and "in Mexico 42 died"."""
    mine, theirs = ({name for name in part.features if name[0] == "n"} for part in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _counts(passage: Passage, word: str) -> bool:
    """Whether a passage gives a figure with a word near it: "12 people were killed"."""
    return any(
        quantity.stated
        and quantity.kind is Kind.COUNT
        and any(
            word in passage.words[name].split()
            for name in features_around(passage, quantity.start, quantity.end)
        )
        for quantity in passage.quantities
    )
