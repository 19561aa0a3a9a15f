"""Every statement as a row of a table (CSV, RFC 4180), for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import partial

from generator.catalog import N_
from generator.model import Claim, ClaimDate
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import BACKGROUND, COMPARE
from generator.publish.presenter import Presenter
from generator.publish.vouchers import voucher_phrase

_COLUMNS = (
    "id", "text", "status", "section", "track", "date_edtf", "date_earliest", "date_latest", "date_origin",
    "places", "sources", "sources_of_the_whole", "quotations", "vouchers", "address",
)  # fmt: skip
# A spreadsheet would run what begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def claims_csv(told: Presenter) -> str:
    """The statements, one a row; several values in a cell are parted by ``" | "``."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    kept, settings = told.kept, told.options.settings
    for claim in told.story.claims:
        whole = told.carriers.whole(claim)
        make = partial(_row, claim, whole, told.options)
        writer.writerow(kept.of_parts("row", claim.id, (claim, whole, settings), make))
    return out.getvalue()


def _row(claim: Claim, whole: tuple[str, ...], options: PublishOptions) -> tuple[str, ...]:
    return tuple(
        f"'{value}" if value.startswith(_FORMULA) else value for value in _values(claim, whole, options)
    )


def _values(claim: Claim, whole: tuple[str, ...], options: PublishOptions) -> tuple[str, ...]:
    supporting = claim.carrying
    at = claim_address(claim, options.left_out)
    return (
        claim.id,
        claim.text,
        claim.status.value,
        claim.section,
        claim.track,
        *_dates(claim.when),
        _joined(place.name for place in claim.where),
        _joined(claim.source_ids),
        _joined(whole),
        _joined(item.quote.exact for item in supporting),
        _joined(f"{item.article_id}: {voucher_phrase(item.voucher)}" for item in supporting),
        options.identity.address(at) or at,
    )


def _dates(when: ClaimDate | None) -> tuple[str, str, str, str]:
    """A date as EDTF, its first and last day, and where it comes from; empty where there is none."""
    if when is None:
        return "", "", "", ""
    first, last = (day.isoformat() if day else "" for day in (when.edtf.earliest, when.edtf.latest))
    return when.edtf.text, first, last, when.origin.value


def _joined(values: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(values))


EXPORT = Export(
    path="assets/explainer/claims.csv",
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    content=lambda told: claims_csv(told).encode("utf-8-sig"),
    title=N_("Statements with dates, places, sources and quotations"),
    format="CSV",
    beside=(BACKGROUND.key, COMPARE.key),
)
