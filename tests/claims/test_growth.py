"""Texts that are long in an unusual way: twice as long, they cost about twice the calls, on any machine."""

import cProfile
import pstats

import pytest

from generator.pipeline import build

HEAD = '---\nheadline: "The bank was shut"\npublisher: Morning Post\ndate: 2024-01-08\n---\n\n'
MONTHS = ("January", "March", "May", "July")
NAMES = ("Jane Roe", "Peter Novak", "Anna Berg", "Omar Haddad")
# Of sentences that are nearly alike, each is held against a few dozen others: until then the pairs grow faster.
MOST_GROWTH = 2.6


def dates(size):
    days = (f"{1 + i % 28} {MONTHS[i % 4]} {2000 + i % 24}" for i in range(size))
    return f"The bank was shut on {', '.join(days)} and later."


def names(size):
    told = (f"{NAMES[i % 4]} of Paris, London and Rome met {i} people" for i in range(size))
    return f"At the fair {', '.join(told)}."


def paragraph(size):
    return " ".join(
        f'{NAMES[i % 4]} said on 3 May that {i} boats had left Rome. "We saw {i} men," a clerk said.'
        for i in range(size)
    )


def lines(size):
    return "\n".join(f"{NAMES[i % 4].split()[0]}{i}" for i in range(size))


def calls(folder, text):
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    (seeds / "a.md").write_text(f"{HEAD}{text}\n", "utf-8")
    profile = cProfile.Profile()
    profile.runcall(build, folder, seeds)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(("kind", "size"), [(dates, 400), (names, 200), (paragraph, 150), (lines, 1000)])
def test_twice_the_text_costs_twice_the_calls(kind, size, tmp_path):
    calls(tmp_path / "warm", kind(10))
    small, large = calls(tmp_path / "small", kind(size)), calls(tmp_path / "large", kind(2 * size))
    assert large / small <= MOST_GROWTH
