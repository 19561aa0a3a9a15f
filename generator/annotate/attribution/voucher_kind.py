"""What kind of voucher a noun phrase means."""

from __future__ import annotations

from generator.annotate.attribution.clauses import Token, listed
from generator.annotate.attribution.nouns import is_acronym
from generator.model import VoucherKind


def kind_of(category: str, before: set[str], beyond: set[str], core: list[Token], named: bool) -> VoucherKind:
    """The kind of voucher that a phrase means.

    Args:
        category: Of its last known noun.
        before: The categories of the nouns before it.
        beyond: Those behind its first preposition.
        core: Its words up to there.
        named: Whether it ends with a name.
    """
    acronym = any(is_acronym(token) for token in core)
    state = "official" in before
    plain = VoucherKind.NAMED_PERSON if named else VoucherKind.UNNAMED
    if category == "official":
        if any(token.key.removeprefix("ex-") in listed("speakers", "former") for token in core):
            return plain
        shared = not listed("speakers", "shared_offices").isdisjoint(token.key for token in core)
        return (
            VoucherKind.PARTY
            if ("party" in before or acronym) and not state and (not named or shared)
            else VoucherKind.OFFICIAL
        )
    if category in ("role", "document"):
        documents = not listed("speakers", "state_documents").isdisjoint(token.key for token in core)
        if state or documents or (not before and "official" in beyond):
            return VoucherKind.OFFICIAL
        speaks_for_others = not listed("speakers", "speaking_for").isdisjoint(token.key for token in core)
        party = acronym or speaks_for_others or "party" in before | beyond
        return VoucherKind.PARTY if party else plain
    if category == "person" and not named and _represents(core):
        return VoucherKind.PARTY
    kinds = {"party": VoucherKind.PARTY, "journalist": VoucherKind.PARTY}
    return kinds.get(category, plain)


def _represents(core: list[Token]) -> bool:
    """Whether a phrase is like "her lawyer" or "the club's agents"."""
    owned = any(
        token.key in ("his", "her", "its", "their") or token.key.endswith(("'s", "s'")) for token in core
    )
    return owned and core[-1].key in listed("speakers", "representing")


def will_not_be_named(head: list[Token]) -> bool:
    """Whether words such as "on condition of anonymity" or "who asked not to be named" belong to a phrase."""
    keys = [token.key for token in head]
    refuses = "not" in keys and not listed("speakers", "unnamed_verbs").isdisjoint(keys[keys.index("not") :])
    return refuses or not listed("speakers", "unnamed_words").isdisjoint(keys)
