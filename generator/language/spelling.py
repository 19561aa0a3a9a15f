"""Letters without their accents; ids; and whether two spellings are one name: transliterations, articles, endings.

Made for names that reach English in several ways (Mohammed and Muhammad, al-Haddad and el-Hadad,
Zelensky and Zelenskyy, Petroff and Petrov). A man and a woman of one family stay two: the endings that
tell Mario from Maria and Jan from Jana are kept.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import SequenceMatcher

from generator.language.lexicon import listed

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a",
        "ħ": "h", "ŋ": "n",
    }
)  # fmt: skip
_HYPHENS = frozenset("-‑–")
_APOSTROPHES = str.maketrans("", "", "'’‘ʿʾ`ʻ")
# In this order: a later rule may work on what an earlier one wrote.
_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"tsch", "ch"), (r"sch", "sh"), (r"tch", "ch"),
        (r"ph", "f"), (r"kh|ck|q", "k"), (r"gh", "g"), (r"dh", "d"), (r"th", "t"),
        (r"dj", "j"), (r"x", "ks"), (r"c(?![eihy])", "k"), (r"w", "v"), (r"(?<=[oe])ff$", "v"), (r"enka$", "enko"),
        (r"ee", "i"), (r"ou|oo", "u"), (r"(?:iy|ij|yy|yi|iyy|ii)$", "i"), (r"y", "i"), (r"o", "u"), (r"e", "a"),
        (r"(?<=a)h$", ""), (r"^g", "k"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_ALIKE = 0.75
_VOWELS = re.compile(r"(?<!^)[aiu]")
_SHORTEST = (
    5  # letters of a folded name in which one vowel may differ: Yusuf and Youssef, but not Jean and Joan
)


def plain_letters(text: str) -> str:
    """A text without letter case and accents, and with letters of other alphabets' kinds as English writes them.

    >>> plain_letters("Łódź"), plain_letters("Köprü kapandı"), plain_letters("Ærø")
    ('lodz', 'kopru kapandi', 'aero')
    """
    plain = text.casefold()
    if plain.isascii():
        return plain
    bare = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(char for char in bare if not unicodedata.combining(char))


def without_article(name: str) -> str:
    """A word of a name without the Arabic article.

    >>> without_article("al-Haddad"), without_article("Ash-Shaab"), without_article("Alma")
    ('Haddad', 'Shaab', 'Alma')
    """
    return _article().sub("", name)


@functools.cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(listed('speakers', 'arabic_articles'))})[-‑–](?=\w)", re.IGNORECASE)


def is_capitalized(word: str) -> bool:
    """Whether a word begins with a capital, or with an Arabic article and a capital.

    >>> is_capitalized("al-Haddad"), is_capitalized("Oslo"), is_capitalized("an-other"), is_capitalized("")
    (True, True, False, False)
    """
    capital = word[:1].isupper()
    # Asked of every word: most have no hyphen where an article's is.
    if capital or _HYPHENS.isdisjoint(word[2:4]):
        return capital
    return without_article(word)[0].isupper()


@functools.lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A word of a name in the form in which its spellings meet.

    >>> fold("Mohammed") == fold("Muhammad"), fold("al-Haddad") == fold("Hadad"), fold("Petroff") == fold("Petrov")
    (True, True, True)
    >>> fold("Jan") == fold("Jana"), fold("Maria") == fold("Mario")
    (False, False)
    """
    plain = plain_letters(without_article(name.translate(_APOSTROPHES)))
    for pattern, by in _RULES:
        plain = pattern.sub(by, plain)
    return plain


@functools.lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """The consonants of a folded name, the key under which names that may be one are looked up.

    >>> skeleton("Yusuf") == skeleton("Youssef")
    True
    """
    return _VOWELS.sub("", fold(name))


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one name; an initial stands for every name it begins.

    >>> same_word("Yusuf", "Youssef"), same_word("P.", "Peter"), same_word("Ali", "Omar")
    (True, True, False)
    """
    if one == other:
        return True
    if _is_initial(one) or _is_initial(other):
        return one[0].casefold() == other[0].casefold()
    left, right = fold(one), fold(other)
    if left == right:
        return True
    return (
        skeleton(one) == skeleton(other)
        and min(len(left), len(right)) >= _SHORTEST
        and left[-1] == right[-1]
        and _one_apart(left, right)
    )


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added or taken away makes the one the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    first = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[first + (len(short) == len(long)) :] == long[first + 1 :]


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two words might be one name badly heard: a fourth of their letters at most differ.

    Only good where something else says that their bearers are one, such as the same office.

    >>> may_be_one_name("Lomtadze", "Lomtatidze"), may_be_one_name("David", "Davit"), may_be_one_name("Anna", "Omar")
    (True, True, False)
    """
    left, right = fold(one), fold(other)
    return same_word(one, other) or SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


# "U.S.", "D.C.": one word.
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]\b)")
_APOSTROPHE = re.compile(r"['’‘ʻʼ`ʿʾ]")
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text as an id; ``""`` where it has no letter or digit that can be written in ASCII.

    >>> slug("Köprü kapandı_2"), slug("Ra’s al-Ayn"), slug("Washington, D.C."), slug("St. Louis")
    ('kopru-kapandi-2', 'ras-al-ayn', 'washington-dc', 'st-louis')
    """
    bare = _APOSTROPHE.sub("", _INITIALS.sub(r"\1", plain_letters(text)))
    return _OTHER.sub("-", bare).strip("-")
