"""The earlier state that ``explainer diff`` compares with: a site that is built, or the story at a git revision.

Comes in: what the editor named. Goes out: the story as data, as ``story.json`` has it. Nothing is written in the
project; what git has of an earlier revision lies in a temporary folder while it is read.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.catalog import speaking
from generator.diagnostics import GeneratorError, error
from generator.model import Story
from generator.pipeline import Cache, build
from generator.publish.exports.story_data import EXPORT, story_data
from generator.publish.options import PublishOptions
from generator.publish.presenter import presenter_of


def as_data(story: Story) -> bytes:
    """A story as ``story.json`` has it."""
    with speaking(story.language):
        return story_data(presenter_of(story, PublishOptions())).model_dump_json().encode()


def earlier_data(named: str, root: Path, seeds: Path, below: str, cache: Cache) -> bytes:
    """The story as data, as it was.

    Args:
        named: A folder with a built site, its ``story.json``, or a revision that git knows.
        root: Folder that paths in messages are relative to.
        seeds: The folder with the articles, below ``root``.
        below: Path of the story's pages below the site's root; ``""`` for the root itself.
        cache: What was read of the articles as they are.

    Raises:
        GeneratorError: There is no such site or revision, or its story does not build.
    """
    path = Path(named)
    if path.is_file():
        return path.read_bytes()
    if path.is_dir() and (site := _in_site(path, below)):
        return site.read_bytes()
    with tempfile.TemporaryDirectory(prefix="explainer-") as folder:
        # Of a link to the folder, git and the build have to mean the same.
        there = Path(folder).resolve()
        _take_out(named, root, seeds, there)
        try:
            story = build(there, there / seeds.relative_to(root), cache).story
        except GeneratorError as problem:
            hint = f'This is the story as it was at "{named}"; compare with a later revision, or with a built site.'
            raise GeneratorError(
                replace(item, path=f"{named}:{item.path}", hints=(hint,)) for item in problem.diagnostics
            ) from None
        return as_data(story)


def _in_site(folder: Path, below: str) -> Path | None:
    """The story's data in a built site; ``None`` where the folder is none.

    Raises:
        GeneratorError: It has several stories, and none was chosen.
    """
    at = folder / below / EXPORT.path
    if at.is_file():
        return at
    found = sorted(folder.rglob(EXPORT.path))
    if len(found) > 1 and not below:
        parts = PurePosixPath(EXPORT.path).parts
        names = ", ".join(item.relative_to(folder).parents[len(parts) - 1].as_posix() for item in found)
        message, hint = f'"{folder}" has several stories', f"Choose one with --story: {names}."
        raise GeneratorError([error(str(folder), 0, "diff-site", message, hint)])
    return found[0] if found and not below else None


def _take_out(revision: str, root: Path, seeds: Path, to: Path) -> None:
    """Write the folder of articles as it was at a revision into another folder."""
    shown = seeds.relative_to(root).as_posix()
    # What may look like an option is none from here on: a commit has a hash.
    commit = _git(["rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"], root, revision)
    archive = ["-c", "core.autocrlf=false", "archive", "--format=tar", commit.decode().strip(), "--", shown]
    with tarfile.open(fileobj=io.BytesIO(_git(archive, root, revision))) as packed:
        for member in packed:
            parts = PurePosixPath(member.name).parts
            file = packed.extractfile(member) if member.isfile() and ".." not in parts else None
            if file:
                path = to.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.read())


def _git(words: Sequence[str], root: Path, revision: str) -> bytes:
    """What git answers.

    Raises:
        GeneratorError: There is no git, no repository, or not what was asked for.
    """
    site = "Or name a folder with a built site, such as `explainer diff site`."
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False)
    except FileNotFoundError:
        message = (
            f'"{revision}" is no folder with a built site, and git, which knows revisions, is not installed'
        )
        raise GeneratorError([error("git", 0, "diff-git", message, f"Install git. {site}")]) from None
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split()).removeprefix("fatal: ")
        message = f'"{revision}" is no folder with a built site, and no revision that can be read: git says "{said}"'
        hint = "Name a commit, branch or tag, such as HEAD~1; `git log --oneline` lists the commits."
        raise GeneratorError([error(revision, 0, "diff-revision", message, hint, site)])
    return done.stdout
