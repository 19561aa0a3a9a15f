"""The story as one file of plain Markdown with footnotes, for pandoc (EPUB, DOCX, PDF) and any other program.

No HTML and no attribute lists: every statement ends in a footnote with the words that carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.catalog import N_, _
from generator.edtf_words import format_edtf
from generator.model import Claim, ClaimOrigin, Comparison, Evidence
from generator.publish.exports import Export
from generator.publish.phrases import STATUS_TAGS, curly, own_words, published_phrase
from generator.publish.presenter import Presenter
from generator.publish.vouchers import voucher_phrase

# What means something to Markdown, or to pandoc's: math, citations, sub- and superscript.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#$@^~|])")
# What begins a list or a heading at the start of a line.
_OPENS = re.compile(r"^(\d+)([.)])(?=\s)|^([-+=])(?=\s|=|-)")
# A report of hundreds of articles is as well told by the first few.
_MOST = 8


def plain_markdown(told: Presenter) -> str:
    """The story: short answer, background, chronology, differences, what is open, names, sources."""
    writer = _Writer(told)
    blocks = [*writer.blocks(), *writer.footnotes]
    return "\n\n".join(blocks) + "\n"


class _Writer:
    """Writes one story, and collects its footnotes."""

    def __init__(self, presenter: Presenter) -> None:
        self.presenter = presenter
        self.story = presenter.story
        self.footnotes: list[str] = []
        self._noted: set[str] = set()

    def blocks(self) -> Iterator[str]:
        story = self.story
        yield f"# {_plain(own_words(story.title))}"
        if story.as_of:
            yield _plain(_("as of {date}", date=format_edtf(story.as_of)))
        if story.question:
            yield _plain(own_words(story.question))
        yield from self._list(
            _("The short answer"), [self._said(claim) for claim in self.presenter.summary()]
        )
        yield from self._sections()
        yield from self._chronology()
        yield from self._differences()
        yield from self._questions()
        yield from self._list(
            _("Who’s who and spellings"),
            [
                _plain(own_words(f"{name.name}: {name.role}" if name.role else name.name))
                for name in story.names
            ],
        )
        yield from self._list(_("Sources"), [_plain(line) for line in self._sources()])

    def _list(self, title: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield f"## {_plain(title)}"
            yield "\n".join(f"- {line}" for line in lines)

    def _sections(self) -> Iterator[str]:
        for section in self.story.sections:
            told = [claim for claim in self.story.claims if claim.section == section.id]
            if not told:
                continue
            yield f"## {_plain(own_words(section.title))}"
            paragraph: list[str] = []
            for claim in told:
                alone = claim.opens_paragraph or claim.origin is ClaimOrigin.EXTRACTED
                if alone and paragraph:
                    yield " ".join(paragraph)
                    paragraph = []
                paragraph.append(self._said(claim))
            yield " ".join(paragraph)

    def _chronology(self) -> Iterator[str]:
        lines = []
        for entry in self.presenter.entries:
            tags = [words for _name, words in entry.tags]
            tagged = f" ({_plain('; '.join(tags))})" if tags else ""
            lines.append(f"**{_plain(entry.date_text)}**{tagged}: {self._said(entry.claim)}")
        yield from self._list(_("Chronology"), lines)

    def _differences(self) -> Iterator[str]:
        shown = [item for item in self.story.comparisons if not item.claim_dated]
        if shown:
            yield f"## {_plain(_('Sources compared'))}"
        for item in shown:
            yield from self._difference(item)

    def _difference(self, item: Comparison) -> Iterator[str]:
        yield f"### {_plain(own_words(item.title))}"
        if item.text:
            yield _plain(own_words(f"{item.text} {item.why}".strip()))
        yield "\n".join(f"- {self._carried(evidence)}" for evidence in item.evidence)

    def _questions(self) -> Iterator[str]:
        asked = self.story.questions
        if asked:
            yield f"## {_plain(_('Questions'))}"
        for question in asked:
            yield f"### {_plain(own_words(question.text))}"
            if question.answer:
                yield " ".join(self._said(self.presenter.claims[name]) for name in question.answer)
            else:
                yield _plain(f"{_('The sources do not say.')} {own_words(question.note)}".strip())

    def _sources(self) -> Iterator[str]:
        for item in self.story.articles:
            article = item.article
            said = [article.label, article.headline or "", article.publisher or "", published_phrase(article)]
            parts = [*dict.fromkeys(filter(None, said)), *filter(None, [article.url])]
            # A headline may end as a sentence does.
            yield " ".join([*(part if part[-1] in ".?!…" else f"{part}." for part in parts[:-1]), parts[-1]])

    def _said(self, claim: Claim) -> str:
        """A statement with its footnote; an article's own sentence is a quotation."""
        text = claim.text if claim.origin is ClaimOrigin.EXTRACTED else own_words(claim.text)
        if claim.origin is ClaimOrigin.EXTRACTED:
            text = f"“{text}”"
        if claim.id not in self._noted:
            self._noted.add(claim.id)
            self.footnotes.append(f"[^{claim.id}]: {self._note(claim)}")
        return f"{_plain(text)}[^{claim.id}]"

    def _note(self, claim: Claim) -> str:
        said = [self._carried(item) for item in claim.evidence[:_MOST]]
        if claim.status in STATUS_TAGS:
            said.append(_plain(_(STATUS_TAGS[claim.status][1])))
        if claim.when:
            dated = [*(item.working for item in claim.when.per_source[:_MOST]), *claim.when.notes]
            said += [_plain(curly(line)) for line in dated if line]
        return " – ".join(said)

    def _carried(self, item: Evidence) -> str:
        label = self.presenter.articles[item.article_id].article.label
        role = "" if item.supports else f"{_('for comparison or context')}, "
        return _plain(f"{label}, {role}{voucher_phrase(item.voucher)}: “{item.quote.exact}”")


def _plain(text: str) -> str:
    r"""Text on one line in which nothing is markup.

    >>> _plain("1. a *b* at $5")
    '1\\. a \\*b\\* at \\$5'
    """
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


EXPORT = Export(
    path="assets/explainer/story.txt",
    content=lambda told: plain_markdown(told).encode(),
    title=N_("The story as plain text with footnotes, for pandoc"),
    format="Markdown",
)
