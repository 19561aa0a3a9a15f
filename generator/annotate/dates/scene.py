"""What an expression of time stands on: the day of speech, the dates named before it, the words around it.

In: tokens, and the outcome of each expression in turn. Out: whether an event is past or to come, and whether
it is told as a fact; and the registry that finds the function which resolves a reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from generator.annotate.dates import tense
from generator.annotate.dates.periods import OutOfCalendarError, Period, Unit, step
from generator.annotate.dates.readings import Reading
from generator.annotate.dates.tokens import GRAMMAR, OPEN_ENDS, VERBS, WEEKDAYS, Tokens, conventions, ordinal
from generator.catalog import _, cached, format_day
from generator.edtf import interval_edtf
from generator.language.lexicon import verbs
from generator.model import Edtf, Modality, StepKind, TimexType, WorkingStep

# Stretches that accounts are also drawn up for, and that "a year earlier" then compares.
_LONG_STRETCH = re.compile(r"P([69]M|[23]Q|1Y)", re.ASCII)
# "From Monday, 2 March, to" the day that something is put off to.
_MOVED_WITHIN = 7
_COMPARISON = VERBS["comparison"]
_HAPPENED = GRAMMAR["happened"]
# "Friday's deadly train crash"
_OWNED_WITHIN = 4
# "Six days later" may pass over a day that a caption names in between, not over many.
_DAYS_REMEMBERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The value of an expression, not yet tied to its place in the text.

    Attributes:
        period: The calendar period meant, for what later words of the text point back to.
        steps: The working, without the expression itself.
        relative: Whether the day of speech went into it.
        aside: Whether the text goes on about what it spoke of before: it only compares, or names no day.
        fiscal: Whether it is a quarter of a company's own year.
        day_given: Whether it names its day, rather than a time of some day left to the reader.
    """

    type: TimexType = TimexType.DATE
    value: str
    mod: str | None = None
    edtf: Edtf | None = None
    period: Period | None = None
    steps: tuple[WorkingStep, ...] = ()
    relative: bool = False
    aside: bool = False
    fiscal: bool = False
    day_given: bool = True


@dataclass(slots=True)
class Scene:
    """Where the resolver stands in the text.

    Attributes:
        tokens: The text.
        day: The day of speech; ``None`` where it is not known.
        exact: Whether that day is stated, not worked out.
        first: The first token of the expression at hand.
        after: The token behind its last.
        last: The calendar period the text named last.
        last_relative: Whether the day of speech went into that.
        days: The days the text named, each with whether the day of speech went into it.
        begun: The period named last that does not lie after the day of speech, and whether that day went into it.
        quarter: The quarter the text speaks of; what a comparison names does not count.
        reporting: Whether the figures at hand are that quarter's, and not those of a longer stretch.
        fiscal: Whether that quarter is one of a company's own year.
        ended: The token behind the expression before.
    """

    tokens: Tokens
    day: date | None
    exact: bool = True
    first: int = 0
    after: int = 0
    last: Period | None = None
    last_relative: bool = False
    days: list[tuple[Period, bool]] = field(default_factory=list)
    begun: tuple[Period, bool] | None = None
    quarter: Period | None = None
    reporting: bool = False
    fiscal: bool = False
    ended: int = 0

    def _before(self, count: int) -> str:
        """The word so many tokens in front of the expression; the article of "the 9th of March" does not count."""
        words, at = self.tokens.words, self.first - count
        if self.first and words[self.first - 1] == "the" and ordinal(self.tokens, self.first):
            at -= 1
        return words[at] if at >= 0 else ""

    @property
    def word_before(self) -> str:
        """The word in front of the expression at hand."""
        return self._before(1)

    @property
    def second_before(self) -> str:
        """The word in front of that."""
        return self._before(2)

    @property
    def third_before(self) -> str:
        """The word in front of that."""
        return self._before(3)

    @property
    def next_word(self) -> str:
        """The word behind the expression at hand."""
        return self.tokens.words[self.after]

    def run_from(self) -> Period | None:
        """The day right before the expression at hand from which a run of days goes up to it: "5 March through"."""
        joined = self.word_before in GRAMMAR["spans"] and self.ended == self.first - 1
        return self.last if joined and self.last and self.last.unit is Unit.DAY else None

    def named_before(self) -> Period | None:
        """The period that the sentence named right before the expression at hand."""
        return None if "" in self.tokens.words[self.ended : self.first] else self.last

    def day_named_before(self) -> Period | None:
        """The same, where it is a day."""
        named = self.named_before()
        return named if named and named.unit is Unit.DAY else None

    def put_off(self) -> bool:
        """Whether something was put off to the expression at hand: "postponed until Monday"."""
        return self.word_before in GRAMMAR["put_off_to"] and (
            self._behind_putting_off() or self._moved_from_there()
        )

    def not_before(self, first: date) -> bool:
        """Whether something is not to come before a day ahead: "not due before 2027", "will not open until May"."""
        ahead = self.day is not None and first > self.day
        if not ahead or self.word_before not in {"before", "until", "till"}:
            return False
        # "Heard nothing until Monday" plans nothing.
        heard = self.word_before != "before" and self.denial() == "nothing"
        return self.denial() != "" and not heard and not self.put_off()

    def denial(self) -> str:
        """The word that denies what the clause in front of the expression tells; the end of "didn’t" is a "not"."""
        word = tense.denial_before(self.tokens.words, self.first)
        return "not" if word == "t" else word

    def moved_from(self) -> bool:
        """Whether something was put off from the expression at hand: "postponed from Monday to Friday"."""
        return self.word_before == "from" and self._behind_putting_off()

    def _moved_from_there(self) -> bool:
        """Whether the day that it was put off from stands right before: "postponed from Monday to Friday"."""
        words = self.tokens.words
        begins = next((at for at in tense.words_before(words, self.first) if words[at] == "from"), 0)
        near = self.first - begins <= _MOVED_WITHIN
        return begins > 0 and near and tense.is_behind_putting_off(words, begins)

    def _behind_putting_off(self) -> bool:
        if self.word_before == "for" and self.second_before in verbs("lasts"):
            # "was delayed for fifteen days"
            return False
        words, at = self.tokens.words, tense.before_measure(self.tokens.words, self.first - 1)
        if at == self.first - 1:
            # The article of "to the 9th of March" does not count.
            before = {self.second_before, f"{self.third_before} {self.second_before}"}
            return not before.isdisjoint(verbs("puts_off"))
        return tense.is_behind_putting_off(words, at)

    def later_text(self) -> bool:
        """Whether a verb of the past tells what happened on the expression's own, stated day.

        Not where it belongs to a noun ("Friday's attacks"), bounds a stretch, or the day of speech is a guess.
        """
        owns = self.tokens.owns(self.after)
        if not self.exact or self.day is None or owns or self.word_before in OPEN_ENDS:
            return False
        # A text that tells of yesterday by its weekday was not written tomorrow.
        yesterday = (self.day.isoweekday() - 2) % 7 + 1
        return not self._tells_of(yesterday) and self.direction() < 0

    def _tells_of(self, weekday: int) -> bool:
        """Whether the text names a weekday, and not only for what had happened before: "on Tuesday, she had told"."""
        words = self.tokens.words
        return any(
            WEEKDAYS.get(word) == weekday and "had" not in words[at + 1 : at + 1 + tense.VERB_GROUP]
            for at, word in enumerate(words)
        )

    def direction(self) -> int:
        """Whether the event at hand lies before the day of speech (-1), after it (1), or that is not clear (0)."""
        if self.put_off():
            return 1
        if self.happened() or self.word_before == "since":
            return -1
        return tense.direction(self.tokens.plain, self.first, self.after)

    def happened(self) -> bool:
        """Whether the expression owns something that nobody sets a day for: "Friday's attack"."""
        words, at = self.tokens.words, self.after
        if not self.tokens.owns(at):
            return False
        for index in range(at + 2, min(at + 2 + _OWNED_WITHIN, len(words) - 1)):
            word = words[index]
            if word in _HAPPENED and tense.ends_name(words, index + 1):
                return True
            if not word.isalpha() or word in VERBS["after_arranged"]:
                return False
        return False

    def committed(self) -> bool:
        """Whether someone promised something in the past: "agreed to sell its stake in October"."""
        return tense.committed(self.tokens.plain, self.first)

    def called_off(self) -> bool:
        """Whether what was planned for the expression at hand is said to be off: "planned for Friday was canceled"."""
        return tense.called_off(self.tokens.words, self.after)

    def told_past(self) -> bool:
        """Whether the nearest verb of the expression's own clause is one of the past: "three days earlier he had"."""
        return tense.put_in_past(self.tokens.words, self.first, self.after)

    def compared(self) -> bool:
        """Whether the words before the expression set figures side by side."""
        words = self.tokens.words
        return any(words[index] in _COMPARISON for index in tense.words_before(words, self.first))

    def modality(self) -> Modality:
        """How the sentence tells the event: as a fact, as planned, as possible, or as denied."""
        if self.put_off():
            return Modality.SCHEDULED
        if self.moved_from() or tense.set_at_first(self.tokens.plain, self.first):
            return Modality.DENIED
        if self.happened():
            return Modality.ASSERTED
        return tense.modality(self.tokens.plain, self.first, self.after)

    def note(self, outcome: Outcome) -> None:
        """Remember what the text named."""
        period, self.ended = outcome.period, self.after
        if _LONG_STRETCH.fullmatch(outcome.value):
            self.reporting = False
        if period is None or outcome.aside:
            return
        self.last, self.last_relative = period, outcome.relative
        if period.unit is Unit.DAY:
            self.days.append((period, outcome.relative))
        if not self._to_come(period):
            self.begun = period, outcome.relative
        if period.unit is Unit.QUARTER:
            self.quarter, self.reporting, self.fiscal = period, True, outcome.fiscal

    def base(self, sign: int) -> tuple[Period, bool] | None:
        """The period that "earlier" (-1), "later" (1) or "the same" (0) points from, and whether it is relative.

        What happened before or after a date still to come is told from a date that has come: the last one
        the text named, or, where it named none, the day of speech (``None``).
        """
        if self.last is None:
            return None
        if sign and self._to_come(self.last) and self.next_word != "than" and self.told_past():
            return self.begun
        return self.last, self.last_relative

    def day_before(self, count: int) -> tuple[Period, bool] | None:
        """The day named last from which so many days lead to no day still to come; ``None`` without one."""
        latest = self.day and step(self.day, -count)
        near = self.days[-_DAYS_REMEMBERED:]
        return next((item for item in reversed(near) if latest and item[0].first <= latest), None)

    def _to_come(self, period: Period) -> bool:
        """Whether a period begins after the day of speech."""
        return self.day is not None and period.first > self.day


_OUT_OF_CALENDAR = Outcome(value="XXXX")
_Resolver = TypeVar("_Resolver", bound=Callable[[Any, Scene], Outcome])
_RESOLVERS: dict[type, Callable[[Any, Scene], Outcome]] = {}


def resolves(kind: type) -> Callable[[_Resolver], _Resolver]:
    """Mark the function that turns readings of a kind into outcomes."""

    def enter(function: _Resolver) -> _Resolver:
        _RESOLVERS[kind] = function
        return function

    return enter


def resolve(reading: Reading, scene: Scene) -> Outcome:
    """The value of a reading; one that leaves the calendar stays without a day."""
    try:
        return _RESOLVERS[type(reading)](reading, scene)
    except OutOfCalendarError:
        return _OUT_OF_CALENDAR


# ---------------------------------------------------------------- what resolvers say of their result


def arithmetic(text: str, edtf: Edtf | None = None) -> WorkingStep:
    """A step that computes."""
    return WorkingStep(kind=StepKind.ARITHMETIC, text=text, edtf=edtf.text if edtf else None)


@cached(256)
def convention(key: str, unit: Unit | None = None) -> WorkingStep:
    """A step that applies a row of the conventions table, to a period of some unit."""
    row = conventions()[key]
    text = row.readers.get(unit, row.reader) if unit else row.reader
    return WorkingStep(kind=StepKind.CONVENTION, text=_(text), convention=key)


def exactly(period: Period, *steps: WorkingStep, relative: bool = True, aside: bool = False) -> Outcome:
    """An outcome that is exactly one calendar period."""
    return Outcome(
        value=period.value, edtf=period.edtf, period=period, steps=steps, relative=relative, aside=aside
    )


def in_text(period: Period, relative: bool) -> Outcome:
    """A period given by the date that the text named last."""
    clause = _("reckoned from the date named before it")
    return exactly(period, arithmetic(clause, period.edtf), relative=relative)


def within(last: Period, first: date, until: date, relative: bool) -> Outcome:
    """Some day or week counted from a longer stretch that the text named last: "In May it broke. The next day".

    Args:
        last: The stretch, which stays what later words point back to.
        first: The earliest day that may be meant.
        until: The latest.
        relative: Whether the day of speech went into the stretch.
    """
    edtf = last.edtf if (first, until) == (last.first, last.last) else interval_edtf(first, until)
    steps = (arithmetic(_("reckoned from the date named before it"), edtf),)
    return Outcome(value=last.value, edtf=edtf, period=last, steps=steps, relative=relative)


def unresolved(value: str) -> Outcome:
    """A date without days: there is nothing to count from."""
    return Outcome(value=value)


def counted(day: date, sign: int) -> str:
    """The clause for counting from a day."""
    return counted_from(format_day(day), sign)


def counted_from(said: str, sign: int) -> str:
    """The clause for counting from a date in words."""
    return _("counted back from {date}", date=said) if sign < 0 else _("counted on from {date}", date=said)


def seen_from(day: date) -> str:
    """The clause for a reading that depends on the day of speech."""
    return _("seen from {date}", date=format_day(day))
