"""The interactive map, a page of its own: framed by the map's page, embedded elsewhere, or saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from generator.edtf import each_of, stated_days
from generator.edtf_words import format_roughly
from generator.model import Claim, ClaimOrigin, Story
from generator.publish import maps
from generator.publish.citations import claim_address
from generator.publish.exports import Export
from generator.publish.options import PublishOptions
from generator.publish.pages import MAP, relative
from generator.publish.phrases import own_words
from generator.publish.places import map_view, place_rows


def interactive_view(story: Story, options: PublishOptions) -> maps.MapView | None:
    """The view of ``map_view`` with the statements of each place; addresses count from the page itself."""

    def href(target: str) -> str:
        if not target:
            return ""
        return relative(EXPORT.path, target, directory_urls=options.directory_urls)

    view = map_view(story, lambda place: href(MAP.at(place.id)))
    if view is None:
        return None
    claims = {row.place.id: row.claims for row in place_rows(story)}
    labels = {item.article.id: item.article.label for item in story.articles}
    tracks = {track.id: track.title for track in story.tracks}

    def told(entries: tuple[maps.MapEntry, ...]) -> tuple[maps.MapEntry, ...]:
        return tuple(
            replace(
                entry,
                statements=tuple(
                    _statement(claim, labels, tracks, href(claim_address(claim, options.left_out)))
                    for claim in claims[entry.place.id]
                ),
            )
            for entry in entries
        )

    return replace(
        view,
        entries=told(view.entries),
        far=told(view.far),
        tracks=tuple(track.title for track in story.tracks),
    )


def embed_line(title: str, site_url: str) -> str:
    """The HTML that shows the interactive map on another site; ``""`` while the site has no address of its own."""
    if not site_url:
        return ""
    address = escape(f"{site_url.rstrip('/')}/{EXPORT.path}")
    return (
        f'<iframe src="{address}" title="{escape(title)}" width="100%" height="600" loading="lazy" '
        'allow="fullscreen"></iframe>'
    )


def _statement(
    claim: Claim, labels: Mapping[str, str], tracks: Mapping[str, str], href: str
) -> maps.MapStatement:
    edtf = claim.when.edtf if claim.when else None
    members = each_of(edtf) if edtf else ()
    extracted = claim.origin is ClaimOrigin.EXTRACTED
    return maps.MapStatement(
        id=claim.id,
        text=f"“{claim.text}”" if extracted else own_words(claim.text),
        when=format_roughly(edtf) if edtf else "",
        first=edtf.earliest if edtf else None,
        last=edtf.latest if edtf else None,
        exact=bool(members)
        and all(
            item.earliest == item.latest and not (item.approximate or item.uncertain) for item in members
        ),
        each=tuple(stated_days(item) for item in members) if len(members) > 1 else (),
        sources=tuple(labels[name] for name in claim.source_ids),
        track=tracks.get(claim.track, ""),
        href=href,
    )


def _html(story: Story, options: PublishOptions) -> bytes:
    """The page; drawing it is worth remembering."""
    view = interactive_view(story, options)
    assert view is not None  # noqa: S101 - made for a story with a center alone
    tiles, site_url = options.tiles, options.site_url
    html = options.cache.recall(
        "interactive",
        (view, tiles, site_url),
        lambda: maps.interactive_map(view, path=EXPORT.path, site_url=site_url, tiles=tiles),
    )
    return html.encode()


EXPORT = Export(
    path="assets/explainer/map.html",
    content=lambda told: _html(told.story, told.options),
    made=lambda story, options: story.center is not None and not options.left_out.has(MAP.path),
)
