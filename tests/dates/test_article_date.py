"""Undated articles: dated from what they share with dated ones, or left open with a reason."""

import pytest

from generator.annotate.dates.article_date import infer_dates
from generator.diagnostics import GeneratorError
from generator.model import DateBasis
from generator.pipeline import build

DATED = (
    "Prime Minister Ada Brandt will open the Halden Bridge tomorrow and meet Governor Osk Lund.\n\n"
    "Workers said the paint was still wet."
)


def infer(make_article, dated, undated, **more):
    articles = [make_article(dated, **more), make_article(undated, id="other", label="The Other", date=None)]
    return infer_dates(articles)["other"]


def test_one_day_is_left(make_article):
    """Friday is the day after a Thursday's "tomorrow"; Thursday is past in it, so it is of that Thursday."""
    found = infer(
        make_article,
        DATED,
        "Ada Brandt is scheduled to open the Halden Bridge on Friday and to meet Governor Osk Lund.\n\n"
        "Painters were at work on Thursday. The tolls were set on Tuesday.",
    )
    assert found.basis is DateBasis.INFERRED
    assert found.edtf.text == "2026-03-05?"
    assert found.edtf.uncertain
    first, *rest = found.reasons
    assert first == (
        'The Daily, Thursday, 5 March 2026, says "tomorrow" of what this article puts on "Friday". '
        "That both tell of the same event is concluded from words that the two sentences share: "
        "Brandt, Bridge, Governor, Halden and Lund. So that day is Friday, 6 March 2026."
    )
    assert rest[-1] == "That leaves 5 March 2026."


def test_a_short_run_of_days_is_used(make_article):
    found = infer(
        make_article,
        DATED,
        "Ada Brandt is scheduled to open the Halden Bridge on Friday and to meet Governor Osk Lund.\n\n"
        "Painters were at work on Tuesday.",
    )
    assert found.edtf.text == "2026-03-03?/2026-03-05?"


def test_the_event_may_be_past_in_the_undated_article(make_article):
    found = infer(
        make_article,
        DATED,
        "Prime Minister Ada Brandt opened the Halden Bridge on Friday and met Governor Osk Lund.\n\n"
        "The first cars crossed on Saturday. A ferry will make its last trip on Monday.",
    )
    assert found.edtf.text == "2026-03-07?/2026-03-08?"


def test_nothing_shared_leaves_the_date_open(make_article):
    found = infer(make_article, DATED, "A fox was seen in the market on Friday.")
    assert found.basis is DateBasis.UNKNOWN
    assert found.edtf is None
    assert len(found.reasons) == 1


def test_another_weekday_is_no_match(make_article):
    found = infer(
        make_article, DATED, "Ada Brandt will open the Halden Bridge on Monday and meet Governor Osk Lund."
    )
    assert found.basis is DateBasis.UNKNOWN


def test_weekdays_that_fit_no_day_leave_the_date_open(make_article):
    found = infer(
        make_article,
        DATED,
        "Ada Brandt will open the Halden Bridge on Friday and meet Governor Osk Lund. Friday's rain passed."
        " Painters were at work on Friday. They had come on Saturday.",
    )
    assert found.basis is DateBasis.UNKNOWN
    assert found.reasons[-1] == "No single publication date fits all the weekdays it names."


def test_without_a_dated_article_there_is_no_date(make_article):
    articles = [make_article("Ada Brandt came on Friday.", date=None)]
    found = infer_dates(articles)["daily"]
    assert found.basis is DateBasis.UNKNOWN
    assert found.reasons == (
        "No article of the story carries a date from which this one's could be worked out.",
    )


def test_an_article_of_several_possible_days_dates_no_other(make_article):
    found = infer(
        make_article,
        DATED,
        "Ada Brandt is scheduled to open the Halden Bridge on Friday and to meet Governor Osk Lund.",
        date="2026-03",
    )
    assert found.basis is DateBasis.UNKNOWN


def test_dated_articles_are_left_alone(make_article):
    assert infer_dates([make_article(DATED)]) == {}


def test_words_like_tomorrow_are_matched_too(make_article):
    found = infer(
        make_article,
        "Prime Minister Ada Brandt opened the Halden Bridge on Wednesday and met Governor Osk Lund.",
        "Prime Minister Ada Brandt opened the Halden Bridge yesterday and met Governor Osk Lund.",
    )
    assert found.edtf.text == "2026-03-05?"


def two_ways(tmp_path, figures, others):
    (tmp_path / "seeds").mkdir()
    texts = {"odd": figures, **others}
    for name, day in texts.items():
        text = (
            f"A mill burns\n\n{day}\n\nA mill in Halden burned, police said. Nobody was hurt in the {name}."
        )
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    return build(tmp_path, tmp_path / "seeds")


def test_a_date_in_figures_is_read_by_the_other_articles(tmp_path):
    built = two_ways(tmp_path, "Issued on: 05/08/2026 - 11:20", {"one": "4 August 2026"})
    published = built.story.articles[0].article.date_published
    assert (published.edtf.text, published.basis) == ("2026-08-05?", DateBasis.INFERRED)
    assert "05/08/2026" in published.reasons[0]
    assert not [item for item in built.diagnostics if item.code == "date-ambiguous"]


def test_a_day_without_a_year_below_an_outlet_is_dated_by_the_other_articles(tmp_path):
    built = two_ways(tmp_path, "The Daily\n5th August", {"one": "4 August 2026"})
    assert built.story.articles[0].article.date_published.edtf.text == "2026-08-05?"


def test_a_date_in_words_beside_it_settles_a_date_in_figures(tmp_path):
    built = two_ways(tmp_path, "05/08/2026\n\nAugust 5, 2026", {})
    published = built.story.articles[0].article.date_published
    assert (published.edtf.text, published.basis) == ("2026-08-05", DateBasis.STATED)


@pytest.mark.parametrize(
    "others",
    [{}, {"one": "4 December 2026"}, {"one": "3 August 2026", "two": "9 May 2026"}],
    ids=["alone", "far", "both near"],
)
def test_a_date_in_figures_stays_open_where_the_others_do_not_settle_it(tmp_path, others):
    with pytest.raises(GeneratorError) as caught:
        two_ways(tmp_path, "05/08/2026", others)
    assert [item.code for item in caught.value.diagnostics] == ["date-ambiguous"]


@pytest.mark.parametrize(
    ("other", "day"),
    [("4 February 2026", "2026-02-03?"), ("10 January 2026", "2026-02-03?"), ("9 May 2026", None)],
)
def test_a_dateline_without_a_year_is_read_by_the_other_articles(tmp_path, other, day):
    (tmp_path / "seeds").mkdir()
    texts = {
        "agency": "A mill burns\n\nOSLO, Feb 3 (Reuters) - A mill in Halden burned, police said.\n",
        "paper": f"Fire in mill\n\n{other}\n\nNobody was hurt at the mill.\n",
    }
    for name, text in texts.items():
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    published = build(tmp_path, tmp_path / "seeds").story.articles[0].article.date_published
    assert (published.edtf and published.edtf.text) == day
    assert not day or "“Feb 3” without a year" in published.reasons[0]
