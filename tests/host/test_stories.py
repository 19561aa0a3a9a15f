"""Several stories on one site, and one story below a path of somebody else's site."""

import json
import posixpath
import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from click.testing import CliRunner
from conftest import run
from mkdocs.config import load_config
from PIL import Image

import generator.pipeline
from generator.cli import main
from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.plugin import ExplainerPlugin
from generator.publish.host import stories as listed_stories
from generator.publish.host.stories import ShelvedStory, shelved
from generator.publish.options import PublishOptions
from generator.publish.site import publish

DAM = "A dam breaks\n\nPublished 5 March 2026\n\nThe dam at Oslo broke on Tuesday. The minister was there.\n"
FERRY = "A ferry stops\n\nPublished 9 March 2026\n\nThe ferry at Bergen stopped on Sunday. Oslo sent boats.\n"
TOLD = """\
story: {{title: {title}, question: Why?, summary: [event], as_of: {day}}}
sources: {{daily.txt: {{id: daily}}}}
names: [{{name: The minister, role: "Speaks.", evidence: [{{source: daily, quote: "{quote}"}}]}}]
places: [{{name: Oslo, kind: town, country: NO}}]
sections: [{{id: news, title: News, page: background}}]
claims: [{{id: event, section: news, text: "{text}", where: [Oslo], evidence: [{{source: daily, quote: "{quote}"}}]}}]
"""
STORIES = {
    "dam": (
        DAM,
        TOLD.format(title="The dam", day="2026-03-05", text="The dam broke.", quote="broke on Tuesday"),
    ),
    "ferry": (
        FERRY,
        TOLD.format(
            title="The ferry", day="2026-03-09", text="The ferry stopped.", quote="stopped on Sunday"
        ),
    ),
}
SETTINGS = (
    "site_name: The desk\nsite_url: https://example.org/news/\ndocs_dir: site_src\ntheme: {{name: {theme}}}\n"
    "plugins: [{{explainer: {{{options}}}}}]\n"
)


def project_of(tmp_path, options, *, stories=("dam", "ferry"), theme="explainer", pages=()):
    for name in stories:
        folder = tmp_path / "stories" / name
        folder.mkdir(parents=True)
        article, told = STORIES[name]
        (folder / "daily.txt").write_text(article, "utf-8")
        (folder / "story.yml").write_text(told, "utf-8")
    (tmp_path / "site_src").mkdir()
    for path, text in pages:
        (tmp_path / "site_src" / path).write_text(text, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS.format(options=options, theme=theme), "utf-8")
    return tmp_path


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.hrefs, self.ids = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.add(found.get("id"))
        self.hrefs += [found[key] for key in ("href", "src", "data-index", "data-script") if found.get(key)]


def broken_links(site):
    pages = {
        path.relative_to(site).as_posix(): Links(path.read_text("utf-8")) for path in site.rglob("*.html")
    }
    broken = []
    for name, page in pages.items():
        if name == "404.html" or "assets/" in name:
            continue
        for href in page.hrefs:
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                if parts.path
                else name
            )
            if (site / target).is_dir():
                target = posixpath.join(target, "index.html") if target != "." else "index.html"
            if not (site / target).is_file() or (
                parts.fragment and target in pages and parts.fragment not in pages[target].ids
            ):
                broken.append((name, href))
    return broken


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory):
    page = ("method.md", "---\nstory: dam\n---\n# Method\n\nIt broke.[@event]\n")
    root = project_of(tmp_path_factory.mktemp("newsroom"), "stories: stories", pages=[page])
    run("mkdocs", root, "--strict")
    return root


def test_the_front_page_lists_the_stories_newest_first_and_every_link_leads_somewhere(newsroom):
    site = newsroom / "site"
    front = (site / "index.html").read_text("utf-8")
    assert front.index("The ferry stopped.") < front.index("The dam broke.")
    assert broken_links(site) == []
    assert "broke on Tuesday" in (site / "method" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "classes"), [("", ["stories", "story-card"]), ("ferry/", ["crumbs"]), ("ferry/map/", ["crumbs"])]
)
def test_each_page_takes_a_sheet_that_has_its_rules(newsroom, path, classes):
    site = newsroom / "site"
    html = (site / path / "index.html").read_text("utf-8")
    sheet = (site / re.search(r'href="[./]*(css/\w+\.css)"', html)[1]).read_text("utf-8")
    for name in classes:
        assert f'class="{name}"' in html
        assert re.search(rf"\.{name}\b[^{{}}]*{{", sheet), name


def test_a_story_has_its_own_name_navigation_and_address(newsroom):
    html = (newsroom / "site/dam/map/index.html").read_text("utf-8")
    assert "<title>Map – The dam</title>" in html
    assert 'rel="canonical" href="https://example.org/news/dam/map/"' in html
    nav = re.search(r'<nav class="site-nav".*?</nav>', html, re.DOTALL)[0]
    assert "ferry" not in nav
    assert '"isPartOf":{"@id":"https://example.org/news/dam/#story"}' in html


def test_one_search_finds_all_with_the_name_of_the_story(newsroom):
    data = json.loads((newsroom / "site/assets/explainer/search.json").read_text("utf-8"))
    found = {(title, address): detail for _kind, title, address, detail, *_ in data["records"]}
    assert "The dam" in found["The dam broke.", "dam/background/#event"]
    assert "The ferry" in found["The ferry stopped.", "ferry/background/#event"]


def test_one_feed_has_all_and_each_story_its_own(newsroom):
    site = newsroom / "site"
    titles = {path: [entry.title for entry in feedparser.parse((site / path).read_bytes()).entries]
              for path in ("feed.xml", "dam/feed.xml", "ferry/feed.xml")}  # fmt: skip
    assert titles["feed.xml"] == ["The ferry", "The dam"]
    assert [titles[f"{name}/feed.xml"] for name in ("dam", "ferry")] == [["The dam"], ["The ferry"]]
    assert not feedparser.parse((site / "feed.xml").read_bytes()).bozo


def test_names_and_places_of_all_stand_on_one_page(newsroom):
    html = (newsroom / "site/names/index.html").read_text("utf-8")
    assert re.findall(r'href="([^"]*map/#oslo)"', html) == ["../dam/map/#oslo", "../ferry/map/#oslo"]


@pytest.mark.parametrize("theme", ["explainer", "mkdocs"])
def test_one_story_lies_below_a_path_of_a_site_with_pages_of_its_own(tmp_path, theme):
    pages = [("index.md", "# Our paper\n\nRead [the story](story/index.md).\n")]
    root = project_of(
        tmp_path, "seeds_dir: stories/dam, path: story", stories=["dam"], theme=theme, pages=pages
    )
    run("mkdocs", root)
    assert "Our paper" in (root / "site/index.html").read_text("utf-8")
    assert "broke on Tuesday" in (root / "site/story/index.html").read_text("utf-8")
    if theme == "explainer":
        assert broken_links(root / "site") == []


def test_only_the_story_that_changed_is_made_again(tmp_path, monkeypatch):
    root = project_of(tmp_path, "stories: stories")
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["explainer"]
    assert isinstance(plugin, ExplainerPlugin)
    made = []
    whole = generator.pipeline.build
    monkeypatch.setattr(
        generator.pipeline, "build",
        lambda root, seeds, cache: made.append(seeds.name) or whole(root, seeds, cache),
    )  # fmt: skip
    plugin._root = root
    plugin._list_stories()
    for edited in ("", "dam/daily.txt", "ferry/story.yml", ""):
        if edited:
            path = root / "stories" / edited
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        plugin.on_pre_build(config=config)
        made.append("|")
    assert made == ["dam", "ferry", "|", "dam", "|", "ferry", "|", "|"]


def test_an_address_that_a_story_had_before_leads_to_it(tmp_path):
    root = project_of(tmp_path, "stories: stories", pages=[("taken.md", "# Taken\n")])
    told = root / "stories/dam/story.yml"
    told.write_text(
        told.read_text("utf-8").replace("question:", "replaces: [2025/old, taken], question:"), "utf-8"
    )
    done = run("mkdocs", root)
    assert 'content="0; url=../../dam/"' in (root / "site/2025/old/index.html").read_text("utf-8")
    assert "Taken" in (root / "site/taken/index.html").read_text("utf-8")
    assert "stories/dam/story.yml: " in done.stderr
    assert '"taken", where another page lies [replaces-taken]' in done.stderr


def test_a_story_is_made_again_when_its_picture_or_a_template_of_ours_changes(tmp_path, monkeypatch):
    root = project_of(tmp_path, "seeds_dir: stories/dam", stories=["dam"])
    told = root / "stories/dam/story.yml"
    image = "image: {file: dam.png, alt: A dam., credit: A, license: B}, question:"
    told.write_text(told.read_text("utf-8").replace("question:", image, 1), "utf-8")
    picture, templates = root / "site_src/dam.png", tmp_path / "templates"
    templates.mkdir()
    Image.new("RGB", (40, 20), "red").save(picture)
    monkeypatch.setattr(listed_stories, "TEMPLATES", templates)
    options = PublishOptions(docs=root / "site_src")
    (item,) = shelved(root, "stories/dam", "", None)

    def made():
        changed = item.changed(options)
        if changed:
            built = build(root, item.seeds)
            item.keep(built.story, built.diagnostics, publish(built.story, options), options)
        return changed

    assert [made(), made()] == [True, False]
    Image.new("RGB", (60, 20), "blue").save(picture)
    assert [made(), made()] == [True, False]
    assert [image.width for image in item.site.pictures] == [60]
    (templates / "page.jinja").write_text("x", "utf-8")
    assert [made(), made()] == [True, False]


@pytest.mark.parametrize(
    ("stories", "told"),
    [
        ([], "names none"),
        ("nowhere", '"nowhere", which is not there'),
        (["dam"], "a story is 'dam'"),
        ([{"seeds_dir": "a", "pth": "b"}], 'no setting "pth"'),
        ([{"seeds_dir": "a", "path": "../b"}], '"../b"'),
        ([{"seeds_dir": "a", "path": "assets"}], "the site itself has"),
        ([{"seeds_dir": "a"}, {"seeds_dir": "x/a"}], 'share the path "a"'),
        ([{"seeds_dir": "a", "path": "x"}, {"seeds_dir": "b", "path": "x/y"}], 'share the path "x/y"'),
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path, stories, told):
    with pytest.raises(GeneratorError, match=re.escape(told)):
        shelved(tmp_path, "seeds", "", stories)


ANYWHERE = ["ferry", "ferry/", "stories/ferry", "stories/ferry/"]


@pytest.mark.parametrize("name", ANYWHERE)
@pytest.mark.parametrize("command", ["check", "status", "places", "draft"])
def test_commands_take_a_story_by_its_path_or_its_folder(tmp_path, monkeypatch, command, name):
    monkeypatch.chdir(project_of(tmp_path, "stories: stories"))
    told = CliRunner().invoke(main, [command, "--story", name])
    assert told.exit_code == 0, told.output
    assert "dam" not in told.output
    assert re.search(r"(?<!stories/)\bferry/", told.output) is None, (
        "files are named from where the command runs"
    )
    assert command in ("status", "places") or "stories/ferry/" in told.output


@pytest.mark.parametrize(
    "words",
    [["check"], ["status"], ["diff"], ["write", "out"], ["add", "x.txt"]],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("fery", 'Did you mean "ferry"?'),
        ("stories/fery", "stories/ferry"),
        ("other", "There are: dam, ferry."),
    ],
)
def test_a_story_that_is_not_there_is_told_with_those_that_are(tmp_path, monkeypatch, words, wrong, hint):
    monkeypatch.chdir(project_of(tmp_path, "stories: stories"))
    told = CliRunner().invoke(main, [*words, "--story", wrong])
    assert told.exit_code == 1
    assert f'mkdocs.yml: there is no story "{wrong}" [stories-option]' in told.stderr
    assert hint in told.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("run_in", "words", "shown"),
    [
        (".", ["--story", "dam"], "stories/dam/story.yml"),
        (".", ["stories/dam"], "stories/dam/story.yml"),
        ("stories", ["dam"], "dam/story.yml"),
        ("stories/dam", ["."], "story.yml"),
        ("site_src", ["../stories/dam"], "../stories/dam/story.yml"),
        ("stories/ferry", ["../dam"], "../dam/story.yml"),
    ],
)
def test_the_file_of_an_error_is_named_from_where_the_command_runs(
    tmp_path, monkeypatch, run_in, words, shown
):
    root = project_of(tmp_path, "stories: stories")
    told = root / "stories/dam/story.yml"
    told.write_text(told.read_text("utf-8").replace("broke on Tuesday", "broke on Monday"), "utf-8")
    monkeypatch.chdir(root / run_in)
    done = CliRunner().invoke(main, ["check", *words])
    assert done.exit_code == 1
    files = {line.partition(":")[0] for line in done.stderr.splitlines() if line.endswith("]")}
    assert files == {shown}
    found = json.loads(CliRunner().invoke(main, ["check", *words, "--json"]).stdout)["diagnostics"]
    assert {item["path"] for item in found} == {shown}


def test_check_alone_checks_every_story_that_the_settings_name(tmp_path, monkeypatch):
    root = project_of(tmp_path, "stories: stories")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 0, done.output
    assert all(f"stories/{name}/daily.txt: " in done.stdout for name in STORIES)
    (root / "stories/dam/daily.txt").write_text("Another text.\n", "utf-8")
    wrong = CliRunner().invoke(main, ["check"])
    assert (wrong.exit_code, "stories/dam/story.yml:" in wrong.stderr) == (1, True)
    assert "stories/ferry/daily.txt: " in wrong.stdout, "one that is wrong keeps none from being checked"
    several = CliRunner().invoke(main, ["status"])
    assert "Choose one with --story. There are: dam, ferry." in several.stderr


def test_the_folder_that_the_settings_name_is_meant_where_there_is_no_other(tmp_path, monkeypatch):
    monkeypatch.chdir(project_of(tmp_path, "seeds_dir: stories/dam", stories=["dam"]))
    assert "stories/dam/daily.txt: " in CliRunner().invoke(main, ["check"]).stdout
    (tmp_path / "mkdocs.yml").unlink()
    missing = CliRunner().invoke(main, ["check", "--story", "dam"])
    assert "mkdocs.yml: there is no such file here [stories-option]" in missing.stderr


def test_what_changed_in_one_of_several_stories(tmp_path, monkeypatch):
    root = project_of(tmp_path, "stories: stories")
    run("mkdocs", root)
    told = root / "stories/dam/story.yml"
    told.write_text(told.read_text("utf-8").replace("The dam broke.", "The dam burst."), "utf-8")
    monkeypatch.chdir(root)
    changed = CliRunner().invoke(main, ["diff", "site", "--story", "stories/dam"])
    assert changed.exit_code == 0, changed.output
    assert "The dam burst." in changed.output
    assert "burst" not in CliRunner().invoke(main, ["diff", "site", "--story", "ferry"]).output


@pytest.mark.parametrize(
    ("title", "below", "named", "told"),
    [
        ("", "", False, "The desk"),
        ("", "dam", False, "Daily Post"),
        ("The dam", "dam", False, "The dam"),
        ("The dam", "dam", True, "Daily Post"),
    ],
)
def test_what_no_headline_names_is_called_what_the_settings_call_it(project, title, below, named, told):
    folder = project({"a.txt": "Daily Post\n\n2 March 2026\n\nDucks like bread.\n"})
    story = build(folder, folder / "seeds").story
    assert not story.named
    story = replace(story, title="Daily Post", named=named)
    assert (
        ShelvedStory(below=below, seeds=folder / "seeds", title=title).titled(story, "The desk").title == told
    )
