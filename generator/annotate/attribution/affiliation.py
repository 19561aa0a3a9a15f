"""What the article says a person is, and whom they belong to: "a nurse at the clinic", "the clinic"."""

from __future__ import annotations

from generator.annotate.attribution.clauses import Token, listed
from generator.annotate.attribution.voucher_kind import categories, is_acronym, is_state_abbreviation
from generator.annotate.places.word_lists import demonyms

_BELONGING = ("of", "for", "from", "with", "at", "to")
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
    if not tail or tail[0].key not in _BELONGING:
        return ""
    prepositions = listed("reporting", "words", "prepositions")
    phrase = list(tail[1:])
    stop = next(
        (i for i, token in enumerate(phrase) if token.key in prepositions and not _within_name(phrase, i)),
        len(phrase),
    )
    phrase = phrase[:stop]
    if not phrase or (tail[0].key == "to" and category != "role"):
        return ""
    kinds = {kind for _, kind in categories(phrase)}
    organized = not kinds.isdisjoint(("official", "party")) or any(is_acronym(token) for token in phrase)
    # A role is held for somebody; other people may merely come from the place that is named.
    named = category == "role" and phrase[-1].capitalized
    return text[phrase[0].start : phrase[-1].end] if organized or named else ""


def _within_name(phrase: list[Token], i: int) -> bool:
    """Whether a preposition belongs to a name: "Ministry of Health"."""
    inside = 0 < i < len(phrase) - 1 and phrase[i].key in ("of", "for")
    return inside and phrase[i - 1].capitalized and phrase[i + 1].capitalized


def _before(text: str, core: list[Token], noun: int) -> str:
    """``FARC fighter``, ``the club's director``, ``Green Party leader``: the words that say whose."""
    start = 1 if core[0].key in listed("speakers", "determiners") else 0
    for i in range(noun - 1, start - 1, -1):
        if core[i].key.endswith(("'s", "s'")):
            owner = core[start:i]
            owned = core[0] if start and core[0].key in ("the", "a", "an") else core[start]
            end = core[i].end - (2 if core[i].key.endswith("'s") else 1)
            known = bool(owner) or core[i].capitalized or bool(categories(core[i : i + 1]))
            return text[owned.start : end] if known else ""
    said = [i for i in range(start, noun) if _says_whose(text, core[i], core[noun])]
    if not said:
        return ""
    first = said[0]
    while (
        first > start
        and core[first - 1].capitalized
        and not _ranks(core[first - 1])
        and not core[noun].capitalized
    ):
        first -= 1
    return text[core[first].start : core[said[-1]].end]


def _ranks(token: Token) -> bool:
    return any(token.key in listed("speakers", kind) for kind in ("former", "officers", "ranks"))


def _says_whose(text: str, token: Token, noun: Token) -> bool:
    if _ranks(token):
        return False
    kinds = {kind for _, kind in categories([token])}
    if "party" in kinds or is_acronym(token) or is_state_abbreviation(token) or token.text in demonyms():
        return True
    # "Ajax striker", but not "Interior Minister", nor a word that begins the sentence.
    begins = text[max(0, token.start - 2) : token.start].strip() in ("", ".", "!", "?", "”", '"', "’")
    return token.capitalized and not noun.capitalized and not kinds and not begins
