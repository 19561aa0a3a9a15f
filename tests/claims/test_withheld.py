"""What articles alone say that readers are not shown, or shown without its day, its place or its heading."""

import pytest

from generator.pipeline import build

LEAD = "A blast wrecked the mill in Halden, Norway, on Tuesday and killed four people, the police said."


def story_of(project, *lines, lead=LEAD):
    text = "\n\n".join(["Blast wrecks mill in Halden\nDaily 4\nMarch 4, 2026", lead, *lines])
    folder = project({"a.txt": text + "\n"})
    return build(folder, folder / "seeds").story


def told(story, words):
    return next(claim for claim in story.claims if words in claim.text)


@pytest.mark.parametrize(
    "line",
    [
        "Output of the Halden mill was 20 tons of flour, up from 10 tons on Monday.",
        "Monks built the first mill in Halden about four centuries ago.",
        "Doctors of Halden remembered how the town had lived through the 1968 Hong Kong flu.",
        "Three ministers from Oslo are in Halden for the first hearing on Monday.",
        "Work at the second mill of Halden was called off until Wednesday to give the crew time.",
        "The mill, bought by a bank of Halden, had been due to get an engine in 2030.",
        "The second trial in Halden ended in tears, after the first was stopped on Sunday.",
        "Tuesday's arrests will put the mill of Halden to the test, Ada Moss said, while the mayor goes on as before.",
    ],
    ids=[
        "compared",
        "centuries ago",
        "a year in a name",
        "no past",
        "until the article's day",
        "was planned then",
        "after and a comma",
        "yesterday's weekday ahead",
    ],
)
def test_a_date_that_nobody_can_check_is_not_told(project, line):
    assert told(story_of(project, line), line[:30]).when is None


@pytest.mark.parametrize("marks", ["“”", "''", '""'], ids=["curly", "single", "double"])
def test_a_speech_is_not_shown_without_its_beginning(project, marks):
    speech = f"The mayor added: {marks[0]}Halden will be built again. Nobody leaves the town. It is ours.{marks[1]}"
    shown = [claim.text for claim in story_of(project, speech).claims]
    assert speech in shown
    assert not any(text.startswith("Nobody") for text in shown)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Smoke that rose from the mill is seen over Halden, Norway, on March 3, 2026.", False),
        ("Sacks of flour are carried out of the mill in Halden, Norway, Tuesday, March 3, 2026.", False),
        ("In this May 4, 2020 file photo, the miller Ida Lund opens the mill.", False),
        ("The miller of Halden is led out of the mill in Halden, Norway, on March 3, 2026.", False),
        ("Firefighters clear away the sacks of the mill on March 3, in Halden, Norway.", False),
        ("The miller of Halden is accused of killing two guests in Halden on March 3, 2026.", True),
        ("Sacks from the ill-fated mill lie on a quay in Halden, Norway, on March 3, 2026.", False),
        ("Ministers react to the blast that wrecked the old mill of Halden in the nig...", False),
        ("Sacks of flour were carried out of the mill in Halden, Norway, on March 3, 2026.", True),
    ],
    ids=[
        "is seen",
        "day of a picture",
        "file photo",
        "led out",
        "no year",
        "accused",
        "compound",
        "teaser",
        "told as past",
    ],
)
def test_what_a_picture_shows_is_no_news(project, line, shown):
    assert any(line in claim.text for claim in story_of(project, line).claims) == shown


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("It is not known why the engines stopped.", False),
        ("It is not known why the Halden mill's engines stopped.", True),
        ("It is not known why the mill was full of dust.", True),
    ],
    ids=["names nothing", "names somebody", "of the headline"],
)
def test_an_open_question_names_what_it_asks_of(project, line, unknown):
    assert (line in [item.quote.exact for item in story_of(project, line).unknowns]) == unknown


@pytest.mark.parametrize(
    ("line", "name", "listed"),
    [
        ("Reuters spoke to the miller. Reuters said that Reuters had seen the mill.", "Reuters", False),
        ("The miller Ida Lund spoke. Ida Lund said that she had run.", "Ida Lund", True),
        ("Oslo Foods closed. The Food and Agriculture Organization said that it had met in Oslo.",
         "Agriculture Organization", False),
        ("The Grain Union spoke. The Grain Union said that its members had run.", "Grain Union", True),
    ],
    ids=["agency", "person", "half a name", "organization"],
)  # fmt: skip
def test_who_is_who_lists_who_takes_part(project, line, name, listed):
    assert (name in {item.name for item in story_of(project, line).names}) == listed


@pytest.mark.parametrize(
    ("line", "placed"),
    [
        ("Trains to Halden, Norway, stood still for a whole day after that.", True),
        ("The old miller, whom people called “Halden”, had left Norway long before.", False),
        ("The Halden mayor opened the new school in Norway and thanked everybody.", False),
    ],
    ids=["somewhere", "nickname", "office"],
)
def test_a_place_on_the_map_is_where_something_is(project, line, placed):
    names = {place.name for place in told(story_of(project, line), line[:20]).where}
    assert ("Halden" in names) == placed


def test_articles_that_share_no_event_have_no_main_one_and_are_called_by_their_outlets(project):
    texts = {
        "a.txt": "Daily\nMarch 4, 2026\n\nThe council of Halden raised the price of water.\n\nIt rained in Halden.\n",
        "b.txt": "Herald\nMarch 4, 2026\n\nA singer from Bergen won a prize in Rome.\n\nShe sang for an hour.\n",
    }
    folder = project(texts)
    story = build(folder, folder / "seeds").story
    assert not story.home_answers


@pytest.mark.parametrize(
    ("line", "day", "status"),
    [
        ("A new flour depot opens in Halden on 2 April.", "2026-04-02", "planned"),
        ("The Halden orchestra plays in Oslo on Sunday.", "2026-03-08", "planned"),
        ("The Halden orchestra played in Oslo on Sunday.", "2026-03-01", "reported"),
        ("Oslo's court on Monday jailed a miller for a theft in 2019.", "2026-03-02", "reported"),
        (
            "A miller of Halden who had been missing since Sunday was found on Monday.",
            "2026-03-02",
            "reported",
        ),
    ],
    ids=["announced", "a weekday", "past", "an older year", "since"],
)
def test_what_is_announced_is_planned_on_its_day(project, line, day, status):
    claim = told(story_of(project, line), line[:30])
    assert (claim.when.edtf.text, claim.status.value) == (day, status)


def test_what_a_text_later_than_its_date_tells_as_past_is_no_plan(project):
    lead = "A blast wrecked the mill in Halden, Norway, on Thursday and killed four people."
    claim = told(story_of(project, "Crews emptied the last silo.", lead=lead), lead[:30])
    assert (claim.when.edtf.text, claim.status.value) == ("2026-03-05?", "reported")
