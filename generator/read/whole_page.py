"""A page copied whole: menus above the article, other stories and the page's foot below it.

In come the blocks of a seed, out goes which of them are the article's: its headline, by-line and date, its text.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from generator.model import RemovalReason
from generator.read import lines, pictures, word_lists
from generator.read.pieces import Piece, looks_like_heading
from generator.read.sentences import is_one_sentence
from generator.read.short_names import ends_sentence

_MENU_WORDS = 3
# So many short lines above the first text are no headline with its deck, by-line, outlet and date.
_MENU_LINES = 8
_TEXT_WORDS = 12
_HEADLINE_WORDS = 4
_LONG_WORD = 4
# Between two paragraphs of one article stand fewer other lines than this.
_APART = 8
# So much of a headline's long words the text has, too.
_TOLD = 0.5
# A by-line or date stands under a headline within so many lines, and counts like so many words.
_HEAD_LINES = 4
_HEADED = 4
_HEADLINE_AT_MOST = 250
_UNDER_HEADLINE = (RemovalReason.DATE_LINE, RemovalReason.BYLINE)


def apart_from_page(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The blocks of the article, with notices of who published it, and those of the page around it, marked as such.

    All are the article's where the file does not begin with a menu.
    """
    open_pieces = [piece for piece in pieces if piece.undecided]
    body = _body(open_pieces)
    if not body or not _begins_with_menu(open_pieces[: body[0]]):
        return list(pieces), []
    first = _first(open_pieces, body)
    for piece in (*open_pieces[:first], *open_pieces[body[-1] + 1 :]):
        if not lines.outlet_of_notice(piece.raw.text):
            piece.reason = RemovalReason.FURNITURE
    around = [piece for piece in pieces if piece.reason is RemovalReason.FURNITURE]
    return [piece for piece in pieces if piece.reason is not RemovalReason.FURNITURE], around


def _body(pieces: Sequence[Piece]) -> list[int]:
    """The numbers of the texts that make the longest whole."""
    texts = [i for i, piece in enumerate(pieces) if _is_text(piece)]
    return max(_runs(texts), key=lambda run: sum(len(pieces[i].raw.text.split()) for i in run), default=[])


def _is_text(piece: Piece) -> bool:
    text = piece.raw.text
    return len(text.split()) >= _TEXT_WORDS and ends_sentence(text)


def _begins_with_menu(above: Sequence[Piece]) -> bool:
    """Whether a good part of what stands above the text, a first line with it, are names of sections.

    Lines that are known as the page's one by one do not count.
    """
    short = [piece.raw.text for piece in above if len(piece.raw.text.split()) <= _MENU_WORDS]
    begins = not set(short).isdisjoint(piece.raw.text for piece in above[:_HEAD_LINES])
    unknown = sum(_reason_of(text) is None for text in short)
    return begins and unknown >= _MENU_LINES and len(short) * 3 > len(above)


def _runs(texts: Sequence[int]) -> list[list[int]]:
    """The numbers of the texts, cut where too many other lines stand between two."""
    runs: list[list[int]] = []
    for number in texts:
        if not runs or number - runs[-1][-1] > _APART:
            runs.append([])
        runs[-1].append(number)
    return runs


def _first(pieces: Sequence[Piece], body: Sequence[int]) -> int:
    """The number of the headline; of the date or by-line above the text, or of the text, where none stands out.

    It is the line that says most of what the text says too, the nearest of equals; of two under each other the lower
    one is the deck.
    """
    told = {word for i in body for word in word_lists.words(pieces[i].raw.text)}
    weights = {i: _weight(pieces, i, told) for i in range(body[0] + 1)}
    best = max(weights, key=lambda i: (weights[i], i))
    if not weights[best]:
        near = range(max(0, body[0] - _MENU_LINES), body[0])
        return next((i for i in near if _reason_of(pieces[i].raw.text) in _UNDER_HEADLINE), body[0])
    above = best - 1
    return above if weights.get(above) and pieces[best].raw.text not in pieces[above].raw.text else best


def _weight(pieces: Sequence[Piece], number: int, told: Set[str]) -> int:
    """How many long words of a line that may head the text are in it; a by-line or date under it counts like some."""
    text = pieces[number].raw.text
    headed = any(
        _reason_of(piece.raw.text) in _UNDER_HEADLINE for piece in pieces[number + 1 : number + _HEAD_LINES]
    )
    if not _may_head(text, headed):
        return 0
    long = {word for word in word_lists.words(text) if len(word) >= _LONG_WORD}
    shared = len(long & told)
    return shared + _HEADED * headed if shared >= max(1, _TOLD * len(long)) else 0


def _may_head(text: str, headed: bool) -> bool:
    """Whether a line looks like a headline, or has a by-line or date under it and is one sentence."""
    words = len(text.split()) + headed
    alike = looks_like_heading(text) or (headed and len(text) <= _HEADLINE_AT_MOST and is_one_sentence(text))
    return words >= _HEADLINE_WORDS and alike and _reason_of(text) is None


def _reason_of(text: str) -> RemovalReason | None:
    if pictures.is_picture_credit(text):
        return RemovalReason.CREDIT_LINE
    reading = lines.read_line(text, near_edge=True) or lines.read_dated_line(text)
    return reading.reason if reading else None
