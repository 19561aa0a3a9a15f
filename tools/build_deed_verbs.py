"""Build ``deed_verbs.tsv``: verbs that tell a deed, by WordNet. Run by hand, not with a site.

    python -m tools.build_deed_verbs /usr/share/wordnet

The files of WordNet 3.0 are out of Debian's package ``wordnet-base``. Origin and license stand in
``generator/data/README.md``.

A verb is taken where WordNet's tagged texts have the word as a verb at least as often as as a noun or adjective, so
that "returns" is rather a verb than a thing, and mostly in a sense of its files of deeds: not of states, thought,
perception, speech or feeling. Behind the tab stands "bare" for those of which this holds threefold: also without an
ending they are verbs, "go" and not "shift"; none whose past is the same.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from generator.language.lexicon import irregular_pasts

OUT = Path(__file__).parents[1] / "generator" / "data" / "deed_verbs.tsv"
# WordNet's numbers of its files of verbs: cognition, communication, emotion, perception, states.
NO_DEEDS = frozenset({"31", "32", "37", "39", "42"})
VERB, OTHERS = "2", ("1", "3", "5")
# Times that a verb must stand in the tagged texts, and how much oftener than the noun a bare one.
COMMON, BARE = 2, 3


def main() -> None:
    """Build the file in ``generator/data``."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.split("\n\n")[1].strip() if __doc__ else "")
    rows = deeds(Path(sys.argv[1]))
    OUT.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    print(f"{OUT.name}: {len(rows)} verbs")


def deeds(folder: Path) -> list[str]:
    """The rows, in order."""
    parts: Counter[tuple[str, str]] = Counter()
    states: Counter[str] = Counter()
    for line in (folder / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, times = line.split()
        word, _, rest = key.partition("%")
        part, file = rest.split(":")[:2]
        parts[word, part] += int(times)
        states[word] += int(times) if part == VERB and file in NO_DEEDS else 0
    found = []
    for word in sorted({word for word, part in parts if part == VERB and word.isalpha() and len(word) > 1}):
        verb, others = parts[word, VERB], sum(parts[word, part] for part in OTHERS)
        if verb >= max(COMMON, others) and 2 * states[word] < verb:
            bare = verb >= BARE * others and word not in irregular_pasts()
            found.append(f"{word}\tbare" if bare else f"{word}\t")
    return found


if __name__ == "__main__":
    main()
