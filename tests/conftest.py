"""Every test runs in one time zone and with one build date, so that output can be compared byte for byte."""

import atexit
import contextlib
import functools
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from array import array
from pathlib import Path

import mkdocs.__main__
import pytest
from click.testing import CliRunner
from hypothesis import settings

from generator.edtf import parse_edtf
from generator.model import Article, Block, BlockKind, DateBasis, PublicationDate, Seed
from generator.pipeline import build
from generator.read.sentences import split

os.environ["TZ"] = "UTC"
os.environ["SOURCE_DATE_EPOCH"] = "1769558400"  # 28 January 2026
# Where builds look for this user's key.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="explainer-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
time.tzset()

# The gate gives the same verdict on the same tree: examples are derived from the test, not drawn anew.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
CHROMIUM_FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def pytest_xdist_auto_num_workers(config):
    """What is asked for by name runs in this process; all tests in as many as there are cores."""
    return None if config.args_source is config.ArgsSource.TESTPATHS else 0


BUNDLED_ARTICLES = ("000_f7073c6b32d1ead5.txt", "004_1fcff5cda893491c.txt")
BUNDLED_NAME = "Qamishli"


def skip_another_story():
    """Skip the test in a fork that tells another story.

    Both the articles and the site's name have to be another's: a bundled story that lost its articles fails.
    """
    articles = any(ROOT.joinpath("seeds", name).exists() for name in BUNDLED_ARTICLES)
    if not articles and BUNDLED_NAME not in ROOT.joinpath("mkdocs.yml").read_text("utf-8"):
        pytest.skip("a test of the bundled story: seeds/ and mkdocs.yml hold another one")


def seeds_document(name):
    """The text of a file beside the articles, which a fork may have taken away with them."""
    path = ROOT / "seeds" / name
    if not path.exists():
        skip_another_story()
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def bundled_root():
    """The folder of the bundled story; skipped in a fork that tells another."""
    skip_another_story()
    return ROOT


@pytest.fixture(scope="session")
def make_article():
    """A function that makes an article of paragraphs, without reading a file."""

    def make(text, *, id="daily", label="The Daily", date="2026-03-05"):  # noqa: A002
        blocks, start = [], 0
        for part in text.split("\n\n"):
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(part)))
            start += len(part) + 2
        raw = text.encode()
        ends = [len(text[: index + 1].encode()) for index in range(len(text))]
        published = PublicationDate(edtf=parse_edtf(date), basis=DateBasis.STATED) if date else None
        return Article(
            id=id,
            label=label,
            seed=Seed(
                path=f"seeds/{id}.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8", raw=raw
            ),
            headline=None,
            publisher=None,
            agencies=(),
            url=None,
            date_published=published or PublicationDate(edtf=None, basis=DateBasis.UNKNOWN),
            language="en",
            text=text,
            blocks=tuple(blocks),
            removed=(),
            sentences=split(text, tuple(blocks), id),
            byte_starts=array("L", [0, *ends[:-1]]),
            byte_ends=array("L", ends),
        )

    return make


def write_project(folder, articles, story=None):
    """Write a project with articles and, if given, a story file; returns its folder."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    folder.joinpath("site_src").mkdir(exist_ok=True)
    folder.joinpath("mkdocs.yml").write_text(
        "site_name: A story\nsite_url: https://example.org/repo/\ndocs_dir: site_src\n"
        "theme: {name: explainer}\nplugins: [explainer]\nmarkdown_extensions: [attr_list]\n"
        "validation: {links: {not_found: warn, anchors: warn}}\n",
        "utf-8",
    )
    for name, text in articles.items():
        seeds.joinpath(name).write_text(text, "utf-8")
    if story is not None:
        seeds.joinpath("story.yml").write_text(story, "utf-8")
    return folder


@pytest.fixture
def project(tmp_path):
    """The function that writes a project, each test's in a folder of its own."""
    return functools.partial(write_project, tmp_path)


@pytest.fixture
def told_by(project):
    """A function that makes the story of some articles."""

    def make(**articles):
        folder = project({f"{name}.txt": text for name, text in articles.items()})
        return build(folder, folder / "seeds").story

    return make


@pytest.fixture(scope="module")
def chromium():
    """One browser for the tests of a module: skipped where there is none, but in CI a failure."""
    path = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: no browser test may be skipped there")
        pytest.skip("no Chromium on this machine; set CHROME_PATH")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def spawn(host, folder, *options, check=True, **env):
    """Build in a process of its own, as a user does: a second and a half longer than `run`."""
    command = [sys.executable, "-m", host, "build", *options]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=os.environ | env, check=False
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def run(host, folder, *options, check=True, **env):
    """Run a host's command `build`; MkDocs's within this process, and what that changes here is put back."""
    if host != "mkdocs":
        return spawn(host, folder, *options, check=check, **env)
    log, builds = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.commands.build")
    kept = log.level, log.propagate, log.handlers[:], builds.filters[:]
    stopped = signal.getsignal(signal.SIGTERM)
    with contextlib.chdir(folder), warnings.catch_warnings():
        ended = CliRunner().invoke(mkdocs.__main__.cli, ["build", *options], env=env)
    signal.signal(signal.SIGTERM, stopped)
    log.setLevel(kept[0])
    log.propagate, log.handlers[:], builds.filters[:] = kept[1:]
    told = ended.stderr
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        told += "".join(traceback.format_exception(ended.exception))
    done = subprocess.CompletedProcess(("build", *options), ended.exit_code, ended.stdout, told)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def bundled_built(bundled_root):
    """The bundled story, built once for all tests that look at it."""
    return build(bundled_root, bundled_root / "seeds")


@pytest.fixture(scope="session")
def bundled(bundled_root, tmp_path_factory):
    """A function that builds the bundled site as a host does, once each; returns the site's folder."""
    built = {}

    def make(host="mkdocs"):
        if host not in built:
            folder = tmp_path_factory.mktemp(host)
            for name in ("mkdocs.yml", "seeds", "site_src"):
                copy = shutil.copytree if bundled_root.joinpath(name).is_dir() else shutil.copyfile
                copy(bundled_root / name, folder / name)
            spawn(host, folder, "--strict", SITE_URL="https://example.org/repo/")
            built[host] = folder / "site"
        return built[host]

    return make
