"""A story in several files: what may stand where, and that every message names the right file and line."""

import shutil

import pytest
from click.testing import CliRunner
from conftest import run

from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.editor.places import _file_of_places
from generator.pipeline import build
from generator.publish.host.stories import ShelvedStory
from generator.publish.options import PublishOptions

DAILY = (
    "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge in Oslo was closed on Tuesday. "
    "The mayor came. A ferry takes pupils across the river.\n"
)
HEAD = """\
story: {title: The bridge, as_of: 2026-03-05}
sources: {daily.txt: {id: daily}}
sections: [{id: closing, title: Closing, page: background}, {id: mayor, title: Mayor, page: background}]
"""
CLOSING = """\
# One editor's
claims:
  - id: closed
    section: closing
    text: The bridge was closed.
    evidence: [{source: daily, quote: was closed on Tuesday}]
"""
MAYOR = (
    CLOSING.replace("closed\n", "came\n", 1)
    .replace("section: closing", "section: mayor")
    .replace("The bridge was closed.", "The mayor came.")
    .replace("was closed on Tuesday", "The mayor came")
)
PARTS = {"story.yml": HEAD, "story/closing.yml": CLOSING, "story/mayor.yml": MAYOR}


@pytest.fixture
def parts(project):
    """A function that writes a project whose story stands in these files; returns its folder."""

    def write(**changed):
        folder = project({"daily.txt": DAILY})
        shutil.rmtree(folder / "seeds/story", ignore_errors=True)
        (folder / "seeds/story").mkdir()
        for name, text in (
            PARTS | {key.replace("__", "/") + ".yml": text for key, text in changed.items()}
        ).items():
            if text is not None:
                (folder / "seeds" / name).write_text(text, "utf-8")
        return folder

    return write


def told(folder):
    with pytest.raises(GeneratorError) as caught:
        build(folder, "seeds")
    return [(item.path, item.line, item.code) for item in caught.value.diagnostics]


def test_claims_are_joined_in_the_order_of_the_files_names(parts):
    folder = parts()
    story = build(folder, "seeds").story
    assert [claim.id for claim in story.claims if claim.section] == ["closed", "came"]
    whole = HEAD + CLOSING + MAYOR.split("claims:\n")[1]
    empty = dict.fromkeys(("seeds/story/closing.yml", "seeds/story/mayor.yml"), "claims: []\n")
    same = build(folder, "seeds", story_text={"seeds/story.yml": whole, **empty}).story
    assert [(claim.id, claim.text) for claim in same.claims] == [
        (claim.id, claim.text) for claim in story.claims
    ]
    (folder / "seeds/story.yml").rename(folder / "seeds/story/0-head.yml")
    assert build(folder, "seeds").story.title == "The bridge"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"story__mayor": MAYOR.replace("The mayor came}", "The mayor went}")}, ("mayor", 6, "quote-missing")),
        ({"story__closing": CLOSING.replace("closing\n", "closng\n")}, ("closing", 4, "section-unknown")),
        ({"story__mayor": MAYOR.replace("id: came", "id: closed")}, ("mayor", 3, "story-id-twice")),
        ({"story__mayor": MAYOR.replace("id: came", "id: closing")}, ("mayor", 3, "id-taken")),
        ({"story__mayor": MAYOR.replace("text:", "txt:")}, ("mayor", 5, "story-key-unknown")),
        ({"story__mayor": MAYOR + "  - [\n"}, ("mayor", 8, "story-yaml")),
        ({"story__mayor": MAYOR + "sections: []\n"}, ("mayor", 7, "story-key-twice")),
        ({"story__mayor": MAYOR + "story: {title: Two}\n"}, ("mayor", 7, "story-key-twice")),
        ({"story__mayor": MAYOR + "claims: []\n"}, ("mayor", 7, "story-key-twice")),
        ({"story__mayor": "- one\n"}, ("mayor", 1, "story-value")),
        ({"story__mayor": "# nothing\n"}, ("mayor", 1, "story-empty")),
        ({"story": HEAD.replace("The bridge", "The bridge, questoin: Why")}, ("", 1, "story-key-unknown")),
        ({"story": HEAD + "hide: [{source: daily, quote: no words, reason: R}]\n"}, ("", 4, "quote-missing")),
    ],
)  # fmt: skip
def test_a_message_names_the_file_and_the_line(parts, changed, wrong):
    name, line, code = wrong
    found = told(parts(**changed))
    assert (f"seeds/story/{name}.yml" if name else "seeds/story.yml", line, code) in found


def test_a_message_that_speaks_of_another_line_names_its_file(parts):
    folder = parts(story__mayor=MAYOR.replace("id: came", "id: closed"))
    with pytest.raises(GeneratorError, match=r"first used in seeds/story/closing\.yml:3\."):
        build(folder, "seeds")
    folder = parts(story__mayor=MAYOR.replace("id: came", "id: closing"))
    with pytest.raises(GeneratorError, match=r"address of the part in seeds/story\.yml:3 "):
        build(folder, "seeds")
    (folder / "seeds/story/more.yaml").write_text("claims: []\n")
    assert told(folder) == [("seeds/story/more.yaml", 0, "story-name")]


def test_warnings_and_pictures_name_their_file_too(parts):
    folder = parts(story__mayor=MAYOR.replace("    section: mayor\n", ""))
    found = [(item.path, item.line, item.code) for item in build(folder, "seeds").diagnostics]
    assert ("seeds/story/mayor.yml", 3, "claim-unplaced") in found
    image = "    image: {file: no.jpg, alt: A, credit: B, license: C}\n"
    folder = parts(story__mayor=MAYOR + image)
    done = run("mkdocs", folder, check=False)
    assert "seeds/story/mayor.yml:7: there is no picture" in done.stderr


def test_a_change_in_a_part_is_seen_while_serving(parts):
    folder = parts()
    shelved = ShelvedStory(below="", seeds=folder / "seeds")
    options = PublishOptions()
    shelved.changed(options)
    before = shelved._print
    (folder / "seeds/story/mayor.yml").write_text(MAYOR.replace("The mayor came.", "He came."), "utf-8")
    shelved.changed(options)
    assert shelved._print != before


@pytest.mark.parametrize("head", ["story.yml", "story/0-head.yml"])
def test_a_draft_adds_to_one_file_and_says_which(parts, head, monkeypatch):
    folder = parts()
    if head != "story.yml":
        (folder / "seeds/story.yml").rename(folder / "seeds" / head)
    (folder / "seeds/weekly.txt").write_text(
        "Ferry\n\nPublished 6 March 2026\n\nThe ferry of Oslo carried 300 pupils on Thursday, the school said.\n"
    )
    monkeypatch.chdir(folder)
    before = {path: path.read_bytes() for path in (folder / "seeds/story").iterdir()}
    done = CliRunner().invoke(main, ["draft", "--only-new"])
    assert done.exit_code == 0, done.output
    written = "seeds/story.yml" if head == "story.yml" else "seeds/story/drafted.yml"
    assert f"written to {written};" in done.output
    assert "300 pupils" in (folder / written).read_text("utf-8")
    assert ("added to" in done.output) == (head != "story.yml")
    kept = {path: path.read_bytes() for path in before if path.name != "0-head.yml"}
    assert kept.items() <= before.items()
    story = build(folder, "seeds").story
    assert len([claim for claim in story.claims if claim.section]) == 3
    done = CliRunner().invoke(main, ["draft", "--only-new"])
    assert "nothing to add" in done.output


def test_places_are_added_where_the_places_stand(parts):
    folder = parts()
    assert _file_of_places(folder / "seeds").name == "story.yml"
    (folder / "seeds/story/places.yml").write_text("places: [{name: Oslo, kind: town, country: NO}]\n")
    assert _file_of_places(folder / "seeds").name == "places.yml"


def test_several_stories_may_be_in_parts(parts, monkeypatch):
    folder = parts()
    for name in ("dam", "ferry"):
        shutil.copytree(folder / "seeds", folder / "stories" / name)
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("[explainer]", "[{explainer: {stories: stories}}]"))
    monkeypatch.chdir(folder)
    (folder / "stories/ferry/story/mayor.yml").write_text(MAYOR.replace("The mayor came}", "He went}"))
    assert CliRunner().invoke(main, ["check", "--story", "dam"]).exit_code == 0
    done = CliRunner().invoke(main, ["check", "--story", "ferry"])
    assert done.exit_code == 1
    assert "ferry/story/mayor.yml:6: " in done.output
