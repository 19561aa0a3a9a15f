"""``explainer new``: the files that another story begins with."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from generator.diagnostics import GeneratorError, error
from generator.storyfile import json_schema

_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "requirements.txt": "requirements.txt",
    "publish.yml": ".github/workflows/publish.yml",
    "gitignore": ".gitignore",
}


def begin_story(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new project; nothing that exists is touched.

    Returns:
        The files written.

    Raises:
        GeneratorError: When one of them exists already.
    """
    contents = {
        target: resources.files("generator").joinpath("data", "scaffold", name).read_text("utf-8")
        for name, target in _FILES.items()
    }
    contents["seeds/story.schema.json"] = json_schema()
    contents["site_src/.gitkeep"] = ""
    existing = [target for target in contents if (folder / target).exists()]
    if existing:
        raise GeneratorError(
            error(str(folder / target), 0, "new-exists", "the file exists already", "Choose an empty folder.")
            for target in existing
        )
    for target, text in contents.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(folder / target for target in contents)
