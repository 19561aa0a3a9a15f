"""``explainer add``: the seeds it writes, what it says, what it leaves alone."""

import os
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner
from conftest import ROOT
from originals import SENTENCES, TEXT, docx, mail, page, pdf

import generator.intake.formats as room
from generator.cli import main
from generator.intake.seedfile import bare_address
from generator.pipeline import build

pytest.importorskip("lxml", reason='the extra "intake" is not installed: pip install ".[intake]"')

HEAD = (
    "<link rel='canonical' href='https://daily.example/2026/03/05/bridge'>"
    "<meta property='og:site_name' content='The Daily'><meta name='author' content='Ana Novak'>"
    "<meta property='article:published_time' content='2026-03-05T10:00:00+01:00'>"
)
ARTICLE = f"Bridge closed after crash\n\n5 March 2026\n\n{TEXT}\n"


@pytest.fixture
def add(tmp_path, monkeypatch):
    """A function that runs the command in a new project; returns the exit status and what was said."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("seeds").mkdir()

    def run(*words, stdin=None, fresh=None):
        for name, content in (fresh or {}).items():
            tmp_path.joinpath(name).parent.mkdir(exist_ok=True)
            tmp_path.joinpath(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        done = CliRunner().invoke(main, ["add", "--retrieved", "2026-03-07", *words], input=stdin)
        return done.exit_code, done.output

    return run


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def front_of(path):
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def test_a_page_becomes_a_seed_that_the_build_reads(add, tmp_path):
    status, said = add("a.html", fresh={"a.html": page(HEAD)})
    assert status == 0, said
    seed = tmp_path / "seeds" / "the-daily-2026-03-05.md"
    front = front_of(seed)
    assert front["converter"].startswith("trafilatura ")
    assert len(front["original_sha256"]) == 64
    told = {key: str(front[key]) for key in front if key not in ("converter", "original_sha256")}
    assert told == {
        "headline": "Bridge closed after crash", "publisher": "The Daily", "byline": "Ana Novak", "date": "2026-03-05",
        "url": "https://daily.example/2026/03/05/bridge", "language": "en", "retrieved": "2026-03-07",
    }  # fmt: skip
    for words in (
        "headline: Bridge closed after crash (",
        "outlet: The Daily (",
        "date: 2026-03-05 (",
        "3 paragraphs",
    ):
        assert words in said
    built = build(tmp_path, tmp_path / "seeds")
    article = built.story.articles[0].article
    assert not [item for item in built.diagnostics if item.code.startswith("front-matter")]
    assert article.headline == "Bridge closed after crash"
    assert article.date_published.edtf.text == "2026-03-05"
    assert "original" in article.date_published.reasons[0]
    assert all(sentence in article.text for sentence in SENTENCES)


KINDS = {
    "a.docx": docx(), "a.eml": mail(), "a.txt": ARTICLE,
    "a.md": f"# Bridge closed after crash\n\n5 March 2026\n\n{TEXT}\n",
    "a.pdf": pdf(["Bridge closed after crash", "5 March 2026", *SENTENCES]), "a.html": page(HEAD),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_the_same_day_gives_the_same_bytes_and_nothing_twice(add, tmp_path, name):
    status, said = add(name, fresh={name: KINDS[name]})
    assert status == 0, said
    first = files(tmp_path / "seeds")
    assert len(first) == 1
    status, said = add(name)
    assert (status, files(tmp_path / "seeds")) == (0, first)
    assert "nothing new" in said
    for path in tmp_path.joinpath("seeds").iterdir():
        path.unlink()
    add(name)
    assert files(tmp_path / "seeds") == first
    assert add("--anyway", name)[0] == 0
    assert len(files(tmp_path / "seeds")) == 2


def test_a_date_line_of_the_text_stays_its_working(add, tmp_path):
    add("a.txt", fresh={"a.txt": ARTICLE})
    published = build(tmp_path, tmp_path / "seeds").story.articles[0].article.date_published
    assert (published.edtf.text, '"5 March 2026"' in published.reasons[0]) == ("2026-03-05", True)


TWINS = {
    "the address": (
        page(HEAD),
        page(HEAD + "<meta name='a' content='b'>", sentences=SENTENCES[:1] * 1),
        "same address",
    ),
    "the words": (page(HEAD), ARTICLE, "of the words are the same"),
    "an article that was there": (None, f"{ARTICLE}\nMore.\n", "of the words are the same"),
}


@pytest.mark.parametrize(("first", "second", "words"), TWINS.values(), ids=TWINS)
def test_the_same_article_twice_is_told(add, tmp_path, first, second, words):
    add("a.html", fresh={"a.html": first}) if first else tmp_path.joinpath("seeds/own.txt").write_text(
        ARTICLE, "utf-8"
    )
    before = files(tmp_path / "seeds")
    status, said = add("b", fresh={"b": second})
    assert status == 0
    assert words in said
    assert files(tmp_path / "seeds") == before


def test_one_text_in_two_outlets_is_taken_and_told(add, tmp_path):
    other = HEAD.replace("The Daily", "The Courier").replace("daily.example", "courier.example")
    add("a.html", fresh={"a.html": page(HEAD)})
    status, said = add("b.html", fresh={"b.html": page(other)})
    assert (status, len(files(tmp_path / "seeds"))) == (0, 2)
    assert "the-daily-2026-03-05.md is the same in part" in said


def test_nothing_is_overwritten(add, tmp_path):
    tmp_path.joinpath("seeds/The-Daily-2026-03-05.txt").write_text("Another article of that day.\n", "utf-8")
    add(
        "a.html",
        "--keep-original",
        fresh={"a.html": page(HEAD), "originals/the-daily-2026-03-05-2.pdf": b"mine"},
    )
    assert set(files(tmp_path / "seeds")) == {"The-Daily-2026-03-05.txt", "the-daily-2026-03-05-2.md"}
    kept = files(tmp_path / "originals")
    assert kept.pop("the-daily-2026-03-05-2.pdf") == b"mine"
    assert list(kept.values()) == [page(HEAD).encode()]


def test_a_folder_stands_for_its_files_and_a_bad_one_keeps_no_other_out(add, tmp_path):
    fresh = {f"in/{name}": content for name, content in KINDS.items() if name != "a.html"}
    status, said = add(
        "in", "--anyway", fresh=fresh | {"in/README.md": "# Notes", "in/x.pdf": b"%PDF-1.4", "in/y.css": "a"}
    )
    assert status == 1
    assert "in/x.pdf: " in said
    assert "[intake-damaged]" in said
    assert len(files(tmp_path / "seeds")) == 5


@pytest.mark.parametrize("words", [(), ("-",)])
def test_what_is_pasted_is_taken(add, tmp_path, words):
    status, said = add(*words, stdin=ARTICLE)
    assert status == 0, said
    assert (
        front_of(tmp_path / "seeds" / "bridge-closed-after-crash.md")["headline"]
        == "Bridge closed after crash"
    )


BAD = {
    "no such file": (("none.html",), "file-access"),
    "an empty paste": ((), "intake-empty"),
    "a folder without articles": (("seeds",), "intake-empty"),
    "no web address": (("ftp://daily.example/a",), "intake-address"),
    "a device": (("/dev/zero",), "intake-type"),
    "no folder for the articles": (("a.txt", "--seeds", "none"), "seeds-missing"),
}


@pytest.mark.parametrize(("words", "code"), BAD.values(), ids=BAD)
def test_what_cannot_be_added_is_told_with_status_1(add, words, code):
    status, said = add(*words, stdin="")
    assert (status, f"[{code}]" in said) == (1, True), said
    assert code != "file-access" or "Give the path of a file" in said


def test_a_damaged_file_is_told_in_one_message_without_what_its_library_notes(tmp_path):
    tmp_path.joinpath("seeds").mkdir()
    broken = (
        pdf(["Bridge closed after crash"] * 9)
        .replace(b"startxref", b"startxyz")
        .replace(b"xref\n0", b"xrxf\n0")
    )
    tmp_path.joinpath("a.pdf").write_bytes(broken[:700])
    done = subprocess.run(
        [sys.executable, "-m", "generator", "add", "a.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("a.pdf: ")
    assert "[intake-" in done.stderr.splitlines()[0]


def test_a_day_that_is_none_is_misuse(add):
    assert add("--retrieved", "yesterday", "a.txt")[0] == 2


@pytest.mark.parametrize(
    ("name", "module"), [("a.html", "trafilatura"), ("a.pdf", "pypdf"), ("a.docx", "mammoth")]
)
def test_a_missing_library_is_told_with_the_line_to_type(add, monkeypatch, name, module):
    found = room.util.find_spec
    monkeypatch.setattr(room.util, "find_spec", lambda asked: None if asked == module else found(asked))
    status, said = add(name, fresh={name: KINDS[name]})
    assert status == 1
    assert f"{module} [intake-missing]" in said
    assert 'pip install ".[intake]"' in said


def test_texts_need_no_library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("seeds").mkdir()
    for name in ("lxml", "trafilatura", "pypdf", "mammoth"):
        monkeypatch.setitem(sys.modules, name, None)
    done = CliRunner().invoke(main, ["add", "-"], input=ARTICLE)
    assert done.exit_code == 0, done.output


def test_a_text_among_the_articles_is_one_already(add):
    status, said = add("seeds/a.txt", fresh={"seeds/a.txt": ARTICLE})
    assert (status, "read as it is" in said) == (0, True)


def test_a_page_among_the_articles_is_to_be_moved(add):
    said = add("seeds/a.html", fresh={"seeds/a.html": page(HEAD)})[1]
    assert "move it out of the folder of articles" in said


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("http://www.daily.example/a/", True), ("https://m.daily.example/a?utm_source=x&fbclid=1#top", True),
        ("https://daily.example/a/amp", True), ("https://daily.example/a?page=2", False),
        ("https://daily.example/b", False), ("https://other.example/a", False),
    ],
)  # fmt: skip
def test_addresses_of_one_article_are_one(address, same):
    assert (bare_address(address) == bare_address("https://daily.example/a")) is same


@pytest.mark.parametrize(
    ("lines", "outlet", "day", "said"),
    [
        ("https://www.presstv.com/detail/1\n\nBridge closed\n\n5 March 2026", "Press TV", "2026-03-05", ""),
        (
            "https://poe.example/1\n\nBridge closed\n\n5 March 2026",
            None,
            "2026-03-05",
            "see poe.example for it",
        ),
        ("# Bridge closed\n\n*Sun.Star, March 5, 2026*", "Sun.Star", "2026-03-05", ""),
        ("Bridge closed\n\nLondon, March 5, 2026", None, "2026-03-05", "No outlet is known"),
        ("Bridge closed\n\nThe bridge opened on March 5, 2026", None, None, "Nothing dates it"),
    ],
)
def test_what_the_first_lines_of_a_text_say(add, tmp_path, lines, outlet, day, said):
    status, told = add("a.txt", fresh={"a.txt": f"{lines}\n\n{TEXT}\n"})
    assert status == 0, told
    (seed,) = (tmp_path / "seeds").iterdir()
    front = front_of(seed)
    assert (front.get("publisher"), str(front.get("date"))) == (outlet, str(day))
    assert ("url" in front) == lines.startswith("https")
    assert said in told
    assert not lines.startswith("https") or "https" not in seed.read_text("utf-8").split("---\n")[2]
