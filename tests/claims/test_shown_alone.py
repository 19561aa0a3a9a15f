"""What readers are shown of articles alone: lines of the page, marks, dates, pins and names that are not sure go."""

import pytest

from generator.claims.unedited.page_lines import is_glued, lines_end
from generator.model import ClaimStatus
from generator.pipeline import build

BLAST = "A blast wrecked the mill in Halden on Tuesday and killed four people, the police said."


def story_of(project, *paragraphs, head="Blast at mill in Halden", day=4):
    text = "\n\n".join([f"{head}\nDaily One\nMarch {day}, 2026", BLAST, *paragraphs]) + "\n"
    folder = project({"a.txt": text})
    return build(folder, folder / "seeds").story


def told(story, words):
    """The claim that shows some words; ``None`` for words that none shows."""
    return next((claim for claim in story.claims if words in claim.text), None)


# ---------------------------------------------------------------- lines of the page


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Schools to close Sunday 10 May 2009 14.27 BST ", "The city's schools are to close on Monday."),
        ("14:19 UK time, Monday, 25 January 2010 ", "Radio Halden has begun a daily program for the town."),
        ("Photograph: Ada Moss/AP ", "Eleven people were taken to hospital in Oslo."),
        ("Mayor speaks of sadness ", "Many are spending another night without shelter in the town."),
        ("Rescuers pull man from rubble ", "A Norwegian man has been pulled alive from a ruined hotel."),
        ("Fishermen land a whale ", "The BBC says that the whale was brought ashore in Bergen."),
    ],
)
def test_a_quotation_begins_behind_lines_that_no_stop_ends(lines, sentence):
    assert (lines + sentence)[lines_end(lines + sentence) :] == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "World War Two ended in May, and the town was rebuilt.",
        "He read The Times and told The Guardian that The Hague was quiet.",
        "The virus is a type A influenza that spreads among pigs and birds.",
        "Ethiopian Airlines says an Ethiopian Airlines crew was on board the plane.",
        "To all in Halden; I encourage you with the words of the mayor.",
        "Many said that in the end all the schools would open again.",
        "The mayor of Walla Walla has said that the bridge stays shut.",
        "The chair of the board says he hopes Parliament can vote on the deal this week.",
        "The internship programme is funded through The British Council which gives academic support.",
    ],
)
def test_a_plain_sentence_is_the_articles_own(sentence):
    assert lines_end(sentence) == 0
    assert not is_glued(sentence)


@pytest.mark.parametrize(
    "text",
    [
        "troops land at palace.",
        "Troops land at the palace Troops land in numbers to bring aid to the town.",
        "Ada Moss pledges help for victims Mayor Ada Moss has vowed to act.",
        "They left.” The mayor spoke later.",
        "Search ends | The army said so.",
    ],
)
def test_what_holds_lines_of_the_page_is_known(text):
    assert is_glued(text)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Will the mill in Halden ever open again for the weavers?", "question"),
        ("The Latest on the blast at the mill in Halden (all times local):", "glued"),
        ("Wreckage of the mill in the harbor of Halden.", "glued"),
        ("A near-empty church beside the mill in Halden.", "glued"),
        ("Mill owner speaks | The mill in Halden was his father's.", "glued"),
        ("Firemen look on near the mill after its roof fell in Halden on March 4, 2026.", "glued"),
    ],
)
def test_what_tells_nothing_is_withheld_with_its_reason(project, line, reason):
    story = story_of(project, f"The owner of the mill lives in Bergen. {line}")
    assert told(story, line) is None
    assert (reason, line) in {(item.reason.value, item.quote.exact) for item in story.withheld}


@pytest.mark.parametrize(
    "line",
    ["We are worried because my uncle in Bergen is missing.", "When the mill burnt I was in Bergen alone."],
)
def test_what_a_writer_lived_through_is_nobodys_word(project, line):
    story = story_of(
        project, f"The owner of the mill lives in Oslo. {line} “We left,” said Ada Moss, a weaver."
    )
    assert ("of-writer", line) in {(item.reason.value, item.quote.exact) for item in story.withheld}
    assert told(story, "said Ada Moss")


def test_who_speaks_in_a_line_of_the_page_does_not_speak_in_the_sentence_behind_it(project):
    story = story_of(
        project, "Norwegian mayor speaks of sadness Many are spending another night in the Halden school."
    )
    claim = told(story, "Many are spending another night")
    assert claim.text.startswith("Many")
    assert "mayor" not in claim.evidence[0].voucher.source


# ---------------------------------------------------------------- marks


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The weavers of Halden will meet the owner of the mill.", "planned"),
        ("The two weavers had been scheduled to fly to Bergen.", "reported"),
        ("The weaver was due to return to Bergen after the shift.", "reported"),
        ("The closing of the mill was due to safety concerns in Halden.", "reported"),
        ("“The dead of Halden will not be forgotten,” the mayor of Halden said.", "reported"),
        ("The owner of the mill might not be able to pay the weavers of Halden.", "reported"),
        ("It is not clear what caused the fire at the mill in Halden.", "unclear"),
        (
            "Although most burns seem to be light, the blast put nine people in hospital in Halden.",
            "reported",
        ),
    ],
)
def test_a_mark_is_shown_only_where_the_words_say_so(project, sentence, status):
    assert told(story_of(project, sentence), sentence).status.value == status


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("The mill in Halden opened a new hall on Monday.", "2026-03-02"),
        ("Prior to Monday, the mill in Halden had never stood still.", None),
        ("The mill in Halden burned down shortly before dawn on Tuesday.", "2026-03-03"),
        ("The weir in Halden gave way before 6 a.m. on Tuesday.", "2026-03-03"),
        ("The mill sold 239 looms, up 28% on the same period last year.", None),
        ("The mill in Halden sold fewer looms than for the same time last year.", None),
        ("Asked on Radio Halden's Today program, the owner of the mill said that nobody was to blame.", None),
        ("The owner of the mill met the weavers of Halden last Tuesday.", None),
        ("The newly weds of Halden were in the mill when it burnt.", None),
        ("For fires like Monday's blaze, the town of Halden keeps two engines ready.", None),
        ("The mill in Halden seems to be having trouble, with smoke being seen Wednesday.", None),
        ("Today, mills in Halden are rare, though there may be more of them.", None),
        ("Today the mill in Halden sells to 60 towns.", None),
        ("The mill in Halden wove the cloth that makes up most flags today.", None),
        ("The council of Halden closed the mill today and gave no reason.", "2026-03-05"),
        ("The mill in Halden let weavers go home an hour and a day earlier than before.", None),
    ],
)
def test_a_date_that_may_be_another_day_is_not_shown(project, sentence, date):
    claim = told(story_of(project, sentence, day=5), sentence)
    assert (claim.when.edtf.text if claim.when else None) == date


def test_a_date_of_a_line_of_the_page_is_not_the_sentences(project):
    claim = told(
        story_of(project, "From the archive 1 May 1992 15.30 GMT The owner of the mill is 60."), "is 60"
    )
    assert claim.text == "The owner of the mill is 60."
    assert claim.when is None


@pytest.mark.parametrize(
    ("text", "track"),
    [
        ("The mill in Halden has stood idle at night since 1955.", ""),
        ("“The mill in Halden burned in 2019,” Mayor Ada Moss said.", ""),
        ("The mill in Halden burned in 2019, Mayor Ada Moss said.", "before-the-news"),
        ("The mill in Halden will be torn down by 2030.", "still-to-come"),
    ],
)
def test_the_chronology_has_neither_what_has_held_since_nor_speech(project, text, track):
    assert told(story_of(project, text), text).track == track


# ---------------------------------------------------------------- what is not known, who, where


def test_of_what_is_not_known_nothing_is_told_twice_and_silence_is_left_out(project):
    story = story_of(
        project,
        "The cause of the blast at the mill in Halden is not immediately known.",
        "The cause of the blast at the mill in Halden is not yet known.",
        "The owner of the mill in Halden could not be reached.",
        "One fireman told the Halden Post: “We just don't know what to do.”",
        "Mayor Ada Moss told the Halden Post that it is not known whether he will come back to Halden.",
        "Weavers of Halden facing uncertain futures should go to the town hall.",
    )
    assert [item.quote.exact for item in story.unknowns] == [
        "The cause of the blast at the mill in Halden is not yet known."
    ]


def test_one_bearer_of_a_name_stands_once(project):
    story = story_of(
        project,
        "Charlie Sund, the mayor, spoke to the World Health Organization. Charlie said that the WHO would help.",
        "Charlie spoke to Daily One. The WHO said that it would come.",
    )
    names = {item.name: {form.term for form in item.spellings} for item in story.names}
    assert {"Charlie Sund", "Charlie"} <= names["Charlie Sund"]
    assert "WHO" in names["World Health Organization"]
    assert not {"Charlie", "WHO", "Daily One"} & set(names)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The father of Joanna Toole said that Joanna had worked in Bergen.", "Johannesburg"),
        ("The agency RIA-Novosibirsk spoke to a weaver in Bergen.", "Novosibirsk"),
        ("The New York Times wrote of the mill and of Bergen.", "New York City"),
        ("The weaver, from Leigh-on-Sea, went to Bergen.", "Leigh"),
        ("A weaver is in hospital in Bergen, PA reports.", "Pennsylvania"),
        ("Trucks from Germany, Austria and France met in Bergen, in the street of Mariani.", "Mariāni"),
        ("The author of The Monster at Our Door came to Bergen.", "Münster"),
    ],
)
def test_a_name_that_is_none_of_a_place_is_no_pin(project, sentence, place):
    names = {item.name for item in told(story_of(project, sentence), sentence).where}
    assert "Bergen" in names
    assert place not in names


def test_a_town_that_is_named_stands_before_that_of_the_dateline(told_by):
    head = "Fire in mill\n\nDaily One, 4 March 2026\n\nOSLO, March 4 (Reuters) - A mill burned down "
    for where, towns in (("near Bergen ", {"Bergen"}), ("", {"Oslo"})):
        story = told_by(fire=f"{head}{where}on Tuesday.\n")
        (claim,) = (item for item in story.claims if item.text.startswith("A mill burned"))
        assert {item.name for item in claim.where} == towns


# ---------------------------------------------------------------- who stands behind what is shown


def test_who_only_mentions_the_event_does_not_stand_behind_what_followed(project):
    """An article that tells of the theft says nothing of the van that police look for."""
    thefts = (
        "Thieves take paintings\nDaily One\nMarch 4, 2026\n\nThieves broke into the Halden museum early on Tuesday and "
        "stole three paintings, the police said.\n",
        "Van sought\nDaily Two\nMarch 5, 2026\n\nPolice are looking for a white van seen near the Halden museum on "
        "Tuesday morning shortly before three paintings were stolen.\n",
    )
    folder = project({f"{number}.txt": text for number, text in enumerate(thefts)})
    story = build(folder, folder / "seeds").story
    van, theft = told(story, "white van"), told(story, "broke into")
    assert van is None or len(van.source_ids) == 1
    assert theft.when.edtf.text == "2026-03-03"


def test_a_day_after_the_article_is_a_plan_whatever_the_verb(project):
    story = story_of(
        project, "The coach said the captain would not be fit for the match in Halden on 9 March."
    )
    claim = told(story, "captain")
    assert claim is None or claim.when is None or claim.status is ClaimStatus.PLANNED


def test_who_does_not_want_to_be_named_plans_nothing(project):
    story = story_of(
        project, "A guard who did not want to be named told Daily One that the gate had stood open."
    )
    assert told(story, "guard").status is ClaimStatus.REPORTED


def test_a_place_in_capitals_before_the_first_words_is_left_out(project):
    text = "OSLO A ferry sank off the coast on Monday, and four people died near the port of Oslo."
    assert told(story_of(project, text), "A ferry sank").text == text.removeprefix("OSLO ")
    text = "NATO Secretary Ada Moss said on Monday that the ferry was lost off the coast of Norway."
    assert told(story_of(project, text), "Ada Moss").text == text


@pytest.mark.parametrize(
    ("sentence", "words", "day"),
    [
        (
            "A hiker who had been missing for three nights in Halden was found alive on Tuesday by a rescue dog.",
            "found alive",
            "2026-03-03",
        ),
        (
            "Thousands of people marched through Halden on Tuesday against a government plan to raise the fees.",
            "marched",
            "2026-03-03",
        ),
    ],
)
def test_the_day_of_the_main_clause_is_kept(project, sentence, words, day):
    claim = told(story_of(project, sentence), words)
    assert claim.when.edtf.text == day
    assert claim.status is ClaimStatus.REPORTED


def test_it_that_is_expected_to_close_needs_what_it_is(project):
    story = story_of(
        project, "The sale of the mill needs a permit. It is expected to close in the summer of 2027."
    )
    claim = told(story, "expected to close")
    assert claim is None or claim.text.startswith("The sale")


def test_a_small_town_far_from_all_that_an_article_names_is_no_pin(told_by):
    story = told_by(
        one="Bishop resigns\n\nThe Daily, 5 May 2026\n\nThe Irish bishop of Ardmore resigned on Tuesday.\n\n"
        "Irish police looked into it. Ireland has 26 bishops, and the next meets them in Dublin.\n"
    )
    assert "Ardmore" not in {place.name for place in story.places}


@pytest.mark.parametrize(
    ("sentence", "pinned"),
    [
        # A country is where something is only behind "in" and the like.
        ("A truce that Norway, Denmark and Finland brokered was signed in Sweden on Tuesday.", ["Sweden"]),
        ("The ferry ran aground in Norway, Denmark said on Tuesday.", ["Norway"]),
        ("A man from Portugal was held in Bergen on Tuesday.", ["Bergen"]),
        ("The seminar in Iceland's capital ended in Bergen on Tuesday.", ["Bergen"]),
        ("Snow fell in Montana, Wyoming and Colorado on Tuesday.", ["Montana", "Wyoming", "Colorado"]),
        ("Roads in the north of Norway and Sweden were shut on Tuesday.", []),
        # Where somebody is at home or reports from, and what a place lends its name to.
        ("The Berlin-based firm opened a plant in Bergen on Tuesday.", ["Bergen"]),
        ("The Liverpool striker was hurt in Bergen on Tuesday.", ["Bergen"]),
        ("The crew of the channel, reporting from Oslo, was held in Bergen on Tuesday.", ["Bergen"]),
        ("The Leicester City coach was hurt in Bergen on Tuesday.", ["Bergen"]),
        ("The Helsinki agreement was signed in Bergen on Tuesday.", ["Bergen"]),
        ("The summit in Bergen on Tuesday was the third G20 Summit of the year.", ["Bergen"]),
        ("The club, from Oslo's refusal on, left Bergen's airport alone on Tuesday.", ["Bergen"]),
        (
            "The cities of Bergen, Stavanger, Trondheim, Drammen, Skien and Nizhny Novgorod voted on Tuesday.",
            ["Bergen", "Stavanger", "Trondheim", "Drammen", "Skien", "Nizhny Novgorod"],
        ),
        ("Members of the battalion Azov were held in Bergen on Tuesday.", ["Bergen"]),
        ("The freighter MV Stavanger sank in the Atlantic Ocean off Bergen on Tuesday.", ["Bergen"]),
        ("Four people of Hamas met three of the Duma in Bergen on Tuesday.", ["Bergen"]),
        ("A herd entered Rampur village and DeSoto Parish, police in Bergen said on Tuesday.", ["Bergen"]),
        # Another widely known spelling, the beginning of a name, and an airport.
        ("Boats sank off the Hodeidah area on Tuesday.", ["Hodeidah"]),
        ("Two planes met at Oslo International Airport on Tuesday.", ["Oslo"]),
        # A continent's point tells nothing, a country's or a state's no more than the town's in it.
        ("Trade with Asia and Europe was the topic in Bergen on Tuesday.", ["Bergen"]),
        ("The plant in Chester, Pennsylvania, burned down on Tuesday.", ["Chester"]),
        ("Two climbers died near Chamonix in France on Tuesday.", ["Chamonix"]),
        # By the name that the article has.
        ("Crews cleared mines in Palmyra in Syria on Tuesday.", ["Palmyra"]),
        ("The fair in Rio opened without the United States on Tuesday.", ["Rio"]),
        ("Police searched a field in the Northern Region on Tuesday, an hour from Bergen.", ["Bergen"]),
    ],
)
def test_what_is_pinned(told_by, sentence, pinned):
    story = told_by(one=f"Talks end\n\nThe Daily, 5 May 2026\n\n{sentence}\n")
    assert [place.name for place in story.places] == pinned


@pytest.mark.parametrize(("counted", "articles"), [("142 passengers and crew", 1), ("145 people", 2)])
def test_who_counts_otherwise_does_not_stand_behind_a_statement(project, counted, articles):
    boat = "The ferry Orm 5 was carrying {} when it capsized off Vik on Monday night, {} said."
    later = (
        f"Captain of the Orm held\nDaily One\nMarch 5, 2026\n\n{boat.format('145 people', 'the operator')}\n"
    )
    first = f"Ferry Orm capsizes\nDaily Two\nMarch 3, 2026\n\n{boat.format(counted, 'the coast guard')}\n"
    folder = project({"a.txt": later, "b.txt": first})
    claim = told(build(folder, folder / "seeds").story, "145 people")
    assert len(claim.source_ids) == articles
