"""The story that articles tell without an editor: what is told where, under which title, on which pages."""

import re
from dataclasses import replace
from html import unescape

import pytest

from generator.claims.questions import says_only_unknown
from generator.claims.unedited.story import _differing
from generator.model import AnswerKind, ClaimOrigin, ClaimStatus
from generator.pipeline import build
from generator.publish.contexts.home import _of_matters
from generator.publish.home_summary import home_summary
from generator.publish.options import PublishOptions
from generator.publish.rendering import render_pages

HARBOR = (
    "Dockers in Gdansk walk out over night shifts\n\nPublished 12 May 2025\n\n"
    "Dockers at the container terminal in Gdansk walked out on Monday over night shifts. "
    "About 1,400 people joined the walkout, the union Solidny said.\n\n"
    "She will not return to the table, its chairwoman said.\n\n"
    "In September 2023, a strike of nine days cost the terminal 40 million zlotys. It ended without a result.\n\n"
    "Read more: how ports work\n"
)
COURIER = (
    "Night shifts: dockers in Gdansk strike for a second day\n\nPublished 13 May 2025\n\n"
    "Cranes at the container terminal in Gdansk stood still for a second day on Tuesday. "
    "The dockers at the container terminal in Gdansk walked out over night shifts on Monday.\n\n"
    "Mediator Tomasz Wilk will meet both sides in Warsaw on Friday.\n\n"
    "A long quarrel\n\n"
    "The terminal was sold to a Danish company in 2019. Prices have risen for years.\n"
)


@pytest.fixture
def both(told_by):
    return told_by(harbor=HARBOR, courier=COURIER)


def told(story, ids):
    claims = {claim.id: claim for claim in story.claims}
    return [claims[name].text for name in ids]


def pages(story):
    return {page.path: page.markdown for page in render_pages(story, PublishOptions())}


def test_nothing_is_in_other_words_than_the_articles_own(both):
    texts = {item.article.id: item.article.text for item in both.articles}
    for claim in both.claims:
        assert claim.origin is ClaimOrigin.EXTRACTED
        for item in claim.evidence:
            assert texts[item.article_id][item.position.start : item.position.end] == item.quote.exact


def test_an_entry_ends_where_its_day_does(both):
    (entry,) = (claim for claim in both.claims if claim.track and claim.text.startswith("In September 2023"))
    assert entry.text.endswith("40 million zlotys.")
    assert not any(claim.track for claim in both.claims if claim.text.endswith("ended without a result."))


def test_the_title_is_a_headline_in_quotation_marks_with_its_source(both):
    assert both.title in ("“Dockers in Gdansk walk out over night shifts”",
                          "“Night shifts: dockers in Gdansk strike for a second day”")  # fmt: skip
    headline = {item.article.id: item.article.headline for item in both.articles}[both.title_source]
    assert both.title == f"“{headline}”"


def test_without_a_headline_the_title_is_a_sentence(told_by):
    text = HARBOR.partition("\n\n")[2]
    found = told_by(harbor=text)
    assert found.title.strip("“”") + "." in text


def test_the_same_report_is_one_claim_of_two_articles(both):
    (walkout,) = [claim for claim in both.claims if len(claim.source_ids) > 1]
    assert {item.quote.exact[:7] for item in walkout.evidence} == {"Dockers", "The doc"}
    assert walkout.when.edtf.text == "2025-05-12"
    assert walkout.id in both.summary


def test_the_short_answer_is_in_order_of_time_and_says_nothing_twice(both):
    answer = told(both, both.summary)
    assert len(answer) == 4
    assert len(set(answer)) == 4
    claims = {claim.id: claim for claim in both.claims}
    days = [claims[name].when.edtf.earliest for name in both.summary if claims[name].when]
    assert days == sorted(days)


def test_what_was_long_before_is_background_and_not_the_answer(both):
    background = [claim.text for claim in both.claims if claim.section]
    assert [text[:20] for text in background] == [
        "The terminal was sol",
        "Prices have risen fo",
        "In September 2023, a",
    ]
    assert not set(background) & set(told(both, (*both.summary, *both.newest, *both.also)))
    titles = {section.id: section.title for section in both.sections}
    assert list(titles.values()) == ["Earlier", "2019", "2023"]


def test_dated_claims_stand_in_the_track_of_their_time(both):
    tracks = {claim.text[:12]: claim.track for claim in both.claims if claim.track}
    assert tracks["Cranes at th"] == "the-news"
    assert tracks["Mediator Tom"] == "still-to-come"
    assert tracks["In September"] == "before-the-news"


def test_a_year_that_names_a_thing_dates_nothing(told_by):
    found = told_by(
        a="A row\n\nPublished 12 May 2025\n\nThe union said that the plan breaks the agreement of 2022.\n"
    )
    assert [claim.when for claim in found.claims] == [None]


def test_furniture_and_what_leans_on_nothing_are_left_out(told_by):
    found = told_by(
        a="A row\n\n12 May 2025\n\nShe left the town.\n\nThe port closed for repairs.\n\nSign up for our letter."
    )
    assert [claim.text for claim in found.claims] == ["The port closed for repairs."]
    left = [
        item.article.text[s.start : s.end]
        for item, c in zip(found.articles, found.coverage, strict=True)
        for s in c.open
    ]
    assert "She left the town." in left


def test_every_sentence_of_a_claim_counts_as_carried(both):
    for item in both.coverage:
        assert len(item.carried) > len(item.open)


def test_links_lead_to_pages_and_anchors_that_are_there(both):
    made = pages(both)
    ids = {path: set(re.findall(r'id="([^"]+)"|\{: #([\w-]+) \}', text)) for path, text in made.items()}
    known = {path: {one or other for one, other in found} for path, found in ids.items()}
    for path, text in made.items():
        for address in re.findall(r'href="([^"]+)"', text):
            if address.startswith("http") or "assets/" in address:
                continue
            target, _, anchor = address.partition("#")
            if not target:
                assert anchor in known[path], f"{path}: {address}"
                continue
            depth = (
                0
                if path == "index.md"
                else 2
                if path.startswith("sources/") and path != "sources/index.md"
                else 1
            )
            parts = (
                [] if depth == 0 else path.removesuffix("index.md").removesuffix(".md").strip("/").split("/")
            )
            for piece in target.split("/"):
                if piece == "..":
                    parts.pop()
                elif piece not in ("", "."):
                    parts.append(piece)
            name = "/".join(parts)
            there = next(item for item in (f"{name}.md", f"{name}/index.md".lstrip("/")) if item in made)
            assert not anchor or anchor in known[there], f"{path}: {address}"


def test_pages_without_material_are_left_out(told_by):
    found = told_by(a="A row\n\nThe port closed. Nobody was hurt in it.\n")
    told = [path for path in pages(found) if not path.startswith("sources/")]
    assert told == ["index.md", "about.md", "everything.md"]


@pytest.mark.parametrize("heading", ["Also reported", "The newest", "Where and when"])
def test_no_heading_without_anything_below_it(told_by, heading):
    found = pages(told_by(a="A row\n\nThe port closed.\n"))
    assert f"## {heading}" not in found["index.md"]


def test_a_long_chronology_tells_of_the_days_that_matter(told_by):
    days = "\n\n".join(
        f"Lock {name} of the canal was opened on {day} {month} 2025."
        for name in ("Aster", "Birch")
        for month in ("March", "April")
        for day in range(1, 25)
    )
    text = pages(told_by(a=f"Locks\n\nPublished 26 April 2025\n\n{days}\n"))["chronology.md"]
    # A story without an editor tells of sixty days at most.
    assert text.count('<li class="chron-entry') == 60
    assert "## March 2025 {: #year-2025-03 }" in text
    assert "a disc with a number stands for several others" in text


def test_the_same_articles_give_the_same_story(project):
    folder = project({"harbor.txt": HARBOR, "courier.txt": COURIER})
    assert build(folder, folder / "seeds").story == build(folder, folder / "seeds").story


def test_a_quotation_begins_behind_the_dateline(project):
    text = "Ferry sinks\n\nPublished 6 May 2026\n\nOSLO, May 6 (Reuters) - The ferry Aurora sank off Oslo on Tuesday.\n"
    folder = project({"daily.txt": text})
    built = build(folder, folder / "seeds").story
    assert built.claims[0].text == "The ferry Aurora sank off Oslo on Tuesday."


def test_a_story_file_without_claims_only_sets_what_the_articles_do_not_say(project):
    story = (
        "story: {title: The ferry, question: What happened?}\n"
        "sources: {daily.txt: {id: daily, label: The Daily, note: A clipping.}}\n"
    )
    text = (
        "Ferry sinks\n\nPublished 6 May 2026\n\nThe ferry Aurora sank off Oslo on Tuesday. Nobody was hurt.\n"
    )
    folder = project({"daily.txt": text}, story)
    built = build(folder, folder / "seeds").story
    assert (built.title, built.title_source, built.edited) == ("The ferry", "", False)
    assert built.source_notes == {"daily": "A clipping."}
    assert built.summary, "the short answer is the articles' own"


def test_what_a_source_says_is_unknown_stands_on_its_page(told_by):
    told = "The crew left the ferry Aurora on Tuesday. It is not known why the Aurora's engines stopped."
    text = f"Ferry sinks\n\nPublished 6 May 2026\n\n{told}\n"
    found = told_by(a=text)
    made = pages(found)
    for item in found.unknowns:
        assert f'id="at-{item.position.start}"' in made[f"sources/{item.article_id}.md"]
    assert found.unknowns


OLDER = (
    "Avalanche buries a road above Andermatt\n\nPublished 3 February 2025\n\n"
    "At least 12 people were killed when an avalanche buried the road above Andermatt on Sunday, police said.\n\n"
    "Two climbers may have set off the avalanche above Andermatt, one guide suggested.\n"
)
NEWER = (
    "Toll of the avalanche rises\n\nPublished 6 February 2025\n\n"
    "The number of people killed when an avalanche buried the road above Andermatt on Sunday has risen to 15, "
    "police said.\n\nThe road above Andermatt opens again on Monday.\n"
)


def test_of_sentences_that_report_the_same_the_newest_speaks(told_by):
    found = told_by(older=OLDER, newer=NEWER)
    (toll,) = [claim for claim in found.claims if len(claim.source_ids) > 1]
    assert "risen to 15" in toll.text


def test_who_prints_a_sentence_again_later_does_not_speak_for_it(told_by):
    again = OLDER.replace("3 February", "5 February")
    found = told_by(first=OLDER, reprint=again)
    toll = next(claim for claim in found.claims if claim.text.startswith("At least 12"))
    assert toll.evidence[0].article_id == "first"


def test_what_is_doubtful_and_told_once_does_not_lead(told_by):
    found = told_by(older=OLDER, newer=NEWER)
    for ids in (found.summary, found.newest):
        assert not ids or "may have" not in told(found, ids)[0]


def answers_to(story, question):
    (found,) = [item for item in story.questions if item.text == question]
    return told(story, found.answer)


def asked(told_by, *sentences):
    lines = "\n\n".join(sentences)
    return told_by(a=f"Silo collapses in Ghent\n\nPublished 12 May 2025\n\n{lines}\n")


def test_why_is_answered_by_reasons_alone(told_by):
    found = asked(
        told_by,
        "The silo in Ghent collapsed because of rust in its walls.",
        "The report on the silo in Ghent is due to appear on Monday.",
        "Engineers do not know what caused the collapse of the silo in Ghent.",
        "The silo last caused such trouble in 1998, and the police came.",
    )
    assert answers_to(found, "Why?") == ["The silo in Ghent collapsed because of rust in its walls."]


def test_how_many_is_answered_by_the_newest_articles_of_what_harmed_somebody(told_by):
    text = "A mill burned in Ghent on Sunday, a mayor said."
    told = [
        told_by(
            a=f"{head}\n\nPublished 12 May 2025\n\n{text}\n\nFive people were missing.\n",
            b=f"{head}\n\nPublished 15 May 2025\n\n{text}\n\nTwo people were missing.\n",
        )
        for head in ("Mill burns, people missing", "Mill burns")
    ]
    asked = [[item for item in story.questions if item.text == "How many, how much?"] for story in told]
    assert [len(found) for found in asked] == [1, 0]
    assert answers_to(told[0], "How many, how much?") == ["Two people were missing."]


def test_how_many_is_answered_by_those_who_were_harmed_and_nothing_else(told_by):
    found = asked(
        told_by,
        "The silo in Ghent fell at around 9 p.m. on Saturday.",
        "Owners may object within 15 days.",
        "The silo in Ghent held 800 tons of barley.",
        "The families of the injured in Ghent get $9,000 each.",
        "The number of injured in Ghent rose to 15.",
    )
    assert answers_to(found, "How many, how much?") == ["The number of injured in Ghent rose to 15."]


def test_how_many_is_not_answered_by_a_count_that_rose(told_by):
    first = "Silo collapses in Ghent\n\nPublished 12 May 2025\n\nAt least 9 people were injured in Ghent.\n"
    second = (
        "Silo in Ghent\n\nPublished 13 May 2025\n\nThe silo collapsed in Ghent, and 15 people were injured.\n"
    )
    found = told_by(a=first, b=second)
    assert answers_to(found, "How many, how much?") == [
        "The silo collapsed in Ghent, and 15 people were injured."
    ]


def test_unknown_causes_come_first_who_says_nothing_last_and_nothing_twice(told_by):
    lines = (
        "The owner of the silo, Grano, declined to comment on the collapse of the silo in Ghent.\n\n"
        "It is not known how much barley Grano lost.\n\n"
        "What caused the collapse is not known.\n"
    )
    found = told_by(
        a=f"Silo collapses\n\nPublished 12 May 2025\n\n{lines}",
        b=f"Silo falls\n\nPublished 12 May 2025\n\n{lines}",
    )
    assert [item.quote.exact[:8] for item in found.unknowns] == ["What cau", "It is no", "The owne"]


def test_an_undated_sentence_stands_under_no_year(told_by):
    found = asked(
        told_by,
        "The silo in Ghent collapsed on Monday.",
        "The silo in Ghent was built in 1998.",
        "Silos in Flanders have been repaired over the years.",
    )
    titles = {section.id: section.title for section in found.sections}
    under = {claim.text[:12]: titles[claim.section] for claim in found.claims if claim.section}
    assert under == {"The silo in ": "1998", "Silos in Fla": "Earlier"}


def test_what_happened_is_what_the_title_says(told_by):
    found = told_by(
        a="Heron wins the cup\n\nPublished 6 May 2026\n\nThe draw put Heron and Otter into one group in March. "
        "The Heron team won the cup in Bergen on Tuesday, the league said. The prize was handed over by the mayor.\n"
    )
    home = pages(found)["index.md"]
    assert "won the cup in Bergen" in home.split(">What happened", 1)[1].split("</section>")[0]
    assert '<q class="quote"' in home
    assert not re.search(r"<q [^>]*>The draw put Heron", home)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Halden Chips on Monday agreed to buy Servex for $300 million.", ClaimStatus.REPORTED),
        ("Halden Chips will buy Servex on Friday for $300 million.", ClaimStatus.PLANNED),
        ("Halden Chips raised its prices on Monday, and said sales would fall.", ClaimStatus.REPORTED),
        ("Halden Chips said on Monday that sales would fall.", ClaimStatus.PLANNED),
    ],
)
def test_who_agreed_to_something_on_a_day_gone_by_did_so(told_by, sentence, status):
    found = told_by(chips=f"Chip maker buys Servex\n\n1 March 2022\n\n{sentence}\n").claims
    assert [claim.status for claim in found if claim.text == sentence] == [status]


FIRE = (
    "Fire guts a mill in Ghent\n\nPublished 12 May 2025\n\n"
    "A fire gutted the mill Vesta in Ghent on Sunday and hurt five people. {}\n"
)


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("The fire in the mill Vesta was caused by a faulty pump, inspectors said.", True),
        ("Mills are prone to fire because of the dust of their flour.", False),
        ("The mayor, who left the mill because of the smoke of the fire, returned.", False),
        ("Trains through Ghent were late because of rain.", False),
    ],
)
def test_why_is_answered_by_the_cause_of_the_event_alone(told_by, line, answers):
    found = told_by(a=FIRE.format(line))
    kinds = {item.kind for item in found.home_answers}
    assert (AnswerKind.WHY in kinds) is answers
    assert any(item.text == "Why?" for item in found.questions) is answers


def test_the_state_now_is_what_the_newest_articles_tell_of_the_event(told_by):
    later = (
        "Owner of the mill in Ghent held\n\nPublished 15 May 2025\n\n"
        "The owner of the mill Vesta in Ghent, which a fire had gutted, was held on Thursday.\n"
    )
    found = told_by(a=FIRE.format(""), b=FIRE.format("Firemen came from Bruges."), c=later)
    (now,) = [item for item in found.home_answers if item.kind is AnswerKind.NOW]
    assert "was held on Thursday" in now.claims[0].text


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("GHENT, May 11, 2025 (Reuters) - The mill Vesta burned yesterday.", "2025-05-10"),
        ("GHENT, May 11 (Reuters) - The mill Vesta burned yesterday.", "2025-05-10"),
        ("GHENT, April 11 (Reuters) - The mill Vesta burned yesterday.", "2025-05-11"),
    ],
)
def test_a_text_counts_from_the_day_of_its_dateline(told_by, words, day):
    (claim,) = told_by(a=f"Fire guts a mill\n\nPublished 12 May 2025\n\n{words}\n").claims
    assert claim.when.edtf.text == day


def test_a_plan_whose_day_is_over_is_no_part_of_the_short_answer(told_by):
    found = told_by(
        a="Mill fire in Ghent\n\nPublished 12 May 2025\n\nThe mill Vesta in Ghent will open again on 14 May.\n",
        b="Mill fire in Ghent\n\nPublished 20 May 2025\n\nThe mayor of Ghent was glad that nobody was hurt.\n",
    )
    told = [claim.text for claim in found.claims if claim.id in found.summary]
    assert told == ["The mayor of Ghent was glad that nobody was hurt."]


@pytest.mark.parametrize(("modal", "kinds"), [("will", ["next"]), ("could", [])])
def test_what_only_may_be_is_not_what_comes_next(told_by, modal, kinds):
    text = (
        f"Mill fire in Ghent\n\nPublished 12 May 2025\n\nThe town of Ghent {modal} open the mill on 30 May.\n"
    )
    found = told_by(a=text)
    claims = [claim for claim in found.claims if claim.when]
    answers = home_summary(found, claims, claims).answers
    assert [item.kind.value for item in answers if item.kind is AnswerKind.NEXT] == kinds


def test_what_tells_the_event_again_by_another_day_is_not_the_state_now(told_by):
    again = (
        "Fire guts a mill in Ghent\n\nPublished 12 May 2025\n\n"
        "Firemen fought a fire that gutted the mill Vesta in Ghent early on Monday, hurting people.\n"
    )
    found = told_by(a=FIRE.format(""), b=again)
    assert AnswerKind.NOW not in {item.kind for item in found.home_answers}


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (("Mill in Ghent to face an inquiry", "Ghent mourns", "Fire guts a mill in Ghent"), 2),
        (("Fire in Ghent: how did the mill burn?", "Ghent mourns", "A mill burns in Ghent"), 2),
    ],
)
def test_the_title_is_a_headline_of_the_event(told_by, heads, title):
    text = "A fire gutted the mill Vesta in Ghent on Sunday and hurt five people."
    before = f"{heads[0]}\n\nPublished 9 May 2025\n\nThe mill Vesta in Ghent may be shut.\n"
    on = [f"{head}\n\nPublished 12 May 2025\n\n{text}\n" for head in heads[1:]]
    assert told_by(a=before, b=on[0], c=on[1]).title == f"“{heads[title]}”"


def test_without_a_later_development_there_is_no_state_now(told_by):
    assert [item.kind for item in told_by(a=FIRE.format("")).home_answers] == [AnswerKind.WHAT]


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("The cause of the fire is not known.", True),
        ("It is not known whether anybody was inside.", True),
        ("What caused the fire is unclear.", True),
        ("A man was charged, but it was not clear if he had set the fire.", False),
        ("The firm closed its mills even though it did not know the cause of the fire.", False),
        ("There was no immediate comment from the owner, as a second mill burned.", False),
        ("It remains to be seen what the owner will do; the mayor spoke to him on Friday.", False),
    ],
)
def test_what_nobody_says_holds_only_what_is_not_known(text, only):
    assert says_only_unknown(text) is only


def test_home_tells_who_says_a_sentence_in_a_few_words(told_by):
    text = (
        "Fire guts a mill\n\nBBC News\n\nPublished 12 May 2025\n\n"
        "The mill Vesta in Ghent burned on Sunday, Ada Moss, the chief of the fire brigade, said.\n"
    )
    home = pages(told_by(a=text))["index.md"]
    said = re.search(r'<span class="said-by">(.*?)</span>', home).group(1)
    assert re.sub("<[^>]+>", "", said) == "BBC News"


BYLINE = (
    "Weir above Ghent gives way\n\nThe Daily\n\nPublished 12 May 2025\n\nThe weir above Ghent gave way on Sunday.\n\n"
    "{}\n\nThe weir was mended in 2019 by the town. The weir was sold in 2021 to a mill.\n"
)


@pytest.mark.parametrize("line", ["By Ada Moss, The Daily, May 12, 2025", "6:30 p.m.", "A long quarrel"])
def test_the_background_is_told_by_year_whatever_line_stands_above_it(told_by, line):
    assert [section.title for section in told_by(a=BYLINE.format(line)).sections] == ["2019", "2021"]


def test_on_the_page_of_everything_a_dated_quotation_stands_once(both):
    printed = pages(both)["everything.md"]
    assert printed.count(">The terminal was sold to a Danish company in 2019.</q>") == 1


def test_what_most_articles_take_part_in_comes_first_and_once_on_the_home_page(told_by):
    head, day = "Bomb hits market of Halden\n\n", "20 January 2026\n\n"
    story = told_by(
        a=f"{head}The Herald, {day}The bomb hit the market of Halden at 2:53 p.m. on Monday, police said. "
        "At least 12 people were killed in the market of Halden on Monday, police said.\n",
        b=f"{head}The Gazette, {day}The bomb hit the market of Halden at 3:20 p.m. on Monday, the army said. "
        "No one was killed in the market of Halden on Monday, the army said.\n",
    )
    clock, toll = story.comparisons
    other = replace(toll.evidence[1], article_id="c")
    again = replace(toll, id="again", evidence=(toll.evidence[0], other))
    assert _differing([clock, toll, again]) == (toll, again, clock)
    assert _of_matters([toll, again, clock]) == [toll, clock]


CRASH = (
    "Train hits lorry near Bergen\n\nBaltic Wire\n\n3 March 2026\n\n"
    "A train struck a lorry at a crossing near Bergen on Tuesday, killing three people, police said.\n"
)
TOLL = (
    "Four dead after train crash near Bergen\n\nThe Courier\n\n5 March 2026\n\n"
    "The death toll of Tuesday's train crash near Bergen rose to four after a boy died in hospital on Wednesday, "
    "the hospital said.\n"
)


def test_home_quotes_again_what_differs_with_the_words_that_lead_to_it(told_by):
    written = pages(told_by(first=CRASH, second=TOLL))
    pair = re.search(r'<section class="pair">.*?</section>', written["index.md"], re.DOTALL)[0]
    said = [unescape(re.sub("<[^>]*>", "", item)) for item in re.findall(r"<q .*?</q>", pair)]
    assert said[0].endswith("killing three people, police said.")
    assert said[1] == "The death toll of Tuesday's train crash near Bergen rose to four"
    # What the first answer or a headline names is where the story lies.
    assert 'class="map-figure"' in written["index.md"]


def test_home_tells_nothing_twice(told_by):
    story = told_by(harbor=HARBOR, courier=COURIER)
    coming = next(claim.id for claim in story.claims if claim.text.startswith("Mediator Tomasz Wilk"))
    home = pages(replace(story, also=(*story.also, coming)))["index.md"]
    assert len(re.findall(r"<q [^>]*>Mediator Tomasz Wilk", home)) == 1


def test_a_few_entries_are_not_chosen_by_their_source(both):
    assert 'class="filters"' not in pages(both)["chronology.md"]


def test_what_articles_alone_tell_has_neither_figures_nor_a_table_of_points_nor_the_differing_words_twice(
    told_by,
):
    page = pages(told_by(first=CRASH, second=TOLL))["compare.md"]
    assert 'class="shares"' not in page
    assert 'class="who"' not in page
    meaning = re.search(r'<p class="meaning">.*?</p>', page)[0]
    assert "Compared because both mention" in meaning
    assert "which is newer" not in meaning


def test_the_words_of_an_update_stand_in_the_order_of_time_on_home_the_first_and_the_last(told_by):
    text = "{}\n\n{} March 2026\n\nThe death toll of the train crash near Bergen rose to {} on {}, police said.\n"
    days = ((5, "Thursday"), (3, "Tuesday"), (4, "Wednesday"))
    story = told_by(
        **{
            name: text.format(f"Crash toll {number}", day, number, weekday)
            for name, number, (day, weekday) in zip("abc", ("nine", "four", "six"), days, strict=True)
        }
    )
    written = pages(story)
    told = [re.sub("<[^>]*>", "", item) for item in re.findall(r"<q .*?</q>", written["compare.md"])]
    assert [word for item in told[:3] for word in ("four", "six", "nine") if word in item] == [
        "four",
        "six",
        "nine",
    ]
    labels = re.findall(r'<p class="cite-source">(.*?)</p>', written["compare.md"])
    assert "Compared because all mention" in written["compare.md"]
    assert [label.split(", ")[-1] for label in labels[:3]] == ["3 March 2026", "4 March 2026", "5 March 2026"]
    pair = re.search(r'<section class="pair">.*?</section>', written["index.md"], re.DOTALL)[0]
    assert [word for word in ("four", "six", "nine") if word in pair] == ["four", "nine"]
