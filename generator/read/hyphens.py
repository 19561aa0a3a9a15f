"""Words parted by a hyphen at the end of a line, as text out of a PDF has them: which are one word, and which keep it.

In comes a decoded text, out go the spans that are left out of it where its lines are joined: the hyphen with the line
break in "bri-/gade", the break alone in "Kurdish-/led".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from generator.data import table
from generator.language.lexicon import inflected, listed
from generator.language.numbers import cardinals
from generator.language.phrases import general_stems, stem
from generator.language.tokens import LAST_PIECE, PARTED_WORDS, WORDS
from generator.model import Article
from generator.read import word_lists
from generator.read.encoding import Decoded
from generator.read.seeds import decode_seed

_SOFT = "\u00ad"
_PIECE_AT_MOST = 40
# A table of words is no dictionary: of shorter pieces nothing is known.
_PIECE_AT_LEAST = 3


def with_seams(decoded: Decoded, elsewhere: Set[str] = frozenset()) -> Decoded:
    """The text with what is left out where its lines are joined within a word.

    Args:
        decoded: The text.
        elsewhere: Words of the story's other articles, folded.
    """
    if not PARTED_WORDS.search(decoded.text):
        return decoded
    said = _words(PARTED_WORDS.sub("\n", decoded.text)) | elsewhere
    seams = (_seam(match, said) for match in PARTED_WORDS.finditer(decoded.text))
    return replace(decoded, seams=tuple(seam for seam in seams if seam))


def spelled_elsewhere(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """How the story's other articles write the words that a line's end parts, by the id of the article that parts them.

    Args:
        articles: The story's.
    """
    found: dict[str, frozenset[str]] = {}
    for article in articles:
        if b"-\n" not in article.seed.raw and b"-\r" not in article.seed.raw:
            continue
        parted = PARTED_WORDS.finditer(decode_seed(article.seed).text)
        asked = {form for match in parted for form in _forms(match)}
        others = (other for other in articles if other is not article)
        said = frozenset(asked & frozenset(word for other in others for word in _words(other.text)))
        if said:
            found[article.id] = said
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(map(word_lists.folded, WORDS.findall(text)))


def _forms(match: re.Match[str]) -> tuple[str, str, str, str]:
    """The two pieces as one word, with the hyphen, and each by itself, folded."""
    first, second = word_lists.folded(_first(match)), word_lists.folded(match["second"])
    return first + second, f"{first}-{second}", first, second


def _first(match: re.Match[str]) -> str:
    """The piece before the hyphen."""
    end = match.start("hyphen")
    found = LAST_PIECE.search(match.string[max(0, end - _PIECE_AT_MOST) : end])
    return found[0] if found else ""


def _are_two(first: str, second: str, said: Set[str]) -> bool:
    """Whether each of two pieces is a word, as far as is known."""
    return (_known(second) or second in said) and (len(second) >= _PIECE_AT_LEAST or _known(first))


def _seam(match: re.Match[str], said: Set[str]) -> tuple[int, int] | None:
    joined, hyphenated, first, second = _forms(match)
    if match["hyphen"] == _SOFT:
        return match.start("hyphen"), match.end("gap")
    if second in listed("reporting", "words", "conjunctions") | {"to"}:
        return None  # "pre- and postwar"
    keeps = match.start("gap"), match.end("gap")
    drops = match.start("hyphen"), match.end("gap")
    if joined in said or hyphenated in said:
        return drops if joined in said else keeps
    if _known(joined):
        return drops
    proper = match["second"][0].isupper() or not _first(match).isalpha()
    return keeps if proper or _are_two(first, second, said) else drops


def _known(word: str) -> bool:
    return word in _table_words() or (len(word) >= _PIECE_AT_LEAST and stem(word) in general_stems())


@functools.cache
def _table_words() -> frozenset[str]:
    """The words of the tables that hold everyday words."""
    verbs = (form for verb in table("verbs")["verbs"] for forms in inflected(verb).values() for form in forms)
    lists = (word_lists.listed(name) for name in ("common_words", "function_words", "speakers"))
    return frozenset(verbs).union(cardinals(), *lists)
