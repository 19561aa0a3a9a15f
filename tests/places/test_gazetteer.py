"""The offline gazetteer."""

from dataclasses import replace
from importlib import resources

import pytest

from generator.annotate.places.gazetteer import airport, entries, fold, has_seat, lookup, near_names, smaller


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Damascus", "SY", 33.5, 36.3),
        ("Qamishli", "SY", 37.05, 41.2),
        ("al-qamishli", "SY", 37.05, 41.2),
        ("Hague", "NL", 52.1, 4.3),
        ("Kiev", "UA", 50.45, 30.5),
        ("Zürich", "CH", 47.4, 8.55),
        ("Zurich", "CH", 47.4, 8.55),
        ("Washington", "US", 38.9, -77.0),
        ("New York", "US", 40.7, -74.0),
        ("Quebec", "CA", 52, -72),
        ("U.S.", "US", 39.8, -98.5),
        ("Georgia", "GE", 42, 43.5),
        ("Texas", "US", 31.2, -100),
        ("OSLK", "SY", 35.4, 35.95),
        ("Deir al-Zour", "SY", 35.3, 40.1),
        ("Hasakeh", "SY", 36.5, 40.7),
        ("as-Sulaymaniyah", "IQ", 35.55, 45.4),
        ("Şanlıurfa", "TR", 37.2, 38.8),
        ("Sanliurfa", "TR", 37.2, 38.8),
        ("Kobanî", "SY", 36.9, 38.35),
        ("Iğdır", "TR", 39.9, 44.0),
        ("City of Ottawa", "CA", 45.4, -75.7),
        ("Ottawa's", "CA", 45.4, -75.7),
        ("Ottawa-based", "CA", 45.4, -75.7),
        ("Luzon", "PH", 16, 121),
    ],
)
def test_likeliest_place(name: str, country: str, lat: float, lon: float) -> None:
    place = lookup(name)[0]
    assert place.country == country
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.6), pytest.approx(lon, abs=0.6))


def test_homonyms_are_ranked_by_inhabitants() -> None:
    found = [place for place in lookup("Moscow") if place.kind == "town"]
    assert [place.country for place in found[:2]] == ["RU", "US"]


@pytest.mark.parametrize("name", ["", " ", "Xyzzyville", "The", "\t", "OSLX", "a\nb"])
def test_unknown_names_give_nothing(name: str) -> None:
    assert lookup(name) == ()


def test_every_point_tells_its_origin() -> None:
    for name in ("Oslo", "Texas", "Norway", "Canada", "Middle East", "Kremlin"):
        assert lookup(name)[0].origin
    assert "airportsdata" in airport("ENGM").origin


def test_capitals_and_divisions_are_known() -> None:
    assert entries("Oslo")[0].capital
    assert not entries("Bergen")[0].capital
    assert {entry.division for entry in entries("Columbia")} >= {"Missouri", "South Carolina"}


def test_names_near_a_misspelling() -> None:
    assert "Reykjavik" in near_names("Reykiavik")


def test_folding_is_idempotent() -> None:
    for name in ("Al-Qāmishlī", "Łódź", "St. John's", "İzmir", "Ağrı"):
        assert fold(fold(name)) == fold(name)


def test_smaller_places_know_their_division() -> None:
    found = {(entry.place.country, entry.division): entry.place for entry in smaller("Corinth")}
    assert found["US", "Mississippi"].lat == pytest.approx(34.9, abs=0.1)
    assert smaller("") == smaller("Xyzzyville") == ()


@pytest.mark.parametrize(
    ("name", "lat", "lon", "seat"),
    [
        ("Kremlin", 55.75, 37.62, True),
        ("Oslo", 59.9, 10.7, True),
        ("Oslo", 45.0, -95.0, False),
        ("Bergen", 60.4, 5.3, False),
    ],
)
def test_seats_of_power_are_known_by_name_and_point(name: str, lat: float, lon: float, seat: bool) -> None:
    assert has_seat(replace(lookup("Oslo")[0], names=(name,), lat=lat, lon=lon)) is seat


def test_points_of_countries_are_geonames_own() -> None:
    origins = {name: lookup(name)[0].origin for name in ("Norway", "Mali", "Paraguay", "Laos", "Kosovo")}
    assert set(origins.values()) == {"point of the country in GeoNames"}


def test_the_data_is_small() -> None:
    data = resources.files("generator").joinpath("data")
    names = ["gazetteer_places.tsv.gz", "gazetteer_names.tsv.gz", "gazetteer_small.tsv.gz", "airports.tsv.gz"]
    assert sum(len(data.joinpath(name).read_bytes()) for name in names) <= 6_000_000
