"""The formats that articles are taken from: a module of this folder with a ``FORMAT`` is one, found by being here."""

from __future__ import annotations

import functools
import logging
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata, util
from pathlib import PurePosixPath

from generator.diagnostics import GeneratorError
from generator.intake.original import LARGEST, Original, Taken, refusal
from generator.read.formats.unread import other_format

_EXTRA = "intake"
# What these note of a file, line by line, is not for editors: they are told whether it was read.
for _library in ("pypdf", "trafilatura", "htmldate", "mammoth", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFormat:
    """One format.

    Attributes:
        name: With its article, for messages.
        suffixes: The endings of its files' names, in small letters, with the dot.
        needs: The modules of the extra ``intake`` that read it.
        is_one: Whether bytes are plainly of this format, whatever the file's name ends in.
        take: Takes the article. Raises :class:`GeneratorError`, or what its library raises for a damaged file.
    """

    name: str
    suffixes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    is_one: Callable[[bytes], bool]
    take: Callable[[Original], Taken]


@functools.cache
def formats() -> tuple[IntakeFormat, ...]:
    """Every format, in the order in which bytes are tried; plain text, which anything can be, is the last."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return tuple(sorted((module.FORMAT for module in modules), key=lambda item: ".txt" in item.suffixes))


def suffixes() -> tuple[str, ...]:
    """The endings of names of files that are taken, by name."""
    return tuple(sorted(suffix for item in formats() for suffix in item.suffixes))


def take(original: Original) -> Taken:
    """Take the article that an original holds, by what its bytes are, else by what its name ends in.

    Raises:
        GeneratorError: It is empty, too large, damaged or protected, of a kind that is not taken, or what reads it is
            not installed.
    """
    name, raw = original.name, original.raw
    if len(raw) > LARGEST:
        message = f"the file has {len(raw):,} bytes"
        raise refusal(name, "intake-size", message, f"At most {LARGEST:,} are read: is it one article?")
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise refusal(name, "intake-empty", "there is nothing in it")
    found = _format_of(original)
    _require(found, name)
    try:
        taken = found.take(original)
    except GeneratorError:
        raise
    except Exception as problem:
        # The libraries raise what they like at a damaged file.
        said = " ".join(str(problem).split())[:160]
        message = f'the file cannot be read as {found.name}: "{type(problem).__name__}: {said}"'
        hint = "Open it in its own program and save it again, or copy the article's words into a .txt file."
        raise refusal(name, "intake-damaged", message, hint) from problem
    return taken


def _format_of(original: Original) -> IntakeFormat:
    found = next((item for item in formats() if item.is_one(original.raw)), None)
    if found:
        return found
    other = other_format(original.raw)
    if other:
        raise refusal(
            original.name,
            "intake-type",
            f"this is {other.name}, which is not taken",
            other.remedy.replace("{file}", original.name),
        )
    suffix = PurePosixPath(original.name).suffix.lower()
    by_name = next((item for item in formats() if suffix in item.suffixes), None)
    if by_name:
        return by_name
    if b"\x00" in original.raw and not original.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        kinds = ", ".join(suffixes())
        raise refusal(
            original.name, "intake-type", "this is no text and no known document", f"Taken are {kinds}."
        )
    return formats()[-1]


def _require(found: IntakeFormat, name: str) -> None:
    missing = [module for module in found.needs if util.find_spec(module) is None]
    if missing:
        message = f"what reads {found.name} is not installed: {', '.join(missing)}"
        raise refusal(name, "intake-missing", message, *install_lines())


def install_lines() -> tuple[str, ...]:
    """What to type to have the libraries of the extra, however this package itself was installed."""
    try:
        asked = metadata.requires("explainer-microsite") or ()
    except metadata.PackageNotFoundError:
        asked = ()
    marker = (f'extra == "{_EXTRA}"', f"extra == '{_EXTRA}'")
    names = [f'"{line.split(";")[0].strip()}"' for line in asked if line.endswith(marker)]
    lines = [f'In the folder of explainer-microsite: pip install ".[{_EXTRA}]"']
    if names:
        lines.append(f"Anywhere else: pip install {' '.join(names)}")
    return tuple(lines)
