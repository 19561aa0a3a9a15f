"""What was made, kept from one build to the next: of a story whose files are the same nothing is made again.

It is data, written as JSON: plain values, and the fields of the classes that travel between the rooms. It goes around
the checks that tie each statement to its article, so only what this user signed is taken.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import importlib
import json
from array import array
from collections.abc import Callable, Mapping
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
_AS_THEY_ARE = frozenset((type(None), str, int, bool, float))


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
            text = unsigned(f"{name} {package_digest()} {made_of}", written)
            return None if text is None else _Reader().value(json.loads(text))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def keep(self, name: str, made_of: str, value: object) -> None:
        """Keep what was made, in the place of what was; where that is not to be, without a word."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError, TypeError, ValueError):
            text = json.dumps(_Writer().value(value), ensure_ascii=False, separators=(",", ":")).encode()
            if written := signed(f"{name} {package_digest()} {made_of}", text):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(self._file(name), written, lasting=False)

    def _file(self, name: str) -> Path:
        assert self.folder is not None  # noqa: S101 - asked by those who have one
        return self.folder / f"made-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


# ---------------------------------------------------------------- values as JSON


class _Writer:
    """Writes values: a list is a tuple, an object of one key anything else; a record in two places is written once."""

    def __init__(self) -> None:
        # The values are kept, so that no other takes the place, and so the id, of one of them.
        self._numbers: dict[int, tuple[int, object]] = {}

    def value(self, value: Any) -> Any:
        kind = type(value)
        if kind in _AS_THEY_ARE:
            return value
        if kind is tuple:
            return [self.value(item) for item in value]
        if id(value) in self._numbers:
            return {"": self._numbers[id(value)][0]}
        name = kind.__name__
        if name in _PLAIN:
            return {name: self._plain(value)}
        if _classes().get(name) is not kind:
            raise TypeError(kind)
        if issubclass(kind, Enum):
            return {name: value.name}
        parts = [self.value(getattr(value, field)) for field in _fields(name)]
        self._numbers[id(value)] = (len(self._numbers), value)
        return {name: parts}

    def _plain(self, value: Any) -> Any:
        match value:
            case dict():
                return [[self.value(key), self.value(item)] for key, item in value.items()]
            case list():
                return [self.value(item) for item in value]
            case frozenset():
                return sorted(value)
            case date():
                return value.isoformat()
            case bytes():
                return base64.b64encode(value).decode()
            case array():
                return [value.typecode, base64.b64encode(value.tobytes()).decode()]
        raise TypeError(type(value))


class _Reader:
    """Reads what `_Writer` wrote."""

    def __init__(self) -> None:
        self._read: list[Any] = []

    def value(self, value: Any) -> Any:
        if isinstance(value, list):
            return tuple([self.value(item) for item in value])
        if not isinstance(value, dict):
            return value
        ((name, parts),) = value.items()
        if not name:
            return self._read[parts]
        if name in _PLAIN:
            return _PLAIN[name](self, parts)
        kind = _classes()[name]
        if issubclass(kind, Enum):
            return kind[parts]
        made = kind(**dict(zip(_fields(name), map(self.value, parts), strict=True)))
        self._read.append(made)
        return made


def _array(_reader: _Reader, parts: Any) -> array[int]:
    numbers = array(parts[0])
    numbers.frombytes(base64.b64decode(parts[1]))
    return numbers


_PLAIN: Mapping[str, Callable[[_Reader, Any], Any]] = {
    "dict": lambda reader, parts: {reader.value(key): reader.value(item) for key, item in parts},
    "list": lambda reader, parts: [reader.value(item) for item in parts],
    "frozenset": lambda _reader, parts: frozenset(parts),
    "date": lambda _reader, parts: date.fromisoformat(parts),
    "bytes": lambda _reader, parts: base64.b64decode(parts),
    "array": _array,
}


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
