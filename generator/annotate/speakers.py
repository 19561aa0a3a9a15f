"""Who a phrase means as a source, and what kind of voucher that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.annotate.clauses import Token, TokenKind, listed
from generator.annotate.nouns import categories, is_acronym, is_plural
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
    """

    name: str
    kind: VoucherKind
    plural: bool = False
    person: bool = False
    journalist: bool = False


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
    """

    common: frozenset[str]
    at_hand: Speaker | None = None
    names: dict[str, Speaker] = field(default_factory=dict)
    single: Speaker | None = None
    group: Speaker | None = None
    thing: Speaker | None = None

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
        elif speaker.plural:
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
    head = _without_openings(head)
    if not head or len(head) > _LONGEST_SUBJECT or _means_nobody(head):
        return None
    pronoun = _pronoun(head, memory)
    if pronoun is not None:
        return pronoun
    known = memory.names.get(head[-1].key)
    if known and len(head) == 1:
        return known
    speaker = _classify(head, text, memory)
    if speaker is None and lenient:
        plural = is_plural(head[-1])
        speaker = Speaker(name=_name(head, text), kind=VoucherKind.UNNAMED, plural=plural, person=not plural)
    return speaker and _with_appositions(speaker, appositions, text, memory)


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


def _name(part: list[Token], text: str) -> str:
    return text[part[0].start : part[-1].end]


def _classify(head: list[Token], text: str, memory: Memory) -> Speaker | None:
    name = _name(head, text)
    core, tail = _core(head)
    found = categories(core)
    if not found:
        return _by_name(core, name, memory)
    last, category = found[-1]
    before = {kind for _, kind in found[:-1]}
    beyond = {kind for _, kind in categories(tail)}
    named = last < len(core) - 1 and core[-1].capitalized
    person = named or category in ("person", "witness", "role", "journalist")
    kind = _kind(category, before, beyond, core, named)
    return Speaker(
        name=name,
        kind=kind,
        plural=not named and is_plural(core[last]),
        person=person and (named or not is_plural(core[last])),
        journalist=category == "journalist",
    )


def _kind(category: str, before: set[str], beyond: set[str], core: list[Token], named: bool) -> VoucherKind:
    acronym = any(is_acronym(token) for token in core)
    state = "official" in before
    plain = VoucherKind.NAMED_PERSON if named else VoucherKind.UNNAMED
    if category == "official":
        if any(token.key.removeprefix("ex-") in listed("speakers", "former") for token in core):
            return plain
        return (
            VoucherKind.PARTY
            if ("party" in before or acronym) and not state and not named
            else VoucherKind.OFFICIAL
        )
    if category in ("role", "document"):
        if state or (not before and "official" in beyond):
            return VoucherKind.OFFICIAL
        return VoucherKind.PARTY if acronym or "party" in before | beyond else plain
    kinds = {"witness": VoucherKind.EYEWITNESS, "party": VoucherKind.PARTY, "journalist": VoucherKind.PARTY}
    return kinds.get(category, plain)


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
    if whole and (is_acronym(last) or core[0].key == "the"):
        return Speaker(name=name, kind=VoucherKind.PARTY)
    if len(core) > 1:
        return (
            Speaker(name=name, kind=VoucherKind.NAMED_PERSON, person=True) if core[-2].capitalized else None
        )
    # One capitalized word may be a plural noun that begins the sentence.
    if last.key in memory.common or last.key.endswith("s") or last.key in listed("speakers", "determiners"):
        return None
    return Speaker(name=name, kind=VoucherKind.NAMED_PERSON, person=True)


def _with_appositions(speaker: Speaker, appositions: list[list[Token]], text: str, memory: Memory) -> Speaker:
    """``Jane Doe, the mayor``, ``The mayor, Jane Doe``: the name from the one, the kind from the other."""
    for part in appositions:
        said = _classify(part, text, memory)
        if said is None:
            continue
        if speaker.kind is VoucherKind.NAMED_PERSON:
            kinds = (VoucherKind.OFFICIAL, VoucherKind.EYEWITNESS)
            return replace(speaker, kind=said.kind) if said.kind in kinds else speaker
        if said.kind is VoucherKind.NAMED_PERSON and not speaker.plural:
            kind = said.kind if speaker.kind is VoucherKind.UNNAMED else speaker.kind
            return replace(speaker, name=said.name, kind=kind, person=True)
    return speaker
