"""The articles, and the site itself, for programs that manage references (CSL-JSON), and as words to copy."""

from __future__ import annotations

import json
from typing import Any

from generator.catalog import N_, _
from generator.edtf_words import format_edtf
from generator.model import Article, DateBasis, Story
from generator.publish.exports import Export
from generator.publish.options import Identity
from generator.publish.pages import SOURCES
from generator.publish.phrases import own_words

SITE_ITEM = "explainer"
"""The id of the site's own item; articles cannot have it twice, theirs are prefixed."""


# A headline that is the title keeps its own marks inside those of the reference.
_INNER = str.maketrans("“”", "‘’")


def csl_items(story: Story, site: Identity) -> list[dict[str, Any]]:
    """The site first, then each article; what is not known is left out, not guessed."""
    return [_site(story, site), *(_article(item.article) for item in story.articles)]


def _site(story: Story, site: Identity) -> dict[str, Any]:
    cited: dict[str, Any] = {
        "id": SITE_ITEM,
        "type": "webpage",
        "title": own_words(story.title),
        "container-title": site.name if site.name != story.title else "",
        "author": [{"literal": site.author}] if site.author else [],
        "URL": site.public_url,
        "language": story.language,
        # No day of publication: a build knows none. The day of its information is no such day.
        "note": _("Information as of {date}", date=format_edtf(story.as_of)) if story.as_of else "",
    }
    return {key: value for key, value in cited.items() if value}


def _article(article: Article) -> dict[str, Any]:
    published = article.date_published
    edtf = published.edtf if published.basis is DateBasis.STATED else None
    cited: dict[str, Any] = {
        "id": f"source-{article.id}",
        "type": "article-newspaper",
        "title": article.headline or article.label,
        "container-title": article.publisher or "",
        "source": "; ".join(article.agencies),
        "URL": article.url or "",
        "language": article.language,
        "issued": {"date-parts": [[day.year, day.month, day.day]]}
        if edtf and (day := edtf.earliest) and day == edtf.latest
        else {},
    }
    return {key: value for key, value in cited.items() if value}


def cite_site(story: Story, site: Identity) -> tuple[tuple[str, str], ...]:
    """The site as a reference in words, by style: APA and Chicago; a date of publication is not known."""
    title, name, author, url = (
        own_words(story.title), site.name if site.name != story.title else "", site.author, site.public_url,
    )  # fmt: skip
    # When it was published is not known; up to when it is informed is, and stands in the date's place.
    dated = f"as of {format_edtf(story.as_of)}" if story.as_of else "n.d."
    apa = [f"{author}. ({dated}).", _ended(title)] if author else [_ended(title), f"({dated})."]
    apa += [f"{name}."] if name else []
    chicago = [f"{author}."] if author else []
    chicago += [
        f"“{_ended(title).translate(_INNER)}”",
        *([f"{name}."] if name else []),
        f"{dated[:1].upper()}{dated[1:]}." if story.as_of else dated,
    ]
    return (
        ("APA", " ".join([*apa, *([url] if url else [])])),
        ("Chicago", " ".join([*chicago, *([f"{url}."] if url else [])])),
    )


def _ended(title: str) -> str:
    """A title with its full stop, which stands inside the marks of a quoted headline."""
    bare = title.rstrip("”")
    stop = "" if bare.endswith(("?", "!", ".", "…")) else "."
    return bare + stop + title[len(bare) :]


EXPORT = Export(
    path="assets/explainer/sources.csl.json",
    content=lambda told: (
        json.dumps(csl_items(told.story, told.options.identity), ensure_ascii=False, indent=1, sort_keys=True)
        + "\n"
    ).encode(),
    title=N_("The articles and this site, for reference managers"),
    format="CSL-JSON",
    beside=(SOURCES.key,),
)
