"""Hashes of everything the program makes of some stories and texts, to show that a change left the output alone.

    python -m tools.freeze before.json --stories . tests/stories/* --texts FOLDER…
    python -m tools.freeze after.json --stories … --texts … --against before.json

A story is a folder with `seeds/` in it, or a folder of seeds; of it every page and file is hashed. A text is any
`.txt` file; of it what `explainer annotate --jsonl` prints.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.annotate.listing import annotate_file, as_json
from generator.catalog import ENGLISH, speaking
from generator.diagnostics import GeneratorError
from generator.edtf import parse_edtf
from generator.pipeline import build
from generator.publish.host.disk_cache import DiskCache
from generator.publish.options import PublishOptions
from generator.publish.site import publish


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--stories", nargs="*", type=Path, default=())
    parser.add_argument("--texts", nargs="*", type=Path, default=())
    parser.add_argument("--against", type=Path, help="Hashes made before; every difference is printed.")
    chosen = parser.parse_args()
    found = dict([*_stories(chosen.stories), *_texts(chosen.texts)])
    chosen.out.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{len(found)} hashes in {chosen.out}")
    if chosen.against is None:
        return 0
    before = json.loads(chosen.against.read_text("utf-8"))
    changed = [key for key in sorted({*before, *found}) if before.get(key) != found.get(key)]
    print(*(f"differs: {key}" for key in changed), sep="\n")
    print(f"{len(changed)} of {len(before)} differ")
    return 1 if changed else 0


def _stories(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        seeds = folder / "seeds" if (folder / "seeds").is_dir() else folder
        if not seeds.is_dir() or not any(seeds.glob("*.[tm][xd]*")):
            continue
        name = str(folder)
        try:
            built = build(seeds.resolve().parent, seeds.resolve())
            with tempfile.TemporaryDirectory() as kept:
                options = PublishOptions(
                    site_url="https://example.org/", site_name="A story", cache=DiskCache(folder=Path(kept))
                )
                site = publish(built.story, options)
        except GeneratorError as problem:
            yield f"{name}: stops", _digest(str(problem))
            continue
        yield f"{name}: messages", _digest("\n".join(map(str, built.diagnostics)))
        for page in site.pages:
            yield f"{name}: {page.path}", _digest(page.markdown)
        for asset in site.assets:
            yield f"{name}: {asset.path}", hashlib.sha256(asset.content).hexdigest()
        yield f"{name}: search", _digest(repr(site.records))


def _texts(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            beside = path.with_suffix(".json")
            stated = json.loads(beside.read_text("utf-8")).get("dct") if beside.is_file() else None
            with speaking(ENGLISH):
                read = annotate_file(path, parse_edtf(stated[:10]) if stated else None)
            yield f"{folder.name}/{path.relative_to(folder)}", _digest(json.dumps(as_json(read, path.stem)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
