"""Builds, publishes and drafts stories of random sentences, builds the drafts, and counts how each ended.

    python benchmarks/robustness.py [HOW_MANY] [FIRST_SEED]

An error that says what is wrong is an end like another; anything else is unexpected and is printed with its seed.
"""

import sys
import tempfile
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from random_stories import random_story  # noqa: E402

from generator import GeneratorError, build, publish  # noqa: E402
from generator.editor.draft import write_draft  # noqa: E402


def outcome(seed: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").mkdir()
        for file, text in random_story(seed).items():
            (folder / "seeds" / file).write_text(text, "utf-8")
        for stage, run in (
            ("published", lambda: publish(build(folder).story)),
            ("drafted", lambda: write_draft(folder, folder / "seeds")),
            ("built from its draft", lambda: build(folder)),
        ):
            try:
                run()
            except GeneratorError as problem:
                return f"not {stage}: {problem.diagnostics[0].code}"
            except Exception:  # noqa: BLE001 - the thing looked for
                return f"unexpected, seed {seed}: {traceback.format_exc(limit=-3)}"
    return "published, drafted and built from its draft"


def main() -> None:
    many, first = map(int, [*sys.argv[1:], *["2000", "0"][len(sys.argv) - 1 :]])
    with ProcessPoolExecutor() as pool:
        ends = list(pool.map(outcome, range(first, first + many), chunksize=10))
    unexpected = [end for end in ends if end.startswith("unexpected")]
    for end, count in Counter(end for end in ends if not end.startswith("unexpected")).most_common():
        print(f"{count:>6}  {end}")
    print(f"{len(unexpected):>6}  unexpected")
    print(*unexpected, sep="\n")
    sys.exit(bool(unexpected))


if __name__ == "__main__":
    main()
