"""Golden cases of the date reader: tests/dates/cases/*.toml."""

import tomllib
from pathlib import Path

import pytest

from generator.annotate.dates import explain, read_dates
from generator.edtf import parse_edtf
from generator.model import Modality

CASES = [
    pytest.param(
        data["reference"],
        case["text"],
        case["expect"],
        case.get("no_day", []),
        id=f"{path.stem}:{case['text'][:40]}",
    )
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for data in [tomllib.loads(path.read_text("utf-8"))]
    for case in data["case"]
]


@pytest.mark.parametrize(("reference", "text", "expect", "no_day"), CASES)
def test_case(reference, text, expect, no_day):
    found = read_dates(text, (), parse_edtf(reference))
    assert [
        [
            item.text,
            str(item.type),
            item.value,
            item.mod or "",
            item.edtf.text if item.edtf else "",
            str(item.modality),
        ]
        for item in found
    ] == expect
    assert [item.text for item in found if not item.day_given] == no_day


@pytest.mark.parametrize(
    ("reference", "text"), [pytest.param(*case.values[:2], id=case.id) for case in CASES]
)
def test_spans_steps_and_sentences_are_sound(reference, text):
    for item in read_dates(text, (), parse_edtf(reference)):
        assert text[item.start : item.end] == item.text == item.working[0].text
        said = explain(item)
        assert said.startswith(f'"{item.text}"')
        assert said.endswith(".")
        assert "None" not in said
        if item.edtf:
            assert parse_edtf(item.edtf.text) == item.edtf


def test_nothing_is_resolved_without_a_reference():
    found = read_dates(
        "They met on Tuesday, 3 March 2025, and again on Friday, yesterday and last year.", (), None
    )
    assert [(item.value, item.edtf.text if item.edtf else None) for item in found] == [
        ("2025-03-03", "2025-03-03"),
        ("XXXX-WXX-5", None),
        ("XXXX-XX-XX", None),
        ("XXXX", None),
    ]


def test_the_article_decides_the_order_of_figures():
    text = "It closed on 03/04/2026."
    reference = parse_edtf("2026-01-28")
    assert [item.value for item in read_dates(text, (), reference, day_first=True)] == ["2026-04-03"]
    assert [item.value for item in read_dates(text, (), reference, day_first=False)] == ["2026-03-04"]


def test_sentences_given_keep_expressions_apart(make_article):
    article = make_article("It closed in 2025\n\nMay was wet")
    found = read_dates(article.text, article.sentences, parse_edtf("2026-01-28"), article_id="daily")
    assert [item.text for item in found][:1] == ["2025"]
    assert {item.article_id for item in found} == {"daily"}


def test_explain_names_the_reference_when_it_is_inferred():
    reference = parse_edtf("2026-01-27?")
    reason = "the article's date was worked out from another one"
    (found,) = read_dates("They met on Tuesday.", (), reference, reference_reason=reason)
    assert explain(found).endswith("The article's date was worked out from another one.")


def test_explain_reads_like_a_sentence():
    (found,) = read_dates("It began approximately five or six days ago.", (), parse_edtf("2026-01-27"))
    assert explain(found) == (
        '"approximately five or six days ago", counted back from Tuesday, 27 January 2026, '
        'gives 21 or 22 January 2026; the article says "approximately".'
    )


def test_explain_says_that_a_time_of_day_names_no_day():
    (found,) = read_dates("It closed at 4 p.m.", (), parse_edtf("2026-01-27"))
    assert explain(found) == (
        '"4 p.m.", put on the article\'s own day since no day is named, gives 27 January 2026.'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She will succeed Martin P. Levin on Friday.", ("2026-01-30", Modality.SCHEDULED)),
        ("If Messrs. Poe and Roe pay by Friday, it opens.", ("2026-01-30", Modality.CONDITIONAL)),
        ("It will not sail.'' On Monday he left.", ("2026-01-26", Modality.ASSERTED)),
        ("It will not sail\n\nOn Monday he left.", ("2026-01-26", Modality.ASSERTED)),
        ("He said it did not. On Monday he left.", ("2026-01-26", Modality.ASSERTED)),
        ("The team hopes to win on Friday. No bus runs.", ("2026-01-30", Modality.SCHEDULED)),
    ],
)
def test_a_text_without_sentences_is_cut_as_articles_are(text, said):
    found = read_dates(text, (), parse_edtf("2026-01-28"))
    assert [(item.value, item.modality) for item in found] == [said]
