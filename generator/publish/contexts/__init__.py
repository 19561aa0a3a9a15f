"""What each page's template is given: one module a page, named by its key in ``PAGES``.

A module has a ``Context``, whose fields are the names that the template uses (a test checks it both ways), and a
``context`` that builds it. It is found by being here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from generator.publish.citations import Citations
from generator.publish.presenter import Presenter

ContextBuilder = Callable[[Presenter, Citations, Any], object]
"""From the presenter of a story, the page's citations, and the story or the article that the page is about."""


def context_builder(key: str) -> ContextBuilder:
    """The builder of the page of that key."""
    builder: ContextBuilder = importlib.import_module(f"{__name__}.{key}").context
    return builder
