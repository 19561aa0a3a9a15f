"""Lines that only their neighbors give away: lists of other stories, menus, boxes, what comes again and again.

In come the pieces of a seed, those that are lines of the page for themselves already marked; out go more of them. And
what stands at the ends of a block's text and is none of it: labels, credits, signatures of posts, addresses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.language.names import AGENCY_AND_NAME, CAPITAL_WORD
from generator.model import BlockKind, RemovalReason
from generator.read import lines, page_lines, pictures, short_names, word_lists
from generator.read.encoding import Decoded
from generator.read.sentences import NOTE, RawBlock

_ADDRESSES_AT_MOST = 9
_ADDRESS_AT_MOST = 400
_CAPTION_AT_MOST = 320
# A caption with its credit is known by that.
_CREDITED_AT_MOST = 800
_CREDIT_TAIL = 120
_SIGNATURE_AT_MOST = 120
_PICTURE_HEAD = re.compile(
    r"(?:(?:Image|Picture|Photo) (?:copyright|source|credit)[,:]? .{1,60}? )?"
    r"(?:Media playback is unsupported on your device )?(?:Image|Media|Picture|Photo) caption[,:]?\s+"
)
_PICTURE_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s(?:(?:Photo(?:graph(?:er|s)?)?|Image|Picture|Credit)(?: credit)?(?: by|:)\s?[A-Z][^.!?]{2,80}"
    rf"|{AGENCY_AND_NAME}|©\s?(?:\d{{4}}\s)?[A-Z][^.!?]{{2,80}})\Z"
)
_BUTTON_HEAD = re.compile(
    r"(?:[A-Z][a-z]+ ){1,3}(?:\d{1,2}:\d{2}|\d{1,3} of \d{1,3}(?: [A-Z][a-z]+)?:?)\s+|[A-Z]{4,12}\s+(?=[A-Z][a-z])"
)
# The same where the caption ends without a full stop: a label with a colon, and names.
_LABELED_TAIL = re.compile(
    r"(?:\s|(?<=[.!?]))(?:Photo(?:graph(?:er|s)?)?|Image|Picture|Source|Credit)(?: credit)?:\s?"
    rf"(?:{CAPITAL_WORD}/?(?:\s(?:and|via|of)(?=\s))?\s?){{1,7}}\Z"
)
# "(AP Photo/Ann Poe)"
_BRACKETED_TAIL = re.compile(r"\s?\([^()]{3,120}\)\Z")
_TOGGLE = re.compile(rf"(?:{CAPITAL_WORD}(?: [a-z]+)?)\b[^.!?]{{0,80}}? Show Hide\s+")
_LAST_SENTENCE = re.compile(r"(?<=[.!?”\"’)])\s+(?P<said>[A-Z][^.!?]{5,160}[.!?]?)\s*\Z")
_POINTER_WORDS = 16
_SIGNED_POST = re.compile(r"\s[–—-]{1,2}\s?[^–—\n]{1,60}\(@\w{1,30}\)\s[^\W\d_]{3,9} \d{1,2}, \d{4}\s*\Z")
_HEADLINE_AT_MOST = 250
_SUBHEAD_AT_MOST = 110
_NO_SUBHEAD = re.compile(r"[\"“„«'‘(\[•–—-]|\d{1,3}[.)]\s")
_MENU_WORDS = 3
_MENU_LINES = 4
_TEASER_WORDS = 6
_TIMES_AT_LEAST = 3
_REFRAINS_AT_MOST = 4
_REPEATED_WORDS = 20
_SHORT_WORD = 3
_CLAUSE_END = re.compile(rf"(?:[,;:.!…][\"”’)]*|[\])]|[.!?…]{NOTE}+)\Z")
_NOTES_AT_MOST = 40


@dataclass(slots=True)
class Piece:
    """A raw block on its way: it ends with a kind or a reason."""

    raw: RawBlock
    kind: BlockKind | None = None
    reason: RemovalReason | None = None
    reading: lines.LineReading | None = None

    @property
    def undecided(self) -> bool:
        """Whether nothing is known of it yet."""
        return self.kind is None and self.reason is None


def drop_neighbors(decoded: Decoded, pieces: list[Piece]) -> None:
    """Mark what is furniture by what stands around it, or by how often it comes."""
    _drop_lists(decoded, pieces)
    _drop_menus(decoded, pieces)
    _drop_beside_labels(pieces)
    _drop_boxes(decoded, pieces)
    _drop_repeated(pieces)


def looks_like_heading(text: str) -> bool:
    """Whether a text is short and ends as no sentence does, or is in capitals."""
    if len(text) > _SUBHEAD_AT_MOST or _NO_SUBHEAD.match(text):
        return False
    if text.isupper() and sum(char.isalpha() for char in text) > 3:
        return True
    return not _CLAUSE_END.search(text[-_NOTES_AT_MOST:]) and not text[0].islower()


def _drop_lists(decoded: Decoded, pieces: list[Piece]) -> None:
    """What stands like a headline under "Related stories", up to the next text, is of other articles.

    Behind a blank line the last of them may be a heading of what follows, and stays.
    """
    inside = False
    under: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is None or (piece.reason is None and not _may_be_listed(piece.raw.text)):
            loose = piece is not None and len(under) > 1 and not next_line(decoded, under[-2], under[-1])
            for item in under[:-1] if loose else under:
                item.reason, item.reading = RemovalReason.FURNITURE, None
            inside, under = False, []
        elif page_lines.is_list_label(piece.raw.text.rstrip(": ")):
            inside = True
        elif inside:
            under.append(piece)


def _drop_menus(decoded: Decoded, pieces: list[Piece]) -> None:
    """Short lines under each other before the first long one or after the last, a button among them, are a menu."""
    long = [
        i for i, piece in enumerate(pieces) if piece.undecided and len(piece.raw.text.split()) > _MENU_WORDS
    ]
    if not long:
        return
    for edge in (pieces[: long[0]], pieces[long[-1] + 1 :]):
        for run in _runs(decoded, edge):
            if len(run) >= _MENU_LINES and any(item.reason is RemovalReason.FURNITURE for item in run):
                for item in run:
                    item.reason = item.reason or RemovalReason.FURNITURE


def _runs(decoded: Decoded, pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces under each other, without an empty line between them."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not next_line(decoded, run[-1], piece):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _drop_beside_labels(pieces: list[Piece]) -> None:
    """A headline right above "Related: …" is another story's too, if a colon parts it as it does there."""
    for piece, following in pairwise(pieces):
        text = piece.raw.text
        labeled = following.reason is RemovalReason.FURNITURE and page_lines.has_label(following.raw.text)
        if piece.undecided and labeled and ":" in text and looks_like_heading(text[:_SUBHEAD_AT_MOST]):
            long = len(text.split()) >= _TEASER_WORDS and not short_names.ends_sentence(text)
            if long and _may_be_listed(text):
                piece.reason = RemovalReason.FURNITURE


def _drop_boxes(decoded: Decoded, pieces: list[Piece]) -> None:
    """What speaks to the readers right between two lines of the page is one too: the rest of a newsletter's box."""
    edge: Piece | None = None
    between: list[Piece] = []
    for piece in pieces:
        behind = between[-1] if between else edge
        near = behind is not None and next_line(decoded, behind, piece)
        if piece.reason is RemovalReason.FURNITURE:
            for item in between if near else ():
                item.reason = RemovalReason.FURNITURE
            edge, between = piece, []
        elif near and piece.undecided and page_lines.speaks_to_readers(piece.raw.text):
            between.append(piece)
        else:
            edge, between = None, []


def _at_least(counts: Counter[str], times: int) -> set[str]:
    return {wording for wording, count in counts.items() if count >= times}


def _drop_repeated(pieces: list[Piece]) -> None:
    """A short line that stands three times or more in one article belongs to the page."""
    short = [piece for piece in pieces if piece.undecided and _may_be_repeated(piece.raw.text)]
    wordings = [word_lists.plain(piece.raw.text) for piece in short]
    counts = Counter(wordings)
    again = _at_least(counts, _TIMES_AT_LEAST)
    # Many such lines are a table or a poem.
    if not again or len(again) > _REFRAINS_AT_MOST:
        return
    told = Counter(word for piece in pieces for word in set(word_lists.words(piece.raw.text)))
    for piece, wording in zip(short, wordings, strict=True):
        if wording in again and not _is_of_text(wording, counts[wording], told):
            piece.reason = RemovalReason.FURNITURE


def _is_of_text(wording: str, times: int, told: Counter[str]) -> bool:
    """Whether the rest of the article has half of a line's long words too: then it is a caption that comes again."""
    long = [word for word in wording.split() if len(word) > _SHORT_WORD]
    return sum(told[word] > times for word in long) * 2 >= len(long)


def _may_be_repeated(text: str) -> bool:
    """Whether a line is no answer of an interview: three words at least, and nobody speaks."""
    words = len(text.split())
    return _MENU_WORDS <= words <= _REPEATED_WORDS and set(text).isdisjoint('"“”?:')


def _may_be_listed(text: str) -> bool:
    return len(text) <= _HEADLINE_AT_MOST and (text.endswith("?") or not short_names.ends_sentence(text))


def next_line(decoded: Decoded, one: Piece, other: Piece) -> bool:
    """Whether nothing stands between two blocks but one line break."""
    return decoded.line(max(one.raw.end - 1, 0)) + 1 == other.raw.line


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
    credited = pictures.ends_with_picture_credit(text)
    if len(text) > (_CREDITED_AT_MOST if credited else _CAPTION_AT_MOST):
        return None
    near = max(0, len(text) - _CREDIT_TAIL)
    head = _caption_head(text)
    tail = _PICTURE_TAIL.search(text, near) or _LABELED_TAIL.search(text, near)
    tail = _BRACKETED_TAIL.search(text, near) if credited else tail
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
