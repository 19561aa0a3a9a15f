"""Additions to ``story.yml`` as text: everything else of the file stays byte for byte what it was."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

import yaml

from generator.diagnostics import GeneratorError, error
from generator.plainyaml import check_plain
from generator.publish.host.filesystem import write_whole


def insert_items(text: str, key: str, items: str) -> str:
    """Add items at the end of a top-level list.

    Args:
        text: A YAML file whose root is a mapping, or empty.
        key: Name of the list; where there is none, it is added at the end of the file.
        items: Lines of a block list without indentation, each item beginning with ``- ``;
            comment lines may stand between them. Lines end in a line feed.

    Returns:
        The text with the items in it, in the file's own line ends.

    Raises:
        ValueError: The file is no plain YAML mapping, or ``key`` holds something else than a list.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    check_plain(text)
    root = _composed(text)
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise ValueError("the file is no mapping")
    lines = items.rstrip("\n").split("\n")
    if root is None:
        return _append(text, key, lines, newline)
    if root.flow_style:
        raise ValueError("the file is one flow mapping; write it in lines")
    found = next((pair for pair in root.value if pair[0].value == key), None)
    if found is None:
        return _append(text, key, lines, newline)
    name, node = found
    if isinstance(node, yaml.SequenceNode):
        return _insert(text, node, lines, newline)
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return _replace_value(text, node, lines, newline, after=name.end_mark.index)
    raise ValueError(f'"{key}" is no list')


def insert_pairs(text: str, key: str, pairs: Sequence[str]) -> str:
    """Add pairs at the end of a top-level mapping; one in braces is written in lines for that.

    Args:
        text: A YAML file whose root is a mapping in lines, or empty.
        key: Name of the mapping; where there is none, it is added at the end of the file.
        pairs: The lines of the pairs, without the mapping's own indentation.

    Raises:
        ValueError: The file is no plain YAML mapping in lines, or ``key`` holds something else than a mapping.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    check_plain(text)
    root = _composed(text)
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise ValueError("the file is no mapping in lines")
    found = next((pair for pair in root.value if pair[0].value == key), None) if root else None
    if found is None:
        return _append(text, key, list(pairs), newline)
    return _with_pairs(text, found, list(pairs), newline)


def _with_pairs(text: str, found: tuple[yaml.Node, yaml.Node], pairs: list[str], newline: str) -> str:
    name, node = found
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return _replace_value(text, node, pairs, newline, after=name.end_mark.index)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(f'"{name.value}" is no mapping')
    if not node.flow_style:
        return _insert_block(text, node, pairs, newline)
    if not node.value:
        return _replace_value(text, node, pairs, newline)
    spans = [(key.start_mark.index, value.end_mark.index) for key, value in node.value]
    return _out_of_brackets(text, node, [text[slice(*span)] for span in spans], spans, pairs, newline)


def with_title(text: str, title: str) -> str:
    """Give the file's ``story:`` a title, where it has none.

    Args:
        text: A YAML file whose root is a mapping, or empty.
        title: The title as YAML, with what stands behind it on its line.

    Raises:
        ValueError: The file is no plain YAML mapping in lines, or its ``story`` is no mapping.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    check_plain(text)
    root = _composed(text)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next((pair for pair in pairs if pair[0].value == "story"), None)
    if found is None:
        return _append(text, "story", [f"title: {title}"], newline)
    name, node = found
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return _replace_value(text, node, [f"title: {title}"], newline, after=name.end_mark.index)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError('"story" is no mapping')
    if any(key.value == "title" for key, _value in node.value):
        return text
    at = node.start_mark.index
    if node.flow_style:
        return f"{text[: at + 1]}title: {title.partition('  #')[0]}, {text[at + 1 :]}"
    indent = " " * node.start_mark.column
    return f"{text[:at]}title: {title}{newline}{indent}{text[at:]}"


def _insert(text: str, node: yaml.SequenceNode, lines: list[str], newline: str) -> str:
    """Add to a list, in the style that it is written in."""
    if not node.flow_style:
        return _insert_block(text, node, lines, newline)
    if not node.value:
        return _replace_value(text, node, lines, newline)
    return _insert_flow(text, node, lines, newline)


def _composed(text: str) -> yaml.Node | None:
    """The file's nodes. A build reads with libyaml, which takes "{title: Why?, …}" where PyYAML's parser does not."""
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def write_story(path: Path, text: str, *, old: bytes | None, shown: str) -> None:
    """Put a text in the place of ``story.yml`` at once, or leave the file as it was, byte for byte.

    Args:
        path: The file; a link is followed.
        text: What it is to hold; a byte order mark stays.
        old: What it held when the text was made of it; ``None`` if there was no file.
        shown: The path for messages.

    Raises:
        GeneratorError: It cannot be written, or has changed meanwhile.
    """
    mark = codecs.BOM_UTF8 if old and old.startswith(codecs.BOM_UTF8) else b""
    try:
        if (path.read_bytes() if path.exists() else None) != old:
            message = "the file has changed while this was made of it"
            hint = "Nothing was written. Run the command again."
            raise GeneratorError([error(shown, 0, "story-changed", message, hint)])
        write_whole(path, mark + text.encode())
    except OSError as problem:
        message = f'the file cannot be written: "{problem.strerror}"'
        hint = "It is as it was, to the byte."
        raise GeneratorError([error(shown, 0, "story-write", message, hint)]) from None


def _append(text: str, key: str, lines: list[str], newline: str) -> str:
    body = newline.join([f"{key}:", *(f"  {line}" for line in lines)]) + newline
    end = text.rstrip()
    # A document end marker must stay last.
    if end.endswith("...") and end[:-3].endswith(("\n", "\r")):
        at = len(end) - 3
        return text[:at] + body + text[at:]
    if not text:
        return body
    gap = "" if text.endswith("\n") else newline
    return text + gap + newline + body


def _insert_block(text: str, node: yaml.CollectionNode, lines: list[str], newline: str) -> str:
    """Behind the last line of the last item, before what comments or blank lines follow it."""
    indent = " " * node.start_mark.column
    last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    end = max(_content_end(last, text), node.value[-1][0].end_mark.index if last is not node.value[-1] else 0)
    at = _line_end(text, len(text[:end].rstrip()))
    # A text that keeps its blank lines ("|+") ends behind them.
    at = max(at, end) if text[:end].endswith("\n") and _keeps_blank_lines(last, text) else at
    added = newline.join(indent + line for line in lines)
    if at == len(text) and not text.endswith("\n"):
        return text + newline + added
    return text[:at] + added + newline + text[at:]


def _content_end(node: yaml.Node, text: str) -> int:
    """Where the last word of a node ends; block collections' own marks run on over what follows."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        key, value = node.value[-1]
        return max(int(key.end_mark.index), _content_end(value, text))
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _content_end(node.value[-1], text)
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return _block_scalar_end(node, text)
    return end


def _keeps_blank_lines(node: yaml.Node, text: str) -> bool:
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    header = text[node.start_mark.index :].split("\n", 1)[0].partition("#")[0]
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") and "+" in header


def _block_scalar_end(node: yaml.ScalarNode, text: str) -> int:
    """The end of a ``|`` or ``>`` text: its mark may lie behind comments that follow it."""
    start: int = node.start_mark.index
    kept = text[start : node.end_mark.index]
    lines = kept.splitlines(keepends=True)
    if "+" in lines[0].partition("#")[0]:
        return int(node.end_mark.index)
    body = [line for line in lines[1:] if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in body[:1]), default=0)
    while len(lines) > 1 and (not lines[-1].strip() or len(lines[-1]) - len(lines[-1].lstrip()) < indent):
        lines.pop()
    return start + len("".join(lines))


def _line_end(text: str, at: int) -> int:
    """Behind the line feed of the line that ``at`` stands in."""
    feed = text.find("\n", at)
    return len(text) if feed < 0 else feed + 1


def _insert_flow(text: str, node: yaml.SequenceNode, lines: list[str], newline: str) -> str:
    """Turn the list's brackets into a block list, each old item as it was written."""
    spans = [(item.start_mark.index, item.end_mark.index) for item in node.value]
    return _out_of_brackets(text, node, [f"- {text[slice(*span)]}" for span in spans], spans, lines, newline)


def _out_of_brackets(
    text: str,
    node: yaml.CollectionNode,
    items: list[str],
    spans: list[tuple[int, int]],
    lines: list[str],
    newline: str,
) -> str:
    """Write what stood in brackets in lines, and more lines behind it.

    Raises:
        ValueError: Comments stand between what lies in the brackets.
    """
    edges = [node.start_mark.index, *(at for span in spans for at in span), node.end_mark.index]
    if any("#" in text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)):
        raise ValueError("a list in brackets has comments in it; write it in lines")
    body = newline.join(f"  {line}" for line in (*items, *lines))
    return text[: node.start_mark.index].rstrip(" ") + newline + body + text[node.end_mark.index :]


def _replace_value(
    text: str, node: yaml.Node, lines: list[str], newline: str, after: int | None = None
) -> str:
    """Put a block list in the place of ``[]``, or of nothing, keeping a comment on the key's line."""
    start = (
        text.index(":", after) + 1 if after is not None else len(text[: node.start_mark.index].rstrip(" "))
    )
    end = node.end_mark.index
    stop = max(start, len(text[:end].rstrip()) if after is not None else end)
    line_end = text.find("\n", stop)
    rest = text[stop:] if line_end < 0 else text[stop : line_end + 1]
    tail = "" if line_end < 0 else text[line_end + 1 :]
    comment = rest.rstrip("\r\n").rstrip()
    body = newline.join(f"  {line}" for line in lines)
    close = newline if line_end >= 0 or text.endswith("\n") else ""
    return text[:start] + comment + newline + body + close + tail
