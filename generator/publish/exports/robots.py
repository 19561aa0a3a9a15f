"""What crawlers are told: everything may be read, and where the list of pages is."""

from __future__ import annotations

from generator.publish.exports import Export, has_address
from generator.publish.presenter import Presenter


def _robots(told: Presenter) -> bytes:
    """For a site at its host's root; below a base path no crawler asks for it."""
    return f"User-agent: *\nAllow: /\nSitemap: {told.options.identity.address('sitemap.xml')}\n".encode()


EXPORT = Export(
    path="robots.txt",
    content=_robots,
    made=lambda story, options: has_address(story, options) and not options.below,
)
