"""Plain text and Markdown: the words are there, only what is known of them is added."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from generator.diagnostics import GeneratorError
from generator.intake.formats import IntakeFormat
from generator.intake.original import Found, Original, Taken, TakenBlock, plain, refusal
from generator.model import RemovalReason, Seed
from generator.read import encoding, read_article
from generator.read.formats import PLAIN_TEXT, format_of
from generator.read.formats.unread import only_address
from generator.read.frontmatter import read_front_matter
from generator.read.seeds import decode_seed

# Lines that say something of the article stay where they are.
_KEPT = (RemovalReason.DATE_LINE, RemovalReason.CREDIT_LINE, RemovalReason.BYLINE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|---\s*$)", re.MULTILINE)


def paragraphs(text: str) -> tuple[TakenBlock, ...]:
    """The paragraphs of a plain text, lines that were broken for width joined."""
    decoded = encoding.decode(text.encode(), "utf-8")
    blocks = format_of(PLAIN_TEXT).cut(decoded, 0)
    return tuple(TakenBlock(text=text) for text in (plain(block.text) for block in blocks) if text)


def converter() -> str:
    """This package with its version: what takes an article where no library is needed."""
    try:
        return f"explainer-microsite {version('explainer-microsite')}"
    except PackageNotFoundError:
        return "explainer-microsite"


def _take(original: Original) -> Taken:
    seed = Seed(
        path=original.name,
        sha256=original.sha256,
        media_type=PLAIN_TEXT,
        encoding=encoding.detect(original.raw),
        raw=original.raw,
    )
    decoded = decode_seed(seed)
    text = decoded.text
    address = only_address(text)
    if address:
        message = f'there is only the address "{address}" in it'
        raise refusal(
            original.name, "intake-address", message, f"To fetch the article: explainer add {address}"
        )
    doubts = (
        ()
        if encoding.is_sure(original.raw, seed.encoding)
        else (f"The file is read as {seed.encoding}, by its letters alone.",)
    )
    front = read_front_matter(decoded, original.name)
    if front.diagnostics:
        raise GeneratorError(front.diagnostics)
    body = "\n".join(decoded.text[slice(*span)] for span in decoded.lines[front.lines :])
    if front.lines or PurePosixPath(original.name).suffix.lower() == ".md" or _MARKDOWN.match(text):
        return Taken(
            converter=converter(), body=body.strip("\n"), front=front.said, noted=front.noted, doubts=doubts
        )
    return _from_lines(seed, doubts)


def _from_lines(seed: Seed, doubts: tuple[str, ...]) -> Taken:
    """A plain text as a build would read it: there each line tells by its neighbors what is page furniture."""
    article, _said = read_article(seed)
    pieces = [
        (article.original(block.start, block.end)[0], TakenBlock(text=article.text[block.start : block.end]))
        for block in article.blocks
    ]
    left = [item for item in article.removed if item.reason not in _KEPT]
    kept = [item for item in article.removed if item.reason in _KEPT]
    pieces += [(item.start_byte, TakenBlock(text=plain(item.text))) for item in kept]
    return Taken(
        converter=converter(),
        blocks=tuple(block for _at, block in sorted(pieces, key=lambda piece: piece[0])),
        headline=Found(value=article.headline, how="the first line of the text")
        if article.headline
        else None,
        url=Found(value=article.url, how="a line of its own") if article.url else None,
        left=tuple(plain(item.text) for item in left if item.text.strip() != article.url),
        dropped=len(left),
        doubts=doubts,
    )


FORMAT = IntakeFormat(name="a text", suffixes=(".md", ".txt"), is_one=lambda _raw: False, take=_take)
