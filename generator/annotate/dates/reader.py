"""Reading the dates of a text: find the expressions, resolve each in its place, keep the working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from generator.annotate.dates.bounds import bounded
from generator.annotate.dates.context import compares, direction, modality, told_past
from generator.annotate.dates.grammar import find
from generator.annotate.dates.outcome import Outcome, Scene
from generator.annotate.dates.readings import Distance, Duration, Hedged, Reading
from generator.annotate.dates.resolve import resolve
from generator.annotate.dates.tokens import Tokens, tokenize
from generator.catalog import _
from generator.edtf import format_day, format_edtf, interval_edtf, qualified
from generator.model import Edtf, Modality, Sentence, StepKind, Timex, WorkingStep

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
        The expressions in order, not overlapping. What rests on an uncertain reference is uncertain itself.
    """
    tokens = tokenize(text, sentences)
    first, last = _ends(reference)
    # One scene for each end of the day of speech, so that anaphora lean on readings of the same end.
    scenes = [Scene(day) for day in dict.fromkeys((first, last))]
    reason = _reference_step(reference, reference_reason)
    timexes = []
    for item in find(tokens, day_first):
        low, *high = (_resolve(tokens, item, scene) for scene in scenes)
        outcome = _merge(low, high[0]) if high else low
        if reference and reference.uncertain:
            outcome = _uncertain(outcome)
        timexes.append(_timex(tokens, item, outcome, article_id, reason, last))
    return tuple(timexes)


def _ends(reference: Edtf | None) -> tuple[date | None, date | None]:
    """First and last possible day of speech; none where an end is open."""
    if reference is None or reference.earliest is None or reference.latest is None:
        return None, None
    return reference.earliest, reference.latest


def _reference_step(reference: Edtf | None, reason: str) -> WorkingStep:
    """Why the day of speech is what it is."""
    if reason or reference is None or reference.earliest is None:
        said = reason
    elif reference.earliest == reference.latest:
        day = format_day(reference.earliest)
        if reference.uncertain:
            said = _("the article is taken to be of {date}", date=day)
        else:
            said = _("the article is dated {date}", date=day)
    else:
        said = _("the article is dated {date}", date=format_edtf(reference))
    return WorkingStep(kind=StepKind.REFERENCE, text=said, edtf=reference.text if reference else None)


def _resolve(tokens: Tokens, item: Found, scene: Scene) -> Outcome:
    """The value of a reading in its place; the scene remembers it for those that follow."""
    reading, first, after = item
    scene.direction = partial(direction, tokens, first, after)
    scene.told_past = partial(told_past, tokens, first, after)
    scene.compared = partial(compares, tokens, first)
    scene.word_before = tokens.words[first - 1] if first else ""
    scene.second_before = tokens.words[first - 2] if first > 1 else ""
    scene.next_word = tokens.words[after]
    outcome = resolve(reading, scene)
    scene.note(outcome)
    return bounded(outcome, reading, tokens, first, after)


def _merge(low: Outcome, high: Outcome) -> Outcome:
    """One outcome that holds for both ends of an uncertain day of speech."""
    if low.edtf is None or high.edtf is None or low.edtf == high.edtf:
        return low
    starts = [edtf.earliest for edtf in (low.edtf, high.edtf)]
    ends = [edtf.latest for edtf in (low.edtf, high.edtf)]
    edtf = interval_edtf(
        min(day for day in starts if day) if all(starts) else None,
        max(day for day in ends if day) if all(ends) else None,
        approximate=low.edtf.approximate or high.edtf.approximate,
    )
    return replace(
        low,
        value=low.value
        if low.value == high.value
        else f"{low.value.split('/')[0]}/{high.value.split('/')[-1]}",
        edtf=edtf,
        period=None,
        steps=_either(low.steps, high.steps),
        relative=True,
    )


def _either(low: tuple[WorkingStep, ...], high: tuple[WorkingStep, ...]) -> tuple[WorkingStep, ...]:
    """The workings from both ends as one: "counted back from Monday, … or Tuesday, …"."""
    steps = [
        replace(one, text=_("{one} or {other}", one=one.text, other=other.text), edtf=None)
        if one.text != other.text
        else one
        for one, other in zip(low, high, strict=False)
    ]
    return (*steps, *low[len(steps) :], *high[len(steps) :])


def _uncertain(outcome: Outcome) -> Outcome:
    """The outcome, uncertain where it rests on the day of speech."""
    if not outcome.relative or outcome.edtf is None:
        return outcome
    return replace(outcome, edtf=qualified(outcome.edtf, uncertain=True))


def _timex(
    tokens: Tokens, item: Found, outcome: Outcome, article_id: str, reason: WorkingStep, today: date | None
) -> Timex:
    """The finished record."""
    reading, first, after = item
    start, end = tokens.starts[first], tokens.ends[after - 1]
    words = tokens.text[start:end]
    steps = [WorkingStep(kind=StepKind.EXPRESSION, text=words)]
    if outcome.relative and reason.edtf:
        steps.append(reason)
    steps.extend(outcome.steps)
    said = _hedge(reading)
    if said:
        steps.append(WorkingStep(kind=StepKind.EXPRESSION, text=_('the article says "{words}"', words=said)))
    return Timex(
        article_id=article_id,
        start=start,
        end=end,
        text=words,
        type=outcome.type,
        value=outcome.value,
        mod=outcome.mod,
        edtf=outcome.edtf,
        day_given=outcome.day_given,
        modality=_modality(tokens, first, after, outcome.edtf, today),
        working=tuple(steps),
    )


def _modality(tokens: Tokens, first: int, after: int, edtf: Edtf | None, today: date | None) -> Modality:
    """How the event is told; whatever lies after the day of speech has not happened yet."""
    told = modality(tokens, first, after)
    if told is Modality.ASSERTED and today and edtf and edtf.earliest and edtf.earliest > today:
        return Modality.SCHEDULED
    return told


def _hedge(reading: Reading) -> str:
    """The words that bound or blur an expression."""
    if isinstance(reading, Distance | Duration):
        return reading.bound_words
    return reading.words if isinstance(reading, Hedged) else ""
