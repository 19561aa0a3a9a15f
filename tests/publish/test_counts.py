"""What the pages count, sum, draw, mark and say of the sources is recomputed from the story: none may differ."""

import math
import re
from html import unescape
from pathlib import Path

import pytest
from conftest import run

from generator.claims.carried import Carriers, told_twice
from generator.model import ClaimOrigin, DateOrigin
from generator.pipeline import build
from generator.publish.host.verify import quotations_in, verify_page

STORIES = Path(__file__).parent / "counted"
"""Edited stories that these tests tell besides the bundled one."""
NAMES = sorted(path.name for path in STORIES.iterdir())


def files_of(name):
    files = {path.name: path.read_text("utf-8") for path in (STORIES / name).iterdir()}
    return {key: text for key, text in files.items() if key != "story.yml"}, files["story.yml"]


@pytest.fixture(params=["bundled", *NAMES])
def told(request, project):
    """A site, and the story that it tells."""
    if request.param == "bundled":
        root = request.getfixturevalue("bundled_root")
        return request.getfixturevalue("bundled")(), build(root, root / "seeds").story
    folder = project(*files_of(request.param))
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


def test_cells_and_sums_of_the_comparison(told):
    site, story = told
    html, carriers = pages(site)["compare/index.html"], Carriers(story)
    articles = [item.article for item in story.articles]
    by_text = {
        text_of(claim.text.replace("'", "’")): claim
        for claim in story.claims
        if claim.origin is ClaimOrigin.EDITED
        and not (claim.when and claim.when.origin is DateOrigin.COMPUTED)
    }
    rows = table(html, "Who says what")
    points = [row for row in rows if len(row) > 1 and text_of(row[0]).replace("'", "’") in by_text]
    assert len(points) == len(by_text)
    says = {article.id: 0 for article in articles}
    for row in points:
        claim = by_text[text_of(row[0]).replace("'", "’")]
        for article, cell in zip(articles, row[1:], strict=True):
            whole = article.id in claim.source_ids and carriers.of(claim, article.id).whole
            assert ("cell-says" in cell) == whole, (claim.id, article.id)
            says[article.id] += whole
            cited = any(item.article_id == article.id for item in claim.evidence)
            assert cited <= ("cell-" in cell), (claim.id, article.id)
    (sums,) = [row for row in rows if row and text_of(row[0]).startswith("Of ")]
    assert text_of(sums[0]).startswith(f"Of {len(points)} points")
    for column, (article, cell) in enumerate(zip(articles, sums[1:], strict=True), 1):
        whole, part, otherwise, alone = map(int, re.findall(r"\d+", text_of(cell)))
        kinds = [
            [kind for kind in ("says", "part", "differs") if f"cell-{kind}" in row[column]] for row in points
        ]
        assert (whole, part, otherwise) == tuple(kinds.count([kind]) for kind in ("says", "part", "differs"))
        assert whole == says[article.id]
        others = [[cell for at, cell in enumerate(row[1:], 1) if at != column] for row in points]
        only = [
            kind and all("cell-" not in cell for cell in rest)
            for kind, rest in zip(kinds, others, strict=True)
        ]
        assert alone == sum(map(bool, only))
        (width,) = re.findall(r'class="bar" width="(\d+)"', cell) or ["0"]
        assert int(width) == math.ceil(whole * 64 / len(points))


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
            part = re.search(rf'id="question-{number}".*?<p>(.*?)</p>', background, re.DOTALL)
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
