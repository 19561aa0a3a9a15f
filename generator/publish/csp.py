"""Content Security Policy: what a page may run and load, by the hashes of what stands in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit


def csp_hash(text: str) -> str:
    """The source expression for an inline script or style of exactly this text.

    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def csp_origin(url: str) -> str:
    """The origin of a URL as a source expression, ``""`` where it has none (a relative address).

    Leaflet's ``{s}`` in a tile server's host stands for its subdomains.

    >>> csp_origin("https://{s}.tiles.example/{z}/{x}/{y}.png")
    'https://*.tiles.example'
    """
    parts = urlsplit(url)
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
    return "; ".join(" ".join((name, *(sources or ["'none'"]))) for name, sources in rules.items())
