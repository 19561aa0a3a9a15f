"""What kind of voucher a noun phrase means, and whose side it is on: "a nurse at the clinic", "the club's director".

In come the words of a phrase, out go its known nouns, the kind that follows from them, whether it is an outlet, and
the organization, state or party that it names beside a person.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from generator.annotate.places.word_lists import demonyms
from generator.data import table
from generator.language.lexicon import listed
from generator.language.names import is_acronym, is_state_abbreviation
from generator.language.tokens import Token, TokenKind, View
from generator.model import VoucherKind

# Categories of nouns for people who may act for others, without a state office.
_HELD_FOR_OTHERS = ("role", "person", "witness")
_NOUNS = ("official", "role", "party", "person", "witness", "journalist", "document")
_LONGEST_OUTLET = 6


def kind_of(category: str, before: set[str], beyond: set[str], core: list[Token], named: bool) -> VoucherKind:
    """The kind of voucher that a phrase means.

    Args:
        category: Of its last known noun.
        before: The categories of the nouns before it.
        beyond: Those behind its first preposition.
        core: Its words up to there.
        named: Whether it ends with a name.
    """
    plain = VoucherKind.NAMED_PERSON if named else VoucherKind.UNNAMED
    if category == "official":
        return _kind_of_office(before, core, named)
    if category == "document" and not before | beyond and _is_of_named(core):
        return VoucherKind.PARTY
    if category in ("role", "document"):
        return _kind_of_role(before, beyond, core, plain)
    if category == "person" and not named and _represents(core):
        return VoucherKind.PARTY
    return VoucherKind.PARTY if category in ("party", "journalist") else plain


def _kind_of_office(before: set[str], core: list[Token], named: bool) -> VoucherKind:
    """Of a minister or the like: an official, unless no longer in office, or holding an office that clubs have too."""
    if any(token.key.removeprefix("ex-") in listed("speakers", "former") for token in core):
        return VoucherKind.NAMED_PERSON if named else VoucherKind.UNNAMED
    of_state = "official" in before or _has(core, "of_the_state")
    elsewhere = ("party" in before or _holds_acronym(core)) and not of_state
    if elsewhere and (not named or _has(core, "shared_offices")):
        return VoucherKind.PARTY
    return VoucherKind.OFFICIAL


def _kind_of_role(before: set[str], beyond: set[str], core: list[Token], plain: VoucherKind) -> VoucherKind:
    """Of a spokesman or a statement: as of whom they speak for."""
    if "official" in before or _has(core, "state_documents") or (not before and "official" in beyond):
        return VoucherKind.OFFICIAL
    party = "party" in before | beyond or _holds_acronym(core) or _has(core, "speaking_for")
    return VoucherKind.PARTY if party else plain


def _is_of_named(core: list[Token]) -> bool:
    """Whether a text is somebody's whose name stands before it: "a Samaritan's Purse press release"."""
    owner = [token for token in core[:-1] if token.capitalized and token.key not in table("dates")["months"]]
    # The first of a sentence has its capital from it.
    named = len(owner) > 1 or (bool(owner) and owner[0] is not core[0])
    return named and not any(_names_state(token, proper=True) for token in owner)


def _holds_acronym(core: list[Token]) -> bool:
    return any(is_acronym(token.text) for token in core)


def _has(core: list[Token], words: str) -> bool:
    """Whether any word of a phrase is in a list of speakers.toml."""
    return not listed("speakers", words).isdisjoint(token.key for token in core)


def _represents(core: list[Token]) -> bool:
    """Whether a phrase is like "her lawyer" or "the club's agents"."""
    possessives = listed("reporting", "words", "possessives")
    owned = any(token.key in possessives or token.key.endswith(("'s", "s'")) for token in core)
    return owned and core[-1].key in listed("speakers", "representing")


def will_not_be_named(head: list[Token]) -> bool:
    """Whether words such as "on condition of anonymity" or "who asked not to be named" belong to a phrase."""
    keys = [token.key for token in head]
    refuses = "not" in keys and not listed("speakers", "unnamed_verbs").isdisjoint(keys[keys.index("not") :])
    return refuses or not listed("speakers", "unnamed_words").isdisjoint(keys)


def categories(part: Sequence[Token]) -> list[tuple[int, str]]:
    """The known nouns of a phrase with their places; of two words together, the second's place."""
    nouns = _noun_categories()
    found: list[tuple[int, str]] = []
    for i, token in enumerate(part):
        bare = token.key.removesuffix("'s").removesuffix("'")
        pair = nouns.get(f"{part[i - 1].key} {token.key}") if i else None
        if pair and found and found[-1][0] == i - 1:
            found.pop()
        category = pair or nouns.get(bare) or nouns.get(bare.replace("-", " "))
        if bare in listed("speakers", "state_bodies") and _is_of_state(part, i):
            category = "official"
        if category:
            found.append((i, category))
    return found


def _is_of_state(part: Sequence[Token], body: int) -> bool:
    """Whether a body is an organ of a state: "the German Weather Service", "the national water agency".

    Between an adjective or name of a state and the body there is a word that tells what it does;
    "the German agency" may be any. Nor is one of many ("a French agency") an organ of a state.
    """
    if part[0].key in listed("speakers", "one_of_many"):
        return False
    if " ".join(token.key for token in part[body - 1 : body + 1]) in _press():
        return False
    stop = listed("reporting", "words", "prepositions") | listed("speakers", "private")
    for i in range(body - 1, -1, -1):
        token = part[i]
        if token.key in stop or is_acronym(token.text):
            return False
        if token.key in listed("speakers", "of_the_state"):
            return True
        if i < body - 1 and _names_state(token, part[body].capitalized):
            return True
    return False


def _names_state(token: Token, proper: bool) -> bool:
    """Whether a word is like "German" or "Germany's"; within a proper name "Japan" is enough."""
    if token.text in demonyms() or is_state_abbreviation(token.text):
        return True
    owner = token.key.removesuffix("'s")
    return (proper or owner != token.key) and owner in listed("speakers", "states")


@functools.cache
def _press() -> frozenset[str]:
    """The last two words of the names of news agencies, such as "anadolu agency"."""
    names = (name for row in table("agencies")["agency"] for name in (row["name"], *row.get("also", ())))
    return frozenset(" ".join(name.casefold().split()[-2:]) for name in names)


@functools.cache
def _noun_categories() -> dict[str, str]:
    return {noun: category for category in reversed(_NOUNS) for noun in listed("speakers", category)}


def is_plural(noun: Token) -> bool:
    """Whether a noun looks like a plural, or is a body of people."""
    return noun.key.endswith(("s", *listed("speakers", "plural_endings"))) and not noun.key.endswith("ss")


def is_outlet(part: Sequence[Token]) -> bool:
    """Whether a noun phrase without what follows a preposition means a news outlet."""
    words = _without_articles([token for token in part if token.kind is TokenKind.WORD])
    if not words or len(words) > _LONGEST_OUTLET:
        return False
    keys, proper = [token.key for token in words], words[-1].capitalized
    if words[-1].text in listed("outlets", "name_words") or (proper and _ends_with_outlet_name(keys)):
        return True
    return _is_outlet_noun(part, keys, proper)


def _is_outlet_noun(part: Sequence[Token], keys: list[str], proper: bool) -> bool:
    """Whether a phrase ends in a noun for outlets ("the daily"), or is a name that one announces."""
    nouns = listed("outlets", "nouns")
    noun = next((said for said in (keys[-1], " ".join(keys[-2:])) if said in nouns), "")
    if not noun:
        return proper and _announces_name(keys[:-1])
    before = part[len(part) - 2].key if len(part) > 1 else ""
    return noun not in listed("outlets", "ambiguous") or before in listed("outlets", "before_ambiguous")


def _without_articles(words: list[Token]) -> list[Token]:
    articles = listed("reporting", "words", "articles")
    return words[next((i for i, token in enumerate(words) if token.key not in articles), len(words)) :]


def _announces_name(keys: list[str]) -> bool:
    """``the broadcaster NHK``, ``the paper Kolkata Star``; but not ``the station Kings Cross``."""
    nouns, ambiguous = listed("outlets", "nouns"), listed("outlets", "ambiguous")
    before = listed("outlets", "before_names")
    return any(key in before or (key in nouns and key not in ambiguous) for key in keys)


def _ends_with_outlet_name(keys: list[str]) -> bool:
    """Whether the words are a name, or a description and then a name ("the French daily Le Monde")."""
    if " ".join(keys) in _outlet_names():
        return True
    return any(
        " ".join(keys[k:]) in _outlet_names() and keys[k - 1] in listed("outlets", "nouns")
        for k in range(1, len(keys))
    )


@functools.cache
def _outlet_names() -> frozenset[str]:
    agencies = (
        name
        for row in table("agencies")["agency"]
        for name in (row["name"], *row.get("also", ()), *row.get("short", ()))
    )
    return listed("outlets", "names") | {name.casefold().removeprefix("the ") for name in agencies}


def outlet_at(view: View, first: int) -> int | None:
    """The last token of the outlet whose phrase begins with token ``first``, or ``None``."""
    limit = min(view.words_until(first), first + _LONGEST_OUTLET)
    return next((i for i in range(limit - 1, first - 1, -1) if is_outlet(view.tokens[first : i + 1])), None)


def side_of(text: str, core: list[Token], tail: list[Token], noun: int, category: str) -> str:
    """The organization, state or party that a phrase for a person names beside them, or ``""``.

    Args:
        text: The article's text.
        core: The words of the phrase up to its first preposition.
        tail: The rest.
        noun: The place in ``core`` of the noun that says what the person is.
        category: That noun's category.
    """
    if category not in _HELD_FOR_OTHERS and core[noun].key not in listed("speakers", "officers"):
        return ""
    return _behind(text, tail, category) or _before(text, core, noun)


def _behind(text: str, tail: list[Token], category: str) -> str:
    """``head of the water board``: the phrase behind the preposition, if it means an organization."""
    if not tail or tail[0].key not in listed("speakers", "belonging"):
        return ""
    phrase = _up_to_preposition(tail[1:])
    if not phrase or (tail[0].key == "to" and category != "role"):
        return ""
    # A role is held for somebody; other people may merely come from the place that is named.
    named = category == "role" and phrase[-1].capitalized
    return text[phrase[0].start : phrase[-1].end] if named or _is_organized(phrase) else ""


def _up_to_preposition(phrase: list[Token]) -> list[Token]:
    prepositions = listed("reporting", "words", "prepositions")
    ends = (i for i, token in enumerate(phrase) if token.key in prepositions and not _within_name(phrase, i))
    return phrase[: next(ends, len(phrase))]


def _within_name(phrase: list[Token], i: int) -> bool:
    """Whether a preposition belongs to a name: "Ministry of Health"."""
    inside = 0 < i < len(phrase) - 1 and phrase[i].key in listed("speakers", "within_names")
    return inside and phrase[i - 1].capitalized and phrase[i + 1].capitalized


def _is_organized(phrase: list[Token]) -> bool:
    kinds = {kind for _, kind in categories(phrase)}
    return not kinds.isdisjoint(("official", "party")) or any(is_acronym(token.text) for token in phrase)


def _before(text: str, core: list[Token], noun: int) -> str:
    """``FARC fighter``, ``the club's director``, ``Green Party leader``: the words that say whose."""
    start = 1 if core[0].key in listed("speakers", "determiners") else 0
    for i in range(noun - 1, start - 1, -1):
        if core[i].key.endswith(("'s", "s'")):
            return _owner(text, core, start, i)
    said = [i for i in range(start, noun) if _says_whose(text, core[i], core[noun])]
    if not said:
        return ""
    first = said[0]
    if not core[noun].capitalized:
        while first > start and core[first - 1].capitalized and not _ranks(core[first - 1]):
            first -= 1
    return text[core[first].start : core[said[-1]].end]


def _owner(text: str, core: list[Token], start: int, last: int) -> str:
    """Whoever has the possessive ending: the words from token ``start`` to token ``last``, an article included."""
    known = last > start or core[last].capitalized or bool(categories(core[last : last + 1]))
    with_article = start and core[0].key in listed("reporting", "words", "articles")
    first = core[0] if with_article else core[start]
    return text[first.start : core[last].bare().end] if known else ""


def _ranks(token: Token) -> bool:
    return any(token.key in listed("speakers", kind) for kind in ("former", "officers", "ranks"))


def _says_whose(text: str, token: Token, noun: Token) -> bool:
    if _ranks(token):
        return False
    kinds = {kind for _, kind in categories([token])}
    if (
        "party" in kinds
        or is_acronym(token.text)
        or is_state_abbreviation(token.text)
        or token.text in demonyms()
    ):
        return True
    # "Ajax striker", but not "Interior Minister", nor a word that begins the sentence.
    begins = text[max(0, token.start - 2) : token.start].strip() in ("", ".", "!", "?", "”", '"', "’")
    return token.capitalized and not noun.capitalized and not kinds and not begins
