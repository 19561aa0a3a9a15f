"""Content Security Policy: what a page may run and load.

The interactive map holds its scripts and styles in itself and names them by their hashes; every other page loads
files of its own site, and of the hosts that the site's configuration names.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

_PAGE = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
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
DIRECTIVES = frozenset(_PAGE)
_SOURCE = re.compile(r"[^\s;,\"<>&]+\Z")


def csp_hash(text: str) -> str:
    """The source expression for an inline script or style of exactly this text.

    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


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
    for origin in filter(None, map(csp_origin, scripts)):
        for name in ("script-src", "connect-src", "img-src"):
            rules[name].append(origin)
    for origin in filter(None, map(csp_origin, styles)):
        for name in ("style-src", "font-src"):
            rules[name].append(origin)
    for name, sources in (more or {}).items():
        if name not in rules:
            raise ValueError(f'"{name}" is no directive of the policy')
        if isinstance(sources, str) or not isinstance(sources, Iterable):
            raise ValueError(f'"{name}" has no list of sources')
        if any(not (isinstance(source, str) and _SOURCE.match(source)) for source in sources):
            raise ValueError(f'"{name}" has a source that is no text or more than one word')
        rules[name] = [source for source in rules[name] if source != "'none'"] + list(sources)
    return _written({name: list(dict.fromkeys(sources)) for name, sources in rules.items()})


def _written(rules: Mapping[str, list[str]]) -> str:
    return "; ".join(" ".join((name, *(sources or ["'none'"]))) for name, sources in rules.items())
