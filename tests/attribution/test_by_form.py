"""Speakers told by the form of a sentence alone, and look-alikes that name nobody."""

import pytest

from generator.annotate.attribution import read_attributions
from generator.annotate.attribution.phrases import is_nickname
from generator.read import read_article, read_seed


def said(folder, text):
    path = folder / "text.txt"
    path.write_text(f"A headline here\n\n2026-03-11\n\n{text}\n")
    article, _ = read_article(read_seed(path, folder))
    return [
        (item.source, article.text[item.start : item.end])
        for item in read_attributions(article)
        if item.kind != "headline-only"
    ]


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ('"It is too cold," grumbled Jo Poe.', "Jo Poe", "It is too cold"),
        ('"Is it over?" wondered Mayor Max Lee.', "Mayor Max Lee", "Is it over"),
        ('"It is bad," Max Lee fumed.', "Max Lee", "It is bad"),
        ('Jo Poe joked: "It is warm."', "Jo Poe", "It is warm"),
        ("“It was dark,” said Ann “Rocky” Poe.", "Ann “Rocky” Poe", "It was dark"),
        ('The band "Fox" said it would tour.', 'The band "Fox"', "it would tour"),
        ("“The road is safe.” — Jeff Roe, mayor", "Jeff Roe", "The road is safe"),
        ("And from Chairwoman Rosa Poe:\n\n“Anna brings a wealth.”", "Chairwoman Rosa Poe", "Anna brings"),
        (
            "In a statement, Chairwoman Rosa Poe: “Anna brings a wealth.”",
            "Chairwoman Rosa Poe",
            "Anna brings",
        ),
        ("“Nobody came,” lamented the farmer.", "the farmer", "Nobody came"),
        ("The judge: “You took a life.”", "The judge", "You took a life"),
        ("Mayor Max Lee, in a statement: “We grieve tonight.”", "Mayor Max Lee", "We grieve"),
        ("“Nothing stops us.” -- Jeff Roe, captain", "Jeff Roe", "Nothing stops us"),
        ("And this from Governor Rosa Poe:\n\n“The river still rises.”", "Governor Rosa Poe", "The river"),
        ("Asked about the delay, Mayor Max Lee said: “Ask them.”", "Mayor Max Lee", "Ask them"),
        ("“It is late,” said Jo Poe at a rally in Lima.", "Jo Poe", "It is late"),
        (
            "“We heard bangs,” said a nurse who gave her name only as “Amal.”",
            "a nurse who gave her name only as “Amal.”",
            "We heard bangs",
        ),
        ("From the desk of John Doe, VP Analyst.\n\n“Seeing is crucial.”", "John Doe", "Seeing is crucial"),
    ],
)
def test_the_form_names_the_speaker(text, source, words, tmp_path):
    found = said(tmp_path, text)
    assert [name for name, content in found if words in content] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The film “Cold Night” opened in Lorvik.",
        "Two things: “open” and “shut”.",
        "He was known as a man of few words: “later” was one.",
        "“Peace,” painted in white, stood on the wall.",
    ],
)
def test_other_quotations_name_nobody(text, tmp_path):
    assert [name for name, _ in said(tmp_path, text) if name] == []


def test_a_word_in_marks_behind_a_verb_of_saying_is_no_name():
    text = 'He said "Yes" and left.'
    assert not is_nickname(text, 8, 13)
