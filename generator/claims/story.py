"""From annotated articles to a story: an editor's, or the one that the articles tell alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.claims.compare import compare_dates
from generator.claims.coverage import measure_coverage
from generator.claims.desk import Desk
from generator.claims.edited import read_claims, read_comparisons, read_names, read_unused
from generator.claims.extract import TRACK, extract_claims
from generator.claims.references import check_references
from generator.claims.wording import count_terms
from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.edtf import parse_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    Edtf,
    Place,
    PlaceKind,
    Question,
    Section,
    Story,
    Update,
    WordingRow,
)
from generator.storyfile import StoryFile


def edited_story(
    storyfile: StoryFile,
    annotated: Sequence[AnnotatedArticle],
    places: tuple[Place, ...],
    found: list[Diagnostic],
) -> Story:
    """The story that an editor tells; sentences that no claim takes up follow as extracted claims.

    Args:
        storyfile: What the editor says.
        annotated: The articles.
        places: The story file's places, resolved.
        found: What is wrong is added to it; with errors in it the story is not to be published.
    """
    model = storyfile.model
    articles = [item.article for item in annotated]
    as_of = parse_edtf(model.story.as_of) if model.story.as_of else _newest(articles)
    by_id = {item.article.id: item for item in annotated}
    desk = Desk(story=storyfile, articles=by_id, places=places, as_of=as_of, found=found)
    claims, comparisons, names, unused = (
        read_claims(desk),
        read_comparisons(desk),
        read_names(desk),
        read_unused(desk),
    )
    found += check_references(storyfile)
    center = next((place for place in places if place.name == model.story.center), None)
    if model.story.center and center is None:
        hint = (
            did_you_mean(model.story.center, [place.name for place in places]) or "List it under `places:`."
        )
        line = storyfile.line("story", "center")
        found.append(
            error(storyfile.path, line, "place-unknown", f'there is no place "{model.story.center}"', hint)
        )
    evidence = [
        *(item for claim in claims for item in claim.evidence),
        *(item for comparison in comparisons for item in comparison.evidence),
        *(item for name in names for item in name.evidence),
    ]
    coverage = measure_coverage(articles, evidence, unused)
    every = (*claims, *extract_claims(annotated, coverage))
    by_source = {
        article.id: part for article in articles if (part := model.sources.get(Path(article.seed.path).name))
    }
    sections = [
        (part.page, Section(id=part.id, title=part.title, intro=part.intro)) for part in model.sections
    ]
    return Story(
        title=model.story.title,
        question=model.story.question,
        language=model.story.language,
        as_of=as_of,
        summary=model.story.summary,
        articles=tuple(annotated),
        claims=every,
        sections=tuple(section for page, section in sections if page == "background"),
        tracks=(*(section for page, section in sections if page == "chronology"), TRACK),
        comparisons=(*comparisons, *compare_dates(claims, articles)),
        wording=tuple(
            WordingRow(thing=row.thing, terms=count_terms(articles, row.terms, row.quote_only))
            for row in model.wording
        ),
        names=names,
        places=_places_of(every, places),
        center=center or _center(every),
        questions=tuple(
            Question(
                text=part.q,
                answer=() if isinstance(part.answer, str) else part.answer,
                note=part.note,
                see=part.see,
            )
            for part in model.questions
        ),
        updates=tuple(
            Update(date=part.date, claim_ids=part.claims, text=part.text) for part in model.updates
        ),
        coverage=coverage,
        answers=tuple(desk.answers),
        full_text=tuple(name for name, part in by_source.items() if part.full_text),
        source_notes={name: part.note for name, part in by_source.items() if part.note},
    )


def plain_story(annotated: Sequence[AnnotatedArticle]) -> Story:
    """The story that the articles tell alone: their own sentences, dated, placed and attributed."""
    articles = [item.article for item in annotated]
    coverage = measure_coverage(articles, (), ())
    claims = extract_claims(annotated, coverage)
    titled = next((article for article in articles if article.headline), articles[0])
    return Story(
        # A headline is its article's voice, not the site's.
        title=f"“{titled.headline}”" if titled.headline else titled.label,
        question="",
        language=titled.language,
        as_of=_newest(articles),
        summary=(),
        articles=tuple(annotated),
        claims=claims,
        sections=(),
        tracks=(TRACK,),
        comparisons=(),
        wording=(),
        names=(),
        places=_places_of(claims, ()),
        center=_center(claims),
        questions=(),
        updates=(),
        coverage=coverage,
    )


def _newest(articles: Sequence[Article]) -> Edtf | None:
    """The latest date of publication, as known."""
    dates = [article.date_published.edtf for article in articles if article.date_published.edtf]
    return max(dates, key=lambda item: str(item.latest or item.earliest or ""), default=None)


def _places_of(claims: Sequence[Claim], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that claims speak of: the story's own first, in its order."""
    spoken = tuple(dict.fromkeys(place for claim in claims for place in claim.where))
    return (
        *(place for place in places if place in spoken),
        *(place for place in spoken if place not in places),
    )


def _center(claims: Sequence[Claim]) -> Place | None:
    """The site or town that most claims speak of."""
    points = [
        place for claim in claims for place in claim.where if place.kind in (PlaceKind.SITE, PlaceKind.TOWN)
    ]
    return max(dict.fromkeys(points), key=points.count, default=None)
