"""The picture that a link to the site shows elsewhere: the headline beside the locator map, as PNG.

Drawn by Pillow in its own small way, not from the SVG: that would take a browser. What the font has
no letters for is left out, so that no empty boxes are shown.
"""

from __future__ import annotations

import base64
import gzip
import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from generator.catalog import _
from generator.model import PlaceKind, Story
from generator.publish import phrases
from generator.publish.exports import Export, has_address
from generator.publish.maps import MapView, locator
from generator.publish.maps.atlas import land_in
from generator.publish.maps.geometry import Frame, Point, area_of
from generator.publish.maps.labels import Placer
from generator.publish.options import PublishOptions

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

CARD_SIZE = (1200, 630)
"""Pixels: what those who show links ask for, 1.91 to 1."""
_WIDTH, _HEIGHT = CARD_SIZE
_MAP_WIDTH = 500
_MARGIN = 64
# Lines are drawn three times as large and shrunk: Pillow's own have no smooth edges.
_FINE = 3
_COLORS = 64
_SIZES = range(72, 31, -4)
_SMALL = 27
_LABEL = 25
_LINE_HEIGHT = 1.2
# More of a headline than this fits at no size.
_MOST = 400
# The light colors of css/tokens.css; a picture has no dark scheme.
_PAPER, _INK, _SOFT, _ACCENT = "#fdfdfb", "#17191c", "#494f56", "#0b5462"
_SEA, _LAND, _FOCUS, _COAST, _BORDER = "#dfe8ea", "#f8f6f0", "#fdeeb0", "#8fa3a8", "#b9b4a6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the picture says.

    Attributes:
        kicker: The small line above the headline.
        foot: The small line at the bottom, or ``""``.
        view: The story's map, or ``None`` for a picture of words alone.
    """

    headline: str
    kicker: str
    foot: str
    view: MapView | None


def draw_card(card: Card) -> bytes:
    """The picture, 1200 by 630 pixels; the same card gives the same bytes with the same Pillow."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - an eighth of a second that most builds need not spend

    image = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    width = _WIDTH
    if card.view is not None:
        # A headline that cannot be written leaves the whole picture to the map.
        width = _WIDTH - _MAP_WIDTH if _drawable(card.headline) else 0
        image.paste(_draw_map(card.view, _WIDTH - width), (width, 0))
    if width:
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, width, 11), fill=_ACCENT)
        _write(pen, card, width - 2 * _MARGIN)
    packed = io.BytesIO()
    image.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        packed, "PNG", optimize=True
    )
    return packed.getvalue()


def _card(story: Story, options: PublishOptions) -> bytes:
    """The picture of a story; drawing it is worth remembering."""
    from generator.publish.places import map_view  # noqa: PLC0415 - its path alone is asked for by every build

    named = options.site_name not in ("", story.title)
    count = phrases.count_articles(len(story.articles))
    card = Card(
        headline=phrases.own_words(story.title),
        kicker=options.site_name if named else _(phrases.CARD_KICKER),
        foot=f"{phrases.as_of_phrase(story.as_of)} · {count}" if story.as_of else count,
        view=map_view(story, lambda _place: ""),
    )
    packed = options.cache.recall("card", card, lambda: base64.b64encode(draw_card(card)).decode("ascii"))
    return base64.b64decode(packed)


def _write(pen: ImageDraw.ImageDraw, card: Card, width: int) -> None:
    """The kicker, the headline as large as it fits, and the foot."""
    bottom = _HEIGHT - _MARGIN
    for text, color, top in ((card.kicker, _ACCENT, _MARGIN), (card.foot, _SOFT, bottom - _SMALL)):
        lines = _wrap(text, _font(_SMALL), width)
        if lines and _drawable(text):
            pen.text((_MARGIN, top), _cut(lines, 1)[0], font=_font(_SMALL), fill=color)
    if not _drawable(card.headline):
        return
    headline = card.headline[:_MOST]
    top, room = _MARGIN + 2 * _SMALL, bottom - 2 * _SMALL
    for size in _SIZES:
        lines = _wrap(headline, _font(size), width)
        step = size * _LINE_HEIGHT
        if top + step * len(lines) <= room and not _broken(headline, lines):
            break
    for number, line in enumerate(_cut(lines, int((room - top) / step))):
        pen.text((_MARGIN, top + round(number * step)), line, font=_font(size), fill=_INK)


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The text in lines; a word that is wider than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(joined) <= width:
            lines[-1] = joined
            continue
        lines.append(word)
        while font.getlength(lines[-1]) > width and len(lines[-1]) > 1:
            fits = _fitting(lines[-1], font, width)
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return lines


def _fitting(word: str, font: ImageFont.FreeTypeFont, width: float) -> int:
    """How many letters of a word fit into a line, one at least."""
    return bisect_right(range(1, len(word)), width, key=lambda end: font.getlength(word[:end])) or 1


def _broken(text: str, lines: Sequence[str]) -> bool:
    """Whether a word of the text runs over from one line to the next."""
    return " ".join(text.split()) != " ".join(lines)


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """The lines, the last with an ellipsis where some are left out."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]


def _draw_map(view: MapView, width: int) -> Image.Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415

    view = replace(locator(view), width=width, height=_HEIGHT)
    frame = view.frame
    image = Image.new("RGB", (width * _FINE, _HEIGHT * _FINE), _SEA)
    pen = ImageDraw.Draw(image)
    _draw_land(pen, frame, view.center.country)
    marks = [
        (entry.text, entry.place.kind, frame.project(entry.place.lon, entry.place.lat))
        for entry in view.entries
    ]
    for _text, kind, (x, y) in marks:
        reach = 9 if kind is PlaceKind.TOWN else 11
        corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
        if kind is PlaceKind.TOWN:
            pen.ellipse(_fine([(x - reach, y - reach), (x + reach, y + reach)]), _ACCENT, _PAPER, 2 * _FINE)
        else:
            pen.polygon(_fine(corners), _ACCENT, _PAPER, 2 * _FINE)
    image = image.reduce(_FINE)
    _label(ImageDraw.Draw(image), width, [(text, point) for text, _kind, point in marks])
    return image


def _draw_land(pen: ImageDraw.ImageDraw, frame: Frame, own: str) -> None:
    west, south, east, north = frame.bounds
    land = land_in((west - 1, max(-90.0, south - 1), east + 1, min(90.0, north + 1)), 0.7 / frame.scale)

    def pixels(points: Sequence[Point]) -> list[Point]:
        return _fine([frame.project(lon, lat) for lon, lat in points])

    for country in land.countries:
        # Holes are other countries' land or lakes, which are drawn over it.
        for ring in sorted((pixels(ring) for ring in country.rings), key=area_of, reverse=True):
            if len(ring) > 2:
                pen.polygon(ring, _FOCUS if own and country.code == own else _LAND)
    for lines, color in ((land.coasts, _COAST), (land.borders, _BORDER)):
        for line in lines:
            if len(line) > 1:
                pen.line(pixels(line), color, 2 * _FINE, joint="curve")


def _label(pen: ImageDraw.ImageDraw, width: int, marks: Sequence[tuple[str, Point]]) -> None:
    placer = Placer(width, _HEIGHT)
    font = _font(_LABEL)
    for _text, (x, y) in marks:
        placer.take((x - 13, y - 13, x + 13, y + 13))
    for text, point in marks:
        if _drawable(text):
            left, top, *_ = placer.beside(point, 11, font.getlength(text), _LABEL * _LINE_HEIGHT).box
            pen.text((round(left), round(top) - 4), text, _INK, font, stroke_width=4, stroke_fill=_LAND)


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * _FINE, y * _FINE) for x, y in points]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    # The basic layout is the same wherever Pillow runs; the other one needs a library that may be absent.
    return ImageFont.truetype(io.BytesIO(_packed()), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _packed() -> bytes:
    return gzip.decompress(resources.files("generator").joinpath("data", "card_font.ttf.gz").read_bytes())


@cache
def _empty_box() -> bytes:
    return bytes(_font(_LABEL).getmask("\uffff"))


def _drawable(text: str) -> bool:
    """Whether the font has every letter of a text."""
    return bool(text.strip()) and all(
        char.isspace() or bytes(_font(_LABEL).getmask(char)) != _empty_box() for char in set(text)
    )


EXPORT = Export(
    path="assets/explainer/card.png", content=lambda told: _card(told.story, told.options), made=has_address
)
