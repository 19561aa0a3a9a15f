"""What the article says whom a person belongs to: "a nurse at the clinic", "the club's director".

In come the words of a phrase for a person, out goes the organization, state or party that it names beside them.
"""

from __future__ import annotations

from generator.annotate.attribution.voucher_kind import categories
from generator.annotate.places.word_lists import demonyms
from generator.language.lexicon import listed
from generator.language.names import is_acronym, is_state_abbreviation
from generator.language.tokens import Token

# Categories of nouns for people who may act for others, without a state office.
_HELD_FOR_OTHERS = ("role", "person", "witness")


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
