"""What is wrong with the settings of ``mkdocs.yml``: folders that overlap, addresses that lead nowhere, bad text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from generator.characters import no_text
from generator.diagnostics import Diagnostic, GeneratorError, error, warning
from generator.publish.host.csp import page_policy
from generator.publish.maps import Tiles, tiles_problem
from generator.publish.options import public_address


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
    if not site_url or public_address(site_url):
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


def missing_templates(root: Path, folder: str | None) -> tuple[Diagnostic, ...]:
    """A warning when the folder of an editor's own templates is not there: the package's are taken then.

    >>> [item.code for item in missing_templates(Path(), "no such folder")], missing_templates(Path(), None)
    (['templates-missing'], ())
    """
    if folder is None or (root / folder).is_dir():
        return ()
    message = f'`templates_dir` names the folder "{folder}", which is not there'
    return (warning("mkdocs.yml", 0, "templates-missing", message, "Make it, or mend its name."),)


def untextual(texts: Mapping[str, str]) -> list[Diagnostic]:
    """An error for each setting that holds a character no text has."""
    return [
        error(
            "mkdocs.yml", 0, "settings-text",
            f"`{name}` holds the character U+{ord(wrong):04X}, which no text has", "Delete it.",
        )
        for name, text in texts.items()
        if (wrong := no_text(text))
    ]  # fmt: skip


def tile_server(url: str, attribution: str) -> Tiles | None:
    """The tile server that the settings name, or ``None``.

    Raises:
        GeneratorError: It is not told whose it is, or its address is no template.
    """
    if not url:
        return None
    if not attribution:
        message = "`tiles` is set without `tiles_attribution`"
        raise GeneratorError(
            [error("mkdocs.yml", 0, "tiles-attribution", message, "Name whose tiles they are.")]
        )
    if wrong := tiles_problem(url):
        message = f"`tiles: {url}` is no template of addresses: {wrong}"
        hint = "Such as https://tiles.example/{z}/{x}/{y}.png."
        raise GeneratorError([error("mkdocs.yml", 0, "tiles-url", message, hint)])
    return Tiles(url=url, attribution=attribution)


def feedback_address(text: str) -> str:
    """The setting ``feedback`` as it is, if it leads anywhere.

    Raises:
        GeneratorError: It is neither an address of the web nor one of mail.
    """
    known = text.startswith(("https://", "http://")) or re.fullmatch(r"[^@\s:/?]+@[^@\s:/?]+", text)
    if text and not known:
        message = f"`feedback: {text}` is neither a mail address nor an address of the web"
        hint = "Such as desk@example.org or https://tracker.example/new?title={statement}&body={address}."
        raise GeneratorError([error("mkdocs.yml", 0, "feedback-address", message, hint)])
    return text


def chosen_policy(more: Mapping[str, Any], *, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The pages' Content Security Policy with what the settings add; ``scripts`` and ``styles`` are theirs too.

    Raises:
        GeneratorError: The setting adds what is no source.
    """
    try:
        return page_policy(scripts=scripts, styles=styles, more=more)
    except ValueError as problem:
        hint = "The option `csp` is a list of sources for each directive, or false."
        raise GeneratorError([error("mkdocs.yml", 0, "csp-option", str(problem), hint)]) from None
