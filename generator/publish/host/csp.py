"""Content Security Policy: what a page may run and load, and what on a page its policy would keep from working.

The interactive map holds its scripts and styles in itself and names them by their hashes; every other page loads
files of its own site, and of the hosts that the site's configuration names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, warning
from generator.publish.htmlreader import HtmlReader


def csp_hash(text: str) -> str:
    """The source expression for an inline script or style of exactly this text.

    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


_SCHEME = Path(__file__).parents[2].joinpath("theme", "scheme.html").read_text(encoding="utf-8")
"""The one script in a page: it sets the chosen colors before anything is drawn, for which a file comes too late."""
_PAGE = {
    "default-src": ["'none'"],
    "script-src": ["'self'", csp_hash(_SCHEME.strip().removeprefix("<script>").removesuffix("</script>"))],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "object-src": ["'none'"],
}
_SOURCE = re.compile(r"[^\s;,\"<>&]+\Z")
_LOADS = {
    ("script", "src"): "script-src",
    ("link", "href"): "style-src",
    ("img", "src"): "img-src",
    ("iframe", "src"): "frame-src",
    ("audio", "src"): "media-src",
    ("video", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("source", "src"): "media-src",
    ("track", "src"): "media-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
}
# Any other type makes a script a block of data, which no policy concerns.
_RUNS = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")


def csp_origin(url: str) -> str:
    """The origin of a URL as a source expression, ``""`` where it has none (a relative address, no address).

    Leaflet's ``{s}`` in a tile server's host stands for its subdomains.

    >>> csp_origin("https://{s}.tiles.example/{z}/{x}/{y}.png")
    'https://*.tiles.example'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].replace("{s}", "*")
    if parts.scheme not in ("http", "https") or not host or any(sign in host for sign in " ;,'\""):
        return ""
    return f"{parts.scheme}://{host}"


def csp_policy(*, scripts: Iterable[str], styles: Iterable[str], images: Iterable[str] = ()) -> str:
    """The policy of a page that holds its scripts and styles in itself and loads nothing but images.

    Args:
        scripts: Texts of its inline scripts.
        styles: Texts of its inline style sheets.
        images: Source expressions that images may come from.
    """
    rules = {
        "default-src": ["'none'"],
        "script-src": [csp_hash(text) for text in scripts],
        "style-src": [csp_hash(text) for text in styles],
        "img-src": [source for source in images if source],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return _written(rules)


def page_policy(
    *,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    more: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """The policy of a page that loads the files of its own site.

    Args:
        scripts: Addresses of an editor's own scripts; those on other hosts may run, send to their host and load
            images from it.
        styles: Addresses of an editor's own style sheets; those on other hosts may load fonts from there.
        more: Further source expressions by directive, out of ``DIRECTIVES``.

    Raises:
        ValueError: A directive is not one of ours, or a source expression would end it.
    """
    rules = {name: list(sources) for name, sources in _PAGE.items()}
    for addresses, names in (
        (scripts, ("script-src", "connect-src", "img-src")),
        (styles, ("style-src", "font-src")),
    ):
        for origin in filter(None, map(csp_origin, addresses)):
            for name in names:
                rules[name].append(origin)
    for name, sources in (more or {}).items():
        if name not in rules:
            raise ValueError(f'"{name}" is no directive of the policy')
        _check_sources(name, sources)
        rules[name] = [source for source in rules[name] if source != "'none'"] + list(sources)
    return _written({name: list(dict.fromkeys(sources)) for name, sources in rules.items()})


def _check_sources(name: str, sources: object) -> None:
    if isinstance(sources, str) or not isinstance(sources, Iterable):
        raise ValueError(f'"{name}" has no list of sources')
    if any(not (isinstance(source, str) and _SOURCE.match(source)) for source in sources):
        raise ValueError(f'"{name}" has a source that is no text or more than one word')


def _written(rules: Mapping[str, list[str]]) -> str:
    return "; ".join(" ".join((name, *(sources or ["'none'"]))) for name, sources in rules.items())


def blocked_by(policy: str, html: str) -> tuple[str, ...]:
    """What a page holds that its policy keeps from working, in the page's order, each once.

    Inline scripts, styles and event handlers, and what would be loaded from hosts the policy does not name.
    """
    reader = _Reader({rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")})
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.found))


def check_policy(policy: str, html: str, path: str) -> tuple[Diagnostic, ...]:
    """A warning for everything on the page of that path which its policy keeps from working."""
    hint = "Move it into extra_css or extra_javascript, or allow its source by the plugin's option `csp`."
    return tuple(
        warning(path, 0, "csp-blocked", f"the page's Content Security Policy blocks {what}", hint)
        for what in blocked_by(policy, html)
    )


class _Reader(HtmlReader):
    """Collects what the rules do not allow."""

    # Of links none but those that may lead to a script.
    minds = re.compile(
        r'[ \n](?:style|on|src|poster|data=|action|rel|type|href="(?!https?://[^"&]*")[^"]*[:&])'
    )

    def __init__(self, rules: Mapping[str, list[str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.rules = rules
        self.found: list[str] = []
        self._runs = False

    def handle_data(self, data: str) -> None:
        if self._runs and csp_hash(data) not in self.rules.get("script-src", ()):
            self.found.append("an inline script (script-src)")
        self._runs = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":
            self.found.append("a <style> element (style-src)")
        if not attrs and tag != "script":
            self._runs = False
            return
        values = {name: value or "" for name, value in attrs}
        self._runs = tag == "script" and "src" not in values and values.get("type", "").lower() in _RUNS
        for name, value in values.items():
            if name == "style":
                self.found.append(f'style="{value}" (style-src)')
            elif name.startswith("on"):
                self.found.append(f'{name}="{value}" (script-src)')
            elif (tag, name) == ("a", "href") and value.strip().lower().startswith("javascript:"):
                self.found.append(f"{value.strip()} (script-src)")
            elif rule := self._loads(tag, name, values):
                self.found.append(f"{value} ({rule})")

    def _loads(self, tag: str, name: str, values: Mapping[str, str]) -> str:
        """The directive that keeps the address of this attribute from being loaded, or ``""``."""
        rule = _LOADS.get((tag, name), "")
        if not rule or (tag == "link" and "stylesheet" not in values.get("rel", "").lower().split()):
            return ""
        address = values[name].strip()
        # An address without a scheme but with a host takes the page's.
        origin = csp_origin(f"https:{address}" if address.startswith("//") else address)
        return rule if origin and not self._allowed(rule, origin) else ""

    def _allowed(self, rule: str, origin: str) -> bool:
        scheme, host = origin.split("://")
        for source in self.rules.get(rule, ()):
            if source in (origin, f"{scheme}:", "*", host) or source.startswith(origin + "/"):
                return True
            if "*." in source and host.endswith(source.partition("*")[2]):
                return True
        return False
