"""The story file: each golden case is a file with the YAML above the line and the messages below it."""

from pathlib import Path

import pytest
from conftest import seeds_document

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
    assert str(caught.value).endswith("… and 10 more")


def test_the_committed_schema_is_the_one_the_code_has():
    assert seeds_document("story.schema.json") == json_schema()


def test_the_code_of_norway_is_no_truth_value():
    story = read_story(
        "story: {title: T}\nplaces: [{name: Bergen, country: NO}]\nsources: {a.txt: {full_text: true}}\n",
        "s.yml",
    )
    assert story.model.places[0].country == "NO"
    assert story.model.sources["a.txt"].full_text is True
