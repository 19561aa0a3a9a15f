"""How well claims are made from articles alone: the test stories against their gold.

    python benchmarks/claims.py [FOLDER...] [--json] [--errors FILE]

A FOLDER has ``seeds/`` and ``gold.yml``; without one, the stories in ``tests/stories``, whose README says what
the gold is. Ends with status 1 when a target is missed. FILE gets every miss, with the words.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.pipeline import build

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from stories.gold import read_gold  # noqa: E402 (found once the path is set)
from stories.measures import MEASURES  # noqa: E402
from stories.tally import Tally  # noqa: E402

# The figure of each measure, and the least that we want over all stories.
COLUMNS: tuple[tuple[str, str, float | None], ...] = (
    ("carried", "recall", None),
    ("strays", "precision", None),
    ("groups", "precision", None),
    ("groups", "recall", None),
    ("groups", "f1", 0.85),
    ("reprints", "recall", None),
    ("reprinted", "recall", None),
    ("reprinted", "precision", None),
    ("only", "recall", None),
    ("attribution", "recall", 0.9),
    ("voucher kind", "recall", None),
    ("factuality", "recall", None),
    ("relations", "recall", 0.8),
    ("relations", "precision", None),
    ("headlines", "recall", None),
    ("chronology", "precision", 0.95),
    ("chronology", "recall", 0.85),
    ("unknowns", "recall", None),
    ("actors", "recall", None),
)
TOTAL = "all"

Scores = Mapping[str, Tally]


def stories(folders: Sequence[Path]) -> list[Path]:
    """The given folders, or those of the project that have a gold file."""
    return list(folders) or sorted(path.parent for path in TESTS.glob("stories/*/gold.yml"))


def measure(folder: Path) -> Scores:
    """Build the story in ``folder`` and hold it against its gold."""
    root = folder.resolve()
    story = build(root, root / "seeds").story
    gold = read_gold(root, story.articles)
    return {name: function(story, gold) for name, function in MEASURES.items()}


def together(scores: Sequence[Scores]) -> Scores:
    """The counts of all stories added up."""
    return {name: sum((one[name] for one in scores), Tally()) for name in MEASURES}


def figures(scores: Scores) -> dict[str, float]:
    """Each column's figure, between 0 and 1."""
    return {f"{name} {figure}": getattr(scores[name], figure) for name, figure, _ in COLUMNS}


def missed(total: Scores) -> list[str]:
    """The targets that are not reached."""
    return [
        f"{name} {figure}: {getattr(total[name], figure):.3f}, wanted {least}"
        for name, figure, least in COLUMNS
        if least is not None and getattr(total[name], figure) < least
    ]


def table(by_story: Mapping[str, Scores]) -> str:
    """A row for each figure, a column for each story."""
    lines = [f"{'percent':24}" + "".join(f"{name[:9]:>10}" for name in by_story) + f"{'target':>10}"]
    for name, figure, least in COLUMNS:
        cells = "".join(f"{100 * getattr(scores[name], figure):10.1f}" for scores in by_story.values())
        lines.append(f"{name + ' ' + figure:24}{cells}" + (f"{100 * least:10.0f}" if least else ""))
    return "\n".join(lines)


def errors(by_story: Mapping[str, Scores]) -> str:
    """Every miss, by story and measure."""
    return "".join(
        f"{story} / {name}\n" + "".join(f"  {miss}\n" for miss in tally.misses) + "\n"
        for story, scores in by_story.items()
        if story != TOTAL
        for name, tally in scores.items()
        if tally.misses
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", type=Path, metavar="FILE")
    options = parser.parse_args()
    by_story = {folder.resolve().name: measure(folder) for folder in stories(options.folders)}
    by_story[TOTAL] = together(list(by_story.values()))
    if options.errors:
        options.errors.write_text(errors(by_story), encoding="utf-8")
    if options.json:
        print(json.dumps({story: figures(scores) for story, scores in by_story.items()}, indent=2))
    else:
        print(table(by_story))
    below = missed(by_story[TOTAL])
    print(*(f"missed: {line}" for line in below), sep="\n", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
