"""A page's citations: the small number that opens the exact words on the spot, and the notes it opens.

The notes stand once each at the end of the page: on screen each waits to be opened at its number, on paper
(and where popovers are unknown) they are a list. A note in the middle of a sentence would be neither.

``Citations`` counts along one page. Every quotation it emits is marked with the span it
claims to be (``data-quote="source:start-end"``), which ``verify`` checks after rendering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from generator.catalog import _, ngettext
from generator.claims.carried import Carriers, told_twice
from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf
from generator.model import (
    HOW_WE_KNOW,
    AnnotatedArticle,
    AnswerKind,
    Article,
    Claim,
    ClaimDate,
    ClaimOrigin,
    ClaimStatus,
    DateOrigin,
    Evidence,
    Image,
    Update,
    UpdateKind,
    VoucherKind,
)
from generator.publish.options import LeftOut
from generator.publish.pages import BACKGROUND, CHRONOLOGY, COMPARE, HOME, SOURCE, page_path
from generator.publish.phrases import (
    LINK_TO_STATEMENT,
    NOTES,
    STATUS_TAGS,
    STATUSES,
    claim_text,
    curly,
    named_first,
    own_words,
    published_phrase,
    shown_marks,
)
from generator.publish.pictures import Picture
from generator.publish.terms import Term, TermFinder
from generator.publish.vouchers import brief_voucher, voucher_phrase

_MOST_CITED = 3
_MOST_BESIDE = 2
_SPOKEN_WORDS, _LINKED_WORDS = 4, 9
# On the page that holds everything a note repeats no words that stand beside its number.
_MOST_PRINTED = 2
Href = Callable[[str], str]
"""From a site path, such as ``sources/aa-iha.md#x``, to an address relative to the page."""


def span_id(evidence: Evidence) -> str:
    """The ``source:start-end`` of a quotation, as it stands in ``data-quote``."""
    return f"{evidence.article_id}:{evidence.position.start}-{evidence.position.end}"


def passage_anchor(start: int) -> str:
    """The id, on its source's page, of the words that begin at ``start``."""
    return f"at-{start}"


def _passage_address(evidence: Evidence) -> str:
    return SOURCE.at(passage_anchor(evidence.position.start), of=evidence.article_id)


def filled(template: str, *values: object) -> Markup:
    """Markup with values in its ``{}``, escaped; as ``Markup.format``, which takes ten times as long.

    >>> filled("<b>{0} {1}</b>", "a & b", Markup("<i>c</i>"))
    Markup('<b>a &amp; b <i>c</i></b>')
    """
    return Markup(template.format(*map(escape, values)))


def quotation(evidence: Evidence, tag: str = "q") -> Markup:
    """The words themselves, escaped and marked for the check after rendering."""
    return filled(
        '<{0} class="quote" data-quote="{1}">{2}</{0}>',
        Markup(tag), span_id(evidence), shown_marks(evidence.quote.exact),
    )  # fmt: skip


def in_sentence(evidence: Evidence, article: Article) -> Markup:
    """The words within their whole sentence, themselves marked, so that a reader sees what was left out."""
    first, last = evidence.position.start, evidence.position.end
    reached = [item for item in article.sentences if item.start < last and first < item.end]
    start, end = (min(first, reached[0].start), max(last, reached[-1].end)) if reached else (first, last)
    before, after = article.text[start:first], article.text[last:end]
    if not any(letter.isalnum() for letter in before + after):
        return quotation(evidence)
    return filled(
        '<q class="quote" data-quote="{}:{}-{}">{}<mark>{}</mark>{}</q>',
        article.id, start, end, *map(shown_marks, (before, evidence.quote.exact, after)),
    )  # fmt: skip


def anchor_link(name: str, label: str, of: str = "") -> Markup:
    """A link to what it stands beside, for a reader to keep; the theme's script also copies its address.

    In a list of a page's links each is told from the others by what it leads to.
    """
    return filled(
        '<a class="anchor" href="#{}" aria-label="{}">#</a>', name, f"{label}: {of}" if of else label
    )


def claim_address(claim: Claim, left_out: LeftOut = LeftOut()) -> str:  # noqa: B008 - it is frozen
    """The site path and anchor of a claim on the first page that tells it; ``""`` where all of these are left out."""
    return next((at for at in _told_at(claim) if not left_out.has(at)), "")


def _told_at(claim: Claim) -> Iterator[str]:
    if claim.id == HOW_WE_KNOW or claim.id in [kind.id for kind in AnswerKind]:
        yield HOME.at(claim.id)
        return
    if claim.section or (claim.origin is ClaimOrigin.EDITED and not claim.track):
        yield BACKGROUND.at(claim.id)
    if claim.track:
        yield CHRONOLOGY.at(claim.id)
    if claim.origin is ClaimOrigin.EXTRACTED:
        yield _passage_address(claim.evidence[0])


def _status_tag(claim: Claim) -> str:
    """An article's sentence's status, where no entry's tags tell it."""
    tagged = claim.status in STATUS_TAGS and not claim.track
    return f" · {_(STATUS_TAGS[claim.status][1])}" if tagged else ""


@dataclass(slots=True, kw_only=True)
class Citations:
    """The citations of one page, numbered in the order they are asked for.

    Attributes:
        carriers: What each article carries of a claim.
        terms: What is explained where it first stands.
        updates: Of each statement that newer articles update the comparison that tells it, and these articles.
        changed: The last correction or addition of each claim that has one, by its id.
        pictures: Those that the story names, by their files.
        bare: Ids of the articles of which nothing is shown but the quoted words.
        left_out: The pages that the settings leave out.
        printed: Whether the page is the one that holds all the others, to be printed or kept.
    """

    articles: Mapping[str, AnnotatedArticle]
    claims: Mapping[str, Claim]
    href: Href
    carriers: Carriers
    printed: bool = False
    terms: tuple[Term, ...] = ()
    updates: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    changed: Mapping[str, Update] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    left_out: LeftOut = field(default_factory=LeftOut)
    correction: Callable[[Claim], str] = lambda _claim: ""
    _numbers: dict[str, int] = field(default_factory=dict)
    _anchored: set[str] = field(default_factory=set)
    _notes: list[Markup] = field(default_factory=list)
    _explained: list[Markup] = field(default_factory=list)
    _finder: TermFinder = field(init=False)

    def __post_init__(self) -> None:
        """Begin a page: no term has been explained yet."""
        self._finder = TermFinder(self.terms)

    def page(self, key: str, anchor: str = "", *, of: str = "") -> str:
        """The address of a page by its key in ``PAGES``; ``of`` is the article's id where each has one."""
        return self.href(page_path(key, anchor, of=of))

    def label(self, evidence: Evidence) -> str:
        """What the article of a piece of evidence is called."""
        return self.articles[evidence.article_id].article.label

    def claim(self, claim: Claim) -> Markup:
        """A claim's text with its citation; the first time on the page it carries the claim's anchor."""
        if claim.origin is ClaimOrigin.EXTRACTED:
            return self._extracted(claim)
        text, space, last = own_words(claim.text).rpartition(" ")
        text = Markup("").join(self._term(piece, number) for piece, number in self._finder.pieces(text))
        return filled(
            '<span class="claim"{}>{}{}<span class="tie">{}{}</span>{}</span>',
            self.anchor(claim),
            text,
            space,
            last,
            self.mark(claim),
            self._changed(claim),
        )

    def _changed(self, claim: Claim) -> Markup:
        """That a statement was corrected or added to, and when; a link to what was."""
        update = self.changed.get(claim.id)
        if update is None:
            return Markup("")
        day = format_edtf(parse_edtf(update.date))
        corrected = update.kind is UpdateKind.CORRECTION
        said = _("corrected {date}", date=day) if corrected else _("changed {date}", date=day)
        return filled(' <a class="changed" href="{}">{}</a>', self.page("about", "corrections"), said)

    def _term(self, words: str, number: int | None) -> Markup:
        """Words of a text; those of a term open what is said of it."""
        if number is None:
            return escape(words)
        term, name = self.terms[number], f"term-{number + 1}"
        note = filled('<strong class="cite-source">{}</strong> {}', term.words[0], own_words(term.text))
        if term.article:
            note += filled(
                ' <a class="cite-link" href="{}">{}</a>', self.page("source", of=term.article), term.words[0]
            )
        self._explained.append(self._panel(name, term.words[0], note + self._items(term.evidence)))
        return filled('<button type="button" class="term" popovertarget="{}">{}</button>', name, words)

    def _extracted(self, claim: Claim) -> Markup:
        """An article's own sentence: a quotation, who says it and where; a number opens what others say."""
        item = claim.evidence[0]
        more = Markup("")
        if len(claim.source_ids) > 1:
            head, space, last = self._also(claim).rpartition(" ")
            more = filled('{}{}<span class="tie">{}{}</span>', head, space, last, self.mark(claim))
        more += self._updated(claim)
        anchor, own = self.anchor(claim), self._own_address(claim)
        link = Markup(" ") + anchor_link(own, _(LINK_TO_STATEMENT)) if anchor and own else ""
        return filled(
            '<span class="claim"{}>{} <span class="said-by">{}{}{}{}</span></span>',
            anchor,
            quotation(item),
            self.sayer(item),
            _status_tag(claim),
            more,
            link,
        )

    def _updated(self, claim: Claim) -> Markup:
        """Who updates an article's sentence, with the way to both wordings."""
        if claim.id not in self.updates:
            return Markup("")
        comparison, newer = self.updates[claim.id]
        names = named_first([self.articles[name].article.label for name in newer], 2)
        address = self.href(COMPARE.at(comparison))
        return filled(' · <a href="{}">{}</a>', address, _("updated by {names}", names=names))

    def article_link(self, item: Evidence) -> Markup:
        """The article's name, which leads to the words; where everything is on one page, the name alone."""
        label = escape(self.label(item))
        if self.printed:
            return label
        # The name is told on paper too, where a mere way to the words is left out.
        return filled(
            '<a class="cite-link cite-name" href="{}">{}</a>', self.href(_passage_address(item)), label
        )

    def sayer(self, item: Evidence) -> Markup:
        """Who says an article's sentence, where its words do not tell, and the article."""
        who, article = brief_voucher(item.voucher, item.quote.exact), self.article_link(item)
        # The article is markup, so the sentence around it is put together from escaped parts.
        return Markup(_("{who}, in {article}", who=escape(who), article=article)) if who else article

    def _also(self, claim: Claim) -> str:
        """Which other articles say all of an article's sentence; who says a part stands in the note."""
        first = claim.evidence[0].article_id
        others = [name for name in claim.source_ids if name != first]
        whole = [self.articles[name].article.label for name in others if self.carriers.of(claim, name).whole]
        if not whole:
            return ""
        if len(whole) == 1:
            return " · " + _("also {names}", names=whole[0])
        return " · " + ngettext("also {number} other", "also {number} others", len(whole))

    def _own_address(self, claim: Claim) -> str:
        """The claim's address without its ``#`` where it is on this page, else ``""``."""
        address = self.href(claim_address(claim, self.left_out))
        return address[1:] if address.startswith("#") else ""

    def link(self, name: str) -> Markup:
        """A link with the text of the claim of that id, to the page that tells it."""
        claim = self.claims[name]
        return filled(
            '<a href="{}">{}</a>', self.href(claim_address(claim, self.left_out)), claim_text(claim)
        )

    def short_link(self, name: str) -> Markup:
        """A link with the first words of the claim of that id, for where the page itself tells it in full."""
        claim = self.claims[name]
        address = self.href(claim_address(claim, self.left_out))
        return filled('<a href="{}">{}</a>', address, claim_text(claim, _LINKED_WORDS))

    def anchor(self, claim: Claim) -> Markup:
        """The ``id`` attribute of the claim, once a page."""
        if claim.id in self._anchored:
            return Markup("")
        self._anchored.add(claim.id)
        return filled(' id="{}"', claim.id)

    def _spoken(self, claim: Claim, number: int) -> str:
        """What a screen reader calls a statement's number: by its first words."""
        return _("Evidence {number}: {words}", number=number, words=claim_text(claim, _SPOKEN_WORDS))

    def mark(self, claim: Claim) -> Markup:
        """The number alone; a claim cited again keeps its number. Its note is one of `notes`."""
        again = claim.id in self._numbers
        number = self._numbers.setdefault(claim.id, len(self._numbers) + 1)
        button = filled(
            '<button class="cite" popovertarget="cite-{0}" aria-label="{1}">{0}</button>',
            number,
            self._spoken(claim, number),
        )
        if not again:
            self._notes.append(self._note(claim, number))
        return button

    def marks(self, names: Sequence[str]) -> Markup:
        """The numbers of several claims, for words that rest on them; empty without any."""
        return Markup(" ").join(self.mark(self.claims[name]) for name in names)

    def picture(self, image: Image | None, *, first: bool = False) -> Markup:
        """A picture with whose it is; ``first`` where it stands in the first window, else it is loaded later."""
        if image is None:
            return Markup("")
        shown = self.pictures.get(image.file, Picture(image=image))
        size = filled(' width="{}" height="{}"', shown.width, shown.height) if shown.width else ""
        return filled(
            '<figure class="picture"><img src="{}" alt="{}"{}{}{} decoding="async">'
            "<figcaption>{} · {}</figcaption></figure>",
            self.href(image.file),
            image.alt,
            size,
            filled(' data-color="{}"', shown.color) if shown.color else "",
            "" if first else Markup(' loading="lazy"'),
            image.credit,
            image.license,
        )

    def margin(self, claims: Sequence[Claim]) -> Markup:
        """Beside a paragraph of these claims the exact words of each, for eyes alone: its note says the same.

        Of each the first words of up to two articles; a button opens the note with the others.
        """
        if self.printed:
            return Markup("")
        followed = [*claims[1:], None]
        return filled(
            '<ul class="margin" aria-hidden="true">{}</ul>',
            Markup("").join(map(self._beside, claims, followed)),
        )

    def _beside(self, claim: Claim, following: Claim | None) -> Markup:
        """The words of a claim; whose they are is said once for several in a row."""
        number, shown = self._numbers[claim.id], _first_of_each(claim)[:_MOST_BESIDE]
        after = _first_of_each(following)[:1] if following else []
        head, rest = Markup(""), Markup("")
        if shown:
            same = after and self._whose(shown[0]) == self._whose(after[0])
            whose = "" if same else filled("<span>{}</span>", self._whose(shown[0]))
            head = filled("<p><b>{}</b>{} {}</p>", number, quotation(shown[0]), whose)
        for item in shown[1:]:
            rest += filled("<p>{} <span>{}</span></p>", quotation(item), self._whose(item))
        if left := len(claim.evidence) - len(shown):
            rest += filled(
                '<button type="button" class="more" tabindex="-1" popovertarget="cite-{}">{}</button>',
                number,
                _("+ {number} more", number=left),
            )
        return filled(
            "<li><div>{}{}</div></li>", head, filled('<div class="rest">{}</div>', rest) if rest else ""
        )

    def _whose(self, item: Evidence) -> str:
        """The article of some words, and who stands behind them there."""
        return _("{article}; {phrase}", article=self.label(item), phrase=voucher_phrase(item.voucher))

    def notes(self) -> Markup:
        """The notes of every number asked for so far, as the end of the page; empty without any."""
        return Markup("").join(
            filled(
                '\n\n<section class="{2}" aria-label="{0}">\n<h2>{0}</h2>\n{1}\n</section>\n',
                title,
                Markup("\n").join(notes),
                kind,
            )
            for title, notes, kind in (
                (_("Terms"), self._explained, "notes terms"),
                (_(NOTES), self._notes, "notes"),
            )
            if notes
        )

    def source_link(self, evidence: Evidence) -> Markup:
        """A link to the words on their source's page."""
        target = self.href(_passage_address(evidence))
        return filled(
            '<a class="cite-link" href="{}">{}<span class="unseen">: {}</span></a>',
            target,
            _("In the source"),
            self.label(evidence),
        )

    def meta(self, evidence: Evidence) -> Markup:
        """Who vouches and how the article is dated."""
        article = self.articles[evidence.article_id].article
        dated = _("article of {date}", date=published_phrase(article))
        reason = f" – {evidence.voucher_reason}" if evidence.voucher_reason else ""
        phrase = voucher_phrase(evidence.voucher)
        role = "" if evidence.supports else _("for comparison or context") + " · "
        return filled(
            '<span class="cite-meta">{}{} · {}{}</span>',
            role,
            phrase if role else phrase[:1].upper() + phrase[1:],
            dated,
            reason,
        )

    def _items(self, evidence: Sequence[Evidence], *, brief: bool = False) -> Markup:
        """Each piece of evidence: outlet, the words, who vouches and the date, the way to the words in their context.

        Several are a numbered list, to be read in its order; what an article says again is one item with its places.
        In brief the outlet's name leads to the words, and only who else says them is told.
        """
        groups = told_twice(evidence)
        several = len(groups) > 1
        items = Markup("").join(
            filled(
                '<{0} class="cite-item"><span class="cite-source">{1}</span> {2}</{0}>',
                Markup("li" if several else "div"),
                self.article_link(group[0]) if brief else self.label(group[0]),
                Markup(" ").join(self._place(item, number, brief=brief) for number, item in enumerate(group)),
            )
            for group in groups
        )
        return filled('<ol class="cite-items">{}</ol>', items) if several else items

    def _place(self, item: Evidence, number: int, *, brief: bool) -> Markup:
        """The words at one place of an article, those of further places said to be so."""
        again = filled('<span class="cite-again">{}</span> ', _("Told again:")) if number else ""
        # What only names somebody is not cut against its sentence.
        whole = item.supports and item.article_id not in self.bare
        words = in_sentence(item, self.articles[item.article_id].article) if whole else quotation(item)
        if brief:
            plain = item.voucher.kind is VoucherKind.OWN_VOICE
            phrase = (
                "" if plain else filled(' <span class="cite-meta">{}</span>', voucher_phrase(item.voucher))
            )
            return filled("{}{}{}", again, words, phrase)
        return filled("{}{} {} {}", again, words, self.meta(item), self.source_link(item))

    def _note(self, claim: Claim, number: int) -> Markup:
        # A report of hundreds of articles is cited on the page of each: all of it everywhere would grow without end.
        edited = claim.origin is ClaimOrigin.EDITED
        brief = self.printed and not edited
        shown, left = _noted(claim, brief=brief)
        note = self._items(shown, brief=not edited)
        if left:
            note += filled(
                '<span class="cite-status">{}</span>',
                ngettext("And {number} more.", "And {number} more.", left),
            )
        if status := _status(claim):
            note += filled('<span class="cite-status">{}</span>', status)
        if claim.when and (edited or not (brief or claim.track)):
            note += _dated(claim.when, None if edited else _MOST_CITED)
        if own := self._own_address(claim):
            note += filled('<a class="anchor" href="#{}">{}</a>', own, _(LINK_TO_STATEMENT))
        if correct := self.correction(claim):
            note += filled('<a class="correct" href="{}">{}</a>', correct, _("Suggest a correction"))
        return self._panel(f"cite-{number}", _("Evidence {number}", number=number), note)

    def _panel(self, name: str, label: str, content: Markup) -> Markup:
        """The note itself, closed by Escape, a click beside it or its button; ``label`` is its spoken name."""
        return filled(
            '<div class="cite-note" popover id="{0}" role="note" aria-label="{3}">'
            '<button class="cite-close" popovertarget="{0}" aria-label="{2}">×</button>{1}</div>',
            name,
            content,
            _("Close"),
            label,
        )


def _first_of_each(claim: Claim) -> list[Evidence]:
    """The first words of each article that carry a claim."""
    first: dict[str, Evidence] = {}
    for item in claim.evidence:
        if item.supports:
            first.setdefault(item.article_id, item)
    return list(first.values())


def _dated(when: ClaimDate, most: int | None) -> Markup:
    """How a date is known, folded: a working of several lines would push the words out of a small window."""
    dates = when.per_source
    notes = [
        _("{article}: {working}", article=item.label, working=item.working)
        if len(dates) > 1
        else item.working
        for item in dates[:most]
    ]
    lines = Markup("").join(
        filled('<span class="cite-when">{}</span>', curly(line)) for line in (*notes, *when.notes)
    )
    return filled('<details class="cite-dated"><summary>{}</summary>{}</details>', _("Why this date"), lines)


def _status(claim: Claim) -> str:
    """What a claim is, and that its date is the site's own work."""
    computed = claim.when is not None and claim.when.origin is DateOrigin.COMPUTED
    if computed and claim.status is not ClaimStatus.COMPUTED:
        return f"{STATUSES[claim.status]} {STATUSES[ClaimStatus.COMPUTED]}".strip()
    return STATUSES[claim.status]


def _noted(claim: Claim, *, brief: bool) -> tuple[tuple[Evidence, ...], int]:
    """The evidence that a note tells, and how much more there is."""
    if claim.origin is ClaimOrigin.EDITED:
        return claim.evidence, 0
    # The first words of an article's sentence stand beside the number.
    told = claim.evidence[1:]
    shown = told[: _MOST_PRINTED if brief else _MOST_CITED]
    return shown, len(told) - len(shown)
