"""Lines of a page that stand in a sentence with no stop between them: where the sentence itself begins.

Comes in: the words of a quotation. Goes out: how many of its characters are the page's, and whether some still are.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from generator.annotate.places.gazetteer import entries
from generator.annotate.places.word_lists import demonyms
from generator.claims.unedited.self_contained import depends_on_context
from generator.data import table
from generator.language.lexicon import (
    inflected,
    irregular_pasts,
    is_participle,
    is_past,
    listed,
    modals,
    verbs,
)
from generator.language.names import calendar, titles
from generator.language.names import words as name_words
from generator.language.phrases import general_stems, stem
from generator.language.tokens import CLAUSE_WORDS, WORDS_WITH_COMMA

# "Sunday 26 April 2009 11.25 BST", "14:19 UK time, Monday, 25 January 2010", glued to what it stands above.
_HEAD_OF_PAGE = re.compile(
    r"\w+,? \d{1,2} \w+ \d{4},? (?:at )?\d{1,2}[.:]\d\d(?: (?:GMT|UTC|[A-Z]{2,4}T)\b)?"
    r"|\d{1,2}[.:]\d\d \w+ time,? \w+,? \d{1,2} \w+ \d{4}"
    r"|(?<=[a-z] )(?<![Oo]n )\w+day,? \d{1,2} [A-Z]\w+(?= [A-Z][a-z]+ [a-z\d])"
)
_FULL_DATE = re.compile(r"\b(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}\b")
_MONTH_AND_DAY = re.compile(r"\bon (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? in [A-Z]")
# "A float is lowered in Oslo, Norway, Monday, May 4, 2026": no report names the weekday, the day and the year.
_DAY_OF_PICTURE = re.compile(r"\b[A-Z][a-z]{2,5}day, [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b")
# "In this May 4, 2026 file photo, the mill stands empty"
_FILE_PICTURE = re.compile(r"\bfile (?:photo(?:graph)?|picture|image)\b", re.IGNORECASE)
# So far into a quotation may the lines above it reach, and so many words are left at least.
_LINES = 400
_LEFT = 6
_OPENS_AGAIN = re.compile(r"(?<![\w'’-])(?P<noun>[a-z][\w'’-]*)”? (?:(?:The|An?) [A-Z]|A [a-z\d])")
# What these patterns need, which most sentences lack: a look for letters is many times as fast.
_ARTICLES = (" The ", " A ", " An ")
_S_AND_CAPITAL = re.compile(r"s [A-Z]")
_DIGIT = re.compile(r"\d")
# "It's", "weren't" have a verb, "to catch" and what stands in brackets none that tells.
_SHORT_VERB = re.compile(
    r"n['’]t\b|['’](?:re|m|ve|ll|d)\b|\b(?:it|that|he|she|there|this|what|who|here|let)['’]s\b", re.IGNORECASE
)
_COMPOUNDS = re.compile(r"\b\w+-\w+ed\b")
_NO_VERBS = re.compile(r"\bto [a-z]+\b|\([^)]*\)")
_MAY_BE_VERB = re.compile(r".{2,}(?:ed|[^su'’i]s)")
# "Haiti moves quake victims Quake survivors have left"
_PLURAL = re.compile(r"(?<![\w'’-])(?P<noun>[a-z]{3,}s) (?P<rest>[A-Z][a-z]+) [a-z]")
# "Troops land at the palace Troops are stepping up aid", "Ada Moss pledges help for victims Mayor Ada Moss has vowed"
_BEGINS_AGAIN = re.compile(r"([A-Z]\w* \w+)\b.* (?P<noun>[a-z][\w'’-]*) (?:[A-Z]\w+ ){0,3}\1\b")


def lines_end(text: str) -> int:
    """Where the sentence begins that the lines of a page stand before; 0 for a text that begins with it.

    >>> text = "Schools to close Sunday 10 May 2009 14.27 BST The city's schools are to close on Monday."
    >>> text[lines_end(text):]
    "The city's schools are to close on Monday."
    """
    for end in sorted(set(_ends(text)), reverse=True):
        start = end + len(text[end:]) - len(text[end:].lstrip())
        rest = text[start:]
        if rest[:1].isupper() and len(rest.split()) >= _LEFT and not depends_on_context(rest):
            return start
    return 0


def _ends(text: str) -> Iterator[int]:
    """Where lines of a page may end."""
    yield from (match.end() for match in _credits().finditer(text, 0, _LINES))
    yield from (match.end() for match in _heads_of_page(text, _LINES))
    yield from (match.start("rest") for match in _glued().finditer(text, 0, _LINES))
    yield from (match.start("rest") for match in _behind_plurals(text, _LINES))
    yield from (match.end("noun") for match in _opening_again(text, _LINES))


@functools.lru_cache(maxsize=65536)
def is_glued(text: str) -> bool:
    """Whether lines of a page stand in a text, or it begins amid one: "The search is over The army said".

    >>> is_glued("The search is over The army said"), is_glued("He read The Times and left The Hague.")
    (True, False)
    """
    return _begins_amid(text) or _holds_lines(text) or _opens_again(text)


def _holds_lines(text: str) -> bool:
    """Whether a page's time, its marks or a picture's credit stand in a text."""
    marked = " | " in text or any(True for _ in _heads_of_page(text))
    low = text.casefold()
    return marked or any(label in low for label in _credit_labels())


def _opens_again(text: str) -> bool:
    """Whether another sentence opens amid a text, by a word with a capital or by what it began with."""
    if _glued().search(text) or next(chain(_behind_plurals(text), _opening_again(text)), None):
        return True
    again = _BEGINS_AGAIN.match(text, 0, _LINES)
    return again is not None and _is_noun(again["noun"])


def _heads_of_page(text: str, most: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The times at the head of a page."""
    return _HEAD_OF_PAGE.finditer(text, 0, most) if _DIGIT.search(text) else iter(())


def _behind_plurals(text: str, most: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Where a sentence opens behind a plural."""
    found = _PLURAL.finditer(text, 0, most) if _S_AND_CAPITAL.search(text) else ()
    return filter(_opens_behind_plural, found)


def _opening_again(text: str, most: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Where a sentence opens with an article behind a word with a small letter."""
    found = _OPENS_AGAIN.finditer(text, 0, most) if any(word in text for word in _ARTICLES) else ()
    return (match for match in found if _is_noun(match["noun"]))


@functools.lru_cache(maxsize=65536)
def is_caption(text: str) -> bool:
    """Whether a sentence of the articles' own words has no verb that tells anything, as what stands under a picture.

    >>> is_caption("Earthquake damage in Oslo."), is_caption("Police fired shots."), is_caption("It's over.")
    (True, False, False)
    """
    if _FILE_PICTURE.search(text):
        return True
    if any(mark in text for mark in '“”"') or _SHORT_VERB.search(text):
        return False
    said = CLAUSE_WORDS.findall(_NO_VERBS.sub(" ", text))
    # "A near-empty church": behind an article stands no verb.
    articles = listed("reporting", "words", "articles")
    words = [
        word
        for last, word in zip(["", *said], said, strict=False)
        if word[0].isalpha() and last.casefold() not in articles
    ]
    # Whoever does something has a verb, known or not.
    if not listed("context_dependence", "doers").isdisjoint(word.casefold() for word in words):
        return False
    # Where no full stop ends it, only a verb that is known makes a sentence of it.
    ends = text.rstrip("’') ")[-1:] in {".", "!", "?", "…", "]"}
    return not any(
        word.casefold() in _finite() or (ends and word.islower() and _MAY_BE_VERB.fullmatch(word))
        for word in words
    )


@functools.lru_cache(maxsize=65536)
def shows_picture(text: str, *, with_year: bool = True) -> bool:
    """Whether a sentence tells in the present tense of a full date, as only what stands under a picture does.

    Args:
        text: The sentence.
        with_year: Whether the date must have its year.

    >>> shows_picture("Rescuers look on as a mill burns in Oslo, Norway, on May 3, 2026.")
    True
    >>> shows_picture("A crash on May 3, 2026 killed two."), shows_picture("The mill burned on 3 May 2026.")
    (False, False)
    """
    dated = (_FULL_DATE if with_year else _MONTH_AND_DAY).search(text)
    if not dated or not dated.start() or any(mark in text for mark in '“”"'):
        return False
    if with_year and _is_shown().search(text):
        return True
    main = _main_words(text)
    if main is None:
        return False
    ends = with_year and not text[dated.end() :].strip(" .)")
    if ends or _DAY_OF_PICTURE.search(text):
        main = _without_present_passives(main)
    return not any(map(_tells_in_past, ["", *main], main, [*main[1:], ""]))


def _main_words(text: str) -> list[str] | None:
    """The words of the main clause at the head of a text; ``None`` where a modal verb stands in it."""
    # "The ill-fated ferry"
    bare = _COMPOUNDS.sub(" ", _NO_VERBS.sub(" ", text))
    said = [word for word in CLAUSE_WORDS.findall(bare) if word[0].isalpha()]
    # May is a month, too.
    if not modals().isdisjoint(word for word in said if word.islower()):
        return None
    openers = listed("polarity", "clause_openers") - {"and", "or", "but"} | {"that"}
    return list(takewhile(lambda word: word.casefold() not in openers, said))


@functools.cache
def _is_shown() -> re.Pattern[str]:
    """What only a picture does, as in "The mill is seen"."""
    return re.compile(rf"\b(?:is|are) (?:{'|'.join(map(re.escape, listed('context_dependence', 'seen')))})\b")


def _without_present_passives(words: Sequence[str]) -> list[str]:
    """The words of a clause without "is lowered", "are loaded"."""
    # What is held of somebody is no picture: "is accused of killing two on May 3, 2026".
    held = verbs("says_that", "states", "plans", "alleges", "supposes", "strives", forms="dn")
    passive = [
        word.casefold() in ("is", "are") and behind not in held and is_participle(behind)
        for word, behind in zip(words, [*words[1:], ""], strict=False)
    ]
    return [
        word
        for word, own, before in zip(words, passive, [False, *passive], strict=False)
        if not own and not before
    ]


def _tells_in_past(before: str, word: str, behind: str) -> bool:
    """Whether a word of a main clause is a verb of the past or one that helps: not "a collapsed bridge", "is seen"."""
    low = word.casefold()
    if low in ("is", "are"):
        return behind.casefold() not in listed("context_dependence", "seen")
    if before.casefold() in listed("reporting", "words", "articles") or not word.islower():
        return False
    helps = modals() | name_words("auxiliaries") | frozenset(listed("context_dependence", "helping_verbs"))
    seen = low in listed("context_dependence", "seen")
    return low in helps or (is_past(low) and not seen) or low in verbs("says", "says_that", forms="bsd")


@functools.cache
def _finite() -> frozenset[str]:
    """The forms in which verbs that are listed anywhere tell something."""
    forms = {
        form.split()[0]
        for verb in table("verbs")["verbs"]
        for name, found in inflected(verb).items()
        if name in ("base", "third", "past")
        for form in found
    }
    return frozenset(forms) | irregular_pasts() | modals() | name_words("auxiliaries")


def _begins_amid(text: str) -> bool:
    """Whether a text begins with a small letter, or holds the end of a speech that began before it."""
    first = WORDS_WITH_COMMA.match(text)
    small = first is not None and first.group().islower()
    closing = text.find("”")
    return small or (closing >= 0 and "“" not in text[:closing])


def _opens_behind_plural(match: re.Match[str]) -> bool:
    """Whether a word with a capital behind a plural is a common one, and so the first of a sentence."""
    noun, word = match["noun"], match["rest"]
    low = word.casefold()
    # "He hopes Parliament can", "the move pushes Democrats": a verb has an object.
    if noun.endswith(("ous", "ss")) or not _is_noun(noun) or noun in _finite():
        return False
    name = low in titles() | calendar() or word in demonyms() or bool(entries(word))
    return not name and stem(low) in general_stems()


def _is_noun(word: str) -> bool:
    """Whether a word before "The" in capitals is none that leads to a name: not "told The", "newspaper The"."""
    low = word.casefold().rstrip("'’")
    leads = listed("function_words", "words") | name_words("organization_nouns") | name_words("prepositions")
    leads |= listed("context_dependence", "before_letters") | listed("reporting", "words", "prepositions")
    verbal = low.endswith("ing") or is_past(low)
    return low not in leads and not verbal


@functools.cache
def _glued() -> re.Pattern[str]:
    """Words that open a sentence, with a capital amid another: some behind any word, others behind a small one."""
    lists = table("context_dependence")
    any_word = "|".join(word.capitalize() for word in lists["glued"])
    small = "|".join(word.capitalize() for word in lists["glued_behind_small"])
    return re.compile(
        rf"(?:(?<=[A-Za-z0-9'’”]) (?=(?:{any_word}) )|(?<![\w'’-])[a-z][\w'’-]* (?=(?:{small}) ))(?P<rest>\w+ [a-z])"
    )


@functools.cache
def _credits() -> re.Pattern[str]:
    """A picture's credit: "Photograph: Ada Moss/AP"."""
    labels = "|".join(map(re.escape, table("furniture")["pictures"]))
    names = {row["name"] for row in table("agencies")["agency"]}
    names |= {short for row in table("agencies")["agency"] for short in row.get("short", ())}
    agencies = "|".join(map(re.escape, sorted(names | {"Getty Images"}, key=len, reverse=True)))
    return re.compile(rf"(?i:{labels}): (?:[\w'’.-]+ ){{0,4}}(?:[\w'’.-]+/)*(?:{agencies})\b")


@functools.cache
def _credit_labels() -> tuple[str, ...]:
    """What begins a picture's credit: "Photograph:"."""
    return tuple(f"{word}:" for word in table("furniture")["pictures"])
