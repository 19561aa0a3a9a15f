"""What an edited claim may say: nothing that its evidence does not.

Each check takes a claim and the words that carry it and returns diagnostics.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from generator.catalog import MONTH_NAMES, WEEKDAY_NAMES
from generator.claims.evidence import normalize
from generator.claims.terms import common_words, inside_quotation_marks, outside_quotation_marks, term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, error, warning
from generator.edtf import day_at
from generator.edtf_words import format_edtf
from generator.language.lexicon import verbs
from generator.language.names import capital_runs
from generator.language.numbers import ClockTime, cardinals, clock_times
from generator.language.phrases import tokens
from generator.language.quantities import Quantity, bears_out, lengths_of_one, quantities_of, within
from generator.language.tokens import LONG_LETTERS, WORDS
from generator.model import Claim, ClaimStatus, Edtf

_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")
_BEFORE_NUMBER = re.compile(r"(?:\d{1,2}:|[$€£])$")
_AFTER_NUMBER = re.compile(r"(?::\d\d)?(?: ?(?:[ap]\.m\.|%)| [^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;–—]\s+|[“\"(]\s*)$")
_CALENDAR = (*MONTH_NAMES, *WEEKDAY_NAMES)
_STEM = 5  # "Germany" carries "German"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words of the site, and what carries them.

    Attributes:
        line: Where the statement stands in the story file.
        carried_by: The quotations, the names of those who vouch, and other spellings of names in them.
        dates: Dates worked out from the quotations.
        computed: The working that the editor gives for numbers no source states.
        worked_out: How its dates were worked out, in sentences.
    """

    line: int
    text: str
    carried_by: tuple[str, ...]
    dates: tuple[Edtf, ...] = ()
    computed: str = ""
    worked_out: tuple[str, ...] = ()


def check_statement(path: str, statement: Statement) -> Iterator[Diagnostic]:
    """Check the site's own words against the words that carry them.

    ``path`` is the story file's, for messages.
    """
    parts = (*statement.carried_by, statement.computed, *statement.worked_out)
    known = " ".join(parts)
    for number in _unsupported_numbers(statement.text, parts, statement.dates):
        message = f'the statement says "{number}", which none of its evidence says'
        why = "A number or date must stand in the evidence, follow from a date in it, or be computed."
        remedy = f'Add the evidence, or `computed:` with the working, "{number}" in it.'
        if statement.computed.strip():
            remedy = f'The working has no "{number}" either: write in `computed:` how it comes to it.'
        if statement.dates:
            read = "; ".join(dict.fromkeys(format_edtf(edtf) for edtf in statement.dates))
            why = f"{why} The dates read in it: {read}."
        yield error(path, statement.line, "number-unsupported", message, why, remedy)
    for name in _unsupported_names(statement.text, parts, statement.dates):
        if name in _CALENDAR:
            message = f'the statement dates something to "{name}", which none of its evidence does'
            why = "A date must stand in the evidence or follow from it."
            yield error(
                path, statement.line, "date-unsupported", message, why, "Add the evidence that dates it."
            )
            continue
        message = f'the statement names "{name}", which none of its evidence names'
        why = "A name must stand in the evidence, or be another spelling listed under `names:` or `places:`."
        remedy = "Add the evidence that names it, or leave the name out."
        yield error(path, statement.line, "name-unsupported", message, why, remedy)
    for words in inside_quotation_marks(statement.text):
        if not any(normalize(words).rstrip(".,") in normalize(quote) for quote in statement.carried_by):
            message = f'the statement puts "{words}" in quotation marks'
            why = "Words in quotation marks must stand in the evidence exactly so."
            remedy = "Copy the article's words, or take the marks away."
            yield error(path, statement.line, "quoted-words", message, why, remedy)
    causal = term_pattern([*table("claim_words")["causal"], *verbs("causes")])
    found = causal.search(outside_quotation_marks(statement.text))
    if found and not causal.search(known):
        message = f'the statement makes a cause with "{found.group()}", which none of its evidence does'
        why = "That one thing came after another does not say that it came of it."
        remedy = "Say what happened, in order, or add the evidence that names the cause."
        yield error(path, statement.line, "cause-unsupported", message, why, remedy)


def check_voice(path: str, field: str, statement: Statement, *, quoted_only: bool) -> Iterator[Diagnostic]:
    """Check what the editor says in the site's own voice: a title, a question, an introduction, a note.

    Args:
        path: The story file, for messages.
        field: What it is, for messages.
        statement: Its words, and all that may carry them.
        quoted_only: Whether only words in quotation marks are looked at.
    """
    parts = (*statement.carried_by, statement.computed)
    known = "; ".join(parts)
    for words in inside_quotation_marks(statement.text):
        if normalize(words).rstrip(".,!?").casefold() not in _normal(known):
            message = f'{field} puts "{words}" in quotation marks, which stands in no article'
            why = "Words in quotation marks must stand in an article exactly so."
            remedy = "Copy the article's words, or take the marks away."
            yield error(path, statement.line, "quoted-words", message, why, remedy)
    if quoted_only:
        return
    remedy = "Leave it out, cite what says it under `evidence:`, or `accept:` the check with the reason."
    own = outside_quotation_marks(statement.text)
    for number in _unsupported_numbers(own, parts, statement.dates):
        message = f'{field} says "{number}", which nothing that is cited says'
        yield error(path, statement.line, "number-unsupported", message, remedy)
    if _is_title(own):
        return
    for name in _unsupported_names(own, parts, statement.dates):
        code = "date-unsupported" if name in _CALENDAR else "name-unsupported"
        message = f'{field} names "{name}", which nothing that is cited names'
        yield warning(path, statement.line, code, message, remedy)


@functools.lru_cache(maxsize=8)
def _normal(text: str) -> str:
    return normalize(text).casefold()


def _is_title(text: str) -> bool:
    """Whether words have capitals because they stand in a title: "The Night the Dam Broke"."""
    long = [word for word in LONG_LETTERS.findall(text) if word.casefold() not in common_words()]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def check_quote_only(path: str, line: int, text: str, terms: Sequence[str]) -> Iterator[Diagnostic]:
    """Contested terms stay inside quotation marks."""
    if terms and (found := term_pattern(terms).search(outside_quotation_marks(text))):
        message = f'"{found.group()}" is a term that the site may only quote'
        remedy = "Put it in quotation marks and say whose word it is, or use another."
        yield error(path, line, "term-quote-only", message, "`wording:` lists it under `quote_only`.", remedy)


def check_time(path: str, claim: Claim, planned_words: str, as_of: Edtf | None) -> Iterator[Diagnostic]:
    """A plan is not told as an event, and nothing happened after the information cut-off.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        planned_words: The expression whose sentence speaks of a plan, or ``""``.
        as_of: The information cut-off.
    """
    if claim.status is not ClaimStatus.REPORTED or claim.when is None:
        return
    if planned_words:
        message = f'claim "{claim.id}" is told as reported, but "{planned_words}" is planned in its evidence'
        remedy = "Take `status: reported` away, or cite words that report the event."
        yield error(path, claim.line, "plan-as-event", message, "Scheduled is not happened.", remedy)
    elif as_of and as_of.latest and claim.when.edtf.earliest and claim.when.edtf.earliest > as_of.latest:
        message = f'claim "{claim.id}" is told as reported, but {claim.when.edtf.text} is after {as_of.text}'
        remedy = "Set `status: planned`, or correct its date."
        yield error(path, claim.line, "future-as-event", message, "No source could know of it.", remedy)


def _unsupported_numbers(text: str, parts: Sequence[str], dates: Sequence[Edtf]) -> Iterator[str]:
    numbers = cardinals()
    allowed = _date_numbers(dates).union(*map(_numbers_of, parts))
    # Reading the figures of all the evidence is slow, and most statements need none of it.
    carried = functools.cache(lambda: _carried_spans(text, parts))
    wrong = [match for match in _NUMBER.finditer(text) if _digits(match.group()) not in allowed]
    yield from dict.fromkeys(
        _expression(text, match) for match in wrong if not within(match.start(), carried())
    )
    for match in WORDS.finditer(text):
        for word in match.group().casefold().split("-"):
            # "one" is a pronoun more often than a number.
            number = "" if word == "one" else str(numbers.get(word, ""))
            if number and number not in allowed and not within(match.start(), carried()):
                yield word


# What carries a statement is in part the same for all of them, such as the names of the articles.
@functools.lru_cache(maxsize=16384)
def _numbers_of(part: str) -> frozenset[str]:
    numbers = cardinals()
    found = {_digits(match) for match in _NUMBER.findall(part)}
    return frozenset(found | {str(numbers[word]) for word in _lower_words(part) if word in numbers})


@functools.lru_cache(maxsize=16384)
def _figures(part: str) -> tuple[tuple[Quantity, ...], tuple[ClockTime, ...]]:
    return (*quantities_of(part), *lengths_of_one(part)), clock_times(part)


def _carried_spans(text: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where the statement has a quantity or a time of day that the evidence has in another form."""
    known = [_figures(part) for part in parts]
    found = [
        (item.start, item.end)
        for item in quantities_of(text)
        if any(bears_out(item, other) for told, _ in known for other in told)
    ]
    return found + [
        (item.start, item.end)
        for item in clock_times(text)
        if any(item.fits(other) for _, times in known for other in times)
    ]


def _date_numbers(dates: Sequence[Edtf]) -> set[str]:
    """The days and years that dates allow to be told."""
    numbers = {number for edtf in dates for number in re.findall(r"\d{4}", edtf.text)}
    # 44 BC is the year -43.
    return numbers | {
        str(number)
        for day in _days(dates)
        for number in (day.day, day.year if day.year > 0 else 1 - day.year)
    }


def _expression(text: str, number: re.Match[str]) -> str:
    """A number with what it belongs to: "4:30 a.m.", "$5 million", "25 tons"."""
    before = _BEFORE_NUMBER.search(text[max(0, number.start() - 4) : number.start()])
    after = _AFTER_NUMBER.match(text, number.end())
    unit = after.group() if after and after.group().strip() not in common_words() else ""
    return f"{before.group() if before else ''}{number.group()}{unit}"


def _unsupported_names(text: str, parts: Sequence[str], dates: Sequence[Edtf]) -> Iterator[str]:
    words = frozenset[str]().union(*map(_words_of, parts))
    own = _with_stems(words)
    # Other names are looked for only where the words themselves do not carry one.
    others = functools.cache(lambda: _with_stems(words.union(*map(_other_names, parts))))
    allowed = _date_names(dates).union(table("claim_words")["common_capitals"])
    told: dict[str, None] = {}
    for match in WORDS.finditer(text):
        word = _without_s(match.group())
        if len(word) < 2 or not word[0].isupper() or word in allowed:
            continue
        if _is_carried(word, *own) or _is_carried(word, *others()):
            continue
        if word in _CALENDAR:
            told[word] = None
        elif not word[1:].islower() or not _SENTENCE_START.search(text[: match.start()]):
            told[_whole_name(text, match, " ".join(parts))] = None
    yield from told


@functools.lru_cache(maxsize=16384)
def _words_of(part: str) -> frozenset[str]:
    """The words of a text and the parts of those with a hyphen, without case."""
    return frozenset(each for word in WORDS.findall(part) for each in (word.casefold(), *_name_parts(word)))


def _with_stems(words: Set[str]) -> tuple[Set[str], Set[str]]:
    return words, {word[:_STEM] for word in words if len(word) >= _STEM}


def _is_carried(word: str, words: Set[str], stems: Set[str]) -> bool:
    """Whether a name, or each of its parts, is among these words, be it with another ending."""
    return word.casefold() in words or all(
        part in words or part[:_STEM] in stems for part in filter(None, _name_parts(word))
    )


@functools.lru_cache(maxsize=16384)
def _other_names(known: str) -> frozenset[str]:
    """The words of other names for what is named: "U.S." is the United States; initials are their full name."""
    runs = [" ".join(run) for run in _capital_runs(known)]
    found: set[str] = set()
    # Names are looked for in all runs at once: there are hundreds of names, and in an article as many runs.
    every = "\n".join(runs)
    for group in table("claim_words")["same_names"]:
        if any(f" {part} " in every for part in group):
            found.update(word for name in group for word in name.split())
    return frozenset(found | {"".join(word[0] for word in run.split()) for run in runs if " " in run.strip()})


def _capital_runs(text: str) -> Iterator[list[str]]:
    """Each run of capitalized words, without case and the dots of abbreviations."""
    words = tokens(text, 0, len(text))
    for first, stop in capital_runs(words):
        yield ["", *(token.key for token in words[first:stop]), ""]


def _date_names(dates: Sequence[Edtf]) -> set[str]:
    """The months and weekdays that dates allow to be told."""
    days = _days(dates)
    return {MONTH_NAMES[day.month - 1] for day in days} | {WEEKDAY_NAMES[day.weekday()] for day in days}


def _name_parts(word: str) -> list[str]:
    return re.split(r"[-'’]", word.casefold())


def _without_s(word: str) -> str:
    return re.sub(r"['’]s$", "", word)


def _whole_name(text: str, match: re.Match[str], known: str) -> str:
    """The run of capitalized words that a word stands in: "Nordkap Mutual", of which one part may be known."""
    words = list(WORDS.finditer(text))
    first = last = next(number for number, word in enumerate(words) if word.start() == match.start())
    while first and _joined(text, words[first - 1], words[first]) and _part(text, words[first - 1], known):
        first -= 1
    while last + 1 < len(words) and _joined(text, words[last], words[last + 1]):
        if not _part(text, words[last + 1], known):
            break
        last += 1
    return _without_s(text[words[first].start() : words[last].end()])


def _joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return text[left.end() : right.start()] == " " and not left.group().endswith(("'s", "’s"))


def _part(text: str, match: re.Match[str], known: str) -> bool:
    """Whether a word may belong to the name beside it; one that opens a sentence only where it is no common word."""
    word = match.group()
    if not word[0].isupper() or word in (*table("claim_words")["common_capitals"], *_CALENDAR):
        return False
    opens = _SENTENCE_START.search(text[: match.start()]) is not None
    return not opens or word in WORDS.findall(known) or word.casefold() not in common_words()


def _days(dates: Sequence[Edtf]) -> list[date]:
    """The first and last day of each date, and those between where they are few."""
    days = []
    for edtf in dates:
        ends = [day for day in (edtf.earliest, edtf.latest) if day is not None]
        days += ends
        if len(ends) == 2 and 1 < (ends[1] - ends[0]).days <= 62:
            days += [day_at(number) for number in range(ends[0].toordinal(), ends[1].toordinal())]
    return days


def _digits(number: str) -> str:
    return number.replace(",", "").rstrip(".")


def _lower_words(text: str) -> list[str]:
    return [part for word in WORDS.findall(text) for part in word.casefold().split("-")]
