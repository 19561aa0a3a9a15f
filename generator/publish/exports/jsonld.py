"""The story as JSON-LD, whole in a file and a little in the head of each page, by schema.org and W3C Web Annotation.

Left out on purpose: ``ClaimReview``, which search engines read as a verdict on whether a claim is
true (the site checks that words are there, not that they are true), the full text of the articles, and the day of
publication: the site does not know it, and the day up to which it tells is another thing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.catalog import N_
from generator.model import AnnotatedArticle, Claim, Evidence, Place, Story
from generator.publish.exports import Export, card, in_order, indented
from generator.publish.options import Identity, information_day, last_change

if TYPE_CHECKING:
    from generator.publish.presenter import Presenter

# Search engines read the first few; more would weigh on the page. The story's own file has all.
_MOST_PLACES = 3
_MOST_SOURCES = 20

_CONTEXT = [
    "https://schema.org",
    {"oa": "http://www.w3.org/ns/oa#", "edtf": "http://id.loc.gov/datatypes/edtf/"},
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """A page as its JSON-LD tells of it.

    Attributes:
        url: Its absolute address, or ``""``.
        crumbs: Title and absolute address of the pages above it and of itself, from the home page down.
        home: Whether it is the home page.
        about: Whether it tells of the site itself.
        image: The absolute address of the editor's picture of the story, or ``""``.
    """

    url: str
    title: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    home: bool = False
    about: bool = False
    image: str = ""


def page_jsonld(story: Story, page: PageFacts, site: Identity) -> str:
    """The JSON-LD of one page's head, as text."""
    nodes = [_whole(story, page, site) if page.home else _part(story, page, site)]
    if len(page.crumbs) > 1:
        nodes.append(_breadcrumbs(page.crumbs))
    data = {"@context": "https://schema.org", "@graph": nodes}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _whole(story: Story, page: PageFacts, site: Identity) -> dict[str, Any]:
    """The story itself; the home page stands for it."""
    data: dict[str, Any] = {
        "@type": "BackgroundNewsArticle",
        "headline": story.title,
        "description": page.description,
        "url": page.url,
        "image": page.image or site.address(card.EXPORT.path),
        "inLanguage": story.language,
        "dateModified": last_change(story),
        "temporalCoverage": f"../{day}" if (day := information_day(story)) else "",
        "citation": [_cited(item) for item in story.articles[:_MOST_SOURCES]],
        "about": [{"@type": "Place", "name": place.name} for place in story.places[:_MOST_PLACES]],
    }
    if site.url:
        data["@id"] = f"{site.url}#story"
    if site.author:
        data["author"] = data["publisher"] = {"@type": "Organization", "name": site.author, "url": site.url}
    return _given(data)


def _part(story: Story, page: PageFacts, site: Identity) -> dict[str, Any]:
    whole = (
        {"@id": f"{site.url}#story"}
        if site.url
        else {"@type": "BackgroundNewsArticle", "headline": story.title}
    )
    return _given(
        {
            "@type": "AboutPage" if page.about else "WebPage",
            "name": page.title,
            "description": page.description,
            "url": page.url,
            "inLanguage": story.language,
            "dateModified": last_change(story),
            "isPartOf": whole,
        }
    )


def _breadcrumbs(crumbs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    items = [
        _given({"@type": "ListItem", "position": number, "name": name, "item": address})
        for number, (name, address) in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """The entries that say something."""
    return {
        key: [_given(item) for item in value] if isinstance(value, list) else value
        for key, value in data.items()
        if value not in ("", [])
    }


def story_jsonld(told: Presenter) -> bytes:
    """The whole story with every claim and its evidence."""
    story, kept = told.story, told.kept
    data = {
        "@context": in_order(_CONTEXT),
        "@type": "BackgroundNewsArticle",
        "abstract": story.question,
        "hasPart": [
            kept.of_parts("linked data", claim.id, (claim,), partial(_claim, claim)) for claim in story.claims
        ],
        "headline": story.title,
        "inLanguage": story.language,
        "isBasedOn": [in_order(_article(item)) for item in story.articles],
    }
    return indented(data)


def _cited(item: AnnotatedArticle) -> dict[str, Any]:
    """An article in few words; the whole story's data has the rest."""
    data = _article(item)
    return {key: data[key] for key in ("@type", "name", "headline", "datePublished", "url") if key in data}


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
        data["temporalBasis"] = claim.when.origin.value
    if claim.where:
        data["contentLocation"] = [_place(place) for place in claim.where]
    ordered: dict[str, Any] = in_order(data)
    return ordered


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


EXPORT = Export(
    path="assets/explainer/story.jsonld",
    content=story_jsonld,
    title=N_("All statements with their evidence"),
    format="JSON-LD, schema.org Claim",
)
