"""A claim that cites one article, while another speaks of the same."""

import pytest

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
