"""The working of a date as one or two sentences for a newspaper reader."""

from __future__ import annotations

from generator.edtf import format_edtf
from generator.model import Edtf, StepKind, Timex, TimexType

_REFERENCES = {
    "PRESENT_REF": "the time of writing",
    "PAST_REF": "some time before the article",
    "FUTURE_REF": "some time after the article",
}
# "the latest Tuesday up to …" needs no second sentence.
_SAID_BY_CLAUSE = frozenset({"weekday-past", "weekday-future"})


def explain(timex: Timex) -> str:
    """Say how an expression was read, from its working.

    Returns:
        One or two sentences in plain English.
    """
    first, *rest = timex.working
    clauses = [step.text for step in rest if step.kind is StepKind.ARITHMETIC]
    head = ", ".join([f'"{first.text}"', *clauses])
    hedge = "".join(f"; {step.text}" for step in rest if step.kind is StepKind.EXPRESSION)
    conventions = [
        step.text
        for step in rest
        if step.kind is StepKind.CONVENTION and step.convention not in _SAID_BY_CLAUSE
    ]
    meaning = _meaning(timex)
    if clauses:
        sentences = [f"{head}, gives {meaning}{hedge}."]
    elif conventions or hedge or timex.edtf is None:
        sentences = [f"{head} means {meaning}{hedge}."]
    else:
        same = meaning.casefold() == first.text.casefold()
        sentences = [f"{head} is the date in the article's own words{'' if same else f': {meaning}'}."]
    if conventions:
        sentences.append(f"By convention, {'; '.join(conventions)}.")
    reasons = [step.text for step in rest if step.kind in (StepKind.REFERENCE, StepKind.INFERENCE)]
    if reasons and (timex.edtf is None or timex.edtf.uncertain or not clauses):
        sentences.append(f"{reasons[0][:1].upper()}{reasons[0][1:]}.")
    return " ".join(sentences)


def _days(edtf: Edtf) -> str:
    """The days in words; an open side as "or earlier" and "or later"."""
    said = format_edtf(edtf, notes=False)
    if edtf.earliest is None:
        return said.removeprefix("by ").removeprefix("in or before ") + " or earlier"
    if edtf.latest is None:
        return said.removeprefix("from ").removesuffix(" on") + " or later"
    return said


def _meaning(timex: Timex) -> str:
    """What an expression comes to, in words."""
    closed = timex.edtf and timex.edtf.earliest and timex.edtf.latest
    if timex.value in _REFERENCES and not (closed and timex.value != "PRESENT_REF"):
        return _REFERENCES[timex.value]
    if timex.edtf:
        return _days(timex.edtf)
    match timex.type:
        case TimexType.DURATION:
            return "a length of time, not a date"
        case TimexType.SET:
            return "a time that recurs"
        case _:
            return "no day that can be told"
