"""``explainer add``: what an editor names, one by one, taken, compared with what is there, and written as seeds.

In come names of files, folders and addresses, out go lines that say what became of each.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from generator.diagnostics import GeneratorError, error
from generator.edtf_words import format_edtf
from generator.intake.fetching import fetch, is_address
from generator.intake.formats import suffixes, take
from generator.intake.original import LARGEST, Found, Original, Taken, refusal
from generator.intake.seedfile import (
    Known,
    Twin,
    bare_address,
    file_stem,
    known_articles,
    render,
    runs_of_words,
    twin_of,
    write_new,
)
from generator.model import Article, RemovalReason, Seed
from generator.read import read_article
from generator.read.frontmatter import Provenance
from generator.read.metadata import site_of
from generator.read.other_languages import language_name

STDIN = "-"
_NOTES = "readme"
_LEFT_BY_READING = (RemovalReason.FURNITURE, RemovalReason.DEBRIS, RemovalReason.LEGAL_NOTICE)
_SHOWN_AT_MOST = 3
_SHOWN_CHARACTERS = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """How articles are added.

    Attributes:
        root: The folder that paths in messages are relative to; originals are kept beside the seeds in it.
        seeds: Folder with the articles.
        retrieved: The day noted in the seeds, ``2026-01-27``.
        retrieved_stated: Whether an editor gave it: it is then stronger than what a saved page says.
        keep_original: Whether the originals are copied to ``originals/``.
        anyway: Whether what is there already is added all the same.
    """

    root: Path
    seeds: Path
    retrieved: str
    retrieved_stated: bool = False
    keep_original: bool = False
    anyway: bool = False
    known: list[Known] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One article that was added, or was there.

    Attributes:
        path: Its seed, relative to the project; of one that was there, that one.
        written: Whether it is new.
        lines: What to tell the editor of it.
    """

    path: str
    written: bool
    lines: tuple[str, ...]


def add_articles(named: Iterable[str], stdin: bytes, adding: Adding) -> Iterator[Added | GeneratorError]:
    """Add what an editor names, in that order; one that fails keeps no other from being added.

    Args:
        named: Files, folders, addresses, or ``-`` for what is on standard input.
        stdin: That.
        adding: How.

    Yields:
        What was done with each article, or why it could not be.
    """
    adding.known.extend(known_articles(adding.seeds, adding.root))
    for name in named:
        try:
            originals = list(_originals(name, stdin))
        except GeneratorError as problem:
            yield problem
            continue
        for path in originals:
            try:
                yield _add(path, stdin, adding)
            except GeneratorError as problem:
                yield problem


def _originals(name: str, stdin: bytes) -> Iterator[str]:
    """What a name on the command line stands for: a folder for the files in it that are taken."""
    path = Path(name)
    if name == STDIN:
        if not stdin.strip():
            raise refusal("standard input", "intake-empty", "there is nothing in it")
        yield name
    elif is_address(name) or not path.is_dir():
        yield name
    else:
        files = sorted(item for item in path.iterdir() if item.is_file() and not item.name.startswith("."))
        taken = [item for item in files if item.suffix.lower() in suffixes() and item.stem.lower() != _NOTES]
        if not taken:
            raise refusal(
                name, "intake-empty", "no file in the folder is taken", f"Taken are {', '.join(suffixes())}."
            )
        yield from map(str, taken)


def _read(name: str, stdin: bytes) -> tuple[Original, tuple[str, ...]]:
    """The bytes, and what to tell of how they came."""
    if name == STDIN:
        return Original(name="standard input", raw=stdin), ()
    if is_address(name):
        fetched = fetch(name)
        return fetched.original, tuple(f"redirected to {address}" for address in fetched.redirects)
    path = Path(name)
    try:
        if not path.is_file() and path.exists():
            raise refusal(name, "intake-type", "this is no file")
        if path.stat().st_size > LARGEST:
            message = f"the file has {path.stat().st_size:,} bytes"
            raise refusal(name, "intake-size", message, f"At most {LARGEST:,} are read: is it one article?")
        return Original(name=name, raw=path.read_bytes()), ()
    except OSError as problem:
        message = f'the file cannot be read: "{problem.strerror}"'
        hint = "Give the path of a file that is there and that you may read, or an address that begins with https://."
        raise refusal(name, "file-access", message, hint) from None


def _add(name: str, stdin: bytes, adding: Adding) -> Added:
    there = _of_address(name, adding)
    if there:
        return there
    original, came = _read(name, stdin)
    lying = _lying_there(original, adding)
    if lying:
        return lying
    taken, provenance = prepare(original, adding.retrieved, stated=adding.retrieved_stated)
    article = _as_article(render(taken, provenance))
    digests = frozenset((original.sha256, provenance.original_sha256 or ""))
    new = Known(
        path="",
        digests=digests - {""},
        address=bare_address(article.url or ""),
        publisher=article.publisher or "",
        words=runs_of_words(article.text),
    )
    twin = twin_of(new, adding.known)
    if twin and twin.same and not adding.anyway:
        said = (
            f"from {original.name}",
            f"there already: {twin.what}; nothing was written (--anyway adds it)",
        )
        return Added(path=twin.path, written=False, lines=said)
    return _write(original, taken, provenance, new, adding, [*came, *_told(original, taken, article, twin)])


def _of_address(name: str, adding: Adding) -> Added | None:
    """What was taken from that address before."""
    if adding.anyway or not is_address(name):
        return None
    bare = bare_address(name)
    there = next((item for item in adding.known if bare and item.address == bare), None)
    line = f"there already: {name} is its address; nothing was fetched or written (--anyway adds it)"
    return Added(path=there.path, written=False, lines=(line,)) if there else None


def prepare(original: Original, retrieved: str, *, stated: bool = False) -> tuple[Taken, Provenance]:
    """Take an article, and read in its text what the original does not say for itself.

    Args:
        original: What it is taken from.
        retrieved: The day on which that is done.
        stated: Whether that day is stronger than the one a saved page notes.

    Raises:
        GeneratorError: It cannot be taken.
    """
    taken = take(original)
    noted = taken.noted
    saved = "" if stated else noted.retrieved or taken.retrieved
    provenance = Provenance(
        byline=noted.byline or (taken.byline.value if taken.byline else None),
        retrieved=saved or retrieved,
        original_sha256=noted.original_sha256 or original.sha256,
        converter=noted.converter or taken.converter,
    )
    return _read_on(taken, provenance), provenance


def _lying_there(original: Original, adding: Adding) -> Added | None:
    """A text that is in the folder of articles is one already."""
    path = Path(original.name)
    if path.suffix.lower() not in (".txt", ".md") or path.resolve().parent != adding.seeds.resolve():
        return None
    line = "it lies among the articles and is read as it is; nothing was written"
    return Added(path=original.name, written=False, lines=(line,))


def _write(
    original: Original, taken: Taken, provenance: Provenance, new: Known, adding: Adding, lines: list[str]
) -> Added:
    content = render(taken, provenance).encode()
    path = write_new(adding.seeds, file_stem(taken), ".md", content, str(adding.seeds))
    shown = path.relative_to(adding.root).as_posix() if path.is_relative_to(adding.root) else str(path)
    if adding.keep_original:
        suffix = PurePosixPath(urlsplit(original.name).path if original.url else original.name).suffix.lower()
        suffix = suffix if suffix in suffixes() else ".html" if original.url else ".txt"
        kept = write_new(adding.root / "originals", path.stem, suffix, original.raw, "originals")
        lines.append(f"original: {kept.relative_to(adding.root).as_posix()}")
    if Path(original.name).resolve().parent == adding.seeds.resolve():
        lines.append(f"look at: {original.name} is not read itself; move it out of the folder of articles")
    digests = new.digests | {hashlib.sha256(content).hexdigest()}
    adding.known.append(dataclasses.replace(new, path=shown, digests=digests))
    return Added(path=shown, written=True, lines=tuple(lines))


# ---------------------------------------------------------------- what the text itself says


def _as_article(text: str) -> Article:
    """The seed as a build will read it."""
    raw = text.encode()
    seed = Seed(
        path="article.md",
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/markdown",
        encoding="utf-8",
        raw=raw,
    )
    return read_article(seed)[0]


def _read_on(taken: Taken, provenance: Provenance) -> Taken:
    """What the original does not say for itself is read in its text, as a build reads it; furniture is left out."""
    article = _as_article(render(taken, provenance))
    furniture = {" ".join(item.text.split()) for item in article.removed if item.reason in _LEFT_BY_READING}
    blocks = tuple(block for block in taken.blocks if block.text not in furniture)
    left = tuple(block.text for block in taken.blocks if block.text in furniture)
    said = taken.front
    day = article.date_published.edtf
    reasons = " ".join(article.date_published.reasons)
    return dataclasses.replace(
        taken,
        blocks=blocks,
        left=taken.left + left,
        dropped=taken.dropped + len(left),
        headline=_else(taken.headline, said.headline, article.headline, "the first line of the text"),
        publisher=taken.publisher or (None if said.publisher else _outlet(article)),
        date=_else(taken.date, said.date, day.text if day else None, reasons),
        url=_else(taken.url, said.url, article.url, "a line of the text"),
        language=_else(taken.language, said.language, article.language, "its words"),
    )


def _outlet(article: Article) -> Found | None:
    """The outlet that the text names, or a well-known one by its address; a mere host is none."""
    site = site_of(article.url or "")
    if article.publisher and article.publisher != site:
        return Found(value=article.publisher, how="the text")
    known = site and site not in (article.url or "").lower()
    return Found(value=site, how="its address") if known else None


def _else(found: Found | None, said: str | None, read: str | None, how: str) -> Found | None:
    """What the original says, or else what is read in its text, unless front matter says it already."""
    return found or (Found(value=read, how=how) if read and not said else None)


# ---------------------------------------------------------------- what the editor is told


def _told(original: Original, taken: Taken, article: Article, twin: Twin | None) -> list[str]:
    lines = [f"from {original.name}, {len(original.raw):,} bytes, with {taken.converter}"]
    lines += _facts(taken, article)
    words = len(article.text.split())
    count = len(taken.blocks) or len(article.blocks)
    kept = f"{_counted(count, 'paragraph')}, {_counted(words, 'word')} kept"
    lines.append(f"text: {kept}; {_counted(taken.dropped, 'block')} of the original left out")
    shown = [f'"{line[:_SHOWN_CHARACTERS]}"' for line in taken.left[:_SHOWN_AT_MOST]]
    if shown:
        more = " …" if len(taken.left) > len(shown) else ""
        lines.append(f"left out as page furniture: {', '.join(shown)}{more}")
    lines += [f"look at: {doubt}" for doubt in (*taken.doubts, *_doubts(taken, article, twin))]
    return lines


def _facts(taken: Taken, article: Article) -> Iterator[str]:
    """What is known of the article, and how."""
    for label, key in (
        ("headline", "headline"), ("outlet", "publisher"), ("byline", "byline"), ("date", "date"),
        ("address", "url"), ("language", "language"),
    ):  # fmt: skip
        found: Found | None = getattr(taken, key)
        own = getattr(taken.front, key, None) or getattr(taken.noted, key, None)
        if own:
            yield f"{label}: {own} (its front matter)"
        elif found:
            yield f"{label}: {found.value} ({found.how})"
        elif key == "publisher" and article.agencies:
            yield f"{label}: not found; credited to {', '.join(article.agencies)} (the text)"
        elif key in ("headline", "publisher", "date"):
            yield f"{label}: not found"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _doubts(taken: Taken, article: Article, twin: Twin | None) -> Iterator[str]:
    if article.date_published.edtf is None:
        yield "Nothing dates it: write `date:` into the front matter, else days such as “Monday” cannot be read."
    elif taken.date and article.date_published.edtf.text != taken.date.value:
        yield f"The build reads the date as {format_edtf(article.date_published.edtf)}."
    if not (taken.publisher or taken.front.publisher or article.agencies):
        shown = site_of(article.url or "") or "the headline or the file's name"
        yield f"No outlet is known: write `publisher:` into the front matter, else readers see {shown} for it."
    if not article.is_english:
        name = language_name(article.language) or article.language
        yield f"It is in {name}: its dates, places and speakers are not read; its words can be quoted."
    if twin:
        yield f"{twin.path} is the same in part: {twin.what}."


def nothing_named() -> GeneratorError:
    """The error that the command was given nothing to add, to be raised."""
    hint = "Name files, folders or addresses, or pipe a text into the command."
    return GeneratorError([error("explainer", 0, "intake-empty", "there is nothing to add", hint)])
