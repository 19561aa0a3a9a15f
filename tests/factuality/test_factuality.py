"""Golden cases of what an article puts as less than stated: each file in `cases` holds sentences."""

from pathlib import Path

import pytest
import yaml
from articles import article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotate.attribution import read_attributions
from generator.annotate.factuality import factuality_of, read_factuality
from generator.model import Article, Factuality, FactualityMark

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1)
]


def marks_of(article: Article) -> tuple[FactualityMark, ...]:
    return read_factuality(article, read_attributions(article))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, object]) -> None:
    article = article_of(str(case["text"]))
    told = [f"{m.factuality} <{m.cue}> {article.text[m.start : m.end]}" for m in marks_of(article)]
    assert told == case["expected"]


def test_a_span_is_put_as_the_marks_on_most_of_it_say() -> None:
    text = "The pier was built in 1901 of oak from the north, though its architect is unknown."
    article = article_of(text)
    marks = marks_of(article)
    clause = text.index("its architect")
    assert factuality_of(marks, clause, len(text)) is Factuality.UNCLEAR
    assert factuality_of(marks, 0, len(text)) is Factuality.STATED
    assert factuality_of((), 0, len(text)) is Factuality.STATED


def test_a_denial_outweighs_what_is_unclear() -> None:
    both = [
        FactualityMark(article_id="a", start=0, end=9, factuality=kind, cue="")
        for kind in (Factuality.INFERRED, Factuality.UNCLEAR, Factuality.DENIED)
    ]
    assert factuality_of(both, 0, 9) is Factuality.DENIED


def test_only_english_is_read() -> None:
    assert marks_of(article_of("Der Test will that it is unclear.", language="de")) == ()


PIECES = [
    *" .,;:“”\n'",
    "The mayor",
    " said ",
    " denied ",
    " will ",
    " is unclear",
    " as false",
    " indicating ",
    "that ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    article = article_of("The start. " + text)
    for mark in marks_of(article):
        assert 0 <= mark.start < mark.end <= len(article.text)
        assert mark.cue in article.text
