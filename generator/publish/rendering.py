"""From contexts to pages: the Jinja environment, the templates of PAGES, front matter.

The Markdown carries its furniture as raw HTML blocks, so that no Markdown extension can touch a quotation; headings
are Markdown, so that MkDocs makes the section navigation.
"""

from __future__ import annotations

import functools
import hashlib
import html
import os
import re
import traceback
from collections.abc import Iterator
from dataclasses import fields
from os import PathLike
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup, escape

from generator.catalog import _, direction, ngettext
from generator.claims.compare.relation_kinds import relation_label
from generator.diagnostics import GeneratorError, error, working_on
from generator.edtf_words import format_edtf
from generator.model import AnnotatedArticle, Claim, Story
from generator.publish import phrases
from generator.publish.citations import Citations, Href, anchor_link, claim_address, quotation
from generator.publish.compiled import COMPILED
from generator.publish.contexts import context_builder
from generator.publish.contexts.everything import Part
from generator.publish.differing import marked_quotation
from generator.publish.embeds import embedded, oembed_of
from generator.publish.exports import offered
from generator.publish.host.verify import MARKED, quotations_marked
from generator.publish.made import Page
from generator.publish.matrix import bar, updates_of
from generator.publish.options import PublishOptions
from generator.publish.page_index import passage_text
from generator.publish.pages import ABOUT, EVERYTHING, SOURCE, PageRow, part_id, relative
from generator.publish.pictures import read_pictures
from generator.publish.presenter import presenter_of
from generator.publish.terms import terms_of
from generator.publish.vouchers import voucher_phrase

# Where the language of a quotation goes into its element.
_HEADING = re.compile(r"^(#{1,4}) (?=\S)", re.MULTILINE)
_TAG = re.compile(r"(</?h)([2-5])(?=[\s>])")
_OF_THE_THEME = ("css/", "img/", "js/")
_TEMPLATE_ERRORS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


# The address of what is left out, until its links are taken away.
NOWHERE = "left-out:"
_DEAD_LINK = re.compile(
    rf'<a\b(?P<about>[^>]*?) href="{NOWHERE}"(?P<more>[^>]*)>(?P<said>.*?)</a>', re.DOTALL
)
# A way to the page and nothing else: alone in its paragraph, behind the last sentence of one, or behind a quotation.
_DEAD_WAY = re.compile(
    rf'<(p|figcaption)>\s*<a href="{NOWHERE}"[^>]*>[^<]*(?:<span[^>]*>[^<]*</span>)?</a>\s*</\1>\n?'
    rf'|(?<=[.!?>])\s+<a href="{NOWHERE}">[^<]*</a>(?=\s*</p>)'
    rf'|(?:\s*·)?\s*<a class="cite-link" href="{NOWHERE}">.*?</a>',
    re.DOTALL,
)


def render_pages(story: Story, options: PublishOptions) -> tuple[Page, ...]:
    """Every page of the site, in the order of its navigation."""
    return Renderer(story, options).pages()


class Renderer:
    """Renders the pages of one story."""

    def __init__(self, story: Story, options: PublishOptions) -> None:
        self.story = story
        self.options = options
        self.presenter = presenter_of(story, options)
        self.environment = environment(options.templates)
        self.terms = terms_of(story)
        updates = sorted(story.updates, key=lambda item: item.date)
        self.changed = {name: item for item in updates for name in item.claim_ids}
        self.updates = updates_of(story)
        self.pictures = read_pictures(story, options.docs)

    def pages(self) -> tuple[Page, ...]:
        """Every page of the site, in the order of its navigation."""
        made = []
        for row in self.presenter.rows():
            if row.addressed and not self.options.site_url:
                continue
            for subject in row.of(self.story):
                path = row.at(of=row.slug(self.story, subject)) if row.of_each else row.at()
                if self.options.left_out.has(path):
                    continue
                with working_on(f"the page {path}"):
                    made.append(self.page(row, path, subject))
        return tuple(made)

    def pieces(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of the files that other sites may show in a frame."""
        return embedded(self.presenter, self.environment)

    def page(self, row: PageRow[Any], path: str, subject: Any) -> Page:
        """A page: its template, filled with its context, then the notes that its citations asked for."""
        cite = Citations(
            articles=self.presenter.articles,
            claims=self.presenter.claims,
            href=self._href(row, path),
            carriers=self.presenter.carriers,
            printed=row is EVERYTHING,
            pictures=self.pictures,
            updates=self.updates,
            bare=self.presenter.bare,
            left_out=self.options.left_out,
            changed=self.changed,
            correction=self._correction,
            terms=() if row is EVERYTHING else self.terms,
        )
        front = {"title": row.title(subject), "description": row.description(subject)}
        if oembed := oembed_of(row, self.presenter):
            front["oembed"] = self.options.site_url + oembed
        downloads = self._downloads(row, cite.href)

        def made() -> Page:
            head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000)
            body = self._body(row, cite, subject, downloads)
            return Page(
                key=row.key,
                path=path,
                title=front["title"],
                markdown=f"---\n{head}---\n\n{body}",
                # In tags alone: a title may say the same words.
                quotations=quotations_marked(body),
                listed=row.listed,
            )

        if row is not SOURCE:
            return made()
        return self.presenter.kept.of_parts("page", path, (front, downloads, *self._of_source(subject)), made)

    def _body(
        self, row: PageRow[Any], cite: Citations, subject: Any, downloads: tuple[tuple[str, str, str], ...]
    ) -> str:
        """A page's Markdown without its head."""
        context = values(context_builder(row.key)(self.presenter, cite, subject))
        context["downloads"] = downloads
        body = self._filled(row.template, context)
        # The template has asked for its numbers by now.
        # As plain text: Markup would escape what it is added to.
        return unlinked(self._with_languages(body + str(cite.notes())))

    def _of_source(self, item: AnnotatedArticle) -> tuple[object, ...]:
        """All that a source's page is made of: nearly all of them stay as they are when one article is edited."""
        told, name = self.presenter, item.article.id
        claims = told.resting_on(item.article)
        return (
            self._of_every_source,
            item,
            told.cited[name],
            told.coverage[name],
            told.shown[name],
            claims,
            told.cited_by(*claims),
            tuple(told.carriers.whole(claim) for claim in claims),
            tuple((self.updates.get(claim.id), self.changed.get(claim.id)) for claim in claims),
        )

    @functools.cached_property
    def _of_every_source(self) -> tuple[object, ...]:
        """What the page of any source may show of the whole story."""
        told = self.presenter
        labels = tuple(
            (name, item.article.label, item.article.language) for name, item in told.articles.items()
        )
        return (
            self.options.settings,
            templates_digest(self.options.templates),
            self.story.language,
            self.story.edited,
            self.story.only_edited,
            labels,
            self.terms,
            self.pictures,
            told.bare,
        )

    def _correction(self, claim: Claim) -> str:
        """Where a reader suggests a correction to a statement."""
        address = self.options.identity.address(claim_address(claim, self.options.left_out))
        return self.options.correction(address, phrases.claim_text(claim))

    def _downloads(self, row: PageRow[Any], href: Href) -> tuple[tuple[str, str, str], ...]:
        """Title, format and address of what a page offers to take away; the page about the site offers all."""
        page = "" if row is ABOUT else row.key
        return tuple(
            (_(export.title), export.format, href(export.path))
            for export in offered(self.story, self.options, page)
        )

    def _href(self, row: PageRow[Any], path: str) -> Href:
        """From a site path to its address on a page; where everything is on one page, its parts are anchors on it."""
        parts = {part.at(): part_id(part.key) for part in self.presenter.rows() if part.part}

        def href(target: str) -> str:
            page, _hash, anchor = target.partition("#")
            if not target or self.options.left_out.has(page):
                return NOWHERE
            if row is EVERYTHING and page in parts:
                return f"#{anchor or parts[page]}"
            # Pictures lie among the pages written by hand, what the theme brings at the root.
            if self.options.below and (page in self.pictures or page.startswith(_OF_THE_THEME)):
                return relative(
                    f"{self.options.below}/{path}", target, directory_urls=self.options.directory_urls
                )
            return relative(path, target, directory_urls=self.options.directory_urls)

        return href

    def _filled(self, template: str, context: dict[str, Any]) -> str:
        """Fill a template; what goes wrong in an editor's own is told with its file and line."""
        try:
            return self.environment.get_template(template).render(context)
        except _TEMPLATE_ERRORS as problem:
            if self.options.templates is None:
                raise
            where, line = template, 0
            if isinstance(problem, jinja2.TemplateSyntaxError):
                where, line = problem.filename or template, problem.lineno
            else:
                for frame in traceback.extract_tb(problem.__traceback__):
                    if frame.filename.endswith(".jinja"):
                        where, line = frame.filename, frame.lineno or 0
            hint = "The package's own template shows what there is to use."
            raise GeneratorError(
                [error(where, line, "template", f"the template fails: {problem}", hint)]
            ) from None

    def _with_languages(self, body: str) -> str:
        """The body with the language of each quotation that is not in the site's own."""
        foreign = {
            name: Markup(' lang="{}" dir="{}"').format(
                item.article.language, direction(item.article.language)
            )
            for name, item in self.presenter.articles.items()
            if item.article.language != self.story.language
        }
        return (
            MARKED.sub(lambda match: match["tag"] + str(foreign.get(match["source"], "")), body)
            if foreign
            else body
        )


def unlinked(body: str) -> str:
    """The body without links to what is left out: a way there goes, what says something else stays as text.

    >>> unlinked('<p><a href="left-out:">To the map</a></p><li><a href="left-out:">Oslo</a></li>')
    '<li>Oslo</li>'
    >>> unlinked('<p>They agree. <a href="left-out:">Side by side</a></p>')
    '<p>They agree.</p>'
    """
    return _DEAD_LINK.sub(_text_alone, _DEAD_WAY.sub("", body)) if NOWHERE in body else body


def _text_alone(link: re.Match[str]) -> str:
    """What a link says; what is drawn, or a box of its own, stays an element, without an address."""
    if "class=" in link["about"] + link["more"]:
        return f"<a{link['about']}{link['more']}>{link['said']}</a>"
    return link["said"]


def templates_digest(templates: str | PathLike[str] | None) -> str:
    """A digest of all templates, those of an editor and the package's own: they change while pages are served."""
    digest = hashlib.sha256()
    own = Path(__file__).parent / "templates"
    for folder in (own,) if templates is None else (templates, own):
        for path in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
            digest.update(f"{path}\0".encode(errors="surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def environment(templates: str | PathLike[str] | None) -> jinja2.Environment:
    """The Jinja environment: everything is escaped, a missing name is an error; its templates are compiled once."""
    return _environment(None if templates is None else os.fspath(templates))


@functools.lru_cache(maxsize=4)
def _environment(templates: str | None) -> jinja2.Environment:
    package = jinja2.PackageLoader("generator.publish", "templates")
    loader: jinja2.BaseLoader = package
    if templates is not None:
        loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(templates), package])
    env = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=COMPILED,
    )  # fmt: skip

    def body(part: Part) -> Markup:
        """The page that is a part of another, filled where the template comes to it: citations count in its order."""
        text = env.get_template(part.template).render(values(part.context()))
        return demoted(text, part.id)

    # A page that is a part of another offers nothing to take away: that one is printed or kept.
    env.globals |= {"_": _message, "ngettext": _counted, "downloads": ()}
    env.filters |= {
        "anchor_link": anchor_link,
        "agencies": phrases.agencies_phrase,
        "bar": bar,
        "basis": phrases.basis_phrase,
        "body": body,
        "claim_text": phrases.claim_text,
        "curly": phrases.curly,
        "edtf": format_edtf,
        "markdown": _markdown_text,
        "marked": marked_quotation,
        "own_words": phrases.own_words,
        "passage": passage_text,
        "published": phrases.published_phrase,
        "quotation": quotation,
        "relation": relation_label,
        "removal": phrases.REMOVALS.__getitem__,
        "voucher": voucher_phrase,
    }
    return env


def values(context: Any) -> dict[str, Any]:
    """The fields of a context by name."""
    return {item.name: getattr(context, item.name) for item in fields(context)}


def demoted(markdown: str, anchor: str) -> Markup:
    """The Markdown of a page with its headings one level lower; its title gets the anchor.

    Quotations cannot hold a tag or begin a line with ``#``: they are escaped and stand within an element.
    """
    text = _TAG.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", _HEADING.sub(r"#\1 ", markdown.strip()))
    title, newline, rest = text.partition("\n")
    return Markup(f"{title} {{: #{anchor} }}{newline}{rest}\n")


def _message(message: str, **named: object) -> Markup:
    """A message of a template: its own HTML stands, values are escaped."""
    return Markup(_(message, **_escaped(named)))


def _counted(one: str, many: str, number: int, **named: object) -> Markup:
    """A message of a template that depends on a number, as `_message`."""
    return Markup(ngettext(one, many, number, **_escaped(named)))


def _escaped(named: dict[str, object]) -> dict[str, Markup]:
    return {name: escape(value) for name, value in named.items()}


def _markdown_text(text: str) -> Markup:
    """Plain text for a Markdown heading: HTML escaped, Markdown's own characters too."""
    escaped = html.escape(text, quote=False)
    return Markup("".join("\\" + char if char in "\\`*_{}[]#+|~" else char for char in escaped))
