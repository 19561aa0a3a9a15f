"""A cleaned seed and what editors say of it in; publication date, agencies and the name it goes by out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.catalog import _, join_list
from generator.characters import one_line
from generator.diagnostics import Diagnostic, shortened
from generator.edtf import EdtfError, day_edtf, parse_edtf
from generator.edtf_words import format_edtf
from generator.model import Article, BlockKind, DateBasis, Edtf, PublicationDate, SourceOverrides
from generator.read import agencies, date_lines, word_lists
from generator.read.cleaning import Cleaned
from generator.read.date_lines import WrittenDate

_TIME = re.compile(r"T\d[^?~%/,\]]*")
_ROLES = ("published", "", "updated")
# Labels are column heads and begin credit lines: a few words, not a headline.
_LABEL_AT_MOST = 40
_NAME_WORDS = range(2, 5)


def publication_date(
    cleaned: Cleaned, said: SourceOverrides, path: str
) -> tuple[PublicationDate, tuple[Diagnostic, ...]]:
    """The date an editor states, else that of a date line, else that of a dateline in the text, else none.

    Args:
        cleaned: The cleaned seed.
        said: What editors say of it.
        path: The seed's path, for messages.
    """
    if said.date is not None:
        edtf = stated_edtf(said.date)
        if edtf is None:
            return _unknown(), (_bad_date(path, said.date),)
        reason = _("The editor states the date {date}.", date=said.date)
        return PublicationDate(edtf=edtf, basis=DateBasis.STATED, reasons=(reason,)), ()
    found = sorted(cleaned.dates, key=lambda item: _ROLES.index(item.role)) or list(_dateline_dates(cleaned))
    if not found:
        return _unknown(), ()
    chosen = found[0]
    day, why = date_lines.settle(chosen, said.day_first)
    if day is None:
        return _unknown(), (_ambiguous(path, chosen),)
    line = f'"{chosen.line_text}"' + (_("; ") if why else "") + why
    if cleaned.dates:
        reason = _("The file carries the date line {line}.", line=line)
    else:
        reason = _("The file carries the dateline {line}.", line=line)
    return PublicationDate(edtf=day_edtf(day), basis=DateBasis.STATED, reasons=(reason,)), ()


def stated_edtf(text: str) -> Edtf | None:
    """Read an ISO 8601 or EDTF date that an editor states; a time of day is accepted and left out.

    Example:
        >>> stated_edtf("2026-01-27T22:02").latest
        datetime.date(2026, 1, 27)
    """
    try:
        return parse_edtf(_TIME.sub("", text.strip()))
    except EdtfError:
        return None


def label(
    said: SourceOverrides,
    credited: tuple[str, ...],
    rests_on: tuple[str, ...],
    headline: str | None,
    name: str,
) -> str:
    """The short name of an article on the site: stated, or the best that can be told from the file."""
    if said.label:
        return said.label
    if credited:
        return " / ".join(credited)
    if said.publisher:
        return said.publisher
    if rests_on:
        return _("Unnamed outlet, citing {outlets}", outlets=join_list(rests_on))
    if _from_file(name) or not headline:
        return _from_file(name) or name
    whole = _shortened(headline)
    return whole if len(headline) <= _LABEL_AT_MOST else _one_word(name) or whole


def told_apart(articles: Sequence[Article]) -> list[Article]:
    """The articles, each label that repeats followed by the file's name without its ending in parentheses."""
    counts = Counter(article.label for article in articles)
    return [
        replace(article, label=f"{article.label} ({one_line(PurePosixPath(article.seed.path).stem)})")
        if counts[article.label] > 1
        else article
        for article in articles
    ]


def cited_agencies(cleaned: Cleaned) -> tuple[str, ...]:
    """Full names of agencies whose reporting the text mentions, without those it is credited to."""
    own = {agencies.full_name(name) for name in cleaned.agencies}
    return tuple(name for name in agencies.cited(cleaned.text) if name not in own)


def _dateline_dates(cleaned: Cleaned) -> tuple[WrittenDate, ...]:
    first = next((block for block in cleaned.blocks if block.kind is BlockKind.PARAGRAPH), None)
    return (
        date_lines.dates_in(agencies.dateline_place(cleaned.text[first.start : first.end])) if first else ()
    )


def _unknown() -> PublicationDate:
    return PublicationDate(edtf=None, basis=DateBasis.UNKNOWN)


def _from_file(name: str) -> str:
    """A label from a file's name, where an editor chose it: two to four words, and no number of a collection.

    Example:
        >>> _from_file("harbor-gazette.txt"), _from_file("004_1fcff5cd.txt"), _from_file("article.txt")
        ('Harbor Gazette', '', '')
    """
    parts = re.split(r"[-_. ]", name.rsplit(".", 1)[0])
    if len(parts) not in _NAME_WORDS or not all(part.isalpha() for part in parts):
        return ""
    said = " ".join(part if part[0].isupper() else part.capitalize() for part in parts)
    return said if len(said) <= _LABEL_AT_MOST else ""


def _one_word(name: str) -> str:
    """A label from a file's name of one word that says something; a short one is an abbreviation.

    Example:
        >>> _one_word("courier.txt"), _one_word("bws.txt"), _one_word("article.txt")
        ('Courier', 'BWS', '')
    """
    stem = name.rsplit(".", 1)[0]
    if not (stem.isascii() and stem.isalpha() and len(stem) > 2) or word_lists.folded(
        stem
    ) in word_lists.listed("furniture", "file_names"):
        return ""
    return stem.upper() if len(stem) == 3 else stem[0].upper() + stem[1:]


def _shortened(headline: str) -> str:
    if len(headline) <= _LABEL_AT_MOST:
        return headline.rstrip(".")
    return headline[:_LABEL_AT_MOST].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _ambiguous(path: str, written: WrittenDate) -> Diagnostic:
    readings = [day for day in (written.day_first, written.month_first) if day]
    return Diagnostic(
        path=path,
        line=written.line,
        message=f'the date "{written.written}" can be read in two ways',
        code="date-ambiguous",
        hints=(
            f"It is {' or '.join(format_edtf(day_edtf(day)) for day in readings)}.",
            "In seeds/story.yml, give this source day_first: true or false, "
            f"or the date itself, such as date: {readings[0].isoformat()}.",
        ),
    )


def _bad_date(path: str, value: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        message=f'the date "{shortened(value)}" stated for this source is none',
        code="date-invalid",
        hints=("Expected a date such as 2026-01-27, or a month such as 2026-01.",),
    )
