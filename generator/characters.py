"""Characters that no text has, line breaks, the form of tags: what editors' files and the exports agree on.

Below all rooms.
"""

from __future__ import annotations

import json
import re

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

UNTEXT = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_NONCHARACTERS}]")
"""What no article has: C0 but for white space and separators, DEL, C1 but for NEL, which is a line break, and the 66
noncharacters of Unicode (The Unicode Standard, 23.7)."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: what bytes that are no text leave in a string."""

TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the words behind it (Unicode UAX #9), and may show them as others."""

HIDDEN = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]|\u00ad(?![ \\t]*[\r\n])"
)
"""What no reader sees and no word needs: turns and marks of direction, zero-width spaces, byte order marks, tags, soft
hyphens but where a line ends. What joins letters or emoji is none of it."""

LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,7}"
"""The form of a language's tag (BCP 47), without the registered and grandfathered rarities."""

BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""A line break, as ``str.splitlines`` has them."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def no_text(text: str) -> str:
    """The first character of a text that no text of an editor has, or ``""``."""
    found = UNTEXT.search(text) or SURROGATE.search(text) or TURN.search(text)
    return found[0] if found else ""


_UNPRINTABLE = re.compile(
    rf"[\r\v\f\x1c-\x1f\x85\u2028\u2029]|{UNTEXT.pattern}|{SURROGATE.pattern}|{TURN.pattern}"
)


def visible(text: str) -> str:
    r"""The text as a terminal may have it: what would steer that, or turn words round, is spelled as in JSON.

    >>> print(visible("a\x1b[2J\u202e.txt"))
    a\u001b[2J\u202e.txt
    """
    return _UNPRINTABLE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def only_text(text: str) -> str:
    r"""The text without what no text has and what no reader sees.

    >>> only_text("a\x00\u202eb")
    'ab'
    """
    return HIDDEN.sub("", SURROGATE.sub("", UNTEXT.sub("", text)))


def one_line(text: str) -> str:
    r"""The text with each line break, and the white space around it, as one space.

    >>> one_line("The bridge\n\n  is closed")
    'The bridge is closed'
    """
    lines = text.splitlines()
    return " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else text.rstrip("\r\n")


def xml_text(text: str) -> str:
    r"""The text without what no XML 1.0 document may hold.

    >>> xml_text("a\ufffeb\x02c")
    'abc'
    """
    return _NOT_XML.sub("", text)
