"""Messages that stand where the editor can mend them, and questions that the home page's answers ask."""

import pytest

from generator.diagnostics import GeneratorError
from generator.pipeline import build

TEXT = "Bridge\n\nThe Daily, 5 March 2026\n\nThe bridge was closed on Tuesday.\n"
STORY = """\
story: {title: Bridge, answers: {what: closed%s}}
sources:
  daily.txt: {label: The Daily%s}
sections: [{id: n, title: N, page: background}]
claims: [{id: closed, section: n, text: The bridge was closed., evidence: [{source: daily, quote: was closed}]}]
"""


@pytest.mark.parametrize("day", ["02/07/2013", "2013-02-30", "July 2, 2013"])
def test_a_wrong_day_of_a_source_is_told_at_its_line_of_the_story_file(project, day):
    folder = project({"daily.txt": TEXT}, STORY % ("", f', date: "{day}"'))
    try:
        found = build(folder, "seeds").diagnostics
    except GeneratorError as problem:
        found = problem.diagnostics
    assert [(i.path, i.line) for i in found if i.code == "date-invalid"] == [("seeds/story.yml", 3)]


@pytest.mark.parametrize(
    ("answers", "asked"), [("", True), (", why: not-addressed", False), (", why: closed", False)]
)
def test_an_answer_of_the_home_page_asks_its_question(project, answers, asked):
    found = build(project({"daily.txt": TEXT}, STORY % (answers, "")), "seeds").diagnostics
    assert any(i.message == 'no claim speaks to "Why?"' for i in found) is asked
