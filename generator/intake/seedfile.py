"""The seed that is written: front matter, then the text, one file that nothing else is overwritten for.

In come what was taken and where from, out goes the path of a new file; in come an article and those known, out goes the
one that it repeats: by its address, the digest of what it was taken from, or its words.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import yaml

from generator.diagnostics import GeneratorError, error
from generator.intake.original import BlockKind, Taken, address_parts
from generator.language.spelling import slug
from generator.model import SourceOverrides
from generator.read import list_seeds, read_article, read_seed
from generator.read.frontmatter import Provenance, read_front_matter
from generator.read.seeds import decode_seed

_MARKS = {BlockKind.HEADING: "## ", BlockKind.ITEM: "- ", BlockKind.QUOTE: "> ", BlockKind.PARAGRAPH: ""}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAME_WORDS = 5
_NAME_AT_MOST = 60


def render(taken: Taken, provenance: Provenance) -> str:
    """The seed's text: what is known of the article, its headline, its blocks."""
    found = {
        key: item.value
        for key in ("headline", "publisher", "date", "url", "language")
        if (item := getattr(taken, key)) is not None
    }
    said = {key: value for key, value in dataclasses.asdict(taken.front).items() if value is not None}
    noted = {key: value for key, value in dataclasses.asdict(provenance).items() if value is not None}
    keys = [item.name for item in dataclasses.fields(SourceOverrides)]
    values = dict(sorted((found | said).items(), key=lambda item: keys.index(item[0]))) | noted
    # The words are in Unicode now, whatever the original was in.
    values.pop("encoding", None)
    front = yaml.safe_dump(
        {key: _plain(value) for key, value in values.items()},
        allow_unicode=True,
        sort_keys=False,
        width=1 << 20,
    )
    headline = said.get("headline") or found.get("headline")
    return f"---\n{front}---\n\n{_body(taken, headline)}\n"


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _body(taken: Taken, headline: str | None) -> str:
    if taken.body:
        return taken.body.strip("\n")
    blocks = list(taken.blocks)
    if headline and blocks and blocks[0].text == headline:
        del blocks[0]
    first = [f"# {headline}"] if headline else []
    return "\n\n".join(
        [*first, *(_MARKS[block.kind] + block.text for block in blocks if any(map(str.isalnum, block.text)))]
    )


def file_stem(taken: Taken) -> str:
    """The name of the seed, which is what a story file calls the article by: outlet and day, or words of the headline.

    >>> from generator.intake.original import Found
    >>> daily, day = Found(value="The Daily", how=""), Found(value="2026-04-02", how="")
    >>> file_stem(Taken(converter="", publisher=daily, date=day, headline=Found(value="Mill burns", how="")))
    'the-daily-2026-04-02'
    >>> file_stem(Taken(converter="", headline=Found(value="Mill burns down in Poe, killing two", how="")))
    'mill-burns-down-in-poe'
    """
    said = taken.front
    publisher = slug(said.publisher or (taken.publisher.value if taken.publisher else ""))
    day = said.date or (taken.date.value if taken.date else "")
    words = slug(said.headline or (taken.headline.value if taken.headline else "")).split("-")[:_NAME_WORDS]
    parts = (publisher, slug(day)) if publisher and day else (publisher, *words)
    return "-".join(filter(None, parts))[:_NAME_AT_MOST].strip("-") or "article"


def write_new(folder: Path, stem: str, suffix: str, content: bytes, shown: str) -> Path:
    """Write a file that was not there, numbered where its name is taken; whole or not at all.

    Raises:
        GeneratorError: It cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.stem.lower() for path in folder.iterdir()}
        number = 1
        while True:
            name = stem if number == 1 else f"{stem}-{number}"
            number += 1
            if name.lower() in taken:
                continue
            path = folder / f"{name}{suffix}"
            try:
                _write(path, content)
            except FileExistsError:
                continue
            return path
    except OSError as problem:
        message = f'the file cannot be written: "{problem.strerror}"'
        raise GeneratorError([error(shown, 0, "file-access", message, "Nothing else was touched.")]) from None


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise


# Hardly two writers choose the same words in a row this often; see claims/compare/reprints.
_SHINGLE = 6
# Of the shorter text: a lead that was rewritten, an editor's cut, lines of a page leave this much.
_ALIKE = 0.7
_WORDS_AT_LEAST = 12
_TRACKING = re.compile(
    r"utm_\w+|at_\w+|fbclid|gclid|mc_[ce]id|ref|ref_?src|smid|cmpid|ocid|ito|taid|icid|ncid|xtor|share|sr_share|s",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"\A(?:www|m|mobile|amp)\.")
_AMP = re.compile(r"(?:/amp|\.amp)(?=/?\Z|\.html?\Z)|/\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that is in the folder.

    Attributes:
        path: For messages.
        digests: Of its file, and of what that was taken from.
        address: In the form of :func:`bare_address`; ``""`` if it has none.
        words: Runs of its words.
    """

    path: str
    digests: frozenset[str]
    address: str
    publisher: str
    words: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """What an article has in common with one in the folder.

    Attributes:
        path: Of the one that is there.
        what: In what they agree, in words for the editor.
        same: Whether it is the same article, not one text in two outlets.
    """

    path: str
    what: str
    same: bool


def known_articles(folder: Path, root: Path) -> list[Known]:
    """The articles of a folder; what cannot be read as one is left to the build to tell."""
    found: list[Known] = []
    for path in list_seeds(folder):
        try:
            seed = read_seed(path, root)
            front = read_front_matter(decode_seed(seed), seed.path)
            article, _said = read_article(seed)
        except GeneratorError:
            continue
        digests = {seed.sha256, front.noted.original_sha256 or ""} - {""}
        found.append(
            Known(
                path=seed.path,
                digests=frozenset(digests),
                address=bare_address(article.url or ""),
                publisher=article.publisher or "",
                words=runs_of_words(article.text),
            )
        )
    return found


def twin_of(new: Known, known: Iterable[Known]) -> Twin | None:
    """The article of the folder that a new one is, or whose words it has; the surest sign first."""
    listed = list(known)
    for item in listed:
        if new.digests & item.digests:
            return Twin(path=item.path, what="it was taken from the same file", same=True)
    for item in listed:
        if new.address and new.address == item.address:
            share = _share(new.words, item.words)
            return Twin(
                path=item.path, what=f"it has the same address, and {share:.0%} of the words", same=True
            )
    for item in listed:
        share = _share(new.words, item.words)
        if share >= _ALIKE:
            apart = bool(new.publisher and item.publisher and new.publisher != item.publisher)
            return Twin(path=item.path, what=f"{share:.0%} of the words are the same", same=not apart)
    return None


def bare_address(url: str) -> str:
    """An address without what says only how somebody came to it.

    >>> bare_address("https://www.example.org/a/?utm_source=x&id=3#top"), bare_address("http://m.example.org/a?id=3")
    ('example.org/a?id=3', 'example.org/a?id=3')
    """
    parts = address_parts(url)
    if parts is None:
        return ""
    asked = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    host = _MOBILE.sub("", (parts.hostname or "").lower())
    return host + _AMP.sub("", parts.path) + (f"?{urlencode(sorted(asked))}" if asked else "")


def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """Each run of six words of a text, without case and marks; of a short text all words as one."""
    words = [word.strip(".,;:!?()[]\"'“”‘’«»–—") for word in text.casefold().split()]
    words = [word for word in words if word]
    if len(words) < _WORDS_AT_LEAST:
        return frozenset([tuple(words)])
    return frozenset(tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _share(words: frozenset[tuple[str, ...]], others: frozenset[tuple[str, ...]]) -> float:
    return len(words & others) / max(1, min(len(words), len(others)))
