"""From the story to its pages: one context per template, Markdown out of each.

The Markdown carries its furniture as raw HTML blocks, so that no Markdown extension
can touch a quotation; headings are Markdown, so that MkDocs makes the section navigation.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markupsafe import Markup

from generator.annotate.dates import conventions
from generator.catalog import _, direction
from generator.claims.across.reprints import reprint_note
from generator.diagnostics import GeneratorError, error
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimOrigin,
    DateOrigin,
    Relation,
    Section,
    Story,
)
from generator.publish import contexts, maps
from generator.publish.chronology import chronology_entries, draw_entries, drawn_entries, folded
from generator.publish.citations import Citations
from generator.publish.environment import environment
from generator.publish.everything import EVERYTHING, Part, address, demoted, part_id
from generator.publish.glance import glance
from generator.publish.links import relative
from generator.publish.material import (
    MOST_COLUMNS,
    cited_by_article,
    claims_by_article,
    pages_without_material,
    told_alone,
)
from generator.publish.matrix import matrix, tally
from generator.publish.memo import Memo
from generator.publish.passages import full_passages, quoted_passages
from generator.publish.phrases import MAP_MARKS
from generator.publish.places import embed_line, map_view, place_rows
from generator.publish.timeline import ON_A_DESK

# Where the language of a quotation goes into its element.
_QUOTED = re.compile(r'(?= data-quote="([^":]+):)')
_TEMPLATE_ERRORS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOptions:
    """What the site's configuration says of the pages.

    Attributes:
        directory_urls: Whether ``map.md`` is published as ``map/`` (MkDocs' ``use_directory_urls``).
        site_url: Address of the site's root, or ``""``.
        tiles: A tile server for the interactive map; ``None`` draws bundled coasts and borders.
        site_name: The site's name, or ``""``.
        author: Who answers for the site, or ``""``.
        templates: A folder whose templates win over the package's, or ``None``.
        memo: Drawings of earlier builds.
    """

    directory_urls: bool = True
    site_url: str = ""
    site_name: str = ""
    author: str = ""
    tiles: maps.Tiles | None = None
    templates: Path | None = None
    memo: Memo = field(default_factory=Memo)


def render_pages(story: Story, options: PublishOptions) -> tuple[Page, ...]:
    """Every page of the site, in the order of its navigation."""
    press = _Press(story, options)
    told = (
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
    return (
        *(press.page(*page) for page in told if page[0] not in empty),
        *(press.source(item) for item in story.articles),
        press.page("about.md", _("About"), _("How this site was made, and how to check it"), press.about),
        press.everything([page for page in told if page[0] not in empty]),
    )


_Told = tuple[str, str, str, Callable[[Citations], object]]
"""Path, title, description, and what builds the context."""


class _Press:
    """Builds the contexts of one story's pages."""

    def __init__(self, story: Story, options: PublishOptions) -> None:
        self.story = story
        self.options = options
        self.articles = {item.article.id: item for item in story.articles}
        self.claims = {claim.id: claim for claim in story.claims}
        self.edited = tuple(claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED)
        self.coverage = {item.article_id: item for item in story.coverage}
        self.entries = chronology_entries(story)
        self.drawn = drawn_entries(story, self.entries)
        self.cited = cited_by_article(story)
        self.carried = claims_by_article(story)
        self.environment = environment(options.templates)

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

    def _summary(self) -> Sequence[Claim]:
        return [self.claims[name] for name in self.story.summary] or self.edited[:5]

    def home(self, cite: Citations) -> contexts.HomeContext:
        story = self.story
        summary = self._summary()
        told = self.edited if story.edited else story.claims
        view = map_view(story, lambda place: cite.href(f"map.md#{place.id}"))
        return contexts.HomeContext(
            story=story,
            cite=cite,
            glance=glance(story, summary, [entry.claim for entry in self.entries]),
            newest=tuple(self.claims[name] for name in story.newest),
            also=tuple(self.claims[name] for name in story.also),
            unknown=() if story.edited else story.unknowns[:5],
            locator=self._draw(maps.locator(view)) if view else Markup(""),
            strip=draw_entries(story, self.drawn, cite.href, brief=True),
            entries=self.drawn,
            known=tuple(
                claim
                for claim in told
                if len(claim.source_ids) > 1 and claim.id not in {*story.summary, *story.newest, *story.also}
            )[:5],
            differs=tuple(item for item in story.comparisons if not item.claim_dated)[
                : None if story.edited else 8
            ],
        )

    def background(self, cite: Citations) -> contexts.BackgroundContext:
        return contexts.BackgroundContext(
            story=self.story,
            cite=cite,
            sections=tuple(_told(section, self.story.claims) for section in self.story.sections),
            also=self._extracted() if self.story.edited else (),
            by_article=len(self.story.articles) <= MOST_COLUMNS,
            answers=tuple(
                (item, tuple(self.claims[name] for name in item.answer)) for item in self.story.questions
            ),
        )

    def map(self, cite: Citations) -> contexts.MapContext:
        view = map_view(self.story, lambda place: f"#{place.id}")
        return contexts.MapContext(
            story=self.story,
            cite=cite,
            wide=self._draw(view) if view else Markup(""),
            narrow=self._draw(maps.compact(view)) if view else Markup(""),
            legend=tuple((Markup(drawing), MAP_MARKS[kind]) for kind, drawing in maps.legend(view))
            if view
            else (),
            rows=place_rows(self.story),
            borders_note=_(maps.DE_FACTO),
            embed=embed_line(view.title, self.options.site_url) if view else "",
        )

    def chronology(self, cite: Citations) -> contexts.ChronologyContext:
        return contexts.ChronologyContext(
            story=self.story,
            choice=True,
            cite=cite,
            drawing=draw_entries(self.story, self.drawn, cite.href, apart=ON_A_DESK, extra="tl-wide"),
            narrow=draw_entries(self.story, self.drawn, cite.href, extra="tl-narrow"),
            sources=tuple(
                item.article
                for item in self.story.articles
                if any(item.article.id in entry.claim.source_ids for entry in self.entries)
            ),
            drawn=len(self.drawn),
            count=len(self.entries),
            tracks=tuple(
                (track, folded(own))
                for track in self.story.tracks
                if (own := tuple(entry for entry in self.entries if entry.claim.track == track.id))
            ),
        )

    def _chronology_on_paper(self, cite: Citations) -> contexts.ChronologyContext:
        """To print or to keep is all of it."""
        return replace(self.chronology(cite), choice=False)

    def compare(self, cite: Citations) -> contexts.CompareContext:
        computed = tuple(
            item for item in self.edited if item.when and item.when.origin is DateOrigin.COMPUTED
        )
        points = matrix(self.story, computed)
        shown = frozenset(row.claim.id for group in points for row in group.rows)
        differ = [item for item in self.story.comparisons if not item.claim_dated]
        return contexts.CompareContext(
            story=self.story,
            cite=cite,
            by_article=len(self.story.articles) <= MOST_COLUMNS,
            points=points,
            tally=tally(self.story, points),
            reprints={
                item.article_id: reprint_note(
                    item, {name: found.article.label for name, found in self.articles.items()}
                )
                for item in self.story.reprints
            },
            computed=computed,
            alone=told_alone(self.story, self.carried, shown),
            dates=tuple(item for item in self.story.comparisons if item.claim_dated),
            differences=tuple(item for item in differ if item.relation is not Relation.HEADLINE),
            headings=tuple(item for item in differ if item.relation is Relation.HEADLINE),
        )

    def sources(self, cite: Citations) -> contexts.SourcesContext:
        return contexts.SourcesContext(story=self.story, cite=cite, coverage=self.coverage)

    def about(self, cite: Citations) -> contexts.AboutContext:
        count = sum(len(claim.evidence) for claim in self.story.claims)
        applied = {
            step.convention
            for item in self.story.articles
            for timex in item.timexes
            for step in timex.working
        }
        return contexts.AboutContext(
            story=self.story,
            cite=cite,
            quotation_count=count,
            conventions=tuple(_(row.reader) for key, row in conventions().items() if key in applied),
            coverage=self.story.coverage,
        )

    def _citations(self, path: str) -> Citations:
        def href(target: str) -> str:
            return relative(path, target, directory_urls=self.options.directory_urls)

        return Citations(articles=self.articles, claims=self.claims, href=href)

    def _draw(self, view: maps.MapView) -> Markup:
        return Markup(self.options.memo.recall("svg", view, lambda: maps.svg_map(view)))

    def _extracted(self) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        extracted = [claim for claim in self.story.claims if claim.origin is ClaimOrigin.EXTRACTED]
        groups = (
            (item.article, tuple(claim for claim in extracted if claim.source_ids == (item.article.id,)))
            for item in self.story.articles
        )
        return tuple((article, claims) for article, claims in groups if claims)

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
        return _QUOTED.sub(lambda match: foreign.get(match[1], ""), body) if foreign else body

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
            quotations=body.count('data-quote="'),
        )


def _values(context: Any) -> dict[str, Any]:
    return {item.name: getattr(context, item.name) for item in fields(context)}


def _told(section: Section, claims: Sequence[Claim]) -> contexts.Told:
    paragraphs: list[list[Claim]] = []
    for claim in claims:
        if claim.section != section.id:
            continue
        if claim.opens_paragraph or not paragraphs or claim.origin is ClaimOrigin.EXTRACTED:
            paragraphs.append([])
        paragraphs[-1].append(claim)
    return contexts.Told(section=section, paragraphs=tuple(tuple(group) for group in paragraphs))
