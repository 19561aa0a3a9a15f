"""What the articles say beside an editor's statements: each report once, and none that a statement tells."""

import pytest

from generator.model import ClaimOrigin
from generator.pipeline import build

TOLD = "The dam at Vessel broke on 4 May 2026 and flooded the mill, the police said."
OTHER = "The mill at Vessel was flooded when the dam broke on 4 May 2026, the police said."
EARLIER = "In 1987 a flood at Vessel destroyed the old bridge over the Lorn."
AGAIN = "A flood at Vessel destroyed the old bridge over the Lorn in 1987."
ALONE = "The school in Aldera will stay shut for a week."
STORY = f"""\
story: {{title: A dam}}
sections: [{{id: news, title: News, page: background}}]
claims:
  - {{id: broke, section: news, text: 'The police said the dam broke.', evidence: [{{source: a, quote: '{TOLD}'}}]}}
"""


def article(day, *told):
    return f"The dam at Vessel\n\nPublished {day} May 2026\n\n" + "\n\n".join(told) + "\n"


def extracted(folder):
    claims = build(folder, "seeds").story.claims
    return [(claim.text, claim.source_ids) for claim in claims if claim.origin is ClaimOrigin.EXTRACTED]


def test_each_report_stands_once_and_what_a_statement_tells_not_again(project):
    folder = project({"a.txt": article(5, TOLD, EARLIER), "b.txt": article(5, OTHER, AGAIN, ALONE)}, STORY)
    told = extracted(folder)
    assert [sources for _text, sources in told] == [("a", "b"), ("b",)]
    assert told[1][0] == ALONE


@pytest.mark.parametrize("figure", ["12 people", "two men"])
def test_another_figure_stays_with_readers(project, figure):
    more = OTHER.replace("the police said", f"killing {figure}, the police said")
    folder = project({"a.txt": article(5, TOLD), "b.txt": article(5, more)}, STORY)
    assert extracted(folder) == [(more, ("b",))]


def test_a_report_without_room_in_one_article_is_still_told_by_the_other(project):
    limit = "sources: {b.txt: {quote_limit: 1}}\n"
    folder = project({"a.txt": article(5, TOLD, EARLIER), "b.txt": article(5, OTHER, AGAIN)}, STORY + limit)
    assert extracted(folder) == [(EARLIER, ("a",))]
