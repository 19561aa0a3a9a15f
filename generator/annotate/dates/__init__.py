"""Dates in English news text: find the expressions, resolve them, show the working.

The way of a text: `tokens` cuts it and knows the words of time; `reader` goes through it with the rules of `calendar`,
`years`, `seasons`, `relative`, `durations`, `clock` and `parts`, each of which finds one way of pointing at
time (a record of `readings`) and turns it into days (with `periods`), given the `scene`: the day of speech,
the dates named before, the words around. `stretches` gives a length the days up to the date behind it. `working`
says the result in a sentence; `article_date` works out the date of an article that carries none.
"""

from generator.annotate.dates.reader import read_dates
from generator.annotate.dates.tokens import Convention, conventions
from generator.annotate.dates.working import ComputedDate, NotALengthError, compute_date, explain

__all__ = [
    "ComputedDate",
    "Convention",
    "NotALengthError",
    "compute_date",
    "conventions",
    "explain",
    "read_dates",
]
