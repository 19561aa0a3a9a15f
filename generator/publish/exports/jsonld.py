"""The story as JSON-LD: a pure mapping of the records to schema.org and W3C Web Annotation.

Left out on purpose: ``claimReviewed`` and ratings (the site checks no truth), and the full
text of the articles.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.model import AnnotatedArticle, Claim, Evidence, Place, Story

_CONTEXT = [
    "https://schema.org",
    {"oa": "http://www.w3.org/ns/oa#", "edtf": "http://id.loc.gov/datatypes/edtf/"},
]


def page_jsonld(
    story: Story, path: str, title: str, sources: Sequence[AnnotatedArticle] | None = None
) -> str:
    """The JSON-LD of one page's head, as text; ``sources`` are the articles it rests on, by default all."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "BackgroundNewsArticle" if path in {"index.md", "background.md"} else "WebPage",
        "headline" if path in {"index.md", "background.md"} else "name": title,
        "inLanguage": story.language,
        "about": story.title,
        "isBasedOn": [_article(item) for item in (story.articles if sources is None else sources)],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def story_jsonld(story: Story) -> str:
    """The whole story with every claim and its evidence, as text ending in a newline."""
    data = {
        "@context": _CONTEXT,
        "@type": "BackgroundNewsArticle",
        "headline": story.title,
        "abstract": story.question,
        "inLanguage": story.language,
        "isBasedOn": [_article(item) for item in story.articles],
        "hasPart": [_claim(claim) for claim in story.claims],
    }
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _article(item: AnnotatedArticle) -> dict[str, Any]:
    article = item.article
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "identifier": article.id,
        "name": article.label,
        "inLanguage": article.language,
        "sha256": article.seed.sha256,
    }
    published = article.date_published.edtf
    # schema.org knows no inferred or uncertain date of publication: it is given only where it is stated.
    if (
        published
        and article.date_published.basis.value == "stated"
        and published.earliest == published.latest
    ):
        data["datePublished"] = published.text
    if article.headline:
        data["headline"] = article.headline
    if article.url:
        data["url"] = article.url
    return data


def _claim(claim: Claim) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.text,
        "creativeWorkStatus": claim.status.value,
        "oa:hasTarget": [_target(item) for item in claim.evidence],
    }
    if claim.when:
        data["temporal"] = {"@type": "edtf:EDTF", "@value": claim.when.edtf.text}
    if claim.where:
        data["contentLocation"] = [_place(place) for place in claim.where]
    return data


def _target(evidence: Evidence) -> dict[str, Any]:
    return {
        "oa:hasSource": evidence.article_id,
        "oa:hasSelector": [
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": evidence.quote.exact,
                "oa:prefix": evidence.quote.prefix,
                "oa:suffix": evidence.quote.suffix,
            },
            {
                "@type": "oa:TextPositionSelector",
                "oa:start": evidence.position.start,
                "oa:end": evidence.position.end,
            },
        ],
        "voucher": {"kind": evidence.voucher.kind.value, "source": evidence.voucher.source},
    }


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Place", "name": place.name}
    if place.kind.value in {"site", "town"}:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return data
