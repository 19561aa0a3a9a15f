"""A cut-off that newer articles have left behind is remarked on, with and without claims."""

import pytest

from generator.diagnostics import Severity
from generator.pipeline import build

ARTICLES = {
    "a.txt": "Ferry stays in port\n\nPublished 6 May 2026\n\nThe ferry stayed in port on Monday.\n",
    "b.txt": "Ferry sails again\n\nPublished 9 May 2026\n\nThe ferry sailed on Friday.\n",
}
CLAIMS = """
sections: [{id: news, title: News, page: background}]
claims:
  - id: in-port
    section: news
    text: The ferry stayed in port.
    evidence: [{source: a, quote: The ferry stayed in port}]
"""


@pytest.mark.parametrize("claims", ["", CLAIMS])
@pytest.mark.parametrize(
    ("as_of", "told"),
    [("2026-05-06", True), ("2026-05-08", True), ("2026-05-09", False), ("2030-01-01", False), ("", False)],
)
def test_a_cutoff_before_the_newest_article_is_remarked(project, as_of, told, claims):
    stated = f"  as_of: {as_of}\n" if as_of else ""
    folder = project(ARTICLES, f"story:\n  title: A ferry\n{stated}{claims}")
    found = [item for item in build(folder, folder / "seeds").diagnostics if item.code == "as-of-older"]
    assert [(item.line, item.severity) for item in found] == [(3, Severity.INFO)] * told
    assert all("seeds/b.txt" in item.message and "2026-05-09" in item.hints[0] for item in found)
