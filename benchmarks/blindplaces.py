"""Score the places read in our own marked texts: spans, and points within 161 km of the marked ones.

    python benchmarks/blindplaces.py tests/places/blind [--errors]

The texts are ``*.txt``; ``{words|latitude,longitude}`` marks a place name. Prints one line of figures
per file and, with ``--errors``, every difference.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from geopy.distance import great_circle

from generator.annotate.listing import annotate_file

_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")
NEAR_KM = 161


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of a set of texts; ``near`` are right spans whose point is within 161 km."""

    gold: int
    said: int
    right: int
    pointed: int
    near: int
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """F1 of the exact spans, in percent."""
        return 200 * self.right / (self.gold + self.said)

    @property
    def near_share(self) -> float:
        """Share of the marked points found and told within 161 km, in percent."""
        return 100 * self.near / self.pointed


def unmark(marked: str) -> tuple[str, dict[tuple[int, int], tuple[float, float] | None]]:
    """The text without its marks, and the marked spans with their points."""
    text, gold, at = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        lat, _, lon = mark[2].partition(",")
        span = (len(text), len(text) + len(mark[1]))
        text, at = text + mark[1], mark.end()
        gold[span] = (float(lat), float(lon)) if lon else None
    return text + marked[at:], gold


def score(path: Path) -> Figures:
    """The figures of one file of marked texts."""
    gold_count = said_count = right = pointed = near = 0
    errors = []
    with tempfile.TemporaryDirectory() as folder:
        for number, marked in enumerate(path.read_text("utf-8").strip().split("\n\n")):
            text, gold = unmark(marked)
            file = Path(folder) / f"{number}.txt"
            file.write_text(text, "utf-8")
            said = {(item.start, item.end): item for item in annotate_file(file, None).places}
            gold_count += len(gold)
            said_count += len(said)
            for span, point in gold.items():
                pointed += point is not None
                mention = said.get(span)
                if mention is None:
                    errors.append(f"{number}: missed {text[slice(*span)]!r}")
                    continue
                right += 1
                place = mention.place
                if point is None:
                    continue
                km = great_circle(point, (place.lat, place.lon)).km if place else 99_999
                near += km <= NEAR_KM
                if km > NEAR_KM:
                    where = f"{place.name} {place.country} {place.lat} {place.lon}" if place else "unresolved"
                    errors.append(f"{number}: {mention.text!r} told as {where}")
            errors += [f"{number}: wrong {said[span].text!r}" for span in said.keys() - gold.keys()]
    return Figures(
        gold=gold_count, said=said_count, right=right, pointed=pointed, near=near, errors=tuple(errors)
    )


def main() -> None:
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        figures = score(path)
        print(
            f"{path.stem}: {figures.gold} names, F1 {figures.f1:.1f}, "
            f"found and within {NEAR_KM} km {figures.near_share:.1f}"
        )
        if "--errors" in sys.argv:
            print("\n".join(f"    {error}" for error in figures.errors))


if __name__ == "__main__":
    main()
