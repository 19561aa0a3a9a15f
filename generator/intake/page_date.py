"""The day of a web page's article: what the page states for machines, held against what its readers see.

In comes what a page says of itself, out goes a day with where it stands, and what speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from generator.data import table
from generator.intake.original import Found
from generator.intake.page_data import PageData, off_page, text_of
from generator.read.date_lines import dates_in, settle

_DAY = timedelta(days=1)
# Between what two parts of a page state for one moment.
_SAME_MOMENT = timedelta(hours=2)
# Hours of universal time at which it is another day in the Americas (to -10), in Asia and Australia (to +11).
_EARLIER_UNTIL, _LATER_FROM = 10, 13
# Elements at the headline that may have the day; beyond them it is that of another article.
_LOOKED_AT = 40
_DATED_AT_MOST = 1000
_DATE_LINE_AT_MOST = 100
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)(.*)", re.DOTALL)
_OFFSET = re.compile(r"(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d))\s*\Z", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_-]|\Z)", re.IGNORECASE)
# What is older is the zero of a clock or a slip.
_OLDEST = 1950


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A day that a page states.

    Attributes:
        utc: Whether it is the day of universal time, which may not be the outlet's.
        at: The moment, where its offset is stated.
    """

    day: date
    how: str
    written: str
    utc: bool = False
    at: datetime | None = None


def read_date(page: PageData) -> tuple[Found | None, list[str]]:
    """The day, where it was found, and what disagrees with it."""
    stated = list(_stated(page))
    seen = [*_from_address(page), *_visible(page)]
    if not stated:
        if not seen:
            return _guessed(page)
        return _found(seen[0]), _disagreeing(seen[0], seen[1:])
    first = stated[0]
    local = _outlets_own(first, stated[1:], seen) if first.utc else None
    if local and local.day != first.day:
        return _found(local), [f"Date: {first.how} has {first.written}, in universal time."]
    changed = _moment(str(page.article.get("dateModified") or page.meta.get("article:modified_time", "")), "")
    doubts = _disagreeing(first, [*stated[1:], *seen])
    if changed and changed.day > first.day + timedelta(days=changed.utc) and not doubts:
        doubts = [f"Date: the page was changed on {changed.day.isoformat()}."]
    return _found(first), doubts


def _outlets_own(first: _Moment, stated: list[_Moment], seen: list[_Moment]) -> _Moment | None:
    """The day that a moment in universal time was where the outlet is: stated for it, or seen, and possible there."""
    for other in stated:
        if not other.utc and other.at and first.at and abs(other.at - first.at) <= _SAME_MOMENT:
            return other
    hour = first.at.hour if first.at else 12
    later, earlier = hour >= _LATER_FROM, hour < _EARLIER_UNTIL
    possible = {first.day, *([first.day + _DAY] * later), *([first.day - _DAY] * earlier)}
    return next((item for item in seen if item.day in possible and not item.utc), None)


def _guessed(page: PageData) -> tuple[Found | None, list[str]]:
    """What htmldate, which comes with trafilatura, finds in the markup of pages that state nothing."""
    from htmldate import find_date  # noqa: PLC0415 - an extra

    day = find_date(
        deepcopy(page.root), url=page.address[0] or None, original_date=True, extensive_search=False
    )
    if not day:
        return None, []
    doubt = "Date: the page states none; htmldate takes it from its markup. Is it the article's?"
    return Found(value=day, how="htmldate, in the page's markup"), [doubt]


def _found(moment: _Moment) -> Found:
    how = moment.how if moment.written == moment.day.isoformat() else f"{moment.how}, {moment.written}"
    return Found(value=moment.day.isoformat(), how=how)


def _disagreeing(first: _Moment, others: list[_Moment]) -> list[str]:
    other = next((item for item in others if abs(item.day - first.day) > timedelta(days=1)), None)
    return [f"Date: {other.how} has {other.written}."] if other else []


def _stated(page: PageData) -> Iterator[_Moment]:
    """What the page says for machines, the surest first."""
    listed = [(page.article.get(key), f'"{key}" in JSON-LD') for key in ("datePublished", "dateCreated")]
    listed += [(page.meta.get(key), f'"{key}"') for key in table("page_keys")["date"]]
    for element in page.root.xpath("//*[@itemprop='datePublished']"):
        listed.append((element.get("content") or element.get("datetime"), 'the element "datePublished"'))
    for node in page.nodes:
        if node is not page.article and "WebPage" in str(node.get("@type")):
            listed.append((node.get("datePublished"), 'the page\'s "datePublished" in JSON-LD'))
    for value, how in listed:
        moment = _moment(value, how) if isinstance(value, str) else None
        if moment:
            yield moment


def _moment_of(element: Any) -> _Moment | None:
    """The day that an element states, or has as its text."""
    text = text_of(element)
    stated = _moment(element.get("datetime") or "", 'the element "time"') if element.tag == "time" else None
    return stated or (_written_day(text) if len(text) <= _DATE_LINE_AT_MOST else None)


def _visible(page: PageData) -> Iterator[_Moment]:
    """The days that readers see at the headline: the first behind it, or else the last before it."""
    order = {element: number for number, element in enumerate(page.root.iter())}
    headline = next((order[item] for item in page.root.iter("h1") if not off_page(item)), 0)
    dated = page.root.xpath(
        "//time | //*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'time')]"
    )
    dated = [element for element in dated[:_DATED_AT_MOST] if not off_page(element)]
    behind = [element for element in dated if order[element] > headline]
    before = [element for element in dated if order[element] <= headline]
    for element in [*behind[:_LOOKED_AT], *before[:-_LOOKED_AT:-1]]:
        moment = _moment_of(element)
        if moment:
            yield moment
            return


def _written_day(text: str) -> _Moment | None:
    for written in dates_in(text):
        day, _why = settle(written, None)
        if day and written.role != "updated":
            return _Moment(day=day, how="the date beside the headline", written=written.written)
    return None


def _from_address(page: PageData) -> Iterator[_Moment]:
    """The day in an address, its month in figures or as a word: ``/2026/03/05/`` or ``/2026/mar/05/``."""
    found = _IN_ADDRESS.search(urlsplit(page.address[0]).path)
    if found:
        written = _written_day(f"{found[3]} {found[2].title()} {found[1]}") if found[2].isalpha() else None
        day = written.day if written else _day(found[1], found[2], found[3])
        if day:
            yield _Moment(day=day, how="its address", written=found[0].strip("/"))


def _moment(value: str, how: str) -> _Moment | None:
    """Read a date for machines: ISO 8601, mail's form, or a date in words."""
    value = value.strip()
    iso = _ISO.match(value)
    if iso:
        day = _day(iso[1], iso[2], iso[3])
        at = _exactly(value) if day and _OFFSET.search(iso[4]) else None
        return (
            _Moment(day=day, how=how, written=value, utc=at is not None and not at.utcoffset(), at=at)
            if day
            else None
        )
    if re.match(r"[A-Za-z]{3},? \d", value):
        try:
            parsed: datetime = parsedate_to_datetime(value)
        except ValueError:
            return None
        return _Moment(day=parsed.date(), how=how, written=value, utc=not parsed.utcoffset())
    written = _written_day(value[:60])
    return _Moment(day=written.day, how=how, written=value) if written else None


def _exactly(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _OLDEST else None
