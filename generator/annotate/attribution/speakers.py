"""Who a phrase means as a source, and what kind of voucher that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.annotate.attribution.affiliation import side_of
from generator.annotate.attribution.clauses import Token, TokenKind, listed
from generator.annotate.attribution.nouns import categories, is_acronym, is_plural
from generator.annotate.attribution.outlets import is_outlet
from generator.annotate.attribution.voucher_kind import kind_of, will_not_be_named
from generator.annotate.places.word_lists import demonyms
from generator.model import VoucherKind

_LONGEST_SUBJECT = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody an article lays words to.

    Attributes:
        name: As the article names them; for a pronoun or a surname, the fullest earlier name.
        kind: What kind of voucher they are.
        plural: Whether "they" may mean them.
        person: Whether "he" or "she" may mean them.
        journalist: Whether they are journalists, eyewitnesses only where the text says that they were there.
        outlet: Whether they are a news outlet, which passes on what others say.
        role: What the article says a named person is, or ``""``.
        side: The organization, state or party it says they belong to, or ``""``.
    """

    name: str
    kind: VoucherKind
    plural: bool = False
    person: bool = False
    journalist: bool = False
    outlet: bool = False
    role: str = ""
    side: str = ""


@dataclass(slots=True)
class Memory:
    """The speakers an article has named so far, for pronouns and surnames.

    Attributes:
        names: The fullest name and kind that go with a surname.
        common: The words that the article also writes small, which are no names.
        at_hand: Who spoke or was introduced in the sentence before.
        single: Whom "he" or "she" means.
        group: Whom "they" means.
        thing: What "it" means.
        bodies: What "the service" means, by the last word of a body's name.
    """

    common: frozenset[str]
    at_hand: Speaker | None = None
    names: dict[str, Speaker] = field(default_factory=dict)
    single: Speaker | None = None
    group: Speaker | None = None
    thing: Speaker | None = None
    bodies: dict[str, Speaker] = field(default_factory=dict)

    def note(self, speaker: Speaker) -> None:
        """Remember a speaker as the last of their sort."""
        if speaker.person:
            self.single = speaker
            surname = speaker.name.split()[-1].casefold() if speaker.name else ""
            known = self.names.get(surname)
            if speaker.kind is not VoucherKind.UNNAMED and (
                known is None or len(speaker.name) >= len(known.name)
            ):
                self.names[surname] = speaker
            return
        if speaker.name:
            self.bodies.setdefault(speaker.name.split()[-1].casefold(), speaker)
        if speaker.plural:
            self.group = speaker
        else:
            self.thing = speaker


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
    head = _without_times(_without_openings(head))
    if not head or len(head) > _LONGEST_SUBJECT or _means_nobody(head) or _is_clause(head):
        return None
    pronoun = _pronoun(head, memory)
    if pronoun is not None:
        return pronoun
    known = memory.names.get(head[-1].key)
    if known and len(head) == 1:
        return known
    speaker = _classify(head, text, memory)
    if speaker is None and lenient and head[-1].key not in listed("speakers", "determiners"):
        plural = is_plural(head[-1])
        speaker = Speaker(name=_name(head, text), kind=VoucherKind.UNNAMED, plural=plural, person=not plural)
    if speaker:
        speaker = _as_before(speaker, head, memory)
    if speaker and known and speaker.kind is not VoucherKind.UNNAMED and speaker.person:
        speaker = replace(speaker, role=speaker.role or known.role, side=speaker.side or known.side)
    return speaker and _with_appositions(speaker, appositions, text, memory)


def _as_before(speaker: Speaker, head: list[Token], memory: Memory) -> Speaker:
    """``the service``, behind a state's named in full, is one too; a spokeswoman of nobody is the last body's."""
    body = memory.bodies.get(head[-1].key)
    people = {"person", "role", "witness", "journalist"}
    a_body = head[0].key == "the" and people.isdisjoint(kind for _, kind in categories(head))
    if body and len(head) == 2 and a_body and not head[-1].capitalized:
        return replace(speaker, kind=body.kind, person=False)
    thing = memory.thing
    speaks = not listed("speakers", "speaking_for").isdisjoint(token.key for token in head)
    of_nobody = speaks and not speaker.side and len(categories(head)) == 1
    if of_nobody and thing and thing.kind is VoucherKind.OFFICIAL and speaker.kind is VoucherKind.PARTY:
        return replace(speaker, kind=VoucherKind.OFFICIAL)
    return speaker


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


def _without_times(head: list[Token]) -> list[Token]:
    """``the railway on Monday``: the phrase without its words of time."""
    times, before = listed("reporting", "words", "times"), listed("reporting", "words", "before_times")
    cut = next(
        (i for i in range(1, len(head) - 1) if head[i].key in before and head[i + 1].key in times), len(head)
    )
    return head[:cut]


def _last_noun_phrase(head: list[Token]) -> list[Token]:
    """The end of ``On the second day officials``: from a known noun back to what is no part of its phrase."""
    stop = listed("reporting", "words", "prepositions") | listed("reporting", "words", "openings")
    start = len(head)
    while start > 0 and head[start - 1].key not in stop:
        start -= 1
    phrase = head[start:]
    return phrase[-2:] if len(phrase) > 3 else phrase


def _pronoun(head: list[Token], memory: Memory) -> Speaker | None:
    if len(head) != 1:
        return None
    key = head[0].key
    if key in listed("speakers", "singular_pronouns"):
        return memory.single or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED, person=True)
    if key in listed("speakers", "plural_pronouns"):
        return (
            memory.group or memory.thing or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED, plural=True)
        )
    if key in listed("speakers", "thing_pronouns"):
        return memory.thing or Speaker(name=head[0].text, kind=VoucherKind.UNNAMED)
    return None


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
        if head[i].key in listed("speakers", "new_phrases") and not verb.capitalized:
            named = any(token.capitalized for token in head[: i - 1])
            noun = bool(categories(head[: i - 1])) and not categories([verb])
            return (named or noun) and not verb.key.endswith(("ing", "'s", "s'"))
    return False


def _name(part: list[Token], text: str) -> str:
    return text[part[0].start : part[-1].end]


def _classify(head: list[Token], text: str, memory: Memory) -> Speaker | None:
    name = _name(head, text)
    core, tail = _core(head)
    if tail and tail[0].key == "of" and core[-1].key in listed("speakers", "some_of"):
        them = memory.group if [token.key for token in tail[1:]] == ["them"] else None
        whole = _classify(tail[1:], text, memory) if len(tail) > 1 else None
        return them or (whole and replace(whole, name=name))
    found = categories(core)
    outlet = is_outlet(core)
    if outlet and (not found or found[-1][1] in ("party", "document")):
        return Speaker(name=name, kind=VoucherKind.PARTY, outlet=True)
    if core[-1].key in listed("speakers", "court_sides") and len(core) < 3:
        return Speaker(name=name, kind=VoucherKind.PARTY)
    if not found:
        return _by_name(core, name, memory)
    last, category = found[-1]
    before = {kind for _, kind in found[:-1]}
    beyond = {kind for _, kind in categories(tail)}
    body = category in ("party", "document")
    named = last < len(core) - 1 and core[-1].capitalized
    person = not body and (named or category in ("person", "witness", "role", "journalist"))
    if person and any(token.key == "and" for token in core):
        kind = kind_of(category, before, beyond, core, named)
        return Speaker(name=name, kind=kind, plural=True, journalist=category == "journalist")
    journalist = category == "journalist" or (core[last].key in ("team", "crew") and is_outlet(core[:last]))
    if journalist and tail and tail[0].key == "who":
        name = _name(core, text)
    kind = kind_of(category, before, beyond, core, named)
    if kind is VoucherKind.PARTY and not body and will_not_be_named(head):
        kind = VoucherKind.UNNAMED
    return Speaker(
        name=name,
        kind=kind,
        plural=not named and is_plural(core[last]),
        person=person and (named or not is_plural(core[last])),
        journalist=journalist,
        outlet=outlet,
        role=text[core[0].start : core[last].end] if named and not body else "",
        side=side_of(text, core, tail, last, category),
    )


def _core(head: list[Token]) -> tuple[list[Token], list[Token]]:
    """The phrase up to its first preposition, and the rest."""
    prepositions = listed("reporting", "words", "prepositions")
    cut = next((i for i, token in enumerate(head) if i and token.key in prepositions), len(head))
    return head[:cut], head[cut:]


def _by_name(core: list[Token], name: str, memory: Memory) -> Speaker | None:
    """A speaker without a known noun: a state, an abbreviation, a name."""
    last = core[-1]
    if not last.capitalized or last.key.endswith(("'s", "'")):
        return None
    whole = " ".join(token.key for token in core if token.key != "the")
    if whole in listed("speakers", "states") or last.text in listed("speakers", "state_abbreviations"):
        return Speaker(name=name, kind=VoucherKind.OFFICIAL)
    company = len(core) > 1 and last.text in listed("speakers", "company_words")
    # "Danish Steamers", but German and Roman are men's names too.
    national = len(core) > 1 and core[0].text in demonyms() and core[0].text not in ("German", "Roman")
    if whole and (is_acronym(last) or core[0].key == "the" or company or national):
        return Speaker(name=name, kind=VoucherKind.PARTY)
    if len(core) > 1:
        return (
            Speaker(name=name, kind=VoucherKind.NAMED_PERSON, person=True) if core[-2].capitalized else None
        )
    # One capitalized word may be a plural noun that begins the sentence.
    if last.key in memory.common or last.key.endswith("s") or last.key in listed("speakers", "determiners"):
        return None
    return Speaker(name=name, kind=VoucherKind.NAMED_PERSON, person=True)


def _with_title(speaker: Speaker, said: Speaker) -> str:
    """The role of the person that an apposition names: the phrase it stands beside, unless that has a name."""
    return speaker.name if not speaker.role else said.role


def _with_appositions(speaker: Speaker, appositions: list[list[Token]], text: str, memory: Memory) -> Speaker:
    """``Jane Doe, the mayor``, ``The mayor, Jane Doe``: the name from the one, role and kind from the other."""
    for part in appositions:
        said = _classify(part, text, memory)
        if said is None:
            described = part[0].key in listed("speakers", "determiners") and not part[-1].capitalized
            if described and speaker.kind is VoucherKind.NAMED_PERSON and not speaker.role:
                speaker = replace(speaker, role=_name(part, text))
            continue
        if speaker.kind is VoucherKind.NAMED_PERSON:
            official = said.kind is VoucherKind.OFFICIAL
            role = speaker.role or _name(part, text)
            kind = VoucherKind.OFFICIAL if official else VoucherKind.NAMED_PERSON
            return replace(speaker, kind=kind, role=role, side=speaker.side or said.side)
        named = said.kind is VoucherKind.NAMED_PERSON or (said.person and said.role and not speaker.role)
        if named and not speaker.plural:
            kind = said.kind if speaker.kind is VoucherKind.UNNAMED else speaker.kind
            return replace(speaker, name=said.name, kind=kind, person=True, role=_with_title(speaker, said))
        if said.kind is VoucherKind.PARTY and speaker.kind is VoucherKind.UNNAMED and part[-1].capitalized:
            return replace(said, role=speaker.name)
    return speaker
