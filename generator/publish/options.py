"""What the site's configuration says of the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from os import PathLike

from generator.publish import maps
from generator.publish.memo import Memo


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What the site's configuration says of the pages.

    Attributes:
        directory_urls: Whether ``map.md`` is published as ``map/`` (MkDocs' ``use_directory_urls``).
        site_url: Address of the site's root, or ``""``.
        tiles: A tile server for the interactive map; ``None`` draws bundled coasts and borders.
        site_name: The site's name, or ``""``.
        author: Who answers for the site, or ``""``.
        templates: A folder whose templates win over the package's, or ``None``.
        memo: Drawings of earlier builds.
    """

    directory_urls: bool = True
    site_url: str = ""
    site_name: str = ""
    author: str = ""
    tiles: maps.Tiles | None = None
    templates: str | PathLike[str] | None = None
    memo: Memo = field(default_factory=Memo)
