"""Captions, and who took a picture.

In comes a line, out goes whether it is one, or ends with one.
"""

from __future__ import annotations

import re
from collections.abc import Set

from generator.language.names import AGENCY_AND_NAME
from generator.read import agencies, word_lists
from generator.read.short_names import are_names, ends_sentence, is_name, outlet_in

# "FILE - In this Monday, March 2, 2026 photo"
_FROM_FILE = re.compile(r"FILE ?[–—-]{1,2} ?(?=[A-Z])")
# "REUTERS/Ann Poe", "— The Daily (@daily) March 3, 2026", "($1 = 0.9 euros)".
_AGENCY_AND_NAME = re.compile(AGENCY_AND_NAME)
_LONGEST_CREDIT = 120


def is_picture_line(text: str) -> bool:
    """Whether a short line names itself a picture's caption or credit."""
    head, mark, _ = text.partition(":")
    tail = text.rpartition("(")[2] if text.endswith(")") else ""
    # "Smoke over the mill. Photograph: Ann Roe/The Daily"
    label = re.split(r"[.!?]\s+", head)[-1]
    by_label = bool(mark) and word_lists.plain(label).strip() in word_lists.listed("furniture", "pictures")
    plain = word_lists.plain(tail) if tail else ""
    return (
        by_label
        or begins_as_caption(text)
        or ends_with_picture_credit(text)
        or any(cue in plain for cue in word_lists.cues("furniture", "pictures"))
    )


def begins_as_caption(text: str) -> bool:
    """Whether a text begins as only captions do: "FILE - In this photo", "This photo shows"."""
    return _FROM_FILE.match(text) is not None or word_lists.plain(text).startswith(
        word_lists.cues("furniture", "picture_openings")
    )


def ends_with_picture_credit(text: str) -> bool:
    """Whether a text ends with who took its picture: "The mill on Monday. (Ann Poe/Reuters)".

    An agency's name alone may end its report as well, unless the text begins as captions do.
    """
    tail = text.rpartition("(")[2].removesuffix(")") if text.endswith(")") else ""
    taken = any(mark in tail for mark in ("/", ":", " via ")) and is_picture_credit(tail)
    return taken or (bool(tail) and bool(agencies.in_list(tail)) and begins_as_caption(text))


def is_picture_credit(text: str) -> bool:
    """Whether a line only says who took a picture: "Photo: Ann Poe/Getty Images", "(AP Photo/Ann Poe)"."""
    bare = text.strip("()[] ")
    if len(bare) > _LONGEST_CREDIT or ends_sentence(bare):
        return False
    if word_lists.plain(bare).startswith(" courtesy of "):
        return True
    opening, *rest = re.split(r":\s*|\s*/\s*|\s+(?:by|via)\s+", bare)
    pictures = word_lists.listed("furniture", "pictures") | word_lists.listed("furniture", "picture_credits")
    named = word_lists.plain(opening).strip() in pictures
    if named or not rest:
        return named and are_names(filter(None, rest))
    # "Ann Poe/Reuters": somebody, and whoever sends pictures.
    if _AGENCY_AND_NAME.fullmatch(bare):
        return True
    sent = any(_sends_pictures(part, pictures) for part in rest)
    return sent and are_names(filter(None, rest)) and ":" not in bare and is_name(opening)


def has_picture_label(text: str) -> bool:
    """Whether a credit begins with what it credits: "Photograph by Ann Poe"."""
    labels = word_lists.listed("furniture", "pictures") | word_lists.listed("furniture", "picture_credits")
    return not labels.isdisjoint(word_lists.words(text)[:1])


def _sends_pictures(name: str, pictures: Set[str]) -> bool:
    """Whether a name is that of an agency, an outlet or an archive of pictures."""
    return bool(agencies.in_list(name) or outlet_in(name)) or word_lists.plain(name).strip() in pictures
