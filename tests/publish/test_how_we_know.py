"""Who the witnesses are: an editor's words with evidence on the home page, or those behind the short answer."""

import re
from datetime import date, datetime, timedelta

import pytest
from conftest import run

from generator.claims.carried import told_twice
from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.publish.chronology import chronology_entries
from generator.publish.home_summary import home_summary
from generator.publish.options import PublishOptions
from generator.publish.rendering import render_pages

ARTICLE = (
    "Ferry hits pier in Split\n\nPublished 4 May 2025\n\nThe ferry hit the pier in Split on Sunday, the port said. "
    "A reporter of ours saw the pier.\n"
)
STORY = """\
story:
  title: Ferry hits pier
  question: What happened?
  summary: [hit]
{more}sources: {{west.txt: {{id: west, label: West}}}}
sections: [{{id: events, title: Events, page: background}}]
claims:
  - id: hit
    section: events
    text: A ferry hit the pier in Split, the port said.
    evidence:
      - {{source: west, quote: "The ferry hit the pier in Split on Sunday, the port said"}}
      - {{source: west, quote: Ferry hits pier in Split}}
"""
OWN = """\
  how_we_know:
    text: A reporter saw the pier.
    evidence: [{source: west, quote: A reporter of ours saw the pier}]
"""


def home(folder):
    story = build(folder, folder / "seeds").story
    return next(page.markdown for page in render_pages(story, PublishOptions()) if page.path == "index.md")


def test_an_editors_words_stand_on_home_with_their_evidence(project):
    page = home(project({"west.txt": ARTICLE}, STORY.format(more=OWN)))
    assert "A reporter saw the" in page
    assert "A reporter of ours saw the pier" in page


# Each article tells of its own day alone.
STEPS = """\
Weavers of Halden left their looms in the morning|A judge threw out a suit against the weavers
The mill offered every weaver a bonus of 900 euros|Bakers carried bread to the picket line
Members of the union approved a contract for two years|Looms ran again for the first time since spring
Buyers from Bergen canceled their orders of wool|The mayor called both sides to a table in her office
Police cleared the gate of the mill with water|A priest opened his hall for the families
The bank froze the account of the union|Dockers refused to load bales of the mill
Engineers took the old boiler apart|Pupils drew posters for their parents
The owner sold his yacht to pay wages|A court fined the mill over fumes
Nurses gave free checks in a tent|The harbor let trucks of the mill wait
Farmers brought potatoes to the hall|A film crew left the town in anger
""".replace("\n", "|").split("|")


def test_where_no_one_event_leads_the_first_screen_tells_day_by_day(project):
    seeds = {}
    for number in range(20):
        day = date(2026, 3, 2) + timedelta(weeks=number)
        head = f"Weavers of Halden, week {number + 1}\n\nDaily Post\n{day:%-d %B %Y}\n\n"
        seeds[f"{number:02}.txt"] = head + f"{STEPS[number]} on Monday.\n"
    folder = project(seeds)
    assert build(folder, folder / "seeds").story.overview == ()
    page = home(folder)
    told = page[page.index("<h3>So far</h3>") : page.index('<div class="beside">')]
    days = re.findall(r"<b>(.*?)</b>", told)
    assert len(days) == 4
    assert days == sorted(days, key=lambda day: datetime.strptime(day, "%d %B %Y"))
    assert "More from the articles" not in page
    # "Daily Post, 2 March 2026" needs no "2 March 2026" below it.
    card = page[page.index('class="card"') :].split("</a>")[0]
    assert card.count("2 March 2026") == 1


def test_without_them_those_behind_the_short_answer_are_named(project):
    page = home(project({"west.txt": ARTICLE}, STORY.format(more="")))
    assert "West: " in page
    assert "statements, " not in page


ANSWERS = """\
  answers:
    what: hit
    why: [not-addressed, hit]
    next: {text: The port said it., evidence: [{source: west, quote: the port said}]}
"""


def test_an_editor_answers_by_claims_and_in_words_of_home(project):
    story = STORY.format(more=ANSWERS).replace("  summary: [hit]\n", "")
    folder = project({"west.txt": ARTICLE}, story)
    built = build(folder, folder / "seeds").story
    assert built.summary == ("hit",)
    page = home(folder)
    heads = [
        text for text in ("What happened", "The state now", "Why", "What comes next") if f">{text}" in page
    ]
    assert heads == ["What happened", "Why", "What comes next"]
    assert "The sources do not say." in page.split(">Why", 1)[1]
    assert 'id="answer-next">The port said' in page


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("what: hit", "what: hut", 5, "claim-unknown"),
        ("The port said it.", "The port said “it”.", 7, "quoted-words"),
        ("next:", "nest:", 7, "story-key-unknown"),
        ("quote: the port said", "quote: the mayor said", 7, "quote-missing"),
    ],
)
def test_answers_are_checked(project, old, new, line, code):
    story = STORY.format(more=ANSWERS.replace(old, new)).replace("  summary: [hit]\n", "")
    folder = project({"west.txt": ARTICLE}, story)
    with pytest.raises(GeneratorError, match=rf"story.yml:{line}: .*\[{code}\]"):
        build(folder, folder / "seeds")


def test_what_is_planned_for_a_later_day_comes_next_without_an_editors_word(project):
    told = "The ferry hit the pier in Split on Sunday, the port said. "
    plan = "The port will close the pier in Split on 9 May 2025, the port said.\n"
    page = home(project({"west.txt": ARTICLE.replace(told, told + plan)}, None))
    heads = [part.split("<", 1)[0].strip() for part in page.split('<section class="answer">\n<h3>')[1:]]
    # "A reporter of ours" is the writer's own: it leads no page.
    assert heads == ["What happened", "What comes next"]
    assert "will close the pier" in page.split("What comes next", 1)[1].split("</section>")[0]
    page = home(project({"west.txt": ARTICLE.replace(told, told + plan.replace("9 May", "2 May"))}, None))
    assert ">What comes next</h3>" not in page


NAMES = """\
names:
  - {name: Split, kind: term, about: not-explained}
  - name: The port
    also: [the port]
    about:
      text: It spoke of the pier.
      evidence: [{source: west, quote: "hit the pier in Split on Sunday, the port said"}]
"""


def test_a_term_is_explained_once_where_it_first_stands_and_never_in_a_quotation(project):
    story = (
        STORY.format(more="").replace("the port said.", "the port said; in Split “the port” saw it.") + NAMES
    )
    folder = project({"west.txt": ARTICLE.replace("saw the pier", "said: “the port” saw it in Split")}, story)
    page = home(folder)
    assert page.count('class="term"') == 2
    assert page.count("Not explained in the articles.") == 1
    assert "It spoke of the pier." in page
    assert "“the port” saw" in page
    wrong = story.replace("It spoke of the pier.", "It spoke of “the quay”.")
    folder = project({}, wrong)
    with pytest.raises(GeneratorError, match="quoted-words"):
        build(folder, folder / "seeds")


def test_the_last_changes_stand_on_home_and_the_last_at_its_statement(project):
    rows = ((3, "The port began."), (4, "The port went on."), (5, "The port added."), (6, "The port said."))
    updates = "updates:\n" + "".join(
        f"  - {{date: 2025-05-0{day}, claims: [hit], text: {text}}}\n" for day, text in rows
    )
    folder = project({"west.txt": ARTICLE}, STORY.format(more="") + updates)
    page = home(folder)
    assert page.count('class="changed" href="about/#corrections">changed 6 May 2025</a>') == 1
    told = page.split("What changed", 1)[1].split("</section>")[0]
    assert (
        '<a href="about/#corrections"><time datetime="2025-05-06">6 May 2025</time></a>: The port said.'
        in told
    )
    assert [text for _day, text in sorted(rows, reverse=True) if text in told] == [
        row[1] for row in rows[:0:-1]
    ]
    assert told.index("The port said.") < told.index("The port added.") < told.index("The port went on.")
    assert "The port began." not in page


def test_they_are_checked_like_a_statement(project):
    folder = project(
        {"west.txt": ARTICLE}, STORY.format(more=OWN.replace("saw the pier.", "saw “the wreck”."))
    )
    with pytest.raises(GeneratorError, match="quoted-words"):
        build(folder, folder / "seeds")


def test_what_an_article_says_again_is_one_item(project):
    folder = project({"west.txt": ARTICLE}, STORY.format(more=""))
    (claim,) = [item for item in build(folder, folder / "seeds").story.claims if item.id == "hit"]
    assert [len(group) for group in told_twice(claim.evidence)] == [2]
    run("mkdocs", folder)


def test_what_a_plan_is_quoted_with_is_not_told_again(project):
    text = (
        "Mill at Vik sold\n\nPublished 4 March 2025\n\nThe mill at Vik was sold to Ada Moss on Monday.\n\n"
        "The sale needs a permit of the council of Vik. It is expected to close in the summer of 2027.\n\n"
        "Millers came to look on.\n"
    )
    folder = project({"one.txt": text})
    story = build(folder, folder / "seeds").story
    claims = {claim.id: claim for claim in story.claims}
    found = home_summary(
        story,
        [claims[name] for name in story.summary],
        [entry.claim for entry in chronology_entries(story)],
    )
    answered = [claim.text for answer in found.answers for claim in answer.claims]
    assert any("needs a permit" in text and "to close" in text for text in answered)
    assert not any("needs a permit" in claim.text for claim in found.rest)
