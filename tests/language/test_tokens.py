"""Sentences as tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.tokens import TokenKind, quotations, view_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The U.S. navy's ships", ["the", "u.s.", "navy's", "ships"]),
        ("Gen. Roe’s plan", ["gen.", "roe's", "plan"]),
        ("an air-raid on al-Sharif", ["an", "air-raid", "on", "al-sharif"]),
        ("5 p.m. on Monday", ["5", "p.m.", "on", "monday"]),
        ("AT&T and/or others", ["at&t", "and/or", "others"]),
    ],
)
def test_words(text, keys):
    assert [token.key for token in view_of(text, 0, len(text), ()).tokens] == keys


def test_a_quotation_is_one_token():
    text = "“It fell,” the mayor said."
    view = view_of(text, 0, len(text), quotations(text, 0, len(text)))
    assert [token.kind for token in view.tokens][:2] == [TokenKind.QUOTE, TokenKind.WORD]
    assert view.keys(1, 3) == "the mayor said"
    assert view.reads(1, "the mayor")
    assert view.between(1, 2) == "the mayor"


def test_words_without_their_owner():
    text = "the mayor's and Roe’s"
    bare = [token.bare().key for token in view_of(text, 0, len(text), ()).tokens]
    assert bare == ["the", "mayor", "and", "roe"]


@given(st.text(alphabet="aZ1.,'’-“” é\n", min_size=1, max_size=60).filter(str.strip))
def test_tokens_are_what_stands_in_the_text(text):
    view = view_of(text, 0, len(text), ())
    last = 0
    for token in view.tokens:
        assert text[token.start : token.end] == token.text
        assert token.start >= last
        last = token.end
    assert "".join(token.text for token in view.tokens) == "".join(text.split()) or "_" in text


def test_a_line_that_is_only_a_rule_has_no_tokens():
    view = view_of("a\n___\nb", 2, 5, ())
    assert (list(view.tokens), view.start, view.end) == ([], 2, 5)


@pytest.mark.parametrize(
    ("text", "behind", "quoted"),
    [
        # What goes on in the next paragraph opens there again.
        ("“We saw it. It was big.", "\n\n“So it was,” he said.", ["“We saw it. It was big."]),
        # A mark that somebody forgot.
        ("He saw “a pit and a U. N. plane. Others doubt it.", "", ["“a pit and a U. N. plane."]),
        ("He saw “a pit. Others doubt it. “It was late,” she said.", "", ["“a pit.", "“It was late,”"]),
        ('He said "it is so. They left. "It was late," she said.', "", ['"it is so.', '"It was late,"']),
        ('He said "it is so." Then "no" again.', "", ['"it is so."', '"no"']),
    ],
)
def test_a_quotation_that_is_not_closed(text, behind, quoted):
    assert [text[start:end] for start, end in quotations(text + behind, 0, len(text))] == quoted
