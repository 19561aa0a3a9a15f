"""Terms are counted where their letters stand: as many as the pattern for whole terms finds."""

from pathlib import Path

import pytest

from generator.claims.terms import count_terms, term_pattern
from generator.read import read_article, read_seed

TEXTS = (
    "The port shut. Port workers left the Portland port; a PORT, ports and re-port.",
    "The Straße is shut; the strasse, STRASSE and the port port.",
    "In İzmir the port of izmir and the ızmir port-port met.",
)
TERMS = ("port", "strasse", "straße", "izmir", "port port", "re-port")


@pytest.mark.parametrize("text", TEXTS)
def test_terms_are_counted_as_the_pattern_finds_them(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"Ports of the south\n\n{text}\n", "utf-8")
    article, _ = read_article(read_seed(path, tmp_path))
    counted = {term.term: term.counts[0] for term in count_terms([article], TERMS)}
    assert counted == {term: len(term_pattern([term]).findall(article.text)) for term in TERMS}
    assert sum(counted.values()) >= 3
