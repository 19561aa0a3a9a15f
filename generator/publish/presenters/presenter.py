"""What each page is given, whoever tells the story: the contexts of the templates, built from one story.

Where a story that an editor wrote and one that the articles tell alone part, the two classes beside this one decide.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Any, TypedDict

from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.compare.reprints import reprint_note
from generator.edtf_words import format_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimOrigin,
    Comparison,
    DateOrigin,
    Evidence,
    NameEntry,
    Question,
    Section,
    Story,
)
from generator.publish import maps
from generator.publish.chronology import Entry, chronology_entries, draw_entries, tracks
from generator.publish.citations import Citations
from generator.publish.exports.interactive_map import EXPORT as INTERACTIVE_MAP
from generator.publish.exports.interactive_map import embed_line
from generator.publish.matrix import CountTable, count_table, matrix, tally
from generator.publish.options import PublishOptions
from generator.publish.page_index import cited_by_article, claims_by_article, full_passages, quoted_passages
from generator.publish.pages import MAP, PAGES, PageRow, part_id
from generator.publish.phrases import (
    MAP_MARKS,
    PLACE_KINDS,
    carried_phrase,
    count_statements,
    file_phrase,
    published_phrase,
)
from generator.publish.places import PlaceRow, map_view, place_rows
from generator.publish.presenters import about_page, contexts
from generator.publish.presenters.home_summary import HomeSummary
from generator.publish.timeline import ON_A_DESK

# Tables with a column for each article go up to this many; beyond, they only count.
_MOST_COLUMNS = 6
_MOST_CARDS = 12
_MOST_KNOWN = 5


class HomeWords(TypedDict):
    """What of ``HomeContext`` depends on who tells the story."""

    asked: str
    numbers_note: str
    standing: str
    known_heading: str
    differ_heading: str
    open_heading: str


class CompareWords(TypedDict):
    """What of ``CompareContext`` depends on who tells the story."""

    points_note: str
    silent_note: str


class Presenter(ABC):
    """Builds the contexts of one story's pages.

    Attributes:
        most_differences: Comparisons on the home page; ``None`` for all.
        most_told: Claims told of a place; ``None`` for all.
        most_dates: Sources of an entry of the chronology that are told; ``None`` for all.
        names_sayers: Whether an entry of the chronology tells who stands behind it.
        quoted: Whether the claims are told as quotations, one a paragraph.
    """

    most_differences: int | None = None
    most_told: int | None = None
    most_dates: int | None = None
    names_sayers = False
    quoted = False

    def __init__(self, story: Story, options: PublishOptions) -> None:
        self.story = story
        self.options = options
        self.articles = {item.article.id: item for item in story.articles}
        self.claims = {claim.id: claim for claim in story.claims}
        self.coverage = {item.article_id: item for item in story.coverage}
        self.by_article = len(story.articles) <= _MOST_COLUMNS
        self.entries = chronology_entries(
            story, most=self.most_dates, sayers=self.names_sayers, placed=self.links_places()
        )
        self.drawn = self.drawn_entries()
        self.cited = cited_by_article(story, self.unknowns())
        self.carried = claims_by_article(story)

    # ------------------------------------------------------------ where the two part

    def rows(self) -> Sequence[PageRow[Any]]:
        """The pages there are, in the order of the navigation."""
        return PAGES

    @abstractmethod
    def summary(self) -> Sequence[Claim]:
        """The claims of the short answer."""

    @abstractmethod
    def home_summary(self) -> HomeSummary:
        """The head of the home page."""

    @abstractmethod
    def home_words(self, known: Sequence[Claim], differs: Sequence[Comparison]) -> HomeWords:
        """The headings of the home page's parts."""

    @abstractmethod
    def told_first(self) -> Sequence[Claim]:
        """The claims among which those of several sources are shown on the home page."""

    @abstractmethod
    def standfirst(self) -> str:
        """The first lines of the background."""

    @abstractmethod
    def points(self) -> Sequence[Claim]:
        """The claims that are set against the sources."""

    @abstractmethod
    def compare_words(self, rows: int) -> CompareWords:
        """What is said of the points and of empty cells; ``rows`` is how many points there are."""

    @abstractmethod
    def about_words(self) -> tuple[str, str]:
        """How a statement is checked, and how the statements came about."""

    def unknowns(self) -> Sequence[Evidence]:
        """What the articles say is not known, where no editor has told it."""
        return ()

    def links_places(self) -> bool:
        """Whether the chronology links to the map."""
        return True

    def drawn_entries(self) -> tuple[Entry, ...]:
        """The entries of the drawn timeline."""
        return self.entries

    def extracted(self) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """Of each article the sentences that the background tells besides the statements."""
        return ()

    @abstractmethod
    def told_alone(self, shown: frozenset[str]) -> tuple[tuple[Article, tuple[Claim, ...]], ...]:
        """The first things that only one article says, of those that are not ``shown`` already."""

    def spelled_names(self) -> Sequence[NameEntry]:
        """The names whose spellings are compared."""
        return self.story.names

    def resting_on(self, article: Article) -> tuple[Claim, ...]:
        """The claims that an article's page lists."""
        return tuple(self.carried[article.id])

    # ------------------------------------------------------------ home

    def home(self, cite: Citations) -> contexts.HomeContext:
        """``index.md``."""
        story, answer = self.story, self.home_summary()
        view = map_view(story, lambda place: cite.page("map", place.id))
        shown = {*story.summary, *story.newest, *story.also}
        several = (claim for claim in self.told_first() if len(claim.source_ids) > 1)
        known = [claim for claim in several if claim.id not in shown][:_MOST_KNOWN]
        differs = [item for item in story.comparisons if not item.claim_dated][: self.most_differences]
        return contexts.HomeContext(
            story=story,
            cite=cite,
            title_origin=self._title_origin(cite),
            answer=answer,
            how_known=_how_known(answer, len(story.articles)),
            see_compare=len(story.articles) > 1,
            newest=tuple(self.claims[name] for name in story.newest),
            also=tuple(self.claims[name] for name in story.also),
            unknown=tuple(self.unknowns()[:5]),
            locator=self._draw(maps.locator(view)) if view else Markup(""),
            strip=draw_entries(story, self.drawn, cite.href, brief=True),
            entries=self.drawn,
            known=tuple(known),
            differs=tuple(differs),
            open=tuple(item for item in story.questions if not item.answer),
            answered=self._answered(),
            cards=tuple(self._card(item.article) for item in story.articles[:_MOST_CARDS]),
            more=_all_articles(len(story.articles)),
            **self.home_words(known, differs),
        )

    def known_heading(self) -> str:
        """What is said above the statements of several articles."""
        if len(self.story.articles) == 2:
            return _("Both articles also say")
        return _("More than one article also says")

    def _title_origin(self, cite: Citations) -> Markup:
        """Whose words the title is, where it is an article's."""
        item = self.articles.get(self.story.title_source)
        if item is None:
            return Markup("")
        article = item.article
        label = article.label if article.label != article.headline else _("the article")
        link = Markup('<a href="{}">{}</a>').format(cite.page("source", of=article.id), label)
        date = escape(published_phrase(article))
        origin = (
            _("Headline of {article}, {date}.", article=link, date=date)
            if article.headline
            else _("From the text of {article}, {date}.", article=link, date=date)
        )
        unwritten = _("No editor has written a statement yet: these are the articles’ own words.")
        return Markup(f"{origin} {unwritten}")

    def _answered(self) -> tuple[tuple[str, Question], ...]:
        """The questions that the background answers, with their anchors there."""
        numbered = enumerate(self.story.questions, start=1)
        return tuple((f"question-{number}", item) for number, item in numbered if item.answer)

    def _card(self, article: Article) -> contexts.SourceCard:
        return contexts.SourceCard(
            article=article,
            headline=article.headline if article.headline and article.headline != article.label else "",
            note=self.story.source_notes.get(article.id, ""),
        )

    # ------------------------------------------------------------ background, map, chronology

    def background(self, cite: Citations) -> contexts.BackgroundContext:
        """``background.md``."""
        return contexts.BackgroundContext(
            cite=cite,
            standfirst=self.standfirst(),
            quoted=self.quoted,
            sections=tuple(
                told
                for section in self.story.sections
                if (told := _told(section, self.story.claims)).paragraphs
            ),
            also=self.extracted(),
            answers=tuple(
                (item, tuple(self.claims[name] for name in item.answer)) for item in self.story.questions
            ),
            names=tuple(self._name(item) for item in self.story.names),
        )

    def _name(self, item: NameEntry) -> contexts.NameOnPage:
        return contexts.NameOnPage(
            name=item.name,
            role=item.role,
            evidence=item.evidence,
            spellings=tuple((spelling.term, self._counted(spelling.counts)) for spelling in item.spellings),
        )

    def _counted(self, counts: Sequence[int]) -> Markup:
        """How often and where a spelling stands."""
        if not self.by_article:
            number = sum(map(bool, counts))
            said = ngettext(
                "{times}× in {number} article", "{times}× in {number} articles", number, times=sum(counts)
            )
            return Markup(said)
        return Markup(_(", ")).join(
            Markup("<bdi>{}</bdi> {}×").format(item.article.label, count)
            for item, count in zip(self.story.articles, counts, strict=True)
            if count
        )

    def map(self, cite: Citations) -> contexts.MapContext:
        """``map.md``."""
        view = map_view(self.story, lambda place: f"#{place.id}")
        center = self.story.center
        interactive = cite.href(INTERACTIVE_MAP.path)
        return contexts.MapContext(
            cite=cite,
            standfirst=_("Distances are measured from {place}, as the crow flies.", place=center.name)
            if center
            else _("The places that the articles name."),
            wide=self._draw(view) if view else Markup(""),
            narrow=self._draw(maps.compact(view)) if view else Markup(""),
            legend=tuple((Markup(drawing), MAP_MARKS[kind]) for kind, drawing in maps.legend(view))
            if view
            else (),
            places=tuple(_place(row) for row in place_rows(self.story, self.most_told)),
            borders_note=_(maps.DE_FACTO),
            interactive=interactive,
            interactive_note=Markup(
                _(
                    "Needs JavaScript; loads nothing from other hosts. The table below says the same. "
                    'It is <a href="{address}" download>one file</a> that can be saved and sent.',
                    address=escape(interactive),
                )
            ),
            embed=embed_line(view.title, self.options.site_url) if view else "",
        )

    def chronology(self, cite: Citations) -> contexts.ChronologyContext:
        """``chronology.md``."""
        sources = tuple(
            item.article
            for item in self.story.articles
            if any(item.article.id in entry.claim.source_ids for entry in self.entries)
        )
        found = tracks(self.story, self.entries)
        return contexts.ChronologyContext(
            cite=cite,
            drawing=draw_entries(self.story, self.drawn, cite.href, apart=ON_A_DESK, extra="tl-wide"),
            narrow=draw_entries(self.story, self.drawn, cite.href, extra="tl-narrow"),
            caption=self._caption(),
            # To print or to keep is all of it.
            choice=not cite.printed and (len(found) > 1 or len(sources) > 1),
            choose_tracks=len(found) > 1,
            sources=sources if len(sources) > 1 else (),
            count=len(self.entries),
            tracks=found,
        )

    def _caption(self) -> tuple[str, ...]:
        """What the drawn timeline shows."""
        said = [_("Each lane is one of the tracks below, each letter one of its entries.")]
        if len(self.drawn) < len(self.entries):
            said = [
                _(
                    "Each lane is one of the tracks below, each letter one of its entries; "
                    "drawn are the {drawn} most central of {count}.",
                    drawn=len(self.drawn),
                    count=len(self.entries),
                )
            ]
        said.append(
            _(
                "Bars: dates known only within limits. Filled: a source says so. Dashed: worked out. "
                "Hollow: planned."
            )
        )
        if self.story.as_of:
            day = format_edtf(self.story.as_of)
            said.append(_("The upright line: {date}, the day up to which this site is informed.", date=day))
        return tuple(said)

    # ------------------------------------------------------------ comparison

    def compare(self, cite: Citations) -> contexts.CompareContext:
        """``compare.md``."""
        computed = tuple(
            claim
            for claim in self.story.claims
            if claim.origin is ClaimOrigin.EDITED and claim.when and claim.when.origin is DateOrigin.COMPUTED
        )
        points = matrix(self.story, (claim for claim in self.points() if claim not in computed))
        rows = sum(len(group.rows) for group in points)
        differ = [item for item in self.story.comparisons if not item.claim_dated]
        labels = {name: item.article.label for name, item in self.articles.items()}
        return contexts.CompareContext(
            cite=cite,
            rows=rows,
            by_article=self.by_article,
            points=points,
            tally=tally(self.story, points),
            reprints=tuple(item.article_id for item in self.story.reprints),
            reprint_notes=tuple(reprint_note(item, labels) for item in self.story.reprints),
            differences=tuple(
                self._on_page(item) for item in differ if RELATION_KINDS[item.relation].of_sources
            ),
            dates=tuple(self._on_page(item) for item in self.story.comparisons if item.claim_dated),
            headings=tuple(
                self._on_page(item) for item in differ if not RELATION_KINDS[item.relation].of_sources
            ),
            alone=tuple(
                (article, claims)
                for article, claims in self.told_alone(
                    frozenset(row.claim.id for group in points for row in group.rows)
                )
                if claims
            ),
            alone_note=_(
                "The first further things that no other article was found to say; an article’s page has all "
                "of it. That none was found does not mean that none is there: the program compares words."
            ),
            computed=computed,
            wording=self._wording(),
            wording_note=_(
                "How often each article, headline and captions included, has a term. Terms marked “quoted only” "
                "stand on this site in quotation marks alone."
            ),
            spellings=self._spellings(),
            **self.compare_words(rows),
        )

    def _on_page(self, item: Comparison) -> contexts.ComparisonOnPage:
        said: dict[str, list[Evidence]] = {}
        for evidence in item.evidence:
            said.setdefault(evidence.article_id, []).append(evidence)
        return contexts.ComparisonOnPage(
            item=item,
            tag=RELATION_KINDS[item.relation].tag,
            sides=tuple(
                (found.article.label, tuple(said[name]))
                for name, found in self.articles.items()
                if name in said
            ),
        )

    def _wording(self) -> CountTable:
        things = (
            (row.thing, [(term.term, term.quote_only, term.counts) for term in row.terms])
            for row in self.story.wording
        )
        return count_table(self.story, things, by_article=self.by_article)

    def _spellings(self) -> CountTable:
        things = (
            (name.name, [(spelling.term, False, spelling.counts) for spelling in name.spellings])
            for name in self.spelled_names()
        )
        return count_table(self.story, things, by_article=self.by_article)

    # ------------------------------------------------------------ sources, about, everything

    def sources(self, cite: Citations) -> contexts.SourcesContext:
        """``sources/index.md``."""
        notes = self.story.source_notes
        return contexts.SourcesContext(
            cite=cite,
            sources=tuple(
                (item.article, notes.get(name, ""), carried_phrase(self.coverage[name]))
                for name, item in self.articles.items()
            ),
        )

    def source(self, cite: Citations, item: AnnotatedArticle) -> contexts.SourceContext:
        """The page of one source."""
        article = item.article
        cited, coverage = self.cited[article.id], self.coverage[article.id]
        full = article.id in self.story.full_text
        claims = self.resting_on(article)
        written = bool(coverage.unused) or not claims or claims[0].origin is ClaimOrigin.EDITED
        return contexts.SourceContext(
            cite=cite,
            article=article,
            file=file_phrase(article),
            carried=_(
                "{carried} of {sentences} sentences, headings and captions; {cited} of {words} words are quoted",
                carried=len(coverage.carried),
                sentences=len(article.sentences),
                cited=coverage.cited_words,
                words=coverage.words,
            ),
            passages_heading=_("The article") if full else _("The quoted words, in their context"),
            passages=full_passages(article, cited) if full else quoted_passages(article, cited),
            coverage=coverage,
            rests_heading=_("What rests on this source") if written else _("What other articles tell too"),
            claims=claims,
        )

    def about(self, cite: Citations) -> contexts.AboutContext:
        """``about.md``."""
        checking, making = self.about_words()
        return about_page.about(self.story, cite, checking=checking, making=making)

    def everything(self, cite: Citations) -> contexts.EverythingContext:
        """``everything.md``: the pages that hold text, on one."""
        view = map_view(self.story, lambda place: cite.page("map", place.id))
        return contexts.EverythingContext(
            story=self.story,
            cite=cite,
            address=self.options.site_url,
            summary=tuple(self.summary()),
            map=self._draw(view) if view else Markup(""),
            map_part=part_id(MAP.key),
            borders_note=_(maps.DE_FACTO),
            parts=tuple(
                contexts.Part(
                    id=part_id(row.key),
                    title=row.title(self.story),
                    template=row.template,
                    context=partial(row.build, self, cite, self.story),
                )
                for row in self.rows()
                if row.part
            ),
        )

    def _draw(self, view: maps.MapView) -> Markup:
        return Markup(self.options.cache.recall("svg", view, lambda: maps.svg_map(view)))


def _how_known(answer: HomeSummary, articles: int) -> Markup:
    """How many articles and statements the short answer rests on, and on whom."""
    counts = escape(_(", ").join(answer.rests_on))
    return Markup(
        ngettext("From {number} article.", "From {number} articles.", articles)
        + " "
        + ngettext(
            "Of {number} statement, {counts}.",
            "Of {number} statements, {counts}.",
            answer.statements,
            counts=counts,
        )
    )


def _all_articles(count: int) -> str:
    """The words of the link to all the articles; ``""`` where each has a card."""
    if count <= _MOST_CARDS:
        return ""
    return ngettext("All {number} article", "All {number} articles", count)


def _told(section: Section, claims: Sequence[Claim]) -> contexts.ToldSection:
    paragraphs: list[list[Claim]] = []
    for claim in claims:
        if claim.section != section.id:
            continue
        if claim.opens_paragraph or not paragraphs or claim.origin is ClaimOrigin.EXTRACTED:
            paragraphs.append([])
        paragraphs[-1].append(claim)
    return contexts.ToldSection(section=section, paragraphs=tuple(tuple(group) for group in paragraphs))


def _place(row: PlaceRow) -> contexts.PlaceOnPage:
    place = row.place
    kind = PLACE_KINDS[place.kind]
    distance = row.distance or "–"
    if row.central:
        distance = _("measured from here")
    elif row.distance and place.approximate:
        distance = _("about {distance}", distance=row.distance)
    left = len(row.claims) - len(row.told)
    return contexts.PlaceOnPage(
        place=place,
        precision=_("{kind}, approximate", kind=kind) if place.approximate and row.coordinates else kind,
        distance=distance,
        coordinates=row.coordinates,
        origin=_("{origin}; chosen because {reason}", origin=place.origin, reason=place.reason)
        if place.reason
        else place.origin,
        count=count_statements(len(row.claims)) if row.claims else "",
        told=row.told,
        more=ngettext("And {number} more.", "And {number} more.", left) if left else "",
    )
