"""Data files of the package: where each comes from and its license stand in ``README.md``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def text(name: str) -> str:
    """A data file's text."""
    return resources.files("generator").joinpath("data", name).read_text("utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """The file ``<name>.toml``, parsed once."""
    return tomllib.loads(text(f"{name}.toml"))
