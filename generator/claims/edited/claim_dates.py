"""The date of an edited claim: what its evidence gives, or what the editor chooses, computes or sets by hand.

Comes in: the claim's part of the story file and the dates in its evidence. Goes out: a ``ClaimDate`` with its working.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from generator.annotate.dates import NotALengthError, compute_date
from generator.catalog import N_, _
from generator.claims.dates import Dated, only_date, several_dates, source_date
from generator.diagnostics import did_you_mean
from generator.edtf import EdtfError, parse_edtf
from generator.edtf_words import format_edtf
from generator.model import (
    ClaimDate,
    DateOrigin,
    Timex,
    TimexType,
)
from generator.storyschema import ClaimPart, WhenPart

Report = Callable[..., None]
"""Takes the key of the story file's part, a code, a message and hints."""


def claim_date(part: ClaimPart, read: Dated, labels: Mapping[str, str], report: Report) -> ClaimDate | None:
    """The date of a claim.

    Args:
        part: The claim as the story file has it; its ``when`` overrides what is found.
        read: The time expressions in its evidence.
        labels: The articles' labels, by id.
        report: Told of what is wrong.

    Returns:
        ``None`` where the evidence gives no date, or more than one and no entry of the chronology
        needs it.
    """
    override = part.when or WhenPart()
    if override.edtf is not None:
        return _given(override, read, labels, report)
    chosen = _chosen(override, read, report) if override.words else read.dates
    if override.minus or override.plus:
        return _computed(override, chosen, read, labels, report)
    several = several_dates(chosen)
    if several and part.track:
        found = ", ".join(f'"{timex.text}"' for timex in several)
        message = f'the evidence of claim "{part.id}" has more than one date: {found}'
        remedy = f'Say which dates the claim, such as `when: {{words: "{several[0].text}"}}`.'
        report("when", "date-choice", message, remedy)
    return only_date(chosen, labels)


def _chosen(override: WhenPart, read: Dated, report: Report) -> tuple[Timex, ...]:
    chosen: list[Timex] = []
    for words in override.words:
        named = [timex for timex in read.named(words) if timex.edtf]
        if not named:
            report("when", "date-words", f'"{words}" is no date in the evidence', *_known(words, read.dates))
        chosen += named
    return tuple(chosen)


def _known(words: str, timexes: Sequence[Timex]) -> tuple[str, ...]:
    texts = [timex.text for timex in timexes]
    listed = (
        "Dates read there: " + ", ".join(f'"{text}"' for text in texts) + "."
        if texts
        else "No date is read there."
    )
    return (listed, did_you_mean(words, texts))


def _given(override: WhenPart, read: Dated, labels: Mapping[str, str], report: Report) -> ClaimDate | None:
    """The date that the editor gives, with the reason."""
    if not override.because:
        report(
            "when",
            "date-reason",
            "the date is set by hand without a reason",
            "Add `because:`; readers see it.",
        )
    try:
        edtf = parse_edtf(override.edtf or "")
    except EdtfError as problem:
        report(
            "when",
            "date-edtf",
            f'"{override.edtf}" is no EDTF date: {problem}',
            "Such as 2026-01-24/2026-01-27.",
        )
        return None
    sources = tuple(source_date(timex, labels) for timex in read.dates)
    return ClaimDate(edtf=edtf, origin=DateOrigin.EDITOR, per_source=sources, notes=(override.because,))


def _computed(
    override: WhenPart, chosen: Sequence[Timex], read: Dated, labels: Mapping[str, str], report: Report
) -> ClaimDate | None:
    """A date of the evidence and a duration of the evidence, added or taken away."""
    words = override.minus or override.plus
    durations = [timex for timex in read.named(words) if timex.type is TimexType.DURATION]
    if not durations:
        lengths = [timex for timex in read.timexes if timex.type is TimexType.DURATION]
        report(
            "when",
            "date-duration",
            f'"{words}" is no length of time in the evidence',
            *_known(words, lengths),
        )
        return None
    if not chosen:
        report(
            "when",
            "date-anchor",
            "there is no date to count from",
            "Give `words:` with a date of the evidence.",
        )
        return None
    try:
        computed = compute_date(chosen[0], durations[0], sign=-1 if override.minus else 1)
    except NotALengthError as problem:
        report("when", "date-duration", str(problem), "Quote a length of time with a number.")
        return None
    length, last = durations[0], computed.working[-1]
    counting = (
        N_("Counting “{length}” back from there gives {date}: {reason}.")
        if override.minus
        else N_("Counting “{length}” on from there gives {date}: {reason}.")
    )
    note = _(counting, length=length.text, date=format_edtf(computed.edtf), reason=last.text)
    return ClaimDate(
        edtf=computed.edtf,
        origin=DateOrigin.COMPUTED,
        per_source=(source_date(chosen[0], labels),),
        notes=(note,),
    )
