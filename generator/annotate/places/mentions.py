"""From an article to its place mentions: names, then which place of that name, then the place or its power.

"Oslo said" means who governs there; what the words beside a name do tells. Across articles, surnames that a town
shares: one article gives the first name that another leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from generator.annotate.places.containers import (
    Settlement,
    StoryContext,
    agreed,
    most_meant,
    name_key,
    settle,
    shared_homes,
)
from generator.annotate.places.disambiguation import Choice, choose_places, is_plain, is_region
from generator.annotate.places.gazetteer import entries, fold, has_seat
from generator.annotate.places.names import Name, all_names
from generator.annotate.places.people import placed_words, without_people
from generator.annotate.places.specs import StoryNames
from generator.annotate.places.word_lists import Token, Words, before_places, demonyms, split_words, words
from generator.known import once
from generator.language.lexicon import modals, verbs
from generator.model import Article, Place, PlaceKind, PlaceMention

_REACH = 3
# No clause has more words between its subject and its verb; a list without punctuation has.
_RUN_AT_MOST = 12
_WELL_KNOWN = 1_000_000
_INITIALS_AT_MOST = 3
_ALONE = StoryContext()
_SEVERAL = 2
# The Arabic article in lower case before a name.
_ARTICLE = re.compile(r"(?<![\w’'-])(?:[ae][ldnrstz]|[ae]sh)-\Z")
_ARTICLE_AT_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """What is read of places in an article.

    Attributes:
        mentions: In order of ``start``, without overlap. Metonyms ("Oslo said"), names of peoples
            ("Norwegian") and places in an organization's name are there with ``literal=False``.
        unresolved: Names that the words around mark as a place's and that no source knows, each once.
    """

    mentions: tuple[PlaceMention, ...]
    unresolved: tuple[PlaceMention, ...]


def read_places(article: Article, places: Sequence[Place] = ()) -> tuple[PlaceMention, ...]:
    """The places that an article names.

    Args:
        article: Read and cut into sentences.
        places: The story's own places; their names win over the gazetteer's.
    """
    return read_all_places(article, places).mentions


def read_all_places(
    article: Article,
    places: Sequence[Place] = (),
    others: Collection[str] = (),
    story: StoryContext = _ALONE,
) -> PlaceReading:
    """The places that an article names, and the names that look like places but are not known.

    Args:
        article: Read and cut into sentences.
        places: The story's own places; their names win over the gazetteer's.
        others: Names of people and organizations, which are no places whatever they hold.
        story: What the story's articles say together, as ``read_story_context`` gives it.
    """
    sentences = _words_of(article)
    own = StoryNames(places, others)
    found, people = all_names(sentences, own) if own.any else _named_alone(article)[:2]
    names = without_people(sentences, found, people, story.people)
    mentions: list[PlaceMention] = []
    unresolved: dict[str, PlaceMention] = {}
    for name, choice in zip(names, choose_places(sentences, names, places, story), strict=True):
        mention = _mention(article, sentences[name.sentence], name, choice)
        if name.marked and not name.street and choice.place is None:
            unresolved.setdefault(mention.text, mention)
        if name.feature or not name.marked or choice.place is not None:
            mentions.append(mention)
    return PlaceReading(mentions=tuple(mentions), unresolved=tuple(unresolved.values()))


@once
def _words_of(article: Article) -> tuple[Words, ...]:
    """The words of each sentence."""
    return tuple(split_words(article.text, part.start, part.end) for part in article.sentences)


@once
def _named_alone(article: Article) -> tuple[tuple[Name, ...], frozenset[str], frozenset[str]]:
    """The names of an article as it gives them by itself, the words that are people's, and those that are places'."""
    sentences = _words_of(article)
    names, people = all_names(sentences, StoryNames(()))
    return tuple(names), frozenset(people), frozenset(placed_words(sentences, names))


@once
def _settled_alone(article: Article) -> Settlement:
    """What wider places beside the names of an article settle."""
    return settle(_words_of(article), _named_alone(article)[0])


def _mention(article: Article, sentence: Words, name: Name, choice: Choice) -> PlaceMention:
    place = choice.place
    if place is not None and name.place is None:
        place = replace(
            place, name=_as_written(place, sentence.text[name.start : name.end]), reason=choice.reason
        )
    # The article that a name in lower case begins with is its own: "el-Obeid".
    led = _ARTICLE.search(article.text[max(0, name.start - _ARTICLE_AT_MOST) : name.start])
    start = name.start - len(led.group()) if led else name.start
    return PlaceMention(
        article_id=article.id,
        start=start,
        end=name.end,
        text=article.text[start : name.end],
        literal=is_literal(sentence, name, place),
        place=place,
        reason=choice.reason,
    )


def _as_written(place: Place, text: str) -> str:
    """The place's name, with the accents that the article gives it and the gazetteer's plain letters lack."""
    same = place.name.isascii() and not text.isascii() and fold(text) == fold(place.name)
    return text if same and not text.isupper() else place.name


def read_story_context(articles: Iterable[Article]) -> StoryContext:
    """What the articles of a story say together of the names in each.

    Their people are the words that they use as people's names and that a lesser place shares. A word that any of
    them also puts behind "in" or before "region" stays a place's, and so do countries, capitals and great cities:
    "Washington said" is not about a Mr. Washington elsewhere.
    """
    people: set[str] = set()
    placed: set[str] = set()
    told, named = list(articles), []
    for article in told:
        names, found, located = _named_alone(article)
        people |= found
        placed |= located
        named.append(names)
    surnames = frozenset(word for word in people - placed if not _well_known(word))
    if len(named) < _SEVERAL:
        return StoryContext(people=surnames)
    regions = [[name.found[0].place for name in names if name.found and is_region(name)] for names in named]
    story = StoryContext(people=surnames, homes=shared_homes(regions))
    meant = most_meant(_meant(article, story) for article in told)
    return agreed(map(_settled_alone, told), replace(story, meant=meant))


@once
def _meant(article: Article, story: StoryContext) -> tuple[tuple[str, Place, bool], ...]:
    """The places that an article means by itself, with the folded names, and whether more than their weight says so."""
    sentences, names = _words_of(article), _named_alone(article)[0]
    choices = zip(names, choose_places(sentences, names, (), story), strict=True)
    told = (
        (name_key(sentences, name), choice.place, not choice.ranked)
        for name, choice in choices
        if choice.place and is_plain(name)
    )
    return tuple(dict.fromkeys(told))


def _well_known(word: str) -> bool:
    found = entries(word)[:1]
    return any(
        item.capital or item.place.kind is PlaceKind.COUNTRY or item.place.population >= _WELL_KNOWN
        for item in found
    )


def is_literal(sentence: Words, name: Name, place: Place | None) -> bool:
    """Whether the name is said of the place itself.

    Names inside an organization's name and names of people are not. Of countries, capitals and
    seats of power it depends on the words around; other places are always meant literally.
    """
    if name.adjective:
        return False
    if place is None or not _is_power(place):
        return not _is_somebody(sentence, name)
    return not (
        _compounded(sentence, name)
        or _is_attribute(sentence, name)
        or _owns_power(sentence, name)
        or _modifies_power(sentence, name)
        or _is_dealt_with(sentence, name)
        or _acts(sentence, name)
    )


def _is_somebody(sentence: Words, name: Name) -> bool:
    """Whether it is like "Bush visited the town": one word, at the head of its clause, that does what people do."""
    after = sentence.joined(name.last + 1)
    before = sentence.before(name.first)
    return bool(
        name.first == name.last
        and after
        and before is None
        and after.lower in verbs("of_people", forms="d") & verbs("attends", "speaks", forms="d")
    )


def _is_power(place: Place) -> bool:
    return place.kind is PlaceKind.COUNTRY or has_seat(place)


def _compounded(sentence: Words, name: Name) -> bool:
    """Whether it is like "Oslo-backed" or "pro-Oslo"; but "Oslo-based" lies there."""
    before, after = sentence.before(name.first), sentence.joined(name.last + 1)
    if before and sentence.tokens[name.first].joint == "-" and before.lower in words("stance_prefixes"):
        return True
    return bool(
        after and after.joint == "-" and not after.capitalized and after.lower not in words("of_the_place")
    )


def _is_attribute(sentence: Words, name: Name) -> bool:
    """Whether initials stand before what is a state's: "the UK housing secretary"; not "in the UK", "the UK and"."""
    index, after = name.first, sentence.joined(name.last + 1)
    initials = sentence.tokens[index].text.replace(".", "")
    if index != name.last or not initials.isupper() or len(initials) > _INITIALS_AT_MOST:
        return False
    if after is None or after.lower in before_places() | words("be") | words("auxiliaries") | {"and", "or"}:
        return False
    before = sentence.before(index)
    if before and before.lower == "the":
        before = sentence.before(index - 1)
    return not (before and before.lower in before_places())


def _owns_power(sentence: Words, name: Name) -> bool:
    """Whether it is like "Oslo's military intervention"; but "Oslo's military airport" is a place."""
    if not sentence.possessive(name.last):
        return False
    owned = list(islice(_run(sentence, name.last + 2), _REACH))
    if any(token.lower in words("geographic") for token in owned):
        return False
    return any(token.lower in words("possessed_by_powers") for token in owned)


def _modifies_power(sentence: Words, name: Name) -> bool:
    """Whether it is like "a U.S. military operation", "US and Saudi mediators"."""
    last = name.last
    conjunction, other = sentence.joined(last + 1), sentence.joined(last + 2)
    if conjunction and conjunction.lower == "and" and other and other.text in demonyms():
        last += 2
    after = sentence.joined(last + 1)
    return bool(after and not sentence.possessive(name.last) and after.lower in words("possessed_by_powers"))


def _run(sentence: Words, first: int) -> Iterator[Token]:
    """The words from ``first`` on that no punctuation parts, as far as a clause may reach."""
    yield from sentence.tokens[first : first + 1]
    for index in range(first + 1, first + _RUN_AT_MOST):
        token = sentence.joined(index)
        if token is None:
            return
        yield token


def _is_dealt_with(sentence: Words, name: Name) -> bool:
    """Whether it is like "an ally of Oslo", "no statement from Oslo", "ties between Stockholm and Oslo"."""
    index = name.first
    before = sentence.before(index)
    if before and before.lower == "the":
        index -= 1
        before = sentence.before(index)
    if before and before.lower == "and" and index >= 2:
        index -= 2
        before = sentence.before(index)
    if before is None or before.lower not in words("dealing_prepositions"):
        return False
    earlier = sentence.before(index - 1)
    return bool(earlier and earlier.lower in words("dealing"))


def _acts(sentence: Words, name: Name) -> bool:
    """Whether it is like "Oslo said"; not "the office in Oslo said", not "Oslo was bombed"."""
    before = _before_subject(sentence, name.first)
    if before and (
        before.lower in before_places() | words("dealing_prepositions") or before.lower.endswith("ing")
    ):
        return False
    progressive = modal = False
    for token in _predicate(sentence, name):
        if token.lower in words("be"):
            progressive = True
        elif _is_modal(token.lower):
            modal = True
        elif token.lower in words("auxiliaries") | words("adverbs") or token.lower.endswith("ly"):
            continue
        elif progressive:
            return token.lower.endswith("ing")
        elif modal:
            return not token.capitalized and token.lower not in words("befalls")
        else:
            return token.lower in verbs("of_powers")
    return False


def _is_modal(word: str) -> bool:
    """Whether a word is a modal verb, also with its "not": "can't", "won't"."""
    bare = word.replace("’", "'").removesuffix("n't")
    return word in modals() or bare in modals() or (bare != word and bare in ("ca", "wo"))


def _before_subject(sentence: Words, first: int) -> Token | None:
    """The word before a name, past its article and the name it is joined with: "between Turkey and the US"."""
    before = sentence.before(first)
    for _ in range(_REACH):
        if before and before.lower == "the":
            first -= 1
            before = sentence.before(first)
        if not (before and before.lower == "and" and first >= 2 and sentence.tokens[first - 2].capitalized):
            break
        first -= 2
        before = sentence.before(first)
    return before


def _predicate(sentence: Words, name: Name) -> Iterator[Token]:
    """What follows a name, past another that it is joined with: "France and Germany will"."""
    last = name.last
    conjunction, other = sentence.joined(last + 1), sentence.joined(last + 2)
    if conjunction and conjunction.lower == "and" and other and other.capitalized:
        last += 2
    yield from _run(sentence, last + 1) if sentence.joined(last + 1) else ()
