"""Our pages below a path of a site in another theme: strict, in a browser, light and dark."""

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner
from conftest import ROOT, run

from generator.cli import main
from generator.pipeline import build
from generator.publish.host import other_theme
from generator.publish.host.other_theme import GUEST_CLASS, GUEST_SHEET, guest_sheet
from generator.publish.host.verify import verify_page
from generator.publish.options import PublishOptions
from generator.publish.pages import relative
from generator.publish.site import publish

THEMES = {
    "mkdocs": "{name: mkdocs, highlightjs: false, user_color_mode_toggle: true, color_mode: %s}",
    "readthedocs": "{name: readthedocs, highlightjs: false}",
    "material": "{name: material, font: false, palette: {scheme: %s}}",
}
SCHEMES = {"mkdocs": ("light", "dark"), "readthedocs": ("",), "material": ("default", "slate")}
# Fills and letters that are lost on their ground: what a drawing without its style has.
BLACK = """() => [...document.querySelectorAll('.map-sea, .map-land, .map-focus')].filter(
  (part) => ['rgb(0, 0, 0)', 'none'].includes(getComputedStyle(part).fill)).length"""

GROUND = "(one) => getComputedStyle(one).backgroundColor"
LOOKS = """() => {
  const style = (what, part) => getComputedStyle(document.querySelector(what), part);
  const size = (what) => parseFloat(style(what).fontSize);
  return {
    quote: style('.explainer q', '::before').content,
    hint: style('.chron .said-by, .chron .note').backgroundColor,
    fold: style('.chron .working').backgroundColor,
    bullet: style('.tl-keys li').listStyleType,
    bar: style('.tl-wide').display === 'block',
    voucher: size('.chron .said-by, .chron .note') <= 15.1,
  };
}"""


def is_light(color):
    return sum(map(int, color.removeprefix("rgb(").removesuffix(")").split(", ")[:3])) > 384


def test_no_rule_of_the_sheet_reaches_the_host():
    depth, top = 0, [""]
    for char in guest_sheet():
        depth += (char == "{") - (char == "}")
        if char == "}" and depth == 0:
            top.append("")
        elif depth == 0:
            top[-1] += char
    selectors = [selector.strip() for rule in top if rule for selector in rule.split(",")]
    assert len(selectors) == 5
    assert all(selector.endswith(f".{GUEST_CLASS}") for selector in selectors), selectors


@pytest.fixture(
    scope="module", params=[(theme, scheme) for theme in THEMES for scheme in SCHEMES[theme]], ids=str
)
def hosted(request, tmp_path_factory):
    theme, scheme = request.param
    root = tmp_path_factory.mktemp(theme)
    shutil.copytree(ROOT / "seeds", root / "seeds")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text("# Our paper\n\n[The story](story/index.md)\n", "utf-8")
    settings = THEMES[theme] % scheme if "%s" in THEMES[theme] else THEMES[theme]
    (root / "mkdocs.yml").write_text(
        f"site_name: Paper\nsite_url: https://example.org/\ntheme: {settings}\n"
        "plugins: [search, {explainer: {path: story}}]\n", "utf-8",
    )  # fmt: skip
    done = run("mkdocs", root, "--strict", NO_MKDOCS_2_WARNING="1")
    assert "WARNING" not in done.stderr
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(root / "site"))
    handler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield theme, scheme, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
def test_pages_are_whole_in_another_theme(hosted, chromium):
    _theme, scheme, address = hosted
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    faults = []
    # No other host is asked: themes take fonts and scripts from theirs.
    page.route(re.compile(rf"^(?!{re.escape(address)})"), lambda route: route.abort())
    # A host's own scripts miss what they take from elsewhere.
    page.on(
        "pageerror",
        lambda error: faults.append(str(error)) if "chronology.js" in (error.stack or "") else None,
    )
    page.on("response", lambda response: faults.append(response.url) if response.status >= 400 else None)
    for path in ("story/", "story/chronology/", "story/map/", "story/compare/", "story/background/"):
        page.goto(address + path)
        assert page.evaluate(BLACK) == 0, path
        drawn = page.locator("svg.map:visible, svg.timeline:visible")
        assert all(
            drawn.nth(number).bounding_box()["width"] > 100 for number in range(min(drawn.count(), 3))
        ), path
        page.set_viewport_size({"width": 360, "height": 800})
        # A host's own furniture may be wider; what lies in our element is not.
        assert page.locator(f".{GUEST_CLASS}").evaluate("(box) => box.scrollWidth - box.clientWidth") <= 1, (
            path
        )
        page.set_viewport_size({"width": 1280, "height": 900})
    # A theme's own ways with marks of quotations, boxes of hints, sizes and folded texts are not ours.
    page.goto(address + "story/chronology/")
    looks = page.evaluate(LOOKS)
    assert (looks.pop("bar"), looks.pop("voucher")) == (True, True)
    assert looks == {
        "quote": "open-quote",
        "hint": "rgba(0, 0, 0, 0)",
        "fold": "rgba(0, 0, 0, 0)",
        "bullet": "none",
    }
    page.goto(address + "story/map/")
    page.locator(".map-move").click()
    moving = page.frame_locator("iframe").locator("body")
    assert is_light(moving.evaluate(GROUND)) is (scheme not in ("dark", "slate"))
    page.goto(address + "story/background/")
    page.locator(".cite").first.click()
    assert page.locator(".cite-note:popover-open q").first.is_visible()
    ground = page.locator(".cite-note:popover-open").evaluate(GROUND)
    assert is_light(ground) is (scheme not in ("dark", "slate"))
    assert faults == []
    page.close()


@pytest.fixture(scope="module")
def scoped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scoped")
    story = build(ROOT, ROOT / "seeds").story
    site = publish(story, PublishOptions(site_url="https://example.org/"))
    other_theme.scoped(site).write(folder / "docs")
    return folder, site, {item.article.id: item.article for item in story.articles}


def test_the_sheet_of_a_generator_without_plugins_begins_at_the_mark(scoped):
    folder, _site, _articles = scoped
    sheet = folder.joinpath("docs", GUEST_SHEET).read_text("utf-8")
    assert f".{GUEST_CLASS}{{" not in sheet
    assert '[data-md-color-scheme="slate"] article:has(>.explainer-page)' in sheet
    assert '<div class="explainer-page"></div>' in folder.joinpath("docs/map.md").read_text("utf-8")


def test_zensical_builds_pages_whose_links_and_quotations_are_whole(scoped):
    pytest.importorskip("zensical", reason="Zensical is not installed: pip install '.[test]'")
    folder, site, articles = scoped
    folder.joinpath("mkdocs.yml").write_text(
        "site_name: Paper\nsite_url: https://example.org/\nmarkdown_extensions: [attr_list, tables]\n"
        f"extra_css: [{GUEST_SHEET}]\n", "utf-8",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    broken = []
    for page in site.pages:
        name = relative("index.md", page.path, directory_urls=True)
        path = folder / "site" / ("" if name == "./" else name) / "index.html"
        html = path.read_text("utf-8")
        assert verify_page(html, page.quotations, articles, page.path) == ()
        body = re.search(r"<article.*?</article>", html, re.DOTALL)[0]
        for link in re.findall(r' (?:href|src|data-src)="(?![a-z]+:)([^"#]*)', body):
            target = path.parent / link
            if not (target / "index.html" if target.is_dir() else target).is_file():
                broken.append((page.path, link))
    assert broken == []
    # The command reads the same site; what anybody changed there, and a folder without the story, stop it.
    seeds, built = str(ROOT / "seeds"), folder / "site"
    checked = CliRunner().invoke(main, ["check", seeds, "--site", str(built)])
    assert checked.exit_code == 0
    assert f"{built}: " in checked.output
    home = built / "background/index.html"
    html = home.read_text("utf-8")
    quoted = re.search(r' data-quote="[^"]+">(\w+)', html)[1]
    home.write_text(re.sub(r'( data-quote="[^"]+">)\w+', r"\1Changed", html, count=1), "utf-8")
    built.joinpath("map/index.html").unlink()
    changed = CliRunner().invoke(main, ["check", seeds, "--site", str(built)])
    assert changed.exit_code == 1
    assert quoted != "Changed"
    assert "background/index.html" in changed.output
    assert "[quote-changed]" in changed.output
    home.write_text(html, "utf-8")
    assert "[page-missing]" in CliRunner().invoke(main, ["check", seeds, "--site", str(built)]).output
    elsewhere = CliRunner().invoke(main, ["check", seeds, "--site", str(folder / "docs/assets")])
    assert (elsewhere.exit_code, "[site-without-story]" in elsewhere.output) == (1, True)
