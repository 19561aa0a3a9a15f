"""The command as a user types it."""

import json
import subprocess
import sys
from itertools import pairwise

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.storyfile import json_schema

ARTICLE = (
    "A bridge closes\n\nPublished 5 March 2026\n\n"
    "The bridge in Oslo was closed on Tuesday, the ministry said. It may open again in May.\n"
)
STORY = (
    "story: {title: A bridge closes}\nsources: {daily.txt: {id: daily}}\n"
    "sections: [{id: news, title: News, page: background}]\n"
    "claims:\n  - {id: closed, section: news, text: It was closed.,"
    " evidence: [{source: daily, quote: was closed on Tuesday}]}\n"
)


@pytest.fixture
def explainer():
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def test_check_tells_what_is_settled_and_what_is_open(explainer, project):
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = explainer("check", seeds)
    assert done.exit_code == 0
    assert "seeds/daily.txt: 1 of 3 sentences and headings settled (1 carried, 0 set aside)" in done.stdout
    assert "line 5, open: It may open again in May." in done.stdout
    assert explainer("check", seeds, "--strict").exit_code == 1


def test_check_fails_with_messages_and_writes_nothing(explainer, project):
    folder = project({"daily.txt": ARTICLE}, STORY.replace("closed on Tuesday", "shut on Tuesday"))
    before = sorted(folder.rglob("*"))
    done = explainer("check", folder / "seeds")
    assert done.exit_code == 1
    told = f"{(folder / 'seeds').as_posix()}/story.yml:5: "
    assert done.stderr.startswith(told + 'the quotation "was shut on Tuesday" is not in "daily"')
    assert sorted(folder.rglob("*")) == before


def test_check_lists_every_message_where_a_build_counts(explainer, project):
    keys = "".join(f"key{number}: 1\n" for number in range(30))
    done = explainer("check", project({"daily.txt": ARTICLE}, keys + STORY) / "seeds")
    assert done.stderr.count("[story-key-unknown]") == 30
    assert "… and" not in done.stderr


def test_a_missing_folder_is_a_message(explainer, tmp_path):
    done = explainer("check", tmp_path / "seeds")
    assert (done.exit_code, "[seeds-missing]" in done.stderr) == (1, True)


def test_write_makes_the_pages_a_build_publishes(explainer, project, tmp_path):
    seeds = project({"daily.txt": ARTICLE}, STORY) / "seeds"
    done = explainer("write", tmp_path / "out", "--seeds", seeds)
    assert done.exit_code == 0
    home = tmp_path.joinpath("out/index.md").read_text("utf-8")
    assert home.startswith("---\n")
    assert "# A bridge closes" in home
    assert tmp_path.joinpath("out/sources/daily.md").is_file()
    assert json.loads(tmp_path.joinpath("out/assets/explainer/story.jsonld").read_text("utf-8"))["hasPart"]


def test_annotate_counts_the_files_own_characters(explainer, tmp_path):
    path = tmp_path / "daily.txt"
    path.write_bytes(ARTICLE.replace("\n", "\r\n").encode("utf-16"))
    text = path.read_bytes().decode("utf-16")
    done = explainer("annotate", path, "--jsonl")
    found = json.loads(done.stdout)
    assert found["doc"] == "daily"
    assert all(
        text[item["start"] : item["end"]] == item["text"] for item in [*found["timexes"], *found["places"]]
    )
    assert ("Tuesday", "2026-03-03") in [(item["text"], item["value"]) for item in found["timexes"]]
    assert [round(item["lat"]) for item in found["places"] if item["text"] == "Oslo"] == [60]


def test_annotate_for_people(explainer, tmp_path):
    path = tmp_path / "daily.txt"
    path.write_text(ARTICLE)
    done = explainer("annotate", path, "--date", "2026-03-10")
    assert "10 March 2026" in done.stdout
    assert "Oslo, town (59.9" in done.stdout
    assert "official: the ministry" in done.stdout


def test_dates_shows_the_working(explainer):
    done = explainer("dates", "It was closed five or six days ago.", "--date", "2026-01-27")
    assert "21 or 22 January 2026" in done.stdout
    assert "reference:" in done.stdout
    assert explainer("dates", "Monday", "--date", "soon").exit_code == 2


def test_schema_is_json(explainer):
    assert explainer("schema").stdout == json_schema()


@pytest.mark.parametrize("target", ["seeds", "seeds/pages", "templates"])
def test_pages_are_not_written_over_what_is_the_editors(project, target):
    folder = project({"about.md": "# The bridge\n\n5 March 2026\n\nThe bridge was closed on Tuesday.\n"})
    folder.joinpath("templates").mkdir()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    command = ["write", str(folder / target), "--seeds", str(folder / "seeds")]
    done = CliRunner().invoke(main, [*command, "--templates", str(folder / "templates")])
    assert done.exit_code == 1
    assert "[site-overlap]" in done.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


JSON_STORY = """\
story: {title: A ferry}
sections: [{id: news, title: News, page: background}]
claims:
  - id: in-port
    section: news
    text: The ferry stayed in port.
    evidence: [{source: a, quote: The ferry stayed in port}]
"""
JSON_ARTICLES = {
    "a.txt": "Ferry stays in port\n\nPublished 6 May 2026\n\nThe ferry stayed in port in Oslo on Monday.\n",
    "b.txt": "Ferry sails again\n\nPublished 9 May 2026\n\nThe ferry sailed from Sandhavn on Friday.\n",
}


@pytest.mark.parametrize("command", ["check", "status", "places"])
@pytest.mark.parametrize("story", [None, JSON_STORY])
def test_what_programs_ask_for_says_what_editors_are_told(explainer, project, command, story):
    folder = project(JSON_ARTICLES, story)
    told = json.loads(explainer(command, folder / "seeds", "--json").stdout)
    if command == "check":
        assert [item["date"] for item in told["articles"]] == ["2026-05-06", "2026-05-09"]
        assert all(
            item["carried"] + item["set_aside"] + len(item["open"]) == item["sentences"]
            for item in told["articles"]
        )
        assert {item["severity"] for item in told["diagnostics"]} <= {"info", "warning"}
    elif command == "status":
        assert told["edited"] is (story is not None)
        paths = [item["path"] for item in told.get("articles", ())]
        assert paths == (["seeds/b.txt"] if story else [])
    else:
        assert [(item["name"], round(item["lat"])) for item in told["places"]] == [("Oslo", 60)]
        assert [(item["name"], item["path"], item["line"]) for item in told["unresolved"]] == [
            ("Sandhavn", "seeds/b.txt", 5)
        ]


@pytest.mark.parametrize("command", ["check", "status", "places"])
def test_errors_are_json_too_where_a_program_asks(explainer, project, command):
    folder = project(JSON_ARTICLES, JSON_STORY.replace("quote: The ferry stayed", "quote: The boat stayed"))
    done = explainer(command, folder / "seeds", "--json")
    assert done.exit_code == 1
    (found,) = [item for item in json.loads(done.stdout)["diagnostics"] if item["severity"] == "error"]
    assert (found["path"], found["line"], found["code"]) == (
        (folder / "seeds/story.yml").as_posix(),
        7,
        "quote-missing",
    )


def test_the_list_of_commands_is_not_cut():
    told = CliRunner().invoke(main, ["--help"], terminal_width=60).output
    assert "..." not in told.split("Commands:")[1]
    for name, command in main.commands.items():
        first = " ".join((command.help or "").split("\n\n")[0].split()).split(". ")[0].rstrip(".")
        assert first in " ".join(told.split()), name


@pytest.fixture
def on_a_terminal(project, monkeypatch):
    """A function that checks a story with an error as on a terminal that shows colors; returns what is printed."""
    folder = project({"daily.txt": ARTICLE}, STORY.replace("was closed on Tuesday", "was closed on Friday"))

    def check(*options, no_color=None):
        monkeypatch.delenv("NO_COLOR", raising=False)
        if no_color is not None:
            monkeypatch.setenv("NO_COLOR", no_color)
        return CliRunner().invoke(main, ["check", str(folder / "seeds"), *options], color=True)

    return check


@pytest.mark.parametrize(("no_color", "colored"), [(None, True), ("", True), ("1", False)])
def test_colors_are_left_out_where_nobody_wants_them(on_a_terminal, no_color, colored):
    done = on_a_terminal(no_color=no_color)
    assert done.exit_code == 1
    assert "quote" in done.stderr
    assert ("\x1b[" in done.stderr) is colored


def test_nothing_in_a_text_steers_the_terminal(explainer, tmp_path):
    steering = "\x1b]0;x\x07\x9b2J\u202e\r"
    for words in (["check", f"seeds{steering}"], ["dates", f"Tuesday{steering}", "--date", "2026-03-05"]):
        done = CliRunner().invoke(main, words, color=True)
        assert not {"\x1b]", *"\x07\x9b\u202e\r"} & {*done.output, *map("".join, pairwise(done.output))}, (
            words
        )
    path = tmp_path / "a.txt"
    path.write_text("The ferry of \u202eOslo was late on Tuesday, 3 March 2026.")
    for options in ([], ["--jsonl"]):
        assert "\u202e" not in explainer("annotate", path, *options).output


def test_quiet_leaves_errors_alone_and_says_nothing_else(on_a_terminal, explainer, project, tmp_path):
    assert "[" in on_a_terminal("-q").stderr
    folder = project({"daily.txt": ARTICLE}, STORY)
    said = explainer("write", tmp_path / "loud", "--seeds", folder / "seeds")
    kept = explainer("write", tmp_path / "quiet", "--seeds", folder / "seeds", "-q")
    assert (said.exit_code, kept.exit_code) == (0, 0)
    assert said.output
    assert kept.output == ""


def test_a_pipe_gets_no_progress(project):
    folder = project({"daily.txt": ARTICLE}, STORY)
    command = [sys.executable, "-m", "generator", "check", str(folder / "seeds")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert not {"\r", "\x1b", "Working"} & {*done.stderr, *done.stderr.split()}
