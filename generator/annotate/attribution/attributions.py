"""Who says so: for each passage of an article that it lays to somebody, the source and the words that do it.

A method by rules over word lists, after the attribution relations of the Penn Attribution Relations Corpus
(Pareti 2012): a source, a cue, a content. English only: of an article in another language, only the headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.annotate.attribution.clauses import TokenKind, View, quotations, view_of
from generator.annotate.attribution.findings import NOBODY, Finding
from generator.annotate.attribution.reporting import read_sentence
from generator.annotate.attribution.speakers import Memory, Speaker
from generator.annotate.attribution.subjects import leading_subject
from generator.model import Article, Attribution, Block, BlockKind, Sentence, VoucherKind


def read_attributions(article: Article) -> tuple[Attribution, ...]:
    """Find the passages an article lays to somebody, in order of their start.

    What is not in them is told in the article's own voice. A heading is one
    passage of the kind ``HEADLINE_ONLY``, whoever it names.
    """
    memory = Memory(common=frozenset(word for word in article.text.split() if word.islower()))
    english = article.language.split("-")[0].lower() == "en"
    found: list[Attribution] = []
    for block, sentences in _by_block(article):
        if sentences[0].heading:
            found.append(
                _attribution(article.id, sentences[0].start, sentences[0].end, VoucherKind.HEADLINE_ONLY)
            )
        elif english:
            found.extend(_read_block(article, block, sentences, memory))
    return tuple(sorted(found, key=lambda item: (item.start, -item.end)))


def voucher_for(attributions: Sequence[Attribution], article: Article, start: int, end: int) -> Attribution:
    """Who stands behind ``article.text[start:end]``.

    Returns:
        The attribution that overlaps the span most, the earlier one of two
        equals; without any, one of the span itself, in the article's own voice
        or, within a heading or caption, ``HEADLINE_ONLY``.
    """
    shared = [(min(end, item.end) - max(start, item.start), item) for item in attributions]
    most = max((size for size, _ in shared), default=0)
    if most > 0:
        return next(item for size, item in shared if size == most)
    furniture = any(
        s.kind is not BlockKind.PARAGRAPH and s.start < end and start < s.end for s in article.sentences
    )
    return _attribution(
        article.id, start, end, VoucherKind.HEADLINE_ONLY if furniture else VoucherKind.OWN_VOICE
    )


def _by_block(article: Article) -> Iterator[tuple[Block, list[Sentence]]]:
    position = 0
    for block in article.blocks:
        inside: list[Sentence] = []
        while position < len(article.sentences) and article.sentences[position].start < block.end:
            inside.append(article.sentences[position])
            position += 1
        if inside:
            yield block, inside


def _read_block(
    article: Article, block: Block, sentences: list[Sentence], memory: Memory
) -> Iterator[Attribution]:
    """The attributions of a paragraph.

    A quotation that stands alone belongs to whoever spoke or was introduced
    in the sentence before it, be that in the paragraph before.
    """
    attributed: set[int] = set()
    alone: dict[tuple[int, int], Speaker] = {}
    for view in _views(article.text, block, sentences):
        subject = leading_subject(view, len(view), memory)
        if subject:
            memory.note(subject.speaker)
        findings = read_sentence(view, memory)
        if not findings and _is_quotation(view):
            alone.setdefault((view.tokens[0].start, view.tokens[0].end), memory.at_hand or NOBODY)
            continue
        memory.at_hand = findings[-1].speaker if findings else (subject.speaker if subject else None)
        for finding in findings:
            memory.note(finding.speaker)
            for start, end in finding.contents:
                attributed.add(start)
                yield _of_finding(article, finding, start, end)
    for (start, end), speaker in alone.items():
        if start not in attributed:
            yield Attribution(
                article_id=article.id,
                start=start,
                end=end,
                source=speaker.name,
                cue="",
                kind=speaker.kind,
                role=speaker.role,
                side=speaker.side,
            )


def _of_finding(article: Article, finding: Finding, start: int, end: int) -> Attribution:
    speaker = finding.speaker
    outer = finding.within
    return Attribution(
        article_id=article.id,
        start=start,
        end=end,
        source=speaker.name,
        cue=article.text[slice(*finding.cue)],
        kind=speaker.kind,
        role=speaker.role,
        side=speaker.side,
        source_span=finding.source,
        cue_span=finding.cue,
        within=_of_finding(article, outer, start, end) if outer else None,
    )


def _views(text: str, block: Block, sentences: list[Sentence]) -> Iterator[View]:
    quoted = quotations(text, block.start, block.end)
    behind = 0
    for sentence in sentences:
        while behind < len(quoted) and quoted[behind][1] <= sentence.start:
            behind += 1
        beyond = behind
        while beyond < len(quoted) and quoted[beyond][0] < sentence.end:
            beyond += 1
        yield view_of(text, sentence.start, sentence.end, quoted[behind:beyond])


def _is_quotation(view: View) -> bool:
    """Whether a sentence is a quotation and nothing else."""
    return view.kind(0) is TokenKind.QUOTE and not any(view.key(i) for i in range(len(view)))


def _attribution(article_id: str, start: int, end: int, kind: VoucherKind) -> Attribution:
    return Attribution(article_id=article_id, start=start, end=end, source="", cue="", kind=kind)
