"""A build that does not end well leaves the last good site and says in few lines why."""

import errno
import hashlib
import logging
import signal
import subprocess
import sys
import time

import mkdocs.utils
import pytest
from conftest import run
from mkdocs.commands import build as command
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File

import generator.pipeline
import generator.plugin
from generator.pipeline import build
from generator.publish.host.keptsite import KeptSite

ARTICLE = "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge was closed on Tuesday.\n"


@pytest.fixture
def folder(project):
    return project({"daily.txt": ARTICLE}, "story: {title: First title}\n")


@pytest.fixture
def quick(folder, monkeypatch):
    """A function that builds the site in this process, the story being made once for each of two titles."""
    made = {}

    def kept(root, seeds, cache):
        text = seeds.joinpath("story.yml").read_text()
        made[text] = made.get(text) or build(root, seeds, cache)
        return made[text]

    monkeypatch.setattr(generator.pipeline, "build", kept)

    def make(title, **options):
        folder.joinpath("seeds/story.yml").write_text(f"story: {{title: {title} title}}\n")
        config = load_config(str(folder / "mkdocs.yml"), **options)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            command.build(config)
        finally:
            config.plugins.on_shutdown()
        assert config.site_dir == str(folder / "site")

    before = signal.getsignal(signal.SIGTERM)
    yield make
    signal.signal(signal.SIGTERM, before)


def digests(site):
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def left(folder):
    return sorted(item.name for item in folder.iterdir() if "explainer-build" in item.name)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, OSError(errno.ENOSPC, "No space left on device")])
def test_an_end_at_every_file_written_leaves_the_last_good_site(folder, quick, monkeypatch, kind):
    quick("First")
    old = digests(folder / "site")
    number = 0
    while True:
        count = [0]

        def limited(write, count=count, number=number):
            def call(*args, **options):
                count[0] += 1
                if count[0] > number:
                    raise kind
                return write(*args, **options)

            return call

        with monkeypatch.context() as patched:
            patched.setattr(mkdocs.utils, "write_file", limited(mkdocs.utils.write_file))
            patched.setattr(File, "copy_file", limited(File.copy_file))
            patched.setattr(KeptSite, "publish", limited(KeptSite.publish))
            try:
                quick("Second")
                break
            except (KeyboardInterrupt, Abort):
                pass
        assert digests(folder / "site") == old, number
        assert left(folder) == []
        number += 1
    assert number > 12
    assert "Second title" in folder.joinpath("site/index.html").read_text("utf-8")


def test_a_full_disk_is_told_in_a_line(quick, monkeypatch, caplog):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(mkdocs.utils, "write_file", full)
    with pytest.raises(Abort):
        quick("First")
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert 'site: the file cannot be used: "No space left on device" [file-access]' in said[-1]
    assert "The last good site stays" in said[-1]


def test_a_strict_build_with_warnings_leaves_the_last_good_site(folder, quick):
    quick("First")
    old = digests(folder / "site")
    folder.joinpath("site_src/extra.md").write_text("[nowhere](nowhere.md)\n")
    with pytest.raises(Abort):
        quick("Second", strict=True)
    assert digests(folder / "site") == old
    quick("Second")
    assert "Second title" in folder.joinpath("site/index.html").read_text("utf-8")


@pytest.mark.parametrize("hook", ["page_jsonld", "without_indentation", "replace_citations"])
def test_what_nobody_foresaw_names_the_page(folder, quick, monkeypatch, caplog, hook):
    quick("First")
    old = digests(folder / "site")
    folder.joinpath("site_src/extra.md").write_text("A page.\n")

    def broken(*_, **__):
        raise KeyError("x")

    monkeypatch.setattr(generator.plugin, hook, broken)
    with pytest.raises(Abort):
        quick("Second")
    said = caplog.records[-1].getMessage()
    page = "extra.md" if hook == "replace_citations" else said.strip().split(":")[0]
    assert said.strip().startswith(f"{page}: something unexpected happened: KeyError")
    assert page.endswith((".md", ".html"))
    assert "[unexpected]" in said
    assert digests(folder / "site") == old


@pytest.mark.parametrize("verbose", [False, True])
def test_a_traceback_is_for_those_who_ask(folder, verbose):
    folder.joinpath("hooks.py").write_text("def on_page_markdown(markdown, **_):\n    raise KeyError('x')\n")
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write("hooks: [hooks.py]\n")
    done = run("mkdocs", folder, *(["--verbose"] if verbose else []), check=False)
    assert done.returncode == 1
    assert "something unexpected happened: KeyError: \"'x'\" [unexpected]" in done.stderr
    assert ("Traceback" in done.stderr) == verbose


def test_an_article_that_breaks_the_reader_is_named(folder, monkeypatch, caplog):
    def broken(*_):
        raise KeyError("x")

    monkeypatch.setattr("generator.pipeline.read_article", broken)
    folder.joinpath("seeds/daily.txt").write_text(ARTICLE.replace("Tuesday", "Monday"))
    with pytest.raises(Abort):
        command.build(load_config(str(folder / "mkdocs.yml")))
    assert caplog.records[-1].getMessage().strip().startswith("seeds/daily.txt: something unexpected")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_a_signal_ends_leaves_nothing_after_the_next_build(folder, sent):
    run("mkdocs", folder)
    old = digests(folder / "site")
    hooks = folder / "hooks.py"
    hooks.write_text(
        "import time, pathlib\ndef on_post_page(output, **_):\n    time.sleep(9)\n    return output\n"
    )
    config = folder.joinpath("mkdocs.yml")
    plain = config.read_text()
    config.write_text(f"{plain}hooks: [hooks.py]\n")
    # A shell has what runs in its background ignore Ctrl-C, and so all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, stderr=subprocess.PIPE
    )
    signal.signal(signal.SIGINT, before)
    until = time.monotonic() + 240
    while not folder.joinpath(".site.explainer-build/new/404.html").exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(sent)
    assert "Traceback" not in process.communicate()[1].decode()
    assert process.returncode != 0
    assert digests(folder / "site") == old
    assert bool(left(folder)) == (sent is signal.SIGKILL)
    config.write_text(plain)
    run("mkdocs", folder)
    assert left(folder) == []
    assert digests(folder / "site") == old


def test_other_plugins_find_the_site_where_it_is_built_and_where_it_stands(folder):
    folder.joinpath("hooks.py").write_text(
        "import pathlib\n"
        "def on_post_build(config):\n    pathlib.Path(config.site_dir, 'extra.txt').write_text('theirs')\n"
    )
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write("hooks: [hooks.py]\n")
    for _ in range(2):
        run("mkdocs", folder)
        assert folder.joinpath("site/extra.txt").read_text() == "theirs"


def test_a_dirty_build_keeps_what_it_does_not_write(folder):
    folder.joinpath("site_src/extra.md").write_text("A page.\n")
    run("mkdocs", folder)
    run("mkdocs", folder, "--dirty")
    assert folder.joinpath("site/extra/index.html").exists()
    assert left(folder) == []
