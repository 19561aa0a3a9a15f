"""How sure an edited claim may sound: no surer and no sharper than the words and the people behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.annotate.dates import read_dates
from generator.claims.hedges import check_agreement, check_hedges
from generator.claims.wording import outside_quotation_marks, term_pattern
from generator.data import table
from generator.diagnostics import Diagnostic, error, warning
from generator.edtf import format_edtf
from generator.model import Claim, ClaimStatus, Edtf, Evidence, Modality, Timex, VoucherKind

_OWN_EYES = (VoucherKind.OWN_VOICE, VoucherKind.EYEWITNESS, VoucherKind.COMPUTED)
_NAME = re.compile(r"[^\W\d_]{4,}")
_DIGIT = re.compile(r"\d")


def check_certainty(
    path: str, claim: Claim, dates: Sequence[Edtf], labels: Sequence[str], as_of: Edtf | None
) -> Iterator[Diagnostic]:
    """Dates sharper than the evidence, wording stronger than the vouchers, hedges dropped, agreement without ground.

    Args:
        path: The story file, for messages.
        claim: The claim to check.
        dates: Every date read in its evidence, and those worked out from them.
        labels: What the site calls its sources.
        as_of: The information cut-off, from which dates without a year are read.
    """
    yield from _sharper_dates(path, claim, dates, as_of)
    yield from _weaker_vouchers(path, claim, labels)
    yield from _independence(path, claim)
    yield from check_hedges(path, claim)
    yield from check_agreement(path, claim, len(labels))


def _sharper_dates(
    path: str, claim: Claim, dates: Sequence[Edtf], as_of: Edtf | None
) -> Iterator[Diagnostic]:
    for timex in read_dates(outside_quotation_marks(claim.text), (), as_of):
        if not _names_days(timex) or any(_within(known, timex.edtf) for known in dates):
            continue
        wider = [known for known in dates if _within(timex.edtf, known)]
        if wider:
            message = f'claim "{claim.id}" says "{timex.text}", which is sharper than its evidence'
            read = "; ".join(dict.fromkeys(format_edtf(known) for known in wider))
            remedy = "Say the date as widely as the source does, or `accept:` the check with the reason."
            yield error(path, claim.line, "date-sharper", message, f"The evidence allows: {read}.", remedy)


def _names_days(timex: Timex) -> bool:
    """Whether an expression of the site names days of the calendar by figures."""
    return bool(timex.edtf and timex.day_given and _DIGIT.search(timex.text)) and (
        timex.modality is Modality.ASSERTED and not timex.value.startswith(("P", "X"))
    )


def _within(inner: Edtf | None, outer: Edtf | None) -> bool:
    """Whether every day that one date names is among those of the other."""
    if inner is None or outer is None:
        return False
    (first, last), (start, end) = _ends(inner), _ends(outer)
    return (
        start is not None
        and end is not None
        and first is not None
        and last is not None
        and (start <= first and last <= end)
    )


def _ends(edtf: Edtf) -> tuple[date | None, date | None]:
    """First and last day named; "since 3 May" and "by 3 May" name that day."""
    return edtf.earliest or edtf.latest, edtf.latest or edtf.earliest


def _weaker_vouchers(path: str, claim: Claim, labels: Sequence[str]) -> Iterator[Diagnostic]:
    """A claim told flatly, while every article lays it to somebody else."""
    carrying = [item for item in claim.evidence if item.supports]
    if claim.status is not ClaimStatus.REPORTED or not carrying:
        return
    if any(item.voucher.kind in _OWN_EYES for item in carrying) or _says_who(claim.text, carrying, labels):
        return
    who = ", ".join(dict.fromkeys(item.voucher.source or "a headline alone" for item in carrying))
    yield warning(
        path, claim.line, "voucher-weaker",
        f'claim "{claim.id}" is told as a fact, but its articles only report it',
        f"They lay it to: {who}.",
        "Say in the text who says so, or `accept:` the check with the reason.",
    )  # fmt: skip


def _says_who(text: str, evidence: Sequence[Evidence], labels: Sequence[str]) -> bool:
    own = outside_quotation_marks(text)
    if term_pattern([*table("claim_words")["attributing"], *labels]).search(own):
        return True
    named = {word for item in evidence for word in _NAME.findall(item.voucher.source) if word[0].isupper()}
    return bool(named & set(_NAME.findall(own)))


def _independence(path: str, claim: Claim) -> Iterator[Diagnostic]:
    """Confirmation claimed, where no quotation speaks of one: that two articles say the same is no ground."""
    words = table("claim_words")["independence"]
    found = term_pattern(words).search(outside_quotation_marks(claim.text))
    evidence = " ".join(item.quote.exact for item in claim.evidence)
    if found and not term_pattern(words).search(evidence):
        message = f'claim "{claim.id}" says "{found.group()}", which none of its evidence does'
        why = "That several articles say the same does not make it confirmed."
        remedy = "Say how many articles report it, or quote the words that confirm it."
        yield error(path, claim.line, "independence-unsupported", message, why, remedy)
