"""The story as plain data: every statement with its evidence, for whoever wants to build on it or to check it.

The models are its documentation: ``explainer schema story`` prints their JSON Schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pydantic import BaseModel, ConfigDict, Field

from generator.catalog import N_
from generator.model import (
    AnnotatedArticle,
    Attribution,
    Claim,
    Comparison,
    Evidence,
    Relation,
    Story,
)
from generator.publish.chronology import chronology_entries
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import COMPARE, HOME, SOURCE, relative
from generator.publish.presenter import Presenter
from generator.publish.shown import FileText, sentences_around

LICENSE = (
    "The articles' words belong to their publishers and are quoted with attribution. "
    "Places: GeoNames, CC BY 4.0; airports: airportsdata, MIT."
)


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Selector(_Data):
    """Where words stand in an article's file, as in the W3C Web Annotation model.

    Positions count the code points of the whole file of the source, decoded with its ``encoding``; a byte order
    mark does not count, line ends count as they stand. ``exact`` is the file's text from ``start`` to ``end``.
    """

    start: int = Field(description="First code point (TextPositionSelector).")
    end: int = Field(description="Behind the last code point.")
    exact: str = Field(
        description="The words as the file has them, with its line breaks (TextQuoteSelector)."
    )


class Voucher(_Data):
    """Who stands behind words."""

    kind: str = Field(description="own-voice, eyewitness, official, party, named-person, unnamed, …")
    source: str = Field(description='As the article names it; "" in the article\'s own voice.')


class EvidenceData(_Data):
    """Words of an article that carry a statement."""

    source: str = Field(description="Id of the source.")
    quote: str = Field(description="The words as the site shows them.")
    selector: Selector
    voucher: Voucher
    supports: bool = Field(description="False where they are shown for comparison or context.")


class SourceDateData(_Data):
    """The date that one article gives."""

    source: str
    edtf: str = Field(description="EDTF (ISO 8601-2).")
    words: str = Field(description="The expression that it was read from.")
    working: str = Field(description="How the expression leads to the date.")


class PlaceData(_Data):
    """A place of the story."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str = Field(description='ISO 3166-1 alpha-2, or "".')
    origin: str = Field(description="Where the coordinates come from.")


class Statement(_Data):
    """A statement of the site."""

    id: str
    address: str = Field(
        description='Page and anchor, relative to the site\'s root; "" where that page is left out.'
    )
    text: str
    origin: str = Field(description="edited: written by an editor; extracted: an article's own words.")
    status: str = Field(description="reported, planned, unclear, denied, inference, computed.")
    date: str = Field(description='EDTF; "" without one.')
    dates: list[SourceDateData]
    places: list[str] = Field(description="Ids of places.")
    track: str = Field(description='Track of the chronology; "" outside of it.')
    evidence: list[EvidenceData]


class ComparisonData(_Data):
    """A point on which articles, or a headline and its text, are set side by side."""

    id: str
    address: str
    title: str
    relation: str = Field(description=f"{', '.join(Relation)}.")
    text: str
    why: str = Field(description="Why a difference that was found is held to be of one thing; else empty.")
    statements: list[str]
    evidence: list[EvidenceData]


class QuestionData(_Data):
    """A reader's question; without an answer, what is missing."""

    text: str
    answer: list[str]
    note: str


class UpdateData(_Data):
    """A correction or an addition that the editor tells readers of."""

    date: str
    kind: str = Field(description='correction, addition; "" where it is not said.')
    statements: list[str] = Field(description="Ids of the statements that it is about.")
    text: str


class Saying(_Data):
    """A passage that an article attributes to somebody, with those who pass it on, the first speaker first."""

    selector: Selector
    sentences: list[Selector] = Field(description="The sentences that hold it.")
    vouchers: list[Voucher]


class SourceData(_Data):
    """An article."""

    id: str
    address: str
    file: str = Field(description="Path of the file, relative to the project.")
    sha256: str
    encoding: str = Field(description="Python codec name with which the file is decoded.")
    label: str
    outlet: str
    agencies: list[str]
    headline: str
    published: str = Field(description='EDTF; "" where it is not known.')
    published_basis: str = Field(description="stated, inferred, unknown.")
    words: int
    attributions: list[Saying]


class DayData(_Data):
    """A day that matters in a long story."""

    day: str
    statement: str
    articles: int


class StoryData(_Data):
    """What a site tells: its statements, their evidence, and where the sources differ."""

    title: str
    question: str
    language: str
    as_of: str
    edited: bool = Field(description="False: the articles tell the story alone.")
    license: str
    summary: list[str] = Field(description="Ids of the statements of the short answer, in order.")
    answers: dict[str, list[str]] = Field(
        description="Ids of the statements that answer what, now, stays, why, next; empty where no article says."
    )
    overview: list[DayData]
    chronology: list[str] = Field(description="Ids of the chronology's statements, in order of time.")
    sources: list[SourceData]
    places: list[PlaceData]
    statements: list[Statement]
    comparisons: list[ComparisonData]
    questions: list[QuestionData]
    updates: list[UpdateData]
    unknown: list[EvidenceData] = Field(
        description="Words with which a source says that something is not known."
    )


def data_schema() -> str:
    """The JSON Schema (2020-12) of ``story.json``, as text ending in a newline."""
    schema = StoryData.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "story.json of explainer-microsite"
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _selector(file: FileText, start: int, end: int) -> Selector:
    """Where the span of an article's text stands in its file."""
    first, last = file.span(start, end)
    return Selector(start=first, end=last, exact=file.text[first:last])


def story_data(presenter: Presenter) -> StoryData:
    """The story as data."""
    story, options = presenter.story, presenter.options
    sayings = {item.article.id: _shown_sayings(item, presenter) for item in story.articles}
    spans = _spans(story, sayings)
    files = {item.article.id: FileText(item.article, spans[item.article.id]) for item in story.articles}
    shown = presenter.home_summary()
    known = {claim.id for claim in story.claims}
    answering = {part.kind: part for part in shown.answers}
    short = [*(claim for part in shown.answers for claim in part.claims), *shown.rest]
    return StoryData(
        title=story.title,
        question=story.question,
        language=story.language,
        as_of=story.as_of.text if story.as_of else "",
        edited=story.edited,
        license=LICENSE,
        summary=list(dict.fromkeys(claim.id for claim in short if claim.id in known)),
        answers={
            kind.value: [claim.id for claim in part.claims if claim.id in known]
            for kind, part in answering.items()
        },
        overview=[
            DayData(day=part.day.isoformat(), statement=part.claim, articles=part.articles)
            for part in story.overview
        ],
        chronology=[entry.claim.id for entry in chronology_entries(story)],
        sources=[_source(item, sayings[item.article.id], files, options) for item in story.articles],
        places=[
            PlaceData(
                id=place.id, name=place.name, kind=place.kind.value, lat=place.lat, lon=place.lon,
                country=place.country, origin=place.origin,
            )
            for place in story.places
        ],
        statements=list(_kept_statements(presenter, files)),
        comparisons=[_comparison(item, files, options) for item in story.comparisons],
        questions=[
            QuestionData(text=item.text, answer=list(item.answer), note=item.note) for item in story.questions
        ],
        updates=[
            UpdateData(date=item.date, kind=item.kind or "", statements=list(item.claim_ids), text=item.text)
            for item in story.updates
        ],
        unknown=[_evidence(item, files) for item in story.unknowns],
    )  # fmt: skip


def _shown_sayings(item: AnnotatedArticle, presenter: Presenter) -> list[Attribution]:
    """What an article attributes to somebody, as far as the site shows the words."""
    shown = presenter.shown[item.article.id]
    return [
        part
        for part in item.attributions
        if shown.has((*sentences_around(item.article, part), (part.start, part.end)))
    ]


def _spans(story: Story, sayings: Mapping[str, Sequence[Attribution]]) -> Mapping[str, list[tuple[int, int]]]:
    """Every span of each article that the data speaks of."""
    found: dict[str, list[tuple[int, int]]] = {item.article.id: [] for item in story.articles}
    for evidence in _every_evidence(story):
        found[evidence.article_id].append((evidence.position.start, evidence.position.end))
    for item in story.articles:
        for part in sayings[item.article.id]:
            found[item.article.id] += [(part.start, part.end), *sentences_around(item.article, part)]
    return found


def _every_evidence(story: Story) -> Iterator[Evidence]:
    for claim in story.claims:
        yield from claim.evidence
    for comparison in story.comparisons:
        yield from comparison.evidence
    yield from story.unknowns


def _address(target: str, options: PublishOptions) -> str:
    """An address relative to the site's root; ``""`` of a page that is left out."""
    if not target or options.left_out.has(target):
        return ""
    return relative(HOME.path, target, directory_urls=options.directory_urls)


def _voucher(voucher: Attribution) -> Voucher:
    return Voucher(kind=voucher.kind.value, source=voucher.source)


def _evidence(item: Evidence, files: Mapping[str, FileText]) -> EvidenceData:
    return EvidenceData(
        source=item.article_id,
        quote=item.quote.exact,
        selector=_selector(files[item.article_id], item.position.start, item.position.end),
        voucher=_voucher(item.voucher),
        supports=item.supports,
    )


def _kept_statements(told: Presenter, files: Mapping[str, FileText]) -> Iterator[Statement]:
    """The statements as data, each made anew only where it or one of its articles has changed."""
    settings = told.options.settings
    for claim in told.story.claims:
        parts = (claim, told.cited_by(claim), settings)
        yield told.kept.of_parts(
            "statement", claim.id, parts, partial(_statement, claim, files, told.options)
        )


def _statement(claim: Claim, files: Mapping[str, FileText], options: PublishOptions) -> Statement:
    when = claim.when
    return Statement(
        id=claim.id,
        address=_address(claim_address(claim, options.left_out), options),
        text=claim.text,
        origin=claim.origin.value,
        status=claim.status.value,
        date=when.edtf.text if when else "",
        dates=[
            SourceDateData(
                source=part.article_id, edtf=part.edtf.text, words=part.words, working=part.working
            )
            for part in (when.per_source if when else ())
        ],
        places=[place.id for place in claim.where],
        track=claim.track,
        evidence=[_evidence(item, files) for item in claim.evidence],
    )


def _comparison(item: Comparison, files: Mapping[str, FileText], options: PublishOptions) -> ComparisonData:
    return ComparisonData(
        id=item.id,
        address=_address(COMPARE.at(item.id), options),
        title=item.title,
        relation=item.relation.value,
        text=item.text,
        why=item.why,
        statements=list(item.claim_ids),
        evidence=[_evidence(part, files) for part in item.evidence],
    )


def _source(
    item: AnnotatedArticle,
    sayings: Sequence[Attribution],
    files: Mapping[str, FileText],
    options: PublishOptions,
) -> SourceData:
    article = item.article
    dated = article.date_published
    return SourceData(
        id=article.id,
        address=_address(SOURCE.at(of=article.id), options),
        file=article.seed.path,
        sha256=article.seed.sha256,
        encoding=article.seed.encoding,
        label=article.label,
        outlet=article.publisher or "",
        agencies=[str(agency) for agency in article.agencies],
        headline=article.headline or "",
        published=dated.edtf.text if dated.edtf else "",
        published_basis=dated.basis.value,
        words=len(article.text.split()),
        attributions=[
            Saying(
                selector=_selector(files[article.id], part.start, part.end),
                sentences=[_selector(files[article.id], *span) for span in sentences_around(article, part)],
                vouchers=[_voucher(voucher) for voucher in _passed_on(part)],
            )
            for part in sayings
        ],
    )


def _passed_on(part: Attribution) -> Iterator[Attribution]:
    voucher: Attribution | None = part
    while voucher:
        yield voucher
        voucher = voucher.within


EXPORT = Export(
    path="assets/explainer/story.json",
    content=lambda told: f"{story_data(told).model_dump_json(indent=1)}\n".encode(),
    title=N_("Everything the site tells, with its evidence"),
    format="JSON",
)
