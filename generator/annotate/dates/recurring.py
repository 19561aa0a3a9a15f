"""Times that come again: "daily", "every Friday", "twice a week", "Tuesday nights"."""

from __future__ import annotations

from generator.annotate.dates.lengths import measured, singular
from generator.annotate.dates.names import Found, month_at, weekday_at
from generator.annotate.dates.periods import Unit
from generator.annotate.dates.readings import Recurring
from generator.annotate.dates.tables import DAYPARTS, GRAMMAR, RECURRING, SEASONS, UNITS, WEEKDAYS
from generator.annotate.dates.tokens import Tokens

# These tell a time even in front of what recurs ("daily flights"); "the annual report" only names a thing.
_TELLING = frozenset({"daily", "nightly", "hourly"})
_OPENERS = GRAMMAR["before_length"]
_LETTERS = {
    Unit.SECOND: "T{}S",
    Unit.MINUTE: "T{}M",
    Unit.HOUR: "T{}H",
    Unit.DAY: "{}D",
    Unit.NIGHT: "{}D",
    Unit.WEEKEND: "{}WE",
    Unit.WEEK: "{}W",
    Unit.FORTNIGHT: "{}W",
    Unit.MONTH: "{}M",
    Unit.QUARTER: "{}Q",
    Unit.HALF: "{}H",
    Unit.YEAR: "{}Y",
    Unit.DECADE: "{}E",
    Unit.CENTURY: "{}C",
    Unit.MILLENNIUM: "{}L",
}


def recurring(tokens: Tokens, index: int) -> Found:
    """A word or phrase for a time that comes again."""
    words = tokens.words
    word, following = words[index], words[index + 1]
    if word in RECURRING:
        attribute = following.isalpha() and following not in _OPENERS and word not in _TELLING
        return None if attribute else (Recurring(value=RECURRING[word]), index + 1)
    if word in ("every", "each"):
        return _every(tokens, index + 1)
    if word in ("once", "twice") and following in ("a", "an", "every"):
        unit = UNITS.get(words[index + 2])
        return (Recurring(value=_times(unit)), index + 3) if unit else None
    return _weekdays(tokens, index)


def _weekdays(tokens: Tokens, index: int) -> Found:
    """Weekdays in the plural: "Tuesdays", "Tuesday nights"."""
    words = tokens.words
    plural = words[index].endswith("days") and WEEKDAYS.get(words[index].removesuffix("s"))
    if plural:
        return (Recurring(value=f"XXXX-WXX-{plural}"), index + 1) if tokens.capital(index) else None
    name = weekday_at(tokens, index)
    if name is None:
        return None
    code = DAYPARTS.get(words[name[1]].removesuffix("s"))
    if code and words[name[1]].endswith("s"):
        return Recurring(value=f"XXXX-WXX-{name[0]}T{code}"), name[1] + 1
    return None


def _every(tokens: Tokens, index: int) -> Found:
    """What stands behind "every" or "each"."""
    words = tokens.words
    word = words[index]
    name = weekday_at(tokens, index)
    if name:
        return Recurring(value=f"XXXX-WXX-{name[0]}"), name[1]
    month = month_at(tokens, index)
    if month:
        return Recurring(value=f"XXXX-{month[0]:02}"), month[1]
    if word in SEASONS:
        return Recurring(value=f"XXXX-{SEASONS[word]}"), index + 1
    if word == "other" and words[index + 1] in UNITS:
        return Recurring(value=_times(UNITS[words[index + 1]], "2")), index + 2
    found = measured(tokens, index)
    if found and not found[0].half:
        return Recurring(value=_times(found[1], found[0].value)), found[2]
    if word in UNITS and singular(word):
        return Recurring(value=_times(UNITS[word])), index + 1
    return None


def _times(unit: Unit, number: str = "1") -> str:
    """The TIMEX3 value of "once per so many units"."""
    return "P" + _LETTERS[unit].format(number)
