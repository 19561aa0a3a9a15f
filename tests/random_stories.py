"""Stories of one to six articles made of sentences drawn from the golden cases, to look for what nobody foresaw.

The articles of a story share sentences, some with another weekday or number in them, so that there are
groups, differences and conflicts in it. The same seed gives the same story.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
_TEXT = re.compile(r"^\s*-?\s*(?:text|input)\s*[:=]\s*[\"']{0,3}(.+?)[\"']{0,3}\s*$", re.MULTILINE)
_MARKED = re.compile(r"\[\[([^|\]]+)\|[^\]]*\]\]")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LIMITS = ("on", "by", "until", "after", "before", "since", "from", "late on", "around")


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the golden cases, each once, in the order of the files."""
    found: dict[str, None] = {}
    for path in sorted(TESTS.rglob("*")):
        if path.suffix in (".toml", ".yaml"):
            found |= dict.fromkeys(_TEXT.findall(path.read_text("utf-8")))
        elif path.suffix == ".txt" and path.parent.name in ("corpus", "seeds", "blind"):
            text = _MARKED.sub(r"\1", path.read_text("utf-8"))
            found |= dict.fromkeys(re.split(r"(?<=[.!?])\s+|\n+", text))
    return tuple(text.strip() for text in found if len(text.split()) > 3)


def random_story(seed: int) -> dict[str, str]:
    """File names and texts of the articles of a story."""
    draw = random.Random(seed)
    shared = draw.sample(sentences(), draw.randint(2, 12))
    articles = {}
    for number in range(draw.randint(1, 6)):
        lines = draw.sample(shared, draw.randint(1, len(shared))) + draw.sample(
            sentences(), draw.randint(0, 6)
        )
        draw.shuffle(lines)
        body = [_changed(line, draw) for line in lines]
        head = draw.choice(["", f"{draw.choice(body)}\n\n"])
        day = draw.choice(
            ["", f"{draw.randint(1, 28)} March 2026\n\n", f"2026-03-{draw.randint(10, 28)}\n\n"]
        )
        articles[f"article-{number}.txt"] = head + day + _paragraphs(body, draw)
    return articles


def _changed(line: str, draw: random.Random) -> str:
    """The sentence, or one that differs from it in a day or a number."""
    if draw.random() < 0.5:
        return line
    line = re.sub(
        rf"\b(?:\w+ )?(?:{'|'.join(_DAYS)})\b", lambda _: f"{draw.choice(_LIMITS)} {draw.choice(_DAYS)}", line
    )
    return re.sub(r"\b\d{1,2}\b", lambda _: str(draw.randint(1, 31)), line)


def _paragraphs(lines: list[str], draw: random.Random) -> str:
    return "".join(line + draw.choice([" ", "\n\n"]) for line in lines) + "\n"
