"""The entries of the chronology: their order, their letters, and how each is drawn."""

from __future__ import annotations

from generator.model import Claim, Story
from generator.publish import phrases
from generator.publish.contexts import Entry


def chronology_entries(story: Story) -> tuple[Entry, ...]:
    """The dated claims of the tracks in order of time, lettered."""
    dated = [claim for claim in story.claims if claim.track and claim.when]
    dated.sort(key=_when_key)
    return tuple(
        Entry(
            letter=_letter(number),
            claim=claim,
            date_text=phrases.date_text(claim.when.edtf) if claim.when else "",
            tags=phrases.date_tags(claim),
        )
        for number, claim in enumerate(dated)
    )


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB …: letters, because numbers are the citations'."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def _when_key(claim: Claim) -> tuple[str, str, int]:
    when = claim.when.edtf if claim.when else None
    first = (when.earliest or when.latest) if when else None
    last = (when.latest or when.earliest) if when else None
    return (first.isoformat() if first else "", last.isoformat() if last else "", claim.line)


def entry_style(entry: Entry) -> str:
    """How an entry is drawn: planned before computed before stated."""
    classes = [name for name, _ in entry.tags]
    if "planned" in classes:
        return "planned"
    return "computed" if {"computed", "inferred"} & set(classes) else "stated"
