"""Everything on one page as a PDF: what readers are offered; a browser prints it when the pages are written."""

from __future__ import annotations

from generator.catalog import N_
from generator.publish.exports import Export

EXPORT = Export(
    path="assets/explainer/story.pdf",
    content=None,
    made=lambda _story, options: options.pdf,
    title=N_("Everything, to print or to keep"),
    format="PDF",
)
