"""The interactive map: one file, its data, its steps of time, its content policy."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interactive_views import HOSTILE, ferries, fiji, hostile, lone, place, statement, view_of, world

from generator.model import PlaceKind
from generator.publish.exports.interactive_map import embed_line
from generator.publish.host.csp import csp_hash, csp_origin, csp_policy
from generator.publish.maps import MapEntry, MapStatement, Tiles, interactive_map, leaflet_data, tiles_problem
from generator.publish.maps.atlas import rings_in
from generator.publish.maps.leaflet_data import packed_land, reach_of, steps_of

TILES = Tiles(url="https://{s}.tiles.example/{z}/{x}/{y}.png", attribution="Example tiles")


def data_of(page: str) -> dict:
    text = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.S)[1]
    return json.loads(text)


def policy_of(page: str) -> dict[str, list[str]]:
    text = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
    return {rule.split()[0]: rule.split()[1:] for rule in text.split("; ")}


# ---------------------------------------------------------------- the file


def test_same_view_same_bytes() -> None:
    page = interactive_map(ferries())
    assert interactive_map(ferries()) == page
    assert not re.search(r"[0-9a-f]{32}", page)


def test_one_file_that_loads_nothing() -> None:
    page = interactive_map(ferries())
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)
    assert not re.search(r"\b(?:src|srcset)=", markup)
    assert re.findall(r'href="([^"]*)"', markup) == ["data:,"]
    styles = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
    assert set(re.findall(r"url\([^)]*\)", styles)) == {"url(#own)"}
    assert "@import" not in styles
    assert "sourceMappingURL" not in page
    for word in ("jquery", "bootstrap", "awesome"):
        assert word not in page.lower()


def test_leaflets_notice_is_kept() -> None:
    page = interactive_map(lone())
    assert "Redistributions of source code must retain" in page
    assert "Vladimir Agafonkin" in page


def test_policy_allows_exactly_what_stands_in_the_page() -> None:
    page = interactive_map(ferries())
    policy = policy_of(page)
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["'self'", "data:"]
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert policy[rule] == [csp_hash(text) for text in found]
    assert "unsafe" not in page.partition("</head>")[0].partition("<style>")[0]
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)
    assert not re.search(r"\s(?:style|on\w+)=", markup)


def test_scripts_make_no_markup_with_styles_or_handlers() -> None:
    """Leaflet and folium set styles by the object model; an attribute in a string would be blocked."""
    page = interactive_map(ferries())
    for script in re.findall(r"<script>(.*?)</script>", page, re.S):
        assert not re.search(r"<\w+[^>]*\s(?:style|on\w+)=", script)
        assert not re.search(r"\beval\(|new Function\(", script)


@pytest.mark.parametrize("more", ["{{ 7*7 }}", "{% raw %}", "{#", "</script><b>", '"', "OpenStreetMap"])
def test_the_address_of_tiles_is_no_template_of_ours(more: str) -> None:
    url = f"https://t.example/{{z}}/{{x}}/{{y}}.png?k={more}"
    page = interactive_map(ferries(), tiles=Tiles(url=url, attribution="A"))
    written = re.search(r"L\.tileLayer\(\s*(\"(?:[^\"\\]|\\.)*\")", page)
    assert written is not None
    assert json.loads(written[1]) == url
    assert "<b>" not in page.split("L.tileLayer(")[-1]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://t.example/{z}/{x}/{-y}.png", ""),
        ("https://{s}.t.example/{z}/{x}/{y}{r}.png?k={{ 7*7 }}", ""),
        ("https://t.example/{{ key }}/{z}/{x}/{y}.png", "nothing stands for {key}"),
        ("https://t.example/{z}/{x}.png", "it has no {y}"),
        ("OpenStreetMap", "it has no {z}"),
    ],
)
def test_what_is_wrong_with_an_address_of_tiles(url: str, problem: str) -> None:
    assert tiles_problem(url) == problem


def test_tiles_open_the_policy_for_their_images_alone() -> None:
    page = interactive_map(ferries(), tiles=TILES)
    assert TILES.url in page
    assert policy_of(page)["img-src"] == ["'self'", "data:", "https://*.tiles.example"]
    assert data_of(page)["land"] == {}


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://tiles.example:8443/{z}/{x}/{y}.png", "https://tiles.example:8443"),
        ("tiles/{z}/{x}/{y}.png", ""),
        ("https://user:word@tiles.example/{z}", "https://tiles.example"),
        ("https://a.example;script-src */{z}", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_origin_of_a_tile_server(url: str, origin: str) -> None:
    assert csp_origin(url) == origin


def test_policy_without_scripts_allows_none() -> None:
    assert "script-src 'none'" in csp_policy(scripts=(), styles=("a{}",))


def test_hostile_texts_stay_texts() -> None:
    page = interactive_map(hostile())
    assert page.count("<!--") == 0
    assert "<img" not in page
    # Leaflet, four files of ours, folium's; the data.
    assert page.count("</script>") == page.count("<script") == 7
    data = data_of(page)
    assert data["places"][0]["name"] == HOSTILE
    assert data["statements"][0]["text"] == HOSTILE


def test_weight_of_the_file() -> None:
    for view in (ferries(), fiji(), world(), lone()):
        assert len(gzip.compress(interactive_map(view).encode(), 9)) < 90_000


# ---------------------------------------------------------------- the data


def test_data_tells_each_statement_once() -> None:
    data = data_of(interactive_map(ferries(), path="a/map.html", site_url="https://news.example/repo/"))
    assert [item["text"] for item in data["statements"]] == [
        "Of stop.",
        "Of storm.",
        "Of undated.",
        "Of talks.",
    ]
    assert data["tracks"] == ["Timetable", "Weather"]
    assert [item["track"] for item in data["statements"]] == [0, 1, -1, 0]
    places = {item["id"]: item for item in data["places"]}
    assert places["bodø"]["statements"] == [0, 1]
    assert places["lisbon"]["distance"] == "3,700 km from Bodø"
    assert data["address"] == "https://news.example/repo/a/map.html"


def test_tracks_come_in_the_storys_order() -> None:
    from dataclasses import replace  # noqa: PLC0415

    view = replace(ferries(), tracks=("Weather", "Politics", "Timetable"))
    assert data_of(interactive_map(view))["tracks"] == ["Weather", "Timetable"]


def test_every_place_has_a_marker_with_the_symbol_of_its_kind() -> None:
    page = interactive_map(ferries())
    for entry in (*ferries().entries, *ferries().far):
        assert f'"{entry.place.id}": [' in page
    for css in ("map-town", "map-site", "map-site map-approximate", "map-district"):
        assert f"map-symbol {css}" in page


def test_both_sides_of_the_date_line_lie_side_by_side() -> None:
    page = interactive_map(fiji())
    lons = [float(lon) for lon in re.findall(r"L\.marker\(\s*\[-?[\d.]+, (-?[\d.]+)\]", page)]
    assert max(lons) - min(lons) < 5


@pytest.mark.parametrize("make", [ferries, fiji, world, lone])
def test_reach_holds_every_place_and_goes_once_round(make) -> None:
    view = make()
    west, south, east, north = reach_of(view)
    assert east - west <= 360
    for entry in (*view.entries, *view.far):
        if entry.place.kind is not PlaceKind.COUNTRY:
            assert south <= entry.place.lat <= north
            assert any(west <= entry.place.lon + turn <= east for turn in (-360, 0, 360))


def test_land_unpacks_to_where_it_was() -> None:
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    numbers, number, shift = [], 0, 0
    for sign in packed_land(ferries())["focus"].split()[0]:
        digit = digits.index(sign)
        number, shift = number | (digit & 31) << shift, shift + 5
        if not digit & 32:
            numbers.append(-(number >> 1) if number & 1 else number >> 1)
            number, shift = 0, 0
    lons = [sum(numbers[0 : at + 1 : 2]) / 1000 for at in range(0, len(numbers), 2)]
    lats = [sum(numbers[1 : at + 1 : 2]) / 1000 for at in range(1, len(numbers), 2)]
    west, south, east, north = reach_of(ferries())
    assert all(west - 0.01 <= lon <= east + 0.01 for lon in lons)
    assert all(south - 0.01 <= lat <= north + 0.01 for lat in lats)
    assert (lons[0], lats[0]) == (lons[-1], lats[-1]) or len(lons) > 3


# ---------------------------------------------------------------- steps of time


def test_steps_are_the_days_between_which_nothing_changes() -> None:
    steps = steps_of(
        [
            statement("storm", "2020-03-02", "2020-03-05"),
            statement("stop", "2020-03-04"),
            statement("year", "2022-01-01", "2022-12-31"),
            statement("undated", ""),
        ]
    )
    assert [(step.label, step.exact, step.possible) for step in steps] == [
        ("2 March 2020 to 3 March 2020", (), (0,)),
        ("Wednesday, 4 March 2020", (1,), (0,)),
        ("Thursday, 5 March 2020", (), (0,)),
        ("2022", (), (2,)),
    ]


def test_an_open_end_counts_as_the_known_day_alone() -> None:
    until = MapStatement(id="u", text="t", last=date(2020, 5, 2))
    steps = steps_of([until, statement("old", "1999-01-01")])
    assert [(step.label, step.exact, step.possible) for step in steps] == [
        ("Friday, 1 January 1999", (1,), ()),
        ("Saturday, 2 May 2020", (), (0,)),
    ]


def test_days_of_a_set_are_steps_and_what_lies_between_is_none() -> None:
    twice = replace(
        statement("twice", "2020-03-02", "2020-03-09"),
        each=((date(2020, 3, 2), date(2020, 3, 2)), (date(2020, 3, 9), date(2020, 3, 9))),
    )
    assert [step.label for step in steps_of([twice])] == ["Monday, 2 March 2020", "Monday, 9 March 2020"]


days = st.dates(date(2000, 1, 1), date(2000, 2, 20)) | st.just(date.max)


@given(st.lists(st.tuples(days, days), max_size=8))
def test_every_statement_stands_at_its_days_and_at_no_others(spans: list[tuple[date, date]]) -> None:
    told = [
        MapStatement(id=str(number), text="t", first=min(span), last=max(span), exact=span[0] == span[1])
        for number, span in enumerate(spans)
    ]
    steps = steps_of(told)
    assert {number for step in steps for number in (*step.exact, *step.possible)} == set(range(len(told)))
    assert all(step.exact or step.possible for step in steps)
    assert len(steps) <= 2 * len(told)


# ---------------------------------------------------------------- the bundled story


def test_the_map_page_and_its_frame_stay_light(bundled) -> None:
    site = Path(bundled())
    pages = [site / "map" / "index.html", site / "assets" / "explainer" / "map.html"]
    assert sum(len(gzip.compress(page.read_bytes(), 9)) for page in pages) <= 120_000
    assert not (site / "assets" / "explainer" / "leaflet").exists()


def test_a_place_without_statements_and_links_is_told() -> None:
    data = data_of(interactive_map(view_of([MapEntry(place=lone().center)])))
    assert data["places"][0]["statements"] == []
    assert data["steps"] == []


def test_both_maps_have_the_same_colors(root) -> None:
    theme = (root / "generator/theme/css/tokens.css").read_text("utf-8")
    page = (root / "generator/publish/maps/leaflet.css").read_text("utf-8")
    pairs = {
        "paper": "paper",
        "ink": "ink",
        "accent": "accent",
        "sea": "sea",
        "raised": "land",
        "land": "focus",
    }
    for name, own in pairs.items():
        wanted = re.findall(rf"--{name}: (#\w+);", theme)[:2]
        assert re.findall(rf"--{own}: (#\w+);", page)[:2] == wanted, name


def test_embed_line_is_one_element_of_text_alone() -> None:
    assert embed_line("Map", "") == ""
    line = embed_line('"><script>', "https://news.example/repo/")
    assert line.count("<") == 2
    assert 'src="https://news.example/repo/assets/explainer/map.html"' in line


# folium reads what it has written as a template once more.
TEMPLATES = [
    "{{ 7 * 7 }}",
    "{% raw %}",
    "{# gone #}",
    "{% endmacro %}",
    "a {{ cycler.__init__ }} b",
    "}} {",
    "{{",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_no_name_is_read_as_a_template(text: str) -> None:
    page = interactive_map(view_of([MapEntry(place=place(text, 10.0, 20.0), claims=0, href="#x")]))
    names = [json.loads(name) for name in re.findall(r'"title": ("(?:[^"\\]|\\.)*")', page)]
    icons = [json.loads(name) for name in re.findall(r'"html":("(?:[^"\\]|\\.)*")', page)]
    assert names == [text]
    assert any(f">{text}<" in icon for icon in icons)


@pytest.mark.parametrize("text", TEMPLATES)
def test_no_attribution_is_read_as_a_template(text: str) -> None:
    page = interactive_map(ferries(), tiles=Tiles(url="https://t.example/{z}/{x}/{y}.png", attribution=text))
    written = re.findall(r'"attribution": ("(?:[^"\\]|\\.)*")', page)
    assert text in [json.loads(name) for name in written]
    assert "https://t.example/{z}/{x}/{y}.png" in page


def test_a_grain_too_fine_is_given_up_before_all_the_world_is_cut(monkeypatch) -> None:
    towns = (
        place("Bodø", 67.28, 14.40, country="NO"),
        place("Suva", -18.1, 178.4),
        place("Lima", -12.0, -77.0),
    )
    view = view_of([MapEntry(place=at, claims=1, href="", distance_km=0.0, statements=()) for at in towns])
    cut = []

    def counted(box, least):
        cut.append(0)
        for ring in rings_in(box, least):
            cut[-1] += 1
            yield ring

    monkeypatch.setattr(leaflet_data, "rings_in", counted)
    packed_land(view)
    every = sum(1 for _ in rings_in(reach_of(view), 0.0))
    # The last grain is cut twice, for the land and for the center's country; of those before it a part.
    assert len(cut) > 3
    assert cut[0] < every / 2
