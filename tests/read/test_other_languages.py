"""Articles in other languages are noticed, nothing of them is guessed; English ones stay English."""

from pathlib import Path

import pytest
import yaml

from generator.pipeline import build
from generator.read.other_languages import language_name, other_language

TEXTS = yaml.safe_load(Path(__file__).with_name("other_languages.yaml").read_text("utf-8"))
GERMAN = (
    "5. März 2026\n\nDie Brücke wurde am Dienstag gesperrt, sagte der Bürgermeister. "
    "Das Essen war gut. Niemand wurde in Oslo verletzt.\n"
)
ENGLISH = "5 March 2026\n\nThe bridge was closed on Tuesday, the mayor said. Nobody was hurt in Oslo.\n"


@pytest.mark.parametrize(
    ("language", "text"), [*TEXTS["tuned"].items(), *TEXTS["blind"].items()], ids=lambda value: value[:2]
)
def test_a_report_in_another_language_is_noticed(language, text):
    assert other_language(text) == language
    assert language_name(language)


@pytest.mark.parametrize("text", TEXTS["unlisted"].values(), ids=TEXTS["unlisted"])
def test_so_is_one_in_a_language_that_is_not_listed(text):
    assert other_language(text) == "und"


@pytest.mark.parametrize("text", TEXTS["english"].values(), ids=TEXTS["english"])
def test_english_with_long_quotations_names_or_few_words_stays_english(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[1].glob("stories/**/*.txt")), ids=lambda path: path.stem
)
def test_our_own_english_reports_stay_english(path):
    assert other_language(path.read_text("utf-8")) is None


def warnings_of(built):
    return [str(item).splitlines()[0] for item in built.diagnostics if item.code == "source-language"]


def read(built, name):
    return next(item for item in built.story.articles if item.article.id == name)


def test_nothing_of_it_is_guessed_and_its_words_can_be_quoted(project):
    story = (
        "story: {title: A bridge}\nsections: [{id: news, title: News, page: background}]\n"
        "claims:\n  - {id: closed, section: news, text: The bridge was closed., evidence: [\n"
        "      {source: fluss, quote: Die Brücke wurde am Dienstag gesperrt}]}\n"
    )
    folder = project({"fluss.txt": GERMAN, "daily.txt": ENGLISH}, story)
    built = build(folder, folder / "seeds")
    assert warnings_of(built) == [
        'seeds/fluss.txt: the article seems to be in German ("de"); only English is read [source-language]'
    ]
    item = read(built, "fluss")
    assert (item.article.language, item.timexes, item.places, item.unresolved) == ("de", (), (), ())
    assert all(found.source is None for found in item.attributions)
    assert read(built, "daily").places != ()
    claim = next(claim for claim in built.story.claims if claim.id == "closed")
    assert (claim.when, claim.where) == (None, ())


def test_an_editor_settles_the_language(project):
    said = "story: {{title: A bridge}}\nsources: {{fluss.txt: {{language: {}}}}}\n"
    folder = project({"fluss.txt": GERMAN}, said.format("en"))
    built = build(folder, folder / "seeds")
    assert warnings_of(built) == []
    assert read(built, "fluss").places != ()
    folder = project({"fluss.txt": GERMAN}, said.format("de-AT"))
    built = build(folder, folder / "seeds")
    assert warnings_of(built) == []
    assert read(built, "fluss").places == ()


def test_a_story_of_articles_alone_shows_no_place_of_it(project):
    folder = project({"fluss.txt": GERMAN})
    built = build(folder, folder / "seeds")
    assert (built.story.places, len(warnings_of(built))) == ((), 1)
    assert all(claim.when is None and not claim.where for claim in built.story.claims)
