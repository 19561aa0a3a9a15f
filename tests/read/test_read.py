"""Golden cases of reading: each file in cases/ holds a seed and all that must be made of it."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from articles import folded_text
from conftest import skip_another_story

from generator.diagnostics import GeneratorError, Severity
from generator.model import Article, Block, BlockKind, RemovalReason, SourceOverrides
from generator.pipeline import build
from generator.read import articles as reading
from generator.read import (
    list_seeds,
    read_article,
    read_seed,
    spelled_elsewhere,
    told_apart,
    unread_files,
)
from generator.read.sentences import split

ROOT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def seed_of(case: dict[str, Any], folder: Path) -> Path:
    if "file" in case:
        skip_another_story()
        return ROOT / case["file"]
    path = folder / case.get("name", "article.txt")
    path.write_bytes(case["input"].encode(case.get("encoding", "utf-8")))
    return path


def outcome(article: Article, diagnostics: tuple[Any, ...]) -> dict[str, Any]:
    """Everything a golden case pins down; a new field of the article belongs here."""
    published = article.date_published
    return {
        "id": article.id,
        "label": article.label,
        "headline": article.headline,
        "publisher": article.publisher,
        "agencies": list(article.agencies),
        "rests_on": list(article.rests_on),
        "date": published.edtf.text if published.edtf else None,
        "reasons": list(published.reasons),
        "encoding": article.seed.encoding,
        "blocks": [f"{block.kind}: {article.text[block.start : block.end]}" for block in article.blocks],
        "removed": [f"{item.reason} {item.line}: {item.text}" for item in article.removed],
        "diagnostics": [str(item) for item in diagnostics],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_golden(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    seed = seed_of(case, tmp_path)
    overrides = {k: tuple(v) if isinstance(v, list) else v for k, v in case.get("overrides", {}).items()}
    article, diagnostics = read_article(
        read_seed(seed, ROOT if "file" in case else tmp_path), SourceOverrides(**overrides)
    )
    assert outcome(article, diagnostics) == case["expected"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_byte_is_kept_or_accounted_for(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    article, _ = read_article(read_seed(seed_of(case, tmp_path), ROOT if "file" in case else tmp_path))
    covered = bytearray(len(article.seed.raw))
    spans = [article.original(block.start, block.end) for block in article.blocks]
    for start, end in [*spans, *((item.start_byte, item.end_byte) for item in article.removed)]:
        assert not any(covered[start:end]), "a byte is in two blocks"
        covered[start:end] = b"\x01" * (end - start)
    markup = "#>-*=_[^1]" if article.seed.media_type == "text/markdown" else ""
    rest = bytes(byte for byte, seen in zip(article.seed.raw, covered, strict=True) if not seen)
    assert not rest.decode(article.seed.encoding).strip(" \t\r\n\ufeff\xa0\x85\u2028" + markup)


CHANGED = ("markdown", "parted", "page-pasted", "clipping")


@pytest.mark.parametrize(
    "path", [p for p in CASES if not any(word in p.stem for word in CHANGED)], ids=lambda path: path.stem
)
def test_offsets_lead_back_to_the_words(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    article, _ = read_article(read_seed(seed_of(case, tmp_path), ROOT if "file" in case else tmp_path))
    for part in (*article.blocks, *article.sentences):
        start, end = article.original(part.start, part.end)
        decoded = article.seed.raw[start:end].decode(article.seed.encoding)
        assert folded_text(decoded) == article.text[part.start : part.end]


def test_articles_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.txt", "README.md", "story.yml", "c.docx", "D.TXT"):
        (tmp_path / name).write_text("Something.")
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in list_seeds(tmp_path)] == ["D.TXT", "a.txt", "b.md"]
    warning, folder = unread_files(tmp_path, tmp_path)
    assert str(warning).startswith('c.docx: the file type ".docx" is not read [seed-type]')
    assert str(folder).startswith(
        "folder.txt: the name is that of an article, and it is a folder [seed-folder]"
    )
    assert warning.severity is folder.severity is Severity.WARNING


@pytest.mark.parametrize("name", ["a.html", "b.PDF", "c.docx", "d.eml", "e.mhtml"])
def test_a_file_that_can_be_added_is_told_with_the_command_also_when_it_is_the_only_one(
    name: str, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    seeds.joinpath(name).write_text("<html></html>")
    with pytest.raises(GeneratorError) as caught:
        build(tmp_path, seeds)
    told = {item.code: item.hints for item in caught.value.diagnostics}
    assert set(told) == {"seeds-empty", "seed-type"}
    assert f"`explainer add seeds/{name}` makes an article of it." in told["seed-type"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://daily.example/a?b=1\n", "https://daily.example/a?b=1"),
        ("\ufeff\r\n <https://daily.example/a>\r\n", "https://daily.example/a"),
        ("[InternetShortcut]\r\nURL=https://daily.example/a\r\n", "https://daily.example/a"),
        ("https://daily.example/a\n\nThe bridge is closed.\n", ""),
        ("See https://daily.example/a\n", ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_that_holds_only_an_address_is_told_with_the_command(
    text: str, address: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    try:
        read_seed(path, tmp_path)
        told = ""
    except GeneratorError as problem:
        told = str(problem)
    assert (f"explainer add {address}`" in told and "[seed-address]" in told) is bool(address)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>The bridge is closed.</p>\n" * 9, 1),
        ("\n\n<!DOCTYPE html>\n<p>The bridge</p>\n", 3),
        ("---\nheadline: A\n---\n\n<html><p>The bridge</p>\n", 5),
        ("The bridge\n\nBy Ana\n\n" + "<p>It is <b>closed</b>.</p>\n" * 9, 5),
        ("Zażółć gęślą\n\n" + "<div><p>It is closed.</p></div>\n" * 9, 3),
    ],
)
def test_markup_in_a_text_is_told_at_its_line(text: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, "utf-8")
    with pytest.raises(GeneratorError) as caught:
        read_seed(path, tmp_path)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.line) == ("seed-format", line)
    assert "`explainer add a.md`" in finding.hints[0]


def test_nothing_that_may_be_an_article_is_left_out_silently(tmp_path: Path) -> None:
    for name in (
        "story.txt",
        "story.2026.md",
        "readme.txt",
        "README",
        "story.yml",
        "story.yml~",
        "story.yaml",
    ):
        (tmp_path / name).write_text("Something.")
    (tmp_path / "story.schema.json").write_text("{}")
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("Something.")
    (tmp_path / "pictures").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    listed = [path.name for path in list_seeds(tmp_path)]
    assert listed == ["circle.txt", "gone.md", "story.2026.md", "story.txt"]
    told = [(item.path, item.code) for item in unread_files(tmp_path, tmp_path)]
    assert told == [
        ("more", "seed-folder"),
        ("pipe.md", "seed-type"),
        ("readme.txt", "seed-notes"),
        ("story.yaml", "seed-type"),
    ]
    for name, why in (("gone.md", "No such file"), ("circle.txt", "link")):
        with pytest.raises(GeneratorError, match=rf"{why}.*\[seed-unreadable\]\n.*leads nowhere"):
            read_seed(tmp_path / name, tmp_path)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (b"{\\rtf1\\ansi The bridge is closed.}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP image"),
        (b"PK\x03\x04\x14\x00\x00\x00 a.txt words", "a zip archive"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml", "a Word document (.docx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Office document"),
        (b"<p>The lift is shut.</p>\n<p>Two left.</p>\n", "part of a web page (HTML)"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<html><p>The bridge.</p>", "a web page (HTML)"),
        (b"<!-- saved --><HTML lang=en><p>The bridge.</p>", "a web page (HTML)"),
        ("\ufeff<html><body>The bridge.</body>".encode("utf-16-le"), "a web page (HTML)"),
        (b"---\nlabel: A\n---\n<html><p>The bridge.</p>", "a web page (HTML)"),
        (
            b"<p>The bridge is <b>closed</b>.</p>\n<p>Nobody was hurt.</p>\n<p>It rains.</p>",
            "part of a web page",
        ),
        (b"<?xml version='1.0'?><rss><item/></rss>", "an XML file"),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_file_of_another_format_is_named_whatever_its_ending(
    raw: bytes, name: str, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"seed.{ending}"
    path.write_bytes(raw)
    with pytest.raises(GeneratorError) as error:
        read_seed(path, tmp_path)
    (finding,) = error.value.diagnostics
    assert (finding.code, finding.hints != ()) == ("seed-format", True)
    assert finding.message.startswith(f"the file is {name}")


@pytest.mark.parametrize(
    "text",
    [
        "A price of <5 or >7.\n\nThe <b>bold</b> word and a<br>break stand in a long text of Markdown.",
        "ID3 tags hold titles.\n\nThey do.",
        "PK is no name.",
        "%PDF is the sign of a format, the clerk said.",
        "<div>\n\nThe box holds one picture, <img src=a.png>, and nothing else that a reader would miss.\n\n</div>",
    ],
)
def test_some_markup_makes_no_web_page(text: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.md"
    path.write_text(text, "utf-8")
    assert read_seed(path, tmp_path).encoding == "utf-8"


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("The café is shut.\nThe end".encode() + b"\xff?", 2),
        ("Düsseldorf\r\nKöln\r\n".encode() + b"caf\xe9", 3),
        ("The end of it is “cut”".encode()[:-1], 1),
        ("Мост закрыт.\n\n".encode() + b"\xd0 " + "мост".encode(), 3),
        (b"\xef\xbb\xbfThe caf\xe9 is shut.", 1),
    ],
)
def test_a_broken_byte_is_told_with_its_line(raw: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes(raw)
    with pytest.raises(GeneratorError) as error:
        read_article(read_seed(path, tmp_path))
    (finding,) = error.value.diagnostics
    assert (finding.code, finding.line, len(finding.hints)) == ("seed-broken", line, 3)


@pytest.mark.parametrize(
    "text", ["Le café est fermé.", "“CAFÉ” was shut, and so was the “Élan” of it", "Ñandú, ¿qué?", "naïve"]
)
def test_an_eight_bit_text_is_no_damaged_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes(text.encode("cp1252"))
    assert read_seed(path, tmp_path).encoding == "cp1252"


@pytest.mark.parametrize("char", ["\uffff", "\ufffe", "\ufdd0", "\ufdef", "\U0001fffe", "\U0010ffff"])
def test_a_noncharacter_is_refused_at_its_line(char: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_text(f"A first line.\nA seco{char}nd one.", "utf-8")
    with pytest.raises(
        GeneratorError, match=rf"^seed\.txt:2: .*noncharacter U\+{ord(char):04X} \[seed-control\]"
    ):
        read_article(read_seed(path, tmp_path))


def test_a_name_of_bytes_that_are_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text("The bridge is closed.")
    with pytest.raises(GeneratorError, match=r"name is not in UTF-8 \[seed-name\]") as error:
        read_seed(path, tmp_path)
    str(error.value).encode()


@pytest.mark.parametrize("char", [" ", "\x07", "\x1b", "\n", "\t", "\u2028", "\u009b", "\u202e", "\uffff"])
def test_a_name_that_steers_terminals_is_refused(char: str, tmp_path: Path) -> None:
    path = tmp_path / (f" {char}.txt" if char == " " else f"a{char}b.txt")
    path.write_text("The bridge is closed.")
    with pytest.raises(GeneratorError, match=rf"character U\+{ord(char):04X} where no name") as error:
        read_seed(path, tmp_path)
    assert str(error.value).splitlines() == str(error.value).split("\n")
    assert not set("\x07\x1b\u009b\u202e") & set(str(error.value))


@pytest.mark.parametrize(
    "hidden", [*"\u200b\u200e\u202e\u2066\ufeff\u00ad", "\U000e0041", "&#x202e;", "&shy;"]
)
def test_what_no_reader_sees_is_left_out(hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_text(
        f"Bridge{hidden} closed\n\n5{hidden} March 2026\n\nIt was{hidden} shut on Tues{hidden}day.\n"
    )
    article, _ = read_article(read_seed(path, tmp_path))
    assert article.text == "Bridge closed\n\nIt was shut on Tuesday."
    start, end = article.original(article.text.index("shut"), len(article.text))
    assert article.seed.raw[start:end].decode() == f"shut on Tues{hidden}day."


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "seed-empty"),
        (b"\xff\xfe\0\0" + "Text.".encode("utf-32-le"), "seed-binary"),
        (b"\xef\xbb\xbf \r\n", "seed-empty"),
        (b"\xff\xfe\n\x00", "seed-empty"),
        (b"PK\x03\x04\x00\x00\x08\x00 word", "seed-format"),
        (b"one\x00two three four five six", "seed-binary"),
        (bytes(range(1, 32)) * 9, "seed-binary"),
        (b"---\nencoding: klingon\n---\nText.", "seed-encoding"),
        (b"---\nencoding: ascii\n---\nCaf\xc3\xa9.", "seed-encoding"),
        (b"---\nencoding: undefined\n---\nText.", "seed-encoding"),
        (b"---\nencoding: punycode\n---\nText \xff.", "seed-encoding"),
        (b"---\nencoding: idna\n---\nText..text \xff.", "seed-encoding"),
        (b"---\nencoding: idna\n---\nText.", "seed-encoding"),
        (b"---\nencoding: rot13\n---\nText.", "seed-encoding"),
        (b"---\nencoding: utf-7\n---\nText +2AA-.", "seed-encoding"),
        (b"---\nencoding: " + b"x" * 9999 + b"\n---\nText.", "seed-encoding"),
        (b"27.01.2026 22:02\n\nSource: AA / IHA\n", "seed-empty"),
    ],
)
def test_what_is_no_article(raw: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes(raw)
    with pytest.raises(GeneratorError) as error:
        read_article(read_seed(path, tmp_path))
    (finding,) = error.value.diagnostics
    assert (finding.path, finding.code) == ("seed.txt", code)
    assert len(str(finding)) < 300


@pytest.mark.parametrize("name", ["undefined", "punycode", "utf\0-8", "ü", "", "x" * 9999])
def test_an_encoding_that_is_none(name: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes(b"Text of an article, \xff and more.")
    with pytest.raises(GeneratorError, match="seed-encoding"):
        read_article(read_seed(path, tmp_path), SourceOverrides(encoding=name or "no such"))


@pytest.mark.parametrize("char", ["\x01", "\x02", "\x03", "\x08", "\x0e", "\x1b", "\x7f", "\x81", "\x9d"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_control_character_is_refused_at_its_line(char: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes(f"A first line.\r\nA seco{char}nd one.{' More text.' * 50}".encode(encoding))
    with pytest.raises(GeneratorError) as error:
        read_article(read_seed(path, tmp_path))
    expected = f"seed.txt:2: the file holds the control character U+{ord(char):04X} [seed-control]"
    assert str(error.value).startswith(expected)


def test_white_space_and_line_breaks_of_old_are_read(tmp_path: Path) -> None:
    path = tmp_path / "seed.txt"
    path.write_bytes("One\tline\vof\ftext\x1cand\x1dmore\x1eof\x1fit.\x85Another one.".encode())
    article, _ = read_article(read_seed(path, tmp_path))
    assert "Another one." in article.text


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root, secret = tmp_path / "project", tmp_path / "secret.txt"
    (root / "seeds").mkdir(parents=True)
    secret.write_text("The text of a private file.")
    (root / "inside.txt").write_text("The text of an article.")
    (root / "seeds" / "out.txt").symlink_to(secret)
    (root / "seeds" / "in.txt").symlink_to(root / "inside.txt")
    assert read_article(read_seed(root / "seeds" / "in.txt", root))[0].text == "The text of an article."
    with pytest.raises(GeneratorError, match=r"^seeds/out\.txt: .*\[seed-outside\]"):
        read_seed(root / "seeds" / "out.txt", root)


def front_matter(said: str, folder: Path) -> tuple[Article, list[str]]:
    path = folder / "seed.txt"
    first = "license: none" if said.startswith("language") else "language: en"
    path.write_text(f"---\n{first}\n{said}\n---\nThe text of it stands here.\n", "utf-8")
    article, diagnostics = read_article(read_seed(path, folder))
    return article, [str(item) for item in diagnostics]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("id: index", '"index" is no value for "id"'),
        ("id: Not An Id", '"Not An Id" is no value for "id"'),
        ("id: ../../etc", '"../../etc" is no value for "id"'),
        ("id: ''", '"" is no value for "id"'),
        ("url: javascript:alert(1)", '"javascript:alert(1)" is no value for "url"'),
        ("url: 'https://'", '"https://" is no value for "url"'),
        ("label: ''", '"" is no value for "label"'),
        ("headline: ' '", '" " is no value for "headline"'),
        ("publisher: [a, b]", '"[a, b]" is no value for "publisher"'),
        ("agencies: [a, '']", "no value"),
        ("agencies: [a, [b]]", "no value"),
        ("date: 2026-13-45", '"2026-13-45" is no value for "date"'),
        ("language: deutsch", '"deutsch" is no value for "language"'),
        ("language: '\"><b>'", "no value"),
        ('label: "a\\uffffb"', "U+FFFF"),
        ("day_first: maybe", '"maybe" is no value for "day_first"'),
        ("label: {" + "a" * 900 + ": b}", "no value"),
        ("a" * 900 + ": b", "unknown key"),
        ('label: "a\\u0002b"', "U+0002"),
        ('label: "a\\ud800b"', "U+D800"),
        ("label: &a x", "an anchor"),
        ('id: !!int ""', "a tag"),
        ("? [a]\n: b", "a key"),
        ("label: " + "[" * 5000 + "]" * 5000, "nested deeper"),
    ],
)
def test_wrong_values_in_front_matter(said: str, message: str, tmp_path: Path) -> None:
    _, (finding,) = front_matter(said, tmp_path)
    assert finding.startswith("seed.txt:3: ")
    assert message in finding
    assert "[front-matter" in finding
    assert len(finding) < 300


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("headline: Storm: the worst day\n---\n", 2, "the text has a colon in it"),
        ("  headline: Storm\n date: 2026-03-04\n---\n", 3, "Give it 2 spaces as line 2"),
        ("label: A\n\ndate: 2026-03-04\n", 1, "does not end"),
        ("label: A\nlabel: B\n---\n", 3, 'the key "label" stands twice'),
        ("label: A\ndate: early March 2026\n---\n", 3, "Expected a date such as 2026-01-27"),
        ("date: 03/04/2026\n---\n", 2, "Write it as 2026-04-03 or 2026-03-04."),
    ],
)
def test_mistakes_in_front_matter_are_told_at_their_line(
    front: str, line: int, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "seed.txt"
    path.write_text(f"---\n{front}The text of it stands here, in a sentence.\n", "utf-8")
    (finding,) = read_article(read_seed(path, tmp_path))[1]
    assert str(finding).startswith(f"seed.txt:{line}: ")
    assert message in str(finding)


def test_right_values_in_front_matter(tmp_path: Path) -> None:
    said = "id: daily-2\nurl: https://example.org/a?b=1\nlabel: >\n  The\n  Daily\ndate: 2026-01-07\nagencies: 007"
    article, findings = front_matter(said, tmp_path)
    assert findings == []
    assert (article.id, article.label, article.agencies) == ("daily-2", "The Daily", ("007",))
    assert article.url == "https://example.org/a?b=1"
    assert article.date_published.edtf is not None
    assert article.date_published.edtf.text == "2026-01-07"


def test_a_file_called_index_does_not_take_the_index_page(tmp_path: Path) -> None:
    path = tmp_path / "Index.txt"
    path.write_text("The text of it stands here.")
    assert read_article(read_seed(path, tmp_path))[0].id == "index-article"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match=r"gone\.txt: the file cannot be read"):
        read_seed(tmp_path / "gone.txt", tmp_path)


def test_every_reason_has_a_golden_case() -> None:
    text = "".join(path.read_text("utf-8") for path in CASES)
    missing = [
        reason
        for reason in RemovalReason
        if reason is not RemovalReason.STANDING_LINE  # It takes several articles; see test_lines.py.
        and f"- '{reason} " not in text
        and f"- {reason} " not in text
        and f'- "{reason} ' not in text
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "text", "publisher"),
    [
        ("nrtv.no-4.txt", "It sank, witnesses said.", "NRTV"),
        ("poe.no-4.txt", "It sank, Reuters said.", "poe.no"),
    ],
)
def test_an_address_gives_way_to_a_name(tmp_path: Path, name: str, text: str, publisher: str) -> None:
    tmp_path.joinpath(name).write_text(f"{FERRY}\n\n{text}\n", "utf-8")
    article, _found = read_article(read_seed(tmp_path / name, tmp_path))
    assert article.publisher == publisher


@pytest.mark.parametrize(
    "said",
    [
        ("title: Ferry sails\nsitename: The Quay\nauthor: Ann Poe\nhostname: quay.example\ndate: 2026-03-04"),
        ("title: Ferry sails\nsource: The Quay\npublished: 4 March 2026\ntags: [ferries, quays]"),
        ("Title: Ferry sails\nsource: https://quay.example/1\npublisher: The Quay\ndate: March 4, 2026"),
        ("headline: Ferry sails\ntitle: Ferry\nsite: The Quay\npubdate: 2026-03-04T10:00:00Z"),
    ],
)
def test_front_matter_that_other_tools_write_is_read(said: str, tmp_path: Path) -> None:
    article, findings = front_matter(said, tmp_path)
    assert findings == []
    assert (article.headline, article.publisher) == ("Ferry sails", "The Quay")
    assert article.date_published.edtf is not None
    assert article.date_published.edtf.text == "2026-03-04"


def test_of_a_key_of_other_tools_only_a_value_that_fits_is_taken(tmp_path: Path) -> None:
    article, (finding,) = front_matter("source: [a, b]", tmp_path)
    assert article.publisher is None
    assert 'the unknown key "source"' in finding


def test_story_file_wins_over_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\npublisher: One\ndate: 2026-01-02\n---\nThe text of it stands here.\n")
    article, _ = read_article(read_seed(path, tmp_path), SourceOverrides(publisher="Two", encoding="utf-8"))
    assert article.publisher == "Two"
    assert article.date_published.edtf is not None
    assert article.date_published.edtf.text == "2026-01-02"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("harbor-gazette.txt", "Harbor Gazette"),
        ("The_Evening_Post.txt", "The Evening Post"),
        ("003_1fcff5cd.txt", "Ferry line to run through the whole of the winter"),
        ("article.txt", "Ferry line to run through the whole of the winter"),
        ("a-long-name-of-a-file-in-words.txt", "Ferry line to run through the whole of the winter"),
    ],
)
def test_an_article_goes_by_the_name_of_its_file_where_that_is_a_name(tmp_path, name, label):
    tmp_path.joinpath(name).write_text(
        "Ferry line to run through the whole of the winter\n\nIt will run.\n", "utf-8"
    )
    article, _ = read_article(read_seed(tmp_path / name, tmp_path), SourceOverrides())
    assert article.label == label


def test_labels_that_repeat_are_told_apart_as_far_as_needed(tmp_path: Path) -> None:
    articles = []
    for name in ("first-post.txt", "second-post.txt", "third-post.txt"):
        path = tmp_path / name
        credit = "" if name.startswith("third") else "(AP) - "
        path.write_text(f"OSLO, Norway {credit}The ferry sank.\n\nNobody was hurt.\n", "utf-8")
        articles.append(read_article(read_seed(path, tmp_path), SourceOverrides())[0])
    assert [item.label for item in told_apart(articles)] == [
        "AP (1)",
        "AP (2)",
        "Third Post",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("SOFIA. The court met on Friday. It rose.", 2),
        ("The court met in SOFIA. The judge rose.", 2),
        ("Sofia. The court met.", 2),
        ("NATO. the end", 1),
    ],
)
def test_a_city_in_capitals_opens_the_sentence_behind_it(text: str, count: int) -> None:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    assert len(split(text, (block,), "a")) == count


def test_a_word_that_a_line_end_parts_leads_back_to_its_pieces(tmp_path: Path) -> None:
    case = yaml.safe_load((Path(__file__).parent / "cases" / "parted-words.yaml").read_text("utf-8"))
    article, _ = read_article(read_seed(seed_of(case, tmp_path), tmp_path))
    for word, pieces in (("brigade", b"bri-\ngade"), ("Kurdish-led", b"Kurdish-\nled")):
        at = article.text.index(word)
        start, end = article.original(at, at + len(word))
        assert article.seed.raw[start:end] == pieces


@pytest.mark.parametrize(
    ("spelled", "read"), [("The crossroads", "crossroads"), ("The cross-roads", "cross-roads")]
)
def test_the_other_articles_tell_how_a_parted_word_is_written(
    spelled: str, read: str, tmp_path: Path
) -> None:
    wrapped = "Lorry stops\n\nThe lorry that came from the north of the town stopped at the cross-\nroads of Faro.\n"
    (tmp_path / "one.txt").write_text(wrapped, "utf-8")
    (tmp_path / "two.txt").write_text(f"Lorry stops again\n\n{spelled} of Faro are closed.\n", "utf-8")
    articles = [read_article(read_seed(path, tmp_path))[0] for path in list_seeds(tmp_path)]
    elsewhere = spelled_elsewhere(articles)[articles[0].id]
    again, _ = read_article(articles[0].seed, elsewhere=elsewhere)
    assert f"at the {read} of Faro" in again.text


def test_the_words_of_each_article_are_gathered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        text = f"Lorry {number} stops\n\nThe lorry stopped at the cross-\nroads of Faro. The cross-roads are open.\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    articles = [read_article(read_seed(path, tmp_path))[0] for path in list_seeds(tmp_path)]
    asked: list[str] = []
    words = reading._words
    monkeypatch.setattr(reading, "_words", lambda text: asked.append(text) or words(text))
    first = spelled_elsewhere(articles)
    assert len(first) == len(asked) == 9
    assert spelled_elsewhere(articles) == first
    assert len(asked) == 9


def test_a_line_of_hyphens_parts_no_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "---\nheadline: Lorry stops\n---\n\nThe lorry stopped at the crossroads of Faro.\n"
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(text, "utf-8")
    articles = [read_article(read_seed(path, tmp_path))[0] for path in list_seeds(tmp_path)]
    monkeypatch.setattr(reading, "_words", lambda _: pytest.fail("nothing is asked of such articles"))
    assert spelled_elsewhere(articles) == {}


FERRY = "Ferry sinks off Lorvik, killing nine people"
SANK = "The ferry sank off Lorvik on Thursday, the police said.\n\nDivers searched the wreck on Friday."


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (f"Photo: Jane Roe/Getty Images\n\n{FERRY}\n\nBBC News\n5 May 2023", "BBC News"),
        (f"(AP Photo/Jane Roe)\n\n{FERRY}\n\nBy Mia Dors\nThe Guardian\nMay 5, 2023", "The Guardian"),
        (f"Jane Roe/Reuters\n\n{FERRY}\n\nThe Guardian\n5 May 2023", "The Guardian"),
        (f"Jane Roe / AFP via Getty Images\n\n{FERRY}\n\n5 May 2023", None),
        (f"Getty Images\n\n{FERRY}\n\n5 May 2023", None),
        (f"Courtesy of the Lorvik Coast Guard\n\n{FERRY}", None),
        (f"Staff photo by Jane Roe\n\n{FERRY}", None),
        (f"{FERRY}\n\nPublished in The Daily Example on 5 May 2023", "The Daily Example"),
        (f"{FERRY}\n\n© 2023 The Example Times", "The Example Times"),
        (f"{FERRY}\n\nJane Roe, The Example Times", "The Example Times"),
        (f"Read in app 4 min read Gift this article Save Print\n\n{FERRY}", None),
    ],
)
def test_who_took_a_picture_is_no_headline_and_no_outlet(
    tmp_path: Path, lines: str, publisher: str | None
) -> None:
    path = tmp_path / "004_ab12.txt"
    path.write_text(f"{lines}\n\n{SANK}\n", "utf-8")
    article, _found = read_article(read_seed(path, tmp_path), SourceOverrides())
    assert (article.headline, article.publisher) == (FERRY, publisher)
    assert article.label == (publisher or FERRY)


def test_articles_of_one_outlet_are_told_apart_by_day_then_by_number(tmp_path: Path) -> None:
    articles = []
    for name, day, head in (
        ("a", 4, "Mill burns"),
        ("b", 5, "Mill falls"),
        ("c", 5, "Owner held"),
        ("d", 5, "Owner held"),
    ):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{head}\nThe Guardian\nMay {day}, 2023\n\n{SANK}\n", "utf-8")
        articles.append(read_article(read_seed(path, tmp_path), SourceOverrides())[0])
    assert [item.label for item in told_apart(articles)] == [
        "The Guardian, 4 May 2023",
        "The Guardian, 5 May 2023 (1)",
        "The Guardian, 5 May 2023 (2)",
        "The Guardian, 5 May 2023 (3)",
    ]


def test_a_file_called_after_a_host_goes_by_the_name_that_its_text_spells(tmp_path: Path) -> None:
    path = tmp_path / "harborproject.org-3.txt"
    path.write_text(f"Mill burns\n\nMay 4, 2023\n\n{SANK} The Harbor Project sent help.\n", "utf-8")
    assert read_article(read_seed(path, tmp_path), SourceOverrides())[0].label == "Harbor Project"
