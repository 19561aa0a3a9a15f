"""The offline gazetteer: names of countries, divisions and towns, and airports by ICAO code.

Countries, divisions and towns of 15,000 inhabitants are looked up by name alone; smaller
towns and second-order divisions lie in a table of their own that only ``smaller`` unpacks.
The files are those that ``tools.build_gazetteer`` writes. A table is unpacked once,
at its first use; a look-up is a binary search in the unpacked text, so that no index has to
be built.
"""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from generator.annotate.places.word_lists import words
from generator.catalog import N_, _, cached
from generator.data import text
from generator.language.spelling import plain_letters
from generator.model import Place, PlaceKind

_UNFOLDED = str.maketrans("-‐‑–", "    ", "'’‘ʻʼ`ʿʾ.")
# The Arabic article takes the letter that it stands before, save "al": "An Najaf", and not "an Oslo court".
_ARTICLE = re.compile(r"(?:(?:[ae]l|the) (?=\w)|[ae]([dnrstz]h?) (?=\1))")
_DOUBLED = re.compile(r"([aeiou])\1+")
_INNER = re.compile(r"(?<= )(?:a[dlnrstz]|e[dlnrstz]|ul|as[h]|esh) (?=\w)")
_LOOSE_LETTERS = 5
_CODE = re.compile(r"[A-Za-z]{4}")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes, full stops and hyphens.

    >>> fold("Al-Baṣrah"), fold("U.S."), fold("Nur-Sultan")
    ('al basrah', 'us', 'nur sultan')
    """
    return " ".join(plain_letters(name.translate(_UNFOLDED)).split())


def without_article(folded: str) -> str:
    """A folded name without the Arabic or English article before it.

    >>> without_article("al basrah"), without_article("the hague"), without_article("oslo")
    ('basrah', 'hague', 'oslo')
    """
    match = _ARTICLE.match(folded)
    return folded[match.end() :] if match else folded


def loosen(folded: str) -> str:
    """A folded name without doubled vowels, articles and a last "h": what transcriptions differ in.

    >>> loosen("deir ez zoor"), loosen("al hasakah"), loosen("hasaka")
    ('deir zor', 'hasaka', 'hasaka')
    """
    bare = _INNER.sub("", without_article(folded))
    single = _DOUBLED.sub(r"\1", bare)
    return single[:-1] if single.endswith(("ah", "eh")) else single


def _bare(name: str) -> str:
    """A name without "City of" before it, or "'s" or "-based" after it."""
    before, after = _affixes()
    return after.sub("", before.sub("", name.strip()))


@lru_cache(maxsize=1)
def _affixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = ("|".join(sorted(words(key))) for key in ("before_name", "behind_name"))
    return (
        re.compile(rf"(?:the )?(?:{before}) of ", re.IGNORECASE),
        re.compile(rf"(?:['’]s?|[-‐‑](?:{after}))$", re.IGNORECASE),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the gazetteer.

    Attributes:
        place: The place; its ``names`` holds its own name only.
        division: First-order division (state, governorate) it lies in, or ``""``.
        capital: Whether it is the capital of its country.
        alternate: Whether it was found by another spelling than its own name.
    """

    place: Place
    division: str
    capital: bool
    alternate: bool = False


def lookup(name: str) -> tuple[Place, ...]:
    """The places called ``name``, likeliest first: countries, then by inhabitants.

    Case, accents, hyphens, doubled vowels, the articles "Al-" and "The", "City of" before and
    "'s" or "-based" after the name make no difference. A name of exactly four capital letters
    is also looked up as an ICAO code.
    """
    found = [entry.place for entry in entries(name) or entries(_bare(name))]
    if not found and name.isupper() and (field := airport(name)):
        found.append(field)
    return tuple(found)


@cached(4096)
def entries(name: str) -> tuple[Entry, ...]:
    """The gazetteer's rows for a name, likeliest first."""
    key = fold(name)
    numbers = _find(key)
    if not numbers and (bare := without_article(key)) != key:
        numbers = _find(bare)
    if not numbers and len(loose := loosen(key)) >= _LOOSE_LETTERS:
        numbers = [f"{number.rstrip('*')}*" for number in _find(loose)]
    return tuple(
        replace(_entry(int(number.rstrip("*"))), alternate=number.endswith("*")) for number in numbers
    )


@cached(4096)
def smaller(name: str) -> tuple[Entry, ...]:
    """Smaller towns and second-order divisions of a name, in order of country and division.

    They are so many that a name alone tells nothing: they are for names whose country or division
    the text gives. Inhabitants are not known. A town of a hyphened name is known by the words before its hyphen too
    where no other name begins with them: "Bormes" for Bormes-les-Mimosas.
    """
    key = fold(name)
    found = _beginning(_small(), f"{key}\t") if key else []
    if not found and len(key) >= _LOOSE_LETTERS:
        longer = [*_beginning(_small(), f"{key} "), *_beginning(_names(), f"{key} ")]
        if len(longer) == 1 and longer[0].count("\t") > 1 and _is_hyphened_after(key, longer[0]):
            found = longer
    return tuple(map(_small_entry, found))


def _beginning(lines: list[str], start: str) -> list[str]:
    """The lines of a sorted table that begin with a text."""
    stop = at = bisect_left(lines, start)
    while stop < len(lines) and lines[stop].startswith(start):
        stop += 1
    return lines[at:stop]


def _is_hyphened_after(key: str, line: str) -> bool:
    """Whether the first hyphen of a lesser town's name stands behind these words."""
    return fold(line.split("\t")[1].partition("-")[0]) == key


def has_seat(place: Place) -> bool:
    """Whether a place is a capital or a seat of power by one of its names; asks a short list, not the gazetteer."""
    seats = (at for name in place.names for at in _capitals().get(fold(name), ()))
    return any(abs(lat - place.lat) < 1 and abs(lon - place.lon) < 1 for lat, lon in seats)


def airport(code: str) -> Place | None:
    """The airport with this ICAO code."""
    table, mark = _airports(), f"\n{code.upper()}\t"
    at = table.find(mark) if _CODE.fullmatch(code) else -1
    if at < 0:
        return None
    name, city, country, lat, lon = table[at + len(mark) : table.index("\n", at + 1)].split("\t")
    label = name or _("{city} airport", city=city)
    return Place(
        id=code.lower(),
        name=label,
        names=(label,),
        kind=PlaceKind.SITE,
        lat=float(lat),
        lon=float(lon),
        origin=_("point of {name} (ICAO {code}) in airportsdata", name=label, code=code.upper()),
        country=country,
    )


def airport_codes() -> tuple[str, ...]:
    """Every ICAO code the gazetteer knows, in order."""
    return tuple(line.partition("\t")[0] for line in _airports().split("\n")[1:-1])


def near_names(name: str) -> tuple[str, ...]:
    """Up to 200 known names in the alphabetical neighborhood of ``name``, for "did you mean"."""
    key = fold(name)
    lines = _names()
    at = bisect_left(lines, key[:3])
    around = [line.partition("\t")[0] for line in lines[at : at + 4000] if line.startswith(key[:3])]
    around.sort(key=lambda other: (abs(len(other) - len(key)), other))
    return tuple(other.title() for other in around[:200])


def spellings(name: str, lat: float, lon: float) -> tuple[str, ...]:
    """Every spelling that the gazetteer has for the place of this name at this point, folded, in order."""
    number = next((row for row in map(_row, _find(fold(name))) if _is_at(row, lat, lon)), None)
    if number is None:
        return ()
    rows = (line.partition("\t") for line in _lines_with(str(number)))
    return tuple(key for key, _, found in rows if number in map(_row, found.split(",")))


def _lines_with(part: str) -> Iterator[str]:
    """The lines of the table of names that hold a text: looked for in all of them at once, which is far faster."""
    table, at = _name_table(), 0
    while (at := table.find(part, at)) >= 0:
        end = table.find("\n", at)
        end = len(table) if end < 0 else end
        yield table[table.rfind("\n", 0, at) + 1 : end]
        at = end


def _row(number: str) -> int:
    return int(number.rstrip("*"))


def _is_at(number: int, lat: float, lon: float) -> bool:
    place = _entry(number).place
    return abs(place.lat - lat) < 0.01 and abs(place.lon - lon) < 0.01


_ORIGINS = {
    "G": N_("point of {name} in GeoNames"),
    "D": N_("middle of the towns of {name} in GeoNames"),
    "C": N_("point of the country in countryinfo"),
    "N": N_("point of the country in GeoNames"),
    "X": N_("a rounded point inside the area, set by hand"),
    "S": N_("point of {name}, set by hand"),
}


@cached(4096)
def _entry(number: int) -> Entry:
    name, kind, lat, lon, country, division, population, origin, capital = _places()[number].split("\t")
    place = Place(
        id=fold(name).replace(" ", "-"),
        name=name,
        names=(name,),
        kind=PlaceKind(kind),
        lat=float(lat),
        lon=float(lon),
        origin=_(_ORIGINS[origin], name=name),
        approximate=kind in (PlaceKind.DISTRICT, PlaceKind.REGION, PlaceKind.COUNTRY),
        country=country,
        population=int(population),
    )
    return Entry(place=place, division=division, capital=capital == "1")


def _find(key: str) -> list[str]:
    lines = _names()
    at = bisect_left(lines, f"{key}\t")
    if key and at < len(lines) and lines[at].startswith(f"{key}\t"):
        return lines[at].partition("\t")[2].split(",")
    return []


def _small_entry(line: str) -> Entry:
    name, kind, country, division, lat, lon = line.split("\t")[1:]
    town = kind == "t"
    origin = _ORIGINS["G" if town else "D"]
    place = Place(
        id=fold(name).replace(" ", "-"),
        name=name,
        names=(name,),
        kind=PlaceKind.TOWN if town else PlaceKind.DISTRICT,
        lat=float(lat),
        lon=float(lon),
        origin=_(origin, name=name),
        approximate=not town,
        country=country,
    )
    return Entry(place=place, division=division, capital=False)


@lru_cache(maxsize=1)
def _small() -> list[str]:
    return _unpack("gazetteer_small.tsv.gz").splitlines()


@lru_cache(maxsize=1)
def _capitals() -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {}
    for line in text("capitals.tsv").splitlines():
        name, lat, lon = line.split("\t")
        found.setdefault(name, []).append((float(lat), float(lon)))
    return found


@lru_cache(maxsize=1)
def _name_table() -> str:
    return _unpack("gazetteer_names.tsv.gz")


@lru_cache(maxsize=1)
def _names() -> list[str]:
    return _name_table().splitlines()


@lru_cache(maxsize=1)
def _places() -> list[str]:
    return _unpack("gazetteer_places.tsv.gz").splitlines()


@lru_cache(maxsize=1)
def _airports() -> str:
    """Each on a line of its own, with a break before it and behind."""
    return f"\n{_unpack('airports.tsv.gz')}\n"


def _unpack(name: str) -> str:
    packed = resources.files("generator").joinpath("data", name).read_bytes()
    return gzip.decompress(packed).decode("utf-8")


# ---------------------------------------------------------------- how great a place is

_HEADLINE_PEOPLE = 50_000
_KNOWN_PEOPLE = 5_000
_GREAT_PEOPLE = 1_000_000


def is_great(entry: Entry) -> bool:
    """Whether it is a country, a division, a capital or a great city."""
    known = entry.place.kind not in (PlaceKind.TOWN, PlaceKind.DISTRICT)
    return known or entry.capital or (entry.place.population >= _GREAT_PEOPLE and not entry.alternate)


def is_city(word: str) -> bool:
    """Whether a word is first of all a great city's name."""
    first = entries(word)[:1]
    return any(not row.alternate and row.place.population >= _HEADLINE_PEOPLE for row in first)


def is_little(found: Sequence[Entry]) -> bool:
    """Whether the likeliest place is a town too small for a heading in capitals to mean it."""
    first = found[0].place if found else None
    return bool(first and first.kind is PlaceKind.TOWN and first.population < _HEADLINE_PEOPLE)


def is_minor(found: Sequence[Entry]) -> bool:
    """Whether a name is no country's, and of nothing with inhabitants enough to be known by it."""
    own = (row.place for row in found if not row.alternate)
    return not any(place.kind is PlaceKind.COUNTRY or place.population >= _KNOWN_PEOPLE for place in own)
