"""What each relation of sources is: one row a relation, and nothing about relations anywhere else.

Comes in: a member of ``Relation``. Goes out: its words for readers, its weight, what it does to an edited story. The
order of the rows is the order of gravity: what comes first is told first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.catalog import N_, _
from generator.model import Doubt, Relation


class Verdict(StrEnum):
    """What a sentence of a new article does to an edited story; what asks the most of the editor comes first."""

    CONTRADICTS = "contradicts"
    UPDATES = "updates"
    REFINES = "refines"
    CORROBORATES = "corroborates"
    MAY_CONCERN = "may concern"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKind:
    """A relation.

    Attributes:
        label: What readers call it, to be translated.
        sentence: Tells of two wordings that stand so; ``""`` where it is told in sentences of its own.
        verdict: What it makes of a new article's sentence.
        differs: Whether one side says anything else than the other.
        of_sources: Whether its sides are different articles, as a rule.
        on_the_point: Whether the words speak of what the claim they touch says.
        tag: The class of its label on a page.
        doubt: Why two wordings that stand so may not differ, with nothing more known of them.
    """

    label: str
    sentence: str = ""
    verdict: Verdict = Verdict.CORROBORATES
    differs: bool = True
    of_sources: bool = True
    on_the_point: bool = True
    tag: str = "stated"
    doubt: Doubt = Doubt.BOTH_RIGHT


RELATION_KINDS: Mapping[Relation, RelationKind] = {
    Relation.TENSION: RelationKind(
        label=N_("In tension"),
        sentence=N_("{one} says “{said}”, {other} “{told}”: the two do not fit together."),
        verdict=Verdict.CONTRADICTS,
        tag="contested",
        doubt=Doubt.OTHER_EVENT,
    ),
    Relation.NUMBER: RelationKind(
        label=N_("Different numbers"),
        sentence=N_("{one} gives “{said}”, {other} “{told}”."),
        verdict=Verdict.CONTRADICTS,
        doubt=Doubt.OTHER_THING,
    ),
    Relation.UPDATE: RelationKind(
        label=N_("An update"),
        sentence=N_("{one} has “{said}”; {other}, which is newer, “{told}”."),
        verdict=Verdict.UPDATES,
    ),
    Relation.HEADLINE: RelationKind(
        label=N_("Heading or caption against text"), of_sources=False, doubt=Doubt.HEADING
    ),
    Relation.PRECISION: RelationKind(
        label=N_("One is more precise"),
        sentence=N_("{one} says “{said}”, {other} “{told}”: one is more precise, and both can be right."),
        verdict=Verdict.REFINES,
    ),
    Relation.SCOPE: RelationKind(
        label=N_("Different scope"),
        sentence=N_("{one} speaks of “{said}”, {other} of “{told}”."),
        verdict=Verdict.REFINES,
    ),
    Relation.WORDING: RelationKind(label=N_("Different words"), on_the_point=False),
    Relation.VOUCHER: RelationKind(label=N_("Different sources"), differs=False),
    Relation.AGREE: RelationKind(label=N_("They agree"), differs=False),
}


def relation_label(relation: Relation) -> str:
    """What readers call a relation."""
    return _(RELATION_KINDS[relation].label)


def gravity(relation: Relation) -> int:
    """The place of a relation in the order of gravity: the gravest is 0."""
    return list(RELATION_KINDS).index(relation)


DOUBTS: Mapping[Doubt, str] = {
    Doubt.OTHER_EVENT: "they may speak of different events, or at different times",
    Doubt.OTHER_THING: "the figures may count different things, or one may be a later count",
    Doubt.BOTH_RIGHT: "both may be right",
    Doubt.HEADING: "a heading is shorter than its text",
}
"""What an editor is told of each doubt."""
