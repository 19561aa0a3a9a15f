"""Finding expressions of time: the longest reading at each place, from left to right.

Every rule looks a bounded number of tokens ahead, so that reading takes time in
proportion to the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.annotate.dates import absolute, accounts, lengths, parts, recurring, relative, years
from generator.annotate.dates.clock import figure_time, time_of_day, with_time
from generator.annotate.dates.names import Found
from generator.annotate.dates.parts import Rule, longest
from generator.annotate.dates.readings import Reading
from generator.annotate.dates.tables import (
    BOUNDS,
    DAYPARTS,
    DECADES,
    EDGES,
    GRAMMAR,
    HOLIDAYS,
    LENGTHS,
    LONG_WORDS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    RECURRING,
    RELATIONS,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from generator.annotate.dates.tokens import Tokens, is_figure

# The rules to try at a word, by the words they may begin with. Where two readings reach equally far,
# the earlier row wins.
_ROWS: tuple[tuple[Iterable[str], tuple[Rule, ...]], ...] = (
    (MONTHS, (absolute.calendar_date,)),
    (WEEKDAYS, (absolute.calendar_date, relative.weekday, time_of_day, recurring.recurring)),
    ([f"{day}s" for day in WEEKDAYS if day.endswith("day")], (recurring.recurring,)),
    (SEASONS, (years.season,)),
    (DECADES, (years.decade_or_century,)),
    (HOLIDAYS, (years.holiday,)),
    (NUMBERS, (lengths.length, years.year_alone, absolute.calendar_date, time_of_day)),
    (NUMBERS, (years.decade_or_century, parts.measured_from)),
    (ORDINALS, (parts.numbered_in, accounts.numbered, years.decade_or_century, absolute.calendar_date)),
    (("a", "an", "half", "several", "few", "couple", "dozen"), (lengths.length, parts.measured_from)),
    (BOUNDS, (lengths.length,)),
    (GRAMMAR["hedges"], (parts.hedged,)),
    (RELATIONS, (relative.related, lengths.length, time_of_day, accounts.numbered)),
    (("recent",), (lengths.length,)),
    (("last", "final"), (parts.numbered_in,)),
    (("the",), (relative.related, accounts.numbered, lengths.length, years.year_named, accounts.compared)),
    (
        ("the",),
        (parts.numbered_in, parts.with_article, parts.part, parts.edge, time_of_day, accounts.comparable),
    ),
    (
        ("the",),
        (absolute.day_of_month, relative.day_word, years.holiday, relative.vague, lengths.bare_plural),
    ),
    (("recent", "coming", "past"), (lengths.bare_plural,)),
    (UNITS, (lengths.bare_plural, parts.edge, lengths.lasting)),
    (LONG_WORDS, (lengths.lasting,)),
    (("year",), (accounts.compared,)),
    (("fiscal", "fy"), (accounts.numbered, accounts.fiscal_year)),
    (("q", "h"), (accounts.coded,)),
    (VAGUE, (relative.vague,)),
    (LENGTHS, (relative.vague,)),
    ((*RECURRING, "every", "each", "once", "twice"), (recurring.recurring,)),
    (GRAMMAR["parts"], (parts.part,)),
    (EDGES, (parts.edge,)),
    (
        (*DAYPARTS, "early", "small", "noon", "midnight", "tonight", "mid", "following", "previous", "same"),
        (time_of_day,),
    ),
    (("then",), (relative.then,)),
    (("yesterday", "today", "tomorrow", "day", "to"), (relative.day_word, time_of_day)),
    (("'", "‘"), (years.decade_or_century,)),
)
_FIGURE_RULES: tuple[Rule, ...] = (
    absolute.day_month_date,
    years.year_alone,
    figure_time,
    lengths.length,
    parts.measured_from,
    parts.numbered_in,
    accounts.numbered,
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
_ARTICLES = frozenset({"the", "a", "an"})
_AFTER_ARTICLE = (
    frozenset(_STARTERS)
    | GRAMMAR["fillers"]
    | GRAMMAR["added"]
    | GRAMMAR["after_article"]
    | {
        phrase[1]
        for word in _ARTICLES
        for table in (VAGUE, LENGTHS, HOLIDAYS, BOUNDS)
        for phrase, _ in table.get(word, ())
    }
)


def find(tokens: Tokens, day_first: bool | None) -> Iterator[tuple[Reading, int, int]]:
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
    dated = absolute.numeric_date(tokens, index, day_first)
    if dated is None:
        return longest(tokens, index, _FIGURE_RULES)
    return with_time(tokens, dated) or dated
