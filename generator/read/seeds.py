"""The files of the seeds folder: which of them are articles, and their bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import Path

from generator.diagnostics import Diagnostic, GeneratorError, Severity
from generator.model import Seed
from generator.read import encoding
from generator.read.words import shortened

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
_NOT_ARTICLES = ("readme", "story")
_STATED_ENCODING = re.compile(rb"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,40}?encoding:[ \t]*[\"']?([\w.:-]+)")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")
# No text has these: C0 but for white space and separators, DEL, and C1 but for NEL, which is a line break.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def list_seeds(folder: Path) -> tuple[Path, ...]:
    """The articles directly in ``folder``, by name; hidden files, a README and the story file are none."""
    return tuple(path for path in _candidates(folder) if path.suffix.lower() in MEDIA_TYPES)


def unread_files(folder: Path, root: Path) -> tuple[Diagnostic, ...]:
    """A warning for each file in ``folder`` that looks like an article in a format that is not read.

    Args:
        folder: The seeds folder.
        root: The folder of ``mkdocs.yml``; paths in messages are relative to it.
    """
    return tuple(
        Diagnostic(
            path=_relative(path, root),
            line=0,
            message=f'the file type "{path.suffix or path.name}" is not read',
            code="seed-type",
            hints=(
                "Articles are .txt or .md files.",
                "Save the article as plain text, or move the file elsewhere.",
            ),
            severity=Severity.WARNING,
        )
        for path in _candidates(folder)
        if path.suffix.lower() not in MEDIA_TYPES
    )


def read_seed(path: Path, root: Path) -> Seed:
    """Read a file's bytes and find out their encoding.

    Args:
        path: The file.
        root: The folder of ``mkdocs.yml``.

    Raises:
        GeneratorError: The file cannot be read, lies outside the project, is empty, or is not text.
    """
    relative = _relative(path, root)
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise _outside(relative)
        raw = path.read_bytes()
    except OSError as error:
        raise _refusal(relative, f'the file cannot be read: "{error.strerror}"', "seed-unreadable") from error
    stated = _STATED_ENCODING.match(raw)
    seed = Seed(
        path=relative,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=MEDIA_TYPES.get(path.suffix.lower(), "text/plain"),
        encoding=encoding.detect(raw),
        raw=raw,
    )
    _check(seed)
    return in_encoding(seed, stated[1].decode("ascii")) if stated else seed


def in_encoding(seed: Seed, stated: str) -> Seed:
    """The seed with the encoding an editor states for it.

    Raises:
        GeneratorError: There is no such encoding.
    """
    try:
        return dataclasses.replace(seed, encoding=encoding.resolve(seed.raw, stated))
    except (LookupError, ValueError) as error:
        raise _wrong_encoding(seed.path, stated) from error


def decode_seed(seed: Seed) -> encoding.Decoded:
    """The text of a seed with the bytes of each code point.

    Raises:
        GeneratorError: The bytes are not in the seed's encoding, or stand for characters that no text has.
    """
    try:
        decoded = encoding.decode(seed.raw, seed.encoding)
    except (LookupError, ValueError) as error:
        raise _wrong_encoding(seed.path, seed.encoding) from error
    if _SURROGATE.search(decoded.text):
        raise _wrong_encoding(seed.path, seed.encoding)
    control = _CONTROL.search(decoded.text)
    if control:
        raise _control_character(seed.path, decoded.line(control.start()), control[0])
    return decoded


def _candidates(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.name.startswith(".")
        and path.name.lower().partition(".")[0] not in _NOT_ARTICLES
    )


def _check(seed: Seed) -> None:
    raw, path = seed.raw, seed.path
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise _refusal(
            path, "the file is empty", "seed-empty", "Put the article's text into it, or remove the file."
        )
    if seed.encoding.startswith("utf-16"):
        return
    controls = sum(raw.count(byte) for byte in _CONTROLS)
    if b"\x00" in raw or controls * 100 > len(raw):
        raise _refusal(
            path, "the file is not text", "seed-binary", "Save the article as plain text in UTF-8."
        )


def _wrong_encoding(path: str, name: str) -> GeneratorError:
    return _refusal(
        path,
        f'the file is not in the encoding "{shortened(name)}"',
        "seed-encoding",
        "Save the file as UTF-8, or correct or drop the encoding stated for it.",
    )


def _control_character(path: str, line: int, char: str) -> GeneratorError:
    message = f"the file holds the control character U+{ord(char):04X}"
    return GeneratorError(
        [Diagnostic(path=path, line=line, message=message, code="seed-control", hints=("Delete it.",))]
    )


def _outside(path: str) -> GeneratorError:
    return _refusal(
        path,
        "the file is a link that leads out of the project",
        "seed-outside",
        "Put a copy of the article here instead of the link.",
    )


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _refusal(path: str, message: str, code: str, *hints: str) -> GeneratorError:
    return GeneratorError([Diagnostic(path=path, line=0, message=message, code=code, hints=hints)])
