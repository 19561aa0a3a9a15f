"""The only code that decides whether words stand in an article.

A quotation is found exactly or not at all; white space and Unicode form (NFC)
are the only differences forgiven, because cleaning changes nothing else.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.annotate.attribution import voucher_for
from generator.characters import HIDDEN
from generator.language.numbers import cuts_number
from generator.language.tokens import RUNS
from generator.model import AnnotatedArticle, Article, Evidence, TextPositionSelector, TextQuoteSelector

_CONTEXT = 24
_QUOTES = "\"'“”‘’"
_PUNCTUATION = ".,;:!?()[]" + _QUOTES
_TYPOGRAPHY = str.maketrans("‘’“”–—", "''\"\"--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words an editor cites, as the story file gives them."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None


class QuoteError(LookupError):
    """The words cannot be tied to one place of the article.

    Attributes:
        code: Stable word for the message.
        hints: What the editor can do about it.
    """

    def __init__(self, message: str, code: str, *hints: str) -> None:
        """Keep the message and its parts."""
        super().__init__(message)
        self.code = code
        self.hints = hints


def normalize(words: str) -> str:
    r"""The form in which words are compared: NFC, white space folded, ends trimmed, without what no reader sees.

    >>> normalize("five\n  or six ")
    'five or six'
    """
    return " ".join(unicodedata.normalize("NFC", HIDDEN.sub("", words)).split())


def locate(article: Article, citation: Citation) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Tie a citation to its place in an article.

    Returns:
        Selectors for which ``article.text[position.start:position.end] == quote.exact``; the
        quote's prefix and suffix are the text around it.

    Raises:
        QuoteError: ``quote-missing`` when the words are not there, ``quote-ambiguous`` when they
            occur more than once and nothing pins them, ``quote-pin`` when what pins them fits nowhere.
    """
    exact = normalize(citation.quote)
    starts = _occurrences(article.text, exact)
    if not starts:
        raise _missing(article, exact)
    fitting = [start for start in starts if _fits(article.text, start, start + len(exact), citation)]
    if citation.occurrence is not None:
        if citation.occurrence > len(fitting):
            raise QuoteError(
                f'there is no occurrence {citation.occurrence} of "{exact}" in "{article.id}"',
                "quote-pin",
                f"The words occur {len(fitting)} times; `occurrence:` counts from 1.",
            )
        fitting = [fitting[citation.occurrence - 1]]
    if not fitting:
        raise QuoteError(
            f'the quotation "{exact}" stands in "{article.id}", but not beside the prefix or suffix given',
            "quote-pin",
            *(_place(article, start, start + len(exact)) for start in starts[:3]),
        )
    if len(fitting) > 1:
        raise QuoteError(
            f'the quotation "{exact}" occurs {len(fitting)} times in "{article.id}"',
            "quote-ambiguous",
            *(_place(article, start, start + len(exact)) for start in fitting[:3]),
            "Quote more words, or add `prefix:`, `suffix:` or `occurrence:`.",
        )
    return selectors(article, fitting[0], fitting[0] + len(exact))


def selectors(article: Article, start: int, end: int) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """The pair of selectors for a span of an article's text."""
    text = article.text
    quote = TextQuoteSelector(
        exact=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
    )
    return quote, TextPositionSelector(start=start, end=end)


def evidence_for(item: AnnotatedArticle, start: int, end: int) -> Evidence:
    """The words of a span as evidence, with who stands behind them."""
    quote, position = selectors(item.article, start, end)
    return Evidence(
        article_id=item.article.id,
        quote=quote,
        position=position,
        voucher=voucher_for(item.attributions, item.article, start, end),
    )


def _occurrences(text: str, exact: str) -> list[int]:
    """Where ``exact`` stands in ``text``, not inside a longer word or number."""
    if not exact:
        return []
    found = []
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        if not _inside_word(text, start) and not _inside_word(text, end):
            found.append(start)
        start = text.find(exact, start + 1)
    return found


def _inside_word(text: str, at: int) -> bool:
    """Whether a cut at ``at`` would part a word, a number or a letter from its combining mark."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or (before.isalnum() and after.isalnum()):
        return True
    return cuts_number(text, at)


def _fits(text: str, start: int, end: int, citation: Citation) -> bool:
    prefix, suffix = normalize(citation.prefix), normalize(citation.suffix)
    before = normalize(text[max(0, start - 2 * len(prefix) - 4) : start])
    after = normalize(text[end : end + 2 * len(suffix) + 4])
    return before.endswith(prefix) and after.startswith(suffix)


def _place(article: Article, start: int, end: int) -> str:
    around = article.text[max(0, start - _CONTEXT) : end + _CONTEXT].replace("\n\n", " ¶ ")
    return f"{article.seed.path} line {article.line(start)}: …{around}…"


def _missing(article: Article, exact: str) -> QuoteError:
    message = f'the quotation "{exact}" is not in "{article.id}"'
    nearest = nearest_words(article.text, exact)
    if nearest is None:
        return QuoteError(
            message, "quote-missing", "No words like these stand in it.", _for_removed(article, exact)
        )
    start, end = nearest
    if exact in article.text:
        # What is told is then the number or word that the quotation cuts.
        start = article.text.find(exact)
        start, end = _widened(article.text, start, start + len(exact))
    words = article.text[start:end]
    hint = "Copy the words exactly as the article has them."
    if words.casefold() == exact.casefold():
        hint = "Only capital and small letters differ: copy the words exactly as the article has them."
    elif exact in words and words != exact:
        hint = "The quotation begins or ends inside a word or number: copy it whole."
    elif words.translate(_TYPOGRAPHY) == exact.translate(_TYPOGRAPHY):
        hint = "Only the kind of quotation marks or dashes differs: copy the article's own."
    if unseen := next((char for char in exact if unicodedata.category(char) == "Cf"), ""):
        name = unicodedata.name(unseen, "a sign").lower()
        hint = f"The quotation has a sign in it that is not seen, U+{ord(unseen):04X} ({name}): delete it."
    where = f"{article.seed.path} line {article.line(start)}"
    return QuoteError(
        message, "quote-missing", f'Nearest words, {where}: "{words}".', hint, _for_removed(article, exact)
    )


def _for_removed(article: Article, exact: str) -> str:
    for block in article.removed:
        if exact in normalize(block.text):
            return f"They stand in line {block.line}, which cleaning left out ({block.reason})."
    return ""


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the whole of the words and numbers that it cuts."""
    while _inside_word(text, start):
        start -= 1
    while _inside_word(text, end):
        end += 1
    return start, end


def nearest_words(text: str, wanted: str) -> tuple[int, int] | None:
    """The span of ``text`` whose words are most like ``wanted``, for a hint; ``None`` when nothing is near.

    Only for messages: no evidence is ever accepted by likeness.
    """
    words = list(RUNS.finditer(text))
    target = [_bare(word) for word in wanted.split()]
    known = set(target)
    # Windows around shared words only: a long article costs one pass, not one comparison per word.
    shared = [index for index, word in enumerate(words) if _bare(word.group()) in known]
    size, best, best_ratio = len(target), None, 0.5
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(target)
    for window in dict.fromkeys(_windows(shared[:2000], size, len(words))):
        matcher.set_seq1([_bare(word.group()) for word in words[slice(*window)]])
        if matcher.quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
            best, best_ratio = window, ratio
    if best is None:
        return None
    start, end = words[best[0]].start(), words[best[1] - 1].end()
    # Punctuation that the wanted words do not have is not part of what is like them.
    while _extra(text[end - 1], wanted[-1]):
        end -= 1
    while _extra(text[start], wanted[0]):
        start += 1
    return start, end


def _windows(around: Iterable[int], size: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of about ``size`` words that begin at, end at or lie around some of them."""
    for index in around:
        for first in (index, index - size + 1, index - size // 2):
            for length in (size, size - 1, size + 1):
                if length >= 1:
                    yield max(0, first), min(end, max(0, first) + length)


def _extra(mark: str, wanted: str) -> bool:
    """Whether a mark at the edge of a likeness is neither the wanted one nor a quotation mark for another."""
    return mark in _PUNCTUATION and mark != wanted and not (mark in _QUOTES and wanted in _QUOTES)


def _bare(word: str) -> str:
    return word.casefold().strip(_PUNCTUATION)
