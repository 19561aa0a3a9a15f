"""A text cut into words, figures and signs, one empty token after each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.annotate.dates.lexicon import ABBREVIATIONS
from generator.model import Sentence

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_LOOK_AHEAD = 6
_STOP = frozenset(".?!")


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of a text.

    Attributes:
        text: The whole text, its typographic apostrophes made plain.
        words: Each token in lower case; ``""`` ends a sentence.
        starts: First code point of each token.
        ends: Code point after it.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]


def tokenize(text: str, sentences: Sequence[Sentence]) -> Tokens:
    """Cut the text, at the sentences given, or at full stops and blank lines where none are."""
    # One code point for another: offsets stay those of the text.
    text = text.replace("’", "'")
    spans = [(item.start, item.end) for item in sentences]
    if not spans:
        return _tokenize_run(text)
    tokens = Tokens(text, [], [], [])
    for start, end in spans:
        _append(tokens, _TOKEN.finditer(text, start, end))
        _close(tokens, end)
    return _pad(tokens)


def _append(tokens: Tokens, matches: Iterable[re.Match[str]]) -> None:
    """Add the tokens of one sentence."""
    for match in matches:
        start, end = match.span()
        tokens.words.append(match.group().lower())
        tokens.starts.append(start)
        tokens.ends.append(end)


def _close(tokens: Tokens, end: int) -> None:
    """Add the empty token that ends a sentence."""
    tokens.words.append("")
    tokens.starts.append(end)
    tokens.ends.append(end)


def _pad(tokens: Tokens) -> Tokens:
    """Room behind the last token, so that no look-ahead of the grammar leaves the lists."""
    for _ in range(_LOOK_AHEAD):
        _close(tokens, len(tokens.text))
    return tokens


def _tokenize_run(text: str) -> Tokens:
    """Cut a text that nobody has cut into sentences."""
    tokens = Tokens(text, [], [], [])
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    previous_end = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if words and _breaks(text, words, starts, ends, start):
            _close(tokens, previous_end)
        words.append(match.group().lower())
        starts.append(start)
        ends.append(end)
        previous_end = end
    _close(tokens, len(text))
    return _pad(tokens)


def _breaks(text: str, words: list[str], starts: list[int], ends: list[int], start: int) -> bool:
    """Whether a sentence ends before the token that begins at ``start``."""
    gap = start - ends[-1]
    if not gap:
        return False
    if gap > 1 and text.count("\n", ends[-1], start) > 1:
        return True
    index = len(words) - 1
    if words[index] in "\"'”’)" and index and words[index - 1] in _STOP:
        index -= 1
    if words[index] not in _STOP or not (text[start].isupper() or text[start] in "\"“`'"):
        return False
    if words[index] != ".":
        return True
    # "Jan. 3" goes on in a figure and never gets here; "Mr. Smith" and "J. Smith" do.
    before = words[index - 1] if index else ""
    return not (ends[index - 1] == starts[index] and (len(before) == 1 or before in ABBREVIATIONS))
