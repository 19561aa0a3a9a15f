"""The files of the seeds folder: which of them are articles, their bytes, whether those are still the same, their ids.

In comes a folder, out go seeds, or what is wrong with a file; in come names of files, out go ids, no two of them alike:
short, in ASCII, and as stable as the names.
"""

from __future__ import annotations

import codecs
import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from generator.characters import BREAK, SURROGATE, UNTEXT, no_text
from generator.diagnostics import Diagnostic, GeneratorError, error, shortened, warning
from generator.language.spelling import slug
from generator.model import Seed
from generator.read import encoding
from generator.read.formats import PLAIN_TEXT, format_of_file, named_suffixes
from generator.read.formats.unread import ADDABLE, only_address, other_format

# The folder's own files: notes on it, the story file with an editor program's copies of it, and its schema.
_OWN_FILES = re.compile(r"readme(\.md)?|story\.yml\W?.*|story\.schema\.json", re.IGNORECASE)
_NOTES = "readme"
# The folder of a story in several files.
_PARTS = "story"
_STATED_ENCODING = re.compile(rb"\A---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,40}?encoding:[ \t]*[\"']?([\w.:-]+)")
_MERGE_MARK = re.compile(rb"^(?:<{7}|>{7}) [^\r\n]{0,40}", re.MULTILINE)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
_NONCHARACTERS_FROM = 0xFDD0
_CONTEXT = 40
# YAML drops a space before a name.
_IN_NO_NAME = re.compile(rf"\A\s|\t|{BREAK.pattern}")
_ITSELF = "Put the article itself here, as a text file."
_WHERE_TO = "Then it belongs into another folder, such as originals/."
_ADDRESS_AT_MOST = 4000
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")


def list_seeds(folder: Path) -> tuple[Path, ...]:
    """The articles directly in ``folder``, by name, a link that leads nowhere among them.

    Hidden files, a README and the story file are none.
    """
    return tuple(
        path
        for path in _candidates(folder)
        if format_of_file(path.suffix) and path.stem.lower() != _NOTES and _may_be_read(path)
    )


def unread_files(folder: Path, root: Path) -> tuple[Diagnostic, ...]:
    """A warning for everything in ``folder`` that an editor may take for an article and that is not read.

    Args:
        folder: The seeds folder.
        root: The folder of ``mkdocs.yml``; paths in messages are relative to it.
    """
    named = ((_relative(path, root), path) for path in _candidates(folder))
    found = ((relative, _why_unread(path, relative)) for relative, path in named)
    return tuple(warning(relative, 0, *why) for relative, why in found if why)


def read_seed(path: Path, root: Path) -> Seed:
    """Read a file's bytes and find out their encoding.

    Args:
        path: The file.
        root: The folder of ``mkdocs.yml``.

    Raises:
        GeneratorError: The file cannot be read, lies outside the project, is empty, or is not text.
    """
    relative = _relative(path, root)
    if SURROGATE.search(path.name):
        shown = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        raise _refusal(shown, "the file's name is not in UTF-8", "seed-name", "Give it another name.")
    found = _IN_NO_NAME.search(path.name)
    if odd := no_text(path.name) or (found[0] if found else ""):
        message = f"the file's name holds the character U+{ord(odd[0]):04X} where no name has it"
        raise _refusal(relative, message, "seed-name", "Give it another name.")
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise _outside(relative)
        raw = path.read_bytes()
    except (OSError, RuntimeError) as problem:
        # A circle of links is a RuntimeError before Python 3.13.
        why = f'the file cannot be read: "{getattr(problem, "strerror", None) or "it links to itself"}"'
        hint = "Give yourself the right to read it, or move it elsewhere."
        if path.is_symlink():
            hint = "It is a link that leads nowhere: put the article itself here."
        raise _refusal(relative, why, "seed-unreadable", hint) from problem
    stated = _STATED_ENCODING.match(raw)
    of_kind = format_of_file(path.suffix)
    seed = Seed(
        path=relative,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=of_kind.media_type if of_kind else PLAIN_TEXT,
        encoding=encoding.detect(raw),
        raw=raw,
    )
    _check(seed)
    return in_encoding(seed, stated[1].decode("ascii")) if stated else seed


def in_encoding(seed: Seed, stated: str) -> Seed:
    """The seed with the encoding an editor states for it.

    Raises:
        GeneratorError: There is no such encoding.
    """
    try:
        return dataclasses.replace(seed, encoding=encoding.resolve(seed.raw, stated))
    except (LookupError, ValueError) as problem:
        raise _wrong_encoding(seed.path, stated) from problem


def decode_seed(seed: Seed) -> encoding.Decoded:
    """The text of a seed with the bytes of each code point.

    Raises:
        GeneratorError: The bytes are not in the seed's encoding, or stand for characters that no text has.
    """
    try:
        decoded = encoding.decode(seed.raw, seed.encoding)
    except (LookupError, ValueError) as problem:
        if isinstance(problem, UnicodeDecodeError) and seed.encoding in _UNICODE:
            raise _broken(seed, problem) from None
        raise _wrong_encoding(seed.path, seed.encoding) from problem
    if SURROGATE.search(decoded.text):
        raise _wrong_encoding(seed.path, seed.encoding)
    control = UNTEXT.search(decoded.text)
    if control:
        raise _untext(seed.path, decoded.line(control.start()), control[0])
    return decoded


def text_digest(seed: Seed) -> str:
    """SHA-256 of what an editor records of a file: of the text below its front matter, which is there to be changed."""
    body = _below_front_matter(seed.raw)
    return hashlib.sha256(body).hexdigest() if body else seed.sha256


def _below_front_matter(raw: bytes) -> bytes:
    """The bytes below front matter, without empty lines before them; none where there is no front matter."""
    found = _FRONT_MATTER.match(raw)
    return raw[found.end() :].lstrip(b"\r\n") if found else b""


def has_digest(seed: Seed, digest: str) -> bool:
    r"""Whether ``digest`` is that of the file or its text, be it as another system writes it.

    Git and editors on Windows write CRLF where others write LF, or a byte order mark; no word changes by it.

    Args:
        seed: The file as it is.
        digest: SHA-256 in hexadecimal digits, of the file as it was, or of its text below the front matter.
    """
    if seed.sha256 == digest:
        return True
    unit = {"utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be"}.get(seed.encoding, "ascii")
    cr, lf = "\r".encode(unit), "\n".encode(unit)
    bare = seed.raw.removeprefix(codecs.BOM_UTF8)
    texts = [bare, codecs.BOM_UTF8 + bare, *filter(None, [_below_front_matter(seed.raw)])]
    unix = [text.replace(cr + lf, lf) for text in texts]
    forms = (*texts, *unix, *(text.replace(lf, cr + lf) for text in unix))
    return digest in (hashlib.sha256(form).hexdigest() for form in forms)


def _candidates(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith(".") and not _OWN_FILES.fullmatch(path.name)
    )


def _may_be_read(path: Path) -> bool:
    """A file, or a link to nothing: reading that one tells so."""
    return path.is_file() or (path.is_symlink() and not path.exists())


def _why_unread(path: Path, relative: str) -> tuple[str, ...]:
    """Code, message and hints, where something that looks like an article is not read."""
    of_a_kind = format_of_file(path.suffix) is not None
    if path.is_dir():
        return _why_unread_folder(path, of_a_kind)
    if of_a_kind and path.stem.lower() == _NOTES:
        return (
            "seed-notes", f'"{path.name}" is taken for notes on the folder and not read',
            "An article needs another name; notes go into README.md.",
        )  # fmt: skip
    if of_a_kind and _may_be_read(path):
        return ()
    if of_a_kind:
        return "seed-type", f'"{path.name}" is a device or a pipe, not a file, and not read', _ITSELF
    if path.suffix.lower() in ADDABLE:
        message = f'the file type "{path.suffix}" is not read'
        return "seed-type", message, f"`explainer add {relative}` makes an article of it.", _WHERE_TO
    return (
        "seed-type", f'the file type "{path.suffix or path.name}" is not read',
        f"Articles are {named_suffixes()} files.",
        "Save the article as plain text, or move the file elsewhere.",
    )  # fmt: skip


def _why_unread_folder(path: Path, named_as_article: bool) -> tuple[str, ...]:
    """The same of a folder: articles in it are not read, be it that of a story in several files."""
    try:
        holds_articles = any(format_of_file(item.suffix) for item in path.iterdir())
    except OSError as problem:
        return "seed-folder", f'the folder cannot be looked into: "{problem.strerror}"', "It is left out."
    if named_as_article and not holds_articles:
        return "seed-folder", "the name is that of an article, and it is a folder", _ITSELF
    if not holds_articles:
        return ()
    if path.name == _PARTS:
        hint = "Parts of the story are .yml files; articles lie in the folder above."
        return "seed-folder", "only the .yml files in this folder are read", hint
    hint = "Articles lie in the folder itself: move them there."
    return "seed-folder", "the articles in this folder are not read", hint


def _check(seed: Seed) -> None:
    raw, path = seed.raw, seed.path
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise _refusal(
            path, "the file is empty", "seed-empty", "Put the article's text into it, or remove the file."
        )
    if found := _MERGE_MARK.search(raw):
        line = raw.count(b"\n", 0, found.start()) + 1
        mark = found[0].decode("ascii", "replace").strip()
        message = f'the line "{mark}" is a mark of git: two versions of the text stand below it'
        hint = "Keep the right one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        raise GeneratorError([error(path, line, "seed-merge", message, hint)])
    other = other_format(raw)
    if other:
        message = f"the file is {other.name}, not plain text"
        hint = other.remedy.replace("{file}", path)
        raise GeneratorError([error(path, other.line, "seed-format", message, hint)])
    address = only_address(raw.decode(seed.encoding, "replace")) if len(raw) < _ADDRESS_AT_MOST else ""
    if address:
        message = f'the file holds only the address "{shortened(address)}"'
        hint = f"`explainer add {address}` fetches the article, once; then remove this file."
        raise _refusal(path, message, "seed-address", hint)
    nothing = raw.count(b"\x00")
    if seed.encoding.startswith("utf-16") and nothing * 2 <= len(raw):
        return
    controls = sum(raw.count(byte) for byte in _CONTROLS)
    if 0 < nothing * 20 <= len(raw):
        line = raw.count(b"\n", 0, raw.index(b"\x00")) + 1
        message = "the byte 00 stands there, which is no character"
        raise GeneratorError(
            [error(path, line, "seed-binary", message, "Delete it, and save the file as UTF-8.")]
        )
    if nothing or controls * 100 > len(raw):
        raise _refusal(
            path, "the file is not text", "seed-binary", "Save the article as plain text in UTF-8."
        )


def _broken(seed: Seed, problem: UnicodeDecodeError) -> GeneratorError:
    """Bytes that are no character in a file that is else in UTF-8 or UTF-16."""
    before = seed.raw[: problem.start].decode(seed.encoding, "replace")
    line = sum(1 for _ in BREAK.finditer(before)) + 1
    name = {"utf-8": "UTF-8"}.get(seed.encoding, "UTF-16")
    value = " ".join(f"{byte:02X}" for byte in seed.raw[problem.start : problem.end])
    behind = shortened(before.rsplit("\n", 1)[-1][-_CONTEXT:].strip())
    message = f'the byte "{value}" is no character in {name}, in which the rest of the file is'
    hints = (
        f'It stands behind "{behind}".' if behind else "It stands at the beginning of the line.",
        f"Put the character that is meant in its place, and save the file as {name}.",
        "If the whole file is in another encoding, state it: `encoding:` under `sources:` in story.yml.",
    )
    return GeneratorError([error(seed.path, line, "seed-broken", message, *hints)])


def _wrong_encoding(path: str, name: str) -> GeneratorError:
    return _refusal(
        path,
        f'the file is not in the encoding "{shortened(name)}"',
        "seed-encoding",
        "Save the file as UTF-8, or correct or drop the encoding stated for it.",
    )


def _untext(path: str, line: int, char: str) -> GeneratorError:
    sort = "control character" if ord(char) < _NONCHARACTERS_FROM else "noncharacter"
    message = f"the file holds the {sort} U+{ord(char):04X}"
    return GeneratorError([error(path, line, "seed-control", message, "Delete it.")])


def _outside(path: str) -> GeneratorError:
    return _refusal(
        path,
        "the file is a link that leads out of the project",
        "seed-outside",
        "Put a copy of the article here instead of the link.",
    )


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _refusal(path: str, message: str, code: str, *hints: str) -> GeneratorError:
    return GeneratorError([error(path, 0, code, message, *hints)])


# ---------------------------------------------------------------- ids

_DIGEST = 6


def article_id(name: str) -> str:
    """The id of the article in a file of this name.

    A name with letters of another script than Latin ends in a digest of itself: transliterations differ, and leave
    many names alike. "index" is none, since the pages of a folder are listed under it.

    Example:
        >>> article_id("Köprü kapandı_2"), article_id("статья 2")
        ('kopru-kapandi-2', 'source-2-de0dd1')
    """
    composed = unicodedata.normalize("NFC", name)
    parts = [slug(composed)]
    if any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in composed):
        parts.append(hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST])
    if not re.search("[a-z]", parts[0]):
        parts.insert(0, "" if parts[0] and len(parts) == 1 else "source")
    found = "-".join(filter(None, parts))
    return "index-article" if found == "index" else found


def file_ids(names: Iterable[str]) -> dict[str, str]:
    """The id of each file of a folder that nobody gave one.

    Where several names make one id, the plainest keeps it (the one that is the id, then the shortest), and the others
    are numbered: a copy that comes later does not take the id of what it was copied from.

    Example:
        >>> file_ids(["café.md", "cafe.md", "Report (1).md", "Report 1.md"])
        {'café.md': 'cafe-2', 'cafe.md': 'cafe', 'Report (1).md': 'report-1-2', 'Report 1.md': 'report-1'}
    """
    listed = list(names)
    made = {name: article_id(PurePosixPath(name).stem) for name in listed}
    taken = set(made.values())
    given: dict[str, str] = {}
    for name in sorted(listed, key=lambda name: _plainness(name, made[name])):
        found, number = made[name], 2
        if found in given.values():
            while f"{found}-{number}" in taken:
                number += 1
            found = f"{found}-{number}"
            taken.add(found)
        given[name] = found
    return {name: given[name] for name in listed}


def _plainness(name: str, made: str) -> tuple[bool, int, str]:
    stem = PurePosixPath(name).stem
    return stem.lower() != made, len(stem), name
