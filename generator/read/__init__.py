"""From the files of the seeds folder to articles.

They come out decoded, cleaned and cut into sentences, every offset leading back to the bytes.
"""

from generator.read.agencies import dateline_end
from generator.read.articles import read_article, spelled_elsewhere
from generator.read.metadata import day_of_writing, told_apart
from generator.read.repeated_lines import standing_lines
from generator.read.seeds import (
    article_id,
    file_ids,
    has_digest,
    list_seeds,
    read_seed,
    text_digest,
    unread_files,
)

__all__ = [
    "article_id",
    "dateline_end",
    "day_of_writing",
    "file_ids",
    "has_digest",
    "list_seeds",
    "read_article",
    "read_seed",
    "spelled_elsewhere",
    "standing_lines",
    "text_digest",
    "told_apart",
    "unread_files",
]
