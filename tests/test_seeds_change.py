"""An article that changed or went away: what rested on it is named, and the build stops."""

import hashlib

import pytest

from generator.diagnostics import GeneratorError
from generator.pipeline import build
from generator.read import text_digest

DAILY = "Ferry stays in port\n\nPublished 6 May 2026\n\nThe ferry stayed in port on Monday.\n"
STORY = """\
story: {title: A ferry}
sources:
  daily.txt: {id: daily, label: The Daily, sha256: DIGEST}
sections: [{id: news, title: News, page: background}]
claims:
  - id: in-port
    section: news
    text: The ferry stayed in port.
    evidence: [{source: daily, quote: The ferry stayed in port}]
"""


@pytest.fixture
def errors(project):
    """A function that builds with the file given (None: without it) and returns the diagnostics."""

    def run(text):
        files = {"other.txt": "Another report\n\nThe strike went on.\n"} | (
            {"daily.txt": text} if text else {}
        )
        digest = hashlib.sha256(DAILY.encode()).hexdigest()
        folder = project(files, STORY.replace("DIGEST", digest))
        with pytest.raises(GeneratorError) as caught:
            build(folder, folder / "seeds")
        return caught.value.diagnostics

    return run


def test_an_article_that_went_away(errors):
    (found,) = errors(None)
    assert (found.code, found.hints[0]) == ("source-file", "It carries: in-port.")


def test_an_article_that_changed_beside_the_quotation(errors):
    (found,) = errors(DAILY + "Correction: it was Tuesday.\n")
    assert (found.code, found.line, found.hints[0]) == ("source-changed", 3, "It carries: in-port.")


def test_an_article_whose_quoted_words_changed(project):
    story = STORY.replace(", sha256: DIGEST", "")
    folder = project({"daily.txt": DAILY.replace("stayed in port on", "left port on")}, story)
    with pytest.raises(GeneratorError) as caught:
        build(folder, folder / "seeds")
    (found,) = caught.value.diagnostics
    assert (found.code, found.line, found.hints[0]) == ("quote-missing", 9, "It carries claims: in-port.")


def test_the_same_file_passes(project):
    folder = project(
        {"daily.txt": DAILY}, STORY.replace("DIGEST", hashlib.sha256(DAILY.encode()).hexdigest())
    )
    assert [claim.id for claim in build(folder, folder / "seeds").story.claims] == ["in-port"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("recorded", "now"), [("\n", "\r\n"), ("\r\n", "\n")])
def test_an_article_whose_line_ends_alone_changed_is_the_same(project, encoding, recorded, now):
    was, is_now = (DAILY.replace("\n", ends).encode(encoding) for ends in (recorded, now))
    folder = project({}, STORY.replace("DIGEST", hashlib.sha256(was).hexdigest()))
    folder.joinpath("seeds/daily.txt").write_bytes(is_now)
    assert [claim.id for claim in build(folder, folder / "seeds").story.claims] == ["in-port"]
    folder.joinpath("seeds/daily.txt").write_bytes(is_now + "One more.".encode(encoding)[-18:])
    with pytest.raises(GeneratorError, match="source-changed"):
        build(folder, folder / "seeds")


@pytest.mark.parametrize(("recorded", "now"), [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8")])
def test_a_byte_order_mark_changes_no_article(project, recorded, now):
    folder = project({}, STORY.replace("DIGEST", hashlib.sha256(DAILY.encode(recorded)).hexdigest()))
    folder.joinpath("seeds/daily.txt").write_bytes(DAILY.replace("\n", "\r\n").encode(now))
    assert len(build(folder, folder / "seeds").story.claims) == 1


def test_a_file_that_was_renamed_is_known_by_its_words(project):
    story = STORY.replace("DIGEST", hashlib.sha256(DAILY.encode()).hexdigest())
    front = f"---\npublisher: The Daily\n---\n\n{DAILY}"
    folder = project({"dailies.txt": "Another report\n\nThe strike went on.\n", "port.md": front}, story)
    with pytest.raises(GeneratorError) as caught:
        build(folder, folder / "seeds")
    (found,) = caught.value.diagnostics
    assert found.code == "source-file"
    assert found.hints[1] == '"port.md" has its very words: put that name in its place.'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_front_matter_is_there_to_be_changed(project, encoding):
    def written(publisher):
        return f"---\npublisher: {publisher}\n---\n\n{DAILY}"

    folder = project({"daily.txt": written("Dayly")}, STORY.replace(", sha256: DIGEST", ""))
    digest = text_digest(build(folder, folder / "seeds").story.articles[0].article.seed)
    folder.joinpath("seeds/story.yml").write_text(STORY.replace("DIGEST", digest), "utf-8")
    folder.joinpath("seeds/daily.txt").write_text(written("The Daily"), encoding)
    assert len(build(folder, folder / "seeds").story.claims) == 1
    folder.joinpath("seeds/daily.txt").write_text(written("The Daily") + "Late.\n", encoding)
    with pytest.raises(GeneratorError, match="source-changed"):
        build(folder, folder / "seeds")


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("story.yml", STORY.encode("utf-16"), "story-encoding", "the file is in UTF-16"),
        (
            "story.yml",
            STORY.replace("A ferry", "A \0ferry").encode(),
            "story-yaml",
            "not allow the character U+0000",
        ),
        ("story.yml", STORY.replace("A ferry", "Fähre").encode("latin-1"), "story-encoding", "the byte E4"),
        ("daily.txt", f"{DAILY}The quay\0 is shut.\n".encode(), "seed-binary", "the byte 00 stands there"),
        ("story.yml.txt", b"story: {}", "story-name", '"story.yml.txt" is not read'),
        ("daily.txt", f"<<<<<<< HEAD\n{DAILY}=======\n{DAILY}>>>>>>> x\n".encode(), "seed-merge", "of git"),
        (
            "new.md",
            b"PK\x03\x04" + b"word/document.xml" + bytes(range(256)),
            "seed-format",
            "a Word document",
        ),
        (
            "story.yml",
            STORY.replace("source: daily", "source: other").encode(),
            "quote-missing",
            'is "daily"',
        ),
        (
            "story.yml",
            STORY.replace("source: daily", "source: daily.txt").encode(),
            "story-value",
            "without the",
        ),
        (
            "story.yml",
            STORY.replace("id: in-port", "id: in-p\u043ert").encode(),
            "story-value",
            "cyrillic small",
        ),
        ("story.yml", STORY.replace("quote: The", "quote: The\u200d").encode(), "quote-missing", r"U+200D"),
    ],
)
def test_what_goes_wrong_with_files_is_told_with_its_remedy(project, name, content, code, said):
    files = {"daily.txt": DAILY, "other.txt": "Another report\n\nThe strike went on.\n"}
    folder = project(files, STORY.replace(", sha256: DIGEST", ""))
    if name == "story.yml.txt":
        folder.joinpath("seeds/story.yml").unlink()
    text = content.replace(b", sha256: DIGEST", b"")
    folder.joinpath("seeds", name).write_bytes(text)
    with pytest.raises(GeneratorError) as caught:
        build(folder, folder / "seeds")
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert said in str(found)
    assert found.hints


def test_a_time_of_day_is_no_number(project):
    story = STORY.replace(", sha256: DIGEST", "").replace("text: The ferry stayed in port.", "text: 12:30")
    folder = project({"daily.txt": DAILY}, story)
    with pytest.raises(GeneratorError, match='the statement says "12:30"'):
        build(folder, folder / "seeds")
