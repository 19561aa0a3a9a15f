"""Each source by itself against the statement it is cited for: what one of them says otherwise.

Comes in: a claim, the articles. Goes out: a warning for each quotation that has another number, day, name, unit,
degree, "not" or plan for the same thing. What a source only leaves out is no difference.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from generator.annotate.dates import read_dates
from generator.annotate.places.word_lists import demonyms
from generator.claims.edited.check_context import governing
from generator.claims.edited.wordings import Name, Wording, names_inside, read_wording
from generator.data import table
from generator.diagnostics import Diagnostic, warning
from generator.language.lexicon import inflected, irregular_bases, irregular_pasts, listed
from generator.language.phrases import stem
from generator.language.quantities import Kind, Quantity, apart, bears_out, measure
from generator.model import AnnotatedArticle, Claim, ClaimStatus, Edtf, Evidence, Timex, TimexType

# So much of the shorter one's words must be the other's before they are held to speak of the same.
_SAME = 0.5
_SURE = 0.6
_LEAST = 1
_BEHIND = 3
# Shorter words have other words that end like them.
_PREFIXED = 3
# Words on either side of a verb that may be who acts and who is acted upon.
_ACTORS = 2
Told = tuple[str, str]
"""What the statement says, and what the source says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A statement and a quotation that speaks of the same.

    Attributes:
        known: All that the quotation's source is cited for in the claim.
        shared: What both tell.
        likeness: How much of the shorter one that is.
        governed: Words outside the quotation say how it is meant: what is denied or planned is told by these.
    """

    statement: Wording
    quotation: Wording
    known: tuple[Wording, ...]
    shared: frozenset[str]
    likeness: float
    alike: Mapping[str, str]
    governed: bool


def check_each_source(
    path: str,
    claim: Claim,
    articles: Mapping[str, AnnotatedArticle],
    as_of: Edtf | None,
    spellings: Sequence[Sequence[str]],
) -> Iterator[Diagnostic]:
    """Warn of each quotation that says otherwise than the claim.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        articles: The story's, by id.
        as_of: The information cut-off, from which dates without a year are read.
        spellings: Names that are the same.
    """
    alike = {word.casefold(): names[0].casefold() for names in spellings for word in names}
    capitals = names_inside([claim.text, *(item.quote.exact for item in claim.evidence)])
    statement = read_wording(claim.text, _days(read_dates(claim.text, (), as_of)), capitals)
    read = [
        (item, _quotation(item, articles[item.article_id], capitals))
        for item in claim.evidence
        if item.supports
    ]
    for item, quotation in read:
        known = tuple(other for part, other in read if part.article_id == item.article_id)
        pair = Pair(
            statement=statement, quotation=quotation, known=known, alike=alike,
            shared=statement.content & quotation.content, likeness=_likeness(statement, quotation),
            governed=any(governing(item, articles[item.article_id].article)),
        )  # fmt: skip
        if len(pair.shared) < _LEAST or pair.likeness < _SAME:
            continue
        found = next(_differences(pair, claim), None)
        if found is not None:
            label = articles[item.article_id].article.label
            yield warning(
                path, item.line, "evidence-differs",
                f'claim "{claim.id}" says "{found[0]}", where {label} says "{found[1]}"',
                "Evidence that says otherwise does not carry the statement.",
                "Set `supports: false` on it, say what each says, or `accept:` the check with the reason.",
            )  # fmt: skip


def _likeness(one: Wording, other: Wording) -> float:
    """How much of what the shorter one tells the other tells too; words that are opposed aside."""
    opposed = _are_opposed(one, other)
    names = sum(any(a.keys & b.keys for b in other.names) for a in one.names)
    figures = sum(any(_fits(a, b) for b in other.quantities) for a in one.quantities)
    shared = len(one.content & other.content) + names + figures
    sizes = [len(wording.content) + names + figures - opposed for wording in (one, other)]
    return shared / max(1, min(sizes))


def _are_opposed(one: Wording, other: Wording) -> bool:
    """Whether each has a word that is opposed to one of the other's."""
    sides = _sides()
    words = [{token.key for token in wording.tokens} for wording in (one, other)]
    keys = [part & sides.keys() for part in words]
    return _prefixed(*words) is not None or any(b in sides[a] for a, b in product(*keys))


def _quotation(item: Evidence, article: AnnotatedArticle, capitals: frozenset[str]) -> Wording:
    start, end = item.position.start, item.position.end
    inside = [
        replace(timex, start=timex.start - start, end=timex.end - start)
        for timex in article.timexes
        if start <= timex.start and timex.end <= end
    ]
    return read_wording(item.quote.exact, _days(inside), capitals)


def _days(timexes: Sequence[Timex]) -> list[Timex]:
    return [
        item
        for item in timexes
        if item.edtf is not None
        and item.type in (TimexType.DATE, TimexType.TIME)
        and item.day_given
        and not item.value.endswith("_REF")
    ]


def _differences(pair: Pair, claim: Claim) -> Iterator[Told]:
    yield from _figures(pair)
    yield from _rates(pair)
    yield from _times(pair)
    if not pair.governed:
        yield from _turned(pair)
        yield from _opposed(pair)
    yield from _degrees(pair)
    yield from _one_of(pair)
    yield from _named(pair)
    yield from _parties(pair)
    yield from _swapped(pair)
    if not pair.governed and claim.status in (ClaimStatus.REPORTED, ClaimStatus.PLANNED):
        yield from _planned(pair)


# ---------------------------------------------------------------- figures, units, days


def _figures(pair: Pair) -> Iterator[Told]:
    one, other = pair.statement, pair.quotation
    told = [item for wording in pair.known for item in wording.quantities]
    mine = [item for item in one.quantities if not any(_fits(item, known) for known in told)]
    theirs = [item for item in other.quantities if not any(_fits(known, item) for known in one.quantities)]
    for a, b in product(mine, theirs):
        if (
            a.kind is b.kind
            and not (_is_pronoun(a) or _is_pronoun(b))
            and apart(a, b)
            and _of_one_thing(pair, a, b, mine, theirs)
        ):
            yield _with_unit(one, a), _with_unit(other, b)
    for a, b in product(one.quantities, other.quantities):
        bounds = {(item.least, item.most) for item in told}
        same = a.kind is b.kind and a.stated == b.stated and a.bounded and b.bounded
        if same and apart(a, b) and (a.least, a.most) not in bounds:
            yield _with_unit(one, a), _with_unit(other, b)
    for a, b in product(one.quantities, other.quantities):
        units = measure(one.tokens, a), measure(other.tokens, b)
        if a.raw is not None and a.raw == b.raw and all(units) and units[0] != units[1]:
            elsewhere = any(
                known.raw is not None and measure(wording.tokens, known) == units[0] and known.raw == a.raw
                for wording in pair.known
                for known in wording.quantities
            )
            if not elsewhere:
                yield _with_unit(one, a), _with_unit(other, b)


def _rates(pair: Pair) -> Iterator[Told]:
    """The same figure for another time: "900 euros a month", "900 euros a week"."""
    one, other = pair.statement, pair.quotation
    for a, b in product(one.quantities, other.quantities):
        times = _rate(one, a), _rate(other, b)
        if a.raw is not None and a.raw == b.raw and all(times) and times[0] != times[1]:
            yield f"{_with_unit(one, a)} a {times[0]}", f"{_with_unit(other, b)} a {times[1]}"


def _rate(wording: Wording, quantity: Quantity) -> str:
    """For which length of time a figure stands; ``""`` where none is told."""
    lengths, behind = table("quantity_words")["lengths"], _BEHIND + 1
    at = [k for k, token in enumerate(wording.tokens) if token.start >= quantity.end][:behind]
    for k in at:
        if wording.key(k) in listed("differences", "ways", "per") and wording.key(k + 1) in lengths:
            return wording.key(k + 1)
    return ""


def _is_pronoun(quantity: Quantity) -> bool:
    """Whether "one" may stand for a thing named before it."""
    return quantity.raw == 1 and not quantity.heads and not quantity.words[-1:].isdigit()


def _fits(stated: Quantity, known: Quantity) -> bool:
    return bears_out(stated, known) or bears_out(known, stated)


def _of_one_thing(
    pair: Pair, a: Quantity, b: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]
) -> bool:
    """Whether two figures count the same: the same thing stands behind them, or they are the only ones."""
    alone = all(sum(item.kind is a.kind for item in part) == 1 for part in (mine, theirs))
    if a.kind is Kind.COUNT and a.heads and b.heads:
        # "32 passengers were on board", "no children were on board"
        return bool(a.heads & b.heads) or (
            a.raw != 0 != b.raw and alone and pair.likeness >= _SURE and bool(a.units & b.units)
        )
    return (alone and pair.likeness >= _SURE) or bool(a.units & b.units)


def _with_unit(wording: Wording, quantity: Quantity) -> str:
    behind = [k for k, token in enumerate(wording.tokens) if token.start >= quantity.end][:1]
    end = wording.tokens[behind[0]].end if behind and wording.tokens[behind[0]].word else quantity.end
    return wording.text[quantity.start : end]


def _times(pair: Pair) -> Iterator[Told]:
    one, other = pair.statement, pair.quotation
    hours = [item for wording in pair.known for item in wording.times]
    for a, b in product(one.times, other.times):
        known = any(a.fits(item) for item in hours) or any(item.fits(b) for item in one.times)
        if not known:
            yield one.text[a.start : a.end], other.text[b.start : b.end]
    if _are_opposed(one, other):
        return  # "closed until Thursday", "opens on Friday"
    days = [item for wording in pair.known for item in wording.dates]
    for mine, theirs in product(one.dates, other.dates):
        known = any(_meet(mine, item) for item in days) or any(_meet(item, theirs) for item in one.dates)
        if not known and _both_sharp(mine, theirs):
            yield mine.text, theirs.text


def _meet(one: Timex, other: Timex) -> bool:
    """Whether two expressions may mean the same day; the same words do."""
    if one.text.casefold() == other.text.casefold() or one.edtf is None or other.edtf is None:
        return True
    first, last = one.edtf.earliest, one.edtf.latest
    start, end = other.edtf.earliest, other.edtf.latest
    return not ((last and start and last < start) or (end and first and end < first))


def _both_sharp(one: Timex, other: Timex) -> bool:
    return not any(item.edtf and (item.edtf.approximate or item.edtf.uncertain) for item in (one, other))


# ---------------------------------------------------------------- "not", opposites, degrees, plans


def _turned(pair: Pair) -> Iterator[Told]:
    """What one denies and the other tells, but for two denials."""
    one, other = pair.statement, pair.quotation
    if pair.likeness < _SURE:
        return
    for meaning in sorted(pair.shared):
        i, j = one.at(meaning), other.at(meaning)
        mine, theirs = one.turned(i), other.turned(j)
        if bool(mine) != bool(theirs) and _denies_nothing_else(pair, bool(mine)):
            words = one.tokens[i].text, other.tokens[j].text
            yield (
                f"{mine} … {words[0]}" if mine else words[0],
                f"{theirs} … {words[1]}" if theirs else words[1],
            )
            return


def _denies_nothing_else(pair: Pair, in_statement: bool) -> bool:
    """Whether only one of the two has any denial or opposite at all: "stayed shut", "did not open"."""
    clear = pair.quotation if in_statement else pair.statement
    denied = pair.statement if in_statement else pair.quotation
    if clear.is_open() or any(clear.turned(k) for k, meaning in enumerate(clear.meanings) if meaning):
        return False
    sides = _sides()
    said, unsaid = ({token.key for token in wording.tokens} & sides.keys() for wording in (clear, denied))
    return not any(a in sides[b] for a, b in product(said, unsaid))


def _opposed(pair: Pair) -> Iterator[Told]:
    """Words that cannot both be true, neither of them denied, of which neither side has the other's."""
    one, other = pair.statement, pair.quotation
    sides = _sides()
    mine = {token.key: k for k, token in enumerate(one.tokens) if token.key in sides}
    theirs = {token.key: k for k, token in enumerate(other.tokens) if token.key in sides}
    if pair.likeness < _SURE:
        return
    keys = [{token.key: token.text for token in wording.tokens} for wording in (one, other)]
    if not listed("differences", "ways", "ends").isdisjoint(keys[0].keys() | keys[1].keys()):
        return  # "closed until Thursday", "opens on Friday"
    if (turned := _prefixed(keys[0], keys[1])) and not (one.is_open() or other.is_open()):
        yield keys[0][turned[0]], keys[1][turned[1]]
        return
    for a, b in product(mine, theirs):
        if b not in sides[a] or a in theirs or b in mine:
            continue
        same = any(b not in sides[key] and key not in sides[a] and _same_side(key, a) for key in theirs)
        if not same and not one.turned(mine[a]) and not other.turned(theirs[b]):
            yield one.tokens[mine[a]].text, other.tokens[theirs[b]].text
            return


def _prefixed(mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, str] | None:
    """A word of one side alone and its opposite by a prefix of the other's: "hurt" and "unhurt"."""
    own, others = set(mine), set(theirs)
    for prefix in table("differences")["opposed"]["prefixes"]:
        for key in sorted(own - others):
            if len(key) > _PREFIXED and prefix + key in others - own:
                return key, prefix + key
            bare = key.removeprefix(prefix)
            if bare != key and len(bare) > _PREFIXED and bare in others - own:
                return key, bare
    return None


def _same_side(one: str, other: str) -> bool:
    return bool(_sides()[one] & _sides()[other])


@functools.cache
def _sides() -> dict[str, frozenset[str]]:
    """For each word of a pair of opposites those that are opposed to it."""
    found: dict[str, set[str]] = {}
    pairs = [*table("differences")["opposed"]["pairs"], *table("opposites")["pairs"].values()]
    for left, right in pairs:
        for a, b in product(left, right):
            if " " not in a and " " not in b:
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
    return {word: frozenset(words) for word, words in found.items()}


def _degrees(pair: Pair) -> Iterator[Told]:
    """Another degree of the same: "partly destroyed", "destroyed completely"."""
    for ranks in ("degrees", "strengths"):
        mine, theirs = (_ranked(wording, ranks) for wording in (pair.statement, pair.quotation))
        for meaning in sorted(pair.shared | (mine.keys() & theirs.keys())):
            a, b = mine.get(meaning, ("", "")), theirs.get(meaning, ("", ""))
            dropped = not a[0] and b[0] in ("part", "little", "half") and pair.likeness >= _SURE
            if (a[0] and b[0] and a[0] != b[0]) or (dropped and not mine):
                meant = meaning in pair.statement.meanings
                words = pair.statement.tokens[pair.statement.at(meaning)].text if meant else meaning
                yield f"{a[1]} {words}".strip(), f"{b[1]} {words}"
                return


def _ranked(wording: Wording, ranks: str) -> dict[str, tuple[str, str]]:
    """For each meaning the rank of the degree that stands beside it, and its word."""
    groups: dict[str, list[str]] = table("differences")[ranks]
    names = {word: name for name, words in groups.items() for word in words}
    found: dict[str, tuple[str, str]] = {}
    for k, token in enumerate(wording.tokens):
        name = names.get(token.key, "")
        following = wording.tokens[k + 1].start if k + 1 < len(wording.tokens) else -1
        # "Some 3,000 residents" bounds the number.
        if not name or any(item.start <= following < item.end for item in wording.quantities):
            continue
        around = [*range(k + 1, min(k + 1 + _BEHIND, len(wording.tokens))), k - 1]
        # "Almost every"
        name = names.get(wording.key(k - 1), name)
        at = next((i for i in around if i >= 0 and wording.meanings[i]), None)
        if at is not None:
            found[wording.meanings[at]] = (name, token.text)
        elif k + 1 < len(wording.tokens) and wording.tokens[k + 1].word:
            found[wording.key(k + 1)] = (name, token.text)
    return found


def _one_of(pair: Pair) -> Iterator[Told]:
    """One of several where the other tells of one: "the worst flood", "one of the worst floods"."""
    for key in {token.key for token in pair.statement.tokens} & {
        token.key for token in pair.quotation.tokens
    }:
        if not (key.endswith("est") or key in listed("differences", "ways", "single")):
            continue
        mine, theirs = (_among(wording, key) for wording in (pair.statement, pair.quotation))
        if mine != theirs and pair.likeness >= _SURE:
            yield (f"one of the {key}", f"the {key}") if mine else (f"the {key}", f"one of the {key}")
            return


def _among(wording: Wording, key: str) -> bool:
    """Whether a word of the highest degree is told of several."""
    at = next(k for k, token in enumerate(wording.tokens) if token.key == key)
    return [wording.key(k) for k in range(at - 3, at - 1)] == ["one", "of"] or wording.key(at - 1) == "among"


def _planned(pair: Pair) -> Iterator[Told]:
    """What one tells as a plan and the other as having happened."""
    one, other = pair.statement, pair.quotation
    if pair.likeness < _SURE:
        return
    for meaning in sorted(pair.shared):
        i, j = one.at(meaning), other.at(meaning)
        mine, theirs = one.is_planned(i), other.is_planned(j)
        # "Has built", "is building"
        mine, theirs = mine or _is_going_on(one, i), theirs or _is_going_on(other, j)
        if mine and not theirs and _is_past(other, j):
            yield f"{_before(one, i)} {one.tokens[i].text}", other.tokens[j].text
        elif theirs and not mine and _is_past(one, i):
            yield one.tokens[i].text, f"{_before(other, j)} {other.tokens[j].text}"
    yield from _light_verbs(one, other)


def _light_verbs(one: Wording, other: Wording) -> Iterator[Told]:
    """The same of verbs that tell little: "has gone into service", "will go into service"."""
    have = listed("governing", "have")
    for (k, verb), (j, same) in product(_small_verbs(one), _small_verbs(other)):
        before = one.key(k - 1), other.key(j - 1)
        pasts = inflected(verb)["past"]
        done = [(one.key(k) in pasts or before[0] in have), (other.key(j) in pasts or before[1] in have)]
        planned = [_is_to_come(one, k - 1), _is_to_come(other, j - 1)]
        if (
            verb == same
            and ((done[0] and planned[1]) or (done[1] and planned[0]))
            and planned[0] != planned[1]
        ):
            yield f"{before[0]} {one.key(k)}", f"{before[1]} {other.key(j)}"
            return


def _is_to_come(wording: Wording, i: int) -> bool:
    """Whether a word before a verb puts it off: "will go", "is to go"."""
    key = wording.key(i)
    after_be = key == "to" and wording.key(i - 1) in listed("polarity", "be")
    return after_be or key in listed("differences", "ways", "will")


def _small_verbs(wording: Wording) -> Iterator[tuple[int, str]]:
    """The verbs among the small words, each with its base."""
    for k, token in enumerate(wording.tokens):
        if token.word and not wording.meanings[k] and (verb := _light().get(token.key)):
            yield k, verb


@functools.cache
def _light() -> dict[str, str]:
    """The forms of the verbs that tell little, each with its base."""
    small: list[str] = table("differences")["ways"]["light"]
    return {
        form: verb
        for verb in small
        for name in ("base", "past", "participle")
        for form in inflected(verb)[name]
    }


def _is_past(wording: Wording, i: int) -> bool:
    key = wording.key(i)
    return key.endswith("ed") or key in irregular_pasts()


def _before(wording: Wording, i: int) -> str:
    return " ".join(token.text for token in wording.tokens[max(0, i - 2) : i])


# ---------------------------------------------------------------- who and where


def _named(pair: Pair) -> Iterator[Told]:
    """Another name in the same place: behind the same word, before the same word, or both where they begin."""
    one, other = pair.statement, pair.quotation
    told = {key for wording in pair.known for name in wording.names for key in _known(name, pair)}
    told |= {token.key for wording in pair.known for token in wording.tokens}
    own = {key for name in one.names for key in _known(name, pair)} | {token.key for token in one.tokens}
    mine = [name for name in one.names if not _untitled(name, pair) & told]
    theirs = [name for name in other.names if not _untitled(name, pair) & own]
    if pair.likeness < _SURE:
        return
    for a, b in product(mine, theirs):
        if _in_one_place(one, a, other, b):
            yield a.text, b.text
            return


def _untitled(name: Name, pair: Pair) -> frozenset[str]:
    """The same without titles, which others bear too: "Judge Peter Okafor"."""
    known = _known(name, pair)
    return known - frozenset(table("actors")["person_titles"]) or known


def _known(name: Name, pair: Pair) -> frozenset[str]:
    """The words of a name, and of others for the same."""
    of_peoples = demonyms()
    keys = set(name.keys)
    initials = "".join(word[0] for word in name.text.casefold().split())
    keys |= {initials} if len(initials) > 1 else set()
    for key in [*name.keys, name.text.casefold(), initials]:
        for alias in _aliases().get(key, ()):
            keys.add(alias)
        if key in pair.alike:
            keys |= set(pair.alike[key].split())
    for word in name.text.split():
        if word in of_peoples:
            keys.add(of_peoples[word].casefold())
    return frozenset(keys)


@functools.cache
def _aliases() -> dict[str, tuple[str, ...]]:
    groups: list[list[str]] = table("claim_words")["same_names"]
    return {word: tuple(group) for group in groups for word in group}


def _in_one_place(one: Wording, a: Name, other: Wording, b: Name) -> bool:
    ways = listed("differences", "ways", "ways") | listed("differences", "ways", "spots")
    before = one.key(a.first - 1), other.key(b.first - 1)
    if (before[0] in listed("differences", "ways", "by")) != (
        before[1] in listed("differences", "ways", "by")
    ):
        # "Berg led the inquiry", "the inquiry was led by Lund"
        by, subject = (one, a), (other, b)
        if before[1] in listed("differences", "ways", "by"):
            by, subject = subject, by
        done = next((m for m in subject[0].meanings[subject[1].last :] if m), "")
        return bool(done) and done == _ahead(*by)
    behind = one.meanings[a.last : a.last + _BEHIND], other.meanings[b.last : b.last + _BEHIND]
    met = bool(set(filter(None, behind[0])) & set(filter(None, behind[1])))
    if before[0] in ways and before[0] == before[1]:
        ahead = _ahead(one, a), _ahead(other, b)
        return met or ahead[0] == ahead[1] or not (ahead[0] and ahead[1])
    return (before[0] == before[1] or {a.first, b.first} <= {0, 1}) and met


def _ahead(wording: Wording, name: Name) -> str:
    """What the word that stands before a name's preposition tells."""
    return next((wording.meanings[k] for k in range(name.first - 1, -1, -1) if wording.meanings[k]), "")


def _parties(pair: Pair) -> Iterator[Told]:
    """Another party in the same place: "police fired", "soldiers fired"."""
    one, other = pair.statement, pair.quotation
    groups: list[list[str]] = table("differences")["parties"]["groups"]
    party = {stem(word): number for number, words in enumerate(groups) for word in words}
    mine, theirs = (
        {token.stem: k for k, token in enumerate(wording.tokens) if token.stem in party}
        for wording in (one, other)
    )
    known = {party[token.stem] for wording in pair.known for token in wording.tokens if token.stem in party}
    own = {party[key] for key in mine}
    for a, b in product(mine, theirs):
        if party[a] in known or party[b] in own:
            continue
        behind = [
            next((m for m in wording.meanings[k + 1 :] if m), "")
            for wording, k in ((one, mine[a]), (other, theirs[b]))
        ]
        ahead = [
            next((m for m in wording.meanings[:k][::-1] if m), "")
            for wording, k in ((one, mine[a]), (other, theirs[b]))
        ]
        if (behind[0] and behind[0] == behind[1]) or (ahead[0] and ahead[0] == ahead[1] and not any(behind)):
            yield one.tokens[mine[a]].text, other.tokens[theirs[b]].text
            return


def _swapped(pair: Pair) -> Iterator[Told]:
    """Who did it to whom, the other way round."""
    one, other = pair.statement, pair.quotation
    done = _verbs(one) | _verbs(other)
    spots = _actors(one, done), _actors(other, done)
    actors = [key for key in spots[0] if key in spots[1]]
    for a, b in product(actors, actors):
        if not (spots[0][a] < spots[0][b] and spots[1][b] < spots[1][a]):
            continue
        middle = _done(one, spots[0][a], spots[0][b])
        between = _done(other, spots[1][b], spots[1][a])
        if middle & between and _is_passive(one, spots[0][a], spots[0][b]) == _is_passive(
            other, spots[1][b], spots[1][a]
        ):
            yield _span(one, spots[0][a], spots[0][b]), _span(other, spots[1][b], spots[1][a])
            return
        ways = listed("differences", "ways", "ways")
        turns = [(_way(one, spots[0][key]), _way(other, spots[1][key])) for key in (a, b)]
        if turns[0] == turns[1][::-1] and turns[0][0] != turns[0][1] and set(turns[0]) <= ways:
            yield _span(one, spots[0][a], spots[0][b]), _span(other, spots[1][b], spots[1][a])
            return


def _verbs(wording: Wording) -> set[str]:
    """What the verbs of a text tell."""
    third = _third_persons()
    return {
        meaning
        for k, meaning in enumerate(wording.meanings)
        if meaning and (_is_past(wording, k) or _is_going_on(wording, k) or wording.key(k) in third)
    }


@functools.cache
def _third_persons() -> frozenset[str]:
    return frozenset(form for verb in table("verbs")["verbs"] for form in inflected(verb)["third"])


def _actors(wording: Wording, done: set[str]) -> dict[str, int]:
    """The names of a text, and whoever stands right before or behind a verb, with the token of each."""
    found: dict[str, int] = {}
    for name in wording.names:
        found.setdefault(wording.tokens[name.last - 1].key, name.last - 1)
    telling = [k for k, meaning in enumerate(wording.meanings) if meaning]
    verbs_at = [k for k in telling if wording.meanings[k] in done]
    for k in verbs_at:
        place = telling.index(k)
        for other in (*telling[max(0, place - _ACTORS) : place], *telling[place + 1 : place + 1 + _ACTORS]):
            if other not in verbs_at and abs(other - k) <= _BEHIND:
                found.setdefault(wording.tokens[other].stem, other)
    return found


def _done(wording: Wording, first: int, last: int) -> set[str]:
    """What is told between two actors, but for what each of two does to the other: "met", "agreed"."""
    mutual = {stem(word) for word in listed("differences", "ways", "mutual")}
    return {
        meaning
        for k in range(first + 1, last)
        if (meaning := wording.meanings[k])
        and stem(irregular_bases().get(wording.key(k), wording.key(k))) not in mutual
    }


def _is_passive(wording: Wording, first: int, last: int) -> bool:
    """Whether what is told between two actors was done to the first: "was arrested", not "was arresting"."""
    be = listed("differences", "ways", "be")
    return any(
        wording.key(k) in be and any(_is_past(wording, j) for j in range(k + 1, min(k + 3, last + 1)))
        for k in range(first, last)
    )


def _is_going_on(wording: Wording, i: int) -> bool:
    return wording.key(i).endswith("ing") and wording.key(i - 1) in ("is", "are")


def _way(wording: Wording, i: int) -> str:
    return next(
        (
            wording.key(k)
            for k in range(i - 1, max(-1, i - 4), -1)
            if wording.key(k) in listed("differences", "ways", "ways")
        ),
        "",
    )


def _span(wording: Wording, first: int, last: int) -> str:
    return wording.text[wording.tokens[first].start : wording.tokens[last].end]
