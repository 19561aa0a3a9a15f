"""Words in front of a date that open it to one side: since, until, by, before, after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.annotate.dates.outcome import Outcome, convention
from generator.annotate.dates.periods import OutOfCalendarError, step
from generator.annotate.dates.readings import PartOf, Reading
from generator.annotate.dates.tokens import Tokens
from generator.catalog import _
from generator.edtf import interval_edtf, parse_edtf, qualified
from generator.model import Edtf, StepKind, TimexType, WorkingStep

_MODS = {
    "since": "ON_OR_AFTER",
    "after": "AFTER",
    "until": "ON_OR_BEFORE",
    "till": "ON_OR_BEFORE",
    "by": "ON_OR_BEFORE",
    "before": "BEFORE",
}
# The bounds that a date may already have: none, or that of a part of a period.
_LEFT_OPEN = (None, "START", "MID", "END")
# Words that make the end of a period a limit.
_LIMITS = frozenset({"until", "till", "by", "before"})


def bounded(outcome: Outcome, reading: Reading, tokens: Tokens, first: int, after: int) -> Outcome:
    """The outcome as the word in front of it means it; the value stays that of the date itself."""
    word = tokens.words[first - 1] if first else ""
    edtf = outcome.edtf
    if (
        word not in _MODS
        or outcome.type not in (TimexType.DATE, TimexType.TIME)
        or outcome.mod not in _LEFT_OPEN
    ):
        return outcome
    if edtf is None or edtf.earliest is None or edtf.latest is None or outcome.period is None:
        return outcome
    if tokens.words[after : after + 2] == ["'", "s"] or tokens.words[max(first - 2, 0)] == "not":
        # "by Friday's vote": the word belongs to the vote; "not until Friday": on Friday.
        return outcome
    said = WorkingStep(kind=StepKind.EXPRESSION, text=_('the article says "{words}"', words=word))
    if word in _LIMITS and isinstance(reading, PartOf) and reading.part == "end":
        steps = (*(item for item in outcome.steps if item.convention != "end"), said, convention("limit"))
        limit = interval_edtf(None, outcome.period.last, approximate=edtf.approximate)
        return replace(outcome, edtf=limit, steps=steps)
    opened = _open(word, edtf, edtf.earliest, edtf.latest)
    return replace(outcome, edtf=opened, mod=outcome.mod or _MODS[word], steps=(*outcome.steps, said))


def _open(word: str, edtf: Edtf, earliest: date, latest: date) -> Edtf:
    """The days left open by the word."""
    single = not set(edtf.text) & set("/[X")
    try:
        match word:
            case "since" if single:
                opened = parse_edtf(f"{edtf.text}/..")
            case "since":
                opened = interval_edtf(earliest, None)
            case "after":
                opened = interval_edtf(step(latest, 1), None)
            case "before":
                opened = interval_edtf(None, step(earliest, -1))
            case _:
                opened = parse_edtf(f"../{edtf.text}") if single else interval_edtf(None, latest)
    except OutOfCalendarError:
        return edtf
    return qualified(opened, approximate=edtf.approximate, uncertain=edtf.uncertain)
