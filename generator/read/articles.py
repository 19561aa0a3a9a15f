"""Puts the steps of this room together: a seed in, an article out; its words that the ends of lines part are joined.

Text out of a PDF parts words: the hyphen goes with the line break in "bri-/gade", the break alone in "Kurdish-/led".
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import PurePosixPath

from generator.characters import one_line
from generator.data import table
from generator.diagnostics import Diagnostic, GeneratorError, warning
from generator.known import once
from generator.language.lexicon import inflected, listed
from generator.language.numbers import cardinals
from generator.language.phrases import general_stems, stem
from generator.language.tokens import LAST_PIECE, PARTED_WORDS, WORDS
from generator.model import Article, BlockKind, Seed, Sentence, SourceOverrides
from generator.read import metadata, seeds, sentences, word_lists
from generator.read.cleaning import Cleaned, clean
from generator.read.encoding import Decoded, is_sure, misread_utf8
from generator.read.formats import format_of
from generator.read.frontmatter import merge, read_front_matter
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
        standing: Lines that stand in other articles of the story too, as ``repeated_lines.standing_lines`` finds them.
        elsewhere: How those write the words that a line's end parts, as ``spelled_elsewhere`` finds them.

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
    article_id = next(filter(None, (said.id, article_id)), seeds.article_id(file.stem))
    language, noticed = _language(cleaned, said, seed.path)
    guessed = _guessed(seed, decoded, overrides.encoding or front.said.encoding)
    headline = said.headline or _headline(cleaned)
    credited = said.agencies if said.agencies is not None else cleaned.agencies
    rests_on = metadata.cited_agencies(cleaned)
    publisher = _publisher(said, cleaned, name)
    read, unread = sentences.read_and_unread(sentences.split(cleaned.text, cleaned.blocks, article_id))
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
        sentences=read,
        byte_starts=cleaned.byte_starts,
        byte_ends=cleaned.byte_ends,
        rests_on=rests_on,
        license=said.license or "",
    )
    return article, (
        *guessed,
        *_misread(seed.path, decoded),
        *front.diagnostics,
        *findings,
        *noticed,
        *_unended(seed.path, decoded, cleaned, unread),
    )


def _publisher(said: SourceOverrides, cleaned: Cleaned, name: str) -> str | None:
    """Who published an article: as an editor says, as a line of it does, or as its address or file name does."""
    site = metadata.site_of(said.url or cleaned.url or metadata.host_in(name))
    spelled = metadata.spelled_in(cleaned.text, site) if "." in site else ""
    return next(filter(None, (said.publisher, cleaned.outlet, spelled, site)), None)


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


def _misread(path: str, decoded: Decoded) -> tuple[Diagnostic, ...]:
    """Where a text was read in a wrong encoding before it was saved: "cafÃ©" for "café"."""
    found = misread_utf8(decoded.text)
    if found is None:
        return ()
    start, end, meant = found
    return (
        warning(
            path, decoded.line(start), "encoding-misread",
            f'"{decoded.text[start:end]}" is how "{meant}" looks when it is read in a wrong encoding',
            "The text was damaged before it was saved: take it again from its page, or correct its characters.",
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


def _unended(
    path: str, decoded: Decoded, cleaned: Cleaned, unread: Iterable[Sentence]
) -> Iterator[Diagnostic]:
    """What is to be said of words too long for sentences."""
    for sentence in unread:
        begins = decoded.line(bisect_left(decoded.starts, cleaned.byte_starts[sentence.start]))
        length = sentence.end - sentence.start
        yield warning(
            path, begins, "sentence-endless", f"no sentence ends in {length:,} characters: they are not read",
            "Nothing of them is dated, placed, compared or shown by itself; their words can be quoted.",
            "Put full stops, or blank lines where its paragraphs end.",
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


# ---------------------------------------------------------------- hyphens at the ends of lines

_SOFT = "\u00ad"
_PIECE_AT_MOST = 40
# A hyphen at a line's end in any encoding or as an entity, and no line of hyphens.
_MAY_PART = re.compile(rb"[^\s_-](?:-|\xe2\x80\x90|\xad|;)[ \t]{0,40}[\r\n]")
# A table of words is no dictionary: of shorter pieces nothing is known.
_PIECE_AT_LEAST = 3


def with_seams(decoded: Decoded, elsewhere: Set[str] = frozenset()) -> Decoded:
    """The text with what is left out where its lines are joined within a word.

    Args:
        decoded: The text.
        elsewhere: Words of the story's other articles, folded.
    """
    if not PARTED_WORDS.search(decoded.text):
        return decoded
    said = _words(PARTED_WORDS.sub("\n", decoded.text)) | elsewhere
    seams = (_seam(match, said) for match in PARTED_WORDS.finditer(decoded.text))
    return replace(decoded, seams=tuple(seam for seam in seams if seam))


def spelled_elsewhere(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """How the story's other articles write the words that a line's end parts, by the id of the article that parts them.

    Args:
        articles: The story's.
    """
    parting = [article for article in articles if _parted_forms(article)]
    if not parting:
        return {}
    telling = Counter(word for article in articles for word in _words_of(article))
    said = {
        article.id: frozenset(
            form for form in _parted_forms(article) if telling[form] > (form in _words_of(article))
        )
        for article in parting
    }
    return {name: forms for name, forms in said.items() if forms}


@once
def _words_of(article: Article) -> frozenset[str]:
    return _words(article.text)


@once
def _parted_forms(article: Article) -> frozenset[str]:
    """How the words may be written that a line's end parts in an article."""
    if not _MAY_PART.search(article.seed.raw):
        return frozenset()
    return frozenset(
        form for match in PARTED_WORDS.finditer(decode_seed(article.seed).text) for form in _forms(match)
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(map(word_lists.folded, WORDS.findall(text)))


def _forms(match: re.Match[str]) -> tuple[str, str, str, str]:
    """The two pieces as one word, with the hyphen, and each by itself, folded."""
    first, second = word_lists.folded(_first(match)), word_lists.folded(match["second"])
    return first + second, f"{first}-{second}", first, second


def _first(match: re.Match[str]) -> str:
    """The piece before the hyphen."""
    end = match.start("hyphen")
    found = LAST_PIECE.search(match.string[max(0, end - _PIECE_AT_MOST) : end])
    return found[0] if found else ""


def _are_two(first: str, second: str, said: Set[str]) -> bool:
    """Whether each of two pieces is a word, as far as is known."""
    return (_known(second) or second in said) and (len(second) >= _PIECE_AT_LEAST or _known(first))


def _seam(match: re.Match[str], said: Set[str]) -> tuple[int, int] | None:
    joined, hyphenated, first, second = _forms(match)
    if match["hyphen"] == _SOFT:
        return match.start("hyphen"), match.end("gap")
    if second in listed("reporting", "words", "conjunctions") | {"to"}:
        return None  # "pre- and postwar"
    keeps = match.start("gap"), match.end("gap")
    drops = match.start("hyphen"), match.end("gap")
    if joined in said or hyphenated in said:
        return drops if joined in said else keeps
    if _known(joined):
        return drops
    proper = match["second"][0].isupper() or not _first(match).isalpha()
    return keeps if proper or _are_two(first, second, said) else drops


def _known(word: str) -> bool:
    return word in _table_words() or (len(word) >= _PIECE_AT_LEAST and stem(word) in general_stems())


@functools.cache
def _table_words() -> frozenset[str]:
    """The words of the tables that hold everyday words."""
    verbs = (form for verb in table("verbs")["verbs"] for forms in inflected(verb).values() for form in forms)
    lists = (word_lists.listed(name) for name in ("common_words", "function_words", "speakers"))
    return frozenset(verbs).union(cardinals(), *lists)
