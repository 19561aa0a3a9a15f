"""How the pages say what the records mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from generator.catalog import N_, Phrases, _, ngettext
from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf, format_roughly
from generator.model import (
    AnswerKind,
    Article,
    Claim,
    ClaimDate,
    ClaimOrigin,
    ClaimStatus,
    Coverage,
    DateBasis,
    DateOrigin,
    Edtf,
    PlaceKind,
    RemovalReason,
    Update,
    UpdateKind,
)

PLACE_KINDS = Phrases(
    {
        PlaceKind.TOWN: N_("town or city"),
        PlaceKind.SITE: N_("site"),
        PlaceKind.DISTRICT: N_("district"),
        PlaceKind.REGION: N_("region"),
        PlaceKind.COUNTRY: N_("country"),
    }
)
"""Kinds of places, in the order of the interactive map's legend."""

MAP_MARKS = Phrases(
    {
        "site": N_("site"),
        "town": N_("town or city"),
        "district": N_("district"),
        "approximate": N_("hollow: approximate"),
        "far": N_("lies off the map"),
    }
)
"""What the legend says of the marks of ``maps.legend``."""

STATUSES = Phrases(
    {
        ClaimStatus.REPORTED: "",
        ClaimStatus.PLANNED: N_("Planned when the articles were written; not reported as happened."),
        ClaimStatus.INFERENCE: N_("The article's own inference, not an observation."),
        ClaimStatus.UNCLEAR: N_("Said to be unclear or only possible; not reported as a fact."),
        ClaimStatus.DENIED: N_("A denial: what is denied is not reported as a fact."),
        ClaimStatus.COMPUTED: N_("Computed by this site; no article says so."),
    }
)

STATUS_TAGS = {
    ClaimStatus.PLANNED: ("planned", N_("planned")),
    ClaimStatus.INFERENCE: ("inferred", N_("the article’s inference")),
    ClaimStatus.UNCLEAR: ("approx", N_("said to be unclear")),
    ClaimStatus.DENIED: ("contested", N_("a denial")),
}
"""The class and words of the tag for what is not told as having happened."""

REMOVALS = Phrases(
    {
        RemovalReason.REPEATED_HEADLINE: N_("The headline again"),
        RemovalReason.REPEATED_CAPTION: N_("A caption again, in the same words"),
        RemovalReason.LEGAL_NOTICE: N_("Notice about cookies or data protection"),
        RemovalReason.CREDIT_LINE: N_("Credit line, kept as the article's publisher or agencies"),
        RemovalReason.DATE_LINE: N_("Date line, kept as the article's date"),
        RemovalReason.DEBRIS: N_("Left over from how the text was collected"),
        RemovalReason.FRONT_MATTER: N_("Front matter, kept as what the article says of itself"),
        RemovalReason.BYLINE: N_("By-line"),
        RemovalReason.FURNITURE: N_("Button or pointer of the page it came from"),
        RemovalReason.STANDING_LINE: N_("Line that stands in other articles too"),
    }
)

_BASES = Phrases(
    {
        DateBasis.STATED: N_("stated"),
        DateBasis.INFERRED: N_("inferred, not stated"),
        DateBasis.UNKNOWN: N_("unknown"),
    }
)


_TEXT_WORDS = 30


def claim_text(claim: Claim, most: int = 0) -> str:
    """A claim's text where it stands without its evidence: an article's words in quotation marks, long ones cut.

    ``most`` is how many words are left, of the site's own too.
    """
    own = claim.origin is ClaimOrigin.EDITED
    words = claim.text.split()
    most = most or (len(words) if own else _TEXT_WORDS)
    text = f"{' '.join(words[:most])}{' …' if len(words) > most else ''}"
    return own_words(text) if own else f"“{inner_marks(text)}”"


_DOUBLE = re.compile('[“”"]')


def inner_marks(text: str) -> str:
    """Quoted words with the double quotation marks within them as single ones.

    >>> inner_marks('He said “no” and "never".')
    'He said ‘no’ and ‘never’.'
    """
    return _DOUBLE.sub(lambda mark: "‘" if opens(mark) else "’", text)


def shown_marks(text: str) -> Markup:
    """The same for words that have to reach the page letter by letter: a style sheet shows the marks as single ones."""
    at, parts = 0, []
    for mark in _DOUBLE.finditer(text):
        kind = "qo" if opens(mark) else "qc"
        parts += [escape(text[at : mark.start()]), Markup(f'<i class="{kind}">{escape(mark[0])}</i>')]
        at = mark.end()
    return Markup("").join([*parts, escape(text[at:])])


def opens(mark: re.Match[str]) -> bool:
    """Whether a double quotation mark opens: of the straight ones by what stands around it."""
    before, after = mark.string[: mark.start()][-1:], mark.string[mark.end() :][:1]
    straight = bool(after.strip()) and (not before.strip() or before in "([—")
    return mark[0] == "“" or (mark[0] == '"' and straight)


ANSWERS = {
    AnswerKind.WHAT: N_("What happened"),
    AnswerKind.NOW: N_("The state now"),
    AnswerKind.STAYS: N_("What stays as it was"),
    AnswerKind.WHY: N_("Why"),
    AnswerKind.NEXT: N_("What comes next"),
}
"""The headings of the home page's answers."""
LINK_TO_STATEMENT = N_("Link to this statement")

NOTES = N_("Notes")
"""The heading of the quotations at the end of a page, read on paper."""

SEARCH_KINDS = Phrases(
    {
        "place": N_("Places"),
        "name": N_("People, organizations and terms"),
        "statement": N_("Statements"),
        "comparison": N_("Sources compared"),
        "question": N_("Questions"),
        "source": N_("Sources"),
        "page": N_("Pages and sections"),
    }
)
"""The groups of the search's results, in their order."""

SEARCH_PAGES = Phrases(
    {
        "map": N_("where places locations distances"),
        "chronology": N_("when timeline events dates days"),
        "compare": N_("differences disagree contradict"),
        "sources": N_("articles newspapers agencies"),
        "about": N_("method corrections contact licenses"),
        "everything": N_("print save offline"),
    }
)
"""Other words by which a reader may look for a page."""

SEARCH_SAYS = Phrases(
    {
        "none": N_(
            "No results. The search knows the words of this site and of its quotations; fewer or other words may help."
        ),
        "one": N_("1 result"),
        "many": N_("{count} results"),
        "most": N_("The best {shown} of {count} results"),
    }
)

NOT_FOUND = N_("Page not found")

CARD_KICKER = N_("Explainer")


def update_title(update: Update) -> str:
    """What the site and a feed reader call a correction or addition.

    >>> update_title(Update(date="2026-01-28", claim_ids=(), text="", kind=UpdateKind.CORRECTION))
    'Corrected on 28 January 2026'
    """
    day = format_edtf(parse_edtf(update.date), notes=False)
    if update.kind is UpdateKind.CORRECTION:
        return _("Corrected on {date}", date=day)
    return _("Updated on {date}", date=day)


def as_of_phrase(edtf: Edtf) -> str:
    """Up to which day the site is informed."""
    return _("As of {date}", date=format_edtf(edtf))


def count_articles(count: int) -> str:
    """How many articles, in words."""
    return ngettext("{number} article", "{number} articles", count)


def count_statements(count: int) -> str:
    """How many statements, in words."""
    return ngettext("{number} statement", "{number} statements", count)


def agencies_phrase(article: Article) -> str:
    """The agencies that an article credits, and those that its text cites."""
    said = _(", ").join(article.agencies) or _("None credited")
    if not article.rests_on:
        return said
    cited = _("the text cites {agencies}", agencies=_(", ").join(article.rests_on))
    return said + _("; ") + cited


def carried_phrase(coverage: Coverage) -> str:
    """How much of an article the site carries."""
    unused, left = len(coverage.unused), len(coverage.open)
    parts = [ngettext("{number} sentence", "{number} sentences", len(coverage.carried))]
    parts += [_("{number} set aside with a reason", number=unused)] if unused else []
    parts += [_("{number} not quoted", number=left)] if left else []
    return _(", ").join(parts)


def file_phrase(article: Article) -> Markup:
    """The file of an article, its size and how it was read."""
    return Markup(
        ngettext(
            "<code>{path}</code>, {number} byte, read as {encoding}",
            "<code>{path}</code>, {number} bytes, read as {encoding}",
            len(article.seed.raw),
            path=escape(article.seed.path),
            encoding=escape(article.seed.encoding),
        )
    )


def basis_phrase(article: Article) -> str:
    """How the date of an article is known: ``stated``, ``inferred, not stated`` or ``unknown``."""
    return _BASES[article.date_published.basis]


def published_phrase(article: Article) -> str:
    """The date of an article, with how it is known where no file states it."""
    published = article.date_published
    if published.edtf is None:
        return _("unknown date")
    day = format_edtf(published.edtf, notes=False)
    if published.basis is DateBasis.STATED:
        return day
    return _("{date} ({basis})", date=day, basis=basis_phrase(article))


def date_tags(claim: Claim) -> tuple[tuple[str, str], ...]:
    """The tags beside an entry's date: class and words, where the date comes from first."""
    when = claim.when
    if when is None:
        return ()
    read_from = _read_from(when)
    tags = [("stated", read_from)] if read_from else []
    if when.origin is DateOrigin.COMPUTED:
        tags = [("computed", _("computed by this site"))]
    elif when.origin is DateOrigin.EDITOR:
        tags = [("inferred", _("worked out by the editor"))]
    if claim.status in STATUS_TAGS:
        style, words = STATUS_TAGS[claim.status]
        tags.append((style, _(words)))
    if when.conflict:
        tags.append(("contested", _("sources conflict")))
    return tuple(tags)


def how_told(claim: Claim, labels: Mapping[str, str]) -> str:
    """How sure a statement is, and whose, in a line: what stands beside it wherever it is told without its page."""
    doubts = [words for style, words in date_tags(claim) if style != "stated"]
    if claim.status in STATUS_TAGS and claim.when is None:
        doubts.append(_(STATUS_TAGS[claim.status][1]))
    return " · ".join((*doubts, *(labels[name] for name in claim.source_ids)))


def date_style(claim: Claim) -> str:
    """How a claim's date is drawn, wherever: ``planned`` before ``computed`` before ``uncertain`` before ``stated``."""
    if claim.status is ClaimStatus.PLANNED:
        return "planned"
    if claim.when and claim.when.origin in (DateOrigin.COMPUTED, DateOrigin.EDITOR):
        return "computed"
    return "uncertain" if claim.when and claim.when.edtf.uncertain else "stated"


def _read_from(when: ClaimDate) -> str:
    """The words a stated date was read from; whether the day they are counted from is inferred.

    ``""`` where they are the date as it is shown, in whatever order: "October 15, 2025".
    """
    words = dict.fromkeys(item.words for item in when.per_source)
    if [_sorted_words(said) for said in words] == [_sorted_words(format_roughly(when.edtf))]:
        return ""
    if len(words) == 1 and when.edtf.uncertain:
        return _("from “{words}”, counted from an inferred day", words=next(iter(words)))
    if len(words) == 1:
        return _("from “{words}”", words=next(iter(words)))
    return ngettext("from {number} article", "from {number} articles", len(when.per_source))


def _sorted_words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text.casefold()))


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


def named_first(labels: Sequence[str], most: int) -> str:
    """The first of some names, at most so many, and how many more there are."""
    named = _(", ").join(labels[:most])
    left = len(labels) - most
    if left <= 0:
        return named
    return ngettext("{names} and {number} more", "{names} and {number} more", left, names=named)
