"""Hostile texts in every field of a story: which of them have an effect, and whether every output is well-formed.

    python benchmarks/payloads.py [--payloads 300] [--browser 12]

Each payload is put into all fields at once; a field that refuses it is left out of the build, and counted. A payload
has an effect where a page gets an element or attribute that the same story with a plain word has not, or loses words
of its heading. With ``--browser`` pages of so many sites are opened in Chromium, without a policy that would block
scripts. Prints a table.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import json
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml

from generator.characters import one_line
from generator.diagnostics import GeneratorError
from generator.pipeline import build

RAN = "document.documentElement.setAttribute('data-ran','1')"
PLAIN = "plain"
ARTICLE = """The bridge at Lindenau is closed

5 March 2026

The bridge was closed on Tuesday, 3 March 2026, the mayor said. Nobody was hurt in Oslo, and the works go on.

{text}
"""
STORY: dict[str, Any] = {
    "story": {"title": "", "question": "", "summary": ["closed"], "as_of": "2026-03-05", "language": "en"},
    "sources": {
        "daily.txt": {
            "id": "daily", "label": "", "headline": "", "publisher": "", "agencies": [""], "note": "",
            "url": "https://daily.example/", "language": "en", "full_text": True, "date": "2026-03-05",
        },
    },
    "names": [{"name": "", "also": ["mayor"], "kind": "person"}],
    "places": [
        {"name": "Lindenau", "also": [""], "kind": "town", "lat": 59.9, "lon": 10.7, "origin": "", "note": ""}
    ],
    "wording": [{"thing": "", "terms": ["closed"], "quote_only": [""]}],
    "sections": [
        {"id": "news", "title": "", "page": "background", "intro": ""},
        {"id": "events", "title": "", "page": "chronology", "intro": ""},
    ],
    "questions": [
        {"q": "", "answer": ["closed"]}, {"q": "Who paid?", "answer": "not-addressed", "note": ""},
    ],
    "claims": [
        {
            "id": "closed", "section": "news", "track": "events", "text": "The bridge was closed.", "computed": "",
            "when": {"edtf": "2026-03-03", "because": ""}, "accept": {"voucher-weaker": ""},
            "evidence": [
                {"source": "daily", "quote": "was closed on Tuesday", "said_by": "",
                 "voucher": "official", "because": ""},
            ],
        },
        {"id": "said", "section": "news", "text": "", "evidence": [{"source": "daily", "quote": "the works go on"}]},
    ],
    "comparisons": [
        {"id": "both", "title": "", "relation": "agree", "text": "",
         "evidence": [{"source": "daily", "quote": "Nobody was hurt"}]},
    ],
    "unused": [{"source": "daily", "quote": "Nobody was hurt in Oslo", "reason": ""}],
    "updates": [{"date": "2026-03-06", "claims": ["closed"], "text": ""}],
}  # fmt: skip
SETTINGS = ("site_name", "site_description", "site_author")
# Fields whose own form refuses most texts: they are tried beside those that are empty above.
FORMED = (("story", "language"), ("sources", "daily.txt", "url"), ("sources", "daily.txt", "language"))
Field = tuple[str | int, ...]
_DRAWN = frozenset(("rect", "path", "circle", "line", "polyline", "polygon", "text", "tspan", "g", "use"))


def fields() -> list[Field]:
    """Every field that a payload goes into: of the story, of the settings, of the article."""

    def empty(part: Any, at: Field) -> Iterator[Field]:
        if part == "":
            yield at
        elif isinstance(part, dict | list):
            for key, value in part.items() if isinstance(part, dict) else enumerate(part):
                yield from empty(value, (*at, key))

    settings: list[Field] = [("mkdocs", name) for name in SETTINGS]
    return [*empty(STORY, ()), *FORMED, *settings, ("article", "text"), ("article", "name")]


def payloads(count: int) -> list[str]:
    """Texts that pages, feeds, scripts, styles, Markdown, YAML and templates might take for their own."""
    script = [
        f"<script>{RAN}</script>", f"</script><script>{RAN}</script>", f"<img src=x onerror={RAN}>",
        f"<svg onload={RAN}>", f'"><script>{RAN}</script>', f"' onmouseover={RAN} x='",
        f"</title><script>{RAN}</script>",
        f"javascript:{RAN}", f"<a href=javascript:{RAN}>x</a>", f"<iframe srcdoc='<script>parent.{RAN}</script>'>",
        f"</style><script>{RAN}</script>", f"<!--><script>{RAN}</script>-->", f"]]><script>{RAN}</script>",
        f"<details open ontoggle={RAN}>", f"[x](javascript:{RAN})", f"![x](x){{: onerror={RAN} }}",
        f"<https://a.example/><script>{RAN}</script>", f"&lt;script&gt;{RAN}&lt;/script&gt;",
        f"\\u003cscript>{RAN}",
        f"</noscript><script>{RAN}</script>", f"`</code><script>{RAN}</script>`",
        f"<math><mtext><script>{RAN}</script>",
    ]  # fmt: skip
    markup = [
        "Growth < 3% in towns and > 1%", "a < b > c", "<b>bold</b>", "<p>", "</p></div></main>",
        "<!-- open", "<![CDATA[ x",
        "<plaintext>", "<textarea>", 'How data-quote="daily:0-3" works', ' data-quote="daily:0-9">x',
        "&amp; &lt; &#60;",
        "&#0; &bogus; &", "\"'><", "{: #main }", "{: .x onclick=y }", "[@closed]", "[x][y]", "[y]: https://z.example",
        "# heading", "## heading {#main}", "***", "---", "- item", "1. item", "> quoted", "    code", "```", "~~~ js",
        "`code`", "*em* **strong** _u_ __s__", "| a | b |", "|---|", "![x](y)", "<https://a.example>", "*[HTML]: x",
        "[^1]: x", "!!! note", "::: x", "$$x$$", "\\(x\\)", "[TOC]", "[[x]]", "\x02klzzwxh:0000\x03", "wzxhzdk:0", "\\",
        "\\*", "/* x */", "@import 'x';", "url(x)", "\"; color: red; x: \"", "%s %d %(x)s", "{0} {name}",
        "${x} $x #{x}",
    ]  # fmt: skip
    template = [
        "{{ 7*7 }}", "{% raw %}", "{% include 'x' %}", "{# x", "{{ config }}", "{{''.__class__}}", "{{", "{%", "}}",
        "{% endblock %}", "{z}/{x}/{y}", "@title@", "@scripts@", "tiles:address",
    ]  # fmt: skip
    strange = [
        "\uffff", "\ufffe", "\ufdd0", "\U0001ffff", "\U0010fffe", "\x00", "\x02", "\x0b", "\x1b[31m", "\x7f", "\x9b",
        "\ud800", "\udfff", "\u2028", "\u2029", "\x85", "\x1c", "\r", "\n", "\n\n", "\t", "\u202e", "\u2066", "\u200b",
        "\ufeff", "\u0301", "\u115f", "\U000e0041", "\U0001f468\u200d\U0001f469", "\u212a", "\u0130",
        "\u017f", "\ufdfa",
    ]  # fmt: skip
    lines = [
        "A\n***\n- b\n\nB\n===",
        "A\n# B",
        "A\n\n    code",
        "A\r\n\r\n## B",
        "A\u2028# B",
        "A\n---\ntitle: x\n---\n",
    ]
    yamls = [
        "!!python/object:x",
        "&a [*a]",
        "*a",
        "? x",
        "key: value",
        "- - -",
        "'",
        '"',
        ": ",
        " #",
        "%YAML",
        "---\n...",
    ]
    numbers = [
        "9" * 5000,
        "0x" + "f" * 5000,
        "1" + "_1" * 3000,
        "1e999999",
        ".nan",
        "-.inf",
        "1:2:3:4:5",
        "1" * 30,
    ]
    long = [
        "x" * 20_000,
        "x " * 10_000,
        "<" * 5_000,
        "[" * 5_000,
        "*" * 5_000,
        "`" * 4_999,
        "&" * 5_000,
        "(" * 3_000,
    ]
    paths = [
        "../../etc",
        "..",
        ".",
        "/",
        "C:\\x",
        "a/b",
        "con",
        "x?y#z",
        "%2e%2e",
        "index",
        "story",
        "x" * 300,
    ]
    first = [*script, *markup, *template, *strange, *lines, *yamls, *numbers, *long, *paths]
    pairs = (f"{one} x {other}" for one, other in itertools.product([*strange, *lines, *markup], script))
    spread = itertools.islice(pairs, 0, None, 7)
    return [*first, *itertools.islice(spread, max(0, count - len(first)))][:count]


@dataclass(slots=True)
class Outcome:
    """What one payload did.

    Attributes:
        refused: Fields that refuse it, with the message's code.
        effects: What it did to a page, in words.
        broken: Outputs that are not well-formed.
        tracebacks: Exceptions that are no message.
    """

    refused: dict[Field, str] = field(default_factory=dict)
    effects: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)


def write_project(folder: Path, payload: str, where: Iterable[Field]) -> None:
    """A project whose fields ``where`` hold the payload, the others a plain word."""
    chosen = set(where)
    story = copy.deepcopy(STORY)
    settings = {name: payload if ("mkdocs", name) in chosen else PLAIN for name in SETTINGS}
    for at in fields():
        if at[0] in ("mkdocs", "article"):
            continue
        if at in FORMED and at not in chosen:
            continue
        *around, last = at
        part: Any = story
        for key in around:
            part = part[key]
        part[last] = payload if at in chosen else _plain_for(at)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    (folder / "site_src").mkdir()
    text = payload if ("article", "text") in chosen else PLAIN
    (folder / "seeds" / "daily.txt").write_bytes(ARTICLE.format(text=text).encode("utf-8", "surrogatepass"))
    if ("article", "name") in chosen:
        (folder / "seeds" / f"{payload[:40]}.txt").write_bytes(ARTICLE.format(text=PLAIN).encode())
    (folder / "seeds" / "story.yml").write_text(yaml.safe_dump(story, sort_keys=False), "utf-8")
    settings |= {
        "site_url": "https://example.org/repo/", "docs_dir": "site_src", "theme": {"name": "explainer"},
        "plugins": [{"explainer": {"csp": False}}], "markdown_extensions": ["attr_list", "tables"],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")


def _plain_for(at: Field) -> str:
    if at[:2] == ("claims", 1):
        return "The works go on."
    return "elsewhere" if "quote_only" in at else PLAIN


def refusal(folder: Path, payload: str, at: Field) -> str | None:
    """The code of the message with which a field refuses a payload, ``"?"`` where it is an exception instead."""
    try:
        write_project(folder, payload, [at])
    except (OSError, ValueError):
        # No file can have this name.
        return "file-system"
    try:
        build(folder, folder / "seeds")
    except GeneratorError as problem:
        return problem.diagnostics[0].code
    except Exception as problem:  # noqa: BLE001 - what nobody foresaw is what is looked for
        return f"? {type(problem).__name__}: {str(problem)[:80]}"
    return None


def try_payload(folder: Path, payload: str, plain: dict[str, Shape]) -> Outcome:
    """Build a site with a payload in every field that takes it, and look at every file of it."""
    outcome = Outcome()
    for at in fields():
        code = refusal(folder, payload, at)
        if code and code.startswith("?"):
            outcome.tracebacks.append(f"{at}: {code}")
        if code:
            outcome.refused[at] = code
    _try_together(folder, payload, [at for at in fields() if at not in outcome.refused], plain, outcome)
    return outcome


def _try_together(
    folder: Path, payload: str, where: list[Field], plain: dict[str, Shape], outcome: Outcome
) -> None:
    """Build with a payload in several fields; where they do not go together, with each half of them."""
    write_project(folder, payload, where)
    try:
        # MkDocs ends the process where a build fails.
        built = build_site(folder)
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - as above
        told = isinstance(problem, SystemExit) or type(problem).__module__ == "mkdocs.exceptions"
        if not told:
            outcome.tracebacks.append(f"site: {type(problem).__name__}: {str(problem)[:120]}")
        elif len(where) == 1:
            outcome.refused[where[0]] = "while building"
        else:
            middle = len(where) // 2
            for half in (where[:middle], where[middle:]):
                _try_together(folder, payload, half, plain, outcome)
        return
    outcome.broken += ill_formed(built)
    found = shapes(built)
    for name, shape in found.items():
        known = plain.get(name)
        if known is None:
            outcome.effects.append(f"{name}: a page of its own")
            continue
        outcome.effects += [f"{name}: {what}" for what in sorted(shape.parts - known.parts)]
        if shape.headings != known.headings:
            outcome.effects.append(f"{name}: {shape.headings} headings of the page, not {known.headings}")
    shown = found["index.html"].heading
    if ("story", "title") in where and _letters(one_line(payload)) != _letters(shown):
        outcome.effects.append(f'index.html: the heading lost words: "{shown[:80]}"')


def build_site(folder: Path) -> Path:
    """Build with MkDocs in this process; returns the site's folder."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    return folder / "site"


class Shape(HTMLParser):
    """The elements and attributes of a page, how many ``h1`` it has, and their text."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.parts: set[str] = set()
        self.headings = 0
        self.heading = ""
        self._in = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        if tag == "i" and dict(attrs).get("class") in ("qo", "qc"):
            return  # a quotation mark of the article's, which the page shows as a single one
        # What drawings are made of depends on dates, places and lengths; no script and no address may come in there.
        drawn = tag in _DRAWN
        names = {name for name, _ in attrs if not drawn or name.startswith("on") or "href" in name}
        self.parts |= {f"<{tag} {name}>" for name in names} | (set() if drawn else {f"<{tag}>"})
        if any(
            name in ("href", "src") and (value or "").strip().lower().startswith(("javascript:", "data:text"))
            for name, value in attrs
        ):
            self.parts.add(f"<{tag}> with a script as its address")
        self.headings += tag == "h1"
        self._in = self._in or tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the heading."""
        self._in = self._in and tag != "h1"

    def handle_data(self, data: str) -> None:
        """Collect the heading."""
        if self._in:
            self.heading += data


def plain_shapes(folder: Path) -> dict[str, Shape]:
    """What pages are made of where nothing is hostile: with a short word, a long one, a label that is no headline."""
    known: dict[str, Shape] = {}
    everywhere = [at for at in fields() if at not in FORMED and "quote_only" not in at]
    for word, where in (
        (PLAIN, [("article", "name")]),
        (PLAIN, everywhere),
        ("plain " * 500, everywhere),
        ("other", [("sources", "daily.txt", "label")]),
    ):
        write_project(folder, word, where)
        for name, shape in shapes(build_site(folder)).items():
            shape.parts |= known[name].parts if name in known else set()
            known[name] = shape
    return known


def shapes(site: Path) -> dict[str, Shape]:
    """The shape of each page, those of sources together under the name of one."""
    found: dict[str, Shape] = {}
    for path in sorted(site.rglob("*.html")):
        name = re.sub(r"^sources/[^/]+/", "sources/x/", path.relative_to(site).as_posix())
        shape = Shape(path.read_text("utf-8"))
        if name in found:
            shape.parts |= found[name].parts
        found[name] = shape
    return found


def ill_formed(site: Path) -> list[str]:
    """The XML and JSON files of a site, and the JSON in its pages, that no parser takes."""
    found = []
    for path in sorted(site.rglob("*")):
        try:
            if path.suffix in (".xml", ".svg"):
                ElementTree.fromstring(path.read_bytes())
            elif path.suffix in (".json", ".geojson"):
                json.loads(path.read_text("utf-8"))
            elif path.suffix == ".html":
                for data in re.findall(
                    r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>',
                    path.read_text("utf-8"),
                    re.DOTALL,
                ):
                    json.loads(data)
        except (ElementTree.ParseError, ValueError) as problem:
            found.append(f"{path.relative_to(site)}: {problem}")
    return found


def scripts_run(site: Path, chromium: str) -> list[str]:
    """The pages of a site on which a payload's script ran."""
    ran = []
    for name in (
        "index.html",
        "background/index.html",
        "compare/index.html",
        "about/index.html",
        "assets/explainer/map.html",
    ):
        if not (site / name).exists():
            continue
        with tempfile.TemporaryDirectory() as profile:
            done = subprocess.run(
                [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 f"--user-data-dir={profile}", "--virtual-time-budget=2000", "--dump-dom", (site / name).as_uri()],
                capture_output=True, text=True, check=False, timeout=60,
            )  # fmt: skip
        if re.search(r"<html[^>]* data-ran", done.stdout):
            ran.append(name)
    return ran


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def main() -> None:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--payloads", type=int, default=300)
    parser.add_argument("--browser", type=int, default=12)
    asked = parser.parse_args()
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    listed = payloads(asked.payloads)
    outcomes: dict[str, Outcome] = {}
    opened, ran = 0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        plain = plain_shapes(folder)
        for number, payload in enumerate(listed):
            outcomes[payload] = try_payload(folder, payload, plain)
            if chromium and RAN in payload and opened < asked.browser and number % 2 == 0:
                opened += 1
                ran += [f"{payload[:50]!r} on {page}" for page in scripts_run(folder / "site", chromium)]
    _report(outcomes, opened, ran)


def _report(outcomes: dict[str, Outcome], opened: int, ran: list[str]) -> None:
    rows = {
        "payloads": len(outcomes),
        "fields": len(fields()),
        "times a field refused one, with a message": sum(len(item.refused) for item in outcomes.values()),
        "payloads with effect": sum(bool(item.effects) for item in outcomes.values()),
        f"pages on which a script ran ({opened} sites opened)": len(ran),
        "ill-formed outputs": sum(len(item.broken) for item in outcomes.values()),
        "tracebacks": sum(len(item.tracebacks) for item in outcomes.values()),
    }
    width = max(map(len, rows))
    for name, value in rows.items():
        print(f"{name:{width}}  {value:6}")
    for payload, outcome in outcomes.items():
        for what in [*outcome.effects, *outcome.broken, *outcome.tracebacks][:4]:
            print(f"    {payload[:50]!r}: {what}")
    for what in ran:
        print(f"    ran: {what}")


if __name__ == "__main__":
    main()
