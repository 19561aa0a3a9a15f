"""The built site as a reader meets it, in Chromium."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "background/",
    "map/",
    "chronology/",
    "compare/",
    "sources/",
    "sources/aa-iha/",
    "about/",
    "nowhere/at/all",
)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


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
def chromium():
    path = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: no browser test may be skipped there")
        pytest.skip("no Chromium on this machine; set CHROME_PATH")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


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
            page.wait_for_load_state("networkidle")
            return page

        yield open_page


@pytest.mark.parametrize("path", PAGES)
def test_no_errors_no_other_host_no_overflow(visit, address, path):
    page = visit(path, viewport={"width": 360, "height": 740})
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    host = address.removesuffix("/repo/")
    assert [url for url in page.requests if not url.startswith((host, "data:"))] == []
    expected = 1 if path == "nowhere/at/all" else 0  # the 404 of the page itself
    assert len(page.errors) == expected, page.errors
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_citation_opens_and_closes_by_keyboard(visit):
    page = visit("background/")
    button = page.locator("button.cite").first
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
    page.locator("button.cite").first.click()
    assert page.locator(".cite-note").first.is_visible()


def test_a_citation_leads_to_the_words_on_the_sources_page(visit):
    page = visit("background/")
    page.locator("button.cite").first.click()
    page.locator(".cite-note:popover-open .cite-link").first.click()
    page.wait_for_load_state()
    assert "/sources/" in page.url
    anchor = page.url.partition("#")[2]
    assert page.locator(f"#{anchor}").count() == 1


def test_markers_of_the_interactive_map_open(visit):
    page = visit("map/")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
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
    assert page.locator(".cite-note").first.is_visible()


def test_search_finds_a_statement(visit):
    page = visit("")
    page.keyboard.press("/")
    page.keyboard.type("journalists", delay=20)
    page.locator("#mkdocs-search-results a").first.wait_for()
    assert page.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_have_a_background_of_their_own(visit, scheme):
    page = visit("", color_scheme=scheme)
    color = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    channels = [int(part) for part in color.removeprefix("rgb(").rstrip(")").split(",")]
    assert (sum(channels) > 382) == (scheme == "light")
