"""Places asked of OpenStreetMap's Nominatim, when the editor asks for it; never during a build.

The usage policy (https://operations.osmfoundation.org/policies/nominatim/) allows one request a second by a
client that names itself. ``NOMINATIM_DOMAIN`` in the environment names another server, such as one's own:
``nominatim.example.org`` or ``http://localhost:8080``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from importlib.metadata import version
from typing import Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from generator.characters import SURROGATE, UNTEXT, one_line
from generator.model import PlaceKind

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
            found = _found(name, location.raw) if location else None
        except (GeopyError, HTTPException, OSError) as problem:
            raise NominatimError(f"{type(problem).__name__}: {one_line(str(problem))[:_SHOWN]}") from None
        except _NO_SENSE:
            raise NominatimError(f'its answer for "{name}" makes no sense') from None
        yield name, found


def _client() -> Nominatim:
    scheme, _, domain = os.environ.get("NOMINATIM_DOMAIN", _DOMAIN).rpartition("://")
    agent = f"explainer-microsite/{version('explainer-microsite')} (geocoding for editors; geopy)"
    return Nominatim(domain=domain, scheme=scheme or "https", user_agent=agent, timeout=_TIMEOUT)


def _found(name: str, raw: dict[str, Any]) -> Found:
    sort = str(raw.get("addresstype") or raw.get("type") or "")
    kind = next((kind for kind, sorts in _KINDS.items() if sort in sorts), PlaceKind.SITE)
    address = raw.get("address")
    country = str(address.get("country_code", "")) if isinstance(address, dict) else ""
    shown = UNTEXT.sub("", SURROGATE.sub("", str(raw.get("display_name") or name)))
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
