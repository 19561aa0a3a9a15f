"""The formats of articles: what stands in the folder is what is read, and each file has one."""

import pkgutil
from collections import Counter
from itertools import pairwise

import pytest

import generator.read.formats as room
from generator.read.encoding import decode
from generator.read.formats import format_of, format_of_file, formats, named_suffixes

TEXTS = [
    "A title\n\nOne line.\nAnother line.\n",
    "# A title\n\n- one\n- *two*\n\nLast line",
    "\n\n  \n",
    "",
    "a",
]


def test_every_module_of_the_folder_is_a_format_but_the_one_that_tells_of_the_others():
    modules = {found.name for found in pkgutil.iter_modules(room.__path__)} - {"unread"}
    assert len(formats()) == len(modules)


def test_no_ending_and_no_media_type_stands_for_two_formats():
    endings = Counter(suffix for kind in formats() for suffix in kind.suffixes)
    assert set(endings.values()) == {1}
    assert len({kind.media_type for kind in formats()}) == len(formats())


@pytest.mark.parametrize("kind", formats(), ids=lambda kind: kind.media_type)
@pytest.mark.parametrize("text", TEXTS)
def test_blocks_stand_in_order_in_the_text_and_lead_back_to_it(kind, text):
    decoded = decode(text.encode(), "utf-8")
    blocks = kind.cut(decoded, 0)
    for block in blocks:
        folded = block.folded
        parts = [text.encode()[a:b].decode() for a, b in zip(folded.starts, folded.ends, strict=True)]
        assert ["".join(part.split()) or " " for part in parts] == list(block.text)
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    later = kind.cut(decoded, 1) if decoded.lines else []
    assert all(block.line > 1 for block in later)


def test_endings_count_in_any_letters_and_others_are_none():
    assert format_of_file(".TXT") is format_of("text/plain")
    assert format_of_file(".docx") is None
    assert named_suffixes().startswith(".txt")
    assert " or ." in named_suffixes()
