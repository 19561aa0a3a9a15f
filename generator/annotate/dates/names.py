"""The names and figures that dates are made of: months, weekdays, days of the month, years."""

from __future__ import annotations

from generator.annotate.dates.numbers import ordinal, spelled_year
from generator.annotate.dates.readings import Reading
from generator.annotate.dates.tables import GRAMMAR, MONTHS, WEEKDAYS
from generator.annotate.dates.tokens import Tokens, is_figure

# What a rule returns: a reading and the index behind its last token.
Found = tuple[Reading, int] | None

_NEED_CAPITAL = GRAMMAR["need_capital"]
_ABBREVIATED = GRAMMAR["abbreviated_months"]
_TITLES = GRAMMAR["titles"]
_WORDS_TOO = GRAMMAR["weekdays_that_are_words"]
_NAMES_TOO = GRAMMAR["months_that_are_names"]
_VERBS_TOO = frozenset({"may", "march", "august"})
_SENTENCE_STARTS = frozenset({"", '"', "“", "'", "‘", "`", "("})
_YEARS = range(1000, 2200)


def month_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A month name, its full stop included: the month and the index behind it."""
    word = tokens.words[index]
    month = MONTHS.get(word)
    if month is None or (word in _NEED_CAPITAL and not tokens.capital(index)):
        return None
    after = index + 1
    if word in _ABBREVIATED and tokens.words[after] == "." and tokens.glued(after):
        after += 1
    return month, after


def stands_alone(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a month name without a figure is a month and not a word, a verb or a person."""
    words = tokens.words
    word = words[index]
    if word in _ABBREVIATED and words[after - 1] != "." and word != "sept":
        return False
    before = words[index - 1] if index else ""
    if before in _TITLES or (before == "." and words[index - 2] in _TITLES):
        return False
    if word in _VERBS_TOO and before == "":
        return False
    if word not in _NAMES_TOO:
        return True
    # "April Jones"; "Kofi May", but "In May" at the head of a sentence.
    first_name = words[after].isalpha() and tokens.capital(after)
    surname = (
        before.isalpha()
        and tokens.capital(index - 1)
        and index > 1
        and words[index - 2] not in _SENTENCE_STARTS
    )
    return not (first_name or surname)


def day_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A day of the month, 1 to 31, in figures or as an ordinal."""
    words = tokens.words
    word = words[index]
    found = ordinal(tokens, index)
    if found:
        return found if 1 <= found[0] <= 31 else None
    if not (is_figure(word) and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    return None if _figure_goes_on(tokens, index + 1) else (int(word), index + 1)


def _figure_goes_on(tokens: Tokens, index: int, joints: str = ",.:/") -> bool:
    """Whether the figure before this token goes on, as in "3.5" or "12:30", or is a share."""
    if not tokens.glued(index):
        return False
    sign = tokens.words[index]
    if sign and sign in joints:
        return is_figure(tokens.words[index + 1]) and tokens.glued(index + 1)
    return sign == "%"


def figure_year(tokens: Tokens, index: int) -> int | None:
    """A year of four figures."""
    word = tokens.words[index]
    if len(word) != 4 or not (is_figure(word)) or int(word) not in _YEARS:
        return None
    return None if _figure_goes_on(tokens, index + 1, ",.:") else int(word)


def year_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A year in figures or words."""
    year = figure_year(tokens, index)
    return (year, index + 1) if year else spelled_year(tokens, index)


def shifted_year(tokens: Tokens, index: int) -> tuple[str, int] | None:
    """A year told from this one: "last year", "of this year"; a relation such as ``last year``."""
    words = tokens.words
    at = index + 1 if words[index] == "of" else index
    if words[at] in ("last", "this", "next") and words[at + 1] == "year":
        return f"{words[at]} year", at + 2
    return None


def weekday_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A weekday, its full stop included; 1 is Monday."""
    words = tokens.words
    word = words[index]
    number = WEEKDAYS.get(word)
    if number is None or (len(word) <= 3 and not tokens.capital(index)):
        return None
    after = index + 1
    if len(word) <= 5 and words[after] == "." and tokens.glued(after):
        return number, after + 1
    if word in _WORDS_TOO:
        # "Sun" and "Wed" are words of their own, so that a date must follow.
        at = after + 1 if words[after] == "," else after
        return (number, after) if month_at(tokens, at) or day_at(tokens, at) else None
    return number, after
