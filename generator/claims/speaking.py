"""Which of the sentences that report the same speaks for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.annotate.attribution import voucher_for
from generator.claims.extract import Unit
from generator.claims.putting import status_of
from generator.claims.salience import DOUBTFUL
from generator.model import Article, VoucherKind

# A later article's sentence speaks unless an earlier one's tells more by this many points of salience.
_MUCH_POORER = 1.0
# So many points does a sentence lose that says "last week" where another names the day.
_VAGUER = 0.7
_SHARP = timedelta(days=2)
# Who has a side in the matter, and who is not named, speaks only where nobody else does.
_PARTIAL = frozenset({VoucherKind.PARTY, VoucherKind.UNNAMED, VoucherKind.HEADLINE_ONLY})


def speaker(same: Sequence[Unit], shown: Mapping[str, float]) -> Unit:
    """The unit whose words are shown for a report: of the best founded ones the newest that tells enough.

    Figures and states are overtaken, so of two sentences that tell about as much, that of the article
    published a day or more later is shown.

    Args:
        same: The units that tell the report, in the articles' order.
        shown: How well each tells it, by its id.
    """
    founded = _best_founded(same)
    sharp = any(_is_sharp(unit) for unit in founded)
    worth = {
        unit.id: shown[unit.id] - (_VAGUER if sharp and unit.date and not _is_sharp(unit) else 0.0)
        for unit in founded
    }
    enough = max(worth.values()) - _MUCH_POORER
    # Who prints a sentence again says nothing newer: its words are as old as where they stood first.
    days: dict[str, date] = {}
    for unit in founded:
        day = published(unit.item.article) or date.min
        days[unit.said] = min(days.get(unit.said, day), day)
    return max(
        (unit for unit in founded if worth[unit.id] >= enough),
        key=lambda unit: (days[unit.said], worth[unit.id]),
    )


def published(article: Article) -> date | None:
    """The day on which an article appeared, if it is known."""
    edtf = article.date_published.edtf
    return (edtf.latest or edtf.earliest) if edtf else None


def _is_sharp(unit: Unit) -> bool:
    """Whether a unit is dated to within some days."""
    when = unit.date.edtf if unit.date else None
    return when is not None and bool(when.earliest and when.latest and when.latest - when.earliest <= _SHARP)


def _best_founded(same: Sequence[Unit]) -> list[Unit]:
    """The units with the fewest faults: they need another sentence, leave it open, or are a party's word."""
    faults = {
        unit.id: (
            unit.start < unit.core[0].start,
            status_of(unit.item, unit.core) in DOUBTFUL,
            _is_partial(unit),
        )
        for unit in same
    }
    least = min(faults.values())
    return [unit for unit in same if faults[unit.id] == least]


def _is_partial(unit: Unit) -> bool:
    voucher = voucher_for(unit.item.attributions, unit.item.article, unit.core[0].start, unit.end)
    return voucher.kind in _PARTIAL
