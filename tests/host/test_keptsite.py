"""Whatever ends a build, the site is the old one or the new one, whole; nothing stays of it after the next."""

import errno
import os
import shutil
import threading

import pytest

from generator.diagnostics import GeneratorError
from generator.publish.host import filesystem, keptsite
from generator.publish.host.keptsite import LISTED, KeptSite

OLD = {"index.html": "old", "404.html": "old", "a/index.html": "old", "gone/index.html": "old", "turn": "old"}
NEW = {"index.html": "new", "404.html": "new", "a/index.html": "new", "css/site.css": "new", "turn/x": "new"}
STEPS = ("rename", "replace", "mkdir", "rmdir", "unlink", "open", "chmod", "remove")


class Killed(BaseException):
    """No `except Exception` holds it, and after it nothing is done any more."""


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def built(site, files):
    kept = KeptSite(site)
    write(kept.begin(), files)
    kept.publish()


def read(site):
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: path.read_text() for name, path in found.items() if not name.startswith(".")}


def kill_at(monkeypatch, number):
    """Let the process do so many steps and none after them; returns a function that says how many were done."""
    done = [0]

    def limited(step):
        def call(*args, **options):
            done[0] += 1
            if done[0] > number:
                raise Killed
            return step(*args, **options)

        return call

    for name in STEPS:
        monkeypatch.setattr(os, name, limited(getattr(os, name)))
    monkeypatch.setattr(keptsite, "exchange", limited(keptsite.exchange))
    return lambda: done[0]


def forbid(monkeypatch, way):
    """Make the system one that lacks something."""

    def refused(*_):
        raise OSError(errno.EBUSY, "busy")

    if way != "exchange":
        monkeypatch.setattr(keptsite, "exchange", refused)
    if way == "busy mount":
        rename = os.rename
        monkeypatch.setattr(
            os, "rename", lambda one, two: refused() if str(one).endswith("/site") else rename(one, two)
        )
    if way == "mount":
        monkeypatch.setattr("pathlib.Path.is_mount", lambda path: path.name == "site")


@pytest.mark.parametrize("way", ["exchange", "two renames", "busy mount", "mount"])
def test_a_kill_at_any_step_leaves_the_old_site_or_the_new_one(tmp_path, monkeypatch, way):
    site = tmp_path / "site"
    seen, number = set(), 0
    while True:
        shutil.rmtree(tmp_path)
        built(site, OLD)
        with monkeypatch.context() as patched:
            forbid(patched, way)
            done = kill_at(patched, number)
            try:
                built(site, NEW)
                killed = False
            except Killed:
                killed = True
        with monkeypatch.context() as patched:
            forbid(patched, way)
            if way == "exchange":
                assert read(site) in (OLD, NEW), number
            # A lock lasts as long as its process, and this one goes on.
            patched.setattr(filesystem, "lock", lambda _: True)
            kept = KeptSite(site)
            kept.begin()
            assert read(site) in (OLD, NEW), number
            seen.add(site.joinpath("index.html").read_text())
            kept.drop()
        assert sorted(path.name for path in tmp_path.iterdir()) == ["site"], number
        assert [path.name for path in site.iterdir() if path.name.startswith(".")] == [LISTED]
        if not killed:
            break
        number += 1
    assert number == done() > 10
    assert seen == {"old", "new"}
    assert read(site) == NEW


def test_a_full_disk_on_the_way_to_a_mount_leaves_the_old_site(tmp_path, monkeypatch):
    site = tmp_path / "site"
    built(site, OLD)
    forbid(monkeypatch, "busy mount")

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = KeptSite(site)
    write(kept.begin(), NEW)
    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(OSError, match="No space"):
        kept.publish()
    kept.drop()
    assert read(site) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_is_a_link_to_a_folder_stays_one(tmp_path):
    tmp_path.joinpath("elsewhere").mkdir()
    site = tmp_path / "site"
    site.symlink_to("elsewhere")
    built(site, OLD)
    built(site, NEW)
    assert site.is_symlink()
    assert read(site) == NEW


def test_hidden_files_and_the_rights_of_the_folder_stay(tmp_path):
    site = tmp_path / "site"
    built(site, OLD)
    write(site, {".git/config": "kept", ".nojekyll": ""})
    site.joinpath(".loose").symlink_to("nowhere")
    site.chmod(0o750)
    built(site, NEW)
    assert site.joinpath(".git/config").read_text() == "kept"
    assert site.joinpath(".nojekyll").exists()
    assert site.joinpath(".loose").is_symlink()
    assert site.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("notes.txt", True),
        ("a/notes.txt", True),
        ("loose", True),
        ("a/index.html.gz", False),
        ("a/.DS_Store", False),
    ],
)
def test_what_no_build_wrote_is_not_cleared_away(tmp_path, name, refused):
    site = tmp_path / "site"
    built(site, OLD)
    if name == "loose":
        site.joinpath(name).symlink_to("nowhere")
    else:
        write(site, {name: "mine"})
    if not refused:
        built(site, NEW)
        return
    with pytest.raises(GeneratorError, match="site-foreign"):
        built(site, NEW)
    assert os.path.lexists(site / name)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_put_into_the_site_while_it_is_built_stays(tmp_path):
    site = tmp_path / "site"
    built(site, OLD)
    kept = KeptSite(site)
    write(kept.begin(), NEW)
    write(site, {"notes.txt": "mine"})
    with pytest.raises(GeneratorError, match="notes"):
        kept.publish()
    kept.drop()
    assert read(site) == OLD | {"notes.txt": "mine"}


def test_two_builds_do_not_meet(tmp_path):
    site = tmp_path / "site"
    first, waited = KeptSite(site), threading.Event()
    write(first.begin(), OLD)

    def second():
        kept = KeptSite(site)
        write(kept.begin(waiting=waited.set), NEW)
        kept.publish()

    other = threading.Thread(target=second)
    other.start()
    assert waited.wait(10)
    first.publish()
    other.join(10)
    assert read(site) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_does_not_end_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(keptsite, "_PATIENCE", 0)
    first = KeptSite(tmp_path / "site")
    first.begin()
    with pytest.raises(GeneratorError, match="site-busy"):
        KeptSite(tmp_path / "site").begin()
    first.drop()
