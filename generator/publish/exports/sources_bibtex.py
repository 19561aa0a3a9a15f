"""The articles, and the site itself, as BibTeX, in UTF-8."""

from __future__ import annotations

import re
from typing import Any

from generator.catalog import N_
from generator.model import Story
from generator.publish.exports import Export
from generator.publish.exports.sources_csl import csl_items
from generator.publish.options import Identity
from generator.publish.pages import SOURCES

_SPECIAL = re.compile(r"[\\{}$&#%_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
# As the keys are called in CSL-JSON.
_FIELDS = {"container-title": "howpublished", "language": "langid", "note": "note", "source": "organization"}


def bibtex(story: Story, site: Identity) -> str:
    """One entry an item, of the type that every style of BibTeX knows for a page of the web."""
    return "\n".join(_entry(item) for item in csl_items(story, site))


def _entry(item: dict[str, Any]) -> str:
    # A second pair of braces keeps capitals as they are.
    fields = {"title": f"{{{_escape(item['title'])}}}"}
    if authors := item.get("author"):
        fields["author"] = f"{{{_escape(authors[0]['literal'])}}}"
    if issued := item.get("issued"):
        year, month, day = issued["date-parts"][0]
        fields |= {"year": f"{year:04}", "month": str(month), "date": f"{year:04}-{month:02}-{day:02}"}
    fields |= {name: _escape(item[key]) for key, name in _FIELDS.items() if key in item}
    if "URL" in item:
        fields["url"] = item["URL"].replace("{", "%7B").replace("}", "%7D")
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{item['id']},\n{lines}}}\n"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))


EXPORT = Export(
    path="assets/explainer/sources.bib",
    content=lambda told: bibtex(told.story, told.options.identity).encode(),
    title=N_("The articles and this site, for LaTeX"),
    format="BibTeX",
    beside=(SOURCES.key,),
)
