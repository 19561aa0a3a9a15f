"""PDF, by pypdf: lines joined to paragraphs, words parted at a line's end joined, running heads left out."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from importlib.metadata import version
from itertools import takewhile
from statistics import median

from generator.intake.archives import protected
from generator.intake.formats import IntakeFormat
from generator.intake.original import BlockKind, Original, Taken, TakenBlock, plain, refusal

_PAGES_AT_MOST = 100
_SECONDS_AT_MOST = 60
_WORDS_AT_LEAST = 5
# A line this much shorter than the others ends a paragraph, where a sentence ends in it.
_SHORT = 0.8
_HEADING_AT_MOST = 0.75
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*\Z")
_PARTED = re.compile(r"(?<=[^\W\d_]{2})-\Z")
_EDGE = 2


def _take(original: Original) -> Taken:
    import pypdf  # noqa: PLC0415 - an extra

    document = pypdf.PdfReader(io.BytesIO(original.raw))
    if document.is_encrypted and not _opened(document):
        raise protected(original.name)
    count = len(document.pages)
    if count > _PAGES_AT_MOST:
        message = f"the document has {count} pages"
        hint = f"At most {_PAGES_AT_MOST} are read: cut the article out of it."
        raise refusal(original.name, "intake-size", message, hint)
    pages: list[list[str]] = []
    until = time.monotonic() + _SECONDS_AT_MOST
    for page in document.pages:
        if time.monotonic() > until:
            raise refusal(
                original.name, "intake-size", f"the document takes more than {_SECONDS_AT_MOST} s to read"
            )
        pages.append([plain(line) for line in page.extract_text().splitlines()])
    kept, dropped = _without_running_lines(pages)
    blocks, parted = _paragraphs(kept)
    if sum(len(block.text.split()) for block in blocks) < _WORDS_AT_LEAST:
        message = (
            f"the {count} page{'s' if count > 1 else ''} of the document hold no text, only pictures of it"
        )
        hint = "Let a program for text recognition (OCR) read it, or copy the words into a .txt file."
        raise refusal(original.name, "intake-empty", message, hint)
    return Taken(
        converter=f"pypdf {version('pypdf')}",
        blocks=tuple(blocks),
        dropped=dropped,
        doubts=(
            "A PDF has lines, no paragraphs: look at where they begin and end.",
            *((f"Words parted at the end of a line were joined: {', '.join(parted)}.",) if parted else ()),
        ),
    )


def _opened(document: object) -> bool:
    """Whether it opens without a password: it is then only protected from changes."""
    from pypdf.errors import DependencyError, PdfReadError  # noqa: PLC0415

    try:
        return bool(document.decrypt(""))  # type: ignore[attr-defined]
    except (DependencyError, PdfReadError, NotImplementedError):
        return False


def _without_running_lines(pages: list[list[str]]) -> tuple[list[str], int]:
    """All lines, without page numbers and what stands at the edge of most pages, and how many those are."""
    edges = Counter(
        key
        for lines in pages
        for key in {_masked(line) for line in (*lines[:_EDGE], *lines[-_EDGE:]) if line}
    )

    def runs(line: str) -> bool:
        repeated = len(pages) > 1 and edges[_masked(line)] * 2 > len(pages)
        return not line or repeated or _PAGE_NUMBER.fullmatch(line) is not None

    kept: list[str] = []
    for lines in pages:
        # From the edge inwards: a line behind one of the text is of the text.
        head = sum(1 for _ in takewhile(runs, lines[:_EDGE]))
        foot = sum(1 for _ in takewhile(runs, lines[: head - 1 if head else None : -1][:_EDGE]))
        kept += lines[head : len(lines) - foot]
    told = sum(bool(line) for lines in pages for line in lines)
    return kept, told - sum(map(bool, kept))


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> tuple[list[TakenBlock], list[str]]:
    width = median([len(line) for line in lines if line] or [0])
    long = median([len(line) for line in lines if len(line) >= width] or [0])
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs[-1] else ""
        if not line or (last and _ends(last, line, long, len(paragraphs[-1]))):
            paragraphs.append([])
        if line:
            paragraphs[-1].append(line)
    parted: list[str] = []
    texts = [_joined(run, parted) for run in paragraphs if run]
    blocks = [TakenBlock(text=text) for text in texts]
    if blocks and not _SENTENCE_END.search(blocks[0].text):
        blocks[0] = TakenBlock(kind=BlockKind.HEADING, text=blocks[0].text)
    return blocks, list(dict.fromkeys(parted))


def _ends(last: str, following: str, long: float, lines: int) -> bool:
    """Whether a paragraph ends with a line: a sentence ends in it early, or it is a heading or date line."""
    if _SENTENCE_END.search(last):
        return len(last) < _SHORT * long
    room = len(last) + 1 + len(following.split(maxsplit=1)[0])
    return lines == 1 and room < _HEADING_AT_MOST * long and not following[:1].islower()


def _joined(lines: list[str], parted: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if _PARTED.search(text) and line[:1].islower():
            parted.append(text.rsplit(" ", 1)[-1] + line.split(" ", 1)[0])
            text = text[:-1] + line
        else:
            text = f"{text} {line}"
    return text


FORMAT = IntakeFormat(
    name="a PDF document",
    suffixes=(".pdf",),
    needs=("pypdf",),
    is_one=lambda raw: raw.lstrip()[:5] == b"%PDF-",
    take=_take,
)
