"""``explainer new``: the files that another story begins with, added to what a folder has already."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from generator.diagnostics import GeneratorError, error
from generator.editor.pinning import Pin, pin
from generator.storyfile import json_schema

_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "publish.yml": ".github/workflows/publish.yml",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}
_LISTS = (".gitignore", ".gitattributes", "requirements.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What ``begin_story`` did.

    Attributes:
        written: The files it wrote.
        left: The files that were there and stay as they are, each with the lines that it lacks.
        pinned: How the project installs this package.
    """

    written: tuple[Path, ...]
    left: tuple[tuple[Path, tuple[str, ...]], ...]
    pinned: Pin


def begin_story(folder: Path, title: str) -> Begun:
    """Write the files of a new project that the folder lacks; nothing that exists is touched.

    Args:
        folder: Made where there is none.
        title: The site's name.

    Raises:
        GeneratorError: The folder holds another MkDocs site, or a file stands where a folder has to be.
    """
    pinned = pin()
    contents = _contents(title, pinned)
    _refuse_foreign(folder, contents)
    existing = [target for target in contents if (folder / target).exists()]
    missing = {target: content for target, content in contents.items() if target not in existing}
    for target, content in missing.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Begun(
        written=tuple(folder / target for target in missing),
        left=tuple(
            (folder / target, _lacking(folder / target, contents[target]) if target in _LISTS else ())
            for target in existing
        ),
        pinned=pinned,
    )


def suggested_title(folder: Path) -> str:
    """A name for the site, from that of its folder.

    >>> suggested_title(Path("the-bridge_in-oslo"))
    'The bridge in oslo'
    """
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "A story"


def _contents(title: str, pinned: Pin) -> dict[str, bytes]:
    """Every file of a project by its path."""
    data = resources.files("generator").joinpath("data", "scaffold")
    texts = {target: data.joinpath(name).read_text("utf-8") for name, target in _FILES.items()}
    # A string of JSON is one of YAML, whatever the title has in it.
    name = json.dumps(" ".join(title.split()), ensure_ascii=False)
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace("site_name: A story", f"site_name: {name}", 1)
    texts["requirements.txt"] = f"{pinned.line}\n"
    texts["seeds/story.schema.json"] = json_schema()
    texts["site_src/.gitkeep"] = ""
    return {target: text.encode() for target, text in texts.items()} | dict(pinned.files)


def _refuse_foreign(folder: Path, contents: dict[str, bytes]) -> None:
    """Stop before anything is written where it could not work."""
    found = []
    settings = folder / "mkdocs.yml"
    if settings.is_file() and b"explainer" not in settings.read_bytes():
        hint = "Choose another folder, or add the theme and the plugin `explainer` to its settings first."
        found.append(error(str(settings), 0, "new-exists", "these are the settings of another site", hint))
    for target in contents:
        for part in reversed(Path(target).parents):
            if (folder / part).exists() and not (folder / part).is_dir():
                message = "the file stands where a folder has to be"
                found.append(
                    error(str(folder / part), 0, "new-exists", message, "Move it or choose another.")
                )
    if found:
        raise GeneratorError(dict.fromkeys(found))


def _lacking(path: Path, content: bytes) -> tuple[str, ...]:
    """The lines of a list that a file does not have."""
    had = path.read_text("utf-8", errors="replace").split("\n")
    known = {line.strip().strip("/") for line in had}
    return tuple(
        line
        for line in content.decode().splitlines()
        if line and not line.startswith("#") and line.strip("/") not in known
    )
