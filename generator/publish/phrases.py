"""How the pages say what the records mean."""

from __future__ import annotations

import re

from generator.edtf import format_edtf, parse_edtf
from generator.model import (
    Article,
    Claim,
    ClaimDate,
    ClaimOrigin,
    ClaimStatus,
    DateBasis,
    DateOrigin,
    Edtf,
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
    Relation.NUMBER: "Different numbers",
    Relation.WORDING: "Different words",
    Relation.VOUCHER: "Different sources",
    Relation.HEADLINE: "Heading or caption against text",
}

PLACE_KINDS = {
    PlaceKind.SITE: "site",
    PlaceKind.TOWN: "town or city",
    PlaceKind.DISTRICT: "district",
    PlaceKind.REGION: "region",
    PlaceKind.COUNTRY: "country",
}

MAP_MARKS = {
    "site": "site",
    "town": "town or city",
    "district": "district",
    "approximate": "hollow: approximate",
    "region": "region, drawn for orientation",
    "distance": "distance",
    "far": "lies off the map",
}
"""What the legend says of the marks of ``maps.legend``."""

STATUSES = {
    ClaimStatus.REPORTED: "",
    ClaimStatus.PLANNED: "Planned when the articles were written; not reported as happened.",
    ClaimStatus.INFERENCE: "The article's own inference, not an observation.",
    ClaimStatus.UNCLEAR: "Said to be unclear or only possible; not reported as a fact.",
    ClaimStatus.DENIED: "A denial: what is denied is not reported as a fact.",
    ClaimStatus.COMPUTED: "Computed by this site; no article says so.",
}

STATUS_TAGS = {
    ClaimStatus.PLANNED: ("planned", "planned"),
    ClaimStatus.INFERENCE: ("inferred", "the article’s inference"),
    ClaimStatus.UNCLEAR: ("approx", "said to be unclear"),
    ClaimStatus.DENIED: ("contested", "a denial"),
}
"""The class and words of the tag for what is not told as having happened."""

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


_TEXT_WORDS = 30


def claim_text(claim: Claim) -> str:
    """A claim's text where it stands without its evidence: an article's words in quotation marks, long ones cut."""
    if claim.origin is ClaimOrigin.EDITED:
        return own_words(claim.text)
    words = claim.text.split()
    return f"“{' '.join(words[:_TEXT_WORDS])}{' …' if len(words) > _TEXT_WORDS else ''}”"


LINK_TO_STATEMENT = "Link to this statement"

RESTS_ON = {
    VoucherKind.EYEWITNESS: "on journalists who were there",
    VoucherKind.OFFICIAL: "on officials",
    VoucherKind.PARTY: "on a group that speaks for itself",
    VoucherKind.NAMED_PERSON: "on a named person",
    VoucherKind.UNNAMED: "on unnamed sources",
    VoucherKind.OWN_VOICE: "on an article’s own voice",
}
"""Whom statements rest on, behind a number of them; the strongest tie to the event first."""

NOTES = "Notes"
"""The heading of the quotations at the end of a page, read on paper."""

SEARCH_KINDS = {
    "place": "Places",
    "name": "People, organizations and terms",
    "statement": "Statements",
    "comparison": "Sources compared",
    "question": "Questions",
    "source": "Sources",
    "page": "Pages and sections",
}
"""The groups of the search's results, in their order."""

SEARCH_SAYS = {
    "none": "No results",
    "one": "1 result",
    "many": "{count} results",
    "most": "The best {shown} of {count} results",
}

FEED_TITLE = "corrections and additions"

NOT_FOUND = "Page not found"

CARD_KICKER = "Explainer"


def update_title(day: str) -> str:
    """What a feed reader calls a correction or addition.

    >>> update_title("2026-01-28")
    'Updated on 28 January 2026'
    """
    return f"Updated on {format_edtf(parse_edtf(day), notes=False)}"


def as_of_phrase(edtf: Edtf) -> str:
    """Up to which day the site is informed."""
    return f"As of {format_edtf(edtf)}"


def count_articles(count: int) -> str:
    """How many articles, in words."""
    return "1 article" if count == 1 else f"{count} articles"


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


def date_tags(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The tags beside an entry's date: class and words, where the date comes from first."""
    when = claim.when
    if when is None:
        return ()
    tags = [("stated", _read_from(when))]
    if when.origin is DateOrigin.COMPUTED:
        tags = [("computed", "computed by this site")]
    elif when.origin is DateOrigin.EDITOR:
        tags = [("inferred", "worked out by the editor")]
    if claim.status in STATUS_TAGS:
        tags.append(STATUS_TAGS[claim.status])
    if when.edtf.uncertain:
        tags.append(("approx", "rests on an inferred date"))
    if when.conflict:
        tags.append(("contested", "sources conflict"))
    return tuple(tags)


def date_text(edtf: Edtf) -> str:
    """A date for readers, with "about" where the source is not exact.

    >>> from generator.edtf import parse_edtf
    >>> date_text(parse_edtf("2016~")), date_text(parse_edtf("2026-01-24"))
    ('about 2016', '24 January 2026')
    """
    words = format_edtf(edtf, notes=False)
    if not edtf.approximate:
        return words
    return f"roughly {words}" if words.startswith("between") else f"about {words}"


def _read_from(when: ClaimDate) -> str:
    """The words a stated date was read from."""
    words = dict.fromkeys(item.words for item in when.per_source)
    return f"from “{next(iter(words))}”" if len(words) == 1 else f"from {len(when.per_source)} articles"


def curly(text: str) -> str:
    """Straight double quotation marks, in pairs, as typographic ones.

    >>> curly('"tomorrow", that is')
    '“tomorrow”, that is'
    """
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def own_words(text: str) -> str:
    """The site's own words with typographic apostrophes; quoted words stay as they are.

    >>> own_words("it's “don't know”")
    "it’s “don't know”"
    """
    parts = re.split(r"(“[^”]*”)", text)
    return "".join(part if part.startswith("“") else re.sub(r"(?<=\w)'", "’", part) for part in parts)
