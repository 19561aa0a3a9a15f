"""Pictures of an editor's, with all that is asked for; a page of another story is left out."""

import re

import pytest
from conftest import run
from PIL import Image

from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.publish.options import PublishOptions
from generator.publish.rendering import render_pages

ARTICLE = (
    "Ferry hits pier\n\nPublished 4 May 2025\n\nThe ferry hit the pier in Split on Sunday, the port said.\n"
)
IMAGE = "{file: img/pier.png, alt: The “old” pier., credit: A & B, license: CC BY 4.0}"
STORY = f"""\
story:
  title: Ferry hits pier
  answers: {{what: hit}}
  image: {IMAGE}
sources: {{west.txt: {{id: west, label: West}}}}
sections:
  - {{id: events, title: Events, page: background, image: {IMAGE}}}
claims:
  - id: hit
    section: events
    text: A ferry hit the pier in Split, the port said.
    image: {IMAGE}
    evidence: [{{source: west, quote: "The ferry hit the pier in Split on Sunday, the port said"}}]
"""


@pytest.fixture
def folder(project):
    made = project({"west.txt": ARTICLE}, STORY)
    made.joinpath("site_src/img").mkdir()
    Image.new("RGB", (64, 48), "#a0b0c0").save(made / "site_src/img/pier.png")
    return made


def test_pictures_stand_with_size_words_and_color_where_they_are_named(folder):
    folder.joinpath("site_src/mine.md").write_text("---\nonly_with: [hit]\n---\n# Mine\n\nIt hit.[@hit]\n")
    folder.joinpath("site_src/other.md").write_text("---\nonly_with: [hot]\n---\n# Other\n\nIt hit.[@hot]\n")
    run("mkdocs", folder, "--strict")
    found = {
        path: re.findall(
            r'<figure class="picture">.*?</figure>', folder.joinpath("site", path).read_text("utf-8")
        )
        for path in ("index.html", "background/index.html", "everything/index.html")
    }
    assert [len(figures) for figures in found.values()] == [1, 2, 2]
    for figure in (one for figures in found.values() for one in figures):
        assert 'alt="The “old” pier." width="64" height="48" data-color="a0b0c0"' in figure
        assert "A &amp; B · CC BY 4.0" in figure
    assert 'src="img/pier.png"' in found["index.html"][0]
    assert "lazy" not in found["index.html"][0]
    assert all(
        'loading="lazy"' in figure and "../img/" in figure for figure in found["background/index.html"]
    )
    for sheet in ("home", "site"):
        assert (
            '[data-color="a0b0c0"]{background:#a0b0c0' in folder.joinpath(f"site/css/{sheet}.css").read_text()
        )
    home = folder.joinpath("site/index.html").read_text("utf-8")
    # Who shows a link shows the story's own picture.
    assert '<meta property="og:image" content="https://example.org/repo/img/pier.png">' in home
    assert '<meta property="og:image:width" content="64">' in home
    assert '<meta property="og:image:alt" content="The “old” pier.">' in home
    assert '"image":"https://example.org/repo/img/pier.png"' in home
    assert folder.joinpath("site/mine/index.html").exists()
    assert not folder.joinpath("site/other").exists()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (", license: CC BY 4.0", "", "story-key-missing"),
        ("alt: The “old” pier., ", "", "story-key-missing"),
        ("img/pier.png", "img/none.png", "image-file"),
        ("img/pier.png", "../seeds/west.txt", "image-file"),
        ("img/pier.png", "img/words.png", "image-file"),
    ],
)
def test_what_is_missing_is_an_error_at_its_line(folder, old, new, code):
    folder.joinpath("site_src/img/words.png").write_text("no picture")
    story = folder / "seeds/story.yml"
    story.write_text(story.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(GeneratorError, match=rf"story.yml:4: .*\[{code}\]"):
        render_pages(build(folder, folder / "seeds").story, PublishOptions(docs=folder / "site_src"))
