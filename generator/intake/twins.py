"""Whether an article is there already: by its address, the digest of what it was taken from, or its words.

In come an article and those known, out goes the one that it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from generator.diagnostics import GeneratorError
from generator.read import list_seeds, read_article, read_seed
from generator.read.frontmatter import read_front_matter
from generator.read.seeds import decode_seed

# Hardly two writers choose the same words in a row this often; see claims/compare/reprints.
_SHINGLE = 6
# Of the shorter text: a lead that was rewritten, an editor's cut, lines of a page leave this much.
_ALIKE = 0.7
_WORDS_AT_LEAST = 12
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|fbclid|gclid|mc_[ce]id|ref|ref_?src|smid|cmpid|ocid|ito|taid|icid|ncid|xtor|share|sr_share|s",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"\A(?:www|m|mobile|amp)\.")
_AMP = re.compile(r"(?:/amp|\.amp)(?=/?\Z|\.html?\Z)|/\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that is in the folder.

    Attributes:
        path: For messages.
        digests: Of its file, and of what that was taken from.
        address: In the form of :func:`bare_address`; ``""`` if it has none.
        words: Runs of its words.
    """

    path: str
    digests: frozenset[str]
    address: str
    publisher: str
    words: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What an article has in common with one in the folder.

    Attributes:
        path: Of the one that is there.
        what: In what they agree, in words for the editor.
        same: Whether it is the same article, not one text in two outlets.
    """

    path: str
    what: str
    same: bool


def known_articles(folder: Path, root: Path) -> list[Known]:
    """The articles of a folder; what cannot be read as one is left to the build to tell."""
    found: list[Known] = []
    for path in list_seeds(folder):
        try:
            seed = read_seed(path, root)
            front = read_front_matter(decode_seed(seed), seed.path)
            article, _said = read_article(seed)
        except GeneratorError:
            continue
        digests = {seed.sha256, front.noted.original_sha256 or ""} - {""}
        found.append(
            Known(
                path=seed.path,
                digests=frozenset(digests),
                address=bare_address(article.url or ""),
                publisher=article.publisher or "",
                words=runs_of_words(article.text),
            )
        )
    return found


def twin_of(new: Known, known: Iterable[Known]) -> Twin | None:
    """The article of the folder that a new one is, or whose words it has; the surest sign first."""
    listed = list(known)
    for item in listed:
        if new.digests & item.digests:
            return Twin(path=item.path, what="it was taken from the same file", same=True)
    for item in listed:
        if new.address and new.address == item.address:
            share = _share(new.words, item.words)
            return Twin(
                path=item.path, what=f"it has the same address, and {share:.0%} of the words", same=True
            )
    for item in listed:
        share = _share(new.words, item.words)
        if share >= _ALIKE:
            apart = bool(new.publisher and item.publisher and new.publisher != item.publisher)
            return Twin(path=item.path, what=f"{share:.0%} of the words are the same", same=not apart)
    return None


def bare_address(url: str) -> str:
    """An address without what says only how somebody came to it.

    >>> bare_address("https://www.example.org/a/?utm_source=x&id=3#top"), bare_address("http://m.example.org/a?id=3")
    ('example.org/a?id=3', 'example.org/a?id=3')
    """
    if not url:
        return ""
    parts = urlsplit(url)
    asked = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    host = _MOBILE.sub("", (parts.hostname or "").lower())
    return host + _AMP.sub("", parts.path) + (f"?{urlencode(sorted(asked))}" if asked else "")


def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """Each run of six words of a text, without case and marks; of a short text all words as one."""
    words = [word.strip(".,;:!?()[]\"'“”‘’«»–—") for word in text.casefold().split()]
    words = [word for word in words if word]
    if len(words) < _WORDS_AT_LEAST:
        return frozenset([tuple(words)])
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _share(words: frozenset[tuple[str, ...]], others: frozenset[tuple[str, ...]]) -> float:
    return len(words & others) / max(1, min(len(words), len(others)))
