"""The ids of articles: one each, whatever the script of the files' names, and the same from build to build."""

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.read.seeds import article_id, file_ids

TEXT = "5 March 2026\n\nThe bridge was closed on Tuesday. The works go on in {}.\n"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("Report 1.md", "Report (1).md"), ["report-1", "report-1-2"]),
        (("cafe.md", "café.md"), ["cafe", "cafe-2"]),
        (("a.md", "a.txt", "a-2.md"), ["a", "a-3", "a-2"]),
        (("статья.md", "новости.md"), ["source-1347fb", "source-b936c4"]),
        (("مقال.md", "خبر.md"), ["source-eac128", "source-441855"]),
    ],
)
def test_files_whose_names_make_one_id_or_none_build(names, ids, project):
    folder = project({name: TEXT.format(number) for number, name in enumerate(names)})
    built = build(folder, folder / "seeds")
    found = {item.article.seed.path: item.article.id for item in built.story.articles}
    assert [found[f"seeds/{name}"] for name in names] == ids


def test_a_copy_that_comes_later_takes_no_id():
    alone = file_ids(["Report 1.md"])["Report 1.md"]
    assert file_ids(["Report (1).md", "Report 1.md", "Report 1 copy.md"])["Report 1.md"] == alone


def test_both_forms_of_an_accent_give_one_id():
    name = "новый й"
    assert article_id(unicodedata.normalize("NFD", name)) == article_id(unicodedata.normalize("NFC", name))


def test_two_ids_by_hand_that_are_the_same_stay_an_error(project):
    story = "story: {title: T}\nsources: {b.txt: {id: a}}\n"
    folder = project({"a.txt": TEXT, "b.txt": TEXT}, story)
    with pytest.raises(GeneratorError, match=r'the id "a" is also that of .*\[source-id-twice\]'):
        build(folder, folder / "seeds")


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=8))
def test_ids_are_ids_distinct_and_know_no_order(stems):
    names = [f"{stem}.txt" for stem in stems]
    ids = file_ids(names)
    assert len(set(ids.values())) == len(names)
    assert all(ID.fullmatch(found) and found != "index" for found in ids.values())
    for order in itertools.islice(itertools.permutations(names), 4):
        assert file_ids(order) == ids
