"""Time `mkdocs build` of the bundled site against plain MkDocs on the same Markdown, side by side.

    python benchmarks/build.py [--runs N]

Prints ratios of whole processes, and what importing the package and its heavy libraries costs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAIN = "site_name: Plain\ntheme: {name: mkdocs}\nplugins: [search]\nmarkdown_extensions: [attr_list]\n"
IMPORTS = (
    "generator",
    "generator.pipeline",
    "generator.plugin",
    "folium",
    "numpy",
    "geopy.distance",
    "pydantic",
)


# As an installed package runs: its modules compiled.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - started


def unchanged(_folder: Path) -> None:
    """Leave a project as it is."""


def changed(folder: Path) -> None:
    """Change the story file, in nothing that is drawn."""
    story = folder / "seeds" / "story.yml"
    story.write_text(story.read_text("utf-8") + "# Changed.\n", "utf-8")


def forgotten(folder: Path) -> None:
    """Take away what earlier builds kept in a project."""
    shutil.rmtree(folder / ".cache")


def side_by_side(
    ours: Path, plain: Path, runs: int, before: Callable[[Path], None]
) -> tuple[list[float], list[float]]:
    """Whole-process times of both builds, taken in turn after one that warms the caches.

    ``before`` does something to our project before each.
    """
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    for folder in (ours, plain):
        seconds(build, folder)
    us, them = [], []
    for _ in range(runs):
        before(ours)
        us.append(seconds(build, ours))
        them.append(seconds(build, plain))
    return us, them


def loaded(modules: str) -> list[str]:
    """Which of the heavy libraries are loaded after importing ``modules``."""
    code = f"import sys, {modules}; print(*[name for name in ('folium', 'numpy', 'geopy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as place:
        ours, plain = Path(place, "ours"), Path(place, "plain")
        ours.mkdir()
        plain.mkdir()
        for name in ("seeds", "site_src"):
            shutil.copytree(ROOT / name, ours / name)
        shutil.copyfile(ROOT / "mkdocs.yml", ours / "mkdocs.yml")
        plain.joinpath("mkdocs.yml").write_text(PLAIN, "utf-8")
        command = [
            sys.executable,
            "-m",
            "generator",
            "write",
            str(plain / "docs"),
            "--seeds",
            str(ours / "seeds"),
        ]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        for title, before in (
            ("a further build, nothing changed", unchanged),
            ("a further build, the story changed", changed),
            ("a first build, maps drawn", forgotten),
        ):
            us, them = side_by_side(ours, plain, runs, before)
            ratios = [one / other for one, other in zip(us, them, strict=True)]
            print(f"{title:<34}{'min':>7}{'median':>8}{'max':>7}")
            for name, times in (
                ("this project, s", us),
                ("plain MkDocs, same Markdown, s", them),
                ("ratio", ratios),
            ):
                print(f"{name:<34}{min(times):>7.2f}{statistics.median(times):>8.2f}{max(times):>7.2f}")
            print()
    bare = min(seconds([sys.executable, "-c", "pass"], ROOT) for _ in range(runs))
    for name in IMPORTS:
        cost = min(seconds([sys.executable, "-c", f"import {name}"], ROOT) for _ in range(runs)) - bare
        print(
            f"import {name:<27}{cost:>7.2f} s   loads {', '.join(loaded(name)) or 'none of folium, numpy, geopy'}"
        )


if __name__ == "__main__":
    main()
