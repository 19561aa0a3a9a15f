"""The site in another language: catalogues that are whole, and a story told in Arabic from English articles."""

import re
import shutil
import string
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from conftest import ROOT, run

from generator import catalog
from generator.edtf import parse_edtf
from generator.edtf_words import format_edtf
from generator.pipeline import build

LOCALES = ROOT / "generator" / "data" / "locale"
CATALOGS = sorted(LOCALES.glob("*/messages.po"))
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
VOID = {"meta", "link", "input", "br", "img", "hr"}
READ_ALOUD = (
    "aria-label",
    "title",
    "alt",
    "data-label",
    "data-all",
    "data-some",
    "data-copied",
    "data-failed",
)


def messages(path):
    with path.open("rb") as file:
        return {item.id: item.string for item in read_po(file) if item.id}


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def template():
    return messages(LOCALES / "messages.pot")


def test_the_template_has_every_message_of_the_sources(template):
    with ROOT.joinpath("babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT / "generator", methods, options, KEYWORDS)
    assert {message for _, _, message, _, _ in found} == set(template), (
        "make messages.pot anew: CONTRIBUTING.md"
    )


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parent.name)
def test_a_catalogue_translates_every_message_and_no_other(path, template):
    own = messages(path)
    assert set(own) == set(template)
    for key, said in own.items():
        forms, english = (said, key[1]) if isinstance(key, tuple) else ((said,), key)
        assert all(forms), key
        # "One article" needs no figure.
        wanted = placeholders(english) - ({"number"} if isinstance(key, tuple) else set())
        assert all(wanted <= placeholders(form) <= placeholders(english) for form in forms), key


def test_english_reads_no_babel():
    code = (
        "import sys; from generator.pipeline import build; from pathlib import Path; root = Path('.').resolve();"
        "build(root, root / 'seeds'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_numbers_pick_their_form():
    with catalog.speaking("ar"):
        said = [catalog.ngettext("{number} article", "{number} articles", n) for n in (1, 2, 3, 11, 1200)]
    assert said == ["مقالة واحدة", "مقالتان", "3 مقالات", "11 مقالة", "1,200 مقالة"]


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2026-01-27", "27 يناير 2026"),
        ("2026-01", "يناير 2026"),
        ("[2026-01-21~,2026-01-22~]", "21 أو 22 يناير 2026 (تقريبًا)"),
        ("../2026-01-22", "في موعد أقصاه 22 يناير 2026"),
        ("2026-01-01/2026-01-27", "بين 1 و27 يناير 2026"),
        ("2026-33", "الربع الأول من 2026"),
    ],
)
def test_dates_in_arabic(edtf, said):
    with catalog.speaking("ar"):
        assert format_edtf(parse_edtf(edtf)) == said


def test_a_region_has_its_own_months():
    with catalog.speaking("ar-SY"):
        assert catalog.format_day(date(2026, 1, 27)) == "الثلاثاء، 27 كانون الثاني 2026"
        assert catalog.format_number(1234) == "1,234"
        assert catalog.join_list(["أ", "ب"], "or") == "أ أو ب"


def test_without_a_catalogue_words_and_dates_stay_english_together():
    with catalog.speaking("de"):
        assert catalog.locale() == "en"
        assert catalog.format_day(date(2026, 1, 27)) == "Tuesday, 27 January 2026"
        assert catalog.format_number(1234) == "1,234"


@pytest.mark.parametrize("tag", ["../ar", "ar/../ar", "x", ""])
def test_a_tag_that_is_none_names_no_file(tag):
    assert not catalog.has_catalog(tag)


def test_latin_words_keep_to_themselves_in_arabic():
    with catalog.speaking("ar"):
        assert catalog._("by {date}", date="May") == "في موعد أقصاه \u2068May\u2069"
        assert "\u2068" not in catalog._("by {date}", date="2026")


def test_an_editor_is_told_of_a_missing_catalogue(project):
    article = "---\nheadline: Storm over Odense\ndate: 2026-03-11\n---\n\nA storm hit Odense on Tuesday.\n"
    folder = project({"a.md": article}, "story: {title: Sturm, language: de}\n")
    said = [item for item in build(folder, folder / "seeds").diagnostics if item.code == "language-catalog"]
    assert [(item.path, item.line) for item in said] == [("seeds/story.yml", 1)]


# ---------------------------------------------------------------- a story in Arabic


class Visible(HTMLParser):
    """What a reader sees or hears of a page, without what is marked as English or as code."""

    def __init__(self):
        super().__init__()
        self.found, self.stack, self.html = [], [], {}

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "html":
            self.html = values
        if tag not in VOID:
            self.stack.append((tag, values.get("lang") == "en" or tag in ("script", "style", "code", "pre")))
        if not self.hidden():
            self.found += [values[name] for name in READ_ALOUD if values.get(name)]

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self.hidden():
            self.found.append(" ".join(data.split()))

    def hidden(self):
        return any(foreign for _, foreign in self.stack)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("arabic")
    shutil.copytree(Path(__file__).parent / "arabic", folder / "seeds")
    folder.joinpath("site_src").mkdir()
    folder.joinpath("mkdocs.yml").write_text(
        "site_name: العبّارة الليلية\nsite_url: https://example.org/repo/\ndocs_dir: site_src\n"
        "theme: {name: explainer}\nplugins: [explainer]\nmarkdown_extensions: [attr_list]\n"
        "validation: {links: {not_found: warn, anchors: warn}}\n",
        "utf-8",
    )
    run("mkdocs", folder, "--strict")
    return folder / "site"


def visible(path):
    reader = Visible()
    reader.feed(path.read_text("utf-8"))
    return reader


def test_every_page_is_arabic_from_right_to_left(arabic):
    pages = sorted(arabic.rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        assert visible(page).html == {"lang": "ar", "dir": "rtl"}, page


def test_no_english_label_is_left(arabic, template):
    # Words that stand in the articles and file names too say nothing.
    labels = {key for item in template for key in (item if isinstance(item, tuple) else (item,))}
    fixed = {re.sub(r"\{\w+\}", "…", label) for label in labels}
    pieces = {piece.strip(' .,;:()“”"') for label in fixed for piece in label.split("…")}
    telling = [piece for piece in pieces if len(piece) > 3 and "<" not in piece]
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(telling, key=len, reverse=True))) + r")(?!\w)"
    )
    own = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.joinpath("arabic").iterdir())
    for page in sorted(arabic.rglob("*.html")):
        for text in visible(page).found:
            left = [word for word in pattern.findall(text) if word not in own]
            assert not left, (page.name, text)


def test_quotations_keep_the_language_of_their_article(arabic):
    home = (arabic / "index.html").read_text("utf-8")
    quotations = re.findall(r"<[^>]*data-quote[^>]*>", home)
    assert quotations
    assert all('lang="en" dir="ltr"' in tag for tag in quotations)


def test_the_search_answers_in_arabic(arabic):
    index = (arabic / "assets" / "explainer" / "search.json").read_text("utf-8")
    assert "عدد النتائج" in index
    assert "No results" not in index


@pytest.mark.browser
@pytest.mark.parametrize("page", ["index", "map/index", "chronology/index", "compare/index", "about/index"])
def test_nothing_overflows_on_a_phone(arabic, page):
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page(viewport={"width": 360, "height": 740})
        tab.goto((arabic / f"{page}.html").as_uri())
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0
        # The first letter of the text stands at the right edge.
        left = tab.evaluate("document.querySelector('h1').getBoundingClientRect().right")
        assert left > 300
        browser.close()


@pytest.mark.parametrize("language", ["ar-Arab-EG-foo", "ar-12345678", "ar-zz-zz-zz"])
def test_a_tag_of_odd_parts_speaks_its_language(language):
    assert catalog.has_catalog(language)


def test_drawn_arabic_words_keep_their_own_order_in_a_drawing_from_left_to_right():
    with catalog.speaking("ar"):
        assert catalog.isolated("200 كم") == "\u2068200 كم\u2069"
    assert catalog.isolated("200 km") == "200 km"
