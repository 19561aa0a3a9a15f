"""What YAML an editor's file may use, and that the check survives hostile text."""

import time

import pytest
import yaml

from generator import plainyaml
from generator.plainyaml import DEEPEST, PlainYamlError, check_plain


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


def test_time_grows_with_length_only() -> None:
    def seconds(items: int) -> float:
        started = time.process_time()
        check_plain("- a: b\n  c: [d, e]\n" * items)
        return time.process_time() - started

    assert seconds(8000) < 12 * seconds(2000) + 0.2
