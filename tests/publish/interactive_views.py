"""Views for the tests of the interactive map."""

from datetime import date

from generator.model import Place, PlaceKind
from generator.publish.maps import MapEntry, MapStatement, MapView, map_view

SEA = ((12, 65.5), (13.6, 65.5), (14, 67), (12.5, 67))
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><!--<script>&#60;b>\u2028"


def place(name: str, lat: float, lon: float, kind: PlaceKind = PlaceKind.TOWN, **more: object) -> Place:
    slug = name.lower().replace(" ", "-")
    return Place(id=slug, name=name, names=(name,), kind=kind, lat=lat, lon=lon, origin="test", **more)


def statement(name: str, first: str, last: str = "", **more: object) -> MapStatement:
    days = {"first": date.fromisoformat(first) if first else None}
    days["last"] = date.fromisoformat(last) if last else days["first"]
    return MapStatement(
        **{
            "id": name,
            "text": f"Of {name}.",
            "when": f"about {first}" if first else "",
            "exact": bool(first) and not last,
            "sources": ("Coast Post", "Daily"),
            "href": f"../../chronology/#{name}",
            **days,
            **more,
        }
    )


def view_of(entries: list[MapEntry], **more: object) -> MapView:
    return map_view(entries[0].place, entries, **{"title": "Ferries", "description": "d", **more})


def ferries() -> MapView:
    """A story with each kind of place, two tracks, exact and uncertain days, and a far capital."""
    stop = statement("stop", "2020-03-04", track="Timetable")
    storm = statement("storm", "2020-03-02", "2020-03-05", track="Weather")
    talks = statement("talks", "2020-09-01", track="Timetable")
    told = (
        (place("Bodø", 67.28, 14.40, country="NO"), (stop, storm)),
        (place("Harbor quay", 67.285, 14.41, PlaceKind.SITE), (stop,)),
        (place("Airfield", 67.27, 14.36, PlaceKind.SITE, approximate=True), ()),
        (place("Old town", 67.281, 14.38, PlaceKind.DISTRICT), (statement("undated", ""),)),
        (place("Narvik", 68.44, 17.43, country="NO"), (storm,)),
        (place("Helgeland coast", 66.2, 12.8, PlaceKind.REGION, area=SEA), (storm,)),
        (place("Sweden", 62.0, 15.0, PlaceKind.COUNTRY, country="SE"), ()),
        (place("Lisbon", 38.72, -9.14), (talks,)),
    )
    entries = [
        MapEntry(
            place=where,
            claims=len(statements),
            href=f"../../map/#{where.id}",
            distance_km=0.0 if where.name == "Bodø" else 3700.0 if where.name == "Lisbon" else 50.0,
            statements=statements,
        )
        for where, statements in told
    ]
    return view_of(entries)


def hostile() -> MapView:
    """Every text of a view as an attacker would write it."""
    bad = statement(
        "x", "2020-01-01", text=HOSTILE, when=HOSTILE, sources=(HOSTILE,), track=HOSTILE, href="../../map/#x"
    )
    where = Place(
        id="x", name=HOSTILE, names=(HOSTILE,), kind=PlaceKind.TOWN, lat=60.0, lon=10.0, origin=HOSTILE
    )
    return view_of([MapEntry(place=where, href="../../map/#x", statements=(bad,))], title=HOSTILE)


def fiji() -> MapView:
    """A story on both sides of the date line."""
    spots = (("Suva", -18.14, 178.44), ("Lakeba", -18.22, -178.79), ("Taveuni", -16.85, -179.97))
    return view_of(
        [
            MapEntry(place=place(name, lat, lon, country="FJ"), distance_km=10.0 * number)
            for number, (name, lat, lon) in enumerate(spots)
        ]
    )


def world() -> MapView:
    """A story of places all over the globe."""
    spots = (
        ("Lima", -12.05, -77.04),
        ("Tokyo", 35.68, 139.69),
        ("Nairobi", -1.29, 36.82),
        ("Nome", 64.5, -165.4),
    )
    return view_of([MapEntry(place=place(name, lat, lon), distance_km=100.0) for name, lat, lon in spots])


def lone() -> MapView:
    """A story of one spot in the open sea, with nothing said of it."""
    return view_of([MapEntry(place=place("Buoy", 45.0, -35.0, PlaceKind.SITE))])
