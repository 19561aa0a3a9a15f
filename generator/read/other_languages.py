"""Which language an article is in, by the function words that make up a third of any text, and by its script.

English is what the program reads; another language is noticed so that nothing of it is guessed.
"""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter

from generator.data import table
from generator.language.tokens import LETTERS
from generator.read.word_lists import words

ENGLISH = "en"
UNDETERMINED = "und"

# Fewer words that begin small than these are not judged, unless they are in another script.
_WORDS_FROM = 20
# Down to these, where function words of another language are as many as in a whole text and English ones are few.
_WORDS_SURE = 8
_LEAD_SURE = 4
# To say that a text is in none of the languages listed takes more of it: a table of results has few function words.
_UNLISTED_FROM = 40
# Shares of the words that begin small. Of 376 English reports (TimeBank, TR-News, eight stories) none has less than
# 0.33 English ones, nor more than 0.19 of another language; the reports of tests/read/other_languages.yaml have 0.13 at
# most and 0.18 at least.
_ENGLISH_FROM = 0.3
_ENGLISH_LEAST = 0.1
_FOREIGN_FROM = 0.12
_LEAD = 1.5
_OTHER_SCRIPT = 0.5
_LETTERS_FROM = 8
_SAMPLE = 60_000


def other_language(text: str) -> str | None:
    """The language of a text that is not in English, as a BCP 47 tag; ``None`` for English and where it is not clear.

    Args:
        text: The cleaned text of an article.

    Example:
        >>> other_language("Мост закрыли во вторник, сказал мэр.")
        'ru'
    """
    text = text[:_SAMPLE]
    script = _script(text)
    if script:
        return script
    found = Counter(words(text) if text.isupper() else _uncapitalized(text))
    total = found.total()
    if total < _WORDS_SURE:
        return None
    english = _share(found, _listed("english", "words")) / total
    shares = {tag: _share(found, _listed("latin", tag)) / total for tag in table("languages")["latin"]}
    best: str = max(shares, key=lambda tag: shares[tag])
    if english >= _ENGLISH_FROM:
        return None
    if total < _WORDS_FROM:
        return best if shares[best] >= max(_ENGLISH_FROM, _LEAD_SURE * english) else None
    if shares[best] >= max(_FOREIGN_FROM, _LEAD * english):
        return best
    return UNDETERMINED if english < _ENGLISH_LEAST and total >= _UNLISTED_FROM else None


def language_name(tag: str) -> str:
    """What a language is called in messages, ``""`` where it is not known.

    >>> language_name("de")
    'German'
    """
    name: str = table("languages")["names"].get(tag, "")
    return name


def _uncapitalized(text: str) -> list[str]:
    """The words that begin with a small letter: names, and so a table or a list of them, tell of no language."""
    return [word for word in LETTERS.findall(text) if word[0].islower()]


def _share(found: Counter[str], listed: frozenset[str]) -> int:
    return sum(found[word] for word in listed)


@functools.cache
def _listed(*keys: str) -> frozenset[str]:
    value = table("languages")
    for key in keys:
        value = value[key]
    return frozenset(words(str(value)))


def _script(text: str) -> str | None:
    """The language of a text that is mostly in another script than Latin."""
    scripts: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char > "\x7f" and char.isalpha():
            scripts[unicodedata.name(char, "").split(" ")[0].split("-")[0]] += count
        elif char.isalpha():
            scripts["LATIN"] += count
    latin = scripts.pop("LATIN", 0)
    known = {name: scripts[name] for name in table("languages")["scripts"] if scripts[name]}
    total = sum(known.values())
    if total < _LETTERS_FROM or total < _OTHER_SCRIPT * (latin + total):
        return None
    # Japanese is written with Chinese characters, too; its own ones settle it.
    first = max(known, key=lambda name: known[name] * (10 if name in ("HIRAGANA", "KATAKANA") else 1))
    code, language = table("languages")["scripts"][first]
    return language or _of_script(text, first.lower()) or f"{UNDETERMINED}-{code}"


def _of_script(text: str, script: str) -> str | None:
    """Of the languages of one script the one with most function words in a text."""
    listed = table("languages").get(script, {})
    found = Counter(words(text))
    shares = {tag: _share(found, _listed(script, tag)) for tag in listed}
    best = max(shares, key=lambda tag: shares[tag], default=None)
    return best if best and shares[best] else None
