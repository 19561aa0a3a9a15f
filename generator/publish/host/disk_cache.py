"""Drawings kept from one build to the next, because drawing the maps is half of a build's time.

A drawing is a pure function of its view, of the package's code and data, and of what that depends on; all of these
are in its key. Whatever is wrong with the folder, or not signed by this user, the drawing is made anew: a file in a
project's folder could be anybody's.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.catalog import locale
from generator.publish.host.filesystem import write_whole

DISTRIBUTION = "explainer-microsite"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskCache:
    """Remembers texts by their key.

    Attributes:
        folder: Where they are kept between processes; ``None`` keeps them in memory only.
    """

    folder: Path | None = None
    _texts: dict[str, str] = field(default_factory=dict)

    def recall(self, kind: str, subject: object, make: Callable[[], str]) -> str:
        """The text made of ``subject``, made only when it is not known.

        Args:
            kind: What is made of it.
            subject: Everything the text depends on besides the package and the language; its ``repr`` is the key.
            make: Makes the text.
        """
        key = hashlib.sha256(f"{package_digest()} {locale()} {kind} {subject!r}".encode()).hexdigest()
        if key not in self._texts:
            kept = self._read(key)
            self._texts[key] = make() if kept is None else kept
            if kept is None:
                self._write(key)
        return self._texts[key]

    def _read(self, key: str) -> str | None:
        if self.folder is None:
            return None
        try:
            text = unsigned(key, self.folder.joinpath(key).read_bytes())
            return None if text is None else text.decode()
        except (OSError, UnicodeDecodeError):
            return None

    def _write(self, key: str) -> None:
        written = signed(key, self._texts[key].encode()) if self.folder else None
        if self.folder is None or written is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / key, written, lasting=False)


@cache
def package_digest() -> str:
    """A digest of the installed package and of the versions of what it depends on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for line in sorted(metadata.requires(DISTRIBUTION) or ()):
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        # What only an extra asks for need not be there.
        with contextlib.suppress(metadata.PackageNotFoundError):
            about = metadata.distribution(name)
            # To read the version out of what is written takes longer than all else here.
            digest.update(f"{name} {about.read_text('METADATA') or about.version} ".encode())
    root = Path(__file__).parents[2]
    for folder, below, names in os.walk(root):
        below.sort()
        for path in (Path(folder, name) for name in sorted(names) if not name.endswith(".pyc")):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()


def signed(of: str, content: bytes) -> bytes | None:
    """The content behind a line with this user's signature; ``None`` for a user without a key."""
    signature = _signature(of, content)
    return signature and signature + b"\n" + content


def unsigned(of: str, written: bytes) -> bytes | None:
    """What `signed` was given, if this user signed it as the same."""
    signature, _, content = written.partition(b"\n")
    own = _signature(of, content)
    return content if own and hmac.compare_digest(signature, own) else None


def _signature(of: str, content: bytes) -> bytes | None:
    key = _key()
    written = f"{of}\n".encode("utf-8", "surrogatepass") + content
    return hmac.new(key, written, "sha256").hexdigest().encode() if key else None


def _key() -> bytes | None:
    """This user's key, made where there is none yet; ``None`` where there can be none."""
    try:
        caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        place = Path(caches, "explainer-microsite", "key")
        with contextlib.suppress(FileNotFoundError):
            return _whole(place.read_bytes())
        place.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(secrets.token_bytes(_KEY_BYTES))
        return _whole(place.read_bytes())
    except (OSError, RuntimeError):
        return None


def _whole(key: bytes) -> bytes | None:
    # Another process may be writing it.
    return key if len(key) == _KEY_BYTES else None
