"""How sentences put what they tell, clause by clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.polarity import WEAKEST_FIRST, Polarity, is_negation, prevailing, read_polarity


def told(text):
    return [
        (mark.polarity.value, mark.cue, text[mark.start : mark.end])
        for mark in read_polarity(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor opened the bridge.", []),
        ("The mayor denied that the bridge was unsafe.", [("denied", "denied that", "the bridge was unsafe")]),
        ("The firm refutes the report.", [("denied", "refutes", "the report")]),
        ("The firm dismissed the reports as false.", [("denied", "dismissed the reports as false", "the reports")]),
        ("The bridge did not fall.", [("negated", "not", "fall")]),
        ("There was no complaint from the school.", [("negated", "no", "complaint")]),
        ("The bridge didn't fall.", [("negated", "didn't", "fall")]),
        ("Water no longer has to be boiled.", [("negated", "no", "has to be boiled")]),
        ("Not only the bridge fell.", []),
        ("The bridge may close.", [("unclear", "may", "The bridge may close")]),
        ("The bridge will close on Monday.", [("planned", "will", "The bridge will close on Monday")]),
        ("The board asked the tenants to leave.", [("asked", "asked", "the tenants to leave")]),
        ("The board urges tenants to stay, he said.", [("asked", "urges", "tenants to stay")]),
        ("The judge weighed whether to appeal.", [("conditional", "whether", "to appeal")]),
        (
            "The port is closed, but the ferry will sail.",
            [("planned", "will", "the ferry will sail")],
        ),
        ("He would have stayed, she said.", [("conditional", "would have", "stayed")]),
        ("He was denied a visa.", []),
        ("Will Smith opened the May fair.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_says_of_its_clauses(text, wanted):
    assert told(text) == wanted


def test_a_condition_and_its_plan():
    text = "If it rains, the fair will close."
    assert [mark.polarity for mark in read_polarity(text, 0, len(text))] == [
        Polarity.CONDITIONAL,
        Polarity.PLANNED,
    ]


def polarity_of(marks, start, end):
    spans = [(mark.start, mark.end, mark.polarity) for mark in marks]
    return prevailing(spans, start, end, WEAKEST_FIRST) or Polarity.ASSERTED


def test_a_span_is_put_as_most_of_it_is():
    text = "The port is closed, but the ferry will sail."
    marks = read_polarity(text, 0, len(text))
    ferry = text.index("the ferry")
    assert polarity_of(marks, ferry, len(text) - 1) is Polarity.PLANNED
    assert polarity_of(marks, 0, ferry) is Polarity.ASSERTED
    assert polarity_of((), 0, 5) is Polarity.ASSERTED


def test_positions_count_from_the_beginning_of_the_text():
    text = "It rained. The port will close."
    (mark,) = read_polarity(text, 11, len(text))
    assert text[mark.start : mark.end] == "The port will close"
    assert text[mark.cue_start :].startswith("will")


def test_words_that_negate():
    assert [word for word in ("not", "never", "n't", "isn't", "note", "nothing", "none") if is_negation(word)] == [
        "not", "never", "n't", "isn't", "none",
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            ["the mayor", "denied", "will", "not", "if", ",", ".", "“", "may", "as false", "asked"]
        )
    )
)
def test_marks_lie_in_the_sentence_and_have_their_cue(parts):
    text = " ".join(parts)
    for mark in read_polarity(text, 0, len(text)):
        assert 0 <= mark.start < mark.end <= len(text)
        assert text[mark.cue_start :].startswith(mark.cue)
        assert mark.cue
