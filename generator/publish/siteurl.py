"""Whether a site that is about to be published knows where it will lie."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from generator.diagnostics import Diagnostic, warning


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
