"""Turn news articles into an explainer microsite in which every statement is tied to its words.

The public API: ``build`` makes a story from a folder of articles, ``publish`` its pages; both
raise ``GeneratorError``, which carries every ``Diagnostic``.

Names are loaded when first asked for: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Build": "generator.pipeline",
    "Diagnostic": "generator.diagnostics",
    "GeneratorError": "generator.diagnostics",
    "PublishOptions": "generator.publish.pages",
    "Site": "generator.publish.site",
    "Story": "generator.model",
    "build": "generator.pipeline",
    "publish": "generator.publish.site",
}

__all__ = ["Build", "Diagnostic", "GeneratorError", "PublishOptions", "Site", "Story", "build", "publish"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
