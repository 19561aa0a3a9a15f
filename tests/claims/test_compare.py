"""What the sources make of each other: floors on golden stories, and examples of each part."""

import gzip
import importlib.util
import math
from pathlib import Path
from types import SimpleNamespace

import pytest
from stories.gold import read_gold
from stories.measures import MEASURES
from stories.tally import Tally

from generator.claims.compare.comparisons import compare_sources
from generator.claims.compare.headlines import headline_excess
from generator.claims.compare.reprints import independent, reprint_note, reprints
from generator.claims.compare.roles import Subjects
from generator.claims.compare.unknowns import unknowns
from generator.claims.compare.wording import found_wording
from generator.claims.edited.check_one_sided import check_one_sided, own_terms
from generator.language.phrases import synonyms, tokens
from generator.language.quantities import read_quantities
from generator.model import BlockKind, Relation
from generator.pipeline import build
from generator.storyschema import WordingPart

SPEC = importlib.util.spec_from_file_location(
    "sameness_golden", Path(__file__).parent / "sameness" / "golden.py"
)
scoring = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scoring)

DATA = Path(__file__).parents[2] / "generator" / "data"
P, H, C = BlockKind.PARAGRAPH, BlockKind.HEADLINE, BlockKind.CAPTION
# Weights and thresholds were set on these stories, so the figures flatter; the words that tell the same were not. What
# carries over is what benchmarks/fit_sameness.py prints: each story with the weights of the others.
GROUPING_FLOOR = 0.77
RELATIONS_FLOOR = 0.9
# Of the stories of whole articles (benchmarks/claims.py).
STORY_FLOORS = {
    # Sentences without a day are one report only by words that few use: of six real stories that costs five of 154
    # groups, most of them wrong, and of these stories, which say the same in other words, half of what was found. That
    # names alone, other numbers, plans, "she" and "the man" make no one report costs these a little more, and halves
    # what was wrong in real ones. What names nothing is no open question. That an article must carry what is shown
    # costs these one pair, and half of what was wrong in real ones. That fewer are missing later is told as an update,
    # where their gold has another number: one relation. That who stands behind the main event has most of what leads
    # costs these a pair more, and a relation. That "at least 12" has grown to 15 is an update, where their gold has
    # another number: a relation more.
    ("groups", "precision"): 0.94,
    ("groups", "f1"): 0.36,
    ("relations", "recall"): 0.37,
    ("relations", "precision"): 0.66,
    ("unknowns", "recall"): 0.86,
    ("only", "recall"): 0.85,
}


def story(**texts):
    """Articles of paragraphs, one sentence each; a tuple gives the kind too."""
    return [
        scoring.make(name, "2025-03-05", [part if isinstance(part, tuple) else (P, part) for part in parts])
        for name, parts in texts.items()
    ]


def test_sentences_that_tell_the_same_are_grouped():
    hit, wrong, missed = (
        sum(column) for column in zip(*(g.grouping() for g in scoring.stories()), strict=True)
    )
    assert 2 * hit / (2 * hit + wrong + missed) >= GROUPING_FLOOR


def test_relations_between_passages():
    pairs = [pair for golden in scoring.stories() for pair in golden.related()]
    assert len(pairs) > 100
    assert sum(gold == found for gold, found in pairs) / len(pairs) >= RELATIONS_FLOOR


def test_stories_told_by_articles_alone():
    folders = sorted(path.parent for path in Path(__file__).parent.parent.glob("stories/*/gold.yml"))
    total = {name: Tally() for name, _ in STORY_FLOORS}
    for folder in folders:
        story = build(folder, folder / "seeds").story
        gold = read_gold(folder, story.articles)
        for name in total:
            total[name] += MEASURES[name](story, gold)
    figures = {(name, figure): getattr(total[name], figure) for name, figure in STORY_FLOORS}
    assert {key: round(value, 3) for key, value in figures.items() if value < STORY_FLOORS[key]} == {}


def test_groups_are_a_partition_in_order():
    for golden in scoring.stories():
        found = scoring.groups(golden.articles, golden.sentences)
        members = [(item.article_id, item.start) for group in found for item in group.members]
        assert sorted(members) == sorted((item.article_id, item.start) for item in golden.sentences)
        assert len(members) == len(set(members))


def test_the_same_articles_give_the_same_comparisons():
    golden = scoring.stories()[0]
    assert compare_sources(golden.articles) == compare_sources(golden.articles)


def test_comparisons_quote_both_sides():
    items = story(
        a=["At least 12 miners died in the Kovar pit.", "Rain is forecast."],
        b=["The accident in the Kovar pit killed 19 miners.", "The pit opened in 1950."],
    )
    found = [item for item in compare_sources(items).comparisons if item.relation is Relation.NUMBER]
    assert [item.text for item in found] == ["A gives “At least 12 miners”, B “19 miners”."]
    assert [item.article_id for item in found[0].evidence] == ["a", "b"]
    assert found[0].found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Mayor Ilse Brand had never run for office before.",
            "The town has been run by a clerk since the mayor fell ill.",
        ),
        ("The firm's rules allow no more than 40 tons.", "A driver said that one truck carried 52 tons."),
        ("Kovar Stone denied this.", "Kovar Stone, which owns nine pits, bought the quarry in 2019."),
        (
            "The council will decide whether to close the pit.",
            "The council would not close the pit, it said.",
        ),
    ],
)
def test_a_denial_of_another_thing_contradicts_nothing(one, other):
    for items in (story(a=[one], b=[other]), story(a=[one, other])):
        found = {item.relation for item in compare_sources(items).comparisons}
        assert Relation.TENSION not in found


def test_names_in_one_role_are_two_reports():
    lines = ["Kiln Aster of the works was lit on 5 April.", "Kiln Birch of the works was lit on 5 April."]
    for items in (story(a=lines), story(a=lines[:1], b=lines[1:])):
        sentences = [part for item in items for part in item.article.sentences]
        assert [len(group.members) for group in scoring.groups(items, sentences)] == [1, 1]


def test_who_does_not_deny_it_denies_nothing():
    items = story(a=["About 300 people marched to the pit.", "The firm did not deny it.", "It rained."])
    assert compare_sources(items).comparisons == ()


@pytest.mark.parametrize(
    ("answer", "relation"),
    [
        ("The firm denied this.", Relation.TENSION),
        ("The firm rejected the accusation.", Relation.TENSION),
        ("“That is not true,” said the firm's lawyer.", Relation.TENSION),
        ("The union put the number at 900.", Relation.NUMBER),
    ],
)
def test_a_sentence_that_answers_the_one_before_it(answer, relation):
    items = story(a=["About 300 people marched to the pit, which the firm had sold.", answer, "It rained."])
    (found,) = [item for item in compare_sources(items).comparisons if item.relation is relation]
    assert [item.quote.exact for item in found.evidence][1] == answer


@pytest.mark.parametrize(
    "sentence",
    ["The firm denied that it had sold the pit.", "He denied it food.", "The mine is rejected ore."],
)
def test_what_answers_nothing(sentence):
    items = story(a=["About 300 people marched in Kovar.", sentence])
    assert not [item for item in compare_sources(items).comparisons if item.id.endswith("answer")]


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("a quarter of a million crowns", 250_000, 250_000),
        ("nearly 20 goals", 17, 20),
        ("Both bridges", 2, 2),
        ("for more than a decade", 3650, math.inf),
        ("a fee of €12m", 12e6, 12e6),
        ("two and a half hours", 2.5 / 24, 2.5 / 24),
        ("two thousand people", 2000, 2000),
    ],
)
def test_quantities(words, least, most):
    (found,) = read_quantities(words, tokens(words, 0, len(words)), ())
    assert (round(found.least, 4), found.most if found.most == math.inf else round(found.most, 4)) == (
        round(least, 4),
        most if most == math.inf else round(most, 4),
    )


@pytest.mark.parametrize(
    "words", ["It sank at ten past four.", "Ida Holm, 58, resigned.", "a 23-year-old miner"]
)
def test_times_of_day_and_ages_are_no_quantities(words):
    assert read_quantities(words, tokens(words, 0, len(words)), ()) == ()


def test_a_name_cut_off_at_the_end_of_a_sentence():
    items = story(a=["The West Coast Union (WCU) met.", "It is the West Coast Union"], b=["The WCU met."])
    assert scoring.groups(items, [part for item in items for part in item.article.sentences])


def test_versions_of_a_report_are_compared_once():
    items = story(
        a=["12 miners died in the Kovar pit.", "Rain is forecast."],
        b=["The accident in the Kovar pit killed 19 miners.", "The pit opened in 1950."],
        c=["In the Kovar pit, 12 miners were killed.", "A fair opens."],
    )
    found = [item for item in compare_sources(items).comparisons if item.relation is Relation.NUMBER]
    assert [[part.article_id for part in item.evidence] for item in found] == [["a", "b"]]


def test_a_denial_is_set_against_the_statement():
    items = story(
        a=["The mayor denied that the Kovar bridge had been neglected.", "Rain is forecast."],
        b=["The Kovar bridge had been neglected, engineers said.", "A fair opens on Sunday."],
    )
    assert Relation.TENSION in {item.relation for item in compare_sources(items).comparisons}


ORIGINAL = [
    "The harbor of Lunde was closed on Monday after a crane fell into the main basin.",
    "Nobody was hurt, but four ships have to wait outside for a berth, the harbor master said.",
    "Divers are to inspect the crane on Tuesday before it is lifted out of the water.",
    "The harbor handles some nine hundred containers on an ordinary working day.",
]


def test_a_reprint_counts_once():
    other = [
        "Lunde's port was shut because a crane had collapsed, which leaves several ships without a berth."
    ]
    items = story(
        one=ORIGINAL,
        two=[*ORIGINAL[:3], "A brass band will play for the waiting crews tonight."],
        three=other,
    )
    found = reprints(items)
    assert [(item.article_id, item.original_id, item.same, item.sentences) for item in found] == [
        ("two", "one", 3, 4)
    ]
    assert independent(("one", "two", "three"), found) == ("one", "three")
    assert (
        reprint_note(found[0], {"one": "One", "two": "Two"})
        == "Two shares its text with One: 3 of 4 sentences are the same."
    )
    for comparison in compare_sources(items).comparisons:
        assert {item.article_id for item in comparison.evidence} != {"one", "two"}


@pytest.mark.parametrize(
    ("heading", "sentence", "words"),
    [
        ("80 jobs lost at mill", "Up to 80 jobs will be lost at the mill.", "Up to 80"),
        ("Mayor stole mill funds", "The mayor allegedly stole funds of the mill.", "allegedly"),
        ("Mill closed because of debts", "The mill was closed with debts of a million crowns.", "because of"),
    ],
)  # fmt: skip
def test_a_heading_that_says_more_than_its_text(heading, sentence, words):
    (item,) = story(a=[(H, heading), sentence, "Spring came late."])
    (found,) = headline_excess(item)
    assert found.relation is Relation.HEADLINE
    assert words in found.text


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Mill closed 6 days ago", "The mill was closed 6 days ago."),
        ("At least 80 jobs lost at mill", "At least 80 jobs were lost at the mill."),
        ("80 jobs lost at mill", "The mill lost 80 jobs."),
        ("Mill may close", "The mill may close, its owner said."),
        ("Mill owner: “We must close”", "The owner said the mill might have to close."),
        ("A day at the fair", "The mill may close, its owner said."),
    ],
)
def test_a_heading_that_its_text_carries(heading, sentence):
    (item,) = story(a=[(H, heading), sentence, "Spring came late."])
    assert headline_excess(item) == ()


def test_a_caption_is_held_against_the_text_too():
    (item,) = story(a=[(C, "300 people at the mill gate"), "About 300 people stood at the mill gate."])
    assert "caption" in headline_excess(item)[0].text


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not immediately clear who fired first.",
        "The company did not respond to a request for comment.",
        "Police have yet to identify the second man.",
        "The price was not disclosed.",
        "“We don't know where he is,” his brother said.",
    ],
)
def test_what_a_source_says_is_unknown(sentence):
    items = story(a=["The mill closed on Monday.", sentence])
    assert [item.quote.exact for item in unknowns(items)] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    ["The mayor said the road is clear.", "The group claimed responsibility.", "He said nothing new."],
)
def test_what_is_known(sentence):
    assert unknowns(story(a=[sentence])) == ()


def test_terms_that_only_one_source_uses():
    items = story(
        a=["The regime in Tal sent troops.", "The terrorist group NFK denied it."],
        b=["The government in Tal sent troops.", "The farmer-led NFK denied it."],
    )
    rows = {row.thing: {term.term: term.counts for term in row.terms} for row in found_wording(items)}
    assert rows["a government"] == {"regime": (1, 0), "government": (0, 1)}
    assert set(rows["NFK"]) == {"terrorist group NFK", "farmer-led NFK"}


def test_the_sites_own_voice_takes_no_side():
    items = story(a=["The regime sent troops."], b=["The government sent troops."])

    def found(text):
        return list(check_one_sided("seeds/story.yml", 7, "`title:`", text, own_terms(items)))

    assert [(item.line, item.code) for item in found("The regime sent troops.")] == [(7, "term-one-sided")]
    for text in ("The “regime” sent troops.", "The government sent troops."):
        assert found(text) == []


def test_what_one_source_alone_calls_somebody_is_its_word():
    items = story(
        a=[
            "President Ora Lund left Tal.",
            "Troops of the Vey-led NFK hold the valley under their control.",
        ],
        b=["Interim President Ora Lund left Tal.", "The NFK holds the valley in a hard occupation."],
    )
    row = WordingPart(thing="Its hold on the valley", terms=("control",), quote_only=("occupation",))
    own = own_terms(items, [row], [("Ora Lund", "Lund")])

    def found(text):
        return [item.message.split('"')[1] for item in check_one_sided("seeds/story.yml", 7, "it", text, own)]

    assert found("Tal's President, Ora Lund, left.") == ["President, Ora Lund"]
    assert found("Ora Lund, the President, left.") == ["Ora Lund, the President"]
    assert found("Troops of the Vey-led NFK left.") == ["Vey-led"]
    assert found("The valley is under its control.") == ["control"]
    for text in (
        "Ora Lund is to meet the President of Vey.",
        "One article calls Ora Lund President, the other “interim President”.",
        "The “Vey-led” NFK holds the valley, “under their control”.",
    ):
        assert found(text) == []


def test_a_word_tells_one_thing_only():
    rows = gzip.decompress((DATA / "word_relations.tsv.gz").read_bytes()).decode().splitlines()
    forms = [form for row in rows for form in row.split("\t")[1].split("|")]
    assert len(forms) == len(set(forms)) > 5000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("died", "killed"),
        ("earthquake", "quake"),
        ("explosion", "exploded"),
        ("fled", "flee"),
        ("attack", "assault"),
    ],
)
def test_words_of_general_english_tell_the_same(one, other):
    first, second = (
        [name for _, _, name in synonyms().find(tokens(word, 0, len(word)))] for word in (one, other)
    )
    assert first == second != []


def test_of_names_that_an_article_has_as_often_the_first_by_spelling_is_what_it_is_about():
    names = [f"n:{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    of_all = [SimpleNamespace(article_id="one", features=names, known={})] * 3
    assert Subjects(of_all)._about == {"one": "n:a"}
