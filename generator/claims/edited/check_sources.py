"""Whose words an edited claim rests on: one article alone, while another tells the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from generator.claims.compare.likeness import Weighings
from generator.claims.compare.passages import Passage, Spot, read_whole
from generator.claims.compare.sameness import Group, Member, grouped
from generator.claims.compare.story_names import names_of
from generator.claims.kept import Kept
from generator.claims.terms import terms
from generator.diagnostics import Diagnostic, warning
from generator.language.quantities import Kind, Quantity, apart, quantities_of
from generator.model import AnnotatedArticle, Article, BlockKind, Claim, Sentence

_WORDS_SHOWN = 25
_MOST = 0.6
# So much in common, and two figures are of one thing, told otherwise.
_ALIKE = 0.5
# Of the shorter one's telling words; less is a day, or a town.
_HARDLY = 0.25
# "At least three" leaves fifty open and is said of something else.
_FAR = 2
_COUNTED = (Kind.COUNT, Kind.MONEY)
Together = tuple[tuple[Group, tuple[Passage, ...]], ...]
"""Groups of sentences that tell the same, each with its sentences as they were read."""
Reports = Mapping[Spot, tuple[Member, ...]]
"""The passages that tell the same report as a sentence, itself among them."""


def untold_together(groups: Sequence[Group], cited: Iterable[Sequence[Spot]]) -> Reports:
    """What tells the same as each sentence, but for what the editor has set side by side already.

    Args:
        groups: The sentences that tell the same report.
        cited: For each claim and comparison the sentences it cites.
    """
    together = {
        frozenset(pair)
        for places in cited
        for pair in combinations(dict.fromkeys(places), 2)
        if pair[0][0] != pair[1][0]
    }
    reports = {}
    for group in groups:
        for member in group.members:
            here = (member.article_id, member.start)
            reports[here] = tuple(
                other
                for other in group.members
                if frozenset((here, (other.article_id, other.start))) not in together
            )
    return reports


def reporting_sentences(articles: Sequence[AnnotatedArticle]) -> tuple[Sentence, ...]:
    """The sentences in which articles report: paragraphs, not headings or captions."""
    return tuple(
        sentence
        for item in articles
        for sentence in item.article.sentences
        if sentence.kind is BlockKind.PARAGRAPH
    )


def same_reports(articles: Sequence[AnnotatedArticle], kept: Kept | None = None) -> Together:
    """The reporting sentences that tell the same, each group with its sentences as they were read."""
    kept = kept or Kept()

    def make() -> Together:
        reporting = {(part.article_id, part.start) for part in reporting_sentences(articles)}
        read = read_whole(articles, names_of(articles), kept)
        known = kept.of_story("likeness of reporting", (), Weighings)
        return grouped([passage for passage in read if passage.spot in reporting], known)

    return kept.of_story("same reports", articles, make)


def cited_sentences(article: Article, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences that a span of the article's text reaches into."""
    return tuple(item for item in article.sentences if item.start < end and start < item.end)


def check_other_sources(
    path: str, claim: Claim, articles: Mapping[str, AnnotatedArticle], reports: Reports
) -> Iterator[Diagnostic]:
    """Warn of a claim that cites one article, where a sentence it cites has its like in another."""
    cited = {item.article_id for item in claim.evidence}
    if len(cited) != 1:
        return
    for item in claim.evidence:
        article = articles[item.article_id].article
        span = item.position.start, item.position.end
        for sentence in cited_sentences(article, *span) if item.supports else ():
            # Of a part of a sentence it is not known that the other article tells it.
            shared = min(span[1], sentence.end) - max(span[0], sentence.start)
            if shared < _MOST * (sentence.end - sentence.start):
                continue
            words = article.text[sentence.start : sentence.end]
            for other in reports.get((article.id, sentence.start), ()):
                told = articles[other.article_id].article.text[other.start : other.end]
                if other.article_id not in cited and not _is_of_else(words, told):
                    yield _warning(path, claim, articles[other.article_id], other)
                    return


def _is_of_else(one: str, other: str) -> bool:
    """Whether two sentences that were grouped for a day or a place speak of two things.

    They count, and no figure of one may be that of the other; or they have hardly a telling word in common.
    """
    figures = [[item for item in quantities_of(text) if item.kind in _COUNTED] for text in (one, other)]
    pairs = list(product(*figures))
    # Where both count patients, it is these that are compared, and not the patients with "people".
    alike = [pair for pair in pairs if pair[0].heads & pair[1].heads]
    if any(_may_be_one(*pair) for pair in alike or pairs):
        return False
    said, told = frozenset(terms(one)), frozenset(terms(other))
    shared = len(said & told)
    return shared < _HARDLY * min(len(said), len(told)) or (
        all(figures) and shared < _ALIKE * len(said | told)
    )


def _may_be_one(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may be of one thing; "people" is no thing that tells."""
    same = not one.heads or not other.heads or one.heads & other.heads
    far = one.stated and other.stated and max(one.stated, other.stated) > _FAR * min(one.stated, other.stated)
    return one.kind is other.kind and bool(same) and not far and not apart(one, other)


def _warning(path: str, claim: Claim, item: AnnotatedArticle, other: Member) -> Diagnostic:
    words = item.article.text[other.start : other.end].split()
    shown = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
    return warning(
        path, claim.line, "evidence-one-sided",
        f'claim "{claim.id}" cites one article, while "{item.article.id}" speaks of the same',
        f'Line {item.article.line(other.start)} there: "{shown}".',
        "Cite it too (`supports: false` where it says otherwise), or `accept:` the check with the reason.",
    )  # fmt: skip
