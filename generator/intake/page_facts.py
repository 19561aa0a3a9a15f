"""Headline, outlet, author and day of a web page, each with where it was found; what disagrees is told.

In comes what a page says of itself, out go the four, and what an editor should look at. The day that the page states
for machines is held against what its readers see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from generator.data import table
from generator.intake.original import Found
from generator.intake.page_data import PageData, off_page, short, text_of
from generator.language.spelling import slug
from generator.read.date_lines import dates_in, settle
from generator.read.metadata import site_of

_DAY = timedelta(days=1)
# Between what two parts of a page state for one moment.
_SAME_MOMENT = timedelta(hours=2)
# Hours of universal time at which it is another day in the Americas (to -10), in Asia and Australia (to +11).
_EARLIER_UNTIL, _LATER_FROM = 10, 13
# Elements at the headline that may have the day; beyond them it is that of another article.
_AT_HEADLINE = 40
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
    for element in [*behind[:_AT_HEADLINE], *before[:-_LOOKED_AT:-1]]:
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


_BARS = re.compile(r"\s+[|–—·•»«:-]{1,2}\s+|\s*\|\s*")
_HEADLINE_WORDS = 3
_TITLE_AT_MOST = 300
_KICKER_AT_MOST = 3
_LOOKED_AT = 40
# Parts of a host that belong to no outlet.
_NO_NAME = frozenset(("www", "m", "amp", "co", "com", "org", "net", "gov", "ac"))
_BY = re.compile(r"\A(?:written |reported |story )?by:?\s+", re.IGNORECASE)
# Up to six words without figures: no line of the page that names a day or a place beside its author.
_NAME = re.compile(r"[^\W\d_][^\d@/:|]{0,40}(?: [^\d@/:|]{1,20}){0,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says of its article, and the doubts that stay."""

    headline: Found | None
    publisher: Found | None
    byline: Found | None
    date: Found | None
    doubts: tuple[str, ...]


def read_facts(page: PageData) -> Facts:
    """Read them."""
    publisher = _publisher(page)
    headline, others = _headline(page, publisher.value if publisher else "")
    day, said = read_date(page)
    doubts = [*others, *said]
    return Facts(
        headline=headline,
        publisher=publisher,
        byline=_byline(page, publisher.value if publisher else ""),
        date=day,
        doubts=tuple(doubts),
    )


# ---------------------------------------------------------------- outlet


def _may_be_outlet(name: str) -> bool:
    return bool(name) and not name.startswith(("http", "@"))


def _publisher(page: PageData) -> Found | None:
    """The outlet: of the names the page gives itself, the first that its address bears out, else the first."""
    host = urlsplit(page.address[0]).hostname or ""
    keys = table("page_keys")["publisher"]
    said = (
        (page.named(page.article.get("publisher")), "the publisher in JSON-LD"),
        *(([page.meta.get(key, "")], f'"{key}"') for key in keys),
        (_items(page, "publisher"), 'the element "publisher"'),
        (_tails(page), "the end of the page's title"),
    )
    listed = [Found(value=name, how=how) for names, how in said for name in filter(_may_be_outlet, names)]
    borne_out = next((found for found in listed if _is_of_host(found.value, host)), None)
    if borne_out or listed:
        return borne_out or listed[0]
    return Found(value=site_of(page.address[0]), how="its address") if host else None


def _is_of_host(name: str, host: str) -> bool:
    """Whether an outlet's name and a host's go together, by the beginnings of its words.

    >>> _is_of_host("The New York Times", "www.nytimes.com"), _is_of_host("BBC News", "bbc.co.uk")
    (True, True)
    >>> _is_of_host("U.S.", "reuters.com"), _is_of_host("Reuters", "www.reuters.com")
    (False, True)
    """
    words = [word for word in slug(name).split("-") if word]
    words = words[1:] if words[:1] == ["the"] else words
    labels = [part for part in host.replace("-", "").split(".")[:-1] if part not in _NO_NAME]
    return any(_made_of(label.removeprefix("the"), words) for label in labels)


def _made_of(label: str, words: list[str]) -> bool:
    """Whether a label is the beginnings of the words, in order, of which the last may be missing."""
    if not label:
        return True
    if not words:
        return False
    common = 0
    while common < min(len(label), len(words[0])) and label[common] == words[0][common]:
        common += 1
    return any(_made_of(label[size:], words[1:]) for size in range(common, 0, -1))


def _tails(page: PageData) -> list[str]:
    """What stands behind the last bar of the page's title, where something else tells that it is the outlet."""
    title = _title(page)
    bars = list(_BARS.finditer(title))
    if not bars:
        return []
    head, tail = title[: bars[-1].start()], title[bars[-1].end() :]
    data = (str(page.article.get("headline") or ""), page.meta.get("og:title", ""))
    known = {_folded(text) for text in (*page.headings(), *map(short, data)) if text}
    parted = _folded(head) in known and _folded(title) not in known
    return [tail] if parted or _is_of_host(tail, urlsplit(page.address[0]).hostname or "") else []


def _items(page: PageData, key: str) -> list[str]:
    """What microdata say: the text or content of an element, or of the name in it."""
    found = page.root.xpath("//*[@itemprop=$key]", key=key)[:_LOOKED_AT]
    named = [(element.xpath(".//*[@itemprop='name']") or [element])[0] for element in found]
    texts = [short(element.get("content") or text_of(element)) for element in named]
    return [text for text in texts if text and len(text) <= _TITLE_AT_MOST]


def _title(page: PageData) -> str:
    return next((short(text) for text in (text_of(item) for item in page.root.iter("title")) if text), "")


# ---------------------------------------------------------------- headline


def _headlines_in_data(page: PageData, names: Set[str]) -> list[tuple[str, str]]:
    """What the page's data have as its headline, without the outlet's name, each with where it stands."""
    data = [(short(str(page.article.get("headline") or "")), "the headline in JSON-LD")]
    data += [(page.meta.get(key, ""), f'"{key}"') for key in table("page_keys")["headline"]]
    data += [(text, 'the element "headline"') for text in _items(page, "headline")]
    data.append((_title(page), "the page's title"))
    bare = [(_bare(text, names), how) for text, how in data if text]
    return [
        (text, how) for text, how in bare if 0 < len(text) <= _TITLE_AT_MOST and _folded(text) not in names
    ]


def _shown_headline(
    shown: Sequence[str], data: Sequence[tuple[str, str]], names: Set[str], *, sure: bool
) -> str | None:
    """The heading that the data have, or nearly; else the only one, unless the data are ``sure`` of another."""
    keys = {_folded(text) for text, _how in data}
    agreed = (text for text in shown if _folded(_bare(text, names)) in keys)
    alike = (text for text in shown if any(_alike(text, other) for other, _how in data))
    near = next(chain(agreed, alike), None)
    if not near and len(shown) == 1 and not sure and len(shown[0].split()) >= _HEADLINE_WORDS:
        return shown[0]
    return near


def _headline(page: PageData, publisher: str) -> tuple[Found | None, list[str]]:
    """The headline that readers of the page saw, where its data know it too; else the one most of the data have."""
    names = {_folded(name) for name in (publisher, *_tails(page), page.meta.get("og:site_name", ""))} - {""}
    data = _headlines_in_data(page, names)
    keys = [_folded(text) for text, _how in data]
    most = max(keys, key=lambda key: (keys.count(key), -keys.index(key)), default="")
    shown = [text for text in page.headings() if _folded(text) not in names]
    near = _shown_headline(shown, data, names, sure=keys.count(most) > 1)
    if near:
        found = Found(value=_without_kicker(_bare(near, names), data), how="the page's first heading")
    elif data:
        found = Found(value=data[keys.index(most)][0], how=data[keys.index(most)][1])
    else:
        return None, []
    other = next(((text, how) for text, how in data if not _alike(text, found.value)), None)
    return found, [f'Headline: {other[1]} is another, "{other[0]}".'] if other else []


def _without_kicker(heading: str, data: list[tuple[str, str]]) -> str:
    """A heading without the "Exclusive" or "Live" before or behind the headline that the page's data have."""
    key = _folded(heading)
    if any(_folded(text) == key for text, _how in data):
        return heading
    for text, _how in data:
        inner = _folded(text)
        more = len(key.split()) - len(inner.split())
        if 0 < more <= _KICKER_AT_MOST < len(inner.split()) and (
            key.endswith(f" {inner}") or key.startswith(f"{inner} ")
        ):
            return text
    return heading


def _bare(text: str, names: Set[str]) -> str:
    """A title without the outlet's name before or behind it.

    >>> _bare("Mill burns - Daily Poe", {"daily poe"}), _bare("Poe | Mill burns", {"poe"}), _bare("A - B", set())
    ('Mill burns', 'Mill burns', 'A - B')
    """
    while True:
        bars = list(_BARS.finditer(text))
        if bars and _folded(text[bars[-1].end() :]) in names:
            text = text[: bars[-1].start()]
        elif bars and _folded(text[: bars[0].start()]) in names:
            text = text[bars[0].end() :]
        else:
            return text.strip()


def _folded(text: str) -> str:
    return slug(text).replace("-", " ") or text.casefold().strip()


def _alike(text: str, other: str) -> bool:
    words, others = set(_folded(text).split()), set(_folded(other).split())
    return len(words & others) * 2 >= max(len(words), len(others), 1)


# ---------------------------------------------------------------- author


def _bylines(page: PageData) -> Iterator[str]:
    """The texts of elements that say who wrote the article."""
    marked = "//*[@rel='author' or @itemprop='author'] | //*[contains(@class, 'byline')]"
    for element in page.root.xpath(marked):
        text = text_of(element)
        if not off_page(element) and (_BY.match(text) or element.get("rel") or element.get("itemprop")):
            yield text


def _byline(page: PageData, publisher: str) -> Found | None:
    keys = table("page_keys")
    candidates = [(", ".join(page.named(page.article.get("author"))), "the author in JSON-LD")]
    candidates += [(page.meta.get(key, ""), f'"{key}"') for key in keys["author"]]
    candidates += [(text, "the page's byline") for text in _bylines(page)]
    nobody = {_folded(publisher), *keys["nobody"], ""}
    for value, how in candidates:
        names = [_name(part) for part in re.split(r"\s*[,;]\s*|\s+(?:and|&)\s+", _BY.sub("", value))]
        kept = [name for name in dict.fromkeys(names) if _folded(name) not in nobody]
        if kept and all(_NAME.fullmatch(name) for name in kept):
            return Found(value=", ".join(kept), how=how)
    return None


def _name(text: str) -> str:
    name = text.strip(" .|-–—")
    return name.title() if name.isupper() and " " in name else name
