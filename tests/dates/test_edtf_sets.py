"""EDTF set by hand: all of a set, and an end left empty."""

from datetime import date

import pytest

from generator.edtf import EdtfError, each_of, parse_edtf
from generator.edtf_words import format_edtf


def test_all_of_a_set():
    both = parse_edtf("{2026-03-05,2026-03-09}")
    assert (both.earliest, both.latest) == (date(2026, 3, 5), date(2026, 3, 9))
    assert format_edtf(both) == "5 and 9 March 2026"


def test_an_end_left_empty_is_told():
    with pytest.raises(EdtfError, match='"/1888" leaves an end empty'):
        parse_edtf("/1888")


def test_each_of_a_set_is_a_date_of_its_own():
    both = parse_edtf("{2026-03-05?,..2026-03-01}")
    assert [item.text for item in each_of(both)] == ["2026-03-05?", "../2026-03-01"]
    assert [item.text for item in each_of(parse_edtf("[2026-03-05,2026-03-09]"))] == [
        "[2026-03-05,2026-03-09]"
    ]
