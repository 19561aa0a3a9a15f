"""Many stories on one site: CPU per story of 10 and of 100 stories of three articles, and of one edit among them.

python -m benchmarks.stories [NUMBER…]   # default: 10 100
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mkdocs.config import load_config

PLACES = ("Oslo", "Bergen", "Lyon", "Leeds", "Ghent", "Malmo", "Porto", "Graz", "Turin", "Aarhus")
THINGS = ("dam", "ferry", "bridge", "school", "mill", "tunnel", "harbor", "tower", "library", "silo")
OUTLETS = ("The Daily", "The Herald", "Evening Post")
SETTINGS = (
    "site_name: Desk\nsite_url: https://example.org/\ndocs_dir: docs\ntheme: {name: explainer}\n"
    "plugins: [{explainer: {stories: stories}}]\n"
)


def article(number: int, outlet: int) -> str:
    place, thing = PLACES[number % 10], THINGS[number // 10 % 10]
    return (
        f"The {thing} of {place} is closed\n\n{OUTLETS[outlet]}, {5 + outlet} March 2026\n\n"
        f"The {thing} at {place} was closed on Tuesday, the mayor said. It was built in 19{10 + number % 80}. "
        f"At least {outlet + 2} people were hurt, according to the police.\n\n"
        f"Workers found a crack in the {thing} on Monday. The council of {place} will meet on Friday to decide what "
        "comes next. Nobody knows yet how long it will stay closed.\n"
    )


def write(folder: Path, number: int) -> None:
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for story in range(number):
        at = folder / "stories" / f"story-{story:03}"
        at.mkdir(parents=True)
        for outlet in range(3):
            (at / f"{outlet}.txt").write_text(article(story, outlet), encoding="utf-8")


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def built(folder: Path) -> float:
    before = children()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    return children() - before


def edited(folder: Path) -> float:
    """CPU of making the stories again, as while serving, after one article has changed."""
    os.chdir(folder)
    config = load_config("mkdocs.yml")
    plugin = config.plugins["explainer"]
    config.plugins.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    path = folder / "stories" / "story-000" / "0.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\nThe mayor left.\n", encoding="utf-8")
    start = time.process_time()
    plugin.on_pre_build(config=config)
    spent = time.process_time() - start
    config.plugins.on_shutdown()
    return spent


def main() -> None:
    numbers = [int(text) for text in sys.argv[1:]] or [10, 100]
    print("stories   build, s   a story, s   one edit, s")
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, number)
            spent = built(folder)
            print(f"{number:7} {spent:10.1f} {spent / number:12.2f} {edited(folder):13.2f}")
            os.chdir("/")


if __name__ == "__main__":
    main()
