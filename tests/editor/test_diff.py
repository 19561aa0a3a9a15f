"""What readers find changed: since a revision, since a built site, and the entries that say so."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.editor.earlier import as_data
from generator.pipeline import build
from generator.publish.options import PublishOptions
from generator.publish.site import publish

ARTICLES = {
    "a.txt": "Ferry stays in port\n\nPublished 6 May 2026\n\nThe ferry stayed in port in Oslo on Monday.\n\n"
    "The engine broke on Sunday, the owner said.\n",
}
STORY = """\
story: {title: A ferry}
sections: [{id: news, title: News, page: background}]
claims:
  - id: in-port
    section: news
    text: The ferry stayed in port.
    evidence: [{source: a, quote: The ferry stayed in port}]
"""
ENGINE = """\
  - id: engine
    section: news
    text: "The engine broke, the owner said."
    evidence: [{source: a, quote: "The engine broke on Sunday, the owner said"}]
"""
NEWER = "Ferry sails again\n\nPublished 9 May 2026\n\nThe ferry sailed from Oslo on Friday.\n"
GIT = ("git", "-c", "user.name=E", "-c", "user.email=e@example.org")


def run(folder, *words):
    return CliRunner().invoke(main, [*words, "--seeds", str(folder / "seeds")])


@pytest.fixture
def committed(project):
    folder = project(ARTICLES, STORY)
    subprocess.run([*GIT, "init", "-q", str(folder)], check=True)
    subprocess.run([*GIT, "-C", str(folder), "add", "."], check=True)
    subprocess.run([*GIT, "-C", str(folder), "commit", "-qm", "one"], check=True)
    return folder


CASES = {
    "text": (STORY.replace("text: The ferry stayed in port", "text: The ferry stayed in port in Oslo").replace(
        "quote: The ferry stayed in port", "quote: The ferry stayed in port in Oslo"),
        ["  ~ in-port: The ferry stayed in port in Oslo.", "        text was: The ferry stayed in port."]),
    "date": (STORY.replace("quote: The ferry stayed in port", "quote: The ferry stayed in port in Oslo on Monday"),
        ["        date now: 4 May 2026"]),
    "new": (STORY + ENGINE, ["  ~ engine: The engine broke, the owner said.", "        told by now: the editor"]),
    "id": (STORY.replace("id: in-port", "id: moored"), ["        id, and so its address was: in-port"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_readers_find_changed_since_a_revision(committed, case):
    story, expected = CASES[case]
    assert run(committed, "diff").stdout == "Readers find nothing changed since HEAD.\n"
    committed.joinpath("seeds/story.yml").write_text(story, "utf-8")
    before = {path: path.read_bytes() for path in committed.rglob("*") if path.is_file()}
    done = run(committed, "diff")
    assert done.exit_code == 0, done.output
    assert set(expected) <= set(done.stdout.splitlines()), done.stdout
    assert run(committed, "diff", "--exit-code").exit_code == 1
    assert {path: path.read_bytes() for path in committed.rglob("*") if path.is_file()} == before


def test_since_a_built_site_and_as_data(project, tmp_path):
    folder = project(ARTICLES, STORY)
    site = tmp_path / "site/assets/explainer"
    site.mkdir(parents=True)
    site.joinpath("story.json").write_bytes(as_data(build(folder, "seeds").story))
    project({"b.txt": NEWER}, STORY.partition("claims:")[0] + "claims:\n" + ENGINE)
    told = json.loads(run(folder, "diff", str(tmp_path / "site"), "--json").stdout)
    found = {(item["kind"], item["how"], item["id"]) for item in told["changes"]}
    assert {("statements", "changed", "engine"), ("sources", "new", "b")} <= found


def test_drafted_updates_build_as_they_are_printed(committed):
    story = CASES["text"][0] + ENGINE
    path = committed / "seeds/story.yml"
    path.write_text(story, "utf-8")
    drafted = run(committed, "diff", "--updates", "--date", "2026-05-10").stdout
    assert "    kind: correction\n    claims: [in-port]\n" in drafted
    assert "    kind: addition\n    claims: [engine]\n" in drafted
    path.write_text(story + drafted, "utf-8")
    assert [item.date for item in build(committed, "seeds").story.updates] == ["2026-05-10"] * 2


@pytest.mark.parametrize(
    ("named", "code"),
    [("nowhere", "diff-revision"), ("--output=x", "diff-revision"), ("a.json", "diff-site")],
)
def test_what_cannot_be_compared_is_told(committed, monkeypatch, named, code):
    monkeypatch.chdir(committed)
    committed.joinpath("a.json").write_text("{}", "utf-8")
    done = CliRunner().invoke(main, ["diff", "--", named])
    assert (done.exit_code, f"[{code}]" in done.stderr) == (1, True)
    assert not committed.joinpath("x").exists()


def test_what_an_editor_takes_up_is_no_new_statement(committed):
    committed.joinpath("seeds/story.yml").write_text(STORY + ENGINE, "utf-8")
    told = run(committed, "diff").stdout
    assert "Statements: 1 changed\n" in told
    assert "        told by was: an article, in its own words\n        told by now: the editor\n" in told
    committed.joinpath("seeds/story.yml").unlink()
    assert "told by now: an article, in its own words" in run(committed, "diff").stdout


def test_an_update_that_readers_are_told_of_is_listed(committed):
    update = "updates: [{date: 2026-05-10, kind: correction, claims: [in-port], text: It was Oslo.}]\n"
    committed.joinpath("seeds/story.yml").write_text(STORY + update, "utf-8")
    assert "Updates: 1 new\n  + 10 May 2026: It was Oslo.\n" in run(committed, "diff").stdout
    kinds = [item["kind"] for item in json.loads(run(committed, "diff", "--json").stdout)["changes"]]
    assert kinds == ["updates"]


STILL = "The ferry still stayed in port"


@pytest.mark.parametrize(("day", "kind"), [(9, "addition"), (6, "correction")])
def test_what_a_newer_article_says_moves_a_statement_on(committed, day, kind):
    seeds = committed / "seeds"
    seeds.joinpath("b.txt").write_text(
        f"Ferry in port\n\nPublished {day} May 2026\n\n{STILL} with 40 crew.\n", "utf-8"
    )
    subprocess.run([*GIT, "-C", str(committed), "add", "."], check=True)
    subprocess.run([*GIT, "-C", str(committed), "commit", "-qm", "two"], check=True)
    more = STORY.replace("text: The ferry", "text: The ferry still").replace(
        "in port}]", f"in port}}, {{source: b, quote: {STILL}}}]"
    )
    seeds.joinpath("story.yml").write_text(more, "utf-8")
    assert f"    kind: {kind}\n    claims: [in-port]\n" in run(committed, "diff", "--updates").stdout


WORDS = {1: "Oslo.", 2: "The port.", 3: "The ferry.", 4: "Monday."}


def test_home_tells_the_last_changes_the_newest_first(project):
    entries = ", ".join(
        f"{{date: 2026-05-1{day}, claims: [in-port], text: {WORDS[day]}}}" for day in (2, 4, 1, 3)
    )
    story = build(project(ARTICLES, STORY + f"updates: [{entries}]\n"), "seeds").story
    made = publish(story, PublishOptions(site_url="https://example.org/", site_name="A"))
    home = next(page.markdown for page in made.pages if page.path == "index.md")
    told = home.partition("What changed")[2].partition("</section>")[0]
    places = [told.find(WORDS[day]) for day in (4, 3, 2)]
    assert places == sorted(places)
    assert min(places) > 0
    assert WORDS[1] not in told


def test_without_git_it_says_so(committed, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "[diff-git]" in run(committed, "diff").stderr


@pytest.mark.parametrize(("kind", "marked"), [("kind: correction, ", True), ("", False)])
def test_a_correction_is_shown_at_the_statement_on_home_and_in_the_feed(project, kind, marked):
    update = f"updates: [{{date: 2026-05-10, {kind}claims: [in-port], text: It was the port.}}]\n"
    story = build(project(ARTICLES, STORY + update), "seeds").story
    options = PublishOptions(site_url="https://example.org/", site_name="A")
    made = publish(story, options)
    pages = {page.path: page.markdown for page in made.pages}
    (feed,) = [item.content.decode() for item in made.assets if item.path == "feed.xml"] or [""]
    assert ("corrected 10 May 2026" in pages["background.md"]) is marked
    assert ("changed 10 May 2026" in pages["background.md"]) is not marked
    assert ("Corrected on 10 May 2026" in pages["index.md"]) is marked
    assert ("Corrected on 10 May 2026" in feed) is marked
    assert "It was the port." in pages["index.md"]
    assert "It was the port." in feed


@pytest.mark.parametrize("name", main.commands)
def test_every_option_with_a_default_shows_it(name):
    command = main.commands[name]
    told = CliRunner().invoke(main, [name, "--help"], terminal_width=300).output
    assert "..." not in told.partition("Options:")[2]
    for option in command.params:
        default = option.to_info_dict()["default"]
        if option.param_type_name == "option" and default and not option.is_flag:
            assert f"[default: {default}]" in told, option.name
    assert "--quiet" in told
    assert "--verbose" in told
