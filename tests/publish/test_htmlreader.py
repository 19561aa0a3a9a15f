"""The fast reader of rendered pages tells what the standard library's parser does."""

import random
import re
from html.parser import HTMLParser

import pytest

from generator.publish.host.csp import blocked_by, page_policy
from generator.publish.host.verify import quotations_in
from generator.publish.htmlreader import HtmlReader

PIECES = (
    "words ", "a &amp; b", "&copy ", "1 < 2 ", "a > b", "&", "<", ">", "\n", "é", '"', "'",
    "<p>", "</p>", "<b class=x>", "<b class='x y'>", '<i class="q" data-quote="a:0-3">', "</i>", "</b >", "<br>",
    "<br />", '<img src="a.png" alt="a &lt; b"/>', "<IMG SRC=a.png>", '<svg viewBox="0 0 1 1">', "</svg>",
    '<a href="x"b="y">', '<p\n  id="a"\n>', '<p id="a" id="b">', "<p hidden>", '<p hidden="">', '<p x="a>b">',
    "<!-- a <b> c -->", "<!-- a", "-->", "<!doctype html>", "<?php a ?>", "<![CDATA[ a ]]>", "</>", "< p>",
    "<script>if (a < b && c) { d(); }</script>", "<script>a</script >", "<script", "</script>", "<style>a > b</style>",
    "<title>A &amp; B</title>", "<textarea>a <b> c</textarea>", "<title>", "<p /", "<custom-part a:b='1'>",
    '<p title="it\'s">', "<p =a>", "<p a = b>", '<p a="\n">', "<p\ta>",
)  # fmt: skip


class Told:
    """What a parser tells, its texts joined: where they are cut is nobody's business."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("start", tag, repr(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.told and self.told[-1][0] == "text":
            data = self.told.pop()[1] + data
        self.told.append(("text", data))


class Fast(Told, HtmlReader):
    pass


class Standard(Told, HTMLParser):
    pass


def told(parser: Fast | Standard, html: str) -> list[tuple[str, ...]]:
    parser.feed(html)
    parser.close()
    return parser.told


def test_the_fast_reader_tells_what_the_standard_one_does() -> None:
    pick = random.Random(7)
    for _ in range(4000):
        html = "".join(pick.choices(PIECES, k=pick.randint(1, 14)))
        assert told(Fast(), html) == told(Standard(), html), html


def test_attributes_that_a_reader_does_not_mind_are_not_read() -> None:
    class Minding(Fast):
        minds = re.compile("[ ]id=")

    assert told(Minding(), '<p class="a"><p id="b" class="c">') == [
        ("start", "p", "[]"),
        ("start", "p", repr([("id", "b"), ("class", "c")])),
    ]


@pytest.mark.parametrize(
    ("html", "quotes"),
    [
        ('<p><i data-quote="a:0-1">x<b>y</b></i>z</p>', [("a:0-1", "xy")]),
        ('<i data-quote="a:0-3">x<i data-quote="a:1-2">y</i></i>', [("a:1-2", "y"), ("a:0-3", "xy")]),
        ('<div><i data-quote="a:0-1">x</div>y', [("a:0-1", "x")]),
        ('<i data-quote="a:0-1">x<br>y</b></i>', [("a:0-1", "xy")]),
        ("<I DATA-QUOTE='a:0-1'>x</I>", [("a:0-1", "x")]),
        ('<!-- <i data-quote="a:0-1">x</i> -->', []),
        ('<i data-quote="a:0-1">never closed', []),
    ],
)
def test_quotations_are_read_with_what_stands_in_them(html: str, quotes: list[tuple[str, str]]) -> None:
    assert list(quotations_in(html)) == quotes


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:a()">', '<a href="&#106;avascript:a()">', '<a href="JavaScript://%0aa()">',
        '<a href=" javascript:a()">', '<a class="x" href="javascript:a()">', "<a href='javascript:a()'>",
        '<p onclick="a()">', "<p ONCLICK=a()>", '<p style="color:red">', '<img src="//other.example/a.png">',
        '<video poster="https://other.example/a.png">', '<link rel="stylesheet" href="https://other.example/a.css">',
        "<script>a()</script>", '<script type="module">a()</script>', "<style>a{}</style>", "<p a onclick>",
        '<p\nonclick="a()">', '<object data="https://other.example/a">', '<form action="https://other.example/">',
    ],
)  # fmt: skip
def test_what_is_blocked_is_found_however_it_is_written(html: str) -> None:
    assert blocked_by(page_policy(), f'<p id="a">b</p>{html}c</p>')
