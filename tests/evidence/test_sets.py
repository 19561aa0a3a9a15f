"""Statements against their evidence, in sets written by someone who had not read the checks."""

from __future__ import annotations

import pytest

from benchmarks.evidence import SETS, TARGETS, reached, read_set, run_set


@pytest.mark.parametrize("name", TARGETS)
def test_quotations_stand_once_in_their_articles(name: str) -> None:
    for row in read_set(SETS / f"{name}.jsonl"):
        assert ("b" in row) == (name != "cuts")
        for source in "ab" if "b" in row else "a":
            assert row[source].count(row[f"{source}_quote"]) == 1, row["statement"]


@pytest.mark.parametrize("name", TARGETS)
def test_checks_reach_their_targets(name: str) -> None:
    results = run_set(name)
    wrong = [
        f"{item.row['kind']}: {item.row['statement']} {item.codes}"
        for item in results
        if bool(item.codes) == (name == "honest")
    ]
    assert reached(name, results), "\n".join(wrong)
