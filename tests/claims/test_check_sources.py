"""A claim that cites one article, while another speaks of the same."""

import pytest

from generator.claims.compare.sameness import Member
from generator.claims.edited.check_sources import check_other_sources
from generator.pipeline import build

DAILY = (
    "Ferry stays in port\n\nPublished 6 May 2026\n\n"
    "The ferry Aurora stayed in the port of Bergen after its engine had failed.\n"
)
WEEKLY = (
    "Aurora out of service\n\nPublished 7 May 2026\n\n"
    "The ferry Aurora has stayed in the port of Bergen because its engine failed. The mayor opened a library.\n"
)
STORY = """\
story: {title: A ferry}
sources: {daily.txt: {id: daily}, weekly.txt: {id: weekly}}
sections: [{id: news, title: News, page: background}]
claims:
  - id: in-port
    section: news
    text: The Aurora stayed in port.
    evidence:
      - {source: daily, quote: The ferry Aurora stayed in the port of Bergen after its engine had failed.}
"""
CITED = "      - {source: weekly, quote: The ferry Aurora has stayed in the port of Bergen}\n"
COMPARED = """\
comparisons:
  - id: engine
    title: The engine
    relation: agree
    text: Both tell of it.
    evidence:
      - {source: daily, quote: its engine had failed}
      - {source: weekly, quote: its engine failed}
"""


@pytest.fixture
def codes(project):
    def run(more=""):
        folder = project({"daily.txt": DAILY, "weekly.txt": WEEKLY}, STORY + more)
        return [
            item.code for item in build(folder, folder / "seeds").diagnostics if item.severity == "warning"
        ]

    return run


def test_the_like_in_another_article_is_named(codes):
    assert codes() == ["evidence-one-sided"]


@pytest.mark.parametrize(
    "more", [CITED, COMPARED, "    accept: {evidence-one-sided: The other only copies it.}\n"]
)
def test_what_is_cited_compared_or_answered_is_settled(codes, more):
    assert codes(more) == []


def test_a_sentence_that_only_one_article_has_needs_no_other(project):
    story = STORY.replace(
        "source: daily, quote: The ferry Aurora stayed in the port of Bergen after its engine had failed.",
        "source: weekly, quote: The mayor opened a library.",
    ).replace("The Aurora stayed in port.", "The mayor opened a library.")
    folder = project({"daily.txt": DAILY, "weekly.txt": WEEKLY}, story)
    assert [
        item.code for item in build(folder, folder / "seeds").diagnostics if item.severity == "warning"
    ] == []


@pytest.mark.parametrize(
    ("cited", "other", "told"),
    [
        (
            "Two dust filters at the grain terminal in Burgas had been off for nine days before the explosion.",
            "The explosion at the grain terminal in Burgas injured 16 people, five of them seriously, Rusev said.",
            False,
        ),
        (
            "A clinic received around 50 people with injuries from the earthquake near Takengon, a doctor said.",
            "The earthquake near Takengon has killed at least three people and destroyed houses.",
            False,
        ),
        (
            "The explosion at the grain terminal in Burgas injured 16 people, prosecutor Nikolay Rusev said.",
            "The explosion at the grain terminal in Burgas injured 17 people, the union of workers said.",
            True,
        ),
        (
            "Prosecutors searched the offices of the owner in Burgas and Sofia on Tuesday.",
            "Eleven ships were waiting off Burgas on Tuesday evening.",
            False,
        ),
        (
            "Letters to at least 4,000 patients of the Elmtree clinics in Ghent were found on a street.",
            "The Elmtree clinics in Ghent employ about 5,200 people and treat some 300,000 patients a year.",
            False,
        ),
        (
            "Sixteen people were hurt when the grain terminal in Burgas exploded, prosecutor Nikolay Rusev said.",
            "The blast on Monday injured 16 people, five of them seriously, according to the workers' union.",
            True,
        ),
        (
            "The explosion at the terminal in Burgas injured 16 people, prosecutor Nikolay Rusev said.",
            "At the terminal in Burgas 16 people were injured by the explosion that shook it on Monday.",
            True,
        ),
    ],
)
def test_sentences_that_count_other_things_are_not_of_the_same(project, cited, other, told):
    folder = project(
        {"a.txt": f"One\n\n12 May 2026\n\n{cited}\n", "b.txt": f"Two\n\n13 May 2026\n\n{other}\n"},
        "story: {title: A blast}\nsections: [{id: news, title: News, page: background}]\n"
        f"claims:\n  - {{id: c, section: news, text: Told., evidence: [{{source: a, quote: '{cited}'}}]}}\n",
    )
    (claim, *_rest) = build(folder, folder / "seeds").story.claims
    items = {item.article.id: item for item in build(folder, folder / "seeds").story.articles}
    spots = [items[name].article.text.index(text) for name, text in (("a", cited), ("b", other))]
    members = tuple(
        Member(article_id=name, start=at, end=at + len(text))
        for name, at, text in zip("ab", spots, (cited, other), strict=True)
    )
    found = check_other_sources("story.yml", claim, items, {("a", spots[0]): members})
    assert [item.code for item in found] == ["evidence-one-sided"] * told


STORM = (
    "The storm closed the harbor of Voss on Monday night, the coast guard said. Four boats were lost there. "
)
TWICE = "The pilots of the harbor will be back at work on Friday, {0} told the paper in the evening.\n"


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        ("", "", True),
        ("publisher: The Daily\n", "publisher: The Daily\n", True),
        ("publisher: The Daily\n", "", True),
        ("publisher: The Daily\n", "publisher: The Weekly\n", False),
    ],
)
@pytest.mark.parametrize("other", ["Anna Poe", "they"])
def test_two_files_of_one_article_are_told_with_both(project, first, second, twice, other):
    def told(said, who):
        text = STORM + "".join(
            f"In street number {n} the water came up to the second step. " for n in range(3, 14)
        )
        return f"---\ndate: 2026-05-12\n{said}---\n\n{text}{TWICE.format(who)}"

    folder = project({"a.md": told(first, "they"), "b.md": told(second, other)})
    found = [item for item in build(folder, folder / "seeds").diagnostics if item.code == "article-twice"]
    assert len(found) == twice
    for item in found:
        assert {item.path, item.message.split('"')[1]} == {"seeds/a.md", "seeds/b.md"}
