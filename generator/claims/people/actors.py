"""Who is who: the people and organizations that the articles name, across spellings, with their titles.

In come annotated articles, out go entries, those named by most articles first, each with the words that say who it is.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from generator.annotate.places.word_lists import demonyms
from generator.annotate.places.word_lists import words as place_words
from generator.claims.evidence import evidence_for
from generator.claims.kept import Kept
from generator.claims.people.mentions import NameKind, NameMention, names_in
from generator.data import table
from generator.language.lexicon import listed
from generator.language.names import CAPITAL_WORD, is_courtesy, is_state_abbreviation, letters_of, titles
from generator.language.names import words as names
from generator.language.spelling import may_be_one_name, same_word, skeleton
from generator.model import AnnotatedArticle, Evidence, NameEntry, PlaceKind, TermCount

# A who's who of more names is a register; whoever is named least stays in the articles.
MOST_ACTORS = 40
_MOST_TITLES = 6
_TRAIN = re.compile(r"\btrains?\b")
_NUMERAL = re.compile(r"[IVX]+")
# Letters of a name's words from which on its abbreviation may leave the last out.
_LETTERS = 3
# "An operator of ferries and Bavo": another name. "The head of Vardo", Maine-based; "an analyst with Moss", Roe & Co.
_RUNS_ON = re.compile(rf"[a-z] and (?!(?:{CAPITAL_WORD} )*(?:CEO|President|Chief|Chair))[A-Z]")
_GOES_ON = re.compile(rf"(?:, {CAPITAL_WORD})+(?:-based|,? (?:&|amp) )")
# Characters before a name in which the figure stands that makes it a model's.
_BESIDE = 12


@dataclass(slots=True, kw_only=True)
class _Actor:
    """A person or organization while its mentions are gathered."""

    kind: NameKind
    words: tuple[str, ...]
    mentions: list[NameMention] = field(default_factory=list)

    @property
    def family(self) -> str:
        return self.words[-1]


def find_actors(articles: Sequence[AnnotatedArticle], kept: Kept | None = None) -> tuple[NameEntry, ...]:
    """The people and organizations of a set of articles.

    Mentions are one person's when family name and given name are spellings of each other, or when a
    family name stands alone in an article that has it in full; brothers stay two. ``kept`` is what was read of
    the articles before.

    Returns:
        By the number of articles that name them, then of mentions, then in order of appearance; at most
        ``MOST_ACTORS``. A title is evidence: the words of the article that say who somebody is.
    """
    mentions = _mentions(articles, kept)
    every = [mention for found in mentions for mention in found]
    organizations = _organizations(every)
    persons = _persons(every, organizations, {item.article.id: item.article.text for item in articles})
    for found in mentions:
        _add_short_names(found, persons, organizations)
    _join_initials(organizations)
    _join_openings(organizations)
    actors = {id(actor): actor for actor in (*persons.all, *organizations.values())}
    by_id = {item.article.id: item for item in articles}
    order = sorted(_shown(actors.values(), by_id), key=_rank)
    return tuple(_entry(actor, by_id) for actor in order[:MOST_ACTORS])


def _rank(actor: _Actor) -> tuple[int, int]:
    return -len({item.article_id for item in actor.mentions}), -len(actor.mentions)


def _shown(actors: Iterable[_Actor], articles: Mapping[str, AnnotatedArticle]) -> Iterator[_Actor]:
    """The actors that are somebody, and worth a line."""
    outlets = _outlets(tuple(articles.values()))
    # "BBC" of BBC News
    nobody = _not_who(tuple(articles.values())) | outlets | {name.split()[0] for name in outlets}
    for actor in actors:
        named = _is_told(actor) and not _is_nobody(actor, nobody)
        if named and not _is_run_on(actor) and not _is_model(actor, articles):
            yield actor


def _mentions(articles: Sequence[AnnotatedArticle], kept: Kept | None) -> list[tuple[NameMention, ...]]:
    """The names of each article; where one of the articles appeared is an organization."""
    outlets = _outlets(articles)
    kept = kept or Kept()
    named = (kept.read("names", item, None, functools.partial(names_in, item)) for item in articles)
    return [tuple(_as_outlet(mention, outlets) for mention in found) for found in named]


def _outlets(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """Where the articles appeared, without case: it tells the story, and takes no part in it."""
    printed = (name for item in articles for name in (item.article.publisher, item.article.label))
    keys = [_key(name) for name in printed if name]
    # "CNN" of cnn.com
    return frozenset([*keys, *(key.rpartition(".")[0] for key in keys if " " not in key and "." in key)])


def _as_outlet(mention: NameMention, outlets: Set[str]) -> NameMention:
    return replace(mention, kind=NameKind.ORGANIZATION) if _key(mention.text) in outlets else mention


def _is_told(actor: _Actor) -> bool:
    """Whether an actor is worth a line: who is named once, does nothing and is not said to be anything is not.

    Capitals that nobody spells out and that never act, or are read but once, are a thing's, not an organization's:
    "CPU prices rose".
    """
    said = any(item.title or item.alias for item in actor.mentions)
    several = len(actor.mentions) > 1
    if all(len(item.words) == 1 and item.text.isupper() for item in actor.mentions):
        return said or (several and any(item.acts for item in actor.mentions))
    return several or _is_said(actor)


def _is_said(actor: _Actor) -> bool:
    """Whether somebody is said to be anything, or acts under a name of several words."""
    return any(item.title or (item.acts and len(item.words) > 1) for item in actor.mentions)


@functools.cache
def _agencies() -> frozenset[str]:
    """Every way the names of news agencies are written."""
    return frozenset(
        _key(name)
        for row in table("agencies")["agency"]
        for name in (row["name"], *row.get("also", ()), *row.get("short", ()))
    )


def _not_who(articles: Sequence[AnnotatedArticle]) -> frozenset[str]:
    """What the articles name as places, and news agencies, which are told things and take no part; without case."""
    return _agencies() | frozenset(
        _key(item.article.text[mention.start : mention.end])
        for item in articles
        for mention in item.places
        if mention.place is not None and mention.place.kind is not PlaceKind.SITE
    )


def _is_nobody(actor: _Actor, places: Set[str]) -> bool:
    """Whether a name is a country's, a hill's, an airport's, a people's, or an adverb: "Similarly, the minister"."""
    named = {_key(item.text) for item in actor.mentions}
    if (
        named <= places
        or {name.replace(" ", "") for name in named} <= places
        or actor.words[0] in place_words("feature_heads")
        or actor.words[-1].casefold() in place_words("sites_anywhere")
    ):
        return True
    alone = all(len(item.words) == 1 for item in actor.mentions)
    return alone and all(item.text in demonyms() or item.opens for item in actor.mentions)


def _is_run_on(actor: _Actor) -> bool:
    """Whether a person's name runs on into capitals that are another's: "Ada Moss UN HQ", "Ada Moss/AP"."""
    last = actor.words[-1]
    person = actor.kind is not NameKind.ORGANIZATION and len(actor.words) > 2 and len(last) > 1
    return (person and last.isupper()) or any("/" in word for word in actor.words)


def _is_model(actor: _Actor, articles: Mapping[str, AnnotatedArticle]) -> bool:
    """Whether a name mostly stands behind a figure, as that of a thing does, "the 737 Max", or is a train's."""
    if actor.words[-1] == "Express":
        return any(_TRAIN.search(articles[item.article_id].article.text) for item in actor.mentions)
    numbered = 0
    for mention in actor.mentions:
        before = (
            articles[mention.article_id].article.text[max(0, mention.start - _BESIDE) : mention.start].split()
        )
        numbered += bool(before) and before[-1].isdigit()
    return numbered * 2 > len(actor.mentions)


# ---------------------------------------------------------------- organizations


def _organizations(mentions: Iterable[NameMention]) -> dict[str, _Actor]:
    """Organizations by every name they go under; an abbreviation in parentheses is one of them."""
    found: dict[str, _Actor] = {}
    for mention in mentions:
        if mention.kind is not NameKind.ORGANIZATION:
            continue
        keys = [key for key in (_key(mention.text), _key(mention.alias), _without_state(mention)) if key]
        known = [found[key] for key in keys if key in found]
        actor = known[0] if known else _Actor(kind=NameKind.ORGANIZATION, words=mention.words)
        for other in known[1:]:
            if other is not actor:
                actor.mentions += other.mentions
                found |= {name: actor for name, bearer in found.items() if bearer is other}
        found |= dict.fromkeys(keys, actor)
        actor.mentions.append(mention)
    return found


def _join_initials(organizations: dict[str, _Actor]) -> None:
    """Join an abbreviation to the one name whose words begin with its letters: "WHO", "U.N."."""
    spelled: dict[str, list[_Actor]] = {}
    for actor in {id(actor): actor for actor in organizations.values()}.values():
        if len(actor.words) > 1:
            for letters in _initials(actor.words):
                spelled.setdefault(letters, []).append(actor)
    joined: set[int] = set()
    for key, actor in list(organizations.items()):
        letters = letters_of(actor.words[0])
        full = spelled.get(letters, ())
        if len(actor.words) == 1 and len(letters) > 1 and len(full) == 1 and actor is not full[0]:
            full[0].mentions += actor.mentions if id(actor) not in joined else []
            joined.add(id(actor))
            organizations[key] = full[0]


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    """What a name may be shortened to: CDC for the Centers for Disease Control and Prevention."""
    letters = "".join(word[0] for word in words if word[0].isupper())
    return (letters, letters[:-1]) if len(letters) > _LETTERS else (letters,)


def _join_openings(organizations: dict[str, _Actor]) -> None:
    """Join a body's name to the one that goes on: "the Retail Council" of Norland, "Northquay" to Northquay Systems."""
    for key, actor in list(organizations.items()):
        longer = {
            id(other): other
            for name, other in organizations.items()
            if (name.startswith(f"{key} of ") and len(actor.words) > 1)
            or (name.startswith(f"{key} ") and name.split()[-1] in place_words("firms"))
        }
        (full,) = longer.values() if len(longer) == 1 else (actor,)
        if full is not actor:
            full.mentions += [mention for mention in actor.mentions if mention not in full.mentions]
            organizations[key] = full


def _without_state(mention: NameMention) -> str:
    """The key of "the U.S. Harbor Department" without the state; ``""`` where none is before it."""
    state = is_state_abbreviation(mention.words[0]) and len(mention.words) > 1
    return _key(mention.text.removeprefix(mention.words[0]).strip()) if state else ""


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ")


# ---------------------------------------------------------------- persons


@dataclass(slots=True)
class _Persons:
    """Persons, to be looked up by the consonants of their family name, or by their first."""

    all: list[_Actor] = field(default_factory=list)
    by_family: dict[str, list[_Actor]] = field(default_factory=dict)
    by_first: dict[str, list[_Actor]] = field(default_factory=dict)

    def matching(self, words: Sequence[str]) -> list[_Actor]:
        """Those whose name a full name spells."""
        return [
            actor
            for actor in self.by_family.get(skeleton(words[-1]), ())
            if same_word(actor.family, words[-1])
            and (_same_given(actor.words, words) or _is_end_of(actor.words, words))
        ]

    def in_office(self, mention: NameMention, texts: Mapping[str, str]) -> list[_Actor]:
        """Those of the same office in another article whose name is nearly the same."""
        office = _office(mention, texts)
        return [
            actor
            for actor in self.all
            if office
            and len(actor.words) == len(mention.words)
            and any(
                item.article_id != mention.article_id and _office(item, texts) == office
                for item in actor.mentions
            )
            and all(may_be_one_name(a, b) for a, b in zip(actor.words, mention.words, strict=True))
        ]

    def of_family(self, name: str) -> list[_Actor]:
        """Those who have a family name."""
        return [actor for actor in self.by_family.get(skeleton(name), ()) if same_word(actor.family, name)]

    def by_given(self, mention: NameMention) -> list[_Actor]:
        """Those of an article who are called by the first of their names: a child, or "Ban" of Ban Ki-moon."""
        return [
            actor
            for actor in self.by_first.get(mention.text, ())
            if len(actor.words) > 1
            if _NUMERAL.fullmatch(actor.family)
            or any(item.article_id == mention.article_id for item in actor.mentions)
        ]

    def add(self, words: tuple[str, ...]) -> _Actor:
        """A person not seen before."""
        actor = _Actor(kind=NameKind.PERSON, words=words)
        self.all.append(actor)
        self.by_family.setdefault(skeleton(words[-1]), []).append(actor)
        self.by_first.setdefault(words[0], []).append(actor)
        return actor


def _office(mention: NameMention, texts: Mapping[str, str]) -> str:
    """The words that say who somebody is, without case and article; ``""`` for one word, which many share."""
    if mention.title is None:
        return ""
    said = texts[mention.article_id][slice(*mention.title)].casefold().removeprefix("the ")
    return said if " " in said else ""


def _is_end_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one of two names is the family name of the other: "Van Rompuy"."""
    shorter, longer = sorted((tuple(one), tuple(other)), key=len)
    return 1 < len(shorter) < len(longer) and longer[-len(shorter) :] == shorter


def _same_given(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) > 1 and len(other) > 1 and same_word(one[0], other[0])


def _persons(
    mentions: Sequence[NameMention], organizations: dict[str, _Actor], texts: Mapping[str, str]
) -> _Persons:
    """Everybody who is named in full at least once, or by a title and a name."""
    persons = _Persons()
    full = _full_names(mentions, organizations)
    alone, family = _single_names(mentions)
    is_thing = functools.partial(_is_thing, texts=texts, alone=alone)
    # Names that a title settles come first, so that an unsure one finds its bearer.
    sure, unsure = _of_kind(full, NameKind.PERSON), _of_kind(full, NameKind.UNSURE)
    by_text: dict[str, list[NameMention]] = {}
    for mention in unsure:
        by_text.setdefault(mention.text, []).append(mention)
    for mention in (*sure, *unsure):
        known = persons.matching(mention.words) or persons.in_office(mention, texts)
        same = by_text.get(mention.text, [])
        if known:
            known[0].mentions.append(mention)
        elif not _is_somebody(mention, family) or mention.words[-1].casefold() in names("laws_and_lands"):
            continue
        elif any(map(is_thing, (mention, *same))):
            thing = _Actor(kind=NameKind.ORGANIZATION, words=mention.words, mentions=[*same])
            organizations.setdefault(_key(mention.text), thing)
        else:
            persons.add(mention.words).mentions.append(mention)
    return persons


def _single_names(mentions: Iterable[NameMention]) -> tuple[Set[str], Set[str]]:
    """The names of one word; those of "Roe objected" and "Ms Roe" are family names."""
    short = [item for item in mentions if len(item.words) == 1]
    family = (item.words[0] for item in short if item.acts or item.kind is NameKind.PERSON)
    return {item.words[0] for item in short}, set(family)


def _full_names(mentions: Iterable[NameMention], organizations: Mapping[str, _Actor]) -> list[NameMention]:
    return [item for item in mentions if len(item.words) > 1 and _key(item.text) not in organizations]


def _of_kind(mentions: Iterable[NameMention], kind: NameKind) -> list[NameMention]:
    return [item for item in mentions if item.kind is kind]


def _is_thing(mention: NameMention, texts: Mapping[str, str], alone: Set[str]) -> bool:
    """Whether a name that nothing else settles is no person's: "the Red Cross", "Harker Paper", which makes paper.

    Args:
        mention: The name in its place.
        texts: The articles' texts by their ids.
        alone: Names of one word: somebody is called by the last one.
    """
    text = texts[mention.article_id]
    if mention.kind is not NameKind.UNSURE or mention.words[-1] in alone:
        return False
    led = text[max(0, mention.start - 4) : mention.start].casefold() == "the "
    last = mention.words[-1].casefold()
    return led or re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-])", text) is not None


def _is_somebody(mention: NameMention, family: Set[str]) -> bool:
    """Whether a name not known yet is a person's: one of those who go by the family name afterwards, for one."""
    goes_by = mention.acts or mention.words[-1] in family
    return mention.kind is NameKind.PERSON or (goes_by and len(mention.words) <= 3)


def _add_short_names(
    mentions: Sequence[NameMention], persons: _Persons, organizations: dict[str, _Actor]
) -> None:
    """Give an article's names of one word to whom they mean there."""
    near: dict[str, _Actor] = {}
    for mention in mentions:
        if len(mention.words) > 1:
            for actor in persons.matching(mention.words) if mention.kind is not NameKind.ORGANIZATION else ():
                near[skeleton(actor.family)] = actor
        elif mention.kind is not NameKind.ORGANIZATION:
            _add_short_name(mention, near, persons, organizations)


def _add_short_name(
    mention: NameMention, near: Mapping[str, _Actor], persons: _Persons, organizations: Mapping[str, _Actor]
) -> None:
    """Give one of them to its bearer; ``near`` are those whom its article named in full before."""
    if (owner := organizations.get(_key(mention.text))) is not None:
        owner.mentions.append(mention)
        return
    here = near.get(skeleton(mention.text))
    if here is not None and same_word(here.family, mention.text):
        here.mentions.append(mention)
        return
    # Named in full by other articles only: taken when there is but one bearer.
    anywhere = persons.of_family(mention.text) or persons.by_given(mention)
    if len(anywhere) == 1:
        anywhere[0].mentions.append(mention)
    elif not anywhere and mention.kind is NameKind.PERSON:
        persons.add(mention.words).mentions.append(mention)


# ---------------------------------------------------------------- entries


def _entry(actor: _Actor, articles: dict[str, AnnotatedArticle]) -> NameEntry:
    order = {name: number for number, name in enumerate(articles)}
    counts: dict[str, Counter[str]] = {}
    for mention in actor.mentions:
        counts.setdefault(mention.text, Counter())[mention.article_id] += 1
    full = [text for text in counts if len(text.split()) > 1] or list(counts)
    full = [text for text in full if not any(other.startswith(f"{text} of ") for other in full)]
    name = max(full, key=lambda text: (len(counts[text]), sum(counts[text].values()), len(text)))
    listed = sorted(counts, key=lambda text: (text != name, -len(text.split()), -sum(counts[text].values())))
    return NameEntry(
        name=name,
        kind=actor.kind.value,
        role="",
        evidence=_titles(
            sorted(actor.mentions, key=lambda item: (order[item.article_id], item.start)), articles
        ),
        spellings=tuple(
            TermCount(term=text, counts=tuple(counts[text][name] for name in articles)) for text in listed
        ),
    )


def _titles(mentions: Sequence[NameMention], articles: dict[str, AnnotatedArticle]) -> tuple[Evidence, ...]:
    """What the articles say somebody is, each wording once, the fullest of each article's first."""
    found: dict[str, Evidence] = {}
    for mention in mentions:
        if mention.title is None:
            continue
        item = articles[mention.article_id]
        start, end = mention.title
        said = item.article.text[start:end]
        if said.casefold() in found or is_courtesy(said) or not _says_who(said, mention):
            continue
        if _RUNS_ON.search(said) or _GOES_ON.match(item.article.text, end):
            continue
        found[said.casefold()] = evidence_for(item, start, end)
    return tuple(found.values())[:_MOST_TITLES]


def _says_who(said: str, mention: NameMention) -> bool:
    """Whether the words beside a name say who its bearer is; a person's office stands before any preposition.

    Not "its support for Haiti's President", "a nearby hospital", "a spokesman is giving a talk", nor the name itself.
    """
    low = said.casefold().split()
    if not {"quoting", "citing", *(word.casefold() for word in mention.words)}.isdisjoint(low):
        return False
    # "A spokesman for the U", cut at an abbreviation.
    if len(low[-1]) == 1:
        return False
    if low[0] == "who":
        return not names("heading").isdisjoint(low[1:2])
    if not listed("context_dependence", "helping_verbs").isdisjoint(low):
        return False
    if mention.kind is not NameKind.PERSON:
        return True
    head = list(
        takewhile(lambda word: word not in names("others_begin") | names("prepositions") | {"as"}, low)
    )
    # "Mother Jane Roe" is somebody's.
    if low in ([kin] for kin in names("kin")):
        return False
    return any(word.strip(",.") in titles() or "-" in word for word in head)
