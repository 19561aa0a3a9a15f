"""From the files of the seeds folder to articles.

They come out decoded, cleaned and cut into sentences, every offset leading back to the bytes.
"""

from generator.read.agencies import dateline_end
from generator.read.articles import article_id_of, read_article
from generator.read.seeds import list_seeds, read_seed, unread_files

__all__ = ["article_id_of", "dateline_end", "list_seeds", "read_article", "read_seed", "unread_files"]
