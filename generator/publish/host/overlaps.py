"""Folders that must not lie in one another: a build replaces the site's, and publishes the pages'."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, error


def overlaps(root: Path, site: Path, kept: Mapping[str, Path], seeds: Path, docs: Path) -> list[Diagnostic]:
    """What is wrong with the folders of a project.

    Args:
        root: The folder of ``mkdocs.yml``.
        site: Where the site is written; everything in it is replaced.
        kept: The editor's folders by the option that names them.
        seeds: The folder with the articles.
        docs: The folder of hand-written pages; everything in it is published.
    """
    found = []
    hint = "A build replaces everything in it. Set `site_dir` to a folder of its own, such as `site`."
    if lies_in(root, site):
        message = f'the site would be written to "{_shown(site, root)}", which holds the whole project'
        found.append(error("mkdocs.yml", 0, "site-overlap", message, hint))
        return found
    for option, folder in kept.items():
        if lies_in(folder, site) or lies_in(site, folder):
            message = (
                f'the site would be written to "{_shown(site, root)}", '
                f'which overlaps `{option}`, "{_shown(folder, root)}"'
            )
            found.append(error("mkdocs.yml", 0, "site-overlap", message, hint))
    if lies_in(seeds, docs) or lies_in(docs, seeds):
        message = f'`docs_dir`, "{_shown(docs, root)}", overlaps `seeds_dir`, "{_shown(seeds, root)}"'
        why = "Everything in `docs_dir` is published: whole articles and the story file would be."
        found.append(
            error("mkdocs.yml", 0, "docs-overlap", message, why, "Set `docs_dir` to a folder of its own.")
        )
    return found


def lies_in(inner: Path, outer: Path) -> bool:
    """Whether a folder is another one or lies in it, whatever links lead there and however they are spelled."""
    inner, outer = inner.resolve(), outer.resolve()
    if outer in (inner, *inner.parents):
        return True
    # File systems that do not tell capital letters apart.
    return outer.exists() and any(at.exists() and at.samefile(outer) for at in (inner, *inner.parents))


def _shown(folder: Path, root: Path) -> str:
    try:
        return folder.relative_to(root).as_posix()
    except ValueError:
        return str(folder)
