"""Templates compiled once: kept while the program runs, those of the package beside them as Python keeps its modules.

To compile them takes as long as to fill them for a short story. Nothing compiled is read from or written to a
project: code in there could be anybody's. What lies in the package is as trusted as the package itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import sys
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from generator.publish.host.filesystem import write_whole

_PACKAGE = Path(__file__).parents[1]


class Compiled(jinja2.BytecodeCache):
    """What was compiled of the templates of this process."""

    def __init__(self) -> None:
        self._kept: dict[bytes, CodeType] = {}

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """A bucket with what was compiled of the same source, if anything was."""
        of = (name, filename, source, _way(environment))
        key = hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).digest()
        bucket = Bucket(environment, key.hex(), "")
        bucket.code = self._kept.get(key) or _read(_file(filename or ""), key)
        if bucket.code:
            self._kept[key] = bucket.code
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        key = bytes.fromhex(bucket.key)
        if bucket.code is None:
            return
        self._kept[key] = bucket.code
        file = _file(bucket.code.co_filename)
        if file and not sys.dont_write_bytecode:
            # The package may lie where this user writes nothing.
            with contextlib.suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, key + marshal.dumps(bucket.code), lasting=False)


COMPILED = Compiled()


def _way(environment: jinja2.Environment) -> tuple[object, ...]:
    """What else than its source makes a template's code."""
    marks = [
        value for name, value in sorted(vars(environment).items()) if name.endswith(("_string", "_prefix"))
    ]
    extensions = sorted(environment.extensions)
    switches = (
        environment.autoescape,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.optimized,
    )
    ends = (environment.newline_sequence, environment.keep_trailing_newline, environment.is_async)
    return (*marks, *extensions, *switches, *ends, _versions())


@cache
def _versions() -> tuple[object, ...]:
    return jinja2.__version__, importlib.util.MAGIC_NUMBER


def _file(template: str) -> Path | None:
    """Where the code of a template of the package lies; ``None`` for any other template."""
    if not Path(template).is_relative_to(_PACKAGE):
        return None
    return Path(importlib.util.cache_from_source(f"{template}.py"))


def _read(file: Path | None, key: bytes) -> CodeType | None:
    try:
        written = file.read_bytes() if file else b""
        code = marshal.loads(written[len(key) :]) if written.startswith(key) else None
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return code if isinstance(code, CodeType) else None
