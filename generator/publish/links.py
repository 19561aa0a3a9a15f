"""Addresses of the site's pages, relative to each other, so that the site works below any base path."""

from __future__ import annotations

import posixpath

MAP_PAGE = "assets/explainer/map.html"
"""Where the interactive map lies."""


def relative(page: str, target: str, *, directory_urls: bool) -> str:
    """The address of one page from another.

    Args:
        page: Path of the page that links, such as ``sources/aa.md``.
        target: Path of the page or file linked to, with or without ``#anchor``.
        directory_urls: MkDocs' ``use_directory_urls``.

    >>> relative("sources/aa.md", "map.md#x", directory_urls=True)
    '../../map/#x'
    >>> relative("map.md", "map.md#x", directory_urls=True)
    '#x'
    >>> relative("sources/aa.md", "map.md", directory_urls=False)
    '../map.html'
    """
    path, _, anchor = target.partition("#")
    anchor = f"#{anchor}" if anchor else ""
    if path == page and anchor:
        return anchor
    here = _address(page, directory_urls=directory_urls)
    there = _address(path, directory_urls=directory_urls)
    base = posixpath.dirname(here)
    shown = posixpath.relpath("/" + there, "/" + base)
    if there.endswith("/") or there == "":
        shown = "./" if shown == "." else shown + "/"
    return shown + anchor


def _address(path: str, *, directory_urls: bool) -> str:
    if not path.endswith(".md"):
        return path
    folder, name = posixpath.split(path.removesuffix(".md"))
    if name == "index":
        return (
            f"{folder}/"
            if folder and directory_urls
            else (posixpath.join(folder, "index.html") if not directory_urls else "")
        )
    return posixpath.join(folder, name) + ("/" if directory_urls else ".html")
