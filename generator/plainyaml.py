"""Plain YAML: the part of the language that an editor's file needs, and what is wrong with a text that is none.

Anchors and aliases let a file of a few lines unfold to gigabytes, tags ask for types the text does not have, and
nesting without end exhausts the stack of whoever composes it. The events of the parser show all of these without
recursion. What a parser cannot read is looked for in the lines themselves: where it stopped is seldom where the
mistake was made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml

from generator.characters import SURROGATE, TURN, UNTEXT
from generator.diagnostics import shortened

DEEPEST = 20
# libyaml reads ten times as fast; what it refuses is walked again as PyYAML's own parser sees it.
_LOADERS: tuple[type, ...] = (getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader)
# Old separators, too: nobody types them, and a page shows them as a break or as nothing.
_FORBIDDEN = re.compile(rf"{UNTEXT.pattern}|{SURROGATE.pattern}|{TURN.pattern}|[\x0b-\x0d\x1c-\x1f]")


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


# ---------------------------------------------------------------- what is wrong with a text that is no YAML

_AS_BLOCK = 'A text that holds ": " or " #", or begins with a quotation mark, goes below a ">-".'
# "key: value", also as the first of a list's item.
_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+):(?= |$)")
# The line at which a bracket or mark that nobody closed is noticed.
_NEW_PART = re.compile(r"\s*(?:$|- |(?:- +)?[\w-]+:(?: |$))")
_ODD_SPACE = re.compile(r"[ \t]*(?P<odd>[^\S \t\r\n])")
_ODD_DASH = re.compile(r"\s*(?P<mark>[–—−•·*]\s*|-)(?=[^\W_])")
_GLUED = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+):(?=\S)")
_BLOCK_ABOVE = re.compile(r":\s+[>|][-+]?\s*$")
_LAST_WORD = re.compile(r"[\w-]+$")
_SHOWN = 40
_ROWS_BACK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlMistake:
    """What is wrong with a text that is no YAML: the line where the mistake was made, 1-based, and the remedy."""

    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stopped:
    """Where a parser stopped, and what led up to it.

    Attributes:
        problem: What it says.
        rows: The lines of the text.
        line: Where it stopped, 1-based.
        column: 0-based.
        quoted: The first and last line of each text in quotation marks before that.
        lists: Keys below which stands a list.
    """

    problem: yaml.MarkedYAMLError
    rows: Sequence[str]
    line: int
    column: int
    quoted: tuple[tuple[int, int], ...]
    lists: Collection[str]

    @property
    def row(self) -> str:
        return self.rows[self.line - 1]

    @property
    def opened(self) -> int:
        """The line of what the parser was in the midst of."""
        mark = self.problem.context_mark
        return mark.line + 1 if mark else self.line

    def says(self, *words: str) -> bool:
        return any(word in (self.problem.problem or "") for word in words)

    def is_in(self, what: str) -> bool:
        return what in (self.problem.context or "")


def yaml_mistake(problem: yaml.MarkedYAMLError, text: str, lists: Collection[str] = ()) -> YamlMistake:
    """A mistake of YAML, at the line where it was made and in words of the text.

    Args:
        problem: What a parser says of the text.
        text: The whole of it.
        lists: Keys below which stands a list.
    """
    mark = problem.problem_mark or problem.context_mark
    stopped = _Stopped(
        problem=problem,
        rows=[*text.split("\n"), ""],
        line=mark.line + 1 if mark else 1,
        column=mark.column if mark else 0,
        quoted=tuple(_quoted(text)),
        lists=lists,
    )
    for look in _LOOKS:
        if found := look(stopped):
            return found
    message = f"the file is not valid YAML: {problem.problem or problem.context}"
    return YamlMistake(line=stopped.line, message=message, hint=_AS_BLOCK)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """The first and last line of each text in quotation marks, as far as the text can be read."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                yield token.start_mark.line + 1, token.end_mark.line + 1
    except yaml.YAMLError:
        return


def _odd_indent(at: _Stopped) -> YamlMistake | None:
    """A tab, or a space that only looks like one, before a line's first word."""
    for line in range(max(1, at.line - _ROWS_BACK), at.line + 1):
        row = at.rows[line - 1]
        if "\t" in row[: len(row) - len(row.lstrip())] and line == at.line:
            hint = "Indent with spaces; YAML takes no tabs there."
            return YamlMistake(line=line, message="the line is indented with a tab", hint=hint)
        if odd := _ODD_SPACE.match(row):
            name = unicodedata.name(odd["odd"], "another space").lower()
            message = f"the line is indented with U+{ord(odd['odd']):04X} ({name}), to YAML a letter"
            return YamlMistake(line=line, message=message, hint="Indent with plain spaces: type them anew.")
    return None


def _open_mark(at: _Stopped) -> YamlMistake | None:
    """A quotation mark that nobody closed runs to the next one, over lines with keys of their own."""
    for first, last in at.quoted:
        if last > first and any(_NEW_PART.match(row) for row in at.rows[first:last]):
            return _unclosed("quotation mark", first, last)
    if at.is_in("quoted scalar") and at.says("end of stream"):
        return _unclosed("quotation mark", at.opened, 0)
    return None


def _open_bracket(at: _Stopped) -> YamlMistake | None:
    """A bracket that nobody closed is noticed where a new part begins."""
    bracket = "[" if at.is_in("flow sequence") else "{" if at.is_in("flow mapping") else ""
    at_end = not any(map(str.strip, [at.row[at.column :], *at.rows[at.line :]]))
    if bracket and (at_end or (at.opened < at.line and _NEW_PART.match(at.row))):
        return _unclosed(f'"{bracket}"', at.opened, 0)
    return None


def _within_brackets(at: _Stopped) -> YamlMistake | None:
    """Parts inside brackets with no comma between them, or a text there that has marks of its own."""
    if not at.is_in("flow"):
        return None
    pair = "[ ]" if at.is_in("flow sequence") else "{ }"
    word = _LAST_WORD.search(at.row[: at.column]) if at.row[at.column : at.column + 1] == ":" else None
    shown = shortened(at.row[word.start() if word else at.column :].strip(), _SHOWN)
    wrong = "a text has a colon, or a comma is missing before it:" if word else "a comma is missing before"
    message = f'inside {pair} {wrong} "{shown}"'
    hint = f'A text inside {pair} that itself holds ",", ": " or a bracket goes in quotation marks.'
    return YamlMistake(line=at.line, message=message, hint=hint)


def _unclosed(what: str, line: int, until: int) -> YamlMistake:
    upto = f": the text runs on to line {until}" if until else ""
    message = f"the {what} opened here is not closed{upto}"
    hint = 'Close it; a text that has such a mark itself goes below a ">-", on a line of its own.'
    return YamlMistake(line=line, message=message, hint=hint)


def _goes_on(at: _Stopped) -> YamlMistake | None:
    """Words behind the mark or bracket that ends a text."""
    before = at.row[: at.column].rstrip()
    if (
        not before
        or before[-1] not in "\"']}"
        or not at.row[at.column :].strip()
        or at.row[at.column] in ",]}:"
    ):
        return None
    mark = before[-1]
    message = f"the {mark} before “{_from(at)}” ends the text"
    other = "'" if mark == '"' else '"'
    hint = 'Put the whole text below a ">-", on a line of its own, without { }.'
    if mark in "\"'" and other not in at.row:
        hint = f"Put {other} around the whole text in its place."
    return YamlMistake(line=at.line, message=message, hint=hint)


def _from(at: _Stopped) -> str:
    """What stands where the parser stopped."""
    return shortened(at.row[at.column :].strip(), _SHOWN)


def _closes_nothing(at: _Stopped) -> YamlMistake | None:
    mark = at.row[at.column : at.column + 1]
    if mark not in ("]", "}") or at.is_in("flow"):
        return None
    hint = "Delete it, or open it; a text that holds one goes in quotation marks."
    return YamlMistake(line=at.line, message=f'the "{mark}" closes nothing', hint=hint)


def _first_letter(at: _Stopped) -> YamlMistake | None:
    """A text that begins with a mark which means something in YAML."""
    if not at.says("cannot start any token", "alphabetic or numeric character"):
        return None
    column = at.column
    while column and at.row[column - 1] in "*&":
        column -= 1
    first = at.row[column : column + 1]
    if first == "\t":
        hint = "Put a space in its place."
        return YamlMistake(line=at.line, message="a tab stands where YAML wants a space", hint=hint)
    message = f'a text cannot begin with "{first}"'
    return YamlMistake(line=at.line, message=message, hint="Put quotation marks around the text.")


def _odd_dash(at: _Stopped) -> YamlMistake | None:
    """A list's item that begins with another mark than a hyphen and a space."""
    for line in (at.line, at.opened, _line_before(at) or at.line):
        if found := _ODD_DASH.match(at.rows[line - 1]):
            mark = found["mark"].strip()
            message = f'the line begins with "{mark}"' + (" and no space" if mark == "-" else "")
            return YamlMistake(
                line=line, message=message, hint='An item of a list begins with "- ": a hyphen and a space.'
            )
    return None


def _no_colon(at: _Stopped) -> YamlMistake | None:
    """A line without the colon, or the space behind it, that makes a key of its first word."""
    if not at.says("could not find expected ':'"):
        return None
    row = at.rows[at.opened - 1]
    shown = shortened(row.strip(), _SHOWN)
    if glued := _GLUED.match(row):
        message = f'"{shown}" has no space behind the colon'
        hint = f'Write "{glued["key"]}: …".'
    elif _BLOCK_ABOVE.search(at.rows[at.opened - 2]) and at.opened > 1:
        message = f'"{shown}" does not stand further in than the key above it'
        hint = "Indent the text below a “>-” by two spaces more than its key."
    else:
        message = f'"{shown}" has no key, or no colon behind it'
        hint = 'Write "key: value"; a line that goes on with the text above stands further in than that text\'s key.'
    return YamlMistake(line=at.opened, message=message, hint=hint)


def _colon_within(at: _Stopped) -> YamlMistake | None:
    """A second colon on a line, which would make a key of the text before it."""
    key = _KEY.match(at.row)
    if not at.says("mapping values are not allowed") or not key or at.column < key.end():
        return None
    within = at.row[key.end() : at.column + 1].strip()
    message = f'the text has a colon in it: "{shortened(within, _SHOWN)}"'
    hint = 'Put quotation marks around the text, or the text below a ">-", on a line of its own.'
    return YamlMistake(line=at.line, message=message, hint=hint)


def _item_within(at: _Stopped) -> YamlMistake | None:
    if not at.says("sequence entries are not allowed", "block sequence entries"):
        return None
    message = 'a "- " stands behind a key'
    hint = (
        "A list begins on the line below its key; a text that begins with a hyphen goes in quotation marks."
    )
    return YamlMistake(line=at.line, message=message, hint=hint)


def _second_document(at: _Stopped) -> YamlMistake | None:
    """A line of hyphens or dots, which ends what YAML calls a document."""
    for line in (at.line, at.line - 1):
        row = at.rows[line - 1].rstrip() if line else ""
        if row in ("---", "..."):
            message = f'the line "{row}" ends the file for YAML'
            return YamlMistake(line=line, message=message, hint="Delete it.")
    return None


def _backslash(at: _Stopped) -> YamlMistake | None:
    if not at.says("escape character"):
        return None
    message = f'between double quotation marks, "\\{at.row[at.column : at.column + 1]}" means nothing'
    hint = "Write two backslashes for one, or put single quotation marks around the text."
    return YamlMistake(line=at.line, message=message, hint=hint)


def _list_wanted(at: _Stopped) -> YamlMistake | None:
    """The first line below the key of a list, where it begins no item."""
    for line, key in _around(at):
        below = next(
            (number for number in range(line, len(at.rows)) if _content(at.rows[number])), len(at.rows) - 1
        )
        child = at.rows[below].strip()
        if key in at.lists and child and not child.startswith(("-", "[")):
            message = f'below "{key}:" stands a list, and "{shortened(child, _SHOWN)}" begins no item'
            hint = 'Begin each item of it with "- ": a hyphen and a space.'
            return YamlMistake(line=below + 1, message=message, hint=hint)
    return None


def _around(at: _Stopped) -> Iterator[tuple[int, str]]:
    """The lines of the keys that stand open around a line, with the key, from the innermost outwards."""
    indent = _indent(at.row)
    for line in range(at.line - 1, 0, -1):
        row = at.rows[line - 1]
        found = _KEY.match(row)
        if found and found.end("dash" if found["dash"] else "indent") < max(indent, 1) and _content(row):
            if row[found.end() :].strip() == "":
                yield line, found["key"]
            indent = _indent(row)
            if not indent:
                return


def _indentation(at: _Stopped) -> YamlMistake | None:
    """A line that stands a little further in or out than those it seems to belong with."""
    own = _indent(at.row)
    like = _kin(at, own) if at.row.strip() else []
    if not like or like[0][1] == own:
        return None
    line, indent = like[0]
    other = (
        "the line before it" if line == _line_before(at) else f"line {line}, which it seems to belong with,"
    )
    message = f"the line stands {own} column{'' if own == 1 else 's'} in, {other} {indent}"
    fits = ", or ".join(f"{_spaces(indent)} as line {line}" for line, indent in like)
    return YamlMistake(line=at.line, message=message, hint=f"Give it {fits}{_or_that_one(at, line, indent)}.")


def _or_that_one(at: _Stopped, line: int, indent: int) -> str:
    """Where the next line stands as this one does, and only an item's first line above otherwise: that it is wrong."""
    own = _indent(at.row)
    below = next((row for row in at.rows[at.line :] if _content(row)), "")
    first = at.rows[line - 1]
    apart = own - indent
    alone = line == _line_before(at) and first.lstrip().startswith("- ") and _indent(below) == own
    if not alone or _indent(first) + apart < 0:
        return ""
    return f"; or, since the next line stands like it, give line {line} {_spaces(_indent(first) + apart)}"


def _kin(at: _Stopped, own: int) -> list[tuple[int, int]]:
    """The lines above with which a line may belong, and how far in its like stands there: those that come nearest."""
    item = at.row.lstrip().startswith("- ")
    found: list[tuple[int, int]] = []
    deepest = len(at.row) + 1
    for line in range(at.line - 1, 0, -1):
        row = at.rows[line - 1]
        if deepest and _content(row) and not (found and _indent(row) >= deepest):
            deepest = _indent(row)
            found += [(line, indent) for indent in _like(row, item=item)]
    nearest = min((abs(indent - own) for _line, indent in found), default=0)
    # Of lines that stand equally far in, the nearest speaks for all.
    by_indent = {indent: line for line, indent in reversed(found) if abs(indent - own) == nearest}
    return [(line, indent) for line, indent in found if by_indent.get(indent) == line]


def _like(row: str, *, item: bool) -> Iterator[int]:
    """How far in a line holds what another may belong with: an item, or a key, be it behind an item's hyphen."""
    if row.lstrip().startswith("- ") == item:
        yield _indent(row)
    elif not item:
        yield len(row) - len(row.lstrip(" -"))


def _line_before(at: _Stopped) -> int:
    return next((line for line in range(at.line - 1, 0, -1) if _content(at.rows[line - 1])), 0)


def _content(row: str) -> bool:
    """Whether a line holds more than a comment."""
    return bool(row.strip()) and not row.lstrip().startswith("#")


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _spaces(number: int) -> str:
    return f"{number} space{'' if number == 1 else 's'}" if number else "no space"


_LOOKS: tuple[Callable[[_Stopped], YamlMistake | None], ...] = (
    _odd_indent,
    _open_mark,
    _open_bracket,
    _second_document,
    _closes_nothing,
    _goes_on,
    _within_brackets,
    _first_letter,
    _backslash,
    _odd_dash,
    _no_colon,
    _colon_within,
    _item_within,
    _list_wanted,
    _indentation,
)
