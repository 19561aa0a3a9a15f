"""Pictures of an editor's: their size and a color to stand for them until they are loaded, read from the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, GeneratorError, error
from generator.model import Claim, Image, Section, Story

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page needs of a picture.

    Attributes:
        image: What the editor says of it.
        width: In pixels; 0 where the file was not to be read.
        height: As ``width``.
        color: Its mean color, six hexadecimal digits, or ``""``.
    """

    image: Image
    width: int = 0
    height: int = 0
    color: str = ""


def images_of(story: Story) -> Iterator[Image]:
    """Every image that the story names, in the order of its file."""
    parts: tuple[Story | Section | Claim, ...] = (story, *story.sections, *story.tracks, *story.claims)
    yield from (part.image for part in parts if part.image is not None)


def read_pictures(story: Story, docs: Path | None) -> dict[str, Picture]:
    """The story's pictures by their file names; without ``docs``, the folder they lie in, their sizes are unknown.

    Raises:
        GeneratorError: A file is not there, or is no picture.
    """
    found: dict[str, Picture] = {}
    problems: list[Diagnostic] = []
    for image in images_of(story):
        if docs is None:
            found[image.file] = Picture(image=image)
        elif isinstance(read := _read(image, docs), Picture):
            found[image.file] = read
        else:
            problems.append(read)
    if problems:
        raise GeneratorError(problems)
    return found


def placeholder_rules(pictures: Sequence[Picture]) -> str:
    """Rules that color the room of each picture until it is loaded: the pages' policy allows no ``style``.

    >>> from generator.model import Image
    >>> image = Image(file="a.png", alt="A", credit="B", license="C", path="", line=0)
    >>> placeholder_rules([Picture(image=image, color="a0b0c0")])
    '[data-color="a0b0c0"] { background: #a0b0c0; }'
    """
    colors = dict.fromkeys(picture.color for picture in pictures if picture.color)
    return " ".join(f'[data-color="{color}"] {{ background: #{color}; }}' for color in colors)


def _read(image: Image, docs: Path) -> Picture | Diagnostic:
    # Slow to load, and most stories have no pictures.
    from PIL import Image as Raster  # noqa: PLC0415
    from PIL import UnidentifiedImageError  # noqa: PLC0415

    path = docs / image.file
    if not path.is_file() or docs.resolve() not in path.resolve().parents:
        hint = f'Its path counts from the folder of your own pages, "{docs.name}".'
        return error(image.path, image.line, "image-file", f'there is no picture "{image.file}"', hint)
    try:
        with Raster.open(path, formats=_FORMATS) as raster:
            width, height = raster.size
            red, green, blue = raster.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    except (UnidentifiedImageError, OSError, Raster.DecompressionBombError):
        hint = f"Known are {', '.join(_FORMATS)}."
        return error(
            image.path, image.line, "image-file", f'"{image.file}" cannot be read as a picture', hint
        )
    return Picture(image=image, width=width, height=height, color=f"{red:02x}{green:02x}{blue:02x}")
