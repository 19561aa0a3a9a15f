"""``explainer new``: a folder of its own, a repository that has files already, another site's."""

import errno
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.storyfile import json_schema

ARTICLE = (
    "A bridge closes\n\nPublished 5 March 2026\n\n"
    "The bridge in Oslo was closed on Tuesday, the ministry said. It may open again in May.\n"
)
FILES = {
    "mkdocs.yml", "requirements.txt", ".gitignore", ".gitattributes", ".github/workflows/publish.yml",
    "seeds/story.schema.json", "site_src/.gitkeep",
}  # fmt: skip


@pytest.fixture
def explainer():
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def site_name(folder):
    text = folder.joinpath("mkdocs.yml").read_text("utf-8").replace("!ENV", "")
    return yaml.safe_load(text)["site_name"]


def test_a_new_folder(explainer, tmp_path):
    folder = tmp_path / "the-bridge"
    done = explainer("new", folder)
    assert done.exit_code == 0, done.output
    vendored = {f"vendor/explainer_microsite-{version('explainer-microsite')}-py3-none-any.whl"}
    assert files(folder) - vendored == FILES
    assert site_name(folder) == "The bridge"
    line = folder.joinpath("requirements.txt").read_text()
    assert line.startswith(("explainer-microsite @ ", "explainer-microsite==", "file:vendor/"))
    assert line.startswith("file:vendor/") == (files(folder) >= vendored)
    folder.joinpath("seeds/daily.txt").write_text(ARTICLE)
    assert explainer("check", folder / "seeds").exit_code == 0


def test_a_second_time_nothing_changes(explainer, tmp_path):
    explainer("new", tmp_path / "story")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = explainer("new", tmp_path / "story", "--title", "Another name")
    assert done.exit_code == 0
    assert "wrote" not in done.output
    assert f"left {tmp_path / 'story' / 'mkdocs.yml'} as it is\n" in done.output
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_repository_that_github_made(explainer, tmp_path, monkeypatch):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    tmp_path.joinpath("README.md").write_text("# the-bridge\n")
    tmp_path.joinpath(".gitignore").write_text("# Python\n__pycache__/\n/site\n.venv\n")
    monkeypatch.chdir(tmp_path)
    done = explainer("new", ".", "--title", "The bridge")
    assert done.exit_code == 0, done.output
    assert {path for path in files(tmp_path) if not path.startswith((".git/", "vendor/"))} == FILES | {
        "README.md"
    }
    assert "left .gitignore as it is, which lacks:\n    /.cache/\n" in done.output
    assert tmp_path.joinpath(".gitignore").read_text() == "# Python\n__pycache__/\n/site\n.venv\n"
    assert tmp_path.joinpath("README.md").read_text() == "# the-bridge\n"


def test_requirements_that_are_there_stay_and_the_missing_line_is_told(explainer, tmp_path):
    tmp_path.joinpath("requirements.txt").write_text("mkdocs-redirects==1.2\n")
    done = explainer("new", tmp_path)
    assert tmp_path.joinpath("requirements.txt").read_text() == "mkdocs-redirects==1.2\n"
    lacking = done.output.partition("requirements.txt as it is, which lacks:\n    ")[2]
    assert lacking.startswith(("explainer-microsite", "file:vendor/"))


@pytest.mark.parametrize("title", ['"Why?": a #1 \\ story', "!ENV [HOME]", "  Zwei\nZeilen ", "Мост"])
def test_any_title_is_the_sites_name(explainer, tmp_path, title):
    assert explainer("new", tmp_path, "--title", title).exit_code == 0
    text = tmp_path.joinpath("mkdocs.yml").read_text("utf-8")
    first = next(line for line in text.splitlines() if line.startswith("site_name"))
    assert yaml.safe_load(first) == {"site_name": " ".join(title.split())}


def test_a_site_has_a_name(explainer, tmp_path):
    assert explainer("new", tmp_path / "story", "--title", " ").exit_code == 2
    assert not tmp_path.joinpath("story").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_in_a_terminal_the_name_is_asked_for(tmp_path):
    import pty  # noqa: PLC0415 - only where there is one

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "new", str(tmp_path / "story")]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True) as asked:
        os.close(theirs)
        os.write(ours, b"Who shut the bridge?\n")
        assert asked.wait(60) == 0
    os.close(ours)
    assert site_name(tmp_path / "story") == "Who shut the bridge?"


def test_the_folder_of_another_site_is_refused(explainer, tmp_path):
    tmp_path.joinpath("mkdocs.yml").write_text("site_name: Manual\ntheme: {name: readthedocs}\n")
    tmp_path.joinpath("seeds").write_text("a file\n")
    done = explainer("new", tmp_path)
    assert done.exit_code == 1
    assert "mkdocs.yml: these are the settings of another site [new-exists]" in done.stderr
    assert "seeds: the file stands where a folder has to be [new-exists]" in done.stderr
    assert files(tmp_path) == {"mkdocs.yml", "seeds"}


def test_git_leaves_the_articles_bytes_alone(explainer, tmp_path):
    explainer("new", tmp_path)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    article = tmp_path / "seeds" / "a.md"
    article.write_bytes(b"One\r\n\r\nTwo.\r\n")
    for words in (["config", "core.autocrlf", "true"], ["add", "."]):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)
    kept = subprocess.run(
        ["git", "-C", str(tmp_path), "show", ":seeds/a.md"], check=True, capture_output=True
    )
    assert kept.stdout == article.read_bytes()


def test_the_schema_is_that_of_the_program(explainer, tmp_path):
    explainer("new", tmp_path)
    assert Path(tmp_path, "seeds/story.schema.json").read_text("utf-8") == json_schema()


def test_a_full_disk_leaves_no_half_of_a_file(explainer, tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        result = explainer("new", str(tmp_path / "bridge"))
    assert result.exit_code == 1
    assert "mkdocs.yml" in result.output
    assert "No space left on device" in result.output
    assert not [path for path in (tmp_path / "bridge").rglob("*") if path.is_file()]
    assert explainer("new", str(tmp_path / "bridge")).exit_code == 0
