"""What a link to the site shows elsewhere: head of each page, picture, feed, sitemap, JSON-LD."""

import json
import re
import struct
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest

from generator.edtf import parse_edtf
from generator.model import Place, PlaceKind, Update
from generator.pipeline import build
from generator.publish import maps
from generator.publish.exports.card import Card, draw_card
from generator.publish.exports.feed import atom_feed
from generator.publish.exports.jsonld import PageFacts, page_jsonld
from generator.publish.options import Identity, last_day

SITE = Identity(url="https://example.org/repo/", name="The dam", author="A & B")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ARTICLE = (
    "A dam breaks\n\nPublished 5 March 2026\n\nThe dam at Oslo broke on Tuesday. It was built in 1931.\n"
)
STORY = """\
story: {title: "A dam & its <break>", question: Why did it break?, summary: [broke], as_of: 2026-03-05}
sources: {daily.txt: {id: daily}}
sections: [{id: news, title: News, page: background}]
claims:
  - {id: broke, section: news, text: The dam broke., evidence: [{source: daily, quote: broke on Tuesday}]}
updates:
  - {date: 2026-03-07, claims: [broke], text: "The day was wrong; it is <b>right</b> now."}
  - {date: 2026-03-07, claims: [broke], text: Another word on it.}
  - {date: 2026-03-06, claims: [broke], text: Added.}
"""


class Head(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.metas, self.links, self.data, self._in = {}, [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "meta":
            self.metas[found.get("name") or found.get("property")] = found.get("content")
        elif tag == "link":
            self.links.append(found)
        self._in = tag == "script" and found.get("type") == "application/ld+json"

    def handle_endtag(self, tag):
        self._in = False

    def handle_data(self, data):
        if self._in:
            self.data.append(json.loads(data))


@pytest.fixture
def story(project):
    folder = project({"daily.txt": ARTICLE}, STORY)
    return build(folder, folder / "seeds").story


def html_pages(site):
    return [path for path in sorted(site.rglob("*.html")) if "assets" not in path.parts]


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_every_page_can_be_shared(bundled, host):
    site = bundled(host)
    paths = html_pages(site)
    assert len(paths) >= 10
    titles = set()
    for path in paths:
        head = Head(path.read_text("utf-8"))
        for name in ("description", "og:title", "og:description", "og:site_name", "og:type", "og:image:alt"):
            assert head.metas.get(name), (path, name)
        assert head.metas["og:image"] == "https://example.org/repo/assets/explainer/card.png"
        assert (head.metas["og:image:width"], head.metas["og:image:height"]) == ("1200", "630")
        assert head.metas["twitter:card"] == "summary_large_image"
        assert head.metas["referrer"] == "strict-origin-when-cross-origin"
        feeds = [link for link in head.links if link.get("type") == "application/atom+xml"]
        assert len(feeds) == 1, path
        canonical = [link["href"] for link in head.links if link["rel"] == "canonical"]
        if path.name == "404.html":
            assert canonical == []
        else:
            expected = "https://example.org/repo/" + path.relative_to(site).as_posix().removesuffix(
                "index.html"
            )
            assert canonical == [expected] == [head.metas["og:url"]]
            titles.add(head.metas["og:title"])
        (data,) = head.data
        assert data["@context"] == "https://schema.org"
    assert len(titles) == len(paths) - 1


def test_the_home_pages_json_ld_is_the_article(bundled):
    (data,) = Head(bundled().joinpath("index.html").read_text("utf-8")).data
    (article,) = data["@graph"]
    assert article["@type"] == "BackgroundNewsArticle"
    assert article["url"] == "https://example.org/repo/"
    assert article["image"].startswith("https://example.org/repo/assets/")
    # No update tells when it was changed, and the day up to which it tells is none of publication.
    assert not {"datePublished", "dateModified"} & article.keys()
    assert article["temporalCoverage"] == "../2026-01-27"
    assert {item["@type"] for item in article["citation"]} == {"NewsArticle"}
    assert all(item["name"] for item in article["about"])
    assert article["author"]["name"]
    assert "ClaimReview" not in json.dumps(data)


def test_other_pages_are_parts_of_it_with_the_way_to_them(bundled):
    (home,) = Head(bundled().joinpath("index.html").read_text("utf-8")).data
    (data,) = Head(bundled().joinpath("sources/ap-based/index.html").read_text("utf-8")).data
    page, crumbs = data["@graph"]
    assert page["isPartOf"]["@id"] == home["@graph"][0]["@id"]
    steps = crumbs["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"].removeprefix("https://example.org/repo/") for step in steps] == [
        "",
        "sources/",
        "sources/ap-based/",
    ]


def test_json_ld_without_an_address_has_no_empty_values(story):
    data = page_jsonld(story, PageFacts(url="", title="T", description="", home=True), Identity())
    assert '""' not in data
    assert "[]" not in data


def test_the_picture_is_of_the_right_size_and_small(bundled):
    data = bundled().joinpath("assets/explainer/card.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 60_000
    assert b"tIME" not in data


DRAW = """
import hashlib
from generator.publish.exports.card import Card, draw_card
print(hashlib.sha256(draw_card(Card(headline="The dam", kicker="Explainer", foot="", view=None))).hexdigest())
"""


def test_two_processes_draw_the_same_bytes():
    found = {
        subprocess.run(
            [sys.executable, "-c", DRAW],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@pytest.fixture(scope="module")
def view():
    oslo = Place(
        id="oslo",
        name="Oslo",
        names=("Oslo",),
        kind=PlaceKind.TOWN,
        lat=59.91,
        lon=10.75,
        origin="test",
        country="NO",
    )
    return maps.map_view(oslo, [maps.MapEntry(place=oslo)], title="T", description="D")


def pixels(card):
    image = pytest.importorskip("PIL.Image")
    return image.open(BytesIO(draw_card(card))).convert("RGB")


@pytest.mark.parametrize(
    "headline",
    [
        "The dam",
        "A headline that runs on and on, " * 40,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "x" * 5000,
        "Ελλάδα · Россия · İstanbul · Việt Nam",
    ],
)
def test_headlines_of_any_length_stay_inside(view, headline):
    words = pixels(Card(headline=headline, kicker="Explainer", foot="As of today", view=view))
    paper = words.getpixel((20, 300))
    # Between the words and the map, and above the foot, nothing is written.
    assert {words.getpixel((x, y)) for x in range(660, 698) for y in range(20, 630)} == {paper}
    assert {words.getpixel((x, y)) for x in range(2, 60) for y in range(20, 630)} == {paper}
    ink = {words.getpixel((x, y)) for x in range(64, 640, 2) for y in range(110, 520, 2)}
    assert len(ink) > 1


@pytest.mark.parametrize("headline", ["السد ينهار", "大坝决堤", "ダム", "🌊", "", "سد and dam"])
def test_what_the_font_lacks_is_not_drawn_as_boxes(view, headline):
    with_map = pixels(Card(headline=headline, kicker="Explainer", foot="", view=view))
    assert with_map.getpixel((3, 3)) != pixels(
        Card(headline="The dam", kicker="", foot="", view=view)
    ).getpixel((3, 3))
    bare = pixels(Card(headline=headline, kicker="", foot="", view=None))
    assert {bare.getpixel((x, y)) for x in range(0, 1200, 3) for y in range(20, 630)} == {
        bare.getpixel((20, 300))
    }


def test_the_feed_has_what_rfc_4287_asks_for(story):
    feed = ElementTree.fromstring(atom_feed(story, SITE))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for parent in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"a:{name}", ATOM)) == 1
            assert parent.findtext(f"a:{name}", namespaces=ATOM)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", parent.findtext("a:updated", namespaces=ATOM))
        assert re.fullmatch(r"tag:example\.org,2026:/repo/\S+", parent.findtext("a:id", namespaces=ATOM))
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == "A & B"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"self": "https://example.org/repo/feed.xml", "alternate": "https://example.org/repo/"}
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert len(set(ids)) == len(ids) == 4
    days = [entry.findtext("a:updated", namespaces=ATOM)[:10] for entry in feed.findall("a:entry", ATOM)]
    assert days == ["2026-03-07", "2026-03-07", "2026-03-06", "2026-03-07"]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-03-07T00:00:00Z"


def test_what_stands_in_the_feed_is_escaped_for_its_readers(story):
    entry = ElementTree.fromstring(atom_feed(story, SITE)).find("a:entry", ATOM)
    content = entry.find("a:content", ATOM)
    assert content.get("type") == "html"
    assert "&lt;b&gt;right&lt;/b&gt;" in content.text
    assert '<a href="https://example.org/repo/background/#broke">The dam broke.</a>' in content.text


def test_ids_of_the_feed_outlive_changes(story):
    def ids(of):
        return [item.text for item in ElementTree.fromstring(atom_feed(of, SITE)).iterfind(".//a:id", ATOM)]

    later = replace(
        story,
        as_of=parse_edtf("2026-04-01"),
        updates=(*story.updates, Update(date="2026-04-01", claim_ids=("broke",), text="Later.")),
    )
    assert set(ids(story)) < set(ids(later))


def test_a_feed_of_a_story_without_any_day_does_not_take_that_of_the_build(story):
    undated = replace(story, as_of=None, updates=())
    assert last_day(undated) == ""
    assert b"<updated>1970-01-01T00:00:00Z" in atom_feed(undated, SITE)


def test_the_sitemap_has_absolute_addresses_and_the_storys_day(bundled):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    sitemap = ElementTree.parse(bundled().joinpath("sitemap.xml")).getroot()
    places = [item.text for item in sitemap.iterfind(".//s:loc", space)]
    listed = {
        path.relative_to(bundled()).as_posix().removesuffix("index.html") for path in html_pages(bundled())
    }
    assert {place.removeprefix("https://example.org/repo/") for place in places} == listed - {"404.html"}
    assert {item.text for item in sitemap.iterfind(".//s:lastmod", space)} == {"2026-01-27"}
    assert "Sitemap: https://example.org/repo/sitemap.xml\n" in bundled().joinpath("robots.txt").read_text()


def test_pillow_waits_until_there_is_something_to_draw():
    code = "import sys, generator.publish.site; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_feed_is_xml_whatever_the_texts_hold(project):
    folder = project({"daily.txt": ARTICLE}, STORY)
    story = replace(build(folder, folder / "seeds").story, title="A\uffff\x02\ud800 ]]> <b>&amp;\ufffe")
    feed = ElementTree.fromstring(atom_feed(story, replace(SITE, author="\uffff B", name="\x0b")))
    assert feed.find("a:title", ATOM).text.startswith("A ]]> <b>&amp;: ")
    assert feed.find("a:author/a:name", ATOM).text == " B"
