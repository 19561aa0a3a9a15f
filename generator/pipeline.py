"""The order of the stages: read → annotate → claims. The only module that knows it.

``build`` is a function from files to a story; it writes nothing and prints nothing.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import read_dates
from generator.annotate.dates.article_date import infer_dates
from generator.annotate.factuality import read_factuality
from generator.annotate.places import (
    PlaceError,
    StoryContext,
    read_all_places,
    read_story_context,
    resolve_places,
    unresolved_remarks,
)
from generator.catalog import ENGLISH, _, has_catalog, speaking
from generator.claims.compare.reprints import check_twice
from generator.claims.kept import Kept
from generator.claims.unedited.story import unedited_story
from generator.diagnostics import Diagnostic, GeneratorError, Severity, did_you_mean, error, working_on
from generator.known import once
from generator.model import (
    AnnotatedArticle,
    Article,
    DateBasis,
    Place,
    PlaceSpec,
    Seed,
    SourceOverrides,
    Story,
)
from generator.read import (
    article_id,
    day_of_writing,
    file_ids,
    has_digest,
    list_seeds,
    read_article,
    read_seed,
    spelled_elsewhere,
    standing_lines,
    text_digest,
    told_apart,
    unread_files,
)
from generator.read.formats import named_suffixes

if TYPE_CHECKING:
    from generator.storyfile import StoryFile

STORY_FILE = "story.yml"
# What a file's reading rests on: its path, bytes, id, what editors say of it, lines that other articles have too,
# how those write the words that a line's end parts.
_Read = tuple[str, str, str, SourceOverrides, frozenset[str], frozenset[str]]
# What the reading of places rests on besides the article: the story's places and names, and what its articles say
# together of places.
_Around = tuple[tuple[Place, ...], frozenset[str], StoryContext]


@dataclass(slots=True)
class Cache:
    """What need not be done again while nothing it depends on has changed (``mkdocs serve``)."""

    read: dict[_Read, tuple[Article, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    annotated: tuple[AnnotatedArticle, ...] = ()
    rests_on: _Around | None = None
    kept: Kept = field(default_factory=Kept)
    language: str = ""

    def speak(self, language: str) -> None:
        """Forget what was said in another language."""
        if language != self.language:
            self.read, self.annotated, self.kept, self.language = {}, (), Kept(), language


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A story, and what there is to say about it: warnings and remarks, in order of file and line."""

    story: Story
    diagnostics: tuple[Diagnostic, ...]


@contextlib.contextmanager
def collector_paused(*, first: bool) -> Iterator[None]:
    """Without Python's search for circular garbage.

    Nearly all of a story's many objects stay, and each search goes through all of them: a tenth of the time that
    75 articles take, for 4 percent more memory. Later searches leave those of the first story alone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if first:
                gc.freeze()
            gc.enable()


def build(
    root: str | PathLike[str],
    seeds: str | PathLike[str],
    cache: Cache | None = None,
    *,
    story_text: str | Mapping[str, str] | None = None,
    language: str | None = None,
) -> Build:
    """Read the seeds and make the story.

    Args:
        root: Folder that paths in messages are relative to (that of ``mkdocs.yml``).
        seeds: Folder with the articles and, if there is one, ``story.yml``; below ``root`` unless absolute.
        cache: Kept between builds by those who build again.
        story_text: Taken in the place of ``story.yml``, to see what a build would say of it; or texts by their paths
            from ``root``, in the place of these files or beside them.
        language: What the story's working is told in; by default the language that it states itself.

    Raises:
        GeneratorError: With every error found.
    """
    cache = cache or Cache()
    root = Path(root).absolute()
    seeds = root / seeds
    if isinstance(story_text, str):
        story_text = {(seeds / STORY_FILE).relative_to(root).as_posix(): story_text}
    storyfile = _read_storyfile(root, seeds, story_text or {})
    spoken = language or (storyfile.model.story.language if storyfile else ENGLISH)
    cache.speak(spoken)
    with speaking(spoken):
        try:
            built = _build(root, seeds, storyfile, cache)
        except GeneratorError as problem:
            if storyfile is None:
                raise
            raise GeneratorError(map(storyfile.located, problem.diagnostics)) from None
    if storyfile is None:
        return built
    return replace(built, diagnostics=tuple(sorted(map(storyfile.located, built.diagnostics))))


def _build(root: Path, seeds: Path, storyfile: StoryFile | None, cache: Cache) -> Build:
    """The story, told in the language being spoken."""
    articles, found = _read_articles(root, seeds, storyfile, cache)
    places = _resolve_places(storyfile, found)
    articles = _date_articles(told_apart(articles))
    found = _without_settled(found, articles)
    _stop_on_errors(found)
    found += _undated(articles)
    found += _unspoken(storyfile)
    listed = _listed_names(storyfile)
    annotated = _annotate(articles, places, listed, cache)
    cache.kept.only(annotated)
    story = _told(storyfile, annotated, places, found, cache.kept)
    found += check_twice(annotated, story.reprints)
    found += unresolved_remarks(story)
    _stop_on_errors(found)
    claims = tuple(cache.kept.same("claim", claim.id, claim) for claim in story.claims)
    story = replace(story, claims=claims)
    return Build(story=story, diagnostics=tuple(sorted(found)))


def _told(
    storyfile: StoryFile | None,
    annotated: Sequence[AnnotatedArticle],
    places: tuple[Place, ...],
    found: list[Diagnostic],
    kept: Kept,
) -> Story:
    """The story as its editor tells it, or as its articles do; what is wrong is added to ``found``."""
    if storyfile is None:
        return replace(unedited_story(annotated, kept=kept), language=ENGLISH)
    from generator.claims.story import edited_story, story_with_settings  # noqa: PLC0415

    if _is_edited(storyfile):
        return edited_story(storyfile, annotated, places, found, kept)
    return story_with_settings(storyfile, annotated, places, found, kept)


def _is_edited(storyfile: StoryFile | None) -> bool:
    """Whether a story file tells anything."""
    if storyfile is None:
        return False
    from generator.claims.story import is_edited  # noqa: PLC0415

    return is_edited(storyfile)


def _resting_on(storyfile: StoryFile, name: str) -> str:
    """A hint that names what rests on the article of that id, or ``""``."""
    from generator.claims.edited.check_storyfile import resting_on  # noqa: PLC0415

    return resting_on(storyfile, name)


def _unspoken(storyfile: StoryFile | None) -> list[Diagnostic]:
    """A remark on a story in a language for which the site has no words of its own."""
    language = storyfile.model.story.language if storyfile else ENGLISH
    if storyfile is None or has_catalog(language):
        return []
    return [
        Diagnostic(
            path=storyfile.path,
            line=storyfile.line("story", "language"),
            message=f'there is no catalogue for the language "{language}"',
            code="language-catalog",
            hints=(
                "The site's own words and dates stay English.",
                "CONTRIBUTING.md says how to add a language.",
            ),
            severity=Severity.INFO,
        )
    ]


def _stop_on_errors(found: Sequence[Diagnostic]) -> None:
    if any(item.severity is Severity.ERROR for item in found):
        raise GeneratorError(item for item in found if item.severity is Severity.ERROR)


# ---------------------------------------------------------------- read


def _read_storyfile(root: Path, seeds: Path, given: Mapping[str, str]) -> StoryFile | None:
    """The story of a folder, in one file or several; ``given`` are texts in the place of files, by path."""
    if not seeds.is_relative_to(root):
        message = "the folder with the articles lies outside the project"
        raise GeneratorError(
            [error(str(seeds), 0, "seeds-missing", message, "Set `seeds_dir` to a folder inside it.")]
        )
    whole, folder = seeds / STORY_FILE, seeds / "story"
    _refuse_names(seeds, root)
    if not given and not whole.is_file() and not folder.is_dir():
        return None
    # A story of articles alone needs none of it.
    from generator.storyfile import read_parts, read_story, story_files  # noqa: PLC0415

    shown = whole.relative_to(root).as_posix()
    texts = {path.relative_to(root).as_posix(): path for path in story_files(seeds)}
    names = sorted({*texts, *given}, key=lambda name: (name != shown, name))
    read = {name: given[name] if name in given else _story_text(texts[name], root) for name in names}
    if not read:
        return None
    return read_story(read[shown], shown) if list(read) == [shown] else read_parts(read, shown)


def _refuse_names(seeds: Path, root: Path) -> None:
    """Refuse a story file, or a part of one, by a name that is not read.

    Raises:
        GeneratorError: There is one.
    """
    shown = (seeds / STORY_FILE).relative_to(root).as_posix()
    names = [item.name for item in seeds.iterdir()] if seeds.is_dir() else []
    # Where endings of files are hidden, a file saved as text is called "story.yml".
    near = [name for name in names if name.lower().removesuffix(".txt") in ("story.yml", "story.yaml")]
    if near and not (seeds / STORY_FILE).is_file():
        message, hint = f'"{near[0]}" is not read as the story file', f"Name it {STORY_FILE}, as a file."
        if near[0] == STORY_FILE:
            message = "it is a folder, a device, or a link that leads nowhere"
            hint = "Put the story file itself there, or remove it."
        raise GeneratorError([error(shown, 0, "story-name", message, hint)])
    for path in sorted((seeds / "story").glob("*.[yY][aA][mM][lL]")):
        message = "the file is not read as a part of the story"
        hint = f"Name it {path.stem}.yml."
        raise GeneratorError([error(path.relative_to(root).as_posix(), 0, "story-name", message, hint)])


def _story_text(path: Path, root: Path) -> str:
    """The text of a story file.

    Raises:
        GeneratorError: It lies outside the project, or is not UTF-8.
    """
    shown = path.relative_to(root).as_posix()
    if not path.resolve().is_relative_to(root.resolve()):
        message = "the story file is a link that leaves the project"
        raise GeneratorError([error(shown, 0, "story-name", message, "Put the file itself there.")])
    raw = path.read_bytes()
    if raw.count(b"\x00") * 4 >= max(1, len(raw)):
        message = "the file is in UTF-16, which some programs call Unicode"
        raise GeneratorError([error(shown, 0, "story-encoding", message, "Save it as UTF-8.")])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        message = f"the file is not UTF-8: the byte {raw[problem.start]:X} stands for no character"
        raise GeneratorError(
            [error(shown, line, "story-encoding", message, "Save the file as UTF-8.")]
        ) from None


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
        hint = f"Put a {named_suffixes()} file with an article into it."
        raise GeneratorError([error(shown, 0, "seeds-empty", message, hint), *unread_files(seeds, root)])
    found = list(unread_files(seeds, root))
    sources = storyfile.model.sources if storyfile else {}
    names = [path.name for path in files]
    # Those that the story file gives an id leave theirs to the others.
    ids = file_ids(name for name in names if name not in sources or sources[name].id is None)
    articles: list[Article] = []
    fresh: dict[_Read, tuple[Article, tuple[Diagnostic, ...]]] = {}
    read: list[tuple[_Read, Seed]] = []
    for path in files:
        part = sources.get(path.name)
        given = part.model_dump(exclude={"full_text", "note", "quote_limit", "sha256"}) if part else {}
        overrides = SourceOverrides(**given)
        try:
            seed = read_seed(path, root)
            own = ids.get(path.name, "")
            key = (seed.path, seed.sha256, own, overrides, frozenset[str](), frozenset[str]())
            with working_on(seed.path):
                fresh[key] = cache.read.get(key) or read_article(seed, overrides, own)
        except GeneratorError as problem:
            found += problem.diagnostics
            continue
        articles.append(fresh[key][0])
        read.append((key, seed))
        found += (_stated_in(storyfile, path.name, item) for item in fresh[key][1])
        if storyfile and part and part.sha256 and not has_digest(seed, part.sha256):
            found.append(_changed(storyfile, path.name, fresh[key][0]))
    if storyfile:
        found += _missing_files(storyfile, shown, names, [seed for _key, seed in read])
    # An editor's quotations may stand in lines that several articles have.
    standing = {} if _is_edited(storyfile) else standing_lines(articles)
    spelled = spelled_elsewhere(articles)
    for number, (key, seed) in enumerate(read):
        lines, words = (found.get(articles[number].id, frozenset()) for found in (standing, spelled))
        if lines or words:
            again = (*key[:4], lines, words)
            fresh[again] = cache.read.get(again) or read_article(seed, key[3], key[2], lines, words)
            articles[number] = fresh[again][0]
    cache.read = fresh
    return articles, [*found, *_same_ids(articles)]


def _missing_files(
    storyfile: StoryFile, shown: str, names: Sequence[str], seeds: Sequence[Seed]
) -> list[Diagnostic]:
    """An error for each file that the story file names and the folder lacks; it may bear another name now."""
    sources = storyfile.model.sources
    others = {Path(seed.path).name: seed for seed in seeds if Path(seed.path).name not in sources}
    found = []
    for name in (name for name in sources if name not in names):
        carries = _resting_on(storyfile, sources[name].id or article_id(Path(name).stem))
        line, message = storyfile.line("sources", name), f'there is no "{name}" in {shown}'
        hint = _new_name(name, sources[name].sha256 or "", others)
        found.append(error(storyfile.path, line, "source-file", message, carries, hint))
    return found


def _new_name(name: str, digest: str, others: Mapping[str, Seed]) -> str:
    """A hint which of the files that the story file does not name a missing one may be now."""
    same = next((other for other, seed in others.items() if digest and has_digest(seed, digest)), "")
    if same:
        return f'"{same}" has its very words: put that name in its place.'
    return did_you_mean(name, others) or f"The files not named there are: {', '.join(others) or 'none'}."


def _stated_in(storyfile: StoryFile | None, name: str, item: Diagnostic) -> Diagnostic:
    """A message about a date that the story file states, at the line that states it."""
    part = storyfile.model.sources.get(name) if storyfile else None
    if storyfile is None or part is None or not part.date or item.code != "date-invalid":
        return item
    return replace(item, path=storyfile.path, line=storyfile.line("sources", name, "date"))


def _changed(storyfile: StoryFile, name: str, article: Article) -> Diagnostic:
    """A file is not the one whose digest the editor recorded."""
    line = storyfile.line("sources", name, "sha256")
    return error(
        storyfile.path, line, "source-changed", f'"{name}" has changed since its digest was recorded',
        _resting_on(storyfile, article.id),
        f"Read what changed in it, then record its digest: {text_digest(article.seed)}.",
    )  # fmt: skip


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


def _listed_names(storyfile: StoryFile | None) -> frozenset[str]:
    """The spellings of the story's people, organizations and terms."""
    parts = storyfile.model.names if storyfile else ()
    return frozenset(name for part in parts for name in (part.name, *part.also))


def _resolve_places(storyfile: StoryFile | None, found: list[Diagnostic]) -> tuple[Place, ...]:
    if storyfile is None:
        return ()
    specs = [
        PlaceSpec(**part.model_dump(exclude={"state"}), state=part.state.words if part.state else "")
        for part in storyfile.model.places
    ]
    places = []
    for index, place in enumerate(resolve_places(specs)):
        if isinstance(place, PlaceError):
            line = storyfile.line("places", index)
            found.append(error(storyfile.path, line, place.code, str(place), *place.hints))
        else:
            places.append(place)
    if len(places) == len(specs):
        from generator.claims.edited.check_storyfile import check_ids  # noqa: PLC0415

        found += check_ids(storyfile, places)
    return tuple(places)


def _date_articles(articles: Sequence[Article]) -> list[Article]:
    """The articles, those without a date of their own with the one inferred from the others."""
    inferred = infer_dates([article for article in articles if article.is_english])
    return [
        replace(article, date_published=inferred[article.id]) if article.id in inferred else article
        for article in articles
    ]


def _without_settled(found: Sequence[Diagnostic], articles: Sequence[Article]) -> list[Diagnostic]:
    """What was found but for dates that can be read in two ways of which the other articles settle one."""
    settled = {
        article.seed.path for article in articles if article.date_published.basis is DateBasis.INFERRED
    }
    return [item for item in found if item.code != "date-ambiguous" or item.path not in settled]


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
    articles: Sequence[Article], places: tuple[Place, ...], listed: frozenset[str], cache: Cache
) -> tuple[AnnotatedArticle, ...]:
    before = {item.article.id: item for item in cache.annotated}
    articles = [_as_before(article, before.get(article.id)) for article in articles]
    rests_on = (places, listed, read_story_context([article for article in articles if article.is_english]))
    same, fresh = rests_on == cache.rests_on, []
    for article in articles:
        known = before.get(article.id)
        if known is None or known.article is not article or not same:
            with working_on(article.seed.path):
                read = _placed(article, *rests_on)
            # What was found of an article that reads as it did still holds.
            known = known if known is not None and known == read else read
        fresh.append(known)
    cache.annotated, cache.rests_on = tuple(fresh), rests_on
    return cache.annotated


def _as_before(article: Article, known: AnnotatedArticle | None) -> Article:
    """The article as an earlier build has it, with what was found of it, where it is the same."""
    return known.article if known is not None and known.article == article else article


def _placed(
    article: Article, places: tuple[Place, ...], listed: frozenset[str], context: StoryContext
) -> AnnotatedArticle:
    """An article as it is read in a story of these places and names."""
    alone = _read_alone(article)
    if not article.is_english:
        return alone
    reading = read_all_places(article, places, listed, context)
    return replace(alone, places=reading.mentions, unresolved=reading.unresolved)


@once
def _read_alone(article: Article) -> AnnotatedArticle:
    """What an article tells whatever others do: all but its places."""
    attributions = read_attributions(article)
    if not article.is_english:
        return AnnotatedArticle(article=article, timexes=(), places=(), attributions=attributions)
    published = article.date_published
    reason = "" if published.basis is DateBasis.STATED else _("the article's own date is inferred")
    return AnnotatedArticle(
        article=article,
        timexes=read_dates(
            article.text,
            article.sentences,
            day_of_writing(article),
            article_id=article.id,
            reference_reason=reason,
        ),
        places=(),
        attributions=attributions,
        factuality=read_factuality(article, attributions),
    )
