"""Names of people and organizations in an article, with the words that say who they are.

Rules over capital letters, titles, appositions, abbreviations and verbs; no list of persons. What is a
place is left to the places, and what only begins a sentence is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.annotate.places.words import demonyms
from generator.claims.namewords import calendar, common, firm_words, state_abbreviations, titles, words
from generator.model import AnnotatedArticle, BlockKind, Sentence

_TOKEN = re.compile(r"[^\W_](?:[\w&/‑-]|['’.](?=[^\W_]))*")
_ARTICLE_NAME = re.compile(r"(?:al|el|as|ash|an|ar|at|az|ad)-[^\W\d_a-z]")
_AGE = re.compile(r", [1-9][0-9]?[,.]| \([1-9][0-9]?\)")
_APPOSITION_WORDS = 12
_LONGEST_NAME = 8
_ACRONYM = range(2, 7)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    text: str
    low: str
    start: int
    end: int
    capital: bool
    owner: bool  # it ends in 's
    place: bool


def names_in(item: AnnotatedArticle) -> tuple[NameMention, ...]:
    """Every name in the paragraphs and captions of an article, in order."""
    text = item.article.text
    small = frozenset(match.group() for match in re.finditer(r"(?<![\w-])[a-z][a-z'’-]*", text))
    places = [(place.start, place.end) for place in item.places]
    return tuple(
        mention
        for sentence in item.article.sentences
        if sentence.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)
        for mention in _Reader(item, sentence, small, places).mentions()
    )


class _Reader:
    """Reads one sentence."""

    def __init__(
        self,
        item: AnnotatedArticle,
        sentence: Sentence,
        small: frozenset[str],
        places: Sequence[tuple[int, int]],
    ) -> None:
        self.article_id = item.article.id
        self.text = item.article.text
        self.end = sentence.end
        inside = [span for span in places if span[0] < sentence.end and sentence.start < span[1]]
        self.tokens = [
            self._token(match, inside) for match in _TOKEN.finditer(self.text, sentence.start, sentence.end)
        ]
        self.small = small

    def _token(self, match: re.Match[str], places: Sequence[tuple[int, int]]) -> _Token:
        raw = match.group()
        owner = raw[-2:] in ("'s", "’s")
        text = raw[:-2] if owner else raw
        start, end = match.start(), match.start() + len(text)
        return _Token(
            text=text,
            low=text.casefold(),
            start=start,
            end=end,
            capital=text[0].isupper() or _ARTICLE_NAME.match(text) is not None,
            owner=owner,
            place=any(first < end and start < last for first, last in places),
        )

    def mentions(self) -> Iterator[NameMention]:
        shouted = sum(token.text.isupper() for token in self.tokens) * 2 > len(self.tokens)
        if shouted:
            return
        for first, last in self._runs():
            yield from self._read(first, last)

    # ------------------------------------------------------------ runs of capitalized words

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Index ranges of words that may be one name; the end is excluded."""
        number = 0
        while number < len(self.tokens):
            if not self._is_name_word(number):
                number += 1
                continue
            last = number + 1
            while last < len(self.tokens) and not self.tokens[last - 1].owner:
                if self._joined(last - 1) and self._is_name_word(last):
                    last += 1
                elif (reach := self._over_joint(number, last)) > last:
                    last = reach
                else:
                    break
            yield number, last
            number = last

    def _is_name_word(self, number: int) -> bool:
        token = self.tokens[number]
        if not token.capital or token.low in calendar():
            return False
        if token.low in words("no_names"):
            # "Southern Front", but not "southern Norway".
            following = number + 1 < len(self.tokens) and self._joined(number) and self.tokens[number + 1]
            return bool(following and following.capital and _names_organization(following))
        return not (self._opens(number) and self._iscommon(token))

    def _opens(self, number: int) -> bool:
        """Whether a word owes its capital to its place: first in the sentence or in a quotation."""
        if number == 0:
            return True
        gap = self.text[self.tokens[number - 1].end : self.tokens[number].start]
        return any(char in gap for char in '"“„«:')

    def _iscommon(self, token: _Token) -> bool:
        return (token.low in self.small or token.low in common()) and token.low not in words("person_titles")

    def _joined(self, number: int) -> bool:
        """Whether a word is followed by the next with nothing but a space, or the full stop of an abbreviation."""
        gap = self.text[self.tokens[number].end : self.tokens[number + 1].start]
        token = self.tokens[number]
        short = f"{token.low}." in words("person_titles") or len(token.text) == 1
        # "The Port Workers' Union"
        owned = gap in ("' ", "’ ") and token.low.endswith("s") and self.tokens[number + 1].capital
        return gap == " " or owned or (gap == ". " and short)

    def _over_joint(self, first: int, last: int) -> int:
        """The end of the run when small words lead on to more of the name: "Ministry of Defense", "van der Berg"."""
        org = any(token.low in words("organization_words") for token in self.tokens[first:last])
        joints = words("organization_joints") if org else words("person_joints")
        reach = last
        while (
            reach < len(self.tokens) and reach - last < 2 and self.tokens[reach].low in joints
            and not self.tokens[reach].capital and self._joined(reach - 1)
        ):  # fmt: skip
            reach += 1
        if reach == last or reach >= len(self.tokens):
            return last
        follows = (
            self._joined(reach - 1)
            and self.tokens[reach].capital
            and self.tokens[reach].low not in calendar()
        )
        # "The ministry in Warsaw" is not its name; "the Support Mission in Libya" is.
        far = org and self.tokens[last].low in ("in", "on", "and") and last - first < 2
        return reach + 1 if follows and not far else last

    # ------------------------------------------------------------ one run

    def _read(self, first: int, last: int) -> Iterator[NameMention]:
        run = self.tokens[first:last]
        if "/" in run[0].text and len(run) == 1:
            yield from self._slashed(run[0])
            return
        offices = [i for i in range(first, last) if self.tokens[i].low in titles()]
        org = any(_names_organization(token) for token in run)
        if offices and offices[-1] < last - 1 and not (org and _names_organization(run[-1])):
            start = offices[-1] + 1
            yield from self._person(start, last, self._title_before(first, offices[-1] + 1))
            return
        if org and (len(run) > 1 or run[0].text.isupper()) and run[-1].low not in titles():
            said = self._noun_before(first) or self._apposition(last) or self._noun_behind(first, last)
            yield self._mention(first, last, NameKind.ORGANIZATION, said, alias=self._alias(last))
            return
        said = self._noun_before(first)
        if said is not None and not offices and not any(token.owner for token in run[:-1]):
            # "The opposition party Free Norland": what it is says more than that its name holds a place.
            yield self._mention(first, last, NameKind.ORGANIZATION, said)
            return
        while first < last and (self.tokens[first].place or self.tokens[first].text in demonyms()):
            first += 1
        if first < last and not any(
            token.place or token.text in demonyms() for token in self.tokens[first:last]
        ):
            yield from self._plain(first, last)

    def _slashed(self, token: _Token) -> Iterator[NameMention]:
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
        before = self.tokens[first - 1] if first and self._joined(first - 1) else None
        if before is not None and not before.capital and before.low in titles() and not before.owner:
            yield from self._person(first, last, self._title_before(first, first))
            return
        yield from self._person(first, last, self._before_comma(first))

    def _person(self, first: int, last: int, title: tuple[int, int] | None) -> Iterator[NameMention]:
        """A name whose bearer is a person if a title or an apposition says so, else to be settled later."""
        while first < last and self.tokens[first].text in demonyms():
            first += 1
        if first == last or (self.tokens[last - 1].place and title is None):
            return
        said = title or self._apposition(last)
        kind = NameKind.PERSON if last - first > 1 and self._age_follows(last) else NameKind.UNSURE
        if said is not None:
            low = {
                word.strip(",.").removesuffix("'s")
                for word in self.text[said[0] : said[1]].casefold().split()
            }
            if title or low & titles() or "who" in low:
                kind = NameKind.PERSON
            elif low & words("organization_nouns"):
                kind = NameKind.ORGANIZATION
        yield self._mention(first, last, kind, said)

    def _mention(
        self, first: int, last: int, kind: NameKind, title: tuple[int, int] | None, alias: str = ""
    ) -> NameMention:
        run = self.tokens[first:last]
        after = self.tokens[last].low if last < len(self.tokens) and not self.tokens[last - 1].owner else ""
        before = self.tokens[first - 1].low if first else ""
        return NameMention(
            article_id=self.article_id,
            start=run[0].start,
            end=run[-1].end,
            text=self.text[run[0].start : run[-1].end],
            words=tuple(token.text for token in run),
            kind=kind,
            title=title,
            alias=alias,
            # A ship or a tower has an article before its name, somebody who acts has none.
            acts=(kind is not NameKind.UNSURE or (before != "the" and before not in words("things")))
            and (
                after in words("verbs")
                or (after.endswith("ed") and len(after) > 4)
                or before in words("speech_verbs")
                or self._age_follows(last)
            ),
        )

    def _age_follows(self, last: int) -> bool:
        """As in "Jane Roe, 34, left"."""
        behind = self.text[self.tokens[last - 1].end : self.end]
        return _AGE.match(behind) is not None

    # ------------------------------------------------------------ who they are said to be

    def _title_before(self, first: int, end: int) -> tuple[int, int]:
        """The title that ends before token ``end``, from token ``first`` or earlier: "former defense minister"."""
        start = first
        while start and self._joined(start - 1):
            token = self.tokens[start - 1]
            known = token.low in titles() or token.low in words("title_modifiers")
            if not (known or token.owner or token.text in demonyms() or token.place):
                break
            start -= 1
        last = self.tokens[end - 1].end
        return (self.tokens[start].start, last + (self.text[last : last + 1] == "."))

    def _noun_before(self, first: int) -> tuple[int, int] | None:
        """As in "the weekly Harbor Notes", "the firm, Northquay," and "one of the firms, Northquay"."""
        if first and self.tokens[first - 1].low == "the":
            first -= 1
        if not first:
            return None
        gap = self.text[self.tokens[first - 1].end : self.tokens[first].start]
        noun = self.tokens[first - 1]
        plural = noun.low in words("organization_plurals")
        if gap not in (" ", ", ") or noun.capital or noun.owner:
            return None
        if first > 1 and self.tokens[first - 2].low in words("vessels"):
            return None
        if not (plural and gap == ", ") and noun.low not in words("organization_nouns"):
            return None
        start = first - 1
        while start and first - start < _LONGEST_NAME and self._joined_loosely(start - 1):
            start -= 1
            if self.tokens[start].low in ("the", "a", "an", "its", "his", "her", "their"):
                of_some = start > 1 and (self.tokens[start - 2].low, self.tokens[start - 1].low) == (
                    "one",
                    "of",
                )
                start -= 2 * of_some
                return (self.tokens[start].start, noun.end)
            if self.tokens[start].owner:
                return (self.tokens[start].start, noun.end)
        return (noun.start, noun.end)

    def _noun_behind(self, first: int, last: int) -> tuple[int, int] | None:
        """As in "the Harbor Energy company"."""
        if not first or last >= len(self.tokens) or self.tokens[first - 1].low != "the":
            return None
        noun = self.tokens[last]
        says = self._joined(last - 1) and noun.low in words("organization_nouns")
        return (noun.start, noun.end) if says else None

    def _before_comma(self, first: int) -> tuple[int, int] | None:
        """As in "The regional inspector, Jane Roe": the phrase before the name, where it ends in a title."""
        if first < 2 or self.text[self.tokens[first - 1].end : self.tokens[first].start] != ", ":
            return None
        start = first
        titled = False
        while (
            start
            and first - start < _APPOSITION_WORDS
            and (start == first or self._joined_loosely(start - 1))
        ):
            start -= 1
            token = self.tokens[start]
            if token.low in words("phrase_ends"):
                return None
            titled = titled or (token.low in titles() and not token.owner)
            whose = token.owner and token.capital and (start == 0 or not self._joined_loosely(start - 1))
            if titled and (whose or token.low in ("the", "a", "an", "its", "his", "her", "their")):
                return (token.start, self.tokens[first - 1].end)
        return None

    def _joined_loosely(self, number: int) -> bool:
        gap = self.text[self.tokens[number].end : self.tokens[number + 1].start]
        return gap in (" ", "'s ", "’s ", "’ ", "' ")

    def _apposition(self, last: int) -> tuple[int, int] | None:
        """The words between commas behind a name that say who its bearer is."""
        if last >= len(self.tokens) or self.tokens[last - 1].owner:
            return None
        if self.text[self.tokens[last - 1].end : self.tokens[last].start] != ", ":
            return None
        reach = last
        while (
            reach + 1 < len(self.tokens) and reach - last < _APPOSITION_WORDS and self._joined_loosely(reach)
        ):
            reach += 1
        behind = self.text[self.tokens[reach].end : self.end][:1]
        opener = self.tokens[last]
        said = {token.low for token in self.tokens[last : reach + 1]}
        opens = opener.low in words("apposition_openers") or opener.owner or opener.low in titles()
        tells = said & (titles() | words("organization_nouns") | {"who"})
        if behind not in (",", ".", ";", "") or not opens or not tells or reach == last:
            return None
        return (opener.start, self.tokens[reach].end)

    def _alias(self, last: int) -> str:
        """The abbreviation in parentheses behind a name."""
        if last < len(self.tokens) and self.text[self.tokens[last - 1].end : self.tokens[last].start] == " (":
            token = self.tokens[last]
            return (
                token.text if _is_acronym(token.text) and self.text[token.end : token.end + 1] == ")" else ""
            )
        return ""


def _names_organization(token: _Token) -> bool:
    """Whether a capitalized word makes a name an organization's: "Ministry", "Lines"."""
    return token.low in words("organization_words") or token.text in firm_words()


def _is_acronym(text: str) -> bool:
    bare = text.replace("-", "")
    return (
        len(bare) in _ACRONYM and bare.isalpha() and bare.isupper()
        and text.casefold() not in words("no_names") and text not in state_abbreviations()
    )  # fmt: skip
