"""Where the sources agree, differ or exclude each other: the dates of one claim, and everything else they report.

Comes in: annotated articles. Goes out: comparisons for readers, both wordings side by side, and how they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise

from generator.catalog import N_, _, join_list, ngettext
from generator.claims.compare.counted import differing_figures
from generator.claims.compare.counted_over_time import CountedPair, spots_apart
from generator.claims.compare.counted_values import Counted, is_old_news
from generator.claims.compare.exclusive import exclusive_pairs
from generator.claims.compare.figures import tells_a_rate
from generator.claims.compare.headlines import headline_excess
from generator.claims.compare.incompatible import (
    Finding,
    contradiction,
    dates_apart,
    denials,
    denies_a_toll,
    denies_all,
    denies_the_deed,
    denies_the_same,
    says_unknown,
)
from generator.claims.compare.likeness import Likeness, Weighings, pairs
from generator.claims.compare.passages import Passage, Spot, read_whole
from generator.claims.compare.reasons import RIGHT_BEHIND, why_of_one_thing
from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.claims.compare.relations import first_clause, rebuttals, relate
from generator.claims.compare.reprints import independent, reprints
from generator.claims.compare.sameness import Group, Member, grouped
from generator.claims.compare.story_names import names_of
from generator.claims.compare.unknowns import unknowns
from generator.claims.compare.updates import changed
from generator.claims.compare.values import differ
from generator.claims.compare.wording import found_wording
from generator.claims.dates import published
from generator.claims.evidence import evidence_for
from generator.claims.kept import Kept
from generator.edtf_words import format_edtf
from generator.model import (
    AnnotatedArticle,
    Article,
    Claim,
    ClaimDate,
    Comparison,
    Doubt,
    Evidence,
    Relation,
    Reprint,
    WordingRow,
)
from generator.read import dateline_end

# Up to so many articles, each is compared with each; beyond, with the fullest.
_ALL_PAIRS = 6
# How likely two passages are one report when one denies what the other says, but for the denial; measured on the
# golden stories: below it, a denied word is another matter's. Words of opposites are rarer by themselves.
_DENIED = 0.15
_OPPOSITE = 0.025
# Sentences of one article that are this near speak of the same thing when they have a little in common.
_NEAR = 3
_NEAR_ALIKE = 0.15
# Things that somebody denies in one sentence, so that it is of each of them.
_DENIED_AT_MOST = 5
# An article that appeared more days later tells of another state of things.
_DAYS = timedelta(days=5)
# From this likelihood on a contradiction is surely of one thing.
_SURELY = 0.1
# From this one on a plain "did not" is of the deed that the other sentence tells.
_SAME_DEED = 0.6
_PAIRS_SHOWN = 6
# Versions of a report that each passage is held against; one that agrees with none of them is a version of its own.
_MOST_VERSIONS = 12
# Pairs whose words a comparison cites: more are counted only, and stand on their articles' pages.
_PAIRS_CITED = 12
_FIGURE_NAMES = {Relation.TENSION: "spot", Relation.NUMBER: "figure", Relation.UPDATE: "count"}
_SAID_LOOSELY = N_("{one} says “{said}”, {other} “{told}”. These differ.")
_SAID_WITHIN = N_("{one} has both “{said}” and “{told}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the sources make of each other.

    Attributes:
        groups: The sentences that tell the same report; those that one source alone tells too.
        exclusive: Of such sentences, the pairs that cannot carry one statement.
        reprints: Articles that print another's text again.
        comparisons: Reports that two or more sources tell, contradictions, and headings that say more than their text.
        wording: Terms that the sources use differently.
        unknowns: What sources say is not known.
    """

    groups: tuple[Group, ...]
    exclusive: frozenset[frozenset[Spot]]
    reprints: tuple[Reprint, ...]
    comparisons: tuple[Comparison, ...]
    wording: tuple[WordingRow, ...]
    unknowns: tuple[Evidence, ...]


def compare_sources(
    articles: Sequence[AnnotatedArticle],
    kept: Kept | None = None,
    reported: tuple[tuple[Group, tuple[Passage, ...]], ...] | None = None,
) -> Compared:
    """Set the articles side by side, with no editor's help.

    Args:
        articles: The story's, in order.
        kept: What was read of them before.
        reported: Of those that are to be compared the groups that tell the same, if they are known; default: all
            sentences.
    """
    names, kept = names_of(articles), kept or Kept()
    if reported is None:
        passages = read_whole(articles, names, kept)
        found = grouped(passages, kept.of_story("likeness of reports", (), Weighings))
    else:
        passages, found = _in_order(articles, reported), reported
    copies = reprints(articles)
    comparer = Comparer(articles, copies, kept)
    likeness = Likeness(passages, kept.of_story("likeness", (), Weighings))
    sure = _sure_figures(likeness, articles, copies, kept)
    return Compared(
        groups=tuple(group for group, _ in found),
        # What surely differs in a figure or a date does not bear the other out.
        exclusive=exclusive_pairs(
            (passages for _, passages in found),
            {item.article.id: item.article.text for item in articles},
            kept,
        )
        | spots_apart(sure),
        reprints=copies,
        comparisons=(
            *comparer.figures(sure),
            *comparer.within(found, sure),
            *comparer.between(likeness, found),
            *comparer.answered(passages),
            *_headline_excess(articles, passages if reported is None else ()),
        ),
        wording=found_wording(articles, names, kept),
        unknowns=unknowns(articles),
    )


def _in_order(
    articles: Sequence[AnnotatedArticle], groups: Sequence[tuple[Group, Sequence[Passage]]]
) -> tuple[Passage, ...]:
    """The passages of groups, in the order of the articles and their texts."""
    order = {item.article.id: number for number, item in enumerate(articles)}
    every = (passage for _, passages in groups for passage in passages)
    return tuple(sorted(every, key=lambda passage: (order[passage.article_id], passage.start)))


def _headline_excess(
    articles: Sequence[AnnotatedArticle], passages: Sequence[Passage]
) -> Iterator[Comparison]:
    """Headings that say more than their text; ``passages`` are all of the articles', or none where not all are read."""
    read: dict[str, list[Passage]] = {}
    for passage in passages:
        read.setdefault(passage.article_id, []).append(passage)
    for item in articles:
        yield from headline_excess(item, read.get(item.article.id))


def compare_dates(claims: Sequence[Claim], articles: Sequence[Article]) -> tuple[Comparison, ...]:
    """A comparison for each claim that two or more articles date, in the claims' order."""
    labels = {article.id: article.label for article in articles}
    found = (_compared_dates(claim, claim.when, labels) for claim in claims if claim.when)
    return tuple(comparison for comparison in found if comparison)


def _compared_dates(claim: Claim, when: ClaimDate, labels: Mapping[str, str]) -> Comparison | None:
    dates = when.per_source
    if len({item.article_id for item in dates}) < 2:
        return None
    relation = _relation_of(when)
    if relation is Relation.AGREE and any(item.edtf.uncertain for item in dates):
        # An article dated by the others agrees with them by construction.
        return None
    said = _("; ").join(
        _("{article}: “{words}”", article=labels[item.article_id], words=item.words) for item in dates
    )
    cited = {(item.article_id, item.words) for item in dates}
    return Comparison(
        id=f"date-{claim.id}",
        title=f"{format_edtf(when.edtf)}: {claim.text}",
        relation=relation,
        text=" ".join([said + ".", *when.notes]),
        evidence=tuple(
            item
            for item in claim.evidence
            if any(item.article_id == name and words in item.quote.exact for name, words in cited)
        ),
        claim_ids=(claim.id,),
        claim_dated=True,
    )


def _relation_of(when: ClaimDate) -> Relation:
    """How the dates that the articles give for a claim stand to each other."""
    if when.conflict:
        return Relation.TENSION
    spans = {(item.edtf.earliest, item.edtf.latest) for item in when.per_source}
    return Relation.PRECISION if len(spans) > 1 else Relation.AGREE


# ---------------------------------------------------------------- versions of a report, side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two passages and how they stand; ``loosely`` where they are not one report and neither denies the other."""

    one: Passage
    other: Passage
    finding: Finding
    loosely: bool = False


_Words = frozenset[tuple[str, str]]
"""The words in which two articles differ, each with its article."""


class Comparer:
    """Compares passages of a story's articles."""

    def __init__(self, articles: Sequence[AnnotatedArticle], reprints: Sequence[Reprint], kept: Kept) -> None:
        """Take the articles, which of them are not sources of their own, and what the last build made of them."""
        self._items: Mapping[str, AnnotatedArticle] = {item.article.id: item for item in articles}
        self._reprints, self._kept = reprints, kept
        # What readers were told already: the articles and the words in which they contradict each other.
        self._told: set[_Words] = set()

    def within(
        self, found: Sequence[tuple[Group, tuple[Passage, ...]]], sure: Sequence[CountedPair]
    ) -> Iterator[Comparison]:
        """A comparison for each group that two or more independent articles share, in the groups' order.

        Args:
            found: The groups with their passages.
            sure: Figures that are compared already.
        """
        known = {frozenset((one.spot, other.spot)) for one, other, _ in sure}
        compared = frozenset[Spot]().union(*known)
        for group, passages in found:
            first: dict[str, Passage] = {}
            for passage in passages:
                if not passage.heading:
                    first.setdefault(passage.article_id, passage)
            own = independent(tuple(first), self._reprints)
            told = [first[name] for name in own if name in first]
            if len(told) > 1:
                spots = compared.intersection(passage.spot for passage in told)
                beside = frozenset(pair for pair in known if pair <= spots) if len(spots) > 1 else frozenset()
                parts = (group.members[0], tuple(told), self._items_of(told), beside)
                make = partial(self._group, *parts[:2], beside)
                comparisons, words = self._kept.of_parts("group", group.members[0], parts, make)
                self._told |= words
                yield from comparisons

    def figures(self, sure: Sequence[CountedPair]) -> Iterator[Comparison]:
        """A comparison for each thing of which articles surely give different figures, each figure once."""
        for wanted, kind in _FIGURE_NAMES.items():
            for things in _by_thing([(one, other) for one, other, relation in sure if relation is wanted]):
                told = _versions(things)
                steps = [_counted_pair(told[0], other, wanted) for other in told[1:]]
                if wanted is Relation.UPDATE:
                    steps = self._day_by_day(things) or steps[:1]
                first = steps[0].one
                yield self._comparison(f"{first.article_id}-{first.start}-{kind}", [first], steps)

    def _day_by_day(self, things: Sequence[Counted]) -> list[_Pair]:
        """A count and its updates: of each day on which it changed the last figure, with that of the day before.

        What is counted on takes nothing back: a day on which it fell back is left out.
        """
        days: dict[date, Counted] = {}
        for item in sorted(things, key=lambda item: item.value.stated):
            day = published(self._items[item.article_id].article)
            if day is not None:
                days[day] = item
        told = [days[day] for day in sorted(days)]
        rises = told[0].value.stated < told[-1].value.stated
        kept = told[:1]
        for item in told[1:]:
            change = item.value.stated - kept[-1].value.stated
            if change and (change > 0) is rises:
                kept.append(item)
        return [_counted_pair(one, other, Relation.UPDATE) for one, other in pairwise(kept)]

    def between(
        self, likeness: Likeness, found: Sequence[tuple[Group, tuple[Passage, ...]]]
    ) -> Iterator[Comparison]:
        """Passages of different groups that contradict each other on the same thing, in other articles or in one."""
        sure: dict[Spot, dict[str, tuple[float, _Pair]]] = {}
        for score, pair in self._contradicting(likeness, found):
            one, other, finding = pair.one, pair.other, pair.finding
            sure_of_one = score >= _SURELY and _is_sure(pair)
            plainly = score >= _SAME_DEED and self._denies_plainly(pair)
            if (sure_of_one or plainly) and self._of_two_outlets(pair) and self._at_one_time(pair):
                # Of each other article the passage that is most alike.
                denying, stating = (other, one) if finding.denier else (one, other)
                best = sure.setdefault(denying.spot, {})
                if score > best.get(stating.article_id, (0.0, pair))[0]:
                    best[stating.article_id] = (score, pair)
            else:
                name = f"{one.article_id}-{one.start}-{other.article_id}-{other.start}"
                make = partial(self._comparison, name, [one, other], [pair], doubt=Doubt.OTHER_EVENT)
                yield self._kept.of_parts("doubt", name, (pair, self._items_of([one, other])), make)
        for (name, start), best in sure.items():
            yield from self._not_told_yet(f"{name}-{start}-denied", [pair for _, pair in best.values()])

    def _not_told_yet(self, name: str, pairs: Sequence[_Pair]) -> Iterator[Comparison]:
        """A comparison of those pairs that contradict each other in words of which readers are not told yet."""
        told = [pair for pair in pairs if _words_of(pair) not in self._told]
        self._told.update(_words_of(pair) for pair in told)
        if told:
            yield self._comparison(name, [told[0].one], told)

    def _contradicting(
        self, likeness: Likeness, found: Sequence[tuple[Group, tuple[Passage, ...]]]
    ) -> Iterator[tuple[float, _Pair]]:
        """Passages of different groups that contradict each other, of two groups the first, each with their score."""
        numbers = {passage.spot: number for number, (_, same) in enumerate(found) for passage in same}
        of = [numbers[passage.spot] for passage in likeness.passages]
        sides = [frozenset(passage.opposites) for passage in likeness.passages]
        denied = [frozenset(denials(passage)) for passage in likeness.passages]
        told = [passage.features.keys() for passage in likeness.passages]
        seen = set()
        # Nearly all pairs deny nothing of each other and have no opposites.
        doubtful = (
            (i, j)
            for i, j in pairs(likeness)
            if (denied[i] and not told[j].isdisjoint(denied[i]))
            or (denied[j] and not told[i].isdisjoint(denied[j]))
            or not sides[i].isdisjoint(sides[j])
        )
        for i, j in doubtful:
            one, other = likeness.passages[i], likeness.passages[j]
            groups = of[i], of[j]
            if one.heading or other.heading or groups[0] == groups[1] or groups in seen:
                continue
            finding = self._kept.of_two(contradiction, one, other)
            if finding is None or not likeness.is_worth_a_look(i, j):
                continue
            if self._on_the_same(likeness, i, j, denied=finding.denied):
                seen.add(groups)
                pair = _Pair(one=one, other=other, finding=finding, loosely=not finding.denied)
                yield likeness.score(i, j), pair

    def answered(self, passages: Sequence[Passage]) -> Iterator[Comparison]:
        """Denials and other counts that answer the sentence before them in the same article."""
        by_article: dict[str, list[Passage]] = {}
        for passage in passages:
            if not passage.heading:
                by_article.setdefault(passage.article_id, []).append(passage)
        for name, mine in by_article.items():
            if independent((name,), self._reprints) != (name,):
                continue  # a reprint answers as its original does
            for involved, finding in rebuttals(self._items[name].article.text, mine):
                pair = _Pair(one=involved[0], other=involved[1], finding=finding)
                told = self._comparison(f"{name}-{involved[1].start}-answer", involved, [pair])
                denied = finding.relation is Relation.TENSION
                yield replace(
                    told,
                    title=f"“{finding.words[0]}”" if denied else told.title,
                    why=_(RIGHT_BEHIND),
                )

    def _versions(self, told: Sequence[Passage]) -> list[Passage]:
        """The first passage of each version of a report: what agrees with it tells the same version."""
        versions: list[Passage] = []
        for passage in told:
            known = (self._related(part, passage) for part in versions[:_MOST_VERSIONS])
            if not any(pair.finding.relation is Relation.AGREE for pair in known):
                versions.append(passage)
        return versions

    def _related(self, one: Passage, other: Passage) -> _Pair:
        """How two passages of one report stand; of an update the older comes first."""
        first, second = (published(self._items[part.article_id].article) for part in (one, other))
        if first and second and first != second:
            older, newer = (one, other) if first < second else (other, one)
            states = changed(self._words(older), self._words(newer)) if not newer.planned else None
            if states:
                finding = Finding(relation=Relation.UPDATE, words=states)
                return _Pair(one=older, other=newer, finding=finding)
        return _Pair(one=one, other=other, finding=relate(one, other))

    def _published(self, passage: Passage) -> date:
        return published(self._items[passage.article_id].article) or date.max

    def _words(self, passage: Passage) -> str:
        return self._items[passage.article_id].article.text[passage.start : passage.end]

    def _may_be_told(self, pair: _Pair) -> bool:
        """Whether readers are told of a pair as sure: an outlet updates itself, but does not differ from itself."""
        differs = self._of_two_outlets(pair) and self._at_one_time(pair)
        sure = pair.finding.relation is Relation.UPDATE or differs
        return sure and (_is_sure(pair) or self._denies_plainly(pair))

    def _of_two_outlets(self, pair: _Pair) -> bool:
        one, other = (self._items[part.article_id].article for part in (pair.one, pair.other))
        return one.id != other.id and not (one.publisher and one.publisher == other.publisher)

    def _denies_plainly(self, pair: _Pair) -> bool:
        """Whether of two articles of one day one says that a deed was not done which the other tells."""
        days = [published(self._items[part.article_id].article) for part in (pair.one, pair.other)]
        of_one_day = days[0] is not None and days[0] == days[1]
        known = not says_unknown(pair.one) and not says_unknown(pair.other)
        return of_one_day and known and pair.finding.denied and denies_the_deed(pair.one, pair.other)

    def _at_one_time(self, pair: _Pair) -> bool:
        """Whether two passages tell of the same days, as far as is known: neither a rate nor much later news."""
        articles = [self._items[part.article_id].article for part in (pair.one, pair.other)]
        days = [day for article in articles if (day := published(article))]
        near = len(days) < len(articles) or abs(days[0] - days[1]) <= _DAYS
        parts = zip((pair.one, pair.other), articles, strict=True)
        return near and not any(
            tells_a_rate(part, article.text) or is_old_news(part, article) for part, article in parts
        )

    def _on_the_same(self, likeness: Likeness, i: int, j: int, *, denied: bool) -> bool:
        """Whether two passages that contradict each other speak of the same thing, each for a source of its own."""
        one, other = likeness.passages[i], likeness.passages[j]
        if one.planned != other.planned or (denied and not denies_the_same(one, other)):
            return False
        if one.article_id == other.article_id:
            near = j - i <= _NEAR and likeness.bare(i, j) >= _NEAR_ALIKE and not denied
            return near or likeness.reaching(i, j, _DENIED) > 0
        if len(independent((one.article_id, other.article_id), self._reprints)) < 2:
            return False
        return likeness.reaching(i, j, _DENIED if denied else _OPPOSITE) > 0

    def _items_of(self, passages: Sequence[Passage]) -> tuple[AnnotatedArticle, ...]:
        """The articles that passages stand in."""
        return tuple(self._items[part.article_id] for part in passages)

    def _group(
        self, first: Member, passages: Sequence[Passage], known: Set[frozenset[Spot]]
    ) -> tuple[tuple[Comparison, ...], frozenset[_Words]]:
        """A comparison of a report's versions for each relation between them, the gravest first; and in what words.

        Articles that agree tell one version: the first of them stands for it.
        """
        words: set[_Words] = set()
        name = f"{first.article_id}-{first.start}"
        return tuple(self._compared(name, passages, known, words)), frozenset(words)

    def _compared(
        self, name: str, passages: Sequence[Passage], known: Set[frozenset[Spot]], words: set[_Words]
    ) -> Iterator[Comparison]:
        versions = sorted(self._versions(passages), key=self._published)
        chosen = (
            list(combinations(versions, 2))
            if len(versions) <= _ALL_PAIRS
            else [(versions[0], other) for other in versions[1:]]
        )
        every = [self._related(one, other) for one, other in chosen]
        if not every:
            yield self._comparison(name, passages, [])
        untold = [
            pair
            for pair in every
            if pair.finding.relation is not Relation.NUMBER
            or frozenset((pair.one.spot, pair.other.spot)) not in known
        ]
        for relation, kind in RELATION_KINDS.items():
            under = [pair for pair in untold if pair.finding.relation is relation]
            sure = [pair for pair in under if self._may_be_told(pair)]
            words.update(_words_of(pair) for pair in sure)
            for told, doubt in ((sure, None), ([pair for pair in under if pair not in sure], kind.doubt)):
                if told and kind.differs:
                    yield self._comparison(name, [told[0].one], told, doubt=doubt)
                    name = f"{name}-{relation}"

    def _comparison(
        self,
        name: str,
        told: Sequence[Passage],
        pairs: Sequence[_Pair],
        doubt: Doubt | None = None,
    ) -> Comparison:
        finding = pairs[0].finding if pairs else Finding(relation=Relation.AGREE)
        shown = [*(part for pair in pairs[:_PAIRS_CITED] for part in (pair.one, pair.other))]
        cited = list(
            {(part.article_id, part.start): part for part in (*shown, *told[:_PAIRS_CITED])}.values()
        )
        left_out = {pair.other.article_id for pair in pairs} - {part.article_id for part in cited}
        labels = [self._items[part.article_id].article.label for part in cited]
        said = list(dict.fromkeys(self._said(pair) for pair in pairs[:_PAIRS_SHOWN]))
        if left_out:
            said.append(ngettext("And {number} more.", "And {number} more.", len(left_out)))
        agree = _("{articles} say the same.", articles=join_list(labels))
        return Comparison(
            id=f"compared-{name}",
            title=f"“{first_clause(self._words(told[0]))}”",
            relation=finding.relation,
            text=" ".join(said) or agree,
            evidence=tuple(self._evidence(part) for part in cited),
            found=True,
            doubt=doubt,
            why=why_of_one_thing(cited, finding.words),
        )

    def _evidence(self, part: Passage) -> Evidence:
        """A passage as it is quoted: without the dateline that opens its paragraph."""
        item = self._items[part.article_id]
        opens = not part.start or item.article.text[part.start - 1] == "\n"
        start = part.start + (dateline_end(self._words(part)) if opens else 0)
        return evidence_for(item, start, part.end)

    def _said(self, pair: _Pair) -> str:
        one, other = (self._items[part.article_id].article.label for part in (pair.one, pair.other))
        form = _SAID_LOOSELY if pair.loosely else RELATION_KINDS[pair.finding.relation].sentence
        if pair.one.article_id == pair.other.article_id:
            form = _SAID_WITHIN
        said, told = pair.finding.words
        return _(form, one=one, said=said, other=other, told=told)


def _versions(things: Sequence[Counted]) -> list[Counted]:
    """The first of some figures of one thing, and each that differs from it, once: "65 miles", "105 km" are one."""
    told = [things[0]]
    for item in things[1:]:
        known = {version.value.stated for version in told}
        if item.value.stated not in known and differ(told[0].value, item.value):
            told.append(item)
    return told


def _words_of(pair: _Pair) -> _Words:
    return frozenset(zip((pair.one.article_id, pair.other.article_id), pair.finding.words, strict=True))


def _counted_pair(one: Counted, other: Counted, relation: Relation) -> _Pair:
    words = one.value.words, other.value.words
    return _Pair(one=one.passage, other=other.passage, finding=Finding(relation=relation, words=words))


def _is_sure(pair: _Pair) -> bool:
    """Whether passages of two articles contradict each other on one thing: one denies what the other tells.

    Either somebody is said to deny it, or one counts dead where the other has none;
    an update is sure where it is found.
    """
    one, other, finding = pair.one, pair.other, pair.finding
    if finding.relation is Relation.UPDATE:
        return True
    if finding.denier is None or dates_apart(one, other) or says_unknown(one) or says_unknown(other):
        return False
    denying, stating = (other, one) if finding.denier else (one, other)
    if denying.denial:
        # Who denies much at once denies no single word of it.
        little = sum(name[0] in "we" for name in denying.negated) <= _DENIED_AT_MOST
        return denies_all(one, other) if finding.denied else little
    return denies_a_toll(denying, stating, finding.about)


def _sure_figures(
    likeness: Likeness, articles: Sequence[AnnotatedArticle], copies: Sequence[Reprint], kept: Kept
) -> list[CountedPair]:
    """Pairs of figures of one thing on which independent articles, or two who speak in one, surely differ.

    An article that prints another's text again may have a newer figure.
    """
    by_id = {item.article.id: item.article for item in articles}
    return [
        (one, other, relation)
        for one, other, relation in differing_figures(likeness, by_id, kept)
        if relation is Relation.UPDATE or _of_their_own(one.article_id, other.article_id, copies)
    ]


def _of_their_own(one: str, other: str, copies: Sequence[Reprint]) -> bool:
    """Whether two articles, or one, print no other's text."""
    names = tuple(dict.fromkeys((one, other)))
    return len(independent(names, copies)) == len(names)


def _by_thing(sure: Sequence[tuple[Counted, Counted]]) -> list[list[Counted]]:
    """The figures that pairs join, each thing's in the order of the pairs."""
    things: list[list[Counted]] = []
    for pair in sure:
        joined = [thing for thing in things if any(item.key == part.key for item in thing for part in pair)]
        things = [thing for thing in things if thing not in joined]
        every = {item.key: item for item in (*(item for thing in joined for item in thing), *pair)}
        things.append(list(every.values()))
    return things
