"""News agencies.

Those an article comes from by its credit line or dateline, and those whose reporting its text mentions.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

from generator.data import table
from generator.language.lexicon import verbs
from generator.read import word_lists

_SEPARATOR = re.compile(r"\s*(?:[/,;|&•·]|\band\b|\bve\b|\bund\b)\s*")
_DATELINE = re.compile(
    r"(?P<place>[^()\"“”]{0,80}?)\s?\((?P<agency>(?![^()]*\d{4})[^()]{2,40})\)\s?[-–—]{1,2}\s"
)
_DATELINE_OPENING = re.compile(
    r"[^\W\d_a-z]{2,30}(?:[ .'’/-]{1,2}[^\W\d_a-z]{1,30}){0,3}(?:[^\S\n]?,[^\S\n][^()\"“”–—\n]{2,40}){0,3}?"
    r"[^\S\n]?(?:\([^()\n]{2,40}\)[^\S\n]?)?(?:(?:[–—_]|-{1,2})[^\S\n]|(?<=\s)(?:[–—]|--)(?=[^\W\d_a-z]))"
)
# "(Reuters) - ", "May 6 (UPI) -- ", "(CNN)", "(ANSA) - ROME, OCT 8 2026 - ", and "Oslo, May 6 (PTI) ": no dash is
# needed before a capital.
_AGENCY_FIRST = re.compile(
    r"(?:(?:[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){0,2}, )?[^\W\d_a-z][^\W\d_]{2,8}\.? \d{1,2} )?"
    r"\((?P<agency>[^\W\d_a-z][^()\n]{1,30})\)(?:\s?(?:[–—_]|-{1,2})\s|[:\s]?\s?(?=[^\W\d_a-z]))"
)
# With an agency it needs no capitals: "Halden, New Zealand (AP) -- ".
_AGENCY_OPENING = re.compile(
    r"[^\W\d_a-z][^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){0,3}(?:,[^\S\n][^()\"“”–—\n,]{2,30}){0,2}[^\S\n]"
    r"\((?P<agency>[^()\n]{2,40})\)[^\S\n]?(?:[–—_]|-{1,2})[^\S\n]"
)
_DAY = r"(?:[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[^\W\d_]{3,9}\.?,?\s\d{4})"
# The same with a full date: "Ptuj, Slovenia, April 2, 2026 —", "SUVA, March 3, 2026 /PRNewswire/ --",
# "TULSA--(BUSINESS WIRE)--May 4, 2026--", "(Ptuj, 2 April 2026) –", "SUVA, Fiji (March 3, 2026) –",
# "(Suva, 3 March 2026) The".
_DATED_OPENING = re.compile(
    r"\(?(?P<place>[^\W\d_a-z][^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+){0,3})(?:,? ?[^\W\d_a-z][^\d()\"“”–—\n,]{1,30}){0,2}"
    r"(?:,\s|\s[–—|-]\s|\s\(|\s?--\s?\([^()\n]{2,40}\)\s?--\s?)"
    rf"{_DAY}\)?(?:\s/(?P<agency>[^/\n]{{2,30}})/|\s?\([^()\n]{{2,40}}\))?"
    r"(?:(?:\s?(?:[–—]|-{1,2})|(?P<colon>:))\s|--(?=[^\W\d_a-z])|(?<=\))\s(?=[^\W\d_a-z]))"
)
# "OSLO, Norway, May 6 The ferry": an agency's, where the page has lost its name with the dash.
_UNMARKED_OPENING = re.compile(
    r"[^\W\d_a-z]{3,20}(?:[ -][^\W\d_a-z]{2,20}){0,2}(?:, [^\W\d_a-z][^\W\d_]{1,20}\.?){0,2},?"
    r" (?P<month>[^\W\d_a-z][^\W\d_]{2,8})\.? \d{1,2} (?=[\"“‘']?[^\W\d_a-z])"
)
# "March 3, 2026 – SUVA – "
_DAY_FIRST = re.compile(rf"{_DAY}\s?(?:[–—]|-{{1,2}})\s?(?=[^\W\d_a-z]{{2}})")
_ABBREVIATION = re.compile(r"[^\W\d_a-z]{2,6}")
# "SOFIA. The court", "CUTTACK: The toll": a city alone in capitals, and a sentence.
_BARE_CITY = re.compile(r"[^\W\d_a-z]{4,20}(?:[ -][^\W\d_a-z]{2,20})?[.:][^\S\n](?=[^\W\d_a-z][^\W\d_A-Z])")
_YEAR = re.compile(r"\d{4}")
_OPENING = 140
_BESIDE = 40


def in_list(text: str) -> tuple[str, ...]:
    """The agencies of a text that is nothing but a list of agencies, as written; else nothing.

    Example:
        >>> in_list("AA / IHA")
        ('AA', 'IHA')
        >>> in_list("AA and others")
        ()
    """
    items = tuple(item.strip(" .()-–—") for item in _SEPARATOR.split(text[:_OPENING]))
    return items if all(item in _names() for item in items) else ()


def in_dateline(paragraph: str) -> tuple[str, ...]:
    """The agency of a dateline at the start of a paragraph.

    Example:
        >>> in_dateline("OSLO, May 6 (Reuters) - It"), in_dateline("OSLO, May 6, 2026 /Canadian Press/ - It")
        (('Reuters',), ('Canadian Press',))
    """
    dated = _DATED_OPENING.match(paragraph[:_OPENING])
    if dated and dated["agency"]:
        return in_list(dated["agency"])
    match = _DATELINE.match(paragraph[:_OPENING])
    if not match or not (match["place"] == "" or match["place"].split(",")[0].split()[0].isupper()):
        return ()
    # A name in capitals is an agency's abbreviation, whether listed or not.
    agency = match["agency"].strip()
    return in_list(agency) or ((agency,) if _ABBREVIATION.fullmatch(agency) else ())


def dateline_name(paragraph: str) -> str:
    """What stands in the parentheses of a dateline, listed as an agency or not; ``""`` without a dateline."""
    match = _DATELINE.match(paragraph[:_OPENING])
    return match["agency"].strip() if match else ""


def dateline_place(paragraph: str) -> str:
    """What stands before the agency of a dateline: place and, at times, date."""
    match = _DATELINE.match(paragraph[:_OPENING])
    return match["place"] if match else ""


def dateline(paragraph: str) -> str:
    """The dateline at the start of a paragraph, with place and, at times, date and agency; ``""`` without one.

    One with a full date needs no capitals: "Ptuj, Slovenia, April 2, 2026 — ".
    """
    return dateline_place(paragraph) or paragraph[: dateline_end(paragraph)].rstrip(" –—-")


@functools.lru_cache(maxsize=65536)
def dateline_end(paragraph: str) -> int:
    """How many characters the dateline at the start of a paragraph takes; 0 where there is none.

    Example:
        >>> text = "OSLO, Norway, May 6 (Reuters) - The ferry sank."
        >>> text[dateline_end(text) :], dateline_end("A man - not named - fell.")
        ('The ferry sank.', 0)
        >>> dateline_end("MT SOMERS, New Zealand (AP) _ He"), dateline_end("Halden, Norway (AP) -- He")
        (30, 23)
        >>> dateline_end("(AP) - OSLO, MAY 6 2026 - The ferry sank."), dateline_end("(It) - was")
        (26, 0)
        >>> dateline_end("OSLO, Norway, May 6 The ferry sank."), dateline_end("OSLO, May 6")
        (20, 0)
        >>> dateline_end("(OSLO BUSINESS) – The ferry sank."), dateline_end("(OSLO BUSINESS) The ferry")
        (18, 0)
        >>> dateline_end("(Reuters) - Halden Foods"), dateline_end("(Photo) - Halden Foods")
        (12, 0)
    """
    opening = paragraph[:_OPENING]
    before = _day_or_agency(opening)
    if before:
        behind = dateline_end(paragraph[before.end() :])
        return before.end() + behind if behind or before.re is _AGENCY_FIRST else 0
    return _end_without_dash(opening) or _end_with_dash(opening)


def _day_or_agency(opening: str) -> re.Match[str] | None:
    """What stands before the place: "(Reuters) - ", "March 3, 2026 – "."""
    first = _AGENCY_FIRST.match(opening) if "(" in opening else None
    if first and _is_outlet(first):
        return first
    return _DAY_FIRST.match(opening)


def _end_with_dash(opening: str) -> int:
    """Where a dateline with a mark behind it ends: with a year, with an agency, or a place in capitals alone."""
    # Most sentences have no year: no form of it is tried at each of their words.
    dated = _DATED_OPENING.match(opening) if _YEAR.search(opening) else None
    # "Oslo, 3 March 2026: The mayor resigns" is a line of a chronology.
    if dated and (not dated["colon"] or dated["place"].isupper()):
        return dated.end()
    credited = _AGENCY_OPENING.match(opening) if "(" in opening else None
    if credited and _is_agency(credited["agency"]):
        return credited.end()
    match = _DATELINE_OPENING.match(opening)
    place = match.group().split(",")[0].split("(")[0] if match else ""
    return match.end() if match and place.strip(" -–—").isupper() else 0


def _end_without_dash(opening: str) -> int:
    """Where "SOFIA. " or "OSLO, Norway, May 6 " ends; 0 where a text begins with neither."""
    city = _BARE_CITY.match(opening)
    if city:
        return city.end()
    found = _UNMARKED_OPENING.match(opening)
    month = word_lists.folded(found["month"]) if found else ""
    return found.end() if found and month in word_lists.listed("date_lines", "months") else 0


def _is_outlet(opening: re.Match[str]) -> bool:
    """Whether an agency opens a paragraph, or an outlet in capitals with a dash behind it: "(OSLO BUSINESS) – "."""
    dashed = opening.group().rstrip().endswith(("–", "—", "-"))
    return _is_agency(opening["agency"]) or (opening["agency"].isupper() and dashed)


def _is_agency(name: str) -> bool:
    return bool(in_list(name)) or _ABBREVIATION.fullmatch(name) is not None


def cited(text: str) -> tuple[str, ...]:
    """Full names of the agencies whose reporting a text mentions, in order of first mention.

    An agency's name alone is no citation, for agencies are also written
    about; it counts beside a word such as "journalists", "told" or
    "according to".
    """
    return tuple(_mentions(text))


def often_cited(text: str) -> tuple[str, ...]:
    """Those of them that it mentions so more than once: what an article rests on, rather than refers to."""
    return tuple(name for name, count in _mentions(text).items() if count > 1)


# Each article is asked for those it mentions, and for those it mentions often.
@functools.lru_cache(maxsize=256)
def _mentions(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for match in _name_pattern().finditer(text):
        after = word_lists.plain(text[match.end() : match.end() + _BESIDE]).split()[:1]
        before = (
            word_lists.plain(text[max(0, match.start() - _BESIDE) : match.start()])
            .removesuffix(" the ")
            .rstrip()
            + " "
        )
        cues = table("agencies")["cited"]
        if any(word in cues["after"] or word in verbs("of_agencies") for word in after) or any(
            before.endswith(f" {cue} ") for cue in cues["before_phrases"]
        ):
            found[_names()[match[0]]] += 1
    return found


def full_name(written: str) -> str:
    """The full name of an agency, or the name as written where it is not known."""
    return _names().get(written, written)


def distinct(written: Iterable[str]) -> tuple[str, ...]:
    """Each agency once, as it is written first.

    Example:
        >>> distinct(["Associated Press", "AFP", "AP"])
        ('Associated Press', 'AFP')
    """
    found: dict[str, str] = {}
    for name in written:
        found.setdefault(full_name(name), name)
    return tuple(found.values())


@functools.cache
def _names() -> dict[str, str]:
    """Every way an agency is written, with its full name."""
    return {
        written: agency["name"]
        for agency in table("agencies")["agency"]
        for written in (agency["name"], *agency.get("also", ()), *agency.get("short", ()))
    }


@functools.cache
def _name_pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
