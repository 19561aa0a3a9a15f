"""What stands at a block's ends and is none of its text: labels, credits, signatures of posts, addresses.

In comes a block's text, out goes where its own words begin or end.
"""

from __future__ import annotations

import re

from generator.language.names import AGENCY_AND_NAME, CAPITAL_WORD
from generator.read import word_lists

_ADDRESSES_AT_MOST = 9
_ADDRESS_AT_MOST = 400
_CAPTION_AT_MOST = 320
_CREDIT_TAIL = 120
_SIGNATURE_AT_MOST = 120
_PICTURE_HEAD = re.compile(
    r"(?:(?:Image|Picture|Photo) (?:copyright|source|credit)[,:]? .{1,60}? )?"
    r"(?:Media playback is unsupported on your device )?(?:Image|Media|Picture|Photo) caption[,:]?\s+"
)
_PICTURE_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s(?:(?:Photo(?:graph(?:er|s)?)?|Image|Picture|Credit)(?: credit)?(?: by|:)\s?[A-Z][^.!?]{2,80}"
    rf"|{AGENCY_AND_NAME})\Z"
)
_BUTTON_HEAD = re.compile(
    r"(?:[A-Z][a-z]+ ){1,3}(?:\d{1,2}:\d{2}|\d{1,3} of \d{1,3}(?: [A-Z][a-z]+)?:?)\s+|[A-Z]{4,12}\s+(?=[A-Z][a-z])"
)
# The same where the caption ends without a full stop: a label with a colon, and names.
_LABELED_TAIL = re.compile(
    r"\s(?:Photo(?:graph(?:er|s)?)?|Image|Picture|Source|Credit)(?: credit)?:\s?"
    rf"(?:{CAPITAL_WORD}/?(?:\s(?:and|via|of)(?=\s))?\s?){{1,7}}\Z"
)
_TOGGLE = re.compile(rf"(?:{CAPITAL_WORD}(?: [a-z]+)?)\b[^.!?]{{0,80}}? Show Hide\s+")
_LAST_SENTENCE = re.compile(r"(?<=[.!?”\"’)])\s+(?P<said>[A-Z][^.!?]{5,160}[.!?]?)\s*\Z")
_POINTER_WORDS = 16
_SIGNED_POST = re.compile(r"\s[–—-]{1,2}\s?[^–—\n]{1,60}\(@\w{1,30}\)\s[^\W\d_]{3,9} \d{1,2}, \d{4}\s*\Z")


def trailing_addresses(text: str) -> int:
    """Where the addresses begin that a text ends with; its length where it ends with none."""
    end = len(text)
    for _ in range(_ADDRESSES_AT_MOST):
        kept = text[:end].rstrip()
        word = kept[-_ADDRESS_AT_MOST:].split()[-1:]
        if not word or not word[0].startswith(("http://", "https://", "pic.twitter.com/")):
            break
        end = len(kept) - len(word[0])
    return end


def split_picture(text: str) -> tuple[int, int] | None:
    """Where the words of a picture's caption stand between its label and its credit; ``None`` where it has neither.

    >>> text = "Media caption The mill on Monday. Photograph: Ann Poe/AFP"
    >>> text[slice(*split_picture(text))]
    'The mill on Monday.'
    """
    if len(text) > _CAPTION_AT_MOST:
        return None
    near = max(0, len(text) - _CREDIT_TAIL)
    head, tail = _caption_head(text), _PICTURE_TAIL.search(text, near) or _LABELED_TAIL.search(text, near)
    first, last = head, tail.start() if tail else len(text)
    return (first, last) if (head or tail) and text[first:last].strip() else None


def _caption_head(text: str) -> int:
    """Where a caption begins behind "Image copyright The Daily Image caption", "Play Video 1:34", "CLOSE"."""
    label = _PICTURE_HEAD.match(text)
    if label:
        return label.end()
    button = _BUTTON_HEAD.match(text)
    if button:
        said = re.findall(r"[^\W\d_]+", button[0])
        buttons = word_lists.listed("furniture", "page_words")
        every = buttons | word_lists.listed("furniture", "beside_page_words")
        if any(word.lower() in buttons for word in said) and all(word.lower() in every for word in said):
            return button.end()
    return 0


def toggle_head(text: str) -> int:
    """Where a box's own text begins behind its title and buttons: "Timeline The mill since 1880 Show Hide "."""
    found = _TOGGLE.match(text)
    return found.end() if found else 0


def pointer_to_media(text: str) -> int:
    """Where the last sentence begins, if it only points to pictures ("Here's a slideshow."); else the length.

    >>> text = "The mill burned. Watch the video of the fire below."
    >>> text[pointer_to_media(text):].strip()
    'Watch the video of the fire below.'
    """
    found = _LAST_SENTENCE.search(text, max(0, len(text) - _CAPTION_AT_MOST))
    if found is None:
        return len(text)
    said = word_lists.words(found["said"])
    opens = any(
        word_lists.plain(found["said"]).startswith(cue)
        for cue in word_lists.cues("furniture", "pointers", "openings")
    )
    shows = not word_lists.listed("furniture", "pointers", "media").isdisjoint(said)
    return found.start() if opens and shows and len(said) <= _POINTER_WORDS else len(text)


def post_signature(text: str) -> int:
    """Where the signature of a quoted post begins at the end of a text, its addresses included; else its length."""
    found = _SIGNED_POST.search(text, max(0, len(text) - _SIGNATURE_AT_MOST))
    return trailing_addresses(text[: found.start()]) if found else trailing_addresses(text)
