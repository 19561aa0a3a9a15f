"""Hostile texts in every field: none becomes an element of a page, every output is well-formed.

The small form of ``benchmarks/payloads.py``, which has 300 of them and a browser.
"""

import re
from pathlib import Path

import pytest
from conftest import run
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import payloads
from generator.catalog import speaking
from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.publish.options import PublishOptions
from generator.publish.site import publish

FEW = [
    f"<script>{payloads.RAN}</script>",
    "Growth < 3% in towns and > 1%",
    ' data-quote="daily:0-9">x',
    "A\n***\n- b\n\nB\n===",
    "A\u2028# B",
    "{{ 7*7 }} {% raw %} @title@",
    "![x](x){: onerror=x #main }",
    "x\uffff",
]
FIELDS = [at for at in payloads.fields() if at[0] not in ("mkdocs",)]
NASTY = st.sampled_from(
    [
        *(
            "<",
            ">",
            '"',
            "'",
            "&",
            "`",
            "*",
            "_",
            "#",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "|",
            "\\",
            "!",
            ":",
            "=",
            "-",
        ),
        *(
            "\n",
            "\r",
            "\t",
            "\u2028",
            "\x85",
            "\u202e",
            "\ufeff",
            "\U0001f600",
            "é",
            "ß",
            "{{",
            "{%",
            "---",
            "    ",
        ),
        *(
            "<b",
            "</p>",
            "<!--",
            "&lt;",
            ' data-quote="',
            "{: #",
            "[@closed]",
            "\uffff",
            "\x02",
            "\ud800",
            "9",
            "word ",
        ),
    ]
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return payloads.plain_shapes(tmp_path_factory.mktemp("plain") / "project")


@pytest.mark.parametrize("payload", FEW, ids=range(len(FEW)))
def test_a_payload_in_every_field_that_takes_it_has_no_effect(payload, plain, tmp_path):
    outcome = payloads.try_payload(tmp_path / "project", payload, plain)
    assert (outcome.effects, outcome.broken, outcome.tracebacks) == ([], [], [])


def test_titles_keep_their_words_in_every_frame(tmp_path):
    title = "Growth < 3% in towns and > 1% <b>now</b>"
    shown = "Growth &lt; 3% in towns and &gt; 1% &lt;b&gt;now&lt;/b&gt;"
    where = [
        ("mkdocs", "site_name"),
        ("story", "title"),
        ("sections", 0, "title"),
        ("sources", "daily.txt", "label"),
    ]
    folder = tmp_path / "project"
    payloads.write_project(folder, title, where)
    folder.joinpath("site_src/mine.md").write_text("# Less < more & *so* `<i>`\n\nWords.\n", "utf-8")
    site = payloads.build_site(folder)
    home, source, mine = (
        site.joinpath(name, "index.html").read_text("utf-8") for name in (".", "sources/daily", "mine")
    )
    assert f"<title>{shown}</title>" in home
    assert f'property="og:title" content="{shown}"' in home
    assert f"<title>{shown} – Growth &lt; 3%" in source
    assert f'aria-current="page">{shown}</a>' in source
    assert "<title>Less &lt; more &amp; so &lt;i&gt; – " in mine
    assert ">Less &lt; more &amp; so &lt;i&gt;</a>" in home
    background = site.joinpath("background/index.html").read_text("utf-8")
    assert re.search(f'<h2 id="news">{re.escape(shown)}', background)


@pytest.mark.parametrize(("name", "char"), [("site_name", "\ud800"), ("site_author", "\uffff")])
def test_what_is_no_text_in_the_settings_is_told(name, char, tmp_path):
    folder = tmp_path / "project"
    payloads.write_project(folder, f"A{char}B", [("mkdocs", name)])
    done = run("mkdocs", folder, check=False)
    assert done.returncode
    assert f"mkdocs.yml: `{name}` holds the character U+{ord(char):04X}, which no text has" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_quotations_mark_in_a_title_is_no_quotation(tmp_path):
    folder = tmp_path / "project"
    payloads.write_project(
        folder, "How data-quote=daily:0-3 works", [("sections", 0, "title"), ("story", "title")]
    )
    story = folder / "seeds" / "story.yml"
    story.write_text(story.read_text("utf-8").replace("language: en\n", "language: de\n", 1), "utf-8")
    home = payloads.build_site(folder).joinpath("background/index.html").read_text("utf-8")
    assert ">How data-quote=daily:0-3 works" in home
    assert '<q class="quote" lang="en" dir="ltr" data-quote="daily:' in home


def test_an_effect_would_be_seen(plain, tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<h1>plain</h1><script>x</script><p onclick=x><a href='javascript:x'>", "utf-8")
    (shape,) = payloads.shapes(tmp_path).values()
    seen = shape.parts - plain["index.html"].parts
    assert {"<p onclick>", "<a> with a script as its address"} <= seen
    tmp_path.joinpath("feed.xml").write_text("<feed>\uffff</feed>", "utf-8")
    assert payloads.ill_formed(tmp_path) != []


@settings(max_examples=16)
@given(payload=st.lists(NASTY, min_size=1, max_size=6).map("".join), at=st.sampled_from(FIELDS))
def test_any_text_in_any_field_is_a_message_or_a_site(payload, at, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "any"
    if at[0] == "article" and (at[1] == "name" or "\r" in payload):
        payload = payload.replace("/", "").replace("\r", "").encode("utf-8", "ignore").decode()
    payloads.write_project(folder, payload, [at])
    try:
        story = build(folder, folder / "seeds").story
    except GeneratorError:
        return
    with speaking(story.language):
        site = publish(story, PublishOptions(site_url="https://example.org/", site_name=payload))
    for page in site.pages:
        assert page.markdown.encode()
        assert "\n" not in page.title
    folder.joinpath("files").mkdir()
    for asset in site.assets:
        if isinstance(asset.content, bytes):
            folder.joinpath("files", Path(asset.path).name).write_bytes(asset.content)
    assert payloads.ill_formed(folder / "files") == []
