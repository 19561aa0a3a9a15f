"""Who the witnesses are: an editor's words with evidence on the home page, or those behind the short answer."""

import pytest
from conftest import run

from generator.claims.carried import told_twice
from generator.diagnostics import GeneratorError
from generator.pipeline import build
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


def test_without_them_those_behind_the_short_answer_are_named(project):
    page = home(project({"west.txt": ARTICLE}, STORY.format(more="")))
    assert "West: " in page
    assert "statements, " not in page


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
