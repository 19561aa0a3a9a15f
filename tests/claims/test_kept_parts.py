"""What is made of parts of a story is made anew where one of them has changed, and forgotten where nobody asks."""

from generator.claims.kept import Kept


def asked(kept, *parts):
    made = []
    value = kept.of_parts("page", "a", parts, lambda: made.append(parts) or [*parts])
    return value, bool(made)


def test_it_is_made_once_of_equal_parts_and_anew_of_others():
    kept = Kept()
    first, made = asked(kept, "x", (1, 2))
    assert made
    kept.only(())
    again, made = asked(kept, "x", (1, 2))
    assert again is first
    assert not made
    kept.only(())
    other, made = asked(kept, "x", (1, 3))
    assert made
    assert other == ["x", (1, 3)]


def test_what_a_build_does_not_ask_for_is_forgotten_but_not_by_one_that_ends_early():
    kept = Kept()
    asked(kept, "x")
    kept.only(())
    kept.only(())  # a build that ended before it asked
    assert not asked(kept, "x")[1]
    kept.only(())
    kept.same("claim", "b", "y")
    kept.only(())
    assert asked(kept, "x")[1]


def test_an_equal_value_is_taken_from_the_last_build():
    kept = Kept()
    first, second = ((name, 1) for name in "aa")
    assert kept.same("claim", "a", first) is first
    kept.only(())
    assert kept.same("claim", "a", second) is first
