"""What holds of reading for any text: offsets lead back to the bytes, nothing is lost."""

import unicodedata

from articles import folded_text
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.characters import HIDDEN
from generator.diagnostics import GeneratorError
from generator.model import Article, Seed
from generator.read import read_article
from generator.read.encoding import decode, detect
from generator.read.folding import fold

# Combining marks, Hangul letters that compose, white space of all sorts, astral characters, dotted and dotless i.
ALPHABET = st.sampled_from(
    [
        *("aeiouAEIOU .,:\"'[]", "e\u0301", "\u0301", "\u0327", "q\u0323\u0307", "\u1100\u1161\u11a8", "가"),
        *(
            "\u212b",
            "\u00a0",
            "\u2003",
            "\r\n",
            "\n",
            "\r",
            "\x85",
            "\u2028",
            "\n\n",
            "\t",
            "🎺",
            "\U0001f469\u200d\U0001f33e",
        ),
        *("İ", "ı", "ş", "ß", "\u200b", "\ufeff", "\u202e", "word", "Line one"),
    ]
)
TEXTS = st.lists(ALPHABET, max_size=60).map("".join)
MARKS = (b"\xef\xbb", b"\xff\xfe", b"\xfe\xff")
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])


def seed_of(raw: bytes, media_type: str = "text/plain", encoding: str | None = None) -> Seed:
    return Seed(path="a.txt", sha256="", media_type=media_type, encoding=encoding or detect(raw), raw=raw)


@settings(deadline=None)
@given(TEXTS, ENCODINGS)
def test_each_code_point_knows_its_bytes(text: str, encoding: str) -> None:
    raw = text.encode(encoding)
    name = encoding if encoding.endswith("e") else detect(raw)
    decoded = decode(raw, name)
    assert decoded.text == HIDDEN.sub("", raw.decode(name))
    for char, start, end in zip(decoded.text, decoded.starts, decoded.ends, strict=True):
        assert raw[start:end].decode(name) == char


@settings(deadline=None)
@given(TEXTS, st.data())
@example("e\u0301\r\n\u00a0q\u0323\u0307", None)
def test_a_folded_span_is_what_its_bytes_decode_to(text: str, data: st.DataObject | None) -> None:
    raw = text.encode()
    decoded = decode(raw, "utf-8")
    folded = fold(decoded, 0, len(decoded.text))
    assert folded.text == " ".join(unicodedata.normalize("NFC", decoded.text).split())
    size = len(folded.text)
    # A span may begin or end anywhere but inside a group that normalization changed.
    edges = [i for i in range(size + 1) if i in (0, size) or folded.starts[i] >= folded.ends[i - 1]]
    start = data.draw(st.sampled_from(edges)) if data else 0
    end = data.draw(st.sampled_from([i for i in edges if i >= start])) if data else size
    if start < end:
        original = raw[folded.starts[start] : folded.ends[end - 1]].decode()
        assert folded_text(original) == folded.text[start:end].strip()


@settings(deadline=None)
@given(TEXTS.filter(str.strip), ENCODINGS, st.sampled_from(["text/plain", "text/markdown"]))
def test_an_article_holds_together(text: str, encoding: str, media_type: str) -> None:
    raw = text.encode(encoding)
    article = attempt(seed_of(raw, media_type, encoding if encoding.endswith("e") else None))
    if article is None:
        return
    assert unicodedata.is_normalized("NFC", article.text)
    assert "\n\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
    assert len(article.byte_starts) == len(article.byte_ends) == len(article.text)
    for block in article.blocks:
        inside = [s for s in article.sentences if block.start <= s.start < block.end]
        covered = "".join(article.text[s.start : s.end] for s in inside)
        assert "".join(covered.split()) == "".join(article.text[block.start : block.end].split())
        if media_type == "text/plain":
            start, end = article.original(block.start, block.end)
            assert (
                folded_text(raw[start:end].decode(article.seed.encoding))
                == article.text[block.start : block.end]
            )


@settings(deadline=None)
@given(st.binary(max_size=200).filter(lambda raw: b"\x00" not in raw and raw[:2] not in MARKS))
def test_any_bytes_without_a_mark_decode_or_are_damaged_utf_8(raw: bytes) -> None:
    name = detect(raw)
    try:
        decode(raw, name)
    except UnicodeDecodeError:
        assert name == "utf-8"
        assert any(char > "\x7f" for char in raw.decode("utf-8", "ignore"))


def attempt(seed: Seed) -> Article | None:
    """The article, or nothing where the file holds none."""
    try:
        return read_article(seed)[0]
    except GeneratorError as error:
        if error.diagnostics[0].code != "seed-empty":
            raise
        return None
