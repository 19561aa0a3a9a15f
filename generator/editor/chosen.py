"""Which story a command is about: a folder of articles, or one that mkdocs.yml names, by its path or folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import GeneratorError, did_you_mean, error

_SETTINGS = Path("mkdocs.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A story that a command is about: its folder of articles, and the path of its pages below the site's root."""

    seeds: Path
    below: str = ""


def stories_meant(seeds: Path, story: str | None, *, given: bool) -> list[Meant]:
    """The stories that a command is about: by name or folder; where neither is given nor there, those of mkdocs.yml.

    Args:
        seeds: The folder of articles.
        story: The name of a story, its path or folder.
        given: Whether the folder was named, and is not what the command takes by itself.

    Raises:
        GeneratorError: There is no such story.
    """
    if story is not None:
        return [_named(story, _listed())]
    if given or seeds.is_dir() or not _SETTINGS.is_file():
        return [Meant(seeds=seeds)]
    return _listed() or [Meant(seeds=seeds)]


def _named(story: str, listed: Sequence[Meant]) -> Meant:
    """The story of that path or folder.

    Raises:
        GeneratorError: There is none.
    """
    name, there = story.strip("/"), Path(story).resolve()
    found = next((item for item in listed if name == item.below or there == item.seeds.resolve()), None)
    if found is None:
        known = [*(item.below for item in listed), *(item.seeds.as_posix() for item in listed)]
        hint = did_you_mean(name, known) or _names(listed)
        message = f'there is no story "{story}"'
        raise GeneratorError([error(str(_SETTINGS), 0, "stories-option", message, hint)])
    return found


def _listed() -> list[Meant]:
    """The stories that mkdocs.yml names.

    Raises:
        GeneratorError: There is no such file, or what it says cannot be.
    """
    from generator.publish.host.mkdocs_pages import stories_of_settings  # noqa: PLC0415

    if not _SETTINGS.is_file():
        hint = "Run the command in the folder of mkdocs.yml, or name the folder of articles in place of the story."
        raise GeneratorError([error(str(_SETTINGS), 0, "stories-option", "there is no such file here", hint)])
    return [
        Meant(seeds=Path(os.path.relpath(item.seeds)), below=item.below)
        for item in stories_of_settings(_SETTINGS)
    ]


def one_of(meant: Sequence[Meant]) -> Meant:
    """The only story that is meant.

    Raises:
        GeneratorError: There are several.
    """
    if len(meant) > 1:
        message = f"the settings name {len(meant)} stories"
        hint = f"Choose one with --story. {_names(meant)}"
        raise GeneratorError([error(str(_SETTINGS), 0, "stories-option", message, hint)])
    return meant[0]


def _names(listed: Sequence[Meant]) -> str:
    paths = [item.below for item in listed if item.below]
    return f"There are: {', '.join(paths)}." if paths else "It names one story: leave --story out."
