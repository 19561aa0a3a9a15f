"""The gold of the test stories is sound, and what measures against it can tell good from bad."""

import re
from calendar import month_name
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from stories import measures
from stories.gold import FACTUALITIES, RELATIONS, folded, read_gold
from stories.vouchers import same_source

from generator.catalog import WEEKDAY_NAMES
from generator.edtf import parse_edtf
from generator.model import (
    ClaimDate,
    DateOrigin,
    Evidence,
    TextPositionSelector,
    TextQuoteSelector,
    VoucherKind,
)
from generator.pipeline import build

FOLDER = Path(__file__).parent / "stories"
STORIES = sorted(path.parent.name for path in FOLDER.glob("*/gold.yml"))
MONTHS = month_name[1:]
DAY_IN_TEXT = re.compile(
    rf"(?P<weekday>{'|'.join(n[:3] for n in WEEKDAY_NAMES)})[a-z]*,? "
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(n[:3] for n in MONTHS)})[a-z]*"
    r"(?: (?P<later>\d{1,2}))?,? (?P<year>\d{4})"
)


@cache
def story_of(name):
    root = FOLDER / name
    return build(root, root / "seeds").story


@cache
def gold_of(name):
    return read_gold(FOLDER / name, story_of(name).articles)


@cache
def raw_of(name):
    return yaml.safe_load((FOLDER / name / "gold.yml").read_text("utf-8"))


def quotes(part):
    """Every (file, words) in a part of a gold file."""
    if isinstance(part, dict):
        for key in ("quote", "again"):
            if key in part:
                yield part["file"], part[key]
        part = list(part.values())
    if isinstance(part, list):
        for item in part:
            yield from quotes(item)


def test_there_are_five_stories_of_three_to_six_articles():
    assert STORIES == ["court", "flood", "recount", "ship", "transfer"]
    assert sorted(len(list((FOLDER / name / "seeds").iterdir())) for name in STORIES) == [3, 4, 4, 5, 6]


@pytest.mark.parametrize("name", STORIES)
def test_each_quote_stands_exactly_once_in_its_article(name):
    texts = {Path(item.article.seed.path).name: item.article.text for item in story_of(name).articles}
    found = list(quotes(raw_of(name)))
    assert len(found) > 100
    assert [(file, words) for file, words in found if texts[file].count(folded(words)) != 1] == []


@pytest.mark.parametrize("name", STORIES)
def test_words_of_the_gold_are_known(name):
    gold = gold_of(name)
    kinds = {kind.value for kind in VoucherKind}
    assert {item.relation for item in gold.relations} <= set(RELATIONS)
    assert {kind for item in gold.attributions for kind in item.kinds} <= kinds
    assert {word for item in gold.attributions for word in item.factualities} <= set(FACTUALITIES)
    assert {item.kind for item in gold.actors} <= {"person", "organization"}
    for item in gold.attributions:
        assert (item.kinds == ("own-voice",)) == (item.sources == ("",))


@pytest.mark.parametrize("name", STORIES)
def test_each_passage_is_in_one_group_or_single(name):
    gold = gold_of(name)
    assert len(gold.passages) == len(set(gold.passages))
    used = [item.passage for item in gold.attributions]
    used += [passage for item in gold.relations for passage in (item.a, item.b)]
    used += [passage for event in gold.events for passage in event.passages]
    used += [*gold.only, *gold.unknowns, *(passage for items in gold.either for passage in items)]
    assert [passage for passage in used if passage not in gold.passages] == []


@pytest.mark.parametrize("name", STORIES)
def test_events_have_dates_that_their_weekdays_fit(name):
    for event in gold_of(name).events:
        best = parse_edtf(event.dates[0])
        assert all(parse_edtf(text) for text in event.dates)
        if best.earliest != best.latest:
            continue
        for passage in event.passages:
            named = [day for day in WEEKDAY_NAMES if day in passage.quote]
            assert not named or WEEKDAY_NAMES[best.earliest.weekday()] in named, (event.dates, passage.quote)


@pytest.mark.parametrize("name", STORIES)
def test_weekdays_beside_a_full_date_are_right(name):
    for path in (FOLDER / name / "seeds").iterdir():
        for found in DAY_IN_TEXT.finditer(path.read_text("utf-8")):
            month = next(n for n, word in enumerate(MONTHS, 1) if word.startswith(found["month"]))
            day = date(int(found["year"]), month, int(found["day"] or found["later"]))
            assert WEEKDAY_NAMES[day.weekday()].startswith(found["weekday"]), (path.name, found[0])


@pytest.mark.parametrize("name", STORIES)
def test_every_article_is_dated_but_those_said_to_be_undated(name):
    raw = raw_of(name)
    stated = {
        Path(item.article.seed.path).name: item.article.date_published.basis.value == "stated"
        for item in story_of(name).articles
    }
    assert len(raw["undated"]) <= 1
    assert sorted(file for file, dated in stated.items() if not dated) == raw["undated"]


def test_reprints_repeat_most_of_their_original():
    assert sum(bool(raw_of(name)["reprints"]) for name in STORIES) >= 2
    for name in STORIES:
        gold = gold_of(name)
        for copy, original in gold.copies.items():
            own = [item for item in gold.passages if item.spots[0].article_id == original]
            kept = [item for item in own if any(spot.article_id == copy for spot in item.spots)]
            assert len(own) - 2 == len(kept) > 8


# ---------------------------------------------------------------- the measures


def as_claims(story, gold, groups):
    """The story with a claim for each group of passages, dated as the gold has it."""
    claims = []
    for number, group in enumerate(groups):
        evidence = tuple(piece(story, spot) for passage in group for spot in passage.spots)
        dates = [e.dates[0] for e in gold.events if not e.optional and set(e.passages) & set(group)]
        when = ClaimDate(edtf=parse_edtf(dates[0]), origin=DateOrigin.STATED) if dates else None
        claims.append(
            replace(
                story.claims[0],
                id=f"c{number}",
                evidence=evidence,
                when=when,
                track="events" if when else "",
            )
        )
    return replace(story, claims=tuple(claims), comparisons=())


def piece(story, spot):
    text = next(item.article.text for item in story.articles if item.article.id == spot.article_id)
    return Evidence(
        article_id=spot.article_id,
        quote=TextQuoteSelector(exact=text[spot.start : spot.end]),
        position=TextPositionSelector(start=spot.start, end=spot.end),
        voucher=story.claims[0].evidence[0].voucher,
    )


@pytest.mark.parametrize("name", STORIES)
def test_the_gold_measured_against_itself_is_perfect(name):
    story, gold = story_of(name), gold_of(name)
    perfect = as_claims(story, gold, [*gold.groups, *((item,) for item in gold.single)])
    grouped = measures.groups(perfect, gold)
    assert (grouped.precision, grouped.recall) == (1, 1)
    assert measures.carried(perfect, gold).recall == 1
    assert measures.only(perfect, gold).recall == 1
    assert measures.reprints(perfect, gold).recall == 1
    assert measures.strays(perfect, gold).precision == 1
    assert measures.chronology(perfect, gold).precision == 1
    assert measures.chronology(perfect, gold).recall > 0.8


def test_merging_everything_costs_precision_and_nothing_costs_recall():
    story, gold = story_of("flood"), gold_of("flood")
    merged = as_claims(story, gold, [gold.passages])
    apart = as_claims(story, gold, [(item,) for item in gold.passages])
    assert measures.groups(merged, gold).recall == 1
    assert measures.groups(merged, gold).precision < 0.05
    assert measures.groups(apart, gold).recall == 0
    assert measures.only(merged, gold).recall == 0


def test_a_reprint_told_as_a_claim_of_its_own_is_counted_twice():
    story, gold = story_of("ship"), gold_of("ship")
    twice = [
        (replace(item, spots=(spot,)),)
        for item in gold.passages
        for spot in item.spots
        if len(item.spots) > 1
    ]
    assert measures.reprints(as_claims(story, gold, twice), gold).recall == 0


def test_a_wrong_day_and_an_event_of_no_day_are_wrong_entries():
    story, gold = story_of("court"), gold_of("court")
    perfect = as_claims(story, gold, [(item,) for item in gold.passages])
    wrong = ClaimDate(edtf=parse_edtf("1999-01-01"), origin=DateOrigin.STATED)
    claims = tuple(replace(claim, when=wrong, track="events") for claim in perfect.claims)
    found = measures.chronology(replace(perfect, claims=claims), gold)
    assert (found.precision, found.recall) == (0, 0)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Interior Minister Davit Lomtatidze", "Lomtatidze", True),
        ("Georgia's Emergency Management Service", "the service", True),
        ("two officials on condition of anonymity", "two officials", True),
        ("his wife, Rositsa Raikova", "Rositsa Raikova", True),
        ("the port authority", "the police", False),
        ("", "the police", False),
        ("", "", True),
    ],
)
def test_sources_are_the_same_when_the_head_of_one_is_in_the_other(gold, found, same):
    assert same_source(gold, found) is same
