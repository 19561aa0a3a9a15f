"""Maps: geometry, the atlas, the drawing."""

import math
import re
from dataclasses import replace
from itertools import combinations
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.places import distance_km
from generator.annotate.places.gazetteer import lookup
from generator.model import Place, PlaceKind
from generator.publish.maps import (
    MapEntry,
    MapView,
    compact,
    legend,
    locator,
    map_view,
    svg_map,
)
from generator.publish.maps.atlas import land_in, lies_in
from generator.publish.maps.elements import draw_text
from generator.publish.maps.geometry import (
    area_of,
    clip_polygon,
    contains,
    frame_around,
    latitude,
    mercator,
)
from generator.publish.maps.labels import LABEL_SIZE, Placer, overlap, text_width
from generator.publish.maps.view import group_points
from generator.publish.places import place_rows

SVG = "{http://www.w3.org/2000/svg}"


def place(name: str, lat: float, lon: float, kind: PlaceKind = PlaceKind.TOWN, **more: object) -> Place:
    slug = name.lower().replace(" ", "-")
    return Place(id=slug, name=name, names=(name,), kind=kind, lat=lat, lon=lon, origin="test", **more)


def story() -> MapView:
    """A Norwegian story: a town with two sites beside it, a second town, a coast, a country, a far capital."""
    center = place("Bodø", 67.28, 14.40, country="NO")
    others = (
        place("Harbor & quay", 67.285, 14.41, PlaceKind.SITE),
        place("Airfield", 67.27, 14.36, PlaceKind.SITE, approximate=True),
        place("Narvik", 68.44, 17.43, country="NO"),
        place(
            "Helgeland coast",
            66.2,
            12.8,
            PlaceKind.REGION,
            area=((12, 65.5), (13.6, 65.5), (14, 67), (12.5, 67)),
        ),
        place("Sweden", 62.0, 15.0, PlaceKind.COUNTRY, country="SE"),
        place("Lisbon", 38.72, -9.14),
    )
    entries = [
        MapEntry(place=item, claims=9 - number, href=f"#{item.id}", distance_km=distance_km(center, item))
        for number, item in enumerate((center, *others))
    ]
    return map_view(center, entries, title="Ferries <north>", description="Where the ferries stopped.")


def parsed(view: MapView) -> ElementTree.Element:
    return ElementTree.fromstring(svg_map(view))


def label_boxes(root: ElementTree.Element) -> dict[str, tuple[float, float, float, float]]:
    """The texts of a drawing and about where they stand."""
    boxes = {}
    for text in root.iter(f"{SVG}text"):
        width = text_width(text.text, LABEL_SIZE)
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
        boxes[text.text] = (left, y - 10, left + width, y + 3)
    return boxes


# ---------------------------------------------------------------- geometry


@given(st.floats(-84.9, 84.9))
def test_latitude_is_the_inverse_of_mercator(lat: float) -> None:
    assert latitude(mercator(lat)) == pytest.approx(lat, abs=1e-9)


points = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


@given(st.lists(points, min_size=1, max_size=6))
def test_frame_shows_all_its_points(corners: list[tuple[float, float]]) -> None:
    frame = frame_around(corners, 720, 500, (80, 60, 80, 60), 100)
    for lon, lat in corners:
        x, y = frame.project(lon, lat)
        if max(abs(lon - corners[0][0]) for lon, _ in corners) < 170:
            assert 0 <= x <= 720
            back = frame.unproject((x, y))
            assert (back[0] - lon + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)
            assert back[1] == pytest.approx(lat, abs=1e-6)
        assert 0 <= y <= 500


@given(st.lists(points, min_size=3, max_size=12))
def test_clipped_polygon_lies_in_the_box(ring: list[tuple[float, float]]) -> None:
    for x, y in clip_polygon(ring, (-20, -10, 30, 40)):
        assert -20.001 <= x <= 30.001
        assert -10.001 <= y <= 40.001


# ---------------------------------------------------------------- atlas


@pytest.mark.parametrize(
    "name", ["Latakia", "Tartus", "Bergen", "Naples", "Dakar", "Valparaíso", "Karachi", "Sydney"]
)
def test_ports_lie_on_land(name: str) -> None:
    port = lookup(name)[0]
    land = land_in((port.lon - 1, port.lat - 1, port.lon + 1, port.lat + 1))
    home = [country for country in land.countries if country.code == port.country]
    assert any(contains(ring, (port.lon, port.lat)) for country in home for ring in country.rings)


def test_frame_over_the_date_line_shows_both_sides() -> None:
    land = land_in((176, -19, 183, -15))
    fiji = next(country for country in land.countries if country.code == "FJ")
    lons = [x for ring in fiji.rings for x, _ in ring]
    assert min(lons) < 180 < max(lons)


def test_borders_and_coasts_are_told_apart() -> None:
    land = land_in((11, 65, 17, 69))
    assert {country.code for country in land.countries} == {"NO", "SE"}
    assert land.borders
    assert land.coasts
    assert land_in((-40, 40, -35, 45)).countries == ()


def test_area_of_one_country() -> None:
    assert lies_in(((13, 66), (14.5, 66), (14.5, 67), (13, 67)), "NO")
    assert not lies_in(((13, 66), (18, 66), (18, 67), (13, 67)), "NO")


# ---------------------------------------------------------------- view and drawing


def test_far_places_are_set_apart() -> None:
    view = story()
    assert [entry.text for entry in view.far] == ["Lisbon"]
    assert view.entries[0].place == view.center


def test_near_points_make_one_group() -> None:
    view = story()
    groups = group_points(view.entries, view.frame)
    assert [[entry.text for entry in group.entries] for group in groups] == [
        ["Bodø", "Harbor & quay", "Airfield"],
        ["Narvik"],
    ]


@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
def test_drawing_is_sound(variant: object) -> None:
    view = variant(story())
    text = svg_map(view)
    root = ElementTree.fromstring(text)
    assert svg_map(view) == text
    assert root.find(f"{SVG}title").text == "Ferries <north>"
    assert root.get("aria-labelledby") == f"{view.id}-title {view.id}-desc"
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(view.id) for name in ids)
    assert "script" not in text
    assert "style=" not in text
    assert "nan" not in text


@pytest.mark.parametrize("variant", [lambda view: view, compact], ids=["wide", "narrow"])
def test_every_place_is_named_and_linked(variant: object) -> None:
    view = variant(story())
    root = parsed(view)
    links = {node.get("href"): "".join(node.itertext()) for node in root.iter(f"{SVG}a")}
    for entry in (*view.entries, *view.far):
        assert entry.text.split()[0] in links[entry.href]
    assert "km away" in links["#lisbon"]


@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
def test_labels_do_not_cover_one_another(variant: object) -> None:
    view = variant(story())
    boxes = label_boxes(parsed(view))
    for (one, first), (other, second) in combinations(boxes.items(), 2):
        assert overlap(first, second) < 1, (one, other)
    for left, top, right, bottom in boxes.values():
        assert left >= 0
        assert top >= 0
        assert right <= view.width
        assert bottom <= view.height


def test_a_region_is_its_name_alone_where_it_lies() -> None:
    view = story()
    assert not drawn(view, "map-region")
    region = next(entry for entry in view.entries if entry.place.area)
    left, _, right, _ = label_boxes(parsed(view))[region.place.name]
    lons = [view.frame.project(lon, lat)[0] for lon, lat in region.place.area]
    assert min(lons) - 80 <= (left + right) / 2 <= max(lons) + 80


@pytest.mark.parametrize("variant", [lambda view: view, compact], ids=["wide", "narrow"])
@pytest.mark.parametrize("far", [(64.0, 14.0), (14.0, 14.0), (50.0, 80.0), (49.0, -60.0)], ids=list("nsew"))
def test_an_arrow_points_off_the_map_and_its_name_is_in_line_with_it(variant: object, far: tuple) -> None:
    center, other = place("Here", 50.0, 13.0), place("There", 51.0, 14.0)
    off = place("Far off", *far)
    entries = [
        MapEntry(place=item, distance_km=distance_km(center, item), claims=1) for item in (center, other, off)
    ]
    view = variant(map_view(center, entries, title="t", description="d"))
    assert [entry.place.name for entry in view.far] == ["Far off"]
    (arrow,) = drawn(view, "map-far")
    x, y, dx, dy = (float(number) for number in re.findall(r"-?[\d.]+", arrow.get("d").replace("l", " "))[:4])
    goal = view.frame.project(off.lon, off.lat)
    start = view.frame.project(center.lon, center.lat)
    ahead = (goal[0] - start[0]) * dx + (goal[1] - start[1]) * dy
    assert ahead / math.hypot(dx, dy) / math.dist(goal, start) > 0.99
    left, top, right, bottom = label_boxes(parsed(view))["Far off"]
    if not view.narrow:
        assert left - 6 <= x <= right + 6 or top - 16 <= y <= bottom + 16


def test_what_has_become_of_a_place_stands_below_its_name_and_the_most_told_of_neighbors_is_located() -> None:
    town = place("Harbor town", 50.0, 13.0)
    base = replace(place("The base", 50.05, 13.0, PlaceKind.SITE), state="being left")
    once, twice = place("Once", 53.0, 13.0), place("Twice", 50.0, 18.0)
    told = ((town, 2), (base, 9), (twice, 3), (once, 1))
    entries = [
        MapEntry(place=item, claims=count, distance_km=distance_km(town, item)) for item, count in told
    ]
    small = locator(map_view(town, entries, title="t", description="d"))
    assert [entry.place.name for entry in small.entries] == ["The base", "Twice"]
    boxes = label_boxes(parsed(small))
    assert boxes["The base"][3] <= boxes["being left"][1] + 2
    assert "Harbor town" not in boxes


def test_map_of_one_place_in_the_open_sea() -> None:
    lone = place("Buoy", 45.0, -35.0, PlaceKind.SITE)
    root = parsed(map_view(lone, [MapEntry(place=lone)], title="t", description="d"))
    assert root.get("role") == "img"
    assert set(label_boxes(root)) == {"Buoy", "N", "50 km"}


def test_crowded_label_gets_a_leader() -> None:
    placer = Placer(400, 300)
    placer.take((120, 100, 280, 200))
    spot = placer.beside((200, 150), 5, 60, 16)
    assert spot.leader
    assert overlap(spot.box, (120, 100, 280, 200)) == 0


def wide_of(name: str, lat: float, lon: float, *others: tuple[str, float, float]) -> MapView:
    center = place(name, lat, lon)
    towns = [center, *(place(*other) for other in others)]
    entries = [MapEntry(place=item, distance_km=distance_km(center, item)) for item in towns]
    return map_view(center, entries, title="t", description="d")


@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
@pytest.mark.parametrize(
    "view",
    [
        wide_of("Vienna", 48.2, 16.37, ("Prague", 50.08, 14.43), ("Zagreb", 45.81, 15.98)),
        wide_of("Kigali", -1.95, 30.06, ("Kampala", 0.31, 32.58), ("Bujumbura", -3.38, 29.36)),
        wide_of("Beirut", 33.89, 35.5, ("Amman", 31.95, 35.93), ("Nicosia", 35.17, 33.36)),
        wide_of("Skopje", 42.0, 21.43, ("Tirana", 41.33, 19.82), ("Sofia", 42.7, 23.32)),
    ],
    ids=["danube", "lakes", "levant", "balkans"],
)
def test_a_countrys_name_stands_within_its_borders(view: MapView, variant: object) -> None:
    view = variant(view)
    land = land_in(view.frame.bounds)
    rings = {
        country.name: [[view.frame.project(*point) for point in ring] for ring in country.rings]
        for country in land.countries
    }
    names = drawn(view, "map-label-country")
    assert names
    for node in names:
        x, y = float(node.get("x")), float(node.get("y")) - 4
        half = text_width(node.text, LABEL_SIZE, 0.12) / 2 - 3
        spots = [(x - half, y), (x, y), (x + half, y)]
        homes = {
            name for name, own in rings.items() for ring in own if all(contains(ring, spot) for spot in spots)
        }
        assert len(homes) == 1, (node.text, homes)


# ---------------------------------------------------------------- rivers, lakes, measures, legend


def test_rivers_and_lakes_lie_in_the_frame() -> None:
    box = (5.0, 45.8, 7.2, 47.2)
    land = land_in(box)
    geneva = max(land.lakes, key=area_of)
    assert contains(geneva, (6.5, 46.42))
    assert land.rivers
    for shore in land.lakes:
        assert all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in shore)


def test_a_wider_frame_shows_greater_rivers_only() -> None:
    near = land_in((8, 46, 12, 49), 0.01).rivers
    wide = land_in((-30, 20, 60, 70), 0.01).rivers
    shown = [line for line in wide if all(8 <= x <= 12 and 46 <= y <= 49 for x, y in line)]
    assert near
    assert len(shown) < len(near)


def drawn(view: MapView, css: str) -> list[ElementTree.Element]:
    return [node for node in parsed(view).iter() if css in node.get("class", "").split()]


@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
def test_nothing_on_a_map_looks_like_a_movement(variant: object) -> None:
    view = variant(story())
    nodes = list(parsed(view).iter())
    assert [
        node.get("class") for node in nodes if re.search("map-(ray|arrow)", node.get("class") or "")
    ] == []
    assert [node for node in nodes if node.get("marker-end")] == []
    points = [
        view.frame.project(entry.place.lon, entry.place.lat) for entry in view.entries if entry.is_point
    ]
    for node in drawn(view, "map-leader"):
        # A line from a symbol leads to its own name, never to another symbol.
        numbers = [float(value) for value in re.findall(r"-?[\d.]+", node.get("d"))]
        end = (numbers[0] + numbers[2], numbers[1] + numbers[3])
        assert min(math.dist(end, point) for point in points) > 5


@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
def test_links_are_large_enough_and_apart(variant: object) -> None:
    targets = [
        tuple(float(node.get(name)) for name in ("x", "y", "width", "height"))
        for node in drawn(variant(story()), "map-target")
    ]
    assert all(width >= 24 and height >= 24 for *_, width, height in targets)
    boxes = [(x, y, x + width, y + height) for x, y, width, height in targets]
    assert all(overlap(one, other) == 0 for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("kind", [PlaceKind.TOWN, PlaceKind.SITE, PlaceKind.DISTRICT])
@pytest.mark.parametrize("variant", [lambda view: view, compact, locator], ids=["wide", "narrow", "locator"])
def test_an_approximate_point_is_hollow_wherever_it_is_drawn(kind: PlaceKind, variant: object) -> None:
    center = place("Here", 50.0, 10.0)
    rough = place("Rough", 52.5, 12.0, kind, approximate=True)
    view = map_view(center, [MapEntry(place=item) for item in (center, rough)], title="t", description="d")
    marks = [
        node.get("class")
        for link in parsed(variant(view)).iter()
        if link.get("data-place") == "rough"
        for node in link
        if (node.get("class") or "").startswith(f"map-{kind.value}")
    ]
    assert marks
    assert all("approximate" in mark or mark == "map-district" for mark in marks)


def test_each_kind_of_place_has_its_symbol_and_its_line_in_the_legend() -> None:
    kinds = [PlaceKind.TOWN, PlaceKind.SITE, PlaceKind.DISTRICT]
    places = [place(f"P{number}", 50.0 + number, 10.0, kind) for number, kind in enumerate(kinds)]
    rough = place("P3", 53.0, 10.0, PlaceKind.SITE, approximate=True)
    view = map_view(
        places[0], [MapEntry(place=item) for item in (*places, rough)], title="t", description="d"
    )
    for css, count in (("map-town", 1), ("map-site", 2), ("map-district", 1), ("map-approximate", 1)):
        assert len(drawn(view, css)) == count
    marks = dict(legend(view))
    assert list(marks) == ["town", "district", "site", "approximate"]
    assert len(set(marks.values())) == len(marks)
    assert [kind for kind, _ in legend(story())] == [
        "town",
        "site",
        "approximate",
        "far",
    ]


def test_maps_over_the_date_line_and_of_the_world() -> None:
    suva = place("Suva", -18.14, 178.44, country="FJ")
    tonga = place("Nuku'alofa", -21.13, -175.2)
    for others in ((tonga,), (tonga, place("Lima", -12.0, -77.0), place("Oslo", 59.9, 10.7))):
        entries = [MapEntry(place=item, distance_km=distance_km(suva, item)) for item in (suva, *others)]
        view = map_view(suva, entries, title="t", description="d")
        assert all(len(svg_map(variant)) < 90_000 for variant in (view, compact(view), locator(view)))
        left, right = (view.frame.project(item.lon, item.lat)[0] for item in (suva, tonga))
        assert 0 < left < right < view.width


def test_scale_says_where_it_holds_on_a_high_map() -> None:
    towns = [place(f"T{lat}", float(lat), 20.0) for lat in (10, 30, 50, 65)]
    entries = [MapEntry(place=item, distance_km=distance_km(towns[0], item)) for item in towns]
    texts = set(label_boxes(parsed(map_view(towns[0], entries, title="t", description="d"))))
    assert any(re.fullmatch(r"[\d,]+ km at \d+° N", text) for text in texts)


# ---------------------------------------------------------------- the table of places


def test_places_stand_by_distance_regions_and_countries_last() -> None:
    center = place("Bodø", 67.28, 14.40)
    far = place("Lisbon", 38.72, -9.14)
    quay = place("Quay", 67.285, 14.41, PlaceKind.SITE)
    county = place("Salten", 67.1, 15.6, PlaceKind.DISTRICT)
    coast = place("Helgeland coast", 66.2, 12.8, PlaceKind.REGION)
    land = place("Norway", 62.0, 10.0, PlaceKind.COUNTRY)
    told = SimpleNamespace(
        places=(land, coast, far, county, quay, center), claims=(), center=center, edited=True
    )
    rows = place_rows(told)
    assert [row.place.name for row in rows] == [
        "Bodø",
        "Quay",
        "Salten",
        "Lisbon",
        "Helgeland coast",
        "Norway",
    ]
    assert [row.central for row in rows] == [True, *[False] * 5]
    assert [row.coordinates for row in rows][1:] == [
        "67.285, 14.410",
        "67.100, 15.600",
        "38.720, -9.140",
        "",
        "",
    ]
    assert [bool(row.distance) for row in rows] == [False, True, True, True, False, False]


def test_the_lines_of_a_name_are_heard_as_words() -> None:
    drawn = draw_text(["Base beside", "the airport"], "map-label", "start", 0, 0)
    assert re.sub(r"<[^>]+>", "", drawn).split() == ["Base", "beside", "the", "airport"]
