"""The interactive map as a reader meets it, in Chromium: alone, in the site's map page, embedded elsewhere."""

import contextlib
import functools
import http.server
import shutil
import threading

import pytest
from interactive_views import HOSTILE, ferries, fiji, hostile, lone, world

from generator.publish.maps import interactive_map

pytestmark = pytest.mark.browser

PATH = "assets/explainer/map.html"
MAP_PAGE = (
    '<link rel="icon" href="data:,"><h3 id="narvik">Narvik</h3>'
    f'<iframe src="../{PATH}" width="100%" height="600"></iframe>'
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A small site below a base path: the map, and a page around it; beside the site a saved copy."""
    top = tmp_path_factory.mktemp("host")
    site = top / "repo"
    (site / PATH).parent.mkdir(parents=True)
    (site / "map").mkdir()
    address = "https://news.example/repo/"
    for name, make in (
        ("map", ferries),
        ("hostile", hostile),
        ("fiji", fiji),
        ("world", world),
        ("lone", lone),
    ):
        path = PATH.replace("map.html", f"{name}.html")
        (site / path).write_text(interactive_map(make(), path=path, site_url=address), encoding="utf-8")
    (site / "map" / "index.html").write_text(MAP_PAGE, encoding="utf-8")
    shutil.copy(site / PATH, top / "saved.html")
    return top


@pytest.fixture(scope="module")
def host(folder):
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


# Loaded is not yet drawn: the map takes its size after a frame.
DRAWN = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


@pytest.fixture
def visit(chromium, host):
    """A function that opens an address and returns its page; what goes wrong is on ``page.troubles``."""
    with contextlib.ExitStack() as opened:

        def open_page(path=f"repo/{PATH}", **options):
            context = chromium.new_context(**({"viewport": {"width": 1000, "height": 600}} | options))
            opened.callback(context.close)
            page = context.new_page()
            page.troubles, page.requests = [], []
            page.on("pageerror", lambda error: page.troubles.append(str(error)))
            page.on(
                "console",
                lambda line: page.troubles.append(line.text) if line.type in ("error", "warning") else None,
            )
            page.on("request", lambda request: page.requests.append(request.url))
            page.goto(path if "://" in path else host + path)
            page.evaluate(DRAWN)
            return page

        yield open_page


def marker(page, name):
    return page.locator(f'.map-marker[title="{name}"]')


def shown(page):
    """The names of the places that are on."""
    return page.locator(".map-marker[title]:not(.is-off)").evaluate_all("all => all.map(one => one.title)")


ALL = {"Bodø", "Harbor quay", "Airfield", "Old town", "Narvik", "Helgeland coast", "Sweden", "Lisbon"}


@pytest.mark.parametrize("name", ["map", "hostile", "fiji", "world", "lone"])
@pytest.mark.parametrize(("width", "scheme"), [(328, "dark"), (1280, "light")])
def test_nothing_is_blocked_fetched_or_cut_off(visit, name, width, scheme):
    page = visit(
        f"repo/assets/explainer/{name}.html", viewport={"width": width, "height": 555}, color_scheme=scheme
    )
    page.wait_for_load_state("networkidle")
    assert page.troubles == []
    assert [url for url in page.requests if not url.startswith("data:")] == [page.url]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    frame = page.locator(".stage").bounding_box()
    for spot in page.locator(".map-marker[title]:has(.map-symbol)").all():
        box = spot.bounding_box()
        if spot.get_attribute("title") != "Lisbon":  # far: an arrow on the drawn map
            assert frame["x"] <= box["x"] + 12 <= frame["x"] + frame["width"]
            assert frame["y"] <= box["y"] + 12 <= frame["y"] + frame["height"]


def test_hostile_texts_are_shown_as_text(visit):
    page = visit("repo/assets/explainer/hostile.html#x")
    assert page.troubles == []
    words = HOSTILE.replace("\u2028", "").split("<!--")[0]
    assert words in page.locator(".place h2").inner_text()
    page.locator(".legend summary").click()
    page.locator("input[type=range]").press("ArrowRight")
    assert words in page.locator(".days-list").inner_text()
    assert words in page.locator(".legend").inner_text()
    assert page.locator("img").count() == 0
    assert page.title().startswith("</script>")


def test_an_injected_script_does_not_run(visit):
    page = visit()
    page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    page.evaluate(
        "() => document.body.insertAdjacentHTML('beforeend', '<b onclick=\"window.ran = 1\">x</b>')"
    )
    page.evaluate("() => document.querySelector('body > b').click()")
    assert page.evaluate("window.ran") is None
    assert len(page.troubles) == 2


def test_popup_by_keyboard(visit):
    page = visit()
    place = marker(page, "Bodø")
    place.focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name="Bodø")
    assert popup.evaluate("node => node === document.activeElement")
    text = popup.inner_text()
    assert "Of stop." in text
    assert "about 2020-03-04 · Coast Post, Daily" in text
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Of stop."
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    assert place.evaluate("node => node === document.activeElement")
    page.keyboard.press("Space")
    assert page.get_by_role("dialog", name="Bodø").is_visible()
    page.get_by_role("button", name="Close popup").press("Enter")
    assert place.evaluate("node => node === document.activeElement")


def test_every_place_is_reached_by_tab(visit):
    page = visit()
    page.locator(".leaflet-container").focus()
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.title"))
    assert reached >= ALL


def test_the_map_moves_and_zooms_by_keyboard(visit):
    page = visit(reduced_motion="reduce")
    page.locator(".leaflet-container").focus()
    before = marker(page, "Bodø").bounding_box()
    page.keyboard.press("ArrowRight")
    assert marker(page, "Bodø").bounding_box()["x"] < before["x"]
    scale = page.locator(".leaflet-control-scale-line").first
    text = scale.inner_text()
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert scale.inner_text() != text
    page.get_by_role("button", name="Whole story").click()
    assert scale.inner_text() == text
    assert marker(page, "Bodø").bounding_box() == before


def test_layers_by_kind_and_by_track(visit):
    page = visit()
    assert set(shown(page)) == ALL
    page.locator(".legend summary").click()
    box = page.get_by_role("checkbox")
    labels = box.evaluate_all("all => all.map(one => one.closest('label').innerText.trim())")
    assert labels == [
        *("town or city", "site", "district", "region", "country"),
        *("Timetable", "Weather", "No entry in the chronology"),
    ]
    page.get_by_label("region", exact=True).uncheck()
    assert set(shown(page)) == ALL - {"Helgeland coast"}
    assert page.locator("path.map-region.is-off").count() == 1
    page.get_by_label("region", exact=True).check()
    page.get_by_label("Weather").uncheck()
    assert set(shown(page)) == ALL - {"Narvik", "Helgeland coast"}
    page.get_by_label("No entry in the chronology").uncheck()
    assert set(shown(page)) == {"Bodø", "Harbor quay", "Lisbon"}


def test_days_show_what_was_reported_where(visit):
    page = visit()
    slider = page.get_by_role("slider", name="Day")
    assert slider.get_attribute("aria-valuetext") == "All days"
    assert not page.locator(".days-list").is_visible()
    steps = []
    for _ in range(4):
        slider.press("ArrowRight")
        steps.append(slider.get_attribute("aria-valuetext"))
    assert steps == [
        "2 March 2020 to 3 March 2020",
        "Wednesday, 4 March 2020",
        "Thursday, 5 March 2020",
        "Tuesday, 1 September 2020",
    ]
    # The far capital comes into the window with its day, and the story comes back after it.
    stage, far = page.locator(".stage").bounding_box(), marker(page, "Lisbon").bounding_box()
    assert stage["y"] <= far["y"] <= stage["y"] + stage["height"] - 24
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    for name, css in (("Bodø", "is-exact"), ("Narvik", "is-possible"), ("Old town", "is-quiet")):
        assert css in marker(page, name).get_attribute("class")
    text = page.locator(".days-list[aria-live=polite]").inner_text()
    assert text.index("This day") < text.index("Of stop.") < text.index("May lie") < text.index("Of storm.")
    assert "Narvik" in text
    assert marker(page, "Old town").evaluate("node => node.inert")
    page.get_by_role("button", name="All days").click()
    assert slider.get_attribute("aria-valuetext") == "All days"
    assert page.locator(".is-quiet, .is-exact, .is-possible").count() == 0


def test_it_plays_only_when_asked(visit):
    page = visit(reduced_motion="reduce")
    page.clock.install()
    slider = page.get_by_role("slider", name="Day")
    page.clock.run_for(20_000)
    assert slider.input_value() == "0"
    play = page.get_by_role("button", name="Play")
    play.click()
    assert slider.input_value() == "1"
    assert page.locator(".days-list").get_attribute("aria-live") == "off"
    page.clock.run_for(2_600)
    assert slider.input_value() == "2"
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(10_000)
    assert slider.input_value() == "2"
    play.click()
    page.clock.run_for(60_000)
    assert slider.input_value() == "4"
    assert play.is_visible()


def test_an_address_opens_its_place(visit):
    page = visit(f"repo/{PATH}#narvik")
    assert page.get_by_role("dialog", name="Narvik").is_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.evaluate("location.hash = 'bod%C3%B8'")
    page.get_by_role("dialog", name="Bodø").wait_for()
    page.evaluate("location.hash = '%E0%A4%A'")
    assert page.troubles == []


def test_the_page_around_hands_its_fragment_down(visit, host):
    page = visit("repo/map/#narvik")
    frame = page.frame_locator("iframe")
    frame.get_by_role("dialog", name="Narvik").wait_for()
    assert page.evaluate("document.activeElement === document.body")
    page.evaluate("location.hash = 'lisbon'")
    frame.get_by_role("dialog", name="Lisbon").wait_for()
    link = frame.get_by_role("link", name="Of talks.")
    assert link.get_attribute("target") == "_parent"
    assert link.get_attribute("href") == f"{host}repo/chronology/#talks"
    frame.get_by_role("dialog", name="Lisbon").get_by_role("link", name="This place").click()
    assert page.url == f"{host}repo/map/#lisbon"
    assert page.troubles == []


def test_embedded_elsewhere_links_open_a_new_tab(visit, host, folder):
    frame = f'<link rel="icon" href="data:,"><iframe src="{host}repo/{PATH}#narvik" width="600" height="500">'
    (folder / "other.html").write_text(frame, encoding="utf-8")
    page = visit(host.replace("127.0.0.1", "localhost") + "other.html")
    link = page.frame_locator("iframe").get_by_role("link", name="Of storm.")
    link.wait_for()
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener"
    assert link.get_attribute("href") == f"{host}repo/chronology/#storm"
    assert page.troubles == []


def test_a_saved_copy_links_to_the_site(visit, folder):
    page = visit((folder / "saved.html").as_uri() + "#narvik")
    link = page.get_by_role("link", name="Of storm.")
    assert link.get_attribute("href") == "https://news.example/repo/chronology/#storm"
    assert page.troubles == []


def test_full_screen_and_back(visit):
    page = visit()
    page.get_by_role("button", name="Full screen").click()
    page.get_by_role("button", name="Leave full screen").click()
    page.get_by_role("button", name="Full screen", exact=True).wait_for()
    assert page.evaluate("document.fullscreenElement") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_targets_are_large_and_words_legible(visit, scheme):
    page = visit(f"repo/{PATH}#bod%C3%B8", viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page.locator(".legend summary").press("Enter")
    page.get_by_role("slider", name="Day").press("ArrowRight")
    targets = (
        "button, summary, .legend label, input[type=range], .map-marker[title], .leaflet-bar a, "
        ".leaflet-popup-close-button"
    )
    for target in page.locator(targets).all():
        if target.is_visible():
            box = target.bounding_box()
            assert min(box["width"], box["height"]) >= 24, target.evaluate("node => node.outerHTML")
    ratios = page.evaluate(
        CONTRASTS, [".place h2", ".place a", ".place .facts", ".days a", ".days h2", ".legend label"]
    )
    assert min(ratios) >= 4.5, ratios


CONTRASTS = """selectors => selectors.map((selector) => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const node = document.querySelector(selector);
  let ground = node;
  while (/, 0\\)|transparent/.test(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
  const two = [getComputedStyle(node).color, getComputedStyle(ground).backgroundColor].map(light).sort((a, b) => b - a);
  return (two[0] + 0.05) / (two[1] + 0.05);
})"""


def test_names_do_not_cover_one_another(visit):
    for width in (328, 1000):
        page = visit(viewport={"width": width, "height": 560})
        boxes = page.locator(".map-name:not(.is-hidden), .map-symbol").evaluate_all(
            "all => all.filter(one => one.closest('.map-marker'))"
            ".map(one => [one.className, one.getBoundingClientRect().toJSON()])"
        )
        names = [box for css, box in boxes if "map-name" in css]
        assert names
        for one in names:
            for css, other in boxes:
                apart = (
                    one is other
                    or one["right"] <= other["left"] + 1
                    or other["right"] <= one["left"] + 1
                    or one["bottom"] <= other["top"] + 3
                    or other["bottom"] <= one["top"] + 3
                )
                assert apart, (css, one, other)


def test_print_shows_the_whole_map_on_one_sheet(visit):
    page = visit(viewport={"width": 1280, "height": 900})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    stage = page.locator(".stage").bounding_box()
    assert stage["width"] <= 650  # 170 mm
    for name in ("Bodø", "Narvik"):
        box = marker(page, name).bounding_box()
        assert stage["x"] <= box["x"] <= stage["x"] + stage["width"] - 24
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
