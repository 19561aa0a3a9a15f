"""The working of a date as one or two sentences for a newspaper reader."""

from __future__ import annotations

from generator.annotate.edtf import format_edtf
from generator.model import StepKind, Timex, TimexType

_REFERENCES = {
    "PRESENT_REF": "the time of writing",
    "PAST_REF": "some time before the article",
    "FUTURE_REF": "some time after the article",
}


def explain(timex: Timex) -> str:
    """Say how an expression was read, from its working.

    Returns:
        One or two sentences in plain English.
    """
    first, *rest = timex.working
    clauses = [step.text for step in rest if step.kind is StepKind.ARITHMETIC]
    head = ", ".join([f'"{first.text}"', *clauses])
    hedge = "".join(f"; {step.text}" for step in rest if step.kind is StepKind.EXPRESSION)
    verb = ", gives" if clauses else " means"
    sentences = [f"{head}{verb} {_meaning(timex)}{hedge}."]
    conventions = [step.text for step in rest if step.kind is StepKind.CONVENTION]
    if conventions:
        sentences.append(f"By convention, {'; '.join(conventions)}.")
    reasons = [step.text for step in rest if step.kind in (StepKind.REFERENCE, StepKind.INFERENCE)]
    if reasons and (timex.edtf is None or timex.edtf.uncertain or not clauses):
        sentences.append(f"{reasons[0][:1].upper()}{reasons[0][1:]}.")
    return " ".join(sentences)


def _meaning(timex: Timex) -> str:
    """What an expression comes to, in words."""
    if timex.value in _REFERENCES:
        return _REFERENCES[timex.value]
    if timex.edtf:
        return format_edtf(timex.edtf, notes=False)
    match timex.type:
        case TimexType.DURATION:
            return "a length of time, not a date"
        case TimexType.SET:
            return "a time that recurs"
        case _:
            return "no day that can be told"
