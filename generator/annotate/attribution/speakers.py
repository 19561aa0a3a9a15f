"""Who a phrase means as a source: in come its words and who was named before, out goes a ``Speaker``.

By a pronoun, a known noun ("the mayor"), a name, or what stands beside either between commas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.annotate.attribution.memory import Memory, Speaker
from generator.annotate.attribution.phrases import (
    is_no_phrase,
    trailing_name,
    with_affiliation,
    without_times,
)
from generator.annotate.attribution.voucher_kind import (
    categories,
    is_outlet,
    is_plural,
    kind_of,
    side_of,
    will_not_be_named,
)
from generator.annotate.places.gazetteer import entries
from generator.annotate.places.word_lists import demonyms
from generator.language.lexicon import listed, verbs
from generator.language.names import PARTY_AND_STATE, capital_runs, is_acronym, name_start
from generator.language.tokens import Token, TokenKind
from generator.model import VoucherKind

_LONGEST_SUBJECT = 16
_NAME_AT_LEAST = 2
# "An attack officials"
_THING_AND_PEOPLE = 3
# "of", the field, first name and surname.
_HOLDER_AT_LEAST = 4
_QUOTED_AT_MOST = 1_000
# What stands before "he said" where the words are put into or behind what is said.
_BEFORE_INSERTED = frozenset(",”’\"'»")
# Categories of nouns for people, not for bodies.
_BODIES = frozenset(("party", "document"))
_PEOPLE = frozenset(("person", "role", "witness", "journalist"))


def identify(part: Sequence[Token], text: str, memory: Memory, lenient: bool = False) -> Speaker | None:
    """The speaker a phrase means, or ``None`` if it means nobody who could speak.

    Args:
        part: The tokens of the phrase; appositions after a comma count too.
        text: The article's text.
        memory: Who was named before.
        lenient: Whether the verb is one that only speakers can have, so that
            an unknown noun counts as an unnamed person.
    """
    head, *appositions = _split_at_commas(part)
    head = _before_citing(_without_leads(head))
    if not head or len(head) > _LONGEST_SUBJECT or _cannot_speak(head):
        return None
    head = _behind_thing(_before_report(head))
    if _is_owner_or_met(head) or _is_bare(head):
        return None
    pronoun = _pronoun(head, text, memory)
    if pronoun is not None:
        return pronoun
    known = memory.names.get(head[-1].key)
    if known and len(head) == 1:
        return known
    speaker = _classify(head, text, memory) or (_unknown(head, text) if lenient else None)
    if speaker is None:
        return None
    speaker = _as_before(speaker, head, known, memory)
    return _with_appositions(speaker, appositions, text, memory)


def _unknown(head: list[Token], text: str) -> Speaker | None:
    """An unnamed person or people, for a noun that no list holds."""
    core, _ = _core(head)
    opens = head[0].key in listed("speakers", "determiners") | listed("speakers", "ranks") or core[
        0
    ].key.endswith("'s")
    opens = opens or core[-1].capitalized or core[-1].key in listed("speakers", "emphatic")
    plural = is_plural(head[-1])
    if head[-1].key in listed("speakers", "determiners") or not (opens or is_plural(core[-1])):
        return None
    # "Some of the biggest states Poe carried", "the most valuable objects in it"
    if core[-1].key.endswith(("est", "able", "ible", "ous")) and core[-1].text.islower():
        return None
    if core[-1].key in listed("dates", "units") or core[-1].key in listed("dates", "dayparts"):
        return None
    return Speaker(name=_name(head, text), kind=VoucherKind.UNNAMED, plural=plural, person=not plural)


def _as_before(speaker: Speaker, head: list[Token], known: Speaker | None, memory: Memory) -> Speaker:
    """The speaker with what was said before of the same body or person.

    ``the service``, behind a state's named in full, is one too; a spokeswoman of nobody is the last body's.
    """
    body = memory.bodies.get(head[-1].key)
    if body and _is_short_for_body(head):
        speaker = replace(speaker, kind=body.kind, person=False)
    elif _speaks_for_state(speaker, head, memory.thing):
        speaker = replace(speaker, kind=VoucherKind.OFFICIAL)
    if known and speaker.kind is not VoucherKind.UNNAMED and speaker.person:
        kind = known.kind if speaker.kind is VoucherKind.NAMED_PERSON else speaker.kind
        speaker = replace(
            speaker, kind=kind, role=speaker.role or known.role, side=speaker.side or known.side
        )
    return speaker


def introduced(tokens: Sequence[Token], text: str, memory: Memory) -> Iterator[Speaker]:
    """Whoever stands in a sentence with a title before the name: "a plan of minister Jane Doe for the harbor".

    Args:
        tokens: The sentence's.
        text: The article's text.
        memory: Who was named before.
    """
    for first, stop in capital_runs(tokens):
        start = first
        while start and tokens[start - 1].kind is TokenKind.WORD and categories(tokens[start - 1 : start]):
            start -= 1
        named = tokens[stop - 1].bare().key == tokens[stop - 1].key and stop - start > _NAME_AT_LEAST
        speaker = _classify(list(tokens[start:stop]), text, memory) if named else None
        if speaker and speaker.person and speaker.role:
            yield speaker


def _is_short_for_body(head: list[Token]) -> bool:
    """Whether a phrase is like "the service"."""
    if len(head) != 2 or head[0].key != "the" or head[-1].capitalized:
        return False
    return _PEOPLE.isdisjoint(kind for _, kind in categories(head))


def _speaks_for_state(speaker: Speaker, head: list[Token], thing: Speaker | None) -> bool:
    """Whether a spokeswoman of nobody named follows an organ of a state."""
    if thing is None or thing.kind is not VoucherKind.OFFICIAL or speaker.kind is not VoucherKind.PARTY:
        return False
    speaks = not listed("speakers", "speaking_for").isdisjoint(token.key for token in head)
    return speaks and not speaker.side and len(categories(head)) == 1


def _split_at_commas(part: Sequence[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in part:
        if token.kind is TokenKind.COMMA:
            pieces.append([])
        elif token.kind is TokenKind.WORD:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece] or [[]]


def _without_openings(head: list[Token]) -> list[Token]:
    openings = listed("reporting", "words", "openings")
    while head and head[0].key in openings:
        head = head[1:]
    if head and head[0].key in listed("reporting", "words", "prepositions"):
        return _last_noun_phrase(head)
    return head


def _last_noun_phrase(head: list[Token]) -> list[Token]:
    """The end of ``On the second day officials``: from a known noun back to what is no part of its phrase."""
    stop = listed("reporting", "words", "prepositions") | listed("reporting", "words", "openings")
    start = len(head)
    while start > 0 and (head[start - 1].key not in stop or _joins_body(head, start - 1)):
        start -= 1
    return _behind_place(trailing_name(head[start:]))


def _joins_body(head: list[Token], at: int) -> bool:
    """Whether an "of" stands within a name: "In a statement the Ministry of Health", not "In the city of Oslo"."""
    named = 0 < at < len(head) - 1 and head[at - 1].capitalized and head[at + 1].capitalized
    return named and head[at].key in listed("speakers", "within_names")


def _behind_place(name: list[Token]) -> list[Token]:
    """The name behind that of a place: of "In Nairobi Jane Doe" what is behind the city."""
    if not all(token.capitalized for token in name):
        return name
    for at in range(len(name) - _NAME_AT_LEAST, 0, -1):
        if entries(" ".join(token.text for token in name[:at])):
            return name[at:]
    return name


def _pronoun(head: list[Token], text: str, memory: Memory) -> Speaker | None:
    if len(head) != 1:
        return None
    key = head[0].key
    if key in listed("speakers", "singular_pronouns"):
        said_by = memory.meant(key, inserted=_is_inserted(text, head[0].start))
        return said_by or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED, person=True)
    if key in listed("speakers", "plural_pronouns"):
        inserted = _is_inserted(text, head[0].start)
        return (
            (memory.group_before if inserted else memory.group)
            or memory.thing
            or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED, plural=True)
        )
    if key in listed("speakers", "thing_pronouns"):
        return memory.thing or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED)
    return None


def _is_inserted(text: str, pronoun: int) -> bool:
    """Whether words such as "he said" are put into or behind what is said; not where a colon announced it."""
    before = text[max(0, pronoun - _QUOTED_AT_MOST) : pronoun].rstrip()
    if before[-1:] not in _BEFORE_INSERTED:
        return False
    opening = max(before.rfind(mark, 0, -1) for mark in '“"«') if before[-1] != "," else -1
    return opening < 0 or not before[:opening].rstrip().endswith(":")


def _is_bare(head: list[Token]) -> bool:
    """Whether it is no phrase of a source: "report" alone, "Most European", "Unfortunately for Poe"."""
    first, last = head[0], head[-1]
    if len(head) == 1:
        document = [kind for _, kind in categories(head)] == ["document"]
        return document and first.text.islower() and not is_plural(first)
    some = first.key in listed("speakers", "some_of") and last.text in demonyms()
    sentence_adverb = first.key.endswith("ly") and head[1].key in ("for", "to")
    return some or (sentence_adverb and first.key not in listed("reporting", "words", "ly_nouns"))


def _is_owner_or_met(head: list[Token]) -> bool:
    """Whether a phrase is no noun phrase by itself: "the city's", "a man Poe" (whom Poe met)."""
    if head[-1].key.endswith(("'s", "s'")):
        return True
    return (
        len(head) == 3
        and head[0].key in listed("speakers", "one_of_many")
        and head[2].capitalized
        and [kind for _, kind in categories(head[1:2])] == ["person"]
    )


def _without_leads(head: list[Token]) -> list[Token]:
    return without_times(_without_openings(without_times(head))) if head else head


def _before_citing(head: list[Token]) -> list[Token]:
    citing_words = listed("reporting", "words", "citing_others")
    citing = (i for i, token in enumerate(head) if i and token.key in citing_words)
    return head[: next(citing, len(head))]


def _before_report(head: list[Token]) -> list[Token]:
    """Without the verb of "the agency MENA reported, citing officials, said"."""
    while len(head) > 1 and head[-1].text.islower() and head[-1].key in verbs("reports", forms="d"):
        head = head[:-1]
    return head


def _behind_thing(head: list[Token]) -> list[Token]:
    """Behind the thing of "an attack security officials" (said was planned): one is not several."""
    core, _ = _core(head)
    one = head[0].key in listed("speakers", "one_of_many") and len(core) >= _THING_AND_PEOPLE
    if not one or not is_plural(core[-1]) or not head[1].text.islower() or not categories(core[-1:]):
        return head
    counts = listed("speakers", "some_of") | listed("reporting", "words", "numbers")
    counted = not counts.isdisjoint((head[1].key, f"{head[0].key} {head[1].key}"))
    return head if counted or head[1].key in listed("speakers", "ranks") else head[2:]


def _cannot_speak(head: list[Token]) -> bool:
    return _means_nobody(head) or _is_clause(head) or is_no_phrase(head)


def _means_nobody(head: list[Token]) -> bool:
    alone = len(head) == 1 and head[0].key in listed("speakers", "no_speakers")
    return alone or head[0].key in listed("speakers", "denials")


def _is_clause(head: list[Token]) -> bool:
    """Whether the words are like "the lawyers challenge every ballot": a noun, its verb and another noun phrase."""
    links = [listed("reporting", "words", key) for key in ("prepositions", "relatives", "conjunctions")]
    links += [listed("speakers", "new_phrases"), listed("reporting", "words", "subordinators")]
    for i in range(2, len(head)):
        verb = head[i - 1]
        if any(verb.key in words for words in links) and verb.key not in listed("speakers", "new_phrases"):
            # What follows belongs to a prepositional phrase or relative clause.
            return False
        if _opens_another(head[i]) and not verb.capitalized:
            named = any(token.capitalized for token in head[: i - 1])
            noun = bool(categories(head[: i - 1])) and not categories([verb])
            return (named or noun) and not verb.key.endswith(("ing", "'s", "s'"))
    return False


def _opens_another(token: Token) -> bool:
    """Whether another noun phrase begins with a word: not with the "The" of "the newspaper The Courier"."""
    return token.key in listed("speakers", "new_phrases") and token.text.islower()


def _name(part: list[Token], text: str) -> str:
    return text[part[0].start : part[-1].end]


def _classify(head: list[Token], text: str, memory: Memory) -> Speaker | None:
    """The speaker that a phrase means by its nouns, or by a name; ``None`` if it has neither."""
    name = _name(head, text)
    core, tail = _core(head)
    if tail and tail[0].key == "of" and core[-1].key in listed("speakers", "some_of"):
        return _some_of(tail[1:], name, text, memory)
    found = categories(core)
    if is_outlet(core) and (not found or found[-1][1] in ("party", "document")):
        return Speaker(name=name, kind=VoucherKind.PARTY, outlet=True)
    if core[-1].key in listed("speakers", "court_sides") and len(core) < 3:
        return Speaker(name=name, kind=VoucherKind.PARTY)
    return (
        _by_noun(core, tail, found, text)
        if found
        else _by_name(core, _name(with_affiliation(core, tail), text), memory)
    )


def _some_of(rest: list[Token], name: str, text: str, memory: Memory) -> Speaker | None:
    """``one of the officers``, ``some of them``: as the whole."""
    them = memory.group if [token.key for token in rest] == ["them"] else None
    whole = _classify(rest, text, memory) if rest else None
    return them or (whole and replace(whole, name=name))


def _by_noun(core: list[Token], tail: list[Token], found: list[tuple[int, str]], text: str) -> Speaker:
    """A speaker with a known noun; the last of the phrase's core tells."""
    last, category = found[-1]
    named = _ends_in_name(core, last) or _names_holder(core[last], tail)
    kind = _kind(core, tail, found, named=named)
    several = any(token.key == "and" for token in core)
    body = category in _BODIES
    # "The office said": it did.
    office = core[last].key in listed("speakers", "state_bodies")
    person = not body and (named or (category in _PEOPLE and not office))
    if person and several:
        name = _name([*core, *tail], text)
        return Speaker(name=name, kind=kind, plural=True, journalist=category == "journalist")
    journalist = category == "journalist" or _is_news_body(core, last)
    name = _name(_named_part(core, tail, last, person=person, journalist=journalist), text)
    plural = not named and is_plural(core[last])
    return Speaker(
        name=name,
        kind=kind,
        plural=plural,
        person=person and not plural,
        journalist=journalist,
        outlet=is_outlet(core),
        role=_office(core, tail, found[-1], text),
        side=side_of(text, core, tail, last, category),
    )


def _named_part(
    core: list[Token], tail: list[Token], last: int, *, person: bool, journalist: bool
) -> list[Token]:
    """Of a phrase what names its bearer: of "Mayor Jane Doe in an interview" without the interview."""
    if person and _ends_in_name(core, last):
        return with_affiliation(core, tail)
    return core if journalist and _tells_more(tail) else [*core, *tail]


def _kind(core: list[Token], tail: list[Token], found: list[tuple[int, str]], *, named: bool) -> VoucherKind:
    """What a speaker with a known noun is."""
    category = found[-1][1]
    before, beyond = ({kind for _, kind in part} for part in (found[:-1], categories(tail)))
    kind = kind_of(category, before, beyond, core, named)
    if kind is VoucherKind.PARTY and category not in _BODIES and will_not_be_named([*core, *tail]):
        return VoucherKind.UNNAMED
    return kind


def _tells_more(tail: list[Token]) -> bool:
    """Whether what follows a phrase only tells of its bearer: "a reporter who was there"."""
    return bool(tail) and tail[0].key == "who"


def _ends_in_name(core: list[Token], last: int) -> bool:
    """Whether a name stands behind the noun of a phrase: "Mayor Jane Doe"; not "the Royal Society"."""
    behind = last < len(core) - 1 and core[-1].capitalized
    return behind and core[last].key not in listed("speakers", "adjectives_of_office")


def _office(core: list[Token], tail: list[Token], noun: tuple[int, str], text: str) -> str:
    """What stands before a name, or ``""``; that of "Secretary of State Jane Doe" ends behind the phrase's core."""
    last, category = noun
    named = _ends_in_name(core, last) or _names_holder(core[last], tail)
    if not named or category in _BODIES:
        return ""
    end = core[last] if last < len(core) - 1 else tail[1]
    return text[core[0].start : end.end]


def _names_holder(office: Token, tail: list[Token]) -> bool:
    """Whether a name follows an office and its field: "Secretary of State Jane Doe"."""
    capitals = all(token.capitalized for token in tail[1:])
    officer = office.key in listed("speakers", "officers") | {"secretary"}
    return officer and len(tail) >= _HOLDER_AT_LEAST and tail[0].key == "of" and capitals


def _is_news_body(core: list[Token], last: int) -> bool:
    """Whether a phrase is like "a Channel 4 crew"."""
    return core[last].key in listed("speakers", "news_bodies") and is_outlet(core[:last])


def _core(head: list[Token]) -> tuple[list[Token], list[Token]]:
    """The phrase up to its first preposition or relative clause, and the rest."""
    ends = listed("reporting", "words", "prepositions") | listed("reporting", "words", "relatives") | {"that"}
    cut = next((i for i, token in enumerate(head) if i and token.key in ends), len(head))
    return head[:cut], head[cut:]


def _by_name(core: list[Token], name: str, memory: Memory) -> Speaker | None:
    """A speaker without a known noun: a state, an abbreviation, a name."""
    last = core[-1]
    if not last.capitalized or last.key.endswith(("'s", "'")):
        return None
    whole = " ".join(token.key for token in core if token.key != "the")
    if whole in listed("speakers", "states") or last.text in listed("speakers", "state_abbreviations"):
        return Speaker(name=name, kind=VoucherKind.OFFICIAL)
    if whole and _is_body(core, memory):
        return Speaker(name=name, kind=VoucherKind.PARTY)
    if not _may_be_person(core, memory):
        return None
    several = any(token.key == "and" for token in core)
    return Speaker(name=name, kind=VoucherKind.NAMED_PERSON, person=not several, plural=several)


def _may_be_person(core: list[Token], memory: Memory) -> bool:
    """Whether several words are a name, "the elder Poe" one too, or one may be a surname."""
    if len(core) == 1:
        return _may_be_surname(core[0], memory)
    return len(core) - name_start(core, len(core)) > 1 or core[0].key == "the"


def _may_be_surname(word: Token, memory: Memory) -> bool:
    """Whether a capitalized word alone is a name: it may be a plural noun that begins the sentence."""
    no_name = word.key in memory.common or word.key in listed("speakers", "determiners")
    return not no_name and not word.key.endswith("s")


def _is_body(core: list[Token], memory: Memory) -> bool:
    """Whether a name is of an organization: an abbreviation, "the Fund", "Harbor Lines", "Finch & Rowe"."""
    first, last = core[0], core[-1]
    if is_acronym(last.text) or first.key.endswith("-based") or " & " in last.text or "." in last.text[1:-1]:
        return True
    if first.key == "the":
        # "The elder Poe"
        return core[1:2] == [] or core[1].capitalized or last.key not in memory.surnames
    if len(core) == 1:
        return last.key in memory.bodies_named
    # Some adjectives of peoples are men's names too.
    national = first.text in demonyms() and first.text not in listed("speakers", "also_first_names")
    return national or last.text.rstrip(".") in listed("speakers", "company_words")


def _with_appositions(speaker: Speaker, appositions: list[list[Token]], text: str, memory: Memory) -> Speaker:
    """``Jane Doe, the mayor``, ``The mayor, Jane Doe``: the name from the one, role and kind from the other."""
    for part in appositions:
        if _tells_deed(part) or PARTY_AND_STATE.match(part[0].text):
            continue
        said = _classify(part, text, memory)
        if said is None:
            speaker = _described(speaker, part, text)
            continue
        if speaker.kind is VoucherKind.NAMED_PERSON:
            return _with_office(speaker, said, _name(part, text))
        # Of "some owners, Jan Roe, Ida Poe" nobody speaks alone.
        if _names(said, part, speaker) and not _are_several(appositions):
            return _with_name(speaker, said)
        if said.kind is VoucherKind.PARTY and speaker.kind is VoucherKind.UNNAMED and part[-1].capitalized:
            return replace(said, role=speaker.name)
    return speaker


def _tells_deed(part: list[Token]) -> bool:
    """Whether what stands between commas tells a deed: "Jane Doe, blaming the mayor for the delay, said"."""
    first, second = part[0], part[min(1, len(part) - 1)]
    if not first.text.islower() or not first.key.endswith("ing") or first.key in listed("speakers", "ranks"):
        return False
    opens = listed("speakers", "determiners") | listed("speakers", "some_of")
    opens |= listed("reporting", "words", "prepositions")
    return second.capitalized or second.key in opens


def _names(said: Speaker, part: list[Token], speaker: Speaker) -> bool:
    """Whether an apposition gives a speaker's name: not "an Orthodox Jew", nor the town of "Acme Inc., Springfield"."""
    named = said.kind is VoucherKind.NAMED_PERSON or bool(said.person and said.role and not speaker.role)
    if not named or speaker.plural or part[0].key in listed("speakers", "one_of_many"):
        return False
    return speaker.kind is not VoucherKind.PARTY or speaker.person or not _ends_as_company(speaker.name)


def _are_several(appositions: list[list[Token]]) -> bool:
    """Whether more than one of them is a name."""
    return sum(len(part) > 1 and all(token.capitalized for token in part[:2]) for part in appositions) > 1


def _ends_as_company(name: str) -> bool:
    """Whether a town and not a name follows: "Acme Foods Inc., Springfield, said"."""
    return name.rsplit(maxsplit=1)[-1].rstrip(".") in listed("speakers", "company_words")


def _described(speaker: Speaker, part: list[Token], text: str) -> Speaker:
    """``Jane Doe, a keen sailor``: what no list of nouns holds is a role as well."""
    describes = part[0].key in listed("speakers", "determiners") and not part[-1].capitalized
    if describes and speaker.kind is VoucherKind.NAMED_PERSON and not speaker.role:
        return replace(speaker, role=_name(part, text))
    return speaker


def _with_office(speaker: Speaker, said: Speaker, phrase: str) -> Speaker:
    """``Jane Doe, the mayor``."""
    speaks = not listed("speakers", "speaking_for").isdisjoint(phrase.casefold().split())
    kept = said.kind is VoucherKind.OFFICIAL or (speaks and said.kind is VoucherKind.PARTY)
    kind = said.kind if kept else VoucherKind.NAMED_PERSON
    return replace(speaker, kind=kind, role=speaker.role or phrase, side=speaker.side or said.side)


def _with_name(speaker: Speaker, said: Speaker) -> Speaker:
    """``The mayor, Jane Doe``: the role is the phrase beside the name, unless that has a name too."""
    kind = said.kind if speaker.kind is VoucherKind.UNNAMED else speaker.kind
    role = speaker.name if not speaker.role else said.role
    return replace(speaker, name=said.name, kind=kind, person=True, role=role)
