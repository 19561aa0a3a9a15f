"""The story file: each golden case is a file with the YAML above the line and the messages below it."""

import json
from pathlib import Path

import pytest
from conftest import seeds_document

from generator import storyschema
from generator.diagnostics import GeneratorError, format_all
from generator.storyfile import json_schema, read_story

CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_messages(case):
    text, _, expected = case.read_text("utf-8").partition("\n======\n")
    with pytest.raises(GeneratorError) as caught:
        read_story(text, "seeds/story.yml")
    assert format_all(caught.value.diagnostics) == expected.rstrip("\n")


def test_dates_stay_the_words_they_are():
    story = read_story("story: {title: T, as_of: 2026-01-27}", "story.yml")
    assert story.model.story.as_of == "2026-01-27"


def test_line_of_a_part_and_of_what_is_not_there():
    story = read_story(
        "story:\n  title: T\nunused:\n  - source: a\n    quote: b\n    reason: c\n", "story.yml"
    )
    assert story.line("unused", 0, "quote") == 5
    assert story.line("unused", 0, "prefix") == 4
    assert story.line("nowhere") == 1


def test_at_most_twenty_errors_are_shown():
    keys = "".join(f"key{number}: 1\n" for number in range(30))
    with pytest.raises(GeneratorError) as caught:
        read_story("story: {title: T}\n" + keys, "story.yml")
    assert str(caught.value).endswith("… and 10 more: `explainer check` lists all")


def test_the_committed_schema_is_the_one_the_code_has():
    assert seeds_document("story.schema.json") == json_schema()


def test_the_code_of_norway_is_no_truth_value():
    story = read_story(
        "story: {title: T}\nplaces: [{name: Bergen, country: NO}]\nsources: {a.txt: {full_text: true}}\n",
        "s.yml",
    )
    assert story.model.places[0].country == "NO"
    assert story.model.sources["a.txt"].full_text is True


@pytest.mark.parametrize(
    "text", ["story:\n", "sources: {a.txt: {day_first: true}}\n", "story: {as_of: 2026-01-27}\n"]
)
def test_a_file_that_tells_nothing_needs_no_title(text):
    assert read_story(text, "story.yml").model.story.title is None


@pytest.mark.parametrize(
    ("part", "key", "values"),
    [
        ("WhenPart", "words", ["in February", ["in February", "on Tuesday"]]),
        ("EvidencePart", "mark", ["b", ["b", "c"]]),
        ("AnswersPart", "now", ["bridge-guarded", ["not-addressed", "storm-before"]]),
    ],
)
def test_the_schema_takes_one_text_or_a_list_as_the_build_does(part, key, values):
    def kinds(schema):
        return {schema.get("type")} | {kind for inner in schema.get("anyOf", ()) for kind in kinds(inner)}

    assert kinds(json.loads(json_schema())["$defs"][part]["properties"][key]) >= {"string", "array"}
    given = {"source": "a", "quote": "b"} if part == "EvidencePart" else {}
    for value in values:
        getattr(storyschema, part).model_validate({**given, key: value})
