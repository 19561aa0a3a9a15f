"""Edited claims: what they may say, when and where they speak of, and who vouches."""

import pytest

from generator.diagnostics import GeneratorError
from generator.model import ClaimStatus, DateOrigin, Relation, VoucherKind
from generator.pipeline import build
from generator.publish.chronology import chronology_entries, draw_entries
from generator.publish.options import PublishOptions
from generator.publish.rendering import render_pages

DAILY = (
    "A bridge closes in Stillwater\n\nPublished 5 March 2026\n\n"
    "The bridge in Stillwater was closed on Tuesday after an inspection found cracks in 14 girders. "
    "Mayor Jane Roe said that the bridge will open again in five weeks.\n\n"
    "Traders call the closure a disaster. A two-week closure for tests ended on Monday.\n\n"
    "Roe will meet the governor tomorrow.\n"
)
WEEKLY = (
    "Bridge shut\n\nPublished 6 March 2026\n\n"
    "The Stillwater bridge was shut earlier this week, residents reported. They call the repair a scandal.\n"
)
HEAD = "story: {title: A bridge closes}\nsources:\n  daily.txt: {id: daily, label: The Daily}\n"
SECTIONS = (
    "sections:\n  - {id: news, title: News, page: background}\n"
    "  - {id: track, title: Events, page: chronology}\n"
)


@pytest.fixture
def story(project):
    """A function that builds a story with one claim and the parts given; returns the build."""

    def make(claim, more=""):
        folder = project(
            {"daily.txt": DAILY, "weekly.txt": WEEKLY}, HEAD + SECTIONS + "claims:\n" + claim + more
        )
        return build(folder, folder / "seeds")

    return make


def claim(text, quote, more=""):
    evidence = f"    evidence:\n      - {{source: daily, quote: {quote}}}\n"
    return f"  - id: c\n    section: news\n    text: {text}\n{evidence}{more}"


def errors(story, *args):
    with pytest.raises(GeneratorError) as caught:
        story(*args)
    return [(item.line, item.code) for item in caught.value.diagnostics]


CLOSED = "was closed on Tuesday after an inspection found cracks in 14 girders"


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("It was closed on 4 March 2026.", CLOSED, "number-unsupported"),
        ("Cracks were found in 15 girders.", CLOSED, "number-unsupported"),
        ("Cracks were found in fifteen girders.", CLOSED, "number-unsupported"),
        ("It was closed by Governor Poe.", CLOSED, "name-unsupported"),
        ("It was closed because an inspection found cracks.", CLOSED, "cause-unsupported"),
        ("It was “shut on Tuesday”.", CLOSED, "quoted-words"),
        ("It was closed.", "was closed on Wednesday", "quote-missing"),
        ("It was closed.", "closure", "quote-ambiguous"),
    ],
)
def test_a_claim_says_no_more_than_its_evidence(story, text, quote, code):
    assert code in [found for _, found in errors(story, claim(text, quote))]


@pytest.mark.parametrize(
    "text",
    [
        "It was closed on Tuesday, 3 March 2026, after an inspection found cracks in fourteen girders.",
        "It was “closed on Tuesday”.",
        "One inspection found cracks.",
    ],
)
def test_a_claim_may_say_what_follows_from_its_evidence(story, text):
    assert story(claim(text, CLOSED)).story.claims[0].text == text


def test_the_line_of_an_error_is_that_of_the_words(story):
    assert errors(story, claim("It was closed.", "was never closed")) == [(12, "quote-missing")]


def test_all_errors_come_at_once(story):
    two = claim("It was shut by Poe.", "was never closed") + claim("In 1999.", CLOSED).replace(
        "id: c", "id: d"
    )
    assert len(errors(story, two)) == 2


def test_terms_that_may_only_be_quoted(story):
    more = "wording:\n  - {thing: the closure, quote_only: [disaster]}\n"
    quote = "Traders call the closure a disaster"
    assert errors(story, claim("The closure is a disaster.", quote), more) == [(10, "term-quote-only")]
    assert story(claim("Traders speak of “a disaster”.", quote), more).story.wording[0].terms[0].counts == (
        1,
        0,
    )


def test_a_planned_event_is_not_told_as_happened(story):
    planned = claim("Jane Roe meets the governor on 6 March 2026.", "Roe will meet the governor tomorrow",
                    "      - {source: daily, quote: Mayor Jane Roe said, supports: false}\n")  # fmt: skip
    assert story(planned).story.claims[0].status is ClaimStatus.PLANNED
    assert errors(story, planned + "    status: reported\n") == [(10, "plan-as-event")]


def test_a_date_is_computed_from_words_of_the_evidence(story):
    more = "    when: {words: Monday, minus: two-week}\n    track: track\n"
    quote = "A two-week closure for tests ended on Monday"
    found = story(claim("A closure for tests began around 16 February 2026.", quote, more)).story.claims[0]
    assert (found.when.edtf.text, found.when.origin, found.status) == (
        "2026-02-16~", DateOrigin.COMPUTED, ClaimStatus.COMPUTED,
    )  # fmt: skip


def test_an_entry_of_the_chronology_needs_a_date(story):
    quote = "Traders call the closure a disaster"
    assert "entry-undated" in [
        code for _, code in errors(story, claim("Traders complain.", quote, "    track: track\n"))
    ]


def test_an_entry_with_two_dates_is_not_told_to_have_none(story):
    two = "A two-week closure for tests ended on Monday"
    more = f"      - {{source: daily, quote: {CLOSED!r}}}\n    track: track\n"
    codes = [code for _, code in errors(story, claim("It was closed.", two, more))]
    assert [code for code in codes if code.startswith(("date", "entry"))] == ["date-choice"]


def test_a_working_without_the_number_is_told_what_it_lacks(story):
    more = "    computed: The article tells of another day.\n"
    with pytest.raises(GeneratorError) as caught:
        story(claim("The bridge was closed nine times.", CLOSED, more))
    assert 'The working has no "nine" either' in str(caught.value)
    story(claim("The bridge was closed nine times.", CLOSED, "    computed: Five and four are nine.\n"))


def test_dates_by_hand_need_a_reason_and_the_notation(story):
    when = "    when: {edtf: 2026-03-03}\n"
    assert "date-reason" in [code for _, code in errors(story, claim("It was closed.", CLOSED, when))]
    when = "    when: {edtf: 3 March, because: It says so.}\n"
    assert "date-edtf" in [code for _, code in errors(story, claim("It was closed.", CLOSED, when))]


def test_days_before_our_era_set_by_hand_are_sorted_and_said(story):
    def dated(name, edtf):
        when = f"    track: track\n    when: {{edtf: '{edtf}', because: Set by hand.}}\n"
        return claim("It was closed.", CLOSED, when).replace("id: c", f"id: {name}")

    days = {
        "late": "0122-05-01",
        "early": "-0043-03",
        "later": "2026-03-03",
        "first": "-0499~",
        "mid": "-0002",
    }
    built = story("".join(dated(name, edtf) for name, edtf in days.items())).story
    entries = tuple(entry for entry in chronology_entries(built) if entry.claim.id in days)
    assert [(entry.claim.id, entry.date_text, entry.day) for entry in entries] == [
        ("first", "about 500 BC", ""),
        ("early", "March 44 BC", ""),
        ("mid", "3 BC", ""),
        ("late", "1 May AD 122", "0122-05-01"),
        ("later", "3 March 2026", "2026-03-03"),
    ]
    drawn = draw_entries(built, entries, str)
    assert ">44 BC<" in drawn
    assert ">AD 122<" in drawn


@pytest.mark.parametrize("cause", ["as a result of the breach", "in the long flood", "from a blast"])
def test_the_date_of_a_cause_is_not_the_events(cause, project):
    articles = {
        "a.txt": f"One\n\n4 April 2026\n\nFive people died {cause} of 1 April, it said.\n",
        "b.txt": "Two\n\n4 April 2026\n\nA fifth man died in hospital on Friday.\n",
    }
    evidence = (
        f"    evidence:\n      - {{source: a, quote: Five people died {cause} of 1 April}}\n"
        "      - {source: b, quote: A fifth man died in hospital on Friday}\n    track: track\n"
    )
    claims = f"claims:\n  - id: c\n    section: news\n    text: Five people have died.\n{evidence}"
    folder = project(articles, "story: {title: Dam}\n" + SECTIONS + claims)
    when = build(folder, folder / "seeds").story.claims[0].when
    assert (when.edtf.text, when.conflict) == ("2026-04-03", False)


def test_two_sources_with_dates_of_different_precision(story):
    second = "      - {source: weekly, quote: The Stillwater bridge was shut earlier this week}\n    track: track\n"
    built = story(claim("The bridge was closed early in March 2026.", CLOSED, second)).story
    found = built.claims[0]
    assert found.source_ids == ("daily", "weekly")
    assert found.when.edtf.earliest.isoformat() == "2026-03-02"
    assert not found.when.conflict
    assert [(item.relation, item.claim_dated) for item in built.comparisons] == [(Relation.PRECISION, True)]


def test_words_for_context_do_not_make_a_second_source(story):
    second = "      - {source: weekly, quote: They call the repair a scandal, supports: false}\n"
    assert story(claim("It was closed.", CLOSED, second)).story.claims[0].source_ids == ("daily",)


def test_vouchers_are_read_and_can_be_set_with_a_reason(story):
    quote = "the bridge will open again in five weeks"
    found = story(claim("It will open again.", quote)).story.claims[0].evidence[0]
    assert (found.voucher.source, found.voucher.kind) == ("Mayor Jane Roe", VoucherKind.OFFICIAL)
    by_hand = claim("It will open again.", quote + ", said_by: City hall, voucher: official")
    assert errors(story, by_hand) == [(12, "voucher-reason")]


def test_references_that_lead_nowhere(story):
    more = (
        'questions:\n  - {q: "Why?", answer: [d]}\n  - {q: "When?", answer: not-addressed, note: N}\n'
        "comparisons:\n  - {id: x, title: X, relation: scope, text: T, claims: [e],"
        " evidence: [{source: daly, quote: a}]}\n"
    )
    found = errors(story, claim("It was closed.", CLOSED).replace("section: news", "section: nws"), more)
    assert [code for _, code in found] == [
        "section-unknown",
        "claim-unknown",
        "claim-unknown",
        "source-unknown",
    ]


def test_coverage_counts_every_sentence_once(story):
    built = story(
        claim("It was closed.", CLOSED),
        "unused:\n  - {source: daily, quote: A bridge closes, reason: Title.}\n",
    )
    daily, weekly = built.story.coverage
    assert (len(daily.carried), len(daily.unused), len(daily.open)) == (1, 1, 4)
    assert daily.cited_words == len(CLOSED.split())
    assert len(weekly.open) == 3
    extracted = [item for item in built.story.claims if item.origin == "extracted"]
    assert [item.text for item in extracted][:1] == [
        "Mayor Jane Roe said that the bridge will open again in five weeks."
    ]


@pytest.mark.parametrize("taken", ["cite-1", "main", "wording", "news", "track", "date-c"])
def test_an_id_stands_for_one_thing(story, taken):
    found = errors(story, claim("It was closed.", CLOSED).replace("id: c", f"id: {taken}"))
    assert [code for _, code in found] == ["id-taken"]


def test_questions_with_the_same_words_keep_their_own_answers(story):
    more = 'questions:\n  - {q: "Why?", answer: [c]}\n  - {q: "Why?", answer: not-addressed, note: N}\n'
    built = story(claim("It was closed.", CLOSED), more).story
    told = {page.path: page.markdown for page in render_pages(built, PublishOptions())}["background.md"]
    answered, open_one = told.partition("question-2")[::2]
    assert '<a href="#c">It was closed.</a> <button' in answered.partition("question-1")[2]
    assert "The sources do not say." in open_one
    assert "The sources do not say." not in answered


def test_links_to_a_claim_lead_to_the_page_that_tells_it(story):
    told = claim("It was closed.", CLOSED).replace("section: news", "track: track")
    more = (
        'questions:\n  - {q: "Why?", answer: not-addressed, note: N, see: [c]}\n'
        "updates:\n  - {date: 2026-03-07, claims: [c], text: Corrected.}\n"
    )
    built = {page.path: page.markdown for page in render_pages(story(told, more).story, PublishOptions())}
    assert 'href="chronology/#c"' in built["index.md"]
    assert 'href="../chronology/#c"' in built["about.md"]
    assert "background/#c" not in built["index.md"] + built["about.md"]
