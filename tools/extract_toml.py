"""Shows pybabel the messages of the data files: `reader` and `readers` of ``conventions.toml``; see ``babel.cfg``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO


def extract_toml(
    fileobj: BinaryIO, *_ignored: object, **_options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Every clause that a table says to readers, in the form of pybabel's extractors."""
    rows: dict[str, dict[str, Any]] = tomllib.loads(fileobj.read().decode("utf-8"))
    for row in rows.values():
        for text in (row["reader"], *row.get("readers", {}).values()):
            yield 1, "_", text, []
