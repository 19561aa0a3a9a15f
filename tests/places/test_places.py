"""Place mentions by golden cases in ``cases``, and places of the story file."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotate.places import (
    PlaceError,
    distance_km,
    read_all_places,
    read_places,
    read_story_context,
    resolve_place,
    resolve_places,
)
from generator.model import (
    Article,
    DateBasis,
    Place,
    PlaceKind,
    PlaceSpec,
    PublicationDate,
    Seed,
    Sentence,
)

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def article_of(text: str) -> Article:
    """An article in which every line is a sentence."""
    sentences, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(article_id="a", start=start, end=start + len(line)))
        start += len(line) + 1
    raw = text.encode("utf-8", "surrogatepass")
    return Article(
        id="a",
        label="a",
        seed=Seed(path="a.txt", sha256="", media_type="text/plain", encoding="utf-8", raw=raw),
        headline=None,
        publisher=None,
        agencies=(),
        url=None,
        date_published=PublicationDate(edtf=None, basis=DateBasis.UNKNOWN),
        language="en",
        text=text,
        blocks=(),
        removed=(),
        sentences=tuple(sentences),
        byte_starts=(),
        byte_ends=(),
    )


def spec_of(values: dict[str, object]) -> PlaceSpec:
    return PlaceSpec(**{**values, "kind": PlaceKind(values["kind"]), "also": tuple(values.get("also", ()))})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden_cases(path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    places = tuple(resolve_place(spec_of(values)) for values in case.get("places", ()))
    article = article_of(case["text"])
    found = {True: [], False: []}
    longitudes, reasons, kinds = {}, {}, {}
    for mention in read_places(article, places):
        key = f"{article.text.count(chr(10), 0, mention.start)}:{mention.text}"
        found[mention.literal].append(key)
        longitudes[key] = mention.place.lon if mention.place else None
        reasons[key], kinds[key] = mention.reason, mention.place.kind if mention.place else None
        assert bool(mention.reason) == (mention.place is not None)
    assert found[True] == case["literal"]
    assert found[False] == case["other"]
    for key, expected in case.get("longitude", {}).items():
        assert longitudes[key] == pytest.approx(expected, abs=1)
    assert {key: longitudes[key] for key in case.get("unplaced", ())} == dict.fromkeys(
        case.get("unplaced", ())
    )
    assert {key: reasons[key] for key in case.get("reason", {})} == case.get("reason", {})
    assert {key: kinds[key] for key in case.get("kind", {})} == case.get("kind", {})


def test_a_name_is_shown_with_the_accents_that_the_article_gives_it() -> None:
    mentions = read_places(article_of("Volunteers from Ormož arrived in Ptuj, the police in Slovenia said."))
    place = mentions[0].place
    assert place
    assert (place.name, place.kind) == ("Ormož", PlaceKind.TOWN)


@given(st.text(alphabet=st.sampled_from("OsloParis U.S.-'’ é́\u00a0\tSt, the of ß🙂"), max_size=80))
def test_mentions_are_slices_in_order(text: str) -> None:
    article = article_of(text)
    end = 0
    for mention in read_places(article):
        assert article.text[mention.start : mention.end] == mention.text
        assert mention.start >= end
        end = mention.end


def test_long_hostile_text_is_quick() -> None:
    text = "A" * 20_000 + " " + "Paris-" * 5_000 + " " + "U." * 10_000
    assert isinstance(read_places(article_of(text)), tuple)


def test_airport_gives_the_point_and_says_so() -> None:
    place = resolve_place(PlaceSpec(name="North field", kind=PlaceKind.SITE, airport="ENGM"))
    assert (place.lat, place.lon) == (pytest.approx(60.19, abs=0.02), pytest.approx(11.10, abs=0.02))
    assert "ENGM" in place.origin
    assert place.country == "NO"
    assert not place.approximate


def test_near_is_approximate_and_may_point_forward() -> None:
    depot, town = resolve_places(
        (
            PlaceSpec(name="Depot", kind=PlaceKind.SITE, near="The town"),
            PlaceSpec(name="Bergen", also=("The town",), country="NO"),
        )
    )
    assert isinstance(depot, Place)
    assert isinstance(town, Place)
    assert depot.approximate
    assert (depot.lat, depot.lon) == (town.lat, town.lon)
    assert depot.origin.startswith("beside Bergen: ")


def test_two_corners_make_a_box() -> None:
    place = resolve_place(
        PlaceSpec(name="Bay", kind=PlaceKind.REGION, area=((5.0, 60.0), (7.0, 61.0)), origin="by hand")
    )
    assert place.area == ((5.0, 60.0), (7.0, 60.0), (7.0, 61.0), (5.0, 61.0))
    assert (place.lon, place.lat) == (6.0, 60.5)


@pytest.mark.parametrize(
    ("spec", "code", "hint"),
    [
        (PlaceSpec(name="X", airport="ENGZ"), "airport-unknown", 'Did you mean "EN'),
        (PlaceSpec(name="Stockhulm"), "place-unknown", 'Did you mean "Stockholm"'),
        (PlaceSpec(name="Bergen", country="FR"), "place-unknown", "NO"),
        (
            PlaceSpec(name="Montpelier", country="US"),
            "place-unknown",
            "They lie in Idaho, Indiana, Ohio, Vermont",
        ),
        (
            PlaceSpec(name="X", gazetteer="Ludlow, Vermont"),
            "place-unknown",
            "Kentucky, US; Massachusetts, US",
        ),
        (PlaceSpec(name="X", near="Nowhere at all"), "place-unknown", "ICAO"),
        (PlaceSpec(name="X", lat=1.0), "place-half", "both"),
        (PlaceSpec(name="X", area=((1.0, 2.0),)), "place-area", "corners"),
    ],
)
def test_errors_say_what_to_do(spec: PlaceSpec, code: str, hint: str) -> None:
    with pytest.raises(PlaceError) as caught:
        resolve_place(spec)
    assert caught.value.code == code
    assert hint in "\n".join(caught.value.hints)


def test_a_circle_of_near_is_an_error_for_both() -> None:
    specs = (PlaceSpec(name="Depot A", near="Depot B"), PlaceSpec(name="Depot B", near="Depot A"))
    assert all(isinstance(result, PlaceError) for result in resolve_places(specs))


def test_distance_is_great_circle() -> None:
    oslo, bergen = (resolve_place(PlaceSpec(name=name, country="NO")) for name in ("Oslo", "Bergen"))
    assert distance_km(oslo, bergen) == pytest.approx(305, abs=3)


def test_names_of_people_are_no_places_even_where_a_town_shares_them() -> None:
    article = article_of("Paris Lima was in Oslo. Lima left.")
    found = read_all_places(article, (), ("Paris Lima", "Lima"))
    assert [mention.text for mention in found.mentions] == ["Oslo"]


@pytest.mark.parametrize(
    ("name", "facts", "latitude"),
    [
        ("Takengon", {"country": "ID"}, 4.62),
        ("Takengon", {}, 4.62),
        ("Capital", {"gazetteer": "Montpelier, Vermont"}, 44.26),
        ("Paris", {"gazetteer": "Paris, Texas"}, 33.66),
        ("Paris", {"gazetteer": "Paris, France"}, 48.85),
    ],
)
def test_an_editor_names_a_place_as_an_article_does(
    name: str, facts: dict[str, str], latitude: float
) -> None:
    place = resolve_place(PlaceSpec(name=name, **facts))
    assert abs(place.lat - latitude) < 0.01


def test_of_small_places_the_one_in_the_storys_regions_is_meant() -> None:
    found = resolve_places([PlaceSpec(name="Montpelier"), PlaceSpec(name="Vermont", kind=PlaceKind.REGION)])
    assert isinstance(found[0], Place)
    assert abs(found[0].lat - 44.26) < 0.01


def test_unresolved_names_are_told_once_and_need_a_word_that_marks_them() -> None:
    article = article_of("Crews near Grunnvik met in Grunnvik. Vipperow slept. They spoke in Congress.")
    found = read_all_places(article)
    assert [mention.text for mention in found.unresolved] == ["Grunnvik"]
    assert found.mentions == ()


def test_a_place_is_the_same_whatever_the_reason() -> None:
    plain, settled = (
        read_places(article_of(text))[0]
        for text in ("Crews left Columbia.", "Columbia, South Carolina, is hot.")
    )
    assert plain.reason != settled.reason
    assert plain.place == settled.place


def test_nothing_is_loaded_when_the_story_settles_every_name() -> None:
    script = """
from generator.annotate.places import gazetteer
from generator.annotate.places import read_all_places, resolve_places
from generator.model import PlaceKind, PlaceSpec
from tests.places.test_places import article_of

places = resolve_places([PlaceSpec(name="Grunnvik", kind=PlaceKind.TOWN, lat=66.5, lon=12.25, country="NO")])
text = "The harbor at Grunnvik is closed. Grunnvik said so on Monday. Storvoll Bank gave no number in May."
found = read_all_places(article_of(text), places, ["Storvoll Bank"])
assert [item.text for item in found.mentions] == ["Grunnvik", "Grunnvik"], found
tables = (gazetteer._names, gazetteer._places, gazetteer._small, gazetteer._airports)
assert not any(table.cache_info().currsize for table in tables)
read_all_places(article_of("Crews left Oslo."), places)
assert gazetteer._names.cache_info().currsize
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_surname_known_from_another_article_is_no_place() -> None:
    first, second = (
        article_of("Ada Pizarro won in Lima."),
        article_of("Votes for Pizarro were counted in Lima."),
    )
    assert "Pizarro" in [mention.text for mention in read_places(second)]
    story = read_story_context([first, second])
    assert [mention.text for mention in read_all_places(second, story=story).mentions] == ["Lima"]


@pytest.mark.parametrize("text", ["The crews met in Pizarro.", "The Pizarro district was flooded."])
def test_a_name_that_one_article_puts_as_a_place_stays_one(text: str) -> None:
    assert "pizarro" not in read_story_context([article_of("Ada Pizarro won."), article_of(text)]).people


def test_countries_and_great_cities_are_nobody_s_surname_in_other_articles() -> None:
    story = read_story_context([article_of("Ada London and Bo France met.")])
    assert not story.people & {"london", "france"}


VERMONT = (
    "The dam in {}, Vermont, burst.",
    "The flood reached Rutland, Vermont. Crews left {}.",
    "{} stayed dark.",
)
KENTUCKY = [line.replace("Vermont", "Kentucky").replace("Rutland", "Corbin") for line in VERMONT]
STORIES = {
    # What the gazetteer does not have in the state that one article names is not the town of that name elsewhere.
    "Ludlow": [line.format("Ludlow") for line in VERMONT],
    "London": [line.format("London") for line in KENTUCKY],
    # Refused in one article, wherever the rest is set.
    "Port Arthur": ["A storm at Port Arthur in Tasmania.", "New Zealand recalled Port Arthur."],
    # By itself the last would take the town of the state that it names.
    "Geneva": [
        "Officials met in Geneva.",
        "Doctors in Geneva waited.",
        "Illinois paid. Its envoy left Geneva.",
    ],
}


@pytest.mark.parametrize(
    ("name", "wanted", "reason"),
    [
        ("Ludlow", None, ""),
        ("Port Arthur", None, ""),
        ("London", "US", "another article of the story names Kentucky beside it"),
        ("Geneva", "CH", "the story's articles mean one place by that name"),
    ],
)
def test_within_a_story_a_name_means_one_place(name: str, wanted: str | None, reason: str) -> None:
    articles = [article_of(text) for text in STORIES[name]]
    story = read_story_context(articles)
    last = [item for item in read_all_places(articles[-1], story=story).mentions if item.text == name]
    assert [item.place and item.place.country for item in last] == [wanted]
    assert last[0].reason == reason
    alone = [item for item in read_places(articles[-1]) if item.text == name]
    assert [item.place for item in alone] != [item.place for item in last]


def test_an_article_that_places_a_name_itself_keeps_its_place() -> None:
    articles = [article_of(line.format("Burlington")) for line in VERMONT]
    own = article_of("The fair in Burlington, Iowa, was called off. Vermont sent help.")
    story = read_story_context([*articles, own])
    mention = read_all_places(own, story=story).mentions[0]
    assert mention.place
    assert round(mention.place.lat) == 41


def test_a_state_that_few_articles_name_places_nothing_in_the_others() -> None:
    """ "Manchester, PA reports": the agency is no state that the story is set in."""
    texts = [
        "The woman is in Manchester, PA reports. England waits.",
        *["A flight landed in Manchester, England."] * 2,
    ]
    articles = [article_of(text) for text in texts]
    story = read_story_context([*articles, article_of("Crews left Manchester.")])
    mention = read_all_places(article_of("Crews left Manchester."), story=story).mentions[0]
    assert mention.place
    assert mention.place.country == "GB"


def test_a_river_of_a_region_s_name_far_from_the_story_is_not_that_region() -> None:
    articles = [article_of("The Black River rose in Vermont."), article_of("Vermont paid for the dam.")]
    story = read_story_context(articles)
    (mention,) = (
        item for item in read_all_places(articles[0], story=story).mentions if item.text == "Black River"
    )
    assert mention.place is None
    assert "far from all others" in mention.reason


def test_an_article_in_lower_case_belongs_to_the_name() -> None:
    (mention,) = read_places(article_of("Lorries with flour reached el-Obeid."))
    assert (mention.text, mention.literal) == ("el-Obeid", True)
    assert mention.place
    assert mention.place.name == "El Obeid"


def test_two_powers_that_share_what_they_do_are_no_places() -> None:
    mentions = read_places(article_of("US and Norwegian mediators left. Storms hit the US and Norway."))
    assert [(item.text, item.literal) for item in mentions] == [
        ("US", False), ("Norwegian", False), ("US", True), ("Norway", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("The UK housing secretary left.", []),
        ("A U.S. attorney spoke.", []),
        ("Storms hit towns in the UK last week.", ["UK"]),
        # A part of a name that hyphens join.
        ("They counted votes in Saint-Laurent-Nord.", []),
        ("Boats left Rostov-on-Don.", ["Rostov-on-Don"]),
        # An outlet's name.
        ("The general told France 24 so.", []),
        # A body that the town's name alone speaks for.
        ("Dayton Health closed. Dayton said so. Dayton's clinics shut.", []),
        ("Dayton Health closed. It said so. Crowds saw Dayton's clinics shut.", ["Dayton"]),
        ("Dayton Health closed its clinic in Lima. Dayton said so. People in Lima wept.", ["Lima", "Lima"]),
    ],
)
def test_what_a_name_belongs_to_is_no_place(text: str, literal: list[str]) -> None:
    assert [item.text for item in read_places(article_of(text)) if item.literal] == literal


def test_a_preposition_is_no_article_of_a_name_in_another_spelling() -> None:
    reading = read_all_places(article_of("At Yida, crews waited."))
    assert reading.mentions == ()
    assert [mention.text for mention in reading.unresolved] == ["Yida"]


def test_a_lone_name_far_from_all_others_is_not_placed_and_says_why() -> None:
    text = "Crews left Oslo for Bergen. The fans of the club cheered while {} played."
    mention = next(item for item in read_places(article_of(text.format("Pizarro"))) if item.text == "Pizarro")
    assert mention.place is None
    assert "far from all others" in mention.reason


@pytest.mark.parametrize("text", ["Crews left Oslo for Bergen and flew to Pizarro.", "Oslo, Pizarro, Bergen"])
def test_a_far_name_that_words_place_stays_placed(text: str) -> None:
    found = {mention.text: mention.place for mention in read_places(article_of(text))}
    assert found["Pizarro"] is not None


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("LUDLOW, Vermont (GMP) - The dam above Ludlow broke.", False),
        ("The dam above Ludlow, Vermont, broke. Ludlow was flooded.", False),
        ("Crews from Ludlow, Vermont and Maine came to help.", True),
    ],
)
def test_a_town_in_another_state_than_the_gazetteers_is_not_known(text: str, placed: bool) -> None:
    found = [mention for mention in read_places(article_of(text)) if mention.text.casefold() == "ludlow"]
    assert found
    assert {mention.place is not None for mention in found} == {placed}


def test_of_several_lesser_towns_none_is_taken_unless_the_article_says_where() -> None:
    (mention,) = read_places(article_of("The mill closed in Avon on Monday."))
    assert mention.place is None
    assert "does not say which" in mention.reason
    near = [item.place for item in read_places(article_of("The mill closed in Avon.\nAshland, Ohio, paid."))]
    assert near[0] is not None


def test_of_equals_the_place_that_an_article_tells_of_is_every_articles() -> None:
    articles = [article_of("The ferry left Perth for Inverness."), article_of("Perth was without water.")]
    story = read_story_context(articles)
    (mention,) = read_all_places(articles[1], story=story).mentions
    assert mention.place is not None
    assert mention.place.country == "GB"
