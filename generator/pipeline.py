"""The order of the stages: read → annotate → claims. The only module that knows it.

``build`` is a function from files to a story; it writes nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import read_dates
from generator.annotate.dating import infer_dates
from generator.annotate.places import PlaceError, read_places, resolve_places
from generator.claims.compare import compare_dates
from generator.claims.coverage import measure_coverage
from generator.claims.edited import Desk, read_claims, read_comparisons, read_names, read_unused
from generator.claims.extract import TRACK, extract_claims
from generator.claims.references import check_ids, check_references
from generator.claims.wording import count_terms
from generator.diagnostics import Diagnostic, GeneratorError, Severity, did_you_mean, error
from generator.edtf import parse_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    DateBasis,
    Edtf,
    Place,
    PlaceKind,
    PlaceSpec,
    Question,
    Section,
    SourceOverrides,
    Story,
    Update,
    WordingRow,
)
from generator.read import list_seeds, read_article, read_seed, unread_files
from generator.storyfile import StoryFile, read_story

STORY_FILE = "story.yml"


@dataclass(slots=True)
class Cache:
    """What need not be done again while nothing it depends on has changed (``mkdocs serve``)."""

    read: dict[tuple[str, str, SourceOverrides], tuple[Article, tuple[Diagnostic, ...]]] = field(
        default_factory=dict
    )
    annotated: dict[tuple[str, str, Edtf | None, tuple[Place, ...]], AnnotatedArticle] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A story, and what there is to say about it: warnings and remarks, in order of file and line."""

    story: Story
    diagnostics: tuple[Diagnostic, ...]


def build(root: Path, seeds: Path, cache: Cache | None = None) -> Build:
    """Read the seeds and make the story.

    Args:
        root: Folder that paths in messages are relative to (that of ``mkdocs.yml``).
        seeds: Folder with the articles and, if there is one, ``story.yml``.
        cache: Kept between builds by those who build again.

    Raises:
        GeneratorError: With every error found.
    """
    cache = cache or Cache()
    storyfile = _read_storyfile(root, seeds)
    articles, found = _read_articles(root, seeds, storyfile, cache)
    places = _resolve_places(storyfile, found)
    _stop_on_errors(found)
    articles = _date_articles(articles)
    found += _undated(articles)
    annotated = _annotate(articles, places, cache)
    story = _edited_story(storyfile, annotated, places, found) if storyfile else _plain_story(annotated)
    _stop_on_errors(found)
    return Build(story=story, diagnostics=tuple(sorted(found)))


def _stop_on_errors(found: Sequence[Diagnostic]) -> None:
    if any(item.severity is Severity.ERROR for item in found):
        raise GeneratorError(item for item in found if item.severity is Severity.ERROR)


# ---------------------------------------------------------------- read


def _read_storyfile(root: Path, seeds: Path) -> StoryFile | None:
    path = seeds / STORY_FILE
    if not seeds.is_relative_to(root):
        message = "the folder with the articles lies outside the project"
        raise GeneratorError(
            [error(str(seeds), 0, "seeds-missing", message, "Set `seeds_dir` to a folder inside it.")]
        )
    shown = path.relative_to(root).as_posix()
    if not path.is_file():
        names = [item.name for item in seeds.iterdir()] if seeds.is_dir() else []
        near = [name for name in names if name.lower() in ("story.yml", "story.yaml")]
        if near:
            message = f'"{near[0]}" is not read as the story file'
            raise GeneratorError(
                [error(shown, 0, "story-name", message, f"Name it {STORY_FILE}, as a file.")]
            )
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        raise GeneratorError(
            [error(shown, 0, "story-name", "the story file is a link that leaves the project")]
        )
    try:
        return read_story(path.read_text("utf-8-sig"), shown)
    except UnicodeDecodeError as problem:
        message = f"the file is not UTF-8: {problem.reason} at byte {problem.start}"
        raise GeneratorError([error(shown, 0, "story-encoding", message, "Save it as UTF-8.")]) from None


def _read_articles(
    root: Path, seeds: Path, storyfile: StoryFile | None, cache: Cache
) -> tuple[list[Article], list[Diagnostic]]:
    shown = seeds.relative_to(root).as_posix()
    if not seeds.is_dir():
        raise GeneratorError(
            [error(shown, 0, "seeds-missing", "there is no such folder", "Make it, with an article in it.")]
        )
    files = list_seeds(seeds)
    if not files:
        message = "the folder has no article"
        raise GeneratorError(
            [error(shown, 0, "seeds-empty", message, "Put a .txt or .md file with an article into it.")]
        )
    found = list(unread_files(seeds, root))
    sources = storyfile.model.sources if storyfile else {}
    names = [path.name for path in files]
    for name in sources:
        if storyfile and name not in names:
            hint = did_you_mean(name, names) or f"The files are {', '.join(names)}."
            line = storyfile.line("sources", name)
            found.append(error(storyfile.path, line, "source-file", f'there is no "{name}" in {shown}', hint))
    articles, fresh = [], {}
    for path in files:
        part = sources.get(path.name)
        given = part.model_dump(exclude={"full_text", "note"}) if part else {}
        overrides = SourceOverrides(**given)
        try:
            seed = read_seed(path, root)
            key = (seed.path, seed.sha256, overrides)
            fresh[key] = cache.read.get(key) or read_article(seed, overrides)
        except GeneratorError as problem:
            found += problem.diagnostics
            continue
        articles.append(fresh[key][0])
        found += fresh[key][1]
    cache.read = fresh
    return articles, [*found, *_same_ids(articles)]


def _same_ids(articles: Sequence[Article]) -> list[Diagnostic]:
    first: dict[str, Article] = {}
    found = []
    for article in articles:
        if article.id in first:
            message = f'the id "{article.id}" is also that of {first[article.id].seed.path}'
            found.append(
                error(article.seed.path, 0, "source-id-twice", message, "Give one of them another `id:`.")
            )
        first.setdefault(article.id, article)
    return found


# ---------------------------------------------------------------- annotate


def _resolve_places(storyfile: StoryFile | None, found: list[Diagnostic]) -> tuple[Place, ...]:
    if storyfile is None:
        return ()
    specs = [PlaceSpec(**part.model_dump()) for part in storyfile.model.places]
    places = []
    for index, place in enumerate(resolve_places(specs)):
        if isinstance(place, PlaceError):
            line = storyfile.line("places", index)
            found.append(error(storyfile.path, line, place.code, str(place), *place.hints))
        else:
            places.append(place)
    if len(places) == len(specs):
        found += check_ids(storyfile, places)
    return tuple(places)


def _date_articles(articles: Sequence[Article]) -> list[Article]:
    """The articles, those without a date of their own with the one inferred from the others."""
    inferred = infer_dates(articles)
    return [
        replace(article, date_published=inferred[article.id]) if article.id in inferred else article
        for article in articles
    ]


def _undated(articles: Sequence[Article]) -> list[Diagnostic]:
    """A remark on each article that nothing dates: nothing is counted from its day."""
    return [
        Diagnostic(
            path=article.seed.path,
            line=0,
            message="the article has no date, and the others do not settle it",
            code="source-undated",
            hints=(
                "Words such as “yesterday” in it stay undated.",
                "Give it `date:` under `sources:` in story.yml.",
            ),
            severity=Severity.INFO,
        )
        for article in articles
        if article.date_published.basis is DateBasis.UNKNOWN
    ]


def _annotate(
    articles: Sequence[Article], places: tuple[Place, ...], cache: Cache
) -> tuple[AnnotatedArticle, ...]:
    fresh = {}
    for article in articles:
        key = (article.id, article.seed.sha256, article.date_published.edtf, places)
        known = cache.annotated.get(key)
        fresh[key] = known if known and known.article == article else _annotate_one(article, places)
    cache.annotated = fresh
    return tuple(fresh.values())


def _annotate_one(article: Article, places: tuple[Place, ...]) -> AnnotatedArticle:
    published = article.date_published
    reason = "" if published.basis is DateBasis.STATED else "the article's own date is inferred"
    return AnnotatedArticle(
        article=article,
        timexes=read_dates(
            article.text, article.sentences, published.edtf, article_id=article.id, reference_reason=reason
        ),
        places=read_places(article, places),
        attributions=read_attributions(article),
    )


# ---------------------------------------------------------------- claims


def _edited_story(
    storyfile: StoryFile,
    annotated: Sequence[AnnotatedArticle],
    places: tuple[Place, ...],
    found: list[Diagnostic],
) -> Story:
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
        full_text=tuple(name for name, part in by_source.items() if part.full_text),
        source_notes={name: part.note for name, part in by_source.items() if part.note},
    )


def _plain_story(annotated: Sequence[AnnotatedArticle]) -> Story:
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
