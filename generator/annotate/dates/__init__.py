"""Dates in English news text: find the expressions, resolve them, show the working.

The way of a text: `tokens` cuts it into words; `grammar` (with `absolute`, `relative`,
`clock`, `numbers`) finds expressions and says in a record of `readings` how each points
at time; `resolve` (with `resolve_absolute`, `resolve_relative`, `nearest`, `calendar`)
turns each into days, given the scene; `context` reads the words around it; `reader` ties
these together and `explain` puts the working into a sentence. Words and conventions are
data: ``data/dates.toml`` and ``data/conventions.toml``.
"""

from generator.annotate.dates.reader import read_dates
from generator.annotate.dates.tables import Convention, conventions
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
