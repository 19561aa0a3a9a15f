"""Headline, outlet, author, day and words of web pages, a page for each way in which newsrooms state them."""

import json

import pytest
from originals import SENTENCES, page

pytest.importorskip("trafilatura", reason='what reads web pages is not installed: pip install ".[intake]"')

from generator.diagnostics import GeneratorError
from generator.intake.formats import take
from generator.intake.original import Original

HEADING = "<article><h1>Bridge closed after crash</h1>{text}</article>"


def linked(**data):
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Bridge closed after crash",
    }
    return f"<script type='application/ld+json'>{json.dumps(article | data)}</script>"


def taken(markup, url="", name="a.html"):
    return take(Original(name=name, raw=markup.encode(), url=url))


HEADLINES = {
    "the heading that its data know": (
        "<meta property='og:title' content='Bridge closed after crash'>",
        HEADING,
    ),
    "the heading, where data have a shorter one for search": (
        linked(headline="Bridge closed") + "<title>Bridge closed after crash - The Daily</title>",
        HEADING,
    ),
    "the heading is the outlet's": (
        "<meta property='og:site_name' content='The Daily'>"
        "<meta property='og:title' content='Bridge closed after crash'>",
        "<h1>The Daily</h1><article>{text}</article>",
    ),
    "data with the outlet's name behind a bar": (
        "<meta property='og:site_name' content='The Daily'>"
        "<meta property='og:title' content='Bridge closed after crash | The Daily'>",
        "<article>{text}</article>",
    ),
    "data with the outlet's name in front": (
        "<meta property='og:site_name' content='The Daily'><title>The Daily – Bridge closed after crash</title>",
        "<article>{text}</article>",
    ),
    "the second heading, behind that of a box": (
        linked(),
        "<div><h1>Ask the editor</h1></div><article><h1>Bridge closed after crash</h1>{text}</article>",
    ),
    "a heading with a kicker": (
        linked(),
        "<article><h1><span>Live</span> Bridge closed after crash</h1>{text}</article>",
    ),
    "a heading longer than the page's title": (
        linked() + "<title>Bridge closed | The Daily</title>",
        "<article><h1>Bridge closed after crash</h1>{text}</article>",
    ),
    "microdata": ("", "<article><h2 itemprop='headline'>Bridge closed after crash</h2>{text}</article>"),
    "entities written twice": (
        "<meta property='og:title' content='Bridge closed after crash&amp;#8203;'>",
        "{text}",
    ),
}


@pytest.mark.parametrize(("head", "body"), HEADLINES.values(), ids=HEADLINES)
def test_the_headline_is_that_of_the_article(head, body):
    assert taken(page(head, body)).headline.value == "Bridge closed after crash"


@pytest.mark.parametrize(
    "title", ["Dam breaks – again", "Poe: mayor resigns", "A day in Poe | what is known"]
)
def test_a_bar_in_a_headline_parts_no_outlet_from_it(title):
    found = taken(page(f"<title>{title}</title>", f"<article><h1>{title}</h1>{{text}}</article>"))
    assert found.headline.value == title


def test_a_headline_that_data_put_otherwise_is_told():
    found = taken(page(linked(headline="Nine questions about winter roads"), HEADING))
    assert any("Nine questions about winter roads" in doubt for doubt in found.doubts)


DAYS = {
    "JSON-LD": (linked(datePublished="2026-03-05T10:00:00+01:00"), HEADING),
    "JSON-LD in a graph": (
        "<script type='application/ld+json'>"
        + json.dumps(
            {
                "@graph": [
                    {"@type": "WebSite"},
                    {
                        "@type": ["NewsArticle"],
                        "headline": "Bridge closed after crash",
                        "datePublished": "2026-03-05",
                    },
                ]
            }
        )
        + "</script>",
        HEADING,
    ),
    "JSON-LD with line breaks in its strings": (
        linked(datePublished="2026-03-05").replace("after crash", "after\n crash"),
        HEADING,
    ),
    "JSON-LD with a comma too many": (
        linked(datePublished="2026-03-05").replace("}", ",}"),
        HEADING,
    ),
    "the moment's own day in London, where another was never possible": (
        linked(datePublished="2026-03-05T11:30:00Z"),
        HEADING.replace("{text}", "<time datetime='2026-03-04'>4 March</time>{text}"),
    ),
    "the article of this page, not of a list beside it": (
        linked(headline="Other news", datePublished="2026-02-01", url="https://daily.example/other")
        + linked(datePublished="2026-03-05", url="https://daily.example/bridge"),
        HEADING,
    ),
    "Open Graph": ("<meta property='article:published_time' content='2026-03-05T10:00:00+01:00'>", HEADING),
    "Dublin Core": ("<meta name='DC.date.issued' content='2026-03-05'>", HEADING),
    "digits alone": ("<meta name='pdate' content='20260305'>", HEADING),
    "the form of mail": ("<meta name='pubdate' content='Thu, 05 Mar 2026 10:00:00 +0100'>", HEADING),
    "words": ("<meta name='publish-date' content='March 5, 2026'>", HEADING),
    "microdata": (
        "",
        HEADING.replace("{text}", "<span itemprop='datePublished' content='2026-03-05'></span>{text}"),
    ),
    "the element time": (
        "",
        HEADING.replace("{text}", "<time datetime='2026-03-05T10:00'>today</time>{text}"),
    ),
    "a line that readers see": (
        "",
        HEADING.replace("{text}", "<div class='post-date'>5 March 2026</div>{text}"),
    ),
    "the element behind the headline, not that of a teaser before it": (
        "",
        "<div><time datetime='2026-03-09'>9 March</time></div>"
        + HEADING.replace("{text}", "<time datetime='2026-03-05'>5 March</time>{text}"),
    ),
    "published, not changed": (linked(datePublished="2026-03-05", dateModified="2026-03-09"), HEADING),
    "the outlet's own day, not London's": (
        linked(datePublished="2026-03-06T01:30:00Z"),
        HEADING.replace("{text}", "<time datetime='2026-03-05T20:30:00-05:00'>5 March</time>{text}"),
    ),
    "the day of the address, where the data are in universal time": (
        linked(datePublished="2026-03-06T01:30:00Z")
        + "<link rel='canonical' href='https://daily.example/2026/03/05/b'>",
        HEADING,
    ),
    "the address alone": ("<link rel='canonical' href='https://daily.example/2026/mar/05/bridge'>", HEADING),
}


@pytest.mark.parametrize(("head", "body"), DAYS.values(), ids=DAYS)
def test_the_day_is_that_of_the_article(head, body):
    assert taken(page(head, body)).date.value == "2026-03-05"


def test_a_page_without_a_day_gets_none():
    assert taken(page()).date is None


def test_days_that_disagree_are_told():
    found = taken(page(linked(datePublished="2026-03-05") + "<meta name='pubdate' content='2025-11-01'>"))
    assert any("2025-11-01" in doubt for doubt in found.doubts)


@pytest.mark.parametrize("value", ["", "soon", "2026-13-45", "0000-00-00", "1970-01-01T99", "9" * 500])
def test_what_is_no_day_is_none(value):
    found = taken(page(f"<meta name='pubdate' content='{value}'>"))
    assert found.date is None or found.date.value == "1970-01-01"


OUTLETS = {
    "JSON-LD": linked(publisher={"@type": "Organization", "name": "The Daily"}),
    "a reference in JSON-LD": linked(publisher={"@id": "#us"})
    + '<script type=\'application/ld+json\'>{"@id": "#us", "@type": "Organization", "name": "The Daily"}</script>',
    "the name that the address bears out, not a section's": linked(publisher={"name": "The Daily"})
    + "<meta property='og:site_name' content='U.S.'><link rel='canonical' href='https://daily.example/a/b'>",
    "Open Graph": "<meta property='og:site_name' content='The Daily'>",
    "the end of the title": "<title>Bridge closed after crash - The Daily</title>",
}


@pytest.mark.parametrize("head", OUTLETS.values(), ids=OUTLETS)
def test_the_outlet_is_found(head):
    assert taken(page(head, HEADING)).publisher.value == "The Daily"


AUTHORS = {
    "JSON-LD": (
        linked(author=[{"@type": "Person", "name": "Ana Novak"}, {"name": "Jan Kos"}]),
        "Ana Novak, Jan Kos",
    ),
    "meta": ("<meta name='byl' content='By Ana Novak'>", "Ana Novak"),
    "the outlet itself": (linked(author={"name": "The Daily"}, publisher={"name": "The Daily"}), None),
    "an address": ("<meta property='article:author' content='https://social.example/daily'>", None),
    "nobody": ("<meta name='author' content='No Author'>", None),
    "a line with the day": ("<meta name='author' content='The Daily March 5, 2026, 7:57 am'>", None),
}


@pytest.mark.parametrize(("head", "name"), AUTHORS.values(), ids=AUTHORS)
def test_the_author_is_a_person(head, name):
    found = taken(page(head, HEADING)).byline
    assert (found and found.value) == name


def test_the_text_is_the_article_and_nothing_around_it():
    found = taken(page())
    assert [block.text for block in found.blocks] == list(SENTENCES)
    assert found.dropped > 0


def test_the_lines_under_the_headline_are_the_articles_too():
    lines = "A truck hit one of its pillars on Tuesday, and nobody knows when it opens."
    body = f"<header><h1>Bridge closed after crash</h1><p class='deck'>{lines}</p></header><article>{{text}}</article>"
    seen = taken(page(f"<meta name='description' content='{lines}'>", body))
    hidden = taken(page(f"<meta name='description' content='{lines}'>"))
    assert [block.text for block in seen.blocks] == [lines, *SENTENCES]
    assert [block.text for block in hidden.blocks] == list(SENTENCES)


def test_a_page_that_shows_less_than_its_data_gives_the_words_of_the_data():
    found = taken(
        page(
            linked(articleBody="\n\n".join(SENTENCES * 3)),
            "<article><h1>Bridge closed after crash</h1></article><p>Wait.</p>",
        )
    )
    assert found.blocks[0].text == SENTENCES[0]
    assert any("JSON-LD" in doubt for doubt in found.doubts)


def test_a_page_saved_by_a_browser_knows_its_address():
    markup = "<!DOCTYPE html>\n<!-- saved from url=(0033)https://daily.example/2026/bridge -->\n" + page()
    assert taken(markup).url.value == "https://daily.example/2026/bridge"


@pytest.mark.parametrize(
    "bad", ["https://[daily/a", "https://\u2100.example/", "http://", "javascript:alert(1)"]
)
def test_what_is_no_address_is_left_out(bad):
    head = f"<link rel='canonical' href='{bad}'><meta property='og:url' content='https://daily.example/a/b'>"
    assert (
        taken(f"<!-- saved from url=(0016){bad} -->\n{page(head)}").url.value == "https://daily.example/a/b"
    )


def test_an_address_of_the_front_page_is_not_the_articles():
    head = "<link rel='canonical' href='https://daily.example/'><meta property='og:url' content='https://daily.example/a/b'>"
    assert taken(page(head)).url.value == "https://daily.example/a/b"


@pytest.mark.parametrize(("stated", "kept"), [("en", "en"), ("en_US", "en-US"), ("", None), ("x y", None)])
def test_a_language_is_taken_where_it_is_one(stated, kept):
    found = taken(page(lang=stated)).language
    assert (found and found.value) == kept


def test_a_page_in_another_language_than_it_says_is_told():
    words = (
        "Die Brücke über die Drau wurde am Dienstag gesperrt, nachdem ein Lastwagen gegen einen Pfeiler gefahren war.",
        "Niemand wurde verletzt, und die Straße ist noch nicht frei, sagte der Bürgermeister der Stadt am Mittwoch.",
    )
    found = taken(page(sentences=words))
    assert found.language is None
    assert any('"de"' in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-1", "cp1252"), ("windows-1250", "cp1250"), ("utf-8", "utf-8")]
)
def test_a_page_is_read_in_the_encoding_it_states(charset, encoding):
    markup = page(
        f"<meta charset='{charset}'>",
        sentences=("“Gesperrt”, said Jörg, who saw the crash from his own window.", *SENTENCES),
    )
    found = take(Original(name="a.html", raw=markup.encode(encoding)))
    assert found.blocks[0].text.startswith("“Gesperrt”, said Jörg")


HOSTILE = {
    "deep": "<html><body>" + "<div>" * 50_000 + "<p>Words that lie deep in it.</p>",
    "long title": "<html><head><title>" + "a - " * 200_000 + "</title></head><body><p>Words of it.</p></body></html>",
    "nested data": "<html><script type='application/ld+json'>" + "[" * 50_000 + "</script><body><p>Words.</p>",
    "entities": "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><html><p>Words of &a; an article.</p>",
    "only a comment": "<!doctype html><!--" + "a" * 100_000,
    "empty": "<html><body></body></html>",
    "controls": "<html><body><p>Wo\x01rds\ufffe of an article</p></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_ends_in_words_or_in_a_message(markup):
    try:
        text = " ".join(block.text for block in taken(markup).blocks)
    except GeneratorError as problem:
        text = problem.diagnostics[0].code
    assert "Words" in text or text == "intake-empty"
    assert not set("\x01\ufffe") & set(text)


def test_a_page_too_long_to_be_one_is_refused():
    with pytest.raises(GeneratorError, match="intake-size"):
        taken("<html><body>" + "<p>word</p>" * 500_000)


def test_pictures_in_a_page_do_not_count():
    picture = "data:image/png;base64," + "A" * 5_000_000
    assert taken(page(body=f"<img src='{picture}'><article><h1>Bridge closed</h1>{{text}}</article>")).blocks
