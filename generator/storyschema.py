"""The shape of ``story.yml``: one frozen record per part, validated by pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from generator.characters import LANGUAGE_TAG, one_line
from generator.model import ClaimStatus, PlaceKind, Relation, UpdateKind, VoucherKind


def _day_of_the_calendar(text: str) -> str:
    date.fromisoformat(text)
    return text


Slug = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="lower-case letters, digits, hyphens")
]
Text = Annotated[str, Field(min_length=1)]
SitePath = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?$",
        description="a path below the site's root, such as 2026/dam",
    ),
]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD"), AfterValidator(_day_of_the_calendar)
]
Language = Annotated[str, Field(pattern=f"^{LANGUAGE_TAG}$")]
Percent = Annotated[int, Field(ge=1, le=100)]
Finite = Annotated[float, Field(allow_inf_nan=False)]


def _year(value: Any) -> Any:
    """A year as its text: YAML takes it for a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _listed(value: Any) -> Any:
    return [_year(item) for item in value] if isinstance(value, list) else [_year(value)]


Words = Annotated[
    tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=Text | int | list[Text | int])
]
"""One string or a list of them; a year may stand without quotation marks."""
EdtfText = Annotated[str | None, BeforeValidator(_year, json_schema_input_type=str | int | None)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    # A line break in a title or a text would begin a new block on a page.
    @field_validator("*", mode="before")
    @classmethod
    def _on_one_line(cls, value: Any) -> Any:
        if isinstance(value, str):
            return one_line(value)
        if isinstance(value, list):
            return [one_line(item) if isinstance(item, str) else item for item in value]
        if isinstance(value, dict):
            return {key: one_line(item) if isinstance(item, str) else item for key, item in value.items()}
        return value


class EvidencePart(_Part):
    """Words of an article, copied exactly."""

    source: Slug = Field(description="Id of the source.")
    quote: Text = Field(description="The words, exactly as the cleaned article has them.")
    prefix: str = Field("", description="Words right before, when the quotation occurs more than once.")
    suffix: str = Field("", description="Words right after, when the quotation occurs more than once.")
    occurrence: int | None = Field(None, ge=1, description="Which occurrence, counted from 1.")
    supports: bool = Field(
        True, description="false: the words name somebody, or are set against the statement."
    )
    mark: Words = Field(
        (), description="In a comparison: of these words those that carry the difference, to be underlined."
    )
    said_by: str | None = Field(
        None, description="Who vouches, where the article's wording misleads the detection."
    )
    voucher: VoucherKind | None = Field(None, description="The kind of voucher; goes with `because`.")
    because: str = Field("", description="Why the voucher is set by hand.")


Answers = Annotated[
    Mapping[
        Literal[
            "number-unsupported", "date-unsupported", "name-unsupported", "cause-unsupported", "date-sharper",
            "plan-as-event", "term-quote-only", "term-one-sided", "evidence-one-sided", "voucher-weaker",
            "independence-unsupported", "hedge-dropped", "agreement-unsupported",
            "quote-turned", "quote-weakened", "evidence-differs",
        ],
        Text,
    ],
    Field(description="Checks that the editor answers: the check's code, and the reason; readers see it."),
]  # fmt: skip
"""Codes of checks that judgment may overrule, with the editor's reason."""


Carrying = Annotated[
    tuple[EvidencePart, ...],
    Field(description="Words that carry what the editor says here; default: any words of the articles."),
]
"""Evidence for a field in the editor's own voice."""


class HowPart(_Part):
    """Words of the site with evidence of their own: checked like a claim."""

    text: Text = Field(description="Plain text; anything in quotation marks must stand in the evidence.")
    evidence: tuple[EvidencePart, ...] = Field(min_length=1)
    accept: Answers = Field(default_factory=dict)


NOT_ADDRESSED = "not-addressed"
"""Stands in the place of a claim where the sources do not say."""


class ImagePart(_Part):
    """A picture; everything is required."""

    file: Text = Field(description="Path below the folder of your own pages.")
    alt: Text = Field(description="What it shows, for those who do not see it.")
    credit: Text = Field(description="Whose it is.")
    license: Text = Field(description="Under what terms it may be shown.")


_SlugList = Annotated[list[Slug], Field(min_length=1)]
AnswerList = Annotated[
    tuple[Slug, ...], BeforeValidator(_listed, json_schema_input_type=Slug | _SlugList), Field(min_length=1)
]
Answered = Annotated[
    AnswerList | HowPart,
    Field(description="Ids of claims, `not-addressed` among them or alone; or `text` with `evidence`."),
]
"""What one of the home page's questions is answered with."""


class AnswersPart(_Part):
    """The home page's five answers; each may be left out."""

    what: Answered | None = None
    now: Answered | None = None
    stays: Answered | None = None
    why: Answered | None = None
    next: Answered | None = None


class StoryPart(_Part):
    """The site's headline and the short answer."""

    title: Text | None = Field(
        None, description="The site's headline; may be left out while the articles tell the story alone."
    )
    question: str = Field("", description="What the reader came to find out.")
    summary: tuple[Slug, ...] = Field(
        (), description="Ids of the claims that make the short answer, in order; default: those of `answers`."
    )
    answers: AnswersPart | None = Field(
        None, description="What happened, the state now, what stays, why, what comes next; else `summary`."
    )
    how_we_know: HowPart | None = Field(
        None, description="Who the witnesses are; default: those behind the short answer."
    )
    as_of: Day | None = Field(None, description="Information cut-off; default: the newest source's date.")
    image: ImagePart | None = Field(None, description="A picture for the home page.")
    center: str = Field("", description="Name of the place that distances on the map are measured from.")
    language: Language = Field("en", description="Language of the site, BCP 47.")
    show: Literal["all", "edited"] = Field(
        "all",
        description="`edited`: only what the editor wrote; `all`: also the articles' sentences that no claim takes up.",
    )
    quote_limit: Percent | None = Field(
        None, description="Percent of an article's words that the site may show; default: 50."
    )
    replaces: tuple[SitePath, ...] = Field(
        (), description="Paths below the site's root at which the story lay before; each leads here."
    )
    evidence: Carrying = ()
    accept: Answers = Field(default_factory=dict)


class SourcePart(_Part):
    """What a seed does not say of itself; detected where left out."""

    id: Slug | None = Field(None, description="Short name used in this file and in addresses; not `index`.")
    label: str | None = Field(None, description="Name shown to readers.")
    headline: str | None = None
    publisher: str | None = None
    agencies: tuple[str, ...] | None = None
    url: str | None = Field(
        None, pattern=r"^https?://\S+$", description="Address of the article, http or https."
    )
    date: str | None = Field(None, description="Date of publication, ISO 8601 or EDTF.")
    day_first: bool | None = Field(
        None, description="Whether 03/04/2026 is 3 April (true) or March 4 (false)."
    )
    language: Language | None = Field(None, description="Language of the article, BCP 47.")
    encoding: str | None = Field(None, description="Python codec name, where detection fails.")
    sha256: str | None = Field(
        None, pattern=r"^[0-9a-f]{64}$", description="Digest of the file: the build stops when it changed."
    )
    note: str = Field("", description="What readers should know of the file itself.")
    license: Text | None = Field(
        None, description="Terms under which the article may be shown; no limit holds then."
    )
    quote_limit: Percent | None = Field(
        None, description="Percent of its words that the site may show; default: that of the story."
    )
    full_text: bool = Field(
        False, description="Show the whole article on its page; needs the right to do so."
    )


class WhenPart(_Part):
    """Overrides how the date of a claim is found."""

    words: Words = Field((), description="The expression(s) in the evidence that date the claim.")
    minus: str = Field("", description="A duration in the evidence to take away: the date is computed.")
    plus: str = Field("", description="A duration in the evidence to add: the date is computed.")
    edtf: EdtfText = Field(None, description="The date itself, EDTF; needs `because`.")
    because: str = Field("", description="Why, in a sentence readers see.")


class ClaimPart(_Part):
    """A statement in the site's own words."""

    id: Slug
    text: Text = Field(description="Plain text; anything in quotation marks must stand in the evidence.")
    evidence: tuple[EvidencePart, ...] = Field(min_length=1)
    section: Slug | None = Field(None, description="Section of the primer that tells it.")
    track: Slug | None = Field(None, description="Track of the chronology it is an entry of.")
    short: str = Field("", max_length=60, description="A few words that the timeline calls it by.")
    paragraph: Literal["new"] | None = Field(None, description="`new` opens a paragraph.")
    status: ClaimStatus | None = Field(
        None, description="Default: planned where the evidence says so, else reported."
    )
    when: WhenPart | None = None
    where: tuple[str, ...] | None = Field(
        None, description="Names of places; default: those the evidence names."
    )
    image: ImagePart | None = Field(None, description="A picture below the paragraph that tells it.")
    computed: str = Field(
        "", description="Working of a number or date that no source states; readers see it."
    )
    accept: Answers = Field(default_factory=dict)


class NamePart(_Part):
    """One spelling for the site, the variants in the sources."""

    name: Text
    also: tuple[Text, ...] = ()
    kind: Literal["person", "organization", "term"] = "person"
    role: str = Field("", description="Who or what it is; needs evidence.")
    about: HowPart | Literal["not-explained"] | None = Field(
        None,
        description="Said where the name first stands on a page: `text` with `evidence`, or `not-explained`.",
    )
    evidence: tuple[EvidencePart, ...] = ()
    accept: Answers = Field(default_factory=dict)


class StatePart(_Part):
    """What has become of a place, as a map says it."""

    words: Text = Field(max_length=24, description="A word or two, below the place's name on the maps.")
    claim: Slug = Field(description="Id of the claim that carries it.")


class PlacePart(_Part):
    """A place that the gazetteer does not know, or knows under another name."""

    name: Text
    also: tuple[Text, ...] = ()
    kind: PlaceKind = PlaceKind.TOWN
    airport: str | None = Field(
        None, pattern=r"^[A-Z0-9]{4}$", description="ICAO code whose coordinates to use."
    )
    gazetteer: str | None = Field(None, description="Name under which the gazetteer knows it.")
    country: str | None = Field(
        None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1 code, to tell homonyms apart."
    )
    near: str | None = Field(None, description="Name of the place it lies beside: its point is approximate.")
    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    lon: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    area: tuple[tuple[Finite, Finite], ...] = Field(
        (), description="Outline of a region: pairs of longitude, latitude."
    )
    origin: str = Field("", description="Where lat/lon or the area come from; readers see it.")
    note: str = Field("", description="A remark readers see beside the place.")
    state: StatePart | None = Field(None, description="What has become of it, below its name on the maps.")


class WordingPart(_Part):
    """Terms for one thing, to be compared across the sources."""

    thing: Text
    terms: tuple[Text, ...] = ()
    quote_only: tuple[Text, ...] = Field((), description="Terms the site itself may only quote.")


class SectionPart(_Part):
    """A part of the primer or a track of the chronology."""

    id: Slug
    title: Text
    page: Literal["background", "chronology"]
    image: ImagePart | None = Field(None, description="A picture below the section's title.")
    intro: str = Field("", description="A line about the section itself, no statement about the world.")
    evidence: Carrying = ()
    accept: Answers = Field(default_factory=dict)


class QuestionPart(_Part):
    """A reader's question and the claims that answer it."""

    q: Text
    answer: tuple[Slug, ...] | Literal["not-addressed"]
    note: str = Field("", description="For `not-addressed` and `partly`: what the sources leave out.")
    partly: bool = Field(
        False, description="The claims answer a part of it only; `note` says what is left open."
    )
    see: tuple[Slug, ...] = ()
    evidence: Carrying = ()
    accept: Answers = Field(default_factory=dict)


class ComparisonPart(_Part):
    """One point on which the sources are set side by side."""

    id: Slug
    title: Text
    relation: Relation
    text: Text
    evidence: tuple[EvidencePart, ...] = Field(min_length=1)
    claims: tuple[Slug, ...] = ()
    accept: Answers = Field(default_factory=dict)


class HidePart(_Part):
    """Words of an article whose sentences the site shows nowhere."""

    source: Slug
    quote: Text
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = Field(None, ge=1)
    reason: Text = Field(description="Why; readers see it in the place of the words.")


class UpdatePart(_Part):
    """A correction or addition."""

    date: Day
    kind: UpdateKind | None = Field(
        None, description="correction: what stood there was wrong; addition: nothing that stood there was."
    )
    claims: tuple[Slug, ...] = Field(min_length=1)
    text: Text
    evidence: Carrying = ()
    accept: Answers = Field(default_factory=dict)


def _no_less(value: Any) -> Any:
    return {} if value is None else value


class StoryModel(_Part):
    """The whole of ``story.yml``; all of it may be left out, but a story that tells anything has a title."""

    story: Annotated[StoryPart, BeforeValidator(_no_less, json_schema_input_type=StoryPart | None)] = Field(
        default_factory=StoryPart
    )
    sources: Mapping[str, SourcePart] = Field(default_factory=dict, description="By file name in seeds/.")
    names: tuple[NamePart, ...] = ()
    places: tuple[PlacePart, ...] = ()
    wording: tuple[WordingPart, ...] = ()
    sections: tuple[SectionPart, ...] = ()
    questions: tuple[QuestionPart, ...] = ()
    claims: tuple[ClaimPart, ...] = ()
    comparisons: tuple[ComparisonPart, ...] = ()
    hide: tuple[HidePart, ...] = Field((), description="Sentences of the articles that no page shows.")
    unused: tuple[HidePart, ...] = Field(
        (), description="The name that `hide` had before.", json_schema_extra={"deprecated": True}
    )
    updates: tuple[UpdatePart, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether the file tells anything, or only says what the articles do not say of themselves."""
        return any((self.claims, self.comparisons, self.names, self.wording, self.questions, self.updates))
