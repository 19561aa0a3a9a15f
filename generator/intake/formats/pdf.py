"""PDF, by pypdf: lines joined to paragraphs, words parted at a line's end joined, running heads left out."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import takewhile
from statistics import median
from typing import Any

from generator.intake.formats import IntakeFormat
from generator.intake.original import BlockKind, Found, Original, Taken, TakenBlock, plain, protected, refusal
from generator.language.spelling import slug
from generator.read.date_lines import dates_in, settle
from generator.read.short_names import outlet_in

_PAGES_AT_MOST = 100
_SECONDS_AT_MOST = 60
_WORDS_AT_LEAST = 5
# A line this much shorter than the others ends a paragraph, where a sentence ends in it.
_SHORT = 0.8
_HEADING_AT_MOST = 0.75
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:pages?|p\.|no\.|nr\.|vol\.|issue|volume)\s*\d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_REACHED = re.compile(r"\bwww\.|https?://|\w@\w")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)\]]*\Z")
_PARTED = re.compile(r"(?<=[^\W\d_]{2})-\Z")
_EDGE = 2
# Of a drawn run of text: the letters it is found again by, and the lines in which it may stand.
_KNOWN_BY = 20
_NEAR = 3
_LINES_OF_HEADLINE = 4
_MORE_ROOM = 1.3


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
        pages.append(_lines(page))
    kept, dropped = _without_running_lines(pages)
    blocks, parted = _paragraphs(kept)
    title = plain(str(getattr(document.metadata, "title", None) or ""))
    head = _head_of_issue(blocks)
    inner = _without_issue(blocks, head)
    dropped += len(blocks) - len(inner)
    headline, publisher, behind = _by_title(title, inner)
    blocks = inner[behind:]
    if sum(len(block.text.split()) for block in blocks) < _WORDS_AT_LEAST:
        message = (
            f"the {count} page{'s' if count > 1 else ''} of the document hold no text, only pictures of it"
        )
        hint = "Let a program for text recognition (OCR) read it, or copy the words into a .txt file."
        raise refusal(original.name, "intake-empty", message, hint)
    return Taken(
        converter=f"pypdf {version('pypdf')}",
        blocks=tuple(blocks),
        headline=headline,
        publisher=publisher or head.publisher,
        date=head.date,
        dropped=dropped + max(0, behind - 1),
        doubts=_doubts(parted),
    )


def _doubts(parted: Sequence[str]) -> tuple[str, ...]:
    """What an editor should look at."""
    joined = (f"Words parted at the end of a line were joined: {', '.join(parted)}.",) if parted else ()
    return "A PDF has lines, no paragraphs: look at where they begin and end.", *joined


def _lines(page: Any) -> list[str]:
    """The lines of a page, an empty one where more room is left between two than between most."""
    seen: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip() and size > 0:
            seen.append((plain(text.strip().splitlines()[0])[:_KNOWN_BY], tm[5] * cm[3] + cm[5], size))

    lines = [plain(line) for line in page.extract_text(visitor_text=visit).splitlines()]
    places = _places(seen, lines)
    gaps = {
        number: (places[number - 1][0] - height) / size
        for number, (height, size) in places.items()
        if number - 1 in places and places[number - 1][0] > height
    }
    usual = sorted(gaps.values())[len(gaps) // 3] if gaps else 0
    parted = {number for number, gap in gaps.items() if gap > _MORE_ROOM * usual}
    return [part for number, line in enumerate(lines) for part in ([""] * (number in parted) + [line])]


def _places(seen: list[tuple[str, float, float]], lines: list[str]) -> dict[int, tuple[float, float]]:
    """Height and size of letters of each line that one of the pieces seen begins, by its number."""
    places: dict[int, tuple[float, float]] = {}
    at = 0
    for text, height, size in seen:
        near = (number for number in range(at, min(at + _NEAR, len(lines))) if text in lines[number])
        at = next(near, at)
        places.setdefault(at, (height, size))
    return places


def _by_title(title: str, blocks: list[TakenBlock]) -> tuple[Found | None, Found | None, int]:
    """Headline and outlet by the document's own title, where its text has that too, and the block behind it.

    Browsers write a page's title into what they print; other programs often the name of a file.
    """
    for head, bar, tail in ((title, "", ""), title.rpartition(" | "), title.rpartition(" - ")):
        for first in range(len(blocks)):
            for behind in range(first + 1, first + 1 + _LINES_OF_HEADLINE):
                told = " ".join(block.text for block in blocks[first:behind])
                if head and slug(told) == slug(head):
                    publisher = Found(value=tail, how="the end of the document's title") if bar else None
                    return Found(value=told, how="the document's title"), publisher, behind
    return None, None, 0


def _opened(document: object) -> bool:
    """Whether it opens without a password: it is then only protected from changes."""
    from pypdf.errors import DependencyError, PdfReadError  # noqa: PLC0415

    try:
        return bool(document.decrypt(""))  # type: ignore[attr-defined]
    except (DependencyError, PdfReadError, NotImplementedError):
        return False


def _without_running_lines(pages: list[list[str]]) -> tuple[list[str], int]:
    """All lines, without page numbers and what stands at the edge of most pages, and how many those are."""
    edges = Counter(key for lines in pages for key in _at_edges(lines))

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


def _at_edges(lines: list[str]) -> set[str]:
    """The lines at the edges of a page, figures masked."""
    return {_masked(line) for line in (*lines[:_EDGE], *lines[-_EDGE:]) if line}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _full_length(lines: list[str]) -> float:
    """The length of lines that are full: the median of those not shorter than the median."""
    width = median([len(line) for line in lines if line] or [0])
    return median([len(line) for line in lines if len(line) >= width] or [0])


def _runs_of_lines(lines: list[str]) -> list[list[str]]:
    """The lines of each paragraph; some are empty."""
    long = _full_length(lines)
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs[-1] else ""
        if not line or (last and _ends(last, line, long, len(paragraphs[-1]))):
            paragraphs.append([])
        if line:
            paragraphs[-1].append(line)
    return paragraphs


def _paragraphs(lines: list[str]) -> tuple[list[TakenBlock], list[str]]:
    parted: list[str] = []
    texts = [_joined(run, parted) for run in _runs_of_lines(lines) if run]
    return _headed([TakenBlock(text=text) for text in texts]), list(dict.fromkeys(parted))


def _headed(blocks: list[TakenBlock]) -> list[TakenBlock]:
    """The first block as a heading, unless it is a sentence."""
    if not blocks or _SENTENCE_END.search(blocks[0].text):
        return blocks
    return [TakenBlock(kind=BlockKind.HEADING, text=blocks[0].text), *blocks[1:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the running head of a page cut out of an issue says: "HARBOUR REVIEW No. 19 13 May 2026 page 4"."""

    outlet: str = ""
    publisher: Found | None = None
    date: Found | None = None


def _head_of_issue(blocks: list[TakenBlock]) -> _Head:
    """The first line as such a head: a day, and the number of a page or an issue beside it."""
    line = blocks[0].text if len(blocks) > 2 else ""
    days = [(item.written, settle(item, None)[0]) for item in dates_in(line)]
    issue = _ISSUE.search(line)
    if len(days) != 1 or days[0][1] is None or issue is None or _SENTENCE_END.search(line):
        return _Head()
    name = line[: min(issue.start(), line.index(days[0][0]))].strip(" ,.|·•–—-")
    text = " ".join(block.text for block in blocks[1:])
    told = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) if name else None
    outlet = told.group() if told else outlet_in(name)
    how = "the running head of the page"
    return _Head(
        outlet=outlet,
        publisher=Found(value=outlet, how=how) if outlet else None,
        date=Found(value=days[0][1].isoformat(), how=f"{how}, {days[0][0]}"),
    )


def _without_issue(blocks: list[TakenBlock], head: _Head) -> list[TakenBlock]:
    """The text without the head of its issue and that issue's foot."""
    if not head.date:
        return blocks
    return _headed(blocks[1 : -1 if _is_imprint(blocks[-1].text, head.outlet) else None])


def _is_imprint(text: str, outlet: str) -> bool:
    """Whether a last line is the foot of an issue: its name, and where to reach it."""
    return bool(outlet) and text.casefold().startswith(outlet.casefold()) and bool(_REACHED.search(text))


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
