"""What holds for any text: sound spans, no crash."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotate.dates import explain, read_dates, tables
from generator.edtf import day_edtf, parse_edtf

TABLES = (
    *(tables.MONTHS, tables.WEEKDAYS, tables.SEASONS, tables.UNITS, tables.DAYPARTS, tables.NUMBERS),
    *(tables.ORDINALS, tables.DECADES, tables.RELATIONS, tables.RECURRING),
    *tables.VERBS.values(),
    *tables.GRAMMAR.values(),
)
PHRASES = (tables.BOUNDS, tables.VAGUE, tables.LENGTHS, tables.HOLIDAYS)
FIGURES = [*"0123456789", "12", "27", "31", "99", "1430", "1988", "2026", "20th", "²", "½", "80s"]
SIGNS = [*".,;:'’\"-–—/(%$", "\n", "\n\n", ""]
WORDS = [
    *sorted({word for table in TABLES for word in table}),
    *(" ".join(phrase) for table in PHRASES for rows in table.values() for phrase, _ in rows),
]
PIECES = (
    st.sampled_from(WORDS) | st.sampled_from(WORDS).map(str.capitalize) | st.sampled_from(FIGURES + SIGNS)
)


@given(st.lists(PIECES, max_size=25), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["", " "]))
@settings(max_examples=500, deadline=None)
def test_words_of_time_in_any_order(words, day, glue):
    text = glue.join(words)
    last = 0
    for item in read_dates(text, (), day_edtf(day)):
        assert last <= item.start < item.end
        assert text[item.start : item.end] == item.text
        assert explain(item)
        assert item.edtf is None or parse_edtf(item.edtf.text) == item.edtf
        last = item.end


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text):
    for item in read_dates(text, (), parse_edtf("2026-01-28")):
        assert text[item.start : item.end] == item.text
