"""What the sentences of new articles do to the claims of a story: contradict, update, refine or bear them out.

Comes in: an edited story and its new articles. Goes out: for each sentence that speaks of what a claim tells, the
claims, the verdict, and the words of both sides with their lines. What is not sure is said to be no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.claims.compare.comparisons import Compared, compare_sources
from generator.claims.compare.passages import Spot
from generator.claims.compare.relation_kinds import RELATION_KINDS, Verdict
from generator.claims.compare.updates import changed
from generator.claims.edited.check_each_source import sentence_differences
from generator.claims.edited.check_sources import Together, cited_sentences, reporting_sentences
from generator.claims.edited.newer import Newer, are_apart, is_newer, scene
from generator.claims.edited.wordings import Told
from generator.claims.terms import terms
from generator.language.quantities import Kind, Quantity, bears_out, quantities_of
from generator.model import AnnotatedArticle, Article, Claim, ClaimOrigin, Relation, Sentence, Story

# The least share of telling words that a sentence and a quotation of the claim have in common.
_LEAST_SHARE = 0.25
# So much of them where nothing but the likeness of the two says that they tell of one thing.
_SURE_SHARE = 0.5
# The same of two that count one thing, the newer one more of it.
_COUNTED_SHARE = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """What a sentence does to claims.

    Attributes:
        text: The words of both sides, with the line of the claim's; ``""`` where they agree.
        alike: The sentence is so like a cited one that it surely speaks of the same.
    """

    verdict: Verdict
    claim_ids: tuple[str, ...]
    text: str = ""
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited:
    """A sentence that a claim cites."""

    claim: Claim
    sentence: Sentence


def bearings(story: Story, fresh: set[str], same: Together) -> dict[Spot, Bearing]:
    """What each sentence of a new article does to the claims; sentences that tell nothing known are left out.

    Args:
        story: An edited story.
        fresh: The ids of the articles that no claim cites.
        same: The reporting sentences of all articles that tell the same.
    """
    chosen = reporting_sentences(story.articles)
    reader = _Reader(story)
    together: dict[Spot, list[Bearing]] = {}
    for spots, verdict, text, counted in _told_together(compare_sources(story.articles, reported=same)):
        for spot in spots:
            if spot[0] in fresh and (cited := reader.best(spot, spots)):
                together.setdefault(spot, []).append(
                    reader.weighed(spot, cited, verdict, text, counted=counted)
                )
    newer = Newer(story.articles, story.claims)
    found: dict[Spot, Bearing] = {}
    for sentence in chosen:
        spot = sentence.article_id, sentence.start
        if sentence.article_id not in fresh:
            continue
        borne = [*together.get(spot, ()), *reader.told_otherwise(sentence)]
        if changes := newer.changes(sentence):
            ids = tuple(dict.fromkeys(item.claim.id for item in changes))
            said = [reader.told(Verdict.UPDATES, item.sentence, item.told, ids).text for item in changes]
            text = "; ".join(dict.fromkeys(said))
            borne.insert(0, Bearing(verdict=Verdict.UPDATES, claim_ids=ids, text=text))
        if borne:
            found[spot] = min(borne, key=lambda item: _gravity(item.verdict))
    return found


def _gravity(verdict: Verdict) -> int:
    """What comes first of several; a newer state of a thing explains why it is told otherwise."""
    return -1 if verdict is Verdict.UPDATES else list(Verdict).index(verdict)


def _told_together(compared: Compared) -> Iterator[tuple[list[Spot], Verdict, str, bool]]:
    """Sentences that speak of the same, what one does to the others, how they stand in words; whether by figures."""
    for group in compared.groups:
        yield [(member.article_id, member.start) for member in group.members], Verdict.CORROBORATES, "", False
    for comparison in compared.comparisons:
        # A heading and its text are one article's affair.
        if comparison.relation is not Relation.HEADLINE:
            spots = [(item.article_id, item.position.start) for item in comparison.evidence]
            verdict = RELATION_KINDS[comparison.relation].verdict
            yield spots, verdict, comparison.text, comparison.relation is Relation.NUMBER


class _Reader:
    """Holds sentences of new articles against what the claims cite."""

    def __init__(self, story: Story) -> None:
        self._items: Mapping[str, AnnotatedArticle] = {item.article.id: item for item in story.articles}
        self._cited = tuple(self._read(story.claims))
        self._by_spot: dict[Spot, list[_Cited]] = {}
        for item in self._cited:
            self._by_spot.setdefault((item.sentence.article_id, item.sentence.start), []).append(item)

    def _read(self, claims: Iterable[Claim]) -> Iterator[_Cited]:
        for claim in claims:
            for item in claim.evidence if claim.origin is ClaimOrigin.EDITED else ():
                span = item.position.start, item.position.end
                article = self._article(item.article_id)
                for sentence in cited_sentences(article, *span) if item.supports else ():
                    yield _Cited(claim=claim, sentence=sentence)

    def _article(self, name: str) -> Article:
        return self._items[name].article

    def _words(self, sentence: Sentence) -> str:
        return self._article(sentence.article_id).text[sentence.start : sentence.end]

    def _sentence(self, spot: Spot) -> Sentence:
        return next(item for item in self._article(spot[0]).sentences if item.start == spot[1])

    def best(self, spot: Spot, spots: Iterable[Spot]) -> tuple[_Cited, ...]:
        """What the claims of these sentences cite and the new sentence covers best; none below the floor.

        Nor what is of another time than the new sentence.
        """
        sentence = self._sentence(spot)
        said = frozenset(terms(self._words(sentence)))
        shares = {
            id(item): (item, _share(item.claim, said))
            for other in spots
            for item in self._by_spot.get(other, ())
            if not self._is_apart(item, sentence)
        }
        most = max((share for _, share in shares.values()), default=0.0)
        return tuple(item for item, share in shares.values() if share >= _LEAST_SHARE and share == most)

    def _is_apart(self, item: _Cited, sentence: Sentence) -> bool:
        one = scene(self._items[item.sentence.article_id], item.sentence)
        return are_apart(one, scene(self._items[sentence.article_id], sentence))

    def weighed(
        self, spot: Spot, cited: Sequence[_Cited], verdict: Verdict, text: str, *, counted: bool
    ) -> Bearing:
        """What a sentence does to claims that speak of the same by the likeness of their sentences."""
        sentence = self._sentence(spot)
        ids = tuple(dict.fromkeys(item.claim.id for item in cited))
        for item in cited:
            told = next(self._differences(item, sentence, alike=True), None)
            if told is not None:
                return self._bearing(item, sentence, told, ids)
        if (states := self._changed(cited, sentence)) is not None:
            return self.told(Verdict.UPDATES, cited[0].sentence, states, ids)
        alike = any(self._is_sure(item, sentence) for item in cited)
        if counted and all(self._counts_the_same(item, sentence) for item in cited):
            # Others of those compared differ; these two do not.
            return Bearing(verdict=Verdict.CORROBORATES, claim_ids=ids, alike=alike)
        doubtful = verdict is Verdict.CONTRADICTS and not alike
        verdict = Verdict.MAY_CONCERN if doubtful else verdict
        return Bearing(verdict=verdict, claim_ids=ids, text=text, alike=alike)

    def _changed(self, cited: Sequence[_Cited], sentence: Sentence) -> Told | None:
        """The words for a state and for what it has become in a newer sentence."""
        if not all(self._is_newer(sentence, item) for item in cited):
            return None
        return changed(" ".join(self._words(item.sentence) for item in cited), self._words(sentence))

    def told_otherwise(self, sentence: Sentence) -> Iterator[Bearing]:
        """What a sentence tells otherwise than the likest that a claim cites, with words enough in common."""
        said = frozenset(terms(self._words(sentence)))
        cited = [item for item in self._cited if not self._is_apart(item, sentence)]
        for item in sorted(cited, key=lambda item: -self._likeness(item, said)):
            told = next(self._differences(item, sentence, alike=False), None)
            if told is not None:
                yield self._bearing(item, sentence, told, (item.claim.id,))
                return

    def _differences(self, item: _Cited, sentence: Sentence, *, alike: bool) -> Iterator[Told]:
        sides = [(self._items[part.article_id], part) for part in (item.sentence, sentence)]
        return sentence_differences(sides[0], sides[1], item.claim.status, alike=alike)

    def _likeness(self, item: _Cited, said: frozenset[str]) -> float:
        cited = frozenset(terms(self._words(item.sentence)))
        return len(said & cited) / max(len(said | cited), 1)

    def _is_sure(self, item: _Cited, sentence: Sentence) -> bool:
        """Whether a sentence is so like the cited one that what is different is of the same thing."""
        return self._likeness(item, frozenset(terms(self._words(sentence)))) >= _SURE_SHARE

    def _counts_the_same(self, item: _Cited, sentence: Sentence) -> bool:
        """Whether a sentence counts, and nothing but what the cited one bears out."""
        known, told = (quantities_of(self._words(part)) for part in (item.sentence, sentence))
        return bool(told) and all(any(bears_out(figure, other) for other in known) for figure in told)

    def _bearing(self, item: _Cited, sentence: Sentence, told: Told, ids: tuple[str, ...]) -> Bearing:
        newer = self._is_newer(sentence, item)
        counted = newer and _grows(told)
        likeness = self._likeness(item, frozenset(terms(self._words(sentence))))
        if likeness < (_COUNTED_SHARE if counted and _same_end(told) else _SURE_SHARE):
            return self.told(Verdict.MAY_CONCERN, item.sentence, told, ids)
        updates = counted or (newer and changed(*told) is not None)
        return self.told(Verdict.UPDATES if updates else Verdict.CONTRADICTS, item.sentence, told, ids)

    def told(self, verdict: Verdict, cited: Sentence, told: Told, ids: tuple[str, ...]) -> Bearing:
        """A verdict with the words of a cited sentence and of the new one."""
        article = self._article(cited.article_id)
        place = f"{article.seed.path}:{article.line(cited.start)}"
        how = "now" if verdict is Verdict.UPDATES else "here"
        return Bearing(verdict=verdict, claim_ids=ids, text=f"“{told[0]}” ({place}); {how} “{told[1]}”")

    def _is_newer(self, sentence: Sentence, item: _Cited) -> bool:
        """Whether a sentence's article appeared after everything that the claim rests on."""
        new = self._article(sentence.article_id)
        return is_newer(new, (self._article(part.article_id) for part in item.claim.carrying))


def _share(claim: Claim, said: frozenset[str]) -> float:
    """The share of telling words that the passage and the claim's nearest quotation have in common."""
    quotes = [frozenset(terms(item.quote.exact)) for item in claim.carrying]
    return max((len(said & quote) / max(len(said | quote), 1) for quote in quotes), default=0.0)


def _same_end(told: Told) -> bool:
    """Whether two wordings end in the same word: what they count."""
    ends = [terms(words)[-1:] for words in told]
    return ends[0] == ends[1] != ()


def _grows(told: Told) -> bool:
    """Whether the second of two wordings counts more of what the first counts; a length or a share is no count."""
    counts = [_count(words) for words in told]
    return counts[0] is not None and counts[1] is not None and counts[0] < counts[1]


def _count(words: str) -> float | None:
    found: Sequence[Quantity] = quantities_of(words)
    if len(found) != 1 or found[0].kind not in (Kind.COUNT, Kind.MONEY):
        return None
    return found[0].stated
