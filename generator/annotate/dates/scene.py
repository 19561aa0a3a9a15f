"""What an expression of time stands on: the day of speech, the dates named before it, the words around it.

In: tokens, and the outcome of each expression in turn. Out: whether an event is past or to come, and whether
it is told as a fact; and the registry that finds the function which resolves a reading.
The words looked at are a bounded number to either side, within the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, pairwise
from typing import Any, TypeVar

from generator.annotate.dates.periods import OutOfCalendarError, Period, Unit, step
from generator.annotate.dates.readings import Reading
from generator.annotate.dates.tables import GRAMMAR, OPEN_ENDS, RELATIONS, VERBS, WEEKDAYS, conventions
from generator.annotate.dates.tokens import Tokens
from generator.catalog import _, cached, format_day
from generator.language.lexicon import irregular_pasts, verbs
from generator.language.polarity import condition_words, negation_words
from generator.model import Edtf, Modality, StepKind, TimexType, WorkingStep

# Stretches that accounts are also drawn up for, and that "a year earlier" then compares.
_LONG_STRETCH = re.compile(r"P([69]M|[23]Q|1Y)", re.ASCII)
_REACH = 24
# "not", "if" and auxiliaries stand at most this far in front of their verb.
_VERB_GROUP = 4
_PAST = VERBS["past"] | irregular_pasts()
_ARRANGED = VERBS["arranged"]
_ARRANGED_BEFORE_VERB = VERBS["arranged_before_verb"]
_ARRANGED_TO = VERBS["arranged_to"]
_ANNOUNCING = VERBS["announcing"]
_MODAL = VERBS["modal"]
# Verbs and words that put what follows ahead, or leave it open.
AHEAD = VERBS["future"] | _MODAL
_BEFORE_INFINITIVE = VERBS["modal"] | VERBS["before_infinitive"]
_PASSIVE = VERBS["passive"]
_LASTING = VERBS["lasting"]
# "From Monday, 2 March, to" the day that something is put off to.
_MOVED_WITHIN = 7
_CONDITION = VERBS["condition"] | condition_words()
_POSSIBLE = VERBS["possible"]
_DENIAL = VERBS["denial"] | negation_words()
_COMPARISON = VERBS["comparison"]
_BACKSHIFT = VERBS["backshift"]
_AFTER_ARRANGED = VERBS["after_arranged"]
_TO_BE = VERBS["to_be"]
_CANCELED = VERBS["canceled"]
_DETERMINERS = GRAMMAR["determiners"]
_NOT_PAST = GRAMMAR["not_past"]
_CLAUSE_STARTS = GRAMMAR["clause_starts"]
# Behind these, a word of announcement announces nothing.
_UNANNOUNCED = VERBS["no_announcement"] | GRAMMAR["determiners"]
_SET_IN_THE_PAST = frozenset({"on", "in", "at"})
_RECORDS = GRAMMAR["records"]
_SET_FOR = VERBS["set_for"] | {"called"}
_TRIED = VERBS["tried"]
_UNTIL = GRAMMAR["until"]
# "until at least Friday": so many words may stand between.
_UNTIL_REACH = 3
# "used" is a verb of the past only by what stands before it.
_SHORTEST_IN_ED = 4
_HAPPENED = GRAMMAR["happened"]
# "Friday's deadly train crash"
_OWNED_WITHIN = 4
# "Six days later" may pass over a day that a caption names in between, not over many.
_DAYS_REMEMBERED = 3
_SENTENCE_ENDS = frozenset({"", ";", "—", "–"})


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

    @property
    def word_before(self) -> str:
        """The word in front of the expression at hand."""
        return self.tokens.words[self.first - 1] if self.first else ""

    @property
    def second_before(self) -> str:
        """The word in front of that."""
        return self.tokens.words[self.first - 2] if self.first > 1 else ""

    @property
    def third_before(self) -> str:
        """The word in front of that."""
        return self.tokens.words[self.first - 3] if self.first > 2 else ""

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
        return self.word_before in ("to", "until", "till") and (
            self._behind_putting_off() or self._moved_from_there()
        )

    def moved_from(self) -> bool:
        """Whether something was put off from the expression at hand: "postponed from Monday to Friday"."""
        return self.word_before == "from" and self._behind_putting_off()

    def _moved_from_there(self) -> bool:
        """Whether the day that it was put off from stands right before: "postponed from Monday to Friday"."""
        words = self.tokens.words
        begins = next((at for at in _before(words, self.first) if words[at] == "from"), 0)
        near = self.first - begins <= _MOVED_WITHIN
        verbs_before = {words[begins - 1], " ".join(words[max(begins - 2, 0) : begins])}
        return begins > 0 and near and not verbs_before.isdisjoint(verbs("puts_off"))

    def _behind_putting_off(self) -> bool:
        verb, pair = self.second_before, f"{self.third_before} {self.second_before}"
        return not {verb, pair}.isdisjoint(verbs("puts_off"))

    def later_text(self) -> bool:
        """Whether a verb of the past tells what happened on the expression's own, stated day.

        Not where it belongs to a noun ("Friday's attacks"), bounds a stretch, or the day of speech is a guess.
        """
        owner = self.tokens.words[self.after : self.after + 2] == ["'", "s"]
        if not self.exact or self.day is None or owner or self.word_before in OPEN_ENDS:
            return False
        # A text that tells of yesterday by its weekday was not written tomorrow.
        yesterday = (self.day.isoweekday() - 2) % 7 + 1
        return not self._tells_of(yesterday) and self.direction() < 0

    def _tells_of(self, weekday: int) -> bool:
        """Whether the text names a weekday, and not only for what had happened before: "on Tuesday, she had told"."""
        words = self.tokens.words
        return any(
            WEEKDAYS.get(word) == weekday and "had" not in words[at + 1 : at + 1 + _VERB_GROUP]
            for at, word in enumerate(words)
        )

    def direction(self) -> int:
        """Whether the event at hand lies before the day of speech (-1), after it (1), or that is not clear (0)."""
        if self.put_off():
            return 1
        if self.happened() or self.word_before == "since":
            return -1
        return _direction(self.tokens.plain, self.first, self.after)

    def happened(self) -> bool:
        """Whether the expression owns something that nobody sets a day for: "Friday's attack"."""
        words, at = self.tokens.words, self.after
        if words[at : at + 2] != ["'", "s"]:
            return False
        for index in range(at + 2, min(at + 2 + _OWNED_WITHIN, len(words) - 1)):
            word = words[index]
            if word in _HAPPENED and _ends_name(words, index + 1):
                return True
            if not word.isalpha() or word in VERBS["after_arranged"]:
                return False
        return False

    def committed(self) -> bool:
        """Whether someone promised something in the past: "agreed to sell its stake in October"."""
        words = self.tokens.plain
        for index in _before(words, self.first):
            if words[index] in _ARRANGED_TO and words[index + 1] == "to":
                return words[index].endswith("ed")
            if _cue(words, index):
                return False
        return False

    def called_off(self) -> bool:
        """Whether what was planned for the expression at hand is said to be off: "planned for Friday was canceled"."""
        return not _CANCELED.isdisjoint(self.tokens.words[self.after : self.after + _VERB_GROUP])

    def told_past(self) -> bool:
        """Whether the nearest verb of the expression's own clause is one of the past: "three days earlier he had"."""
        return _put_in_past(self.tokens.words, self.first, self.after)

    def compared(self) -> bool:
        """Whether the words before the expression set figures side by side."""
        words = self.tokens.words
        return any(words[index] in _COMPARISON for index in _before(words, self.first))

    def modality(self) -> Modality:
        """How the sentence tells the event: as a fact, as planned, as possible, or as denied."""
        if self.put_off():
            return Modality.SCHEDULED
        if self.moved_from():
            return Modality.DENIED
        if self.happened():
            return Modality.ASSERTED
        return _modality(self.tokens.plain, self.first, self.after)

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

        What happened earlier than a date still to come is told from a date that has come: the last one
        the text named, or, where it named none, the day of speech (``None``).
        """
        if self.last is None:
            return None
        if sign < 0 and self._to_come(self.last) and self.next_word != "than" and self.told_past():
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


# ---------------------------------------------------------------- past or to come


def direction_at(tokens: Tokens, first: int, after: int) -> int:
    """As ``Scene.direction``, of any words by what stands around them."""
    return _direction(tokens.plain, first, after)


def _direction(words: list[str], first: int, after: int) -> int:
    """Whether the event lies before the day of speech (-1), after it (1), or that is not clear (0)."""
    before = words[first - 1] if first else ""
    at = first - (before == "on")
    if at and words[at - 1] in ("is", "are"):
        return 1
    if before == "for" and any(words[i] in _SET_FOR for i in _before(words, first)):
        return 1
    lasts = not _UNTIL.isdisjoint(words[max(first - _UNTIL_REACH, 0) : first])
    for index in chain(_before(words, first), _behind(words, after)):
        if _commits_on(words, index, after):
            return -1
        found = 1 if lasts and _is_lasting(words, index) else _cue(words, index)
        if found:
            return found
    return 0


def _ends_name(words: list[str], index: int) -> bool:
    """Whether a word belongs to no name that the one before it began: not in "Friday's fire drill"."""
    word = words[index]
    if not word.isalpha() or word in _CLAUSE_STARTS or word in GRAMMAR["after_day"] or word in OPEN_ENDS:
        return True
    return word in RELATIONS or _is_finite(words, index)


def _is_lasting(words: list[str], index: int) -> bool:
    """Whether a word in front of "until" tells of something that still lasts: "remains", "has been"."""
    word = words[index]
    return word in _LASTING or (word == "been" and index > 0 and words[index - 1] in ("has", "have"))


def _cue(words: list[str], index: int) -> int:
    """What one word says of the direction; 0 when nothing."""
    if _is_over(words, index):
        return -1
    if _is_to_come(words, index):
        return 1
    return -1 if is_past(words, index) else 0


def _is_over(words: list[str], index: int) -> bool:
    """Whether a word sets something of the past: "could not be reached", "a record set on", "was scheduled to"."""
    if _tried_in_vain(words, index) or _set_once(words, index):
        return True
    return _is_arrangement(words, index) and _shifted_back(words, index)


def _is_to_come(words: list[str], index: int) -> bool:
    """Whether a word sets something to come: "will", "to be", "scheduled for", "announced", "is to"."""
    word, before = words[index], words[index - 1] if index else ""
    if word in AHEAD or _is_arrangement(words, index) or (word == "be" and before == "to"):
        return True
    announced = word in _ANNOUNCING and before not in _UNANNOUNCED
    return announced or (word in ("is", "are") and words[index + 1] == "to")


def _tried_in_vain(words: list[str], index: int) -> bool:
    """Whether a word begins "could not be reached", "could not immediately be located"."""
    if words[index] != "could":
        return False
    at = index + 2 if words[index + 1] == "not" else len(words)
    if at < len(words) and words[at].endswith("ly"):
        at += 1
    return words[at : at + 1] == ["be"] and (words[at + 1] in _TRIED or words[at + 1].endswith("ed"))


def is_past(words: list[str], index: int) -> bool:
    """Whether a word is a verb of the past, and not a participle that only describes."""
    word = words[index]
    before = words[index - 1] if index else ""
    if before in _PASSIVE or before in _BEFORE_INFINITIVE:
        # "will cut", "pledged to cut"
        return False
    if word in _PAST:
        return word not in ("has", "have")
    if not word.endswith("ed") or len(word) <= _SHORTEST_IN_ED or word in _NOT_PAST:
        return False
    return before not in _DETERMINERS and not word.startswith("un")


def _is_arrangement(words: list[str], index: int) -> bool:
    """Whether a word and the one behind it announce something: "scheduled for", "agreed to"."""
    word, following = words[index], words[index + 1]
    if word in _ARRANGED:
        return following in _AFTER_ARRANGED and not _set_once(words, index)
    if word in _ARRANGED_TO:
        return _infinitive_mark(words, index) > 0
    return following == "to" and word in _ARRANGED_BEFORE_VERB


def _set_once(words: list[str], index: int) -> bool:
    """Whether a "set" is over: "a record set on Aug. 6"."""
    return (
        words[index] == "set"
        and words[index + 1] in _SET_IN_THE_PAST
        and index > 0
        and words[index - 1] in _RECORDS
    )


def _commits_on(words: list[str], index: int, after: int) -> bool:
    """Whether someone committed themselves on the day at hand: "on Monday agreed to", "agreed on Monday to"."""
    if words[index] not in _ARRANGED_TO or not words[index].endswith("ed"):
        return False
    return index >= after or _infinitive_mark(words, index) >= after


def _infinitive_mark(words: list[str], index: int) -> int:
    """Where the "to" stands that a verb such as "agreed" has behind it, a day between them left out; 0 without one."""
    at = index + 1
    if words[at] == "on":
        at += 1
    if words[at] in WEEKDAYS:
        at += 1
    return at if words[at] == "to" else 0


def _shifted_back(words: list[str], index: int) -> bool:
    """Whether the arrangement itself is put in the past: "was scheduled to"."""
    return any(word in _BACKSHIFT for word in words[max(index - 3, 0) : index])


def _put_in_past(words: list[str], first: int, after: int) -> bool:
    """Whether the nearest verb of the expression's own clause is one of the past: "three days earlier he had"."""
    opens = first > 0 and words[first - 1] in _CLAUSE_STARTS
    back = () if opens else _clause(words, _before(words, first))
    for positions in (back, _clause(words, _behind(words, after))):
        for index in positions:
            if _is_finite(words, index):
                return is_past(words, index)
    return False


# ---------------------------------------------------------------- put as a fact or not


def _modality(words: list[str], first: int, after: int) -> Modality:
    """How the sentence tells the event: as a fact, as planned, as possible, or as denied.

    The nearest verb of the expression's own clause decides, together with what stands in
    front of that verb: "was to have met", "did not meet", "if they meet".
    """
    back = list(_clause(words, _before(words, first)))
    ahead = list(_clause(words, _behind(words, after)))
    for positions in (back, ahead):
        verb = next((at for at, index in enumerate(positions) if _is_finite(words, index)), None)
        if verb is not None:
            return _modality_of(words, first, after, positions, verb)
    return Modality.CONDITIONAL if any(words[index] in _CONDITION for index in back) else Modality.ASSERTED


def _clause(words: list[str], positions: Iterable[int]) -> Iterable[int]:
    """The positions up to the next word that begins another clause, behind a comma."""
    for index in positions:
        if words[index] in _CLAUSE_STARTS and words[index - 1] == ",":
            return
        yield index


def _is_finite(words: list[str], index: int) -> bool:
    """Whether a word is a verb that carries its clause."""
    word = words[index]
    if word in AHEAD or _is_arrangement(words, index):
        return True
    return is_past(words, index) or word in VERBS["present"]


def _no_denial(between: list[str]) -> str:
    """The word of denial that denies nothing: "not until Tuesday" is on Tuesday; ``""`` where there is none."""
    if between[:3] in (["than", "earlier", "no"], ["than", "later", "no"]):
        return "no"
    return "not" if between[:2] == ["until", "not"] else ""


def _has_condition(words: list[str], low: int, high: int) -> bool:
    """Whether the sentence around some words sets a condition."""
    return any(words[at] in _CONDITION for at in (*_before(words, low), *_behind(words, high)))


def _modality_of(words: list[str], first: int, after: int, positions: list[int], verb: int) -> Modality:
    """The modality that the verb found and the words of its group give."""
    index = positions[verb]
    low, high = min(index, first), max(index, after)
    group = words[max(low - _VERB_GROUP, 0) : low]
    between = [words[at] for at in positions[:verb]]
    near = {*group, words[index], *between, *words[index + 1 : index + 3]} - {"", _no_denial(between)}
    ahead = _plan_in(words, index, group)
    planned = ahead and not _commits_on(words, index, after)
    canceled = planned and not _CANCELED.isdisjoint(words[high : high + _VERB_GROUP])
    if _tried_in_vain(words, index):
        return Modality.DENIED
    if _is_open(words[index], near, between) or (planned and _has_condition(words, low, high)):
        return Modality.CONDITIONAL
    if near & _DENIAL - {words[index]} or canceled:
        return Modality.DENIED
    if near & _POSSIBLE:
        return Modality.CONDITIONAL
    return Modality.SCHEDULED if planned else Modality.ASSERTED


def _is_open(verb: str, near: set[str], between: list[str]) -> bool:
    """Whether a verb and the words at it leave open what happened: "could meet", "would have met", "if they meet"."""
    return bool(near & _CONDITION) or verb in _POSSIBLE or ("have" in between and bool(near & _MODAL))


def _plan_in(words: list[str], index: int, group: list[str]) -> bool:
    """Whether the verb or what stands before it makes the event a plan."""
    if (
        words[index] in AHEAD
        or _is_arrangement(words, index)
        or any(_is_arrangement([*group, words[index]], at) for at in range(len(group)))
    ):
        return True
    pairs = pairwise([*group, words[index], words[index + 1]])
    return any(verb in _TO_BE and particle == "to" for verb, particle in pairs)


def _before(words: list[str], first: int) -> range:
    """Positions before an expression, nearest first, to the start of its sentence."""
    stop = max(first - 1 - _REACH, -1)
    for index in range(first - 1, stop, -1):
        if words[index] in _SENTENCE_ENDS:
            return range(first - 1, index, -1)
    return range(first - 1, stop, -1)


def _behind(words: list[str], after: int) -> range:
    """Positions behind an expression, nearest first, to the end of its sentence."""
    stop = min(after + _REACH, len(words) - 1)
    for index in range(after, stop):
        if words[index] in _SENTENCE_ENDS:
            return range(after, index)
    return range(after, stop)
