"""Pieces of the site that stand alone, to be framed by other sites: each statement, each comparison, the timeline.

Comes in: a story and its presenter. Goes out: a page of HTML for each, with its own style and policy, and what oEmbed
(oembed.com) asks of it. They need a site with an address. The map's piece is ``exports.interactive_map``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from generator.catalog import _, direction
from generator.edtf_words import format_edtf, format_roughly
from generator.model import Claim, ClaimOrigin, Comparison, Evidence, Story
from generator.publish.chronology import draw_entries
from generator.publish.citations import claim_address
from generator.publish.exports.interactive_map import EXPORT as INTERACTIVE_MAP
from generator.publish.exports.interactive_map import embed_line
from generator.publish.host.csp import csp_policy
from generator.publish.host.minify import bundle
from generator.publish.pages import CHRONOLOGY, COMPARE, MAP, PageRow
from generator.publish.phrases import STATUS_TAGS, claim_text, own_words
from generator.publish.presenter import Presenter
from generator.publish.timeline import MOST_NAMED

_FOLDER = "assets/explainer/embed"
_WIDTH = 600
# Pixels of a frame, for a text of the width above; a frame that is too low scrolls.
_HEAD, _LINE, _LETTERS = 110, 27, 62
_TIMELINE_HEIGHT, _MAP_HEIGHT = 480, 600
# Of a timeline: a page that is framed elsewhere is to come with the first packets.
_MOST_BYTES = 15_000
_COLORS, _OWN = "theme/css/tokens.css", "publish/templates/_embed.css"
_DRAWN = "theme/css/drawings.css"
# Comments of these sheets: what a reader chose begins, the tracks begin; the timelines after the maps.
_CHOSEN, _TRACKS = "/* The same by choice", "/* What belongs to a track"
_TIMELINES = "/* --- Timelines"
# In a piece every link that has a track is an entry.
_ENTRIES = ":is(.tl-entry,.chron-entry,.tracks li)"
# What a reader chose is looked at by this.
_UNCHOSEN = ':not([data-scheme="light"])'
# The rules of statements and comparisons, last in the pieces' own sheet.
_QUOTING = "/* What is quoted"
_TEMPLATES_OWN = frozenset(("when", "said-by"))
# A rule of a sheet without comments: its selectors, and what it sets.
_RULE = re.compile(r"(?<=[{}])([^{}@]+)\{[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece to embed.

    Attributes:
        kind: ``statement``, ``comparison``, ``timeline`` or ``map``.
        path: Of its page, below the site's root.
        title: For people who do not see the frame.
        text: What it says, in the site's words or as a quotation.
        told_at: Absolute address at which the site tells it.
        height: Of its frame, in pixels.
        sides: Label of each source, and its words.
    """

    kind: str
    path: str
    title: str
    text: str
    told_at: str
    height: int
    note: str = ""
    when: str = ""
    sides: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()

    @property
    def oembed(self) -> str:
        """Path of what a program is told of it."""
        return self.path.removesuffix(".html") + ".oembed.json"

    def line(self, site_url: str) -> str:
        """The HTML that shows it on another site."""
        if self.kind == "map":
            return embed_line(self.title, site_url)
        return (
            f'<iframe src="{escape(site_url + self.path)}" title="{escape(self.title)}" width="100%" '
            f'height="{self.height}" loading="lazy"></iframe>'
        )


def pieces(presenter: Presenter) -> tuple[Piece, ...]:
    """What can be embedded: the drawings first, then what an editor told; none without the site's address."""
    story, options = presenter.story, presenter.options
    if not options.site_url:
        return ()
    told = [claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED]
    compared = [item for item in story.comparisons if not item.claim_dated]
    return (
        *_drawings(presenter),
        *(_comparison(presenter, item) for item in compared),
        *(_statement(presenter, claim) for claim in told),
    )


def oembed_of(row: PageRow[Any], presenter: Presenter) -> str:
    """The path of what a program is told that is to show a page of the site in a frame; ``""`` for most."""
    told_at = presenter.options.identity.address(row.path)
    return next((piece.oembed for piece in _drawings(presenter) if told_at and piece.told_at == told_at), "")


def embedded(presenter: Presenter, environment: jinja2.Environment) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file that the pieces need."""
    story, site_url = presenter.story, presenter.options.site_url
    template = environment.get_template("_piece.html.jinja")
    for piece in pieces(presenter):
        yield piece.oembed, _oembed(story, piece, site_url)
        if piece.kind == "map":
            continue
        if piece.kind == "timeline":
            yield piece.path, _light_timeline(presenter, template, piece)
        else:
            yield piece.path, _page(presenter, template, piece, Markup(""))


def _light_timeline(presenter: Presenter, template: jinja2.Template, piece: Piece) -> bytes:
    """The page of the timeline: where it is too heavy what matters least has no name and stands in a bundle."""
    page = b""
    for named in range(MOST_NAMED, -1, -1):
        page = _page(presenter, template, piece, _drawing(presenter, named))
        if len(page) <= _MOST_BYTES:
            break
    return page


def _page(presenter: Presenter, template: jinja2.Template, piece: Piece, drawing: Markup) -> bytes:
    story = presenter.story
    style = _used(_style(drawn=bool(drawing)), _classes(drawing))
    return template.render(
        piece=piece,
        drawing=_without_idle_classes(drawing, style),
        site_url=presenter.options.site_url,
        story_title=own_words(story.title),
        language=story.language,
        direction=direction(story.language),
        languages={name: item.article.language for name, item in presenter.articles.items()},
        as_of=format_edtf(story.as_of) if story.as_of else "",
        style=Markup(style),
        policy=csp_policy(scripts=(), styles=(style,)),
    ).encode()


def _without_idle_classes(drawing: Markup, style: str) -> Markup:
    """A drawing without the classes that its sheet has no rule for."""
    ruled = set(re.findall(r"\.([a-z][\w-]*)", style))

    def kept(found: re.Match[str]) -> str:
        names = " ".join(name for name in found[1].split() if name in ruled)
        return f' class="{names}"' if names else ""

    return Markup(re.sub(r' class="([^"]*)"', kept, drawing))


def _drawings(presenter: Presenter) -> Iterator[Piece]:
    story, address = presenter.story, presenter.options.identity.address
    if presenter.drawn:
        title = _("Timeline: {title}", title=own_words(story.title))
        yield Piece(
            kind="timeline", path=f"{_FOLDER}/timeline.html", title=title, text=title,
            told_at=address(CHRONOLOGY.path) or presenter.options.site_url, height=_TIMELINE_HEIGHT,
        )  # fmt: skip
    if INTERACTIVE_MAP.made(story, presenter.options):
        title = _("Map: {title}", title=own_words(story.title))
        yield Piece(
            kind="map", path=INTERACTIVE_MAP.path, title=title, text=title,
            told_at=address(MAP.path), height=_MAP_HEIGHT,
        )  # fmt: skip


def _told_at(presenter: Presenter, target: str) -> str:
    """Where the site tells something; its home where that page is left out."""
    return presenter.options.identity.address(target) or presenter.options.site_url


def _statement(presenter: Presenter, claim: Claim) -> Piece:
    text = claim_text(claim)
    sides = _sides(presenter, claim.carrying)
    said = [format_roughly(claim.when.edtf)] if claim.when else []
    said += [_(STATUS_TAGS[claim.status][1])] if claim.status in STATUS_TAGS else []
    return Piece(
        kind="statement",
        path=f"{_FOLDER}/{claim.id}.html",
        title=text,
        text=text,
        told_at=_told_at(presenter, claim_address(claim, presenter.options.left_out)),
        height=_height(text, sides),
        when=" · ".join(said),
        sides=sides,
    )


def _comparison(presenter: Presenter, item: Comparison) -> Piece:
    title, text = own_words(item.title), own_words(item.text)
    sides = _sides(presenter, item.evidence)
    return Piece(
        kind="comparison",
        path=f"{_FOLDER}/{item.id}.html",
        title=title,
        text=title,
        note=text,
        told_at=_told_at(presenter, COMPARE.at(item.id)),
        height=_height(title + text, sides),
        sides=sides,
    )


def _sides(
    presenter: Presenter, evidence: Sequence[Evidence]
) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    by_article: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_article.setdefault(item.article_id, []).append(item)
    return tuple((presenter.articles[name].article.label, tuple(items)) for name, items in by_article.items())


def _height(text: str, sides: Sequence[tuple[str, Sequence[Evidence]]]) -> int:
    lines = len(text) // _LETTERS + 1
    for _label, evidence in sides:
        lines += 1 + sum(len(item.quote.exact) // _LETTERS + 3 for item in evidence)
    return _HEAD + lines * _LINE


def _oembed(story: Story, piece: Piece, site_url: str) -> bytes:
    data = {
        "version": "1.0",
        "type": "rich",
        "title": piece.title,
        "provider_name": own_words(story.title),
        "provider_url": site_url,
        "html": piece.line(site_url),
        "width": _WIDTH,
        "height": piece.height,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _drawing(presenter: Presenter, named: int) -> Markup:
    """The timeline as it stands in a frame, without what only the site's script reads of it."""
    site_url, address = presenter.options.site_url, presenter.options.identity.address
    # From the piece's own place, which is shorter than the address of the site.
    up = "../" * (_FOLDER.count("/") + 1)
    drawn = draw_entries(
        presenter.story, presenter.drawn, lambda target: f"{up}{address(target).removeprefix(site_url)}",
        named=named,
    )  # fmt: skip
    bare = re.sub(r' data-(?:claim|days?)="[^"]*"', "", drawn)
    # Links lead out of the frame; browsers do not ask `<base>` of those of a drawing.
    return Markup(bare.replace("<a ", '<a target="_parent" '))


@cache
def _style(*, drawn: bool) -> str:
    """The style of a piece: the colors of the theme, and the marks of the timeline where it is drawn.

    It follows the reader's system, having no script to remember a choice, and has only the values that it uses.
    """
    texts = [
        resources.files("generator").joinpath(name).read_text(encoding="utf-8") for name in (_COLORS, _OWN)
    ]
    head, _chosen, rest = texts[0].partition(_CHOSEN)
    texts[0] = (head + rest[rest.index(_TRACKS) :]).replace(_UNCHOSEN, "")
    if drawn:
        texts[1] = texts[1].partition(_QUOTING)[0]
        drawings = resources.files("generator").joinpath(_DRAWN).read_text(encoding="utf-8")
        texts.append(drawings[drawings.index(_TIMELINES) :])
    return bundle(texts).replace(_ENTRIES, "")


def _classes(drawing: str) -> frozenset[str]:
    """The classes of a drawing, and those of the template's own elements."""
    named = re.findall(r' class="([^"]*)"', drawing)
    return _TEMPLATES_OWN.union(*map(str.split, named)) if named else _TEMPLATES_OWN


def _used(sheet: str, classes: frozenset[str]) -> str:
    """A style sheet with the rules that have something to style, and the custom properties that these ask for."""
    sheet = _RULE.sub(lambda rule: rule[0] if _styles(rule[1], classes) else "", sheet)
    asked: set[str] = set()
    while asked != (asked := set(re.findall(r"var\((--[\w-]+)", sheet))):
        sheet = _without_unasked(sheet, asked)
    return sheet.replace(";}", "}")


def _without_unasked(sheet: str, asked: set[str]) -> str:
    return re.sub(r"(--[\w-]+):[^;}]*;?", lambda one: one[0] if one[1] in asked else "", sheet)


def _styles(selectors: str, classes: frozenset[str]) -> bool:
    """Whether one of the selectors of a rule may have an element: each class that it asks for is there."""
    outside = re.sub(r":is\([^)]*\)", "", selectors)
    return any(set(re.findall(r"\.([\w-]+)", one)) <= classes for one in outside.split(","))
