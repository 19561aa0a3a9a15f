"""Whether the checks tell what is wrong between a statement and its evidence, and leave honest statements alone.

    python benchmarks/evidence.py [FOLDER] [--details] [--json]

FOLDER has the three sets, by default those in ``tests/evidence/sets``: invented news, written by someone who had not
read the checks. One row is a line of JSON: ``kind``, ``statement``, the article ``a`` and the words ``a_quote`` of it
that are cited, and for two sources ``b`` and ``b_quote``. Every article is of Thursday, 5 March 2026.

contradictions.jsonl   ``a`` says the statement, ``b`` the same with one thing different
cuts.jsonl             the quotation is cut so that its sentence says otherwise, less or another number
honest.jsonl           both articles say the statement, in other words or with more around it

Each row is a story of its own. A contradiction is told when a message comes that does not come for ``a`` alone; a
cut, when any message comes; honest statements should have none, with both sources or with ``b`` alone, whose words are
the less like them (kind ``name``: with both). Messages about the story as a whole do not count.
Ends with status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import GeneratorError
from generator.pipeline import build

SETS = Path(__file__).resolve().parent.parent / "tests" / "evidence" / "sets"
LABELS = {"a": "The Post", "b": "The Courier"}
ARTICLE = "---\nheadline: Morning report\npublisher: {label}\ndate: 2026-03-05\nlanguage: en\n---\n\n{text}\n"
# Said of the story, not of the row: a story of one statement leaves most questions open.
WHOLE_STORY = frozenset({"question-standard", "place-unresolved", "draft-left"})
# The least share of contradictions and cuts that is told, the largest of honest statements with a message.
TARGETS = {"contradictions": 0.85, "cuts": 0.85, "honest": 0.03}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was said of one row."""

    row: Row
    codes: tuple[str, ...]


def read_set(path: Path) -> list[Row]:
    """The rows of a set, in the order of its file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run_set(name: str, folder: Path = SETS) -> list[Result]:
    """Check every row of a set, each as a story of its own."""
    return [Result(row=row, codes=_codes(name, row)) for row in read_set(folder / f"{name}.jsonl")]


def share(results: Sequence[Result]) -> float:
    """The share of rows of which something was said."""
    return sum(bool(result.codes) for result in results) / len(results)


def reached(name: str, results: Sequence[Result]) -> bool:
    """Whether a set's target is reached."""
    return share(results) <= TARGETS[name] if name == "honest" else share(results) >= TARGETS[name]


def _codes(name: str, row: Row) -> tuple[str, ...]:
    """The codes of the messages that count for a row."""
    sources = "ab" if "b" in row else "a"
    said = _messages(row, sources)
    if name == "contradictions":
        said -= _messages(row, "a")
    elif name == "honest" and row["kind"] != "name":  # a surname alone does not carry the first name
        said |= _messages(row, "b")
    return tuple(sorted(said.elements()))


def _messages(row: Row, sources: str) -> Counter[str]:
    """How often each code comes when the row's statement cites these sources."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for source in sources:
            text = ARTICLE.format(label=LABELS[source], text=row[source])
            (seeds / f"{source}.md").write_text(text, encoding="utf-8")
        story = json.dumps(_story(row, sources), ensure_ascii=False)
        (seeds / "story.yml").write_text(story, encoding="utf-8")
        try:
            found = build(folder, "seeds").diagnostics
        except GeneratorError as problem:
            found = problem.diagnostics
    return Counter(item.code for item in found if item.code not in WHOLE_STORY)


def _story(row: Row, sources: str) -> dict[str, object]:
    """The story file of a row (JSON is YAML)."""
    evidence = [{"source": source, "quote": row[f"{source}_quote"]} for source in sources]
    claim = {"id": "row", "section": "news", "text": row["statement"], "evidence": evidence}
    return {
        "story": {"title": "Morning report", "question": "What is known?", "summary": ["row"]},
        "sources": {f"{source}.md": {"id": source, "label": LABELS[source]} for source in sources},
        "sections": [{"id": "news", "title": "News", "page": "background"}],
        "claims": [claim],
    }


def _table(name: str, results: Sequence[Result]) -> Iterator[str]:
    """The lines of a set's table: each kind, the sum, and which messages came."""
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        kinds[result.row["kind"]].append(result)
    yield f"{name}: {'with a message' if name == 'honest' else 'told'}"
    for kind, rows in [*sorted(kinds.items()), ("all", results)]:
        yield f"  {kind:<14}{sum(bool(item.codes) for item in rows):>4} / {len(rows)}"
    counts = Counter(code for result in results for code in set(result.codes))
    yield "  by: " + (", ".join(f"{code} {count}" for code, count in counts.most_common()) or "nothing")
    yield f"  target {'at most' if name == 'honest' else 'at least'} {TARGETS[name]:.0%}: {share(results):.1%}"


def _details(name: str, results: Sequence[Result]) -> Iterator[str]:
    """The rows that went wrong, with the words."""
    for result in results:
        if bool(result.codes) == (name == "honest"):
            row = result.row
            yield f"    {row['kind']}: {row['statement']} {' '.join(result.codes)}".rstrip()
            yield from (f"        {source}: {row[f'{source}_quote']}" for source in "ab" if source in row)
            if name == "cuts":
                yield f"        in: {row['a']}"


def main() -> int:
    """Run the sets and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SETS)
    parser.add_argument("--details", action="store_true", help="print the rows that went wrong")
    parser.add_argument("--json", action="store_true", help="print the shares only, as JSON")
    options = parser.parse_args()
    results = {name: run_set(name, options.folder) for name in TARGETS}
    if options.json:
        print(json.dumps({name: round(share(rows), 4) for name, rows in results.items()}))
    else:
        for name, rows in results.items():
            print(
                "\n".join([*_table(name, rows), *(_details(name, rows) if options.details else ())]),
                end="\n\n",
            )
    return 0 if all(reached(name, rows) for name, rows in results.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
