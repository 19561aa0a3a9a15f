"""Golden stories: which of their sentences tell the same, and how two of them stand to each other."""

from array import array
from itertools import combinations
from pathlib import Path

import yaml

from generator.annotate.attribution import read_attributions
from generator.annotate.dates import read_dates
from generator.annotate.factuality import read_factuality
from generator.annotate.places import read_places
from generator.claims.compare.passages import read_passages
from generator.claims.compare.relations import relate
from generator.claims.compare.sameness import grouped
from generator.edtf import parse_edtf
from generator.model import AnnotatedArticle, Article, Block, BlockKind, DateBasis, PublicationDate, Seed
from generator.read.sentences import split

FOLDER = Path(__file__).parent


def groups(articles, sentences):
    """The sentences that tell the same report."""
    return tuple(group for group, _passages in grouped(read_passages(articles, sentences)))


def annotated(article):
    said = read_attributions(article)
    return AnnotatedArticle(
        article=article,
        timexes=read_dates(
            article.text, article.sentences, article.date_published.edtf, article_id=article.id
        ),
        places=tuple(read_places(article, ())),
        attributions=said,
        factuality=read_factuality(article, said),
    )


def make(name, date, lines, *, agencies=()):
    """An annotated article of (kind, text) blocks, each one sentence."""
    blocks, start = [], 0
    for kind, words in lines:
        blocks.append(Block(kind=kind, start=start, end=start + len(words)))
        start += len(words) + 2
    text = "\n\n".join(words for _, words in lines)
    ends = array("L", [len(text[: index + 1].encode()) for index in range(len(text))])
    return annotated(
        Article(
            id=name,
            label=name.title(),
            seed=Seed(path=f"seeds/{name}.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8",
                      raw=text.encode()),
            headline=None,
            publisher=None,
            agencies=agencies,
            url=None,
            date_published=PublicationDate(edtf=parse_edtf(date), basis=DateBasis.STATED),
            language="en",
            text=text,
            blocks=tuple(blocks),
            removed=(),
            sentences=split(text, tuple(blocks), name),
            byte_starts=array("L", [0, *ends[:-1]]),
            byte_ends=ends,
        )
    )  # fmt: skip


class Golden:
    """A golden story, read."""

    def __init__(self, path):
        given = yaml.safe_load(path.read_text("utf-8"))
        self.name, self.articles, self.keys = path.stem, [], {}
        for source in given["sources"]:
            pairs = [line.split("|", 1) for line in source["lines"].strip().splitlines()]
            lines = [(BlockKind.PARAGRAPH, words.strip()) for _, words in pairs]
            item = make(source["id"], str(source["date"]), lines)
            self.articles.append(item)
            for block, (key, _) in zip(item.article.blocks, pairs, strict=True):
                self.keys[source["id"], block.start] = key.strip()
        self.relations = []
        for key, one, other, relation in given["relations"]:
            first, _, second = key.partition("/")
            self.relations.append(((one, first), (other, second or first), relation))
        self.sentences = [part for item in self.articles for part in item.article.sentences]

    def grouping(self):
        """Pairs found rightly, wrongly, and missed; contradicting pairs may be grouped or not."""
        either = {frozenset(pair[:2]) for pair in self.relations if pair[2] == "tension"}
        named = {place: (place[0], key) for place, key in self.keys.items()}

        def counts(pair):
            return frozenset(named[place] for place in pair) not in either

        gold = {pair for pair in combinations(self.keys, 2) if self.keys[pair[0]] == self.keys[pair[1]]}
        found = {
            pair
            for group in groups(self.articles, self.sentences)
            for pair in combinations([(member.article_id, member.start) for member in group.members], 2)
        }
        return (
            len(gold & found),
            len([pair for pair in found - gold if counts(pair)]),
            len([pair for pair in gold - found if counts(pair)]),
        )

    def related(self):
        """For each golden relation: the relation, and the one found."""
        passages = read_passages(self.articles, self.sentences)
        at = {(item.article_id, self.keys[item.article_id, item.start]): item for item in passages}
        return [
            (relation, str(relate(at[one], at[other]).relation)) for one, other, relation in self.relations
        ]


def stories():
    return [Golden(path) for path in sorted(FOLDER.glob("*.yaml"))]
