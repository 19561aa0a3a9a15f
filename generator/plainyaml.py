"""Plain YAML: the part of the language that an editor's file needs, checked before anything is built of it.

Anchors and aliases let a file of a few lines unfold to gigabytes, tags ask for types the text does not have, and
nesting without end exhausts the stack of whoever composes it. The events of the parser show all of these without
recursion.
"""

from __future__ import annotations

import re

import yaml

from generator.characters import SURROGATE, UNTEXT

DEEPEST = 20
# libyaml reads ten times as fast; what it refuses is walked again as PyYAML's own parser sees it.
_LOADERS: tuple[type, ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
# Old separators, too: nobody types them, and a page shows them as a break or as nothing.
_FORBIDDEN = re.compile(rf"{UNTEXT.pattern}|{SURROGATE.pattern}|[\x0b-\x0d\x1c-\x1f]")


class PlainYamlError(ValueError):
    """A text uses YAML that is not plain.

    Attributes:
        line: 1-based.
        message: What is wrong, without a full stop.
    """

    def __init__(self, line: int, message: str) -> None:
        """Keep the line and the message."""
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def check_plain(text: str) -> None:
    """Refuse anchors, aliases, tags, keys that are no scalars, deep nesting, and characters no text has.

    Of a text that is no YAML, only what comes before the mistake is checked; the mistake is left to whoever loads it.

    Raises:
        PlainYamlError: At the first part that is not plain.
    """
    surrogate = SURROGATE.search(text)
    if surrogate:
        line = text.count("\n", 0, surrogate.start()) + 1
        raise PlainYamlError(line, _forbidden(surrogate[0]))
    for loader in _LOADERS:
        try:
            _walk(text, loader)
        except yaml.YAMLError:
            continue
        return


def _walk(text: str, loader: type) -> None:
    # For each open mapping whether its key comes next, for each open sequence None.
    awaiting: list[bool | None] = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionEndEvent):
            awaiting.pop()
        elif isinstance(event, yaml.NodeEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            _check_node(event, line)
            collection = isinstance(event, yaml.CollectionStartEvent)
            if awaiting and awaiting[-1] is not None:
                if awaiting[-1] and collection:
                    raise PlainYamlError(line, "a key is a list or a mapping, not a word")
                awaiting[-1] = not awaiting[-1]
            if collection:
                awaiting.append(True if isinstance(event, yaml.MappingStartEvent) else None)
            if len(awaiting) > DEEPEST:
                raise PlainYamlError(line, f"lists and mappings are nested deeper than {DEEPEST}")


def _check_node(event: yaml.NodeEvent, line: int) -> None:
    if event.anchor is not None:
        sort = "an alias (*)" if isinstance(event, yaml.AliasEvent) else "an anchor (&)"
        raise PlainYamlError(
            line, f"{sort} is not allowed here; put the text itself, or quotation marks around it"
        )
    if getattr(event, "tag", None) is not None:
        raise PlainYamlError(line, "a tag (!) is not allowed here; put quotation marks around the text")
    found = _FORBIDDEN.search(event.value) if isinstance(event, yaml.ScalarEvent) else None
    if found:
        raise PlainYamlError(line, _forbidden(found[0]))


def _forbidden(char: str) -> str:
    return f"the character U+{ord(char):04X} is not allowed; delete it"
