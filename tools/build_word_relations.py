"""Build ``word_relations.tsv.gz``: words that tell the same. Run by hand, not with a site.

    python -m tools.build_word_relations /usr/share/wordnet

The files of WordNet 3.0 are out of Debian's package ``wordnet-base``. Origin and license stand in
``generator/data/README.md``.

Articles are read without parts of speech, so a word counts for one sense: the first that WordNet has for its commonest
part of speech. The cuts below were chosen on stories of real news. WordNet's opposites are not taken: on the same
stories they made things worse than our own short list (``opposites.toml``).
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.data import table
from generator.language.phrases import keys, stem

DATA = Path(__file__).parents[1] / "generator" / "data"
OUT = "word_relations.tsv.gz"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
# WordNet's numbers for parts of speech; 5 is an adjective that stands beside a chief one.
PART_OF_KEY = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
# Along these pointers words tell the same: derivation, cause ("kill" makes "die").
SAME_ALONG = "+>"
# Times that the commonest word of a set must stand in WordNet's tagged texts.
COMMON = 2

Synset = tuple[str, str]
Form = tuple[str, ...]


@dataclass(slots=True)
class WordNet:
    """What is read of WordNet's files.

    Attributes:
        words: The words of each synset, in order.
        pointers: From each synset: sign, other synset, number of the word on either side (0: all).
        senses: The synsets of each word and part of speech, the commonest first.
        tagged: How often each word stands in the tagged texts, by part of speech.
        irregular: Irregular forms, with their plain form and part of speech.
    """

    words: dict[Synset, list[str]] = field(default_factory=dict)
    pointers: dict[Synset, list[tuple[str, Synset, int, int]]] = field(default_factory=dict)
    senses: dict[tuple[str, str], list[Synset]] = field(default_factory=dict)
    tagged: Counter[tuple[str, str]] = field(default_factory=Counter)
    irregular: list[tuple[str, str, str]] = field(default_factory=list)

    def often(self, word: str) -> int:
        """How often a word stands in the tagged texts."""
        return sum(self.tagged[word, part] for part in PARTS)

    def commonest(self, words: Iterable[str]) -> list[str]:
        """Words in the order of how often they stand there."""
        return sorted(words, key=lambda word: (-self.often(word), word))


def main() -> None:
    """Build the file in ``generator/data``."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__.split("\n\n")[1].strip() if __doc__ else "")
    net = read_wordnet(Path(sys.argv[1]))
    rows = list(same_rows(net, SameWords(net)))
    file = gzip.compress("".join(f"{row}\n" for row in rows).encode(), 9, mtime=0)
    (DATA / OUT).write_bytes(file)
    print(f"{OUT}: {len(file):,} bytes, {len(rows)} sets")


def read_wordnet(folder: Path) -> WordNet:
    """Read the files of a folder."""
    net = WordNet()
    for part, name in PARTS.items():
        for line in _lines(folder / f"data.{name}"):
            _read_synset(net, part, line.partition(" | ")[0].split())
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            offsets = fields[6 + int(fields[3]) :][: int(fields[2])]
            net.senses[fields[0], part] = [(part, offset) for offset in offsets]
        for line in _lines(folder / f"{name}.exc"):
            form, *plain = line.split()
            net.irregular += [(form, word, part) for word in plain]
    for line in _lines(folder / "cntlist.rev"):
        key, _, times = line.split()
        word, _, rest = key.partition("%")
        net.tagged[word, PART_OF_KEY[rest[0]]] += int(times)
    return net


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file but for the license at its head."""
    with path.open(encoding="utf-8") as file:
        yield from (line for line in file if not line.startswith(" "))


def _read_synset(net: WordNet, part: str, fields: Sequence[str]) -> None:
    """Offset, file, kind, number of words (hexadecimal), words with their numbers, number of pointers, pointers."""
    own, count = (part, fields[0]), int(fields[3], 16)
    at = 4 + 2 * count
    net.words[own] = [word.partition("(")[0].lower() for word in fields[4:at:2]]
    net.pointers[own] = []
    for first in range(at + 1, at + 1 + 4 * int(fields[at]), 4):
        sign, offset, kind, sides = fields[first : first + 4]
        other = (kind.replace("s", "a"), offset)
        net.pointers[own].append((sign, other, int(sides[:2], 16), int(sides[2:], 16)))


class SameWords:
    """Sets of words that tell the same: the synsets that usual senses of words join."""

    def __init__(self, net: WordNet) -> None:
        """Join the synsets."""
        self._net = net
        self._usual = _usual_senses(net)
        self._joined: dict[Synset, Synset] = {}
        for sense in sorted({sense for senses in self._usual.values() for sense in senses}):
            for other, here, there in _along(net, sense, SAME_ALONG):
                if self._are_usual(sense, here) and self._are_usual(other, there):
                    one, second = sorted((self._chief(sense), self._chief(other)))
                    self._joined[second] = one
        self.sets: dict[Synset, list[str]] = defaultdict(list)
        for word, senses in self._usual.items():
            self.sets[self._chief(senses[0])].append(word)
        for form, word, part in net.irregular:
            found = next((own for own in self._usual.get(word, ()) if own[0] == part), None)
            # "fled" is "flee"; "left" has a meaning of its own.
            if found and not any((form, other) in net.senses for other in PARTS):
                self.sets[self._chief(found)].append(form)

    def _chief(self, sense: Synset) -> Synset:
        while self._joined.get(sense, sense) != sense:
            sense = self._joined[sense]
        return sense

    def _are_usual(self, sense: Synset, number: int) -> bool:
        """Whether a synset is a usual sense of its word of that number; for 0, of one of its words."""
        words = self._net.words[sense]
        return any(
            sense in self._usual.get(word, ()) for word in (words[number - 1 : number] if number else words)
        )


def _usual_senses(net: WordNet) -> Mapping[str, list[Synset]]:
    """The first sense of each word in each part of speech, that of its commonest part of speech first."""
    found: dict[str, list[tuple[int, Synset]]] = defaultdict(list)
    for (word, part), senses in net.senses.items():
        if len(senses) == 1 or net.tagged[word, part]:
            found[word].append((-net.tagged[word, part], senses[0]))
    return {
        word: [sense for _, sense in sorted(own, key=lambda item: item[0])] for word, own in found.items()
    }


def _along(net: WordNet, sense: Synset, signs: str) -> Iterator[tuple[Synset, int, int]]:
    """Where the pointers of these signs lead, with the numbers of the words on either side."""
    for sign, other, here, there in net.pointers[sense]:
        if sign in signs:
            yield other, here, there


def same_rows(net: WordNet, found: SameWords) -> Iterator[str]:
    """A row for each set with a common word: its name, and its words as stems; a form stands in one row only."""
    seen: set[Form] = set()
    sets = [net.commonest(set(words)) for words in found.sets.values()]
    for words in sorted(sets, key=lambda words: (-net.often(words[0]), words[0])):
        forms = [form for form in _forms(words) if form not in seen]
        if net.often(words[0]) >= COMMON and len(forms) > 1:
            seen.update(forms)
            yield f"{words[0]}\t{_joined(forms)}"


def _forms(words: Iterable[str]) -> list[Form]:
    """The words as stems, each form once; without those that carry no content."""
    stop = frozenset(table("same_words")["stop"])
    found: dict[Form, None] = {}
    for word in words:
        parts = keys(word.replace("_", " ").replace("-", " "))
        if parts and all(part.replace("'", "").isalpha() for part in parts) and not stop.issuperset(parts):
            found[tuple(stem(part) for part in parts)] = None
    return list(found)


def _joined(forms: Iterable[Form]) -> str:
    return "|".join(" ".join(form) for form in forms)


if __name__ == "__main__":
    main()
