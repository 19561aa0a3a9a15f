"""The seed that is written: front matter, then the text, one file that nothing else is overwritten for.

In come what was taken and where from, out goes the path of a new file.
"""

from __future__ import annotations

import dataclasses
import os
import re
from datetime import date
from pathlib import Path

import yaml

from generator.diagnostics import GeneratorError, error
from generator.intake.original import BlockKind, Taken, TakenBlock
from generator.language.spelling import slug
from generator.model import SourceOverrides
from generator.read.frontmatter import Provenance

_MARKS = {BlockKind.HEADING: "## ", BlockKind.ITEM: "- ", BlockKind.QUOTE: "> ", BlockKind.PARAGRAPH: ""}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAME_WORDS = 5
_NAME_AT_MOST = 60


def render(taken: Taken, provenance: Provenance) -> str:
    """The seed's text: what is known of the article, its headline, its blocks.

    Args:
        taken: The article; what its own front matter says is kept.
        provenance: Where it was taken from.
    """
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
    return "\n\n".join([*first, *(_written(block) for block in blocks if any(map(str.isalnum, block.text)))])


def _written(block: TakenBlock) -> str:
    return _MARKS[block.kind] + block.text


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
