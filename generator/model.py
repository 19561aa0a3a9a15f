"""Every record that travels between the rooms: read → annotate → claims → publish.

Frozen, slotted, keyword-only dataclasses and enums, with no behavior beyond
properties. This module imports nothing else of the package.

Spans count Unicode code points of ``Article.text``; the end is excluded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A file in the seeds folder as it lies on disk (PROV Entity).

    Attributes:
        path: POSIX path relative to the folder of ``mkdocs.yml``.
        sha256: Hexadecimal digest of ``raw``.
        media_type: That of one of ``read.formats``, such as ``text/plain``.
        encoding: Python codec name the bytes were decoded with.
        raw: The bytes.
    """

    path: str
    sha256: str
    media_type: str
    encoding: str
    raw: bytes = field(repr=False)


class BlockKind(StrEnum):
    """What a kept block of an article is."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


class RemovalReason(StrEnum):
    """Why a block was left out of the cleaned text."""

    REPEATED_HEADLINE = "repeated-headline"
    REPEATED_CAPTION = "repeated-caption"
    LEGAL_NOTICE = "legal-notice"
    CREDIT_LINE = "credit-line"
    DATE_LINE = "date-line"
    DEBRIS = "debris"
    FRONT_MATTER = "front-matter"
    BYLINE = "byline"
    FURNITURE = "furniture"
    STANDING_LINE = "standing-line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A kept block; ``start`` and ``end`` are a span of the article's text."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedBlock:
    """What cleaning left out, word for word, with the reason.

    Attributes:
        text: The words as decoded from the seed.
        reason: The rule that removed them.
        line: 1-based line of the seed where they begin.
        start_byte: First byte in the seed.
        end_byte: Byte after the last one.
    """

    text: str
    reason: RemovalReason
    line: int
    start_byte: int
    end_byte: int


class DateBasis(StrEnum):
    """How a publication date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """A date in EDTF (ISO 8601-2, levels 0 and 1, and of level 2 one or all of a set).

    Attributes:
        text: The EDTF string, such as ``2026-01-21/2026-01-22`` or ``../2026-01-22``.
        earliest: First day meant; ``None`` where the past is open.
        latest: Last day meant, included; ``None`` where the future is open.
        approximate: The source says "about" or the like (EDTF ``~``).
        uncertain: The date rests on an inference (EDTF ``?``).
    """

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """When an article was published, and how that is known.

    Attributes:
        edtf: ``None`` when ``basis`` is ``UNKNOWN``.
        basis: Stated in the file or the story file, inferred, or unknown.
        reasons: Sentences that a reader can follow, in order.
        written: The date as the file has it, where it can be read as two days or has no year.
        readings: These two days; empty where nothing is in doubt, or where the year is.
    """

    edtf: Edtf | None
    basis: DateBasis
    reasons: tuple[str, ...] = ()
    written: str = ""
    readings: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or a whole heading or caption, as a span of the article's text."""

    article_id: str
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def heading(self) -> bool:
        """Whether this is a headline or subhead."""
        return self.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A seed read, cleaned and cut into sentences (schema.org NewsArticle).

    Attributes:
        agencies: The news agencies of its credit line or dateline, as written there.
        rests_on: Other news agencies whose reporting the text mentions, by full name.
        license: Terms under which it may be shown, or ``""``.
        text: The cleaned text: blocks joined by one blank line, Unicode NFC,
            runs of white space inside a block folded to one space.
        byte_starts: For each code point of ``text``, its first byte in the seed.
        byte_ends: For each code point of ``text``, the byte after it in the seed.
        known: What was found of it, see ``known.once``; no part of its value.
    """

    id: str
    label: str
    seed: Seed
    headline: str | None
    publisher: str | None
    agencies: tuple[str, ...]
    url: str | None
    date_published: PublicationDate
    language: str
    text: str
    blocks: tuple[Block, ...]
    removed: tuple[RemovedBlock, ...]
    sentences: tuple[Sentence, ...]
    byte_starts: Sequence[int] = field(repr=False)
    byte_ends: Sequence[int] = field(repr=False)
    rests_on: tuple[str, ...] = ()
    license: str = ""
    known: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def is_english(self) -> bool:
        """Whether its language is the one that is read."""
        return self.language.split("-")[0].lower() == "en"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The byte range of the seed that ``text[start:end]`` came from."""
        if start >= end:
            return (0, 0)
        return (self.byte_starts[start], self.byte_ends[end - 1])

    def line(self, start: int) -> int:
        """The 1-based line of the seed in which ``text[start]`` stands."""
        before = self.seed.raw[: self.byte_starts[start]].decode(self.seed.encoding, "ignore")
        return len((before + ".").splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOverrides:
    """What an editor says of a seed: in the story file, or in the seed's own front matter.

    Every field is optional; ``None`` leaves it to be detected.

    Attributes:
        date: Publication date in ISO 8601 or EDTF, such as ``2026-01-27``.
        day_first: How to read a date line like ``03/04/2026``.
        encoding: Name of the character encoding, where the detected one is wrong.
        license: Terms under which the article may be shown.
    """

    id: str | None = None
    label: str | None = None
    headline: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] | None = None
    url: str | None = None
    date: str | None = None
    day_first: bool | None = None
    language: str | None = None
    encoding: str | None = None
    license: str | None = None


# ---------------------------------------------------------------- annotate


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Modality(StrEnum):
    """What the words around a date say of the event: only ``ASSERTED`` is told as happened."""

    ASSERTED = "asserted"
    SCHEDULED = "scheduled"
    CONDITIONAL = "conditional"
    DENIED = "denied"


class StepKind(StrEnum):
    """The kind of one step of a date's working."""

    EXPRESSION = "expression"
    REFERENCE = "reference"
    ARITHMETIC = "arithmetic"
    CONVENTION = "convention"
    INFERENCE = "inference"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingStep:
    """One step of a date's working.

    Attributes:
        kind: What the step does.
        text: A clause in plain English, without a full stop: ``"five or six days ago"``,
            ``the article is dated Tuesday, 27 January 2026``.
        edtf: The value the step arrives at, where it has one.
        convention: Key of the row in ``data/conventions`` that was applied.
    """

    kind: StepKind
    text: str
    edtf: str | None = None
    convention: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression (TimeML TIMEX3) and how its value was worked out.

    Attributes:
        value: TIMEX3 value (``2026-01-20``, ``P4D``, ``PAST_REF``, ``XXXX-WXX-5`` …).
        mod: TIMEX3 mod (``START``, ``END``, ``APPROX``, ``EQUAL_OR_MORE`` …).
        edtf: The days meant; ``None`` for durations, sets and unresolved expressions.
        day_given: ``False`` for a time of day that names no day ("at 4 p.m.", "in the morning"): its value
            and ``edtf`` then only borrow the day of the article, so it dates no event.
        ahead: Whether the words around it put it ahead of the day of speech, behind which it lies: "opens on
            3 May", and not "opened on 3 May".
        working: The steps from the words to the value, in order.
    """

    article_id: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    edtf: Edtf | None = None
    day_given: bool = True
    modality: Modality = Modality.ASSERTED
    ahead: bool = False
    working: tuple[WorkingStep, ...] = ()


class PlaceKind(StrEnum):
    """How precisely a place is known, and so how it is drawn.

    Sites and towns are points; a district (a part of a town, or a county) is a hollow point;
    regions and countries are areas or labels.
    """

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map (schema.org Place).

    Attributes:
        id: Slug, unique in the story.
        names: The spellings that stand for it in the texts, ``name`` first.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        origin: Where the coordinates come from, in words for the reader.
        approximate: The point stands for something nearby or wider ("beside the airport").
        country: ISO 3166-1 alpha-2 code, or ``""``.
        population: Inhabitants, 0 where unknown; used to rank homonyms.
        area: Outline of a region, (lon, lat) pairs, not closed; empty where only a point is known.
        note: A remark of the editor's that readers see beside the place.
        state: What has become of it, in an editor's word or two that stand below its name on a map.
        reason: Why this place of its name is meant, where the machine chose it; a clause for the reader.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: PlaceKind
    lat: float
    lon: float
    origin: str
    approximate: bool = False
    country: str = ""
    population: int = 0
    area: tuple[tuple[float, float], ...] = ()
    note: str = ""
    state: str = ""
    # Two articles may name one place for different reasons.
    reason: str = field(default="", compare=False)

    def __hash__(self) -> int:
        """By what nearly always tells two apart: places are counted, and have many fields."""
        return hash((self.id, self.lat))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec:
    """What the story file says of a place; the coordinates come from the first of these that is given.

    ``lat`` and ``lon``, ``airport``, ``near``, ``area``, ``gazetteer``, else ``name`` in the gazetteer.

    Attributes:
        also: Other spellings in the articles.
        airport: ICAO code of the airport whose coordinates to use.
        gazetteer: Name under which the gazetteer knows the place.
        country: ISO 3166-1 alpha-2 code, to tell homonyms apart.
        near: A place of the story, an ICAO code or a gazetteer name beside which it lies.
        area: Outline of a region, (lon, lat) pairs; two pairs are opposite corners of a box.
        origin: Where ``lat`` and ``lon`` or ``area`` come from, in words for the reader.
    """

    name: str
    also: tuple[str, ...] = ()
    kind: PlaceKind = PlaceKind.TOWN
    airport: str | None = None
    gazetteer: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    near: str | None = None
    area: tuple[tuple[float, float], ...] = ()
    origin: str = ""
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place name in an article.

    Attributes:
        literal: ``False`` for a metonym ("Moscow said") or an organization's name; those are not mapped.
        place: ``None`` where the name could not be resolved.
        reason: Why this place is meant, a clause for the reader ("the article names Ohio beside it").
    """

    article_id: str
    start: int
    end: int
    text: str
    literal: bool
    place: Place | None
    reason: str = ""


class VoucherKind(StrEnum):
    """Who stands behind a passage, strongest tie to the event first.

    ``EYEWITNESS`` is journalists, the outlet's own or an agency's, who were there; other people who
    saw something are ``NAMED_PERSON`` or ``UNNAMED``. ``OFFICIAL`` is an organ or officer of a state;
    ``PARTY`` any other organization, group or side that speaks for itself.
    """

    EYEWITNESS = "eyewitness"
    OFFICIAL = "official"
    PARTY = "party"
    NAMED_PERSON = "named-person"
    UNNAMED = "unnamed"
    OWN_VOICE = "own-voice"
    HEADLINE_ONLY = "headline-only"
    COMPUTED = "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A passage that the article attributes to somebody (PARC attribution relation).

    Attributes:
        start: Start of the content, the words attributed to the source.
        end: End of the content.
        source: The source as the article names it ("Local sources"); ``""`` in the article's own voice.
            For a pronoun or a surname, the fullest earlier name.
        cue: The reporting words ("stated that").
        kind: What kind of voucher the source is.
        role: What the article says the person is ("a nurse at the clinic"), or ``""``.
        side: The organization, state or party the article says they belong to or speak for, or ``""``.
        source_span: Where the sentence names the source, be it by a pronoun.
        cue_span: Where the reporting words stand.
        within: Who passes the source's words on: in "the agency reported that fighters said", the agency.
    """

    article_id: str
    start: int
    end: int
    source: str
    cue: str
    kind: VoucherKind
    role: str = ""
    side: str = ""
    source_span: tuple[int, int] | None = None
    cue_span: tuple[int, int] | None = None
    within: Attribution | None = None


class Factuality(StrEnum):
    """How an article puts something: as a fact, or as less than one (after FactBank, Saurí 2008)."""

    STATED = "stated"
    UNCLEAR = "unclear"
    DENIED = "denied"
    PLANNED = "planned"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactualityMark:
    """A passage that the article does not put as a plain fact.

    Attributes:
        start: Start of the words that are less than stated; for a denial, of what is denied.
        end: Their end.
        factuality: Never ``STATED``.
        cue: The words that say so ("remains unclear").
        cue_start: Where these words begin.
    """

    article_id: str
    start: int
    end: int
    factuality: Factuality
    cue: str
    cue_start: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with what was read in it; each tuple in order of ``start``.

    Attributes:
        unresolved: Names that the words around mark as a place's and that no source knows, each once.
        known: What was found of it, see ``known.once``; no part of its value.
    """

    article: Article
    timexes: tuple[Timex, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]
    unresolved: tuple[PlaceMention, ...] = ()
    factuality: tuple[FactualityMark, ...] = ()
    known: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


# ---------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuoteSelector:
    """W3C Web Annotation selector: the exact words, and what pins them when they occur more than once."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPositionSelector:
    """W3C Web Annotation selector: a span of the article's text in code points, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that carry a statement (PROV wasQuotedFrom).

    ``article.text[position.start:position.end] == quote.exact``, always.

    Attributes:
        voucher: Who stands behind the words, as the article tells it.
        voucher_reason: Why the editor named another voucher than the text shows, or ``""``.
        supports: ``False`` for words that only name somebody or are set against the statement.
        marked: Spans of the quotation that an editor has chosen as those that carry a difference.
        line: 1-based line of the story file that cites the words; 0 for extracted claims.
    """

    article_id: str
    quote: TextQuoteSelector
    position: TextPositionSelector
    voucher: Attribution
    voucher_reason: str = ""
    supports: bool = True
    marked: tuple[tuple[int, int], ...] = ()
    line: int = 0


class ClaimOrigin(StrEnum):
    """Whether an editor wrote the claim or it is an article's own sentence."""

    EDITED = "edited"
    EXTRACTED = "extracted"


class ClaimStatus(StrEnum):
    """What a claim is, so that a plan is not told as an event and an inference not as an observation."""

    REPORTED = "reported"
    PLANNED = "planned"
    INFERENCE = "inference"
    UNCLEAR = "unclear"
    DENIED = "denied"
    COMPUTED = "computed"

    @property
    def doubtful(self) -> bool:
        """Whether what is told so is not told as having happened."""
        return self in (ClaimStatus.UNCLEAR, ClaimStatus.DENIED, ClaimStatus.INFERENCE)


class DateOrigin(StrEnum):
    """Where a claim's date comes from."""

    STATED = "stated"
    COMPUTED = "computed"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDate:
    """The date one article gives for a claim.

    Attributes:
        label: The article's label.
        edtf: The days it allows.
        words: The expression it was read from.
        working: How the expression leads to the date, for the reader.
    """

    article_id: str
    label: str
    edtf: Edtf
    words: str = ""
    working: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDate:
    """When a claim's event was, and how the site knows.

    Attributes:
        edtf: The date shown; never sharper than what the sources together allow.
        per_source: What each article gives.
        notes: Sentences for the reader: arithmetic, the editor's reason, agreement or conflict.
        conflict: The sources' dates exclude each other; ``edtf`` then spans all of them.
        words: The expression the date is read from, for entries that show it.
    """

    edtf: Edtf
    origin: DateOrigin
    per_source: tuple[SourceDate, ...] = ()
    notes: tuple[str, ...] = ()
    conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of an editor's (schema.org ImageObject).

    Attributes:
        file: Path below the folder of hand-written pages.
        path: The story file, for messages.
        line: Its line there.
    """

    file: str
    alt: str
    credit: str
    license: str
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement of the site and what carries it (schema.org Claim).

    Attributes:
        text: Plain text.
        section: Id of the section it is told in, or ``""``.
        track: Id of the chronology's track it is an entry of, or ``""``.
        opens_paragraph: A new paragraph begins with it.
        short: The few words that the timeline calls it by, or ``""``.
    """

    id: str
    text: str
    origin: ClaimOrigin
    status: ClaimStatus
    evidence: tuple[Evidence, ...]
    when: ClaimDate | None
    where: tuple[Place, ...]
    section: str = ""
    track: str = ""
    opens_paragraph: bool = False
    line: int = 0
    short: str = ""
    image: Image | None = None

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The articles whose words support the claim, in order of first citation."""
        return tuple(dict.fromkeys(item.article_id for item in self.carrying))

    @property
    def carrying(self) -> tuple[Evidence, ...]:
        """The evidence that supports the claim."""
        return tuple(item for item in self.evidence if item.supports)


class Relation(StrEnum):
    """How the sources stand to each other on one point."""

    AGREE = "agree"
    PRECISION = "precision"
    SCOPE = "scope"
    TENSION = "tension"
    NUMBER = "number"
    UPDATE = "update"
    WORDING = "wording"
    VOUCHER = "voucher"
    HEADLINE = "headline"


class Doubt(StrEnum):
    """Why a difference that was found is not sure enough to be shown to readers."""

    OTHER_EVENT = "other-event"
    OTHER_THING = "other-thing"
    BOTH_RIGHT = "both-right"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One point on which the sources, or a headline and its text, are set side by side.

    Attributes:
        claim_dated: It sets the dates of one claim side by side, and was found, not edited.
        found: No editor wrote it.
        doubt: Why readers of a story without an editor are not shown it; ``None`` where they are.
        why: Why what was found is held to be of one thing, for readers; ``""`` where nothing differs or an editor says.
    """

    id: str
    title: str
    relation: Relation
    text: str
    evidence: tuple[Evidence, ...]
    claim_ids: tuple[str, ...] = ()
    claim_dated: bool = False
    found: bool = False
    doubt: Doubt | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """An article that prints another's text again: the two count as one source.

    Attributes:
        article_id: The reprint.
        original_id: The article whose text it is.
        same: Sentences of the reprint that stand in the other, of those long enough to tell.
        sentences: Those long enough to tell.
        agency: A news agency that both name, or ``""``.
    """

    article_id: str
    original_id: str
    same: int
    sentences: int
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often each article has a term; ``counts`` is in the order of the story's articles."""

    term: str
    counts: tuple[int, ...]
    quote_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """The terms the sources use for one thing."""

    thing: str
    terms: tuple[TermCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """A person, organization or term, its one spelling on the site and those in the articles.

    Attributes:
        kind: ``person``, ``organization``, ``place`` or ``term``.
        role: What the sources say it is, in the site's words; carried by ``evidence``.
        spellings: Every spelling found, with its counts.
        about: What is said where the name first stands on a page, with evidence of its own.
        unexplained: Whether it is said there that no article explains it.
    """

    name: str
    kind: str
    role: str
    evidence: tuple[Evidence, ...]
    spellings: tuple[TermCount, ...]
    about: Claim | None = None
    unexplained: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the primer, or a track of the chronology."""

    id: str
    title: str
    intro: str = ""
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A reader's question.

    Attributes:
        answer: Ids of the claims that answer it; empty when the sources do not say.
        note: For one that is not wholly answered, what is missing, in plain words.
        see: Ids of claims that touch on it.
        partly: Whether the claims answer only a part of it.
    """

    text: str
    answer: tuple[str, ...]
    note: str = ""
    see: tuple[str, ...] = ()
    partly: bool = False


class UpdateKind(StrEnum):
    """Whether what stood there was wrong."""

    CORRECTION = "correction"
    ADDITION = "addition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A correction or addition, tied to claims.

    Attributes:
        kind: Which of the two; ``None`` where the editor does not say.
    """

    date: str
    claim_ids: tuple[str, ...]
    text: str
    kind: UpdateKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A check that the editor overruled.

    Attributes:
        about: The claim's text, the comparison's title, or the name.
        check: Code of the check.
        finding: What the check found.
        reason: Why it stands all the same.
    """

    about: str
    check: str
    finding: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenPassage:
    """Words of an article whose sentences the site shows nowhere, with the editor's reason.

    Attributes:
        line: Of the story file.
    """

    article_id: str
    position: TextPositionSelector
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of one article the claims carry; every tuple in order of ``start``.

    Attributes:
        carried: Sentences that a claim, comparison or name entry cites.
        unused: Sentences that the editor hides, with the reason.
        open: Sentences neither cited nor set aside.
        cited_words: Words inside a quotation.
        words: Words of the article.
    """

    article_id: str
    carried: tuple[Sentence, ...]
    unused: tuple[tuple[Sentence, str], ...]
    open: tuple[Sentence, ...]
    cited_words: int
    words: int


class AnswerKind(StrEnum):
    """The questions that the home page answers, in this order."""

    WHAT = "what"
    NOW = "now"
    STAYS = "stays"
    WHY = "why"
    NEXT = "next"

    @property
    def id(self) -> str:
        """The id of an answer in words of the editor's own, and its anchor on the home page."""
        return f"answer-{self}"


HOW_WE_KNOW = "how-we-know"
"""The id of what ``story.how_we_know`` says, and its anchor on the home page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAnswer:
    """What the home page answers one of its questions with.

    Attributes:
        claims: In order; one with words of its own is no statement of the story.
        unsaid: Whether the sources do not say; the claims then tell what comes nearest.
    """

    kind: AnswerKind
    claims: tuple[Claim, ...]
    unsaid: bool = False


class WithheldReason(StrEnum):
    """Why something that an article says is not shown to readers as it stands."""

    STANDING = "standing"
    GLUED = "glued"
    OF_WRITER = "of-writer"
    QUESTION = "question"
    NOTICE = "notice"
    AFTER_ARTICLE = "after-article"
    BEFORE_CAUSE = "before-cause"
    DAY_OF_SAYING = "day-of-saying"
    COUNTED_FROM = "counted-from"
    OVERTAKEN = "overtaken"
    OTHER_EVENT = "other-event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Words of an article that a story without an editor leaves out, or shows without their date or company."""

    article_id: str
    quote: TextQuoteSelector
    position: TextPositionSelector
    reason: WithheldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTold:
    """A day that matters in a long story.

    Attributes:
        claim: Id of the claim that is nearest to what is told of the day.
        articles: How many articles tell of the day.
    """

    day: date
    claim: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything the pages are made from (schema.org BackgroundNewsArticle).

    Attributes:
        answers: Checks that the editor overruled, with the reasons.
        full_text: Ids of the articles that may be shown whole.
        source_notes: What readers should know of an article's file, by its id.
        edited: An editor has written a story file; otherwise the articles tell the story alone.
        title_source: Id of the article whose words the title is, or ``""``.
        named: An editor or an article's words name it; else it is called after its outlets.
        newest: Of a story without an editor, ids of the newest developments, the newest first.
        also: Of a story without an editor, ids of what else is worth telling first, in the articles' order.
        reprints: Articles that print another's text again.
        unknowns: Sentences in which a source says that something is not known or not said.
        how_we_know: Who the witnesses are, in an editor's words; no statement of the story.
        home_answers: What the home page answers, as an editor has it.
        unsure: Of a story without an editor, differences that were found and are not sure enough to be shown.
        replaces: Paths below the site's root at which the story lay before.
        withheld: Of such a story, what did not pass the gate, in the articles' order.
        overview: Of a long one, the days that matter, in order of time.
        quote_limits: Percent of the words of an article that the site may show, by its id; without one, all.
        only_edited: Whether the site shows no words of the articles but those that an editor chose.
    """

    title: str
    question: str
    language: str
    as_of: Edtf | None
    summary: tuple[str, ...]
    articles: tuple[AnnotatedArticle, ...]
    claims: tuple[Claim, ...]
    sections: tuple[Section, ...]
    tracks: tuple[Section, ...]
    comparisons: tuple[Comparison, ...]
    wording: tuple[WordingRow, ...]
    names: tuple[NameEntry, ...]
    places: tuple[Place, ...]
    center: Place | None
    questions: tuple[Question, ...]
    updates: tuple[Update, ...]
    coverage: tuple[Coverage, ...]
    answers: tuple[Answer, ...] = ()
    full_text: tuple[str, ...] = ()
    source_notes: Mapping[str, str] = field(default_factory=dict)
    edited: bool = True
    title_source: str = ""
    named: bool = True
    newest: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    unknowns: tuple[Evidence, ...] = ()
    how_we_know: Claim | None = None
    home_answers: tuple[HomeAnswer, ...] = ()
    image: Image | None = None
    unsure: tuple[Comparison, ...] = ()
    replaces: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    only_edited: bool = False
    quote_limits: Mapping[str, int] = field(default_factory=dict)
    overview: tuple[DayTold, ...] = ()
