"""Where a text is cut into words: a stretch of text in, its tokens out. No other module cuts.

A room names the cut it needs: what of hyphens, apostrophes, full stops, figures and signs belongs to a word.
A ``View`` is a sentence as words, commas, marks and quotations.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from generator.language.lexicon import listed
from generator.language.spelling import is_capitalized

# Whatever stands between white space.
RUNS = re.compile(r"\S+")
# Letters alone; a hyphen or apostrophe parts two of them.
LETTERS = re.compile(r"[^\W\d_]+")
# The same, long enough to be no small word.
LONG_LETTERS = re.compile(r"[^\W\d_]{4,}")
# Letters, and the marks that part clauses.
CLAUSE_WORDS = re.compile(r"[^\W\d_]+|[,;:]")
# Letters with hyphens and apostrophes.
WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# The same, and with full stops inside ("a.m", "U.S").
DOTTED_WORDS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
# The same with figures, and the comma behind.
WORDS_WITH_COMMA = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*,?")
# Letters and figures with apostrophes.
WORDS_AND_FIGURES = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words with hyphens, figures with thousands and decimals, and every sign.
WORDS_NUMBERS_SIGNS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*(?![\w-])|\S")
# Letters, figures and signs, each by itself.
ATOMS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# Words without a possessive's "'s"; "U.S." whole.
PLACE_WORDS = re.compile(r"(?:[A-Z]\.){2,}(?:[A-Z][a-z]\.)?|[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
# What may be part of a name: "al-Sharif", "AT&T", "O'Neill", "Notre-Dame".
NAME_WORDS = re.compile(r"[^\W_](?:[\w&/‑-]|['’.](?=[^\W_]))*")
# Figures whole (behind a plain space only round thousands: "350 737s" are two numbers), "U.S." whole, words without
# hyphens, signs of money and punctuation.
COMPARED = re.compile(
    r"(?<![\w.,])\d{1,3}(?:(?:[\u00a0\u202f\u2009]\d{3})+|(?: \d{3})*? \d{2}0)(?![\w.,]\d|\w| \d)"
    r"|\d+(?:[.,]\d+)*"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥%]|[.,;:!?()“”\"–—]"
)
# A hyphen at the end of a line with the letters behind it, and what stands before it.
PARTED_WORDS = re.compile(
    r"(?<=[^\W_])(?P<hyphen>[-‐\u00ad])(?P<gap>[ \t]{0,40}(?:\r\n|[\n\r])[ \t]{0,40})(?P<second>[^\W\d_]{1,40})"
)
LAST_PIECE = re.compile(r"[^\W_]+\Z")
# With the apostrophe behind an s where a word follows: "the Workers' League", "the nurses' union".
# A firm's name with its "&" is one, "Finch & Rowe", and so is "D-Ohio." before a comma.
_WORD = (
    r"[^\W\d_a-z][\w'’-]{1,30} & [^\W\d_a-z][\w'’-]{1,30}|[DRI]-[A-Z][a-z]{2,5}\.(?=,)"
    r"|(?:[^\W\d_]\.)+(?![^\W_])|[^\W_]+(?:[.'’&/-][^\W_]+)*(?:(?<=s)['’](?= [^\W\d_]))?"
)
# Every mark that opens a quotation, with those that close it.
_ANY_CLOSERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "「": "」", "『": "』", "〝": "〞〟", "〈": "〉", "《": "》",
    "”": "”", "‘": "’", "‚": "‘’", "‛": "’", "'": "'", "`": "`'´", "´": "´", '"': '"', "＂": "＂", "″": "″", "❝": "❞",
}  # fmt: skip
# These are an apostrophe, minutes or an accent too: what they open must be closed.
_MAY_BE_NO_MARK = frozenset("”'‘‛`´‚‹›»″＂〈")
QUOTATION_MARKS = "".join(dict.fromkeys([*_ANY_CLOSERS, *"".join(_ANY_CLOSERS.values())]))
"""The characters that open or close a quotation."""
_CLOSERS = {"“": "”", "‘": "’", "„": "“”", "«": "»", '"': '"'}
# No quotation in these holds another in the same.
_OPENS_ONCE = frozenset('“"')
# 'It's late,' in marks that are apostrophes too: a capital behind the first, a stop before the last.
_PLAIN_SPEECH = re.compile(
    r"(?<![\w'’])'(?=[A-Z“\"])[^'\n]{0,600}(?:(?:(?<=\w)'(?=\w)|(?<=s)'(?=\s))[^'\n]{0,600}){0,20}(?<=[,.!?…])'(?!\w)"
)
# Letters around a position that bear on it: among these the marks of a speech stand.
_SPEECH = 2_000
_MARKED = re.compile(f"[{''.join({*_CLOSERS, *''.join(_CLOSERS.values())})}]")
_GOES_ON = re.compile(rf"\s*[{''.join(_CLOSERS)}]")
_SENTENCE_END = re.compile(r"(?<=[^\W_]{2})[.!?…]+(?=\s)")


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    COMMA = "comma"
    MARK = "mark"
    QUOTE = "quote"


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation with its marks; a tuple, for a story has a hundred thousand.

    Attributes:
        text: The word or mark; ``""`` for a quotation.
        key: The same without case and with straight apostrophes.
        start: Its span in the article's text; that of a quotation may go beyond the sentence.
    """

    kind: TokenKind
    text: str
    key: str
    start: int
    end: int

    def bare(self) -> Token:
        """The word without a possessive ending."""
        cut = 2 if self.key.endswith("'s") else 1 if self.key.endswith("s'") else 0
        stop = len(self.text) - cut
        return self._replace(text=self.text[:stop], key=self.key[:stop], end=self.end - cut)

    @property
    def capitalized(self) -> bool:
        """Whether a word begins with a capital, or with an Arabic article and a capital (``al-Sharif``)."""
        return self.kind is TokenKind.WORD and is_capitalized(self.text)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """A sentence as tokens, equal to itself alone.

    Attributes:
        text: The article's text.
        tokens: The sentence's tokens, in order.
        start: Where the sentence begins, or the quotation that it begins within.
        end: Where the sentence ends; its last quotation may reach beyond.
        word_keys: For each token its key if it is a word, else ``""``.
    """

    text: str
    tokens: list[Token]
    start: int
    end: int
    word_keys: tuple[str, ...]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.tokens)

    def kind(self, i: int) -> TokenKind | None:
        """The kind of token ``i``; ``None`` outside the sentence."""
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else None

    def key(self, i: int) -> str:
        """The key of token ``i`` if it is a word, else ``""``."""
        return self.word_keys[i] if 0 <= i < len(self.word_keys) else ""

    def keys(self, i: int, count: int) -> str:
        """The keys of ``count`` tokens from ``i`` on, joined by spaces."""
        if count == 1:
            return self.key(i)
        if i < 0 or i + count > len(self.word_keys):
            return " ".join(self.key(k) for k in range(i, i + count))
        return " ".join(self.word_keys[i : i + count])

    def reads(self, i: int, phrase: str) -> bool:
        """Whether the words from token ``i`` on are those of a phrase."""
        # Nearly all fall short by their first word.
        return phrase.startswith(self.key(i)) and self.keys(i, phrase.count(" ") + 1) == phrase

    def between(self, first: int, last: int) -> str:
        """The words of the article from token ``first`` to token ``last``, included."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where token ``first`` to token ``last``, included, stand in the article."""
        return self.tokens[first].start, self.tokens[last].end

    def words_until(self, i: int) -> int:
        """The first token from ``i`` on that is no word; the length of the sentence if all are."""
        while self.kind(i) is TokenKind.WORD:
            i += 1
        return i


def view_of(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, int]], named: Sequence[tuple[int, int]] = ()
) -> View:
    """The sentence ``text[start:end]`` as tokens.

    Args:
        text: The article's text.
        start: The sentence's start.
        end: Its end.
        quoted: The quotations that reach into the sentence, in order.
        named: Names in quotation marks, which are words of the sentence; each becomes one token with its marks.
    """
    found: list[Token] = []
    position = start
    for a, b in sorted((*quoted, *named)) if quoted or named else ():
        found.extend(_plain(text, position, max(position, a)))
        if (a, b) in named:
            said = text[a + 1 : b - 1]
            found.append(Token(kind=TokenKind.WORD, text=said, key=said.casefold(), start=a, end=b))
        else:
            found.append(Token(kind=TokenKind.QUOTE, text="", key="", start=a, end=b))
        position = min(b, end)
    found.extend(_plain(text, position, end))
    word = TokenKind.WORD
    keys = tuple([token.key if token.kind is word else "" for token in found])
    # A name in quotation marks may begin before the sentence; a line of invisible signs has no token.
    first = min([start, *(token.start for token in found[:1])])
    return View(text=text, tokens=found, start=first, end=end, word_keys=keys)


def quotations(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The quotations of a paragraph, marks included.

    One that is not closed runs to ``end`` where the next paragraph begins with a mark, too, as what goes on does; else
    its mark was forgotten, and it ends with its sentence. Between straight single marks only what begins with a capital
    and ends with a stop is one.
    """
    marked = _in_marks(text, start, end)
    plain = tuple(
        match.span()
        for match in _PLAIN_SPEECH.finditer(text, start, end)
        if not _is_inside(match.start(), marked)
    )
    if not plain:
        return marked
    return tuple(sorted((*plain, *(span for span in marked if not _is_inside(span[0], plain)))))


def paragraph_before(text: str, at: int) -> str:
    """What stands before a position in its paragraph, the end alone where that is long."""
    return text[max(text.rfind("\n", 0, at) + 1, at - _SPEECH, 0) : at]


def in_direct_speech(text: str, at: int) -> bool:
    """Whether a position lies in direct speech, whose marks may stand in other sentences of the paragraph."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    start, end = max(start, at - _SPEECH), min(end if end >= 0 else len(text), at + _SPEECH)
    if any(first <= at < last for first, last in quotations(text, start, end)):
        return True
    closing = text.find("”", at, end)
    return closing >= 0 and "“" not in text[start:closing]


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= at < last for first, last in spans)


def _in_marks(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The quotations in marks that are nothing else."""
    spans = []
    opened = -1
    for mark in _MARKED.finditer(text, start, end):
        i = mark.start()
        if opened < 0:
            opened = i if text[i] in _CLOSERS and _opens(text, i, start, end) else -1
        elif _opens_again(text, opened, i, end):
            spans.append((opened, _sentence_end(text, opened, i)))
            opened = i
        elif text[i] in _CLOSERS[text[opened]] and not (
            text[i] == "’" and text[i + 1 : min(i + 2, end)].isalnum()
        ):
            spans.append((opened, i + 1))
            opened = -1
    # A lone ‘ may be an apostrophe.
    if opened >= 0 and text[opened] != "‘":
        spans.append((opened, end if _GOES_ON.match(text, end) else _sentence_end(text, opened, end)))
    return tuple(spans)


def _opens_again(text: str, opened: int, i: int, end: int) -> bool:
    """Whether a mark opens a quotation though one in the same marks is open: that one's end was forgotten."""
    same = text[i] == text[opened] and text[i] in _OPENS_ONCE
    return same and text[i - 1].isspace() and _opens(text, i, opened, end)


def _sentence_end(text: str, start: int, end: int) -> int:
    found = _SENTENCE_END.search(text, start, end)
    return found.end() if found else end


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The quotations of a text in any kind of marks, marks included; one that is not closed runs to the end.

    >>> [text[a:b] for text in ["‹so› and 'so', Jack's 5″ nail"] for a, b in quoted_spans(text)]
    ['‹so›', "'so'"]
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        # data-quote="…" is an attribute.
        if text[at] in _ANY_CLOSERS and _opens(text, at, 0, len(text)) and text[at - 1 : at] != "=":
            end = _closed(text, at)
            if end:
                spans.append((at, end))
                at = end
                continue
        at += 1
    return tuple(spans)


def _closed(text: str, opened: int) -> int:
    """Behind the mark that closes a quotation; 0 where what opens it is no quotation mark."""
    mark = text[opened]
    for i in range(opened + 1, len(text)):
        if text[i] in _ANY_CLOSERS[mark] and not (text[i] in "'’‘" and text[i + 1 : i + 2].isalnum()):
            return i + 1 if i > opened + 2 or mark not in "'‘" else 0
    return 0 if mark in _MAY_BE_NO_MARK else len(text)


# An article's sentences without quotations are cut for who says so, and once more for how they put it.
@functools.lru_cache(maxsize=4096)
def _plain(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(Token(*_form(match[0]), *match.span()) for match in _pieces().finditer(text, start, end))


@functools.lru_cache(maxsize=65536)
def _form(piece: str) -> tuple[TokenKind, str, str]:
    """What of a token is the same wherever it stands."""
    kind = TokenKind.WORD if piece[0].isalnum() else TokenKind.COMMA if piece == "," else TokenKind.MARK
    return kind, piece, _key(piece)


def _key(word: str) -> str:
    """A word without case, but for the names of bodies that are other words in small letters ("WHO")."""
    if word in listed("speakers", "bodies_like_words"):
        return word
    return word.casefold().replace("’", "'")


@functools.cache
def _pieces() -> re.Pattern[str]:
    stopped = "|".join(
        sorted(
            listed("titles", "abbreviated")
            | listed("places", "stopped")
            | listed("speakers", "company_endings")
        )
    )
    return re.compile(rf"\b(?:{stopped})\.|{_WORD}|[^\w\s]")


def _opens(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return not (before.isalnum() or after.isspace())
