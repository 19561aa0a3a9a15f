"""What the pages count, sum, draw, mark and say of the sources is recomputed from the story: none may differ."""

import math
import re
from html import unescape
from pathlib import Path

import pytest
from conftest import run, write_project

from generator.claims.carried import Carriers, told_twice
from generator.model import ClaimOrigin, DateOrigin
from generator.pipeline import build
from generator.publish.host.verify import quotations_in, verify_page

STORIES = Path(__file__).parent / "counted"
"""Edited stories that these tests tell besides the bundled one."""
NAMES = sorted(path.name for path in STORIES.iterdir())

EACH = "each says a part of it"


def files_of(name):
    files = {path.name: path.read_text("utf-8") for path in (STORIES / name).iterdir()}
    return {key: text for key, text in files.items() if key != "story.yml"}, files["story.yml"]


@pytest.fixture(scope="module", params=["bundled", *NAMES])
def told(request, tmp_path_factory):
    """A site, and the story that it tells."""
    if request.param == "bundled":
        return request.getfixturevalue("bundled")(), request.getfixturevalue("bundled_built").story
    folder = write_project(tmp_path_factory.mktemp(request.param), *files_of(request.param))
    run("mkdocs", folder)
    return folder / "site", build(folder, folder / "seeds").story


def pages(site):
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("index.html"))
    }


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def table(html, label):
    """The rows of a table with that label, each as its cells."""
    found = re.search(rf'<table[^>]*aria-label="{label}".*?</table>', html, re.DOTALL)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found[0], re.DOTALL) if found else []
    return [re.findall(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", row, re.DOTALL) for row in rows]


def test_every_quotation_of_every_page_is_its_articles(told):
    site, story = told
    articles = {item.article.id: item.article for item in story.articles}
    for path, html in pages(site).items():
        assert verify_page(html, len(quotations_in(html)), articles, path) == ()


def test_points_of_the_comparison_add_up_and_say_who_tells_them(told):
    site, story = told
    html, carriers = pages(site)["compare/index.html"], Carriers(story)
    articles = [item.article for item in story.articles]
    by_text = {
        text_of(claim.text.replace("'", "’")): claim
        for claim in story.claims
        if claim.origin is ClaimOrigin.EDITED
        and not (claim.when and claim.when.origin is DateOrigin.COMPUTED)
    }
    points = [row for row in table(html, "Who says what") if len(row) == 2 and 'class="cite"' in row[0]]
    said = {re.sub(r" \d+$", "", text_of(row[0])).replace("'", "’"): text_of(row[1]) for row in points}
    assert set(said) == set(by_text)
    found = dict.fromkeys(("told differently", "in both", *(f"only in {item.label}" for item in articles)), 0)
    for text, claim in by_text.items():
        whole = [
            item.label
            for item in articles
            if item.id in claim.source_ids and carriers.of(claim, item.id).whole
        ]
        words = said[text]
        assert (words == "both") == (len(whole) == len(articles) and "differs" not in words), claim.id
        for item in articles:
            cited = any(evidence.article_id == item.id for evidence in claim.evidence)
            assert cited <= (words in ("both", EACH) or item.label in words), (claim.id, item.id)
        if words == EACH:
            parts = [carriers.of(claim, item.id) for item in articles]
            assert whole == [], claim.id
            assert all(part.lacks for part in parts), claim.id
        told = [
            item.label
            for item in articles
            if words in ("both", EACH) or item.label in words.split(", without")[0] + words
        ]
        kind = (
            f"only in {told[0]}"
            if len(told) == 1
            else "told differently"
            if "differs" in words
            else "in both"
        )
        found[kind] += 1
    shown = {words.strip(): int(number) for number, words in re.findall(r"<b>(\d+)</b> ([^<]+)", html)}
    assert shown == {kind: number for kind, number in found.items() if number}
    assert sum(shown.values()) == len(points)
    for item in articles:
        alone = re.search(rf'<ul class="known points" id="only-{item.id}">(.*?)</ul>', html, re.DOTALL)
        assert (alone[1].count("<li>") if alone else 0) == found[f"only in {item.label}"]


def test_words_are_counted_as_they_stand_in_the_files_and_drawn_on_one_scale(told):
    site, story = told
    html = pages(site)["compare/index.html"]
    counted = {}
    for label in ("Words they use", "Names and spellings"):
        rows = [row for row in table(html, label)[1:] if len(row) > 1]
        most = max(
            (int(number) for row in rows for cell in row[1:] for number in re.findall(r"\d+", text_of(cell))),
            default=0,
        )
        for row in rows:
            term = text_of(row[0]).removesuffix(" quoted only").strip("“”")
            for item, cell in zip(story.articles, row[1:], strict=True):
                kept = [
                    item.article.text,
                    *(b.text for b in item.article.removed if b.reason.value.startswith("repeated")),
                ]
                pattern = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", re.IGNORECASE)
                number = sum(len(pattern.findall(" ".join(text.split()))) for text in kept)
                assert text_of(cell) == (str(number) if number else "–"), (term, item.article.id)
                assert re.findall(r'width="(\d+)" height="9" aria', cell) == (
                    [str(math.ceil(number * 48 / most))] if number else []
                )
                assert counted.setdefault((term, item.article.id), number) == number


def test_marks_are_words_that_another_side_lacks_or_the_editors_choice(told):
    site, story = told
    html = pages(site)["compare/index.html"]
    for comparison in story.comparisons:
        found = re.search(rf'<section class="comparison" id="{comparison.id}">.*?</section>', html, re.DOTALL)
        quotes = re.findall(r'<q class="quote"[^>]*data-quote="([^"]*)"[^>]*>(.*?)</q>', found[0], re.DOTALL)
        assert len(quotes) == len(comparison.evidence)
        chosen = any(item.marked for item in comparison.evidence)
        by_span = {f"{e.article_id}:{e.position.start}-{e.position.end}": e for e in comparison.evidence}
        for span, words in quotes:
            item, marked = (
                by_span[span],
                [unescape(mark) for mark in re.findall(r"<mark>(.*?)</mark>", words)],
            )
            if chosen:
                assert marked == [item.quote.exact[first:last] for first, last in item.marked]
                continue
            if comparison.claim_dated:
                # All that dates is marked, what both have of it too.
                assert all(mark in comparison.text for mark in marked)
                continue
            others = [text_of(text).casefold() for other, text in quotes if other != span]
            assert not any(others and all(mark.casefold() in text for text in others) for mark in marked)


def test_the_home_page_counts_and_lists_what_the_story_has(told):
    site, story = told
    html, carriers = pages(site)["index.html"], Carriers(story)
    assert f"from {len(story.articles)} article" in text_of(html)
    known = re.search(r"<h3>(?:Both articles|More than one)[^<]*</h3>\s*<ul>(.*?)</ul>", html, re.DOTALL)
    shown = re.findall(r'<span class="claim" id="([^"]+)"', known[1]) if known else []
    claims = {claim.id: claim for claim in story.claims}
    assert all(carriers.agreeing(claims[name]) > 1 for name in shown)
    background = pages(site)["background/index.html"]
    for number, question in enumerate(story.questions, 1):
        if not question.answer:
            assert f'background/#question-{number}"' in html
            # Each statement ends in a small number, what is told of an open question too.
            part = re.search(rf'id="question-{number}"(.*?)<h[23]', background, re.DOTALL)
            assert part[1].count('class="cite"') == len(question.see)


def test_the_page_of_a_source_counts_what_rests_on_it(told):
    site, story = told
    for item in story.articles:
        html = pages(site)[f"sources/{item.article.id}/index.html"]
        for number, uses in re.findall(
            r"<summary>Used (\d+) times?</summary><ul class=\"rests\">(.*?)</ul>", html, re.DOTALL
        ):
            assert int(number) == uses.count("<li>")
        (coverage,) = [found for found in story.coverage if found.article_id == item.article.id]
        said = re.search(
            r"(\d+) of (\d+) sentences, headings and captions; (\d+) of (\d+) words are quoted", text_of(html)
        )
        spans = [
            (e.position.start, e.position.end)
            for part in (*story.claims, *story.comparisons, *story.names, *filter(None, [story.how_we_know]))
            for e in part.evidence
            if e.article_id == item.article.id and getattr(part, "origin", None) is not ClaimOrigin.EXTRACTED
        ]
        words = list(re.finditer(r"\S+", item.article.text))
        quoted = sum(any(low < word.end() and word.start() < high for low, high in spans) for word in words)
        assert tuple(map(int, said.groups()))[:2] == (len(coverage.carried), len(item.article.sentences))
        assert int(said[4]) == coverage.words == len(words)
        assert abs(int(said[3]) - quoted) <= 3, "a word cut by a quotation counts either way"


def test_what_an_article_tells_twice_is_one_item_of_a_note(told):
    site, story = told
    html = pages(site)["background/index.html"]
    notes = dict(
        re.findall(
            r'popover id="(cite-\d+)"[^>]*>(.*?)</div>(?=\n|<div class="cite-note"|</section>)',
            html,
            re.DOTALL,
        )
    )
    for claim in story.claims:
        shown = re.search(rf'id="{claim.id}">.*?popovertarget="(cite-\d+)"', html, re.DOTALL)
        if claim.origin is ClaimOrigin.EDITED and claim.section and shown:
            assert notes[shown[1]].count('class="cite-item"') == len(told_twice(claim.evidence))


def test_a_statement_of_two_halves_is_carried_in_part_by_each(project):
    folder = project(*files_of("dam"))
    story = build(folder, folder / "seeds").story
    built = next(claim for claim in story.claims if claim.id == "built")
    assert [Carriers(story).of(built, name).lacks for name in built.source_ids] == [
        ("four",),
        ("1968",),
    ]


def test_the_page_about_the_site_counts_what_it_checked_and_how_much_is_carried(told):
    site, story = told
    html = pages(site)["about/index.html"]
    numbers = re.search(r"It checked ([\d,]+) quotations of ([\d,]+) statements", text_of(html))
    assert [int(number.replace(",", "")) for number in numbers.groups()] == [
        sum(len(claim.evidence) for claim in story.claims),
        len(story.claims),
    ]
    labels = {item.article.id: item.article.label for item in story.articles}
    shown = {
        text_of(head): [text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for head, row in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL)
    }
    set_aside = any(item.unused for item in story.coverage)
    for item in story.coverage:
        # What is set aside has a column where something is.
        carried, *unused, left, words, _all = shown[labels[item.article_id]][: 5 if set_aside else 4]
        assert [int(carried), int(left)] == [len(item.carried), len(item.open)]
        assert [int(number) for number in unused] == ([len(item.unused)] if set_aside else [])
        assert words == f"{item.cited_words} of {item.words}"


def test_the_map_counts_the_statements_of_each_place(told):
    site, story = told
    html = pages(site).get("map/index.html")
    if html is None:
        assert story.center is None
        return
    for place in story.places:
        speaking = {claim.id for claim in story.claims if place.id in {item.id for item in claim.where}}
        row = re.search(rf"<tr><th[^>]*>{re.escape(place.name)}</th>(.*?)</tr>", html, re.DOTALL)
        said = re.search(r"(\d+) statements?", text_of(row[1]))
        assert (int(said[1]) if said else 0) == len(speaking), place.name


def test_the_chronology_counts_its_entries_and_those_of_each_track(told):
    site, story = told
    html = pages(site).get("chronology/index.html", "")
    dated = [claim for claim in story.claims if claim.track and claim.when]
    assert html.count('<li class="chron-entry') == len(dated)
    every = re.search(r"All (\d+) entries are shown", html)
    assert every is None or int(every[1]) == len(dated)
    for track in story.tracks:
        own = sum(claim.track == track.id for claim in dated)
        shown = re.search(rf">{re.escape(track.title)} <[^>]*>(\d+)<", html)
        assert shown is None or int(shown[1]) == own, track.id


ALONE = {
    "daily.txt": "Ferry hits the pier in Halden\n\n3 March 2026\n\nMayor Jane Roe of Halden said on Monday that the "
    "ferry hit the pier.\n\nIn February 2026 the ferry had been repaired, Roe said.\n\nThe clerk Ole Bakke saw it.\n",
    "weekly.txt": "The pier in Halden is closed\n\n3 March 2026\n\nMayor Jane Roe of Halden said on Monday that the "
    "pier is closed after the ferry hit it.\n\nThe ferry will sail again on 9 March 2026, she said.\n",
}


@pytest.fixture(scope="module")
def alone_site(tmp_path_factory):
    folder = write_project(tmp_path_factory.mktemp("alone"), ALONE, None)
    run("mkdocs", folder)
    return folder / "site"


@pytest.fixture(scope="module")
def alone(alone_site):
    return pages(alone_site)


def test_articles_alone_tell_each_thing_of_a_date_once(alone):
    html = alone["chronology/index.html"]
    for working in re.findall(r'<details class="working">(.*?)</details>', html, re.DOTALL):
        lines = [text_of(line.partition("</span>")[2]) for line in re.findall(r"<p>(.*?)</p>", working)]
        assert len(lines) == len(set(lines)), lines
    # A day, a month or a year is in the element itself; programs are told the others.
    assert not re.findall(r"EDTF</a>\): <code>\d{4}(?:-\d\d){0,2}</code>", html)
    assert re.findall(r'<time datetime="2026-(?:0[23])(?:-\d\d)?">', html)


def test_the_table_about_articles_alone_has_no_empty_column(alone):
    html = alone["about/index.html"]
    table = html[html.index('id="coverage"') :].partition("</table>")[0]
    assert table.count('<th scope="col">') == 5
    assert all(text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", table))


def test_a_headline_as_the_title_is_cited_with_one_pair_of_marks_inside_the_others(alone):
    cited = text_of(alone["about/index.html"].partition('id="cite-this-site"')[2])
    assert re.search(r"APA “[^“”]+\.” \(as of", cited)
    assert re.search(r"Chicago “‘[^“”‘]+\.’”", cited)


@pytest.mark.browser
def test_on_paper_each_quotation_keeps_the_name_of_its_article(alone_site, chromium):
    page = chromium.new_page()
    page.goto(alone_site.joinpath("index.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".masthead").is_visible(), "the sheet for paper is there"
    names = page.locator(".said-by .cite-name, .cite-note .cite-source a").all()
    assert len(names) > 2
    assert all(name.is_visible() and name.inner_text() for name in names)
    page.close()
