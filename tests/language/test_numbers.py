"""Numbers in figures and words."""

import pytest

from generator.language.numbers import number_at, spelled_number


@pytest.mark.parametrize(
    ("words", "value", "behind"),
    [
        ("twenty-four hours", 24, 3), ("two hundred and thirty people", 230, 4), ("one hundred twenty", 120, 3),
        ("two hundred and thirty-four thousand", 234_000, 7), ("one million two hundred thousand", 1_200_000, 5),
        ("one hundred and two hundred", 100, 2), ("two and three", 2, 1), ("twenty and thirty", 20, 1),
        ("five six", 5, 1), ("ninety nine", 99, 2), ("thousand", 1000, 1), ("two thousand and four", 2004, 4),
        ("two - three", 2, 1), ("one thousand and two thousand", 1000, 2),
    ],
)  # fmt: skip
def test_a_number_in_words(words, value, behind):
    assert spelled_number(words.replace("-", " - ").split(), 0) == (value, behind)


@pytest.mark.parametrize(
    ("words", "value", "behind"),
    [
        ("3,000 people", 3000, 1), ("2.5 million euros", 2_500_000, 2), ("two and a half", 2.5, 4),
        ("two and a half million", 2_500_000, 5), ("3 hundred thousand", 300_000, 3), ("40 twenty", 40, 1),
    ],
)  # fmt: skip
def test_a_number_in_figures_and_words(words, value, behind):
    parts = words.split()
    assert number_at(parts, 0, [False] * len(parts)) == (value, behind)


def test_no_number():
    assert number_at(["people"], 0, [False]) is None
    assert number_at([], 0, []) is None
    assert spelled_number(["people", "two"], 0) is None
