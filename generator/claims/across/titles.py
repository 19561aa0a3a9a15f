"""What a comparison is called: the first clause of a passage, since its words stand in full below."""

from __future__ import annotations

import re

# A title of more words wraps to three lines on a phone.
_MOST_WORDS = 12
# Fewer words before a comma are an opening ("On Tuesday,"), not a clause.
_LEAST_WORDS = 6
_MARKS = (",", ";", ":")
# At most so long is what stands before a dateline's dash, and so many words name its place.
_DATELINE = re.compile(r"[A-Z][^\n()]{0,60}\([^\n()]{1,40}\) ?[-–—] ")


def clause(passage: str) -> str:
    """The first clause of a passage, of at most twelve words; what is left out is marked.

    >>> clause("Turnout was low.")
    'Turnout was low.'
    >>> clause("The ferry company, which runs the line, insisted that all boats had been sound when they left.")
    'The ferry company, which runs the line …'
    """
    dateline = _DATELINE.match(passage)
    words = passage[dateline.end() if dateline else 0 :].split()
    if len(words) <= _MOST_WORDS:
        return " ".join(words)
    ends = [at for at in range(_LEAST_WORDS, _MOST_WORDS + 1) if words[at - 1].endswith(_MARKS)]
    kept = words[: ends[-1] if ends else _MOST_WORDS]
    return f"{' '.join(kept).rstrip(',;:–— ')} …"
