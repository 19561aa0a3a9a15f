"""Words of general English that tell the same, from ``data/word_relations.tsv.gz``."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Iterator
from importlib import resources

from generator.claims.across.words import Phrases


@functools.cache
def same() -> Phrases:
    """The sets of words that tell the same thing, each under its commonest word."""
    return Phrases.of_forms(_entries())


def _entries() -> Iterator[tuple[tuple[str, ...], str]]:
    """Each word or phrase as stems, and the name of its set."""
    file = resources.files("generator").joinpath("data", "word_relations.tsv.gz")
    for row in gzip.decompress(file.read_bytes()).decode().splitlines():
        name, _, words = row.partition("\t")
        yield from ((tuple(form.split()), name) for form in words.split("|"))
