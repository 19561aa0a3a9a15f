"""Where what a sentence tells is: the names in it that are meant as places and are no likelier another's."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence, Set

from generator.annotate.places.gazetteer import entries, fold, has_seat
from generator.annotate.places.things import named_rows
from generator.annotate.places.word_lists import before_places
from generator.geo import great_circle_km
from generator.known import once
from generator.language.lexicon import listed
from generator.language.names import titles_before_names
from generator.language.names import words as actor_words
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
_SMALL = 100_000
_SO_MUCH = 3
_AMONG_KM = 200.0
# So many other places tell where an article's events are.
_SEVERAL = 3
_NAME_GOES_ON = re.compile(r"(?: [^\W\d_a-z][\w'’-]*){1,3}")
# "Leigh-on-Sea" is not Leigh.
_GOES_ON_SMALL = re.compile(r"-[a-z]{2,5}-[A-Z]")
_HALF = re.compile(r"([A-Z]\w*)-$")
_NAME_OF = re.compile(r"(?P<comma>, )?(?P<word>[^\W\d_a-z][\w'’-]+) of $")
# "Oslo-based" tells of somebody where they are at home, not where something is.
_OF_SOMEBODY = re.compile(r"[-‐‑](?:based|headquartered|born|bred|raised|trained|educated)\b")
# "Sweden, Norway and the " before a name that goes on with the list.
_LISTED = re.compile(
    r"(?:(?:the )?[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)*(?:, | and |, and | or ))+(?:the )?$"
)
_WIDE = (PlaceKind.COUNTRY, PlaceKind.REGION)
_NEXT = re.compile(r" (\w+)")
_OWNED = re.compile(r"['’]s? (\w+)")
_REPORTS_FROM = re.compile(r"\breport(?:s|ed|ing)? from (?:the )?$")


@once
def told_places(item: AnnotatedArticle, shown: tuple[Sentence, ...]) -> tuple[Place, ...]:
    """The places that sentences name and mean as places, and that are no likelier another of that name.

    A dateline tells where something was only if the sentence behind it names no other town: who is in Madrid may write
    of a fire in Vigo. Nor does a country tell more than its town beside it.
    """
    text, found = item.article.text, _meant(item, shown)
    told = shown[0].start + dateline_end(text[shown[0].start : shown[0].start + _OPENING])
    if any(place.kind is PlaceKind.TOWN and start >= told for start, place in found):
        found = [(start, place) for start, place in found if start >= told]
    towns = {place.country for _start, place in found if place.kind is PlaceKind.TOWN}
    return tuple(
        place for _start, place in found if place.kind is not PlaceKind.COUNTRY or place.country not in towns
    )


def _meant(item: AnnotatedArticle, shown: Sequence[Sentence]) -> list[tuple[int, Place]]:
    """The places that sentences mean, each with where its name begins."""
    first, last = shown[0].start, shown[-1].end
    text, inside = item.article.text, list(begun_within(item.places, first, last))
    countries = {
        mention.place.country
        for mention in inside
        if mention.place and mention.place.kind is not PlaceKind.TOWN
    }
    return [
        (mention.start, place)
        for before, mention in zip([None, *inside], inside, strict=False)
        if (place := mention.place) and mention.literal and mention.end <= last
        if not _holds(text, mention, place, before)
        if _stands_as_place(text, mention, place)
        if _is_of_countries(place, countries) or not _may_be_another(item, mention.text, place)
    ]


def _is_of_countries(place: Place, countries: Set[str]) -> bool:
    """Whether it is a town of one of the countries that a sentence names."""
    return place.kind is PlaceKind.TOWN and place.country in countries


def _stands_as_place(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether nothing in the text shows that a name, meant as a place, is none to put on the map."""
    return not any(stands(text, mention, place) for stands in _NO_PLACES)


def _holds(text: str, mention: PlaceMention, place: Place, town: PlaceMention | None) -> bool:
    """Whether a country or division only stands behind its town: "Oslo, Norway"; "Montana, Wyoming" is a list."""
    if town is None or place.kind not in _WIDE or text[town.end : mention.start] != ", ":
        return False
    rows = (row for row in named_rows(town.text) if row.place.country == place.country)
    return any(place.kind is PlaceKind.COUNTRY or fold(row.division) == fold(place.name) for row in rows)


def _may_be_another(item: AnnotatedArticle, name: str, place: Place) -> bool:
    if _has_larger_namesake(name, place) and not _is_among(item, place):
        return True
    return _is_far_from_all(item, place) or _is_of_any_country(item, name, place)


def _is_of_any_country(item: AnnotatedArticle, name: str, place: Place) -> bool:
    """Whether many countries have a region of such a name, and the article names nothing else in this one's."""
    usual = (
        listed("places", "geographic")
        | listed("places", "region_words")
        | listed("places", "place_adjectives")
    )
    if not place.country or not usual.issuperset(name.casefold().split()):
        return False
    return all(other.country != place.country for other in _places_named(item) if other != place)


def _is_among(item: AnnotatedArticle, place: Place) -> bool:
    """Whether the article names two other towns of its country nearby: "Perth" beside Dundee and Inverness."""
    near = [
        other
        for other in _places_named(item)
        if other.name != place.name and other.kind is PlaceKind.TOWN and other.country == place.country
        if great_circle_km(other.lat, other.lon, place.lat, place.lon) < _AMONG_KM
    ]
    return len(near) > 1


def _is_far_from_all(item: AnnotatedArticle, place: Place) -> bool:
    """Whether a smaller town is the only place of its country where an article names others several times."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = {
        other: times for other, times in _places_named(item).items() if other != place and other.country
    }
    return sum(others.values()) >= _SEVERAL and all(other.country != place.country for other in others)


@once
def _places_named(item: AnnotatedArticle) -> Counter[Place]:
    """How often an article names each of its places."""
    return Counter(mention.place for mention in item.places if mention.place)


def _word_before(text: str, mention: PlaceMention) -> str:
    """The word right before a name, its end alone where it is long; ``""`` where none stands there."""
    return "".join(text[max(0, mention.start - _BESIDE) : mention.start].split()[-1:])


def _word_behind(text: str, mention: PlaceMention) -> str:
    """The word right behind a name, its beginning alone where it is long; ``""`` where none stands there."""
    return "".join(text[mention.end : mention.end + _BESIDE].split(maxsplit=1)[:1])


def _is_nickname(text: str, mention: PlaceMention, _place: Place) -> bool:
    """Whether a name stands in quotation marks of its own, or before an office: “Sun City”, "the Oslo mayor"."""
    before, behind = text[max(0, mention.start - 1) : mention.start], text[mention.end : mention.end + 1]
    quoted = before != "" and before in "“‘\"'" and behind != "" and behind in "”’\"'"
    following = _word_behind(text, mention).casefold().strip(",.")
    return quoted or (behind == " " and following in titles_before_names())


def _stands_for_power(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether the name of a seat of power stands for those who sit there: no word before it says where something is.

    "Oslo had placed", "Downing Street said"; "an ambassador to Oslo", "the courtesy of Oslo".
    """
    if not has_seat(place):
        return False
    line = text.rfind("\n", 0, mention.start) + 1
    before = _LISTED.sub("", text[max(line, mention.start - _BESIDE) : mention.start]).casefold().split()
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


def _owns(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether what those who sit at a seat of power do is told: "from Oslo's refusal", and not "in Oslo's harbor"."""
    owned = _OWNED.match(text, mention.end)
    if owned is None or not owned[1].islower() or owned[1] in listed("places", "geographic"):
        return False
    if not has_seat(place):
        return False
    return _word_before(text, mention).casefold() not in listed("places", "stands_in_place")


def _stands_for_country(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a country stands for its state or its people: no word before it, or before its list, says where.

    "Norway hosts", "brokered by Sweden, Norway and Denmark", "a man from Norway"; "in Norway", "in Sweden or Norway".
    """
    if not place.country or place.kind not in _WIDE or _is_called_region(text, mention, place):
        return False
    if _OWNED.match(text, mention.end):
        return True
    before = _LISTED.sub("", text[max(0, mention.start - _OPENING) : mention.start]).casefold().split()
    leading = listed("places", "leads_to_name") | listed("places", "place_adjectives")
    while before[-1:] and before[-1] in leading:
        before.pop()
    return not before or before[-1] not in listed("places", "within_country")


def _is_called_region(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether words beside a division's name say that it is meant as a region: "Ohio state", "the coast of Ohio"."""
    if place.kind is PlaceKind.COUNTRY:
        return False
    before = _LISTED.sub("", text[max(0, mention.start - _OPENING) : mention.start]).split()[-1:]
    behind = _word_behind(text, mention).strip(".,;:").casefold()
    return before == ["of"] or behind in listed("places", "geographic") | listed("places", "region_words")


def _begins_name(mention: PlaceMention, place: Place) -> bool:
    """Whether a place is named by its own name or the beginning of it: "Chamonix" of Chamonix-Mont-Blanc."""
    return f"{fold(place.name)} ".startswith(f"{fold(mention.text)} ")


def _is_loosely_spelled(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a lesser town is only spelled nearly so, and nothing before says where something is: "The Monster"."""
    if place.kind is not PlaceKind.TOWN or _begins_name(mention, place):
        return False
    if place.population > _SMALL and " of " not in mention.text:
        # "Kiev" of Kyiv; the District of Columbia is a court's.
        return False
    leads = before_places() | listed("places", "leads_to_place") | {"of"}
    return _word_before(text, mention).casefold() not in leads


@functools.cache
def _has_larger_namesake(name: str, place: Place) -> bool:
    """Whether a place of another country goes by the name of a smaller town, too, and is so much larger."""
    if place.kind is not PlaceKind.TOWN or place.population > _SMALL:
        return False
    others = (entry.place for entry in entries(name) if entry.place.country != place.country)
    return any(
        other.kind is not PlaceKind.TOWN or other.population > _SO_MUCH * place.population for other in others
    )


def _is_part_of_name(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a name is half of another one, or a town's other name that somebody bears: "RIA-Oslo", "Joanna Toole"."""
    first = _HALF.search(text[max(0, mention.start - _BESIDE) : mention.start])
    if (first and not tuple(entries(first[1]))) or _GOES_ON_SMALL.match(text, mention.end):
        return True
    if place.kind is not PlaceKind.TOWN or _begins_name(mention, place):
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
    following = {*match.group().casefold().split()} if (match := _NAME_GOES_ON.match(behind)) else set()
    words = actor_words("organization_words") | listed("places", "papers")
    # "Oslo International Airport" stands where Oslo is.
    if following & words and not following & listed("places", "sites"):
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


def _is_of_somebody(text: str, mention: PlaceMention, _place: Place) -> bool:
    """Whether a name only tells whence somebody is, or whence they report: "Oslo-based", "reporting from Oslo"."""
    before = text[max(0, mention.start - _BESIDE) : mention.start]
    if _OF_SOMEBODY.match(text, mention.end) or _REPORTS_FROM.search(before):
        return True
    noun = _word_behind(text, mention).strip(",.;:").casefold()
    return text[mention.end : mention.end + 1] == " " and noun in listed("speakers", "person")


def _is_of_club_or_treaty(text: str, mention: PlaceMention, _place: Place) -> bool:
    """Whether a club, a council or a treaty is called after the place: "Oslo City", "the Oslo agreement"."""
    behind = _NEXT.match(text, mention.end)
    return behind is not None and (
        behind[1] in ("City", "Town") or behind[1].casefold() in listed("places", "treaties")
    )


def _is_other_division(text: str, mention: PlaceMention, place: Place) -> bool:
    """Whether a town's name is a county's or a village's that nobody knows: "DeSoto Parish", "Rampur village"."""
    kind = _word_behind(text, mention).strip(",.")
    village = kind.casefold() in ("village", "hamlet") and place.population > _SMALL
    return place.kind is PlaceKind.TOWN and (village or kind in ("County", "Parish"))


def _is_part_of_the_world(_text: str, _mention: PlaceMention, place: Place) -> bool:
    """Whether it is a continent or half of one, for which a point says nothing."""
    return not place.country and place.name.casefold() in listed("places", "parts_of_the_world")


# What of a name in a text, meant as a place, shows that it is none that a statement can be put on the map for.
_NO_PLACES = (
    _is_part_of_name,
    _only_in_a_name,
    _is_nickname,
    _stands_for_power,
    _stands_for_country,
    _owns,
    _is_loosely_spelled,
    _is_of_somebody,
    _is_of_club_or_treaty,
    _is_other_division,
    _is_part_of_the_world,
)
