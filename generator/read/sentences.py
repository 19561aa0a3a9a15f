"""Blocks of a cleaned text in, the spans of its sentences out."""

from __future__ import annotations

import re

from generator.language.lexicon import verbs
from generator.language.names import abbreviated_titles
from generator.language.tokens import DOTTED_WORDS
from generator.model import Block, BlockKind, Sentence
from generator.read import word_lists
from generator.read.agencies import dateline_end

_END = re.compile(
    r"(?P<mark>[.!?…؟]+(?:\s\.(?![\w.]))*)(?P<close>[\"”’'»)\]]*)"
    r"(?P<note>(?:\s?\[\d{1,3}\]|[¹²³⁴-⁹]){0,4})(?P<gap>\s+|\Z)|[。！？]+[」』”]*\s*"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘’'«»()\[\]]*\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+\Z")
_OPENERS = "\"“„‘'«(["
_LONGEST_WORD = 40
_TAG_REACH = 120


def split(text: str, blocks: tuple[Block, ...], article_id: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences.

    Headlines, subheads and captions are one sentence each; a sentence never
    goes beyond its block. The spans have no white space at their ends and
    together hold every other character of every block.

    Args:
        text: The cleaned text of an article.
        blocks: Its blocks.
        article_id: Goes into each sentence.
    """
    found: list[Sentence] = []
    for block in blocks:
        spans = (
            _paragraph(text, block.start, block.end)
            if block.kind is BlockKind.PARAGRAPH
            else [(block.start, block.end)]
        )
        found.extend(
            Sentence(article_id=article_id, start=a, end=b, kind=block.kind) for a, b in spans if a < b
        )
    return tuple(found)


def is_one_sentence(text: str) -> bool:
    """Whether a text without line breaks holds no more than one sentence."""
    return len(_paragraph(text, 0, len(text))) <= 1


def _paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    first = start
    body = start + dateline_end(text[start:end])
    for match in _END.finditer(text, start, end):
        if match.end() <= body and match["mark"]:
            continue
        if match.end() >= end or not _ends(text, first, match, end):
            continue
        spans.append((first, match.end("note") if match["mark"] else match.end()))
        first = match.end()
    spans.append((first, end))
    return [_trimmed(text, *span) for span in spans]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return (start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip())))


def _ends(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether the sentence that began at ``first`` ends with this punctuation."""
    if not match["mark"]:
        return True
    after = text[match.end() : min(end, match.end() + _TAG_REACH)]
    bare = after.lstrip(_OPENERS)
    if not bare or bare[0].islower():
        return False
    if match["close"] and _is_tag(bare):
        return False
    if _pauses(text, match):
        return False
    if match["mark"] != "." or (match["close"] and match["close"] != ")"):
        return True
    return not _abbreviated(text, first, match.start(), bare, match["close"])


def _pauses(text: str, match: re.Match[str]) -> bool:
    """Whether three points stand for words left out or a pause: "I ... I", "a trap [. . .] for all"."""
    points = match["mark"].replace(" ", "").replace("…", "...")
    apart = match.start() == 0 or text[match.start() - 1] in " [("
    return apart and points == "..." and match["close"] in ("", "]", ")")


def _is_tag(after: str) -> bool:
    """Whether what follows a quotation only says who spoke, as "Ali asked" does."""
    head = re.match(r"(?:[^\s,.;:!?\"“]+\s){1,5}?(?P<verb>[^\W\d_]+)(?=[.,;]|\Z)", after)
    if head is None:
        return False
    return word_lists.folded(head["verb"]) in verbs("speaks", "says", "says_that", "quotes", forms="sd")


def _behind_name(text: str, start: int) -> bool:
    """Whether a word with a capital stands before a position."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), max(0, start - 1))
    return before is not None and before[0][:1].isupper()


def _first_word(text: str) -> str:
    token = DOTTED_WORDS.match(text)
    return word_lists.folded(token[0]) if token else ""


def _abbreviated(text: str, first: int, dot: int, after: str, close: str) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation, an initial or an ordinal."""
    before = _WORD_BEFORE.search(text, max(first, dot - _LONGEST_WORD), dot)
    word = before[0] if before else ""
    following = _first_word(after)
    key = word_lists.folded(word)
    if word.isdigit():
        at_start = dot - len(word) == first
        return (at_start and not close) or following in word_lists.listed("date_lines", "months")
    if key in word_lists.listed("abbreviations", "before_number"):
        return after[0].isdigit()
    starts = following in word_lists.listed("abbreviations", "starters")
    if key in word_lists.listed("abbreviations", "before_name") or key in abbreviated_titles():
        # "He lives on Main St. The house is old."
        return not (starts and key == "st" and _behind_name(text, dot - len(word)))
    if key in word_lists.listed("abbreviations", "anywhere") or _INITIAL.match(word + "."):
        return not starts
    return False
