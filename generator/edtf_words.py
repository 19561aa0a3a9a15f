"""Dates in EDTF in, words for a reader out, in the site's language."""

from __future__ import annotations

from collections.abc import Callable

from generator.catalog import _, format_date, format_month, format_year, join_list
from generator.edtf import day_of
from generator.model import Edtf

# The codes that stand in the month's place, with the words for them.
_GROUPED_MONTHS: dict[int, Callable[[str], str]] = {
    21: lambda year: _("spring {year}", year=year),
    22: lambda year: _("summer {year}", year=year),
    23: lambda year: _("autumn {year}", year=year),
    24: lambda year: _("winter {year}", year=year),
    33: lambda year: _("the first quarter of {year}", year=year),
    34: lambda year: _("the second quarter of {year}", year=year),
    35: lambda year: _("the third quarter of {year}", year=year),
    36: lambda year: _("the fourth quarter of {year}", year=year),
    40: lambda year: _("the first half of {year}", year=year),
    41: lambda year: _("the second half of {year}", year=year),
}


def format_edtf(edtf: Edtf, *, notes: bool = True) -> str:
    """The date in words for a reader, with "(about)" and "(inferred)" behind it unless ``notes`` is false.

    >>> from generator.edtf import parse_edtf
    >>> format_edtf(parse_edtf("[2026-01-21~,2026-01-22~]"))
    '21 or 22 January 2026 (about)'
    >>> format_edtf(parse_edtf("../2026-01-22"))
    'by 22 January 2026'
    >>> format_edtf(parse_edtf("2026-01-01/2026-01-27"))
    'between 1 and 27 January 2026'
    >>> format_edtf(parse_edtf("2026-01"))
    'January 2026'
    """
    words = _say(edtf.text)
    if not notes or not (edtf.approximate or edtf.uncertain):
        return words
    if not edtf.uncertain:
        return _("{date} (about)", date=words)
    if not edtf.approximate:
        return _("{date} (inferred)", date=words)
    return _("{date} (about, inferred)", date=words)


def format_roughly(edtf: Edtf) -> str:
    """A date for readers, with "about" where the source is not exact.

    >>> from generator.edtf import parse_edtf
    >>> format_roughly(parse_edtf("2016~")), format_roughly(parse_edtf("2026-01-24"))
    ('about 2016', '24 January 2026')
    >>> format_roughly(parse_edtf("../2026-01-24~"))
    'by about 24 January 2026'
    """
    if not edtf.approximate:
        return format_edtf(edtf, notes=False)
    words = _say(edtf.text, about=True)
    if "/" not in edtf.text:
        return _("about {date}", date=words)
    return words if ".." in edtf.text else _("roughly {date}", date=words)


def format_or_beyond(edtf: Edtf) -> str:
    """The date in words, an open side as "or earlier" and "or later".

    >>> from generator.edtf import parse_edtf
    >>> format_or_beyond(parse_edtf("../2026-01")), format_or_beyond(parse_edtf("2026~/.."))
    ('January 2026 or earlier', '2026 or later')
    """
    # The open end of an interval or of a set's first or last member.
    closed = edtf.text.removeprefix("../").removesuffix("/..").replace("[..", "[").replace("..]", "]")
    words = _say(closed)
    if edtf.earliest is None:
        return _("{date} or earlier", date=words)
    return _("{date} or later", date=words) if edtf.latest is None else words


def _say(text: str, *, about: bool = False) -> str:
    """The words for an EDTF string, its qualifiers left out but for "about" with the end of an open interval."""
    if text[:1] in "[{":
        said = _shortened([_say_member(member.strip()) for member in text[1:-1].split(",")])
        return join_list(said, "or" if text.startswith("[") else "and")
    if "/" not in text:
        return _say_point(text)
    left, right = text.split("/")
    if ".." in (left, right):
        point = _say_point(right if left == ".." else left)
        point = _("about {date}", date=point) if about else point
    if left == "..":
        return _("by {date}", date=point) if _is_day(right) else _("in or before {date}", date=point)
    if right == "..":
        return _("from {date} on", date=point)
    first, last = _shortened([_say_point(left), _say_point(right)])
    return _("between {first} and {last}", first=first, last=last)


def _say_member(member: str) -> str:
    """The words for a member of a set."""
    left, dots, right = member.partition("..")
    return _say(f"{left or '..'}/{right or '..'}") if dots else _say_point(member)


def _is_day(text: str) -> bool:
    """Whether this is a single day."""
    return len(text.rstrip("~?%")) == len("2026-01-22") and "X" not in text


def _say_point(text: str) -> str:
    """The words for one date."""
    bare = text.rstrip("~?%").replace("-XX", "")
    sign = "-" if bare.startswith("-") else ""
    number, *parts = bare.removeprefix("-").split("-")
    if "X" in number:
        return _say_years(sign, number)
    year = int(sign + number)
    if not parts:
        return format_year(year)
    month = int(parts[0])
    if month in _GROUPED_MONTHS:
        return _GROUPED_MONTHS[month](format_year(year))
    day = day_of(year, month, int(parts[1]) if len(parts) > 1 else 1)
    return format_date(day) if len(parts) > 1 else format_month(day)


def _say_years(sign: str, number: str) -> str:
    """A decade or a century; where the figures alone would mislead, by its years."""
    low, high = int(number.replace("X", "0")), int(number.replace("X", "9"))
    if sign or low < (100 if number.endswith("XX") else 1000):
        ends = sorted((-low, -high)) if sign else (max(low, 1), high)
        first, last = _shortened([format_year(year) for year in ends])
        return _("between {first} and {last}", first=first, last=last)
    return (
        _("the {hundreds}s (the century)", hundreds=low)
        if number.endswith("XX")
        else _("the {tens}s", tens=low)
    )


def _shortened(dates: list[str]) -> list[str]:
    """The dates of a list, what they share with the last at the end said once: ``21``, ``22 January 2026``."""
    split = [item.split() for item in dates]
    last = split[-1]
    short = []
    for item in split[:-1]:
        tail = 0
        while tail < min(len(item), len(last)) - 1 and item[-1 - tail] == last[-1 - tail]:
            tail += 1
        same_shape = len(item) == len(last)
        short.append(" ".join(item[: len(item) - tail]) if same_shape else " ".join(item))
    return [*short, dates[-1]]
