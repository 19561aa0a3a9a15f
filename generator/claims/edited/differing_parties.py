"""Who did it to whom, and where, by a quotation and a statement: other names, other parties, the other way round."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import product

from generator.annotate.places.word_lists import demonyms
from generator.claims.edited.wordings import BEHIND, SURE, Name, Pair, Told, Wording, is_going_on, is_past
from generator.data import table
from generator.language.lexicon import inflected, irregular_bases, listed
from generator.language.names import person_titles
from generator.language.phrases import stem

# Words on either side of a verb that may be who acts and who is acted upon.
_ACTORS = 2
_QUOTED = '“”"'


def differing_named(pair: Pair) -> Iterator[Told]:
    """Another name in the same place: behind the same word, before the same word, or both where they begin."""
    one, other = pair.statement, pair.quotation
    if pair.likeness < SURE:
        return
    told, own = _every_name(pair.known, pair), _every_name([one], pair)
    mine = [name for name in one.names if not _untitled(name, pair) & told]
    theirs = [name for name in other.names if not _untitled(name, pair) & own]
    for a, b in product(mine, theirs):
        if _in_one_place(one, a, other, b):
            yield a.text, b.text
            return


def _every_name(wordings: Iterable[Wording], pair: Pair) -> set[str]:
    """All words of some texts, and of others for the names in them."""
    words: set[str] = set()
    for wording in wordings:
        words.update(*(_known(name, pair) for name in wording.names), (token.key for token in wording.tokens))
    return words


def _untitled(name: Name, pair: Pair) -> frozenset[str]:
    """The same without titles, which others bear too: "Judge Peter Okafor"."""
    known = _known(name, pair)
    return known - person_titles() or known


def _known(name: Name, pair: Pair) -> frozenset[str]:
    """The words of a name, and of others for the same."""
    of_peoples = demonyms()
    keys = set(name.keys)
    initials = "".join(word[0] for word in name.text.casefold().split())
    keys |= {initials} if len(initials) > 1 else set()
    for key in [*name.keys, name.text.casefold(), initials]:
        for alias in _aliases().get(key, ()):
            keys.add(alias)
        if key in pair.alike:
            keys |= set(pair.alike[key].split())
    for word in name.text.split():
        if word in of_peoples:
            keys.add(of_peoples[word].casefold())
    return frozenset(keys)


@functools.cache
def _aliases() -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = table("claim_words")["same_names"]
    return {word: tuple(group) for group in groups for word in group}


def _in_one_place(one: Wording, a: Name, other: Wording, b: Name) -> bool:
    ways = listed("differences", "ways", "ways") | listed("differences", "ways", "spots")
    before = one.key(a.first - 1), other.key(b.first - 1)
    by = [word in listed("differences", "ways", "by") for word in before]
    if by[0] != by[1]:
        # "Berg led the inquiry", "the inquiry was led by Lund"
        passive, subject = ((one, a), (other, b)) if by[0] else ((other, b), (one, a))
        done = _behind(subject[0], subject[1].last)
        return bool(done) and done == _ahead(passive[0], passive[1].first)
    behind = one.meanings[a.last : a.last + BEHIND], other.meanings[b.last : b.last + BEHIND]
    met = bool(set(filter(None, behind[0])) & set(filter(None, behind[1])))
    if before[0] in ways and before[0] == before[1]:
        ahead = _ahead(one, a.first), _ahead(other, b.first)
        return met or ahead[0] == ahead[1] or not (ahead[0] and ahead[1])
    return (before[0] == before[1] or {a.first, b.first} <= {0, 1}) and met


def _ahead(wording: Wording, k: int) -> str:
    """What the nearest word before token ``k`` tells that tells anything."""
    return next(filter(None, reversed(wording.meanings[:k])), "")


def _behind(wording: Wording, k: int) -> str:
    """The same from token ``k`` on."""
    return next(filter(None, wording.meanings[k:]), "")


def differing_parties(pair: Pair) -> Iterator[Told]:
    """Another party in the same place: "police fired", "soldiers fired"."""
    one, other = pair.statement, pair.quotation
    mine, theirs = _parties(one), _parties(other)
    known = {party for wording in pair.known for party in _parties(wording)}
    for a, b in product(mine.keys() - known, theirs.keys() - mine.keys()):
        behind = _behind(one, mine[a] + 1), _behind(other, theirs[b] + 1)
        ahead = _ahead(one, mine[a]), _ahead(other, theirs[b])
        both = ahead if not any(behind) else behind
        if both[0] and both[0] == both[1]:
            yield one.tokens[mine[a]].text, other.tokens[theirs[b]].text
            return


def _parties(wording: Wording) -> dict[int, int]:
    """The parties that a text names, by number, and the token that names each last."""
    groups: list[list[str]] = table("differences")["parties"]["groups"]
    party = {stem(word): number for number, words in enumerate(groups) for word in words}
    return {party[token.stem]: k for k, token in enumerate(wording.tokens) if token.stem in party}


def differing_swapped(pair: Pair) -> Iterator[Told]:
    """Who did it to whom, the other way round."""
    one, other = pair.statement, pair.quotation
    done = _verbs(one) | _verbs(other)
    spots = _actors(one, done), _actors(other, done)
    actors = [key for key in spots[0] if key in spots[1]]
    for a, b in product(actors, actors):
        mine, theirs = (spots[0][a], spots[0][b]), (spots[1][b], spots[1][a])
        if not (mine[0] < mine[1] and theirs[0] < theirs[1]):
            continue
        told = _span(one, *mine), _span(other, *theirs)
        if any(mark in words for mark in _QUOTED for words in told):
            continue  # who speaks stands before or behind what is said
        same = _done(one, *mine) & _done(other, *theirs)
        turned = same and _is_passive(one, *mine) == _is_passive(other, *theirs)
        if turned or _ways_are_swapped((one, *mine), (other, *theirs)):
            yield told
            return


def _ways_are_swapped(one: tuple[Wording, int, int], other: tuple[Wording, int, int]) -> bool:
    """Whether two names change places behind the same prepositions: "from Lund to Berg", "from Berg to Lund"."""
    (wording, *mine), (second, *theirs) = one, other
    first = [_way(wording, k) for k in mine]
    return all(first) and first[0] != first[1] and first == [_way(second, k) for k in theirs]


def _verbs(wording: Wording) -> set[str]:
    """What the verbs of a text tell."""
    third = _third_persons()
    return {
        meaning
        for k, meaning in enumerate(wording.meanings)
        if meaning and (is_past(wording, k) or is_going_on(wording, k) or wording.key(k) in third)
    }


@functools.cache
def _third_persons() -> frozenset[str]:
    return frozenset(form for verb in table("verbs")["verbs"] for form in inflected(verb)["third"])


def _actors(wording: Wording, done: set[str]) -> dict[str, int]:
    """The names of a text, and whoever stands right before or behind a verb, with the token of each."""
    found: dict[str, int] = {}
    for name in wording.names:
        found.setdefault(wording.tokens[name.last - 1].key, name.last - 1)
    telling = [k for k, meaning in enumerate(wording.meanings) if meaning]
    verbs_at = [k for k in telling if wording.meanings[k] in done]
    for k in verbs_at:
        place = telling.index(k)
        for other in (*telling[max(0, place - _ACTORS) : place], *telling[place + 1 : place + 1 + _ACTORS]):
            if other not in verbs_at and abs(other - k) <= BEHIND:
                found.setdefault(wording.tokens[other].stem, other)
    return found


def _done(wording: Wording, first: int, last: int) -> set[str]:
    """What is told between two actors, but for what each of two does to the other: "met", "agreed"."""
    mutual = {stem(word) for word in listed("differences", "ways", "mutual")}
    return {
        meaning
        for k in range(first + 1, last)
        if (meaning := wording.meanings[k])
        and stem(irregular_bases().get(wording.key(k), wording.key(k))) not in mutual
    }


def _is_passive(wording: Wording, first: int, last: int) -> bool:
    """Whether what is told between two actors was done to the first: "was arrested", not "was arresting"."""
    be = listed("differences", "ways", "be")
    return any(
        wording.key(k) in be and any(is_past(wording, j) for j in range(k + 1, min(k + 3, last + 1)))
        for k in range(first, last)
    )


def _way(wording: Wording, i: int) -> str:
    return next(
        (
            wording.key(k)
            for k in range(i - 1, max(-1, i - 4), -1)
            if wording.key(k) in listed("differences", "ways", "ways")
        ),
        "",
    )


def _span(wording: Wording, first: int, last: int) -> str:
    return wording.text[wording.tokens[first].start : wording.tokens[last].end]
