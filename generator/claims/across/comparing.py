"""From groups of passages to comparisons for readers: both wordings side by side, and how they stand in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.claims.across.likeness import Likeness, pairs
from generator.claims.across.passages import Passage
from generator.claims.across.relations import Finding, contradiction, relate
from generator.claims.across.reprints import independent
from generator.claims.across.sameness import Group
from generator.claims.across.titles import clause
from generator.claims.across.unknowns import evidence_for
from generator.model import AnnotatedArticle, Comparison, Relation, Reprint

# The graver first: a group is compared under the gravest relation found in it.
_GRAVEST = (Relation.TENSION, Relation.NUMBER, Relation.PRECISION, Relation.SCOPE)
# Up to so many articles, each is compared with each; beyond, with the fullest.
_ALL_PAIRS = 6
# What two passages that contradict each other have in common at least.
_ALIKE = 0.26
_PAIRS_SHOWN = 6
_SAID = {
    Relation.TENSION: "{0} says “{1}”, {2} “{3}”: the two do not fit together.",
    Relation.NUMBER: "{0} gives “{1}”, {2} “{3}”.",
    Relation.PRECISION: "{0} says “{1}”, {2} “{3}”: one is more precise, and both can be right.",
    Relation.SCOPE: "{0} speaks of “{1}”, {2} of “{3}”.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two passages and how they stand to each other."""

    one: Passage
    other: Passage
    finding: Finding


class Comparer:
    """Compares passages of a story's articles."""

    def __init__(self, articles: Sequence[AnnotatedArticle], reprints: Sequence[Reprint]) -> None:
        """Take the articles, and which of them are not sources of their own."""
        self._items: Mapping[str, AnnotatedArticle] = {item.article.id: item for item in articles}
        self._reprints = reprints

    def within(self, found: Sequence[tuple[Group, tuple[Passage, ...]]]) -> Iterator[Comparison]:
        """A comparison for each group that two or more independent articles share, in the groups' order."""
        for group, passages in found:
            first: dict[str, Passage] = {}
            for passage in passages:
                if not passage.heading:
                    first.setdefault(passage.article_id, passage)
            own = independent(tuple(first), self._reprints)
            told = [first[name] for name in own if name in first]
            if len(told) > 1:
                yield self._group(group, told)

    def between(
        self, passages: Sequence[Passage], found: Sequence[tuple[Group, tuple[Passage, ...]]]
    ) -> Iterator[Comparison]:
        """Passages of different groups that contradict each other on the same thing."""
        of = {(p.article_id, p.start): number for number, (_, same) in enumerate(found) for p in same}
        likeness, seen = Likeness(passages), set()
        for i, j in pairs(likeness):
            one, other = passages[i], passages[j]
            groups = of[one.article_id, one.start], of[other.article_id, other.start]
            apart = one.article_id != other.article_id and groups[0] != groups[1]
            if one.heading or other.heading or not apart or groups in seen or likeness.bare(i, j) < _ALIKE:
                continue
            finding = contradiction(one, other)
            if (
                finding is not None
                and len(independent((one.article_id, other.article_id), self._reprints)) > 1
            ):
                seen.add(groups)
                yield self._comparison(
                    f"{one.article_id}-{one.start}-{other.article_id}-{other.start}",
                    [one, other],
                    [_Pair(one=one, other=other, finding=finding)],
                )

    def _group(self, group: Group, told: Sequence[Passage]) -> Comparison:
        """The comparison of one passage per article."""
        fullest = next((p for p in told if p.start == group.representative.start), told[0])
        chosen = (
            list(combinations(told, 2))
            if len(told) <= _ALL_PAIRS
            else [(fullest, other) for other in told if other is not fullest]
        )
        every = [_Pair(one=one, other=other, finding=relate(one, other)) for one, other in chosen]
        name = f"{group.members[0].article_id}-{group.members[0].start}"
        for relation in _GRAVEST:
            under = [pair for pair in every if pair.finding.relation is relation]
            if under:
                return self._comparison(name, told, under)
        return self._comparison(name, told, [])

    def _comparison(self, name: str, told: Sequence[Passage], pairs: Sequence[_Pair]) -> Comparison:
        relation = pairs[0].finding.relation if pairs else Relation.AGREE
        involved = [part for pair in pairs for part in (pair.one, pair.other)] or told
        cited = list({(part.article_id, part.start): part for part in involved}.values())
        labels = [self._items[part.article_id].article.label for part in cited]
        said = dict.fromkeys(self._said(pair) for pair in pairs[:_PAIRS_SHOWN])
        agree = f"{', '.join(labels[:-1])} and {labels[-1]} say the same."
        first = self._items[told[0].article_id].article.text[told[0].start : told[0].end]
        return Comparison(
            id=f"compared-{name}",
            title=f"“{clause(first)}”",
            relation=relation,
            text=" ".join(said) or agree,
            evidence=tuple(
                evidence_for(self._items[part.article_id], part.start, part.end) for part in cited
            ),
            found=True,
        )

    def _said(self, pair: _Pair) -> str:
        one, other = (self._items[part.article_id].article.label for part in (pair.one, pair.other))
        return _SAID[pair.finding.relation].format(one, pair.finding.words[0], other, pair.finding.words[1])
