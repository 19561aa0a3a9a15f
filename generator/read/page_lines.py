"""Lines of the page: buttons, menus, labels of other articles, calls upon readers.

In comes a line, out goes whether it is one.
"""

from __future__ import annotations

import re
from collections.abc import Set

from generator.data import table
from generator.read import date_lines, word_lists
from generator.read.short_names import ends_sentence

_LONGEST_CREDIT = 120
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
_FIRST_OF_BAR = ("home", "homepage", "menu", "front page")
_MENU = re.compile(r"\s*[|•·]\s*|[.!]\s+|[.!]\Z")
# "ann@example.com", "Twitter: @annpoe": where to write to somebody.
_REACHED_AT = re.compile(r"(?:[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,40}|(?<!\w)@\w{2,30})\Z")
_REACHED_AT_MOST = 80
# "Home » World » Mill burns"
_PATH_OF_PAGE = re.compile(
    r"(?:you are here: ?)?(?:home|front page) ?(?:[»>›]|/ ).{0,200}|you are here: ?\w.{0,80}", re.IGNORECASE
)
# "4 min read", "4 mins to read", "Reading time: 4 minutes", "5–6 minutes"
_READING_TIME = re.compile(
    r"\b(?:\d{1,3}[ -])?min(?:ute)?s?\.? (?:to )?(?:read|listen|watch)\b|reading time"
    r"|\A\d{1,3}(?:[–-]\d{1,3})? minutes?\Z",
    re.IGNORECASE,
)
# "READ | Mill burns", "ALSO READ: Mill burns"
_LABEL_MARK = re.compile(r"\s*[:|]\s*")
_OPENING_WORDS = 5
_CALL_WORDS = 14


def is_list_label(text: str) -> bool:
    """Whether a line is the heading of a list of other articles."""
    label = word_lists.plain(text).strip()
    return label in word_lists.listed("furniture", "list_labels") or _leads_on(label)


def _leads_on(label: str) -> bool:
    """Whether a label leads to more: "More from World", "More on this topic", "Other stories"."""
    first, *_, last = label.split() * 2 or [""] * 2
    others = first in word_lists.listed("furniture", "list_leads")
    others = others and last in word_lists.listed("furniture", "listed_things")
    more = label.startswith(("more from ", "more on this ", "from our "))
    return (others or more) and len(label.split()) <= _OPENING_WORDS


def has_label(text: str) -> bool:
    """Whether a line begins as those that lead to other articles: "Related: …"."""
    head, mark, _ = text.partition(":")
    return bool(mark) and word_lists.plain(head).strip() in word_lists.listed("furniture", "openings")


def speaks_to_readers(text: str) -> bool:
    """Whether a short line has "you" or "our" in it, and nobody is quoted."""
    reader = word_lists.listed("furniture", "to_readers")
    short = len(text.split()) <= _CALL_WORDS and not QUOTED.search(text)
    return short and not reader.isdisjoint(word_lists.words(text))


def is_furniture(text: str) -> bool:
    """Whether a line is the page's and not the article's, wherever it stands."""
    short = len(text) <= _LONGEST_CREDIT and (_is_opened(text) or _is_call(text))
    listed = is_list_label(text.rstrip(": ")) or _is_of_page(text)
    found = _is_whole(text) or short or listed or _is_menu(text) or _is_appeal(text) or is_reading_time(text)
    return found or _reaches_somebody(text) or _PATH_OF_PAGE.fullmatch(text) is not None


def _is_whole(text: str) -> bool:
    """Whether a line is one that stands in a list as a whole."""
    return word_lists.plain(text).strip() in word_lists.listed("furniture", "lines")


def _reaches_somebody(text: str) -> bool:
    """Whether a short line ends with where to write to somebody: "Follow Ann Poe at @annpoe"."""
    return len(text) <= _REACHED_AT_MOST and _REACHED_AT.search(text) is not None


def _is_opened(text: str) -> bool:
    """Whether a line begins with a label of the page: "Read also: …"."""
    head, *rest = _LABEL_MARK.split(text, maxsplit=1)
    label = word_lists.plain(head).strip()
    return bool(rest) and (_leads_on(label) or label in word_lists.listed("furniture", "openings"))


def _is_call(text: str) -> bool:
    """Whether a line calls upon readers to do something: "Sign up for …"."""
    calls = word_lists.plain(text).startswith(word_lists.cues("furniture", "calls"))
    return calls and (len(text.split()) <= _CALL_WORDS or not ends_sentence(text) or text.endswith("!"))


def _is_of_page(text: str) -> bool:
    """Whether a short line has no words but those of buttons and signs: "LISTEN TO ARTICLE 6:34"."""
    buttons = word_lists.listed("furniture", "page_words")
    if _is_run_together(text, buttons):
        return True
    mailed = re.sub(r"\b([Ee])-(?=mail)", r"\1", text)
    found = word_lists.plain(re.sub(r"\d+(?:[.,]\d+)?[kKmM]?\b", " ", mailed)).split()
    counted = re.search(r"\b\d+ of \d+\b", text) is not None
    pressed = {word for word in found if word in buttons}
    return (
        len(found) <= table("furniture")["most_page_words"]
        and (counted or bool(pressed))
        and all(
            word in buttons or word in word_lists.listed("furniture", "beside_page_words") for word in found
        )
        # "The search is on." is a sentence.
        and (len(pressed) > 1 or not text.endswith((".", "?", "!")))
    )


def _is_run_together(text: str, buttons: Set[str]) -> bool:
    """Whether a word is nothing but names of buttons: "FacebookTwitterEmail"."""
    left, several = word_lists.folded(text), 0
    while left and " " not in text:
        button = max((word for word in buttons if left.startswith(word)), key=len, default="")
        if not button:
            return False
        left, several = left[len(button) :], several + 1
    return several > 1


def _is_menu(text: str) -> bool:
    """Whether a line is nothing but such lines: "Privacy | Imprint", "Donate now. Share this page."."""
    if len(text) > _LONGEST_CREDIT:
        return False
    parts = [word_lists.plain(part).strip() for part in _MENU.split(text) if part]
    known = [_is_whole(part) or is_list_label(part) or _is_of_page(part) for part in parts]
    # "Home | Local | Sport": the first place of a bar of places, whatever the others are called.
    bar = len(parts) > 2 and parts[0] in _FIRST_OF_BAR and all(len(part.split()) < 3 for part in parts)
    return bool(parts) and (all(known) or bar)


def _is_appeal(text: str) -> bool:
    """Whether a line calls on readers to follow or support whoever it names."""
    first, _, rest = text.partition(" ")
    if len(text) > _LONGEST_CREDIT:
        return False
    plain = word_lists.plain(text)
    offers = any(cue in plain for cue in word_lists.cues("furniture", "appeals", "offers"))
    if offers and not ends_sentence(text):
        return True
    if not (rest[:1].isupper() or rest.startswith("@")):
        return False
    cues = word_lists.cues("furniture", "appeals", "behind_name")
    return first.casefold() in word_lists.listed("furniture", "appeals", "before_name") and any(
        cue in word_lists.plain(rest) for cue in cues
    )


def is_reading_time(text: str) -> bool:
    """Whether a short line says how long the article takes to read."""
    # "By Ann Poe | 12 April 2026 | 3 min read" dates the article.
    return len(text) < 40 and not date_lines.dates_in(text) and _READING_TIME.search(text) is not None
