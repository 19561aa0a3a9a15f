"""The interactive map's page: one file that holds Leaflet, its own script and style, and the data.

A content policy allows exactly these scripts and styles, by their hashes, and nothing from another
host but the images of a tile server that the editor chose.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib import resources
from pathlib import Path
from textwrap import shorten

from generator.catalog import _, direction, locale
from generator.publish.host.csp import csp_origin, csp_policy
from generator.publish.maps.leaflet_data import interactive_words, script_json

_SCRIPTS = ("interactive_controls.js", "interactive_days.js", "interactive.js")

_MOST_OF_TITLE = 70
"""Letters of a title that tabs show."""

# str.replace, not str.format: scripts and styles are full of braces.
_PAGE = """<!DOCTYPE html>
<html lang="@lang@" dir="@dir@">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="@policy@">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>@short@</title>
@styles@
</head>
<body>
<main aria-label="@title@">
<h1 class="unseen">@title@</h1>
<noscript><p>@noscript@</p></noscript>
<div class="stage">@html@</div>
</main>
<script type="application/json" id="map-data">@data@</script>
@scripts@
</body>
</html>
"""


def page_html(title: str, html: str, script: str, data: str, tiles_url: str) -> str:
    """The page.

    Args:
        title: Name of the map, as text.
        html: The map's element.
        script: What makes the map.
        data: JSON that may stand in a script element.
        tiles_url: Template of a tile server's addresses, or ``""``.
    """
    styles = (_leaflet_style(), _own("leaflet.css"))
    words = f'"use strict";\nconst WORDS = {script_json(interactive_words())};\n'
    scripts = (_leaflet_script(), words, *(_own(name) for name in _SCRIPTS), script)
    policy = csp_policy(scripts=scripts, styles=styles, images=("'self'", "data:", csp_origin(tiles_url)))
    parts = {
        "policy": escape(policy),
        "lang": escape(locale()),
        "dir": direction(),
        "title": escape(title),
        "short": escape(shorten(title, _MOST_OF_TITLE, placeholder="…")),
        "noscript": escape(
            _("This map needs JavaScript; the drawn map and the table on the site’s map page say the same.")
        ),
        "styles": "\n".join(f"<style>{text}</style>" for text in styles),
        "html": html.strip(),
        "data": data,
        "scripts": "\n".join(f"<script>{text}</script>" for text in scripts),
    }
    return re.sub(r"@(\w+)@", lambda match: parts[match[1]], _PAGE)


@cache
def _own(name: str) -> str:
    return resources.files("generator.publish.maps").joinpath(name).read_text("utf-8")


def _leaflet(name: str) -> str:
    return (Path(str(resources.files("xstatic.pkg.leaflet"))) / "data" / name).read_text("utf-8")


@cache
def _leaflet_script() -> str:
    """Leaflet with the whole notice that its license asks for, without the pointer to its source map."""
    notice = resources.files("generator").joinpath("data", "leaflet-LICENSE.txt").read_text("utf-8")
    code = re.sub(r"\n//# sourceMappingURL=.*", "", _leaflet("leaflet.js"))
    return f"/* Leaflet\n\n{notice.strip()}\n*/\n{code.strip()}\n"


@cache
def _leaflet_style() -> str:
    """Leaflet's rules without those that fetch an image: the map has controls of its own."""
    css = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", _leaflet("leaflet.css"))
    css = re.sub(r"[^{}]*\{[^{}]*\}", lambda rule: "" if "url(" in rule[0] else rule[0], css)
    return "/* Leaflet, BSD 2-Clause: see the notice in its script. */\n" + re.sub(r"\s+", " ", css).strip()
