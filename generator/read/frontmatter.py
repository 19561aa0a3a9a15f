"""YAML front matter of a seed: what the editor says of it in the file itself."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Severity, did_you_mean
from generator.model import SourceOverrides
from generator.read.encoding import Decoded

_FENCE = "---"
_KEYS = {item.name: str(item.type) for item in dataclasses.fields(SourceOverrides)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Front matter and where it ends.

    Attributes:
        said: The keys that :class:`SourceOverrides` knows.
        lines: How many lines of the file it takes, fences included; 0 where there is none.
        diagnostics: What is wrong with it.
    """

    said: SourceOverrides = field(default_factory=SourceOverrides)
    lines: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(decoded: Decoded, path: str) -> FrontMatter:
    """Read the block between a first line ``---`` and the next line ``---`` or ``...``.

    Args:
        decoded: The text of the seed.
        path: The seed's path, for messages.
    """
    count = _length(decoded)
    if not count:
        return FrontMatter()
    source = "\n".join(decoded.text[slice(*span)] for span in decoded.lines[1 : count - 1])
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        return FrontMatter(
            lines=count, diagnostics=(_finding(path, line, f'the front matter is no YAML: "{problem}"'),)
        )
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        return FrontMatter() if values is not None else FrontMatter(lines=count)
    lines = {key.value: key.start_mark.line + 2 for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
    said: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for key, value in values.items():
        if key not in _KEYS:
            findings.append(_unknown(path, lines.get(key, 1), str(key)))
            continue
        try:
            said[key] = _value(key, value)
        except TypeError:
            message = f'"{value}" is no value for "{key}"'
            findings.append(_finding(path, lines.get(key, 1), message, f"Expected {_KEYS[key]}."))
    return FrontMatter(said=SourceOverrides(**said), lines=count, diagnostics=tuple(findings))


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


def _value(key: str, value: Any) -> Any:
    if value is None:
        return None
    if key == "day_first":
        if isinstance(value, bool):
            return value
        raise TypeError
    if key == "agencies":
        items = value if isinstance(value, list) else [value]
        if all(isinstance(item, str) for item in items):
            return tuple(items)
        raise TypeError
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise TypeError


def _unknown(path: str, line: int, key: str) -> Diagnostic:
    hint = did_you_mean(key, _KEYS) or f"Known are {', '.join(_KEYS)}."
    return Diagnostic(
        path=path,
        line=line,
        message=f'the front matter has the unknown key "{key}"',
        code="front-matter-key",
        hints=(hint,),
        severity=Severity.WARNING,
    )


def _finding(path: str, line: int, message: str, *hints: str) -> Diagnostic:
    return Diagnostic(path=path, line=line, message=message, code="front-matter", hints=hints)
