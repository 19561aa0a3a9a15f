"""Where names stand: runs of capitalized words, initials, titles, and what only begins a sentence.

Words of any room's cut in, ranges of them out; then the words by which names are known, as sets. No other module looks
for such runs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple, Protocol

from generator.data import table
from generator.language.lexicon import irregular_pasts, listed, modals, verbs
from generator.language.spans import Covered
from generator.language.spelling import is_capitalized
from generator.language.tokens import NAME_WORDS

# "U.N"; its last full stop is no part of a word.
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)*[^\W\d_]")
_WHOLE_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_NEXT_INITIAL = re.compile(r" [A-Z]\. [A-Z][a-z]")
_LAST_INITIAL = re.compile(r"\b[A-Z]\. $")
# Of lines that are no sentences: a word of a name; "REUTERS/Ann Poe".
CAPITAL_WORD = r"[A-Z][\w.'’-]*"
# Of whom in the United States it is said: a party's letter and a state, "Rep. Jane Doe, D-Ohio".
PARTY_AND_STATE = re.compile(rf"[DRI]-{CAPITAL_WORD}")
AGENCY_AND_NAME = rf"[A-Z]{{2,20}}\s?/\s?{CAPITAL_WORD}(?:\s{CAPITAL_WORD}){{0,3}}"


# "Van der Berg", "de la Cruz"
_MOST_PARTICLES = 2


class Word(Protocol):
    """A word of a sentence, however a room cuts it."""

    @property
    def capitalized(self) -> bool:
        """Whether it begins with a capital letter."""


def capital_runs(
    words: Sequence[Word],
    joined: Callable[[int], object] = lambda _: True,
    links: Callable[[int], bool] = lambda _: False,
) -> Iterator[tuple[int, int]]:
    """Each longest run of capitalized words as a range of indices, the end excluded.

    Args:
        words: A sentence.
        joined: Whether nothing parts a word from the one before it.
        links: Whether a small word may stand within a run; a run may begin and end with one, too.
    """
    first = None
    for i, word in enumerate(words):
        inside = word.capitalized or links(i)
        if first is not None and not (inside and joined(i)):
            yield first, i
            first = None
        if inside and first is None:
            first = i
    if first is not None:
        yield first, len(words)


def run_start(words: Sequence[Word], stop: int, joined: Callable[[int], object] = lambda _: True) -> int:
    """Where the capitalized words begin that end before word ``stop``; ``stop`` where none does."""
    first = stop
    while first > 0 and words[first - 1].capitalized and (first == stop or joined(first)):
        first -= 1
    return first


class WrittenWord(Word, Protocol):
    """A word with its letters."""

    @property
    def text(self) -> str:
        """The word as it stands in the sentence."""


def name_start(tokens: Sequence[WrittenWord], stop: int) -> int:
    """Like ``run_start``, past the small words within people's names: "Ursula von der Leyen"."""
    first = run_start(tokens, stop)
    while first < stop and first > 1:
        before = first
        while before > 1 and first - before < _MOST_PARTICLES and _is_particle(tokens[before - 1]):
            before -= 1
        if before == first or not tokens[before - 1].capitalized:
            break
        first = run_start(tokens, before)
    return first


def in_name(tokens: Sequence[WrittenWord], i: int) -> bool:
    """Whether a small word stands within a person's name, between two words with a capital."""
    if not _is_particle(tokens[i]):
        return False
    last = i
    while last + 1 < len(tokens) and last - i < _MOST_PARTICLES and _is_particle(tokens[last]):
        last += 1
    return tokens[last].capitalized and name_start(tokens, last + 1) < i


def _is_particle(token: WrittenWord) -> bool:
    return token.text in words("person_joints")


def is_initials(text: str) -> bool:
    """Whether a text is nothing but letters with full stops.

    >>> is_initials("U.S."), is_initials("W."), is_initials("US")
    (True, True, False)
    """
    return _WHOLE_INITIALS.fullmatch(text) is not None


def before_initial(text: str, end: int) -> bool:
    """Whether an initial and a surname stand behind position ``end``: "Charles W. Murphy"."""
    return _NEXT_INITIAL.match(text, end) is not None


def after_initial(text: str, start: int, first: int = 0) -> bool:
    """Whether an initial stands before position ``start``, at ``first`` or behind it: "Charles W. Murphy"."""
    return _LAST_INITIAL.search(text, max(first, start - 4), start) is not None


class Token(NamedTuple):
    """A word of a sentence; a tuple, for a story has a hundred thousand.

    Attributes:
        low: Without letter case.
        owner: It ends in 's.
        place: It is part of a place's name.
    """

    text: str
    low: str
    start: int
    end: int
    capitalized: bool
    owner: bool
    place: bool


_ABBREVIATED = 3


class SentenceNames:
    """The words of one sentence, and the runs of them that may be names.

    Attributes:
        small: Words that the text has in small letters too: with a capital, they only begin a sentence.
    """

    def __init__(self, text: str, start: int, end: int, *, small: frozenset[str], places: Covered) -> None:
        """Cut ``text[start:end]``; ``places`` are the spans that name places."""
        self.text = text
        self.end = end
        self.tokens = [self._token(match, places) for match in NAME_WORDS.finditer(text, start, end)]
        self.small = small

    def _token(self, match: re.Match[str], places: Covered) -> Token:
        raw = match.group()
        owner = raw[-2:] in ("'s", "’s")
        text = raw[:-2] if owner else raw
        start, end = match.start(), match.start() + len(text)
        if "." in text and _DOTTED.fullmatch(text) and self.text[end : end + 1] == ".":
            text, end = f"{text}.", end + 1
        return Token(
            text=text,
            low=text.casefold(),
            start=start,
            end=end,
            capitalized=is_capitalized(text),
            owner=owner,
            place=places.touches(start, end),
        )

    def runs(self) -> Iterator[tuple[int, int]]:
        """Index ranges of words that may be one name; the end is excluded."""
        number = 0
        while number < len(self.tokens):
            if not self._is_name_word(number):
                number += 1
                continue
            last = number + 1
            while last < len(self.tokens) and not self.tokens[last - 1].owner:
                if self.joined(last - 1) and self._is_name_word(last):
                    last += 1
                elif (reach := self._over_joint(number, last)) > last:
                    last = reach
                else:
                    break
            yield number, last
            number = last

    def _is_name_word(self, number: int) -> bool:
        token = self.tokens[number]
        if not token.capitalized or self._is_of_calendar(number) or self._ends_office(number):
            return False
        if number and token.low in words("openers"):
            return False
        if token.low in words("no_names"):
            return self._begins_body(number)
        return self._is_firm(number) or not (self._opens(number) and self._is_common(token))

    def _begins_body(self, number: int) -> bool:
        """As in "Southern Front", "North Sea Fishing Union", but not "southern Norway"."""
        following = number
        while following + 1 < len(self.tokens) and self.joined(following):
            following += 1
            if not self.tokens[following].capitalized:
                return False
            if names_organization(self.tokens[following]):
                return True
        return False

    def _is_of_calendar(self, number: int) -> bool:
        """Whether a word is a month's or a weekday's; "Jan Moss" is no month, "Jan. 5" is."""
        token = self.tokens[number]
        if token.low not in calendar():
            return False
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        short = len(token.text) <= _ABBREVIATED
        bears = (
            following
            and (following.capitalized or in_name(self.tokens, number + 1))
            and self.gap(number) == " "
            and following.low not in calendar()
        )
        return not (short and bears)

    def _ends_office(self, number: int) -> bool:
        """Whether a word is the end of "Secretary of State"."""
        before = self.tokens[max(0, number - 2) : number]
        return (
            [token.low for token in before[1:]] == ["of"]
            and before[0].capitalized
            and before[0].low in words("offices_of")
            and self.tokens[number].low in words("fields_of_office")
        )

    def _opens(self, number: int) -> bool:
        """Whether a word owes its capital to its place: first in the sentence or in a quotation."""
        if number == 0:
            return True
        gap = self.gap(number - 1)
        return any(char in gap for char in '"“„«:')

    def _is_common(self, token: Token) -> bool:
        return (token.low in self.small or token.low in common()) and token.low not in person_titles()

    def gap(self, number: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.tokens[number].end : self.tokens[number + 1].start]

    def joined(self, number: int) -> bool:
        """Whether a word is followed by the next with nothing but a space, or the full stop of an abbreviation."""
        gap = self.gap(number)
        token = self.tokens[number]
        short = token.low in abbreviated_titles() or _INITIALS.fullmatch(token.text) is not None
        # "The Port Workers' Union"
        owned = gap in ("' ", "’ ") and token.low.endswith("s") and self.tokens[number + 1].capitalized
        return gap == " " or owned or (gap == ". " and short) or self._is_firm(number)

    def _is_firm(self, number: int) -> bool:
        """Whether it is the first name of a firm's: "Finch & Rowe"."""
        two = number + 1 < len(self.tokens) and self.gap(number) == " & "
        return two and self.tokens[number].capitalized and self.tokens[number + 1].capitalized

    def _over_joint(self, first: int, last: int) -> int:
        """The end of the run when small words lead on to more of the name: "Ministry of Defense", "van der Berg"."""
        org = any(token.low in words("organization_words") for token in self.tokens[first:last])
        joints = words("organization_joints") if org else words("person_joints")
        reach = last
        while reach < len(self.tokens) and reach - last < 2 and self._is_joint(reach, joints):
            reach += 1
        if reach == last or reach >= len(self.tokens):
            return last
        follows = self._goes_on(reach)
        # "The ministry in Warsaw" is not its name; "the Support Mission in Libya" is.
        far = org and self.tokens[last].low in words("place_joints") and last - first < 2
        return reach + 1 if follows and not far else last

    def _joins_bodies(self, number: int) -> bool:
        """Whether it is the "and" of two bodies: "Norland Lines and the Harbor Group"."""
        joins = number < len(self.tokens) and self.tokens[number].low == "and"
        return joins and names_organization(self.tokens[number - 1])

    def _goes_on(self, number: int) -> bool:
        token = self.tokens[number]
        return token.capitalized and token.low not in calendar() and self.joined(number - 1)

    def _is_joint(self, number: int, joints: Set[str]) -> bool:
        token = self.tokens[number]
        within = token.low in joints and not token.capitalized and self.joined(number - 1)
        return within and not self._joins_bodies(number)


def names_organization(token: Token) -> bool:
    """Whether a capitalized word makes a name an organization's: "Ministry", "Lines"."""
    return token.low in words("organization_words") or token.text in firm_words()


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation in capitals that means no state.

    >>> is_acronym("NATO"), is_acronym("U.N."), is_acronym("U.S."), is_acronym("A")
    (True, True, False, False)
    """
    letters = letters_of(word)
    return len(letters) > 1 and letters.isupper() and not is_state_abbreviation(word)


def letters_of(word: str) -> str:
    """A word without full stops, hyphens and slashes."""
    return word.replace(".", "").replace("-", "").replace("/", "")


def is_state_abbreviation(word: str) -> bool:
    """Whether a word is like "U.S."."""
    return word.rstrip(".") in listed("speakers", "state_abbreviations")


# ---------------------------------------------------------------- the words by which names are known


@functools.cache
def words(key: str) -> frozenset[str]:
    """A list of ``generator/data/actors.toml``."""
    return frozenset(table("actors")[key])


@functools.cache
def person_titles() -> frozenset[str]:
    """What says who a person is, before or behind the name; abbreviations with and without their full stop."""
    short = abbreviated_titles()
    kinds = (listed("titles", kind) for kind in ("courtesies", "offices", "callings"))
    return frozenset({f"{title}." for title in short} | short).union(*kinds)


@functools.cache
def abbreviated_titles() -> frozenset[str]:
    """Titles that end in a full stop, without it."""
    return frozenset(title.casefold() for title in listed("titles", "abbreviated"))


def is_courtesy(title: str) -> bool:
    """Whether a title says nothing of who somebody is: "Mrs.", "Sir"."""
    return title.casefold().rstrip(".") in listed("titles", "courtesies")


@functools.cache
def titles_before_names() -> frozenset[str]:
    """Titles that make the capitalized name behind them a person's, abbreviations without their full stop."""
    return abbreviated_titles() | listed("titles", "courtesies") | listed("titles", "offices")


@functools.cache
def titles() -> frozenset[str]:
    """Titles of one word, with and without the full stop of an abbreviation."""
    return frozenset(title.split()[-1] for title in person_titles())


@functools.cache
def no_nouns() -> frozenset[str]:
    """Words that end a title to their right: verbs, prepositions, conjunctions, what only points."""
    return frozenset().union(
        verbs("of_people", "speaks", "past"),
        irregular_pasts(),
        modals(),
        words("auxiliaries"),
        words("phrase_ends"),
        words("title_ends"),
        calendar(),
        table("function_words")["words"],
    )


@functools.cache
def firm_words() -> frozenset[str]:
    """Capitalized words that end the names of firms and news outlets."""
    return frozenset(table("speakers")["company_words"]) | frozenset(table("outlets")["name_words"])


@functools.cache
def calendar() -> frozenset[str]:
    """English months and weekdays; those of other languages are people's names ("Julio", "Domingo")."""
    return words("months_and_weekdays")


@functools.cache
def common() -> frozenset[str]:
    """Words that are no names where they begin a sentence."""
    pointing = table("context_dependence")["pointing"]
    return frozenset(table("common_words")["words"]).union(pointing, listed("speakers", "former"))
