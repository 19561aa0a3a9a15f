"""Which of several places of one name an article means, and why.

In come the names of an article with the gazetteer's rows for each, out go as many places, each with a clause for
the reader.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.annotate.places.containers import Settled, Settlement, StoryContext, joined, name_key, settle
from generator.annotate.places.gazetteer import Entry, entries, fold, smaller
from generator.annotate.places.names import Name
from generator.annotate.places.specs import distance_km
from generator.annotate.places.things import has_code, is_part
from generator.annotate.places.word_lists import Words, before_places, demonyms, words
from generator.catalog import _, ngettext
from generator.model import Place, PlaceKind

# A country that the article names makes its towns as likely as towns thirty times their size elsewhere.
_COUNTRY_BONUS = 1.5
_DIVISION_BONUS = 1.5
_ALTERNATE_MALUS = 1.0
_CAPITAL_BONUS = 1.0
_DIVISION_MALUS = 0.8
_NEAR_BONUS = 0.8
_NEAR_DEGREES = 1.0
# Of namesakes on two continents the one near the article's other places is meant, if the other's country is not named.
_AMONG_BONUS = 2.0
_NEARBY_KM, _AWAY_KM = 300.0, 1_500.0
_SEVERAL = 2
# A town of fewer inhabitants is not what its name means anywhere, if a namesake has half as many.
_KNOWN_PEOPLE, _TOSS_UP_TIMES = 50_000, 2
# The name of one so many times greater means that one, unless the article names the little one's division.
_GREAT_TIMES = 5
# These bound the comparisons in a text that is nothing but names.
_POINTS_AT_MOST = 200
_OTHERS_AT_MOST = 200
_FIRST = 20.0
# What smaller towns and counties count as; their inhabitants are not known.
_UNKNOWN_PEOPLE = {PlaceKind.TOWN: 5_000, PlaceKind.DISTRICT: 30_000}
# The gazetteer counts those of a state's towns alone: nobody knows "Delaware" better as a town of 38,000.
_STATE_PEOPLE = 500_000
_COMPANY_BONUS = 0.75
_REGIONS = (PlaceKind.COUNTRY, PlaceKind.REGION)
# Farther from all others that an article names, a place that only its name speaks for is likelier a person or a body.
_FAR_KM = 2_500.0
_OTHERS_AT_LEAST = 2
# A part of a city is no farther from it.
_PART_KM = 60.0
# A city whose name a school or an airport has from nobody else.
_GREAT_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A place for a name and the reason, a clause for the reader; ``None`` and ``""`` where none is known.

    Attributes:
        ranked: Nothing but its own weight speaks for the place.
    """

    place: Place | None = None
    reason: str = ""
    ranked: bool = False


@dataclass(slots=True)
class Context:
    """What an article says of where it is set.

    Attributes:
        countries: Mentions by country code.
        divisions: Mentions of first-order divisions by country code and folded name.
        names: How readers know them, by the same keys.
        towns: Different names by the country of their likeliest place.
        points: Points of names that leave no doubt, by folded name.
        lesser: Lesser towns of which the gazetteer has one of that name, and that are near what the article names or
            all that it tells of, by folded name.
        story: Of the countries and divisions, how often they count because of the story around the article.
    """

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: dict[str | tuple[str, str], str] = field(default_factory=dict)
    towns: dict[str, set[str]] = field(default_factory=dict)
    points: dict[str, Place] = field(default_factory=dict)
    lesser: dict[str, Place] = field(default_factory=dict)
    story: Counter[str | tuple[str, str]] = field(default_factory=Counter)

    def add_story(self, places: Sequence[Place]) -> None:
        """Count what the story file places, and what most of its articles name."""
        for place in places:
            self.add_region(place)
        self.story.update(self.countries)
        self.story.update(self.divisions)

    def lies_in(self, key: str | tuple[str, str]) -> str:
        """The reason for a place in a division or country that the article names, or else the story."""
        where = self.names.get(key)
        mentions = self.countries[key] if isinstance(key, str) else self.divisions[key]
        if mentions > self.story[key]:
            if where is None:
                return _("the article names the country where it lies")
            return _("the article names {place}, where it lies", place=where)
        if where is None:
            return _("the story is set in the country where it lies")
        return _("the story is set in {place}, where it lies", place=where)

    def add_region(self, place: Place) -> None:
        """Count a mention of a country, or of a division of one."""
        if place.country:
            self.countries[place.country] += 1
        if place.kind is PlaceKind.COUNTRY:
            self.names[place.country] = place.name
        elif place.kind is PlaceKind.REGION:
            key = (place.country, fold(place.name))
            self.divisions[key] += 1
            self.names[key] = place.name

    def add_settled(self, key: str, settled: Settled) -> None:
        """Count a town whose container the article names."""
        entry = settled.entry
        if entry.division:
            division = (entry.place.country, fold(entry.division))
            self.divisions[division] += 1
            self.names.setdefault(division, entry.division)
        self._add_point(key, entry.place)
        self.towns.setdefault(entry.place.country, set()).add(key)

    def add_found(self, key: str, name: Name) -> None:
        """Count the likeliest place of a name."""
        first = name.found[0].place
        if first.kind in _REGIONS:
            self.add_region(first)
        if first.kind is not PlaceKind.COUNTRY and not name.adjective:
            self.towns.setdefault(first.country, set()).add(key)
        if len(name.found) == 1 and first.kind in (PlaceKind.TOWN, PlaceKind.DISTRICT):
            self._add_point(key, first)

    def add_lesser(self, sentences: Sequence[Words], names: Sequence[Name]) -> None:
        """Add the lesser towns of a name of their own: "in Halden" where Oslo is named, or no country is at all."""
        near = [row.place for name in names for row in name.found[:1] if row.place.kind is PlaceKind.TOWN]
        for name in names:
            place = _lesser_town(sentences, name)
            if place is None:
                continue
            key = name_key(sentences, name)
            around = (other for other in near[:_OTHERS_AT_MOST] if other.country == place.country)
            alone = not self.countries and _is_repeated(sentences[name.sentence], name)
            if alone or any(distance_km(place, other) < _NEARBY_KM for other in around):
                self.lesser[key] = place
                self._add_point(key, place)

    def _add_point(self, key: str, place: Place) -> None:
        if len(self.points) < _POINTS_AT_MOST:
            self.points[key] = place


def choose_places(
    sentences: Sequence[Words], names: Sequence[Name], places: Sequence[Place], story: StoryContext
) -> list[Choice]:
    """The place each name means, in order; within an article one name means one place.

    "Columbia, Missouri" settles the name for the whole article, and for the story's others that do not place it.
    Otherwise the countries and divisions that the article names count, and those that most of the story's do, then
    the places nearby, then the number of inhabitants.

    Args:
        sentences: The article's.
        names: The place names in them.
        places: The story file's own.
        story: What the story's articles say together.
    """
    own = settle(sentences, names)
    context = _context(sentences, names, [*places, *story.homes], own)
    settled = joined(own, story)
    meant = dict(story.meant)
    chosen: dict[tuple[str, bool, bool, bool], Choice] = {}
    plain = {name_key(sentences, name) for name in names if not name.borne}
    choices = []
    for index, name in enumerate(names):
        if name.place:
            choices.append(Choice(place=name.place, reason=_("the story file places it")))
            continue
        if index in settled.by_index:
            choices.append(_beside(settled.by_index[index]))
            continue
        key = (name_key(sentences, name), _is_demonym(sentences, name), name.region, name.borne)
        if key not in chosen:
            phrase = sentences[name.sentence].text[name.start : name.end]
            known = not name.borne or key[0] in plain or _is_known_thing(key[0], name, settled, context)
            chosen[key] = _choose(phrase, key[0], name, settled, context) if known else Choice()
            if is_plain(name) and key[0] in meant.keys() - own.by_key.keys():
                chosen[key] = _as_meant(chosen[key], meant[key[0]])
        choices.append(chosen[key])
    kept = _without_strangers(sentences, names, choices, story.homes)
    return _without_far_parts(sentences, names, kept)


def _without_far_parts(
    sentences: Sequence[Words], names: Sequence[Name], choices: Sequence[Choice]
) -> list[Choice]:
    """The choices, without towns far from every other place whose names are parts of a city here."""
    kept = list(choices)
    points = [choice.place for choice in choices if choice.place and choice.place.kind is PlaceKind.TOWN]
    for index, name in enumerate(names):
        place = choices[index].place
        if place is None or name.place or place.kind is not PlaceKind.TOWN:
            continue
        if is_part(sentences[name.sentence], name.first, name.last) and not any(
            other != place and distance_km(place, other) < _PART_KM for other in points[:_OTHERS_AT_MOST]
        ):
            kept[index] = Choice()
    return kept


def _without_strangers(
    sentences: Sequence[Words], names: Sequence[Name], choices: Sequence[Choice], homes: Sequence[Place]
) -> list[Choice]:
    """The choices, with those for which nothing but the name speaks, far from all others, taken back."""
    lone = _("the gazetteer knows one place of that name")
    kept = list(choices)
    around = [*(choice.place for choice in choices if choice.place), *homes]
    for indexes in _mentions(sentences, names):
        place = choices[indexes[0]].place
        if place is None or {choices[index].reason for index in indexes} != {lone}:
            continue
        others = [other for other in around if other != place]
        if _is_lone_stranger(sentences, [names[index] for index in indexes], place, others):
            far = _("only its name speaks for a place, far from all others that the article names")
            for index in indexes:
                kept[index] = Choice(reason=far)
    return kept


def _mentions(sentences: Sequence[Words], names: Sequence[Name]) -> Iterable[list[int]]:
    """The numbers of the names, those of one wording together."""
    found: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        found.setdefault(name_key(sentences, name), []).append(index)
    return found.values()


def _is_lone_stranger(
    sentences: Sequence[Words], mentions: Sequence[Name], place: Place, others: Sequence[Place]
) -> bool:
    """Whether nothing but its name speaks for a place, thousands of kilometers from all others.

    Args:
        sentences: The article's.
        mentions: Every mention of the name.
        place: The only one that the gazetteer knows by it.
        others: The other places that the article names, and those that most of the story's articles do.
    """
    if len(others) < _OTHERS_AT_LEAST:
        return False
    # "The Black River" is a river in every country that has one.
    if not any(sentences[name.sentence].tokens[name.last].lower in words("natural") for name in mentions):
        placed = any(_is_placed(sentences[name.sentence], name) for name in mentions)
        if placed or place.kind is not PlaceKind.TOWN:
            return False
    return all(
        other.country != place.country and distance_km(place, other) > _FAR_KM
        for other in others[:_OTHERS_AT_MOST]
    )


def _is_placed(sentence: Words, name: Name) -> bool:
    before = sentence.before(name.first)
    comma = sentence.text[name.end : name.end + 1] == ","
    return name.first == 0 or comma or bool(before and before.lower in before_places())


def _is_demonym(sentences: Sequence[Words], name: Name) -> bool:
    return name.adjective and sentences[name.sentence].text[name.start : name.end] in demonyms()


def _context(
    sentences: Sequence[Words], names: Sequence[Name], around: Sequence[Place], settlement: Settlement
) -> Context:
    context = Context()
    settled = settlement.by_key
    context.add_story(around)
    for name in names:
        key = name_key(sentences, name)
        if key in settled:
            context.add_settled(key, settled[key])
        elif name.found and not name.common and not (_rivals(name.found) and not name.adjective):
            context.add_found(key, name)
    context.add_lesser(sentences, names)
    return context


def is_plain(name: Name) -> bool:
    """Whether a name stands for a place by itself, and is no people's, thing's or region's."""
    return not (name.place or name.adjective or name.borne or name.region)


def _as_meant(choice: Choice, place: Place) -> Choice:
    """A choice, or the place that most of the story's articles mean by the name where it is another."""
    if choice.place is None or choice.place == place:
        return choice
    return Choice(place=place, reason=_("the story's articles mean one place by that name"))


def is_region(name: Name) -> bool:
    """Whether a name is that of a country or division and of nothing else as likely."""
    plain = not (name.adjective or name.common)
    return plain and name.found[0].place.kind in _REGIONS and not _rivals(name.found)


def _rivals(found: Sequence[Entry]) -> list[Entry]:
    """The divisions abroad that a country shares its name with, as the state of Georgia."""
    if found[0].place.kind is not PlaceKind.COUNTRY:
        return []
    return [
        entry
        for entry in found[1:]
        if entry.place.kind is PlaceKind.REGION and entry.place.population > 1_000_000
    ]


def _choose(phrase: str, key: str, name: Name, settled: Settlement, context: Context) -> Choice:
    if name.found and phrase in demonyms():
        return Choice(place=name.found[0].place, reason=_("its people or language"))
    beside = settled.by_key.get(key) if not name.region else None
    if beside and not beside.elsewhere:
        return _beside(beside)
    if key in settled.astray:
        return Choice()
    alone = _by_context(phrase, key, name, context)
    return _beside(beside) if beside and beside.entry.place != alone.place else alone


def _by_context(phrase: str, key: str, name: Name, context: Context) -> Choice:
    """The place of a name that no container settles in its article."""
    if not name.found:
        return _only_smaller(phrase, name, context) or _lone(context.lesser.get(key))
    rows = list(name.found)
    if name.common:
        rows = [entry for entry in rows if context.countries[entry.place.country]]
        if not rows:
            return Choice()
    if context.divisions and not any(_is_named_region(entry, context) for entry in rows):
        rows += [entry for entry in smaller(phrase) if _division(entry) in context.divisions]
    return _likeliest(rows, key, context)


def _likeliest(rows: Sequence[Entry], key: str, context: Context) -> Choice:
    """The likeliest of a name's rows; none where nothing tells which of several lesser towns is meant."""
    among = _among(rows, key, context)
    scores = [_likelihood(entry, key, context) + _AMONG_BONUS * (entry in among) for entry in rows]
    best = max(enumerate(rows), key=lambda item: (scores[item[0]], -item[0]))[1]
    if best not in among and _is_toss_up(best, rows, key, context):
        return Choice(reason=_("the article does not say which of several places of that name it means"))
    reason = _among_reason(best, key, context) if best in among else _reason(best, key, rows, context)
    return Choice(place=best.place, reason=reason, ranked=reason == _by_rank(best, rows))


def _among_reason(best: Entry, key: str, context: Context) -> str:
    others = (point for other, point in context.points.items() if other != key)
    near = min(others, key=lambda point: distance_km(best.place, point))
    return _("it lies near {place}, which the article names", place=near.name)


def _among(rows: Sequence[Entry], key: str, context: Context) -> list[Entry]:
    """The rows close to a place without doubt that the article names, where all other rows are far from any.

    None where a capital has the name: "Paris" in an article about Dallas is not the town nearby.
    """
    points = [point for other, point in context.points.items() if other != key]
    if len(rows) < _SEVERAL or not points or any(entry.capital for entry in rows):
        return []
    nearest = [_nearest_km(entry.place, points) for entry in rows]
    if any(_NEARBY_KM < away < _AWAY_KM for away in nearest):
        return []
    return [entry for entry, away in zip(rows, nearest, strict=True) if away <= _NEARBY_KM]


def _nearest_km(place: Place, points: Sequence[Place]) -> float:
    return min(distance_km(place, point) for point in points)


def _is_toss_up(best: Entry, rows: Sequence[Entry], key: str, context: Context) -> bool:
    """Whether a lesser town is as likely as its namesakes, and the article says nothing of where any of them lies."""
    place = best.place
    lesser = place.kind is PlaceKind.TOWN and place.population < _KNOWN_PEOPLE and not best.capital
    if not lesser or context.countries[place.country] or _neighbor(best, key, context):
        return False
    others = [row for row in rows if distance_km(row.place, place) > _PART_KM and not row.alternate]
    return not _has_company(place.country, key, context) and any(
        row.place.population * _TOSS_UP_TIMES > place.population for row in others
    )


def _is_named_region(entry: Entry, context: Context) -> bool:
    """Whether it is a country, or a division of a country that the article names."""
    kind = entry.place.kind
    return kind is PlaceKind.COUNTRY or (
        kind is PlaceKind.REGION and context.countries[entry.place.country] > 0
    )


def _is_known_thing(key: str, name: Name, settled: Settlement, context: Context) -> bool:
    """Whether a thing that bears a name is likely of that place: "Oslo Airport", not "Kennedy Airport"."""
    if key in settled.by_key:
        return True
    rows = [entry for entry in name.found if not entry.alternate]
    if any(_division(entry) in context.divisions or _neighbor(entry, key, context) for entry in rows):
        return True
    if not rows or key in words("doubtful"):
        return False
    return _is_great(rows[0])


def _is_great(entry: Entry) -> bool:
    return entry.capital or entry.place.kind in _REGIONS or entry.place.population >= _GREAT_PEOPLE


def _beside(settled: Settled) -> Choice:
    name = settled.beside.name
    if settled.elsewhere:
        reason = _("another article of the story names {place} beside it", place=name)
    else:
        reason = _("the article names {place} beside it", place=name)
    return Choice(place=settled.entry.place, reason=reason)


def _lone(place: Place | None) -> Choice:
    return Choice(place=place, reason=_("the gazetteer knows one place of that name")) if place else Choice()


def _only_smaller(phrase: str, name: Name, context: Context) -> Choice | None:
    """The one place of a name that the article's divisions, or else its countries, leave."""
    full = f"{fold(phrase)} "
    great = [
        entry
        for entry in entries(phrase)
        if entry.place.population >= _GREAT_PEOPLE and fold(entry.place.name).startswith(full)
    ]
    if great:
        # "In Rio" is the city that everybody calls so, and no village.
        return Choice(place=great[0].place, reason=_("it is widely known by that name"), ranked=True)
    rows = [*name.rare, *smaller(phrase)]
    inside = [entry for entry in rows if _division(entry) in context.divisions]
    if inside:
        return Choice(place=inside[0].place, reason=context.lies_in(_division(inside[0])))
    inside = [entry for entry in rows if context.countries[entry.place.country]]
    if len({_division(entry) for entry in inside}) == 1:
        return Choice(place=inside[0].place, reason=context.lies_in(inside[0].place.country))
    return None


def _lesser_town(sentences: Sequence[Words], name: Name) -> Place | None:
    """The only town of a name that the gazetteer has among the lesser ones alone."""
    phrase = sentences[name.sentence].text[name.start : name.end]
    rows = () if not name.marked or name.found or entries(phrase) else smaller(phrase)
    return rows[0].place if len(rows) == 1 and rows[0].place.kind is PlaceKind.TOWN else None


def _is_repeated(sentence: Words, name: Name) -> bool:
    return sentence.text.count(sentence.text[name.start : name.end]) > 1


def _division(entry: Entry) -> tuple[str, str]:
    return (entry.place.country, fold(entry.division))


def _is_first(entry: Entry) -> bool:
    """Whether the place is known the world over by its name: a country, or a region listed by hand."""
    place = entry.place
    return (
        place.kind in (*_REGIONS, PlaceKind.SITE)
        and not entry.division
        and not (place.kind is PlaceKind.REGION and place.population)
    )


def _likelihood(entry: Entry, key: str, context: Context) -> float:
    """A score on the scale of the logarithm of inhabitants, base ten."""
    place = entry.place
    if _is_first(entry):
        return _FIRST
    people = place.population or _UNKNOWN_PEOPLE.get(place.kind, 0)
    if place.kind is PlaceKind.REGION and has_code(place.name):
        people = max(people, _STATE_PEOPLE)
    score = math.log10(people + 1)
    # That the article names Oklahoma does not tell Oklahoma City from it: they share the name.
    # Nor is a capital told by the division that it lies in.
    inside = _division(entry) in context.divisions and fold(entry.division) != key
    if inside or not _is_overshadowed(place, key) or _neighbor(entry, key, context):
        score += _COUNTRY_BONUS * (context.countries[place.country] > 0)
    score += _DIVISION_BONUS * (inside or (entry.capital and context.countries[place.country] > 0))
    score += _CAPITAL_BONUS * entry.capital - _ALTERNATE_MALUS * entry.alternate
    score += _COMPANY_BONUS * _has_company(place.country, key, context)
    score += _NEAR_BONUS * _has_siblings(place, key, context)
    score += _NEAR_BONUS * (_neighbor(entry, key, context) is not None)
    return score - _DIVISION_MALUS * (place.kind is PlaceKind.REGION)


def _is_overshadowed(place: Place, key: str) -> bool:
    """Whether a little town has a great namesake: an article that names the States does not mean their Geneva."""
    if place.kind is not PlaceKind.TOWN or place.population >= _KNOWN_PEOPLE:
        return False
    least = max(_GREAT_TIMES * place.population, _KNOWN_PEOPLE * _TOSS_UP_TIMES)
    return any(row.place.population >= least and not row.alternate for row in entries(key)[:1])


def _has_company(country: str, key: str, context: Context) -> bool:
    """Whether the article names at least two other places of the country."""
    towns = context.towns.get(country, set())
    return len(towns) - (key in towns) > 1


def _has_siblings(place: Place, key: str, context: Context) -> bool:
    """Whether it is a state or province, and the article names another of its country: "Alberta, Ontario".

    A great city of its name is the likelier still: "New York", where New Jersey is named.
    """
    if place.kind is not PlaceKind.REGION or key != fold(place.name) or not has_code(key):
        return False
    if any(row.place.kind is PlaceKind.TOWN and _is_great(row) for row in entries(key)):
        return False
    divisions = (name for country, name in context.divisions if country == place.country)
    return any(name != key for name in divisions)


def _neighbor(entry: Entry, key: str, context: Context) -> Place | None:
    """A place without doubt that the article names and that lies within about 100 km."""
    place = entry.place
    for other, point in context.points.items():
        east = (point.lon - place.lon) * math.cos(math.radians(place.lat))
        if other != key and abs(point.lat - place.lat) < _NEAR_DEGREES and abs(east) < _NEAR_DEGREES:
            return point
    return None


def _reason(best: Entry, key: str, rows: Sequence[Entry], context: Context) -> str:
    """Why this row, in a clause: what set it apart from the others of its name."""
    place = best.place
    if _is_first(best):
        country = place.kind is PlaceKind.COUNTRY
        return _("it is a country of that name") if country else _("it is widely known by that name")
    if len(rows) == 1:
        return _("the gazetteer knows one place of that name")
    if _division(best) in context.divisions and context.names[_division(best)] != place.name:
        return context.lies_in(_division(best))
    if context.countries[place.country] and any(row.place.country != place.country for row in rows):
        return context.lies_in(place.country)
    near = _neighbor(best, key, context)
    if near:
        return _("it lies near {place}, which the article names", place=near.name)
    return _by_rank(best, rows)


def _by_rank(best: Entry, rows: Sequence[Entry]) -> str:
    """The reason for a place that nothing but its own weight speaks for."""
    if best.capital:
        return ngettext(
            "it is a capital; the gazetteer knows {number} place of that name",
            "it is a capital; the gazetteer knows {number} places of that name",
            len(rows),
        )
    if all(best.place.population >= row.place.population for row in rows):
        return ngettext(
            "it is the most populous of {number} place of that name",
            "it is the most populous of {number} places of that name",
            len(rows),
        )
    return ngettext(
        "it is the likeliest of {number} place of that name",
        "it is the likeliest of {number} places of that name",
        len(rows),
    )
