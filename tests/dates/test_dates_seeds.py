"""Every expression of time in the two bundled articles."""

import pytest

from generator.annotate.dates import compute_date, read_dates
from generator.annotate.dates.article_date import infer_dates
from generator.edtf import parse_edtf
from generator.read import list_seeds, read_article, read_seed

FIRST = [
    ("tomorrow", "2026-01-28", "scheduled"),
    ("5 DAYS AGO", "2026-01-22", "asserted"),
    ("at least 5 days ago", "../2026-01-22", "asserted"),
    ("tomorrow", "2026-01-28", "scheduled"),
    ("October 15, 2025", "2025-10-15", "asserted"),
    ("the end of December 2024", "2024-12-22~/2024-12-31~", "asserted"),
]
SECOND = [
    ("recent", "../2026-01-27?", "asserted"),
    ("Tuesday", "2026-01-27?", "asserted"),
    ("now", "2026-01-27%", "asserted"),
    ("the past several days", "../2026-01-27?", "asserted"),
    ("approximately five or six days ago", "[2026-01-21%,2026-01-22%]", "asserted"),
    ("To date", "2026-01-27%", "denied"),
    ("December 2024", "2024-12", "asserted"),
    ("a decade ago", "2016%", "asserted"),
    ("at that time", "../2026-01-27?", "asserted"),
    ("late 2024", "2024-09~/2024-12~", "denied"),
    ("Wednesday", "2026-01-28?", "scheduled"),
    ("Recent", "../2026-01-27?", "asserted"),
    ("earlier this month", "2026-01-01?/2026-01-26?", "asserted"),
    ("four-day", None, "asserted"),
    ("Saturday", "2026-01-24?", "asserted"),
    ("an additional fifteen days", None, "asserted"),
]


@pytest.fixture(scope="module")
def articles(bundled_root):
    return [read_article(read_seed(path, bundled_root))[0] for path in list_seeds(bundled_root / "seeds")]


def seen(article, reference):
    found = read_dates(article.text, article.sentences, reference, article_id=article.id)
    return [(item.text, item.edtf.text if item.edtf else None, str(item.modality)) for item in found]


def test_the_first_article(articles):
    assert seen(articles[0], parse_edtf("2026-01-27")) == FIRST


def test_the_second_article_is_of_the_same_day(articles):
    published = infer_dates(articles)[articles[1].id]
    assert published.edtf.text == "2026-01-27?"
    assert published.reasons[-1] == "That leaves 27 January 2026."
    assert seen(articles[1], published.edtf) == SECOND


def test_the_truce_and_its_extension_are_computed(articles):
    found = {
        item.text: item
        for item in read_dates(articles[1].text, articles[1].sentences, parse_edtf("2026-01-27"))
    }
    assert compute_date(found["Saturday"], found["four-day"], sign=-1).edtf.text == "2026-01-20~"
    assert (
        compute_date(found["Saturday"], found["an additional fifteen days"], sign=1).edtf.text
        == "2026-02-08~"
    )
