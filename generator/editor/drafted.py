"""The words of a draft: each part of ``story.yml`` as ``explainer draft`` writes it, what is unsure beside it.

Comes in: a story and what its parts have come to. Goes out: lines of YAML with comments.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from generator.claims.compare.relation_kinds import DOUBTS, RELATION_KINDS
from generator.claims.edited.check_storyfile import TO_BE_PLACED, drafted_text
from generator.claims.evidence import Citation, QuoteError, evidence_for, locate
from generator.language.spelling import slug
from generator.model import (
    AnnotatedArticle,
    AnswerKind,
    Article,
    Claim,
    ClaimOrigin,
    Comparison,
    DateBasis,
    Evidence,
    NameEntry,
    Place,
    Section,
    Story,
)
from generator.read import text_digest

HEAD = """\
# yaml-language-server: $schema=story.schema.json
#
# A draft made by `explainer draft`. Each `quote` stands in its article word for word; each `text` is still a
# quotation: say it in your own words, and no more than the quotations say. `explainer check` tells what is missing.
# The keys and what each is for: `explainer schema`.
"""
_ASKED = {
    AnswerKind.WHAT: "what happened",
    AnswerKind.NOW: "the state now",
    AnswerKind.STAYS: "what stays as it was",
    AnswerKind.WHY: "why; [not-addressed] where the articles do not say",
    AnswerKind.NEXT: "what comes next",
}
_MARKS = re.compile('["“”„‟«»]')
_MOST_OCCURRENCES = 99
# Between paragraphs of an article.
_JOINT = "\n\n"
_WORDS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What an editor is asked of the date of an article.

    Attributes:
        date: What the draft takes for it meanwhile, as YAML: the days that it may be, or that it is not known.
        said: What is wrong.
        hints: What it may be.
    """

    file: str
    date: str
    said: str
    hints: tuple[str, ...]


def head_text(
    story: Story, answers: Mapping[AnswerKind, Sequence[Claim]], kept: Mapping[str, str], level: int
) -> str:
    """The head of the file and its ``story``.

    Args:
        story: The story.
        answers: The claims that answer the home page's questions.
        kept: The ids in the file of the claims that are taken in.
        level: How often it was found wrong: 1 leaves out all but title and summary, 2 the articles' own title.
    """
    said = "  # the words of an article: say it in your own" if story.title_source else ""
    title = quoted(story.title) if level < 2 else "A story"
    summary = [kept[name] for name in story.summary if name in kept]
    lines = [f"{HEAD}\nstory:", f"  title: {title}{said}"]
    lines.append('  question: ""  # what did the reader come to find out?')
    if not level:
        lines += _answer_lines(story, answers, kept)
    lines.append(f"  summary: {_flow(summary)}  # the short answer, in order")
    if story.center and not level:
        lines.append(f"  center: {quoted(story.center.name)}  # distances are measured from here")
    return "\n".join(lines) + "\n\n"


def _answer_lines(
    story: Story, answers: Mapping[AnswerKind, Sequence[Claim]], kept: Mapping[str, str]
) -> Iterator[str]:
    """The home page's answers: what is found by rule, the others as comments to be filled."""
    found = {
        kind: [kept[claim.id] for claim in claims if claim.id in kept] for kind, claims in answers.items()
    }
    newest = [kept[name] for name in story.newest if name in kept][:1]
    lead = "  answers:" if any(found.values()) else "  # answers:"
    yield f"{lead}  # what the home page answers first"
    for kind, asked in _ASKED.items():
        if ids := found.get(kind):
            yield f"    {kind}: {_flow(ids)}  # {asked}"
        elif kind is AnswerKind.NOW and newest:
            yield f"    # {kind}: {_flow(newest)}  # {asked}: perhaps this, the newest that is told"
        else:
            yield f"    # {kind}: []  # {asked}: claim ids, or text: and evidence:"


def item_texts(story: Story, asked: Mapping[str, Question], level: Counter[str]) -> Iterator[tuple[str, str]]:
    """Sources, names, places and wording, each with its key."""
    yield "", "sources:\n"
    for item in story.articles:
        question = asked.get(Path(item.article.seed.path).name)
        lines = source_lines(item.article, question, level[f"source:{item.article.id}"])
        yield f"source:{item.article.id}", _indented("\n".join(lines) + "\n")
    rows = [
        f"- thing: {quoted(row.thing)}\n  terms: {_flow(term.term for term in row.terms)}\n"
        for row in story.wording
    ]
    for key, texts in (
        ("names", [_name(entry) for entry in story.names]),
        ("places", [_place(place) for place in story.places]),
        ("wording", rows),
    ):
        kept = [not level[f"{key}:{number}"] for number in range(len(texts))]
        if texts:
            yield "", f"\n{key}:\n" if any(kept) else f"\n{key}: []\n"
        for number, text in enumerate(texts):
            shown = text if kept[number] else commented(text, ["Not taken in: it does not pass the check."])
            yield f"{key}:{number}", _indented(shown)


def plain_label(label: str) -> str:
    """What the draft calls an article: without quotation marks, which a claim's text has around what is quoted."""
    return " ".join(_MARKS.sub("", label).split()) or label


def listed(key: str, items: Sequence[str]) -> str:
    """A list of the file."""
    return f"\n{key}:\n" + "".join(_indented(item) for item in items)


def commented(text: str, reasons: Iterable[str]) -> str:
    """A part of the file taken out of it, with the reasons above."""
    lines = [*(one_line(reason) for reason in reasons), *text.rstrip("\n").split("\n")]
    return "".join(f"# {line}\n" for line in lines)


def section_text(section: Section, page: str, ids: Mapping[str, str]) -> str:
    """A section of the primer, or a track of the chronology."""
    return f"- {{id: {ids.get(section.id, section.id)}, title: {quoted(section.title)}, page: {page}}}\n"


def source_lines(article: Article, question: Question | None = None, level: int = 0) -> list[str]:
    """An article's entry of ``sources:``, in lines without indentation.

    Args:
        article: The article.
        question: What is asked of its date.
        level: How often it was found wrong: 1 leaves out its label.
    """
    name = json.dumps(Path(article.seed.path).name, ensure_ascii=False)
    lines = [f"{name}:", f"  id: {article.id}"]
    unnamed = "" if article.publisher else "  # ASKED: the file names no publisher; what do readers call it?"
    lines += [f"  label: {quoted(plain_label(article.label))}{unnamed}"] if not level else []
    if question:
        lines += [f"  # ASKED: {one_line(question.said)}. {one_line(' '.join(question.hints))}"]
        remedy = "write the day that it is" if question.date != "unknown" else "write it, such as 2026-03-05"
        lines.append(f"  date: {question.date}  # {remedy}")
    elif article.date_published.basis is not DateBasis.STATED:
        edtf = article.date_published.edtf
        known = f"inferred: {edtf.text}" if edtf else "not known"
        lines.append(f"  # date:  # ASKED: the file states none; {known}")
    # Last, so that what is added behind it parts no comment from its article.
    return [*lines, f"  sha256: {text_digest(article.seed)}"]


def offered_lines(offers: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Evidence for claims that are there, as comments.

    Args:
        offers: Ids of claims, each with lines of evidence.
    """
    below: dict[str, list[str]] = {}
    for name, lines in offers:
        below.setdefault(name, []).extend(line for line in lines if line not in below.get(name, ()))
    return [line for name, lines in below.items() for line in (f"# {name}:", *(f"#{line}" for line in lines))]


def slot_lines(found: Mapping[AnswerKind, Sequence[str]]) -> list[str]:
    """What the home page leaves open and drafted claims may answer, as comments."""
    return [f"#   {kind}: {_flow(ids)}  # {_ASKED[kind]}" for kind, ids in found.items()]


def _name(entry: NameEntry) -> str:
    also = [item.term for item in entry.spellings if item.term != entry.name]
    lines = [f"- name: {quoted(entry.name)}", f"  kind: {entry.kind}"]
    if also:
        lines.append(f"  also: {_flow(also)}")
    lines += [f"  # {item.article_id}: {one_line(item.quote.exact)}" for item in entry.evidence]
    return "\n".join(lines) + "\n"


def _place(place: Place) -> str:
    country = f", country: {place.country}" if place.country else ""
    # The gazetteer's own name, where articles have another.
    country += f", gazetteer: {quoted(place.names[1])}" if len(place.names) > 1 else ""
    return f"- {{name: {quoted(place.name)}, kind: {place.kind}{country}}}  # {one_line(place.origin)}\n"


# ---------------------------------------------------------------- claims


def telling(story: Story, comparisons: Iterable[Comparison]) -> set[str]:
    """The ids of the claims whose quotations hold what is set side by side."""
    sides = [side for item in comparisons for side in item.evidence]
    return {
        claim.id
        for claim in story.claims
        for part in claim.evidence
        for side in sides
        if side.article_id == part.article_id
        and part.position.start <= side.position.start
        and side.position.end <= part.position.end
    }


def one_by_one(story: Story, groups: Sequence[tuple[str, Sequence[Claim]]]) -> list[tuple[str, list[Claim]]]:
    """Claims as an editor tells them: a sentence that leans on another paragraph ("rejected this") apart from that.

    The later one still cites both: its words alone do not say what they mean. What another claim tells comes once.
    """
    items = {item.article.id: item for item in story.articles}
    others = (claim for claim in story.claims if claim.origin is ClaimOrigin.EDITED)
    every = [*others, *(claim for _heading, claims in groups for claim in claims)]
    told = {(part.article_id, part.quote.exact) for claim in every for part in claim.evidence}
    return [
        (heading, [part for claim in claims for part in _by_paragraph(items, claim, told)])
        for heading, claims in groups
    ]


def _by_paragraph(
    items: Mapping[str, AnnotatedArticle], claim: Claim, told: Set[tuple[str, str]]
) -> Iterator[Claim]:
    """A claim for each paragraph of a quotation, with those before it; the one with its words has the date."""
    whole = claim.evidence[0]
    parts = whole.quote.exact.split(_JOINT)
    if len(claim.evidence) > 1 or len(parts) == 1:
        yield claim
        return
    words = [part.words for part in claim.when.per_source] if claim.when else []
    dated = next((k for k, part in enumerate(parts) if all(said in part for said in words)), -1)
    end = whole.position.start - len(_JOINT)
    for number, part in enumerate(parts):
        end += len(_JOINT) + len(part)
        if (whole.article_id, part) in told:
            continue
        mine = claim if number == dated else replace(claim, when=None, track="")
        name = f"{claim.id}-part-{number}" if number else claim.id
        evidence = evidence_for(items[whole.article_id], whole.position.start, end)
        yield replace(mine, id=name, text=part, evidence=(evidence,))


@dataclass(frozen=True, kw_only=True)
class ClaimText:
    """Words claims.

    Attributes:
        story: The story that they are of.
        ids: Their ids in the file, and those of sections and tracks.
        notes: What else is to be said of a claim, by its id in the story.
        listed: The ids of the articles that ``sources:`` has already, with the labels that they have there.
        beside: All claims that are drafted.
    """

    LEFT_OUT: ClassVar[int] = 3
    """From this level on a claim stands in the file as a comment: 1 leaves out its date, 2 all but its first words."""

    story: Story
    ids: Mapping[str, str]
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    beside: Sequence[Claim] = ()

    def section(self, claim: Claim, level: int) -> str:
        """The id of the section that tells a claim; what has neither that nor a track waits to be placed."""
        return self.ids.get(claim.section, "") or ("" if self._track(claim, level) else TO_BE_PLACED.id)

    def text(self, claim: Claim, level: int) -> str:
        """A claim, as far taken back as its level says."""
        evidence = [part for item in claim.evidence for part in self._pieces(item)]
        first = [part for part in evidence if part[0] == claim.evidence[0].article_id]
        first = [part for part in first if part in self._pieces(claim.evidence[0])]
        if level >= 2:
            evidence = first = first[-1:]
        section, track = self.section(claim, level), self._track(claim, level)
        lines = [f"- id: {self.ids[claim.id]}"]
        lines += [f"  section: {section}"] if section else []
        lines += [f"  track: {track}"] if track else []
        lines += [f"  # {note}" for note in self._unsure(claim)]
        label = self._articles[claim.evidence[0].article_id].label
        label = label if claim.evidence[0].article_id in self.listed else plain_label(label)
        # A label with quotation marks in it would end the quotation before it.
        label = "" if level >= 2 and label != plain_label(label) else label
        lines.append(f"  text: {quoted(drafted_text([words for _id, words, _pin in first], label))}")
        lines.append("  evidence:")
        lines += [_evidence_line(*part) for part in evidence]
        if track and claim.when and claim.when.per_source:
            words = list(dict.fromkeys(part.words for part in claim.when.per_source if part.words))
            lines += [f"  when: {{words: {_flow(words)}}}"] if words else []
        return "\n".join(lines) + "\n"

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {item.article.id: item.article for item in self.story.articles}

    def _track(self, claim: Claim, level: int) -> str:
        return "" if level else self.ids.get(claim.track, "")

    def _pieces(self, item: Evidence) -> list[tuple[str, str, str]]:
        """The article, the words and what pins them: of sentences joined across paragraphs, a piece for each."""
        article = self._articles[item.article_id]
        pieces, at = [], item.position.start
        for part in item.quote.exact.split(_JOINT):
            if words := part.strip():
                start = at + part.index(words)
                pieces.append((article.id, words, _pin(article, words, start)))
            at += len(part) + 2
        return pieces

    def _unsure(self, claim: Claim) -> Iterator[str]:
        """What an editor has to know of a claim before it is told as it stands."""
        for note in self.notes.get(claim.id, ()):
            yield one_line(note)
        inferred = [
            self._articles[name].label
            for name in dict.fromkeys(item.article_id for item in claim.evidence)
            if claim.when and self._articles[name].date_published.basis is not DateBasis.STATED
        ]
        if inferred:
            yield f"unsure: its date rests on a day of publication that is inferred ({one_line(', '.join(inferred))})"
        if claim.when and claim.when.conflict:
            yield "unsure: the articles give it different dates"
        for item in self._differing(claim):
            doubt = f": {DOUBTS[item.doubt]}" if item.doubt else ""
            kept = ", not shown to readers" if item.doubt else ""
            other = next((part for part in item.evidence if not _within(part, claim)), None)
            said = f"; {self._where(other)}" if other else ""
            yield f"unsure: a difference was found{kept} ({RELATION_KINDS[item.relation].label}{doubt}){said}"
        for name in self._told_before(claim):
            yield f"{name} tells its first words; they stand here for what the others mean"
        if len(self._articles) > 1 and len(claim.source_ids) == 1:
            yield "no other article was found to say so"

    def _told_before(self, claim: Claim) -> Iterator[str]:
        """The ids of other claims of the file that are the beginning of this one."""
        whole = claim.evidence[0]
        shorter = [
            other
            for other in self.beside
            if (item := other.evidence[0]).article_id == whole.article_id
            and item.position.start == whole.position.start
            and item.position.end < whole.position.end
            and other.id in self.ids
        ]
        if shorter:
            yield self.ids[max(shorter, key=lambda other: other.evidence[0].position.end).id]

    def evidence(self, claim: Claim) -> list[str]:
        """Lines of evidence with a claim's words, to be pasted below another's ``evidence:``."""
        return [_evidence_line(*part) for item in claim.evidence for part in self._pieces(item)]

    def _differing(self, claim: Claim) -> list[Comparison]:
        return [
            item
            for item in (*self.story.comparisons, *self.story.unsure)
            if RELATION_KINDS[item.relation].differs and any(_within(part, claim) for part in item.evidence)
        ]

    def _where(self, part: Evidence) -> str:
        article = self._articles[part.article_id]
        words = part.quote.exact.split()
        shown = " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
        return f"{article.seed.path}:{article.line(part.position.start)}: {one_line(shown)}"


def _evidence_line(name: str, words: str, pin: str) -> str:
    return f"    - {{source: {name}, quote: {quoted(words)}{pin}}}"


def _within(part: Evidence, claim: Claim) -> bool:
    """Whether words lie in those that a claim cites."""
    return any(
        item.article_id == part.article_id
        and item.position.start < part.position.end
        and part.position.start < item.position.end
        for item in claim.evidence
    )


def _pin(article: Article, words: str, start: int) -> str:
    """What pins words that occur more than once."""
    try:
        locate(article, Citation(quote=words))
    except QuoteError as problem:
        if problem.code != "quote-ambiguous":
            return ""
    else:
        return ""
    for number in range(1, _MOST_OCCURRENCES):
        with suppress(QuoteError):
            if locate(article, Citation(quote=words, occurrence=number))[1].start == start:
                return f", occurrence: {number}"
    return ""


def _indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def one_line(text: str) -> str:
    """Words for a comment: on one line, and nothing that YAML refuses."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def quoted(text: str) -> str:
    """A text as YAML, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _flow(items: Iterable[str]) -> str:
    return f"[{', '.join(item if _plain(item) else quoted(item) for item in items)}]"


def _plain(word: str) -> bool:
    """Whether YAML takes a word for a text as it stands."""
    return slug(word) == word and word[:1].isalpha() and word not in ("true", "false", "null")
