"""Labels told apart: two articles of one agency or publisher go by their files too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from generator.characters import one_line
from generator.model import Article


def told_apart(articles: Sequence[Article]) -> list[Article]:
    """The articles, each label that repeats followed by the file's name without its ending in parentheses."""
    counts = Counter(article.label for article in articles)
    return [
        replace(article, label=f"{article.label} ({one_line(PurePosixPath(article.seed.path).stem)})")
        if counts[article.label] > 1
        else article
        for article in articles
    ]
