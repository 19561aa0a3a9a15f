"""What a newer article makes of an older one: another state of a thing, a count that rose."""

import importlib.util
import json
from pathlib import Path

import pytest

from generator.claims.compare.comparisons import compare_sources
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.compare.updates import changed
from generator.model import BlockKind, Relation
from generator.pipeline import build
from generator.publish.exports.story_data import ComparisonData
from generator.publish.matrix import updates_of

SPEC = importlib.util.spec_from_file_location(
    "golden_updates", Path(__file__).parent / "sameness" / "golden.py"
)
scoring = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scoring)

MISSING = "Two people, a farmer and his adult son, were still missing on Thursday evening."
ALIVE = "The two missing people, a father and son from Borl, were found alive on Thursday night, police said."


@pytest.mark.parametrize(
    ("old", "new", "states"),
    [
        (MISSING, ALIVE, ("missing", "were found alive")),
        ("The ferry ran aground off Lorn.", "The ferry was refloated at dawn.", ("ran aground", "refloated")),
        (
            "The suspect in the robbery is still at large.",
            "The suspect was arrested in Halden on Friday.",
            ("at large", "arrested"),
        ),
        ("The bridge at Orvet is closed.", "The bridge at Orvet reopened on Monday.", ("closed", "reopened")),
        # Who had been missing is no longer.
        (
            "The police said that three people were missing.",
            "Two of the three people who were missing were found alive in a barn.",
            ("missing", "were found alive"),
        ),
        # The other way around nothing took the place of anything.
        (ALIVE, MISSING, None),
        ("The ferry ran aground off Lorn.", "The ferry has not yet been refloated.", None),
        ("The ferry ran aground off Lorn.", "The owner hopes that the ferry will be refloated.", None),
        ("Two men are missing.", "One man was found dead and the other is still missing.", None),
        # Another thing.
        ("The road to Orvet is closed.", "Talks with the union resumed.", None),
    ],
)
def test_a_state_takes_the_place_of_another(old, new, states):
    assert changed(old, new) == states


def told(*articles):
    """The relations and texts of what readers are shown of (day, sentence) pairs."""
    items = [
        scoring.make(f"source-{number}", day, [(BlockKind.PARAGRAPH, text)])
        for number, (day, text) in enumerate(articles)
    ]
    return [
        (item.relation.value, item.text)
        for item in compare_sources(items).comparisons
        if item.doubt is None and RELATION_KINDS[item.relation].differs
    ]


FIRST = "At least 14 people were killed when the mill in Lorvik burned down, the police said."


@pytest.mark.parametrize(
    ("day", "later", "shown"),
    [
        ("2025-03-06", "The fire at the mill in Lorvik killed 26 people, the police said.", ["update"]),
        # On the same day tolls change by the hour, and a stale one is no news.
        ("2025-03-05", "The fire at the mill in Lorvik killed 26 people, the police said.", []),
        ("2025-03-06", "The fire at the mill in Lorvik killed nine people, the police said.", []),
        ("2025-05-06", "The fire at the mill in Lorvik killed 26 people, the police said.", []),
        # Another place, another event, nobody.
        ("2025-03-06", "The fire at the mill in Ostrava killed 26 people, the police said.", []),
        ("2025-03-06", "The landslide killed 26 people, the police said.", []),
        ("2025-03-06", "No one was injured in the fire at the mill in Lorvik.", []),
    ],
)
def test_a_toll_that_rose_is_an_update(day, later, shown):
    found = told(("2025-03-05", FIRST), (day, later))
    assert [relation for relation, _ in found if relation in ("update", "number")] == shown
    if shown:
        assert "“At least 14 people”" in found[0][1]
        assert found[0][1].index("At least 14") < found[0][1].index("26 people")


def test_a_count_is_told_day_by_day():
    told_of = [(f"2025-03-0{day}", f"The fire at the mill in Lorvik killed {n} people.") for day, n in TOLLS]
    ((relation, text),) = told(*told_of)
    assert relation == "update"
    assert [part for part in ("12", "19", "30") if f"“{part} people”" in text] == ["12", "19", "30"]


TOLLS = ((7, 30), (5, 12), (6, 19))


@pytest.fixture
def lost(project):
    folder = project(
        {"one.txt": f"One\n\n2 April 2026\n\n{MISSING}\n", "two.txt": f"Two\n\n3 April 2026\n\n{ALIVE}\n"}
    )
    return build(folder, folder / "seeds").story


def test_an_update_is_neither_support_nor_a_part(lost):
    assert [item.relation for item in lost.comparisons] == [Relation.UPDATE]
    by_text = {claim.text: claim for claim in lost.claims}
    assert by_text[MISSING].source_ids == ("one",)
    assert by_text[ALIVE].source_ids == ("two",)
    (updated,) = updates_of(lost).items()
    assert updated == (by_text[MISSING].id, (lost.comparisons[0].id, ("two",)))


def test_every_relation_is_listed_in_the_schema_of_the_story():
    listed = json.dumps(ComparisonData.model_json_schema()["properties"]["relation"])
    assert all(relation in listed for relation in Relation)
