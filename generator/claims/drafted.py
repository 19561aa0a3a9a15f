"""What an editor has left as ``explainer draft`` wrote it: remarks, one for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.claims.evidence import normalize
from generator.diagnostics import Diagnostic, Severity
from generator.model import Article, Claim, Section
from generator.storyfile import StoryFile

TO_BE_PLACED = Section(id="to-be-placed", title="To be placed")
"""Where the draft puts what has no place yet."""

_IDS_SHOWN = 5


def drafted_text(quote: str, label: str) -> str:
    """The text of a claim as the draft writes it."""
    return f"“{' '.join(quote.split())}” ({label})"


def check_drafted(
    storyfile: StoryFile, claims: Sequence[Claim], articles: Mapping[str, Article]
) -> Iterator[Diagnostic]:
    """Remark on bare quotations, claims not placed, a title of an article, and a question left empty.

    Args:
        storyfile: What the editor says.
        claims: The edited ones.
        articles: The story's, by id.
    """
    story = storyfile.model.story
    if bare := [claim for claim in claims if _is_bare(claim, articles)]:
        what = "claim is" if len(bare) == 1 else "claims are"
        yield _remark(
            storyfile.path, bare[0].line,
            f"{len(bare)} of {len(claims)} {what} still a bare quotation: {_ids(bare)}",
            "Say each in your own words, and no more than its quotations say.",
        )  # fmt: skip
    if waiting := [claim for claim in claims if claim.section == TO_BE_PLACED.id]:
        what = "claim lies" if len(waiting) == 1 else "claims lie"
        yield _remark(
            storyfile.path, waiting[0].line,
            f'{len(waiting)} {what} in "{TO_BE_PLACED.title}": {_ids(waiting)}',
            "Give each the section that tells it, then take that section away.",
        )  # fmt: skip
    if _is_quoted(story.title, articles.values()):
        yield _remark(
            storyfile.path, storyfile.line("story", "title"),
            "the title is in the words of an article", "Say it in your own.",
        )  # fmt: skip
    if "question" in story.model_fields_set and not story.question:
        yield _remark(
            storyfile.path, storyfile.line("story", "question"),
            "`question:` is empty", "Say what the reader came to find out, or take the line away.",
        )  # fmt: skip


def _is_bare(claim: Claim, articles: Mapping[str, Article]) -> bool:
    """Whether the text is one quotation, or a part of it, and the label of its article."""
    for item in claim.evidence:
        end = f"” ({articles[item.article_id].label})"
        inner = claim.text.removeprefix("“").removesuffix(end)
        if claim.text == f"“{inner}{end}" and inner in " ".join(item.quote.exact.split()):
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


def _ids(claims: Sequence[Claim]) -> str:
    shown = ", ".join(claim.id for claim in claims[:_IDS_SHOWN])
    return f"{shown} and {len(claims) - _IDS_SHOWN} more" if len(claims) > _IDS_SHOWN else shown


def _remark(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        path=path, line=line, message=message, code="draft-left", hints=(hint,), severity=Severity.INFO
    )
