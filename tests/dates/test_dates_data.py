"""The date reader's tables: every row is used, every row that is cited exists."""

import tomllib
from pathlib import Path

import pytest

from generator.annotate.dates import conventions, read_dates, tokens
from generator.edtf import parse_edtf

ROOT = Path(__file__).parent.parent.parent
SOURCE = "".join(path.read_text("utf-8") for path in (ROOT / "generator" / "annotate").glob("**/*.py"))
CASES = [
    case["text"]
    for path in sorted((ROOT / "tests" / "dates" / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("key", [*tokens.GRAMMAR, *tokens.VERBS])
def test_no_list_lies_unused(key):
    assert f'["{key}"]' in SOURCE


def test_every_convention_is_cited_by_some_case_and_every_citation_exists():
    reference = parse_edtf("2026-01-28")
    cited = {
        step.convention
        for text in CASES
        for item in read_dates(text, (), reference)
        for step in item.working
        if step.convention
    }
    assert cited == set(conventions())


@pytest.mark.parametrize("key", conventions())
def test_conventions_read_as_clauses(key):
    row = conventions()[key]
    for clause in (row.reader, *row.readers.values()):
        assert not clause.endswith(".")
        assert clause[0] == '"' or clause[0].islower()
    assert row.low <= row.high
    assert all(1 <= first <= last for first, last in row.parts.values())


def test_lists_hold_no_word_twice_and_only_lower_case():
    data = tomllib.loads((ROOT / "generator" / "data" / "dates.toml").read_text("utf-8"))
    lists = [
        *data["grammar"].items(),
        *data["verbs"].items(),
        *data["vague"].items(),
        *data["bounds"].items(),
    ]
    for name, words in lists:
        assert len(words) == len(set(words)), name
        assert all(word == word.lower() for word in words), name
