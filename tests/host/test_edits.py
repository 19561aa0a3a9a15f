"""After each of a series of edits the served site is, byte for byte, what another program builds of the same files."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import write_project
from mkdocs.commands.build import build
from mkdocs.config import load_config

RECOUNT = Path(__file__).parents[1] / "stories/recount/seeds"
# Builds each of the folders as `mkdocs serve` builds first, with a plugin that knows nothing yet.
FRESH = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
for folder in sys.argv[1:]:
    MkDocsConfig.plugins.plugin_cache.clear()
    load_config(folder + "/mkdocs.yml").plugins.on_startup(command="serve", dirty=False)
    build(load_config(folder + "/mkdocs.yml"))
"""
STORY = """
story: {title: A count, summary: [count]}
sections: [{id: votes, title: The votes, page: background}]
claims:
  - {id: count, section: votes, text: The mayor counted 40.,
     evidence: [{source: daily, quote: the mayor counted 40 votes}]}
"""
TEMPLATE = """# {{ article.label | markdown }}
{% for claim in claims %}
<p>Told: {{ cite.claim(claim) }}</p>
{% endfor %}
"""
DAILY = (
    "---\nheadline: The mayor counts\ndate: 2024-03-08\n---\n\n"
    "On Friday the mayor counted 40 votes in Oslo. Nobody else was there.\n"
)


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def last(folder):
    return sorted(folder.glob("seeds/*.txt"))[-1]


def write(folder, name, text):
    folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
    folder.joinpath(name).write_text(text, "utf-8")


def add_sentence(folder):
    write(folder, f"seeds/{last(folder).name}", f"{last(folder).read_text('utf-8').rstrip()} Nobody knew.\n")


def change_figure(folder):
    path = folder / "seeds/capital-monitor.txt"
    text = path.read_text("utf-8")
    figure = re.search(r"[1-9]\d(?=[ ,])", text)[0]
    path.write_text(text.replace(figure, f"{figure}7"), "utf-8")


EDITS = {
    "a sentence more": add_sentence,
    "another figure": change_figure,
    "an article more": lambda folder: write(folder, "seeds/daily.md", DAILY),
    "an article renamed": lambda folder: last(folder).rename(folder / "seeds/a-first.txt"),
    "an outlet's name": lambda folder: edit(folder, "seeds/daily.md", "---\n", "---\npublisher: Noon\n"),
    "an article less": lambda folder: last(folder).unlink(),
    "a page of one's own": lambda folder: write(folder, "site_src/own.md", "# Own\n\nTold: [x](about.md)\n"),
    "no directories": lambda folder: edit(
        folder, "mkdocs.yml", "theme:", "use_directory_urls: false\ntheme:"
    ),
    "a page left out": lambda folder: edit(folder, "mkdocs.yml", "theme:", "exclude_docs: map.md\ntheme:"),
    "a template": lambda folder: (
        edit(folder, "mkdocs.yml", "[explainer]", "[explainer: {templates_dir: parts}]"),
        write(folder, "parts/sources/source.md.jinja", TEMPLATE),
    ),
    "that template": lambda folder: edit(folder, "parts/sources/source.md.jinja", "Told", "Said"),
    "a story": lambda folder: write(folder, "seeds/story.yml", STORY),
    "a citation": lambda folder: edit(folder, "site_src/own.md", "Told:", "The mayor. [@count]"),
    "a limit, other words": lambda folder: (
        edit(folder, "seeds/story.yml", "counted 40.", "counted the votes."),
        edit(folder, "seeds/story.yml", "\nstory", "\nsources: {daily.md: {quote_limit: 20}}\nstory"),
    ),
    "no story": lambda folder: folder.joinpath("seeds/story.yml").unlink(),
}


def contents(folder):
    # The compressed map of the site has the time in it.
    site = folder / "site"
    paths = sorted(path for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {str(path.relative_to(site)): path.read_bytes() for path in paths}


def test_what_is_served_after_each_edit_is_what_is_built_of_the_same_files(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()
    write_project(folder, {})
    shutil.copytree(RECOUNT, folder / "seeds", dirs_exist_ok=True)
    load_config(str(folder / "mkdocs.yml")).plugins.on_startup(command="serve", dirty=False)
    build(load_config(str(folder / "mkdocs.yml")))
    served, copies = {}, {}
    for number, (name, change) in enumerate(EDITS.items()):
        before = served[list(served)[-1]] if served else contents(folder)
        change(folder)
        build(load_config(str(folder / "mkdocs.yml")))
        served[name] = contents(folder)
        assert served[name] != before, name
        copies[name] = tmp_path / f"copy-{number}"
        shutil.copytree(folder, copies[name], ignore=shutil.ignore_patterns("site", ".cache"))
    # In the other order, so that nothing is taken over that was so before each edit.
    folders = [str(copy) for copy in reversed(copies.values())]
    subprocess.run([sys.executable, "-c", FRESH, *folders], check=True, env=os.environ)
    for name, copy in copies.items():
        fresh = contents(copy)
        assert [path for path in fresh | served[name] if fresh.get(path) != served[name].get(path)] == [], (
            name
        )
