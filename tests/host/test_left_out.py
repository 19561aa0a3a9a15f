"""Pages that the editor hides, replaces, renames and puts in order: no link of the written site leads nowhere."""

import json
import posixpath
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from conftest import run

ROOT = "https://example.org/repo/"
ARTICLES = {
    "daily.txt": (
        "A bridge closes in Oslo\n\nPublished 5 March 2026\n\n"
        "The bridge in Oslo was closed on Tuesday. The mayor said that it will open again in five weeks. "
        "A ferry from Bergen came on 4 March 2026.\n\nThe council meets on 12 March 2026.\n"
    ),
    "weekly.txt": (
        "Bridge shut\n\nPublished 6 March 2026\n\n"
        "The bridge in Oslo has been shut since Tuesday. It was built in 1998. It is not known who built it.\n"
    ),
}
STORY = """\
story:
  title: The bridge of Oslo
  question: What is closed?
  answers: {what: [closed], next: [meets]}
  center: Oslo
sources: {daily.txt: {id: daily, label: The Daily}, weekly.txt: {id: weekly, label: The Weekly}}
names: [{name: The mayor, role: "Speaks.", evidence: [{source: daily, quote: "The mayor said"}]}]
places: [{name: Oslo, kind: town, country: NO}, {name: Bergen, kind: town, country: NO}]
sections:
  - {id: news, title: News, page: background}
  - {id: days, title: Days, page: chronology}
  - {id: to-come, title: To come, page: chronology}
questions: [{q: Who built it?, answer: not-addressed, note: Nobody says., see: [built]}, {q: What?, answer: [closed]}]
claims:
  - {id: closed, section: news, track: days, text: "The bridge was closed on Tuesday, 3 March 2026.", where: [Oslo],
     evidence: [{source: daily, quote: was closed on Tuesday}, {source: weekly, quote: has been shut since Tuesday}]}
  - {id: ferry, track: days, text: "A ferry came on 4 March 2026.", where: [Bergen],
     evidence: [{source: daily, quote: A ferry from Bergen came on 4 March 2026}]}
  - {id: meets, track: to-come, text: "The council meets on 12 March 2026.",
     evidence: [{source: daily, quote: The council meets on 12 March 2026}]}
  - {id: built, section: news, text: "It was built in 1998.", evidence: [{source: weekly, quote: was built in 1998}]}
comparisons:
  - {id: word, title: Closed or shut, relation: wording, text: "One says shut.", claims: [closed],
     evidence: [{source: daily, quote: closed}, {source: weekly, quote: shut since}]}
updates: [{date: 2026-03-07, claims: [closed], text: The day was added.}]
"""
OWN = "---\ntitle: Ours\n---\n# Ours\n\nIt was closed.[@closed]\n"
PAGES = [
    "background.md", "map.md", "chronology.md", "chronology/days.md", "compare.md", "sources/index.md",
    "sources/daily.md", "about.md", "everything.md", "embed.md",
]  # fmt: skip


def written(project, settings="", below="", **pages):
    """A site of the story with these settings; what was logged, too."""
    folder = project(ARTICLES, STORY)
    folder.joinpath("site_src", below).mkdir(exist_ok=True)
    folder.joinpath("site_src", below, "ours.md").write_text(OWN, "utf-8")
    for name, text in pages.items():
        folder.joinpath("site_src", f"{name}.md").write_text(text, "utf-8")
    told = folder.joinpath("mkdocs.yml").read_text("utf-8")
    if below:
        told = told.replace("[explainer]", f"[{{explainer: {{path: {below}}}}}]")
    folder.joinpath("mkdocs.yml").write_text(f"{told}{settings}\n", "utf-8")
    done = run("mkdocs", folder)
    return folder / "site", done.stderr


def links_of(site):
    """Every address of the written site within itself: where it stands, and where it leads from the root."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix not in {".html", ".xml", ".json", ".geojson", ".csv", ".ics"}:
            continue
        text = path.read_bytes().decode().replace("\r\n ", "")
        yield from ((name, found) for found in re.findall(re.escape(ROOT) + r"([^\s\"'<>&\\;)]*)", text))
        if path.suffix == ".html" and name != "404.html":
            text = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
            for found in re.findall(r'\s(?:href|src|data-index|data-script)="([^"]*)"', text):
                parts = urlsplit(unescape(found))
                if not parts.scheme and not parts.netloc:
                    at = posixpath.join(posixpath.dirname(name), parts.path) if parts.path else name
                    at = posixpath.normpath(at) if at else "."
                    yield name, at + (f"#{parts.fragment}" if parts.fragment else "")
    file = next(site.rglob("story.json"))
    data, below = json.loads(file.read_text("utf-8")), file.parents[2].relative_to(site).as_posix()
    for kind in ("statements", "comparisons", "sources"):
        yield from (("story.json", f"{below}/{item['address']}") for item in data[kind] if item["address"])
    search = json.loads((site / "assets/explainer/search.json").read_text("utf-8"))
    yield from (("search.json", row[2]) for row in search["records"])


def dead_links(site):
    ids = {path: set(re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))) for path in site.rglob("*.html")}
    dead = []
    for name, address in links_of(site):
        path, _hash, anchor = unquote(address).partition("#")
        file = site / path.removeprefix("./")
        file = file / "index.html" if file.is_dir() else file
        # Names of data, not places on a page.
        named = anchor == "story" or anchor.startswith("annotation:")
        if not file.is_file() or (anchor and not named and anchor not in ids.get(file, {anchor})):
            dead.append((name, address))
    return dead


def at(site, page):
    return site / page.removesuffix("index.md").removesuffix(".md") / "index.html"


@pytest.mark.parametrize("page", [None, *PAGES])
def test_a_page_that_is_left_out_leaves_no_dead_link(project, page):
    site, said = written(project, f"exclude_docs: {page}" if page else "")
    assert dead_links(site) == []
    assert "WARNING" not in said
    assert "left-out:" not in "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    assert [name for name in PAGES if not at(site, name).exists()] == ([page] if page else [])
    locations = [text.strip() for text in ElementTree.parse(site / "sitemap.xml").getroot().itertext()]
    assert [name for name in PAGES if f"{ROOT}{at(Path(), name).parent}/" not in locations] == (
        [page] if page else []
    )


@pytest.mark.parametrize(
    ("settings", "below"),
    [
        ("exclude_docs: |\n  *.md\n  !index.md\n  !ours.md", ""),
        ("exclude_docs: |\n  map.md\n  background.md\nuse_directory_urls: false", ""),
        ("exclude_docs: dam/sources/", "dam"),
        ("draft_docs: chronology.md", ""),
    ],
)
def test_patterns_of_all_kinds_leave_no_dead_link(project, settings, below):
    site, said = written(project, settings, below)
    assert dead_links(site) == []
    assert "WARNING" not in said


def test_what_is_told_elsewhere_keeps_its_address_and_what_says_something_its_words(project):
    site, _said = written(project, "exclude_docs: background.md")
    data = json.loads((site / "assets/explainer/story.json").read_text("utf-8"))
    assert {item["id"]: item["address"] for item in data["statements"] if item["origin"] == "edited"} == {
        "closed": "chronology/#closed", "ferry": "chronology/#ferry", "meets": "chronology/#meets", "built": "",
    }  # fmt: skip
    rests = (site / "sources/weekly/index.html").read_text("utf-8")
    assert "<li>It was built in 1998.</li>" in rests
    assert '<li><a href="../../chronology/#closed">' in rests
    home = (site / "index.html").read_text("utf-8")
    assert "<dt>What?" in home or "What?" in home
    site, _said = written(project, "exclude_docs: map.md")
    assert "To the map" not in (site / "index.html").read_text("utf-8")


def test_the_home_page_is_not_left_out(project):
    folder = project(ARTICLES, STORY)
    with folder.joinpath("mkdocs.yml").open("a") as settings:
        settings.write("exclude_docs: index.md\n")
    done = run("mkdocs", folder, check=False)
    assert done.returncode != 0
    assert '`exclude_docs` leaves out the home page, "index.md" [home-left-out]' in done.stderr


def test_a_page_in_the_place_of_ours_is_told_which_anchors_it_lacks(project):
    page = "# Our map\n\n## Oslo {: #oslo }\n\nHere.\n"
    site, said = written(project, map=page)
    told = [line for line in said.splitlines() if "[page-anchors]" in line]
    assert len(told) == 1
    assert re.search(r"map\.md: .* that it lacks: bergen \[page-anchors\]", told[0])
    assert {address for _name, address in dead_links(site)} == {"map/#bergen", "map#bergen"} & {
        address for _name, address in links_of(site)
    }
    site, said = written(project, map=page + "\n## Bergen {: #bergen }\n\nThere.\n")
    assert "page-anchors" not in said
    assert dead_links(site) == []


def test_the_settings_name_and_order_the_pages(project):
    nav = (
        "nav:\n  - Start: index.md\n  - When: chronology.md\n  - Ours: ours.md\n  - The story:\n"
        "      - Earlier: background.md\n      - Where: map.md\n  - compare.md\n"
        "not_in_nav: |\n  about.md\n  sources/\n"
    )
    site, said = written(project, nav)
    assert "WARNING" not in said
    home = (site / "index.html").read_text("utf-8")
    named = re.findall(
        r"<li><a href=\"[^\"#]*\"[^>]*>([^<]+)</a>", home[home.index('<nav class="site-nav"') :]
    )
    assert named[:5] == ["Start", "When", "Ours", "The story", "Sources compared"]
    assert [name for name in named[5:] if name in ("Earlier", "Where")] == ["Earlier", "Where"]
    assert "<h1" in at(site, "about.md").read_text("utf-8")
    assert dead_links(site) == []


@pytest.mark.parametrize(("below", "settings"), [("", "map.md"), ("dam", "dam/map.md")])
def test_a_link_of_an_own_page_to_a_hidden_one_is_told_and_taken_away(project, below, settings):
    text = "---\ntitle: How\n---\n# How\n\nSee [the *map*](map.md#oslo) and [home](index.md).\n\n    [code](map.md)\n"
    name = f"{below}/how" if below else "how"
    site, said = written(project, f"exclude_docs: {settings}\n", below, **{name: text})
    assert said.count("[link-hidden]") == 1
    assert f'{name}.md:6: the page links to "map.md", which `exclude_docs` leaves out [link-hidden]' in said
    page = site.joinpath(name, "index.html").read_text("utf-8")
    assert "See the <em>map</em> and <a href=" in page
    assert dead_links(site) == []
    assert "not found" not in said
