"""Sources compared: what each source says of each point, and which words of two quotations differ."""

import re
from dataclasses import replace

import pytest

from generator.claims.carried import Carriers
from generator.model import (
    Attribution,
    ClaimOrigin,
    Comparison,
    Evidence,
    Relation,
    TextPositionSelector,
    TextQuoteSelector,
    VoucherKind,
)
from generator.pipeline import build
from generator.publish.differing import difference_title, marked_quotation
from generator.publish.host.verify import verify_page
from generator.publish.matrix import Stand, matrix, tally
from generator.publish.options import PublishOptions
from generator.publish.rendering import render_pages

WEST = (
    "Ferry hits pier in Split\n\nPublished 4 May 2025\n\nThe ferry hit the pier in Split on Sunday. "
    "Nine people were hurt. "
    "The captain was tested for alcohol."
)
EAST = (
    "Pier damaged\n\nPublished 5 May 2025\n\nOn Sunday a ferry hit the pier in Split. Eleven people were hurt. "
    "Divers looked for cracks."
)
STORY = """
story: {title: The ferry, question: What happened?}
sources:
  west.txt: {id: west, label: West}
  east.txt: {id: east, label: East}
sections:
  - {id: accident, title: The accident, page: background}
claims:
  - id: hit
    section: accident
    text: A ferry hit the pier in Split.
    evidence:
      - {source: west, quote: The ferry hit the pier in Split}
      - {source: east, quote: a ferry hit the pier in Split}
  - id: hurt
    section: accident
    text: Nine people were hurt, West says.
    evidence:
      - {source: west, quote: Nine people were hurt}
  - id: divers
    section: accident
    text: Divers looked for cracks.
    evidence:
      - {source: east, quote: Divers looked for cracks}
comparisons:
  - id: how-many
    title: Nine, or eleven?
    relation: number
    text: West counts nine, East eleven.
    claims: [hurt]
    evidence:
      - {source: west, quote: Nine people were hurt}
      - {source: east, quote: Eleven people were hurt}
"""


@pytest.fixture
def ferry(project):
    folder = project({"west.txt": WEST, "east.txt": EAST}, STORY)
    return build(folder, folder / "seeds").story


def written(story):
    return [claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED]


def table(story):
    return matrix(story, written(story), Carriers(story))


def stands(groups):
    return {
        row.claim.id: [
            cell.stand for cell in sorted(row.cells, key=lambda cell: cell.article.id, reverse=True)
        ]
        for group in groups
        for row in group.rows
    }


def test_each_source_says_a_point_differs_from_it_or_is_silent(ferry):
    found = stands(table(ferry))
    assert found["hit"] == [Stand.SAYS, Stand.SAYS]
    assert found["hurt"] == [Stand.SAYS, Stand.DIFFERS]
    assert found["divers"] == [Stand.SILENT, Stand.SAYS]


def test_a_cell_that_differs_has_its_own_words_and_the_difference(ferry):
    cells = [
        cell
        for group in table(ferry)
        for row in group.rows
        for cell in row.cells
        if cell.stand is Stand.DIFFERS
    ]
    assert [(cell.evidence[0].quote.exact, cell.comparison) for cell in cells] == [
        ("Eleven people were hurt", "how-many")
    ]


def test_where_sources_only_rest_on_others_nobody_differs(ferry):
    same = tuple(replace(item, relation=Relation.VOUCHER) for item in ferry.comparisons)
    assert stands(table(replace(ferry, comparisons=same)))["hurt"] == [
        Stand.SAYS,
        Stand.SILENT,
    ]


def test_points_are_counted_by_source(ferry):
    counts = {
        item.article.label: (item.whole, item.part, item.differs, item.alone)
        for item in tally(ferry, table(ferry), Carriers(ferry))
    }
    assert counts == {"West": (2, 0, 0, 0), "East": (2, 0, 1, 1)}


def compared(story):
    page = next(page for page in render_pages(story, PublishOptions()) if page.path == "compare.md")
    return page.markdown


def test_a_page_without_a_difference_or_shared_statement_says_so(told_by):
    mill = "A mill burns in Oslo\n\nPublished 4 May 2025\n\nThe mill in Oslo burned down on Sunday, the owner said.\n"
    trams = (
        "Trams stop in Lyon\n\nPublished 5 May 2025\n\nDrivers of trams in Lyon went on strike on Monday.\n"
    )
    assert "no difference was found" in compared(told_by(one=mill, two=trams))


def test_the_page_tells_each_point_once_and_in_the_table_who_says_it(ferry):
    html = compared(ferry)
    assert "no difference was found" not in html
    assert [*re.findall(r"<b>(\d+)</b> ([^<]+)", html)] == [
        ("1", "told differently"),
        ("1", "in both"),
        ("1", "only in East"),
    ]
    assert "Divers looked for" in html.partition('id="only-east"')[2].partition("</ul>")[0]
    said = {
        re.sub(r"<[^>]*>", "", point).partition(".")[0]: re.sub(r"<[^>]*>", "", words)
        for point, words in re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td></tr>', html)
        if "popovertarget" in point
    }
    assert said == {
        "A ferry hit the pier in Split": "both",
        "Nine people were hurt, West says": "West; East differs",
        "Divers looked for cracks": "East only",
    }
    assert '<a href="#how-many">East differs</a>' in html
    assert 'style="' not in html


def test_differences_come_before_what_both_carry_and_the_table_last(ferry):
    html = compared(ferry)
    anchors = ["differences", "told-differently", "shared", "only-east", "who-says-what"]
    places = [
        html.index(f'id="{name}"') if f'id="{name}"' in html else html.index(f"#{name} }}")
        for name in anchors
    ]
    assert places == sorted(places)


def test_a_source_that_says_a_part_is_told_with_what_it_lacks(project):
    text = STORY.replace(
        "text: A ferry hit the pier in Split.", "text: A ferry hit the pier in Split on Sunday."
    )
    text = text.replace("The ferry hit the pier in Split}", "The ferry hit the pier in Split on Sunday}")
    folder = project({"west.txt": WEST, "east.txt": EAST}, text)
    html = compared(build(folder, folder / "seeds").story)
    assert "<td>West; East in part, without: Sunday</td>" in html


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (
            "The ferry Orvet sank in Yarne on Monday after it hit a pier, and three people were killed and "
            "dozens hurt.",
            True,
        ),
        (
            "Three people are dead and others were hurt in Monday's sinking of the ferry Orvet in Yarne.",
            False,
        ),
    ],
)
def test_more_than_one_article_says_what_two_say_wholly(told_by, other, shared):
    first = "Three people were killed and dozens hurt in Yarne on Monday after the ferry Orvet hit a pier and sank."
    story = told_by(
        west=f"Ferry news\n\n5 March 2025\n\n{first}\n\nA new town hall opens in May.\n",
        east=f"Harbor report\n\n5 March 2025\n\n{other}\n\nRain is forecast for the weekend.\n",
    )
    (claim,) = (item for item in story.claims if len(item.source_ids) > 1)
    assert len(Carriers(story).whole(claim)) == 1 + shared
    assert ("What both articles say" in compared(story)) is shared


def evidence(article, words, text):
    start = text.index(words)
    return Evidence(
        article_id=article,
        quote=TextQuoteSelector(exact=words),
        position=TextPositionSelector(start=start, end=start + len(words)),
        voucher=Attribution(
            article_id=article, start=0, end=1, source="", cue="", kind=VoucherKind.OWN_VOICE
        ),
    )


def marked(one, other, relation=Relation.NUMBER, text=""):
    pieces = evidence("daily", one, one), evidence("weekly", other, other)
    comparison = Comparison(id="c", title="", relation=relation, text=text, evidence=pieces)
    return [
        str(marked_quotation(piece, comparison)).partition(">")[2].removesuffix("</q>") for piece in pieces
    ]


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        ("Nine people were hurt", "Eleven people were hurt",
         "<mark>Nine</mark> people were hurt", "<mark>Eleven</mark> people were hurt"),
        ("it began 5 days ago", "it began at least 5 days ago",
         "it began 5 days ago", "it began at <mark>least</mark> 5 days ago"),
        ("The ferry hit a pier", "A pier was hit by the ferry", "The ferry hit a pier", "A pier was hit by the ferry"),
        ("A & B paid", "A & B never paid", "A &amp; B paid", "A &amp; B <mark>never</mark> paid"),
        ("red boats sank", "nobody came home", "red boats sank", "nobody came home"),
    ],
)  # fmt: skip
def test_words_that_differ_are_marked_and_function_words_and_order_are_not(one, other, first, second):
    assert marked(one, other) == [first, second]


def test_where_most_words_differ_those_known_to_make_the_difference_are_marked():
    one, other = (
        "The company said all nine boxes were sealed",
        "Two boxes stood open in a hall near town, a clerk saw",
    )
    found = marked(one, other, Relation.TENSION, "Daily says “sealed”, Weekly “open”.")
    assert [part.count("<mark>") for part in found] == [1, 1]
    assert "<mark>sealed</mark>" in found[0]
    assert "<mark>open</mark>" in found[1]


@pytest.mark.parametrize(
    ("one", "other", "named", "first", "second"),
    [
        ("It lay 60km (37 miles) south-east of the port.", "It lay 50 kilometers (31 miles) south of the port.",
         "“60km (37 miles) south-east of the port”, “50 kilometers (31 miles) south of the port”",
         ["60km", "37", "south-east"], ["50 kilometers", "31"]),
        ("the 47-page paper says so", "A 48-page paper says so", "“47-page paper”, “48-page paper”",
         ["47-page"], ["48-page"]),
        ("It struck 34 miles west of the town of Halden", "It struck 34 miles south of Halden",
         "“west of the town of Halden”, “south of Halden”", ["west of the town"], ["south"]),
        ("The envoy is unaccounted for.", "The envoy is dead.", "“unaccounted for”, “dead”",
         ["unaccounted for"], ["dead"]),
    ],
)  # fmt: skip
def test_marks_are_whole_words_without_brackets_or_what_only_leads_on(one, other, named, first, second):
    found = marked(one, other, Relation.NUMBER, named)
    assert [re.findall("<mark>(.*?)</mark>", part) for part in found] == [first, second]


@pytest.mark.parametrize(
    ("found", "text", "title"),
    [
        (True, "Daily gives “nine men”, Weekly “17 men”.", "“nine men” or “17 men”?"),
        (True, "Daily gives “nine”, Weekly “17”. Daily gives “nine”, East “20”.", "“nine” or “17”?"),
        (True, "Daily says it.", "“Nine men …”"),
        (True, f"Daily gives “{'long ' * 8}”, Weekly “17”.", "“Nine men …”"),
        (True, "Daily gives “nine”, Weekly “nine”.", "“Nine men …”"),
        (False, "Daily gives “nine men”, Weekly “17 men”.", "“Nine men …”"),
    ],
)
def test_a_difference_that_was_found_is_headed_by_what_differs(found, text, title):
    pieces = evidence("daily", "Nine men", "Nine men"), evidence("weekly", "17 men", "17 men")
    item = Comparison(
        id="c", title="“Nine men …”", relation=Relation.NUMBER, text=text, evidence=pieces, found=found
    )
    assert difference_title(item) == title


def test_agreement_and_different_sources_have_no_marks():
    assert "<mark>" not in "".join(marked("Nine were hurt", "Ten were hurt", Relation.VOUCHER))


def test_marks_inside_a_quotation_pass_the_check_and_changed_words_do_not(make_article):
    article = make_article("Nine people were hurt.")
    piece = evidence("daily", "Nine people were hurt", article.text)
    other = evidence("weekly", "Ten people were hurt", "Ten people were hurt")
    comparison = Comparison(id="c", title="", relation=Relation.NUMBER, text="", evidence=(piece, other))
    html = str(marked_quotation(piece, comparison))
    assert "<mark>Nine</mark>" in html
    assert verify_page(html, 1, {"daily": article}, "p.md") == ()
    changed = html.replace("<mark>Nine</mark>", "<mark>Ten</mark>")
    assert [item.code for item in verify_page(changed, 1, {"daily": article}, "p.md")] == ["quote-changed"]


def test_another_word_for_a_thing_is_nothing_said_on_the_point(ferry):
    words = tuple(replace(item, relation=Relation.WORDING) for item in ferry.comparisons)
    assert stands(table(replace(ferry, comparisons=words)))["hurt"] == [
        Stand.SAYS,
        Stand.SILENT,
    ]


def test_a_source_whose_words_carry_an_editors_claim_says_it_and_leads_to_the_difference(ferry):
    linked = tuple(
        replace(item, claim_ids=("hit",), relation=Relation.PRECISION) for item in ferry.comparisons
    )
    cells = [
        cell
        for group in table(replace(ferry, comparisons=linked))
        for row in group.rows
        if row.claim.id == "hit"
        for cell in row.cells
    ]
    assert [(cell.stand, cell.comparison) for cell in cells] == [(Stand.SAYS, "how-many")] * 2


def test_an_update_is_headed_by_the_first_and_the_last_count():
    pieces = evidence("daily", "Nine men", "Nine men"), evidence("weekly", "17 men", "17 men")
    text = "Daily has “nine”; Weekly, which is newer, “17”. Weekly has “17”; East, which is newer, “20”."
    item = Comparison(
        id="c", title="“Nine …”", relation=Relation.UPDATE, text=text, evidence=pieces, found=True
    )
    assert difference_title(item) == "“nine”, then “20”"
