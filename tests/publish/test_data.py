"""What readers take away, opened by the programs that such files are for."""

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import feedparser
import markdown
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from click.testing import CliRunner
from conftest import run
from icalendar import Calendar
from pybtex.database import parse_string
from rdflib import Graph, Namespace
from shapely.geometry import Point, shape

from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.edtf import parse_edtf
from generator.model import ClaimStatus
from generator.pipeline import build
from generator.publish.chronology import chronology_entries, drawn_marks
from generator.publish.exports import exports
from generator.publish.exports.chronology_ics import chronology_ics
from generator.publish.exports.timelinejs import timelinejs
from generator.publish.host.settings import feedback_address
from generator.publish.host.verify import verify_page
from generator.publish.options import PublishOptions
from generator.publish.site import publish

OA = Namespace("http://www.w3.org/ns/oa#")
SITE = "https://example.org/dam/"
# Hard-wrapped, with a mark at its beginning, letters of several bytes, and a line break inside quotations.
ARTICLE = (
    "\ufeffA dam breaks\r\n\r\nPublished 5 March 2026\r\n\r\n"
    "The dam “Größe” at Oslo broke on Tuesday, the\r\nminister said. It was built about 1931 & named {after}\r\n"
    "a queen. It will be rebuilt in 2027. The lake rose from Monday to\r\nWednesday.\r\n"
)
STORY = """\
story: {title: "A dam & its {end}", question: Why?, summary: [broke], as_of: 2026-03-05}
sources: {daily.md: {id: daily, publisher: "The Daily {Poe}", url: "https://example.org/a_b"}}
places:
  - {name: Oslo, kind: town, country: NO}
  - {name: The lake, kind: region, area: [[10.5, 59.9], [10.5, 60.0], [10.7, 60.0]], origin: By hand.}
sections:
  - {id: news, title: News, page: background}
  - {id: days, title: The days, page: chronology}
claims:
  - {id: broke, section: news, track: days, text: "The dam broke on 3 March 2026, the minister said.", where: [Oslo],
     evidence: [{source: daily, quote: "broke on Tuesday, the minister said"}]}
  - {id: built, section: news, track: days, text: "The dam was built about 1931.",
     evidence: [{source: daily, quote: "It was built about 1931"}]}
  - {id: plan, section: news, track: days, status: planned, text: "The dam will be rebuilt in 2027.",
     evidence: [{source: daily, quote: "It will be rebuilt in 2027"}]}
  - {id: lake, section: news, text: "=The lake rose.", where: [The lake],
     evidence: [{source: daily, quote: "The lake rose from Monday to Wednesday"}]}
"""


@pytest.fixture
def story(project):
    folder = project({"daily.md": ARTICLE}, STORY)
    return build(folder, folder / "seeds").story


@pytest.fixture
def files(story):
    options = PublishOptions(site_url=SITE, author="The Dam & Co")
    return {asset.path.rpartition("/")[2]: asset.content for asset in publish(story, options).assets}


@pytest.mark.parametrize("pdf", [False, True])
def test_every_export_that_readers_are_offered_is_linked_once_from_the_page_about_the_site(story, pdf):
    options = PublishOptions(site_url=SITE, pdf=pdf)
    site = publish(story, options)
    about = next(page.markdown for page in site.pages if page.key == "about")
    offered = [export.path for export in exports() if export.title and export.made(story, options)]
    assert ("assets/explainer/story.pdf" in offered) is pdf
    assert len(offered) >= 8
    assert re.findall(r'href="\.\./(assets/explainer/[^"]+)" download', about) == offered


def test_claims_open_as_a_table_whose_cells_are_no_formulas(story, files):
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"].decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [claim.id for claim in story.claims]
    by_id = {row["id"]: row for row in rows}
    assert by_id["broke"]["date_earliest"] == by_id["broke"]["date_latest"] == "2026-03-03"
    assert by_id["broke"]["quotations"] == "broke on Tuesday, the minister said"
    assert by_id["built"]["date_edtf"] == "1931~"
    assert by_id["lake"]["text"].startswith("'=")
    assert by_id["plan"]["address"] == f"{SITE}background/#plan"


def test_geojson_is_read_by_a_geometry_library(files):
    data = json.loads(files["places.geojson"])
    shapes = {item["id"]: shape(item["geometry"]) for item in data["features"] if item["geometry"]}
    assert shapes["oslo"].distance(Point(10.746, 59.913)) < 0.1
    assert shapes["the-lake"].is_valid
    assert shapes["the-lake"].exterior.is_ccw, "RFC 7946, 3.1.6"
    told = {item["id"]: [claim["id"] for claim in item["properties"]["claims"]] for item in data["features"]}
    assert told == {"oslo": ["broke"], "the-lake": ["lake"]}


def test_the_calendar_has_uncertain_days_as_spans_and_plans_as_tentative(story, files):
    events = {
        str(item["uid"]).partition("@")[0]: item
        for item in Calendar.from_ical(files["chronology.ics"]).walk("VEVENT")
    }
    assert set(events) == {claim.id for claim in story.claims if claim.track}
    assert (events["broke"]["dtstart"].dt, events["broke"]["dtend"].dt) == (
        date(2026, 3, 3),
        date(2026, 3, 4),
    )
    assert events["built"]["dtend"].dt - events["built"]["dtstart"].dt == timedelta(days=365)
    assert {name: str(item["status"]) for name, item in events.items()} == {
        "broke": "CONFIRMED", "built": "TENTATIVE", "plan": "TENTATIVE",
    }  # fmt: skip


def test_the_timeline_keeps_to_the_rules_of_its_program(files):
    data = json.loads(files["timeline.json"])
    assert data["title"]["text"]["headline"] == "A dam &amp; its {end}"
    for event in data["events"]:
        assert event["unique_id"]
        assert event["text"]["headline"]
        first, last = (
            date(**event[key]) for key in ("start_date", "end_date" if "end_date" in event else "start_date")
        )
        assert first <= last
    shown = {event["unique_id"]: event["display_date"] for event in data["events"]}
    assert shown["built"] == "about 1931"
    assert [event["unique_id"] for event in data["events"]] == ["built", "broke", "plan"]


def test_annotations_are_anchored_in_the_article_file(story, files):
    raw = story.articles[0].article.seed.raw.decode()
    data = json.loads(files["annotations.json"])
    assert len(data["items"]) == sum(item.supports for claim in story.claims for item in claim.evidence)
    for item in data["items"]:
        quote, position = item["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quote["exact"]
        assert raw.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
    assert "the\r\nminister said" in data["items"][0]["target"]["selector"][0]["exact"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_annotations_and_statements_are_linked_data(files):
    data = json.loads(files["annotations.json"])
    # What of the standard's context is used here, so that no test asks another host for it.
    data["@context"] = {
        "@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type", "schema": "https://schema.org/",
        "target": {"@id": "oa:hasTarget", "@type": "@id"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": "oa:hasSelector", "exact": "oa:exact", "start": "oa:start", "oa": "http://www.w3.org/ns/oa#",
    }  # fmt: skip
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    assert len(set(graph.subjects(OA.hasTarget))) == 4
    assert len(set(graph.objects(None, OA.hasSelector))) == 8
    assert {str(name) for name in graph.objects(None, OA.exact)} >= {"It was built about 1931"}


def test_a_second_reader_of_json_ld_finds_the_same_statements(files):
    data = json.loads(files["annotations.json"])
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed: pip install '.[test]'")
    data["@context"] = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}
    lines = jsonld.to_rdf(data, {"format": "application/n-quads"}).splitlines()
    assert sum("oa#exact>" in line for line in lines) == 4
    assert any('"It was built about 1931"' in line for line in lines)
    graph = Graph().parse(data="\n".join(lines), format="nt")
    assert len(graph) == len(lines)


def test_references_are_read_by_reference_managers(files):
    items = json.loads(files["sources.csl.json"])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert any("A dam breaks" in entry and "2026" in entry and "Daily {Poe}" in entry for entry in printed), (
        printed
    )

    entries = parse_string(files["sources.bib"].decode(), "bibtex").entries
    assert set(entries) == {item["id"] for item in items}
    fields = entries["source-daily"].fields
    assert (fields["date"], fields["howpublished"], fields["url"]) == (
        "2026-03-05", r"The Daily \{Poe\}", "https://example.org/a_b",
    )  # fmt: skip
    assert "year" not in entries["explainer"].fields, "a build knows no day of publication"
    assert entries["explainer"].fields["title"] == r"{A dam \& its \{end\}}"


def test_the_feed_is_read_by_a_feed_reader(files):
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["A dam & its {end}"]


def test_what_has_no_two_ends_or_is_denied_is_no_settled_event(story):
    broke = next(claim for claim in story.claims if claim.id == "broke")
    opened = replace(broke, when=replace(broke.when, edtf=parse_edtf("../2026-03-03")))
    denied = replace(broke, id="denied", status=ClaimStatus.DENIED)
    other = replace(story, claims=(opened, denied), summary=())
    (event,) = Calendar.from_ical(chronology_ics(other, PublishOptions())).walk("VEVENT")
    assert str(event["uid"]).startswith("denied@")
    assert str(event["status"]) == "TENTATIVE"


def test_each_day_of_a_set_is_an_event_of_its_own(story):
    broke = next(claim for claim in story.claims if claim.id == "broke")
    twice = replace(broke, when=replace(broke.when, edtf=parse_edtf("{2026-03-03,2026-03-07}")))
    other = replace(story, claims=(twice,), summary=())
    events = Calendar.from_ical(chronology_ics(other, PublishOptions())).walk("VEVENT")
    assert [(event["dtstart"].dt.day, event["dtend"].dt.day) for event in events] == [(3, 4), (7, 8)]
    assert [str(event["uid"]).partition("@")[0] for event in events] == ["broke", "broke-2"]
    events = json.loads(timelinejs(other, PublishOptions()))["events"]
    assert [(event["unique_id"], event["start_date"]["day"], "end_date" in event) for event in events] == [
        ("broke", 3, False),
        ("broke-2", 7, False),
    ]
    assert {event["display_date"] for event in events} == {"3 and 7 March 2026"}
    marks = drawn_marks(chronology_entries(other))
    assert [(mark.id, mark.date, mark.shape) for mark in marks] == [
        ("broke", "3 March 2026", "day"),
        ("broke", "7 March 2026", "day"),
    ]


@pytest.fixture
def pieces(story):
    site = publish(story, PublishOptions(site_url=SITE, author="The Dam & Co"))
    return site, {
        asset.path: asset.content.decode()
        for asset in site.assets
        if "/embed/" in asset.path or "oembed" in asset.path
    }


def test_every_piece_stands_alone_with_its_quotations(story, pieces):
    _site, files = pieces
    pages = {path: html for path, html in files.items() if path.endswith(".html")}
    assert {path.rpartition("/")[2] for path in pages} == {
        "timeline.html",
        *(f"{claim.id}.html" for claim in story.claims),
    }
    articles = {item.article.id: item.article for item in story.articles}
    for path, html in pages.items():
        # The timeline of a full story, 14 names, has 9 kB more than this small one.
        assert len(html.encode()) <= 15_000 - (6_500 if "timeline" in path else 0), path
        assert not re.search(r"<script|<link rel=\"stylesheet|src=", html), path
        style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        assert f"style-src &#39;sha256-{digest}&#39;" in html
        assert verify_page(html, 0 if "timeline" in path else 1, articles, path) == ()


NOISE = "the long way round which the old ferry took before the bridge of the second harbour was built"


def telling(count, *, edited):
    """A story of so many dated events, each in an article of its own words."""
    # Every second one in the news' own weeks, the others over 70 years before.
    days = [
        date(2026, 1, 4) + timedelta(days=number)
        if number % 2
        else date(1950, 2, 3) + timedelta(days=number * 389)
        for number in range(count)
    ]
    said = [
        f"On {day.day} {day:%B} {day.year} the dam number {number} broke on {NOISE}."
        for number, day in enumerate(days)
    ]
    article = "Dams break\n\nPublished 5 March 2026\n\n" + "\n\n".join(said) + "\n"
    if not edited:
        return article, None
    claims = "".join(
        f"  - {{id: event-number-{number}, section: news, track: days, text: {json.dumps(line)},\n"
        f"     evidence: [{{source: daily, quote: {json.dumps(line)}}}]}}\n"
        for number, line in enumerate(said)
    )
    head = STORY[: STORY.index("places:")].replace("broke]", "event-number-0]")
    sections = STORY[STORY.index("sections:") : STORY.index("claims:")]
    return article, f"{head}{sections}claims:\n{claims}"


@pytest.mark.parametrize("edited", [True, False], ids=["edited", "articles alone"])
@pytest.mark.parametrize("count", [1, 14, 25, 40, 60])
def test_a_timeline_to_embed_is_light_and_has_only_the_rules_that_it_needs(project, count, edited):
    article, told = telling(count, edited=edited)
    folder = project({"daily.md": article}, told)
    # The site's address adds nothing for each entry.
    address = f"https://www.{'long-' * 12}name.example.org/explainers/2026/"
    site = publish(build(folder, folder / "seeds").story, PublishOptions(site_url=address))
    (html,) = [asset.content.decode() for asset in site.assets if asset.path.endswith("embed/timeline.html")]
    shown = re.search(r'aria-label="Timeline of (\d+)', html)
    assert int(shown[1]) == count
    assert len(html.encode()) <= 15_000
    entries, bundles = html.count("<a ") - 1, html.count('class="tl-count"')
    # Where it would be too heavy names give way, and no entry: each stands for itself or in a counted bundle.
    assert entries - bundles + sum(map(int, re.findall(r'class="tl-count"[^>]*>(\d+)', html))) == count
    assert (entries == count) == (count <= 25)
    anchors = re.findall(r'href="([^"]*)#', html)
    assert set(anchors) == {"../../../chronology/"}
    assert html.count("<a ") == html.count('<a target="_parent"') + 1, "links lead out of the frame"
    assert html.count('target="_parent"') == html.count("<a ")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    drawn = set(" ".join(re.findall(r'class="([^"]*)"', html)).split())
    assert set(re.findall(r"\.(track-\d)", style)) == {name for name in drawn if name.startswith("track-")}
    assert "blockquote" not in style
    asked = set(re.findall(r"var\((--[\w-]+)", style))
    assert set(re.findall(r"(--[\w-]+):", style)) <= asked


def test_the_line_to_copy_is_what_programs_are_told(pieces):
    site, files = pieces
    shown = next(page.markdown for page in site.pages if page.key == "embed")
    lines = {unescape(line) for line in re.findall(r"<code id=[^>]+>(.*?)</code>", shown)}
    told = {json.loads(text)["html"] for path, text in files.items() if path.endswith(".json")}
    assert len(lines) == 6
    assert lines - told == set(), "the map's own is beside its page"
    assert all(f'src="{SITE}' in line for line in lines)


def test_no_page_links_a_piece_which_is_shown_in_place(pieces):
    site, files = pieces
    assert [
        page.path for page in site.pages if re.search(r'<a [^>]*href="[^"]*/embed/[^"]+', page.markdown)
    ] == []
    shown = next(page.markdown for page in site.pages if page.key == "embed")
    framed = re.findall(r'data-src="\.\./([^"]+)" data-title="[^"]+" data-height="\d+"', shown)
    assert {path for path in files if path.endswith(".html")} <= set(framed)


def test_a_correction_is_suggested_with_the_address_of_the_statement(story):
    options = PublishOptions(site_url=SITE, feedback="https://b.example/new?title={statement}&body={address}")
    pages = {page.key: page.markdown for page in publish(story, options).pages}
    at = "https%3A%2F%2Fexample.org%2Fdam%2Fbackground%2F%23built"
    assert f"title=The%20dam%20was%20built%20about%201931.&amp;body={at}" in pages["background"]
    assert "https://b.example/new?title=A%20dam" in pages["about"]
    assert "Suggest" not in "".join(
        page.markdown for page in publish(story, PublishOptions(site_url=SITE)).pages
    )


@pytest.mark.parametrize("address", ["desk", "javascript:alert(1)", "a@b@c"])
def test_an_address_for_corrections_that_leads_nowhere_is_told(address):
    with pytest.raises(GeneratorError, match="feedback-address"):
        feedback_address(address)


def test_without_an_address_nothing_is_offered_to_embed(story):
    site = publish(story, PublishOptions())
    assert not [asset.path for asset in site.assets if "/embed/" in asset.path]
    assert "embed" not in {page.key for page in site.pages}


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.text, self.notes = "", 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.notes += ("class", "footnote-ref") in attrs

    def handle_data(self, data):
        self.text += data


def test_the_plain_text_has_each_statement_with_its_words_in_a_footnote(story, files):
    text = files["story.txt"].decode()
    assert not re.search(r"<\w|\{:", text)
    read = Reader(markdown.markdown(text, extensions=["footnotes"]))
    told = [claim for claim in story.claims if claim.section or claim.track]
    assert read.notes >= len(told) == 4
    assert "A dam & its {end}" in read.text
    for claim in told:
        for item in claim.evidence:
            assert item.quote.exact in read.text
    assert "[^" not in read.text


@pytest.mark.parametrize("kind", ["epub", "docx"])
def test_pandoc_makes_books_in_which_every_quotation_stands(project, tmp_path, kind):
    if not shutil.which("pandoc"):
        pytest.skip("pandoc, which makes the books, is not installed")
    folder = project({"daily.md": ARTICLE.replace("A dam breaks", "A dam breaks.")}, STORY)
    story = build(folder, folder / "seeds").story
    told = CliRunner().invoke(main, ["write", str(tmp_path), "--seeds", str(folder / "seeds"), "--plain"])
    words = shlex.split(re.search(r"`(pandoc .*? -o story)\.epub`", told.output)[1] + f".{kind}")
    subprocess.run(words, cwd=tmp_path, check=True)

    def read(name, to):
        done = subprocess.run(
            ["pandoc", name, "-t", to, "--wrap=none"], cwd=tmp_path, capture_output=True, check=True
        )
        return done.stdout.decode()

    book, text = read(f"story.{kind}", "json"), read(f"story.{kind}", "plain")
    if kind == "docx":
        assert book.count('"t":"Note"') == read("story.md", "json").count('"t":"Note"') >= 4
    else:
        with zipfile.ZipFile(tmp_path / "story.epub") as packed:
            facts = packed.read("EPUB/content.opf").decode()
        assert "<dc:language>en</dc:language>" in facts
        assert re.search(r"<dc:title[^>]*>A dam &amp; its {end}</dc:title>", facts)
    for claim in story.claims:
        assert claim.text in text
        assert all(item.quote.exact in text for item in claim.evidence)
    assert "The Daily {Poe}. A dam breaks. 5 March 2026. https" in text
    assert not re.search(r"\[\^|{[:#.]|\.\. ", text)


def test_the_command_writes_the_plain_text_alone(project, tmp_path):
    folder = project({"daily.md": ARTICLE}, STORY)
    result = CliRunner().invoke(
        main, ["write", str(tmp_path / "out"), "--seeds", str(folder / "seeds"), "--plain"]
    )
    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["story.md"]


def test_a_correction_reaches_every_place_of_the_written_site(project):
    update = "updates: [{date: 2026-03-07, kind: correction, claims: [broke], text: The day was wrong.}]\n"
    folder = project({"daily.md": ARTICLE}, STORY + update)
    run("mkdocs", folder)
    site = folder / "site"
    pages = {
        name: site.joinpath(name, "index.html").read_text("utf-8") for name in ("", "background", "about")
    }
    assert "corrected 7 March 2026" in re.sub(r"<[^>]*>", "", pages["background"])
    for page in (pages[""], pages["about"]):
        assert "The day was wrong." in re.sub(r"<[^>]*>", "", page)
    (entry, *_) = feedparser.parse(site.joinpath("feed.xml").read_bytes()).entries
    assert "7 March 2026" in entry.title
    assert "The day was wrong." in unescape(str(entry))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_what_the_home_page_tells_programs_is_linked_data(project):
    folder = project({"daily.md": ARTICLE}, STORY)
    run("mkdocs", folder)
    home = folder.joinpath("site/index.html").read_text("utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', home, re.DOTALL)
    assert found
    for text in found:
        data = json.loads(text)
        assert data.pop("@context") == "https://schema.org"
        # The vocabulary alone, so that no test asks another host for it.
        data = {"@context": {"@vocab": "https://schema.org/"}, **data}
        graph = Graph().parse(data=json.dumps(data), format="json-ld")
        assert "A dam & its {end}" in {str(value) for value in graph.objects()}
