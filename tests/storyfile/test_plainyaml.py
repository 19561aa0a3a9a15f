"""What YAML an editor's file may use, and that the check survives hostile text."""

import re

import pytest
import yaml

from generator import plainyaml
from generator.plainyaml import DEEPEST, PlainYamlError, check_plain, yaml_mistake


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, "an anchor"),
        ("a: *x\n", 1, "an alias"),
        ('a: b\nc:\n  - !!int ""\n', 3, "a tag"),
        ("a: !mine b\n", 1, "a tag"),
        ("a: !!str [b]\n", 1, "a tag"),
        ("? [a, b]\n: c\n", 1, "a key"),
        ("x: y\n? {a: b}\n: c\n", 2, "a key"),
        ("{{a: b}: c}", 1, "a key"),
        ("a:\n- " + "[" * 30 + "]" * 30, 2, f"deeper than {DEEPEST}"),
        ("[" * 100_000, 1, f"deeper than {DEEPEST}"),
        ("- " * 400, 1, f"deeper than {DEEPEST}"),
        ("a: b\nc: '\ud800'\n", 2, r"U\+D800"),
        ('a: "\\x02"\n', 1, r"U\+0002"),
        ('a: "\\u0007x"\n', 1, r"U\+0007"),
        ('a: "\\u202ex"\n', 1, r"U\+202E"),
        ("a: b\nc: x\u2067\n", 2, r"U\+2067"),
        ('"\\x9b": b\n', 1, r"U\+009B"),
        ('a: b\nc: "x\\uffff"\n', 2, r"U\+FFFF"),
        ('a: "\\U0001fffe"\n', 1, r"U\+1FFFE"),
    ],
)
def test_what_is_not_plain(text: str, line: int, words: str) -> None:
    with pytest.raises(PlainYamlError, match=words) as caught:
        check_plain(text)
    assert caught.value.line == line
    assert len(caught.value.message) < 120


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: 1\nb: [c, {d: e}]\n? f\n: g\n",
        "a: |\n  one\n\ttwo\nb: >-\n  three\n",
        "- - - - 1\n" * 3,
        "[" * DEEPEST + "]" * DEEPEST,
        'a: "one\\ttwo\\n"\n',
    ],
)
def test_what_is_plain(text: str) -> None:
    check_plain(text)


@pytest.mark.parametrize("text", ["a: [b", "a: b: c", "\ta: b", "a: \x01"])
def test_what_is_no_yaml_is_left_to_the_loader(text: str) -> None:
    check_plain(text)
    with pytest.raises(yaml.YAMLError):
        yaml.safe_load(text)


def test_before_a_mistake_all_is_checked() -> None:
    with pytest.raises(PlainYamlError, match="an anchor"):
        check_plain("a: &x 1\nb: [\n")


def test_without_libyaml_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plainyaml, "_LOADERS", (yaml.SafeLoader,))
    with pytest.raises(PlainYamlError, match="deeper"):
        check_plain("[" * 100_000)
    with pytest.raises(PlainYamlError, match=r"U\+D800"):
        check_plain('a: "\\ud800"')
    check_plain("a: [1, {b: c}]\n")


_BODY = """\
story:
  title: A bridge
  summary: [closed, cracks]
claims:
  - id: closed
    text: The bridge was closed.
    evidence:
      - {source: daily, quote: "the bridge"}
      - {source: weekly, quote: "Oslo's bridge"}
  - id: cracks
    text: >-
      Twelve cracks were found.
    evidence:
      - source: daily
        quote: "12 cracks"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("    text: The", "   text: The", 6, "the line stands 3 columns in, the line before it 4"),
        ("    text: The", "     text: The", 6, "the line stands 5 columns in, the line before it 4"),
        ("  - id: cracks", "   - id: cracks", 10, "3 columns in, line 5, which it seems to belong with, 2"),
        ("  - id: cracks", "- id: cracks", 10, "0 columns in, line 5, which it seems to belong with, 2"),
        ("      - {source: weekly", "       - {source: weekly", 9, "7 columns in, the line before it 6"),
        ("        quote: ", "         quote: ", 15, "9 columns in, the line before it 8"),
        ("claims:", " claims:", 4, "1 column in, the line before it 2"),
        ("      Twelve", "    Twelve", 12, '"Twelve cracks were found." does not stand further in'),
        ("    text: The", "\t text: The", 6, "indented with a tab"),
        ("    text: The", "\u00a0\u00a0text: The", 6, r"U\+00A0 \(no-break space\)"),
        ("    text: The", "  \u3000text: The", 6, r"U\+3000"),
        ("  - id: closed\n", "    id: closed\n", 5, 'below "claims:" stands a list'),
        ("  - id: closed\n", "  closed:\n", 5, 'below "claims:" stands a list, and "closed:"'),
        ("cracks]", "cracks", 3, r'the "\[" opened here is not closed'),
        ('quote: "12 cracks"\n', "quote: [12", 15, r'the "\[" opened here is not closed'),
        ('the bridge"}', 'the bridge"', 8, 'the "{" opened here is not closed'),
        ('the bridge"}', "the bridge}", 8, "the quotation mark opened here is not closed: .* to line 9"),
        ("title: A", 'title: "A', 2, "the quotation mark opened here is not closed"),
        ('"12 cracks"', '"12 cracks', 15, "the quotation mark opened here is not closed"),
        ("cracks]", "cracks]]", 3, 'the "]" closes nothing'),
        ('"12 cracks"', '"12 "small" cracks"', 15, 'the " before “small" cracks"” ends the text'),
        ("title: A bridge", "title: 'A bridge's end'", 2, "the ' before “s end'” ends"),
        ("title: A", "title: [A] new", 2, "the ] before “new bridge” ends"),
        ('the bridge"', 'the "new" bridge"', 8, "ends the text"),
        (', quote: "the', ' quote: "the', 8, 'a text has a colon, or a comma is missing before it: "quote'),
        ("title: A", "title: News: a", 2, 'the text has a colon in it: "News:"'),
        ("    text: The", "    text The", 6, "has no key, or no colon"),
        ("    text: The", "    text:The", 6, "has no space behind the colon"),
        ("  - id: closed", "  -id: closed", 5, 'begins with "-" and no space'),
        ("  - id: cracks", "  -id: cracks", 10, 'begins with "-" and no space'),
        ("  - id: cracks", "  – id: cracks", 10, 'begins with "–"'),
        ("title: A", "title: @A", 2, 'a text cannot begin with "@"'),
        ("title: A", "title: *A* b", 2, r'a text cannot begin with "\*"'),
        ("title: A", "title: - A", 2, 'a "- " stands behind a key'),
        ('"12 cracks"', '"12 \\cracks"', 15, r'"\\c" means nothing'),
        ("claims:", "---\nclaims:", 4, 'the line "---" ends the file'),
        ("claims:", "...\nclaims:", 4, 'the line "..." ends the file'),
    ],
)
def test_a_mistake_is_told_where_it_was_made(right: str, wrong: str, line: int, words: str) -> None:
    assert right in _BODY
    text = _BODY.replace(right, wrong, 1)
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.compose_all(text) if "..." not in wrong and "---" not in wrong else [yaml.safe_load(text)])
    found = yaml_mistake(caught.value, text, {"claims", "evidence"})
    assert found.line == line
    assert re.search(words, found.message), found.message
    assert found.hint.endswith((".", "spaces"))
    assert "block" not in found.message


def test_of_an_item_whose_first_line_alone_stands_otherwise_that_is_said() -> None:
    text = _BODY.replace("  - id: closed", "- id: closed", 1)
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        yaml.safe_load(text)
    found = yaml_mistake(caught.value, text, {"claims", "evidence"})
    assert (found.line, "give line 5 2 spaces" in found.hint) == (6, True)
    yaml.safe_load(_BODY)
