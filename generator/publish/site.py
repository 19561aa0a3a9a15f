"""Everything a story publishes: its pages and the files beside them."""

from __future__ import annotations

from generator.catalog import speaking
from generator.model import Story
from generator.publish.exports import exports
from generator.publish.made import Asset, Site
from generator.publish.options import PublishOptions
from generator.publish.rendering import Renderer
from generator.publish.search_records import story_records


def publish(story: Story, options: PublishOptions) -> Site:
    """Render a story, in its language."""
    with speaking(story.language):
        return _publish(story, options)


def _publish(story: Story, options: PublishOptions) -> Site:
    renderer = Renderer(story, options)
    pages = renderer.pages()
    files = [
        *(
            (export.path, export.content(renderer.presenter))
            for export in exports()
            if export.content is not None and export.made(story, options)
        ),
        *renderer.pieces(),
    ]
    made = {page.path for page in pages}
    known = story_records(story, options.cache, options.left_out, renderer.presenter.kept)
    records = (item for item in known if item.address.partition("#")[0] in made)
    return Site(
        pages=pages,
        assets=tuple(Asset(path=path, content=content) for path, content in files),
        identity=options.identity,
        records=tuple(records),
        pictures=tuple(renderer.pictures.values()),
        bare=renderer.presenter.bare,
    )
