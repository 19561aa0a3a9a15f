"""One track of the chronology, by itself: to be opened, linked and printed."""

from __future__ import annotations

from generator.model import Section
from generator.publish.citations import Citations
from generator.publish.contexts.chronology import Context, chronology
from generator.publish.presenter import Presenter


def context(presenter: Presenter, cite: Citations, track: Section) -> Context:
    """``chronology/<track>.md``."""
    own = [entry for entry in presenter.entries if entry.claim.track == track.id]
    return chronology(presenter, cite, own, track)
