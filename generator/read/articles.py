"""Puts the steps of this room together: a seed in, an article out."""

from __future__ import annotations

from collections.abc import Set
from pathlib import PurePosixPath

from generator.characters import one_line
from generator.diagnostics import Diagnostic, GeneratorError, warning
from generator.model import Article, BlockKind, Seed, SourceOverrides
from generator.read import ids, metadata, sentences
from generator.read.cleaning import Cleaned, clean
from generator.read.encoding import Decoded, is_sure
from generator.read.formats import format_of
from generator.read.frontmatter import merge, read_front_matter
from generator.read.hyphens import with_seams
from generator.read.other_languages import ENGLISH, language_name, other_language
from generator.read.seeds import decode_seed, in_encoding

_ENCODING_NAMES = {
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1252": "Windows-1252", "cp1254": "Windows-1254",
    "iso8859-1": "ISO 8859-1", "koi8-r": "KOI8-R",
}  # fmt: skip


def read_article(
    seed: Seed,
    overrides: SourceOverrides | None = None,
    article_id: str | None = None,
    standing: Set[str] = frozenset(),
    elsewhere: Set[str] = frozenset(),
) -> tuple[Article, tuple[Diagnostic, ...]]:
    """Read a seed: clean it, cut it into sentences, and tell what is known about it.

    Args:
        seed: The file.
        overrides: What the story file says of it; stronger than its own front matter.
        article_id: Its id where nobody states one; by default its file's name.
        standing: Lines that stand in other articles of the story too, as ``standing.standing_lines`` finds them.
        elsewhere: How those write the words that a line's end parts, as ``hyphens.spelled_elsewhere`` finds them.

    Returns:
        The article, and what is to be said to the editor, such as a date that can be read in two ways.

    Raises:
        GeneratorError: The bytes are not in the stated encoding, or nothing of the text is left.
    """
    overrides = overrides or SourceOverrides()
    if overrides.encoding:
        seed = in_encoding(seed, overrides.encoding)
    decoded = with_seams(decode_seed(seed), elsewhere)
    front = read_front_matter(decoded, seed.path)
    said = merge(overrides, front.said)
    blocks = format_of(seed.media_type).cut(decoded, front.lines)
    cleaned = clean(decoded, blocks, front.lines, said.headline, standing)
    if not cleaned.text:
        raise GeneratorError([_nothing_left(seed.path)])
    # An editor who gives the date in the story file states it; what is in the seed is the original's.
    converted = front.noted.converter is not None and overrides.date is None
    line = 0 if overrides.date else front.date_line
    published, findings = metadata.publication_date(cleaned, said, seed.path, converted, line)
    file = PurePosixPath(seed.path)
    name = one_line(file.name)
    article_id = next(filter(None, (said.id, article_id)), ids.article_id(file.stem))
    language, noticed = _language(cleaned, said, seed.path)
    guessed = _guessed(seed, decoded, overrides.encoding or front.said.encoding)
    headline = said.headline or _headline(cleaned)
    credited = said.agencies if said.agencies is not None else cleaned.agencies
    rests_on = metadata.cited_agencies(cleaned)
    publisher = _publisher(said, cleaned, name)
    article = Article(
        id=article_id,
        label=metadata.label(said, publisher, credited, metadata.often_cited(cleaned), headline, name),
        seed=seed,
        headline=headline,
        publisher=publisher,
        agencies=credited,
        url=said.url or cleaned.url or None,
        date_published=published,
        language=language,
        text=cleaned.text,
        blocks=cleaned.blocks,
        removed=cleaned.removed,
        sentences=sentences.split(cleaned.text, cleaned.blocks, article_id),
        byte_starts=cleaned.byte_starts,
        byte_ends=cleaned.byte_ends,
        rests_on=rests_on,
        license=said.license or "",
    )
    return article, (*guessed, *front.diagnostics, *findings, *noticed)


def _publisher(said: SourceOverrides, cleaned: Cleaned, name: str) -> str | None:
    """Who published an article: as an editor says, as a line of it does, or as its address or file name does."""
    site = metadata.site_of(cleaned.url or metadata.host_in(name))
    return next(filter(None, (said.publisher, cleaned.outlet, site)), None)


def _guessed(seed: Seed, decoded: Decoded, stated: str | None) -> tuple[Diagnostic, ...]:
    """What is to be said of an encoding that nothing states."""
    if stated:
        return ()
    if decoded.controls:
        count = "control characters" if decoded.controls > 1 else "control character"
        found = f"{decoded.controls} {count} read as what Windows-1252 has there"
        return (
            warning(
                seed.path, 0, "encoding-guessed", found, "Save the file as UTF-8, with the right characters."
            ),
        )
    if is_sure(seed.raw, seed.encoding):
        return ()
    name = _ENCODING_NAMES.get(seed.encoding, seed.encoding)
    return (
        warning(
            seed.path, 0, "encoding-guessed", f"the file is read as {name}, by its letters alone",
            "Look at its names: if they are wrong, state the right one as `encoding:` under `sources:` in story.yml.",
            f"If they are right, state `encoding: {seed.encoding}` there, or save the file as UTF-8.",
        ),
    )  # fmt: skip


def _language(cleaned: Cleaned, said: SourceOverrides, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The article's language: stated, or else English unless its words are of another."""
    found = None if said.language else other_language(cleaned.text)
    if found is None:
        return said.language or ENGLISH, ()
    name = language_name(found)
    what = f'seems to be in {name} ("{found}")' if name else "does not seem to be in English"
    return found, (
        warning(
            path, 0, "source-language", f"the article {what}; only English is read",
            "Its dates, places and speakers are not read; its words can be quoted.",
            "State its `language:` under `sources:` in story.yml, to have it read with `en`, or to settle this.",
        ),
    )  # fmt: skip


def _headline(cleaned: Cleaned) -> str | None:
    return next((cleaned.text[b.start : b.end] for b in cleaned.blocks if b.kind is BlockKind.HEADLINE), None)


def _nothing_left(path: str) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=0,
        message="the file holds no text of an article",
        code="seed-empty",
        hints=(
            "Only lines such as dates, credits and notices are in it.",
            "Put the article's text into it, or remove the file.",
        ),
    )
