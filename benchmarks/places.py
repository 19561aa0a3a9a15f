"""Write the places that the project reads in plain texts, for scoring against an annotated corpus.

    python benchmarks/places.py TEXTS OUT.jsonl

TEXTS is a folder of ``<document>.txt``. A line of OUT is ``{"doc": name, "places": [{"start", "end",
"text", "lat", "lon", "literal"}], …}``; offsets count code points of the text as it stands in the file.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from generator.annotate.listing import annotate_file, as_json, plain_article
from generator.annotate.places import read_places
from generator.annotate.places.gazetteer import airport, lookup, smaller
from generator.read import read_seed


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    files = sorted(Path(sys.argv[1]).glob("*.txt"))
    started = time.process_time()
    lookup("Oslo"), airport("ENGM"), smaller("Corinth")
    print(f"the gazetteer is read in {time.process_time() - started:.2f} s")
    started = time.perf_counter()
    lines = [json.dumps(as_json(annotate_file(path, None), path.stem), ensure_ascii=False) for path in files]
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(files)} documents in {time.perf_counter() - started:.2f} s, dates and vouchers included")
    articles = [plain_article(read_seed(path.resolve(), path.resolve().parent)) for path in files]
    started = time.process_time()
    for article in articles:
        read_places(article)
    seconds = time.process_time() - started
    print(f"places alone: {len(files) / seconds:.0f} articles a second on one core")


if __name__ == "__main__":
    main()
