"""Fits the weights by which passages of two articles are taken for one report, and says how well they carry over.

    python benchmarks/fit_sameness.py [--write]

Fits a logistic function on the golden stories in ``tests/stories`` and ``tests/claims/sameness``. The figures printed
are for each story with the weights of all the others, never with its own. ``--write`` puts the weights of all
stories into ``generator/data/sameness_weights.toml``. Needs numpy; the site itself does not.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from generator.claims.compare import likeness as scorer
from generator.claims.compare.likeness import Likeness, pairs
from generator.claims.compare.passages import Passage, read_passages
from generator.claims.compare.sameness import grouped
from generator.model import AnnotatedArticle, Sentence
from generator.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "claims" / "sameness")]

import golden  # type: ignore[import-not-found]  # noqa: E402 (found once the path is set)
from stories.gold import read_gold  # noqa: E402
from stories.tally import Tally, shared  # noqa: E402

WEIGHTS = ROOT / "generator" / "data" / "sameness_weights.toml"
# Penalty on large weights (of standardized evidence); 3 to 30 make no difference to speak of.
RIDGE = 3.0
STEPS = 40
HEAD = """\
# How much each piece of evidence counts for two passages telling the same report (claims/compare/likeness.py).
# Fitted by `python benchmarks/fit_sameness.py --write` on the stories in tests/stories and tests/claims/sameness,
# which were written for this project. Do not edit by hand.

[weights]
"""
Labels = Mapping[tuple[int, int], bool]


@dataclass(frozen=True)
class Story:
    """A golden story: passages, and for each pair that is judged whether it is one report.

    ``of`` numbers what one article says once, be it at several places; such pairs are not counted.
    """

    name: str
    passages: Sequence[Passage]
    labels: Labels
    of: Mapping[int, int]


def _sentences(articles: Iterable[AnnotatedArticle]) -> list[Sentence]:
    return [sentence for item in articles for sentence in item.article.sentences]


def told(folder: Path) -> Story:
    """A story of whole articles."""
    articles = build(folder, folder / "seeds").story.articles
    gold, sentences = read_gold(folder, articles), _sentences(articles)
    of = {
        i: number
        for number, passage in enumerate(gold.passages)
        for i, part in enumerate(sentences)
        if any(shared(spot, part.article_id, part.start, part.end) for spot in passage.spots)
    }
    same = {frozenset(pair) for group in gold.groups for pair in combinations(group, 2)}
    left_open = {frozenset(pair) for items in gold.either for pair in combinations(items, 2)}
    labels = {}
    for i, j in combinations(sorted(of), 2):
        pair = frozenset((gold.passages[of[i]], gold.passages[of[j]]))
        if pair in same or pair not in left_open:
            labels[i, j] = pair in same or of[i] == of[j]
    return Story(name=folder.name, passages=read_passages(articles, sentences), labels=labels, of=of)


def lines(story: golden.Golden) -> Story:
    """A story of single sentences; contradicting pairs may be one report or not."""
    keys = [story.keys[part.article_id, part.start] for part in story.sentences]
    either = {frozenset(pair[:2]) for pair in story.relations if pair[2] == "tension"}
    named = [(part.article_id, key) for part, key in zip(story.sentences, keys, strict=True)]
    return Story(
        name=story.name,
        passages=read_passages(story.articles, story.sentences),
        labels={
            (i, j): keys[i] == keys[j]
            for i, j in combinations(range(len(keys)), 2)
            if frozenset((named[i], named[j])) not in either
        },
        of=dict(enumerate(range(len(keys)))),
    )


def rows(story: Story) -> tuple[list[dict[str, float]], list[float]]:
    """The evidence of each pair of two articles that is looked at and judged, and whether it is one report."""
    likeness = Likeness(story.passages)
    chosen = [
        pair
        for pair in pairs(likeness)
        if pair in story.labels
        and story.passages[pair[0]].article_id != story.passages[pair[1]].article_id
        and likeness.is_worth_a_look(*pair)
    ]
    return [likeness.evidence(*pair) for pair in chosen], [float(story.labels[pair]) for pair in chosen]


def fitted(evidence: Sequence[Mapping[str, float]], same: Sequence[float]) -> dict[str, float]:
    """Weights by penalized logistic regression (Newton's method)."""
    names = list(evidence[0])
    x = np.array([[row[name] for name in names] for row in evidence])
    y = np.array(same)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.c_[np.ones(len(x)), (x - mean) / spread]
    weights, ridge = np.zeros(z.shape[1]), RIDGE * np.eye(z.shape[1])
    ridge[0, 0] = 0.0
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(z @ weights)))
        slope = z.T @ (y - likely) - ridge @ weights
        weights += np.linalg.solve((z.T * (likely * (1 - likely))) @ z + ridge, slope)
    raw = weights[1:] / spread
    return {"always": float(weights[0] - raw @ mean)} | dict(zip(names, map(float, raw), strict=True))


def grouping(story: Story) -> Tally:
    """Pairs of reports that are one: found and in the gold."""
    at = {(part.article_id, part.start): i for i, part in enumerate(story.passages)}
    groups = [{at[part.article_id, part.start] for part in same} for _, same in grouped(story.passages)]
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    wanted, made = set(), set()
    for (i, j), same in story.labels.items():
        pair = (story.of[i], story.of[j])
        if pair[0] != pair[1]:
            key = (min(pair), max(pair))
            wanted |= {key} if same else set()
            made |= {key} if (i, j) in together else set()
    return Tally(hits=len(wanted & made), wanted=len(wanted), right=len(wanted & made), made=len(made))


def use(weights: Mapping[str, float]) -> None:
    """Take these weights from now on."""
    scorer.weights = lambda: weights  # type: ignore[assignment]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights of all stories")
    options = parser.parse_args()
    use(defaultdict(float))  # reading the stories must not need the weights
    whole = [told(path.parent) for path in sorted(ROOT.glob("tests/stories/*/gold.yml"))]
    stories = [*whole, *(lines(story) for story in golden.stories())]
    found = [rows(story) for story in stories]
    totals = {True: Tally(), False: Tally()}
    for number, story in enumerate(stories):
        others = [part for k, part in enumerate(found) if k != number]
        use(fitted([row for part in others for row in part[0]], [y for part in others for y in part[1]]))
        tally = grouping(story)
        totals[number < len(whole)] += tally
        print(f"{story.name:12}{_said(tally)}")
    for of_articles, name in ((True, "stories"), (False, "sameness")):
        print(f"{name:12}{_said(totals[of_articles])}")
    weights = fitted([row for part in found for row in part[0]], [y for part in found for y in part[1]])
    if options.write:
        said = "".join(f'"{name}" = {value:.3f}\n' for name, value in weights.items())
        WEIGHTS.write_text(HEAD + said, encoding="utf-8")
    return 0


def _said(tally: Tally) -> str:
    return f"precision {tally.precision:.3f}  recall {tally.recall:.3f}  f1 {tally.f1:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
