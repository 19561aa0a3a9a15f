"""A wheel of the package that runs here, made from its own files: no build backend, no network.

For projects that nothing else leads back to this package; see ``pinning``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

# The oldest day that a ZIP file can tell: the same files give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_METADATA = ("METADATA", "WHEEL", "entry_points.txt", "licenses/")


def make_wheel(installed: Distribution, package: Path) -> tuple[str, bytes]:
    """The name and the bytes of a wheel.

    Args:
        installed: What is installed, be it editable: its metadata goes into the wheel.
        package: The folder of the package that runs.
    """
    stem = f"{installed.name.replace('-', '_')}-{installed.version}"
    files = {
        path.relative_to(package.parent).as_posix(): path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and not any(_is_leftover(part) for part in path.relative_to(package).parts)
    }
    for item in sorted(installed.files or ()):
        folder, _, name = item.as_posix().partition("/")
        if folder.endswith(".dist-info") and name.startswith(_METADATA):
            files[f"{stem}.dist-info/{name}"] = Path(str(item.locate())).read_bytes()
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(content)},{len(content)}" for name, content in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    return f"{stem}-py3-none-any.whl", _zipped(files)


def _is_leftover(name: str) -> bool:
    """Whether a file or folder is what tools leave behind."""
    return name.startswith(".") or name == "__pycache__" or name.endswith(".pyc")


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode("ascii").rstrip("=")


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
