"""Characters that no text has, line breaks, the form of tags: what editors' files and the exports agree on.

Below all rooms.
"""

from __future__ import annotations

import re

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

UNTEXT = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{_NONCHARACTERS}]")
"""What no article has: C0 but for white space and separators, DEL, C1 but for NEL, which is a line break, and the 66
noncharacters of Unicode (The Unicode Standard, 23.7)."""

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character: what bytes that are no text leave in a string."""

LANGUAGE_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,7}"
"""The form of a language's tag (BCP 47), without the registered and grandfathered rarities."""

BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""A line break, as ``str.splitlines`` has them."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def no_text(text: str) -> str:
    """The first character of a text that no text has, or ``""``."""
    found = UNTEXT.search(text) or SURROGATE.search(text)
    return found[0] if found else ""


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
