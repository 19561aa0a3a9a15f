"""story.json: what is promised of it, held against the files as they lie in the folder."""

import json
import unicodedata

import pytest

from generator.pipeline import build
from generator.publish.exports.story_data import EXPORT, StoryData, data_schema
from generator.publish.options import PublishOptions
from generator.publish.presenter import presenter_of

TEXT = (
    "The bridge over the Elbe closes\nDaily Post\nMarch 3, 2026\n\n"
    "The bridge over the Elbe near Magdeburg was shut on Tuesday after a crack\nwas found, the police said. "
    "It is not known when it will open again.\n\n"
    "“We heard a bang,” said Jörg Müller, a ferryman. The 1998 bridge carries 20,000 cars a day.\n"
)
OTHER = (
    "Elbe bridge shut\nEvening Mail\nMarch 3, 2026\n\n"
    "Police on Tuesday shut the bridge over the Elbe near Magdeburg after a crack was found.\n"
)
FORMS = {
    "plain": lambda text: text.encode(),
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "windows lines": lambda text: text.replace("\n", "\r\n").encode(),
    "two bytes": lambda text: text.encode("utf-16"),
    "one byte": lambda text: text.encode("cp1252"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


def selectors(data):
    for part in (*data["statements"], *data["comparisons"]):
        yield from ((item["source"], item["selector"], item["quote"]) for item in part["evidence"])
    yield from ((item["source"], item["selector"], item["quote"]) for item in data["unknown"])
    for source in data["sources"]:
        for item in source["attributions"]:
            yield from ((source["id"], part, None) for part in (item["selector"], *item["sentences"]))


def folded(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("form", FORMS)
def test_every_selector_fits_the_file_as_it_lies_there(project, form):
    folder = project({"a.txt": TEXT, "b.txt": OTHER})
    folder.joinpath("seeds/a.txt").write_bytes(FORMS[form](TEXT))
    data = json.loads(EXPORT.content(presenter_of(build(folder, folder / "seeds").story, PublishOptions())))
    texts = {
        item["id"]: folder.joinpath(item["file"]).read_bytes().decode(item["encoding"])
        for item in data["sources"]
    }
    found = list(selectors(data))
    assert len(found) > 5
    for source, selector, quote in found:
        words = texts[source][selector["start"] : selector["end"]]
        assert words == selector["exact"]
        assert quote is None or folded(words) == folded(quote)


def test_the_data_is_what_its_schema_says(project):
    folder = project({"a.txt": TEXT, "b.txt": OTHER})
    data = json.loads(EXPORT.content(presenter_of(build(folder, folder / "seeds").story, PublishOptions())))
    StoryData.model_validate(data, strict=True)
    schema = json.loads(data_schema())
    assert set(data) == set(schema["properties"]) == set(schema["required"])
    assert {"Statement", "EvidenceData", "Selector"} <= set(schema["$defs"])


def test_every_id_that_the_data_names_is_there(project):
    folder = project({"a.txt": TEXT, "b.txt": OTHER})
    data = json.loads(EXPORT.content(presenter_of(build(folder, folder / "seeds").story, PublishOptions())))
    statements = {item["id"] for item in data["statements"]}
    places = {item["id"] for item in data["places"]}
    named = [
        *data["summary"],
        *data["chronology"],
        *(name for item in data["questions"] for name in item["answer"]),
    ]
    assert named
    assert set(named) <= statements
    assert {place for item in data["statements"] for place in item["places"]} <= places


def test_the_short_answer_begins_with_what_happened(project):
    folder = project({"a.txt": TEXT, "b.txt": OTHER})
    data = json.loads(EXPORT.content(presenter_of(build(folder, folder / "seeds").story, PublishOptions())))
    assert data["answers"]["what"]
    assert data["summary"][: len(data["answers"]["what"])] == data["answers"]["what"]
