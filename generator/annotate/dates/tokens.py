"""A text cut into words, figures and signs; the words of time; numbers ("five or six", "27th"); days and months named.

In comes an article's text, out go its tokens, each with its span, and an empty one behind each sentence. What the words
stand for are tables, of ``data/dates.toml`` and ``data/conventions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from generator.annotate.dates.periods import Unit
from generator.data import table
from generator.language import numbers
from generator.language.lexicon import modals, verbs
from generator.language.names import abbreviated_titles, titles_before_names
from generator.language.numbers import cardinals, ordinals
from generator.language.tokens import ATOMS
from generator.model import Sentence
from generator.read.sentences import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """One row of the conventions table.

    Attributes:
        reader: What the convention says, as a clause for the reader.
        low: The least a vague number stands for.
        high: The most it stands for.
        readers: More telling clauses, by the period's unit.
        parts: First and last part of a period, counted from 1, by the period's unit.
    """

    reader: str
    low: int = 0
    high: int = 0
    readers: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)


@cache
def conventions() -> dict[str, Convention]:
    """The conventions by key."""
    return {
        key: Convention(
            reader=row["reader"],
            low=row.get("low", 0),
            high=row.get("high", 0),
            readers=row.get("readers", {}),
            parts={unit: (ends[0], ends[1]) for unit, ends in row.items() if isinstance(ends, list)},
        )
        for key, row in table("conventions").items()
    }


# ---------------------------------------------------------------- the words of time

_WORDS = table("dates")

MONTHS: dict[str, int] = _WORDS["months"]
WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
SEASONS: dict[str, str] = _WORDS["seasons"]
UNITS: dict[str, Unit] = {word: Unit(unit) for word, unit in _WORDS["units"].items()}
DAYPARTS: dict[str, str] = _WORDS["dayparts"]
NUMBERS: dict[str, int] = cardinals()
WINDOWS: dict[str, str] = _WORDS["windows"]
DAY_WORDS: dict[str, int] = _WORDS["day_words"]
DAYPART_OFFSETS: dict[str, int] = _WORDS["daypart_offsets"]
DAYPART_RELATIONS: dict[str, str] = _WORDS["daypart_relations"]
SIDES: dict[str, int] = _WORDS["sides"]
OPEN_ENDS: dict[str, str] = _WORDS["open_ends"]
ORDINALS: dict[str, int] = ordinals()
DECADES: dict[str, int] = _WORDS["decades"]

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(table: dict[str, list[str]]) -> Phrases:
    """Phrases by their first word, longest first, each with the key it stands under."""
    found: Phrases = {}
    for key, phrases in table.items():
        for phrase in phrases:
            words = tuple(re.findall(r"\w+|[^\w\s]", phrase))
            found.setdefault(words[0], []).append((words, key))
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _rows(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    """Phrases cut into words, each with the key it stands under."""
    return {tuple(phrase.split()): key for key, phrases in table.items() for phrase in phrases}


def _of_modals(key: str) -> frozenset[str]:
    said = _WORDS["modal_roles"].get(key)
    return modals(said) if said else frozenset()


def phrase_at(phrases: Phrases, words: list[str], index: int) -> tuple[str, int] | None:
    """The key of the longest phrase of a table that begins at a word, and the index behind it."""
    for phrase, key in phrases.get(words[index], ()):
        after = index + len(phrase)
        if tuple(words[index:after]) == phrase:
            return key, after
    return None


BOUNDS = _phrases(_WORDS["bounds"])
DISTANCES = _phrases(_WORDS["distances"])
VAGUE = _phrases(_WORDS["vague"])
LENGTHS = _phrases(_WORDS["lengths"])
HOLIDAYS = _phrases(_WORDS["holidays"])
EDGES: dict[str, str] = _WORDS["edges"]
RELATIONS: dict[str, str] = _WORDS["relations"]
RECURRING: dict[str, str] = _WORDS["recurring"]
VERBS: dict[str, frozenset[str]] = {
    key: frozenset(_WORDS["verbs"].get(key, ())) | verbs(*_WORDS["verb_roles"].get(key, ())) | _of_modals(key)
    for key in {**_WORDS["verbs"], **_WORDS["verb_roles"], **_WORDS["modal_roles"]}
}
# Phrases as words, with the key they stand under.
LIMIT_PHRASES: dict[tuple[str, ...], str] = _rows(_WORDS["limit_phrases"])
BEYOND: dict[tuple[str, ...], str] = _rows(_WORDS["beyond"])
GRAMMAR: dict[str, frozenset[str]] = {key: frozenset(words) for key, words in _WORDS["grammar"].items()}


# ---------------------------------------------------------------- a text cut

# The farthest any rule of the grammar looks ahead.
_LOOK_AHEAD = 8
# In place of a month's name that is also a verb.
_MONTH = "#"


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of a text.

    Attributes:
        text: The whole text.
        words: Each token in lower case, apostrophes made plain; ``""`` ends a sentence.
        starts: First code point of each token.
        ends: Code point behind it.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    _plain: list[str] | None = None

    @property
    def plain(self) -> list[str]:
        """The words, without "May" where a figure beside it makes it a month: no verb."""
        words = self.words
        if self._plain is None or len(self._plain) != len(words):
            months = {at for at, word in enumerate(words) if word == "may" and self._is_month(at)}
            self._plain = (
                [_MONTH if at in months else word for at, word in enumerate(words)] if months else words
            )
        return self._plain

    def _is_month(self, index: int) -> bool:
        """Whether a "May" is a month or a name, by its capital letter: questions are no news."""
        return self.capital(index)

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[self.starts[index] : self.starts[index] + 1].isupper()

    def opens_name(self, index: int) -> bool:
        """Whether the token and the next begin with a capital: "the Winter Games"."""
        return self.capital(index) and self.capital(index + 1)

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def owns(self, index: int) -> bool:
        """Whether a date that ends there tells which thing is meant, not when: "the toll of Tuesday's crash rose"."""
        return self.words[index : index + 2] == ["'", "s"]

    def add(self, start: int, end: int) -> None:
        """Cut a sentence."""
        words, starts, ends = self.words, self.starts, self.ends
        for match in ATOMS.finditer(self.text, start, end):
            first, last = match.span()
            word = match.group().lower()
            words.append("'" if word == "’" else word)
            starts.append(first)
            ends.append(last)
        self.close(end)

    def close(self, position: int) -> None:
        """Add the empty token that ends a sentence."""
        self.words.append("")
        self.starts.append(position)
        self.ends.append(position)


def tokenize(text: str, sentences: Sequence[Sentence]) -> Tokens:
    """Cut a text at the sentences given; where none are, at those of its paragraphs."""
    tokens = Tokens(text)
    for start, end in [(item.start, item.end) for item in sentences] or sentence_spans(text):
        tokens.add(start, end)
    for _ in range(_LOOK_AHEAD):
        tokens.close(len(text))
    return tokens


def is_figure(word: str) -> bool:
    """Whether a token is made of the figures 0 to 9 (``str.isdigit`` is true of "²" as well)."""
    return word.isascii() and word.isdigit()


# ---------------------------------------------------------------- numbers

DASHES = frozenset("-–—")
# Longer runs of figures count nothing that news would call days or years.
_LONGEST_COUNT = 6
# Millions count nothing that a calendar has.
_MOST_SPELLED = 999_999
_JOINERS = frozenset({"-", "–", "to", "or"})
_VAGUE_COUNTS = GRAMMAR["vague_counts"]
_FIGURE_JOINTS = frozenset(".,/:$€£¥#")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: from ``low`` to ``high``; ``vague`` is the convention behind a word such as "several"."""

    low: int
    high: int
    half: bool = False
    vague: str = ""

    @property
    def value(self) -> str:
        """The number as TIMEX3 writes it."""
        return "X" if self.vague and self.low != self.high else str(self.low)


def count(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """A count such as "five", "five or six", "2 1/2", "a few", "half a"; the index after it."""
    words = tokens.words
    word = words[index]
    if word in ("a", "an"):
        following = words[index + 1]
        if following in _VAGUE_COUNTS:
            return _vague(tokens, index + 1)
        return Count(low=1, high=1), index + 1
    if word == "half" and words[index + 1] in ("a", "an"):
        return Count(low=0, high=1, half=True), index + 2
    if word in _VAGUE_COUNTS:
        return _vague(tokens, index)
    first = _number(tokens, index)
    if first is None:
        return None
    return _range(tokens, *first)


def _range(tokens: Tokens, first: Count, after: int) -> tuple[Count, int]:
    """A count that may go on to a higher one: "five or six", "12 to 18", "two-three"."""
    words = tokens.words
    if words[after] in _JOINERS and not first.half:
        second = _number(tokens, after + 1)
        if second and second[0].low > first.low and not second[0].half:
            return Count(low=first.low, high=second[0].high), second[1]
    return first, after


def _vague(tokens: Tokens, index: int) -> tuple[Count, int]:
    """A word such as "several" with the numbers it stands for."""
    words = tokens.words
    key = words[index]
    row = conventions()[key]
    after = index + 1
    if words[after] == "of" and key in ("couple", "dozen"):
        after += 1
    return Count(low=row.low, high=row.high, vague=key), after


def _number(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """One number, with a half where it has one."""
    words = tokens.words
    if is_figure(words[index]):
        return _figure(tokens, index)
    spelled = spelled_number(tokens, index)
    if spelled is None:
        return None
    value, after = spelled
    if words[after : after + 3] == ["and", "a", "half"]:
        return Count(low=value, high=value, half=True), after + 3
    return Count(low=value, high=value), after


def _half_at(tokens: Tokens, index: int) -> int:
    """The index behind ".5", "1/2" or "½" at ``index``; ``index`` where there is none of them."""
    words = tokens.words
    if words[index] == "." and words[index + 1] == "5" and tokens.glued(index) and tokens.glued(index + 1):
        return index + 2
    if words[index : index + 3] == ["1", "/", "2"]:
        return index + 3
    return index + 1 if words[index] == "½" else index


def _thousands(tokens: Tokens, index: int) -> bool:
    """Whether a comma and three characters follow a figure without a space."""
    glued = tokens.words[index] == "," and tokens.glued(index) and tokens.glued(index + 1)
    return glued and len(tokens.words[index + 1]) == 3


def _figure(tokens: Tokens, index: int) -> tuple[Count, int] | None:
    """A number in figures, thousands commas and a half included."""
    words = tokens.words
    if len(words[index]) > _LONGEST_COUNT or not words[index].isascii():
        return None
    if tokens.glued(index) and words[index - 1] in _FIGURE_JOINTS:
        return None
    value, after = int(words[index]), index + 1
    if _thousands(tokens, after):
        if not is_figure(words[after + 1]):
            return Count(low=value, high=value), after
        value, after = value * 1000 + int(words[after + 1]), after + 2
    half = _half_at(tokens, after)
    if half > after:
        return Count(low=value, high=value, half=True), half
    goes_on = words[after] in _FIGURE_JOINTS and tokens.glued(after) and tokens.glued(after + 1)
    if goes_on and is_figure(words[after + 1]):
        return None
    return Count(low=value, high=value), after


def spelled_number(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A cardinal in words, up to thousands: "twenty-four", "two hundred and ten"."""
    found = numbers.spelled_number(tokens.words, index)
    return found if found and found[0] <= _MOST_SPELLED else None


def ordinal(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """An ordinal: "third", "twenty-first", "27th"."""
    words = tokens.words
    word = words[index]
    if word in ORDINALS:
        return ORDINALS[word], index + 1
    if is_figure(word) and len(word) <= 2 and words[index + 1] in ("st", "nd", "rd", "th"):
        return (int(word), index + 2) if tokens.glued(index + 1) else None
    tens = NUMBERS.get(word, 0)
    if 20 <= tens <= 90:
        after = index + 2 if words[index + 1] in DASHES else index + 1
        if 0 < ORDINALS.get(words[after], 0) < 10:
            return tens + ORDINALS[words[after]], after + 1
    return None


def first_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """An ordinal, or "opening" for "first"."""
    return (1, index + 1) if tokens.words[index] in GRAMMAR["first_in"] else ordinal(tokens, index)


def figure_goes_on(tokens: Tokens, index: int, joints: str = ",.:/") -> bool:
    """Whether the figure before this token goes on, as in "3.5" or "12:30", or is a share."""
    if not tokens.glued(index):
        return False
    sign = tokens.words[index]
    if sign and sign in joints:
        return is_figure(tokens.words[index + 1]) and tokens.glued(index + 1)
    return sign == "%"


# ---------------------------------------------------------------- names of months and weekdays, days in figures

_NEED_CAPITAL = GRAMMAR["need_capital"]
_ABBREVIATED = GRAMMAR["abbreviated_months"]
_WORDS_TOO = GRAMMAR["weekdays_that_are_words"]
_NAMES_TOO = GRAMMAR["months_that_are_names"]
_BEFORE_MONTH = (
    GRAMMAR["before_year"] | GRAMMAR["parts"] | GRAMMAR["neighbors"] | frozenset(RELATIONS) | frozenset(SIDES)
)
# Where a month may be a person, only these tell that it is the month.
_PLACE_MONTH = GRAMMAR["parts"] | GRAMMAR["neighbors"] | GRAMMAR["before_months_as_names"]
_NAMED = re.compile(
    rf"(?<=[a-z,] )(?P<first>[A-Z][a-z]+)\.? (?P<month>{'|'.join(map(str.capitalize, sorted(_NAMES_TOO)))})\b(?! \d)"
)
_VERBS_TOO = GRAMMAR["months_that_are_verbs"]
_SENTENCE_STARTS = frozenset({"", '"', "“", "'", "‘", "`", "("})
# "It is busy on a Friday night"
_ANY = ["on", "a"]


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A month name, its full stop included: the month and the index behind it."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None or (word in _NEED_CAPITAL and not tokens.capital(index)):
        return None
    after = index + 1
    if word in _ABBREVIATED and tokens.words[after] == "." and tokens.glued(after):
        after += 1
    return None if _is_code(tokens, after) else (month, after)


def _is_code(tokens: Tokens, index: int) -> bool:
    """Whether a figure and one letter stand there, which number no day: "a Long March 6A"."""
    words = tokens.words
    letter = words[index + 1]
    return is_figure(words[index]) and len(letter) == 1 and letter.isalpha() and tokens.glued(index + 1)


def stands_alone(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a month name without a figure is a month and not a word, a verb or a person."""
    words = tokens.words
    word = words[index]
    if word in _ABBREVIATED and not _is_abbreviated_month(tokens, index, after):
        return False
    before = words[index - 1] if index else ""
    if before in titles_before_names() or (before == "." and words[index - 2] in abbreviated_titles()):
        return False
    if word in _VERBS_TOO and before == "":
        return False
    if word not in _NAMES_TOO:
        return True
    return not _is_name(tokens, index, after) and (
        before in _PLACE_MONTH or word not in _surnames(tokens.text)
    )


@lru_cache(maxsize=64)
def _surnames(text: str) -> frozenset[str]:
    """The months that are somebody's name in a text: "Theresa May", "Mrs May"."""
    return frozenset(
        found["month"].casefold()
        for found in _NAMED.finditer(text)
        if found["first"].casefold() not in _BEFORE_MONTH | WEEKDAYS.keys()
    )


def _is_abbreviated_month(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a short form is a month's: with its full stop, and not "raised by the DEC.", an organization."""
    stopped = tokens.words[after - 1] == "." or tokens.words[index] == "sept"
    return stopped and not tokens.text[tokens.starts[index] : tokens.ends[index]].isupper()


def _is_name(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a month's name is a person's: "April Jones", "Kofi May"; not "In May" at the head of a sentence."""
    words = tokens.words
    if words[after].isalpha() and tokens.capital(after):
        return True
    named = index > 0 and words[index - 1].isalpha() and tokens.capital(index - 1)
    if index > 1 and words[index - 2] not in _SENTENCE_STARTS:
        return named
    # "Theresa May resigned", and not "In May", "Last May" at the head of a sentence.
    return named and words[index - 1] not in _BEFORE_MONTH


def day_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month, 1 to 31, in figures or as an ordinal."""
    words = tokens.words
    word = words[index]
    found = ordinal(tokens, index)
    if found:
        return found if 1 <= found[0] <= 31 else None
    if not (is_figure(word) and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    return None if figure_goes_on(tokens, index + 1) else (int(word), index + 1)


def _names_day(tokens: Tokens, index: int) -> bool:
    """Whether the name of a weekday is written as one, and means no such day in general."""
    short = len(tokens.words[index]) <= 3 and not tokens.capital(index)
    return not short and tokens.words[max(index - 2, 0) : index] != _ANY


def weekday_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A weekday, its full stop included; 1 is Monday."""
    words = tokens.words
    word = words[index]
    number = WEEKDAYS.get(word)
    if number is None or not _names_day(tokens, index):
        return None
    after = index + 1
    if len(word) <= 5 and words[after] == "." and tokens.glued(after):
        return number, after + 1
    if word in _WORDS_TOO:
        # "Sun" and "Wed" are words of their own, so that a date must follow.
        at = after + 1 if words[after] == "," else after
        return (number, after) if month_at(tokens, at) or day_at(tokens, at) else None
    return number, after
