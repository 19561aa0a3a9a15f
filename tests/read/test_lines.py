"""Lines of a page around an article: each row of lines.yaml has a text, and what is read of it."""

from pathlib import Path

import pytest
import yaml

from generator.model import BlockKind
from generator.pipeline import build
from generator.read import read_article, read_seed

ROWS = yaml.safe_load(Path(__file__).with_name("lines.yaml").read_text("utf-8"))


def read(folder, text, name="text.txt"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_article(read_seed(path, folder))


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_lines(row, tmp_path):
    article, _ = read(tmp_path, row["text"])
    said = [article.text[part.start : part.end] for part in article.sentences]
    captions = [
        article.text[part.start : part.end] for part in article.blocks if part.kind is BlockKind.CAPTION
    ]
    day = article.date_published.edtf
    facts = {"headline": article.headline, "publisher": article.publisher, "published": day and day.text}
    facts["agencies"] = list(article.agencies)
    assert {key: facts[key] for key in facts if key in row} == {key: row[key] for key in facts if key in row}
    assert [words for words in row.get("kept", ()) if words not in article.text] == []
    assert [words for words in row.get("removed", ()) if words in article.text] == []
    assert [words for words in row.get("captions", ()) if not any(words in one for one in captions)] == []
    heads = [article.text[part.start : part.end] for part in article.blocks if part.kind is BlockKind.SUBHEAD]
    assert [words for words in row.get("subheads", ()) if words not in heads] == []
    if "sentences" in row:
        wanted = row["sentences"]
        assert (len(said) if isinstance(wanted, int) else said) == wanted
    for apart in row.get("apart", ()):
        assert len({next(i for i, one in enumerate(said) if words in one) for words in apart}) == len(apart)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("Gašparič in Središče, je rekel župan.".encode("cp1250"), "Gašparič"),
        ("Łódź i Gdańsk, powiedział wójt Mażurek.".encode("cp1250"), "Mażurek"),
        ("Всеки човек има право на образование.".encode("cp1251"), "Всеки човек"),
        ("Каждый имеет право на образование.".encode("koi8-r"), "Каждый имеет"),
        ("Un café très fermé.".encode("cp1252"), "café très fermé"),
        ("The mayor said \x93no\x94 \x96 twice.".encode(), "“no” – twice"),
    ],
)
def test_a_guess_of_the_encoding_is_said(raw, words, tmp_path):
    article, found = read(tmp_path, raw)
    assert words in article.text
    assert "encoding-guessed" in [item.code for item in found]


@pytest.mark.parametrize(
    "raw", [b"The mayor said \x93no\x94 \x96 twice.", "The café is shut.".encode(), b"Plain."]
)
def test_what_is_beyond_doubt_is_not_remarked_on(raw, tmp_path):
    assert "encoding-guessed" not in [item.code for item in read(tmp_path, raw)[1]]


@pytest.mark.parametrize(
    ("text", "line"),
    [("Hall shut\n\nThe naÃ¯ve plan failed.", 3), ("It cost Â£5.", 1), ("They donâ€™t know.", 1)],
)
def test_a_text_that_was_read_in_a_wrong_encoding_is_remarked_on(text, line, tmp_path):
    found = read(tmp_path, text.encode())[1]
    assert [item.line for item in found if item.code == "encoding-misread"] == [line]


@pytest.mark.parametrize("text", ["“CAFÉ” was shut.", "Â, Ã and â are letters.", "It cost £5 – twice."])
def test_accents_are_no_sign_of_a_wrong_encoding(text, tmp_path):
    assert "encoding-misread" not in [item.code for item in read(tmp_path, text.encode())[1]]


def test_lines_that_stand_in_several_articles_are_left_out(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    footer = "Readers of The Line trust our fast reports on trains everywhere."
    told = [
        "A train left the rails near Oslo",
        "Two trains were late in Bergen",
        "A bridge was shut in Hamar",
    ]
    for number, words in enumerate(told):
        body = "\n\n".join(f"{words} on day {k}, said witness number {number}{k}." for k in range(1, 7))
        seeds.joinpath(f"{number}.txt").write_text(
            f"{words}\n\n2026-03-0{number + 1}\n\n{body}\n\n{footer}\n"
        )
    articles = [item.article for item in build(tmp_path, seeds).story.articles]
    assert [footer in article.text for article in articles] == [False] * 3
    assert [[part.reason for part in article.removed][-1] for article in articles] == ["standing-line"] * 3


@pytest.mark.parametrize(
    ("line", "outlets", "left_out"),
    [
        ("Readers, tell us what you saw at our desk in town.", ("", ""), True),
        ("Harbor Test Kit – the product of the year", ("The Daily Poe", "The Daily Poe"), True),
        ("Harbor Test Kit – the product of the year", ("The Daily Poe", "The Evening Roe"), False),
        ("The harbor has 4,000 inhabitants.", ("The Daily Poe", "The Daily Poe"), False),
        ("“We will build it again,” the mayor said.", ("", ""), False),
    ],
)
def test_a_line_of_two_articles_is_left_out_where_it_is_no_sentence_of_theirs(
    line, outlets, left_out, tmp_path
):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, (words, outlet) in enumerate(
        zip(("A train left the rails", "Two boats sank"), outlets, strict=True)
    ):
        body = "\n\n".join(f"{words} on day {k}, said witness number {number}{k}." for k in range(1, 7))
        head = f"---\npublisher: {outlet}\n---\n\n" * bool(outlet)
        seeds.joinpath(f"{number}.txt").write_text(
            f"{head}{words}\n\n2026-03-0{number + 1}\n\n{body}\n\n{line}\n"
        )
    articles = [item.article for item in build(tmp_path, seeds).story.articles]
    assert [line not in article.text for article in articles] == [left_out] * 2


DATED = """
Updated: 2 March 2026 10:31 IST | PTI | New Delhi
Written by Jane Roe | New Delhi | Updated: March 2, 2026 10:31 IST
Jane Roe · Mon, March 2, 2026 at 9:02 AM EST · 3 min read
By Jane Roe and John Poe, Reporting from Halden, March 2, 2026
Source: Xinhua| 2026-03-02 09:02:31|Editor: huaxia
Published Mar 02, 2026 • Last updated 2 hours ago • 3 minute read
CBC News · Posted: Mar 02, 2026 4:00 AM EST | Last Updated: 2 hours ago
By JANE ROE FOR MAILONLINE PUBLISHED: 09:02, 2 March 2026 | UPDATED: 10:11, 2 March 2026
Last Updated on March 2, 2026 by Jane Roe
Express News Service Updated on: 02 Mar 2026, 9:02 am
2 March 2026 · Politics
MOBILE, Ala. — March 2, 2026
"""


@pytest.mark.parametrize("line", DATED.strip().splitlines())
def test_a_line_below_the_headline_with_a_day_and_names_dates_the_article(tmp_path, line):
    article, _ = read(
        tmp_path, f"Mill burns\n\n{line}\n\nA mill burned on Monday, police said. Nobody was hurt.\n"
    )
    assert article.date_published.edtf.text == "2026-03-02"
    assert article.text.startswith("Mill burns\n\nA mill")


@pytest.mark.parametrize(
    "line",
    [
        "What Happened on March 2, 2026",
        "2 March 2026: The Mayor Resigns",
        "The court set the trial for 2 March 2026 | The judge left",
        "By March 2, 2026 the mill was sold.",
    ],
)
def test_a_line_that_tells_something_of_a_day_is_text(tmp_path, line):
    article, _ = read(
        tmp_path, f"Mill burns\n\n{line}\n\nA mill burned on Monday, police said. Nobody was hurt.\n"
    )
    assert article.date_published.edtf is None
    assert line in article.text
