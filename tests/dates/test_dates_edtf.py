"""EDTF: reading the notation, making it, saying it."""

import pickle
from datetime import date, timedelta

import edtf as reference_library
import pytest
from edtf import struct_time_to_date
from hypothesis import given
from hypothesis import strategies as st

from generator.edtf import (
    EdtfError,
    day_at,
    day_edtf,
    day_of,
    interval_edtf,
    one_of_edtf,
    parse_edtf,
    qualified,
)
from generator.edtf_words import format_edtf

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))

SAID = {
    "2026": "2026",
    "2026-01": "January 2026",
    "2026-01-22": "22 January 2026",
    "2026-01-22~": "22 January 2026 (about)",
    "2026-01-22?": "22 January 2026 (inferred)",
    "2026-01-22%": "22 January 2026 (about, inferred)",
    "2026-01-21/2026-01-22": "between 21 and 22 January 2026",
    "2026-01-28/2026-02-03": "between 28 January and 3 February 2026",
    "2025-12-30/2026-01-02": "between 30 December 2025 and 2 January 2026",
    "2024-09~/2024-12~": "between September and December 2024 (about)",
    "[2026-01-21~,2026-01-22~]": "21 or 22 January 2026 (about)",
    "[2026-01-21,2026-01-22,2026-01-23]": "21, 22 or 23 January 2026",
    "[2026-01-31,2026-02-01]": "31 January or 1 February 2026",
    "../2026-01-22": "by 22 January 2026",
    "../2024": "in or before 2024",
    "2026-01-22/..": "from 22 January 2026 on",
    "199X": "the 1990s",
    "19XX": "the 1900s (the century)",
    "2026-01-XX": "January 2026",
    "2026-XX-XX": "2026",
    "2026-21": "spring 2026",
    "2026-35": "the third quarter of 2026",
    "2026-40": "the first half of 2026",
}
EARLY = {
    "-0043": "44 BC",
    "0000": "1 BC",
    "0122": "AD 122",
    "-0043-03": "March 44 BC",
    "-0043-03-15": "15 March 44 BC",
    "0000-02-29": "29 February 1 BC",
    "-0499~": "500 BC (about)",
    "-0217-24": "winter 218 BC",
    "-02XX": "between 300 and 201 BC",
    "-00XX": "between 100 and 1 BC",
    "00XX": "between AD 1 and AD 99",
    "-0026/0014": "between 27 BC and AD 14",
    "-0043-03-15/-0042-01-03": "between 15 March 44 and 3 January 43 BC",
    "../-0043": "in or before 44 BC",
    "[-0043,-0041]": "44 or 42 BC",
}
DAYS_MEANT = {
    "-02XX": (day_of(-299, 1, 1), day_of(-200, 12, 31)),
    "-00XX": (day_of(-99, 1, 1), day_of(0, 12, 31)),
    "-004X": (day_of(-49, 1, 1), day_of(-40, 12, 31)),
    "0122-02": (date(122, 2, 1), date(122, 2, 28)),
    "2026-02": (date(2026, 2, 1), date(2026, 2, 28)),
    "2024-02-XX": (date(2024, 2, 1), date(2024, 2, 29)),
    "199X": (date(1990, 1, 1), date(1999, 12, 31)),
    "../2026-01": (None, date(2026, 1, 31)),
    "2026-01/..": (date(2026, 1, 1), None),
    "[..2026-01-22]": (None, date(2026, 1, 22)),
    "[2026-01-05,2026-01-20..2026-01-22]": (date(2026, 1, 5), date(2026, 1, 22)),
    "2025-24": (date(2025, 12, 1), date(2026, 2, 28)),
    "2026-33": (date(2026, 1, 1), date(2026, 3, 31)),
}
WRONG = [
    "",
    "yesterday",
    "2026-13",
    "2026-02-30",
    "2026-1-2",
    "-0000",
    "-43",
    "-0043-02-30",
    "-0043/-0044",
    "20X6",
    "201X-05",
    "2026-XX-05",
    "../..",
    "[..]",
    "2026-02/2026-01",
    "2026-01-01T10:00:00",
    "２０２６",
    "2026/",
    "[2026-01-01,]",
]


@pytest.mark.parametrize(("text", "said"), (SAID | EARLY).items())
def test_said_for_readers(text, said):
    assert format_edtf(parse_edtf(text)) == said


@pytest.mark.parametrize(("text", "days"), DAYS_MEANT.items())
def test_days_meant(text, days):
    found = parse_edtf(text)
    assert (found.earliest, found.latest) == days
    assert found.text == text


@given(st.integers(-3_652_424, 800_000), st.integers(-3_652_424, 800_000))
def test_days_before_the_year_1_count_and_sort_like_any(one, other):
    first, second = day_at(one), day_at(other)
    assert (first.toordinal(), (first - second).days) == (one, one - other)
    assert ((first < second), (first == second), (first >= second)) == (
        one < other,
        one == other,
        one >= other,
    )
    assert second.year > 0 or second + (first - second) == first
    assert day_of(first.year, first.month, first.day) == first
    assert first.weekday() == (one - 1) % 7
    assert pickle.loads(pickle.dumps(first)) == first
    low, high = sorted((first, second))
    assert parse_edtf(interval_edtf(low, high).text) == interval_edtf(low, high)


def test_before_the_first_year_there_is_no_day():
    with pytest.raises(OverflowError):
        day_at(-3_652_425)
    with pytest.raises(ValueError, match="-10000"):
        day_of(-10_000, 1, 1)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named(text):
    with pytest.raises(EdtfError, match='"') as caught:
        parse_edtf(text)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("text", [text for text in SAID if text not in ("2026-24",)])
def test_the_edtf_library_agrees(text):
    theirs = reference_library.parse_edtf(text)
    ours = parse_edtf(text)
    if ours.earliest:
        assert struct_time_to_date(theirs.lower_strict()) == ours.earliest
    if ours.latest:
        assert struct_time_to_date(theirs.upper_strict()) == ours.latest


@given(DAYS, st.integers(0, 5000), st.booleans(), st.booleans())
def test_what_is_made_can_be_read(first, length, approximate, uncertain):
    last = first + timedelta(days=length)
    made = interval_edtf(first, last, approximate=approximate, uncertain=uncertain)
    assert parse_edtf(made.text) == made
    assert (made.earliest, made.latest) == (first, last)


@given(DAYS)
def test_open_intervals_and_sets_can_be_read(day):
    for made in (
        interval_edtf(None, day),
        interval_edtf(day, None),
        day_edtf(day),
        one_of_edtf([day + timedelta(days=1), day], approximate=True),
        qualified(interval_edtf(None, day), approximate=True),
    ):
        assert parse_edtf(made.text) == made


@given(st.text(alphabet="0123456789X-/.[],~?% ", max_size=24))
def test_any_text_is_read_or_refused(text):
    try:
        found = parse_edtf(text)
    except EdtfError:
        return
    assert found.earliest is not None or found.latest is not None
    assert format_edtf(found)


def test_nothing_is_open_at_both_ends():
    with pytest.raises(EdtfError):
        interval_edtf(None, None)
    with pytest.raises(EdtfError):
        interval_edtf(date(2026, 1, 2), date(2026, 1, 1))
