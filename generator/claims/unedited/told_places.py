"""Where what a sentence tells is: the names in it that are meant as places and are no likelier another's."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from generator.annotate.places.gazetteer import entries, fold, has_seat
from generator.annotate.places.word_lists import before_places
from generator.geo import great_circle_km
from generator.known import once
from generator.language.lexicon import listed, verbs
from generator.language.names import common as common_words
from generator.language.names import firm_words, titles_before_names
from generator.language.names import words as actor_words
from generator.language.phrases import general_stems, stem
from generator.language.spans import begun_within
from generator.model import (
    AnnotatedArticle,
    Place,
    PlaceKind,
    PlaceMention,
    Sentence,
)
from generator.read import dateline_end

_OPENING = 200
_BESIDE = 60
# Inhabitants of a town that is known by its name alone; and how much larger the other one is that may be meant.
_LARGE = 300_000
_SMALL = 100_000
_SO_MUCH = 3
_AMONG_KM = 200.0
# So many other places tell where an article's events are.
_SEVERAL = 3
_NAME_GOES_ON = re.compile(r"(?: [^\W\d_a-z][\w'’-]*){1,3}")
# "Leigh-on-Sea" is not Leigh.
_GOES_ON_SMALL = re.compile(r"-[a-z]{2,5}-[A-Z]")
_HALF = re.compile(r"([A-Z]\w*)-$")
_NAMED_OF = re.compile(r"[a-z,] ([A-Z][a-z]+) of $")
_NAME_OF = re.compile(r"(?P<comma>, )?(?P<word>[^\W\d_a-z][\w'’-]+) of $")


@once
def told_places(item: AnnotatedArticle, shown: tuple[Sentence, ...]) -> tuple[Place, ...]:
    """The places that sentences name and mean as places, and that are no likelier another of that name.

    A dateline tells where something was only if the sentence behind it names no other town: who is in Madrid may write
    of a fire in Vigo.
    """
    text, found = item.article.text, _meant(item, shown)
    told = shown[0].start + dateline_end(text[shown[0].start : shown[0].start + _OPENING])
    if any(place.kind is PlaceKind.TOWN and start >= told for start, place in found):
        found = [(start, place) for start, place in found if start >= told]
    return tuple(place for _start, place in found)


def _meant(item: AnnotatedArticle, shown: Sequence[Sentence]) -> list[tuple[int, Place]]:
    """The places that sentences mean, each with where its name begins."""
    first, last = shown[0].start, shown[-1].end
    text, inside = item.article.text, begun_within(item.places, first, last)
    countries = {
        mention.place.country
        for mention in inside
        if mention.place and mention.place.kind is not PlaceKind.TOWN
    }
    found = []
    for mention in inside:
        place = mention.place if mention.literal and mention.end <= last else None
        if place is None or any(stands(text, mention, place) for stands in _NO_PLACES):
            continue
        if place.country in countries or not _may_be_another(item, mention.text, place):
            found.append((mention.start, place))
    return found


def _may_be_another(item: AnnotatedArticle, name: str, place: Place) -> bool:
    return (_has_larger_namesake(name, place) and not _is_among(item, place)) or _is_far_from_all(item, place)


def _is_among(item: AnnotatedArticle, place: Place) -> bool:
    """Whether the article names two other towns of its country nearby: "Perth" beside Dundee and Inverness."""
    others = {other.place for other in item.places if other.place and other.place.name != place.name}
    near = [
        other
        for other in others
        if other.kind is PlaceKind.TOWN and other.country == place.country
        if great_circle_km(other.lat, other.lon, place.lat, place.lon) < _AMONG_KM
    ]
    return len(near) > 1


def _is_far_from_all(item: AnnotatedArticle, place: Place) -> bool:
    """Whether a smaller town is the only place of its country where an article names others several times."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = [
        other.place for other in item.places if other.place and other.place != place and other.place.country
    ]
    return len(others) >= _SEVERAL and all(other.country != place.country for other in others)


def _is_of_a_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town stands behind "of" and a name: "the Virgin of Guadalupe", and not "the Port of Oslo"."""
    named = _NAMED_OF.search(text[max(0, mention.start - _BESIDE) : mention.start])
    towns = listed("places", "leads_to_name") | listed("places", "kinds_of_towns")
    return place.kind is PlaceKind.TOWN and named is not None and named[1].casefold() not in towns


def _is_nickname(text: str, mention: PlaceMention, _place: Place) -> bool:
    """Whether a name stands in quotation marks of its own, or before an office: “Sun City”, "the Oslo mayor"."""
    before, behind = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    quoted = before != "" and before in "“‘\"'" and behind != "" and behind in "”’\"'"
    following = text[mention.end : mention.end + _BESIDE].split(maxsplit=1)[:1]
    return quoted or (behind == " " and "".join(following).casefold().strip(",.") in titles_before_names())


def _stands_for_power(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether the name of a seat of power stands for those who sit there: no word before it says where something is.

    "Oslo had placed", "Downing Street said"; "an ambassador to Oslo", "the courtesy of Oslo".
    """
    if not has_seat(place):
        return False
    line = text.rfind("\n", 0, mention.start) + 1
    before = text[max(line, mention.start - _BESIDE) : mention.start].casefold().split()
    while before[-1:] and before[-1] in listed("places", "leads_to_name"):
        if before.pop().startswith("capital"):
            return False
    if not before:
        # It opens the paragraph: a dateline, or who does something.
        return not dateline_end(text[line : line + _OPENING])
    if not listed("places", "posted").isdisjoint(before[-2:-1]):
        return True
    opens = before[-1][-1:] in '.,;:(—–-”"'
    return not opens and before[-1] not in before_places() | listed("places", "leads_to_place")


def _is_bare_abbreviation(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether two capitals stand for a state with no town before them: "PA reports"."""
    short = place.kind is PlaceKind.REGION and len(mention.text) == 2 and mention.text.isupper()
    behind = text[mention.end : mention.end + _BESIDE].split(maxsplit=1)[:1]
    says = bool(behind) and behind[0].strip(",.") in verbs("says", "reports", "speaks")
    return short and (says or text[max(0, mention.start - 2) : mention.start] != ", ")


def _is_loosely_spelled(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town is only spelled nearly so, and nothing before the name says where something is: "The Monster"."""
    if place.kind is not PlaceKind.TOWN or fold(mention.text) in map(fold, place.names):
        return False
    before = text[max(0, mention.start - _BESIDE) : mention.start].casefold().split()[-1:]
    return not before or before[0] not in before_places() | listed("places", "leads_to_place") | {"of"}


def _is_firm(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether an article has a firm by the name of a smaller town: "Halden" of "Halden Foods"."""
    if place.kind is not PlaceKind.TOWN or place.population > _LARGE:
        return False
    owner = text[max(0, mention.start - _BESIDE) : mention.start].split()[-1:]
    if owner and owner[0][0].isupper() and owner[0].endswith(("'s", "’s")):
        # "The Children's Villages"
        return True
    behind = re.findall(rf"(?<!\w){re.escape(mention.text)} ([A-Z]\w+)", text)
    return not firm_words().isdisjoint(behind)


@functools.cache
def _has_larger_namesake(name: str, place: Place) -> bool:
    """Whether a place of another country goes by the name of a smaller town, too, and is so much larger."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = (entry.place for entry in entries(name) if entry.place.country != place.country)
    return any(
        other.kind is not PlaceKind.TOWN or other.population > _SO_MUCH * place.population for other in others
    )


def _is_description(_text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town goes by another name that common words make: "the Garden City" is said of many."""
    said = mention.text.casefold().split()
    if place.kind is not PlaceKind.TOWN or not {*place.name.casefold().split()}.isdisjoint(said):
        return False
    return len(said) > 1 and all(
        stem(word) in general_stems() or word in common_words() | actor_words("no_names") for word in said
    )


def _is_part_of_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a name is half of another one, or a town's other name that somebody bears: "RIA-Oslo", "Joanna Toole"."""
    first = _HALF.search(text[max(0, mention.start - _BESIDE) : mention.start])
    if (first and not tuple(entries(first[1]))) or _GOES_ON_SMALL.match(text, mention.end):
        return True
    if place.kind is not PlaceKind.TOWN or place.name.casefold() == mention.text.casefold():
        return False
    borne = rf"(?<![\w'’-]){re.escape(mention.text)} [A-Z][a-z]+"
    return " " not in mention.text and re.search(borne, text) is not None


def _only_in_a_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a place is named only in the name of an institution, of other mountains, or of somebody's office.

    "George Washington University", "the University of Leeds"; "the Southern Alps"; "Ada Moss, Bishop of Oslo,".
    """
    before, behind = (
        text[max(0, mention.start - _BESIDE) : mention.start],
        text[mention.end : mention.end + _BESIDE],
    )
    following = _NAME_GOES_ON.match(behind)
    words = actor_words("organization_words") | listed("places", "papers")
    if following and not words.isdisjoint(following.group().casefold().split()):
        return True
    titled = _NAME_OF.search(before)
    if titled and (titled["word"].casefold() in words | titles_before_names() or titled["comma"]):
        return True
    led = before.split()[-1:] if before.endswith(" ") else []
    return (
        not place.country
        and bool(led)
        and led[0][:1].isupper()
        and led[0].casefold() in actor_words("no_names")
    )


# What of a name in a text, meant as a place, shows that it is none that a statement can be put on the map for.
_NO_PLACES = (
    _is_description,
    _is_part_of_name,
    _only_in_a_name,
    _is_of_a_name,
    _is_nickname,
    _stands_for_power,
    _is_firm,
    _is_bare_abbreviation,
    _is_loosely_spelled,
)
