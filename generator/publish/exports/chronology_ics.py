"""The chronology as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from generator.catalog import N_
from generator.characters import one_line, xml_text
from generator.edtf import each_of
from generator.model import Claim, ClaimStatus, Edtf, Story
from generator.publish.chronology import Entry, chronology_entries, day_id
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions, last_day
from generator.publish.pages import CHRONOLOGY
from generator.publish.phrases import claim_text, own_words

# DTSTAMP must be there and must not be the moment of the build.
_NO_DAY = date(1970, 1, 1)
# What a calendar cannot hold: a day whose next day is none.
_LAST = date(9999, 12, 31)
# What parts values, or escapes.
_PARTING = re.compile(r"[\\;,]")
# A line has 75 bytes at most, with the space that goes on with one.
_MOST_BYTES = 74


def chronology_ics(story: Story, options: PublishOptions) -> bytes:
    """One event for each entry of the chronology that has a day, of a set of days one for each.

    A day that the sources leave open is the span of the days it may be, marked as tentative, as what is only
    planned; of a date bounded on one side alone no span can be said, and it is left out.
    """
    day = last_day(story)
    stamp = f"{date.fromisoformat(day) if day else _NO_DAY:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//explainer-microsite//EN"]
    lines.append(f"X-WR-CALNAME:{_line(own_words(story.title))}")
    for entry in chronology_entries(story, sayers=True):
        members = each_of(entry.claim.when.edtf) if entry.claim.when else ()
        for number, when in enumerate(members, start=1):
            lines += _event(entry, when, day_id(entry.claim.id, number), options, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry, when: Edtf, uid: str, options: PublishOptions, stamp: str) -> Iterator[str]:
    claim, span = entry.claim, _span(when)
    if span is None:
        return
    host = urlsplit(options.site_url).hostname or "explainer.invalid"
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(claim_text(claim))}"
    yield f"DTSTART;VALUE=DATE:{_day(span[0])}"
    yield f"DTEND;VALUE=DATE:{_day(span[1] + timedelta(days=1))}"
    yield f"DTSTAMP:{stamp}"
    yield f"UID:{_text(f'{uid}@{host}')}"
    # A line of it ends with the two signs that stand for that.
    yield "DESCRIPTION:" + r"\n".join(map(_text, _lines(entry)))
    if places := ", ".join(place.name for place in claim.where):
        yield f"LOCATION:{_text(places)}"
    yield f"STATUS:{'CONFIRMED' if _is_settled(claim, when) else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    if address := options.identity.address(claim_address(claim, options.left_out)):
        yield f"URL:{address}"
    yield "END:VEVENT"


def _span(when: Edtf) -> tuple[date, date] | None:
    """First and last day on which it may lie, where both are known and a calendar has the day after."""
    if when.earliest is None or when.latest is None or when.latest >= _LAST:
        return None
    return when.earliest, when.latest


def _is_settled(claim: Claim, when: Edtf) -> bool:
    """Whether it is known to have happened, on a single day that is known."""
    exact = when.earliest == when.latest and not (when.approximate or when.uncertain)
    return exact and claim.status is not ClaimStatus.PLANNED and not claim.status.doubtful


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _line(text: str) -> str:
    """Text on one line, without what no calendar may hold."""
    return one_line(xml_text(text)).replace("\x7f", "")


def _text(text: str) -> str:
    """The same with what parts values in it escaped."""
    return _PARTING.sub(r"\\\g<0>", _line(text))


def _folded(line: str) -> str:
    """A line that is parted where it would have more bytes than a calendar's may."""
    parts, size = [""], 0
    for char in line:
        size += len(char.encode())
        if size > _MOST_BYTES:
            parts.append("")
            size = len(char.encode())
        parts[-1] += char
    return "\r\n ".join(parts)


def _lines(entry: Entry) -> list[str]:
    said = [entry.date_text, *(word for _name, word in entry.tags), entry.told_by]
    return [line for line in said if line]


EXPORT = Export(
    path="assets/explainer/chronology.ics",
    content=lambda told: chronology_ics(told.story, told.options),
    made=lambda story, _options: any(claim.track and claim.when for claim in story.claims),
    title=N_("The chronology as a calendar"),
    format="iCalendar",
    beside=(CHRONOLOGY.key,),
)
