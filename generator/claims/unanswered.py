"""What is not known, in the order in which readers ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.claims.salience import Subject, alike
from generator.claims.terms import terms
from generator.claims.wording import term_pattern
from generator.data import table
from generator.model import Evidence, VoucherKind

# Two sentences of one speaker that share more than this of the shorter one's words say the same.
_TOO_ALIKE = 0.5


def ranked(unknowns: Sequence[Evidence], subject: Subject) -> tuple[Evidence, ...]:
    """What happened and why first, then by how central it is; who only says nothing comes last.

    Args:
        unknowns: Sentences that tell what is not known, in the articles' order.
        subject: What the articles are about.

    Returns:
        Each sentence once, and of one speaker's sentences that say the same the first.
    """
    lists = table("claim_words")
    silent, first = term_pattern(lists["silent"]), term_pattern(lists["asked_first"])

    def key(item: Evidence) -> tuple[bool, bool, float]:
        words = item.quote.exact
        worth = subject.centrality(words) + subject.headline_share(words)
        return (silent.search(words) is not None, first.search(words) is None, -worth)

    kept: list[Evidence] = []
    for item in sorted(unknowns, key=key):
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    return tuple(kept)


def _same(one: Evidence, other: Evidence) -> bool:
    if " ".join(one.quote.exact.split()).casefold() == " ".join(other.quote.exact.split()).casefold():
        return True
    return _speaker(one) == _speaker(other) != "" and (
        alike(terms(one.quote.exact), terms(other.quote.exact)) > _TOO_ALIKE
    )


def _speaker(item: Evidence) -> str:
    voucher = item.voucher
    if voucher is None or voucher.kind is VoucherKind.OWN_VOICE:
        return ""
    return voucher.source.casefold()
