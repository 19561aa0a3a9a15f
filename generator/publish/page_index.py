"""What of an article is quoted, and what rests on it: for the article's own page.

Comes in: a story. Goes out: for each article its quoted words in their context, and everything that cites them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from markupsafe import Markup, escape

from generator.claims.coverage import quoted_parts, quoted_windows
from generator.language.spans import Covered
from generator.model import Article, Block, Claim, Evidence, Story
from generator.publish.citations import claim_address, filled, passage_anchor
from generator.publish.options import LeftOut
from generator.publish.pages import BACKGROUND, COMPARE, HOME
from generator.publish.phrases import claim_text

Cited = tuple[Evidence, str, str]
"""Evidence, the address (page path and anchor) of what rests on it, and that thing's title or text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a passage, quoted or context.

    Attributes:
        starts: Starts of the quotations that begin with this piece; each is an anchor.
    """

    text: str
    quoted: bool
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one block: quoted words with a few words around them.

    Attributes:
        span: ``source:start-end``, as the check after rendering wants it.
        cut_before: Words of the block before it are not shown.
        cut_after: Words of the block after it are not shown.
        rests: Address and text of everything that rests on it.
    """

    span: str
    kind: str
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool
    rests: tuple[tuple[str, str], ...]


def cited_by_article(
    story: Story, unknowns: Sequence[Evidence], left_out: LeftOut
) -> Mapping[str, tuple[Cited, ...]]:
    """Everything that cites each article: the evidence, and the address and title of what rests on it.

    Gathered in one pass, so that a folder of hundreds of articles costs no more per article than one of two.

    Args:
        story: The story.
        unknowns: What its home page quotes besides the claims.
        left_out: The pages that the settings leave out.
    """
    cited: dict[str, list[Cited]] = {item.article.id: [] for item in story.articles}
    for evidence, address, text in _citing(story, left_out):
        for item in evidence:
            cited[item.article_id].append((item, address, text))
    for item in unknowns:
        cited[item.article_id].append((item, HOME.at(), story.title))
    return {name: tuple(found) for name, found in cited.items()}


def _citing(story: Story, left_out: LeftOut) -> Iterator[tuple[Sequence[Evidence], str, str]]:
    """What rests on evidence: the evidence, its address, its title or text."""
    for claim in story.claims:
        yield claim.evidence, claim_address(claim, left_out), claim_text(claim)
    for own in words_of_home(story):
        yield own.evidence, HOME.at(own.id), claim_text(own)
    for comparison in story.comparisons:
        yield comparison.evidence, COMPARE.at(comparison.id), comparison.title
    for name in story.names:
        about = name.about.evidence if name.about else ()
        yield (*name.evidence, *about), BACKGROUND.at("whos-who"), name.name


def words_of_home(story: Story) -> tuple[Claim, ...]:
    """What the home page says in words of its own, with evidence: answers, and who the witnesses are."""
    known = {claim.id for claim in story.claims}
    told = [claim for answer in story.home_answers for claim in answer.claims if claim.id not in known]
    return (*told, *([story.how_we_know] if story.how_we_know else ()))


def claims_by_article(story: Story) -> Mapping[str, tuple[Claim, ...]]:
    """The claims that each article carries, in the story's order."""
    carried: dict[str, list[Claim]] = {item.article.id: [] for item in story.articles}
    for claim in story.claims:
        for name in claim.source_ids:
            carried[name].append(claim)
    return {name: tuple(found) for name, found in carried.items()}


def quoted_passages(
    article: Article, cited: Sequence[Cited], hidden: Covered, *, context: bool = True
) -> tuple[Passage, ...]:
    """The quoted words of each block.

    Args:
        article: The article.
        cited: What cites it.
        hidden: What is not to be shown.
        context: Whether they stand in their whole sentences, with six words on either side at the least.
    """
    evidence = [item for item, _at, _text in cited]
    return tuple(
        _passage(article, block, start, end, cited)
        for block in article.blocks
        for start, end in (
            quoted_windows(article, block, evidence, hidden) if context else quoted_parts(block, evidence)
        )
    )


def full_passages(article: Article, cited: Sequence[Cited], hidden: Covered) -> tuple[Passage, ...]:
    """Every block of the article, the quoted words marked; without what is hidden."""
    return tuple(
        _passage(article, block, start, end, cited)
        for block in article.blocks
        for start, end in hidden.left(block.start, block.end)
    )


def _piece(
    article: Article, span: tuple[int, int], quoted: Sequence[tuple[int, int]], starts: Container[int]
) -> Piece:
    first, last = span
    return Piece(
        text=article.text[first:last],
        quoted=any(low <= first and last <= high for low, high in quoted),
        starts=(first,) if first in starts else (),
    )


def _passage(article: Article, block: Block, start: int, end: int, cited: Sequence[Cited]) -> Passage:
    inside = [item for item in cited if item[0].position.start < end and start < item[0].position.end]
    # Cut wherever a quotation begins or ends, so that each can have its anchor.
    evidence = [item for item, _at, _text in inside]
    quoted = [(max(start, low), min(end, high)) for low, high in quoted_parts(block, evidence)]
    starts = {item.position.start for item in evidence if start <= item.position.start}
    cuts = sorted({start, end, *starts, *chain.from_iterable(quoted)})
    return Passage(
        span=f"{article.id}:{start}-{end}",
        kind=block.kind.value,
        pieces=tuple(_piece(article, span, quoted, starts) for span in pairwise(cuts)),
        cut_before=start > block.start,
        cut_after=end < block.end,
        rests=tuple(dict.fromkeys((address, text) for _, address, text in inside)),
    )


def passage_text(passage: Passage) -> Markup:
    """The words of a passage, those that are quoted marked; each quotation begins with an anchor."""
    parts = []
    for piece in passage.pieces:
        anchor = filled(' id="{}"', passage_anchor(piece.starts[0])) if piece.starts else ""
        parts.append(filled("<mark{}>{}</mark>", anchor, piece.text) if piece.quoted else escape(piece.text))
    return filled(
        '{}<span data-quote="{}">{}</span>{}',
        "… " if passage.cut_before else "",
        passage.span,
        Markup("").join(parts),
        " …" if passage.cut_after else "",
    )
