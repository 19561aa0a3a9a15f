"""`mkdocs serve` follows seeds and story file, survives a broken one and recovers."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from conftest import write_project
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import plugin

RECOUNT = Path(__file__).parents[1] / "stories/recount/seeds"
ARTICLE = "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge was closed on Tuesday.\n"
PATIENCE = 240  # seconds; a build of this project takes about two, on a busy machine many more


@pytest.fixture
def served(project):
    """A function that reads the home page of a running server; and the project's folder."""
    folder = project({"daily.txt": ARTICLE}, "story: {title: First title}\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder.joinpath("log.txt").open("w")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield (
            folder,
            lambda: (
                urllib.request.urlopen(f"http://127.0.0.1:{port}/repo/", timeout=PATIENCE).read().decode()
            ),
        )
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
        log.close()


def wait_for(condition):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if condition():
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    return False


def test_a_change_is_followed_a_broken_one_survived(served):
    folder, home = served
    story, log = folder / "seeds/story.yml", folder / "log.txt"
    assert wait_for(lambda: "First title" in home()), log.read_text()
    story.write_text("story: {titel: Broken}\n")
    assert wait_for(lambda: 'Did you mean "title"?' in log.read_text()), log.read_text()
    assert "First title" in home()
    story.write_text("story: {title: Second title}\n")
    assert wait_for(lambda: "Second title" in home()), log.read_text()
    folder.joinpath("seeds/weekly.txt").write_text(
        ARTICLE.replace("A bridge closes", "Bridge shut for weeks")
    )
    assert wait_for(lambda: "Bridge shut for weeks" in home()), log.read_text()


BROKEN_HOOK = "def on_page_markdown(markdown, **_):\n    raise KeyError('x')\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("seeds/story.yml", "story: {titel: Broken}\n", "Did you mean &quot;title&quot;?"),
        ("site_src/bad.md", '<q data-quote="daily:0-8">No bridge</q>\n', "[quote-changed]"),
        ("hooks.py", BROKEN_HOOK, "[unexpected]"),
        ("mkdocs.yml", "docs_dir: nowhere\n", "docs_dir"),
    ],
)
def test_any_error_is_shown_over_the_last_good_pages(served, name, text, said):
    folder, home = served
    log = folder / "log.txt"
    assert wait_for(lambda: "First title" in home()), log.read_text()
    path = folder / name
    before = path.read_text() if path.exists() else None
    # A hook is read again with the settings that name it.
    settings = folder / "mkdocs.yml"
    plain = settings.read_text()
    path.write_text(text if name != "mkdocs.yml" else plain + text)
    if name == "hooks.py":
        settings.write_text(f"{plain}hooks: [hooks.py]\n")
    assert wait_for(lambda: said in home()), log.read_text()
    page = home()
    assert "First title" in page
    assert 'role="alert"' in page
    assert "stuck" not in log.read_text()
    settings.write_text(plain)
    if before is None:
        path.unlink()
    elif name != "mkdocs.yml":
        path.write_text(before)
    assert wait_for(lambda: 'role="alert"' not in home()), log.read_text()
    assert "First title" in home()


def test_serving_leaves_nothing_in_the_temporary_folder(project, tmp_path_factory):
    folder, place = project({"daily.txt": ARTICLE}), tmp_path_factory.mktemp("temporary")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"TMPDIR": str(place)}, stderr=subprocess.DEVNULL
    )
    assert wait_for(lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/repo/", timeout=PATIENCE))
    assert len(list(place.iterdir())) == 1
    server.terminate()
    server.wait(timeout=PATIENCE)
    assert list(place.iterdir()) == []


def test_while_serving_unchanged_pages_are_taken_from_the_last_build(tmp_path, monkeypatch):
    written = []
    whole = plugin.without_indentation
    monkeypatch.setattr(plugin, "without_indentation", lambda html: written.append(html) or whole(html))
    folder = write_project(tmp_path, {})
    shutil.copytree(RECOUNT, folder / "seeds", dirs_exist_ok=True)
    serve = _serving(folder)
    serve()
    every = len(written)
    changed = sorted(folder.glob("seeds/*.*"))[-1]
    changed.write_text(changed.read_text("utf-8").rstrip() + " Nobody had expected it.\n", "utf-8")
    written.clear()
    serve()
    assert 0 < len(written) < every / 2
    again = _contents(folder / "site")
    _serving(folder)()
    assert again == _contents(folder / "site")


def _serving(folder):
    """A function that builds as `mkdocs serve` does, with one plugin for all builds."""
    load_config(str(folder / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    return lambda: build(load_config(str(folder / "mkdocs.yml")))


def _contents(site):
    # The compressed map of the site has the time in it.
    return {path: path.read_bytes() for path in sorted(site.rglob("*.*")) if path.suffix != ".gz"}
