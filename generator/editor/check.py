"""``explainer check``: how much of each article the statements carry, for an editor or, as data, for a program."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, GeneratorError, Severity, error
from generator.model import AnnotatedArticle, Coverage, Story
from generator.publish.host.verify import verify_built
from generator.publish.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """What was found in a built site.

    Attributes:
        pages: How many of the story's pages are there.
        quotations: How many they have at least.
        diagnostics: A warning for each page that is not there.
    """

    pages: int
    quotations: int
    diagnostics: tuple[Diagnostic, ...]


def check_built(folder: Path, story: Story, site: Site) -> BuiltSite:
    """Compare the quotations of a built site with the articles.

    Raises:
        GeneratorError: One is changed or lost, or no page of the story is there.
    """
    pages = {page.path: page.quotations for page in site.pages}
    articles = {item.article.id: item.article for item in story.articles}
    found, there = verify_built(folder, pages, articles)
    if not there:
        hint = "Name the folder where the story's home page lies, such as site/dam."
        found = (error(str(folder), 0, "site-without-story", "no page of the story is in the folder", hint),)
    if problems := [item for item in found if item.severity is Severity.ERROR]:
        raise GeneratorError(problems)
    return BuiltSite(pages=len(there), quotations=sum(pages[path] for path in there), diagnostics=found)


def list_check(story: Story, site: Site) -> Iterator[str]:
    """The articles with what is carried, set aside and open of each, and how each is dated, a line each."""
    for item, coverage in _covered(story):
        total = len(item.article.sentences)
        settled = len(coverage.carried) + len(coverage.unused)
        yield (
            f"{item.article.seed.path}: {settled} of {total} sentences and headings settled "
            f"({len(coverage.carried)} carried, {len(coverage.unused)} set aside), "
            f"{coverage.cited_words} of {coverage.words} words quoted"
        )
        for sentence in coverage.open:
            line = item.article.line(sentence.start)
            yield f"    line {line}, open: {item.article.text[sentence.start : sentence.end]}"
        published = item.article.date_published
        for reason in (f"date {published.basis.value}", *published.reasons):
            yield f"    {reason}"
    yield f"{len(story.claims)} claims, {_quotations(site)} quotations on {len(site.pages)} pages, every one exact"


def json_check(story: Story, site: Site, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The same, with the diagnostics, in types of JSON."""
    return {
        "articles": [_article(item, coverage) for item, coverage in _covered(story)],
        "claims": len(story.claims),
        "quotations": _quotations(site),
        "pages": len(site.pages),
        **json_diagnostics(diagnostics),
    }


def json_diagnostics(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The diagnostics in types of JSON, in order of file and line."""
    return {"diagnostics": [dataclasses.asdict(item) for item in sorted(diagnostics)]}


def is_open(story: Story) -> bool:
    """Whether a sentence of an article is neither carried nor set aside."""
    return any(coverage.open for coverage in story.coverage)


def _covered(story: Story) -> Iterator[tuple[AnnotatedArticle, Coverage]]:
    return zip(story.articles, story.coverage, strict=True)


def _quotations(site: Site) -> int:
    return sum(page.quotations for page in site.pages)


def _article(item: AnnotatedArticle, coverage: Coverage) -> dict[str, Any]:
    article = item.article
    published = article.date_published
    return {
        "path": article.seed.path,
        "id": article.id,
        "sentences": len(article.sentences),
        "carried": len(coverage.carried),
        "set_aside": len(coverage.unused),
        "open": [
            {"line": article.line(part.start), "text": article.text[part.start : part.end]}
            for part in coverage.open
        ],
        "words": coverage.words,
        "words_quoted": coverage.cited_words,
        "date": published.edtf.text if published.edtf else None,
        "date_basis": published.basis.value,
        "date_reasons": list(published.reasons),
    }
