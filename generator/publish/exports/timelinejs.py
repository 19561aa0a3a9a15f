"""The chronology as a file of TimelineJS (Knight Lab)."""

from __future__ import annotations

import json
from datetime import date
from html import escape
from typing import Any

from generator.catalog import N_
from generator.edtf import each_of
from generator.model import Edtf, Story
from generator.publish.chronology import chronology_entries, day_id
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import CHRONOLOGY
from generator.publish.phrases import claim_text, own_words


def timelinejs(story: Story, options: PublishOptions) -> str:
    """One event an entry, of a set of days one for each; what is uncertain is a span, its words are the site's."""
    tracks = {track.id: own_words(track.title) for track in story.tracks}
    events = []
    for entry in chronology_entries(story, sayers=True):
        claim = entry.claim
        said = [word for _name, word in entry.tags] + ([entry.told_by] if entry.told_by else [])
        address = options.identity.address(claim_address(claim, options.left_out))
        link = f'<p><a href="{escape(address)}">{escape(own_words(story.title))}</a></p>' if address else ""
        event = {
            "group": tracks.get(claim.track, ""),
            "display_date": entry.date_text,
            "text": {
                "headline": escape(claim_text(claim)),
                "text": "".join(f"<p>{escape(words)}</p>" for words in said) + link,
            },
        }
        spans = [_span(member) for member in each_of(claim.when.edtf)] if claim.when else [{}]
        for number, span in enumerate(spans, start=1):
            events.append({**event, "unique_id": day_id(claim.id, number), **span})
    title = {"text": {"headline": escape(own_words(story.title)), "text": escape(own_words(story.question))}}
    return json.dumps({"title": title, "events": events}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _span(when: Edtf) -> dict[str, Any]:
    """First and last day; of a side that is open the one known day, which the words of the date call a limit."""
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        return {}
    return {"start_date": _day(first)} | ({"end_date": _day(last)} if last != first else {})


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


EXPORT = Export(
    path="assets/explainer/timeline.json",
    content=lambda told: timelinejs(told.story, told.options).encode(),
    made=lambda story, _options: any(claim.track and claim.when for claim in story.claims),
    title=N_("The chronology for TimelineJS"),
    format="JSON",
    beside=(CHRONOLOGY.key,),
)
