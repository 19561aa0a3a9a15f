"""Builds ``card_font.ttf.gz``, the type of the picture that links to the site show.

Needs fonttools and the npm package ``@expo-google-fonts/noto-serif``, neither of which a build needs::

    npm pack @expo-google-fonts/noto-serif@0.4.2 && tar xzf expo-google-fonts-noto-serif-0.4.2.tgz
    python -m tools.build_card_font package/700Bold/NotoSerif_700Bold.ttf
"""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "generator" / "data"

# Latin with its extensions, Greek, Cyrillic, and the marks of English text; no hints, no ligatures.
_RANGES = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2BB, 0x2BF), (0x300, 0x304), (0x306, 0x30C)),
    *((0x323, 0x323), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491), (0x4D8, 0x4D9), (0x1E00, 0x1EF9)),
    *((0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030)),
    *((0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2212, 0x2212)),
)


def build(source: Path) -> bytes:
    """The font, cut down and packed; the same source gives the same bytes."""
    from fontTools import subset  # noqa: PLC0415  (needed only to build the file)

    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True
    )
    font = subset.load_font(str(source), options)
    font.recalcTimestamp = False
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[code for first, last in _RANGES for code in range(first, last + 1)])
    worker.subset(font)
    packed = io.BytesIO()
    font.save(packed)
    return gzip.compress(packed.getvalue(), 9, mtime=0)


if __name__ == "__main__":
    DATA.joinpath("card_font.ttf.gz").write_bytes(build(Path(sys.argv[1])))
