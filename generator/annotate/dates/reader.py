"""Reading the dates of a text: find the expressions, resolve each in its place, keep the working."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.annotate.dates.context import compares, direction, modality
from generator.annotate.dates.grammar import find
from generator.annotate.dates.outcome import Outcome, Scene
from generator.annotate.dates.readings import Distance, Duration, Hedged, Reading
from generator.annotate.dates.resolve import resolve
from generator.annotate.dates.tokens import Tokens, tokenize
from generator.annotate.edtf import format_day, interval_edtf
from generator.model import Edtf, Sentence, StepKind, Timex, WorkingStep

Found = tuple[Reading, int, int]


def read_dates(
    text: str,
    sentences: Sequence[Sentence],
    reference: Edtf | None,
    *,
    article_id: str = "",
    reference_reason: str = "",
    day_first: bool | None = None,
) -> tuple[Timex, ...]:
    """Read every expression of time in a text.

    Args:
        text: The text; offsets count its code points.
        sentences: Its sentences; when empty, the text is cut at full stops and blank lines.
        reference: The day the text was published. An interval is allowed: results then hold for all of
            it, widened where they must be. With ``None``, or an open end, nothing is resolved against it.
        article_id: Copied into each result.
        reference_reason: Why this is the reference, as a clause ("the article is dated …").
        day_first: Whether 03/04/2026 is 3 April; ``None`` leaves such a date alone.

    Returns:
        The expressions in order, not overlapping.
    """
    tokens = tokenize(text, sentences)
    found = list(find(tokens, day_first))
    first, last = _ends(reference)
    outcomes = _resolve_all(tokens, found, first)
    if last != first:
        outcomes = [
            _merge(low, high) for low, high in zip(outcomes, _resolve_all(tokens, found, last), strict=True)
        ]
    reason = WorkingStep(
        kind=StepKind.REFERENCE,
        text=reference_reason or (f"the article is dated {format_day(first)}" if first else ""),
        edtf=reference.text if reference else None,
    )
    return tuple(
        _timex(text, article_id, tokens, item, outcome, reason)
        for item, outcome in zip(found, outcomes, strict=True)
    )


def _ends(reference: Edtf | None) -> tuple[date | None, date | None]:
    """First and last possible day of speech; none where an end is open."""
    if reference is None or reference.earliest is None or reference.latest is None:
        return None, None
    return reference.earliest, reference.latest


def _resolve_all(tokens: Tokens, found: Sequence[Found], day: date | None) -> list[Outcome]:
    """Each reading's value, one after the other, so that later ones can lean on earlier ones."""
    scene = Scene(day)
    outcomes = []
    for reading, first, after in found:
        scene.direction = lambda first=first, after=after: direction(tokens, first, after)  # type: ignore[misc]
        scene.compared = lambda first=first: compares(tokens, first)  # type: ignore[misc]
        scene.word_before = tokens.words[first - 1] if first else ""
        scene.next_word = tokens.words[after]
        outcome = resolve(reading, scene)
        scene.note(outcome)
        outcomes.append(outcome)
    return outcomes


def _merge(low: Outcome, high: Outcome) -> Outcome:
    """One outcome that holds for both ends of an uncertain day of speech."""
    if low == high or low.edtf is None or high.edtf is None:
        return low
    if low.edtf == high.edtf:
        return low
    starts = [edtf.earliest for edtf in (low.edtf, high.edtf)]
    ends = [edtf.latest for edtf in (low.edtf, high.edtf)]
    edtf = interval_edtf(
        min(day for day in starts if day) if all(starts) else None,
        max(day for day in ends if day) if all(ends) else None,
        approximate=low.edtf.approximate or high.edtf.approximate,
        uncertain=True,
    )
    value = low.value if low.value == high.value else f"{low.value}/{high.value}"
    return Outcome(
        type=low.type,
        value=value,
        mod=low.mod,
        edtf=edtf,
        steps=(*low.steps, *(step for step in high.steps if step not in low.steps)),
        relative=True,
    )


def _timex(
    text: str, article_id: str, tokens: Tokens, item: Found, outcome: Outcome, reason: WorkingStep
) -> Timex:
    """The finished record."""
    reading, first, after = item
    start, end = tokens.starts[first], tokens.ends[after - 1]
    words = text[start:end]
    steps = [WorkingStep(kind=StepKind.EXPRESSION, text=words)]
    if outcome.relative and reason.edtf:
        steps.append(reason)
    steps.extend(outcome.steps)
    said = _hedge(reading)
    if said:
        steps.append(WorkingStep(kind=StepKind.EXPRESSION, text=f'the article says "{said}"'))
    return Timex(
        article_id=article_id,
        start=start,
        end=end,
        text=words,
        type=outcome.type,
        value=outcome.value,
        mod=outcome.mod,
        edtf=outcome.edtf,
        modality=modality(tokens, first, after),
        working=tuple(steps),
    )


def _hedge(reading: Reading) -> str:
    """The words that bound or blur an expression."""
    if isinstance(reading, Distance | Duration):
        return reading.bound_words
    return reading.words if isinstance(reading, Hedged) else ""
