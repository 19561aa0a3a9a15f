"""A cleaned seed and what editors say of it in; publication date, agencies and the name it goes by out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePosixPath

from generator.catalog import _, join_list
from generator.data import table
from generator.diagnostics import Diagnostic, shortened
from generator.edtf import EdtfError, day_edtf, parse_edtf
from generator.edtf_words import format_edtf
from generator.model import (
    Article,
    BlockKind,
    DateBasis,
    Edtf,
    PublicationDate,
    RemovalReason,
    SourceOverrides,
)
from generator.read import agencies, date_lines, word_lists
from generator.read.cleaning import Cleaned
from generator.read.date_lines import WrittenDate

NOT_KNOWN = "unknown"
"""What an editor says of a date that nobody knows, whatever a line of the file looks like."""
_TIME = re.compile(r"T\d[^?~%/,\]]*")
_ROLES = ("published", "", "updated")
# Labels are column heads and begin credit lines: a few words, not a headline.
_LABEL_AT_MOST = 40
_NAME_WORDS = range(2, 5)
_ABBREVIATION_AT_MOST = 4
# Pages have an agency's report the day after, or the Monday after.
_REPRINTED = timedelta(days=3)
# "cctv" ends no name in "TV"; before the word two letters are an abbreviation: "NY Times".
_NAME_WORD_AT_LEAST, _SHORT_PLACE = 4, 2
_LETTERS = re.compile(r"[bcdfghj-np-tv-xz]{3,5}")
_HOST = re.compile(
    r"(?P<host>(?:[a-z\d-]{2,40}\.){1,3}"
    r"(?:com|org|net|info|news|int|eu|(?:co|com|org|gov)\.[a-z]{2}|[a-z]{2}))(?:[-_]\d{1,4})?\Z"
)


def publication_date(
    cleaned: Cleaned, said: SourceOverrides, path: str, converted: bool = False, at_line: int = 0
) -> tuple[PublicationDate, tuple[Diagnostic, ...]]:
    """The date an editor states, else that of a date line, else that of a dateline in the text, else none.

    Args:
        cleaned: The cleaned seed.
        said: What editors say of it.
        path: The seed's path, for messages.
        converted: Whether the date stated is what the original says of itself, noted by ``explainer add``.
        at_line: Where front matter states the date; 0 where something else does.
    """
    if said.date == NOT_KNOWN:
        return _unknown(), ()
    if said.date is not None:
        edtf = stated_edtf(said.date) or (_in_words(said) if at_line else None)
        if edtf is None:
            return _unknown(), (_bad_date(path, at_line, said.date),)
        line = _line_with(edtf, cleaned, said) if converted else ""
        if line:
            reason = line
        elif converted:
            reason = _("The original that the text was taken from gives the date {date}.", date=said.date)
        else:
            reason = _("The editor states the date {date}.", date=said.date)
        return PublicationDate(edtf=edtf, basis=DateBasis.STATED, reasons=(reason,)), ()
    chosen, day, reason = _in_lines(cleaned, said)
    if chosen is None:
        return replace(_unknown(), written=_day_without_year(cleaned)), ()
    if day is None:
        readings = tuple(filter(None, (chosen.day_first, chosen.month_first)))
        return replace(_unknown(), written=chosen.written, readings=readings), (_ambiguous(path, chosen),)
    return PublicationDate(edtf=day_edtf(day), basis=DateBasis.STATED, reasons=(reason,)), ()


def _in_words(said: SourceOverrides) -> Edtf | None:
    """The day of a date that front matter states as pages write it, "5 November 2026"; ``None`` if it is not clear."""
    found = date_lines.read_date_line(said.date or "")
    day = date_lines.settle(found[0], said.day_first)[0] if len(found) == 1 else None
    return day_edtf(day) if day else None


def _in_lines(cleaned: Cleaned, said: SourceOverrides) -> tuple[WrittenDate | None, date | None, str]:
    """The date that a date line or dateline has, the day it means, if that is clear, and the working."""
    found = sorted(cleaned.dates, key=lambda item: _ROLES.index(item.role)) or list(_dateline_dates(cleaned))
    if not found:
        return None, None, ""
    chosen = found[0]
    day, why = date_lines.settle(chosen, said.day_first)
    if day is None:
        # "05/10/2026", and below it "5 October 2026"
        clear = ((item, date_lines.settle(item, None)[0]) for item in found[1:])
        chosen, day = next(
            ((item, other) for item, other in clear if other in (chosen.day_first, chosen.month_first)),
            (chosen, None),
        )
    line = f'"{chosen.line_text}"' + (_("; ") if why else "") + why
    if cleaned.dates:
        return chosen, day, _("The file carries the date line {line}.", line=line)
    return chosen, day, _("The file carries the dateline {line}.", line=line)


def _line_with(edtf: Edtf, cleaned: Cleaned, said: SourceOverrides) -> str:
    """The working of a date line that has this very day, or ``""``."""
    _chosen, day, reason = _in_lines(cleaned, said)
    return reason if day and day_edtf(day).text == edtf.text else ""


def stated_edtf(text: str) -> Edtf | None:
    """Read an ISO 8601 or EDTF date that an editor states; a time of day is accepted and left out.

    Example:
        >>> stated_edtf("2026-01-27T22:02").latest
        datetime.date(2026, 1, 27)
    """
    try:
        return parse_edtf(_TIME.sub("", text.strip()))
    except EdtfError:
        return None


def label(
    said: SourceOverrides,
    publisher: str | None,
    credited: tuple[str, ...],
    rests_on: tuple[str, ...],
    headline: str | None,
    name: str,
) -> str:
    """The short name of an article on the site: stated, or the best that the file gives."""
    if said.label:
        return said.label
    if credited and not (publisher and said.publisher is None):
        return " / ".join(credited)
    if publisher:
        return publisher
    if rests_on:
        return _("Unnamed outlet, citing {outlets}", outlets=join_list(rests_on))
    if _from_file(name) or not headline:
        return _from_file(name) or name
    whole = headline.rstrip(".")
    return whole if len(headline) <= _LABEL_AT_MOST else _one_word(name) or whole


def told_apart(articles: Sequence[Article]) -> list[Article]:
    """The articles; labels that repeat are followed by the day, and those of one day by a number.

    A headline or a file's name would tell them apart as well, but the label stands below each quotation.
    """
    repeated = Counter(article.label for article in articles)
    dated = [_with_day(article) if repeated[article.label] > 1 else article for article in articles]
    repeated, seen = Counter(article.label for article in dated), Counter[str]()
    told = []
    for article in dated:
        seen[article.label] += 1
        number = seen[article.label] if repeated[article.label] > 1 else 0
        told.append(replace(article, label=f"{article.label} ({number})") if number else article)
    return told


def _with_day(article: Article) -> Article:
    published = article.date_published
    if not published.edtf or published.basis is not DateBasis.STATED:
        return article
    return replace(article, label=_("{label}, {part}", label=article.label, part=format_edtf(published.edtf)))


def cited_agencies(cleaned: Cleaned) -> tuple[str, ...]:
    """Full names of agencies whose reporting the text mentions, without those it is credited to."""
    own = {agencies.full_name(name) for name in cleaned.agencies}
    return tuple(name for name in agencies.cited(cleaned.text) if name not in own)


def often_cited(cleaned: Cleaned) -> tuple[str, ...]:
    """Those of them that it mentions more than once."""
    rests_on = cited_agencies(cleaned)
    return tuple(name for name in agencies.often_cited(cleaned.text) if name in rests_on)


def _dateline_dates(cleaned: Cleaned) -> tuple[WrittenDate, ...]:
    return date_lines.dates_in(_dateline(cleaned))


def _day_without_year(cleaned: Cleaned) -> str:
    """The day and month of a dateline or date line that has no year, or ``""``."""
    lines = (item.text for item in cleaned.removed if item.reason is RemovalReason.DATE_LINE)
    return next(filter(None, map(date_lines.day_without_year, (_dateline(cleaned), *lines))), "")


def _dateline(cleaned: Cleaned) -> str:
    first = next((block for block in cleaned.blocks if block.kind is BlockKind.PARAGRAPH), None)
    return agencies.dateline(cleaned.text[first.start : first.end]) if first else ""


def day_of_writing(article: Article) -> Edtf | None:
    """The day that "yesterday" counts from: the dateline's, where the page appeared a few days behind it."""
    published = article.date_published.edtf
    first = next((block for block in article.blocks if block.kind is BlockKind.PARAGRAPH), None)
    day = published.earliest if published and published.earliest == published.latest else None
    if first is None or day is None or article.date_published.basis is not DateBasis.STATED:
        return published
    dateline = agencies.dateline(article.text[first.start : first.end])
    full = [date_lines.settle(item, None)[0] for item in date_lines.dates_in(dateline)]
    written = full[0] if full else date_lines.day_in_year(date_lines.day_without_year(dateline), day.year)
    return day_edtf(written) if written and timedelta(0) < day - written <= _REPRINTED else published


def host_in(name: str) -> str:
    """The host that a file is called after: "bbc.co.uk-3.txt"; ``""`` where it is called otherwise.

    Example:
        >>> host_in("bbc.co.uk-3.txt"), host_in("poe.example.org.txt"), host_in("harbor.txt"), host_in("a.b.txt")
        ('bbc.co.uk', 'poe.example.org', '', '')
    """
    found = _HOST.match(name.rsplit(".", 1)[0])
    return found["host"] if found else ""


def site_of(url: str) -> str:
    """The outlet of an address: a known one by its host's name, one that ends as outlets do, else the host.

    Example:
        >>> site_of("https://www.theguardian.com/world/2026"), site_of("http://news.poe.example/1"), site_of("")
        ('The Guardian', 'news.poe.example', '')
        >>> site_of("nytimes.com"), site_of("global.christianpost.com"), site_of("independent.co.uk")
        ('NY Times', 'Christian Post', 'The Independent')
        >>> site_of("www.nrtv.no"), site_of("poe.no")
        ('NRTV', 'poe.no')
    """
    host = (
        re.sub(r"^(?:https?://)?(?:www\.)?", "", url, flags=re.IGNORECASE).split("/")[0].split(":")[0].lower()
    )
    outlets = table("outlets")
    known = {re.sub(r"\W", "", name).removeprefix("the"): name for name in outlets["names"]}
    for part in host.split("."):
        bare = part.removeprefix("the")
        if len(bare) > 1 and bare in known:
            said = known[bare].removeprefix("the ")
            plain = said.upper() if len(said) <= _ABBREVIATION_AT_MOST else said.title()
            words = outlets["spelled"].get(said, plain)
            return f"The {words}" if part != bare or said != known[bare] else words
    return next(filter(None, map(_joined_words, host.split("."))), "") or _initials(host) or host


def spelled_in(text: str, host: str) -> str:
    """The name that a text spells as a host joins it: several words with capitals or one in capitals; else ``""``.

    Example:
        >>> spelled_in("The Harbor Project says so.", "harborproject.example"), spelled_in("A Trust.", "trust.example")
        ('Harbor Project', '')
    """
    for part in host.split("."):
        if len(part) < _NAME_WORD_AT_LEAST:
            continue
        for found in re.finditer(rf"\b{' ?'.join(map(re.escape, part))}\b", text, re.IGNORECASE):
            words = found.group().split()
            if found.group().isupper() or (len(words) > 1 and all(word[0].isupper() for word in words)):
                return found.group()
    return ""


def _initials(host: str) -> str:
    """The letters that an outlet is called by, where its host has no vowel that would make them a word; else ``""``."""
    part = host.removesuffix(".uk").rsplit(".", 1)[0].split(".")[0]
    return part.upper() if _LETTERS.fullmatch(part) else ""


def _joined_words(part: str) -> str:
    """The name of an outlet that a part of its host joins: a name and a word that ends such names; else ``""``."""
    for word in table("outlets")["name_words"]:
        place = part.removesuffix(word.lower())
        if part and not place and len(word) > _NAME_WORD_AT_LEAST + 1:
            return str(word)
        if len(word) >= _NAME_WORD_AT_LEAST and place != part and len(place) > 1 and place.isalpha():
            return f"{place.upper() if len(place) == _SHORT_PLACE else place.capitalize()} {word}"
    return ""


def _unknown() -> PublicationDate:
    return PublicationDate(edtf=None, basis=DateBasis.UNKNOWN)


def _from_file(name: str) -> str:
    """A label from a file's name, where an editor chose it: two to four words, and no number of a collection.

    Example:
        >>> _from_file("harbor-gazette.txt"), _from_file("004_1fcff5cd.txt"), _from_file("article.txt")
        ('Harbor Gazette', '', '')
    """
    parts = re.split(r"[-_. ]", name.rsplit(".", 1)[0])
    if len(parts) not in _NAME_WORDS or not all(part.isalpha() for part in parts):
        return ""
    said = " ".join(part if part[0].isupper() else part.capitalize() for part in parts)
    return said if len(said) <= _LABEL_AT_MOST else ""


def _one_word(name: str) -> str:
    """A label from a file's name of one word that says something; a short one is an abbreviation.

    Example:
        >>> _one_word("courier.txt"), _one_word("bws.txt"), _one_word("article.txt")
        ('Courier', 'BWS', '')
    """
    stem = name.rsplit(".", 1)[0]
    if not (stem.isascii() and stem.isalpha() and len(stem) > 2) or word_lists.folded(
        stem
    ) in word_lists.listed("furniture", "file_names"):
        return ""
    return stem.upper() if len(stem) == 3 else stem[0].upper() + stem[1:]


def _ambiguous(path: str, written: WrittenDate) -> Diagnostic:
    readings = [day for day in (written.day_first, written.month_first) if day]
    return Diagnostic(
        path=path,
        line=written.line,
        message=f'the date "{written.written}" can be read in two ways',
        code="date-ambiguous",
        hints=(
            f"It is {' or '.join(format_edtf(day_edtf(day)) for day in readings)}.",
            "In seeds/story.yml, give this source day_first: true or false, "
            f"or the date itself, such as date: {readings[0].isoformat()}:",
            f"sources: {{{json.dumps(PurePosixPath(path).name, ensure_ascii=False)}: {{day_first: true}}}}",
        ),
    )


def _bad_date(path: str, line: int, value: str) -> Diagnostic:
    meant = [day for item in date_lines.dates_in(value) for day in (item.day_first, item.month_first) if day]
    days = " or ".join(dict.fromkeys(day.isoformat() for day in meant))
    return Diagnostic(
        path=path,
        line=line,
        message=f'the date "{shortened(value)}" stated for this source is none',
        code="date-invalid",
        hints=(
            "Expected a date such as 2026-01-27, or a month such as 2026-01.",
            *([f"Write it as {days}."] if days else []),
        ),
    )
