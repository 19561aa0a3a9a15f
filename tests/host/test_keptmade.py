"""What a build takes from an earlier one: only what was made of the same, and by this user."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import run, spawn
from mkdocs.config.defaults import MkDocsConfig
from PIL import Image

import generator.pipeline
from generator.publish.host import keptmade
from generator.publish.host.disk_cache import DiskCache
from generator.publish.host.keptmade import KeptMade

ARTICLE = """The Bridge

DATELINE: OSLO, March 5, 2026

The bridge in Oslo was closed on Tuesday, the mayor said. It is to be opened again in May.
"""
STORY = """story: {title: A bridge closes, question: Is it open?, summary: [closed]}
sections: [{id: news, title: The bridge, page: background}]
claims:
  - id: closed
    section: news
    text: The bridge was closed on Tuesday, 3 March 2026, the mayor said.
    evidence: [{source: daily, quote: "was closed on Tuesday, the mayor said"}]
"""


@pytest.fixture
def folder(project):
    folder = project({"daily.txt": ARTICLE}, STORY)
    folder.joinpath("site_src/own.md").write_text("# Own\n\nIt is closed.[@closed]\n")
    return folder


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    """The folder of a user who has built nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    return tmp_path / "user"


@pytest.fixture
def made(monkeypatch):
    """What was made: "story"."""
    made = []
    whole = generator.pipeline.build
    monkeypatch.setattr(generator.pipeline, "build", lambda *given: made.append("story") or whole(*given))
    return made


def digests(site):
    return {
        path.relative_to(site): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix != ".gz"
    }


def rebuilt(folder, made):
    """What another build makes that knows nothing but what the last one left on the disk."""
    # MkDocs keeps the plugin as long as the process runs.
    dict(MkDocsConfig._schema)["plugins"].plugin_cache.clear()
    made.clear()
    run("mkdocs", folder, "--quiet")
    return list(made)


def test_of_the_same_files_nothing_is_made_again_and_the_site_is_the_same(folder, made):
    assert "story" in rebuilt(folder, made)
    first = digests(folder / "site")
    assert rebuilt(folder, made) == []
    assert digests(folder / "site") == first
    assert "[@closed]" not in folder.joinpath("site/own/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("seeds/daily.txt", "in May", "in June"),
        ("seeds/story.yml", "Is it open?", "Is it shut?"),
        ("mkdocs.yml", "example.org", "example.net"),
        ("mkdocs.yml", "[explainer]", "[explainer: {feedback: desk@example.org}]"),
    ],
)
def test_a_story_is_made_again_when_what_it_is_made_of_has_changed(folder, made, path, old, new):
    rebuilt(folder, made)
    written = folder.joinpath(path).read_text("utf-8")
    assert old in written
    folder.joinpath(path).write_text(written.replace(old, new), "utf-8")
    assert "story" in rebuilt(folder, made)
    changed = digests(folder / "site")
    for kept in folder.joinpath(".cache/explainer").iterdir():
        kept.unlink()
    rebuilt(folder, made)
    assert digests(folder / "site") == changed


def test_a_story_is_made_again_when_its_picture_or_the_package_has_changed(folder, made, monkeypatch):
    told = folder / "seeds/story.yml"
    image = "image: {file: bridge.png, alt: A bridge., credit: A, license: B}, question:"
    told.write_text(told.read_text("utf-8").replace("question:", image), "utf-8")
    Image.new("RGB", (40, 20), "red").save(folder / "site_src/bridge.png")
    rebuilt(folder, made)
    assert "story" not in rebuilt(folder, made)
    Image.new("RGB", (60, 20), "red").save(folder / "site_src/bridge.png")
    assert "story" in rebuilt(folder, made)
    monkeypatch.setattr(keptmade, "package_digest", lambda: "another")
    assert "story" in rebuilt(folder, made)


@pytest.mark.parametrize("forge", [lambda kept: kept, lambda kept: kept.replace(b"Oslo", b"Rome")])
def test_what_another_user_left_or_somebody_forged_is_not_taken(folder, made, monkeypatch, forge):
    rebuilt(folder, made)
    if forge(b"Oslo") == b"Oslo":
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "other"))
    for path in folder.joinpath(".cache/explainer").glob("made-*"):
        path.write_bytes(forge(path.read_bytes()))
    assert "story" in rebuilt(folder, made)
    assert "Rome" not in folder.joinpath("site/index.html").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the rights of files are another matter there")
def test_the_key_is_the_users_alone_and_lies_in_no_project(folder, user, made):
    rebuilt(folder, made)
    (key,) = user.rglob("key")
    assert key.stat().st_mode & 0o077 == 0
    assert not any(
        key.read_bytes() in path.read_bytes() for path in folder.rglob("*") if path.is_file() and path != key
    )


def test_without_a_place_for_the_key_everything_is_made(folder, made, tmp_path, monkeypatch):
    tmp_path.joinpath("file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    rebuilt(folder, made)
    assert "story" in rebuilt(folder, made)


@pytest.mark.parametrize("written", [b"", b"x\n{}", b"\xff\n"])
def test_what_is_broken_is_made_again(folder, made, written):
    rebuilt(folder, made)
    for path in folder.joinpath(".cache/explainer").glob("made-*"):
        path.write_bytes(written)
    assert "story" in rebuilt(folder, made)


def test_a_whole_story_is_read_as_it_was_written(tmp_path, bundled_built):
    kept = KeptMade(folder=tmp_path)
    kept.keep("it", "these files", (bundled_built.story, bundled_built.diagnostics))
    assert kept.recall("it", "these files") == (bundled_built.story, bundled_built.diagnostics)
    assert kept.recall("it", "other files") is None
    assert kept.recall("another", "these files") is None


def test_what_stands_in_two_places_is_one_thing_when_read(tmp_path, bundled_built):
    kept = KeptMade(folder=tmp_path)
    place = bundled_built.story.places[0]
    kept.keep("it", "", (place, (place,)))
    one, (other,) = kept.recall("it", "")
    assert one is other


def test_what_is_of_no_kind_that_travels_is_not_kept(tmp_path):
    @dataclass
    class Claim:
        """As one of ours is called."""

    kept = KeptMade(folder=tmp_path)
    for value in (Claim(), Path("x"), type("Text", (str,), {})("x")):
        kept.keep("it", "", (value,))
        assert kept.recall("it", "") is None


def test_a_build_that_makes_nothing_loads_nothing_to_make_it(folder):
    spawn("mkdocs", folder, "--quiet")
    done = spawn("mkdocs", folder, "--quiet", PYTHONVERBOSE="1")
    loaded = {line.split("'")[1] for line in done.stderr.splitlines() if line.startswith("import '")}
    assert "generator.plugin" in loaded
    assert not {
        name for name in loaded if name.startswith(("generator.claims", "generator.read", "pydantic"))
    }


def test_a_drawing_of_another_user_is_drawn_again(tmp_path, monkeypatch):
    DiskCache(folder=tmp_path / "kept").recall("map", "view", lambda: "<svg/>")
    assert DiskCache(folder=tmp_path / "kept").recall("map", "view", lambda: "drawn again") == "<svg/>"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    assert DiskCache(folder=tmp_path / "kept").recall("map", "view", lambda: "drawn again") == "drawn again"
