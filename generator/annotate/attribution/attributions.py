"""Who says so: for each passage of an article that it attributes to somebody, the source and the words that do it.

A method by rules over word lists, after the attribution relations of the Penn Attribution Relations Corpus
(Pareti 2012): a source, a cue, a content. In comes an article cut into sentences, out go its attributions. English
only: of an article in another language, only the headings.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.annotate.attribution.by_form import announced, labeled_quotations, signed, unlisted_verbs
from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.attribution.other_cues import (
    hearsay,
    impersonal,
    other_cues,
    quoted_others,
    reporting_nouns,
    source_phrases,
)
from generator.annotate.attribution.outlets import cited_by_outlets, passed_on
from generator.annotate.attribution.phrases import is_nickname
from generator.annotate.attribution.reported_content import NOBODY, Finding, Spans
from generator.annotate.attribution.speakers import identify, introduced
from generator.annotate.attribution.subjects import leading_subject
from generator.annotate.attribution.verbs import (
    is_objection,
    issued_texts,
    objections,
    participles,
    reporting_verbs,
    verb_cues,
)
from generator.language.lexicon import inflected, listed, verbs
from generator.language.names import CAPITAL_WORD, is_initials
from generator.language.spans import Spans as SpanIndex
from generator.language.tokens import NAME_WORDS, TokenKind, View, quotations, view_of
from generator.model import Article, Attribution, Block, BlockKind, Sentence, VoucherKind

# No sentence of an article is longer; what is, is a table or a list.
_TOKENS_AT_MOST = 500
# Who speaks in a clause beside the main one, or in the second of two, does not vouch for the whole where so much of it
# is nobody's.
_OF_MAIN, _OF_TWO = 1 / 3, 1 / 2
_CLAIMED = frozenset(form for forms in inflected("claim").values() for form in forms)
# Tokens in which what is taken follows: "more than two hundred lives".
_OBJECT_ENDS_WITHIN = 7
# "Bavo has lost its case", "Bavo for Norland (BfN)"
_ITS = re.compile(
    rf"(?:^|[.!?] )({CAPITAL_WORD}) (?:(?:has|have|had|will|would) )?[a-z]+ its\b", re.MULTILINE
)
_SHORTENED = re.compile(
    rf"\b({CAPITAL_WORD}) (?:for|of) {CAPITAL_WORD}[^()\n]{{0,40}} \(([A-Z][A-Za-z]*[A-Z])\)"
)
_AGAINST = ("but", "while", "whereas")
_SUBJECT_ENDS_WITHIN = 8
_WAYS = (
    reporting_verbs,
    issued_texts,
    quoted_others,
    participles,
    source_phrases,
    reporting_nouns,
    impersonal,
)


def read_attributions(article: Article) -> tuple[Attribution, ...]:
    """Find the passages an article attributes to somebody, in order of their start.

    What is not in them is told in the article's own voice. A heading is one
    passage of the kind ``HEADLINE_ONLY``, whoever it names.
    """
    common = frozenset(word for word in article.text.split() if word.islower())
    surnames = _surnames(article.text, common)
    memory = Memory(common=common, surnames=surnames, bodies_named=_bodies(article.text) - surnames)
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


def _surnames(text: str, common: frozenset[str]) -> frozenset[str]:
    """The words that stand behind another word with a capital that is no word of the text by itself."""
    words = list(_neighbors(text))
    company_words = listed("speakers", "company_words")
    companies = {first for first, last in words if last in company_words}
    companies |= {last for first, last in words if first.endswith("-based")}
    return frozenset(
        last.casefold()
        for first, last in words
        if first[:1].isupper() and last[:1].isupper() and first.casefold() not in common
        if last not in companies
    )


def _neighbors(text: str) -> Iterator[tuple[str, str]]:
    """Each two words beside each other, the second without "'s"; not "In Norland. Bavo said", nor "Norland (BfN)"."""
    for one, other in pairwise(NAME_WORDS.finditer(text)):
        if text[one.end() : other.start()].strip() not in (".", "(") or is_initials(one.group()):
            yield one.group(), other.group().removesuffix("'s").removesuffix("’s")


def _bodies(text: str) -> frozenset[str]:
    """The words that the text shows to be a body's name: "Bavo Lines", "a Bavo spokesman", "Bavo said it".

    Also "Bavo has lost its case" and "Bavo for Norland (BfN)".
    """
    speaking, of_a_company = listed("speakers", "speaking_for"), listed("reporting", "words", "of_a_company")
    company_words, say = listed("speakers", "company_words"), verbs("says", forms="sd")
    names: set[str] = set()
    words = NAME_WORDS.findall(text)
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        if two in company_words or two.casefold() in speaking or (two in say and three in of_a_company):
            names.add(one)
        elif two == "for" and one.casefold() in speaking:
            names.add(three)
    names |= {match[1] for match in _ITS.finditer(text)}
    for match in _SHORTENED.finditer(text):
        names |= {match[1], match[2]}
    return frozenset(name.casefold() for name in names if name[:1].isupper())


def voucher_for(attributions: Sequence[Attribution], article: Article, start: int, end: int) -> Attribution:
    """Who stands behind ``article.text[start:end]``.

    Returns:
        The attribution that overlaps the span most, the earlier one of two
        equals; without any, or beside a main clause that is nobody's, one of the
        span itself, in the article's own voice or, within a heading or
        caption, ``HEADLINE_ONLY``.
    """
    touching = attributions_in(attributions, start, end)
    shared = [(min(end, item.end) - max(start, item.start), item) for item in touching]
    most = max((size for size, _ in shared), default=0)
    chosen = next((item for size, item in shared if size == most > 0), None)
    if chosen and not _stands_beside(article.text, chosen, touching, start, end):
        return chosen
    first = max(0, bisect_right(article.sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(article.sentences, end, key=lambda s: s.start)
    inside = article.sentences[first:last]
    furniture = any(s.kind is not BlockKind.PARAGRAPH and start < s.end for s in inside)
    return _attribution(
        article.id, start, end, VoucherKind.HEADLINE_ONLY if furniture else VoucherKind.OWN_VOICE
    )


def attributions_in(attributions: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    """Those of an article's attributions that share at least a character with a span of its text."""
    return _spans(_Same(attributions)).touching(start, end)


def _stands_beside(text: str, item: Attribution, every: Sequence[Attribution], start: int, end: int) -> bool:
    """Whether a speaker's clause stands beside a main one that is nobody's: "The vote is over, but Ms Roe says no"."""
    led = _led_up_by(text, item, start)
    return bool(led) and _own_share(every, start, end) > (_OF_TWO if led == "and" else _OF_MAIN)


def _led_up_by(text: str, item: Attribution, start: int) -> str:
    """The word that leads up to who says it, so that the clause is beside the main one: "but" of "but Ms Roe says".

    ``""`` behind a comma and where another speaks of who does: "the union said its members had reported it".
    """
    first = min(begin for begin, _end in _saying(item))
    before = text[start : max(start, first)].rstrip()
    led = before[-1:].isalpha() and item.within is None
    return before.split()[-1] if led else ""


def _own_share(attributions: Sequence[Attribution], start: int, end: int) -> float:
    """How much of a span is neither attributed nor says to whom, from 0 to 1."""
    position, own = start, 0
    for item in sorted(attributions, key=_beginning):
        own += max(0, _beginning(item) - position)
        position = max(position, item.end, *(span[1] for span in _saying(item)))
    return (own + max(0, end - position)) / max(1, end - start)


def _beginning(item: Attribution) -> int:
    return min(item.start, *(span[0] for span in _saying(item)))


def _saying(item: Attribution) -> tuple[tuple[int, int], ...]:
    """Where an attribution names its source and says that it speaks; the content's own span where it does not."""
    return tuple(filter(None, (item.source_span, item.cue_span))) or ((item.start, item.end),)


class _Same:
    """Attributions distinguished by being the same object: to compare thousands each time would be slow."""

    def __init__(self, items: Sequence[Attribution]) -> None:
        self.items = items

    def __hash__(self) -> int:
        return id(self.items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.items is other.items


@functools.lru_cache(maxsize=256)
def _spans(attributions: _Same) -> SpanIndex[Attribution]:
    return SpanIndex(attributions.items)


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
        findings, opening = _read_after(view, memory)
        if not findings and _is_of_quotation(view, alone, memory):
            continue
        if findings:
            memory.at_hand = findings[-1].speaker
        else:
            memory.at_hand = announced(view, memory) or opening
            memory.pass_by(view.tokens)
        for speaker in introduced(view.tokens, article.text, memory):
            memory.introduce(speaker)
        for finding in findings:
            memory.note(finding.speaker, pronoun=_called(article.text, finding))
            attributed.update(start for start, _ in finding.contents)
            yield from (_of_finding(article, finding, *span) for span in finding.contents)
    for (start, end), speaker in alone.items():
        if start not in attributed:
            yield _of_quotation(article, speaker, start, end)


def _is_of_quotation(view: View, alone: dict[tuple[int, int], Speaker], memory: Memory) -> bool:
    """Whether a sentence is a quotation alone, or signs the last one; whose it is, is kept in ``alone``."""
    signer = signed(view, memory) if alone else None
    if signer:
        # “The road is safe.” — Jane Doe, mayor
        alone[next(reversed(alone))] = signer
        memory.note(signer)
        return True
    if not _is_quotation(view):
        return False
    alone.setdefault((view.tokens[0].start, view.tokens[0].end), memory.at_hand or NOBODY)
    return True


def _read_after(view: View, memory: Memory) -> tuple[list[Finding], Speaker | None]:
    """What a sentence attributes behind those remembered, and who begins it; the memory goes on to this sentence."""
    quotation = _is_quotation(view)
    if not quotation:
        memory.begin()
    subject = leading_subject(view, len(view), memory)
    memory.lead(subject.speaker if subject else None)
    findings = _read_sentence(view, memory)
    begins = view.tokens[subject.first].start if subject else -1
    if memory.leading and not quotation and all(item.position != begins for item in findings):
        memory.note(memory.leading, spoke=False)
    return findings, subject.speaker if subject else None


def _of_quotation(article: Article, speaker: Speaker, start: int, end: int) -> Attribution:
    """A quotation that stands alone, as its speaker's."""
    return Attribution(
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
        source_span=_narrowed(article.text, finding.source, speaker.name),
        cue_span=finding.cue,
        within=_of_finding(article, outer, start, end) if outer else None,
    )


def _called(text: str, finding: Finding) -> str:
    """How a sentence goes on to call a speaker: "Jane Doe said she …"."""
    first = finding.contents[0][0] if finding.contents else 0
    word = text[first:].split(maxsplit=1)[:1]
    pronoun = word[0].casefold() if word else ""
    behind = finding.cue[0] < first
    return pronoun if behind and pronoun in listed("speakers", "singular_pronouns") else ""


def _narrowed(text: str, span: tuple[int, int] | None, name: str) -> tuple[int, int] | None:
    """Of where the speaker stands, the name alone: in "Last week Jane Doe" what is behind the words of time."""
    at = text.find(name, *span) if span and name else -1
    return (at, at + len(name)) if at >= 0 else span


def _attribution(article_id: str, start: int, end: int, kind: VoucherKind) -> Attribution:
    return Attribution(article_id=article_id, start=start, end=end, source="", cue="", kind=kind)


def _views(text: str, block: Block, sentences: list[Sentence]) -> Iterator[View]:
    quoted = quotations(text, block.start, block.end)
    behind = 0
    for sentence in sentences:
        while behind < len(quoted) and quoted[behind][1] <= sentence.start:
            behind += 1
        beyond = behind
        while beyond < len(quoted) and quoted[beyond][0] < sentence.end:
            beyond += 1
        spoken = [span for span in quoted[behind:beyond] if not is_nickname(text, *span)]
        named = [span for span in quoted[behind:beyond] if span not in spoken]
        yield view_of(text, sentence.start, sentence.end, spoken, named)


def _is_quotation(view: View) -> bool:
    """Whether a sentence is a quotation and nothing else."""
    return view.kind(0) is TokenKind.QUOTE and not any(view.key(i) for i in range(len(view)))


def _read_sentence(view: View, memory: Memory) -> list[Finding]:
    """The findings of a sentence in order; one that lies inside another keeps it as its ``within``.

    Args:
        view: The sentence.
        memory: Who was named before; not changed.
    """
    if len(view) > _TOKENS_AT_MOST:
        return []
    if _cue_words().isdisjoint(view.word_keys):
        return _by_its_form(view, memory)
    found = [
        finding
        for way in _WAYS
        for finding in way(view, memory)
        if finding.contents and not _takes_lives(view, finding)
    ]
    kept = _disentangled(view, cited_by_outlets(view, found))
    kept = kept or list(objections(view, memory)) or _by_its_form(view, memory) or list(hearsay(view))
    return [passed_on(view, _until_objection(view, finding, memory)) for finding in kept]


def _until_objection(view: View, finding: Finding, memory: Memory) -> Finding:
    """The finding ended where another objects: "Jane Doe said nine died, but the ministry put the number at ten"."""
    for i in range(1, len(view) - 1):
        joined = view.kind(i - 1) is TokenKind.COMMA and view.key(i) in _AGAINST
        if not (joined or view.tokens[i].text == ";") or not _holds(finding, view.tokens[i].start):
            continue
        limit = min(view.words_until(i + 1), i + _SUBJECT_ENDS_WITHIN)
        verb = next((k for k in range(i + 2, limit) if is_objection(view, k)), None)
        speaker = identify(view.tokens[i + 1 : verb], view.text, memory) if verb else None
        if speaker and view.key(i + 1) not in _pronouns() and speaker.name != finding.speaker.name:
            return _cut(view, finding, view.tokens[i].start)
    return finding


def _takes_lives(view: View, finding: Finding) -> bool:
    """Whether the verb is a deed: "The storm claimed at least 41 lives"."""
    start, end = finding.contents[0]
    cue = [token.key for token in view.tokens if finding.cue[0] <= token.start < finding.cue[1]]
    told = [token.key for token in view.tokens if start <= token.start < end][:_OBJECT_ENDS_WITHIN]
    return bool(cue) and cue[-1] in _CLAIMED and not listed("reporting", "nouns", "taken").isdisjoint(told)


def _by_its_form(view: View, memory: Memory) -> list[Finding]:
    """What a quotation beside a name and a verb, or a name and a colon, tells by its form alone."""
    if not any(token.kind is TokenKind.QUOTE for token in view.tokens):
        return []
    return [*unlisted_verbs(view, memory)] or [*labeled_quotations(view, memory)]


def _disentangled(view: View, found: Sequence[Finding]) -> list[Finding]:
    """The findings without overlap: set inside another, ended where the next begins, or left out."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda item: item.position):
        kept = [other for other in kept if not _holds(finding, other.position)]
        outer = next((other for other in kept if _overlap(finding, other)), None)
        if outer is None:
            kept.append(finding)
        elif _begins_clause(view, finding.position):
            kept = [*(_cut(view, other, finding.position) for other in kept), finding]
        else:
            kept = _nested(view, kept, outer, finding)
    return [finding for finding in kept if finding.contents]


@functools.cache
def _cue_words() -> frozenset[str]:
    """The first words of everything that may report."""
    return verb_cues() | other_cues()


def _nested(view: View, kept: list[Finding], outer: Finding, inner: Finding) -> list[Finding]:
    """The findings with ``inner`` set inside ``outer``, or left out where it says nothing new."""
    clipped = _clipped(inner.contents, outer.contents)
    nestable = clipped and outer.within is None and _holds(outer, inner.position)
    if not nestable or _is_same_speaker(view, outer, inner):
        return kept
    inside = replace(inner, contents=clipped, within=replace(outer, within=inner.within))
    others = [replace(o, contents=_besides(view, outer, inner)) if o is outer else o for o in kept]
    return [*(o for o in others if o.contents), inside]


def _besides(view: View, outer: Finding, inner: Finding) -> Spans:
    """What is left of the outer's content besides the inner clause: it stays its own."""
    beyond = tuple(span for span in outer.contents if not _reaches(inner, span))
    left = _cut(view, outer, inner.position).contents
    return tuple(dict.fromkeys((*(s for s in left if s not in beyond and _tells(view, s)), *beyond)))


def _is_same_speaker(view: View, outer: Finding, inner: Finding) -> bool:
    """Whether the inner clause names nobody new: the outer's speaker, or a pronoun for them."""
    if inner.speaker.name in (outer.speaker.name, "", "it", "It"):
        return True
    pronoun = inner.source is not None and view.text[slice(*inner.source)].casefold() in _pronouns()
    return pronoun and (outer.speaker.person or outer.speaker.plural or not inner.speaker.person)


@functools.cache
def _pronouns() -> frozenset[str]:
    kinds = ("singular_pronouns", "plural_pronouns", "thing_pronouns")
    return frozenset().union(*(listed("speakers", kind) for kind in kinds))


def _tells(view: View, span: tuple[int, int]) -> bool:
    """Whether a span has words of its own besides a conjunction or comma."""
    joining = listed("reporting", "words", "conjunctions") | listed("reporting", "words", "subordinators")
    inside = [t for t in view.tokens if span[0] <= t.start < span[1] and t.kind is not TokenKind.COMMA]
    return any(t.kind is TokenKind.QUOTE or (t.key and t.key not in joining) for t in inside)


def _clipped(contents: Spans, limits: Spans) -> Spans:
    pieces = ((max(a, c), min(b, d)) for a, b in contents for c, d in limits)
    return tuple(sorted({(a, b) for a, b in pieces if a < b}))


def _reaches(finding: Finding, span: tuple[int, int]) -> bool:
    a, b = span
    return a <= finding.position < b or any(c < b and a < d for c, d in finding.contents)


def _holds(finding: Finding, position: int) -> bool:
    return any(a <= position < b for a, b in finding.contents)


def _overlap(one: Finding, other: Finding) -> bool:
    return _holds(other, one.position) or any(
        a < d and c < b for a, b in one.contents for c, d in other.contents
    )


def _begins_clause(view: View, position: int) -> bool:
    """Whether a new main clause begins there: after a comma and a conjunction, or a semicolon."""
    i = next(k for k, token in enumerate(view.tokens) if token.start >= position)
    after_mark = i > 0 and view.tokens[i - 1].text == ";"
    joined = view.key(i - 1) in listed("reporting", "words", "conjunctions") | {"while"}
    return after_mark or (joined and view.kind(i - 2) is TokenKind.COMMA)


def _cut(view: View, finding: Finding, position: int) -> Finding:
    """The finding with its contents ended before ``position`` and the comma and conjunction that lead up to it."""
    last = max(
        (
            t.end
            for t in view.tokens
            if t.end <= position
            and t.kind is not TokenKind.COMMA
            and t.key not in listed("reporting", "words", "conjunctions") | {"while", ";"}
        ),
        default=position,
    )
    contents = tuple((a, min(b, last) if b > position else b) for a, b in finding.contents if a < last)
    return replace(finding, contents=contents)
