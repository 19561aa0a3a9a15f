"""How well and how fast dates are read: TimeBank.

    python benchmarks/dates.py CORPUS SCORER [--json]

CORPUS is a folder of TimeML files (TimeBank), SCORER a Python file with ``read_gold`` and ``score`` as
TempEval-3 defines them; neither is part of the project. Ends with status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.annotate.dates import read_dates
from generator.edtf import parse_edtf
from generator.model import Timex

# F1 in percent of HeidelTime 2.2 on the same texts, and the least that we want.
TARGETS = {
    "calendar value": (82.7, 86.0),
    "value": (79.5, 82.0),
    "relaxed span": (91.9, 93.0),
    "strict span": (85.3, 87.0),
}
DOCUMENTS_PER_SECOND = 300
KINDS = (
    ("weekday alone", r"(mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("yesterday, today, tomorrow", r"(yesterday|today|tomorrow)"),
    ("full date", r"\S+ \d+, \d{4}"),
    ("month and day", r"[a-z]+\.? \d+"),
    (
        "month alone",
        r"(january|february|march|april|may|june|july|august|september|october|november|december)",
    ),
    ("year in figures", r"\d{4}"),
    ("last, this, next year", r"(last|this|next) year"),
    ("last, this, next month", r"(last|this|next) month"),
    ("last, this, next week", r"(last|this|next) week"),
    ("named quarter", r".*(first|second|third|fourth).quarter.*"),
    ("a year earlier", r"(a year (earlier|ago)|.*year-(ago|earlier).*)"),
    ("so long ago", r".* ago"),
    ("vague present", r"(now|currently|current|right now)"),
    ("vague past", r"(recently|recent|the past|recent \w+)"),
    ("vague future", r"(soon|.*future|coming \w+)"),
    ("counted duration", r"[\w ]*?(\d+|a|an|one|two|three|four|five|six|eight|ten|twenty)[ -]\w+"),
)


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("timex_eval", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    scorer = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = scorer
    spec.loader.exec_module(scorer)
    return scorer


def read_corpus(documents: list[Any]) -> tuple[dict[str, tuple[Timex, ...]], float]:
    """The expressions of each document, and the seconds of processor time after start-up, the best of three runs."""
    seconds = []
    found: dict[str, tuple[Timex, ...]] = {}
    for _ in range(3):
        began = time.process_time()
        found = {item.stem: read_dates(item.text, (), parse_edtf(item.dct)) for item in documents}
        seconds.append(time.process_time() - began)
    return found, min(seconds)


def score(scorer: ModuleType, documents: list[Any], found: dict[str, tuple[Timex, ...]]) -> dict[str, float]:
    output = system_output(scorer, found)
    result = scorer.evaluate(documents, output)
    return {
        "calendar value": 100 * result["calendar"]["value"]["f1"],
        "value": 100 * result["all"]["value"]["f1"],
        "relaxed span": 100 * result["all"]["relaxed"]["f1"],
        "strict span": 100 * result["all"]["strict"]["f1"],
    }


def system_output(scorer: ModuleType, found: dict[str, tuple[Timex, ...]]) -> dict[str, list[Any]]:
    return {
        stem: [scorer.Timex(item.start, item.end, item.text, item.value, str(item.type)) for item in items]
        for stem, items in found.items()
    }


def by_kind(scorer: ModuleType, documents: list[Any], found: dict[str, tuple[Timex, ...]]) -> dict[str, str]:
    """Values right and gold, by the kind of the gold's words."""
    output = system_output(scorer, found)
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for document in documents:
        pairs = {id(one): other for one, other in scorer.align(document.timexes, output[document.stem])}
        for timex in document.timexes:
            words = " ".join(timex.text.lower().split())
            kind = next((name for name, pattern in KINDS if re.fullmatch(pattern, words)), "other")
            gold[kind] += 1
            right[kind] += id(timex) in pairs and pairs[id(timex)].value == timex.value
    return {kind: f"{right[kind]}/{count}" for kind, count in gold.most_common()}


def measure(corpus: Path, scorer_path: Path) -> dict[str, Any]:
    scorer = load_scorer(scorer_path)
    documents = scorer.read_gold(corpus)
    found, seconds = read_corpus(documents)
    return {
        "f1": score(scorer, documents, found),
        "documents per second": len(documents) / seconds,
        "kinds": by_kind(scorer, documents, found),
    }


def missed(result: dict[str, Any]) -> list[str]:
    wrong = [name for name, (_, target) in TARGETS.items() if result["f1"][name] < target]
    if result["documents per second"] < DOCUMENTS_PER_SECOND:
        wrong.append("documents per second")
    return wrong


def table(result: dict[str, Any]) -> str:
    lines = [f"{'TimeBank, F1 in %':24}{'ours':>8}{'HeidelTime':>12}{'target':>8}"]
    for name, (heideltime, target) in TARGETS.items():
        lines.append(f"{name:24}{result['f1'][name]:8.1f}{heideltime:12.1f}{target:8.1f}")
    rate = result["documents per second"]
    lines.append(f"{'documents per second':24}{rate:8.0f}{2.3:12.1f}{DOCUMENTS_PER_SECOND:8}")
    lines += ["", "values right / gold by kind"]
    lines += [f"{kind:28}{count:>10}" for kind, count in result["kinds"].items()]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help="folder of TimeML files")
    parser.add_argument("scorer", type=Path, help="Python file that reads and scores them")
    parser.add_argument("--json", action="store_true", help="print JSON, not a table")
    arguments = parser.parse_args()
    result = measure(arguments.corpus, arguments.scorer)
    print(json.dumps(result, indent=2) if arguments.json else table(result))
    wrong = missed(result)
    if wrong:
        print(f"below target: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
