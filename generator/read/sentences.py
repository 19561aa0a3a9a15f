"""Raw blocks, that is which lines of a decoded seed belong together, and the sentences of a cleaned text's blocks.

How lines are grouped is each format's own; what all share stands here, the debris of careless exports included.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.language.lexicon import listed, verbs
from generator.language.names import abbreviated_titles
from generator.language.tokens import DOTTED_WORDS
from generator.model import Block, BlockKind, Sentence
from generator.read import word_lists
from generator.read.agencies import dateline_end
from generator.read.encoding import Decoded
from generator.read.folding import Folded, fold

# What a list written out as program text leaves around its strings: quotes, commas and brackets.
_ALONE = re.compile(r"[\s'\",\[\]\\]+\Z")
_HEAD = re.compile(r"\[?\s*['\"]\s*,\s*['\"]\s*|\[\s*['\"]")
_TAIL = re.compile(r"(?:['\"]\s*,\s*['\"]?|(?<=[.!?…])['\"]?\s*\]|(?<=[.!?…])['\"]\s*,)\s*\Z")
_LIST_START = re.compile(r"\[\s*['\"]")
_SEAM = re.compile(r"['\"],\s?['\"]|(?:\\n)+")
_AT_MOST = 24

Marks = Callable[[str], Iterator[tuple[int, int]]]
"""The spans of a text that are marks of its format, in order: no words of the article."""


def no_marks(_text: str) -> Iterator[tuple[int, int]]:
    """Nothing: every character of a plain text is its own."""
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A stretch of the seed between breaks.

    Attributes:
        start: Its first code point in the decoded text.
        end: The code point after its last one.
        line: 1-based line it begins in.
        level: Heading level; 0 where the block is not marked as a heading.
        marks: What is left out of its folded text.
        folded: Its text as it would be kept.
    """

    start: int
    end: int
    line: int
    level: int
    marks: Marks
    folded: Folded

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def part(self, decoded: Decoded, start: int, end: int) -> RawBlock:
        """A part of this block as a block of its own."""
        return make_block(decoded, start, end, self.level, self.marks)


def make_block(decoded: Decoded, start: int, end: int, level: int = 0, marks: Marks = no_marks) -> RawBlock:
    """A raw block without white space at its ends."""
    text = decoded.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    end = max(start, end)
    left_out = [(start + a, start + b) for a, b in marks(decoded.text[start:end])]
    first, beyond = bisect_right(decoded.seams, (start, end)), bisect_left(decoded.seams, (end, end))
    left_out += [(a, b) for a, b in decoded.seams[first:beyond] if b < end]
    return RawBlock(
        start=start,
        end=end,
        line=decoded.line(start),
        level=level,
        marks=marks,
        folded=fold(decoded, start, end, sorted(left_out)),
    )


@dataclass(slots=True)
class Group:
    """Lines that belong together.

    Attributes:
        first: The number of the first, from 0.
        last: That of the last.
        skip: How many characters of the first are marks.
        level: Heading level, 0 for none.
    """

    first: int
    last: int
    skip: int = 0
    level: int = 0


def runs(decoded: Decoded, first_line: int) -> Iterator[list[int]]:
    """The numbers of the lines from ``first_line`` (0-based) on, run by run: blank lines part the runs."""
    run: list[int] = []
    for number in range(first_line, len(decoded.lines)):
        if decoded.text[slice(*decoded.lines[number])].strip():
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def apart_from_debris(decoded: Decoded, blocks: list[RawBlock]) -> Iterator[tuple[RawBlock, bool]]:
    """The blocks without such notation at their ends, and the notation, in order.

    Where the file begins with an opening bracket and quote, the text is a list
    from the start, and the seams between its strings separate blocks.

    Yields:
        A block, and whether it is debris.
    """
    is_list = bool(blocks) and _LIST_START.match(decoded.text, blocks[0].start, blocks[0].end) is not None
    for block in blocks:
        text = decoded.text[block.start : block.end]
        if len(text) <= _AT_MOST and _ALONE.match(text):
            yield block, True
            continue
        head, tail = _HEAD.match(text[:_AT_MOST]), _TAIL.search(text[-_AT_MOST:])
        cuts = [(block.start, block.start + len(head[0]))] if head else []
        end = block.end - (len(tail[0]) if tail else 0)
        if is_list:
            begin = cuts[0][1] if cuts else block.start
            cuts.extend(match.span() for match in _SEAM.finditer(decoded.text, begin, end))
        if tail:
            cuts.append((end, block.end))
        yield from _cut(decoded, block, cuts) if cuts else ((block, False),)


def _cut(decoded: Decoded, block: RawBlock, cuts: list[tuple[int, int]]) -> Iterator[tuple[RawBlock, bool]]:
    position = block.start
    for a, b in [*cuts, (block.end, block.end)]:
        for piece, debris in ((block.part(decoded, position, a), False), (block.part(decoded, a, b), True)):
            if piece.text:
                yield piece, debris
        position = b


NOTE = r"(?:\[(?:\d{1,3}|[a-z][a-z ?]{0,30})\]|[¹²³⁴-⁹*†‡])"
"""A mark behind a sentence that leads to a note: "[3]", "[a]", "[citation needed]", "²", "†"."""
_END = re.compile(
    r"(?P<mark>[.!?…؟]+(?:\s\.(?![\w.]))*)(?P<close>[\"”’'»)\]]*)"
    rf"(?P<note>(?:\s?\[\d{{1,3}}\]|{NOTE}){{0,4}})(?P<gap>\s+|\Z|(?=[A-Z][a-z]+[\s,]))|[。！？]+[」』”]*\s*"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘’'«»()\[\]]*\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+\Z")
_ACRONYM = re.compile(r"[A-Z]{3,}")
_OPENERS = "\"“„‘'«(["
_LONGEST_WORD = 40
_JOINED = re.compile(r"[-–—/]")
# Shorter ones before a full stop may be abbreviations.
_WHOLE_WORD = 4
_BLANK = re.compile(r"\n\s*\n")
_TAG_REACH = 120
# Real ones end at about 2,000, lists of winners. What is longer is a text without full stops, and reading it as one
# sentence takes time with the square of its length.
_SENTENCE_AT_MOST = 3_000


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


def read_and_unread(sentences: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Those that are read as sentences, and those that are too long for one: their words can be quoted, no more."""
    unread = tuple(item for item in sentences if item.end - item.start > _SENTENCE_AT_MOST)
    return (tuple(item for item in sentences if item not in unread) if unread else sentences), unread


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text of which nothing is known but that blank lines part its paragraphs."""
    bounds = [0, *(at for match in _BLANK.finditer(text) for at in match.span()), len(text)]
    paragraphs = zip(bounds[::2], bounds[1::2], strict=True)
    return [span for start, end in paragraphs if start < end for span in _paragraph(text, start, end)]


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
    if match.end("note") == match.end() < end and not _runs_on(text, first, match):
        return False
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


def _runs_on(text: str, first: int, match: re.Match[str]) -> bool:
    """Whether the space behind a full stop is missing: "was shut.Two men were held", and not "Sun.Star"."""
    before = _WORD_BEFORE.search(text, max(first, match.start() - _LONGEST_WORD), match.start())
    return (
        before is not None and len(before[0]) >= _WHOLE_WORD and before[0].isalpha() and before[0].islower()
    )


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
    """Whether a word with a capital, or "5th", stands before a position."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), max(0, start - 1))
    return before is not None and (before[0][:1].isupper() or before[0][:1].isdigit())


def _first_word(text: str) -> str:
    token = DOTTED_WORDS.match(text)
    return word_lists.folded(token[0]) if token else ""


def _word_before(text: str, first: int, dot: int) -> str:
    found = _WORD_BEFORE.search(text, max(first, dot - _LONGEST_WORD), dot)
    return found[0] if found else ""


def _is_owner(word: str, mark: str) -> bool:
    """As in "Mass was said at St. Mary's. Hundreds came."."""
    return word == "s" and mark in ("'", "’")


def _abbreviated(text: str, first: int, dot: int, after: str, close: str) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation, an initial or an ordinal."""
    word = _word_before(text, first, dot)
    if word.isdigit():
        numbers = dot - len(word) == first and not close
        return numbers or _first_word(after) in word_lists.listed("date_lines", "months")
    if _is_owner(word, text[dot - 2 : dot - 1]):
        return False
    # "Det.-Sgt. Ann Poe", "Dec. 28–Jan. 3"
    word = _JOINED.split(word)[-1]
    key = word_lists.folded(word)
    if _precedes_number(word, key):
        return after[0].isdigit()
    starts = _starts(text, dot - len(word), key, _first_word(after))
    if key in word_lists.listed("abbreviations", "before_name") or key in abbreviated_titles():
        # "He lives on Main St. The house is old."
        return not (starts and key == "st" and _behind_name(text, dot - len(word)))
    short = _is_short_form(word, key, after) or _INITIAL.match(word + ".") is not None
    return short and not starts


def _starts(text: str, start: int, key: str, following: str) -> bool:
    """Whether a word seldom goes on behind an abbreviation: "sealed off Green St. Officers searched homes"."""
    street = key in listed("dates", "grammar", "streets") and _behind_name(text, start)
    people = listed("speakers", "person") | listed("speakers", "role")
    return following in word_lists.listed("abbreviations", "starters") or (street and following in people)


def _is_short_form(word: str, key: str, after: str) -> bool:
    """Whether a word is an abbreviation wherever it stands; months, days and states only with a capital."""
    if _ACRONYM.fullmatch(word) and not after[0].isdigit():
        # "The money goes to the DEC. Ann Poe left", and not "DEC. 12".
        return False
    capital = word[:1].isupper() and key in word_lists.listed("abbreviations", "capitalized")
    return capital or key in word_lists.listed("abbreviations", "anywhere")


def _precedes_number(word: str, key: str) -> bool:
    """Whether a word's full stop leads to its number: "p. 12", and not "P. Davison"."""
    is_initial = len(word) == 1 and word.isupper()
    return not is_initial and key in word_lists.listed("abbreviations", "before_number")
