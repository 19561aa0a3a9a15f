"""This user's signature under what a build keeps for the next one: a file in a project's folder could be anybody's."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from pathlib import Path

_BYTES = 32


def signed(of: str, content: bytes) -> bytes | None:
    """The content behind a line with this user's signature; ``None`` for a user without a key.

    Args:
        of: What it is, and what it was made of.
        content: Any bytes.
    """
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
                out.write(secrets.token_bytes(_BYTES))
        return _whole(place.read_bytes())
    except (OSError, RuntimeError):
        return None


def _whole(key: bytes) -> bytes | None:
    # Another process may be writing it.
    return key if len(key) == _BYTES else None
