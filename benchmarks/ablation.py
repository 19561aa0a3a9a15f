"""What each table of words and each rule is worth: scores with everything, and what is lost without one of them.

    python benchmarks/ablation.py [--dates CORPUS SCORER] [--places CORPUS DATA SCORER]
        [--stories FOLDER OBSERVER SCORER] [--of tables|rules|both] [--only TEXT] [--all] [--json FILE]

CORPUS of dates is a folder of TimeML files, its SCORER the one of ``benchmarks/dates.py``. The SCORER of places has
``load_corpus(CORPUS, DATA)``, ``read_system`` and ``score``. FOLDER has a folder for each story, with ``seeds/`` and
``gold.yml``; OBSERVER has ``observe(folder)``, and its SCORER ``score(gold, observed)``, counts by name. None of them
is part of the project. Each step is a process of its own; what costs something on a corpus is not tried on the next
unless ``--all`` is given.

A table is a list or mapping of words in ``generator/data/*.toml``; without it, a word stands there that no text has. A
rule is a function of ``generator/annotate`` or ``generator/claims`` that may find nothing; without it, it always does.
Rules that found nothing in any of the texts are named first: they cost nothing here.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import importlib
import importlib.util
import inspect
import json
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import yaml

from generator import data

BENCHMARKS = Path(__file__).resolve().parent
TABLES = BENCHMARKS.parent / "generator" / "data"
ROOMS = ("generator.annotate", "generator.claims")
# A word of no text; an empty list would leave patterns that fit everything.
NOWHERE = "qqxqzq"
# Fitted numbers, not words.
NOT_WORDS = frozenset({"sameness_weights"})
# A mapping of more lists than this is one table.
LISTS_OF_ONE_TABLE = 25
SECONDS = 300
# What is better when it falls.
FAULTS = ("wrong", "missing", "far", "forbidden", "not read", "wide", "too early", "furniture")
# Counts that say how much there is, not how well it is done.
SIZES = ("gold", "words", "entries", "kinds", "pins", "differences", "story", "notes")
EMPTY: tuple[tuple[str, Any], ...] = (
    ("bool", False),
    ("tuple", ()),
    ("list", []),
    ("set", set()),
    ("frozenset", frozenset()),
    ("dict", {}),
    ("Mapping", {}),
    ("Sequence", ()),
    ("Iterator", ()),
    ("Iterable", ()),
    ("str", ""),
)
Scores = dict[str, float]


def load(path: str | Path) -> ModuleType:
    """A Python file as a module; the files beside it can be imported from it."""
    file = Path(path)
    sys.path.insert(0, str(file.parent))
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------ what is left out


def tables() -> list[str]:
    """The names of all tables of words: ``file/key`` or ``file/key/key``."""
    names = (path.stem for path in sorted(TABLES.glob("*.toml")))
    return [f"{name}/{key}" for name in names if name not in NOT_WORDS for key in _leaves(data.table(name))]


def _leaves(value: dict[str, Any]) -> Iterator[str]:
    for key, part in value.items():
        lists = isinstance(part, dict) and all(isinstance(one, (list, dict)) for one in part.values())
        if isinstance(part, dict) and lists and len(part) <= LISTS_OF_ONE_TABLE:
            yield from (f"{key}/{leaf}" for leaf in _leaves(part))
        elif isinstance(part, (dict, list)):
            yield key


def without_table(name: str) -> None:
    """Empty a table; before any other module of the project is imported."""
    file, *path = name.split("/")
    content = copy.deepcopy(data.table(file))
    holder = content
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = _bare(holder[path[-1]])
    whole = data.table
    data.table = lambda asked: content if asked == file else whole(asked)  # type: ignore[assignment]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        first = next(iter(value.values()), "")
        return {NOWHERE: [NOWHERE] if isinstance(first, list) else first}
    words = all(isinstance(one, str) for one in value)
    return [NOWHERE] if words else []


def rules() -> dict[str, tuple[Callable[..., Any], Any]]:
    """The functions that may find nothing, by module and name, each with what it returns then."""
    found = {}
    for room in ROOMS:
        package = importlib.import_module(room)
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                plain = inspect.unwrap(value) if callable(value) else value
                if inspect.isfunction(plain) and plain.__module__ == info.name:
                    nothing = _nothing(str(plain.__annotations__.get("return", "")))
                    if nothing:
                        found[f"{info.name}:{name}"] = (value, nothing[0])
    return found


def _nothing(returned: str) -> tuple[Any] | None:
    """What a function returns that finds nothing, by its annotation; none where it always finds something."""
    if returned.endswith("| None"):
        return (None,)
    name = returned.partition("[")[0]
    return next(((value,) for kind, value in EMPTY if name == kind and not _fixed(returned)), None)


def _fixed(returned: str) -> bool:
    """Whether it is a tuple of so many parts."""
    return returned.startswith("tuple[") and not returned.endswith("...]")


def without_rule(name: str) -> None:
    """Let a function find nothing, wherever it is used."""
    function, nothing = rules()[name]

    def idle(*_: Any, **__: Any) -> Any:
        return copy.copy(nothing)

    for module in list(sys.modules.values()):
        if module.__name__.startswith("generator"):
            for key, value in list(vars(module).items()):
                if value is function:
                    setattr(module, key, idle)


# -------------------------------------------------------------------- scores


def dates(corpus: str, scorer_path: str) -> Scores:
    """F1 of the dates in percent."""
    sys.path.insert(0, str(BENCHMARKS))
    benchmark, scorer = importlib.import_module("dates"), load(scorer_path)
    read_dates = importlib.import_module("generator.annotate.dates").read_dates
    day = importlib.import_module("generator.edtf").parse_edtf
    documents = scorer.read_gold(Path(corpus))
    found = {item.stem: read_dates(item.text, (), day(item.dct)) for item in documents}
    scores: Scores = benchmark.score(scorer, documents, found)
    return {name: round(figure, 2) for name, figure in scores.items()}


def places(corpus: str, folder: str, scorer_path: str) -> Scores:
    """Exact F1 of the names, share of the points within 161 km, F1 of the map, in percent."""
    scorer = load(scorer_path)
    listing = importlib.import_module("generator.annotate.listing")
    documents = scorer.load_corpus(corpus, folder)
    with tempfile.TemporaryDirectory() as texts:
        lines = []
        for document in documents:
            file = Path(texts) / f"{document.name}.txt"
            file.write_bytes(document.text.encode())
            lines.append(json.dumps(listing.as_json(listing.annotate_file(file, None), document.name)))
        out = Path(texts) / "found.jsonl"
        out.write_text("\n".join(lines), encoding="utf-8")
        figures = scorer.score(documents, scorer.read_system(str(out), documents), typed=False)
    whole = "all toponyms"
    return {
        "place span": round(100 * figures["recognition"]["exact"][whole]["F1"], 2),
        "161 km": round(100 * figures["resolution"][whole]["recall@161km"], 2),
        "map": round(100 * figures["map"][whole]["F1"], 2),
    }


def stories(folder: str, observer_path: str, scorer_path: str) -> Scores:
    """The counts of all stories added up."""
    observer, scorer = load(observer_path), load(scorer_path)
    total: Scores = {}
    for gold in sorted(Path(folder).glob("*/gold.yml")):
        counts = scorer.score(yaml.safe_load(gold.read_text("utf-8")), observer.observe(gold.parent))
        for name, count in counts.items():
            if isinstance(count, int):
                total[name] = total.get(name, 0) + count
    return total


MEASURES: dict[str, Callable[..., Scores]] = {"dates": dates, "places": places, "stories": stories}


def measured(options: argparse.Namespace) -> Scores:
    """What one process prints: the scores of one corpus without one thing."""
    if "/" in options.without:
        without_table(options.without)
    elif options.without:
        without_rule(options.without)
    return MEASURES[options.measure](*getattr(options, options.measure))


def fired(options: argparse.Namespace) -> list[str]:
    """The rules that found something in one corpus."""
    known = {inspect.unwrap(function).__code__: name for name, (function, _) in rules().items()}
    seen = set()

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if event == "return" and result and frame.f_code in known:
            seen.add(known[frame.f_code])

    sys.setprofile(watch)
    MEASURES[options.measure](*getattr(options, options.measure))
    sys.setprofile(None)
    return sorted(seen)


# -------------------------------------------------------------------- the run


def run(arguments: Sequence[str], *more: str) -> Any:
    """What a process of this script prints; its last line of complaint where it fails."""
    command = [sys.executable, __file__, *arguments, *more]
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        return json.loads(done.stdout) if not done.returncode else done.stderr.strip().rpartition("\n")[2]
    return f"no end in {SECONDS} s"


def worse(whole: Scores, left: Scores) -> dict[str, float]:
    """The scores that are worse by how much; how much there is of something is no score."""
    found = {}
    for name, score in whole.items():
        if name in SIZES or name.endswith("gold"):
            continue
        change = round(left.get(name, 0) - score, 2)
        if change > 0 if any(fault in name for fault in FAULTS) else change < 0:
            found[name] = change
    return found


def cost(name: str, base: dict[str, Scores], arguments: Sequence[str], *, every: bool) -> dict[str, Any]:
    """What leaving one thing out costs: by corpus, the scores that fall, or why it cannot be left out."""
    lost: dict[str, Any] = {}
    # Where a loss is most likely: in the corpus that it is named like, else in whole stories.
    likely = next((measure for measure in base if measure in name), "stories")
    for measure, whole in sorted(base.items(), key=lambda item: item[0] != likely):
        left = run(arguments, "--measure", measure, "--without", name)
        if isinstance(left, str):
            return lost | {measure: left}
        if fallen := worse(whole, left):
            lost[measure] = fallen
            if not every:
                break
        elif left != whole:
            lost.setdefault("better or other", []).append(measure)
    return lost


def told(lost: dict[str, Any]) -> str:
    """A line for the table."""
    parts = []
    for measure, fallen in lost.items():
        if isinstance(fallen, dict):
            parts.append(f"{measure}: " + ", ".join(f"{name} {change:+g}" for name, change in fallen.items()))
        else:
            parts.append(f"{measure}: {', '.join(fallen) if isinstance(fallen, list) else fallen}")
    return "; ".join(parts) or "nothing"


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dates", nargs=2, metavar=("CORPUS", "SCORER"))
    parser.add_argument("--places", nargs=3, metavar=("CORPUS", "DATA", "SCORER"))
    parser.add_argument("--stories", nargs=3, metavar=("FOLDER", "OBSERVER", "SCORER"))
    parser.add_argument("--of", choices=("tables", "rules", "both"), default="tables")
    parser.add_argument("--only", default="", metavar="TEXT", help="only what has TEXT in its name")
    parser.add_argument("--all", action="store_true", help="try every corpus, also when one has fallen")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--measure", choices=tuple(MEASURES), help=argparse.SUPPRESS)
    parser.add_argument("--without", default="", help=argparse.SUPPRESS)
    parser.add_argument("--fired", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def names(options: argparse.Namespace, corpora: Sequence[str], arguments: Sequence[str]) -> Iterator[str]:
    """What is to be left out; the rules that found nothing are only told."""
    if options.of != "rules":
        yield from tables()
    if options.of != "tables":
        seen = set()
        for measure in corpora:
            seen |= set(run(arguments, "--measure", measure, "--fired"))
        idle = [name for name in rules() if name not in seen and options.only in name]
        print(f"{len(idle)} rules found nothing in any text:", *idle, sep="\n  ", flush=True)
        yield from sorted(seen)


def main() -> int:
    options = parsed()
    if options.measure:
        print(json.dumps(fired(options) if options.fired else measured(options)))
        return 0
    corpora = [name for name in MEASURES if getattr(options, name)]
    arguments = [part for name in corpora for part in (f"--{name}", *getattr(options, name))]
    base = {measure: run(arguments, "--measure", measure) for measure in corpora}
    for measure, whole in base.items():
        if isinstance(whole, str):
            sys.exit(f"{measure}: {whole}")
        print(f"{measure}: " + ", ".join(f"{name} {score:g}" for name, score in whole.items()))
    found = {}
    for name in names(options, corpora, arguments):
        if options.only in name:
            found[name] = cost(name, base, arguments, every=options.all)
            print(f"{name:44} {told(found[name])}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
