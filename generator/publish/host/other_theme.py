"""Our pages in another theme: one style sheet whose every rule lies below one class, and the scripts that pages name.

The sheet is made of the theme's own parts by CSS nesting; light or dark is the host's choice, not the reader's system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import PurePosixPath

from generator.publish.host.minify import bundle
from generator.publish.made import Asset, Site

GUEST_SHEET = "assets/explainer/explainer.css"
GUEST_CLASS = "explainer"
# What lies in a page; its frame is the host's.
_PARTS = ("guest", "components", "front", "drawings", "pages", "map", "chronology", "compare")
# Which of the known themes' marks say that they are dark: Material's, and that of MkDocs' own.
_DARK = ('[data-md-color-scheme="slate"]', '[data-bs-theme="dark"]')
# Material and Zensical write 16 pixels as 0.8 of the root's type; this is the frame of their pages.
_SCALED, _SCALE = ".md-container", "0.8rem"
_SIZE = re.compile(r"(@[^{;]*\{)|(?<![\w.])(-?[\d.]+)rem\b")
_PIXELS = 16
# What begins a page that no plugin wraps, and its links from the page's own folder, of which a level goes.
_MARK = "explainer-page"
_LINK = re.compile(r'(<[a-z][^<>]*? (?:href|src)=)"(?![#/]|[a-z+]+:)([^"]*)"')
_SCRIPTS = ("js/chronology.js", "js/embed.js", "js/map.js")


@cache
def guest_sheet() -> str:
    """The style sheet for another theme's pages."""
    tokens = _part("tokens")
    light = tokens.partition(":root {")[2].partition("}")[0]
    dark = tokens.partition(':root[data-scheme="dark"] {')[2].partition("}")[0]
    own = f".{GUEST_CLASS}"
    rest = tokens[tokens.index("/* What belongs to a track") :]
    parts = _by_the_root("\n".join([rest, *map(_part, _PARTS)]))
    light = _by_the_root(light.replace("color-scheme: light dark", "color-scheme: light"))
    return bundle(
        [
            f"{own} {{ --rem: 1rem; {light} }}",
            f"{_SCALED} {own} {{ --rem: {_SCALE}; }}",
            f"{', '.join(f'{mark} {own}' for mark in _DARK)} {{ {dark} }}",
            # Twice the class: a theme's rules are for elements in its own, as `.theme ul li` is.
            f"{own} {{ && {{ {parts} }} }}",
        ]
    )


def _by_the_root(sheet: str) -> str:
    """Sizes by what the host writes as 16 pixels.

    Conditions know no variable: those of a container are in pixels, those of the window do not ask the root.
    """

    def scaled(match: re.Match[str]) -> str:
        if match[1] and match[1].startswith("@container"):
            return re.sub(r"([\d.]+)rem\b", lambda size: f"{float(size[1]) * _PIXELS:g}px", match[1])
        return match[1] or f"calc({match[2]} * var(--rem))"

    return _SIZE.sub(scaled, sheet)


def guest_files() -> Iterator[tuple[str, str]]:
    """Path and content of what another theme lacks: the sheet, and each script that a page of ours may name."""
    yield GUEST_SHEET, guest_sheet()
    for path in _SCRIPTS:
        yield path, resources.files("generator").joinpath("theme", path).read_text(encoding="utf-8")


def scoped(site: Site) -> Site:
    """The site for a generator that runs no plugin: the sheet beside the pages, and links from file to file.

    Such a generator moves each link of a page that is no index with the page into its folder. Around the page there
    is no element of ours: the sheet asks for the mark at its beginning.
    """
    pages = tuple(replace(page, markdown=_marked(page.markdown, page.path)) for page in site.pages)
    sheet = re.sub(rf"\.{GUEST_CLASS}(?=[{{,])", f"article:has(>.{_MARK})", guest_sheet())
    assets = {asset.path: asset for asset in site.assets}
    for path, content in {**dict(guest_files()), GUEST_SHEET: sheet}.items():
        assets[path] = Asset(path=path, content=content.encode())
    return replace(site, pages=pages, assets=tuple(assets.values()))


def _marked(markdown: str, path: str) -> str:
    """A page with the mark, and its links as they are from the file of its Markdown."""
    head, _, body = markdown.partition("\n---\n")
    if PurePosixPath(path).stem != "index":
        own = path.rpartition("/")[2].removesuffix(".md")

        def moved(match: re.Match[str]) -> str:
            above, found, rest = match[2].partition("../")
            return f'{match[1]}"{(rest or "./") if found and not above else f"{own}/{match[2]}"}"'

        body = _LINK.sub(moved, body)
    return f'{head}\n---\n\n<div class="{_MARK}"></div>\n{body}'


def _part(name: str) -> str:
    folder = resources.files("generator").joinpath("theme", "css")
    return folder.joinpath(f"{name}.css").read_text(encoding="utf-8")
