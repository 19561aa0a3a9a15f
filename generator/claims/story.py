"""From annotated articles and a story file to the story that an editor tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.claims.across.reprints import reprints
from generator.claims.across.sameness import groups
from generator.claims.across.unknowns import unknowns
from generator.claims.compare import compare_dates
from generator.claims.coverage import measure_coverage
from generator.claims.desk import Desk
from generator.claims.edited import cited_together, read_claims, read_comparisons, read_names, read_unused
from generator.claims.extract import TRACK, extract_claims
from generator.claims.othersources import sentences, untold_together
from generator.claims.questions import check_questions
from generator.claims.references import check_references
from generator.claims.setting import center_of, newest_date, places_of
from generator.claims.wording import count_terms
from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.edtf import parse_edtf
from generator.model import (
    AnnotatedArticle,
    Place,
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
    as_of = parse_edtf(model.story.as_of) if model.story.as_of else newest_date(articles)
    by_id = {item.article.id: item for item in annotated}
    reports = untold_together(groups(annotated, sentences(annotated)), cited_together(storyfile, by_id))
    desk = Desk(story=storyfile, articles=by_id, places=places, as_of=as_of, reports=reports, found=found)
    claims, comparisons, names, unused = (
        read_claims(desk),
        read_comparisons(desk),
        read_names(desk),
        read_unused(desk),
    )
    found += check_references(storyfile)
    if claims:
        asked = [part.q for part in model.questions]
        found += check_questions(storyfile.path, claims, names, places, asked)
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
        places=places_of(every, places),
        center=center or center_of(every),
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
        reprints=reprints(annotated),
        unknowns=unknowns(annotated),
        answers=tuple(desk.answers),
        full_text=tuple(name for name, part in by_source.items() if part.full_text),
        source_notes={name: part.note for name, part in by_source.items() if part.note},
    )
