"""The files beside the pages: one module an export, which says in ``EXPORT`` where it lies, when it is made, of what.

A module put here is found and its file published; nothing else has to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.model import Story
from generator.publish.options import PublishOptions

if TYPE_CHECKING:
    from generator.publish.presenter import Presenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file beside the pages.

    Attributes:
        path: Below the site's root.
        content: Makes it of what the pages are made of, in the language of the story; ``None`` for what is made of
            the finished pages.
        made: Whether this site has one.
        title: What it is called where readers may take it away, a message of the catalogues; ``""`` for what
            only programs ask for.
        format: What it is, for people who know such files.
        beside: Keys of the pages that offer it beside what they show.
    """

    path: str
    content: Callable[[Presenter], bytes] | None
    made: Callable[[Story, PublishOptions], bool] = lambda _story, _options: True
    title: str = ""
    format: str = ""
    beside: tuple[str, ...] = ()


def has_address(_story: Story, options: PublishOptions) -> bool:
    """For what is of use with absolute addresses only."""
    return bool(options.site_url)


def offered(story: Story, options: PublishOptions, page: str = "") -> tuple[Export, ...]:
    """What readers may take away: all of it, or what the page of that key shows."""
    return tuple(
        export
        for export in exports()
        if export.title and (not page or page in export.beside) and export.made(story, options)
    )


@cache
def exports() -> tuple[Export, ...]:
    """The ``EXPORT`` of every module here, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").EXPORT for name in names)


_NESTED = (dict, list, tuple)


def indented(data: Any) -> bytes:
    r"""JSON to be read by people too: a value a line, keys as they come.

    As ``json.dumps`` writes it, whose encoder takes ten times as long where it indents.

    >>> indented({"b": [], "a": ["“é”\t", 1.5]})
    b'{\n "b": [],\n "a": [\n  "\xe2\x80\x9c\xc3\xa9\xe2\x80\x9d\\t",\n  1.5\n ]\n}\n'
    """
    from pydantic_core import to_json  # noqa: PLC0415 - not for the commands that make no site

    return to_json(data, indent=1) + b"\n"


def in_order(data: Any) -> Any:
    """Data for JSON with its keys in their order, and those of all it holds."""
    # Nearly all values are texts and numbers: no call for each.
    if isinstance(data, dict):
        found = ((key, data[key]) for key in sorted(data))
        return {key: in_order(item) if isinstance(item, _NESTED) else item for key, item in found}
    if isinstance(data, list | tuple):
        return [in_order(item) if isinstance(item, _NESTED) else item for item in data]
    return data
