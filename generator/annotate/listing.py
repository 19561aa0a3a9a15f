"""What is read in any text, as a listing for people and as JSON for scoring scripts.

The text is taken as it stands, uncleaned, so that offsets count the file's own characters.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import explain, read_dates
from generator.annotate.factuality import read_factuality
from generator.annotate.places import read_all_places
from generator.diagnostics import GeneratorError
from generator.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Block,
    BlockKind,
    DateBasis,
    Edtf,
    PublicationDate,
    Seed,
)
from generator.read import read_article, read_seed
from generator.read.seeds import decode_seed
from generator.read.sentences import split

_LINE = re.compile(r"\S[^\n\r]*")


def plain_article(seed: Seed) -> Article:
    """A seed's text as it stands: every line a paragraph, nothing removed."""
    decoded = decode_seed(seed)
    text = decoded.text
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.start() + len(line.group().rstrip()))
        for line in _LINE.finditer(text)
    )
    name = Path(seed.path).stem
    return Article(
        id=name,
        label=name,
        seed=seed,
        headline=None,
        publisher=None,
        agencies=(),
        url=None,
        date_published=PublicationDate(edtf=None, basis=DateBasis.UNKNOWN),
        language="en",
        text=text,
        blocks=blocks,
        removed=(),
        sentences=split(text, blocks, name),
        byte_starts=decoded.starts,
        byte_ends=decoded.ends,
    )


def annotate_file(path: Path, reference: Edtf | None) -> AnnotatedArticle:
    """Read dates, places and vouchers in a file, as of ``reference``, else of the date it states.

    Raises:
        GeneratorError: The file cannot be read.
    """
    seed = read_seed(path.resolve(), path.resolve().parent)
    if reference is None:
        reference = _stated(seed)
    article = plain_article(seed)
    attributions = read_attributions(article)
    reading = read_all_places(article)
    return AnnotatedArticle(
        article=article,
        timexes=read_dates(article.text, (), reference, article_id=article.id),
        places=reading.mentions,
        unresolved=reading.unresolved,
        attributions=attributions,
        factuality=read_factuality(article, attributions),
    )


def as_json(annotated: AnnotatedArticle, doc: str) -> dict[str, Any]:
    """One line for the scoring scripts: ``doc``, ``timexes`` and ``places`` with character offsets."""
    return {
        "doc": doc,
        "timexes": [
            {
                "start": item.start,
                "end": item.end,
                "text": item.text,
                "type": item.type.value,
                "value": item.value,
            }
            | ({"mod": item.mod} if item.mod else {})
            for item in annotated.timexes
        ],
        "places": [
            {
                "start": item.start,
                "end": item.end,
                "text": item.text,
                "lat": item.place.lat if item.place else None,
                "lon": item.place.lon if item.place else None,
                "literal": item.literal,
                "reason": item.reason,
            }
            for item in annotated.places
        ],
        "vouchers": [_voucher_json(item) for item in annotated.attributions],
        "factuality": [
            {"start": item.start, "end": item.end, "factuality": item.factuality.value, "cue": item.cue}
            for item in annotated.factuality
        ],
    }


def _voucher_json(item: Attribution) -> dict[str, Any]:
    return {
        "start": item.start,
        "end": item.end,
        "kind": item.kind.value,
        "source": item.source,
        "cue": item.cue,
        "role": item.role,
        "side": item.side,
        "source_span": item.source_span,
        "cue_span": item.cue_span,
        "within": _voucher_json(item.within) if item.within else None,
    }


def as_text(annotated: AnnotatedArticle, name: str) -> str:
    """A readable listing: each reading with the line it stands in."""
    article = annotated.article
    lines = [name, "  dates"]
    lines += [f"    {article.line(item.start):>4}  {explain(item)}" for item in annotated.timexes]
    lines.append("  places")
    for mention in annotated.places:
        where = "not resolved"
        if mention.place:
            place = mention.place
            where = f"{place.name}, {place.kind.value} ({place.lat:.3f}, {place.lon:.3f})"
        sense = "" if mention.literal else ", stands for a government, people or organization"
        reason = f" – {mention.reason}" if mention.reason and mention.literal else ""
        lines.append(f"    {article.line(mention.start):>4}  {mention.text}: {where}{sense}{reason}")
    if annotated.unresolved:
        lines.append("  names that look like places and are not known")
        lines += [f"    {article.line(item.start):>4}  {item.text}" for item in annotated.unresolved]
    lines.append("  vouchers")
    for item in annotated.attributions:
        shown = _shortened(article.text[item.start : item.end])
        lines.append(f"    {article.line(item.start):>4}  {item.kind.value}: {item.source or '–'}: {shown}")
    lines.append("  put as less than stated")
    for mark in annotated.factuality:
        shown = _shortened(article.text[mark.start : mark.end])
        lines.append(f"    {article.line(mark.start):>4}  {mark.factuality.value}: {mark.cue}: {shown}")
    return "\n".join(lines)


def _shortened(passage: str) -> str:
    words = " ".join(passage.split())
    return words if len(words) <= 80 else words[:79] + "…"


def _stated(seed: Seed) -> Edtf | None:
    try:
        return read_article(seed)[0].date_published.edtf
    except GeneratorError:
        return None
