"""Several sources' dates for one event, and dates computed from what sources say."""

from datetime import date

import pytest

from generator.annotate.dates import NotALengthError, compute_date, read_dates
from generator.claims.dates import Agreement, SourceDate, combine, stated_date
from generator.edtf import parse_edtf


def said(*texts):
    return [
        SourceDate(article_id=name, label=name.upper(), edtf=parse_edtf(text))
        for name, text in zip("abcd", texts, strict=False)
    ]


def test_one_source():
    found = combine(said("2026-01-22"))
    assert found.agreement is Agreement.SINGLE
    assert found.note == "Only A gives a date: 22 January 2026."


def test_the_same_days():
    found = combine(said("2026-01-22", "2026-01-22"))
    assert found.agreement is Agreement.SAME
    assert found.note == "The sources agree: 22 January 2026."


def test_the_narrower_date_stays_its_own_sources():
    found = combine(said("../2026-01-22", "[2026-01-21~,2026-01-22~]"))
    assert found.agreement is Agreement.PRECISION
    assert found.narrowed.text == "[2026-01-21~,2026-01-22~]"
    assert found.shared.text == "../2026-01-22"
    assert found.note.startswith("The sources agree but differ in precision: ")
    assert "by 22 January 2026" in found.note
    assert "21 or 22 January 2026" in found.note


def test_a_month_and_its_end():
    found = combine(said("2024-12-22~/2024-12-31~", "2024-12"))
    assert found.shared.text == "2024-12"


def test_dates_that_overlap():
    found = combine(said("2026-01-01/2026-01-20", "2026-01-15/2026-01-31"))
    assert found.agreement is Agreement.OVERLAP
    assert found.narrowed.text == "2026-01-15/2026-01-20"
    assert found.shared.text == "2026-01"
    assert found.note.endswith("together they leave between 15 and 20 January 2026.")


def test_dates_that_exclude_each_other():
    found = combine(said("2026-01-20", "2026-01-22", "2026-01"))
    assert found.agreement is Agreement.CONFLICT
    assert found.narrowed is found.shared is None
    assert found.note.startswith("The sources exclude each other: ")
    assert all(words in found.note for words in ("20 January 2026", "22 January 2026", "A", "B", "C"))


def test_about_gives_way_by_a_little():
    near = combine(said("2026-01-20", "2026-01-22~"))
    assert near.agreement is Agreement.PRECISION
    assert near.narrowed.text == "2026-01-20"
    assert combine(said("2026-01-20", "2026-02-22~")).agreement is Agreement.CONFLICT
    assert combine(said("2015-09-30", "2016~")).agreement is not Agreement.CONFLICT
    assert combine(said("2012", "2016~")).agreement is Agreement.CONFLICT


def test_open_on_opposite_sides():
    found = combine(said("../2026-01-22", "2026-01-20/.."))
    assert found.narrowed.text == "2026-01-20/2026-01-22"
    assert found.shared is None
    assert combine(said("../2026-01-19", "2026-01-20/..")).agreement is Agreement.CONFLICT


def test_nothing_to_combine():
    with pytest.raises(ValueError, match="no date"):
        combine([])


# ---------------------------------------------------------------- computed dates


def read(text):
    return read_dates(text, (), parse_edtf("2026-03-10"))


def test_a_truce_that_ran_out_began_its_length_before():
    length, end = read("The four-day truce ran out on Saturday.")
    found = compute_date(end, length, sign=-1)
    assert found.edtf.text == "2026-03-03~"
    assert found.working[2].text == '"four-day" before 7 March 2026'
    assert found.working[-1].text.startswith("computed for this site")


def test_an_extension_ends_its_length_after():
    start, length = read("On Saturday they extended it by another fifteen days.")
    assert compute_date(start, length, sign=1).edtf.text == "2026-03-22~"


def test_vague_lengths_are_counted_from_least_to_most():
    start, length = read("It began on 1 March and lasted several days.")
    found = compute_date(start, length, sign=1).edtf
    assert (found.earliest, found.latest) == (date(2026, 3, 4), date(2026, 3, 8))


def test_open_dates_stay_open():
    start, length = read("It has stood since 1 March for two weeks.")
    found = compute_date(start, length, sign=1).edtf
    assert (found.earliest, found.latest) == (date(2026, 3, 15), None)


@pytest.mark.parametrize(
    "text",
    ["In 2026, it fell for a while.", "It met every Friday for four days.", "It fell in 2026 and in 2025."],
)
def test_what_cannot_be_counted_is_refused(text):
    start, length = read(text)
    with pytest.raises(NotALengthError, match='"'):
        compute_date(start, length, sign=1)


def test_a_set_of_days_agrees_with_each_of_its_days_and_is_shown_whole():
    found = combine(said("{2026-01-05,2026-01-09}", "2026-01-09"))
    assert found.agreement is Agreement.PRECISION
    assert found.shared.text == "{2026-01-05,2026-01-09}"


def test_a_day_between_the_days_of_a_set_excludes_it():
    assert combine(said("{2026-01-05,2026-01-09}", "2026-01-07")).agreement is Agreement.CONFLICT
    assert stated_date(said("{2026-01-05,2026-01-09}", "2026-01-07")).edtf.text == "{2026-01-05,2026-01-09}"


def test_no_span_is_made_of_a_set_that_another_date_holds_in_part():
    found = stated_date(said("{2026-01-05,2026-01-09}", "2026-01-08/2026-01-20"))
    assert found.edtf.text == "{2026-01-05,2026-01-09}"
    assert not found.conflict
