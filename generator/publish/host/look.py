"""How an editor changes the looks of the site: the keys of ``theme:`` in ``mkdocs.yml``, and the rules they become.

A color comes in once, for light pages; its variant for dark ones is worked out, and both can be read on every ground.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.characters import no_text
from generator.diagnostics import Diagnostic, did_you_mean, error

OPTIONS = ("logo", "favicon", "accent", "font", "footer")
"""What an editor may set; the other keys of the theme are MkDocs' or name its parts."""
_FILES = ("logo", "favicon")
_FONTS = ("serif", "sans")
_LEAST = 4.5
"""The contrast of text on its ground that WCAG 2.2 §1.4.3 asks for."""
_GROUNDS = ("paper", "raised", "mark", "sea", "land")
_CSS = Path(__file__).parents[2] / "theme" / "css" / "tokens.css"
_STEPS = 50

Color = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""


def look_problems(given: Mapping[str, Any], docs: Path) -> list[Diagnostic]:
    """What is wrong with the keys that an editor sets.

    Args:
        given: What stands under ``theme:`` besides the keys of MkDocs and of the theme's own settings.
        docs: The folder of hand-written pages, where its files lie.
    """
    found = []
    for key, value in given.items():
        if key not in OPTIONS:
            hint = did_you_mean(key, OPTIONS) or f"Known here: {', '.join(OPTIONS)}."
            found.append(_wrong("theme-key", f'`theme:` has no option "{key}"', hint))
        elif not isinstance(value, str) or not value.strip() or no_text(value):
            found.append(_wrong("theme-value", f'`theme: {key}` is no text: "{value}"', "Put it in quotes."))
        elif key in _FILES and not (docs / value).is_file():
            hint = "It is a path below the folder of your own pages."
            found.append(
                _wrong("theme-file", f'`theme: {key}` names "{value}", which is no file in it', hint)
            )
        elif key == "font" and value not in _FONTS:
            found.append(
                _wrong("theme-value", f'`theme: font` is "{value}"', f"It is {' or '.join(_FONTS)}.")
            )
        elif key == "accent":
            found += _accent_problems(value)
    return found


def look_rules(given: Mapping[str, Any]) -> str:
    """The rules that the accent and the font of ``look_problems``'s checked keys become; they follow the theme's."""
    rules = []
    if given.get("font") == "sans":
        rules.append(":root { --serif: var(--sans); }")
    if accent := given.get("accent"):
        light = _color(str(accent))
        dark = _until(light, _readable("dark"), (1.0, 1.0, 1.0))
        bright = _variables(light, "light")
        dim = _variables(dark, "dark")
        rules.append(
            f':root, :root[data-scheme="light"] {{ {bright} }}'
            "@media screen and (prefers-color-scheme: dark) {"
            f' :root:not([data-scheme="light"]) {{ {dim} }} }}'
            f'@media screen {{ :root[data-scheme="dark"] {{ {dim} }} }}'
        )
    return " ".join(rules)


def _wrong(code: str, message: str, hint: str) -> Diagnostic:
    return error("mkdocs.yml", 0, code, message, hint)


def _accent_problems(value: str) -> Iterator[Diagnostic]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        hint = 'Six hexadecimal digits after "#", in quotes, such as "#0b5462".'
        yield _wrong("theme-accent", f'`theme: accent` is no color: "{value}"', hint)
        return
    readable, color = _readable("light"), _color(value)
    if not readable(color):
        near = _written(_until(color, readable, (0.0, 0.0, 0.0)))
        message = f'`theme: accent`, "{value}", can hardly be read on the pages (contrast below {_LEAST}:1)'
        yield _wrong("theme-accent", message, f'The nearest darker one that can: "{near}".')


def _readable(scheme: str) -> Callable[[Color], bool]:
    """Whether a color can be read on every ground of that scheme, its own tint among them."""
    colors = _theme_colors(scheme)
    grounds = [colors[name] for name in _GROUNDS]

    def readable(color: Color) -> bool:
        tint = _mixed(colors["paper"], color, _tinted(scheme))
        return all(_contrast(color, ground) >= _LEAST for ground in (*grounds, tint))

    return readable


def _theme_colors(scheme: str) -> dict[str, Color]:
    css = _CSS.read_text(encoding="utf-8")
    start = ":root {" if scheme == "light" else ':root[data-scheme="dark"] {'
    block = css.split(start, 1)[1].split("}", 1)[0]
    return {name: _color(value) for name, value in re.findall(r"--(\w+): (#[0-9a-f]{6});", block)}


def _variables(accent: Color, scheme: str) -> str:
    tint = _mixed(_theme_colors(scheme)["paper"], accent, _tinted(scheme))
    return f"--accent: {_written(accent)}; --tint: {_written(tint)};"


def _tinted(scheme: str) -> float:
    """How much of the accent is in the ground of a pressed number."""
    return 0.1 if scheme == "light" else 0.16


def _until(color: Color, readable: Callable[[Color], bool], end: Color) -> Color:
    """The color moved toward an end until it can be read."""
    steps = (_mixed(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((step for step in steps if readable(_color(_written(step)))), end)


def _color(text: str) -> Color:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(color: Color) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in color)


def _mixed(one: Color, other: Color, share: float) -> Color:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2.

    >>> round(_contrast((1, 1, 1), (0, 0, 0)))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
