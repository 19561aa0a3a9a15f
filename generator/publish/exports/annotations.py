"""What carries each statement as W3C Web Annotations, whose selectors fit the article files as they lie in the seeds.

A client (Hypothesis is one) finds the words by their quotation, or by their position in the decoded file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from generator.catalog import N_
from generator.model import Article, Claim, Evidence, Story
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import SOURCES
from generator.publish.vouchers import voucher_phrase

# Characters of the file on either side of a quotation, to tell it from the same words elsewhere.
_AROUND = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSelector:
    """A span of an article's file.

    Attributes:
        start: First code point of the decoded file, a byte order mark included.
        end: Code point after the last one.
        exact: What stands there, its line breaks included.
        prefix: What stands before it.
        suffix: What stands behind it.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class FileText:
    """The text of an article's file, and where its code points begin."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._raw = article.seed.raw
        self.text = self._raw.decode(article.seed.encoding, "replace")

    def selector(self, start: int, end: int) -> FileSelector:
        """The span of the file that ``article.text[start:end]`` came from."""
        first, last = (self._before(at) for at in self._article.original(start, end))
        return FileSelector(
            start=first,
            end=last,
            exact=self.text[first:last],
            prefix=self.text[max(first - _AROUND, 0) : first],
            suffix=self.text[last : last + _AROUND],
        )

    def _before(self, byte: int) -> int:
        return len(self._raw[:byte].decode(self._article.seed.encoding, "replace"))


def web_annotations(story: Story, options: PublishOptions) -> str:
    """The evidence as one ``AnnotationPage``; an annotation's body is the statement that the words carry."""
    articles = {item.article.id: item.article for item in story.articles}
    files = {name: FileText(article) for name, article in articles.items()}
    items = []
    for claim in story.claims:
        address = options.identity.address(claim_address(claim))
        for number, evidence in enumerate((item for item in claim.evidence if item.supports), start=1):
            article = articles[evidence.article_id]
            position = evidence.position
            name = f"{claim.id}:{number}"
            items.append(
                {
                    "id": f"{options.site_url}#annotation:{name}" if address else f"urn:explainer:{name}",
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": _body(claim, evidence, story.language, address),
                    "target": _target(article, files[article.id].selector(position.start, position.end)),
                }
            )
    data = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": options.identity.address(EXPORT.path) or "urn:explainer:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _body(claim: Claim, evidence: Evidence, language: str, address: str) -> list[dict[str, Any]]:
    statement = {"type": "TextualBody", "format": "text/plain", "language": language}
    return [
        statement | {"value": claim.text, "purpose": "describing"} | ({"via": address} if address else {}),
        statement | {"value": voucher_phrase(evidence.voucher), "purpose": "commenting"},
    ]


def _target(article: Article, found: FileSelector) -> dict[str, Any]:
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
                "exact": found.exact,
                "prefix": found.prefix,
                "suffix": found.suffix,
            },
            {"type": "TextPositionSelector", "start": found.start, "end": found.end},
        ],
    }


EXPORT = Export(
    path="assets/explainer/annotations.json",
    content=lambda story, options: web_annotations(story, options).encode(),
    title=N_("The evidence, each quotation with its place in the article’s file"),
    format="JSON-LD, W3C Web Annotation",
    beside=(SOURCES.key,),
)
