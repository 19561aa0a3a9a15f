"""Runs of capitalized words, initials and titles: one reader for words of every room's cut."""

import tomllib
from importlib import resources

import pytest

from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.places.word_lists import split_words
from generator.language.names import (
    after_initial,
    capital_runs,
    is_courtesy,
    is_initials,
    person_titles,
    run_start,
    titles,
    titles_before_names,
)
from generator.language.phrases import tokens
from generator.language.tokens import view_of
from generator.model import Block, BlockKind, VoucherKind
from generator.read.sentences import split

TEXT = "The Port of Oslo said Ann Roe, a pilot, left Bergen"


@pytest.mark.parametrize(
    ("cut", "wanted"),
    [
        (tokens(TEXT, 0, len(TEXT)), ["The Port", "Oslo", "Ann Roe", "Bergen"]),
        (split_words(TEXT, 0, len(TEXT)).tokens, ["The Port", "Oslo", "Ann Roe", "Bergen"]),
    ],
    ids=["compared", "places"],
)
def test_every_cut_has_the_same_runs(cut, wanted):
    found = [TEXT[cut[first].start : cut[stop - 1].end] for first, stop in capital_runs(cut)]
    assert found == wanted


def test_a_run_ends_where_words_are_parted_and_goes_on_over_links():
    words = split_words("Oslo, Bergen and Port of Moss", 0, 29)
    runs = list(capital_runs(words.tokens, words.joined, lambda i: words.tokens[i].lower == "of"))
    assert runs == [(0, 1), (1, 2), (3, 6)]
    assert list(capital_runs([])) == []


@pytest.mark.parametrize(("stop", "first"), [(2, 1), (3, 1), (5, 5), (8, 6)])
def test_where_a_run_begins(stop, first):
    words = split_words("the Port Authority did not say Ann Roe", 0, 38)
    assert run_start(words.tokens, stop, words.joined) == first


@pytest.mark.parametrize(
    ("text", "wanted"), [("U.S.", True), ("W.", True), ("US", False), ("U.S", False), ("", False)]
)
def test_initials(text, wanted):
    assert is_initials(text) is wanted


def test_what_stands_behind_an_initial():
    text = "Charles W. Murphy left. Oslo"
    assert [after_initial(text, text.index(word)) for word in ("Murphy", "Oslo")] == [True, False]


def test_titles_are_read_from_one_table():
    for title in ("gen.", "gen", "mrs.", "general", "baker", "prime minister"):
        assert title in person_titles(), title
    assert {"gen", "miss", "mayor"} <= titles_before_names()
    assert "baker" not in titles_before_names()
    assert {"minister", "gen.", "gen"} <= titles()
    assert [is_courtesy(title) for title in ("Mrs.", "Sir", "Judge")] == [True, True, False]


def test_a_title_stands_once():
    rows = tomllib.loads(resources.files("generator").joinpath("data", "titles.toml").read_text("utf-8"))
    # Courtesies are abbreviated, too: "Mr."
    every = [title.casefold() for kind in rows if kind != "courtesies" for title in rows[kind]]
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize("title", ["Const.", "Messrs.", "Gen.", "Det."])
def test_no_sentence_ends_behind_an_abbreviated_title(title):
    text = f"He was not hurt, said {title} Ann Roe. The road is open."
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    assert [text[item.start : item.end] for item in split(text, (block,), "a")] == [
        f"He was not hurt, said {title} Ann Roe.",
        "The road is open.",
    ]


@pytest.mark.parametrize(
    ("passing", "known"),
    [
        # The surname is the last word behind the title, so the same woman is met again.
        ("Mrs Ann Roe left.", True),
        ("Minister Ann Roe left.", True),
        # An assembly is nobody whom "she" might mean.
        ("The General Assembly met.", True),
        # Somebody else is.
        ("Minister Ida Poe left.", False),
    ],
)
def test_whom_a_title_names_in_passing(passing, known):
    memory = Memory(common=frozenset())
    speaker = Speaker(name="Minister Ann Roe", kind=VoucherKind.OFFICIAL, role="Minister", person=True)
    memory.begin()
    memory.note(speaker)
    memory.begin()
    memory.pass_by(view_of(passing, 0, len(passing), ()).tokens)
    assert (memory.meant("she", inserted=True) == speaker) is known
