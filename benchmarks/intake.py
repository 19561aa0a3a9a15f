"""Whether `explainer add` takes the right headline, outlet, day and words from saved newsroom pages.

    python benchmarks/intake.py FOLDER [--details] [--json]

FOLDER has the pages and `gold.json`, a list of objects: `file`; `title`, `date` (YYYY-MM-DD) and, where they are known,
`sitename`, `author`, `url`; `with`, passages that belong to the article, and `without`, furniture of the page. No page
is part of the project: they are their publishers'.

A headline or name is right when its letters and figures are; a day when it is the day. Of the text, passages found are
true positives, passages missed false negatives, furniture found false positives (as trafilatura's evaluation counts).
Ends with status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import GeneratorError
from generator.intake.adding import prepare
from generator.intake.original import Original
from generator.intake.seedfile import render
from generator.language.spelling import slug

TARGETS = {"headline": 0.95, "date": 0.95, "text F1": 0.92}
FACTS = {"headline": "title", "publisher": "sitename", "byline": "author", "date": "date"}


@dataclass(slots=True)
class Counts:
    """What was right: of each fact how often and of how many, of the text the three counts."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FACTS, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FACTS, 0))
    found: int = 0
    missed: int = 0
    furniture: int = 0
    wrong: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """The measures, 0 to 1; a fact that no page of the gold has is left out."""
        names = {"publisher": "outlet"}
        facts = {names.get(key, key): self.right[key] / self.of[key] for key in FACTS if self.of[key]}
        total = 2 * self.found + self.missed + self.furniture
        return facts | {"text F1": 2 * self.found / total if total else 0.0}


def count(folder: Path) -> Counts:
    """Take every page of the folder and compare it with the gold."""
    counts = Counts()
    for gold in json.loads((folder / "gold.json").read_text("utf-8")):
        original = Original(name=gold["file"], raw=(folder / gold["file"]).read_bytes())
        try:
            taken, provenance = prepare(original, "2026-01-01")
        except GeneratorError as problem:
            counts.wrong.append(str(problem))
            values, text = dict.fromkeys(FACTS, ""), ""
        else:
            values = {key: found.value if (found := getattr(taken, key)) else "" for key in FACTS}
            text = " ".join(render(taken, provenance).split("---\n", 2)[-1].split())
        _compare(counts, gold, values, text)
    return counts


def _compare(counts: Counts, gold: dict[str, Any], values: dict[str, str], text: str) -> None:
    for key, name in FACTS.items():
        if not gold.get(name):
            continue
        counts.of[key] += 1
        if slug(values[key]) == slug(gold[name]):
            counts.right[key] += 1
        else:
            counts.wrong.append(f'{gold["file"]}: {key} "{values[key]}", not "{gold[name]}"')
    for passage in gold.get("with", ()):
        if " ".join(passage.split()) in text:
            counts.found += 1
        else:
            counts.missed += 1
            counts.wrong.append(f'{gold["file"]}: not in the text: "{passage}"')
    for passage in gold.get("without", ()):
        if " ".join(passage.split()) in text:
            counts.furniture += 1
            counts.wrong.append(f'{gold["file"]}: in the text: "{passage}"')


def main() -> int:
    """Take the pages and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--details", action="store_true", help="print what went wrong")
    parser.add_argument("--json", action="store_true", help="print the shares only, as JSON")
    options = parser.parse_args()
    counts = count(options.folder)
    shares = counts.shares()
    if options.json:
        print(json.dumps({name: round(share, 4) for name, share in shares.items()}))
    else:
        for name, share in shares.items():
            print(f"{name:10} {share:6.1%}" + (f"  target {TARGETS[name]:.0%}" if name in TARGETS else ""))
        if options.details:
            print("\n".join(counts.wrong))
    return 0 if all(shares.get(name, 0) >= target for name, target in TARGETS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
