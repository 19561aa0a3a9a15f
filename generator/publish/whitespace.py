"""A page without the indentation of its templates: a twentieth of its bytes, and nothing that a reader sees."""

from __future__ import annotations

_KEPT = ("pre", "textarea", "script")
"""Elements whose white space means something."""


def without_indentation(html: str) -> str:
    r"""The page with every tag that begins a line at the line's start, and no empty line before it.

    Text is not touched, so that quotations stay as they are.

    >>> without_indentation("<ul>\n  \n  <li>a\n   b</li>\n</ul><pre>\n  <b>x</b></pre>")
    '<ul>\n<li>a\n   b</li>\n</ul><pre>\n  <b>x</b></pre>'
    """
    lines: list[str] = []
    inside = ""
    for line in html.split("\n"):
        bare = line.lstrip(" \t")
        if not inside and bare.startswith("<"):
            while lines and not lines[-1].strip(" \t"):
                lines.pop()
            lines.append(bare)
        else:
            lines.append(line)
        inside = _open_at_end(line, inside)
    return "\n".join(lines)


def _open_at_end(line: str, inside: str) -> str:
    """The element of `_KEPT` that is open after the line, or ``""``."""
    opened = [(line.rfind(f"<{name}"), name) for name in ((inside,) if inside else _KEPT)]
    at, name = max(opened)
    if inside:
        return "" if f"</{inside}" in line and line.rfind(f"</{inside}") > at else inside
    return name if at >= 0 and line.rfind(f"</{name}") < at else ""
