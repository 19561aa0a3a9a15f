"""A text cut into words, figures and signs, with an empty token behind each sentence.

In comes an article's text, out go its words, each with its span and whether a space parts it from the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.annotate.dates.tables import ABBREVIATIONS
from generator.language.tokens import ATOMS
from generator.model import Sentence

# The farthest any rule of the grammar looks ahead.
_LOOK_AHEAD = 8
# In place of a month's name that is also a verb.
_MONTH = "#"
_STOPS = frozenset(".?!")
_CLOSING = frozenset("\"'”)")
_MAY_END = _STOPS | _CLOSING
_OPENING = frozenset("\"'“`(")


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of a text.

    Attributes:
        text: The whole text.
        words: Each token in lower case, apostrophes made plain; ``""`` ends a sentence.
        starts: First code point of each token.
        ends: Code point behind it.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _plain: list[str] | None = None

    @property
    def plain(self) -> list[str]:
        """The words, without "May" where a figure beside it makes it a month: no verb."""
        words = self.words
        if self._plain is None or len(self._plain) != len(words):
            months = {at for at, word in enumerate(words) if word == "may" and self._is_month(at)}
            self._plain = (
                [_MONTH if at in months else word for at, word in enumerate(words)] if months else words
            )
        return self._plain

    def _is_month(self, index: int) -> bool:
        """Whether a "May" is a month by its capital letter inside the sentence, or by a figure beside it."""
        figure = self.words[index + 1][:1].isdecimal()
        return self.capital(index) and (figure or (index > 0 and self.words[index - 1] != ""))

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def add(self, start: int, end: int, *, whole: bool) -> None:
        """Cut a stretch of the text: one sentence, or as many as full stops and blank lines make of it."""
        text, words, starts, ends = self.text, self.words, self.starts, self.ends
        for match in ATOMS.finditer(text, start, end):
            first, last = match.span()
            word = match.group().lower()
            if not whole and words:
                gap = first - ends[-1]
                if (gap > 1 or (gap and words[-1] in _MAY_END)) and self._ends_before(first):
                    self.close(ends[-1])
            words.append("'" if word == "’" else word)
            starts.append(first)
            ends.append(last)
        self.close(end)

    def close(self, position: int) -> None:
        """Add the empty token that ends a sentence."""
        self.words.append("")
        self.starts.append(position)
        self.ends.append(position)

    def _ends_before(self, start: int) -> bool:
        """Whether a sentence ends before the token that begins at ``start``."""
        text, words = self.text, self.words
        if text.count("\n", self.ends[-1], start) > 1:
            return True
        last = len(words) - 1
        if words[last] in _CLOSING and last and words[last - 1] in _STOPS:
            last -= 1
        if words[last] not in _STOPS or not (text[start].isupper() or text[start] in _OPENING):
            return False
        before = words[last - 1] if last else ""
        # "Mr. Smith" and "J. Smith" go on; "Jan. 3" goes on in a figure and never gets here.
        return words[last] != "." or not ((len(before) == 1 and before.isalpha()) or before in ABBREVIATIONS)


def tokenize(text: str, sentences: Sequence[Sentence]) -> Tokens:
    """Cut a text at the sentences given; where none are, at full stops and blank lines."""
    tokens = Tokens(text)
    for item in sentences:
        tokens.add(item.start, item.end, whole=True)
    if not sentences:
        tokens.add(0, len(text), whole=False)
    for _ in range(_LOOK_AHEAD):
        tokens.close(len(text))
    return tokens


def is_figure(word: str) -> bool:
    """Whether a token is made of the figures 0 to 9 (``str.isdigit`` is true of "²" as well)."""
    return word.isascii() and word.isdigit()
