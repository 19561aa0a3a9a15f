"""Names of people and organizations in an article, with the words that say who they are.

Rules over capital letters, titles, appositions, abbreviations and verbs; no list of persons. What is a
place is left to the places, and what only begins a sentence is no name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.annotate.places.word_lists import demonyms
from generator.known import once
from generator.language.lexicon import irregular_pasts, listed, modals, verbs
from generator.language.names import (
    PARTY_AND_STATE,
    SentenceNames,
    Token,
    is_acronym,
    is_state_abbreviation,
    letters_of,
    names_organization,
    no_nouns,
    titles,
    words,
)
from generator.language.spans import Covered
from generator.model import AnnotatedArticle, BlockKind, Sentence, VoucherKind

# "Jane Roe, 34,", "Jane Roe (34)", "Jane Roe, aged 34,", "Jane Roe, defending,"
_AGE = re.compile(r", (?:aged )?[1-9][0-9]?[,.]| \([1-9][0-9]?\)|, (?:prosecuting|defending|mitigating)\b")
# Letters of the name in "Oslo-based".
_DESCRIBED = 4
_APPOSITION_WORDS = 12
_LONGEST_NAME = 8
_LONGEST_ACRONYM = 6
_STATE_AND_WORD = 2


class NameKind(StrEnum):
    """What a mention tells about its bearer; ``UNSURE`` waits for what other mentions tell."""

    PERSON = "person"
    ORGANIZATION = "organization"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name as it stands in an article.

    Attributes:
        words: Its words without a title.
        title: Span of the words that say who it is, or ``None``.
        alias: The abbreviation that follows in parentheses, or ``""``.
        acts: A verb or a speech tag beside it makes it somebody who acts.
        opens: It opens a sentence as an adverb does: "Similarly, ".
    """

    article_id: str
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    kind: NameKind
    title: tuple[int, int] | None = None
    alias: str = ""
    acts: bool = False
    opens: bool = False


def names_in(item: AnnotatedArticle) -> tuple[NameMention, ...]:
    """Every name in the paragraphs and captions of an article, in order."""
    text = item.article.text
    small = frozenset(match.group() for match in re.finditer(r"(?<![\w-])[a-z][a-z'’-]*", text))
    places = Covered((place.start, place.end) for place in item.places)
    return tuple(
        mention
        for sentence in item.article.sentences
        if sentence.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)
        for mention in _Reader(item, sentence, small, places).mentions()
    )


class _Reader(SentenceNames):
    """Reads the names of one sentence."""

    def __init__(
        self, item: AnnotatedArticle, sentence: Sentence, small: frozenset[str], places: Covered
    ) -> None:
        super().__init__(item.article.text, sentence.start, sentence.end, small=small, places=places)
        self.article_id = item.article.id
        self.speakers = _named_speakers(item)

    def mentions(self) -> Iterator[NameMention]:
        shouted = sum(token.text.isupper() for token in self.tokens) * 2 > len(self.tokens)
        if shouted:
            return
        for first, stop in self.runs():
            last = self._before_letters(first, stop)
            # "Standard & Poor's": whether the name ends there nobody can tell.
            if self.tokens[last - 1].owner and self._is_of_partners(first, last):
                continue
            start = self._behind_description(self._behind_opener(first, last), last)
            if start < last:
                yield from self._read(start, last)

    def _before_letters(self, first: int, last: int) -> int:
        """Where a name ends before letters that are no part of it: "Jane Roe KC"."""
        while last - first > 1 and self.tokens[last - 1].text in words("behind_names"):
            last -= 1
        return last

    def _is_of_partners(self, first: int, last: int) -> bool:
        """Whether a name is like "Finch & Rowe"."""
        return " & " in map(self.gap, range(first, last - 1))

    def _behind_opener(self, first: int, last: int) -> int:
        """Behind a noun with the sentence's capital, "Operator Northquay said", "Liberal Jane Roe", and a country.

        The country ends another phrase: "the ambassador in Norland Jane Roe".
        """
        opens = first == 0 and last > 1 and self.tokens[0].low in _openers_of_names()
        before = self.tokens[first - 1].low if first else ""
        of_country = last - first > _STATE_AND_WORD and self.tokens[first].low in listed("speakers", "states")
        return first + (opens or (of_country and before in words("prepositions") | {"to", "of", "for"}))

    def _behind_description(self, first: int, last: int) -> int:
        """Behind where somebody sits, "Oslo-based"; at the end of what names only a party and a state, "D-Ohio"."""
        if PARTY_AND_STATE.match(self.tokens[first].text):
            return last
        while last - first > 1 and _tells_where(self.tokens[first].text):
            first += 1
        return first

    def _read(self, first: int, last: int) -> Iterator[NameMention]:
        run = self.tokens[first:last]
        if len(run) == 1 and "/" in run[0].text:
            yield from self._slashed(run[0])
        else:
            yield from self._read_run(first, last)

    def _read_run(self, first: int, last: int) -> Iterator[NameMention]:
        run = self.tokens[first:last]
        offices = [i for i in range(first, last) if self.tokens[i].low in titles()]
        # "The secretary, Dean Moss": what stands before it is the title.
        said = self._before_comma(first) if offices == [first] and last - first == 2 else None
        if said:
            yield from self._person(first, last, said)
        elif (
            offices
            and (holder := self._behind_office(offices[-1] + 1, last)) < last
            and self._names_holder(holder, last)
        ):
            title = self._title_before(self._behind_and(first, offices[-1]), holder)
            yield from self._person(holder, last, title)
        elif _is_organization(run) or self._is_of_partners(first, last):
            yield from self._organization(first, last)
        else:
            yield from self._by_noun(first, last, titled=bool(offices))

    def _behind_office(self, first: int, last: int) -> int:
        """Where an office's holder is named: "Secretary of State Jane Roe"; nowhere in "Director of Public Works"."""
        joints, holder = words("organization_joints"), first
        while holder < last and self.tokens[holder].low in joints | words("fields_of_office"):
            holder += 1
        return last if holder == first + 1 and self.tokens[first].low == "of" else holder

    def _names_holder(self, first: int, last: int) -> bool:
        """Whether what stands behind an office names its holder; not "General Assembly in Oslo", "Executive Order"."""
        run = self.tokens[first:last]
        common = len(run) == 1 and run[0].low in self.small | words("title_modifiers")
        behind = self.tokens[last].low if last < len(self.tokens) and self.joined(last - 1) else ""
        # "The Admiral Moss aircraft carrier"
        return (
            not common
            and behind not in words("things") | words("vessels")
            and not any(map(names_organization, run))
        )

    def _behind_and(self, first: int, office: int) -> int:
        """Where an office begins in a run that names a body before it: "Port Authority and Harbor Master Jane Roe"."""
        joints = (i for i in range(office, first, -1) if self.tokens[i].low == "and")
        joint = next((i for i in joints if self.tokens[i - 1].low not in titles()), first - 1)
        return joint + 1

    def _organization(self, first: int, last: int) -> Iterator[NameMention]:
        """A name that one of its words makes an organization's; "U.S." does not belong to one word."""
        if self._is_half(first):
            return
        # "Trinidad and Tobago Coast Guard"
        while first and self.tokens[first].place and self.tokens[first - 1].place and self.joined(first - 1):
            first -= 1
        # "The U.S. Army", and "the U.K. Space Agency"
        first += last - first == _STATE_AND_WORD and is_state_abbreviation(self.tokens[first].text)
        said = self._noun_before(first) or self._apposition(last) or self._noun_behind(first, last)
        yield self._mention(first, last, NameKind.ORGANIZATION, said, alias=self._alias(last))

    def _is_half(self, first: int) -> bool:
        """Whether the name may begin earlier: "Food and Agriculture Organization", "Director of Harbor Safety"."""
        if first < 2 or not self.joined(first - 2):
            return False
        other, joint = self.tokens[first - 2], self.tokens[first - 1].low
        if joint == "of":
            return other.capitalized and other.low in titles()
        known = _is_acronym(other.text) or names_organization(other) or _is_of_place(other)
        return joint in ("and", "&") and other.capitalized and not known

    def _by_noun(self, first: int, last: int, *, titled: bool) -> Iterator[NameMention]:
        """As in "The opposition party Free Norland": what it is says more than that its name holds a place."""
        # "The owner Jane Roe", but "the owner Bavo"
        person = first > 0 and last - first > 1 and self.tokens[first - 1].low in titles()
        none = titled or person or _is_owned(self.tokens[first:last])
        noun = None if none else self._noun_before(first)
        if noun:
            yield self._mention(first, last, NameKind.ORGANIZATION, noun)
        else:
            yield from self._outside_places(first, last)

    def _outside_places(self, first: int, last: int) -> Iterator[NameMention]:
        """The name behind the places and peoples that a run begins with; none where it holds another."""
        while first < last and _is_of_place(self.tokens[first]):
            first += 1
        if first < last and not any(_is_of_place(token) for token in self.tokens[first:last]):
            yield from self._plain(first, last)

    def _slashed(self, token: Token) -> Iterator[NameMention]:
        """As in "YPG/SDF": two abbreviations that an article writes together."""
        at = token.start
        for part in token.text.split("/"):
            if _is_acronym(part) and not token.place:
                yield NameMention(
                    article_id=self.article_id, start=at, end=at + len(part), text=part, words=(part,),
                    kind=NameKind.ORGANIZATION,
                )  # fmt: skip
            at += len(part) + 1

    def _plain(self, first: int, last: int) -> Iterator[NameMention]:
        """A run without a title or an organization's word in it."""
        run = self.tokens[first:last]
        if len(run) == 1 and _is_acronym(run[0].text):
            yield self._mention(first, last, NameKind.ORGANIZATION, self._apposition(last))
            return
        if len(run) > _LONGEST_NAME or any(token.low in titles() for token in run):
            return
        calling = self._calling_before(first)
        if calling in titles():
            yield from self._person(first, last, self._title_before(first, first))
        elif len(run) > 1 and calling in listed("speakers", "person"):
            # "The hospital patient Jane Roe": no title, yet a person.
            yield self._mention(first, last, NameKind.PERSON, None)
        else:
            yield from self._person(first, last, self._before_comma(first))

    def _calling_before(self, first: int) -> str:
        """The small word right before a name, or ``""``."""
        before = self.tokens[first - 1] if first and self.joined(first - 1) else None
        return before.low if before and not before.capitalized and not before.owner else ""

    def _person(self, first: int, last: int, title: tuple[int, int] | None) -> Iterator[NameMention]:
        """A name whose bearer is a person if a title or an apposition says so, else to be settled later."""
        while first < last and self.tokens[first].text in demonyms():
            first += 1
        # "The Harbor PD Jane Roe": an office in letters
        offices = (
            i + 1
            for i in range(last - _STATE_AND_WORD - 1, first - 1, -1)
            if _is_acronym(self.tokens[i].text)
        )
        first = next(offices, first)
        if first == last or (self.tokens[last - 1].place and title is None):
            return
        said = title or self._apposition(last)
        yield self._mention(first, last, self._kind(first, last, said, titled=title is not None), said)

    def _kind(self, first: int, last: int, said: tuple[int, int] | None, *, titled: bool) -> NameKind:
        """What the bearer of a name is by the words that say who that is, or by an age."""
        phrase = self.text[said[0] : said[1]] if said else ""
        if phrase and last - first == 1 and _is_of_kin(phrase):
            return NameKind.UNSURE
        if titled:
            return NameKind.PERSON
        aged = last - first > 1 and self._age_follows(last)
        kind = NameKind.PERSON if aged else NameKind.UNSURE
        return (_kind_said(phrase) or kind) if phrase else kind

    def _mention(
        self, first: int, last: int, kind: NameKind, title: tuple[int, int] | None, alias: str = ""
    ) -> NameMention:
        run = self.tokens[first:last]
        speaks = self.text[run[0].start : run[-1].end] in self.speakers
        if kind is NameKind.UNSURE and speaks and len(run) > 1:
            kind = NameKind.PERSON
        return NameMention(
            article_id=self.article_id,
            start=run[0].start,
            end=run[-1].end,
            text=self.text[run[0].start : run[-1].end],
            words=tuple(token.text for token in run),
            kind=kind,
            title=title,
            alias=alias,
            opens=not first
            and last == 1
            and run[0].low.endswith("ly")
            and self.text.startswith(", ", run[0].end),
            acts=speaks or self._acts(first, last, kind),
        )

    def _acts(self, first: int, last: int, kind: NameKind) -> bool:
        """Whether the words beside a name say that its bearer does something."""
        after = self.tokens[last].low if last < len(self.tokens) and not self.tokens[last - 1].owner else ""
        before = self.tokens[first - 1].low if first else ""
        # A ship or a tower has an article before its name, somebody who acts has none.
        # Behind a preposition the verb is another's: "the dam at Harker Mill gave way".
        if kind is NameKind.UNSURE and before in {"the"} | words("things") | words("prepositions"):
            return False
        if before in verbs("speaks") or self._age_follows(last):
            return True
        # "DNA tested positive", "AI will": what letters stand for is seldom somebody.
        if last - first == 1 and _is_acronym(self.tokens[first].text):
            return after in verbs("speaks", "of_people")
        past = after.endswith("ed") and len(after) > 4
        return past or after in _verbs_of_somebody(kind)

    def _age_follows(self, last: int) -> bool:
        """As in "Jane Roe, 34, left"."""
        behind = self.text[self.tokens[last - 1].end : self.end]
        return _AGE.match(behind) is not None

    # ------------------------------------------------------------ who they are said to be

    def _title_before(self, first: int, end: int) -> tuple[int, int]:
        """The title that ends before token ``end``, from token ``first`` or earlier: "former defense minister"."""
        start = first
        while start and self.joined(start - 1):
            token = self.tokens[start - 1]
            known = token.low in titles() or token.low in words("title_modifiers")
            of_whom = token.owner or token.text in demonyms() or token.place
            # Behind "former" the words belong to another phrase.
            begun = self.tokens[start].low in listed("speakers", "former")
            if not (of_whom or (not begun and (known or self._goes_back(start)))):
                break
            start -= 1
        last = self.tokens[end - 1].end
        return (self.tokens[start].start, last + (self.text[last : last + 1] == "."))

    def _goes_back(self, start: int) -> bool:
        """Whether the word before one of a title belongs to it: a noun, or a name: "Shore Party candidate"."""
        named = self.tokens[start].capitalized and self.tokens[start - 1].capitalized
        return (named and self._is_name_word(start - 1)) or self._is_noun(start - 1)

    def _is_noun(self, number: int) -> bool:
        """Whether a word before a title written small may be part of it: "campaign manager"."""
        token, behind = self.tokens[number], self.tokens[number + 1]
        if behind.capitalized:
            return False
        opens = number == 0
        if (token.capitalized and not opens) or token.low in no_nouns() or not token.text.isalpha():
            return False
        # A plural is seldom part of a title, and more often a verb: "quotes spokesman".
        verbal = token.low.endswith(("ed", "ly", "s")) and token.low not in words("title_plurals")
        return not verbal

    def _noun_before(self, first: int) -> tuple[int, int] | None:
        """As in "the weekly Harbor Notes", "the firm, Northquay," and "one of the firms, Northquay"."""
        first -= first > 0 and self.tokens[first - 1].low == "the"
        if not first:
            return None
        noun, gap = self.tokens[first - 1], self.gap(first - 1)
        if gap not in (" ", ", ") or noun.capitalized or noun.owner:
            return None
        if first > 1 and self.tokens[first - 2].low in words("vessels"):
            return None
        start = self._phrase_start(first - 1)
        several = (
            gap == ", " and self.tokens[start].low == "one" and noun.low in words("organization_plurals")
        )
        known = several or noun.low in words("organization_nouns")
        return (self.tokens[start].start, noun.end) if known else None

    def _phrase_start(self, noun: int) -> int:
        """Where the phrase of a noun begins: at its determiner or owner; at itself where it has none."""
        start = noun
        while start and noun - start < _LONGEST_NAME - 1 and self._joined_loosely(start - 1):
            start -= 1
            if self.tokens[start].low in listed("speakers", "determiners"):
                before = [token.low for token in self.tokens[max(0, start - 2) : start]]
                return start - 2 if before == ["one", "of"] else start
            if self.tokens[start].owner:
                return start
            # "A quarrel with Norwegian club Northquay": of the quarrel nothing is said.
            if self.tokens[start].low in words("others_begin") - {"of"}:
                return start + 1
        return noun

    def _noun_behind(self, first: int, last: int) -> tuple[int, int] | None:
        """As in "the Harbor Energy company"."""
        if not first or last >= len(self.tokens) or self.tokens[first - 1].low != "the":
            return None
        noun = self.tokens[last]
        says = self.joined(last - 1) and noun.low in words("organization_nouns")
        return (noun.start, noun.end) if says else None

    def _before_comma(self, first: int) -> tuple[int, int] | None:
        """As in "The regional inspector, Jane Roe": the phrase before the name, where it ends in a title."""
        if first < 2 or self.gap(first - 1) != ", ":
            return None
        titled = False
        for start in range(first - 1, max(first - 1 - _APPOSITION_WORDS, -1), -1):
            token = self.tokens[start]
            parted = start < first - 1 and not self._joined_loosely(start)
            if parted or _ends_phrase(token, titled=titled):
                return None
            titled = titled or (token.low in titles() and not token.owner)
            if titled and (token.low in listed("speakers", "determiners") or self._owns_phrase(start)):
                return (token.start, self.tokens[first - 1].end)
        return None

    def _owns_phrase(self, number: int) -> bool:
        """As in "Norland's inspector": a name that nothing leads up to."""
        token = self.tokens[number]
        return token.owner and token.capitalized and (number == 0 or not self._joined_loosely(number - 1))

    def _joined_loosely(self, number: int) -> bool:
        return self.gap(number) in (" ", "'s ", "’s ", "’ ", "' ")

    def _apposition(self, last: int) -> tuple[int, int] | None:
        """The words between commas behind a name that say who its bearer is."""
        if last >= len(self.tokens) or self.tokens[last - 1].owner or self.gap(last - 1) != ", ":
            return None
        farthest = min(last + _APPOSITION_WORDS, len(self.tokens) - 1)
        reach = next((i for i in range(last, farthest) if not self._joined_loosely(i)), farthest)
        behind = self.text[self.tokens[reach].end : self.end][:1]
        if reach == last or behind not in (",", ".", ";", ""):
            return None
        return (self.tokens[last].start, self.tokens[reach].end) if self._says_who(last, reach + 1) else None

    def _says_who(self, first: int, last: int) -> bool:
        """Whether words say who somebody is; not as in "the Centers for Disease Control, Dr Jane Roe"."""
        run = self.tokens[first:last]
        opens = run[0].owner or run[0].low in words("apposition_openers") | titles()
        tells = _words_alone(run) & (titles() | words("organization_nouns") | {"who"})
        another = len(run) > 1 and all(token.capitalized for token in run) and run[-1].low not in titles()
        return bool(opens and tells) and not another

    def _alias(self, last: int) -> str:
        """The abbreviation in parentheses behind a name."""
        if last < len(self.tokens) and self.gap(last - 1) == " (":
            token = self.tokens[last]
            return (
                token.text if _is_acronym(token.text) and self.text[token.end : token.end + 1] == ")" else ""
            )
        return ""


@once
def _named_speakers(item: AnnotatedArticle) -> frozenset[str]:
    """The people whom an article attributes words to by name, without their titles."""
    sources = {
        attribution.source.removeprefix(attribution.role).strip()
        for attribution in item.attributions
        if attribution.kind is VoucherKind.NAMED_PERSON or attribution.role
    }
    return frozenset(name for name in sources if all(word[0].isupper() for word in name.split()))


@functools.cache
def _openers_of_names() -> frozenset[str]:
    """Words that say before a name what its bearer is, and that are in no name themselves."""
    nouns = words("organization_nouns") - words("organization_words") - words("no_openers")
    return nouns | words("party_members")


def _is_organization(run: Sequence[Token]) -> bool:
    """Whether one of several capitalized words, or a word in capitals, says that a name is an organization's."""
    # "Marine Le Pen" is no shipping line.
    own = len(run) > 2 and run[1].low in words("person_joints")
    named = any(names_organization(token) for token in run[own:])
    return named and (len(run) > 1 or run[0].text.isupper()) and run[-1].low not in titles()


def _words_alone(run: Sequence[Token]) -> set[str]:
    """The words of a run, in lower case, without those that a body's name begins with: "the Premier League"."""
    own = {i - 1 for i, token in enumerate(run) if token.capitalized and names_organization(token)}
    return {token.low for i, token in enumerate(run) if i not in own or not token.capitalized}


def _ends_phrase(token: Token, *, titled: bool) -> bool:
    """Whether a word ends, to the left, what may be said of a name; behind "fears from" a title is another's."""
    if titled and token.low == "from":
        return True
    return token.low in words("phrase_ends") or token.low in irregular_pasts()


def _is_owned(run: Sequence[Token]) -> bool:
    """Whether a run holds an owner: "Norland's Free Press"."""
    return any(token.owner for token in run[:-1])


def _is_of_place(token: Token) -> bool:
    return token.place or token.text in demonyms()


def _kind_said(phrase: str) -> NameKind | None:
    """What a phrase says that somebody is: "the harbor master", "the ferry operator"."""
    said = [word.strip(",.").removesuffix("'s") for word in phrase.casefold().split()]
    if {"who", *titles()} - words("organization_nouns") & set(said):
        return NameKind.PERSON
    # "An observer for the alliance" is no alliance.
    within = next((n for n, word in enumerate(said) if word in words("others_begin")), len(said))
    return NameKind.ORGANIZATION if words("organization_nouns") & set(said[:within]) else None


def _verbs_of_somebody(kind: NameKind) -> frozenset[str]:
    """Verbs behind a name that say that its bearer acts; not "Iwo Jima was taken", "Social Security will stay"."""
    acting = verbs("of_people") | words("auxiliaries")
    things_too = listed("reporting", "words", "be") | modals()
    return acting - things_too if kind is NameKind.UNSURE else acting | modals()


def _is_of_kin(phrase: str) -> bool:
    """Whether a phrase tells whose somebody is and no office: "her brother" Jan, Jan, "who was late"."""
    said = set(phrase.casefold().split())
    return said.isdisjoint(titles() - words("kin"))


def _tells_where(word: str) -> bool:
    """Whether a word tells where a firm sits or whose it is: "Oslo-based", and not "al-Haddad"."""
    named, _hyphen, told = word.rpartition("-")
    return len(named) >= _DESCRIBED and told.islower() and len(told) > 2


def _is_acronym(text: str) -> bool:
    letters = letters_of(text)
    short = len(letters) <= _LONGEST_ACRONYM and letters.isalpha()
    return short and is_acronym(text) and text.casefold() not in words("no_names")
