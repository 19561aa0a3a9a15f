"""Golden cases of who says so: each file in `cases` holds paragraphs and what is attributed to whom."""

from pathlib import Path

import pytest
import yaml
from articles import article_of
from conftest import skip_another_story
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.annotate.attribution import read_attributions, voucher_for
from generator.model import Article, VoucherKind
from generator.read import read_article, read_seed

ROOT = Path(__file__).parent.parent.parent
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1)
]


def seed_article(name: str) -> Article:
    skip_another_story()
    return read_article(read_seed(ROOT / "seeds" / name, ROOT))[0]


def told(article: Article, roles: bool) -> list[str]:
    """Kind, source, cue and content; with ``roles`` also role, side and who passes the words on."""
    lines = []
    for item in read_attributions(article):
        line = f"{item.kind} [{item.source}] <{item.cue}> {article.text[item.start : item.end]}"
        outer = item.within
        if roles:
            line += f" | role: {item.role}" * bool(item.role) + f" | side: {item.side}" * bool(item.side)
        while outer:
            line += f" | within: {outer.kind} [{outer.source}] <{outer.cue}>"
            outer = outer.within
        lines.append(line)
    return lines


@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, object]) -> None:
    article = article_of(str(case["text"])) if "text" in case else seed_article(str(case["file"]))
    assert told(article, roles=bool(case.get("roles"))) == case["expected"]


@pytest.mark.parametrize("case", CASES)
def test_spans_of_source_and_cue_hold_their_words(case: dict[str, object]) -> None:
    article = article_of(str(case["text"])) if "text" in case else seed_article(str(case["file"]))
    found = list(read_attributions(article))
    while found:
        item = found.pop()
        if item.within:
            found.append(item.within)
        if item.cue:
            assert item.cue_span is not None
            assert article.text[slice(*item.cue_span)] == item.cue
        if item.source_span:
            words = article.text[slice(*item.source_span)]
            assert words == words.strip(" ,")
            assert words


def test_the_voucher_of_a_span_is_who_vouches_for_most_of_it() -> None:
    article = article_of("The bridge is old. The mayor said it would stay open. Critics say it is unsafe.")
    attributions = read_attributions(article)

    def voucher(words: str) -> tuple[VoucherKind, str]:
        start = article.text.index(words)
        found = voucher_for(attributions, article, start, start + len(words))
        return found.kind, found.source

    assert voucher("The bridge is old.") == (VoucherKind.OWN_VOICE, "")
    assert voucher("The mayor said") == (VoucherKind.OWN_VOICE, "")
    assert voucher("it would stay open") == (VoucherKind.OFFICIAL, "The mayor")
    assert voucher("open. Critics say it is unsafe") == (VoucherKind.UNNAMED, "Critics")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Owners must now mend the roofs of all their houses, though doctors say help will be short.", ""),
        ("The mayor left after a vote on the dam of the upper town in which voters rejected his plan.", ""),
        ("Four of the seven suspects left Lorvik on 13 February, the day the man died.", ""),
        (
            "Back in 1964, a singer was given the wrong card and announced that his friend had won a prize.",
            "",
        ),
        (
            "The writer was finally moved to ask the president to go after the top court ruled that he broke a law.",
            "",
        ),
        ("The union said its members had reported leaks in the unit.", "members"),
        ("A boy accused of stabbing a girl at a school in Lorvik appeared in court on Wednesday.", ""),
        ("In a sign that the row is over, the mayor said on Friday that it would rain.", "the mayor"),
        (
            'The storm may bring wind and snow, making trips "very hard," the weather service warned.',
            "weather",
        ),
    ],
)
def test_a_clause_beside_the_main_one_vouches_for_itself_alone(text: str, source: str) -> None:
    article = article_of(text)
    found = voucher_for(read_attributions(article), article, 0, len(article.text.rstrip()))
    assert source in found.source if source else found.kind is VoucherKind.OWN_VOICE


def test_a_heading_vouches_for_itself_alone() -> None:
    article = article_of("Mayor says bridge is safe\n\nThe bridge was checked in May.\n")
    for attributions in (read_attributions(article), ()):
        found = voucher_for(attributions, article, 0, 5)
        assert (found.kind, found.source) == (VoucherKind.HEADLINE_ONLY, "")


def test_only_english_is_read() -> None:
    article = article_of("Die Stadt said that. The mayor said it would rain.", language="de")
    assert read_attributions(article) == ()
    assert read_attributions(article_of("The mayor said it would rain.", language="en-GB")) != ()


PIECES = [
    *"“”\"' .,;:!?()\nAa",
    " said ",
    " that ",
    "The mayor",
    " he ",
    " and ",
    " was noted by ",
    "According to ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@example(",A said ")
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    article = article_of("The start. " + text)
    for item in read_attributions(article):
        assert 0 <= item.start < item.end <= len(article.text)
