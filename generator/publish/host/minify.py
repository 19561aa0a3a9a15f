"""Fewer bytes: one style sheet out of the theme's parts, and pages without the indentation of their templates.

Nothing changes that a reader sees, and nothing that a script does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,>]) ?")
_SLASHED = re.compile(
    r"""<(script|style|textarea)\b.*?</\1>|(<(?:br|hr|img|input|source|wbr)\b(?:[^<>"']|"[^"]*"|'[^']*')*?)\s*/>""",
    re.DOTALL,
)
_KEPT = ("pre", "textarea", "script")
"""Elements whose white space means something."""
_WITHIN_QUOTATIONS = ("<i class=q", '<i class="q', "<mark>", "</mark>")


def bundle(sheets: Iterable[str]) -> str:
    """Join style sheets, without comments and needless space; strings stay as they are.

    No space goes that may mean something: ``a :is(b)`` is not ``a:is(b)``, and ``1em + 2px`` needs both.

    >>> bundle(['a :is(b) > c {  color: red; /* why */ }', 'q::before { content: "a;  b"; }'])
    'a :is(b)>c{color:red;}q::before{content:"a;  b"}'
    """
    return "".join(_squeezed(sheet).strip() for sheet in sheets)


def _squeezed(sheet: str) -> str:
    pieces = _TOKEN.split(sheet)
    # Every second piece is a string, or None where a comment stood.
    return "".join(piece or "" if index % 2 else _without_space(piece) for index, piece in enumerate(pieces))


def _without_space(rules: str) -> str:
    return _AROUND.sub(r"\1", _SPACE.sub(" ", rules)).replace(": ", ":").replace(";}", "}")


def script(text: str) -> str:
    r"""A script without its lines of comment and without indentation: nothing in a line is touched.

    Only for scripts without a text over several lines, as the theme's are.

    >>> script('// Why.\nif (a) {\n  b(); // here\n}\n')
    'if (a) {\nb(); // here\n}\n'
    """
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def css_string(text: str) -> str:
    r"""A text as a CSS string.

    >>> css_string('Who said "no"?')
    '"Who said \\22 no\\22 ?"'
    """
    escaped = re.sub(r'["\\\x00-\x1f<]', lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{escaped}"'


def running_title(name: str) -> str:
    """Rules for paper: the site's name at the head of each page but the first, and the page's number at its foot."""
    return (
        f"@page {{ @top-left {{ content: {css_string(name)}; }} @bottom-right {{ content: counter(page); }} }}"
        '@page :first { @top-left { content: ""; } }'
    )


def without_indentation(html: str) -> str:
    r"""The page with every tag that begins a line at the line's start, and no empty line before it.

    Text is not touched, so that quotations stay as they are; the slash goes that Markdown ends an element without
    content with, which means nothing in HTML.

    >>> without_indentation("<ul>\n  \n  <li>a\n   b</li>\n</ul><pre>\n  <b>x</b></pre>")
    '<ul>\n<li>a\n   b</li>\n</ul><pre>\n  <b>x</b></pre>'
    >>> without_indentation('<q>“a.\n\n<i class="qo">“</i>b”</q>')
    '<q>“a.\n\n<i class="qo">“</i>b”</q>'
    >>> without_indentation('<p>a<br /><img alt="a/>b" src="a.png" /></p><script>"<br />"</script>')
    '<p>a<br><img alt="a/>b" src="a.png"></p><script>"<br />"</script>'
    """
    lines: list[str] = []
    inside = ""
    for line in _SLASHED.sub(lambda found: f"{found[2]}>" if found[2] else found[0], html).split("\n"):
        bare = line.lstrip(" \t")
        # Marks and highlights stand within quotations, whose lines mean something.
        if not inside and bare.startswith("<") and not bare.startswith(_WITHIN_QUOTATIONS):
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
