"""Golden cases of reading: each file in tests/read holds a seed and all that must be made of it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import GeneratorError, Severity
from generator.model import Article, RemovalReason, SourceOverrides
from generator.read import list_seeds, read_article, read_seed, unread_files
from generator.read.folding import folded_text

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "read").glob("*.yaml"))


def seed_of(case: dict[str, Any], folder: Path) -> Path:
    if "file" in case:
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
    markup = "#>-*=_" if article.seed.media_type == "text/markdown" else ""
    rest = bytes(byte for byte, seen in zip(article.seed.raw, covered, strict=True) if not seen)
    assert not rest.decode(article.seed.encoding).strip(" \t\r\n\ufeff\xa0\x85\u2028" + markup)


@pytest.mark.parametrize("path", [p for p in CASES if "markdown" not in p.stem], ids=lambda path: path.stem)
def test_offsets_lead_back_to_the_words(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    article, _ = read_article(read_seed(seed_of(case, tmp_path), ROOT if "file" in case else tmp_path))
    for part in (*article.blocks, *article.sentences):
        start, end = article.original(part.start, part.end)
        assert (
            folded_text(article.seed.raw[start:end].decode(article.seed.encoding))
            == article.text[part.start : part.end]
        )


def test_articles_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.txt", "README.md", "story.yml", "c.docx", "D.TXT"):
        (tmp_path / name).write_text("Something.")
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in list_seeds(tmp_path)] == ["D.TXT", "a.txt", "b.md"]
    (warning,) = unread_files(tmp_path, tmp_path)
    assert str(warning).startswith('c.docx: the file type ".docx" is not read [seed-type]')
    assert warning.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "seed-empty"),
        (b"\xef\xbb\xbf \r\n", "seed-empty"),
        (b"\xff\xfe\n\x00", "seed-empty"),
        (b"PK\x03\x04\x00\x00\x08\x00 word", "seed-binary"),
        (b"one\x00two three four five six", "seed-binary"),
        (bytes(range(1, 32)) * 9, "seed-binary"),
        (b"---\nencoding: klingon\n---\nText.", "seed-encoding"),
        (b"---\nencoding: ascii\n---\nCaf\xc3\xa9.", "seed-encoding"),
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


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GeneratorError, match=r"gone\.txt: the file cannot be read"):
        read_seed(tmp_path / "gone.txt", tmp_path)


def test_every_reason_has_a_golden_case() -> None:
    text = "".join(path.read_text("utf-8") for path in CASES)
    missing = [
        reason
        for reason in RemovalReason
        if f"- '{reason} " not in text and f"- {reason} " not in text and f'- "{reason} ' not in text
    ]
    assert missing == []


def test_story_file_wins_over_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("---\npublisher: One\ndate: 2026-01-02\n---\nThe text of it stands here.\n")
    article, _ = read_article(read_seed(path, tmp_path), SourceOverrides(publisher="Two", encoding="utf-8"))
    assert article.publisher == "Two"
    assert article.date_published.edtf is not None
    assert article.date_published.edtf.text == "2026-01-02"
