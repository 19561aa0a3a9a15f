"""What is checked in the story file itself: ids that exist and fit, and nothing left as ``explainer draft`` wrote it.

Comes in: the story file as read. Goes out: errors of ids and references, remarks on what a draft left; every field, but
the claims', that readers see: what the editor says in the site's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from generator.claims.coverage import quoted_words, words_in
from generator.claims.evidence import normalize
from generator.diagnostics import Diagnostic, Severity, did_you_mean, error, warning
from generator.model import AnswerKind, Article, Claim, Coverage, Evidence, HiddenPassage, Place, Section
from generator.storyfile import Location, StoryFile
from generator.storyschema import (
    NOT_ADDRESSED,
    ClaimPart,
    ComparisonPart,
    QuestionPart,
    SectionPart,
    StoryModel,
    StoryPart,
    UpdatePart,
)

TO_BE_PLACED = Section(id="to-be-placed", title="To be placed")
"""Where the draft puts what has no place yet."""
DEFAULT_LIMIT = 50
"""Percent of an article's words that an edited story shows without a remark."""
# Words; nothing can be told of a shorter article in half of them.
_MEASURED_FROM = 100
_IDS_SHOWN = 5
_BARE = "Say the claims that are still bare quotations in your own words and quote less for each, or take them out."
_LESS, _HIDE = "Quote less", "Hide what the story does not need (`hide:`)"
_MORE = ", or, with the right to show more, say so under `sources:`: `license:`, `full_text: true` or `quote_limit:`."
_BETWEEN = "” “"
Text = tuple[str, str, bool]
"""The field, its words, and whether only what it quotes is checked: a label or a note on a map names what it likes."""
Voiced = StoryPart | SectionPart | QuestionPart | UpdatePart
"""The parts that may cite evidence for what they say."""
# Ids that the templates and the theme use themselves: no claim, section, comparison or place may take one.
RESERVED = frozenset((
    "alone", "also-reported", "as-reported", "before-the-news", "by-place", "changed", "check",
    "cite-this-site", "computed", "conventions", "corrections", "coverage", "dates", "differences",
    "downloads", "earlier", "headings", "how", "how-we-know", "interactive", "known", "left-open",
    "licenses", "main", "method", "names", "newest", "open", "other-places", "overruled", "panel-body",
    "passages", "places", "questions", "removed", "rests", "search", "search-query", "search-title",
    "overview", "shared", "short-answer", "site-pages", "sources", "still-to-come", "tables", "the-news",
    "told-differently", "unused", "what-changed", "where-and-when", "who-says-what", "whos-who", "wording",
))  # fmt: skip
_OWN_IDS = re.compile(
    r"(?:at|cite|name|question|term)-\d+|answer-(?:what|now|stays|why|next)|"
    r"(?:date|embed|map|mkdocs|only|part|properdocs|subhead|year)-.*|.*-at-\d+"
)


def check_ids(story: StoryFile, places: Sequence[Place]) -> Iterator[Diagnostic]:
    """Ids are addresses on the site: each may stand for one thing only, and none for one of the site's own."""
    model = story.model
    given = [
        *((item.id, ("sections", index, "id")) for index, item in enumerate(model.sections)),
        *((item.id, ("claims", index, "id")) for index, item in enumerate(model.claims)),
        *((item.id, ("comparisons", index, "id")) for index, item in enumerate(model.comparisons)),
        *((place.id, ("places", index, "name")) for index, place in enumerate(places)),
    ]
    first: dict[str, int] = {}
    for name, location in given:
        line = story.line(*location)
        if is_reserved(name):
            message = f'"{name}" is an address that the site uses itself'
            yield error(story.path, line, "id-taken", message, "Choose another id or name.")
        elif name in first:
            message = f'"{name}" is also the address of the part in {story.named(first[name], line)}'
            yield error(story.path, line, "id-taken", message, "Choose another id or name.")
        first.setdefault(name, line)
    for file, source in model.sources.items():
        if source.id == "index":
            message = '"index" is the address of the page of all sources'
            yield error(
                story.path, story.line("sources", file, "id"), "id-taken", message, "Choose another id."
            )


def resting_on(story: StoryFile, source_id: str) -> str:
    """A hint that names what rests on a source, or ``""``."""
    model = story.model
    parts: list[ClaimPart | ComparisonPart] = [*model.claims, *model.comparisons]
    named = [part.id for part in parts if any(item.source == source_id for item in part.evidence)]
    return f"It carries: {', '.join(named)}." if named else ""


def check_references(story: StoryFile) -> Iterator[Diagnostic]:
    """Every unknown id, and every claim that no page tells."""
    claims = [claim.id for claim in story.model.claims]
    for location, name in _cited_claims(story):
        if name not in claims:
            hint = did_you_mean(name, claims) or "List it under `claims:`."
            yield error(
                story.path, story.line(*location), "claim-unknown", f'there is no claim "{name}"', hint
            )
    for index, claim in enumerate(story.model.claims):
        yield from _placing(story, claim, index)
    for number, question in enumerate(story.model.questions):
        if (question.answer == "not-addressed" or question.partly) and not question.note:
            line = story.line("questions", number)
            yield warning(story.path, line, "question-note", f'"{question.q}" is not addressed, without a word why',
                          "Add `note:` with what the sources leave out.")  # fmt: skip


def check_shown(
    story: StoryFile, hidden: Sequence[HiddenPassage], coverage: Sequence[Coverage]
) -> Iterator[Diagnostic]:
    """What says that nothing is to be shown, that a hidden sentence is quoted all the same, or a key's old name."""
    shown = story.model.story
    if shown.show == "edited" and not story.model.tells:
        message = "`show: edited` leaves nothing to show: the story file has no statement"
        hint = "`explainer draft` writes some for you to say in your own words; or take the line away."
        yield error(story.path, story.line("story", "show"), "show-nothing", message, hint)
    if story.model.unused:
        yield Diagnostic(
            path=story.path, line=story.line("unused"), code="key-renamed", severity=Severity.INFO,
            message='"unused" is now called "hide"', hints=("It does what it says: no page shows the words.",),
        )  # fmt: skip
    carried = {item.article_id: item.carried for item in coverage}
    for passage in hidden:
        start, end = passage.position.start, passage.position.end
        if any(item.start < end and start < item.end for item in carried[passage.article_id]):
            yield warning(
                story.path, passage.line, "hide-quoted", "a statement quotes the sentence that is hidden here",
                "Readers see it: take this away, or leave it out of the statement's evidence.",
            )  # fmt: skip


def quote_limits(story: StoryFile, articles: Sequence[Article], default: int | None = None) -> dict[str, int]:
    """The percent of each article's words that the site may show, by its id; none where all of it may be.

    Args:
        story: The story file.
        articles: The story's.
        default: What holds for an article of some length, where the file sets nothing.
    """
    limits = {}
    for article in articles:
        part = story.model.sources.get(PurePosixPath(article.seed.path).name)
        own = part.quote_limit if part else None
        limit = own or story.model.story.quote_limit
        if limit is None and len(words_in(article.text)) >= _MEASURED_FROM:
            limit = default
        if limit and not own and ((part and part.full_text) or article.license):
            limit = None
        if limit:
            limits[article.id] = limit
    return limits


def check_quoted(
    story: StoryFile,
    articles: Sequence[Article],
    cited: Sequence[Evidence],
    limits: Mapping[str, int],
    bare: Sequence[Evidence] = (),
) -> Iterator[Diagnostic]:
    """Warn of each article of which the statements alone quote more than its limit.

    Args:
        story: The story file.
        articles: The story's.
        cited: What its statements quote.
        limits: Percent of each article's words, by its id.
        bare: The part of ``cited`` that is quoted by claims as the draft wrote them: only a remark is made of these.
    """
    for article in articles:
        limit, whole = limits.get(article.id), len(words_in(article.text))
        words = quoted_words(article, cited)
        if limit is None or words * 100 <= limit * whole:
            continue
        name = PurePosixPath(article.seed.path).name
        set_here = name in story.model.sources and story.model.sources[name].quote_limit is not None
        at: Location = ("sources", name, "quote_limit") if set_here else ("story", "quote_limit")
        said = [item for item in cited if item not in bare]
        drafted = quoted_words(article, said) * 100 <= limit * whole
        yield Diagnostic(
            path=story.path, line=story.line(*at), code="quote-limit",
            message=f'the statements quote {words} of the {whole} words of "{article.id}", more than {limit} percent',
            hints=(
                _BARE if drafted else (_LESS if story.model.tells else _HIDE) + _MORE,
            ),
            severity=Severity.INFO if drafted else Severity.WARNING,
        )  # fmt: skip


def _claims_of_states(model: StoryModel) -> Iterator[tuple[Location, str]]:
    for number, place in enumerate(model.places):
        if place.state:
            yield ("places", number, "state", "claim"), place.state.claim


def _cited_claims(story: StoryFile) -> Iterator[tuple[Location, str]]:
    """Every id of a claim that another part of the story file names, with its place."""
    model = story.model
    lists: list[tuple[Location, Sequence[str] | str]] = [(("story", "summary"), model.story.summary)]
    answers = model.story.answers
    for kind in AnswerKind if answers else ():
        if isinstance(given := getattr(answers, kind), tuple):
            lists.append((("story", "answers", kind.value), given))
    for number, question in enumerate(model.questions):
        lists += [
            (("questions", number, "answer"), question.answer),
            (("questions", number, "see"), question.see),
        ]
    lists += [
        (("comparisons", number, "claims"), part.claims) for number, part in enumerate(model.comparisons)
    ]
    lists += [(("updates", number, "claims"), part.claims) for number, part in enumerate(model.updates)]
    yield from _claims_of_states(model)
    for location, names in lists:
        if not isinstance(names, str):
            yield from (
                ((*location, index), name) for index, name in enumerate(names) if name != NOT_ADDRESSED
            )


def _placing(story: StoryFile, claim: ClaimPart, index: int) -> Iterator[Diagnostic]:
    """A section or track that is none, or that is not of its page; neither of them."""
    pages = {section.id: section.page for section in story.model.sections}
    for key, given, page, code in (
        ("section", claim.section, "background", "section-unknown"),
        ("track", claim.track, "chronology", "track-unknown"),
    ):
        if given and pages.get(given) != page:
            fitting = [section for section, of in pages.items() if of == page]
            hint = did_you_mean(given, fitting) or f"List it under `sections:` with `page: {page}`."
            line = story.line("claims", index, key)
            yield error(story.path, line, code, f'there is no {key} "{given}"', hint)
    if not claim.section and not claim.track:
        yield warning(
            story.path, story.line("claims", index), "claim-unplaced",
            f'claim "{claim.id}" has neither a section nor a track', "Give it one, or no page tells it.",
        )  # fmt: skip


# ---------------------------------------------------------------- what a draft left


def drafted_text(quotes: Iterable[str], label: str) -> str:
    """The text of a claim as the draft writes it: words of one article, each passage in quotation marks."""
    return f"“{_BETWEEN.join(' '.join(quote.split()) for quote in quotes)}”" + (
        f" ({label})" if label else ""
    )


def _has_empty_question(story: StoryPart) -> bool:
    """Whether the key of the question stands there without one."""
    return "question" in story.model_fields_set and not story.question


def check_drafted(
    storyfile: StoryFile, claims: Sequence[Claim], articles: Mapping[str, Article]
) -> Iterator[Diagnostic]:
    """Remark on bare quotations, claims not placed, a title of an article, and a question left empty."""
    story = storyfile.model.story
    if bare := [claim for claim in claims if _is_bare(claim, articles)]:
        what = "claim is" if len(bare) == 1 else "claims are"
        yield _remark(
            storyfile.path, bare[0].line,
            f"{len(bare)} of {len(claims)} {what} still a bare quotation: {_some_ids(bare)}",
            "Say each in your own words, and no more than its quotations say.",
        )  # fmt: skip
    if waiting := [claim for claim in claims if claim.section == TO_BE_PLACED.id]:
        what = "claim lies" if len(waiting) == 1 else "claims lie"
        yield _remark(
            storyfile.path, waiting[0].line,
            f'{len(waiting)} {what} in "{TO_BE_PLACED.title}": {_some_ids(waiting)}',
            "Give each the section that tells it, then take that section away.",
        )  # fmt: skip
    if _is_quoted(story.title or "", articles.values()):
        yield _remark(
            storyfile.path, storyfile.line("story", "title"),
            "the title is in the words of an article", "Say it in your own.",
        )  # fmt: skip
    if _has_empty_question(story):
        yield _remark(
            storyfile.path, storyfile.line("story", "question"),
            "`question:` is empty", "Say what the reader came to find out, or take the line away.",
        )  # fmt: skip


def bare_quotations(claims: Iterable[Claim], articles: Sequence[Article]) -> tuple[Evidence, ...]:
    """What the claims quote that are as the draft writes them."""
    by_id = {article.id: article for article in articles}
    return tuple(item for claim in claims if _is_bare(claim, by_id) for item in claim.evidence)


def _is_bare(claim: Claim, articles: Mapping[str, Article]) -> bool:
    """Whether the text is quotations, or parts of them, and the label of their article."""
    quotes: dict[str, list[str]] = {}
    for item in claim.evidence:
        quotes.setdefault(item.article_id, []).append(" ".join(item.quote.exact.split()))
    for name, said in quotes.items():
        end = f"” ({articles[name].label})" if claim.text.endswith(f"({articles[name].label})") else "”"
        inner = claim.text.removeprefix("“").removesuffix(end)
        parts = inner.split(_BETWEEN) if not any(inner in quote for quote in said) else [inner]
        if claim.text == f"“{inner}{end}" and all(any(part in quote for quote in said) for part in parts):
            return True
    return False


def _is_quoted(title: str, articles: Iterable[Article]) -> bool:
    """Whether the title is a headline or a whole sentence or heading of an article."""
    wanted = _plain(title)
    return any(
        wanted == _plain(text)
        for article in articles
        for text in (
            article.headline or "",
            *(article.text[part.start : part.end] for part in article.sentences),
        )
    )


def _plain(text: str) -> str:
    return normalize(text).casefold().strip(" .“”\"'")


def _some_ids(claims: Sequence[Claim]) -> str:
    shown = ", ".join(claim.id for claim in claims[:_IDS_SHOWN])
    return f"{shown} and {len(claims) - _IDS_SHOWN} more" if len(claims) > _IDS_SHOWN else shown


def _remark(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        path=path, line=line, message=message, code="draft-left", hints=(hint,), severity=Severity.INFO
    )


def voiced_fields(model: StoryModel) -> Iterator[tuple[Location, Sequence[Text], Voiced | None]]:
    """The fields of each part that has any, with the part's place in the file; the part where it may cite evidence."""
    for at, part, told, quoted in _parts(model):
        texts = [(key, getattr(part, key), False) for key in told if getattr(part, key)]
        texts += [(key, getattr(part, key), True) for key in quoted if getattr(part, key)]
        if texts:
            yield at, texts, part if isinstance(part, Voiced) else None


def _parts(model: StoryModel) -> Iterator[tuple[Location, object, tuple[str, ...], tuple[str, ...]]]:
    yield ("story",), model.story, ("title", "question"), ()
    for file, source in model.sources.items():
        yield ("sources", file), source, (), ("label", "note")
    for number, section in enumerate(model.sections):
        yield ("sections", number), section, ("title", "intro"), ()
    for number, question in enumerate(model.questions):
        yield ("questions", number), question, ("q", "note"), ()
    for number, update in enumerate(model.updates):
        yield ("updates", number), update, ("text",), ()
    for number, row in enumerate(model.wording):
        yield ("wording", number), row, ("thing",), ()
    for number, comparison in enumerate(model.comparisons):
        yield ("comparisons", number), comparison, ("title",), ()
    for number, place in enumerate(model.places):
        yield ("places", number), place, (), ("note", "origin")


def is_reserved(name: str) -> bool:
    """Whether an id is the site's own.

    >>> is_reserved("cite-1"), is_reserved("bridge-closed")
    (True, False)
    """
    return name in RESERVED or _OWN_IDS.fullmatch(name) is not None
