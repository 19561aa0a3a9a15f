"""Turn news articles into an explainer microsite in which every statement is tied to its words.

The public API: ``build`` makes a story from a folder of articles, ``publish`` its pages. Both raise
``GeneratorError``, which carries every ``Diagnostic``. Importing the package loads nothing else of it.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

# Bound once, so that the function below, not the room of its name, is what the package gives.
import generator.publish as _room  # noqa: F401
from generator.diagnostics import Diagnostic, GeneratorError

if TYPE_CHECKING:
    from generator.model import Story
    from generator.pipeline import Build
    from generator.publish.made import Site
    from generator.publish.options import PublishOptions

    __version__: str

__all__ = [
    "Build",
    "Diagnostic",
    "GeneratorError",
    "PublishOptions",
    "Site",
    "Story",
    "__version__",
    "build",
    "publish",
]

_HOMES = {
    "Build": "generator.pipeline",
    "PublishOptions": "generator.publish.options",
    "Site": "generator.publish.made",
    "Story": "generator.model",
}


def build(root: str | PathLike[str], seeds: str | PathLike[str] = "seeds") -> Build:
    """Read the articles and the story file, and make the story of them.

    Args:
        root: The project's folder, which paths in messages are relative to.
        seeds: Folder with the articles and, if there is one, ``story.yml``; below ``root`` unless absolute.

    Returns:
        The story and what there is to say about it, in order of file and line. Nothing is written.

    Raises:
        GeneratorError: With every error found.
    """
    from generator.pipeline import build as make  # noqa: PLC0415 - what only types need is not loaded

    return make(root, seeds)


def publish(
    story: Story, folder: str | PathLike[str] | None = None, *, options: PublishOptions | None = None
) -> Site:
    """Render a story's pages, in its language.

    Args:
        story: As ``build`` makes it.
        folder: Where the Markdown pages and their files are written, as MkDocs gets them; by default nowhere.
        options: What the site is called, where it will stand, templates of your own.

    Returns:
        The pages, as Markdown, and the files beside them.

    Raises:
        GeneratorError: A template of one's own fails.
        OSError: The folder cannot be written.
    """
    from generator.publish.options import PublishOptions  # noqa: PLC0415
    from generator.publish.site import publish as render  # noqa: PLC0415

    site = render(story, options or PublishOptions())
    if folder is not None:
        site.write(folder)
    return site


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("explainer-microsite")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
