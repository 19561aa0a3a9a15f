"""Reading the dates of a text: find the expressions from left to right, resolve each in its place, keep the working.

In: a text, its sentences, the day it was published. Out: one `Timex` for each expression, in order.
Every rule looks a bounded number of tokens ahead, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.annotate.dates import calendar, durations, parts, relative, seasons, years
from generator.annotate.dates.clock import figure_time, recurring, time_of_day, with_time
from generator.annotate.dates.parts import bounded, longest
from generator.annotate.dates.readings import Distance, Duration, Found, Hedged, Reading, Rule
from generator.annotate.dates.scene import Outcome, Scene, resolve
from generator.annotate.dates.stretches import Item, with_ends
from generator.annotate.dates.tokens import (
    BOUNDS,
    DAY_WORDS,
    DAYPARTS,
    DECADES,
    EDGES,
    GRAMMAR,
    HOLIDAYS,
    LENGTHS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    RECURRING,
    RELATIONS,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    Tokens,
    is_figure,
    tokenize,
)
from generator.annotate.dates.weekdays import weekday
from generator.catalog import _, format_day
from generator.edtf import interval_edtf, qualified
from generator.edtf_words import format_edtf
from generator.model import Edtf, Modality, Sentence, StepKind, Timex, WorkingStep


def read_dates(
    text: str,
    sentences: Sequence[Sentence],
    reference: Edtf | None,
    *,
    article_id: str = "",
    reference_reason: str = "",
    day_first: bool | None = None,
    stated: bool = True,
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
        stated: Whether the article states the reference, so that its text may be later than that.

    Returns:
        The expressions in order, not overlapping. What rests on an uncertain reference is uncertain itself.
    """
    tokens = tokenize(text, sentences)
    first, last = _ends(reference)
    # One scene for each end of the day of speech, so that anaphora lean on readings of the same end.
    exact = stated and first == last and not (reference and reference.uncertain)
    scenes = [Scene(tokens, day, exact=exact) for day in dict.fromkeys((first, last))]
    reason = _reference_step(reference, reference_reason)
    timexes = []
    items = tuple(_find(tokens, day_first))
    for item in items:
        low, *high = (_resolve(item, scene) for scene in scenes)
        outcome = _merge(low, high[0]) if high else low
        if reference and reference.uncertain:
            outcome = _uncertain(outcome)
        timexes.append(_timex(item, outcome, scenes[-1], article_id, reason))
    return tuple(with_ends(timexes, items, tokens))


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


def _resolve(item: Item, scene: Scene) -> Outcome:
    """The value of a reading in its place; the scene remembers it for those that follow."""
    reading, scene.first, scene.after = item
    outcome = resolve(reading, scene)
    scene.note(outcome)
    return bounded(outcome, reading, scene)


def _merge(low: Outcome, high: Outcome) -> Outcome:
    """One outcome that holds for both ends of an uncertain day of speech."""
    if low.edtf is None or high.edtf is None or low.edtf == high.edtf:
        return low
    one, other = low.edtf, high.edtf
    edtf = interval_edtf(
        min(one.earliest, other.earliest) if one.earliest and other.earliest else None,
        max(one.latest, other.latest) if one.latest and other.latest else None,
        approximate=one.approximate or other.approximate,
    )
    span = f"{low.value.split('/')[0]}/{high.value.split('/')[-1]}"
    return replace(
        low,
        value=low.value if low.value == high.value else span,
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


def _timex(item: Item, outcome: Outcome, scene: Scene, article_id: str, reason: WorkingStep) -> Timex:
    """The finished record."""
    reading, first, after = item
    tokens = scene.tokens
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
        modality=_modality(scene, outcome.edtf),
        ahead=_is_put_ahead(scene, outcome.edtf),
        working=tuple(steps),
    )


def _modality(scene: Scene, edtf: Edtf | None) -> Modality:
    """How the event is put; whatever lies after the day of speech has not happened yet."""
    told = scene.modality()
    if scene.day is None or edtf is None:
        return told
    if told is Modality.DENIED and _comes_later(scene, edtf):
        return Modality.SCHEDULED
    if told is Modality.SCHEDULED and edtf.latest and edtf.latest < scene.day:
        return Modality.ASSERTED if scene.committed() else told
    return Modality.SCHEDULED if told is Modality.ASSERTED and _is_ahead(scene, edtf, scene.day) else told


def _is_ahead(scene: Scene, edtf: Edtf, day: date) -> bool:
    """Whether a date lies after the day of speech; where an uncertain one does, a text with its own day is later."""
    return edtf.earliest is not None and edtf.earliest > day and not (scene.exact and edtf.uncertain)


def _is_put_ahead(scene: Scene, edtf: Edtf | None) -> bool:
    """Whether a date lies after the day of speech, and the verbs say so too."""
    ahead = scene.day is not None and edtf is not None and _is_ahead(scene, edtf, scene.day)
    return ahead and scene.direction() > 0


def _comes_later(scene: Scene, edtf: Edtf) -> bool:
    """Whether what is denied is denied only of the time before: "not expected before 2027"."""
    return edtf.latest is None and edtf.earliest is not None and scene.not_before(edtf.earliest)


def _hedge(reading: Reading) -> str:
    """The words that bound or blur an expression."""
    if isinstance(reading, Distance | Duration):
        return reading.bound_words
    return reading.words if isinstance(reading, Hedged) else ""


# ---------------------------------------------------------------- finding


# The rules to try at a word, by the words they may begin with. Where two readings reach equally far,
# the earlier row wins.
_ROWS: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
    (MONTHS, (calendar.calendar_date, time_of_day)),
    (WEEKDAYS, (calendar.calendar_date, weekday, time_of_day, recurring)),
    ([f"{day}s" for day in WEEKDAYS if day.endswith("day")], (recurring,)),
    (SEASONS, (seasons.season,)),
    (DECADES, (years.decade_or_century,)),
    (HOLIDAYS, (seasons.holiday,)),
    (NUMBERS, (durations.length, years.year_alone, calendar.calendar_date, time_of_day)),
    (NUMBERS, (years.decade_or_century, parts.measured_from)),
    (ORDINALS, (parts.numbered_in, seasons.numbered, years.decade_or_century, calendar.calendar_date)),
    ((*GRAMMAR["vague_counts"], "a", "an", "half"), (durations.length, parts.measured_from)),
    (BOUNDS, (durations.length,)),
    (GRAMMAR["hedges"], (parts.hedged,)),
    (RELATIONS, (relative.related, durations.length, time_of_day, seasons.numbered)),
    (("recent",), (durations.length,)),
    (GRAMMAR["last_in"], (parts.numbered_in,)),
    (("the",), (relative.related, seasons.numbered, durations.length, years.year_named, seasons.compared)),
    (
        ("the",),
        (
            parts.numbered_in,
            parts.with_article,
            parts.week_of,
            parts.part,
            parts.edge,
            time_of_day,
            seasons.comparable,
        ),
    ),
    (
        ("the",),
        (calendar.day_of_month, relative.day_word, seasons.holiday, relative.vague, durations.bare_plural),
    ),
    (GRAMMAR["plural_starts"], (durations.bare_plural,)),
    (UNITS, (parts.week_of, durations.bare_plural, parts.edge, durations.lasting)),
    (("year",), (seasons.compared,)),
    (("fiscal", "fy"), (seasons.numbered, seasons.fiscal_year)),
    (seasons.CODES, (seasons.coded,)),
    (VAGUE, (relative.vague,)),
    (LENGTHS, (relative.vague,)),
    ((*RECURRING, *GRAMMAR["recurring_starts"]), (recurring,)),
    (GRAMMAR["parts"], (parts.part,)),
    (EDGES, (parts.edge,)),
    (
        (*DAYPARTS, *GRAMMAR["daypart_starts"]),
        (time_of_day,),
    ),
    (("then",), (relative.then,)),
    (("quarter", "half"), (time_of_day,)),
    (("the", "half"), (durations.half_year,)),
    ((*GRAMMAR["our_era"], "a"), (years.year_alone,)),
    ((*DAY_WORDS, "day", "to"), (relative.day_word, time_of_day)),
    (("'", "‘"), (years.decade_or_century,)),
)
_FIGURE_RULES: tuple[Rule, ...] = (
    calendar.day_month_date,
    calendar.year_first,
    years.year_alone,
    figure_time,
    durations.length,
    parts.measured_from,
    parts.numbered_in,
    seasons.numbered,
    years.decade_or_century,
)


def _starters() -> dict[str, tuple[Rule, ...]]:
    """The rules by the word they may begin with."""
    table: dict[str, list[Rule]] = {}
    for words, rules in _ROWS:
        for word in words:
            known = table.setdefault(word, [])
            known.extend(rule for rule in rules if rule not in known)
    return {word: tuple(rules) for word, rules in table.items()}


_STARTERS = _starters()
# Most articles stand before words that begin no expression; to know that spares trying every rule.
_ARTICLES = GRAMMAR["articles"]
_AFTER_ARTICLE = (
    frozenset(_STARTERS)
    | GRAMMAR["fillers"]
    | GRAMMAR["added"]
    | GRAMMAR["after_article"]
    # "A.D. 122"
    | {"."}
    | {
        phrase[1]
        for word in _ARTICLES
        for table in (VAGUE, LENGTHS, HOLIDAYS, BOUNDS)
        for phrase, _ in table.get(word, ())
    }
)


def _find(tokens: Tokens, day_first: bool | None) -> Iterator[Item]:
    """The expressions of a text in order: reading, first token, token behind the last."""
    words = tokens.words
    rules_of = _STARTERS.get
    index, size = 0, len(words)
    while index < size:
        word = words[index]
        rules = rules_of(word)
        found: Found = None
        if rules is not None:
            if word not in _ARTICLES or words[index + 1] in _AFTER_ARTICLE or is_figure(words[index + 1]):
                found = longest(tokens, index, rules)
        elif "0" <= word[:1] <= "9":
            found = _figures(tokens, index, day_first)
        if found is None:
            index += 1
        else:
            yield found[0], index, found[1]
            index = found[1]


def _figures(tokens: Tokens, index: int, day_first: bool | None) -> Found:
    """The expression that begins with figures, if one does."""
    dated = calendar.numeric_date(tokens, index, day_first)
    if dated is None:
        return longest(tokens, index, _FIGURE_RULES)
    return with_time(tokens, dated) or dated
