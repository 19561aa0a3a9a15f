"""From annotated articles and a story file to the story that an editor tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from generator.claims.compare.comparisons import compare_dates
from generator.claims.compare.reprints import reprints
from generator.claims.compare.unknowns import unknowns
from generator.claims.coverage import center_of, is_hidden, measure_coverage, places_of, within_limits
from generator.claims.dates import newest_date, published
from generator.claims.edited.check_one_sided import check_voices, own_terms
from generator.claims.edited.check_sources import same_reports, untold_together
from generator.claims.edited.check_storyfile import (
    DEFAULT_LIMIT,
    bare_quotations,
    check_drafted,
    check_quoted,
    check_references,
    check_shown,
    quote_limits,
)
from generator.claims.edited.claims import (
    check_fields,
    cited_together,
    image_of,
    read_claims,
    read_comparisons,
    read_hidden,
    read_home_answers,
    read_how_we_know,
    read_names,
)
from generator.claims.edited.editing_session import EditingSession
from generator.claims.edited.newer import check_newer
from generator.claims.kept import Kept
from generator.claims.questions import check_questions
from generator.claims.terms import count_terms
from generator.claims.unedited.extracted_claims import TRACK
from generator.claims.unedited.reports import untold
from generator.claims.unedited.story import unedited_story
from generator.diagnostics import Diagnostic, Severity, did_you_mean, error
from generator.edtf import parse_edtf
from generator.model import (
    AnnotatedArticle,
    AnswerKind,
    Article,
    Claim,
    Comparison,
    HomeAnswer,
    NameEntry,
    Place,
    Question,
    Section,
    Story,
    Update,
    WordingRow,
)
from generator.storyfile import StoryFile
from generator.storyschema import QuestionPart


def is_edited(storyfile: StoryFile) -> bool:
    """Whether the story file tells anything, or only says what the articles do not say of themselves."""
    return storyfile.model.tells


def story_with_settings(
    storyfile: StoryFile,
    annotated: Sequence[AnnotatedArticle],
    places: tuple[Place, ...],
    found: list[Diagnostic],
    kept: Kept,
) -> Story:
    """The story that the articles tell alone, with an editor's title, cut-off, places and remarks on the sources.

    Args:
        storyfile: What the editor says; it has no claims yet.
        annotated: The articles.
        places: The story file's places, resolved.
        found: What is wrong is added to it.
        kept: What was read of the articles before.
    """
    model = storyfile.model
    by_id = {item.article.id: item for item in annotated}
    hidden = read_hidden(EditingSession(story=storyfile, articles=by_id, places=places, found=found))
    story = unedited_story(annotated, hidden, kept)
    articles = [item.article for item in annotated]
    limits = quote_limits(storyfile, articles)
    shown = [item for claim in story.claims for item in claim.evidence]
    found += check_quoted(storyfile, articles, shown, limits)
    found += check_shown(storyfile, hidden, story.coverage)
    found += check_references(storyfile)
    found += _check_as_of(storyfile, articles)
    return replace(
        story,
        title=model.story.title or story.title,
        replaces=model.story.replaces,
        title_source="" if model.story.title else story.title_source,
        named=bool(model.story.title) or story.named,
        question=model.story.question,
        language=model.story.language,
        as_of=parse_edtf(model.story.as_of) if model.story.as_of else story.as_of,
        center=_center(storyfile, places, found) or story.center,
        **_about_sources(storyfile, articles),
        quote_limits=limits,
    )


def edited_story(
    storyfile: StoryFile,
    annotated: Sequence[AnnotatedArticle],
    places: tuple[Place, ...],
    found: list[Diagnostic],
    kept: Kept,
) -> Story:
    """The story that an editor tells; sentences that no claim takes up follow as extracted claims.

    Args:
        storyfile: What the editor says.
        annotated: The articles.
        places: The story file's places, resolved.
        found: What is wrong is added to it; with errors in it the story is not to be published.
        kept: What was read of the articles before.
    """
    model = storyfile.model
    articles = [item.article for item in annotated]
    as_of = parse_edtf(model.story.as_of) if model.story.as_of else newest_date(articles)
    by_id = {item.article.id: item for item in annotated}
    same = same_reports(annotated, kept)
    reports = untold_together([group for group, _ in same], cited_together(storyfile, by_id))
    session = EditingSession(
        story=storyfile, articles=by_id, places=places, as_of=as_of, reports=reports, found=found,
        own_terms=own_terms(annotated, model.wording, ((name.name, *name.also) for name in model.names)),
    )  # fmt: skip
    claims, comparisons, names = read_claims(session), read_comparisons(session), read_names(session)
    how_we_know = read_how_we_know(session)
    home_answers = read_home_answers(session, claims)
    hidden = read_hidden(session)
    check_fields(session, claims)
    found += check_references(storyfile)
    found += _check_as_of(storyfile, articles)
    if claims:
        # The home page's "why" and "next" ask what readers ask of every story, answered or not addressed.
        slots = [
            kind.value for kind in AnswerKind if model.story.answers and getattr(model.story.answers, kind)
        ]
        asked = [*(part.q for part in model.questions), *slots]
        found += check_questions(storyfile.path, claims, names, places, asked)
        if session.english:
            found += check_voices(storyfile.path, claims, session.labels)
        found += check_drafted(storyfile, claims, {article.id: article for article in articles})
    if claims:
        summary = model.story.summary or _answering(home_answers, claims)
        found += check_newer(storyfile.path, annotated, claims, summary)
    center = _center(storyfile, places, found)
    parts: list[Claim | Comparison | NameEntry] = [*claims, *comparisons, *names]
    parts += [how_we_know] if how_we_know else []
    parts += [name.about for name in names if name.about]
    parts += [claim for answer in home_answers for claim in answer.claims]
    cited = [item for part in parts for item in part.evidence]
    coverage = measure_coverage(articles, cited, hidden)
    found += check_shown(storyfile, hidden, coverage)
    only_edited = model.story.show == "edited"
    limits = quote_limits(storyfile, articles, DEFAULT_LIMIT)
    found += check_quoted(storyfile, articles, cited, limits, bare_quotations(claims, articles))
    extracted = () if only_edited else untold(annotated, coverage, same).claims
    told, is_shown = within_limits(extracted, articles, cited, coverage, limits)
    every = (*claims, *told)
    hides = is_hidden(coverage, also_open=only_edited)
    return Story(
        title=model.story.title or "",
        replaces=model.story.replaces,
        question=model.story.question,
        language=model.story.language,
        as_of=as_of,
        summary=model.story.summary or _answering(home_answers, claims),
        articles=tuple(annotated),
        claims=every,
        sections=_sections(storyfile, "background"),
        tracks=(*_sections(storyfile, "chronology"), TRACK),
        comparisons=(*comparisons, *compare_dates(claims, articles)),
        wording=tuple(
            WordingRow(thing=row.thing, terms=count_terms(articles, row.terms, row.quote_only))
            for row in model.wording
        ),
        names=names,
        places=places_of(every, places),
        center=center or center_of(every),
        questions=tuple(_question(part) for part in model.questions),
        updates=tuple(
            Update(date=part.date, claim_ids=part.claims, text=part.text, kind=part.kind)
            for part in model.updates
        ),
        coverage=coverage,
        reprints=reprints(annotated),
        unknowns=tuple(item for item in unknowns(annotated) if is_shown(item) and not hides(item)),
        only_edited=only_edited,
        answers=tuple(session.answers),
        how_we_know=how_we_know,
        home_answers=home_answers,
        image=image_of(storyfile, model.story.image, ("story",)),
        **_about_sources(storyfile, articles),
        quote_limits=limits,
    )


def _answering(answers: Sequence[HomeAnswer], claims: Sequence[Claim]) -> tuple[str, ...]:
    """The claims of the home page's answers, each once: the short answer of whoever asks for one."""
    known = {claim.id for claim in claims}
    told = (claim.id for answer in answers for claim in answer.claims)
    return tuple(dict.fromkeys(name for name in told if name in known))


def _check_as_of(storyfile: StoryFile, articles: Sequence[Article]) -> Iterator[Diagnostic]:
    """Remark on a cut-off before the newest article: what that tells is not told to be known."""
    stated = storyfile.model.story.as_of
    day = parse_edtf(stated).latest if stated else None
    later = [(on, article) for article in articles if (on := published(article)) and day and on > day]
    if later:
        newest, article = max(later, key=lambda item: item[0])
        yield Diagnostic(
            path=storyfile.path,
            line=storyfile.line("story", "as_of"),
            message=f'the story is told as of "{stated}", and {article.seed.path} is of {newest.isoformat()}',
            code="as-of-older",
            hints=(f"With what it adds told, write as_of: {newest.isoformat()}.",),
            severity=Severity.INFO,
        )


def _sections(storyfile: StoryFile, page: str) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=part.id, title=part.title, intro=part.intro,
            image=image_of(storyfile, part.image, ("sections", number)),
        )
        for number, part in enumerate(storyfile.model.sections)
        if part.page == page
    )  # fmt: skip


def _question(part: QuestionPart) -> Question:
    answer = () if isinstance(part.answer, str) else part.answer
    return Question(text=part.q, answer=answer, note=part.note, see=part.see, partly=part.partly)


def _center(storyfile: StoryFile, places: tuple[Place, ...], found: list[Diagnostic]) -> Place | None:
    """The place that distances are measured from, if the editor names one."""
    wanted = storyfile.model.story.center
    center = next((place for place in places if place.name == wanted), None)
    if wanted and center is None:
        hint = did_you_mean(wanted, [place.name for place in places]) or "List it under `places:`."
        line = storyfile.line("story", "center")
        found.append(error(storyfile.path, line, "place-unknown", f'there is no place "{wanted}"', hint))
    return center


class _AboutSources(TypedDict):
    full_text: tuple[str, ...]
    source_notes: dict[str, str]


def _about_sources(storyfile: StoryFile, articles: Sequence[Article]) -> _AboutSources:
    """Which articles may be shown whole, and what readers should know of each file."""
    parts = {
        article.id: part
        for article in articles
        if (part := storyfile.model.sources.get(Path(article.seed.path).name))
    }
    return {
        "full_text": tuple(name for name, part in parts.items() if part.full_text),
        "source_notes": {name: part.note for name, part in parts.items() if part.note},
    }
