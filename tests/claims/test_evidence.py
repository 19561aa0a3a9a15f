"""Quotations are found exactly or not at all."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.claims.evidence import Citation, QuoteError, locate, nearest_words, normalize
from generator.read.articles import read_article
from generator.read.seeds import read_seed

TEXT = (
    "The bridge was closed on Tuesday. “It is safe”, said the mayor, who called the bridge “old”.\n\n"
    "The bridge will open again in five or six weeks, the mayor said."
)


def find(article, quote, **pins):
    quote_found, position = locate(article, Citation(quote=quote, **pins))
    assert article.text[position.start : position.end] == quote_found.exact
    return position.start, quote_found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("was closed on Tuesday", "was closed on Tuesday"),
        ("was closed\n   on Tuesday", "was closed on Tuesday"),
        ("  five or six weeks ", "five or six weeks"),
    ],
)
def test_white_space_alone_is_forgiven(make_article, quote, found):
    assert find(make_article(TEXT), quote)[1].exact == found


def test_unicode_form_is_forgiven(make_article):
    article = make_article(unicodedata.normalize("NFC", "Çukurca’da köprü kapandı."))
    assert find(article, unicodedata.normalize("NFD", "köprü"))[1].exact == "köprü"


@pytest.mark.parametrize(
    ("quote", "message", "hint"),
    [
        ("five or 6 weeks", '"five or 6 weeks" is not in "daily"', 'seeds/daily.txt line 3: "five or six weeks'),
        ("Was Closed On Tuesday", "is not in", "Only capital and small letters differ"),
        ('"It is safe"', "is not in", "Only the kind of quotation marks"),
        ("Tuesday. The bridge will", "is not in", "Nearest words"),
        ("xyzzy plugh", "is not in", "No words like these"),
        ("loses", "is not in", "No words like these"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_an_error_with_the_nearest_words(make_article, quote, message, hint):
    with pytest.raises(QuoteError, match=re.escape(message)) as caught:
        locate(make_article(TEXT), Citation(quote=quote))
    assert caught.value.code == "quote-missing"
    assert any(hint in line for line in caught.value.hints)


def test_part_of_a_word_or_number_is_no_quotation(make_article):
    article = make_article("Some 1500 people closed it.")
    for part in ("150", "peop", "500 people"):
        with pytest.raises(QuoteError):
            locate(article, Citation(quote=part))


def test_a_cut_does_not_part_a_letter_from_its_mark(make_article):
    article = make_article("q̃ was there")
    with pytest.raises(QuoteError):
        locate(article, Citation(quote="q"))


@pytest.mark.parametrize(
    ("pins", "start"),
    [
        ({"occurrence": 1}, 0),
        ({"occurrence": 3}, 94),
        ({"suffix": "will open"}, 94),
        ({"prefix": "who called"}, 75),
    ],
)
def test_repeated_words_are_pinned(make_article, pins, start):
    article = make_article(TEXT.replace("The bridge", "the bridge"))
    assert find(article, "the bridge", **pins)[0] == start


@pytest.mark.parametrize(
    ("pins", "code"),
    [({}, "quote-ambiguous"), ({"occurrence": 4}, "quote-pin"), ({"prefix": "nowhere"}, "quote-pin")],
)
def test_words_that_are_not_pinned(make_article, pins, code):
    article = make_article(TEXT.replace("The bridge", "the bridge"))
    with pytest.raises(QuoteError) as caught:
        locate(article, Citation(quote="the bridge", **pins))
    assert caught.value.code == code


def test_the_message_tells_of_removed_words(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("A bridge closes\n\nThe bridge was closed on Tuesday, the mayor said.\n\nSource: AFP\n")
    article, _ = read_article(read_seed(path, tmp_path))
    with pytest.raises(QuoteError) as caught:
        locate(article, Citation(quote="Source: AFP"))
    assert any("line 5, which cleaning left out" in hint for hint in caught.value.hints)


@given(
    text=st.text(alphabet="ab é\u0301\u00a0\u200d😀👩‍👩‍👧İı\r\n,.", min_size=1, max_size=60), data=st.data()
)
def test_a_slice_of_any_text_is_found_where_it_is(make_article, text, data):
    cleaned = normalize(text)
    if not cleaned:
        return
    article = make_article(cleaned)
    start = data.draw(st.integers(0, len(cleaned) - 1))
    end = data.draw(st.integers(start + 1, len(cleaned)))
    wanted = normalize(cleaned[start:end])
    try:
        quote, position = locate(article, Citation(quote=cleaned[start:end].replace(" ", "\r\n\u00a0")))
    except QuoteError as problem:
        # Cut inside a word or a letter, cut to nothing, or words that stand there twice: never a wrong place.
        assert problem.code in {"quote-missing", "quote-ambiguous"}  # noqa: PT017
        return
    assert quote.exact == wanted == cleaned[position.start : position.end]


def test_nearest_words_of_a_long_text_come_soon():
    text = "the bridge was closed on a day " * 20_000
    assert nearest_words(text, "the bridge was shut on a day") is not None
