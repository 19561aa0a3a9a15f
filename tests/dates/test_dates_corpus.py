"""The quality gate: floors on a corpus of our own, which may only rise."""

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("dates_scoring", Path(__file__).parent / "scoring.py")
scoring = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(scoring)

DIGEST = "d00907c2d7de2e74df34c0de2b257fc5b70efc057b532eddaab15a4807df041d"
FLOORS = {"span": 99.3, "value": 99.3, "edtf": 99.3}


def test_the_corpus_is_the_one_the_floors_were_measured_on():
    assert len(scoring.files()) == 12
    assert scoring.digest() == DIGEST


@pytest.mark.parametrize("measure", FLOORS)
def test_quality_does_not_fall(measure):
    assert scoring.score()[measure] >= FLOORS[measure]
