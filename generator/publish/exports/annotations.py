"""What carries each statement as W3C Web Annotations, whose selectors fit the article files as they lie in the seeds.

A client (Hypothesis is one) finds the words by their quotation, or by their position in the decoded file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from generator.catalog import N_
from generator.model import Article, Claim, Evidence, TextPositionSelector
from generator.publish.citations import claim_address
from generator.publish.exports import Export, in_order, indented
from generator.publish.pages import SOURCES
from generator.publish.presenter import Presenter
from generator.publish.shown import FileText, Shown
from generator.publish.vouchers import voucher_phrase

# Characters of the file on either side of a quotation, to tell it from the same words elsewhere.
_AROUND = 32


def _files(articles: Mapping[str, Article], quoted: Iterable[Evidence]) -> dict[str, FileText]:
    """The file of each article as text, in which these quotations are asked for."""
    spans: dict[str, list[tuple[int, int]]] = {name: [] for name in articles}
    for evidence in quoted:
        spans[evidence.article_id].append((evidence.position.start, evidence.position.end))
    return {name: FileText(article, spans[name]) for name, article in articles.items()}


def web_annotations(told: Presenter) -> bytes:
    """The evidence as one ``AnnotationPage``; an annotation's body is the statement that the words carry."""
    story, options, settings = told.story, told.options, told.options.settings
    articles = {item.article.id: item.article for item in story.articles}
    carrying = [(claim, claim.carrying) for claim in story.claims]
    files = _files(articles, chain.from_iterable(own for _, own in carrying))
    items: list[dict[str, Any]] = []
    for claim, own in carrying:
        beside = tuple((item, told.shown[item.article.id]) for item in told.cited_by(claim))
        parts = (claim, beside, story.language, settings)
        make = partial(_of_claim, told, claim, own, files)
        items += told.kept.of_parts("annotations", claim.id, parts, make)
    data = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": options.identity.address(EXPORT.path) or "urn:explainer:annotations",
        "items": items,
        "type": "AnnotationPage",
    }
    return indented(data)


def _of_claim(
    told: Presenter, claim: Claim, own: Iterable[Evidence], files: Mapping[str, FileText]
) -> list[dict[str, Any]]:
    """An annotation for each piece of evidence that carries a statement."""
    options = told.options
    address = options.identity.address(claim_address(claim, options.left_out))
    found = []
    for number, evidence in enumerate(own, start=1):
        article = told.articles[evidence.article_id].article
        name = f"{claim.id}:{number}"
        found.append(
            in_order(
                {
                    "id": f"{options.site_url}#annotation:{name}" if address else f"urn:explainer:{name}",
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": _body(claim, evidence, told.story.language, address),
                    "target": _target(article, files[article.id], evidence.position, told.shown[article.id]),
                }
            )
        )
    return found


def _body(claim: Claim, evidence: Evidence, language: str, address: str) -> list[dict[str, Any]]:
    statement = {"type": "TextualBody", "format": "text/plain", "language": language}
    return [
        statement | {"value": claim.text, "purpose": "describing"} | ({"via": address} if address else {}),
        statement | {"value": voucher_phrase(evidence.voucher), "purpose": "commenting"},
    ]


def _target(article: Article, file: FileText, position: TextPositionSelector, shown: Shown) -> dict[str, Any]:
    start, end = file.span(position.start, position.end)
    before = shown.has_words(article.text, position.start - _AROUND, position.start)
    after = shown.has_words(article.text, position.end, position.end + _AROUND)
    source = {
        "id": f"urn:sha256:{article.seed.sha256}",
        "type": "Text",
        "format": article.seed.media_type,
        "schema:name": article.seed.path,
    }
    return {
        "source": source | ({"via": article.url} if article.url else {}),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": file.text[start:end],
                "prefix": file.text[max(start - _AROUND, 0) : start] if before else "",
                "suffix": file.text[end : end + _AROUND] if after else "",
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


EXPORT = Export(
    path="assets/explainer/annotations.json",
    content=web_annotations,
    title=N_("The evidence, each quotation with its place in the article’s file"),
    format="JSON-LD, W3C Web Annotation",
    beside=(SOURCES.key,),
)
