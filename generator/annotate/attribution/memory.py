"""Who an article has named so far, and whom a pronoun, a surname or "the service" therefore means.

Sentence by sentence the speakers and other people go in; out comes one of them, or nobody where two may be meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.language.lexicon import listed
from generator.language.names import capital_runs, titles_before_names, words
from generator.language.tokens import Token
from generator.model import VoucherKind

# So many sentences back "he" may lead to a man, and to somebody of whom that is not known: of 60 pronouns of news
# reports (long stories, TR-News, TimeBank) 8 were wrong without the two, 1 with them.
_SENTENCES_BACK = 4
_SENTENCES_BACK_UNSURE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody an article attributes words to.

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

    @property
    def surname(self) -> str:
        """The last word of the name, without case."""
        return self.name.split()[-1].casefold() if self.name else ""


@dataclass(slots=True)
class _Person:
    """Somebody "he" or "she" may mean.

    Attributes:
        key: Their surname.
        speaker: Who they are; ``None`` if merely named in passing.
        sentence: The number of the sentence that had them last.
        spoke: Whether they spoke in it, not only began it.
    """

    key: str
    speaker: Speaker | None
    sentence: int
    spoke: bool


@dataclass(slots=True)
class Memory:
    """The speakers an article has named so far, for pronouns and surnames.

    Attributes:
        common: The words that the article also writes small, which are no names.
        surnames: The words that stand behind another name in the article, without case.
        bodies_named: The words that the article shows to be bodies' names, without case.
        at_hand: Who spoke or was introduced in the sentence before.
        names: The fullest name and kind that go with a surname.
        group: Whom "they" means.
        group_before: The same before the sentence that is being read began with others.
        thing: What "it" means.
        bodies: What "the service" means, by the last word of a body's name.
        leading: Who begins the sentence that is being read, if a person.
    """

    common: frozenset[str]
    surnames: frozenset[str] = frozenset()
    bodies_named: frozenset[str] = frozenset()
    at_hand: Speaker | None = None
    names: dict[str, Speaker] = field(default_factory=dict)
    group: Speaker | None = None
    group_before: Speaker | None = None
    thing: Speaker | None = None
    bodies: dict[str, Speaker] = field(default_factory=dict)
    leading: Speaker | None = None
    _sentence: int = 0
    _people: list[_Person] = field(default_factory=list)
    _pronouns: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Another sentence begins."""
        self._sentence += 1
        self.leading, self.group_before = None, self.group
        self._people = [
            person for person in self._people if self._sentence - person.sentence <= _SENTENCES_BACK
        ]

    def lead(self, speaker: Speaker | None) -> None:
        """Remember who begins the sentence."""
        if speaker and speaker.person:
            self.leading = speaker
        elif speaker:
            self.note(speaker)

    def note(self, speaker: Speaker, *, spoke: bool = True, pronoun: str = "") -> None:
        """Remember a speaker as the last of their sort.

        Args:
            speaker: Who.
            spoke: Whether they spoke, not only began a sentence.
            pronoun: What the sentence calls them, "he" or "she"; ``""`` if neither.
        """
        if speaker.person:
            self._note_person(speaker, spoke, pronoun)
            return
        if speaker.name:
            self.bodies.setdefault(speaker.surname, speaker)
        if speaker.plural:
            self.group = speaker
        else:
            self.thing = speaker

    def _note_person(self, speaker: Speaker, spoke: bool, pronoun: str) -> None:
        key = speaker.surname
        known = self.names.get(key)
        if speaker.kind is not VoucherKind.UNNAMED and (
            known is None or len(speaker.name) >= len(known.name)
        ):
            self.names[key] = speaker
        if key in listed("speakers", "singular_pronouns"):
            return
        if not self._is_surely_person(speaker):
            # "Halden said it would sell. It had denied that": a company, as likely.
            self.thing = speaker
            return
        if pronoun:
            self._pronouns.setdefault(key, pronoun)
        self._people = [person for person in self._people if person.key != key]
        self._people.append(_Person(key, speaker, self._sentence, spoke))

    def _is_surely_person(self, speaker: Speaker) -> bool:
        """Whether more than one capitalized word says that somebody is a person: such may be a company or a state."""
        alone = speaker.kind is VoucherKind.NAMED_PERSON and not speaker.role and " " not in speaker.name
        return not alone or speaker.surname in self.surnames or speaker.surname in self._pronouns

    def introduce(self, speaker: Speaker) -> None:
        """Remember what somebody is of whom nothing is known yet but the surname, if that."""
        known = self.names.get(speaker.surname)
        if known is None or (known.kind is VoucherKind.NAMED_PERSON and not known.role):
            self.names[speaker.surname] = speaker

    def pass_by(self, tokens: Sequence[Token]) -> None:
        """Remember whom a sentence in which nobody speaks names in passing: "Mr Poe", or a surname known by now."""
        for first, stop in capital_runs(tokens):
            for i in range(first, stop):
                title = tokens[i - 1].key.rstrip(".") if i else ""
                key = tokens[i].bare().key
                if title in titles_before_names() and _is_name(tokens[i:stop]):
                    self._meet(tokens[stop - 1].bare().key, _pronoun_of_word(title))
                elif key in self.names:
                    self._meet(key, "")

    def _meet(self, key: str, pronoun: str) -> None:
        if pronoun:
            self._pronouns.setdefault(key, pronoun)
        known = next((person for person in self._people if person.key == key), None)
        if known is None:
            self._people.append(_Person(key, None, self._sentence, spoke=False))
        elif known.sentence < self._sentence:
            self._people.remove(known)
            self._people.append(_Person(key, known.speaker, self._sentence, known.spoke))

    def meant(self, pronoun: str, *, inserted: bool) -> Speaker | None:
        """Whom "he" or "she" means, or ``None`` where that is not sure.

        Args:
            pronoun: In small letters.
            inserted: Whether the words "he said" stand behind a comma or quotation; then the
                sentence's own subject is part of what is said.
        """
        if self.leading and self._may_be(pronoun, self.leading.surname, self.leading):
            if not inserted:
                return self.leading
            last = self._last(pronoun)
            return last if last and last.surname == self.leading.surname else None
        return self._last(pronoun)

    def _last(self, pronoun: str) -> Speaker | None:
        for person in reversed(self._people):
            if not self._may_be(pronoun, person.key, person.speaker):
                continue
            if person.speaker is None or self._is_beside(person, person.speaker, pronoun):
                return None
            sure = self._pronoun_of(person.key, person.speaker) == pronoun
            near = person.spoke and person.speaker.kind is not VoucherKind.UNNAMED
            back = _SENTENCES_BACK if sure else _SENTENCES_BACK_UNSURE if near else 1
            if self._sentence - person.sentence > back or not (sure or self._is_alone(person, pronoun)):
                return None
            self._pronouns.setdefault(person.key, pronoun)
            return person.speaker
        return None

    def _is_beside(self, person: _Person, speaker: Speaker, pronoun: str) -> bool:
        """Whether somebody is only named as another's who spoke before and may be meant as well: "her mother"."""
        if person.spoke or not _is_of_another(speaker):
            return False
        return any(
            other.spoke and self._may_be(pronoun, other.key, other.speaker)
            for other in self._people
            if other is not person and self._sentence - other.sentence <= _SENTENCES_BACK_UNSURE
        )

    def _is_alone(self, person: _Person, pronoun: str) -> bool:
        """Whether nobody else near is surely meant by a pronoun that may mean this person."""
        others = (other for other in self._people if other is not person)
        return not any(
            self._pronoun_of(other.key, other.speaker) == pronoun
            and self._sentence - other.sentence <= _SENTENCES_BACK
            for other in others
        )

    def _may_be(self, pronoun: str, key: str, speaker: Speaker | None) -> bool:
        return self._pronoun_of(key, speaker) in ("", pronoun)

    def _pronoun_of(self, key: str, speaker: Speaker | None) -> str:
        """What the article calls somebody, "he" or "she"; ``""`` where nothing in it tells."""
        said = f"{speaker.name} {speaker.role}".casefold() if speaker else ""
        words = (word.rstrip(".,") for word in said.split())
        own = (_pronoun_of_word(word) for word in words)
        return next(filter(None, own), "") or self._pronouns.get(key, "")


def _is_of_another(speaker: Speaker) -> bool:
    """Whether somebody is told of as another's: "her mother, Jane Doe"."""
    return speaker.role.casefold().startswith(("her ", "his ", "their "))


def _is_name(run: Sequence[Token]) -> bool:
    """Whether words with a capital behind a title are a person's name: not "General Assembly", nor one more title."""
    known = titles_before_names() | words("organization_words")
    return all(token.bare().key.rstrip(".") not in known for token in run)


def _pronoun_of_word(word: str) -> str:
    """What goes with a word for a man or a woman: "king", "spokeswoman"; ``""`` with others."""
    if word in listed("speakers", "words_for_women") or word.endswith("woman"):
        return "she"
    return "he" if word in listed("speakers", "words_for_men") or word.endswith("man") else ""
