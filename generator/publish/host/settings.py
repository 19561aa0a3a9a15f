"""What is wrong with the settings of ``mkdocs.yml``: folders that overlap, an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, error, warning


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


def unreachable_address(site_url: str) -> tuple[Diagnostic, ...]:
    """A warning when the address leads to the machine of whoever opens it.

    >>> [item.code for item in unreachable_address("http://127.0.0.1:8000/")]
    ['site-url-local']
    >>> unreachable_address("https://example.org/repo/")
    ()
    """
    if not _is_local(urlsplit(site_url).hostname or ""):
        return ()
    return (
        warning(
            "mkdocs.yml",
            0,
            "site-url-local",
            f'the site is to be published with the address "{site_url}"',
            "Its feed, its canonical links and the picture for shared links would lead to the reader's own machine.",
            "Set `site_url`, or SITE_URL where the settings read it, to the address that the site will have.",
        ),
    )


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
