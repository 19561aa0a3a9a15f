"""Time what reads an article or a story file on texts that may cost more than in proportion to their length.

    python benchmarks/growth.py [--size N]

One row for each text: the seconds of processor time for N characters (200,000 if not given) and the exponent of the
time from a quarter of them: 1 is linear. Ends with status 1 where one is above 1.4.
"""

from __future__ import annotations

import argparse
import gc
import math
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import read_dates
from generator.annotate.places import read_places, resolve_place
from generator.diagnostics import GeneratorError
from generator.edtf import parse_edtf
from generator.model import PlaceKind, PlaceSpec, Seed
from generator.plainyaml import check_plain
from generator.read import read_article

SIZE = 200_000
LARGEST_EXPONENT = 1.4
_PARIS = resolve_place(PlaceSpec(name="Paris", kind=PlaceKind.TOWN))

Text = Callable[[int], str]


def repeated(piece: str) -> Text:
    """A text of so many characters that says the same again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _seed(text: str, media_type: str) -> Seed:
    return Seed(path="a.txt", sha256="", media_type=media_type, encoding="utf-8", raw=text.encode())


def _article(media_type: str) -> Callable[[str], object]:
    def read(text: str) -> None:
        try:
            read_attributions(read_article(_seed(text, media_type))[0])
        except GeneratorError as error:
            if error.diagnostics[0].code != "seed-empty":
                raise

    return read


def _places(text: str, own: bool) -> None:
    read_places(read_article(_seed(text, "text/plain"))[0], (_PARIS,) if own else ())


READERS: Mapping[str, Callable[[str], object]] = {
    "article": _article("text/plain"),
    "markdown": _article("text/markdown"),
    "dates": lambda text: read_dates(text, (), parse_edtf("2026-01-28")),
    "places": lambda text: _places(text, own=False),
    "own places": lambda text: _places(text, own=True),
    "story file": check_plain,
}
_ARTICLES: Mapping[str, Text] = {
    "one word": repeated("a"),
    "full stops": repeated("A. "),
    "quotation marks": repeated('" a'),
    "brackets": repeated("[a]("),
    "stars": repeated("*a"),
    "spaces": lambda size: "a" + " " * size + "b",
    "blank lines": lambda size: "a" + "\n" * size + "b",
    "marks out of order": lambda size: "e" + "\u0301\u0327" * (size // 2),
    "dates": repeated("03/04/2026 "),
    "date lines": repeated("03/04/2026\n"),
    "short lines": lambda size: "".join(f"Line number {i} of it\n" for i in range(size // 20)),
    "lines in pairs": lambda size: "".join(f"the line {i // 2} of these\n" for i in range(size // 20)),
    "list of strings": lambda size: "['" + "a', '" * (size // 5),
    "reporting verbs": repeated("the mayor, said, that "),
    "reported sentences": repeated("He said that it is. "),
    "agencies": repeated("AP told "),
    "front matter": lambda size: "---\n" + "a: b\n" * (size // 5),
    "notices": repeated("we use cookies, "),
}
_DATES: Mapping[str, Text] = {
    "digits": repeated("12 3 2026 1,000 3.5 "),
    "dashes": repeated("Jan-3-Feb. 12–Mar "),
    "slashes": repeated("12/3/"),
    "joined figures": repeated("12/3/26.12-"),
    "dots": repeated("1.2."),
    "months": repeated("January "),
    "number words": repeated("hundred thousand twenty-"),
    "determiners": repeated("the last the first a "),
    "tens": repeated("twenty-"),
    "ago": repeated("two years ago "),
    "verbs": repeated("will Tuesday "),
    "quotes": repeated('"Jan. '),
    "one figure": repeated("9"),
    "lines": repeated("\n"),
    "spaces": repeated("Jan      "),
}
_PLACES: Mapping[str, Text] = {
    piece: repeated(f"{piece} ")
    for piece in (
        "Paris",
        "U.S.",
        "Italy",
        "Oslo-Oslo-Oslo-",
        "Bergen Foo",
        "Jordan",
        "Mr Paris",
        "St.",
        "Oslo's",
    )
}
TEXTS: Mapping[str, Mapping[str, Text]] = {
    "article": _ARTICLES,
    "markdown": _ARTICLES,
    "dates": _DATES,
    "places": _PLACES,
    "own places": _PLACES,
    "story file": {
        "list": repeated("- a: b\n  c: [d, e]\n"),
        "one long value": lambda size: "a: " + "b " * (size // 2),
        "keys": lambda size: "".join(f"k{i}: v\n" for i in range(size // 8)),
    },
}
NAMED = [(reader, name) for reader, texts in TEXTS.items() for name in texts]


def _seconds(read: Callable[[str], object], text: str) -> float:
    """The best of three runs, since a busy machine only ever adds time."""
    found = []
    for _ in range(3):
        gc.collect()
        began = time.process_time()
        read(text)
        found.append(time.process_time() - began)
    return min(found)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the larger text")
    size = parser.parse_args().size
    print(f"{'read as':<12}{'text':<22}{'seconds':>9}{'growth':>8}")
    steep = False
    for reader, name in NAMED:
        read, text = READERS[reader], TEXTS[reader][name]
        read(text(1000))
        small, large = (_seconds(read, text(length)) for length in (size // 4, size))
        growth = math.log(large / small, 4)
        # What takes no time has no growth that could be told from noise.
        steep |= growth > LARGEST_EXPONENT and large > 0.2
        print(f"{reader:<12}{name:<22}{large:>9.2f}{growth:>8.2f}", flush=True)
    return int(steep)


if __name__ == "__main__":
    sys.exit(main())
