"""Twice the text is twice the work: counted in calls, for the time is anybody's on a busy machine."""

import sys
from collections.abc import Callable

import pytest

from benchmarks.growth import NAMED, READERS, TEXTS

# Twice as many calls are linear, four times as many are quadratic.
MOST_GROWTH = 2.6
SMALL = 8_000


def calls(read: Callable[[str], object], text: str) -> int:
    """How many functions are called, those written in C among them."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(("reader", "name"), NAMED)
def test_work_grows_with_length_only(reader: str, name: str) -> None:
    read, text = READERS[reader], TEXTS[reader][name]
    # What is looked up once is looked up here.
    read(text(1000))
    small, large = (calls(read, text(size)) for size in (SMALL, 2 * SMALL))
    assert large <= MOST_GROWTH * small + 500


def test_calls_tell_a_loop_in_a_loop() -> None:
    def quadratic(text: str) -> None:
        for _ in text:
            for letter in text:
                letter.upper()

    assert calls(quadratic, "a" * 200) > 3.5 * calls(quadratic, "a" * 100)
