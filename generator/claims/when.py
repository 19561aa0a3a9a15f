"""When a claim's event was: the dates its evidence gives, put together or computed, with the working."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.annotate.dates import NotALengthError, compute_date, explain
from generator.catalog import N_, _, join_list
from generator.claims.corroborate import Agreement, CombinedDate, combine
from generator.claims.evidence import normalize
from generator.diagnostics import did_you_mean
from generator.edtf import EdtfError, format_edtf, interval_edtf, parse_edtf
from generator.model import (
    AnnotatedArticle,
    ClaimDate,
    DateOrigin,
    Edtf,
    Evidence,
    Modality,
    SourceDate,
    Timex,
    TimexType,
)
from generator.storyschema import ClaimPart, WhenPart

Report = Callable[..., None]
"""Takes the key of the story file's part, a code, a message and hints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The time expressions inside a claim's evidence, in the evidence's order."""

    timexes: tuple[Timex, ...]

    @property
    def dates(self) -> tuple[Timex, ...]:
        """Those that mean days of the calendar; "now", "recently" and a bare "at noon" do not."""
        return tuple(
            item for item in self.timexes if item.edtf and item.day_given and not item.value.endswith("_REF")
        )

    def named(self, words: str) -> tuple[Timex, ...]:
        """Those that the editor means with ``words``: the same words, or a part of them."""
        wanted = normalize(words).casefold()
        return tuple(item for item in self.timexes if _same(normalize(item.text).casefold(), wanted))


def dated(evidence: Sequence[Evidence], articles: Mapping[str, AnnotatedArticle]) -> Dated:
    """The time expressions that lie inside the quotations, each once."""
    inside = [
        timex
        for item in evidence
        for timex in articles[item.article_id].timexes
        if item.position.start <= timex.start and timex.end <= item.position.end
    ]
    return Dated(timexes=tuple({(item.article_id, item.start): item for item in inside}.values()))


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
    several = _several(chosen)
    if several and part.track:
        found = ", ".join(f'"{timex.text}"' for timex in several)
        message = f'the evidence of claim "{part.id}" has more than one date: {found}'
        report("when", "date-choice", message, "Say which dates the claim: `when: {words: …}`.")
    return None if several else _stated(chosen, labels)


def only_date(read: Dated, labels: Mapping[str, str]) -> ClaimDate | None:
    """The date of a sentence that names just one."""
    return None if _several(read.dates) else _stated(read.dates, labels)


def _several(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The differing dates of the first article that has more than one."""
    by_article: dict[str, dict[str, Timex]] = {}
    for timex in timexes:
        if timex.edtf:
            by_article.setdefault(timex.article_id, {}).setdefault(timex.edtf.text, timex)
    return next((tuple(dates.values()) for dates in by_article.values() if len(dates) > 1), ())


def _stated(timexes: Sequence[Timex], labels: Mapping[str, str]) -> ClaimDate | None:
    """The date of expressions of which no article has two that differ."""
    first = {timex.article_id: timex for timex in reversed(timexes)}
    sources = [_source_date(timex, labels) for timex in timexes if timex is first[timex.article_id]]
    return stated_date(sources) if sources else None


def stated_date(sources: Sequence[SourceDate]) -> ClaimDate:
    """The date that the sources state together, never sharper than they make it."""
    combined = combine(sources)
    notes: tuple[str, ...] = () if combined.agreement is Agreement.SINGLE else (combined.note,)
    if notes and any(item.edtf.uncertain for item in sources):
        inferred = join_list([item.label for item in sources if item.edtf.uncertain])
        notes += (
            _(
                "The date of the {article} is itself inferred from the others: that they fit is no confirmation.",
                article=inferred,
            ),
        )
    return ClaimDate(
        edtf=_shown(combined, sources),
        origin=DateOrigin.STATED,
        per_source=tuple(sources),
        notes=notes,
        conflict=combined.agreement is Agreement.CONFLICT,
    )


def _shown(combined: CombinedDate, sources: Sequence[SourceDate]) -> Edtf:
    """The date to show for what the sources come to.

    A narrower date stays its own source's: the wider one is shown. An open one ("at least
    five days ago") only bounds the narrower, which is then shown. A conflict shows the span of all;
    where that is open both ways there is none to show, and the first source's date stands, marked contested.
    """
    shared, narrowed = combined.shared, combined.narrowed
    if narrowed is None:
        days = [item.edtf for item in sources]
        starts, ends = [item.earliest for item in days], [item.latest for item in days]
        first = None if None in starts else min(filter(None, starts))
        last = None if None in ends else max(filter(None, ends))
        return interval_edtf(first, last) if first or last else days[0]
    closed = shared is not None and shared.earliest is not None and shared.latest is not None
    return shared if shared is not None and closed and combined.agreement is Agreement.PRECISION else narrowed


def planned_words(part: WhenPart | None, read: Dated) -> str:
    """The expression in the evidence whose sentence speaks of a plan, or ``""``."""
    words = part.words if part else ()
    chosen = [timex for word in words for timex in read.named(word)] or list(read.dates)
    return next((timex.text for timex in chosen if timex.modality is Modality.SCHEDULED), "")


def _source_date(timex: Timex, labels: Mapping[str, str]) -> SourceDate:
    if timex.edtf is None:
        raise ValueError(f"a time expression without a date: {timex.text!r}")
    label = labels[timex.article_id]
    return SourceDate(
        article_id=timex.article_id, label=label, edtf=timex.edtf, words=timex.text, working=explain(timex)
    )


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
    sources = tuple(_source_date(timex, labels) for timex in read.dates)
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
        per_source=(_source_date(chosen[0], labels),),
        notes=(note,),
    )


def _same(text: str, wanted: str) -> bool:
    return text == wanted or f" {wanted} ".find(f" {text} ") >= 0 or f" {text} ".find(f" {wanted} ") >= 0
