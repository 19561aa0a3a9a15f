"""The index of the search: what is in it, where its records lead, and what it weighs."""

import gzip
import json
from pathlib import Path

import pytest
from conftest import run

from generator.annotate.places.gazetteer import spellings
from generator.publish.search import page_records, search_index

THEME = Path(__file__).parents[2] / "generator" / "theme"


def index_of(site):
    return json.loads(site.joinpath("assets/explainer/search.json").read_text("utf-8"))


def rows(site, kind):
    data = index_of(site)
    return [row for row in data["records"] if data["kinds"][row[0]] == kind]


def check_addresses(site):
    for _, title, address, *_ in index_of(site)["records"]:
        path, _, anchor = address.partition("#")
        page = site / path / "index.html"
        assert page.is_file(), (title, address)
        assert not anchor or f'id="{anchor}"' in page.read_text("utf-8"), (title, address)


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_every_record_leads_to_its_own_place(bundled, host):
    data = index_of(bundled(host))
    assert len(data["records"]) > 90
    assert {row[0] for row in data["records"]} == set(range(len(data["kinds"])))
    check_addresses(bundled(host))


def test_every_record_of_articles_alone_leads_to_its_own_place(project):
    folder = project(
        {
            "daily.txt": "A dam breaks\n\nPublished 5 March 2026\n\nThe dam near Oslo broke on Tuesday, he said. "
            "Nobody was hurt.\n",
            "weekly.txt": "Dam broken\n\nPublished 6 March 2026\n\nA dam near Oslo broke on Tuesday. It was old.\n",
        }
    )
    run("mkdocs", folder, "--strict")
    assert rows(folder / "site", "Statements")
    check_addresses(folder / "site")


def test_mentions_point_at_places_and_names(bundled):
    data = index_of(bundled())
    mentioned = {number for row in data["records"] for number in row[5]}
    assert mentioned
    assert {data["records"][number][0] for number in mentioned} == {0, 1}


def test_a_record_says_no_more_than_its_page(bundled):
    records = json.loads(bundled().joinpath("assets/explainer/search.json").read_text("utf-8"))["records"]
    details = {row[2]: row[3] for row in records}
    ends = next(detail for address, detail in details.items() if address.endswith("#extension-ends"))
    assert "computed by this site" in ends
    assert "planned" in ends
    inference = next(detail for address, detail in details.items() if address.endswith("#hurried-departure"))
    assert inference == "the article’s inference · AP-based report"


def test_index_and_script_are_small_and_nothing_of_mkdocs_search_is_left(bundled):
    site = bundled()
    files = [site / "assets/explainer/search.json", site / "js/search.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= 20_000
    assert not site.joinpath("search").exists()
    assert not [path for path in site.rglob("*") if "lunr" in path.name]


def test_the_script_makes_no_html_of_text():
    script = THEME.joinpath("js/search.js").read_text("utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
        assert way not in script


def test_hand_written_pages_are_found(project):
    folder = project({"daily.txt": "A dam breaks\n\nPublished 5 March 2026\n\nThe dam broke on Tuesday.\n"})
    folder.joinpath("site_src/visit.md").write_text(
        "# How to visit\n\nTake the ferry.\n\n## By *night*\n\nBring a lantern.\n\n<script>let ash</script>\n"
    )
    run("mkdocs", folder)  # strict, the page's script would be a warning
    found = {row[2]: row for row in rows(folder / "site", "Pages and sections")}
    assert found["visit/"][1] == "How to visit"
    assert "Take the ferry." in found["visit/"][4]
    assert found["visit/#by-night"][1:5] == [
        "By night",
        "visit/#by-night",
        "How to visit",
        "Bring a lantern.",
    ]
    statements = [row[1] for row in rows(folder / "site", "Statements")]
    assert "“The dam broke on Tuesday.”" in statements


def test_addresses_without_folders(project):
    folder = project({"daily.txt": "A dam breaks\n\nPublished 5 March 2026\n\nThe dam broke on Tuesday.\n"})
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write("use_directory_urls: false\n")
    run("mkdocs", folder, "--strict")
    addresses = {row[2].partition("#")[0] for row in index_of(folder / "site")["records"]}
    assert "about.html" in addresses
    assert all(folder.joinpath("site", address or "index.html").is_file() for address in addresses)


def test_the_search_can_be_turned_off(project):
    folder = project({"daily.txt": "A dam breaks\n\nPublished 5 March 2026\n\nThe dam broke on Tuesday.\n"})
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write("extra: {search: false}\n")
    run("mkdocs", folder, "--strict")
    assert "search-open" not in folder.joinpath("site/index.html").read_text("utf-8")
    assert not folder.joinpath("site/assets/explainer/search.json").exists()


def test_sections_end_where_the_next_begins():
    html = "<p>Lead &amp; more</p><h2 id='a'>One <em>two</em></h2><p>x</p><svg><text>no</text></svg>"
    html += "<h2>bare</h2><p>y</p>"
    found = page_records(html, "Page", "p.md", text=True)
    assert [(item.address, item.title, item.hidden) for item in found] == [
        ("p.md", "Page", "Lead & more"),
        ("p.md#a", "One two", "x bare y"),
    ]
    assert [item.hidden for item in page_records(html, "Page", "p.md", text=False)] == ["", ""]


def test_the_same_records_give_the_same_bytes():
    records = page_records("<h2 id='é'>Ünï</h2>", "Page", "p.md", text=True)
    assert search_index(records, directory_urls=True) == search_index(records, directory_urls=True)
    assert "Ünï" in search_index(records, directory_urls=True).decode("utf-8")


def test_the_gazetteer_tells_spellings_of_the_place_meant():
    names = spellings("Geneva", 46.202, 6.146)
    assert {"geneva", "geneve", "genf"} <= set(names)
    assert spellings("Geneva", 10.0, 10.0) == ()
    assert spellings("No such town", 46.2, 6.1) == ()
