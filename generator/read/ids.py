"""The ids of articles, from the names of their files: short, in ASCII, and as stable as the names.

In come names of files, out go ids, no two of them alike.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from generator.language.slug import slug

_DIGEST = 6


def article_id(name: str) -> str:
    """The id of the article in a file of this name.

    A name with letters of another script than Latin ends in a digest of itself: transliterations differ, and leave
    many names alike. "index" is none, since the pages of a folder are listed under it.

    Example:
        >>> article_id("Köprü kapandı_2"), article_id("статья 2")
        ('kopru-kapandi-2', 'source-2-de0dd1')
    """
    composed = unicodedata.normalize("NFC", name)
    parts = [slug(composed)]
    if any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in composed):
        parts.append(hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST])
    if not re.search("[a-z]", parts[0]):
        parts.insert(0, "" if parts[0] and len(parts) == 1 else "source")
    found = "-".join(filter(None, parts))
    return "index-article" if found == "index" else found


def file_ids(names: Iterable[str]) -> dict[str, str]:
    """The id of each file of a folder that nobody gave one.

    Where several names make one id, the plainest keeps it (the one that is the id, then the shortest), and the others
    are numbered: a copy that comes later does not take the id of what it was copied from.

    Example:
        >>> file_ids(["café.md", "cafe.md", "Report (1).md", "Report 1.md"])
        {'café.md': 'cafe-2', 'cafe.md': 'cafe', 'Report (1).md': 'report-1-2', 'Report 1.md': 'report-1'}
    """
    listed = list(names)
    made = {name: article_id(PurePosixPath(name).stem) for name in listed}
    taken = set(made.values())
    given: dict[str, str] = {}
    for name in sorted(listed, key=lambda name: _plainness(name, made[name])):
        found, number = made[name], 2
        if found in given.values():
            while f"{found}-{number}" in taken:
                number += 1
            found = f"{found}-{number}"
            taken.add(found)
        given[name] = found
    return {name: given[name] for name in listed}


def _plainness(name: str, made: str) -> tuple[bool, int, str]:
    stem = PurePosixPath(name).stem
    return stem.lower() != made, len(stem), name
