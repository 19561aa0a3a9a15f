"""Which sentences stand alone, and what the others are quoted with."""

from pathlib import Path

import pytest

from generator.claims.unedited.self_contained import (
    MOST_SENTENCES,
    depends_on_context,
    is_furniture,
    self_contained_passages,
)
from generator.model import Block, BlockKind, Sentence

CASES = Path(__file__).parent / "context_dependence"


def lines(name):
    return CASES.joinpath(name).read_text("utf-8").splitlines()


@pytest.mark.parametrize("sentence", lines("depends.txt"))
def test_what_points_back_does_not_stand_alone(sentence):
    assert depends_on_context(sentence)


@pytest.mark.parametrize("sentence", lines("stands.txt"))
def test_what_names_its_own_subject_stands_alone(sentence):
    assert not depends_on_context(sentence)


def cut(article):
    return [
        article.text[item.start : item.end] for item in self_contained_passages(article, article.sentences)
    ]


def test_a_sentence_is_quoted_with_what_it_needs(make_article):
    article = make_article("The port closed. It opens in May.\n\nHowever, two cranes run. Rain fell.")
    assert cut(article) == ["The port closed. It opens in May.\n\nHowever, two cranes run.", "Rain fell."]


def test_what_has_nothing_before_it_is_left_out(make_article):
    assert cut(make_article("She left the town. The port closed.")) == ["The port closed."]


def test_nothing_is_joined_over_a_subhead(make_article):
    article = make_article("The port closed.\n\nWhat comes next\n\nIt opens in May.")
    first, middle, last = article.blocks
    blocks = (first, Block(kind=BlockKind.SUBHEAD, start=middle.start, end=middle.end), last)
    sentences = tuple(
        Sentence(article_id="daily", start=item.start, end=item.end,
                 kind=BlockKind.SUBHEAD if item.start == middle.start else BlockKind.PARAGRAPH)
        for item in article.sentences
    )  # fmt: skip
    article = type(article)(
        **{name: getattr(article, name) for name in article.__slots__ if name not in ("blocks", "sentences", "known")},
        blocks=blocks, sentences=sentences,
    )  # fmt: skip
    assert cut(article) == ["The port closed."]


def test_a_chain_that_would_be_a_reprint_ends(make_article):
    article = make_article("Ann Poe spoke. " + "She went on. " * 9 + "Rain fell.")
    found = cut(article)
    assert found[0].count(".") == MOST_SENTENCES
    assert found[1:] == ["Rain fell."]


def test_a_carried_sentence_comes_in_only_where_it_is_needed(make_article):
    article = make_article("The port closed. It opens in May. Rain fell.")
    found = self_contained_passages(article, article.sentences[1:2])
    assert [(item.start, article.text[item.start : item.end]) for item in found] == [
        (0, "The port closed. It opens in May.")
    ]
    found = self_contained_passages(article, article.sentences[:1])
    assert article.text[found[0].start : found[0].end] == "The port closed."


@pytest.mark.parametrize(
    "sentence", ["Read more: how ports work", "Follow us on our channels.", "Reporting by A. Poe"]
)
def test_furniture(sentence):
    assert is_furniture(sentence)


@pytest.mark.parametrize(
    ("lead", "stands"),
    [
        ("The two missing people, a father and son, were found alive on Thursday night in a barn.", True),
        ("They were found alive on Thursday night in the loft of a barn near Borl.", False),
        ("However, the two missing people were found alive on Thursday night in a barn.", False),
    ],
)
def test_the_first_sentence_of_an_article_may_speak_of_what_is_known(make_article, lead, stands):
    assert (lead in cut(make_article(f"{lead}\n\nRain fell on the valley."))) is stands
    assert lead not in cut(make_article(f"Rain fell on the valley.\n\n{lead}"))


def test_what_the_sentence_before_introduces_is_quoted_with_it(make_article):
    article = make_article(
        "A mill burned on Monday. Each family got a small kit. The kit has a lamp and a knife."
    )
    assert cut(article) == [
        "A mill burned on Monday.",
        "Each family got a small kit. The kit has a lamp and a knife.",
    ]
