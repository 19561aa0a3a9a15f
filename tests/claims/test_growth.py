"""Texts that are long in an unusual way: twice as long, they cost about twice the calls, on any machine."""

import cProfile
import pstats
import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.claims.compare import counted_values, likeness, passages
from generator.claims.coverage import measure_coverage
from generator.claims.people import actors
from generator.claims.unedited import claim_status, clauses, event_dates, named_dates, selection
from generator.claims.unedited.extracted_claims import extract_units
from generator.pipeline import Cache, build

STORIES = Path(__file__).parents[1] / "stories"
HEAD = '---\nheadline: "The bank was shut"\npublisher: Morning Post\ndate: 2024-01-08\n---\n\n'
MONTHS = ("January", "March", "May", "July")
NAMES = ("Jane Roe", "Peter Novak", "Anna Berg", "Omar Haddad")
# Of sentences that are nearly alike, each is held against a few dozen others: until then the pairs grow faster.
MOST_GROWTH = 2.6


def dates(size):
    days = (f"{1 + i % 28} {MONTHS[i % 4]} {2000 + i % 24}" for i in range(size))
    return f"The bank was shut on {', '.join(days)} and later."


def names(size):
    told = (f"{NAMES[i % 4]} of Paris, London and Rome met {i} people" for i in range(size))
    return f"At the fair {', '.join(told)}."


def figures(size):
    sold = (f"{i} boats in {2000 + i % 24}" for i in range(3, size + 3))
    return f"The yard sold {', '.join(sold)} and closed."


def paragraph(size):
    return " ".join(
        f'{NAMES[i % 4]} said on 3 May that {i} boats had left Rome. "We saw {i} men," a clerk said.'
        for i in range(size)
    )


def lines(size):
    return "\n".join(f"{NAMES[i % 4].split()[0]}{i}" for i in range(size))


def project(folder, text):
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "a.md").write_text(f"{HEAD}{text}\n", "utf-8")
    return folder, seeds


def calls(folder, text):
    made = project(folder, text)
    profile = cProfile.Profile()
    profile.runcall(build, *made)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(("kind", "size"), [(dates, 80), (names, 25), (paragraph, 150), (lines, 1000)])
def test_twice_the_text_costs_twice_the_calls(kind, size, tmp_path):
    calls(tmp_path / "warm", kind(10))
    small, large = calls(tmp_path / "small", kind(size)), calls(tmp_path / "large", kind(2 * size))
    assert large / small <= MOST_GROWTH


@pytest.mark.parametrize("kind", [dates, names, figures])
def test_a_text_without_full_stops_is_not_read_and_the_editor_is_told(kind, tmp_path):
    text = kind(2000)
    told = build(*project(tmp_path, f"The dam broke on Monday.\n\n{text}\n\nIt was mended in May."))
    assert [(item.code, item.line) for item in told.diagnostics] == [("sentence-endless", 9)]
    assert text in told.story.articles[0].article.text
    quoted = " ".join(part.quote.exact for claim in told.story.claims for part in claim.evidence)
    assert "broke on Monday" in quoted
    assert text[:40] not in quoted


class Letters:
    """A pattern that counts the letters it is given to look through."""

    def __init__(self, pattern):
        self.pattern, self.count = pattern, 0

    def _given(self, text, start=0, end=None):
        self.count += (len(text) if end is None else end) - start
        return text, start, len(text) if end is None else end

    def findall(self, *args):
        return self.pattern.findall(*self._given(*args))

    def finditer(self, *args):
        return self.pattern.finditer(*self._given(*args))

    def search(self, *args):
        return self.pattern.search(*self._given(*args))


@pytest.mark.parametrize("kind", [dates, figures])
def test_a_sentence_is_not_read_again_for_each_date_or_figure(kind, tmp_path, monkeypatch):
    read = {}
    for size in (40, 80):
        words, earlier = Letters(clauses.CLAUSE_WORDS), Letters(counted_values._earlier())
        for module in (claim_status, clauses, event_dates, named_dates):
            monkeypatch.setattr(module, "CLAUSE_WORDS", words)
        monkeypatch.setattr(counted_values, "_earlier", lambda earlier=earlier: earlier)
        build(*project(tmp_path / str(size), kind(size)))
        read[size] = words.count + earlier.count
    assert 0 < read[80] <= MOST_GROWTH * read[40]


def test_what_stands_around_the_figures_of_a_passage_is_sorted_once(tmp_path, monkeypatch):
    sorted_by = []

    class Counting(passages.Surroundings):
        def __init__(self, passage):
            sorted_by.append(passage.start)
            super().__init__(passage)

    monkeypatch.setattr(passages, "Surroundings", Counting)
    build(*project(tmp_path, figures(100)))
    assert len(sorted_by) == len(set(sorted_by)) > 0


def test_of_many_articles_only_the_changed_one_is_read_again(tmp_path, monkeypatch):
    folder, seeds = project(tmp_path, "The dam broke on Monday, Jane Roe said.")
    for name in "bcd":
        (seeds / f"{name}.md").write_text(f"{HEAD}The dam broke on Monday, {name} said.\n", "utf-8")
    read = []
    for module, name in ((actors, "names_in"), (passages, "_Marks")):
        whole = getattr(module, name)
        monkeypatch.setattr(
            module, name, lambda item, whole=whole: read.append(item.article.id) or whole(item)
        )
    cache = Cache()
    build(folder, seeds, cache)
    assert sorted(set(read)) == ["a", "b", "c", "d"]
    first, read[:] = build(folder, seeds, cache).story, []
    (seeds / "c.md").write_text(f"{HEAD}The dam broke on Tuesday, c said.\n", "utf-8")
    again = build(folder, seeds, cache).story
    assert set(read) == {"c"}
    assert again == build(folder, seeds).story != first


EDITS = {
    "a plain sentence": " Nobody had expected it.",
    "a name and a place": " Irina Kestrel of the Coastal Survey flew in from Lisbon, the CS said.",
    "a figure and a day": " On 3 May 2031 at least 7,412 houses stood empty, and 19 people were killed.",
    "a denial": " The ministry denied that anybody had been hurt or that the dam had broken.",
    "copied words": "",
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_story_built_again_is_the_story_built_anew(edit, tmp_path, monkeypatch):
    seeds = tmp_path / "seeds"
    shutil.copytree(STORIES / "flood" / "seeds", seeds)
    # As in a story of a thousand sentences, where one more leaves the weights of most as they are.
    monkeypatch.setattr(likeness, "_MANY", 16)
    read = []
    monkeypatch.setattr(pipeline, "read_attributions", _telling(pipeline.read_attributions, read))
    cache = Cache()
    first, read[:] = build(tmp_path, seeds, cache).story, []
    changed, other = sorted(seeds.glob("*.*"))[-1], sorted(seeds.glob("*.*"))[0]
    added = EDITS[edit] or "\n\n" + other.read_text("utf-8").rstrip().rpartition("\n")[2]
    changed.write_text(changed.read_text("utf-8").rstrip() + added + "\n", "utf-8")
    again = build(tmp_path, seeds, cache).story
    assert len(read) == 1
    assert again == build(tmp_path, seeds).story != first
    # And back: what was known of the first is not taken for the second.
    changed.write_text(changed.read_text("utf-8").removesuffix(added + "\n") + "\n", "utf-8")
    assert build(tmp_path, seeds, cache).story == build(tmp_path, seeds).story


def _telling(function, told):
    """The function, which notes each call."""

    def call(*arguments):
        told.append(arguments)
        return function(*arguments)

    return call


def test_what_speaks_for_a_report_is_not_sought_by_holding_each_sentence_against_each(tmp_path, monkeypatch):
    told = "\n\n".join(f"{NAMES[i % 4]} said that the bank of Halden was shut by {i} men." for i in range(96))
    folder, seeds = project(tmp_path, told)
    (item,) = build(folder, seeds).story.articles
    units = extract_units([item], measure_coverage([item.article], (), ()))
    held = []
    monkeypatch.setattr(selection, "carries", lambda *pair: bool(held.append(pair)) or True)

    def compared(size):
        held.clear()
        selection.representative(units[:size], {unit.id: 1.0 for unit in units})
        return len(held)

    assert compared(90) <= MOST_GROWTH * compared(45)
