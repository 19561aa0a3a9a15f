"""The built site as a reader meets it, in Chromium."""

import contextlib
import functools
import gzip
import http.server
import io
import re
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import run

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "background/",
    "map/",
    "chronology/",
    "chronology/ceasefire/",
    "compare/",
    "sources/",
    "sources/aa-iha/",
    "about/",
    "everything/",
    "nowhere/at/all",
)


class Pages(http.server.SimpleHTTPRequestHandler):
    """A static host with GitHub Pages' manners: a base path, and 404.html."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        if self.path.startswith("/repo/"):
            self.path = self.path.removeprefix("/repo")
            if Path(self.translate_path(self.path)).exists():
                super().do_GET()
                return
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def address(bundled):
    handler = functools.partial(Pages, directory=str(bundled()))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium, address):
    """A function that opens a page and returns it; requests and errors are on ``page.requests`` and ``page.errors``."""
    with contextlib.ExitStack() as opened:

        def open_page(path, **options):
            context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
            opened.callback(context.close)
            page = context.new_page()
            page.requests, page.errors = [], []
            page.on("request", lambda request: page.requests.append(request.url))
            page.on("pageerror", lambda error: page.errors.append(str(error)))
            page.on("console", lambda line: page.errors.append(line.text) if line.type == "error" else None)
            page.goto(address + path)
            if options.get("java_script_enabled", True):
                page.evaluate(DRAWN)
            return page

        yield open_page


# Loaded is not yet drawn: what watches the drawing is told after a frame.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


@pytest.mark.parametrize("path", PAGES)
def test_no_errors_no_other_host_no_overflow_of_small_or_large_text(visit, address, path):
    page = visit(path, viewport={"width": 360, "height": 740})
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    host = address.removesuffix("/repo/")
    assert [url for url in page.requests if not url.startswith((host, "data:"))] == []
    expected = 1 if path == "nowhere/at/all" else 0  # the 404 of the page itself
    assert len(page.errors) == expected, page.errors
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # The same with text twice as large.
    page.evaluate(
        "document.adoptedStyleSheets = [Object.assign(new CSSStyleSheet(), {})]; "
        "document.adoptedStyleSheets[0].replaceSync('html { font-size: 200% }')"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_every_page_asks_little_and_has_a_policy_that_it_keeps(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    # A page of text asks four times.
    assert path == "map/" or len([url for url in page.requests if not url.startswith("data:")]) <= 4
    assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
    page.evaluate(
        """() => { window.broken = [];
        addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective)); }"""
    )
    for button in page.locator("button.cite:visible").all()[:2]:
        button.click()
        page.keyboard.press("Escape")
    if page.locator(".search-open").count():
        page.keyboard.press("/")
        page.locator("#search-query").fill("base")
        page.locator(".search-results a").first.wait_for()
    assert page.evaluate("broken") == []
    assert [text for text in page.errors if "404" not in text] == []
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"


def test_the_policy_stops_an_injected_script(visit):
    page = visit("")
    page.evaluate(
        """() => { const made = document.createElement("p");
        made.innerHTML = "<img src=x onerror='window.hit = 1'>"; document.body.append(made);
        const code = document.createElement("script");
        code.textContent = "window.hit = 1";
        document.body.append(code); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None


def test_home_answers_begin_on_one_screen_of_a_phone(visit):
    page = visit("", viewport={"width": 390, "height": 844})
    answers = page.locator(".answer")
    said = answers.locator("h3").all_inner_texts()
    assert said == ["What happened", "The state now", "What stays as it was", "Why", "What comes next"]
    boxes = [answer.bounding_box() for answer in answers.all()]
    assert boxes[1]["y"] + boxes[1]["height"] <= 844
    assert boxes[2]["y"] + 60 <= 844  # its heading and a line
    assert answers.locator(".claim .cite").count() == 9
    assert page.locator("main").evaluate("(one) => one.scrollHeight") > 844


def test_home_is_short_and_shows_the_picture_beside_the_answers(visit):
    page = visit("", viewport={"width": 1280, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= 3500
    answers, picture = (page.locator(name).bounding_box() for name in (".answers", ".beside .map"))
    assert picture["x"] > answers["x"] + answers["width"]
    assert picture["y"] + picture["height"] <= 900


LIT = "() => [...document.querySelectorAll('.panel .lit')].map((one) => one.textContent.trim())"


def test_the_words_stand_beside_what_is_read_and_its_days_and_places_light_up(visit):
    page = visit("background/", reduced_motion="reduce")
    claim, first = page.locator("#withdrawal-start"), page.locator(".para:has(#withdrawal-start)")
    beside = first.locator(".margin li").first
    assert beside.bounding_box()["x"] > claim.bounding_box()["x"] + claim.bounding_box()["width"]
    assert "initiated the evacuation" in beside.inner_text()
    page.mouse.move(0, 0)
    still = page.evaluate("document.documentElement.scrollHeight")
    claim.hover()
    assert "meant" in beside.get_attribute("class")
    assert "at least 5 days ago" in beside.inner_text()
    assert page.evaluate(LIT) == [
        "Base beside Qamishli airport being left",
        "21–22: about 21 or 22 January 2026",
    ]
    assert page.evaluate("document.documentElement.scrollHeight") == still
    page.locator("#assad-fell .cite").focus()
    assert page.evaluate(LIT) == [
        "roughly between September and December 2024",
        "December 2024",
        "from December 2024 on",
    ]
    # The mark alone is lit, no name beside it.
    claim.hover()
    lit = page.evaluate(
        "[...document.querySelectorAll('.panel .map *')].filter((one) => getComputedStyle(one).strokeWidth === '5px')"
        ".map((one) => one.getAttribute('class'))"
    )
    assert len(lit) == 1
    assert "map-site" in lit[0]
    # The panel stays in view, and a statement is heard once.
    page.mouse.wheel(0, 2500)
    page.wait_for_function("scrollY > 300")
    page.evaluate(DRAWN)
    assert 0 <= page.locator(".panel .map").bounding_box()["y"] < 300
    tree = page.locator("main").aria_snapshot()
    assert tree.count("initiated the evacuation") == 0


@pytest.mark.parametrize("script", [True, False])
def test_margin_and_panel_are_there_in_every_window(visit, script):
    page = visit("background/", viewport={"width": 390, "height": 844}, java_script_enabled=script)
    assert not page.locator(".margin").first.is_visible()
    assert not page.locator(".panel .map").is_visible()
    page.locator(".panel-open").click()
    assert page.locator(".panel .map").is_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".panel .map").is_visible()
    assert page.locator(".margin q").first.is_visible()
    assert page.locator(".panel .lit").count() == 0
    page.emulate_media(media="print")
    assert not page.locator(".margin").first.is_visible()
    assert not page.locator(".panel").is_visible()


def test_the_tree_of_the_home_page_reads_in_order(visit):
    tree = visit("").locator("body").aria_snapshot()
    order = [
        'link "Skip to the text"',
        "banner",
        'navigation "Pages"',
        'button "Search"',
        "\n- main:",
        "[level=1]",
        'heading "The short answer" [level=2]',
        'heading "What happened" [level=3]',
        'button "Evidence 1:',
        'heading "What comes next" [level=3]',
        'heading "How we know" [level=3]',
        "contentinfo",
        'navigation "All pages"',
        "Everything on one page",
    ]
    places = [tree.find(item) for item in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_everything_is_one_document_on_paper(visit):
    page = visit("everything/")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5)')].map((one) => +one.tagName[1])"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    broken = page.evaluate(
        """() => [...document.querySelectorAll("main a[href^='#']")].map((a) => a.getAttribute("href").slice(1))
            .filter((name) => !document.getElementById(name))"""
    )
    assert broken == []
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 16
    assert "Press a cell" not in page.locator("main").inner_text()
    page.emulate_media(media="print")
    numbers = page.evaluate(
        """() => [...document.querySelectorAll("article [popovertarget^=cite-]:not(.cite-close)")]
            .map((one) => one.getAttribute("popovertarget").replace("cite-", ""))"""
    )
    notes = page.locator(".notes > .cite-note")
    assert notes.count() == len(set(numbers))
    # Numbered in the order of the page: each new number is one more than the last.
    assert list(dict.fromkeys(numbers)) == [str(number + 1) for number in range(notes.count())]
    assert notes.first.is_visible()
    assert notes.first.locator("q").count()
    for control in (".masthead", ".filters", ".toc", ".cite-close", ".anchor"):
        assert not page.locator(control).first.is_visible(), control


def test_few_notes_have_to_be_scrolled_and_words_come_first(visit):
    page = visit("background/", viewport={"width": 1280, "height": 800})
    scrolled = page.evaluate(
        """() => [...document.querySelectorAll(".para .cite")].filter((button) => {
            button.scrollIntoView({ block: "center", behavior: "instant" });
            button.click();
            const note = document.querySelector(".cite-note:popover-open");
            const more = note.scrollHeight > note.clientHeight + 1;
            note.hidePopover();
            return more;
        }).map((button) => button.textContent)"""
    )
    assert len(scrolled) <= 8, scrolled
    page.locator("#withdrawal-start .cite").click()
    note = page.locator(".cite-note:popover-open")
    assert note.locator("q").first.is_visible()
    assert not note.locator(".cite-when").first.is_visible()
    note.locator("summary").click()
    assert note.locator(".cite-when").first.is_visible()


@pytest.mark.parametrize("path", ["background/", "everything/"])
def test_the_title_comes_before_the_panel_which_follows_what_is_read(visit, path):
    page = visit(path)
    assert page.locator("h1 ~ .panel").count() == 1
    page.locator("#withdrawal").evaluate("(one) => one.scrollIntoView()")
    page.locator(".panel.reading .lit").first.wait_for()
    # Beyond the last paragraph nothing is read.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("!document.querySelector('.panel.reading, .para.read')")


def test_no_heading_stands_at_the_foot_of_a_sheet(visit):
    pypdf = pytest.importorskip("pypdf")
    page = visit("everything/")
    heads = set(page.locator("main :is(h2, h3, h4)").all_inner_texts())
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 16
    for number, sheet in enumerate(sheets, 1):
        lines = [line.strip() for line in sheet.extract_text().splitlines()]
        said = [line for line in lines if line not in ("", str(number))]
        assert said[-1] not in heads, (number, said[-3:])


def test_marks_stay_visible_in_forced_colors(visit):
    page = visit("chronology/", forced_colors="active")
    assert page.locator(".tl-point:visible").count() > 3
    fills = page.evaluate(
        "[...document.querySelectorAll('.tl-point')].map((one) => getComputedStyle(one).stroke)"
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") not in fills


def weight(*files):
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_pages_keep_their_budget(bundled):
    site = bundled()
    # Ten packets, which a server may send at once (RFC 6928), hold the whole page; its style follows.
    assert weight(site / "index.html") <= 14_600
    assert weight(site / "index.html", site / "css/home.css") <= 16_000
    shared = weight(site / "css/site.css", site / "js/explainer.js", site / "img/favicon.svg")
    for path in (
        "background",
        "chronology",
        "compare",
        "sources",
        "sources/aa-iha",
        "sources/ap-based",
        "about",
    ):
        own = weight(site / "js/chronology.js") if path == "chronology" else 0
        assert weight(site / path / "index.html") + own + shared <= 30_300, path
    assert weight(site / "map/index.html", site / "assets/explainer/map.html") + shared <= 120_000
    # All of the above but the map to move, to print or to keep.
    assert weight(site / "everything/index.html") + shared <= 44_000


def test_a_citation_opens_and_closes_by_keyboard(visit):
    page = visit("background/")
    button = page.locator("button.cite:visible").first
    note = page.locator("#" + button.get_attribute("popovertarget"))
    assert not note.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    assert note.locator("q.quote").first.inner_text()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert page.evaluate("document.activeElement.className") == "cite"


def test_a_citation_opens_without_javascript(visit):
    page = visit("", java_script_enabled=False)
    page.locator("button.cite:visible").first.click()
    assert page.locator(".notes:not(.terms) .cite-note").first.is_visible()


def test_a_citation_leads_to_the_words_on_the_sources_page(visit):
    page = visit("background/")
    page.locator("button.cite:visible").first.click()
    page.locator(".cite-note:popover-open .cite-link").first.click()
    page.wait_for_load_state()
    assert "/sources/" in page.url
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor}").count() == 1


def moving(page):
    """The map that moves, asked for."""
    page.get_by_role("button", name="Move and zoom").click()
    return page.frame_locator("iframe")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_map_moves_in_place_when_it_is_asked_for(visit, width):
    page = visit("map/", viewport={"width": width, "height": 800})
    page.wait_for_load_state("networkidle")
    assert page.locator("iframe").count() == 0
    assert not [url for url in page.requests if url.endswith("map.html")]
    before = page.locator("figure svg.map:visible").bounding_box()
    frame = moving(page)
    frame.locator(".map-symbol").first.wait_for()
    after = page.locator("iframe").bounding_box()
    assert page.locator("figure svg.map:visible").count() == 0
    assert after["x"] == pytest.approx(before["x"], abs=2)
    assert after["width"] == pytest.approx(before["width"], abs=4)
    page.emulate_media(media="print")
    assert page.locator("figure svg.map:visible").count() == 1
    assert not page.locator("iframe").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Back to the drawn map").click()
    assert page.locator("figure svg.map:visible").count() == 1
    assert not page.locator("iframe").is_visible()
    page.get_by_role("button", name="Move and zoom").click()
    assert page.locator("iframe").count() == 1
    assert page.errors == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("place", ["Qamishli", "Base beside Qamishli airport", "Damascus"])
def test_each_place_can_be_pressed_at_the_opening_zoom(visit, place, width):
    page = visit("map/", viewport={"width": width, "height": 800})
    frame = moving(page)
    marker = frame.locator(f".map-marker[aria-label^='{place}, ']")
    marker.locator(".map-name").click()
    assert frame.locator(".place h2").inner_text() == place
    assert page.errors == []


def test_markers_of_the_interactive_map_open(visit):
    page = visit("map/")
    frame = moving(page)
    marker = frame.locator(".leaflet-marker-icon[role=button], .leaflet-interactive[tabindex='0']").first
    marker.wait_for()
    marker.focus()
    page.keyboard.press("Enter")
    popup = frame.locator(".leaflet-popup-content")
    popup.wait_for()
    assert popup.inner_text().strip()
    assert page.errors == []


def test_the_drawn_map_needs_no_javascript(visit):
    page = visit("map/", java_script_enabled=False)
    assert page.locator("svg.map:visible").count() == 1
    assert page.locator("svg.map:visible a").count() >= 3


def test_print_shows_the_words(visit):
    page = visit("background/")
    page.emulate_media(media="print")
    assert page.locator(".notes:not(.terms) .cite-note").first.is_visible()


def search_for(page, words):
    """Look for words by keyboard alone; the results as (group, text, address)."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator(".search-status").filter(has_text="result").wait_for()
    return page.evaluate(
        """() => [...document.querySelectorAll(".search-results a")].map((link) =>
            [link.closest("ul").previousElementSibling.textContent, link.textContent, link.href])"""
    )


@pytest.mark.parametrize(
    ("words", "group", "title"),
    [
        ("Ahmed Shara", "People, organizations and terms", "Ahmad al-Sharaa"),
        ("ahmad al sharaa", "People, organizations and terms", "Ahmad al-Sharaa"),
        ("Qamishlo", "Places", "Qamishli"),
        ("kamışlı", "Places", "Qamishli"),
        ("Dimashq", "Places", "Damascus"),
        ("AP-based", "Sources", "AP-based report"),
    ],
)
def test_search_knows_other_spellings(visit, words, group, title):
    page = visit("background/")
    assert [group, title] in [found[:2] for found in search_for(page, words)]
    assert page.errors == []


def test_search_finds_a_statement_by_another_spelling_than_its_own(visit):
    found = search_for(visit(""), "ahmed shara")
    statements = [text for group, text, _ in found if group == "Statements"]
    assert any("al-Sharaa" in text and "Ahmed" not in text for text in statements)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("pkk", None), ("USA", None), ("the pkk", None),
        ("Kurds", "Kurdish"), ("timeline", "Chronology"), ("contradict", "Sources compared"),
    ],
)  # fmt: skip
def test_nothing_is_found_without_a_match_and_events_and_pages_are(visit, words, title):
    found = search_for(visit(""), words)
    assert any(title in one[1] for one in found) if title else not found


def test_search_lists_each_thing_once(visit):
    found = [one[:2] for one in search_for(visit(""), "qamishli") if one[0] != "Statements"]
    assert found.count(["Places", "Qamishli"]) == 1
    assert ["Pages and sections", "Qamishli"] not in found
    assert len({tuple(one) for one in found}) == len(found)


def test_search_by_keyboard_leads_to_the_statement(visit, address):
    page = visit("sources/aa-iha/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.requests if "search" in url]
    found = search_for(page, "cargo plane")
    assert found[0][2] == f"{address}background/#cargo-plane"
    assert page.locator(".search-results mark").first.inner_text() == "cargo"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == found[1][2]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-query"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}background/#cargo-plane")
    assert page.errors == []


def test_search_counts_and_closes(visit):
    page = visit("")
    assert search_for(page, "zzyzx") == []
    assert page.locator(".search-status").inner_text().startswith("No results. ")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the first may empty the field
    assert not page.locator("dialog.search").is_visible()
    page.locator(".search-open").click()
    page.locator("#search-query").fill("<img src=x> Moscow")
    page.locator(".search-results a").first.wait_for()
    assert page.locator(".search-results img").count() == 0


def test_without_javascript_there_is_no_search_and_a_link_to_keep_is_a_link(visit):
    page = visit("chronology/", java_script_enabled=False)
    assert not page.locator(".search-open").is_visible()
    page.locator(".chron-date .anchor").first.click()
    assert page.url.endswith(page.locator(".chron-entry").first.get_attribute("id"))


@pytest.mark.parametrize(
    ("path", "control"), [("chronology/", ".chron-date"), ("compare/", ".linked"), ("map/", ".linked")]
)
def test_a_link_to_keep_is_big_enough_and_copies_its_address(visit, path, control):
    page = visit(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.locator(f"{control} > .anchor").first
    box = link.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    link.focus()
    page.keyboard.press("Enter")
    page.locator(".copy-status").filter(has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert page.locator(f"[id='{copied.partition('#')[2]}']").count() == 1


def test_a_statements_note_has_its_link(visit):
    page = visit("background/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("button.cite:visible").first.click()
    page.locator(".cite-note:popover-open .anchor").click()
    page.locator(".copy-status").filter(has_text="Copied").wait_for()
    name = page.locator(".claim").first.get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"background/#{name}")
    assert page.locator(".cite-note:popover-open").count() == 0


def test_the_error_page_works_at_any_depth(visit, address):
    page = visit("nowhere/at/all/deep/")
    assert search_for(page, "Damascus")[0][2].startswith(f"{address}map/#")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}map/#damascus")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_have_a_background_of_their_own(visit, scheme):
    page = visit("", color_scheme=scheme)
    color = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    channels = [int(part) for part in color.removeprefix("rgb(").rstrip(")").split(",")]
    assert (sum(channels) > 382) == (scheme == "light")


def test_the_embed_line_is_copied(visit):
    page = visit("map/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Save or embed this map").click()
    page.get_by_role("button", name="Copy the line").click()
    page.get_by_text("Copied", exact=True).wait_for()
    line = page.evaluate("navigator.clipboard.readText()")
    assert line == page.locator("#embed-line").inner_text()
    assert line.startswith("<iframe src=")
    assert page.errors == []


def test_a_piece_is_shown_as_it_will_be_once_its_line_is_opened(visit):
    page = visit("embed/")
    assert page.locator("iframe").count() == 0
    piece = page.locator("details.piece").filter(has_text="Hurried, or bit by bit?")
    piece.locator("summary").click()
    inside = piece.frame_locator("iframe")
    inside.get_by_text("evacuating bit by bit").wait_for()
    frame = piece.locator("iframe")
    assert frame.get_attribute("title") == "Hurried, or bit by bit?"
    line = piece.locator("pre code").text_content()
    assert f'height="{frame.get_attribute("height")}"' in line
    assert page.errors == []


@pytest.fixture
def told_alone(project, chromium):
    """A function that opens a page of a story of articles alone, in a window of some width."""
    report = "---\npublisher: {}\ndate: 2026-03-05\n---\n\n# {}\n\n{}\n"
    said = "The bridge in Oslo was closed on Tuesday after a lorry hit one of its pillars, the police said."
    more = "A ferry will carry cars across the fjord from Monday, the ministry announced."
    folder = project(
        {
            "a.md": report.format("Fox", "Bridge closed after crash", said + "\n\n" + more),
            "b.md": report.format(
                "The Evening Ledger", "Oslo loses a bridge", "It opened in 1964.\n\n" + said
            ),
        }
    )
    run("mkdocs", folder)
    handler = functools.partial(Pages, directory=str(folder / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with contextlib.ExitStack() as opened:

        def open_page(path, width):
            context = chromium.new_context(viewport={"width": width, "height": 900})
            opened.callback(context.close)
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/repo/{path}")
            return page

        yield open_page
    server.shutdown()
    server.server_close()


def test_who_tells_an_entry_and_why_its_date_share_a_line(told_alone):
    page = told_alone("chronology/", 1280)
    entry = page.locator(".chron-entry:has(.working)").first
    source, why = (entry.locator(name).bounding_box() for name in (".cite-name", ".working > summary"))
    assert abs(source["y"] + source["height"] / 2 - why["y"] - why["height"] / 2) < 8
    assert why["x"] > source["x"]
    assert entry.locator("summary").inner_text().startswith("Date: from “")


def test_a_short_label_is_24_pixels_wide_beside_its_number(told_alone):
    page = told_alone("", 390)
    free = """(one) => {
        const box = one.getBoundingClientRect();
        const number = one.parentNode.querySelector("button")?.getBoundingClientRect();
        return Math.min(box.right, number && number.top < box.bottom ? number.left : Infinity) - box.left;
    }"""
    labels = page.locator("a.cite-name", has_text="Fox").all()
    assert labels
    assert all(label.evaluate(free) >= 24 for label in labels)


def test_each_of_many_sources_is_told_in_a_few_lines(told_alone):
    page = told_alone("sources/", 1280)
    assert page.locator("article h2 a").all_inner_texts() == ["Fox", "The Evening Ledger"]
    assert all(one.bounding_box()["height"] < 60 for one in page.locator(".facts").all())


def test_the_map_that_moves_follows_the_chosen_scheme(visit):
    page = visit("map/", color_scheme="light")
    page.locator(".map-move").click()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    inside = page.frame_locator("iframe").locator("body")
    ground = "(one) => getComputedStyle(one).backgroundColor"
    light = inside.evaluate(ground)
    page.locator(".scheme-switch").click()
    dark = inside.evaluate(ground)
    assert dark != light
    assert dark == page.locator("body").evaluate(
        "(one) => getComputedStyle(document.documentElement).backgroundColor"
    )
    page.locator(".scheme-switch").click()
    assert inside.evaluate(ground) == light


def test_a_place_in_the_address_opens_in_the_frame(visit):
    page = visit("map/")
    name = page.locator(".places a[href^='#']").first.get_attribute("href")
    page = visit(f"map/{name}")
    top = "(name) => document.querySelector(name).getBoundingClientRect().y"
    # The page may scroll there smoothly.
    page.wait_for_function(f"(name) => 0 <= ({top})(name) && ({top})(name) < 300", arg=name)
    moving(page).locator(".place h2").wait_for()
    assert page.errors == []


def by_keyboard(page, selector):
    """Move the focus onwards until it is on an element that fits."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_entries_are_chosen_by_keyboard_and_the_address_keeps_the_choice(visit):
    page = visit("chronology/")
    status, entries = page.locator(".filters output"), page.locator(".chron-entry:visible")
    count, marks = entries.count(), page.locator(".tl-wide a:visible")
    assert status.inner_text() == f"All {count} entries are shown."
    # An <output> is a live region: what it comes to say is announced.
    assert page.locator(".filters").get_by_role("status").count() == 1
    by_keyboard(page, ".filters input[name=source]")
    page.keyboard.press("Space")
    chosen = page.evaluate("document.activeElement.value")
    shown = page.locator(f".chron-entry[data-source~={chosen}]").count()
    assert 0 < shown < count
    assert (entries.count(), marks.count()) == (shown, shown)
    assert (
        status.inner_text() == f"{shown} of {count} entries are shown, each with the date by all its sources."
    )
    assert f"source={chosen}" in page.url
    page.reload()
    assert entries.count() == shown
    by_keyboard(page, ".filters button")
    page.keyboard.press("Enter")
    assert entries.count() == count
    assert "source=" not in page.url
    assert page.evaluate("document.activeElement.matches('.filters input')")
    assert page.errors == []


def test_an_unknown_choice_in_the_address_hides_nothing(visit):
    page = visit("chronology/?source=nobody")
    assert page.locator(".filters output").inner_text().startswith("All ")


def test_paper_has_every_entry_whatever_is_chosen(visit):
    page = visit("chronology/")
    count = page.locator(".chron-entry").count()
    page.locator(".filters input").first.check()
    page.emulate_media(media="print")
    assert page.locator(".chron-entry:visible").count() == count
    assert not page.locator(".filters").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "background/", "chronology/", "compare/"])
def test_a_note_stays_in_the_window_and_off_its_statement(visit, path, width):
    page = visit(path, viewport={"width": width, "height": 760})
    buttons = page.locator("button:is(.cite, .cell):visible")
    note = page.locator(".cite-note:popover-open")
    for number in range(0, buttons.count(), max(1, buttons.count() // 6)):
        button = buttons.nth(number)
        size = button.bounding_box()
        assert min(size["width"], size["height"]) >= 24
        button.scroll_into_view_if_needed()
        button.click()
        note.wait_for()
        page.evaluate(DRAWN)
        opened, said = note.bounding_box(), page.locator(".cited").bounding_box()
        assert opened["x"] >= -1
        assert opened["x"] + opened["width"] <= width + 1
        assert opened["y"] >= -1
        assert opened["y"] + opened["height"] <= 761
        above = opened["y"] + opened["height"] <= said["y"] + 2
        below = opened["y"] >= said["y"] + said["height"] - 2
        beside = opened["x"] >= said["x"] + said["width"] or opened["x"] + opened["width"] <= said["x"]
        assert above or below or beside, (path, width, number)
        page.keyboard.press("Escape")
        note.wait_for(state="detached")
        page.locator(".cited").wait_for(state="detached")


@pytest.mark.parametrize("path", PAGES)
def test_every_control_shows_the_focus(visit, path):
    page = visit(path)
    shown = page.evaluate(
        """() => { const unseen = [];
        for (const one of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
          if (!one.checkVisibility({ visibilityProperty: true })) continue;
          one.focus({ preventScroll: true, focusVisible: true });
          if (document.activeElement !== one) { unseen.push("not reached: " + one.outerHTML.slice(0, 80)); continue; }
          const styles = [one, one.closest("label")].filter(Boolean).map((it) => getComputedStyle(it));
          if (!styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2))
            unseen.push(one.outerHTML.slice(0, 80));
        }
        return unseen; }"""
    )
    assert shown == []


def test_phones_are_told_tables_as_tables(visit):
    page = visit("compare/", viewport={"width": 360, "height": 740})
    page.locator(".points-table > summary").click()
    tree = page.get_by_role("table", name="Who says what").aria_snapshot()
    for role in ("rowgroup", "row ", "rowheader", "cell"):
        assert f"- {role}" in tree, role
