"""How the pages say what the records mean."""

from __future__ import annotations

from generator.annotate.edtf import format_edtf
from generator.model import (
    Article,
    Attribution,
    Claim,
    ClaimStatus,
    DateBasis,
    DateOrigin,
    PlaceKind,
    Relation,
    RemovalReason,
    VoucherKind,
)

RELATIONS = {
    Relation.AGREE: "They agree",
    Relation.PRECISION: "One is more precise",
    Relation.SCOPE: "Different scope",
    Relation.TENSION: "In tension",
    Relation.WORDING: "Different words",
    Relation.VOUCHER: "Different vouchers",
    Relation.HEADLINE: "Headline against text",
}

PLACE_KINDS = {
    PlaceKind.SITE: "site",
    PlaceKind.TOWN: "town or city",
    PlaceKind.REGION: "region",
    PlaceKind.COUNTRY: "country",
}

STATUSES = {
    ClaimStatus.REPORTED: "",
    ClaimStatus.PLANNED: "Planned when the articles were written; not reported as happened.",
    ClaimStatus.INFERENCE: "The article's own inference, not an observation.",
    ClaimStatus.COMPUTED: "Computed by this site; no article says so.",
}

REMOVALS = {
    RemovalReason.REPEATED_HEADLINE: "The headline again",
    RemovalReason.REPEATED_CAPTION: "A caption again, in the same words",
    RemovalReason.LEGAL_NOTICE: "Notice about cookies or data protection",
    RemovalReason.CREDIT_LINE: "Credit line, kept as the article's agencies",
    RemovalReason.DATE_LINE: "Date line, kept as the article's date",
    RemovalReason.DEBRIS: "Left over from how the text was collected",
    RemovalReason.FRONT_MATTER: "Front matter, kept as what the article says of itself",
    RemovalReason.BYLINE: "By-line",
    RemovalReason.FURNITURE: "Button or pointer of the page it came from",
}

_BASES = {
    DateBasis.STATED: "stated",
    DateBasis.INFERRED: "inferred, not stated",
    DateBasis.UNKNOWN: "unknown",
}


def voucher_phrase(voucher: Attribution) -> str:
    """Who stands behind the words, for a reader."""
    source = voucher.source.strip()
    match voucher.kind:
        case VoucherKind.EYEWITNESS:
            return f"seen by {source}" if source else "an eyewitness"
        case VoucherKind.OFFICIAL:
            return f"official: {source}" if source else "an official source"
        case VoucherKind.PARTY:
            return f"a party to it: {source}" if source else "a party to it"
        case VoucherKind.NAMED_PERSON:
            return f"named: {source}"
        case VoucherKind.UNNAMED:
            return f"not named: {source}" if source else "the article does not say who"
        case VoucherKind.HEADLINE_ONLY:
            return "headline or caption"
        case VoucherKind.COMPUTED:
            return "computed by this site"
        case _:
            return "the article in its own voice"


def basis_phrase(article: Article) -> str:
    """How the date of an article is known: ``stated``, ``inferred, not stated`` or ``unknown``."""
    return _BASES[article.date_published.basis]


def published_phrase(article: Article) -> str:
    """The date of an article, with how it is known where no file states it."""
    published = article.date_published
    if published.edtf is None:
        return "unknown date"
    day = format_edtf(published.edtf, notes=False)
    return day if published.basis is DateBasis.STATED else f"{day} ({basis_phrase(article)})"


def date_tag(claim: Claim) -> tuple[str, str]:
    """The class and the word of the tag beside an entry's date."""
    if claim.when and claim.when.origin is DateOrigin.COMPUTED:
        return ("computed", "computed")
    if claim.status is ClaimStatus.PLANNED:
        return ("planned", "planned")
    if claim.when and claim.when.origin is DateOrigin.EDITOR:
        return ("inferred", "worked out")
    return ("stated", "from the sources")
