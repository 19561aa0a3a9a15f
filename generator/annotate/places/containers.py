"""Names settled by a wider place beside them: "Corinth, Miss.", "the Ohio town of Troy", "Renk in South Sudan".

In come the names of an article, out go those of them that such a neighbor decides, and the wider place that does it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.annotate.places.gazetteer import Entry, fold
from generator.annotate.places.names import Name
from generator.annotate.places.specs import distance_km
from generator.annotate.places.things import has_code, is_code, named_rows
from generator.annotate.places.word_lists import Words, words
from generator.model import Place, PlaceKind

_WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT)
_BETWEEN_AT_MOST = 40
# "South of Cairns" is within an hour's drive; what lies beyond the other distance is another place of that name.
_NEAR_KM, _FAR_KM = 100.0, 1_000.0
_TOWNS = 3
_SUBURBS = frozenset({"suburb", "suburbs"})
_PUNCTUATION = str.maketrans(",()", "   ")
# "Shanghai in Europe" is Shanghai.
_GREAT_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The row a name means, and the wider place beside it that says so, here or in another article of the story."""

    entry: Entry
    beside: Place
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What containers settle.

    Attributes:
        by_key: By folded name.
        by_index: By number of the name, for names with a container of their own.
        astray: Folded names whose container is known to hold no such place, with the containers.
    """

    by_key: Mapping[str, Settled]
    by_index: Mapping[int, Settled]
    astray: Mapping[str, Set[Place]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContext:
    """What the articles of a story say together of the names in each.

    Attributes:
        people: Words, in lower case, that are people's names.
        homes: The countries and divisions that most of the articles name.
        settled: What one of these settles beside a name, and no article otherwise, by folded name, in order.
        astray: Folded names that stand beside a wider place which is known to hold none of that name, and nowhere
            beside another.
        meant: Of names that the articles, each by itself, would put in several places, the one that most of them mean.
    """

    people: frozenset[str] = frozenset()
    homes: tuple[Place, ...] = ()
    settled: tuple[tuple[str, Settled], ...] = ()
    astray: frozenset[str] = frozenset()
    meant: tuple[tuple[str, Place], ...] = ()


def agreed(settlements: Iterable[Settlement], story: StoryContext) -> StoryContext:
    """What the containers of a story's articles settle for all of them, added to what else they say together.

    "Ludlow, Vermont" in one article of a story that is set in Vermont says which "Ludlow" the others mean, unless one
    of them has a "Ludlow" in another state.
    """
    found: dict[str, Settled] = {}
    astray: set[str] = set()
    apart: set[str] = set()
    for settlement in settlements:
        astray.update(settlement.astray)
        for key, settled in settlement.by_key.items():
            first = found.setdefault(key, replace(settled, elsewhere=True))
            if first.entry.place != settled.entry.place or settled.beside not in story.homes:
                apart.add(key)
    return replace(
        story,
        settled=tuple((key, found[key]) for key in sorted(found.keys() - apart - astray)),
        astray=frozenset(astray - found.keys()),
    )


def joined(own: Settlement, story: StoryContext) -> Settlement:
    """What an article settles, with what the story's others do for names that have no container in it."""
    others = {key: settled for key, settled in story.settled if key not in own.astray}
    by_key = {**others, **own.by_key}
    astray = dict.fromkeys(story.astray - by_key.keys(), frozenset[Place]())
    return replace(own, by_key=by_key, astray={**astray, **own.astray})


def shared_homes(articles: Sequence[Iterable[Place]]) -> tuple[Place, ...]:
    """The places that at least half of several articles name, in the order of the first article that names each."""
    counts = Counter(place for places in articles for place in dict.fromkeys(places))
    return tuple(place for place, count in counts.items() if count > 1 and 2 * count >= len(articles))


def most_meant(articles: Iterable[Iterable[tuple[str, Place, bool]]]) -> tuple[tuple[str, Place], ...]:
    """Of the folded names that articles put in several places, the place that most of them mean.

    Each article tells once of each. Of equals the one for which more than its weight speaks, then the largest.
    """
    votes: dict[str, Counter[Place]] = {}
    told: dict[str, Counter[Place]] = {}
    for meant in articles:
        for key, place, sure in meant:
            votes.setdefault(key, Counter())[place] += 1
            told.setdefault(key, Counter())[place] += sure
    return tuple(
        (key, max(counts, key=lambda place: (counts[place], told[key][place], place.population)))
        for key, counts in sorted(votes.items())
        if len(counts) > 1
    )


def name_key(sentences: Sequence[Words], name: Name) -> str:
    """The words of a name, folded: within an article, equal ones mean one place."""
    return fold(sentences[name.sentence].text[name.start : name.end])


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is settled so far, as ``Settlement`` has it."""

    by_key: dict[str, Settled]
    by_index: dict[int, Settled]
    astray: dict[str, set[Place]]


def settle(sentences: Sequence[Words], names: Sequence[Name]) -> Settlement:
    """The names that a container or a town nearby settles; for mentions without one, the first such mention counts."""
    notes = _Notes({}, {}, {})
    for index, one, other in _neighbors(names):
        near = _near(sentences[one.sentence], one, other)
        if near is None:
            _settle_inside(sentences, names, index, notes)
            continue
        key = name_key(sentences, near.inner)
        if near.entry is None:
            notes.astray.setdefault(key, set()).add(near.town)
            continue
        settled = Settled(entry=near.entry, beside=near.town)
        notes.by_index[index if near.inner is one else index + 1] = settled
        notes.by_key.setdefault(key, settled)
    return Settlement(by_key=notes.by_key, by_index=notes.by_index, astray=notes.astray)


def _settle_inside(sentences: Sequence[Words], names: Sequence[Name], index: int, notes: _Notes) -> None:
    """Note which of two neighbors lies in the other, or that it is known not to."""
    one, other = names[index], names[index + 1]
    sentence = sentences[one.sentence]
    listed = index + 2 < len(names) and _goes_on(sentence, other, names[index + 2])
    for name, wider in _readings(sentence, one, other):
        found = _inside(sentence, name, wider, listed=listed)
        if not found and name is one and _is_elsewhere(sentence, one, other, listed=listed):
            notes.astray.setdefault(name_key(sentences, name), set()).update(_likeliest(wider))
        if found:
            entry, outer = found
            notes.by_index[index if name is one else index + 1] = Settled(entry=entry, beside=outer.place)
            notes.by_key.setdefault(name_key(sentences, name), Settled(entry=entry, beside=outer.place))
            if wider.place is None and outer.place not in _likeliest(wider):
                notes.by_key.setdefault(name_key(sentences, wider), Settled(entry=outer, beside=entry.place))
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nearness:
    """A name that lies about a town: its row and the town's, ``None`` where the gazetteer has none there."""

    inner: Name
    town: Place
    entry: Entry | None


def _near(sentence: Words, one: Name, other: Name) -> _Nearness | None:
    """What a text says of a town by another nearby: "Edmonton, south of Cairns", "the Cairns suburb of Edmonton"."""
    between = sentence.text[one.end : other.start]
    linked = between.translate(_PUNCTUATION).lower().split()
    if words("near_links").isdisjoint(linked) or not all(map(_links_near, linked)):
        return None
    suburb = not _SUBURBS.isdisjoint(linked)
    inner, outer = (other, one) if suburb and linked[-1] == "of" and "," not in between else (one, other)
    towns = [entry.place for entry in outer.found if entry.place.kind is PlaceKind.TOWN][:_TOWNS]
    if not towns or outer.adjective or not _may_be_near(inner):
        return None
    rows = [*inner.found, *inner.rare, *named_rows(sentence.text[inner.start : inner.end])]
    return _nearest(inner, towns, rows, _far(linked, suburb=suburb))


def _may_be_near(name: Name) -> bool:
    """Whether a name is none of the story file, nor a people's, a country's or a division's."""
    wide = bool(name.found) and name.found[0].place.kind in _WIDE
    return not (wide or name.place or name.adjective)


def _far(linked: Sequence[str], *, suburb: bool) -> float:
    """From how many kilometers on a place is another one; "320 km south of Medan" does not say that it is near."""
    if any(word[0].isdigit() for word in linked):
        return math.inf
    return _NEAR_KM if suburb else _FAR_KM


def _nearest(inner: Name, towns: Sequence[Place], rows: Sequence[Entry], far: float) -> _Nearness | None:
    """The row of a name near a town, or that all lie too far from it; ``None`` where neither is sure."""
    pairs = [(distance_km(entry.place, place), place, entry) for place in towns for entry in rows]
    for away, place, entry in pairs:
        if 0 < away < _NEAR_KM:
            return _Nearness(inner=inner, town=place, entry=entry)
    astray = far < math.inf and all(away > far for away, _, _ in pairs)
    return _Nearness(inner=inner, town=towns[0], entry=None) if astray else None


def _links_near(word: str) -> bool:
    return word in words("near_links") or word in words("near_fillers") or word[0].isdigit()


def _likeliest(name: Name) -> tuple[Place, ...]:
    """The place that a name means most often, if it is known."""
    return tuple(entry.place for entry in name.found[:1])


def _neighbors(names: Sequence[Name]) -> Iterator[tuple[int, Name, Name]]:
    """Two names that stand close together in a sentence, and the number of the first."""
    for index, (one, other) in enumerate(pairwise(names)):
        if one.sentence == other.sentence and other.start - one.end <= _BETWEEN_AT_MOST:
            yield index, one, other


def _readings(sentence: Words, one: Name, other: Name) -> Iterator[tuple[Name, Name]]:
    """Which of two neighbors may lie in the other: (inner, wider)."""
    between = sentence.text[one.end : other.start]
    linked = set(between.replace(",", " ").lower().split())
    if between in (", ", " ") or (linked and linked <= words("container_links") and "in" in linked):
        yield one, other
    elif (
        between.startswith((" ", "'s ", "’s "))
        and between.endswith(" of ")
        and linked <= words("container_links")
    ):
        yield other, one


def _is_elsewhere(sentence: Words, one: Name, other: Name, *, listed: bool) -> bool:
    """Whether a name that its container does not hold is of a place that nobody knows."""
    return one.marked or _is_coded(sentence, one, other, listed=listed) or _is_little_in(sentence, one, other)


def _is_little_in(sentence: Words, one: Name, other: Name) -> bool:
    """Whether a town that is no capital stands in a country or division: "at Port Arthur in Tasmania"."""
    within = sentence.text[one.end : other.start] == " in " and not (
        one.adjective or one.borne or other.adjective
    )
    wide = bool(other.found) and other.found[0].place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    first = one.found[0] if one.found else None
    known = first is None or first.capital or first.place.population >= _GREAT_PEOPLE
    return within and wide and first is not None and not known and first.place.kind is PlaceKind.TOWN


def _is_coded(sentence: Words, one: Name, other: Name, *, listed: bool) -> bool:
    """Whether a town's state stands behind it, no list of both: what the gazetteer has elsewhere is not meant."""
    comma = sentence.text[one.end : other.start] == ", "
    town = bool(one.found) and one.found[0].place.kind is PlaceKind.TOWN
    state = bool(other.found) and other.found[0].place.kind is PlaceKind.REGION
    told = sentence.text[other.start : other.end]
    return comma and town and state and (is_code(told) or (not listed and has_code(told)))


def _goes_on(sentence: Words, name: Name, following: Name) -> bool:
    """Whether names are listed: "Georgia, Alabama and Texas"."""
    between = sentence.text[name.end : following.start]
    return between in (", ", " and ", ", and ", " or ")


def _inside(sentence: Words, name: Name, wider: Name, *, listed: bool) -> tuple[Entry, Entry] | None:
    """The row of a name that lies in a row of the wider name, and that row."""
    if name.place is not None or name.adjective:
        return None
    outers = _outers(sentence, name, wider, listed=listed)
    if not outers:
        return None
    rows = [*name.found, *name.rare, *named_rows(sentence.text[name.start : name.end])]
    return next(((entry, outer) for outer in outers for entry in rows if _lies_in(entry, outer)), None)


def _outers(sentence: Words, name: Name, wider: Name, *, listed: bool) -> list[Entry]:
    """The rows of the wider name in which the other may lie: of a country's or division's name, only divisions."""
    outers = [entry for entry in wider.found if entry.place.kind in _WIDE]
    if wider.place is not None and wider.place.kind in _WIDE:
        outers = [Entry(place=wider.place, division="", capital=False)]
    if name.found and name.found[0].place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION):
        short = sentence.text[wider.end - 1] == "." or is_code(sentence.text[wider.start : wider.end])
        if listed and not short:
            return []
        return [entry for entry in outers if entry.place.kind is PlaceKind.REGION]
    return outers


def _lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether a row lies in a country, a first-order division, or about where a district is."""
    place, around = entry.place, outer.place
    if place.kind is PlaceKind.COUNTRY or place.country != around.country:
        return False
    if around.kind is PlaceKind.COUNTRY:
        return True
    if around.kind is PlaceKind.DISTRICT:
        return abs(place.lat - around.lat) < 1 and abs(place.lon - around.lon) < 1 and place != around
    return bool(entry.division) and fold(entry.division) == fold(around.name)
