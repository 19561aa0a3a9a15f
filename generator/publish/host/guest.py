"""Our pages in another theme: one style sheet whose every rule lies below one class, and the scripts that pages name.

The sheet is made of the theme's own parts by CSS nesting; light or dark is the host's choice, not the reader's system.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from generator.publish.host.minify import bundle

GUEST_SHEET = "assets/explainer/explainer.css"
GUEST_CLASS = "explainer"
# What lies in a page; its frame is the host's.
_PARTS = ("components", "front", "drawings", "pages", "map", "chronology", "compare")
# Which of the known themes' marks say that they are dark: Material's, and that of MkDocs' own.
_DARK = ('[data-md-color-scheme="slate"]', '[data-bs-theme="dark"]')
# The margin and the panel need the frame of our own theme; the numbers open the same words.
_HIDDEN = ".margin,.panel{display:none}"
# Material makes a figure as wide as what lies in it, which is as wide as the figure.
_WIDE = "figure{display:block;width:100%;max-width:none;margin-inline:0}"
_SCRIPTS = ("js/chronology.js", "js/map.js")


@cache
def guest_sheet() -> str:
    """The style sheet for another theme's pages."""
    tokens = _part("tokens")
    light = tokens.partition(":root {")[2].partition("}")[0]
    dark = tokens.partition(':root[data-scheme="dark"] {')[2].partition("}")[0]
    own = f".{GUEST_CLASS}"
    rest = tokens[tokens.index("/* What belongs to a track") :]
    parts = "\n".join([rest, *map(_part, _PARTS), _HIDDEN, _WIDE])
    return bundle(
        [
            f"{own} {{ {light.replace('color-scheme: light dark', 'color-scheme: light')} }}",
            f"{', '.join(f'{mark} {own}' for mark in _DARK)} {{ {dark} }}",
            f"{own} {{ {parts} }}",
        ]
    )


def guest_files() -> Iterator[tuple[str, str]]:
    """Path and content of what another theme lacks: the sheet, and each script that a page of ours may name."""
    yield GUEST_SHEET, guest_sheet()
    for path in _SCRIPTS:
        yield path, resources.files("generator").joinpath("theme", path).read_text(encoding="utf-8")


def _part(name: str) -> str:
    folder = resources.files("generator").joinpath("theme", "css")
    return folder.joinpath(f"{name}.css").read_text(encoding="utf-8")
