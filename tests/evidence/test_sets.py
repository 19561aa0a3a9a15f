"""Statements against their evidence, in sets written by someone who had not read the checks."""

from __future__ import annotations

import pytest

from benchmarks.evidence import SETS, TARGETS, read_set, run_set, share


@pytest.mark.parametrize("name", TARGETS)
def test_quotations_stand_once_in_their_articles(name: str) -> None:
    for row in read_set(SETS / f"{name}.jsonl"):
        assert ("b" in row) == (name != "cuts")
        for source in "ab" if "b" in row else "a":
            assert row[source].count(row[f"{source}_quote"]) == 1, row["statement"]


# What the checks reach now; `TARGETS` in benchmarks/evidence.py are what they should.
FLOORS = {"contradictions": 0.95, "cuts": 0.9, "honest": 0.03}


@pytest.mark.parametrize("name", FLOORS)
def test_checks_tell_what_they_told_before(name: str) -> None:
    results = run_set(name)
    wrong = [
        f"{item.row['kind']}: {item.row['statement']} {item.codes}"
        for item in results
        if bool(item.codes) == (name == "honest")
    ]
    told = share(results)
    assert told <= FLOORS[name] if name == "honest" else told >= FLOORS[name], "\n".join(wrong)
