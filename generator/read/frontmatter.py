"""YAML front matter of a seed: what the editor says of it in the file itself.

In come decoded lines, out goes what they say, how many they are, and what is wrong with them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from generator.characters import LANGUAGE_TAG
from generator.data import table
from generator.diagnostics import Diagnostic, Severity, did_you_mean, shortened, warning
from generator.model import SourceOverrides
from generator.plainyaml import PlainYamlError, check_plain, yaml_mistake
from generator.read.encoding import Decoded

_FENCE = "---"
_KEYS = {item.name: str(item.type) for item in dataclasses.fields(SourceOverrides)}
# libyaml reads ten times as fast; where something is wrong, PyYAML's own loader says it, the same everywhere.
_LOADERS: tuple[type[yaml.SafeLoader], ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
_NULL, _BOOL, _DATE = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_WORDS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int")
_ID = re.compile(r"(?!index\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
_URL = re.compile(r"https?://\S+")
_LANGUAGE = re.compile(LANGUAGE_TAG)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXPECTED = {
    "id": 'Expected small letters, digits and single hyphens, such as "daily-news", and not "index".',
    "url": "Expected an address that begins with https:// or http://.",
    "agencies": "Expected a name or a list of names.",
    "date": "Expected a date such as 2026-01-27, or a month such as 2026-01.",
    "day_first": "Expected true or false.",
    "language": "Expected a language tag (BCP 47), such as en, de or pt-BR.",
    "retrieved": "Expected a day, such as 2026-01-27.",
    "original_sha256": "Expected the 64 hexadecimal digits of the original's SHA-256.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a seed's text was taken from, as ``explainer add`` notes it; ``None`` is not said.

    Attributes:
        byline: Who wrote the article.
        retrieved: The day on which it was taken, ``2026-01-27``.
        original_sha256: The digest of the file it was taken from, in hexadecimal digits.
        converter: What took it, with its version.
    """

    byline: str | None = None
    retrieved: str | None = None
    original_sha256: str | None = None
    converter: str | None = None


_NOTED = tuple(item.name for item in dataclasses.fields(Provenance))


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Front matter and where it ends.

    Attributes:
        said: The keys that :class:`SourceOverrides` knows, and what other tools call them.
        noted: Those of :class:`Provenance`.
        lines: How many lines of the file it takes, fences included; 0 where there is none.
        date_line: The line of the file in which it states the date; 0 where it states none.
        diagnostics: What is wrong with it.
    """

    said: SourceOverrides = field(default_factory=SourceOverrides)
    noted: Provenance = field(default_factory=Provenance)
    lines: int = 0
    date_line: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(decoded: Decoded, path: str) -> FrontMatter:
    """Read the block between a first line ``---`` and the next line ``---`` or ``...``.

    Args:
        decoded: The text of the seed.
        path: The seed's path, for messages.
    """
    count = _length(decoded)
    if not count:
        return FrontMatter(diagnostics=_endless(decoded, path))
    source = "\n".join(decoded.text[slice(*span)] for span in decoded.lines[1 : count - 1])
    try:
        check_plain(source)
        loader, node = _compose(source)
    except PlainYamlError as error:
        finding = _finding(path, error.line + 1, f"in the front matter, {error.message}")
        return FrontMatter(lines=count, diagnostics=(finding,))
    except yaml.YAMLError as error:
        return FrontMatter(lines=count, diagnostics=(_no_yaml(path, source, error),))
    if not isinstance(node, yaml.MappingNode):
        empty = node is None or node.tag == _NULL
        return FrontMatter(lines=count) if empty else FrontMatter()
    return _of_keys(node, loader, source, path, count)


def _endless(decoded: Decoded, path: str) -> tuple[Diagnostic, ...]:
    """A mistake where a file begins with front matter that no line ends."""
    rows = [decoded.text[slice(*span)].rstrip() for span in decoded.lines[:2]]
    if len(rows) < 2 or rows[0] != _FENCE or rows[1].partition(":")[0] not in (*_KEYS, *_NOTED):
        return ()
    message = "the front matter that begins here does not end"
    return (_finding(path, 1, message, 'Put a line "---" below the last of its keys.'),)


def _of_keys(
    node: yaml.MappingNode, loader: yaml.SafeLoader, source: str, path: str, count: int
) -> FrontMatter:
    """What the keys of a front matter of ``count`` lines say, and what is wrong with them."""
    said: dict[str, Any] = {}
    theirs: dict[str, Any] = {}
    lines = [(key.value, key.start_mark.line + 2) for key, _value in node.value]
    findings = _repeated(lines, path)
    # Of a key that stands twice, the last counts.
    for key, (line, value) in {k.value: (k.start_mark.line + 2, v) for k, v in node.value}.items():
        if key not in (*_KEYS, *_NOTED):
            meant = _as_ours(key, value, loader)
            if meant is None:
                findings.append(_unknown(path, line, shortened(key)))
            else:
                theirs = meant | theirs
            continue
        try:
            said[key] = _value(key, value, loader)
        except ValueError:
            message = f'"{shortened(_written(source, value))}" is no value for "{key}"'
            findings.append(_finding(path, line, message, _EXPECTED.get(key, "Expected a text.")))
    said = theirs | said
    noted = Provenance(**{key: said.pop(key) for key in said.keys() & set(_NOTED)})
    return FrontMatter(
        said=SourceOverrides(**said),
        noted=noted,
        lines=count,
        date_line=next((line for key, line in lines if _is_date(key)), 0),
        diagnostics=tuple(findings),
    )


def _repeated(lines: Sequence[tuple[str, int]], path: str) -> list[Diagnostic]:
    """A warning for each key that stands there once more."""
    return [
        _twice(path, line, shortened(key))
        for number, (key, line) in enumerate(lines)
        if any(key == other for other, _line in lines[:number])
    ]


def _as_ours(key: str, node: yaml.Node, loader: yaml.SafeLoader) -> dict[str, Any] | None:
    """What a key that other tools write says, by our own key; ``None`` where it is none of theirs.

    ``source`` is an address or an outlet: the first of our keys counts, in the table's order, that takes the value.
    """
    theirs = table("page_keys")["front_matter"]
    if key.casefold() in theirs["unused"]:
        return {}
    for own, names in theirs.items():
        if key.casefold() in names:
            try:
                return {own: _value(own, node, loader)}
            except ValueError:
                continue
    return None


def _is_date(key: str) -> bool:
    return key == "date" or key.casefold() in table("page_keys")["front_matter"]["date"]


def merge(stronger: SourceOverrides, weaker: SourceOverrides) -> SourceOverrides:
    """What ``stronger`` says, and where it is silent what ``weaker`` says."""
    values = {key: getattr(stronger, key) for key in _KEYS}
    return dataclasses.replace(weaker, **{key: value for key, value in values.items() if value is not None})


def _length(decoded: Decoded) -> int:
    if not decoded.lines or decoded.text[slice(*decoded.lines[0])].rstrip() != _FENCE:
        return 0
    for number, span in enumerate(decoded.lines[1:], start=2):
        if decoded.text[slice(*span)].rstrip() in (_FENCE, "..."):
            return number
    return 0


def _compose(source: str) -> tuple[yaml.SafeLoader, yaml.Node | None]:
    for make_loader in _LOADERS[:-1]:
        try:
            loader = make_loader(source)
            return loader, loader.get_single_node()
        except yaml.YAMLError:
            continue
    loader = _LOADERS[-1](source)
    return loader, loader.get_single_node()


def _value(key: str, node: yaml.Node, loader: yaml.SafeLoader) -> Any:
    """The value of a key.

    Raises:
        ValueError: It is none for this key.
    """
    if node.tag == _NULL:
        return None
    if key == "day_first":
        if node.tag == _BOOL:
            return loader.construct_object(node)
        raise ValueError
    if key == "byline" and isinstance(node, yaml.SequenceNode):
        # "[[Ann Poe]]", as Obsidian links a writer.
        return ", ".join(_text(item, loader).strip("[]") for item in node.value)
    if key == "agencies":
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(_text(item, loader) for item in items)
    text = _text(node, loader)
    form = {
        "id": _ID, "url": _URL, "language": _LANGUAGE, "retrieved": _DAY, "original_sha256": _SHA256,
    }.get(key)  # fmt: skip
    if form and not form.fullmatch(text):
        raise ValueError
    return text


def _text(node: yaml.Node, loader: yaml.SafeLoader) -> str:
    """A scalar as one line of text, numbers and dates as they are written."""
    if node.tag == _DATE:
        day: date = loader.construct_object(node)
        return day.isoformat()
    if node.tag not in _WORDS or not node.value.strip():
        raise ValueError
    return " ".join(node.value.split())


def _written(source: str, node: yaml.Node) -> str:
    """What stands in the file for a value."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    return source.split("\n")[node.start_mark.line][node.start_mark.column :]


def _no_yaml(path: str, source: str, error: yaml.YAMLError) -> Diagnostic:
    try:
        # With a line in the place of the fence, lines are those of the file.
        _compose(f"\n{source}")
    except yaml.MarkedYAMLError as problem:
        found = yaml_mistake(problem, f"\n{source}")
        return _finding(path, found.line, f"in the front matter, {found.message}", found.hint)
    except yaml.YAMLError:
        pass
    return _finding(path, 1, f'the front matter is no YAML: "{shortened(str(error))}"')


def _unknown(path: str, line: int, key: str) -> Diagnostic:
    known = (*_KEYS, *_NOTED)
    hint = did_you_mean(key, known) or f"Known are {', '.join(known)}."
    return Diagnostic(
        path=path,
        line=line,
        message=f'the front matter has the unknown key "{key}"',
        code="front-matter-key",
        hints=(hint,),
        severity=Severity.WARNING,
    )


def _twice(path: str, line: int, key: str) -> Diagnostic:
    message = f'the key "{key}" stands twice in the front matter, and the last counts'
    return warning(path, line, "front-matter-key", message, "Keep one of the two.")


def _finding(path: str, line: int, message: str, *hints: str) -> Diagnostic:
    return Diagnostic(path=path, line=line, message=message, code="front-matter", hints=hints)
