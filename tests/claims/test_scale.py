"""What a longer story costs: counted in operations, so that a busy machine changes nothing."""

import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from generator.claims import terms as terms_module
from generator.claims.compare import comparisons
from generator.claims.compare.comparisons import compare_sources
from generator.claims.compare.likeness import Likeness, Weighings, in_steps, pairs
from generator.claims.compare.passages import read_passages
from generator.claims.compare.sameness import ALIKE
from generator.claims.terms import SearchedText, term_pattern
from generator.model import Relation
from generator.pipeline import build
from generator.publish.options import PublishOptions
from generator.publish.places import place_rows
from generator.publish.presenter import UneditedPresenter
from generator.publish.rendering import render_pages

SPEC = importlib.util.spec_from_file_location(
    "scale", Path(__file__).parent.parent.parent / "benchmarks" / "scale.py"
)
scale = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scale)

# Twice the sentences may cost so much more.
MOST_GROWTH = 2.4
# Words of general English tell the same in more pairs than lists of our own did.
MOST_GROWTH_OF_RELATIONS = 2.6
# Kilobytes of a page's Markdown, whatever the length of the story.
MOST_KILOBYTES = 700
SIZES = (30, 60)


@pytest.fixture(scope="module")
def stories(tmp_path_factory):
    """A story of some articles, and one of twice as many."""
    found = []
    for size in SIZES:
        folder = tmp_path_factory.mktemp(f"scale{size}")
        scale.project(folder, map(scale.article, range(size)))
        found.append(build(folder, folder / "seeds").story)
    return found


def grown(counts):
    small, large = counts
    return large / small


def likenesses(stories):
    for story in stories:
        sentences = [part for item in story.articles for part in item.article.sentences]
        yield Likeness(read_passages(story.articles, sentences))


def test_pairs_of_passages_grow_with_the_story(stories):
    sizes, counts = [], []
    for likeness in likenesses(stories):
        found = list(pairs(likeness))
        assert len(set(found)) == len(found)
        assert all(one < other for one, other in found)
        sizes.append(len(likeness.passages))
        counts.append(len(found))
    assert grown(sizes) == pytest.approx(2, abs=0.05)
    assert grown(counts) <= MOST_GROWTH


def test_no_passage_is_held_against_more_than_forty_before_it(stories):
    for likeness in likenesses(stories):
        before = [0] * len(likeness.passages)
        for _, other in pairs(likeness):
            before[other] += 1
        assert max(before) <= 40


def test_pairs_that_fall_short_by_a_look_at_their_words_are_not_weighed(stories, monkeypatch):
    weighed = []
    weigh = Likeness._likelihood
    monkeypatch.setattr(Likeness, "_likelihood", lambda *given: weighed.append(given[1:]) or weigh(*given))
    for quick, whole in zip(likenesses(stories), likenesses(stories), strict=True):
        found = list(pairs(quick))
        weighed.clear()
        reached = [quick.reaching(i, j, ALIKE) for i, j in found]
        looked_at = len(weighed)
        scores = [whole.score(i, j) for i, j in found]
        assert reached == [score if score >= ALIKE else 0.0 for score in scores]
        # All of them share figures and days; of real articles nine in ten fall short.
        assert looked_at < 0.75 * (len(weighed) - looked_at)


def test_pairs_are_weighed_again_only_where_an_edit_changes_what_is_rare_in_them(stories, monkeypatch):
    weighed = []
    weigh = Likeness._weighed_up
    monkeypatch.setattr(Likeness, "_weighed_up", lambda *given: weighed.append(given[1:]) or weigh(*given))
    known, counts = Weighings(), []
    (first, *_) = likenesses(stories[:1])
    every = Counter(name for passage in first.passages for name in passage.features)
    seldom = min(name for name, count in every.items() if count == 3)
    edited = [*first.passages]
    edited[200] = replace(edited[200], features={**edited[200].features, "w:heron": 1.0, seldom: 1.0})
    for passages in (first.passages, edited, edited, first.passages):
        weighed.clear()
        again, anew = Likeness(passages, known), Likeness(passages)
        found = list(pairs(again))
        reached = [again.reaching(i, j, ALIKE) for i, j in found]
        counts.append(len(weighed))
        assert found == list(pairs(anew))
        assert reached == [anew.reaching(i, j, ALIKE) for i, j in found]
        assert [again.score(i, j) for i, j in found[::9]] == [anew.score(i, j) for i, j in found[::9]]
    assert 0 < counts[1] <= counts[3] < counts[0] / 4
    assert counts[2] == 0


def test_the_number_of_many_passages_is_taken_in_steps_and_never_less():
    assert [in_steps(size) for size in (1, 511, 512, 513, 1025, 3000)] == [1, 511, 512, 544, 1088, 3072]
    assert all(in_steps(size) >= size for size in range(5000))


def test_relations_looked_for_grow_with_the_story(stories, monkeypatch):
    counts = []
    relate = comparisons.relate

    def counted(one, other):
        counts[-1] += 1
        return relate(one, other)

    monkeypatch.setattr(comparisons, "relate", counted)
    for story in stories:
        counts.append(0)
        compare_sources(story.articles)
    assert grown(counts) <= MOST_GROWTH_OF_RELATIONS


def test_a_comparison_of_many_articles_cites_some_and_counts_the_others(stories):
    found = compare_sources(stories[1].articles).comparisons
    assert max(len(item.evidence) for item in found) <= 24
    told = [item for item in found if item.relation is not Relation.AGREE and len(item.evidence) > 12]
    assert told
    assert all("more." in item.text for item in told)


def test_each_place_tells_a_dozen_statements_and_counts_all(stories):
    story = stories[1]
    claims = tuple(replace(claim, where=(story.center,)) for claim in story.claims)
    (row,) = place_rows(replace(story, claims=claims, places=(story.center,)), UneditedPresenter.most_told)
    assert len(row.told) == 12
    assert len(row.claims) == len(claims) > 12
    assert [claim for claim in row.claims if claim in row.told] == list(row.told)


def test_pages_of_a_long_story_stay_readable(stories):
    pages = render_pages(stories[1], PublishOptions())
    sizes = {page.path: len(page.markdown) / 1000 for page in pages if page.listed}
    assert {path: round(size) for path, size in sizes.items() if size > MOST_KILOBYTES} == {}


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["İstanbul"], "crowds in istanbul", True),
        (["istanbul"], "crowds in İSTANBUL", True),
        (["Isparta"], "the road to ısparta", True),
        (["Straße"], "in the straße", True),
        (["Kelvin"], "of \u212aelvin", True),
        (["port"], "an airport, a ported line", False),
        (["port", "strait"], "of the Strait.", True),
        ([], "of the Strait.", False),
    ],
)
def test_a_look_at_the_letters_first_finds_what_the_pattern_finds(terms, text, found):
    assert SearchedText(text).has_term(terms) is found
    assert found is bool(terms and term_pattern(terms).search(text))


def test_only_terms_whose_letters_a_text_has_are_looked_for(monkeypatch):
    looked_for = []
    monkeypatch.setattr(
        terms_module, "term_pattern", lambda terms: looked_for.append(terms) or term_pattern(terms)
    )
    assert SearchedText("of the Strait.").has_term(["port", "strait"])
    assert looked_for == [["strait"]]


def test_articles_of_real_texts_have_the_length_asked_for(tmp_path):
    words = "The river rose again near the old bridge on Monday"
    tmp_path.joinpath("a.txt").write_text("Head\n\n" + f"{words}.\n\n" * 9 + "A short line", "utf-8")
    texts = list(scale.real_articles(tmp_path, 20))
    assert len(texts) == 4
    assert all(text.count(words) == 2 for text in texts)
    assert "short line" not in "".join(texts)
