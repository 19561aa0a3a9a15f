"""The offline gazetteer and its geopy face."""

import pytest
from geopy.geocoders.base import Geocoder

from generator.annotate.gazetteer import airport, entries, fold, lookup, near_names
from generator.annotate.geocoder import OfflineGeocoder


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
        ("Quebec", "CA", 49, -69),
        ("U.S.", "US", 39.8, -98.5),
        ("Georgia", "GE", 42, 43.5),
        ("Texas", "US", 31.2, -100),
        ("OSLK", "SY", 35.4, 35.95),
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


def test_geocoder_is_geopys() -> None:
    geocoder = OfflineGeocoder()
    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Damascus")
    assert (location.latitude, location.longitude) == (
        pytest.approx(33.51, abs=0.01),
        pytest.approx(36.29, abs=0.01),
    )
    assert location.raw.country == "SY"
    assert len(geocoder.geocode("Moscow", exactly_one=False)) > 1
    assert geocoder.geocode("Xyzzyville") is None
