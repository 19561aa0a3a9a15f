"""What each page is given: the contexts of the templates, built from one story."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from generator.annotate.dates import conventions
from generator.catalog import _
from generator.claims.compare.reprints import reprint_note
from generator.model import (
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
from generator.publish.glance import glance
from generator.publish.material import (
    MOST_COLUMNS,
    cited_by_article,
    claims_by_article,
    told_alone,
)
from generator.publish.matrix import matrix, tally
from generator.publish.options import PublishOptions
from generator.publish.phrases import MAP_MARKS
from generator.publish.places import embed_line, map_view, place_rows
from generator.publish.timeline import ON_A_DESK


class ContextBuilder:
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

    def _summary(self) -> Sequence[Claim]:
        return [self.claims[name] for name in self.story.summary] or self.edited[:5]

    def home(self, cite: Citations) -> contexts.HomeContext:
        """``index.md``."""
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
        """``background.md``."""
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
        """``map.md``."""
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
        """``chronology.md``."""
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
        """``compare.md``."""
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
        """``sources/index.md``."""
        return contexts.SourcesContext(story=self.story, cite=cite, coverage=self.coverage)

    def about(self, cite: Citations) -> contexts.AboutContext:
        """``about.md``."""
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

    def _draw(self, view: maps.MapView) -> Markup:
        return Markup(self.options.memo.recall("svg", view, lambda: maps.svg_map(view)))

    def _extracted(self) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        extracted = [claim for claim in self.story.claims if claim.origin is ClaimOrigin.EXTRACTED]
        groups = (
            (item.article, tuple(claim for claim in extracted if claim.source_ids == (item.article.id,)))
            for item in self.story.articles
        )
        return tuple((article, claims) for article, claims in groups if claims)


def _told(section: Section, claims: Sequence[Claim]) -> contexts.Told:
    paragraphs: list[list[Claim]] = []
    for claim in claims:
        if claim.section != section.id:
            continue
        if claim.opens_paragraph or not paragraphs or claim.origin is ClaimOrigin.EXTRACTED:
            paragraphs.append([])
        paragraphs[-1].append(claim)
    return contexts.Told(section=section, paragraphs=tuple(tuple(group) for group in paragraphs))
