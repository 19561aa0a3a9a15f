"""How sure an edited claim may sound, and how an editor answers a check."""

import pytest

from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.publish.options import PublishOptions
from generator.publish.pages import render_pages

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


SPILL = (
    "Tanker leaks\n\nPublished 11 May 2026\n\n"
    "About 25 tons of oil had leaked by Sunday. The radar may have been switched off. "
    "The cause of the collision is unknown. At least 60 volunteers were told not to touch the beach before Friday. "
    "The tanker was not insured. The Orca kept its course, its mate reported. "
    "The tanker reached Varna on Monday, but it is unclear who steered it. The ferry could not sail.\n"
)


@pytest.fixture
def codes(project):
    """A function that gives the warnings of a story with one claim."""

    def run(text, *quotes, more="", also=None):
        evidence = "".join(f'      - {{source: {source}, quote: "{quote}"}}\n' for source, quote in quotes)
        head = (
            "story: {title: A tanker}\nsources:\n  daily.txt: {id: daily}\n  weekly.txt: {id: weekly}\n"
            "sections:\n  - {id: news, title: News, page: background}\n"
            f'claims:\n  - id: c\n    section: news\n    text: "{text}"\n    evidence:\n{evidence}{more}'
        )
        weekly = also or "Leak\n\nPublished 12 May 2026\n\nThe harbor was closed.\n"
        folder = project({"daily.txt": SPILL, "weekly.txt": weekly}, head)
        found = build(folder, folder / "seeds").diagnostics
        return [item for item in found if item.code in {"hedge-dropped", "agreement-unsupported"}]

    return run


LEAK = ("daily", "About 25 tons of oil had leaked by Sunday")
RADAR = ("daily", "The radar may have been switched off")
CAUSE = ("daily", "The cause of the collision is unknown")
BEACH = ("daily", "At least 60 volunteers were told not to touch the beach before Friday")
COURSE = ("daily", "The Orca kept its course, its mate reported")


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("Exactly 25 tons leaked on Sunday.", LEAK, ["About 25", "by Sunday"]),
        ("The radar was switched off.", RADAR, ["may"]),
        ("The collision had no cause.", CAUSE, ["unknown"]),
        ("60 volunteers cleaned the beach on Friday.", BEACH, ["not", "At least 60", "before Friday"]),
        ("The tanker was insured.", ("daily", "The tanker was not insured"), ["not"]),
    ],
)
def test_a_hedge_that_the_claim_drops_is_named(codes, text, quote, words):
    found = codes(text, quote)
    assert [item.code for item in found] == ["hedge-dropped"] * len(words)
    assert {item.message.split('"')[3] for item in found} == set(words)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Some 25 tons had leaked by Sunday.", LEAK),
        ("Oil leaked.", LEAK),
        ("It is possible that the radar was off.", RADAR),
        ("“The radar may have been switched off” (daily)", RADAR),
        ("Nobody knows the cause of the collision.", CAUSE),
        ("The tanker lacked insurance.", ("daily", "The tanker was not insured")),
        ("The tanker reached Varna on Monday.",
         ("daily", "The tanker reached Varna on Monday, but it is unclear who steered it")),
        ("The ferry did not sail.", ("daily", "The ferry could not sail")),
    ],
)  # fmt: skip
def test_a_hedge_told_in_other_words_passes(codes, text, quote):
    assert codes(text, quote) == []


def test_a_dropped_hedge_can_be_answered(codes):
    assert (
        codes("The radar was switched off.", RADAR, more="    accept: {hedge-dropped: The log says so.}\n")
        == []
    )


@pytest.mark.parametrize("who", ["both ships", "both articles", "all reports", "both of the captains"])
def test_agreement_needs_as_many_as_it_counts(codes, who):
    assert [item.code for item in codes(f"The Orca kept its course, {who} say.", COURSE)] == [
        "agreement-unsupported"
    ]


def test_agreement_that_the_evidence_bears_out(codes):
    also = (
        "Orca\n\nPublished 12 May 2026\n\nThe Orca kept its course. Both captains said the fog was thick.\n"
    )
    kept = ("weekly", "The Orca kept its course")
    assert codes("The Orca kept its course, both articles say.", COURSE, kept, also=also) == []
    fog = ("weekly", "Both captains said the fog was thick")
    assert codes("The fog was thick, both captains say.", fog, also=also) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Orca is insured by Nordkap Mutual’s branch.", "Nordkap Mutual"),
        ("Orca Mutual kept its course.", "Orca Mutual"),
        ("At 4 a.m. the Orca kept its course.", "4 a.m."),
        ("At 4:30 p.m. the Orca kept its course.", "4:30 p.m."),
        ("The Orca kept its course for 7 miles.", "7 miles"),
    ],
)
def test_what_no_evidence_says_is_named_whole(codes, text, named):
    with pytest.raises(GeneratorError) as problem:
        codes(text, COURSE)
    assert [item.message.split('"')[1] for item in problem.value.diagnostics] == [named]
