"""The files beside the pages: one module an export, which says in ``EXPORT`` where it lies, when it is made, of what.

A module put here is found and its file published; nothing else has to know of it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from generator.model import Story
from generator.publish.options import PublishOptions


def _always(_story: Story, _options: PublishOptions) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file beside the pages.

    Attributes:
        path: Below the site's root.
        content: Makes it, in the language of the story.
        made: Whether this site has one.
    """

    path: str
    content: Callable[[Story, PublishOptions], bytes]
    made: Callable[[Story, PublishOptions], bool] = _always


def has_address(_story: Story, options: PublishOptions) -> bool:
    """For what is of use with absolute addresses only."""
    return bool(options.site_url)


@cache
def exports() -> tuple[Export, ...]:
    """The ``EXPORT`` of every module here, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").EXPORT for name in names)
