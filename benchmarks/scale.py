"""Build the site of 1, 2, 5, 50 and 500 articles without a story file: time, memory and size of the pages.

    python benchmarks/scale.py [SIZE …]

The articles are written by this script from templates: one story that goes on for as many days as there
are pairs of articles, with events of its own on each day, told by two papers in other words, with names,
places, quotations and a look back. The same size gives the same articles.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZES = (1, 2, 5, 50, 500)
CONFIG = (
    "site_name: Scale\ndocs_dir: site_src\ntheme: {name: explainer}\nplugins: [search, explainer]\n"
    "markdown_extensions: [attr_list, {toc: {permalink: false}}]\n"
)
TOWNS = ("Turku", "Tampere", "Oulu", "Vaasa", "Kuopio", "Lahti", "Pori", "Kotka", "Joensuu", "Rauma")
GIVEN = ("Aino", "Eero", "Helmi", "Ilmari", "Kaisa", "Lauri", "Maija", "Olavi", "Päivi", "Risto")
FAMILY = ("Aaltonen", "Koskinen", "Laine", "Mäkelä", "Niemi", "Rantanen", "Salonen", "Virtanen")
ROLES = ("spokeswoman", "engineer", "director", "mayor", "inspector")
THINGS = (
    "a lock gate",
    "a pump house",
    "a towpath",
    "a swing bridge",
    "a spillway",
    "a dredger",
    "a culvert",
)
STATES = ("was reopened", "gave way", "was inspected", "was shut", "was flooded", "passed its test")


def article(number: int) -> str:
    """One article; two that follow each other tell the same day."""
    day = number // 2
    same = random.Random(day)
    own = random.Random(10_000 + number)
    published = date(2024, 1, 8) + timedelta(days=day)
    town, other = same.sample(TOWNS, 2)
    name, role = f"{same.choice(GIVEN)} {same.choice(FAMILY)}", same.choice(ROLES)
    thing, state, crews = same.choice(THINGS), same.choice(STATES), same.randint(3, 90)
    verb, second = ("said", "told reporters") if number % 2 else ("announced", "explained")
    paper = ("Morning Post", "Evening Mail")[number % 2]
    head = f"{thing.removeprefix('a ').capitalize()} near {town} {state}"
    paragraphs = [
        f"On {published:%A}, {thing} of the Saimaa canal near {town} {state}, the canal authority {verb}. "
        f"About {crews} workers were sent there from {other}.",
        f"“We will finish in {own.randint(2, 9)} days,” {name}, the authority's {role}, {second}. "
        f"She added that boats would have to wait outside {other} until then.",
        f"However, skippers in {own.choice(TOWNS)} complained of losses of {own.randint(10, 99)},000 euros.",
        f"In {2000 + own.randint(1, 20)}, a flood damaged {own.choice(THINGS)} near {own.choice(TOWNS)}. "
        f"It took {own.randint(3, 30)} months to repair.",
        f"The canal authority wants to test the next section near {own.choice(TOWNS)} on "
        f"{published + timedelta(days=own.randint(2, 5)):%d %B}.",
    ]
    return (
        f"---\nheadline: {head}\npublisher: {paper}\ndate: {published}\n---\n\n"
        + "\n\n".join(paragraphs)
        + "\n"
    )


def project(folder: Path, size: int) -> None:
    for name in ("seeds", "site_src"):
        folder.joinpath(name).mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(CONFIG, "utf-8")
    for number in range(size):
        folder.joinpath("seeds", f"{number:04}.md").write_text(article(number), "utf-8")


def build(folder: Path) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of a build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {folder} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def kilobytes(path: Path) -> float:
    return path.stat().st_size / 1024 if path.exists() else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    pages = ("index.html", "background", "map", "chronology", "compare", "sources")
    heads = [page.removesuffix(".html")[:10] for page in pages]
    print(
        f"{'articles':>8}{'CPU s':>8}{'s/article':>11}{'MB':>7}  KB of:"
        + "".join(f"{h:>12}" for h in heads)
        + f"{'one source':>12}"
    )
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            project(folder, size)
            seconds, memory = build(folder)
            site = folder / "site"
            sizes = [
                kilobytes(site / page if page.endswith("html") else site / page / "index.html")
                for page in pages
            ]
            sources = [kilobytes(path) for path in site.glob("sources/*/index.html")]
            row = "".join(f"{value:>12.0f}" for value in (*sizes, max(sources)))
            print(f"{size:>8}{seconds:>8.1f}{seconds / size:>11.3f}{memory:>7.0f}        {row}", flush=True)


if __name__ == "__main__":
    main()
