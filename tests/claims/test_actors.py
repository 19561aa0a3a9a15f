"""Who is who: names, titles, spellings."""

import pytest

from generator.annotate.places import read_places
from generator.claims.people.actors import find_actors
from generator.claims.people.mentions import names_in
from generator.language.spelling import same_word
from generator.model import AnnotatedArticle


@pytest.fixture
def read(make_article):
    """A function that annotates articles of the given texts."""

    def make(*texts):
        articles = [
            make_article(text, id=f"a{number}", label=f"A{number}") for number, text in enumerate(texts)
        ]
        return tuple(
            AnnotatedArticle(article=item, timexes=(), places=read_places(item), attributions=())
            for item in articles
        )

    return make


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed", "Muhammad"), ("Mohamed", "Muhammad"), ("al-Haddad", "el-Hadad"), ("Petroff", "Petrov"),
        ("Zelensky", "Zelenskyy"), ("Zelenskiy", "Zelensky"), ("Kadhafi", "Gaddafi"), ("Qaddafi", "Gaddafi"),
        ("Yusuf", "Youssef"), ("Ahmed", "Ahmad"), ("Kadhim", "Kadim"), ("Omar", "Umar"), ("P.", "Peter"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one, other):
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan", "Jana"), ("Maria", "Mario"), ("Ali", "Omar"), ("Peter", "Petra"), ("Daniel", "Danielle"),
     ("Hassan", "Hussein"), ("Lund", "Lind"), ("Jean", "Joan"), ("P.", "Anna")],
)  # fmt: skip
def test_two_names(one, other):
    assert not same_word(one, other)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Former defense minister Ann Poe left.", "Ann Poe", "Former defense minister"),
        ("The talks were led by interim President Omar Haddad.", "Omar Haddad", "interim President"),
        ("Peter Lund, the company's chief executive, left.", "Peter Lund", "the company's chief executive"),
        ("The regional inspector, Tomasz Wilk, offered help.", "Tomasz Wilk", "The regional inspector"),
        ("Helena Mazurek, who leads the union, left.", "Helena Mazurek", "who leads the union"),
        ("On Monday Gen. Yusuf Haddad signed.", "Yusuf Haddad", "Gen."),
        ("U.S. Attorney Ann Poe opened the case.", "Ann Poe", "U.S. Attorney"),
        ("The U.N. Secretary-General Kari Dahl left.", "Kari Dahl", "U.N. Secretary-General"),
        ("Norwegian Prime Minister Kari Dahl spoke.", "Kari Dahl", "Norwegian Prime Minister"),
        ("The former water utility chief Peter Lund left.", "Peter Lund", "former water utility chief"),
        ("It was won by campaign manager Ida Falk.", "Ida Falk", "campaign manager"),
        ("Coast guard spokesman Tomasz Wilk left.", "Tomasz Wilk", "Coast guard spokesman"),
        ("The sum is right, said sporting director Ann Poe.", "Ann Poe", "sporting director"),
        ("The fans booed coach Kari Dahl.", "Kari Dahl", "coach"),
        ("The song was hers, said his wife, Ida Falk, outside.", "Ida Falk", "his wife"),
        ("The mill is run by an engineer from Bergen, Ida Falk.", "Ida Falk", "an engineer from Bergen"),
        ("Their top scorer, Ida Falk, left early.", "Ida Falk", "Their top scorer"),
        ("Names for the seat include former mill chief Ida Falk.", "Ida Falk", "former mill chief"),
        ("Shore Party candidate Ida Falk lost.", "Ida Falk", "Shore Party candidate"),
        ("The Port Department and Harbor Judge Ida Falk agreed.", "Ida Falk", "Harbor Judge"),
        ("Harbourmaster Ida Falk left.", "Ida Falk", "Harbourmaster"),
        ("Brigadier-General Ida Falk left.", "Ida Falk", "Brigadier-General"),
        ("Port Agency Administrator Ida Falk left.", "Ida Falk", "Port Agency Administrator"),
    ],
)
def test_a_title_says_who_somebody_is(read, text, name, title):
    entry = find_actors(read(text))[0]
    assert (entry.name, entry.kind) == (name, "person")
    assert [item.quote.exact for item in entry.evidence] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Falk, who was born in 1994, left. Ida Falk wept.",
        "Ida Falk, who took the reins as chief executive in July, left. Ida Falk wept.",
        "The reins as chief executive in July, Ida Falk said, were hers. Ida Falk wept.",
        "Ida Falk, chief executive of Vardo, Maine-based Northquay Lines, left. Ida Falk wept.",
        "Ida Falk, an analyst with Moss, Roe & Co., left. Ida Falk wept.",
        "Brother Ida Falk left. Ida Falk wept.",
    ],
)
def test_what_does_not_say_who_somebody_is(read, text):
    entry = next(item for item in find_actors(read(text)) if item.name == "Ida Falk")
    assert entry.evidence == ()


def test_a_sentence_of_one_name(read):
    assert [item.text for item in names_in(read("“Molly.”")[0])] == ["Molly"]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("He left after a quarrel with Danish club Northquay.", "Northquay", "Danish club"),
        ("They joined a race with ferry company Northquay.", "Northquay", "ferry company"),
    ],
)
def test_what_a_body_is_said_to_be(read, text, name, said):
    entry = next(item for item in find_actors(read(text)) if item.name == name)
    assert [item.quote.exact for item in entry.evidence] == [said]


def test_bodies_that_and_joins_are_two(read):
    entries = find_actors(
        read("Northquay Lines and Bavo Motors merged. Northquay Lines and Bavo Motors grew.")
    )
    assert {item.name for item in entries} == {"Northquay Lines", "Bavo Motors"}


@pytest.mark.parametrize(
    "text",
    [
        "Ash fell on Mt Marum. Mt Marum smoked again.",
        "DRX tested well. DRX will come. Some bought DRX.",
        "Workers said so on Monday. Workers left in March.",
        "Rain fell in Oslo. Oslo was wet.",
        "The Germans left. Germans came.",
        "The Silver Gull sank. It was old.",
        "In the evening, Workers left the hall.",
        "They left, and after that, Silver rose.",
    ],
)
def test_what_is_nobody(read, text):
    assert find_actors(read(text)) == ()


def test_a_sentence_may_be_one_name_in_ly(read):
    assert [
        actor.name
        for actor in find_actors(read("Emily Roe left the hall. Emily! She had won, Emily Roe said."))
    ] == ["Emily Roe"]


def test_spellings_are_gathered_and_counted(read):
    first = "General Yusuf el-Hadad signed. Hadad left."
    second = "Gen. Youssef al-Haddad shook hands. His brother, Khalid al-Haddad, said nothing. Khalid al-Haddad left."
    entries = find_actors(read(first, second))
    general = next(item for item in entries if "ss" in item.name or "Yusuf" in item.name)
    assert {item.term: item.counts for item in general.spellings} == {
        "Yusuf el-Hadad": (1, 0), "Hadad": (1, 0), "Youssef al-Haddad": (0, 1),
    }  # fmt: skip
    assert [item.name for item in entries if item is not general] == ["Khalid al-Haddad"]


def test_an_abbreviation_is_its_organization(read):
    text = "The Port Workers Union (PWU) called a strike. The PWU wants more pay."
    (entry,) = find_actors(read(text))
    assert entry.kind == "organization"
    assert {item.term for item in entry.spellings} == {"Port Workers Union", "PWU"}


def test_an_abbreviation_may_leave_the_last_word_out(read):
    articles = read(
        "The Centers for Port Control and Safety said so.",
        "The CPC said no. The CPC left.",
    )
    assert [entry.name for entry in find_actors(articles)] == ["Centers for Port Control and Safety"]


def test_a_pope_may_go_without_his_numeral(read):
    articles = read("Pope Leo XIV left. Leo XIV wept.", "Pope Leo spoke.")
    assert [entry.name for entry in find_actors(articles)] == ["Leo XIV"]


def test_a_body_is_called_by_the_opening_of_its_name(read):
    articles = read(
        "The Retail Council of Norway said prices would rise. The Retail Council expects more.",
        "The Retail Council wants a delay.",
    )
    assert [entry.name for entry in find_actors(articles)] == ["Retail Council of Norway"]
    firm = read("The firm Bavo said so. Bavo left.", "Bavo Systems grew. The firm Bavo Systems wants more.")
    assert [entry.name for entry in find_actors(firm)] == ["Bavo Systems"]


def test_where_a_firm_sits_is_no_part_of_its_name(read):
    (mention,) = names_in(read("The Oslo-based Harker Foods Company sold the mill.")[0])
    assert mention.text == "Harker Foods Company"


def test_an_organization_of_one_word_is_known_by_its_noun(read):
    text = "The union Solidny called a strike. Solidny wants more pay."
    (entry,) = find_actors(read(text))
    assert (entry.name, entry.kind, entry.spellings[0].counts) == ("Solidny", "organization", (2,))


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("The weekly Harbor Notes wrote about it.", "Harbor Notes", ["The weekly"]),
        ("One of the firms, Norda Stroy, closed.", "Norda Stroy", ["One of the firms"]),
        ("Falk's party, the Southern Front, lost.", "Southern Front", ["Falk's party"]),
        ("An opposition party, Free Bergen, won.", "Free Bergen", ["An opposition party"]),
        ("Residents sued the Falk Energy company.", "Falk Energy", ["company"]),
        ("The Port Workers' Union called a strike.", "Port Workers' Union", []),
        ("Nordic Lines reported a loss.", "Nordic Lines", []),
    ],
)
def test_an_organization_named_once(read, text, name, noun):
    (entry,) = (item for item in find_actors(read(text)) if item.kind == "organization")
    assert entry.name == name
    assert [item.quote.exact for item in entry.evidence] == noun


def test_a_ship_is_no_carrier_that_acts(read):
    assert find_actors(read("The freighter sank. The bulk carrier Silver Gull was empty.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ida Falk, 34, of Bergen was hurt.",
        "Ida Falk, aged 34, of Bergen was hurt.",
        "The case is old, said Ida Falk, defending.",
        "Ida Falk climbed the tower.",
        "They accuse the firm of cheating Ida Falk. Ms Falk was at sea.",
    ],
)
def test_who_does_something_once_is_somebody(read, text):
    assert [(item.name, item.kind) for item in find_actors(read(text))] == [("Ida Falk", "person")]


def test_the_name_of_a_month_elsewhere_is_a_name(read):
    assert [item.name for item in find_actors(read("President Julio Falk left in March."))] == ["Julio Falk"]


def test_one_office_and_nearly_one_name_is_one_person(read):
    first, second = "Interior Minister Davit Mikelze spoke.", "Interior Minister David Mikelidze spoke."
    (entry,) = find_actors(read(first, second))
    assert {item.term for item in entry.spellings} == {"Davit Mikelze", "David Mikelidze"}


@pytest.mark.parametrize(
    "second",
    [
        "Interior Minister Omar Mikelidze spoke.",
        "Foreign Minister David Mikelidze spoke.",
        "Mr David Mikelidze spoke.",
    ],
)
def test_another_office_or_name_is_another_person(read, second):
    assert len(find_actors(read("Interior Minister Davit Mikelze spoke.", second))) == 2


def test_shouted_sentences_name_nobody(read):
    assert names_in(read("ANN POE WILL LEAVE THE PORT")[0]) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.N. said so. Later the U.N. left.", ["U.N."]),
        ("The U.S. Harbor Department said so. The Harbor Department left.", ["U.S. Harbor Department"]),
        ("The UK Space Agency said so. Later the UK Space Agency left.", ["UK Space Agency"]),
        ("Roe & Finch said so. Later Roe & Finch left.", ["Roe & Finch"]),
        ("Roe & Finch's plan said so. The agency Roe & Finch's left.", []),
        ("Anna Poe left, as her brother Josh had. Josh walked.", ["Anna Poe"]),
        ("They stormed Iwo Jima. Iwo Jima was hard. Iwo Jima will stay.", []),
        (
            "They met the hospital patient Dan Roe Varna. Varna left. Later Dan Roe Varna left.",
            ["Dan Roe Varna"],
        ),
        ("The owner Abdul Ali stopped. Mr Ali stayed.", ["Abdul Ali"]),
        ("Yah Sinwa was named leader. Sinwa agreed.", ["Yah Sinwa"]),
        ("The U.S. said so. Later the U.S. left.", []),
        ("It fled to the U.S. The Harbor Department said so.", ["Harbor Department"]),
    ],
)
def test_abbreviations_with_full_stops(read, text, names):
    assert [entry.name for entry in find_actors(read(text))] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # What ends in a word that its article uses small, or is led by "the", is no person.
        (
            "Northquay Paper, the owner, said so. The town made paper. Northquay Paper left.",
            [("Northquay Paper", "organization")],
        ),
        ("The Harbor Safety Program said so. Engineers of the Harbor Safety Program came.", []),
        # Behind a preposition the verb is another's.
        ("The dam at Northquay Falls gave way. People at Northquay Falls left.", []),
        ("Ida Price left. The price rose, Price said.", [("Ida Price", "person")]),
    ],
)
def test_what_nothing_makes_a_person_is_none(read, text, found):
    assert [(item.name, item.kind) for item in find_actors(read(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Republican Ida Falk left. Falk wept.", [("Ida Falk", "person")]),
        ("Operator Northquay Lines said it would close.", [("Northquay Lines", "organization")]),
        ("He spoke to the ambassador in Norway Ida Falk, who left. Falk wept.", [("Ida Falk", "person")]),
        ("Marine Le Falk said she would run. Le Falk left.", [("Marine Le Falk", "person")]),
        (
            "The General Directorate of Ports said no.",
            [("General Directorate of Ports", "organization")],
        ),
        ("The General Staff said no.", [("General Staff", "organization")]),
        ("She backs Northquay One, the Premier League, and clubs.", []),
        ("He signed the Executive Order. The order is void.", []),
        ("Former Northquay manager Jan Moss left.", [("Jan Moss", "person")]),
        ("It eased the burden on clubs, the Harbor Board said.", [("Harbor Board", "organization")]),
        ("The envoy to Norway Ida Falk left. Falk wept.", [("Ida Falk", "person")]),
        ("Oslo OCPD Ida Falk left. Falk wept.", [("Ida Falk", "person")]),
        ("A judge, Ida Falk KC, left. Falk wept.", [("Ida Falk", "person")]),
        ("The Commissioner of Railway Safety came. The Director of Public Works left.", []),
        ("Trinidad and Tobago Coast Guard said no.", [("Trinidad and Tobago Coast Guard", "organization")]),
        ("The Harbor Express train left. The Harbor Express stood still. It met the Harbor Express.", []),
    ],
)
def test_offices_and_openers_are_no_names(read, text, found):
    assert [(item.name, item.kind) for item in find_actors(read(text))] == found
    assert not any(item.evidence for item in find_actors(read(text)) if item.kind == "organization")
