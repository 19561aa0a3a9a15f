"""`mkdocs serve` follows seeds and story file, survives a broken one and recovers."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

ARTICLE = "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge was closed on Tuesday.\n"
PATIENCE = 60  # seconds; a build of this project takes about two


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
            lambda: urllib.request.urlopen(f"http://127.0.0.1:{port}/repo/", timeout=5).read().decode(),
        )
    finally:
        server.terminate()
        server.wait(timeout=20)
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
