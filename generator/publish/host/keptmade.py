"""What was made, kept from one build to the next: of a story whose files are the same nothing is made again.

It is data: plain values, and the fields of the classes that travel between the rooms; nothing else is made of what is
read. It goes around the checks that tie each statement to its article, so only what this user signed is taken.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib
import io
import pickle
from array import array
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from generator.publish.host.disk_cache import package_digest, signed, unsigned
from generator.publish.host.filesystem import write_whole

# Whose classes travel to here.
_MODULES = (
    "generator.model",
    "generator.diagnostics",
    "generator.publish.made",
    "generator.publish.options",
    "generator.publish.pictures",
    "generator.publish.search",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMade:
    """The last thing made of each name, and of what.

    Attributes:
        folder: Where they lie; ``None`` keeps nothing.
    """

    folder: Path | None = None

    def recall(self, name: str, made_of: str) -> Any:
        """What was kept under a name, if it was made of the same, by this package and this user; else ``None``."""
        try:
            written = self._file(name).read_bytes() if self.folder else b""
            found = unsigned(f"{name} {package_digest()} {made_of}", written)
            return None if found is None else _Reader(io.BytesIO(found)).load()
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            EOFError,
            pickle.UnpicklingError,
        ):
            return None

    def keep(self, name: str, made_of: str, value: object) -> None:
        """Keep what was made, in the place of what was; where that is not to be, without a word."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError, TypeError, ValueError):
            _Writer(out := io.BytesIO()).dump(value)
            if written := signed(f"{name} {package_digest()} {made_of}", out.getvalue()):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._file(name), written, lasting=False)

    def _file(self, name: str) -> Path:
        assert self.folder is not None  # noqa: S101 - asked by those who have one
        return self.folder / f"made-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


# ---------------------------------------------------------------- values as bytes


class _Writer(pickle.Pickler):
    """Writes plain values, dates, arrays, records and enumerations; what stands in two places is written once."""

    def reducer_override(self, value: Any) -> Any:
        """What makes a value again, and of what."""
        kind = type(value)
        if kind is array:
            return array, (value.typecode, value.tobytes())
        if kind is date or value in _MAKERS:
            return NotImplemented
        if _classes().get(kind.__name__) is not kind:
            raise TypeError(kind)
        if isinstance(value, Enum):
            return _member, (kind.__name__, value.name)
        return _record, (kind.__name__, *[getattr(value, name) for name in _fields(kind.__name__)])


class _Reader(pickle.Unpickler):
    """Reads what `_Writer` wrote; nothing is called but what makes its values."""

    def find_class(self, module: str, name: str) -> Any:
        """What makes a value."""
        return {(made.__module__, made.__name__): made for made in _MAKERS}[module, name]


def _record(name: str, *parts: object) -> Any:
    return _classes()[name](**dict(zip(_fields(name), parts, strict=True)))


def _member(name: str, member: str) -> Any:
    return getattr(_classes()[name], member)


_MAKERS = (_record, _member, date, array)


@functools.cache
def _classes() -> dict[str, type[Any]]:
    """The records and enumerations of the modules, by name."""
    return {
        name: found
        for module in map(importlib.import_module, _MODULES)
        for name, found in vars(module).items()
        if isinstance(found, type) and found.__module__ == module.__name__
        if is_dataclass(found) or issubclass(found, Enum)
    }


@functools.cache
def _fields(name: str) -> tuple[str, ...]:
    """The fields that make a record; without what it remembers of itself."""
    return tuple(item.name for item in fields(_classes()[name]) if item.init)
