"""Slugs and letters: what becomes of names in other alphabets than English."""

import pytest

from generator.geo import great_circle_km
from generator.language.spelling import plain_letters, slug


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Köprü kapandı_2", "kopru-kapandi-2"), ("Łódź – Øst", "lodz-ost"), ("U.S. troops", "us-troops"),
        ("2024.12.08 AP", "2024-12-08-ap"), ("İzmir", "izmir"), ("Ra’s al-'Ayn", "ras-al-ayn"), ("Москва", ""),
        ("straße", "strasse"), ("--a--", "a"), ("", ""),
    ],
)  # fmt: skip
def test_a_slug_keeps_every_letter_that_english_can_write(text, wanted):
    assert slug(text) == wanted


def test_a_slug_is_its_own_slug():
    for text in ("Köprü kapandı_2", "U.S. troops", "D.C.", "Ærø's ferry", "a.b.c"):
        assert slug(slug(text)) == slug(text)


def test_plain_letters_leave_other_scripts_alone():
    assert plain_letters("Москва 2") == "москва 2"


def test_the_great_circle_of_a_point_and_of_its_antipode():
    assert great_circle_km(10, 20, 10, 20) == 0
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert great_circle_km(90, 0, -90, 77) == pytest.approx(20015, abs=1)
