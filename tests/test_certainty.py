"""How sure an edited claim may sound, and how an editor answers a check."""

import pytest

from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.publish.pages import PublishOptions, render_pages

DAILY = (
    "Ferry stays in port\n\nPublished 6 May 2026\n\n"
    "The ferry has stayed in port since about 2 or 3 May. Unnamed sailors said that the engine had failed. "
    "The harbor master said the ferry would sail on Friday. "
    "An inspector confirmed that the hull is sound. The strike began on Monday.\n"
)
HEAD = (
    "story: {title: A ferry}\nsources:\n  daily.txt: {id: daily, label: The Daily}\n"
    "sections:\n  - {id: news, title: News, page: background}\n"
)


@pytest.fixture
def check(project):
    """A function that builds a story of one claim; returns the build or the error codes."""

    def run(text, quote, more=""):
        claim = (
            f'claims:\n  - id: c\n    section: news\n    text: "{text}"\n    evidence:\n'
            f'      - {{source: daily, quote: "{quote}"}}\n{more}'
        )
        folder = project({"daily.txt": DAILY}, HEAD + claim)
        try:
            return build(folder, folder / "seeds")
        except GeneratorError as problem:
            return [item.code for item in problem.diagnostics]

    return run


def warnings(built):
    return [item.code for item in built.diagnostics if item.severity.value == "warning"]


IN_PORT = "The ferry has stayed in port since about 2 or 3 May"
ENGINE = "Unnamed sailors said that the engine had failed"


def test_a_date_sharper_than_the_evidence(check):
    assert check("The ferry has been in port since 3 May 2026.", IN_PORT) == ["date-sharper"]
    assert check("The strike began on Thursday.", "The strike began on Monday") == ["date-unsupported"]


@pytest.mark.parametrize("text", ["since about 2 or 3 May 2026", "since early May 2026", "for a few days"])
def test_a_date_as_wide_as_the_evidence(check, text):
    assert not isinstance(check(f"The ferry has stayed in port {text}.", IN_PORT), list)


def test_what_others_vouch_for_is_not_told_as_a_fact(check):
    assert warnings(check("The engine had failed.", ENGINE)) == ["voucher-weaker"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Sailors said that the engine had failed.", ENGINE),
        ("By the account in The Daily the engine had failed.", ENGINE),
        ("The engine may have failed.", ENGINE),
        ("The hull is sound, an inspector confirmed.", "An inspector confirmed that the hull is sound"),
        ("The strike began on Monday.", "The strike began on Monday"),
    ],
)
def test_what_says_who_says_it_or_stands_in_the_articles_own_voice_passes(check, text, quote):
    assert warnings(check(text, quote)) == []


def test_confirmation_needs_words_that_confirm(check):
    assert check("It is confirmed that the engine had failed.", ENGINE) == ["independence-unsupported"]
    assert check("“Confirmed” is what sailors said.", ENGINE) == ["quoted-words"]


def test_an_editor_answers_a_check_with_a_reason_that_readers_see(check):
    answer = "    accept: {date-sharper: The log of the harbor has the day.}\n"
    built = check("The ferry has been in port since 3 May 2026.", IN_PORT, answer)
    assert [(item.check, item.reason) for item in built.story.answers] == [
        ("date-sharper", "The log of the harbor has the day.")
    ]
    about = next(page for page in render_pages(built.story, PublishOptions()) if page.path == "about.md")
    assert "The log of the harbor has the day." in about.markdown


def test_an_answer_to_nothing_is_a_warning(check):
    built = check(
        "The strike began on Monday.", "The strike began on Monday", "    accept: {date-sharper: No.}\n"
    )
    assert warnings(built) == ["accept-idle"]


def test_missing_words_cannot_be_answered_away(check):
    assert check("It sank.", "It sank", "    accept: {quote-missing: I saw it.}\n") == ["story-value"]
