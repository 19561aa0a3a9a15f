"""Build the site of 1, 2, 5, 50 and 500 articles without a story file: time, memory and size of the pages.

    python benchmarks/scale.py [SIZE …] [--texts FOLDER] [--words N] [--serve]

With ``--texts`` the articles are made of the paragraphs of real articles in a folder, ``--words`` each, as long as
these last. ``growth`` is the exponent of the time from the row before: 1 is linear. ``--serve`` tells what a rebuild
takes in one process, as while serving, after one sentence of one article was changed.

The articles are written by this script from templates: one story that goes on for as many days as there
are pairs of articles, with events of its own on each day, told by two papers in other words, with names,
places, quotations and a look back. The same size gives the same articles.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("index.html", "background", "map", "chronology", "compare", "sources")
SIZES = (1, 2, 5, 50, 500)
# As `explainer new` writes it, without MkDocs' own search.
CONFIG = (
    "site_name: Scale\ndocs_dir: site_src\ntheme: {name: explainer}\nplugins: [explainer]\n"
    "markdown_extensions: [attr_list, {toc: {permalink: false}}]\n"
)
# What `mkdocs serve` does, without its server: the plugin lives on from one build to the next.
SERVED = """
import time
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
load_config().plugins.on_startup(command="serve", dirty=False)
def timed():
    start = time.process_time()
    build(load_config())
    return time.process_time() - start
first = timed()
seed = sorted(Path("seeds").iterdir())[-1]
seed.write_text(seed.read_text("utf-8").rstrip() + " Nobody had expected it.\\n", "utf-8")
print(first, timed())
"""
# Words of a paragraph that is more than a line of a page, and of a headline made of its beginning.
_SENTENCE = 9
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


def real_articles(texts: Path, words: int) -> Iterator[str]:
    """Articles of about so many words, of the paragraphs of a folder's files in order, two of them a day."""
    files = sorted(path for path in texts.rglob("*") if path.suffix in {".txt", ".md"})
    paragraphs = (
        text.strip()
        for path in files
        for text in path.read_text("utf-8", errors="replace").split("\n\n")[1:]
        if len(text.split()) >= _SENTENCE and not text.lstrip().startswith("---")
    )
    for number in itertools.count():
        taken: list[str] = []
        while sum(len(text.split()) for text in taken) < words:
            text = next(paragraphs, None)
            if text is None:
                return
            taken.append(text)
        head = " ".join(taken[0].split()[:_SENTENCE]).strip('.,"“”:').replace('"', "'")
        paper = ("Morning Post", "Evening Mail", "Daily Record")[number % 3]
        day = date(2009, 4, 20) + timedelta(days=number // 2)
        front = f'---\nheadline: "{head}"\npublisher: {paper}\ndate: {day}\n---\n\n'
        yield front + "\n\n".join(taken) + "\n"


def project(folder: Path, texts: Iterable[str]) -> int:
    """Write a project of these articles; how many they are."""
    for name in ("seeds", "site_src"):
        folder.joinpath(name).mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(CONFIG, "utf-8")
    size = 0
    for size, text in enumerate(texts, start=1):
        folder.joinpath("seeds", f"{size - 1:04}.md").write_text(text, "utf-8")
    return size


def build(folder: Path) -> tuple[float, float]:
    """Processor seconds and peak memory in MB of a build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build of {folder} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def rebuilt(folder: Path) -> tuple[float, float]:
    """Processor seconds of a first build and of one more in the same process, one sentence changed between."""
    command = [sys.executable, "-c", SERVED]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    first, again = map(float, done.stdout.split()[-2:])
    return first, again


def kilobytes(path: Path) -> float:
    return path.stat().st_size / 1024 if path.exists() else 0.0


def page_sizes(site: Path) -> list[float]:
    """Kilobytes of the pages of ``PAGES`` and of the largest page of a source."""
    files = [site / page if page.endswith("html") else site / page / "index.html" for page in PAGES]
    return [*map(kilobytes, files), max(map(kilobytes, site.glob("sources/*/index.html")))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--texts", type=Path, help="folder of real articles")
    parser.add_argument("--words", type=int, default=770, help="words an article, with --texts")
    parser.add_argument("--serve", action="store_true", help="time a rebuild after a changed sentence too")
    options = parser.parse_args()
    heads = [*(page.removesuffix(".html")[:10] for page in PAGES), "one source"]
    columns = f"{'articles':>8}{'CPU s':>8}{'s/article':>11}{'growth':>8}{'MB':>7}{'rebuilt s':>11}  KB of:"
    print(columns + "".join(f"{head:>12}" for head in heads))
    before: tuple[int, float] | None = None
    for wanted in options.sizes:
        texts = (
            real_articles(options.texts, options.words) if options.texts else map(article, itertools.count())
        )
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            size = project(folder, itertools.islice(texts, wanted))
            if size < wanted:
                raise SystemExit(
                    f"the texts last for {size} articles of {options.words} words, not for {wanted}"
                )
            seconds, memory = build(folder)
            row = "".join(f"{value:>12.0f}" for value in page_sizes(folder / "site"))
            again = f"{rebuilt(folder)[1]:.1f}" if options.serve else "–"
        growth = f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else "–"
        before = (size, seconds)
        print(
            f"{size:>8}{seconds:>8.1f}{seconds / size:>11.3f}{growth:>8}{memory:>7.0f}{again:>11}        {row}",
            flush=True,
        )


if __name__ == "__main__":
    main()
