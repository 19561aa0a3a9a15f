"""Words in, an id out: small ASCII letters and digits, joined by hyphens."""

from __future__ import annotations

import re

from generator.language.spelling import plain_letters

# "U.S.", "D.C.": one word.
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]\b)")
_APOSTROPHES = re.compile(r"['’‘ʻʼ`ʿʾ]")
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text as an id; ``""`` where it has no letter or digit that can be written in ASCII.

    >>> slug("Köprü kapandı_2"), slug("Ra’s al-Ayn"), slug("Washington, D.C."), slug("St. Louis")
    ('kopru-kapandi-2', 'ras-al-ayn', 'washington-dc', 'st-louis')
    """
    bare = _APOSTROPHES.sub("", _INITIALS.sub(r"\1", plain_letters(text)))
    return _OTHER.sub("-", bare).strip("-")
