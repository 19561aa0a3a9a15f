"""What readers are shown as a difference without an editor, and what is kept for the editor as a question."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest

from generator.claims.compare.comparisons import compare_sources
from generator.claims.compare.figures import read_tolls
from generator.claims.compare.relation_kinds import DOUBTS, RELATION_KINDS
from generator.claims.kept import Kept
from generator.claims.unedited.story import unedited_story
from generator.model import BlockKind, DateBasis, Doubt, PublicationDate, Relation

SPEC = importlib.util.spec_from_file_location(
    "golden_differences", Path(__file__).parent / "sameness" / "golden.py"
)
scoring = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scoring)
P = BlockKind.PARAGRAPH
UNKNOWN_DAY = PublicationDate(edtf=None, basis=DateBasis.UNKNOWN)
FILLER = ["A new town hall opens in May.", "Rain is forecast for the weekend."]


def differing(*told, days=("2025-03-05", "2025-03-05"), outlets=("", "")):
    """The relations of what is shown, and the doubts about what is not."""
    items = []
    for number, (sentence, day, outlet) in enumerate(zip(told, days, outlets, strict=True)):
        texts = [sentence, FILLER[number]]
        item = scoring.make(f"source-{number}", day, [(P, text) for text in texts])
        items.append(replace(item, article=replace(item.article, publisher=outlet or None)))
    found = compare_sources(items).comparisons
    found = [item for item in found if RELATION_KINDS[item.relation].differs]
    shown = sorted(item.relation.value for item in found if item.doubt is None)
    return shown, [item.doubt for item in found if item.doubt]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (
            "Five bombs were dropped on the camp at Yarne.",
            "Four bombs were dropped on the camp at Yarne.",
            "number",
        ),
        (
            "The plane came down near Orvet, 60 km east of the capital.",
            "It came down near Orvet, some 40 kilometers east of the capital.",
            "number",
        ),
        (
            "The mayor said that 12 people were killed in the fire at the mill in Lorvik.",
            "The fire at the mill in Lorvik was put out and no one was killed, the fire service said.",
            "tension",
        ),
        (
            "The governor accused the army of carrying out the attack on Yarne.",
            "An army spokesman denied that there was an attack on Yarne.",
            "tension",
        ),
        (
            "The army bombed the camp at Yarne at 2:53 p.m. on Wednesday.",
            "The army bombed the camp at Yarne on Wednesday at 3:20 p.m.",
            "tension",
        ),
        (
            "The epicenter of the quake was 55 km west of the town of Yarne.",
            "The epicenter of the quake was 55 km south of Yarne.",
            "tension",
        ),
        (
            "The quake shook houses in Yarne for 15 seconds.",
            "The quake shook houses in Yarne for about one minute.",
            "number",
        ),
        (
            "Yarne is home to more than 22,000 refugees.",
            "About 15,000 refugees who fled the war are living in the camp at Yarne.",
            "number",
        ),
        (
            "Among the dead of the crash at Orvet were nine Ethiopians and 32 Kenyans.",
            "Earlier reports said nine Ethiopians, but among the dead of the crash at Orvet were 17 Ethiopians.",
            "number",
        ),
        (
            "The flood brought a 30-foot wave to the harbor of Lorvik.",
            "The flood brought a 12-foot wave to the harbor of Lorvik.",
            "number",
        ),
        # What its sentence alone says the things of: shares, sums, people; tolls of one day by two voices.
        (
            "The reservoir above Orvet was filled to 94 percent.",
            "The reservoir above Orvet was filled to 99 percent, an engineer said.",
            "number",
        ),
        (
            "The bridge at Yarne was repaired last year for 1.8 million euros.",
            "The repair of the bridge at Yarne last year cost 2.6 million euros.",
            "number",
        ),
        (
            "More than 12,000 people were told to leave the valley of Yarne.",
            "Around 8,000 people were told to leave the valley of Yarne, the Red Cross said.",
            "number",
        ),
        (
            "A bomb killed five people and wounded 22 at a market in Yarne, police said.",
            "Three people were killed and 15 others injured by a bomb at a market in Yarne, a hospital said.",
            "number",
        ),
        (
            "About 300 residents were moved from streets near the mill.",
            "Police told 650 residents to leave their homes near the mill.",
            "number",
        ),
        # Tolls of one day that exclude each other; how many were on board.
        (
            "A bomb killed five people at a market in Yarne.",
            "Three people were killed by a bomb at a market in Yarne.",
            "number",
        ),
        (
            "The ferry sank off Lorvik with 62 people on board.",
            "Divers looked for the wreck, which had 71 people aboard.",
            "number",
        ),
        # How deep a quake was, whoever measured it.
        (
            "The tremor struck at a depth of 10 km, according to the US Geological Survey.",
            "At 8 p.m. a tremor was felt in Izmir, Turkey; it came from a depth of 6.7 km.",
            "number",
        ),
        # The Daily of a newspaper's name is no rate.
        (
            "There were 107 people on board the plane, reported the Orvet Daily.",
            "There were 99 people on board the plane, its owner said.",
            "number",
        ),
        # A time whose own clause tells one thing; who was hurt; what was not done.
        (
            "The ferry left the harbor of Yarne at 6:15 a.m. and sank about forty minutes later.",
            "The ferry had left the harbor of Yarne at about 7 a.m., witnesses said.",
            "tension",
        ),
        (
            "One officer was slightly wounded in the raids in Yarne.",
            "No officer was hurt in the raids in Yarne, a police spokeswoman said.",
            "tension",
        ),
        (
            "Clara Beem said that she had paid the money back.",
            "Rolf Tann said that Beem had not paid the money back.",
            "tension",
        ),
        (
            "The ferry Orvet hit a reef off Lorvik and sank within an hour.",
            "The owner denied that the ship had hit a reef off Lorvik.",
            "tension",
        ),
        # How old somebody is, how strong and how deep a quake, and days that name their month.
        (
            "Martin Orlo, 45, was found dead in the mill.",
            "Police named a worker of the paint shop, Martin Orlo, 54, as the second victim.",
            "number",
        ),
        (
            "A magnitude 6.4 earthquake struck off the coast of Yarne, and houses fell.",
            "An earthquake with a magnitude of 6.1 struck off the coast of Yarne.",
            "number",
        ),
        (
            "The quake struck off Yarne at a depth of 20 kilometers.",
            "The quake struck off Yarne at a depth of just 8 km.",
            "number",
        ),
        (
            "The new mayor of Orvet will be sworn in on 1 July.",
            "The new mayor of Orvet will be sworn in on 10 July.",
            "tension",
        ),
        (
            "The outbreak of measles in Orvet began on 20 November.",
            "The outbreak of measles in Orvet began on 12 November, doctors say.",
            "tension",
        ),
        # Each article's one time of day; what is left where the rest is the same; lengths that only lasted.
        (
            "The storm made landfall near Yarne at 2 p.m.",
            "The storm reached land near Yarne at 3:30 p.m. and felled trees.",
            "tension",
        ),
        (
            "The union of Orvet said that 94.6 percent rejected the pay deal and 96 percent backed a strike.",
            "The union of Orvet rejected the pay deal by 92.2 percent and 96 percent backed a strike.",
            "number",
        ),
        (
            "The raid on the museum in Yarne lasted only four minutes.",
            "The raid on the museum in Yarne lasted seven minutes.",
            "number",
        ),
        (
            "Three armed men robbed the bank in Orvet and fled with about £32,000.",
            "The men who robbed the bank in Orvet got away with £40,000.",
            "number",
        ),
        (
            "Lifeboats took the passengers off the ferry at Yarne in a rescue that lasted almost four hours.",
            "Lifeboats took nearly seven hours to bring the passengers off the ferry at Yarne.",
            "number",
        ),
        (
            "The clerk of Orvet was jailed for four years for fraud.",
            "The clerk of Orvet was sentenced to six years for fraud.",
            "number",
        ),
        (
            "The avalanche hit a group of nine at Yarne.",
            "A group of eight was hit by the avalanche at Yarne.",
            "number",
        ),
    ],
)
def test_a_sure_difference_is_shown(one, other, relation):
    assert relation in differing(one, other)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("None of the 157 people on board survived.", "All 157 people on board died."),
        ("None of the 157 people on board survived.", "In all, 157 people were on board."),
        (
            "It is not yet clear what caused the crash at Orvet.",
            "The cause of the crash at Orvet is not yet known.",
        ),
        ("The crash of 2018 killed 189 people.", "The crash at Orvet on Sunday killed 157 people."),
        ("The firm operates 96 Boeing 737 Max jets.", "The firm operates 34 Airbus jets in Lorvik."),
        ("The bridge is open to cars.", "The bridge was closed to trucks."),
        (
            "The camp lies less than 25 km (15 miles) from the border.",
            "The camp lies 10 miles from the border.",
        ),
        # Minutes of rounding, another zone, one thing after the other.
        ("The army bombed the camp at Yarne at 2:53 p.m.", "The army bombed the camp at Yarne about 3 p.m."),
        (
            "The army bombed the camp at Yarne at 2:53 p.m.",
            "The army bombed the camp at Yarne at 11:53 a.m. GMT.",
        ),
        (
            "The plane left Orvet for Lorvik at 8:38 a.m.",
            "The plane from Orvet to Lorvik crashed at 8:44 a.m., minutes after it left.",
        ),
        # Points of the compass that lie side by side, and other places.
        ("The quake struck 55 km south of Yarne.", "The quake struck 55 km southwest of Yarne."),
        ("The town of Lorvik lies east of Yarne.", "Tents for the homeless stand west of Yarne."),
        # A bound that a source's figure rounds, and different things counted.
        ("More than 1,000 cases were found in Lorvik.", "In Lorvik 1,324 cases were found."),
        ("Among the dead in Orvet were 32 Kenyans.", "Among the dead in Orvet were at least nine Britons."),
        ("The flood brought a 30-foot wave to Lorvik.", "The flood broke a 12-foot ladder in Lorvik."),
        ("In the crash at Orvet 12 people were killed.", "No one was killed at Lorvik."),
        # Of two sorts, and together.
        (
            "Rolf Tann, mayor of Orvet, faces four counts of bribery and one of fraud.",
            "Rolf Tann, mayor of Orvet, was charged with five counts of bribery and fraud.",
        ),
        # Rates, what is added, and what only has a number.
        ("Flu killed 36,000 people in Lorvik each year.", "Flu killed 10,000 people in Lorvik."),
        (
            "The new cases include 13 pupils of the school at Orvet.",
            "The 10 pupils of the school at Orvet are ill.",
        ),
        (
            "Six pupils of the school at Orvet fell ill.",
            "The year seven pupils of the school at Orvet fell ill.",
        ),
        (
            "At Orvet 75 pupils of the mill school fell ill.",
            "At Orvet eight pupils of the mill school fell ill.",
        ),
        # "At least" and a much smaller toll may be earlier, or of a part; kinds of things; who was hurt of others.
        (
            "A bomb killed at least five people at a market in Yarne.",
            "At least three people were killed by a bomb at a market in Yarne.",
        ),
        (
            "A bomb wounded 22 people at a market in Yarne.",
            "Seven people were wounded by a bomb at a market in Yarne.",
        ),
        (
            "The quake felled three-storey buildings in Yarne.",
            "In Yarne the quake felled five-storey buildings.",
        ),
        ("The blast in Yarne left 20 people wounded.", "No children were injured by the blast in Yarne."),
        # Not until then, and a share of another thing.
        (
            "The mayor warned the town of the flood.",
            "The mayor had not warned the town of the flood until Monday.",
        ),
        ("Some 94 percent of the voters of Yarne are men.", "The reservoir of Orvet holds 40 percent."),
        # Two people of one name, a rounded strength, a length that the other sentence tells too.
        ("Ada Moss, 34, of Orvet won the race.", "Oda Moss, 36, of Orvet came second in the race."),
        (
            "A magnitude 7 quake struck off the coast of Yarne.",
            "A quake of magnitude 6.8 struck off the coast of Yarne.",
        ),
        (
            "Rolf Tann, the mayor of Orvet, was jailed for four years for fraud.",
            "Rolf Tann, mayor of Orvet for ten years, was sentenced to four years in prison for fraud.",
        ),
        # Two sorts together, a narrower one, and how things stood at a time.
        (
            "The plane to Orvet carried 242 passengers and crew when it crashed.",
            "The plane to Orvet carried 230 passengers when it crashed.",
        ),
        ("The jet to Orvet had 12 crew on board.", "The jet to Orvet had 10 cabin crew on board."),
        # What "up to" allows, and an earlier quake.
        ("Up to 25 houses burned in Yarne.", "In Yarne 13 houses burned."),
        (
            "A 6.0-magnitude earthquake struck the east of Yarne and felled houses.",
            "A 6.3-magnitude earthquake struck the east of Yarne in 2021 and felled many houses.",
        ),
        # Times that are rounded by less than a quarter of an hour; of people, what the other sentence tells too.
        (
            "The army bombed the camp at Yarne just after 2 p.m. on Wednesday.",
            "The army bombed the camp at Yarne on Wednesday at about 2:11 p.m.",
        ),
        (
            "Mayor Ada Moss of Yarne said 15 people were taken to the hospital, seven of them badly hurt.",
            "Mayor Ada Moss of Yarne said seven people were taken to the hospital badly hurt.",
        ),
        (
            "The storm had cut power to Yarne as of 7 p.m., the mayor said.",
            "The storm had cut power to Yarne as of 3 p.m., the mayor said.",
        ),
        # Places in an order, about so many, the rest of a share, other money, how far a count has come, tens.
        (
            "Ada Moss scored for Orvet in the 95th minute of the final.",
            "Rolf Tann scored for Orvet in the 88th minute of the final.",
        ),
        (
            "The party of Ada Moss won 33 seats in Orvet.",
            "The party of Ada Moss hoped for 40-odd seats in Orvet.",
        ),
        (
            "Voters in Orvet backed the new bridge by 51.9% to 48.1%.",
            "Voters in Orvet backed the new bridge with a 52-48% majority.",
        ),
        (
            "A court in Orvet fined Ada Moss 20,000 rubles (roughly $350).",
            "A court in Orvet fined Ada Moss 300 euros ($326).",
        ),
        (
            "With 94 percent of the vote counted, Ada Moss led in Orvet.",
            "With 54 percent of the vote counted, Ada Moss led in Orvet.",
        ),
        (
            "Lorvik has given Orvet $1.3 billion in aid for the dam.",
            "Lorvik has given Orvet $1.35 billion in aid for the dam.",
        ),
        (
            "It was the first fire in the 50-year history of the mill in Orvet.",
            "It was the first fire in the 48-year history of the mill in Orvet.",
        ),
        (
            "The sunken land off Orvet measures 1.8 million square miles.",
            "The sunken land off Orvet measures five million square kilometers.",
        ),
        # Of those, parts of a whole, other attacks; what is no denial of the same.
        (
            "One person was arrested after the raid on the bank in Orvet.",
            "One of the two was arrested after the raid on the bank in Orvet.",
        ),
        (
            "About 35,000 people from Orvet, 65,000 from Yarne and 12,000 from Lorvik left their homes.",
            "Some 150,000 people from Orvet, Yarne and Lorvik left their homes.",
        ),
        (
            "No-one was hurt in the fire at the mill in Orvet.",
            "Nobody was hurt in the fire at the mill in Orvet.",
        ),
        (
            "There was no indication the man who killed four people at the mill in Orvet was ill.",
            "Four people were killed at the mill in Orvet.",
        ),
        (
            "Lorvik denied any connection to the murder of Ada Moss.",
            "A clerk was charged with the murder of Ada Moss.",
        ),
        (
            "Orvet has been under a state of emergency since November, after attacks by gangs.",
            "The state of emergency in Orvet follows attacks by gangs that have claimed 230 lives since January.",
        ),
        (
            "On Tuesday, Ada Moss dismissed efforts to end her term as “part of the system that wants to stop her”.",
            "After the vote, Moss said: “This shows that it is all part of the system that wants to stop her”.",
        ),
        (
            "There were no residents killed when the plane crashed in Orvet.",
            "The plane that crashed in Orvet killed three people.",
        ),
        (
            "Four homes were damaged by the plane that crashed in Orvet.",
            "The plane that crashed in Orvet destroyed two homes and damaged two others.",
        ),
        ("The dam lies about 40km from Yarne.", "The army took the airfield, 52km west of Yarne."),
        (
            "In three days air strikes killed some 140 civilians in the province of Orvet.",
            "Air strikes killed 89 civilians in the province of Orvet in the past week.",
        ),
        (
            "At least 25 civilians were killed in the raid on Orvet.",
            "Fourteen militants were killed in the raid on Orvet.",
        ),
        (
            "On Monday the Ada Logan Airport canceled 341 flights because of the snow.",
            "On Monday the Otto Kennedy Airport canceled 403 flights because of the snow.",
        ),
        (
            "Police were at the gallery in Orvet at 3:14 a.m.",
            "Police were at the gallery in Orvet at 3:30 a.m., eleven minutes after the alarm.",
        ),
        (
            "The mayor of Orvet also rejected suggestions that she, or the council, "
            "wants a very slow tram service for Yarne.",
            "The mayor of Orvet is also expected to reject any suggestion that she as mayor, or her council, "
            "wants a very slow tram service for Yarne.",
        ),
        # Who is arrested are not all who did it; what the other sentence has too; when officials spoke; a range.
        (
            "Five men robbed the bank in Orvet.",
            "Two men were arrested over the robbery of the bank in Orvet.",
        ),
        (
            "The jail in Orvet held 1,412 inmates.",
            "The jail in Orvet, built for 750 inmates, held 1,412.",
        ),
        (
            "At 3 p.m. the guards saw that the dam of Orvet was leaking.",
            "By 6 a.m. officials said the dam of Orvet was leaking no more.",
        ),
        ("Shares of Orvet fell 0.42% on Friday.", "Shares of Orvet fell between 0.5% and 2% on Friday."),
    ],
)
def test_what_may_be_of_two_things_is_not_shown(one, other):
    assert differing(one, other)[0] == []


def test_a_later_count_is_an_update():
    told = ("Five boats sank in the harbor of Lorvik.", "Seven boats sank in the harbor of Lorvik.")
    assert "number" in differing(*told)[0]
    assert differing(*told, days=("2025-03-05", "2025-03-06"))[0] == ["update"]
    # What is not counted day by day is no update; it differs where each article counts it once.
    moored = [part.replace("sank", "lay moored") for part in told]
    assert differing(*moored, days=("2025-03-05", "2025-03-06"))[0] == ["number"]
    again = f"{moored[1]} Nine boats lay moored in the harbor of Yarne."
    assert differing(moored[0], again, days=("2025-03-05", "2025-03-06"))[0] == []
    # A smaller one is.
    assert "number" in differing(*told, days=("2025-03-06", "2025-03-05"))[0]
    assert differing(*told, days=("2025-03-26", "2025-03-05"))[0] == []
    # What both date by one day has not grown since.
    met = [part.replace("sank", "met on 4 March") for part in told]
    assert differing(*met, days=("2025-03-05", "2025-03-06"))[0] == ["number"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A blast in Yarne killed at least five people.", "The blast in Yarne has claimed 12 lives."),
        (
            "A fire swept through a mill in Yarne on Monday, killing at least 31 workers.",
            "The fire at the mill in Yarne on Monday killed at least 44 workers.",
        ),
        ("Police held four people; four were detained.", "In total, 15 people have been detained."),
        ("In Yarne 99 people are missing.", "The number of residents missing in Yarne rose to 159."),
        ("The blast led to the deaths of five people.", "The toll rose to 12, the mayor of Yarne said."),
        (
            "In Yarne the flood damaged about 1,000 houses.",
            "In Yarne 3,609 houses were damaged by the flood.",
        ),
        (
            "The burst dam left some 200 people missing in Orvet.",
            "Some 250 people remained missing in Orvet.",
        ),
        ("Four skiers died in the avalanche at Yarne.", "The toll of the avalanche at Yarne rose to five."),
        (
            "Thirty-eight people fell ill after a lunch at the school in Orvet.",
            "The number of people who fell ill after the lunch at the school in Orvet rose to 61.",
        ),
        (
            "Forty-one people were hurt in a crush at the fair in Orvet on Tuesday night.",
            "The organizers of the fair in Orvet faced questions on Thursday after 52 people were hurt in a crush.",
        ),
        # "At least" some uneven number is counted, and has grown; whoever drowned is dead.
        (
            "At least 11 people died in a crush in Yarne.",
            "Fourteen people have now died after the crush in Yarne.",
        ),
        ("At least 23 people drowned off Yarne.", "The toll of the wreck off Yarne rose to 29."),
        (
            "At least nine people, five of them children, were killed in the quake at Yarne.",
            "The toll of the quake at Yarne rose to 26, the ministry said, warning that it could rise further.",
        ),
    ],
)
def test_a_later_toll_is_an_update(one, other):
    assert differing(one, other, days=("2025-03-05", "2025-03-06"))[0] == ["update"]


@pytest.mark.parametrize(
    ("said", "answer", "words"),
    [
        (
            "The firm did not deny it, but said that the logs were the town's duty under an agreement of 1987.",
            "Mayor Oda Moss said that she knew of no such agreement.",
            ["the town's duty under an agreement of 1987.", "knew of no such agreement"],
        ),
        (
            "The firm cleared the logs above the mill.",
            "Mayor Oda Moss said that she knew of no such letter.",
            [],
        ),
    ],
)
def test_no_such_thing_answers_what_names_it(said, answer, words):
    items = [scoring.make("a", "2025-03-05", [(P, said), (P, answer)])]
    found = [item.text for item in compare_sources(items).comparisons if item.doubt is None]
    assert bool(found) == bool(words)
    assert all(part in found[0] for part in words)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            "The union says that a deal is near.",
            "The town will build the bridge even if the council rejects it.",
        ),
        ("The union says that the mill was unsafe.", "Moss asked the owner to publicly reject the claims."),
        ("The union gave no proof that the mill was unsafe.", "The owner rejected the claims."),
        ("“The mill was unsafe,” the union said.", "The owner rejected the claims."),
        ("No owner of a mill does such a thing.", "The owner totally denied it."),
        ("The new plan came to be seen as the best.", "The council dismissed it and asked for another."),
        (
            "The firm will build a mill next year.",
            "Although some say that the market of the country is short of money, figures show this is not true.",
        ),
    ],
)
def test_what_is_not_said_or_answers_something_else_is_no_denial(said, answer):
    item = scoring.make("daily", "2025-03-05", [(P, said), (P, answer)])
    assert not [part for part in compare_sources([item]).comparisons if part.relation is Relation.TENSION]


def test_a_difference_says_why_it_is_of_one_thing():
    told = "Five bombs were dropped on the camp at Yarne.", "Four bombs were dropped on the camp at Yarne."
    items = [scoring.make(name, "2025-03-05", [(P, text)]) for name, text in zip("ab", told, strict=True)]
    (found,) = compare_sources(items).comparisons
    assert found.why == "Compared because both mention “dropped”, “camp” and “Yarne”."
    denied = [(P, "The union says that the mill was unsafe."), (P, "The owner rejected the claims.")]
    (found,) = compare_sources([scoring.make("daily", "2025-03-05", denied)]).comparisons
    assert found.why.startswith("Compared because one stands right behind")


def test_the_dead_of_one_sort_are_not_all():
    told = "Two firefighters were killed in the blaze in Orvet.", "The toll of the blaze in Orvet rose to 12."
    assert differing(*told, days=("2025-03-05", "2025-03-06"))[0] == []


def test_a_denial_of_one_toll_is_told_once():
    told = [
        [
            "Local leader Ada Moss said that at least 12 people had been killed and 20 wounded in the raid.",
            "A reporter did not see any dead, but Ms Moss said that 12 people had been killed in Orvet.",
        ],
        ["Sources of the group in Orvet said that no one was killed or injured in the raid."],
    ]
    items = [
        scoring.make(f"s-{n}", "2025-03-05", [(P, text) for text in texts]) for n, texts in enumerate(told)
    ]
    found = [item for item in compare_sources(items).comparisons if item.doubt is None]
    assert [item.relation for item in found if RELATION_KINDS[item.relation].differs] == [Relation.TENSION]
    # Of what the last build kept, too.
    kept = Kept()
    first = compare_sources(items, kept).comparisons
    kept.only(items)
    assert compare_sources(items, kept).comparisons == first


def test_a_toll_of_years_before_is_no_earlier_count():
    before = "The collapse comes four years after another dam collapse in the valley killed 17 people."
    told = (before, "The dam collapse in the valley killed 40 people.")
    assert differing(*told, days=("2025-03-05", "2025-03-06"))[0] == []


def test_an_update_leaves_out_the_day_on_which_a_toll_fell_back():
    told = (
        "The collapse of a bridge in Yarne killed 35 people.",
        "At least 22 people are dead in the collapse of a bridge in Yarne.",
        "The collapse of a bridge in Yarne killed 38 people.",
    )
    items = [
        scoring.make(f"source-{number}", f"2025-03-0{number + 5}", [(P, sentence)])
        for number, sentence in enumerate(told)
    ]
    (found,) = [item for item in compare_sources(items).comparisons if item.relation is Relation.UPDATE]
    assert [item.quote.exact for item in found.evidence] == [told[0], told[2]]


def test_the_strength_of_a_quake_counts_no_dead():
    assert "dead" not in read_tolls("A quake with a magnitude of 6.8 has killed many.")


def test_a_tally_is_of_what_it_says():
    assert read_tolls("The tally of confirmed cases in Yarne rose to 27.") == {}
    assert read_tolls("The tally of the dead in Yarne rose to 27.") == {"dead": 27.0}


def test_one_outlet_does_not_differ_from_itself():
    told = ("Five boats sank in the harbor of Lorvik.", "Seven boats sank in the harbor of Lorvik.")
    assert differing(*told, outlets=("The Herald", "The Herald"))[0] == []
    assert "number" in differing(*told, outlets=("The Herald", "The Post"))[0]


def test_an_article_that_gives_both_figures_speaks_of_two_things():
    one = "Five boats sank in the harbor of Lorvik."
    other = "Seven boats sank in the harbor of Lorvik, and five boats sank at sea."
    assert differing(one, other)[0] == []


def test_what_is_not_shown_comes_with_a_reason():
    _, doubts = differing(
        "At least 20 people were hurt in Lorvik.", "More than 25 people were hurt in Lorvik."
    )
    assert doubts
    assert set(DOUBTS) == set(Doubt)


@pytest.mark.parametrize(
    ("one", "other", "relations"),
    [
        # Distances in one measure; bounds that both hold are no difference.
        (
            "The plane crashed near Yarne, 60km (37 miles) south of the capital.",
            "The plane crashed near Yarne, 45 miles (72km) south of the capital.",
            ["number"],
        ),
        (
            "The plane crashed near Yarne, 60km south of the capital.",
            "The plane crashed near Yarne, 37 miles south of the capital.",
            [],
        ),
        # Since when something goes on.
        (
            "Some 9,000 people died in the war over oil in Yarne, waged since 1955.",
            "Some 9,000 people died in the war over oil in Yarne, from 1983-2005.",
            ["tension"],
        ),
        # What a document has, even where it is who speaks.
        (
            "In a 48-page indictment, Oda Moss is charged with spending campaign funds on trips to Yarne.",
            "“Moss spent campaign funds on trips to Yarne,” the 47-page indictment says.",
            ["tension"],
        ),
        # Prices are of each of many.
        (
            "Kovar Steel earned $5 million, or 31 cents a share, in the third quarter.",
            "Kovar Steel earned $5 million, or 39 cents a share, in the third quarter.",
            [],
        ),
    ],
)
def test_values_without_a_noun_of_their_own(one, other, relations):
    assert differing(one, other)[0] == relations


def test_two_who_speak_in_one_article_differ():
    told = [
        "The French government said eight French people are among the victims of the crash.",
        "The airline said seven French citizens are among the victims of the crash.",
    ]
    items = [scoring.make("a", "2025-03-05", [(P, text) for text in told])]
    found = [item for item in compare_sources(items).comparisons if item.doubt is None]
    assert [item.text for item in found] == ["A has both “eight French people” and “seven French citizens”."]


def test_sentences_with_other_figures_of_one_thing_carry_no_statement_together():
    told = ["On board the ferry were 312 passengers.", "On board the ferry were 318 passengers."]
    items = [scoring.make(f"s{n}", "2025-03-05", [(P, text), (P, FILLER[n])]) for n, text in enumerate(told)]
    compared = compare_sources(items)
    assert compared.exclusive == {frozenset({("s0", 0), ("s1", 0)})}
    claims = unedited_story(items).claims
    assert all(len(claim.source_ids) == 1 for claim in claims if "passengers" in claim.text)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Health officers counted 91 confirmed cases of the fever in 10 districts of Yarne.",
         "The number of confirmed cases of the fever in the districts of Yarne has reached 64.", False),
        ("The slick off Yarne spread over 12 km and reached a reserve where 5,000 pelicans nest.",
         "The slick off Yarne is 20 km long and reached a reserve where 5,000 pelicans nest.", False),
        ("In the vote on the tram in Yarne 54 per cent of the people were against it.",
         "In the vote on the tram in Yarne 52 per cent of the people were against it.", False),
        ("The council of Yarne is close to declaring phase 5 of its flood alert.",
         "The council of Yarne has raised its flood alert to phase four.", False),
        ("At least nine cases of the fever were reported in Yarne and Orvet.",
         "There are 1,004 cases of the fever, some of them in Yarne and Orvet.", False),
        ("Tap water in Yarne no longer has to be boiled, the town council said.",
         "Tap water in Yarne has to be boiled, the town council said.", False),
        ("One of the two pumps of the plant at Yarne was swept away by the flood.",
         "Both pumps of the plant at Yarne are running after the flood.", False),
        ("A clerk of Yarne was sentenced to three years and two months in prison for theft.",
         "A clerk of Yarne was sentenced to three years and four months in prison for theft.", False),
        ("A clerk of Yarne was sentenced to three years and two months in prison for theft.",
         "A clerk of Yarne was sentenced to 38 months in prison for theft.", True),
        ("The fire near Yarne is still burning and has destroyed 9,000 hectares of forest.",
         "The fire near Yarne has destroyed 5,600 hectares of forest since Sunday.", False),
        # A bound that the other's figure is near, another measure of the same, one figure of several that fits.
        ("The storm in Yarne hurt more than 200 sailors and broke the old pier.",
         "The storm in Yarne hurt 249 sailors and broke the old pier.", True),
        ("The quake below Yarne struck at a depth of six miles under the harbor.",
         "The quake below Yarne struck at a depth of 10 kilometers under the harbor.", True),
        ("The fire in Yarne burned 12 boats and 3 sheds of the harbor.",
         "The fire in Yarne burned 12 boats of the harbor, one of them new.", True),
    ],
)  # fmt: skip
def test_numbers_that_exclude_each_other_bear_each_other_out_nowhere(one, other, together):
    told = (one, other)
    items = [scoring.make(f"s{n}", "2025-03-05", [(P, text), (P, FILLER[n])]) for n, text in enumerate(told)]
    several = [claim for claim in unedited_story(items).claims if len(claim.source_ids) > 1]
    assert bool(several) == together


@pytest.mark.parametrize("undated", [(0, 1), (1,)])
def test_counts_of_articles_of_unknown_days_are_no_difference(undated):
    told = ("Five bombs were dropped on the camp at Yarne.", "Four bombs were dropped on the camp at Yarne.")
    items = [
        scoring.make(f"source-{number}", "2025-03-05", [(P, text), (P, FILLER[number])])
        for number, text in enumerate(told)
    ]
    assert [item.doubt for item in compare_sources(items).comparisons] == [None]
    for number in undated:
        article = replace(items[number].article, date_published=UNKNOWN_DAY)
        items[number] = replace(items[number], article=article)
    assert [item.doubt for item in compare_sources(items).comparisons] == [Doubt.OTHER_THING]


def test_a_turnout_is_not_held_against_an_age():
    items = [
        scoring.make(
            "source-0",
            "2025-03-05",
            [
                (
                    P,
                    "Tens of thousands of people marched through Yarne against a bill to raise the age to 67.",
                ),
                (P, "Organisers put the turnout at 120,000."),
            ],
        ),
        scoring.make("source-1", "2025-03-05", [(P, FILLER[0])]),
    ]
    assert not compare_sources(items).comparisons


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        # What stands beside one value alone in each article: a turnout, a loss of a half-year, what is paid for.
        (
            "Turnout in the vote was 71.2 per cent, the highest since 1998.",
            "Turnout in the vote stood at 68.4 percent.",
            "number",
        ),
        (
            "Kovar Steel made a loss of 24 million euros, against a profit of 3 million a year earlier.",
            "Kovar Steel made a loss of 29 million euros, the firm said.",
            "number",
        ),
        (
            "The mill of Orvet saves 3 million euros a year.",
            "The mill of Orvet saves 4 million euros a year, it says.",
            "number",
        ),
        ("The pass, closed since 2011, is narrow.", "The pass has been closed since 2012.", "tension"),
        ("The mill in Orvet was founded in 1911.", "The mill was founded in 1909 by a baker.", "tension"),
        (
            "The bridge, built in 1967, was last inspected in 2024.",
            "The bridge was last inspected in 2022.",
            "tension",
        ),
        # Days to come and days later, lengths of things, parts of a whole, ages behind a name.
        ("The museum stays closed until Wednesday.", "The museum is closed until Thursday.", "tension"),
        (
            "The calf was born on 11 January 2023 and died two days later.",
            "The calf was born in Orvet on 11 January 2023 and died three days later.",
            "tension",
        ),
        (
            "Tann signed a four-year contract with Orvet.",
            "Tann signed a five-year deal with the club.",
            "tension",
        ),
        (
            "Her party won 21 of the 55 seats in the council.",
            "Her party took 23 seats on the council.",
            "number",
        ),
        ("Oda Moss, a 34-year-old nurse, left.", "Oda Moss, 36, a nurse, left the hall.", "number"),
        # Crowds of one day; the strongest quake of each article, beside a weaker one.
        (
            "The union said 90,000 people had taken part.",
            "Police put the number of marchers at 35,000.",
            "number",
        ),
        (
            "A quake of magnitude 6.7 struck Yarne.",
            "The observatory put the magnitude at 6.9. An aftershock of magnitude 5.4 was felt.",
            "number",
        ),
    ],
)
def test_what_each_article_tells_of_one_thing_alone(one, other, relation):
    assert relation in differing(one, other)[0]


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("At least 12 people died in Yarne on Sunday.", "The toll in Yarne rose to 19 on Monday.", "update"),
        ("The flood killed three people in Yarne.", "Five people are known to have died in Yarne.", "update"),
        (
            "Two sailors were killed by a fire in Yarne.",
            "A third sailor has died after the fire in Yarne.",
            "update",
        ),
        ("Seven people are missing in Yarne.", "Five people are still missing in Yarne.", "update"),
        # What is not counted on differs.
        ("Some 20,000 people live from fishing on the lake.", "About 35,000 live there. "
         "About 35,000 people live from fishing on the lake.", "number"),
    ],
)  # fmt: skip
def test_what_the_next_day_tells(one, other, relation):
    assert relation in differing(one, other, days=("2025-03-05", "2025-03-06"))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Shares of two days, other towns, the dead and the hurt.
        ("Shares in Kovar fell 7 percent.", "Shares in Kovar ended the week 12 percent lower."),
        ("Boats took 300 guests to the pier of Bergen.", "Boats took 250 guests to the pier of Stavanger."),
        ("Two miners were killed in the pit.", "Three miners were injured in the pit."),
    ],
)
def test_what_the_next_day_tells_of_something_else(one, other):
    assert differing(one, other, days=("2025-03-05", "2025-03-06"))[0] == []


def test_what_an_article_could_not_know_is_no_difference():
    told = (
        "The two divers of Orvet were found in a flooded cave at 3:40 a.m., the police said.",
        "The two divers of Orvet came out of the flooded cave at 11:20 p.m. on {}, the police said.",
    )
    days = ("2025-03-05", "2025-03-07")
    assert differing(told[0], told[1].format("Thursday"), days=days)[0] == []
    assert differing(told[0], told[1].format("Wednesday"), days=days)[0] == ["tension"]


def test_a_plan_gone_by_does_not_differ_from_the_next():
    told = ("He is due to appear in court in Orvet on {}.", "He will appear in court in Orvet on Friday.")
    days = ("2025-03-04", "2025-03-06")
    assert differing(told[0].format("Wednesday"), told[1], days=days)[0] == []
    assert differing(told[0].format("Thursday"), told[1], days=days)[0] == ["tension"]


def test_an_article_about_another_is_no_other_version():
    about = "Lorvik lies on the lake. Trains to Lorvik are late. A mayor of Lorvik fell ill."
    one = "Volunteers filled 9,000 sacks at the lake."
    assert "number" in differing(one, "Soldiers filled 14,000 sacks at the lake.")[0]
    assert differing(one, f"Soldiers filled 14,000 sacks at the lake. {about}")[0] == []


def test_what_surely_differs_bears_nothing_out():
    told = ("The museum will stay closed until Wednesday.", "The museum will be closed until Thursday.")
    items = [scoring.make(f"s{n}", "2025-03-03", [(P, text), (P, FILLER[n])]) for n, text in enumerate(told)]
    assert all(len(claim.source_ids) == 1 for claim in unedited_story(items).claims)


def test_a_difference_is_quoted_without_the_dateline():
    told = [
        "OSLO, March 5 (Reuters) - On board the ferry were 312 passengers.",
        "On board the ferry were 318 passengers.",
    ]
    items = [scoring.make(f"s{n}", "2025-03-05", [(P, text), (P, FILLER[n])]) for n, text in enumerate(told)]
    (found,) = [item for item in compare_sources(items).comparisons if item.relation is Relation.NUMBER]
    assert [part.quote.exact for part in found.evidence] == [text.rpartition(" - ")[2] for text in told]
