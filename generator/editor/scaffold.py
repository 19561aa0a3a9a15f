"""``explainer new``: the files that another story begins with, added to what a folder has already.

Its ``requirements.txt`` installs the very package that runs here: a bare name would install whatever somebody publishes
under it. Where a package comes from stands in its ``direct_url.json`` (PEP 610); where that leads nowhere from another
machine, the project gets a wheel, made of the package's own files: no build backend, no network.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from generator.diagnostics import GeneratorError, error, failure
from generator.publish.host.filesystem import write_whole
from generator.storyfile import json_schema

NAME = "explainer-microsite"
_PACKAGE = Path(__file__).parents[1]
# git@host:owner/repository; a single letter before the colon is a drive of Windows.
_SCP = re.compile(r"(?:[^@/\\]+@)?([\w.-]{2,}):(?!/)(.+)")
# The oldest day that a ZIP file can tell: the same files give the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_METADATA = ("METADATA", "WHEEL", "entry_points.txt", "licenses/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What makes another project install this package.

    Attributes:
        line: The requirement, for pip.
        files: What has to lie in the project for it: path to content.
        note: What the editor has to know of it; empty where there is nothing.
    """

    line: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    note: str = ""


class _Nowhere(Exception):  # noqa: N818 - an answer, no error
    """Nothing that another machine reaches holds this package; the message says why."""


def pin(installed: Distribution | None = None, package: Path = _PACKAGE) -> Pin:
    """How another project pins what runs here.

    Args:
        installed: Of which distribution; None looks it up.
        package: The folder of the package that runs.

    Raises:
        GeneratorError: The package runs without having been installed.
    """
    if installed is None:
        try:
            installed = distribution(NAME)
        except PackageNotFoundError:
            hint = "Install it, editable or not: `pip install -e .` in its folder."
            raise GeneratorError(
                [error("requirements.txt", 0, "new-uninstalled", f'"{NAME}" is not installed', hint)]
            ) from None
    try:
        line = _line(installed, package)
    except _Nowhere as why:
        return _vendored(*make_wheel(installed, package), str(why))
    # Nothing of an installation tells which index it came from, and a name is anybody's on another.
    note = f"requirements.txt names {line}: have pip ask the index that you installed it from."
    return Pin(line=line, note="" if " @ " in line else note)


def _vendored(name: str, content: bytes, why: str) -> Pin:
    # Of the forms of a path this is the one for which pip compares the digest without asking all others for one.
    line = f"file:vendor/{name}#sha256={hashlib.sha256(content).hexdigest()}"
    note = f"This program lies in vendor/ as a wheel, for other machines: {why}."
    return Pin(line=line, files={f"vendor/{name}": content}, note=note)


def _line(installed: Distribution, package: Path) -> str:
    if Path(str(installed.locate_file(package.name))).resolve() != package.resolve():
        # Editable, or on the path: it runs where its sources are.
        return f"{NAME} @ {_of_checkout(package.parent, 'HEAD', package)}"
    record: dict[str, Any] | None = json.loads(installed.read_text("direct_url.json") or "null")
    if record is None:
        return f"{NAME}=={installed.version}"
    parts = urlsplit(record["url"])
    folder = Path(url2pathname(parts.path))
    version = record.get("vcs_info")
    if "archive_info" in record:
        return f"{NAME} @ {_of_archive(record)}"
    if parts.scheme == "file":
        commit = version["commit_id"] if version else "HEAD"
        return f"{NAME} @ {_of_checkout(folder, commit, package)}"
    if version is None:
        raise _Nowhere(f'it was installed from "{record["url"]}"')
    below = f"#subdirectory={record['subdirectory']}" if record.get("subdirectory") else ""
    return f"{NAME} @ {version['vcs']}+{_public(record['url'])}@{version['commit_id']}{below}"


def _of_archive(record: Mapping[str, Any]) -> str:
    """The address of the archive with its digest."""
    known = record["archive_info"]
    digest = known.get("hashes", {}).get("sha256") or known.get("hash", "").partition("sha256=")[2]
    if not digest or urlsplit(record["url"]).scheme not in ("http", "https"):
        raise _Nowhere("it was installed from a file of this machine")
    return f"{_public(record['url'])}#sha256={digest}"


def _of_checkout(folder: Path, commit: str, package: Path) -> str:
    """The address of the commit that a folder stands at, if others can fetch it and it is what runs here."""
    digest = _git(folder, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").strip()
    if not digest:
        raise _Nowhere(f'"{folder}" is not a Git repository with a commit')
    if not _git(folder, "remote").strip():
        raise _Nowhere(f'the repository in "{folder}" has no remote')
    refs = _git(folder, "for-each-ref", "--contains", digest, "--format=%(refname:lstrip=2)", "refs/remotes")
    remotes = dict.fromkeys(ref.partition("/")[0] for ref in refs.split())
    if not remotes:
        raise _Nowhere(f'commit {digest[:10]} of "{folder}" has not been pushed')
    remote = "origin" if "origin" in remotes else next(iter(remotes))
    address = _public(_git(folder, "remote", "get-url", remote).strip())
    if not _is_commit(folder, digest, package):
        raise _Nowhere(f'what is installed is not what commit {digest[:10]} of "{folder}" holds')
    below = _git(folder, "rev-parse", "--show-prefix").strip().strip("/")
    return f"git+{address}@{digest}" + (f"#subdirectory={below}" if below else "")


def _public(address: str) -> str:
    """The address for anybody's use: by HTTPS, without a password; what needs a key on the runner is of no use.

    >>> _public("git@example.org:desk/explainer.git")
    'https://example.org/desk/explainer.git'
    """
    short = _SCP.fullmatch(address)
    if short and "://" not in address:
        return f"https://{short[1]}/{short[2]}"
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "ssh", "git") or not parts.hostname:
        raise _Nowhere(f'its remote is "{address}", which only this machine reaches')
    web = parts.scheme in ("http", "https")
    host = f"{parts.hostname}:{parts.port}" if web and parts.port else parts.hostname
    return urlunsplit((parts.scheme if web else "https", host, parts.path, parts.query, ""))


def _is_commit(folder: Path, commit: str, package: Path) -> bool:
    """Whether the files of the package are, byte for byte but for line ends, those of a commit."""
    listing = _git(folder, "ls-tree", "-r", "-z", commit, f"{package.name}/")
    entries = [entry.partition("\t") for entry in listing.split("\0") if entry]
    return bool(entries) and all(
        _is_blob(package.parent / path, about.split()[2]) for about, _, path in entries
    )


def _is_blob(path: Path, digest: str) -> bool:
    if not path.is_file():
        return False
    raw = path.read_bytes()
    kind = "sha1" if len(digest) == 40 else "sha256"
    contents = (raw, raw.replace(b"\r\n", b"\n"))
    return digest in (hashlib.new(kind, b"blob %d\0%b" % (len(item), item)).hexdigest() for item in contents)


def _git(folder: Path, *words: str) -> str:
    """What Git prints; nothing where it fails or is not there."""
    # Within a hook these name another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            env=environment,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


# ---------------------------------------------------------------- the wheel


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


_FILES = {
    "mkdocs.yml": "mkdocs.yml",
    "publish.yml": ".github/workflows/publish.yml",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}
_LISTS = (".gitignore", ".gitattributes", "requirements.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What ``begin_story`` did.

    Attributes:
        written: The files it wrote.
        left: The files that were there and stay as they are, each with the lines that it lacks.
        pinned: How the project installs this package.
    """

    written: tuple[Path, ...]
    left: tuple[tuple[Path, tuple[str, ...]], ...]
    pinned: Pin


def begin_story(folder: Path, title: str) -> Begun:
    """Write the files of a new project that the folder lacks; nothing that exists is touched.

    Raises:
        GeneratorError: The folder holds another MkDocs site, or a file stands where a folder has to be.
    """
    pinned = pin()
    contents = _contents(title, pinned)
    _refuse_foreign(folder, contents)
    existing = [target for target in contents if (folder / target).exists()]
    missing = {target: content for target, content in contents.items() if target not in existing}
    for target, content in missing.items():
        path = folder / target
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, lasting=False)
        except OSError as problem:
            hint = "Mend that, then run the command again: it writes what is still missing."
            raise GeneratorError([failure(problem, str(path), hint)]) from None
    return Begun(
        written=tuple(folder / target for target in missing),
        left=tuple(
            (folder / target, _lacking(folder / target, contents[target]) if target in _LISTS else ())
            for target in existing
        ),
        pinned=pinned,
    )


def suggested_title(folder: Path) -> str:
    """A name for the site, from that of its folder.

    >>> suggested_title(Path("the-bridge_in-oslo"))
    'The bridge in oslo'
    """
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(words).capitalize() or "A story"


def _contents(title: str, pinned: Pin) -> dict[str, bytes]:
    """Every file of a project by its path."""
    data = resources.files("generator").joinpath("data", "scaffold")
    texts = {target: data.joinpath(name).read_text("utf-8") for name, target in _FILES.items()}
    # A string of JSON is one of YAML, whatever the title has in it.
    name = json.dumps(" ".join(title.split()), ensure_ascii=False)
    texts["mkdocs.yml"] = texts["mkdocs.yml"].replace("site_name: A story", f"site_name: {name}", 1)
    texts["requirements.txt"] = f"{pinned.line}\n"
    texts["seeds/story.schema.json"] = json_schema()
    texts["site_src/.gitkeep"] = ""
    return {target: text.encode() for target, text in texts.items()} | dict(pinned.files)


def _refuse_foreign(folder: Path, contents: dict[str, bytes]) -> None:
    """Stop before anything is written where it could not work."""
    found = []
    settings = folder / "mkdocs.yml"
    if settings.is_file() and b"explainer" not in settings.read_bytes():
        hint = "Choose another folder, or add the theme and the plugin `explainer` to its settings first."
        found.append(error(str(settings), 0, "new-exists", "these are the settings of another site", hint))
    for target in contents:
        for part in reversed(Path(target).parents):
            if (folder / part).exists() and not (folder / part).is_dir():
                message = "the file stands where a folder has to be"
                found.append(
                    error(str(folder / part), 0, "new-exists", message, "Move it or choose another.")
                )
    if found:
        raise GeneratorError(dict.fromkeys(found))


def _lacking(path: Path, content: bytes) -> tuple[str, ...]:
    """The lines of a list that a file does not have."""
    had = path.read_text("utf-8", errors="replace").split("\n")
    known = {line.strip().strip("/") for line in had}
    return tuple(
        line
        for line in content.decode().splitlines()
        if line and not line.startswith("#") and line.strip("/") not in known
    )
