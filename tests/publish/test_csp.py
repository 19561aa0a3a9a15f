"""The Content Security Policy of the pages, and what is said of things that it blocks."""

import pytest
from conftest import run

from generator.publish.host.csp import blocked_by, page_policy

SEED = "The lighthouse at Port Wendel went dark on 3 March 2026, the harbor master said.\n"


def rules(policy):
    return {name: sources for name, *sources in (rule.split() for rule in policy.split("; "))}


def test_a_page_loads_its_own_site_alone():
    found = rules(page_policy())
    assert (
        found["default-src"] == found["object-src"] == found["base-uri"] == found["form-action"] == ["'none'"]
    )
    assert found["style-src"] == found["connect-src"] == ["'self'"]
    own, scheme = found["script-src"]
    assert own == "'self'"
    assert scheme.startswith("'sha256-")
    assert "unsafe" not in page_policy()


def test_an_editors_own_files_on_other_hosts_work():
    found = rules(
        page_policy(
            scripts=["https://count.example/x.js", "js/own.js"], styles=["https://type.example/a.css"]
        )
    )
    assert found["connect-src"] == ["'self'", "https://count.example"]
    assert found["script-src"][2:] == ["https://count.example"]
    assert found["style-src"] == found["font-src"] == ["'self'", "https://type.example"]


def test_further_sources_replace_none():
    assert rules(page_policy(more={"form-action": ["https://list.example"]}))["form-action"] == [
        "https://list.example"
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"scripts": ["x"]},
        {"img-src": ["a; script-src *"]},
        {"img-src": ['"><b']},
        {"script-src": [None]},
        {"img-src": [7]},
    ],
)
def test_a_source_cannot_end_its_directive(more):
    with pytest.raises(ValueError, match=r"directive|more than one word"):
        page_policy(more=more)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<script>go()</script>", "an inline script (script-src)"),
        ("<script type=module>go()</script>", "an inline script (script-src)"),
        ("<style>p {}</style>", "a <style> element (style-src)"),
        ('<p style="color: red">', 'style="color: red" (style-src)'),
        ('<p onclick="go()">', 'onclick="go()" (script-src)'),
        ('<img src="//pictures.example/a.png">', "//pictures.example/a.png (img-src)"),
        ('<iframe src="https://film.example/1"></iframe>', "https://film.example/1 (frame-src)"),
        ('<video poster="https://film.example/1.png"></video>', "https://film.example/1.png (img-src)"),
        ('<form action="https://list.example/join"></form>', "https://list.example/join (form-action)"),
        ('<a href=" JavaScript:go()">x</a>', "JavaScript:go() (script-src)"),
    ],
)
def test_what_is_blocked_is_named(html, said):
    assert blocked_by(page_policy(), html) == (said,)


@pytest.mark.parametrize("html", ['<img src="https://[a/x.png">', '<img src="//[a/x.png">'])
def test_an_address_that_is_none_stops_no_build(html):
    assert blocked_by(page_policy(styles=["https://[a/x.css"]), html) == ()


@pytest.mark.parametrize("sources", ["https://film.example", None, 1])
def test_sources_that_are_no_list_of_words_are_told(sources):
    with pytest.raises(ValueError, match='"frame-src"'):
        page_policy(more={"frame-src": sources})


@pytest.mark.parametrize(
    "html",
    [
        '<script type="application/ld+json">{}</script>',
        '<script src="../js/a.js"></script><img src="a.png"><a href="https://other.example/">x</a>',
        '<link rel="canonical" href="https://other.example/">',
        '<img src="https://a.pictures.example/x.png">',
    ],
)
def test_what_works_is_not(html):
    assert blocked_by(page_policy(more={"img-src": ["https://*.pictures.example"]}), html) == ()


def test_a_build_warns_of_what_its_policy_blocks_and_tables_need_no_style(project):
    folder = project({"wendel.txt": SEED})
    folder.joinpath("site_src/notes.md").write_text(
        "# Notes\n\n| a |\n|--:|\n| 1 |\n\n<p onclick='go()'>x</p>\n", "utf-8"
    )
    done = run("mkdocs", folder)
    assert "csp-blocked" in done.stderr
    assert "onclick" in done.stderr
    assert "style=" not in done.stderr
    assert "Content-Security-Policy" in folder.joinpath("site/notes/index.html").read_text("utf-8")


def test_the_policy_can_be_left_off_and_a_wrong_one_is_told(project):
    folder = project({"wendel.txt": SEED})
    settings = folder / "mkdocs.yml"
    plain = settings.read_text("utf-8")
    settings.write_text(plain.replace("[explainer]", "[{explainer: {csp: false}}]"), "utf-8")
    run("mkdocs", folder)
    assert "Content-Security-Policy" not in folder.joinpath("site/index.html").read_text("utf-8")
    settings.write_text(plain.replace("[explainer]", "[{explainer: {csp: {frames: [x]}}}]"), "utf-8")
    done = run("mkdocs", folder, check=False)
    assert done.returncode
    assert "csp-option" in done.stderr
