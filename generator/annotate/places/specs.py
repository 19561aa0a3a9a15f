"""What the story file says of places: where each lies and how that is known, and the names that it settles in texts.

In come the parts of the file that describe places, out go places with coordinates and their origin; and what an
editor is told of names that look like places and that neither file nor gazetteer knows.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Mapping, Sequence

from generator.annotate.places.gazetteer import (
    Entry,
    airport,
    airport_codes,
    entries,
    fold,
    lookup,
    near_names,
    smaller,
)
from generator.catalog import _
from generator.diagnostics import Diagnostic, Severity, did_you_mean
from generator.geo import great_circle_km
from generator.language.spelling import slug
from generator.model import AnnotatedArticle, Place, PlaceKind, PlaceMention, PlaceSpec, Story

_PLAIN = re.compile(r"[^\W\d_][\w .’'-]*")
_RESERVED = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_SENTENCE_AT_MOST = 160
# Known first, for the small places that may lie in them.
_WIDE = (PlaceKind.REGION, PlaceKind.COUNTRY)


class PlaceError(ValueError):
    """A place of the story file has no coordinates.

    Attributes:
        message: What is wrong, with the offending value in quotes.
        code: A stable word.
        hints: What was expected; what to do.
    """

    def __init__(self, message: str, code: str, *hints: str) -> None:
        """Keep what a diagnostic needs; the caller knows the file and the line."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.hints = tuple(filter(None, hints))


def resolve_places(specs: Sequence[PlaceSpec]) -> tuple[Place | PlaceError, ...]:
    """Each place of a story file, or what is wrong with it, in the file's order.

    ``near`` may name a place that stands later in the file, though not in a circle.
    """
    done: dict[int, Place | PlaceError] = {}
    waiting = dict(enumerate(specs))
    while waiting:
        for number in sorted(_next_ones(waiting), key=lambda number: waiting[number].kind not in _WIDE):
            known = tuple(place for place in done.values() if isinstance(place, Place))
            try:
                done[number] = resolve_place(waiting.pop(number), known)
            except PlaceError as error:
                done[number] = error
    return tuple(done[number] for number in sorted(done))


def _next_ones(waiting: Mapping[int, PlaceSpec]) -> list[int]:
    """The places that wait for no other; in a circle, all of them."""
    pending = {fold(name) for spec in waiting.values() for name in (spec.name, *spec.also)}
    free = [number for number, spec in waiting.items() if not spec.near]
    ready = [number for number, spec in waiting.items() if fold(spec.near or "") not in pending]
    return free or ready or list(waiting)


def resolve_place(spec: PlaceSpec, known: Sequence[Place] = ()) -> Place:
    """The place that a part of the story file describes; ``near`` may point to one of those ``known``.

    Raises:
        PlaceError: An unknown airport or name, half a coordinate, or an area of one point.
    """
    area = _outline(spec)
    lat, lon, origin, country, approximate, population = _locate(spec, area, known)
    return Place(
        id=_id(spec),
        name=spec.name,
        names=tuple(dict.fromkeys((spec.name, *spec.also))),
        kind=spec.kind,
        lat=lat,
        lon=lon,
        origin=origin,
        approximate=approximate or spec.kind in (PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY),
        country=spec.country or country,
        population=population,
        area=area,
        note=spec.note,
        state=spec.state,
    )


def _id(spec: PlaceSpec) -> str:
    """The id: the name in plain letters, or in another script that of a spelling or the gazetteer."""
    names = (spec.name, spec.gazetteer or "", *spec.also)
    return next(filter(None, map(slug, names)), f"place-{zlib.crc32(spec.name.encode()):08x}")


def distance_km(one: Place, other: Place) -> float:
    """The kilometers between two places by great circle."""
    return great_circle_km(one.lat, one.lon, other.lat, other.lon)


_Located = tuple[float, float, str, str, bool, int]


def _locate(spec: PlaceSpec, area: tuple[tuple[float, float], ...], known: Sequence[Place]) -> _Located:
    """Latitude, longitude, origin, country, whether approximate, inhabitants."""
    if (spec.lat is None) != (spec.lon is None):
        raise PlaceError(
            f'place "{spec.name}" has half a coordinate', "place-half", "Give both lat and lon, or neither."
        )
    if spec.lat is not None and spec.lon is not None:
        return spec.lat, spec.lon, spec.origin or _("given by the editor"), "", False, 0
    if spec.airport:
        return (*_point(_airport(spec.airport, spec.name)), False, 0)
    if spec.near:
        beside = _beside(spec, known)
        return (
            beside.lat,
            beside.lon,
            _("beside {place}: {origin}", place=beside.name, origin=beside.origin),
            beside.country,
            True,
            0,
        )
    if area:
        (west, east), (south, north) = (sorted((min(axis), max(axis))) for axis in zip(*area, strict=True))
        return (south + north) / 2, (west + east) / 2, spec.origin or _("outline by the editor"), "", True, 0
    found = _named(spec.gazetteer or spec.name, spec, known)
    return (*_point(found), found.approximate, found.population)


def _point(place: Place) -> tuple[float, float, str, str]:
    return place.lat, place.lon, place.origin, place.country


def _outline(spec: PlaceSpec) -> tuple[tuple[float, float], ...]:
    """The area as a ring; two points are opposite corners of a box."""
    if len(spec.area) == 1:
        raise PlaceError(
            f'the area of place "{spec.name}" has one point',
            "place-area",
            "Give an outline of three or more, or two opposite corners of a box: pairs of longitude, latitude.",
        )
    if len(spec.area) != 2:
        return spec.area
    (west, south), (east, north) = spec.area
    return ((west, south), (east, south), (east, north), (west, north))


def _airport(code: str, name: str) -> Place:
    found = airport(code)
    if found is None:
        raise PlaceError(
            f'place "{name}" names an airport "{code}" that is not known',
            "airport-unknown",
            did_you_mean(code.upper(), (known for known in airport_codes() if known[:2] == code[:2].upper())),
            "Give the four-letter ICAO code of the airport, or lat, lon and origin.",
        )
    return found


def _named(name: str, spec: PlaceSpec, known: Sequence[Place]) -> Place:
    """The gazetteer's place of a name, "Montpelier" or "Montpelier, Vermont", as a text that says as much is read.

    Raises:
        PlaceError: It knows none, or several small ones.
    """
    bare, _comma, region = name.partition(",")
    listed = entries(bare) or entries(bare.upper())
    rows = [
        *(listed if region else ()),
        *(Entry(place=place, division="", capital=False) for place in lookup(name)),
    ]
    for found in (rows, smaller(bare.strip())):
        fitting = [row for row in found if _fits(row, spec, region)]
        if found is not rows:
            fitting = _in_story(fitting, known)
            _refuse_several(bare.strip(), spec, fitting)
        if fitting:
            same_kind = [row for row in fitting if row.place.kind is spec.kind]
            return (same_kind or fitting)[0].place
    raise _unknown(name, spec, [*rows, *smaller(bare.strip())])


def _fits(row: Entry, spec: PlaceSpec, region: str) -> bool:
    """Whether a row lies in the country and the region or country that the story file gives."""
    if spec.country not in (None, row.place.country):
        return False
    if not region or fold(region) == fold(row.division):
        return True
    around = lookup(region)
    countries = {place.country for place in around if place.kind is PlaceKind.COUNTRY}
    return row.place.country in countries and all(place.kind is not PlaceKind.REGION for place in around)


def _in_story(rows: Sequence[Entry], known: Sequence[Place]) -> list[Entry]:
    """Of small places, those in the regions, else in the countries, of the story's other places."""
    regions = {fold(place.name) for place in known if place.kind is PlaceKind.REGION}
    countries = {place.country for place in known}
    for fitting in (
        [row for row in rows if fold(row.division) in regions],
        [row for row in rows if row.place.country in countries],
    ):
        if fitting:
            return fitting
    return list(rows)


def _refuse_several(name: str, spec: PlaceSpec, rows: Sequence[Entry]) -> None:
    """Refuse a name that several small places have.

    Raises:
        PlaceError: With where they lie.
    """
    where = sorted({row.division or row.place.country for row in rows})
    if len(rows) > 1:
        message = f'place "{spec.name}": the gazetteer knows {len(rows)} small places "{name}"'
        hint = f'Say which: `gazetteer: "{name}, {where[0]}"`, or give lat and lon with their origin.'
        raise PlaceError(message, "place-unknown", f"They lie in {', '.join(where)}.", hint)


def _unknown(name: str, spec: PlaceSpec, rows: Sequence[Entry]) -> PlaceError:
    """What to say of a name that the gazetteer does not know, or not there."""
    there = "; ".join(sorted({", ".join(filter(None, (row.division, row.place.country))) for row in rows}))
    give = "Give lat and lon with their origin, or `near:` a place that it lies beside."
    if rows:
        where = f' in country "{spec.country}"' if spec.country else ""
        message = f'place "{spec.name}": the gazetteer knows no "{name}"{where}'
        return PlaceError(message, "place-unknown", f"It knows one in {there}.", give)
    message = f'place "{spec.name}": the gazetteer does not know "{name}"'
    return PlaceError(message, "place-unknown", did_you_mean(name, near_names(name)), give)


def _beside(spec: PlaceSpec, known: Sequence[Place]) -> Place:
    near = spec.near or ""
    for place in known:
        if fold(near) in map(fold, place.names):
            return place
    found = airport(near) or next(iter(lookup(near)), None)
    if found is None:
        raise PlaceError(
            f'place "{spec.name}" is to lie near "{near}", which is not known',
            "place-unknown",
            did_you_mean(near, [name for place in known for name in place.names]),
            "Name a place of this file, an ICAO code, or a place of the gazetteer.",
        )
    return found


class StoryNames:
    """The names that the story file settles: its places, and its people and organizations, which are no places."""

    def __init__(self, places: Sequence[Place], others: Collection[str] = ()) -> None:
        """Prepare the search for every spelling of every place, longest first, and of names that are no places."""
        self._places: dict[str, Place | None] = {self._key(name): None for name in others if name}
        self._places |= {self._key(name): place for place in reversed(places) for name in place.names}
        self._upper = {self._key(name) for place in places for name in place.names if name[:1].isupper()}
        spellings = sorted((re.escape(key) for key in self._places), key=lambda key: (-len(key), key))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(spellings)})(?!\w)") if spellings else None

    @property
    def any(self) -> bool:
        """Whether the story file settles any."""
        return self._pattern is not None

    def find(self, text: str, start: int, end: int) -> list[tuple[int, int, Place | None]]:
        """Spans of ``text[start:end]`` that spell a place of the story, and the place; ``None`` for other names."""
        if self._pattern is None:
            return []
        sentence = text[start:end]
        found = []
        for match in self._pattern.finditer(self._key(sentence)):
            capital = sentence[match.start()].isupper()
            if capital or match.group() not in self._upper:
                found.append((start + match.start(), start + match.end(), self._places[match.group()]))
        return found

    @staticmethod
    def _key(name: str) -> str:
        """The name in a form of equal length in which case, hyphens and apostrophes do not differ."""
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in name)
        return re.sub(r"[-‐‑–\N{NO-BREAK SPACE}]", " ", lowered.replace("’", "'"))


def unresolved_remarks(story: Story) -> list[Diagnostic]:
    """A remark for each unresolved name, with its first sentence, the other articles and the line to add."""
    by_name: dict[str, list[tuple[AnnotatedArticle, PlaceMention]]] = {}
    for item, mention in unresolved_names(story):
        by_name.setdefault(fold(mention.text), []).append((item, mention))
    return [_unresolved(*found) for found in by_name.values()]


def _unresolved(
    first: tuple[AnnotatedArticle, PlaceMention], *others: tuple[AnnotatedArticle, PlaceMention]
) -> Diagnostic:
    item, mention = first
    more = ", ".join(f"{other.article.seed.path}:{other.article.line(at.start)}" for other, at in others)
    return Diagnostic(
        path=item.article.seed.path,
        line=item.article.line(mention.start),
        message=f'"{mention.text}" looks like a place, and the gazetteer does not know it',
        code="place-unresolved",
        hints=(
            f"In: {sentence_of(item, mention)}" + (f" Also in {more}." if more else ""),
            f"If it is one, add to `places:` in story.yml: {paste_line(mention.text)}",
        ),
        severity=Severity.INFO,
    )


def unresolved_names(story: Story) -> list[tuple[AnnotatedArticle, PlaceMention]]:
    """The unresolved names of each article that neither name somebody nor, in another, a place that is known."""
    names = {word for entry in story.names for word in (entry.name, *(row.term for row in entry.spellings))}
    known = {fold(word) for name in names for word in (name, *name.split())}
    known |= {fold(mention.text) for item in story.articles for mention in item.places if mention.place}
    return [
        (item, mention)
        for item in story.articles
        for mention in item.unresolved
        if fold(mention.text) not in known
    ]


def paste_line(name: str) -> str:
    """The line of story.yml for a place, its coordinates to be filled in."""
    return f"- {{name: {yaml_text(name)}, kind: town, lat: ?, lon: ?, origin: ?}}"


def yaml_text(text: str) -> str:
    """A text as a YAML scalar, quoted where plain words would not do."""
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)


def sentence_of(item: AnnotatedArticle, mention: PlaceMention) -> str:
    """The sentence a name stands in, cut where it is long."""
    text = item.article.text
    for sentence in item.article.sentences:
        if sentence.start <= mention.start < sentence.end:
            words = " ".join(text[sentence.start : sentence.end].split())
            return words if len(words) <= _SENTENCE_AT_MOST else words[: _SENTENCE_AT_MOST - 1] + "…"
    return mention.text
