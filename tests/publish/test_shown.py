"""What the site shows of an article: no hidden sentence, no more words than the limit, and how many it tells."""

import json
import re

import pytest
from conftest import run

from generator.diagnostics import GeneratorError
from generator.pipeline import build

BRIDGE = (
    "A bridge closes in Stillwater\n\nPublished 5 March 2026\n\n"
    "The bridge in Stillwater was closed on Tuesday after an inspection found cracks in 14 girders. "
    "Mayor Jane Roe said that the bridge will open again in five weeks. "
    "It is not known who ordered the inspection, a clerk told reporters.\n\n"
    "Traders call the closure a disaster for the old town and its market. "
    "A ferry carries pupils across the river from seven in the morning until dusk. "
    "The last repair of the bridge ended in 1998, when 3 piers were set anew.\n\n"
    "Roe will meet the governor tomorrow. The council of the county wants to pay a third of the repair, "
    "an official said, and asks the state for the rest of the money that is needed. "
    "Anglers complained to the paper that nobody had asked them about the ferry.\n"
)
OTHER = (
    "Ferry takes pupils across\n\nPublished 6 March 2026\n\n"
    "The bridge in Stillwater has been shut since Tuesday, after cracks were found in 14 girders. "
    "Pupils cross the river by ferry, the school said. The next council meets on 12 March 2026.\n"
)
TOLD = """\
story: {title: The bridge of Stillwater, %s}
sources: {bridge.txt: {id: bridge, label: The Bridge%s}, other.txt: {id: other, label: The Other}}
sections: [{id: news, title: News, page: background}, {id: days, title: Days, page: chronology}]
claims:
  - id: closed
    section: news
    track: days
    text: The bridge was closed on Tuesday, 3 March 2026.
    evidence: [{source: bridge, quote: was closed on Tuesday}, {source: other, quote: has been shut since Tuesday}]
updates: [{date: 2026-03-07, claims: [closed], text: The day was added.}]
"""
HIDDEN = "Anglers complained to the paper that nobody had asked them about the ferry."
UNKNOWN = "It is not known who ordered the inspection, a clerk told reporters."
COUNTY = "an official said, and asks the state for the rest of the money that is needed"
HIDE = "hide:\n" + "".join(
    f'  - {{source: bridge, quote: "{quote}", reason: No part of the story.}}\n'
    for quote in (HIDDEN, UNKNOWN, COUNTY)
)
SOURCES = "sources: {bridge.txt: {id: bridge}, other.txt: {id: other}}\n"


def site_of(folder, *options):
    run("mkdocs", folder, "-q", *options)
    return folder / "site"


def words_of(site):
    """Every word of every file that readers or programs may load, markup and escapes taken away."""
    for path in sorted(site.rglob("*")):
        if path.suffix in {".html", ".json", ".geojson", ".xml", ".csv", ".ics", ".bib", ".txt"}:
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n ", "")
            text = re.sub(r"<[^>]*>", "", re.sub(r"\\[nu][0-9a-f]*", " ", text))
            yield path.relative_to(site).as_posix(), " ".join(re.findall(r"\w+", text))


def places_of(site, sentence, run_of=4):
    """The files in which four words in a row of a sentence stand."""
    words = re.findall(r"\w+", sentence)
    runs = [" ".join(words[at : at + run_of]) for at in range(len(words) - run_of + 1)]
    return [name for name, text in words_of(site) if any(words in text for words in runs)]


@pytest.mark.parametrize(
    "story",
    [
        None,
        TOLD % ("show: all, quote_limit: 100", ""),
    ],
    ids=["articles alone", "edited"],
)
@pytest.mark.parametrize("key", ["hide", "unused"])
def test_a_hidden_sentence_is_nowhere(project, story, key):
    folder = project({"bridge.txt": BRIDGE, "other.txt": OTHER}, story)
    before = site_of(folder)
    for sentence in (HIDDEN, UNKNOWN, COUNTY):
        assert places_of(before, sentence) != []
    text = (story or SOURCES) + HIDE.replace("hide:", f"{key}:")
    folder = project({}, text)
    site = site_of(folder)
    for sentence in (HIDDEN, UNKNOWN, COUNTY, "The council of the county wants to pay a third of the repair"):
        assert places_of(site, sentence) == []
    assert "No part of the story." in (site / "sources/bridge/index.html").read_text("utf-8")
    assert places_of(site, "A ferry carries pupils across the river") != []
    renamed = [item.line for item in build(folder, "seeds").diagnostics if item.code == "key-renamed"]
    assert renamed == ([] if key == "hide" else [text.split("unused:")[0].count("\n") + 1])


def test_a_hidden_sentence_is_missing_in_the_whole_article_too(project):
    folder = project({"bridge.txt": BRIDGE, "other.txt": OTHER}, TOLD % ("", ", full_text: true") + HIDE)
    site = site_of(folder)
    assert [places_of(site, sentence) for sentence in (HIDDEN, UNKNOWN, COUNTY)] == [[], [], []]
    assert places_of(site, "Traders call the closure a disaster for the old town") != []


def test_only_what_the_editor_wrote_is_shown(project):
    folder = project({"bridge.txt": BRIDGE, "other.txt": OTHER}, TOLD % ("show: edited", ""))
    site = site_of(folder, "--strict")
    shown = "The bridge in Stillwater was closed on Tuesday after an inspection found cracks in 14 girders."
    for sentence in (*re.split(r"(?<=[.])\s+", BRIDGE.split("\n\n", 2)[2]), OTHER.split(". ")[1]):
        # The six words behind a quotation belong to its context.
        told = [name for name in places_of(site, sentence) if not name.startswith(("sources", "everything"))]
        assert bool(told) == (sentence == shown), (sentence, told)
    data = json.loads((site / "assets/explainer/story.json").read_text("utf-8"))
    assert [item["origin"] for item in data["statements"]] == ["edited"]
    assert "shows only what its editor chose" in (site / "sources/bridge/index.html").read_text("utf-8")


def test_nothing_to_show_and_a_hidden_quotation_are_told(project):
    folder = project({"bridge.txt": BRIDGE}, "story: {title: T, show: edited}\n")
    with pytest.raises(GeneratorError) as caught:
        build(folder, "seeds")
    assert [(item.line, item.code) for item in caught.value.diagnostics] == [(1, "show-nothing")]
    hide = "hide: [{source: bridge, quote: cracks in 14 girders, reason: R.}]\n"
    folder = project({"other.txt": OTHER}, TOLD % ("quote_limit: 100", "") + hide)
    told = [(item.line, item.code) for item in build(folder, "seeds").diagnostics if "hide" in item.code]
    assert told == [((TOLD % ("", "")).count("\n") + 1, "hide-quoted")]


def spans_of(site):
    """Every stretch of each article that the written site shows, and the words of it that its files quote."""
    for path in site.rglob("*.html"):
        for name, start, end in re.findall(r'data-quote="([^":]+):(\d+)-(\d+)"', path.read_text("utf-8")):
            yield name, int(start), int(end)


def exact_in(data):
    """Every `exact` of a file of JSON."""
    if isinstance(data, dict):
        yield from ([data["exact"]] if "exact" in data else [])
        for value in data.values():
            yield from exact_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from exact_in(value)


def shown_in(site, article):
    """How many words of an article the written site shows, each once: counted here, from its files."""
    spans = [(start, end) for name, start, end in spans_of(site) if name == article.id]
    for file in ("story.json", "annotations.json"):
        for words in exact_in(json.loads((site / "assets/explainer" / file).read_text("utf-8"))):
            pattern = r"\s+".join(map(re.escape, words.split()))
            spans += [match.span() for match in re.finditer(pattern, article.text)][:1]
    words = [match.span() for match in re.finditer(r"\S+", article.text)]
    return sum(any(low < end and start < high for low, high in spans) for start, end in words), len(words)


@pytest.mark.parametrize(
    ("story", "of_source", "limit", "reached", "warned"),
    [
        ("", "", "50 percent", None, False),
        ("quote_limit: 100", "", "100 percent", "In the source", False),
        ("quote_limit: 40, show: edited", "", "40 percent", "in their context", False),
        ("quote_limit: 5, show: edited", "", "5 percent", "The quoted words", False),
        ("quote_limit: 2, show: edited", "", "2 percent", "The quoted words", True),
        ("quote_limit: 2, show: edited", ", quote_limit: 90", "90 percent", "in their context", False),
        ("quote_limit: 2, show: edited", ", license: CC BY 4.0", "all: CC BY 4.0", "in their context", False),
        ("quote_limit: 2, show: edited", ", full_text: true", "all", "The article", False),
    ],
)
def test_as_many_words_are_shown_as_is_told_and_no_more_than_the_limit(
    project, story, of_source, limit, reached, warned
):
    folder = project({"bridge.txt": BRIDGE, "other.txt": OTHER}, TOLD % (story, of_source))
    site = site_of(folder)
    built = build(folder, "seeds")
    about = " ".join(re.sub(r"<[^>]+>", " ", (site / "about/index.html").read_text("utf-8")).split())
    article = built.story.articles[0].article
    shown, whole = shown_in(site, article)
    percent = round(100 * shown / whole)
    assert f"{shown} of {whole} ({percent} percent) {limit}" in about
    told = [item for item in built.diagnostics if item.code == "quote-limit" and '"bridge"' in item.message]
    page = (site / "sources/bridge/index.html").read_text("utf-8")
    assert reached is None or reached in page
    most = int(limit.split()[0]) if "percent" in limit else 100
    assert bool(told) == (100 * shown > most * whole)
    if warned:
        assert [(item.line, item.severity.value) for item in told] == [(1, "warning")]


ROADS = "Roads closed\n\nThe Weekly, 5 March 2026\n\n" + " ".join(
    f"Road number {number} to the valley was closed by rocks and mud after the rain." for number in range(12)
)


@pytest.mark.parametrize(("limit", "least"), [(50, 40), (20, 12), (5, 0)])
def test_what_no_statement_quotes_gives_way_to_the_limit_and_stops_no_publisher(project, limit, least):
    folder = project(
        {"bridge.txt": BRIDGE, "other.txt": OTHER, "roads.txt": ROADS}, TOLD % (f"quote_limit: {limit}", "")
    )
    site = site_of(folder, "--strict") if limit > 5 else site_of(folder)
    built = build(folder, "seeds")
    article = next(item.article for item in built.story.articles if item.article.id == "roads")
    shown, whole = shown_in(site, article)
    assert least <= 100 * shown / whole <= limit
    assert not [item for item in built.diagnostics if '"roads"' in item.message]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("“{quote}” (The Weekly)", "info"),
        ("“{quote}”", "info"),
        ("The roads were closed.", "warning"),
    ],
)
def test_bare_quotations_of_the_draft_are_remarked_on_and_an_editors_own_are_warned_of(
    project, text, severity
):
    quote = ROADS.split("\n\n")[2]
    story = (
        "story: {title: Roads}\nsections: [{id: n, title: N, page: background}]\n"
        f'claims: [{{id: shut, section: n, text: "{text.format(quote=quote)}", '
        f'evidence: [{{source: roads, quote: "{quote}"}}]}}]\n'
    )
    told = [
        item
        for item in build(project({"roads.txt": ROADS}, story), "seeds").diagnostics
        if item.code == "quote-limit"
    ]
    assert [item.severity.value for item in told] == [severity]
    assert ("own words" in told[0].hints[0]) == (severity == "info")
