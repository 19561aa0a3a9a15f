"""How a story made from articles alone stands to its gold: each measure is a function to a tally.

Words are compared by place: a system passage matches a gold passage when they share at least half of the
shorter. What a reprint says counts as what its original says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from stories.gold import RELATIONS, Gold, GoldEvent, GoldRelation, Passage, Spot
from stories.tally import Tally, carriers, covers, judged, pieces, shared, supporting, told
from stories.vouchers import attribution, factuality, told_as, voucher_kinds

from generator.edtf import parse_edtf
from generator.model import Claim, Comparison, Story

# ---------------------------------------------------------------- groups


def carried(story: Story, gold: Gold) -> Tally:
    """Sentences that carry the story and are in a claim."""
    missing = [item for item in gold.passages if not carriers(story, item)]
    wanted = len(gold.passages)
    return Tally(hits=wanted - len(missing), wanted=wanted, misses=tuple(told(item) for item in missing))


def strays(story: Story, gold: Gold) -> Tally:
    """Claims made of words that carry no story (share and sell lines, notices); precision is the figure."""
    listed = (*gold.passages, *gold.headlines)
    stray = [c for c in story.claims if not any(covers(supporting(c), item) for item in listed)]
    kept = [c for c in stray if not _is_heading(story, c)]
    return Tally(
        right=len(story.claims) - len(stray),
        made=len(story.claims) - len(stray) + len(kept),
        misses=tuple(f"carries no story: {claim.text}" for claim in kept),
    )


def groups(story: Story, gold: Gold) -> Tally:
    """Pairs of passages that report the same: together in one claim, and in the gold.

    Sentences that one piece of evidence quotes in a row were cut so, not grouped; such a pair is not judged.
    """
    same_pairs = {pair for group in gold.groups for pair in combinations(group, 2)}
    left_open = {frozenset(pair) for items in gold.either for pair in combinations(items, 2)}
    claims = {item: carriers(story, item) for item in gold.passages}
    quoted = {item: pieces(story, item) for item in gold.passages}
    hits = wanted = made = 0
    misses = []
    for a, b in combinations(gold.passages, 2):
        same = (a, b) in same_pairs
        if not same and (frozenset((a, b)) in left_open or quoted[a] & quoted[b]):
            continue
        together = bool(claims[a] & claims[b])
        wanted += same
        made += together
        hits += same and together
        if same != together:
            misses.append(f"{'apart' if same else 'wrongly together'}: {told(a)} | {told(b)}")
    return Tally(hits=hits, wanted=wanted, right=hits, made=made, misses=tuple(misses))


def reprints(story: Story, gold: Gold) -> Tally:
    """Sentences that a reprint repeats: told by no claim other than the original's."""
    hits, misses = 0, []
    pairs = list(_reprinted(gold))
    for passage, original, copy in pairs:
        first = carriers(story, Passage(file="", quote="", spots=(original,)))
        second = carriers(story, Passage(file="", quote="", spots=(copy,)))
        if (first and second <= first) or (second and first <= second):
            hits += 1
        else:
            misses.append(f"counted twice in {copy.article_id}: {told(passage)}")
    return Tally(hits=hits, wanted=len(pairs), misses=tuple(misses))


def reprinted_articles(story: Story, gold: Gold) -> Tally:
    """Pairs of articles of which one prints the other's text again, whichever is said to be the first."""
    wanted = {frozenset(pair) for pair in gold.copies.items()}
    made = {frozenset((item.article_id, item.original_id)) for item in story.reprints}
    misses = [f"not noticed: {', '.join(sorted(pair))}" for pair in wanted - made]
    misses += [f"no reprint: {', '.join(sorted(pair))}" for pair in made - wanted]
    hits = len(wanted & made)
    return Tally(hits=hits, wanted=len(wanted), right=hits, made=len(made), misses=tuple(sorted(misses)))


def only(story: Story, gold: Gold) -> Tally:
    """Important reports of one article alone: in a claim that rests on that article and its reprints only."""
    misses = []
    for passage in gold.only:
        homes = {spot.article_id for spot in passage.spots}
        found = [c for c in story.claims if covers(supporting(c), passage)]
        if not found or any(set(claim.source_ids) - homes for claim in found):
            misses.append(("told by others too" if found else "not told") + f": {told(passage)}")
    return Tally(hits=len(gold.only) - len(misses), wanted=len(gold.only), misses=tuple(misses))


def _reprinted(gold: Gold) -> Iterator[tuple[Passage, Spot, Spot]]:
    for passage in gold.passages:
        for spot in passage.spots:
            if spot.article_id in gold.copies:
                yield passage, passage.spots[0], spot


def _is_heading(story: Story, claim: Claim) -> bool:
    headings = [
        Spot(article_id=item.article.id, start=sentence.start, end=sentence.end)
        for item in story.articles
        for sentence in item.article.sentences
        if sentence.heading
    ]
    return all(
        any(shared(spot, item.article_id, item.position.start, item.position.end) for spot in headings)
        for item in claim.evidence
    )


# ---------------------------------------------------------------- set side by side


def relations(story: Story, gold: Gold) -> Tally:
    """Pairs of passages set side by side with the right relation, for the editor or for readers.

    ``right`` counts the comparisons that readers are shown and that are borne out.
    """
    misses = [text for item in gold.relations if (text := _relation_miss(story, item))]
    made = [c for c in story.comparisons if str(c.relation) in RELATIONS and _compared(c, gold) > 1]
    unfounded = [c for c in made if not _borne_out(c, gold)]
    misses += [f"not in the gold, {item.relation}: {item.title} – {item.text}" for item in unfounded]
    return Tally(
        hits=sum(not _relation_miss(story, item) for item in gold.relations),
        wanted=len(gold.relations),
        right=len(made) - len(unfounded),
        made=len(made),
        misses=tuple(misses),
    )


def _relation_miss(story: Story, item: GoldRelation) -> str:
    found = {
        str(comparison.relation)
        for comparison in (*story.comparisons, *story.unsure)
        if covers(comparison.evidence, item.a) and covers(comparison.evidence, item.b)
    } & set(RELATIONS)
    if item.relation in found:
        return ""
    one_claim = carriers(story, item.a) & carriers(story, item.b)
    if item.relation == "agree" and one_claim and not found:
        return ""
    return f"{item.relation}, not {sorted(found) or 'set side by side'}: {told(item.a)} | {told(item.b)}"


def _compared(comparison: Comparison, gold: Gold) -> int:
    return sum(covers(comparison.evidence, passage) for passage in gold.passages)


def _borne_out(comparison: Comparison, gold: Gold) -> bool:
    def both(a: Passage, b: Passage) -> bool:
        return covers(comparison.evidence, a) and covers(comparison.evidence, b)

    kind = str(comparison.relation)
    if any(item.relation == kind and both(item.a, item.b) for item in gold.relations):
        return True
    return kind == "agree" and any(both(a, b) for group in gold.groups for a, b in combinations(group, 2))


def headlines(story: Story, gold: Gold) -> Tally:
    """Headlines that say more than their articles, and are said to."""
    found = [item for item in story.unsure if str(item.relation) == "headline"]

    def miss(passage: Passage) -> str:
        shown = any(covers(item.evidence, passage) for item in found)
        return "" if shown else f"not noticed: {told(passage)}"

    return judged(gold.headlines, miss)


# ---------------------------------------------------------------- when, what is open, who


def chronology(story: Story, gold: Gold) -> Tally:
    """Entries with the right days, and events that have one."""
    found: set[int] = set()
    misses = []
    entries = [(claim, claim.when) for claim in story.claims if claim.when and claim.track]
    for claim, when in entries:
        near = [event for event in gold.events if any(covers(supporting(claim), p) for p in event.passages)]
        right = [event for event in near if _days(when.edtf.text) in map(_days, event.dates)]
        found.update(id(event) for event in right)
        if not right:
            dates = ", ".join(event.dates[0] for event in near) or "no date"
            misses.append(f"{when.edtf.text}, where the gold has {dates}: {claim.text}")
    asked = [event for event in gold.events if not event.optional]
    missed = [event for event in asked if id(event) not in found]
    return Tally(
        hits=len(asked) - len(missed),
        wanted=len(asked),
        right=len(entries) - len(misses),
        made=len(entries),
        misses=(*misses, *(f"no entry for {_dated(event)}" for event in missed)),
    )


def unknowns(story: Story, gold: Gold) -> Tally:
    """What a source says is unknown: listed so, told so, or put beside a question that is left open."""
    open_ids = {one for question in story.questions if not question.answer for one in question.see}

    def miss(passage: Passage) -> str:
        shown = covers(story.unknowns, passage) or told_as(story, passage) == "unclear"
        shown = shown or bool(carriers(story, passage) & open_ids)
        return "" if shown else f"not shown as unknown: {told(passage)}"

    return judged(gold.unknowns, miss)


def actors(story: Story, gold: Gold) -> Tally:
    """People and organizations that have one entry with all their full names in it."""
    entries = [{entry.name, *(item.term for item in entry.spellings)} for entry in story.names]
    misses = []
    for actor in gold.actors:
        full = {name for name in actor.spellings if " " in name} or set(actor.spellings)
        if not any(full <= entry for entry in entries):
            misses.append(f"no entry with {', '.join(sorted(full))}")
    return Tally(hits=len(gold.actors) - len(misses), wanted=len(gold.actors), misses=tuple(misses))


def _days(edtf: str) -> tuple[object, object]:
    parsed = parse_edtf(edtf)
    return parsed.earliest, parsed.latest


def _dated(event: GoldEvent) -> str:
    return f"{event.dates[0]}: " + " | ".join(told(item) for item in event.passages)


MEASURES: dict[str, Callable[[Story, Gold], Tally]] = {
    "carried": carried,
    "strays": strays,
    "groups": groups,
    "reprints": reprints,
    "reprinted": reprinted_articles,
    "only": only,
    "attribution": attribution,
    "voucher kind": voucher_kinds,
    "factuality": factuality,
    "relations": relations,
    "headlines": headlines,
    "chronology": chronology,
    "unknowns": unknowns,
    "actors": actors,
}
