"""Items put into a story file as text: the rest stays, and YAML reads what was meant."""

import errno
import os

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.editor.storyedit import insert_items, write_story
from generator.publish.host.filesystem import open_locked


def load(text):
    """As a build reads it: with libyaml where it is there."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


NEW = "# found\n- {name: Farum, lat: 1.5}\n"
BEFORE = {
    "block": "a: 1\nplaces:\n  - name: Oslo\n    kind: town\nb: 2\n",
    "unindented": "places:\n- name: Oslo\n- name: Bergen\nb: 2\n",
    "last": "a: 1\nplaces:\n  - Oslo\n",
    "no newline at the end": "a: 1\nplaces:\n  - Oslo",
    "comments": "places: # ours\n  # the first\n  - Oslo # capital\n\n# about b\nb: 2\n",
    "comment behind a nested item": "places:\n  - name: Oslo\n    also: [Kristiania] # old\n    # kind: town\n\nb: 2\n",
    "folded text": "places:\n  - note: >-\n      one\n      two\n\n# next\nb: 2\n",
    "kept text": "places:\n  - |+\n    one\n\nb: 2\n",
    "flow": "places: [Oslo, {name: Bergen, also: [Bjørgvin]}] # two\nb: 2\n",
    "flow with a question": "š: 🙂\nplaces: [{name: Where?, kind: town}]\nb: 2\n",
    "block of flows with a question": "š: 🙂\nplaces:\n  - {name: Where?, kind: town}\nb: {c: Why?, d: 2}\n",
    "flow over lines": "places: [\n  Oslo,\n  Bergen,\n]\nb: 2\n",
    "empty flow": "a: 1\nplaces: [] # none\nb: 2\n",
    "empty": "a: 1\nplaces: # none\nb: 2\n",
    "empty at the end": "a: 1\nplaces:",
    "null": "places: ~\nb: 2\n",
    "missing": "a: 1\nb: 2\n",
    "missing, no newline": "a: 1",
    "nothing": "",
    "only a comment": "# to be written\n",
    "document marks": "---\na: 1\n...\n",
    "nested namesake": "a:\n  places: [1]\nb: [places]\n",
    "utf-8": "places:\n  - Škofja Loka 🙂\nb: ß\n",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", BEFORE.values(), ids=BEFORE)
def test_only_the_items_are_new(text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    after = insert_items(text, "places", NEW)
    old = load(text) or {}
    new = load(after)
    assert new.pop("places") == [*(old.pop("places", None) or []), {"name": "Farum", "lat": 1.5}]
    assert new == old
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else after.count("\r\n"))
    for line in text.splitlines():
        if not line.startswith(("places:", "  Oslo,", "  Bergen,", "]")):
            assert line in after.splitlines()
    for comment in ("# ours", "# the first", "# capital", "# about b", "# old", "# two", "# none", "# next"):
        assert (comment in after) == (comment in text)


@pytest.mark.parametrize("name", ["block", "unindented", "comments", "folded text", "last"])
def test_what_stands_around_is_the_same_bytes(name: str) -> None:
    text = BEFORE[name]
    after = insert_items(text, "places", NEW)
    at = next(i for i, (old, new) in enumerate(zip(text + "\0", after, strict=False)) if old != new)
    grown = len(after) - len(text)
    assert text[:at] == after[:at]
    assert any(text[i:] == after[i + grown :] and text[:i] == after[:i] for i in range(len(text) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]\n",
        "places: Oslo\n",
        "places: {a: 1}\n",
        "{places: [1]}\n",
        "places: [a, # why\n  b]\n",
        "a: [\n",
    ],
)
def test_other_files_are_refused(text: str) -> None:
    with pytest.raises((ValueError, yaml.YAMLError)):
        insert_items(text, "places", NEW)


@given(st.lists(st.text("abc #:\n-'", max_size=12), max_size=4), st.booleans())
def test_any_list_grows_by_the_items(values: list[str], flow: bool) -> None:
    text = yaml.safe_dump(
        {"a": 1, "places": values, "b": list(values)}, default_flow_style=flow or None, sort_keys=False
    )
    if text.startswith("{"):
        return
    new = load(insert_items(text, "places", NEW))
    assert new == {"a": 1, "places": [*values, {"name": "Farum", "lat": 1.5}], "b": values}


def test_writing_replaces_the_file_whole(tmp_path) -> None:
    path = tmp_path / "story.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_story(path, "a: ß\r\n", old=b"old", shown="story.yml")
    assert path.read_bytes() == "a: ß\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in tmp_path.iterdir()] == ["story.yml"]


@pytest.mark.parametrize("step", ["truncate", "fsync", "replace", "chmod"])
def test_a_full_disk_leaves_the_file_to_the_byte(tmp_path, monkeypatch, step) -> None:
    path = tmp_path / "story.yml"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "truncate":
        monkeypatch.setattr(os, "fdopen", full)
    else:
        monkeypatch.setattr(os, step, full)
    with pytest.raises(
        GeneratorError, match=r'story\.yml: the file .* "No space left on device" \[story-write\]'
    ):
        write_story(path, "new", old=b"old", shown="seeds/story.yml")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["story.yml"]


def test_what_a_killed_command_left_is_written_over(tmp_path) -> None:
    path = tmp_path / "story.yml"
    tmp_path.joinpath(".story.yml.new").write_text("half of a much longer text")
    write_story(path, "new", old=None, shown="story.yml")
    assert {item.name: item.read_text() for item in tmp_path.iterdir()} == {"story.yml": "new"}


def test_a_link_is_followed_and_a_byte_order_mark_stays(tmp_path) -> None:
    real, path = tmp_path / "real.yml", tmp_path / "story.yml"
    real.write_bytes(b"\xef\xbb\xbfold")
    path.symlink_to("real.yml")
    write_story(path, "new", old=b"\xef\xbb\xbfold", shown="story.yml")
    assert path.is_symlink()
    assert real.read_bytes() == b"\xef\xbb\xbfnew"


def test_what_was_saved_meanwhile_is_not_written_over(tmp_path) -> None:
    path = tmp_path / "story.yml"
    path.write_bytes(b"saved meanwhile")
    for old in (b"old", None):
        with pytest.raises(GeneratorError, match="story-changed"):
            write_story(path, "new", old=old, shown="story.yml")
    assert path.read_bytes() == b"saved meanwhile"


def test_two_commands_do_not_write_at_once(tmp_path) -> None:
    path = tmp_path / "story.yml"
    handle = open_locked(tmp_path / ".story.yml.new")
    assert handle is not None
    with pytest.raises(GeneratorError, match="another process is writing it"):
        write_story(path, "new", old=None, shown="story.yml")
    os.close(handle)
    write_story(path, "new", old=None, shown="story.yml")
    assert path.read_text() == "new"
