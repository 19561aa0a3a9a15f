"""Whole builds: the bundled story and small ones, on MkDocs and ProperDocs."""

import hashlib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import run, spawn

from generator.diagnostics import GeneratorError
from generator.pipeline import Cache, build
from generator.publish.host.verify import quotations_in

HOSTS = ("mkdocs", "properdocs")
ARTICLE = "A bridge closes\n\nPublished 5 March 2026\n\nThe bridge was closed on Tuesday. It may open again in May.\n"


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.controls = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.links += [found[key] for key in ("href", "src") if found.get(key)]
        self.ids += [found["id"]] if "id" in found else []
        self.controls += [found["popovertarget"]] if "popovertarget" in found else []


def read(path):
    parser = Links()
    parser.feed(path.read_text("utf-8"))
    return parser


def pages(site):
    return sorted(path for path in site.rglob("*.html") if "leaflet" not in path.parts)


@pytest.mark.parametrize("host", HOSTS)
def test_the_bundled_site_builds_strictly(bundled, host):
    made = {path.relative_to(bundled(host)).as_posix() for path in pages(bundled(host))}
    assert made >= {
        "index.html", "background/index.html", "map/index.html", "chronology/index.html", "compare/index.html",
        "sources/index.html", "sources/aa-iha/index.html", "sources/ap-based/index.html", "about/index.html",
        "404.html",
    }  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_every_link_leads_somewhere_below_any_base_path(bundled, host):
    site = bundled(host)
    ids = {path: set(read(path).ids) for path in pages(site)}
    broken = []
    for path in pages(site):
        where = "/repo/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in read(path).links:
            parts = urlsplit(urljoin("https://example.org" + where, link))
            if parts.netloc != "example.org":
                continue
            target = site / parts.path.removeprefix("/repo/")
            target = target / "index.html" if target.is_dir() else target
            reachable = parts.path.startswith("/repo/") and target.is_file()
            if not reachable or (parts.fragment and parts.fragment not in ids.get(target, {parts.fragment})):
                broken.append(f"{where}: {link}")
    assert not broken


def test_ids_are_unique_and_citations_open_a_note(bundled):
    for path in pages(bundled()):
        found = read(path)
        assert len(found.ids) == len(set(found.ids)), path
        assert set(found.controls) <= set(found.ids), path


NAMED = {
    *(
        "a",
        "article",
        "aside",
        "button",
        "dialog",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "iframe",
        "input",
        "main",
    ),
    *("nav", "section", "select", "summary", "table", "textarea"),
}
"""Elements that may have a name of their own."""


class Slips(HTMLParser):
    """What the validators Nu and html-validate found on pages of ours once, found again."""

    def __init__(self):
        super().__init__()
        self.found, self.landmarks, self.ids, self.open = [], [], set(), []
        self.title, self.in_head = "", True

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "aria-label" in given and "role" not in given and tag not in NAMED:
            self.found.append(f"a name on <{tag}>: {given['aria-label']}")
        if given.get("role") in ("region", "navigation", "form", "main"):
            self.found.append(f"<{tag} role={given['role']}> where HTML has an element")
        if tag in ("nav", "aside") or (tag == "section" and "aria-label" in given):
            self.landmarks.append((tag, given.get("aria-label")))
        if given.get("id", "") in self.ids:
            self.found.append(f"twice: #{given['id']}")
        self.ids |= {given["id"]} if "id" in given else set()
        self.found += ["a form without a submit button"] if tag == "form" else []
        if tag == "button" and given.get("type") == "submit":
            self.found.remove("a form without a submit button")
        if tag in ("dt", "dd") and self.open:
            self.open[-1].add(tag)
        if tag in ("dl", "div"):
            self.open.append(set())

    def handle_endtag(self, tag):
        if tag == "div" and len(told := self.open.pop()) == 1:
            self.found.append(f"a <div> with {told} alone")
        if tag == "dl":
            self.open.pop()
        if tag == "title" and self.in_head and len(self.title) > 70:
            self.found.append(f"a long title: {self.title}")
        self.in_head = self.in_head and tag != "head"

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in ("br", "hr", "img", "input"):
            self.found.append(f"<{tag}/>")

    def handle_data(self, data):
        if self.lasttag == "title" and self.in_head:
            self.title += data.strip()


@pytest.mark.parametrize("story", ["bundled", "articles alone"])
def test_pages_have_nothing_that_validators_found_before(bundled, project, root, story):
    if story == "bundled":
        site = bundled()
    else:
        # Its background is told by year, and an article says what nobody knows.
        folder = project({
            path.name: path.read_text("utf-8") for path in (root / "tests/stories/court/seeds").iterdir()
        })  # fmt: skip
        folder.joinpath("site_src/mine.md").write_text("# Mine\n\nA line<br/>\nbroken.\n\n- - -\n", "utf-8")
        run("mkdocs", folder)
        site = folder / "site"
    wrong = {}
    for path in pages(site):
        slips = Slips()
        slips.feed(path.read_text("utf-8"))
        found = [
            *slips.found,
            *(f"two of {mark}" for mark in slips.landmarks if slips.landmarks.count(mark) > 1),
        ]
        if found:
            wrong[path.relative_to(site).as_posix()] = found
    assert wrong == {}


def test_nothing_comes_from_another_host(bundled):
    loading = re.compile(
        r"""(?:src|srcset)\s*=\s*["']https?:|<link[^>]+rel="(?:stylesheet|preload|preconnect)"[^>]+//|url\(["']?https?:"""
    )
    for path in pages(bundled()):
        assert not loading.search(path.read_text("utf-8")), path


def test_every_quotation_on_every_page_is_the_articles_words(bundled, bundled_built):
    articles = {item.article.id: item.article for item in bundled_built.story.articles}
    count = 0
    for path in pages(bundled()):
        for span, text in quotations_in(path.read_text("utf-8")):
            source, start, end = re.fullmatch(r"(.+):(\d+)-(\d+)", span).groups()
            assert articles[source].text[int(start) : int(end)] == text
            count += 1
    assert count > 300


def test_every_sentence_of_the_bundled_articles_is_settled(bundled_built):
    assert not bundled_built.diagnostics
    assert [item.open for item in bundled_built.story.coverage] == [(), ()]


def test_the_undated_article_is_dated_by_inference(bundled_built):
    articles = {item.article.id: item.article for item in bundled_built.story.articles}
    published = articles["ap-based"].date_published
    assert (published.basis, published.edtf.text) == ("inferred", "2026-01-27?")
    assert any("Wednesday" in reason for reason in published.reasons)


def test_the_dates_of_the_bundled_story(bundled_built):
    dates = {claim.id: claim.when.edtf for claim in bundled_built.story.claims if claim.when}
    spans = {name: (str(edtf.earliest), str(edtf.latest), edtf.approximate) for name, edtf in dates.items()}
    expected = {
        "withdrawal-start": ("2026-01-21", "2026-01-22", True),
        "seen-by-ap": ("2026-01-27", "2026-01-27", False),
        "visit-planned": ("2026-01-28", "2026-01-28", False),
        "truce-expired": ("2026-01-24", "2026-01-24", False),
        "truce-began": ("2026-01-20", "2026-01-20", True),
        "extension-ends": ("2026-02-08", "2026-02-08", True),
        "fighting-erupted": ("2026-01-01", "2026-01-20", False),
        "first-meeting": ("2025-10-15", "2025-10-15", False),
        "assad-fell": ("2024-12-01", "2024-12-31", False),
    }
    assert {name: spans[name] for name in expected} == expected


def test_two_builds_are_the_same_to_the_byte(bundled, bundled_root, tmp_path):
    for name in ("mkdocs.yml", "seeds", "site_src"):
        (shutil.copytree if bundled_root.joinpath(name).is_dir() else shutil.copyfile)(
            bundled_root / name, tmp_path / name
        )
    spawn("mkdocs", tmp_path, "--strict", SITE_URL="https://example.org/repo/", PYTHONHASHSEED="7")
    assert digests(tmp_path / "site") == digests(bundled())


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_articles_alone_make_an_honest_site(project):
    folder = project({"daily.txt": ARTICLE})
    run("mkdocs", folder, "--strict")
    home = folder.joinpath("site/index.html").read_text("utf-8")
    assert "The bridge was closed on Tuesday." in [text for _, text in quotations_in(home)]
    assert not folder.joinpath("site/background").exists(), "an article without a look back has no background"


@pytest.mark.parametrize("host", HOSTS)
def test_an_error_keeps_the_last_good_site(project, host):
    folder = project({"daily.txt": ARTICLE})
    run(host, folder)
    before = digests(folder / "site")
    folder.joinpath("seeds/story.yml").write_text(
        "story: {title: T}\nsources: {daily.txt: {id: daily}}\nclaims:\n"
        "  - {id: c, text: It was shut., evidence: [{source: daily, quote: was shut}]}\n"
    )
    done = run(host, folder, check=False)
    assert done.returncode != 0
    assert (
        'seeds/story.yml:4: the quotation "was shut" is not in "daily" [quote-missing]'
        in done.stdout + done.stderr
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(folder / "site") == before


def test_a_hand_written_page_wins_and_may_cite_claims(project):
    story = (
        "story: {title: T}\nsources: {daily.txt: {id: daily}}\n"
        "sections: [{id: news, title: News, page: background}]\nclaims:\n"
        "  - {id: closed, section: news, text: It was closed.,"
        " evidence: [{source: daily, quote: was closed on Tuesday}]}\n"
    )
    folder = project({"daily.txt": ARTICLE}, story)
    folder.joinpath("site_src/about.md").write_text(
        "# Ours\n\nWe saw it.[@closed]\n\n```\n[@closed] in code\n```\n"
    )
    run("mkdocs", folder, "--strict")
    page = folder.joinpath("site/about/index.html").read_text("utf-8")
    assert "Ours" in page
    assert [text for _, text in quotations_in(page)] == ["The bridge was closed on Tuesday."]
    assert "<mark>was closed on Tuesday</mark>" in page
    assert "[@closed] in code" in page
    folder.joinpath("site_src/about.md").write_text("# Ours\n\nWe saw it.[@closd]\n")
    done = run("mkdocs", folder, "--strict", check=False)
    assert 'about.md:3: there is no claim "closd" [claim-unknown]' in done.stderr
    assert 'Did you mean "closed"?' in done.stderr


def test_a_quotation_that_an_extension_changes_stops_the_build(project):
    folder = project({"daily.txt": ARTICLE})
    templates = folder / "templates"
    templates.mkdir()
    templates.joinpath("about.md.jinja").write_text(
        '# About\n\n<p><q data-quote="daily:0-8">A bridge!</q></p>\n'
    )
    config = folder.joinpath("mkdocs.yml")
    config.write_text(config.read_text().replace("explainer]", "explainer: {templates_dir: templates}]"))
    done = run("mkdocs", folder, check=False)
    assert done.returncode != 0
    assert '"A bridge!" is not the words of daily:0-8 [quote-changed]' in done.stderr


def test_addresses_without_folders(project):
    folder = project({"daily.txt": ARTICLE})
    with folder.joinpath("mkdocs.yml").open("a") as config:
        config.write("use_directory_urls: false\n")
    run("mkdocs", folder, "--strict")
    site = folder / "site"
    for path in pages(site):
        for link in read(path).links:
            if not urlsplit(link).netloc and urlsplit(link).path and path.name != "404.html":
                assert path.parent.joinpath(urlsplit(link).path).resolve().exists(), (path, link)


def test_the_seeds_are_unchanged(bundled_root):
    known = {
        "000_f7073c6b32d1ead5.txt": "eb3b6188e78e9493464b14da9e3a5e625ba5cdf347c683fe19367a451f1f0836",
        "004_1fcff5cda893491c.txt": "82b8722853df214e068081f7b62b5979a40c1ce53865957acb296ef199b6203a",
    }
    found = {
        name: hashlib.sha256(Path(bundled_root, "seeds", name).read_bytes()).hexdigest() for name in known
    }
    assert found == known


def test_unchanged_seeds_are_not_read_again(project):
    folder = project({"daily.txt": ARTICLE, "weekly.txt": ARTICLE.replace("Tuesday", "Monday")})
    cache = Cache()
    first = build(folder, folder / "seeds", cache).story.articles
    folder.joinpath("seeds/weekly.txt").write_text(ARTICLE.replace("Tuesday", "Wednesday"))
    second = build(folder, folder / "seeds", cache).story.articles
    assert second[0] is first[0]
    assert "Wednesday" in second[1].article.text


def test_a_failure_after_the_folder_was_emptied_puts_the_last_good_site_back(project):
    folder = project({"daily.txt": ARTICLE})
    run("mkdocs", folder)
    before = digests(folder / "site")
    folder.joinpath("site_src/extra.md").write_text('<p><q data-quote="daily:0-8">No bridge</q></p>\n')
    done = run("mkdocs", folder, check=False)
    assert done.returncode != 0
    assert "[quote-changed]" in done.stderr
    assert digests(folder / "site") == before


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ nothing }}", "about.md.jinja:1:"),
        ("\n{% if %}", "about.md.jinja:2:"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_broken_template_is_a_message(project, template, message):
    folder = project({"daily.txt": ARTICLE})
    folder.joinpath("templates").mkdir()
    folder.joinpath("templates/about.md.jinja").write_text(template)
    config = folder.joinpath("mkdocs.yml")
    config.write_text(config.read_text().replace("explainer]", "explainer: {templates_dir: templates}]"))
    done = run("mkdocs", folder, check=False)
    assert message in done.stderr
    assert "[template]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["story.yaml", "Story.yml"])
def test_a_story_file_of_another_name_is_not_passed_over(project, name):
    folder = project({"daily.txt": ARTICLE})
    folder.joinpath("seeds", name).write_text("story: {title: T}")
    with pytest.raises(GeneratorError, match="story-name"):
        build(folder, folder / "seeds")


def test_an_undated_article_is_remarked_on(project):
    folder = project({"daily.txt": "A bridge closes\n\nThe bridge was closed on Tuesday, the mayor said.\n"})
    found = build(folder, folder / "seeds").diagnostics
    assert [(item.code, item.severity) for item in found] == [("source-undated", "info")]


HOOKS = {
    # A hook of the page, which comes after the pages are rendered.
    "on_post_page": (
        "def on_post_page(output, page, config):\n    return output.replace('was closed', 'was not closed')\n"
    ),
    # A plugin that writes once all pages are there.
    "on_post_build": (
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    for path in Path(config.site_dir).rglob('*.html'):\n"
        "        text = path.read_text('utf-8').replace('was closed', 'was not closed')\n"
        "        path.write_text(text, 'utf-8')\n"
    ),
}


@pytest.mark.parametrize("page", ["site_src/index.md", "site_src/ours.md"])
@pytest.mark.parametrize("hook", HOOKS)
def test_what_changes_a_quotation_after_it_was_rendered_is_found(project, hook, page):
    story = (
        "story: {title: T}\nsources: {daily.txt: {id: daily}}\n"
        "sections: [{id: news, title: News, page: background}]\nclaims:\n"
        "  - {id: shut, section: news, text: It was shut.,"
        " evidence: [{source: daily, quote: was closed on Tuesday}]}\n"
    )
    folder = project({"daily.txt": ARTICLE}, story)
    run("mkdocs", folder, "--strict")
    if page.endswith("ours.md"):
        folder.joinpath(page).write_text("# Ours\n\nWe saw it.[@shut]\n")
    before = folder.joinpath("site/index.html").read_text("utf-8")
    folder.joinpath("hook.py").write_text(HOOKS[hook])
    settings = folder.joinpath("mkdocs.yml")
    settings.write_text(settings.read_text("utf-8") + "hooks: [hook.py]\n")
    done = run("mkdocs", folder, "--strict", check=False)
    assert done.returncode
    assert "[quote-changed]" in done.stderr
    assert "Traceback" not in done.stderr
    assert folder.joinpath("site/index.html").read_text("utf-8") == before
    assert Path(page).name in done.stderr or page.endswith("index.md")
