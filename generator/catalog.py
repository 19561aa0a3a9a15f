"""The site's own words in the language of the story: messages, plurals, days, numbers, lists.

English messages stand in the code and are their own keys, so that English is complete and needs
neither a catalogue nor Babel. Another language is spoken inside ``speaking``; its catalogue is
``data/locale/<language>/messages.po`` and the forms of its dates and numbers are the CLDR's, by Babel.
A language without a catalogue is not spoken at all: words and dates stay English together.

Every room may use this module; what is said to editors (diagnostics, the command line) stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache, wraps
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar

if TYPE_CHECKING:
    import babel

_P = ParamSpec("_P")
_T = TypeVar("_T")
_K = TypeVar("_K")

ENGLISH = "en"
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Years before this one are said with their era.
_FIRST_PLAIN_YEAR = 1000
# A language's tag is part of a path, and comes from the editor's file.
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", re.ASCII)
# A run of words of its own direction, and its end.
_ISOLATE, _END = "\u2068", "\u2069"
_LATIN = re.compile(r"[A-Za-z]{2}")
# Languages written from right to left, and the scripts that make others so (CLDR 46).
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voice:
    """A language that the site speaks besides English."""

    language: str
    messages: Mapping[str, tuple[str, ...]] = field(repr=False)
    plural: Callable[[int], int] = field(repr=False)
    locale: babel.Locale = field(repr=False)


_VOICE: ContextVar[_Voice | None] = ContextVar("voice", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language (BCP 47); in English where there is no catalogue for it."""
    token = _VOICE.set(_voice(language))
    try:
        yield
    finally:
        _VOICE.reset(token)


def bound(function: Callable[_P, _T], language: str) -> Callable[_P, _T]:
    """A function that speaks a language whoever calls it."""

    @wraps(function)
    def spoken(*args: _P.args, **values: _P.kwargs) -> _T:
        with speaking(language):
            return function(*args, **values)

    return spoken


def locale() -> str:
    """The language being spoken: ``en``, or the tag of a language that has a catalogue."""
    voice = _VOICE.get()
    return voice.language if voice else ENGLISH


def has_catalog(language: str) -> bool:
    """Whether the site has words in a language: English, or one with a catalogue."""
    return _is_english(language) or _voice(language) is not None


def direction(language: str | None = None) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written; without one, that being spoken.

    >>> direction("ar-EG"), direction("de"), direction("pa-Arab")
    ('rtl', 'ltr', 'rtl')
    """
    first, *rest = re.split("[-_]", (language or locale()).lower())
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in _RTL_LANGUAGES else "ltr"


def isolated(words: str) -> str:
    """Words in a drawing, which runs from left to right: of a language that runs from right to left, apart from it."""
    return f"{_ISOLATE}{words}{_END}" if direction() == "rtl" else words


def cached(maxsize: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """``lru_cache`` for functions whose results hold words: each language has its own."""

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @lru_cache(maxsize)
        def kept(_language: str, /, *args: Any, **values: Any) -> _T:
            return function(*args, **values)

        @wraps(function)
        def call(*args: _P.args, **values: _P.kwargs) -> _T:
            return kept(locale(), *args, **values)  # type: ignore[arg-type]  # lru_cache hashes

        return call

    return decorate


# ---------------------------------------------------------------- messages


def _(message: str, **values: object) -> str:
    """A message in the language spoken, its ``{names}`` replaced by values.

    >>> _("by {date}", date="Friday")
    'by Friday'
    """
    voice = _VOICE.get()
    if voice:
        message = voice.messages.get(message, (message,))[0]
        values = _isolated(values, voice)
    return message.format(**values) if values else message


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Marks a message of a table for the catalogue; it is translated where it is used."""
    return message


class Phrases(Mapping[_K, str]):
    """A table of messages that speaks the language of who asks it; mark its messages with ``N_``.

    >>> Phrases({"no": N_("unknown")})["no"]
    'unknown'
    """

    def __init__(self, messages: Mapping[_K, str]) -> None:
        """Keep the English messages."""
        self._messages = messages

    def __getitem__(self, key: _K) -> str:
        """The message of a key, translated; ``""`` stays empty."""
        message = self._messages[key]
        return _(message) if message else ""

    def __iter__(self) -> Iterator[_K]:
        """The keys in order."""
        return iter(self._messages)

    def __len__(self) -> int:
        """How many messages there are."""
        return len(self._messages)


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """A message that depends on a number; ``{number}`` in it is the number as readers write it.

    >>> ngettext("{number} article", "{number} articles", 1200)
    '1,200 articles'
    """
    voice = _VOICE.get()
    forms = voice.messages.get(one) if voice else None
    message = forms[voice.plural(number)] if voice and forms else one if number == 1 else many
    return message.format(**{"number": format_number(number), **_isolated(values, voice)})


def _isolated(values: dict[str, object], voice: _Voice | None) -> dict[str, object]:
    """The values of a message; in a language written from the right, Latin words keep to themselves.

    Without the isolates (Unicode UAX #9) they would pull the punctuation around them to the wrong side.
    A value called ``address`` is no text, and stays.
    """
    if voice is None or direction(voice.language) == "ltr":
        return values
    return {
        name: value.__class__(f"{_ISOLATE}{value}{_END}")
        if isinstance(value, str) and name != "address" and _LATIN.search(value)
        else value
        for name, value in values.items()
    }


# ---------------------------------------------------------------- days, numbers, lists


def format_day(day: date) -> str:
    """A day with its weekday: ``Tuesday, 27 January 2026``.

    >>> format_day(date(2026, 1, 27))
    'Tuesday, 27 January 2026'
    """
    if day.year < _FIRST_PLAIN_YEAR:
        # Weekdays of a calendar carried back mislead.
        return format_date(day)
    voice = _VOICE.get()
    if voice is None:
        return f"{WEEKDAY_NAMES[day.weekday()]}, {format_date(day)}"
    from babel import dates  # noqa: PLC0415 - English does without

    return dates.format_date(day, "full", locale=voice.locale)


def format_date(day: date) -> str:
    """A day without its weekday: ``27 January 2026``."""
    if day.year < _FIRST_PLAIN_YEAR:
        return f"{format_day_and_month(day)} {format_year(day.year)}"
    return _by_pattern(day, "yMMMMd") or f"{day.day} {format_month(day)}"


def format_month(day: date) -> str:
    """The month of a day, with its year: ``January 2026``."""
    if day.year < _FIRST_PLAIN_YEAR:
        return f"{format_month_name(day.month)} {format_year(day.year)}"
    return _by_pattern(day, "yMMMM") or f"{MONTH_NAMES[day.month - 1]} {day.year}"


def format_year(year: int) -> str:
    """A year of the astronomical count, with its era where a bare number would mislead.

    >>> format_year(2026), format_year(122), format_year(-43)
    ('2026', 'AD 122', '44 BC')
    """
    if year >= _FIRST_PLAIN_YEAR:
        return str(year)
    return _("AD {year}", year=year) if year > 0 else _("{year} BC", year=1 - year)


def format_month_name(month: int, *, short: bool = False) -> str:
    """A month, 1 for January, standing alone; ``short`` abbreviates it."""
    voice = _VOICE.get()
    if voice is None:
        return MONTH_NAMES[month - 1][: 3 if short else None]
    names: Mapping[int, str] = voice.locale.months["stand-alone"]["abbreviated" if short else "wide"]
    return names[month]


def format_weekday(number: int) -> str:
    """A weekday, 1 for Monday, standing alone."""
    voice = _VOICE.get()
    if voice is None:
        return WEEKDAY_NAMES[number - 1]
    names: Mapping[int, str] = voice.locale.days["stand-alone"]["wide"]
    return names[number - 1]


def format_day_and_month(day: date, *, short: bool = False) -> str:
    """A day without its year: ``27 January``, or ``27 Jan``."""
    pattern = _by_pattern(day, "MMMd" if short else "MMMMd")
    return pattern or f"{day.day} {format_month_name(day.month, short=short)}"


def _by_pattern(day: date, skeleton: str) -> str:
    """A day by the pattern that the CLDR has for a set of fields; ``""`` in English."""
    voice = _VOICE.get()
    if voice is None:
        return ""
    from babel import dates  # noqa: PLC0415

    # Of day, month and year the long form is the one that every locale has.
    if skeleton == "yMMMMd":
        return dates.format_date(day, "long", locale=voice.locale)
    return dates.format_skeleton(skeleton, day, locale=voice.locale)


def format_number(number: float) -> str:
    """A whole number with its thousands marked."""
    voice = _VOICE.get()
    if voice is None:
        return f"{number:,.0f}"
    from babel import numbers  # noqa: PLC0415

    return numbers.format_decimal(round(number), "#,##0", locale=voice.locale)


def join_list(items: Sequence[str], kind: Literal["and", "or"] = "and") -> str:
    """Items as a list in running text: ``a, b and c``.

    >>> join_list(["a", "b", "c"]), join_list(["a", "b"], "or"), join_list([])
    ('a, b and c', 'a or b', '')
    """
    voice = _VOICE.get()
    if voice is None:
        *most, last = items or [""]
        return f"{', '.join(most)} {kind} {last}" if most else last
    from babel import lists  # noqa: PLC0415

    return lists.format_list(list(items), "or" if kind == "or" else "standard", voice.locale)


def format_country(code: str, english: str) -> str:
    """The name of a country by its ISO 3166-1 code; what the CLDR does not know keeps its English name."""
    voice = _VOICE.get()
    return str(voice.locale.territories.get(code, english)) if voice else english


# ---------------------------------------------------------------- catalogues


def _is_english(language: str) -> bool:
    return re.split("[-_]", language.lower(), maxsplit=1)[0] == ENGLISH


@cache
def _voice(language: str) -> _Voice | None:
    """The voice for a language, by its tag or the language alone; ``None`` for English and where there is none."""
    if _is_english(language) or not _TAG.fullmatch(language):
        return None
    tag = language.replace("-", "_")
    folder = resources.files("generator").joinpath("data", "locale")
    files = [folder.joinpath(name, "messages.po") for name in (tag, tag.split("_")[0].lower())]
    file = next((item for item in files if item.is_file()), None)
    if file is None:
        return None
    # Reading Babel takes as long as reading an article; English sites never do.
    from babel import Locale  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with file.open("rb") as opened:
        catalog = read_po(opened, locale=tag.split("_")[0].lower())
    messages: dict[str, tuple[str, ...]] = {}
    for entry in catalog:
        key, forms = _strings(entry.id)[0], _strings(entry.string)
        if key and all(forms):
            messages[key] = forms
    try:
        found = Locale.negotiate([tag], [tag])
    except ValueError:
        # A tag of more parts than the CLDR's names have.
        found = None
    found = found or Locale.parse(tag.split("_")[0].lower())
    return _Voice(language=language, messages=messages, plural=_plural(catalog.plural_expr), locale=found)


def _strings(value: object) -> tuple[str, ...]:
    """The one string of a message, or those of its forms."""
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list | tuple) else ("",)


def _plural(expression: str) -> Callable[[int], int]:
    """The function of a catalogue's ``Plural-Forms``."""
    from gettext import c2py  # noqa: PLC0415 - undocumented, but what gettext uses

    rule: Callable[[int], int] = c2py(expression)
    return rule
