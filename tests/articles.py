"""Articles of a few sentences, for the tests of several rooms."""

import unicodedata

from generator.characters import HIDDEN
from generator.model import Article, Seed, SourceOverrides
from generator.read import read_article


def article_of(text: str, language: str = "en") -> Article:
    seed = Seed(path="a.txt", sha256="", media_type="text/plain", encoding="utf-8", raw=text.encode())
    return read_article(seed, SourceOverrides(language=language))[0]


def folded_text(text: str) -> str:
    """What cleaning makes of the words of a block: composed letters, single spaces, nothing that is not seen."""
    return " ".join(unicodedata.normalize("NFC", HIDDEN.sub("", text)).split())
