"""The working of a date as one or two sentences for a newspaper reader."""

from __future__ import annotations

from generator.catalog import N_, _
from generator.edtf_words import format_or_beyond
from generator.model import StepKind, Timex, TimexType

_REFERENCES = {
    "PRESENT_REF": N_("the time of writing"),
    "PAST_REF": N_("some time before the article"),
    "FUTURE_REF": N_("some time after the article"),
}
# "the latest Tuesday up to …" needs no second sentence.
_SAID_BY_CLAUSE = frozenset({"weekday-past", "weekday-future"})


def explain(timex: Timex) -> str:
    """Say how an expression was read, from its working.

    Returns:
        One or two sentences.
    """
    first, *rest = timex.working
    clauses = [step.text for step in rest if step.kind is StepKind.ARITHMETIC]
    hedges = [step.text for step in rest if step.kind is StepKind.EXPRESSION]
    conventions = [
        step.text
        for step in rest
        if step.kind is StepKind.CONVENTION and step.convention not in _SAID_BY_CLAUSE
    ]
    meaning = _meaning(timex)
    hedged = _("; ").join([meaning, *hedges])
    if clauses:
        working = _(", ").join(clauses)
        sentences = [
            _('"{words}", {working}, gives {meaning}.', words=first.text, working=working, meaning=hedged)
        ]
    elif conventions or hedges or timex.edtf is None:
        sentences = [_('"{words}" means {meaning}.', words=first.text, meaning=hedged)]
    elif meaning.casefold() == first.text.casefold():
        sentences = [_('"{words}" is the date in the article\'s own words.', words=first.text)]
    else:
        said = _(
            '"{words}" is the date in the article\'s own words: {meaning}.', words=first.text, meaning=meaning
        )
        sentences = [said]
    if conventions:
        sentences.append(_("By convention, {conventions}.", conventions=_("; ").join(conventions)))
    reasons = [step.text for step in rest if step.kind in (StepKind.REFERENCE, StepKind.INFERENCE)]
    if reasons and (timex.edtf is None or timex.edtf.uncertain or not clauses):
        sentences.append(f"{reasons[0][:1].upper()}{reasons[0][1:]}.")
    return " ".join(sentences)


def _meaning(timex: Timex) -> str:
    """What an expression comes to, in words."""
    closed = timex.edtf and timex.edtf.earliest and timex.edtf.latest
    if timex.value in _REFERENCES and not (closed and timex.value != "PRESENT_REF"):
        return _(_REFERENCES[timex.value])
    if timex.edtf:
        return format_or_beyond(timex.edtf)
    match timex.type:
        case TimexType.DURATION:
            return _("a length of time, not a date")
        case TimexType.SET:
            return _("a time that recurs")
        case _:
            return _("no day that can be told")
