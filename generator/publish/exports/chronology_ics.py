"""The chronology as a calendar (iCalendar, RFC 5545), written with the library icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
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

if TYPE_CHECKING:
    from icalendar import Event

# DTSTAMP must be there and must not be the moment of the build.
_NO_DAY = date(1970, 1, 1)
# What a calendar cannot hold: a day whose next day is none.
_LAST = date(9999, 12, 31)


def chronology_ics(story: Story, options: PublishOptions) -> bytes:
    """One event for each entry of the chronology that has a day, of a set of days one for each.

    A day that the sources leave open is the span of the days it may be, marked as tentative, as what is only
    planned; of a date bounded on one side alone no span can be said, and it is left out.
    """
    from icalendar import Calendar  # noqa: PLC0415 - only a build that writes one needs it

    calendar = Calendar()
    calendar.add("prodid", "-//explainer-microsite//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(own_words(story.title)))
    day = last_day(story)
    stamp = datetime.combine(date.fromisoformat(day) if day else _NO_DAY, time(), tzinfo=UTC)
    for entry in chronology_entries(story, sayers=True):
        members = each_of(entry.claim.when.edtf) if entry.claim.when else ()
        for number, when in enumerate(members, start=1):
            if (event := _event(entry, when, day_id(entry.claim.id, number), options, stamp)) is not None:
                calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(entry: Entry, when: Edtf, uid: str, options: PublishOptions, stamp: datetime) -> Event | None:
    claim, span = entry.claim, _span(when)
    if span is None:
        return None
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    host = urlsplit(options.site_url).hostname or "explainer.invalid"
    event.add("uid", f"{uid}@{host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", span[0])
    event.add("dtend", span[1] + timedelta(days=1))
    event.add("summary", _line(claim_text(claim)))
    event.add("description", "\n".join(map(_line, _lines(entry))))
    event.add("status", "CONFIRMED" if _is_settled(claim, when) else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if places := ", ".join(place.name for place in claim.where):
        event.add("location", _line(places))
    if address := options.identity.address(claim_address(claim, options.left_out)):
        event.add("url", address)
    return event


def _span(when: Edtf) -> tuple[date, date] | None:
    """First and last day on which it may lie, where both are known and a calendar has the day after."""
    if when.earliest is None or when.latest is None or when.latest >= _LAST:
        return None
    return when.earliest, when.latest


def _is_settled(claim: Claim, when: Edtf) -> bool:
    """Whether it is known to have happened, on a single day that is known."""
    exact = when.earliest == when.latest and not (when.approximate or when.uncertain)
    return exact and claim.status is not ClaimStatus.PLANNED and not claim.status.doubtful


def _line(text: str) -> str:
    """Text on one line, without what no calendar may hold."""
    return one_line(xml_text(text)).replace("\x7f", "")


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
