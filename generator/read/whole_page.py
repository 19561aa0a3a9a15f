"""A page copied whole: menus above the article, other stories and the page's foot below it.

In come the blocks of a seed, out goes which of them are the article's: its headline, by-line and date, its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import RemovalReason
from generator.read import lines, word_lists
from generator.read.pieces import Piece, looks_like_heading
from generator.read.short_names import ends_sentence

_MENU_WORDS = 3
# So many short lines above the first text are no headline with its deck, by-line, outlet and date.
_MENU_LINES = 8
_TEXT_WORDS = 12
_HEADLINE_WORDS = 4
_LONG_WORD = 4
# Between two paragraphs of one article stand fewer other lines than this.
_APART = 8
# A headline says with so much of its long words what the text says, too.
_TOLD = 0.5
_HEAD_LINES = 4
_UNDER_HEADLINE = (RemovalReason.DATE_LINE, RemovalReason.BYLINE)


def drop_page_around(pieces: Sequence[Piece]) -> None:
    """Mark what stands around the article as the page's, where a file begins with a menu."""
    open_pieces = [piece for piece in pieces if piece.undecided]
    texts = [i for i, piece in enumerate(open_pieces) if _is_text(piece)]
    if not texts or not _begins_with_menu(open_pieces[: texts[0]]):
        return
    body = max(_runs(texts), key=lambda run: sum(len(open_pieces[i].raw.text.split()) for i in run))
    first = _headline(open_pieces, body)
    if first is None:
        return
    last = body[-1] + _HEAD_LINES
    for piece in (*open_pieces[:first], *open_pieces[last:]):
        if not lines.outlet_of_notice(piece.raw.text):
            piece.reason = RemovalReason.FURNITURE


def _is_text(piece: Piece) -> bool:
    text = piece.raw.text
    return len(text.split()) >= _TEXT_WORDS and ends_sentence(text)


def _begins_with_menu(above: Sequence[Piece]) -> bool:
    """Whether most of what stands above the first text are names of sections and buttons."""
    short = [piece for piece in above if len(piece.raw.text.split()) <= _MENU_WORDS]
    return len(short) >= _MENU_LINES and len(short) * 2 > len(above)


def _runs(texts: Sequence[int]) -> list[list[int]]:
    """The numbers of the texts, cut where too many other lines stand between two."""
    runs = [[texts[0]]]
    for number in texts[1:]:
        if number - runs[-1][-1] > _APART:
            runs.append([])
        runs[-1].append(number)
    return runs


def _headline(pieces: Sequence[Piece], body: Sequence[int]) -> int | None:
    """The number of the headline: a line with a by-line or date under it before others, the nearest of these."""
    told = {word for i in body for word in word_lists.words(pieces[i].raw.text)}
    able = [i for i in range(body[0]) if _may_head(pieces[i].raw.text, told)]
    headed = [i for i in able if any(map(_is_credit, pieces[i + 1 : i + _HEAD_LINES]))]
    return max(headed or able, default=None)


def _may_head(text: str, told: set[str]) -> bool:
    long = [word for word in word_lists.words(text) if len(word) >= _LONG_WORD]
    shared = sum(word in told for word in long) >= _TOLD * len(long)
    return bool(long) and len(text.split()) >= _HEADLINE_WORDS and looks_like_heading(text) and shared


def _is_credit(piece: Piece) -> bool:
    reading = lines.read_line(piece.raw.text, near_edge=True) or lines.read_dated_line(piece.raw.text)
    return reading is not None and reading.reason in _UNDER_HEADLINE
