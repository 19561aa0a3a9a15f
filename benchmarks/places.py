"""Write the places that the project reads in plain texts, for scoring against an annotated corpus.

    python benchmarks/places.py TEXTS OUT.jsonl

TEXTS is a folder of ``<document>.txt``. A line of OUT is ``{"doc": name, "places": [{"start", "end",
"text", "lat", "lon", "literal"}]}``; offsets count code points of the text as it stands in the file.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from generator.annotate.places import read_places
from generator.model import Article, Block, BlockKind, DateBasis, PublicationDate, Seed
from generator.read.sentences import split

_LINE = re.compile(r"\S[^\n]*")


def article(path: Path) -> Article:
    """The text of a file cut into sentences, uncleaned, so that offsets stay those of the file."""
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.start() + len(line.group().rstrip()))
        for line in _LINE.finditer(text)
    )
    return Article(
        id=path.stem,
        label=path.stem,
        seed=Seed(path=path.name, sha256="", media_type="text/plain", encoding="utf-8", raw=raw),
        headline=None,
        publisher=None,
        agencies=(),
        url=None,
        date_published=PublicationDate(edtf=None, basis=DateBasis.UNKNOWN),
        language="en",
        text=text,
        blocks=blocks,
        removed=(),
        sentences=split(text, blocks, path.stem),
        byte_starts=(),
        byte_ends=(),
    )


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    files = sorted(Path(sys.argv[1]).glob("*.txt"))
    started = time.perf_counter()
    lines = []
    for path in files:
        places = [
            {
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "lat": mention.place.lat if mention.place else None,
                "lon": mention.place.lon if mention.place else None,
                "literal": mention.literal,
            }
            for mention in read_places(article(path))
        ]
        lines.append(json.dumps({"doc": path.stem, "places": places}, ensure_ascii=False))
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(files)} documents in {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
