"""The feed of corrections and additions (Atom, RFC 4287), and the story itself as its first entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

from generator.catalog import _
from generator.characters import xml_text
from generator.model import Claim, Story, Update
from generator.publish.exports import Export, has_address
from generator.publish.options import Identity, last_day
from generator.publish.pages import ABOUT
from generator.publish.phrases import claim_text, how_told, update_title

_ATOM = "http://www.w3.org/2005/Atom"
# RFC 4151 asks for a day on which the name's owner had it; one for all, so that ids outlive every change.
_TAG_DAY = "2026"
# `updated` must be there (RFC 4287, 4.2.15) and must not be the day of the build.
_NO_DAY = "1970-01-01"


def atom_feed(story: Story, site: Identity) -> bytes:
    """The feed; the same story gives the same bytes.

    Args:
        story: Its updates become entries, the newest first.
        site: With its ``url``: a feed has to have absolute addresses.
    """
    title = _("{title}: corrections and additions", title=story.title)
    whole = replace(site, name=site.name or story.title)
    return joined_feed(entries(story, site), title, last_day(story), story.language, whole)


def entries(story: Story, site: Identity) -> list[Tree.Element]:
    """An entry for each update, the newest first, and the story itself."""
    made = Tree.Element("feed")
    names: dict[str, int] = {}
    named = []
    for update in story.updates:
        name = f"{update.date}/{'+'.join(update.claim_ids)}"
        names[name] = names.get(name, 0) + 1
        again = f"/{names[name]}" if names[name] > 1 else ""
        named.append((update, name + again))
    for update, name in sorted(named, key=lambda entry: entry[0].date, reverse=True):
        _update(made, story, site, update, name)
    _story(made, story, site)
    return list(made)


def joined_feed(
    entries: Sequence[Tree.Element], title: str, day: str, language: str, site: Identity
) -> bytes:
    """A feed of these entries.

    Args:
        entries: In order.
        title: Of the feed.
        day: Of its newest entry, ``YYYY-MM-DD`` or ``""``.
        language: Of the feed.
        site: With its ``url``, and the name of who answers for it where it names no author.
    """
    feed = Tree.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(feed, "id", _tag(site, "feed"))
    _add(feed, "title", title)
    _add(feed, "updated", _instant(day))
    Tree.SubElement(feed, "link", rel="self", type="application/atom+xml", href=site.address(EXPORT.path))
    Tree.SubElement(feed, "link", rel="alternate", type="text/html", href=site.url)
    _add(Tree.SubElement(feed, "author"), "name", site.author or site.name)
    feed.extend(entries)
    Tree.indent(feed, " ")
    text: bytes = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _update(feed: Tree.Element, story: Story, site: Identity, update: Update, name: str) -> None:
    from generator.publish.citations import claim_address  # noqa: PLC0415 - a site whose feed is made asks for more

    claims = {claim.id: claim for claim in story.claims}
    links = []
    for claim in (claims[name] for name in update.claim_ids):
        address = escape(site.address(claim_address(claim, site.left_out)))
        said = escape(claim_text(claim))
        said = f'<a href="{address}">{said}</a>' if address else said
        links.append(f"<li>{said} ({_how_told(claim, story)})</li>")
    html = f"<p>{escape(update.text)}</p><ul>{''.join(links)}</ul>"
    address = site.address(ABOUT.at("corrections")) or site.url
    _entry(feed, _tag(site, name), update_title(update), update.date, address, html)


def _story(feed: Tree.Element, story: Story, site: Identity) -> None:
    claims = {claim.id: claim for claim in story.claims}
    told = "".join(
        f"<p>{escape(claim_text(claims[name]))} ({_how_told(claims[name], story)})</p>"
        for name in story.summary
    )
    html = f"<p>{escape(story.question)}</p>{told}" if story.question else told
    _entry(feed, _tag(site, "story"), story.title, last_day(story), site.url, html)


def _how_told(claim: Claim, story: Story) -> str:
    return escape(how_told(claim, {item.article.id: item.article.label for item in story.articles}))


def _entry(feed: Tree.Element, name: str, title: str, day: str, address: str, html: str) -> None:
    entry = Tree.SubElement(feed, "entry")
    _add(entry, "id", name)
    _add(entry, "title", title)
    _add(entry, "updated", _instant(day))
    Tree.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    # ElementTree escapes the markup, as the type "html" asks for.
    _add(entry, "content", html or f"<p>{escape(title)}</p>", type="html")


def _add(parent: Tree.Element, tag: str, text: str, **attributes: str) -> None:
    Tree.SubElement(parent, tag, attributes).text = xml_text(text)


def _instant(day: str) -> str:
    return f"{day or _NO_DAY}T00:00:00Z"


def _tag(site: Identity, name: str) -> str:
    """The id, for good, of what lies at a site (RFC 4151)."""
    parts = urlsplit(site.url)
    return f"tag:{parts.hostname},{_TAG_DAY}:{parts.path}{name}"


EXPORT = Export(
    path="feed.xml", content=lambda told: atom_feed(told.story, told.options.identity), made=has_address
)
