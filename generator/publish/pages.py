"""From the story to its pages: one context per template, Markdown out of each.

The Markdown carries its furniture as raw HTML blocks, so that no Markdown extension
can touch a quotation; headings are Markdown, so that MkDocs makes the section navigation.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from generator.catalog import _, direction
from generator.diagnostics import GeneratorError, error, working_on
from generator.model import (
    AnnotatedArticle,
    Story,
)
from generator.publish import contexts, maps
from generator.publish.builders import ContextBuilder
from generator.publish.citations import Citations
from generator.publish.everything import EVERYTHING, Part, address, demoted, part_id
from generator.publish.links import relative
from generator.publish.material import (
    pages_without_material,
)
from generator.publish.options import PublishOptions
from generator.publish.passages import full_passages, quoted_passages
from generator.publish.places import map_view

# Where the language of a quotation goes into its element.
_QUOTED = re.compile(r'(?P<tag><[A-Za-z][^<>]*)(?= data-quote="(?P<source>[^":]+):)')
_TEMPLATE_ERRORS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


_Told = tuple[str, str, str, Callable[[Citations], object]]
"""Path, title, description, and what builds the context."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as handed to MkDocs.

    Attributes:
        path: Below the documentation folder, such as ``sources/index.md``.
        markdown: With front matter.
        quotations: How many marked quotations it has.
        listed: Whether it stands in the navigation.
    """

    path: str
    title: str
    markdown: str
    quotations: int
    listed: bool = True


def render_pages(story: Story, options: PublishOptions) -> tuple[Page, ...]:
    """Every page of the site, in the order of its navigation."""
    press = _Press(story, options)
    every: tuple[_Told, ...] = (
        (
            "index.md",
            story.title,
            story.question or _("What is reported: {title}", title=story.title),
            press.home,
        ),
        (
            "background.md",
            _("Background"),
            _("What came before: {title}", title=story.title),
            press.background,
        ),
        ("map.md", _("Map"), _("Where it happens: {title}", title=story.title), press.map),
        (
            "chronology.md",
            _("Chronology"),
            _("When it happened, and how that is known: {title}", title=story.title),
            press.chronology,
        ),
        (
            "compare.md",
            _("Sources compared"),
            _("What the sources share and where they differ: {title}", title=story.title),
            press.compare,
        ),
        (
            "sources/index.md",
            _("Sources"),
            _("The articles this site rests on: {title}", title=story.title),
            press.sources,
        ),
    )
    empty = pages_without_material(story)
    told = [page for page in every if page[0] not in empty]
    about: _Told = ("about.md", _("About"), _("How this site was made, and how to check it"), press.about)
    pages = [
        *((page[0], partial(press.page, *page)) for page in told),
        *((f"sources/{item.article.id}.md", partial(press.source, item)) for item in story.articles),
        (about[0], partial(press.page, *about)),
        (EVERYTHING, partial(press.everything, told)),
    ]
    made = []
    for path, make in pages:
        with working_on(f"the page {path}"):
            made.append(make())
    return tuple(made)


class _Press(ContextBuilder):
    """Renders the pages of one story."""

    def page(self, path: str, title: str, description: str, context: Callable[[Citations], object]) -> Page:
        """Render the template of a page; ``context`` builds its context from the page's citations."""
        return self._render(path, path + ".jinja", title, description, context(self._citations(path)))

    def source(self, item: AnnotatedArticle) -> Page:
        """The page of one source."""
        article = item.article
        path = f"sources/{article.id}.md"
        cited = self.cited[article.id]
        full = article.id in self.story.full_text
        context = contexts.SourceContext(
            cite=self._citations(path),
            item=item,
            coverage=self.coverage[article.id],
            passages=full_passages(article, cited) if full else quoted_passages(article, cited),
            claims=tuple(
                claim
                for claim in self.carried[article.id]
                # Of the articles alone, the passages above are the claims: only what others tell too is listed.
                if self.story.edited or len(claim.source_ids) > 1
            ),
            full=full,
        )
        description = _("{article}: what is quoted from it, and what rests on it", article=article.label)
        return self._render(path, "sources/source.md.jinja", article.label, description, context)

    def everything(self, told: Sequence[_Told]) -> Page:
        """The pages that hold text, on one."""
        bodies = [page for page in told if page[0] not in ("index.md", "map.md")]
        bodies.append(("about.md", _("About"), "", self.about))
        paths = frozenset(path for path, *_ in bodies)
        cite = self._citations(EVERYTHING)
        cite.href = lambda target: address(target, paths, directory_urls=self.options.directory_urls)

        def part(path: str, title: str, context: Callable[[Citations], object]) -> Part:
            def body() -> Markup:
                return demoted(self._body(f"{path}.jinja", _values(context(cite))), part_id(path))

            return Part(id=part_id(path), title=title, body=body)

        view = map_view(self.story, lambda place: cite.href(f"map.md#{place.id}"))
        context = contexts.EverythingContext(
            story=self.story,
            cite=cite,
            address=self.options.site_url,
            summary=tuple(self._summary()),
            map=self._draw(view) if view else Markup(""),
            borders_note=_(maps.DE_FACTO),
            parts=tuple(
                part(path, title, self._chronology_on_paper if path == "chronology.md" else made)
                for path, title, _, made in bodies
            ),
        )
        title = _("Everything on one page")
        description = _("To print or to keep: {title}", title=self.story.title)
        page = self._render(EVERYTHING, "everything.md.jinja", title, description, context)
        return replace(page, listed=False)

    def _citations(self, path: str) -> Citations:
        def href(target: str) -> str:
            return relative(path, target, directory_urls=self.options.directory_urls)

        return Citations(articles=self.articles, claims=self.claims, href=href)

    def _body(self, template: str, values: dict[str, object]) -> str:
        """Render a template; what goes wrong in an editor's own is told with its file and line."""
        try:
            return self.environment.get_template(template).render(values)
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
            for name, item in self.articles.items()
            if item.article.language != self.story.language
        }
        return (
            _QUOTED.sub(lambda match: match["tag"] + str(foreign.get(match["source"], "")), body)
            if foreign
            else body
        )

    def _render(self, path: str, template: str, title: str, description: str, context: object) -> Page:
        values = _values(context)
        body = self._body(template, values)
        # The template has asked for its numbers by now.
        # As plain text: Markup would escape what it is added to.
        body = self._with_languages(body + str(values["cite"].notes()))
        front = {"title": title, "description": description}
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=True, width=10_000)
        return Page(
            path=path,
            title=title,
            markdown=f"---\n{head}---\n\n{body}",
            # In tags alone: a title may say the same words.
            quotations=len(_QUOTED.findall(body)),
        )


def _values(context: Any) -> dict[str, Any]:
    return {item.name: getattr(context, item.name) for item in fields(context)}
