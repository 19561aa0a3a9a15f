"""How much of a statement one source's words carry: all of it, a part, or something else.

Comes in: a story. Goes out: for a claim and an article, whether that article's evidence has every number, day, name,
denial and degree of the statement; and which articles count as one, because one agency or one text stands behind both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.catalog import _
from generator.claims.compare.reprints import independent
from generator.claims.dates import dated
from generator.claims.edited.check_certainty import check_certainty
from generator.claims.edited.check_support import Statement, check_statement
from generator.claims.terms import (
    SearchedText,
    outside_quotation_marks,
    share_in_common,
    term_pattern,
    terms,
)
from generator.data import table
from generator.diagnostics import Diagnostic
from generator.language.numbers import cardinals
from generator.model import Claim, ClaimOrigin, Edtf, Evidence, Story
from generator.read import agencies

_NAMED = re.compile(r'"([^"]+)"')
# Of the checks of an editor's words those that tell what of a statement its words do not carry.
_LACKING = ("number-unsupported", "date-unsupported", "name-unsupported", "quoted-words", "date-sharper")
_TURNED = "hedge-dropped"
_NUMBERED = re.compile(r"(?<![\w.,])([\d][\d.,]*|[a-z]+(?:-[a-z]+)?)(?: [a-z]+)?? ([a-z]{3,})")
# What a number's expression takes with it that belongs to what follows: "21 or".
_TAIL = re.compile(r" (?:or|and|to|of|by|in|at|for)\Z")
# So much of a sentence's words in one or two in a row of another article, or so much of one of these in it, may be the
# same told otherwise. Measured on real stories: of ten sentences that pass, nine are told by no other article.
_ELSEWHERE, _WITHIN, _LEAST_WITHIN = 0.3, 0.6, 3
# An article's own sentence is carried by another with so much of its words. Of 255 pairs of real articles whose
# figures, days and names fitted and that had 0.6, 19 had less: of these half carried the whole, of the others 19 in 20.
_CARRIES = 0.65
# So much in common makes two sentences of one article the same told twice.
_TWICE = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What one article's evidence carries of a statement.

    Attributes:
        lacks: What of the statement its words do not have, in the statement's own words.
        otherwise: They say something else of it: another number of the same, or the opposite.
        touches: They have too few of its words to say all of it.
    """

    lacks: tuple[str, ...] = ()
    otherwise: bool = False
    touches: bool = False

    @property
    def whole(self) -> bool:
        """Whether they carry every part of it."""
        return not (self.lacks or self.otherwise or self.touches)


class Carriers:
    """What the articles of one story carry of its statements."""

    def __init__(self, story: Story) -> None:
        """Look at nothing yet."""
        self._articles = {item.article.id: item for item in story.articles}
        self._labels = {item.article.id: item.article.label for item in story.articles}
        self._english = story.language.split("-")[0].lower() == "en"
        self._as_of = story.as_of
        self._spellings = (
            *((name.name, *(item.term for item in name.spellings)) for name in story.names),
            *((place.name, *place.names) for place in story.places),
        )
        self._original = _originals(story)
        self._found: dict[tuple[str, str], Carried] = {}

    def of(self, claim: Claim, article_id: str) -> Carried:
        """What the article carries of the claim; it cites that article."""
        key = (claim.id, article_id)
        if key not in self._found:
            self._found[key] = self._weighed(claim, article_id)
        return self._found[key]

    def whole(self, claim: Claim) -> tuple[str, ...]:
        """The articles whose words carry every part of the claim, in order of first citation."""
        return tuple(name for name in claim.source_ids if self.of(claim, name).whole)

    def counted(self, article_ids: Iterable[str]) -> tuple[str, ...]:
        """The articles that count: of those with one agency or one text behind them the first."""
        return tuple({self._original[name]: name for name in reversed(tuple(article_ids))}.values())[::-1]

    def agreeing(self, claim: Claim) -> int:
        """How many sources, each counted once, carry every part of the claim."""
        return len(self.counted(self.whole(claim)))

    def found_elsewhere(self, claim: Claim) -> bool:
        """Whether another article may tell what an article's own sentence says: it has many of its words together."""
        own, words = claim.evidence[0].article_id, frozenset(terms(claim.evidence[0].quote.exact))
        return any(
            (same := len(words & said)) >= _ELSEWHERE * len(words)
            or (len(said) >= _LEAST_WITHIN and same >= _WITHIN * len(said))
            for name, passages in self._passages.items()
            if name != own
            for said in passages
        )

    @functools.cached_property
    def _passages(self) -> dict[str, list[frozenset[str]]]:
        """The words of each sentence, and of any two in a row, by article."""
        found: dict[str, list[frozenset[str]]] = {}
        for name, item in self._articles.items():
            article = item.article
            said = [frozenset(terms(article.text[part.start : part.end])) for part in article.sentences]
            found[name] = [*said, *(one | other for one, other in pairwise(said))]
        return found

    def _weighed(self, claim: Claim, article_id: str) -> Carried:
        own = tuple(item for item in claim.evidence if item.article_id == article_id)
        first = claim.evidence[0].article_id
        if not self._english or (claim.origin is ClaimOrigin.EXTRACTED and first == article_id):
            return Carried()
        when = claim.when
        known = [item.edtf for item in when.per_source if item.article_id == article_id] if when else []
        known += [item.edtf for item in dated(own, self._articles).timexes if item.edtf]
        carried = _weigh(
            replace(claim, evidence=own),
            tuple(dict.fromkeys(known)),
            tuple(self._labels.values()),
            self._as_of,
            self._spellings,
        )
        if claim.origin is ClaimOrigin.EXTRACTED:
            return replace(carried, touches=_touches(claim.text, [item.quote.exact for item in own]))
        # What the statement tells of another article by its name this one does not carry.
        others = [label for name, label in self._labels.items() if name != article_id]
        text = outside_quotation_marks(claim.text)
        named = [_("what {article} says", article=label) for label in others if label in text]
        return replace(carried, lacks=(*carried.lacks, *named))


def _touches(statement: str, quotes: Iterable[str]) -> bool:
    """Whether other words have too few of a statement's to say all of it."""
    words = frozenset(terms(statement))
    return len(words.intersection(terms(" ".join(quotes)))) < _CARRIES * len(words)


def told_twice(evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence, what an article says again (a headline, its subhead, a near copy) with what it says first."""
    groups: list[list[Evidence]] = []
    for item in evidence:
        same = (group for group in groups if _again(group[0], item))
        if group := next(same, None):
            group.append(item)
        else:
            groups.append([item])
    return tuple(tuple(group) for group in groups)


def _again(one: Evidence, other: Evidence) -> bool:
    if one.article_id != other.article_id or one.supports != other.supports:
        return False
    return share_in_common(terms(one.quote.exact), terms(other.quote.exact)) >= _TWICE


def _originals(story: Story) -> dict[str, str]:
    """For each article the one that it counts as: the first by the same agency, or the one that it reprints."""
    first: dict[frozenset[str], str] = {}
    originals: dict[str, str] = {}
    for item in story.articles:
        name = item.article.id
        (root,) = independent([name], story.reprints)
        behind = frozenset(
            agency.casefold()
            for agency in item.article.agencies or agencies.often_cited(item.article.text)[:1]
        )
        shared = next((known for credit, known in first.items() if credit & behind), None)
        originals[name] = originals.get(root, root) if root != name else shared or name
        if behind:
            first.setdefault(behind, originals[name])
    return originals


# ---------------------------------------------------------------- one source against the statement


@functools.lru_cache(maxsize=65536)
def _weigh(
    claim: Claim,
    dates: tuple[Edtf, ...],
    labels: tuple[str, ...],
    as_of: Edtf | None,
    spellings: tuple[tuple[str, ...], ...],
) -> Carried:
    """The claim, with one article's evidence alone, against the checks of an editor's words."""
    quotes = [item.quote.exact for item in claim.evidence]
    voices = [item.voucher.source for item in claim.evidence]
    meant = _named_in(labels, spellings).union(_names_in(" \n ".join([*quotes, *voices]), spellings))
    carried = [*quotes, *labels, *voices, *(name for names in spellings if names in meant for name in names)]
    statement = Statement(line=0, text=claim.text, carried_by=tuple(carried), dates=dates)
    found = [*check_statement("", statement), *check_certainty("", claim, dates, labels, as_of)]
    lacks = dict.fromkeys(_words(item) for item in found if item.code in _LACKING)
    lacks |= dict.fromkeys(_degrees(claim))
    turned = any(item.code == _TURNED for item in found) or any(
        _counts_otherwise(claim, words) for words in lacks
    )
    # "February" is no part of its own beside "8 February".
    apart = (words for words in lacks if not any(words != other and words in other for other in lacks))
    return Carried(lacks=tuple(apart), otherwise=turned)


@functools.lru_cache(maxsize=8)
def _named_in(labels: tuple[str, ...], spellings: tuple[tuple[str, ...], ...]) -> frozenset[tuple[str, ...]]:
    """The names that what the articles are called has, which is the same for every statement of a story."""
    return frozenset(_names_in(" \n ".join(labels), spellings))


def _names_in(text: str, spellings: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    """The names, each with its spellings, of which a text has one."""
    known = SearchedText(text)
    return (names for names in spellings if known.has_term(names))


def _words(diagnostic: Diagnostic) -> str:
    """The statement's words that a check names: the last in quotation marks; the first is the claim's id."""
    named = _NAMED.findall(diagnostic.message)
    return _TAIL.sub("", named[1] if diagnostic.code == "date-sharper" else named[0])


def _degrees(claim: Claim) -> Iterable[str]:
    """The words of degree that the statement has and its evidence has none of the same for."""
    own = outside_quotation_marks(claim.text)
    quotes = " ".join(item.quote.exact for item in claim.carrying)
    for same in table("claim_words")["degrees"].values():
        if (found := term_pattern(same).search(own)) and not term_pattern(same).search(quotes):
            yield found.group()


def _counts_otherwise(claim: Claim, number: str) -> bool:
    """Whether the evidence has another number of what the statement counts so: "five dead" for "six dead"."""
    of_what = {
        thing
        for value, thing in _NUMBERED.findall(claim.text.casefold())
        if number.casefold().startswith(value)
    }
    quotes = " ".join(item.quote.exact for item in claim.carrying).casefold()
    return any(
        thing in of_what and (value in cardinals() or value[:1].isdigit())
        for value, thing in _NUMBERED.findall(quotes)
    )
