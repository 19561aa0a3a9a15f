"""Pages: contexts and templates fit, addresses, the check after rendering."""

import ast
import importlib
import re
from dataclasses import fields
from html import unescape

import pytest
from conftest import ROOT
from jinja2 import meta
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.claims.compare.relation_kinds import RELATION_KINDS
from generator.model import Attribution, ClaimStatus, Relation, RemovalReason, VoucherKind
from generator.pipeline import build
from generator.publish.exports import exports
from generator.publish.host.disk_cache import DiskCache
from generator.publish.host.raw_blocks import _cut, render_around
from generator.publish.host.serving import LastBuild
from generator.publish.host.verify import quotations_in, verify_page
from generator.publish.options import PublishOptions
from generator.publish.pages import PAGES, relative
from generator.publish.phrases import REMOVALS, STATUSES, inner_marks, own_words, shown_marks
from generator.publish.rendering import environment, render_pages
from generator.publish.site import publish
from generator.publish.vouchers import voucher_phrase

CONTEXTS = {
    row.template: importlib.import_module(f"generator.publish.contexts.{row.key}").Context for row in PAGES
}


@pytest.mark.parametrize("template", sorted(CONTEXTS))
def test_a_context_holds_what_its_template_uses_and_nothing_else(template):
    env = environment(None)
    source = env.loader.get_source(env, template)[0]
    used = meta.find_undeclared_variables(env.parse(source))
    shared = env.loader.get_source(env, "_parts.md.jinja")[0] if "_parts.md.jinja" in source else ""
    # `cite` reaches the shared macros through the import "with context".
    used |= meta.find_undeclared_variables(env.parse(shared)) if shared else set()
    assert {item.name for item in fields(CONTEXTS[template])} == used


def templates():
    env = environment(None)
    for name in env.list_templates():
        if name.endswith(".jinja"):
            yield name, env.loader.get_source(env, name)[0]


def test_templates_only_show_what_they_are_given():
    for name, source in templates():
        assert max(map(len, source.splitlines())) <= 160, name
        # Who tells the story is the presenter's to ask.
        assert not re.search(r"\bedited\b", source), name


def paths_written(text):
    """The paths of pages in a text, with or without an anchor."""
    names = "|".join(re.escape(row.path) for row in PAGES if not row.of_each)
    return re.findall(rf"(?<![\w/.-])(?:{names}|sources/[^\s\"'`]*\.md)(?![\w.])", text)


def test_nobody_but_the_table_writes_the_path_of_a_page():
    found = {
        name: paths_written(re.sub(r"\{#.*?#\}|import \"[^\"]*\"", "", text)) for name, text in templates()
    }
    for path in sorted((ROOT / "generator").rglob("*.py")):
        name = path.relative_to(ROOT / "generator").as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docs
        ]
        texts += [
            "".join(
                str(getattr(part, "value", "x")) if isinstance(part, ast.Constant) else "x"
                for part in node.values
            )
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
        ]
        found[name] = paths_written("\n".join(texts))
    assert {name for name, paths in found.items() if paths} == {"publish/pages.py"}


def test_every_page_that_a_template_links_to_is_in_the_table():
    keys = {row.key for row in PAGES}
    linked = {key for _, source in templates() for key in re.findall(r'cite\.page\("([^"]+)"', source)}
    assert linked
    assert linked <= keys
    assert len(keys) == len(PAGES)


def test_every_page_of_the_table_has_a_template_and_every_template_a_page():
    names = {name for name, _ in templates() if not name.startswith("_")}
    assert {row.template for row in PAGES} == names


def test_every_file_beside_the_pages_lies_at_its_own_path(project):
    paths = [export.path for export in exports()]
    assert len(set(paths)) == len(paths) >= 5
    folder = project({"daily.txt": "The dam\n\n5 March 2026\n\nThe dam at Oslo broke on Tuesday.\n"})
    story = build(folder, folder / "seeds").story
    made = {asset.path for asset in publish(story, PublishOptions(site_url="https://example.org/")).assets}
    assert {path for path in made if "oembed" not in path and "/embed/" not in path} <= set(paths)
    without = {asset.path for asset in publish(story, PublishOptions()).assets}
    assert {"feed.xml", "robots.txt"} <= made - without


@pytest.mark.parametrize(
    ("kind", "table"), [(Relation, RELATION_KINDS), (RemovalReason, REMOVALS), (ClaimStatus, STATUSES)]
)
def test_every_member_has_its_words(kind, table):
    assert set(table) == set(kind)


@pytest.mark.parametrize("kind", VoucherKind)
@pytest.mark.parametrize("source", ["the ministry", ""])
def test_every_voucher_has_its_words(kind, source):
    assert voucher_phrase(Attribution(article_id="a", start=0, end=1, source=source, cue="", kind=kind))


def test_apostrophes_curl_outside_quotations_only():
    assert own_words("AP's “we don't know”, it's") == "AP’s “we don't know”, it’s"


@pytest.mark.parametrize(
    ("page", "target", "directory", "plain"),
    [
        ("index.md", "map.md", "map/", "map.html"),
        ("map.md", "index.md", "../", "index.html"),
        ("sources/a.md", "background.md#x", "../../background/#x", "../background.html#x"),
        ("sources/index.md", "sources/a.md", "a/", "a.html"),
        ("sources/a.md", "sources/index.md", "../", "index.html"),
        ("map.md", "map.md#x", "#x", "#x"),
        ("map.md", "assets/map.html", "../assets/map.html", "assets/map.html"),
        ("assets/map.html", "map.md#x", "../map/#x", "../map.html#x"),
        ("index.md", "index.md", "./", "index.html"),
    ],
)
def test_addresses(page, target, directory, plain):
    assert relative(page, target, directory_urls=True) == directory
    assert relative(page, target, directory_urls=False) == plain


def test_the_check_reads_what_a_browser_reads(make_article):
    article = make_article("It is “safe” & sound.")
    html = (
        '<p><q data-quote="daily:6-12">“safe”</q> <br> '
        '<span data-quote="daily:0-21">It is <mark>“safe” &amp;</mark> sound.</span></p>'
    )
    assert quotations_in(html) == (("daily:6-12", "“safe”"), ("daily:0-21", "It is “safe” & sound."))
    assert verify_page(html, 2, {"daily": article}, "p.md") == ()


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<q data-quote="daily:0-5">It is.</q>', "quote-changed"),
        ('<q data-quote="weekly:0-5">It is</q>', "quote-changed"),
        ('<q data-quote="nonsense">It is</q>', "quote-changed"),
        ("<q>It is</q>", "quote-lost"),
    ],
)
def test_the_check_finds_what_changed(make_article, html, code):
    found = verify_page(html, 1, {"daily": make_article("It is “safe” & sound.")}, "p.md")
    assert [item.code for item in found] == [code]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("# A\n\n<p class='x'>one</p>\n\n## B {: #b }\n\n*so*\n", True),
        ("<div id='no'>\n<div id=\"a&amp;b\">\n\n* one\n</div>\n\n# two\n</div>\n\nthree [@c](x.md)\n", True),
        ("<section>\n<p>one</p> two</section> three\nfour\n<ul><li>five</ul>\n", True),
        ("<p>1</p>\n<ul><li>2</ul>\n\n<p>3</p>\n\n\n\n<p>4</p> <p>5</p>\n \n<p>6</p>\n", True),
        ("one\n<p>two</p>\n- three\n<table><tr><td>4</table>\n", True),
        # Markdown, not HTML; HTML that Markdown changes, or has to look into.
        ("<span>*one*</span> two\n", False),
        ("```\n<p>one</p>\n```\n\n<p>two</p>\n", False),
        ("<p>one\ttwo</p>\n", False),
        ('<div markdown="1">\n*one*\n</div>\n', False),
        ("<div>\n<p>one\n\n*two*\n", False),
    ],
)
def test_markdown_around_blocks_of_html_is_rendered_as_with_them(project, text, around, monkeypatch):
    folder = project({})
    folder.joinpath("site_src/x.md").write_text(text, "utf-8")
    settings = folder.joinpath("mkdocs.yml")
    settings.write_text(
        settings.read_text("utf-8") + "markdown_extensions: [attr_list, toc, fenced_code, md_in_html]\n"
    )
    config, last = load_config(str(settings)), LastBuild()
    rendered, asked, converted = [], [], []
    convert = Markdown.convert
    monkeypatch.setattr(
        Markdown, "convert", lambda *given: converted.append(len(rendered)) or convert(*given)
    )
    for wrapped in (False, True, True):
        last.begin()
        page = Page(None, File("x.md", config.docs_dir, config.site_dir, use_directory_urls=True), config)
        page.markdown = text
        if wrapped:
            render_around(page, last)
        page.render(config, Files([page.file]))
        assert page.markdown == text
        heads = [(item.title, item.id, item.level) for item in page.toc]
        rendered.append((page.content, heads, page._title_from_render))
        asked.append(page.present_anchor_ids)
        page.toc.items.clear()  # as another plugin may
    assert rendered[0] == rendered[1] == rendered[2]
    assert asked[0] <= asked[1] == asked[2]
    assert bool(_cut(text)[1]) >= around
    # What the last build made of the same is taken again, but for links: other pages decide where they lead.
    assert (2 in converted) is not (around and "](" not in text)
    page.markdown, page.content = f"{text}\nthree\n", None
    render_around(page, last)
    page.render(config, Files([page.file]))
    assert "three" in page.content


def test_a_drawing_is_made_once_and_anew_when_what_is_kept_is_broken(tmp_path):
    made = []

    def make():
        made.append("drawn")
        return "<svg/>\r\n"

    folder = tmp_path / "cache"
    for cache in (DiskCache(folder=folder), DiskCache(folder=folder)):
        assert cache.recall("svg", "view", make) == "<svg/>\r\n"
    assert len(made) == 1
    assert DiskCache(folder=folder).recall("svg", "another view", make)
    assert len(made) == 2
    for path in folder.iterdir():
        path.write_text("nonsense")
    assert DiskCache(folder=folder).recall("svg", "view", make) == "<svg/>\r\n"
    assert len(made) == 3
    tmp_path.joinpath("file").write_text("")
    assert DiskCache(folder=tmp_path / "file" / "below").recall("svg", "view", make) == "<svg/>\r\n"


# ---------------------------------------------------------------- the page of the map


def map_page(folder):
    built = build(folder, folder / "seeds")
    return publish_text(built.story, "map.md")


def publish_text(story, path):
    return next(page.markdown for page in render_pages(story, PublishOptions()) if page.path == path)


def test_each_statement_of_the_map_is_told_once_and_its_other_places_lead_there(bundled_built):
    story = bundled_built.story
    text = publish_text(story, "map.md").partition('class="cite-notes"')[0]
    placed = [claim for claim in story.claims if claim.where]
    assert len(placed) > 10
    anchors = re.findall(r'<span class="claim" id="([\w-]+)"', text)
    assert sorted(anchors) == sorted({claim.id for claim in placed})
    assert text.count('<span class="claim"') == len(anchors)
    shared = sum(len({place.id for place in claim.where}) - 1 for claim in placed)
    led = sum(int(number) for number in re.findall(r"(\d+) statements? about it stands? under", text))
    assert led == shared


def test_a_place_without_a_point_is_not_said_to_have_one(bundled_root):
    text = map_page(bundled_root)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>\n(.*?)</tr>', text, re.DOTALL)
    assert len(rows) > 5
    for name, row in rows:
        if 'class="unbroken" dir="ltr"' not in row:
            assert "point of" not in row, name


def test_a_map_of_many_places_folds_all_but_the_most_told(project):
    towns = [
        "Oslo",
        "Paris",
        "Madrid",
        "Lisbon",
        "Vienna",
        "Prague",
        "Warsaw",
        "Budapest",
        "Bucharest",
        "Sofia",
        "Athens",
        "Rome",
        "Bern",
        "Brussels",
        "Dublin",
        "Helsinki",
        "Stockholm",
        "Copenhagen",
        "Riga",
        "Vilnius",
        "Tallinn",
        "Minsk",
        "Kyiv",
        "Zagreb",
        "Belgrade",
        "Tirana",
        "Skopje",
        "Ankara",
        "Cairo",
        "Tunis",
        "Algiers",
        "Rabat",
        "Nairobi",
        "Kampala",
        "Kigali",
        "Pretoria",
    ]
    text = " ".join(f"The envoy met ministers in {town} on 3 March 2025." for town in towns)
    page = map_page(project({"a.txt": f"Envoy travels\n\nPublished 9 March 2025\n\n{text}\n"}))
    shown, folded, rest = page.partition('<details class="foldable" id="other-places">')
    assert folded
    assert shown.count('<tr><th scope="row">') == 30
    assert shown.count('<details class="foldable" id=') == 30
    assert rest.count('<tr><th scope="row">') > 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('He said "no" twice.', "He said ‘no’ twice."),
        ("“According to it", "‘According to it"),
        ('no one is above the law."', "no one is above the law.’"),
        ("a 5-day “truce”", "a 5-day ‘truce’"),
        ("it's plain", "it's plain"),
    ],
)
def test_double_marks_within_a_quotation_are_shown_single_and_its_letters_stay(text, shown):
    assert inner_marks(text) == shown
    page = str(shown_marks(text))
    assert unescape(re.sub("<[^>]+>", "", page)) == text
    singles = {"qo": "‘", "qc": "’"}
    assert re.sub('<i class="(q[oc])">.</i>', lambda found: singles[found[1]], unescape(page)) == shown


def test_a_number_is_called_by_the_first_words_of_its_statement_and_its_note_by_the_number(
    bundled, bundled_root
):
    story = build(bundled_root, bundled_root / "seeds").story
    html = (bundled() / "background/index.html").read_text("utf-8")
    for claim in (claim for claim in story.claims if claim.section):
        part = html[html.index(f'<span class="claim" id="{claim.id}">') :]
        number, words = re.search(
            r'popovertarget="cite-(\d+)" aria-label="Evidence \d+: ([^"]*)"', part
        ).groups()
        assert unescape(words).removesuffix(" …").replace("’", "'") in claim.text.replace("’", "'")
        assert f'id="cite-{number}" role="note" aria-label="Evidence {number}"' in html


def test_background_tells_each_statement_once_and_the_panel_after_the_text(bundled):
    html = (bundled() / "background/index.html").read_text("utf-8")
    home = (bundled() / "index.html").read_text("utf-8")
    decks = [re.search(r'<p class="standfirst[^>]*>(.*?)</p>', page, re.DOTALL)[1] for page in (html, home)]
    assert decks[0] != decks[1]
    questions = html[html.index('id="questions"') : html.index('id="whos-who"')]
    assert 'class="claim"' not in questions
    targets = re.findall(r'<a href="#([a-z-]+)">[^<]+ …</a>', questions)
    assert len(targets) > 8
    assert all(f'class="claim" id="{name}"' in html for name in targets)
    assert html.index('<aside class="panel"') > html.index('id="whos-who"')
    # The words beside the text bear the number of the statement.
    beside = re.findall(r"<li><div><p><b>(\d+)</b>", html)
    assert beside == sorted(beside, key=int)
    assert len(beside) > 25


def test_links_to_keep_are_told_apart_in_a_list_of_links(bundled_built):
    told = {page.path: page.markdown for page in render_pages(bundled_built.story, PublishOptions())}
    for path in ("compare.md", "map.md"):
        labels = re.findall(r'class="anchor"[^>]* aria-label="([^"]*)"', told[path])
        assert len(labels) == len(set(labels)) > 1, path
