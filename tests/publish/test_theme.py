"""The theme alone: a small site built with it by both hosts, read as HTML and met in a browser."""

import functools
import http.server
import itertools
import json
import math
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from generator.publish.host.csp import blocked_by, csp_hash, page_policy
from generator.publish.host.minify import bundle

ROOT = Path(__file__).parents[2]
THEME = ROOT / "generator" / "theme"
BASE = "/repo/"

NOTE = (
    '<p><span class="claim" id="claim-{n}">The well ran dry in <span class="tie">June.'
    '<button type="button" class="cite" popovertarget="cite-{n}" aria-label="Evidence {n}">{n}</button></span>'
    '<span class="cite-note" popover id="cite-{n}" role="note"><span class="cite-item">'
    '<span class="cite-source">Parish letter</span> <q class="quote">not a drop since June</q> '
    '<span class="cite-meta">own voice</span></span></span></span></p>\n'
)
FILLER = "The pump house keeps a book, and every bucket is in it.\n\n" * 20
PAGES = {
    "index.md": "# The well\n\n## Short answer\n\n" + NOTE.format(n=1) + "## Sources\n\nTwo letters.\n",
    "background.md": "# Before\n\n## The pump\n\n"
    + NOTE.format(n=1)
    + FILLER
    + "### A detail\n\n## Who said “dry” & why\n\n"
    + FILLER,
    "letters/index.md": "# Letters\n\nOne section is no list.\n\n## Only one\n",
    "letters/parish.md": '---\njsonld: \'{"name": "</script><b>"}\'\ndescription: The "parish" letter\n---\n'
    "# Parish letter\n",
    "about.md": "---\ntoc: false\n---\n# About\n\n## One\n\n## Two\n",
}
NAV = [
    {"Home": "index.md"},
    {"Background": "background.md"},
    {"Letters": [{"All letters": "letters/index.md"}, {"Parish letter": "letters/parish.md"}]},
    {"About": "about.md"},
]


class Elements(HTMLParser):
    """Every start tag of a page as (name, attributes), and the text inside each `<script>`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)

    def all(self, tag: str, **attrs: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag and attrs.items() <= a.items()]


def _python_path(folder: Path) -> str:
    """Import path for the host; registers the theme when the project is not installed."""
    paths = [str(ROOT)]
    if not entry_points(group="mkdocs.themes", name="explainer"):
        info = folder / "dist" / "theme_under_test-0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theme-under-test\nVersion: 0\n")
        (info / "entry_points.txt").write_text("[mkdocs.themes]\nexplainer = generator.theme\n")
        paths.append(str(info.parent))
    return os.pathsep.join(paths)


def _build(folder: Path, engine: str = "mkdocs", **config: object) -> Path:
    for name, text in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = {
        "site_name": 'Well & "water"',
        "site_description": 'Why the "well" is dry',
        "site_url": f"https://user.example{BASE}",
        "theme": {"name": "explainer"},
        "nav": NAV,
        "copyright": "CC BY",
        "extra": {"colophon": "Checked by hand.", "feed": "feed.xml"},
        "validation": {"links": {"anchors": "warn"}},
        **config,
    }
    (folder / "docs" / "feed.xml").write_text("<feed/>")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict", "--quiet", "-f", "mkdocs.yml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": _python_path(folder), "DISABLE_MKDOCS_2_WARNING": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build(tmp_path_factory.mktemp(request.param), request.param)


@pytest.fixture(scope="module")
def page(site: Path) -> Callable[[str], Elements]:
    return lambda name: Elements((site / name).read_text(encoding="utf-8"))


def test_every_reference_resolves_under_the_base_path(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == len(PAGES) + 1
    for path in pages:
        # The error page is served at whatever address was asked for.
        where = BASE + path.relative_to(site).as_posix().replace("404.html", "no/such/page/")
        for tag, attrs in Elements(path.read_text(encoding="utf-8")).tags:
            for name in {"href", "src", "data-script"} & attrs.keys():
                if (attrs[name] or "").startswith("#"):
                    continue
                target = urlsplit(urljoin(where, attrs[name] or ""))
                if target.netloc:
                    assert (tag, attrs.get("rel")) == ("link", "canonical")
                    continue
                assert target.path.startswith(BASE), (path, attrs)
                file = site / unquote(target.path.removeprefix(BASE))
                assert (file / "index.html" if target.path.endswith("/") else file).is_file(), (path, attrs)


def test_landmarks_are_named_and_the_skip_link_leads_to_the_text(page: Callable[[str], Elements]) -> None:
    elements = page("letters/parish/index.html")
    names = [nav.get("aria-label") for nav in elements.all("nav")]
    assert names == ["Pages", "Breadcrumb", "Previous and next page", "All pages"]
    assert (
        len(elements.all("main", id="main"))
        == len(elements.all("header"))
        == len(elements.all("footer"))
        == 1
    )
    assert elements.all("a")[0] == {"class": "skip", "href": "#main"}


def test_bar_holds_top_level_and_marks_the_section_of_a_sub_page(site: Path) -> None:
    html = (site / "letters/parish/index.html").read_text(encoding="utf-8")
    bar = html[html.index('class="site-nav"') : html.index("</nav>")]
    assert re.findall(r"<a[^>]*>([^<]+)", bar) == ["Home", "Background", "Letters", "About"]
    assert [a.get("href") for a in Elements(bar).all("a", **{"aria-current": "true"})] == ["../"]


def test_section_list_holds_second_level_headings_only(site: Path) -> None:
    def listed(name: str) -> list[str]:
        html = (site / name).read_text(encoding="utf-8")
        return re.findall(r'<li><a href="#[^"]+">([^<]+)', html[: html.index("<main")])

    assert listed("background/index.html") == ["The pump", "Who said “dry” &amp; why"]
    assert listed("letters/index.html") == []
    assert listed("about/index.html") == []


def test_configured_text_is_escaped_in_the_head(page: Callable[[str], Elements]) -> None:
    elements = page("index.html")
    assert elements.all("meta", name="description")[0]["content"] == 'Why the "well" is dry'
    assert elements.all("meta", property="og:title")[0]["content"] == 'Well & "water"'
    assert (
        page("letters/parish/index.html").all("meta", name="description")[0]["content"]
        == 'The "parish" letter'
    )


def test_json_ld_cannot_end_its_script(page: Callable[[str], Elements]) -> None:
    assert json.loads(page("letters/parish/index.html").scripts[1]) == {"name": "</script><b>"}


def test_search_code_waits_until_it_is_wanted(tmp_path: Path) -> None:
    site = _build(tmp_path, extra={"search": "about/index.html"})
    elements = Elements((site / "background/index.html").read_text(encoding="utf-8"))
    assert [script["src"] for script in elements.all("script") if "src" in script] == ["../js/explainer.js"]
    assert elements.all("dialog")[0]["data-script"] == "../js/search.js"
    assert "hidden" in elements.all("button", **{"class": "tool search-open"})[0]
    assert not (site / "search/main.js").exists()


def test_without_an_index_there_is_no_search(page: Callable[[str], Elements]) -> None:
    assert not page("index.html").all("dialog")
    assert not page("index.html").all("button", **{"class": "tool search-open"})


def test_the_frame_has_no_code_and_no_styles_of_its_own(site: Path) -> None:
    for path in site.rglob("*.html"):
        for tag, attrs in Elements(path.read_text(encoding="utf-8")).tags:
            assert "style" not in attrs, (path, tag)
            assert not [name for name in attrs if name.startswith("on")], (path, tag)
            assert tag != "style", path
            assert tag != "script" or "src" in attrs or attrs in ({}, {"type": "application/ld+json"}), path


def test_the_one_script_in_a_page_is_the_one_that_the_policy_names(page: Callable[[str], Elements]) -> None:
    scripts = [text for text in page("background/index.html").scripts if not text.startswith("{")]
    assert len(scripts) == 1
    policy = page_policy()
    assert csp_hash(scripts[0]) in policy
    assert blocked_by(policy, f"<script>{scripts[0]}</script>") == ()
    assert blocked_by(policy, f"<script>{scripts[0]};go()</script>") == ("an inline script (script-src)",)


def test_the_chosen_dark_is_that_of_the_system() -> None:
    css = (THEME / "css" / "tokens.css").read_text(encoding="utf-8")
    system, chosen = (
        _colors(css.split(start, 1)[1].split("}", 1)[0].replace("track-", "track_"))
        for start in (':root:not([data-scheme="light"]) {', ':root[data-scheme="dark"] {')
    )
    assert len(system) > 10
    assert system == chosen


def _colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css))


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised", "mark", "tint", "sea", "land"])
def test_contrast_of_text_reaches_wcag(scheme: str, ground: str) -> None:
    light, dark = (THEME / "css" / "tokens.css").read_text(encoding="utf-8").split("@media", 1)
    colors = _colors(light) | (_colors(dark.split("}", 1)[0]) if scheme == "dark" else {})
    # WCAG 2.2 §1.4.6 (AAA, 7:1) for running text, §1.4.3 (AA, 4.5:1) for links and labels.
    for ink, least in {"ink": 7.0, "soft": 4.5, "accent": 4.5}.items():
        low, high = sorted((_luminance(colors[ink]), _luminance(colors[ground])))
        assert (high + 0.05) / (low + 0.05) >= least, (ink, ground)


def test_browser_chrome_has_the_color_of_the_paper() -> None:
    options = yaml.safe_load((THEME / "mkdocs_theme.yml").read_text(encoding="utf-8"))
    css = (THEME / "css" / "tokens.css").read_text(encoding="utf-8")
    light, dark, _chosen = re.findall(r"--paper: (#\w+);", css)
    assert [light, dark] == [options["theme_color"], options["theme_color_dark"]]


def test_theme_stays_small_and_asks_no_other_host() -> None:
    assert (THEME / "js" / "explainer.js").stat().st_size <= 10_000
    for path in (*THEME.rglob("*.css"), *THEME.rglob("*.js"), *THEME.rglob("*.html")):
        assert not re.search(
            r"(?:src|href)=\"(?:https?:)?//|url\(|@import", path.read_text(encoding="utf-8")
        ), path


def test_every_part_of_the_style_sheets_is_listed_and_paper_comes_last() -> None:
    options = yaml.safe_load((THEME / "mkdocs_theme.yml").read_text(encoding="utf-8"))
    listed = [options["styles"], options["home_styles"]]
    # What other themes need is in their sheet alone (`other_theme.py`).
    assert {part for parts in listed for part in parts} | {"css/guest.css"} == {
        path.relative_to(THEME).as_posix() for path in THEME.rglob("*.css")
    }
    for parts in listed:
        assert len(set(parts)) == len(parts)
        assert parts[-1] == "css/print.css"


def test_joined_style_sheets_keep_what_space_means() -> None:
    css = """/* "no" string { */ a :is(b , c) > d::before { content: "}  /* x */ ;"; margin: calc(1em + 2px) -1px }
    @media (min-width: 3rem) and (hover: hover) { .x { color: red; } }"""
    assert bundle([css, "p { }"]) == (
        'a :is(b,c)>d::before{content:"}  /* x */ ;";margin:calc(1em + 2px) -1px}'
        "@media (min-width:3rem) and (hover:hover){.x{color:red}}p{}"
    )


def _oklab(color: str, view: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """A color as someone with this color vision sees it, in a space of even distances (Ottosson 2020)."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    seen = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in view]
    to_cones = ((0.41222, 0.53633, 0.05145), (0.2119, 0.6807, 0.1074), (0.0883, 0.28172, 0.62998))
    cones = [max(0.0, sum(a * b for a, b in zip(row, seen, strict=True))) ** (1 / 3) for row in to_cones]
    to_lab = ((0.21045, 0.79362, -0.00407), (1.978, -2.42859, 0.45059), (0.0259, 0.78277, -0.80868))
    return tuple(sum(a * b for a, b in zip(row, cones, strict=True)) for row in to_lab)


# Machado, Oliveira and Fernandes (2009), severity 1.
VISIONS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.052)),
    "deuteranopia": ((0.3673, 0.8606, -0.2279), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colors_of_tracks_can_be_read_and_told_apart(scheme: str) -> None:
    light, dark = (THEME / "css" / "tokens.css").read_text(encoding="utf-8").split("@media", 1)
    css = light if scheme == "light" else dark.split("}", 1)[0]
    colors = _colors(light) | (_colors(css) if scheme == "dark" else {})
    tracks = re.findall(r"--track-\d: (#[0-9a-f]{6});", css)
    assert len(tracks) == 6
    for track in tracks:
        for ground in ("paper", "raised", "land"):
            low, high = sorted((_luminance(track), _luminance(colors[ground])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (track, ground)
    for name, view in VISIONS.items():
        for one, other in itertools.combinations(tracks, 2):
            assert math.dist(_oklab(one, view), _oklab(other, view)) >= 0.07, (name, one, other)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the base path."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Handler, directory=site)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


@pytest.fixture
def tab(chromium, address: str) -> Iterator[object]:
    """A page of a phone's size, opened on the background page; fails on any complaint in the console."""
    problems: list[str] = []
    tab = chromium.new_page(viewport={"width": 360, "height": 700}, reduced_motion="reduce")
    tab.on("console", lambda m: problems.append(m.text) if m.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.goto(f"{address}background/")
    yield tab
    tab.close()
    assert problems == []


@pytest.mark.browser
def test_citation_opens_and_closes_by_keyboard_and_is_big_enough_to_press(tab) -> None:
    button, note = tab.locator(".cite"), tab.locator(".cite-note")
    box = button.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    button.focus()
    tab.keyboard.press("Enter")
    assert note.is_visible()
    tab.keyboard.press("Escape")
    assert not note.is_visible()


@pytest.mark.browser
def test_paper_shows_the_evidence_and_none_of_the_furniture(tab) -> None:
    tab.emulate_media(media="print")
    assert tab.locator(".cite-note").is_visible()
    # The number stays, small and raised; it is the way to its note.
    assert tab.locator(".cite").bounding_box()["height"] < 12
    for furniture in (".masthead", ".toc", ".pager"):
        assert not tab.locator(furniture).is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 768, 1280, 1600])
def test_page_is_never_wider_than_the_window(tab, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_section_mark_follows_a_jump(tab) -> None:
    current = tab.locator('.toc [aria-current="location"]')
    tab.locator(".toc a").last.click()
    current.wait_for()
    assert current.inner_text() == "Who said “dry” & why"
    tab.evaluate("scrollTo(0, 0)")
    current.filter(has_text="The pump").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "most"), [(360, 96), (900, 64), (1024, 64), (1280, 64), (1920, 64)])
def test_the_header_is_one_line(tab, width: int, most: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    head, bar = (tab.locator(name).bounding_box()["height"] for name in (".masthead", ".toc"))
    assert head + (bar if width < 900 else 0) <= most
    links = tab.locator(".site-nav a")
    if width < 1100:
        assert not links.first.is_visible()
        tab.locator(".pages-open").click()
    assert all(link.is_visible() for link in links.all())
    tab.keyboard.press("Escape")


@pytest.mark.browser
def test_dark_can_be_chosen_and_is_kept_until_it_is_the_systems(tab, address: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = tab.evaluate(paper)
    switch = tab.locator(".scheme-switch")
    switch.click()
    dark = tab.evaluate(paper)
    assert dark != light
    tab.goto(f"{address}about/")
    assert tab.evaluate(paper) == dark
    switch.click()
    assert tab.evaluate(paper) == light
    assert tab.evaluate("localStorage.length") == 0


@pytest.mark.browser
def test_without_javascript_citations_open(chromium, address: str) -> None:
    still = chromium.new_page(java_script_enabled=False)
    still.goto(f"{address}background/")
    still.locator(".cite").click()
    assert still.locator(".cite-note").is_visible()
    still.close()
