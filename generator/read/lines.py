"""Lines that are not part of an article's text: dates, by-lines, credits, the furniture of the page.

In comes a line, out goes what it says and why it is left out, or ``None`` where it may be text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from generator.data import table
from generator.language.names import AGENCY_AND_NAME, CAPITAL_WORD
from generator.language.tokens import LETTERS
from generator.model import RemovalReason
from generator.read import agencies, date_lines, word_lists
from generator.read.page_lines import QUOTED, is_furniture, is_reading_time
from generator.read.pictures import is_picture_credit
from generator.read.sentences import is_one_sentence
from generator.read.short_names import (
    LONGEST_NAME,
    NAME_WORDS,
    are_names,
    ends_sentence,
    is_name,
    is_name_list,
    known_outlet,
    outlet_in,
)

# "By Ann Poe. Published March 3, 2026", but "Sept. 3" and "By J. Poe".
_PARTS = re.compile(r"\s+[-–—]\s+|\s*[|•·]\s*|(?<=[a-z]{2})\.\s+(?=[A-Z])")
_LONGEST_CREDIT = 120
# With the day or without: "© 5 January 2025 The Daily".
_COPYRIGHT = re.compile(
    r"(?:copyright\s(?:(?:©|\(c\))\s?)?|(?:©|\(c\))\s?(?:copyright\s)?)"
    r"(?:\d{1,2}\s)?(?:[^\W\d_]{3,9}\.?\s(?:\d{1,2},?\s)?)?\d{4}\b(?:-\d{2}-\d{2}\b)?",
    re.IGNORECASE,
)
_NOTICE_AT_MOST = 250
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]{4,2000}", re.IGNORECASE)
# "REUTERS/Ann Poe", "— The Daily (@daily) March 3, 2026", "($1 = 0.9 euros)".
_AGENCY_AND_NAME = re.compile(AGENCY_AND_NAME)
_POSTED = re.compile(r"[–—-]{1,2}\s?.{1,60}\(@\w{1,30}\).{0,40}")
_EXCHANGE = re.compile(r"\([^()=]{1,30}=[^()]{1,80}\)")
# "(Adds quotes, details)": what an agency changed.
_CHANGES = re.compile(r"\((?:Adds|Updates|Recasts|Corrects|Repeats|Rewrites|New throughout)\b[^()]{0,90}\)")
DOMAIN = re.compile(r"(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,10}")
"""The name of a site: "courier.example"."""
# "0", "1.2k"
_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?[kKmM]?")
_WRITER_AND_ROLE = re.compile(
    rf"(?:[Bb]y )?{CAPITAL_WORD}(?: {CAPITAL_WORD}){{1,2}}(?:,| [|•·–—-])? (?:[\w'’&-]+ ){{0,3}}(?P<role>[^\W\d_]+)"
    rf"(?:(?:,| in) {CAPITAL_WORD}(?: {CAPITAL_WORD})?)?"
)
# "Special Correspondent"
_ROLE_ALONE = re.compile(rf"{CAPITAL_WORD} (?P<role>{CAPITAL_WORD})")
_OUTLET_BY_WORDS = 3
_SIGN_OFF_WORDS = 16
_SIGN_OFF_AT_MOST = 400
_OPENING_WORDS = 5
_DATED_WORDS = 12
_NAMES_AT_MOST = 300
# "[3]", "[!quote]", "[^1]: …", "(SOUNDBITE OF MUSIC)"
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|![a-z]{2,20})\][-+]?|\([A-Z][A-Z ,'’-]{3,80}\)|\[\^[\w-]{1,20}\]: .*")
# What a program keeps of a note below it: "id: 5f2b parent_id: created_time: 2026-03-09"
_KEPT_KEYS = re.compile(r"(?:[a-z]{1,20}(?:_[a-z]{0,20}){0,3}:(?: [^\s:]\S{0,300})?(?:\s+|\Z)){5,60}")
_PUBLISHED_IN = re.compile(r"(?:(?:first|originally)\s)?published\s(?:in|by)\s", re.IGNORECASE)
# "What Happened on March 2, 2026" is no place and a day.
_TELLS_OF_DAY = re.compile(r"\s(?:on|of|in)\b")
_DASHED = re.compile(r"[–—-]{1,2}\s?(?=By\s)")
# Who sent a picture did not write the report.
_PICTURE_LABEL = re.compile(r"(?:image|photo|picture)", re.IGNORECASE)
# What a line of several parts is: the first of these that one of them is.
_RANKED = (
    RemovalReason.BYLINE, RemovalReason.CREDIT_LINE, RemovalReason.DATE_LINE, RemovalReason.FURNITURE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReading:
    """What a line that is not part of the text says.

    Attributes:
        reason: Why it is left out.
        dates: The dates in it.
        agencies: The news agencies it credits, as written.
        outlet: The outlet that it names, or ``""``.
        url: The address that it is, or ``""``.
    """

    reason: RemovalReason
    dates: tuple[date_lines.WrittenDate, ...] = ()
    agencies: tuple[str, ...] = ()
    outlet: str = ""
    url: str = ""


def read_line(text: str, near_edge: bool) -> LineReading | None:
    """Read a line as metadata or furniture; ``None`` if it may be part of the article.

    Args:
        text: A whole block on its own.
        near_edge: Whether it stands among the first or last blocks of the file,
            where by-lines and bare agency names stand.
    """
    if _says_nothing(text):
        return LineReading(reason=RemovalReason.FURNITURE)
    if _ADDRESS.fullmatch(text):
        return LineReading(reason=RemovalReason.FURNITURE, url=text)
    if len(text) <= _NOTICE_AT_MOST and _COPYRIGHT.match(text):
        # Its day, if it has one, is not the article's.
        return LineReading(reason=RemovalReason.LEGAL_NOTICE, outlet=outlet_of_notice(text))
    signed = _signature(text, near_edge)
    if signed or len(text) > date_lines.LONGEST:
        return signed
    dates = date_lines.read_date_line(text)
    if dates or date_lines.is_age(text):
        return LineReading(reason=RemovalReason.DATE_LINE, dates=dates)
    found = _at_edge(text) if near_edge else _credit(text) or _agency_alone(text)
    return found or _of_page(text)


def _says_nothing(text: str) -> bool:
    """Whether a line is made of signs alone, is a note or its number, or keys of a program."""
    said = _NOTE_MARK.fullmatch(text) or _KEPT_KEYS.fullmatch(text)
    return not any(map(str.isalnum, text)) or said is not None


def _of_page(text: str) -> LineReading | None:
    return LineReading(reason=RemovalReason.FURNITURE) if is_furniture(text) else None


def _agency_alone(text: str) -> LineReading | None:
    """Nothing but agencies: under a picture, amid the text."""
    named = agencies.in_list(text)
    return LineReading(reason=RemovalReason.CREDIT_LINE, agencies=named) if named else None


def _at_edge(text: str) -> LineReading | None:
    """A line that credits somebody, in the forms in which those at the ends of a file do."""
    if date_lines.is_label(text) or date_lines.is_day_without_year(text):
        return LineReading(reason=RemovalReason.DATE_LINE)
    if is_byline_label(text):
        return LineReading(reason=RemovalReason.BYLINE)
    if DOMAIN.fullmatch(text):
        return LineReading(reason=RemovalReason.CREDIT_LINE, outlet=text)
    if _FIGURE.fullmatch(text):
        return LineReading(reason=RemovalReason.FURNITURE)
    return _credit(text) or _edge_line(text)


def read_dated_line(text: str) -> LineReading | None:
    """Read a line below the headline that has a full date and otherwise nothing but names; ``None`` if it may be text.

    Some word or sign tells that the day is the article's: "By", "Updated", "3 min read", "|".

    Example:
        >>> read_dated_line("Jane Poe · The Daily · Mon, March 2, 2026 at 9:02 AM · 3 min read").dates[0].written
        'March 2, 2026'
        >>> read_dated_line("What Happened on March 2, 2026"), read_dated_line("2 March 2026: The mayor resigns")
        (None, None)
    """
    dates, rest = date_lines.beside_dates(text)
    words = LETTERS.findall(rest)
    telling = _tells_day()
    known = word_lists.listed("furniture", "beside_dates") | telling
    if not dates or len(words) > _DATED_WORDS or ends_sentence(rest) or f"{dates[-1].written}:" in text:
        return None
    if not all(word[0].isupper() or word in known for word in words):
        return None
    parts = _PARTS.split(rest)
    if (
        telling.isdisjoint(map(word_lists.folded, LETTERS.findall(text)))
        and len(parts) < 2
        and not rest.endswith(":")
    ):
        return None
    return LineReading(
        reason=RemovalReason.DATE_LINE,
        dates=dates,
        agencies=next(filter(None, map(agencies.in_list, parts)), ()),
        outlet=next(filter(None, map(outlet_in, parts)), ""),
    )


def _tells_day() -> frozenset[str]:
    """Words beside a date that tell that it is an article's: labels of dates and by-lines."""
    telling = frozenset({"agencies", "editor", "read", "staff"})
    return telling | word_lists.listed("date_lines", "labels") | word_lists.listed("furniture", "bylines")


def is_notice(text: str) -> bool:
    """Whether a paragraph is a legal notice of the site: cookies, personal data, copyright.

    A topic is not enough, since news reports have it too: the paragraph must
    also speak to the reader as the site does, in words that nobody is quoted with.
    """
    reserved = word_lists.plain(text).endswith(" all rights reserved ") and len(text) <= _LONGEST_CREDIT
    if reserved or (len(text) <= _NOTICE_AT_MOST and _COPYRIGHT.match(text)):
        return True
    unquoted = word_lists.plain(QUOTED.sub(" ", text))
    notices = range(len(table("legal_notices")["notice"]))
    return any(
        all(
            any(cue in unquoted for cue in word_lists.cues("legal_notices", "notice", str(i), part))
            for part in ("topic", "speaker")
        )
        for i in notices
    )


def outlet_of_notice(text: str) -> str:
    """The outlet that a short notice of copyright names: "© 2026 The Daily Example"."""
    found = _COPYRIGHT.match(text)
    named = re.split(r"[.,|]", text[found.end() :])[0] if found else ""
    # An agency's notice stands under its texts in every paper.
    return "" if agencies.in_list(re.sub(r"^\s*[Tt]he ", "", named)) else outlet_in(named)


def is_byline_label(text: str) -> bool:
    """Whether a line is nothing but what stands before a writer's name: "By"."""
    return word_lists.plain(text).strip() in word_lists.listed("furniture", "bylines")


def _signature(text: str, near_edge: bool) -> LineReading | None:
    """A longer line by which an article is signed: who wrote it, or several writers."""
    if len(text) <= _SIGN_OFF_AT_MOST and (_signs_off(text) if near_edge else _thanks(text)):
        return LineReading(reason=RemovalReason.CREDIT_LINE)
    if near_edge and len(text) <= _NAMES_AT_MOST and text.count(",") > 1 and _names_writer(text):
        return LineReading(reason=RemovalReason.BYLINE)
    return None


def _credit(text: str) -> LineReading | None:
    if len(text) > _LONGEST_CREDIT:
        return None
    dashed = _DASHED.match(text)
    if dashed and _names_writer(text[dashed.end() :]):
        return LineReading(reason=RemovalReason.BYLINE)
    forms = (_AGENCY_AND_NAME, _POSTED, _EXCHANGE, _CHANGES)
    if is_picture_credit(text) or any(form.fullmatch(text) for form in forms):
        # "RFE/RL" looks like two agencies.
        return LineReading(reason=RemovalReason.CREDIT_LINE, outlet=known_outlet(text))
    rest = _credited(text).removesuffix(" and news agencies")
    if rest and is_name_list(rest):
        if _PICTURE_LABEL.match(text):
            return LineReading(reason=RemovalReason.CREDIT_LINE)
        items = (item.strip(" .") for item in re.split(r"[/,;|&]", rest))
        return LineReading(reason=RemovalReason.CREDIT_LINE, agencies=tuple(filter(None, items)))
    plain = word_lists.plain(text)
    if plain.startswith(word_lists.cues("furniture", "sign_offs")):
        return LineReading(reason=RemovalReason.CREDIT_LINE)
    return None


def _credited(text: str) -> str:
    """What stands behind the label of a credit, "Source:" or "Image source,"; ``""`` without one."""
    label, mark, rest = text.partition(":")
    labels = word_lists.listed("furniture", "credits")
    if mark and word_lists.plain(label).strip() in labels:
        return rest
    # Of several words the label needs no colon: "Image copyright The Daily".
    found = text.split(maxsplit=2)
    if len(found) == 3 and word_lists.plain(" ".join(found[:2])).strip() in labels:
        return found[2]
    return ""


def _edge_line(text: str) -> LineReading | None:
    """A by-line, a bare list of agencies, an outlet's name, or several of these and dates in one line."""
    # Pasted into a plain text, a line in italics keeps its asterisks.
    text = text.strip("*_")
    named = _outlet_line(text)
    if named:
        return named
    read = _parts_of([part for part in _PARTS.split(_DASHED.sub("", text)) if part])
    if read is None:
        return None
    return LineReading(
        reason=min((part.reason for part in read), key=_RANKED.index),
        dates=tuple(chain.from_iterable(part.dates for part in read)),
        agencies=tuple(chain.from_iterable(part.agencies for part in read)),
        outlet=next(filter(None, (part.outlet for part in read)), ""),
    )


def _parts_of(parts: Sequence[str]) -> list[LineReading] | None:
    """The parts of such a line; ``None`` where one may be text."""
    read = [_edge_part(part) for part in parts]
    if len(read) == 2 and read[0] is None and read[1] and is_name(parts[0]):
        # "Quay Public Media | By Ann Poe"
        signed = is_byline_label(parts[1].split()[0])
        read[0] = LineReading(reason=RemovalReason.FURNITURE, outlet=parts[0].strip()) if signed else None
    known = [part for part in read if part]
    return known if len(known) == len(read) else None


def _edge_part(part: str) -> LineReading | None:
    """One part of such a line; ``None`` where it may be text."""
    dates = date_lines.read_date_line(part)
    if dates or date_lines.is_age(part):
        return LineReading(reason=RemovalReason.DATE_LINE, dates=dates)
    if credited := agencies.in_list(part):
        return LineReading(reason=RemovalReason.CREDIT_LINE, agencies=credited)
    if _has_role(part):
        return LineReading(reason=RemovalReason.BYLINE)
    if _names_writer(part):
        behind = agencies.in_list(part[len(_without_agency(part)) :].lstrip(", "))
        return LineReading(reason=RemovalReason.BYLINE, agencies=behind, outlet=_writing_outlet(part))
    outlet = outlet_in(part)
    return (
        LineReading(reason=RemovalReason.FURNITURE, outlet=outlet)
        if outlet or is_reading_time(part)
        else None
    )


def _writing_outlet(by_line: str) -> str:
    """The outlet that a by-line names in a writer's place: "By Green Mountain Press"; people have shorter names."""
    name = by_line.partition(" ")[2].strip()
    whole = len(name.split()) >= _OUTLET_BY_WORDS or name.startswith("The ")
    return known_outlet(name) or (outlet_in(name) if whole and not agencies.in_list(name) else "")


def _signed(rest: str, dates: tuple[date_lines.WrittenDate, ...]) -> LineReading | None:
    """A writer and an outlet or a role: "Ann Poe, The Daily Example", "Ann Poe, health correspondent"."""
    if _has_role(rest):
        return LineReading(reason=RemovalReason.BYLINE, dates=dates)
    writer, _comma, last = (part.strip() for part in re.sub(r" [|•·] ", ", ", rest).rpartition(","))
    if not writer:
        return None
    if (_is_writer(writer) or _ends_with_role(writer)) and (outlet_in(last) or agencies.in_list(last)):
        agency = agencies.in_list(last)
        outlet = "" if agency else outlet_in(last)
        return LineReading(reason=RemovalReason.BYLINE, dates=dates, agencies=agency, outlet=outlet)
    if dates and _names_writer(writer) and is_name(last):
        outlet = _printed_in(writer, last, barred="|" in rest)
        return LineReading(reason=RemovalReason.BYLINE, dates=dates, outlet=outlet)
    return None


def _printed_in(writer: str, last: str, *, barred: bool) -> str:
    """The outlet behind a writer: "By Ann Poe, The Ledger, 19 May 2026", "By Ann Poe | Quay Digital | 19 May 2026".

    "By Ann Poe, Varna, 19 May 2026" may name a town; then it is in "By Ann Poe, The Ledger, Varna, 19 May 2026".
    """
    whole = last.startswith("The ") or (barred and " " in last)
    return last if whole else outlet_in(writer.rpartition(",")[2])


def _outlet_line(text: str) -> LineReading | None:
    """A line that is an outlet's name, with a writer, with a date, with both or alone."""
    dates, rest = date_lines.beside_dates(text)
    rest = rest.strip(" ,-–—|•·")
    signed = None if _outlet_at(rest) else _signed(rest, dates)
    if signed:
        return signed
    # "By Ann Post" is a person.
    outlet = _outlet_at(rest) or ("" if _names_writer(rest) else outlet_in(_PUBLISHED_IN.sub("", rest)))
    if outlet and not dates:
        return LineReading(reason=RemovalReason.CREDIT_LINE, outlet=outlet)
    if outlet or (dates and _is_placed(text, dates[0].written, rest)):
        return LineReading(reason=RemovalReason.DATE_LINE, dates=dates, outlet=outlet)
    return None


def _outlet_at(text: str) -> str:
    """The known outlet that a line has with its people or the town where it writes: "BBC News, Manchester"."""
    name, comma, town = text.partition(",")
    return known_outlet(name) if not comma or is_name(town.strip()) else ""


def _is_placed(text: str, day: str, rest: str) -> bool:
    """Whether a line is a date and a name, of a town or not: "MOBILE, Ala. — July 2, 2013", "02.07.2013, Medanpost"."""
    if _is_short_upper(_without_label(rest)):
        # "Updated - July 2, 2013 10:31 pm - MEDAN"
        return True
    led = text.startswith(rest) and not _TELLS_OF_DAY.match(text[len(rest) :])
    behind = text.startswith(f"{day},") and text.endswith(rest)
    return is_name(rest.removesuffix(".") if "," in rest else rest) and (led or behind)


def _has_role(text: str) -> bool:
    """Whether a line is a name and what its bearer writes: "Ann Poe, health correspondent, Oslo"; or the role alone."""
    found = _WRITER_AND_ROLE.fullmatch(text) or _ROLE_ALONE.fullmatch(text)
    return found is not None and found["role"].casefold() in word_lists.listed("furniture", "writer_roles")


def _ends_with_role(text: str) -> bool:
    """Whether a line is what somebody writes: "Business reporter"."""
    *before, last = text.split()
    return len(before) < _OPENING_WORDS and last.casefold() in word_lists.listed("furniture", "writer_roles")


def _without_label(text: str) -> str:
    """What stands behind words such as "Updated"."""
    labels, said = word_lists.listed("date_lines", "labels"), text.split()
    while said and (not said[0][0].isalnum() or word_lists.folded(said[0].strip(":")) in labels):
        said.pop(0)
    return " ".join(said)


def _is_short_upper(text: str) -> bool:
    return text.isupper() and len(text.split()) <= NAME_WORDS


def _is_writer(text: str) -> bool:
    return (is_name(text) and " " in text) or _names_writer(text)


def _thanks(text: str) -> bool:
    """Whether a line is one sentence that ends by saying who worked on a report, wherever it stands."""
    return is_one_sentence(text) and word_lists.plain(text).endswith(
        word_lists.cues("furniture", "sign_offs_within")
    )


def _signs_off(text: str) -> bool:
    if _thanks(text):
        return True
    opening = f" {' '.join(word_lists.plain(text).split()[:_OPENING_WORDS])} "
    if len(text) <= _SIGN_OFF_AT_MOST and (
        " reported from " in opening
        or word_lists.plain(text).startswith(word_lists.cues("furniture", "sign_offs"))
    ):
        return True
    return (
        ends_sentence(text)
        and any(cue in word_lists.plain(text) for cue in word_lists.cues("furniture", "sign_offs_within"))
        and len(text.split()) <= _SIGN_OFF_WORDS
    )


def _names_writer(text: str) -> bool:
    several = text.count(",") > 1
    if len(text) > (_NAMES_AT_MOST if several else LONGEST_NAME) or ends_sentence(text):
        return False
    text = _without_outlet(_without_agency(text))
    lowered = word_lists.folded(text)
    cues = word_lists.listed("furniture", "bylines")
    opening = next((cue for cue in cues if re.match(rf"{re.escape(cue)}\b:?\s", lowered)), None)
    if opening is None:
        return False
    names = text[len(opening) :].lstrip(": ").replace(",", " ").split()
    if len(names) < 2 or any(_is_of_date(name) for name in names):
        return False
    return is_name_list(" ".join(names)) or (several and are_names(text[len(opening) :].split(",")))


def _is_of_date(word: str) -> bool:
    calendar = word_lists.listed("date_lines", "months") | word_lists.listed("date_lines", "weekdays")
    return word.isdigit() or word_lists.folded(word) in calendar


def _without_agency(text: str) -> str:
    """A by-line without the agency that may follow the name after a comma."""
    name, comma, agency = text.rpartition(",")
    return name if comma and agencies.in_list(agency.strip()) else text


def _without_outlet(text: str) -> str:
    """A by-line without the outlet that it was written for: "By Ann Poe for The Daily"."""
    name, behind, outlet = text.rpartition(" for ")
    return name if behind and (outlet_in(outlet) or agencies.in_list(outlet)) else text
