"""What a way of reporting finds in a sentence: who speaks, by which words, what is laid to them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.annotate.attribution.reported_content import Spans
from generator.annotate.attribution.speakers import Speaker
from generator.model import VoucherKind

NOBODY = Speaker(name="", kind=VoucherKind.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A speaker and what is laid to them.

    Attributes:
        speaker: Who; their name is ``""`` where nobody is named.
        cue: Where the reporting words stand.
        position: Where the clause that names the speaker begins.
        contents: The spans of what is laid to them, in order.
        source: Where the sentence names the speaker, if it does.
        within: Who passes the speaker's words on.
    """

    speaker: Speaker
    cue: tuple[int, int]
    position: int
    contents: Spans
    source: tuple[int, int] | None = None
    within: Finding | None = None
