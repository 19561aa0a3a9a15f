"""The main event: the lead that tells it, with its newest toll; of no day that is counted from, nor what followed."""

import pytest

from generator.claims.unedited.clauses import main_clauses
from generator.claims.unedited.salience import is_reaction
from generator.model import AnswerKind


def what(story):
    claims = {claim.id: claim for claim in story.claims}
    (found,) = [item for item in story.home_answers if item.kind is AnswerKind.WHAT] or [None]
    return [claims[claim.id].text for claim in found.claims] if found else []


FLOOD = "Flood at Vik"
FIRST = (
    f"{FLOOD} kills a child\n\nPublished 4 March 2025\n\n"
    "A flood that hit the harbour of Vik on Monday killed a child and swept boats away.\n\n"
    "Boats lay on the quay of Vik.\n"
)
SECOND = (
    f"{FLOOD} swept boats away\n\nPublished 4 March 2025\n\n"
    "A flood hit the harbour of Vik on Monday and swept boats away.\n\nBakers gave out bread at Vik.\n"
)
LATER = (
    f"{FLOOD}: 24 dead\n\nPublished 5 March 2025\n\n"
    "Divers are searching boats after a flood hit the harbour of Vik and swept boats away, leaving 24 people dead.\n\n"
    "The pier of Vik is shut.\n"
)


def test_a_toll_that_rose_stands_behind_what_tells_the_event(told_by):
    found = told_by(first=FIRST, second=SECOND, later=LATER)
    assert [text.split()[0] for text in what(found)] == ["A", "Divers"]
    assert "24 people dead" in what(found)[1]
    assert not any("killed a child" in text for text in what(found))


def test_a_headline_that_a_later_article_outnumbers_is_not_the_title(told_by):
    first = (
        "Avalanche kills four near Vik, two missing\n\nPublished 11 March 2026\n\n"
        "An avalanche killed four skiers and left two missing on Wednesday near the resort of Vik, the police said.\n"
    )
    second = (
        "Avalanche near Vik: Five dead, one still missing\n\nPublished 12 March 2026\n\n"
        "Five people are now known to have died in an avalanche near Vik, officials say.\n"
    )
    third = (
        "Sixth body found after avalanche near Vik\n\nPublished 13 March 2026\n\n"
        "The last missing skier of a group that an avalanche swept away has been found dead, "
        "bringing the number of people killed near the resort to six.\n"
    )
    assert (
        told_by(first=first, second=second, third=third).title
        == "“Sixth body found after avalanche near Vik”"
    )


def test_where_the_toll_rose_the_title_is_a_newer_headline(told_by):
    assert told_by(first=FIRST, second=SECOND, later=LATER).title == f"“{FLOOD}: 24 dead”"


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (["Fall of scaffold hurts nine in Vik", "Man dies after fall of scaffold in Vik"], "Man dies after"),
        (["Council of Vik asks Mayor Roe to quit", "Mayor Roe of Vik resigns"], "Mayor Roe of Vik"),
        (["Roe set to speak to council of Vik", "Roe tells council of Vik of cuts"], "Roe tells council"),
    ],
)
def test_a_headline_that_is_no_longer_so_is_not_the_title(told_by, heads, title):
    found = told_by(
        first=f"{heads[0]}\n\nPublished 4 March 2025\n\nThe council of Vik met on Tuesday.\n",
        second=f"{heads[0]} on Tuesday\n\nPublished 4 March 2025\n\nThe council of Vik met.\n",
        later=f"{heads[1]}\n\nPublished 6 March 2025\n\n{heads[1]}, the council said on Thursday.\n",
    )
    assert found.title.startswith(f"“{title}")


def test_where_no_event_is_sure_the_page_opens_with_what_names_the_story(told_by):
    found = told_by(
        out="Jury out in trial of nurse Roe\n\nPublished 6 March 2024\n\n"
        "The jury in the trial of the nurse Ada Roe has retired to weigh its verdict in Vik.\n",
        guilty="Nurse Roe found guilty of murder\n\nPublished 11 March 2024\n\n"
        "The nurse Ada Roe has been found guilty of the murder of a patient in Vik.\n",
        jailed="Nurse Roe jailed for life for murder in Vik\n\nPublished 15 March 2024\n\n"
        "The nurse Ada Roe has been jailed for life for the murder of a patient in Vik.\n",
    )
    claims = {claim.id: claim.text for claim in found.claims}
    assert what(found) == []
    assert claims[found.summary[0]].startswith(
        found.title.strip("“”").replace("Nurse Roe", "The nurse Ada Roe has been")[:30]
    )


MINE = "The mine at Roros collapsed on 3 February 2025, killing 12 miners."
NEWS = {
    "bank": "A bank lends money to shops in Roros",
    "choir": "A choir sings for widows",
    "court": "Judges hear a case against a foreman",
    "horses": "Horses pull carts through snow",
}


def recalling(count):
    """Articles of months later with nothing in common but that so many of them recall one day."""
    return {
        name: f"{head}\n\nPublished {10 + number} May 2025\n\n{head}.\n\n"
        + (MINE if number < count else f"Nobody at the {name} spoke.")
        + "\n"
        for number, (name, head) in enumerate(NEWS.items())
    }


def test_where_leads_share_no_event_it_is_what_most_articles_come_back_to(told_by):
    assert what(told_by(**recalling(3))) == [MINE]


def test_what_few_articles_come_back_to_is_no_event(told_by):
    assert what(told_by(**recalling(1))) == []


def test_what_is_counted_from_a_day_is_not_of_that_day(told_by):
    found = told_by(
        a="Boats sold in Vik\n\nPublished 12 May 2025\n\n"
        "Fishermen in Vik have sold half of their boats since the dam above the town broke on 3 March.\n\n"
        "The dam above the town broke on 3 March.\n"
    )
    dated = {claim.text.split()[0]: claim.when for claim in found.claims}
    assert dated["Fishermen"] is None
    assert dated["The"] is not None


def test_a_date_that_tells_a_thing_apart_is_not_the_day_of_what_is_told_of_it(told_by):
    found = told_by(
        a="Gig in Vik\n\nPublished 13 May 2025\n\nThe 8 October gig in Vik was announced by its promoter on Monday.\n"
    )
    (when,) = [claim.when.edtf.text for claim in found.claims if claim.when]
    assert when == "2025-05-12"


def dated(head, day, text):
    return f"{head}\n\nPublished {day} March 2025\n\n{text}\n"


def test_the_number_of_dead_that_rose_is_told_beside_what_counts_none(told_by):
    found = told_by(
        first=dated(f"{FLOOD} kills dozens", 4, "A flood hit the harbour of Vik on Monday, killing dozens."),
        second=dated(f"{FLOOD} hits harbour", 4, "A flood hit the harbour of Vik on Monday 3 March."),
        later=dated(
            "Dead of Vik flood now 140",
            11,
            "The number of dead in the flood that hit the harbour of Vik a week ago has risen to 140.",
        ),
    )
    assert any("risen to 140" in text for text in what(found))
    # The day of the flood is not that of the count.
    assert all(claim.when is None for claim in found.claims if "risen to 140" in claim.text)


def test_what_is_like_those_used_on_a_day_does_not_lead(told_by):
    found = told_by(
        first=dated("21 killed in Vik blasts", 4, "Two bombs killed at least 21 people in Vik on Monday."),
        second=dated(
            "Bombs of Vik like those of Halden",
            5,
            "The bombs used in the October attacks in Halden, which killed 30, were of the same kind as those used at "
            "Vik on Monday, prosecutors said.",
        ),
    )
    assert [text.split()[0] for text in what(found)] == ["Two"]


def sources(story):
    """The articles behind the first statement of what happened."""
    claims = {claim.id: claim for claim in story.claims}
    (found,) = [item for item in story.home_answers if item.kind is AnswerKind.WHAT]
    return claims[found.claims[0].id].source_ids


VOTE = {
    "wire": dated(
        "Moss elected mayor of Oslo",
        4,
        "Ada Moss was elected mayor of Oslo on Monday, defeating the banker Karl Ott by 54 percent to 46.",
    ),
    "paper": dated(
        "A teacher takes over the town hall",
        4,
        "Oslo has chosen a teacher, Ada Moss, to run its town hall for four years.\n\nKarl Ott conceded at midnight.",
    ),
    "later": dated(
        "Ott's party asks for a recount",
        5,
        "The party of the banker Karl Ott asked on Tuesday for a recount in some districts, a day after Ada Moss was "
        "elected mayor of Oslo.",
    ),
}


def test_a_lead_in_words_of_its_own_leads_and_its_article_alone_stands_behind_it(told_by):
    found = told_by(**VOTE)
    assert what(found)[0].startswith("Ada Moss was elected mayor of Oslo on Monday")
    assert sources(found) == ("wire",)


def test_what_followed_the_event_does_not_lead_however_much_it_says_of_it(told_by):
    found = told_by(
        first=dated(
            "Bridge falls in Oslo", 4, "A road bridge fell into the harbour of Oslo on Monday morning."
        ),
        second=dated(
            "Engineer warned of Oslo bridge",
            4,
            "An engineer warned the council of Oslo of cracks in the road bridge that fell into the harbour on Monday.",
        ),
    )
    assert what(found)[0].startswith("A road bridge fell")


def test_a_lead_that_names_no_day_leads_on_the_day_of_the_event(told_by):
    found = told_by(
        wire=dated(
            "Nurses walk out in Oslo",
            4,
            "Nurses across Oslo have begun a two-day strike in a dispute over pay.",
        ),
        paper=dated(
            "Patients wait as nurses strike",
            4,
            "Patients faced long waits on Tuesday as a strike by the nurses of Oslo emptied the wards.",
        ),
        later=dated(
            "Oslo strike costs millions",
            5,
            "The strike by nurses which began on Tuesday could cost the hospitals of Oslo two million a day.",
        ),
    )
    assert what(found)[0].startswith("Nurses across Oslo have begun")


def test_what_is_announced_leads_where_nothing_of_a_day_does(told_by):
    found = told_by(
        wire=dated(
            "Halden Bread to close Oslo bakery",
            4,
            "Halden Bread will close its bakery in Oslo, the firm said on Tuesday.",
        ),
        paper=dated(
            "Jobs go as bakery shuts",
            4,
            "The bakery of Halden Bread in Oslo will close with the loss of 90 jobs.",
        ),
    )
    assert "will close" in what(found)[0]


def test_articles_of_two_events_share_none(told_by):
    found = told_by(
        one=dated("Ferry sinks off Bergen", 4, "A ferry sank in high waves off Bergen on Monday."),
        other=dated(
            "Firm buys rival", 4, "The dairy firm Halden Foods agreed on Monday to buy its rival in Malmo."
        ),
    )
    assert what(found) == []


def test_what_was_counted_again_since_does_not_lead(told_by):
    found = told_by(
        first=dated(
            "Fire burns 40 homes near Oslo", 4, "A forest fire destroyed 40 homes near Oslo on Monday."
        ),
        later=dated(
            "Fire near Oslo has burned 73 homes",
            6,
            "The forest fire near Oslo has destroyed 73 homes since Monday.",
        ),
    )
    assert "73 homes" in what(found)[0]


def test_the_state_now_is_not_what_happened_again(told_by):
    found = told_by(first=FIRST, second=SECOND, later=LATER)
    now = [item.claims[0].id for item in found.home_answers if item.kind is AnswerKind.NOW]
    happened = next(item.claims for item in found.home_answers if item.kind is AnswerKind.WHAT)
    assert not {claim.id for claim in happened}.intersection(now)


def test_of_two_leads_that_tell_as_much_the_first_report_leads(told_by):
    found = told_by(
        later=dated(
            "How the Munch was stolen",
            6,
            "The mayor of Oslo promised an inquiry on Thursday into how a Munch could vanish from the museum.",
        ),
        first=dated(
            "Munch stolen from Oslo museum", 4, "A painting by Munch has been stolen from a museum in Oslo."
        ),
    )
    assert what(found)[0].startswith("A painting by Munch")


def test_what_gives_the_day_stands_behind_a_lead_that_has_none(told_by):
    found = told_by(
        first="Vik votes its mayor out\n\nThe Daily, 4 March 2025\n\nMayor Ada Brook of Vik was voted out of office on "
        "Monday, two years into her term, after a long and costly quarrel over the harbour and its debts."
        "\n\nShe leaves in May.\n",
        second="Mayor Brook of Vik voted out\n\nThe Gazette, 4 March 2025\n\nMayor Ada Brook of Vik has been voted out "
        "of office, the first mayor of Vik in its history.\n\nTurnout was 52 per cent.\n",
    )
    assert [text.split(" of Vik ")[1][:12] for text in what(found)] == ["has been vot", "was voted ou"]


def test_a_clause_left_out_parts_what_stands_around_it():
    said = "The toll has climbed to 38 after divers found 14 more, a mayor said."
    assert main_clauses(said) == "The toll has climbed to 38, a mayor said."


@pytest.mark.parametrize(
    ("text", "reacts"),
    [
        ("Shares in Poe fell 6% on Tuesday after it bid for Roe.", True),
        ("Ada Roe sold her shares in Poe.", False),
        ("The mayor of Poe slammed Ada Roe on Tuesday for her speech.", True),
        ("Ada Roe criticized the speech.", True),
        ("Poe fears that it may lose its market.", True),
        ("Eight are feared dead in Poe.", False),
    ],
)
def test_how_somebody_took_it_is_a_reaction(text, reacts):
    assert is_reaction(text) is reacts


def days_after(*texts, first=2):
    """Articles of one day each, from the ``first`` of June on, by their heads and texts."""
    return {
        f"n{number}": f"{head}\n\nPublished {first + number} June 2025\n\n{text}\n"
        for number, (head, text) in enumerate(texts)
    }


FELL = "The stand of the speedway in Almelo fell on Monday."
COLLAPSE = days_after(
    ("Stand falls in Almelo", f"{FELL}\n\nNobody knows why it fell."),
    ("Almelo looks for names", f"Officials in Almelo read out names on Tuesday.\n\n{FELL}"),
    ("Owner questioned", f"Detectives questioned an owner on Wednesday.\n\n{FELL}"),
    ("Riders give money", "Riders gave money on Thursday.\n\nOn 2 June the stand at Almelo speedway fell."),
    ("Mayor speaks", "A mayor spoke to parents on Friday.\n\nThe speedway stand in Almelo fell on 2 June."),
    (
        "Rain at night",
        "Rain fell on tents on Saturday.\n\nThe stand of Almelo speedway had fallen on 2 June.",
    ),
)


def test_many_articles_lead_with_what_they_come_back_to(told_by):
    others = days_after(
        *(
            (f"Almelo: work {number}", f"Helper {number} at the stand in Almelo cooked.")
            for number in range(16)
        ),
        first=8,
    )
    many = {**COLLAPSE, **{f"x{name}": text for name, text in others.items()}}
    (first, *_) = what(told_by(**many))
    assert {"stand", "June"} <= set(first.strip(".").split())
    assert "Helper" not in first


def answers(story):
    claims = {claim.id: claim for claim in story.claims}
    return {item.kind: [claims[claim.id].text for claim in item.claims] for item in story.home_answers}


THINGS = ("barns", "boats", "carts", "cows", "doors", "fences", "gates", "goats", "hens", "hives", "mills")
THINGS += ("nets", "ovens", "piers", "pigs", "roofs", "sheds", "stalls", "tents", "towers", "trams", "walls")


def shortage(where):
    """Many articles, each of another day and coming back to two earlier ones; each begins with a place."""
    burned = [
        f"{thing.title()} of {where(thing)} burned on {day} June." for day, thing in enumerate(THINGS, 2)
    ]
    return days_after(
        *(
            (
                f"{where(thing)} and its {thing}",
                f"{where(thing)} is out of {thing}.\n\n"
                + "\n\n".join(burned[max(0, number - 1) : number + 1]),
            )
            for number, thing in enumerate(THINGS)
        ),
        first=5,
    )


def test_a_process_without_one_event_leads_with_its_newest_development(told_by):
    found = told_by(**shortage(lambda _thing: "Vik"))
    assert found.overview
    # Of walls only the last article tells.
    assert answers(found) == {AnswerKind.NOW: ["Vik is out of trams."]}


def test_many_articles_of_no_one_story_lead_with_nothing(told_by):
    assert answers(told_by(**shortage(lambda thing: f"{thing.title()}ham"))) == {}


def test_what_only_names_the_recalled_day_is_not_what_happened_on_it(told_by):
    strange = days_after(
        ("Shop opens in Almelo", "A shop in Almelo opened on Monday.\n\nTea was free."),
        ("Choir sings", "A choir sang on Tuesday.\n\nIts singers had met on Monday."),
        ("Bus breaks down", "A bus broke down on Wednesday.\n\nIts driver was hired on Monday."),
        ("Horse runs away", "A horse ran off on Thursday.\n\nA vet had seen it on 2 June."),
    )
    assert what(told_by(**strange)) == []


PLAN = dated(
    "Bakers of Orsa to strike",
    3,
    "Bakers at the mills of Orsa will walk out on Friday 14 March, a union said.",
)
OFF = dated(
    "Orsa walkout is off",
    10,
    "The walkout of bakers at the mills of Orsa on Friday is off, the union said.\n\nFlour was sold at Orsa.",
)


@pytest.mark.parametrize("words", ["is off", "has been called off", "was cancelled"])
def test_a_plan_called_off_since_is_not_to_come(told_by, words):
    found = told_by(plan=PLAN, off=OFF.replace("on Friday is off", f"on Friday {words}"))
    assert not any("will walk out" in text for text in what(found))
    (claim,) = [claim for claim in found.claims if "will walk out" in claim.text]
    assert claim.track == ""
    assert claim.source_ids == ("plan",)


def test_a_plan_put_off_to_another_day_is_to_come(told_by):
    found = told_by(
        plan=PLAN, off=OFF.replace("on Friday is off", "on Friday has been postponed to 20 March")
    )
    assert any("postponed to 20 March" in claim.text and claim.track for claim in found.claims)


def test_a_plan_that_nothing_called_off_is_to_come(told_by):
    other = OFF.replace("on Friday is off", "on Friday finds much support")
    (claim,) = [claim for claim in told_by(plan=PLAN, off=other).claims if "will walk out" in claim.text]
    assert claim.track == "still-to-come"


def test_what_somebody_tells_of_their_own_past_does_not_lead(told_by):
    freed = "Poe freed 31 prisoners on Friday, including politician Ada Roe and two citizens of Orvet."
    found = told_by(
        freed=f"Poe frees prisoners\n\nBy Reuters\nMarch 27, 2026\n\n{freed}\n\nRoe was a journalist of Poe.\n",
        tells="Freed journalist of Poe says she was kept in isolation\n\nBy AFP\nMarch 28, 2026\n\nA journalist of Poe "
        "freed in a prisoner release said on Saturday that she had spent two years in isolation.\n",
        lifts="Lorvik lifts ban on salt of Poe\n\nBy UPI\nApril 2, 2026\n\nLorvik on April 2 lifted its ban on the "
        "salt of Poe, a week after the release of prisoners.\n",
    )
    assert what(found)[0] == freed


DEAL = {
    "a": "Iceland, Norway and Faroes sign mackerel deal\n\nPublished 11 June 2026\n\n"
    "Iceland, Norway and the Faroe Islands signed a five-year agreement on mackerel quotas on Thursday, "
    "ending a dispute that lasted more than a decade.\n\n"
    "Under the treaty Norway receives 44% of the catch, Iceland 31% and the Faroes 25%.\n",
    "b": "North Atlantic states end mackerel row\n\nPublished 12 June 2026\n\n"
    "Three North Atlantic nations have ended a long-running row over mackerel by agreeing how to share the catch.\n\n"
    "The deal between Iceland, Norway and the Faroe Islands was signed in Bergen on Thursday.\n",
}
FOUND = {
    "a": "Care led to 45 deaths in Vik, inquiry finds\n\nPublished 24 June 2026\n\n"
    "Forty-five babies might have lived with better care at the hospital of Vik, an inquiry has found.\n",
    "b": "45 babies could have lived\n\nPublished 24 June 2026\n\n"
    "A report on the hospital of Vik says that 45 babies could have lived with better care.\n",
}
BAN = {
    "a": "League bans Vik from buying players\n\nPublished 8 January 2026\n\n"
    "The club Vik has been banned by the league from buying players for two years.\n\n"
    "The judges told of the punishment on Thursday after they had found nine breaches.\n\nThe club was fined.\n",
    "b": "Vik hit with a ban\n\nPublished 9 January 2026\n\n"
    "Vik will be unable to buy players until next January after the league banned the club.\n",
}
BUS = {
    "a": "Bus plunges into ravine in Peru, killing 14\n\nPublished 3 May 2026\n\n"
    "A bus carrying pilgrims plunged into a ravine in Peru's Cusco region on Sunday, killing at least 14 people.\n",
    "b": "Death toll in Peru bus crash rises to 17\n\nPublished 4 May 2026\n\n"
    "The death toll from a bus crash in southern Peru has risen to 17 after three people died, doctors said on Monday."
    "\n\nThe bus fell into a ravine near Ollantaytambo in the Cusco region early on Sunday.\n",
    "c": "Peru suspends bus company after deadly crash\n\nPublished 5 May 2026\n\n"
    "Peru's transport ministry has suspended a bus company after one of its vehicles fell into a ravine, "
    "killing 17 people.\n",
}


QUIT = {
    "a": "Council of Vik asks mayor to quit\n\nPublished 5 March 2025\n\n"
    "The council of Vik voted on Tuesday to ask Mayor Ada Roe to resign over $86,000 of travel costs.\n\n"
    "The hall was full.\n",
    "b": "Mayor Roe resigns\n\nPublished 6 March 2025\n\n"
    "Mayor Ada Roe of Vik resigned on Wednesday, a day after the council asked her to step down over travel costs.\n",
}
SHIPS = {
    "a": "The long way of the ships of Vik\n\nPublished 8 February 2017\n\n"
    "The cruiser Orm returned to Vik from the sea; from November 8, 2016, the ships of the navy of Vik sailed there.\n",
    "b": "Ships of Vik return home\n\nPublished 8 February 2017\n\n"
    "The cruiser Orm has returned to Vik from the sea, the navy of Vik said on Wednesday.\n\n"
    "From November 8, 2016, the ships of the navy sailed there.\n",
}
RULING = {
    "a": "Court in Vik to decide on ban of Roe\n\nPublished 7 February 2017\n\n"
    "Three judges of the court of appeal in Vik will hear the case of the travel ban of Ada Roe this afternoon.\n",
    "b": "Court in Vik blocks ban of Roe\n\nPublished 10 February 2017\n\n"
    "Three judges of the court of appeal in Vik ruled on Thursday to block the travel ban of Ada Roe.\n\n"
    "They heard the case of the travel ban on Tuesday.\n",
}
CHARGE = {
    "a": "Ada Roe charged with murder\n\nPublished 24 March 2017\n\n"
    "A woman who stabbed a man to death with a sword in Vik has been charged with murder.\n\n"
    "Ada Roe of Vik was charged with murder of the man.\n\n"
    "On February 22, a gunman killed a man at a bar in Lorvik and shot two others.\n",
    "b": "Roe regrets\n\nPublished 27 March 2017\n\n"
    "The woman who stabbed a man to death with a sword in Vik and was charged with murder says that she regrets it.\n",
}


@pytest.mark.parametrize(
    ("articles", "begins"),
    [
        (QUIT, ["Mayor Ada Roe of Vik resigned"]),
        (SHIPS, ["The cruiser Orm has returned"]),
        (RULING, ["Three judges of the court of appeal in Vik ruled"]),
        (CHARGE, ["A woman who stabbed"]),
        (DEAL, ["Iceland, Norway"]),
        (FOUND, ["Forty-five babies"]),
        (BAN, ["The club Vik", "The judges"]),
        (BUS, ["The bus fell"]),
    ],
    ids=[
        "outcome",
        "day-of-before",
        "day-of-plan",
        "day-of-another",
        "lead-nearly-best",
        "finding",
        "day-behind",
        "toll-that-rose",
    ],
)
def test_what_leads_a_story_of_a_few_articles(told_by, articles, begins):
    told = what(told_by(**articles))
    assert [text[: len(head)] for text, head in zip(told, begins, strict=False)] == begins
