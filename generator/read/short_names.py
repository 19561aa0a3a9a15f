"""Names in short lines: people's and outlets'.

In comes a few words of a line, out goes whether they are a name, or whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.data import table
from generator.language.names import words
from generator.read import word_lists

LONGEST_NAME = 60
_OUTLET_WORDS = 5
NAME_WORDS = 4
# "Sun.Star", "Salon.com": a site's name; people and places have no dot within.
_DOTTED = re.compile(r"[A-Z][^\W_]{2,}\.[^\W_]{2,}")
_PEOPLE_OF_OUTLET = re.compile(
    r"(?: (?:Staff|Bureau|(?:News|Web) Desk|Reporters?|Correspondents?)\b.*|['’]s [A-Z]\w+ Service)\Z"
)
_END = re.compile(r"[.!?…][\"”’)]*\Z")


def outlet_in(text: str) -> str:
    """The name of an outlet that a short text is, or ``""``: a known one, one with a word such as "Herald" or a dot."""
    name = text.strip(" ,.|–—-")
    if not name or "|" in name or len(name) > LONGEST_NAME or len(name.split()) > _OUTLET_WORDS:
        return ""
    if _is_of_page(name):
        return ""
    known = _is_listed(name)
    telling = set(name.split()) & set(table("outlets")["name_words"])
    dotted = _DOTTED.fullmatch(name) is not None
    # "Quay News 6" is a station.
    spelled = is_name_list(name.rstrip("0123456789"))
    return name if known or dotted or (telling and len(name.split()) > 1 and spelled) else ""


def known_outlet(text: str) -> str:
    """The outlet in the list that a short text is, with a word for its people or without, or ``""``.

    Example:
        >>> known_outlet("The Hindu Bureau"), known_outlet("Ann Post")
        ('The Hindu', '')
        >>> known_outlet("Al Jazeera Staff and News Agencies")
        'Al Jazeera'
    """
    name = _PEOPLE_OF_OUTLET.sub("", text.strip(" ,.|–—-"))
    return name if _is_listed(name) else ""


def _is_listed(name: str) -> bool:
    """Whether a name is one of the outlets known, with its article or without."""
    folded = word_lists.folded(name)
    return not word_lists.listed("outlets", "names").isdisjoint((folded, folded.removeprefix("the ")))


def _is_of_page(name: str) -> bool:
    """Whether a short text names a part of a site: "Breaking News Emails", "Today's News"."""
    first, *_, last = word_lists.folded(name).split() * 2
    section = last == "news" and first in word_lists.listed("outlets", "sections")
    whole = word_lists.plain(name).strip() in word_lists.listed("furniture", "lines")
    return whole or section or last in word_lists.listed("furniture", "page_words")


def is_name(text: str) -> bool:
    """Whether a short line looks like a name: up to four words, each with a capital, and no sign behind them."""
    return len(text.split()) <= NAME_WORDS and text[-1:].isalnum() and is_name_list(text)


def is_name_list(text: str) -> bool:
    """Whether each word is capitalized or the address of a site: names, no clause."""
    particles = word_lists.listed("furniture", "name_particles") | words("person_joints")
    found = text.replace("/", " ").replace(",", " ").split()
    return 0 < len(found) <= 12 and all(
        word[0].isupper() or "." in word.strip(".") or word in particles or word in "|;&-–—" for word in found
    )


def are_names(items: Iterable[str]) -> bool:
    """Whether a list has nothing but names."""
    return all(is_name_list(item) and len(item.split()) <= NAME_WORDS for item in items)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_END.search(text[-8:]))
