"""The figures of a passage that another may give otherwise: counts, tolls, how long something went on.

Comes in: a passage and the words of its sentence. Goes out: its figures, each with the things that it counts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise, takewhile

from generator.claims.compare.passages import Passage
from generator.claims.compare.values import Value, ValueKind, is_measured_alone
from generator.claims.terms import term_pattern
from generator.data import table
from generator.known import once
from generator.language.lexicon import is_past, listed, verbs
from generator.language.numbers import cardinals, ordinals
from generator.language.phrases import Phrases, Token, stem, synonyms, token_at, tokens
from generator.language.polarity import is_negation
from generator.language.quantities import (
    Kind,
    Quantity,
    behind_parts,
    ends_phrase,
    heads_behind,
    length_words,
    measure,
    power_features,
    read_quantities,
)

# Words before a number among which stands that it is added to another.
_ADDED_REACHES = 5
# Words behind a number among which it may be said that it is one of each of many.
_SHARE_REACHES = 4
# Words behind a count of things of one sort among which a second sort is counted.
_PARTS_REACH = 9
# Words behind a number that readers are told with it.
_WORDS_BEHIND = 3
# Words between a number and the word that says what it is the toll of.
_TOLL_REACHES = 8
_ONE_REACHES = 4
# What is told in a unit of its own, so that nothing beside it says what it is of.
_MEASURED = {Kind.PERCENT: ValueKind.SHARE, Kind.MONEY: ValueKind.SUM}
# Words of a toll's own between it and "rose to".
_SUBJECT_REACHES = 16
# What a figure counts that tells how many came to a march or the like.
CROWD = "k:crowd"
# And how many were on board, which does not change as tolls do.
ABOARD = "t:aboard"
_KIND_OF = {ABOARD: ValueKind.COUNT}
# Words behind a number among which stands that they marched; and before it, that they are numbered.
_CROWD_REACHES = 6
# "the 48-page indictment": an article or the like, the number, what it is a number of, what has it.
_ATTRIBUTE = re.compile(r"(?<![\w.,-])(\d{1,4}|[a-z]+)-([a-z]+)\s+([a-z]+)\b")


@once
def read_figures(passage: Passage, text: str) -> tuple[Value, ...]:
    """The figures of a passage.

    Args:
        passage: A passage.
        text: Its article's.
    """
    return tuple(_figures(passage, text))


def _figures(passage: Passage, text: str) -> Iterator[Value]:
    rate = _rate_in(passage, text) if passage.quantities else None
    supposed = _is_supposed(passage, text)
    for quantity in _parts_of_wholes(passage.tokens, passage.quantities):
        if rate is None or quantity.kind in _MEASURED:
            yield from _values_of(passage, quantity, text, rate.group().casefold() if rate else "", supposed)
    yield from _attributes(passage, text)
    yield from () if supposed else _counted_on(passage, text)


def _values_of(passage: Passage, quantity: Quantity, text: str, rate: str, supposed: bool) -> Iterator[Value]:
    """The values of one figure of a passage; ``rate`` is what it is a rate by, if it is one."""
    if not quantity.stated:
        return
    tokens = passage.tokens
    first, last = token_at(tokens, quantity.start), token_at(tokens, quantity.end)
    tokens = tokens[:last] if ends_phrase(tokens, last) else tokens
    if quantity.kind is Kind.COUNT and not _counts_nothing(tokens, first, last, _peoples(passage)):
        if _is_crowd(tokens, first, last):
            behind = tokens[last : last + _WORDS_BEHIND]
            yield _figure(ValueKind.COUNT, frozenset({CROWD}), behind, quantity, text)
            return
        yield from _counted(tokens, first, last, quantity, text, supposed=supposed)
    elif quantity.kind is Kind.LENGTH and _lasts(tokens, first):
        yield _figure(ValueKind.LASTING, frozenset({"k:lasting"}), (), quantity, text)
    elif quantity.kind in _MEASURED and not _is_price(tokens[last : last + _SHARE_REACHES]):
        yield from _measured(tokens, quantity, text, rate)


def _counted_on(passage: Passage, text: str) -> Iterator[Value]:
    """The count that "a fifth worker has died" gives: five workers dead."""
    nth = nth_toll(text, passage.start, passage.end)
    if nth is None:
        return
    noun = tokens(text, nth.start, nth.end)[-1]
    people = noun.key in listed("states", "beside_tolls", "people")
    heads = frozenset({f"w:{noun.stem}", *(f"e:{name}" for _, _, name in synonyms().find([noun]))})
    fated = frozenset(f"{toll} {name}" for toll in nth.things for name in heads)
    quantity = Quantity(
        kind=Kind.COUNT, least=nth.stated, most=nth.stated, stated=nth.stated, units=heads, heads=heads,
        words=nth.words, start=nth.start, end=nth.end, raw=nth.stated,
    )  # fmt: skip
    kind, things = (ValueKind.TOLL, nth.things) if people else (ValueKind.COUNT, heads | fated)
    yield replace(nth, kind=kind, things=things, quantity=quantity)


def _parts_of_wholes(tokens: Sequence[Token], quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures with what they are a part of: "21 of the 55 seats" is 21 seats, "90 of its guests" 90 guests."""
    counts = {item.start: item for item in quantities if item.kind is Kind.COUNT}
    wholes: set[int] = set()
    found = [_part_of_whole(tokens, item, counts, wholes) for item in quantities]
    return [item for item in found if item.start not in wholes]


def _part_of_whole(
    tokens: Sequence[Token], item: Quantity, counts: Mapping[int, Quantity], wholes: set[int]
) -> Quantity:
    """A figure with what it is a part of; the whole, if that is a figure too, is added to ``wholes``."""
    if item.start not in counts or item.heads:
        return item
    last = token_at(tokens, item.end)
    behind = _behind_of(tokens, last)
    whole = counts.get(tokens[behind].start) if last < behind < len(tokens) else None
    if whole:
        wholes.add(whole.start)
        return replace(item, heads=whole.heads)
    return replace(item, heads=heads_behind(tokens, behind, item.kind)) if behind > last + 1 else item


def _behind_of(tokens: Sequence[Token], last: int) -> int:
    """The token behind "of" or "of the" where token ``last`` is "of"; else ``last``."""
    if [token.key for token in tokens[last : last + 1]] != ["of"]:
        return last
    whose = [token.key for token in tokens[last + 1 : last + 2]]
    return last + 1 + (not listed("states", "articles", "words").isdisjoint(whose))


def _is_supposed(passage: Passage, text: str) -> bool:
    """Whether a passage leaves something open, or says that its figures are not counted yet."""
    return bool(passage.undecided) or doubts().search(text, passage.start, passage.end) is not None


@functools.lru_cache(maxsize=65536)
def read_tolls(text: str) -> Mapping[str, float]:
    """How many people a sentence counts as dead, hurt and so on; the largest of each.

    >>> read_tolls("At least 24 people were killed and more than 200 injured.")
    {'dead': 24.0, 'hurt': 200.0}
    >>> read_tolls("The quake killed a child.")
    {'dead': 1.0}
    >>> read_tolls("No one was killed.")
    {}
    """
    found: dict[str, float] = {}
    sequence = tokens(text, 0, len(text))
    totals = listed("states", "beside_tolls", "totals")
    # Figures of a sentence that has no word of a toll need not be read.
    if not any(token.key in _tolls() or token.key in totals for token in sequence):
        return found
    for quantity in read_quantities(text, sequence, ()):
        first, last = token_at(sequence, quantity.start), token_at(sequence, quantity.end)
        counts = quantity.kind is Kind.COUNT and _is_whole(quantity)
        # "No one was killed"
        denied = first > 0 and is_negation(sequence[first - 1].key)
        toll = _toll(sequence, first, last) if counts and not denied else ""
        if toll:
            found[toll] = max(float(quantity.stated or 0), found.get(toll, 0.0))
    for k, token in enumerate(sequence):
        if token.key in _tolls() and _is_one_person(sequence[k + 1 : k + 1 + _ONE_REACHES]):
            found.setdefault(_tolls()[token.key], 1.0)
    return found


def tells_of_dead(text: str) -> bool:
    """Whether a text has a word for the dead: "Avalanche kills four skiers"."""
    return any(_tolls().get(token.key) == "dead" for token in tokens(text, 0, len(text)))


def _is_whole(quantity: Quantity) -> bool:
    """Whether a figure may count people: "a quake of magnitude 6.8 has killed" counts none."""
    return bool(quantity.stated) and float(quantity.stated or 0).is_integer()


def _is_one_person(behind: Sequence[Token]) -> bool:
    """Whether words tell of one person: "a child", "a 12-year-old girl"."""
    one = listed("states", "beside_tolls", "one")
    return bool(behind) and behind[0].key in ("a", "an") and any(token.key in one for token in behind[1:])


def _peoples(passage: Passage) -> Set[str]:
    """The words for countries and their people in a passage."""
    return {words for name, words in passage.words.items() if name[:3] == "n:@"}


def tells_a_rate(passage: Passage, text: str) -> bool:
    """Whether a passage counts by the day, the year or on average."""
    return _rate_in(passage, text) is not None


def _rate_in(passage: Passage, text: str) -> re.Match[str] | None:
    """The first words of a passage for a rate; in a name there are none: "the Daily Post"."""
    found = _rates().finditer(text, passage.start, passage.end)
    return next((m for m in found if m.start() == passage.start or not m.group()[0].isupper()), None)


@functools.cache
def _rates() -> re.Pattern[str]:
    """The words for a rate; "a year earlier" and "per cent" are none."""
    counts = table("states")["no_counts"]
    return re.compile(
        rf"(?:{term_pattern(counts['rates']).pattern})(?!\s(?:{'|'.join(counts['no_rates'])})\b)",
        re.IGNORECASE,
    )


def _counts_nothing(tokens: Sequence[Token], first: int, last: int, peoples: Set[str]) -> bool:
    """Whether a figure belongs to a name ("737 Max") or a denial, is added to another, or stands in brackets.

    Args:
        tokens: Those of its passage.
        first: The figure's first token.
        last: The token behind it.
        peoples: The words for countries and their people in the passage: "eight French citizens".
    """
    behind = tokens[last : last + _SHARE_REACHES]
    if (first and _is_label(tokens[first - 1], tokens[first])) or _is_price(behind):
        return True
    if [token.key for token in tokens[max(0, first - 3) : first]] == ["one", "of", "the"]:
        return True  # "one of the two was arrested"
    if _goes_on_elsewhere(tokens[last : last + _PARTS_REACH]):
        return True
    added = listed("states", "no_counts", "added")
    # "The new cases include 13 children"
    before = tokens[max(0, first - _ADDED_REACHES) : first]
    beside = before if _are_hurt_beside_the_dead(tokens, first, last) else (*before, *behind[:1])
    if any(token.key in added and not token.capitalized for token in beside):
        return True
    return bool(behind) and _is_of_a_name(behind, peoples)


def _goes_on_elsewhere(behind: Sequence[Token]) -> bool:
    """Whether a second figure goes on with the count: "four counts of bribery and one of fraud" are five."""
    keys = [token.key for token in behind]
    number = cardinals()
    return any(
        one == "and" and (two in number or two.isdecimal()) and three == "of"
        for one, two, three in zip(keys, keys[1:], keys[2:], strict=False)
    )


def _are_hurt_beside_the_dead(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether "others" are all that were hurt: "three were killed and 15 others injured"."""
    if [token.key for token in tokens[last : last + 1]] != ["others"]:
        return False
    before = tokens[max(0, first - _SUBJECT_REACHES) : first]
    beside = any(_tolls().get(token.key) == "dead" for token in before) or not any(
        token.key == "and" for token in before
    )
    return beside and _toll(tokens, first, last) == "hurt"


def _is_label(before: Token, number: Token) -> bool:
    """Whether what stands before a number makes it no count: a denial, a bracket, "year", "ET" in "ET302"."""
    labels = listed("states", "no_counts", "labels")
    beside = before.end >= number.start - 1
    return (
        before.text == "("
        or is_negation(before.key)
        or before.key in labels
        or (beside and _is_code(before, number))
    )


def _is_price(behind: Sequence[Token]) -> bool:
    """Whether a figure is a price, of each of many, or says of what kind a thing is: "Boeing 737 8", "two-storey"."""
    coins = listed("states", "no_counts", "coins")
    named = bool(behind) and behind[0].text.isdecimal()
    kinds = listed("states", "no_counts", "kinds")
    if any(token.key in kinds for token in behind[:1]):
        return True
    return named or _is_share(behind) or any(token.key in coins for token in behind[:2])


def _is_of_a_name(behind: Sequence[Token], peoples: Set[str]) -> bool:
    """Whether a figure belongs to the name behind it ("737 Max"), which is no people's and no organization's."""
    name = behind[0]
    if not name.capitalized or name.key.endswith("s"):
        return False
    return name.text not in peoples and not _is_organization(behind[:2])


def _is_code(before: Token, number: Token) -> bool:
    """Whether letters or a number stand right before a number, as in the name of a thing."""
    glued = before.end == number.start
    return before.text.isdecimal() or (before.word and (glued or before.text.isupper()))


def _is_share(behind: Sequence[Token]) -> bool:
    """Whether a figure is of each of many: "12 cents a share", "3 litres per head"."""
    keys = [token.key for token in behind]
    each, units = listed("states", "no_counts", "each"), listed("states", "no_counts", "units")
    return any(one in each and other in units for one, other in pairwise(keys))


def _is_organization(behind: Sequence[Token]) -> bool:
    """Whether a name in capitals behind a number says whose people are counted: "22 UN staff"."""
    name, people = behind[0], behind[1:2]
    known = name.text.isupper() and any(True for _ in synonyms().find(behind[:1]))
    return known and bool(people) and people[0].word and not people[0].capitalized


def _counted(
    tokens: Sequence[Token], first: int, last: int, quantity: Quantity, text: str, *, supposed: bool
) -> Iterator[Value]:
    """A figure with the things that it counts, and as a toll where it counts people as dead, hurt and so on."""
    behind = tokens[last : last + _WORDS_BEHIND]
    toll = _toll(tokens, first, last) if _is_whole(quantity) else ""
    # "152 deaths", "36,000 people die"
    heads = quantity.heads - _told_of(behind) - power_features()
    fated = toll and behind[:1] and is_toll_word(behind[0].key)
    if heads and not (fated or _is_of_people(behind)):
        yield from _of_heads(tokens, first, last, replace(quantity, heads=heads), text, supposed=supposed)
    elif toll and not supposed:
        kind = _KIND_OF.get(f"t:{toll}", ValueKind.TOLL)
        # "24 dead": of nobody but people.
        yield _figure(kind, frozenset({f"t:{toll}"}), behind, replace(quantity, heads=frozenset()), text)
    elif group := _group_of(tokens[:first]):
        yield _size(group, quantity, text)
    elif not supposed and _is_of_people(behind):
        yield _figure(ValueKind.PEOPLE, frozenset({"k:people"}), behind, quantity, text)


def _of_heads(
    tokens: Sequence[Token], first: int, last: int, quantity: Quantity, text: str, *, supposed: bool
) -> Iterator[Value]:
    """A figure that counts a thing; where they are people or animals that died or were hurt, as a toll too."""
    fate = _fate(tokens, first, last)
    if not fate and _are_counted_on(tokens, last):
        return
    behind = tokens[last : last + _WORDS_BEHIND]
    things = quantity.heads | {f"{fate} {name}" for name in quantity.heads if fate}
    of_two = _are_of_two_sorts(tokens[last : last + _SHARE_REACHES])
    yield replace(_figure(ValueKind.COUNT, things, behind, quantity, text), of_two=of_two)
    if fate not in ("", ABOARD) and not supposed:
        yield _figure(ValueKind.TOLL, frozenset({fate}), behind, quantity, text)


def _size(group: Token, quantity: Quantity, text: str) -> Value:
    """How many a group has: "a crew of 12"."""
    size = _figure(ValueKind.COUNT, frozenset({f"k:of {group.stem}"}), (), quantity, text)
    return replace(size, words=text[group.start : quantity.end])


def _group_of(before: Sequence[Token]) -> Token | None:
    """What a number is the size of: "a group of nine", "a crew of 12"."""
    group = before[-2] if [token.key for token in before[-1:]] == ["of"] and len(before) > 1 else None
    return group if group and group.key in listed("states", "crowds", "groups") else None


def _are_counted_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether more of the same follow: "destroyed two homes and damaged two others"."""
    return any(
        other.key == "others" and (one.key in cardinals() or one.text.isdecimal())
        for one, other in pairwise(takewhile(lambda token: not token.mark, tokens[last:]))
    )


def _is_crowd(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a figure tells how many came: "20,000 people marched", "put the number of marchers at 9,000"."""
    behind = list(takewhile(lambda token: not token.mark, tokens[last : last + _CROWD_REACHES]))
    crowds, acts = listed("states", "crowds", "people"), _crowd_acts()
    if any(token.key in crowds for token in behind[:1]) or acts.find(behind):
        return True
    before = [token.key for token in tokens[max(0, first - _CROWD_REACHES) : first]]
    return before[-1:] == ["at"] and "number" in before and not crowds.isdisjoint(before)


@functools.cache
def _crowd_acts() -> Phrases:
    return Phrases(((words, words) for words in table("states")["crowds"]["acts"]), stems=False)


def _fate(tokens: Sequence[Token], first: int, last: int) -> str:
    """What a thing is counted as: "three firefighters were killed", "killed 30 civilians"; ``""`` for none."""
    behind = _behind_of(tokens, last)
    if any(token.key.endswith("ly") for token in tokens[behind : behind + 1]):
        return ""  # "15 slightly wounded" of more
    noun = takewhile(
        lambda token: (
            token.word and token.key not in listed("same_words", "stop") and token.key not in _tolls()
        ),
        tokens[behind : behind + _WORDS_BEHIND],
    )
    fate = _toll(tokens, len(tokens), behind + len(list(noun)))
    fate = fate or next((_tolls()[token.key] for token in tokens[:first][-1:] if token.key in _tolls()), "")
    return f"t:{fate}" if fate else ""


def _are_of_two_sorts(behind: Sequence[Token]) -> bool:
    """Whether a figure is of two sorts together: "242 passengers and crew"; not "12 houses and damaged others"."""
    if len(behind) < 3 or behind[1].key != "and" or not behind[2].word or behind[2].capitalized:
        return False
    other = behind[2].key
    small = listed("same_words", "stop") | listed("function_words", "words")
    return other not in small and other not in cardinals() and not (other.endswith("ing") or is_past(other))


def _told_of(behind: Sequence[Token]) -> frozenset[str]:
    """The features of verbs in the past behind a number, which tell what was done and not what is counted."""
    done = [token for token in behind if is_past(token.key)]
    related = {f"e:{name}" for token in done for _, _, name in synonyms().find([token])}
    return frozenset({f"w:{token.stem}" for token in done} | related)


def _measured(tokens: Sequence[Token], quantity: Quantity, text: str, rate: str) -> Iterator[Value]:
    """A share or sum, of a rate one by the same time: "5 million a year".

    Fractions, which have no unit, stand in names and figures of speech: "at half-staff".
    """
    if (unit := measure(tokens, quantity)) and not _is_beside_another(tokens, quantity):
        of = frozenset({f"k:{unit} {rate}".rstrip()})
        yield _figure(_MEASURED[quantity.kind], of, (), quantity, text)


def _is_beside_another(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a share or sum only goes with what stands before it: "62 to 38 per cent", "300 euros ($326)".

    So does how much of something is done by the time of telling: "with 54 per cent of the votes counted".
    """
    first = token_at(tokens, quantity.start)
    before = [token.text.casefold() for token in tokens[max(0, first - 2) : first]]
    if before[-1:] in (["("], ["between"]) or (before[-1:] == ["with"] and quantity.kind is Kind.PERCENT):
        return True
    return any(word[0].isdecimal() for word in (before if before[-1:] == ["to"] else before[-1:]))


def _attributes(passage: Passage, text: str) -> Iterator[Value]:
    """The figures that belong to a thing by its nature, wherever in the sentence: "the 48-page indictment says"."""
    units, numbers = listed("states", "attributes", "units"), cardinals()
    for match in _ATTRIBUTE.finditer(text, passage.start, passage.end):
        number, unit, thing = match.groups()
        stated = float(number) if number.isdecimal() else numbers.get(number)
        if unit in units and stated:
            names = [stem(thing), *(name for _, _, name in synonyms().find(tokens(thing, 0, len(thing))))]
            # "Four-year contract", "five-year deal": what is signed says that they are one.
            length = {f"k:{unit}"} if stem(unit) in length_words() else frozenset[str]()
            things = frozenset({*length, *(f"k:{unit} {name}" for name in names)})
            yield Value(
                kind=ValueKind.ATTRIBUTE, things=things, stated=stated, words=match.group(),
                start=match.start(), end=match.end(),
            )  # fmt: skip


@functools.cache
def doubts() -> re.Pattern[str]:
    """What makes a toll a mere guess: "feared", "presumed"."""
    return term_pattern(table("states")["beside_tolls"]["supposed"])


def _is_of_people(behind: Sequence[Token]) -> bool:
    """Whether a figure is of people as such."""
    return bool(behind) and behind[0].key in listed("states", "beside_tolls", "people")


def _figure(
    kind: ValueKind, things: frozenset[str], behind: Sequence[Token], quantity: Quantity, text: str
) -> Value:
    """A figure, in the words of the text up to what it counts: "12 miners", "1,324 reported cases", "60 km"."""
    said = list(
        takewhile(lambda token: not token.mark and token.key not in listed("same_words", "stop"), behind)
    )
    measured = bool(said) and is_measured_alone(frozenset({f"w:{said[0].stem}"}))
    end = said[0 if measured else _noun_in(said, things)].end if said else quantity.end
    return Value(
        kind=kind, things=things, stated=quantity.stated or 0, words=text[quantity.start : end],
        start=quantity.start, end=quantity.end, quantity=quantity,
    )  # fmt: skip


def _noun_in(said: Sequence[Token], things: Set[str]) -> int:
    """Which of the words behind a figure is what it counts: a plural, else one of its things behind names."""
    # "22 UN staff": what is counted stands behind whose it is.
    plain = next((k for k, token in enumerate(said) if not token.capitalized), 0)
    # "Three armed men"
    known = (k for k, token in enumerate(said) if k >= plain and f"w:{token.stem}" in things)
    plurals = (k for k, token in enumerate(said) if token.key.endswith("s") and k >= plain)
    return next(plurals, next(known, plain))


def _lasts(tokens: Sequence[Token], first: int) -> bool:
    """Whether a length of time is how long something went on: "for 15 seconds", "lasted a week", "a siege of a day"."""
    if first > 1 and tokens[first - 1].key == "of":
        return tokens[first - 2].key in listed("states", "clock", "lasting_things")
    if first > 1 and tokens[first - 1].key == "to":
        return tokens[first - 2].key in listed("states", "clock", "sentenced")
    while first and tokens[first - 1].key in listed("states", "clock", "lasting_only"):
        first -= 1
    return bool(first) and tokens[first - 1].key in listed("states", "clock", "lasting")


@functools.cache
def _links() -> frozenset[str]:
    """Words that may stand between a figure and what its people are counted as."""
    return listed("states", "beside_tolls", "links") | verbs("stays", "becomes")


def _toll(tokens: Sequence[Token], first: int, last: int) -> str:
    """What people are counted as by a figure, or ``""``."""
    tolls = _tolls()
    people, links = listed("states", "beside_tolls", "people"), _links()
    for token in tokens[(at := behind_parts(tokens, last)) : at + _TOLL_REACHES]:
        if token.key in tolls:
            return tolls[token.key]
        if token.key not in links:
            break
    # "The deaths of 12 people"
    near = first - 2 if first > 1 and tokens[first - 1].key == "of" else first - 1
    before = tokens[near].key if near >= 0 else ""
    behind = tokens[last].key if last < len(tokens) else ""
    if behind == "lives":
        return "dead" if before in listed("states", "beside_tolls", "takes") else ""
    bare = ends_phrase(tokens, last) or behind in people | listed("states", "beside_tolls", "behind")
    if before in tolls and bare:
        return tolls[before]
    return _total(tokens[max(0, first - 2 * _SUBJECT_REACHES) : first]) if bare else ""


def _total(before: Sequence[Token]) -> str:
    """What a figure is the toll of by what stands before it: "the toll from the storm rose to", "a toll of".

    So is "the number of missing residents rose to", and "taking the toll of the fire in Oslo to".
    """
    rising = listed("states", "beside_tolls", "rising")
    said = list(takewhile(lambda token: token.key in rising, reversed(before)))
    lifted = _behind_lift(before, said)
    moved = not listed("states", "beside_tolls", "moved").isdisjoint(token.key for token in said)
    reach = _SUBJECT_REACHES if moved else 1
    subject = lifted or before[: len(before) - len(said)][-reach:]
    spoken = ["" if token.mark else token.key for token in subject]
    if "" in spoken:
        return ""
    if not listed("states", "beside_tolls", "totals").isdisjoint(spoken):
        return "dead"
    return _number_of(spoken) if moved or lifted else ""


def _number_of(spoken: Sequence[str]) -> str:
    """What people are counted as behind "the number of", "the tally of"."""
    at = next((n for n, key in enumerate(spoken) if key in ("number", "tally")), len(spoken))
    return next((_tolls()[key] for key in spoken[at:] if key in _tolls()), "")


def _behind_lift(before: Sequence[Token], said: Sequence[Token]) -> Sequence[Token]:
    """The words between a verb that lifts a toll and the "to" before its figure: "bringing the number of dead to"."""
    lifts = listed("states", "beside_tolls", "lifts")
    at = max((n for n, token in enumerate(before) if token.key in lifts), default=-1)
    return before[at + 1 : -1] if at >= 0 and [token.key for token in said] == ["to"] else ()


def nth_toll(text: str, start: int, end: int) -> Value | None:
    """The toll that a sentence gives by counting one on: "a fifth worker has died"; ``None`` where it gives none."""
    sequence = tokens(text, start, end)
    links = _links()
    for k, token in enumerate(sequence[1:-2], start=1):
        nth, noun = ordinals().get(token.key, 0), sequence[k + 1]
        if nth <= 1:
            continue
        behind = next((part.key for part in sequence[k + 2 :] if part.key not in links), "")
        counts_on = sequence[k - 1].key in ("a", "an") and noun.word and noun.key != "of"
        if counts_on and (name := _tolls().get(behind)):
            first = sequence[k - 1].start
            return Value(
                kind=ValueKind.TOLL, things=frozenset({f"t:{name}"}), stated=float(nth),
                words=text[first : noun.end], start=first, end=noun.end,
            )  # fmt: skip
    return None


def is_toll_word(word: str) -> bool:
    """Whether a word without case says what people are counted as."""
    return word in _tolls()


@functools.cache
def _tolls() -> dict[str, str]:
    return {word: name for name, words in table("states")["tolls"].items() for word in words}
