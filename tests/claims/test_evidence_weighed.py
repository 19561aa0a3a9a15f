"""Each source is weighed by itself, a quotation in its sentence; what readers see beside the claims is checked too."""

import json
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.pipeline import build

ROWS = Path(__file__).parent / "evidence"
HEAD = "story: {title: A story}\nsections: [{id: news, title: News, page: background}]\nclaims:\n"


def rows(name):
    lines = (ROWS / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def found(project, articles, story):
    texts = {f"{name}.txt": f"Notes\n\nPublished 6 May 2026\n\n{body}\n" for name, body in articles.items()}
    folder = project(texts, story)
    try:
        return build(folder, folder / "seeds").diagnostics
    except GeneratorError as problem:
        return problem.diagnostics


def told(project, cases):
    """For each case the codes of its messages: (statement, {article: text}, {article: quotation})."""
    bodies = {name: "\n\n".join(texts[name] for _, texts, _ in cases if name in texts) for name in "ab"}
    claims = "".join(
        f"  - {{id: c{number}, section: news, text: {json.dumps(text, ensure_ascii=False)}, evidence: ["
        + ", ".join(
            f"{{source: {name}, quote: {json.dumps(quote, ensure_ascii=False)}}}"
            for name, quote in quotes.items()
        )
        + "]}\n"
        for number, (text, _, quotes) in enumerate(cases)
    )
    first = HEAD.count("\n") + 1
    codes = [set() for _ in cases]
    articles = {name: body for name, body in bodies.items() if body}
    for item in found(project, articles, HEAD + claims):
        if item.line >= first and item.path.endswith("story.yml"):
            codes[item.line - first].add(item.code)
    return codes


def two_sources(line):
    text, one, other = line.split("|")
    return text, {"a": one, "b": other}, {"a": one.rstrip("."), "b": other.rstrip(".")}


def test_a_source_that_says_otherwise_is_told(project):
    lines = rows("contradictions")
    codes = told(project, [two_sources(line) for line in lines])
    assert [line for line, of in zip(lines, codes, strict=True) if "evidence-differs" not in of] == []


def test_the_same_in_other_words_or_in_two_parts_is_no_difference(project):
    lines = rows("honest")
    codes = told(project, [two_sources(line) for line in lines])
    remarks = {"future-as-event", "evidence-one-sided", "voucher-weaker"}
    assert [(line, of - remarks) for line, of in zip(lines, codes, strict=True) if of - remarks] == []


def quoted(line):
    parts = [" ".join(part.split()) for part in line.split("|")]
    words = parts[1].rstrip(".").strip()
    sentence = " ".join(line.replace("|", " ").split())
    for mark in ",;.":
        sentence = sentence.replace(f" {mark}", mark)
    return words[0].upper() + words[1:] + ".", {"a": sentence}, {"a": words}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("turned", {"quote-turned"}), ("weakened", {"quote-weakened", "voucher-weaker"})],
)
def test_a_quotation_cut_off_from_what_governs_it_is_told(project, kind, expected):
    lines = rows(kind)
    codes = told(project, [quoted(line) for line in lines])
    assert [line for line, of in zip(lines, codes, strict=True) if not of & expected] == []


def test_a_part_of_a_sentence_that_stands_by_itself_is_no_cut(project):
    lines = rows("whole")
    codes = told(project, [quoted(line) for line in lines])
    cuts = {"quote-turned", "quote-weakened"}
    assert [(line, of) for line, of in zip(lines, codes, strict=True) if of & cuts] == []


TURNED = "It is not true that the army has left."


@pytest.mark.parametrize(
    ("text", "quotes", "expected"),
    [
        ("The army has left.", ["the army has left"], {"quote-turned"}),
        ("The army has not left.", ["the army has left"], set()),
        ("The paper denies that the army has left.", ["the army has left"], set()),
        ("The army has left.", ["It is not true that", "the army has left"], set()),
        ("The army has left.", ["It is not true that the army has left"], {"hedge-dropped"}),
    ],
)
def test_a_cut_is_answered_by_saying_it_or_quoting_it(project, text, quotes, expected):
    evidence = ", ".join(f'{{source: a, quote: "{quote}"}}' for quote in quotes)
    claim = f'  - {{id: c, section: news, text: "{text}", evidence: [{evidence}]}}\n'
    assert {item.code for item in found(project, {"a": TURNED}, HEAD + claim) if item.line > 3} == expected


def test_a_cut_and_a_difference_are_answered_with_a_reason_that_readers_see(project):
    claim = (
        "  - {id: c, section: news, text: The army has left., evidence: [{source: a, quote: the army has left}],"
        " accept: {quote-turned: The paper took it back.}}\n"
    )
    folder = project({"a.txt": f"Notes\n\nPublished 6 May 2026\n\n{TURNED}\n"}, HEAD + claim)
    answers = build(folder, folder / "seeds").story.answers
    assert [(item.check, item.reason) for item in answers] == [("quote-turned", "The paper took it back.")]


def test_what_is_set_against_the_statement_is_no_difference(project):
    articles = {"a": "Six people have died.", "b": "Five people have died."}
    claim = (
        "  - {id: c, section: news, text: Six people have died.,"
        " evidence: [{source: a, quote: Six people have died}, {source: b, quote: Five people have died%s}]}\n"
    )
    codes = [
        [item.code for item in found(project, articles, HEAD + claim % more) if item.line > 3]
        for more in ("", ", supports: false")
    ]
    assert codes == [["evidence-differs"], []]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Some 1,200 soldiers left.", "200 soldiers left"),
        ("Some 3.5 million left.", "5 million left"),
        ("It changed by -5 percent.", "5 percent"),
        ("Of 10-20 men none left.", "20 men"),
        ("Of 10-20 men none left.", "Of 10"),
        ("Some 1 200 soldiers left.", "200 soldiers left"),
        ("It rose by 5% a year.", "It rose by 5"),
        ("Two hundred men left.", "hundred men left"),
        ("Twenty-five men left.", "five men left"),
        ("Some 5 million men left.", "million men left"),
    ],
)
def test_a_number_is_not_cut(project, sentence, quote):
    claim = f"  - {{id: c, section: news, text: It left., evidence: [{{source: a, quote: {quote}}}]}}\n"
    assert "quote-missing" in [item.code for item in found(project, {"a": sentence}, HEAD + claim)]


@pytest.mark.parametrize(
    "marks", ["«»", "‹›", "‘’", "„“", "''", "″″", "＂＂", "「」", "『』", "``", "“", '"', "»«", "””"]
)
def test_words_in_any_quotation_marks_must_stand_in_the_evidence(project, marks):
    text = json.dumps(f"It was not so: {marks[0]}spies blew it up{marks[1:]}", ensure_ascii=False)
    claim = f"  - {{id: c, section: news, text: {text}, evidence: [{{source: a, quote: It was not so}}]}}\n"
    codes = [item.code for item in found(project, {"a": "It was not so in May."}, HEAD + claim)]
    assert codes == ["quoted-words"]


def test_apostrophes_minutes_and_inches_are_no_quotation_marks(project):
    text = json.dumps("The workers' union met the firm's lawyers at 5′ 10″, ’twas said; it wasn’t so.")
    claim = f"  - {{id: c, section: news, text: {text}, evidence: [{{source: a, quote: It was so}}]}}\n"
    codes = {item.code for item in found(project, {"a": "It was so."}, HEAD + claim)}
    assert "quoted-words" not in codes


FIELDS = {
    "title": 'story: {{title: "{}"}}\n',
    "question": 'story: {{title: A story, question: "{}"}}\n',
    "intro": 'story: {{title: A story}}\nsections: [{{id: s, title: News, page: background, intro: "{}"}}]\n',
    "heading": 'story: {{title: A story}}\nsections: [{{id: s, title: "{}", page: background}}]\n',
    "asked": 'story: {{title: A story}}\nquestions: [{{q: "{}", answer: not-addressed, note: None says.}}]\n',
    "note": 'story: {{title: A story}}\nquestions: [{{q: Why?, answer: not-addressed, note: "{}"}}]\n',
    "update": 'story: {{title: A story}}\nupdates: [{{date: 2026-05-07, claims: [c], text: "{}"}}]\n',
    "thing": 'story: {{title: A story}}\nwording: [{{thing: "{}", terms: [bridge]}}]\n',
}
CLOSED = "claims:\n  - {id: c, text: The bridge was closed., evidence: [{source: a, quote: The bridge was closed}]}\n"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_readers_see_is_checked(project, field):
    body = "The bridge was closed in 2025. Roe calls it “a mess”."
    codes = {
        text: [
            item.code
            for item in found(project, {"a": body}, FIELDS[field].format(text) + CLOSED)
            if item.code in ("quoted-words", "number-unsupported", "name-unsupported")
        ]
        for text in ("It was “a swindle” in 1987", "It was “a mess” in 2025", "what Kovac did")
    }
    assert list(codes.values()) == [["quoted-words", "number-unsupported"], [], ["name-unsupported"]]


def test_a_field_may_cite_evidence_and_be_answered(project):
    body = "The bridge was closed in 2025. Roe calls it a mess."
    intro = "story: {{title: A story}}\nsections: [{{id: s, title: News, page: background, intro: Closed in 2025{}}}]\n"
    cases = {
        ", evidence: [{source: a, quote: The bridge was closed in 2025}]": [],
        ", evidence: [{source: a, quote: Roe calls it a mess}]": ["number-unsupported"],
        ", evidence: [{source: a, quote: Roe calls it a mess}], accept: {number-unsupported: I know.}": [],
        ", evidence: [{source: a, quote: It is not here}]": ["quote-missing", "number-unsupported"],
    }
    for more, expected in cases.items():
        codes = [item.code for item in found(project, {"a": body}, intro.format(more) + CLOSED)]
        assert {code for code in codes if code not in ("claim-unplaced", "question-standard")} == set(
            expected
        )


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        (
            "The blast hurt sixteen people, the prosecutor said; the union counts seventeen.",
            "The blast hurt 16 people, five of them seriously, the prosecutor said.",
            "The blast hurt 17 people, according to the union.",
            set(),
        ),
        (
            "The blast hurt sixteen people.",
            "The blast hurt 16 people, the prosecutor said.",
            "The blast hurt 17 people, two of them children.",
            {"evidence-differs"},
        ),
        (
            "Five people have died, one of them a man of 70 on Friday night.",
            "Five persons have died as a result of the breach of 1 April.",
            "A man of 70 died on Friday night. Five people have now died.",
            set(),
        ),
        (
            "The bridge was closed on Friday night.",
            "The bridge was closed on the evening of 1 April.",
            "The bridge was closed on Friday night.",
            {"evidence-differs"},
        ),
        (
            "The company first denied that two filters were off, and then said that they were.",
            "The company denied that two filters were off.",
            "The company admitted that two filters were off.",
            set(),
        ),
        (
            "The company denied that the first two filters were off, and left.",
            "The company denied that the first two filters were off.",
            "The company admitted that the first two filters were off.",
            {"evidence-differs"},
        ),
    ],
)
def test_a_part_a_thing_named_by_its_day_and_what_became_other_are_no_difference(
    project, text, one, other, expected
):
    claims = (
        f'  - {{id: c, section: news, text: "{text}", '
        f"evidence: [{{source: a, quote: '{one}'}}, {{source: b, quote: '{other}'}}]}}\n"
    )
    codes = {item.code for item in found(project, {"a": one, "b": other}, HEAD + claims) if item.line > 3}
    assert codes & {"evidence-differs"} == expected
