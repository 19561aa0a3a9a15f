"""``explainer places``: the story's places with their working, and what OpenStreetMap's Nominatim says of the others.

Nominatim is asked when the editor asks for it, never during a build. The usage policy
(https://operations.osmfoundation.org/policies/nominatim/) allows one request a second by a client that names itself.
``NOMINATIM_DOMAIN`` in the environment names another server, such as one's own: ``nominatim.example.org`` or
``http://localhost:8080``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from generator.annotate.places import unresolved_names, yaml_text
from generator.characters import one_line, only_text
from generator.diagnostics import GeneratorError, error
from generator.editor.storyedit import insert_items, write_story
from generator.model import Place, PlaceKind, Story
from generator.storyfile import STORY_FILE, read_parts, story_files

_DOMAIN = "nominatim.openstreetmap.org"
_SECONDS_BETWEEN = 1.0
_TIMEOUT = 10
_SHOWN = 300
_COUNTRY = re.compile("[A-Za-z]{2}")
# What geopy and we stumble over in an answer that is no list of places with numbers.
_NO_SENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_KINDS = {
    PlaceKind.COUNTRY: ("country",),
    PlaceKind.REGION: ("state", "province", "region", "island", "archipelago", "bay", "sea", "ocean", "water", "river"),
    PlaceKind.DISTRICT: (
        "county", "district", "state_district", "city_district", "borough", "suburb", "quarter", "neighbourhood",
    ),
    PlaceKind.TOWN: ("city", "town", "village", "hamlet", "municipality", "isolated_dwelling", "locality"),
}  # fmt: skip


class NominatimError(RuntimeError):
    """The service cannot be asked, or refuses; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the service says of a name.

    Attributes:
        shown: The service's full name of the place, such as ``Farum, Furesø, Denmark``.
        country: ISO 3166-1 alpha-2 code, or ``""``.
    """

    name: str
    shown: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str


def ask(names: Iterable[str]) -> Iterator[tuple[str, Found | None]]:
    """Ask for each name in turn, at most one a second; ``None`` where the service knows nothing.

    Raises:
        NominatimError: No network, a refusal, or an answer that makes no sense.
    """
    geocode = RateLimiter(
        _client().geocode, min_delay_seconds=_SECONDS_BETWEEN, max_retries=0, swallow_exceptions=False
    )
    for name in names:
        try:
            location = geocode(name, language="en", addressdetails=True)
            found = _as_found(name, location.raw) if location else None
        except (GeopyError, HTTPException, OSError) as problem:
            raise NominatimError(f"{type(problem).__name__}: {one_line(str(problem))[:_SHOWN]}") from None
        except _NO_SENSE:
            raise NominatimError(f'its answer for "{name}" makes no sense') from None
        yield name, found


def _client() -> Nominatim:
    scheme, _, domain = os.environ.get("NOMINATIM_DOMAIN", _DOMAIN).rpartition("://")
    agent = f"explainer-microsite/{version('explainer-microsite')} (geocoding for editors; geopy)"
    return Nominatim(domain=domain, scheme=scheme or "https", user_agent=agent, timeout=_TIMEOUT)


def _as_found(name: str, raw: dict[str, Any]) -> Found:
    sort = str(raw.get("addresstype") or raw.get("type") or "")
    kind = next((kind for kind, sorts in _KINDS.items() if sort in sorts), PlaceKind.SITE)
    address = raw.get("address")
    country = str(address.get("country_code", "")) if isinstance(address, dict) else ""
    shown = only_text(str(raw.get("display_name") or name))
    lat, lon = round(float(raw["lat"]), 5), round(float(raw["lon"]), 5)
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise ValueError(lat, lon)
    return Found(
        name=name,
        shown=" ".join(shown.split())[:_SHOWN],
        kind=kind,
        lat=lat,
        lon=lon,
        country=country.upper() if _COUNTRY.fullmatch(country) else "",
    )


_PLACES = re.compile(r"^places\s*:", re.MULTILINE)
_REVIEW = "from OpenStreetMap Nominatim (ODbL), to be reviewed"


def list_places(story: Story) -> str:
    """The places that the articles name or claims speak of, by name, then the unresolved names."""
    lines = []
    for place, reason in _found(story):
        about = "about " if place.approximate else ""
        country = f", {place.country}" if place.country else ""
        lines.append(f"{place.name}{country}: {place.kind.value}, {about}{place.lat:.4f}, {place.lon:.4f}")
        lines.append(f"    {place.origin}{f'; {reason}' if reason else ''}")
    unresolved = unresolved_names(story)
    lines += [] if unresolved else ["Every name that looks like a place is resolved."]
    for item, mention in unresolved:
        where = f"{item.article.seed.path}:{item.article.line(mention.start)}"
        lines.append(f"{mention.text}: not known ({where})")
    return "\n".join(lines)


def json_places(story: Story) -> dict[str, Any]:
    """The same in types of JSON: degrees north and east."""
    return {
        "places": [
            {
                "id": place.id,
                "name": place.name,
                "kind": place.kind.value,
                "country": place.country or None,
                "lat": place.lat,
                "lon": place.lon,
                "approximate": place.approximate,
                "origin": place.origin,
                "reason": reason or None,
            }
            for place, reason in _found(story)
        ],
        "unresolved": [
            {"name": mention.text, "path": item.article.seed.path, "line": item.article.line(mention.start)}
            for item, mention in unresolved_names(story)
        ],
    }


def _found(story: Story) -> list[tuple[Place, str]]:
    """The places with why they are meant, by name."""
    found: dict[str, tuple[Place, str]] = {}
    for item in story.articles:
        for mention in item.places:
            if mention.place and mention.literal:
                found.setdefault(mention.place.id, (mention.place, mention.reason))
    for place in story.places:
        found.setdefault(place.id, (place, place.reason))
    return sorted(found.values(), key=lambda pair: (pair[0].name, pair[0].id))


def add_from_nominatim(story: Story, root: Path, seeds: Path) -> str:
    """Ask Nominatim for the unresolved names and add what it knows to ``story.yml``, marked for review.

    Returns:
        What was done, for the editor.

    Raises:
        GeneratorError: No network, no story file, or one whose list of places cannot be added to.
    """
    path = _file_of_places(seeds)
    shown = path.relative_to(root).as_posix()
    names = sorted({mention.text for _, mention in unresolved_names(story)})
    if not names:
        return "nothing to ask: every name is resolved"
    if not path.is_file():
        message = "there is no story file to add places to"
        raise GeneratorError(
            [error(shown, 0, "places-file", message, "Begin one with `story:` and `title:`.")]
        )
    items, lines = [], []
    try:
        for name, found in ask(names):
            if found is None:
                lines.append(f"{name}: Nominatim knows no such place")
                continue
            lines.append(f"{name}: {found.shown} ({found.lat}, {found.lon}), {found.kind.value}")
            values = {
                "name": name, "kind": found.kind.value, "lat": found.lat, "lon": found.lon,
                "country": found.country if len(found.country) == 2 else "",
                "origin": f"point of {found.shown} in OpenStreetMap (ODbL)",
            }  # fmt: skip
            items.append(_item({key: value for key, value in values.items() if value != ""}))
    except NominatimError as problem:
        message = f"Nominatim cannot be asked: {problem}"
        hint = "Nothing was written. Check the network, or give lat and lon by hand."
        raise GeneratorError([error(shown, 0, "places-offline", message, hint)]) from None
    if items:
        _add(root, seeds, path, items)
        lines.append(f"{len(items)} added to {shown}, to be reviewed")
    return "\n".join(lines)


def _item(values: dict[str, str | float]) -> str:
    texts = [
        f"{key}: {yaml_text(value) if isinstance(value, str) else value}" for key, value in values.items()
    ]
    return f"# {_REVIEW}\n- " + "\n  ".join(texts) + "\n"


def _file_of_places(seeds: Path) -> Path:
    """The file of the story that its places stand in, else ``story.yml``, else its first."""
    files = story_files(seeds)
    listing = [path for path in files if _PLACES.search(path.read_text("utf-8-sig", "replace"))]
    return next(iter(listing or files), seeds / STORY_FILE)


def _add(root: Path, seeds: Path, path: Path, items: Sequence[str]) -> None:
    """Put the items into the file; a file that could not be read afterwards is not written."""
    raw, shown = path.read_bytes(), path.relative_to(root).as_posix()
    try:
        text = insert_items(raw.decode("utf-8-sig"), "places", "".join(items))
    except (ValueError, yaml.YAMLError) as problem:
        message = f"the places cannot be added: {problem}"
        hint = "Write `places:` as a list of lines that begin with a hyphen."
        raise GeneratorError([error(shown, 0, "places-file", message, hint)]) from None
    texts = {file.relative_to(root).as_posix(): file.read_text("utf-8-sig") for file in story_files(seeds)}
    read_parts({**texts, shown: text}, shown)
    write_story(path, text, old=raw, shown=shown)
