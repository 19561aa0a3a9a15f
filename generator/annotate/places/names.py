"""Which words name a place: the story's own names first, then the gazetteer's, without people and organizations.

In come sentences cut into words, out go the names in order with the gazetteer's rows for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from generator.annotate.places.gazetteer import (
    Entry,
    entries,
    fold,
    is_great,
    is_little,
    is_minor,
    without_article,
)
from generator.annotate.places.people import ends_name, is_described, is_speaking, is_titled
from generator.annotate.places.specs import StoryNames
from generator.annotate.places.things import (
    bodies_in,
    coded_divisions,
    firms_in,
    is_acronym,
    is_called_after,
    is_dateline,
    is_joined_firm,
    is_sites,
    opens_shouted,
    region_rows,
    runs_in,
    street_end,
)
from generator.annotate.places.word_lists import (
    Token,
    Words,
    abbreviations,
    before_places,
    demonyms,
    outlets,
    words,
)
from generator.language.lexicon import listed
from generator.language.names import (
    before_initial,
    capital_runs,
    is_initials,
    titles_before_names,
)
from generator.model import Place, PlaceKind

_LONGEST = 5
_ALTERNATE_LETTERS = 5
_ALTERNATE_PEOPLE = 100_000
_POWERLESS = re.compile(r"(?:ing|ed|ly)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Words that name a place.

    Attributes:
        sentence: Number of the sentence.
        first: Index of the first word in its sentence.
        last: Index of the last word.
        place: The story's own place, where it is one.
        found: The gazetteer's rows for the name, likeliest first.
        rare: Rows that the name alone does not mean: other spellings of lesser towns.
        marked: Nothing is found, but the words around mark a place, or the name is of a river or the like.
        feature: It is the name of a river, lake, hill or the like; kept even where its point is not known.
        adjective: The words name people or belong to an organization's name.
        borne: A school, an airport or another thing bears the name; the place itself may be elsewhere.
        region: The words beside it say that a region is meant.
        common: It is a common word too, and that region's name where the article names the country: "Unity state".
        street: It is a street's or square's name, which is kept without a point and asked of nobody.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    place: Place | None = None
    found: tuple[Entry, ...] = ()
    rare: tuple[Entry, ...] = ()
    marked: bool = False
    feature: bool = False
    adjective: bool = False
    borne: bool = False
    region: bool = False
    common: bool = False
    street: bool = False


def _lower_words(sentences: Sequence[Words]) -> frozenset[str]:
    """The words that an article uses without a capital."""
    return frozenset(
        token.lower for sentence in sentences for token in sentence.tokens if not token.capitalized
    )


def all_names(sentences: Sequence[Words], story: StoryNames) -> tuple[Sequence[Name], Set[str]]:
    """All place names of an article, and the words in lower case that are people's or bodies' names in it.

    Args:
        sentences: The article's.
        story: The story's own places and names.
    """
    names: list[Name] = []
    runs = runs_in(sentences)
    people, firms, lower = set(bodies_in(runs)), firms_in(runs), _lower_words(sentences)
    for number, sentence in enumerate(sentences):
        names.extend(_Finder(number, sentence, story, people, lower, firms).run())
    return names, people


class _Finder:
    """Goes through one sentence from left to right."""

    def __init__(
        self,
        number: int,
        sentence: Words,
        story: StoryNames,
        people: set[str],
        lower: frozenset[str],
        firms: frozenset[str],
    ) -> None:
        self.number = number
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.people = people
        self.lower = lower
        self.firms = firms
        self.story = story
        self.names: list[Name] = []
        self._run_ends = _capitalized_run_ends(sentence)

    def run(self) -> list[Name]:
        if not self.tokens:
            return []
        found = self.story.find(self.sentence.text, self.tokens[0].start, self.tokens[-1].end)
        own = {item[0]: item for item in found}
        index = 0
        while index < len(self.tokens):
            here = own.get(self.tokens[index].start)
            name = self._own(index, here) if here else self._other(index)
            if name and not (here and name.place is None):
                self.names.append(name)
            index = name.last + 1 if name else index + 1
        return self.names

    def _name(self, first: int, last: int, **more: object) -> Name:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Name(sentence=self.number, first=first, last=last, start=start, end=end, **more)  # type: ignore[arg-type]

    def _own(self, first: int, item: tuple[int, int, Place | None]) -> Name:
        last = first
        while last + 1 < len(self.tokens) and self.tokens[last + 1].start < item[1]:
            last += 1
        name = self._name(first, last, place=item[2])
        return Name(sentence=name.sentence, first=first, last=last, start=item[0], end=item[1], place=item[2])

    def _other(self, first: int) -> Name | None:
        token = self.tokens[first]
        coded = coded_divisions(self.sentence, first)
        if coded:
            return self._name(first, first, found=coded)
        if not token.capitalized or (self._run_ends[first] == first and token.lower in words("before_place")):
            return None
        street = self._street(first)
        if street:
            return street
        for last in self._reaches(first):
            phrase = self.sentence.text[self.tokens[first].start : self.tokens[last].end]
            people = demonyms().get(phrase)
            if people:
                return self._name(first, last, found=entries(people), adjective=True)
            found = self._acceptable(phrase, first, last)
            if found:
                return self._feature(first, last) or self._in_context(first, last, found)
        return self._marked(first)

    def _reaches(self, first: int) -> Iterator[int]:
        """The capitalized words, the farthest first, with which a name may end that begins with word ``first``."""
        stop = first + 1
        while stop < min(first + _LONGEST, len(self.tokens)) and self.sentence.joined(stop):
            stop += 1
        # "King's Lynn", "St. John's"
        for last in range(stop, min(stop + 2, len(self.tokens)))[::-1]:
            if self.sentence.possessive(stop - 1) and self._has_genitive(first, last):
                yield last
        yield from (last for last in range(stop - 1, first - 1, -1) if self.tokens[last].capitalized)

    def _has_genitive(self, first: int, last: int) -> bool:
        """Whether words with a genitive among them are a place's name as the gazetteer spells it."""
        phrase = self.sentence.text[self.tokens[first].start : self.tokens[last].end].replace("’", "'")
        return any(row.place.name.replace("’", "'") == phrase for row in entries(phrase))

    def _street(self, first: int) -> Name | None:
        """The name of a street or square that the gazetteer does not have."""
        if self.sentence.headline or self.tokens[first].lower in words("before_place") - words("in_streets"):
            return None
        last = street_end(self.sentence, first) if first == self._run_start(first) else -1
        if last < 0:
            return None
        phrase = self.sentence.text[self.tokens[first].start : self.tokens[last].end]
        if any(not entry.alternate for entry in entries(phrase)):
            return None
        return self._name(first, last, marked=True, feature=True, street=True)

    def _feature(self, first: int, last: int) -> Name | None:
        """The whole name of a river, lake, hill or the like that is called after the place found."""
        before, after = self.sentence.before(first), self.sentence.joined(last + 1)
        if self.sentence.headline or (before and before.lower in titles_before_names()):
            return None
        if before and before.text in words("feature_heads"):
            return self._name(first - 1, last, marked=True, feature=True)
        if (
            after
            and after.capitalized
            and after.lower in words("natural")
            and not self.sentence.possessive(last)
        ):
            following = self.sentence.joined(last + 2)
            if not (following and following.capitalized):
                return self._name(first, last + 1, marked=True, feature=True)
        return None

    def _marked(self, first: int) -> Name | None:
        """A name the gazetteer does not give, where the words around say that it is a place's."""
        if self.sentence.headline or first != self._run_start(first):
            return None
        last = min(self._run_ends[first], first + _LONGEST - 1)
        run = self.tokens[first : last + 1]
        if _holds_other_words(run):
            return None
        feature = _is_feature(run)
        placed = is_dateline(self.sentence, last) or self._before_wider(last)
        if (run[0].text.isupper() and not placed) or any(token.joint == "-" for token in run[1:]):
            return None
        if not (feature or placed or self._after_place_word(first)):
            return None
        phrase = self.sentence.text[run[0].start : run[-1].end]
        return self._name(first, last, rare=entries(phrase), marked=True, feature=feature)

    def _run_start(self, first: int) -> int:
        """The first of the capitalized words before ``first``, compass points and the like aside."""
        before = self.sentence.before(first)
        joined = before and before.capitalized and before.lower not in words("before_place")
        return first - 1 if joined else first

    def _after_place_word(self, first: int) -> bool:
        index = first
        while (before := self.sentence.before(index)) and before.lower in words("place_adjectives"):
            index -= 1
        before = self.sentence.before(index)
        if before is None:
            return False
        if before.lower in words("marks_place"):
            return True
        town = self.sentence.before(index - 1)
        return before.lower == "of" and town is not None and town.lower in words("settlement")

    def _before_wider(self, last: int) -> bool:
        following = self.tokens[last + 1 : last + 4]
        comma = self.sentence.text[self.tokens[last].end : self.tokens[last].end + 2] == ", "
        inside = self.sentence.joined(last + 1)
        if inside and inside.lower == "in":
            rest = following[1:] if following[1:2] and following[1].lower != "the" else following[2:]
            return any(
                token.capitalized and self._wider_from(last + 1 + following.index(token))
                for token in rest[:1]
            )
        return bool(comma and following and following[0].capitalized and self._wider_from(last + 1))

    def _wider_from(self, index: int) -> bool:
        """Whether a country's or division's name of one or two words begins here."""
        one, other = self.tokens[index], self.sentence.joined(index + 1)
        pair = self.sentence.text[one.start : other.end] if other and other.capitalized else ""
        wider = _is_wider(one.text) or bool(pair and _is_wider(pair))
        return wider or bool(coded_divisions(self.sentence, index))

    def _acceptable(self, phrase: str, first: int, last: int) -> tuple[Entry, ...]:
        """The gazetteer's rows for a phrase, unless its spelling or the words around speak against them."""
        found = _trusted_rows(phrase)
        if not found or phrase in abbreviations():
            return found
        if first == last and (self._is_other_word(fold(phrase), first) or self._is_stray(found[0], first)):
            if not self.sentence.headline and self._foreign_before(first):
                self.people.add(self._surname(last))
            return ()
        saint = self._is_saint(first, last, found) and not self._located(first, last)
        if saint or self._is_outlet(phrase, last, found[0]) or self._is_hyphened_part(first, last, found[0]):
            return ()
        return self._whole_name(phrase, first, last, found)

    def _whole_name(self, phrase: str, first: int, last: int, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The rows, but for a little place's that a headline shouts, and for those of an abbreviation."""
        if self.sentence.headline:
            return () if phrase.isupper() and is_little(found) else found
        return () if first == last and is_acronym(self.sentence, first, found) else found

    def _is_outlet(self, phrase: str, last: int, entry: Entry) -> bool:
        """Whether a name is an outlet's, and no great place's, or one's with the number behind it: "France 24"."""
        after = self.sentence.joined(last + 1)
        if after and after.text.isdigit() and f"{phrase} {after.text}".casefold() in outlets():
            return True
        return phrase.casefold() in outlets() and not is_great(entry)

    def _is_hyphened_part(self, first: int, last: int, entry: Entry) -> bool:
        """Whether hyphens make it a part of a name of three words or more: "Saint-Laurent-Nord"."""
        if entry.place.kind is PlaceKind.COUNTRY:
            return False
        while first and self._is_hyphened(first):
            first -= 1
        end = last
        while self._is_hyphened(end + 1):
            end += 1
        inside = end - first >= 2 and all(map(self._is_hyphened, range(first + 1, end + 1)))
        return (
            inside and self.sentence.text[self.tokens[first].start : self.tokens[end].end] != entry.place.name
        )

    def _is_hyphened(self, index: int) -> bool:
        """Whether a hyphen joins the capitalized word at ``index`` to the one before, capitalized too."""
        pair = self.tokens[index - 1 : index + 1] if index else ()
        return len(pair) == 2 and pair[1].joint == "-" and all(token.capitalized for token in pair)

    def _is_saint(self, first: int, last: int, found: tuple[Entry, ...]) -> bool:
        """Whether a name is a saint's that parishes and little towns have too: "Saint Peter"."""
        return first < last and self.tokens[first].lower in ("saint", "st") and is_minor(found)

    def _is_stray(self, entry: Entry, index: int) -> bool:
        """Whether a word is a city's other name, mostly another thing's, and nothing says that it is a place."""
        return entry.alternate and not is_great(entry) and not self._located(index, index)

    def _is_other_word(self, key: str, index: int) -> bool:
        """Whether a single word that is also a place's name is something else here."""
        if key in words("never"):
            return not self._is_common_region(index, key)
        return key in words("doubtful") and (
            is_speaking(self.sentence, index) or not self._placed(index, key)
        )

    def _is_common_region(self, index: int, key: str) -> bool:
        """Whether a common word may be a region's name: "Unity state", not "the Delta region"."""
        before = self.sentence.before(index)
        opens = key in words("before_place") or (
            before is not None and before.lower in listed("reporting", "words", "articles")
        )
        return not opens and bool(region_rows(self.sentence, index, index, entries(key)))

    def _placed(self, index: int, key: str) -> bool:
        """Whether the words around say that a doubtful name is a place's."""
        before = self.sentence.before(index)
        if before and before.lower in before_places():
            return True
        if region_rows(self.sentence, index, index, entries(key)):
            return True
        end = self.tokens[index].end
        following = self.tokens[index + 1 : index + 2]
        comma = self.sentence.text[end : end + 2] == ", "
        if comma and following and following[0].capitalized and self._wider_from(index + 1):
            return True
        return key in words("well_known") and not self.sentence.headline

    def _in_context(self, first: int, last: int, found: tuple[Entry, ...]) -> Name | None:
        """The name, unless the capitalized words beside it make it a person's or an organization's."""
        after = self.sentence.joined(last + 1)
        if is_titled(self.sentence, first) or is_described(self.sentence, first, last, found[0]):
            self.people.add(self.tokens[last].lower)
            return None
        if is_called_after(self.sentence, first, last):
            return None
        regions = region_rows(self.sentence, first, last, found)
        if regions:
            return self._region(first, last, regions)
        if self._is_of_wider(last, found[0].place):
            return None
        owned, body = self._is_owned(first), _is_organization(after)
        if body or owned or is_sites(self.sentence, last):
            return self._name(first, last, found=found, adjective=body or owned, borne=body or not owned)
        return self._by_neighbors(first, last, found)

    def _is_of_wider(self, last: int, place: Place) -> bool:
        """Whether a name is part of a division's that nobody knows; of a country's: "Atlantic Canada" is no sea."""
        after = self.sentence.joined(last + 1)
        if after is not None and not place.country:
            return _is_wider(after.text)
        return place.kind is PlaceKind.COUNTRY and self._is_division_of_name(last)

    def _is_division_of_name(self, last: int) -> bool:
        """Whether a country's name is a division's that nobody knows: "Luxembourg province", "Mexico State"."""
        after, following = self.sentence.joined(last + 1), self.sentence.joined(last + 2)
        if after is None or after.lower not in words("region_words") or self.sentence.possessive(last):
            return False
        titled = after.capitalized and not (following and following.capitalized)
        return titled or after.lower not in ("state", "region")

    def _by_neighbors(self, first: int, last: int, found: tuple[Entry, ...]) -> Name | None:
        """The name, unless the words beside it make it a person's; a firm's is no place's."""
        plain = self.sentence.headline or not self._foreign(first, last)
        if plain or self._is_country(first, last, found):
            adjective = not plain or self._is_firm(first, last, found[0])
            return self._name(first, last, found=found, adjective=adjective)
        self.people.add(self._surname(last))
        return None

    def _is_firm(self, index: int, last: int, entry: Entry) -> bool:
        """Whether a town's name is a firm's that the article names in full, and nothing here says where."""
        if index != last or is_great(entry):
            return False
        before, after = self.sentence.before(index), self.sentence.joined(index + 1)
        placed = before is not None and before.lower in words("stands_in_place")
        based = after is not None and after.joint == "-" and after.lower in words("of_the_place")
        return self.tokens[index].lower in self.firms and not (placed or based or self._before_wider(index))

    def _located(self, first: int, last: int) -> bool:
        """Whether the words around say where: "in Lviv", "Lviv, Ukraine", "the Lviv region", a dateline."""
        before, after = self.sentence.before(first), self.sentence.joined(last + 1)
        placed = before is not None and (before.lower in before_places() | words("place_adjectives"))
        within = after is not None and after.lower in words("geographic") | words("of_the_place")
        return placed or within or self._before_wider(last) or is_dateline(self.sentence, last)

    def _is_owned(self, first: int) -> bool:
        """Whether an organization's name goes on with the place: "the Bank of Norway"."""
        before = self.sentence.before(first)
        return (
            before is not None and before.text == "of" and _is_organization(self.sentence.before(first - 1))
        )

    def _region(self, first: int, last: int, found: tuple[Entry, ...]) -> Name:
        """A name that is a region's, with the word that says so where it has a capital: "Kharkiv Oblast"."""
        after, following = self.sentence.joined(last + 1), self.sentence.joined(last + 2)
        body = _is_organization(following)
        common = first == last and self.tokens[first].lower in words("never")
        if after and after.capitalized and after.lower in words("region_words") and not body:
            last += 1
        return self._name(first, last, found=found, region=True, common=common, adjective=body)

    def _foreign(self, first: int, last: int) -> bool:
        """Whether a capitalized word beside the name makes it a person's or a thing's."""
        if self._foreign_before(first) or before_initial(self.sentence.text, self.tokens[last].end):
            return True
        if first == last and is_joined_firm(self.sentence, first):
            return True
        return self._foreign_after(last) and not (first == 0 and opens_shouted(self.sentence, last))

    def _is_country(self, first: int, last: int, found: tuple[Entry, ...]) -> bool:
        """Whether it stays a country's name within a larger one: "Environment Canada", "U.S. Steel"."""
        if found[0].place.kind is not PlaceKind.COUNTRY or self.tokens[last].lower in words("doubtful"):
            return False
        initials = self.tokens[last].text.replace(".", "").isupper() and first == last
        return initials or not self._foreign_after(last)

    def _foreign_before(self, first: int) -> bool:
        if ends_name(self.sentence, first):
            return True
        before = self.sentence.before(first)
        if before is None or not before.capitalized or before.lower in words("before_place"):
            return False
        if before.text in demonyms() or before.lower in words("geographic") or before.text.isupper():
            return False
        # "Leaving Oslo", "One Oslo woman", "Former Oslo mayor": the first word has its capital from the sentence.
        if first == 1 and self._opens(before.lower):
            return False
        return not (self.names and self.names[-1].end == before.end)

    def _opens(self, word: str) -> bool:
        return word in self.lower or word in listed("speakers", "former") or bool(_POWERLESS.search(word))

    def _foreign_after(self, last: int) -> bool:
        after = self.sentence.joined(last + 1)
        if after is None or not after.capitalized:
            return False
        known = words("geographic") | words("before_place") | titles_before_names()
        if after.lower in known or after.text in demonyms():
            return False
        return not _is_wider(after.text)

    def _surname(self, last: int) -> str:
        return self.tokens[self._run_ends[last]].lower


def _capitalized_run_ends(sentence: Words) -> list[int]:
    """For each capitalized word, the last of those that follow it without punctuation, or itself."""
    ends = list(range(len(sentence.tokens)))
    for first, stop in capital_runs(sentence.tokens, sentence.joined):
        ends[first:stop] = [stop - 1] * (stop - first)
    return ends


def _is_feature(run: Sequence[Token]) -> bool:
    """Whether a name is a river's, a hill's or the like by one of its words."""
    return len(run) > 1 and (run[-1].lower in words("natural") or run[0].text in words("feature_heads"))


def _divisions(found: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in found if entry.place.kind is PlaceKind.REGION)


def _is_organization(token: Token | None) -> bool:
    return bool(token and token.capitalized and token.lower in words("organization"))


@cache
def _trusted_rows(phrase: str) -> tuple[Entry, ...]:
    """The rows of a name that an English text may mean by this spelling."""
    full = abbreviations().get(phrase)
    if full:
        return _divisions(entries(full)) or entries(full)
    key = fold(phrase)
    if len(key) <= 3 and not phrase.replace(".", "").isupper():
        return ()
    if is_initials(phrase):
        return tuple(entry for entry in entries(phrase)[:1] if entry.place.kind is PlaceKind.COUNTRY)
    return tuple(
        entry for entry in entries(phrase) if _is_meant(entry, key) and _has_accents(phrase, entry.place.name)
    )


def _has_accents(phrase: str, name: str) -> bool:
    """Whether the accents of a text are those of a name that has its own: the Dáil is no town of Dā‘il."""
    own = {char for char in name if char > "\x7f" and char.isalpha()}
    return not own or own.issuperset(char for char in phrase if char > "\x7f" and char.isalpha())


def _is_meant(entry: Entry, key: str) -> bool:
    """Whether a row is found by its own name, "The Gambia" with its article, or by another one widely known."""
    if key.startswith("the ") and fold(entry.place.name) != key:
        return False
    known = entry.capital or entry.place.population >= _ALTERNATE_PEOPLE
    # "At Yida" has no Arabic article.
    long = len(without_article(key)) >= _ALTERNATE_LETTERS
    return not entry.alternate or (long and known)


def _holds_other_words(run: Sequence[Token]) -> bool:
    """Whether capitalized words cannot be an unknown place's name: a people, a body, an opening, a common word."""
    if any(token.lower in _no_place() or token.text in demonyms() or len(token.text) < 3 for token in run):
        return True
    first = run[0].lower
    if first in words("before_place") and first not in words("place_adjectives"):
        return True
    return len(run) == 1 and (first in words("never") or first in words("doubtful"))


@cache
def _no_place() -> frozenset[str]:
    """Words that no unknown place's name holds."""
    return words("organization") | titles_before_names()


@cache
def _is_wider(phrase: str) -> bool:
    found = entries(abbreviations().get(phrase, phrase))
    return bool(found) and found[0].place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
