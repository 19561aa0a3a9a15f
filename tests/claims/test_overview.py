"""A long story is told by the days that later articles come back to."""

from datetime import date, timedelta

import pytest

from generator.claims.unedited.overview import MOST_DAYS, MOST_ENTRIES
from generator.model import AnswerKind
from generator.pipeline import build

FIRST = date(2025, 3, 2)
THINGS = ("bridge", "harbour", "market", "chapel", "quarry", "library", "theatre")
WITNESSES = [
    "Anna",
    "Bert",
    "Carl",
    "Dora",
    "Emil",
    "Fritz",
    "Greta",
    "Hans",
    "Ida",
    "Jon",
    "Karl",
    "Lena",
    "Max",
    "Nora",
    "Otto",
    "Paul",
    "Quinn",
    "Rita",
    "Sven",
    "Tove",
    "Ulf",
    "Vera",
    "Willy",
    "Xenia",
]
WITNESSES += [f"{name}son" for name in WITNESSES]
TOLD = ("collapsed", "burned", "flooded", "reopened", "closed", "shook", "froze")


def on(number):
    """The day of a number: every third, so that no two events may be one told in two time zones."""
    return FIRST + timedelta(days=3 * number)


def day(number):
    return f"{on(number):%-d %B %Y}"


def text(number, most=7):
    """The article of a day: its own news, and each of the first seven days, or more, again by day and word."""
    look_back = [
        f"The {THINGS[past % 7]} in {WITNESSES[past] if past > 6 else 'Halden'} {TOLD[past % 7]} on {day(past)}, "
        f"witness {WITNESSES[number]} Roe said."
        for past in range(min(number, most))
    ]
    name = WITNESSES[number]
    own = f"{name} Roe walked along a quiet street in Halden."
    ends = [f"{name} Roe {said}." for said in ("sells bread", "keeps two goats", "paints doors")]
    paragraphs = [own, *look_back, *ends]
    head = f"{name} Roe of Halden\nDaily Post\n{on(number):%B %-d, %Y}"
    return "\n\n".join([head, *paragraphs]) + "\n"


@pytest.fixture(scope="module")
def long_story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    folder.joinpath("seeds").mkdir()
    for number in range(24):
        folder.joinpath(f"seeds/{number:02}.txt").write_text(text(number), "utf-8")
    return build(folder, folder / "seeds").story


def test_the_days_are_those_that_later_articles_come_back_to(long_story):
    assert [part.day for part in long_story.overview] == [on(number) for number in range(len(THINGS))]
    assert len(long_story.overview) <= MOST_DAYS


def test_each_day_is_told_by_a_claim_of_that_day(long_story):
    claims = {claim.id: claim for claim in long_story.claims}
    for number, part in enumerate(long_story.overview):
        assert THINGS[number] in claims[part.claim].text
        assert claims[part.claim].when.edtf.text == part.day.isoformat()


def test_a_day_counts_the_articles_that_tell_of_it(long_story):
    assert [part.articles for part in long_story.overview] == [23 - number for number in range(len(THINGS))]


def test_the_chronology_holds_no_other_days(long_story):
    told = {claim.when.edtf.text for claim in long_story.claims if claim.track}
    assert told == {part.day.isoformat() for part in long_story.overview}
    assert sum(bool(claim.track) for claim in long_story.claims) <= MOST_ENTRIES


def test_the_short_answer_is_the_event_and_the_state_now(long_story):
    assert [item.kind for item in long_story.home_answers] == [AnswerKind.WHAT, AnswerKind.NOW]
    assert long_story.summary == tuple(claim.id for item in long_story.home_answers for claim in item.claims)
    assert long_story.also == ()


def sparse(number):
    """The article of a day that looks back once: at a day nobody else speaks of, the later ones from further off."""
    past, name = number // 2, WITNESSES[number]
    back = f"The {THINGS[past % 7]} of {WITNESSES[past]} Street {TOLD[past % 7]} on {day(past)}, {name} Roe said."
    head = f"{name} Roe of Halden\nDaily Post\n{on(number):%B %-d, %Y}"
    return "\n\n".join([head, f"{name} Roe sells bread.", back if number % 2 else "She sings."]) + "\n"


def test_days_that_one_later_article_tells_of_matter_the_more_the_later_it_appeared(project):
    folder = project({f"{number:02}.txt": sparse(number) for number in range(24)})
    built = build(folder, folder / "seeds").story
    told = {claim.when.edtf.text for claim in built.claims if claim.track}
    assert told == {on(number).isoformat() for number in range(12)}
    assert [part.day for part in built.overview] == [on(number) for number in range(5, 12)]


@pytest.mark.parametrize(("articles", "shown"), [(24, 15), (40, 20)])
def test_half_as_many_days_are_taken_as_articles_appeared_on_but_fifteen(project, articles, shown):
    folder = project({f"{number:02}.txt": text(number, number) for number in range(articles)})
    told = {claim.when.edtf.text for claim in build(folder, folder / "seeds").story.claims if claim.track}
    # Those that most later days come back to.
    assert told == {on(number).isoformat() for number in range(shown)}


def test_a_day_of_another_story_on_the_same_page_is_no_day_of_this_one(project):
    articles = {f"{number:02}.txt": text(number) for number in range(24)}
    beside = [f"A choir of {name} sang in a hall near the sea." for name in WITNESSES[:8]]
    for number in (20, 22):
        articles[f"{number}.txt"] += (
            "\n\n".join(["", *beside[:4], "A van hit a wall on 10 March 2025.", *beside[4:]]) + "\n"
        )
    folder = project(articles)
    story = build(folder, folder / "seeds").story
    assert "2025-03-10" not in {claim.when.edtf.text for claim in story.claims if claim.track}
    assert any("van" in claim.text for claim in story.claims)


def test_a_story_of_few_articles_has_no_overview(project):
    folder = project({f"{number:02}.txt": text(number) for number in range(12)})
    assert build(folder, folder / "seeds").story.overview == ()


def with_more(more):
    """The 24 articles, some with further paragraphs behind their first one."""
    articles = {number: text(number).split("\n\n") for number in range(24)}
    for number, paragraphs in more.items():
        articles[number][2:2] = paragraphs
    return {f"{number:02}.txt": "\n\n".join(parts) for number, parts in articles.items()}


def entries_of(story, number):
    """What the chronology tells of a day."""
    return [
        claim.text for claim in story.claims if claim.track and claim.when.edtf.text == on(number).isoformat()
    ]


def test_a_day_is_told_by_what_other_articles_say_of_it(project):
    fair = "bakers, weavers, tinkers, coopers, potters, glaziers and tanners opened a fair in Halden"
    articles = with_more(
        {
            16: [f"Roe, the witness, said {fair} on {day(15)}."],
            17: [f"Roe, the witness, said the windmill in Halden stood in flames on {day(15)}."],
        }
    )
    # What appeared on the day begins with the windmill.
    own = f"{WITNESSES[15]} Roe walked along a quiet street in Halden."
    articles["15.txt"] = articles["15.txt"].replace(own, "The windmill in Halden stands in flames.")
    folder = project(articles)
    assert ["windmill" in text for text in entries_of(build(folder, folder / "seeds").story, 15)] == [True]


def test_what_tells_little_of_the_story_is_no_entry_though_the_story_is_told_beside_it(project):
    folder = project(with_more({20: ["A singer won a prize on 10 March 2025."]}))
    story = build(folder, folder / "seeds").story
    assert any("singer" in claim.text for claim in story.claims)
    assert "2025-03-10" not in {claim.when.edtf.text for claim in story.claims if claim.track}


def test_what_only_appeared_on_a_day_does_not_tell_it(project):
    articles = {
        f"{number:02}.txt": sparse(number).replace("bread.\n\n", "bread.\n\nShe sings.\n\n")
        for number in range(24)
    }
    for past in range(5, 12):
        # Words that no other article has.
        sold = ", ".join(f"{thing}{WITNESSES[past].lower()}s" for thing in THINGS[:5])
        articles[f"{past:02}.txt"] = articles[f"{past:02}.txt"].replace(
            "Roe sells bread", f"Roe sells {sold}, and bread"
        )
    folder = project(articles)
    story = build(folder, folder / "seeds").story
    dates = {claim.id: claim.when for claim in story.claims}
    assert [part.day for part in story.overview] == [on(number) for number in range(5, 12)]
    assert [dates[part.claim] and dates[part.claim].edtf.text for part in story.overview] == [
        part.day.isoformat() for part in story.overview
    ]


def test_what_only_names_a_thing_by_a_day_is_no_entry_of_it(project):
    folder = project(
        with_more({16: [f"Witness Anna Roe of Halden filled {on(15):%A}'s papers of the fair."]})
    )
    story = build(folder, folder / "seeds").story
    assert [claim.when for claim in story.claims if "fair" in claim.text] == [None]
    assert entries_of(story, 15) == []


def test_the_newest_tells_as_much_of_the_story_as_a_lead_does(project):
    news = ["Bells rang over hills.", "Roe of Halden walked along another quiet street and sells bread."]
    folder = project(with_more({22: news, 23: ["Geese crossed a pond.", *news[1:]]}))
    story = build(folder, folder / "seeds").story
    claims = {claim.id: claim.text for claim in story.claims}
    assert not any("Bells" in claims[name] or "Geese" in claims[name] for name in story.newest)
