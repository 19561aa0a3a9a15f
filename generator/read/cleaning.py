"""Raw blocks of a seed in; out come those kept, each with its kind, and those left out, each with its reason."""

from __future__ import annotations

import difflib
import re
from array import array
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.language.lexicon import verbs
from generator.language.names import CAPITAL_WORD
from generator.model import Block, BlockKind, RemovalReason, RemovedBlock
from generator.read import agencies, date_lines, lines, pictures, short_names, word_lists
from generator.read.date_lines import WrittenDate
from generator.read.encoding import Decoded
from generator.read.folding import TextBuilder
from generator.read.pieces import (
    Piece,
    drop_neighbors,
    looks_like_heading,
    next_line,
    pointer_to_media,
    post_signature,
    split_picture,
    toggle_head,
)
from generator.read.repeated_lines import folded_line
from generator.read.sentences import RawBlock, apart_from_debris, is_one_sentence, make_block
from generator.read.whole_page import apart_from_page

SEPARATOR = "\n\n"
_EDGE = 6
_HEADLINE_AT_MOST = 250
_CAPTION_AT_MOST = 160
# A caption with its credit is known by that.
_CREDITED_AT_MOST = 800
_ALIKE = 0.8
# More repeated lines than this are a table or a poem, not the captions of an article.
_WORDINGS_AT_MOST = 24
_SITE_NAME = re.compile(
    r"(?P<headline>.{12,}?)(?P<gap>\s+)(?P<mark>[|»«›•/:–—-]|::)\s+(?P<site>[^|»«›•–—]{2,60})", re.DOTALL
)
# "UPDATE 2-", "RPT-UPDATE 1-", "WRAPUP 3-"
_AGENCY_LABEL = re.compile(r"(?:(?:UPDATE|WRAPUP) \d{1,2}-|(?:RPT|REFILE|CORRECTED|BRIEF)-)+(?=[A-Z\d\"“'‘])")
_BEFORE_HEADLINE = re.compile(rf"(?:From|Subject): (?=\S)|(?P<site>{lines.DOMAIN.pattern})(?=[A-Z][a-z])")
_HEADLINE_LABEL = re.compile(r"(?:Title|Headline):\s+(?=\S)")
# Behind these any name is the site's.
_BARS = ("|", "»", "«", "›", "•", "::")
_SITE_WORDS = 5
_SECTION_WORDS = 2
# A headline with a small word of so many letters does not capitalize all of its words.
_TELLING = 4
# A headline has more words than the name of a section above it.
_HEADLINE_WORDS = 4
_DECK_AND_BYLINE = 3
_UNDER_HEADLINE = (RemovalReason.DATE_LINE, RemovalReason.BYLINE)
# "SpaceNews", "The Mercury, Hobart"
_MASTHEAD = re.compile(
    rf"(?P<name>The {CAPITAL_WORD}(?: {CAPITAL_WORD})?|{CAPITAL_WORD})(?:, {CAPITAL_WORD})?"
)
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
# "Ann Poe in Oslo and Bea Roe in Bergen"
_WRITER = rf"{CAPITAL_WORD}(?: {CAPITAL_WORD}){{1,2}}"
_PLACE = rf"{CAPITAL_WORD}(?: {CAPITAL_WORD})?"
_WRITER_IN_PLACE = re.compile(
    rf"{_WRITER}(?:(?:,| and) {_WRITER})* in {_PLACE}(?:,? and {_WRITER} in {_PLACE})?"
)
# "Daily Poe (Malta)"
_IN_BRACKETS = re.compile(r" \([^()]+\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The outcome of cleaning.

    Attributes:
        text: The kept blocks, joined by ``SEPARATOR``.
        blocks: Their kinds and spans, in order.
        removed: What was left out, in order of the file.
        byte_starts: For each code point of ``text``, its first byte in the seed.
        byte_ends: For each code point of ``text``, the byte after it.
        dates: The dates of the lines left out, in order.
        agencies: The agencies credited in lines left out and datelines, as written, in order.
        outlet: The outlet that a line left out names, or ``""``.
        url: The address that stands alone on a line, or ``""``.
    """

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[RemovedBlock, ...]
    byte_starts: array[int]
    byte_ends: array[int]
    dates: tuple[WrittenDate, ...]
    agencies: tuple[str, ...]
    outlet: str = ""
    url: str = ""


def clean(
    decoded: Decoded,
    blocks: list[RawBlock],
    front_lines: int,
    headline: str | None = None,
    standing: Set[str] = frozenset(),
) -> Cleaned:
    """Clean a decoded seed.

    Args:
        decoded: The text.
        blocks: What its format cuts it into, behind the front matter.
        front_lines: How many lines front matter takes.
        headline: The headline an editor states, if any.
        standing: Lines that stand in other articles of the story too, folded.
    """
    pieces = [
        piece
        for block, debris in apart_from_debris(decoded, blocks)
        for piece in _parted(decoded, Piece(block, reason=RemovalReason.DEBRIS if debris else None))
    ]
    if front_lines:
        front = make_block(decoded, 0, decoded.lines[front_lines - 1][1])
        pieces.insert(0, Piece(front, reason=RemovalReason.FRONT_MATTER))
    for piece in pieces:
        if piece.undecided and standing and folded_line(piece.raw.text) in standing:
            piece.reason = RemovalReason.STANDING_LINE
    pieces, around = apart_from_page(pieces)
    _split_openings(decoded, pieces)
    _split_headline(decoded, pieces)
    _read_lines(pieces)
    drop_neighbors(decoded, pieces)
    _find_masthead(pieces)
    _drop_section(decoded, pieces)
    _find_outlet(pieces)
    _find_credits(pieces)
    _drop_notices(pieces)
    _find_headline(pieces, headline)
    _find_credited_captions(decoded, pieces)
    _find_captions(pieces)
    _find_deck(pieces)
    _find_subheads(pieces)
    return _assemble(decoded, sorted([*pieces, *around], key=lambda piece: piece.raw.start))


def _read_lines(pieces: list[Piece]) -> None:
    open_pieces = [piece for piece in pieces if piece.undecided]
    above: Piece | None = None
    for i, piece in enumerate(open_pieces):
        near_edge = i < _EDGE or i >= len(open_pieces) - _EDGE
        piece.reading = _reading(piece.raw.text, above, near_edge)
        piece.reason = piece.reading.reason if piece.reading else None
        above = piece


def _reading(text: str, above: Piece | None, near_edge: bool) -> lines.LineReading | None:
    """What a line says, below the one above it: "Published" and "3 December" are one, "The Daily" and "3rd May" too."""
    if (
        near_edge
        and above is not None
        and _leads_to_day(above)
        and date_lines.is_day_without_year(text, labeled=True)
    ):
        return lines.LineReading(reason=RemovalReason.DATE_LINE)
    reading = lines.read_line(text, near_edge)
    return lines.read_dated_line(text) if reading is None and near_edge and above else reading


def _leads_to_day(above: Piece) -> bool:
    """Whether the day below a line is the page's: behind a label, an outlet or a writer."""
    credit = above.reason in (RemovalReason.CREDIT_LINE, RemovalReason.BYLINE)
    return credit or date_lines.is_label(above.raw.text)


def _parted(decoded: Decoded, piece: Piece) -> list[Piece]:
    """A block without the addresses and signatures at its end; of a picture's line the caption and the rest."""
    raw = piece.raw
    if not piece.undecided:
        return [piece]
    text = decoded.text[raw.start : raw.end]
    head = toggle_head(text)
    if head:
        box = Piece(raw.part(decoded, raw.start, raw.start + head), reason=RemovalReason.FURNITURE)
        return [box, *_parted(decoded, Piece(raw.part(decoded, raw.start + head, raw.end)))]
    cut = min(post_signature(text), pointer_to_media(text))
    if 0 < cut < len(text):
        kept, left = (
            raw.part(decoded, raw.start, raw.start + cut),
            raw.part(decoded, raw.start + cut, raw.end),
        )
        return [Piece(kept), Piece(left, reason=RemovalReason.FURNITURE)]
    caption = split_picture(text)
    if caption is None:
        return [piece]
    first, last = raw.start + caption[0], raw.start + caption[1]
    parts = [
        Piece(raw.part(decoded, raw.start, first), reason=RemovalReason.FURNITURE),
        Piece(raw.part(decoded, first, last), kind=BlockKind.CAPTION),
        Piece(raw.part(decoded, last, raw.end), reason=RemovalReason.CREDIT_LINE),
    ]
    return [part for part in parts if part.raw.text]


def _first_open(pieces: Sequence[Piece]) -> int | None:
    """The number of the first block that is not decided."""
    return next((i for i, piece in enumerate(pieces) if piece.undecided), None)


def _split_openings(decoded: Decoded, pieces: list[Piece]) -> None:
    """Of the first lines, what is a label or a site's name before a headline: "Subject: …", "courier.exampleMill …"."""
    for piece in [piece for piece in pieces if piece.undecided][:_EDGE]:
        raw = piece.raw
        found = _BEFORE_HEADLINE.match(decoded.text, raw.start, raw.end)
        if found:
            reason = RemovalReason.CREDIT_LINE if found["site"] else RemovalReason.FURNITURE
            reading = lines.LineReading(reason=reason, outlet=found["site"] or "")
            before = Piece(raw.part(decoded, raw.start, found.end()), reason=reason, reading=reading)
            number = pieces.index(piece)
            pieces[number : number + 1] = [before, Piece(raw.part(decoded, found.end(), raw.end))]


def _split_headline(decoded: Decoded, pieces: list[Piece]) -> None:
    """A label before the first line and the outlet's name behind it are no part of it: "Mill burns | The Daily Poe"."""
    first = _first_open(pieces)
    if first is None:
        return
    first += _split_label(decoded, pieces, first)
    raw = pieces[first].raw
    if raw.end - raw.start > _HEADLINE_AT_MOST:
        return
    text = decoded.text[raw.start : raw.end]
    label = _HEADLINE_LABEL.match(text)
    if label:
        cut = raw.start + label.end()
        said = Piece(raw.part(decoded, raw.start, cut), reason=RemovalReason.FURNITURE)
        pieces[first : first + 1] = [said, Piece(raw.part(decoded, cut, raw.end))]
        _split_headline(decoded, pieces)
        return
    found = _SITE_NAME.fullmatch(text)
    outlet = _site_outlet(found) if found else None
    if found is None or outlet is None:
        return
    cut = found.start("gap")
    # "Mill burns | World news | The Daily Poe"
    section = _SITE_NAME.fullmatch(text[:cut]) if found["mark"] in _BARS else None
    if section and section["mark"] in _BARS:
        cut = section.start("gap")
    reading = lines.LineReading(reason=RemovalReason.CREDIT_LINE, outlet=outlet)
    site = Piece(raw.part(decoded, raw.start + cut, raw.end), reason=reading.reason, reading=reading)
    pieces[first : first + 1] = [Piece(raw.part(decoded, raw.start, raw.start + cut)), site]


def _split_label(decoded: Decoded, pieces: list[Piece], first: int) -> bool:
    """An agency's label before a headline is no part of it: "UPDATE 2-Mill burns"; whether there was one."""
    raw = pieces[first].raw
    found = _AGENCY_LABEL.match(decoded.text, raw.start, raw.end)
    if found is None:
        return False
    label = Piece(raw.part(decoded, raw.start, found.end()), reason=RemovalReason.FURNITURE)
    pieces[first : first + 1] = [label, Piece(raw.part(decoded, found.end(), raw.end))]
    return True


def _is_sentence(headline: str) -> bool:
    """Whether the words of a headline are written as a sentence's, and not all with capitals."""
    return any(word.islower() and len(word) >= _TELLING for word in headline.split())


def _site_outlet(found: re.Match[str]) -> str | None:
    """The outlet behind a headline's bar or dash, ``""`` where that is a section's name; ``None`` if it is neither."""
    site = found["site"]
    if len(site.split()) <= _SITE_WORDS and (short_names.outlet_in(site) or short_names.is_name(site)):
        # Behind a bar any name is the site's; behind a dash it may be the headline's own.
        named = site.startswith("The ") and _is_sentence(found["headline"])
        if found["mark"] in _BARS or short_names.outlet_in(site) or named:
            return site
    is_section = found["mark"] in _BARS and site[:1].isupper() and len(site.split()) <= _SECTION_WORDS
    return "" if is_section else None


def _drop_section(decoded: Decoded, pieces: Sequence[Piece]) -> None:
    """The name of a section right above a headline, with a date or by-line under it, is the page's: "World news"."""
    openings = [piece for piece in pieces if piece.undecided][:2]
    if len(openings) < 2:
        return
    first, second = openings
    above = decoded.line(max(first.raw.end - 1, 0)) + 1 == second.raw.line
    short = len(first.raw.text.split()) <= _SECTION_WORDS and short_names.is_name(first.raw.text)
    if above and short and _is_headed(pieces, second):
        first.reason = RemovalReason.FURNITURE


def _find_masthead(pieces: Sequence[Piece]) -> None:
    """A word with a capital, or "The" and a name, above a headline with a date or by-line under it is the page's.

    It is the outlet's name but for a bare word, which may be a section's: "Africa".
    """
    openings = [piece for piece in pieces if piece.undecided][:2]
    if len(openings) < 2 or any(map(_names_outlet, pieces)):
        return
    first, second = openings
    found = _MASTHEAD.fullmatch(first.raw.text)
    if not found or not _is_headed(pieces, second):
        return
    name = found["name"]
    if name.startswith("The ") or _INNER_CAPITAL.search(name):
        first.reason = RemovalReason.CREDIT_LINE
        first.reading = lines.LineReading(reason=first.reason, outlet=name)
    else:
        first.reason = RemovalReason.FURNITURE


def _is_headed(pieces: Sequence[Piece], piece: Piece) -> bool:
    """Whether a block looks like a headline of some words, and a date or by-line is right under it."""
    long = len(piece.raw.text.split()) >= _HEADLINE_WORDS and looks_like_heading(piece.raw.text)
    # A deck may stand between.
    behind = pieces[pieces.index(piece) + 1 :]
    below = [item for item in behind if item.reason is not RemovalReason.FURNITURE][:_DECK_AND_BYLINE]
    return long and any(item.reason in _UNDER_HEADLINE for item in below)


def _may_be_outlet(text: str) -> bool:
    """Whether a line looks like a name that is no writer's: not "BY STAFF WRITERS", "KYODO, STAFF REPORT"."""
    said = word_lists.plain(text).split()
    by = not word_lists.listed("furniture", "bylines").isdisjoint(said[:1]) or "staff" in said
    # No writer's place: "Le Jour in English".
    name = text.removesuffix(" in English")
    return not by and short_names.is_name(_IN_BRACKETS.sub("", name)) and not _WRITER_IN_PLACE.fullmatch(name)


def _find_outlet(pieces: list[Piece]) -> None:
    """A short name between the headline and the date or the by-line under it is the outlet's.

    "Mill burns", "CBN", "3 May 2026"; "Mill burns", "The Quay", "By Ann Poe".
    """
    first = _first_open(pieces)
    if first is None or any(piece.reading and piece.reading.outlet for piece in pieces):
        return
    for piece, following in zip(pieces[first + 1 :], pieces[first + 2 : first + _EDGE], strict=False):
        words = word_lists.plain(following.raw.text)
        signed = following.reason is RemovalReason.BYLINE and words.startswith(" by ")
        credit = following.reason is RemovalReason.DATE_LINE or signed
        if (
            piece.undecided
            and credit
            and following.raw.line == piece.raw.line + 1
            and _may_be_outlet(piece.raw.text)
        ):
            piece.reason = RemovalReason.CREDIT_LINE
            piece.reading = lines.LineReading(reason=piece.reason, outlet=piece.raw.text)
            return


def _find_credits(pieces: list[Piece]) -> None:
    """A line that holds nothing but the name in the article's own dateline credits whoever has it.

    A name right above the outlet's, or beside the date, is the writer's.
    """
    head = pieces[: _EDGE + 2]
    for number, (piece, following) in enumerate(pairwise(head)):
        inner = piece.undecided and number != _first_open(pieces)
        above = head[max(0, number - 1)]
        dated = RemovalReason.DATE_LINE in (following.reason, above.reason)
        dated = dated or lines.is_byline_label(above.raw.text)
        named = (dated or _names_outlet(following)) and _is_full_name(piece.raw.text)
        if inner and (named or _WRITER_IN_PLACE.fullmatch(piece.raw.text)):
            piece.reason = RemovalReason.BYLINE
    _find_dateline_credits(pieces)


def _find_dateline_credits(pieces: Sequence[Piece]) -> None:
    """A line or a by-line that holds nothing but the name in the article's own dateline."""
    names = filter(None, (agencies.dateline_name(piece.raw.text) for piece in pieces if piece.undecided))
    named = {word_lists.plain(name): name for name in names}
    for piece in pieces:
        name = named.get(word_lists.plain(piece.raw.text.removeprefix("By ")))
        if name and (piece.undecided or piece.reason is RemovalReason.BYLINE):
            piece.reason = RemovalReason.CREDIT_LINE
            piece.reading = lines.LineReading(reason=piece.reason, agencies=(name,))


def _drop_notices(pieces: list[Piece]) -> None:
    for piece in pieces:
        if piece.undecided and lines.is_notice(piece.raw.text):
            piece.reason = RemovalReason.LEGAL_NOTICE
            if outlet := lines.outlet_of_notice(piece.raw.text):
                piece.reading = lines.LineReading(reason=piece.reason, outlet=outlet)


def _names_printer(item: lines.LineReading, credited: Sequence[str]) -> bool:
    """Whether a line tells where an article appeared: a notice of copyright only where no agency is credited."""
    return item.reason is not RemovalReason.LEGAL_NOTICE or not credited


def _names_outlet(piece: Piece) -> bool:
    return piece.reading is not None and bool(piece.reading.outlet)


def _is_full_name(text: str) -> bool:
    return " " in text and short_names.is_name(text)


def _find_headline(pieces: list[Piece], stated: str | None) -> None:
    """The first block is the headline if it looks like one, comes again, or a date or by-line follows.

    Whatever its looks, a headline is no more than one sentence.
    """
    first = _first_open(pieces)
    if first is None:
        return
    text, behind = pieces[first].raw.text, pieces[first + 1 :]
    again = [piece for piece in behind if piece.undecided and _same(piece.raw.text, text)]
    alike = stated is not None and _same(stated, text)
    if not (alike or again or _stands_as_headline(pieces[first], behind)):
        return
    if len(text) > _HEADLINE_AT_MOST or not is_one_sentence(text):
        return
    pieces[first].kind = BlockKind.HEADLINE
    for piece in again:
        piece.reason = RemovalReason.REPEATED_HEADLINE


def _repeated_wordings(pieces: Sequence[Piece]) -> list[list[str]]:
    counts = Counter(word_lists.plain(piece.raw.text) for piece in pieces)
    return [wording.split() for wording, count in counts.items() if count > 1][:_WORDINGS_AT_MOST]


def _headline_words(pieces: Sequence[Piece]) -> list[str]:
    headlines = (piece for piece in pieces if piece.kind is BlockKind.HEADLINE)
    return next((word_lists.words(piece.raw.text) for piece in headlines), [])


def _stands_as_headline(piece: Piece, behind: Sequence[Piece]) -> bool:
    """Whether a date or by-line follows a block, or it looks like a heading and text follows."""
    if any(item.reason in _UNDER_HEADLINE for item in behind[:2]):
        return True
    looks_so = piece.raw.level > 0 or looks_like_heading(piece.raw.text)
    return looks_so and any(item.undecided for item in behind)


def _find_credited_captions(decoded: Decoded, pieces: Sequence[Piece]) -> None:
    """What stands right above who took a picture is its caption if it has a full date or is one plain sentence.

    A name between is the taker's; with the date or a label an empty line may be between as well.
    """
    for number, credit in enumerate(pieces):
        if not number or not pictures.is_picture_credit(credit.raw.text):
            continue
        above = _right_above(decoded, pieces, number)
        taker = above[:1] if above and short_names.is_name(above[0].raw.text) else []
        right_above = next(iter(above[len(taker) :]), None)
        caption = right_above or pieces[number - 1]
        near = right_above is not None or pictures.has_picture_label(credit.raw.text)
        if caption.undecided and _is_credited_caption(caption.raw.text, near):
            caption.kind = BlockKind.CAPTION
            for piece in filter(lambda item: item.undecided, (*taker, credit)):
                piece.reason = RemovalReason.CREDIT_LINE


def _right_above(decoded: Decoded, pieces: Sequence[Piece], number: int) -> list[Piece]:
    """The undecided lines above a block with no empty line between, nearest first; two at most."""
    found: list[Piece] = []
    for following, piece in pairwise(reversed(pieces[max(0, number - 2) : number + 1])):
        if not piece.undecided or not next_line(decoded, piece, following):
            break
        found.append(piece)
    return found


def _is_credited_caption(text: str, near: bool) -> bool:
    """Whether a text above a credit has a full date or, near it, is a short sentence in which nobody says anything."""
    said = verbs("says") | verbs("tells")
    short = _may_be_caption(text) and is_one_sentence(text) and said.isdisjoint(word_lists.words(text))
    return (near and short) or (len(text) <= _CREDITED_AT_MOST and date_lines.has_full_date(text))


def _find_captions(pieces: list[Piece]) -> None:
    """Short lines that come again, or say nearly what such a line or the headline says."""
    short = [piece for piece in pieces if piece.undecided and _may_be_caption(piece.raw.text)]
    repeated = _repeated_wordings(short)
    headline = _headline_words(pieces)
    seen: set[str] = set()
    for piece in short:
        wording = piece.raw.text
        own = word_lists.plain(wording).split()
        if wording in seen:
            piece.reason = RemovalReason.REPEATED_CAPTION
        elif _contained(own, headline) or any(_alike(own, other) for other in repeated):
            piece.kind = BlockKind.CAPTION
            seen.add(wording)
        elif pictures.is_picture_line(wording):
            piece.kind = BlockKind.CAPTION


def _find_deck(pieces: Sequence[Piece]) -> None:
    """What stands between a headline and its date or by-line, and ends as no sentence does, heads the article, too."""
    for number, piece in enumerate(pieces):
        if piece.reason in _UNDER_HEADLINE:
            above = pieces[:number]
            headed = next((i for i, item in enumerate(above) if item.kind is BlockKind.HEADLINE), None)
            for item in above[headed + 1 :] if headed is not None else ():
                short = len(item.raw.text) <= _HEADLINE_AT_MOST
                if item.undecided and short and not short_names.ends_sentence(item.raw.text):
                    item.kind = BlockKind.SUBHEAD
            return


def _find_subheads(pieces: list[Piece]) -> None:
    """Heading lines are subheads where text follows; the rest are paragraphs."""
    text_follows = False
    for piece in reversed(pieces):
        if not piece.undecided:
            continue
        heading = piece.raw.level > 0 or looks_like_heading(piece.raw.text)
        piece.kind = BlockKind.SUBHEAD if heading and text_follows else BlockKind.PARAGRAPH
        text_follows = True


def _may_be_caption(text: str) -> bool:
    if pictures.ends_with_picture_credit(text) or pictures.begins_as_caption(text):
        return len(text) <= _CREDITED_AT_MOST
    if len(text) > _CAPTION_AT_MOST or text.isupper() or text[0] in '"“„«' or text.count(" ") < 2:
        return False
    return is_one_sentence(text) or pictures.is_picture_line(text)


def _same(one: str, other: str) -> bool:
    return word_lists.plain(one) == word_lists.plain(other)


def _alike(own: list[str], other: list[str]) -> bool:
    """Whether at least four words in five stand in both, in the same order."""
    longer = max(len(own), len(other))
    if longer == 0 or len(set(own) & set(other)) < _ALIKE * len(set(own) | set(other)) - 2:
        return False
    return _in_common(own, other) >= _ALIKE * longer


def _contained(own: list[str], headline: list[str]) -> bool:
    if len(own) < 4 or len(set(own) & set(headline)) < _ALIKE * len(set(own)):
        return False
    return _in_common(own, headline) >= _ALIKE * len(own)


def _in_common(own: list[str], other: list[str]) -> int:
    matcher = difflib.SequenceMatcher(None, own, other, autojunk=False)
    return sum(match.size for match in matcher.get_matching_blocks())


def _assemble(decoded: Decoded, pieces: Sequence[Piece]) -> Cleaned:
    builder = TextBuilder()
    blocks: list[Block] = []
    removed: list[RemovedBlock] = []
    dates: list[WrittenDate] = []
    credited: list[str] = []
    for piece in pieces:
        raw = piece.raw
        if piece.reading:
            dates.extend(replace(item, line=raw.line) for item in piece.reading.dates)
            credited.extend(piece.reading.agencies)
        if piece.reason:
            removed.append(_removed(decoded, raw, piece.reason))
            continue
        kind = piece.kind or BlockKind.PARAGRAPH
        if kind is BlockKind.PARAGRAPH:
            credited.extend(agencies.in_dateline(raw.text))
        if blocks:
            builder.add_whole(SEPARATOR, builder.last_byte, raw.folded.starts[0])
        start = len(builder)
        builder.add(raw.text, raw.folded.starts, raw.folded.ends)
        blocks.append(Block(kind=kind, start=start, end=len(builder)))
    whole = builder.build()
    return Cleaned(
        text=whole.text,
        blocks=tuple(blocks),
        removed=tuple(removed),
        byte_starts=whole.starts,
        byte_ends=whole.ends,
        dates=tuple(dates),
        agencies=agencies.distinct(credited),
        **_said_of_outlet(pieces, credited),
    )


def _said_of_outlet(pieces: Sequence[Piece], credited: Sequence[str]) -> dict[str, str]:
    """The outlet and the address that the lines left out name first; ``""`` for none."""
    read = [piece.reading for piece in pieces if piece.reading]
    outlets = (item.outlet for item in read if item.outlet and _names_printer(item, credited))
    return {"outlet": next(outlets, ""), "url": next(filter(None, (item.url for item in read)), "")}


def _removed(decoded: Decoded, raw: RawBlock, reason: RemovalReason) -> RemovedBlock:
    return RemovedBlock(
        text=decoded.text[raw.start : raw.end],
        reason=reason,
        line=raw.line,
        start_byte=decoded.starts[raw.start],
        end_byte=decoded.ends[raw.end - 1],
    )
